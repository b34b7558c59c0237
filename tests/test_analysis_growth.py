"""The growth analysis on invented areas, checked by hand: frames and quantities, without words."""

from __future__ import annotations

import math
from typing import Any

import invented
import pandas as pd
import pytest
from cells import page
from conftest import ROOT

import xclib as xc
from xclib.analyses import growth
from xclib.economics.quantity import Quantity, assume
from xclib.errors import UnknownNameError, XclibError
from xclib.words import Words, read_catalogue
from xclib.words.markup import plain_text

INF = math.inf
PLACE = {"area_code": "999101", "area_zh": "云泽区", "area_en": "Yunze District"}
COLUMNS = [
    "area_code", "area_zh", "area_en", "indicator", "period", "status", "value", "value_high", "low", "high", "unit_code",
    "bound", "vintage", "base", "grade", "as_printed", "origin", "source_url",
]  # fmt: skip


def level(period: int, value: float, *, bound: str = "=", half: float = 0.5e8, **more: Any) -> dict[str, Any]:
    """A stated level; ``value`` in 亿元, its interval of the last printed digit."""
    low, high = (value * 1e8, INF) if bound == ">" else (value * 1e8 - half, value * 1e8 + half)
    row = {**PLACE, "indicator": "gdp", "period": period, "status": "actual", "value": value * 1e8, "low": low, "high": high}
    row |= {"unit_code": "CNY", "bound": bound, "vintage": "first", "base": "census-2018", "grade": "A", "as_printed": ""}
    return row | {"origin": "context", "source_url": f"https://yunze.example/{period}"} | more


def rate(period: int, value: float, *, half: float = 0.05, **more: Any) -> dict[str, Any]:
    row = level(period, value) | {"indicator": "gdp_growth", "value": value, "low": value - half, "high": value + half}
    return row | {"unit_code": "PT", "base": ""} | more


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def target(period: int, value: float, **more: Any) -> dict[str, Any]:
    return rate(period, value, half=0.5, **{"status": "target", "vintage": "target", "bound": "~"} | more)


LEVELS = frame(level(2029, 950), level(2030, 1000, bound=">", origin="r"))
RATES = frame(rate(2030, 6.0, origin="r"), target(2031, 5, origin="r"))


def state(levels: pd.DataFrame = LEVELS, rates: pd.DataFrame = RATES) -> dict[str, Any]:
    return growth.state(levels, rates, report="r", year=2030)


def test_the_sentence_that_sets_a_target_counts_before_the_table_that_leaves_its_words_out() -> None:
    aims = frame(rate(2030, 6.0, origin="r"), target(2031, 5, origin="r", bound="="), target(2031, 5, origin="r"))
    assert state(rates=aims)["target"].bound == "~"
    assert state(rates=aims[aims["bound"] == "="])["target"].bound == "="


def test_revenue_alone_opens_no_table_of_growth() -> None:
    revenue, output = {"topic": "fiscal", "label": "收入"}, {"topic": "growth", "label": "产出"}
    assert growth.priced([None, output, revenue]) == [output, revenue]
    assert growth.priced([None, revenue]) == []


def ends(of: Quantity) -> tuple[float, float]:
    return of.low, of.high


def test_a_bound_gives_nominal_growth_and_deflator_one_end_only() -> None:
    """1000/950.5 - 1 = 5.208%; over 1.0605 that is -0.794%."""
    row = growth.accounts(LEVELS, RATES, vintage="first").iloc[0]
    assert ends(row["nominal"]) == (pytest.approx(5.2078, abs=1e-3), INF)
    assert ends(row["deflator"]) == (pytest.approx(-0.7941, abs=1e-3), INF)
    assert math.isnan(row["nominal"].value)
    assert row["deflator"].inputs == (row["nominal"], row["real"])
    assert [q.url for q in row["nominal"].inputs] == ["https://yunze.example/2030", "https://yunze.example/2029"]


def test_a_value_gives_both_ends() -> None:
    """1026 over 950 is 8%; over 1.06 the deflator rose by 1.887%."""
    row = growth.accounts(frame(level(2029, 950), level(2030, 1026)), RATES, vintage="first").iloc[0]
    assert row["nominal"].value == pytest.approx(8.0)
    assert row["deflator"].value == pytest.approx(1.8868, abs=1e-3)
    assert row["deflator"].low < row["deflator"].value < row["deflator"].high


def test_a_naive_division_is_computed_and_held_against_the_stated_level() -> None:
    """1000 / 1.06 = 943.4; 950 * 1.06 = 1007, more than 1000 but not 1100."""
    found = growth.naive(growth.accounts(LEVELS, RATES, vintage="first"), state())
    assert found is not None
    assert found["quotient"].value == pytest.approx(943.396e8, rel=1e-5)
    assert found["flat"].value == pytest.approx(1007e8)
    assert (found["bound"], found["fits"]) == (True, True)
    exact = frame(level(2029, 950), level(2030, 1100, origin="r"))
    found = growth.naive(growth.accounts(exact, RATES, vintage="first"), state(exact))
    assert found is not None
    assert (found["bound"], found["fits"]) == (False, False)


