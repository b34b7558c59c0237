"""One figure: a number that a report states, with what its words say of it, and the interval that they leave open."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from itertools import product
from operator import attrgetter
from typing import Any, Literal, get_args

from xclib.care.packed import Packed
from xclib.care.shipped import read_beside
from xclib.model.numerals import Numeral, parse_numeral, parse_range
from xclib.model.units import Unit, parse_unit

Bound = Literal["=", "~", ">", ">=", "<", "<="]
Measure = Literal["level", "growth", "change", "rank"]
Status = Literal["actual", "target", "rule"]
Part = Literal["review", "plan", "annex", "glossary"]
Convention = Literal["open", "next", "near", "below", "about"]
Coverage = Literal["year", "half", "quarter", "months", "to date"]
Basis = Literal["", "real", "nominal", "comparable"]

_KINDS = {"bound": Bound, "measure": Measure, "status": Status, "coverage": Coverage, "basis": Basis}
_CODES = {name: get_args(kinds) for name, kinds in _KINDS.items()}
_codes_of, _ALLOWED = attrgetter(*_CODES), frozenset(product(*_CODES.values()))

#: Name of the rule by which a figure has the scope of its heading.
HEADED = "scope of the heading"
#: Which half of an ``about`` interval lies on either side of a rate in %, in percentage points.
ABOUT_POINTS = Decimal("0.5")
#: The same for any other number, as a share of it.
ABOUT_SHARE = Decimal("0.05")
#: How far below the number 近 may reach, and never below the next lower round number.
NEAR_SHARE = Decimal("0.9")

_INFINITY = Decimal("Infinity")

_DEFAULT: dict[str, Convention] = {">": "open", ">=": "open", "<": "below", "<=": "below", "~": "about"}


@cache
def read_bounds() -> dict[str, tuple[Bound, Convention]]:
    """Return the words of ``bounds.yaml`` with their bound and convention."""
    table: dict[Bound, dict[Convention, list[str]]] = read_beside(__file__, "bounds.yaml")  # type: ignore[assignment]
    return {str(w): (b, c) for b, rows in table.items() for c, words in rows.items() for w in words}


def word_before(prefix: str, bound: str) -> str:
    """Return the word right before a number that sets its bound; empty where none does.

    >>> word_before("演出活动近", "<"), word_before("失业率低于", "<"), word_before("人均收入", "<")
    ('近', '低于', '')
    """
    words = [word for word, (sets, _) in read_bounds().items() if sets == bound and prefix.endswith(word)]
    return max(words, key=len, default="")


#: Fields of the annotation standard between the document and the label, as its records have them.
RECORD = ("line", "start", "number", "unit", "value", "value_high", "bound", "measure", "status", "period")


@dataclass(frozen=True, slots=True)
class Figure(Packed):
    """A quantity that a report states, as printed and as meant.

    The fields up to ``label`` are those of the annotation standard; the rest say where the number stands.
    Values are in the printed unit with the magnitude applied; a decrease is negative.
    """

    #: Report id, or the id of any document.
    doc: str
    #: Line of the source text, counted from 1.
    line: int
    #: Offset of the number's first character in the line, in characters from 0.
    start: int
    #: The numeral exactly as printed, with its magnitude.
    number: str
    #: Unit or counter as printed, without magnitude.
    unit: str
    #: The number in that unit.
    value: Decimal
    #: Upper end of a printed range.
    value_high: Decimal | None = None
    bound: Bound = "="
    measure: Measure = "level"
    status: Status = "actual"
    #: Year, span of years (``2018/2022``) or empty.
    period: str = ""
    #: Shortest noun phrase that names what is measured.
    label: str = ""
    #: The part of the area or population that the number covers, where it is narrower than the label says.
    scope: str = ""
    #: The part of its year that the number covers.
    coverage: Coverage = "year"
    #: Whether the report calls the number an estimate or a first count: 预计, 初步核算, 快报.
    preliminary: bool = False
    #: What a growth is adjusted for: prices, or a change of what is counted (同口径); empty if the report does not say.
    basis: Basis = ""
    #: Magnitude printed elsewhere, as in the head of a column.
    magnitude: str = ""
    #: The word that set the bound.
    bound_word: str = ""
    part: str = ""
    #: Path of headings, as ``1.2``.
    section: str = ""
    #: Up to ten characters on either side.
    prefix: str = ""
    suffix: str = ""
    #: Names of the rules that read the figure, for ``--explain``.
    rules: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if _codes_of(self) not in _ALLOWED:
            name = next(name for name, kinds in _CODES.items() if getattr(self, name) not in kinds)
            raise ValueError(f"{self.doc} line {self.line}: {name} {getattr(self, name)!r} is none of {_CODES[name]}")

    @property
    def id(self) -> str:
        """Report id and place: ``cn-110102-plan-2024:26:405``."""
        return f"{self.doc}:{self.line}:{self.start}"

    @property
    def numeral(self) -> Numeral | None:
        """The number parsed again, magnitude applied, for its printed precision (of the upper end where it is a range)."""
        pair = parse_range(self.number)
        numeral = pair[1] if pair else parse_numeral(self.number)
        head = parse_numeral(self.magnitude) if self.magnitude else None
        if numeral is None or head is None:
            return numeral
        return replace(numeral, value=numeral.value * head.value, multiplier=numeral.multiplier + head.multiplier)

    def to_record(self) -> dict[str, object]:
        """Return the record of the annotation standard, one JSON object; behind its fields, what sets the figure apart.

        A scope that the number's own words do not print, since a heading does, is no part of the label.
        """
        apart = self.label.startswith(self.scope) or HEADED in self.rules
        others = {
            "scope": self.scope if apart else "",
            "coverage": "" if self.coverage == "year" else self.coverage,
            "preliminary": self.preliminary,
            "basis": self.basis,
        }
        record: dict[str, object] = {"doc": self.doc} | {name: getattr(self, name) for name in RECORD}
        record |= {"value": float(self.value), "value_high": None if self.value_high is None else float(self.value_high)}
        record["label"] = self.label if apart else self.scope + self.label
        return record | {name: value for name, value in others.items() if value}


@dataclass(frozen=True, slots=True)
class Interval:
    """The range of values that a statement leaves open, ends included; an end may be infinite."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"an interval needs low <= high, not {self.low} and {self.high}")

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def half_step(figure: Figure, unit: Unit) -> Decimal:
    """Half a unit of the last printed digit: what rounding leaves open.

    Zero for what is not rounded: targets and rules (they are set, not measured), ranks, words, and things counted one by
    one and printed in full.
    """
    if figure.status != "actual" or (numeral := figure.numeral) is None or numeral.kind == "rank":
        return Decimal(0)
    if numeral.kind == "fraction":
        return abs(numeral.value) * ABOUT_SHARE
    if numeral.multiplier == 0 and (numeral.kind == "chinese" or (unit.counted and numeral.decimals == 0)):
        return Decimal(0)
    return round_half(numeral.value, numeral.step)


