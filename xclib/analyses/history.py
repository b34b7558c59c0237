"""What is known of an area and of those around it over the years: other pages and the panel of reports, each number once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from xclib.data import front, store
from xclib.data.names import areas
from xclib.data.rows import records
from xclib.model.areas import MUNICIPALITIES, NATION, areas_by_code, english_name
from xclib.model.figure import read_bounds
from xclib.panels.query import load_panel
from xclib.panels.store import find_panel

#: The panel's own flag for a misprint that the errata put right; every other flag keeps a row out.
GOOD = ("", "corrected")
#: Which statement of an outcome counts where there are several: the first that was published.
VINTAGES = ("first", "later", "undated", "expected")
#: What makes two statements one, beside number and aim: what two pages print is shown once, by the page looked at by hand.
_SAME = ("area_code", "indicator", "period", "bound")


def parent(area: str) -> str:
    """Return the code of the area above: a prefecture, a province, the nation; empty for the nation.

    >>> parent("110102"), parent("320500"), parent("320000"), parent("100000")
    ('110000', '320000', '100000', '')
    """
    if area == NATION:
        return ""
    if area.endswith("0000"):
        return NATION
    province, city = f"{area[:2]}0000", f"{area[:4]}00"
    known = province not in MUNICIPALITIES and city != area and city in areas_by_code()
    return city if known else province


def above(area: str) -> list[str]:
    """Return the codes of the areas over one, nearest first, the nation last.

    >>> above("440305"), above("110102"), above("100000")
    (['440300', '440000', '100000'], ['110000', '100000'], [])
    """
    over = parent(area)
    return [over, *above(over)] if over else []


def is_beside(area: str, codes: pd.Series) -> pd.Series:
    """Return which codes are of areas beside one: under the same parent, the area itself not among them.

    >>> is_beside("110102", pd.Series(["110101", "110102", "110000", "120101"])).tolist()
    [True, False, False, False]
    """
    over = parent(area)
    same = {code for code in codes.unique() if over and code != area and parent(code) == over}
    return codes.isin(same)


def trust(row: Mapping[str, Any]) -> tuple[bool, str, bool]:
    """Return the sort key of a statement: precise ones before bounds, then by grade, then outcomes before estimates."""
    return row["bound"] != "=", str(row["grade"]), row["status"] == "preliminary"


#: How many years older than what is divided by it a population may be.
OLDEST_PEOPLE = 5
#: Years of the economic censuses. A level first stated for such a year stands on the old base, that of the next on the new one.
CENSUSES = (2004, 2008, 2013, 2018, 2023)


def on_one_base(past: Mapping[str, Any], level: Mapping[str, Any]) -> bool:
    """Return whether the levels of two neighbouring years stand on one base; of an unnamed base the census years tell.

    >>> old, new = {"period": 2018, "base": "", "vintage": "first"}, {"period": 2019, "base": "", "vintage": "first"}
    >>> on_one_base(old, new), on_one_base(new, {**new, "period": 2020})
    (False, True)
    """
    return past["base"] == level["base"] and not leaves_base(past)


def leaves_base(past: Mapping[str, Any]) -> bool:
    """Return whether the level of the year after stands on another base, of a level whose own base is not named."""
    return not past["base"] and past["period"] in CENSUSES and past["vintage"] != "later"


#: Names of local revenue that stand for it only where a report has no other.
_SECOND = re.compile("地方级?财政(?:预算)?收入")


def second_revenue(row: Mapping[str, Any]) -> str:
    """Return what a figure without an indicator says of revenue, by a name that counts where a report has no other.

    >>> second_revenue({"indicator": "", "label": "地方级财政收入", "measure": "growth", "unit": "%", "unit_code": "PT"})
    'revenue_growth'
    """
    if row["indicator"] or not _SECOND.fullmatch(str(row["label"])):
        return ""
    rate = row["measure"] == "growth" and row["unit"] == "%"
    return "revenue_growth" if rate else "revenue" * (row["measure"] == "level" and row["unit_code"] == "CNY")


#: How a report names a requirement of the government above it; 省级 alone is a rank of firms or parks (省级绿色工厂).
_ABOVE = (
    "(?<![城全本上])(?:市|省|自治区|国家|中央)(?:要求|下达|规定)|[省市]定(?:目标|任务|指标|要求)"
    "|(?:市|省|自治区|国家|上)(?:级|政府|里)的?(?:考核)?(?:要求|下达|规定|核定|任务|目标)"
)
#: Money that comes from there is none.
_MONEY = "(?:资金|债券|额度|经费|补助)$"


def handed_down(figures: pd.DataFrame) -> pd.Series[bool]:
    """Tell which figures are requirements of the government above, and so no targets of the area's own.

    ``figures``: rows of `xclib.figures`.

    >>> handed_down(pd.DataFrame({"status": ["target", "target"], "prefix": ["距离市级要求", "培育省级绿色工厂"]})).tolist()
    [True, False]
    """
    words = figures["prefix"].str
    return (figures["status"] == "target") & words.contains(_ABOVE) & ~words.contains(_MONEY)


#: Levels of a whole area that move little from year to year, and how many times a neighbouring year's one may be.
_WHOLE, _TIMES = ("gdp", "revenue"), 2.0


def is_of_part(row: Mapping[str, Any]) -> bool:
    """Whether a level of gross product or revenue lies so far from those of the years around it that it is of something else.

    A report that tells of a corps or a new area, or of what was added, names it no other way. Where the panel has no year
    beside it, nothing is known. ``row``: of `xclib.figures` or `xclib.series`.

    >>> level = {"area_code": "650000", "indicator": "gdp", "status": "actual", "period": "2011"}
    >>> is_of_part({**level, "value": 0.966e11}), is_of_part({**level, "value": 6.6e11})
    (True, False)
    """
    if row.get("indicator") not in _WHOLE or row["status"] == "target" or not str(row["period"]).isdigit():
        return False
    year = int(row["period"])
    place, path = (row["area_code"], row["indicator"]), find_panel()
    known = _levels(path, path.stat().st_mtime_ns) if path.is_file() else {}
    near = [level for beside in (year - 1, year + 1) for level in known.get((*place, beside), ())]
    value = float(row["value"]) * float(row.get("factor", 1.0))
    return bool(near) and all(level > _TIMES * value or value > _TIMES * level for level in near)


def without_parts(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures, of which those that `is_of_part` tells have a name of their own and no indicator."""
    if "area_code" not in figures:
        return figures
    part = pd.Series([is_of_part(row) for row in records(figures)], figures.index, dtype=bool)
    return figures.assign(
        indicator=figures["indicator"].mask(part, ""),
        label=figures["label"].mask(part, figures["label"] + "（另一口径）"),
        label_zh=figures["label_zh"].mask(part, ""),
        label_en=figures["label_en"].mask(part, figures["label_en"] + " (another scope)"),
    )