def test_a_rival_base_is_a_row_of_its_own_and_never_first() -> None:
    rivals = frame(level(2029, 900, vintage="undated", grade="C"), *LEVELS.to_dict("records"))  # type: ignore[arg-type]
    rows = growth.accounts(rivals, RATES, vintage="first")
    assert rows["rival"].tolist() == [False, True]
    marks = growth.marks(rows)
    assert marks["label"].tolist() == ["real", *["nominal", "deflator"] * 2]
    assert marks["past"].map(lambda q: q.printed).tolist() == [95e9] * 3 + [90e9] * 2


@pytest.mark.parametrize(
    "past",
    [
        level(2029, 950, base="census-2023"),  # another base
        level(2028, 950),  # not the year before
        level(2029, 900, bound=">"),  # itself a bound
        level(2029, 950, status="target", vintage="target"),  # a target
    ],
)
def test_what_does_not_compare_gives_no_account(past: dict[str, Any]) -> None:
    levels = frame(past, level(2030, 1000, bound=">", origin="r"))
    rows = growth.accounts(levels, RATES, vintage="first")
    assert rows.empty
    assert growth.marks(rows).empty
    words, none = Words(read_catalogue(ROOT / "notebooks" / "growth.yaml"), "zh"), growth.span(rows, assume(-1, 1))
    assert str(words("tables.accounts.caption", **none)).strip() == "同批次水平的增速"
    assert growth.naive(rows, state(levels)) is None


def test_vintages_are_not_mixed() -> None:
    levels = frame(level(2029, 950, vintage="expected"), level(2030, 1000, vintage="first"))
    rows = growth.accounts(levels, RATES, vintage="first")
    assert rows["rival"].tolist() == [True]
    assert growth.naive(rows, state()) is None
    assert growth.accounts(levels, RATES, vintage="later").empty


def test_an_assumed_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(XclibError, match="low <= high"):
        assume(3, -3)


def test_the_assumed_span_is_held_against_what_earlier_years_imply() -> None:
    rows = growth.accounts(frame(level(2029, 950), level(2030, 1026)), RATES, vintage="first")
    held = [growth.span(rows, assume(-1, high)) for high in (3, 1)]
    assert [h["held"] for h in held if h] == [True, False]
    implied = growth.span(rows, assume(-1, 3))["deflators"]
    middle = (implied.low + implied.high) / 2
    ways = [growth.span(rows, assume(*ends))["outside"] for ends in ((-1, middle), (5, 7), (-9, -5))]
    assert ways == [False, True, True], "what no year touches is not partly outside"


def test_two_years_on_different_bases_that_do_not_meet() -> None:
    """1010 at +5% implies 942 to 982 for a deflator of -2..2%; 1000 and more was stated: one base would take -3.8% or less."""
    levels = frame(level(2030, 1000, bound=">"), level(2031, 1010, base="census-2023"))
    row = growth.breaks(levels, frame(rate(2031, 5.0)), assume(-2, 2)).iloc[0]
    assert row["apart"]
    assert ends(row["needed"]) == (-INF, pytest.approx((1010.5 / 1000 / 1.0495 - 1) * 100))
    assert ends(row["implied"]) == (pytest.approx(1009.5e8 / 1.0505 / 1.02), pytest.approx(1010.5e8 / 1.0495 / 0.98))


def test_two_years_on_different_bases_that_may_meet() -> None:
    levels = frame(level(2030, 970), level(2031, 1010, base="census-2023"))
    assert not growth.breaks(levels, frame(rate(2031, 5.0)), assume(-2, 2))["apart"].iloc[0]


def test_no_break_without_a_rate_or_a_known_base_or_where_the_base_runs_on() -> None:
    new, old, span = level(2031, 1010, base="census-2023"), level(2030, 1000), assume(-2, 2)
    some = frame(rate(2031, 5.0))
    assert growth.breaks(frame(old, new), frame(), span).empty
    assert growth.breaks(frame(old | {"base": ""}, new), some, span).empty
    assert growth.breaks(frame(old, old | {"base": "census-2023"}, new), some, span).empty


def test_the_index_chains_real_rates_and_stops_at_a_gap_or_a_bound() -> None:
    rates = frame(rate(2027, 9), rate(2029, 10), rate(2030, 5))
    index = growth.volume_index(rates, 2030).set_index("period")["value"]
    assert index.to_dict() == pytest.approx({2028: 100 / 1.05 / 1.1, 2029: 100 / 1.05, 2030: 100})
    bound = frame(rate(2029, 10, bound=">", low=10, high=INF), rate(2030, 5))
    assert growth.volume_index(bound, 2030)["period"].min() == 2029
    row = growth.volume_index(rates, 2030).iloc[0]
    assert row["low"] < row["value"] < row["high"]


