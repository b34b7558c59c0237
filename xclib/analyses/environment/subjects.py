"""Water, green space, waste and energy: what a report states of each, and what it leaves open."""

from __future__ import annotations

from html import escape

import pandas as pd

from xclib.analyses.environment.words import QUESTIONS, cell_words, subject_of
from xclib.present import figure_link, link
from xclib.rows import records
from xclib.wording import pick


def on_topic(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures on the environment with their ``subject``: by topic, or where they have none by their label."""
    marked = figures.assign(subject=[subject_of(s + t) for s, t in zip(figures["scope"], figures["label"], strict=True)])
    kept = (marked["topic"] == "environment") | ((marked["topic"] == "") & (marked["subject"] != ""))
    return marked[kept].reset_index(drop=True)


def find_water(topic: pd.DataFrame, lang: str) -> str:
    """Return the finding on water sections: the rate, how many years it has held, and whether the next target is its own."""
    rates = topic[topic["indicator"] == "water_quality"]
    actual, goals = rates[rates["status"] == "actual"], rates[rates["status"] == "target"]
    if actual.empty:
        return pick(lang, "报告未载断面水质达标率的实际值。", "The report does not state an outcome for water sections.")
    row = records(actual)[0]
    value = figure_link(row, lang)
    run = topic[
        (topic["subject"] == "water")
        & topic["label"].str.contains("连续")
        & (topic["unit"] == "年")
        & (topic["status"] == "actual")
    ]
    years = figure_link(records(run)[0], lang) if len(run) else ""
    text = pick(
        lang,
        f"{row['period']}年断面水质达标率{value}",
        f"{value} of assessed water sections met the standard in {row['period']}",
    )
    text += pick(lang, f"，报告称已连续{years}", f", for {years} running by the report's account") if years else ""
    if len(goals):
        goal = records(goals)[0]
        told = figure_link(goal, lang)
        text += pick(lang, f"；{goal['period']}年目标{told}", f"; the target of {goal['period']} is {told}")
        if any(w in goal["label"] for w in "和与及、"):
            text += pick(lang, "，与另一指标合用一个数字", ", one number shared with another indicator")
    return text + pick(lang, "。", ".")


def find_subject(topic: pd.DataFrame, plan: pd.DataFrame, subject: str, lang: str) -> str:
    """Say whether a subject lacks outcomes or targets, and which of its plan rows have no number of their own."""
    rows = topic[topic["subject"] == subject]
    has = set(rows["status"])
    lacks = {
        "actual": pick(lang, "报告未载实际值。", "The report states no outcome."),
        "target": pick(lang, "报告未载目标。", "The report states no target."),
    }
    text = pick(lang, "", " ").join(words for status, words in lacks.items() if status not in has and len(rows))
    bare = plan[plan["value"].isna() & (plan["name_zh"].map(subject_of) == subject)]
    for p in records(bare):
        name = link(str(p["name_zh"] if lang == "zh" else p["name_en"] or p["name_zh"]), str(p["source_url"]))
        words = escape(cell_words(p["plan"], lang))
        text += pick(
            lang,
            f"{name}没有自己的数字，计划表写作“{words}”。",
            f" {name} has no number of its own; the plan table says “{words}”.",
        )
    return text


def list_open_questions(topic: pd.DataFrame, plan: pd.DataFrame, pairs: pd.DataFrame, lang: str) -> list[str]:
    """Return what the report does not let one conclude; each question only where its condition is true of the report."""
    done, goals = (set(topic.loc[topic["status"] == s, "indicator"]) for s in ("actual", "target"))
    stated = topic[topic["status"] == "actual"]
    tonnes = ((stated["subject"] == "waste") & stated["unit_code"].isin(["t", "kg", "PT"])).any()
    holds = {
        "emissions": "pm25" in done,
        "next": "pm25" in done,
        "words": bool((plan["value"].isna() & plan["name_zh"].map(subject_of).ne("")).any()),
        "bases": bool((pairs["grade"] == "false").any()),
        "stock": "green" in set(topic["subject"]),
        "waste": "waste" in set(topic["subject"]) and not tonnes,
        "water": "water_quality" in done,
        "use": "water_use" in goals - done,
        "cause": True,
        "energy": "energy_intensity_growth" not in done,
    }
    return [pick(lang, *QUESTIONS[code]) for code, true in holds.items() if true]
