"""What in the panel is hard to believe: values out of range, jumps, identities that fail; each as a row with its source."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xclib.model.indicators import read_indicators
from xclib.panels.words import read_rules

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table of checks.
COLUMNS = ("doc", "indicator", "status", "period", "value", "unit", "check", "detail", "fate", "reason", "line", "source_url")
#: Columns of ``fates.csv``: a doubt that somebody looked into, and what came of it.
FATES = ("doc", "indicator", "status", "period", "check", "reason")
#: A level may grow to this many times the last known, or fall to its inverse, within so many years.
JUMP, YEARS = 2.5, 3
#: New jobs of one year against the middle of the area's other years: above this it is the sum of several years.
SEVERAL = 3.0
#: Points by which level growth and the stated growth rate may differ: prices and comparable bases, not typing errors.
GAP = {"gdp": 25.0, "revenue": 35.0}
#: Points by which an outcome may miss its target.
MISS = {
    "gdp_growth": 8.0,
    "cpi": 4.0,
    "retail_growth": 20.0,
    "fai_growth": 40.0,
    "revenue_growth": 35.0,
    "unemployment_registered": 2.0,
    "unemployment_surveyed": 2.0,
}
#: Points by which a target may differ from what the next report says it was.
RECALL = 0.15
_SERIES = ["level", "area_code", "indicator"]


def check_panel(panel: pd.DataFrame, recalled: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every implausible value of a panel with the reason for doubt.

    ``COLUMNS``; ``check`` is ``range``, ``jump``, ``identity``, ``revenue above gdp``, ``several years``, ``far from target``,
    ``recalled otherwise`` or ``name before its time``. ``panel``: as `xclib.panels.headlines.build_panel` returns it;
    ``recalled``: as `xclib.panels.recall.recalled_targets` returns it.
    """
    import pandas as pd

    rows = panel.reset_index(names="row")
    rows["period"] = rows["period"].astype(int)
    checks = [_range(rows), _jump(rows), _identity(rows), _revenue(rows), _target(rows), _several(rows), _name(rows)]
    if recalled is not None and len(recalled):
        checks.append(_recall(rows, recalled))
    found = pd.concat(checks)
    flagged = panel.loc[found["row"].tolist()].reset_index(drop=True)
    flagged = flagged.assign(check=found["check"].to_numpy(), detail=found["detail"].to_numpy(), fate="flagged", reason="")
    return flagged[list(COLUMNS)].sort_values(["check", "indicator", "doc", "status"], kind="stable").reset_index(drop=True)


def add_flags(panel: pd.DataFrame, checks: pd.DataFrame) -> pd.DataFrame:
    """Return the panel with the names of the checks that each row fails in ``flag``, separated by ``; ``."""
    key = ["doc", "indicator", "status", "period"]
    open_ = checks[~checks["fate"].isin(["corrected", "taken out"])].drop_duplicates([*key, "check"])
    names = open_.groupby(key)["check"].agg("; ".join)
    flags = panel[key].merge(names.rename("flag"), left_on=key, right_index=True, how="left")["flag"].fillna("")
    # A value that was corrected says so, and no more.
    return panel.assign(flag=panel["flag"].where(panel["flag"] != "", flags.to_numpy()))


def add_fates(doubts: pd.DataFrame, fates: pd.DataFrame, errata: pd.DataFrame) -> pd.DataFrame:
    """Return the doubts with what came of each.

    The same rows; ``fate`` is ``corrected``, ``taken out``, ``explained`` or ``flagged``, with its ``reason``. ``doubts``: as
    `check_panel` returns it. ``fates``: ``FATES``, written by hand after a look at the text; all cells text. ``errata``:
    corrections, as `xclib.panels.store.ERRATA`; all cells text.
    """
    out = doubts.astype({"period": int}).copy()
    key = ["doc", "indicator", "status", "period"]
    for rule in read_rules()["explained"]:
        fits = (out["check"] == rule["check"]) & out["indicator"].isin(rule["indicators"])
        fits &= out["period"].between(*rule["periods"])
        if "levels" in rule:
            fits &= out["doc"].str.contains("|".join(rule["levels"]))
        out.loc[fits, ["fate", "reason"]] = ["explained", rule["reason"]]
    gone = errata["value"].eq("") & errata["becomes"].eq("")
    corrected = errata.assign(fate=gone.map({True: "taken out", False: "corrected"}))
    # A correction says more than an explanation does.
    for settled, names in ((fates.assign(fate="explained"), [*key, "check"]), (corrected, key)):
        known = settled.astype({"period": int}).drop_duplicates(names, keep="last")[[*names, "fate", "reason"]]
        found = out[names].merge(known, on=names, how="left").set_index(out.index)
        out[["fate", "reason"]] = found[["fate", "reason"]].fillna(out[["fate", "reason"]])
    return out


def _flag(rows: pd.DataFrame, check: str, details: list[str]) -> pd.DataFrame:
    return rows[["row"]].assign(check=check, detail=details)


