"""Environment: the year's PM2.5 and its course, water, green space, waste, energy, binding indicators. Frames, no sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count, pairwise, takewhile
from typing import Any

import pandas as pd

from xclib.analyses import history, scorecard, standing_tables
from xclib.analyses.livelihood import as_printed, compared
from xclib.analyses.standing import Standing
from xclib.data import front
from xclib.data.rows import best_stated, once, records
from xclib.economics import fits
from xclib.economics.derived import chain_back as levels_before
from xclib.economics.derived import growth_between, mean_growth
from xclib.economics.derived import per_head as divide_by_heads
from xclib.economics.estimates import Fit
from xclib.economics.formulas import CITY, COUNTED, DURBIN, OLS_LOG, PARAMETER, PREDICTED, STANDARD, TWO_FITS
from xclib.economics.quantity import Quantity, quantities
from xclib.model.indicators import read_indicators
from xclib.model.standards import standard

#: Of concentrations, as printed.
UNIT = "微克/立方米"
_GAP = "outcome − requirement"


def best(rows: pd.DataFrame) -> Quantity | None:
    """Return what the best of some figures states."""
    return None if (row := best_stated(rows)) is None else Quantity.of(row)


def state(figures: pd.DataFrame, year: int) -> dict[str, Any]:
    """Return the latest PM2.5 outcome of a report beside the requirement of its year.

    ``outcome``, ``required``, ``coming`` (the next target), ``gap`` and ``percent`` are quantities, or None; ``verdict`` is
    missed, met, open where rounding or a bound decides, or unknown; ``whose`` is city where the requirement was handed
    down, else own. ``figures``: rows of `xclib.figures`; ``year``: the year reported on, where no outcome names one.
    """
    stated = figures[(figures["indicator"] == "pm25") & figures["period"].astype(str).str.fullmatch(r"\d{4}")]
    stated = stated.assign(period=stated["period"].astype(int))
    actual, goals = (stated[stated["status"] == status] for status in ("actual", "target"))
    year = int(actual["period"].max()) if len(actual) else year
    of_year = goals[goals["period"] == year]
    outcome, required = best(actual[actual["period"] == year]), best(of_year)
    found: dict[str, Any] = {"year": year, "next": year + 1, "past_year": year - 1, "outcome": outcome, "required": required}
    later = goals[goals["period"] > year]
    found |= {"coming": best(later), "coming_year": later["period"].min() if len(later) else year + 1}
    found |= {"gap": None, "percent": None, "verdict": "unknown"}
    # A mean to date (累计) may lack the last months, and a limit for the year is then a looser yardstick.
    stating = actual[actual["figure_id"] == outcome.id] if outcome else actual[:0]
    found["to_date"] = bool(stating["prefix"].str.contains("累计").any())
    found["whose"] = "city" if history.handed_down(of_year).any() else "own"
    if outcome and required:
        goal = required.printed
        ends = (required.low, required.high) if required.bound == "~" else (goal, goal)
        cap = Quantity(goal, *ends)
        gap = replace(outcome.minus(cap, _GAP), unit=outcome.unit, inputs=(outcome, required))
        # The formula is growth's, the two numbers are of one year.
        share = replace(growth_between(outcome, cap), basis="outcome / requirement − 1", inputs=gap.inputs)
        verdict = "missed" if gap.low > 0 else "met" if gap.high <= 0 else "open"
        found |= {"gap": gap, "percent": share, "verdict": verdict}
    return found


def judge(air: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of the sentence on the year: whether the requirement was met and by how much, or what is missing."""
    gap, share = air["gap"], air["percent"]
    if not (gap and share):
        return {**air, "says": "alone" if air["outcome"] else "nothing"}
    if air["verdict"] == "open" or math.isnan(gap.value):
        return {**air, "says": "open"}
    return {**air, "says": "judged", "gap": gap.size, "percent": share.size}


def limit(air: dict[str, Any], own: float = 0) -> list[dict[str, Any]]:
    """Return on which side of an annual limit the outcome lies, and what the limit of the next year's target is.

    One for the outcome, and one for the coming year where another limit applies to it; empty without an outcome or a limit.
    ``air``: of `state`; ``own``: a limit of the reader's; 0 for that of the national standard in force in the year of each
    figure.
    """
    found, seen = [], None
    for says, figure, year in (("limit", air["outcome"], air["year"]), ("next limit", air["coming"], air["coming_year"])):
        applied = standard("pm25", year)
        at = own if own > 0 else applied.limit if applied else 0.0
        if figure and at > 0 and at != seen:
            line = Quantity.exact(at, UNIT, basis=PARAMETER if own > 0 else STANDARD)
            side = "below" if figure.high <= at else figure.side(line)
            number = applied.number if applied and own <= 0 else ""
            found.append({**air, "says": says, "limit": line, "standard": number, "side": side, "figure": figure, "of": year})
        seen = at
    return found


def own_aims(stands: Sequence[Standing], air: dict[str, Any]) -> list[Standing]:
    """Return comparisons without the year's target where it was handed down: a requirement is no target of the area's own."""
    return [s for s in stands if not (air["whose"] == "city" and s.indicator == "pm25" and s.mark("own")
        and (s.status, s.period) == ("target", air["year"]))]  # fmt: skip