def round_half(value: Decimal, step: Decimal) -> Decimal:
    """Half a step of the last printed digit; where that digit is a magnitude, at most a twentieth of the value.

    1亿 that was granted is not anything from half to one and a half, while 0.1% may well be 0.05% or 0.15%.

    >>> round_half(Decimal("0.1"), Decimal("0.1")), round_half(Decimal("1e8"), Decimal("1e8"))
    (Decimal('0.05'), Decimal('5E+6'))
    """
    return min(step / 2, abs(value) * ABOUT_SHARE) if value and step > 1 else step / 2


def interval(figure: Figure, unit: Unit | None = None) -> Interval:
    """Return the interval that bound and rounding imply.

    In the printed unit, magnitude applied. The conventions stand in ``bounds.yaml`` and docs/conventions.md. ``figure``: a
    figure; values in its printed unit; ``unit``: its canonical unit, read from ``figure.unit`` where not given.

    >>> interval(Figure("x", 1, 0, "5.8", "%", Decimal("5.8"), measure="growth"))
    Interval(low=5.75, high=5.85)
    >>> interval(Figure("x", 1, 0, "6000亿", "元", Decimal("6e11"), bound=">", bound_word="突破"))
    Interval(low=600000000000.0, high=inf)
    """
    unit = unit or parse_unit(figure.unit)
    return draw_interval(
        figure.value,
        figure.bound,
        figure.bound_word,
        half=half_step(figure, unit),
        unit=unit,
        measure=figure.measure,
        value_high=figure.value_high,
    )


def convention_of(figure: Figure, unit: Unit | None = None) -> str:
    """Return the name of the convention by which `interval` is drawn: the row's own account of itself.

    >>> convention_of(Figure("x", 1, 0, "5.8", "%", Decimal("5.8"), measure="growth"))
    'rounded'
    """
    if figure.bound != "=":
        return read_bounds().get(figure.bound_word, (figure.bound, _DEFAULT[figure.bound]))[1]
    if figure.value_high is not None:
        return "range"
    return "rounded" if half_step(figure, unit or parse_unit(figure.unit)) else "exact"


