"""How targets moved, level by level: quartiles of each year, and the change within the areas seen at both ends."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xclib.analyses.targets.samples import Sample
from xclib.economics import panel_models as pm

#: Years at either end that are set against each other.
WINDOW = 3


def quartiles(sample: Sample) -> pd.DataFrame:
    """Return the number named by the targets of each level and year: ``n``, ``median``, ``low``, ``high`` (quartiles)."""
    groups = sample.local(sample.targets).groupby(["level", "period"])["named"]
    table = groups.quantile(np.array([0.25, 0.5, 0.75])).unstack().set_axis(["low", "median", "high"], axis=1)
    return table.assign(n=groups.count()).reset_index()


def national(sample: Sample) -> pd.DataFrame:
    """Return the nation's targets."""
    return sample.targets[sample.targets["level"] == "nation"].reset_index(drop=True)


def shift(sample: Sample, level: str) -> tuple[pm.Estimate, tuple[int, int, int, int]]:
    """Return the mean change within areas from the first to the last years of a level, and which years these are.

    An area counts that has targets in both; the years are the first and last `WINDOW` ones with at least
    `panel_models.FEWEST_CLUSTERS` areas. So the change is not one of which areas have a report. Distances are in the scale
    of ``aim``.
    """
    rows = sample.targets[sample.targets["level"] == level]
    counts = rows.groupby("period")["area_code"].count()
    years = sorted(counts[counts >= pm.FEWEST_CLUSTERS].index)
    if len(years) < 2 * WINDOW:
        return pm.missing(0), (0, 0, 0, 0)
    first, last = years[:WINDOW], years[-WINDOW:]
    ends = [rows[rows["period"].isin(some)].groupby("area_code")["aim"].mean() for some in (first, last)]
    both = (ends[1] - ends[0]).dropna().rename("change").reset_index().assign(period=last[-1])
    parents = rows.drop_duplicates("area_code").set_index("area_code")["parent"]
    both["parent"] = both["area_code"].map(parents)
    # Prefectures of one province move together.
    cluster = "area_code" if level == "province" else "parent"
    change = pm.means_by(both, "change", ["period"], cluster=cluster)
    if change.empty or len(both) < pm.FEWEST_CLUSTERS:
        return pm.missing(len(both)), (first[0], first[-1], last[0], last[-1])
    row = change.iloc[0]
    found = pm.Estimate(row["value"], row["low"], row["high"], int(row["n"]), {cluster: int(row["clusters"])})
    return found if row["low"] == row["low"] else pm.missing(len(both)), (first[0], first[-1], last[0], last[-1])
