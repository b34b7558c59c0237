"""Other areas: the parent of the report's area and what lies beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.fiscal.budget import Budget, Row, best, best_fact
from xclib.analyses.fiscal.numbers import side_of
from xclib.analyses.fiscal.years import numbers
from xclib.analyses.standing import Mark, Standing
from xclib.analyses.standing_tables import facts
from xclib.data.rows import records
from xclib.economics.quantity import Quantity
from xclib.words import Saying

_BASIS = {"revenue_growth": "booked", "revenue_growth_comparable": "comparable", "revenue_local_level_growth": "local"}
_AREAS = ["period", "area_code", "area_zh", "area_en", "basis", "rate", "value", "low", "high", "bound", "vintage", "grade"]


def neighbours(b: Budget, *, years: int = 3) -> pd.DataFrame:
    """Return stated growth of revenue of the area, its parent and the parent's other areas in the latest years.

    ``period, area_code, area_zh, area_en, basis, rate, value, low, high, bound, vintage, grade``; ``rate`` is a quantity,
    ``basis`` booked, comparable or local (地方级). ``years``: how many years, the year reported being the last.
    """
    pool = pd.concat([b.here, b.around], ignore_index=True)
    recent = pool["period"].between(b.year - years + 1, b.year)
    pool = pool[recent & pool["indicator"].isin(_BASIS) & (pool["status"] != "target")]
    rows = []
    for (area, year, code), group in pool.groupby(["area_code", "period", "indicator"], sort=True):
        found = best_fact(records(group), str(code), int(str(year)))
        if found is not None and not (area == b.area and year == b.year):
            rows.append(_row(found) | {"basis": _BASIS[str(code)]})
    frame = pd.DataFrame(rows, columns=_AREAS)
    return frame.sort_values(["period", "area_code"], ascending=[False, True], kind="stable", ignore_index=True)


def _row(fact: Row) -> dict[str, Any]:
    rate = Quantity.of(fact)
    return numbers(rate, **{k: fact[k] for k in ("period", "area_code", "area_zh", "area_en", "vintage", "grade")}, rate=rate)


def beside(b: Budget, areas: pd.DataFrame) -> pd.DataFrame:
    """Return growth of the year reported: both levels of the report, and other areas; empty without any of them."""
    around, rows = areas[areas["period"] == b.year], []
    for key in ("local", "revenue"):
        if b.has(f"{key}_growth"):
            named = {"own": b.own if key == "revenue" else "local", "area_zh": "", "area_en": ""}
            rows.append(numbers(b[f"{key}_growth"], **named, group="report", basis=""))
    rows += [row | {"own": "", "group": "others"} for row in records(around)]
    return pd.DataFrame(rows if len(around) and len(rows) > len(around) else [], columns=[*_AREAS, "own", "group"])


def alike(stands: Sequence[Standing], b: Budget) -> list[Standing]:
    """Return comparisons without the areas above, and without a place, where revenue is that of the report's own level alone.

    Revenue of a province or city is that of all levels of government in it, so that growth of 区级 revenue does not compare.
    """
    return [s if _compares(s, b) else replace(s, marks=_beside(s), alike=False) for s in stands]


def _compares(stand: Standing, b: Budget) -> bool:
    """Whether revenue of the report is that of all levels of government, as other areas state it."""
    return (b.aimed if stand.status == "target" else b.own) in ("", "local")


def _beside(stand: Standing) -> tuple[Mark, ...]:
    return tuple(mark for mark in stand.marks if mark.role in ("own", "other"))


def placed(stand: Standing, b: Budget) -> dict[str, Saying | None]:
    """Return the sayings of a comparison for the first screen, where like is placed among like.

    Areas of a sample state growth of all levels of government. Of a report on its own level alone that is growth of 地方级
    revenue; without it, and for targets, the area has no place.
    """
    found = facts(stand)
    if _compares(stand, b):
        return found
    local = b["local_growth"] if stand.status == "actual" and b.has("local_growth") else None
    own = stand.mark("own")
    marks = (replace(own, figure=local, number=local.printed),) if own and local else ()
    return found | {"place": facts(replace(stand, marks=marks, alike=True))["place"]}


def both_bases(areas: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the gap between growth on the comparable basis and as booked, of each area and year that has both."""
    found = []
    for (year, _), group in areas.groupby(["period", "area_code"]):
        booked, same = (records(group[group["basis"] == k]) for k in ("booked", "comparable"))
        if booked and same:
            gap = same[0]["rate"].minus(booked[0]["rate"])
            named = {"area_zh": same[0]["area_zh"], "area_en": same[0]["area_en"], "period": year}
            found.append(named | {"gap": gap.size, "more": gap.value > 0})
    return found


def parent(b: Budget) -> dict[str, Any] | None:
    """Return how the parent area's revenue grew beside the local level, which covers the same; None without a parent."""
    rate, row = best(b.parent, "revenue_growth", b.year), best_fact(b.parent, "revenue_growth", b.year)
    if row is None or rate is None or not b.has("local_growth"):
        return None
    gap = b["local_growth"].minus(rate)
    return {"area_zh": row["area_zh"], "area_en": row["area_en"], "rate": rate, "gap": gap.size, "says": side_of(gap)}
