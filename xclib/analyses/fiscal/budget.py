"""What a report and other pages state on revenue and output, and revenue over the years: which years may be joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from xclib.analyses.history import OLDEST_PEOPLE, is_beside
from xclib.analyses.history import parent as parent_of
from xclib.data.rows import best_stated, records
from xclib.economics import derived as ec
from xclib.economics.quantity import Quantity
from xclib.model.codes import looks_back

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
    "planned": ("revenue", "target", 1),
    "spending": ("expenditure", "actual", 0),
    "spending_growth": ("expenditure_growth", "actual", 0),
    "gdp_target": ("gdp_growth", "target", 1),
}
#: What no indicator names: the area's debt at the end of the year, and the limit set for it.
OWED = {"debt": "(?:地方)?(?:政府(?:性)?)?债务余额", "limit": "(?:地方)?(?:政府(?:性)?)?债务(?:总)?限额"}
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

    def is_comparable(self, growth: str) -> bool:
        """Whether the report states growth on a comparable basis (同口径), which is not that of the amounts as booked."""
        return self.has(growth) and self.stated[growth].get("basis") == "comparable"

    def leads_back(self, key: str) -> bool:
        """Whether a level and its growth lead back to the level a year earlier."""
        return self.has(key, f"{key}_growth") and not self.is_comparable(f"{key}_growth")

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of ``here``, of which a page asks for one after another."""
        return [*records(self.here)]

    @cached_property
    def parent(self) -> list[Row]:
        """The rows of ``around`` on the parent."""
        return [*records(self.around[self.around["area_code"] == parent_of(self.area)])]

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
    figures = _named(figures)
    area, year = str(register["area_code"]), int(register["year"]) - (not looks_back(register["kind"]))
    stated = {name: _pick(figures, code, status, str(year + ahead)) for name, (code, status, ahead) in NEEDED.items()}
    stated |= {name: _owed(figures, words, str(year)) for name, words in OWED.items()}
    parent = parent_of(area)
    others = is_beside(area, facts["area_code"]) | (facts["area_code"] == parent)
    known_parent = bool(facts["area_code"].eq(parent).any())
    around = facts[others] if known_parent else facts.iloc[:0]
    known = {name: row for name, row in stated.items() if row is not None}
    return Budget(area, year, known, facts[facts["area_code"] == area], around)


#: Names of local revenue that stand for it only where a report has no other.
_SECOND = re.compile("地方级?财政(?:预算)?收入")


