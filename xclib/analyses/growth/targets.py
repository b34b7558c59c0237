"""Targets: the path that the next one implies, and how outcomes met those of the past."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from xclib import economics as ec
from xclib.analyses.growth.frames import (
    best,
    between,
    cells,
    ends,
    is_range,
    join_inputs,
    money_between,
    outcomes,
    point,
    told,
)
from xclib.analyses.growth.real import VINTAGES
from xclib.analyses.growth.words import Row, say, word
from xclib.compound import chain_back, growth_fan
from xclib.estimates import mean_gap, slope_on, usual_ones
from xclib.figure import Interval
from xclib.rows import records
from xclib.wording import format_number, pick, tally

_FLOORS = (">", ">=")
#: How the mean is computed once more without what stands out.
CLEAN = "the same without gaps beyond three scaled median absolute deviations of the median"


def volume_index(rates: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the chained index at constant prices, ``year`` as 100, back to where a rate is missing or a mere bound."""
    known: list[tuple[Interval, float]] = []
    while rate := best(outcomes(rates[rates["bound"].isin(["=", "~"])], year - len(known))):
        known.append((ends(rate), float(rate["value"])))
    rows = [{"period": float(year), "value": 100.0, "low": 100.0, "high": 100.0}]
    for n, d in enumerate(chain_back(known), 1):
        rows.insert(0, {"period": float(year - n), "value": d.mid, "low": d.low, "high": d.high})
    return pd.DataFrame(rows).assign(vintage="")


