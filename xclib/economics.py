"""The economics of figures: derived numbers with their interval and their basis. Pure; knows no files and no charts.

Growth rates are in percent throughout, as reports print them: 5.8 is 5.8%.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xclib.figure import Interval

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that we computed, not one that a report states.

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

    Raises
    ------
    ValueError
        The divisor's interval holds 0.

    Examples
    --------
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

    Parameters
    ----------
    level : Interval
        This year's level.
    growth : Interval
        Growth in percent **on the basis of the level**: nominal growth for a level at current prices. Dividing a level at
        current prices by growth at constant prices is an error; see `implied_deflator`.
    level_mid, growth_mid : float
        Printed values; NaN where there is only a bound.

    Returns
    -------
    Derived
        In the unit of the level.

    Examples
    --------
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
    """Return the change of the deflator in percent that nominal and real growth leave room for.

    Parameters
    ----------
    nominal, real : Interval
        Growth in percent at current and at constant prices.
    nominal_mid, real_mid : float
        Printed values; NaN where there is only a bound.

    Examples
    --------
    >>> round(implied_deflator(Interval(5.26, math.inf), Interval(5.75, 5.85)).low, 2)
    -0.56
    """
    ends = divide(_factor(nominal), _factor(real))
    mid = ((1 + nominal_mid / 100) / (1 + real_mid / 100) - 1) * 100
    return Derived((ends.low - 1) * 100, (ends.high - 1) * 100, mid, "(1 + nominal) / (1 + real) - 1")


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

    Parameters
    ----------
    revenue_growth : Interval
        Nominal growth of revenue in percent.
    gdp_growth : Interval
        Growth of GDP in percent.
    basis : {'nominal', 'real'}
        Basis of the GDP growth. The textbook ratio takes nominal growth; with real growth the ratio also holds the change
        of prices, and must say so.

    Examples
    --------
    >>> round(buoyancy(Interval(8.8, 8.8), Interval(5.8, 5.8), basis="real").low, 2)
    1.52
    """
    ends = divide(revenue_growth, gdp_growth)
    told = (
        "nominal revenue growth / nominal GDP growth"
        if basis == "nominal"
        else "nominal revenue growth / GDP growth at constant prices: prices are in the ratio"
    )
    return Derived(ends.low, ends.high, revenue_mid / gdp_mid, told)


def per_head(
    amount: Interval, population: Interval, *, amount_mid: float = math.nan, population_mid: float = math.nan
) -> Derived:
    """Return an amount per head of a population.

    >>> per_head(Interval(100.0, 110.0), Interval(10.0, 11.0)).low.__round__(2)
    9.09
    """
    ends = divide(amount, population)
    return Derived(ends.low, ends.high, amount_mid / population_mid, "amount / resident population")


def growth_fan(
    base: Interval, growth: Interval, *, start: int, years: int = 1, base_mid: float = math.nan, growth_mid: float = math.nan
) -> pd.DataFrame:
    """Return the path that a base and a growth target imply, as a fan.

    Parameters
    ----------
    base : Interval
        Level in the starting year.
    growth : Interval
        Growth in percent a year.
    start, years : int
        Starting year, and number of years after it.

    Returns
    -------
    DataFrame
        One row a year: ``period``, ``low``, ``mid``, ``high``; in the base's unit **and prices** (a constant-price target
        gives a path in the starting year's prices).

    Examples
    --------
    >>> growth_fan(Interval(100.0, 100.0), Interval(4.5, 5.5), start=2023)["high"].tolist()
    [100.0, 105.5]
    """
    import pandas as pd

    rows = [
        {
            "period": start + n,
            "low": base.low * (1 + growth.low / 100) ** n,
            "mid": base_mid * (1 + growth_mid / 100) ** n,
            "high": base.high * (1 + growth.high / 100) ** n,
        }
        for n in range(years + 1)
    ]
    return pd.DataFrame(rows)


@dataclass(frozen=True)
class Trend:
    """A linear trend and what it is worth.

    Attributes
    ----------
    slope, low, high : float
        Change a year and its 95% interval (Student's t, so that few points give a wide one).
    p_value : float
        Of the hypothesis that there is no trend.
    n : int
        Number of observations.
    durbin_watson : float
        Near 2 without serial correlation; means little below ten observations.
    fit : DataFrame
        ``period``, ``fit``, ``low``, ``high``: the line and the 95% band of its mean.
    """

    slope: float
    low: float
    high: float
    p_value: float
    n: int
    durbin_watson: float
    fit: pd.DataFrame

    @property
    def significant(self) -> bool:
        """Whether the 95% interval leaves out 0."""
        return self.low > 0 or self.high < 0


def linear_trend(periods: Sequence[int], values: Sequence[float], *, until: int | None = None) -> Trend | None:
    """Fit a line by ordinary least squares (statsmodels).

    Parameters
    ----------
    periods : sequence of int
        Years; need not be consecutive.
    values : sequence of float
        One value a year.
    until : int, optional
        Last year of the fitted line.

    Returns
    -------
    Trend or None
        None with fewer than four observations: no interval worth stating.

    Examples
    --------
    >>> linear_trend([2018, 2019, 2020, 2021], [51.0, 42.0, 38.0, 33.0]).slope.__round__(1)
    -5.8
    """
    if len(periods) < 4:
        return None
    import numpy as np
    import pandas as pd
    import statsmodels.api as sm
    from statsmodels.stats.stattools import durbin_watson

    years = np.asarray(periods, dtype=float)
    origin = years.min()
    model = sm.OLS(np.asarray(values, dtype=float), sm.add_constant(years - origin)).fit()
    low, high = model.conf_int()[1]
    grid = np.arange(origin, (until or years.max()) + 1)
    band = model.get_prediction(sm.add_constant(grid - origin, has_constant="add")).summary_frame(alpha=0.05)
    fit = pd.DataFrame(
        {
            "period": grid.astype(int),
            "fit": band["mean"].to_numpy(),
            "low": band["mean_ci_lower"].to_numpy(),
            "high": band["mean_ci_upper"].to_numpy(),
        }
    )
    return Trend(
        float(model.params[1]),
        float(low),
        float(high),
        float(model.pvalues[1]),
        len(years),
        float(durbin_watson(model.resid)),
        fit,
    )
