"""The first screen: what was met, how what is promised lies to it, and what of the plan cannot be checked. Facts only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.scorecard.ambition import ambition
from xclib.analyses.scorecard.audit import checked
from xclib.analyses.scorecard.others import alike
from xclib.analyses.scorecard.plan import numbered
from xclib.data.rows import records
from xclib.economics.formulas import CLAIMED, LISTED
from xclib.economics.quantity import Quantity

_NO_CLAIM = {"total": None, "claimed": None}


def happened(claim: dict[str, Quantity], audited: pd.DataFrame) -> dict[str, Any]:
    """Return what the report claims of its plan, and how much of that can be checked."""
    return {**_NO_CLAIM, **claim, **checked(audited), "says": "plan" if len(audited) else "nothing"}


def planned(weighed: pd.DataFrame, steps: pd.DataFrame) -> dict[str, Any] | None:
    """Return which way promises lie, with output and revenue, and how usual the step of output is elsewhere.

    The sign test stands with the pairs: the first screen is about these, and they are no sample.
    """
    found = ambition(weighed)
    return found and {**found, **alike(weighed, steps), "odds": None}


def watch(rows: pd.DataFrame, audited: pd.DataFrame) -> dict[str, Any] | None:
    """Return how much of next year's plan has a number, and what binding ones without one ask; None without a plan."""
    each = numbered(rows)
    binds = each[each["nature"] == "binding"]
    blank = binds[binds["form"] != "number"]
    asked = sorted(set(blank["plan"])) if set(blank["form"]) == {"requirement"} else []
    missed = set(audited.loc[audited["kind"] == "missed", "number"])
    numbers = int((each["form"] == "number").sum())
    found: dict[str, Any] = {"listed": len(each), "numbers": numbers, "binding": len(binds), "blank": len(blank)}
    found |= {"asked": [{"words": words} for words in asked], "failed": records(blank[blank["number"].isin(missed)])}
    return found if len(each) else None


def coincidence(claim: dict[str, Quantity], rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return whether the claim's total is that of next year's list; None where either is missing."""
    if "total" not in claim or rows.empty:
        return None
    total, listed = claim["total"], rows["number"].nunique()
    return {"total": total, "listed": listed, "says": "same" if round(total.printed) == listed else "apart"}


def headline(
    claim: dict[str, Quantity], rows: pd.DataFrame, audited: pd.DataFrame, weighed: pd.DataFrame
) -> dict[str, Any]:  # fmt: skip
    """Return the headline numbers of the brief."""
    about, found = watch(rows, audited), ambition(weighed)
    n, whole = (about["numbers"], _count(about["listed"])) if about else (0, _count(0))
    numbers = Quantity(n, n, n, basis=LISTED, inputs=(whole,)) if about else None
    met, total = (claim.get(name) for name in ("claimed", "total"))
    both = replace(met, basis=CLAIMED, inputs=(met, total)) if met and total else met
    said = {"total": total, "claimed": both, "known": checked(audited)["known"], "listed": whole.printed}
    return {**said, "numbers": numbers, "median": found and found["median"]}


def _count(n: int) -> Quantity:
    return Quantity(n, n, n, printed=n)


def used(
    figures: pd.DataFrame, rows: pd.DataFrame, weighed: pd.DataFrame, claim: dict[str, Quantity]
) -> pd.DataFrame:  # fmt: skip
    """Return the figures that the brief stands on: the claim, the plan's indicators, both sides of every pair."""
    ids = {i for side in ("delivered_ids", "promised_ids") for cell in weighed[side] for i in cell.split("+")}
    ids |= {stated.id for stated in claim.values()}
    codes = set(rows["indicator"]) - {""}
    return figures[figures["figure_id"].isin(ids) | (figures["indicator"].isin(codes) & (figures["part"] != "glossary"))]