#: Years after the one reported that a brief tells of: what came of the next year's target, and two more.
AFTER = 3


def facts(area: str, year: int | None = None) -> pd.DataFrame:
    """Return what other pages and the panel state of an area, those above it and those beside it.

    The columns of `xclib.context`, without parts of a year. A number that both state is the page's alone. ``year``: the year
    that a report states outcomes of; nothing of years more than `AFTER` later is told beside it.

    >>> found = facts("320500")
    >>> {"320500", "320000", "100000"} <= set(found["area_code"])
    True
    """
    codes = pd.Series([*_panel_of()], dtype=object)
    near = codes[codes.isin([area, *above(area)]) | is_beside(area, codes)]
    return _until(_once(front.context(stored=True), store.plain_text(_panel(*near))), year)


def _until(rows: pd.DataFrame, year: int | None) -> pd.DataFrame:
    return rows if year is None else rows[rows["period"] <= year + AFTER].reset_index(drop=True)


def series(indicator: str, area: str, year: int | None = None) -> pd.DataFrame:
    """Return all statements of an indicator for an area: reports, other pages and the panel; see `xclib.series`.

    ``year``: as of `facts`.

    >>> len(series("gdp", "110000")) > 20
    True
    """
    found = _panel(area)
    rows = store.plain_text(found[found["indicator"] == indicator]).assign(origin="context", id="")
    known = front.series(indicator, area, stored=True) if area in areas() or found.empty else rows[:0]
    own = [row["origin"] == "context" or not is_of_part(row) for row in records(known)]
    merged = _once(known[pd.Series(own, index=known.index, dtype=bool)], rows)[list(front.SERIES)]
    return _until(merged.sort_values(["period", "status", "grade"], kind="stable").reset_index(drop=True), year)


