"""Revenue over the years: which statement stands for a year, and which years may be joined."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from xclib.analyses.fiscal.budget import Budget, Row, best_fact, level_before, rank, span_of
from xclib.economics import growth_between, implied_base
from xclib.rows import records

if TYPE_CHECKING:
    import pandas as pd

#: Names that say whose revenue it is; 一般公共预算收入 alone does not.
_EXPLICIT = re.compile(r"^(?:[省市区县乡镇]级|地方级|三级)")


def history(b: Budget, code: str = "revenue") -> pd.DataFrame:
    """Return every statement of a revenue level, which one stands for its year, and which years may be joined.

    Two neighbouring years are joined only where both are first accounts and the growth stated for the later one reproduces
    the earlier level, or, without stated growth, where both bear a name that says whose revenue it is.

    Parameters
    ----------
    b : Budget
        From `read_budget`.
    code : str
        ``revenue``, ``revenue_local_level`` or ``revenue_three_levels``.

    Returns
    -------
    DataFrame
        ``period, value, low, high, bound, vintage, grade, name, source_url, used, chain``; a level that is derived from the
        year after has the vintage ``derived``.
    """
    return _history(b, code).copy()


@lru_cache(maxsize=64)
def _history(b: Budget, code: str) -> pd.DataFrame:
    """Work it out once: a page asks for it dozens of times, behind each number that stands on a past level."""
    import pandas as pd

    key = "local" if code == "revenue_local_level" else code
    facts = b.here[(b.here["indicator"] == code) & (b.here["status"] != "target") & (b.here["period"] <= b.year)]
    rows = sorted(records(facts), key=lambda r: (r["period"], rank(r)))
    rows = [dict(r, name=r["indicator_zh"]) for r in rows]
    if b.has(key):
        own = dict(b.stated[key], period=b.year, vintage="first", grade="A")
        own["name"] = own["scope"] + own["label"]
        page = str(own["source_url"]).split("#")[0]
        rows = [r for r in rows if not (r["period"] == b.year and r["source_url"] == page)]
        rows = [r for r in rows if r["period"] < b.year] + [own] + [r for r in rows if r["period"] == b.year]
        if b.has(f"{key}_growth") and all(r["period"] != b.year - 1 for r in rows):
            base = level_before(b, key)
            told = {"period": b.year - 1, "vintage": "derived", "value": base.mid, "low": base.low, "high": base.high}
            at = next(n for n, r in enumerate(rows) if r["period"] == b.year)
            rows.insert(at, own | told | {"bound": "="})
    names = ["period", "value", "low", "high", "bound", "vintage", "grade", "name", "source_url"]
    frame = pd.DataFrame([{n: r[n] for n in names} for r in rows], columns=names)
    frame["used"] = ~frame["period"].duplicated()
    frame["chain"] = _chains(b, frame, f"{code}_growth", f"{key}_growth")
    return frame


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
        stated = b.stated.get(key) if row["period"] == b.year else best_fact(b.rows, growth_code, row["period"])
        joined = last is not None and _joined(last, row, stated, names)
        chains.append(chains[last["at"]] if joined and last else f"from {row['period']}")
        last = row | {"at": n}
    return chains


def _joined(last: Row, row: Row, growth: Row | None, names: Mapping[int, set[str]]) -> bool:
    vintages = {last["vintage"], row["vintage"]} - {"derived"}
    if row["period"] - last["period"] != 1 or len(vintages) != 1 or "expected" in vintages:
        return False
    if growth is not None:
        base = implied_base(span_of(row), span_of(growth))
        return bool(base.low <= last["high"] and last["low"] <= base.high)
    return any(_EXPLICIT.match(name) for name in names[last["period"]] & names[row["period"]])


def chain_of(b: Budget, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the run of joined years that ends in the year reported."""
    now = frame[frame["used"] & (frame["period"] == b.year)]
    return frame[frame["chain"].isin(now["chain"])].reset_index(drop=True)


def growth_path(b: Budget) -> pd.DataFrame:
    """Return growth of revenue year by year: stated, derived from levels, on a comparable basis, and the target.

    Parameters
    ----------
    b : Budget
        From `read_budget`.

    Returns
    -------
    DataFrame
        ``period, kind, value, low, high, bound, source_url``; ``kind`` is stated, derived, comparable or target.
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    last: dict[str, Any] | None = None
    for row in records(chain_of(b, history(b))):
        year = row["period"]
        stated = b.stated.get("revenue_growth") if year == b.year else best_fact(b.rows, "revenue_growth", year)
        if stated is not None:
            rows.append(dict(stated, period=year, kind="stated"))
        elif last is not None:
            found = growth_between(span_of(row), span_of(last), level_mid=row["value"], base_mid=last["value"])
            told = {"kind": "derived", "value": found.mid, "low": found.low, "high": found.high, "bound": "="}
            rows.append({"period": year, "source_url": row["source_url"]} | told)
        if (same := best_fact(b.rows, "revenue_growth_comparable", year)) is not None:
            rows.append(dict(same, kind="comparable"))
        last = row
    if b.has("target"):
        rows.append(dict(b.stated["target"], period=b.year + 1, kind="target"))
    names = ["period", "kind", "value", "low", "high", "bound", "source_url"]
    return pd.DataFrame([{n: r[n] for n in names} for r in rows], columns=names)
