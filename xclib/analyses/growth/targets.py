"""Targets: the path that the next one implies, and how outcomes met those of the past."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.growth.accounts import VINTAGES
from xclib.analyses.growth.frames import best, outcomes
from xclib.data.rows import records
from xclib.economics import derived as ec
from xclib.economics.breaks import two_means
from xclib.economics.compound import chain_back, growth_fan
from xclib.economics.estimates import usual_ones
from xclib.economics.fits import Fit
from xclib.economics.formulas import OFF, REPEATED
from xclib.economics.quantity import Quantity

_FLOORS = (">", ">=")
_LARGEST = "outcome − target, the largest in size"
_GAPS = ["period", "target", "outcome", "gap", "verdict", "says", "off"]


def volume_index(rates: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the chained index at constant prices, ``year`` as 100, back to where a rate is missing or a mere bound."""
    known: list[Quantity] = []
    while rate := best(outcomes(rates[rates["bound"].isin(["=", "~"])], year - len(known))):
        known.append(Quantity(rate["value"], rate["low"], rate["high"], "%"))
    rows = [{"period": float(year), "value": 100.0, "low": 100.0, "high": 100.0}]
    for n, past in enumerate(chain_back(known), 1):
        rows.insert(0, {"period": float(year - n), "value": past.value, "low": past.low, "high": past.high})
    return pd.DataFrame(rows).assign(vintage="")


def fan(target: Quantity | None, *, year: int, years: int) -> pd.DataFrame:
    """Return the path that a target opens, its year before as 100; later years only repeat it. Empty without a target."""
    if target is None:
        return pd.DataFrame(columns=["period", "low", "mid", "high", "index"])
    hundred = Quantity(100, 100, 100, printed=100)
    path = growth_fan(hundred, target, start=year, years=max(years, 1))
    index: Any = [hundred, *(_repeated(hundred, target, row, n) for n, row in enumerate(records(path)[1:], 1))]
    return path.assign(index=index)


def _repeated(base: Quantity, target: Quantity, row: dict[str, Any], years: int) -> Quantity:
    """Return the index some years on, with the number of years among what went in where it is more than one."""
    often = (Quantity(years, years, years, "年", printed=years),) if years > 1 else ()
    basis = REPEATED if often else "base × (1 + growth)"
    return Quantity(row["mid"], row["low"], row["high"], basis=basis, inputs=(base, target, *often))


def reached(stated: dict[str, Any], fan: pd.DataFrame) -> dict[str, Any] | None:
    """Return the index that the target implies for the year after; None without a target."""
    return {**stated, "index": fan["index"].iloc[1]} if len(fan) > 1 else None


def ahead(stated: dict[str, Any]) -> dict[str, Any] | None:
    """Return the level that the target implies at prices and on the base of the report's year; None without either."""
    if not (stated["level"] and stated["target"]):
        return None
    return {**stated, "there": ec.implied_level(stated["level"], stated["target"])}


def _room(of: Quantity) -> tuple[float, float]:
    """Return the ends of what is printed: a number twice, a range's two, or a bound's one; rounding left aside."""
    low = -math.inf if of.bound in ("<", "<=") else of.printed
    return low, math.inf if of.bound in _FLOORS else of.high if of.is_range else of.printed


def gaps(rates: pd.DataFrame) -> pd.DataFrame:
    """Return target, earliest stated outcome and their gap in points, for the years that hold both.

    ``target``, ``outcome`` and ``gap`` are quantities. A gap has a value only where target and outcome are numbers: against
    a floor (以上) or a range its interval is what is known, so that no estimate takes a bound for a value; ``off`` is the
    distance from a floor.
    """
    order, rows = {v: n for n, v in enumerate(VINTAGES)}, []
    for year in sorted(set(rates["period"])):
        stated = best(rates[(rates["period"] == year) & (rates["status"] == "target")])
        seen = sorted(records(outcomes(rates, year)), key=lambda r: (order[r["vintage"]], r["grade"]))
        if stated and seen:
            aim, outcome = Quantity.of(stated), Quantity.of(seen[0])
            (least, most), (low, high), value = _room(outcome), _room(aim), outcome.value - aim.value
            gap = Quantity(value, least - high, most - low, "个百分点", basis=OFF, inputs=(outcome, aim))
            side = outcome.side(aim)
            row = {"period": year, "target": aim, "outcome": outcome, "gap": gap}
            rows.append(row | {"verdict": "within" if side == "close" else side, **_kind(outcome, aim)})
    return pd.DataFrame(rows, columns=_GAPS)


