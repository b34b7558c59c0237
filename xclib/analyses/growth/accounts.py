"""Level and rate: what is stated, what the two leave room for at current and constant prices, and where bases do not join."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.growth.frames import best, outcomes, quantity
from xclib.analyses.history import on_one_base
from xclib.data.rows import records
from xclib.economics import derived as ec
from xclib.economics.formulas import NAIVE
from xclib.economics.quantity import Quantity, assume

VINTAGES = ("expected", "first", "undated", "later")  # earliest first
#: How the span of earlier deflators is computed, and the level that unchanged prices would give.
_LEAST_AND_MOST = "lowest and highest of the years that can be computed"
_FLAT = "last year's level × (1 + real growth)"
_ACCOUNTS = ["period", "level", "past", "vintage", "grade", "rival", "nominal", "real", "deflator"]
_BREAKS = ["area_zh", "area_en", "period", "before", "past", "level", "real", "implied", "needed", "apart"]


def state(levels: pd.DataFrame, rates: pd.DataFrame, *, report: str, year: int) -> dict[str, Any]:
    """Return what is known of a report's year: level, growth and next year's target, as the report states them.

    With them come last year's growth, the growth of the year after as stated later, and whether a later level stands on
    another base.
    """
    level, real = (best(outcomes(f[f["origin"] == report], year)) for f in (levels, rates))
    aim = best(rates[(rates["origin"] == report) & (rates["status"] == "target") & (rates["period"] == year + 1)])
    later = best(outcomes(levels, year + 1))
    moved = bool(level and later and level["base"] and later["base"] and level["base"] != later["base"])
    stated: dict[str, Any] = {"year": year, "next": year + 1, "past_year": year - 1, "moved": moved}
    stated |= {"level": quantity(level), "real": quantity(real), "target": quantity(aim)}
    around = {"before": best(outcomes(rates, year - 1)), "later": best(outcomes(rates, year + 1))}
    return stated | {name: quantity(row) for name, row in around.items()}


def accounts(levels: pd.DataFrame, rates: pd.DataFrame, *, vintage: str) -> pd.DataFrame:
    """Return nominal growth and implied deflator, year by year, from levels of one vintage and base.

    One row a year and past level; all but ``period``, ``vintage`` and ``grade`` (of the past level) are quantities. A past
    level of another vintage gives a row of its own, marked ``rival``; nothing is averaged. ``levels``, ``rates``: rows of
    `xclib.series` on level and growth; ``vintage``: one of `VINTAGES`: of the levels that growth is computed from.
    """
    seen, rows = outcomes(levels), []
    for level in records(seen[seen["vintage"] == vintage].drop_duplicates(["period", "base"])):
        year, of_year = level["period"], outcomes(rates, level["period"])
        before = seen[(seen["period"] == year - 1) & seen["bound"].isin(["=", "~"])]
        before = before[pd.Series([on_one_base(past, level) for past in records(before)], before.index, dtype=bool)]
        rate = best(of_year[of_year["vintage"] == vintage]) or best(of_year)
        for past in records(before.sort_values("grade", kind="stable")) if rate else []:
            now, then, real = Quantity.of(level), Quantity.of(past), Quantity.of(rate or {})
            nominal = ec.growth_between(now, then)
            row = {"period": year, "level": now, "past": then, "vintage": past["vintage"], "grade": past["grade"]}
            row |= {"rival": past["vintage"] != vintage, "nominal": nominal, "real": real}
            rows.append(row | {"deflator": ec.implied_deflator(nominal, real)})
    frame = pd.DataFrame(rows, columns=_ACCOUNTS).astype({"rival": bool})
    return frame.sort_values(["period", "rival"], kind="stable").reset_index(drop=True)


def marks(accounts: pd.DataFrame) -> pd.DataFrame:
    """Return one year's accounts, one row a rate: real growth once, nominal growth and deflator for each past level."""
    by_row = accounts.reset_index(drop=True)
    long = by_row.melt(["past", "vintage", "grade"], ["real", "nominal", "deflator"], "label", "rate", ignore_index=False)
    long = long[(long["label"] != "real") | (long.index == 0)].sort_index(kind="stable")
    return long.assign(**{k: [round(getattr(q, k), 2) for q in long["rate"]] for k in ("value", "low", "high")})


