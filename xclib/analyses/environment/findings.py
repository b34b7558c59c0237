"""The environment brief's first screen: the year's air and its place, what can be checked, and the gap to the city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from xclib.analyses import standing_tables
from xclib.analyses.environment.air import judge
from xclib.analyses.environment.course import pace, slowing
from xclib.analyses.environment.places import beside
from xclib.analyses.environment.plan import binding
from xclib.analyses.environment.subjects import fell_short, water
from xclib.analyses.standing import Standing
from xclib.data.rows import records
from xclib.economics.formulas import COUNTED
from xclib.economics.quantity import Quantity


def happened(air: dict[str, Any], figures: pd.DataFrame, stands: Sequence[Standing]) -> dict[str, Any]:
    """Return the facts of the first finding: the year's air beside its requirement and other areas, and the report's own count.

    Where the report states no requirement, what another report of the area had set for the year takes its place.
    """
    actual = next(s for s in stands if (s.indicator, s.status) == ("pm25", "actual"))
    found = {**judge(air), **fell_short(figures), **standing_tables.facts(actual)}
    aim = next((s for s in stands if (s.indicator, s.status, s.period) == ("pm25", "target", air["year"])), None)
    mark = aim.mark("own") if aim else None
    if found["says"] != "alone" or aim is None or mark is None or mark.figure.bound not in ("=", "<", "<="):
        return found
    over, under = air["outcome"].low > mark.number, air["outcome"].high <= mark.number
    met = "missed" if over else "met" if under else "open"
    return {**found, "says": "aimed", "aim": mark.figure, "met": met}


def coming(air: dict[str, Any], plan: pd.DataFrame) -> dict[str, Any]:
    """Return the facts on what is set for the next year: a number, words without one, or nothing.

    ``air``: from `state`; ``plan``: from `plan_rows`.
    """
    rows = plan[(plan["indicator"] == "pm25") & plan["value"].isna()]
    if air["coming"] is None:
        for row in records(rows[:1]):
            return {**air, "says": "words", "words": row["words"], "url": row["source_url"]}
    return {**air, "says": "number" if air["coming"] else "nothing"}


def planned(air: dict[str, Any], plan: pd.DataFrame, topic: pd.DataFrame) -> dict[str, Any]:
    """Return the facts of the second finding: what is set for the next year, and what of the plan a number can check."""
    none = dict.fromkeys(("own", "total", "rest", "rate", "period", "years", "goal", "goal_year", "shared"))
    return {**none, **coming(air, plan), **(binding(plan) or {}), **(water(topic) or {})}


def watch(gaps: pd.DataFrame, points: pd.DataFrame, names: Mapping[str, str], year: int = 0) -> dict[str, Any] | None:
    """Return what to watch: a gap to the city that widened, else the gaps, else whether the fall slowed; None without years.

    Gaps that end before ``year``, the one reported, are history.
    """
    met = beside(gaps, names)
    if met["by_year"] and max(row["period"] for row in met["by_year"]) >= year:
        return {**met, "says": "widened" if met["before"] else "gaps"}
    return slowing(pace(points))


def headline(air: dict[str, Any], topic: pd.DataFrame, plan: pd.DataFrame) -> dict[str, Any]:
    """Return the headline: PM2.5, its requirement, water, and binding indicators with a number of their own."""
    rate, bound, counted = water(topic) or {"rate": None, "period": ""}, binding(plan), None
    if bound:
        counted = Quantity(bound["own"], bound["own"], bound["own"], basis=COUNTED)
    found = {**air, "water": rate["rate"], "water_year": rate["period"]}
    return {**found, "binding": counted, "own": bound["own"] if bound else 0, "total": bound["total"] if bound else 0}