def _named(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures, where 地方级财政收入 is the revenue of the budget if the report states none by a name of its own."""
    if figures["indicator"].isin(["revenue", "revenue_growth"]).any():
        return figures
    level = (figures["measure"] == "level") & (figures["unit_code"] == "CNY")
    rate = (figures["measure"] == "growth") & (figures["unit"] == "%")
    other = figures["label"].astype(str).str.fullmatch(_SECOND) & (figures["indicator"].astype(str) == "")
    found = figures["indicator"].mask(other & level, "revenue").mask(other & rate, "revenue_growth")
    return figures.assign(indicator=found)


def _owed(figures: pd.DataFrame, words: str, period: str) -> Row | None:
    """Return the whole area's debt or its limit in a year; that of one level or kind of it is none."""
    money = (figures["unit_code"] == "CNY") & (figures["measure"] == "level") & (figures["status"] == "actual")
    of_year = (figures["period"].astype(str) == period) & (figures["scope"].astype(str) == "")
    found = figures[money & of_year & figures["label"].astype(str).str.fullmatch(words)]
    return next(iter(records(found)), None)


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
    """Return the latest resident population that a page states, of the year reported or a few before it, or None."""
    rows = [r for r in b.rows if r["indicator"] in ("population", "population_census")]
    rows = [r for r in rows if b.year - OLDEST_PEOPLE <= r["period"] <= b.year]
    rows = [r for r in rows if r["status"] != "target" and r["bound"] == "="]
    found = max(rows, key=lambda r: (r["period"], r["indicator"] == "population_census"), default=None)
    return of_year(found) if found else None


#: Names that say whose revenue it is; 一般公共预算收入 alone does not.
_EXPLICIT = re.compile(r"^(?:[省市区县乡镇]级|地方级|三级)")
_HISTORY = ["period", "level", "value", "low", "high", "bound", "vintage", "grade", "name", "printed_zh", "printed_en"]
_PATH = ["period", "kind", "rate", "value", "low", "high", "bound"]


def numbers(of: Quantity, /, **more: object) -> dict[str, Any]:
    """Return a quantity's columns for a chart: its value (as printed for a bound), both ends and its bound."""
    value = of.printed if of.is_stated else of.value
    return {"value": value, "low": of.low, "high": of.high, "bound": of.bound, **more}


def history(b: Budget, code: str = "revenue") -> pd.DataFrame:
    """Return every statement of a revenue level, which one stands for its year, and which years may be joined.

    Two neighbouring years are joined only where both are first accounts and the growth stated for the later one reproduces
    the earlier level, or, without stated growth, where both bear a name that says whose revenue it is.

    ``period, level, value, low, high, bound, vintage, grade, name, used, chain``; ``level`` is a quantity, ``printed_zh``
    and ``printed_en`` the name as printed, without and with its English. A level that is derived from the year after has
    the vintage ``derived``. ``code``: ``revenue``, ``revenue_local_level`` or ``revenue_three_levels``.
    """
    return _history(b, code).copy()


@lru_cache(maxsize=64)
def _history(b: Budget, code: str) -> pd.DataFrame:
    """Work it out once: a page asks for it dozens of times, behind each number that stands on a past level."""
    key = "local" if code == "revenue_local_level" else code
    facts = [r for r in b.rows if r["indicator"] == code and r["status"] != "target" and r["period"] <= b.year]
    rows = [_statement(r) for r in sorted(facts, key=lambda r: (r["period"], rank(r)))]
    if b.has(key):
        stated, now = b.stated[key], b[key]
        page, same = now.url.split("#")[0], (now.printed, now.bound)
        news = [r["level"].url != page and (r["level"].printed, r["level"].bound) != same for r in rows]
        rows = [r for r, new in zip(rows, news, strict=True) if r["period"] < b.year or new]
        own = {"period": b.year, "level": now, "vintage": "first", "grade": "A", "name": stated["scope"] + stated["label"]}
        rows = [r for r in rows if r["period"] < b.year] + [own] + [r for r in rows if r["period"] == b.year]
        if b.leads_back(key) and all(r["period"] != b.year - 1 for r in rows):
            base = {"period": b.year - 1, "level": level_before(b, key), "vintage": "derived", "grade": ""}
            rows.insert(rows.index(own), own | base)
    for row in rows:
        made = row["vintage"] == "derived"
        row |= {"printed_zh": "–" if made else row["name"], "printed_en": "–" if made else gloss(row["name"])}
    frame = pd.DataFrame([numbers(r["level"], **r) for r in rows], columns=_HISTORY)
    frame["used"] = ~frame["period"].duplicated()
    frame["chain"] = _chains(b, frame, f"{code}_growth", f"{key}_growth")
    return frame


#: What the parts of a revenue's name are in English, in their order.
_PARTS = (
    ("区级", "district-level"), ("市级", "city-level"), ("县级", "county-level"), ("省级", "provincial"),
    ("地方级", "local-level"), ("三级", "three-level"), ("一般公共预算", "general public budget"),
    ("一般公共财政", "general public finance"), ("一般预算", "general budget"), ("国家", "national"),
    ("公共财政预算", "public finance budget"), ("公共财政", "public finance"), ("地方财政", "local fiscal"), ("地方", "local"),
    ("财政", "fiscal"), ("税收", "tax revenue"), ("收入", "revenue"),
)  # fmt: skip


def gloss(name: str) -> str:
    """Return the English of a name with the name as printed, which tells definitions apart; one with unknown parts stays alone.

    >>> gloss("区级一般公共预算收入"), gloss("其他收入")
    ('District-level general public budget revenue (区级一般公共预算收入)', '其他收入')
    """
    rest, found = name, []
    while part := next(((zh, en) for zh, en in _PARTS if rest.startswith(zh)), None):
        rest = rest.removeprefix(part[0])
        found.append(part[1])
    return name if rest else f"{' '.join(found).capitalize()} ({name})"


def _statement(row: Row) -> dict[str, Any]:
    level = of_year(row)
    return {**{k: row[k] for k in ("period", "vintage", "grade")}, "level": level, "name": row["indicator_zh"]}


def level_before(b: Budget, key: str) -> Quantity:
    """Return the level a year earlier that level and growth imply; both are nominal, so that one divides the other."""
    return ec.implied_base(b[key], b[f"{key}_growth"])


def _chains(b: Budget, frame: pd.DataFrame, growth_code: str, key: str) -> list[str]:
    """Name the run of joined years that each row belongs to; rows that do not stand for their year belong to none."""
    chains: list[str] = []
    last: dict[str, Any] | None = None
    names: dict[int, set[str]] = {}
    for row in records(frame):
        names.setdefault(row["period"], set()).add(row["name"])
    for n, row in enumerate(records(frame)):
        if not row["used"]:
            chains.append(f"alone {n}")
            continue
        stated = b[key] if row["period"] == b.year and b.has(key) else best(b.rows, growth_code, row["period"])
        joined = last is not None and _joined(last, row, stated, names)
        chains.append(chains[last["at"]] if joined and last else f"from {row['period']}")
        last = row | {"at": n}
    return chains


def _joined(last: Row, row: Row, growth: Quantity | None, names: Mapping[int, set[str]]) -> bool:
    vintages = {last["vintage"], row["vintage"]} - {"derived"}
    if row["period"] - last["period"] != 1 or len(vintages) != 1 or "expected" in vintages:
        return False
    if growth is not None:
        return ec.implied_base(row["level"], growth).side(last["level"]) == "close"
    return any(_EXPLICIT.match(name) for name in names[last["period"]] & names[row["period"]])


def chain_of(b: Budget) -> pd.DataFrame:
    """Return the run of joined years of own revenue that ends in the year reported."""
    frame = history(b)
    now = frame[frame["used"] & (frame["period"] == b.year)]
    run = frame[frame["chain"].isin(now["chain"])].reset_index(drop=True)
    return run.assign(base=run["chain"])


def growth_path(b: Budget) -> pd.DataFrame:
    """Return growth of revenue year by year: stated, derived from levels, on a comparable basis, and the target.

    ``period, kind, rate, value, low, high, bound``; ``rate`` is a quantity, ``kind`` stated, derived, comparable or target.
    """
    found: list[tuple[int, str, Quantity]] = []
    last: Quantity | None = None
    for row in records(chain_of(b)):
        year, level = row["period"], row["level"]
        own = b["revenue_growth"] if year == b.year and b.has("revenue_growth") else None
        if stated := own or best(b.rows, "revenue_growth", year):
            found.append((year, "stated", stated))
        elif last is not None:
            found.append((year, "derived", ec.growth_between(level, last)))
        if same := best(b.rows, "revenue_growth_comparable", year):
            found.append((year, "comparable", same))
        last = level
    if b.has("target"):
        found.append((b.year + 1, "target", b["target"]))
    rows = [numbers(rate, period=year, kind=kind, rate=rate) for year, kind, rate in found]
    return pd.DataFrame(rows, columns=_PATH)


def joined(frame: pd.DataFrame) -> dict[str, Any]:
    """Return what a reader of a history should know: the runs of joined years, those alone, doubles, and weak sources."""
    used, runs, alone = frame[frame["used"]], [], []
    for _, run in used.groupby("chain", sort=False):
        first, last = int(run["period"].min()), int(run["period"].max())
        runs += [{"first": first, "last": last}] if len(run) > 1 else []
        alone += [first] if len(run) == 1 else []
    weak = used.loc[used["grade"] == "C", "period"]
    return {"runs": runs, "alone": alone, "doubles": _years(frame.loc[~frame["used"], "period"]), "weak": _years(weak)}


def _years(periods: Iterable[Any]) -> list[int]:
    return sorted({int(p) for p in periods})


def rests_on_base(b: Budget, booked: Quantity | None) -> bool:
    """Whether revenue as booked grew less the year before than on the comparable basis, so that this year's base is low."""
    same = best_fact(b.rows, "revenue_growth_comparable", b.year - 1)
    return same is not None and booked is not None and booked.high < same["low"]
