"""The growth analysis on invented areas, checked by hand."""

from __future__ import annotations

import math
import re
from typing import Any

import pandas as pd
import pytest

from xclib.analyses import growth
from xclib.analyses.growth import words
from xclib.analyses.standing import Standing

INF = math.inf
PLACE = {"area_code": "999101", "area_zh": "云泽区", "area_en": "Yunze District"}
COLUMNS = [
    "area_code", "area_zh", "area_en", "indicator", "period", "status", "value", "low", "high", "unit_code", "bound",
    "vintage", "base", "grade", "as_printed", "origin", "source_url",
]  # fmt: skip


def level(period: int, value: float, *, bound: str = "=", half: float = 0.5e8, **told: Any) -> dict[str, Any]:
    """A stated level; ``value`` in 亿元, its interval of the last printed digit."""
    low, high = (value * 1e8, INF) if bound == ">" else (value * 1e8 - half, value * 1e8 + half)
    row = {**PLACE, "indicator": "gdp", "period": period, "status": "actual", "value": value * 1e8, "low": low, "high": high}
    row |= {"unit_code": "CNY", "bound": bound, "vintage": "first", "base": "census-2018", "grade": "A", "as_printed": ""}
    return row | {"origin": "context", "source_url": f"https://yunze.example/{period}"} | told


def rate(period: int, value: float, *, half: float = 0.05, **told: Any) -> dict[str, Any]:
    row = level(period, value) | {"indicator": "gdp_growth", "value": value, "low": value - half, "high": value + half}
    return row | {"unit_code": "PT", "base": ""} | told


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def target(period: int, value: float, **told: Any) -> dict[str, Any]:
    return rate(period, value, half=0.5, **{"status": "target", "vintage": "target", "bound": "~"} | told)


LEVELS = frame(level(2029, 950), level(2030, 1000, bound=">", origin="r"))
RATES = frame(rate(2030, 6.0, origin="r"), target(2031, 5, origin="r"))


def stated(levels: pd.DataFrame = LEVELS, rates: pd.DataFrame = RATES, lang: str = "en") -> dict[str, Any]:
    return growth.state(levels, rates, report="r", year=2030, lang=lang)


def test_a_bound_gives_nominal_growth_and_deflator_one_end_only() -> None:
    """1000/950.5 - 1 = 5.208%; over 1.0605 that is -0.797%."""
    row = growth.accounts(LEVELS, RATES, vintage="first", lang="en").iloc[0]
    assert (row["flow_low"], row["flow_high"]) == (pytest.approx(5.2078, abs=1e-3), INF)
    assert (row["deflator_low"], row["deflator_high"]) == (pytest.approx(-0.7941, abs=1e-3), INF)
    assert math.isnan(row["flow_value"])
    assert math.isnan(row["deflator_value"])
    assert "neither with an upper limit" in row["tail"]
    assert row["deflator"] == "at least −0.79%"  # a bound below zero keeps its side


def test_a_value_gives_both_ends() -> None:
    """1026 over 950 is 8%; over 1.06 the deflator rose by 1.887%."""
    row = growth.accounts(frame(level(2029, 950), level(2030, 1026)), RATES, vintage="first", lang="en").iloc[0]
    assert row["flow_value"] == pytest.approx(8.0)
    assert row["deflator_value"] == pytest.approx(1.8868, abs=1e-3)
    assert row["deflator_low"] < row["deflator_value"] < row["deflator_high"]
    assert row["tail"] == ""


def test_a_naive_division_is_called_wrong_and_told_apart_from_the_stated_level() -> None:
    told = growth.account_claims(growth.accounts(LEVELS, RATES, vintage="first", lang="en"), stated(), "en")
    assert "94.34 billion yuan, not the" in growth.plain(told[1:2], "en")  # 1000 / 1.06
    assert "a bound is no value" in told[1]
    assert "100.7 billion yuan, in line with" in growth.plain(told[2:], "en")  # 950 * 1.06, more than 1000
    exact = frame(level(2029, 950), level(2030, 1100, origin="r"))
    told = growth.account_claims(growth.accounts(exact, RATES, vintage="first", lang="en"), stated(exact), "en")
    assert "a bound" not in told[1]
    assert "at odds with" in told[2]


