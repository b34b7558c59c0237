"""The livelihood brief's first screen: unemployment and requests, how promises lie to deliveries, and the aim on income."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from xclib.analyses.first_screen import join, screen
from xclib.analyses.livelihood import Row, annex_claim, annex_table, childcare_claim, rows_of
from xclib.analyses.livelihood_income import step_counts
from xclib.analyses.livelihood_jobs import UNEMPLOYMENT, rate_name
from xclib.analyses.livelihood_pairs import count_verdicts, pair_counts, pair_examples
from xclib.analyses.livelihood_story import People, hotline
from xclib.analyses.standing import GROUPS, Standing
from xclib.analyses.standing_words import cite, clause, versus
from xclib.estimates import sign_test
from xclib.formulas import SET, SIGN
from xclib.present import figure_link, link, reckoned
from xclib.wording import format_figure, format_number, pick


def findings(
    figures: pd.DataFrame,
    judged: pd.DataFrame,
    plan: pd.DataFrame,
    steps: pd.DataFrame,
    stands: Sequence[Standing],
    people: People,
    place: str,
    lang: str,
) -> list[str]:
    """Return the three findings; sentences with links.

    Parameters
    ----------
    figures, judged, plan, steps : DataFrame
        Figures on livelihood, `judge_pairs`, rows of `xclib.plan` and `in_step`.
    stands : sequence of Standing
        From `xclib.analyses.standing.stand`.
    people : tuple or None
        As `population_of` returns it.
    place : str
        Name of the area.
    lang : {'zh', 'en'}
        Language.
    """
    watch = say_income(plan, figures, steps, place, lang)
    watch = watch or childcare_claim(figures, people, lang) or (annex_claim(plan, figures, lang) if len(plan) else "")
    return screen(_happened(figures, stands, place, lang), _planned(figures, judged, lang), watch, lang)


def _rate(figures: pd.DataFrame, status: str) -> Row | None:
    """Return the first rate of unemployment that is stated, the text before the annex."""
    found = figures[figures["indicator"].isin(UNEMPLOYMENT) & (figures["status"] == status) & (figures["measure"] == "level")]
    order = found.assign(_code=found["indicator"].map(list(UNEMPLOYMENT).index), _annex=found["part"] == "annex")
    return next(iter(rows_of(order.sort_values(["_code", "_annex"], kind="stable"))), None)


def _happened(figures: pd.DataFrame, stands: Sequence[Standing], place: str, lang: str) -> str:
    real, cap, told = _rate(figures, "actual"), _rate(figures, "target"), ""
    if real is None:
        told = pick(lang, "报告没有写失业率的实际值。", "The report states no outcome of unemployment.")
        told = join(told, _jobs(figures, place, lang), _income(stands, lang), lang=lang)
    else:
        name, size = rate_name(real["indicator"], lang), figure_link(real, lang)
        told = pick(
            lang,
            f"{escape(place)}{real['period']}年{name}{size}",
            f"The {name[:1].lower()}{name[1:]} in {escape(place)} was {size} in {real['period']}",
        )
        if cap is not None and cap["indicator"] == real["indicator"]:
            told += _room(real, cap, lang)
        stand = next((s for s in stands if (s.indicator, s.status) == (real["indicator"], "actual")), None)
        told += _placed(stand, lang) + pick(lang, "。", ".") if stand else pick(lang, "。", ".")
    calls = hotline(figures, lang)
    return join(told, calls + pick(lang, "。", ".") if calls else "", lang=lang)


def _jobs(figures: pd.DataFrame, place: str, lang: str) -> str:
    """Say how many urban jobs were added; empty where the report does not."""
    found = figures[
        (figures["indicator"] == "urban_new_jobs") & (figures["status"] == "actual") & (figures["measure"] == "level")
    ]
    row = next(iter(rows_of(found)), None)
    if row is None:
        return ""
    size = figure_link(row, lang)
    en = f"Urban jobs added in {escape(place)} in {row['period']}: {size}."
    return pick(lang, f"{escape(place)}{row['period']}年城镇新增就业{size}。", en)


def _income(stands: Sequence[Standing], lang: str) -> str:
    """Say how urban income grew and where that stands; empty without a figure of our own."""
    stand = next((s for s in stands if (s.indicator, s.status) == ("urban_income_growth", "actual")), None)
    mark = stand.mark("own") if stand else None
    if stand is None or mark is None:
        return ""
    parts = [p for p in (versus(stand, lang), clause(stand, lang)) if p]
    size = cite(mark, stand.unit, lang)
    head = pick(lang, f"城镇居民收入增长{size}", f"Urban income per head grew by {size} in {stand.period}")
    return head + "".join(pick(lang, f"，{p}", f"; {p}") for p in parts) + pick(lang, "。", ".")


def _room(real: Row, cap: Row, lang: str) -> str:
    """Say how far an outcome lies from the number set for another year."""
    gap = cap["value"] - real["value"]
    told = format_number(round(abs(gap), 2), lang)
    size = reckoned(told, SET, lang, format_figure(cap, lang), format_figure(real, lang))
    zh, en = ("低", "below") if gap >= 0 else ("高", "above")
    goal = figure_link(cap, lang)
    return pick(
        lang,
        f"，比{cap['period']}年的目标（{goal}）{zh}{size}个百分点",
        f", {size} percentage {'point' if told == '1' else 'points'} {en} what is set for {cap['period']} ({goal})",
    )


def _placed(stand: Standing, lang: str) -> str:
    """Say where a rate stands, or that too few areas state it."""
    if stand.enough:
        parts = [p for p in (versus(stand, lang), clause(stand, lang)) if p]
        return "".join(pick(lang, f"，{p}", f"; {p}") for p in parts)
    n = sum(len(stand.group(g)) for g in GROUPS)
    if not n:
        return pick(lang, "；语料里没有同年的同名数字可比", "; the corpus has no rate of that name and year to compare")
    return pick(
        lang,
        f"；语料里写明同年同名数字的只有{n}个地区，排不出位次",
        f"; only {n} {'area' if n == 1 else 'areas'} in the corpus state that rate for that year, too few for a place",
    )


def _planned(figures: pd.DataFrame, judged: pd.DataFrame, lang: str) -> str:
    cap, told = _rate(figures, "target"), ""
    if cap is not None:
        name, size = rate_name(cap["indicator"], lang), figure_link(cap, lang)
        told = pick(
            lang,
            f"{cap['period']}年{name}定为{size}，这是不许越过的线，不是预测。",
            f"For {cap['period']} the {name[:1].lower()}{name[1:]} is to be {size}: a line not to be crossed, no forecast.",
        )
    return join(told, say_pairs(judged, lang), lang=lang)


def say_pairs(judged: pd.DataFrame, lang: str) -> str:
    """Say how promises lie to last year's deliveries, what that is worth, and one example each way; HTML with links."""
    count = count_verdicts(judged)
    n, p = count["lower"] + count["equal"] + count["higher"], sign_test(count["lower"], count["higher"])
    if not n or p is None:
        return pair_counts(judged, lang)
    tilt = ("看不出偏向", "no tilt can be told") if p >= 0.05 else ("偏向一边，不像偶然", "a tilt that is hardly chance")
    zh = "、".join(
        f"{count[k]}对{word}" for k, word in (("lower", "低于上年完成"), ("equal", "持平"), ("higher", "高于")) if count[k]
    )
    some = [f"{count[k]} {k}" for k in ("lower", "equal", "higher") if count[k]]
    some[0] = some[0].replace(" ", " is " if some[0].startswith("1 ") else " are ", 1)
    en = " and ".join([", ".join(some[:-1]), some[-1]] if some[1:] else some)
    odds = reckoned(f"{p:.2f}", SIGN, lang, f"{count['lower']} : {count['higher']}")
    told = pick(
        lang,
        f"与上年完成可比的{n}对承诺中，{zh}：{tilt[0]}（符号检验p={odds}）。",
        f"Of {n} {'promise' if n == 1 else 'promises'} that can be set beside last year's delivery, {en}: {tilt[1]} "
        f"(sign test, p = {odds}).",
    )
    return join(told, pair_examples(judged, lang, each=1).strip(), lang=lang)


