"""What the report lets a reader check: the outcome of each indicator, the year's target where it is stated, the verdict."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.scorecard.plan import Row
from xclib.data.rows import best_stated, records
from xclib.economics.quantity import Quantity
from xclib.model.indicators import read_indicators

#: How far a row of the plan can be checked, from best known to least; of the first three there is a verdict.
KINDS = ("met", "missed", "open", "no_target", "words", "nothing")
_JUDGED = ("missed", "met", "open")
#: A number with several rows is as good as its worst row.
_WORST = ("missed", "open", "nothing", "words", "no_target", "met")
_PAST = ("actual", "preliminary")
_CLAIMED = {"total": "plan_indicators", "claimed": "plan_indicators_met", "missed": "plan_indicators_missed"}
_FOUND = ["kind", "reaches", "outcome", "target", "remark", "remark_url", "note_zh", "note_en", "elsewhere"]


def _span(row: Row) -> tuple[float, float]:
    """Return where a row lies in canonical units: a printed value at its number, a bound over its whole interval."""
    factor = float(row.get("factor", 1.0))
    if row["bound"] == "=":
        return row["value"] * factor, row["value"] * factor
    return row["low"] * factor, row["high"] * factor


def _room(target: Row, direction: str) -> tuple[float, float]:
    """Return the outcomes that meet a target: beyond its number is met too, on the side that is better."""
    factor = float(target.get("factor", 1.0))
    low, high = target["low"] * factor, target["high"] * factor
    if target["bound"] in ("=", "~"):
        low, high = (-math.inf if direction == "down" else low), (math.inf if direction == "up" else high)
    return low, high


def judge(outcome: Row, target: Row, direction: str) -> str:
    """Return whether an outcome met, missed or may have met a target.

    An outcome that is a value is judged at its printed number, one that is a bound only where its whole interval lies
    inside or outside: a floor is not met by a bound that may lie below it.

    ``outcome``, ``target``: ``value``, ``low``, ``high``, ``bound``, and ``factor`` where values are not in the canonical
    unit; ``direction``: one of 'up', 'down', 'none': which way is better.

    >>> fixed = {"value": 31.0, "low": 31.0, "high": 31.0, "bound": "="}
    >>> judge({"value": 36.0, "low": 35.5, "high": 36.5, "bound": "="}, fixed, "down")
    'missed'
    """
    (first, last), (low, high) = _span(outcome), _room(target, direction)
    if target["bound"] in ("<", ">") and first == last == target["value"] * float(target.get("factor", 1.0)):
        return "missed"
    if low <= first and last <= high:
        return "met"
    return "missed" if last < low or first > high else "open"


def _elsewhere(record: pd.DataFrame | None, statuses: tuple[str, ...], year: int, report: str) -> Row | None:
    """Return the best statement of another source (rows of `xclib.series`)."""
    if record is None:
        return None
    mine = record[record["status"].isin(statuses) & (record["period"] == year) & (record["origin"] != report)]
    return next(iter(records(mine.sort_values("grade", kind="stable"))), None)


def _verdict(outcome: Row | None, target: Row | None, remarks: pd.DataFrame, direction: str) -> str:
    if outcome is not None:
        return judge(outcome, target, direction) if target is not None else "no_target"
    return "words" if len(remarks) else "nothing"


def _yardstick(outcome: Row | None, row: Row, direction: str) -> str:
    """Return whether the outcome would do for next year's plan: a yardstick and no audit."""
    # A stock that is there stays there; growth of one year reaches nothing of the next.
    if outcome is None or row["form"] != "number" or outcome["measure"] == "growth":
        return ""
    if row["scope"] != outcome["scope"]:
        return "scope"
    return {"met": "above", "missed": "below"}.get(judge(outcome, row, direction), "open")


