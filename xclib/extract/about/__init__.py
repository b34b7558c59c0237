"""What a report says of itself: area, kind and year, each with how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xclib.extract.about.area import SURE, read_area
from xclib.extract.about.kind import read_kind
from xclib.extract.about.seen import Seen, titles
from xclib.extract.about.year import (
    is_part_year,
    names_no_other,
    opens_with,
    planned_year,
    read_year,
    reports_on,
    reviews_this_year,
    tells_of,
)
from xclib.model.areas import areas_by_code, find_area, full_name
from xclib.model.codes import looks_back

__all__ = ["SURE", "About", "planned_year", "recognize", "titles"]


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a report.

    Parameters
    ----------
    area, area_code : str
        Name of the area, a county's behind its prefecture's, and its GB/T 2260 code; empty where not known.
    kind : str
        A name of `xclib.model.codes.KINDS`; empty where not known.
    year : int or None
        The year planned for, or reported on, as the kind is filed; None where not known.
    looks_back : bool
        Whether the year is the one reported on.
    part_year : bool
        Whether only a part of the year is reported on: 上半年.
    sure : mapping
        How sure area, kind and year are, from 0 to 1; 1 where given.
    """

    area: str = ""
    area_code: str = ""
    kind: str = ""
    year: int | None = None
    looks_back: bool = False
    part_year: bool = False
    sure: Mapping[str, float] = field(default_factory=dict)


def recognize(
    text: str,
    *,
    title: str = "",
    source_url: str = "",
    published: str = "",
    area: str = "",
    area_code: str = "",
    kind: str = "",
    year: int | None = None,
) -> About:
    r"""Recognize the area, the kind and the year of a report.

    ``text``: the report; one line a paragraph. ``title``, ``source_url``, ``published``: title, address and ISO date of its
    page, where it has them. ``area``, ``area_code``, ``kind``, ``year``: what is known already and is not questioned; a code
    names the area.

    >>> found = recognize("政府工作报告\n——2031年1月8日在福州市仓山区第十八届人民代表大会上\n一、2030年工作回顾")
    >>> found.area, found.area_code, found.kind, found.year
    ('福州市仓山区', '350104', 'work report', 2031)
    """
    seen = Seen(text, title, source_url, published)
    sure: dict[str, float] = {}
    if area_code and not area and (known := areas_by_code().get(area_code)):
        area = full_name(known)
    if area:
        known = find_area(area)
        area_code, sure["area"] = area_code or ((known.successor or known.code) if known else ""), 1.0
    given = bool(kind)
    kind, sure["kind"] = (kind, 1.0) if given else read_kind(seen)
    kind = kind if sure["kind"] >= SURE else ""
    part, back = is_part_year(seen, kind, year), False
    if year is None:
        year, back, sure["year"] = read_year(seen, kind, part)
    else:
        # A department's summary may be filed with the work reports.
        summed = kind == "work report" and read_kind(seen)[0] == "department report"
        back = _looks_back(seen, "department report" if summed else kind, part, year, given=given)
        sure["year"] = 1.0
    back = back or (kind in ("", "department report") and reviews_this_year(seen))
    if not area:
        area, found_code, sure["area"] = read_area(seen, year)
        area_code = area_code or (found_code if sure["area"] >= SURE else "")
    return About(
        area=area if sure["area"] >= SURE else "",
        area_code=area_code,
        kind=kind,
        year=year if sure["year"] >= SURE else None,
        looks_back=part or back,
        part_year=part,
        sure={name: round(sure[name], 3) for name in ("area", "kind", "year")},
    )


def _looks_back(seen: Seen, kind: str, part: bool, year: int, *, given: bool) -> bool:
    """Whether a report looks back on the year that a person gives for it."""
    if (given or not looks_back(kind)) and kind not in ("", "department report", "final accounts"):
        return looks_back(kind)
    titled, back, sure = read_year(seen, kind, part)
    if sure >= SURE and titled == year - 1 and back:
        # The accounts of 2030, given the year in which they were laid before the congress.
        return False
    if sure >= SURE and titled == year + 1 and not back:
        # The review of 2030 and the plans for 2031, given the year that is reviewed.
        return True
    reviews = reports_on(seen.opening, year) or tells_of(seen, year)
    reviews = reviews or (kind == "department report" and (opens_with(seen, year) or names_no_other(seen, year)))
    return looks_back(kind) or (back and sure >= SURE) or reviews
