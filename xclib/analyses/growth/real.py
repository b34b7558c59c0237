"""Level and rate of the report's year: what is stated, and what the two leave room for at current and constant prices."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from xclib import economics as ec
from xclib.analyses.growth.frames import (
    best,
    between,
    cells,
    ends,
    join_inputs,
    money,
    outcomes,
    point,
    told,
)
from xclib.analyses.growth.words import Row, say, word
from xclib.formulas import NAIVE, PARAMETER, left_open
from xclib.indicators import read_indicators
from xclib.present import shown_label
from xclib.rows import records
from xclib.wording import format_number, pick

#: What the opening table shows, in its order.
HEAD = [f"{name}{kind}" for name in ("gdp", "fai", "retail", "revenue_local_level", "revenue") for kind in ("", "_growth")]
VINTAGES = ("expected", "first", "undated", "later")  # earliest first


def state(levels: pd.DataFrame, rates: pd.DataFrame, *, report: str, year: int, lang: str) -> dict[str, Any]:
    """Return level, growth and next year's target as the report itself states them."""
    level, real = (best(outcomes(f[f["origin"] == report], year)) for f in (levels, rates))
    aim = best(rates[(rates["origin"] == report) & (rates["status"] == "target") & (rates["period"] == year + 1)])
    row = {"says": "state" if level and real else "state part", "year": year, "next": year + 1, "past_year": year - 1}
    row["real_range"] = between(real["low"], real["high"], lang, decimals=None) if real else ""
    row |= {"real_range_basis": left_open(real["bound"]), "real_range_inputs": told(real, lang)} if real else {}
    return row | {"rows": (level, real, aim)} | cells(lang, level=level, real=real, target=aim)


def headline_table(found: Mapping[str, Row | None], lang: str) -> list[dict[str, Any]]:
    """Return the opening table from rows of `xclib.lookup`; what the report does not state is said to be missing."""
    rows = []
    for code, row in found.items():
        shown = cells(lang, value=None if row is None else dict(row))
        shown["interval"] = "–" if row is None else between(row["low"], row["high"], lang, row["unit"], None)
        entry = read_indicators()[code]
        # Whose revenue it is, the report's own name says.
        own = row is not None and code.startswith("revenue") and "label" in row
        name = shown_label(row, lang) if row is not None and own else entry.name(lang)
        rows.append({"name": name, "basis": word(entry.price_basis, lang), **shown})
    return rows


def accounts(levels: pd.DataFrame, rates: pd.DataFrame, *, vintage: str, lang: str) -> pd.DataFrame:
    """Return nominal growth and implied deflator, year by year, from levels of one vintage and base.

    A past level of another vintage gives a row of its own, marked ``rival``; nothing is averaged.
    """
    seen, rows = outcomes(levels), []
    for level in records(seen[seen["vintage"] == vintage].drop_duplicates(["period", "base"])):
        year, of_year = level["period"], outcomes(rates, level["period"])
        before = seen[(seen["period"] == year - 1) & (seen["base"] == level["base"]) & seen["bound"].isin(["=", "~"])]
        rate = best(of_year[of_year["vintage"] == vintage]) or best(of_year)
        for past in records(before.sort_values("grade", kind="stable")) if rate else []:
            mid, real_mid = (point(r) for r in (level, rate) if r)
            flow = ec.growth_between(ends(level), ends(past), level_mid=mid, base_mid=past["value"])
            price = ec.implied_deflator(flow.interval, ends(rate or {}), nominal_mid=flow.mid, real_mid=real_mid)
            row = {"says": "account", "year": year, "past_year": year - 1, "rival": past["vintage"] != vintage}
            row["kind"] = f"{word(past['vintage'], lang)}{pick(lang, '，来源等级', ', grade ')}{past['grade']}"
            row["tail"] = pick(lang, "，两者都没有上限", ", neither with an upper limit") if math.isinf(flow.high) else ""
            row |= cells(lang, level=level, past=past, real=rate, flow=flow, deflator=price)
            row |= {"flow_inputs": join_inputs(lang, row["level"], row["past"])}
            rows.append(row | {"deflator_inputs": join_inputs(lang, row["flow"], row["real"])})
    return pd.DataFrame(rows, columns=None if rows else ["year", "rival", "deflator_value"])


def account_claims(rows: pd.DataFrame, stated: Row, lang: str) -> list[str]:
    """Say what level and rate of the report's year allow, on each base, and what a naive division gets wrong."""
    now = records(rows[rows["year"] == stated["year"]].sort_values("rival", kind="stable"))
    level, real, _ = stated["rows"]
    if not now or now[0]["rival"] or not (level and real):
        return [say({**stated, "says": "account none"}, lang)]
    factor = 1 + real["value"] / 100
    flat = now[0]["past_value"] * factor
    fits = (("与公布的不符", "at odds with what is stated"), ("与公布的相容", "in line with what is stated"))
    row = now[0] | {"says": "naive", "factor": format_number(factor, lang, decimals=3)}
    row |= {"quotient": money(level["value"] / factor, lang, digits=5), "quotient_basis": NAIVE}
    row |= {"flat": money(flat, lang, digits=5), "flat_basis": "last year's level × (1 + real growth)"}
    row |= {"quotient_inputs": join_inputs(lang, row["level"], row["real"])}
    row |= {"flat_inputs": join_inputs(lang, row["past"], row["real"]), "fit": pick(lang, *fits[flat in ends(level)])}
    row["bound"] = pick(lang, "，况且界限不是数值", ", and a bound is no value") if math.isnan(stated["level_value"]) else ""
    return [*(say(r, lang) for r in now), say(row, lang), say(row | {"says": "flat"}, lang)]


def span_claim(rows: pd.DataFrame, low: float, high: float, lang: str) -> str:
    """Say whether the deflators that earlier years imply lie within the span that is assumed; empty with none."""
    if (known := rows[~rows["rival"].astype(bool) & rows["deflator_value"].notna()]).empty:
        return ""
    least, most = known["deflator_low"].min(), known["deflator_high"].max()
    held = low <= least and most <= high
    inside = pick(lang, *(("在所设的范围之内", "within") if held else ("有的超出所设的范围", "partly outside")))
    row = {"n": len(known), "deflators": between(least, most, lang), "span": between(low, high, lang), "inside": inside}
    row |= {"deflators_basis": "lowest and highest of the years that can be computed", "span_basis": PARAMETER}
    row["deflators_inputs"] = join_inputs(lang, *(f"{r['year']}: {r['deflator']}" for r in records(known)))
    return say({"says": "span", **row}, lang)


def account_marks(rows: pd.DataFrame, year: int, lang: str) -> pd.DataFrame:
    """Return one year's accounts as rows of a chart: real growth as stated, nominal growth and deflator as derived."""
    marks = []
    for n, row in enumerate(records(rows[rows["year"] == year].sort_values("rival", kind="stable"))):
        for code in ("real", "flow", "deflator")[min(n, 1) :]:
            note = "" if code == "real" else f"{row['past']} · {row['kind']}"
            numbers = {k: round(row[f"{code}_{k}"], 2) for k in ("value", "low", "high")}
            marks.append({"label": word(code, lang), "note": note, **numbers})
    return pd.DataFrame(marks, columns=["label", "note", "value", "low", "high"])
