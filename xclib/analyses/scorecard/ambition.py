"""Promises of next year beside deliveries of the year that is over: how much of what was delivered is promised again."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from xclib.analyses.livelihood import count_verdicts, judge_pairs
from xclib.analyses.scorecard.pair_words import GRADES, pair_table
from xclib.analyses.scorecard.words import topic, word
from xclib.economics import divide
from xclib.estimates import sign_test
from xclib.figure import Interval
from xclib.indicators import read_topics
from xclib.rows import records
from xclib.wording import format_number, pick


def weigh(pairs: pd.DataFrame, grades: Iterable[str]) -> pd.DataFrame:
    """Return the pairs with their verdict and, for counts and amounts, the ratio of the promise to the delivery.

    Parameters
    ----------
    pairs : DataFrame
        Rows of `xclib.pairs`.
    grades : iterable of str
        Grades that are counted; false pairs never are.

    Returns
    -------
    DataFrame
        As `judge_pairs`, by topic, with ``ratio`` (NaN where either side is a bound), ``ratio_low``, ``ratio_high``.
        Percentages have no ratio: 89% to 90% is one point and says nothing of effort.
    """
    judged = judge_pairs(pairs, grades)
    out = []
    for row in records(judged):
        ratio = low = high = math.nan
        if not row["aside"] and row["unit_delivered"] != "%" and row["delivered_low"] > 0:
            ends = divide(*(Interval(row[f"{side}_low"], row[f"{side}_high"]) for side in ("promised", "delivered")))
            low, high = ends.low, ends.high
            if {row["delivered_bound"], row["promised_bound"]} <= {"=", "~"}:
                ratio = row["promised"] / row["delivered"]
        out.append({**row, "ratio": ratio, "ratio_low": low, "ratio_high": high})
    frame = pd.DataFrame(out, columns=[*judged.columns, "ratio", "ratio_low", "ratio_high"])
    order = list(read_topics())
    return frame.sort_values("topic", key=lambda s: s.map(order.index), kind="stable").reset_index(drop=True)


def median_ratio(weighed: pd.DataFrame) -> tuple[float, float] | None:
    """Return the interval of the median ratio: a median rises with each of its inputs, so its ends are those of the ends.

    None with fewer than three ratios.

    Examples
    --------
    >>> median_ratio(pd.DataFrame({"ratio_low": [0.5, 0.8, 2.0], "ratio_high": [0.6, 0.8, 2.0]}))
    (0.8, 0.8)
    """
    known = weighed.dropna(subset=["ratio_low"])
    if len(known) < 3:
        return None
    return statistics.median(known["ratio_low"]), statistics.median(known["ratio_high"])


def ratio_words(ends: tuple[float, float] | None, lang: str) -> str:
    """Write a ratio, with its interval where rounding or a bound leaves one.

    >>> ratio_words((0.8, 0.8), "en"), ratio_words((0.25, 0.5), "zh"), ratio_words(None, "zh")
    ('0.80', '0.25至0.50', '–')
    """
    if ends is None:
        return "–"
    low, high = (format_number(end, lang, decimals=2) for end in ends)
    if math.isinf(ends[1]):
        return pick(lang, f"不低于{low}", f"at least {low}")
    return low if low == high else f"{low}{pick(lang, '至', ' to ')}{high}"


def _row(part: pd.DataFrame, name: str, lang: str) -> dict[str, Any]:
    count = count_verdicts(part)
    shown = {"part": name, "n_pairs": int((part["aside"] == "").sum()), "undecided": count["open"]}
    shown |= {k: count[k] for k in ("lower", "equal", "higher")}
    shown |= {"ratios": int(part["ratio_low"].notna().sum()), "median": ratio_words(median_ratio(part), lang)}
    return shown | {"false": int((part["aside"] == "false").sum())}


def by_topic(weighed: pd.DataFrame, lang: str) -> list[dict[str, Any]]:
    """Return the verdicts and the median ratio of each topic, all topics last."""
    if weighed.empty:
        return []
    rows = [_row(part, topic(str(name), lang), lang) for name, part in weighed.groupby("topic", sort=False)]
    return [*rows, _row(weighed, word("all", lang), lang)]


def _graded(weighed: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return the counted pairs of the strictest grade, then with the next one added, and so on."""
    counted = weighed[weighed["aside"] == ""]
    present = [grade for grade in GRADES if grade in set(counted["grade"])]
    return [(grade, counted[counted["grade"].isin(present[: n + 1])]) for n, grade in enumerate(present)]


def medians(weighed: pd.DataFrame) -> list[tuple[float, float] | None]:
    """Return the interval of the median ratio as grades are added."""
    return [median_ratio(part) for _, part in _graded(weighed)]


def by_grade(weighed: pd.DataFrame, lang: str) -> list[dict[str, Any]]:
    """Return the same grade by grade, added up from the strictest: whether the result hangs on the doubtful pairs."""
    plus = pick(lang, "加上", "plus ")
    return [_row(part, (plus if n else "") + word(grade, lang), lang) for n, (grade, part) in enumerate(_graded(weighed))]


def ratio_rows(weighed: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the ratios for `draw_intervals`, largest first; what rounding leaves open is too small to be seen."""
    known = weighed.dropna(subset=["ratio_low"])
    stated = known["ratio"].notna()
    ends = {end: known[f"ratio_{end}"].where(~stated, known["ratio"]) for end in ("low", "high")}
    shown = pd.DataFrame({"label": known[f"name_{lang}"], "value": known["ratio"], **ends})
    shown = shown.round({"value": 2, "low": 2, "high": 2})
    shown["group"] = [topic(code, lang) for code in known["topic"]]
    return shown.assign(_at=shown[["low", "value"]].max(axis=1)).sort_values("_at", ascending=False, kind="stable")


def pair_rows(weighed: pd.DataFrame, lang: str, *, aside: Sequence[str] = ("",)) -> list[dict[str, Any]]:
    """Return pairs in words, with topic and ratio: those that are counted, or those set aside for the reasons given."""
    mine = weighed[weighed["aside"].isin(aside)]
    told = pair_table(weighed, lang, aside=aside)
    return [
        shown
        | {"topic": topic(row["topic"], lang), "url": ""}
        | {"ratio": ratio_words((row["ratio_low"], row["ratio_high"]), lang) if row["ratio_low"] == row["ratio_low"] else "–"}
        for row, shown in zip(records(mine), told, strict=True)
    ]


def odds(weighed: pd.DataFrame) -> float | None:
    """Return the two-sided p-value of even odds for lower and higher; None without a case."""
    count = count_verdicts(weighed)
    return sign_test(count["lower"], count["higher"])
