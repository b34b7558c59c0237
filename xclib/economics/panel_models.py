"""Estimates on panels of areas and years: means, shares and slopes with clustered intervals.

Frames in hold one row an area and year, with ``area_code`` and ``period``. What comes out is a `Fit` or a `Quantity`; where a
sample is too small for an interval that can be believed it is None, and never a number without one.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from xclib.economics.estimates import SEED, Fit
from xclib.economics.formulas import SHARE
from xclib.economics.quantity import Quantity

if TYPE_CHECKING:
    import pandas as pd

#: Fewest rows and fewest clusters on which anything is estimated.
FEWEST_ROWS, FEWEST_CLUSTERS = 30, 8


def fit(
    frame: pd.DataFrame,
    y: str,
    x: Sequence[str] = (),
    *,
    clusters: Sequence[str] = ("area_code", "period"),
    areas: bool = False,
    years: bool = False,
    lags: int = 0,
) -> Fit | None:
    """Regress a column on others by least squares, with fixed effects and clustered intervals.

    The standard error is the largest of those clustered by each of ``clusters`` and by both (Cameron, Gelbach and Miller
    2011), since the two-way one may come out too small or negative with few clusters, and of Driscoll and Kraay's (1998),
    where ``lags`` asks for them: those allow for years that resemble their neighbours. Intervals are those of Student's t
    with as many degrees of freedom as the fewest clusters have, less one. A dimension with fewer than `FEWEST_CLUSTERS` is
    not clustered by, except that the first must have them.

    Parameters
    ----------
    frame : DataFrame
        ``area_code``, ``period``, ``y``, ``x`` and ``clusters``; rows with a missing value are left out.
    y : str
        What is explained.
    x : sequence of str
        Regressors; none gives the mean.
    clusters : sequence of str
        One or two columns.
    areas, years : bool
        Fixed effects; areas or years with one row only are dropped then.
    lags : int
        Years over which errors of all areas together may be correlated; 0 leaves these errors out.

    Returns
    -------
    Fit or None
        A term for each of ``x``, and ``mean`` where there are no fixed effects (the constant); None of a small sample.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [{"area_code": str(a), "period": 2000 + t, "gap": a % 2} for a in range(10) for t in range(10)]
    >>> round(fit(pd.DataFrame(rows), "gap")["mean"].value, 2)
    0.5
    """
    names = [*x] if areas or years else ["mean", *x]
    values = np.column_stack([frame[name].to_numpy(dtype=float) for name in (y, *x)])
    whole = np.isfinite(values).all(axis=1)
    values = values[whole]
    # Numbers for areas and years are ten times quicker to group than their names.
    codes = {name: frame[name].factorize()[0][whole] for name in dict.fromkeys(("area_code", "period", *clusters))}
    sizes = {name: len(np.unique(codes[name])) for name in clusters}
    used = [name for n, name in enumerate(clusters) if n == 0 or sizes[name] >= FEWEST_CLUSTERS]
    counts = {name: sizes[name] for name in used}
    if len(values) < FEWEST_ROWS or min(counts.values()) < FEWEST_CLUSTERS or (np.ptp(values[:, 1:], axis=0) == 0).any():
        return None
    effects = [name for name, on in (("area_code", areas), ("period", years)) if on]
    year = frame["period"].to_numpy(dtype=int)[whole]
    found = _least_squares(values, codes, used, effects, (year, lags))
    if found is None:
        return None
    slopes, errors, n = found
    return _fitted(f"{y} ~ {' + '.join(x) or 1}", dict(zip(names, zip(slopes, errors.T, strict=True), strict=True)), n, counts)


def _least_squares(
    values: np.ndarray,
    codes: Mapping[str, np.ndarray],
    clusters: Sequence[str],
    effects: Sequence[str],
    serial: tuple[np.ndarray, int],
) -> tuple[np.ndarray, np.ndarray, int] | None:
    """Return slopes, their clustered covariances and the rows used; empty where fixed effects absorb all variation."""
    from statsmodels.regression.linear_model import OLS

    kept, absorbed = np.ones(len(values), dtype=bool), 0
    if effects:
        spread = values[:, 1:].std(axis=0)
        values, kept = _sweep(values, [codes[name] for name in effects])
        # The rounding of the sweep must not pass for variation.
        if len(values) < FEWEST_ROWS or (values[:, 1:].std(axis=0) < 1e-6 * spread).any():
            return None
        left, right = values[:, 0], values[:, 1:]
        # Areas lie within their clusters and do not count as parameters; with years beside them all do, as in linearmodels.
        absorbed = sum(len(np.unique(codes[name][kept])) for name in effects) if "period" in effects else 0
    else:
        left, right = values[:, 0], np.column_stack([np.ones(len(values)), values[:, 1:]])
    groups = np.column_stack([codes[name][kept] for name in clusters])
    if np.linalg.matrix_rank(right) < right.shape[1] or any(len(np.unique(group)) < 2 for group in groups.T):
        return None
    plain = OLS(left, right).fit()
    ways = [*groups.T, groups] if groups.shape[1] > 1 else [groups[:, 0]]
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        # A two-way variance may come out negative: its root is NaN, and the one-way errors count.
        warnings.simplefilter("ignore")
        errors = [plain.get_robustcov_results("cluster", groups=way, df_correction=True).bse for way in ways]
        year, lags = serial[0][kept], serial[1]
        if lags:
            # statsmodels calls Driscoll and Kraay's errors those of the sums of each year.
            options = {"time": year - year.min(), "maxlags": lags, "use_correction": "cluster"}
            errors.append(plain.get_robustcov_results("hac-groupsum", **options).bse)
    free = len(left) - right.shape[1]
    return np.asarray(plain.params), np.asarray(errors) * math.sqrt(free / max(free - absorbed, 1)), len(left)


def _sweep(values: np.ndarray, effects: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return demeaned columns, and the rows kept after dropping singleton areas and years."""
    import pyhdfe

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = pyhdfe.create(np.column_stack(effects), compute_degrees=False)
        kept: np.ndarray = ~made.singleton_indices
        # Where every row stands alone there is nothing left to sweep.
        swept: np.ndarray = made.residualize(values) if kept.any() else values[kept]
    return swept, kept


