"""Public finance: revenue, its levels of government, what it bears, and what is asked of it. Frames and facts, no sentences.

地方级 is what an area yields to the local levels of government together, 区级 what is booked to the district alone; the two
never mix here. Revenue is nominal, so that its growth may divide its level; growth of output at constant prices may not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from xclib.analyses.history import OLDEST_PEOPLE, VINTAGES, is_beside, leaves_base, second_revenue, without_parts
from xclib.analyses.history import parent as parent_of
from xclib.analyses.standing import Standing
from xclib.analyses.standing_tables import facts as standing_facts
from xclib.data.rows import best_stated, first, records
from xclib.economics import derived as ec
from xclib.economics.breaks import two_means
from xclib.economics.derived import growth_fan, joint_growth, mean_growth
from xclib.economics.estimates import Fit
from xclib.economics.formulas import (
    ADJUSTED,
    BUOYANCY_TWO,
    BY_BUOYANCY,
    ENDS,
    LESS_BOOKED,
    OFF,
    ONE_PAGE,
    OVER_ADJUSTED,
    PART_ASSUMED,
)
from xclib.economics.quantity import Quantity, assume
from xclib.errors import XclibError
from xclib.model.codes import looks_back
from xclib.panels.match import indicator_of
from xclib.words import Saying

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
_OWNERS = {"省": "province", "市": "city", "区": "district", "县": "county", "地方": "local"}
_OWNER = re.compile(f"({'|'.join(_OWNERS)})级")
#: Names of revenue before it was called 一般公共预算收入.
_OLD_NAMES = {
    "national": "^(?:全国|国家)?财政收入",
    "public": "公共财政",
    "ordinary": "一般性?预算",
    "fiscal": "财政(?:预算)?收入",
}


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
    def called(self) -> str:
        """What the report calls its revenue: whose it is, or else by a name of before 2015; empty of 一般公共预算收入."""
        labels = [str(self.stated[name]["label"]) for name in ("revenue", "revenue_growth") if self.has(name)]
        return self.own or next((name for name, words in _OLD_NAMES.items() if labels and re.search(words, labels[0])), "")

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
    figures = _named(without_parts(figures))
    area, year = str(register["area_code"]), int(register["year"]) - (not looks_back(register["kind"]))
    stated = {name: _pick(figures, code, status, str(year + ahead)) for name, (code, status, ahead) in NEEDED.items()}
    stated |= {name: _owed(figures, words, str(year)) for name, words in OWED.items()}
    parent = parent_of(area)
    others = is_beside(area, facts["area_code"]) | (facts["area_code"] == parent)
    known_parent = bool(facts["area_code"].eq(parent).any())
    around = facts[others] if known_parent else facts.iloc[:0]
    known = {name: row for name, row in stated.items() if row is not None}
    return Budget(area, year, known, facts[facts["area_code"] == area], around)


_REVENUE = ("revenue", "revenue_growth")


def _named(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures, where revenue has an indicator by all names that the panel knows.

    地方级财政收入 is the revenue of the budget if the report states none by a name of its own.
    """
    bare = figures["indicator"].eq("") & figures["coverage"].eq("year") & figures["label"].astype(str).str.contains("收入")
    codes = [indicator_of(row) for row in records(figures[bare])]
    found = pd.Series([code if code in _REVENUE else "" for code in codes], index=figures.index[bare], dtype=object)
    figures = figures.assign(indicator=figures["indicator"].mask(bare, found))
    if figures["indicator"].isin(_REVENUE).any():
        return figures
    second = pd.Series([second_revenue(row) for row in records(figures)], index=figures.index, dtype=object)
    found = figures["indicator"].mask(second != "", second)
    return figures.assign(indicator=found)


def _owed(figures: pd.DataFrame, words: str, period: str) -> Row | None:
    """Return the whole area's debt or its limit in a year; that of one level or kind of it is none."""
    money = (figures["unit_code"] == "CNY") & (figures["measure"] == "level") & (figures["status"] == "actual")
    of_year = (figures["period"].astype(str) == period) & (figures["scope"].astype(str) == "")
    found = figures[money & of_year & figures["label"].astype(str).str.fullmatch(words)]
    return first(found)


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
    return row["status"] != "actual", (*VINTAGES, row["vintage"]).index(row["vintage"]), row["grade"]


def best_fact(facts: Sequence[Row], code: str, period: int, *, aims: bool = False) -> Row | None:
    """Return the best statement of an outcome, or of an aim, in other pages, or None."""
    hits = [r for r in facts if r["indicator"] == code and r["period"] == period and (r["status"] == "target") == aims]
    return min(hits, key=rank, default=None)


def of_year(row: Row) -> Quantity:
    """Return what a row of another page states, with its year, which the formulas that take it in must name."""
    return replace(Quantity.of(row), period=int(row["period"]))


def best(facts: Sequence[Row], code: str, period: int, *, aims: bool = False) -> Quantity | None:
    """Return the best statement of an outcome, or of an aim, in other pages as a quantity, or None.

    >>> import xclib as xc
    >>> from xclib.data.rows import records
    >>> best(records(xc.context(area="110102")), "gdp", 2022)
    570.01bn CNY
    """
    found = best_fact(facts, code, period, aims=aims)
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
    ranked = sorted(facts, key=lambda r: (r["period"], rank(r)))
    rows = [
        {k: r[k] for k in ("period", "vintage", "grade")} | {"level": of_year(r), "name": r["indicator_zh"]} for r in ranked
    ]
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


