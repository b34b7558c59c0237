"""The annex's indicators on livelihood: what is planned, also without a number, beside what was reached."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from xclib.analyses.scorecard.plan import BLANK
from xclib.data.rows import records
from xclib.words.wording import full_label


def annex(plan: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `xclib.plan` with the outcome ``past``, if one is stated, and the ``phrase`` that stands for a number."""
    done = figures[(figures["status"] == "actual") & (figures["measure"] != "rank") & (figures["indicator"] != "")]
    before = done.drop_duplicates("indicator").set_index("indicator")["figure"]
    phrases = ["none" if str(text).strip() in BLANK else str(text) for text in plan["plan"]]
    past: Any = [before.get(code) for code in plan["indicator"]]
    names = [full_label(row, name="name_zh") for row in records(plan)]
    return plan.assign(past=pd.Series(past, index=plan.index, dtype=object), phrase=phrases, name_zh=names)


def annex_facts(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return how many rows the annex has, of how many numbered items, how many bind and which have no number."""
    if rows.empty:
        return None
    bare, items = records(rows[rows["value"].isna()]), int(rows["number"].nunique())
    binding = int((rows["nature"] == "binding").sum())
    fewer = items if items < len(rows) else None
    return {"says": "annex", "n": len(rows), "items": fewer, "binding": binding, "bare": bare, "bare_n": len(bare)}


def denominators(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rates per hundred, thousand or ten thousand people: the report does not tell of whom."""
    return rows[[bool(re.match("每?[百千万]人", name)) for name in rows["name_zh"]]]
