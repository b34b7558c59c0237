"""Growth: what level and rate state, what prices and revisions leave open, what drove it. Frames, no sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses import history
from xclib.analyses.history import on_one_base, trust
from xclib.analyses.telling import is_bare, tell_apart
from xclib.data.rows import first, records
from xclib.economics import derived as ec
from xclib.economics.breaks import two_means
from xclib.economics.derived import chain_back, growth_fan
from xclib.economics.estimates import Fit, usual_ones
from xclib.economics.formulas import NAIVE, OFF, REPEATED
from xclib.economics.quantity import Quantity, assume, quantities
from xclib.errors import unknown
from xclib.pages import Page
from xclib.words.themes import themes
from xclib.words.wording import LANGS, full_label, totals

Row = Mapping[str, Any]
#: What the opening table shows, in its order.
HEAD = [f"{name}{kind}" for name in ("gdp", "fai", "retail", "revenue_local_level", "revenue") for kind in ("", "_growth")]


def priced(rows: Sequence[Row | None]) -> list[Row]:
    """Return the stated ones of the opening table; none where revenue alone is left, which is of another topic."""
    found = [row for row in rows if row is not None and not history.is_of_part(row)]
    return found if any(row["topic"] == "growth" for row in found) else []


def outcomes(rows: pd.DataFrame, year: int | None = None) -> pd.DataFrame:
    """Return what was stated of the past (or of a year), without targets; equal statements of one year count once."""
    rows = rows[rows["status"].isin(["actual", "preliminary"]) & ((rows["period"] == year) | (year is None))]
    return rows.drop_duplicates(["area_code", "period", "value", "vintage", "base"]) if len(rows) > 1 else rows


def best(rows: pd.DataFrame | Sequence[Row]) -> Row | None:
    """Return the statement to rely on: a precise one before one about or beyond a number, then by grade, then outcomes."""
    found = records(rows) if isinstance(rows, pd.DataFrame) else rows
    return min(found, key=trust, default=None)  # the first of equals, as a stable sort would have it


def quantity(row: Row | None) -> Quantity | None:
    """Return what a row states, or None without one."""
    return None if row is None else Quantity.of(row)


VINTAGES = ("expected", "first", "undated", "later")  # earliest first
#: How the span of earlier deflators is computed, and the level that unchanged prices would give.
_LEAST_AND_MOST = "lowest and highest of the years that can be computed"
_FLAT = "last year's level × (1 + real growth)"
_ACCOUNTS = ["period", "level", "past", "vintage", "grade", "rival", "nominal", "real", "deflator"]
_BREAKS = ["area_zh", "area_en", "period", "before", "past", "level", "real", "implied", "needed", "assumed", "apart"]


def state(levels: pd.DataFrame, rates: pd.DataFrame, *, report: str, year: int) -> dict[str, Any]:
    """Return what is known of a report's year: level, growth and next year's target, as the report states them.

    With them come last year's growth, the growth of the year after as stated later, and whether a later level stands on
    another base.
    """
    level, real = (best(outcomes(f[f["origin"] == report], year)) for f in (levels, rates))
    page = set(levels.loc[levels["origin"] == report, "source_url"].str.split("#").str[0]) - {""}
    real = real or best(outcomes(rates[rates["source_url"].str.split("#").str[0].isin(page)], year))  # as the panel reads it
    aims = rates[(rates["origin"] == report) & (rates["status"] == "target") & (rates["period"] == year + 1)]
    # The table of a plan leaves out the 左右 or 以上 of the sentence that sets the target.
    aim = best(aims[aims["bound"] != "="]) or best(aims)
    later = best(outcomes(levels, year + 1))
    moved = bool(level and later and level["base"] and later["base"] and level["base"] != later["base"])
    stated: dict[str, Any] = {"year": year, "next": year + 1, "past_year": year - 1, "moved": moved}
    stated |= {"level": quantity(level), "real": quantity(real), "target": quantity(aim)}
    around = {"before": best(outcomes(rates, year - 1)), "later": best(outcomes(rates, year + 1))}
    return stated | {name: quantity(row) for name, row in around.items()}


def accounts(levels: pd.DataFrame, rates: pd.DataFrame, *, vintage: str) -> pd.DataFrame:
    """Return nominal growth and implied deflator, year by year, from levels of one vintage and base.

    One row a year and past level; all but ``period``, ``vintage`` and ``grade`` (of the past level) are quantities. A past
    level of another vintage gives a row of its own, marked ``rival``; nothing is averaged. ``levels``, ``rates``: rows of
    `xclib.series` on level and growth; ``vintage``: one of `VINTAGES`: of the levels that growth is computed from. Raises
    `UnknownNameError`: no such vintage.
    """
    if vintage not in VINTAGES:
        raise unknown("vintage", vintage, VINTAGES)
    seen, rows = outcomes(levels), []
    of_vintage: dict[tuple[int, str], Row] = {}
    for row in sorted(records(seen[seen["vintage"] == vintage]), key=trust):  # past 11 trillion, and 11.6: the number counts
        of_vintage.setdefault((row["period"], row["base"]), row)
    for level in of_vintage.values():
        year, of_year = level["period"], outcomes(rates, level["period"])
        before = seen[(seen["period"] == year - 1) & seen["bound"].isin(["=", "~"])]
        before = before[pd.Series([on_one_base(past, level) for past in records(before)], before.index, dtype=bool)]
        rate = best(of_year[of_year["vintage"] == vintage]) or best(of_year)
        for past in records(before.sort_values("grade", kind="stable")) if rate else []:
            now, then, real = Quantity.of(level), Quantity.of(past), Quantity.of(rate or {})
            if now.open and now.low < then.low:  # "more than 3 trillion" after 3.5: a floor that tells nothing
                continue
            nominal = ec.growth_between(now, then)
            row = {"period": year, "level": now, "past": then, "vintage": past["vintage"], "grade": past["grade"]}
            row |= {"rival": past["vintage"] != vintage, "nominal": nominal, "real": real}
            rows.append(row | {"deflator": ec.implied_deflator(nominal, real)})
    frame = pd.DataFrame(rows, columns=_ACCOUNTS).astype({"rival": bool})
    return frame.sort_values(["period", "rival"], kind="stable").reset_index(drop=True)


def marks(accounts: pd.DataFrame) -> pd.DataFrame:
    """Return one year's accounts, one row a rate: real growth once, nominal growth and deflator for each past level."""
    by_row = accounts.reset_index(drop=True)
    long = by_row.melt(["past", "vintage", "grade"], ["real", "nominal", "deflator"], "label", "rate", ignore_index=False)
    long = long[(long["label"] != "real") | (long.index == 0)].sort_index(kind="stable")
    return long.assign(**{k: [round(getattr(q, k), 2) for q in long["rate"]] for k in ("value", "low", "high")})


