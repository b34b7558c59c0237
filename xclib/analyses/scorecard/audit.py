"""What the report lets a reader check: the outcome of each indicator, the year's target where it is stated, the verdict."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from xclib.analyses.scorecard.words import KINDS, Row, word
from xclib.indicators import read_indicators
from xclib.rows import records
from xclib.wording import pick
from xclib.words import stated as told

#: A number with several rows is as good as its worst row.
_WORST = ("missed", "open", "nothing", "words", "no_target", "met")


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

    Parameters
    ----------
    outcome, target : mapping
        ``value``, ``low``, ``high``, ``bound``, and ``factor`` where values are not in the canonical unit.
    direction : {'up', 'down', 'none'}
        Which way is better.

    Examples
    --------
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


def _first(rows: pd.DataFrame) -> Row | None:
    """Return the statement to rely on: of the body before the annex, a value before a bound, an earlier before a later."""
    order = rows.assign(_annex=rows["part"] == "annex", _bound=rows["bound"] != "=")
    return next(iter(records(order.sort_values(["_annex", "_bound", "line", "start"], kind="stable"))), None)


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
    if outcome is None or row["form"] != "number":
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
    lang: str,
) -> pd.DataFrame:
    """Return the plan's rows with what is known of the year that is over.

    Parameters
    ----------
    rows : DataFrame
        Rows of `plan_rows`.
    figures : DataFrame
        Rows of `xclib.figures` of the report.
    records_of : mapping
        Rows of `xclib.series` of the area, by indicator: a target may stand in another report or page.
    remarks : DataFrame
        Rows of `xclib.select.remarks`.
    report : str
        Report id.
    year : int
        The year that is over.
    lang : {'zh', 'en'}
        Language.

    Returns
    -------
    DataFrame
        ``kind`` (one of `KINDS`), ``outcome`` and ``target`` in words with ``_url``, ``yardstick``.
    """
    catalogue, out = read_indicators(), []
    mine = figures[(figures["period"] == str(year)) & (figures["part"] != "glossary")]
    for row in records(rows):
        code = row["indicator"]
        direction = catalogue[code].direction if code in catalogue else "none"
        known = mine[(mine["indicator"] == code) & (mine["indicator"] != "")]
        outcome = _first(known[known["status"] == "actual"])
        target = _first(known[known["status"] == "target"])
        target = target or _elsewhere(records_of.get(code), ("target",), year, report)
        said = remarks[(remarks["indicator"] == code) & (remarks["status"] == "actual")]
        kind = _verdict(outcome, target, said, direction)
        shown = {"kind": kind, "verdict": word(kind, lang), "target": told(target, lang) if target else "–"}
        shown |= {"target_url": target["source_url"] if target else "", "direction": direction}
        other = _elsewhere(records_of.get(code), ("actual", "preliminary"), year, report) if outcome is None else None
        shown |= _outcome(outcome, said, other, lang)
        code_next = _yardstick(outcome, row, direction)
        out.append({**row, **shown, "reaches": code_next, "yardstick": word(code_next, lang) if code_next else "–"})
    names = ("kind", "verdict", "target", "target_url", "direction", "outcome", "outcome_url", "reaches", "yardstick")
    return pd.DataFrame(out, columns=[*rows.columns, *names])


def _outcome(outcome: Row | None, said: pd.DataFrame, other: Row | None, lang: str) -> dict[str, str]:
    """Return the outcome in words with its address: a number, what is said of it, or what another source has."""
    if outcome is not None:
        return {"outcome": told(outcome, lang), "outcome_url": outcome["source_url"]}
    for row in records(said.head(1)):
        words = word("said met" if row["kind"] == "met" else row["kind"], lang)
        extra = pick(lang, f"（{row['note_zh']}）", f" ({row['note_en']})") if row[f"note_{lang}"] else ""
        return {"outcome": words + extra, "outcome_url": row["source_url"]}
    if other is not None:
        elsewhere = pick(lang, f"报告未载；他处{told(other, lang)}", f"not in the report; elsewhere {told(other, lang)}")
        return {"outcome": elsewhere, "outcome_url": other["source_url"]}
    return {"outcome": "–", "outcome_url": ""}


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


def claim_of(figures: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return what the report says of its plan: the figures of ``total``, ``met`` and ``missed``, as far as it states them."""
    codes = {"total": "plan_indicators", "met": "plan_indicators_met", "missed": "plan_indicators_missed"}
    mine = figures[figures["status"] == "actual"]
    found = {name: _first(mine[mine["indicator"] == code]) for name, code in codes.items()}
    return {name: dict(row) for name, row in found.items() if row is not None}


def audit_rows(audited: pd.DataFrame, lang: str) -> list[dict[str, Any]]:
    """Return the audit as rows of a table, each name with its number in the list."""
    return [
        {**row, "name": f"{row['number']} {row['name']}", "nature": word(row["nature"], lang), "plan": row["told"]}
        | {"plan_url": row["source_url"], "dimension": row[f"dimension_{lang}"] or row["dimension_zh"]}
        for row in records(audited)
    ]
