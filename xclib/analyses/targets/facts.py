"""Facts of the sentences: which estimates they name, and which of several sentences the data choose."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from xclib.analyses.standing import Standing
from xclib.analyses.standing_tables import facts as standing_facts
from xclib.analyses.targets.estimates import clear
from xclib.analyses.targets.samples import Sample
from xclib.data.rows import records
from xclib.economics.formulas import MEANS
from xclib.economics.quantity import Quantity
from xclib.model.indicators import read_indicators

Facts = dict[str, Any]
#: First-stage F below which instruments are taken to be weak.
STRONG = 10.0
#: Most years that a sentence lists.
_LISTED = 5


def about(sample: Sample) -> Facts:
    """Return what a sample is of: names, unit, whether it is a rate, and the side of a target that counts as missed."""
    entry = read_indicators()[sample.indicator]
    unit = {"persons": "人"}.get(unit := next(iter(sample.targets["unit"]), ""), unit)
    names = {"indicator": sample.indicator, "indicator_zh": entry.zh, "indicator_en": entry.en}
    return {**names, "unit": unit, "rate": sample.rate, "worse": sample.worse}


def ordered(order: pd.DataFrame) -> Facts | None:
    """Return in how many of the years with all three the nation names less than provinces and these less than cities."""
    whole = order.dropna()
    if whole.empty:
        return None
    n, years = int(whole["ordered"].sum()), sorted(whole.index)
    against = [int(year) for year in years if not whole.loc[year, "ordered"]]
    return {
        "n": n,
        "years": len(years),
        "first": int(years[0]),
        "last": int(years[-1]),
        "against": against if len(against) <= _LISTED else [],
        "every": n == len(years),
    }


def named(rows: pd.DataFrame, *columns: str, by: str = "name") -> dict[str, Any]:
    """Return the quantities of a column by the names of its rows, those missing left out.

    >>> named(pd.DataFrame({"name": ["a", "b"], "mean": [1.0, None]}), "mean")
    {'a': 1.0}
    """
    return {
        row[by]: row[c]
        for row in records(rows)
        for c in columns
        if isinstance(row.get(c), Quantity | float) and row[c] == row[c]
    }


def happened(shares: pd.DataFrame, spans: pd.DataFrame, split: int, shape: Facts) -> Facts:
    """Return the facts of the first finding: the share of targets missed, before and since, and what is not known of it."""
    found, open_ends = named(shares, "missed"), named(spans, "share")
    n = next((row["n"] for row in records(shares) if row["name"] == "all"), 0)
    if "all" not in found:
        return {**shape, "says": "small", "n": n}
    parts = {name: found.get(name) for name in ("all", "early", "late")} | {"calm": found.get("late calm")}
    says = "split" if parts["early"] is not None and parts["late"] is not None else "whole"
    return {**shape, **parts, "says": says, "n": n, "split": split, "before": split - 1, "span": open_ends.get("followed")}


def planned(stand: Standing, means: pd.DataFrame, order: pd.DataFrame, shape: Facts, ladder: pd.DataFrame) -> Facts:
    """Return the facts of the second finding: our target beside those above it, and how far lower levels aim above.

    Cities that are read in few years weigh little where years weigh equally: ``by_area`` is their step with equal weights by
    area.
    """
    own, found = stand.mark("own"), named(means, "mean")
    steps = {name: found.get(name) for name in ("province", "city")}
    by_area = {row["name"]: row["mean"] for row in estimands(ladder, {}) if row["weight"] == "areas"}
    facts = {
        **shape,
        **steps,
        "by_area": by_area.get("city"),
        "order": ordered(order) if shape["rate"] else None,
        "period": stand.period,
        **standing_facts(stand),
    }
    return {**facts, "own": own.figure if own else None, "says": "own" if own else "none"}


def watch(ratchet: pd.DataFrame, shape: Facts) -> Facts | None:
    """Return the facts of the third finding: what follows a shortfall and an overshoot, with and without unusual years."""
    by = {row["name"]: row for row in records(ratchet)}
    rows = {name: by.get(name, {}) for name in ("all", "calm")}
    if not all(isinstance(rows[name].get("under"), Quantity) for name in rows):
        return None
    terms = {f"{term}_{name}": row[term] for name, row in rows.items() for term in ("over", "under")}
    return {**shape, **terms, "n": rows["all"]["n"], "m": rows["calm"]["n"]}


def headline(stand: Standing, quartiles: pd.DataFrame, means: pd.DataFrame, shares: pd.DataFrame, shape: Facts) -> Facts:
    """Return the headline numbers: our target beside the provinces' median, the step to the nation, the share missed."""
    own, steps = stand.mark("own"), named(means, "mean")
    there = quartiles[(quartiles["level"] == "province") & (quartiles["period"] == stand.period)]
    median = next(iter(there["median"]), None)
    found = {
        "own": own.figure if own else None,
        "above": steps.get("province"),
        "missed": named(shares, "missed").get("all"),
    }
    return {**shape, **found, "median": median, "period": stand.period}


