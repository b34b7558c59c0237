"""What the record of past targets says: how many were met, which were missed, and which years are left out."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from xclib.analyses.fiscal.budget import Budget
from xclib.analyses.fiscal.targets import targets_left, targets_met
from xclib.analyses.fiscal.words import cite
from xclib.rows import records
from xclib.wording import pick

if TYPE_CHECKING:
    import pandas as pd


def caption_targets(b: Budget, lang: str) -> str:
    """Count targets met, and name the years missed and those left out; a small sample gets a small claim. Markup."""
    frame, left = targets_met(b), targets_left(b)
    if frame.empty and left.empty:
        return ""
    met, n = int((frame["result"] != "below").sum()), len(frame)
    out = pick(
        lang,
        f"目标与结果都有据的{n}例中，{met}例达到或超过目标",
        f"Of {n} cases with target and outcome on record, {met} met or exceeded the target",
    )
    if missed := _years_by_area(frame[frame["result"] == "below"], lang):
        out += pick(lang, f"，未达到的是{missed}", f"; those missed: {missed}")
    out += pick(lang, "。", ". ") + _say_adjusted(frame, lang)
    for why, zh, en in (
        ("unknown", "有目标而未见结果的增速", "no growth of the outcome on record"),
        ("unlike", "结果只有同口径增速，不能判定", "the outcome is known on a comparable basis only, which does not decide"),
    ):
        if years := _years_by_area(left[left["result"] == why], lang):
            out += pick(lang, f"未计：{years}，{zh}。", f"Left out: {years}; {en}. ")
    return out + pick(lang, "出处不齐，不能当作达成概率。", "The record is incomplete, so this is no probability.")


def _years_by_area(cases: pd.DataFrame, lang: str) -> str:
    """Return years by area, such as 青岚市2019、2020年."""
    told = []
    for _, group in cases.groupby("area_code", sort=False):
        row, years = group.iloc[0], pick(lang, "、", ", ").join(dict.fromkeys(str(p) for p in group["period"]))
        told.append(pick(lang, f"{escape(row['area_zh'])}{years}年", f"{escape(row['area_en'])} {years}"))
    return pick(lang, "，", "; ").join(told)


def _say_adjusted(frame: pd.DataFrame, lang: str) -> str:
    """Say of targets missed that the budget was adjusted within the year, and how the outcome stands to that."""
    out = ""
    for r in records(frame[frame["result"] == "below"]):
        if r["against_adjusted"]:
            aim = cite(r["adjusted"], lang)
            zh, en = {
                "below": ("实际值也未达到", "the outcome missed too"),
                "within": ("实际值与之相符", "the outcome met"),
                "above": ("实际值超过", "the outcome exceeded"),
            }[r["against_adjusted"]]
            out += pick(
                lang,
                f"{escape(r['area_zh'])}{r['period']}年的年中调整预算为{aim}，{zh}。",
                f"The {r['period']} budget of {escape(r['area_en'])} was adjusted in the year to {aim}, which {en}. ",
            )
    return out