def naive(accounts: pd.DataFrame, stated: dict[str, Any]) -> dict[str, Any] | None:
    """Return what dividing the level by real growth would give, and the level at unchanged prices; None without a level."""
    now, level, real = accounts[accounts["period"] == stated["year"]], stated["level"], stated["real"]
    if now.empty or now["rival"].iloc[0] or not (level and real):
        return None
    past, factor = now["past"].iloc[0], 1 + real.printed / 100
    at, flat = level.printed / factor, past.printed * factor
    return {
        **stated, "past": past, "factor": Quantity(factor, factor, factor, basis="1 + growth / 100", inputs=(real,)),
        "bound": math.isnan(level.value), "fits": level.low <= flat <= level.high,
        "quotient": Quantity(at, at, at, "元", basis=NAIVE, inputs=(level, real)),
        "flat": Quantity(flat, flat, flat, "元", basis=_FLAT, inputs=(past, real)),
    }  # fmt: skip


def span(accounts: pd.DataFrame, assumed: Quantity) -> dict[str, Any] | None:
    """Return the span of the deflators that can be computed, and whether the span assumed holds it; None without any."""
    known = [q for q, rival in zip(accounts["deflator"], accounts["rival"], strict=True) if not rival and q.value == q.value]
    if not known:
        return None
    low, high = min(q.low for q in known), max(q.high for q in known)
    found = Quantity(math.nan, low, high, "%", basis=_LEAST_AND_MOST, inputs=tuple(known))
    return {"n": len(known), "deflators": found, "assumed": assumed, "held": assumed.low <= low and high <= assumed.high}


def statements(levels: pd.DataFrame, *, since: int) -> pd.DataFrame:
    """Return every statement of the level since a year, with its vintage and base; nothing is merged."""
    rows = outcomes(levels[levels["period"] >= since]).sort_values(["period", "base", "vintage"], kind="stable")
    stated: Any = [Quantity.of(r) for r in records(rows)]
    return rows.assign(level=stated).reset_index(drop=True)


def breaks(levels: pd.DataFrame, rates: pd.DataFrame, assumed: Quantity) -> pd.DataFrame:
    """Return the past level that the first level on each new base implies, with a deflator of the span assumed.

    One row a change of base; ``needed`` is the deflator that one base would take, ``apart`` whether what is implied and
    what was stated then do not meet.
    """
    seen, numbers, rows = outcomes(levels[levels["base"] != ""]), rates[rates["bound"].isin(["=", "~"])], []
    for year in sorted(set(seen["period"])):
        now, before = seen[seen["period"] == year], seen[seen["period"] == year - 1]
        level, past = best(now[~now["base"].isin(before["base"])]), best(before)
        rate = best(outcomes(numbers, year)) if level and past else None
        if not (level and past and rate):
            continue
        new, old, real = (Quantity.of(r) for r in (level, past, rate))
        implied = ec.rebased_past(new, real, assumed)
        needed = ec.implied_deflator(ec.growth_between(new, old), real)
        # Where the past level has no upper limit, the deflator that one base would take has no lower one.
        needed = replace(needed, low=-math.inf if math.isinf(old.high) else needed.low, inputs=(new, old, real))
        row = {"area_zh": level["area_zh"], "area_en": level["area_en"], "period": year, "before": year - 1, "past": old}
        row |= {"level": new, "real": real, "implied": implied, "needed": needed}
        rows.append(row | {"apart": implied.side(old) != "close"})
    return pd.DataFrame(rows, columns=_BREAKS).astype({"apart": bool})


def at_prices(stated: dict[str, Any], change: float) -> dict[str, Any] | None:
    """Return next year's target at current prices, if the deflator changes by so many percent; None without level or target.

    >>> level, target = Quantity(3e11, 3e11, 3e11, "元", printed=3e11), Quantity(5.0, 4.5, 5.5, "%", "~", printed=5.0)
    >>> at_prices({"level": level, "target": target, "year": 2030, "next": 2031}, 1.0)["nominal"]
    5.545 to 6.555%
    """
    level, aim = stated["level"], stated["target"]
    if not (level and aim):
        return None
    prices = assume(change, change)
    real = ec.implied_level(level, aim)
    nominal = ec.nominal_growth(aim, prices)
    there = ec.implied_level(level, nominal)
    rows = [{"label": n, "value": q.value, "low": q.low, "high": q.high} for n, q in enumerate((level, real, there))]
    marks = pd.DataFrame(rows).assign(label=["stated", "constant", "current"])
    return {**stated, "change": prices, "nominal": nominal, "there": there, "marks": marks}
