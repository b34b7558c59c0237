"""The numbers that follow from what is stated: shares, implied levels, buoyancy, base effects, the level of a target."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses import history
from xclib.analyses.fiscal.budget import NEEDED, Budget, best, best_fact, population
from xclib.analyses.fiscal.years import chain_of, level_before, rests_on_base
from xclib.data.rows import records
from xclib.economics import derived as ec
from xclib.economics.compound import joint_growth, mean_growth
from xclib.economics.formulas import ADJUSTED, BUOYANCY_TWO, LESS_BOOKED, OVER_ADJUSTED, PART_ASSUMED
from xclib.economics.quantity import Quantity

Numbers = dict[str, Quantity]
#: Every number that `derived` may hold.
DERIVED = (
    "local_before", "revenue_before", "share", "share_before", "share_change", "growth_gap", "booked_before",
    "adjusted_before", "refunds", "growth_adjusted", "two_year_growth", "mean_growth", "gdp_nominal", "buoyancy",
    "buoyancy_nominal", "buoyancy_two_year", "target_level", "target_buoyancy", "parent_share", "per_head",
)  # fmt: skip
#: What the tables of levels, of the base and of output show, in their order.
LEVELS, BASE, OUTPUT = DERIVED[:6], DERIVED[6:12], DERIVED[12:16]


def derived(b: Budget) -> Numbers:
    """Return all numbers that follow from what is stated; what does not follow is not there.

    Levels in yuan, growth and shares in percent, changes of them in percentage points.

    >>> import xclib as xc
    >>> from xclib.analyses.fiscal import read_budget
    >>> report = "cn-110102-plan-2024"
    >>> derived(read_budget(xc.report(report), xc.figures(report), xc.context()))["target_buoyancy"]
    0.7273 to 1.111
    """
    out = {f"{key}_before": level_before(b, key) for key in ("revenue", "local") if b.has(key, f"{key}_growth")}
    if b.has("revenue", "local"):
        out["share"] = ec.share(b["revenue"], b["local"])
    if b.has("revenue", "local", "revenue_growth", "local_growth"):
        out |= _two_levels(b, out)
    if b.has("revenue", "target"):
        out["target_level"] = ec.implied_level(b["revenue"], b["target"])
    for name, top, below in (("buoyancy", "revenue_growth", "gdp_growth"), ("target_buoyancy", "target", "gdp_target")):
        if b.has(top, below) and b[top].low > 0 and b[below].low > 0:
            out[name] = ec.buoyancy(b[top], b[below], basis="real")
    out |= _past(b, out)
    return out | _nominal(b) | _two_years(b, out) | _heads(b) | _parent(b)


def known(b: Budget, found: Mapping[str, Quantity]) -> dict[str, Any]:
    """Return the facts that every sentence may take: what is stated and derived (None where it is not), years, and sides.

    ``found``: from `derived`.
    """
    facts: dict[str, Any] = dict.fromkeys((*NEEDED, *DERIVED)) | {name: b[name] for name in b.stated} | dict(found)
    facts |= {"year": b.year, "next": b.year + 1, "past_year": b.year - 1, "before_last": b.year - 2, "own": b.own}
    same = best_fact(b.rows, "revenue_growth_comparable", b.year - 1)
    facts |= {"same": best(b.rows, "revenue_growth_comparable", b.year - 1), "people": population(b)}
    facts |= {"refunded": bool(same and "退税" in same["indicator_zh"])}
    facts |= {"low_base": rests_on_base(b, facts["booked_before"])}
    lone = None if facts["revenue"] else facts["local"]
    facts |= {"local_alone": lone, "growth_alone": None if facts["revenue"] or lone else facts["revenue_growth"]}
    return facts | {f"{name}_side": side_of(facts[name]) for name in ("share_change", "growth_gap", "growth_adjusted")}


def side_of(of: Quantity | None) -> str:
    """Return 'above', 'below' or 'close': where a difference lies from nothing; empty without one."""
    if of is None:
        return ""
    return "above" if of.low > 0 else "below" if of.high < 0 else "close"


def listed(facts: Mapping[str, Any], *names: str) -> pd.DataFrame:
    """Return derived numbers as rows of a table, ``item``, ``number``, ``point`` (None of a mere bound); others are left out.

    ``facts``: from `known`; ``*names``: of `DERIVED`, in the order shown.
    """
    rows = [{"item": name, "own": facts["own"], "number": facts[name]} for name in names if facts[name] is not None]
    rows = [row | {"point": row["number"] if row["number"].value == row["number"].value else None} for row in rows]
    # Amounts with as many digits as what they come from, rates and ratios with two decimals.
    rows = [row | {"shown": 4 if row["number"].unit == "元" else 2} for row in rows]
    return pd.DataFrame(rows, columns=["item", "own", "number", "point", "shown"], dtype=object)


def _two_levels(b: Budget, found: Numbers) -> Numbers:
    """Compare the two levels' growth. The share's change takes this year's share once, so its interval is not too wide."""
    own, local = b["revenue_growth"], b["local_growth"]
    return {
        "growth_gap": own.minus(local),
        "share_before": ec.share(found["revenue_before"], found["local_before"]),
        "share_change": ec.share_change(found["share"], own, local),
    }


