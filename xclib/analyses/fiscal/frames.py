"""Frames of the fiscal brief as its charts want them: labels in the brief's language, amounts in the unit drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from xclib.analyses.fiscal.areas import neighbours
from xclib.analyses.fiscal.budget import Budget
from xclib.analyses.fiscal.ratios import elasticities, retained
from xclib.analyses.fiscal.words import label, name_of, scaled, word
from xclib.analyses.fiscal.years import chain_of, growth_path, history
from xclib.economics import Derived
from xclib.rows import records
from xclib.wording import pick

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ["label", "value", "low", "high", "bound", "group", "note"]


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows with the columns of `charts.draw_intervals`."""
    import pandas as pd

    return pd.DataFrame([{c: r.get(c, "") for c in _COLUMNS} for r in rows], columns=_COLUMNS)


def frame_levels(b: Budget, d: Mapping[str, Derived], lang: str) -> pd.DataFrame:
    """Return the levels of this year and, derived, of the year before."""
    rows = []
    for key in ("local", "revenue"):
        if not b.has(key):
            continue
        name = name_of(b.stated[key], lang)
        name = name[:1].upper() + name[1:]
        if (before := d.get(f"{key}_before")) is not None:
            told = {"label": f"{name} {b.year - 1}", "note": word("derived", lang), "group": name, "bound": "="}
            rows.append(told | {"value": before.mid, "low": before.low, "high": before.high})
        span, mid = b.both(key)
        told = {"label": f"{name} {b.year}", "note": word("stated", lang), "group": name, "bound": b.stated[key]["bound"]}
        rows.append(told | {"value": mid, "low": span.low, "high": span.high})
    return scaled(_frame(rows), lang)


def frame_history(b: Budget, code: str, lang: str) -> pd.DataFrame:
    """Return all statements of a revenue by vintage; ``base`` names the run of years that may be joined."""
    frame = history(b, code)
    # Sources that agree are one mark; the table lists them all.
    frame = frame.drop_duplicates(["period", "value", "vintage"], ignore_index=True)
    return scaled(frame.assign(vintage=[word(v, lang) for v in frame["vintage"]], base=frame["chain"]), lang)


def frame_past(b: Budget, lang: str) -> pd.DataFrame:
    """Return the run of joined years that ends in the year reported."""
    run = chain_of(b, history(b))
    return scaled(run.assign(base=run["chain"]), lang)


def frame_growth(b: Budget, lang: str) -> pd.DataFrame:
    """Return growth year by year with what kind of number it is."""
    rows = []
    for r in records(growth_path(b)):
        value = round(r["value"], 1) if r["kind"] == "derived" else r["value"]
        rows.append(
            r | {"label": str(r["period"]), "group": word(r["kind"], lang), "note": word(r["kind"], lang), "value": value}
        )
    return _frame(rows)


def frame_ratios(b: Budget, d: Mapping[str, Derived], lang: str) -> pd.DataFrame:
    """Return buoyancy year by year."""
    rows = []
    for r in records(elasticities(b, d)):
        basis = word(r["basis"], lang)
        told = {
            "label": str(r["period"]),
            "group": basis,
            "note": basis if r["period"] == b.year or r["basis"] == "adjusted" else "",
            "bound": "=",
        }
        rows.append(r | told | {"value": round(r["value"], 2)})
    return _frame(rows)


def frame_retained(b: Budget, d: Mapping[str, Derived], lang: str) -> pd.DataFrame:
    """Return own revenue over the local levels' revenue, and over all three levels' taxes."""
    rows = []
    for r in records(retained(b, d)):
        group = pick(lang, f"对{word(r['whole'], lang)}", f"over {word(r['whole'], lang)}")
        told = {"label": str(r["period"]), "group": group, "note": word(r["vintage"], lang), "bound": "="}
        rows.append(r | told | {"value": round(r["value"], 1)})
    return _frame(rows)


def frame_support(part: pd.DataFrame, lang: str) -> tuple[pd.DataFrame, bool]:
    """Return amounts of one size in the unit drawn, and whether that is the small one."""
    small = bool(part["value"].max() < (1e8 if lang == "zh" else 1e9))
    rows = []
    for r in records(part):
        told: dict[str, Any] = {"label": label(r, lang), "group": word(r["kind"], lang)}
        if r["bound"] not in ("=", "~"):
            closed = math.isfinite(r["low"]) and math.isfinite(r["high"])
            told |= {"value": math.nan, "bound": "=" if closed else r["bound"]}
        rows.append(r | told)
    return scaled(_frame(rows), lang, small=small), small


def frame_areas(b: Budget, lang: str) -> pd.DataFrame:
    """Return growth of the year reported, for the area on both levels and for others on the same year."""
    rows: list[dict[str, Any]] = []
    for key in ("local", "revenue"):
        if b.has(f"{key}_growth"):
            stated = b.stated[f"{key}_growth"]
            name = name_of(b.stated.get(key, stated), lang)
            rows.append(dict(stated) | {"label": name[:1].upper() + name[1:], "group": pick(lang, "本报告", "this report")})
    around = neighbours(b, years=1)
    for r in records(around):
        name = r["area_zh"] if lang == "zh" else r["area_en"]
        rows.append(r | {"label": name, "group": pick(lang, "其他地区", "other areas"), "note": word(r["basis"], lang)})
    return _frame(rows) if len(around) and rows else _frame([])
