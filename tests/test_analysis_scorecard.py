"""The scorecard on an invented plan whose verdicts can be told by hand, and on the project's own data."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from invented import FIGURES, REPORT, figure_row, write_rows

import xclib as xc
from xclib.analyses import scorecard, telling
from xclib.analyses.scorecard import disagreeing, form_of, worded
from xclib.data import front, schema
from xclib.economics.quantity import Quantity
from xclib.errors import XclibError
from xclib.pages import Page

INF = math.inf
ID = REPORT["report_id"]
XICHENG = "cn-110102-plan-2024"


def stated(value: float, bound: str = "=", low: float | None = None, high: float | None = None, **told: Any) -> dict[str, Any]:
    return {
        "value": value,
        "bound": bound,
        "low": value if low is None else low,
        "high": value if high is None else high,
        **told,
    }


def percent(value: float) -> Quantity:
    return Quantity(value, value, value, "%", printed=value)


FLOOR, CAP = stated(5, ">=", 5, INF), stated(3.5, "<", 0, 3.5)


@pytest.mark.parametrize(
    ("outcome", "target", "direction", "verdict"),
    [
        (stated(36, low=35.5, high=36.5), stated(31), "down", "missed"),
        (stated(30), stated(31), "down", "met"),  # better than the target is met
        (stated(100, low=99.5, high=100), stated(100), "up", "met"),  # judged as printed, not by its rounding
        (stated(5, ">", 5, INF), FLOOR, "up", "met"),
        (stated(4, ">", 4, INF), FLOOR, "up", "open"),  # a floor is not met by a bound that may lie below it
        (stated(4, "<", 0, 4), FLOOR, "up", "missed"),
        (stated(4.6), stated(5, "~", 4.5, 5.5), "up", "met"),
        (stated(4.4), stated(5, "~", 4.5, 5.5), "up", "missed"),
        (stated(9), stated(5, "~", 4.5, 5.5), "none", "missed"),  # where neither way is better, beyond is off
        (stated(3.5), CAP, "down", "missed"),  # less than 3.5 leaves 3.5 out
        (stated(3.4), CAP, "down", "met"),
        (stated(6.2), stated(6, "=", 6, 6.5), "up", "met"),
        (stated(2, unit="公里"), stated(1900, unit="米"), "up", "met"),  # units are brought to one
    ],
)
def test_a_target_is_met_only_by_what_lies_inside(
    outcome: dict[str, Any], target: dict[str, Any], direction: str, verdict: str
) -> None:
    made, aim = (Quantity.of({"unit": "%", "source_url": "", **row}) for row in (outcome, target))
    assert made.meets(aim, {"up": "above", "down": "below"}.get(direction, "")) == verdict


@pytest.mark.parametrize(
    ("plan", "value", "form"),
    [
        ("85", 85.0, "number"), ("-", math.nan, "none"), ("与经济增长同步", math.nan, "in_step"),
        ("达到省级要求", math.nan, "requirement"), ("稳步提高", math.nan, "other"),
    ],
)  # fmt: skip
def test_words_of_a_plan_are_told_from_numbers(plan: str, value: float, form: str) -> None:
    assert form_of({"plan": plan, "value": value}) == form


# A report with a plan, worked out by hand


def plan_row(number: int, name: str, plan: str, *, line: int, code: str, **told: str) -> dict[str, str]:
    row = dict.fromkeys(schema.columns("raw", "plan"), "")
    row |= {"number": str(number), "name_zh": name, "name_en": f"Item {line}", "plan": plan, "line": str(line)}
    row |= {"dimension_zh": "绿色发展", "dimension_en": "Green", "nature": "binding", "unit": "%", "indicator": code}
    return row | told


def annex(line: int, number: str, label: str, **told: str) -> dict[str, str]:
    basic = {"line": str(line), "start": "0", "part": "annex", "status": "target", "period": "2031", "measure": "level"}
    return figure_row(number=number, label=label, **(basic | told))


PLAN = [
    plan_row(1, "地区生产总值增速", "5左右", line=20, code="gdp_growth", nature="anticipatory"),
    plan_row(2, "登记失业率", "<4", line=21, code="unemployment_registered", dimension_zh="共享发展", dimension_en="Shared"),
    plan_row(3, "细颗粒物(PM2.5)年均浓度", "达到省级要求", line=22, code="pm25", unit="微克/立方米"),
    plan_row(4, "食品安全抽检合格率", "98以上", line=23, code="food_safety", part="1"),
    plan_row(4, "药品抽检合格率", "提高", line=24, code="drug_safety", part="2"),
    plan_row(5, "常住人口规模", "达到省级要求", line=25, code="population", unit="万人"),
    plan_row(6, "教育支出占一般公共预算支出比例", "与支出同步", line=26, code="expenditure_education_share"),
]
TEXT = [
    figure_row(line="3", number="6", label="地区生产总值"),
    figure_row(line="4", number="3.2", label="登记失业率", measure="level"),
    figure_row(line="4", start="40", number="4", label="登记失业率", measure="level", status="target", bound="<=", bound_word="以内"),
    figure_row(line="5", number="31", unit="微克/立方米", label="细颗粒物(PM2.5)累计浓度", measure="level"),
    figure_row(line="5", start="40", number="30", unit="微克/立方米", label="细颗粒物(PM2.5)累计浓度", measure="level", status="target"),
    figure_row(line="6", number="6", unit="项", label="计划指标", measure="level"),
    figure_row(line="6", start="20", number="5", unit="项", label="完成计划目标指标", measure="level"),
    figure_row(line="8", part="plan", number="5", bound="~", bound_word="左右", status="target", period="2031"),
    figure_row(line="8", start="40", part="plan", number="7", label="一般公共预算收入", status="target", period="2031"),
    figure_row(
        line="9", part="plan", number="4", label="登记失业率", measure="level", status="target", period="2031", bound="<=", bound_word="以内"
    ),
    annex(20, "5", "地区生产总值增速", bound="~", bound_word="左右", measure="growth"),
    annex(21, "4", "登记失业率", bound="<", bound_word="<"),
    annex(23, "98", "食品安全抽检合格率", bound=">=", bound_word="以上"),
]  # fmt: skip
REMARKS = [{"indicator": "population", "status": "actual", "line": "7", "kind": "met", "words": "人口调控目标"}]


@pytest.fixture
def planned(invented: Path) -> Path:
    """The invented report with a plan table of six numbers and seven rows."""
    folder = invented / "raw" / ID
    write_rows(folder / "figures.csv", "figures", TEXT)
    write_rows(folder / "plan.csv", "plan", PLAN)
    write_rows(folder / "remarks.csv", "remarks", REMARKS)
    return invented


def everything(report: str, area: str, year: int) -> dict[str, Any]:
    figures, remarks = xc.figures(report), front.remarks(report)
    rows = scorecard.plan_rows(xc.plan(report), figures)
    series = {code: xc.series(code, area) for code in rows["indicator"] if code}
    audited = scorecard.audit(rows, figures, series, remarks, report=report, year=year)
    return {
        "figures": figures, "rows": rows, "audited": audited, "claim": scorecard.claim_of(figures),
        "odd": scorecard.oddities(rows, figures, remarks), "weighed": scorecard.weigh(xc.pairs(report), ("same",)),
    }  # fmt: skip


@pytest.mark.usefixtures("planned")
def test_each_number_of_the_plan_is_counted_once_by_its_worst_row() -> None:
    """1 growth without target; 2 within 4 met; 3 31 against 30 missed; 4 nothing; 5 words; 6 nothing."""
    found = everything(ID, "999901", 2030)
    assert scorecard.tally(found["audited"]) == {
        "met": 1, "missed": 1, "open": 0, "no_target": 1, "words": 1, "nothing": 2,
    }  # fmt: skip
    checked = scorecard.checked(found["audited"])
    cases = {part["kind"]: [case[side].printed for case in part["cases"] for side in ("outcome", "target")]
        for part in checked["judged"]}  # fmt: skip
    assert cases == {"missed": [31.0, 30.0], "met": [3.2, 4.0]}
    assert (checked["known"], checked["left"]) == (2, 4)
    assert {part["kind"]: part["n"] for part in checked["rest"]} == {"no_target": 1, "words": 1, "nothing": 2}
    assert {name: repr(number) for name, number in found["claim"].items()} == {"total": "6", "claimed": "5"}
    assert all(number.url and number.id for number in found["claim"].values())
    assert (scorecard.coincidence(found["claim"], found["rows"]) or {})["says"] == "same"
    assert (scorecard.aims(found["audited"]) or {})["n"] == 2
    assert scorecard.reached(found["audited"]) == {"n": 1, "above": 1, "all": True}, (
        "growth of one year reaches nothing of the next"
    )


@pytest.mark.parametrize(
    ("number", "bound", "kind"), [("3", "~", "open"), ("3", "<=", "met"), ("0.4", "<=", "missed"), ("0.5", "=", "met")]
)
def test_what_is_neither_good_nor_bad_is_judged_against_a_limit_alone(
    invented: Path, number: str, bound: str, kind: str
) -> None:
    """Prices rose by 0.5%: 3左右 says nothing of it, 3以内 does."""
    stated = {"label": "居民消费价格", "measure": "growth"}
    row = figure_row(line="3", number="0.5", **stated)
    word = "" if bound == "=" else "左右以内"
    aim = figure_row(line="3", start="9", number=number, status="target", bound=bound, bound_word=word, **stated)
    write_rows(invented / "raw" / ID / "figures.csv", "figures", [row, aim])
    rows = pd.DataFrame([{"indicator": "cpi", "form": "none", "number": 1}])
    found = scorecard.audit(rows, xc.figures(ID), {}, front.remarks(ID), report=ID, year=2030)
    assert found["kind"].tolist() == [kind]


@pytest.mark.usefixtures("planned")
def test_a_number_of_the_plan_has_a_number_only_if_all_its_rows_have() -> None:
    found = everything(ID, "999901", 2030)
    counts = scorecard.by_dimension(found["rows"]).set_index("dimension_en")
    assert counts[["n", "numbers"]].T.to_dict("list") == {"Green": [5, 1], "Shared": [1, 1], "": [6, 2]}
    assert counts.loc["", ["binding", "binding_numbers"]].tolist() == [5, 1]
    watch = scorecard.watch(found["rows"], found["audited"]) or {}
    assert (watch["listed"], watch["numbers"], watch["binding"], watch["blank"]) == (6, 2, 5, 4)
    assert [row["name_en"] for row in watch["failed"]] == ["Item 22"]
    assert watch["asked"] == []  # the blank ones do not all say that a requirement is to be met


@pytest.mark.usefixtures("planned")
def test_what_stands_for_an_outcome_that_the_report_does_not_state() -> None:
    audited = everything(ID, "999901", 2030)["audited"].set_index("number")
    assert audited.loc[5, ["outcome", "remark", "elsewhere"]].tolist() == [None, "met", None]
    assert audited.loc[1, "remark"] == ""
    assert repr(audited.loc[1, "outcome"]) == "6%"


@pytest.mark.usefixtures("planned")
def test_a_target_of_the_year_may_stand_on_another_page(planned: Path) -> None:
    from invented import context_row

    row = context_row(indicator="gdp_growth", indicator_zh="地区生产总值", period="2030", measure="growth", as_printed="6.5%")
    row |= {"value": "6.5", "unit_code": "PT", "status": "target", "vintage": "target"}
    write_rows(planned / "raw" / "context.csv", "context", [row])
    first = everything(ID, "999901", 2030)["audited"].set_index("number").loc[1]
    assert (first["kind"], repr(first["target"]), first["target"].url) == ("missed", "6.5%", "https://qinglan.example/2030")


@pytest.mark.usefixtures("planned")
def test_what_does_not_agree_is_found_and_shown_with_both_places() -> None:
    odd = everything(ID, "999901", 2030)["odd"]
    says = odd.groupby("says")["name_en"].apply(list).to_dict()
    assert says == {
        # Growth of output stands under the green dimension, as do other topics; it is about 5 in both places.
        "misplaced": ["Item 20", "Item 23", "Item 24", "Item 25", "Item 26"],
        "ends": ["Item 21"],
        "renamed": ["Item 22"],
        "step": ["Item 26"],
        "unlisted": ["Growth of general public budget revenue"],
    }
    rows = odd.drop_duplicates("says").set_index("says")
    assert rows.loc["misplaced", ["dimension_en", "topic_en"]].tolist() == ["Green", "Growth"]
    assert rows.loc["ends", ["annex_words", "text_words"]].tolist() == ["<4%", "4%以内"]
    assert [repr(rows.loc["ends", side]) for side in ("annex", "text")] == ["<4%", "≤4%"]
    assert rows.loc["renamed", ["first", "second"]].tolist() == ["年均", "累计"]
    assert rows.loc["renamed", ["annex", "annex_words"]].tolist() == [None, "达到省级要求"]
    assert all(url.startswith("https://") for url in rows.drop("unlisted")["annex_url"])
    assert all(url.startswith("https://") for url in rows.drop("step")["text_url"])
    assert (rows.loc["unlisted", "annex_url"], rows.loc["step", "text_url"]) == ("", "")


def test_a_value_that_differs_and_a_number_beside_words() -> None:
    names = ["indicator", "part", "status", "period", "line", "start", "value", "factor", "bound", "bound_word", "number"]
    names += ["unit", "label", "scope", "prefix", "source_url", "low", "high"]
    text = dict.fromkeys(names, "") | {"indicator": "gdp_growth", "part": "plan", "status": "target", "line": 5, "start": 1}
    text |= {"value": 6.0, "low": 6.0, "high": 6.0, "factor": 1.0, "bound": "=", "number": "6", "unit": "%", "label": "增速"}
    row = {"form": "number", "value": 5.0, "factor": 1.0, "bound": "=", "indicator": "gdp_growth", "plan": "5"}
    row |= {"unit": "%", "name_zh": "增速", "name_en": "Growth", "source_url": "", "scope": "", "figure": percent(5.0)}
    plan, figures, nothing = pd.DataFrame([row]), pd.DataFrame([text]), pd.DataFrame(columns=["indicator", "status", "words"])
    assert [f["says"] for f in disagreeing(plan, figures, nothing)] == ["values"]
    asked = pd.DataFrame(
        [{"indicator": "gdp_growth", "status": "target", "words": "均达到市级要求", "source_url": "https://a"}]
    )
    (found,) = worded(plan, figures[:0], asked)
    assert (found["annex"], found["text"], found["text_words"], found["text_url"]) == (
        percent(5.0), None, "达到市级要求", "https://a",
    )  # fmt: skip
    assert [*worded(plan, figures, asked)] == []  # the text has a number too


# Promises beside deliveries


def pair(name: str, delivered: float, promised: float, **told: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"pair": name, "topic": "livelihood", "name_zh": name, "name_en": name, "grade": "same", "reason": ""}
    row |= {"note_zh": "", "note_en": "", "delivered_ids": "a", "promised_ids": "b"}
    for side, value, year in (("delivered", delivered, "2030"), ("promised", promised, "2031")):
        row |= {side: value, f"{side}_low": value, f"{side}_high": value, f"{side}_bound": "=", f"{side}_period": year}
        row |= {f"unit_{side}": "个", f"{side}_url": "https://qinglan.example"}
    return row | told


PAIRS = pd.DataFrame(
    [
        pair("a", 100, 80),
        pair("b", 100, 50),
        pair("c", 50, 100, grade="shifted", reason="wording"),
        pair("d", 10, 5, delivered_low=10, delivered_high=20, delivered_bound=">", topic="culture"),  # 5/20 to 5/10
        pair("e", 89, 90, unit_delivered="%", unit_promised="%"),
        pair("f", 10, 99, grade="false", reason="stock_flow"),
        pair("g", 36, 31, promised_period="2030"),
        pair("gdp_growth", 5.8, 5, unit_delivered="%", unit_promised="%", topic="growth"),
    ]
)


def test_ratios_carry_their_bounds_and_no_false_pair() -> None:
    weighed = scorecard.weigh(PAIRS, ("same", "shifted", "caveat"))
    ratios = {name: ratio for name, ratio in zip(weighed["pair"], weighed["ratio"], strict=True) if ratio}
    assert {name: ratio.low for name, ratio in ratios.items()} == {"a": 0.8, "b": 0.5, "c": 2.0, "d": 0.25}
    assert ratios["d"].high == 0.5
    assert math.isnan(ratios["d"].value)  # a bound is not a value
    assert [q.printed for q in ratios["a"].inputs] == [80.0, 100.0]
    assert next(iter(weighed["topic"])) == "growth"
    assert weighed.set_index("pair").loc[["f", "g"], "why"].tolist() == ["stock_flow", "year"]


def test_the_median_is_an_interval_and_moves_with_the_grades() -> None:
    """All four: lows .25 .5 .8 2, highs .5 .5 .8 2 -> 0.65; the strictest three: 0.5."""
    weighed = scorecard.weigh(PAIRS, ("same", "shifted", "caveat"))
    median = scorecard.median_ratio(weighed)
    assert median
    assert (median.low, median.high, len(median.inputs)) == (0.65, 0.65, 4)
    assert [q.low for q in scorecard.by_grade(weighed)["median"]] == [0.5, 0.65]
    found = scorecard.ambition(weighed) or {}
    assert [found[name] for name in ("n", "n_lower", "n_equal", "n_higher")] == [6, 4, 0, 2]
    assert (found["spread"].low, found["spread"].high) == (0.5, 0.65)
    assert [row["pair"] for row in found["leading"]] == ["gdp_growth"]
    assert scorecard.median_ratio(weighed[:3]) is None


def test_grades_that_are_not_wanted_do_not_count() -> None:
    strict = scorecard.by_topic(scorecard.weigh(PAIRS, ("same",))).iloc[-1]
    assert (strict["n_pairs"], strict["ratios"], strict["median"].low, strict["false"]) == (5, 3, 0.5, 1)


def test_ratios_are_drawn_largest_first_and_bounds_stay_open() -> None:
    drawn = scorecard.ratios(scorecard.weigh(PAIRS, ("same", "shifted", "caveat")))
    assert drawn["name_en"].tolist() == ["c", "a", "b", "d"]
    assert drawn[["low", "high"]].iloc[-1].tolist() == [0.25, 0.5]
    assert drawn["topic_en"].iloc[-1] == "Culture"


def panel_row(code: str, status: str, value: float, **told: Any) -> dict[str, Any]:
    base = {"doc": code, "area_code": code, "area": code, "level": "province", "status": status, "bound": "=", "line": 1}
    year = "2030" if status == "actual" else "2031"
    return base | {"period": year, "value": float(value), "low": float(value), "high": float(value)} | told


#: Ten provinces, of which three set growth below the outcome; one of them counted twice, and the nation.
PANEL = [r for n in range(10) for r in (panel_row(f"p{n}", "actual", 6), panel_row(f"p{n}", "target", 5 if n < 3 else 7))]
PANEL += [panel_row("p0", "actual", 6, doc="x"), panel_row("p0", "target", 5, doc="x")]
PANEL += [panel_row("n", "actual", 6, level="nation"), panel_row("n", "target", 5, level="nation")]


def test_a_report_of_light_things_alone_has_no_target_to_count() -> None:
    things = pd.DataFrame([{"weight": 0, "aim": None, "kept": "", "plainly": "", "step": ""}])
    assert scorecard.counts(things)["targets"] == 0
    assert scorecard.kept_facts(things) is None


def test_elsewhere_counts_an_area_once_and_the_nation_never() -> None:
    found = scorecard.steps(pd.DataFrame(PANEL), 2030)
    assert found["step"].value_counts().to_dict() == {"higher": 7, "lower": 3}
    assert scorecard.base_rate(found) == {"areas": 10, "n_lower": 3, "n_higher": 7}
    weighed = scorecard.weigh(PAIRS, ("same",))
    assert scorecard.alike(weighed, found) == {"side": "lower", "areas": 10, "alike": 3}
    assert scorecard.base_rate(found[:9]) is None
    assert scorecard.alike(weighed, found[:9])["side"] == ""


def test_an_estimate_takes_no_bound_for_a_value() -> None:
    floor = [panel_row("q", "actual", 6), panel_row("q", "target", 5, bound=">=", high=INF)]
    found = scorecard.numbers(scorecard.steps(pd.DataFrame(PANEL + floor), 2030))
    assert len(found) == 10
    assert found["gap"].tolist() == [-1.0] * 3 + [1.0] * 7


def test_cities_that_look_to_one_target_make_one_cluster() -> None:
    """Forty cities of ten provinces, alike within each: the interval is that of ten areas, not of forty."""
    cities = [f"{p}0{c}00" for p in range(31, 41) for c in range(1, 5)]
    rows = [panel_row(code, s, value) for code in cities
        for s, value in (("actual", 6), ("target", 6 + int(code[1]) % 2))]  # fmt: skip
    sample = scorecard.numbers(scorecard.steps(pd.DataFrame(rows), 2030))
    assert sample["home"].nunique() == 10
    mean = xc.fit(sample, "gap ~ 1", cluster=["home", "area_code"])
    assert mean is not None
    assert mean.clusters == {"home": 10, "area_code": 40}
    assert (mean["mean"].value, mean["mean"].high) == pytest.approx((0.5, 0.88), abs=0.005)


def test_another_area_is_set_beside_ours_or_said_to_be_missing() -> None:
    panel = [panel_row("110000", "actual", 5.6), panel_row("110000", "target", 5.0, bound="~", low=4.5, high=5.5)]
    found = scorecard.steps(pd.DataFrame(panel), 2030)
    beside = scorecard.other(found, "110000", set()) or {}
    assert (beside["says"], beside["way"], repr(beside["target"])) == ("step", "lower", "≈5%")
    assert scorecard.other(found, "310000", set()) == {"says": "none", "code": "310000"}
    assert scorecard.other(found, "", set()) is None
    with pytest.raises(XclibError):
        scorecard.other(found, "no such place", set())


# Reports that have less


@pytest.mark.usefixtures("invented")
def test_a_report_without_plan_pairs_or_claim_has_no_facts() -> None:
    found = everything(ID, "999901", 2030)
    assert len(FIGURES) == len(found["figures"])
    assert found["rows"].empty
    assert found["odd"].empty
    steps = scorecard.steps(scorecard.read_growth(), 2030)  # no panel in this folder
    assert steps.empty
    own = scorecard.promised(telling.things(found["figures"], 2030), "999901", 2030)
    assert (own["kept"] == "").all()
    assert scorecard.happened(found["claim"], found["audited"], own)["says"] == "nothing"
    planned = scorecard.planned(found["weighed"], steps, own)
    assert planned is not None
    assert (planned["says"], planned["targets"], planned["beside"]) == ("own", 2, 1)
    assert scorecard.watch(found["rows"], found["audited"]) is None
    headline = scorecard.headline(found["claim"], found["rows"], found["audited"], found["weighed"], own)
    assert [headline[name] for name in ("claimed", "numbers", "median")] == [None, None, None]
    assert scorecard.tally(found["audited"])["nothing"] == 0
    assert scorecard.by_dimension(found["rows"]).empty
    assert scorecard.by_topic(found["weighed"]).empty
    assert scorecard.numbers(steps).empty
    assert telling.used(found["figures"], found["weighed"]).empty


@pytest.mark.usefixtures("invented")
def test_a_target_on_a_comparable_basis_is_not_compared_with_growth_as_booked(monkeypatch: pytest.MonkeyPatch) -> None:
    things = telling.things(everything(ID, "999901", 2030)["figures"], 2030)
    own = scorecard.promised(things, "999901", 2030)
    beside = next(row for row in own.to_dict("records") if row["actual"] and row["aim"])
    assert beside["step"] in ("lower", "equal", "higher", "open")
    every = scorecard.front.figures(stored=True)
    every["basis"] = every["basis"].mask(every["figure_id"] == beside["aim"].id, "comparable")
    monkeypatch.setattr(scorecard.front, "figures", lambda **_: every)
    again = scorecard.promised(things, "999901", 2030)
    assert again.loc[again["label"] == beside["label"], "step"].tolist() == ["false"]


@pytest.mark.usefixtures("invented", "lent_server")
def test_the_notebook_leaves_out_what_a_report_lacks_with_its_heading(tmp_path: Path) -> None:
    from xclib.briefs.run import make_briefs

    notebook = Path(__file__).resolve().parent.parent / "notebooks" / "scorecard.ipynb"
    made = make_briefs(ID, notebooks=[notebook], langs=["en"], out=tmp_path / "briefs").check()
    page = (tmp_path / "briefs" / ID / "scorecard.en.html").read_text(encoding="utf-8")
    assert [brief.status for brief in made.briefs] == ["made"]
    assert "cannot be checked item by item" in page
    for lacking in ("Oddities in print", "Promised and delivered: how much", "Pairs that compare"):
        assert lacking not in page


# With the project's own tables


def test_the_projects_own_report() -> None:
    """Twenty numbers in 21 rows: PM2.5 missed, four with an outcome, population, income and productivity in words."""
    found = everything(XICHENG, "110102", 2023)
    assert scorecard.tally(found["audited"]) == {
        "met": 0, "missed": 1, "open": 0, "no_target": 4, "words": 3, "nothing": 12,
    }  # fmt: skip
    assert {name: q.printed for name, q in found["claim"].items()} == {"total": 20.0, "claimed": 19.0, "missed": 1.0}
    missed = found["audited"][found["audited"]["kind"] == "missed"].iloc[0]
    assert (missed["indicator"], missed["outcome"].printed, missed["target"].printed) == ("pm25", 36.0, 31.0)
    assert (len(found["rows"]), scorecard.by_dimension(found["rows"])["n"].iloc[-1]) == (21, 20)
    places = found["odd"][["annex_words", "text_words"]].apply(tuple, axis=1).tolist()
    assert {("<3.5%", "3.5%以内"), ("120个", "120个以上"), ("1亿立方米", "达到市级要求")} <= set(places)
    assert found["odd"]["absent"].iloc[0] == "开放"
    weighed = scorecard.weigh(xc.pairs(XICHENG), ("same", "shifted", "caveat"))
    assert weighed.loc[weighed["grade"] == "false", "ratio"].isna().all()
    assert (weighed["aside"] == "").sum() == 26
    claiming = scorecard.claiming(found["claim"], found["figures"])
    notes = scorecard.claim_notes(found["claim"], claiming, front.claims(XICHENG), found["rows"], found["audited"])
    assert len(notes["reason"]) == 1


def test_no_remark_of_the_data_is_about_an_indicator_outside_the_plan() -> None:
    assert set(front.remarks(XICHENG)["indicator"]) <= set(xc.plan(XICHENG)["indicator"])


def test_a_requirement_of_the_city_is_no_target_of_the_district() -> None:
    """Xicheng's report sets its fine particles beside what the city asks for: nothing that the district had promised."""
    found = scorecard.promised(telling.things(xc.figures("cn-110102-plan-2024"), 2023), "110102", 2023)
    # The report states the product and its growth; the target is one of growth, and the row says so.
    assert found.set_index("indicator").at["gdp", "measure"] == "growth"
    air = found[(found["indicator"] == "pm25") & found["outcome"].notna()]
    assert air["past"].dropna().empty
    assert found["aim"].notna().sum() > 10
    # Asked for in the year that is over, it is no target for the next one either.
    assert "pm25" not in set(found.loc[found["aim"].notna(), "indicator"])
    assert set(found.loc[found["aim"].notna(), "apart"]) == {""}


def test_limits_are_named_where_the_report_gives_reason_for_them() -> None:
    some = pd.DataFrame({"form": ["requirement"], "kept": ["met"], "step": ["lower"]})
    found = scorecard.limits(some, some, some)
    assert all(found.values())
    assert set(found) == set(Page("scorecard", XICHENG).words.node("limits"))
    assert not any(scorecard.limits(some[:0], some[:0], some[:0]).values())
