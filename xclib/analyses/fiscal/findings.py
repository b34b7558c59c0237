"""The first screen: own revenue and its growth, the target, and what the headline growth hides. Facts, never sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd

from xclib.analyses.fiscal.budget import Budget
from xclib.analyses.fiscal.years import chain_of, numbers

Known = dict[str, Any]


def happened(known: Known) -> Known:
    """Return the facts of the first finding: own revenue, its growth, and whether its base was low."""
    booked = known["booked_before"]
    low = bool(known["low_base"] and known["two_year_growth"])
    fell = "fell" if low and booked.high < 0 else "grew" if low else ""
    says = next((name for name in ("revenue", "local_alone", "growth_alone") if known[name]), "nothing")
    return {**known, "says": says, "fell": fell}


def planned(known: Known) -> Known:
    """Return the facts of the second finding: the target beside this year's growth."""
    aim, rate, step = known["target"], known["revenue_growth"], None
    if aim and rate and not (gap := aim.minus(rate)).open:
        step = {"side": aim.side(rate), "gap": gap.size}
    return {**known, "says": "target" if aim else "nothing", "step": step}


def watch(known: Known) -> Known | None:
    """Return what the headline hides: levels that moved apart, or a low base, or prices in the buoyancy; None without any."""
    if known["share_change_side"] in ("above", "below"):
        return {**known, "says": "share"}
    return base(known) or buoyancy(known)


def base(known: Known) -> Known | None:
    """Return whether this year's growth rests on a low base; None where no comparable basis is known."""
    if not (known["booked_before"] and known["same"]):
        return None
    return {**known, "says": "low base" if known["low_base"] else "no low base"}


def comparable(known: Known) -> Known | None:
    """Return how this year stands to the comparable level of the year before; None where unknown."""
    return known if known["growth_adjusted"] and known["same"] else None


def buoyancy(known: Known) -> Known | None:
    """Return how revenue moved with output; None where the report does not state both rates."""
    if not (known["revenue_growth"] and known["gdp_growth"]):
        return None
    return {**known, "says": "buoyancy" if known["buoyancy"] else "no buoyancy"}


def limits(known: Known, ratios: pd.DataFrame, support: pd.DataFrame, plan: pd.DataFrame) -> list[dict[str, str]]:
    """Return what the report does not let one conclude, as far as it states what invites the conclusion."""
    found = {
        "own": bool(known["revenue"]),
        "one year": bool(known["revenue_growth"]),
        "ratio": len(ratios) > 0,
        "support": len(support) > 0,
        "rule": bool((plan["says"] != "number").any()),
    }
    return [{"says": name} for name, applies in found.items() if applies]


def target(b: Budget, known: Known) -> Known:
    """Return what the target asks for, also beside the mean growth of the joined years."""
    aim, mean, side, first = known["target"], known["mean_growth"], "", 0
    if aim and mean:
        side = "above" if aim.low > mean.high else "below" if aim.high < mean.low else "on"
        run = chain_of(b)
        first = int(run.loc[run["vintage"] != "derived", "period"].iloc[0])
    return {**known, "says": "target" if aim else "no target", "side": side, "first": first}


def rebased(b: Budget) -> Known | None:
    """Return the year from which the level of GDP stands on a later base, and the census of that base; None where none does."""
    levels = b.here[(b.here["indicator"] == "gdp") & (b.here["base"] != "")]
    then = set(levels.loc[levels["period"].isin([b.year - 1, b.year]), "base"])
    later = levels[(levels["period"] > b.year) & ~levels["base"].isin(then)]
    if later.empty or not then:
        return None
    return {"since": int(later["period"].min()), "census": later["base"].iloc[0].rsplit("-", 1)[-1]}


def levels(b: Budget, known: Known) -> pd.DataFrame:
    """Return the levels of this year and, derived, of the year before, one row each, with ``level``, a quantity.

    >>> import xclib as xc
    >>> from xclib.analyses import fiscal
    >>> report = "cn-110102-plan-2024"
    >>> b = fiscal.read_budget(xc.report(report), xc.figures(report), xc.context())
    >>> levels(b, fiscal.known(b, fiscal.derived(b)))["level"].tolist()
    [91.5364 to 91.6282bn CNY, 101.29bn CNY, 41.5847 to 41.6322bn CNY, 45.27bn CNY]
    """
    rows = []
    for key, whose in (("local", "local"), ("revenue", b.own)):
        for name, year, kind in ((f"{key}_before", b.year - 1, "derived"), (key, b.year, "stated")):
            if (level := known[name]) is not None:
                rows.append(numbers(level, of=whose, period=year, kind=kind, level=level))
    return pd.DataFrame(rows, columns=["of", "period", "kind", "level", "value", "low", "high", "bound"])
