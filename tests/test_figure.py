"""A figure and the interval that its words and its rounding leave open."""

from __future__ import annotations

import math
import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xclib.model.figure import HEADED, Figure, Interval, convention_of, draw_interval, in_percent, interval, read_bounds
from xclib.model.units import parse_unit


def figure(number: str, unit: str, value: str, bound: str = "=", word: str = "", **told: object) -> Figure:
    return Figure("x", 1, 0, number, unit, Decimal(value), bound=bound, bound_word=word, **told)  # type: ignore[arg-type]


INTERVALS = [
    # as printed, what is left open
    (figure("6000亿", "元", "6e11", ">", "突破"), 6e11, math.inf),
    (figure("5.8", "%", "5.8", measure="growth"), 5.75, 5.85),
    (figure("1012.9亿", "元", "101290000000"), 101285000000, 101295000000),
    (figure("2.9万", "人次", "29000"), 28500, 29500),
    (figure("923", "项", "923"), 923, 923),
    (figure("九", "年", "9"), 9, 9),
    (figure("第一", "", "1", measure="rank"), 1, 1),
    (figure("前三", "", "3", "<=", "前", measure="rank"), 1, 3),
    (figure("10", "家", "10", ">", "余"), 10, 20),
    (figure("1.6万", "套", "16000", ">", "余"), 16000, 17000),
    (figure("1300", "个", "1300", ">", "余"), 1300, 1400),
    (figure("9亿", "元", "9e8", "<", "近"), 8.1e8, 9e8),
    (figure("1.92万", "名", "19200", "<", "近"), 19100, 19200),
    (figure("1亿", "元", "1e8"), 0.95e8, 1.05e8),
    (figure("479万", "人次", "4790000", "~", "约"), 4550500, 5029500),
    (figure("50", "%", "50", ">=", "以上"), 50, 100),
    (figure("100", "%", "100"), 99.5, 100),
    (figure("0.3", "%", "0.3"), 0.25, 0.35),
    (figure("2.3", "%", "2.3"), 2.25, 2.35),
    (figure("5", "%", "5", "~", "左右", measure="growth", status="target"), 4.5, 5.5),
    (figure("3.5", "%", "3.5", "<=", "以内", status="target"), 0, 3.5),
    (figure("6", "%", "6", measure="growth", status="target"), 6, 6),
    (figure("3.4", "%", "-3.4", ">=", "以上", measure="growth", status="target"), -math.inf, -3.4),
    (figure("2.1", "%", "-2.1", measure="growth"), -2.15, -2.05),
    (figure("3", "%", "3", "<", "不足", measure="growth"), -math.inf, 3),
    (figure("1", "立方米", "1e8", status="target", magnitude="亿"), 1e8, 1e8),
    (figure("1.5", "立方米", "1.5e8", magnitude="亿"), 1.45e8, 1.55e8),
    (figure("6.5%—7", "%", "6.5", measure="growth", status="target", value_high=Decimal(7)), 6.5, 7),
]


@pytest.mark.parametrize(
    ("stated", "low", "high"), INTERVALS, ids=lambda v: v.number + v.bound_word if isinstance(v, Figure) else None
)
def test_interval(stated: Figure, low: float, high: float) -> None:
    ends = interval(stated)
    assert (ends.low, ends.high) == pytest.approx((low, high))


def test_a_bound_is_not_a_value() -> None:
    assert interval(figure("6000亿", "元", "6e11", ">", "突破")).high == math.inf


def test_target_is_not_rounded() -> None:
    assert convention_of(figure("4.5", "%", "4.5", status="target")) == "exact"
    assert convention_of(figure("4.5", "%", "4.5")) == "rounded"


@pytest.mark.parametrize("field", ["bound", "measure", "status"])
def test_unknown_code_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match=f"x line 1: {field} 'sideways'"):
        Figure("x", 1, 0, "5", "%", Decimal(5), **{field: "sideways"})


def test_interval_needs_its_ends_in_order() -> None:
    with pytest.raises(ValueError, match="low <= high"):
        Interval(2, 1)


WORDS = sorted(read_bounds())


