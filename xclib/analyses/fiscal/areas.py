"""Other areas, and past targets: the parent of the report's area and what lies beside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from xclib.analyses.fiscal.budget import Budget, best_fact, records, span_of, with_unit
from xclib.analyses.fiscal.years import growth_path

if TYPE_CHECKING:
    import pandas as pd


def neighbours(b: Budget, *, years: int = 3) -> pd.DataFrame:
    """Return stated growth of revenue of the area, its parent and the parent's other areas in the latest years.

    Parameters
    ----------
    b : Budget
        From `read_budget`.
    years : int
        How many years, the year reported being the last.

    Returns
    -------
    DataFrame
        ``period, area_code, area_zh, area_en, basis, value, low, high, bound, vintage, grade, source_url``; ``basis`` is
        booked, comparable or local (地方级).
    """
    import pandas as pd

    basis = {"revenue_growth": "booked", "revenue_growth_comparable": "comparable", "revenue_local_level_growth": "local"}
    pool = pd.concat([b.here, b.around], ignore_index=True)
    recent = pool["period"].between(b.year - years + 1, b.year)
    pool = pool[recent & pool["indicator"].isin(basis) & (pool["status"] != "target")]
    rows = []
    for (area, year, code), group in pool.groupby(["area_code", "period", "indicator"], sort=True):
        best = best_fact(group, str(code), int(str(year)))
        if best is not None and not (area == b.area and year == b.year):
            rows.append(dict(best, basis=basis[str(code)]))
    names = ["period", "area_code", "area_zh", "area_en", "basis", "value", "low", "high", "bound", "unit", "value_high",
             "vintage", "grade", "source_url"]  # fmt: skip
    frame = pd.DataFrame([{n: r[n] for n in names} for r in rows], columns=names)
    return frame.sort_values(["period", "area_code"], ascending=[False, True], kind="stable", ignore_index=True)


def targets_met(b: Budget) -> pd.DataFrame:
    """Return every past growth target of the area and its parent with the outcome as booked, where both are known.

    A target of "about 4%" is met by what its interval holds or exceeds. Years with growth on a comparable basis only are left
    out: such growth answers another question than the target did.

    Returns
    -------
    DataFrame
        ``period, area_code, area_zh, area_en, target, outcome, result``; ``target`` and ``outcome`` are rows ready to be
        printed, ``result`` is below, within or above.
    """
    import pandas as pd

    path = growth_path(b)
    derived = {r["period"]: r for r in records(path[path["kind"] == "derived"])}
    rows = []
    parent = b.around[b.around["area_code"] == b.area[:2] + "0000"]
    for facts in (parent, b.here):
        goals = facts[(facts["indicator"] == "revenue_growth") & (facts["status"] == "target") & (facts["period"] <= b.year)]
        for goal in records(goals):
            year, own = goal["period"], facts is b.here
            found = b.stated.get("revenue_growth") if own and year == b.year else best_fact(facts, "revenue_growth", year)
            found = found or (derived.get(year) if own else None)
            if found is not None:
                aim, got = span_of(goal), span_of(found)
                result = "below" if got.high < aim.low else "above" if got.low > aim.high else "within"
                told = {"target": with_unit(goal), "outcome": dict(found) | {"unit": "%", "value_high": math.nan}}
                rows.append({n: goal[n] for n in ("period", "area_code", "area_zh", "area_en")} | told | {"result": result})
    return pd.DataFrame(rows, columns=["period", "area_code", "area_zh", "area_en", "target", "outcome", "result"])
