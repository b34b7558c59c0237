"""Structural breaks of an annual series: the least-squares date, its confidence interval and a test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from xclib.economics.estimates import SEED
from xclib.economics.formulas import PART, SHIFT
from xclib.economics.quantity import Quantity

#: Years that are left on either side of a break, and fewest years in all.
SIDE, FEWEST = 4, 12
#: What lies on either side of a shift.
SIDES = ("before", "since")


def date_break(periods: Sequence[int], values: Sequence[float], *, draws: int = 999) -> dict[str, Any] | None:
    """Date the shift in the mean of a yearly series by least squares (Bai 1994), with a bootstrap that keeps its persistence.

    The test is the largest F ratio over the years that can be cut at; its distribution is drawn from a first-order
    autoregression fitted without a shift, since the yearly means of neighbours resemble each other. The interval of the date
    is drawn from one fitted around the two means.

    ``year``, the first after the shift, ``low`` and ``high``, between which 95% of the bootstrap put it, ``mean_before`` and
    ``mean_since`` (quantities), ``p_value``, how often a series without a shift, as persistent as this one, looks as if it had
    one at least as large, and ``n`` years; None with fewer than `FEWEST`. ``periods``: years, in order; a gap counts as if it
    were none; ``values``: one value a year; ``draws``: draws of each bootstrap.

    >>> found = date_break(range(2003, 2023), [3.0, 2.9, 3.1, 3.0, 2.8] * 2 + [1.0, 1.1, 0.9, 1.2, 1.0] * 2)
    >>> found["year"], round(float(found["mean_before"]), 2), found["p_value"] < 0.05
    (2013, 2.96, True)
    """
    years, series = np.asarray(periods, dtype=int), np.asarray(values, dtype=float)
    if len(series) < FEWEST:
        return None
    rng = np.random.default_rng(SEED)
    cut, ratio = (found[0] for found in _cuts(series[None]))
    halves = series[:cut].mean(), series[cut:].mean()
    none = _drawn(series - series.mean(), draws, rng)
    around = np.where(np.arange(len(series)) < cut, *halves)
    dates = _cuts(around + _drawn(series - around, draws, rng))[0]
    low, high = np.quantile(dates, [0.025, 0.975]).round().astype(int)
    found = {name: int(years[at]) for name, at in (("year", cut), ("low", low), ("high", high))}
    means = {f"mean_{side}": Quantity.exact(float(mean), basis=SHIFT) for side, mean in zip(SIDES, halves, strict=True)}
    return {**found, **means, "p_value": float((_cuts(none)[1] >= ratio).mean()), "n": len(series)}


def two_means(periods: Sequence[int], values: Sequence[float], *, unit: str = "") -> dict[str, Any] | None:
    """Return the means of a series before and since a shift, which the mean of all years hides; None without a shift.

    ``before`` and ``since`` are quantities with the 95% interval of Student's t, ``n_before`` and ``n_since`` their years,
    ``until`` and ``cut`` the last year before the shift and the first since, ``low`` and ``high`` the years between which 95%
    of the bootstrap put ``cut``. The intervals take the years of a part as independent and the date as known. A shift counts
    where the test of `date_break` finds it at the 5% level. ``periods``, ``values``: as of `date_break`; ``unit``: unit of
    the means.

    >>> found = two_means(range(2003, 2023), [3.0, 2.9, 3.1, 3.0, 2.8] * 2 + [1.0, 1.1, 0.9, 1.2, 1.0] * 2, unit="%")
    >>> found["until"], found["cut"], found["n_since"], round(found["before"].low, 2), round(found["before"].high, 2)
    (2012, 2013, 10, 2.88, 3.04)
    """
    found = date_break(periods, values)
    if found is None or found["p_value"] >= 0.05:
        return None
    count = sum(year < found["year"] for year in periods)
    out = {"until": int(periods[count - 1]), "cut": found["year"], "low": found["low"], "high": found["high"]}
    for side, part in zip(SIDES, (values[:count], values[count:]), strict=True):
        out |= {side: _mean(part, unit), f"n_{side}": len(part)}
    return out


def _mean(values: Sequence[float], unit: str) -> Quantity:
    """Return a mean with its t interval; there are at least `SIDE` values."""
    from statsmodels.stats.weightstats import DescrStatsW

    part = DescrStatsW(np.asarray(values, dtype=float))
    low, high = part.tconfint_mean()
    return Quantity(float(part.mean), float(low), float(high), unit, basis=PART)


def _cuts(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return for each row the place at which two means fit best, and the F ratio of that fit."""
    n = rows.shape[1]
    places = np.arange(SIDE, n - SIDE + 1)
    sums = rows.cumsum(axis=1)
    left, whole = sums[:, places - 1], sums[:, -1:]
    explained = left**2 / places + (whole - left) ** 2 / (n - places) - whole**2 / n
    best = explained.argmax(axis=1)
    top = explained[np.arange(len(rows)), best]
    total = (rows**2).sum(axis=1) - whole[:, 0] ** 2 / n
    return places[best], top / np.maximum((total - top) / (n - 2), 1e-12)


def _drawn(errors: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Return series drawn from a first-order autoregression of errors, its shocks drawn from those observed."""
    weight = min(float(errors[1:] @ errors[:-1] / (errors[:-1] @ errors[:-1])), 0.99)
    shocks = errors[1:] - weight * errors[:-1]
    warm = 50
    picked = rng.choice(shocks - shocks.mean(), size=(draws, len(errors) + warm))
    out = np.zeros_like(picked)
    for t in range(1, picked.shape[1]):
        out[:, t] = weight * out[:, t - 1] + picked[:, t]
    return out[:, warm:]
