"""What was delivered beside what is promised: which pairs compare, which way they lie, and how loudly one may say so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from xclib.analyses.livelihood.fields import FIELDS, Row, field_of
from xclib.data.rows import records
from xclib.economics.derived import growth_between, implied_level, share
from xclib.economics.formulas import CHANGE, LOWEST, VERDICT
from xclib.economics.quantity import Quantity
from xclib.model.figure import Interval
from xclib.model.units import parse_unit

#: Whether a pair may be compared, the strictest first; and which way a promise lies to what was delivered.
GRADES = ("same", "shifted", "caveat", "false")
VERDICTS = ("lower", "equal", "higher", "open")
SIDES = ("delivered", "promised")


def verdict(delivered: Interval, promised: Interval, bounds: Sequence[str] = ("=", "=")) -> str:
    """Return whether a promise is clearly lower or higher, equal at the printed precision, or open because of a bound.

    >>> verdict(Interval(1e5, 2e5), Interval(5e4, 5e4), (">", "="))
    'lower'
    >>> verdict(Interval(2.3, 2.4), Interval(0.0, 3.5), ("=", "<="))
    'open'
    """
    if promised.high < delivered.low:
        return "lower"
    if promised.low > delivered.high:
        return "higher"
    return "equal" if set(bounds) <= {"="} else "open"


def _aside(row: Row, wanted: set[str]) -> str:
    if row["grade"] == "false":
        return "false"
    if row["grade"] not in wanted:
        return "hidden"
    one, two = (parse_unit(row[f"unit_{side}"]) for side in SIDES)
    # The text may leave out a counter; it may not change the unit.
    if (one.code, one.factor) != (two.code, two.factor) and "" not in (row["unit_delivered"], row["unit_promised"]):
        return "unit"
    return "year" if row["delivered_period"] == row["promised_period"] else ""


def _interval(row: Row, side: str) -> Interval:
    return Interval(row[f"{side}_low"], row[f"{side}_high"])


def judge_pairs(pairs: pd.DataFrame, grades: Iterable[str] = GRADES[:3]) -> pd.DataFrame:
    """Return the pairs by field with ``aside``, why a pair is not counted, and the ``verdict`` of those that are."""
    wanted, out = set(grades), []
    for row in records(pairs):
        aside = _aside(row, wanted)
        bounds = (row["delivered_bound"], row["promised_bound"])
        lies = "" if aside else verdict(_interval(row, "delivered"), _interval(row, "promised"), bounds)
        out.append({**row, "field": field_of(row["name_zh"]), "aside": aside, "verdict": lies, "change": _change(row, aside)})
    frame = pd.DataFrame(out, columns=[*pairs.columns, "field", "aside", "verdict", "change"])
    order = list(FIELDS)
    return frame.sort_values("field", key=lambda s: s.map(order.index), kind="stable").reset_index(drop=True)


def _sides(row: Row) -> tuple[Quantity, Quantity]:
    """Return what was delivered and what is promised."""
    have, aim = (Quantity.read(row, side) for side in SIDES)
    if have is None or aim is None:
        raise ValueError("a pair without a number")
    return have, aim


def _change(row: Row, aside: str) -> Quantity | None:
    """Return the change from delivered to promised where both are values: in percent, of percentages in points."""
    if aside or {row["delivered_bound"], row["promised_bound"]} != {"="}:
        return None
    have, aim = _sides(row)
    if row["unit_delivered"] == "%":
        return aim.minus(have, CHANGE)
    return replace(growth_between(aim, have), basis=CHANGE, inputs=(have, aim))


def count_verdicts(judged: pd.DataFrame) -> dict[str, int]:
    """Return how many counted pairs are promised lower, equal, higher, or undecided."""
    return {code: int((judged["verdict"] == code).sum()) for code in VERDICTS}


def by_grade(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts grade by grade: whether the counts depend on the doubtful pairs."""
    counted = judged[judged["aside"] == ""]
    parts = {grade: counted[counted["grade"] == grade] for grade in GRADES} | {"all": counted}
    rows = [{"grade": name, **count_verdicts(part), "n": len(part)} for name, part in parts.items() if len(part)]
    return pd.DataFrame(rows, columns=["grade", *VERDICTS, "n"])


def _count(n: int, basis: str = "") -> Quantity:
    return Quantity(n, n, n, printed=n, basis=basis)


