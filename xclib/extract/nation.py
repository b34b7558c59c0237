"""Which products of an area's report are the nation's, named as the background of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from xclib.care.shipped import read_beside
from xclib.model.figure import Figure
from xclib.model.units import parse_unit

#: The greatest province had between 5 % and 12 % of the nation's product in each year since 1992.
_SHARE = 0.2
_YEAR = re.compile(r"\d{4}")
_NATION = "全国"


@cache
def _products() -> dict[int, float]:
    return {int(year): trillions * 1e12 for year, trillions in read_beside(__file__, "nation.yaml").items()}


def set_apart(figures: Sequence[Figure], area: str) -> list[Figure]:
    """Give the nation's product and its growth the nation as scope where an area reports them.

    ``figures``: of one document, in reading order; ``area``: whose report it is.

    >>> from decimal import Decimal
    >>> level = Figure("x", 1, 0, "8.9万亿", "元", Decimal("8.9e12"), label="国内生产总值", period="2000")
    >>> growth = Figure("x", 1, 9, "8", "%", Decimal(8), measure="growth", label="国内生产总值", period="2000")
    >>> [figure.scope for figure in set_apart([level, growth], "青岚市")]
    ['全国', '全国']
    """
    if area in ("", _NATION, "中国"):
        return list(figures)
    found, line, label = [], 0, ""
    for figure in figures:
        if figure.measure == "level" and figure.label.endswith("生产总值"):
            line, label = (figure.line, figure.label) if _too_great(figure) else (0, "")
        ours = figure.scope or (figure.line, figure.label) != (line, label)
        found.append(figure if ours else replace(figure, scope=_NATION, label=figure.label.removeprefix("我国")))
    return found


def _too_great(figure: Figure) -> bool:
    """Whether no area of the country has such a product; for years to come the last known one of the nation counts."""
    if not (years := _YEAR.findall(figure.period)):
        return False
    unit = parse_unit(figure.unit)
    year = min(int(years[-1]), max(_products()))
    return unit.code == "CNY" and float(figure.value) * unit.factor > _SHARE * _products().get(year, float("inf"))
