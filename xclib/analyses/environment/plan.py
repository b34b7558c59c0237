"""What the environment brief sets side by side: delivered with promised, and the binding indicators with their numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.environment.subjects import CEILINGS, quantity
from xclib.analyses.scorecard.plan import BLANK
from xclib.data.rows import records
from xclib.economics.derived import divide
from xclib.economics.formulas import RATIO
from xclib.economics.quantity import Quantity
from xclib.words.wording import full_label


def promises(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of an outcome with a later promise, those that do not compare last.

    An outcome beside its own year's target is none of them. Adds ``outcome``, ``promise`` and ``ratio``, quantities, and
    ``side``: more, less or level. There is no ratio of shares, of different units, or of pairs that do not compare.
    """
    later = pairs["promised_period"].astype(str) > pairs["delivered_period"].astype(str)
    kept = pairs[later].sort_values("grade", key=lambda grades: grades == "false", kind="stable")
    outcomes, aims = ([Quantity.read(r, name) for r in records(kept)] for name in ("delivered", "promised"))
    both, order = list(zip(outcomes, aims, strict=True)), {"above": "more", "below": "less", "close": "level"}
    shares = [ratio(a, b) if grade != "false" else None for (a, b), grade in zip(both, kept["grade"], strict=True)]
    made: dict[str, Any] = {"outcome": outcomes, "promise": aims, "ratio": pd.Series(shares, index=kept.index, dtype=object)}
    made["side"] = [order[b.side(a)] if a and b else "" for a, b in both]
    return kept.assign(**made).reset_index(drop=True)


def ratio(outcome: Quantity | None, promise: Quantity | None) -> Quantity | None:
    """Return the promise over what was delivered; None for shares, for different units and for a delivered nothing."""
    if not (outcome and promise) or "%" in (outcome.unit, promise.unit) or outcome.low <= 0:
        return None
    exact = outcome.bound == promise.bound == "="
    return replace(divide(promise, outcome, RATIO), value=promise.printed / outcome.printed if exact else math.nan)


def drawn(promises: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs that compare, as rows of `xclib.charts.standard.draw_pairs`.

    A printed 100% is drawn as a value: it would look like a bound, since its interval ends there.
    """
    rows = promises[promises["grade"] != "false"]
    for side in ("delivered", "promised"):
        exact = rows[f"{side}_bound"] == "="
        rows = rows.assign(**{f"{side}_{end}": rows[f"{side}_{end}"].where(~exact, rows[side]) for end in ("low", "high")})
    shared = rows["unit_delivered"].where(rows["unit_delivered"] == rows["unit_promised"], "")
    return rows.assign(name=rows["pair"], unit=shared)


def sorted_promises(promises: pd.DataFrame) -> dict[str, Any]:
    """Return the pairs that compare by what the promise is beside the outcome, one group each, and how many there are."""
    usable = promises[promises["grade"] != "false"]
    groups = {side: records(usable[usable["side"] == side]) for side in ("more", "less", "level")}
    return {"n": len(usable), "groups": [{"side": side, "pairs": rows} for side, rows in groups.items() if rows]}


def _is_blank(plan: pd.DataFrame) -> pd.Series[bool]:
    return plan["plan"].astype(str).str.strip().isin(BLANK)


def plan_rows(plan: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the plan table, with a number of their own first: ``figure``, a quantity, or the ``words`` of the cell.

    ``row`` is its number in the table; names say their scope.
    """
    known = {r["figure_id"]: r for r in records(figures)}
    found = plan.sort_values("value", key=pd.isna, kind="stable")
    own: list[Any] = [quantity(known[i]) if i in known else None for i in found["figure_id"]]
    words = found["plan"].astype(str).mask(_is_blank(found), "")
    found = found.assign(figure=pd.Series(own, index=found.index, dtype=object), words=words)
    found = found.assign(has=["yes" if q else "no" for q in own], ceiling=found["indicator"].isin(CEILINGS))
    rows = records(found)
    names = {"name_zh": [full_label(r, name="name_zh") for r in rows], "name_en": [r["name_en"] or r["name_zh"] for r in rows]}
    return found.assign(**names, row=[f"{r['number']}.{r['part']}".rstrip(".") for r in rows]).reset_index(drop=True)


def count_numbers(plan: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows of each nature have a number of their own: ``nature``, ``rows``, ``numbers``, ``words``, ``blank``.

    Binding rows first.

    >>> rows = pd.DataFrame({"nature": ["binding"] * 3, "value": [1.0, math.nan, math.nan], "plan": ["1", "达标", "-"]})
    >>> count_numbers(rows).values.tolist()
    [['binding', 3, 1, 1, 1]]
    """
    empty = plan["value"].isna() & _is_blank(plan)
    grouped = plan.assign(_blank=empty).groupby("nature", sort=False)
    counted = grouped.agg(rows=("value", "size"), numbers=("value", "count"), blank=("_blank", "sum")).reset_index()
    counted["words"] = counted["rows"] - counted["numbers"] - counted["blank"]
    counted = counted.sort_values("nature", key=lambda natures: natures != "binding", kind="stable")
    return counted[["nature", "rows", "numbers", "words", "blank"]].reset_index(drop=True)


def binding(rows: pd.DataFrame) -> dict[str, Any] | None:
    """Return how many binding indicators have a number of their own and which rows have none; None without such rows.

    Of an indicator with several rows all must have a number, as in the scorecard.

    ``rows``: from `plan_rows`.
    """
    wanted, other = (rows[rows["nature"] == nature] for nature in ("binding", "anticipatory"))
    if wanted.empty:
        return None
    bare = wanted[wanted["value"].isna()]
    total = wanted["number"].nunique()
    own = total - bare["number"].nunique()
    caps = records(wanted[wanted["ceiling"] & wanted["figure"].notna()])
    found = {"total": total, "own": own, "rest": total - own, "bare": records(bare), "caps": caps}
    found |= {"lack": "words" if (bare["words"] != "").all() else "none"}
    return {**found, "other": len(other), "other_own": int(other["value"].notna().sum())}