def naive(accounts: pd.DataFrame, stated: dict[str, Any]) -> dict[str, Any] | None:
    """Return what dividing the level by real growth would give, and the level at unchanged prices; None without a level."""
    now, level, real = accounts[accounts["period"] == stated["year"]], stated["level"], stated["real"]
    if now.empty or now["rival"].iloc[0] or not (level and real):
        return None
    past, factor = now["past"].iloc[0], 1 + real.printed / 100
    at, flat = level.printed / factor, past.printed * factor
    return {
        **stated, "past": past, "factor": Quantity.exact(factor, basis="1 + growth / 100", inputs=(real,)),
        "bound": math.isnan(level.value), "fits": level.low <= flat <= level.high,
        "quotient": Quantity.exact(at, "元", basis=NAIVE, inputs=(level, real)),
        "flat": Quantity.exact(flat, "元", basis=_FLAT, inputs=(past, real)),
    }  # fmt: skip


def span(accounts: pd.DataFrame, assumed: Quantity) -> dict[str, Any]:
    """Return the span of the ``deflators`` that can be computed (None without any), and how it lies to the span assumed.

    ``held``: all of them lie within it; ``outside``: none of them touches it.
    """
    known = [q for q, rival in zip(accounts["deflator"], accounts["rival"], strict=True) if not rival and q.value == q.value]
    if not known:
        return {"n": 0, "deflators": None, "assumed": assumed, "held": False, "outside": False}
    low, high = min(q.low for q in known), max(q.high for q in known)
    found = Quantity(math.nan, low, high, "%", basis=_LEAST_AND_MOST, inputs=tuple(known))
    return {
        "n": len(known), "deflators": found, "assumed": assumed, "held": assumed.low <= low and high <= assumed.high,
        "outside": all(q.high < assumed.low or q.low > assumed.high for q in known),
    }  # fmt: skip


