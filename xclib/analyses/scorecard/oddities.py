"""What does not fit in print between the annex and the text, found by rules and shown with both places; nothing is mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from xclib.analyses.scorecard.words import Row, printed, topic
from xclib.indicators import read_indicators
from xclib.present import shown_label
from xclib.rows import records
from xclib.wording import full_label, pick
from xclib.words import stated as told

#: Which topics of the catalogue a dimension is about; a dimension that is not here is not judged.
DIMENSIONS = {
    "创新": ("growth",),
    "协调": ("growth", "fiscal"),
    "绿色": ("environment",),
    "开放": ("growth",),
    "共享": ("livelihood", "fiscal", "culture"),
    "安全": ("governance", "livelihood"),
    "减量": ("environment", "livelihood", "governance"),
}
#: The five concepts of development, which plan tables are ordered by.
CONCEPTS = (("创新", "innovation"), ("协调", "coordination"), ("绿色", "green"), ("开放", "openness"), ("共享", "sharing"))
#: Words that change what a label measures.
_QUALIFIERS = re.compile("年均|累计|月均|期末")
_QUALIFIERS_EN = {"年均": "a yearly mean (年均)", "累计": "a mean to date (累计)"}

Found = list[dict[str, Any]]


def _printed(text: Row) -> str:
    """Return a figure of the text as it is printed, its bound's word before or behind."""
    number = f"{text['number']}{text['unit']}"
    ahead = bool(text["bound_word"]) and text["bound_word"] in text["prefix"]
    return f"{text['bound_word']}{number}" if ahead else f"{number}{text['bound_word']}"


def _both(meant: str, as_printed: str, lang: str) -> str:
    """Return what stands there: as printed, for readers of English with what it means before it."""
    return as_printed if lang == "zh" or meant == as_printed else f"{meant} ({as_printed})"


def _find(row: Row, text: Row | None, why: str, lang: str, *, stated: str = "") -> dict[str, Any]:
    """Return one finding: what the annex prints, what the text prints, and what does not fit."""
    unit = row["unit"] if row["form"] == "number" else ""
    annex = _both(row["told"], f"{row['plan']}{unit}", lang) if row["form"] else row["told"]
    shown = {"name": row["name"], "annex": annex, "annex_url": row["source_url"], "why": why}
    other = stated or (_both(told(text, lang), _printed(text), lang) if text is not None else "–")
    return shown | {"text": other, "text_url": text["source_url"] if text is not None else ""}


def _dimension(row: Row) -> str:
    return next((name for name in DIMENSIONS if name in str(row["dimension_zh"])), "")


def misplaced(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame, lang: str) -> Found:
    """Find indicators whose topic is none of their dimension's, and say which of the five concepts the table leaves out."""
    used = {_dimension(row) for row in records(rows)}
    absent = [pair for pair in CONCEPTS if pair[0] not in used]
    out = []
    for row in records(rows):
        home = DIMENSIONS.get(_dimension(row))
        if home is None or not row["topic"] or row["topic"] in home:
            continue
        group, of = row[f"dimension_{lang}"] or row["dimension_zh"], topic(row["topic"], lang)
        why = pick(lang, f"列在“{group}”之下，内容却属“{of}”", f"Listed under {group}, but it is about {of.lower()}")
        if len(absent) == 1 and row["topic"] in DIMENSIONS[absent[0][0]]:
            zh = f"；五大发展理念中，表里独缺“{absent[0][0]}”"
            why += pick(lang, zh, f"; of the five development concepts the table lacks {absent[0][1]}")
        text = _text_of(row, figures, ("plan", "review"))
        out.append(_find(row, text, why, lang))
    return out


def _text_of(row: Row, figures: pd.DataFrame, parts: tuple[str, ...], status: str = "") -> dict[str, Any] | None:
    """Return the text's own figure of a row's indicator."""
    mine = figures[(figures["indicator"] == row["indicator"]) & figures["part"].isin(parts) & (row["indicator"] != "")]
    if status:
        mine = mine[mine["status"] == status]
    return next(iter(records(mine.sort_values(["line", "start"]))), None)


def disagreeing(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame, lang: str) -> Found:
    """Find targets whose value or bound differs between the text and the annex."""
    out = []
    for row in records(rows[rows["form"] == "number"]):
        text = _text_of(row, figures, ("plan",), "target")
        if text is None:
            continue
        if text["value"] * text["factor"] != row["value"] * row["factor"]:
            out.append(_find(row, text, pick(lang, "两处数值不同", "The two values differ"), lang))
        elif text["bound"] != row["bound"]:
            out.append(_find(row, text, _bounds(str(row["bound"]), str(text["bound"]), lang), lang))
    return out