def test_a_rival_base_is_a_row_of_its_own_and_never_first() -> None:
    rivals = frame(level(2029, 900, vintage="undated", grade="C"), *growth.records(LEVELS))
    rows = growth.accounts(rivals, RATES, vintage="first", lang="zh")
    assert sorted(rows["rival"]) == [False, True]
    told = growth.account_claims(rows, stated(rivals), "zh")
    assert [("950" in told[0]), ("900" in told[1])] == [True, True]
    assert list(growth.account_marks(rows, 2030, "zh")["label"]) == ["不变价增速"] + ["现价增速", "平减指数变动"] * 2


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
    rows = growth.accounts(levels, RATES, vintage="first", lang="en")
    assert rows.empty
    assert growth.account_marks(rows, 2030, "en").empty
    assert growth.span_claim(rows, -1, 1, "en") == ""
    assert "stay open" in growth.account_claims(rows, stated(levels), "en")[0]


def test_vintages_are_not_mixed() -> None:
    levels = frame(level(2029, 950, vintage="expected"), level(2030, 1000, vintage="first"))
    rows = growth.accounts(levels, RATES, vintage="first", lang="en")
    assert list(rows["rival"]) == [True]
    assert "stay open" in growth.account_claims(rows, stated(), "en")[0]
    assert growth.accounts(levels, RATES, vintage="later", lang="en").empty


def test_the_assumed_span_is_held_against_what_earlier_years_imply() -> None:
    rows = growth.accounts(frame(level(2029, 950), level(2030, 1026)), RATES, vintage="first", lang="en")
    assert "within the span assumed" in growth.span_claim(rows, -1, 3, "en")
    assert "outside the span assumed" in growth.span_claim(rows, -1, 1, "en")


def test_two_years_on_different_bases_that_do_not_meet() -> None:
    """1010 at +5% implies 942 to 982 for a deflator of -2..2%; 1000 and more was stated: one base would take -3.8% or less."""
    levels = frame(level(2030, 1000, bound=">"), level(2031, 1010, base="census-2023"))
    rows = growth.breaks(levels, frame(rate(2031, 5.0)), low=-2, high=2, lang="en")
    row = rows.iloc[0]
    assert row["apart"]
    assert row["needed_low"] == -INF
    assert row["needed_high"] == pytest.approx((1010.5 / 1000 / 1.0495 - 1) * 100)
    assert row["implied"] == "94.2–98.2 billion yuan"
    assert "not on one base" in growth.say(growth.records(rows)[0], "en")


def test_two_years_on_different_bases_that_may_meet() -> None:
    levels = frame(level(2030, 970), level(2031, 1010, base="census-2023"))
    rows = growth.breaks(levels, frame(rate(2031, 5.0)), low=-2, high=2, lang="zh")
    assert not rows["apart"].iloc[0]
    assert "并不矛盾" in growth.say(growth.records(rows)[0], "zh")


def test_no_break_without_a_rate_or_a_known_base_or_where_the_base_runs_on() -> None:
    new, old = level(2031, 1010, base="census-2023"), level(2030, 1000)
    some = frame(rate(2031, 5.0))
    assert growth.breaks(frame(old, new), frame(), low=-2, high=2, lang="en").empty
    assert growth.breaks(frame(old | {"base": ""}, new), some, low=-2, high=2, lang="en").empty
    assert growth.breaks(frame(old, old | {"base": "census-2023"}, new), some, low=-2, high=2, lang="en").empty


