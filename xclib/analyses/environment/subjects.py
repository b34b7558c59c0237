"""Water, green space, waste and energy: what a report states of each, and what it leaves open."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.environment.air import best
from xclib.data.rows import records
from xclib.economics.quantity import Quantity
from xclib.model.indicators import read_indicators

#: Subjects: the words of a label that tell each; the first that matches counts.
SUBJECTS = {
    "air": r"细颗粒物|PM2\.5|PM10|空气|优良天数|重污染|扬尘",
    "water": "水质|河湖|断面|用水|节水|污水",
    "waste": "垃圾|厨余|分类驿站|示范类小区|达标类小区",
    "energy": "能耗|绿电|碳|节能|可再生能源",
    "green": "绿地|绿化|(?<!体育)公园|花园|森林|造林|湿地",
}
#: Indicators whose plan is a control total: a number not to be exceeded, even where the table prints no more than the number.
CEILINGS = ("water_use",)


def subject_of(label: str) -> str:
    """Return the subject that a label belongs to, or an empty text.

    >>> subject_of("新增屋顶绿化"), subject_of("体育公园改建")
    ('green', '')
    """
    return next((code for code, words in SUBJECTS.items() if re.search(words, label)), "")


def on_topic(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures on the environment: by topic, or where they have none by their label.

    Adds ``subject``; ``figure``, a quantity, of a control total the ceiling that it is; ``ceiling``; and ``progress``, which is
    the status or under_way. English labels that nobody wrote are the catalogue's.
    """
    marked = figures.assign(subject=[subject_of(s + t) for s, t in zip(figures["scope"], figures["label"], strict=True)])
    kept = marked[(marked["topic"] == "environment") | ((marked["topic"] == "") & (marked["subject"] != ""))]
    rows, names = records(kept), read_indicators()
    labels = [r["label_en"] or (names[r["indicator"]].en if r["indicator"] else "") for r in rows]
    stated: Any = [quantity(r) for r in rows]
    kept = kept.assign(label_en=labels, ceiling=[_is_ceiling(r) for r in rows], figure=stated)
    return kept.assign(progress=["under_way" if under_way(r) else r["status"] for r in rows]).reset_index(drop=True)


def quantity(row: dict[str, Any]) -> Quantity:
    """Return what a figure states; the plan of a control total as the ceiling that it is."""
    found = Quantity.of(row)
    return replace(found, bound="<=") if _is_ceiling(row) else found


def _is_ceiling(row: dict[str, Any]) -> bool:
    return row["indicator"] in CEILINGS and row["status"] == "target"


def under_way(row: dict[str, Any]) -> bool:
    """Tell whether an outcome is said to be taken forward (推进) and not done, by the words that lead up to its number.

    >>> under_way({"status": "actual", "prefix": "绿化,加快推进"}), under_way({"status": "actual", "prefix": "推进整治,建成"})
    (True, False)
    """
    clause = re.split(r"[,，。;；:：]", str(row["prefix"]))[-1]
    return row["status"] == "actual" and bool(re.search("推进(?!完|建成)", clause))


def water(topic: pd.DataFrame) -> dict[str, Any] | None:
    """Return the rate of water sections, how many years it has held, the next target, and whether that is the rate's own.

    None where the report states no outcome.
    """
    rates, run = topic[topic["indicator"] == "water_quality"], topic[topic["label"].str.contains("连续")]
    run = run[(run["subject"] == "water") & (run["unit"] == "年") & (run["status"] == "actual")]
    goals = records(rates[rates["status"] == "target"])
    for row in records(rates[rates["status"] == "actual"])[:1]:
        goal = goals[0] if goals else {"figure": None, "period": "", "label": ""}
        found = {"rate": row["figure"], "period": row["period"], "years": next(iter(run["figure"]), None)}
        shared = any(word in str(goal["label"]) for word in "和与及、")
        return {**found, "goal": goal["figure"], "goal_year": goal["period"], "shared": shared}
    return None


def notes(topic: pd.DataFrame, plan: pd.DataFrame, subject: str) -> list[dict[str, Any]]:
    """Return what there is to say of a subject, one fact each.

    They are the rate of water sections, whether outcomes or targets are missing, and the plan rows without a number.
    """
    has = set(topic.loc[topic["subject"] == subject, "status"])
    rate = water(topic) if subject == "water" else None
    found: list[dict[str, Any]] = [{"says": "water", **rate}] if rate else []
    found += [{"says": status, "subject": subject} for status in ("actual", "target") if has and status not in has]
    bare = plan[plan["value"].isna() & (plan["name_zh"].map(subject_of) == subject)]
    return found + [{"says": "bare", **row} for row in records(bare)]


def fell_short(figures: pd.DataFrame) -> dict[str, Any]:
    """Return the report's own count of plan indicators, and of those that it missed; None each where it has no count."""
    done = figures[figures["status"] == "actual"]
    missed, whole = best(done[done["label"].str.contains("未完成.*指标")]), best(done[done["label"] == "计划指标"])
    return {"missed": missed if whole else None, "counted": whole}


def questions(topic: pd.DataFrame, plan: pd.DataFrame, pairs: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what the report does not let one conclude; each question only where its condition is true of the report."""
    done, goals = (set(topic.loc[topic["status"] == s, "indicator"]) for s in ("actual", "target"))
    stated, subjects = topic[topic["status"] == "actual"], set(topic["subject"])
    tonnes = ((stated["subject"] == "waste") & stated["unit_code"].isin(["t", "kg", "PT"])).any()
    holds = {
        "emissions": "pm25" in done,
        "next": "pm25" in done,
        "words": (plan["value"].isna() & plan["name_zh"].map(subject_of).ne("")).any(),
        "bases": (pairs["grade"] == "false").any(),
        "stock": "green" in subjects,
        "waste": "waste" in subjects and not tonnes,
        "water": "water_quality" in done,
        "use": "water_use" in goals - done,
        "cause": True,
        "energy": "energy_intensity_growth" not in done,
    }
    return [{"says": code} for code, true in holds.items() if true]


def limits(points: pd.DataFrame, gaps: pd.DataFrame, *, fitted: bool) -> list[dict[str, Any]]:
    """Return what the years and places at hand do not let one conclude: the trend's exact size, and a rank."""
    weak = [int(p) for p in points.loc[points["grade"] != "A", "period"]] if fitted else []
    others = int((~gaps["own"]).sum())
    found: list[dict[str, Any]] = [{"says": "size", "weak": weak}] if weak else []
    return found + ([{"says": "rank", "n": others}] if others else [])