def say_income(plan: pd.DataFrame, figures: pd.DataFrame, steps: pd.DataFrame, place: str, lang: str) -> str:
    """Say that the aim on income has no number, and what the record says of it; empty where it has one or is not set."""
    bare = plan[plan["indicator"].isin(["income_growth", "urban_income_growth"]) & plan["value"].isna()]
    rows = annex_table(bare, figures, lang) if len(bare) else []
    if not rows:
        return ""
    goal = link(str(rows[0]["plan"]), str(rows[0]["url"]))
    told = pick(lang, f"居民收入的目标只写“{goal}”，没有数字。", f"The aim on income has no number, only “{goal}”.")
    return join(told, _record(steps, place, lang), lang=lang)


def _record(steps: pd.DataFrame, place: str, lang: str) -> str:
    if steps.empty:
        return ""
    nominal, real = step_counts(steps, "nominal"), step_counts(steps, "real")
    n, m = sum(nominal.values()), sum(real.values())
    years = f"{steps['period'].min()}{pick(lang, '—', '–')}{steps['period'].max()}"
    told = pick(
        lang,
        f"{escape(place)}{years}年可比的{n}年里，名义收入快于产出{nominal['ahead']}年、慢于{nominal['behind']}年",
        f"In {n} comparable {'year' if n == 1 else 'years'} of {years} nominal income outgrew output in {nominal['ahead']} and "
        f"lagged in {nominal['behind']}",
    )
    if m:
        told += pick(
            lang,
            f"；扣除物价后能比的{m}年里，快于{real['ahead']}年、慢于{real['behind']}年",
            f"; net of consumer prices ({m} {'year' if m == 1 else 'years'}) it outgrew output in {real['ahead']} and lagged "
            f"in {real['behind']}",
        )
    if m and (nominal["ahead"] > nominal["behind"]) != (real["ahead"] > real["behind"]):
        return told + pick(
            lang, "。是否同步，先要说清扣不扣物价。", ". Whether it keeps step depends on whether prices are taken out."
        )
    return told + pick(lang, "。", ".")