def statements(levels: pd.DataFrame, *, since: int) -> pd.DataFrame:
    """Return every statement of the level since a year, with its vintage and base; nothing is merged."""
    rows = outcomes(levels[levels["period"] >= since]).sort_values(["period", "base", "vintage"], kind="stable")
    return rows.assign(level=quantities(rows)).reset_index(drop=True)


def breaks(levels: pd.DataFrame, rates: pd.DataFrame, assumed: Quantity) -> pd.DataFrame:
    """Return the past level that the first level on each new base implies, with a deflator of the span assumed.

    One row a change of base; ``needed`` is the deflator that one base would take, ``apart`` whether what is implied and
    what was stated then do not meet.
    """
    seen, rows = records(outcomes(levels[levels["base"] != ""])), []
    numbers = records(outcomes(rates[rates["bound"].isin(["=", "~"])]))
    for year in sorted({row["period"] for row in seen}):
        before = [row for row in seen if row["period"] == year - 1]
        bases = {row["base"] for row in before}
        level = best([row for row in seen if row["period"] == year and row["base"] not in bases])
        past, rate = best(before), best([row for row in numbers if row["period"] == year])
        if not (level and past and rate):
            continue
        new, old, real = (Quantity.of(r) for r in (level, past, rate))
        implied = ec.rebased_past(new, real, assumed)
        needed = ec.implied_deflator(ec.growth_between(new, old), real)
        # Where the past level has no upper limit, the deflator that one base would take has no lower one.
        needed = replace(needed, low=-math.inf if math.isinf(old.high) else needed.low, inputs=(new, old, real))
        row = {"area_zh": level["area_zh"], "area_en": level["area_en"], "period": year, "before": year - 1, "past": old}
        row |= {"level": new, "real": real, "implied": implied, "needed": needed, "assumed": assumed}
        rows.append(row | {"apart": implied.side(old) != "close"})
    return pd.DataFrame(rows, columns=_BREAKS).astype({"apart": bool})


def at_prices(stated: dict[str, Any], change: float) -> dict[str, Any] | None:
    """Return next year's target at current prices, if the deflator changes by so many percent; None without level or target.

    >>> level, target = Quantity(3e11, 3e11, 3e11, "元", printed=3e11), Quantity(5.0, 4.5, 5.5, "%", "~", printed=5.0)
    >>> at_prices({"level": level, "target": target, "year": 2030, "next": 2031}, 1.0)["nominal"]
    5.545 to 6.555%
    """
    level, aim = stated["level"], stated["target"]
    if not (level and aim):
        return None
    prices = assume(change, change)
    real = ec.implied_level(level, aim)
    nominal = ec.nominal_growth(aim, prices)
    there = ec.implied_level(level, nominal)
    rows = [{"label": n, "value": q.value, "low": q.low, "high": q.high} for n, q in enumerate((level, real, there))]
    marks = pd.DataFrame(rows).assign(label=["stated", "constant", "current"])
    return {**stated, "change": prices, "nominal": nominal, "there": there, "marks": marks}


