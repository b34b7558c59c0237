"""Mismatches in print between annex and text, found by rules and shown with both places; nothing is corrected."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from xclib.analyses.scorecard.plan import Row
from xclib.data.rows import records
from xclib.economics.quantity import Quantity
from xclib.model.indicators import read_indicators, read_topics
from xclib.words.wording import shown_label

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
CONCEPTS = ("创新", "协调", "绿色", "开放", "共享")
#: Words that change what a label measures.
_QUALIFIERS = re.compile("年均|累计|月均|期末")
_ENDS = ("annex", "annex_words", "annex_url", "text", "text_words", "text_url")
#: What a finding is about, beside its two places; what a rule does not fill stays empty.
_ABOUT = ("dimension_zh", "dimension_en", "topic_zh", "topic_en", "absent", "first", "second", "narrow", "label_zh", "label_en")
COLUMNS = ["name_zh", "name_en", *_ENDS, "says", *_ABOUT]

Found = list[dict[str, Any]]


def _printed(text: Row) -> str:
    """Return a figure of the text as it is printed, its bound's word before or behind."""
    number = f"{text['number']}{text['unit']}"
    ahead = bool(text["bound_word"]) and text["bound_word"] in text["prefix"]
    return f"{text['bound_word']}{number}" if ahead else f"{number}{text['bound_word']}"


def _find(row: Row, text: Row | None, says: str, words: str = "", **about: str) -> dict[str, Any]:
    """Return one finding: the number and the words of the annex and of the text, and what does not fit.

    ``words`` are what the text has in place of a number.
    """
    found: dict[str, Any] = dict.fromkeys(COLUMNS, "") | {"name_zh": row["name_zh"], "name_en": row["name_en"], "says": says}
    found |= {"annex": row["figure"], "annex_url": row["source_url"]}
    found["annex_words"] = f"{row['plan']}{row['unit']}" if row["figure"] else row["plan"]
    found |= {"text": None, "text_words": words, "text_url": text["source_url"] if text else ""}
    if text is not None and not words:
        found |= {"text": Quantity.of(text), "text_words": _printed(text)}
    return found | about


def _dimension(row: Row) -> str:
    return next((name for name in DIMENSIONS if name in str(row["dimension_zh"])), "")


def misplaced(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Found:
    """Find indicators whose topic is none of their dimension's, and say which of the five concepts the table leaves out."""
    used = {_dimension(row) for row in records(rows)}
    absent = [concept for concept in CONCEPTS if concept not in used]
    out = []
    for row in records(rows):
        home, topic = DIMENSIONS.get(_dimension(row)), row["topic"]
        if home is None or not topic or topic in home:
            continue
        about = {f"topic_{lang}": read_topics()[topic][lang] for lang in ("zh", "en")}
        about |= {name: row[name] for name in ("dimension_zh", "dimension_en")}
        alone = len(absent) == 1 and topic in DIMENSIONS[absent[0]]
        text = _text_of(row, figures, ("plan", "review"))
        out.append(_find(row, text, "misplaced", absent=absent[0] if alone else "", **about))
    return out


def _text_of(row: Row, figures: pd.DataFrame, parts: tuple[str, ...], status: str = "") -> dict[str, Any] | None:
    """Return the text's own figure of a row's indicator."""
    mine = figures[(figures["indicator"] == row["indicator"]) & figures["part"].isin(parts) & (row["indicator"] != "")]
    if status:
        mine = mine[mine["status"] == status]
    return next(iter(records(mine.sort_values(["line", "start"]))), None)


def disagreeing(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Found:
    """Find targets whose value or bound differs between the text and the annex."""
    out = []
    for row in records(rows[rows["form"] == "number"]):
        text = _text_of(row, figures, ("plan",), "target")
        if text is None:
            continue
        if text["value"] * text["factor"] != row["value"] * row["factor"]:
            out.append(_find(row, text, "values"))
        elif text["bound"] != row["bound"]:
            out.append(_find(row, text, _bounds(str(row["bound"]), str(text["bound"]))))
    return out


def _bounds(annex: str, text: str) -> str:
    """Return how two bounds differ: by the end point alone, in kind, or otherwise."""
    if annex[0] == text[0] != "=":
        return "ends"
    return "kinds" if "=" in (annex, text) else "bounds"


def worded(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Found:
    """Find targets that are a number in one place and words in the other."""
    asked = remarks[remarks["status"] == "target"]
    out = []
    for row in records(rows[rows["form"] == "number"]):
        for remark in records(asked[asked["indicator"] == row["indicator"]].head(1)):
            if _text_of(row, figures, ("plan",), "target") is None:
                out.append(_find(row, remark, "number", str(remark["words"]).removeprefix("均")))
    for row in records(rows[~rows["form"].isin(["number", "none"])]):
        text = _text_of(row, figures, ("plan",), "target")
        out += [_find(row, text, "number")] if text is not None else []
    return out


def renamed(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Found:
    """Find outcomes that the text measures otherwise than the annex: another mean, a wider scope, one number for two rates."""
    out = []
    for row in records(rows):
        text = _text_of(row, figures, ("review",), "actual")
        if text is None:
            continue
        first, second = (" ".join(_QUALIFIERS.findall(str(name))) for name in (row["short_zh"], text["label"]))
        if first and second and first != second:
            out.append(_find(row, text, "renamed", first=first, second=second))
        elif row["scope"] != text["scope"]:
            out.append(_find(row, text, "scope", narrow=str(row["scope"] or text["scope"])))
        elif "、" in text["label"] and "、" not in row["short_zh"]:
            names = {f"label_{lang}": shown_label(text, lang) for lang in ("zh", "en")}
            out.append(_find(row, text, "joint", **names))
    return out


def tied(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Found:
    """Find levels and shares that are promised in words of growth, and rows without any plan."""
    out = []
    for row in records(rows):
        entry = read_indicators().get(row["indicator"])
        if row["form"] == "in_step" and entry is not None and entry.measure == "level":
            out.append(_find(row, None, "step"))
        if row["form"] == "none":
            out.append(_find(row, None, "blank"))
    return out


def unlisted(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> Found:
    """Find targets that stand in a paragraph of the text beside an annex indicator's, and not in the annex."""
    codes, aims = set(rows["indicator"]) - {""}, figures[(figures["part"] == "plan") & (figures["status"] == "target")]
    beside = set(aims[aims["indicator"].isin(codes)]["line"])
    out = []
    for text in records(aims[aims["line"].isin(beside) & (aims["indicator"] != "") & ~aims["indicator"].isin(codes)]):
        names = {f"name_{lang}": shown_label(text, lang) for lang in ("zh", "en")}
        out.append(_find({**names, "figure": None, "plan": "", "unit": "", "source_url": ""}, text, "unlisted"))
    return out


RULES: tuple[Callable[[pd.DataFrame, pd.DataFrame, pd.DataFrame], Found], ...] = (
    misplaced, disagreeing, worded, renamed, tied, unlisted,
)  # fmt: skip


def oddities(rows: pd.DataFrame, figures: pd.DataFrame, remarks: pd.DataFrame) -> pd.DataFrame:
    """Return everything that does not fit, one row each.

    ``annex`` and ``text`` are quantities (None where there are only words), with what is printed there and its page in
    ``_words`` and ``_url``; ``says`` is what does not fit, the columns behind it what it is about. ``rows``: rows of
    `plan_rows`; ``figures``, ``remarks``: rows of `xclib.figures` and `xclib.data.select.remarks` of the report.
    """
    found = [row for rule in RULES for row in rule(rows, figures, remarks)] if len(rows) else []
    return pd.DataFrame(found, columns=COLUMNS)