def tested(rows: pd.DataFrame, own: str) -> list[Facts]:
    """Return indicators beside the ones above: copied from there, amplified though nobody competes, or not amplified.

    ``rows``: ``indicator``, ``step``, ``equal``, ``bolder`` (shares of rows) and ``mean``; ``own``: the indicator that the
    brief is about, which is no placebo: there is no ``finding`` on it.
    """
    out = []
    for row in records(rows):
        timid = 1 - row["equal"] - row["bolder"]
        found = "copied" if row["equal"] > 0.5 else "amplified" if row["bolder"] > 2 * timid and clear(row["mean"]) else "even"
        shares = {k: Quantity(v := 100 * row[k], v, v, "%", basis="part / whole") for k in ("equal", "bolder")}
        out.append({**row, **shares, "finding": "" if row["indicator"] == own else found})
    return out


def dated(rows: pd.DataFrame) -> list[Facts]:
    """Return a sentence's facts for each series that has a date; ``together``: clear with all series tested together."""
    return [{**row, "says": "clear" if row["clear"] else "open", "together": row["adjusted"] < 0.05} for row in records(rows)]


def answer(cuts: pd.DataFrame, column: str = "late") -> Facts | None:
    """Return the cuts at which more targets were missed since than before, and whether later cuts show none.

    ``cuts``: as `across` returns them for `windows`: names are years.
    """
    known = [row for row in records(cuts) if isinstance(row.get(column), Quantity)]
    up = [int(row["name"]) for row in known if row[column].low > 0]
    if not known:
        return None
    years = [int(row["name"]) for row in known]
    if not up:
        return {"says": "none", "first": years[0], "last": years[-1]}
    top = max((row for row in known if row[column].low > 0), key=lambda row: row[column].value)
    joined = _together(up, int(top["name"]))
    again = [year for year in up if year > max(joined)]
    found = {"low": min(joined), "high": max(joined), "year": int(top["name"]), "change": top[column], "last": years[-1]}
    return {**found, "says": "again" if again else "once", "again": again}


def _together(years: Sequence[int], one: int) -> list[int]:
    """Return the run of consecutive years in which one stands.

    >>> _together([2007, 2011, 2012, 2013, 2022], 2012)
    [2011, 2012, 2013]
    """
    run = [one]
    while run[-1] + 1 in years:
        run.append(run[-1] + 1)
    while run[0] - 1 in years:
        run.insert(0, run[0] - 1)
    return run