def test_the_index_chains_real_rates_and_stops_at_a_gap_or_a_bound() -> None:
    rates = frame(rate(2027, 9), rate(2029, 10), rate(2030, 5))
    index = growth.volume_index(rates, 2030).set_index("period")["value"]
    assert index.to_dict() == pytest.approx({2028: 100 / 1.05 / 1.1, 2029: 100 / 1.05, 2030: 100})
    bound = frame(rate(2029, 10, bound=">", low=10, high=INF), rate(2030, 5))
    assert growth.volume_index(bound, 2030)["period"].min() == 2029
    row = growth.volume_index(rates, 2030).iloc[0]
    assert row["low"] < row["value"] < row["high"]


def test_the_target_opens_a_fan_and_gives_the_level_a_floor() -> None:
    fan, told = growth.path(stated(), RATES, years=2, lang="en")
    assert fan[["low", "high"]].to_numpy()[1].tolist() == pytest.approx([104.5, 105.5])
    assert fan["high"].iloc[2] == pytest.approx(111.3025)
    assert growth.plain(told, "en") == "Target for 2031: growth of about 5%, an index of 104.5 to 105.5 (2030: 100)."
    assert 'data-inputs="100; about 5%"' in told[0]
    assert "billion" not in growth.plain(told, "en")  # the level is told apart, with its base


def test_the_level_that_a_target_implies_names_its_base_and_no_digit_that_the_bound_lacks() -> None:
    """1000 * 1.045 from a bound; 950 * 1.045 = 992.75 and * 1.055 = 1002.25 from a value."""
    told = growth.level_claim(stated(), LEVELS, "en")
    assert growth.plain([told], "en") == "At prices and on the base of 2030, the target implies at least 104.5 billion yuan."
    revised = frame(*growth.records(LEVELS), level(2031, 1010, base="census-2023"))
    assert "not comparable with the level of 2031, which is on a later base" in growth.level_claim(stated(), revised, "en")
    alike = frame(*growth.records(LEVELS), level(2031, 1050))
    assert growth.level_claim(stated(), alike, "en") == told
    exact = frame(level(2030, 950, half=0.0, origin="r"))
    assert "992.8亿至1002亿元" in growth.level_claim(stated(exact), exact, "zh")
    assert growth.level_claim(stated(frame(), frame()), frame(), "zh") == ""


