"""Derived numbers with their interval and their basis. Pure functions, without files or charts.

Growth rates are in percent throughout, as reports print them: 5.8 is 5.8%. Intervals follow the rules of interval arithmetic
(Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009): an end of a result is reached at ends of what goes in, and
nothing is assumed of where in its interval a number lies. A number that enters a formula twice would count its rounding twice;
formulas are written so that each enters once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xclib.model.figure import Interval

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed number, as opposed to one stated in a report.

    Attributes
    ----------
    low, high : float
        Ends of the interval that the inputs leave open; an end may be infinite.
    mid : float
        The value at the inputs' printed values; NaN where an input is a bound and has no value.
    basis : str
        How it was computed, in one line.
    """

    low: float
    high: float
    mid: float
    basis: str

    @property
    def interval(self) -> Interval:
        """Its interval."""
        return Interval(self.low, self.high)

    @property
    def bounded(self) -> bool:
        """Whether both ends are finite."""
        return math.isfinite(self.low) and math.isfinite(self.high)


def point_of(value: float, bound: str) -> float:
    """Return a printed value as a point, NaN where it is a bound: a bound is not a value.

    >>> point_of(6000.0, ">")
    nan
    """
    return value if bound in ("=", "~") else math.nan


def _corners(first: Interval, second: Interval, operation: str) -> tuple[float, float]:
    """Return the ends of an operation that is monotone in both arguments."""
    ends = []
    for a in (first.low, first.high):
        for b in (second.low, second.high):
            if operation == "/":
                ends.append(
                    0.0 if math.isinf(b) and not math.isinf(a) else math.nan if math.isinf(a) and math.isinf(b) else a / b
                )
            elif operation == "*":
                ends.append(0.0 if 0 in (a, b) else a * b)
            else:
                ends.append(a - b)
    known = [e for e in ends if not math.isnan(e)]
    return min(known), max(known)


def divide(first: Interval, second: Interval) -> Interval:
    """Return the quotient of two intervals of positive numbers.

    Raises `ValueError`: the divisor's interval holds 0.

    >>> divide(Interval(6.0, 12.0), Interval(2.0, 3.0))
    Interval(low=2.0, high=6.0)
    """
    if second.low <= 0 <= second.high:
        raise ValueError(f"cannot divide by an interval that holds 0: [{second.low}, {second.high}]")
    return Interval(*_corners(first, second, "/"))


def multiply(first: Interval, second: Interval) -> Interval:
    """Return the product of two intervals.

    >>> multiply(Interval(2.0, 3.0), Interval(4.0, 5.0))
    Interval(low=8.0, high=15.0)
    """
    return Interval(*_corners(first, second, "*"))


def subtract(first: Interval, second: Interval) -> Interval:
    """Return the difference of two intervals.

    >>> subtract(Interval(5.0, 6.0), Interval(1.0, 2.0))
    Interval(low=3.0, high=5.0)
    """
    return Interval(first.low - second.high, first.high - second.low)


def _factor(growth: Interval) -> Interval:
    return Interval(1 + growth.low / 100, 1 + growth.high / 100)


def implied_base(level: Interval, growth: Interval, *, level_mid: float = math.nan, growth_mid: float = math.nan) -> Derived:
    """Return last year's level that this year's level and growth imply, both on the same price basis.

    In the unit of the level. ``growth``: growth in percent **on the basis of the level**: nominal growth for a level at
    current prices. Dividing a level at current prices by growth at constant prices is an error; see `implied_deflator`.
    ``level_mid``, ``growth_mid``: printed values; NaN where there is only a bound.

    >>> implied_base(Interval(452.65, 452.75), Interval(8.75, 8.85), level_mid=452.7, growth_mid=8.8).mid.__round__(1)
    416.1
    """
    ends = divide(level, _factor(growth))
    return Derived(ends.low, ends.high, level_mid / (1 + growth_mid / 100), "level / (1 + growth), both nominal")


def implied_level(base: Interval, growth: Interval, *, base_mid: float = math.nan, growth_mid: float = math.nan) -> Derived:
    """Return the level that a base and a growth target imply, on one price basis.

    >>> implied_level(Interval(100.0, 100.0), Interval(4.0, 5.0)).high
    105.0
    """
    ends = multiply(base, _factor(growth))
    return Derived(ends.low, ends.high, base_mid * (1 + growth_mid / 100), "base × (1 + growth)")


def growth_between(level: Interval, base: Interval, *, level_mid: float = math.nan, base_mid: float = math.nan) -> Derived:
    """Return the growth in percent from a base to a level; nominal where both are at current prices.

    >>> round(growth_between(Interval(6000.0, math.inf), Interval(5700.05, 5700.15)).low, 2)
    5.26
    """
    ends = divide(level, base)
    return Derived(
        (ends.low - 1) * 100,
        (ends.high - 1) * 100,
        (level_mid / base_mid - 1) * 100,
        "level / last year's level - 1, at current prices",
    )


def implied_deflator(
    nominal: Interval, real: Interval, *, nominal_mid: float = math.nan, real_mid: float = math.nan
) -> Derived:
    """Return the change of the implicit deflator in percent, from nominal and real growth.

    ``nominal``, ``real``: growth in percent at current and at constant prices; ``nominal_mid``, ``real_mid``: printed
    values; NaN where there is only a bound.

    >>> round(implied_deflator(Interval(5.26, math.inf), Interval(5.75, 5.85)).low, 2)
    -0.56
    """
    ends = divide(_factor(nominal), _factor(real))
    mid = ((1 + nominal_mid / 100) / (1 + real_mid / 100) - 1) * 100
    return Derived((ends.low - 1) * 100, (ends.high - 1) * 100, mid, "(1 + nominal) / (1 + real) - 1")


