"""What compares place by place: an area with its city in the same year, green area with residents, and other pages' figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.environment.subjects import subject_of
from xclib.data.rows import records
from xclib.economics.derived import per_head as divide_by_heads
from xclib.economics.formulas import CITY
from xclib.economics.quantity import Quantity
from xclib.model.indicators import read_indicators

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

    The report's area first, latest years first; ``level``, ``city`` and ``gap`` are quantities. ``own``: statements of the
    report's area, from `statements`; ``others``: statements of areas nearby, rows of `xclib.context`; those of the area and
    its city are left out; ``city``: one outcome a year of the city, from `one_a_year`.
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
    return pd.DataFrame(rows, columns=_GAPS).astype({"own": bool})


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
    population; of one year a census is preferred; ``year``: latest year of population to use.
    """
    known = pd.concat([p for p in people if len(p)] or [pd.DataFrame(columns=_HEADS)], ignore_index=True)
    known = known[(known["status"] == "actual") & (known["period"] <= year) & known["bound"].isin(["=", "~"])]
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
    hundreds = Quantity(heads.printed / 100, heads.low / 100, heads.high / 100)
    return replace(divide_by_heads(stated, hundreds), inputs=(area, heads))


def elsewhere(facts: pd.DataFrame) -> pd.DataFrame:
    """Return what other pages state on the environment apart from air, with the indicator's names; ``figure`` is a quantity."""
    subjects = facts["indicator_zh"].map(subject_of)
    kept = facts[(subjects != "") & (subjects != "air") & ~facts["indicator"].isin(["pm25", "pm25_growth"])]
    kept = kept.sort_values(["period", "area_code"], ascending=[False, True], kind="stable")
    rows, names = records(kept), read_indicators()
    english = [names[r["indicator"]].en if r["indicator"] else r["indicator_zh"] for r in rows]
    stated: Any = [Quantity.of(r) for r in rows]
    return kept.assign(name_zh=kept["indicator_zh"], name_en=english, figure=stated)
