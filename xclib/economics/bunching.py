"""Bunching in a distribution: excess mass over a smooth distribution, with a cluster bootstrap."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from xclib.economics.estimates import SEED
from xclib.economics.formulas import TIMES
from xclib.economics.panel_models import FEWEST_CLUSTERS, FEWEST_ROWS
from xclib.economics.quantity import Quantity


def bootstrap(sums: np.ndarray, statistic: Callable[[np.ndarray], np.ndarray], *, draws: int = 999) -> Quantity | None:
    """Return a statistic of cluster sums with the percentile interval of a cluster bootstrap; None of few clusters.

    ``sums``: what the statistic adds up; ``statistic``: totals of shape (draws, columns) to numbers of shape (draws,);
    ``draws``: draws of the bootstrap.

    >>> sums = np.column_stack([np.arange(20) % 2, np.ones(20)])
    >>> e = bootstrap(sums, lambda s: s[:, 0] / s[:, 1])
    >>> e.value, e.low < 0.5 < e.high
    (0.5, True)
    """
    if len(sums) < FEWEST_CLUSTERS:
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        value = statistic(sums.sum(axis=0, keepdims=True))
        drawn = statistic(_weights(len(sums), draws) @ sums)
    return _percentiles(np.concatenate([value, drawn]))


def _weights(count: int, draws: int) -> np.ndarray:
    """Return how often each of some clusters is drawn, one row a draw."""
    return np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), size=draws)


def _percentiles(values: np.ndarray) -> Quantity | None:
    """Return the estimate that stands first with the percentile interval of the draws that follow."""
    drawn = values[1:][np.isfinite(values[1:])]
    if not math.isfinite(values[0]) or len(drawn) < (len(values) - 1) * 0.9:
        return None
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Quantity(float(values[0]), float(low), float(high), basis=TIMES)


def excess_mass(
    values: np.ndarray,
    groups: np.ndarray,
    *,
    step: float = 0.1,
    width: int = 1,
    reach: int = 30,
    degree: int = 4,
    window: int = 0,
    draws: int = 999,
) -> tuple[dict[str, Quantity | None], np.ndarray]:
    """Return how counts at zero, above and below it compare with a smooth distribution that has heaps at round numbers.

    Counts in bins of ``width`` steps are fitted by Poisson regression: a polynomial in the logarithm, with terms for how many
    multiples of five and of ten steps a bin holds (round-number controls, Kleven and Waseem 2013), leaving the bin at zero and
    ``window`` bins on either side of it out. On the log scale a heap is a multiple of what surrounds it, so that heaps are
    larger where the distribution is. Ratios are counts over fitted counts: 1 is what a smooth distribution has.

    The ratios ``at``, and with a window ``above``, ``below`` and ``tilt`` (the one ratio over the other), None of a small
    sample; and an array with the columns bin, count, fit. ``values``: distances from the threshold; ``groups``: cluster of
    each value; the bootstrap draws them whole; ``step``: smallest distance that values are printed to; ``width``: steps in a
    bin, an odd number; ``reach``: bins on either side of zero; ``degree``: degree of the polynomial; ``window``: bins on
    either side of zero that the fit leaves out; ``above`` and ``below`` are the ratios in them; ``draws``: draws of the
    bootstrap. Raises ``ValueError``: an even width.
    """
    if width % 2 == 0:
        # A value halfway between two middles would belong to neither: rounding puts three of them in one bin, one in the next.
        raise ValueError(f"width must be odd, so that each bin has a middle: {width}")
    bins = np.arange(-reach, reach + 1)
    at = np.rint(np.rint(np.asarray(values, dtype=float) / step) / width)
    inside = np.abs(at) <= reach
    names, codes = np.unique(np.asarray(groups)[inside], return_inverse=True)
    sums = np.zeros((len(names), len(bins)))
    np.add.at(sums, (codes, (at[inside] + reach).astype(int)), 1)
    scaled = bins / reach
    steps = bins[:, None] * width + np.arange(width) - width // 2
    heaps = ((steps % size == 0).sum(axis=1) for size in (5, 10))
    design = np.column_stack([*(scaled**k for k in range(degree + 1)), *heaps]).astype(float)
    keep = np.abs(bins) > window
    places = {"at": bins == 0, "above": (bins > 0) & ~keep, "below": (bins < 0) & ~keep}
    n, whole = int(inside.sum()), sums.sum(axis=0)
    # Bins need counts for a polynomial to say anything.
    enough = n >= FEWEST_ROWS * 5

    def fitted(totals: np.ndarray) -> np.ndarray:
        return np.asarray(np.exp(_poisson(totals[:, keep], design[keep]) @ design.T))

    table = np.column_stack([bins * width * step, whole, fitted(whole[None])[0] if enough else np.full(len(bins), np.nan)])
    named = ["at", "above", "below", "tilt"] if window else ["at"]
    if not enough or len(names) < FEWEST_CLUSTERS:
        return dict.fromkeys(named), table
    totals = np.vstack([whole, _weights(len(names), draws) @ sums])
    smooth = fitted(totals)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = {name: totals[:, bin_].sum(axis=1) / smooth[:, bin_].sum(axis=1) for name, bin_ in places.items()}
        ratios["tilt"] = ratios["above"] / ratios["below"]
    return {name: _percentiles(ratios[name]) for name in named}, table


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
        past, slopes = slopes, np.linalg.solve(left, right[..., None])[..., 0]
        if np.abs(slopes - past).max() < 1e-7:
            break
        eta = np.clip(slopes @ design.T, -12, 12)
    return slopes
