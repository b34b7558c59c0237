"""Quantities: numbers with their provenance, either the page that states them or a formula with its inputs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from xclib.data.rows import records
from xclib.economics.formulas import PARAMETER, POINTS, left_open
from xclib.errors import XclibError
from xclib.model.codes import read_codes
from xclib.model.figure import in_percent
from xclib.model.units import counts_firms, parse_unit, printed_unit

if TYPE_CHECKING:
    import pandas as pd

#: Bounds of a negative number, and of its size.
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_SIGNS = {"=": "", "~": "≈", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}


def point_of(value: float, bound: str) -> float:
    """Return a printed value as a point, NaN where it is a bound: a bound is not a value.

    >>> point_of(6000.0, ">")
    nan
    """
    return value if bound in ("=", "~") else math.nan


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its interval, its unit, and its source or its formula.

    >>> level = Quantity.of({"value": 6e11, "bound": ">", "low": 6e11, "high": math.inf, "unit": "元", "source_url": ""})
    >>> level, float(level)
    (>600bn CNY, nan)
    """

    #: The number; NaN where only a bound or a range is known, so that no estimate takes a bound for a value.
    value: float
    #: Ends of the interval; an end may be infinite.
    low: float
    high: float
    #: As printed: 元, %, 个百分点, or nothing.
    unit: str = ""
    #: Of a stated number: bound, the word that sets it, and the number as printed.
    bound: str = "="
    word: str = ""
    printed: float = math.nan
    #: Page and id of the figure that states it, and the grade of the page.
    url: str = ""
    id: str = ""
    grade: str = ""
    #: Of a computed number: its formula, in the words of `xclib.economics.formulas`.
    basis: str = ""
    #: The numbers that went in.
    inputs: tuple[Quantity, ...] = ()
    #: Year that is said beside the number where it goes into a formula; 0 where the text around says it.
    period: int = 0
    #: Document and line that state it, where they came without an address.
    place: str = ""
    #: Indicator of a stated number that no figure of a report states.
    indicator: str = field(default="", compare=False)
    #: Whether its unit is a counter in Chinese alone: 户 of firms are no households.
    counts_firms: bool = field(default=False, compare=False)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Quantity:
        """Return the quantity that a row of `xclib.figures`, `xclib.series` or `xclib.extract.context` states."""
        row = in_percent(row)
        high = row.get("value_high", math.nan)
        is_range = bool(row["bound"] == "=" and row["low"] == row["value"] < row["high"]) or (high is not None and high == high)
        point = math.nan if is_range else point_of(row["value"], row["bound"])
        place = ""
        if not row["source_url"]:  # a report may be registered from a file
            stated = str(row.get("figure_id") or "").rpartition(":")[0]
            place = f"{row['doc']}:{row['line']}" if "doc" in row else stated
        return cls(
            point, float(row["low"]), float(row["high"]), str(row.get("unit") or printed_unit(row.get("unit_code", ""))),
            row["bound"], str(row.get("bound_word") or ""), float(row["value"]), str(row["source_url"]),
            str(row.get("figure_id") or ""), str(row.get("grade") or ""), place=place,
            indicator=str(row.get("indicator") or "") if not row.get("figure_id") else "",
            counts_firms=counts_firms(str(row.get("unit") or ""), str(row.get("label") or "")),
        )  # fmt: skip

    @classmethod
    def exact(cls, value: float, unit: str = "", basis: str = "", inputs: tuple[Quantity, ...] = ()) -> Quantity:
        """Return a number around which nothing is left open: a count, or what one printed number makes of another."""
        return cls(value, value, value, unit, printed=value, basis=basis, inputs=inputs)

    @classmethod
    def read(cls, row: Mapping[str, Any], name: str = "") -> Quantity | None:
        """Return what the columns of a prefix state, such as ``delivered`` of `xclib.pairs`; None where there is no number."""
        columns = {k: f"{name}_{k}" for k in ("low", "high", "bound")}
        columns |= {"value": name, "unit": f"unit_{name}", "source_url": f"{name}_url"}
        found = {k: row[of] for k, of in columns.items()} if name else row
        return cls.of(found) if found["value"] == found["value"] else None

    @property
    def is_stated(self) -> bool:
        """Whether a page states it."""
        return not self.basis

    @property
    def is_range(self) -> bool:
        """Whether a page prints it as a range, such as 6%–6.5%."""
        return self.is_stated and self.bound == "=" and math.isnan(self.value)

    @property
    def is_rounded(self) -> bool:
        """Whether a page prints it as a number, of which rounding leaves open what follows the last digit."""
        return self.is_stated and self.bound == "=" and self.low < self.value < self.high

    @property
    def open(self) -> bool:
        """Whether an end is infinite."""
        return math.isinf(self.low) or math.isinf(self.high)

    @property
    def room(self) -> Quantity:
        """What rounding, or the words beside a stated number, leave open around it."""
        return replace(Quantity(math.nan, self.low, self.high, self.unit, basis=left_open(self.bound), inputs=(self,)),
            counts_firms=self.counts_firms)  # fmt: skip

    def minus(self, other: Quantity, basis: str = POINTS) -> Quantity:
        """Return the difference of two rates in percentage points."""
        low, high = self.low - other.high, self.high - other.low
        return Quantity(self.value - other.value, low, high, "个百分点", basis=basis, inputs=(self, other))

    def in_unit(self, unit: str) -> Quantity | None:
        """Return an amount in another unit of its kind, 6500万吨 in 斤; None where the units are of two kinds."""
        one, two = parse_unit(self.unit), parse_unit(unit)
        if self.unit == unit:
            return self
        if one.code != two.code or one.code == "PT":  # a percentage is no point of one
            return None
        by = float(one.factor) / float(two.factor)
        ends = {name: getattr(self, name) * by for name in ("value", "low", "high", "printed")}
        return replace(self, **ends, unit=unit)

    @property
    def size(self) -> Quantity:
        """The same without its sign, for sentences that say above or below: a rate of at most −3% is a fall of at least 3%.

        >>> fall = Quantity(math.nan, -math.inf, -3.0, "%", "<=", printed=-3.0).size
        >>> fall.low, fall.bound, Quantity(0.1, -0.1, 0.3, basis="a − b").size.low
        (3.0, '>=', 0)
        """
        low, high = sorted((abs(self.low), abs(self.high)))
        low = 0 if self.low < 0 < self.high else low
        bound = _MIRRORED.get(self.bound, self.bound) if self.printed < 0 else self.bound
        return replace(self, value=abs(self.value), low=low, high=high, printed=abs(self.printed), bound=bound)

    def side(self, other: Quantity) -> str:
        """Return 'above', 'below' or 'close' where the intervals do not tell the two apart.

        Two rounded numbers whose intervals merely meet are told apart: nothing that rounds to 30 rounds to 29.

        >>> past, now = (Quantity(v, v - 0.5, v + 0.5, printed=v) for v in (30.0, 29.0))
        >>> now.side(past), now.side(Quantity(29.5, 29.5, 29.5, printed=29.5))
        ('below', 'close')
        """
        apart = self.is_rounded and other.is_rounded
        if self.low > other.high or (apart and self.low == other.high):
            return "above"
        return "below" if self.high < other.low or (apart and self.high == other.low) else "close"

    def against(self, aim: Quantity) -> str:
        """Return where an outcome lies to a target: 'above', 'within' or 'below' it, or 'open' where its words do not tell.

        A number is judged with its rounding. An outcome about, below or beyond a number may lie on either side of the end
        that a floor, a cap or a span sets; it is within only where the number printed is. Below 3.5 leaves 3.5 out.

        >>> about, floor = Quantity(6.5, 6.0, 7.0, bound="~", printed=6.5), Quantity(math.nan, 7.0, math.inf, bound=">=")
        >>> about.against(floor), about.against(Quantity(6.0, 5.5, 6.5, bound="~"))
        ('open', 'within')
        >>> Quantity(8.0, 7.5, 8.5, printed=8.0).against(Quantity(9.0, 8.5, 9.5, bound="~", printed=9.0))
        'below'
        """
        side = self.side(aim)
        if side != "close":
            return side
        if aim.bound in ("<", ">") and self.bound == "=" and self.printed == aim.printed:
            return "above" if aim.bound == "<" else "below"
        if self.is_rounded and (self.high == aim.low or self.low == aim.high):
            return "below" if self.high == aim.low else "above"  # what is printed as 8% and could be 8.4% does not reach 8.5%
        inside = aim.low <= self.low and self.high <= aim.high
        precise = not self.is_stated or self.is_rounded or self.low == self.high or aim.low == aim.high
        return "within" if precise or inside or aim.low <= self.printed <= aim.high else "open"

    def meets(self, aim: Quantity, better: str) -> str:
        """Return whether an outcome 'met', 'missed' or, 'open', may have met a target, by the words of the target.

        ``better``: 'above' or 'below', the side of the target on which it is met too; empty where it has to be within.

        >>> cap = Quantity(31.0, 30.5, 31.5, printed=31.0)
        >>> [Quantity(v, v - 0.5, v + 0.5, printed=v).meets(cap, "below") for v in (36.0, 31.0, 30.0)]
        ['missed', 'met', 'met']
        """
        aim = aim.in_unit(self.unit) or aim
        side = self.against(aim)
        if side == "open":
            return "met" if self.reaches(aim, better) else "open"
        return "met" if side in (better, "within") else "missed"

    def reaches(self, aim: Quantity, better: str) -> bool:
        """Whether the number printed lies at that of a target or on its better side, whatever the words around them."""
        apart = self.printed - aim.printed
        return math.isclose(apart, 0, abs_tol=1e-9) or better == ("above" if apart > 0 else "below")

    def __float__(self) -> float:
        return self.value

    def __repr__(self) -> str:
        if self.is_stated and not math.isnan(self.printed) and not self.is_range:
            return f"{_SIGNS[self.bound]}{_short(self.printed, self.unit)}"
        if math.isinf(self.high) or math.isinf(self.low):
            end, sign = (self.low, "≥") if math.isinf(self.high) else (self.high, "≤")
            return "?" if math.isinf(end) else f"{sign}{_short(end, self.unit)}"
        if self.low == self.high:
            return _short(self.low, self.unit)
        unit = _short_units().get(self.unit, self.unit)
        return f"{_short(self.low, self.unit).removesuffix(unit).removesuffix('bn')} to {_short(self.high, self.unit)}"


