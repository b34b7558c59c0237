"""The topic of a figure: its own, that of the words of its label, or the one usual in its paragraph."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from xclib.data.rows import records
from xclib.words.catalogue import read_catalogue
from xclib.words.wording import full_label


@cache
def _words() -> dict[str, re.Pattern[str]]:
    found = read_catalogue(Path(__file__).with_name("themes.yaml"))
    return {topic: re.compile("|".join(map(re.escape, words))) for topic, words in found.items()}


def theme(label: str) -> str:
    """Return the topic of a label by its words; empty where none of them stands in it.

    >>> theme("改造老旧小区"), theme("专项债券"), theme("岚江特产")
    ('livelihood', 'fiscal', '')
    """
    return next((topic for topic, words in _words().items() if words.search(label)), "")


def themes(figures: pd.DataFrame) -> pd.Series:
    """Return the topic of each figure: its own, that of its label's words, or the one most common in its paragraph."""
    stated = [row["topic"] or theme(full_label(row)) for row in records(figures)]
    found = pd.Series(stated, index=figures.index, dtype=object)
    around: dict[Any, Counter[str]] = {}
    for line, topic in zip(figures["line"], stated, strict=True):
        around.setdefault(line, Counter()).update([topic] if topic else [])
    usual = {line: count.most_common(1)[0][0] if count else "" for line, count in around.items()}
    return found.where(found != "", figures["line"].map(usual).fillna(""))


def own(figures: pd.DataFrame) -> pd.DataFrame:
    """Return what a report states of its area: explanations of words and parameters of rules are neither outcome nor target.

    The one that a ratio is to (1.8:1) says nothing that its first part does not.
    """
    to_one = figures["number"].astype(str).eq("1") & figures["prefix"].astype(str).str.contains(r"\d\s?[:：∶]\s?$")
    return figures[(figures["part"] != "glossary") & (figures["status"] != "rule") & ~to_one]


def of_topic(figures: pd.DataFrame, topic: str) -> pd.DataFrame:
    """Return a report's figures on a topic, as every count of a brief has them: without its glossary and parameters of rules.

    ``figures``: rows of `xclib.figures` of one report. ``topic``: topic; all figures without one.
    """
    kept = own(figures)
    return kept[themes(kept) == topic] if topic else figures
