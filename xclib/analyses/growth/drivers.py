"""What the report itself names as drivers, by kind; nothing is added up, nothing set against output."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.data.rows import records
from xclib.economics import derived as ec
from xclib.economics.quantity import Quantity
from xclib.words.wording import full_label, totals

#: Groups of drivers with the words of a label; a label counts in the first group that fits.
_GROUPS = {
    "capital": "注册资本|增资|引进金融机构|引进重点企业|引入企业|募集资金",
    "projects": "“两区”项目|投入总金额|平均金额|落地金额|项目金额|签约金额",
    "investment": "固定资产投资|社会投资|完成投资",
    "consumption": "消费(?!价格)|零售",
    "finance": "资产管理规模|企业融资",
}


def drivers(figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the year's outcomes (rows of `xclib.figures`) that bear on growth, by group; cumulative ones are marked.

    Adds ``group``, ``total`` and ``figure`` (a quantity); the prefix of a cumulative figure holds 累计.
    """
    found = []
    wanted = (figures["topic"] == "growth") & (figures["status"] == "actual") & (figures["period"].astype(str) == str(year))
    rows = figures.assign(_in=wanted & (figures["measure"] != "rank")).sort_values(["line", "start"])
    listed = records(rows)
    for row, total in zip(listed, totals(listed), strict=True):
        group = next((name for name, words in _GROUPS.items() if re.search(words, full_label(row))), None)
        if group and row["_in"] and row["indicator"] != "cpi":
            prefix = "累计" + row["prefix"] if total and "累计" not in row["prefix"] else row["prefix"]
            found.append({**row, "prefix": prefix, "group": group, "total": total, "figure": Quantity.of(row)})
    found.sort(key=lambda row: list(_GROUPS).index(row["group"]))
    columns = [*figures.columns, "group", "total", "figure"]
    return pd.DataFrame(found, columns=columns).astype({"total": bool})


def used(figures: pd.DataFrame, rows: pd.DataFrame, indicators: Sequence[str]) -> pd.DataFrame:
    """Return the figures of some indicators and the drivers, in the order of the text; cumulative ones are marked as such."""
    wanted = figures["indicator"].isin(indicators) | figures["figure_id"].isin(rows["figure_id"])
    found = figures[wanted & (figures["part"] != "glossary")]
    prefixes = dict(zip(rows["figure_id"], rows["prefix"], strict=True))
    return found.assign(prefix=found["figure_id"].map(prefixes).fillna(found["prefix"]))


def investment(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return the growth of fixed-asset investment and its amount, where the report states the growth."""
    rate, amount = (next(iter(rows.loc[rows["indicator"] == code, "figure"]), None) for code in ("fai_growth", "fai"))
    return {"says": "investment", "rate": rate, "amount": amount} if rate else None


def weights(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the amount confirmed (落地) beside the amount expected, and one capital increase beside it; each of one line."""
    found = []
    for landed in records(rows[rows["label"].str.contains("落地金额")])[:1]:
        for says, words in (("projects", "投入总金额"), ("single", "增资")):
            other = rows[(rows["line"] == landed["line"]) & rows["label"].str.contains(words)]
            for figure in other["figure"][:1]:
                part, whole = (landed["figure"], figure) if says == "projects" else (figure, landed["figure"])
                share = replace(ec.share(part, whole), value=math.nan)
                found.append({"says": says, "landed": landed["figure"], "other": figure, "share": share})
    return found