def _short(value: float, unit: str) -> str:
    if unit == "元" and abs(value) >= 1e8:
        size = f"{value / 1e9:.6g}bn"
    else:
        size = f"{value:,.0f}" if abs(value) >= 1e4 else f"{value:.4g}"
    return size + _short_units().get(unit, unit)


@cache
def _short_units() -> dict[str, str]:
    """Return how a frame shows units, by the unit as printed."""
    return {str(unit["zh"]): str(unit["short"]) for unit in read_codes()["unit"].values()}


def quantities(rows: pd.DataFrame) -> pd.Series[Any]:
    """Return what each row of a frame states, see `Quantity.of`."""
    import pandas as pd

    return pd.Series([*map(Quantity.of, records(rows))], index=rows.index, dtype=object)


def verdicts(both: pd.DataFrame, worse: str, *, aim: str, outcome: str) -> tuple[pd.Series[str], pd.Series[float]]:
    """Return what `Quantity.against` says of many outcomes at once, and whether each lies on the worse side of its target.

    The second is 1 or 0, and missing where the words leave it open: over 8% against 9%, about 6.5% against at least 7%.
    ``both``: ``low``, ``high``, ``bound`` and ``value_high`` of both, behind the prefixes ``aim`` and ``outcome``; ``worse``:
    'above' or 'below'.
    """
    import numpy as np
    import pandas as pd

    least, most, low, high = (both[f"{of}{end}"].astype(float) for of in (aim, outcome) for end in ("low", "high"))
    bound = both[f"{outcome}bound"]
    # What is printed as 8% does not reach 8.5%, though its interval ends there.
    rounded = (bound == "=") & both[f"{outcome}value_high"].isna() & (low < high)
    below, above = (high < least) | (rounded & np.isclose(high, least)), (low > most) | (rounded & np.isclose(low, most))
    verdict = pd.Series("within", index=both.index).mask(below, "below").mask(above, "above")
    loose = low < least if worse == "below" else high > most
    printed = pd.concat([low, high], axis=1).replace([-math.inf, math.inf], math.nan).mean(axis=1)
    open_side = (verdict == "within") & (bound != "=") & loose & ~printed.between(least, most)
    return verdict, (verdict == worse).astype(float).mask(open_side)


def assume(low: float, high: float, unit: str = "%") -> Quantity:
    """Return a span that a parameter of the notebook sets; `XclibError` where it ends before it begins.

    >>> assume(-3, 3)
    -3 to 3%
    >>> assume(18_000, 18_000, "部")
    18,000部
    """
    if not low <= high:
        raise XclibError(f"a span from {low:g} to {high:g}", where="quantity.assume", advice="set low <= high")
    return Quantity(low if low == high else math.nan, low, high, unit, basis=PARAMETER)
