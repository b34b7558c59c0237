"""The first screen: the year's growth, the target, and what must not be read out of the level. Facts, never sentences."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from xclib.data.rows import records
from xclib.economics.quantity import Quantity

#: Years of targets and outcomes that make a record.
ENOUGH = 10


def apart(now: Quantity | None, past: Quantity | None) -> dict[str, Any] | None:
    """Return how far one rate lies from another, in percentage points; None where an end is open."""
    if not (now and past) or (gap := now.minus(past)).open:
        return None
    return {"side": now.side(past), "gap": gap.size}


def happened(stated: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of the first finding: the year's growth beside last year's."""
    says = "growth" if stated["real"] else "level" if stated["level"] else "nothing"
    return {**stated, "says": says, "step": apart(stated["real"], stated["before"])}


def planned(stated: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of the second finding: the target beside the year's growth and the outcome stated later."""
    aim, later = stated["target"], stated["later"]
    met = later.side(aim) if aim and later else ""
    return {**stated, "says": "target" if aim else "nothing", "step": apart(aim, stated["real"]), "met": met}


def watch(stated: dict[str, Any], breaks: pd.DataFrame, accounts: pd.DataFrame, assumed: Quantity) -> dict[str, Any] | None:
    """Return what must not be read out of the level: a change of base, or else a level that is a mere floor; None otherwise."""
    for row in records(breaks[breaks["apart"]].tail(1) if len(breaks) and breaks["apart"].iloc[-1] else breaks[:0]):
        return {**row, "says": "break", "assumed": assumed}
    level, now = stated["level"], accounts[(accounts["period"] == stated["year"]) & ~accounts["rival"]]
    if level and stated["real"] and level.bound in (">", ">=") and math.isnan(level.value):
        for row in records(now[:1]):
            return {**row, "says": "bound", "past_year": stated["past_year"]}
    return None


def limits(
    stated: dict[str, Any], drivers: pd.DataFrame, joins: pd.DataFrame, gaps: pd.DataFrame, peers: pd.DataFrame
) -> list[dict[str, str]]:
    """Return what the report does not let one conclude, as far as it states what invites the conclusion."""
    level = stated["level"]
    found = {
        "bound": bool(level and level.open),
        "accounts": len(drivers) > 0,
        "projects": bool(drivers["group"].isin(["capital", "projects"]).any()),
        "bases": len(joins) > 0,
        "targets": bool(stated["target"]) or len(gaps) > 0,
        "peers": bool(peers.loc[peers["role"] == "peer", "figure"].notna().any()),
    }
    return [{"says": name} for name, applies in found.items() if applies]


def kept(own: dict[str, Any], above: dict[str, Any] | None = None) -> dict[str, Any] | None:
    """Return how outcomes met targets (`summary`) as what there is to watch; None without any year.

    An area's own record comes first; where it is short, that of the area above stands in.
    """
    met = own if above is None or own["n"] >= ENOUGH else above
    return {**met, "says": "gaps"} if met["n"] else None
