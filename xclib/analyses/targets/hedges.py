"""Words around a target's number: 左右, 以上, 以内, a range, or nothing; how their shares moved."""

from __future__ import annotations

import pandas as pd

from xclib.analyses.targets.samples import BY, KINDS, Sample
from xclib.economics import panel_models as pm


def by_year(sample: Sample) -> pd.DataFrame:
    """Return the share of every kind of target in each year, with its interval."""
    rows = sample.local(sample.targets)
    tables = []
    for kind in KINDS:
        if (rows["kind"] == kind).any():
            shares = pm.means_by(rows.assign(is_kind=rows["kind"] == kind), "is_kind", ["period"], cluster="home")
            tables.append(shares.assign(kind=kind, low=shares["low"].clip(lower=0), high=shares["high"].clip(upper=1)))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["kind", "period", "value", "low", "high"])


def changes(sample: Sample, *, split: int) -> pd.DataFrame:
    """Return the share of every kind until and since a year, and its change within areas.

    Returns
    -------
    DataFrame
        ``kind``, ``n``, and the estimates ``early``, ``late`` (shares) and ``change`` (with fixed effects of areas).
    """
    rows = sample.local(sample.targets).assign(late=lambda d: d["period"] >= split)
    out = []
    for kind in KINDS:
        some = rows.assign(is_kind=(rows["kind"] == kind).astype(float))
        if not some["is_kind"].any():
            continue
        early, late = (pm.share(some[some["late"] == flag], "is_kind", clusters=BY) for flag in (False, True))
        change = pm.fit(some, "is_kind", ["late"], clusters=BY, areas=True)["late"]
        out.append({"kind": kind, "n": int(some["is_kind"].sum()), "early": early, "late": late, "change": change})
    return pd.DataFrame(out)


def by_level(sample: Sample, *, since: int) -> pd.DataFrame:
    """Return the share of every kind at each level since a year: one row a level, one estimate a kind."""
    rows = sample.targets[sample.targets["period"] >= since]
    out = []
    for level in sample.levels:
        some = rows[rows["level"] == level]
        shares = {kind: pm.share(some.assign(is_kind=some["kind"] == kind), "is_kind", clusters=BY) for kind in KINDS}
        out.append({"level": level, "n": len(some), **shares})
    return pd.DataFrame(out)
