"""The first screen of a brief: what happened, what is planned, what to watch; each falls away where data lack."""

from __future__ import annotations

import math
import re

from xclib.economics.derived import subtract
from xclib.economics.formulas import POINTS, left_open
from xclib.html.present import reckoned
from xclib.model.figure import Interval
from xclib.words.wording import format_interval, format_number, pick

_LEADS = (("结果", "What happened"), ("计划", "What is planned"), ("留意", "What to watch"))


def screen(happened: str, planned: str, watch: str, lang: str) -> list[str]:
    """Return up to three findings under their leads.

    Parameters
    ----------
    happened, planned, watch : str
        Sentences of each finding, HTML already; an empty one falls away with its lead.
    lang : {'zh', 'en'}
        Language.

    Examples
    --------
    >>> screen("A grew.", "", "B fell.", "en")
    ['<strong>What happened.</strong> A grew.', '<strong>What to watch.</strong> B fell.']
    """
    told = zip(_LEADS, (happened, planned, watch), strict=True)
    heads = [(pick(lang, f"{lead[0]}：", f"{lead[1]}."), said.strip()) for lead, said in told]
    return [f"<strong>{head}</strong>{pick(lang, '', ' ')}{said}" for head, said in heads if said]


def join(*sentences: str, lang: str) -> str:
    """Join sentences, the empty ones left out; English ones begin with a capital, also where a link opens them."""
    return pick(lang, "", " ").join(_capital(s) for s in sentences if s)


def _capital(sentence: str) -> str:
    return re.sub(r"^(<[^>]+>)*\w", lambda found: found[0][:-1] + found[0][-1].upper(), sentence)


def room(text: str, bound: str, printed: str, lang: str) -> str:
    """Return the interval around a printed number, with what it rests on.

    >>> re.sub("<.*?>", "", room("4.5% to 5.5%", "~", "about 5%", "en"))
    '4.5% to 5.5%'
    """
    return reckoned(text, left_open(bound), lang, printed)


def points(now: Interval, past: Interval, name: str, lang: str) -> str:
    """Say how far one rate lies from another, in percentage points, with its formula; empty where an end is open.

    Examples
    --------
    >>> re.sub("<.*?>", "", points(Interval(5.75, 5.85), Interval(4.05, 4.15), "the 4.1% of 2030", "en"))
    '1.6 to 1.8 percentage points above the 4.1% of 2030'
    >>> points(Interval(4.5, 5.5), Interval(4.95, 5.05), "2030年", "zh")
    '与2030年难分高下'
    """
    gap = subtract(now, past)
    if not (math.isfinite(gap.low) and math.isfinite(gap.high)):
        return ""
    if gap.low <= 0 <= gap.high:
        return pick(lang, f"与{name}难分高下", f"too close to {name} to tell apart")
    ends = sorted(abs(round(v, 2)) for v in (gap.low, gap.high))
    low, high = (format_number(v, lang) for v in ends)
    more = gap.low > 0
    one, given = low == high, [format_interval(i.low, i.high, "%", lang) for i in (now, past)]
    zh, en = (reckoned(low if one else low + to + high, POINTS, lang, *given) for to in ("至", " to "))
    return pick(
        lang,
        f"比{name}{'高' if more else '低'}{zh}个百分点",
        f"{en} percentage {'point' if one and low == '1' else 'points'} {'above' if more else 'below'} {name}",
    )
