"""Where an area stands: its figure beside nation, province and the distribution of provinces and cities, from the panel.

Frames in, frames and counts out. A figure is compared by its interval: what rounding or a bound leaves open stays open, so
that a place is a range. Sentences and tables stand in `standing_words`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from xclib.analyses.history import GOOD, above, named_by_basis, trust
from xclib.data.rows import records
from xclib.data.store import plain_text
from xclib.economics.quantity import Quantity, point_of
from xclib.model.areas import NATION, english_name
from xclib.model.indicators import read_indicators

Row = Mapping[str, Any]
#: What each brief compares: indicator, status, and years after the year reported on.
ASKED: dict[str, tuple[tuple[str, str, int], ...]] = {
    "growth": (("gdp_growth", "actual", 0), ("gdp_growth", "target", 1)),
    "fiscal": (("revenue_growth", "actual", 0), ("revenue_growth", "target", 1)),
    "livelihood": tuple(
        (code, status, ahead)
        for code in ("unemployment_registered", "unemployment_surveyed", "urban_income_growth", "cpi")
        for status, ahead in (("actual", 0), ("target", 1))
    ),
    # A requirement of the year reported on is stated beside its outcome; that of the next may have no number.
    "environment": (
        ("pm25", "actual", 0),
        ("pm25", "target", 0),
        ("pm25", "target", 1),
        ("energy_intensity_growth", "actual", 0),
        ("energy_intensity_growth", "target", 1),
    ),
}
#: Groups of the sample: 31 provinces and municipalities, and the cities and prefectures below provinces.
GROUPS = ("province", "city")
#: Minimum number of areas for a median and a rank.
FEWEST = 5
#: How growth on a comparable basis is named.
_COMPARABLE = "_comparable"
#: Units of the panel as they are printed.
_UNITS = {"persons": "人", "yuan": "元", "ug/m3": "微克/立方米"}


@dataclass(frozen=True)
class Mark:
    """One area's figure beside a sample."""

    #: ``own``, ``other`` (asked for by name), ``parent`` or ``nation``.
    role: str
    #: GB/T 2260 code and names.
    code: str
    name_zh: str
    name_en: str
    #: What its page states, and the number by which it is placed: the one printed, of a range the middle.
    figure: Quantity
    number: float


@dataclass(frozen=True)
class Place:
    """How many of a sample stand above and below a figure for certain; the rest are too close or too open to tell."""

    n: int
    higher: int
    lower: int

    @property
    def close(self) -> int:
        """Areas that the intervals do not tell apart from the figure."""
        return self.n - self.higher - self.lower

    @property
    def first(self) -> int:
        """Best place from above, the figure counted among them."""
        return self.higher + 1

    @property
    def last(self) -> int:
        """Last place from above."""
        return self.n - self.lower + 1

    @property
    def tells(self) -> bool:
        """Whether more than half of the sample are told apart from the figure; else a rank says next to nothing."""
        return 2 * self.close < self.n

    @property
    def percentile(self) -> tuple[float, float]:
        """Share of the sample that lies below, in percent: from what is certain to what is possible."""
        return (100 * self.lower / self.n, 100 * (self.n - self.higher) / self.n) if self.n else (math.nan, math.nan)


@dataclass(frozen=True)
class Spread:
    """Median and quartiles of a sample: of the numbers, and the interval that bounds and rounding leave to each."""

    n: int
    bounds: int
    middle: tuple[float, float, float]
    low: tuple[float, float, float]
    high: tuple[float, float, float]


