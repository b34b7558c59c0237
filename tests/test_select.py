"""What a person in a notebook asks for."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from invented import REPORT, context_row, figure_row, write_rows

import xclib as xc
from xclib.data.names import find_codes
from xclib.data.rows import COLUMNS
from xclib.errors import UnknownNameError
from xclib.words.wording import format_figure

XICHENG = "cn-110102-plan-2024"


def test_figures_are_chosen_by_every_word() -> None:
    frame = xc.figures(XICHENG, topic="fiscal", status="target")
    assert frame["label"].tolist() == ["区级一般公共预算收入增速", "非金融地区重点楼宇税收增速"]
    assert xc.figures(XICHENG, indicator="gdp_growth", period=2024, part="plan")["value"].tolist() == [5.0]


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"report": "x"}, "unknown report 'x'"),
        ({"topic": "weather"}, "unknown topic 'weather'"),
        ({"status": "hoped"}, "unknown status 'hoped'; choose one of actual, target, rule"),
        ({"indicator": "gpd"}, "unknown indicator 'gpd'; did you mean"),
        ({"part": "cover"}, "unknown part 'cover'"),
    ],
)
def test_a_wrong_word_says_what_there_is(told: dict[str, str], message: str) -> None:
    with pytest.raises(UnknownNameError, match=message):
        xc.figures(told.pop("report", XICHENG), **told)


def test_lookup_prefers_a_value_to_a_bound_and_the_body_to_the_annex() -> None:
    assert xc.figure(XICHENG, indicator="revenue_local_level")["number"] == "1012.9亿"
    target = xc.figure(XICHENG, indicator="unemployment_registered", status="target")
    assert (target["part"], target["bound"]) == ("plan", "<=")
    assert xc.figure(XICHENG, indicator="retail") is None


def test_search_finds_labels_names_and_context() -> None:
    assert xc.search("养老")["label"].iloc[0] == "养老服务机构"
    assert set(xc.search("Registered unemployment rate")["indicator"]) == {"unemployment_registered"}
    assert xc.search("零碳")["label"].str.contains("零碳").any()
    assert xc.search("没有这样的词").empty
    assert xc.search("(") is not None, "a bracket is text, not a pattern"


def test_plan_keeps_what_has_no_number() -> None:
    plan = xc.plan(XICHENG, nature="binding")
    assert len(plan) == 8
    assert plan.loc[plan["plan"] == "达到市级要求", "value"].isna().all()


def test_pairs_point_at_figures() -> None:
    pairs = xc.pairs(XICHENG, topic="livelihood")
    known = set(xc.figures(XICHENG)["figure_id"])
    for ids in [*pairs["delivered_ids"], *pairs["promised_ids"]]:
        assert set(ids.split("+")) <= known
    lanes = pairs.set_index("pair").loc["lanes"]
    assert lanes["promised"] == 450


def test_false_pairs_have_a_reason() -> None:
    pairs = xc.pairs(XICHENG)
    assert (pairs.loc[pairs["grade"] == "false", "reason"] != "").all()
    assert (pairs.loc[pairs["grade"] != "same", "note_zh"] != "").all()
    assert (pairs.loc[pairs["grade"] != "same", "note_en"] != "").all()


def test_pairs_are_of_one_direction_in_time() -> None:
    for row in xc.pairs(XICHENG).itertuples():
        assert row.delivered_period == "2023"
        assert row.promised_period in {"2023", "2024"}


def test_series_keeps_every_statement() -> None:
    gdp = xc.series("gdp", area="110102")
    assert gdp[gdp["period"] == 2022]["as_printed"].tolist() == ["5700.1亿元", "5600亿元"]
    own = gdp[gdp["period"] == 2023]
    assert own["origin"].tolist() == [XICHENG], "the report itself, not the fact that quotes it"
    assert own["base"].tolist() == ["census-2018"]
    assert gdp[gdp["period"] == 2024]["base"].tolist() == ["census-2023"], "the level was rebased"


def test_all_frames_of_statements_begin_alike_and_merge() -> None:
    frames = {
        "figures": xc.figures(indicator="gdp_growth"), "series": xc.series("gdp_growth", "西城区"),
        "context": xc.context("gdp_growth"), "panel": xc.panel("gdp_growth"),
    }  # fmt: skip
    keys = ["area_code", "period", "status", "indicator"]
    for frame in frames.values():
        assert tuple(frame.columns[: len(COLUMNS)]) == COLUMNS
        assert pd.api.types.is_integer_dtype(frame["period"])
        assert set(frame["unit_code"]) == {"PT"}
    for left, right in combinations(frames.values(), 2):
        both = left.merge(right, on=keys, suffixes=("", "_other"))
        known = {tuple(row) for frame in (left, right) for row in frame[keys].astype(object).values.tolist()}
        assert {tuple(row) for row in both[keys].astype(object).values.tolist()} <= known
    assert len(frames["context"].merge(frames["panel"], on=keys)) > 10
    assert len(frames["figures"].merge(frames["series"], on=keys)) > 1


def test_numbers_are_in_their_unit_code_and_the_print_is_kept() -> None:
    frame = xc.figures(XICHENG)
    row = frame[frame["as_printed"] == "1.29公顷"].iloc[0]
    assert (row["value"], row["unit"], row["unit_code"]) == (12900, "平方米", "m2")
    assert row["low"] == pytest.approx(12850)
    assert format_figure(row) == "1.29万平方米"
    assert (frame["factor"] == 1).all()


def test_periods_are_integers_and_a_span_is_kept(invented: Path) -> None:
    rows = [figure_row(), figure_row(line="4", period="2026/2030"), figure_row(line="5", period="")]
    write_rows(invented / "raw" / REPORT["report_id"] / "figures.csv", "figures", rows)
    frame = xc.figures()
    assert frame["span"].tolist() == ["2030", "2026/2030", ""]
    assert frame["period"].tolist()[:2] == [2030, 2030]
    assert frame["period"].isna().tolist() == [False, False, True]
    assert len(xc.figures(period="2026/2030")) == 1
    assert len(xc.figures(period=2030)) == len(xc.figures(period="2030")) == 1


@pytest.mark.parametrize("name", ["110102", "西城区", "西城", "Xicheng District", "Xicheng", "xicheng"])
def test_an_area_goes_by_code_or_name(name: str) -> None:
    assert set(xc.series("gdp", name)["area_code"]) == {"110102"}
    assert set(xc.figures(area=name)["report_id"]) == {XICHENG}
    assert len(xc.context(area=name, period="2022")) == len(xc.context(area="110102", period=2022)) > 0


def test_two_areas_of_one_name_are_asked_back() -> None:
    places = frozenset({("330108", "云泽区", "Yunze District"), ("450100", "云泽市", "Yunze City")})
    with pytest.raises(UnknownNameError, match=r"2 areas go by '云泽'; choose 330108 \(云泽区\) or 450100"):
        find_codes("云泽", places)
    assert find_codes("云泽", places, {"450100"}) == {"450100"}
    assert find_codes("yunze city", places) == {"450100"}


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("恩施", "恩施土家族苗族自治州"),
        ("宁夏", "宁夏回族自治区"),
        ("伊犁", "伊犁哈萨克自治州"),
        ("西双版纳", "西双版纳傣族自治州"),
        ("万柏林", "万柏林区"),
    ],
)
def test_an_area_goes_by_its_name_without_rank_and_peoples(short: str, name: str) -> None:
    assert find_codes(short, frozenset({("999901", name, "")})) == {"999901"}


@pytest.mark.parametrize(("old", "new"), [("facts", "context"), ("lookup", "figure")])
def test_names_of_the_release_before_still_work_with_a_warning(old: str, new: str) -> None:
    with pytest.warns(FutureWarning, match=f"xclib.{old} is now xclib.{new}"):
        assert getattr(xc, old) is getattr(xc, new)
    assert old not in xc.__all__


def test_areas_and_indicators_are_frames() -> None:
    assert {"110102", "110000"} <= set(xc.areas()["area_code"])
    assert set(xc.indicators("fiscal")["topic"]) == {"fiscal"}


def test_series_is_in_the_canonical_unit(invented: Path) -> None:
    write_rows(invented / "raw" / "context.csv", "context", [context_row()])
    gdp = xc.series("gdp", area="999901")
    assert gdp["period"].tolist() == [2029, 2030]
    assert gdp["value"].tolist() == [3000e8, 3210.5e8]
    assert set(gdp["unit_code"]) == {"CNY"}


def test_series_of_an_unknown_area() -> None:
    with pytest.raises(UnknownNameError, match="no figures for area '000000'"):
        xc.series("gdp", area="000000")


def test_facts_leave_part_years_out() -> None:
    assert (xc.context("pm25", area="110102")["months"] == "").all()
    assert (xc.context("pm25", area="110102", part_year=True)["months"] != "").any()


def test_source_opens_the_page_at_the_number() -> None:
    row = xc.figure(XICHENG, indicator="gdp_growth")
    source = xc.source(row)
    assert source.url.startswith("https://www.bjxch.gov.cn/xxgk/xxxq/pnidpv942218.html#:~:text=")
    assert "5.8%25" in source.url
    assert source == xc.source(row["figure_id"])
    assert "<a href=" in source._repr_html_()
    with pytest.raises(UnknownNameError, match="unknown figure"):
        xc.source("cn-110102-plan-2024:1:1")


def test_another_report_needs_no_code(invented: Path) -> None:
    assert xc.reports()["report_id"].tolist() == [REPORT["report_id"]]
    assert xc.plan(REPORT["report_id"]).empty
    assert xc.pairs(REPORT["report_id"]).empty
    assert xc.figure(REPORT["report_id"], indicator="unemployment_surveyed", status="target")["bound"] == "<="
