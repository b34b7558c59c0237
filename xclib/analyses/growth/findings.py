"""The growth brief's first screen: the year's growth and its place, the target, and what must not be read out of the level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from xclib.analyses.first_screen import join, points, room, screen
from xclib.analyses.growth.frames import best, between, cells, ends, outcomes, told
from xclib.analyses.growth.words import Row, say
from xclib.analyses.standing import Standing
from xclib.analyses.standing_words import clause, versus
from xclib.formulas import explain
from xclib.present import link
from xclib.rows import records
from xclib.wording import pick


def findings(
    stated: Row, rates: pd.DataFrame, stands: Sequence[Standing], watch: Sequence[str], area: str, lang: str
) -> list[str]:
    """Return the three findings; sentences with links.

    Parameters
    ----------
    stated : mapping
        From `state`.
    rates : DataFrame
        Rows of `xclib.series` on growth.
    stands : sequence of Standing
        Growth of the report's year and the next year's target, as `xclib.analyses.standing.stand` returns them.
    watch : sequence of str
        What may be worth watching, the most important first; the first that is not empty is taken.
    area : str
        Name of the area.
    lang : {'zh', 'en'}
        Language.
    """
    known = {s.status: s for s in stands}
    both = (_happened(stated, rates, known["actual"], area, lang), _planned(stated, rates, known["target"], lang))
    return screen(*both, next((w for w in watch if w), ""), lang)


def _cell(row: Row, lang: str) -> str:
    shown: dict[str, Any] = cells(lang, it=row)
    return link(shown["it"], shown["it_url"])


def _listed(head: str, parts: Sequence[str], lang: str) -> str:
    """Join a clause and its comparisons into one sentence."""
    some = [p for p in parts if p]
    if lang == "zh":
        return "，".join([head, *some]) + "。"
    # A comparison that lists areas has its own "and".
    comma = any(" and " in re.sub("<[^>]+>", "", p) for p in some)
    return f"{head}{', ' if some else ''}{(', ' if comma else ' and ').join(some)}."


def _sentence(part: str, lang: str) -> str:
    return part + pick(lang, "。", ".") if part else ""


def _happened(stated: Row, rates: pd.DataFrame, stand: Standing, area: str, lang: str) -> str:
    level, real, _ = stated["rows"]
    year, area = stated["year"], escape(area)
    if not (level or real):
        return pick(
            lang,
            f"报告没有写{year}年的地区生产总值和增速。",
            f"The report states neither the level nor the growth of gross regional product in {year}.",
        )
    size = _cell(level, lang) if level else ""
    if not real:
        return pick(
            lang,
            f"{area}{year}年地区生产总值{size}；报告没有写增速。",
            f"Gross regional product of {area} was {size} in {year}; the report states no growth.",
        )
    past = best(outcomes(rates, year - 1))
    span = room(stated["real_range"], real["bound"], told(real, lang), lang)
    before = pick(lang, f"{year - 1}年的{_cell(past, lang)}", f"the {_cell(past, lang)} of {year - 1}") if past else ""
    head = pick(
        lang,
        f"{area}{year}年经济按不变价增长{_cell(real, lang)}（{span}）",
        f"{area}'s economy grew by {_cell(real, lang)} in {year} at constant prices ({span})",
    )
    more = points(ends(real), ends(past), before, lang) if past else ""
    total = pick(lang, f"地区生产总值{size}。", f"Gross regional product was {size}.") if level else ""
    return join(_listed(head, [more, versus(stand, lang)], lang), _sentence(clause(stand, lang), lang), total, lang=lang)


def _planned(stated: Row, rates: pd.DataFrame, stand: Standing, lang: str) -> str:
    _, real, aim = stated["rows"]
    if aim is None:
        return say({**stated, "says": "path none"}, lang)
    span = room(between(aim["low"], aim["high"], lang, decimals=None), aim["bound"], told(aim, lang), lang)
    span = pick(lang, f"（{span}）", f" ({span})") if aim["low"] != aim["high"] and aim["bound"] == "~" else ""
    head = pick(
        lang,
        f"{stated['next']}年目标增长{_cell(aim, lang)}{span}",
        f"The target for {stated['next']} is growth of {_cell(aim, lang)}{span}",
    )
    outcome = pick(lang, f"{stated['year']}年的实绩", f"the outcome of {stated['year']}")
    less = points(ends(aim), ends(real), outcome, lang) if real else ""
    later = best(outcomes(rates, stated["next"]))
    after = ""
    if later is not None:
        fits = ("落在目标之内", "is in line with it")
        if later["high"] < aim["low"] or later["low"] > aim["high"]:
            fits = ("低于目标", "falls short of it") if later["high"] < aim["low"] else ("高于目标", "is above it")
        after = pick(
            lang,
            f"后来公布的实绩是{_cell(later, lang)}，{fits[0]}。",
            f"The outcome stated later, {_cell(later, lang)}, {fits[1]}.",
        )
    return join(_listed(head, [less, versus(stand, lang)], lang), _sentence(clause(stand, lang), lang), after, lang=lang)


def headline(stated: Row, lang: str) -> list[dict[str, str]]:
    """Return level, growth and next year's target as headline numbers."""
    heads = (
        ("level", "year", "地区生产总值", "Gross regional product", pick(lang, "现价", "current prices")),
        ("real", "year", "不变价增速", "Real growth", stated["real_range"]),
        ("target", "next", "下一年目标", "Target for next year", pick(lang, "目标不是实绩", "a target, not an outcome")),
    )
    items = [
        {"label": f"{pick(lang, zh, en)} ({stated[year]})", "value": stated[key], "note": note, "url": stated[f"{key}_url"]}
        for key, year, zh, en, note in heads
    ]
    if basis := stated.get("real_range_basis"):
        items[1] |= {"note_formula": explain(basis, lang), "note_inputs": stated["real_range_inputs"]}
    return items


def watch_break(breaks: pd.DataFrame, lang: str) -> str:
    """Say which two levels must not be divided, and what the later one implies for the earlier; empty where none is apart."""
    apart = [r for r in records(breaks.tail(1)) if r["apart"]]
    return say({**apart[0], "says": "watch break"}, lang) if apart else ""


def watch_bound(accounts: pd.DataFrame, stated: Row, lang: str) -> str:
    """Say what a level that is a mere floor leaves open; empty where the level is a number or nothing can be computed."""
    level, real, _ = stated["rows"]
    rows = [r for r in records(accounts[accounts["year"] == stated["year"]]) if not r["rival"]]
    if not (rows and level and real) or level["bound"] not in (">", ">="):
        return ""
    return say({**rows[0], "says": "watch bound"}, lang)
