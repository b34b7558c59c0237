"""Units as printed, turned into canonical units with a dimension."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from xclib.care.shipped import read_beside
from xclib.model.codes import read_codes
from xclib.model.numerals import simplify

#: Dimensions whose numbers are counted one by one, so that a number printed in full is exact.
COUNTED = frozenset({"count", "persons", "time"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit."""

    #: The unit or counter as printed, without magnitude.
    printed: str
    #: Canonical code: ``CNY``, ``PT`` (percent), ``PP`` (percentage points), ``PS`` (persons), ``NR`` (a count), ``m2`` …
    code: str
    #: ``money``, ``share``, ``count`` …; see ``units.yaml``.
    dimension: str
    #: One printed unit in units of the code: 10000 for 公顷 in ``m2``.
    factor: float

    @property
    def counted(self) -> bool:
        """Whether the unit counts whole things."""
        return self.dimension in COUNTED


@cache
def read_units() -> dict[str, Unit]:
    """Return the table of ``units.yaml``, by printed unit."""
    table: dict[str, dict[str, dict[str, float]]] = read_beside(__file__, "units.yaml")
    return {
        str(printed): Unit(str(printed), code, dimension, float(factor))
        for dimension, codes in table.items()
        for code, units in codes.items()
        for printed, factor in units.items()
    }


@lru_cache(1024)
def parse_unit(printed: str) -> Unit:
    """Return the canonical unit of a printed one.

    A counter that is not in the table is a count (``NR``); an empty unit is the pure number (``1``). ``printed``: the unit
    without magnitude; empty for a bare number.

    >>> parse_unit("公顷").code, parse_unit("公顷").factor
    ('m2', 10000.0)
    """
    if not printed:
        return Unit("", "1", "number", 1.0)
    units = read_units()
    folded = simplify(unicodedata.normalize("NFKC", printed).replace(" ", ""))
    known = units.get(printed) or units.get(folded) or _any_case().get(folded.casefold() if len(folded) > 1 else "")
    return known or Unit(printed, "NR", "count", 1.0)


@cache
def _any_case() -> dict[str, Unit]:
    """Return the units of more than one letter, by their small letters: kwh, KM."""
    return {
        unicodedata.normalize("NFKC", u).casefold(): unit for u, unit in read_units().items() if len(u) > 1 and u[-1].isascii()
    }


#: Names of what does business, and of who uses a net, which 户 counts as it counts households.
_FIRMS = re.compile("主体|企业|国企|商户|工商户|公司|家庭农场|用户")


def counts_firms(unit: str, label: str) -> bool:
    """Whether 户 is a mere counter of firms or users and not the unit of households.

    >>> [counts_firms("户", label) for label in ("新增经营主体", "改造老旧小区", "重点国企", "移动电话用户")]
    [True, False, True, True]
    """
    return simplify(unit) == "户" and bool(_FIRMS.search(simplify(label)))


@cache
def printed_unit(code: str) -> str:
    """Return the printed unit that is one of a canonical unit; empty for a pure number and for counts.

    >>> printed_unit("PT"), printed_unit("kWh"), printed_unit("NR")
    ('%', '千瓦时', '')
    """
    if code in read_codes()["unit"]:
        return str(read_codes()["unit"][code]["zh"])
    return next((unit.printed for unit in read_units().values() if (unit.code, unit.factor) == (code, 1) and code != "NR"), "")