def _parent(b: Budget) -> Numbers:
    """Return the area's local-level revenue as a share of its parent's, whose revenue is that of all its areas."""
    whole = best(b.parent, "revenue", b.year)
    if whole is None or not b.has("local"):
        return {}
    return {"parent_share": replace(_floorless(ec.share(b["local"], whole)), basis=PART_ASSUMED)}


def _floorless(of: Quantity) -> Quantity:
    """Leave a ratio over something without an upper limit without a lower one: zero is not a value that it could take."""
    return replace(of, low=of.low if of.low > 0 else -math.inf)


def _nominal(b: Budget) -> Numbers:
    """Return nominal growth of output and buoyancy against it, where both levels stand on one base."""
    last, now = (best_fact(b.rows, "gdp", year) for year in (b.year - 1, b.year))
    if last is None or not b.has("gdp"):
        return {}
    bases = {now["base"] if now else "", last["base"]}
    if len(bases - {""}) > 1 or history.leaves_base(last):
        return {}
    grown = ec.growth_between(b["gdp"], best(b.rows, "gdp", b.year - 1) or b["gdp"])
    out = {"gdp_nominal": grown}
    if grown.low > 0 and b.has("revenue_growth") and b["revenue_growth"].low > 0:
        out["buoyancy_nominal"] = _floorless(ec.buoyancy(b["revenue_growth"], grown))
    return out


def _two_years(b: Budget, found: Numbers) -> Numbers:
    """Return buoyancy over two years, which the base of the year between does not touch."""
    before, revenue = best(b.rows, "gdp_growth", b.year - 1), found.get("two_year_growth")
    if revenue is None or before is None or not b.has("gdp_growth"):
        return {}
    output = joint_growth([b["gdp_growth"], before])
    if output.low <= 0 or revenue.low <= 0:
        return {}
    return {"buoyancy_two_year": replace(ec.buoyancy(revenue, output, basis="real"), basis=BUOYANCY_TWO)}


def _mean_growth(b: Budget, first: Mapping[str, Any]) -> Quantity:
    """Return average growth a year from a row of `history` to the level reported."""
    return mean_growth(b["revenue"], first["level"], b.year - first["period"])


def _past(b: Budget, found: Numbers) -> Numbers:
    """Return mean growth over the joined years, and what a comparable basis says of the year before."""
    if not b.has("revenue"):
        return {}
    run = chain_of(b)
    stated = [r for r in records(run) if r["vintage"] != "derived" and r["period"] < b.year]
    out = {"mean_growth": _mean_growth(b, stated[0])} if stated and b.year - stated[0]["period"] > 2 else {}
    two = next((r for r in stated if r["period"] == b.year - 2), None)
    same = best(b.rows, "revenue_growth_comparable", b.year - 1)
    if two is None:
        return out
    out["two_year_growth"] = _mean_growth(b, two)
    if same is None or "revenue_before" not in found or (run["period"] == b.year - 1).sum() != 1:
        return out
    before, base = found["revenue_before"], two["level"]
    level = replace(ec.implied_level(base, same), basis=ADJUSTED)
    return out | {
        "booked_before": ec.growth_between(before, base),
        "adjusted_before": level,
        "refunds": replace(level.minus(before, LESS_BOOKED), unit="元"),
        "growth_adjusted": replace(ec.growth_between(b["revenue"], level), basis=OVER_ADJUSTED),
    }


def _heads(b: Budget) -> Numbers:
    """Return revenue per head of the latest population that a page states, which may be an older year's."""
    people = population(b)
    if people is None or not b.has("revenue"):
        return {}
    return {"per_head": ec.per_head(b["revenue"], people)}