def _range(rows: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    year, term = read_rules()["plausible"], read_rules()["plausible_plan"]
    pairs = zip(rows["indicator"], rows["status"], strict=True)
    expected = [term[i] if status == "plan" and i in term else year[i] for i, status in pairs]
    low, high = (pd.Series([pair[n] for pair in expected], index=rows.index, dtype=float) for n in (0, 1))
    out = (rows["value"] < low) | (rows["value"] > high)
    return _flag(rows[out], "range", [f"expected {a:g} to {b:g}" for a, b in zip(low[out], high[out], strict=True)])


def _last_year(rows: pd.DataFrame, indicators: list[str]) -> pd.DataFrame:
    """Return actual levels beside those of the year before, one report each."""
    levels = rows[rows["indicator"].isin(indicators) & (rows["status"] == "actual")]
    before = levels.drop_duplicates([*_SERIES, "period"]).assign(period=lambda d: d["period"] + 1)
    return levels.merge(before[[*_SERIES, "period", "value", "bound"]], on=[*_SERIES, "period"], suffixes=("", "_before"))


def _jump(rows: pd.DataFrame) -> pd.DataFrame:
    levels = rows[rows["indicator"].isin(["gdp", "revenue"]) & (rows["status"] == "actual")].sort_values(
        "period", kind="stable"
    )
    before = levels.groupby(_SERIES)[["period", "value"]].shift()
    ratio = levels["value"] / before["value"]
    out = levels[((ratio > JUMP) | (ratio < 1 / JUMP)) & (levels["period"] - before["period"] <= YEARS)]
    previous = before.loc[out.index]
    return _flag(out, "jump", [f"{v:g} in {int(p)}" for p, v in zip(previous["period"], previous["value"], strict=True)])


def _several(rows: pd.DataFrame) -> pd.DataFrame:
    jobs = rows[(rows["indicator"] == "urban_new_jobs") & (rows["status"] == "actual")]
    middle = jobs.groupby(_SERIES)["value"].transform("median")
    out = jobs[(jobs["value"] > SEVERAL * middle) | (jobs["value"] < middle / SEVERAL)]
    return _flag(out, "several years", [f"the middle of the area's years is {v:g}" for v in middle[out.index]])


def _name(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows under a name that came into use later than their report."""
    if "name" not in rows:
        return _flag(rows.iloc[:0], "name before its time", [])
    first = [_since(code, name) for code, name in zip(rows["indicator"], rows["name"], strict=True)]
    late = rows.assign(first=first)
    # The report of the year in which a name came up reviews the year before it.
    out = late[late["period"] + (late["status"] == "actual") < late["first"]]
    return _flag(out, "name before its time", [f"in use since {int(y)}" for y in out["first"]])


@cache
def _since(code: str, name: str) -> int:
    """Return the first year of the official name that a name is or holds; 0 where the catalogue knows of none."""
    entries = read_indicators()
    used = [u for c in (code, code.removesuffix("_growth")) if c in entries for u in entries[c].names if u["name"] in name]
    return max((int(u.get("since", 0)) for u in used), default=0)


def _recall(rows: pd.DataFrame, recalled: pd.DataFrame) -> pd.DataFrame:
    targets = rows[rows["status"] == "target"]
    earlier = recalled.astype({"period": int})[[*_SERIES, "period", "value", "doc"]]
    both = targets.merge(earlier, on=[*_SERIES, "period"], suffixes=("", "_recalled"))
    high = both["value_high"].astype(float).fillna(both["value"])
    out = both[(both["value_recalled"] < both["value"] - RECALL) | (both["value_recalled"] > high + RECALL)]
    statements = zip(out["doc_recalled"], out["value_recalled"], strict=True)
    return _flag(out, "recalled otherwise", [f"{doc} says it was {value:g}" for doc, value in statements])


def _identity(rows: pd.DataFrame) -> pd.DataFrame:
    both = _last_year(rows, list(GAP))
    rates = rows[(rows["status"] == "actual") & rows["indicator"].str.endswith("_growth")]
    rates = rates.assign(indicator=rates["indicator"].str.removesuffix("_growth"))[["doc", "indicator", "period", "value"]]
    # A bound says too little for a growth rate.
    both = both[(both["bound"] == "=") & (both["bound_before"] == "=")]
    both = both.merge(rates, on=["doc", "indicator", "period"], suffixes=("", "_rate"))
    implied = 100 * (both["value"] / both["value_before"] - 1)
    gap = (implied - both["value_rate"]).abs()
    ratio = both["value"] / both["value_before"]
    out = both[(gap > both["indicator"].map(GAP).astype(float)) & ratio.between(1 / JUMP, JUMP)]
    stated = zip(implied[out.index], out["value_rate"], strict=True)
    return _flag(out, "identity", [f"levels imply {i:.1f}%, the report says {r:g}%" for i, r in stated])


def _revenue(rows: pd.DataFrame) -> pd.DataFrame:
    actual = rows[rows["status"] == "actual"]
    gdp = actual[actual["indicator"] == "gdp"][["doc", "period", "value"]]
    both = actual[actual["indicator"] == "revenue"].merge(gdp, on=["doc", "period"], suffixes=("", "_gdp"))
    out = both[both["value"] > 0.6 * both["value_gdp"]]
    return _flag(out, "revenue above gdp", [f"gdp is {v:g}" for v in out["value_gdp"]])


def _target(rows: pd.DataFrame) -> pd.DataFrame:
    some = rows[rows["indicator"].isin(MISS)]
    targets = some[some["status"] == "target"].drop_duplicates([*_SERIES, "period"])[[*_SERIES, "period", "value"]]
    both = some[some["status"] == "actual"].merge(targets, on=[*_SERIES, "period"], suffixes=("", "_target"))
    out = both[(both["value"] - both["value_target"]).abs() > both["indicator"].map(MISS).astype(float)]
    return _flag(out, "far from target", [f"the target was {v:g}" for v in out["value_target"]])
