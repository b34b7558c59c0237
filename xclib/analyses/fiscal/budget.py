"""What a report and other pages state on revenue and output: the rows that the fiscal brief stands on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from xclib.analyses import history
from xclib.data.rows import best_stated, records
from xclib.economics.quantity import Quantity
from xclib.model.kinds import looks_back

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
_OWNERS = {"省": "province", "市": "city", "区": "district", "县": "county", "地方": "local"}
_OWNER = re.compile(f"({'|'.join(_OWNERS)})级")


@dataclass(frozen=True, eq=False)
class Budget:
    """What one report states of revenue and output, and what other pages state of its area."""

    #: GB/T 2260 code.
    area: str
    #: The year reported.
    year: int
    #: Rows of `xclib.figures` by the names of `NEEDED`; what is not stated is not there.
    stated: Mapping[str, Row]
    #: Rows of `xclib.context` on the area, and on its parent and the parent's other areas.
    here: pd.DataFrame
    around: pd.DataFrame

    def __getitem__(self, name: str) -> Quantity:
        return Quantity.of(self.stated[name])

    def has(self, *names: str) -> bool:
        """Whether the report states all of these."""
        return all(name in self.stated for name in names)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of ``here``, of which a page asks for one after another."""
        return [*records(self.here)]

    @cached_property
    def parent(self) -> list[Row]:
        """The rows of ``around`` on the parent."""
        return [*records(self.around[self.around["area_code"] == history.parent(self.area)])]

    @property
    def own(self) -> str:
        """Whose revenue the report calls its own, by its level or else by its growth; see `owner`."""
        return next((owner(self.stated[name]["label"]) for name in ("revenue", "revenue_growth") if self.has(name)), "")

    @property
    def aimed(self) -> str:
        """Whose revenue the target of the next year is on: that which it names, or else the report's own."""
        return (owner(self.stated["target"]["label"]) if self.has("target") else "") or self.own


def owner(label: str) -> str:
    """Return whose revenue a label names; empty where it does not say.

    >>> owner("区级一般公共预算收入"), owner("一般公共预算收入")
    ('district', '')
    """
    found = _OWNER.match(label)
    return _OWNERS[found[1]] if found else ""


def read_budget(register: Row, figures: pd.DataFrame, facts: pd.DataFrame) -> Budget:
    """Return what a report and its context state on revenue.

    ``figures``: rows of `xclib.figures` of the report; ``facts``: rows of `xclib.context`. Other areas count only where the
    parent of the report's area is among them.

    >>> import xclib as xc
    >>> report = "cn-110102-plan-2024"
    >>> read_budget(xc.report(report), xc.figures(report), xc.context())["revenue_growth"]
    8.8%
    """
    area, year = str(register["area_code"]), int(register["year"]) - (not looks_back(register["kind"]))
    stated = {name: _pick(figures, code, status, str(year + ahead)) for name, (code, status, ahead) in NEEDED.items()}
    parent = history.parent(area)
    others = history.is_beside(area, facts["area_code"]) | (facts["area_code"] == parent)
    known_parent = bool(facts["area_code"].eq(parent).any())
    around = facts[others] if known_parent else facts.iloc[:0]
    known = {name: row for name, row in stated.items() if row is not None}
    return Budget(area, year, known, facts[facts["area_code"] == area], around)


def _pick(figures: pd.DataFrame, code: str, status: str, period: str) -> Row | None:
    """Return the figure that states an indicator of a year best."""
    stated = (
        (figures["indicator"] == code)
        & (figures["status"] == status)
        & figures["period"].astype(str).isin([period, "", "<NA>"])
    )
    return best_stated(figures[stated])


def rank(row: Row) -> tuple[bool, int, str]:
    """Order statements of one year: outcomes before estimates, the first account before later ones, better sources first."""
    return row["status"] != "actual", _VINTAGES.get(row["vintage"], 4), row["grade"]


def best_fact(facts: Sequence[Row], code: str, period: int) -> Row | None:
    """Return the best statement of an outcome in other pages, or None."""
    hits = [r for r in facts if r["indicator"] == code and r["period"] == period and r["status"] != "target"]
    return min(hits, key=rank, default=None)


def of_year(row: Row) -> Quantity:
    """Return what a row of another page states, with its year, which the formulas that take it in must name."""
    return replace(Quantity.of(row), period=int(row["period"]))


def best(facts: Sequence[Row], code: str, period: int) -> Quantity | None:
    """Return the best statement of an outcome in other pages as a quantity, or None.

    >>> import xclib as xc
    >>> from xclib.data.rows import records
    >>> best(records(xc.context(area="110102")), "gdp", 2022)
    570.01bn CNY
    """
    found = best_fact(facts, code, period)
    return of_year(found) if found else None


def population(b: Budget) -> Quantity | None:
    """Return the latest resident population that a page states, not later than the year reported, or None."""
    rows = [r for r in b.rows if r["indicator"] in ("population", "population_census") and r["period"] <= b.year]
    rows = [r for r in rows if r["status"] != "target" and r["bound"] == "="]
    found = max(rows, key=lambda r: (r["period"], r["indicator"] == "population_census"), default=None)
    return of_year(found) if found else None