def audit(
    rows: pd.DataFrame,
    figures: pd.DataFrame,
    records_of: Mapping[str, pd.DataFrame],
    remarks: pd.DataFrame,
    *,
    report: str,
    year: int,
) -> pd.DataFrame:
    """Return the plan's rows with what is known of the year that is over.

    ``kind`` (one of `KINDS`), ``outcome`` and ``target`` (quantities), ``reaches`` (whether the outcome would do for next
    year's plan: a yardstick and no audit). Where the report has no outcome, ``remark`` is what it says instead, with
    ``note`` and ``remark_url``, and ``elsewhere`` the outcome of another source. ``rows``: rows of `plan_rows`;
    ``figures``: rows of `xclib.figures` of the report; ``records_of``: rows of `xclib.series` of the area, by indicator: a
    target may stand in another report or page; ``remarks``: rows of `xclib.data.select.remarks`.
    """
    catalogue, out = read_indicators(), []
    mine = figures[(figures["period"].astype(str) == str(year)) & (figures["part"] != "glossary")]
    for row in records(rows):
        code = row["indicator"]
        direction = catalogue[code].direction if code in catalogue else "none"
        known = mine[(mine["indicator"] == code) & (mine["indicator"] != "")]
        outcome = best_stated(known[known["status"] == "actual"])
        target: Row | None = best_stated(known[known["status"] == "target"])
        target = target or _elsewhere(records_of.get(code), ("target",), year, report)
        actuals = remarks[(remarks["indicator"] == code) & (remarks["status"] == "actual")]
        found: dict[str, Any] = {"outcome": outcome and Quantity.of(outcome), "target": target and Quantity.of(target)}
        found |= {"kind": _verdict(outcome, target, actuals, direction), "reaches": _yardstick(outcome, row, direction)}
        out.append({**row, **found, **_instead(outcome, actuals, _elsewhere(records_of.get(code), _PAST, year, report))})
    return pd.DataFrame(out, columns=[*rows.columns, *_FOUND])


def _instead(outcome: Row | None, actuals: pd.DataFrame, other: Row | None) -> dict[str, Any]:
    """Return what stands for an outcome that the report does not state: its words, or the number of another source."""
    remark = next(iter(records(actuals.head(1) if outcome is None else actuals[:0])), {})
    found = {f"note_{lang}": remark.get(f"note_{lang}") or "" for lang in ("zh", "en")}
    found |= {"remark": remark.get("kind", ""), "remark_url": remark.get("source_url", "")}
    return found | {"elsewhere": Quantity.of(other) if other and outcome is None and not remark else None}


def by_number(audited: pd.DataFrame) -> pd.DataFrame:
    """Return one row a number of the plan: the worst of its rows."""
    order = audited.assign(_rank=audited["kind"].map(_WORST.index) if len(audited) else [])
    return order.sort_values(["number", "_rank"], kind="stable").drop_duplicates("number").drop(columns="_rank")


def tally(audited: pd.DataFrame) -> dict[str, int]:
    """Return how many of the plan's numbers are of each kind.

    >>> tally(pd.DataFrame({"number": [1, 2, 2], "kind": ["met", "met", "nothing"]}))
    {'met': 1, 'missed': 0, 'open': 0, 'no_target': 0, 'words': 0, 'nothing': 1}
    """
    kinds = by_number(audited)["kind"]
    return {kind: int((kinds == kind).sum()) for kind in KINDS}


def claim_of(figures: pd.DataFrame) -> dict[str, Quantity]:
    """Return the numbers that the report states of its plan: ``total``, ``claimed`` (said to be met) and ``missed``."""
    mine = figures[figures["status"] == "actual"]
    found = {name: best_stated(mine[mine["indicator"] == code]) for name, code in _CLAIMED.items()}
    # How many of what is for the sentence to say.
    return {name: replace(Quantity.of(row), unit="") for name, row in found.items() if row is not None}


def reasons(claims: pd.DataFrame, figures: pd.DataFrame, claim: Mapping[str, Quantity]) -> pd.DataFrame:
    """Return the rows of `xclib.data.select.claims` that stand in the paragraph of the report's claim."""
    return claims[claims["line"].isin(figures.loc[figures["figure_id"].isin([q.id for q in claim.values()]), "line"])]


def checked(audited: pd.DataFrame) -> dict[str, Any]:
    """Return how many of the plan's numbers can be checked, each that was judged, and what is known of the others."""
    count, each = tally(audited), by_number(audited)
    judged = [{"kind": k, "n": count[k], "cases": records(each[each["kind"] == k])} for k in _JUDGED if count[k]]
    known = sum(count[k] for k in _JUDGED)
    rest = [{"kind": k, "n": count[k]} for k in KINDS if count[k] and k not in _JUDGED]
    return {"listed": len(each), "known": known, "judged": judged, "left": len(each) - known, "rest": rest}


def aims(audited: pd.DataFrame) -> dict[str, Any] | None:
    """Return for which of the plan's numbers the target of the year stands anywhere; None without a plan."""
    each = by_number(audited)
    here = records(each[each["target"].notna()])
    return {"listed": len(each), "n": len(here), "cases": here} if len(each) else None


def reached(audited: pd.DataFrame) -> dict[str, Any] | None:
    """Return how many outcomes already reach next year's plan; None where there is none to hold against it."""
    known = audited[audited["reaches"].isin(["above", "below", "open"])]
    n, above = len(known), int((known["reaches"] == "above").sum())
    return {"n": n, "above": above, "all": above == n} if n else None
