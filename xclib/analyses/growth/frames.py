"""Rows of stated figures: which of them to rely on, and how their numbers stand in a frame and in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from xclib import economics as ec
from xclib.analyses.growth.words import Row, word
from xclib.figure import Interval
from xclib.rows import records
from xclib.wording import format_bound, format_figure, format_interval, format_number, format_value, pick

_UNITS = {"CNY": "元", "PT": "%"}


def outcomes(rows: pd.DataFrame, year: int | None = None) -> pd.DataFrame:
    """Return what was stated of the past (or of a year), without targets; equal statements of one year count once."""
    rows = rows[rows["status"].isin(["actual", "preliminary"]) & ((rows["period"] == year) | (year is None))]
    return rows.drop_duplicates(["area_code", "period", "value", "vintage", "base"]) if len(rows) > 1 else rows


def best(rows: pd.DataFrame | Sequence[Row]) -> Row | None:
    """Return the statement to rely on: a precise one before one about or beyond a number, then by grade, then outcomes."""
    told = records(rows) if isinstance(rows, pd.DataFrame) else rows
    # The first of equals, as a stable sort would have it.
    return min(told, key=lambda r: (r["bound"] != "=", str(r["grade"]), r["status"] == "preliminary"), default=None)


def is_range(row: Row) -> bool:
    """Whether a row prints a range (6%-6.5%): its value is the lower end, its interval goes on to the upper one.

    >>> is_range({"bound": "=", "value": 6.0, "low": 6.0, "high": 6.5})
    True
    """
    return bool(row["bound"] == "=" and row["low"] == row["value"] < row["high"])


def point(row: Row) -> float:
    """Return a row's value as a point; NaN for a bound and for a range, which are none."""
    return math.nan if is_range(row) else ec.point_of(row["value"], row["bound"])


def ends(row: Row) -> Interval:
    """Return the interval of a row."""
    return Interval(row["low"], row["high"])


def money_between(low: float, high: float, lang: str, *, digits: int | None = None) -> str:
    """Write what lies between two amounts, the unit once; an open end leaves a bound.

    >>> money_between(2.106e12, 2.126e12, "en", digits=4), money_between(6.27e11, math.inf, "zh", digits=4)
    ('2,106 to 2,126 billion yuan', '不低于6270亿元')
    """
    ends = [money(x, lang, digits=digits) for x in (low, high) if math.isfinite(x)]
    if len(ends) == 1:
        return around(">=" if math.isfinite(low) else "<=", ends[0], lang)
    first = ends[0].removesuffix(pick(lang, "元", " billion yuan"))
    return f"{first}{pick(lang, '至', ' to ')}{ends[1]}"


def money(value: float, lang: str, *, digits: int | None = None) -> str:
    """Write an amount of yuan in 亿元 or billion yuan whatever its size, so that a sentence keeps to one unit.

    >>> money(4984310000000, "zh"), money(4984310000000, "en"), money(458e9, "en", digits=2)
    ('49843.1亿元', '4,984.31 billion yuan', '460 billion yuan')
    """
    scaled = value / float(pick(lang, "1e8", "1e9"))
    if digits is not None:
        power = math.floor(math.log10(abs(scaled))) if scaled else 0
        scaled = round(scaled, digits - 1 - power)
    # 5061.0597亿元 was printed in 万元: two decimals say enough.
    return format_number(round(scaled, 2), lang) + pick(lang, "亿元", " billion yuan")


def told(row: Row, lang: str) -> str:
    """Write a stated row: number, unit, bound or range; amounts in one unit."""
    if "unit" in row:
        return format_figure(row, lang)
    unit = _UNITS.get(row["unit_code"], "")
    if is_range(row):
        return between(row["low"], row["high"], lang, unit, None)
    if unit == "元" and abs(row["value"]) >= 1e8:
        return around(row["bound"], money(row["value"], lang), lang)
    return format_bound(row["value"], row["bound"], unit, lang)


def cells(lang: str, **named: Row | ec.Derived | None) -> dict[str, Any]:
    """Return the columns of numbers: as stated, as derived (in percent), or missing."""
    out: dict[str, Any] = {}
    for name, of in named.items():
        numbers, text, url = (math.nan, math.nan, math.nan), word("missing", lang), ""
        out |= {f"{name}_basis": of.basis} if isinstance(of, ec.Derived) else {}
        if isinstance(of, ec.Derived):
            numbers, text = (of.mid, of.low, of.high), between(of.low, of.high, lang, decimals=2)
        elif of is not None:
            numbers, text, url = (point(of), of["low"], of["high"]), told(of, lang), of["source_url"]
        out |= dict(zip((f"{name}_value", f"{name}_low", f"{name}_high"), numbers, strict=True))
        out |= {name: text, f"{name}_url": url}
    return out


def join_inputs(lang: str, *told_inputs: str) -> str:
    """Return the numbers that went into another, in words.

    >>> join_inputs("en", "600 billion yuan", "5.8%")
    '600 billion yuan; 5.8%'
    """
    return pick(lang, "；", "; ").join(told_inputs)


def around(bound: str, text: str, lang: str) -> str:
    """Put a bound's own words around a number that is already written.

    >>> around(">=", "−0.6%", "en")
    'at least −0.6%'
    """
    return format_bound(0, bound, "", lang).replace("0", text)


def between(low: float, high: float, lang: str, unit: str = "%", decimals: int | None = 1) -> str:
    """Write what lies between two ends, or on one side of one: the bound is arithmetic, and stays so below zero.

    >>> between(-0.56, float("inf"), "en", decimals=2), between(float("-inf"), -4.47, "en")
    ('at least −0.56%', 'at most −4.5%')
    """
    if math.isinf(low) == math.isinf(high):
        return format_interval(low, high, unit, lang, decimals=decimals)
    end, bound = (low, ">=") if math.isinf(high) else (high, "<=")
    # As a report prints them, "下降3%以上" is -3 with ">=": `format_bound` turns the bound of a negative number round.
    return around(bound, format_value(end, unit, lang, decimals=decimals), lang)
