"""The first screen: unemployment and requests, how promises lie to deliveries, and the aim on income. Facts, no sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from xclib.analyses.livelihood.fields import Row
from xclib.analyses.standing import GROUPS, Standing
from xclib.analyses.standing_tables import facts
from xclib.data.rows import records
from xclib.economics.quantity import Quantity

Facts = dict[str, Any]


def _first(rates: pd.DataFrame, status: str) -> Row | None:
    return next(iter(records(rates[rates["status"] == status])), None)


def _stand(stands: Sequence[Standing], code: str) -> Standing | None:
    return next((s for s in stands if (s.indicator, s.status) == (code, "actual")), None)


def happened(
    figures: pd.DataFrame, rates: pd.DataFrame, caps: Sequence[Facts], stands: Sequence[Standing], calls: Facts | None
) -> Facts:
    """Return the facts of the first finding: the unemployment rate, its target and its place, and the hotline's requests.

    ``figures``, ``rates``: figures on livelihood, and `statements` of the unemployment rate; ``caps``: from `caps`;
    ``stands``: from `xclib.analyses.standing.stand`; ``calls``: from `hotline`.
    """
    real = _first(rates, "actual")
    shared = {**(calls or {}), "requests": calls is not None}
    if real is None:
        return {**shared, **_instead(figures, stands), "says": "no rate"}
    gap = next((cap for cap in caps if cap["says"] in ("room", "fall") and cap["rate"] == real["indicator"]), {})
    side = {"room": "below", "fall": "above"}.get(gap.get("says", ""))
    found = {"rate": real["indicator"], "real": real["figure"], "year": real["period"], "side": side}
    found |= {name: gap.get(name) for name in ("cap", "gap", "next")}
    return {**shared, **found, **_placed(_stand(stands, real["indicator"])), "says": "rate"}


def _placed(stand: Standing | None) -> Facts:
    """Return where a rate stands, or how many areas state it where they are too few to tell."""
    if stand is None:
        return {"beside": None, "rank": None, "few": None, "alone": False}
    if stand.enough:
        words = facts(stand)
        return {"beside": words["beside"], "rank": words["place"], "few": None, "alone": False}
    n = sum(len(stand.group(group)) for group in GROUPS)
    return {"beside": None, "rank": None, "few": n or None, "alone": not n}


def _instead(figures: pd.DataFrame, stands: Sequence[Standing]) -> Facts:
    """Return urban jobs added and how urban income grew, for a report without a rate of unemployment."""
    added = (figures["indicator"] == "urban_new_jobs") & (figures["status"] == "actual") & (figures["measure"] == "level")
    jobs = next(iter(records(figures[added])), None)
    grown = figures[(figures["indicator"] == "urban_income_growth") & (figures["status"] == "actual")]
    income = next(iter(records(grown)), None)
    found: Facts = {"jobs": jobs and jobs["figure"], "year": jobs and jobs["period"]}
    found |= {"income": income and income["figure"], "income_year": income and income["period"]}
    return found | _placed(_stand(stands, "urban_income_growth"))


def planned(rates: pd.DataFrame, ways: Facts, examples: Sequence[Facts]) -> Facts | None:
    """Return the facts of the second finding: the target of the rate, and which way promises lie; None without either."""
    aim = _first(rates, "target")
    if aim is None and ways["says"] == "unpaired":
        return None
    found = {"rate": aim and aim["indicator"], "aim": aim and aim["figure"], "next": aim and aim["period"]}
    found |= {"cap": aim and aim["kind"] == "cap", "ways": ways["says"], "examples": list(examples)}
    says = "pairs" if aim is None else "rate" if ways["says"] == "unpaired" else "rate and pairs"
    return {**ways, **found, "says": says}


def watch(annex: pd.DataFrame, steps: Mapping[str, Any] | None, *others: Facts | None) -> Facts | None:
    """Return that the aim on income has no number, with what the record says of it; otherwise the first of ``others``."""
    bare = annex[annex["indicator"].isin(["income_growth", "urban_income_growth"]) & annex["value"].isna()]
    for row in records(bare[:1]):
        return {**(steps or {}), **row, "record": steps is not None, "says": "aim"}
    return next((fact for fact in others if fact), None)


def limits(
    rates: pd.DataFrame, pairs: pd.DataFrame, figures: pd.DataFrame, calls: object, annex: pd.DataFrame, alone: pd.DataFrame
) -> list[dict[str, str]]:
    """Return what the report does not let one conclude, as far as it states what invites the conclusion."""
    found = {
        "cap": bool(rates["bound"].isin(["<", "<="]).any()),
        "less": len(pairs) > 0,
        "need": len(figures) > 0,
        "requests": bool(calls),
        "in step": bool(annex["value"].isna().any()),
        "alone": len(alone) > 0,
    }
    return [{"says": name} for name, applies in found.items() if applies]


def headline(rates: pd.DataFrame, ways: Facts, heads: pd.DataFrame, figures: pd.DataFrame) -> Facts:
    """Return the headline numbers: unemployment, the way promises lie, one service per head; else how many figures."""
    rate = next(iter(records(rates.sort_values("status", kind="stable"))), {})
    aims = records(rates[(rates["status"] == "target") & (rates["indicator"] == rate.get("indicator"))])
    cap: Mapping[str, Any] = next((row for row in aims if row["figure_id"] != rate["figure_id"]), {})
    aimed = rate.get("status") == "target"  # of a report that states no outcome
    paired = ways["lower"] if ways["pairs"] else None
    head: Mapping[str, Any] = next(iter(records(heads[heads["indicator"] == "hotline_calls"])), {})
    few = bool(rate) + bool(paired) + bool(head) < 2
    n = Quantity(len(figures), len(figures), len(figures), printed=len(figures))
    found = {**ways, "rate": rate.get("figure"), "code": rate.get("indicator"), "year": rate.get("period"), "paired": paired}
    found |= {
        "aimed": aimed,
        "cap": cap.get("figure"),
        "kind": cap.get("kind"),
        "next": cap.get("period"),
        "where": cap.get("where"),
    }
    found |= {name: head.get(name) for name in ("about", "places", "per", "people_year", "name_zh", "name_en")}
    return {**found, "requests": head.get("rate"), "figures": n if few else None}
