"""The numbers that follow from what is stated: shares, implied levels, buoyancy, base effects, the level of a target."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from xclib.analyses.fiscal.budget import Budget, Row, best_fact, level_before, population, span_of, with_unit
from xclib.analyses.fiscal.years import chain_of, history
from xclib.compound import joint_growth, mean_growth
from xclib.economics import (
    Derived,
    buoyancy,
    growth_between,
    implied_level,
    per_head,
    point_of,
    share,
    share_change,
    subtract,
)
from xclib.figure import Interval
from xclib.rows import records


def derive(b: Budget) -> dict[str, Derived]:
    """Return all numbers that follow from what is stated; what does not follow is not there.

    Parameters
    ----------
    b : Budget
        From `read_budget`.

    Returns
    -------
    dict of Derived
        Levels in yuan, growth and shares in percent, changes of them in percentage points.
    """
    out = {f"{key}_before": level_before(b, key) for key in ("revenue", "local") if b.has(key, f"{key}_growth")}
    if b.has("revenue", "local"):
        out["share"] = _share(b.both("revenue"), b.both("local"))
    if b.has("revenue", "local", "revenue_growth", "local_growth"):
        out |= _two_levels(b, out)
    if b.has("revenue", "target"):
        (level, level_mid), (growth, growth_mid) = b.both("revenue"), b.both("target")
        out["target_level"] = implied_level(level, growth, base_mid=level_mid, growth_mid=growth_mid)
    for name, top, below in (("buoyancy", "revenue_growth", "gdp_growth"), ("target_buoyancy", "target", "gdp_target")):
        if b.has(top, below) and b.span(top).low > 0 and b.span(below).low > 0:
            (up, up_mid), (down, down_mid) = b.both(top), b.both(below)
            out[name] = buoyancy(up, down, revenue_mid=up_mid, gdp_mid=down_mid, basis="real")
    out |= _past(b, out)
    return out | _nominal(b) | _two_years(b, out) | _heads(b) | _parent(b)


@lru_cache(maxsize=16)
def inputs(b: Budget) -> Mapping[str, Row]:
    """Return, for derived numbers that take a figure from another page, that figure ready to be printed and linked."""
    past = {
        r["period"]: with_unit(r | {"unit_code": "CNY"}) for r in records(chain_of(b, history(b))) if r["vintage"] != "derived"
    }
    parent = best_fact(b.around[b.around["area_code"] == b.area[:2] + "0000"], "revenue", b.year)
    same, output = (best_fact(b.rows, code, b.year - 1) for code in ("revenue_growth_comparable", "gdp"))
    two, first = past.get(b.year - 2), past.get(min(past, default=0))
    grown = best_fact(b.rows, "gdp_growth", b.year - 1)
    found = {
        "parent_share": parent, "gdp_nominal": output, "booked_before": two, "two_year_growth": two, "adjusted_before": same,
        "mean_growth": first, "buoyancy_two_year": grown, "per_head": population(b),
    }  # fmt: skip
    return MappingProxyType({name: row for name, row in found.items() if row is not None})


def _parent(b: Budget) -> dict[str, Derived]:
    """Return the area's local-level revenue as a share of its parent's, whose revenue is that of all its areas."""
    parent = b.around[b.around["area_code"] == b.area[:2] + "0000"]
    whole = best_fact(parent, "revenue", b.year)
    if whole is None or not b.has("local"):
        return {}
    return {"parent_share": _share(b.both("local"), (span_of(whole), point_of(whole["value"], whole["bound"])))}


def _share(part: tuple[Interval, float], whole: tuple[Interval, float]) -> Derived:
    return share(part[0], whole[0], part_mid=part[1], whole_mid=whole[1])


def _two_levels(b: Budget, known: Mapping[str, Derived]) -> dict[str, Derived]:
    """Compare the two levels' growth. The share's change takes this year's share once, so its interval is not too wide."""
    own, local, now = b.span("revenue_growth"), b.span("local_growth"), known["share"]
    gap = subtract(own, local)
    growth = {"part_mid": b.mid("revenue_growth"), "whole_mid": b.mid("local_growth")}
    before = [(known[f"{key}_before"].interval, known[f"{key}_before"].mid) for key in ("revenue", "local")]
    return {
        "growth_gap": Derived(gap.low, gap.high, b.mid("revenue_growth") - b.mid("local_growth"), "difference of growth rates"),
        "share_before": _share(*before),
        "share_change": share_change(now, own, local, **growth),
    }


