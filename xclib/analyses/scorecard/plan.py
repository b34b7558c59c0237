"""The plan table: which of its rows have a number, and which only words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from xclib.analyses.scorecard.words import Row, printed
from xclib.rows import records
from xclib.wording import format_figure, full_label, pick

_NO_PLAN = ("", "-", "—", "－", "–", "/")


def form_of(row: Row) -> str:
    """Return how a row of `xclib.plan` states its plan: number, requirement, in_step, other words, or none.

    >>> form_of({"value": float("nan"), "plan": "达到市级要求"}), form_of({"value": 85.0, "plan": "85"})
    ('requirement', 'number')
    """
    if row["value"] == row["value"]:
        return "number"
    text = str(row["plan"]).strip()
    if text in _NO_PLAN:
        return "none"
    return "in_step" if "同步" in text else "requirement" if "要求" in text else "other"


def name_of(row: Row, lang: str) -> str:
    """Return the name of a row of the plan, with its narrower scope; in Chinese where nobody has written the English one."""
    return str(row["name_en"]) if lang == "en" and row["name_en"] else full_label(row, name="name_zh")


def plan_rows(plan: pd.DataFrame, figures: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the rows of `xclib.plan` with ``form``, ``name`` and ``told``, the plan in words as its figure tells it."""
    told_by = {row["figure_id"]: row for row in records(figures[figures["part"] == "annex"])}
    out = []
    for row in records(plan):
        form, figure = form_of(row), told_by.get(row["figure_id"])
        told = format_figure(figure, lang) if figure else pick(lang, "未列计划", "no plan listed")
        told = told if form in ("number", "none") else printed(str(row["plan"]), lang)
        factor = figure["factor"] if figure else 1.0
        out.append({**row, "form": form, "name": name_of(row, lang), "told": told, "factor": factor})
    return pd.DataFrame(out, columns=[*plan.columns, "form", "name", "told", "factor"])


def numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a number of the plan: where a number has several rows, it has a number only if all of them have."""
    if rows.empty:
        return rows
    forms = rows.assign(_worse=rows["form"] != "number").sort_values("_worse", ascending=False, kind="stable")
    return forms.drop_duplicates("number").sort_values("number").drop(columns="_worse").reset_index(drop=True)


def by_dimension(rows: pd.DataFrame, lang: str) -> list[dict[str, Any]]:
    """Return the numbers of each dimension: how many, how many with a number, how many binding; the sum last."""
    each = numbered(rows)
    if each.empty:
        return []
    parts = [*each.groupby(f"dimension_{lang}", sort=False), (pick(lang, "合计", "All"), each)]
    out = []
    for name, part in parts:
        has, binds = part["form"] == "number", part["nature"] == "binding"
        counts = {"n": len(part), "numbers": int(has.sum()), "binding": int(binds.sum())}
        out.append({"dimension": name, **counts, "binding_numbers": int((has & binds).sum())})
    return out
