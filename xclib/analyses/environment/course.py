"""The course of PM2.5 over the years: what was stated of it, a trend where there are years enough, and its limits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from xclib.analyses.environment.words import UG, span
from xclib.compound import mean_growth
from xclib.economics import Derived, implied_base
from xclib.estimates import linear_trend, predict
from xclib.figure import Interval
from xclib.rows import records
from xclib.wording import format_bound, format_number, format_value, pick

#: Fewest years of one area to which a line is fitted.
FEWEST = 4
#: Durbin-Watson below this: neighbouring years err on the same side (the 5% lower bound lies near 1 for ten to fifteen years).
SERIAL = 1.0
_CHECKS = [
    "period",
    "n",
    "line",
    "line_low",
    "line_high",
    "rate",
    "rate_low",
    "rate_high",
    "target",
    "bound",
    "came",
    "before",
    "target_url",
    "came_url",
    "before_url",
]
_IMPLIED = ["period", "value", "low", "high", "doubtful"]


def one_a_year(rows: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return one outcome a year, the best graded source first; bounds, doubtful values and parts of a year stay out."""
    kept = rows[(rows["status"] == "actual") & rows["bound"].isin(["=", "~"]) & rows["period"].between(first, last)]
    if "kind" in rows:
        kept = kept[kept["kind"].isin(["report", "other"])]
    return kept.sort_values(["period", "grade"], kind="stable").drop_duplicates("period").reset_index(drop=True)


def chain_back(points: pd.DataFrame, changes: pd.DataFrame, first: int) -> pd.DataFrame:
    """Return the earlier levels that the first level and the printed yearly changes imply: implied, not observed.

    Parameters
    ----------
    points : DataFrame
        One outcome a year.
    changes : DataFrame
        Changes in percent a year, rows of `xclib.facts`.
    first : int
        Year to stop at.
    """
    ranked = changes[(changes["status"] == "actual") & (changes["bound"] == "=")].sort_values(["period", "grade"])
    known = {int(r["period"]): r for r in records(ranked.drop_duplicates("period"))}
    rows: list[dict[str, Any]] = []
    if len(points):
        first_row = records(points.sort_values("period"))[0]
        year, low, mid, high = (first_row[c] for c in ("period", "low", "value", "high"))
        while year in known and year > first:
            rate = Interval(known[year]["low"], known[year]["high"])
            base = implied_base(Interval(low, high), rate, level_mid=mid, growth_mid=known[year]["value"])
            year, low, mid, high = year - 1, base.low, base.mid, base.high
            rows.insert(0, {"period": year, "value": mid, "low": low, "high": high, "doubtful": True})
    return pd.DataFrame(rows, columns=_IMPLIED)


@dataclass(frozen=True)
class Course:
    """The years fitted, what they imply before, and the fits; ``models`` is empty where there are too few years."""

    points: pd.DataFrame
    implied: pd.DataFrame
    models: pd.DataFrame

    @property
    def fitted(self) -> bool:
        """Whether there are years enough."""
        return len(self.models) > 0

    @property
    def observed(self) -> pd.DataFrame:
        """Points and implied points as rows of a chart, the latter as doubtful and no finer than the sources print."""
        points = self.points.assign(doubtful=False)[_IMPLIED]
        implied = self.implied.assign(value=self.implied["value"].round())
        return pd.concat([implied, points], ignore_index=True) if len(implied) else points


def read_course(rows: pd.DataFrame, changes: pd.DataFrame, first: int, last: int) -> Course:
    """Return the course of one area with its fits: a line and a constant rate, each on three samples.

    Parameters
    ----------
    rows : DataFrame
        Statements of the level, rows of `xclib.facts`, `xclib.series` or `list_statements`.
    changes : DataFrame
        Statements of the yearly change.
    first, last : int
        Years to fit.
    """
    points = one_a_year(rows, first, last)
    implied = chain_back(points, changes, first)
    samples = {"stated": points, "government": points[points["grade"] == "A"]}
    if len(implied):
        samples["implied"] = pd.concat([implied, points[_IMPLIED[:4]]], ignore_index=True)
    fits = [_fit(sample, name, log=log) for name, sample in samples.items() for log in (False, True)]
    return Course(points, implied, pd.DataFrame([f for f in fits if f]))


def _fit(sample: pd.DataFrame, name: str, *, log: bool) -> dict[str, Any] | None:
    values = [math.log(v) if log else float(v) for v in sample["value"]]
    trend = linear_trend(sample["period"].astype(int).tolist(), values) if len(sample) >= FEWEST else None
    if trend is None:
        return None
    rates = [(math.exp(r) - 1) * 100 if log else r for r in (trend.slope, trend.low, trend.high)]
    years = f"{sample['period'].min()}–{sample['period'].max()}"
    head = {"sample": name, "log": log, "years": years, "n": trend.n}
    return head | dict(zip(("rate", "low", "high"), rates, strict=True)) | {"dw": trend.durbin_watson}


