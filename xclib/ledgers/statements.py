"""A figure of a report with what its words say: what it counts and of which part, all that there is or what was added."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from xclib.data.rows import records
from xclib.ledgers.likeness import (
    Phrase,
    differ,
    one_name,
    parts_of,
    pieces,
    read_phrase,
    without_acts,
    word_pattern,
)
from xclib.model.units import parse_unit
from xclib.panels.words import is_subject, time_words, zone_before

if TYPE_CHECKING:
    import pandas as pd

#: Unit codes of counts, which reports leave out or exchange.
COUNTS = ("NR", "PS", "PS_VISITS", "1", "")
#: How many times what is added in a year what there is may be.
TIMES = 4
#: Percent below which an index of prices says how much they grew.
_INDEX = 50
#: Characters of a clause below which the clause before it is read too.
_SHORT = 4
#: Characters behind a figure that may name what it counts, the fewest that name something, and clauses before it that may.
_OBJECT, _NAMED, _BACK = 16, 2, 3
#: Characters from a number to the next of a list.
_NEXT = 10
#: Characters before a number in which words say that it counts all that there is.
_STOCK = 8
#: Acts that make things more, that add to what there is, and that begin or end a work.
_MADE, _GAINED = frozenset(("new", "raise", "draw", "done", "renew", "start")), frozenset(("raise", "draw", "done"))
_ENDS = frozenset(("start", "done"))
#: What parts clauses, and what parts the items of a list too.
CLAUSE, ITEM = re.compile("[，。；：！]"), re.compile("[，。；：！、]")
_YEARS, _DIGIT = re.compile(r"\d{4}年"), re.compile(r"\d")
#: Numbers with their units, which name nothing.
_SUMS = re.compile(r"\d[\d.]*[%％余多]*[万亿千百]*[余多]?[年元个项亩吨人户套公里所家美]{0,2}(?:以上)?")
_SIZE = re.compile(r"([\d.]*)([千百十]{0,2}[万亿])(?:元级?(?=以上|的|级|企业|项目|产业|集群|园区)|级)")
#: What a thing was before: 在上年的基础上翻番.
_GROUND = re.compile("(?<=.{2})在[^，。]{0,14}基础上.*")
#: Numbers of a list before the one in question: 分别达到7家、8家、.
_EARLIER = re.compile(r"(?:\d[\d.]*[^，。；：！、\d]{0,4}、)+$")
_WHOLE_AREA = re.compile("(?<=[，。；：！])全(?P<kind>[省市区县州旗])")


@dataclass(frozen=True, eq=False)
class Statement:
    """A row of the corpus's figures: a promise, or what may answer one.

    Examples
    --------
    >>> row = {"scope": "", "label": "床位", "before": "新增养老床位", "after": "张", "unit": "张"}
    >>> new, whole = Statement(row), Statement(row | {"before": "新增养老床位70张，总数达"})
    >>> new.is_added, whole.is_added, new.is_stock, whole.is_stock
    (True, False, False, True)
    """

    row: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - whatever the column holds
        return self.row[name]

    @cached_property
    def name(self) -> str:
        """Its scope and label."""
        scope, label = self["scope"], self["label"]
        return label if label.startswith(scope) else f"{scope}{label}"

    @property
    def thing(self) -> str:
        """The thing that its name names."""
        return read_phrase(self.name).thing

    @cached_property
    def own_clause(self) -> str:
        """The words of its clause before it."""
        return CLAUSE.split(self["before"])[-1]

    @cached_property
    def own_item(self) -> str:
        """The words before it of its item of a list."""
        return ITEM.split(self["before"])[-1]

    @cached_property
    def clause(self) -> str:
        """The clause in which it stands, without the figure."""
        *earlier, before = CLAUSE.split(self["before"])
        if len(before) < _SHORT and earlier:
            before = earlier[-1] + before
        return f"{before[-40:]} {ITEM.split(self['after'])[0][:24]}"

    @cached_property
    def value(self) -> float:
        """Its number in canonical units: 斤 and 吨 alike."""
        return self.canonical("value")

    def canonical(self, name: str) -> float:
        """Return a number of the row in canonical units; NaN where there is none."""
        value = self[name]
        return math.nan if value is None else float(value) * float(parse_unit(self["unit"]).factor)

    @cached_property
    def measure(self) -> str:
        """Its measure; of things counted, those that were added are a level of what is new.

        An index of prices of a few percent is their growth.

        >>> row = {"measure": "change", "unit_code": "NR", "value": 5.0, "scope": "", "label": "床位"}
        >>> prices = row | {"measure": "level", "unit_code": "PT", "label": "居民消费价格指数"}
        >>> Statement(row).measure, Statement(prices).measure
        ('level', 'growth')
        """
        measure, code = self["measure"], self["unit_code"]
        if measure == "level" and code == "PT" and self["value"] < _INDEX and "价格涨幅" in one_name(self.name):
            return "growth"
        return "level" if measure == "change" and code in COUNTS and self["value"] > 0 else str(measure)

    @cached_property
    def subject(self) -> str:
        """The words that name what it counts.

        Its scope and label, as a rule. Where these name nothing (总量), or a count stands at the head of another clause than
        its label (建成社区148个，73万人脱贫): the words of its own clause, and of those before while they name nothing.
        """
        label = _GROUND.sub("", self.name)
        *earlier, own = (_GROUND.sub("", clause) for clause in ITEM.split(self["before"]))
        behind = ITEM.split(self["after"].lstrip().removeprefix(self["unit"]))[0][:_OBJECT]
        words = own + ("" if _DIGIT.search(behind) else behind)
        if len(named_by(label)) >= _NAMED and not _YEARS.search(label):
            apart = not own and self["measure"] == "level" and not pieces(label) & pieces(words)
            return words if apart and len(named_by(words)) >= _NAMED else label
        for clause in reversed(["", *earlier[-_BACK:]]):
            if len(named_by(words)) >= _NAMED:
                return words if label in words else words + label
            words = clause + words
        return label

    @property
    def phrase(self) -> Phrase:
        """What the words of its subject say."""
        return read_phrase(self.subject)

    @cached_property
    def ends(self) -> frozenset[str]:
        """Whether a work was begun or finished by the words of its own item of a list, or else by its subject."""
        return read_phrase(self.own_item).acts & _ENDS or self.phrase.acts & _ENDS

    @cached_property
    def is_added(self) -> bool:
        """Whether words say that it counts what was added."""
        own = "" if word_pattern("stocks").search(self.own_item) else self.clause
        return "new" in read_phrase(word_pattern("grown").sub("", self.name + own)).acts

    @cached_property
    def is_gained(self) -> bool:
        """Whether words do to a thing what adds to what there is: 培育, 引进, 建成."""
        return bool(read_phrase(self.own_clause + self.name).acts & _GAINED)

    @cached_property
    def is_stock(self) -> bool:
        """Whether words say that it counts all that there is.

        >>> rows = ({"before": words} for words in ("养老床位总数达到", "养老床位突破", "新增养老床位突破"))
        >>> [Statement(row).is_stock for row in rows]
        [True, True, False]
        """
        before = _EARLIER.sub("", self["before"])
        if word_pattern("stocks").search(before[-_STOCK:]):
            return True
        idle = not read_phrase(ITEM.split(before)[-1]).acts & _MADE
        return idle and word_pattern("reached").search(before[-_STOCK:]) is not None

    @cached_property
    def is_to_date(self) -> bool:
        """Whether words say that it counts what was done up to now, and no word of its clause that this is of one year.

        >>> Statement({"before": "避险搬迁累计完成"}).is_to_date, Statement({"before": "全年避险搬迁累计完成"}).is_to_date
        (True, False)
        """
        return word_pattern("to_date").search(self.own_clause) is not None and not word_pattern("of_year").search(
            self.own_clause
        )

    @cached_property
    def stands(self) -> bool:
        """Whether a bare name and number say how many of a thing there are: 高新技术企业12户, with no word of what was done."""
        own = CLAUSE.split(self["before"].rstrip("*"))[-1].strip()
        bare = not read_phrase(own).acts and own == self.name and not own.startswith("新")
        return bare and word_pattern("standing").search(own) is not None

    @cached_property
    def sizes(self) -> frozenset[str]:
        """The sums from which on it counts: 10亿元 of firms that sell for more; 亿元 is 1亿元.

        >>> words = "年销售收入超过1亿元的企业新增100户、超过10亿元的新增"
        >>> sorted(Statement({"before": words, "label": "企业", "scope": ""}).sizes)
        ['10亿元']
        """
        found = _SIZE.findall(self.own_item) or _SIZE.findall(self.name)
        return frozenset(f"{number or '1'}{rank}元" for number, rank in found)

    @cached_property
    def region(self) -> str:
        """The part of the area of which the sentence before it speaks; empty where it speaks of the whole."""
        before, none, towns = self["before"], word_pattern("no_regions"), word_pattern("of_towns")
        zones = (
            z
            for z in time_words("zones").finditer(before)
            if not (none.search(before, 0, z.end()) or towns.match(before, z.end()))
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


def to_statements(figures: pd.DataFrame) -> list[Statement]:
    """Return the rows of a frame of figures as statements."""
    return [Statement(row) for row in records(figures)]


@cache
def named_by(words: str) -> str:
    """Return what words name: without acts, and without words that name nothing."""
    thing = read_phrase(_SUMS.sub("", words)).thing
    return "" if without_acts(thing) == "" else word_pattern("hollow").sub("", thing)


def _is_over(words: str) -> bool:
    """Whether what was said of a zone ended without a number, and another thing is named since: 试验区成立，贷款余额增长."""
    first, *others = ITEM.split(words)
    return not _DIGIT.search(first) and any(len(named_by(words)) >= _NAMED for words in others)


def count_otherwise(ours: Statement, theirs: Statement) -> bool:
    """Whether one of two counts what was added and the other what there is, by words or size: 新增83户, and 540户 in all.

    >>> rows = [{"before": words, "label": words, "value": value} for words, value in (("新增企业", 83), ("企业突破", 540))]
    >>> count_otherwise(*(Statement(row | {"scope": "", "unit": "户", "after": "户"}) for row in rows))
    True
    """
    many, few = 0 < TIMES * ours.value < theirs.value, 0 < TIMES * theirs.value < ours.value
    if ours.is_added != theirs.is_added:
        if ours.is_added:
            return theirs.is_stock or theirs.stands or many
        return not theirs.is_stock and (ours.is_stock or few)
    # 培育10家, and 50家 in all.
    return many and ours.is_gained and theirs.is_stock and not ours.is_stock


def same_thing(ours: Statement, theirs: Statement) -> bool:
    """Whether two state the same of things of one name."""
    return ours.thing == theirs.thing and ours["measure"] == theirs["measure"]


def other_part(ours: Statement, theirs: Statement) -> bool:
    """Whether the names of two speak of different parts of a whole, or of things that are only akin."""
    return differ(parts_of(ours.name), parts_of(theirs.name))


def turns_of(rows: Sequence[Statement]) -> list[tuple[int, int, bool]]:
    """Return for each figure its place in a list of numbers under one name, how many there are, and whether names are one.

    >>> row = {"line": 1, "start": 4, "measure": "growth", "scope": "", "label": "城乡居民收入"}
    >>> turns_of([Statement(row), Statement(row | {"start": 8})])
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
        out += [(k, len(run), len({one.name for one in run}) == 1) for k in range(len(run))]
        begin = n
    return out


def regions_of(rows: Sequence[Statement]) -> list[str]:
    """Return the part of the area of which each figure speaks; a sentence that names no area goes on about that of the last.

    >>> lead, row = "青岚新区全面建设。", {"line": 7, "area": "云泽市", "label": "生产总值"}
    >>> rows = [row | {"before": "生产总值增长", "lead": lead}, row | {"before": "全市生产总值增长", "lead": ""}]
    >>> regions_of([*map(Statement, rows)])
    ['青岚新区全面建设', '']
    """
    out: list[str] = []
    last, line = "", -1
    for row in rows:
        bare = word_pattern("bare").match(row["before"]) is not None
        zone = zone_before(row["lead"]) if bare else ""
        kept = last if bare and row["line"] == line else ""
        last = kept if row["area"][:2] in zone else zone or kept
        line = row["line"]
        out.append(row.region or last)
    return out
