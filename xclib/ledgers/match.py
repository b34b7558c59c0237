"""Promises set beside the figures of the next report: features of each two, and the assignment between all of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import TypeVar

import numpy as np

from xclib.care.shipped import read_beside
from xclib.ledgers.likeness import cover, differ, pieces, read_phrase, read_rules, row_words, word_pattern
from xclib.ledgers.statements import COUNTS, Statement, count_otherwise, named_by, other_part, regions_of

#: Largest distance, in powers of e, between a promise and its outcome that is told apart.
_FAR = 4.0
#: The same where an outcome is hardly that of one year, and how alike two names of one thing are.
_FACTOR, _SAME_THING = 1.1, 0.9
#: Distance up to which a number beside a matched one may be the outcome of one whose words name nothing.
_NEARBY = 0.7
#: Distance beyond `_FACTOR` at which two amounts are not of one thing.
_TOO_FAR = 3.0
#: How alike words are that have nothing in common, that may name one thing, and that surely do.
_STRANGE, _AKIN, _CLOSE = 0.2, 0.4, 0.6
#: Share of both names that the other has not, from which on rates are of two things.
_CLASH = 0.25
#: Distance, in powers of e, that a share of a whole does not go in a year, where names differ: 失业率 may fall by more.
_LEAP = 0.8
#: The same between a promise of a year and what was done up to now, beyond which that is of more years.
_ONE_YEAR = 0.41
#: Characters from a number to one that speaks of the same deed.
_PAIRED = 24
#: What is left of the likeness of what was added and what there is, of what was begun and what was finished.
_OTHER_ONE = 0.6
#: Characters of a name that says little: 项目, 企业.
_FEW = 3
#: Digits of a number that two things hardly have by accident.
_TELLING = 3

#: The promises of a report, and the figures of the next one.
Sides = tuple[Sequence[Statement], Sequence[Statement]]
#: What each promise and each figure have in common: matrices of numbers, promises in rows, by name.
Traits = dict[str, np.ndarray]
T = TypeVar("T")


@cache
def read_weights() -> dict[str, float]:
    """Return ``weights.yaml``: the features of a promise and a figure in their order, and what each weighs."""
    return {name: float(weight) for name, weight in read_beside(__file__, "weights.yaml")["weights"].items()}


def score(features: np.ndarray) -> np.ndarray:
    """Return how probable it is that each figure answers each promise."""
    logit = features @ np.array([*read_weights().values()])
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -30, 30))))


def weigh(sides: Sides) -> tuple[np.ndarray, np.ndarray]:
    """Return the features of each promise with each figure.

    Promises × figures × features, and which figures cannot answer which promises, see `bar`.
    """
    traits = _traits(sides)
    hard, vague = bar(sides, traits)
    best = _mutual(sides, traits, hard | vague)
    # A level is offered for growth where nothing fits better.
    beside = _beside(sides, best) * traits["unit"]
    traits |= {"mutual": best, "beside": beside, "other_form": traits["other_form"] * (best > 0)}
    found = traits["comparable"].astype(bool) & (beside >= _CLOSE) & (traits["ratio"] <= _NEARBY)
    return np.stack([traits[name] for name in read_weights()], axis=-1), hard | vague & ~found


def _both(sides: Sides, of: Callable[[Statement], object], kind: type = bool) -> tuple[np.ndarray, np.ndarray]:
    """Return what holds of each promise, as a column, and of each figure, as a row."""
    found: list[np.ndarray] = [np.array([of(one) for one in side], dtype=kind) for side in sides]
    return found[0][:, None], found[1][None, :]


def _of_two(sides: tuple[Sequence[T], Sequence[T]], holds: Callable[[T, T], object]) -> np.ndarray:
    """Return what holds of which promise and figure."""
    found = [bool(holds(ours, theirs)) for ours in sides[0] for theirs in sides[1]]
    return np.array(found, dtype=bool).reshape(len(sides[0]), len(sides[1]))


def _of_each(sides: Sides, of: Callable[[Statement], T]) -> tuple[list[T], list[T]]:
    return [of(one) for one in sides[0]], [of(one) for one in sides[1]]


def _traits(sides: Sides) -> Traits:
    things = _of_each(sides, lambda one: pieces(one.phrase.thing))
    around = _of_each(sides, lambda one: pieces(one.phrase.thing) | pieces(read_phrase(one.clause, akin=True).thing))
    letters = _of_each(sides, lambda one: frozenset(one.phrase.thing))
    ours, theirs = cover(*things)
    whole = np.sqrt(ours * theirs)
    out = {"const": np.ones_like(whole), "ours": ours, "theirs": theirs, "whole": whole}
    out |= {name: np.sqrt(np.multiply(*cover(*found))) for name, found in (("chars", letters), ("around", around))}
    units, codes, indicators = (_both(sides, itemgetter(name), str) for name in ("unit", "unit_code", "indicator"))
    # 净增企业5户, and 企业净增6户.
    measures = _both(sides, lambda one: one.measure, str)
    same_code = (codes[0] == codes[1]) | (np.isin(codes[0], COUNTS) & np.isin(codes[1], COUNTS))
    same_measure, named = measures[0] == measures[1], (indicators[0] != "") & (indicators[1] != "")
    values = _both(sides, lambda one: one.value, float)
    comparable = same_code & same_measure & (values[0] * values[1] > 0)
    ratio = np.abs(np.log(np.where(comparable, values[1] / np.where(values[0] == 0, 1, values[0]), 1.0)))
    rate = (measures[0] == "growth") & (measures[1] == "level") & (codes[1] != "PT")
    rate |= (measures[0] == "change") & (measures[1] == "level") & (codes[1] == "PT")
    rate |= (measures[0] == "level") & (measures[1] == "level") & ((codes[0] == "PT") != (codes[1] == "PT"))
    equal = comparable & (values[0] == values[1])
    # Two numbers with one digit that is not zero are often equal.
    round_ones = _both(sides, lambda one: len(re.findall("[1-9]", str(one["number"]))) < 2)[0]
    marks = {
        "unit": units[0] == units[1],
        "code": same_code,
        "measure": same_measure,
        "indicator": named & (indicators[0] == indicators[1]),
        "other_indicator": named & (indicators[0] != indicators[1]) & same_measure,
        "other_form": rate & (whole > _SAME_THING),
        "equal": equal,
        "odd": equal & ~round_ones,
        "other_part": _of_two(sides, other_part),
        "comparable": comparable,
    }
    out |= {name: np.array(mark, dtype=float) for name, mark in marks.items()}
    distance = np.where(comparable & (codes[0] != "PT"), np.minimum(ratio, _FAR), 0.0)
    return out | {"distance": distance, "ratio": np.where(comparable, ratio, 0.0)}


def _mutual(sides: Sides, traits: Traits, barred: np.ndarray) -> np.ndarray:
    """Return how alike the names of two are where neither has one that fits better; 0 elsewhere."""
    whole, alike = traits["whole"], (traits["code"] > 0) & (traits["measure"] > 0)
    share = _both(sides, lambda one: one["unit_code"] == "PT")[0]
    other = _of_two(sides, lambda a, b: a.ends and b.ends and not a.ends & b.ends)
    other |= (_of_two(sides, count_otherwise) & alike & ~share) | (traits["other_part"] > 0)
    like = np.where(other, whole * _OTHER_ONE, whole)
    fit = np.where(barred, 0.0, np.where(alike, like, like * 0.5))
    best = (fit == fit.max(axis=1, keepdims=True, initial=0)) & (fit == fit.max(axis=0, keepdims=True, initial=0))
    return np.asarray(best * fit)


def _beside(sides: Sides, mutual: np.ndarray) -> np.ndarray:
    """Return how well the figures just before or behind fit each other: 改造小区120个、惠及居民7万户, answered by 393个、8万户.

    Items of a list, which have one unit, speak of different deeds.
    """
    out = np.zeros_like(mutual)
    near = [np.array([_joined(a, b) for a, b in itertools.pairwise(rows)], dtype=bool) for rows in sides]
    both = near[0][:, None] & near[1][None, :]
    first, second = slice(None, -1), slice(1, None)
    for ours, theirs in itertools.product((first, second), repeat=2):
        other = second if ours == first else first, second if theirs == first else first
        out[ours, theirs] = np.maximum(out[ours, theirs], np.where(both, mutual[other], 0.0))
    return out


def _joined(first: Statement, second: Statement) -> bool:
    """Whether the second of two figures stands just behind the first, in its sentence, and counts another thing of the deed."""
    apart = second["start"] - first["start"]
    near = first["line"] == second["line"] and 0 < apart <= _PAIRED
    return bool(near and first["unit"] != second["unit"] and len(second["before"]) >= apart)


def _strangers(sides: Sides, whole: np.ndarray) -> np.ndarray:
    """Return which have nothing in common but words that many things have: 龙头企业, 企业集团; people and things."""
    plain = word_pattern("generic").sub
    # 茶业投资占财政支出比重, 茶税占财政支出比重: of what the share is, not in what.
    cores = _of_each(sides, lambda one: pieces(plain("", one.phrase.thing.split("占")[0] or one.phrase.thing)))
    clauses = _of_each(sides, lambda one: pieces(plain("", read_phrase(one.clause, akin=True).thing)))
    # 中央财政 says who pays, and not for what.
    long = _both(sides, lambda one: len(one.phrase.thing) > _FEW and named_by(one.subject) != "")[0]
    apart = [
        [not (ours & (theirs | there) or (near | ours) & theirs) for theirs, there in zip(cores[1], clauses[1], strict=True)]
        for ours, near in zip(cores[0], clauses[0], strict=True)
    ]
    # 重点项目投资 has no other words.
    bare = [np.array([not core for core in side], dtype=bool) for side in cores]
    out = np.array(apart, dtype=bool).reshape(whole.shape) & ~(long & bare[0][:, None] & bare[1] & (whole >= _AKIN))
    # Income from food is not all income: of a rate that is promised of one field the other has to say so.
    wider = _both(sides, lambda one: one["measure"] == "growth")[0] & ~bare[0][:, None] & bare[1]
    out &= ~((whole > _CLOSE) & long & ~wider)
    # 重大建设项目 is the same two times, whatever else is called so.
    out &= ~_of_two(sides, lambda a, b: a.name == b.name and len(a.name) > _FEW)
    units = frozenset(read_rules()["thing_units"].split())
    people, things = _both(sides, lambda one: one["unit_code"] == "PS"), _both(sides, lambda one: one["unit"] in units)
    return np.asarray(out | people[0] & things[1] | things[0] & people[1])


def _barred(sides: Sides, traits: Traits) -> np.ndarray:
    """Return which figures cannot answer which promises by what each says of itself."""
    find = word_pattern("others").findall
    barred = _of_two(_of_each(sides, lambda one: frozenset(find(one.name))), lambda a, b: a != b)
    # 网络零售额 is not offered in the place of 社会消费品零售总额.
    parts = _of_each(sides, lambda one: frozenset(word_pattern("main_parts").findall(one.name)))
    barred |= _both(sides, lambda one: one["indicator"] != "")[0] & _of_two(parts, lambda ours, theirs: theirs - ours)
    barred |= _of_two(_of_each(sides, lambda one: row_words("rivals", one.subject, named=True)), differ)
    barred |= _of_two(sides, lambda a, b: a.sizes and b.sizes and not a.sizes & b.sizes)
    barred |= traits["ratio"] > _FACTOR + _TOO_FAR
    # What is to stay as large as it is is not a tenth of it.
    held = _both(sides, lambda one: word_pattern("held").search(one["before"]) is not None)[0]
    barred |= held & (traits["ratio"] > _LEAP)
    times = _both(sides, lambda one: one["unit"] == "倍")
    barred |= times[0] != times[1]
    # 累计完成 counts several years where the promise is of one.
    totals = _both(sides, lambda one: one.is_to_date)[1]
    yearly = _both(sides, lambda one: one["measure"] == "level" and "累计" not in one.clause and not one.is_stock)[0]
    alike = (traits["code"] > 0) & (traits["measure"] > 0)
    barred |= yearly & totals & ~(alike & (traits["distance"] <= _ONE_YEAR))
    regions = [np.array(regions_of(side), dtype=str) for side in sides]
    headline = _both(sides, lambda one: one["indicator"] != "" or one["measure"] == "growth")[0]
    barred |= headline & (regions[1] != "") & (regions[0][:, None] != regions[1])
    shares = _both(sides, lambda one: one["unit_code"] == "PT" and one["measure"] == "level")
    sizes = _both(sides, lambda one: max(abs(one["value"]), 1e-9), float)
    leap = np.abs(np.log(sizes[1] / sizes[0])) > _LEAP
    unnamed = (traits["chars"] < _AKIN) & (traits["whole"] < _AKIN)
    return np.asarray(barred | (leap & (traits["whole"] < _SAME_THING) | unnamed) & shares[0] & shares[1])


def bar(sides: Sides, traits: Traits) -> tuple[np.ndarray, np.ndarray]:
    """Return which figures cannot answer which promises, whatever the rest says.

    Words that have nothing in common, or nothing that says what is meant; another thing of the same words (能耗 of 增加值);
    rates of two things; things of another size; multiples; and figures that another promise has for
    its own, number for number.
    """
    # 751万平方米 of one name and of another: no accident, where both speak of anything in common.
    printed = _both(sides, lambda one: len(re.sub("[^0-9]", "", str(one["number"])).strip("0")) >= _TELLING)[0]
    common = _of_two(_of_each(sides, lambda one: frozenset(one.name)), lambda a, b: a & b)
    telling = printed & (traits["equal"] > 0) & (traits["unit"] > 0) & common
    strange = np.maximum(traits["chars"], traits["around"]) < _STRANGE
    vague = (strange | _strangers(sides, traits["whole"])) & ~telling
    barred = _barred(sides, traits)
    other = (traits["other_part"] > 0) | (traits["other_indicator"] > 0)
    exact = ~other & (traits["equal"] > 0) & (traits["chars"] > _AKIN) & ~barred & ~vague
    # 收入增长6% of towns is not the 6% of villages, where the towns have a number under their own name.
    rates = _both(sides, lambda one: one["measure"] == "growth")
    alike = (traits["code"] > 0) & (traits["measure"] > 0)
    named = (traits["whole"] > _SAME_THING) & alike & ~barred & rates[0]
    exact &= named | ~(named.any(axis=1, keepdims=True) | named.any(axis=0, keepdims=True))
    sure = exact & ((traits["odd"] > 0) | (traits["chars"] > _CLOSE))
    barred |= ~exact & (sure.any(axis=1, keepdims=True) | sure.any(axis=0, keepdims=True))
    # Rates of two things, where each name has what the other has not: 财政总收入, 旅游总收入.
    apart = (1 - traits["ours"]) * (1 - traits["theirs"]) > _CLASH
    return np.asarray(barred | rates[0] & rates[1] & apart & (traits["chars"] < _CLOSE)), vague
