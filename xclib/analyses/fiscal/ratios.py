"""Ratios of revenue over the years: to output, and to what all levels of government collect in the area."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from xclib.analyses.fiscal.budget import Budget
from xclib.analyses.fiscal.years import growth_path
from xclib.economics import Derived, buoyancy, point_of, share
from xclib.figure import Interval
from xclib.rows import records

if TYPE_CHECKING:
    import pandas as pd


def elasticities(b: Budget, derived: Mapping[str, Derived]) -> pd.DataFrame:
    """Return buoyancy year by year: nominal growth of revenue over growth of output at constant prices.

    Both growth rates of a year come from one page, so that they share a vintage; years in which either fell are left out,
    since a ratio of falls says nothing about how revenue follows output; `falls` names them.

    Parameters
    ----------
    b : Budget
        From `read_budget`.
    derived : mapping
        From `derive`.

    Returns
    -------
    DataFrame
        ``period, basis, value, low, high, vintage, grade, source_url``; ``basis`` is ``real``, ``adjusted`` for growth on a
        comparable basis over growth at constant prices, and ``nominal`` in one row at most, whose ``low`` is minus infinity
        where nominal growth of output has no upper bound.
    """
    import pandas as pd

    names = ["period", "basis", "value", "low", "high", "vintage", "grade", "source_url"]
    facts = b.here[(b.here["status"] != "target") & (b.here["period"] < b.year)]
    basis = {"revenue_growth": "real", "revenue_growth_comparable": "adjusted"}
    revenue, output = facts[facts["indicator"].isin(basis)], facts[facts["indicator"] == "gdp_growth"]
    rows: list[dict[str, Any]] = []
    for row in records(revenue.merge(output, on=["period", "source_url"], suffixes=("", "_gdp"))):
        up, down = Interval(row["low"], row["high"]), Interval(row["low_gdp"], row["high_gdp"])
        if up.low <= 0 or down.low <= 0:
            continue
        told = buoyancy(
            up, down, revenue_mid=point_of(row["value"], row["bound"]), gdp_mid=point_of(row["value_gdp"], row["bound_gdp"]),
            basis="real",
        )  # fmt: skip
        vintage = "expected" if "expected" in (row["vintage"], row["vintage_gdp"]) else row["vintage"]
        told_then = {"basis": basis[row["indicator"]], "value": told.mid, "low": told.low, "high": told.high}
        rows.append(row | told_then | {"vintage": vintage})
    rows = sorted(rows, key=lambda r: (r["period"], r["grade"]))
    for name, over in (("buoyancy", "real"), ("buoyancy_nominal", "nominal")):
        if (now := derived.get(name)) is not None:
            low = now.low if now.low > 0 else -math.inf
            told_now = {"period": b.year, "basis": over, "value": now.mid, "low": low, "high": now.high}
            rows.append(told_now | {"vintage": "first", "grade": "A", "source_url": b.stated["revenue_growth"]["source_url"]})
    frame = pd.DataFrame([{n: r[n] for n in names} for r in rows], columns=names)
    return frame.drop_duplicates(["period", "basis"], ignore_index=True)


def falls(b: Budget) -> list[int]:
    """Return the years before the one reported in which revenue as booked fell, which have no buoyancy.

    Parameters
    ----------
    b : Budget
        From `read_budget`.
    """
    path = growth_path(b)
    booked = path[path["kind"].isin(["stated", "derived"]) & (path["period"] < b.year)]
    return sorted(int(p) for p in booked.loc[booked["high"] <= 0, "period"])


def retained(b: Budget, derived: Mapping[str, Derived]) -> pd.DataFrame:
    """Return what is booked to the area as a share of what the local levels, or all three levels, collect in it.

    Both amounts of a year come from one page, but for the year before the one reported, which is derived. All three levels'
    revenue is mostly tax, the area's own is not tax alone, so that the second is a ratio and not a part of a whole.

    Returns
    -------
    DataFrame
        ``whole`` (local, three), ``name`` of the whole as printed, ``period, value, low, high, vintage, grade, source_url``,
        in percent.
    """
    import pandas as pd

    names = ["whole", "name", "period", "value", "low", "high", "vintage", "grade", "source_url"]
    facts = b.here[(b.here["status"] != "target") & (b.here["bound"] == "=") & (b.here["period"] < b.year)]
    own = facts[facts["indicator"] == "revenue"]
    rows: list[dict[str, Any]] = []
    for whole, code in (("local", "revenue_local_level"), ("three", "revenue_three_levels")):
        both = own.merge(facts[facts["indicator"] == code], on=["period", "source_url"], suffixes=("", "_whole"))
        for row in records(both):
            total = Interval(row["low_whole"], row["high_whole"])
            told = share(Interval(row["low"], row["high"]), total, part_mid=row["value"], whole_mid=row["value_whole"])
            told_then = {
                "whole": whole,
                "name": row["indicator_zh_whole"],
                "value": told.mid,
                "low": told.low,
                "high": told.high,
            }
            rows.append(row | told_then)
        for name, year, vintage in (("share_before", b.year - 1, "derived"), ("share", b.year, "first")):
            if whole == "local" and (now := derived.get(name)) is not None:
                told_now = {"whole": whole, "name": b.stated["local"]["label"], "period": year, "value": now.mid}
                told_now |= {"low": now.low, "high": now.high}
                rows.append(told_now | {"vintage": vintage, "grade": "A", "source_url": b.stated["revenue"]["source_url"]})
    return pd.DataFrame([{n: r[n] for n in names} for r in rows], columns=names)