def claim(air: dict[str, Any], figures: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the report's own explanation of its result, as its claim; empty where none is recorded."""
    of = figures[figures["figure_id"] == (air["outcome"].id if air["outcome"] else "")]
    found = [c for row in records(of) for c in records(front.claims(row["report_id"])) if c["line"] == row["line"]]
    return [{**c, "says": "claim", "url": air["outcome"].url} for c in found[:1]]


#: Fewest years of one area to which a line is fitted.
FEWEST = 4
#: Durbin-Watson below this: neighbouring years err on the same side (the 5% lower bound lies near 1 for ten to fifteen years).
SERIAL = 1.0
#: The two shapes fitted: the same amount a year, and the same percentage.
SHAPES = {"line": "value ~ period", "rate": "log_value ~ period"}
_IMPLIED = ["period", "value", "low", "high", "doubtful"]
_MODELS = ["shape", "sample", "first", "last", "n", "change", "interval", "dw"]
_CHECKS = ["period", "n", "line", "rate", "target", "came", "before"]
_PACE = ["area_zh", "area_en", "first", "last", "change"]

#: Fits a formula to a frame, as `xclib.fit` with its options set.
Fitted = Callable[[pd.DataFrame, str], Fit | None]


def statements(own: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    """Return all PM2.5 outcomes of an area by ``kind``: ``report``, ``other`` page, ``part`` of a year, ``doubtful``.

    A full-year value of another page is doubtful where a value for some months of that year is the same number. Months are
    ``first_month`` and ``last_month``, 0 of a full year.

    ``own``: rows of `xclib.series`; ``part``: rows of `xclib.context` with ``part_year=True``.
    """
    actual = own[own["status"] == "actual"].assign(months="")
    pieces = part[(part["months"] != "") & (part["status"] == "actual")].assign(origin="context", kind="part")
    twins = set(zip(pieces["period"], pieces["value"], strict=True))
    kinds = [
        "report" if o != "context" else "doubtful" if (p, v) in twins else "other"
        for o, p, v in zip(actual["origin"], actual["period"], actual["value"], strict=True)
    ]
    frames = [f for f in (actual.assign(kind=kinds), pieces) if len(f)]
    rows = pd.concat(frames, ignore_index=True) if frames else actual.assign(kind=kinds)
    for name, at in (("first_month", 0), ("last_month", -1)):
        rows[name] = [int(months.split("-")[at] or 0) for months in rows["months"]]
    return rows.sort_values(["period", "months"], kind="stable").reset_index(drop=True)


def usable(statements: pd.DataFrame, points: pd.DataFrame) -> dict[str, Any]:
    """Return how many years of the area can be used for a trend, how many values cannot, and whether that is enough."""
    counts = {kind: int((statements["kind"] == kind).sum()) for kind in ("doubtful", "part")}
    return {**counts, "n": len(points), "enough": len(points) >= FEWEST}


def one_a_year(rows: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return one outcome a year, the best graded source first; bounds, doubtful values and parts of a year stay out.

    Adds ``level``, the quantity, and ``log_value``.
    """
    kept = rows[(rows["status"] == "actual") & rows["bound"].isin(["=", "~"]) & rows["period"].between(first, last)]
    if "kind" in rows:
        kept = kept[kept["kind"].isin(["report", "other"])]
    kept = kept.sort_values(["period", "grade"], kind="stable").drop_duplicates("period").reset_index(drop=True)
    return _with_log(kept.assign(level=quantities(kept)))


def _with_log(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(log_value=[math.log(v) for v in rows["value"].astype(float)])


def choose(stated: pd.DataFrame, city: pd.DataFrame, first: int, last: int, year: int = 9999) -> pd.DataFrame:
    """Return the area's own statements where they make years enough for a trend, else those of its city.

    A city whose years all lie behind ``year``, the one reported, is no background to it.
    """
    enough = len(one_a_year(stated, first, last)) >= FEWEST
    return stated if enough or (len(city) and city["period"].min() > year) else city


def chain_back(points: pd.DataFrame, changes: pd.DataFrame, first: int) -> pd.DataFrame:
    """Return the earlier levels that the first level and the printed yearly changes imply: implied, not observed.

    ``points``: one outcome a year; ``changes``: changes in percent a year, rows of `xclib.context`; ``first``: year to stop
    at.
    """
    ranked = changes[(changes["status"] == "actual") & (changes["bound"] == "=")].sort_values(["period", "grade"])
    known = {int(r["period"]): r for r in records(ranked.drop_duplicates("period"))}
    rows: list[dict[str, Any]] = []
    for now in records(points.sort_values("period"))[:1]:
        years = [*takewhile(lambda year: year in known and year > first, count(int(now["period"]), -1))]
        levels = levels_before([Quantity.of(known[y]) for y in years], Quantity(now["value"], now["low"], now["high"]))
        rows = [{"period": y - 1, "value": q.value, "low": q.low, "high": q.high} for y, q in zip(years, levels, strict=True)]
    return _with_log(pd.DataFrame(rows[::-1], columns=_IMPLIED).assign(doubtful=True))


def samples(points: pd.DataFrame, implied: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the samples to which a trend is fitted: all stated years, those of government pages, and with implied years."""
    found = {"stated": points, "government": points[points["grade"] == "A"]}
    return found | ({"implied": pd.concat([implied, points[implied.columns[:4]].pipe(_with_log)])} if len(implied) else {})


def observed(points: pd.DataFrame, implied: pd.DataFrame) -> pd.DataFrame:
    """Return points and implied points as rows of a chart, the latter as doubtful and no finer than the sources print."""
    stated = points.assign(doubtful=False)[_IMPLIED]
    return pd.concat([implied[_IMPLIED].assign(value=implied["value"].round()), stated]) if len(implied) else stated


def path(points: pd.DataFrame, line: Fit | None) -> pd.DataFrame:
    """Return the fitted line with the 95% band of its mean, up to the year after the last; rows of a chart."""
    if line is None:
        return pd.DataFrame(columns=["period", "fit", "low", "high"])
    return line.predict(pd.DataFrame({"period": range(int(points["period"].min()), int(points["period"].max()) + 2)}))


def yearly(fit: Fit) -> Quantity:
    """Return the change a year: in µg/m³, or in percent where the logarithm was fitted."""
    slope = fit["period"]
    if fit.formula == SHAPES["line"]:
        return replace(slope, unit=UNIT)
    value, low, high = (100 * math.expm1(x) for x in (slope.value, slope.low, slope.high))
    return Quantity(value, low, high, "%", basis=OLS_LOG)


def models(samples: Mapping[str, pd.DataFrame], fit: Fitted) -> pd.DataFrame:
    """Return the change a year by both shapes and every sample that has years enough, one row a model."""
    rows = []
    for sample, points in samples.items():
        for shape, formula in SHAPES.items():
            if made := fit(points, formula):
                years = {"first": points["period"].min(), "last": points["period"].max(), "n": made.n}
                row = {"shape": shape, "sample": sample, **years, "change": yearly(made)}
                row["dw"] = _durbin(made)
                rows.append({**row, "interval": row["change"]})
    return pd.DataFrame(rows, columns=_MODELS)


def pace(points: pd.DataFrame) -> pd.DataFrame:
    """Return the compound yearly change in percent of the first and the second half of the years, from the end points alone."""
    if len(points) < FEWEST:
        return pd.DataFrame(columns=_PACE)
    middle = len(points) // 2
    cuts = [records(points)[n] for n in (0, middle - (len(points) % 2 == 0), -1)]
    rows = []
    for a, b in pairwise(cuts):
        then, now, years = a["level"], b["level"], int(b["period"] - a["period"])
        change = mean_growth(now, then, years)
        rows.append({**{k: a[k] for k in _PACE[:2]}, "first": a["period"], "last": b["period"], "change": change})
    return pd.DataFrame(rows, columns=_PACE)


def slowing(points: pd.DataFrame) -> dict[str, Any] | None:
    """Return the two halves beside each other, and whether the fall slowed down; None with too few years.

    Halves hang on three single years, so that a slower fall is said only where the constant rate, too, turns between them by
    more than the years scatter; of fewer than `estimates.FEWEST_GAPS` it is not.
    """
    paces = pace(points)
    if len(paces) != 2:
        return None
    early, late = records(paces)
    bent = points.assign(after=(points["period"] - late["first"]).clip(lower=0))
    turned = fits.fit(bent, "log_value ~ period + after", errors="classical")
    slower = early["change"].high < min(late["change"].low, 0) and turned is not None and turned["after"].low > 0
    names = {k: early[k] for k in ("area_zh", "area_en")}
    return {**names, "says": "pace", "from_year": early["first"], "middle": late["first"], "to_year": late["last"],
        "early": early["change"], "late": late["change"], "slower": slower}  # fmt: skip


def trend(points: pd.DataFrame, line: Fit | None, rate: Fit | None) -> dict[str, Any] | None:
    """Return what both shapes say of the stated years, with the pace of the halves; None where the years are too few.

    ``dw`` is the Durbin-Watson statistic of the line where it shows that errors keep one sign for years.
    """
    if not (line and rate):
        return None
    level, share = yearly(line), yearly(rate)
    found: dict[str, Any] = {"n": line.n, "first": points["period"].min(), "last": points["period"].max()}
    found |= {k: points[k].iloc[0] for k in ("area_zh", "area_en")} | {"level": level.size, "share": share.size}
    found["says"] = "fell" if level.high < 0 else "rose" if level.low > 0 else "flat"
    halves = slowing(points) or dict.fromkeys(("early", "late", "from_year", "middle", "to_year", "slower"))
    return {**halves, **found, "dw": _durbin(line) if line.durbin_watson < SERIAL else None}


def _durbin(fit: Fit) -> Quantity | None:
    """Return the Durbin-Watson statistic; None where a year is missing."""
    if math.isnan(fit.durbin_watson):
        return None
    return Quantity.exact(fit.durbin_watson, basis=DURBIN)


def since(points: pd.DataFrame, fit: Fitted, first: float) -> dict[str, Any] | None:
    """Return the trend fitted from another first year, with its chart's frames as ``marks``; None with too few years."""
    kept = points[points["period"] >= first]
    line, rate = (fit(kept, formula) for formula in SHAPES.values())
    found = trend(kept, line, rate)
    return found and {**found, "marks": (observed(kept, kept[:0]), path(kept, line))}


def starts(points: pd.DataFrame, fit: Fitted) -> pd.DataFrame:
    """Return the change a year by the year from which it is counted: ``line`` and ``rate``, quantities, and ``n``.

    ``value``, ``low`` and ``high`` are those of the constant rate, as numbers.
    """
    rows = []
    # Those stated that leave enough years to fit.
    for first in sorted(map(int, points["period"]))[: max(len(points) - FEWEST + 1, 0)]:
        both = models({"stated": points[points["period"] >= first]}, fit)
        line, rate = both["change"]
        row = {"first": first, "n": both["n"].iloc[0], "line": line, "rate": rate, "line_span": line, "rate_span": rate}
        rows.append({**row, **{k: getattr(rate, k) for k in ("value", "low", "high")}})
    frame = pd.DataFrame(rows, columns=["first", "n", "line", "line_span", "rate", "rate_span", "value", "low", "high"])
    return frame.astype({"first": int, "n": int, "value": float, "low": float, "high": float})


def checks(points: pd.DataFrame, rows: pd.DataFrame, year: int, fit: Fitted) -> pd.DataFrame:
    """Return what the years before would have put into a year, what the area itself set for it, and what came.

    The years looked at are the one after the report's, and the one after the last that is stated.

    ``points``: one outcome a year; ``rows``: all statements of the level, targets among them; ``year``: year reported on.
    Each year looked at is fitted on the years before it alone. ``fit``: as `xclib.fit`, its options set.
    """
    stated = {int(r["period"]): r["level"] for r in records(one_a_year(rows, 0, 9999))}
    goals = {int(r["period"]): Quantity.of(r) for r in records(rows[rows["status"] == "target"])}
    out = []
    for coming in sorted({year + 1, int(points["period"].max()) + 1}) if len(points) else []:
        before = points[points["period"] < coming]
        made = [fit(before, formula) for formula in SHAPES.values()]
        if None in made or before["period"].max() != coming - 1:
            continue
        line, rate = (_ahead(m, coming, log=m.formula != SHAPES["line"]) for m in made if m)
        ends = (goals.get(coming), stated.get(coming), stated[coming - 1])
        out.append(dict(zip(_CHECKS, (coming, len(before), line, rate, *ends), strict=True)))
    return pd.DataFrame(out, columns=_CHECKS).astype({"target": object, "came": object})


def _ahead(fit: Fit, year: int, *, log: bool) -> Quantity:
    """Return where a fitted line lies in a later year, with the 95% interval of a single observation (not a forecast)."""
    found = fit.predict(pd.DataFrame({"period": [year]})).iloc[0]
    value, low, high = (math.exp(found[c]) if log else float(found[c]) for c in ("fit", "least", "most"))
    return Quantity(value, low, high, UNIT, basis=PREDICTED)


def ahead(checks: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what the fits missed in years that came, then how far apart they are in the last and what is impossible or odd."""
    found = [{**row, "says": "came"} for row in records(checks) if row["came"]]
    for last in records(checks.tail(1)):
        gap = abs(last["line"].value - last["rate"].value)
        apart = Quantity.exact(gap, UNIT, basis=TWO_FITS, inputs=(last["line"], last["rate"]))
        higher = bool(last["target"] and last["target"].printed > last["before"].printed)
        found.append({**last, "says": "ahead", "apart": apart, "negative": last["line"].low < 0, "higher": higher})
    return found


def rebounds(year: int, city: pd.DataFrame, own: pd.DataFrame, area: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return whether the city and the area rose from the year before, as far as rounding lets one tell.

    ``city``, ``own``: statements of the city, left out where there are none, and of the area, the same where it is the
    city; ``area``: ``area_zh`` and ``area_en`` of the area.
    """
    found: list[dict[str, Any]] = []
    for rows, of in [(own, area)] if city is own or city.empty else [(city, records(city)[0]), (own, area)]:
        known = {r["period"]: r["level"] for r in records(one_a_year(rows, year - 1, year))}
        names = {k: of[k] for k in ("area_zh", "area_en")} | {"before_year": year - 1, "year": year}
        if len(known) == 2:
            before, now = known[year - 1], known[year]
            says = {"above": "rose", "below": "fell", "close": "close"}[now.side(before)]
            found.append({**names, "says": says, "before": before, "now": now})
        elif known:
            found.append({**names, "says": "incomplete"})
    return found


#: Subjects: the words of a label that tell each; the first that matches counts.
SUBJECTS = {
    "air": r"细颗粒物|PM2\.5|PM10|空气|优良天数|重污染|扬尘",
    "water": "水质|河湖|断面|用水|节水|污水",
    "waste": "垃圾|厨余|分类驿站|示范类小区|达标类小区",
    "energy": "能耗|绿电|碳(?!酸|纤维)|节能|可再生能源",
    "green": "绿地|绿化|(?<!体育)公园|花园|森林|造林|湿地",
}
#: Indicators whose plan is a control total: a number not to be exceeded, even where the table prints no more than the number.
CEILINGS = ("water_use",)


def subject_of(label: str) -> str:
    """Return the subject that a label belongs to, or an empty text.

    >>> subject_of("新增屋顶绿化"), subject_of("体育公园改建")
    ('green', '')
    """
    return next((code for code, words in SUBJECTS.items() if re.search(words, label)), "")


def on_topic(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures on the environment: by topic, or where they have none by their label.

    Adds ``subject``; ``figure``, a quantity, of a control total the ceiling that it is; ``ceiling``; and ``progress``, which is
    the status or under_way. English labels that nobody wrote are the catalogue's.
    """
    marked = figures.assign(subject=[subject_of(s + t) for s, t in zip(figures["scope"], figures["label"], strict=True)])
    kept = marked[(marked["topic"] == "environment") | ((marked["topic"] == "") & (marked["subject"] != ""))]
    rows, names = records(kept), read_indicators()
    labels = [r["label_en"] or (names[r["indicator"]].en if r["indicator"] else "") for r in rows]
    stated: Any = [quantity(r) for r in rows]
    kept = kept.assign(label_en=labels, ceiling=[_is_ceiling(r) for r in rows], figure=stated)
    return kept.assign(progress=["under_way" if under_way(r) else r["status"] for r in rows]).reset_index(drop=True)


def of_subject(topic: pd.DataFrame, subject: str) -> pd.DataFrame:
    """Return the figures on a subject, each once. ``topic``: from `on_topic`."""
    return once(topic[topic["subject"] == subject])


def quantity(row: dict[str, Any]) -> Quantity:
    """Return what a figure states; the plan of a control total as the ceiling that it is."""
    found = Quantity.of(row)
    return replace(found, bound="<=") if _is_ceiling(row) else found


def _is_ceiling(row: dict[str, Any]) -> bool:
    return row["indicator"] in CEILINGS and row["status"] == "target"


def under_way(row: dict[str, Any]) -> bool:
    """Tell whether an outcome is said to be taken forward (推进) and not done, by the words that lead up to its number.

    >>> under_way({"status": "actual", "prefix": "绿化,加快推进"}), under_way({"status": "actual", "prefix": "推进整治,建成"})
    (True, False)
    """
    clause = re.split(r"[,，。;；:：]", str(row["prefix"]))[-1]
    return row["status"] == "actual" and bool(re.search("推进(?!完|建成)", clause))


def water(topic: pd.DataFrame) -> dict[str, Any] | None:
    """Return the rate of water sections, how many years it has held, the next target, and whether that is the rate's own.

    None where the report states no outcome.
    """
    rates, run = topic[topic["indicator"] == "water_quality"], topic[topic["label"].str.contains("连续")]
    run = run[(run["subject"] == "water") & (run["unit"] == "年") & (run["status"] == "actual")]
    goals = records(rates[rates["status"] == "target"])
    for row in records(rates[rates["status"] == "actual"])[:1]:
        goal = goals[0] if goals else {"figure": None, "period": "", "label": ""}
        found = {"rate": row["figure"], "period": row["period"], "years": next(iter(run["figure"]), None)}
        shared = any(word in str(goal["label"]) for word in "和与及、")
        return {**found, "goal": goal["figure"], "goal_year": goal["period"], "shared": shared}
    return None


def notes(topic: pd.DataFrame, plan: pd.DataFrame, subject: str) -> list[dict[str, Any]]:
    """Return what there is to say of a subject, one fact each.

    They are the rate of water sections, whether outcomes or targets are missing, and the plan rows without a number.
    """
    has = set(topic.loc[topic["subject"] == subject, "status"])
    rate = water(topic) if subject == "water" else None
    found: list[dict[str, Any]] = [{"says": "water", **rate}] if rate else []
    found += [{"says": status, "subject": subject} for status in ("actual", "target") if has and status not in has]
    bare = plan[plan["value"].isna() & (plan["name_zh"].map(subject_of) == subject)]
    return found + [{"says": "bare", **row} for row in records(bare)]


def fell_short(figures: pd.DataFrame) -> dict[str, Any]:
    """Return the report's own count of plan indicators, and of those that it missed; None each where it has no count."""
    done = figures[figures["status"] == "actual"]
    missed, whole = best(done[done["label"].str.contains("未完成.*指标")]), best(done[done["label"] == "计划指标"])
    return {"missed": missed if whole else None, "counted": whole}


#: Green space within towns, which forests are not, and what tells how much of it there is.
_PARKS, _STOCK = "绿地|公园|绿化|绿道", "绿地率|绿化覆盖率|人均"


def questions(topic: pd.DataFrame, plan: pd.DataFrame, pairs: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what the report does not let one conclude; each question only where its condition is true of the report."""
    done, goals = (set(topic.loc[topic["status"] == s, "indicator"]) for s in ("actual", "target"))
    green = topic.loc[(topic["subject"] == "green") & (topic["unit"] != "大"), "label"].astype(str)
    stated, subjects = topic[topic["status"] == "actual"], set(topic["subject"])
    tonnes = ((stated["subject"] == "waste") & stated["unit_code"].isin(["t", "kg", "PT"])).any()
    holds = {
        "emissions": "pm25" in done,
        "next": "pm25" in done,
        "words": (plan["value"].isna() & plan["name_zh"].map(subject_of).ne("")).any(),
        "bases": (pairs["grade"] == "false").any(),
        "stock": green.str.contains(_PARKS).any() and not green.str.contains(_STOCK).any(),
        "waste": "waste" in subjects and not tonnes,
        "water": "water_quality" in done,
        "use": "water_use" in goals - done,
        "cause": len(topic) > 0,
        "energy": len(topic) > 0 and "energy_intensity_growth" not in done,
    }
    return [{"says": code} for code, true in holds.items() if true]


def limits(points: pd.DataFrame, gaps: pd.DataFrame, *, fitted: bool) -> list[dict[str, Any]]:
    """Return what the years and places at hand do not let one conclude: the trend's exact size, and a rank."""
    weak = [int(p) for p in points.loc[points["grade"] != "A", "period"]] if fitted else []
    others = int((~gaps["own"]).sum())
    found: list[dict[str, Any]] = [{"says": "size", "weak": weak}] if weak else []
    return found + ([{"says": "rank", "n": others}] if others else [])


_GAPS = ["area_zh", "area_en", "period", "level", "city", "gap", "value", "low", "high", "own", "kind", "grade"]
_HEADS = [*("indicator", "status", "period", "bound", "value", "low", "high", "unit_code", "grade"), "as_printed", "source_url"]


def named(rows: pd.DataFrame, area: Mapping[str, Any], name: str = "area") -> dict[str, str]:
    """Return the names of the area of some rows, or without any of another area, under a name of our own.

    >>> named(pd.DataFrame(), {"area_zh": "青岚市", "area_en": "Qinglan City"}, "city")
    {'city_zh': '青岚市', 'city_en': 'Qinglan City'}
    """
    row = area if rows.empty else records(rows)[0]
    return {f"{name}_{lang}": str(row[f"area_{lang}"]) for lang in ("zh", "en")}


def gaps(own: pd.DataFrame, others: pd.DataFrame, city: pd.DataFrame) -> pd.DataFrame:
    """Return each area-year's PM2.5 minus the city's of the same year: what lets years with different weather compare.

    Where nothing is known of the report's area, nothing is set beside it. It comes first, latest years first; ``level``,
    ``city`` and ``gap`` are quantities. ``own``: statements of the report's area, from `statements`; ``others``: statements
    of areas nearby, rows of `xclib.context`; those of the area and its city are left out; ``city``: one outcome a year of the
    city, from `one_a_year`.
    """
    cities = dict(zip(city["period"], city["level"], strict=True))
    mine = own[own["kind"] != "part"].assign(own=True)
    known = ~others["area_code"].isin([*own["area_code"], *city["area_code"]])
    rest = others[known & (others["status"] == "actual") & others["bound"].isin(["=", "~"])].assign(own=False, kind="other")
    rows = []
    for r in [r for f in (mine, rest) for r in records(f.sort_values("period", ascending=False, kind="stable"))]:
        if r["period"] in cities:
            level, whole = Quantity.of(r), cities[r["period"]]
            gap = level.minus(whole, CITY)
            gap = Quantity(gap.value, gap.low, gap.high, level.unit, basis=CITY, inputs=gap.inputs)
            numbers = {"level": level, "city": whole, "gap": gap, "value": gap.value, "low": gap.low, "high": gap.high}
            rows.append({**{k: r[k] for k in _GAPS if k in r}, **numbers})
    return pd.DataFrame(rows if any(row["own"] for row in rows) else [], columns=_GAPS).astype({"own": bool})


def levels(own: pd.DataFrame, others: pd.DataFrame, city: pd.DataFrame) -> pd.DataFrame:
    """Return full-year values of an area, its city and other areas nearby, by ``role``: own, city, other.

    ``own``, ``others``, ``city``: as of `gaps`. Values of the area that may cover part of a year are left out.
    """
    mine = own[own["kind"].isin(["report", "other"])].assign(role="own")
    whole = city[~city["area_code"].isin(own["area_code"])].assign(role="city")
    known = ~others["area_code"].isin([*own["area_code"], *city["area_code"]])
    frames = [f for f in (mine, whole, others[known & (others["status"] == "actual")].assign(role="other")) if len(f)]
    return pd.concat(frames, ignore_index=True) if frames else mine


def widened(gaps: pd.DataFrame) -> dict[str, Any] | None:
    """Return the area's latest gap to its city where it is surely wider than the one before; None otherwise."""
    own = records(gaps[gaps["own"]])
    if len(own) < 2 or own[0]["low"] <= own[1]["high"]:
        return None
    found = {"says": "widened", "period": own[0]["period"], "gap": own[0]["gap"], "before": own[1]["period"]}
    return {**found, "past": own[1]["gap"], "doubtful": any(r["kind"] == "doubtful" for r in own[1:])}


def beside(gaps: pd.DataFrame, names: Mapping[str, str]) -> dict[str, Any]:
    """Return how many area-years lie clearly above and below their city, and the area's own gaps by year, latest first.

    ``gaps``: from `gaps`; ``names``: ``city_zh`` and ``city_en``.
    """
    above, below = int((gaps["low"] > 0).sum()), int((gaps["high"] < 0).sum())
    counts = {"above": above, "below": below, "close": len(gaps) - above - below}
    found: dict[str, Any] = {**names, "n": len(gaps), "by_year": records(gaps[gaps["own"]])}
    found["sides"] = [{"side": side, "count": n} for side, n in counts.items() if n]
    return {**found, **(widened(gaps) or {"before": 0, "doubtful": False}), "says": "gaps"}


def per_head(topic: pd.DataFrame, people: Iterable[pd.DataFrame], year: int) -> pd.DataFrame:
    """Return green areas per 100 residents with the latest sourced population; empty without one.

    Rows of ``topic`` with ``each`` and the population, ``heads``, as quantities; ``counted`` is its year, ``census``
    whether it is one. ``topic``: figures with ``subject``, from `on_topic`; ``people``: statements of the resident
    population; of one year a census is preferred; ``year``: year of the areas, and the latest of population
    to use.
    """
    known = pd.concat([p for p in people if len(p)] or [pd.DataFrame(columns=_HEADS)], ignore_index=True)
    near = known["period"].between(year - history.OLDEST_PEOPLE, year)
    known = known[(known["status"] == "actual") & near & known["bound"].isin(["=", "~"])]
    areas = topic[(topic["subject"] == "green") & (topic["dimension"] == "area") & (topic["measure"] == "level")]
    known = known.assign(census=known["indicator"] == "population_census")
    for base in records(known.sort_values(["period", "census", "grade"], ascending=[True, True, False]).tail(1)):
        heads: Any = Quantity.of(base)
        each: Any = [_each(row, heads) for row in records(areas)]
        return areas.assign(each=each, each_span=each, heads=heads, counted=base["period"], census=base["census"])
    return areas[:0].assign(each=None, each_span=None, heads=None, counted=0, census=False)


def _each(row: dict[str, Any], heads: Quantity) -> Quantity:
    """Return an area divided by residents, per 100 of them."""
    size, area = row["factor"], row["figure"]
    stated = Quantity(area.value * size, area.low * size, area.high * size, "平方米")
    return replace(divide_by_heads(stated, heads, 100), inputs=(area, heads))


#: How many years before the one of the report other pages are listed.
_AROUND = 5


def elsewhere(facts: pd.DataFrame, area: str, parent: str, year: int) -> pd.DataFrame:
    """Return what other pages state on the environment apart from air, with the indicator's names; ``figure`` is a quantity.

    Only of the years around the one that the report is on, and of other areas than these two only what stands beside the
    area's own of the same year.
    """
    facts = facts[facts["period"].between(year - _AROUND, year + 1)]
    thing = facts.set_index(["indicator_zh", "period"]).index
    facts = facts[thing.isin(thing[facts["area_code"] == area]) | facts["area_code"].isin([area, parent])]
    subjects = facts["indicator_zh"].map(subject_of)
    kept = facts[(subjects != "") & (subjects != "air") & ~facts["indicator"].isin(["pm25", "pm25_growth"])]
    kept = kept.sort_values(["period", "area_code"], ascending=[False, True], kind="stable")
    rows, names = records(kept), read_indicators()
    english = [names[r["indicator"]].en if r["indicator"] else r["indicator_zh"] for r in rows]
    return kept.assign(name_zh=kept["indicator_zh"], name_en=english, figure=quantities(kept))


def promises(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of an outcome with a later promise, those that do not compare last.

    An outcome beside its own year's target is none of them. Adds ``outcome``, ``promise`` and ``ratio``, quantities, and
    ``side``: more, less or level. There is no ratio of shares, of different units, or of pairs that do not compare.
    """
    later = pairs["promised_period"].astype(str) > pairs["delivered_period"].astype(str)
    kept = compared(pairs[later]).sort_values("grade", key=lambda grades: grades == "false", kind="stable")
    order = {"above": "more", "below": "less", "close": "level"}
    sides = [order[aim.side(have)] if have and aim else "" for have, aim in zip(kept["have"], kept["aim"], strict=True)]
    return kept.rename(columns={"have": "outcome", "aim": "promise"}).assign(side=sides).reset_index(drop=True)


def drawn(promises: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs that compare, as rows of `xclib.charts.standard.draw_pairs`."""
    rows = as_printed(promises[promises["grade"] != "false"])
    shared = rows["unit_delivered"].where(rows["unit_delivered"] == rows["unit_promised"], "")
    return rows.assign(name=rows["pair"], unit=shared)


def sorted_promises(promises: pd.DataFrame) -> dict[str, Any]:
    """Return the pairs that compare by what the promise is beside the outcome, one group each, and how many there are."""
    usable = promises[promises["grade"] != "false"]
    groups = {side: records(usable[usable["side"] == side]) for side in ("more", "less", "level")}
    return {"n": len(usable), "groups": [{"side": side, "pairs": rows} for side, rows in groups.items() if rows]}


def plan_rows(plan: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the plan table as the scorecard reads them, those with a number first; a control total is a ceiling.

    ``has`` is yes or no, ``words`` the text of a cell without a number, and ``row`` its number in the table.
    """
    found = scorecard.plan_rows(plan, figures).sort_values("value", key=pd.isna, kind="stable", ignore_index=True)
    ceiling, text = found["indicator"].isin(CEILINGS), found["plan"].astype(str)
    bounded: Any = [of and (replace(of, bound="<=") if cap else of) for of, cap in zip(found["figure"], ceiling, strict=True)]
    return found.assign(
        figure=pd.Series(bounded, dtype=object),
        words=text.mask(found["form"] == "none", ""),
        has=found["form"].eq("number").map({True: "yes", False: "no"}),
        ceiling=ceiling,
        row=[f"{r['number']}.{r['part']}".rstrip(".") for r in records(found)],
    )


def glance(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many indicators of each nature have a number, words alone, or neither; binding ones first.

    ``rows``: from `plan_rows`.
    """
    each = scorecard.numbered(rows)
    kinds = each["form"].map({"number": "own", "none": "blank"}).fillna("words")
    counts = pd.crosstab(each["nature"], kinds).reindex(columns=["own", "words", "blank"], fill_value=0)
    counts.insert(0, "total", counts.sum(axis=1))
    counts = counts.rename_axis(columns=None).reset_index()
    return counts.sort_values("nature", key=lambda natures: natures != "binding", kind="stable", ignore_index=True)


def binding(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return how many binding indicators have a number of their own and which rows have none; None without such rows.

    ``rows``: from `plan_rows`.
    """
    wanted = rows[rows["nature"] == "binding"]
    if wanted.empty:
        return None
    counts = {row["nature"]: row for row in records(glance(rows))}
    bare, (total, own) = wanted[wanted["value"].isna()], (counts["binding"][name] for name in ("total", "own"))
    caps = records(wanted[wanted["ceiling"] & wanted["figure"].notna()])
    found = {"total": total, "own": own, "rest": total - own, "bare": records(bare), "caps": caps}
    found |= {"lack": "words" if (bare["words"] != "").all() else "none"}
    other = counts.get("anticipatory", {"total": 0, "own": 0})
    return {**found, "other": other["total"], "other_own": other["own"]}


def happened(air: dict[str, Any], figures: pd.DataFrame, stands: Sequence[Standing]) -> dict[str, Any]:
    """Return the facts of the first finding: the year's air beside its requirement and other areas, and the report's own count.

    Where the report states no requirement, what another report of the area had set for the year takes its place.
    """
    actual = next(s for s in stands if (s.indicator, s.status) == ("pm25", "actual"))
    found = {**judge(air), **fell_short(figures), **standing_tables.facts(actual)}
    aim = next((s for s in stands if (s.indicator, s.status, s.period) == ("pm25", "target", air["year"])), None)
    mark = aim.mark("own") if aim else None
    if found["says"] != "alone" or aim is None or mark is None or mark.figure.bound not in ("=", "<", "<="):
        return found
    over, under = air["outcome"].low > mark.number, air["outcome"].high <= mark.number
    met = "missed" if over else "met" if under else "open"
    return {**found, "says": "aimed", "aim": mark.figure, "met": met}


def coming(air: dict[str, Any], plan: pd.DataFrame) -> dict[str, Any]:
    """Return the facts on what is set for the next year: a number, words without one, or nothing.

    ``air``: from `state`; ``plan``: from `plan_rows`.
    """
    rows = plan[(plan["indicator"] == "pm25") & plan["value"].isna()]
    if air["coming"] is None:
        for row in records(rows[:1]):
            return {**air, "says": "words", "words": row["words"], "url": row["source_url"]}
    return {**air, "says": "number" if air["coming"] else "nothing"}


def planned(air: dict[str, Any], plan: pd.DataFrame, topic: pd.DataFrame) -> dict[str, Any]:
    """Return the facts of the second finding: what is set for the next year, and what of the plan a number can check."""
    none = dict.fromkeys(("own", "total", "rest", "rate", "period", "years", "goal", "goal_year", "shared"))
    return {**none, **coming(air, plan), **(binding(plan) or {}), **(water(topic) or {})}


def watch(gaps: pd.DataFrame, points: pd.DataFrame, names: Mapping[str, str], year: int = 0) -> dict[str, Any] | None:
    """Return what to watch: a gap to the city that widened, else the gaps, else whether the fall slowed; None without years.

    Gaps that end before ``year``, the one reported, are history, and what begins behind the year after it is no news of it.
    """
    met = beside(gaps[gaps["period"] <= (year or 9999) + 1], names)
    if met["by_year"] and max(row["period"] for row in met["by_year"]) >= year:
        return {**met, "says": "widened" if met["before"] else "gaps"}
    return slowing(points) if len(points) and points["period"].min() <= (year or 9999) else None


def headline(air: dict[str, Any], topic: pd.DataFrame, plan: pd.DataFrame) -> dict[str, Any]:
    """Return the headline: PM2.5, its requirement, water, and binding indicators with a number of their own."""
    rate, bound, counted = water(topic) or {"rate": None, "period": ""}, binding(plan), None
    if bound:
        counted = Quantity.exact(bound["own"], basis=COUNTED)
    found = {**air, "water": rate["rate"], "water_year": rate["period"]}
    return {**found, "binding": counted, "own": bound["own"] if bound else 0, "total": bound["total"] if bound else 0}
