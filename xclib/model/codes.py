"""Every code of the data with its words in Chinese and English, and the kinds of report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from xclib.care.shipped import read_beside


@cache
def read_codes() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Return ``codes.yaml``: by kind of code, the codes with their words in ``zh`` and ``en``.

    >>> read_codes()["grade"]["shifted"]["en"]
    'basis changed'
    """
    return read_beside(__file__, "codes.yaml")


@cache
def english_units() -> Mapping[str, str]:
    """Return the units that English text names, by the unit as printed in Chinese; counters are left out.

    >>> english_units()["元"], english_units().get("家")
    ('yuan', None)
    """
    own = {unit["zh"]: str(unit["en"]) for unit in read_codes()["unit"].values() if unit["zh"]}
    return own | {printed: str(en) for printed, en in read_codes()["printed"].items()}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report."""

    #: As people write it: ``work report``.
    name: str
    #: As the register and report ids write it: ``work``.
    code: str
    #: What follows the area and the year in a short title, and what comes before them.
    title_zh: str
    title_en: str
    #: Whether the year of such a report is the year reported on; of the others it is the year planned for.
    looks_back: bool = False


_ALL = tuple(
    Kind(row["name"], code, row["zh"], row["en"], row.get("looks_back", False)) for code, row in read_codes()["kind"].items()
)
#: Kinds by name.
KINDS = {kind.name: kind for kind in _ALL}
#: Kinds by the code of the register.
CODES = {kind.code: kind for kind in _ALL}


def looks_back(kind: str) -> bool:
    """Whether a kind, by name or code, is filed under the year it reports on.

    >>> looks_back("communique"), looks_back("statistical communiqué"), looks_back("work report")
    (True, True, False)
    """
    plain = kind.replace("é", "e")
    known = KINDS.get(plain) or CODES.get(plain)
    return known is not None and known.looks_back