def path(stated: Row, rates: pd.DataFrame, *, years: int, lang: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the fan that the target opens, the report's year as 100, and its claims; later years only repeat the target."""
    aim = stated["rows"][2]
    if aim is None:
        return pd.DataFrame(columns=["period", "low", "mid", "high"]), [say({**stated, "says": "path none"}, lang)]
    fan = growth_fan(
        Interval(100, 100), ends(aim), start=stated["year"], years=max(years, 1), base_mid=100, growth_mid=point(aim)
    )
    row = {**stated, "says": "path", "index": between(fan["low"][1], fan["high"][1], lang, "")}
    row |= {"index_basis": "base × (1 + growth)", "index_inputs": join_inputs(lang, "100", told(aim, lang))}
    if (later := best(outcomes(rates, stated["next"]))) is None:
        return fan, [say(row, lang)]
    verdict = word(_verdict(later, aim), lang)
    return fan, [say(row, lang), say(row | {"says": "later", "verdict": verdict} | cells(lang, outcome=later), lang)]


def level_claim(stated: Row, levels: pd.DataFrame, lang: str) -> str:
    """Say which level the target implies, and that a level stated later on another base is not its measure; or nothing."""
    level, _, aim = stated["rows"]
    if not (level and aim):
        return ""
    ahead, later = ec.implied_level(ends(level), ends(aim)), best(outcomes(levels, stated["next"]))
    # From a bound of one or two digits nothing follows to the last 亿.
    floor = money_between(ahead.low, ahead.high, lang, digits=4)
    apart = pick(
        lang,
        f"（不能与后来公布的{stated['next']}年水平相比，口径已换）",
        f" (not comparable with the level of {stated['next']}, which is on a later base)",
    )
    other = later is not None and level["base"] != "" and later["base"] != "" and later["base"] != level["base"]
    row = {**stated, "says": "ahead", "floor": floor, "apart": apart if other else "", "floor_basis": ahead.basis}
    return say(row | {"floor_inputs": join_inputs(lang, told(level, lang), told(aim, lang))}, lang)


def _verdict(outcome: Row, aim: Row) -> str:
    return "below" if outcome["high"] < aim["low"] else "above" if outcome["low"] > aim["high"] else "within"


def _room(row: Row) -> tuple[float, float]:
    """Return the ends of what a row says: its number twice, a range's two, or a bound's one; rounding left aside."""
    low = -math.inf if row["bound"] in ("<", "<=") else row["value"]
    return low, math.inf if row["bound"] in _FLOORS else row["high"] if is_range(row) else row["value"]


def gaps(rates: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return target, earliest stated outcome and their gap in points, for the years that hold both.

    A gap is a number only where target and outcome are: against a floor (以上) or a range it has ``gap_low`` and
    ``gap_high``, one of them maybe infinite, and ``gap`` is NaN, so that no estimate takes a bound for a value.
    """
    order, rows = {v: n for n, v in enumerate(VINTAGES)}, []
    for year in sorted(set(rates["period"])):
        aim = best(rates[(rates["period"] == year) & (rates["status"] == "target")])
        seen = sorted(records(outcomes(rates, year)), key=lambda r: (order[r["vintage"]], r["grade"]))
        if aim and seen:
            (least, most), (low, high) = _room(seen[0]), _room(aim)
            gap, verdict = point(seen[0]) - point(aim), _verdict(seen[0], aim)
            row = {"period": year, "verdict": verdict, "verdict_told": word(verdict, lang), "gap": gap, "aim": point(aim)}
            row |= {"gap_low": least - high, "gap_high": most - low, "gap_told": _tell(seen[0], aim, lang)}
            rows.append(row | cells(lang, target=aim, outcome=seen[0]))
    names = ["period", "verdict", "gap", "gap_low", "gap_high", "gap_told", "aim", "outcome_value"]
    return pd.DataFrame(rows, columns=None if rows else names)


def _tell(outcome: Row, aim: Row, lang: str) -> str:
    """Write a gap, or what of it a floor or a range leaves to be said."""
    off = outcome["value"] - aim["value"]
    size = format_number(abs(off), lang, decimals=1)
    if not math.isnan(point(outcome)) and aim["bound"] in _FLOORS:
        words = ("高出下限{}", "{} above the floor") if off >= 0 else ("低于下限{}", "{} below the floor")
        return pick(lang, *words).format(size)
    if math.isnan(point(outcome)) or math.isnan(point(aim)):
        return pick(lang, "不是单个数", "no single number")
    return ("+" if off > 0.049 else "") + format_number(off, lang, decimals=1)


def gap_bars(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the gaps as bars of a chart; those that are bounds have no value, and are drawn hollow."""
    bars = rows.assign(label=[str(y) for y in rows["period"]], value=rows["gap"].astype(float).round(2))
    low, high = (rows[c].where(rows["gap"].isna(), rows["gap"]).astype(float).round(2) for c in ("gap_low", "gap_high"))
    # A bound against a bound may lie anywhere: nothing to draw.
    return bars.assign(low=low, high=high)[~((low == -math.inf) & (high == math.inf))]


def usual(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the years whose gap lies within three scaled median deviations of the median: the rest stands out."""
    known = rows.dropna(subset=["gap"])
    # A list of no truths would choose columns, not rows.
    return known[pd.Series(usual_ones(known["gap"].astype(float).tolist()), index=known.index, dtype=bool)]


def fit_gaps(rows: pd.DataFrame) -> dict[str, ec.Derived]:
    """Return the mean gap, the mean without what stands out, and the slope; empty with too few years for any of them."""
    known, clean = rows.dropna(subset=["gap"]), usual(rows)
    fits = {"mean": mean_gap(list(known["gap"])), "clean": mean_gap(list(clean["gap"]))}
    fits["slope"] = slope_on(list(known["aim"]), list(known["outcome_value"]))
    found = {name: fit for name, fit in fits.items() if fit is not None}
    return found if len(found) == len(fits) else {}


def gap_claims(rows: pd.DataFrame, fits: Mapping[str, ec.Derived], area: str, lang: str) -> list[str]:
    """Say how outcomes met targets, and what `fit_gaps` estimates."""
    if rows.empty:
        return [say({"says": "fit none"}, lang)]
    known = rows.dropna(subset=["gap"])
    words = (("above", "{}年高于", "{} above"), ("within", "{}年符合", "{} in line with"), ("below", "{}年低于", "{} below"))
    row: dict[str, Any] = {"counted": tally([(int((rows["verdict"] == k).sum()), zh, en) for k, zh, en in words], lang)}
    first, last = rows["period"].min(), rows["period"].max()
    row |= {"area": area, "years": str(last) if first == last else f"{first}{pick(lang, '—', '–')}{last}"}
    row |= {"n": len(rows), "worst": "", "worst_head": "", "worst_tail": ""}
    for top in sorted(records(known), key=lambda r: -abs(r["gap"]))[:1]:
        gap = format_number(top["gap"], lang, decimals=1)
        row |= {"worst": gap, "worst_head": pick(lang, "；可计的最大偏离", "; largest known gap ")}
        row |= {"worst_basis": "outcome − target, the largest in size"}
        row["worst_tail"] = pick(lang, f"个百分点（{top['period']}年）", f" points ({top['period']})")
        row["worst_inputs"] = join_inputs(lang, str(top.get("outcome", "")), str(top.get("target", "")))
    counted = say(row | {"says": "gaps"}, lang)
    if not fits:
        return [counted, say({"says": "fit none"}, lang)]
    nulls = (("有别于{}", "distinguishable from {}"), ("与{}无法区分", "not distinguishable from {}"))
    for name, fit in fits.items():
        basis = fit.basis if name != "clean" else CLEAN
        row |= {name: format_number(fit.mid, lang, decimals=2), f"{name}_ci": between(fit.low, fit.high, lang, "", 2)}
        row |= {f"{name}_basis": basis, f"{name}_ci_basis": basis}
        row[f"{name}_null"] = pick(lang, *nulls[fit.low <= (name == "slope") <= fit.high]).format(int(name == "slope"))
    odd = pick(lang, "、", ", ").join(str(y) for y in known["period"] if y not in set(usual(rows)["period"]))
    row |= {"n": len(known), "out": odd + pick(lang, "年", "") if odd else pick(lang, "年份（无）", "no year")}
    return [counted, say(row | {"says": "mean"}, lang), say(row | {"says": "slope"}, lang)]