def _fitted(formula: str, found: Mapping[str, tuple[float, np.ndarray]], n: int, counts: Mapping[str, int]) -> Fit | None:
    """Return slopes with the intervals of the largest of their errors; None where one has no error."""
    from scipy.stats import t

    terms = {}
    for name, (value, errors) in found.items():
        half = float(t.ppf(0.975, min(counts.values()) - 1) * np.fmax.reduce(np.where(np.isfinite(errors), errors, np.nan)))
        terms[name] = Quantity(float(value), float(value) - half, float(value) + half)
    return None if any(math.isnan(of.low) for of in terms.values()) else Fit(formula, terms, n, counts)


def means_by(frame: pd.DataFrame, y: str, by: Sequence[str]) -> pd.DataFrame:
    """Return the mean of every group with an interval clustered by area; groups of few clusters have no interval.

    ``by``, ``value``, ``low``, ``high``, ``n``, ``clusters``. ``frame``: ``area_code``, ``y`` and ``by``; ``y``: column of
    numbers or of true and false; ``by``: what a group is.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"area_code": list("abcdefghij"), "period": 2000, "y": [0, 1] * 5})
    >>> means_by(rows, "y", ["period"])[["value", "n"]].to_numpy().tolist()
    [[0.5, 10.0]]
    """
    from scipy.stats import t

    rows = frame[[*by, "area_code"]].assign(_y=frame[y].astype(float)).dropna()
    rows["_e"] = rows["_y"] - rows.groupby(list(by))["_y"].transform("mean")
    sums = rows.groupby([*by, "area_code"])["_e"].sum().pow(2).groupby(list(by)).agg(["sum", "count"])
    out = rows.groupby(list(by))["_y"].agg(value="mean", n="count").assign(clusters=sums["count"])
    few = out["clusters"].where(out["clusters"] >= FEWEST_CLUSTERS)
    half = t.ppf(0.975, few - 1) * np.sqrt(sums["sum"] * few / (few - 1)) / out["n"]
    table: pd.DataFrame = out.assign(low=out["value"] - half, high=out["value"] + half).reset_index()
    return table


