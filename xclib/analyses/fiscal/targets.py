"""Past targets of revenue: what was aimed at, what came, and which years cannot be judged."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from xclib.analyses.fiscal.budget import Budget, Row, best, best_fact, of_year, rank
from xclib.analyses.fiscal.years import growth_path
from xclib.data.rows import records
from xclib.economics.breaks import two_means
from xclib.economics.fits import Fit
from xclib.economics.formulas import OFF
from xclib.economics.quantity import Quantity

#: Growth as booked, and growth on a comparable basis: a target of the one is held against an outcome of the same.
_BOOKED, _SAME = "revenue_growth", "revenue_growth_comparable"
_AREA = ["period", "area_code", "area_zh", "area_en"]
_NAMES = [*_AREA, "target", "outcome", "gap", "basis", "result", "adjusted", "adjusted_level", "against_adjusted"]


def targets_met(b: Budget) -> pd.DataFrame:
    """Return every past growth target of the area and its parent with its outcome, where the two can be compared.

    A target of "about 4%" is met by what its interval holds or exceeds. A target for growth as booked is held against growth
    as booked. Where only growth with tax refunds added back is known, it decides one thing: booked growth is lower still, so
    that the target was missed if even the comparable growth fell short of it.

    ``target``, ``outcome``, their ``gap`` (without a value where either is no single number), ``adjusted`` and
    ``adjusted_level`` are quantities: the growth and level of a budget that was adjusted within the year. ``basis`` is
    booked, derived, comparable or upper (comparable growth that booked growth cannot reach), ``result`` below, within or
    above, ``against_adjusted`` the same of the adjusted growth.
    """
    return pd.DataFrame([r for r in _judged(b) if r["result"] in ("below", "within", "above")], columns=_NAMES)


def targets_left(b: Budget) -> pd.DataFrame:
    """Return the targets that `targets_met` leaves out.

    ``period, area_code, area_zh, area_en, target, result``; ``result`` is unknown (no growth on record) or unlike (growth
    on a comparable basis only, which does not decide).
    """
    kept = [r for r in _judged(b) if r["result"] in ("unknown", "unlike")]
    return pd.DataFrame(kept, columns=[*_AREA, "target", "result"])


def judge(aim: Quantity, got: Quantity) -> str:
    """Return where an outcome lies against a target: below, within or above what the target's interval holds.

    >>> judge(Quantity(4.0, 3.5, 4.5), Quantity(4.8, 4.75, 4.85))
    'above'
    """
    side = got.side(aim)
    return "within" if side == "close" else side


@lru_cache(maxsize=16)
def _judged(b: Budget) -> tuple[dict[str, Any], ...]:
    path = growth_path(b)
    made = {r["period"]: r["rate"] for r in records(path[path["kind"] == "derived"])}
    rows = []
    for facts in (b.parent, b.rows):
        goals = [r for r in facts if r["indicator"] in (_BOOKED, _SAME) and r["status"] == "target"]
        ranked = sorted(goals, key=lambda r: (r["period"], r["indicator"], rank(r)))
        # Several pages may state one target; it is one case.
        for goal in {(r["period"], r["indicator"]): r for r in reversed(ranked)}.values():
            rows.append(_case(b, facts, goal, made if facts is b.rows else {}))
    return tuple(sorted(rows, key=lambda r: (r["area_code"] == b.area, r["period"])))


def _case(b: Budget, facts: Sequence[Row], goal: Row, made: Mapping[int, Quantity]) -> dict[str, Any]:
    """Hold one target against its outcome."""
    year, aim = goal["period"], of_year(goal)
    out = {n: goal[n] for n in _AREA} | {"target": aim, "basis": "booked"}
    same, found = best_fact(facts, _SAME, year), best(facts, _SAME, year)
    if goal["indicator"] == _SAME:
        out["basis"] = "comparable"
    else:
        own = b[_BOOKED] if facts is b.rows and year == b.year and b.has(_BOOKED) else None
        booked = own or best(facts, _BOOKED, year)
        if booked is None and year in made:
            booked, out["basis"] = made[year], "derived"
        if booked is None and same is not None and found is not None:
            # Growth with refunds added back is a ceiling for growth as booked, no more.
            if "退税" not in same["indicator_zh"] or judge(aim, found) != "below":
                return out | {"result": "unlike"}
            booked, out["basis"] = found, "upper"
        found = booked
    if found is None:
        return out | {"result": "unknown"}
    gap = _gap(found, aim) if out["basis"] != "upper" else None
    return out | {"outcome": found, "gap": gap, "result": judge(aim, found)} | _adjusted(facts, year, found)


def _gap(outcome: Quantity, aim: Quantity) -> Quantity | None:
    """Return how far an outcome lies from its target; None where either is no single number."""
    gap = outcome.minus(aim, basis=OFF)
    return None if math.isnan(gap.value) else gap


def _adjusted(facts: Sequence[Row], year: int, found: Quantity) -> dict[str, Any]:
    """Return the budget as adjusted within the year, which then is the one in force; empty where none is on record."""
    rows = [r for r in facts if r["period"] == year and r["status"] == "target"]
    growth, level = (
        min((r for r in rows if r["indicator"] == code), key=rank, default=None)
        for code in ("revenue_growth_adjusted", "revenue_adjusted")
    )
    if growth is None:
        return {"adjusted": None, "adjusted_level": None, "against_adjusted": ""}
    aim = of_year(growth)
    return {"adjusted": aim, "adjusted_level": level and of_year(level), "against_adjusted": judge(aim, found)}


def points(met: pd.DataFrame, area: str) -> pd.DataFrame:
    """Return the years of one area whose target and outcome are single numbers, as plain numbers.

    ``met``: from `targets_met`.
    """
    rows = met[(met["area_code"] == area) & met["gap"].notna()]
    return rows[["period", "target", "outcome", "gap"]].astype(float).reset_index(drop=True)


def mean_gap(fit: Fit | None, points: pd.DataFrame | None = None) -> dict[str, Any] | None:
    """Return the mean of the gaps (``gap ~ 1``), and whether it differs from nothing; None where the years are too few.

    ``shift`` are the means on either side of a shift; see `two_means`. ``points``: what was fitted, from `points`.
    """
    if fit is None:
        return None
    found = {"mean": replace(fit["mean"], unit="个百分点"), "n": fit.n, "apart": fit.excludes("mean")}
    return found | {
        "shift": None if points is None else two_means(points["period"].tolist(), points["gap"].tolist(), unit="个百分点")
    }


def long(met: pd.DataFrame) -> pd.DataFrame:
    """Return targets and outcomes one row each, as a line chart takes them; mere bounds are left out."""
    rows = met.melt(["period", "area_zh", "area_en"], ["target", "outcome"], "kind", "rate")
    rows = rows.assign(value=rows["rate"].astype(float), kind=rows["kind"].replace("outcome", "actual"))
    return rows.dropna(subset=["value"]).drop(columns="rate").reset_index(drop=True)


def record(met: pd.DataFrame, left: pd.DataFrame) -> dict[str, Any]:
    """Return how many targets were met, which were missed and left out, by area, and what an adjusted budget says of those."""
    missed = met[met["result"] == "below"]
    facts = {"n": len(met), "met": int((met["result"] != "below").sum()), "missed": _by_area(missed)}
    facts |= {why: _by_area(left[left["result"] == why]) for why in ("unknown", "unlike")}
    return facts | {"revised": [r for r in records(missed) if r["against_adjusted"]]}


def _by_area(cases: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the years of each area."""
    found = []
    for _, rows in cases.groupby("area_code", sort=False):
        names = {name: rows[name].iloc[0] for name in ("area_zh", "area_en")}
        found.append(names | {"years": list(dict.fromkeys(map(int, rows["period"])))})
    return found