def ways(judged: pd.DataFrame) -> dict[str, Any]:
    """Return which way promises lie: the counts that can be decided, with their shares.

    The report chose its pairs, all of them are here: there is no sample, and so no test of chance.
    ``says``: ``unpaired`` where nobody has paired the report, ``undecided`` where no pair can be decided, else ``counts``.
    """
    count = count_verdicts(judged)
    decided = sum(count[side] for side in VERDICTS[:3])
    fact: dict[str, Any] = {"says": "counts" if decided else "undecided" if len(judged) else "unpaired"}
    fact |= {"n": decided, "unsure": count["open"] or None, "compare": decided + count["open"], "pairs": len(judged)}
    whole = _count(decided)
    shares = {side: _count(count[side]) for side in VERDICTS[:3]}
    fact["sides"] = [{"side": side, "count": count[side], "share": share(n, whole)} for side, n in shares.items() if decided]
    return fact | {"lower": _count(count["lower"], VERDICT), **_numbers(count)}


def _numbers(count: dict[str, int]) -> dict[str, int]:
    return {f"n_{side}": count[side] for side in VERDICTS[:3]}


def examples(judged: pd.DataFrame, *, each: int = 1) -> list[dict[str, Any]]:
    """Return the pairs of counts that change most, down and up, of the best grade there is."""
    counts = judged[(judged["unit_delivered"] != "%") & (judged["delivered"] > 0) & (judged["promised"] > 0)]
    size = -(counts["promised"] / counts["delivered"]).map(math.log).abs()
    order = counts.assign(_grade=counts["grade"].map(GRADES.index), _size=size).sort_values(["_grade", "_size"], kind="stable")
    found = [row for way in ("lower", "higher") for row in records(order[order["verdict"] == way].head(each))]
    return [{"name_zh": row["name_zh"], "name_en": row["name_en"], **_named(row)} for row in found]


def _named(row: Row) -> dict[str, Quantity]:
    have, aim = _sides(row)
    return {"have": have, "aim": aim}


def drawn(judged: pd.DataFrame, *, shares: bool) -> pd.DataFrame:
    """Return the counted pairs for `draw_pairs`: either the percentages or the counts.

    What rounding leaves open is too small to be seen and is left out; the interval of a bound stays.
    """
    mine = judged[(judged["aside"] == "") & ((judged["unit_delivered"] == "%") == shares)]
    for side in SIDES:
        exact = mine[f"{side}_bound"] == "="
        mine = mine.assign(**{f"{side}_{end}": mine[f"{side}_{end}"].where(~exact, mine[side]) for end in ("low", "high")})
    return mine.assign(unit=mine["unit_delivered"]).reset_index(drop=True)


def levels_from_growth(judged: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the level that a promised growth rate of a delivered level makes, by the numbers printed and at its lower end."""
    found = []
    for row in records(judged[(judged["aside"] == "unit") & (judged["reason"] == "level_growth")]):
        have, aim = _sides(row)
        made = implied_level(replace(have, value=have.printed), replace(aim, value=aim.printed))
        low, high = made.value, math.inf if aim.bound in (">", ">=") else made.value
        level = Quantity(math.nan, low, high, have.unit, basis=made.basis, inputs=(have, aim))
        end = Quantity(made.low, made.low, made.low, have.unit, basis=LOWEST, inputs=(have, aim))
        found.append({**row, "have": have, "aim": aim, "made": level, "end": end})
    return found


def lean(judged: pd.DataFrame) -> dict[str, Any] | None:
    """Return how many pairs only look like pairs, and which way a hasty count would lean; None without any."""
    traps = judged[judged["aside"] == "false"]
    if traps.empty:
        return None
    hasty = traps.assign(grade="same").drop(columns=["field", "aside", "verdict", "change"])
    return {"traps": len(traps), **{f"n_{code}": n for code, n in count_verdicts(judge_pairs(hasty)).items()}}


def unmatched(figures: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the promises that stand in no usable pair: the report does not tell what was delivered before.

    A promise that the annex repeats is paired where the text's is. Where nobody paired the report, none is returned.
    """
    paired = {i for ids in pairs[pairs["grade"] != "false"]["promised_ids"] for i in ids.split("+")}
    indicators = set(figures[figures["figure_id"].isin(paired)]["indicator"]) - {""}
    mine = figures[(figures["status"] == "target") & ~figures["figure_id"].isin(paired)]
    return mine[~mine["indicator"].isin(indicators)].head(len(mine) if len(pairs) else 0).reset_index(drop=True)


def used(figures: pd.DataFrame, judged: pd.DataFrame, topic: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of the topic and of the pairs, in the order of the text."""
    ids = {i for side in ("delivered_ids", "promised_ids") for joined in judged[side] for i in joined.split("+")}
    return figures[figures["figure_id"].isin(ids | set(topic["figure_id"]))]
