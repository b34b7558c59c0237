"""What the notebook estimates, sample by sample: one row each, its terms quantities that know formula and errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from xclib.data.rows import records
from xclib.economics import bunching
from xclib.economics import panel_models as pm
from xclib.economics.breaks import date_break
from xclib.economics.fits import fit, share
from xclib.economics.formulas import BOOTSTRAP, BOUNDS, SHIFT, TIMES, least_squares
from xclib.economics.quantity import Quantity

#: Samples by name, or the groups of a frame.
Samples = Mapping[str, pd.DataFrame] | Iterable[tuple[Any, pd.DataFrame]]


def _each(samples: Samples) -> Iterator[tuple[str, pd.DataFrame]]:
    """Return names and rows of samples; the name of a group of several keys holds them all."""
    for name, rows in samples.items() if isinstance(samples, Mapping) else samples:
        yield " ".join(map(str, name)) if isinstance(name, tuple) else str(name), rows


def across(samples: Samples, formula: str, **options: Any) -> pd.DataFrame:  # noqa: ANN401 - those of `xc.fit`
    """Return what one formula gives on several samples.

    ``name``, the terms, ``n`` rows, ``clear`` (the interval of the last term leaves 0 out), and how many ``home``
    provinces, ``area_code`` areas and ``period`` years errors are clustered by. Terms are missing where rows are too few.
    ``samples``: name of each sample and its rows, or a groupby; ``formula``: as for `xc.fit`; ``**options``: as for `xc.fit`.

    >>> gaps = pd.DataFrame({"gap": [0.2, -0.3, 0.1, 0.4, -0.1, 0.0, 0.3, -0.2]})
    >>> across({"all": gaps}, "gap ~ 1", errors="HAC")[["name", "n", "clear"]].to_numpy().tolist()
    [['all', 8, False]]
    """
    out = []
    for name, rows in _each(samples):
        made = fit(rows, formula, **options)
        terms: dict[str, Any] = dict(made.terms) if made else {}
        last = next(reversed(terms.values()), None)
        out.append({"name": name, **terms, "n": made.n if made else len(rows), "clear": last is not None and clear(last)}
            | (dict(made.clusters) if made else {}))  # fmt: skip
    return pd.DataFrame(out)


def clear(of: Quantity | None, null: float = 0.0) -> bool:
    """Whether the interval of an estimate leaves a value out."""
    return of is not None and not of.low <= null <= of.high


def shares(samples: Samples, columns: Sequence[str], *, cluster: Sequence[str]) -> pd.DataFrame:
    """Return the share of rows in which columns hold, sample by sample: ``name``, ``n``, and a quantity a column."""
    rows = [{"name": name, "n": int(part[columns[0]].notna().sum())} | {c: share(part, c, cluster=cluster) for c in columns}
        for name, part in _each(samples)]  # fmt: skip
    return pd.DataFrame(rows)


def dates(series: Samples, column: str, *, draws: int = 999) -> pd.DataFrame:
    """Return when yearly series shifted, one row each.

    ``name``, ``year``, ``low``, ``high``, ``mean_before``, ``mean_since``, ``p_value``, ``n``, as of `Break`, ``adjusted``,
    the p-value with all series tested together (Holm 1979), and their number, ``tests``. ``series``: name of each series,
    and its rows: ``period`` and ``column``; ``column``: what is averaged over the rows of a year; ``draws``: draws of the
    bootstrap.
    """
    out = []
    for name, rows in _each(series):
        yearly = rows.groupby("period")[column].mean().dropna()
        if found := date_break(list(yearly.index), list(yearly), draws=draws):
            ends = {
                side: Quantity(v, v, v, basis=SHIFT) for side, v in (("mean_before", found.before), ("mean_since", found.since))
            }
            shift = {"year": found.year, "low": found.low, "high": found.high, "p_value": found.p_value, "n": found.n}
            out.append({"name": name, **shift, **ends, "clear": found.p_value < 0.05})
    table = pd.DataFrame(out, columns=["name", "year", "low", "high", "mean_before", "mean_since", "p_value", "n", "clear"])
    adjusted = multipletests(table["p_value"], method="holm")[1] if len(table) else []
    return table.assign(adjusted=adjusted, tests=len(table))


def windows(rows: pd.DataFrame, years: int = 4) -> dict[str, pd.DataFrame]:
    """Return the rows around each year at which a sample can be cut, with ``late`` for those since: like with like.

    >>> list(windows(pd.DataFrame({"period": range(2003, 2013)})))
    ['2007', '2008', '2009']
    """
    first, last = int(rows["period"].min()), int(rows["period"].max())
    cuts = range(first + years, last - years + 2)
    around = {cut: rows[rows["period"].between(cut - years, cut + years - 1)] for cut in cuts}
    return {str(cut): some.assign(late=(some["period"] >= cut) * 1.0) for cut, some in around.items()}


def heap(rows: pd.DataFrame, *, name: str = "", draws: int = 999, **options: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return how often outcomes are exactly at target, just above and just below, against a smooth distribution.

    ``name``, ``n``, the options, ``at``, ``above``, ``below``, ``tilt`` as quantities (missing of small samples), and
    ``table`` with ``at``, ``count``, ``fit``. ``rows``: pairs of values: ``gap`` and ``home``; ``draws``: draws of the
    bootstrap; ``**options``: as for `xclib.economics.bunching.excess_mass`.
    """
    ratios, table = bunching.excess_mass(rows["gap"].to_numpy(), rows["home"].to_numpy(), draws=draws, **options)
    found = {k: Quantity(e.value, e.low, e.high, basis=TIMES) if e.known else None for k, e in ratios.items()}
    around = pd.DataFrame(table, columns=["at", "count", "fit"])
    return {"name": name, "n": next(iter(ratios.values())).n, **options, **found, "table": around}