#: Groups of drivers with the words of a label; a label counts in the first group that fits.
_GROUPS = {
    "contribution": "拉动.*(?:生产总值|经济)|对.*(?:生产总值|经济)增长.*贡献率",
    "capital": "注册资本|增资|引进金融机构|引进重点企业|引入企业|募集资金",
    "projects": "“两区”项目|投入总金额|平均金额|落地金额|项目金额|签约金额",
    "investment": "固定资产投资|社会投资|完成投资|^(?!.*外商).*投资(?:总?额)?$",
    # Loans for it, the value that its trades add, what is invested in them and the fuel that is used are none of it.
    "consumption": "^(?!.*(?:增加值|贷款|投资|企业数|(?:能源|煤炭?|油|气|电力?|水)消费)).*(?:消费(?!价格)|零售)",
    "finance": "资产管理规模|企业融资",
}


#: Labels of accounts from which contributions can be told: value added of the three industries, as an amount.
_BY_INDUSTRY = "第[一二三]产业增加值"


def has_accounts(figures: pd.DataFrame) -> bool:
    """Whether a report states contributions to growth, or value added by industry, of which they can be worked out."""
    contributions = figures["label"].str.contains(_GROUPS["contribution"])
    return bool((contributions | (figures["label"].str.fullmatch(_BY_INDUSTRY) & (figures["measure"] == "level"))).any())


#: Units of what drives nothing: the days that the approval of an investment takes.
_TIMES = ("h", "d", "mo", "a")


#: Drivers of one group that are shown.
_SHOWN = 12


