"""How other areas set a target beside their last outcome: a base rate for one area's step down or up."""

from __future__ import annotations

import pandas as pd

from xclib.analyses.livelihood import verdict
from xclib.areas import english_name
from xclib.errors import RawDataError
from xclib.figure import Interval
from xclib.names import check_code, reports
from xclib.panel_query import load_panel
from xclib.present import link
from xclib.rows import records
from xclib.select import report as find_report
from xclib.wording import format_bound, pick

COLUMNS = ["area_code", "area", "level", "outcome", "target", "step"]
COLUMNS += [f"{side}_{kept}" for side in ("outcome", "target") for kept in ("bound", "source_url")]


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
    sides = [
        panel[(panel["status"] == s) & (panel["period"].astype(int) == y)] for s, y in (("actual", year), ("target", year + 1))
    ]
    both = sides[0].merge(sides[1], on=["doc", "area_code", "area", "level"], suffixes=("_a", "_t"))
    out = []
    for row in records(both[both["level"] != "nation"].drop_duplicates("area_code")):
        have, aim = (Interval(row[f"low_{s}"], row[f"high_{s}"]) for s in ("a", "t"))
        step = verdict(have, aim, (row["bound_a"], row["bound_t"]))
        told = {"outcome": row["value_a"], "target": row["value_t"], "step": step}
        for side, s in (("outcome", "a"), ("target", "t")):
            told |= {f"{side}_{k}": row.get(f"{k}_{s}", "") for k in ("bound", "source_url")}
        out.append({name: row[name] for name in COLUMNS[:3]} | told)
    return pd.DataFrame(out, columns=COLUMNS)


def other_sentence(found: pd.DataFrame, name: str, year: int, lang: str) -> str:
    """Say what one other area set beside its last outcome; HTML with links.

    Parameters
    ----------
    found : DataFrame
        As `steps` returns it.
    name : str
        Id of a registered report, or code of an area.
    year : int
        The year that is over.
    lang : {'zh', 'en'}
        Language.

    Examples
    --------
    >>> row = {"area_code": "999901", "area": "青岚市", "outcome": 5.6, "target": 5.0, "step": "lower"}
    >>> row |= {"outcome_bound": "=", "target_bound": "~", "outcome_source_url": "", "target_source_url": ""}
    >>> other_sentence(pd.DataFrame([row]), "999901", 2030, "zh")
    '青岚市2030年增长5.6%，2031年目标5%左右，低于实际值。'
    """
    code = find_report(name)["area_code"] if name in set(reports().values()) else check_code(name)
    for row in records(found[found["area_code"] == code]):
        zh, en = _STEPS[row["step"]]
        area = pick(lang, row["area"], english_name(code, row["area"]))
        have, aim = (
            link(format_bound(row[k], row[f"{k}_bound"], "%", lang), row[f"{k}_source_url"]) for k in ("outcome", "target")
        )
        return pick(
            lang,
            f"{area}{year}年增长{have}，{year + 1}年目标{aim}，{zh}。",
            f"{area}: growth of {have} in {year}, a target of {aim} for {year + 1}, {en}.",
        )
    return pick(
        lang,
        f"面板里没有{name}同时写明{year}年增速和{year + 1}年目标的报告。",
        f"The panel has no report of {name} that states both growth in {year} and a target for {year + 1}.",
    )


#: How a target lies to the outcome before it.
_STEPS = {
    "lower": ("低于实际值", "below the outcome"),
    "equal": ("与实际值相同", "equal to the outcome"),
    "higher": ("高于实际值", "above the outcome"),
    "open": ("因措辞和舍入分不出高低", "too close to tell apart with what its words leave open"),
}


def others_sentence(found: pd.DataFrame, year: int, lang: str) -> str:
    """Say how many other areas set their target surely lower or higher; plain text, empty with fewer than ten."""
    if len(found) < 10:
        return ""
    n, low, high = len(found), int((found["step"] == "lower").sum()), int((found["step"] == "higher").sum())
    zh = (
        f"增长目标怎样定，可与别处相比：面板中{n}个省市的报告既有{year}年增速又有{year + 1}年目标，"
        f"{low}个的目标明确低于实际值，{high}个明确高于，其余因“左右”“以上”而不能判定；都是省市，没有区县，也不是抽样。"
    )
    en = (
        f"Beside other places: the reports of {n} provinces and cities in the panel state both growth in {year} and a target "
        f"for {year + 1}; {low} of these targets are surely below the outcome, {high} surely above, the rest undecided "
        "because of “about” or “at least”. None is a district, and they are no sample."
    )
    return pick(lang, zh, en)
