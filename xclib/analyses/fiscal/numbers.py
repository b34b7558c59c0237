"""What follows from what is stated: shares, levels, buoyancy, base effects; other areas; and the first screen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses import history
from xclib.analyses.fiscal.budget import (
    NEEDED,
    OWED,
    Budget,
    Row,
    best,
    best_fact,
    chain_of,
    level_before,
    numbers,
    population,
    rests_on_base,
)
from xclib.analyses.standing import Mark, Standing
from xclib.analyses.standing_tables import facts
from xclib.data.rows import records
from xclib.economics import derived as ec
from xclib.economics.derived import joint_growth, mean_growth
from xclib.economics.formulas import ADJUSTED, BUOYANCY_TWO, LESS_BOOKED, OVER_ADJUSTED, PART_ASSUMED
from xclib.economics.quantity import Quantity
from xclib.words import Saying

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
    out = {f"{key}_before": level_before(b, key) for key in ("revenue", "local") if b.leads_back(key)}
    if b.has("revenue", "local"):
        out["share"] = ec.share(b["revenue"], b["local"])
    if {"revenue_before", "local_before"} <= out.keys():
        out |= _two_levels(b, out)
    if b.has("revenue", "target"):
        out["target_level"] = ec.implied_level(b["revenue"], b["target"])
    for name, top, below in (("buoyancy", "revenue_growth", "gdp_growth"), ("target_buoyancy", "target", "gdp_target")):
        if b.has(top, below) and b[top].low > 0 and b[below].low > 0:
            ratio = _floorless(ec.buoyancy(b[top], b[below], basis="real"))
            if math.isfinite(ratio.low) or math.isfinite(ratio.high):  # of two floors it may be anything
                out[name] = ratio
    out |= _past(b, out)
    return out | _nominal(b) | _two_years(b, out) | _heads(b) | _parent(b)


def known(b: Budget, found: Mapping[str, Quantity]) -> dict[str, Any]:
    """Return the facts that every sentence may take: what is stated and derived (None where it is not), years, and sides.

    ``found``: from `derived`.
    """
    facts: dict[str, Any] = dict.fromkeys((*NEEDED, *OWED, *DERIVED)) | {name: b[name] for name in b.stated} | dict(found)
    facts |= {"year": b.year, "next": b.year + 1, "past_year": b.year - 1, "before_last": b.year - 2, "own": b.own}
    same = best_fact(b.rows, "revenue_growth_comparable", b.year - 1)
    facts |= {"same": best(b.rows, "revenue_growth_comparable", b.year - 1), "people": population(b)}
    facts |= {"amount": facts["planned"] or facts["target_level"], "unlike": _unlike(facts["planned"], facts["target_level"])}
    facts |= {"refunded": bool(same and "退税" in same["indicator_zh"])}
    facts |= {"same_basis": b.is_comparable("revenue_growth")}
    facts |= {"low_base": rests_on_base(b, facts["booked_before"])}
    lone = None if facts["revenue"] else facts["local"]
    facts |= {"local_alone": lone, "growth_alone": None if facts["revenue"] or lone else facts["revenue_growth"]}
    return facts | {f"{name}_side": side_of(facts[name]) for name in ("share_change", "growth_gap", "growth_adjusted")}


#: How far, in parts of it, a planned amount may lie from what its own growth makes of this year's before they do not fit.
_FITS = 0.005


def _unlike(amount: Quantity | None, implied: Quantity | None) -> bool:
    """Whether the amount planned is none that the growth planned makes of this year's: its base or definition is another."""
    if amount is None or implied is None or amount.open or implied.open:
        return False
    room = _FITS * implied.high
    return amount.high < implied.low - room or amount.low > implied.high + room


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
    if last is None or not b.has("gdp", "revenue_growth"):
        return {}  # without revenue's growth there is nothing to set beside it
    bases = {now["base"] if now else "", last["base"]}
    if len(bases - {""}) > 1 or history.leaves_base(last):
        return {}
    grown = ec.growth_between(b["gdp"], best(b.rows, "gdp", b.year - 1) or b["gdp"])
    out = {"gdp_nominal": grown}
    if grown.low > 0 and b["revenue_growth"].low > 0:
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


_BASIS = {"revenue_growth": "booked", "revenue_growth_comparable": "comparable", "revenue_local_level_growth": "local"}
_AREAS = ["period", "area_code", "area_zh", "area_en", "basis", "rate", "value", "low", "high", "bound", "vintage", "grade"]


