"""The course of PM2.5 in sentences: how fast it fell, whether the fall slowed, and why the fits are no forecast."""

from __future__ import annotations

from html import escape

import pandas as pd

from xclib.analyses.environment.course import FEWEST, SERIAL, Course, pace, write_years
from xclib.analyses.environment.words import UG, size_of, span
from xclib.economics import Derived
from xclib.formulas import DURBIN, OLS_LINE, OLS_LOG, PREDICTED, TWO_FITS
from xclib.present import link, reckoned
from xclib.rows import records
from xclib.wording import format_bound, format_number, format_value, pick


def find_course(course: Course, name: str, lang: str, *, own: bool = True) -> str:
    """Return the finding on the trend, its size and its shape, and that it is a background where it is not the area's own."""
    if not course.fitted:
        return pick(
            lang,
            f"此处没有{FEWEST}个以上的年度值，不作趋势。",
            f"No {FEWEST} annual values are at hand here: no trend is drawn.",
        )
    stated = course.models[course.models["sample"] == "stated"]
    line, rate = (records(stated[stated["log"] == log])[0] for log in (False, True))
    years = write_years(line["years"], lang)
    if line["low"] <= 0 <= line["high"]:
        return pick(
            lang,
            f"{name}{years}年{line['n']}个年度值，直线斜率的95%区间含0：看不出趋势。",
            f"{name}, {years}: the 95% interval of a line through {line['n']} years holds 0, so no trend can be told.",
        )
    levels, shares = (size_of(Derived(m["low"], m["high"], m["rate"], "")) for m in (line, rate))
    zh, en = ("下降", "fell") if line["rate"] < 0 else ("上升", "rose")
    level, level_span = (
        reckoned(t, OLS_LINE, lang) for t in (format_value(levels.mid, UG, lang, decimals=1), span(levels, UG, lang, 1))
    )
    share, share_span = (
        reckoned(t, OLS_LOG, lang) for t in (format_value(shares.mid, "%", lang, decimals=1), span(shares, "%", lang, 1))
    )
    name = escape(name)
    told = pick(
        lang,
        f"{name}{years}年的{line['n']}个年度值，按直线每年{zh}{level}（95%区间{level_span}），"
        f"按等比每年{zh}{share}（{share_span}）。",
        f"{name}, {line['n']} years of {years}: PM2.5 {en} by {level} a year on a straight line "
        f"(95% interval {level_span}), or by {share} a year at a constant rate ({share_span}). ",
    )
    told += find_pace(course, lang)
    return told if own else told + pick(lang, "这是背景，不是本地区的趋势。", "This is a background, not the area's own trend.")


def find_pace(course: Course, lang: str) -> str:
    """Say whether the fall slowed down, from the end points of the two halves."""
    halves = pace(course.points)
    if len(halves) != 2:
        return ""
    (a, b, early), (_, c, late) = halves
    values = course.points.set_index("period")["value"]
    first, last = (
        reckoned(format_value(d.mid, "%", lang, decimals=1), d.basis, lang, *(format_number(values[y], lang) for y in ys))
        for d, ys in ((early, (b, a)), (late, (c, b)))
    )
    slower = early.high < min(late.low, 0)
    zh = f"年均变化{a}—{b}年为{first}，{b}—{c}年为{last}" + ("，下降在放缓。" if slower else "。")
    en = f"The yearly average was {first} in {a}–{b} and {last} in {b}–{c}" + (": the fall has slowed. " if slower else ". ")
    return pick(lang, zh, en)


def find_serial(course: Course, lang: str) -> str:
    """Say what the residuals say of the line through the stated years; empty where they say nothing."""
    if not course.fitted or course.models.iloc[0]["dw"] >= SERIAL:
        return ""
    number = reckoned(format_number(course.models.iloc[0]["dw"], lang, decimals=2), DURBIN, lang)
    return pick(
        lang,
        f"直线的德宾—沃森值{number}：误差连年同号，说明形状不是直线，所列区间偏窄。",
        f"Durbin-Watson of the line is {number}: errors keep one sign for years, so the shape is no line "
        "and the intervals shown are too narrow.",
    )


