"""What assumed growth makes of revenue: scenarios that a reader sets, not forecasts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xclib.analyses.fiscal.budget import Budget
from xclib.compound import growth_fan
from xclib.economics import implied_level
from xclib.errors import XclibError
from xclib.figure import Interval

if TYPE_CHECKING:
    import pandas as pd


def scenarios(b: Budget, growth: Sequence[float], *, gdp_growth: float, elasticity: Sequence[float]) -> pd.DataFrame:
    """Return what assumed growth, or assumed growth of output and buoyancy, make of this year's revenue.

    Parameters
    ----------
    b : Budget
        From `read_budget`.
    growth : three numbers
        Low, central and high growth of revenue in percent.
    gdp_growth : float
        Growth of output at constant prices in percent.
    elasticity : three numbers
        Low, central and high buoyancy.

    Returns
    -------
    DataFrame
        ``way`` (growth, buoyancy), ``case`` (low, central, high), ``growth``, ``value, low, high`` in yuan, and ``against``
        the target: below, within, above, or empty where there is none.

    Raises
    ------
    XclibError
        The three numbers do not rise.
    """
    import pandas as pd

    for name, three in (("growth", growth), ("buoyancy", elasticity)):
        if len(three) != 3 or list(three) != sorted(three):
            raise XclibError(f"low, central and high {name} must rise, not {', '.join(map(str, three))}",
                             where="parameters", advice=f"set {name}_low <= {name}_central <= {name}_high")  # fmt: skip
    names = ["way", "case", "elasticity", "growth", "value", "low", "high", "against"]
    if not b.has("revenue"):
        return pd.DataFrame(columns=names)
    level, mid = b.both("revenue")
    goal = b.span("target") if b.has("target") else None
    ways = [("growth", math.nan, g) for g in growth] + [("buoyancy", e, e * gdp_growth) for e in elasticity]
    rows = []
    for n, (way, ratio, rate) in enumerate(ways):
        told = implied_level(level, Interval(rate, rate), base_mid=mid, growth_mid=rate)
        against = "" if goal is None else "below" if rate < goal.low else "above" if rate > goal.high else "within"
        rows.append((way, ("low", "central", "high")[n % 3], ratio, rate, told.mid, told.low, told.high, against))
    return pd.DataFrame(rows, columns=names)


def fan(b: Budget, growth: Sequence[float]) -> pd.DataFrame:
    """Return the fan from this year's revenue under low, central and high growth."""
    level, mid = b.both("revenue")
    return growth_fan(level, Interval(growth[0], growth[2]), start=b.year, base_mid=mid, growth_mid=growth[1])
