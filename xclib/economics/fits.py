"""Regressions from a formula, with a choice of standard errors; results are quantities."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from xclib.economics.estimates import FEWEST_GAPS, SEED
from xclib.economics.formulas import SHARE, least_squares
from xclib.economics.quantity import Quantity
from xclib.errors import unknown

if TYPE_CHECKING:
    import pandas as pd

Errors = Literal["classical", "HC3", "HAC", "blocks", "clustered", "Driscoll-Kraay", "wild"]
#: Draws of each bootstrap.
_DRAWS = 999
#: How statsmodels calls what we name otherwise.
_STATSMODELS = {"classical": "nonrobust", "HAC": "hac-panel"}
#: Columns of a prediction, ours and those of statsmodels.
_PREDICTED = {"fit": "mean", "low": "mean_ci_lower", "high": "mean_ci_upper", "least": "obs_ci_lower", "most": "obs_ci_upper"}


@dataclass(frozen=True)
class Fit:
    """The result of a regression: each term with its 95% interval."""

    #: As written.
    formula: str
    #: Name of the term to its estimate; the constant is called ``mean`` where it stands alone, else ``Intercept``.
    terms: Mapping[str, Quantity]
    #: Rows used.
    n: int
    #: What errors are clustered by, and how many clusters there are.
    clusters: Mapping[str, int]
    #: Of the residuals in the order of the years, or of the rows where these have no ``period``: near 2 without serial
    #: correlation; NaN of a panel, and where a year is missing, since residuals beside the gap are no neighbours.
    durbin_watson: float = math.nan
    _made: Any = field(default=None, repr=False, compare=False)

    def __getitem__(self, term: str) -> Quantity:
        if term not in self.terms:
            raise unknown("term", term, list(self.terms), where=self.formula)
        return self.terms[term]

    def excludes(self, term: str, value: float = 0.0) -> bool:
        """Whether the interval of a term excludes a value."""
        return not self[term].low <= value <= self[term].high

    def predict(self, data: pd.DataFrame) -> pd.DataFrame:
        """Return rows with predictions: ``fit``, the 95% band of the mean, and that of a single observation.

        The band of the mean is ``low`` to ``high``, that of an observation ``least`` to ``most``; neither is a forecast.
        """
        found = self._made.get_prediction(data).summary_frame(alpha=0.05)
        return data.assign(**{name: found[column].to_numpy() for name, column in _PREDICTED.items()})

    def table(self) -> pd.DataFrame:
        """Return the terms as a frame, one row each."""
        import pandas as pd

        rows = {name: {k: getattr(q, k) for k in ("value", "low", "high")} for name, q in self.terms.items()}
        return pd.DataFrame.from_dict(rows, orient="index").assign(n=self.n)

    def _repr_html_(self) -> str:
        return f"<p><code>{escape(self.formula)}</code></p>{self.table().round(3).to_html()}"

    def __repr__(self) -> str:
        return f"{self.formula}\n{self.table().round(3)}"


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
    made = ols(formula, rows).fit(cov_type=_STATSMODELS.get(errors, errors), cov_kwds=_options(errors, lags, runs), use_t=True)
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


def _options(errors: Errors, lags: int, runs: pd.Series[int]) -> dict[str, Any] | None:
    """Return the statsmodels arguments for a kind of standard errors; Newey-West sums run over unbroken spells of years."""
    if errors != "HAC":
        return None
    return {"groups": runs.to_numpy(), "maxlags": lags, "use_correction": "hac", "df_correction": False}


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
        made = {x[-1]: panel_models.wild(data, y, x, x[-1], cluster=cluster[0], draws=_DRAWS, **fixed)}
    else:
        serial = lags if errors == "Driscoll-Kraay" else 0
        made = panel_models.fit(data, y, x, clusters=cluster, lags=serial, **fixed)
    known = {name: e for name, e in made.items() if e.known}
    if not known:
        return None
    first = next(iter(known.values()))
    kind = {"wild": "wild bootstrap", "Driscoll-Kraay": f"Driscoll-Kraay({lags}) and clustered"}.get(errors, "clustered")
    basis = least_squares(formula, f"{kind}({', '.join(first.clusters)})")
    terms = {name: Quantity(e.value, e.low, e.high, basis=basis) for name, e in known.items()}
    return Fit(formula, terms, first.n, first.clusters)


def share(data: pd.DataFrame, column: str, *, cluster: Sequence[str] = ("area_code", "period")) -> Quantity | None:
    """Return the share of rows in which a column holds, in %, with a Wilson interval on the clustered sample; None of few rows.

    >>> import pandas as pd
    >>> rows = [{"area_code": str(a), "period": 2000 + t, "met": (a + t) % 2} for a in range(10) for t in range(10)]
    >>> share(pd.DataFrame(rows), "met").value
    50.0
    """
    from xclib.economics import panel_models

    found = panel_models.share(data, column, clusters=cluster)
    return Quantity(100 * found.value, 100 * found.low, 100 * found.high, "%", basis=SHARE) if found.known else None
