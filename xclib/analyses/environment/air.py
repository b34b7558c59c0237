"""The year's PM2.5: the outcome beside its requirement, and what is set for the next year. Facts, never sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses import history
from xclib.analyses.standing import Standing
from xclib.data import select
from xclib.data.rows import best_stated, records
from xclib.economics.derived import growth_between
from xclib.economics.formulas import PARAMETER, STANDARD
from xclib.economics.quantity import Quantity
from xclib.model.standards import standard

#: Of concentrations, as printed.
UNIT = "微克/立方米"
_GAP = "outcome − requirement"


def best(rows: pd.DataFrame) -> Quantity | None:
    """Return what the best of some figures states."""
    return None if (row := best_stated(rows)) is None else Quantity.of(row)


def state(figures: pd.DataFrame, year: int) -> dict[str, Any]:
    """Return the latest PM2.5 outcome of a report beside the requirement of its year.

    ``outcome``, ``required``, ``coming`` (the next target), ``gap`` and ``percent`` are quantities, or None; ``verdict`` is
    missed, met, open where rounding or a bound decides, or unknown; ``whose`` is city where the requirement was handed
    down, else own. ``figures``: rows of `xclib.figures`; ``year``: the year reported on, where no outcome names one.
    """
    stated = figures[(figures["indicator"] == "pm25") & figures["period"].astype(str).str.fullmatch(r"\d{4}")]
    stated = stated.assign(period=stated["period"].astype(int))
    actual, goals = (stated[stated["status"] == status] for status in ("actual", "target"))
    year = int(actual["period"].max()) if len(actual) else year
    of_year = goals[goals["period"] == year]
    outcome, required = best(actual[actual["period"] == year]), best(of_year)
    found: dict[str, Any] = {"year": year, "next": year + 1, "past_year": year - 1, "outcome": outcome, "required": required}
    later = goals[goals["period"] > year]
    found |= {"coming": best(later), "coming_year": later["period"].min() if len(later) else year + 1}
    found |= {"gap": None, "percent": None, "verdict": "unknown"}
    # A mean to date (累计) may lack the last months, and a limit for the year is then a looser yardstick.
    stating = actual[actual["figure_id"] == outcome.id] if outcome else actual[:0]
    found["to_date"] = bool(stating["prefix"].str.contains("累计").any())
    found["whose"] = "city" if history.handed_down(of_year).any() else "own"
    if outcome and required:
        goal = required.printed
        ends = (required.low, required.high) if required.bound == "~" else (goal, goal)
        cap = Quantity(goal, *ends)
        gap = replace(outcome.minus(cap, _GAP), unit=outcome.unit, inputs=(outcome, required))
        # The formula is growth's, the two numbers are of one year.
        share = replace(growth_between(outcome, cap), basis="outcome / requirement − 1", inputs=gap.inputs)
        verdict = "missed" if gap.low > 0 else "met" if gap.high <= 0 else "open"
        found |= {"gap": gap, "percent": share, "verdict": verdict}
    return found


def judge(air: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of the sentence on the year: whether the requirement was met and by how much, or what is missing."""
    gap, share = air["gap"], air["percent"]
    if not (gap and share):
        return {**air, "says": "alone" if air["outcome"] else "nothing"}
    if air["verdict"] == "open" or math.isnan(gap.value):
        return {**air, "says": "open"}
    return {**air, "says": "judged", "gap": gap.size, "percent": share.size}


def limit(air: dict[str, Any], own: float = 0) -> list[dict[str, Any]]:
    """Return on which side of an annual limit the outcome lies, and what the limit of the next year's target is.

    One for the outcome, and one for the coming year where another limit applies to it; empty without an outcome or a limit.
    ``air``: of `state`; ``own``: a limit of the reader's; 0 for that of the national standard in force in the year of each
    figure.
    """
    found = [_beside_limit(air, air["outcome"], air["year"], "limit", own)]
    if own <= 0 and air["coming"] and _limit(air["coming_year"]) != _limit(air["year"]):
        found.append(_beside_limit(air, air["coming"], air["coming_year"], "next limit", own))
    return [row for row in found if row]


def _limit(year: int) -> float | None:
    applied = standard("pm25", year)
    return applied.limit if applied else None


def _beside_limit(air: dict[str, Any], figure: Quantity | None, year: int, says: str, own: float) -> dict[str, Any]:
    """Return the facts of a figure of a year beside the limit of that year; nothing where one of the two is missing."""
    applied = standard("pm25", year)
    at = own if own > 0 else applied.limit if applied else 0.0
    if figure is None or at <= 0:
        return {}
    line = Quantity(at, at, at, UNIT, basis=PARAMETER if own > 0 else STANDARD)
    side = "below" if figure.high <= at else figure.side(line)
    number = applied.number if applied and own <= 0 else ""
    return {**air, "says": says, "limit": line, "standard": number, "side": side, "figure": figure, "of": year}


def own_aims(stands: Sequence[Standing], air: dict[str, Any]) -> list[Standing]:
    """Return comparisons without the year's target where it was handed down: a requirement is no target of the area's own."""
    return [s for s in stands if not (air["whose"] == "city" and s.indicator == "pm25" and s.mark("own")
        and (s.status, s.period) == ("target", air["year"]))]  # fmt: skip


def claim(air: dict[str, Any], figures: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the report's own explanation of its result, as its claim; empty where none is recorded."""
    of = figures[figures["figure_id"] == (air["outcome"].id if air["outcome"] else "")]
    found = [c for row in records(of) for c in records(select.claims(row["report_id"])) if c["line"] == row["line"]]
    return [{**c, "says": "claim", "url": air["outcome"].url} for c in found[:1]]
