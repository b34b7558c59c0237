"""Regressions from a formula, with a choice of standard errors; results are quantities."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from xclib.economics.estimates import FEWEST_GAPS, SEED, Fit
from xclib.economics.formulas import least_squares
from xclib.economics.quantity import Quantity

if TYPE_CHECKING:
    import pandas as pd

Errors = Literal["classical", "HC3", "HAC", "blocks", "clustered", "Driscoll-Kraay", "wild"]
#: Draws of each bootstrap.
_DRAWS = 999
#: How statsmodels calls what we name otherwise.
_STATSMODELS = {"classical": "nonrobust", "HAC": "hac-panel"}


def fit(
    data: pd.DataFrame,
    formula: str,
    *,
    errors: Errors = "HC3",
    lags: int = 1,
    cluster: Sequence[str] = (),
    fewest: int = FEWEST_GAPS,
) -> Fit | None:
    """Fit a linear model by least squares; None where the sample is too small for a valid interval.

    Parameters
    ----------
    data : DataFrame
        Numbers; rows with a missing value are left out.
    formula : str
        As of statsmodels: ``outcome ~ target``, or ``gap ~ 1`` for a mean. For a panel, fixed effects stand behind a bar:
        ``outcome ~ target | area_code + period``.
    errors : {'HC3', 'HAC', 'classical', 'blocks', 'clustered', 'Driscoll-Kraay', 'wild'}
        Standard errors of single years: MacKinnon and White (1985), the ones for small samples; Newey and West (1987) with
        ``lags``, for years that resemble their neighbours; or those of independent errors of one variance, for samples of a few
        years that allow no other. Intervals are those of Student's t. ``blocks`` draws blocks of ``lags`` neighbouring years
        instead. Where rows have a ``period``, no two years are neighbours across a missing one. Of a panel: ``clustered``, the
        default, see `xclib.economics.panel_models.fit`; ``Driscoll-Kraay`` (1998), the larger of these and of errors that
        allow ``lags`` years to resemble each other; ``wild``,
        the wild cluster bootstrap by the first of ``cluster``, of the last regressor alone, for clusters that are few.
    lags : int
        Years, of the errors that allow for neighbours.
    cluster : sequence of str
        One or two columns by which the errors of a panel are clustered.
    fewest : int
        Fewest rows.

    Returns
    -------
    Fit or None
        Its terms are quantities, so that a page shows formula and errors beside each.

    Examples
    --------
    >>> import pandas as pd
    >>> years = pd.DataFrame({"gap": [0.2, -0.3, 0.1, 0.4, -0.1, 0.0, 0.3, -0.2]})
    >>> round(fit(years, "gap ~ 1", errors="HAC")["mean"].value, 2)
    0.05
    """
    if cluster or "|" in formula:
        return _fit_panel(data, formula, cluster or ("area_code", "period"), errors, lags)
    from statsmodels.formula.api import ols
    from statsmodels.stats.stattools import durbin_watson

    names = [name for name in data.columns if name in formula]
    rows, years = _in_order(data, names)
    if len(rows) < fewest:
        return None
    if errors == "blocks":
        return _fit_blocks(rows, formula, lags, years)
    runs = (years.diff() != 1).astype(int).cumsum()
    # Newey-West sums run over unbroken spells of years.
    spells = {"groups": runs.to_numpy(), "maxlags": lags, "use_correction": "hac", "df_correction": False}
    options = spells if errors == "HAC" else None
    made = ols(formula, rows).fit(cov_type=_STATSMODELS.get(errors, errors), cov_kwds=options, use_t=True)
    basis = least_squares(formula, f"{errors}({lags})" if errors == "HAC" else errors)
    ends, called = made.conf_int(), {"Intercept": "mean"} if len(made.params) == 1 else {}
    terms = {}
    for name, value in made.params.items():
        low, high = ends.loc[name]
        terms[called.get(name, name)] = Quantity(float(value), float(low), float(high), basis=basis)
    dw = float(durbin_watson(made.resid)) if runs.max() == 1 else math.nan
    return Fit(formula, terms, len(rows), {}, dw, made)


def _in_order(data: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, pd.Series[int]]:
    """Return complete rows by year, and their years; rows without a ``period`` count as one after the other."""
    import pandas as pd

    rows = data.dropna(subset=names)
    if "period" not in rows:
        return rows[names], pd.Series(range(len(rows)), rows.index, dtype=int)
    rows = rows.sort_values("period", kind="stable")
    return rows[names], rows["period"].astype(int)


def _fit_blocks(rows: pd.DataFrame, formula: str, size: int, years: pd.Series[int]) -> Fit:
    """Fit with the percentile interval of a circular block bootstrap."""
    import numpy as np
    from statsmodels.formula.api import ols

    model = ols(formula, rows)
    y, x, at = model.endog, model.exog, (years - years.min()).to_numpy()
    n = int(at.max()) + 1
    row_of = np.full(n, -1)
    row_of[at] = np.arange(len(at))
    starts = np.random.default_rng(SEED).integers(0, n, size=(_DRAWS, math.ceil(n / size)))
    picked = row_of[(starts[..., None] + np.arange(size)).reshape(_DRAWS, -1)[:, :n] % n]
    kept = (of[of >= 0] for of in picked)
    drawn = np.array([np.linalg.lstsq(x[of], y[of], rcond=None)[0] for of in kept if len(of) >= x.shape[1]])
    made, basis = model.fit(), least_squares(formula, f"block bootstrap({size})")
    names = ["mean"] if x.shape[1] == 1 else model.exog_names
    ends = np.quantile(drawn, [0.025, 0.975], axis=0)
    found = zip(names, map(float, made.params), *map(np.ndarray.tolist, ends), strict=True)
    terms = {name: Quantity(value, low, high, basis=basis) for name, value, low, high in found}
    return Fit(formula, terms, len(rows), {})


def _fit_panel(data: pd.DataFrame, formula: str, cluster: Sequence[str], errors: Errors, lags: int) -> Fit | None:
    """Fit a panel model with the fixed effects given after a bar."""
    from xclib.economics import panel_models

    model, _, absorbed = (part.strip() for part in formula.partition("|"))
    y, _, right = (part.strip() for part in model.partition("~"))
    effects = {name.strip() for name in absorbed.split("+")} - {""}
    x = [name for term in right.split("+") if (name := term.strip()) not in ("", "1")]
    fixed = {"areas": "area_code" in effects, "years": "period" in effects}
    if errors == "wild":
        made = panel_models.wild(data, y, x, x[-1], cluster=cluster[0], draws=_DRAWS, **fixed)
    else:
        serial = lags if errors == "Driscoll-Kraay" else 0
        made = panel_models.fit(data, y, x, clusters=cluster, lags=serial, **fixed)
    if made is None:
        return None
    kind = {"wild": "wild bootstrap", "Driscoll-Kraay": f"Driscoll-Kraay({lags}) and clustered"}.get(errors, "clustered")
    return made.named(formula, f"{kind}({', '.join(made.clusters)})")