# --- what follows from what is stated --------------------------------------------------------------------------------

Numbers = dict[str, Quantity]
#: Every number that `derived` may hold.
DERIVED = (
    "local_before", "revenue_before", "share", "share_before", "share_change", "growth_gap", "booked_before",
    "adjusted_before", "refunds", "growth_adjusted", "two_year_growth", "mean_growth", "gdp_nominal", "buoyancy",
    "buoyancy_nominal", "buoyancy_two_year", "target_level", "target_buoyancy", "parent_share", "per_head",
)  # fmt: skip
#: What the tables of levels, of the base and of output show, in their order.
LEVELS, BASE, OUTPUT = DERIVED[:6], DERIVED[6:12], DERIVED[12:16]


def derived(b: Budget) -> Numbers:
    """Return all numbers that follow from what is stated; what does not follow is not there.

    Levels in yuan, growth and shares in percent, changes of them in percentage points.

    >>> import xclib as xc
    >>> from xclib.analyses.fiscal import read_budget
    >>> report = "cn-110102-plan-2024"
    >>> derived(read_budget(xc.report(report), xc.figures(report), xc.context()))["target_buoyancy"]
    0.7273 to 1.111
    """
    out = {f"{key}_before": level_before(b, key) for key in ("revenue", "local") if b.leads_back(key)}
    if b.has("revenue", "local"):
        out["share"] = ec.share(b["revenue"], b["local"])
    if {"revenue_before", "local_before"} <= out.keys():
        out |= _two_levels(b, out)
    if b.has("revenue", "target") and not b.is_comparable("target"):
        out["target_level"] = ec.implied_level(b["revenue"], b["target"])
    for name, top, below in (("buoyancy", "revenue_growth", "gdp_growth"), ("target_buoyancy", "target", "gdp_target")):
        if b.has(top, below) and b[top].low > 0 and b[below].low > 0:
            ratio = _floorless(ec.buoyancy(b[top], b[below], basis="real"))
            if math.isfinite(ratio.low) or math.isfinite(ratio.high):  # of two floors it may be anything
                out[name] = ratio
    if b.has("revenue") and (people := population(b)):  # which may be an older year's
        out["per_head"] = ec.per_head(b["revenue"], people)
    out |= _past(b, out)
    return out | _nominal(b) | _two_years(b, out) | _parent(b)


def known(b: Budget, found: Mapping[str, Quantity]) -> dict[str, Any]:
    """Return the facts that every sentence may take: what is stated and derived (None where it is not), years, and sides.

    ``found``: from `derived`.
    """
    facts: dict[str, Any] = dict.fromkeys((*NEEDED, *OWED, *DERIVED)) | {name: b[name] for name in b.stated} | dict(found)
    facts |= {"year": b.year, "next": b.year + 1, "past_year": b.year - 1, "before_last": b.year - 2, "own": b.called}
    spending = str(b.stated["spending"]["label"]) if b.has("spending") else ""
    facts["spent_as"] = "" if "预算" in spending or not spending else "fiscal"
    same = best_fact(b.rows, "revenue_growth_comparable", b.year - 1)
    facts |= {"same": same and of_year(same), "people": population(b)}
    facts |= {"amount": facts["planned"] or facts["target_level"], "unlike": _unlike(facts["planned"], facts["target_level"])}
    facts |= {"refunded": bool(same and "退税" in same["indicator_zh"])}
    facts |= {"same_basis": b.is_comparable("revenue_growth"), "aim_basis": b.is_comparable("target")}
    # Revenue as booked that grew less the year before than on the comparable basis makes this year's base low.
    facts |= {"low_base": bool(same and facts["booked_before"] and facts["booked_before"].high < same["low"])}
    lone = None if facts["revenue"] else facts["local"]
    facts |= {"local_alone": lone, "growth_alone": None if facts["revenue"] or lone else facts["revenue_growth"]}
    return facts | {f"{name}_side": side_of(facts[name]) for name in ("share_change", "growth_gap", "growth_adjusted")}


#: How far, in parts of it, a planned amount may lie from what its own growth makes of this year's before they do not fit.
_FITS = 0.005


def _unlike(amount: Quantity | None, implied: Quantity | None) -> bool:
    """Whether the amount planned is none that the growth planned makes of this year's: its base or definition is another."""
    if amount is None or implied is None or amount.open or implied.open:
        return False
    room = _FITS * implied.high
    return amount.high < implied.low - room or amount.low > implied.high + room


def side_of(of: Quantity | None) -> str:
    """Return 'above', 'below' or 'close': where a difference lies from nothing; empty without one."""
    if of is None:
        return ""
    return "above" if of.low > 0 else "below" if of.high < 0 else "close"


def listed(facts: Mapping[str, Any], *names: str) -> pd.DataFrame:
    """Return derived numbers as rows of a table, ``item``, ``number``, ``point`` (None of a mere bound); others are left out.

    ``facts``: from `known`; ``*names``: of `DERIVED`, in the order shown.
    """
    rows = [{"item": name, "own": facts["own"], "number": facts[name]} for name in names if facts[name] is not None]
    rows = [row | {"point": row["number"] if row["number"].value == row["number"].value else None} for row in rows]
    # Amounts with as many digits as what they come from, rates and ratios with two decimals.
    rows = [row | {"shown": 4 if row["number"].unit == "元" else 2} for row in rows]
    return pd.DataFrame(rows, columns=["item", "own", "number", "point", "shown"], dtype=object)


