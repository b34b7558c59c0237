"""Services per head of the resident population, and the readings that a promise leaves open."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses import history
from xclib.data.rows import records
from xclib.economics import derived as ec
from xclib.economics.formulas import SPANNED, SUM
from xclib.economics.quantity import Quantity

#: What is given per head: words of the label, its unit code, and per how many residents.
PER_HEAD = (
    ("热线诉求", "NR", 100),
    ("托位", "NR", 1000),
    ("家医团队签约|家庭医生签约", "PS", 100),
    ("登记失业人员实现就业", "PS", 1000),
)
_HEADS = [
    "name_zh",
    "name_en",
    "field",
    "indicator",
    "period",
    "unit",
    "figure",
    "rate",
    "per",
    "people_year",
    "past",
    "about",
    "places",
]


def parent_of(area: str) -> str:
    """Return the code of the area above whose prices and caps an area is held against; of the nation itself.

    >>> parent_of("110102"), parent_of("320500"), parent_of("100000")
    ('110000', '320000', '100000')
    """
    return history.parent(area) or area


def population(*series: pd.DataFrame, year: int = 0, until: int = 9999) -> pd.DataFrame:
    """Return all statements of a year's population; where several sources state it, each is a row and none is averaged.

    ``*series``: series of the resident population, and of the census; ``year``, ``until``: the year wanted; 0 for the
    latest one not after ``until``.
    """
    stated = pd.concat(series, ignore_index=True)
    stated = stated[(stated["status"] != "target") & stated["bound"].isin(["=", "~"]) & (stated["period"] <= until)]
    wanted = year or stated["period"].max()
    return stated[stated["period"] == wanted].reset_index(drop=True)


def span(people: pd.DataFrame) -> Quantity | None:
    """Return the interval that the sources of `population` span; None without any."""
    if people.empty:
        return None
    low, high, inputs = people["low"].min(), people["high"].max(), tuple(map(Quantity.of, records(people)))
    return Quantity(math.nan, float(low), float(high), "人", basis=SPANNED, inputs=inputs)


def _rate(figure: Quantity, people: Quantity, per: int) -> Quantity:
    groups = replace(people, low=people.low / per, high=people.high / per)
    return replace(ec.per_head(figure, groups), value=math.nan, unit="", inputs=(figure, people))


def per_head(figures: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return the outcomes that make sense per head, with their interval.

    ``figure`` and ``rate`` are quantities, ``per`` is how many residents. ``past``: the population is of another year; then
    only two digits (``places`` decimals) are worth printing, and ``about`` says that rounding hides the interval.
    """
    whole, rows = span(people), []
    mine = figures[(figures["status"] == "actual") & (figures["measure"] == "level") & (figures["scope"] == "")]
    for row in records(mine) if whole else []:
        for words, unit, per in PER_HEAD:
            if whole and row["unit_code"] == unit and re.search(words, row["label"]):
                rate, year = _rate(row["figure"], whole, per), int(people["period"].iloc[0])
                past = row["period"] != str(year)
                places = _two_digits(rate) if past else 1
                about = past and round(rate.low, places) == round(rate.high, places)
                shown = {"rate": rate, "per": per, "people_year": year, "past": past, "places": places, "about": about}
                rows.append({**row, **shown})
    return pd.DataFrame(rows, columns=_HEADS)


def _two_digits(rate: Quantity) -> int:
    """Return the decimals that leave two digits: more would be false where the population is of another year."""
    size = (rate.low + rate.high) / 2
    return max(0, 1 - math.floor(math.log10(size))) if size > 0 else 0


def childcare(figures: pd.DataFrame, people: pd.DataFrame) -> dict[str, Any] | None:
    """Return places per 1,000 residents now, and under both readings of a promise that may be a stock or an addition."""
    mine = figures[figures["indicator"] == "childcare_places"]
    have, more = (next(iter(mine.loc[mine["status"] == status, "figure"]), None) for status in ("actual", "target"))
    whole = span(people)
    if not (have and more and whole):
        return None
    both = Quantity(
        have.value + more.value, have.low + more.low, have.high + more.high, have.unit, basis=SUM, inputs=(have, more)
    )
    rates = {name: _rate(places, whole, 1000) for name, places in (("now", have), ("stock", more), ("addition", both))}
    return {"says": "childcare", "have": have, "more": more, "people_year": int(people["period"].iloc[0]), **rates}


def hotline(figures: pd.DataFrame, heads: pd.DataFrame) -> dict[str, Any] | None:
    """Return requests, score and rank of the hotline, and requests per head; None without requests."""
    mine = figures[(figures["field"] == "hotline") & (figures["status"] == "actual")]
    found = {
        "calls": mine["indicator"] == "hotline_calls",
        "score": mine["indicator"] == "hotline_score",
        "place": mine["measure"] == "rank",
    }
    rows: dict[str, Mapping[str, Any] | None] = {k: next(iter(records(mine[part])), None) for k, part in found.items()}
    if not rows["calls"]:
        return None
    score, place = rows["score"], rows["place"]
    head = next(iter(records(heads[heads["indicator"] == "hotline_calls"])), {})
    shown = {"ratio": head.get("rate"), **{name: head.get(name) for name in ("per", "people_year", "past", "about", "places")}}
    ranked: dict[str, Any] = {"ranked": bool(score and place), "city": "全市" in str((place or {}).get("prefix", ""))}
    ranked |= {name: (place or {}).get(name) for name in ("nth_zh", "nth_en", "source_url")}
    return {"calls": rows["calls"]["figure"], "score": score and score["figure"], **ranked, **shown}