def test_the_target_opens_a_fan_and_gives_the_level_a_floor() -> None:
    """1000 * 1.045 from a bound; 950 * 1.045 = 992.75 and * 1.055 = 1002.25 from a value."""
    fan = growth.fan(state()["target"], year=2030, years=2)
    assert fan[["low", "high"]].to_numpy()[1].tolist() == pytest.approx([104.5, 105.5])
    assert fan["high"].iloc[2] == pytest.approx(111.3025)
    base, first, second = fan["index"]
    assert base.is_stated, "the base year's 100 is set and no growth went into it"
    assert first.basis == "base × (1 + growth)"
    assert (second.basis, second.inputs[-1].printed) == ("base × (1 + growth) to the power of the years", 2)
    reached = growth.reached(state(), fan)
    assert reached is not None
    assert ends(reached["index"]) == pytest.approx((104.5, 105.5))
    there = growth.ahead(state())
    assert there is not None
    assert ends(there["there"]) == (pytest.approx(1045e8), INF)
    exact = frame(level(2030, 950, half=0.0, origin="r"))
    there = growth.ahead(state(exact))
    assert there is not None
    assert ends(there["there"]) == pytest.approx((992.75e8, 1002.25e8))


def test_a_level_stated_later_on_another_base_is_no_measure_of_the_target() -> None:
    moved = [frame(*LEVELS.to_dict("records"), level(2031, 1010, base=base)) for base in ("census-2023", "census-2018")]  # type: ignore[arg-type]
    assert [state(levels)["moved"] for levels in moved] == [True, False]


@pytest.mark.parametrize(("outcome", "side"), [(5.4, "within"), (6.0, "above"), (4.0, "below")])
def test_a_later_outcome_is_held_against_the_target(outcome: float, side: str) -> None:
    rates = frame(*RATES.to_dict("records"), rate(2031, outcome, vintage="undated"))  # type: ignore[arg-type]
    assert growth.planned(state(rates=rates))["met"] == side


def test_an_outcome_about_a_number_that_only_touches_a_floor_is_undecided() -> None:
    about, floor = {"bound": "~", "status": "actual", "vintage": "first"}, {"bound": ">=", "high": INF, "low": 7.0}
    rates = frame(target(2030, 7, **floor), target(2030, 6.5, **about), target(2029, 6), target(2029, 6.5, **about))
    gaps = growth.gaps(rates)
    assert gaps["verdict"].tolist() == ["within", "open"]
    assert growth.summary(gaps)["sides"] == [{"side": "within", "count": 1}, {"side": "open", "count": 1}]


def test_stated_contributions_to_growth_stand_first_among_what_drove_it() -> None:
    points = {"unit": "个百分点", "measure": "level"}
    labels = ["零售总额", "居民消费拉动经济", "净出口对经济增长的贡献率"]
    found = growth.drivers(pd.DataFrame([figure(label, 1.0, 9 * n, **points) for n, label in enumerate(labels)]), 2030)
    assert found["group"].tolist() == ["contribution", "contribution", "consumption"]
    stated = [pd.DataFrame([figure(label, 9.0, 1, measure=measure)]) for label, measure in (
        ("第二产业增加值", "level"), ("第二产业增加值", "growth"), (labels[1], "level"), ("零售总额", "level"))]  # fmt: skip
    assert [growth.has_accounts(frame) for frame in stated] == [True, False, True, False]


def test_a_report_that_states_nothing_gives_nothing() -> None:
    nothing = state(frame(), frame())
    assert [nothing[k] for k in ("level", "real", "target", "before", "later")] == [None] * 5
    assert growth.fan(None, year=2030, years=2).empty
    assert growth.ahead(nothing) is None
    assert growth.at_prices(nothing, 1.0) is None
    assert growth.reached(nothing, growth.fan(None, year=2030, years=2)) is None
    assert [growth.happened(nothing)["says"], growth.planned(nothing)["says"]] == ["nothing", "nothing"]
    assert growth.kept(growth.summary(growth.gaps(frame()))) is None
    assert growth.statements(frame(), since=2000).empty


@pytest.mark.parametrize(
    ("own", "above", "names"),
    [
        (10, 20, ["own", "above"]),
        (9, 20, ["above", "own"]),
        (9, 1, ["own", "above"]),
        (9, 0, ["own", "above"]),
        (0, 0, ["own", "above"]),
    ],
)
def test_an_area_s_own_record_comes_first_from_ten_years_on(own: int, above: int, names: list[str]) -> None:
    found = growth.longer_first((frame(), {"name": "own", "n": own}), (frame(), {"name": "above", "n": above}))
    assert [facts["name"] for _, facts in found] == names


def test_equal_statements_count_once() -> None:
    shown = growth.statements(frame(level(2030, 1000), level(2030, 1000, grade="C"), level(2029, 900)), since=2030)
    assert shown["level"].map(lambda q: q.printed).tolist() == [1000e8]


