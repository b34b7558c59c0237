"""Promises of next year beside deliveries of the year that is over: how much of what was delivered is promised again."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from typing import Any

import pandas as pd

from xclib.analyses.livelihood.pairs import GRADES, count_verdicts, judge_pairs, ways
from xclib.data.rows import records
from xclib.economics.derived import divide
from xclib.economics.formulas import MEDIAN_RATIO, RATIO
from xclib.economics.quantity import Quantity
from xclib.model.indicators import read_topics

_ADDED = ["ratio", "topic_zh", "topic_en", "why"]
_COUNTS = ["n_pairs", "lower", "equal", "higher", "open", "ratios", "median", "false"]
_LEADING = ("gdp_growth", "revenue_growth")


def weigh(pairs: pd.DataFrame, grades: Iterable[str]) -> pd.DataFrame:
    """Return the pairs with their verdict and, for counts and amounts, the ratio of the promise to the delivery.

    As `judge_pairs`, by topic, with ``ratio`` (a quantity, without a value where either side is a bound; None for
    percentages: 89% to 90% is one point and says nothing of effort) and ``why`` a pair is set aside. ``pairs``: rows of
    `xclib.pairs`; ``grades``: grades that are counted; false pairs never are.
    """
    judged, topics = judge_pairs(pairs, grades), read_topics()
    out = []
    for row in records(judged):
        names = {f"topic_{lang}": topics[row["topic"]][lang] for lang in ("zh", "en")}
        why = (row["reason"] or row["aside"]) if row["aside"] else ""
        out.append({**row, **names, "ratio": _ratio(row), "why": why})
    frame = pd.DataFrame(out, columns=[*judged.columns, *_ADDED])
    return frame.sort_values("topic", key=lambda s: s.map(list(topics).index), kind="stable").reset_index(drop=True)


def _ratio(row: dict[str, Any]) -> Quantity | None:
    have, aim = (Quantity.read(row, side) for side in ("delivered", "promised"))
    if row["aside"] or row["unit_delivered"] == "%" or not (have and aim) or have.low <= 0:
        return None
    return divide(aim, have, RATIO)


def _known(weighed: pd.DataFrame) -> list[Quantity]:
    return [ratio for ratio in weighed["ratio"] if ratio]


def median_ratio(weighed: pd.DataFrame) -> Quantity | None:
    """Return the median ratio: a median rises with each of its inputs, so its ends are those of the ends.

    None with fewer than three ratios.

    >>> median_ratio(pd.DataFrame({"ratio": [Quantity(v, v, v) for v in (0.5, 0.8, 2.0)]}))
    0.8
    """
    known = _known(weighed)
    if len(known) < 3:
        return None
    return _median(statistics.median(q.low for q in known), statistics.median(q.high for q in known), known)


def _median(low: float, high: float, known: list[Quantity]) -> Quantity:
    return Quantity(math.nan, low, high, basis=MEDIAN_RATIO, inputs=tuple(known))


def _counts(part: pd.DataFrame) -> dict[str, Any]:
    counts = {"n_pairs": int((part["aside"] == "").sum()), **count_verdicts(part)}
    found = {"ratios": len(_known(part)), "median": median_ratio(part), "false": int((part["aside"] == "false").sum())}
    return counts | found


def by_topic(weighed: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts and the median ratio of each topic; all topics last, unnamed."""
    parts = [*weighed.groupby(["topic_zh", "topic_en"], sort=False), (("", ""), weighed)] if len(weighed) else []
    rows = [{"topic_zh": zh, "topic_en": en, **_counts(part)} for (zh, en), part in parts]
    return pd.DataFrame(rows, columns=["topic_zh", "topic_en", *_COUNTS])


def by_grade(weighed: pd.DataFrame) -> pd.DataFrame:
    """Return the same from the strictest grade on, the next one added each time: whether all hangs on the doubtful pairs."""
    counted = weighed[weighed["aside"] == ""]
    present = [grade for grade in GRADES if grade in set(counted["grade"])]
    parts = [(grade, n > 0, counted[counted["grade"].isin(present[: n + 1])]) for n, grade in enumerate(present)]
    rows = [{"grade": grade, "added": added, **_counts(part)} for grade, added, part in parts]
    return pd.DataFrame(rows, columns=["grade", "added", *_COUNTS[:-1]])


def ambition(weighed: pd.DataFrame) -> dict[str, Any] | None:
    """Return which way promises lie and how large they are beside deliveries; None where no pair can be decided.

    ``spread`` is between what the median lies as grades of pairs are added, None where they do not move it.
    """
    found = ways(weighed)
    if found["says"] != "counts":
        return None
    known = [q for q in by_grade(weighed)["median"] if q]
    ends = (min((q.low for q in known), default=0.0), max((q.high for q in known), default=0.0))
    spread = _median(*ends, _known(weighed)) if ends[0] < ends[1] else None
    return {**found, "median": median_ratio(weighed), "spread": spread, "leading": leading(weighed)}


def leading(weighed: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the headline pairs that are counted: output and revenue."""
    mine = weighed[weighed["pair"].isin(_LEADING) & (weighed["aside"] == "")]
    sides = {"have": "delivered", "aim": "promised"}
    return [{**row, **{name: Quantity.read(row, side) for name, side in sides.items()}} for row in records(mine)]


def ratios(weighed: pd.DataFrame) -> pd.DataFrame:
    """Return the ratios for `draw_intervals`, largest first; what rounding leaves open is too small to be seen."""
    known = weighed[weighed["ratio"].notna()]
    rows = [{"value": q.value, **{end: q.value if q.value == q.value else getattr(q, end) for end in ("low", "high")}}
        for q in known["ratio"]]  # fmt: skip
    ends = pd.DataFrame(rows, columns=["value", "low", "high"], index=known.index, dtype=float).round(2)
    shown = known[["name_zh", "name_en", "topic_zh", "topic_en"]].join(ends).assign(label="", group="")
    return shown.assign(_at=shown[["low", "value"]].max(axis=1)).sort_values("_at", ascending=False, kind="stable")