@given(
    value=st.decimals(min_value=Decimal("-1e13"), max_value=Decimal("1e13"), places=2).filter(lambda d: d != 0),
    word=st.sampled_from(["", *WORDS]),
    unit=st.sampled_from(["元", "%", "个", "人", "微克/立方米", "个百分点"]),
    measure=st.sampled_from(["level", "growth", "change"]),
)
def test_interval_holds_the_printed_number_at_its_edge_or_inside(value: Decimal, word: str, unit: str, measure: str) -> None:
    bound = read_bounds()[word][0] if word else "="
    ends = draw_interval(value, bound, word, unit=parse_unit(unit), measure=measure)  # type: ignore[arg-type]
    assert ends.low <= float(value) <= ends.high


@given(
    value=st.decimals(min_value=Decimal("0.1"), max_value=Decimal("1e12"), places=1),
    word=st.sampled_from([w for w in WORDS if w]),
)
def test_a_decrease_mirrors_an_increase(value: Decimal, word: str) -> None:
    bound, convention = read_bounds()[word]
    up = draw_interval(value, bound, word, unit=parse_unit("%"), measure="growth")
    down = draw_interval(-value, bound, word, unit=parse_unit("%"), measure="growth")
    if convention != "below":  # below 3% growth may be a fall; a fall below 3% stays a fall
        assert (down.low, down.high) == (-up.high, -up.low)


def test_a_figure_is_pickled_with_all_that_it_says() -> None:
    figure = Figure(
        "x", 3, 14, "5.8", "%", Decimal("5.8"), measure="growth", label="茶税", scope="市本级", rules=("amount", HEADED)
    )
    again = pickle.loads(pickle.dumps(figure))
    assert (again, again.rules) == (figure, figure.rules)
    # As arguments alone: the names of the fields are not asked for again.
    assert figure.__reduce__() == (Figure, tuple(getattr(figure, name) for name in Figure.__slots__))


def test_record_has_the_fields_of_the_standard() -> None:
    record = figure("285", "%", "100", scope="老城以外", label="覆盖率").to_record()
    assert record["label"] == "老城以外覆盖率"
    assert list(record) == [
        "doc",
        "line",
        "start",
        "number",
        "unit",
        "value",
        "value_high",
        "bound",
        "measure",
        "status",
        "period",
        "label",
    ]


def test_record_tells_what_sets_a_figure_apart() -> None:
    plain = figure("5", "亿元", "5e8", label="税收收入")
    assert not {"scope", "coverage", "preliminary", "basis"} & set(plain.to_record())
    part = figure(
        "5", "亿元", "5e8", label="市本级税收收入", scope="市本级", coverage="half", preliminary=True, basis="comparable"
    )
    record = part.to_record()
    assert [record[k] for k in ("label", "scope", "coverage", "preliminary", "basis")] == [
        "市本级税收收入",
        "市本级",
        "half",
        True,
        "comparable",
    ]
    headed = figure("5", "亿元", "5e8", label="税收收入", scope="市本级", rules=(HEADED,)).to_record()
    assert (headed["label"], headed["scope"]) == ("税收收入", "市本级")


@pytest.mark.parametrize("wrong", [{"coverage": "week"}, {"basis": "adjusted"}])
def test_a_code_that_is_none_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is none of"):
        figure("5", "%", "5", **wrong)


@pytest.mark.parametrize(
    ("number", "value", "unit", "measure", "shown"),
    [
        ("两成", -0.2, "", "growth", (-20, "%")),
        ("兩成半", 0.25, "", "level", (25, "%")),
        ("三分之一", -0.25, "", "growth", (-25, "%")),
        ("三分之一", 0.25, "", "level", (0.25, "")),
        ("0.4", 0.4, "", "growth", (0.4, "")),
    ],
)
def test_a_share_is_shown_in_percent(number: str, value: float, unit: str, measure: str, shown: tuple[float, str]) -> None:
    row = in_percent({"number": number, "value": value, "low": value, "high": value, "unit": unit, "measure": measure})
    assert (row["value"], row["unit"]) == (row["low"], row["unit"]) == shown


@pytest.mark.parametrize(("label", "unit"), [("岚江贫困发生率", "%"), ("茶税占收入比重", "%"), ("岚江事故", "")])
def test_a_rate_that_fell_to_nothing_is_one_in_percent(label: str, unit: str) -> None:
    row = in_percent({"label": label, "number": "0", "value": 0, "low": 0, "high": 0.5, "unit": "", "measure": "level"})
    assert (row["value"], row["high"], row["unit"]) == (0, 0.5, unit)
