"""The environment brief's first screen: the year's air and its place, what can be checked, and the gap to the city."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from xclib.analyses.environment.air import Air, find_air, find_coming, find_missed
from xclib.analyses.environment.course import Course
from xclib.analyses.environment.findings import find_pace
from xclib.analyses.environment.places import find_gaps, gap_words
from xclib.analyses.environment.plan import count_numbers
from xclib.analyses.environment.subjects import find_water
from xclib.analyses.environment.words import UG, Row, size_of, span
from xclib.analyses.first_screen import join, screen
from xclib.analyses.standing import Standing
from xclib.analyses.standing_words import cite, clause, versus
from xclib.present import figure_link, reckoned
from xclib.rows import records
from xclib.wording import format_figure, format_number, format_value, pick


def findings(
    air: Air,
    figures: pd.DataFrame,
    topic: pd.DataFrame,
    plan: pd.DataFrame,
    gaps: pd.DataFrame,
    course: Course,
    stands: Sequence[Standing],
    city: str,
    lang: str,
) -> list[str]:
    """Return the three findings; sentences with links.

    Parameters
    ----------
    air, figures, topic, plan, gaps, course
        From `read_air`, `xclib.figures`, `on_topic`, `xclib.plan`, `list_gaps` and `read_course`.
    stands : sequence of Standing
        From `xclib.analyses.standing.stand`.
    city : str
        Name of the parent area.
    lang : {'zh', 'en'}
        Language.
    """
    planned = join(find_coming(air, plan, lang), say_binding(plan, lang), lang=lang)
    if not say_binding(plan, lang):
        planned = join(planned, find_water(topic, lang), lang=lang)
    watch = say_gap(gaps, city, lang) or find_gaps(gaps, city, lang) or find_pace(course, lang)
    return screen(_happened(air, figures, stands, lang), planned, watch, lang)


def _happened(air: Air, figures: pd.DataFrame, stands: Sequence[Standing], lang: str) -> str:
    stand = next((s for s in stands if (s.indicator, s.status) == ("pm25", "actual")), None)
    over, placed, stop = "", "", pick(lang, "。", ".")
    if stand and air.outcome is not None:
        over, placed = versus(stand, lang), clause(stand, lang)
    over = pick(lang, f"这一浓度{over}{stop}", f"That is {over}{stop}") if over else ""
    return join(
        _gap(air, lang) or find_air(air, lang, _aimed(air, stands, lang)),
        over,
        placed and placed + stop,
        find_missed(figures, lang),
        lang=lang,
    )


def _aimed(air: Air, stands: Sequence[Standing], lang: str) -> str:
    """Return what another report of the area had set for the year, with its page and whether it was met; or nothing."""
    if air.outcome is None or air.required is not None:
        return ""
    year = int(air.outcome["period"])
    stand = next((s for s in stands if (s.indicator, s.status, s.period) == ("pm25", "target", year)), None)
    mark = stand.mark("own") if stand else None
    if stand is None or mark is None or mark.bound not in ("=", "<", "<="):
        return ""
    over, under = air.outcome["low"] > mark.number, air.outcome["high"] <= mark.number
    met = ("，没有达到", ", which was missed") if over else ("，达到了", ", which was met")
    if not (over or under):
        met = ("，印出的数字分不出是否达到", ", and printed numbers do not tell whether it was met")
    return cite(mark, stand.unit, lang) + pick(lang, *met)


def _gap(air: Air, lang: str) -> str:
    """Say how far the year's value lies from its requirement; empty where printed numbers cannot tell."""
    if air.outcome is None or air.required is None or air.gap is None or air.percent is None:
        return ""
    gap, rate = size_of(air.gap), size_of(air.percent)
    if air.verdict not in ("missed", "met") or math.isnan(gap.mid):
        return ""
    missed, year = air.verdict == "missed", air.outcome["period"]
    zh, en = ("市级要求", "the city's requirement") if "市级" in str(air.required["prefix"]) else ("目标", "its target")
    value, goal = figure_link(air.outcome, lang), figure_link(air.required, lang)
    given = (format_figure(air.outcome, lang), format_figure(air.required, lang))
    share = reckoned(format_value(rate.mid, "%", lang, decimals=0), rate.basis, lang, *given)
    size, size_en = (
        reckoned(form.format(format_number(gap.mid, lang), span(gap, "", lang)), gap.basis, lang, *given)
        for form in ("{}（{}）", "{} ({})")
    )
    return pick(
        lang,
        f"{year}年PM2.5平均浓度{value}，比{zh}的{goal}{'高' if missed else '低'}{size}，即约{share}，"
        f"{'没有达到' if missed else '达到了'}。",
        f"PM2.5 averaged {value} in {year}, {size_en} or some {share} {'above' if missed else 'below'} {en} of {goal}, which "
        f"was {'missed' if missed else 'met'}.",
    )


def say_binding(plan: pd.DataFrame, lang: str) -> str:
    """Say how many binding indicators of the plan can be checked by a number; empty without such a table."""
    counted = count_numbers(plan).set_index("nature") if len(plan) else pd.DataFrame()
    if "binding" not in counted.index:
        return ""
    total, own = int(counted["rows"]["binding"]), int(counted["numbers"]["binding"])
    if own == total:
        return pick(lang, f"约束性指标{total}项都有数字。", f"All {total} binding indicators have a number.")
    return pick(
        lang,
        f"计划表里约束性指标{total}项，{own}项有数字，其余{total - own}项事后无从核对。",
        f"Of {total} binding indicators in the plan {own} {'has' if own == 1 else 'have'} a number; the other {total - own} "
        "cannot be checked afterwards.",
    )


def _told(row: Row, lang: str) -> str:
    return gap_words(row, lang)


def say_gap(gaps: pd.DataFrame, city: str, lang: str) -> str:
    """Say that the gap to the city widened, and what that does and does not show; empty where it did not for certain."""
    own = records(gaps[gaps["own"]])
    if len(own) < 2 or own[0]["low"] <= own[1]["high"]:
        return ""
    now, before = own[0], own[1]
    unit = format_value(0, UG, lang).removeprefix("0").strip()
    told = pick(
        lang,
        f"PM2.5与{city}全市之差从{before['period']}年的{_told(before, lang)}扩大到{now['period']}年的{_told(now, lang)}，"
        f"单位{unit}：全市共有的天气解释不了差距的扩大",
        f"PM2.5 minus that of {city} as a whole grew from {_told(before, lang)} in {before['period']} to {_told(now, lang)} in "
        f"{now['period']} ({unit}): weather that the whole city shares does not explain a wider gap",
    )
    if before["kind"] == "doubtful":
        told += pick(
            lang,
            f"；但{before['period']}年的值可能只含部分月份，尚不能定论",
            f"; but the value of {before['period']} may cover part of a year, so this is not settled",
        )
    return told + pick(lang, "。", ".")
