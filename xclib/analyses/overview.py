"""A brief across all topics: the main numbers of a report, its area's share of the one above, and what to ask its author."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.growth import outcomes
from xclib.analyses.history import CENSUSES, above, series
from xclib.analyses.scorecard import named
from xclib.analyses.telling import PARTLY, is_of_year, mentioned
from xclib.data.rows import records
from xclib.economics import derived as ec
from xclib.economics.formulas import REBASED
from xclib.economics.quantity import Quantity
from xclib.model.indicators import read_indicators
from xclib.words.wording import LANGS, in_period

#: Revenue with what the centre takes, which stands for an area's where its report states no other, and its bare names.
TOTALS, _BARE_TOTALS = ("revenue_wider", "total_revenue"), ("财政收入", "财政总收入")
#: The numbers of the first page, in their order: the first of each group that the report states.
MAIN = (
    ("gdp",), ("revenue", *TOTALS), ("revenue_local_level",), ("fai",), ("retail",), ("value_added_industry",), ("trade",),
    ("urban_new_jobs",), ("urban_income", "income"), ("unemployment_surveyed", "unemployment_registered"), ("cpi",), ("pm25",),
)  # fmt: skip
#: How many years before the one reported a share may lie to say where it moves.
RECENT = 5
#: What is set beside the area above apart from gross product, which has a table of its own.
BESIDE = ("fai", "retail", "income", "urban_income")
#: How many years before the one reported the two may be of.
_BESIDE_YEARS = 3
#: Targets below which a tile on how many were met says nothing.
FEWEST = 3
#: How many numbers stand on the first page.
MOST = 10
#: Main numbers below which the most telling of the rest stand with them, and what a thing must weigh for that.
_FEW, _TELLING = 5, 4
_TOPICS = ("growth", "fiscal", "livelihood", "environment")
#: Targets that the first screen names, in their order: the first of each group that the report sets, six at most.
AIMED = (
    ("gdp",), ("urban_new_jobs",), ("unemployment_surveyed", "unemployment_registered"), ("cpi",), ("income", "urban_income"),
    ("revenue", "revenue_local_level", *TOTALS), ("fai",), ("retail",), ("trade",), ("grain",),
)  # fmt: skip
MOST_AIMED = 6


def main_numbers(things: pd.DataFrame) -> pd.DataFrame:
    """Return the main things of a report, at most ten, in the order of `MAIN`; rows of `xclib.analyses.telling.things`.

    Where a report states few of them, the most telling of its other outcomes follow. What is of other years has no place under
    the heads of the year and the next, but where the report states the half year alone its outcomes come first.
    """
    partly = things[things["coverage"].isin(PARTLY) & things["outcome"].notna() & (things["period"].astype(str) != "")]
    if not is_of_year(things) and len(partly):
        first = _first_of(partly.assign(apart=""), MAIN, MOST)
        return pd.concat([things.loc[first.index], _first_of(things[things["aim"].notna()], MAIN, MOST)], ignore_index=True)
    found = _first_of(things[things[["outcome", "change", "aim"]].notna().any(axis=1)], MAIN, MOST)
    if len(found) < _FEW:
        rest = things[things["apart"].eq("") & things["theme"].isin(_TOPICS) & things["weight"].ge(_TELLING)]
        rest = rest[(rest["outcome"].notna() | rest["change"].notna()) & ~rest.index.isin(found.index)]
        found = pd.concat([found, rest.sort_values("weight", ascending=False, kind="stable")]).head(MOST)
    return found.reset_index(drop=True)


def _first_of(things: pd.DataFrame, groups: Sequence[Sequence[str]], most: int) -> pd.DataFrame:
    """Return the weightiest thing of the first indicator of each group that is there; none of a part or another year."""
    bare = things["indicator"].eq("") & things["label"].isin(_BARE_TOTALS)
    codes = things["indicator"].mask(bare, TOTALS[-1]).str.removesuffix("_growth")
    whole = things[(things["scope"] == "") & codes.ne("") & things["apart"].eq("")]
    stems = codes[whole.index]
    found = []
    for group in groups:
        hits = [whole[stems == code].sort_values("weight", ascending=False, kind="stable").head(1) for code in group]
        found += [hit for hit in hits if len(hit)][:1]
    return pd.concat(found[:most]) if found else things[:0]


def planned(aims: dict[str, Any] | None, own: pd.DataFrame) -> dict[str, Any] | None:
    """Return how the report's targets lie to its outcomes, with the main ones; None where it sets none.

    ``aims``: from `xclib.analyses.scorecard.aims_facts`; ``own``: from `xclib.analyses.scorecard.promised`.
    """
    main = [{**row, "actual": None} for row in records(_first_of(own[own["aim"].notna()], AIMED, MOST_AIMED))]
    return aims and {**aims, "main": named(main)}


def beside(area: str, year: int, above: pd.DataFrame) -> pd.DataFrame:
    """Return investment, retail sales and income beside those of the area above: the latest year of which both state a number.

    A level is a share of the one above, income per head a percentage of it; where no year near ``year``, the one
    reported, has both levels, growth of one year is set apart by subtraction. Columns: names, ``period`` and ``number``.
    ``above``: what is stated of the area above, as of `xclib.analyses.history.facts`.
    """
    names, rows = read_indicators(), []
    for code in BESIDE if len(above) else ():
        divide = ec.percent_of if code.endswith("income") else ec.share
        for name, join in ((code, divide), (f"{code}_growth", Quantity.minus)):
            met = shares(series(name, area, year), above[above["indicator"] == name], join)
            near = met[met["period"].between(year - _BESIDE_YEARS, year)].tail(1)
            rows += [
                {"name_zh": names[name].zh, "name_en": names[name].en, "period": row["period"], "number": row["share"]}
                for row in records(near)
            ]
            if len(near):
                break
    return pd.DataFrame(rows, columns=["name_zh", "name_en", "period", "number"])


def shares(own: pd.DataFrame, above: pd.DataFrame, join: Callable[[Quantity, Quantity], Quantity] = ec.share) -> pd.DataFrame:
    """Return the area's share of the level of the area above, of the years of which both state a number on one base.

    ``own``, ``above``: statements of one level, as of `xclib.analyses.history.series`; ``join``: what is made of the two.
    """
    rows = []
    for year in sorted(set(own["period"]) & set(above["period"])):
        part, whole = (records(rows[rows["bound"].isin(["=", "~"])]) for rows in (outcomes(own, year), outcomes(above, year)))
        pairs = [(a, b) for a in part for b in whole if len({a["base"], b["base"]} - {""}) < 2 and _alike(a, b)]
        pair = min(pairs, key=lambda two: (two[0]["base"] != two[1]["base"], two[0]["grade"], two[1]["grade"]), default=None)
        if pair:
            share = join(Quantity.of(pair[0]), Quantity.of(pair[1]))
            rows.append({"period": year, "base": pair[0]["base"], "share": share, "value": share.value})
    return pd.DataFrame(rows, columns=["period", "base", "share", "value"])


def _alike(part: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether neither of two levels, or both, were stated in later years, where no base is named."""
    return bool(part["base"] and whole["base"]) or (part["vintage"] == "later") == (whole["vintage"] == "later")


