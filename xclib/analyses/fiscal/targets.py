"""Past targets of revenue and what came, what assumed growth makes of it, and its ratios over the years."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from xclib.analyses.fiscal.budget import Budget, Row, best, best_fact, chain_of, growth_path, numbers, of_year, rank
from xclib.data.rows import records
from xclib.economics import derived as ec
from xclib.economics.breaks import two_means
from xclib.economics.derived import growth_fan
from xclib.economics.fits import Fit
from xclib.economics.formulas import BY_BUOYANCY, ENDS, OFF, ONE_PAGE
from xclib.economics.quantity import Quantity, assume
from xclib.errors import XclibError

#: Growth as booked, and growth on a comparable basis: a target of the one is held against an outcome of the same.
_BOOKED, _SAME = "revenue_growth", "revenue_growth_comparable"
_AREA = ["period", "area_code", "area_zh", "area_en"]
_NAMES = [*_AREA, "target", "outcome", "gap", "basis", "result", "adjusted", "adjusted_level", "against_adjusted"]


def targets_met(b: Budget) -> pd.DataFrame:
    """Return every past growth target of the area and its parent with its outcome, where the two can be compared.

    A target of "about 4%" is met by what its interval holds or exceeds. A target for growth as booked is held against growth
    as booked. Where only growth with tax refunds added back is known, it decides one thing: booked growth is lower still, so
    that the target was missed if even the comparable growth fell short of it.

    ``target``, ``outcome``, their ``gap`` (without a value where either is no single number), ``adjusted`` and
    ``adjusted_level`` are quantities: the growth and level of a budget that was adjusted within the year. ``basis`` is
    booked, derived, comparable or upper (comparable growth that booked growth cannot reach), ``result`` below, within,
    above or open, ``against_adjusted`` the same of the adjusted growth.
    """
    return pd.DataFrame([r for r in _judged(b) if r["result"] in ("below", "within", "above", "open")], columns=_NAMES)


def targets_left(b: Budget) -> pd.DataFrame:
    """Return the targets that `targets_met` leaves out.

    ``period, area_code, area_zh, area_en, target, result``; ``result`` is unknown (no growth on record) or unlike (growth
    on a comparable basis only, which does not decide).
    """
    kept = [r for r in _judged(b) if r["result"] in ("unknown", "unlike")]
    return pd.DataFrame(kept, columns=[*_AREA, "target", "result"])


def judge(aim: Quantity, got: Quantity) -> str:
    """Return where an outcome lies against a target: below, within or above what its interval holds, or open.

    >>> judge(Quantity(4.0, 3.5, 4.5), Quantity(4.8, 4.75, 4.85))
    'above'
    """
    return got.against(aim)


@lru_cache(maxsize=16)
def _judged(b: Budget) -> tuple[dict[str, Any], ...]:
    path = growth_path(b)
    made = {r["period"]: r["rate"] for r in records(path[path["kind"] == "derived"])}
    rows = []
    for facts in (b.parent, b.rows):
        goals = [r for r in facts if r["indicator"] in (_BOOKED, _SAME) and r["status"] == "target"]
        ranked = sorted(goals, key=lambda r: (r["period"], r["indicator"], rank(r)))
        # Several pages may state one target; it is one case.
        for goal in {(r["period"], r["indicator"]): r for r in reversed(ranked)}.values():
            rows.append(_case(b, facts, goal, made if facts is b.rows else {}))
    return tuple(sorted(rows, key=lambda r: (r["area_code"] == b.area, r["period"])))


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
            if "退税" not in same["indicator_zh"] or judge(aim, found) != "below":
                return out | {"result": "unlike"}
            booked, out["basis"] = found, "upper"
        found = booked
    if found is None:
        return out | {"result": "unknown"}
    gap = _gap(found, aim) if out["basis"] != "upper" else None
    return out | {"outcome": found, "gap": gap, "result": judge(aim, found)} | _adjusted(facts, year, found)


def _gap(outcome: Quantity, aim: Quantity) -> Quantity | None:
    """Return how far an outcome lies from its target; None where either is no single number."""
    gap = outcome.minus(aim, basis=OFF)
    return None if math.isnan(gap.value) else gap


def _adjusted(facts: Sequence[Row], year: int, found: Quantity) -> dict[str, Any]:
    """Return the budget as adjusted within the year, which then is the one in force; empty where none is on record."""
    rows = [r for r in facts if r["period"] == year and r["status"] == "target"]
    growth, level = (
        min((r for r in rows if r["indicator"] == code), key=rank, default=None)
        for code in ("revenue_growth_adjusted", "revenue_adjusted")
    )
    if growth is None:
        return {"adjusted": None, "adjusted_level": None, "against_adjusted": ""}
    aim = of_year(growth)
    return {"adjusted": aim, "adjusted_level": level and of_year(level), "against_adjusted": judge(aim, found)}


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


def record(met: pd.DataFrame, left: pd.DataFrame) -> dict[str, Any]:
    """Return how many targets were met, which were missed and left out, by area, and what an adjusted budget says of those."""
    met = met[met["result"] != "open"]
    missed = met[met["result"] == "below"]
    facts = {"n": len(met), "met": int((met["result"] != "below").sum()), "missed": _by_area(missed)}
    facts |= {why: _by_area(left[left["result"] == why]) for why in ("unknown", "unlike")}
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
    rates = [("growth", None, assume(g, g)) for g in growth]
    rows = [*rates, *(("buoyancy", assume(e, e, ""), by_output(gdp_growth, e)) for e in buoyancy)]
    found = []
    for n, (way, ratio, rate) in enumerate(rows):
        level = ec.implied_level(b["revenue"], rate)
        against = _against(rate.value, b["target"]) if b.has("target") else ""
        found.append((way, CASES[n % 3], ratio, rate, level, level, against))
    return pd.DataFrame(found, columns=_SCENARIOS, dtype=object)


def chosen(given: Sequence[float], usual: Iterable[float]) -> list[float]:
    """Return the values that a reader set, each not set (0) as it usually is.

    >>> chosen((0.0, 2.0, 0.0), (1.0, 3.0, 6.0))
    [1.0, 2.0, 6.0]
    """
    return [float(one or other) for one, other in zip(given, usual, strict=True)]


def aimed(known: Mapping[str, Any]) -> float:
    """Return the growth of output that a report aims at, its printed number, or else 5%; ``known``: from `known`."""
    aim = known["gdp_target"]
    return float(aim.printed) if aim is not None and math.isfinite(aim.printed) else _USUAL


def by_output(gdp_growth: float, buoyancy: float) -> Quantity:
    """Return the growth of revenue that growth of output and a buoyancy give, both assumed."""
    rate = buoyancy * gdp_growth
    inputs = (assume(gdp_growth, gdp_growth), assume(buoyancy, buoyancy, ""))
    return Quantity(rate, rate, rate, "%", basis=BY_BUOYANCY, inputs=inputs)


def _against(rate: float, target: Quantity) -> str:
    return "below" if rate < target.low else "above" if rate > target.high else "within"


def fan(b: Budget, growth: Sequence[float]) -> pd.DataFrame:
    """Return the fan from this year's revenue under low, central and high growth; empty without revenue."""
    if not b.has("revenue"):
        return pd.DataFrame(columns=["period", "low", "mid", "high"])
    low, central, high = sorted(growth)
    return growth_fan(b["revenue"], Quantity(central, low, high, "%"), start=b.year)


