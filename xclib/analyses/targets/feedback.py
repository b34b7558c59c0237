"""Does last year's shortfall lower this year's target? Several answers, since each way of asking has its own bias."""

from __future__ import annotations

import math

import pandas as pd

from xclib.analyses.targets.samples import BY
from xclib.economics import panel_models as pm


def feedback(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what last year's outcome adds to this year's target, by specification.

    ``change``: change of the target on last year's gap, area and year effects. It holds the weights of last year's target
    and outcome to a sum of one, and a passing wobble of last year's target alone would make its slope positive.
    ``within``: the target on last year's target and outcome, area and year effects; short panels bias the weight of last
    year's target downwards (Nickell 1981).
    ``pooled``: the same with year effects only, which biases that weight upwards where areas differ for good.
    ``differenced``: first differences with the values of two years ago as instruments (Anderson and Hsiao 1982).
    ``under`` and ``over``: ``change``, with outcomes below and above target apart; ``difference``: the one slope less the
    other.

    Parameters
    ----------
    rows : DataFrame
        As `samples.successive` returns them; only last years whose target and outcome are values are used.

    Returns
    -------
    DataFrame
        ``name``, the estimates ``slope`` (of last year's gap or outcome) and ``last`` (of last year's target; missing where
        it has none), and ``power``, the smallest first-stage F.
    """
    some = rows[rows["valued_1"]]
    none = pm.missing(0)
    change = pm.fit(some, "change", ["miss"], clusters=BY, areas=True, years=True)
    within = pm.fit(some, "aim", ["aim_1", "reached_1"], clusters=BY, areas=True, years=True)
    pooled = pm.fit(some, "aim", ["aim_1", "reached_1"], clusters=BY, years=True)
    wald, power = pm.instrumented(some, "change", ["d_aim", "d_reached"], ["aim_2", "reached_2"], cluster=BY[0])
    parts = pm.fit(some, "change", ["under", "over"], clusters=BY, areas=True, years=True)
    apart = pm.fit(some, "change", ["miss", "under"], clusters=BY, areas=True, years=True)
    told = [
        ("change", change["miss"], none, math.nan),
        ("within", within["reached_1"], within["aim_1"], math.nan),
        ("pooled", pooled["reached_1"], pooled["aim_1"], math.nan),
        ("differenced", wald["d_reached"], wald["d_aim"], power),
        ("under", parts["under"], none, math.nan),
        ("over", parts["over"], none, math.nan),
        ("difference", apart["under"], none, math.nan),
    ]
    return pd.DataFrame(told, columns=["name", "slope", "last", "power"])