def test_the_best_statement_is_precise_then_well_sourced_then_final() -> None:
    about = rate(2030, 5.0, bound="~", half=0.5)
    press, page = rate(2030, 5.2, grade="C"), rate(2030, 5.1, grade="A", status="preliminary")
    for rows, value in (((about, press), 5.2), ((press, page), 5.1), ((page, page | {"status": "actual", "value": 5.3}), 5.3)):
        found = growth.best(frame(*rows))
        assert found is not None
        assert found["value"] == value
    assert growth.best(frame()) is None


@pytest.mark.parametrize("turned", [False, True])
def test_of_a_year_with_a_floor_and_a_number_the_number_makes_nominal_growth(turned: bool) -> None:
    """More than 1,000, and 1,100, after 1,000: 10% at current prices."""
    year = [level(2030, 1000, bound=">", origin="r"), level(2030, 1100, half=0.0, origin="r")]
    rows = growth.accounts(frame(level(2029, 1000, half=0.0), *(year[::-1] if turned else year)), RATES, vintage="first")
    assert [(row["period"], row["nominal"].value) for row in rows.to_dict("records")] == [(2030, pytest.approx(10.0))]


def test_of_a_year_on_two_bases_the_level_to_rely_on_comes_first() -> None:
    year = [level(2030, 1100, half=0.0, base="one", origin="r"), level(2030, 1000, bound=">", base="two", origin="r")]
    past = [level(2029, 1000, half=0.0, base=base) for base in ("one", "two")]
    rows = growth.accounts(frame(*past, *year), RATES, vintage="first")
    assert [row["level"].bound for row in rows.to_dict("records")] == ["=", ">"]


def test_growth_that_the_panel_reads_on_the_reports_page_is_stated() -> None:
    page = {"source_url": "https://yunze.example/2031#a"}
    there = rate(2030, 6.0, source_url="https://yunze.example/2031")
    levels = frame(level(2030, 1000, origin="r", **page))
    found = [state(levels, frame(row))["real"] for row in (there, {**there, "source_url": "https://qinglan.example"})]
    assert [real and real.printed for real in found] == [6.0, None]


def test_a_floor_below_the_level_before_gives_no_account() -> None:
    assert growth.accounts(
        frame(level(2029, 1000, half=0.0), level(2030, 900, bound=">", origin="r")), RATES, vintage="first"
    ).empty


def test_investment_of_a_sector_is_stated_too() -> None:
    rates = [figure(name, 9.0, 100 * n, topic="") for n, name in enumerate(["制造业投资", "岚江重点项目投资", "外商直接投资"])]
    assert list(growth.drivers(pd.DataFrame(rates), 2030)["label"]) == ["制造业投资", "岚江重点项目投资"]


def test_days_that_an_approval_takes_drive_no_growth() -> None:
    days = figure("社会投资项目审批用时", 40.0, 800, unit="个工作日", unit_code="d")
    assert growth.drivers(pd.DataFrame([PROJECTS[-1], days]), 2030)["label"].tolist() == ["固定资产投资"]


def test_fuel_loans_and_value_added_are_no_consumption() -> None:
    labels = ["煤炭消费量", "岚江电力消费量", "住户消费贷款余额", "零售业增加值", "成品油零售额", "人均消费支出"]
    found = growth.drivers(pd.DataFrame([figure(label, 9.0, 100 * n) for n, label in enumerate(labels)]), 2030)
    assert found["label"].tolist() == ["成品油零售额", "人均消费支出"]


def test_a_target_at_current_prices() -> None:
    """5% real and 2% prices are 7.1%; 950 then is 1017.45."""
    exact = frame(level(2030, 950, half=0.0, origin="r"))
    scene = growth.at_prices(state(exact, frame(target(2031, 5, origin="r", low=5, high=5))), 2.0)
    assert scene is not None
    assert scene["nominal"].value == pytest.approx(7.1)
    assert scene["there"].value == pytest.approx(1017.45e8)
    assert scene["marks"]["label"].tolist() == ["stated", "constant", "current"]


def figure(label: str, value: float, start: int, **more: Any) -> dict[str, Any]:
    money = {"figure_id": f"r:3:{start}", "start": start, "label": label, "value": value, "unit": "元", "unit_code": "CNY"}
    return invented.figure(**money | {"topic": "growth", "part": "", "source_url": f"https://yunze.example/p#{start}"} | more)


PROJECTS = [
    figure("预计投入总金额", 50e8, 10),
    figure("落地金额", 40e8, 100),
    figure("青岚水务公司增资", 30e8, 200),
    figure("固定资产投资", 8.0, 300, line=4, unit="%", unit_code="PT", measure="growth", indicator="fai_growth"),
]


