"""The target at current prices: what a change of prices makes of a target that is set at constant ones."""

from __future__ import annotations

from functools import partial

import pandas as pd

from xclib import charts
from xclib import economics as ec
from xclib.analyses.growth.frames import between, ends, money_between, point
from xclib.analyses.growth.frames import told as stated_words
from xclib.analyses.growth.words import Row
from xclib.explore import Scene
from xclib.figure import Interval
from xclib.formulas import FLOW, PARAMETER
from xclib.present import reckoned
from xclib.present import told as sentences
from xclib.style import Lang
from xclib.wording import format_value, pick


def price_scene(stated: Row, change: float, *, lang: Lang) -> Scene | None:
    """Draw this year's level beside next year's at constant prices and at those that a change of the deflator gives.

    Parameters
    ----------
    stated : mapping
        From `state`: level, growth and next year's target.
    change : float
        Change of the deflator in percent, assumed.
    lang : {'zh', 'en'}
        Language.

    Returns
    -------
    Scene or None
        None where the report states no level or no target.

    Examples
    --------
    >>> level, aim = ({"value": v, "low": a, "high": b, "bound": s, "unit_code": u, "source_url": ""}
    ...               for v, a, b, s, u in ((3e11, 3e11, 3e11, "=", "CNY"), (5.0, 4.5, 5.5, "~", "PT")))
    >>> price_scene({"rows": (level, None, aim), "year": 2030, "next": 2031}, 1.0, lang="en").row["growth"]
    '5.5% to 6.6%'
    """
    level, _, aim = stated["rows"]
    if not (level and aim):
        return None
    flow = ec.nominal_growth(ends(aim), Interval(change, change), real_mid=point(aim), deflator_mid=change)
    real = ec.implied_level(ends(level), ends(aim), base_mid=point(level), growth_mid=point(aim))
    now = ec.implied_level(ends(level), Interval(flow.low, flow.high), base_mid=point(level), growth_mid=flow.mid)
    year, after = stated["year"], stated["next"]
    told = format_value(change, "%", lang)
    rows = [
        (pick(lang, f"{year}年，报告所载", f"{year}, as the report states it"), point(level), level["low"], level["high"]),
        (pick(lang, f"{after}年目标，按{year}年价格", f"{after} target, at prices of {year}"), real.mid, real.low, real.high),
        (pick(lang, f"{after}年目标，价格变动{told}", f"{after} target, prices change by {told}"), now.mid, now.low, now.high),
    ]
    size, unit = (1e8, "亿元") if lang == "zh" else (1e9, "billion yuan")
    # No finer than a level is known: whole 亿, a tenth of a billion.
    rounded = [(name, *(round(x / size, 0 if lang == "zh" else 1) for x in x3)) for name, *x3 in rows]
    frame = pd.DataFrame(rounded, columns=["label", "value", "low", "high"])
    growth = between(flow.low, flow.high, lang)
    # From a bound of one or two digits nothing follows to the last 亿.
    amount = money_between(now.low, now.high, lang, digits=4)
    aimed = stated_words(aim, lang)
    shown = [
        reckoned(told, PARAMETER, lang),
        reckoned(growth, FLOW, lang, aimed, told),
        reckoned(amount, "base × (1 + growth)", lang, stated_words(level, lang), growth),
    ]
    still_zh, still_en = (f"变动{shown[0]}", f"change by {shown[0]}") if change else ("不变", "do not change")
    words = pick(
        lang,
        f"目标按不变价。若{after}年价格总水平{still_zh}（假定），它相当于现价增长{shown[1]}，现价水平{shown[2]}。",
        f"The target is at constant prices. If prices {still_en} in {after} (assumed), it is growth of {shown[1]} "
        f"at current prices, and a level of {shown[2]}.",
    )
    chart = partial(charts.draw_intervals, frame, lang=lang, unit=unit)
    return Scene(chart, sentences(words, lang=lang), {"change": told, "growth": growth, "level": amount})
