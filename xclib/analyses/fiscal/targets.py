"""Past targets of revenue: what was aimed at, what came, and which years cannot be judged."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from xclib.analyses.fiscal.budget import Budget, Row, best_fact, rank, span_of, with_unit
from xclib.analyses.fiscal.years import growth_path
from xclib.rows import records

if TYPE_CHECKING:
    import pandas as pd

#: Growth as booked, and growth on a comparable basis: a target of the one is held against an outcome of the same.
_BOOKED, _SAME = "revenue_growth", "revenue_growth_comparable"
_AREA = ["period", "area_code", "area_zh", "area_en"]
_NAMES = [*_AREA, "target", "outcome", "basis", "result", "adjusted", "adjusted_level", "against_adjusted"]


def targets_met(b: Budget) -> pd.DataFrame:
    """Return every past growth target of the area and its parent with its outcome, where the two can be compared.

    A target of "about 4%" is met by what its interval holds or exceeds. A target for growth as booked is held against growth
    as booked. Where only growth with tax refunds added back is known, it decides one thing: booked growth is lower still, so
    that the target was missed if even the comparable growth fell short of it.

    Parameters
    ----------
    b : Budget
        From `read_budget`.

    Returns
    -------
    DataFrame
        ``period, area_code, area_zh, area_en, target, outcome, basis, result, adjusted, adjusted_level, against_adjusted``:
        ``target`` and ``outcome`` are rows ready to be printed, ``basis`` is booked, comparable or upper (comparable growth
        that booked growth cannot reach), ``result`` is below, within or above. Where the budget was adjusted within the year,
        ``adjusted`` is its growth, ``adjusted_level`` its level, and ``against_adjusted`` judges the outcome by its growth.
    """
    import pandas as pd

    return pd.DataFrame([r for r in _judged(b) if r["result"] in ("below", "within", "above")], columns=_NAMES)


def targets_left(b: Budget) -> pd.DataFrame:
    """Return the targets that `targets_met` leaves out.

    Returns
    -------
    DataFrame
        ``period, area_code, area_zh, area_en, target, result``; ``result`` is unknown (no growth on record) or unlike (growth
        on a comparable basis only, which does not decide).
    """
    import pandas as pd

    kept = [r for r in _judged(b) if r["result"] in ("unknown", "unlike")]
    return pd.DataFrame(kept, columns=[*_AREA, "target", "result"])


def judge(aim: Row, got: Row) -> str:
    """Return where an outcome lies against a target: below, within or above what the target's interval holds.

    >>> judge({"low": 3.5, "high": 4.5}, {"low": 4.75, "high": 4.85})
    'above'
    """
    goal, found = span_of(aim), span_of(got)
    return "below" if found.high < goal.low else "above" if found.low > goal.high else "within"


@lru_cache(maxsize=16)
def _judged(b: Budget) -> tuple[dict[str, Any], ...]:
    path = growth_path(b)
    derived = {r["period"]: r for r in records(path[path["kind"] == "derived"])}
    rows = []
    parent: list[Row] = [*records(b.around[b.around["area_code"] == b.area[:2] + "0000"])]
    for facts in (parent, b.rows):
        goals = [r for r in facts if r["indicator"] in (_BOOKED, _SAME) and r["status"] == "target"]
        ranked = sorted(goals, key=lambda r: (r["period"], r["indicator"], rank(r)))
        # Several pages may state one target; it is one case.
        for goal in {(r["period"], r["indicator"]): r for r in reversed(ranked)}.values():
            known = derived if facts is b.rows else {}
            rows.append(_case(b, facts, goal, known))
    return tuple(sorted(rows, key=lambda r: (r["area_code"] == b.area, r["period"])))


def _case(b: Budget, facts: Sequence[Row], goal: Row, derived: Mapping[int, Row]) -> dict[str, Any]:
    """Hold one target against its outcome."""
    year, out = goal["period"], {n: goal[n] for n in _AREA} | {"target": with_unit(goal), "basis": "booked"}
    same = best_fact(facts, _SAME, year)
    found = same
    if goal["indicator"] == _SAME:
        out["basis"] = "comparable"
    else:
        own = b.stated.get(_BOOKED) if facts is b.rows and year == b.year else None
        found = own or best_fact(facts, _BOOKED, year) or derived.get(year)
        if found is None and same is not None:
            # Growth with refunds added back is a ceiling for growth as booked, no more.
            if "退税" not in same["indicator_zh"] or judge(goal, same) != "below":
                return out | {"result": "unlike"}
            found, out["basis"] = same, "upper"
    if found is None:
        return out | {"result": "unknown"}
    got = {"unit": "%", "value_high": math.nan} | dict(found)
    return out | {"outcome": got, "result": judge(goal, found)} | _adjusted(facts, year, found)


def _adjusted(facts: Sequence[Row], year: int, found: Row) -> dict[str, Any]:
    """Return the budget as adjusted within the year, which then is the one in force; empty where none is on record."""
    rows = [r for r in facts if r["period"] == year and r["status"] == "target"]
    growth, level = (
        min((r for r in rows if r["indicator"] == code), key=rank, default=None)
        for code in ("revenue_growth_adjusted", "revenue_adjusted")
    )
    if growth is None:
        return {"adjusted": None, "adjusted_level": None, "against_adjusted": ""}
    told = {"adjusted": with_unit(growth), "adjusted_level": level and with_unit(level)}
    return told | {"against_adjusted": judge(growth, found)}