def test_drivers_of_one_english_name_are_told_apart_and_investment_in_trades_is_no_consumption() -> None:
    named = {"全社会固定资产投资": "Fixed-asset investment", "固定资产投资": "Fixed-asset investment"}
    labels = [*named, "零售业（境外投资额）", "零售业使用金额（外商投资）", "岚市零售额"]
    rows = [{**figure(label, 9.0, 100 * n), "label_en": named.get(label, "")} for n, label in enumerate(labels)]
    found = growth.drivers(pd.DataFrame(rows), 2030)
    assert found["label"].tolist() == [*named, "岚市零售额"]
    assert found["label_en"].tolist() == [f"Fixed-asset investment ({label})" for label in named] + [""]


def test_drivers_are_grouped_and_only_the_years_outcomes_count() -> None:
    others = [
        figure("落地金额", 1e8, 400, status="target"),
        figure("落地金额", 1e8, 500, period="2029"),
        figure("落地金额", 1.0, 600, measure="rank"),
        figure("公园", 1.0, 700),
    ]
    rows = growth.drivers(pd.DataFrame([*PROJECTS, *others]), 2030)
    assert rows["group"].tolist() == ["capital", "projects", "projects", "investment"]


def test_what_is_cumulative_is_marked_with_the_number_that_follows_in_its_clause() -> None:
    rows = pd.DataFrame(
        [
            figure("引入企业", 20.0, 10, prefix="区内累计引入", unit="家", unit_code="NR"),
            figure("引入企业注册资本", 9e8, 22),
            figure("青岚水务公司增资", 3e8, 90),
        ]
    )
    found = growth.drivers(rows, 2030)
    assert found["total"].tolist() == [True, True, False]
    # The closing table says so too, of the number behind as well.
    assert growth.cumulative(rows, found)["prefix"].str.contains("累计").tolist() == [True, True, False]


def test_what_drivers_weigh_is_a_ratio_of_commitments() -> None:
    """40 of 50, and 30 of 40."""
    rows = growth.drivers(pd.DataFrame(PROJECTS), 2030)
    found = {row["says"]: row for row in growth.weights(rows)}
    assert [found[says]["share"].low for says in ("projects", "single")] == [80.0, 75.0]
    assert found["projects"]["share"].inputs == (found["projects"]["landed"], found["projects"]["other"])
    investment = growth.investment(rows)
    assert investment is not None
    assert (investment["rate"].printed, investment["amount"]) == (8.0, None)
    none = growth.drivers(pd.DataFrame(PROJECTS)[:0], 2030)
    assert growth.investment(none) is None
    assert growth.weights(none) == []


def peer(code: str, value: float, **more: Any) -> dict[str, Any]:
    return rate(2030, value) | {"area_code": code, "area_zh": f"{code}区", "area_en": f"District {code}"} | more


def places(context: pd.DataFrame, own: pd.DataFrame = RATES, indicator: str = "gdp_growth") -> list[dict[str, Any]]:
    return growth.place(growth.peers(context, own, indicator, area=PLACE, years=(2030,)))


def test_ranks_count_only_areas_with_a_figure_and_overlaps_leave_a_range() -> None:
    context = frame(
        peer("999102", 6.5),
        peer("999103", 6.0),  # as high as the area itself
        peer("999104", 4.0, period=2029),  # no figure for the year
        peer("990000", 5.0, area_en="Parent"),
        peer("888101", 9.9),  # elsewhere
    )
    fact = places(context)[0]
    assert (fact["have"], fact["n"], fact["first"], fact["last"], fact["says"]) == (3, 4, 2, 3, "peers")
    assert (fact["parent_en"], fact["whole"].printed) == ("Parent", 5.0)
    rows = growth.peers(context, RATES, "gdp_growth", area=PLACE, years=(2030,)).set_index("area_en")
    assert rows.loc["District 999104", "figure"] is None
    assert "District 888101" not in rows.index


def test_a_bound_leaves_the_rank_open_above() -> None:
    context = frame(level(2030, 5000, **{**PLACE, "area_code": "999102"}), level(2030, 700, **{**PLACE, "area_code": "999103"}))
    fact = places(context, LEVELS, "gdp")[0]
    assert (fact["first"], fact["last"]) == (1, 2)  # certainly above 700, perhaps above 5000


def test_few_peers_give_no_rank_and_none_is_said_outright() -> None:
    """Two of five have a figure: fewer than half."""
    others = [peer(f"99910{n}", 4.0, period=2028) for n in (4, 5)]
    context = frame(peer("999102", 6.5), peer("999103", 4.0, period=2029), peer("990000", 5.0, area_en="Parent"), *others)
    fact = places(context)[0]
    assert (fact["have"], fact["n"], fact["first"]) == (2, 5, 0)
    assert places(context[context["area_code"] != "999102"])[0]["says"] == "alone"
    assert places(frame()) == []


