"""What in the panel is hard to believe: values out of range, jumps, identities that fail; each as a row with its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xclib.panel_match import read_rules

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table of checks.
COLUMNS = ("doc", "indicator", "status", "period", "value", "unit", "check", "told", "line", "source_url")
#: A level may grow to this many times the last year's, or fall to its inverse.
JUMP = 2.5
#: Points by which level growth and the stated growth rate may differ: prices and comparable bases, not typing errors.
GAP = {"gdp": 25.0, "revenue": 35.0}
#: Points by which an outcome may miss its target.
MISS = {"gdp_growth": 10.0, "cpi": 6.0, "retail_growth": 25.0, "unemployment_registered": 3.0}
_SERIES = ["level", "area_code", "indicator"]


def check_panel(panel: pd.DataFrame) -> pd.DataFrame:
    """Return every implausible value of a panel with the reason for doubt.

    Parameters
    ----------
    panel : DataFrame
        As `xclib.headlines.build_panel` returns it.

    Returns
    -------
    DataFrame
        ``COLUMNS``; ``check`` is ``range``, ``jump``, ``identity``, ``revenue above gdp`` or ``far from target``.
    """
    import pandas as pd

    rows = panel.reset_index(names="row")
    rows["period"] = rows["period"].astype(int)
    found = pd.concat([_range(rows), _jump(rows), _identity(rows), _revenue(rows), _target(rows)])
    told = panel.loc[found["row"].tolist()].reset_index(drop=True)
    told = told.assign(check=found["check"].to_numpy(), told=found["told"].to_numpy())
    return told[list(COLUMNS)].sort_values(["check", "indicator", "doc", "status"], kind="stable").reset_index(drop=True)


def add_flags(panel: pd.DataFrame, checks: pd.DataFrame) -> pd.DataFrame:
    """Return the panel with the names of the checks that each row fails in ``flag``, separated by ``; ``."""
    key = ["doc", "indicator", "status", "period"]
    names = checks.drop_duplicates([*key, "check"]).groupby(key)["check"].agg("; ".join)
    flags = panel[key].merge(names.rename("flag"), left_on=key, right_index=True, how="left")["flag"]
    return panel.assign(flag=flags.fillna("").to_numpy())


def _told(rows: pd.DataFrame, check: str, told: list[str]) -> pd.DataFrame:
    return rows[["row"]].assign(check=check, told=told)


def _limit(rows: pd.DataFrame, limits: Mapping[str, float]) -> pd.Series[float]:
    import pandas as pd

    return pd.Series([limits[i] for i in rows["indicator"]], index=rows.index, dtype=float)


def _range(rows: pd.DataFrame) -> pd.DataFrame:
    limits = read_rules()["plausible"]
    low = _limit(rows, {i: pair[0] for i, pair in limits.items()})
    high = _limit(rows, {i: pair[1] for i, pair in limits.items()})
    out = rows[(rows["value"] < low) | (rows["value"] > high)]
    return _told(out, "range", [f"expected {limits[i][0]:g} to {limits[i][1]:g}" for i in out["indicator"]])


def _last_year(rows: pd.DataFrame, indicators: list[str]) -> pd.DataFrame:
    """Return actual levels beside those of the year before, one report each."""
    levels = rows[rows["indicator"].isin(indicators) & (rows["status"] == "actual")]
    before = levels.drop_duplicates([*_SERIES, "period"]).assign(period=lambda d: d["period"] + 1)
    return levels.merge(before[[*_SERIES, "period", "value", "bound"]], on=[*_SERIES, "period"], suffixes=("", "_before"))


def _jump(rows: pd.DataFrame) -> pd.DataFrame:
    both = _last_year(rows, ["gdp", "revenue"])
    ratio = both["value"] / both["value_before"]
    out = both[(ratio > JUMP) | (ratio < 1 / JUMP)]
    return _told(out, "jump", [f"{v:g} in the year before" for v in out["value_before"]])


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
    out = both[(gap > _limit(both, GAP)) & ratio.between(1 / JUMP, JUMP)]
    told = zip(implied[out.index], out["value_rate"], strict=True)
    return _told(out, "identity", [f"levels imply {i:.1f}%, the report says {r:g}%" for i, r in told])


def _revenue(rows: pd.DataFrame) -> pd.DataFrame:
    actual = rows[rows["status"] == "actual"]
    gdp = actual[actual["indicator"] == "gdp"][["doc", "period", "value"]]
    both = actual[actual["indicator"] == "revenue"].merge(gdp, on=["doc", "period"], suffixes=("", "_gdp"))
    out = both[both["value"] > 0.6 * both["value_gdp"]]
    return _told(out, "revenue above gdp", [f"gdp is {v:g}" for v in out["value_gdp"]])


def _target(rows: pd.DataFrame) -> pd.DataFrame:
    some = rows[rows["indicator"].isin(MISS)]
    targets = some[some["status"] == "target"].drop_duplicates([*_SERIES, "period"])[[*_SERIES, "period", "value"]]
    both = some[some["status"] == "actual"].merge(targets, on=[*_SERIES, "period"], suffixes=("", "_target"))
    out = both[(both["value"] - both["value_target"]).abs() > _limit(both, MISS)]
    return _told(out, "far from target", [f"the target was {v:g}" for v in out["value_target"]])
