"""Where an area stands beside its parent and its peers, as far as they have figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from xclib.analyses import history
from xclib.analyses.growth.frames import Row, best, outcomes
from xclib.data.rows import records
from xclib.economics.quantity import Quantity

_PEERS = ["role", "area_code", "area_zh", "area_en", "period", "figure", "value", "low", "high", "status", "grade"]


def peers(context: pd.DataFrame, own: pd.DataFrame, indicator: str, *, area: Row, years: Sequence[int]) -> pd.DataFrame:
    """Return an indicator's figures of an area, its parent and its peers, one row an area and year, highest values first.

    ``role`` is own, parent or peer. Areas without a figure have a row with neither ``figure`` nor grade. ``context``: as of
    `xclib.analyses.history.facts`; ``own``: the area's `xclib.series`; ``area``: row of `xclib.reports`.
    """
    code = area["area_code"]
    whole, codes = history.parent(code), context["area_code"]
    near = history.is_beside(code, codes) | (codes == whole)
    others = records(context[near & (codes != code)].drop_duplicates("area_code"))
    rows: list[dict[str, Any]] = []
    for year in years:
        stated = outcomes(context[context["indicator"] == indicator], year)
        known = {c: best(part) for c, part in stated.groupby("area_code")} | {code: best(outcomes(own, year))}
        for place in (area, *others):
            role = "own" if place is area else "parent" if place["area_code"] == whole else "peer"
            row = {"role": role, **{k: place[k] for k in ("area_code", "area_zh", "area_en")}, "period": year}
            rows.append(row | _numbers(known.get(place["area_code"])))
    frame = pd.DataFrame(rows, columns=_PEERS)
    return frame.sort_values(["period", "value"], ascending=[True, False], kind="stable").reset_index(drop=True)


def _numbers(found: Row | None) -> dict[str, Any]:
    if found is None:
        return {"figure": None, "value": float("nan"), "grade": ""}
    return {"figure": Quantity.of(found), **{k: found[k] for k in ("value", "low", "high", "status", "grade")}}


def place(peers: pd.DataFrame, indicator: str = "") -> list[dict[str, Any]]:
    """Return the area's place in each year among the areas that have a figure; where intervals overlap, it is a range.

    There is a rank only where at least half of the areas (this one counted, the parent not) have a figure.
    """
    found = []
    for year, rows in peers.groupby("period"):
        own, whole = (next(iter(records(rows[rows["role"] == role])), None) for role in ("own", "parent"))
        others = [q for q in rows.loc[rows["role"] == "peer", "figure"] if q]
        mine: Quantity | None = own["figure"] if own else None
        n, have = int((rows["role"] != "parent").sum()), len(others) + bool(mine)
        fact: dict[str, Any] = {
            "name": indicator,
            "year": year,
            "n": n,
            "have": have,
            "own": mine,
            "whole": whole and whole["figure"],
        }
        fact |= {f"{name}_{lang}": (row or {}).get(f"area_{lang}", "")
                 for name, row in (("area", own), ("parent", whole)) for lang in ("zh", "en")}  # fmt: skip
        first = last = 0
        if mine and others and 2 * have >= n:
            first, last = 1 + sum(q.low > mine.high for q in others), 1 + sum(q.high > mine.low for q in others)
        fact |= {"first": first, "last": last}
        fact["says"] = (
            ("peers" if others else "alone") + ("" if fact["whole"] else " without") if others or fact["whole"] else ""
        )
        found.append(fact)
    return [fact for fact in found if fact["says"]]


def fullest(peers: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a figure of the year in which most areas have one; of two alike the one in the middle."""
    known = peers.dropna(subset=["value"])
    count, middle = known["period"].value_counts(), peers["period"].mean()
    year = max(count.index, key=lambda y: (count[y], -abs(y - middle)), default=None)
    return known[known["period"] == year].reset_index(drop=True)


def beside(peers: pd.DataFrame) -> pd.DataFrame:
    """Return one row an area with its figure of every year, in the order of the year in which most areas have one."""
    order = [*fullest(peers)["area_code"], *peers["area_code"]]
    wide = peers.pivot(index=["area_code", "area_zh", "area_en"], columns="period", values="figure").reset_index()
    return wide.sort_values("area_code", key=lambda codes: codes.map(order.index)).reset_index(drop=True)
