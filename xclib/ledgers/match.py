"""Promises set beside the figures of the next report: features of each two, and the assignment between all of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from xclib.care.shipped import read_beside
from xclib.data.rows import records
from xclib.ledgers.likeness import Phrase, any_of, cover, one_name, pieces, read_phrase, read_rules, without_acts, word_pattern
from xclib.model.units import parse_unit
from xclib.panels.words import is_subject, time_words, zone_before

if TYPE_CHECKING:
    import pandas as pd

#: Names of the features of a promise and a figure, in the order of their weights.
FEATURES = (
    "const",
    "chars",
    "around",
    "mutual",
    "beside",
    "unit",
    "code",
    "measure",
    "indicator",
    "other_indicator",
    "distance",
    "other_form",
    "equal",
    "odd",
)
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
#: Percent below which an index of prices says how much they grew.
_INDEX = 50
#: Characters of a clause below which the clause before it is read too.
_SHORT = 4
#: Characters behind a figure that may name what it counts, the fewest that name something, and clauses before it that may.
_OBJECT, _NAMED, _BACK = 16, 2, 3
_YEARS, _DIGIT = re.compile(r"\d{4}年"), re.compile(r"\d")
#: Numbers with their units, which name nothing.
_SUMS = re.compile(r"\d[\d.]*[%％余多]*[万亿千百]*[余多]?[年元个项亩吨人户套公里所家美]{0,2}(?:以上)?")
#: Characters from a number to the next of a list.
_NEXT = 10
#: Characters from a number to one that speaks of the same deed.
_PAIRED = 24
#: How many times what is added in a year what there is may be.
TIMES = 4
#: Characters before a number in which words say that it counts all that there is.
_STOCK = 8
#: Acts that make things more.
_MADE = frozenset(("new", "raise", "draw", "done", "renew", "start"))
#: Acts that add to what there is.
_GAINED = frozenset(("raise", "draw", "done"))
#: What is left of the likeness of what was added and what there is, of what was begun and what was finished.
_OTHER_ONE, _ENDS = 0.6, frozenset(("start", "done"))
#: Characters of a name that says little: 项目, 企业.
_FEW = 3
#: Unit codes of counts, which reports leave out or exchange.
COUNTS = ("NR", "PS", "PS_VISITS", "1", "")
#: Digits of a number that two things hardly have by accident.
_TELLING = 3


@cache
def read_weights() -> np.ndarray:
    """Return the weights of ``weights.yaml`` in the order of `FEATURES`."""
    table = read_beside(__file__, "weights.yaml")
    return np.array([float(table["weights"][name]) for name in FEATURES])


def clause_of(row: dict[str, Any]) -> str:
    """Return the clause in which a figure stands, without the figure."""
    *earlier, before = re.split("[，；。：！]", str(row["before"]))
    if len(before) < _SHORT and earlier:
        before = earlier[-1] + before
    return f"{before[-40:]} {re.split('[，；。、：！]', str(row['after']))[0][:24]}"


def name_of(row: dict[str, Any]) -> str:
    """Return the scope and label of a figure."""
    return f"{row['scope']}{row['label']}" if not str(row["label"]).startswith(str(row["scope"])) else str(row["label"])


def measure_of(row: dict[str, Any]) -> str:
    """Return the measure of a figure; of things counted, those that were added are a level of what is new.

    An index of prices of a few percent is their growth.

    >>> row = {"measure": "change", "unit_code": "NR", "value": 5.0, "scope": "", "label": "床位"}
    >>> measure_of(row), measure_of(row | {"measure": "level", "unit_code": "PT", "label": "居民消费价格指数"})
    ('level', 'growth')
    """
    share = row["measure"] == "level" and row["unit_code"] == "PT"
    if share and row["value"] < _INDEX and "价格涨幅" in one_name(name_of(row)):
        return "growth"
    added = row["measure"] == "change" and row["unit_code"] in COUNTS and row["value"] > 0
    return "level" if added else str(row["measure"])


_SIZE = re.compile(r"([\d.]*)([千百十]{0,2}[万亿])(?:元级?(?=以上|的|级|企业|项目|产业|集群|园区)|级)")
#: What a thing was before: 在上年的基础上翻番.
_GROUND = re.compile("(?<=.{2})在[^，。]{0,14}基础上.*")
_BREAK = re.compile("[，。；：！、\n]")
#: Numbers of a list before the one in question: 分别达到7家、8家、.
_EARLIER = re.compile(r"(?:\d[\d.]*[^，。；：！、\d\n]{0,4}、)+$")
_WHOLE_AREA = re.compile("(?<=[，。；：！])全(?P<kind>[省市区县州旗])")


@cache
def _names(words: str) -> str:
    """Return what words name: without acts, and without words that name nothing."""
    thing = read_phrase(_SUMS.sub("", words)).thing
    return "" if without_acts(thing) == "" else word_pattern("hollow").sub("", thing)


def subject_of(row: dict[str, Any]) -> str:
    """Return the words that name what a figure counts.

    Its scope and label, as a rule. Where these name nothing (总量), or a count stands at the head of another clause than its
    label (建成社区148个，73万人脱贫): the words of its own clause, and of those before while they name nothing.
    """
    label, unit = _GROUND.sub("", name_of(row)), str(row["unit"])
    *earlier, own = (_GROUND.sub("", clause) for clause in _BREAK.split(str(row["before"])))
    behind = _BREAK.split(str(row["after"]).lstrip().removeprefix(unit))[0][:_OBJECT]
    words = own + ("" if _DIGIT.search(behind) else behind)
    if len(_names(label)) >= _NAMED and not _YEARS.search(label):
        apart = not own and row["measure"] == "level" and not pieces(label) & pieces(words)
        return words if apart and len(_names(words)) >= _NAMED else label
    for clause in reversed(["", *earlier[-_BACK:]]):
        if len(_names(words)) >= _NAMED:
            return words if label in words else words + label
        words = clause + words
    return label


def weigh(promises: pd.DataFrame, figures: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the features of each promise with each figure.

    Promises × figures × `FEATURES`, and which figures cannot answer which promises, see `bar`. ``promises``, ``figures``: as
    `find_promises` and `find_answers` return them.
    """
    traits = _traits(promises, figures)
    hard, vague = bar(promises, figures, traits)
    sides = [records(frame) for frame in (promises, figures)]
    best = _mutual(sides, traits, hard | vague)
    # A level is offered for growth where nothing fits better.
    beside = _beside(sides, best) * traits["unit"]
    traits |= {"mutual": best, "beside": beside, "other_form": traits["other_form"] * (best > 0)}
    found = traits["comparable"].astype(bool) & (beside >= _CLOSE) & (traits["ratio"] <= _NEARBY)
    return np.stack([traits[name] for name in FEATURES], axis=-1), hard | vague & ~found