def _bounds(annex: str, text: str, lang: str) -> str:
    """Say how two bounds differ: by the end point alone, or in kind."""
    if annex[0] == text[0] != "=":
        zh, en = "两处界限不同：一处含端点，一处不含", "The bounds differ: one holds the end point, the other does not"
    elif "=" in (annex, text):
        zh, en = "一处是定数，一处是界限", "One place gives a number, the other a bound"
    else:
        zh, en = "两处界限不同", "The bounds differ"
    return pick(lang, zh, en)


def worded(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame, lang: str) -> Found:
    """Find targets that are a number in one place and words in the other."""
    asked = remarks[remarks["status"] == "target"]
    why = pick(lang, "一处有数字，一处只有文字", "A number in one place, words in the other")
    out = []
    for row in records(rows[rows["form"] == "number"]):
        for remark in records(asked[asked["indicator"] == row["indicator"]].head(1)):
            if _text_of(row, figures, ("plan",), "target") is None:
                stated = printed(str(remark["words"]).removeprefix("均"), lang)
                out.append(_find(row, remark, why, lang, stated=stated))
    for row in records(rows[~rows["form"].isin(["number", "none"])]):
        text = _text_of(row, figures, ("plan",), "target")
        out += [_find(row, text, why, lang)] if text is not None else []
    return out


def renamed(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame, lang: str) -> Found:
    """Find outcomes that the text measures otherwise than the annex: another mean, a wider scope, one number for two rates."""
    out = []
    for row in records(rows):
        text = _text_of(row, figures, ("review",), "actual")
        if text is None:
            continue
        kinds = [" ".join(_QUALIFIERS.findall(str(name))) for name in (row["name_zh"], text["label"])]
        label, why = full_label(text), ""
        if kinds[0] != kinds[1] and all(kinds):
            first, second = (_QUALIFIERS_EN.get(kind, kind) for kind in kinds)
            zh, en = f"附件是“{kinds[0]}”，正文的数是“{kinds[1]}”", f"The annex names {first}, the text's number is {second}"
            why = pick(lang, zh, en)
        elif row["scope"] != text["scope"]:
            narrow = row["scope"] or text["scope"]
            zh, en = f"一处只计“{narrow}”，一处不限", "One place covers a part of the area only, the other does not say so"
            why = pick(lang, zh, en)
        elif "、" in text["label"] and "、" not in row["name_zh"]:
            why = pick(lang, f"正文一个数说两项：{label}", "In the text one number stands for two rates at once")
        if why:
            out.append(_find(row, text, why, lang))
    return out


def tied(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame, lang: str) -> Found:
    """Find levels and shares that are promised in words of growth, and rows without any plan."""
    out = []
    for row in records(rows):
        entry = read_indicators().get(row["indicator"])
        if row["form"] == "in_step" and entry is not None and entry.measure == "level":
            zh = "指标是比例或水平，计划却说“同步”：分子与分母同步增长时，比例不变"
            en = "A level or share, yet planned to keep step: a share stays where it is if its parts grow alike"
            out.append(_find(row, None, pick(lang, zh, en), lang))
        if row["form"] == "none":
            zh, en = "列作计划指标而没有计划", "Listed as a plan indicator without a plan"
            out.append(_find(row, None, pick(lang, zh, en), lang))
    return out


def unlisted(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame, lang: str) -> Found:
    """Find targets that stand in a paragraph of the text beside an annex indicator's, and not in the annex."""
    codes, aims = set(rows["indicator"]) - {""}, figures[(figures["part"] == "plan") & (figures["status"] == "target")]
    beside = set(aims[aims["indicator"].isin(codes)]["line"])
    out = []
    for text in records(aims[aims["line"].isin(beside) & (aims["indicator"] != "") & ~aims["indicator"].isin(codes)]):
        why = pick(lang, "正文与附件指标并列的目标，附件没有", "Set in the text beside annex indicators; not in the annex")
        row = {"name": shown_label(text, lang), "told": "–", "source_url": "", "form": "", "unit": "", "plan": ""}
        out.append(_find(row, text, why, lang))
    return out


RULES: tuple[Callable[[pd.DataFrame, pd.DataFrame, pd.DataFrame, str], Found], ...] = (
    misplaced, disagreeing, worded, renamed, tied, unlisted,
)  # fmt: skip


def oddities(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame, lang: str) -> Found:
    """Return everything that does not fit, one mapping each: ``name``, ``annex``, ``text`` with ``_url``, and ``why``.

    Parameters
    ----------
    rows : DataFrame
        Rows of `plan_rows`.
    figures, remarks : DataFrame
        Rows of `xclib.figures` and `xclib.select.remarks` of the report.
    lang : {'zh', 'en'}
        Language.
    """
    return [found for rule in RULES for found in rule(rows, figures, remarks, lang)] if len(rows) else []
