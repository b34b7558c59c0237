"""The plan table: which of its rows have a number, and which only words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from xclib.data.rows import records
from xclib.economics.quantity import Quantity
from xclib.words.wording import full_label

Row = Mapping[str, Any]
#: What stands in a plan's cell that was left blank.
BLANK = ("", "-", "—", "－", "–", "/")
_ADDED = ["form", "figure", "factor"]
_COUNTS = ["dimension_zh", "dimension_en", "n", "numbers", "binding", "binding_numbers"]


def form_of(row: Row) -> str:
    """Return how a row of `xclib.plan` states its plan: number, requirement, in_step, other words, or none.

    >>> form_of({"value": float("nan"), "plan": "达到市级要求"}), form_of({"value": 85.0, "plan": "85"})
    ('requirement', 'number')
    """
    if row["value"] == row["value"]:
        return "number"
    text = str(row["plan"]).strip()
    if text in BLANK:
        return "none"
    return "in_step" if "同步" in text else "requirement" if "要求" in text else "other"


def plan_rows(plan: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `xclib.plan` with how each states its plan.

    Adds ``form`` (see `form_of`), ``figure`` (a quantity, or None where there are only words) and its ``factor``. Names are
    in both languages: a name that nobody has translated stays Chinese, and a narrower scope is part of the Chinese one.
    """
    printed = {row["figure_id"]: row for row in records(figures[figures["part"] == "annex"])}
    out = []
    for row in records(plan):
        form, figure = form_of(row), printed.get(row["figure_id"])
        whole = full_label(row, name="name_zh")
        names = {"name_zh": whole, "name_en": row["name_en"] or whole}
        names |= {"dimension_en": row["dimension_en"] or row["dimension_zh"], "short_zh": row["name_zh"]}
        # The address of the row opens the page at the whole cell, words beside the number included.
        number = Quantity.of({**(figure or row), "source_url": row["source_url"]}) if form == "number" else None
        out.append({**row, **names, "form": form, "figure": number, "factor": figure["factor"] if figure else 1.0})
    return pd.DataFrame(out, columns=[*plan.columns, "short_zh", *_ADDED])


def numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a number of the plan: where a number has several rows, it has a number only if all of them have."""
    forms = rows.assign(_worse=rows["form"] != "number").sort_values("_worse", ascending=False, kind="stable")
    return forms.drop_duplicates("number").sort_values("number").drop(columns="_worse").reset_index(drop=True)


def by_dimension(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers of each dimension: how many, how many with a number, how many binding; the sum last, unnamed."""
    each, out = numbered(rows), []
    parts = [*each.groupby(["dimension_zh", "dimension_en"], sort=False), (("", ""), each)] if len(each) else []
    for (zh, en), part in parts:
        has, binds = part["form"] == "number", part["nature"] == "binding"
        counts = (len(part), int(has.sum()), int(binds.sum()), int((has & binds).sum()))
        out.append(dict(zip(_COUNTS, (zh, en, *counts), strict=True)))
    return pd.DataFrame(out, columns=_COUNTS)
