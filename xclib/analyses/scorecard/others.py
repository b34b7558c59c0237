"""How other areas set a target beside their last outcome: a base rate for one area's step down or up."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from xclib.analyses.livelihood.pairs import verdict
from xclib.data.names import check_code
from xclib.data.rows import records
from xclib.data.select import report as find_report
from xclib.economics.quantity import Quantity
from xclib.errors import RawDataError
from xclib.model.areas import english_name
from xclib.panels.query import load_panel

COLUMNS = ["area_code", "area_zh", "area_en", "level", "outcome", "target", "step", "gap"]
#: Fewest areas that make a base rate.
_FEWEST = 10


def read_growth() -> pd.DataFrame:
    """Return the panel's growth of output; an empty frame where the data hold no panel."""
    try:
        return load_panel("gdp_growth")
    except RawDataError:
        return pd.DataFrame(columns=["doc", "area_code", "area", "level", "status", "period", "value", "low", "high", "bound"])


def steps(panel: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the areas whose report states growth of a year and the target of the next, with which way the target lies.

    One row an area (an area of two collections counts once; the nation is none): ``outcome``, ``target`` and their ``gap``
    are quantities, ``step`` is lower, equal, higher or open, by the whole intervals. ``panel``: rows of `xclib.panel` of
    one indicator.
    """
    period = panel["period"].astype(int)
    sides = [panel[(panel["status"] == s) & (period == y)] for s, y in (("actual", year), ("target", year + 1))]
    both = sides[0].merge(sides[1], on=["doc", "area_code", "area", "level"], suffixes=("_a", "_t"))
    out = []
    for row in records(both[both["level"] != "nation"].drop_duplicates("area_code")):
        have, aim = (_side(row, end) for end in ("_a", "_t"))
        names = {"area_zh": row["area"], "area_en": english_name(row["area_code"], row["area"])}
        step = verdict(have.interval, aim.interval, (have.bound, aim.bound))
        out.append({**row, **names, "outcome": have, "target": aim, "step": step, "gap": aim.minus(have)})
    return pd.DataFrame(out, columns=COLUMNS)


def _side(row: dict[str, Any], end: str) -> Quantity:
    stated = {name.removesuffix(end): value for name, value in row.items() if name.endswith(end)}
    return Quantity.of({"source_url": "", **stated, "unit": "%"})


def numbers(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the areas whose outcome and target are both numbers, as plain floats: an estimate takes no bound for a value."""
    names = ["outcome", "target", "gap"]
    plain = steps.astype(dict.fromkeys(names, float)).dropna(subset=names)
    return plain[["area_zh", "area_en", "level", *names, "step"]].reset_index(drop=True)


def base_rate(steps: pd.DataFrame) -> dict[str, Any] | None:
    """Return how many other areas set their target clearly lower or higher; None with fewer than ten areas."""
    count = steps["step"].value_counts()
    found = {f"n_{way}": int(count.get(way, 0)) for way in ("lower", "higher")}
    return {"areas": len(steps), **found} if len(steps) >= _FEWEST else None


def alike(weighed: pd.DataFrame, steps: pd.DataFrame) -> dict[str, Any]:
    """Return how usual it is elsewhere to set growth on the side where this report sets it; ``side`` is empty without both."""
    own = weighed.loc[(weighed["pair"] == "gdp_growth") & weighed["verdict"].isin(["lower", "higher"]), "verdict"]
    rate = base_rate(steps)
    side = str(own.iloc[0]) if len(own) and rate else ""
    return {"side": side, "areas": len(steps), "alike": rate[f"n_{side}"] if rate and side else 0}


def other(steps: pd.DataFrame, name: str, registered: Collection[str]) -> dict[str, Any] | None:
    """Return what one other area set beside its last outcome; None where nobody asks.

    ``steps``: as `steps` returns it; ``name``: id of a registered report, or code of an area; empty for none;
    ``registered``: ids of the registered reports.
    """
    if not name:
        return None
    code = find_report(name)["area_code"] if name in registered else check_code(name)
    found = records(steps[steps["area_code"] == code])
    return {**found[0], "way": found[0]["step"], "says": "step"} if found else {"says": "none", "code": name}