@pytest.mark.parametrize(("outcome", "word"), [(5.4, "in line with"), (6.0, "above"), (4.0, "below")])
def test_a_later_outcome_is_held_against_the_target(outcome: float, word: str) -> None:
    rates = frame(*growth.records(RATES), rate(2031, outcome, vintage="undated"))
    assert word in growth.path(stated(), rates, years=1, lang="en")[1][1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_that_states_nothing_is_said_to_state_nothing(lang: str) -> None:
    nothing = stated(frame(), frame(), lang)
    missing = {"zh": "报告未载", "en": "not stated"}[lang]
    assert growth.say(nothing, lang).count(missing) == 2
    fan, told = growth.path(nothing, frame(), years=2, lang=lang)
    assert fan.empty
    assert "2031" in told[0]
    assert growth.gap_claims(growth.gaps(frame(), lang), {}, "云泽区", lang)
    assert growth.statements(frame(), lang, since=2000).empty
    row = growth.headline_table({"gdp": None}, lang)[0]
    assert (row["value"], row["interval"]) == (missing, "–")


def test_equal_statements_count_once_and_levels_are_scaled() -> None:
    shown = growth.statements(frame(level(2030, 1000), level(2030, 1000, grade="C"), level(2029, 900)), "en", since=2030)
    assert shown["value"].tolist() == [100.0]
    assert shown["base"].tolist() == ["census-2018/first"]


def test_the_best_statement_is_precise_then_well_sourced_then_final() -> None:
    about = rate(2030, 5.0, bound="~", half=0.5)
    press, page = rate(2030, 5.2, grade="C"), rate(2030, 5.1, grade="A", status="preliminary")
    for rows, value in (((about, press), 5.2), ((press, page), 5.1), ((page, page | {"status": "actual", "value": 5.3}), 5.3)):
        found = growth.best(frame(*rows))
        assert found is not None
        assert found["value"] == value
    assert growth.best(frame()) is None


def figure(label: str, value: float, start: int, **told: Any) -> dict[str, Any]:
    row = {"figure_id": f"r:3:{start}", "line": 3, "start": start, "scope": "", "label": label, "label_en": "", "prefix": ""}
    row |= {"value": value, "value_high": math.nan, "low": value, "high": value, "bound": "=", "unit": "元", "unit_code": "CNY"}
    row |= {"topic": "growth", "status": "actual", "period": "2030", "measure": "level", "indicator": ""}
    return row | {"source_url": f"https://yunze.example/p#{start}"} | told


PROJECTS = [
    figure("预计投入总金额", 50e8, 10),
    figure("落地金额", 40e8, 100),
    figure("青岚水务公司增资", 30e8, 200),
    figure("固定资产投资", 8.0, 300, line=4, unit="%", unit_code="PT", measure="growth", indicator="fai_growth"),
]


def test_drivers_are_grouped_and_only_the_years_outcomes_count() -> None:
    others = [
        figure("落地金额", 1e8, 400, status="target"),
        figure("落地金额", 1e8, 500, period="2029"),
        figure("落地金额", 1.0, 600, measure="rank"),
        figure("公园", 1.0, 700),
    ]
    rows = growth.drivers(pd.DataFrame([*PROJECTS, *others]), 2030, "en")
    assert rows["group"].tolist() == ["Capital and institutions", *["Project commitments"] * 2, "Investment"]


def test_what_is_cumulative_is_marked_with_the_number_that_follows_in_its_clause() -> None:
    rows = pd.DataFrame(
        [
            figure("引入企业", 20.0, 10, prefix="区内累计引入", unit="家", unit_code="NR"),
            figure("引入企业注册资本", 9e8, 22),
            figure("青岚水务公司增资", 3e8, 90),
        ]
    )
    found = growth.drivers(rows, 2030, "zh")
    assert found["span"].tolist() == ["累计至2030", "累计至2030", "2030"]
    assert "其中2项是累计数" in growth.driver_caption(found, "zh")[0]
    # The closing table says so too, of the number behind as well.
    assert growth.used(rows, found)["prefix"].str.contains("累计").tolist() == [True, True, False]


def test_a_rate_does_not_stand_under_the_name_of_its_level() -> None:
    found = [growth.drivers(pd.DataFrame(PROJECTS[3:]), 2030, lang)["name"].item() for lang in ("zh", "en")]
    assert found[0] == "固定资产投资增速"
    named = PROJECTS[3] | {"label_en": "Fixed-asset investment"}
    assert growth.drivers(pd.DataFrame([named]), 2030, "en")["name"].item() == "Growth of fixed-asset investment"


def test_project_claims_are_ratios_of_commitments() -> None:
    told = growth.driver_claims(growth.drivers(pd.DataFrame(PROJECTS), 2030, "en"), "en")
    assert len(told) == 2
    assert "amount: not stated" in told[0]
    assert "80% of it; commitments, not value added" in growth.plain(told, "en")  # 40 of 50
    assert 'data-formula="part / whole" data-inputs="4 billion yuan; 5 billion yuan"' in told[1]
    assert "Two Zones (services-opening zone and free-trade pilot zone)" in told[1]
    assert "4 billion yuan</a> confirmed (落地)" in told[1]
    rows = growth.drivers(pd.DataFrame(PROJECTS), 2030, "en")
    listed, single = growth.driver_caption(rows, "en")
    assert listed == "The report names 4 figures, 0 of them cumulative and not of one year."
    assert "75% of the amount confirmed" in growth.plain([single], "en")  # 30 of 40
    none = growth.drivers(pd.DataFrame(PROJECTS)[:0], 2030, "en")
    assert growth.driver_claims(none, "en") == []
    assert growth.driver_caption(none, "en") == ["Drivers that the report names"]


def peer(code: str, value: float, **told: Any) -> dict[str, Any]:
    return rate(2030, value) | {"area_code": code, "area_zh": f"{code}区", "area_en": f"District {code}"} | told


def test_ranks_count_only_areas_with_a_figure_and_overlaps_leave_a_range() -> None:
    context = frame(
        peer("999102", 6.5),
        peer("999103", 6.0),  # as high as the area itself
        peer("999104", 4.0, period=2029),  # no figure for the year
        peer("990000", 5.0, area_en="Parent"),
        peer("888101", 9.9),  # elsewhere
    )
    rows, told = growth.standing(context, RATES, "gdp_growth", area=PLACE, year=2030, lang="en")
    assert "3 of 4 comparable areas" in told
    assert "rank 2–3 among these" in told
    assert 'Parent: <a href="https://yunze.example/2030">5%</a>' in told
    assert rows.set_index("area").loc["District 999104", "status"] == "no figure"
    assert "District 888101" not in set(rows["area"])


def test_a_bound_leaves_the_rank_open_above() -> None:
    context = frame(level(2030, 5000, **{**PLACE, "area_code": "999102"}), level(2030, 700, **{**PLACE, "area_code": "999103"}))
    _, told = growth.standing(context, LEVELS, "gdp", area=PLACE, year=2030, lang="zh")
    assert "列第1至2位" in told  # certainly above 700, perhaps above 5000


def test_few_peers_give_no_rank_and_none_is_said_outright() -> None:
    """Two of five have a figure: fewer than half."""
    others = [peer(f"99910{n}", 4.0, period=2028) for n in (4, 5)]
    context = frame(peer("999102", 6.5), peer("999103", 4.0, period=2029), peer("990000", 5.0, area_en="Parent"), *others)
    _, told = growth.standing(context, RATES, "gdp_growth", area=PLACE, year=2030, lang="en")
    assert "2 of 5 comparable areas" in told
    assert "rank" not in told
    alone = context[context["area_code"] != "999102"]
    _, told = growth.standing(alone, RATES, "gdp_growth", area=PLACE, year=2030, lang="en")
    assert (
        growth.plain([told], "en")
        == "Growth of gross regional product, 2030: no peer of Yunze District (6%) has a figure; Parent: 5%."
    )


def test_areas_stand_by_value_a_bound_at_its_number_and_years_side_by_side() -> None:
    context = frame(
        peer("999102", 1.0, bound="~", low=0.5, high=1.5, grade="C"),
        peer("990000", 0.7, area_en="Parent"),
        peer("999103", 3.0, bound=">", low=3, high=INF),
        peer("999103", 2.0, period=2029),
    )
    each = {y: growth.standing(context, RATES, "gdp_growth", area=PLACE, year=y, lang="en") for y in (2029, 2030, 2031)}
    assert growth.covered(each) == 2030
    assert each[2030][0]["area"].tolist() == ["Yunze District", "District 999103", "District 999102", "Parent"]
    empty = {y: growth.standing(frame(), frame(), "gdp", area=PLACE, year=y, lang="en") for y in (2029, 2030, 2031)}
    assert growth.covered(empty) == 2030
    rows = {row["area"]: row for row in growth.beside(each, "en")}
    assert [rows["District 999103"][c] for c in ("y0", "y1", "y2")] == ["2% · A", "more than 3% · A", "–"]
    assert rows["District 999103"]["y0_url"].startswith("https://")
    assert growth.grade_claim(each[2030][0], "en") == "Of the 4 areas shown, 1 rest on reprints or the press (grade C)."


def test_no_comparable_area_is_said() -> None:
    rows, told = growth.standing(frame(), frame(), "gdp", area=PLACE, year=2030, lang="en")
    assert "no other area" in told
    assert rows["told"].tolist() == ["–"]


def test_gaps_take_the_earliest_outcome_and_no_bound() -> None:
    rates = frame(
        target(2028, 5), rate(2028, 4.0, vintage="expected"), rate(2028, 5.5, vintage="later"),
        target(2029, 5, bound=">=", low=5, high=INF), rate(2029, 9.0),
        target(2030, 5), rate(2030, 7, bound=">=", low=7, high=INF),
        target(2031, 5),
    )  # fmt: skip
    rows = growth.gaps(rates, "en").set_index("period")
    assert rows["verdict"].to_dict() == {2028: "below", 2029: "within", 2030: "above"}
    assert rows.loc[2028, "gap"] == pytest.approx(-1.0)
    assert math.isnan(rows.loc[2030, "gap"])


def test_a_floor_or_a_range_among_targets_is_judged_but_gives_no_gap() -> None:
    rates = frame(
        target(2027, 6, bound=">=", low=6, high=INF), rate(2027, 8.5),
        target(2028, 5, bound=">=", low=5, high=INF), rate(2028, 0.7),
        target(2029, 6, bound="=", low=6, high=6.5), rate(2029, 6.2),
        target(2030, 5), rate(2030, 5.3),
    )  # fmt: skip
    rows = growth.gaps(rates, "en").set_index("period")
    assert rows["verdict"].tolist() == ["within", "below", "within", "within"]
    assert rows["gap"].isna().tolist() == [True, True, True, False]
    assert rows["aim"].isna().tolist() == [True, True, True, False]
    assert rows["gap_told"].tolist() == ["2.5 above the floor", "4.3 below the floor", "no single number", "+0.3"]
    assert rows.loc[2029, "target"] == "6% to 6.5%"
    # 8.5 against 6 and more: 2.5 at most; 6.2 against 6 to 6.5: from -0.3 to 0.2.
    bars = growth.gap_bars(rows.reset_index(), "en").set_index("period")
    assert bars.loc[2027, ["low", "high"]].tolist() == [-INF, 2.5]
    assert bars.loc[2029, ["low", "high"]].tolist() == [-0.3, 0.2]
    assert bars.loc[2030, ["low", "value", "high"]].tolist() == [0.3, 0.3, 0.3]
    assert list(growth.usual(rows.reset_index())["period"]) == [2030]
    assert "largest known gap 0.3 points (2030)" in growth.plain(growth.gap_claims(rows.reset_index(), {}, "Yunze", "en"), "en")


def test_a_floor_below_which_nothing_precise_is_known_is_counted_without_a_gap() -> None:
    rates = frame(target(2030, 5, bound=">=", low=5, high=INF), rate(2030, 6, bound=">=", low=6, high=INF))
    rows = growth.gaps(rates, "zh")
    assert growth.gap_bars(rows, "zh").empty
    told = growth.gap_claims(rows, {}, "云泽区", "zh")[0]
    assert told == "云泽区2030年的1年中，1年符合目标。"


def test_years_that_stand_out_are_found_by_the_data() -> None:
    """Gaps of 0.1 to 0.5 and one of -7: the median is 0.2, the scaled deviation small."""
    gaps = [0.1, 0.2, 0.3, 0.1, 0.2, 0.5, 0.2, 0.3, -7.0]
    rates = frame(*(r for n, g in enumerate(gaps) for r in (target(2020 + n, 5), rate(2020 + n, 5 + g))))
    rows = growth.gaps(rates, "en")
    assert list(growth.usual(rows)["period"]) == list(range(2020, 2028))


def test_fits_are_told_with_their_intervals_and_the_years_left_out() -> None:
    """Without the year that stands out, the mean gap is 1.9 / 8 = 0.2375."""
    gaps = [0.1, 0.2, 0.3, 0.1, 0.2, 0.5, 0.2, 0.3, -7.0]
    aims = [9, 8, 8, 7, 7, 6, 6, 5, 5]
    rates = frame(
        *(r for n, (a, g) in enumerate(zip(aims, gaps, strict=True)) for r in (target(2020 + n, a), rate(2020 + n, a + g)))
    )
    rows = growth.gaps(rates, "en")
    told = [re.sub("<[^>]+>", "", t) for t in growth.gap_claims(rows, growth.fit_gaps(rows), "Yunze", "en")]
    assert "8 in line with and 1 below target; largest known gap −7.0 points (2028)" in told[0]
    assert "In the 9 years with single numbers" in told[1]
    assert "without 2028, which stand out: 0.24" in told[1]
    assert "distinguishable from 1" in told[2]


def test_an_area_without_any_target_on_record_is_said_so() -> None:
    rows = growth.gaps(frame(), "zh")
    assert growth.usual(rows).columns.tolist() == rows.columns.tolist()
    assert growth.fit_gaps(rows) == {}
    assert "no estimate" in growth.plain(growth.gap_claims(rows, {}, "Yunze", "en"), "en")


def test_few_years_give_no_estimate() -> None:
    rows = growth.gaps(frame(target(2030, 5), rate(2030, 5.2)), "zh")
    told = growth.gap_claims(rows, {}, "云泽区", "zh")
    assert "1年符合" in told[0]
    assert "不作估计" in told[1]


def test_claims_escape_what_comes_from_a_report() -> None:
    row = {"says": "later", "next": 2031, "outcome": "<b>5%</b>", "outcome_url": "javascript:x", "verdict": "a & b"}
    told = growth.say(row, "en")
    assert "&lt;b&gt;5%&lt;/b&gt;" in told
    assert "<a" not in told
    assert growth.plain([told], "en") == "Growth of 2031 stated later, <b>5%</b>, is a & b."


def test_every_sentence_exists_in_both_languages_with_the_same_pieces() -> None:
    from string import Formatter

    for name, (zh, en) in words.SAY.items():
        pieces = [{piece for _, piece, _, _ in Formatter().parse(text) if piece} for text in (zh, en)]
        # Who reads the claim of one year need not be told it in every language.
        assert pieces[0] - {"year"} == pieces[1] - {"year"}, name


def test_amounts_of_a_sentence_keep_to_one_unit() -> None:
    """The level of a province beside a past one that a deflator of -2 to 2% implies: 40000 over 1.05 and 0.98 to 1.02."""
    levels = frame(level(2030, 35000), level(2031, 40000, base="census-2023"))
    rows = growth.breaks(levels, frame(rate(2031, 5.0)), low=-2, high=2, lang="zh")
    told = growth.plain([growth.say(growth.records(rows)[0], "zh")], "zh")
    assert "40000亿元" in told
    assert "37330至38892亿元" in told  # 39999.5 / 1.0505 / 1.02, 40000.5 / 1.0495 / 0.98
    assert "万亿" not in told
    assert growth.breaks_claim(rows, "en") == "1 of 1 pairs of neighbouring years on different bases cannot be joined."
    assert growth.breaks_claim(rows[:0], "en") == "Neighbouring years on different bases"


def test_no_outcome_is_called_final() -> None:
    """A first statement is a preliminary account; final is what has been verified."""
    assert growth.word("actual", "en") == "outcome"
    assert growth.word("actual", "zh") == "实绩"


def test_the_parents_record_counts_the_range_and_estimates_without_bounds() -> None:
    """The range of 2019 counts as in line; three floors and an outcome that is a bound leave 12 gaps, -0.3 in sum."""
    import xclib as xc

    facts = xc.facts("gdp_growth", area="110000")
    rows = growth.gaps(facts, "zh").set_index("period")
    if 2019 not in rows.index:
        pytest.skip("the data hold no target of 2019")
    assert (len(rows), rows["gap"].notna().sum()) == (17, 12)
    assert rows["verdict"].value_counts().to_dict() == {"within": 11, "above": 4, "below": 2}
    assert rows.loc[2019, "target"] == "6%至6.5%"
    assert rows["gap"].sum() == pytest.approx(-0.3)
    assert list(growth.usual(rows.reset_index())["period"]) == [
        y for y in rows.index if y not in (2006, 2010, 2019, 2020, 2021, 2022, 2023)
    ]


def test_the_registered_report_gives_the_derived_numbers_that_its_figures_allow() -> None:
    """6000 over 5700.15 and over 1.0585; 6038 over 1.054 with a deflator of -3 to 3% stays below 6000."""
    import xclib as xc

    levels, rates = xc.series("gdp", "110102"), xc.series("gdp_growth", "110102")
    rows = growth.accounts(levels, rates, vintage="first", lang="zh")
    now = rows[(rows["year"] == 2023) & ~rows["rival"]].iloc[0]
    assert (now["flow_low"], now["flow_high"]) == (pytest.approx(5.2604, abs=1e-3), INF)
    assert (now["deflator_low"], now["deflator_high"]) == (pytest.approx(-0.557, abs=1e-3), INF)
    last = growth.breaks(levels, rates, low=-3, high=3, lang="zh").iloc[-1]
    assert last["apart"]
    assert last["needed_high"] == pytest.approx(-4.47, abs=0.01)


def bare(lang: str, made: dict[str, Any], rates: pd.DataFrame, *watch: str) -> list[str]:
    """The first screen without a corpus, without its links."""
    stands = [Standing("gdp_growth", status, 2030 + n, "%") for n, status in enumerate(("actual", "target"))]
    return [re.sub("<[^>]+>", "", told) for told in growth.findings(made, rates, stands, list(watch), "云泽区", lang)]


def test_the_first_screen_sets_growth_against_last_year_and_the_target_against_growth() -> None:
    rates = frame(rate(2029, 4.0), rate(2030, 6.0, origin="r"), target(2031, 5, origin="r"))
    happened, planned, watch = bare("zh", stated(rates=rates, lang="zh"), rates, "", "b", "c")
    assert "比2029年的4%高1.9至2.1个百分点" in happened
    assert "5.95%至6.05%" in happened
    assert "比2030年的实绩低0.45至1.55个百分点" in planned
    assert watch == "留意：b", "the first that there is"
    later = frame(*rates.to_dict("records"), rate(2031, 4.0))  # type: ignore[arg-type]
    assert "falls short of it" in bare("en", stated(rates=rates), later)[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_without_figures_has_a_first_screen_that_says_so(lang: str) -> None:
    nothing = stated(frame(), frame(), lang)
    told = bare(lang, nothing, frame())
    assert len(told) == 2
    assert ("没有写" if lang == "zh" else "states neither") in told[0]
    assert not any("nan" in t or "None" in t for t in told)


def test_what_to_watch_is_a_change_of_base_or_else_a_floor() -> None:
    accounts = growth.accounts(LEVELS, RATES, vintage="first", lang="en")
    assert "is a floor and no value" in growth.watch_bound(accounts, stated(), "en")
    fixed = frame(level(2029, 950), level(2030, 1000, origin="r"))
    assert growth.watch_bound(growth.accounts(fixed, RATES, vintage="first", lang="en"), stated(fixed), "en") == ""
    moved = frame(level(2029, 950), level(2030, 1200, base="census-2028"))
    apart = growth.breaks(moved, frame(rate(2030, 5.0)), low=-3.0, high=3.0, lang="zh")
    assert "不在同一口径上" in growth.watch_break(apart, "zh")
    assert growth.watch_break(growth.breaks(fixed, RATES, low=-3.0, high=3.0, lang="zh"), "zh") == ""