def _once(first: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """Join two frames of statements; of the second those that the first does not hold."""
    if then.empty:
        return first
    known, keys = (zip(*_same(frame), strict=True) for frame in (first, then))
    held = {*known}
    new = then[[key not in held for key in keys]]
    return pd.concat([first, new], ignore_index=True) if len(first) else new.reset_index(drop=True)


def _same(rows: pd.DataFrame) -> list[list[Any]]:
    """Return columns that are alike in two rows where they are one statement."""
    texts = [rows[name].astype(str).tolist() for name in _SAME]
    return [*texts, (rows["status"] == "target").tolist(), rows["value"].round(6).astype(str).tolist()]


def _panel_of() -> dict[str, Any]:
    """Return the places of each area's rows in the panel, by its code; none where the data hold no panel."""
    path = find_panel()
    return _places(path, path.stat().st_mtime_ns) if path.is_file() else {}


def _panel(*codes: str) -> pd.DataFrame:
    """Return the panel's statements on some areas, in its order."""
    path, places = find_panel(), [place for code, place in _panel_of().items() if code in codes]
    if not places:
        return front.context(stored=True)[:0]
    return _statements(path, path.stat().st_mtime_ns).iloc[np.sort(np.concatenate(places))]


@lru_cache(maxsize=2)
def _places(path: Path, changed: int) -> dict[str, Any]:
    groups = _statements(path, changed).groupby("area_code", sort=False).indices
    return {str(code): rows for code, rows in groups.items()}


@lru_cache(maxsize=2)
def _levels(path: Path, changed: int) -> dict[tuple[str, str, int], list[float]]:
    """Return the panel's levels of a whole area by area, indicator and year."""
    panel = _statements(path, changed)
    levels = panel[panel["indicator"].isin(_WHOLE) & (panel["status"] != "target")]
    found: dict[tuple[str, str, int], list[float]] = {}
    for area, indicator, year, value in zip(*(levels[c] for c in ("area_code", "indicator", "period", "value")), strict=True):
        found.setdefault((area, indicator, year), []).append(value)
    return found


@lru_cache(maxsize=2)
def _statements(path: Path, changed: int) -> pd.DataFrame:
    """Return the panel's sound rows on whole areas and whole years, with the columns of `xclib.context`."""
    rows = load_panel(root=path.parents[2])
    kept = rows["flag"].isin(GOOD) & rows["status"].isin(["actual", "target"]) & (rows["scope"] == "")
    # Output is at constant prices; a nominal rate of it is another thing.
    kept &= ~(rows["indicator"].eq("gdp_growth") & rows["basis"].eq("nominal"))
    rows = named_by_basis(rows[kept])
    found = {doc: re.search(r"(\d{4})[^/]*$", doc) for doc in rows["doc"].unique()}
    stated = rows["doc"].map({doc: int(year[1]) for doc, year in found.items() if year}).astype(int)
    looks_back = rows["doc"].str.contains("统计")
    late = stated - rows["period"] > (~looks_back).astype(int)
    vintage = pd.Series("first", rows.index).mask(rows["preliminary"], "expected").mask(late, "later")
    aim = rows["status"] == "target"
    called = rows["area_code"] + "/" + rows["area"]
    official = rows["source_url"].str.contains(r"//[^/]*\.gov\.cn(?:[:/]|$)")
    made = {
        "area_code": rows["area_code"], "area_zh": rows["area"],
        "area_en": called.map({name: english_name(*name.split("/")) for name in called.unique()}).astype("str"),
        "period": rows["period"].astype("Int64"), "months": "",
        "indicator": rows["indicator"], "indicator_zh": rows["name"],
        "measure": pd.Series("level", rows.index).mask(rows["indicator"].str.endswith("_growth"), "growth"),
        "as_printed": rows["as_printed"], "value": rows["value"], "value_high": rows["value_high"], "low": rows["low"],
        "high": rows["high"], "unit_code": rows["unit_code"], "bound": rows["bound"], "bound_word": _word_before(rows),
        "status": rows["status"].mask(~aim & rows["preliminary"], "preliminary"), "vintage": vintage.mask(aim, "target"),
        "base": "", "grade": pd.Series("C", rows.index).mask(official, "A"), "source_url": rows["source_url"],
        "source_title": rows["doc"], "source_date": stated.astype(str),
    }  # fmt: skip
    return pd.DataFrame(made).reset_index(drop=True)


def _word_before(rows: pd.DataFrame) -> pd.Series[str]:
    """Return the words with which numbers that are not reached begin: 近 of 近6万亿元; empty for others."""
    known = sorted((word for word, (sets, _) in read_bounds().items() if sets == "<"), key=len, reverse=True)
    under = rows.loc[rows["bound"] == "<", "as_printed"].astype(str)
    return under.str.extract(f"^({'|'.join(known)})", expand=False).reindex(rows.index).fillna("")


def named_by_basis(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with growth of revenue on a comparable basis (同口径) under a name of its own: booked growth is another.

    >>> named_by_basis(pd.DataFrame({"indicator": ["revenue_growth"] * 2, "basis": ["comparable", ""]}))["indicator"].tolist()
    ['revenue_growth_comparable', 'revenue_growth']
    """
    same = rows["indicator"].eq("revenue_growth") & rows["basis"].eq("comparable")
    return rows.assign(indicator=rows["indicator"].mask(same, "revenue_growth_comparable"))
