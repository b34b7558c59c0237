"""What assumed growth makes of revenue: scenarios that a reader sets, not forecasts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from xclib.analyses.fiscal.budget import Budget
from xclib.analyses.fiscal.years import chain_of
from xclib.economics import derived as ec
from xclib.economics.compound import growth_fan
from xclib.economics.formulas import BY_BUOYANCY
from xclib.economics.quantity import Quantity, assume
from xclib.errors import XclibError

CASES = ("low", "central", "high")
_SCENARIOS = ["way", "case", "buoyancy", "growth", "point", "level", "against"]


def _check(**three: Sequence[float]) -> None:
    """Refuse low, central and high values that do not rise."""
    for name, values in three.items():
        if len(values) != 3 or list(values) != sorted(values):
            raise XclibError(f"low, central and high {name} must rise, not {', '.join(map(str, values))}",
                             where="parameters", advice=f"set {name}_low <= {name}_central <= {name}_high")  # fmt: skip


def scenarios(b: Budget, growth: Sequence[float], *, gdp_growth: float, buoyancy: Sequence[float]) -> pd.DataFrame:
    """Return what assumed growth, or assumed growth of output and buoyancy, make of this year's revenue.

    ``way`` (growth, buoyancy), ``case`` (low, central, high), ``buoyancy``, ``growth`` and ``level`` (quantities; ``point``
    is the level too), and ``against`` the target: below, within, above, or empty where there is none. ``growth``: low,
    central and high growth of revenue in percent; ``gdp_growth``: growth of output at constant prices in percent;
    ``buoyancy``: low, central and high buoyancy. Raises `XclibError`: the three numbers do not rise.
    """
    _check(growth=growth, buoyancy=buoyancy)
    if not b.has("revenue"):
        return pd.DataFrame(columns=_SCENARIOS)
    rates = [("growth", None, assume(g, g)) for g in growth]
    rows = [*rates, *(("buoyancy", assume(e, e, ""), by_output(gdp_growth, e)) for e in buoyancy)]
    found = []
    for n, (way, ratio, rate) in enumerate(rows):
        level = ec.implied_level(b["revenue"], rate)
        against = _against(rate.value, b["target"]) if b.has("target") else ""
        found.append((way, CASES[n % 3], ratio, rate, level, level, against))
    return pd.DataFrame(found, columns=_SCENARIOS, dtype=object)


def by_output(gdp_growth: float, buoyancy: float) -> Quantity:
    """Return the growth of revenue that growth of output and a buoyancy give, both assumed."""
    rate = buoyancy * gdp_growth
    inputs = (assume(gdp_growth, gdp_growth), assume(buoyancy, buoyancy, ""))
    return Quantity(rate, rate, rate, "%", basis=BY_BUOYANCY, inputs=inputs)


def _against(rate: float, target: Quantity) -> str:
    return "below" if rate < target.low else "above" if rate > target.high else "within"


def fan(b: Budget, growth: Sequence[float]) -> pd.DataFrame:
    """Return the fan from this year's revenue under low, central and high growth; empty without revenue."""
    if not b.has("revenue"):
        return pd.DataFrame(columns=["period", "low", "mid", "high"])
    low, central, high = sorted(growth)
    return growth_fan(b["revenue"], Quantity(central, low, high, "%"), start=b.year)


def assumed(growth: Sequence[float]) -> dict[str, Any]:
    """Return assumed rates as quantities.

    >>> assumed((1, 3, 6))
    {'rates': [1%, 3%, 6%]}
    """
    return {"rates": [assume(g, g) for g in growth]}


def by_growth(b: Budget, known: Mapping[str, Any], buoyancy: Sequence[float], gdp_growth: float) -> dict[str, Any] | None:
    """Return next year's revenue if output grows by so much, under low, central and high buoyancy; None without revenue.

    ``output``, ``ratios``, ``rates`` and ``level`` (quantities), ``against`` the target by case, and ``marks``: the years
    that join, and the fan. ``known``: from `known`; ``buoyancy``: low, central and high growth of revenue per percent of
    growth of output; ``gdp_growth``: growth of output at constant prices in percent, assumed.
    """
    if not b.has("revenue"):
        return None
    cases = scenarios(b, (0.0, 0.0, 0.0), gdp_growth=gdp_growth, buoyancy=buoyancy).query("way == 'buoyancy'")
    levels, rates = list(cases["level"]), list(cases["growth"])
    # Where output shrinks, the high buoyancy gives the low revenue.
    low, high = min(q.low for q in levels), max(q.high for q in levels)
    level = Quantity(math.nan, low, high, "元", basis=levels[0].basis, inputs=(b["revenue"], *rates))
    marks = (chain_of(b), fan(b, [q.value for q in rates]))
    return {
        **known, "output": assume(gdp_growth, gdp_growth), "ratios": [assume(e, e, "") for e in buoyancy], "rates": rates,
        "level": level, "against": [a for a in cases["against"] if a], "marks": marks,
    }  # fmt: skip
