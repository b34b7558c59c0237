"""Derived numbers: formulas of quantities, each with its interval, its basis and what went in. Pure functions.

Growth rates are in percent throughout, as reports print them: 5.8 is 5.8%. Intervals follow the rules of interval arithmetic
(Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009): an end of a result is reached at ends of what goes in, and
nothing is assumed of where in its interval a number lies. A number that enters a formula twice would count its rounding twice;
formulas are written so that each enters once. A result has a value only where all that goes in has one: a bound is not a value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from xclib.economics.quantity import Quantity

if TYPE_CHECKING:
    import pandas as pd


def _combined(first: Quantity, second: Quantity, operation: Callable[[float, float], float]) -> Quantity:
    """Return the result of an operation that is monotone in both arguments."""
    ends = [operation(a, b) for a in (first.low, first.high) for b in (second.low, second.high)]
    known = [end for end in ends if not math.isnan(end)]
    return Quantity(operation(first.value, second.value), min(known), max(known), inputs=(first, second))


def _quotient(a: float, b: float) -> float:
    if math.isinf(b):
        return math.nan if math.isinf(a) else 0.0
    return a / b


def divide(first: Quantity, second: Quantity, basis: str = "") -> Quantity:
    """Return the quotient of two positive numbers.

    Raises `ValueError`: the divisor's interval holds 0.

    >>> divide(Quantity(9, 6, 12), Quantity(3, 2, 3), "part / whole")
    2 to 6
    """
    if second.low <= 0 <= second.high:
        raise ValueError(f"cannot divide by an interval that holds 0: [{second.low}, {second.high}]")
    return replace(_combined(first, second, _quotient), basis=basis)


def multiply(first: Quantity, second: Quantity, basis: str = "") -> Quantity:
    """Return the product of two numbers.

    >>> multiply(Quantity(2, 2, 3), Quantity(4, 4, 5), "base × (1 + growth)")
    8 to 15
    """
    return replace(_combined(first, second, lambda a, b: 0.0 if 0 in (a, b) else a * b), basis=basis)


def _factor(growth: Quantity) -> Quantity:
    value, low, high = (1 + x / 100 for x in (growth.value, growth.low, growth.high))
    return Quantity(value, low, high)


def _growth(factor: Quantity, basis: str, *inputs: Quantity) -> Quantity:
    value, low, high = ((x - 1) * 100 for x in (factor.value, factor.low, factor.high))
    return Quantity(value, low, high, "%", basis=basis, inputs=inputs)


def implied_base(level: Quantity, growth: Quantity) -> Quantity:
    """Return last year's level that this year's level and growth imply, both on the same price basis.

    Growth in percent is **on the basis of the level**: nominal growth for a level at current prices. Dividing a level at
    current prices by growth at constant prices is an error; see `implied_deflator`.

    >>> implied_base(Quantity(452.7, 452.65, 452.75), Quantity(8.8, 8.75, 8.85)).value.__round__(1)
    416.1
    """
    made = divide(level, _factor(growth), "level / (1 + growth), both nominal")
    return replace(made, unit=level.unit, inputs=(level, growth))


def implied_level(base: Quantity, growth: Quantity) -> Quantity:
    """Return the level that a base and a growth target imply, on one price basis.

    >>> implied_level(Quantity(100, 100, 100), Quantity(4.5, 4, 5)).high
    105.0
    """
    return replace(multiply(base, _factor(growth), "base × (1 + growth)"), unit=base.unit, inputs=(base, growth))


def growth_between(level: Quantity, base: Quantity) -> Quantity:
    """Return the growth in percent from a base to a level; nominal where both are at current prices.

    >>> growth_between(Quantity(math.nan, 6000, math.inf), Quantity(5700.1, 5700.05, 5700.15))
    ≥5.26%
    >>> growth_between(Quantity(2660, 2659.5, 2660.5), Quantity(math.nan, 2600, math.inf))
    ≤2.327%
    """
    ratio = divide(level, base)
    ratio = replace(ratio, low=-math.inf) if base.high == math.inf else ratio  # a floor of the base gives no least growth
    return _growth(ratio, "level / last year's level - 1, at current prices", level, base)


def implied_deflator(nominal: Quantity, real: Quantity) -> Quantity:
    """Return the change of the implicit deflator in percent, from growth at current and at constant prices.

    >>> implied_deflator(Quantity(math.nan, 5.26, math.inf), Quantity(5.8, 5.75, 5.85))
    ≥-0.5574%
    """
    return _growth(divide(_factor(nominal), _factor(real)), "(1 + nominal) / (1 + real) - 1", nominal, real)


def nominal_growth(real: Quantity, deflator: Quantity) -> Quantity:
    """Return nominal growth in percent from real growth and the change of the deflator.

    The definition of the implicit price deflator, solved for the third of its three numbers; `implied_deflator` is its inverse.

    >>> nominal_growth(Quantity(5, 5, 5), Quantity(2, 2, 2))
    7.1%
    """
    return _growth(multiply(_factor(real), _factor(deflator)), "(1 + real) × (1 + deflator) - 1", real, deflator)


def share(part: Quantity, whole: Quantity) -> Quantity:
    """Return a part's share of a whole in percent.

    >>> share(Quantity(452.7, 452.65, 452.75), Quantity(1012.9, 1012.85, 1012.95))
    44.69 to 44.7%
    """
    ratio = divide(part, whole)
    return Quantity(
        ratio.value * 100, ratio.low * 100, min(ratio.high * 100, 100.0), "%", basis="part / whole", inputs=(part, whole)
    )


def percent_of(amount: Quantity, scale: Quantity) -> Quantity:
    """Return an amount in percent of another that need not hold it: it may be more than 100.

    >>> percent_of(Quantity(3, 3, 3), Quantity(2, 2, 2))
    150%
    """
    ratio = divide(amount, scale, "amount / scale")
    return replace(ratio, value=ratio.value * 100, low=ratio.low * 100, high=ratio.high * 100, unit="%")


def buoyancy(revenue_growth: Quantity, gdp_growth: Quantity, *, basis: Literal["nominal", "real"] = "nominal") -> Quantity:
    """Return the buoyancy of revenue: its nominal growth per percent of GDP growth.

    The textbook ratio takes nominal growth of GDP; with real growth the ratio also holds the change of prices, and must say so.

    >>> buoyancy(Quantity(8.8, 8.8, 8.8), Quantity(5.8, 5.8, 5.8), basis="real")
    1.517
    """
    over = {
        "nominal": "nominal revenue growth / nominal GDP growth",
        "real": "nominal revenue growth / GDP growth at constant prices: prices are in the ratio",
    }
    return divide(revenue_growth, gdp_growth, over[basis])


def per_head(amount: Quantity, population: Quantity, per: int = 1) -> Quantity:
    """Return an amount per head of a population, or ``per`` so many heads.

    >>> per_head(Quantity(105, 100, 110, "元"), Quantity(10, 10, 11, "人"))
    9.091 to 11 CNY
    """
    groups = Quantity(population.value / per, population.low / per, population.high / per)
    return replace(divide(amount, groups, "amount / resident population"), unit=amount.unit, inputs=(amount, population))


def share_change(now: Quantity, part: Quantity, whole: Quantity) -> Quantity:
    """Return the annual change of a share in percentage points, from `share` and the nominal growth of part and whole.

    With ``s`` the share now and ``g`` the growth of part and whole, last year's share is ``s (1 + g_whole) / (1 + g_part)``,
    so the change is ``s (1 - (1 + g_whole) / (1 + g_part))``. Written so, the share enters once: the difference of two
    interval shares would count its rounding twice and be too wide.

    >>> now = share(Quantity(44, 44, 44), Quantity(100, 100, 100))
    >>> share_change(now, Quantity(10, 10, 10), Quantity(12.5, 12.5, 12.5)).value.__round__(2)
    -1.0
    """
    ratios = [1 - (100 + x) / (100 + y) for x, y in ((whole.high, part.low), (whole.low, part.high))]
    ends = [s * r for s in (now.low, now.high) for r in ratios]
    value = now.value * (1 - (100 + whole.value) / (100 + part.value))
    basis = "share × (1 − (1 + growth of the whole) / (1 + growth of the part))"
    return Quantity(value, min(ends), max(ends), "个百分点", basis=basis, inputs=(*now.inputs, part, whole))


def rebased_past(level: Quantity, real: Quantity, deflator: Quantity) -> Quantity:
    """Return last year's level on this year's statistical base, from real growth and an assumed deflator.

    ``past = level / ((1 + real) (1 + deflator))``. After a census the level moves to a new base and last year's printed level
    stays on the old one; the identity gives what last year would be on the new one. The deflator, in percent, is an
    assumption, so there is no value, only an interval. Source: value = volume × price, System of National Accounts 2008,
    chapter 15.

    >>> rebased_past(Quantity(110, 110, 110), Quantity(10, 10, 10), Quantity(0, 0, 0)).low.__round__(6)
    100.0
    """
    made = divide(level, multiply(_factor(real), _factor(deflator)), "level / ((1 + real growth) × (1 + deflator))")
    return replace(made, value=math.nan, unit=level.unit, inputs=(level, real, deflator))


def mean_growth(level: Quantity, base: Quantity, years: int) -> Quantity:
    """Return the average growth a year in percent from a base to a level, both positive and on one price basis.

    The compound rate: ``g = (level / base)^(1 / years) - 1``. Each end of the interval takes the ends of level and base that
    lie furthest apart. It uses the two ends alone; what lay between leaves no trace in it. Raises `ValueError`: ``years`` is
    below 1. Source: System of National Accounts 2008, chapter 15.

    >>> mean_growth(Quantity(121, 121, 121), Quantity(100, 100, 100), 2).value.__round__(6)
    10.0
    """
    if years < 1:
        raise ValueError(f"growth over {years} years")
    ratio = divide(level, base)
    value, low, high = (100 * (r ** (1 / years) - 1) for r in (ratio.value, ratio.low, ratio.high))
    return Quantity(value, low, high, "%", basis="(last / first)^(1 / years) − 1", inputs=(level, base))


def joint_growth(rates: Sequence[Quantity]) -> Quantity:
    """Return the average growth a year in percent of successive years' growth rates on one price basis.

    The geometric mean: ``(Π (1 + g_t))^(1 / n) - 1``. Rates are chained as printed; later revisions are not in them.

    >>> joint_growth([Quantity(10, 10, 10), Quantity(21, 21, 21)]).value.__round__(2)
    15.37
    """
    low, value, high = (
        100 * (math.prod(1 + g / 100 for g in side) ** (1 / len(rates)) - 1)
        for side in zip(*((q.low, q.value, q.high) for q in rates), strict=True)
    )
    return Quantity(value, low, high, "%", basis="product of (1 + growth) to the power 1 / years, − 1", inputs=tuple(rates))


def growth_fan(base: Quantity, growth: Quantity, *, start: int, years: int = 1) -> pd.DataFrame:
    """Return the path that a base and a growth target imply, as a fan: ``period``, ``low``, ``mid``, ``high``, one row a year.

    ``level_n = base (1 + g)^n``, at both ends of base and target, in the base's unit **and prices** (a constant-price target
    gives a path in the starting year's prices). A target covers one year; later years only repeat it.

    >>> growth_fan(Quantity(100, 100, 100), Quantity(5, 4.5, 5.5), start=2023)["high"].tolist()
    [100.0, 105.5]
    """
    import pandas as pd

    ends = {"low": (base.low, growth.low), "mid": (base.value, growth.value), "high": (base.high, growth.high)}
    rows = [
        {"period": start + n, **{end: level * (1 + g / 100) ** n for end, (level, g) in ends.items()}} for n in range(years + 1)
    ]
    return pd.DataFrame(rows)


def chain_back(rates: Sequence[Quantity], base: Quantity) -> list[Quantity]:
    """Return the levels of the years before a base year, the last one first, from growth rates in percent read backwards.

    ``level_{t-1} = level_t / (1 + g_t)``; the interval widens with each year, as the rounding of each rate is in it. The first
    rate is that of the base year. Source: chaining of volume measures, System of National Accounts 2008, chapter 15.

    >>> [round(q.value, 2) for q in chain_back([Quantity(10, 10, 10), Quantity(5, 5, 5)], Quantity(100, 100, 100))]
    [90.91, 86.58]
    """
    levels = accumulate(rates, implied_base, initial=base)
    return [replace(level, basis="index of the year after / (1 + growth)") for level in levels][1:]