def neighbours(b: Budget, *, years: int = 3) -> pd.DataFrame:
    """Return stated growth of revenue of the area, its parent and the parent's other areas in the latest years.

    ``period, area_code, area_zh, area_en, basis, rate, value, low, high, bound, vintage, grade``; ``rate`` is a quantity,
    ``basis`` booked, comparable or local (地方级). ``years``: how many years, the year reported being the last.
    """
    pool = pd.concat([b.here, b.around], ignore_index=True)
    recent = pool["period"].between(b.year - years + 1, b.year)
    pool = pool[recent & pool["indicator"].isin(_BASIS) & (pool["status"] != "target")]
    rows = []
    for (area, year, code), group in pool.groupby(["area_code", "period", "indicator"], sort=True):
        found = best_fact(records(group), str(code), int(str(year)))
        if found is not None and not (area == b.area and year == b.year):
            rows.append(_row(found) | {"basis": _BASIS[str(code)]})
    beside = any(row["area_code"] != b.area for row in rows)  # an area alone is beside nothing
    frame = pd.DataFrame(rows if beside else [], columns=_AREAS)
    return frame.sort_values(["period", "area_code"], ascending=[False, True], kind="stable", ignore_index=True)


def _row(fact: Row) -> dict[str, Any]:
    rate = Quantity.of(fact)
    return numbers(rate, **{k: fact[k] for k in ("period", "area_code", "area_zh", "area_en", "vintage", "grade")}, rate=rate)


def by_year(areas: pd.DataFrame) -> pd.DataFrame:
    """Return one row an area and basis with its growth of every year, the largest of the last year first.

    ``areas``: from `neighbours`; ``basis`` is empty where growth is as booked.
    """
    named = areas.assign(basis=areas["basis"].mask(areas["basis"] == "booked", ""))
    wide: pd.DataFrame = named.pivot(
        index=["area_code", "area_zh", "area_en", "basis"], columns="period", values="rate"
    ).reset_index()
    if wide.empty:
        return wide
    last = wide[areas["period"].max()].map(lambda rate: -rate.printed if isinstance(rate, Quantity) else math.inf)
    ordered: pd.DataFrame = wide.loc[last.sort_values(kind="stable").index]
    return ordered.reset_index(drop=True)


def beside(b: Budget, areas: pd.DataFrame) -> pd.DataFrame:
    """Return growth of the year reported: both levels of the report, and other areas; empty without any of them."""
    around, rows = areas[areas["period"] == b.year], []
    for key in ("local", "revenue"):
        if b.has(f"{key}_growth"):
            named = {"own": b.own if key == "revenue" else "local", "area_zh": "", "area_en": ""}
            rows.append(numbers(b[f"{key}_growth"], **named, group="report", basis=""))
    rows += [row | {"own": "", "group": "others"} for row in records(around)]
    return pd.DataFrame(rows if len(around) and len(rows) > len(around) else [], columns=[*_AREAS, "own", "group"])


def alike(stands: Sequence[Standing], b: Budget) -> list[Standing]:
    """Return comparisons without the areas above, and without a place, where revenue is that of the report's own level alone.

    Revenue of a province or city is that of all levels of government in it, so that growth of 区级 revenue does not compare.
    """
    return [s if _compares(s, b) else replace(s, marks=_beside(s), alike=False) for s in stands]


def _compares(stand: Standing, b: Budget) -> bool:
    """Whether revenue of the report is that of all levels of government, as other areas state it."""
    return (b.aimed if stand.status == "target" else b.own) in ("", "local")


def among(b: Budget) -> Quantity | None:
    """Return the growth of revenue that compares with what other areas state: as booked, of all levels of government."""
    name = "revenue_growth" if b.own in ("", "local") else "local_growth"
    return b[name] if b.has(name) and not b.is_comparable(name) else None


def _beside(stand: Standing) -> tuple[Mark, ...]:
    return tuple(mark for mark in stand.marks if mark.role in ("own", "other"))


