"""The catalogue of indicators: from a label to what it measures, with topic, unit, direction and price basis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from xclib.care.shipped import read_beside
from xclib.errors import unknown
from xclib.model.areas import stem
from xclib.model.codes import read_codes
from xclib.model.figure import Figure, interval
from xclib.model.numerals import simplify
from xclib.model.units import parse_unit


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the catalogue; the fields are explained at the head of ``indicators.yaml``."""

    code: str
    zh: str
    en: str
    topic: str
    measure: str
    unit: str
    direction: str
    price_basis: str
    aliases: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    scope: str = ""
    names: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)
    called: Mapping[str, str] = field(default_factory=dict, hash=False)

    def named(self, label: str) -> str:
        """Return its English name, by the name that a report of its time prints.

        >>> [read_indicators()["rural_income"].named(label) for label in ("农民人均纯收入", "农村居民人均可支配收入")]
        ['Rural net income per head', 'Rural disposable income per head']
        """
        return next((name for part, name in self.called.items() if part in label), self.en)


def _catalogue() -> dict[str, Any]:
    return read_beside(__file__, "indicators.yaml")


@cache
def read_indicators() -> dict[str, Indicator]:
    """Return the catalogue, by code.

    >>> read_indicators()["gdp_growth"].price_basis
    'constant'
    """
    return {code: _indicator(code, entry) for code, entry in _catalogue()["indicators"].items()}


def _indicator(code: str, entry: dict[str, Any]) -> Indicator:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Indicator(code=code, **fields)


@cache
def read_topics() -> dict[str, dict[str, str]]:
    """Return the topics with their names, ``{"growth": {"zh": …, "en": …}, …}``."""
    return {topic: dict(names) for topic, names in read_codes()["topic"].items()}


def check_topic(topic: str) -> str:
    """Return the topic, or raise `UnknownNameError` that names the nearest or lists what there is."""
    if topic not in read_topics():
        codes = {name: topic for topic, entry in read_topics().items() for name in (topic, entry["zh"], entry["en"])}
        raise unknown("topic", topic, codes)
    return topic


def check_indicator(code: str) -> Indicator:
    """Return the indicator of a code, or raise `UnknownNameError` that names the nearest ones."""
    catalogue = read_indicators()
    if code not in catalogue:
        # First all codes, then all names: a code that is near is what a person mistyped.
        codes = {code: code for code in catalogue} | {name: i.code for i in catalogue.values() for name in (i.zh, i.en)}
        raise unknown("indicator", code, codes)
    return catalogue[code]


@cache
def _by_alias() -> dict[tuple[str, str], Indicator]:
    return {(i.measure, _fold(alias)): i for i in read_indicators().values() for alias in i.aliases}


#: What may stand before a headline label without changing what it measures; 全市 only where the area is a city.
_OPENERS = re.compile(r"全年|全社会|实现|完成|预计|[全我本](?P<kind>[国省市区县州盟旗])")
#: Where the name of an area above ends: 青岚市云泽区.
_ABOVE = re.compile(r"(?<=[省市州盟])|(?<=自治区)|(?<=地区)")
#: What may end the label of a growth rate, as cells of tables print it.
_RATE = re.compile(r"(?:(?:增长|上涨|上升)(?:率|速度|幅度)?|增速|增幅|涨幅)$")


@cache
def _own_names(area: str) -> tuple[str, ...]:
    """Return what an area may be called in its own report: 青岚市云泽区, 云泽区, 云泽."""
    parts = [part for part in _ABOVE.split(area) if part]
    last = parts[-1] if parts else ""
    return tuple(name for name in (area, last, stem(last)) if len(name) > 1)


def _opener(label: str, area: str) -> int:
    """Return the length of what stands before a label and says nothing but that it is the area's own."""
    if name := next((name for name in _own_names(area) if label.startswith(name)), ""):
        return len(name)
    found = _OPENERS.match(label)
    kind = found["kind"] if found else None
    # A district was a county before: 全县 in its old reports is itself, and it has no county in it.
    own = not (area and kind) or area.endswith(kind) or (kind == "县" and area.endswith("区"))
    if found is None or not own:
        return 0
    return found.end()


def _fold(label: str) -> str:
    return simplify(unicodedata.normalize("NFKC", label).replace(" ", ""))


def match_indicator(label: str, measure: str, unit_code: str = "", *, area: str = "") -> Indicator | None:
    """Return the indicator that a label names.

    None where the catalogue has nothing: better than a wrong name. ``label``: as printed in the report or source;
    ``measure``: one of 'level', 'growth', 'change', 'rank': a growth rate never matches a level; ``unit_code``: canonical
    unit code; where given it must be the catalogue's; ``area``: name of the area that reports, alone or behind the area
    above; before a label it changes nothing, 云泽区生产总值, while 全市 in the report of a district is another area.

    >>> match_indicator("全区地区生产总值", "growth").code
    'gdp_growth'
    >>> match_indicator("全区地区生产总值增长", "growth").code
    'gdp_growth'
    >>> match_indicator("全市地区生产总值", "growth", area="青岚市云泽区") is None
    True
    >>> match_indicator("全县地区生产总值", "growth", area="云泽区").code
    'gdp_growth'
    >>> match_indicator("地區生產總值", "growth").code
    'gdp_growth'
    >>> match_indicator("第三产业占地区生产总值比重", "growth") is None
    True
    """
    folded = _fold(label)
    if measure == "growth" and (measure, folded) not in _by_alias():
        folded = _RATE.sub("", folded)
    found = _by_alias().get((measure, folded))
    while found is None and (opener := _opener(folded, area)):
        folded = folded[opener:]
        found = _by_alias().get((measure, folded))
    if found is None or any(word in folded for word in found.exclude):
        return None
    return found if not unit_code or found.unit == unit_code else None


def indicator_of(figure: Figure, unit_code: str = "", *, area: str = "") -> Indicator | None:
    """Return the indicator of which a figure is the area's own number of the year.

    A part of the year has none, nor has a part of the area, unless the catalogue knows it by that part, as 地方级 revenue.
    """
    if figure.measure == "rank" or figure.coverage != "year":
        return None
    found = match_indicator(figure.label, figure.measure, unit_code, area=area)
    return None if found is None or (figure.scope and simplify(figure.scope) != found.scope) else found


def measured(figure: Figure, *, area: str = "") -> dict[str, Any]:
    """Return what a figure measures as every table has it: value and interval in its own unit, unit code and indicator.

    >>> from decimal import Decimal
    >>> measured(Figure("x", 1, 0, "5.8", "%", Decimal("5.8"), measure="growth", label="地区生产总值"))["indicator"]
    'gdp_growth'
    """
    unit = parse_unit(figure.unit)
    ends, known = interval(figure, unit), indicator_of(figure, unit.code, area=area)
    high = None if figure.value_high is None else float(figure.value_high)
    found = {"value": float(figure.value), "value_high": high, "low": ends.low, "high": ends.high}
    return found | {"unit_code": unit.code, "indicator": known.code if known else ""}


@cache
def _keywords() -> tuple[tuple[str, str], ...]:
    rows = [(word, topic) for topic, words in _catalogue()["keywords"].items() for word in words]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def find_topic(label: str, indicator: Indicator | None = None) -> str:
    """Return the topic of a label: its indicator's, else that of the longest keyword in it, else empty.

    >>> find_topic("新增屋顶绿化")
    'environment'
    """
    if indicator is not None:
        return indicator.topic
    return next((topic for word, topic in _keywords() if word in label), "")
