"""Units as printed and as meant."""

from __future__ import annotations

import pytest

from xclib.model.units import parse_unit


@pytest.mark.parametrize(
    ("printed", "code", "dimension", "factor"),
    [
        ("元", "CNY", "money", 1),
        ("美元", "USD", "money", 1),
        ("%", "PT", "share", 1),
        ("％", "PT", "share", 1),
        ("‰", "PT", "share", 0.1),
        ("个百分点", "PP", "points", 1),
        ("公顷", "m2", "area", 10000),
        ("亩", "m2", "area", 2000 / 3),
        ("公里", "m", "length", 1000),
        ("微克/立方米", "ug/m3", "concentration", 1),
        ("人次", "PS_VISITS", "persons", 1),
        ("门", "NR", "count", 1),
        ("盏", "NR", "count", 1),  # a counter that the table does not list
        ("", "1", "number", 1),
    ],
)
def test_parse_unit(printed: str, code: str, dimension: str, factor: float) -> None:
    unit = parse_unit(printed)
    assert (unit.code, unit.dimension) == (code, dimension)
    assert unit.factor == pytest.approx(factor)


def test_people_are_counted_and_money_is_not() -> None:
    assert parse_unit("人").counted
    assert not parse_unit("元").counted