def test_areas_stand_by_value_a_bound_at_its_number_and_years_side_by_side() -> None:
    context = frame(
        peer("999102", 1.0, bound="~", low=0.5, high=1.5, grade="C"),
        peer("990000", 0.7, area_en="Parent"),
        peer("999103", 3.0, bound=">", low=3, high=INF),
        peer("999103", 2.0, period=2029),
        peer("999104", 2.0, period=2020),
    )
    rows = growth.peers(context, RATES, "gdp_growth", area=PLACE, years=(2029, 2030, 2031))
    fullest = growth.fullest(rows)
    assert fullest["area_en"].tolist() == ["Yunze District", "District 999103", "District 999102", "Parent"]
    assert fullest["period"].unique().tolist() == [2030]
    more = [{**row, "period": 2029, "value": 2.0} for row in rows.to_dict("records")]
    many = pd.concat([rows[rows["period"] == 2030].head(2), pd.DataFrame(more), rows[rows["period"] == 2031]])
    assert growth.fullest(many)["period"].unique().tolist() == [2029], "of the report's own year less than half have one"
    wide = growth.beside(rows).set_index("area_en")
    assert [repr(wide.loc["District 999103", year]) for year in (2029, 2030, 2031)] == ["2%", ">3%", "None"]
    assert wide.loc["District 999102", 2030].grade == "C"
    assert "District 999104" not in wide.index, "nor does one row of dashes"
    alone = rows.assign(figure=rows["figure"].where(rows["area_code"] == "999103", None))
    assert growth.beside(alone).empty, "a table of dashes tells nothing"
    assert growth.fullest(growth.peers(frame(), frame(), "gdp", area=PLACE, years=(2030,))).empty


def test_gaps_take_the_earliest_outcome_and_no_bound() -> None:
    rates = frame(
        target(2028, 5), rate(2028, 4.0, vintage="expected"), rate(2028, 5.5, vintage="later"),
        target(2029, 5, bound=">=", low=5, high=INF), rate(2029, 9.0),
        target(2030, 5), rate(2030, 7, bound=">=", low=7, high=INF),
        target(2031, 5),
    )  # fmt: skip
    rows = growth.gaps(rates).set_index("period")
    assert rows["verdict"].to_dict() == {2028: "below", 2029: "within", 2030: "above"}
    assert float(rows.loc[2028, "gap"]) == pytest.approx(-1.0)
    assert math.isnan(float(rows.loc[2030, "gap"]))


def test_a_floor_or_a_range_among_targets_is_judged_but_gives_no_gap() -> None:
    """8.5 against 6 and more: 2.5 at most; 6.2 against 6 to 6.5: from -0.3 to 0.2."""
    rates = frame(
        target(2027, 6, bound=">=", low=6, high=INF), rate(2027, 8.5),
        target(2028, 5, bound=">=", low=5, high=INF), rate(2028, 0.7),
        target(2029, 6, bound="=", low=6, high=6.5), rate(2029, 6.2),
        target(2030, 5), rate(2030, 5.3),
    )  # fmt: skip
    rows = growth.gaps(rates).set_index("period")
    assert rows["verdict"].tolist() == ["within", "below", "within", "within"]
    assert rows["says"].tolist() == ["over", "under", "none", "number"]
    assert [rows.loc[year, "off"].value for year in (2027, 2028)] == pytest.approx([2.5, 4.3])
    assert ends(rows.loc[2027, "gap"]) == (-INF, 2.5)
    assert ends(rows.loc[2029, "gap"]) == pytest.approx((-0.3, 0.2))
    points = growth.points(rows.reset_index())
    assert points["period"].tolist() == [2030]
    assert growth.summary(rows.reset_index())["worst"].value == pytest.approx(0.3)


def test_a_floor_below_which_nothing_precise_is_known_is_counted_without_a_gap() -> None:
    rates = frame(target(2030, 5, bound=">=", low=5, high=INF), rate(2030, 6, bound=">=", low=6, high=INF))
    summary = growth.summary(growth.gaps(rates))
    assert (summary["sides"], summary["worst"]) == ([{"side": "within", "count": 1}], None)


GAPS = [0.1, 0.2, 0.3, 0.1, 0.2, 0.5, 0.2, 0.3, -7.0]
AIMS = [9, 8, 8, 7, 7, 6, 6, 5, 5]


def record() -> pd.DataFrame:
    pairs = zip(AIMS, GAPS, strict=True)
    return frame(*(r for n, (a, g) in enumerate(pairs) for r in (target(2020 + n, a), rate(2020 + n, a + g))))


def test_years_that_stand_out_are_found_by_the_data_and_left_out_of_a_second_mean() -> None:
    """The median gap is 0.2, the scaled deviation small; without the year that stands out the mean is 1.9 / 8."""
    points = growth.points(growth.gaps(record()))
    assert points.loc[~points["usual"], "period"].tolist() == [2028]
    mean, clean = (xc.fit(rows, "gap ~ 1", errors="HAC") for rows in (points, points[points["usual"]]))
    facts = growth.estimates(points, mean, clean, xc.fit(points, "outcome ~ target"))
    assert facts is not None
    assert (facts["mean_n"], facts["odd"]) == (9, [2028])
    assert facts["clean"].value == pytest.approx(0.2375)
    assert facts["mean"].low < facts["mean"].value < facts["mean"].high


