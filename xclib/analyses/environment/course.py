"""The course of PM2.5 over the years: what was stated of it, a trend where there are years enough, and its limits."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pandas as pd

from xclib.analyses.environment.air import UNIT
from xclib.data.rows import records
from xclib.economics.compound import mean_growth
from xclib.economics.derived import implied_base
from xclib.economics.fits import Fit
from xclib.economics.formulas import DURBIN, OLS_LOG, PREDICTED, TWO_FITS
from xclib.economics.quantity import Quantity

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
    return _with_log(kept.assign(level=pd.Series([Quantity.of(r) for r in records(kept)], dtype=object)))


def _with_log(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(log_value=[math.log(v) for v in rows["value"].astype(float)])


def choose(stated: pd.DataFrame, city: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return the area's own statements where they make years enough for a trend, else those of its city."""
    return stated if len(one_a_year(stated, first, last)) >= FEWEST else city


def chain_back(points: pd.DataFrame, changes: pd.DataFrame, first: int) -> pd.DataFrame:
    """Return the earlier levels that the first level and the printed yearly changes imply: implied, not observed.

    ``points``: one outcome a year; ``changes``: changes in percent a year, rows of `xclib.context`; ``first``: year to stop
    at.
    """
    ranked = changes[(changes["status"] == "actual") & (changes["bound"] == "=")].sort_values(["period", "grade"])
    known = {int(r["period"]): r for r in records(ranked.drop_duplicates("period"))}
    rows: list[dict[str, Any]] = []
    if len(points):
        now = records(points.sort_values("period"))[0]
        year, level = now["period"], Quantity(now["value"], now["low"], now["high"])
        while year in known and year > first:
            year, level = year - 1, implied_base(level, Quantity.of(known[year]))
            ends = {end: getattr(level, end) for end in ("value", "low", "high")}
            rows.insert(0, {"period": year, **ends, "doubtful": True})
    return _with_log(pd.DataFrame(rows, columns=_IMPLIED))


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


def slowing(paces: pd.DataFrame) -> dict[str, Any] | None:
    """Return the two halves beside each other, and whether the fall slowed down; None with too few years."""
    if len(paces) != 2:
        return None
    early, late = records(paces)
    slower = early["change"].high < min(late["change"].low, 0)
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
    halves = slowing(pace(points)) or dict.fromkeys(("early", "late", "from_year", "middle", "to_year", "slower"))
    return {**halves, **found, "dw": _durbin(line) if line.durbin_watson < SERIAL else None}


def _durbin(fit: Fit) -> Quantity | None:
    """Return the Durbin-Watson statistic; None where a year is missing."""
    if math.isnan(fit.durbin_watson):
        return None
    return Quantity(fit.durbin_watson, fit.durbin_watson, fit.durbin_watson, basis=DURBIN)


def first_years(points: pd.DataFrame) -> list[int]:
    """Return the years from which a trend can start: those stated that leave enough years to fit."""
    return [int(year) for year in sorted(points["period"])][: max(len(points) - FEWEST + 1, 0)]


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
    for first in first_years(points):
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
        apart = Quantity(gap, gap, gap, UNIT, basis=TWO_FITS, inputs=(last["line"], last["rate"]))
        higher = bool(last["target"] and last["target"].printed > last["before"].printed)
        found.append({**last, "says": "ahead", "apart": apart, "negative": last["line"].low < 0, "higher": higher})
    return found


def rebounds(year: int, city: pd.DataFrame, own: pd.DataFrame, area: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return whether the city and the area rose from the year before, as far as rounding lets one tell.

    ``city``, ``own``: statements of the city, left out where there are none, and of the area, the same where it is the
    city; ``area``: ``area_zh`` and ``area_en`` of the area.
    """
    found = [] if city is own or city.empty else [_rebound(city, year, records(city)[0])]
    return [*found, _rebound(own, year, area)]


def _rebound(rows: pd.DataFrame, year: int, area: Mapping[str, Any]) -> dict[str, Any]:
    known = {r["period"]: r["level"] for r in records(one_a_year(rows, year - 1, year))}
    names: dict[str, Any] = {k: area[k] for k in ("area_zh", "area_en")} | {"before_year": year - 1, "year": year}
    if len(known) < 2:
        return {**names, "says": "incomplete"}
    before, now = known[year - 1], known[year]
    says = {"above": "rose", "below": "fell", "close": "close"}[now.side(before)]
    return {**names, "says": says, "before": before, "now": now}