def placed(stand: Standing, b: Budget) -> dict[str, Saying | None]:
    """Return the sayings of a comparison for the first screen, where like is placed among like.

    Areas of a sample state growth of all levels of government. Of a report on its own level alone that is growth of 地方级
    revenue; without it, and for targets, the area has no place.
    """
    found = facts(stand)
    if _compares(stand, b):
        return found
    local = among(b) if stand.status == "actual" else None
    own = stand.mark("own")
    marks = (replace(own, figure=local, number=local.printed),) if own and local else ()
    return found | {"place": facts(replace(stand, marks=marks, alike=True))["place"]}


def parent(b: Budget) -> dict[str, Any] | None:
    """Return how the parent area's revenue grew beside the local level, which covers the same; None without a parent."""
    rate, row = best(b.parent, "revenue_growth", b.year), best_fact(b.parent, "revenue_growth", b.year)
    if row is None or rate is None or not b.has("local_growth"):
        return None
    gap = b["local_growth"].minus(rate)
    return {"area_zh": row["area_zh"], "area_en": row["area_en"], "rate": rate, "gap": gap.size, "says": side_of(gap)}


Known = dict[str, Any]


def happened(known: Known) -> Known:
    """Return the facts of the first finding: own revenue, its growth, and whether its base was low."""
    booked = known["booked_before"]
    low = bool(known["low_base"] and known["two_year_growth"])
    fell = "fell" if low and booked.high < 0 else "grew" if low else ""
    says = next((name for name in ("revenue", "local_alone", "growth_alone") if known[name]), "nothing")
    return {**known, "says": says, "fell": fell}


def planned(known: Known) -> Known:
    """Return the facts of the second finding: the target beside this year's growth."""
    aim, rate, step = known["target"], known["revenue_growth"], None
    if aim and rate and not (gap := aim.minus(rate)).open:
        step = {"side": aim.side(rate), "gap": gap.size}
    return {**known, "says": "target" if aim else "amount" if known["planned"] else "nothing", "step": step}


def watch(known: Known) -> Known | None:
    """Return what the headline hides: levels that moved apart, or a low base, or prices in the buoyancy, or else the debt."""
    if known["share_change_side"] in ("above", "below"):
        return {**known, "says": "share"}
    return base(known) or buoyancy(known) or ({**known, "says": "debt"} if known["debt"] else None)


def base(known: Known) -> Known | None:
    """Return whether this year's growth rests on a low base; None where no comparable basis is known."""
    if not (known["booked_before"] and known["same"]):
        return None
    return {**known, "says": "low base" if known["low_base"] else "no low base"}


def comparable(known: Known) -> Known | None:
    """Return how this year stands to the comparable level of the year before; None where unknown."""
    return known if known["growth_adjusted"] and known["same"] else None


def buoyancy(known: Known) -> Known | None:
    """Return how revenue moved with output; None where the report does not state both rates."""
    if not (known["revenue_growth"] and known["gdp_growth"]):
        return None
    return {**known, "says": "buoyancy" if known["buoyancy"] else "no buoyancy"}


def target(b: Budget, known: Known) -> Known:
    """Return what the target asks for, also beside the mean growth of the joined years."""
    aim, mean, side, first = known["target"], known["mean_growth"], "", 0
    if aim and mean:
        side = "above" if aim.low > mean.high else "below" if aim.high < mean.low else "on"
        run = chain_of(b)
        first = int(run.loc[run["vintage"] != "derived", "period"].iloc[0])
    return {**known, "says": "target" if aim else "no target", "side": side, "first": first}


def levels(b: Budget, known: Known) -> pd.DataFrame:
    """Return the levels of this year and, derived, of the year before, one row each, with ``level``, a quantity.

    >>> import xclib as xc
    >>> from xclib.analyses import fiscal
    >>> report = "cn-110102-plan-2024"
    >>> b = fiscal.read_budget(xc.report(report), xc.figures(report), xc.context())
    >>> levels(b, fiscal.known(b, fiscal.derived(b)))["level"].tolist()
    [91.5364 to 91.6282bn CNY, 101.29bn CNY, 41.5847 to 41.6322bn CNY, 45.27bn CNY]
    """
    rows = []
    for key, whose in (("local", "local"), ("revenue", b.own)):
        for name, year, kind in ((f"{key}_before", b.year - 1, "derived"), (key, b.year, "stated")):
            if (level := known[name]) is not None:
                rows.append(numbers(level, of=whose, period=year, kind=kind, level=level))
    return pd.DataFrame(rows, columns=["of", "period", "kind", "level", "value", "low", "high", "bound"])
