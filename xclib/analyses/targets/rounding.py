"""Round numbers: where the last digit of targets heaps, and whether that of outcomes does too."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xclib.analyses.targets.samples import Sample
from xclib.economics import bunching
from xclib.economics import panel_models as pm


def numbers(sample: Sample) -> pd.DataFrame:
    """Return the numbers printed in targets and outcomes with their place after the decimal point.

    Ranges have two numbers and are left out. A rate is round at .0 and .5; a count is, where nothing follows a second
    significant digit of 0 or 5.

    Returns
    -------
    DataFrame
        ``area_code``, ``home``, ``period``, ``status``, ``digit`` (first decimal of a rate, second significant digit of a
        count), ``whole``, ``half``, ``round``.
    """
    rows = pd.concat([sample.local(sample.targets), sample.local(sample.outcomes)])
    rows = rows[(rows["kind"] != "range") & (rows["value"] != 0)]
    size = rows["value"].abs()
    scaled = size if sample.rate else size / 10 ** np.floor(np.log10(size))
    whole, half = (
        np.isclose((scaled - part) % 1, 0, atol=1e-6) | np.isclose((scaled - part) % 1, 1, atol=1e-6) for part in (0, 0.5)
    )
    out = rows[["area_code", "home", "period", "status"]].assign(digit=(np.rint(scaled * 10) % 10).astype(int))
    return out.assign(whole=whole, half=half, round=whole | half)


def digits(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the share of every digit among targets and among outcomes, in %."""
    counts = rows.groupby(["status", "digit"]).size().unstack(fill_value=0).reindex(columns=range(10), fill_value=0)
    shares = 100 * counts.div(counts.sum(axis=1), axis=0)
    return shares.reset_index().melt("status", var_name="digit", value_name="value")


def heaping(rows: pd.DataFrame, *, draws: int = 999) -> dict[str, pm.Estimate]:
    """Return the shares of round numbers and their difference, with a bootstrap over provinces.

    Returns
    -------
    dict
        ``target whole``, ``target half``, ``target``, ``actual`` (both round) and ``difference`` (target less actual).
    """
    flags = rows.assign(n=1.0)[["home", "status", "n", "whole", "half", "round"]]
    sums = flags.pivot_table(index="home", columns="status", values=["n", "whole", "half", "round"], aggfunc="sum")
    names = [(column, status) for column in ("n", "whole", "half", "round") for status in ("target", "actual")]
    table = sums.reindex(columns=pd.MultiIndex.from_tuples(names)).fillna(0).to_numpy(dtype=float)
    n = {status: int((rows["status"] == status).sum()) for status in ("target", "actual")}

    def share_of(top: int, base: int, count: int) -> pm.Estimate:
        return bunching.bootstrap(table, lambda s: s[:, top] / s[:, base], n=count, draws=draws)

    found = {
        "target whole": share_of(2, 0, n["target"]),
        "target half": share_of(4, 0, n["target"]),
        "target": share_of(6, 0, n["target"]),
        "actual": share_of(7, 1, n["actual"]),
        "difference": bunching.bootstrap(
            table, lambda s: s[:, 6] / s[:, 0] - s[:, 7] / s[:, 1], n=sum(n.values()), draws=draws
        ),
    }
    few = min(n.values()) < pm.FEWEST_ROWS
    return {name: pm.missing(e.n, e.clusters) if few else e for name, e in found.items()}