def _nominal(b: Budget) -> dict[str, Derived]:
    """Return nominal growth of output and buoyancy against it, where both levels stand on one base."""
    last = best_fact(b.rows, "gdp", b.year - 1)
    if last is None or not b.has("gdp"):
        return {}
    now = best_fact(b.rows, "gdp", b.year)
    if now is not None and now["base"] and last["base"] and now["base"] != last["base"]:
        return {}
    level, mid = b.both("gdp")
    grown = growth_between(level, span_of(last), level_mid=mid, base_mid=point_of(last["value"], last["bound"]))
    out = {"gdp_nominal": grown}
    if grown.low > 0 and b.has("revenue_growth") and b.span("revenue_growth").low > 0:
        up, up_mid = b.both("revenue_growth")
        out["buoyancy_nominal"] = buoyancy(up, grown.interval, revenue_mid=up_mid, gdp_mid=grown.mid)
    return out


def _two_years(b: Budget, known: Mapping[str, Derived]) -> dict[str, Derived]:
    """Return buoyancy over two years, which the base of the year between does not touch."""
    before = best_fact(b.rows, "gdp_growth", b.year - 1)
    revenue = known.get("two_year_growth")
    if revenue is None or before is None or not b.has("gdp_growth"):
        return {}
    output = joint_growth([b.both("gdp_growth"), (span_of(before), point_of(before["value"], before["bound"]))])
    if output.low <= 0 or revenue.low <= 0:
        return {}
    ratio = buoyancy(revenue.interval, output.interval, revenue_mid=revenue.mid, gdp_mid=output.mid, basis="real")
    return {"buoyancy_two_year": ratio}


def _mean_growth(b: Budget, first: Row) -> Derived:
    """Return average growth a year from a row of `history` to the level reported."""
    (level, mid), past = b.both("revenue"), Interval(first["low"], first["high"])
    return mean_growth(level, past, b.year - first["period"], level_mid=mid, base_mid=first["value"])


def _past(b: Budget, known: Mapping[str, Derived]) -> dict[str, Derived]:
    """Return mean growth over the joined years, and what a comparable basis says of the year before."""
    if not b.has("revenue"):
        return {}
    run = chain_of(b, history(b))
    stated = [r for r in records(run) if r["vintage"] != "derived" and r["period"] < b.year]
    out = {"mean_growth": _mean_growth(b, stated[0])} if stated and b.year - stated[0]["period"] > 2 else {}
    two = next((r for r in stated if r["period"] == b.year - 2), None)
    same = best_fact(b.rows, "revenue_growth_comparable", b.year - 1)
    if two is None:
        return out
    out["two_year_growth"] = _mean_growth(b, two)
    if same is None or "revenue_before" not in known or (run["period"] == b.year - 1).sum() != 1:
        return out
    before, base = known["revenue_before"], span_of(two)
    booked = growth_between(before.interval, base, level_mid=before.mid, base_mid=two["value"])
    level = implied_level(base, span_of(same), base_mid=two["value"], growth_mid=same["value"])
    lost = subtract(level.interval, before.interval)
    now, mid = b.both("revenue")
    return out | {
        "booked_before": booked,
        "adjusted_before": level,
        "refunds": Derived(lost.low, lost.high, level.mid - before.mid, "comparable less booked level"),
        "growth_adjusted": growth_between(now, level.interval, level_mid=mid, base_mid=level.mid),
    }


def _heads(b: Budget) -> dict[str, Derived]:
    """Return revenue per head of the latest population that a page states, which may be an older year's."""
    people = population(b)
    if people is None or not b.has("revenue"):
        return {}
    level, mid = b.both("revenue")
    return {"per_head": per_head(level, span_of(people), amount_mid=mid, population_mid=people["value"])}