def model_rows(models: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return the fits as rows of a table."""
    samples = {
        "stated": pick(lang, "各来源所载年份", "years that any source states"),
        "government": pick(lang, "只用政府网页", "government pages alone"),
        "implied": pick(lang, "加上由变化率倒推的年份", "with years implied by printed changes"),
    }
    rows = []
    for m in records(models):
        unit, places = ("%", 1) if m["log"] else (UG, 1)
        rows.append(
            {
                "model": pick(lang, "等比下降（对数）", "constant rate (logarithm)")
                if m["log"]
                else pick(lang, "直线", "straight line"),
                "sample": f"{samples[m['sample']]}{pick(lang, '，', ', ')}{write_years(m['years'], lang)}",
                "n": str(m["n"]),
                "rate": format_value(m["rate"], unit, lang, decimals=places),
                "interval": span(Derived(m["low"], m["high"], m["rate"], ""), unit, lang, places),
                "dw": format_number(m["dw"], lang, decimals=2),
            }
        )
    return rows


def write_years(years: str, lang: str) -> str:
    """Return a span of years as the language writes it."""
    return years.replace("–", "—") if lang == "zh" else years


def pace(points: pd.DataFrame) -> list[tuple[int, int, Derived]]:
    """Return the compound yearly change in percent of the first and the second half of the years, from the end points alone."""
    if len(points) < FEWEST:
        return []
    middle = len(points) // 2
    cuts = [points.iloc[n] for n in (0, middle - (len(points) % 2 == 0), -1)]
    out = []
    for a, b in pairwise(cuts):
        now, past = (Interval(row["low"], row["high"]) for row in (b, a))
        rate = mean_growth(now, past, int(b["period"] - a["period"]), level_mid=b["value"], base_mid=a["value"])
        out.append((int(a["period"]), int(b["period"]), rate))
    return out


def draw_line(course: Course) -> pd.DataFrame:
    """Return the line through the stated years with the 95% band of its mean, up to the year after; rows of a chart."""
    years = [int(y) for y in course.points["period"]]
    values = course.points["value"].astype(float).tolist()
    trend = linear_trend(years, values, until=max(years, default=0) + 1)
    return pd.DataFrame(columns=["period", "fit", "low", "high"]) if trend is None else trend.fit


def extrapolate(points: pd.DataFrame, year: int, *, log: bool) -> Derived | None:
    """Return where a fitted line lies in a later year, with the 95% interval of a single observation (not a forecast).

    Examples
    --------
    >>> rows = pd.DataFrame({"period": [2020, 2021, 2022, 2023], "value": [40.0, 38.0, 36.0, 34.1]})
    >>> round(extrapolate(rows, 2024, log=False).mid, 1)
    32.1
    """
    if len(points) < FEWEST:
        return None
    return predict(points["period"].astype(int).tolist(), points["value"].astype(float).tolist(), year, log=log)


def next_years(course: Course, year: int) -> list[int]:
    """Return the years to look ahead to: the one after the report's, and the one after the last that is stated."""
    return sorted({year + 1, int(course.points["period"].max()) + 1}) if len(course.points) else []


def check_extrapolations(course: Course, rows: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """Return for each year what the years before it would have put there, what the area itself set, and what came.

    Parameters
    ----------
    course : Course
        From `read_course`.
    rows : DataFrame
        All statements of the level, targets among them.
    years : sequence of int
        Years to look at; each is fitted on the years before it alone.
    """
    stated = {int(r["period"]): r for r in records(one_a_year(rows, 0, 9999))}
    came = {year: float(r["value"]) for year, r in stated.items()}
    goals = {int(r["period"]): r for r in records(rows[rows["status"] == "target"])}
    out = []
    for year in years:
        before = course.points[course.points["period"] < year]
        line, rate = (extrapolate(before, year, log=log) for log in (False, True))
        if line is None or rate is None or before["period"].max() != year - 1:
            continue
        goal = goals.get(year, {"value": math.nan, "bound": "=", "source_url": ""})
        cells = (year, len(before), line.mid, line.low, line.high, rate.mid, rate.low, rate.high)
        ends = (float(goal["value"]), goal["bound"], came.get(year, math.nan), came[year - 1])
        pages = tuple(str(stated[y]["source_url"]) if y in stated else "" for y in (year, year - 1))
        pages = (str(goal["source_url"]), *pages)
        out.append(dict(zip(_CHECKS, (*cells, *ends, *pages), strict=True)))
    return pd.DataFrame(out, columns=_CHECKS)


def extrapolation_rows(checks: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return `check_extrapolations` as rows of a table."""
    none = pick(lang, "未载", "not stated")
    rows = []
    for c in records(checks):
        told = {"period": str(c["period"]), "n": str(c["n"])}
        for kind, head in (("line", "line"), ("rate", "constant")):
            wide = Derived(c[f"{kind}_low"], c[f"{kind}_high"], c[kind], "")
            told[head] = f"{format_number(c[kind], lang, decimals=1)} ({span(wide, '', lang, 1)})"
        told |= {k: c[k] for k in ("target_url", "came_url")}
        told["target"] = none if math.isnan(c["target"]) else format_bound(c["target"], c["bound"], "", lang)
        told["came"] = none if math.isnan(c["came"]) else format_number(c["came"], lang)
        rows.append(told)
    return rows


def point_rows(course: Course, lang: str) -> list[dict[str, str]]:
    """Return the years fitted as rows of a table, each value with the page that states it and the grade of that page."""
    return [
        {
            "period": str(r["period"]),
            "value": format_value(r["value"], UG, lang),
            "grade": r["grade"],
            "url": r["source_url"],
        }
        for r in records(course.points)
    ]


def choose_rows(stated: pd.DataFrame, city: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return the district's own statements where they make years enough for a trend, else the city's."""
    return stated if len(one_a_year(stated, first, last)) >= FEWEST else city