def share_moved(shares: pd.DataFrame, area: dict[str, str], year: int) -> dict[str, Any] | None:
    """Return the last share, and one of two years before it or the nearest to that; None without two years.

    Where ``year``, the one reported, has a share, the next has no say. Shares that end long before it are history and
    nothing to watch, and so are two on one base that read the same: 2.0% and 2.0%.
    """
    shares = shares[shares["period"].between(year - RECENT, year + 1)]
    if year in set(shares["period"]):
        shares = shares[shares["period"] <= year]
    if len(shares) < 2 or shares["period"].max() < year - 1:
        return None
    last = records(shares.tail(1))[0]
    first = min(records(shares[:-1]), key=lambda row: (abs(last["period"] - 2 - row["period"]), row["period"]))
    side, between = last["share"].side(first["share"]), range(first["period"], last["period"])
    unnamed = "" in (first["base"], last["base"]) and any(year in between for year in CENSUSES)
    rebased = unnamed or first["base"] != last["base"]
    if not rebased and (side == "close" or round(first["value"], 1) == round(last["value"], 1)):
        return None
    return {**area, "says": "share", "first": first["period"], "last": last["period"], "was": first["share"],
        "now": last["share"], "side": side, "rebased": rebased}  # fmt: skip


def shifted(breaks: pd.DataFrame) -> list[dict[str, Any]]:
    """Return how far the last change of base moved each area's past level: what is implied over what was printed.

    Of a level that was printed as a floor, such as more than 600 billion, it is the distance from the number printed.

    ``breaks``: from `xclib.analyses.growth.breaks`, of one area or several.
    """
    rows = []
    for _, of_area in breaks[breaks["apart"]].groupby("area_zh", sort=False):
        row = records(of_area.tail(1))[0]
        past = row["past"]
        at = replace(past, low=past.printed, high=past.printed, value=past.printed) if past.open else past
        shift = replace(ec.growth_between(row["implied"], at), basis=REBASED, inputs=(row["implied"], past))
        says = "lower" if shift.high < 0 else "higher" if shift.low > 0 else "open"
        rows.append({**row, "shift": shift, "size": shift.size, "says": says})
    latest = max((row["before"] for row in rows), default=0)
    return [row for row in rows if row["before"] == latest]


