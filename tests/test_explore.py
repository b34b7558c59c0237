"""Scenarios: a slider for who works in JupyterLab, chart and table for everyone else; what is said agrees with the arithmetic."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from matplotlib.figure import Figure

import xclib as xc
from xclib.analyses import fiscal, growth
from xclib.charts import explore
from xclib.economics.derived import implied_deflator, nominal_growth
from xclib.economics.quantity import Quantity
from xclib.errors import XclibError
from xclib.html import present
from xclib.words import lab
from xclib.words.wording import either

XICHENG = "cn-110102-plan-2024"
LANGS = ["zh", "en"]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    import IPython.display

    seen: list[Any] = []

    def display(told: Any, **options: Any) -> Any:
        seen.append(told)
        return SimpleNamespace(update=lambda new, **_: seen.append(new))

    monkeypatch.setattr(IPython.display, "display", display)
    return seen


@pytest.fixture
def in_lab(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A shell whose cell was sent by a notebook page."""
    shell = SimpleNamespace(get_parent=lambda: {"metadata": {"cellId": "a"}})
    monkeypatch.setitem(
        sys.modules, "IPython", SimpleNamespace(**vars(sys.modules["IPython"]) | {"get_ipython": lambda: shell})
    )
    yield
    lab._carrier.cache_clear()


def scene(value: float) -> explore.Scene:
    return explore.Scene(Figure, f"At {value:g}.", {"x": f"{value:g}", "y": f"{2 * value:g}"})


def test_without_a_person_there_is_the_chart_alone(shown: list[Any]) -> None:
    explore.slide(scene, [1.0, 2.0], value=2.0, label="x", lang="en")
    assert len(shown) == 1
    assert shown[0]["text/plain"] == "<chart: At 2.>"


def test_who_is_asked_decides(monkeypatch: pytest.MonkeyPatch, in_lab: None) -> None:
    assert lab.is_interactive()
    monkeypatch.setenv(lab.PLAIN, "1")
    assert not lab.is_interactive()


def test_the_slider_moves_the_chart(shown: list[Any], in_lab: None) -> None:
    explore.slide(scene, [1.0, 2.0, 3.0], value=2.5, label="x", unit="%", lang="en")
    control, first = shown
    assert [text for text, _ in control.options] == ["1%", "2%", "2.5%", "3%"], "the start is one of the stops"
    assert first["text/plain"] == "<chart: At 2.5.>"
    control.value = 3.0
    assert shown[-1]["text/plain"] == "<chart: At 3.>"


@pytest.mark.parametrize(("lang", "word"), [("en", "above"), ("zh", "高于")])
def test_a_slider_that_is_moved_keeps_its_language(lang: str, word: str, shown: list[Any], in_lab: None) -> None:
    def draw(value: float) -> explore.Scene:
        return explore.Scene(Figure, f"{either('高于', 'above')} {value:g}", {})

    explore.slide(draw, [1.0, 2.0, 3.0], value=1.0, label="x", lang=lang)
    assert word in shown[1]["text/plain"]
    first = shown[1]["text/html"].replace(f"{word} 1", f"{word} 2")
    for value in (2.0, 3.0):
        shown[0].value = value
        assert f"{word} {value:g}" in shown[-1]["text/plain"]
    shown[0].value = 2.0
    assert re.sub(r"base64,[^\"]+", "", shown[-1]["text/html"]) == re.sub(r"base64,[^\"]+", "", first), (
        "no other word is of another"
    )


def test_a_scenario_that_fails_says_so(shown: list[Any], in_lab: None) -> None:
    def draw(value: float) -> explore.Scene:
        if value > 1:
            raise XclibError("no such growth")
        return scene(value)

    explore.slide(draw, [1.0, 2.0], value=1.0, label="x", lang="en")
    shown[0].value = 2.0
    assert shown[-1] == {"text/plain": "no such growth"}


def test_nothing_to_show_shows_nothing(shown: list[Any]) -> None:
    explore.slide(lambda _: None, [1.0], value=1.0, label="x")
    assert shown == []
    assert "没有可列的" in explore.values(lambda _: None, [1.0], {"x": "X"}, caption="t").html


def test_a_table_is_the_same_with_and_without_a_person(in_lab: None, monkeypatch: pytest.MonkeyPatch) -> None:
    carried: list[int] = []
    monkeypatch.setattr(lab, "_carrier", SimpleNamespace(__call__=None, cache_clear=lambda: None))
    monkeypatch.setattr(
        lab, "_carrier", type("C", (), {"__call__": lambda self: carried.append(1), "cache_clear": lambda self: None})()
    )
    table = present.table([{"a": "x"}], {"a": "A"}, caption="t", lang="en")
    there = table._repr_mimebundle_()
    monkeypatch.setenv(lab.PLAIN, "1")
    assert there == table._repr_mimebundle_()
    assert carried == [1]


def test_steps_end_where_they_are_told() -> None:
    assert explore.steps(0, 1, 0.4) == [0.0, 0.4, 0.8, 1.0]
    with pytest.raises(XclibError, match="set low <= high"):
        explore.steps(1, 0)


def test_nominal_growth_by_hand_and_back() -> None:
    found = nominal_growth(Quantity(5, 4.5, 5.5), Quantity(2, 2, 2))
    assert (found.low, found.value, found.high) == pytest.approx((6.59, 7.1, 7.61))
    back = implied_deflator(replace(found, low=found.value, high=found.value), Quantity(5, 5, 5))
    assert back.low == pytest.approx(2)


def test_a_floor_stays_a_floor_at_current_prices() -> None:
    """6000 × 1.045 × 1.02 = 6395."""
    levels, rates = xc.series("gdp", "110102"), xc.series("gdp_growth", "110102")
    found = growth.at_prices(growth.state(levels, rates, report=XICHENG, year=2023), 2.0)
    assert found is not None
    assert (found["there"].low, found["there"].high) == (pytest.approx(6395.4e8), float("inf"))
    assert growth.at_prices(growth.state(levels.head(0), rates, report=XICHENG, year=2023), 2.0) is None


def test_revenue_by_output_is_buoyancy_times_growth() -> None:
    budget = fiscal.read_budget(xc.report(XICHENG), xc.figures(XICHENG), xc.context())
    known = fiscal.known(budget, fiscal.derived(budget))
    found = fiscal.by_growth(budget, known, (0.5, 1.0, 1.5), 4.0)
    assert found is not None
    assert [q.value for q in found["rates"]] == [2.0, 4.0, 6.0]
    # 452.65 × 1.02 to 452.75 × 1.06.
    assert (found["level"].low, found["level"].high) == (pytest.approx(461.703e8), pytest.approx(479.915e8))
    shrinks = fiscal.by_growth(budget, known, (0.5, 1.0, 1.5), -2.0)
    assert shrinks is not None
    assert shrinks["rates"][-1].value == -3.0
    assert (shrinks["marks"][1]["low"] <= shrinks["marks"][1]["high"]).all()
