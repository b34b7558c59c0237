"""A report's own targets beside last year's outcomes, and those outcomes beside what had been set for the year."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import pandas as pd

from xclib.analyses import history
from xclib.data import select
from xclib.data.rows import records
from xclib.economics.quantity import Quantity
from xclib.model.indicators import read_indicators
from xclib.words.wording import LANGS, shown_label, uncapital

_COLUMNS = ["past", "actual", "kept", "plainly", "step"]
#: What an outcome has to do to meet a target: lie at it or on the good side of it.
_GOOD = {"up": "above", "down": "below"}
_LIMITS = {"<", "<=", ">", ">="}


def promised(things: pd.DataFrame, area: str, year: int) -> pd.DataFrame:
    """Return the things with a target for the next year, or with one on record for the year that is over.

    Rows of ``things`` with ``past``, the target that an earlier report or page had set for the year; ``actual``, the
    outcome in the terms of the target; ``kept`` (met or missed) by the words of the past target, and ``plainly`` by its
    number; and ``step``, on which side of the outcome the next target lies: ``open`` where a mere bound does not tell,
    ``false`` where a person found that the two are not the same thing. ``things``: from `xclib.analyses.telling.things`; a
    target of another year is none for the next.
    """
    rows, unlike = [], _unlike(things)
    for row in records(things.assign(aim=things["aim"].where(things["apart"] == "", None))):
        past = _set_for(row, area, year)
        rate = row["aim"] or past
        actual = _in_terms(row, rate) if rate else None
        if row["aim"] is None and (past is None or actual is None):
            continue
        good = _GOOD.get(_direction(row), "")
        found = _judged(actual, past, row["aim"], good)
        if actual and row["aim"] and (actual.id, row["aim"].id) in unlike:
            found["step"] = "false"
        rows.append({**row, "past": past, "actual": actual} | found)
    return pd.DataFrame(rows, columns=[*things.columns, *_COLUMNS])


def _unlike(things: pd.DataFrame) -> set[tuple[str, str]]:
    """Return outcomes and targets, by the ids of their figures, that look like pairs and were judged to be none."""
    known = sorted(set(things["report_id"]) & set(select.reports()["report_id"]))
    pairs = [row for report in known for row in records(select.pairs(report, grade="false"))]
    ids = ([row[f"{side}_ids"].split("+") for side in ("delivered", "promised")] for row in pairs)
    return {pair for both in ids for pair in product(*both)}


def _set_for(row: dict[str, Any], area: str, year: int) -> Quantity | None:
    """Return the target that was set for the year: first of the rate, then of the level."""
    if not row["indicator"] or row["measure"] == "change" or str(row["period"]) not in (str(year), str(year + 1)):
        return None
    stem = row["indicator"].removesuffix("_growth")
    for code in dict.fromkeys((f"{stem}_growth", row["indicator"], stem)):
        if code in read_indicators():
            found = history.series(code, area)
            rows = records(found[(found["status"] == "target") & (found["period"] == year)])
            if own := [row for row in rows if row.get("id") not in _handed_down()]:
                return Quantity.of(own[-1])
    return None


def _handed_down() -> set[str]:
    every = select.figures()
    return set(every.loc[history.handed_down(every), "figure_id"])


def _in_terms(row: dict[str, Any], of: Quantity) -> Quantity | None:
    """Return the change or the outcome of a thing, whichever is in the unit of its target."""
    both = [row[part] for part in ("change", "outcome") if row[part] is not None]
    return next((q for q in both if q.unit == of.unit), None)


def _direction(row: dict[str, Any]) -> str:
    known = read_indicators().get(row["indicator"])
    return known.direction if known else str(row["direction"])


def _judged(actual: Quantity | None, past: Quantity | None, aim: Quantity | None, good: str) -> dict[str, str]:
    found = dict.fromkeys(("kept", "plainly", "step"), "")
    if actual and past and good:
        side = actual.side(past)
        found["kept"] = "met" if side in (good, "close") else "missed"
        apart = actual.printed - past.printed
        found["plainly"] = "met" if math.isclose(apart, 0, abs_tol=1e-9) or (apart > 0) == (good == "above") else "missed"
    if actual and aim:
        found["step"] = _step(actual, aim)
    return found


def _step(actual: Quantity, aim: Quantity) -> str:
    """Return on which side of the outcome a target lies, by the numbers printed; a cap or a floor may lie on either."""
    side = aim.side(actual)
    if side == "close" and {aim.bound, actual.bound} & _LIMITS:
        return "open"
    if side != "close":
        return {"above": "higher", "below": "lower"}[side]
    gap = aim.printed - actual.printed
    return "equal" if math.isclose(gap, 0, abs_tol=1e-9) else "higher" if gap > 0 else "lower"


def shown(rows: pd.DataFrame, most: int = 40) -> pd.DataFrame:
    """Return what stands beside an outcome or a past target, then the weightiest of the others, in the order of the text."""
    beside = (rows["kept"] != "") | (rows["step"] != "")
    order = (
        rows[rows["weight"] > 0]
        .assign(_beside=~beside)
        .sort_values(["_beside", "weight"], ascending=[True, False], kind="stable")
    )
    return (
        order.head(most).sort_values(["_beside", "line", "start"], kind="stable").drop(columns="_beside").reset_index(drop=True)
    )


def counts(rows: pd.DataFrame) -> dict[str, Any]:
    """Return how many targets there are, how many stand beside an outcome and on which side, and how past ones were kept."""
    rows = rows[rows["weight"] > 0]
    aims = rows[[aim is not None for aim in rows["aim"]]]
    found: dict[str, Any] = {name: int((aims["step"] == name).sum()) for name in ("lower", "equal", "higher", "open", "false")}
    found |= {"targets": len(aims), "beside": found["lower"] + found["equal"] + found["higher"]}
    found |= {"undecided": found.pop("open"), "unlike": found.pop("false")}
    judged = rows[rows["kept"] != ""]
    return found | {
        "held": len(judged), "met": int((judged["kept"] == "met").sum()), "by_number": int((judged["plainly"] == "met").sum()),
    }  # fmt: skip


def kept_facts(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return how the targets on record for the year were kept; None where none is."""
    found = counts(rows)
    missed = named(records(rows[rows["kept"] == "missed"]))
    return {**found, "short": missed, "says": "kept"} if found["held"] else None


def named(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with their name in both languages, as a sentence takes it: what is judged by its rate is called a growth."""
    return [{**row, **_names(row)} for row in rows]


def _names(row: Mapping[str, Any]) -> dict[str, str]:
    by_rate = row["unit_code"] != "PT" and any(q is not None and q.unit == "%" for q in (row.get("actual"), row.get("aim")))
    of = {**row, "measure": "growth"} if by_rate else row
    return {f"name_{lang}": uncapital(shown_label(of, lang)) for lang in LANGS}


def aims_facts(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return how the report's own targets lie to last year's outcomes; None where it states none."""
    found = counts(rows)
    compared = found["beside"] + found["undecided"] + found["unlike"]
    return {**found, "says": "own" if compared else "bare"} if found["targets"] else None