def _kind(outcome: Quantity, aim: Quantity) -> dict[str, Any]:
    """Return what can be said of a gap: a number, a distance from a floor, or none."""
    if not math.isnan(outcome.value) and aim.bound in _FLOORS:
        off = outcome.value - aim.printed
        size = Quantity(abs(off), abs(off), abs(off), basis=OFF, inputs=(outcome, aim))
        return {"says": "over" if off >= 0 else "under", "off": size}
    return {"says": "none" if math.isnan(outcome.value - aim.value) else "number", "off": None}


def first_stated(rates: pd.DataFrame) -> pd.DataFrame:
    """Return what was stated first of each area and year, one row an outcome and one a target; mere bounds are left out.

    ``run`` counts the runs of unbroken years of an area: a line joins neighbouring years only.
    """
    known = rates[rates["bound"].isin(["=", "~"])].assign(kind=rates["status"].replace("preliminary", "actual"))
    known = known.assign(_order=known["vintage"].map({v: n for n, v in enumerate(VINTAGES)})).sort_values(
        "_order", kind="stable"
    )
    known = known.drop_duplicates(["area_code", "period", "kind"]).sort_values(
        ["area_code", "period"], ascending=[False, True], kind="stable"
    )
    years = known.groupby(["area_code", "kind"])["period"]
    runs = years.transform(lambda of_one: of_one.diff().fillna(0).ne(1).cumsum())
    return known.drop(columns="_order").assign(run=runs).reset_index(drop=True)


def points(gaps: pd.DataFrame) -> pd.DataFrame:
    """Return the years with single numbers for target and outcome as plain numbers; ``usual`` is false of what stands out.

    What stands out lies beyond three scaled median absolute deviations of the median gap.
    """
    numbers = gaps.astype(dict.fromkeys(("target", "outcome", "gap"), float)).dropna(subset=["gap"])
    numbers = numbers[["period", "target", "outcome", "gap"]].reset_index(drop=True)
    return numbers.assign(usual=pd.Series(usual_ones(numbers["gap"].tolist()), index=numbers.index, dtype=bool))


def summary(gaps: pd.DataFrame) -> dict[str, Any]:
    """Return how outcomes met targets: the counts, the years, and the largest known gap."""
    known = [r for r in records(gaps) if r["says"] == "number"]
    worst = max(known, key=lambda r: abs(r["gap"].value), default=None)
    count = gaps["verdict"].value_counts()
    sides = [{"side": side, "count": int(count[side])} for side in ("above", "within", "below") if side in count]
    found: dict[str, Any] = {"sides": sides, "n": len(gaps), "first": gaps["period"].min(), "last": gaps["period"].max()}
    gap = worst and replace(worst["gap"], basis=_LARGEST)
    return found | {"worst": gap, "worst_year": worst and worst["period"]}


def estimates(points: pd.DataFrame, mean: Fit | None, clean: Fit | None, slope: Fit | None) -> dict[str, Any] | None:
    """Return what the three regressions say together; None where the years are too few for any of them."""
    if not (mean and clean and slope):
        return None
    odd = [int(year) for year in points.loc[~points["usual"], "period"]]
    found = {"mean": mean["mean"], "clean": clean["mean"], "slope": slope["target"], "mean_n": mean.n, "odd": odd}
    found |= {"mean_apart": mean.excludes("mean", 0), "slope_apart": slope.excludes("target", 1)}
    return found | {"shift": two_means(points["period"].tolist(), points["gap"].tolist(), unit="个百分点")}