def drivers(figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the year's outcomes (rows of `xclib.figures`) that bear on growth, by group; cumulative ones are marked.

    Adds ``group`` (and ``says``, the same, by which its words are chosen), ``total`` and ``figure`` (a quantity); the prefix
    of a cumulative figure holds 累计.
    """
    found = []
    wanted = (themes(figures) == "growth") & (figures["status"] == "actual") & (figures["period"].astype(str) == str(year))
    rows = figures.assign(_in=wanted & (figures["measure"] != "rank")).sort_values(["line", "start"])
    listed = records(rows)
    for row, total in zip(listed, totals(listed), strict=True):
        group = next((name for name, words in _GROUPS.items() if re.search(words, full_label(row))), None)
        if group and row["_in"] and row["indicator"] != "cpi" and row["unit_code"] not in _TIMES:
            prefix = "累计" + row["prefix"] if total and "累计" not in row["prefix"] else row["prefix"]
            found.append({**row, "prefix": prefix, "group": group, "says": group, "total": total, "figure": Quantity.of(row)})
    tell_apart(found)
    found.sort(key=lambda row: list(_GROUPS).index(row["group"]))
    columns = [*figures.columns, "group", "says", "total", "figure"]
    return pd.DataFrame(found, columns=columns).astype({"total": bool})


def first_drivers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the drivers that a reader is shown: of each group those that the text states first.

    Neither rows of a table nor sums that do not say whose they are. ``rows``: from `drivers`.
    """
    left = [
        (str(row["label_zh"]).startswith(f"{row['label']}（") and row["scope"] == "") or is_bare(row) for row in records(rows)
    ]
    return rows[~pd.Series(left, index=rows.index, dtype=bool)].groupby("group", sort=False).head(_SHOWN)


def cumulative(figures: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of a report, those that `drivers` found to be cumulative marked as such; ``rows``: from `drivers`."""
    prefixes = dict(zip(rows["figure_id"], rows["prefix"], strict=True))
    return figures.assign(prefix=figures["figure_id"].map(prefixes).fillna(figures["prefix"]))


def investment(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return the growth of fixed-asset investment and its amount, where the report states the growth."""
    rate, amount = (next(iter(rows.loc[rows["indicator"] == code, "figure"]), None) for code in ("fai_growth", "fai"))
    return {"says": "investment", "rate": rate, "amount": amount} if rate else None


def weights(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the amount confirmed (落地) beside the amount expected, and one capital increase beside it; each of one line."""
    found = []
    for landed in records(rows[rows["label"].str.contains("落地金额")])[:1]:
        for says, words in (("projects", "投入总金额"), ("single", "增资")):
            other = rows[(rows["line"] == landed["line"]) & rows["label"].str.contains(words)]
            for figure in other["figure"][:1]:
                part, whole = (landed["figure"], figure) if says == "projects" else (figure, landed["figure"])
                share = replace(ec.share(part, whole), value=math.nan)
                found.append({"says": says, "landed": landed["figure"], "other": figure, "share": share})
    return found


_PEERS = ["role", "area_code", "area_zh", "area_en", "period", "figure", "value", "low", "high", "status", "grade"]


def peers(context: pd.DataFrame, own: pd.DataFrame, indicator: str, *, area: Row, years: Sequence[int]) -> pd.DataFrame:
    """Return an indicator's figures of an area, its parent and its peers, one row an area and year, highest values first.

    ``role`` is own, parent or peer. Areas without a figure have a row with neither ``figure`` nor grade. ``context``: as of
    `xclib.analyses.history.facts`; ``own``: the area's `xclib.series`; ``area``: row of `xclib.reports`.
    """
    code, whole = area["area_code"], history.parent(area["area_code"])
    near = context[history.is_beside(code, context["area_code"]) | (context["area_code"] == whole)]
    places = pd.concat([pd.DataFrame([area]), near])[["area_code", "area_zh", "area_en"]].drop_duplicates("area_code")
    places["role"] = places["area_code"].map({code: "own", whole: "parent"}).fillna("peer")
    stated = outcomes(pd.concat([near[near["indicator"] == indicator], own.assign(area_code=code)]))
    ranked = sorted(records(stated), key=trust)
    best_of = pd.DataFrame(ranked, columns=stated.columns).drop_duplicates(["area_code", "period"])
    best_of = best_of.assign(figure=quantities(best_of))
    every = places.merge(pd.DataFrame({"period": years}), how="cross")
    frame = every.merge(best_of[["area_code", *_PEERS[4:]]], on=["area_code", "period"], how="left").fillna({"grade": ""})
    frame["figure"] = frame["figure"].where(frame["figure"].notna(), None)
    return frame[_PEERS].sort_values(["period", "value"], ascending=[True, False], kind="stable", ignore_index=True)


def place(peers: pd.DataFrame, indicator: str = "") -> list[dict[str, Any]]:
    """Return the area's place in each year among the areas that have a figure; where intervals overlap, it is a range.

    There is a rank only where at least half of the areas (this one counted, the parent not) have a figure, and where it sets
    ours apart from more than half of those.
    """
    found = []
    for year, rows in peers.groupby("period"):
        own, whole = (first(rows[rows["role"] == role]) or {} for role in ("own", "parent"))
        others = [q for q in rows.loc[rows["role"] == "peer", "figure"] if q]
        mine, above = own.get("figure"), whole.get("figure")
        if not (others or above):
            continue
        n, have = int((rows["role"] != "parent").sum()), len(others) + bool(mine)
        fact = {"name": indicator, "year": year, "n": n, "have": have, "own": mine, "whole": above}
        fact |= {f"{name}_{lang}": row.get(f"area_{lang}", "")
                 for name, row in (("area", own), ("parent", whole)) for lang in LANGS}  # fmt: skip
        best_place = last = 0
        if mine and others and 2 * have >= n:
            best_place, last = 1 + sum(q.low > mine.high for q in others), 1 + sum(q.high > mine.low for q in others)
        known = 2 * (last - best_place) < have  # a rank of 1 to 23 of 24 tells nothing
        says = ("peers" if others else "alone") + ("" if above else " without")
        found.append({**fact, "first": best_place * known, "last": last * known, "says": says})
    return found


def fullest(peers: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a figure of the report's year, in the middle; of another where more than twice as many have one."""
    known = peers.dropna(subset=["value"])
    count, middle = known["period"].value_counts(), peers["period"].mean()
    year = max(count.index, key=lambda y: (2 * count[y] >= count.max(), -abs(y - middle), count[y]), default=None)
    return known[known["period"] == year].reset_index(drop=True)


def beside(peers: pd.DataFrame) -> pd.DataFrame:
    """Return one row an area with its figure of every year, in the order of the year that `fullest` has.

    Areas without any have no row, nor has one alone: rows of dashes tell nothing.
    """
    order = [*fullest(peers)["area_code"], *peers["area_code"]]
    names = ["area_code", "area_zh", "area_en"]
    wide = peers.pivot(index=names, columns="period", values="figure").dropna(how="all")
    wide = (wide if len(wide) > 1 else wide[:0]).reset_index()
    return wide.sort_values("area_code", key=lambda codes: codes.map(order.index)).reset_index(drop=True)


_FLOORS = (">", ">=")
_LARGEST = "outcome − target, the largest in size"
_GAPS = ["period", "target", "outcome", "gap", "verdict", "says", "off"]


def volume_index(rates: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the chained index at constant prices, ``year`` as 100, back to where a rate is missing or a mere bound."""
    known: list[Quantity] = []
    while rate := best(outcomes(rates[rates["bound"].isin(["=", "~"])], year - len(known))):
        known.append(Quantity(rate["value"], rate["low"], rate["high"], "%"))
    hundred = Quantity.exact(100.0)
    index = enumerate([hundred, *chain_back(known, hundred)])
    rows = [{"period": float(year - n), "value": of.value, "low": of.low, "high": of.high} for n, of in index]
    return pd.DataFrame(rows[::-1]).assign(vintage="")


def fan(target: Quantity | None, *, year: int, years: int) -> pd.DataFrame:
    """Return the path that a target opens, its year before as 100; later years only repeat it. Empty without a target."""
    if target is None:
        return pd.DataFrame(columns=["period", "low", "mid", "high", "index"])
    hundred = Quantity.exact(100)
    path = growth_fan(hundred, target, start=year, years=max(years, 1))
    index: list[Any] = [hundred]
    for n, row in enumerate(records(path)[1:], 1):
        # The number of years is among what went in where it is more than one.
        often = (Quantity.exact(n, "年"),) if n > 1 else ()
        basis = REPEATED if often else "base × (1 + growth)"
        index.append(Quantity(row["mid"], row["low"], row["high"], basis=basis, inputs=(hundred, target, *often)))
    return path.assign(index=index)


def reached(stated: dict[str, Any], fan: pd.DataFrame) -> dict[str, Any] | None:
    """Return the index that the target implies for the year after; None without a target."""
    return {**stated, "index": fan["index"].iloc[1]} if len(fan) > 1 else None


def ahead(stated: dict[str, Any]) -> dict[str, Any] | None:
    """Return the level that the target implies at prices and on the base of the report's year; None without either."""
    if not (stated["level"] and stated["target"]):
        return None
    return {**stated, "there": ec.implied_level(stated["level"], stated["target"])}


def _room(of: Quantity) -> tuple[float, float]:
    """Return the ends of what is printed: a number twice, a range's two, or a bound's one; rounding left aside."""
    low = -math.inf if of.bound in ("<", "<=") else of.printed
    return low, math.inf if of.bound in _FLOORS else of.high if of.is_range else of.printed


def gaps(rates: pd.DataFrame) -> pd.DataFrame:
    """Return target, earliest stated outcome and their gap in points, for the years that hold both.

    ``target``, ``outcome`` and ``gap`` are quantities. A gap has a value only where target and outcome are numbers: against
    a floor (以上) or a range its interval is what is known, so that no estimate takes a bound for a value; ``off`` is the
    distance from a floor.
    """
    order, rows = {v: n for n, v in enumerate(VINTAGES)}, []
    for year, known in rates.groupby("period"):
        stated = best(known[known["status"] == "target"])
        seen = sorted(records(outcomes(known)), key=lambda r: (order[r["vintage"]], *trust(r)))
        if stated and seen:
            aim, outcome = Quantity.of(stated), Quantity.of(seen[0])
            (least, most), (low, high), value = _room(outcome), _room(aim), outcome.value - aim.value
            gap = Quantity(value, least - high, most - low, "个百分点", basis=OFF, inputs=(outcome, aim))
            row = {"period": year, "target": aim, "outcome": outcome, "gap": gap}
            rows.append(row | {"verdict": outcome.against(aim), **_kind(outcome, aim)})
    return pd.DataFrame(rows, columns=_GAPS)


def _kind(outcome: Quantity, aim: Quantity) -> dict[str, Any]:
    """Return what can be said of a gap: a number, a distance from a floor, or none."""
    if not math.isnan(outcome.value) and aim.bound in _FLOORS:
        off = outcome.value - aim.printed
        size = Quantity.exact(abs(off), basis=OFF, inputs=(outcome, aim))
        return {"says": "over" if off >= 0 else "under", "off": size}
    return {"says": "none" if math.isnan(outcome.value - aim.value) else "number", "off": None}


#: What tells outcomes from the kinds of target in a chart of `first_stated`, whose runs are lines.
MARKS = {"actual": "o", "target": "X", "floor": "^", "cap": "v", "range": "d"}
STYLE: dict[str, Any] = {
    "style": "kind",
    "markers": MARKS,
    "dashes": dict.fromkeys(MARKS, (3, 1)) | {"actual": ""},
    "units": "run",
    "estimator": None,
}
#: What a target is that names no single number.
_SIDES = {">": "floor", ">=": "floor", "<": "cap", "<=": "cap"}


def first_stated(rates: pd.DataFrame) -> pd.DataFrame:
    """Return what was stated first of each area and year, one row an outcome and one a target; outcomes are no mere bounds.

    ``kind`` is ``actual``, ``target``, or what a target without a single number is: a ``floor``, a ``cap``, or a ``range``,
    which has a row for each end. ``run`` counts the runs of unbroken years of an area: a line joins neighbouring years only,
    and the two ends of a range.
    """
    known = rates.assign(kind=rates["status"].replace("preliminary", "actual"))
    known = known[known["bound"].isin(["=", "~"]) | (known["kind"] == "target")]
    known = known.assign(_order=known["vintage"].map({v: n for n, v in enumerate(VINTAGES)})).sort_values(
        "_order", kind="stable"
    )
    known = known.drop_duplicates(["area_code", "period", "kind"])
    between = (known["kind"] == "target") & known["value_high"].notna()
    known["kind"] = known["bound"].map(_SIDES).fillna(known["kind"]).mask(between, "range")
    ends = known[between].assign(value=lambda of_two: of_two["value_high"])
    known = pd.concat([known, ends]).sort_values(["area_code", "period"], ascending=[False, True], kind="stable")
    years = known.groupby(["area_code", "kind"])["period"]
    runs = years.transform(lambda of_one: of_one.diff().fillna(0).ne(1).cumsum())
    runs = runs.where(known["kind"].isin(["actual", "target"]), known["period"])
    return known.drop(columns="_order").assign(run=runs).reset_index(drop=True)


def points(gaps: pd.DataFrame) -> pd.DataFrame:
    """Return the years with single numbers for target and outcome as plain numbers; ``usual`` is false of what stands out.

    What stands out lies beyond three scaled median absolute deviations of the median gap.
    """
    numbers = gaps.astype(dict.fromkeys(("target", "outcome", "gap"), float)).dropna(subset=["gap"])
    numbers = numbers[["period", "target", "outcome", "gap"]].reset_index(drop=True)
    return numbers.assign(usual=pd.Series(usual_ones(numbers["gap"].tolist()), index=numbers.index, dtype=bool))


def summary(gaps: pd.DataFrame) -> dict[str, Any]:
    """Return how outcomes met targets: the counts, the years, and the largest known gap."""
    known = [r for r in records(gaps) if r["says"] == "number"]
    worst = max(known, key=lambda r: abs(r["gap"].value), default=None)
    count = gaps["verdict"].value_counts()
    sides = [{"side": side, "count": int(count[side])} for side in ("above", "within", "below", "open") if side in count]
    found: dict[str, Any] = {"sides": sides, "n": len(gaps), "first": gaps["period"].min(), "last": gaps["period"].max()}
    gap = worst and replace(worst["gap"], basis=_LARGEST)
    return found | {"worst": gap, "worst_year": worst and worst["period"]}


def estimates(points: pd.DataFrame, mean: Fit | None, clean: Fit | None, slope: Fit | None) -> dict[str, Any] | None:
    """Return what the three regressions say together; None where the years are too few for any of them."""
    if not (mean and clean and slope):
        return None
    odd = [int(year) for year in points.loc[~points["usual"], "period"]]
    found = {"mean": mean["mean"], "clean": clean["mean"], "slope": slope["target"], "mean_n": mean.n, "odd": odd}
    found |= {"mean_apart": mean.excludes("mean", 0), "slope_apart": slope.excludes("target", 1)}
    return found | {"shift": two_means(points["period"].tolist(), points["gap"].tolist(), unit="个百分点")}


#: Years of targets and outcomes that make a record.
ENOUGH = 10
#: The `gaps` of an area and their `summary`.
Record = tuple[pd.DataFrame, dict[str, Any]]


def apart(now: Quantity | None, past: Quantity | None) -> dict[str, Any] | None:
    """Return how far one rate lies from another, in percentage points; None where an end is open."""
    if not (now and past) or (gap := now.minus(past)).open:
        return None
    return {"side": now.side(past), "gap": gap.size}


def happened(stated: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of the first finding: the year's growth beside last year's."""
    says = "growth" if stated["real"] else "level" if stated["level"] else "nothing"
    return {**stated, "says": says, "step": apart(stated["real"], stated["before"])}


def planned(stated: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of the second finding: the target beside the year's growth and the outcome stated later."""
    aim, later = stated["target"], stated["later"]
    met = later.against(aim) if aim and later else ""
    return {**stated, "says": "target" if aim else "nothing", "step": apart(aim, stated["real"]), "met": met}


def watch(stated: dict[str, Any], breaks: pd.DataFrame, accounts: pd.DataFrame) -> dict[str, Any] | None:
    """Return what must not be read out of the level: a change of base, or else a level that is a mere floor; None otherwise."""
    for row in records(breaks[breaks["apart"]].tail(1) if len(breaks) and breaks["apart"].iloc[-1] else breaks[:0]):
        return {**row, "says": "break"}
    level, now = stated["level"], accounts[(accounts["period"] == stated["year"]) & ~accounts["rival"]]
    if level and stated["real"] and level.bound in (">", ">=") and math.isnan(level.value):
        for row in records(now[:1]):
            return {**row, "says": "bound", "past_year": stated["past_year"]}
    return None


def record(rates: pd.DataFrame, name: str) -> Record:
    """Return the `gaps` of an area's growth and their `summary`, with the area's name."""
    found = gaps(rates)
    return found, {"name": name, **summary(found)}


def longer_first(own: Record, above: Record) -> tuple[Record, Record]:
    """Return the records of an area and of the one above it: its own first unless that is both short and the shorter one."""
    return (own, above) if own[1]["n"] >= min(ENOUGH, above[1]["n"]) else (above, own)


def kept(met: dict[str, Any]) -> dict[str, Any] | None:
    """Return how outcomes met targets (`summary`) as what there is to watch; None without any year."""
    return {**met, "says": "gaps"} if met["n"] else None


def limits(
    page: Page, stated: dict[str, Any], drivers: pd.DataFrame, joins: pd.DataFrame, gaps: pd.DataFrame, peers: pd.DataFrame
) -> dict[str, object]:
    """Return what the report does not let one conclude, by the names of the texts, each with whether it holds.

    ``joins``: from `breaks`; the others from the functions of these names.
    """
    return {
        "bound": stated["level"] and stated["level"].open,
        "accounts": len(drivers) and not has_accounts(page.figures),
        "projects": drivers["group"].isin(["capital", "projects"]).any(),
        "bases": len(joins),
        "targets": page.plans and (stated["target"] or len(gaps)),
        "peers": "peer" in set(peers.dropna(subset="figure")["role"]),
    }