def _two_levels(b: Budget, found: Numbers) -> Numbers:
    """Compare the two levels' growth. The share's change takes this year's share once, so its interval is not too wide."""
    own, local = b["revenue_growth"], b["local_growth"]
    return {
        "growth_gap": own.minus(local),
        "share_before": ec.share(found["revenue_before"], found["local_before"]),
        "share_change": ec.share_change(found["share"], own, local),
    }


def _parent(b: Budget) -> Numbers:
    """Return the area's local-level revenue as a share of its parent's, whose revenue is that of all its areas."""
    whole = best(b.parent, "revenue", b.year)
    if whole is None or not b.has("local"):
        return {}
    return {"parent_share": replace(_floorless(ec.share(b["local"], whole)), basis=PART_ASSUMED)}


def _floorless(of: Quantity) -> Quantity:
    """Leave a ratio over something without an upper limit without a lower one: zero is not a value that it could take."""
    return replace(of, low=of.low if of.low > 0 else -math.inf)


def _nominal(b: Budget) -> Numbers:
    """Return nominal growth of output and buoyancy against it, where both levels stand on one base."""
    last, now = (best_fact(b.rows, "gdp", year) for year in (b.year - 1, b.year))
    if last is None or not b.has("gdp", "revenue_growth"):
        return {}  # without revenue's growth there is nothing to set beside it
    bases = {now["base"] if now else "", last["base"]}
    if len(bases - {""}) > 1 or leaves_base(last):
        return {}
    grown = ec.growth_between(b["gdp"], best(b.rows, "gdp", b.year - 1) or b["gdp"])
    out = {"gdp_nominal": grown}
    if grown.low > 0 and b["revenue_growth"].low > 0:
        out["buoyancy_nominal"] = _floorless(ec.buoyancy(b["revenue_growth"], grown))
    return out


def _two_years(b: Budget, found: Numbers) -> Numbers:
    """Return buoyancy over two years, which the base of the year between does not touch."""
    before, revenue = best(b.rows, "gdp_growth", b.year - 1), found.get("two_year_growth")
    if revenue is None or before is None or not b.has("gdp_growth"):
        return {}
    output = joint_growth([b["gdp_growth"], before])
    if output.low <= 0 or revenue.low <= 0:
        return {}
    return {"buoyancy_two_year": replace(ec.buoyancy(revenue, output, basis="real"), basis=BUOYANCY_TWO)}


def _mean_growth(b: Budget, first: Mapping[str, Any]) -> Quantity:
    """Return average growth a year from a row of `history` to the level reported."""
    return mean_growth(b["revenue"], first["level"], b.year - first["period"])


def _past(b: Budget, found: Numbers) -> Numbers:
    """Return mean growth over the joined years, and what a comparable basis says of the year before."""
    if not b.has("revenue"):
        return {}
    run = chain_of(b)
    stated = [r for r in records(run) if r["vintage"] != "derived" and r["period"] < b.year]
    out = {"mean_growth": _mean_growth(b, stated[0])} if stated and b.year - stated[0]["period"] > 2 else {}
    two = next((r for r in stated if r["period"] == b.year - 2), None)
    same = best(b.rows, "revenue_growth_comparable", b.year - 1)
    if two is None:
        return out
    out["two_year_growth"] = _mean_growth(b, two)
    if same is None or "revenue_before" not in found or (run["period"] == b.year - 1).sum() != 1:
        return out
    before, base = found["revenue_before"], two["level"]
    level = replace(ec.implied_level(base, same), basis=ADJUSTED)
    return out | {
        "booked_before": ec.growth_between(before, base),
        "adjusted_before": level,
        "refunds": replace(level.minus(before, LESS_BOOKED), unit="元"),
        "growth_adjusted": replace(ec.growth_between(b["revenue"], level), basis=OVER_ADJUSTED),
    }


_BASIS = {"revenue_growth": "booked", "revenue_growth_comparable": "comparable", "revenue_local_level_growth": "local"}
_AREAS = ["period", "area_code", "area_zh", "area_en", "basis", "rate", "value", "low", "high", "bound", "vintage", "grade"]