@dataclass(frozen=True)
class Standing:
    """One indicator, status and year: the marked areas, and the sample they are held against."""

    indicator: str
    status: str
    period: int
    unit: str
    marks: tuple[Mark, ...] = ()
    rows: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"group": []}))
    #: Whether the own figure measures what those of the sample do; else it has no place among them.
    alike: bool = True

    def mark(self, role: str) -> Mark | None:
        """Return the first mark of a role."""
        return next((m for m in self.marks if m.role == role), None)

    def group(self, name: str) -> pd.DataFrame:
        """Return the sample's provinces or cities."""
        return self._groups.get(name, self.rows.iloc[:0])

    @cached_property
    def _groups(self) -> dict[str, pd.DataFrame]:
        return {str(name): part for name, part in self.rows.groupby("group", sort=False)}

    @cached_property
    def spreads(self) -> dict[str, Spread]:
        """Median and quartiles of each group that is large enough; a chart, a sentence and a table all ask for them."""
        return {name: spread(part, self.status) for name, part in self._groups.items() if len(part) >= FEWEST}

    def place(self, name: str, *, printed: bool = False) -> Place | None:
        """Return where the own figure stands in a group; None without a figure, or with too few areas.

        ``printed``: by the numbers printed, as targets are set: ``close`` are those with the same number.
        """
        own, rows = self.mark("own") if self.alike else None, self.group(name)
        if own is None or len(rows) < FEWEST:
            return None
        if not printed:
            return place(own.figure, rows)
        higher, lower = rows["number"] > own.number + 1e-9, rows["number"] < own.number - 1e-9
        return Place(len(rows), int(higher.sum()), int(lower.sum()))

    @property
    def enough(self) -> bool:
        """Whether a group is large enough to be drawn and described."""
        return any(len(self.group(g)) >= FEWEST for g in GROUPS)


def choose_sample(panel: pd.DataFrame, indicator: str, status: str, year: int) -> pd.DataFrame:
    """Return the unflagged rows of one indicator, status and year, one an area: exact before bounded, narrow before wide.

    The panel's columns, with ``group`` (``nation``, ``province``, ``city``) and ``number``, the middle of a printed range.
    ``panel``: as `xclib.panel` returns it; ``indicator``, ``status``: code of the catalogue; ``actual`` or ``target``.
    """
    wanted = (panel["indicator"] == indicator) & (panel["status"] == status) & (panel["period"].astype(int) == year)
    rows = panel[wanted & panel["flag"].isin(GOOD)]
    rows = rows.assign(_bound=rows["bound"] != "=", _width=rows["high"] - rows["low"])
    rows = rows.sort_values(["_bound", "_width"], kind="stable").drop_duplicates("area_code").drop(columns=["_bound", "_width"])
    whole, below = rows["area_code"] == NATION, ~rows["area_code"].str.endswith("0000")
    group = pd.Series("province", index=rows.index).mask(whole, "nation").mask(below, "city")
    number = rows["value"].where(rows["value_high"].isna(), (rows["value"] + rows["value_high"]) / 2)
    return rows.assign(group=group, number=number).sort_index()


def place(own: Quantity, rows: pd.DataFrame) -> Place:
    """Return the place of a figure among others, as `Quantity.side` tells them apart.

    >>> ends = {"low": [3.95, 5.5, 5.65, 5.95], "high": [4.05, math.inf, 5.75, 6.05]}
    >>> others = pd.DataFrame({"value": [4.0, 5.5, 5.7, 6.0], "bound": ["=", ">=", "=", "="], **ends})
    >>> place(Quantity(5.8, 5.75, 5.85, "%", printed=5.8), others)
    Place(n=4, higher=1, lower=2)
    """
    rounded = (rows["bound"] == "=") & (rows["low"] < rows["value"]) & (rows["value"] < rows["high"]) & own.is_rounded
    above = (rows["low"] > own.high) | (rounded & (rows["low"] == own.high))
    below = (rows["high"] < own.low) | (rounded & (rows["high"] == own.low))
    return Place(len(rows), int(above.sum()), int(below.sum()))


