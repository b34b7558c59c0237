"""Other areas: the parent of the report's area and what lies beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xclib.analyses.fiscal.budget import Budget, best_fact

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