def neighbours(b: Budget, area: Row, *, years: int = 3) -> pd.DataFrame:
    """Return growth of revenue of the area, its parent and the parent's other areas in the latest years.

    ``period, area_code, area_zh, area_en, basis, rate, value, low, high, bound, vintage, grade``; ``rate`` is a quantity,
    ``basis`` booked, comparable or local (地方级); ``group`` is report for what the report itself states, of the revenue that
    ``own`` names, and others for what other pages do. ``area``: row of `xclib.reports`; ``years``: how many years, the year
    reported being the last.
    """
    pool = pd.concat([b.here, b.around], ignore_index=True)
    recent = pool["period"].between(b.year - years + 1, b.year)
    pool = pool[recent & pool["indicator"].isin(_BASIS) & (pool["status"] != "target")]
    rows = []
    for (code, year, indicator), group in pool.groupby(["area_code", "period", "indicator"], sort=True):
        found = best_fact(records(group), str(indicator), int(str(year)))
        if found is not None and not (code == b.area and year == b.year):
            about = {k: found[k] for k in ("period", "area_code", "area_zh", "area_en", "vintage", "grade")}
            rate = Quantity.of(found)
            rows.append(numbers(rate, **about, rate=rate, basis=_BASIS[str(indicator)], group="others", own=""))
    beside = any(row["area_code"] != b.area for row in rows)  # an area alone is beside nothing
    about = {name: area[name] for name in ("area_code", "area_zh", "area_en")} | {"period": b.year, "vintage": "first"}
    booked = "comparable" if b.is_comparable("revenue_growth") else "booked"
    for name, basis, own in (("local_growth", "local", "local"), ("revenue_growth", booked, b.called)):
        if b.has(name):
            rate = replace(b[name], grade="A")
            rows.append(numbers(rate, **about, grade="A", rate=rate, basis=basis, group="report", own=own))
    frame = pd.DataFrame(rows if beside else [], columns=[*_AREAS, "group", "own"])
    return frame.sort_values(["period", "area_code"], ascending=[False, True], kind="stable", ignore_index=True)


def by_year(areas: pd.DataFrame) -> pd.DataFrame:
    """Return one row an area and basis with its growth of every year, the largest of the last year first.

    ``areas``: from `neighbours`; ``basis`` is empty where growth is as booked.
    """
    named = areas.assign(basis=areas["basis"].mask(areas["basis"] == "booked", ""))
    wide: pd.DataFrame = named.pivot(
        index=["area_code", "area_zh", "area_en", "basis"], columns="period", values="rate"
    ).reset_index()
    if wide.empty:
        return wide
    last = wide[areas["period"].max()].map(lambda rate: -rate.printed if isinstance(rate, Quantity) else math.inf)
    ordered: pd.DataFrame = wide.loc[last.sort_values(kind="stable").index]
    return ordered.reset_index(drop=True)


def on_both_bases(areas: pd.DataFrame) -> list[Row]:
    """Return the areas and years with growth both as booked and on a comparable basis: ``gap``, and which is ``more``.

    ``areas``: from `neighbours`.
    """
    wide = areas.pivot(index=["period", "area_code", "area_zh", "area_en"], columns="basis", values="rate")
    both = records(wide.reindex(columns=["comparable", "booked"]).dropna().reset_index())
    gaps = [row["comparable"].minus(row["booked"]) for row in both]
    return [{**row, "gap": gap.size, "more": gap.value > 0} for row, gap in zip(both, gaps, strict=True)]


def beside(b: Budget, areas: pd.DataFrame) -> pd.DataFrame:
    """Return growth of the year reported: both levels of the report, and other areas; empty without any of them."""
    rows = areas[areas["period"] == b.year].sort_values("group", ascending=False, kind="stable", ignore_index=True)
    rows["basis"] = rows["basis"].mask(rows["group"] == "report", "")
    return rows if rows["group"].nunique() > 1 else rows[:0]


def alike(stands: Sequence[Standing], b: Budget) -> list[Standing]:
    """Return comparisons without the areas above, and without a place, where revenue is that of the report's own level alone.

    Revenue of a province or city is that of all levels of government in it, so that growth of 区级 revenue does not compare.
    """
    return [
        s if _compares(s, b) else replace(s, marks=tuple(m for m in s.marks if m.role in ("own", "other")), alike=False)
        for s in stands
    ]


def _compares(stand: Standing, b: Budget) -> bool:
    """Whether revenue of the report is that of all levels of government, as other areas state it."""
    return (b.aimed if stand.status == "target" else b.own) in ("", "local")


def among(b: Budget) -> Quantity | None:
    """Return the growth of revenue that compares with what other areas state: as booked, of all levels of government."""
    name = "revenue_growth" if b.own in ("", "local") else "local_growth"
    return b[name] if b.has(name) and not b.is_comparable(name) else None


def placed(stand: Standing, b: Budget) -> dict[str, Saying | None]:
    """Return the sayings of a comparison for the first screen, where like is placed among like.

    Areas of a sample state growth of all levels of government. Of a report on its own level alone that is growth of 地方级
    revenue; without it, and for targets, the area has no place.
    """
    found = standing_facts(stand)
    if _compares(stand, b):
        return found
    local = among(b) if stand.status == "actual" else None
    own = stand.mark("own")
    marks = (replace(own, figure=local, number=local.printed),) if own and local else ()
    return found | {"place": standing_facts(replace(stand, marks=marks, alike=True))["place"]}


def parent(b: Budget) -> dict[str, Any] | None:
    """Return how the parent area's revenue grew beside the local level, which covers the same; None without a parent."""
    rate, row = best(b.parent, "revenue_growth", b.year), best_fact(b.parent, "revenue_growth", b.year)
    if row is None or rate is None or not b.has("local_growth"):
        return None
    gap = b["local_growth"].minus(rate)
    return {"area_zh": row["area_zh"], "area_en": row["area_en"], "rate": rate, "gap": gap.size, "says": side_of(gap)}


Known = dict[str, Any]