def assumed(growth: Sequence[float]) -> dict[str, Any]:
    """Return assumed rates as quantities.

    >>> assumed((1, 3, 6))
    {'rates': [1%, 3%, 6%]}
    """
    return {"rates": [assume(g, g) for g in growth]}


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
_BASIS = {"revenue_growth": "real", "revenue_growth_comparable": "adjusted"}


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
    revenue, output = facts[facts["indicator"].isin(_BASIS)], facts[facts["indicator"] == "gdp_growth"]
    rows: list[dict[str, Any]] = []
    for row in records(revenue.merge(output, on=["period", "source_url"], suffixes=("", "_gdp"))):
        up, down = _two(row, "_gdp")
        if up.low <= 0 or down.low <= 0:
            continue
        ratio = replace(ec.buoyancy(up, down), basis=ONE_PAGE)
        vintage = "expected" if "expected" in (row["vintage"], row["vintage_gdp"]) else row["vintage"]
        rows.append({"period": row["period"], "basis": _BASIS[row["indicator"]], "ratio": ratio, "vintage": vintage,
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
    return sorted(int(p) for p in booked.loc[booked["high"] <= 0, "period"])


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
    wide = sorted({int(p) for p in three.loc[~three["name"].str.contains("税"), "period"]})
    made = sorted({int(p) for p in frame.loc[frame["vintage"] == "derived", "period"]})
    return {"spans": rows, "three": bool(len(three)), "wide": wide, "derived": made}