@pytest.mark.parametrize(
    ("lang", "parts", "claim"),
    [
        ("en", "points, but the two parts differ: 2.05 percentage points (1.85 to 2.25 percentage points) on average in the 6 years to 2015", "at the 5% level"),
        ("zh", "个百分点，但前后两段不同：2015年及以前6年平均2.05个百分点（1.85至2.25个百分点），2017年以来", "5%水平"),
    ],
)  # fmt: skip
def test_a_mean_over_a_break_gives_both_parts_with_unit_and_interval_and_tests_nothing(
    lang: str, parts: str, claim: str
) -> None:
    """2016 is missing: a hole is no year of either part. Of the first six: mean 2.05, standard error 0.0764, t(5) = 2.571."""
    gaps = dict(zip(range(2010, 2016), (2.0, 2.2, 1.8, 2.3, 1.9, 2.1), strict=True))
    gaps |= dict(zip(range(2017, 2024), (0.1, -0.2, 0.0, 0.2, -0.1, 0.1, -0.1), strict=True))
    rows = pd.DataFrame({"period": [*gaps], "gap": [*gaps.values()], "usual": True})
    rows = rows.assign(target=[7.0, 6.5, 8.0, 7.5, 6.0, 7.0, 6.5, 6.0, 6.0, 5.5, 5.0, 5.5, 5.0])
    rows = rows.assign(outcome=rows["target"] + rows["gap"])
    mean = xc.fit(rows, "gap ~ 1", errors="HAC")
    facts = growth.estimates(rows, mean, mean, xc.fit(rows, "outcome ~ target"))
    assert facts is not None
    words = Words(read_catalogue(ROOT / "notebooks" / "growth.yaml"), lang)
    text = plain_text(words("fits", **facts))
    assert parts in text
    assert claim not in text
    assert claim in plain_text(words("fits", **facts | {"shift": None}))
    usual = plain_text(words("fits", **facts | {"odd": []}))
    assert not any(word in usual for word in ("不计异常", "without"))


def test_few_years_give_no_estimate() -> None:
    few = growth.points(growth.gaps(frame(target(2030, 5), rate(2030, 5.2))))
    assert xc.fit(few, "gap ~ 1", errors="HAC") is None
    assert growth.estimates(few, None, None, None) is None


def test_one_statement_a_year_is_drawn_and_no_outcome_that_is_a_bound() -> None:
    rates = frame(rate(2030, 5.5, vintage="later"), rate(2030, 5.0), rate(2031, 6, bound=">", high=INF), target(2030, 5))
    shown = growth.first_stated(rates)
    assert sorted(zip(shown["kind"], shown["value"], strict=True)) == [("actual", 5.0), ("target", 5.0)]


def test_a_target_without_a_single_number_is_drawn_as_what_it_is() -> None:
    more = target(2033, 6, bound="=", value_high=6.5), target(2034, 4, bound="<", low=-INF)
    shown = growth.first_stated(frame(target(2031, 5), target(2032, 5, bound=">=", high=INF), *more))
    of_kind = shown.groupby("kind")["value"].agg(list).to_dict()
    assert of_kind == {"target": [5.0], "floor": [5.0], "range": [6.0, 6.5], "cap": [4.0]}
    assert shown[shown["kind"] == "range"]["run"].nunique() == 1, "a line joins both ends"


def test_neighbouring_floors_are_not_joined() -> None:
    shown = growth.first_stated(frame(*(target(year, 5, bound=">=", high=INF) for year in (2031, 2032))))
    assert shown["run"].nunique() == 2


def test_a_line_joins_neighbouring_years_only() -> None:
    rates = frame(*(rate(year, 5.0) for year in (2024, 2025, 2028, 2029)), target(2025, 5), target(2026, 5))
    shown = growth.first_stated(rates.astype({"period": "Int64"}))
    assert shown[shown["kind"] == "actual"]["run"].tolist() == [1, 1, 2, 2], "the first year has a run, too"
    assert shown[shown["kind"] == "target"]["run"].tolist() == [1, 1]


def test_the_parents_record_counts_the_range_and_estimates_without_bounds() -> None:
    """The range of 2019 counts as in line; three floors and an outcome that is a bound leave 12 gaps, -0.3 in sum."""
    rows = growth.gaps(xc.context("gdp_growth", area="110000"))
    if 2019 not in set(rows["period"]):
        pytest.skip("the data hold no target of 2019")
    assert (len(rows), rows["says"].eq("number").sum()) == (17, 12)
    assert rows["verdict"].value_counts().to_dict() == {"within": 11, "above": 4, "below": 2}
    assert repr(rows.set_index("period").loc[2019, "target"]) == "6 to 6.5%"
    points = growth.points(rows)
    assert points["gap"].sum() == pytest.approx(-0.3)
    assert points.loc[~points["usual"], "period"].tolist() == [2006, 2020]