def heaps(samples: Samples, **options: Any) -> pd.DataFrame:  # noqa: ANN401 - those of `heap`
    """Return `heap` of several samples, one row each."""
    return pd.DataFrame([heap(rows, name=name, **options) for name, rows in _each(samples)])


def heap_grid(
    rows: pd.DataFrame, *, degrees: Sequence[int], reaches: Sequence[int], widths: Sequence[int], step: float, draws: int
) -> pd.DataFrame:
    """Return `heap` for each degree of the polynomial, each reach around the target and each width of the bins.

    As `heap`, with ``bin``, its width, and ``around``, the reach. ``reaches`` and ``widths`` are in steps, ``step`` the
    smallest distance that outcomes are printed to.
    """
    chosen: list[dict[str, Any]] = [
        {"degree": d, "reach": r // w, "step": step * w} for d in degrees for r in reaches for w in widths
    ]
    grid = pd.DataFrame([heap(rows, draws=draws, **options) for options in chosen]).rename(columns={"step": "bin"})
    return grid.assign(around=grid["reach"] * grid["bin"])


def heaping(rows: pd.DataFrame, *, draws: int = 999) -> dict[str, Any]:
    """Return the shares of round numbers among targets and outcomes and their difference, with a bootstrap over provinces.

    ``whole``, ``half``, ``target`` (both, of targets), ``actual`` and ``difference``; empty of few rows. ``rows``: as
    `numbers` returns them.
    """
    flags = rows.assign(n=1.0)[["home", "status", "n", "whole", "half", "round"]]
    sums = flags.pivot_table(index="home", columns="status", values=["n", "whole", "half", "round"], aggfunc="sum")
    names = [(column, status) for column in ("n", "whole", "half", "round") for status in ("target", "actual")]
    table = sums.reindex(columns=pd.MultiIndex.from_tuples(names)).fillna(0).to_numpy(dtype=float)
    n = {status: int((rows["status"] == status).sum()) for status in ("target", "actual")}
    if min(n.values()) < pm.FEWEST_ROWS:
        return {}
    ratios: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "whole": lambda s: s[:, 2] / s[:, 0], "half": lambda s: s[:, 4] / s[:, 0], "target": lambda s: s[:, 6] / s[:, 0],
        "actual": lambda s: s[:, 7] / s[:, 1], "difference": lambda s: s[:, 6] / s[:, 0] - s[:, 7] / s[:, 1],
    }  # fmt: skip
    found = {name: bunching.bootstrap(table, ratio, n=n["target"], draws=draws) for name, ratio in ratios.items()}
    if not all(e.known for e in found.values()):
        return {}
    units = dict.fromkeys(ratios, "%") | {"difference": "个百分点"}
    of = {k: Quantity(100 * e.value, 100 * e.low, 100 * e.high, units[k], basis=BOOTSTRAP) for k, e in found.items()}
    return {**of, "targets": n["target"], "outcomes": n["actual"], "clear": clear(of["difference"])}


def differenced(rows: pd.DataFrame) -> pd.DataFrame:
    """Return first differences with the values of two years ago as instruments, in the shape of `across`."""
    formula = "d(aim) ~ d(aim_1) + d(reached_1) | period; instruments aim_2, reached_2"
    made, power = pm.instrumented(rows, "change", ["d_aim", "d_reached"], ["aim_2", "reached_2"], cluster="home")
    basis = least_squares(formula, "clustered(home)")
    known = {n: Quantity(e.value, e.low, e.high, basis=basis) for n, e in made.items() if e.known}
    terms = {"aim_1": known.get("d_aim"), "reached_1": known.get("d_reached")}
    n = next(iter(made.values()))
    return pd.DataFrame(
        [{"name": "differenced", **terms, "n": n.n, "power": power, "clear": clear(terms["reached_1"])} | dict(n.clusters)]
    )


def bounds(samples: Samples) -> pd.DataFrame:
    """Return shares missed with what targets of unknown outcome leave open: none of them missed, and all of them.

    ``name``, ``n``, ``unknown`` (how many), ``share`` (of all targets: a quantity whose value is the share of those known).
    ``samples``: name of each sample, and its rows: ``missed``, NaN where the outcome is not known.
    """
    out = []
    for name, rows in _each(samples):
        n, unknown, missed = len(rows), int(rows["missed"].isna().sum()), float(rows["missed"].sum())
        if n > unknown:
            span = Quantity(100 * missed / (n - unknown), 100 * missed / n, 100 * (missed + unknown) / n, "%", basis=BOUNDS)
            out.append({"name": name, "n": n, "unknown": unknown, "share": span})
    return pd.DataFrame(out, columns=["name", "n", "unknown", "share"])


def cut(rows: pd.DataFrame, unusual: Sequence[int], by: Sequence[str], year: float) -> dict[str, Any] | None:
    """Return the shares of targets missed before and since a year, as a slider shows them; None of samples too small.

    ``by``: what errors are clustered by; ``year``: first year of the later part.
    """
    some = rows[~rows["period"].isin(list(unusual))]
    parts = {"early": some[some["period"] < year], "late": some[some["period"] >= year]}
    found = shares(parts, ["missed"], cluster=by)
    if found["missed"].isna().any():
        return None
    marks = pd.DataFrame([{"label": r["name"]} | {k: round(getattr(r["missed"], k), 1) for k in ("value", "low", "high")}
        for r in records(found)])  # fmt: skip
    early, late = found["missed"]
    return {"split": int(year), "before": int(year) - 1, "early": early, "late": late, "marks": marks}