def _traits(promises: pd.DataFrame, figures: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return what each promise and each figure have in common: matrices of numbers, promises in rows, by name."""
    sides = [records(frame) for frame in (promises, figures)]
    names = [[read_phrase(subject_of(row)) for row in rows] for rows in sides]
    things = [[pieces(phrase.thing) for phrase in side] for side in names]
    around = [
        [own | pieces(read_phrase(clause_of(row), akin=True).thing) for own, row in zip(side, rows, strict=True)]
        for side, rows in zip(things, sides, strict=True)
    ]
    letters = [[frozenset(phrase.thing) for phrase in side] for side in names]
    ours, theirs = cover(things[0], things[1])
    whole = np.sqrt(ours * theirs)
    out = {"const": np.ones_like(whole), "ours": ours, "theirs": theirs, "whole": whole}
    out |= {name: np.sqrt(np.multiply(*cover(*found))) for name, found in (("chars", letters), ("around", around))}

    def column(name: str) -> tuple[np.ndarray, np.ndarray]:
        return promises[name].to_numpy()[:, None], figures[name].to_numpy()[None, :]

    units, codes, indicators = (column(name) for name in ("unit", "unit_code", "indicator"))
    # 净增企业5户, and 企业净增6户.
    kinds = [np.array([measure_of(row) for row in rows], dtype=str) for rows in sides]
    measures = kinds[0][:, None], kinds[1][None, :]
    same_code = (codes[0] == codes[1]) | (np.isin(codes[0], COUNTS) & np.isin(codes[1], COUNTS))
    same_measure, named = measures[0] == measures[1], (indicators[0] != "") & (indicators[1] != "")
    values = (_canonical(promises)[:, None], _canonical(figures)[None, :])
    comparable = same_code & same_measure & (values[0] * values[1] > 0)
    ratio = np.abs(np.log(np.where(comparable, values[1] / np.where(values[0] == 0, 1, values[0]), 1.0)))
    rate = (measures[0] == "growth") & (measures[1] == "level") & (codes[1] != "PT")
    rate |= (measures[0] == "change") & (measures[1] == "level") & (codes[1] == "PT")
    rate |= (measures[0] == "level") & (measures[1] == "level") & ((codes[0] == "PT") != (codes[1] == "PT"))
    equal = comparable & (values[0] == values[1])
    # Two numbers with one digit that is not zero are often equal.
    digits = promises["number"].astype(str).str.count("[1-9]")
    round_ones = (digits < 2).to_numpy()[:, None]
    parts = [[parts_of(name_of(row)) for row in rows] for rows in sides]
    marks = {
        "unit": units[0] == units[1],
        "code": same_code,
        "measure": same_measure,
        "indicator": named & (indicators[0] == indicators[1]),
        "other_indicator": named & (indicators[0] != indicators[1]) & same_measure,
        "other_form": rate & (whole > _SAME_THING),
        "equal": equal,
        "odd": equal & ~round_ones,
        "other_part": [[differ(a, b) for b in parts[1]] for a in parts[0]],
        "comparable": comparable,
    }
    out |= {name: np.array(mark, dtype=float).reshape(whole.shape) for name, mark in marks.items()}
    distance = np.where(comparable & (codes[0] != "PT"), np.minimum(ratio, _FAR), 0.0)
    return out | {"distance": distance, "ratio": np.where(comparable, ratio, 0.0)}


def _mutual(sides: list[list[dict[str, Any]]], traits: dict[str, np.ndarray], barred: np.ndarray) -> np.ndarray:
    """Return how alike the names of two are where neither has one that fits better; 0 elsewhere."""
    whole, alike = traits["whole"], (traits["code"] > 0) & (traits["measure"] > 0)
    values = [np.array([row["value"] * float(parse_unit(str(row["unit"])).factor) for row in rows]) for rows in sides]
    share = np.array([row["unit_code"] == "PT" for row in sides[0]], dtype=bool)[:, None]
    counted = [Counts.of(rows) for rows in sides]
    ends = [[ends_of(row, read_phrase(subject_of(row))) for row in rows] for rows in sides]
    other = np.array([[bool(a and b and not a & b) for b in ends[1]] for a in ends[0]], dtype=bool).reshape(whole.shape)
    other |= (counted[0].differ(counted[1], *values) & alike & ~share) | (traits["other_part"] > 0)
    like = np.where(other, whole * _OTHER_ONE, whole)
    fit = np.where(barred, 0.0, np.where(alike, like, like * 0.5))
    best = (fit == fit.max(axis=1, keepdims=True, initial=0)) & (fit == fit.max(axis=0, keepdims=True, initial=0))
    return np.asarray(best * fit)


def ends_of(row: dict[str, Any], phrase: Phrase) -> frozenset[str]:
    """Return whether a work was begun or finished by the words of its own item of a list, or else by its name.

    >>> row = {"before": "文化项目开工18个、竣工", "label": "文化项目开工", "scope": ""}
    >>> sorted(ends_of(row, read_phrase("文化项目开工")))
    ['done']
    """
    own = read_phrase(re.split("[，。；：！、]", str(row["before"]))[-1]).acts & _ENDS
    return own or phrase.acts & _ENDS


@dataclass(frozen=True, slots=True)
class Counts:
    """What the words of figures say of how many things they count: arrays of true and false, one for each figure.

    Parameters
    ----------
    added, stock : ndarray
        Whether a figure counts what was added, and whether all that there is, by its words.
    stands : ndarray
        Whether a bare name and number say how many there are.
    gained : ndarray
        Whether its words have an act that adds to what there is: 培育, 引进, 建成.
    """

    added: np.ndarray
    stock: np.ndarray
    stands: np.ndarray
    gained: np.ndarray

    @classmethod
    def of(cls, rows: Iterable[dict[str, Any]]) -> Counts:
        """Return what the words of rows say."""
        marks = [(is_added(row), is_stock(row), stands(row), is_gained(row)) for row in rows]
        return cls(*np.array(marks, dtype=bool).reshape(-1, 4).T)

    def differ(self, other: Counts, ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
        """Return where one figure counts what was added and the other what there is; ours in rows, others in columns.

        ``ours``, ``theirs``: their values. 新增83户 against a stock of 540, by its words or its size, and the other way.

        >>> rows = [{"before": words, "after": "户", "label": words, "scope": ""} for words in ("新增企业", "企业突破")]
        >>> new, all_of = (Counts.of([row]) for row in rows)
        >>> new.differ(all_of, np.array([83.0]), np.array([540.0])).item()
        True
        """
        added, stock, gained = self.added[:, None], self.stock[:, None], self.gained[:, None]
        aim, got = ours[:, None], theirs[None, :]
        many, few = (aim > 0) & (TIMES * aim < got), (got > 0) & (TIMES * got < aim)
        new = added & ~other.added & (other.stock | other.stands | many)
        old = ~added & other.added & ~other.stock & (stock | few)
        # 培育10家, and 50家 in all.
        neither = (added == other.added) & gained & other.stock & ~stock & many
        return np.asarray(new | old | neither)


def is_added(row: dict[str, Any]) -> bool:
    """Whether words say that a figure counts what was added.

    >>> row = {"scope": "", "label": "床位", "before": "新增养老床位", "after": "张"}
    >>> is_added(row), is_added(row | {"before": "新增养老床位70张，总数达"})
    (True, False)
    """
    own = "" if word_pattern("stocks").search(_BREAK.split(str(row["before"]))[-1]) else clause_of(row)
    return "new" in read_phrase(word_pattern("grown").sub("", name_of(row) + own)).acts


def is_gained(row: dict[str, Any]) -> bool:
    """Whether words do to a thing what adds to what there is: 培育, 引进, 建成.

    >>> is_gained({"before": "培育茶企3家、茶庄", "label": "茶庄", "scope": ""})
    True
    """
    own = re.split("[，。；：！\n]", str(row["before"]))[-1]
    return bool(read_phrase(own + name_of(row)).acts & _GAINED)


def is_stock(row: dict[str, Any]) -> bool:
    """Whether words say that a figure counts all that there is.

    >>> is_stock({"before": "养老床位总数达到"}), is_stock({"before": "养老床位突破"}), is_stock({"before": "新增养老床位突破"})
    (True, True, False)
    """
    before = _EARLIER.sub("", str(row["before"]))
    if word_pattern("stocks").search(before[-_STOCK:]):
        return True
    idle = not read_phrase(_BREAK.split(before)[-1]).acts & _MADE
    return idle and word_pattern("reached").search(before[-_STOCK:]) is not None


def is_to_date(row: dict[str, Any]) -> bool:
    """Whether words say that a figure counts what was done up to now, and no word of its clause that this is of one year.

    >>> is_to_date({"before": "避险搬迁累计完成"}), is_to_date({"before": "全年避险搬迁累计完成"})
    (True, False)
    """
    clause = re.split("[，。；：！\n]", str(row["before"]))[-1]
    return word_pattern("to_date").search(clause) is not None and word_pattern("of_year").search(clause) is None


def stands(row: dict[str, Any]) -> bool:
    """Whether a bare name and number say how many of a thing there are: 高新技术企业12户, without a word of what was done."""
    own = re.split("[，。；：！\n]", str(row["before"]).rstrip("*"))[-1].strip()
    acts = read_phrase(own).acts
    return not acts and own == name_of(row) and not own.startswith("新") and word_pattern("standing").search(own) is not None


def _beside(sides: list[list[dict[str, Any]]], mutual: np.ndarray) -> np.ndarray:
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


def _joined(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether the second of two figures stands just behind the first, in its sentence, and counts another thing of the deed."""
    apart = second["start"] - first["start"]
    near = first["line"] == second["line"] and 0 < apart <= _PAIRED
    return bool(near and first["unit"] != second["unit"] and len(str(second["before"])) >= apart)


def _clashing(sides: list[list[dict[str, Any]]], traits: dict[str, np.ndarray]) -> np.ndarray:
    """Return which are rates of two things, where each name has what the other has not: 财政总收入, 旅游总收入."""
    rates = [np.array([row["measure"] == "growth" for row in rows], dtype=bool) for rows in sides]
    apart = (1 - traits["ours"]) * (1 - traits["theirs"]) > _CLASH
    return np.asarray(rates[0][:, None] & rates[1] & apart & (traits["chars"] < _CLOSE))


def _strangers(sides: list[list[dict[str, Any]]], whole: np.ndarray) -> np.ndarray:
    """Return which have nothing in common but words that many things have: 龙头企业, 企业集团; people and things."""
    names = [[read_phrase(subject_of(row)) for row in rows] for rows in sides]
    plain = word_pattern("generic").sub
    # 茶业投资占财政支出比重, 茶税占财政支出比重: of what the share is, not in what.
    cores = [[pieces(plain("", phrase.thing.split("占")[0] or phrase.thing)) for phrase in side] for side in names]
    clauses = [[pieces(plain("", read_phrase(clause_of(row), akin=True).thing)) for row in rows] for rows in sides]
    # 中央财政 says who pays, and not for what.
    long = np.array(
        [len(phrase.thing) > _FEW and _names(subject_of(row)) != "" for phrase, row in zip(names[0], sides[0], strict=True)],
        dtype=bool,
    )
    out = np.zeros((len(sides[0]), len(sides[1])), dtype=bool)
    for n, (ours, near) in enumerate(zip(cores[0], clauses[0], strict=True)):
        for k, (theirs, there) in enumerate(zip(cores[1], clauses[1], strict=True)):
            # 重点项目投资 has no other words.
            plain_ones = long[n] and not (ours or theirs) and whole[n, k] >= _AKIN
            out[n, k] = not (plain_ones or ours & (theirs | there) or (near | ours) & theirs)
    # Income from food is not all income: of a rate that is promised of one field the other has to say so.
    fields = np.array([bool(core) and row["measure"] == "growth" for core, row in zip(cores[0], sides[0], strict=True)])
    wider = fields.astype(bool)[:, None] & ~np.array([bool(core) for core in cores[1]], dtype=bool)
    out &= ~((whole > _CLOSE) & long[:, None] & ~wider)
    # 重大建设项目 is the same two times, whatever else is called so.
    labels = [[name_of(row) if len(name_of(row)) > _FEW else "" for row in rows] for rows in sides]
    out &= ~np.array([[a == b != "" for b in labels[1]] for a in labels[0]], dtype=bool).reshape(out.shape)
    people = [np.array([row["unit_code"] == "PS" for row in rows], dtype=bool) for rows in sides]
    units = frozenset(read_rules()["thing_units"].split())
    things = [np.array([row["unit"] in units for row in rows], dtype=bool) for rows in sides]
    return np.asarray(out | people[0][:, None] & things[1] | things[0][:, None] & people[1])


def turns_of(rows: list[dict[str, Any]]) -> list[tuple[int, int, bool]]:
    """Return for each figure its place in a list of numbers under one name, how many there are, and whether names are one.

    >>> row = {"line": 1, "start": 4, "measure": "growth", "scope": "", "label": "城乡居民收入"}
    >>> turns_of([row, row | {"start": 8}])
    [(0, 2, True), (1, 2, True)]
    """
    out: list[tuple[int, int, bool]] = []
    begin = 0
    for n in range(1, len(rows) + 1):
        last, row = rows[n - 1], rows[n] if n < len(rows) else None
        joined = row is not None and row["line"] == last["line"] and row["measure"] == last["measure"]
        if joined and row is not None and 0 < row["start"] - last["start"] <= _NEXT:
            continue
        run = rows[begin:n]
        out += [(k, len(run), len({name_of(one) for one in run}) == 1) for k in range(len(run))]
        begin = n
    return out


def _canonical(frame: pd.DataFrame) -> np.ndarray:
    """Return values in canonical units: 斤 and 吨 alike."""
    return np.array([value * float(parse_unit(unit).factor) for value, unit in zip(frame["value"], frame["unit"], strict=True)])


@cache
def _parts() -> tuple[re.Pattern[str], ...]:
    return tuple(any_of(row.split()) for row in read_rules()["parts"])


@cache
def _akin() -> tuple[re.Pattern[str], ...]:
    # Of names of one thing the first stands in the text that is looked at.
    return tuple(any_of(map(one_name, row.split())) for row in read_rules()["akin"])


@cache
def parts_of(name: str) -> tuple[frozenset[str], ...]:
    """Return which words of each row of ``parts`` and ``akin`` a name has."""
    plain = one_name(name)
    name = name.replace("自治区级", "省级").replace("农民", "农村")
    return tuple(frozenset(row.findall(name)) for row in _parts()) + tuple(frozenset(row.findall(plain)) for row in _akin())


def differ(a: tuple[frozenset[str], ...], b: tuple[frozenset[str], ...]) -> bool:
    """Whether two names speak of different parts of a whole, or of things that are only akin.

    >>> differ(parts_of("外贸出口总额"), parts_of("进出口总额"))
    True
    """
    return any(not x & y for x, y in zip(a, b, strict=True) if x and y)


@cache
def _rivals() -> tuple[re.Pattern[str], ...]:
    return tuple(any_of(map(one_name, row.split())) for row in read_rules()["rivals"])


def rivals_of(name: str) -> tuple[frozenset[str], ...]:
    """Return which words of each row of ``rivals`` a name has."""
    plain = one_name(name)
    return tuple(frozenset(row.findall(plain)) for row in _rivals())


def region_of(row: dict[str, Any]) -> str:
    """Return the part of the area of which the sentence before a figure speaks; empty where it speaks of the whole."""
    before = str(row["before"])
    zones = (
        zone
        for zone in time_words("zones").finditer(before)
        if not (word_pattern("no_regions").search(before, 0, zone.end()) or word_pattern("of_towns").match(before, zone.end()))
    )
    found = [zone for zone in zones if is_subject(before, zone)]
    # 园区建设加快，全市工业产值增长9%: of the whole again, where 全区 is not the zone itself.
    *_, whole = [None, *_WHOLE_AREA.finditer(before)]
    itself = whole and found and found[-1].start() < whole.start() and found[-1][0].endswith(whole["kind"])
    if whole and not itself:
        before = before[whole.end() :]
        found = [zone for zone in found if zone.start() >= whole.end()]
    found = found[-1:] or [*word_pattern("regions").finditer(before)][:1]
    return found[0][0] if found and (itself or not _is_over(before[found[0].end() :])) else ""


def regions_of(rows: list[dict[str, Any]]) -> list[str]:
    """Return the part of the area of which each figure speaks; a sentence that names no area goes on about that of the last.

    >>> lead, row = "青岚新区全面建设。", {"line": 7, "area": "云泽市", "label": "生产总值"}
    >>> regions_of([row | {"before": "生产总值增长", "lead": lead}, row | {"before": "全市生产总值增长", "lead": ""}])
    ['青岚新区全面建设', '']
    """
    out: list[str] = []
    last, line = "", -1
    for row in rows:
        own, bare = region_of(row), word_pattern("bare").match(str(row["before"])) is not None
        zone = zone_before(str(row["lead"])) if bare else ""
        kept = last if bare and row["line"] == line else ""
        last = kept if str(row["area"])[:2] in zone else zone or kept
        line = row["line"]
        out.append(own or last)
    return out


def _is_over(words: str) -> bool:
    """Whether what was said of a zone ended without a number, and another thing is named since: 试验区成立，贷款余额增长."""
    first, *others = _BREAK.split(words)
    return not _DIGIT.search(first) and any(len(_names(words)) >= _NAMED for words in others)


def sizes_of(row: dict[str, Any]) -> frozenset[str]:
    """Return the sums from which on a figure counts: 10亿元 of firms that sell for more; 亿元 is 1亿元.

    >>> sorted(sizes_of({"before": "年销售收入超过1亿元的企业新增100户、超过10亿元的新增", "label": "企业", "scope": ""}))
    ['10亿元']
    """
    own = re.split("[，。；：！、]", str(row["before"]))[-1]
    found = _SIZE.findall(own) or _SIZE.findall(name_of(row))
    return frozenset(f"{number or '1'}{rank}元" for number, rank in found)


def bar(promises: pd.DataFrame, figures: pd.DataFrame, traits: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return which figures cannot answer which promises, whatever the rest says.

    Words that have nothing in common, or nothing that says what is meant; another thing of the same words (能耗 of 增加值);
    rates of two things; things of another size; multiples; and figures that another promise has for
    its own, number for number.
    """
    rows = [records(frame) for frame in (promises, figures)]
    words = np.maximum(traits["chars"], traits["around"])
    # 751万平方米 of one name and of another: no accident, where both speak of anything in common.
    printed = np.array(
        [len(re.sub("[^0-9]", "", str(number)).strip("0")) >= _TELLING for number in promises["number"]], dtype=bool
    )
    letters = [[frozenset(name_of(row)) for row in side] for side in rows]
    common = np.array([[bool(a & b) for b in letters[1]] for a in letters[0]], dtype=bool).reshape(words.shape)
    telling = printed[:, None] & (traits["equal"] > 0) & (traits["unit"] > 0) & common
    vague = ((words < _STRANGE) | _strangers(rows, traits["whole"])) & ~telling
    barred = np.zeros(words.shape, dtype=bool)
    find = word_pattern("others").findall
    sides = [[frozenset(find(name_of(row))) for row in side] for side in rows]
    barred |= np.array([[a != b for b in sides[1]] for a in sides[0]], dtype=bool).reshape(barred.shape)
    fields = [[rivals_of(subject_of(row)) for row in side] for side in rows]
    barred |= np.array([[differ(a, b) for b in fields[1]] for a in fields[0]], dtype=bool).reshape(barred.shape)
    sizes_named = [[sizes_of(row) for row in side] for side in rows]
    barred |= np.array([[bool(a and b and not a & b) for b in sizes_named[1]] for a in sizes_named[0]]).reshape(barred.shape)
    barred |= traits["ratio"] > _FACTOR + _TOO_FAR
    # What is to stay as large as it is is not a tenth of it.
    held = np.array([word_pattern("held").search(str(row["before"])) is not None for row in rows[0]], dtype=bool)
    barred |= held[:, None] & (traits["ratio"] > _LEAP)
    times = [frame["unit"].eq("倍").to_numpy() for frame in (promises, figures)]
    barred |= times[0][:, None] != times[1][None, :]
    # 累计完成 counts several years where the promise is of one.
    totals = np.array([is_to_date(row) for row in rows[1]], dtype=bool)
    yearly = np.array(
        [row["measure"] == "level" and "累计" not in clause_of(row) and not is_stock(row) for row in rows[0]], dtype=bool
    )
    alike = (traits["code"] > 0) & (traits["measure"] > 0)
    barred |= yearly[:, None] & totals & ~(alike & (traits["distance"] <= _ONE_YEAR))
    regions = [np.array(regions_of(side), dtype=str) for side in rows]
    headline = ((promises["indicator"] != "") | (promises["measure"] == "growth")).to_numpy()[:, None]
    barred |= headline & (regions[1] != "")[None, :] & (regions[0][:, None] != regions[1][None, :])
    shares = [(frame["unit_code"].eq("PT") & frame["measure"].eq("level")).to_numpy() for frame in (promises, figures)]
    sizes = [np.maximum(np.abs(frame["value"].to_numpy(dtype=float)), 1e-9) for frame in (promises, figures)]
    leap = np.abs(np.log(sizes[1][None, :] / sizes[0][:, None])) > _LEAP
    unnamed = (traits["chars"] < _AKIN) & (traits["whole"] < _AKIN)
    barred |= (leap & (traits["whole"] < _SAME_THING) | unnamed) & shares[0][:, None] & shares[1][None, :]
    other = (traits["other_part"] > 0) | (traits["other_indicator"] > 0)
    exact = ~other & (traits["equal"] > 0) & (traits["chars"] > _AKIN) & ~barred & ~vague
    # 收入增长6% of towns is not the 6% of villages, where the towns have a number under their own name.
    named = (traits["whole"] > _SAME_THING) & alike & ~barred & (promises["measure"] == "growth").to_numpy()[:, None]
    exact &= named | ~(named.any(axis=1, keepdims=True) | named.any(axis=0, keepdims=True))
    sure = exact & ((traits["odd"] > 0) | (traits["chars"] > _CLOSE))
    barred |= ~exact & (sure.any(axis=1, keepdims=True) | sure.any(axis=0, keepdims=True))
    return np.asarray(barred | _clashing(rows, traits)), vague


def score(features: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Return how probable it is that each figure answers each promise."""
    logit = features @ (read_weights() if weights is None else weights)
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -30, 30))))