def estimands(ladder: pd.DataFrame, fitted: Mapping[str, Sequence[pd.DataFrame]]) -> list[Facts]:
    """Return what equal weights by row, by area or by year give for each step: three questions, three answers.

    ``name`` of the step, ``weight``, ``mean`` (a quantity; its interval is its value where nothing was ``fitted``), how many
    ``n`` weigh equally, and ``serial``, the autocorrelation of yearly means. ``ladder``: as `samples.ladder` returns it;
    ``fitted``: estimates by ``rows``, ``areas`` or ``years``, as `across` returns them, each with its own errors.
    """
    out = []
    for step, rows in ladder.groupby("step", sort=False):
        yearly = rows.groupby("period")["gap"].mean()
        weights = {"years": yearly, "areas": rows.groupby("area_code")["gap"].mean(), "rows": rows["gap"]}
        for weight, values in weights.items():
            known = [named(frame, "mean").get(str(step)) for frame in fitted.get(weight, ())]
            bare = Quantity(v := float(values.mean()), v, v, basis=MEANS)
            for mean in [m for m in known if m is not None] or [bare]:
                serial = float(yearly.autocorr()) if weight == "years" and len(yearly) > 2 else None
                facts = {"name": step, "weight": weight, "mean": mean, "n": len(values), "serial": serial}
                out.append({**facts, "fitted": mean is not bare})
    return out


def asymmetry(sides: pd.DataFrame, growth: pd.DataFrame) -> Facts | None:
    """Return whether targets follow a shortfall more or less than an overshoot, and a fall of growth more or less than a rise.

    ``sides``: ``name``, ``difference`` (slope of shortfalls less that of overshoots) and ``wild``, its interval by few
    years; ``growth``: ``name``, ``rise``, ``fall``: slopes on what last year's growth rose and fell by.
    """
    by, also = ({row["name"]: row for row in records(frame)} for frame in (sides, growth))
    every, common = by.get("all", {}), also.get("common", {})
    calm, wild = (by.get("calm", {}).get(name) for name in ("difference", "wild"))
    found = {"calm": calm, "wild": wild, "all": every.get("difference"), "rise": common.get("rise"), "fall": common.get("fall")}
    if not isinstance(calm, Quantity) or not all(isinstance(q, Quantity) for q in found.values()):
        return None
    lean = "even" if not clear(calm) or not clear(wild) else "shortfall" if calm.value > 0 else "overshoot"
    return {**found, "lean": lean}


def selected(known: pd.DataFrame) -> Facts | None:
    """Return how often reports of the next year state the outcome where their gauge fell far short of the target, and else."""
    rows = known[known["state"].isin(["stated", "silent"]) & known["ahead"].notna()]
    far = rows[rows["ahead"] < -6]
    rest = rows[rows["ahead"] >= -6]
    if min(len(far), len(rest)) < 10:
        return None
    parts = {"far": far, "rest": rest}
    found = {
        name: Quantity(v := 100 * float((r["state"] == "stated").mean()), v, v, "%", basis="part / whole")
        for name, r in parts.items()
    }
    return {**found, "n": len(far), "m": len(rest)}


def bunched(heaps: pd.DataFrame, grid: pd.DataFrame) -> Facts | None:
    """Return how often outcomes stand exactly at their target, estimates apart, and how far that depends on the fit."""
    by = {row["name"]: row for row in records(heaps)}
    if "all" not in by or not isinstance(by["all"].get("at"), Quantity):
        return None
    tilt = by["all"].get("tilt")
    found = {name: by[name]["at"] if name in by and isinstance(by[name]["at"], Quantity) else None
        for name in ("all", "preliminary", "final", "provinces", "cities")}  # fmt: skip
    ends = [row["at"].value for row in records(grid) if isinstance(row["at"], Quantity)]
    span = Quantity(math.nan, min(ends), max(ends), basis=by["all"]["at"].basis) if ends else None
    return {**found, "n": by["all"]["n"], "tilt": tilt, "tilted": clear(tilt, 1.0), "span": span, "fits": len(ends),
        "holds": bool(ends) and min(ends) > 1}  # fmt: skip


def keyed(rows: pd.DataFrame, **more: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401
    """Return rows as facts, each with what all share."""
    return [{**more, **row} for row in records(rows)]