def spread(rows: pd.DataFrame, status: str) -> Spread:
    """Return median and quartiles.

    The interval of a quantile is drawn from that of the lower and of the upper ends, which holds it for certain. Targets are
    taken as printed, a cap or a floor by its number; outcomes that are mere bounds are no numbers, and are left out of number
    and interval alike, so that the one lies in the other. The number is NaN with fewer than `FEWEST` numbers.

    >>> rows = pd.DataFrame({"number": [1.0, 2, 3, 4, 5, 9], "low": [1.0, 2, 3, 4, 5, 9], "bound": list("=====>")})
    >>> rows["high"] = [1.0, 2, 3, 4, 5, float("inf")]
    >>> spread(rows, "actual").middle[1], spread(rows, "target").middle[1], spread(rows, "actual").high
    (3.0, 3.5, (2.0, 3.0, 4.0))
    >>> spread(rows, "target").high
    (2.25, 3.5, 4.75)
    """
    bounded = rows["bound"].isin(["<", "<=", ">", ">="])
    kept = rows[~bounded] if status == "actual" else rows
    middle = _quartiles(kept["number"]) if len(kept) >= FEWEST else (math.nan, math.nan, math.nan)
    low, high = (_quartiles(kept[end].mask(bounded, kept["number"])) for end in ("low", "high"))
    return Spread(len(rows), int(bounded.sum()), middle, low, high)


#: How a quartile between two numbers is read: the one below, between them, the one above.
_WAYS: tuple[Literal["lower", "linear", "higher"], ...] = ("lower", "linear", "higher")


def _quartiles(values: pd.Series) -> tuple[float, float, float]:
    """Return the three quartiles; between an open end and a number lies the open end.

    >>> _quartiles(pd.Series([1.0, 2.0, math.inf, math.inf])), _quartiles(pd.Series([-math.inf, 2.0]))
    ((1.75, inf, inf), (-inf, -inf, -inf))
    """
    known = values.dropna().to_numpy(float)
    if not len(known):
        return math.nan, math.nan, math.nan
    with np.errstate(invalid="ignore"):
        below, at, over = (np.percentile(known, (25, 50, 75), method=how) for how in _WAYS)
    first, middle, last = np.where(np.isnan(at), np.where(below == -math.inf, below, over), at).tolist()
    return first, middle, last


def stand(
    panel: pd.DataFrame,
    asked: Sequence[tuple[str, str, int]],
    *,
    about: Row,
    year: int,
    stated: pd.DataFrame,
    facts: pd.DataFrame,
    other: tuple[Row, pd.DataFrame] | None = None,
) -> list[Standing]:
    """Return where a report's area stands, one `Standing` for each indicator and status asked for.

    ``panel``: as `xclib.panel` returns it; ``asked``: as in `ASKED`; ``about``: row of `xclib.reports`; ``year``: year that the
    report describes; ``stated``: rows of `xclib.figures` of the report; ``facts``: rows of `xclib.context`: what other pages
    state of the areas over it, where the panel has nothing; ``other``: a second area to mark, as `find_other` returns it.
    What a report states on a comparable basis alone is held against what others state on one.
    """
    out = []
    # A few years of seventy, and a few indicators: what is asked after this is asked of what is left.
    panel = panel[panel["period"].astype(int).isin({year + ahead for *_, ahead in asked})]
    named = {kind for name, *_ in asked for kind in (name, name.removesuffix(_COMPARABLE), f"{name}{_COMPARABLE}")}
    panel, stated = named_by_basis(plain_text(panel[panel["indicator"].isin(named)])), named_by_basis(stated)
    other = other and (other[0], named_by_basis(other[1]))
    for asked_for, status, ahead in asked:
        period = year + ahead
        indicator = _on_its_basis(stated, asked_for, status, period)
        sample = choose_sample(panel, indicator, status, period)
        own = _own(stated, indicator, status, period) or _known(sample, facts, about["area_code"], indicator, status, period)
        unit = next(iter(sample["unit"]), str((own or {}).get("unit", "")))  # of a year of which the sample has nothing
        unit = _UNITS.get(unit, unit)
        marks = [_mark("own", about, own, unit)] if own else []
        if other:
            found = _own(other[1], indicator, status, period)
            found = found or _known(sample, facts, other[0]["area_code"], indicator, status, period)
            marks += [_mark("other", other[0], found, unit)] if found else []
        for code in above(about["area_code"]):
            if (found := _known(sample, facts, code, indicator, status, period)) and code not in {m.code for m in marks}:
                marks.append(_mark("nation" if code == NATION else "parent", _named(code, found), found, unit))
        rows = sample[sample["group"].isin(GROUPS) & (sample["area_code"] != about["area_code"])]
        out.append(Standing(indicator, status, period, unit, tuple(marks), rows))
    return out