#: A share in tenths or halves; 过半 is printed as 半.
_PART = re.compile("[一二两兩三四五六七八九]成[半一二三四五六七八九]?|一?半")

#: What ends the name of a rate.
_OF_RATE = re.compile("[率比]$|比[重例]$")


def in_percent(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a row with a share in tenths or halves, or a growth in multiples or fractions, in per cent; any other as it is.

    八成 is 80%, 过半 is more than 50%, a rate that fell to 零 fell to 0%, and what grew by 1.6倍 grew by 160%: so they stand
    beside others, and in English "1.6 times" would leave open which of two rates is meant. ``row``: row of `xclib.figures`.

    >>> row = {"value": 1.6, "low": 1.55, "high": 1.65, "number": "1.6", "unit": "倍", "measure": "growth"}
    >>> in_percent(row)["value"], in_percent(row)["unit"], in_percent({**row, "measure": "level"})["unit"]
    (160.0, '%', '倍')
    """
    unit, number = str(row.get("unit") or ""), str(row.get("number") or "")
    grown = row.get("measure") == "growth" and (unit == "倍" or (not unit and "分之" in number))
    shared = _PART.fullmatch(number) and (parse_unit(unit).code in ("1", "NR") if "成" in number else not unit)
    none = not unit and number in ("0", "零") and _OF_RATE.search(str(row.get("label")))
    times = 100 if grown or shared else 10 if unit == "成" else 1
    if times == 1 and not none:
        return row
    ends = {name: round(row[name] * times, 9) for name in ("value", "value_high", "low", "high") if name in row}
    return {**row, **ends, "unit": "%", "unit_code": "PT", "factor": 1.0}


def draw_interval(
    value: Decimal,
    bound: Bound,
    bound_word: str = "",
    *,
    half: Decimal = Decimal(0),
    unit: Unit | None = None,
    measure: Measure = "level",
    value_high: Decimal | None = None,
) -> Interval:
    """Return the interval of a value whose half step is known.

    In the unit of ``value``. ``value``, ``value_high``: the value, and the upper end of a printed range. ``bound``,
    ``bound_word``: what the words say; the word picks the convention of ``bounds.yaml``. ``half``: half a unit of the last
    printed digit, 0 for an exact number; ``unit``: a share of a whole (percent, level) ends at 100. ``measure``: a level is not
    negative; growth and change may be.

    >>> draw_interval(Decimal("-3.4"), ">=", "以上", measure="growth")
    Interval(low=-inf, high=-3.4)
    """
    unit = unit or parse_unit("")
    size, top = abs(value), abs(value if value_high is None else value_high)
    size, top = min(size, top), max(size, top)
    # A share of a whole ends at 100%; growth and change do not.
    ceiling = Decimal(100) if unit.code == "PT" and measure == "level" and top <= 100 else _INFINITY
    signed = measure in ("growth", "change") and value >= 0
    convention = "" if bound == "=" else read_bounds().get(bound_word, (bound, _DEFAULT[bound]))[1]
    if value_high is not None and value < 0 <= value_high:
        return Interval(float(value - half), float(value_high + half))
    if not convention:
        low, high = size - half, min(top + half, ceiling)
    elif convention == "about":
        slack = ABOUT_POINTS if unit.dimension in ("share", "points") else size * ABOUT_SHARE
        low, high = size - slack, min(top + slack, ceiling)
    elif convention == "next":
        low, high = size, min(size + _last_step(size), ceiling)
    elif convention == "open":
        low, high = size, ceiling
    elif convention == "near":
        low, high = max(size * NEAR_SHARE, size - _last_step(size)), top
    else:
        low, high = -_INFINITY if signed else Decimal(0), top
    if measure not in ("growth", "change"):
        low = max(low, Decimal(measure == "rank"))  # no place lies before the first
    # A decrease of at least 3.4% lies below -3.4: bounds are drawn on the size, then mirrored.
    if value < 0:
        low, high = -high, -low
    return Interval(float(low), float(high))


def _last_step(size: Decimal) -> Decimal:
    """Place value of the last digit that is not 0: 100 for 1300, 10万 for 10万... but 10 for 10."""
    if not size or math.isinf(size):
        return Decimal(0)
    return Decimal(10) ** int(size.normalize().as_tuple().exponent)
