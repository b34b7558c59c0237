"""Ratios of revenue over the years: to output, and to what all levels of government collect in the area."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from xclib.analyses.fiscal.budget import Budget, records
from xclib.economics import Derived, buoyancy, point_of, share
from xclib.figure import Interval

if TYPE_CHECKING:
    import pandas as pd


def elasticities(b: Budget, derived: Mapping[str, Derived]) -> pd.DataFrame:
    """Return buoyancy year by year: nominal growth of revenue over growth of output at constant prices.

    Both growth rates of a year come from one page, so that they share a vintage; years in which either fell are left out,
    since a ratio of falls says nothing about how revenue follows output.

    Parameters
    ----------
    b : Budget
        From `read_budget`.
    derived : mapping
        From `derive`.

    Returns
    -------
    DataFrame
        ``period, basis, value, low, high, vintage, grade, source_url``; ``basis`` is ``real``, and ``nominal`` in one row at
        most, whose ``low`` is minus infinity where nominal growth of output has no upper bound.
    """
    import pandas as pd

    names = ["period", "basis", "value", "low", "high", "vintage", "grade", "source_url"]
    facts = b.here[(b.here["status"] != "target") & (b.here["period"] < b.year)]
    revenue, output = (facts[facts["indicator"] == code] for code in ("revenue_growth", "gdp_growth"))
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
        rows.append(row | {"basis": "real", "value": told.mid, "low": told.low, "high": told.high, "vintage": vintage})
    rows = sorted(rows, key=lambda r: (r["period"], r["grade"]))
    for name, basis in (("buoyancy", "real"), ("buoyancy_nominal", "nominal")):
        if (now := derived.get(name)) is not None:
            low = now.low if now.low > 0 else -math.inf
            told_now = {"period": b.year, "basis": basis, "value": now.mid, "low": low, "high": now.high}
            rows.append(told_now | {"vintage": "first", "grade": "A", "source_url": b.stated["revenue_growth"]["source_url"]})
    frame = pd.DataFrame([{n: r[n] for n in names} for r in rows], columns=names)
    return frame.drop_duplicates(["period", "basis"], ignore_index=True)


def retained(b: Budget, derived: Mapping[str, Derived]) -> pd.DataFrame:
    """Return what is booked to the area as a share of what the local levels, or all three levels, collect in it.

    Both amounts of a year come from one page. All three levels' revenue is mostly tax, the area's own is not tax alone, so
    that the second share is a ratio rather than a part of a whole.

    Returns
    -------
    DataFrame
        ``whole`` (local, three), ``period, value, low, high, vintage, grade, source_url``, in percent.
    """
    import pandas as pd

    names = ["whole", "period", "value", "low", "high", "vintage", "grade", "source_url"]
    facts = b.here[(b.here["status"] != "target") & (b.here["bound"] == "=") & (b.here["period"] < b.year)]
    own = facts[facts["indicator"] == "revenue"]
    rows: list[dict[str, Any]] = []
    for whole, code in (("local", "revenue_local_level"), ("three", "revenue_three_levels")):
        both = own.merge(facts[facts["indicator"] == code], on=["period", "source_url"], suffixes=("", "_whole"))
        for row in records(both):
            total = Interval(row["low_whole"], row["high_whole"])
            told = share(Interval(row["low"], row["high"]), total, part_mid=row["value"], whole_mid=row["value_whole"])
            rows.append(row | {"whole": whole, "value": told.mid, "low": told.low, "high": told.high})
        for name, year, vintage in (("share_before", b.year - 1, "derived"), ("share", b.year, "first")):
            if whole == "local" and (now := derived.get(name)) is not None:
                told_now = {"whole": whole, "period": year, "value": now.mid, "low": now.low, "high": now.high}
                rows.append(told_now | {"vintage": vintage, "grade": "A", "source_url": b.stated["revenue"]["source_url"]})
    return pd.DataFrame([{n: r[n] for n in names} for r in rows], columns=names)
