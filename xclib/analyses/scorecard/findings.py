"""The first screen: what was met, how what is promised lies to it, and what of the plan cannot be checked. Facts only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.scorecard.ambition import ambition
from xclib.analyses.scorecard.audit import checked
from xclib.analyses.scorecard.others import alike
from xclib.analyses.scorecard.plan import numbered
from xclib.analyses.scorecard.promised import aims_facts, kept_facts
from xclib.data.rows import records
from xclib.economics.formulas import CLAIMED, LISTED
from xclib.economics.quantity import Quantity

_NO_CLAIM = {"total": None, "claimed": None}


def happened(claim: dict[str, Quantity], audited: pd.DataFrame, rows: pd.DataFrame) -> dict[str, Any]:
    """Return what the report claims of its plan, and how much of that can be checked; without a plan, how targets were kept."""
    found = {**_NO_CLAIM, **claim, **checked(audited), "says": "plan" if len(audited) else "nothing"}
    return found if len(audited) else {**found, **(kept_facts(rows) or {})}


def planned(weighed: pd.DataFrame, steps: pd.DataFrame, rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return which way promises lie, with output and revenue, and how usual the step of output is elsewhere.

    Where nobody has paired promises with deliveries, it is the report's own targets beside its outcomes.
    """
    found = ambition(weighed)
    return {**found, **alike(weighed, steps), "says": "pairs"} if found else aims_facts(rows)


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


def limits(audited: pd.DataFrame, weighed: pd.DataFrame, rows: pd.DataFrame) -> list[dict[str, str]]:
    """Return what the report does not let one conclude, as far as it states what invites the conclusion."""
    plan = len(audited) > 0
    found = {"claim": plan, "list": plan, "binding": plan and "requirement" in set(audited["form"]), "silent": plan}
    found |= {"ambition": len(weighed) > 0 or bool((rows["step"] != "").any()), "kept": bool((rows["kept"] != "").any())}
    return [{"says": name} for name, applies in found.items() if applies]


def headline(
    claim: dict[str, Quantity], rows: pd.DataFrame, audited: pd.DataFrame, weighed: pd.DataFrame, own: pd.DataFrame
) -> dict[str, Any]:  # fmt: skip
    """Return the headline numbers of the brief."""
    about, found = watch(rows, audited), ambition(weighed)
    n, whole = (about["numbers"], _count(about["listed"])) if about else (0, _count(0))
    numbers = Quantity(n, n, n, basis=LISTED, inputs=(whole,)) if about else None
    met, total = (claim.get(name) for name in ("claimed", "total"))
    both = replace(met, basis=CLAIMED, inputs=(met, total)) if met and total else met
    facts = {"total": total, "claimed": both, "known": checked(audited)["known"], "listed": whole.printed}
    kept, aims = kept_facts(own), aims_facts(own)
    few = None if about else aims and _count(aims["targets"])
    facts |= {"kept": kept and replace(_count(kept["met"]), basis=LISTED, inputs=(_count(kept["held"]),)), "aims": few}
    facts |= {"held": kept["held"] if kept else 0, "beside": aims["beside"] if aims else 0}
    return {**facts, "numbers": numbers, "median": found and found["median"]}


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