def happened(known: Known) -> Known:
    """Return the facts of the first finding: own revenue, its growth, and whether its base was low."""
    booked = known["booked_before"]
    low = bool(known["low_base"] and known["two_year_growth"])
    fell = "fell" if low and booked.high < 0 else "grew" if low else ""
    says = next((name for name in ("revenue", "local_alone", "growth_alone") if known[name]), "nothing")
    return {**known, "says": says, "fell": fell}


def planned(known: Known) -> Known:
    """Return the facts of the second finding: the target beside this year's growth."""
    aim, rate, step = known["target"], known["revenue_growth"], None
    # A target on a comparable basis says nothing of growth as booked.
    alike = known["same_basis"] or not known["aim_basis"]
    if aim and rate and alike and not (gap := aim.minus(rate)).open:
        step = {"side": aim.side(rate), "gap": gap.size}
    return {**known, "says": "target" if aim else "amount" if known["planned"] else "nothing", "step": step}


def watch(known: Known) -> Known | None:
    """Return what the headline hides: levels that moved apart, or a low base, or prices in the buoyancy, or else the debt."""
    if known["share_change_side"] in ("above", "below"):
        return {**known, "says": "share"}
    return base(known) or buoyancy(known) or ({**known, "says": "debt"} if known["debt"] else None)


def base(known: Known) -> Known | None:
    """Return whether this year's growth rests on a low base; None where no comparable basis is known."""
    if not (known["booked_before"] and known["same"]):
        return None
    return {**known, "says": "low base" if known["low_base"] else "no low base"}


def level_notes(known: Known) -> dict[str, Known | None]:
    """Return what is said under the levels of revenue, by its text: how they lie to each other, and revenue per head."""
    stated = known if known["local"] or known["revenue"] else None
    return {"levels": stated, "heads" if known["per_head"] else "no heads": known}


def rebased(b: Budget) -> pd.DataFrame:
    """Return from when output stands on a later census than in the years that the report compares: ``since``, ``census``."""
    levels = b.here.query("indicator == 'gdp' and base != '' and period >= @b.year - 1").sort_values("period")
    stood = levels.loc[levels["period"] <= b.year, "base"]
    later = levels[~levels["base"].isin(stood)].head(len(stood) and 1)
    return pd.DataFrame({"since": later["period"], "census": later["base"].str.rsplit("-").str[-1]})


def comparable(known: Known) -> Known | None:
    """Return how this year stands to the comparable level of the year before; None where unknown."""
    return known if known["growth_adjusted"] and known["same"] else None


def buoyancy(known: Known) -> Known | None:
    """Return how revenue moved with output; None where the report does not state both rates."""
    if not (known["revenue_growth"] and known["gdp_growth"]):
        return None
    return {**known, "says": "buoyancy" if known["buoyancy"] else "no buoyancy"}


def target(b: Budget, known: Known) -> Known:
    """Return what the target asks for, also beside the mean growth of the joined years."""
    aim, mean, side, first = known["target"], known["mean_growth"], "", 0
    if aim and mean and not known["aim_basis"]:
        side = "above" if aim.low > mean.high else "below" if aim.high < mean.low else "on"
        run = chain_of(b)
        first = int(run.loc[run["vintage"] != "derived", "period"].iloc[0])
    return {**known, "says": "target" if aim else "no target", "side": side, "first": first}


def levels(b: Budget, known: Known) -> pd.DataFrame:
    """Return the levels of this year and, derived, of the year before, one row each, with ``level``, a quantity.

    >>> import xclib as xc
    >>> from xclib.analyses import fiscal
    >>> report = "cn-110102-plan-2024"
    >>> b = fiscal.read_budget(xc.report(report), xc.figures(report), xc.context())
    >>> levels(b, fiscal.known(b, fiscal.derived(b)))["level"].tolist()
    [91.5364 to 91.6282bn CNY, 101.29bn CNY, 41.5847 to 41.6322bn CNY, 45.27bn CNY]
    """
    rows = []
    for key, whose in (("local", "local"), ("revenue", b.called)):
        for name, year, kind in ((f"{key}_before", b.year - 1, "derived"), (key, b.year, "stated")):
            if (level := known[name]) is not None:
                rows.append(numbers(level, of=whose, period=year, kind=kind, level=level))
    return pd.DataFrame(rows, columns=["of", "period", "kind", "level", "value", "low", "high", "bound"])


# --- targets, scenarios and ratios over the years --------------------------------------------------------------------

#: Growth as booked, and growth on a comparable basis: a target of the one is held against an outcome of the same.
_BOOKED, _SAME = "revenue_growth", "revenue_growth_comparable"
_AREA = ["period", "area_code", "area_zh", "area_en"]
_CASE = ["target", "outcome", "gap", "basis", "result", "adjusted", "adjusted_level", "against_adjusted"]
#: Results of a target whose outcome decides.
DECIDED = ("below", "within", "above", "open")