def test_the_registered_report_gives_the_derived_numbers_that_its_figures_allow() -> None:
    """6000 over 5700.15 and over 1.0585; 6038 over 1.054 with a deflator of -3 to 3% stays below 6000."""
    levels, rates = xc.series("gdp", "110102"), xc.series("gdp_growth", "110102")
    rows = growth.accounts(levels, rates, vintage="first")
    now = rows[(rows["period"] == 2023) & ~rows["rival"]].iloc[0]
    assert ends(now["nominal"]) == (pytest.approx(5.2604, abs=1e-3), INF)
    assert ends(now["deflator"]) == (pytest.approx(-0.557, abs=1e-3), INF)
    last = growth.breaks(levels, rates, assume(-3, 3)).iloc[-1]
    assert last["apart"]
    assert last["needed"].high == pytest.approx(-4.47, abs=0.01)


def test_the_first_screen_sets_growth_against_last_year_and_the_target_against_growth() -> None:
    """6% against 4% is 1.9 to 2.1 points; a target of about 5% lies 0.45 to 1.55 below."""
    rates = frame(rate(2029, 4.0), rate(2030, 6.0, origin="r"), target(2031, 5, origin="r"))
    happened, planned = growth.happened(state(rates=rates)), growth.planned(state(rates=rates))
    assert (happened["step"]["side"], ends(happened["step"]["gap"])) == ("above", pytest.approx((1.9, 2.1)))
    assert (planned["step"]["side"], ends(planned["step"]["gap"])) == ("below", pytest.approx((0.45, 1.55)))


def test_what_to_watch_is_a_change_of_base_or_else_a_floor() -> None:
    def watch(levels: pd.DataFrame, rates: pd.DataFrame = RATES) -> dict[str, Any] | None:
        rows, span = growth.accounts(levels, rates, vintage="first"), assume(-3, 3)
        return growth.watch(state(levels, rates), growth.breaks(levels, rates, span), rows)

    fixed = frame(level(2029, 950), level(2030, 1000, origin="r"))
    moved = frame(level(2029, 950), level(2030, 1200, base="census-2028"))
    found = [watch(levels) for levels in (LEVELS, fixed, moved)]
    assert [f and f["says"] for f in found] == ["bound", None, "break"]


@pytest.mark.parametrize(("notebook", "key"), [("growth", "bases"), ("scorecard", "other.step")])
def test_what_fell_did_not_grow_by_less_than_nothing(notebook: str, key: str) -> None:
    fall = Quantity(-1.1, -1.15, -1.05, "%", printed=-1.1)
    facts: dict[str, Any] = dict.fromkeys(("level", "assumed", "implied", "past", "target", "real", "outcome"), fall)
    facts |= {"way": "above", "area_zh": "云泽市", "period": 2030, "year": 2030, "next": 2031, "before": 2029, "apart": True}
    said = plain_text(str(Words(read_catalogue(ROOT / "notebooks" / f"{notebook}.yaml"), "zh")(key, **facts)))
    assert "下降1.1%" in said
    assert "增长" not in said


def test_of_many_drivers_the_first_of_each_kind_are_shown_and_no_rows_of_a_table() -> None:
    rows = pd.DataFrame({"group": ["investment"] * 40 + ["consumption"] * 2, "label": "岚茶业", "label_zh": "", "scope": ""})
    rows.loc[3, "label_zh"] = "岚茶业（固定资产投资）"
    shown = growth.first_drivers(rows)
    assert shown["group"].value_counts().to_dict() == {"investment": 12, "consumption": 2}
    assert 3 not in shown.index


def test_a_sum_that_does_not_say_whose_it_is_is_no_driver_shown() -> None:
    rows = pd.DataFrame({"group": "investment", "label": ["岚江码头投资", "总投资", "投资"], "label_zh": "", "scope": ""})
    assert growth.first_drivers(rows)["label"].tolist() == ["岚江码头投资"]


def test_an_unknown_vintage_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="first"):
        growth.accounts(LEVELS, RATES, vintage="frist")


def test_limits_are_named_where_the_report_gives_reason_for_them() -> None:
    shown, none = (
        page(figures=pd.DataFrame(columns=["label", "measure"]), plans=True),
        pd.DataFrame(columns=["group", "role", "figure"]),
    )
    assert not any(growth.limits(shown, {"level": None, "target": None}, none, none, none, none).values())
    floor = Quantity(math.nan, 6e11, INF, "元", bound=">")
    some = pd.DataFrame({"group": ["capital"], "role": ["peer"], "figure": [floor]})
    found = growth.limits(shown, {"level": floor, "target": floor}, some, some, some, some)
    assert all(found.values())
    assert set(found) == set(Words(read_catalogue(ROOT / "notebooks" / "growth.yaml"), "en").node("limits"))
    shown.plans = False
    assert not growth.limits(shown, {"level": floor, "target": floor}, some, some, some, some)["targets"]
