"""What a report and other pages state on revenue and output: the rows that the fiscal brief stands on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xclib.economics import Derived, implied_base, point_of
from xclib.figure import Interval
from xclib.kinds import looks_back
from xclib.rows import records

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]

#: What the analysis stands on: its name here, then indicator, status, and years after the year reported.
NEEDED = {
    "revenue": ("revenue", "actual", 0),
    "revenue_growth": ("revenue_growth", "actual", 0),
    "local": ("revenue_local_level", "actual", 0),
    "local_growth": ("revenue_local_level_growth", "actual", 0),
    "gdp": ("gdp", "actual", 0),
    "gdp_growth": ("gdp_growth", "actual", 0),
    "target": ("revenue_growth", "target", 1),
    "gdp_target": ("gdp_growth", "target", 1),
}
_VINTAGES = {"first": 0, "later": 1, "undated": 2, "expected": 3}
_UNITS = {"CNY": "元", "PT": "%", "PS": "人"}


@dataclass(frozen=True, eq=False)
class Budget:
    """What one report states of revenue and output, and what other pages state of its area.

    Attributes
    ----------
    area : str
        GB/T 2260 code.
    year : int
        The year reported.
    stated : mapping
        Rows of `xclib.figures` by the names of `NEEDED`; what is not stated is not there.
    here, around : DataFrame
        Rows of `xclib.facts` on the area, and on its parent and the parent's other areas.
    """

    area: str
    year: int
    stated: Mapping[str, Row]
    here: pd.DataFrame
    around: pd.DataFrame

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of ``here``, of which a page asks for one after another."""
        return [*records(self.here)]

    def has(self, *names: str) -> bool:
        """Whether the report states all of these."""
        return all(name in self.stated for name in names)

    def span(self, name: str) -> Interval:
        """Interval of a stated figure in its canonical unit."""
        return span_of(self.stated[name])

    def mid(self, name: str) -> float:
        """Its value, NaN where it is a bound."""
        row = self.stated[name]
        return point_of(row["value"] * row.get("factor", 1.0), row["bound"])

    def both(self, name: str) -> tuple[Interval, float]:
        """Its interval and its value."""
        return self.span(name), self.mid(name)


def span_of(row: Row) -> Interval:
    """Return the interval of a row of `xclib.figures` or `xclib.facts` in its canonical unit.

    >>> span_of({"low": 4.0, "high": 5.0})
    Interval(low=4.0, high=5.0)
    """
    factor = row.get("factor", 1.0)
    return Interval(row["low"] * factor, row["high"] * factor)


def read_budget(figures: pd.DataFrame, facts: pd.DataFrame, register: Row) -> Budget:
    """Return what a report and its context state on revenue.

    Parameters
    ----------
    figures : DataFrame
        Rows of `xclib.figures` of one report.
    facts : DataFrame
        Rows of `xclib.facts`. Other areas count only where the parent of the report's area is among them.
    register : mapping
        The report's row of `xclib.reports`.

    Examples
    --------
    >>> import xclib as xc
    >>> row = xc.reports().set_index("report_id").loc["cn-110102-plan-2024"]
    >>> read_budget(xc.figures("cn-110102-plan-2024"), xc.facts(), row).mid("revenue_growth")
    8.8
    """
    area, year = str(register["area_code"]), int(register["year"]) - (not looks_back(register["kind"]))
    stated = {name: _pick(figures, code, status, str(year + ahead)) for name, (code, status, ahead) in NEEDED.items()}
    parent = area[:2] + "0000"
    others = facts["area_code"].str[:2].eq(area[:2]) & facts["area_code"].ne(area)
    known_parent = parent != area and bool(facts["area_code"].eq(parent).any())
    around = facts[others] if known_parent else facts.iloc[:0]
    known = {name: row for name, row in stated.items() if row is not None}
    return Budget(area, year, known, facts[facts["area_code"] == area], around)


def _pick(figures: pd.DataFrame, code: str, status: str, period: str) -> Row | None:
    """Return the figure that states an indicator best: body before annex, value before bound, earlier before later."""
    stated = (figures["indicator"] == code) & (figures["status"] == status) & figures["period"].isin([period, ""])
    hits = records(figures[stated])
    return min(hits, key=lambda r: (r["part"] == "annex", r["bound"] != "=", r["line"], r["start"]), default=None)


def rank(row: Row) -> tuple[bool, int, str]:
    """Order statements of one year: outcomes before estimates, the first account before later ones, better sources first."""
    return row["status"] != "actual", _VINTAGES.get(row["vintage"], 4), row["grade"]


def best_fact(facts: pd.DataFrame | Sequence[Row], code: str, period: int) -> Row | None:
    """Return the best statement of an outcome in other pages, ready to be printed, or None.

    >>> import xclib as xc
    >>> best_fact(xc.facts(area="110102"), "gdp", 2022)["as_printed"]
    '5700.1亿元'
    """
    rows = facts if isinstance(facts, Sequence) else records(facts[facts["indicator"] == code])
    hits = [r for r in rows if r["indicator"] == code and r["period"] == period and r["status"] != "target"]
    best = min(hits, key=rank, default=None)
    return best and with_unit(best)


def with_unit(fact: Row) -> Row:
    """Return a row of `xclib.facts` with the columns by which `wording.format_figure` prints it in either language."""
    return {"value_high": math.nan} | dict(fact) | {"unit": _UNITS.get(fact["unit_code"], "")}


def population(b: Budget) -> Row | None:
    """Return the latest resident population that a page states, not later than the year reported, or None."""
    found = b.here[b.here["indicator"].isin(["population", "population_census"]) & (b.here["period"] <= b.year)]
    rows = [r for r in records(found) if r["status"] != "target" and r["bound"] == "="]
    best = max(rows, key=lambda r: (r["period"], r["indicator"] == "population_census"), default=None)
    return best and with_unit(best)


def level_before(b: Budget, key: str) -> Derived:
    """Return the level a year earlier that level and growth imply; both are nominal, so that one divides the other."""
    (level, level_mid), (growth, growth_mid) = b.both(key), b.both(f"{key}_growth")
    return implied_base(level, growth, level_mid=level_mid, growth_mid=growth_mid)