def explored(panel: pd.DataFrame, area: str, year: int) -> dict[str, Any] | None:
    """Return where the explorer shows growth of the area, or of those above it that the panel has; None without any.

    ``panel``: rows of `xclib.panel`; ``area``: code of the report's area; of a district that the panel does not have, the
    areas above it stand in.
    """
    known = set(panel["area_code"])
    codes = [code for code in dict.fromkeys((area, *above(area))) if code in known]
    view = f"indicator=gdp_growth&areas={','.join(codes)}&year={year}"
    return {"view": view, "own": area in known} if codes else None


def happened(stated: dict[str, Any], main: pd.DataFrame) -> dict[str, Any] | None:
    """Return the year's growth with its level, or else the first main numbers; None without any."""
    if stated["real"] or stated["level"]:
        return {**stated, "says": "growth" if stated["real"] else "level"}
    rows = records(main[main["outcome"].notna() | main["change"].notna()].head(FEWEST))
    first = [{**row, "aim": None, "actual": row["outcome"] or row["change"], "moved": row["outcome"] and row["change"]}
        for row in rows]  # fmt: skip
    if not first:
        return None
    when = {f"when_{lang}": in_period(rows[0], lang) for lang in LANGS}
    return {**stated, **when, "rows": named(first), "says": "partly" if rows[0]["apart"] else "other"}


def mentions(main: pd.DataFrame, figures: pd.DataFrame) -> dict[str, Any]:
    """Return how many figures the report states, and the first main numbers, for a first screen without any other."""
    return {"total": len(figures), "main": mentioned(records(main), figures)}


def questions(
    stated: dict[str, Any], kept: dict[str, Any] | None, aims: pd.DataFrame, binding: dict[str, Any] | None, main: pd.DataFrame
) -> list[dict[str, Any]]:
    """Return what to ask the author of the report, the weightiest first: what was missed, what cannot be checked, what is bare.

    ``stated``: from `xclib.analyses.growth.state`; ``kept``: from `xclib.analyses.scorecard.kept_facts`; ``aims``: from
    `xclib.analyses.scorecard.promised`; ``binding``: from `xclib.analyses.environment.binding`; ``main``: from `main_numbers`.
    """
    level = stated["level"]
    found: list[dict[str, Any]] = [{"says": "missed", **row} for row in (kept["short"][:3] if kept else ())]
    if binding and binding["rest"]:
        found.append({"says": "binding", **binding})
    if level and level.open:
        found.append({"says": "bound", **stated})
    if stated.get("target") and not level and not stated["real"]:
        found.insert(0, {"says": "unstated", **stated})
    lower = records(aims[(aims["step"] == "lower") & aims["indicator"].ne("") & aims["weight"].gt(0)])
    # About 6% is no lower than 6.1%.
    lower = [row for row in lower if row["aim"].side(row["actual"]) == "below"]
    found += [{"says": "lower", **row} for row in named(lower[:2])]
    asked = main["indicator"].str.removesuffix("_growth").isin([code for group in MAIN for code in group]) & main["apart"].eq(
        ""
    )
    silent = named(records(main[main["aim"].isna() & asked])) if aims["aim"].notna().any() else []  # a communiqué has no plan
    return found + ([{"says": "silent", "rows": silent}] if silent else [])
