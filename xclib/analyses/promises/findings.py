"""The facts of the promises notebook's sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd

from xclib.analyses.promises.frames import tally
from xclib.economics.fits import Fit
from xclib.economics.quantity import Quantity

Facts = dict[str, Any]


def headline(own: pd.DataFrame, due: pd.DataFrame, all_silent: Quantity | None) -> Facts:
    """Return the numbers of the first screen: those of the area, what it promises, and what holds of all."""
    answered = int(own["answered"].sum())
    return {
        "answered": Quantity(answered, answered, answered) if len(own) else None,
        "due": Quantity(len(due), len(due), len(due)) if len(due) else None,
        "everywhere": all_silent,
        "n_answered": answered,
        "n_due": len(due),
        "promises": len(own),
    }  # fmt: skip


def of_one(own: pd.DataFrame, year: int) -> Facts | None:
    """Return what became of one area's promises of a year; None where the ledger has none."""
    if own.empty:
        return None
    return {"says": "known", "promised_for": year, "promises": len(own), **{f"n_{name}": n for name, n in tally(own).items()}}


def to_look_for(due: pd.DataFrame, year: int) -> Facts | None:
    """Return how many promises of a report its next report would have to answer."""
    return {"n": len(due), "due_year": year, "due_next": year + 1} if len(due) else None


def record_of(years: pd.DataFrame) -> Facts | None:
    """Return an area's record beside its peers' in the years that both have."""
    if years.empty or years["who"].nunique() < 2:
        return None
    wide = years.pivot_table(index="period", columns="who", values="value").dropna()
    if wide.empty:
        return None
    return {"years": len(wide), "own": round(float(wide["own"].mean())), "peers": round(float(wide["peers"].mean())),
        "first": int(wide.index.min()), "last": int(wide.index.max())}  # fmt: skip


def across(ledger: pd.DataFrame, table: pd.DataFrame) -> Facts | None:
    """Return what holds of all areas: how many promises, and how many were passed over, answered and kept."""
    whole = table[table["by"] == "whole"]
    if whole.empty:
        return None
    row = whole.iloc[0]
    return {name: row[name] for name in ("promises", "reports", "areas", "silent", "kept", "figure", "words")} | {
        "first": int(ledger["year"].min()), "last": int(ledger["year"].max())
    }  # fmt: skip


def passed(fit: Fit | None, term: str) -> Facts | None:
    """Return the difference that something makes to the share of promises passed over, in points."""
    if fit is None:
        return None
    found = fit[term]
    value, low, high = (100 * end for end in (found.value, found.low, found.high))
    more = "more" if found.low > 0 else "less" if found.high < 0 else "open"
    return {"effect": Quantity(value, low, high, "个百分点", basis=found.basis), "way": more, "rows": fit.n, "says": term}


def kept(ledger: pd.DataFrame) -> list[Facts]:
    """Return the share of promises kept under three readings of an answer in words.

    ``figures``: only those that a figure of the same definition decides. ``words``: what the words say counts too. ``strict``:
    whatever a figure does not show to be kept counts as not shown.
    """
    judged = ledger[ledger["answer"].isin(["figure", "words"]) & ledger["verdict"].isin(["kept", "missed"])]
    readings = {"figures": ledger["kept"].dropna(), "words": judged["verdict"] == "kept", "strict": ledger["fate"] == "kept"}
    return [
        {"reading": name, "share": 100 * float(kept.mean()), "n": len(kept)} for name, kept in readings.items() if len(kept)
    ]