def share(frame: pd.DataFrame, column: str, *, clusters: Sequence[str] = ("area_code", "period")) -> Quantity | None:
    """Return the share of rows where a column holds, in %, with a Wilson interval on the effective sample; None of few rows.

    The effective sample is the one whose binomial variance is the clustered variance (Korn and Graubard 1998); where all
    rows are alike, it is the number of clusters.

    >>> import pandas as pd
    >>> rows = [{"area_code": str(a), "period": 2000 + t, "met": True} for a in range(10) for t in range(10)]
    >>> share(pd.DataFrame(rows), "met")
    72.25 to 100%
    """
    from scipy.stats import norm
    from statsmodels.stats.proportion import proportion_confint

    rows = frame[[*dict.fromkeys(("area_code", "period", *clusters, column))]].assign(_y=frame[column].astype(float))
    made = fit(rows, "_y", clusters=clusters)
    if made is None:
        return None
    half = made["mean"].high - made["mean"].value
    p = min(max(round(made["mean"].value, 12), 0.0), 1.0)
    size = float(min(made.clusters.values()))
    if 0 < p < 1 and half > 0:
        # The half width holds Student's quantile, so that few clusters shrink the effective sample too.
        size = min(made.n, p * (1 - p) * (norm.ppf(0.975) / half) ** 2)
    low, high = proportion_confint(p * size, size, method="wilson")
    return Quantity(100 * p, 100 * round(float(low), 12), 100 * round(float(high), 12), "%", basis=SHARE)


