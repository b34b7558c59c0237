"""Estimates from small samples: linear trends and outliers, with their uncertainty.

Trends go through statsmodels; here is which variant is used, and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: Seed of every bootstrap, so that a brief says the same each time.
SEED = 20240109
#: Fewer years than this give no interval worth stating.
FEWEST_YEARS, FEWEST_GAPS = 4, 8


@dataclass(frozen=True)
class Trend:
    """A linear trend with its interval and diagnostics."""

    #: Change a year and its 95% interval (Student's t, so that few points give a wide one).
    slope: float
    low: float
    high: float
    #: Of the hypothesis that there is no trend.
    p_value: float
    #: Number of observations.
    n: int
    #: Near 2 without serial correlation; means little below ten observations.
    durbin_watson: float
    #: ``period``, ``fit``, ``low``, ``high``: the line and the 95% band of its mean.
    fit: pd.DataFrame

    @property
    def significant(self) -> bool:
        """Whether the 95% interval leaves out 0."""
        return self.low > 0 or self.high < 0


def linear_trend(periods: Sequence[int], values: Sequence[float], *, until: int | None = None) -> Trend | None:
    """Fit a line by ordinary least squares (statsmodels).

    ``value = a + b year + e``, errors independent and of one variance; the interval is Student's t with ``n - 2`` degrees of
    freedom, which is wide where years are few. Serial correlation makes it too narrow: see ``durbin_watson`` (Durbin and
    Watson 1951). A line describes the years that it was fitted to and forecasts nothing.

    None with fewer than four observations: no interval worth stating. ``periods``: years; need not be consecutive;
    ``values``: one value a year; ``until``: last year of the fitted line.

    >>> linear_trend([2018, 2019, 2020, 2021], [51.0, 42.0, 38.0, 33.0]).slope.__round__(1)
    -5.8
    """
    if len(periods) < FEWEST_YEARS:
        return None
    import numpy as np
    import pandas as pd
    from statsmodels.regression.linear_model import OLS
    from statsmodels.stats.stattools import durbin_watson
    from statsmodels.tools.tools import add_constant

    years = np.asarray(periods, dtype=float)
    origin = years.min()
    model = OLS(np.asarray(values, dtype=float), add_constant(years - origin)).fit()
    low, high = model.conf_int()[1]
    grid = np.arange(origin, (until or years.max()) + 1)
    band = model.get_prediction(add_constant(grid - origin, has_constant="add")).summary_frame(alpha=0.05)
    fit = pd.DataFrame(
        {
            "period": grid.astype(int),
            "fit": band["mean"].to_numpy(),
            "low": band["mean_ci_lower"].to_numpy(),
            "high": band["mean_ci_upper"].to_numpy(),
        }
    )
    return Trend(
        float(model.params[1]),
        float(low),
        float(high),
        float(model.pvalues[1]),
        len(years),
        float(durbin_watson(model.resid)),
        fit,
    )


def usual_ones(values: Sequence[float], *, limit: float = 3.0) -> list[bool]:
    """Return which values lie within ``limit`` scaled median absolute deviations of the median; the rest are outliers.

    ``|x - median| <= limit × 1.4826 × MAD``; the factor makes MAD the standard deviation of a normal sample (Iglewicz and
    Hoaglin, How to Detect and Handle Outliers, 1993). Unlike mean and standard deviation, neither is drawn by the outliers.

    >>> usual_ones([0.1, 0.2, 0.0, -4.8])
    [True, True, True, False]
    """
    from statistics import median

    if not values:
        return []
    middle = median(values)
    off = [abs(v - middle) for v in values]
    return [o <= limit * 1.4826 * median(off) for o in off]
