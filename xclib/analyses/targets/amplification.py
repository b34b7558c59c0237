"""Does each level aim above the one over it? Provinces against the nation, cities against their province, in one year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from xclib.analyses.targets.samples import VALUES, Sample, ladder, read_sample
from xclib.economics import panel_models as pm

STEPS = ("province", "city")


@dataclass(frozen=True)
class Step:
    """What one step of the hierarchy estimates.

    Parameters
    ----------
    gap, early, late, change, values : Estimate
        Mean of the lower target less the upper one: in all years, until and since the year of the split, the change
        between the two within areas, and among targets that are values on both sides.
    higher, equal, lower : Estimate
        Shares of lower targets that name a higher number, the same, a lower one.
    slope : Estimate
        By how much a target moves within an area when the one above moves by 1.
    without : (float, float)
        Least and largest mean with one year left out.
    years : (int, int)
        First and last year.
    """

    gap: pm.Estimate
    early: pm.Estimate
    late: pm.Estimate
    change: pm.Estimate
    values: pm.Estimate
    higher: pm.Estimate
    equal: pm.Estimate
    lower: pm.Estimate
    slope: pm.Estimate
    without: tuple[float, float]
    years: tuple[int, int]


def clusters_of(step: str) -> tuple[str, str]:
    """Return what errors of a step are clustered by: areas that share a target above them, and years."""
    return ("area_code" if step == "province" else "parent", "period")


def estimate_step(rows: pd.DataFrame, step: str, *, split: int) -> Step | None:
    """Return the estimates of one step; None where there are no pairs.

    Parameters
    ----------
    rows : DataFrame
        As `samples.ladder` returns them.
    step : str
        One of ``STEPS``.
    split : int
        First year of the later part.
    """
    some = rows[rows["step"] == step].assign(late=lambda d: d["period"] >= split)
    if some.empty:
        return None
    by = clusters_of(step)
    halves = [pm.fit(some[some["late"] == late], "gap", clusters=by)["mean"] for late in (False, True)]
    values = some[some["kind"].isin(VALUES) & some["above_kind"].isin(VALUES)]
    means = [float(some.loc[some["period"] != year, "gap"].mean()) for year in some["period"].unique()]
    # All provinces face one nation, so that year effects would leave nothing of its target.
    slope = pm.fit(some, "aim", ["above"], clusters=by, areas=True, years=step == "city")["above"]
    return Step(
        gap=pm.fit(some, "gap", clusters=by)["mean"],
        early=halves[0],
        late=halves[1],
        change=pm.fit(some, "gap", ["late"], clusters=by, areas=True)["late"],
        values=pm.fit(values, "gap", clusters=by)["mean"],
        higher=pm.share(some, "higher", clusters=by),
        equal=pm.share(some, "equal", clusters=by),
        lower=pm.share(some, "lower", clusters=by),
        slope=slope,
        without=(min(means), max(means)),
        years=(int(some["period"].min()), int(some["period"].max())),
    )


def control_steps(panel: pd.DataFrame, indicator: str, like: Sample, *, split: int) -> dict[str, Step | None]:
    """Return the steps of another indicator, in the years and levels of a sample: nothing where it is no rate.

    An indicator on which governments do not compete should show no amplification; if it does, sample or method make it.
    """
    years = like.targets["period"]
    other = read_sample(panel, indicator, levels=like.levels, first_year=int(years.min()), last_year=int(years.max()))
    rows = ladder(other)
    return {step: estimate_step(rows, step, split=split) for step in STEPS} if other.rate and like.rate else {}


def by_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the mean distance to the target above of every year and step, with intervals clustered as `clusters_of` has it."""
    tables = [
        pm.means_by(rows[rows["step"] == step], "gap", ["step", "period"], cluster=clusters_of(step)[0])
        for step in STEPS
        if (rows["step"] == step).any()
    ]
    columns = ["step", "period", "value", "n", "clusters", "low", "high"]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)
