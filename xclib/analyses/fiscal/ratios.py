"""Ratios of revenue over the years: to output, and to what all levels of government collect in the area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.fiscal.budget import Budget, Row, of_year
from xclib.analyses.fiscal.years import growth_path, numbers
from xclib.data.rows import records
from xclib.economics import derived as ec
from xclib.economics.fits import Fit
from xclib.economics.formulas import ENDS, ONE_PAGE
from xclib.economics.quantity import Quantity

_RATIOS = ["period", "basis", "ratio", "value", "low", "high", "bound", "vintage", "grade"]
_RETAINED = ["whole", "name", *_RATIOS[:1], *_RATIOS[2:]]
_BASIS = {"revenue_growth": "real", "revenue_growth_comparable": "adjusted"}


def _two(row: Row, mark: str) -> tuple[Quantity, Quantity]:
    """Return both quantities of a row that was merged of two; the second's columns end in a mark."""
    second = {name: row.get(f"{name}{mark}", value) for name, value in row.items()}
    return of_year(row), of_year(second)


def elasticities(b: Budget, found: Mapping[str, Quantity]) -> pd.DataFrame:
    """Return buoyancy year by year: nominal growth of revenue over growth of output at constant prices.

    Both growth rates of a year come from one page, so that they share a vintage; years in which either fell are left out,
    since a ratio of falls says nothing about how revenue follows output; `falls` names them.

    ``period, basis, ratio, value, low, high, bound, vintage, grade``; ``ratio`` is a quantity, ``basis`` ``real``,
    ``adjusted`` for growth on a comparable basis over growth at constant prices, and ``nominal`` in one row at most, whose
    ``low`` is minus infinity where nominal growth of output has no upper bound. ``found``: from `derived`.
    """
    facts = b.here[(b.here["status"] != "target") & (b.here["period"] < b.year)]
    revenue, output = facts[facts["indicator"].isin(_BASIS)], facts[facts["indicator"] == "gdp_growth"]
    rows: list[dict[str, Any]] = []
    for row in records(revenue.merge(output, on=["period", "source_url"], suffixes=("", "_gdp"))):
        up, down = _two(row, "_gdp")
        if up.low <= 0 or down.low <= 0:
            continue
        ratio = replace(ec.buoyancy(up, down), basis=ONE_PAGE)
        vintage = "expected" if "expected" in (row["vintage"], row["vintage_gdp"]) else row["vintage"]
        rows.append({"period": row["period"], "basis": _BASIS[row["indicator"]], "ratio": ratio, "vintage": vintage,
                     "grade": row["grade"]})  # fmt: skip
    rows.sort(key=lambda r: (r["period"], r["grade"]))
    for name, over in (("buoyancy", "real"), ("buoyancy_nominal", "nominal")):
        if name in found:
            rows.append({"period": b.year, "basis": over, "ratio": found[name], "vintage": "first", "grade": "A"})
    frame = pd.DataFrame([numbers(r["ratio"], **r) for r in rows], columns=_RATIOS)
    return frame.drop_duplicates(["period", "basis"], ignore_index=True)


def falls(b: Budget) -> list[int]:
    """Return the years before the one reported in which revenue as booked fell, which have no buoyancy."""
    path = growth_path(b)
    booked = path[path["kind"].isin(["stated", "derived"]) & (path["period"] < b.year)]
    return sorted(int(p) for p in booked.loc[booked["high"] <= 0, "period"])


def ranked(b: Budget, ratios: pd.DataFrame) -> dict[str, Any]:
    """Return how many years have a ratio, and how this year's stands to the earlier ones; a small sample gets a small claim.

    ``ratios``: from `elasticities`.
    """
    real, before = ratios[ratios["basis"] == "real"], ratios[ratios["period"] < b.year]
    past, now = before[before["basis"] == "real"], real[real["period"] == b.year]
    nominal = ratios.loc[ratios["basis"] == "nominal", "ratio"]
    facts: dict[str, Any] = {
        "n": len(real),
        "nominal": next(iter(nominal), None),
        "past": len(past),
        "side": "",
        "falls": falls(b),
    }
    facts |= {"least": None, "most": None, "comparable": records(before[before["basis"] == "adjusted"])}
    if len(past) and len(now):
        ends = [past.loc[past["value"].agg(f), ["ratio", "period"]] for f in ("idxmin", "idxmax")]
        facts |= {
            name: replace(end["ratio"], period=int(end["period"])) for name, end in zip(("least", "most"), ends, strict=True)
        }
        ratio = now["ratio"].iloc[0]
        above, below = ratio.low > past["high"].max(), ratio.high < past["low"].min()
        facts["side"] = "above" if above else "below" if below else "within"
    return facts


def slope(fit: Fit | None) -> dict[str, Any]:
    """Return by how many points revenue grows more where output grows by one more (``revenue ~ gdp``); empty without a fit."""
    return {"slope": fit["gdp"], "n": fit.n} if fit else {}


def retained(b: Budget, found: Mapping[str, Quantity]) -> pd.DataFrame:
    """Return what is booked to the area as a share of what the local levels, or all three levels, collect in it.

    Both amounts of a year come from one page, but for the year before the one reported, which is derived. All three levels'
    revenue is mostly tax, the area's own is not tax alone, so that the second is a ratio and not a part of a whole.

    ``whole`` (local, three), ``name`` of the whole as printed, ``period, ratio, value, low, high, bound, vintage, grade``,
    in percent; ``ratio`` is a quantity.
    """
    facts = b.here[(b.here["status"] != "target") & (b.here["bound"] == "=") & (b.here["period"] < b.year)]
    own = facts[facts["indicator"] == "revenue"]
    rows: list[dict[str, Any]] = []
    for whole, code in (("local", "revenue_local_level"), ("three", "revenue_three_levels")):
        both = own.merge(facts[facts["indicator"] == code], on=["period", "source_url"], suffixes=("", "_whole"))
        for row in records(both):
            ratio = ec.share(*_two(row, "_whole"))
            kept = {k: row[k] for k in ("period", "vintage", "grade")}
            rows.append({**kept, "whole": whole, "name": row["indicator_zh_whole"], "ratio": ratio})
        for name, year, vintage in (("share_before", b.year - 1, "derived"), ("share", b.year, "first")):
            if whole == "local" and name in found:
                label = b.stated["local"]["label"]
                row = {"whole": whole, "name": label, "period": year, "ratio": found[name], "vintage": vintage, "grade": "A"}
                rows.append(row)
    return pd.DataFrame([numbers(r["ratio"], **r) for r in rows], columns=_RETAINED)


def spans(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the span of the ratios of each whole (`retained`), the years derived, and those of all revenue (三级收入)."""
    rows = []
    for whole, part in frame.groupby("whole", sort=False):
        least, most = (part.loc[part["value"].agg(f), "ratio"] for f in ("idxmin", "idxmax"))
        span = Quantity(float("nan"), least.value, most.value, "%", basis=ENDS, inputs=(least, most))
        rows.append({"whole": whole, "span": span, "years": part["period"].nunique()})
    three = frame[frame["whole"] == "three"]
    wide = sorted({int(p) for p in three.loc[~three["name"].str.contains("税"), "period"]})
    made = sorted({int(p) for p in frame.loc[frame["vintage"] == "derived", "period"]})
    return {"spans": rows, "three": bool(len(three)), "wide": wide, "derived": made}
