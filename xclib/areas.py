"""The areas that report: GB/T 2260 codes, parents and former names, from ``areas.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: Code of the whole country, as the National Bureau of Statistics writes it.
NATION = "100000"


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area.

    Parameters
    ----------
    code : str
        GB/T 2260 code; of the nation ``100000``.
    name : str
        Full name in Chinese.
    level : str
        ``nation``, ``province`` or ``prefecture``.
    parent : str
        Code of the area above.
    since, until : str
        First and last year of the code where it changed in the time of the corpus, else empty.
    successor : str
        Code under which the same area goes on, else empty; an area merged or divided has none.
    name_en : str
        Name in English, without its rank; two areas of one name have their province behind it.
    """

    code: str
    name: str
    level: str
    parent: str
    since: str = ""
    until: str = ""
    successor: str = ""
    name_en: str = ""


@cache
def read_areas() -> dict[str, Area]:
    """Return the areas by name; former names are names too."""
    path = Path(__file__).with_name("areas.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [Area(*row) for row in csv.reader(file)][1:]
    return {area.name: area for area in rows}


def find_area(name: str) -> Area | None:
    """Return the area of a name.

    Examples
    --------
    >>> find_area("襄樊市").successor
    '420600'
    >>> find_area("云泽区") is None
    True
    """
    return read_areas().get(name)


def area_code(name: str) -> str:
    """Return the code that an area of this name has now; empty where the name is not known.

    >>> area_code("全国"), area_code("襄樊市")
    ('100000', '420600')
    """
    area = find_area(name)
    if area is None:
        return ""
    return area.successor or area.code


def english_name(code: str, name: str) -> str:
    """Return the English name of an area; the Chinese one where there is none on record.

    >>> english_name("310000", "上海市"), english_name("420600", "襄樊市"), english_name("999901", "青岚市")
    ('Shanghai', 'Xiangfan', '青岚市')
    """
    if (known := find_area(name)) and known.name_en:
        return known.name_en
    return next((a.name_en for a in read_areas().values() if a.code == code and not a.successor), "") or name
