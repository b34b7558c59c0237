"""Round numbers: where the last digit of targets heaps, and whether that of outcomes does too."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xclib.analyses.targets.samples import Sample


def numbers(sample: Sample) -> pd.DataFrame:
    """Return the numbers printed in targets and outcomes with their place after the decimal point.

    Ranges have two numbers and are left out. A rate is round at .0 and .5; a count is, where nothing follows a second
    significant digit of 0 or 5.

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