def nominal_growth(
    real: Interval, deflator: Interval, *, real_mid: float = math.nan, deflator_mid: float = math.nan
) -> Derived:
    """Return nominal growth in percent from real growth and the change of the deflator.

    The definition of the implicit price deflator, solved for the third of its three numbers; `implied_deflator` is its inverse.

    >>> round(nominal_growth(Interval(5.0, 5.0), Interval(2.0, 2.0)).low, 2)
    7.1
    """
    ends = multiply(_factor(real), _factor(deflator))
    mid = ((1 + real_mid / 100) * (1 + deflator_mid / 100) - 1) * 100
    return Derived((ends.low - 1) * 100, (ends.high - 1) * 100, mid, "(1 + real) × (1 + deflator) - 1")


def share(part: Interval, whole: Interval, *, part_mid: float = math.nan, whole_mid: float = math.nan) -> Derived:
    """Return a part's share of a whole in percent.

    >>> round(share(Interval(452.65, 452.75), Interval(1012.85, 1012.95)).low, 2)
    44.69
    """
    ends = divide(part, whole)
    return Derived(ends.low * 100, min(ends.high * 100, 100.0), part_mid / whole_mid * 100, "part / whole")


def buoyancy(
    revenue_growth: Interval,
    gdp_growth: Interval,
    *,
    revenue_mid: float = math.nan,
    gdp_mid: float = math.nan,
    basis: str = "nominal",
) -> Derived:
    """Return the buoyancy of revenue: its growth per percent of GDP growth.

    ``revenue_growth``: nominal growth of revenue in percent; ``gdp_growth``: growth of GDP in percent; ``basis``: one of
    'nominal', 'real': basis of the GDP growth. The textbook ratio takes nominal growth; with real growth the ratio also
    holds the change of prices, and must say so.

    >>> round(buoyancy(Interval(8.8, 8.8), Interval(5.8, 5.8), basis="real").low, 2)
    1.52
    """
    ends = divide(revenue_growth, gdp_growth)
    formula = (
        "nominal revenue growth / nominal GDP growth"
        if basis == "nominal"
        else "nominal revenue growth / GDP growth at constant prices: prices are in the ratio"
    )
    return Derived(ends.low, ends.high, revenue_mid / gdp_mid, formula)


def per_head(
    amount: Interval, population: Interval, *, amount_mid: float = math.nan, population_mid: float = math.nan
) -> Derived:
    """Return an amount per head of a population.

    >>> per_head(Interval(100.0, 110.0), Interval(10.0, 11.0)).low.__round__(2)
    9.09
    """
    ends = divide(amount, population)
    return Derived(ends.low, ends.high, amount_mid / population_mid, "amount / resident population")


def share_change(
    now: Derived, part: Interval, whole: Interval, *, part_mid: float = math.nan, whole_mid: float = math.nan
) -> Derived:
    """Return the annual change of a share in percentage points, from the share and both growth rates.

    With ``s`` the share now and ``g`` the growth of part and whole, last year's share is ``s (1 + g_whole) / (1 + g_part)``,
    so the change is ``s (1 - (1 + g_whole) / (1 + g_part))``. Written so, the share enters once: the difference of two
    interval shares would count its rounding twice and be too wide.

    ``now``: the share in percent, as `share` returns it; ``part``, ``whole``: growth of part and whole in percent, both
    nominal.

    >>> now = share(Interval(44, 44), Interval(100, 100), part_mid=44, whole_mid=100)
    >>> share_change(now, Interval(10, 10), Interval(12.5, 12.5), part_mid=10, whole_mid=12.5).mid.__round__(2)
    -1.0
    """
    ratios = [1 - (100 + x) / (100 + y) for x, y in ((whole.high, part.low), (whole.low, part.high))]
    ends = [s * r for s in (now.low, now.high) for r in ratios]
    mid = now.mid * (1 - (100 + whole_mid) / (100 + part_mid))
    return Derived(min(ends), max(ends), mid, "share × (1 − (1 + growth of the whole) / (1 + growth of the part))")


def rebased_past(level: Interval, real: Interval, deflator: Interval) -> Derived:
    """Return last year's level on this year's statistical base, from real growth and an assumed deflator.

    ``past = level / ((1 + real) (1 + deflator))``. After a census the level moves to a new base and last year's printed level
    stays on the old one; the identity gives what last year would be on the new one. The deflator is an assumption, so there
    is no value, only an interval.

    ``level``: this year's level at current prices; ``real``: growth at constant prices, in percent; ``deflator``: change of
    the deflator that is taken to be possible, in percent. Source: Value = volume × price: System of National Accounts 2008,
    chapter 15.

    >>> rebased_past(Interval(110, 110), Interval(10, 10), Interval(0, 0)).low.__round__(6)
    100.0
    """
    ends = divide(level, multiply(_factor(real), _factor(deflator)))
    return Derived(ends.low, ends.high, math.nan, "level / ((1 + real growth) × (1 + deflator))")
