"""Standing: the sample of a year, places that bounds and rounding leave open, and what is said of them; invented numbers."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

import xclib as xc
from xclib.analyses import standing, standing_tables
from xclib.analyses.standing import ASKED, Place, Standing, choose_sample, find_other, place, spread, stand
from xclib.charts.standing import draw_standing
from xclib.economics.quantity import Quantity
from xclib.errors import UnknownNameError, XclibError
from xclib.words import Words
from xclib.words.markup import plain_text

INF = math.inf
URL = "https://qinglan.example/report"
ABOUT = {"area_code": "110102", "area_zh": "云泽区", "area_en": "Yunze District"}
STATED = {
    "indicator": "gdp_growth", "status": "actual", "period": "2030", "value": 5.8, "value_high": math.nan, "low": 5.75,
    "high": 5.85, "bound": "=", "part": "review", "factor": 1.0, "source_url": URL, "basis": "", "unit": "%",
}  # fmt: skip
AIM = STATED | {"status": "target", "period": "2031", "value": 5.0, "low": 4.5, "high": 5.5, "bound": "~", "part": "plan"}
FACTS = pd.DataFrame(columns=["area_code", "area_zh", "area_en", "indicator", "period", "status", "grade", "value", "bound"])


def row(code: str, value: float, *, low: float | None = None, high: float | None = None, **told: Any) -> dict[str, Any]:
    """A row of the panel about an area of a code."""
    ends = {"low": value - 0.05 if low is None else low, "high": value + 0.05 if high is None else high}
    base = {"doc": "x/2031", "line": 7, "area_code": code, "area": f"地区{code}", "indicator": "gdp_growth", "status": "actual"}
    base |= {
        "period": "2030",
        "value": value,
        "value_high": math.nan,
        "bound": "=",
        "unit": "%",
        "flag": "",
        "source_url": URL,
        "basis": "",
    }
    return base | ends | told


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(row("1", 1.0)))


WORDS = {lang: Words({}, lang) for lang in ("zh", "en")}


def place_of(stand: Standing, lang: str) -> str:
    """The place of a comparison in words."""
    return plain_text(str(WORDS[lang].write(standing_tables.facts(stand)["place"])))


def beside(stand: Standing, lang: str) -> str:
    """How a comparison lies to the areas over it, as markup."""
    return str(WORDS[lang].write(standing_tables.facts(stand)["beside"]))


def whole(stand: Standing, lang: str) -> str:
    return str(WORDS[lang].write(standing_tables.saying(stand)))


def note(stands: list[Standing], lang: str) -> str:
    return str(WORDS[lang]("standing.notes", **standing_tables.notes(stands)))


PROVINCES = [row(f"{n}0000", v) for n, v in zip(range(11, 17), (4.0, 5.0, 5.8, 6.0, 7.0, 8.0), strict=True)]
NATION = row("100000", 5.0, area="全国")


def standings(panel: pd.DataFrame, *stated: dict[str, Any], other: Any = None, topic: str = "growth") -> list[Standing]:
    figures = pd.DataFrame(list(stated), columns=list(STATED))
    return stand(panel, ASKED[topic], about=ABOUT, year=2030, stated=figures, facts=FACTS, other=other)


def test_a_sample_takes_one_unflagged_row_an_area_exact_before_bounded() -> None:
    panel = frame(
        row("110000", 9.0, flag="range"),
        row("120000", 5.0, bound=">=", low=5.0, high=INF),
        row("120000", 5.2),
        row("130000", 5.0, low=4.5, high=5.5),
        row("130000", 5.04, low=5.035, high=5.045),
        row("140000", 4.0, flag="corrected"),
        row("110100", 6.0),
        NATION,
        row("150000", 3.0, period="2029"),
    )
    sample = choose_sample(panel, "gdp_growth", "actual", 2030)
    assert dict(zip(sample["area_code"], sample["value"], strict=True)) == {
        "120000": 5.2, "130000": 5.04, "140000": 4.0, "110100": 6.0, "100000": 5.0,
    }  # fmt: skip
    assert set(sample["group"]) == {"province", "city", "nation"}


def test_a_figure_of_a_year_of_which_the_sample_has_nothing_keeps_its_unit() -> None:
    found = standings(frame(*PROVINCES), AIM | {"unit": "%"})
    assert [stand.unit for stand in found if stand.status == "target"] == ["%"]
    assert {mark.figure.unit for stand in found for mark in stand.marks} == {"%"}


def test_a_report_of_a_kind_that_sets_no_targets_is_compared_by_outcomes_alone() -> None:
    found = standings(frame(*PROVINCES, NATION), STATED, AIM)
    pages: dict[bool, Any] = {plans: SimpleNamespace(plans=plans) for plans in (True, False)}
    shown = {plans: standing_tables.of_page(page, found) for plans, page in pages.items()}
    assert [s.status for s in shown[True]] == [s.status for s in found]
    assert {s.status for s in shown[False]} == {"actual"}


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (5.75, 5.85, (3, 2, 1)),
        (5.0, INF, (0, 1, 5)),
        (-INF, 4.9, (5, 0, 1)),
        (9.0, 9.1, (0, 6, 0)),
    ],
)
def test_a_place_is_a_range_where_intervals_meet(low: float, high: float, expected: tuple[int, int, int]) -> None:
    found = place(Quantity(math.nan, low, high, "%"), frame(*PROVINCES))
    assert (found.higher, found.lower, found.close) == expected
    assert found.last - found.first == found.close
    first, last = found.percentile
    assert 0 <= first <= last <= 100


def test_an_open_end_in_the_sample_leaves_the_place_open() -> None:
    rows = frame(*PROVINCES[:5], row("170000", 5.0, bound=">=", low=5.0, high=INF))
    assert place(Quantity.of(STATED | {"unit": "%"}), rows) == Place(6, 2, 2)


def test_a_rounded_number_next_to_another_is_told_from_it() -> None:
    """Nothing that rounds to 5.7 rounds to 5.8; about 5.7 may be either."""
    near = [row(f"{n}0000", v) for n, v in zip(range(11, 14), (5.7, 5.8, 5.9), strict=True)]
    for rounded in near:
        rounded |= {"low": round(rounded["value"] - 0.05, 2), "high": round(rounded["value"] + 0.05, 2)}
    assert place(Quantity.of(STATED | {"unit": "%"}), frame(*near)) == Place(3, 1, 1)
    assert place(Quantity.of(STATED | {"unit": "%"}), frame(near[0] | {"bound": "~"})) == Place(1, 0, 0)


def test_quartiles_by_hand_and_a_bound_among_outcomes_is_no_number() -> None:
    rows = choose_sample(frame(*PROVINCES), "gdp_growth", "actual", 2030)
    told = spread(rows, "actual")
    assert told.middle == pytest.approx((5.2, 5.9, 6.75))
    assert (told.low[1], told.high[1]) == pytest.approx((5.85, 5.95))
    open_rows = choose_sample(
        frame(*PROVINCES[:5], row("170000", 20.0, bound=">", low=20.0, high=INF)), "gdp_growth", "actual", 2030
    )
    assert spread(open_rows, "actual").middle[1] == pytest.approx(5.8)
    assert spread(open_rows, "actual").bounds == 1
    assert spread(open_rows, "target").middle[1] == pytest.approx(5.9)
    for status in ("actual", "target"):
        found = spread(open_rows, status)
        assert all(low <= mid <= high for low, mid, high in zip(found.low, found.middle, found.high, strict=True)), status
    assert math.isnan(spread(rows.iloc[:4], "actual").middle[1]), "four numbers make no median worth telling"


@pytest.mark.parametrize(
    ("values", "quartiles"),
    [([1, 2, INF, INF], (1.75, INF, INF)), ([1, 2, INF], (1.5, 2, INF)), ([1, INF], (INF, INF, INF)), ([-INF, 1], (-INF, -INF, -INF))],
)  # fmt: skip
def test_a_quartile_between_a_number_and_an_open_end_is_open(values: list[float], quartiles: tuple[float, ...]) -> None:
    ends = {"low": 1.0, "number": 1.0, "bound": "="}
    many = pd.DataFrame({"high": [float(v) for v in values], **ends})
    assert spread(many, "actual").high == quartiles


def test_our_figure_nation_and_parent_are_marked_and_ours_is_not_in_its_own_sample() -> None:
    actual, target = standings(frame(NATION, *PROVINCES, row("110102", 5.8)), STATED)
    assert [(m.role, m.code) for m in actual.marks] == [("own", "110102"), ("parent", "110000"), ("nation", "100000")]
    assert "110102" not in set(actual.rows["area_code"])
    assert actual.place("province") == Place(6, 3, 2)
    assert actual.place("city") is None
    assert target.mark("own") is None
    assert not target.enough


def test_amounts_are_scaled_to_the_panels_unit() -> None:
    (actual, *_) = standings(frame(*PROVINCES), STATED | {"value": 0.5, "low": 0.5, "high": 0.5, "factor": 10.0})
    own = actual.mark("own")
    assert own is not None
    assert (own.figure.value, own.figure.low) == (5.0, 5.0)


def test_targets_are_placed_by_the_number_printed_and_by_what_words_leave_open() -> None:
    aims = [row(f"{n}0000", v, status="target", period="2031", bound="~", low=v - 0.5, high=v + 0.5)
            for n, v in zip(range(11, 17), (4.0, 5.0, 5.0, 5.5, 6.0, 6.5), strict=True)]  # fmt: skip
    target = standings(frame(*aims), AIM)[1]
    assert target.place("province", printed=True) == Place(6, 3, 1)
    assert target.place("province") == Place(6, 1, 0)
    assert "3个更高、2个相同、1个更低" in place_of(target, "zh")
    assert place_of(target, "en").endswith("3 chose a higher number, 2 the same and 1 a lower one")


def test_a_range_counts_with_its_middle() -> None:
    sample = choose_sample(frame(row("110000", 5.0, value_high=6.0, low=5.0, high=6.0)), "gdp_growth", "actual", 2030)
    assert sample["number"].tolist() == [5.5]


def test_how_ours_lies_to_those_over_it_is_told_by_intervals() -> None:
    actual = standings(frame(NATION, *PROVINCES), STATED)[0]
    assert plain_text(beside(actual, "zh")) == "高于地区110000的4%、全国的5%"
    near = standings(frame(row("100000", 5.8, area="全国"), *PROVINCES), STATED)[0]
    assert "相差不出舍入" in beside(near, "zh")
    assert "within rounding of" in beside(near, "en")
    same = standings(frame(row("100000", 5.0, status="target", period="2031", bound="~", low=4.5, high=5.5)), AIM)[1]
    assert plain_text(beside(same, "en")) == "the same number as China"


def test_a_city_is_placed_among_cities_where_there_are_enough() -> None:
    cities = [row(f"{n}0100", v) for n, v in zip(range(11, 17), (4.0, 5.0, 5.8, 6.0, 7.0, 8.0), strict=True)]
    figures = pd.DataFrame([STATED], columns=list(STATED))
    told = {"year": 2030, "stated": figures, "facts": FACTS, "about": ABOUT | {"area_code": "330100"}}
    assert "6 cities" in place_of(stand(frame(*PROVINCES, *cities), ASKED["growth"], **told)[0], "en")
    assert "6 provinces" in place_of(stand(frame(*PROVINCES, *cities[:2]), ASKED["growth"], **told)[0], "en")


def test_zero_counts_are_not_told() -> None:
    high = standings(frame(*PROVINCES), STATED | {"value": 9.0, "low": 8.95, "high": 9.05})[0]
    assert place_of(high, "en") == "all 6 provinces whose reports give the 2030 figure lie below it"
    low = standings(frame(*PROVINCES), STATED | {"value": 1.0, "low": 0.95, "high": 1.05})[0]
    assert place_of(low, "en").endswith("lie above it")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("topic", sorted(ASKED))
def test_without_a_corpus_nothing_is_compared_and_that_is_said(lang: str, topic: str) -> None:
    stands = standings(frame(), STATED, topic=topic)
    assert standing.charted(stands) == []
    assert ("不作比较" if lang == "zh" else "nothing is compared") in note(stands, lang)
    assert standing_tables.spread_rows(stands) == []
    assert [row["own"][0].value for row in standing_tables.marks_rows(stands)] == ([5.8] if topic == "growth" else [])


def test_too_few_areas_are_counted_and_not_ranked() -> None:
    stands = standings(frame(*PROVINCES[:3]), STATED)
    assert stands[0].place("province") is None
    assert "只有3个省区市写明" in whole(stands[0], "zh")
    (found,) = standing_tables.spread_rows(stands)
    assert (found["n"], found["middle"], found["rank"]) == (3, None, None)


def test_the_caption_names_the_sample_and_the_caveat_who_is_in_it() -> None:
    stands = standings(frame(NATION, *PROVINCES), STATED)
    assert "of the 6 provinces whose reports give the 2030 figure" in place_of(stands[0], "en")
    caveat = note(stands, "zh")
    assert "不是随机抽取" in caveat
    assert "不是同级" in caveat
    assert "经济增速，2031年目标" in caveat, "what is too thin is named"


def test_a_row_of_the_sample_has_its_quartiles_and_our_rank_as_quantities() -> None:
    (found,) = standing_tables.spread_rows(standings(frame(*PROVINCES), STATED))
    assert (found["low"].value, found["middle"].value, found["high"].value) == (5.2, 5.9, 6.75)
    assert (found["middle"].low, found["middle"].high) == pytest.approx((5.85, 5.95))
    # 4 and 5 lie below 5.8 for certain, another 5.8 cannot be told apart: two of six to three of six.
    assert (found["rank"].low, found["rank"].high) == (4, 5)
    assert (found["share"].low, found["share"].high) == pytest.approx((100 / 3, 50))


def test_names_of_the_corpus_are_escaped() -> None:
    bad = row("100000", 5.0, area="<b>全国</b>", source_url="")
    actual = standings(frame(bad, *PROVINCES), STATED)[0]
    for lang in ("zh", "en"):
        assert "<b>" not in whole(actual, lang) + beside(actual, lang)
    assert 'data-place="x/2031:7"' in beside(actual, "zh"), "without an address the place is told"


def test_growth_on_a_comparable_basis_is_held_against_its_like() -> None:
    taxes = [row(f"{n}0000", v, indicator="revenue_growth") for n, v in zip(range(11, 17), (1.0, 2, 3, 4, 5, 6), strict=True)]
    alike = [one | {"value": one["value"] - 5, "low": -9.0, "high": -9.0, "basis": "comparable"} for one in taxes[:5]]
    nation, stated = row("100000", 0.6, area="全国", indicator="revenue_growth"), STATED | {"indicator": "revenue_growth"}
    panel = frame(nation, *taxes, *alike)
    same = standings(panel, stated | {"basis": "comparable"}, topic="fiscal")[0]
    assert same.place("province") == Place(5, 0, 5)
    assert same.mark("nation") is None, "the nation's growth is that of what was booked"
    assert "on a comparable basis" in whole(same, "en")
    assert "同口径" in whole(same, "zh")
    assert "本级" in note([same], "zh")
    assert "调整了什么未必相同" in note([same], "zh")
    booked = standings(panel, stated, stated | {"basis": "comparable", "value": 9.0}, topic="fiscal")[0]
    assert booked.place("province") == Place(6, 1, 5)
    assert booked.mark("nation") is not None


@pytest.mark.parametrize(("low", "high", "bound"), [(2.5, 9.5, "="), (1.0, INF, ">=")])
def test_a_figure_that_most_of_the_sample_may_equal_has_no_rank_and_that_is_said_once(
    low: float, high: float, bound: str
) -> None:
    vague = standings(frame(*PROVINCES), STATED | {"low": low, "high": high, "bound": bound})
    (found,) = standing_tables.spread_rows(vague)
    assert (found["rank"], found["share"], found["n"]) == (None, None, 6)
    assert note(vague, "zh").count("不列位次") == 1
    assert "is read as" in note(vague, "en")
    assert "不列位次" not in note(standings(frame(*PROVINCES), STATED), "zh")


def test_a_second_area_is_marked_by_report_or_code() -> None:
    panel = frame(NATION, *PROVINCES)
    reports = pd.DataFrame([ABOUT | {"report_id": "r", "area_code": "110105", "area_en": "Other District"}])
    figures = pd.DataFrame([STATED | {"report_id": "r", "value": 4.2, "low": 4.15, "high": 4.25}])
    assert find_other("", reports, figures, panel, FACTS) is None
    by_report = standings(panel, STATED, other=find_other("r", reports, figures, panel, FACTS))[0].mark("other")
    by_code = standings(panel, STATED, other=find_other("120000", reports, figures, panel, FACTS))[0].mark("other")
    assert by_report is not None
    assert by_code is not None
    assert (by_report.figure.value, by_report.name_en) == (4.2, "Other District")
    assert (by_code.figure.value, by_code.name_en) == (5.0, "Tianjin")
    with pytest.raises(UnknownNameError, match="no report or area 'nowhere'"):
        find_other("nowhere", reports, figures, panel, FACTS)


def test_the_chart_has_a_dot_an_area_and_a_line_a_mark() -> None:
    stands = standings(frame(NATION, *PROVINCES), STATED)
    dots, marks, spreads = standing_tables.chart_rows(xc.page("growth", "cn-110102-plan-2024", "en"), stands)
    axes = draw_standing(dots, marks, spreads, lang="en", unit="%").axes[0]
    assert sum(len(line.get_xydata()) for line in axes.lines if line.get_gid() == "area") == len(PROVINCES)
    assert sum(line.get_gid() == "median" for line in axes.lines) == 1
    labels = [t.get_text().strip() for t in axes.texts if t.get_gid() == "mark"]
    assert labels == ["Yunze District 5.8%", "Beijing 4%", "China 5%"]
    near = marks.assign(value=[5.8, 5.7, 5.6])
    texts = draw_standing(dots, near, spreads, lang="en", unit="%").axes[0].texts
    heights = [t.get_position()[1] for t in texts if t.get_gid() == "mark"]
    assert heights == sorted(set(heights), reverse=True), "labels that would cover each other stand on lines of their own"
    with pytest.raises(XclibError, match="an empty table"):
        draw_standing(dots.iloc[:0], marks, spreads)


def test_a_sample_without_any_mark_is_still_drawn() -> None:
    stands = [Standing("gdp_growth", "actual", 2030, "%", (), choose_sample(frame(*PROVINCES), "gdp_growth", "actual", 2030))]
    axes = draw_standing(
        *standing_tables.chart_rows(xc.page("growth", "cn-110102-plan-2024", "zh"), stands), lang="zh", unit="%"
    ).axes[0]
    assert sum(len(line.get_xydata()) for line in axes.lines if line.get_gid() == "area") == len(PROVINCES)


def test_areas_with_one_number_share_a_label() -> None:
    stands = standings(frame(row("100000", 4.0, area="全国"), *PROVINCES), STATED)
    assert (
        "Beijing, China 4%"
        in standing_tables.chart_rows(xc.page("growth", "cn-110102-plan-2024", "en"), stands)[1]["label"].tolist()
    )


def test_the_panel_places_the_projects_own_report() -> None:
    report = "cn-110102-plan-2024"
    about = xc.reports().set_index("report_id", drop=False).loc[report]
    told = {"about": about, "year": 2023, "stated": xc.figures(report), "facts": xc.context()}
    actual, target = stand(xc.panel(), ASKED["growth"], **told)
    rows = xc.panel("gdp_growth", status="actual", period=2023)
    provinces = rows[rows["area_code"].str.endswith("0000") & (rows["area_code"] != "100000") & (rows["flag"] == "")]
    assert len(actual.group("province")) == provinces["area_code"].nunique()
    found = actual.place("province")
    assert found == Place(len(provinces), int((provinces["low"] > 5.85).sum()), int((provinces["high"] < 5.75).sum()))
    assert [m.number for m in actual.marks] == [5.8, 5.2, 5.2]
    assert {m.figure.bound for m in target.marks} == {"~"}