def instrumented(
    frame: pd.DataFrame, y: str, x: Sequence[str], instruments: Sequence[str], *, cluster: str = "area_code"
) -> tuple[Fit | None, float]:
    """Regress by two-stage least squares with year dummies; return the fit and the smallest first-stage F.

    ``frame``: ``period``, ``y``, ``x``, ``instruments`` and ``cluster``; rows with a missing value are left out;
    ``instruments``: at least as many as ``x``; ``cluster``: column that errors are clustered by.
    """
    import pandas as pd
    from linearmodels.iv import IV2SLS

    rows = frame[list(dict.fromkeys(["period", cluster, y, *x, *instruments]))].dropna()
    counts = {cluster: int(rows[cluster].nunique())}
    if len(rows) < FEWEST_ROWS or counts[cluster] < FEWEST_CLUSTERS:
        return None, math.nan
    dummies = pd.get_dummies(rows["period"].astype(str), dtype=float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            model = IV2SLS(rows[y], dummies, rows[list(x)], rows[list(instruments)])
            result: Any = model.fit(cov_type="clustered", clusters=rows[cluster].astype("category").cat.codes, debiased=True)
            # With clustered errors this is the statistic of a joint test: an F only once shared among the instruments.
            power = float(result.first_stage.diagnostics["f.stat"].min()) / len(instruments)
        except (ValueError, np.linalg.LinAlgError):
            return None, math.nan
    found = {name: (result.params[name], result.std_errors[[name]].to_numpy()) for name in x}
    return _fitted(f"{y} ~ {' + '.join(x)}", found, int(result.nobs), counts), power


def wild(
    frame: pd.DataFrame,
    y: str,
    x: Sequence[str],
    term: str,
    *,
    cluster: str = "period",
    areas: bool = False,
    years: bool = False,
    draws: int = 999,
) -> Fit | None:
    """Return one slope of a regression with a wild cluster bootstrap interval, for few clusters.

    The bootstrap draws Webb's six weights a cluster (Webb 2014), holds to the value tested when it makes its samples and
    compares t-ratios (Cameron, Gelbach and Miller 2008). The interval holds the values that are not rejected at 5%.

    ``frame``, ``y``, ``x``, ``areas``, ``years``: as for `fit`; without fixed effects there is a constant; ``term``: one of
    ``x``; ``cluster``: column that errors are clustered by; ``draws``: draws of the bootstrap.

    >>> import pandas as pd
    >>> rows = [{"area_code": str(a), "period": t, "x": (a * t) % 7} for a in range(12) for t in range(10)]
    >>> data = pd.DataFrame(rows).assign(y=lambda d: 2.0 * d["x"] + d["period"] % 3)
    >>> wild(data, "y", ["x"], "x", draws=199).excludes("x", 2)
    False
    """
    values = np.column_stack([frame[name].to_numpy(dtype=float) for name in (y, term, *(n for n in x if n != term))])
    whole = np.isfinite(values).all(axis=1)
    values, group = values[whole], np.unique(frame[cluster].to_numpy()[whole], return_inverse=True)[1]
    counts = {cluster: int(group.max()) + 1 if len(values) else 0}
    if len(values) < FEWEST_ROWS or counts[cluster] < FEWEST_CLUSTERS:
        return None
    # What fixed effects and the other regressors explain is taken out of every column, and of every sample that is drawn.
    dummies = [_dummies(frame[n].factorize()[0][whole]) for n, on in (("area_code", areas), ("period", years)) if on]
    left_out = np.column_stack([np.ones(len(values)), values[:, 2:], *dummies])
    inverse = np.linalg.pinv(left_out.T @ left_out, rcond=1e-10, hermitian=True)

    def residual(columns: np.ndarray) -> np.ndarray:
        return np.asarray(columns - left_out @ (inverse @ (left_out.T @ columns)))

    left, right = residual(values[:, :2]).T
    if not right @ right > 1e-9 * len(right):
        return None
    steps = np.sqrt([0.5, 1.0, 1.5])
    weights = np.random.default_rng(SEED).choice(np.concatenate([-steps, steps]), size=(counts[cluster], draws))[group]
    slope = float(left @ right / (right @ right))
    # The restricted residual is linear in the value tested, and so is all that is made of it.
    parts = [residual(weights * column[:, None]) for column in (left, right)]
    slopes = [right @ part / (right @ right) for part in parts]
    scores = [_sums(right[:, None] * (p - right[:, None] * b), group) for p, b in zip(parts, slopes, strict=True)]
    own = np.sqrt((_sums((right * (left - slope * right))[:, None], group) ** 2).sum()) / (right @ right)

    def rejected(null: float) -> bool:
        errors = np.sqrt(((scores[0] - null * scores[1]) ** 2).sum(axis=0)) / (right @ right)
        drawn = np.abs((slopes[0] - null * slopes[1]) / errors)
        return float((drawn >= abs((slope - null) / own)).mean()) <= 0.05

    low, high = (_edge(rejected, slope, side * own) for side in (-1, 1))
    known = math.isfinite(high - low)
    terms = {term: Quantity(slope, float(low), float(high))}
    return Fit(f"{y} ~ {' + '.join(x)}", terms, len(values), counts) if known else None


def _dummies(codes: np.ndarray) -> np.ndarray:
    return np.asarray(codes[:, None] == np.unique(codes), dtype=float)


def _sums(rows: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Return the sums of the rows of each group."""
    return np.asarray(_dummies(group).T @ rows)


def _edge(rejected: Callable[[float], bool], start: float, step: float) -> float:
    """Return the distance to the bound of the confidence set in one direction; infinite if not found within 64 steps."""
    size = 1.0
    while not rejected(start + size * step):
        size *= 2
        if size > 64:
            return math.copysign(math.inf, step)
    near, far = size / 2, size
    for _ in range(20):
        middle = (near + far) / 2
        near, far = (near, middle) if rejected(start + middle * step) else (middle, far)
    return start + near * step
