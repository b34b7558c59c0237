"""Income over the years: levels that do or do not tie, growth against output, and a line through few points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.livelihood.fields import Row
from xclib.analyses.livelihood.jobs import VINTAGES
from xclib.data.rows import records
from xclib.economics.derived import growth_between, implied_deflator
from xclib.economics.fits import Fit
from xclib.economics.formulas import DEFLATED, WITHOUT_ONE
from xclib.economics.quantity import Quantity

#: Kinds of income that are set against output, and where a gap may lie.
KINDS = ("nominal", "real")
STANDS = ("ahead", "behind", "level")
STEPS = ["period", "vintage", "income", "prices", "real", "gdp", "nominal_gap", "nominal_side", "real_gap", "real_side"]
_TIES = ["period", "vintage", "implied", "stated", "agrees"]


def _stated(series: pd.DataFrame) -> pd.DataFrame:
    """Keep outcomes that are values: a bound is not a value, a target no outcome."""
    return series[(series["status"] != "target") & series["bound"].isin(["=", "~"])]


def _best(stated: Sequence[Row], year: int, vintage: str = "") -> Row | None:
    found = [r for r in stated if r["period"] == year and r["vintage"] == (vintage or r["vintage"])]
    return min(found, key=lambda r: (VINTAGES.index(r["vintage"]), r["grade"]), default=None)


def ties(levels: pd.DataFrame, growth: pd.DataFrame) -> pd.DataFrame:
    """Compare the growth that two levels imply with the growth that was stated, within one vintage.

    ``period``, ``vintage``, ``implied`` and ``stated`` (quantities), ``agrees``.
    """
    rows: list[dict[str, Any]] = []
    kept, rates = records(_stated(levels)), records(_stated(growth))
    for now in kept:
        past = next((r for r in kept if (r["vintage"], r["period"]) == (now["vintage"], now["period"] - 1)), None)
        rate = next((r for r in rates if (r["vintage"], r["period"]) == (now["vintage"], now["period"])), None)
        if past and rate:
            after, before = Quantity.of(now), Quantity.of(past)
            implied, stated = growth_between(after, before), Quantity.of(rate)
            row = {"period": int(now["period"]), "vintage": now["vintage"], "implied": implied, "stated": stated}
            rows.append({**row, "agrees": implied.side(stated) == "close"})
    return pd.DataFrame(rows, columns=_TIES).astype({"agrees": bool})


def runs(levels: Sequence[pd.DataFrame], tied: pd.DataFrame) -> pd.DataFrame:
    """Return series of income levels; one ``base`` runs as far as levels tie (from `ties`), so that a line may join them."""
    kept = _stated(pd.concat(levels, ignore_index=True)).sort_values(["indicator", "vintage", "period"], kind="stable")
    joined = {(r["period"], r["vintage"]) for r in records(tied) if r["agrees"]}
    breaks = [row["indicator"] != "income" or (row["period"], row["vintage"]) not in joined for row in records(kept)]
    bases = [f"run {n}" for n in pd.Series(breaks, dtype=int).cumsum()]
    return kept.assign(base=bases).sort_values("period", kind="stable").reset_index(drop=True)


def in_step(income: pd.DataFrame, gdp: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """Set growth of income against growth of output, nominal and deflated, year by year.

    Income and output come from one vintage, the earliest published that has both. Output is at constant prices; income is
    at current prices, and divided by the rise of consumer prices where one is stated.

    One row a year: ``income``, ``prices``, ``real``, ``gdp``, and for ``nominal`` and ``real`` income the ``_gap`` to
    output in percentage points, quantities all; ``_side`` is ahead, behind or level (not told apart), empty if unknown.
    """
    pays, outputs, rises = (records(_stated(series)) for series in (income, gdp, prices))
    rows: list[dict[str, Any]] = []
    for year in sorted({r["period"] for r in pays} & {r["period"] for r in outputs}):
        both = ((v, _best(pays, year, v), _best(outputs, year, v)) for v in VINTAGES)
        for vintage, earned, made in [(v, i, g) for v, i, g in both if i and g][:1]:
            rise, pay, output = _best(rises, year), Quantity.of(earned), Quantity.of(made)
            price = rise and Quantity.of(rise)
            real = _deflated(pay, price) if price else None
            row = {"period": int(year), "vintage": vintage, "income": pay, "prices": price, "real": real, "gdp": output}
            rows.append({**row, **_gap("nominal", pay, output), **_gap("real", real, output)})
    return pd.DataFrame(rows, columns=STEPS)


def _deflated(pay: Quantity, rise: Quantity) -> Quantity:
    return replace(implied_deflator(pay, rise), basis=DEFLATED)


def _gap(kind: str, pay: Quantity | None, output: Quantity) -> dict[str, Any]:
    if pay is None:
        return {f"{kind}_gap": None, f"{kind}_side": ""}
    gap = pay.minus(output)
    side = "ahead" if gap.low > 0 else "behind" if gap.high < 0 else "level"
    return {f"{kind}_gap": gap, f"{kind}_side": side}


def steps_counted(steps: pd.DataFrame, tied: pd.DataFrame) -> dict[str, Any] | None:
    """Return in how many years income ran ahead of output or behind it, nominal and deflated; None without a year.

    ``depends``: whether the two tell different stories. ``sure``: the years whose levels confirm that growth is nominal;
    ``taken``: in the others it is taken to be.
    """
    if steps.empty:
        return None
    fact: dict[str, Any] = {"n": len(steps), "first": int(steps["period"].min()), "last": int(steps["period"].max())}
    fact["early"] = int((steps["vintage"] == "expected").sum())
    for kind in KINDS:
        fact |= {f"{kind}_{side}": int((steps[f"{kind}_side"] == side).sum()) for side in STANDS}
    fact["deflated"] = int((steps["real_side"] != "").sum()) or None
    faster = {kind: fact[f"{kind}_ahead"] > fact[f"{kind}_behind"] for kind in KINDS}
    known = set(zip(tied["period"][tied["agrees"]], tied["vintage"][tied["agrees"]], strict=True))
    sure = [int(p) for p, v in zip(steps["period"], steps["vintage"], strict=True) if (p, v) in known]
    depends = bool(fact["deflated"]) and faster["nominal"] != faster["real"]
    return fact | {"depends": depends, "sure": sure, "taken": len(sure) < len(steps)}


def long(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the gaps of `in_step`, one row a year and kind of income."""
    rows = [
        {"label": str(row["period"]), "group": kind, "value": round(gap.value, 1), "low": gap.low, "high": gap.high}
        for row in records(steps)
        for kind in KINDS
        if (gap := row[f"{kind}_gap"]) is not None
    ]
    return pd.DataFrame(rows, columns=["label", "group", "value", "low", "high"])


