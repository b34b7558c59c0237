"""Unemployment and its cap: what the report states, and how far outcomes stayed from what was set for them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from xclib.analyses.livelihood.fields import Row
from xclib.data.rows import records
from xclib.economics.formulas import SET, USED
from xclib.economics.quantity import Quantity

UNEMPLOYMENT = ("unemployment_registered", "unemployment_surveyed")
#: Which statement of an outcome counts where there are several: the first that was published.
VINTAGES = ("first", "later", "undated", "expected")
_CAPS = ["indicator", "period", "target", "outcome", "share", "value", "low", "high", "below", "vintage", "area_zh", "area_en"]


def _kind(row: Row) -> str:
    return "outcome" if row["status"] == "actual" else "cap" if row["bound"] in ("<", "<=") else "aim"


def statements(figures: pd.DataFrame) -> pd.DataFrame:
    """Return each statement of an unemployment rate with its ``kind``; registered and surveyed rates keep apart.

    The text stands before the annex, outcomes before targets.
    """
    found = figures[figures["indicator"].isin(UNEMPLOYMENT) & (figures["measure"] == "level")]
    kinds = [_kind(row) for row in records(found)]
    found = found.assign(kind=kinds, group=found["indicator"], where=found["part"].where(found["part"] == "annex", "text"))
    order = found.assign(_code=found["indicator"].map(list(UNEMPLOYMENT).index), _annex=found["where"] == "annex")
    return (
        order.sort_values(["_code", "status", "_annex"], kind="stable").drop(columns=["_code", "_annex"]).reset_index(drop=True)
    )


def _set_off(real: Quantity, cap: Quantity) -> Quantity:
    """Return how far the number set lies from the outcome, by the numbers printed, without its sign."""
    size = abs(cap.printed - real.printed)
    return Quantity(size, size, size, "个百分点", basis=SET, inputs=(cap, real))


def caps(rates: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what each rate (of `statements`), its cap and their wording allow one to say.

    ``says``: ``room`` or ``fall`` where outcome and target stand side by side, ``no aim`` or ``no outcome`` where one is
    missing, ``two signs`` where one cap is written with and without its end point, ``nothing`` without any rate.
    """
    found: list[dict[str, Any]] = []
    for code in UNEMPLOYMENT:
        mine = records(rates[rates["indicator"] == code])
        aims, real = [r for r in mine if r["status"] == "target"], [r for r in mine if r["status"] == "actual"]
        if aims and real:
            gap = _set_off(real[0]["figure"], aims[0]["figure"])
            says = "room" if aims[0]["figure"].printed >= real[0]["figure"].printed else "fall"
            fact = {"says": says, "rate": code, "real": real[0]["figure"], "year": real[0]["period"], "gap": gap}
            found.append({**fact, "cap": aims[0]["figure"], "next": aims[0]["period"], "kind": aims[0]["kind"]})
        elif mine:
            found.append({**mine[0], "says": "no aim" if real else "no outcome", "rate": code})
        if {r["bound"] for r in aims} == {"<", "<="} and len({r["value"] for r in aims}) == 1:
            found.append({"says": "two signs", "signs": aims})
    return found or [{"says": "nothing"}]


def cap_history(facts: pd.DataFrame) -> pd.DataFrame:
    """Return the years for which a series states both an outcome and a target of a rate, and what share of it was used.

    A target that is *about* a number counts with that number. ``below``: the outcome's interval lies below the target.
    """
    rows: list[dict[str, Any]] = []
    for year, part in facts.groupby("period"):
        aims, real = part[part["status"] == "target"], part[(part["status"] != "target") & part["bound"].isin(["=", "~"])]
        if aims.empty or real.empty:
            continue
        aim = records(aims)[0]
        rate = records(real.sort_values("vintage", key=lambda s: s.map(VINTAGES.index), kind="stable"))[0]
        row = {k: rate[k] for k in ("indicator", "vintage", "area_zh", "area_en")}
        row |= {"period": year, "target": Quantity.of(aim), "outcome": Quantity.of(rate)}
        share, low, high = (rate[end] / aim["value"] * 100 for end in ("value", "low", "high"))
        row["share"] = Quantity(share, low, high, "%", basis=USED, inputs=(row["outcome"], row["target"]))
        ends = {"value": share, "low": low, "high": high}
        rows.append({**row, **ends, "below": bool(rate["high"] < aim["value"])})
    return pd.DataFrame(rows, columns=_CAPS).astype({"below": bool})


def histories(used: pd.DataFrame) -> list[dict[str, Any]]:
    """Return how often each rate lay below the figure set, and the least and greatest share of it; from `cap_history`."""
    found = []
    for code, part in used.groupby("indicator", sort=False):
        rows = records(part.sort_values("value", kind="stable"))
        years = part["period"]
        fact = {"rate": code, **{f"area_{lang}": rows[0][f"area_{lang}"] for lang in ("zh", "en")}, "n": len(rows)}
        fact |= {"first": int(years.min()), "last": int(years.max()), "below": int(part["below"].sum())}
        found.append({**fact, "least": rows[0]["share"], "most": rows[-1]["share"]})
    return found