def _mark(role: str, area: Row, row: Row, unit: str) -> Mark:
    factor = float(row.get("factor", 1.0) or 1.0)
    value, most, low, high = (float(row[k]) * factor for k in ("value", "value_high", "low", "high"))
    code, zh, en = (str(area[k]) for k in ("area_code", "area_zh", "area_en"))
    bound, url, one = str(row["bound"]), str(row["source_url"]), math.isnan(most)
    # Some documents of the corpus came without an address.
    place = f"{row['doc']}:{row['line']}" if "doc" in row and not url else ""
    point = point_of(value, bound) if one else math.nan
    figure = Quantity(point, low, high, unit, bound, printed=value, url=url, place=place)
    return Mark(role, code, zh, en, figure, value if one else (value + most) / 2)


def _own(stated: pd.DataFrame, indicator: str, status: str, period: int) -> Row | None:
    """Return what a report itself states, its text before its annex."""
    found = stated[
        (stated["indicator"] == indicator) & (stated["status"] == status) & (stated["period"].astype(str) == str(period))
    ]
    return min(records(found), key=lambda row: (row["bound"] != "=", row["part"] == "annex"), default=None)


def _on_its_basis(stated: pd.DataFrame, indicator: str, status: str, period: int) -> str:
    """Return the indicator asked for, or its growth on a comparable basis where a report states that alone."""
    same = f"{indicator}{_COMPARABLE}"
    alone = same in read_indicators() and _own(stated, indicator, status, period) is None
    return same if alone and _own(stated, same, status, period) else indicator


def _known(sample: pd.DataFrame, facts: pd.DataFrame, code: str, indicator: str, status: str, period: int) -> Row | None:
    """Return what the panel, or else another page, states of an area; estimates of the year just ended are outcomes there."""
    found = sample[sample["area_code"] == code]
    if len(found):
        return records(found)[0]
    kinds = ("actual", "preliminary") if status == "actual" else (status,)
    rows = facts[(facts["area_code"] == code) & (facts["indicator"] == indicator) & (facts["period"] == period)]
    return min(records(rows[rows["status"].isin(kinds)]), key=trust, default=None)


def _named(code: str, row: Row) -> dict[str, str]:
    name = str(row.get("area_zh") or row.get("area") or code)
    return {"area_code": code, "area_zh": name, "area_en": str(row.get("area_en") or english_name(code, name))}


def find_other(
    name: str, reports: pd.DataFrame, figures: pd.DataFrame, panel: pd.DataFrame, facts: pd.DataFrame
) -> tuple[Row, pd.DataFrame] | None:
    """Return a second area to set beside the report's, by report id or area code; None for an empty name.

    Raises `UnknownNameError`: neither a registered report nor an area of which anything is known.
    """
    if not name:
        return None
    from xclib.errors import unknown

    listed = reports[reports["report_id"] == name]
    if len(listed):
        return records(listed)[0], figures[figures["report_id"] == name]
    for rows in (panel, facts):
        found = rows[rows["area_code"] == name]
        if len(found):
            return _named(name, records(found)[0]), figures.iloc[:0]
    known = {r: r for r in reports["report_id"]}
    for rows in (reports, panel, facts):
        named = "area" if "area" in rows else "area_zh"
        known |= dict(zip(rows[named], rows["area_code"], strict=True))
    raise unknown("area", name, known, message=f"no report or area {name!r} to compare with")


def drawable(stands: Iterable[Standing]) -> list[Standing]:
    """Return those of which the corpus has enough to draw."""
    return [s for s in stands if s.enough]


def charted(stands: Iterable[Standing]) -> list[list[Standing]]:
    """Return those to draw, one list an indicator: those with a figure of our own, or else the first that was asked for."""
    known = drawable(stands)
    groups = [[s for s in known if s.indicator == code] for code in dict.fromkeys(s.indicator for s in known)]
    ours = [g for g in groups if any(s.mark("own") for s in g)]
    return ours or groups[:1]