def vintage_run(growth: pd.DataFrame) -> pd.DataFrame:
    """Return the growth of the vintage that has most years, one row a year."""
    kept = _stated(growth)
    parts = {v: kept[kept["vintage"] == v].drop_duplicates("period") for v in VINTAGES}
    most = max(parts, key=lambda v: len(parts[v]))
    columns = ["period", "value", "low", "high", "vintage"]
    return parts[most].sort_values("period")[columns].reset_index(drop=True)


def trend(history: pd.DataFrame, line: Fit | None, without: Sequence[Fit | None]) -> dict[str, Any] | None:
    """Return which way growth went, and how far that depends on any one year; None where the years are too few.

    ``history``: from `vintage_run`; ``without``: the same without each year of ``history``, in its order.
    """
    fits = [fit for fit in without if fit]
    if line is None or len(fits) < len(history):
        return None
    slopes = sorted((fit["period"] for fit in fits), key=float)
    least, most = (Quantity(q.value, q.value, q.value, basis=WITHOUT_ONE) for q in (slopes[0], slopes[-1]))
    weak = [int(year) for year, fit in zip(history["period"], fits, strict=True) if not fit.excludes("period")]
    fact = {"vintage": history["vintage"].iloc[0], "first": int(history["period"].min()), "last": int(history["period"].max())}
    fact |= {"n": line.n, "slope": line["period"], "least": least, "most": most, "weak": weak, "way": _way(line)}
    return fact | {"says": "none" if not line.excludes("period") else "weak" if weak else "firm"}


def _way(line: Fit) -> str:
    return "fall" if line["period"].value < 0 else "rise"


def panel_pairs(panel: pd.DataFrame) -> pd.DataFrame:
    """Return growth of urban income and of output (gdp) of each area and year of `xclib.panel` that states both as values."""
    kept = panel[(panel["status"] == "actual") & panel["bound"].isin(["=", "~"]) & panel["flag"].isin(["", "corrected"])]
    kept = kept[kept["indicator"].isin(["urban_income_growth", "gdp_growth"])]
    kept = kept.drop_duplicates(["area_code", "period", "indicator"])
    wide = kept.pivot(index=["area_code", "period"], columns="indicator", values="value")
    wide = wide.reindex(columns=["urban_income_growth", "gdp_growth"]).set_axis(["income", "gdp"], axis=1)
    return wide.dropna().reset_index()