def targets(b: Budget) -> pd.DataFrame:
    """Return every past growth target of the area and its parent with its outcome.

    A target of "about 4%" is met by what its interval holds or exceeds. A target for growth as booked is held against growth
    as booked. Where only growth with tax refunds added back is known, it decides one thing: booked growth is lower still, so
    that the target was missed if even the comparable growth fell short of it.

    ``target``, ``outcome``, their ``gap`` (without a value where either is no single number), ``adjusted`` and
    ``adjusted_level`` are quantities: the growth and level of a budget that was adjusted within the year. ``basis`` is
    booked, derived, comparable or upper (comparable growth that booked growth cannot reach), ``result`` below, within,
    above or open, or why there is none: unknown (no growth on record) or unlike (growth on a comparable basis only, which
    does not decide); ``against_adjusted`` is the same of the adjusted growth.
    """
    path, rows = growth_path(b), []
    made = {r["period"]: r["rate"] for r in records(path[path["kind"] == "derived"])}
    for facts in (b.parent, b.rows):
        goals = [r for r in facts if r["indicator"] in (_BOOKED, _SAME) and r["status"] == "target"]
        ranked = sorted(goals, key=lambda r: (r["period"], r["indicator"], rank(r)))
        # Several pages may state one target; it is one case.
        for goal in {(r["period"], r["indicator"]): r for r in reversed(ranked)}.values():
            rows.append(_case(b, facts, goal, made if facts is b.rows else {}))
    rows.sort(key=lambda r: (r["area_code"] == b.area, r["period"]))
    return pd.DataFrame(rows, columns=[*_AREA, *_CASE])


def _case(b: Budget, facts: Sequence[Row], goal: Row, made: Mapping[int, Quantity]) -> dict[str, Any]:
    """Hold one target against its outcome."""
    year, aim = goal["period"], of_year(goal)
    out = {n: goal[n] for n in _AREA} | {"target": aim, "basis": "booked"}
    same, found = best_fact(facts, _SAME, year), best(facts, _SAME, year)
    if goal["indicator"] == _SAME:
        out["basis"] = "comparable"
    else:
        own = b[_BOOKED] if facts is b.rows and year == b.year and b.has(_BOOKED) else None
        booked = own or best(facts, _BOOKED, year)
        if booked is None and year in made:
            booked, out["basis"] = made[year], "derived"
        if booked is None and same is not None and found is not None:
            # Growth with refunds added back is a ceiling for growth as booked, no more.
            if "退税" not in same["indicator_zh"] or found.against(aim) != "below":
                return out | {"result": "unlike"}
            booked, out["basis"] = found, "upper"
        found = booked
    if found is None:
        return out | {"result": "unknown"}
    gap = found.minus(aim, basis=OFF)
    # A budget that was adjusted within the year is the one in force.
    adjusted, level = (best(facts, code, year, aims=True) for code in ("revenue_growth_adjusted", "revenue_adjusted"))
    return out | {
        "outcome": found, "gap": None if out["basis"] == "upper" or math.isnan(gap.value) else gap,
        "result": found.against(aim), "adjusted": adjusted, "adjusted_level": adjusted and level,
        "against_adjusted": found.against(adjusted) if adjusted else ""}  # fmt: skip


def mean_gap(fit: Fit | None, points: pd.DataFrame | None = None) -> dict[str, Any] | None:
    """Return the mean of the gaps (``gap ~ 1``), and whether it differs from nothing; None where the years are too few.

    ``shift`` are the means on either side of a shift; see `two_means`. ``points``: what was fitted, from `points`.
    """
    if fit is None:
        return None
    found = {"mean": replace(fit["mean"], unit="个百分点"), "n": fit.n, "apart": fit.excludes("mean")}
    return found | {
        "shift": None if points is None else two_means(points["period"].tolist(), points["gap"].tolist(), unit="个百分点")
    }


def record(cases: pd.DataFrame) -> dict[str, Any]:
    """Return how many targets were met, which were missed and left out, by area, and what an adjusted budget says of those."""
    of = {result: cases[cases["result"] == result] for result in (*DECIDED, "unknown", "unlike")}
    met, missed = len(of["within"]) + len(of["above"]), of["below"]
    facts = {"n": met + len(missed), "met": met, "missed": _by_area(missed)}
    facts |= {why: _by_area(of[why]) for why in ("unknown", "unlike")}
    return facts | {"revised": [r for r in records(missed) if r["against_adjusted"]]}


