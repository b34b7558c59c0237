"""Growth over several years: averages, and paths forward and back, each with its interval.

Rates are compounded, never added up; whatever is chained stands on one price basis.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xclib.economics.derived import Derived, divide
from xclib.model.figure import Interval

if TYPE_CHECKING:
    import pandas as pd


def mean_growth(
    level: Interval, base: Interval, years: int, *, level_mid: float = math.nan, base_mid: float = math.nan
) -> Derived:
    """Return the average growth a year in percent from a base to a level, both on one price basis.

    The compound rate: ``g = (level / base)^(1 / years) - 1``. Each end of the interval takes the ends of level and base that
    lie furthest apart. It uses the two ends alone; what lay between leaves no trace in it.

    ``level``, ``base``: the last and the first level, both positive. Raises `ValueError`: ``years`` is below 1. Source:
    Compound growth: System of National Accounts 2008, chapter 15.

    >>> mean_growth(Interval(121, 121), Interval(100, 100), 2, level_mid=121, base_mid=100).mid.__round__(6)
    10.0
    """
    if years < 1:
        raise ValueError(f"growth over {years} years")
    ends = divide(level, base)
    low, mid, high = (100 * (r ** (1 / years) - 1) for r in (ends.low, level_mid / base_mid, ends.high))
    return Derived(low, high, mid, "(last / first)^(1 / years) − 1")


def joint_growth(rates: Sequence[tuple[Interval, float]]) -> Derived:
    """Return the average growth a year in percent of successive years' growth rates on one price basis.

    The geometric mean: ``(Π (1 + g_t))^(1 / n) - 1``. Rates are chained as printed; later revisions are not in them.

    ``rates``: each year's growth in percent and its printed value, NaN where it is a bound.

    >>> joint_growth([(Interval(10, 10), 10.0), (Interval(21, 21), 21.0)]).mid.__round__(2)
    15.37
    """
    low, mid, high = (
        100 * (math.prod(1 + g / 100 for g in side) ** (1 / len(rates)) - 1)
        for side in zip(*((span.low, value, span.high) for span, value in rates), strict=True)
    )
    return Derived(low, high, mid, "product of (1 + growth) to the power 1 / years, − 1")


def growth_fan(
    base: Interval, growth: Interval, *, start: int, years: int = 1, base_mid: float = math.nan, growth_mid: float = math.nan
) -> pd.DataFrame:
    """Return the path that a base and a growth target imply, as a fan.

    ``level_n = base (1 + g)^n``, at both ends of base and target. A target covers one year; later years only repeat it.

    One row a year: ``period``, ``low``, ``mid``, ``high``; in the base's unit **and prices** (a constant-price target gives
    a path in the starting year's prices). ``base``: level in the starting year; ``growth``: growth in percent a year;
    ``start``, ``years``: starting year, and number of years after it.

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


def chain_back(rates: Sequence[tuple[Interval, float]], *, base: float = 100.0) -> list[Derived]:
    """Return the index of the years before a base year, the last one first, from growth rates read backwards.

    ``index_{t-1} = index_t / (1 + g_t)``; the interval widens with each year, as the rounding of each rate is in it.

    ``rates``: growth in percent and its printed value, of the base year first and of the years before it after that;
    ``base``: index of the base year. Source: Chaining of volume measures: System of National Accounts 2008, chapter 15.

    >>> [round(d.mid, 2) for d in chain_back([(Interval(10, 10), 10.0), (Interval(5, 5), 5.0)])]
    [90.91, 86.58]
    """
    out, now = [], Derived(base, base, base, "")
    for span, value in rates:
        past = (now.low / (1 + span.high / 100), now.high / (1 + span.low / 100), now.mid / (1 + value / 100))
        now = Derived(*past, "index of the year after / (1 + growth)")
        out.append(now)
    return out
