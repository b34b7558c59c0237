"""Heaps in a distribution: a bootstrap that draws whole clusters, and the excess of counts over a smooth distribution."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from xclib.economics.panel_models import FEWEST_CLUSTERS, FEWEST_ROWS, Estimate, missing

#: Seed of every bootstrap, so that a brief says the same each time.
SEED = 20240109


def bootstrap(
    sums: np.ndarray, statistic: Callable[[np.ndarray], np.ndarray], *, n: int, draws: int = 999, name: str = "area_code"
) -> Estimate:
    """Return a statistic of clusters' sums with the percentile interval of a bootstrap that draws whole clusters.

    Parameters
    ----------
    sums : array of shape (clusters, columns)
        What the statistic adds up.
    statistic : callable
        Totals of shape (draws, columns) to numbers of shape (draws,).
    n : int
        Rows behind the sums.
    draws : int
        Draws of the bootstrap.
    name : str
        What a cluster is.

    Examples
    --------
    >>> sums = np.column_stack([np.arange(20) % 2, np.ones(20)])
    >>> e = bootstrap(sums, lambda s: s[:, 0] / s[:, 1], n=20)
    >>> e.value, e.low < 0.5 < e.high
    (0.5, True)
    """
    count = len(sums)
    if count < FEWEST_CLUSTERS:
        return missing(n, {name: count})
    weights = np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), size=draws)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(statistic(sums.sum(axis=0, keepdims=True))[0])
        drawn = statistic(weights @ sums)
    drawn = drawn[np.isfinite(drawn)]
    if not math.isfinite(value) or len(drawn) < draws * 0.9:
        return missing(n, {name: count})
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Estimate(value, float(low), float(high), n, {name: count})


def excess_mass(
    values: np.ndarray, groups: np.ndarray, *, step: float = 0.1, reach: int = 30, degree: int = 4, draws: int = 999
) -> tuple[Estimate, np.ndarray]:
    """Return by how much the count of values at zero goes beyond a smooth distribution with heaps at round numbers.

    Counts in bins of ``step`` are fitted by Poisson regression: a polynomial in the logarithm, with terms for multiples of
    five and of ten steps (round-number controls, Kleven and Waseem 2013), leaving the bin at zero out. On the log scale a
    heap is a multiple of what surrounds it, so that heaps are larger where the distribution is. The excess is
    (count − fit) / fit at zero.

    Parameters
    ----------
    values : array
        Distances from the threshold.
    groups : array
        Cluster of each value; the bootstrap draws them whole.
    step : float
        Width of a bin.
    reach : int
        Bins on either side of zero.
    degree : int
        Degree of the polynomial.
    draws : int
        Draws of the bootstrap.

    Returns
    -------
    tuple
        The estimate, and an array with the columns bin, count, fit.
    """
    bins = np.arange(-reach, reach + 1)
    at = np.rint(np.asarray(values, dtype=float) / step)
    inside = np.abs(at) <= reach
    names, codes = np.unique(np.asarray(groups)[inside], return_inverse=True)
    sums = np.zeros((len(names), len(bins)))
    np.add.at(sums, (codes, (at[inside] + reach).astype(int)), 1)
    scaled = bins / reach
    design = np.column_stack([*(scaled**k for k in range(degree + 1)), bins % 5 == 0, bins % 10 == 0]).astype(float)
    keep = bins != 0

    def fitted(totals: np.ndarray) -> np.ndarray:
        return np.asarray(np.exp(_poisson(totals[:, keep], design[keep]) @ design.T))

    def excess(totals: np.ndarray) -> np.ndarray:
        return np.asarray(totals[:, reach] / fitted(totals)[:, reach] - 1)

    n = int(inside.sum())
    whole = sums.sum(axis=0)
    # Bins need counts for a polynomial to say anything.
    enough = n >= FEWEST_ROWS * 5
    table = np.column_stack([bins * step, whole, fitted(whole[None])[0] if enough else np.full(len(bins), np.nan)])
    if not enough:
        return missing(n, {"area_code": len(names)}), table
    return bootstrap(sums, excess, n=n, draws=draws), table


def _poisson(counts: np.ndarray, design: np.ndarray) -> np.ndarray:
    """Return the coefficients of Poisson regressions of each row of counts, by iterated weighted least squares.

    statsmodels fits one at a time, which a thousand draws of a bootstrap would have to wait for.
    """
    eta, ridge = np.log(counts + 0.5), 1e-8 * np.eye(design.shape[1])
    slopes = np.zeros((len(counts), design.shape[1]))
    for _ in range(25):
        mean = np.exp(eta)
        left = np.einsum("bk,db,bl->dkl", design, mean, design, optimize=True) + ridge
        right = (mean * eta + counts - mean) @ design
        slopes = np.linalg.solve(left, right[..., None])[..., 0]
        eta = np.clip(slopes @ design.T, -12, 12)
    return slopes
