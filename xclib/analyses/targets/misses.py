"""Overshoot and shortfall: outcomes against targets, their distribution, and regressions that hold area and year fixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from xclib.analyses.targets.samples import BY
from xclib.economics import bunching
from xclib.economics import panel_models as pm


def regressions(rows: pd.DataFrame, *, split: int, unusual: Sequence[int] = ()) -> pd.DataFrame:
    """Return the mean gap and the slope of outcome on target, on the base sample and on variants of it.

    The slope holds fixed what is constant in an area and common to a year. The base sample has targets and outcomes that
    are values, since no distance to a floor or a range is known.

    Parameters
    ----------
    rows : DataFrame
        As `samples.pairs` returns them, of the levels asked for.
    split : int
        First year of the later part.
    unusual : sequence of int
        Years left out in one variant.

    Returns
    -------
    DataFrame
        ``name`` and the estimates ``mean`` and ``slope``.
    """
    out = []
    for name, some in variants(rows, split=split, unusual=unusual):
        slope = pm.fit(some, "reached", ["aim"], clusters=BY, areas=True, years=True)["aim"]
        out.append({"name": name, "mean": pm.fit(some, "gap", clusters=BY)["mean"], "slope": slope})
    return pd.DataFrame(out)


def variants(rows: pd.DataFrame, *, split: int, unusual: Sequence[int]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the base sample and its variants by name."""
    base = rows[rows["valued"]]
    yield "base", base
    yield "bounds", rows
    yield "unflagged", base[(base["flag"] == "") & (base["out_flag"] == "")]
    yield "exact", base[base["out_kind"] == "point"]
    yield "provinces", base[base["level"] == "province"]
    yield "cities", base[base["level"] != "province"]
    yield "early", base[base["period"] < split]
    yield "late", base[base["period"] >= split]
    if unusual:
        yield "unusual", base[~base["period"].isin(list(unusual))]
    if len(base):
        ends = {name: np.quantile(base[name], [0.01, 0.99]) for name in ("gap", "reached", "aim")}
        yield "winsorized", base.assign(**{name: base[name].clip(*map(float, pair)) for name, pair in ends.items()})
    often = base.groupby("area_code")["period"].transform("count") >= 5
    yield "often", base[often]


def shares(rows: pd.DataFrame, levels: Sequence[str], *, split: int, unusual: Sequence[int] = ()) -> pd.DataFrame:
    """Return the share of targets missed, as their words allow and against the number alone, by part of the sample.

    Returns
    -------
    DataFrame
        ``name`` (``all``, ``early``, ``late``, ``unusual`` for the later part without unusual years, or a level) and the
        estimates ``missed`` and ``short``.
    """
    parts = {"all": rows, "early": rows[rows["period"] < split], "late": rows[rows["period"] >= split]}
    parts["unusual"] = rows[(rows["period"] >= split) & ~rows["period"].isin(list(unusual))]
    parts |= {level: rows[rows["level"] == level] for level in levels}
    told = [(name, part) for name, part in parts.items() if len(part)]
    return pd.DataFrame([{"name": n} | {c: pm.share(p, c, clusters=BY) for c in ("missed", "short")} for n, p in told])


def change(rows: pd.DataFrame, *, split: int, unusual: Sequence[int] = ()) -> pm.Estimate:
    """Return by how much the share missed changed within areas, unusual years left out."""
    some = rows[~rows["period"].isin(list(unusual))]
    return pm.fit(some.assign(late=(some["period"] >= split).astype(float)), "missed", ["late"], clusters=BY, areas=True)[
        "late"
    ]


def by_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the mean gap of values of every year with its interval."""
    return pm.means_by(rows[rows["valued"]], "gap", ["period"], cluster="home")


def at_target(rows: pd.DataFrame, *, rate: bool, draws: int = 999) -> tuple[pm.Estimate, pd.DataFrame]:
    """Return the excess of outcomes that land exactly on their target, and the distribution around it.

    Returns
    -------
    tuple
        The excess as a share of what a smooth distribution with heaps at round distances has there, and a frame ``at``,
        ``count``, ``fit``. Of counts, distances are in %, and bins ten times as wide.
    """
    some = rows[rows["valued"]]
    ratios, table = bunching.excess_mass(
        some["gap"].to_numpy(), some["home"].to_numpy(), step=0.1 if rate else 1.0, draws=draws
    )
    at = ratios["at"]
    found = pm.Estimate(at.value - 1, at.low - 1, at.high - 1, at.n, at.clusters)
    return found, pd.DataFrame(table, columns=["at", "count", "fit"])


def widest(rows: pd.DataFrame, n: int = 8) -> pd.DataFrame:
    """Return the pairs of values that lie furthest apart: to be checked at their sources before anything else."""
    some = rows[rows["valued"]]
    order = some["gap"].abs().sort_values(ascending=False, kind="stable").index
    return some.loc[order].head(n).reset_index(drop=True)
