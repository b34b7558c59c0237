"""Growth over several years: averages, and paths forward and back, each with its interval.

Rates are compounded, never added up; whatever is chained stands on one price basis.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xclib.economics.derived import divide
from xclib.economics.quantity import Quantity

if TYPE_CHECKING:
    import pandas as pd


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


def chain_back(rates: Sequence[Quantity], *, base: float = 100.0) -> list[Quantity]:
    """Return the index of the years before a base year, the last one first, from growth rates in percent read backwards.

    ``index_{t-1} = index_t / (1 + g_t)``; the interval widens with each year, as the rounding of each rate is in it. The first
    rate is that of the base year. Source: chaining of volume measures, System of National Accounts 2008, chapter 15.

    >>> [round(q.value, 2) for q in chain_back([Quantity(10, 10, 10), Quantity(5, 5, 5)])]
    [90.91, 86.58]
    """
    out, now = [], Quantity(base, base, base)
    for rate in rates:
        past = (now.value / (1 + rate.value / 100), now.low / (1 + rate.high / 100), now.high / (1 + rate.low / 100))
        now = Quantity(*past, basis="index of the year after / (1 + growth)", inputs=(now, rate))
        out.append(now)
    return out
