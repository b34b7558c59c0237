"""What the report itself names as drivers, by kind; nothing is added up, nothing set against output."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from xclib import economics as ec
from xclib.analyses.growth.frames import between, cells, ends, join_inputs
from xclib.analyses.growth.words import say
from xclib.present import shown_label, shown_period
from xclib.rows import records
from xclib.wording import full_label, pick

#: Groups of drivers with the words of a label; a label counts in the first group that fits.
_GROUPS = (
    ("资本与机构", "Capital and institutions", "注册资本|增资|引进金融机构|引进重点企业|引入企业|募集资金"),
    ("项目承诺", "Project commitments", "“两区”项目|投入总金额|平均金额|落地金额|项目金额|签约金额"),
    ("投资", "Investment", "固定资产投资|社会投资|完成投资"),
    ("消费", "Consumption", "消费|零售"),
    ("金融", "Finance", "资产管理规模|企业融资"),
)


def drivers(figures: pd.DataFrame, year: int, lang: str) -> pd.DataFrame:
    """Return the year's outcomes (rows of `xclib.figures`) that bear on growth, by group; cumulative ones are marked."""
    found, total, last = [], False, (0, 0)
    wanted = (figures["topic"] == "growth") & (figures["status"] == "actual") & (figures["period"] == str(year))
    rows = figures.assign(_in=wanted & (figures["measure"] != "rank")).sort_values(["line", "start"])
    for r in records(rows):
        # 累计 reaches the next number of its clause too: so many firms with so much capital.
        total = total and r["line"] == last[0] and r["start"] - last[1] <= 20
        total = total or "累计" in r["prefix"] or "cumulative" in r["label_en"].lower()
        last = (r["line"], r["start"])
        order = next((n for n, group in enumerate(_GROUPS) if re.search(group[2], full_label(r))), None)
        if order is not None and r["_in"]:
            row = {"order": order, "name": shown_label(r, lang), "group": pick(lang, *_GROUPS[order][:2]), "total": total}
            span = shown_period(r | {"prefix": "累计" if total else ""}, lang)
            found.append({**r, **row, "span": span, **cells(lang, told=r)})
    found.sort(key=lambda r: int(r["order"]))
    return pd.DataFrame(found, columns=None if found else [*figures.columns, "total"])


def used(figures: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with 累计 before those that are cumulative by a word further ahead in their clause."""
    totals = set(rows.loc[rows["total"].astype(bool), "figure_id"])
    return figures.assign(prefix=figures["prefix"].where(~figures["figure_id"].isin(totals), "累计" + figures["prefix"]))


def driver_claims(rows: pd.DataFrame, lang: str) -> list[str]:
    """Say investment and projects with what they are not; silent on what the report does not state."""
    fai, amount = (next(iter(records(rows[rows["indicator"] == code])), None) for code in ("fai_growth", "fai"))
    out = [say({"says": "investment"} | cells(lang, fai=fai, amount=amount), lang)] if fai else []
    return out + _ratio(rows, "projects", "expected", "投入总金额", lang)


def driver_caption(rows: pd.DataFrame, lang: str) -> list[str]:
    """Say how many drivers are listed and how many of them are cumulative, and what one capital increase weighs."""
    says, total = "listed" if len(rows) else "listed none", int(rows["total"].astype(bool).sum())
    count: dict[str, Any] = {"says": says, "n": len(rows), "total": total}
    return [say(count, lang), *_ratio(rows, "single", "single", "增资", lang)]


def _ratio(rows: pd.DataFrame, says: str, name: str, pattern: str, lang: str) -> list[str]:
    """Set the amount confirmed beside another of its line."""
    for landed in records(rows[rows["label"].str.contains("落地金额")])[:1]:
        for other in records(rows[(rows["line"] == landed["line"]) & rows["label"].str.contains(pattern)])[:1]:
            ratio = ec.share(*map(ends, (landed, other) if says == "projects" else (other, landed)))
            row = {"says": says, "ratio": between(ratio.low, ratio.high, lang, decimals=0), "ratio_basis": ratio.basis}
            row |= cells(lang, landed=landed, **{name: other})
            part, whole = ("landed", name) if says == "projects" else (name, "landed")
            return [say(row | {"ratio_inputs": join_inputs(lang, row[part], row[whole])}, lang)]
    return []
