"""A report's own figures by what they measure, their history, and its targets beside its outcomes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import invented
import pandas as pd
import pytest
from conftest import ROOT

import xclib as xc
from xclib.analyses import (
    environment,
    fiscal,
    growth,
    history,
    livelihood,
    overview,
    scorecard,
    standing_tables,
    telling,
    treasury,
)
from xclib.analyses.promises import add_fates
from xclib.analyses.scorecard import named
from xclib.analyses.standing import Mark, Standing
from xclib.economics import derived as ec
from xclib.economics.quantity import Quantity
from xclib.html.present import shown_label
from xclib.ledgers.store import COLUMNS
from xclib.model.gloss import gloss
from xclib.pages import Page
from xclib.words import Words, read_catalogue
from xclib.words.markup import plain_text
from xclib.words.numbers import cite, in_words
from xclib.words.themes import own as area_figures
from xclib.words.themes import theme
from xclib.words.wording import format_value, full_label, in_period, shown_period

YEAR = 2030


def figure(label: str, value: float, **more: Any) -> dict[str, Any]:
    named = {"figure_id": f"x:{label}:{value}:{len(more)}", "label": label, "label_zh": label, "value": value}
    return invented.figure(**named | {"unit": "亿元", "unit_code": "CNY", "period": str(YEAR)} | more)


def things(*rows: dict[str, Any]) -> pd.DataFrame:
    placed = [{**row, "start": n} for n, row in enumerate(rows)]
    return telling.things(pd.DataFrame(placed), YEAR)


RATE: dict[str, Any] = {"unit": "%", "unit_code": "PT", "measure": "growth"}
SHARE: dict[str, Any] = {"unit": "%", "unit_code": "PT"}
AIM: dict[str, Any] = {"status": "target", "period": str(YEAR + 1), "part": "plan"}


def test_what_was_added_is_no_stock_and_a_distance_no_rate() -> None:
    count: dict[str, Any] = {"unit": "家", "unit_code": "NR"}
    found = things(
        figure("岚企", 1800, prefix="全区岚企新增", **count), figure("岚企", 3000, prefix="岚企达到", **count | AIM),
        figure("地区生产总值", 90, indicator="gdp", prefix="生产总值新增"), figure("地区生产总值", 900, indicator="gdp"),
        figure("镇域增速", 1, prefix="镇域增速高于全区", unit="个百分点", unit_code="PT", **AIM),
    )  # fmt: skip
    names = [shown_label(row, "zh") for row in found.to_dict("records")]
    assert names == ["新增岚企", "岚企", "新增地区生产总值", "地区生产总值", "镇域增速高于全区"]
    assert list(found["indicator"]) == ["", "", "", "gdp", ""]


def test_on_a_phone_the_next_target_stands_beside_the_outcome() -> None:
    columns = read_catalogue(ROOT / "notebooks" / "scorecard.yaml")["tables"]["promised"]["columns"]
    assert list(columns)[:3] == ["name", "actual", "aim"]  # what 390 pixels hold


def test_the_first_screen_names_the_main_targets_under_their_names() -> None:
    aims = [figure("岚茶产量", 3, **AIM), figure("粮食总产", 3e6, unit="吨", unit_code="t", **AIM)]
    aims += [
        figure("地区生产总值", 5, indicator="gdp_growth", **RATE | AIM),
        figure("城镇新增就业", 6e4, indicator="urban_new_jobs", **AIM),
    ]
    rows = scorecard.promised(things(*aims), "110102", YEAR)
    found = overview.planned(scorecard.aims_facts(rows), rows)
    assert found is not None
    assert [row["name_zh"] for row in found["main"]] == ["地区生产总值增速", "城镇新增就业", "粮食总产"]
    assert overview.planned(None, rows) is None


def test_a_headline_number_is_one_thing_under_all_its_names() -> None:
    tonnes = {"unit": "吨", "unit_code": "t"}
    found = things(
        figure("外贸进出口总额", 7.3, **RATE), figure("粮食产量", 3.1e6, indicator="grain", **tonnes), figure("进出口", 8, **RATE | AIM),
        figure("粮食总产", 3e6, **tonnes | AIM), figure("岚江粮食总产", 2e6, **tonnes | AIM),
    )  # fmt: skip
    shown = [[row[part] and row[part].printed for part in ("outcome", "change", "aim")] for row in found.to_dict("records")]
    assert shown == [[None, 7.3, 8], [3.1e6, None, 3e6], [None, None, 2e6]]
    assert list(found["indicator"]) == ["trade_growth", "grain", ""]


def test_level_change_target_and_rank_of_one_thing_share_a_row() -> None:
    rank = {"measure": "rank", "unit": "", "unit_code": "1"}
    found = things(
        figure("岚茶产值", 30), figure("岚茶产值增速", 6, **RATE), figure("岚茶产值", 2, **rank), figure("岚茶产值", 33, **AIM)
    )
    assert len(found) == 1
    assert [found[part].iloc[0].printed for part in ("outcome", "change", "aim", "place")] == [30, 6, 33, 2]
    assert len(found["figure_ids"].iloc[0]) == 4


@pytest.mark.parametrize(
    ("outcome", "target", "together"),
    [
        (figure("岚企", 5000), figure("岚企", 500, **AIM), False),  # a stock, and what is to be added to it
        (figure("岚企", 5000), figure("岚企", 14000, **AIM), True),
        (figure("岚企", 5000), figure("岚企", 16000, **AIM), False),
        (figure("新增岚企", 5000), figure("新增岚企", 500, **AIM), True),
        (figure("岚企", 5000, indicator="x"), figure("岚企", 500, indicator="x", **AIM), True),
        (figure("岚企产值", 17, **RATE), figure("岚企产值", 5, **AIM | RATE), True),
        (figure("岚企占比", 17, **RATE | {"measure": "level"}), figure("岚企占比", 18, **AIM | RATE), False),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_target_far_from_the_outcome_of_its_label_is_of_another_thing(
    outcome: dict[str, Any], target: dict[str, Any], together: bool, turned: bool
) -> None:
    found = things(*((target, outcome) if turned else (outcome, target)))
    assert len(found) == (1 if together else 2)
    rows = scorecard.promised(found, "999901", YEAR)
    assert [row["step"] != "" for row in rows.to_dict("records")] == [together]
    assert scorecard.counts(rows)["beside"] == together


def test_a_count_of_firms_is_no_amount_of_the_trade_that_sizes_them() -> None:
    grown = figure("进出口总额", 18, indicator="trade_growth", **RATE | AIM)
    found = things(grown, figure("进出口总额", 5, unit="家", unit_code="NR", bound=">=", **AIM))
    assert [(row["aim"].unit, row["amount"]) for row in found.to_dict("records")] == [("%", None), ("家", None)]


@pytest.mark.parametrize(("label", "named"), [("规划", False), ("小区", False), ("办好", False), ("好", False), ("基本消除年收入", False),
    ("老旧小区", True), ("农业规划", True), ("改造老旧小区", True), ("布", True), ("人口", True)])  # fmt: skip
def test_a_label_that_names_nothing_is_kept_off_the_pages_and_in_the_data(label: str, named: bool) -> None:
    found = things(figure(label, 5, unit="个", unit_code="NR"))
    assert len(found) == 1
    assert (found["weight"].iloc[0] > 0) == named


def test_by_how_much_it_changed_stands_under_no_level() -> None:
    more: dict[str, Any] = {"measure": "change"}
    found = things(figure("岚石税", 18, **more), figure("岚石税", 406, **AIM), figure("岚石税", 20, **AIM, **more))
    assert [(q and q.printed, p and p.printed) for q, p in zip(found["change"], found["aim"], strict=True)] == [
        (18, 20),
        (None, 406),
    ]
    assert [shown_label(row, "en") for row in found.to_dict("records")] == ["Change of 岚石税", "岚石税"]
    assert found["outcome"].isna().all()
    # Nor is a planned change held against a level, or the other way round.
    assert [
        (row["actual"] and row["actual"].printed) for row in scorecard.promised(found, "999901", YEAR).to_dict("records")
    ] == [18, None]


def test_an_outcome_in_two_words_of_one_bound_is_one_number() -> None:
    name, rate = "地区生产总值", RATE | {"indicator": "gdp_growth"}
    more = {"bound": ">=", "low": 5000.0, "high": math.inf, "indicator": "gdp"}
    amounts = [figure(name, 5000, **more), figure(name, 5000, **more | {"bound": ">", "line": 7})]
    rates = [figure(name, 5, **rate, line=7), figure(name, 6.5, **rate, **AIM, line=9)]
    (row,) = things(*amounts, *rates).to_dict("records")
    assert [row["change"].printed, row["aim"].printed] == [5, 6.5]
    assert len(things(amounts[0], {**amounts[1], "bound": "<", "low": 0.0, "high": 5000.0})) == 2


@pytest.mark.parametrize(
    "rough",
    [{"bound": ">", "high": math.inf, "low": 100.0}, {"bound": "~", "low": 95.0, "high": 105.0}],
)
@pytest.mark.parametrize("turned", [False, True])
def test_an_outcome_in_round_words_and_to_the_digit_is_one_number(rough: dict[str, Any], turned: bool) -> None:
    both = [figure("岚石税", 100, number="100多亿", **rough), figure("岚石税", 101.29, low=101.285, high=101.295)]
    found = things(*(both[::-1] if turned else both))
    assert [q.printed for q in found["outcome"]] == [101.29]
    # A target is what its words say, and a number far off is another one.
    assert len(things(*(row | AIM for row in both))) == 2
    assert len(things(both[0], figure("岚石税", 160, low=159.5, high=160.5))) == 2


def test_things_of_one_english_name_are_told_apart() -> None:
    both = [figure(label, n, label_en="Investment") for n, label in enumerate(("岚石投资", "岚石投资（不含农户）"))]
    assert things(*both)["label_en"].tolist() == ["Investment (岚石投资)", "Investment (岚石投资（不含农户）)"]
    assert things(both[0], both[0] | AIM)["label_en"].tolist() == ["Investment"]


def test_what_is_required_from_above_says_so() -> None:
    found = things(
        figure("岚石浓度", 36, unit="微克"), figure("岚石浓度", 31, unit="微克", status="target", prefix="与市级要求")
    )
    assert [shown_label(row, "zh") for row in found.to_dict("records")] == ["岚石浓度", "岚石浓度（上级要求）"]


def test_a_first_screen_that_has_nothing_else_names_what_is_stated() -> None:
    rows = [figure("专项债券", 39, **AIM), figure("岚石税", 7), figure("转移支付", 5), figure("转移支付增速", 3, **RATE)]
    found = telling.stated(pd.DataFrame([{**row, "start": n} for n, row in enumerate(rows)]), "fiscal", YEAR)
    assert found["total"] == 4
    assert [(of["name_zh"], of["figure"].printed, of["aim"]) for of in found["main"]] == [
        ("转移支付", 5, False),
        ("专项债券", 39, True),
    ]


def test_shares_of_the_three_sectors_in_one_ratio_have_names_and_a_unit() -> None:
    bare = {"unit": "", "unit_code": "1", "line": 3}
    was = [figure("三次产业结构", value, period="2029", **bare) for value in (12.5, 40.5, 47)]
    now = [figure("三次产业结构", value, **bare) for value in (11.5, 40, 48.5)]
    found = things(*was, *now)
    told = [(shown_label(row, "en"), in_words(row["outcome"], "en"), row["apart"]) for row in found.to_dict("records")]
    assert told[:2] == [("Share of the primary sector", "12.5%", "2029"), ("Share of the secondary sector", "40.5%", "2029")]
    assert told[5] == ("Share of the tertiary sector", "48.5%", "")
    other = things(*[figure("三次产业结构", value, **bare) for value in (1, 4, 3)])
    assert [shown_label(row, "zh") for row in other.to_dict("records")] == ["三次产业结构"] * 3, "no shares of a hundred"


def test_one_thing_of_several_years_is_named_once_on_a_first_screen() -> None:
    rows = [figure("竹林覆盖率", 52, **SHARE), figure("竹林覆盖率", 48, **SHARE | {"period": "2025"}), figure("岚石税", 7)]
    rows = [{**row, "start": n} for n, row in enumerate(rows)]
    main = telling.mentioned(telling.things(pd.DataFrame(rows), YEAR).to_dict("records"), pd.DataFrame(rows))
    assert [(of["name_zh"], of["figure"].printed) for of in main] == [("竹林覆盖率", 52), ("岚石税", 7)]


def test_a_period_of_years_is_no_code_on_the_first_screen() -> None:
    for lang, when in (("zh", "（2026—2030年）"), ("en", " (2026–2030)")):
        words = Words(read_catalogue(ROOT / "notebooks" / "environment.yaml"), lang)
        told = {"period": "2026/2030", "partly": False, f"when_{lang}": in_period({"period": "2026/2030"}, lang)}
        assert plain_text(str(words("when", aim=False, year=YEAR, **told))) == when.strip(" " * (lang == "zh"))


@pytest.mark.parametrize("other", [{"period": "2026/2030"}, {"prefix": "累计"}])
def test_a_total_of_several_years_stands_beside_no_single_years(other: dict[str, Any]) -> None:
    found = things(figure("新增岗位", 5), figure("新增岗位", 31, **other))
    assert found["outcome"].map(lambda q: q.printed).tolist() == [5, 31]


def test_the_same_number_again_is_no_second_row() -> None:
    again = figure("岚茶产值", 33, **AIM, line=9)
    assert len(things(figure("岚茶产值", 33, **AIM), again)) == 1
    assert len(things(figure("岚茶产值", 33, **AIM), figure("岚茶产值", 40, **AIM, line=9))) == 2


def test_a_target_in_the_words_of_text_and_table_is_one_number() -> None:
    cap, table = figure("登记失业率", 3, **AIM, bound="<="), figure("登记失业率", 3, **AIM, bound="<", line=9)
    found = things(cap, table)
    assert found["aim"].map(lambda q: (q.printed, q.bound)).tolist() == [(3, "<=")]
    assert len(things(figure("岚茶产值", 33, **AIM, bound=">="), figure("岚茶产值", 33, **AIM, line=9))) == 1
    assert len(things(cap, figure("登记失业率", 3, **AIM, bound=">=", line=9))) == 2, "a floor is no cap"


def test_a_target_keeps_its_bound_and_a_range_is_no_floor() -> None:
    plain, floor = figure("岚茶产值", 33, **AIM), figure("岚茶产值", 33, **AIM, bound=">=", high=math.inf, line=9)
    for both in ((plain, floor), (floor, plain)):
        assert things(*both)["aim"].map(lambda q: (q.printed, q.bound)).tolist() == [(33, ">=")]
    span = plain | {"value_high": 36, "high": 36}
    assert len(things(span, floor)) == len(things(span, plain)) == len(things(plain, span)) == 2
    assert len(things(span, span | {"line": 9})) == 1


def test_the_period_of_a_mean_to_date_is_named() -> None:
    mean = figure("细颗粒物浓度", 30, prefix="细颗粒物累计浓度", unit="微克/立方米", unit_code="ug/m3")
    found = things(mean, figure("细颗粒物浓度", 28, **AIM, unit="微克/立方米", unit_code="ug/m3"))
    assert found["apart"].tolist() == [""], "it stands beside the target of the next year"
    shown = telling.most_telling(found, found["theme"][0])
    assert shown["apart"].tolist() == ["to date"]
    assert [shown_period(shown.iloc[0].to_dict(), lang) for lang in ("zh", "en")] == [f"{YEAR}年内累计", f"{YEAR}, to date"]
    assert not telling.counted(found, shown, found["theme"][0])["apart"], "it has no row of its own"


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("改造老旧小区", "livelihood"),
        ("专项债券", "fiscal"),
        ("新建污水管网", "environment"),
        ("岚石", ""),
        ("空气质量达标城市", "environment"),
        ("房间空气调节器产量", "growth"),
    ],
)
def test_an_unnamed_figure_is_sorted_by_its_words(label: str, topic: str) -> None:
    assert theme(label) == topic


@pytest.mark.parametrize(
    ("label", "more"),
    [("岚江战略", {"number": "四", "unit": "大", "unit_code": "1"}), ("岚江机遇", {"number": "两", "unit": "个", "unit_code": "1"}),
     ("同心奋斗", {"number": "4000多万", "unit": "", "unit_code": "1"}), ("工程", {"number": "6"}), ("增加值", {}), ("税收", {}), ("总投资", {}), ("生产线", {"unit": "条"}),
     ("岚江儿女的嘱托", {"number": "400多万", "unit": "", "unit_code": "1"})],
)  # fmt: skip
def test_a_number_that_measures_nothing_is_not_telling(label: str, more: dict[str, Any]) -> None:
    found = things(figure(label, 4, **more))
    assert found["weight"].tolist() == [0]


def test_what_has_most_beside_it_is_chosen_first() -> None:
    plain = [figure(f"企业{n}号产值", n) for n in range(1, 30)]
    found = things(*plain, figure("末项产值", 9), figure("末项产值增速", 3, **RATE))
    chosen = telling.most_telling(found, "growth")
    assert len(chosen) == telling.MOST
    assert chosen["label"].iloc[-1] == "末项产值"
    assert telling.counted(found, chosen, "growth") == {
        "total": 31,
        "chosen": 21,
        "rows": 20,
        "most": 20,
        "apart": False,
        "aims_apart": False,
        "priced": True,
        "of_year": True,
    }


def test_targets_of_other_years_do_not_stand_under_the_head_of_the_next() -> None:
    later = figure("岚茶产值", 40, **AIM | {"period": f"{YEAR + 5}"})
    for rows, apart in (((figure("岚茶产值", 33, **AIM),), False), ((figure("岚茶产值", 33, **AIM), later), True)):
        found = things(*rows)
        assert telling.counted(found, telling.most_telling(found, "growth"), "growth")["aims_apart"] == apart
    read = Words(read_catalogue(ROOT / "notebooks" / "growth.yaml"), "en")
    heads = {apart: str(read("tables.telling.columns.aim", next=2031, aims_apart=apart)) for apart in (True, False)}
    assert heads == {True: "Target (2031 if not named)", False: "Target, 2031"}


def test_a_target_is_held_against_the_outcome_in_its_own_terms() -> None:
    found = things(
        figure("岚茶产值", 30),
        figure("岚茶产值增速", 6, **RATE),
        figure("岚茶产值增速", 5, **RATE | AIM),
        figure("岚石产值", 4),
    )
    rows = scorecard.promised(found, "999901", YEAR)
    assert [(q.printed, step) for q, step in zip(rows["actual"], rows["step"], strict=True)] == [(6, "lower")]


def test_a_share_that_names_its_whole_alone_is_of_the_number_before() -> None:
    share = figure("占全市税收比重", 31, unit="%", unit_code="PT")
    (level, part) = things(figure("岚茶加工业增加值", 40), share).to_dict("records")
    assert (level["label_zh"], part["label_zh"]) == ("岚茶加工业增加值", "岚茶加工业增加值（占全市税收比重）")


def test_local_revenue_stands_on_the_first_page_where_there_is_no_other() -> None:
    local, aim = figure("地方级财政收入", 40), figure("地方级财政收入", 6, **RATE | AIM)
    (row,) = overview.main_numbers(things(local, aim)).to_dict("records")
    assert (row["indicator"], row["outcome"].printed, row["aim"].printed) == ("revenue", 40, 6)
    both = overview.main_numbers(things(local, figure("一般公共预算收入", 30)))
    assert both["outcome"].iloc[0].printed == 30, "the general budget goes first"


def test_what_fell_changed_and_did_not_grow() -> None:
    fall = {"measure": "growth", "label": "岚江氨氮", "label_en": "", "value": -9.0}
    assert [shown_label({**fall, **of}, "zh") for of in ({}, {"value": 9.0}, {"indicator": "exports_growth"})] == [
        "岚江氨氮变化", "岚江氨氮增速", "岚江氨氮增速",
    ]  # fmt: skip
    assert shown_label({**fall, "label_en": "Ammonia"}, "en") == "Change of ammonia"


@pytest.mark.parametrize("before", ["年均分别增长6.1%和", "年均上涨", "年均新增茶园", "五年平均增长"])
def test_a_number_of_several_years_is_a_yearly_mean_where_the_words_say_so(before: str) -> None:
    row = {"period": "2026/2030", "prefix": before}
    assert shown_period(row, "zh") == "2026—2030年年均"
    assert shown_period({**row, "prefix": f"{before}6%，五年新增"}, "zh") == "2026—2030"


def test_a_quarter_is_named_where_the_words_before_the_number_name_one() -> None:
    row = {"period": "2031", "coverage": "quarter", "status": "actual"}
    names = [
        shown_period({**row, "prefix": before}, "zh") for before in ("前三季度增长", "三季度达", "三、四季度分别为", "同比下降")
    ]
    assert names == ["2031年前三季度", "2031年三季度", "2031年季度数", "2031年季度数"]


def test_a_target_of_the_ledger_stands_beside_the_outcome_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    blank = dict.fromkeys(COLUMNS, "") | dict.fromkeys(("value", "value_high", "out_value", "out_value_high"), math.nan)
    told = {"area_code": "990001", "year": YEAR, "label": "岚茶园", "number": "150", "unit": "亩", "value": 150.0, "bound": "=",
        "answer": "figure", "relation": "same", "verdict": "missed", "out_label": "“岚茶园”", "out_number": "120",
        "out_unit": "亩", "out_value": 120.0, "out_bound": "=", "url": "", "out_url": "", "headline": False}  # fmt: skip
    more = {"label": "云泽泵站", "out_label": "泵站", "verdict": "kept"}, {"out_value": 130.0}, {"relation": "scope"}
    more = *more, {"label": "民生实事", "out_label": "民生实事", "out_value": 6.0, "unit": "件", "out_unit": "件"}
    ledger = add_fates(pd.DataFrame([{**blank, **told, **other} for other in ({}, *more)]))
    monkeypatch.setattr(scorecard, "read_ledger", lambda *_: ledger)
    area = {"unit": "平方米", "unit_code": "m2"}
    tasks = figure("民生实事", 6, unit="件", unit_code="NR")
    rows = scorecard.promised(things(figure("岚茶园", 80000, **area), figure("泵站", 120, **area), tasks), "990001", YEAR)
    (row,) = rows.to_dict("records")
    assert (row["kept"], row["plainly"], round(row["past"].printed)) == ("missed", "missed", 100000)
    assert scorecard.promised(things(figure("岚茶园", 70000, **area)), "990001", YEAR).empty, "another number of that name"
    aim = figure("民生实事", 5, **AIM | {"unit": "件", "unit_code": "NR"})
    assert scorecard.promised(things(tasks, aim), "990001", YEAR)["step"].tolist() == [""], "other tasks, and no fewer of them"


@pytest.mark.parametrize(
    ("aim", "step"),
    [({"bound": "<=", "low": 0.0, "high": 7.0}, "open"), ({"bound": ">=", "low": 7.0, "high": math.inf}, "higher"),
     ({"bound": ">=", "low": 5.0, "high": math.inf}, "open"), ({"bound": "~", "low": 4.5, "high": 5.5}, "lower")],
)  # fmt: skip
def test_a_cap_or_a_floor_is_above_or_below_only_where_its_whole_interval_is(aim: dict[str, Any], step: str) -> None:
    found = things(
        figure("岚茶合格率", 6, **RATE | {"measure": "level"}),
        figure("岚茶合格率", 7, **RATE | AIM | {"measure": "level"} | aim),
    )
    rows = scorecard.promised(found, "999901", YEAR)
    assert rows["step"].tolist() == [step]
    facts = scorecard.aims_facts(rows) or {}
    assert (facts["beside"], facts["undecided"]) == ((0, 1) if step == "open" else (1, 0))


def test_what_was_judged_to_be_no_pair_is_not_counted() -> None:
    report = "cn-110102-plan-2024"
    rows = scorecard.promised(telling.things(xc.figures(report), 2023), "110102", 2023)
    steps = {row["label"]: row["step"] for row in rows[rows["step"] != ""].to_dict("records")}
    assert steps["托位数量"] == steps["申请式退租项目签约"] == "false"
    assert steps["登记失业率"] == "open"
    assert steps["新增家庭养老照护床位"] == "lower"


def test_a_past_target_is_judged_by_its_words_and_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    aim = figure("地区生产总值", 5.0, **RATE, bound="~", low=4.5, high=5.5)
    past = pd.DataFrame([aim | {"status": "target", "period": YEAR}])
    monkeypatch.setattr(history, "series", lambda code, _area: past if code == "gdp_growth" else past[:0])
    known = {"indicator": "gdp_growth", "topic": "growth", "low": 4.75, "high": 4.85}
    rows = scorecard.promised(things(figure("地区生产总值增速", 4.8, **RATE, **known)), "999901", YEAR)
    assert rows[["kept", "plainly"]].to_numpy().tolist() == [["met", "missed"]]


@pytest.mark.parametrize(
    ("outcome", "aim", "kept"),
    [({"value": 6.5, "bound": "~", "low": 6.0, "high": 7.0}, {"value": 7.0, "bound": ">=", "low": 7.0, "high": math.inf}, "open"),
     ({"value": 6.5, "bound": "~", "low": 6.0, "high": 7.0}, {"value": 6.0, "bound": "~", "low": 5.5, "high": 6.5}, "met"),
     ({"value": 6.0, "bound": ">", "low": 6.0, "high": math.inf}, {"value": 7.0, "bound": "~", "low": 6.5, "high": 7.5}, "open"),
     ({"value": 6.9, "low": 6.85, "high": 6.95}, {"value": 7.0, "bound": ">=", "low": 7.0, "high": math.inf}, "missed"),
     ({"value": 8.0, "low": 7.5, "high": 8.5}, {"value": 9.0, "bound": "~", "low": 8.5, "high": 9.5}, "missed"),
     ({"value": 8.0, "low": 7.5, "high": 8.5}, {"value": 8.5, "bound": "~", "low": 8.0, "high": 9.0}, "met")],
)  # fmt: skip
def test_an_outcome_about_a_number_does_not_meet_a_floor_that_it_only_touches(
    outcome: dict[str, Any], aim: dict[str, Any], kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = pd.DataFrame([figure("地区生产总值", **RATE, **aim) | {"status": "target", "period": YEAR}])
    monkeypatch.setattr(history, "series", lambda code, _area: past if code == "gdp_growth" else past[:0])
    known = {"indicator": "gdp_growth", "topic": "growth"}
    rows = scorecard.promised(things(figure("地区生产总值增速", **RATE, **known, **outcome)), "999901", YEAR)
    facts = scorecard.kept_facts(rows) or {"held": 0, "vague": 1}
    assert rows["kept"].tolist() == [kept]
    assert (facts["held"], facts["vague"]) == ((0, 1) if kept == "open" else (1, 0))


def test_a_cap_on_prices_is_judged_though_neither_way_is_better(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"indicator": "cpi", "label_en": "Consumer prices", "topic": "livelihood"}
    for bound, low, kept in (("<=", -math.inf, "met"), ("~", 2.5, "")):
        past = pd.DataFrame(
            [figure("居民消费价格", 3.0, **RATE, bound=bound, low=low, high=3.5) | {"status": "target", "period": YEAR}]
        )
        monkeypatch.setattr(history, "series", lambda code, _area, past=past: past if code == "cpi" else past[:0])
        rows = scorecard.promised(
            things(figure("居民消费价格", 2.2, **RATE, **known), figure("居民消费价格", 3.0, **RATE, **known, **AIM)),
            "999901",
            YEAR,
        )
        assert rows["kept"].tolist() == [kept]


@pytest.mark.parametrize(
    ("lang", "met", "aim"),
    [("zh", "6.8%（达到，按数字未达到）", "6.8%（低于）"), ("en", "6.8% (met, by number missed)", "6.8% (below)")],
)
def test_how_a_target_was_met_and_where_the_next_lies_stand_behind_the_numbers(lang: str, met: str, aim: str) -> None:
    """Seven columns are more than a telephone has room for, and the next target was the one cut."""
    words = Words(read_catalogue(ROOT / "notebooks" / "scorecard.yaml"), lang)
    number = {"cell": Quantity(6.8, 6.8, 6.8, "%", printed=6.8), "amount": None, "measure": "growth"}
    cells = {"past": number | {"kept": "met", "plainly": "missed"}, "aim": number | {"step": "lower"}}
    said = {name: plain_text(str(words(f"tables.promised.columns.{name}.cell", **facts))) for name, facts in cells.items()}
    assert said == {"past": met, "aim": aim}
    assert plain_text(str(words("tables.promised.columns.past.cell", **number, kept="", plainly=""))) == "6.8%"


def test_one_target_on_record_is_no_several() -> None:
    words = Words(read_catalogue(ROOT / "notebooks" / "scorecard.yaml"), "en")
    facts = {"year": YEAR, "held": 1, "met": 1, "by_number": 1, "vague": 0, "short": []}
    said = plain_text(str(words("findings.happened.kept", **facts)))
    assert said == "Targets for 2030 on record that can be judged: 1; met by their words: 1, by the printed numbers: 1."


def test_a_level_whose_target_is_a_rate_is_called_a_growth() -> None:
    found = things(figure("岚茶零售额", 1900), figure("岚茶零售额", 12.5, **AIM | RATE))
    rows = scorecard.promised(found, "999901", YEAR)
    assert [shown_label(row, "zh") for row in rows.to_dict("records")] == ["岚茶零售额增速"]


def test_a_number_of_the_first_screen_is_named_by_what_it_is_and_not_by_its_target() -> None:
    known = {"indicator": "revenue", "label_en": "Budget revenue", "topic": "fiscal"}
    main = overview.main_numbers(things(figure("预算收入", 23, **known), figure("预算收入", 5, **known, **AIM | RATE)))
    found = overview.happened({"real": None, "level": None}, main)
    assert found is not None
    assert [(row["name_zh"], row["actual"].printed) for row in found["rows"]] == [("预算收入", 23)]


def test_growth_once_planned_stands_beside_no_amount(monkeypatch: pytest.MonkeyPatch) -> None:
    past = pd.DataFrame([figure("固定资产投资", 6.0, **RATE) | {"status": "target", "period": YEAR}])
    monkeypatch.setattr(history, "series", lambda code, _area: past if code == "fai_growth" else past[:0])
    known = {"indicator": "fai", "topic": "growth"}
    rows = scorecard.promised(things(figure("固定资产投资", 2.8e12, **AIM, **known)), "999901", YEAR)
    assert rows["past"].tolist() == [None]


def test_a_target_in_another_unit_of_its_kind_is_judged_in_that_of_the_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    past = pd.DataFrame([figure("粮食产量", 7e5, unit="吨", unit_code="t") | {"status": "target", "period": YEAR}])
    monkeypatch.setattr(history, "series", lambda code, _area: past if code == "grain" else past[:0])
    known = {"indicator": "grain", "topic": "growth", "unit": "斤", "unit_code": "t", "factor": 0.0005}
    grain = [figure("粮食产量", 13e8, **known), figure("粮食产量", 14e8, **AIM, **known)]
    rows = scorecard.promised(things(*grain), "999901", YEAR)
    assert rows[["kept", "plainly"]].to_numpy().tolist() == [["missed", "missed"]]


def test_a_change_in_points_is_no_growth() -> None:
    points = {"unit": "个百分点", "unit_code": "PT", "measure": "change"}
    rows = scorecard.promised(
        things(figure("城镇化率", 1.5, **points), figure("城镇化率", 1.2, **points | AIM)), "999901", YEAR
    )
    assert rows["measure"].tolist() == ["change"]


def test_the_rank_of_a_growth_is_none_of_the_amount() -> None:
    rank = {"measure": "rank", "unit": "", "unit_code": "1"}
    found = things(figure("岚茶产值", 30), figure("岚茶产值增速", 1, **rank))
    assert found["place"].notna().tolist() == [False, True]
    assert shown_label(found.iloc[1].to_dict(), "zh") == "岚茶产值增速"


def test_a_rate_without_prices_is_called_real() -> None:
    found = things(
        figure("岚民收入", 3e4), figure("岚民收入", 5, **RATE), figure("岚民收入", 2.9, **RATE, prefix="价格因素，实际增长")
    )
    assert [shown_label(row, "zh") for row in found.to_dict("records")] == ["岚民收入", "岚民收入实际增速"]
    named = {"label": "岚民收入", "label_en": "Growth of income", "measure": "growth", "prefix": "实际增长"}
    assert shown_label(named, "en") == "Real growth of income"
    said = {**named, "label_zh": "岚民收入实际增速", "label_en": "GDP growth"}
    assert [shown_label(said, lang) for lang in ("zh", "en")] == ["岚民收入实际增速", "GDP growth"]


def test_money_and_a_count_of_one_label_are_two_things() -> None:
    count, bare = {"unit": "个", "unit_code": "NR"}, {"unit": "", "unit_code": "1"}
    rows = [(figure("岚优项目", 100), count), (figure("岚优项目", 30, **count), bare)]
    assert [len(things(outcome, figure("岚优项目", 17, **AIM | unit))) for outcome, unit in rows] == [2, 1]


@pytest.mark.parametrize(
    "label", ["政府", "铁路项目力争", "继续抓好云泽至青岚等", "营收", "省重点", "县（市、区）", "是创建前"]
)
def test_a_label_that_is_a_part_of_a_sentence_is_not_telling(label: str) -> None:
    assert things(figure(label, 263))["weight"].tolist() == [0]


@pytest.mark.parametrize(("label", "weighs"), [("新增装机", False), ("基尼系数", True)])
def test_a_part_of_something_unnamed_is_not_telling(label: str, weighs: bool) -> None:
    bare = {"unit": "", "unit_code": "1"}
    assert [bool(weight) for weight in things(figure(label, 0.5, **bare), figure("岚河河长", 3))["weight"]] == [weighs, True]


def test_more_rows_are_shown_of_more_figures() -> None:
    many = [figure(f"企业{n}号产值", n) for n in range(1, 241)]
    assert [len(telling.most_telling(things(*many[:n]), "growth")) for n in (30, 240)] == [20, 30]


def test_the_accounts_of_a_budget_are_told_apart() -> None:
    found = treasury.books(
        things(figure("政府性基金预算收入", 8), figure("一般公共预算支出", 60), figure("专项债券", 5), figure("财政补贴", 1))
    )
    assert found[["book", "label"]].to_numpy().tolist() == [
        ["general", "一般公共预算支出"], ["funds", "政府性基金预算收入"], ["debt", "专项债券"],
    ]  # fmt: skip
    assert treasury.books(things(figure("专项债券", 5))).empty
    old, of = {"period": str(YEAR - 5)}, {"topic": "fiscal"}
    rows = [figure("地方一般预算收入", 9, **of), figure("专项债券", 4, **of), figure("地方一般预算收入", 5, **of | old)]
    assert treasury.books(things(*rows))["book"].tolist() == ["general", "debt"], "no level of long ago under the year"


@pytest.mark.parametrize(
    ("area", "above"), [("110102", "110000"), ("320583", "320500"), ("320000", "100000"), ("100000", ""), ("999901", "990000")]
)
def test_no_area_is_above_itself(area: str, above: str) -> None:
    assert history.parent(area) == above
    assert area not in set(history.facts(area).loc[history.is_beside(area, history.facts(area)["area_code"]), "area_code"])


def test_a_number_of_two_sources_is_shown_once() -> None:
    stated = history.series("gdp_growth", "110000")
    aims = stated[stated["status"] == "target"]
    assert not aims.duplicated(["period", "value", "bound"]).any()
    known = set(zip(stated["period"], stated["value"], stated["status"] == "target", strict=True))
    panel = xc.panel("gdp_growth", area="北京", status=["actual", "target"])
    good = panel[panel["flag"] == ""]
    assert {(p, v, s == "target") for p, v, s in zip(good["period"], good["value"], good["status"], strict=True)} <= known


def test_a_number_that_is_not_reached_keeps_its_word_over_the_years() -> None:
    rows = pd.DataFrame(
        {"as_printed": ["接近3万亿元", "近80%", "低于4%", "4%以内", "近3%"], "bound": ["<", "<", "<", "<=", "~"]}
    )
    assert history._word_before(rows).tolist() == ["接近", "近", "低于", "", ""]
    assert "bound_word" in history.series("gdp", "110000")


def test_a_report_that_only_looks_back_is_not_said_to_lack_targets(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for plans in (True, False):
        page = Page("growth", "cn-110102-plan-2024", "en")
        page.plans = plans
        page.say("findings.planned", {"says": "nothing"})
        page.unstated()
        said.append(capsys.readouterr().out)
    assert [bool(text.strip()) for text in said] == [True, False]


def test_a_level_far_from_the_years_around_it_is_of_something_else() -> None:
    told = {"unit": "元", "indicator": "gdp", "area_code": "320000", "period": "2020", "label_en": "Gross regional product"}
    levels = [figure("生产总值", value, start=n, **told) for n, value in enumerate((1.2e12, 1.03e13))]
    found = telling.things(pd.DataFrame(levels), 2020)
    assert [(shown_label(row, "en"), row["indicator"]) for row in found.to_dict("records")] == [
        ("Gross regional product (another scope)", ""),
        ("Gross regional product", "gdp"),
    ]
    assert growth.priced([levels[0] | {"topic": "growth"}]) == []
    nowhere = figure("生产总值", 1.2e12, **told | {"area_code": "999901"})
    assert not history.is_of_part(nowhere), "where no year is on record nothing is known"


def test_history_of_a_province_is_that_of_the_panel() -> None:
    stated = history.series("gdp", "320000")
    assert len(stated[stated["status"] != "target"]) >= 15
    assert set(stated["grade"]) <= {"A", "C"}


def test_what_is_not_stated_is_said_once_and_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page("fiscal", "cn-110102-plan-2024", "en")
    for _ in range(2):
        page.say("target", {"says": "no target", "next": 2031})
    assert capsys.readouterr().out == ""
    page.unstated()
    assert capsys.readouterr().out.count("2031") == 1


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(2e4, "亩", "20,000 mu"), (4.67e4, "座", "46,700"), (5.49e6, "千瓦", "5.49 million kW"), (3.0, "元/平方米", "3 yuan/m²")],
)
def test_no_unit_is_lost_in_english(value: float, unit: str, text: str) -> None:
    assert format_value(value, unit, "en") == text


def test_a_label_without_english_carries_a_gloss() -> None:
    assert shown_label({"label": "高标准农田", "label_zh": "", "label_en": "", "measure": "level"}, "en") == (
        "High-standard farmland (高标准农田)"
    )
    assert shown_label({"label": "工业投资", "label_zh": "", "label_en": "", "measure": "growth"}, "en") == (
        "Growth of industrial investment (工业投资)"
    )
    assert shown_label({"label": "岚江特产", "label_zh": "", "label_en": "", "measure": "growth"}, "en") == "Growth of 岚江特产"
    assert gloss("不知何物") == ""


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """Let pages print what they show."""
    monkeypatch.setattr("xclib.pages.brief_page._show", print)
    return lambda: capsys.readouterr().out


def test_a_change_of_base_is_measured_from_the_number_printed() -> None:
    """A level printed as more than 6000 has no upper end; what the new base implies is still below the number printed."""
    past = Quantity(float("nan"), 6e11, float("inf"), "元", ">", printed=6e11)
    implied = Quantity(5.7e11, 5.55e11, 5.91e11, "元", basis="x")
    rows = pd.DataFrame(
        [{"area_zh": "云泽区", "area_en": "Yunze", "before": 2029, "apart": True, "past": past, "implied": implied}]
    )
    (found,) = overview.shifted(rows)
    assert found["says"] == "lower"
    assert (found["shift"].low, found["shift"].high) == (pytest.approx(-7.5), pytest.approx(-1.5))

    assert found["shift"].basis.startswith("level on the later census base"), "both levels are of one year, none of last year"


def test_the_explorer_opens_at_the_area_or_at_those_above_it() -> None:
    panel = pd.DataFrame({"area_code": ["100000", "110000", "320500"]})
    own, district = overview.explored(panel, "320500", 2030), overview.explored(panel, "110102", 2030)
    assert own == {"view": "indicator=gdp_growth&areas=320500,100000&year=2030", "own": True}
    assert district == {"view": "indicator=gdp_growth&areas=110000,100000&year=2030", "own": False}
    assert overview.explored(panel[:0], "110102", 2030) is None
    words = Words(read_catalogue(ROOT / "notebooks" / "overview.yaml"), "zh")
    assert 'href="../explorer.html#lang=zh&amp;indicator=gdp_growth&amp;areas=110000,100000&amp;year=2030"' in str(
        words("explore", **district)
    )


def test_a_share_takes_two_levels_of_one_base() -> None:
    def level(value: float, base: str, vintage: str = "first") -> pd.DataFrame:
        row = figure("地区生产总值", value, base=base, grade="A", vintage=vintage, area_code="x", period=YEAR)
        return pd.DataFrame([row | {"status": "actual"}])

    assert overview.shares(level(12, "census-2023"), level(100, "census-2023"))["value"].tolist() == [12.0]
    assert overview.shares(level(12, "census-2023"), level(100, "census-2018")).empty
    assert overview.shares(level(14, "", "later"), level(100, "")).empty, "a census may lie between the two statements"
    assert len(overview.shares(level(14, "", "later"), level(110, "", "later"))) == 1


def test_the_overview_states_the_same_growth_as_the_growth_brief() -> None:
    area, name = "110102", "cn-110102-plan-2024"
    levels, rates = (history.series(code, area) for code in ("gdp", "gdp_growth"))
    stated = growth.state(levels, rates, report=name, year=2023)
    main = overview.main_numbers(telling.things(Page("overview", name, "en").figures, 2023))
    assert main["change"].iloc[0].printed == stated["real"].printed
    assert main["aim"].iloc[0].printed == stated["target"].printed
    assert 5 < len(main) <= overview.MOST


def test_what_to_ask_begins_with_what_was_missed() -> None:
    short = [{"name_zh": "甲", "actual": 1, "past": 2}]
    none = pd.DataFrame(columns=["step", "indicator", "weight", "aim", "apart"])
    found = overview.questions({"level": None}, {"short": short}, none, {"total": 7, "rest": 4}, none)
    assert [q["says"] for q in found] == ["missed", "binding"]


def test_the_author_is_asked_for_growth_that_has_a_target_and_for_targets_of_main_indicators_alone() -> None:
    known = {"indicator": "urban_income_growth", "label_en": "Urban income", "topic": "livelihood"}
    rows = things(
        figure("岚民收入增速", 3.1, **RATE, **known), figure("岚茶出口", 38, topic="growth"), figure("岚茶税", 5, **AIM)
    )
    aim = Quantity(6.0, 5.5, 6.5, "%", "~", printed=6.0)
    found = overview.questions(
        {"level": None, "real": None, "target": aim}, None, scorecard.promised(rows, "110102", YEAR), None, rows
    )
    assert [q["says"] for q in found] == ["unstated", "silent"]
    assert [row["name_zh"] for row in found[1]["rows"]] == ["岚民收入增速"]
    words = Words(read_catalogue(ROOT / "notebooks" / "overview.yaml"), "zh")
    assert "没有写2030年的地区生产总值和增速" in plain_text(str(words("ask.unstated", year=YEAR)))


def test_no_slowdown_is_asked_for_where_the_words_of_a_target_hold_the_outcome() -> None:
    told = {"indicator": "retail_growth", "label_en": "Retail sales", "topic": "growth"}
    aims = {"about": {"bound": "~", "bound_word": "左右", "low": 5.5, "high": 6.5}, "flat": {"low": 6.0, "high": 6.0}}
    for name, asked in {"about": [], "flat": ["lower"]}.items():
        rows = things(
            figure("岚市零售", 6.1, low=6.05, high=6.15, **RATE, **told),
            figure("岚市零售", 6.0, **RATE | AIM, **told, **aims[name]),
        )
        found = overview.questions({"level": None, "real": 1}, None, scorecard.promised(rows, "110102", YEAR), None, rows[:0])
        assert [q["says"] for q in found] == asked


@pytest.mark.parametrize(
    ("number", "unit", "measure", "value", "shown"),
    [
        ("八成", "", "level", 0.8, "80%"), ("半", "", "level", 0.5, "50%"), ("六成五", "户", "level", 0.65, "65%"),
        ("1.6", "倍", "growth", 1.6, "160%"), ("翻两番", "倍", "growth", 3.0, "300%"), ("1.6", "倍", "level", 1.6, "1.6 times"),
        ("半", "年", "level", 0.5, "0.5 years"), ("0.8", "", "level", 0.8, "0.8"),
    ],
)  # fmt: skip
def test_shares_in_tenths_and_growth_in_multiples_stand_in_per_cent(
    number: str, unit: str, measure: str, value: float, shown: str
) -> None:
    row = figure("岚户", value, number=number, unit=unit, unit_code="1", measure=measure, low=value, high=value)
    assert in_words(Quantity.of(row), "en") == shown


def test_a_yearly_mean_is_called_one_behind_its_span() -> None:
    for prefix, en in {
        "出口年均增长": "2026–2030, yearly mean",
        "五年新增": "2026–2030",
        "累计新增": "2026–2030, cumulative",
    }.items():
        assert shown_period({"period": "2026/2030", "prefix": prefix}, "en") == en


def test_revenue_of_one_level_is_not_set_beside_that_of_all_levels() -> None:
    marks = [Mark(role, "110102", "甲", "A", Quantity(1, 1, 1), 1) for role in ("own", "parent", "nation")]
    stands = [Standing("revenue_growth", "actual", 2030, "%", tuple(marks))]
    kept = [[m.role for m in fiscal.alike(stands, SimpleNamespace(own=own))[0].marks] for own in ("district", "local")]  # type: ignore[arg-type]
    assert kept == [["own"], ["own", "parent", "nation"]]


def test_growth_of_one_level_has_no_rank_among_that_of_all_levels() -> None:
    rows = pd.DataFrame(
        {"group": "province", "low": 1.5, "high": 1.5, "value": 1.5, "number": 1.5, "bound": "="}, index=range(9)
    )
    stand = Standing("revenue_growth", "actual", 2030, "%", (Mark("own", "110102", "甲", "A", Quantity(1, 1, 1), 1),), rows)
    for own, ranked in (("district", False), ("local", True)):
        (found,) = fiscal.alike([stand], SimpleNamespace(own=own))  # type: ignore[arg-type]
        (row,) = standing_tables.spread_rows([found])
        assert (row["rank"] is not None, row["share"] is not None, row["place"] is not None) == (ranked,) * 3
        assert row["middle"].value == 1.5, "the sample is shown as ever"
        assert standing_tables.saying(found).facts["figure"], "and so is the figure"


class OwnLevel(SimpleNamespace):
    """A budget whose own revenue is of one level of government."""

    @property
    def aimed(self) -> str:
        return self.own

    def has(self, name: str) -> bool:
        return name in self.stated

    def is_comparable(self, name: str) -> bool:
        return not self.has(name)

    def __getitem__(self, name: str) -> Quantity:
        return Quantity(*[self.stated[name]] * 3)


def test_a_first_screen_places_growth_of_all_levels_among_that_of_all_levels() -> None:
    rows = pd.DataFrame(
        {"group": "province", "low": 1.5, "high": 1.5, "value": 1.5, "number": 1.5, "bound": "="}, index=range(9)
    )
    stand = Standing("revenue_growth", "actual", 2030, "%", (Mark("own", "110102", "甲", "A", Quantity(1, 1, 1), 1),), rows)

    def side(own: str, status: str = "actual", **stated: float) -> list[str]:
        found = fiscal.placed(replace(stand, status=status), OwnLevel(own=own, stated=stated))["place"]  # type: ignore[arg-type]
        return [count["side"] for count in found.facts["counts"]] if found else []

    assert side("local", local_growth=2) == ["higher"], "the area's 1 lies below all"
    assert side("district", local_growth=2) == ["lower"], "its local level's 2 lies above all"
    assert side("district") == side("district", "target", local_growth=2) == []


def test_a_requirement_handed_down_is_no_target_of_the_areas_own() -> None:
    own = Mark("own", "110102", "甲", "A", Quantity(31, 31, 31), 31)
    stands = [Standing("pm25", status, 2030, "ug/m3", (own,)) for status in ("actual", "target")]
    air = {"whose": "city", "year": 2030}
    assert [s.status for s in environment.own_aims(stands, air)] == ["actual"]
    assert len(environment.own_aims(stands, air | {"whose": "own"})) == 2


def test_a_requirement_is_told_from_money_and_from_what_an_area_asks_of_itself() -> None:
    above = ["完成上级任务", "达到上级目标", "完成上级考核目标", "按省政府下达", "完成中央下达的", "距离市级要求"]
    own = ["预计获得市级下达衔接资金", "省下达专项资金", "按照全市要求", "按照城市要求", "达到上市要求", "培育省级绿色工厂"]
    figures = pd.DataFrame({"status": "target", "prefix": [*above, *own]})
    assert figures.loc[history.handed_down(figures), "prefix"].tolist() == above


def test_an_amount_may_be_more_than_the_scale_beside_it() -> None:
    ends = ec.percent_of(Quantity(5.85, 5.8, 5.9), Quantity(3.8, 3.8, 3.8))
    assert 100 < ends.low < ends.high


def test_levels_on_either_side_of_a_census_are_on_one_base_only_where_a_later_page_says_so() -> None:
    past, level = ({"period": y, "base": "", "vintage": "first"} for y in (2018, 2019))
    assert not history.on_one_base(past, level)
    assert history.on_one_base(past | {"vintage": "later"}, level)
    assert history.on_one_base(past | {"period": 2019}, level | {"period": 2020})
    assert not history.on_one_base(past | {"base": "before-census-2018"}, level | {"base": "census-2018"})


@pytest.mark.parametrize(("years", "is_news"), [((2013, 2015), False), ((2028, 2030), True), ((2024, 2026), False)])
def test_shares_that_end_long_ago_are_nothing_to_watch(years: tuple[int, int], is_news: bool) -> None:
    share = [Quantity(v, v, v, "%", printed=v) for v in (3.6, 2.1)]
    shares = pd.DataFrame({"period": years, "base": "", "share": share, "value": [3.6, 2.1]})
    assert (overview.share_moved(shares, {}, YEAR) is not None) is is_news


def test_a_rate_and_an_amount_set_for_one_thing_are_one_aim() -> None:
    level, rate, far = ({"indicator": "gdp"}, {"indicator": "gdp_growth", **RATE}, {"period": str(YEAR + 4)})
    rows = [figure("生产总值", 382, **level), figure("生产总值", 7.9, **rate), figure("生产总值", 415, **level, **AIM)]
    found = things(*rows, figure("生产总值", 9, **rate, **AIM), figure("生产总值", 8, **rate | AIM | far))
    assert [(row["aim"].printed, row["amount"] and row["amount"].printed) for row in found.to_dict("records")] == [
        (9, 415),
        (8, None),
    ]
    assert len(found.loc[0, "figure_ids"]) == 4
    words = Words(read_catalogue(ROOT / "notebooks" / "overview.yaml"), "zh")
    assert plain_text(words("tables.main.columns.aim.cell", **found.loc[0], cell=found.loc[0, "aim"])) == "9%（即415亿元）"


def test_a_rate_that_two_incomes_share_is_an_aim_of_each() -> None:
    label = "城镇居民人均可支配收入和农民人均纯收入"
    found = things(
        figure("城镇居民人均可支配收入", 17000, unit="元", indicator="urban_income"), figure(label, 9, **RATE, **AIM)
    )
    assert found["indicator"].tolist() == ["urban_income", "rural_income_growth"]
    assert [aim.printed for aim in found["aim"]] == [9, 9]
    assert found["label_en"].iloc[1] == "Growth of rural disposable income per head"
    assert sum(len(topics) for topics in found["topics"]) == 2  # figures, not things
    assert things(figure("茶树和果树", 9, **RATE, **AIM))["label"].tolist() == ["茶树和果树"]


def test_what_is_of_half_a_year_stands_beside_no_whole_year() -> None:
    half, label = {"coverage": "half"}, "社会消费品零售总额"
    found = things(figure(label, 41, **half), figure(label, 88), figure("发包收入", 3, period=str(YEAR + 1), **half))
    assert found["apart"].tolist() == [str(YEAR), "", str(YEAR + 1)]
    assert [shown_period(row, "zh") for row in found.to_dict("records")] == ["2030年上半年", "2030", "2031年上半年"]
    assert [telling.is_of_year(rows) for rows in (found, found.drop(index=1))] == [True, False]


def test_the_first_page_of_half_a_year_tells_of_that_half() -> None:
    half = {"coverage": "half", "period": str(YEAR + 1)}
    rows = [figure("生产总值", 31, indicator="gdp", **half), figure("生产总值", 6.2, indicator="gdp_growth", **RATE | half)]
    main = overview.main_numbers(things(*rows, figure("一般公共预算收入", 8, indicator="revenue_growth", **RATE | AIM)))
    assert main["label"].tolist() == ["生产总值", "一般公共预算收入"]
    none = dict.fromkeys(("real", "level"))
    happened = overview.happened(none, main)
    words = Words(read_catalogue(ROOT / "notebooks" / "overview.yaml"), "zh")
    said = plain_text(str(words(f"findings.happened.{happened and happened['says']}", area="云泽", **happened or {})))
    assert said == "云泽2031年上半年生产总值31亿元（增长6.2%）。"
    english = Words(read_catalogue(ROOT / "notebooks" / "overview.yaml"), "en")
    assert plain_text(str(english("findings.happened.partly", area="Yunze", **happened or {}))).endswith("(up 6.2%).")
    aims = scorecard.promised(main, "110102", YEAR)
    assert overview.questions(none, None, aims, None, main) == [], "next year's target is none of half a year"


def test_a_balance_is_of_the_account_that_its_paragraph_tells_of() -> None:
    """Each account has a balance, and that of the funds stood among those of the general budget."""
    told = ["一般公共预算收入", "上年结余", "政府性基金预算收入", "当年结余", "上解上级支出", "教育支出"]
    rows = [figure(label, n + 1, line=4 if n < 2 else 5, topic="fiscal") for n, label in enumerate(told)]
    books = treasury.books(things(*rows))
    assert dict(zip(books["label"], books["book"], strict=True)) == {
        "一般公共预算收入": "general", "上年结余": "general", "政府性基金预算收入": "funds", "当年结余": "funds",
        "上解上级支出": "funds", "教育支出": "general",
    }  # fmt: skip


def test_names_in_chinese_alone_tell_what_a_topic_has() -> None:
    rows = pd.DataFrame([{**figure("茶灾救济支出（县本级）", 2, topic="livelihood"), "start": 0, "label_en": ""}])
    assert [row["name_zh"] for row in telling.stated(rows, "livelihood", YEAR)["main"]] == ["茶灾救济支出（县本级）"]


def test_real_growth_stands_beside_no_other_level_behind_it() -> None:
    """Disposable income grew by 9%, in real terms by 6.8%; the level of the older survey behind it has no growth."""
    income, real = {"unit": "元", "indicator": "urban_income"}, {"prefix": "价格因素，实际增长"}
    rows = [figure("城镇居民人均可支配收入", 41700, **income), figure("城镇居民人均可支配收入", 8.1, **RATE)]
    found = things(
        *rows, figure("城镇居民人均可支配收入", 6.3, **RATE | real), figure("城镇居民人均可支配收入", 40300, **income)
    )
    told = [
        (row["outcome"] and row["outcome"].printed, row["change"] and row["change"].printed) for row in found.to_dict("records")
    ]
    assert told == [(41700, 8.1), (None, 6.3), (40300, None)]


def test_a_target_set_for_the_whole_is_none_for_its_urban_part(monkeypatch: pytest.MonkeyPatch) -> None:
    past = pd.DataFrame([{**invented.fact(YEAR, 3), "status": "target", "indicator": "cpi", "id": "p", "unit_code": "PT"}])
    monkeypatch.setattr(scorecard.history, "series", lambda *_: past)
    cpi = RATE | {"indicator": "cpi", "topic": "growth"}
    rows = scorecard.promised(things(figure("居民消费价格", 2, **cpi), figure("城市居民消费价格", 2.4, **cpi)), "999901", YEAR)
    assert rows["label"].tolist() == ["居民消费价格"]


def test_nothing_long_after_the_report_is_told_beside_it() -> None:
    known = history.series("gdp_growth", "370000")["period"]
    assert history.series("gdp_growth", "370000", 2009)["period"].max() == 2009 + history.AFTER < known.max()
    assert history.facts("370000", 2009)["period"].max() == 2009 + history.AFTER


def test_a_level_of_government_alone_is_a_part_of_what_stands_before_it() -> None:
    told = [("地方财政收入", "17亿", 4), ("市本级", "9.9亿", 4), ("市本级", "3亿", 7)]
    rows = [figure(label, n, number=number, line=line) for n, (label, number, line) in enumerate(told, 1)]
    assert [full_label(row) for row in things(*rows).to_dict("records")] == ["地方财政收入", "地方财政收入（市本级）", "市本级"]


def test_a_share_of_the_year_reported_ends_the_record() -> None:
    share = [Quantity(v, v, v, "%", printed=v) for v in (3.6, 2.1, 4.4)]
    shares = pd.DataFrame({"period": (YEAR - 2, YEAR, YEAR + 1), "base": "", "share": share, "value": [3.6, 2.1, 4.4]})
    moved = overview.share_moved(shares, {}, YEAR)
    assert moved is not None
    assert (moved["first"], moved["last"]) == (YEAR - 2, YEAR)


def test_two_shares_that_read_the_same_are_nothing_to_watch() -> None:
    wide = [Quantity(v, v - 0.2, v + 0.2, "%", printed=v, basis="part / whole") for v in (2.1, 2.3)]
    for share, base in ((wide, ""), ([Quantity(v, v, v, "%", printed=v) for v in (2.02, 1.99)], "")):
        shares = pd.DataFrame({"period": (2028, 2030), "base": base, "share": share, "value": [q.value for q in share]})
        assert overview.share_moved(shares, {}, YEAR) is None
        assert overview.share_moved(shares.assign(base=["census-2023", "census-2028"]), {}, YEAR) is not None


@pytest.mark.parametrize(("amount", "step"), [(28.4, "false"), (32.9, "higher")])
def test_a_target_whose_amount_and_rate_point_apart_has_another_base(amount: float, step: str) -> None:
    found = things(figure("岚石支出", 30), figure("岚石支出", 8.3, **RATE), figure("岚石支出", amount, **AIM),
        figure("岚石支出", 10.4, **AIM | RATE))  # fmt: skip
    rows = scorecard.promised(found, "999901", YEAR)
    assert rows["step"].tolist() == [step]


def test_a_thing_whose_target_is_an_amount_is_named_by_its_level() -> None:
    found = things(figure("岚工业投资增速", 12, **RATE), figure("岚工业投资", 25, **AIM)).iloc[0]
    assert (found["change"].printed, found["aim"].printed) == (12, 25)
    assert (shown_label(found, "zh"), found["unit_code"]) == ("岚工业投资", "CNY")


def test_firms_are_no_households() -> None:
    for label, zh, en in (("新增经营主体", "1.6万户", "16,000"), ("改厕", "1.6万户", "16,000 households")):
        counted = Quantity.of(figure(label, 16000, unit="户", unit_code="NR"))
        assert [in_words(counted, lang) for lang in ("zh", "en")] == [zh, en]
    assert (
        in_words(Quantity.of(figure("新增经营主体", 16000, unit="户", low=15500, high=16500)).room, "en") == "15,500 to 16,500"
    )


def test_what_fell_is_said_to_have_fallen() -> None:
    words = {lang: Words(read_catalogue(ROOT / "notebooks" / "growth.yaml"), lang) for lang in ("zh", "en")}
    for value, zh, en in ((-1.4, "按现价下降1.4%", "fell by 1.4%"), (5.8, "按现价增长5.8%", "grew by 5.8%")):
        rate = Quantity(value, value - 0.05, value + 0.05, "%", printed=value)
        said = {lang: str(words[lang]("investment", rate=rate, amount=None)) for lang in words}
        assert zh in said["zh"]
        assert en in said["en"]


def test_a_first_screen_number_is_of_the_year_and_a_rate_is_called_one() -> None:
    jobs = {"indicator": "urban_new_jobs", "unit": "人", "unit_code": "person", "label_en": "New urban jobs"}
    found = things(figure("城镇新增就业", 35000, **jobs, period="2026/2030"), figure("城镇新增就业", 5107, **jobs))
    assert overview.main_numbers(found)["outcome"].iloc[0].printed == 5107
    level = {
        **figure("地区生产总值", 563, indicator="gdp", label_en="Gross regional product"),
        "actual": Quantity(2.9, 2.9, 2.9, "%"),
    }
    assert named([level])[0]["name_en"] == "growth of gross regional product"


def test_a_multiple_of_an_earlier_level_is_no_amount_of_the_year() -> None:
    times = {"unit": "倍", "unit_code": "X", "topic": "livelihood", "prefix": "为2025年的"}
    income = {"indicator": "urban_income_growth", "label_en": "Urban income"}
    found = things(figure("岚民收入", 3.1, **RATE, **income), figure("岚民收入", 1.4, **times))
    assert found["change"].notna().tolist() == [True, False]
    assert [shown_label(row, "zh") for row in found.to_dict("records")] == ["岚民收入增速", "岚民收入（为2025年的倍数）"]
    other = {
        "label": "岚茶产量",
        "label_zh": "",
        "label_en": "Tea",
        "measure": "level",
        "unit_code": "X",
        "prefix": "约是邻县的",
    }
    assert [shown_label(other, lang) for lang in ("zh", "en")] == ["岚茶产量（为邻县的倍数）", "Tea (as a multiple)"]
    assert shown_label(other | {"label": "存贷比", "label_en": ""}, "zh") == "存贷比"


def test_the_one_of_a_ratio_is_no_figure_of_its_own() -> None:
    parts = [
        figure("城乡收入比", 1.8, number="1.8", unit="", prefix="比缩小到"),
        figure("城乡收入比", 1, number="1", unit="", prefix="到1.8:"),
    ]
    assert area_figures(pd.DataFrame(parts))["value"].tolist() == [1.8]
    assert len(area_figures(pd.DataFrame([parts[1] | {"prefix": "建成第"}]))) == 1


def test_where_few_main_numbers_are_stated_the_most_telling_others_follow() -> None:
    jobless = {"indicator": "unemployment_registered", "unit": "%", "unit_code": "PT", "topic": "livelihood"}
    rows = [
        figure("登记失业率", 4.3, **jobless),
        figure("岚茶出口", 38, topic="growth"),
        figure("岚茶出口增速", 9, **RATE, topic="growth"),
        figure("岚茶书屋", 5, unit="个", unit_code="NR", topic="culture"),
        figure("岚民迁入", 5, unit="户", unit_code="NR", topic="livelihood"),
    ]
    main = overview.main_numbers(things(*rows))
    assert main["label"].tolist() == ["登记失业率", "岚茶出口"]
    happened = overview.happened({"real": None, "level": None}, main)
    words = Words(read_catalogue(ROOT / "notebooks" / "overview.yaml"), "zh")
    said = plain_text(str(words("findings.happened.other", area="云泽区", year=YEAR, **(happened or {}))))
    assert "登记失业率4.3%，岚茶出口38亿元（增长9%）。报告没有写" in said


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("一般性支出", "fiscal"),
        ("从岚河到青岚的车程", ""),
        ("中小河流治理", "environment"),
        ("湖光实验室", "growth"),
        ("本土病例", "livelihood"),
        ("支援湖光的医护人员", "livelihood"),
    ],
)
def test_a_name_with_a_river_in_it_is_no_matter_of_the_environment(label: str, topic: str) -> None:
    assert theme(label) == topic


def test_every_count_of_a_topic_is_the_same() -> None:
    rows = [
        figure("新建养老床位", 5, topic=""),
        figure("旧宅改造", 3, topic="livelihood"),
        figure("岚茶奖励", 9, status="rule"),
        figure("旧宅改造", 4, topic="growth", **RATE),  # stands in the row of its level, and counts where it belongs
    ]
    frame = pd.DataFrame([{**row, "start": n, "line": n} for n, row in enumerate(rows)])
    found = telling.things(frame, YEAR)
    total = telling.counted(found, telling.most_telling(found, "livelihood"), "livelihood")["total"]
    assert total == telling.stated(frame, "livelihood", YEAR)["total"] == len(livelihood.on_topic(frame)) == 2


def first_screen(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    frame = pd.DataFrame([{**row, "start": n, "line": 4} for n, row in enumerate(rows)])
    return telling.stated(frame, "fiscal", YEAR)["main"]


def placed(*rows: dict[str, Any]) -> list[tuple[float | None, float | None]]:
    """Return level and change of each thing, of figures one behind another."""
    found = telling.things(pd.DataFrame([{"line": 4, **row, "start": n} for n, row in enumerate(rows)]), YEAR)
    return [tuple(q and q.printed for q in pair) for pair in zip(found["outcome"], found["change"], strict=True)]


def test_level_and_change_of_what_no_indicator_names_stand_in_one_paragraph() -> None:
    growth = {**figure("乡办企业", 6.5, **RATE), "line": 9}
    profit, more = {**figure("乡办企业", 2313), "line": 14}, {**figure("乡办企业", 15.1, **RATE), "line": 14}
    assert placed(growth, profit, more) == [(None, 6.5), (2313, 15.1)]
    known = {"indicator": "rural_income"}
    assert placed({**growth, **known, "indicator": "rural_income_growth"}, {**profit, **known}) == [(2313, 6.5)]


def test_a_change_is_of_the_amount_stated_last_and_not_of_its_conversion() -> None:
    first, second, fall = figure("集资", 2186), figure("集资", 1336), figure("集资", -3.95, **RATE)
    assert placed(first, second, fall) == [(2186, None), (1336, -3.95)]
    assert placed(first, {**second, "prefix": "到账2186亿元（折合"}, fall) == [(2186, -3.95), (1336, None)]


def test_quantity_and_value_of_one_row_keep_their_own_growth() -> None:
    of, tonnes = "（商品出口）", {"unit": "吨", "unit_code": "t"}
    row = [figure("茶", 817, label_zh=f"茶{of}", **tonnes), figure("茶数量", -7, label_zh=f"茶数量{of}", **RATE)]
    row += [figure("茶", 75, label_zh=f"茶{of}"), figure("茶金额", 64.7, label_zh=f"茶金额{of}", **RATE)]
    assert placed(*row) == [(817, -7), (75, 64.7)]
    plain = figure("岚石税", 7)
    found = telling.things(pd.DataFrame([{**row, "start": n, "line": n} for n, row in enumerate((row[2], plain))]), YEAR)
    assert found["weight"].tolist() == [found["weight"].iloc[1] - 1, found["weight"].iloc[1]]


def test_what_another_table_shows_whole_is_not_told_twice() -> None:
    rows = [figure("岚石税", 7, topic="fiscal"), figure("岚石债", 9, topic="fiscal")]
    frame = pd.DataFrame([{**row, "start": n, "line": 4} for n, row in enumerate(rows)])
    told: list[str] = []
    page: Any = SimpleNamespace(figures=frame, year=YEAR, notebook="fiscal", table=lambda key, *_: told.append(key))
    books = telling.things(frame, YEAR)
    assert len(telling.show(page, books)) == 2
    assert told == []
    assert len(telling.show(page, books[:1])) == len(telling.show(page)) == 2
    assert told == ["telling"] * 2


def test_main_numbers_stand_for_headlines_that_a_report_does_not_state() -> None:
    frame = pd.DataFrame([{**figure("岚石税", 7), "start": 0}, {**figure("岚石位次", 3, measure="rank"), "start": 1}])
    found = overview.mentions(telling.things(frame, YEAR), frame)
    assert (found["total"], [one["name_zh"] for one in found["main"]]) == (2, ["岚石税"])


def test_a_number_that_is_part_of_a_name_takes_no_change() -> None:
    name = figure("耗煤行业", 6, unit="大", unit_code="1", number="六")
    assert placed(name, figure("耗煤行业", -1.8, **RATE), figure("耗煤行业", 644)) == [(6, None), (644, -1.8)]


def test_a_first_screen_says_of_the_number_shown_what_it_is_and_of_when() -> None:
    fiscal_tea = {"topic": "fiscal", "label_en": "Tea transfers"}
    level, aim = figure("岚茶转移支付", 30, **fiscal_tea), figure("岚茶转移支付", 33, **fiscal_tea, **AIM)
    rate = figure("岚茶转移支付", 6, **fiscal_tea, **RATE)
    rank = figure("岚茶转移支付", 3, **fiscal_tea, measure="rank", unit="", unit_code="1")

    def shown(*rows: dict[str, Any]) -> list[tuple[Any, ...]]:
        return [
            (*(one[k] for k in ("name_zh", "name_en", "period", "aim")), one["figure"].printed) for one in first_screen(*rows)
        ]

    growth = ("岚茶转移支付增速", "growth of tea transfers", "2030", False, 6)
    assert shown(aim, rate) == [growth]
    assert shown(rank, aim, rate) == [growth]
    assert shown(aim, level) == [("岚茶转移支付", "tea transfers", "2030", False, 30)]
    assert shown(level, rate, aim) == [("岚茶转移支付", "tea transfers", "2030", False, 30)]
    assert shown(rank, aim) == [("岚茶转移支付", "tea transfers", "2031", True, 33)]
    assert shown(rank) == []


def test_a_thing_with_target_and_outcome_is_of_the_year_of_the_outcome() -> None:
    for later in (figure("岚茶产值", 30), figure("岚茶产值", 6, **RATE)):
        assert things(figure("岚茶产值", 33, **AIM), later)["period"].tolist() == ["2030"]


@pytest.mark.parametrize(
    ("label", "english"),
    [
        ("实际利用外资增长", "growth of utilized foreign capital"),
        ("民间投资增长", "growth of private investment"),
        ("城镇居民收入增长", "growth of urban household income"),
        ("全省出口增长", "growth of province-wide exports"),
        ("能源消费总量", "total energy consumption"),
        ("完成危房改造", "completed renovation of dilapidated houses"),
        ("退出贫困村", "villages out of poverty"),
        ("打通“断头路”", "opened dead-end roads"),
        ("引进省外资金", "attracted funds from other provinces"),
        ("标准化村卫生室", "standard village clinics"),
        ("打通断头路", "opened dead-end roads"),
        ("退出企业", ""),
        ("贫困村退出", "poor villages lifted out of poverty"),
        ("新增贫困村退出", ""),
        ("完成土地流转面积", ""),
        ("培训职业培训", ""),
        ("农村职业培训", "rural vocational training"),
        ("招商引资", "investment attracted"),
        ("招商引资项目", "investment promotion projects"),
        ("入库税收", ""),
        ("企业搬迁", ""),
        ("公办园占比", ""),
        ("公办园学位", ""),
        ("中小河流治理", "treatment of small rivers"),
        ("义务教育标准化学校建设", "building of standard schools of compulsory education"),
        ("重点镇建设", "building of key towns"),
        ("失业保险参保人数", "people insured under unemployment insurance"),
        ("普通高中学位", "school places of upper secondary schools"),
        ("示范社区", "model communities"),
        ("高新技术产品产值占工业总产值的比重", "share of output of high-tech products in gross industrial output"),
        ("城市建成区面积", "urban built-up area"),
        ("市区森林覆盖率", "urban forest coverage"),
        ("城镇失业人员再就业", "urban unemployed back in work"),
        ("新开工亿元以上项目投资", "investment in newly started projects over 100m yuan"),
        ("在建重点项目完成投资", "investment completed in ongoing key projects"),
        ("工业投资、制造业投资增速", "growth of industrial investment and manufacturing investment"),
        ("中小企业贷款余额", "outstanding loans of small firms"),
        ("制造业利用外资占比", "manufacturing, share of foreign capital used"),
        ("无害化卫生厕所普及率", "coverage of hygienic toilets"),
        ("改造老旧小区面积", "renovated area of old residential compounds"),
        ("群众满意度", "public satisfaction"),
        ("各类棚户区改造开工", "start of all kinds of shanty-town renovation"),
        ("国家森林城市", "national forest cities"),
        ("重点产业到位资金", "key industries, funds paid in"),
        ("城市更新重点项目", "urban-renewal key projects"),
        ("跨境电商产业园", "cross-border e-commerce industrial parks"),
        ("新建街道老年人日间照料中心", "newly built sub-district day-care centres for the elderly"),
    ],
)  # fmt: skip
def test_what_is_measured_binds_behind_what_it_is_of(label: str, english: str) -> None:
    assert gloss(label) == english


def test_a_figure_of_a_report_without_an_address_names_its_line() -> None:
    row = figure("岚茶产值", 33, figure_id="cn-999901-work-2031:7:12", source_url="")
    assert 'data-place="cn-999901-work-2031第7行"' in cite(Quantity.of(row), "zh")


def test_the_product_of_the_nation_is_domestic() -> None:
    found = {"level": {"zh": "地区生产总值{{ level }}", "en": "Gross regional product of {{ level }}"}}
    assert [str(Words(found, lang, nation=True)("level", level=1)) for lang in ("zh", "en")] == [
        "国内生产总值1", "Gross domestic product of 1",
    ]  # fmt: skip
    assert str(Words(found, "en")("level", level=1)) == "Gross regional product of 1"


def test_a_page_of_the_nation_leaves_provinces_their_regional_product() -> None:
    """Own sentences and those on provinces stand in one text, by its parts."""
    found = {
        "both": {
            "zh": "{{ area }}地区生产总值增长{{ rate }}；{{ each('others.one', rows) | listed }}",
            "en": "{{ area }}, gross regional product: {{ rate }}; {{ each('others.one', rows) | listed }}",
        },
        "others": {
            "regional": True,
            "one": {"zh": "{{ name }}{{ 'gdp' | word('peers') }}{{ rate }}", "en": "{{ name }}, {{ 'gdp' | word('peers') }}: {{ rate }}"},
        },
        "codes": {
            "peers": {"regional": True, "gdp": {"zh": "地区生产总值", "en": "gross regional product"}},
            "measure": {"gdp": {"zh": "地区生产总值", "en": "gross regional product"}},
        },
    }  # fmt: skip
    rows = [{"name": "A", "rate": 5}, {"name": "B", "rate": 6}]
    zh, en = (Words(found, lang, nation=True) for lang in ("zh", "en"))
    assert str(zh("both", area="C", rate=4, rows=rows)) == "C国内生产总值增长4；A地区生产总值5、B地区生产总值6"
    assert str(en("both", area="C", rate=4, rows=rows)) == (
        "C, gross domestic product: 4; A, gross regional product: 5 and B, gross regional product: 6"
    )
    assert (zh.code("gdp", "measure"), zh.code("gdp", "peers")) == ("国内生产总值", "地区生产总值")
    assert "国内" not in str(Words(found, "zh")("both", area="C", rate=4, rows=rows))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_texts_on_peers_and_the_provinces_of_a_page_of_the_nation_stay_regional(lang: str) -> None:
    words = Words(read_catalogue(ROOT / "notebooks" / "growth.yaml"), lang, nation=True)
    fact = {
        "year": 2030, "name": "gdp", "n": 3, "have": 3, "own": 5, "first": 1, "last": 1, "whole": 6,
        **{f"{k}_{way}": "X" for k in ("area", "parent") for way in ("zh", "en")},
    }  # fmt: skip
    regional, domestic = {"zh": ("地区生产总值", "国内生产总值"), "en": ("ross regional", "ross domestic")}[lang]
    assert regional in words("peers.peers", **fact)
    assert domestic not in words("peers.peers", **fact)
    assert domestic in words("headline.level.label", year=2030)


def test_the_share_in_a_product_above_calls_it_neither_regional_nor_domestic() -> None:
    catalogue = read_catalogue(ROOT / "notebooks" / "overview.yaml")
    for node in (catalogue["findings"]["watch"]["share"], catalogue["tables"]["shares"]["caption"]):
        assert "{{ above_zh }}生产总值" in node["zh"]


def test_prices_are_named_where_a_change_of_money_stands_alone() -> None:
    rows = pd.DataFrame({"label": ["茶叶产值", "茶农人数"], "unit_code": ["PT", "PT"], "change": [4.0, 3.0]})
    assert [telling.has_prices(rows.iloc[[n]]) for n in (0, 1)] == [True, False]
    assert not telling.has_prices(rows.assign(change=None))


@pytest.mark.parametrize("notebook", ["overview", "scorecard"])
@pytest.mark.parametrize(("lang", "none"), [("zh", "没有一个能与"), ("en", "none can be put above or below")])
def test_where_no_target_compares_no_noughts_are_listed(notebook: str, lang: str, none: str) -> None:
    words = Words(read_catalogue(ROOT / "notebooks" / f"{notebook}.yaml"), lang)
    facts = {"next": YEAR + 1, "main": [], "targets": 42, "lower": 0, "equal": 0, "higher": 0, "undecided": 2, "unlike": 0}
    said = [plain_text(str(words("findings.planned.own", beside=n, **facts | {"higher": n}))) for n in (0, 3)]
    assert none in said[0]
    assert sorted(re.findall(r"\d+", said[0])) == sorted(["42", str(YEAR + 1), "2"])
    assert none not in said[1]


def test_investment_sales_and_income_stand_beside_those_of_the_area_above(monkeypatch: pytest.MonkeyPatch) -> None:
    stated = {
        ("retail", "1"): {YEAR - 1: 30.0, YEAR - 9: 10.0}, ("retail", "2"): {YEAR - 1: 400.0, YEAR - 9: 200.0},
        ("income", "1"): {YEAR: 66.0}, ("income", "2"): {YEAR: 50.0},
        ("fai", "1"): {YEAR - 7: 5.0}, ("fai", "2"): {YEAR - 7: 50.0},
        ("fai_growth", "1"): {YEAR: 9.0}, ("fai_growth", "2"): {YEAR: 4.0},
    }  # fmt: skip

    def series(code: str, area: str, _: int) -> pd.DataFrame:
        row = {"area_code": area, "status": "actual", "bound": "=", "vintage": "first", "base": "", "grade": "A"}
        row |= {"unit_code": "CNY", "as_printed": "", "source_url": "https://a"}
        years = stated.get((code, area), {})
        rows = [row | {"period": year, "value": n, "low": n, "high": n} for year, n in years.items()]
        return pd.DataFrame(rows, columns=[*row, "period", "value", "low", "high"])

    monkeypatch.setattr(overview, "series", series)
    above = pd.concat(
        [series(code, "2", YEAR).assign(indicator=code) for code, area in stated if area == "2"], ignore_index=True
    )
    found = overview.beside("1", YEAR, above)
    # The latest year of both; levels of long ago give way to growth, and income per head is no part of another.
    assert found[["name_en", "period"]].values.tolist() == [
        ["Growth of fixed-asset investment", YEAR], ["Retail sales of consumer goods", YEAR - 1], ["Disposable income per head", YEAR]
    ]  # fmt: skip
    assert [round(q.value, 1) for q in found["number"]] == [5.0, 7.5, 132.0]
    assert [len(q.inputs) for q in found["number"]] == [2, 2, 2]
    assert overview.beside("1", YEAR, above[:0]).empty, "nothing is known of the area above, or there is none"


@pytest.mark.parametrize(("other", "first"), [("", ["财政收入"]), ("revenue", ["一般公共预算收入"])])
def test_all_revenue_is_a_main_number_where_a_report_states_no_other(other: str, first: list[str]) -> None:
    money = {"unit": "元", "unit_code": "CNY", "topic": "fiscal"}
    rows = [figure("财政收入", 9.1e9, number="91亿", **money)]
    rows += [figure("一般公共预算收入", 6.2e9, number="62亿", indicator=other, **money)] if other else []
    assert overview.main_numbers(things(*rows))["label"].tolist() == first