def _by_area(cases: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the years of each area."""
    found = []
    for _, rows in cases.groupby("area_code", sort=False):
        names = {name: rows[name].iloc[0] for name in ("area_zh", "area_en")}
        found.append(names | {"years": list(dict.fromkeys(map(int, rows["period"])))})
    return found


CASES = ("low", "central", "high")
#: Growth of output that a scenario assumes where the report has no target, in %.
_USUAL = 5.0
_SCENARIOS = ["way", "case", "buoyancy", "growth", "point", "level", "against"]


def _check(**three: Sequence[float]) -> None:
    """Refuse low, central and high values that do not rise."""
    for name, values in three.items():
        if len(values) != 3 or list(values) != sorted(values):
            raise XclibError(f"low, central and high {name} must rise, not {', '.join(map(str, values))}",
                             where="parameters", advice=f"set {name}_low <= {name}_central <= {name}_high")  # fmt: skip


def scenarios(b: Budget, growth: Sequence[float], *, gdp_growth: float, buoyancy: Sequence[float]) -> pd.DataFrame:
    """Return what assumed growth, or assumed growth of output and buoyancy, make of this year's revenue.

    ``way`` (growth, buoyancy), ``case`` (low, central, high), ``buoyancy``, ``growth`` and ``level`` (quantities; ``point``
    is the level too), and ``against`` the target: below, within, above, or empty where there is none. ``growth``: low,
    central and high growth of revenue in percent; ``gdp_growth``: growth of output at constant prices in percent;
    ``buoyancy``: low, central and high buoyancy. Raises `XclibError`: the three numbers do not rise.
    """
    _check(growth=growth, buoyancy=buoyancy)
    if not b.has("revenue"):
        return pd.DataFrame(columns=_SCENARIOS)
    outputs = assume(gdp_growth, gdp_growth)
    rates: list[tuple[str, Quantity | None, Quantity]] = [("growth", None, assume(g, g)) for g in growth]
    for ratio in (assume(e, e, "") for e in buoyancy):
        rate = ratio.value * gdp_growth
        rates.append(("buoyancy", ratio, Quantity.exact(rate, "%", basis=BY_BUOYANCY, inputs=(outputs, ratio))))
    found = []
    for n, (way, ratio_of, rate_of) in enumerate(rates):
        level = ec.implied_level(b["revenue"], rate_of)
        against = rate_of.against(b["target"]) if b.has("target") else ""
        found.append((way, CASES[n % 3], ratio_of, rate_of, level, level, against))
    return pd.DataFrame(found, columns=_SCENARIOS, dtype=object)


def aimed(known: Mapping[str, Any]) -> float:
    """Return the growth of output that a report aims at, its printed number, or else 5%; ``known``: from `known`."""
    aim = known["gdp_target"]
    return float(aim.printed) if aim is not None and math.isfinite(aim.printed) else _USUAL


def fan(b: Budget, growth: Sequence[float]) -> pd.DataFrame:
    """Return the fan from this year's revenue under low, central and high growth; empty without revenue."""
    if not b.has("revenue"):
        return pd.DataFrame(columns=["period", "low", "mid", "high"])
    low, central, high = sorted(growth)
    return growth_fan(b["revenue"], Quantity(central, low, high, "%"), start=b.year)


def by_growth(b: Budget, known: Mapping[str, Any], buoyancy: Sequence[float], gdp_growth: float) -> dict[str, Any] | None:
    """Return next year's revenue if output grows by so much, under low, central and high buoyancy; None without revenue.

    ``output``, ``ratios``, ``rates`` and ``level`` (quantities), ``against`` the target by case, and ``marks``: the years
    that join, and the fan. ``known``: from `known`; ``buoyancy``: low, central and high growth of revenue per percent of
    growth of output; ``gdp_growth``: growth of output at constant prices in percent, assumed.
    """
    if not b.has("revenue"):
        return None
    cases = scenarios(b, (0.0, 0.0, 0.0), gdp_growth=gdp_growth, buoyancy=buoyancy).query("way == 'buoyancy'")
    levels, rates = list(cases["level"]), list(cases["growth"])
    # Where output shrinks, the high buoyancy gives the low revenue.
    low, high = min(q.low for q in levels), max(q.high for q in levels)
    level = Quantity(math.nan, low, high, "元", basis=levels[0].basis, inputs=(b["revenue"], *rates))
    marks = (chain_of(b), fan(b, [q.value for q in rates]))
    return {
        **known, "output": assume(gdp_growth, gdp_growth), "ratios": [assume(e, e, "") for e in buoyancy], "rates": rates,
        "level": level, "against": [a for a in cases["against"] if a], "marks": marks,
    }  # fmt: skip


_RATIOS = ["period", "basis", "ratio", "value", "low", "high", "bound", "vintage", "grade"]
_RETAINED = ["whole", "name", *_RATIOS[:1], *_RATIOS[2:]]
#: Earlier years below which a range of ratios says nothing.
_FEWEST = 3
_OVER = {"revenue_growth": "real", "revenue_growth_comparable": "adjusted"}


def _two(row: Row, mark: str) -> tuple[Quantity, Quantity]:
    """Return both quantities of a row that was merged of two; the second's columns end in a mark."""
    second = {name: row.get(f"{name}{mark}", value) for name, value in row.items()}
    return of_year(row), of_year(second)


def elasticities(b: Budget, found: Mapping[str, Quantity]) -> pd.DataFrame:
    """Return buoyancy year by year: nominal growth of revenue over growth of output at constant prices.

    Both growth rates of a year come from one page, so that they share a vintage; years in which either fell are left out,
    since a ratio of falls says nothing about how revenue follows output; `falls` names them.

    ``period, basis, ratio, value, low, high, bound, vintage, grade``; ``ratio`` is a quantity, ``basis`` ``real``,
    ``adjusted`` for growth on a comparable basis over growth at constant prices, and ``nominal`` in one row at most, whose
    ``low`` is minus infinity where nominal growth of output has no upper bound. ``found``: from `derived`.
    """
    facts = b.here[(b.here["status"] != "target") & (b.here["period"] < b.year)]
    revenue, output = facts[facts["indicator"].isin(_OVER)], facts[facts["indicator"] == "gdp_growth"]
    rows: list[dict[str, Any]] = []
    for row in records(revenue.merge(output, on=["period", "source_url"], suffixes=("", "_gdp"))):
        up, down = _two(row, "_gdp")
        if up.low <= 0 or down.low <= 0:
            continue
        ratio = replace(ec.buoyancy(up, down), basis=ONE_PAGE)
        vintage = "expected" if "expected" in (row["vintage"], row["vintage_gdp"]) else row["vintage"]
        rows.append({"period": row["period"], "basis": _OVER[row["indicator"]], "ratio": ratio, "vintage": vintage,
                     "grade": row["grade"]})  # fmt: skip
    rows.sort(key=lambda r: (r["period"], r["grade"]))
    for name, over in (("buoyancy", "real"), ("buoyancy_nominal", "nominal")):
        if name in found:
            rows.append({"period": b.year, "basis": over, "ratio": found[name], "vintage": "first", "grade": "A"})
    frame = pd.DataFrame([numbers(r["ratio"], **r) for r in rows], columns=_RATIOS)
    return frame.drop_duplicates(["period", "basis"], ignore_index=True)


def falls(b: Budget) -> list[int]:
    """Return the years before the one reported in which revenue as booked fell, which have no buoyancy."""
    path = growth_path(b)
    booked = path[path["kind"].isin(["stated", "derived"]) & (path["period"] < b.year)]
    return _years(booked.loc[booked["high"] <= 0, "period"])


def ranked(b: Budget, ratios: pd.DataFrame) -> dict[str, Any]:
    """Return how many years have a ratio, and how this year's stands to the earlier ones; a small sample gets a small claim.

    ``ratios``: from `elasticities`.
    """
    real, before = ratios[ratios["basis"] == "real"], ratios[ratios["period"] < b.year]
    # The range that is named is one of numbers: a ratio to growth of which the page gives only a floor has none.
    past, now = before[(before["basis"] == "real") & before["value"].notna()], real[real["period"] == b.year]
    nominal = ratios.loc[ratios["basis"] == "nominal", "ratio"]
    facts: dict[str, Any] = {
        "n": len(real),
        "nominal": next(iter(nominal), None),
        "past": len(past),
        "side": "",
        "falls": falls(b),
    }
    facts |= {"least": None, "most": None, "comparable": records(before[before["basis"] == "adjusted"])}
    if len(past) >= _FEWEST and len(now):
        ends = [past.loc[past["value"].agg(f), ["ratio", "period"]] for f in ("idxmin", "idxmax")]
        facts |= {
            name: replace(end["ratio"], period=int(end["period"])) for name, end in zip(("least", "most"), ends, strict=True)
        }
        ratio = now["ratio"].iloc[0]
        above, below = ratio.low > past["high"].max(), ratio.high < past["low"].min()
        facts["side"] = "above" if above else "below" if below else "within"
    return facts


def retained(b: Budget, found: Mapping[str, Quantity]) -> pd.DataFrame:
    """Return what is booked to the area as a share of what the local levels, or all three levels, collect in it.

    Both amounts of a year come from one page, but for the year before the one reported, which is derived. All three levels'
    revenue is mostly tax, the area's own is not tax alone, so that the second is a ratio and not a part of a whole.

    ``whole`` (local, three), ``name`` of the whole as printed, ``period, ratio, value, low, high, bound, vintage, grade``,
    in percent; ``ratio`` is a quantity.
    """
    facts = b.here[(b.here["status"] != "target") & (b.here["bound"] == "=") & (b.here["period"] < b.year)]
    own = facts[facts["indicator"] == "revenue"]
    rows: list[dict[str, Any]] = []
    for whole, code in (("local", "revenue_local_level"), ("three", "revenue_three_levels")):
        both = own.merge(facts[facts["indicator"] == code], on=["period", "source_url"], suffixes=("", "_whole"))
        for row in records(both):
            ratio = ec.share(*_two(row, "_whole"))
            kept = {k: row[k] for k in ("period", "vintage", "grade")}
            rows.append({**kept, "whole": whole, "name": row["indicator_zh_whole"], "ratio": ratio})
        for name, year, vintage in (("share_before", b.year - 1, "derived"), ("share", b.year, "first")):
            if whole == "local" and name in found:
                label = b.stated["local"]["label"]
                row = {"whole": whole, "name": label, "period": year, "ratio": found[name], "vintage": vintage, "grade": "A"}
                rows.append(row)
    return pd.DataFrame([numbers(r["ratio"], **r) for r in rows], columns=_RETAINED)


def spans(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the span of the ratios of each whole (`retained`), the years derived, and those of all revenue (三级收入)."""
    rows = []
    for whole, part in frame.groupby("whole", sort=False):
        least, most = (part.loc[part["value"].agg(f), "ratio"] for f in ("idxmin", "idxmax"))
        span = Quantity(float("nan"), least.value, most.value, "%", basis=ENDS, inputs=(least, most))
        rows.append({"whole": whole, "span": span, "years": part["period"].nunique()})
    three = frame[frame["whole"] == "three"]
    wide, made = three.loc[~three["name"].str.contains("税"), "period"], frame.loc[frame["vintage"] == "derived", "period"]
    return {"spans": rows, "three": bool(len(three)), "wide": _years(wide), "derived": _years(made)}


def limits(known: Known, ratios: pd.DataFrame, support: pd.DataFrame, plan: pd.DataFrame) -> dict[str, object]:
    """Return what the report does not let one conclude, by the names of the texts, each with whether it holds.

    ``ratios``: from `elasticities`; ``support``, ``plan``: from `treasury.support` and `treasury.in_plan`.
    """
    found = {"own": known["revenue"], "one year": known["revenue_growth"], "ratio": len(ratios), "support": len(support)}
    return found | {"rule": (plan["says"] != "number").any()}
