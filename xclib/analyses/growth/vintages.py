"""The levels as stated each time, and whether two years on different bases can be joined."""

from __future__ import annotations

import math

import pandas as pd

from xclib import economics as ec
from xclib.analyses.growth.frames import best, between, cells, ends, join_inputs, outcomes, told
from xclib.analyses.growth.words import say, word
from xclib.figure import Interval
from xclib.formulas import PARAMETER
from xclib.rows import records
from xclib.wording import format_number, pick


def statements(levels: pd.DataFrame, lang: str, *, since: int) -> pd.DataFrame:
    """Return every statement of the level with its vintage and base; values in 亿元 or billion yuan, nothing merged."""
    rows = outcomes(levels[levels["period"] >= since]).sort_values(["period", "base", "vintage"], kind="stable")
    kinds = [f"{word(r['vintage'], lang)} · {word(r['base'], lang)}" for r in records(rows)]
    scaled = rows.assign(**{c: rows[c] / float(pick(lang, "1e8", "1e9")) for c in ("value", "low", "high")})
    return scaled.assign(told=[told(r, lang) for r in records(rows)], kind=kinds, base=rows["base"] + "/" + rows["vintage"])


def breaks(levels: pd.DataFrame, rates: pd.DataFrame, *, low: float, high: float, lang: str) -> pd.DataFrame:
    """Return the past level that the first level on each new base implies, with a deflator from low to high."""
    seen, numbers, rows = outcomes(levels[levels["base"] != ""]), rates[rates["bound"].isin(["=", "~"])], []
    for year in sorted(set(seen["period"])):
        now, before = seen[seen["period"] == year], seen[seen["period"] == year - 1]
        level, past = best(now[~now["base"].isin(before["base"])]), best(before)
        rate = best(outcomes(numbers, year)) if level and past else None
        if not (level and past and rate):
            continue
        implied = ec.rebased_past(ends(level), ends(rate), Interval(low, high))
        needed = ec.implied_deflator(ec.growth_between(ends(level), ends(past)).interval, ends(rate))
        # Where the past level has no upper limit, the deflator that one base would take has no lower one.
        least = -math.inf if math.isinf(past["high"]) else needed.low
        apart = implied.high < past["low"] or implied.low > past["high"]
        row = {"says": "break", "year": year, "past_year": year - 1, "apart": apart}
        row |= {"fit": word("apart" if apart else "joined", lang), "years": f"{year - 1}→{year}"}
        row |= {"area": level[pick(lang, "area_zh", "area_en")], "span": between(low, high, lang)}
        row |= {"implied": _from_to(implied, lang), "needed": between(least, needed.high, lang)}
        row |= {"needed_low": least, "needed_high": needed.high}
        row |= cells(lang, level=level, past=past, real=rate)
        row |= {"implied_basis": implied.basis, "span_basis": PARAMETER, "needed_basis": "(1 + nominal) / (1 + real) - 1"}
        row |= {"implied_inputs": join_inputs(lang, row["level"], row["real"], row["span"])}
        rows.append(row | {"needed_inputs": join_inputs(lang, row["level"], row["past"], row["real"])})
    return pd.DataFrame(rows, columns=None if rows else ["says", "year", "apart"])


def _from_to(span: ec.Derived, lang: str) -> str:
    """Write two amounts with the unit once, to 1亿元 where they are large: an assumed span of prices bears no more."""
    low, high = (end / float(pick(lang, "1e8", "1e9")) for end in (span.low, span.high))
    decimals = 0 if high >= 1000 else 1
    first, last = (format_number(end, lang, decimals=decimals) for end in (low, high))
    return first + pick(lang, "至", "–") + last + pick(lang, "亿元", " billion yuan")


def breaks_claim(rows: pd.DataFrame, lang: str) -> str:
    """Say how many neighbouring years on different bases cannot be joined."""
    count = {"n": len(rows), "apart": int(rows["apart"].astype(bool).sum())}
    return say({"says": "breaks" if len(rows) else "breaks none", **count}, lang)
