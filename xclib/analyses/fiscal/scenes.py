"""Revenue if output grows by so much: the fan that assumed buoyancies open, beside the target."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial

from xclib import charts
from xclib.analyses.fiscal.budget import Budget
from xclib.analyses.fiscal.frames import frame_past
from xclib.analyses.fiscal.outlook import fan, scenarios
from xclib.analyses.fiscal.words import money_unit, range_words, said, scaled, word
from xclib.economics import Derived
from xclib.explore import Scene
from xclib.formulas import PARAMETER
from xclib.present import reckoned
from xclib.present import told as sentences
from xclib.style import Lang
from xclib.wording import format_number, pick


def output_scene(
    b: Budget, derived: Mapping[str, Derived], elasticity: Sequence[float], growth: float, *, lang: Lang
) -> Scene | None:
    """Draw the revenue of next year if output grows by so much, under low, central and high buoyancy.

    Parameters
    ----------
    b : Budget
        From `read_budget`.
    derived : mapping
        From `derive`.
    elasticity : three numbers
        Low, central and high growth of revenue per percent of growth of output.
    growth : float
        Growth of output at constant prices in percent, assumed.
    lang : {'zh', 'en'}
        Language.

    Returns
    -------
    Scene or None
        None where the report states no revenue.

    Examples
    --------
    >>> import xclib as xc
    >>> from xclib.analyses.fiscal import derive, read_budget
    >>> report = xc.report("cn-110102-plan-2024")
    >>> budget = read_budget(xc.figures("cn-110102-plan-2024"), xc.facts(), report)
    >>> output_scene(budget, derive(budget), (0.4, 0.9, 1.5), 5.0, lang="en").row["growth"]
    '2.0%, 4.5%, 7.5%'
    """
    if not b.has("revenue"):
        return None
    cases = scenarios(b, (0.0, 0.0, 0.0), gdp_growth=growth, elasticity=elasticity).query("way == 'buoyancy'")
    goal, after = derived.get("target_level"), b.year + 1
    mark = (after, goal.mid / money_unit(lang)[0], pick(lang, "目标", "target")) if goal and not math.isnan(goal.mid) else None
    # Where output shrinks, the high buoyancy gives the low revenue.
    rates = sorted(cases["growth"])
    ahead = scaled(fan(b, rates), lang)
    chart = partial(charts.draw_fan, frame_past(b, lang), ahead, lang=lang, unit=money_unit(lang)[1], target=mark)
    output = f"{format_number(growth, lang)}%"
    comma = pick(lang, "、", ", ")
    ratios = comma.join(format_number(e, lang) for e in elasticity)
    grown = comma.join(f"{format_number(g, lang, decimals=1)}%" for g in cases["growth"])
    against = comma.join(word(a, lang) for a in cases["against"] if a)
    amount = range_words(cases["low"].min(), cases["high"].max(), "元", lang, decimals=1 if lang == "zh" else 2)
    assumed = [reckoned(text, PARAMETER, lang) for text in (output, ratios)]
    made = reckoned(grown, "growth of output × buoyancy", lang, output, ratios)
    level = reckoned(amount, "base × (1 + growth)", lang, said(b.stated["revenue"], lang), grown)
    words = pick(
        lang,
        f"假定{after}年产出按不变价增长{assumed[0]}，弹性取{assumed[1]}：收入名义增长{made}，水平{level}。是设定的情景，不是预测。",
        f"If output grows by {assumed[0]} at constant prices in {after} and buoyancy is {assumed[1]}, revenue grows by {made} "
        f"in nominal terms, to {level}: a scenario set, not a forecast.",
    )
    return Scene(
        chart, sentences(words, lang=lang), {"output": output, "growth": grown, "level": amount, "against": against or "–"}
    )
