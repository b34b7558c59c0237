"""How other areas set a target beside their last outcome: a base rate for one area's step down or up."""

from __future__ import annotations

import pandas as pd

from xclib.analyses.livelihood_pairs import verdict
from xclib.analyses.scorecard.plan import records
from xclib.errors import RawDataError
from xclib.figure import Interval
from xclib.panel_store import load_panel
from xclib.wording import pick

COLUMNS = ["area_code", "area", "level", "outcome", "target", "step"]


def read_growth() -> pd.DataFrame:
    """Return the panel's growth of output; an empty frame where the data hold no panel."""
    try:
        return load_panel("gdp_growth")
    except RawDataError:
        return pd.DataFrame(columns=["doc", "area_code", "area", "level", "status", "period", "value", "low", "high", "bound"])


def steps(panel: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the areas whose report states growth of a year and the target of the next, with which way the target lies.

    Parameters
    ----------
    panel : DataFrame
        Rows of `xclib.panel` of one indicator.
    year : int
        The year that is over.

    Returns
    -------
    DataFrame
        One row an area (an area of two collections counts once; the nation is none): ``outcome`` and ``target`` as printed
        numbers, ``step`` lower, equal, higher or open, told by the whole intervals.
    """
    sides = [panel[(panel["status"] == s) & (panel["period"] == str(y))] for s, y in (("actual", year), ("target", year + 1))]
    both = sides[0].merge(sides[1], on=["doc", "area_code", "area", "level"], suffixes=("_a", "_t"))
    out = []
    for row in records(both[both["level"] != "nation"].drop_duplicates("area_code")):
        have, aim = (Interval(row[f"low_{s}"], row[f"high_{s}"]) for s in ("a", "t"))
        step = verdict(have, aim, (row["bound_a"], row["bound_t"]))
        told = {"outcome": row["value_a"], "target": row["value_t"], "step": step}
        out.append({name: row[name] for name in COLUMNS[:3]} | told)
    return pd.DataFrame(out, columns=COLUMNS)


def others_sentence(found: pd.DataFrame, year: int, lang: str) -> str:
    """Say how many other areas set their target surely lower or higher; plain text, empty with fewer than ten."""
    if len(found) < 10:
        return ""
    n, low, high = len(found), int((found["step"] == "lower").sum()), int((found["step"] == "higher").sum())
    zh = (
        f"增长目标怎样定，可与别处相比：面板中{n}个省市的报告既有{year}年增速又有{year + 1}年目标，"
        f"{low}个的目标明确低于实绩，{high}个明确高于，其余因“左右”“以上”而不能判定；都是省市，没有区县，也不是抽样。"
    )
    en = (
        f"Beside other places: the reports of {n} provinces and cities in the panel state both growth in {year} and a target "
        f"for {year + 1}; {low} of these targets are surely below the outcome, {high} surely above, the rest undecided "
        "because of “about” or “at least”. None is a district, and they are no sample."
    )
    return pick(lang, zh, en)
