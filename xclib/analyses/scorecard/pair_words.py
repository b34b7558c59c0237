"""Pairs of delivered and promised in words, and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

import pandas as pd

from xclib.analyses.livelihood import lean
from xclib.analyses.livelihood.fields import Row
from xclib.economics import growth_between
from xclib.figure import Interval
from xclib.present import Html
from xclib.rows import records
from xclib.wording import format_bound, format_number, pick

GRADES = {
    "same": ("相同", "same"),
    "shifted": ("有变", "shifted"),
    "caveat": ("须谨慎", "with caveat"),
    "false": ("不可比", "false"),
}
REASONS = {
    "": ("", ""),
    "wording": ("措辞", "wording"),
    "stage": ("阶段不同", "another stage"),
    "stock_flow": ("存量与流量", "stock against flow"),
    "signed_completed": ("签约与完成", "signed against completed"),
    "scope": ("范围不同", "another scope"),
    "definition": ("口径不同", "another definition"),
    "level_growth": ("水平与增速", "level against growth"),
    "sum": ("加总", "a sum"),
    "government_level": ("政府层级不同", "another level of government"),
}
VERDICTS = {
    "lower": ("低于", "lower"),
    "equal": ("持平", "equal"),
    "higher": ("高于", "higher"),
    "open": ("不能判定", "undecided"),
}
#: Why a pair is not counted.
ASIDE = {
    "false": ("不可比", "not comparable"),
    "unit": ("单位不同，另行换算", "units differ, converted apart"),
    "year": ("同一年的目标与实际值", "target and outcome of one year"),
    "hidden": ("本次未选此级", "grade not chosen"),
}


def plain(html: str) -> str:
    """Return the text of a sentence with links, for captions and terminals.

    >>> plain('<a href="https://a.example">5%</a> &lt; 6%')
    '5% < 6%'
    """
    return unescape(re.sub("<[^>]+>", "", html))


def note(*sentences: str) -> Html:
    """Return paragraphs for the reader; what a sentence takes from data must be escaped or made by `link`."""
    shown = [s for s in sentences if s]
    return Html("".join(f"<p>{s}</p>" for s in shown), "\n".join(map(plain, shown)) or " ")


def side_words(row: Row, side: str, lang: str) -> str:
    """Return one side of a pair in words, with its bound."""
    return format_bound(row[side], row[f"{side}_bound"], row[f"unit_{side}"], lang)


def change_of(row: Row, lang: str) -> str:
    """Return the change from delivered to promised where both are values: in percent, of percentages in points."""
    if {row["delivered_bound"], row["promised_bound"]} != {"="}:
        return "–"
    if row["unit_delivered"] == "%":
        points = row["promised"] - row["delivered"]
        return f"{'+' if points > 0 else ''}{format_number(points, lang)}{pick(lang, '个百分点', ' pp')}"
    sides = [Interval(row[f"{s}_low"], row[f"{s}_high"]) for s in ("promised", "delivered")]
    change = growth_between(sides[0], sides[1], level_mid=row["promised"], base_mid=row["delivered"])
    return f"{'+' if change.mid > 0 else ''}{format_number(change.mid, lang, decimals=0)}%"


def pair_table(judged: pd.DataFrame, lang: str, *, aside: Sequence[str] = ("",)) -> list[dict[str, str]]:
    """Return pairs in words: those that are counted, or those set aside for the reasons given."""
    out = []
    for row in records(judged[judged["aside"].isin(aside)]):
        reason = pick(lang, *REASONS[row["reason"]])
        shown = {
            "name": row[f"name_{lang}"],
            "verdict": pick(lang, *VERDICTS[row["verdict"]]) if row["verdict"] else "–",
            "grade": pick(lang, *GRADES[row["grade"]]) + (pick(lang, f"（{reason}）", f" ({reason})") if reason else ""),
            "why": reason or pick(lang, *ASIDE[row["aside"]]) if row["aside"] else "–",
            "note": row[f"note_{lang}"] or "–",
            "change": change_of(row, lang) if not row["aside"] else "–",
        }
        for side in ("delivered", "promised"):
            shown |= {side: side_words(row, side, lang), f"{side}_url": row[f"{side}_url"]}
        out.append(shown)
    return out


def trap_claim(judged: pd.DataFrame, lang: str) -> str:
    """Say how many pairs only look like pairs and which way a hasty count would lean; plain text, empty without any."""
    found = lean(judged)
    if found is None:
        return ""
    lower, equal, higher, undecided = (found[f"n_{code}"] for code in VERDICTS)
    zh = (
        f"有{found['traps']}对看似成对而不可比。若不加分辨，会多数出{lower}个“低于”、{equal}个“持平”、{higher}个“高于”，"
        f"{undecided}个不能判定。"
    )
    en = (
        f"{found['traps']} pairs look like pairs and are none. Taken at face value they would add {lower} lower, {equal} "
        f"equal, {higher} higher and {undecided} undecided."
    )
    return pick(lang, zh, en)