def find_extrapolation(checks: pd.DataFrame, lang: str) -> str:
    """Say why the fits are no forecast: what they missed, how far apart they are, what is impossible; HTML."""
    if checks.empty:
        return ""
    told = []
    for c in records(checks[checks["came"].notna()]):
        numbers = [reckoned(format_number(c[k], lang, decimals=1), PREDICTED, lang) for k in ("line", "rate")]
        numbers.append(link(format_number(c["came"], lang, decimals=1), c["came_url"]))
        told.append(
            pick(
                lang,
                f"只用此前各年，直线会给{c['period']}年{numbers[0]}，等比给{numbers[1]}，后来公布的是{numbers[2]}。",
                f"From the years before it the line puts {c['period']} at {numbers[0]}, the constant rate at {numbers[1]}; "
                f"{numbers[2]} came. ",
            )
        )
    last = records(checks)[-1]
    both = [format_number(last[k], lang, decimals=1) for k in ("line", "rate")]
    apart = reckoned(format_number(abs(last["line"] - last["rate"]), lang, decimals=1), TWO_FITS, lang, *both)
    ends = span(Derived(last["line_low"], last["line_high"], last["line"], ""), UG, lang, 1)
    line, rate, ends = (reckoned(text, PREDICTED, lang) for text in (*both, ends))
    told.append(
        pick(
            lang,
            f"{last['period']}年直线给{line}（95%预测区间{ends}），等比给{rate}，两者相差{apart}",
            f"For {last['period']} the line gives {line} (95% prediction interval {ends}), "
            f"the constant rate {rate}: {apart} apart",
        )
    )
    told.append(
        pick(lang, "；区间下端为负，不可能出现", "; the lower end is negative, which cannot be") if last["line_low"] < 0 else ""
    )
    if last["target"] > last["before"]:
        goal = link(format_bound(last["target"], last["bound"], "", lang), last["target_url"])
        before = link(format_number(last["before"], lang), last["before_url"])
        told.append(
            pick(
                lang,
                f"；当年的目标是{goal}，高于上一年的{before}",
                f"; the target set is {goal}, above the {before} of the year before",
            )
        )
    told.append(pick(lang, "。所以这不是预测。", ". So this is no forecast."))
    return "".join(told)


def find_few(statements: pd.DataFrame, usable: int, name: str, lang: str) -> str:
    """Say how many years of the area itself can be used for a trend, and whether that is enough."""
    doubtful, part = (int((statements["kind"] == k).sum()) for k in ("doubtful", "part"))
    zh = f"少于{FEWEST}年，不作趋势。" if usable < FEWEST else "够作趋势。"
    en = f"fewer than {FEWEST} years make no trend." if usable < FEWEST else "enough for a trend."
    return pick(
        lang,
        f"{name}可用的全年值{usable}个，可能只含部分月份的{doubtful}个，部分月份的{part}个：{zh}",
        f"{name}, full-year values that can be used: {usable}; values that may cover part of a year: {doubtful}; "
        f"part-year values: {part}; {en}",
    )


def find_rebound(points: pd.DataFrame, year: int, name: str, lang: str) -> str:
    """Say whether the area rose from the year before, as far as rounding lets one tell."""
    two = points[points["period"].isin([year - 1, year])].sort_values("period")
    if len(two) < 2:
        return pick(
            lang,
            f"{name}{year - 1}年与{year}年的全年值不全，是否反弹无从判断。",
            f"{name}: values of {year - 1} and {year} are not both at hand, so a rebound can be neither shown nor denied.",
        )
    before, now = two.iloc[0], two.iloc[1]
    zh, en = (
        ("上升", "rose")
        if now["low"] > before["high"]
        else ("下降", "fell")
        if now["high"] < before["low"]
        else ("变动在四舍五入之内", "moved within rounding")
    )
    values = [link(format_value(r["value"], UG, lang), str(r["source_url"])) for r in (before, now)]
    return pick(
        lang,
        f"{name}{year - 1}年{values[0]}，{year}年{values[1]}：{zh}。",
        f"{name} {en} from {values[0]} in {year - 1} to {values[1]} in {year}.",
    )


def list_limits(course: Course, gaps: pd.DataFrame, lang: str) -> list[str]:
    """Return what the years and places at hand do not let one conclude."""
    limits = []
    if course.fitted and course.points["grade"].ne("A").any():
        years = pick(lang, "、", ", ").join(str(p) for p in course.points.loc[course.points["grade"].ne("A"), "period"])
        limits.append(
            pick(
                lang,
                f"趋势的确切大小：{years}年的值来自转载或媒体。",
                f"The exact size of the trend: the values of {years} come from mirrors or the press.",
            )
        )
    others = gaps[~gaps["own"]]
    if len(others):
        limits.append(
            pick(
                lang,
                f"名次：其他地区只有{len(others)}个值有来源，年份也不同。",
                f"A rank: only {len(others)} values of other areas have a source, and of different years.",
            )
        )
    return limits
