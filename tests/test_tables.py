"""Tables of every format: each cell a figure with the unit, sign, time, status, measure and label that heads and captions give it."""

from __future__ import annotations

import re
import shutil
import time
from decimal import Decimal

import pytest
from table_specimens import FORMATS, LOST, PRINTED, SETS, Specimen, score, specimens

import xclib as xc
from xclib.extract import cells, columns, grids, rows, stacks
from xclib.extract.cells import Grid, GridCell
from xclib.extract.document import parse_text
from xclib.extract.figures import read_figures
from xclib.extract.grids import find_grids
from xclib.extract.heads import clean_name, read_words, table_units, unit_in
from xclib.extract.plan_table import read_plan
from xclib.formats.pdf_tables import Piece, PiecedLine, find_open_tables, find_rest
from xclib.formats.source import SourceText
from xclib.model.figure import Figure
from xclib.reading.view import Reading


def read(text: str, kind: str = "statistical communique", year: int = 2030) -> list[Figure]:
    return read_figures(parse_text(text, area="青岚市", kind=kind, year=year))


def specimen(which: str) -> Specimen:
    """The specimen of a name, of whichever set."""
    return next(s for name in SETS for s in specimens(name) if s.name == which)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", SETS)
def test_every_cell_of_the_specimens(name: str, form: str) -> None:
    wrong = [line for specimen in specimens(name) for line in score(specimen, form)[1]]
    assert wrong == []


@pytest.mark.parametrize("form", FORMATS)
def test_every_cell_of_tables_whose_heads_only_a_grid_shows(form: str) -> None:
    wrong = [line for specimen in specimens("offices_merged") for line in score(specimen, form)[1]]
    assert wrong == []


@pytest.mark.parametrize("name", SETS)
def test_every_cell_of_a_copy_with_bars_between_its_cells(name: str) -> None:
    assert [line for specimen in specimens(name) for line in score(specimen, "barred")[1]] == []


@pytest.mark.parametrize("note", ["①", "²", "⑴"])
def test_a_mark_of_a_note_behind_a_year_or_a_serial_is_no_digit(note: str) -> None:
    rows = f"年份\t茶园（亩）\t增长（%）\n2029\t4,120\t1.5\n2030{note}\t4,210\t2.2\n\n"
    ranked = f"序号\t乡镇\t茶园（亩）\n1{note}\t石门镇\t730\n{note}\t白沙镇\t615"
    found = {f.number: f.period for f in read(f"表1 茶园面积\n{rows}表2 各镇茶园\n{ranked}")}
    assert (found["4,120"], found["4,210"], found["2.2"], found["615"]) == ("2029", "2030", "2030", "2030")


def test_points_behind_a_share_are_of_the_share() -> None:
    rows = "年龄\t茶农（万人）\t茶农（万人）\t比重（%）\t比2020年±百分点\n\t合计\t女\t\t"
    found = read(f"表4 茶农的年龄\n{rows}\n15—59岁\t9.1\t4.4\t61.6\t-2.4\n60岁及以上\t3.6\t1.9\t24.2\t5.5")
    points = [(f.number, f.unit, f.measure, f.label) for f in found if f.unit == "百分点"]
    assert points == [("-2.4", "百分点", "change", "15—59岁比重"), ("5.5", "百分点", "change", "60岁及以上比重")]


@pytest.mark.parametrize("title", ["表三 支出总表", "附表二　项目支出表", "附件五：个人茶园名录"])
def test_the_number_of_a_table_in_words_counts_nothing(title: str) -> None:
    assert read(f"{title}\n茶园面积增长3.1%。")[0].number == "3.1"


@pytest.mark.parametrize(("goal", "period"), [(2035, "2033"), (2034, "2034")])
def test_progress_behind_a_goal_far_ahead_is_of_the_year_that_made_it(goal: int, period: str) -> None:
    text = f"表1 茶业中期评估\n指标\t2030年基数\t2033年实际\t{goal}年目标\t完成进度（%）\n茶园（万亩）\t18.9\t24.3\t27.5\t62.8"
    assert next((f.period, f.status) for f in read(text, year=2033) if f.number == "62.8") == (period, "actual")


def test_a_row_that_lacks_cells_gives_what_can_stand_in_one_column_only() -> None:
    rows = "地区\n收入（万元）\n增长（%）\n支出（万元）\n增长（%）\n云泽区\n20,511\n1.5\n31,220\n-2.0\n石桥县\n10,432\n2.5\n18,007\n1.1"
    text = f"表1 各县财政收支\n{rows}\n临江县\n9,104\n14,380\n3.3\n白石县\n8,230\n3.0\n12,466\n0.4"
    found = {f.number: f.label for f in read(text)}
    assert (found["9,104"], found["14,380"]) == ("临江县收入", "临江县支出")
    assert found.keys() >= {"3.3", "8,230"}
    # Either of the two rates may be the one that is printed.
    assert "3.3" not in {f.number for f in read(text.replace("9,104\n14,380\n3.3", "9,104\n3.3"))}


@pytest.mark.parametrize("which", ["balance", "three_public", "half years"])
def test_tables_of_two_sides_or_without_names_with_a_cell_a_line(which: str) -> None:
    assert score(specimen(which), "lines")[1] == []


@pytest.mark.parametrize("form", [form for form in LOST if form != "spaced"])
@pytest.mark.parametrize(
    "which",
    [
        "products",
        "accounts",
        "years",
        "own_units",
        "crops",
        "tax",
        "schools",
        "transposed",
        "bonds",
        "households",
        "debt",
        "vitals",
        "monthly indicators",
        "five year goals",
        "three public transposed",
        "census",
        "years down",
        "targets and results",
        "limits with formulas",
        "insurance funds",
        "air of districts",
        "goals with sums",
        "people by age",
        "three public with counts",
        "product by county",
        "five years back",
        "revenue to September",
        "towns across",
        "units by industry",
        "banks",
        "prices of months",
        "products of months",
        "households by town",
        "transport by kind",
        "goals of counties",
        "funds with shares",
        "incomes of residents",
        "water by district",
        "investment by county",
        "health by kind",
        "half of goals",
        "houses",
        "purchases",
        "years down below a row of units",
    ],
)
def test_cells_of_a_copy_that_lost_its_lines(which: str, form: str) -> None:
    assert score(specimen(which), form)[1] == []


@pytest.mark.parametrize(
    "which",
    [
        "revenue",
        "areas",
        "five_years",
        "towns",
        "outlays over years",
        "towns with places",
        "counties in two halves",
        "months and sums",
        "goals with natures",
    ],
)
def test_heads_of_two_rows_and_numbered_rows_with_a_cell_a_line(which: str) -> None:
    assert score(specimen(which), "lines")[1] == []


@pytest.mark.parametrize("form", LOST)
def test_of_a_copy_without_columns_nothing_is_read_rather_than_something_wrong(form: str) -> None:
    every = [s for name in (*SETS, "offices_merged") for s in specimens(name)]
    told = [line for s in every for line in score(s, form)[1] if not line.endswith("read as None")]
    assert len(told) <= 0.02 * sum(len(s.expected) for s in every)


@pytest.mark.parametrize(
    "which",
    [
        "population",
        "accounts",
        "air of districts",
        "wages",
        "insured",
        "waters",
        "banks",
        "ages of residents",
        "works for people",
        "own_units",
        "limits with formulas",
    ],
)
def test_columns_that_a_copy_put_down_one_after_the_other(which: str) -> None:
    every = [s for name in (*SETS, "offices_merged") for s in specimens(name)]
    assert score(next(s for s in every if s.name == which), "columns")[1] == []


def _of_deposits(values: str) -> str:
    head = "表5 2030年末茶银存贷\n指标\n茶农存款\n茶企存款\n茶园贷款\n年末数\n28.6\n72.3\n60.2"
    return f"{head}\n比年初增加\n比上年末增长（%）\n单位：亿元\n{values}"


def test_columns_one_after_the_other_whose_last_heads_stand_together() -> None:
    found = read(_of_deposits("6.4\n-8.1\n7.0\n7.25\n-10.03\n4.21"), kind="bulletin")
    assert [(f.number, f.label, f.unit, f.measure) for f in sorted(found, key=lambda f: f.line)] == [
        ("28.6", "茶农存款", "元", "level"),
        ("72.3", "茶企存款", "元", "level"),
        ("60.2", "茶园贷款", "元", "level"),
        ("6.4", "茶农存款", "元", "change"),
        ("-8.1", "茶企存款", "元", "change"),
        ("7.0", "茶园贷款", "元", "change"),
        ("7.25", "茶农存款", "%", "growth"),
        ("-10.03", "茶企存款", "%", "growth"),
        ("4.21", "茶园贷款", "%", "growth"),
    ]
    # As rows below each other their decimals are alike.
    assert read(_of_deposits("6.4\n7.25\n-8.1\n-10.03\n7.0\n4.21"), kind="bulletin") == []


def test_a_copy_of_columns_in_which_areas_stand_across_is_turned_or_left_out() -> None:
    for which in ("debt", "transfers by county"):
        assert not [line for line in score(specimen(which), "columns")[1] if not line.endswith("read as None")]


def test_names_with_a_number_or_with_brackets_in_brackets_are_whole() -> None:
    names = ["1）茶叶产量", "a）茶园面积", "茶场（含租用（万亩））"]
    rows = "\n".join(f"{name}\n{n}2.5\n{n}.1" for n, name in enumerate(names, 1))
    found = read(f"表1 茶业概况\n指标\n2030年\n比上年增长（%）\n{rows}", kind="bulletin")
    assert [(f.number, f.label) for f in found if f.measure == "level"] == [
        ("12.5", "茶叶产量"),
        ("22.5", "a）茶园面积"),
        ("32.5", "茶场（含租用）"),
    ]


@pytest.mark.parametrize("last", ["主要指标", "主要指标\n指标", "指标\n茶叶", "指标\n茶叶\n比年初增\n减额", "行业\n类别"])
def test_a_report_may_end_with_heads(last: str) -> None:
    assert read(f"表1 茶叶产量\n{last}", kind="bulletin") == []


def test_a_row_of_formulas_without_heads_heads_nothing() -> None:
    found = read("公  式 A=B+C B C\n东山茶场 8.5 3.1 5.4\n西岭茶场 7.2 3.0 4.2")
    assert all("A=B" not in f.label for f in found)


def test_prose_between_heads_and_rows_is_no_row() -> None:
    prose = "茶园各处统筹推进各项农事采摘总体平稳有序，茶农收入稳定增长，茶事兴旺发达，茶乡风貌持续改善提升。"
    found = read(f"指标 绝对数 比上年增长\n{prose}\n{prose}\n茶产量 308.12万吨 2.1%\n主要指标\n茶额 512.3亿元 -1.4%")
    assert all(prose[:4] not in f.label for f in found)


def test_columns_one_after_the_other_of_which_one_lacks_a_cell() -> None:
    columns = ["指标\n茶叶\n竹笋\n木耳", "单位\n吨\n吨\n吨", "2030年\n31.5\n20.8\n4.4", "2031年\n33.0\n21.6\n4.9"]
    text = "\n".join(["表4 林产品产量", *columns, "增长（%）\n4.8\n3.8\n11.4", "五年合计\n150.2\n98.7"])
    assert [f.number for f in read(text)] == ["31.5", "20.8", "4.4", "33.0", "21.6", "4.9", "4.8", "3.8", "11.4"]
    assert {(f.unit, f.label) for f in read(text) if f.number == "21.6"} == {("吨", "竹笋")}


@pytest.mark.parametrize(("which", "many"), [("accounts by code", 24), ("outlays by function", 21), ("spending", 10)])
def test_rows_with_codes_that_lack_cells_give_what_their_sums_show(which: str, many: int) -> None:
    right, wrong = score(specimen(which), "lines")
    assert right == many
    assert [line for line in wrong if not line.endswith("read as None")] == []


def test_a_part_of_a_sum_is_left_out_where_it_may_stand_in_two_columns() -> None:
    heads = "项目\n本年支出\n科目编码\n科目名称\n小计\n基本支出\n项目支出\n栏次\n1\n2\n3\n合计\n96.40\n61.10\n35.30"
    rows = ["205\n教育支出\n12.70\n12.70", "213\n农林水支出\n83.70\n48.40\n35.30", "21303\n水利\n30.20\n30.20"]
    found = [(f.number, f.label) for f in read("\n".join(["表5 支出决算表", "单位：万元", heads, *rows]))]
    assert [number for number, _ in found] == ["96.40", "61.10", "35.30", "12.70", "12.70", "83.70", "48.40", "35.30", "30.20"]
    assert "基本支出" in found[4][1]


def test_parts_of_sums_stand_where_all_rows_together_leave_them_one_column() -> None:
    heads = "科目编码\n科目名称\n合计\n基本支出\n项目支出\n合计\n90.50\n32.20\n58.30\n213\n农林水支出\n90.50\n32.20\n58.30"
    rows = "2130201\n林场运行\n32.20\n32.20\n2130204\n苗圃改造\n41.10\n41.10\n2130207\n防火道路\n17.20\n17.20"
    text = f"表5 支出预算表\n单位：万元\n{heads}\n{rows}"
    assert [f.label for f in read(text)][-6:] == [
        "林场运行",
        "林场运行基本支出",
        "苗圃改造",
        "苗圃改造项目支出",
        "防火道路",
        "防火道路项目支出",
    ]
    # Of two rows with one amount either may be of the one kind or the other.
    even = text.replace("32.20\n58.30", "45.25\n45.25").replace("32.20", "45.25").replace("41.10", "28.05")
    assert len(read(even)) == 6 + 3


@pytest.mark.parametrize("edge", ["+------+------+------+", "├──────┼──────┼──────┤"])
def test_what_a_frame_is_drawn_with_is_no_row(edge: str) -> None:
    rows = ["| 项目 | 2029年完成 | 2030年计划 |", "| 茶园 | 31.4 | 33.0 |", "| 竹林 | 12.8 | 12.5 |"]
    text = "\n".join(["附表 2030年计划（亩）", edge, rows[0], edge, *rows[1:], edge])
    found = [(f.number, f.period, f.status) for f in read(text)]
    assert found == [
        ("31.4", "2029", "actual"),
        ("33.0", "2030", "target"),
        ("12.8", "2029", "actual"),
        ("12.5", "2030", "target"),
    ]


def test_of_merged_heads_that_a_copy_holds_once_nothing_is_read_where_they_may_stand_twice() -> None:
    rows = "茶园\t31.4\t5.5\t12.8\n竹林\t20.6\t4.1\t9.7"
    assert [f.number for f in read(f"表3 林产\n类别\t面积\t产量\n全县\t城关\n{rows}")] == []
    heads = "类别\t面积（亩）\t产值（万元）\n全县\t城关\t全县\t城关"
    found = [(f.number, f.unit) for f in read(f"表3 林产\n{heads}\n茶园\t31.4\t5.5\t12.8\t7\n竹林\t20.6\t4.1\t9.7\t6")]
    assert found[:4] == [("31.4", "亩"), ("5.5", "亩"), ("12.8", "元"), ("7", "元")]


def test_staff_and_running_costs_stand_below_basic_outlays_and_below_no_other() -> None:
    heads = "功能分类科目\t合计\t基本支出\t项目支出\n科目编码\t科目名称\t人员经费\t公用经费"
    rows = "合计\t90.50\t25.10\t7.10\t58.30\n213\t农林水支出\t58.30\t\t\t58.30\n221\t住房保障支出\t32.20\t25.10\t7.10\t"
    labels = {f.number: f.label for f in read(f"表5 支出预算表\n单位：万元\n{heads}\n{rows}")}
    assert ("人员经费" in labels["25.10"], "公用经费" in labels["7.10"], "项目支出" in labels["58.30"]) == (True, True, True)


def test_heads_of_code_and_name_stand_at_the_left_of_what_a_copy_holds_once() -> None:
    heads = "科目\t合计\t茶税\t竹税\n科目编码\t科目名称"
    rows = "205\t教育支出\t58.30\t40.10\t18.20\n221\t住房保障支出\t32.20\t25.10\t7.10"
    labels = {f.number: f.label for f in read(f"表5 收入预算表\n单位：万元\n{heads}\n{rows}")}
    assert ("茶税" in labels["25.10"], "竹税" in labels["7.10"], len(labels)) == (True, True, 6)


_BROKEN_HEADS = "项\n目\n年初预算\n数\n本月完成\n数\n累计完成\n数\n累计完成\n占预算%\n累计比上年\n同期增长%"


def _of_taxes(heads: str, names: str) -> str:
    rows = [f"{name}税\n{n}5,600\n{n}3,817\n{n}4,020\n74.6\n3.{n}" for n, name in enumerate(names.split("，"), 1)]
    return "\n".join(["2031年9月各项税收完成情况", "单位：万元", heads, *rows])


def test_heads_broken_over_lines_are_put_together_where_only_one_way_makes_them_whole() -> None:
    found = read(_of_taxes(_BROKEN_HEADS, "茶，竹，木，渔"))
    assert [(f.label, f.unit, f.measure, f.status) for f in found[:5]] == [
        ("茶税", "元", "level", "target"),
        ("茶税", "元", "level", "actual"),
        ("茶税", "元", "level", "actual"),
        ("茶税", "%", "level", "actual"),
        ("茶税", "%", "growth", "actual"),
    ]
    assert len(found) == 20


@pytest.mark.parametrize(
    "heads",
    [
        _BROKEN_HEADS.replace("年初预算\n数", "年初\n预算"),  # 年初预算 or 预算本月完成数
        _BROKEN_HEADS.replace("本月完成\n数", "茶园\n竹林"),
        _BROKEN_HEADS.replace("\n累计完成\n数", "（万\n元）本月"),
    ],
)
def test_of_heads_broken_over_lines_nothing_is_read_where_it_is_not_clear_how(heads: str) -> None:
    assert read(_of_taxes(heads, "茶，竹，木，渔")) == []


def test_broken_heads_need_no_known_head_of_names_for_nothing_to_be_read_below_them() -> None:
    rows = "\n".join(f"{name}\n{n}3.4\n{n}5.1\n{n}.5" for n, name in enumerate(("特级茶叶", "一级茶叶", "二级茶叶"), 1))
    assert read(f"表2 茶叶分级\n茶叶级别\n春茶产量\n（万吨）\n夏茶产\n量（万吨）\n增长\n（%）\n{rows}") == []


def test_rates_that_come_again_and_names_that_all_fill_their_column_are_put_together() -> None:
    heads = "行业\n类别\n营业额\n（万元）\n同比增\n长（%）\n利润总额\n（万元）\n同比增\n长（%）"
    names = "茶叶采摘与初级\n加工业，竹编业，苗木培育和经\n销业，茶具烧制和拉\n坯业"
    rows = "\n".join(f"{name}\n{n}8,264\n{n}.3\n{n},027\n-{n}.1" for n, name in enumerate(names.split("，"), 1))
    found = read(f"茶业经营主要情况\n{heads}\n{rows}", kind="bulletin")
    assert [(f.label, f.unit, f.measure) for f in found[:4]] == [
        ("茶叶采摘与初级加工业营业额", "元", "level"),
        ("茶叶采摘与初级加工业营业额", "%", "growth"),
        ("茶叶采摘与初级加工业利润总额", "元", "level"),
        ("茶叶采摘与初级加工业利润总额", "%", "growth"),
    ]
    assert [f.label for f in found[4::4]] == ["竹编业营业额", "苗木培育和经销业营业额", "茶具烧制和拉坯业营业额"]


@pytest.mark.parametrize("form", ["broken", "narrow"])
@pytest.mark.parametrize(
    "which",
    [
        *("transfers", "vitals", "quarters over years", "final revenue", "over the years", "insurance funds"),
        *("trucks and trains", "retail of a month", "prices of markets", "a ratio among people", "deposits"),
        *("product by county", "goals of counties", "ranks before what they rank", "means of a plan between years"),
    ],
)
def test_of_a_copy_with_broken_cells_no_number_is_read_wrong(which: str, form: str) -> None:
    wrong = score(specimen(which), form)[1]
    assert [line for line in wrong if not line.endswith("read as None")] == []


@pytest.mark.parametrize(
    ("which", "form"), [("over the years", "broken"), ("vitals", "broken"), ("a ratio among people", "narrow")]
)
def test_names_and_units_that_a_copy_evidently_broke_are_put_together(which: str, form: str) -> None:
    assert score(specimen(which), form)[1] == []


def test_a_broken_name_is_put_together_where_it_fills_the_column() -> None:
    names = "茶园水利建设，竹林道路管护，苗圃温室更新改\n造，鱼塘清淤疏浚费"
    found = read(_of_taxes(_BROKEN_HEADS, names))
    assert [f.label for f in found if f.number.endswith("3,817")] == [
        "茶园水利建设税",
        "竹林道路管护税",
        "苗圃温室更新改造税",
        "鱼塘清淤疏浚费税",
    ]
    # A shorter one may be the name of a part.
    found = read(_of_taxes(_BROKEN_HEADS, names.replace("温室", "")))
    assert [f.number for f in found if f.number.endswith("3,817")] == ["13,817", "23,817", "43,817"]


def test_a_name_alone_on_its_line_is_that_of_a_part_though_it_fills_the_column() -> None:
    rows = "春季采摘茶叶\n绿茶\t2134\n红茶\t321\n其他深加工茶叶\t12\n夏秋采摘茶叶\n绿茶\t1134\n红茶\t121"
    labels = [f.label for f in read(f"表4 产量\n指标\t产量（吨）\n{rows}")]
    assert labels == ["春季采摘茶叶绿茶", "春季采摘茶叶红茶", "其他深加工茶叶", "夏秋采摘茶叶绿茶", "夏秋采摘茶叶红茶"]


def test_heads_of_one_character_that_name_something_are_read() -> None:
    heads = "乡镇\t存栏（头）\t出栏（头）\n猪\t牛\t羊\t猪\t牛\t羊"
    found = read(f"表1 畜牧\n{heads}\n云溪镇\t310\t15\t27\t204\t14\t19\n雾岭镇\t287\t12\t21\t190\t11\t16", kind="bulletin")
    assert [(f.number, f.label) for f in found[:3]] == [("310", "云溪镇存栏猪"), ("15", "云溪镇存栏牛"), ("27", "云溪镇存栏羊")]


def test_the_title_above_one_row_of_heads_is_none_of_them() -> None:
    rows = "茶园\n亩\n31.4\n5.5\n竹林\n亩\n20.6\n苗圃\n亩\n12.8\n-1.2"
    text = f"2033年林业生产主要指标\n指标\n计量单位\n1-11月累计\n同比增长（%）\n{rows}"
    assert find_grids(parse_text(text, kind="bulletin", year=2033))[0].rows[0][0].text == "指标"


def test_the_number_of_a_page_is_no_row() -> None:
    rows = "指标 单位 一季度 增长（%）\n茶叶产量 吨 31.4 5.5\n竹笋产量 吨 20.6 -1.2"
    assert [f.number for f in read(f"表3 林产\n{rows}\n— 5 —\n")] == ["31.4", "5.5", "20.6", "-1.2"]


def test_a_sum_so_far_below_months_is_of_these() -> None:
    heads = "项目\t1-3月\t1-3月\t1-9月\t1-9月\n项目\t累计\t增长%\t累计\t增长%"
    found = read(f"表3 收入\n单位：万元\n{heads}\n茶税\t314\t5.5\t820\t4.1\n竹税\t206\t-1.2\t611\t0.9", "bulletin")
    assert [f.coverage for f in found] == ["quarter", "quarter", "months", "months"] * 2


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_a_row_that_is_one_merged_cell_parts_a_table_and_does_not_end_it(mark: str) -> None:
    rows = ["指标|单位|2029年|2030年", "一、水路", "货运量|万吨|81.7|80.2", "二、公路", "货运量|万吨|36.2|39.9"]
    found = [(f.number, f.unit, f.period) for f in read("\n".join(["表3 运输", *rows]).replace("|", mark))]
    assert found == [("81.7", "吨", "2029"), ("80.2", "吨", "2030"), ("36.2", "吨", "2029"), ("39.9", "吨", "2030")]


def test_numbers_beside_their_heads_have_those_of_the_empty_column_on_their_left() -> None:
    rows = "方式\t单位\t绝对数\t比上年增长（%）\t\n轮渡\t万人次\t81.7\t\t-4.9\n缆车\t万人次\t36.2\t\t7.3"
    found = {f.number: (f.unit, f.measure) for f in read(f"表3 2030年客运量\n{rows}")}
    assert found == {"81.7": ("人次", "level"), "-4.9": ("%", "growth"), "36.2": ("人次", "level"), "7.3": ("%", "growth")}


def test_heads_that_are_ages_are_no_numbers() -> None:
    heads = "地区\t占总人口比重\t占总人口比重\n地区\t0—14岁\t60岁及以上\n地区\t0—14岁\t60岁及以上"
    found = [f.number for f in read(f"表3 各县人口年龄构成\n单位：%\n{heads}\n云泽区\t14.2\t23.8\n石桥县\t17.5\t26.1")]
    assert found == ["14.2", "23.8", "17.5", "26.1"]


@pytest.mark.parametrize(
    "which",
    [
        "limits with formulas",
        "air of districts",
        "transfers by county",
        "people by age",
        "projects with scale",
        "households by town",
        "transport by kind",
        "health by kind",
    ],
)
def test_rows_of_sums_and_of_formulas_a_blank_apart(which: str) -> None:
    assert [w for w in score(specimen(which), "spaced")[1] if not w.endswith("read as None")] == []


@pytest.mark.parametrize("form", ["lines", "barred", "spaced"])
def test_merged_heads_of_a_copy_are_read_right_or_not_at_all(form: str) -> None:
    wrong = [line for s in specimens("offices_merged") for line in score(s, form)[1]]
    assert [line for line in wrong if not line.endswith("read as None")] == []


@pytest.mark.parametrize("which", ["takings by month", "places by air"])
def test_a_head_that_says_of_time_or_growth_what_others_say_stands_not_above_them(which: str) -> None:
    merged = next(s for s in specimens("offices_merged") if s.name == which)
    assert score(merged, "lines")[1] == []


def test_the_unit_beside_a_quantity_is_none_of_what_it_costs() -> None:
    heads = "采购内容\t目录\t数量\t计量单位\t采购预算\t其中：基金"
    text = f"单位：万元\n{heads}\n茶亭检修\tC0807\t3\t项\t42.60\t\n茶灯\tA0115\t250\t盏\t18.75\t6.20"
    found = {f.number: (f.unit, f.label) for f in read(text, kind="budget report", year=2031)}
    assert found["250"] == ("盏", "茶灯")
    assert {found["42.60"][0], found["18.75"][0], found["6.20"][0]} == {"元"}


def test_the_lower_of_two_heads_in_one_has_the_unit() -> None:
    assert unit_in("好天比例（%）同比变化（百分点）") == "百分点"
    assert read_words("年均增速[累计]", 2031).rest == "年均"


@pytest.mark.parametrize("which", ["residents by sex", "noise of districts"])
def test_numbers_show_which_heads_stand_below_others(which: str) -> None:
    merged = next(s for s in specimens("offices_merged") if s.name == which)
    assert [score(merged, form)[1] for form in ("lines", "spaced")] == [[], []]


def test_a_rate_beside_its_amount_is_no_part_of_a_sum() -> None:
    heads = "所有制\n户数（户）\n外销总额\n增幅（%）\n其中：茶叶\n增幅（%）\n占比（%）"
    text = f"单位：万美元\n{heads}\n民营\n74\n5,318\n6.1\n2,207\n3.9\n58.4\n国有\n9\n3,790\n-1.5\n1,836\n2.7\n41.6"
    found = {f.number: (f.unit, f.measure) for f in read(text)}
    assert (found["74"], found["5,318"], found["6.1"]) == (("户", "level"), ("美元", "level"), ("%", "growth"))


def test_a_head_whose_first_cell_is_empty_above_rows_that_end_with_bars() -> None:
    text = "表1 茶业产值\n| 绝 对 数 (亿元) | 比上年增长 (%) |\n茶叶 | 617.50 | 5.2 |\n茶具 | 37.11 | 2.6 |"
    cells = [(f.number, f.unit, f.measure) for f in read_figures(parse_text(text, year=2030, kind="statistical communique"))]
    assert [unit for _, unit, _ in cells] == ["元", "%"] * 2
    assert [measure for *_, measure in cells] == ["level", "growth"] * 2


def test_a_row_that_begins_as_the_head_does_heads_columns_again() -> None:
    text = (
        "第一类 | |||\n茶事内容 | 当年制发数 | 当年废止数 | 有效数 |\n茶规 | 3 | 1 | 9 |\n"
        "第二类 | |||\n茶事内容 | 本年处理数量 | ||\n茶事许可 | 12 | ||"
    )
    assert {f.number: f.label for f in read(text, year=2030)}["12"] == "茶事许可"


def test_the_title_of_a_table_with_a_cell_a_line_is_no_head() -> None:
    heads = "2031年4月云泽市救济统计表\n帮扶对象\n帮扶户数（户）\n当月支出（万元）\n每户标准（元）"
    text = f"{heads}\n孤老\n1,316\n71.5\n640\n残疾\n2,904\n130.2\n455\n特困\n512\n48.8\n870"
    found = {f.number: (f.unit, f.label) for f in read(text, year=2031)}
    assert found["640"][0] == "元"
    assert not any("帮扶对象" in label for _, label in found.values())


def test_no_row_stands_below_a_part_of_a_sum_in_heads_a_blank_apart() -> None:
    wrong = score(next(s for s in specimens("offices_merged") if s.name == "schools by kind"), "spaced")[1]
    assert [line for line in wrong if not line.endswith("read as None")] == []


def test_a_row_of_limits_below_what_was_measured_is_a_rule() -> None:
    text = "测点|细颗粒物（微克/立方米）|二氧化氮（微克/立方米）\n云泽站|27|18\n青岚站|31|22\n国家二级标准|35|40"
    assert [f.status for f in read(text)] == 4 * ["actual"] + 2 * ["rule"]


@pytest.mark.parametrize(
    ("above", "head", "below"),
    [
        ("表1 各镇产值（括号内为同比增速，%）", "产值（亿元）", ""),
        ("表1 各镇产值\n单位：亿元", "产值（增速，%）", ""),
        ("表1 各镇产值\n单位：亿元", "产值", "注：括号内数据为比上年增长。"),
    ],
)
def test_a_number_in_brackets_is_what_caption_head_or_note_says(above: str, head: str, below: str) -> None:
    rows = f"镇|{head}|茶园（亩）\n全市|14.6（5.7）|3,200\n南塘镇|8.2（5.4）|1,850\n古桥镇|—|1,020\n竹坞镇|6.4（-0.8）|330"
    found = {f.number: (f.measure, f.unit, f.scope, f.period) for f in read(f"{above}\n{rows}\n{below}")}
    assert found["8.2"] == ("level", "元", "南塘镇", "2030")
    assert found["5.4"] == ("growth", "%", "南塘镇", "2030")
    assert found["-0.8"] == ("growth", "%", "竹坞镇", "2030")
    assert found["330"][:2] == ("level", "亩")


def test_of_a_number_in_brackets_that_nothing_explains_nothing_is_read() -> None:
    rows = "镇|产值（亿元）\n南塘镇|8.2（5.4）\n竹坞镇|6.4（3.8）"
    assert [f.number for f in read(f"表1 各镇产值\n{rows}")] == ["8.2", "6.4"]


def test_what_projects_cost_is_planned_where_a_table_plans_a_year_and_tells_of_nothing_done_in_it() -> None:
    head, row = "项目名称|总投资|截至2030年底完成投资|2031年计划投资", "云水东路改造|16.7|8.5|5.1"
    above = "清岚市2031年重点建设项目表\n单位：亿元"
    found = {f.number: f.status for f in read(f"{above}\n{head}\n{row}\n冷链物流园|24.4|3.6|6.5", "", 2031)}
    assert [found[number] for number in ("16.7", "8.5", "5.1")] == ["target", "actual", "target"]
    done = f"{above}\n{head}|1—8月完成投资\n{row}|3.3\n冷链物流园|24.4|3.6|6.5|4.2"
    assert next(f.status for f in read(done, "", 2031) if f.number == "16.7") == "actual"


def test_a_sum_in_brackets_is_a_change_only_where_it_leads_from_one_amount_to_the_next() -> None:
    head = "指标|单位|2030年|2035年|年均增速〔累计〕"
    found = {
        f.number: (f.measure, f.unit)
        for f in read(f"{head}\n茶企|家|21|34|〔13〕\n新栽茶树|株|210|340|〔1500〕", "plan outline")
    }
    assert (found["13"], found["1500"]) == (("change", "家"), ("level", "株"))


def test_a_class_of_projects_is_no_part_of_their_names_and_a_park_that_is_built_no_place() -> None:
    rows = "序号|项目名称|总投资（亿元）\n二|产业项目|11.6\n1|竹编产业园|7.3\n2|山泉灌装线|4.3"
    found = {f.number: (f.label, f.scope) for f in read(rows, "plan report", 2031)}
    assert found == {"11.6": ("产业项目", ""), "7.3": ("竹编产业园", ""), "4.3": ("山泉灌装线", "")}


def test_a_head_a_blank_apart_opens_another_table_though_the_row_before_it_is_broken() -> None:
    first = "- 项 目 总量 同比±%\n- 茶叶外销额 71 8.2\n- 竹器外销额 64 9.5\n- 差额 7 - 表8 外销产品"
    second = "- 产品名称 单位 件数 同比±% 价款（万元） 同比±%\n- 茶叶 吨 518 -3.7 33 1.6\n- 竹席 万张 4.8 16.4 59 6.1"
    found = {f.number: (f.label, f.unit, f.measure) for f in read(f"表7 贸易情况\n- 单位：万元\n{first}\n{second}")}
    assert found["64"] == ("竹器外销额", "元", "level")
    assert (found["518"][1:], found["16.4"][1:], found["59"][1:]) == (("吨", "level"), ("%", "growth"), ("元", "level"))


def test_years_of_building_alone_are_no_amount() -> None:
    assert read("建设年限2029-2032") == []
    assert [f.number for f in read("补助2000-2050元")] == ["2000-2050"]


def test_numbered_rows_that_lack_cells_give_what_can_stand_in_one_column_only() -> None:
    head = "序号\n项目名称\n建设地点\n总投资（万元）\n完成率（%）\n责任单位\n"
    rows = [f"{n}\n柳桥{name}\n松湾镇\n{n}{n},600\n{n}8.5\n县{name}局" for n, name in enumerate(("水利", "交通", "教育"), 1)]
    text = "表1 重点项目\n" + head + "\n".join([*rows, "4\n柳桥粮库\n柳桥镇\n71.5\n县粮食局\n合计\n158,300\n38.2"])
    found = {f.number: (f.label, f.unit) for f in read(text, "plan report", 2031)}
    assert found["71.5"][1] == "%"
    assert "柳桥粮库" in found["71.5"][0]
    assert found["22,600"][1] == "元"
    assert "158,300" in found
    assert "1" not in found


def test_a_value_whose_column_heads_of_other_rows_leave_open_is_not_read() -> None:
    rows = "一、债务余额\n18.36\n二、债务限额\n24.10\n三、发行额\n5.27\n四、还本额\n1.44\n五、付息额\n0.62"
    assert read(f"债务情况表\n单位：亿元\n项目\n预算数\n执行数\n{rows}") == []


_SCHOOLS = "2028年\n2029年\n2030年\n{part}院校数\n12\n13\n15\n新生数\n3.21\n3.36\n3.58\n专任教师\n0.41\n0.43\n0.47"


@pytest.mark.parametrize("stub", ["指 标\n", ""])
@pytest.mark.parametrize("part", ["高等院校\n", ""])
def test_heads_of_years_over_the_name_of_a_part_with_a_cell_a_line(stub: str, part: str) -> None:
    text = f"青岚教育概览\n单位：所、万人\n{stub}{_SCHOOLS.format(part=part)}"
    found = [(f.number, f.unit, f.period, f.label) for f in read(text)]
    assert [number for number, *_ in found] == ["12", "13", "15", "3.21", "3.36", "3.58", "0.41", "0.43", "0.47"]
    assert [period for _, _, period, _ in found] == ["2028", "2029", "2030"] * 3
    assert {(label, unit) for _, unit, _, label in found} == {("院校数", "所"), ("新生数", "人"), ("专任教师", "人")}


def test_the_name_of_a_part_below_heads_where_lines_follow_that_are_no_cells() -> None:
    parts = _SCHOOLS.format(part="高等院校\n") + "\n中等学校\n院校数\n212\n213\n215"
    found = {f.number: (f.period, f.label) for f in read(f"单位：所、万人\n指标\n{parts}\n资料来源：青岚市教育局")}
    assert (found["13"], found["213"]) == (("2029", "高等院校院校数"), ("2029", "中等学校院校数"))
    assert len(found) == 12


def test_years_are_no_heads_of_names() -> None:
    # Four heads over four columns, none of which may head the names.
    text = f"单位：所\n2027年\n{_SCHOOLS.format(part='')}"
    assert {f.period for f in read(text)} <= {""}


def test_each_side_of_a_table_has_the_unit_that_stands_above_it() -> None:
    head = "产品\t2030年\t比上年增长\t产品\t2030年\t比上年增长"
    rows = "豆类\t6.35\t-0.8\t火电\t152.4\t-2.6\n甘蔗\t40.5\t2.9\t水电\t73.18\t6.1"
    found = read(f"表1 农产品　　表2 电力\n单位：万吨、%　　单位：亿千瓦时、%\n{head}\n{rows}")
    assert [(f.unit, f.magnitude) for f in found] == [("吨", "万"), ("%", ""), ("千瓦时", "亿"), ("%", "")] * 2


@pytest.mark.parametrize(
    "body", ["填报单位：青岚区统计处　单位：万元", "单位：青岚区财政局　　单位：人民币万元", "单位：万元**"]
)
def test_a_body_above_a_table_is_no_unit(body: str) -> None:
    found = read(f"表1 青岚区收支\n{body}\n指标\t2029年\t2030年\n收入\t31.5\t33.7")
    assert [(f.unit, f.magnitude) for f in found] == [("元", "万")] * 2


def test_places_beside_months_are_a_side_of_the_table() -> None:
    head = "月份\t用水量（万吨）\t增长（%）\t乡镇\t用电量（万千瓦时）\t增长（%）"
    rows = "1月\t41.2\t2.1\t松湾镇\t612.4\t5.1\n2月\t38.7\t-1.4\t柳桥镇\t583.9\t4.7"
    found = {f.number: f for f in read(f"表1 2030年用水用电\n{head}\n{rows}")}
    assert (found["41.2"].coverage, found["612.4"].coverage) == ("months", "year")
    assert found["583.9"].label == "柳桥镇用电量"


def test_a_running_head_does_not_end_a_table() -> None:
    table = "表1 青岚市外贸\n单位：万美元、%\n指标\t2030年\t比上年增长\n出口\t5127\t6.7\n进口\t3185\t1.4"
    found = read(f"青岚市年报\n{table}\n青岚市年报\n加工贸易\t402\t2.8\n一般贸易\t118\t13.5")
    assert [(f.unit, f.measure) for f in found] == [("美元", "level"), ("%", "growth")] * 4


def test_a_count_on_the_side_of_a_table_has_no_unit_of_that_side() -> None:
    head = "产品\t产量\t行业\t企业数\t产值"
    found = read(f"表1 青岚市工业\n单位：万吨　　单位：亿元\n{head}\n水泥\t61.5\t建材\t31\t4.2\n棉纱\t2.4\t纺织\t27\t3.9")
    assert [(f.unit, f.magnitude) for f in found] == [("吨", "万"), ("个", ""), ("元", "亿")] * 2


@pytest.mark.parametrize(
    ("units", "names", "expected"),
    [
        ("个、人", ("卫生机构数", "卫生人员数"), ("个", "人")),
        ("人、个", ("卫生机构数", "卫生人员数"), ("个", "人")),
        ("座、万立方米", ("水库", "蓄水量"), ("座", "立方米")),
    ],
)
def test_each_row_has_one_of_the_units_of_its_table(units: str, names: tuple[str, str], expected: tuple[str, str]) -> None:
    numbers = ("31", "33"), ("6.5", "7.25") if "万" in units else ("650", "725")
    rows = "\n".join("\t".join((name, *of)) for name, of in zip(names, numbers, strict=True))
    found = read(f"表1 青岚市概况\n单位：{units}\n指标\t2029年\t2030年\n{rows}")
    assert [f.unit for f in found] == [expected[0]] * 2 + [expected[1]] * 2


def test_thousand_metres_are_no_thousands() -> None:
    (figure,) = read("表1 实事\n项目\t完成数\n改造水管\t11.4千米")
    assert (figure.number, figure.unit) == ("11.4", "千米")


def test_a_table_is_numbered_at_the_head_of_its_line() -> None:
    assert read("3-12 各镇用水户数", kind="bulletin") == []


def test_a_table_that_is_divided_by_districts_has_no_points() -> None:
    assert read("4-7 分县区茶业指标", kind="bulletin") == []


def test_ranks_before_the_names_of_a_second_side_are_of_it() -> None:
    rows = "名次|区县|茶香指数|名次|区县|茶香指数\n1|云泽区|3.01|3|松湾县|3.64\n2|石桥区|3.22|4|芦洲县|3.80"
    found = {(f.number, f.measure): f.scope for f in read(f"表2 茶香评比\n{rows}")}
    assert (found["3", "rank"], found["1", "rank"], found["3.64", "level"]) == ("松湾县", "云泽区", "松湾县")


def test_a_table_of_its_own_year_is_no_plan_though_its_kind_is_unknown() -> None:
    found = read_figures(parse_text("4-7 茶业（2030年）\n项目|2030年|2029年\n茶园|57|56", area="青岚市", year=2030))
    assert [f.status for f in found] == ["actual", "actual"]


def test_the_number_of_a_table_has_two_parts() -> None:
    assert read("表2-1 各县区常住人口") == []
    assert [f.number for f in read("专栏3-5名代表")] == ["3-5"]


def test_the_unit_above_the_title_of_a_table() -> None:
    (figure,) = read("单位：万元\n表3 财政收支\n项目\t决算数\n税收收入\t20,345")
    assert (figure.unit, figure.value) == ("元", Decimal(203450000))


def test_a_negative_number_in_brackets() -> None:
    text = "表3 财政收支\n项目\t决算数（万元）\t比上年增长（%）\n税收收入\t20,345\t（3.2）\n年终结余\t（1,204）\t5.1"
    assert [f.value for f in read(text)] == [Decimal(203450000), Decimal("-3.2"), Decimal(-12040000), Decimal("5.1")]


def test_round_brackets_in_a_column_of_means_hold_sums() -> None:
    text = "指标\t单位\t2030年\t2035年\t年均增长（累计）\n技工\t人\t410\t-\t（2150）\n产值\t亿元\t28.5\t38\t6\n能耗降低\t%\t-\t-\t（13.5）"
    found = {f.number: (f.value, f.unit, f.measure, f.period) for f in read(text, "five-year plan", 2031)}
    assert found["2150"] == (Decimal(2150), "人", "level", "2031/2035")
    assert (found["6"], found["13.5"][:3]) == (
        (Decimal(6), "%", "growth", "2031/2035"),
        (Decimal("-13.5"), "%", "growth"),
    )


def test_men_and_women_are_counted_as_the_people_beside_them_and_a_head_keeps_its_bracket() -> None:
    heads = "地区\t床位（含家庭）\t人口数（人）\t女\t男\t性别比（女=100）"
    found = {
        f.number: f
        for f in read(f"{heads}\n松湾区\t318\t90211\t44191\t46020\t104.14\n白石县\t295\t79935\t38932\t41003\t105.32")
    }
    assert (found["46020"].unit, found["38932"].unit) == ("人", "人")
    assert found["104.14"].label.replace("松湾区", "") == "性别比"
    assert "床位（含家庭）" in found["318"].label


@pytest.mark.parametrize(
    "which",
    [
        "monthly indicators",
        "five year goals",
        "three public transposed",
        "census",
        "deposits and loans",
        "years down",
        "targets and results",
        "crops",
        "revenue",
        "schools",
        "prices",
    ],
)
def test_cells_a_blank_apart_below_heads_a_blank_apart(which: str) -> None:
    assert score(specimen(which), "spaced")[1] == []


def test_names_set_apart_in_rows_a_blank_apart() -> None:
    text = "表1 价格涨幅\n单位：%\n指标 全市\n城市 农村\n食品烟酒 2.3 2.6 2.1\n衣 着 0.5 0.6 0.3\n交通通信 5.1 5.2 5.0\n教育娱乐 1.6 1.9 1.2\n居 住[3] 0.7 0.4 1.3"
    assert {(f.label, f.number) for f in read(text)} >= {("衣着", "0.5"), ("居住", "0.7"), ("农村居住", "1.3")}


def test_every_name_set_apart_in_rows_a_blank_apart() -> None:
    text = "表2 茶产品产量\n品 名 产量（万吨） 比上年增长（%）\n绿 茶 456 1.7\n红 茶 318 -2.4\n乌龙茶 53 -7.6\n茶 砖（折50%） 29 3.8"
    found = {(f.label, f.number, f.measure) for f in read(text)}
    assert found >= {
        ("绿茶", "456", "level"),
        ("红茶", "-2.4", "growth"),
        ("乌龙茶", "53", "level"),
        ("茶砖（折50%）", "29", "level"),
    }
    assert len(found) == 8


def test_units_and_notes_in_rows_a_blank_apart() -> None:
    text = "表3 茶园新增能力\n指 标 单 位 2026-2030年累计\n其中：2030年\n新修茶渠 公里 1703 1955\n茶 仓[2] 亿 吨 3.8 1.9\n新修茶亭 个 1948 1204"
    found = {(f.label.removeprefix("其中"), f.number, f.unit, f.value, f.period) for f in read(text)}
    assert found == {
        ("新修茶渠", "1703", "公里", 1703, "2026/2030"),
        ("新修茶渠", "1955", "公里", 1955, "2030"),
        ("茶仓", "3.8", "吨", 380000000, "2026/2030"),
        ("茶仓", "1.9", "吨", 190000000, "2030"),
        ("新修茶亭", "1948", "个", 1948, "2026/2030"),
        ("新修茶亭", "1204", "个", 1204, "2030"),
    }


def test_a_row_that_ends_like_a_year_among_rows_a_blank_apart() -> None:
    text = "表3 茶路里程\n指标 单位 绝对数\n茶路 公里 1719\n茶桥 座 1935\n茶渡 处 1955\n茶亭 个 3851"
    assert [f.number for f in read(text)] == ["1719", "1935", "1955", "3851"]


def test_numbers_with_their_units_behind_them_need_no_head() -> None:
    text = "产品产量如下：\n二〇三〇年产量 二〇二九年产量 比上年\n增长％\n绿 茶 3，208 万吨 2，633 万吨 21．8\n红 茶 1，479 万吨 1，405 万吨 5．3"
    assert {"3，208", "2，633", "1，479", "1，405"} <= {f.number.rstrip("万 ") for f in read(text)}


def test_a_row_a_blank_apart_that_lacks_a_cell_is_not_read() -> None:
    text = "表1 财政收支\n单位：万元\n项目 预算数 执行数\n税收收入 20,300 21,512\n非税收入 8,150 7,904\n上年结余 1,026"
    assert [f.number for f in read(text)] == ["20,300", "21,512", "8,150", "7,904"]


def test_numbers_that_are_left_out_are_counted() -> None:
    cells = "地区\n总量\n增速\n云泽区\n20.5\n1.5\n石桥县\n30.5\n2.5\n临江县\n4.5\n白石县\n50.5\n3.5"
    page = (
        f"2030年青岚市国民经济和社会发展统计公报\n全年生产总值105.5亿元，增长5.2%。\n表1 各县生产总值\n单位：亿元、%\n{cells}"
    )
    reading = xc.read(page.encode())
    assert "4.5" not in {figure.number for figure in reading.figures}
    assert reading.source.warnings == ("line 15: numbers of a table left out (1), since the copy does not show their columns",)


@pytest.mark.parametrize(
    "which", ["prices", "revenue", "areas", "plan", "jobs", "households", "debt", "three_public", "spending", "debt by rows"]
)
def test_heads_over_several_columns_between_blanks(which: str) -> None:
    assert score(specimen(which), "blanks")[1] == []


@pytest.mark.skipif(shutil.which("chromium") is None, reason="prints with Chromium")
@pytest.mark.parametrize("form", PRINTED)
@pytest.mark.parametrize("which", ["revenue", "areas", "balance"])
def test_cells_of_a_printed_page(which: str, form: str) -> None:
    assert score(next(s for s in specimens("kinds") if s.name == which), form)[1] == []


@pytest.mark.skipif(shutil.which("chromium") is None, reason="prints with Chromium")
def test_heads_in_the_middle_of_two_rows_without_rules() -> None:
    assert score(next(s for s in specimens("parts") if s.name == "budget with own level"), "open pdf")[1] == []


@pytest.mark.skipif(shutil.which("chromium") is None, reason="prints with Chromium")
def test_a_row_of_units_below_heads_without_rules() -> None:
    assert score(specimen("years down below a row of units"), "open pdf")[1] == []


def test_names_on_two_lines_beside_their_numbers_without_rules() -> None:
    def line(top: float, *pieces: tuple[str, float]) -> PiecedLine:
        return PiecedLine(tuple(Piece(text, left, left + 10 * len(text)) for text, left in pieces), top, top + 10)

    lines = [line(0, ("单位", 10), ("收入", 60), ("增幅%", 120))]
    for n, name in enumerate(("青岚市", "云泽区", "松岭县")):
        top = 20 + 26 * n
        numbers = line(top + 7, (f"{n + 3}1.2", 60), (f"{n}.5", 120))
        lines += [line(top, (name[:2], 10)), numbers, line(top + 14, (name[2:], 10))]
    ((begin, end, rows),) = find_open_tables(lines)
    assert (begin, end) == (0, len(lines))
    assert rows[1:] == (("青岚市", "31.2", "0.5"), ("云泽区", "41.2", "1.5"), ("松岭县", "51.2", "2.5"))


def test_heads_at_the_left_of_numbers_keep_their_columns_whatever_stands_over_several() -> None:
    lines = [
        _pieced(0, ("本月", 315, 333), ("1—8月", 444, 475)),
        _pieced(9, ("指标", 122, 140), ("计量单位", 209, 245)),
        _pieced(18, ("绝对数", 264, 291), ("同比增长（%）", 326, 387), ("累计", 396, 414), ("同比增长（%）", 466, 527)),
        *(
            _pieced(
                36 + 18 * n, (name, 72, 126), ("万吨", 202, 220), (a, 295, 314), (b, 373, 384), (c, 431, 454), (d, 510, 524)
            )
            for n, (name, a, b, c, d) in enumerate(
                (("茶叶产量", "12.46", "5.1", "98.93", "6.2"), ("竹笋产量", "3.87", "2.4", "36.21", "14.0"))
            )
        ),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[:2] == (
        ("指标", "计量单位", "本月", "本月", "1—8月", "1—8月"),
        ("指标", "计量单位", "绝对数", "同比增长（%）", "累计", "同比增长（%）"),
    )


def test_the_last_name_on_two_lines_where_only_short_ones_stand_beside_their_numbers() -> None:
    lines = [
        _pieced(0, ("林场", 10, 30), ("面积", 90, 110), ("场长", 150, 170)),
        _pieced(20, ("东山", 10, 30), ("31.2", 90, 110), ("4", 150, 160)),
    ]
    for top in (40, 80):
        lines += [
            _pieced(top, ("白石岭国有", 10, 60)),
            _pieced(top + 8, ("45.7", 90, 110), ("9", 150, 160)),
            _pieced(top + 16, ("林场总场", 10, 50)),
        ]
    ((begin, end, rows),) = find_open_tables(lines)
    assert (begin, end, rows[-1]) == (0, len(lines), ("白石岭国有林场总场", "45.7", "9"))


def _pieced(top: float, *pieces: tuple[str, float, float]) -> PiecedLine:
    return PiecedLine(tuple(Piece(text, left, right) for text, left, right in pieces), top, top + 10)


def test_the_first_half_of_a_name_overleaf_is_no_rest_of_the_name_above() -> None:
    above = [_pieced(0, ("林场", 10, 30), ("面积", 90, 110), ("场长", 150, 170))]
    above += [_pieced(20, ("东山", 10, 30), ("31.2", 90, 110), ("4", 150, 160)), _pieced(34, ("白石", 10, 30))]
    above += [_pieced(40, ("45.7", 90, 110), ("9", 150, 160)), _pieced(46, ("岭", 10, 20))]
    row = [_pieced(56, ("22.4", 90, 110), ("3", 150, 160)), _pieced(62, ("场", 10, 20))]
    assert not find_rest(above, [_pieced(50, ("云雾", 10, 30)), *row])
    assert list(find_rest(above[:-1], [_pieced(20, ("岭", 10, 20)), *row[:1]])) == []
    assert list(find_rest(above[:2], [_pieced(20, ("林场", 10, 30)), *row[:1]])) == [0]


def test_heads_of_two_lines_beside_the_middles_of_others_without_rules() -> None:
    lines = [
        _pieced(0, ("种植业", 90, 120), ("养殖业", 210, 240)),
        _pieced(18, ("乡镇", 10, 30), ("增长", 150, 170), ("增长", 270, 290)),
        _pieced(25, ("产值", 90, 110), ("产值", 210, 230)),
        _pieced(31, ("（%）", 147, 173), ("（%）", 267, 293)),
        _pieced(50, ("河湾镇", 10, 40), ("3.41", 90, 110), ("6.2", 155, 170), ("1.95", 210, 230), ("4.8", 275, 290)),
        _pieced(70, ("石桥镇", 10, 40), ("2.87", 90, 110), ("5.9", 155, 170), ("0.64", 210, 230), ("3.3", 275, 290)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[0] == ("乡镇", "种植业", "种植业", "养殖业", "养殖业")
    assert rows[1] == ("乡镇", "产值", "增长（%）", "产值", "增长（%）")


def test_heads_of_two_lines_over_two_rows_beside_heads_of_one_line_without_rules() -> None:
    lines = [
        _pieced(0, ("上半年", 110, 140), ("全年度", 230, 260)),
        _pieced(10, ("计量单", 60, 90)),
        _pieced(17, ("品种", 10, 30), ("播种面", 110, 140), ("总产", 170, 190), ("播种面", 230, 260), ("总产", 290, 310)),
        _pieced(24, ("位", 70, 80)),
        _pieced(31, ("积", 110, 120), ("量", 170, 180), ("积", 230, 240), ("量", 290, 300)),
        _pieced(
            50, ("水稻", 10, 30), ("万亩", 60, 80), ("6.2", 110, 125), ("2.71", 170, 190), ("7.4", 230, 245), ("3.3", 290, 305)
        ),
        _pieced(
            70, ("油菜", 10, 30), ("万亩", 60, 80), ("3.9", 110, 125), ("0.58", 170, 190), ("4.1", 230, 245), ("0.6", 290, 305)
        ),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[0] == ("品种", "计量单位", "上半年", "上半年", "全年度", "全年度")
    assert rows[1] == ("品种", "计量单位", "播种面积", "总产量", "播种面积", "总产量")


def test_the_title_of_a_part_on_two_lines_above_the_first_row_without_rules() -> None:
    lines = [
        _pieced(0, ("指标", 10, 30), ("单位", 60, 80), ("2031年", 110, 145)),
        _pieced(16, ("二、城乡", 10, 50)),
        _pieced(29, ("建设", 10, 30)),
        _pieced(45, ("新修道路", 10, 50), ("公里", 60, 80), ("36", 110, 120)),
        _pieced(61, ("改造管网", 10, 50), ("公里", 60, 80), ("58", 110, 120)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[1:3] == (("二、城乡建设", "", ""), ("新修道路", "公里", "36"))


def test_a_head_that_begins_with_a_digit_is_no_number_without_rules() -> None:
    lines = [
        _pieced(0, ("商品", 10, 30), ("本月", 110, 130), ("1-本月", 180, 210)),
        _pieced(20, ("粮油", 10, 30), ("41.7", 130, 150), ("286.4", 215, 240)),
        _pieced(40, ("服装", 10, 30), ("23.5", 130, 150), ("149.8", 215, 240)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[0] == ("商品", "本月", "1-本月")


def test_heads_at_the_left_of_their_cells_over_numbers_at_the_right_without_rules() -> None:
    lines = [
        _pieced(0, ("项目", 10, 30), ("绝对数", 110, 140), ("比上年增", 210, 250)),
        _pieced(12, ("长%", 210, 230)),
        _pieced(30, ("生产总值", 10, 50), ("281.6", 175, 200), ("6.3", 285, 300)),
        _pieced(50, ("第一产业", 10, 50), ("22.9", 180, 200), ("-3.1", 280, 300)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[0] == ("项目", "绝对数", "比上年增长%")


def test_a_table_without_rules_that_goes_on_overleaf_after_one_row() -> None:
    head = _pieced(0, ("项目", 10, 30), ("2030年", 110, 150), ("2029年", 210, 250), ("增长%", 310, 340))
    row = _pieced(20, ("工业总产值", 10, 60), ("43,102", 110, 150), ("41,004", 210, 250), ("5.1", 320, 340))
    assert find_open_tables([head, row])[0][2] == (
        ("项目", "2030年", "2029年", "增长%"),
        ("工业总产值", "43,102", "41,004", "5.1"),
    )
    # A column may have no number on a page.
    last = [_pieced(top, ("产销率", 10, 40), (f"9{top}.6", 115, 150), ("98.1", 220, 250)) for top in (20, 40)]
    assert find_open_tables([head, *last])[0][2][1] == ("产销率", "920.6", "98.1", "")
    assert find_open_tables([row]) == []


def test_heads_at_the_right_of_the_columns_below_them_without_rules() -> None:
    lines = [
        _pieced(0, ("云泽县主要目标的完成情况和新一年目标", 180, 414)),
        _pieced(20, ("2030年目标", 225, 271), ("2030年完成", 386, 433), ("2031年目标", 480, 527)),
        _pieced(30, ("指标", 69, 87)),
        _pieced(40, ("增长", 240, 268), ("总量", 330, 365), ("增长", 400, 433), ("增长", 490, 527)),
        _pieced(60, ("生产总值", 69, 123), ("6.5", 259, 271), ("204.8", 343, 365), ("6.2", 420, 433), ("6.1", 515, 527)),
        _pieced(80, ("消费", 69, 150), ("7", 266, 271), ("88.6", 348, 365), ("4.9", 420, 433), ("6", 522, 527)),
    ]
    ((begin, _, rows),) = find_open_tables(lines)
    assert begin == 1
    assert rows[0] == ("指标", "2030年目标增长", "2030年完成", "2030年完成", "2031年目标增长")
    assert rows[1] == ("指标", "2030年目标增长", "总量", "增长", "2031年目标增长")


def test_sums_without_a_head_and_halves_of_heads_beside_a_wider_one_without_rules() -> None:
    lines = [
        _pieced(0, ("地区", 10, 30), ("债务限额", 110, 150), ("年末债务余额预计数", 255, 345), ("占全", 460, 480)),
        _pieced(12, ("一般", 120, 140), ("专项", 170, 190), ("一般", 290, 310), ("专项", 340, 360), ("市%", 460, 480)),
        _pieced(24, ("公式", 10, 30), ("A=B+C", 60, 90), ("B", 128, 132), ("C", 178, 182), ("D", 240, 244)),
        _pieced(40, ("全市", 10, 30), *_numbers("30.5", "12.5", "18.0", "29.1", "12.0", "17.1", "100")),
        _pieced(60, ("云泽区", 10, 40), *_numbers("10.5", "2.5", "8.0", "9.1", "2.0", "7.1", "31.3")),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    sums = ("债务限额",) * 3 + ("年末债务余额预计数",) * 3
    assert rows[:2] == (("地区", *sums, "占全市%"), ("地区", "", "一般", "专项", "", "一般", "专项", "占全市%"))


def test_heads_at_the_left_over_heads_whose_units_stand_on_a_line_below_without_rules() -> None:
    lines = [
        _pieced(0, ("全县", 110, 130), ("城区", 310, 330)),
        _pieced(20, ("指标", 10, 30), ("绝对量", 110, 140), ("增速", 210, 230), ("绝对量", 310, 340), ("增速", 450, 470)),
        _pieced(32, ("（元）", 110, 140), ("（%）", 210, 230), ("（元）", 310, 340), ("（%）", 450, 470)),
        *(
            _pieced(
                50 + 20 * n, (name, 10, 40), (f"{n}7,305", 110, 140), ("5.4", 210, 225), ("9,118", 310, 335), ("4.8", 450, 465)
            )
            for n, name in enumerate(("收入", "支出"), 1)
        ),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[:2] == (
        ("指标", "全县", "全县", "城区", "城区"),
        ("指标", "绝对量（元）", "增速（%）", "绝对量（元）", "增速（%）"),
    )


def test_words_in_larger_type_above_heads_of_two_rows_are_their_title_without_rules() -> None:
    title = PiecedLine((Piece("各镇茶竹产值与排名", 126, 240),), 0, 14)
    lines = [
        _pieced(22, ("茶业", 115, 135), ("竹业", 245, 265)),
        _pieced(30, ("乡镇", 10, 30)),
        _pieced(38, ("产值（万元）", 80, 130), ("排名", 150, 170), ("产值（万元）", 210, 260), ("排名", 280, 300)),
        _pieced(55, ("东溪镇", 10, 40), ("84,210", 95, 115), ("2", 158, 162), ("36,118", 225, 245), ("1", 288, 292)),
        _pieced(72, ("西岭镇", 10, 40), ("91,375", 95, 115), ("1", 158, 162), ("28,440", 225, 245), ("2", 288, 292)),
    ]
    ((begin, _, rows),) = find_open_tables([title, *lines])
    assert begin == 1
    assert rows[0] == ("乡镇", "茶业", "茶业", "竹业", "竹业")


def _numbers(*texts: str) -> list[tuple[str, float, float]]:
    places = (60, 120, 170, 230, 290, 340, 460)
    return [(text, left, left + 20.0) for text, left in zip(texts, places, strict=True)]


def test_heads_so_close_as_to_touch_and_titles_of_parts_above_their_rows_without_rules() -> None:
    lines = [
        _pieced(0, ("区县", 10, 30), ("浓度（微克）同比（%）", 60, 160)),
        _pieced(20, ("（一）城区", 10, 50)),
        _pieced(32, ("1.云泽区", 10, 50), ("31", 80, 90), ("-4.1", 130, 150)),
        _pieced(62, ("2.松岭区", 10, 50), ("34", 80, 90), ("2.0", 130, 150)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[:3] == (("区县", "浓度（微克）", "同比（%）"), ("（一）城区", "", ""), ("1.云泽区", "31", "-4.1"))


def test_the_last_row_of_a_table_below_its_heads_on_another_page_without_rules() -> None:
    head = _pieced(0, ("项目", 10, 30), ("2030年", 110, 150), ("2029年", 210, 250), ("增长%", 310, 340))
    row = _pieced(20, ("合计", 10, 30), ("43,102", 110, 150), ("41,004", 210, 250), ("5.1", 320, 340))
    prose = [_pieced(top, ("各项工作平稳推进，主要指标好于预期。", 10, 200)) for top in (60, 80, 100)]
    assert [rows for _, _, rows in find_open_tables([head, row, *prose])] == [
        (("项目", "2030年", "2029年", "增长%"), ("合计", "43,102", "41,004", "5.1"))
    ]


def test_words_on_two_lines_behind_and_before_the_numbers_of_a_row_without_rules() -> None:
    lines = [
        _pieced(0, ("序号", 10, 30), ("项目", 60, 80), ("投资", 150, 180), ("单位", 220, 240)),
        _pieced(20, ("云泽大道改造", 60, 120), ("县住建", 220, 250)),
        _pieced(27, ("1", 15, 20), ("18,600", 150, 180)),
        _pieced(34, ("工程", 60, 80), ("局", 220, 230)),
        _pieced(50, ("松湾水库加固", 60, 120), ("县水利", 220, 250)),
        _pieced(57, ("2", 15, 20), ("9,450", 150, 180)),
        _pieced(64, ("工程", 60, 80), ("局", 220, 230)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[1] == ("1", "云泽大道改造工程", "18,600", "县住建局")


def test_the_first_half_of_a_name_behind_its_number_is_no_head() -> None:
    lines = [
        _pieced(0, ("序号", 10, 30), ("指标", 60, 80), ("目标", 180, 200), ("完成", 260, 280)),
        _pieced(20, ("固定资产投", 60, 110)),
        _pieced(27, ("1", 15, 20), ("62", 180, 190), ("63.4", 260, 280)),
        _pieced(34, ("资", 60, 70)),
        _pieced(60, ("2", 15, 20), ("就业", 60, 80), ("3,500", 180, 205), ("3,812", 260, 285)),
        _pieced(80, ("3", 15, 20), ("覆盖率", 60, 90), ("61.2", 180, 200), ("61.4", 260, 280)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[:2] == (("序号", "指标", "目标", "完成"), ("1", "固定资产投资", "62", "63.4"))


@pytest.mark.parametrize(("time", "year"), [("2029—2030学年", "2029"), ("2029学年", "2029"), ("2028—2029年", "2029")])
def test_a_school_year_over_a_table_is_the_year_in_which_it_begins(time: str, year: str) -> None:
    rows = "石门小学\t1200\n白沙小学\t900\n松溪小学\t90"
    assert {f.period for f in read(f"表14 {time}教育情况\n学校\t在校生（人）\n{rows}")} == {year}


def test_a_card_of_pairs_gives_both_sides_of_its_numbers() -> None:
    rows = [("建设地点", "白沙镇", "茶园面积", "320亩"), ("总投资", "12.6亿元", "建设期限", "2028-2030年")]
    text = "\n".join(map("\t".join, [*rows, ("年产值", "18亿元", "带动就业", "1,500人")]))
    found = {(f.label, f.number, f.unit, f.measure) for f in read(text)}
    levels = {("茶园面积", "320", "亩"), ("总投资", "12.6亿", "元"), ("年产值", "18亿", "元"), ("带动就业", "1,500", "人")}
    assert found == {(*each, "level") for each in levels}


def test_specimens_are_many() -> None:
    cells = sum(len(s.expected) for name in SETS for s in specimens(name))
    assert cells * len(FORMATS) > 3000


def test_a_cell_a_line_with_bars_between() -> None:
    cells = [
        "2030年地区生产总值",
        "单位:亿元",
        "指 标",
        "绝对数",
        "比上年增长%",
        "生产总值",
        "295.4",
        "7.7",
        "金融业",
        "8.8",
        "-4.8",
    ]
    found = read("\n|\n".join(cells))
    assert [(f.label, f.value, f.unit, f.measure) for f in found] == [
        ("生产总值", Decimal("29540000000"), "元", "level"),
        ("生产总值", Decimal("7.7"), "%", "growth"),
        ("金融业", Decimal("880000000"), "元", "level"),
        ("金融业", Decimal("-4.8"), "%", "growth"),
    ]


def ended(*rows: str) -> str:
    """A copy whose cells are a line each that ends with a bar, an empty one the bar alone."""
    return "\n".join(f"{cell} |" if cell else "|" for row in rows for cell in row.split("/"))


def test_cells_that_end_with_bars_tell_the_empty_ones_and_the_titles_over_them() -> None:
    heads = (
        "各乡茶具补贴发放表////",
        "金额：两年合计////",
        "计量单位：万元////",
        "乡/2029年/2030年/备注",
        "茶碗/茶盘/茶碗/茶盘",
    )
    # 备注 has its own column, whichever heads stand below the others, and no cell says anything in it.
    rows = ("云溪乡/310/42/355//", "雾岭乡/208/16//19/", "合计/518/58/355/19/")
    found = {f.number: (f.label, f.value, f.period) for f in read(ended(*heads, *rows), kind="bulletin", year=2030)}
    assert found == {
        "310": ("云溪乡茶碗", 3_100_000, "2029"),
        "42": ("云溪乡茶盘", 420_000, "2029"),
        "355": ("合计茶碗", 3_550_000, "2030"),
        "208": ("雾岭乡茶碗", 2_080_000, "2029"),
        "16": ("雾岭乡茶盘", 160_000, "2029"),
        "19": ("合计茶盘", 190_000, "2030"),
        "518": ("合计茶碗", 5_180_000, "2029"),
        "58": ("合计茶盘", 580_000, "2029"),
    }


def test_a_sum_and_its_part_stand_below_a_head_whose_numbers_they_can_be() -> None:
    heads = ("茶校/教师（人）/学员（人）/师生之比", "合计/其中：女")
    rows = ("采茶班/41/903/388/22.0", "制茶班/57/640/411/11.2", "茶艺班/36/518/470/14.4")
    # More women than teachers there are not, nor are they a part of a ratio.
    found = {f.number: f.label for f in read(ended(*heads, *rows), kind="bulletin")}
    assert (found["41"], found["388"], found["22.0"]) == ("教师采茶班", "学员女采茶班", "采茶班师生之比")


def test_the_same_heads_stand_below_several_before_others_do() -> None:
    heads = ("茶区/茶叶销量/茶籽销量/茶园占比", "1—5月（吨）/同比（%）/1—5月（吨）/同比（%）/1—5月（%）")
    rows = ("云溪茶区/812.5/3.1/40.7/-2.2/61.0", "雾岭茶区/390.8/-0.6/22.9/5.4/17.3", "龙湫茶区/155.3/1.9/13.6/8.8/9.9")
    found = {f.number: (f.label, f.unit, f.measure) for f in read(ended(*heads, *rows), kind="bulletin")}
    assert found["40.7"] == ("云溪茶区茶籽销量", "吨", "level")
    assert found["5.4"] == ("雾岭茶区茶籽销量", "%", "growth")
    assert found["9.9"] == ("龙湫茶区茶园占比", "%", "level")


def test_what_is_among_a_sum_covers_the_heads_below() -> None:
    heads = ("茶乡/小计/茶苗/茶肥/其中/说明", "乡里出/县里出")
    rows = ("云溪乡/90/55/35/62/28/", "雾岭乡/77/40/37/51/26/", "龙湫乡/64/39/25/43/21/")
    found = {f.number: f.label for f in read(ended("茶园补助分配表//////", "单位：万元//////", *heads, *rows), kind="plan")}
    assert (found["55"], found["62"], found["26"]) == ("云溪乡茶苗", "云溪乡乡里出", "雾岭乡县里出")


def test_what_is_measured_stands_behind_the_name_of_a_place() -> None:
    text = "各镇茶事补助\n乡镇\t茶农补贴（万元）\t为去年同期%\n云溪镇\t310\t104.2\n雾岭镇\t208\t98.8\n龙湫镇\t64\t88.1"
    found = {f.number: f.label for f in read(text, kind="bulletin")}
    assert (found["310"], found["104.2"], found["98.8"]) == ("云溪镇茶农补贴", "云溪镇茶农补贴", "雾岭镇茶农补贴")


def test_the_value_of_an_indicator_is_no_target() -> None:
    found = read("茶业指标通报\n茶乡\t指标值（吨）\t增速（%）\n云溪乡\t91.5\t2.8", kind="bulletin", year=2030)
    assert [f.status for f in found] == ["actual", "actual"]


def test_words_at_the_left_of_cells_and_numbers_at_the_right_are_of_one_column() -> None:
    lines = [
        _pieced(0, ("名称", 0, 20), ("去年", 80, 100), ("今年", 160, 180)),
        _pieced(20, ("茶碗", 0, 20), ("—", 80, 90), ("7.3", 205, 220)),
        _pieced(40, ("茶盘", 0, 20), ("2.4", 125, 140), ("9以上", 160, 185)),
        _pieced(60, ("茶壶", 0, 20), ("1.6", 125, 140), ("8.8", 205, 220)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows == (("名称", "去年", "今年"), ("茶碗", "—", "7.3"), ("茶盘", "2.4", "9以上"), ("茶壶", "1.6", "8.8"))


def test_numbers_below_heads_of_their_own_are_of_two_columns_though_no_row_has_both() -> None:
    lines = [
        _pieced(0, ("名称", 0, 20), ("预算数", 80, 110), ("执行数", 160, 190)),
        _pieced(20, ("茶碗", 0, 20), ("41.5", 90, 110)),
        _pieced(40, ("茶盘", 0, 20), ("62.4", 170, 190)),
        _pieced(60, ("茶壶", 0, 20), ("19.7", 170, 190)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows == (("名称", "预算数", "执行数"), ("茶碗", "41.5", ""), ("茶盘", "", "62.4"), ("茶壶", "", "19.7"))


def test_words_at_the_top_of_cells_go_on_below_their_numbers() -> None:
    lines = [
        _pieced(0, ("品种名", 0, 30), ("产量（吨", 80, 120), ("同比", 160, 180)),
        _pieced(12, ("称", 0, 10), ("左右）", 80, 110), ("（%）", 160, 180)),
        _pieced(24, ("高山云", 0, 30), ("41.5", 125, 145), ("3.1", 205, 220)),
        _pieced(36, ("雾绿茶", 0, 30)),
        _pieced(48, ("及茶末", 0, 30)),
        _pieced(60, ("红茶", 0, 20), ("62.4", 125, 145), ("-0.7", 200, 220)),
        _pieced(72, ("炒青茶", 0, 30), ("18.2", 125, 145), ("5.5", 205, 220)),
        _pieced(84, ("叶", 0, 10)),
        _pieced(120, ("各乡茶农都说好", 0, 70)),
    ]
    ((begin, end, rows),) = find_open_tables(lines)
    assert (begin, end) == (0, 8)
    assert rows == (
        ("品种名称", "产量（吨左右）", "同比（%）"),
        ("高山云雾绿茶及茶末", "41.5", "3.1"),
        ("红茶", "62.4", "-0.7"),
        ("炒青茶叶", "18.2", "5.5"),
    )


def test_heads_that_touch_each_other_are_told_by_their_brackets_though_names_reach_below_the_first() -> None:
    lines = [
        _pieced(0, ("茶事", 0, 20), ("茶农（人）茶园（亩）同比（%）", 76, 230)),
        _pieced(20, ("采茶及制茶及卖茶", 0, 80), ("96", 110, 120), ("58.1", 150, 175), ("6.9", 205, 220)),
        _pieced(40, ("炒茶", 0, 20), ("71", 110, 120), ("49.0", 150, 175), ("14.5", 200, 220)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[0] == ("茶事", "茶农（人）", "茶园（亩）", "同比（%）")


def test_a_bracket_goes_on_below_its_number_however_far_the_lines_are_apart() -> None:
    lines = [
        _pieced(0, ("名称", 0, 20), ("今年", 120, 140)),
        _pieced(12, ("每亩产量（吨", 0, 60), ("1.5", 165, 180)),
        _pieced(29, ("/亩）", 0, 25)),
        _pieced(42, ("茶园占比", 0, 40), ("38.2", 160, 180)),
        _pieced(59, ("（%）", 0, 20)),
        _pieced(72, ("茶叶及其他作物总产值", 0, 100), ("6.9", 165, 180)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert [row[0] for row in rows] == ["名称", "每亩产量（吨/亩）", "茶园占比（%）", "茶叶及其他作物总产值"]


def test_halves_of_words_with_numbers_stand_beside_their_row() -> None:
    lines = [
        _pieced(0, ("名称", 0, 20), ("计划", 80, 100), ("单位", 160, 180), ("目标", 240, 260), ("去年", 320, 340)),
        _pieced(20, ("茶碗", 0, 20), ("18", 80, 90), ("万个", 160, 180), ("20", 240, 250), ("17", 320, 330)),
        _pieced(35, ("17以", 80, 100), ("万", 160, 170)),
        _pieced(42, ("茶盘", 0, 20), ("21", 240, 250), ("16", 320, 330)),
        _pieced(49, ("上", 80, 90), ("个", 160, 170)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[2:] == (("茶盘", "17以上", "万个", "21", "16"),)


def test_heads_at_the_left_cover_the_columns_up_to_the_next_and_one_alone_is_empty() -> None:
    lines = [
        _pieced(0, ("县", 0, 10), ("3月", 80, 95), ("1—3月", 240, 265), ("说明", 400, 420)),
        _pieced(12, ("产量", 80, 100), ("增幅", 160, 180), ("产量", 240, 260), ("增幅", 320, 340)),
        _pieced(24, ("云县", 0, 20), ("41.5", 125, 145), ("3.1", 205, 220), ("99.0", 285, 305), ("2.2", 365, 380)),
        _pieced(36, ("雾县", 0, 20), ("17.7", 125, 145), ("0.8", 205, 220), ("52.6", 285, 305), ("1.9", 365, 380)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[:2] == (("县", "3月", "3月", "1—3月", "1—3月", "说明"), ("县", "产量", "增幅", "产量", "增幅", "说明"))
    assert rows[2] == ("云县", "41.5", "3.1", "99.0", "2.2", "")


def test_cells_that_their_words_fill_are_parted_within_a_table() -> None:
    def line(top: float, *pieces: tuple[str, float, float], whole: tuple[str, float, float]) -> PiecedLine:
        fine = _pieced(top, *pieces)
        coarse = [_pieced(top, pieces[0]).pieces[0], Piece(*whole)]
        return PiecedLine(tuple(coarse), fine.top, fine.bottom, fine.pieces)

    lines = [
        line(0, ("名称", 0, 20), ("综合指数", 80, 118), ("同比变化", 124, 160), whole=("综合指数同比变化", 80, 160)),
        _pieced(20, ("云泽", 0, 20), ("2.31", 98, 118), ("-4.6", 140, 160)),
        _pieced(40, ("青岚", 0, 20), ("2.40", 98, 118), ("-2.8", 140, 160)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[0] == ("名称", "综合指数", "同比变化")


def test_lines_of_a_list_of_contents_are_no_table() -> None:
    assert find_grids(parse_text("目录\n工业发展\n3\n农业发展\n5\n民生改善\n9\n社会事业\n12\n", year=2031)) == []


def test_rows_parted_by_blanks_with_the_unit_behind_the_number() -> None:
    found = read("表1 主要产品产量\n茶叶 8.5 万吨 7.7\n瓷器 46 万件 -2.0")
    assert [(f.label, float(f.value), f.unit, f.measure) for f in found] == [
        ("茶叶", 85000, "吨", "level"),
        ("茶叶", 7.7, "%", "growth"),
        ("瓷器", 460000, "件", "level"),
        ("瓷器", -2.0, "%", "growth"),
    ]


def test_a_table_that_goes_on_over_the_page_keeps_its_head() -> None:
    text = "表1 2030年产量\n单位：万吨\n产品\t产量\t比上年增长%\n茶叶\t8.5\t7.7\n续表\n瓷器\t46\t-2.0"
    assert [(f.label, float(f.value), f.unit) for f in read(text)][2:] == [("瓷器", 460000, "吨"), ("瓷器", -2.0, "%")]


def test_two_tables_below_each_other_have_heads_of_their_own() -> None:
    text = "产品\t产量（万吨）\n茶叶\t8.5\n指标\t里程（公里）\n公路\t312"
    assert [(f.label, float(f.value), f.unit) for f in read(text)] == [("茶叶", 85000, "吨"), ("公路", 312, "公里")]


def test_a_cell_of_words_is_read_as_a_sentence_about_its_row() -> None:
    text = "附件\n指标\t单位\t2031年目标\n城镇登记失业率\t%\t控制在4.5以内\n新增就业\t万人\t不低于3"
    found = read(text, "work report", 2031)
    assert [(f.label, float(f.value), f.unit, f.bound, f.status, f.start) for f in found] == [
        ("城镇登记失业率", 4.5, "%", "<=", "target", 13),
        ("新增就业", 30000, "人", ">=", "target", 11),
    ]


def test_prose_cells_are_read_for_themselves() -> None:
    text = "事项\t牵头单位\t进度\n养老服务\t市民政局\t建成云泽养老中心3家，新增床位120张，服务老人持续增加。"
    assert [(f.number, f.unit) for f in read(text, "work report", 2031)] == [("3", "家"), ("120", "张")]


def test_a_fall_without_a_sign_is_negative() -> None:
    found = read("指标\t绝对数（万吨）\t比上年下降（%）\n能耗\t12\t3.5")
    assert [(float(f.value), f.measure) for f in found] == [(120000, "level"), (-3.5, "growth")]


@pytest.mark.parametrize("mark", ["-", "—", "…", "/", "×", "***", "持平"])
def test_marks_hold_no_number(mark: str) -> None:
    assert [f.number for f in read(f"产品\t产量（万吨）\t增长%\n茶叶\t8.5\t{mark}")] == ["8.5"]


def test_a_range_in_a_cell() -> None:
    (found,) = read("附件\n指标\t2031年目标（%）\n投资增速\t6.5-7", "work report", 2031)
    assert (found.value, found.value_high, found.unit, found.measure) == (Decimal("6.5"), Decimal(7), "%", "growth")


@pytest.mark.parametrize(
    ("text", "status", "period"),
    [
        ("2031年预算数", "target", "2031"),
        ("上年决算数", "actual", "2029"),
        ("一般公共预算收入执行数", "actual", ""),
        ("预算数为上年执行数的%", "target", ""),
        ("决算数为预算数的%", "actual", ""),
        ("2026-2030年累计", "actual", "2026/2030"),
        ("2030年比2029年±%", "", "2030"),
    ],
)
def test_words_of_heads(text: str, status: str, period: str) -> None:
    said = read_words(text, 2030)
    assert (said.status, said.period) == (status, period)


def test_units_of_heads_and_captions() -> None:
    assert [unit_in(t) for t in ("增速（%", "死亡率（人/百亿元）", "产值（可比价，亿元）", "面积（含林地）")] == [
        "%",
        "人/百亿元",
        "亿元",
        "",
    ]
    assert table_units("表3 收入情况（单位：万元）") == ("万元", "")
    assert [clean_name(t) for t in ("（一）教育支出", "其中：初中", "15-59岁", "3.公务接待费")] == [
        "教育支出",
        "初中",
        "15-59岁",
        "公务接待费",
    ]


def test_bars_in_prose_are_no_table() -> None:
    assert [len(g.rows) for g in find_grids(parse_text("首页 | 新闻\n全年增长5%。", year=2031))] == []


def test_the_plan_table_out_of_a_grid() -> None:
    text = "序号\t类别\t指标名称\t单位\t2030年完成\t2031年计划\t属性\n1\t创新\t研发强度\t%\t2.4\t2.6左右\t预期性\n2\t绿色\t造林面积\t亩\t300\t310以上\t约束性"
    assert [(r.number, r.dimension, r.name, r.unit, r.plan, r.nature, r.line) for r in read_plan(parse_text(text))] == [
        (1, "创新", "研发强度", "%", "2.6左右", "anticipatory", 2),
        (2, "绿色", "造林面积", "亩", "310以上", "binding", 3),
    ]


def test_the_plan_table_under_a_head_of_two_rows() -> None:
    """What is aimed at stands before the growth, and only a growth where the level has a dash."""
    text = (
        "序号\t指标名称\t单位\t属性\t2030年\t2030年\t2031年计划\t2031年计划\n"
        "序号\t指标名称\t单位\t属性\t计划目标\t实际完成\t目标\t增长（%）\n"
        "1\t地区生产总值\t亿元\t预期性\t—\t1764.5\t—\t6左右\n"
        "2\t茶叶产量\t吨\t预期性\t760\t756\t802\t6以上\n"
        "3\t用水量降低\t%\t约束性\t3\t4.1\t—\t—"
    )
    assert [(r.name, r.unit, r.plan) for r in read_plan(parse_text(text))] == [
        ("地区生产总值", "%", "6左右"),
        ("茶叶产量", "吨", "802"),
        ("用水量降低", "%", "—"),
    ]


def test_a_table_that_lost_all_its_rows_is_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a table whose columns a copy has lost no row may be left: the report is registered, without a plan."""
    monkeypatch.setattr("xclib.extract.plan_table.find_grids", lambda _: [Grid(lost=[GridCell("12.3", 4, 0)])])
    assert read_plan(parse_text("全年增长5%。", year=2031)) == []


def test_the_view_parts_the_cells_of_a_row() -> None:
    text = "产品\t产量（万吨）\n茶叶\t8.5"
    page = Reading.of(SourceText(text, "txt"), parse_text(text, year=2030)).to_html()
    assert re.search("<td>茶叶</td><td><mark [^>]*><a [^>]*>8.5</a>", page)


@pytest.mark.parametrize(
    "unit",
    [
        "茶叶\t8.5\t7.7\n",
        "| 茶叶 | 8.5 | 7.7 |\n",
        "茶叶 8.5 7.7\n",
        "茶叶\n8.5\n7.7\n",
        "100 200 300 400 500 600 700 800\n",
        "茶 |\n",
        "茶 | 5\n竹 | 5 | 6\n",
    ],
)
def test_time_grows_with_the_number_of_rows(unit: str) -> None:
    def seconds(n: int) -> float:
        document = parse_text("表1 产量\n" + unit * n, kind="statistical communique", year=2030)
        begin = time.process_time()
        read_figures(document)
        return time.process_time() - begin

    seconds(20)
    small, large = min(seconds(100) for _ in range(3)), min(seconds(800) for _ in range(2))
    assert large < 24 * small + 0.1


def test_time_grows_with_the_number_of_short_lines() -> None:
    """Each may begin a table that all after it belong to."""

    def seconds(n: int) -> float:
        document = parse_text("增长5%\n" * n)
        begin = time.process_time()
        find_grids(document)
        return time.process_time() - begin

    seconds(20)
    small, large = min(seconds(400) for _ in range(3)), min(seconds(4000) for _ in range(2))
    assert large < 25 * small + 0.1


def test_a_long_row_takes_no_longer_than_its_cells() -> None:
    document = parse_text("\t".join(["茶"] + ["100 200 300 400 500 600 700"] * 3000), kind="statistical communique", year=2030)
    begin = time.process_time()
    read_figures(document)
    assert time.process_time() - begin < 5


def test_rows_of_numbers_that_follow_each_other_are_a_table_without_a_caption() -> None:
    text = "一、2030年工作回顾\n城乡价格比上年上涨情况（%）如下：\n食 品 类 3.2 -0.5\n衣 着 类 -1.1 -2.4\n"
    found = [f for f in read(text, "work report", 2031) if f.line > 2]
    assert [(f.number, f.label, float(f.value)) for f in found] == [
        ("3.2", "食品类", 3.2),
        ("-0.5", "食品类", -0.5),
        ("-1.1", "衣着类", -1.1),
        ("-2.4", "衣着类", -2.4),
    ]


@pytest.mark.parametrize(
    ("cell", "bound"), [("不低于2.6", ">="), ("控制在2.6以内", "<="), ("约2.6", "~"), ("力争达到2.6", "="), ("≥2.6", ">=")]
)
def test_words_before_the_number_of_a_cell_leave_it_to_its_column(cell: str, bound: str) -> None:
    text = f"青岚市2031年政府工作报告\n一、2030年工作回顾\n指标\t单位\t2030年完成\t2031年目标\n城镇新增就业\t万人\t2.8\t{cell}"
    figure = read_figures(parse_text(text))[-1]
    assert (figure.number, figure.bound, figure.status, figure.period) == ("2.6", bound, "target", "2031")


def test_a_copy_of_a_table_of_growth_alone_keeps_its_names() -> None:
    rows = "\n".join(f"{name}\n增长{n}%" for n, name in enumerate(("茶叶产量", "茶税", "茶舍", "茶油产量"), 5))
    figures = read(f"青岚市2030年国民经济和社会发展统计公报\n指标\n2030年\n{rows}")
    assert [(f.label, int(f.value), f.measure) for f in figures] == [
        ("茶叶产量", 5, "growth"), ("茶税", 6, "growth"), ("茶舍", 7, "growth"), ("茶油产量", 8, "growth")
    ]  # fmt: skip


def test_each_short_line_is_judged_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for module in (cells, columns, grids, rows):
        monkeypatch.setattr(module, "table_units", lambda text: asked.append(text) or table_units(text))
    lines = [f"云泽第{n}处单位" for n in range(200)]
    find_grids(parse_text("\n".join(lines), kind="government work report", year=2030))
    assert len(asked) <= 4 * len(lines)


def test_a_run_of_short_lines_that_is_no_table_is_tried_from_few_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    cut_rows = stacks._in_period
    monkeypatch.setattr(stacks, "_in_period", lambda cells: sizes.append(len(cells)) or cut_rows(cells))
    names = "\n".join(f"指标{n}情况\n甲地{n}\n{n}.5" + ("\n乙地" if n % 7 == 3 else "") for n in range(300))
    find_grids(parse_text(f"云泽区2031年主要指标\n{names}\n", kind="statistical communique", year=2031))
    assert 0 < len(sizes) < 10


def test_a_caption_of_growth_makes_columns_grow_whose_heads_name_places_alone() -> None:
    rows = "| 指标 | 全市（%） | 城市（%） | 占比（%） |\n| --- | --- | --- | --- |\n| 茶价 | -1.8 | 1.2 | 10 |\n| 米价 | 2.0 | 1.1 | 20 |"
    figures = read(f"青岚市2030年国民经济和社会发展统计公报\n表1 2030年消费价格比上年涨跌幅度\n{rows}")
    assert [f.measure for f in figures] == ["growth", "growth", "level"] * 2


def test_a_list_of_projects_beside_their_progress_tells_aims_from_outcomes() -> None:
    text = (
        "2031年云泽区惠民项目进展情况表\n编号 | 项目 | 进展 | 单位 |\n"
        "1 | 建成茶亭7座，添置茶桌680张。 | 青岚街等4座茶亭完工，添置茶桌500张。 | 茶务局 |\n"
        "建茶廊3条。 | 建成茶廊2条。 | ||\n2 | 修茶路90公里。 | 已修茶路60公里，余下年底完工。 | 路政局 |"
    )
    figures = read_figures(parse_text(text, area="云泽区", kind="work report", year=2031))
    assert [(f.number, f.status, f.period) for f in figures] == [
        ("7", "target", "2031"), ("680", "target", "2031"), ("4", "actual", "2031"), ("500", "actual", "2031"),
        ("3", "target", "2031"), ("2", "actual", "2031"), ("90", "target", "2031"), ("60", "actual", "2031"),
    ]  # fmt: skip


def test_a_line_of_the_page_above_a_table_dates_and_plans_nothing() -> None:
    text = "2030年云泽区茶业统计12月份报表\n发布日期:2031-01-18 来源: 计划财务处\n\n指标名称\t单位\t数量\n茶农\t万人\t7.1\n茶园\t万亩\t4.2"
    figures = read_figures(parse_text(text))
    assert {(f.status, f.period, f.coverage) for f in figures} == {("actual", "2030", "months")}


def test_the_last_digits_of_a_number_on_the_next_line_belong_to_it() -> None:
    lines = [
        _pieced(0, ("科目", 0, 20), ("预算数", 80, 110), ("执行数", 160, 190)),
        _pieced(20, ("茶税", 0, 20), ("618.50", 85, 115), ("640.27", 165, 195)),
        _pieced(40, ("茶费", 0, 20), ("10,841.", 80, 115), ("9,977.31", 155, 195)),
        _pieced(56, ("66", 105, 115)),
        _pieced(80, ("总数", 0, 20), ("11,460.1", 75, 115), ("10,617.5", 155, 195)),
        _pieced(96, ("6", 110, 115), ("8", 190, 195)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[2:] == (("茶费", "10,841.66", "9,977.31"), ("总数", "11,460.16", "10,617.58"))


def test_a_row_of_small_numbers_below_whole_ones_stays_a_row() -> None:
    lines = [
        _pieced(0, ("茶乡", 0, 20), ("茶亩", 80, 100), ("茶户", 160, 180)),
        _pieced(20, ("云溪", 0, 20), ("61.5", 95, 115), ("64.2", 175, 195)),
        _pieced(40, ("雾岭", 0, 20), ("7", 110, 115), ("8", 190, 195)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[2] == ("雾岭", "7", "8")


def test_heads_at_the_left_of_cells_stand_below_those_that_cover_them() -> None:
    lines = [
        _pieced(0, ("茶乡", 0, 20), ("总分", 60, 80), ("名次", 110, 130), ("茶园管护分值", 160, 240), ("茶市管护分值", 260, 340)),
        _pieced(12, ("得分", 160, 180), ("名次", 210, 230), ("得分", 260, 280), ("名次", 310, 330)),
        _pieced(24, ("云溪", 0, 20), ("91.4", 75, 95), ("1", 150, 155), ("50.6", 175, 195), ("2", 245, 250), ("40.8", 275, 295), ("1", 345, 350)),
        _pieced(36, ("雾岭", 0, 20), ("88.2", 75, 95), ("2", 150, 155), ("51.0", 175, 195), ("1", 245, 250), ("37.2", 275, 295), ("2", 345, 350)),
    ]  # fmt: skip
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[0] == ("茶乡", "总分", "名次", "茶园管护分值", "茶园管护分值", "茶市管护分值", "茶市管护分值")
    assert rows[1] == ("茶乡", "总分", "名次", "得分", "名次", "得分", "名次")


def test_heads_that_begin_with_their_cells_cover_the_columns_behind() -> None:
    lines = [
        _pieced(0, ("茶园管护", 110, 170), ("茶市管护", 230, 290)),
        _pieced(9, ("茶乡", 0, 20), ("总分", 75, 95)),
        _pieced(18, ("得分", 160, 180), ("名次", 195, 215), ("得分", 280, 300), ("名次", 315, 335)),
        _pieced(
            36, ("云溪", 0, 20), ("91.4", 75, 95), ("50.6", 160, 180), ("2", 210, 215), ("40.8", 280, 300), ("1", 330, 335)
        ),
        _pieced(
            54, ("雾岭", 0, 20), ("88.2", 75, 95), ("51.0", 160, 180), ("1", 210, 215), ("37.2", 280, 300), ("2", 330, 335)
        ),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows[0][2:] == ("茶园管护", "茶园管护", "茶市管护", "茶市管护")


def test_words_apart_over_the_middle_of_all_columns_name_the_table() -> None:
    lines = [
        _pieced(0, ("乡里自产的主要茶品", 60, 140)),
        _pieced(26, ("去年", 90, 110), ("今年", 170, 190)),
        _pieced(38, ("茶品", 10, 30), ("产量", 90, 110), ("产量", 170, 190)),
        _pieced(60, ("绿茶", 10, 30), ("41.5", 90, 110), ("62.4", 170, 190)),
        _pieced(80, ("红茶", 10, 30), ("18.2", 90, 110), ("19.7", 170, 190)),
    ]
    ((begin, _, rows),) = find_open_tables(lines)
    assert (begin, rows[0]) == (1, ("茶品", "去年产量", "今年产量"))


def test_the_sum_at_the_left_of_the_numbers_of_rows_is_of_their_column() -> None:
    lines = [
        _pieced(0, ("序号", 0, 20), ("茶路", 80, 100), ("里程", 160, 180)),
        _pieced(20, ("1", 40, 45), ("云雾路", 80, 110), ("7.3", 205, 220)),
        _pieced(40, ("2", 40, 45), ("龙湫路", 80, 110), ("9.6", 205, 220)),
        _pieced(60, ("合计", 0, 20), ("16.9", 200, 220)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert rows == (("序号", "茶路", "里程"), ("1", "云雾路", "7.3"), ("2", "龙湫路", "9.6"), ("合计", "", "16.9"))


def test_heads_that_touch_or_break_within_a_bracket_are_whole() -> None:
    lines = [
        _pieced(0, ("茶农人数（万", 60, 130)),
        _pieced(12, ("年份", 0, 20), ("人）", 60, 80), ("茶园（亩）茶市（处）", 150, 260)),
        _pieced(24, ("合计其中：女", 70, 130)),
        _pieced(36, ("2029", 0, 20), ("7.1", 70, 85), ("3.4", 115, 130), ("512", 180, 200), ("16", 240, 255)),
        _pieced(48, ("2030", 0, 20), ("7.6", 70, 85), ("3.9", 115, 130), ("530", 180, 200), ("17", 240, 255)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    heads = ["".join(dict.fromkeys(head)) for head in zip(*rows[:-2], strict=True)]
    assert heads == ["年份", "茶农人数（万人）合计", "茶农人数（万人）其中：女", "茶园（亩）", "茶市（处）"]


def test_the_rest_of_a_name_below_the_title_of_a_part_is_of_the_row_above() -> None:
    lines = [
        _pieced(0, ("指标", 0, 20), ("去年", 80, 100), ("今年", 160, 180)),
        _pieced(14, ("（一）茶事", 0, 40)),
        _pieced(28, ("1.茶园总面", 0, 48), ("41.5", 125, 145), ("43.1", 205, 225)),
        _pieced(39, ("积（亩）", 0, 38)),
        _pieced(56, ("2.茶户总人", 0, 48), ("62.4", 125, 145), ("60.7", 205, 225)),
        _pieced(67, ("口（人）", 0, 38)),
    ]
    ((_, _, rows),) = find_open_tables(lines)
    assert [row[0] for row in rows[1:]] == ["（一）茶事", "1.茶园总面积（亩）", "2.茶户总人口（人）"]


def test_a_head_that_begins_with_a_share_needs_no_unit() -> None:
    text = "表1 茶税入库\n单位：万元、%\n项目\t调整预算数\t入库数\t占调整预算\n茶税\t620\t614\t99.0\n茶费\t80\t84\t105.0"
    found = {f.number: (f.unit, f.measure) for f in read(text, "budget report", 2031)}
    assert found["99.0"] == ("%", "level")
    assert not read_words("占地面积", None).share


def test_how_an_index_changed_is_no_index() -> None:
    found = [read_words(head, 2030).measure for head in ("综合指数同比变化率（%）", "茶价指数（上年同月=100）", "综合指数")]
    assert found == ["growth", "level", "level"]


def test_quarters_to_the_middle_are_half_a_year_and_a_rate_keeps_the_quarter_of_its_head() -> None:
    heads = "产业\t产值（亿元）\t产值（亿元）\t比上年同期增长（%）\t比上年同期增长（%）\n产业\t2季度\t1—2季度\t2季度\t1—2季度"
    found = {f.number: (f.coverage, f.label) for f in read(f"{heads}\n茶业\t6.4\t11.9\t3.1\t2.8", kind="bulletin")}
    assert found == {
        "6.4": ("quarter", "茶业"),
        "11.9": ("half", "茶业"),
        "3.1": ("quarter", "茶业"),
        "2.8": ("half", "茶业"),
    }


def test_what_is_compared_with_the_quarter_before_is_a_change() -> None:
    found = read("茶类\t抽查批次（批）\t合格率（%）\t与上季度相比（百分点）\n绿茶\t71\t98.6\t-0.4", kind="bulletin")
    assert [(f.measure, f.unit) for f in found][1:] == [("level", "%"), ("change", "百分点")]
    assert found[2].label == found[1].label


def test_heads_of_quarters_stand_below_growth_over_a_year_before() -> None:
    heads = "产业\n产值（亿元）\n比上年同期增长（%）\n2季度\n1—2季度\n2季度\n1—2季度"
    rows = "茶业\n6.4\n11.9\n3.1\n2.8\n竹业\n5.2\n9.7\n-1.4\n0.6\n林业\n4.8\n8.8\n2.2\n1.9"
    found = {f.number: (f.measure, f.coverage) for f in read(f"表1 上半年产值\n{heads}\n{rows}", kind="bulletin")}
    assert (found["9.7"], found["-1.4"], found["1.9"]) == (("level", "half"), ("growth", "quarter"), ("growth", "half"))


def test_a_sum_shows_what_it_is_below_though_notes_stand_behind_the_numbers() -> None:
    heads = "序号\n茶乡\n茶路里程（公里）\n补助款（万元）\n完成时限\n小计\n乡道\n村道"
    rows = "1\n云溪乡\n51.7\n14.2\n37.5\n206.80\n2031年10月\n2\n雾岭乡\n40.3\n9.9\n30.4\n161.20\n2031年9月\n3\n龙湫乡\n28.8\n6.1\n22.7\n115.20\n2031年9月"
    text = f"表2 茶路养护\n{heads}\n{rows}".replace("\n", " |\n") + " |"
    found = {f.number: (f.unit, f.label) for f in read(text, "plan report", 2031)}
    assert {found[number][0] for number in ("51.7", "9.9", "22.7")} == {"公里"}
    assert found["161.20"][0] == "元"
    assert "村道" in found["30.4"][1]


def test_words_over_numbers_alone_head_columns_again_below_a_part() -> None:
    parts = (
        "1、茶业\t1、茶业\t1、茶业\n\t当月\t累计\n茶业产值（亿元）\t7.3\t60.4\n2、竹业\t2、竹业\t2、竹业\n\t累计\t增减百分点"
    )
    found = read(f"{parts}\n竹业盈利面（%）\t51.8\t-0.6", kind="bulletin")
    assert [(f.number, f.unit, f.measure, f.label) for f in found] == [
        ("7.3", "元", "level", "茶业产值"),
        ("60.4", "元", "level", "茶业产值"),
        ("51.8", "%", "level", "竹业盈利面"),
        ("-0.6", "百分点", "change", "竹业盈利面"),
    ]


def test_days_are_counted_in_days_and_what_a_count_gained_in_its_unit() -> None:
    found = read("测点\t晴好天数\t同比±\n云泽站\t301\t12天\n青岚站\t288\t-3天", kind="bulletin")
    assert [(f.unit, f.measure) for f in found] == 2 * [("天", "level"), ("天", "change")]


def test_more_income_is_an_amount_below_what_only_compares() -> None:
    heads = "茶乡（茶街）\t茶税\t比上年同期\t比上年同期\n^\t^\t增收额\t增幅".replace("^", "茶乡（茶街）", 1).replace(
        "^", "茶税"
    )
    found = read(f"表1 茶税入库\n单位：万元、%\n{heads}\n云溪茶乡\t806\t64\t8.6\n雾岭茶乡\t512\t-18\t-3.4", kind="bulletin")
    assert [(f.unit, f.measure) for f in found] == 2 * [("元", "level"), ("元", "change"), ("%", "growth")]


def test_rows_without_a_number_below_a_numbered_one_are_of_its_year() -> None:
    rows = "一、2029年末茶贷余额\t9.4\n其中：茶农\t5.1\n茶企\t4.3\n二、茶贷发放额\t2.2"
    found = read(f"表1 2030年茶贷\n单位：亿元\n项目\t全市\n{rows}", kind="bulletin")
    assert [f.period for f in found] == ["2029", "2029", "2029", "2030"]


def test_indices_of_one_thing_are_told_apart_by_their_heads() -> None:
    heads = "茶区\t环比\t同比\t定基\n茶区\t上月=100\t上年同月=100\t2025年=100"
    found = read(f"表1 2030年4月茶价指数\n{heads}\n云泽\t100.4\t103.1\t121.7\n青岚\t99.8\t101.2\t118.5", kind="bulletin")
    assert len({f.label for f in found}) == 6


def test_the_head_over_code_and_name_is_no_side_of_a_table() -> None:
    heads = "茶科目\t茶科目\t预算数\n编码\t名称\t预算数"
    found = read(f"表1 茶事支出\n单位：万元\n{heads}\n2101\t茶园管护\t61.3\n合计\t合计\t61.3", "budget report", 2031)
    assert found[-1].label == "合计"


def test_the_caption_names_what_grows_in_rows_of_months() -> None:
    rows = "2030年11月\t0.3\t1.2\n12月\t-0.1\t0.9"
    found = read(f"附表 2030年11月以来全市茶叶零售价格\n时间\t环比（%）\t同比（%）\n{rows}", kind="bulletin")
    assert {(f.label, f.coverage) for f in found} == {("茶叶零售价格", "months")}


def test_a_year_within_the_name_of_a_row_is_its_own() -> None:
    rows = "一、茶贷限额\t7.4\n附：提前下达的2031年茶贷限额\t3.1\n2029年以来茶贷累计额\t9.9"
    found = read(f"表1 2030年茶贷\n单位：亿元\n项目\t本地区\n{rows}", kind="bulletin")
    assert [f.period for f in found] == ["2030", "2031", "2030"]
    assert found[1].label == "提前下达的2031年茶贷限额"


def test_a_part_of_a_table_goes_on_below_the_same_head() -> None:
    head = "指标\t全县"
    text = f"表1 茶农构成\n单位：人、%\n{head}\n茶农总数\t3106\n年龄构成\t\n青年\t31.2\n{head}\n中年\t48.5"
    assert [(f.number, f.unit) for f in read(text, kind="bulletin")] == [("3106", "人"), ("31.2", "%"), ("48.5", "%")]


def test_the_same_time_beside_this_one_is_that_of_a_year_before() -> None:
    heads = "茶乡\t火情（起）\t火情（起）\t火情（起）\n茶乡\t本期\t同期\t同比±%"
    found = read(f"表1 2030年1-11月茶山火情\n{heads}\n云溪茶乡\t17\t16\t6.3", kind="bulletin")
    assert [f.period for f in found] == ["2030", "2029", "2030"]


def test_a_cell_of_words_is_of_the_time_and_status_of_its_column() -> None:
    rows = "茶业产值\t增长7%左右\t增长6.2%\t增长8%"
    found = read(f"指标\t2030年目标\t2030年完成\t2031年目标\n{rows}", "plan report", 2031)
    assert [(f.number, f.period, f.status) for f in found] == [
        ("7", "2030", "target"),
        ("6.2", "2030", "actual"),
        ("8", "2031", "target"),
    ]


def test_what_a_rank_gained_is_no_rate() -> None:
    found = read("指标\t单位\t总量\t位次\t比上年变化\n茶业产值\t亿元\t60.4\t9\t1", kind="bulletin")
    assert [(f.unit, f.measure) for f in found] == [("元", "level"), ("", "rank"), ("位", "change")]


def test_an_amount_below_a_comparison_is_a_gain_and_points_are_gained_by_rates() -> None:
    heads = "指标\t单位\t2030年\t2029年\t比上年增减\t比上年增减\n指标\t单位\t2030年\t2029年\t绝对数\t%"
    found = read(f"{heads}\n茶农\t万人\t6.84\t6.71\t0.13\t1.9\n茶保率\t%\t18.7\t17.9\t0.8\t—", kind="bulletin")
    assert [(f.unit, f.measure) for f in found if f.measure != "level"] == [
        ("人", "change"),
        ("%", "growth"),
        ("个百分点", "change"),
    ]


def test_what_is_summed_up_below_the_budget_of_a_year_is_of_that_budget() -> None:
    heads = "险种\t2030年执行数\t2030年执行数\t2031年预算数\t2031年预算数\n险种\t收入\t累计结余\t当年结余\t累计结余"
    found = read(f"表1 茶险\n单位：亿元\n{heads}\n茶险\t21.7\t39.1\t4.9\t44.0", "budget report", 2031)
    assert [(f.period, f.status) for f in found] == 2 * [("2030", "actual")] + 2 * [("2031", "target")]


def test_years_that_say_in_brackets_whether_they_are_over_name_rows() -> None:
    found = read("年份\t茶园面积（公顷）\n2028年（实际）\t186.2\n2032年（目标）\t192.7", "plan outline", 2030)
    assert [(f.number, f.period, f.status) for f in found] == [("186.2", "2028", "actual"), ("192.7", "2032", "target")]


def test_lines_of_a_form_before_its_numbers_head_none() -> None:
    form = "项目名称\t茶渠养护\t茶渠养护\t茶渠养护\t茶渠养护\n主管部门\t云泽县茶业局\t云泽县茶业局\t实施期\t2031-2033年"
    sums = "资金\t实施期资金总额\t960\t年度资金总额\t320\n资金\t其中：财政拨款\t900\t其中：财政拨款\t300"
    found = {
        f.number: (f.label, f.period)
        for f in read(f"附表 2031年茶渠绩效目标\n单位：万元\n{form}\n{sums}", "budget report", 2031)
    }
    assert found["960"][0] == "实施期资金总额"
    assert found["320"] == ("年度资金总额", "2031")


def test_budgets_of_one_thing_share_its_name() -> None:
    found = read("项目\t2030年预算数\t2030年调整预算数\t2030年决算数\n茶税\t63\t51\t50", "budget report")
    assert [f.label for f in found] == 3 * ["茶税"]


def test_a_ratio_has_no_unit() -> None:
    found = read("表1 茶工工资\n单位：元，%\n行业\t年平均工资\t与平均水平之比\n茶业\t80955\t0.88", kind="bulletin")
    assert [f.unit for f in found] == ["元", ""]


def test_a_rate_of_falling_falls_and_a_size_is_no_name() -> None:
    assert read_words("茶园能耗下降率", 2030).measure == "growth"
    found = read("品名\t规格\t均价（元/公斤）\n绿茶\t明前一级\t640.5\n红茶\t明前一级\t512.8", kind="bulletin")
    assert [f.label for f in found] == ["绿茶", "红茶"]


def test_a_sum_has_the_name_of_its_class_and_a_gain_no_percent_where_rates_have() -> None:
    rows = "茶地\t小计\t310.4\t61.2%\t-8.6\n茶地\t坡地\t310.4\t61.2%\t-8.6\n林地\t小计\t196.8\t38.8%\t4.1"
    found = read(f"表1 2030年茶山现状\n单位：公顷\n一级地类\t二级地类\t面积\t占比\t较上年变化\n{rows}", kind="bulletin")
    assert [f.label[:2] for f in found] == 3 * ["茶地"] + 3 * ["坡地"] + 3 * ["林地"]
    assert [(f.unit, f.measure) for f in found[:3]] == [("公顷", "level"), ("%", "level"), ("公顷", "change")]


def test_a_percent_below_what_was_gained_since_a_year_is_a_rate() -> None:
    heads = "茶户\t户数（户）\t比2025年末增减\t比2025年末增减\n茶户\t户数（户）\t数量（户）\t幅度（%）"
    found = read(f"{heads}\n种茶户\t4916\t811\t19.8\n制茶户\t412\t-37\t-8.2", kind="bulletin")
    assert [(f.unit, f.measure) for f in found] == 2 * [("户", "level"), ("户", "change"), ("%", "growth")]


def test_a_goal_in_percent_of_an_amount_is_of_its_growth() -> None:
    rows = "茶业产值\t亿元\t74.1\t7.6\t7.5\n茶保率\t%\t81.0\t1.2\t83"
    found = read(f"指标\t单位\t一季度\t同比增长（%）\t全年目标（%）\n{rows}", kind="bulletin")
    assert [f.measure for f in found if f.status == "target"] == ["growth", "level"]


def test_a_table_of_very_many_columns_without_heads_takes_no_time() -> None:
    text = "茶园普查已经完成。\n\n" + "\n".join("\t".join([name] * 20_000) for name in ("a", "5亿元"))
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 5


def test_rows_between_bars_below_heads_whose_first_and_last_cells_are_empty() -> None:
    heads = " | 茶产值（亿元） |  | 比上年增长（%） | \n | 二季度 | 上半年 | 二季度 | 上半年"
    found = read(f"表1 上半年茶业\n{heads}\n绿茶 | 27.3 | 45.1 | 3.7 | 3.5\n红茶 | 31.5 | 47.0 | 6.8 | 6.3", kind="bulletin")
    assert [(f.unit, f.coverage) for f in found] == 2 * [("元", "quarter"), ("元", "half"), ("%", "quarter"), ("%", "half")]


def test_very_many_rows_of_words_alone_take_no_time() -> None:
    text = "指标\t产值\t内容\n茶园\t5\t管护\n" + "\n".join(["\t按期管护\t每日"] * 6_000)
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 5


def test_more_gained_than_before_is_a_change_and_a_contribution_a_share() -> None:
    found = read("单位：亿元\n项目\t余额\t同比多增\t同比增速\n茶贷\t62.35\t-1.48\t3.9", kind="bulletin", year=2030)
    assert [(f.unit, f.measure) for f in found] == [("元", "level"), ("元", "change"), ("%", "growth")]
    found = read("品种\t产值（万元）\t对增长的贡献率（%）\n绿茶\t871\t64.2\n红茶\t306\t35.8", kind="bulletin")
    assert [f.measure for f in found] == 4 * ["level"]


def test_the_mean_of_many_years_is_only_compared_with() -> None:
    rows = "云溪镇\t716\t52\n雾岭镇\t388\t-29\n龙湫镇\t94\t3"
    found = read(f"单位：万立方米\n乡镇\t蓄水量\t较多年同期均值增减\n{rows}", kind="bulletin")
    assert [(f.label, f.measure) for f in found[:2]] == [("云溪镇蓄水量", "level"), ("云溪镇蓄水量", "change")]


def test_what_was_there_when_the_last_year_ended_is_of_that_year() -> None:
    found = read("表2 2030年茶险基金\n单位：万元\n项目\t茶险\n一、上年末结余\t813\n二、本年收入\t264", kind="bulletin")
    assert [f.period for f in found] == ["2029", "2030"]


def test_a_caption_of_the_end_of_a_year_tells_what_is_known_of_it() -> None:
    table = "单位：亿元\n项目\t2029年末\t2030年末\t增减额\n茶田\t27.4\t31.8\t4.4"
    for caption, status in (("附表1 2030年末茶业资产", "actual"), ("附表1 2030年末茶业资产目标", "target")):
        assert [f.status for f in read(f"{caption}\n{table}", "budget report", 2030)] == ["actual", status, status]


def test_a_unit_of_so_much_and_what_is_priced_is_no_amount() -> None:
    for column, of in (("计价单位", ""), ("单位", "元/")):
        caption = "表1 茶价" if of else "表1 茶价\n单位：元"
        found = read(f"{caption}\n品种\t{column}\t本周价\n绿茶\t{of}500克\t86.5\n红茶\t{of}500克\t73.2", kind="bulletin")
        assert [(f.number, f.unit) for f in found] == [
            ("86.5", f"{of}500克" if of else "元"),
            ("73.2", f"{of}500克" if of else "元"),
        ]


def test_an_arrow_down_is_a_fall_and_a_share_beside_its_amount_of_its_year() -> None:
    rows = "茶饼\t713\t61.4%\t650\t59.8%\t↑1.6%\n茶砖\t448\t38.6%\t437\t40.2%\t↓1.6%"
    found = read(f"单位：件\n类别\t2030年\t占比\t2029年\t占比\t占比变化\n{rows}", kind="bulletin", year=2030)
    assert [f.period for f in found[:5]] == ["2030", "2030", "2029", "2029", "2030"]
    assert [f.value for f in found if f.measure == "change"] == [Decimal("1.6"), Decimal("-1.6")]


def test_bodies_below_the_head_of_units_are_names() -> None:
    heads = "单位\t内资\t内资\t外资\t外资\n单位\t任务\t到位\t任务\t到位"
    rows = "云溪镇\t6.2\t5.9\t140\t116\n雾岭镇\t3.8\t4.1\t90\t95\n龙湫镇\t2.5\t2.6\t80\t71"
    found = read(f"表3 茶企引资\n单位：亿元、万美元\n{heads}\n{rows}", kind="bulletin")
    statuses = [("元", "target"), ("元", "actual"), ("美元", "target"), ("美元", "actual")]
    assert [(f.unit, f.status) for f in found] == 3 * statuses
    assert [f.scope for f in found] == 4 * ["云溪镇"] + 4 * ["雾岭镇"] + 4 * ["龙湫镇"]


def test_percentages_of_several_years_are_of_the_year_above_them() -> None:
    heads = "指标\t2030年为下列各年%\t2030年为下列各年%\n指标\t2020年\t2025年"
    found = read(f"{heads}\n茶业产值\t183.5\t127.9\n茶园面积\t116.4\t104.8", kind="bulletin", year=2030)
    assert [(f.period, f.unit, f.measure) for f in found] == 4 * [("2030", "%", "level")]


def test_years_behind_places_date_their_rows() -> None:
    rows = "云溪县\t2029\t61.4\n云溪县\t2030\t63.7\n雾岭县\t2029\t20.5\n雾岭县\t2030\t19.8\n全市\t2030\t83.5"
    found = read(f"各县茶叶收成\n单位：吨\n县区\t年份\t茶叶\n{rows}", kind="bulletin")
    assert [(f.period, f.scope) for f in found] == [
        ("2029", "云溪县"),
        ("2030", "云溪县"),
        ("2029", "雾岭县"),
        ("2030", "雾岭县"),
        ("2030", ""),
    ]
    assert [f.label for f in found[:4]] == 2 * ["云溪县茶叶"] + 2 * ["雾岭县茶叶"]


def test_what_a_budget_is_adjusted_by_is_a_change_of_that_budget() -> None:
    rows = "茶政支出\t740\t-32\t708\n茶路支出\t415\t18\t433"
    for head in ("本次调整（+、-）", "调整额"):
        found = read(f"附件1\n单位：万元\n科目\t年初预算数\t{head}\t调整后预算数\n{rows}", "budget report")
        assert [(f.measure, f.status) for f in found[:3]] == [("level", "target"), ("change", "target"), ("level", "target")]
        assert found[1].label == "茶政支出"


def test_how_many_lose_is_a_share() -> None:
    found = read("单位：个、亿元、%\n行业\t企业数\t亏损面\t茶企收入\n制茶\t87\t13.5\t6.2\n售茶\t55\t10.9\t3.8", kind="bulletin")
    assert [f.unit for f in found[:3]] == ["个", "%", "元"]


def test_a_part_of_a_goal_is_of_its_year() -> None:
    rows = "云溪镇\t93\t24\t9\n雾岭镇\t61\t17\t6\n龙湫镇\t48\t12\t5"
    found = read(f"单位：户\n乡镇\t茶户总数\t2031年任务数\t其中：新种\n{rows}", kind="bulletin")
    assert [(f.period, f.status) for f in found[1:3]] == 2 * [("2031", "target")]


def test_what_is_summed_up_in_the_table_of_a_month_is_of_the_year_so_far() -> None:
    rows = "云溪镇\t52\t318\n雾岭镇\t37\t226\n龙湫镇\t44\t251"
    found = read(f"7月份各镇茶税\n单位：万元\n乡镇\t当月\t累计\n{rows}", kind="bulletin")
    assert [f.coverage for f in found] == 3 * ["months", "to date"]


def test_gains_stand_beside_the_rates_of_the_same_heads() -> None:
    heads = "茶区\t2030年\t2030年\t同比±\t同比±\t同比±%\t同比±%\n茶区\t起数\t毁茶（亩）\t起数\t毁茶（亩）\t起数\t毁茶（亩）"
    found = read(f"{heads}\n云溪\t17\t260\t-3\t40\t-15\t18.2\n雾岭\t9\t118\t2\t-14\t28.6\t-10.6", kind="bulletin")
    kinds = [("起", "level"), ("亩", "level"), ("起", "change"), ("亩", "change"), ("%", "growth"), ("%", "growth")]
    assert [(f.unit, f.measure) for f in found] == 2 * kinds


def test_an_areas_own_level_and_those_below_it_head_columns() -> None:
    found = read(
        "单位：亿元\n项目\t本地区\t本级\t下级\n茶业借款\t41.5\t17.2\t24.3\n茶路借款\t20.4\t9.1\t11.3", kind="budget report"
    )
    assert [f.scope for f in found[:3]] == ["", "本级", "下级"]


def test_a_second_side_is_told_by_its_name_or_by_heads_that_come_again() -> None:
    for name in ("项目（按茶类分）", "用途"):
        text = f"单位：万元\n项目\t预算数\t决算数\t{name}\t预算数\t决算数\n茶捐\t64\t61\t修茶亭\t38\t35\n茶租\t27\t29\t育茶苗\t46\t48"
        assert {f.label for f in read(text, kind="final accounts")} == {"茶捐", "茶租", "修茶亭", "育茶苗"}


def test_a_row_is_called_by_what_no_other_row_is() -> None:
    rows = "云溪桥\t茶溪\tⅢ\tⅡ\t3.4\t8\n雾岭闸\t茶溪\tⅢ\tⅢ\t4.9\t6\n龙湫渡\t岚河\tⅡ\tⅡ\t2.2\t9"
    found = read(f"断面\t河流\t水质目标\t水质类别\t茶碱（mg/L）\t样本（份）\n{rows}", kind="bulletin")
    assert [f.label for f in found[::2]] == ["茶碱云溪桥", "茶碱雾岭闸", "茶碱龙湫渡"]


def test_who_comes_and_goes_is_counted_in_people() -> None:
    heads = "街道\t茶户数\t茶农人数\t迁入\t自然增长率"
    found = read(f"单位：户、人、‰\n{heads}\n云溪街\t310\t845\t23\t-1.6\n雾岭街\t287\t790\t19\t0.8", kind="bulletin")
    assert [f.unit for f in found] == 2 * ["户", "人", "人", "‰"]


def test_what_quickens_by_points_is_a_change() -> None:
    found = read("行业\t1-9月增速（%）\t较1-8月加快（百分点）\n制茶\t6.3\t0.7\n售茶\t4.1\t-1.2", kind="bulletin")
    assert [f.measure for f in found] == 2 * ["growth", "change"]


def test_times_beside_places_say_which_part_of_the_year_a_row_is_of() -> None:
    rows = "云溪镇\t8月\t91.2\n云溪镇\t1-6月\t87.5\n雾岭镇\t8月\t89.0\n雾岭镇\t1-6月\t84.3"
    found = read(f"各镇茶香\n镇\t时段\t香高比例（%）\n{rows}", kind="bulletin")
    assert [(f.scope, f.coverage) for f in found] == [
        (place, part) for place in ("云溪镇", "雾岭镇") for part in ("months", "half")
    ]


def test_ranks_and_nominal_gains_are_of_the_amount_beside_them() -> None:
    heads = "镇\t茶农收入\t比上年增加\t名义增长（%）\t全市排位"
    found = read(f"单位：元\n{heads}\n云溪镇\t8640\t512\t6.3\t2\n雾岭镇\t7930\t488\t6.6\t1", kind="bulletin")
    assert [f.label for f in found] == 4 * ["云溪镇茶农收入"] + 4 * ["雾岭镇茶农收入"]


def test_the_number_of_a_table_is_no_part_of_its_year() -> None:
    rows = "云溪镇\t740\t210\n雾岭镇\t615\t\n龙湫镇\t580\t170"
    for caption in ("表9 2031年各镇茶捐预算表", "表92031年各镇茶捐预算表"):
        found = read(f"{caption}\n单位：万元\n乡镇\t合计\t茶路\n{rows}", kind="budget", year=2031)
        assert {(f.period, f.status) for f in found} == {("2031", "target")}


def test_a_column_of_signs_bounds_the_goals_beside_it() -> None:
    rows = "修茶渠\t≥\t46\t公里\t20\n茶渠造价\t≤\t890\t万元\t10\n验收合格率\t=\t100\t%\t20"
    found = read(f"三级指标\t指标性质\t指标值\t度量单位\t分值权重\n{rows}", kind="budget", year=2031)
    assert [(f.bound, f.unit) for f in found[::2]] == [(">=", "公里"), ("<=", "元"), ("=", "%")]
    assert [(f.bound, f.unit) for f in found[1::2]] == 3 * [("=", "分")]


def test_what_is_compared_with_says_neither_year_nor_status() -> None:
    heads = "2030年执行数\t2031年预算数\t比上年执行数增长%\t较2028年（%）"
    found = read(f"单位：万元\n项目\t{heads}\n茶捐\t740\t780\t5.4\t9.7\n茶租\t515\t530\t2.9\t6.2", "budget report", 2031)
    assert [(f.measure, f.period, f.status) for f in found[2:4]] == 2 * [("growth", "2031", "target")]


def test_the_way_between_two_rates_is_a_change() -> None:
    rows = "茶企利润\t86\t80\t7.5\n茶企利润率（%）\t5.7\t5.5\t0.2"
    found = read(f"单位：万元\n指标\t本期累计\t上年同期\t增减（%）\n{rows}", kind="bulletin")
    assert [(f.unit, f.measure) for f in found[2::3]] == [("%", "growth"), ("个百分点", "change")]
    assert [f.label for f in found[3:]] == 3 * ["茶企利润率"]


def test_numbers_that_are_ways_between_amounts_are_gains() -> None:
    for gains, kind in ((("1.8", "-0.6"), "change"), (("5.1", "-2.3"), "growth")):
        rows = f"茶捐\t35.2\t37.0\t{gains[0]}\n茶租\t26.4\t25.8\t{gains[1]}"
        found = read(f"单位：万元\n项目\t2029年\t2030年\t增减\n{rows}", kind="bulletin")
        assert [f.measure for f in found[2::3]] == 2 * [kind]


def test_a_district_among_offices_keeps_its_name() -> None:
    rows = "茶务局\t184\t180\n茶路局\t130\t129\n城中区\t420\t415"
    found = read(f"单位：件\n承办单位\t收件\t办结\n{rows}", kind="bulletin")
    assert [f.label for f in found[4:]] == ["收件城中区", "办结城中区"]


def test_an_empty_cell_below_a_place_is_that_place() -> None:
    rows = "云溪镇\t8月\t91.2\n\t1-6月\t87.5\n雾岭镇\t8月\t89.0\n\t1-6月\t84.3"
    found = read(f"各镇茶香\n镇\t时段\t香高比例（%）\n{rows}", kind="bulletin")
    assert [(f.scope, f.coverage) for f in found] == [
        (place, part) for place in ("云溪镇", "雾岭镇") for part in ("months", "half")
    ]


def test_a_sentence_over_a_table_makes_no_goals() -> None:
    found = read("各镇按还茶债的目标任务，做好了账目：\n单位：万元\n项目\t余额\n茶债\t86\n路债\t42", kind="bulletin")
    assert {f.status for f in found} == {"actual"}


def test_what_is_compared_with_the_begin_of_the_year_is_a_gain() -> None:
    heads = "机构\t茶款\t茶款\t茶贷比\t存贷比\n机构\t余额\t比年初\t\t"
    found = read(f"单位：亿元、%\n{heads}\n云溪社\t64.1\t3.52\t\t78.1\n雾岭社\t25.8\t-0.64\t\t70.3", kind="bulletin")
    assert [(f.unit, f.measure) for f in found[:3]] == [("元", "level"), ("元", "change"), ("%", "level")]
    found = read("指标\t单位\t10月末到达\t比上年末净增\n茶客\t户\t864\t92\n茶友\t户\t287\t41", kind="bulletin")
    assert [f.measure for f in found] == 2 * ["level", "change"]
    assert [f.label for f in found[1::2]] == ["茶客", "茶友"]


def test_points_at_most_stand_in_a_head_and_a_floor_ratio_is_no_share() -> None:
    found = read("乡镇\t茶业（40分）\t茶路（60分）\n云溪镇\t37.6\t51.2\n雾岭镇\t35.1\t54.8", kind="bulletin")
    assert [(f.unit, f.label) for f in found[:2]] == [("分", "云溪镇茶业"), ("分", "云溪镇茶路")]
    found = read("茶场\t占地（亩）\t容积率\n云溪场\t68\t2.2\n雾岭场\t45\t1.5", kind="bulletin")
    assert [f.unit for f in found[1::2]] == ["", ""]


def test_what_is_already_set_aside_is_done() -> None:
    heads = "项目\t截至2030年底已安排\t2031年安排"
    found = read(f"2031年茶路计划表\n单位：万元\n{heads}\n云溪茶路\t840\t260\n雾岭茶亭\t315\t90", kind="plan", year=2031)
    assert [(f.period, f.status) for f in found[:2]] == [("2030", "actual"), ("2031", "target")]


def test_an_adjustment_between_two_budgets_is_a_change() -> None:
    rows = "茶捐\t640\t-35\t605\n茶租\t280\t12\t292"
    found = read(f"单位：万元\n项目\t年初预算\t调整数\t调整后预算\n{rows}", "budget report")
    assert [(f.measure, f.status) for f in found[:3]] == [("level", "target"), ("change", "target"), ("level", "target")]
    found = read(
        f"单位：万元\n项目\t年初预算\t调整数\t决算数\n{rows.replace('-35', '610').replace('12', '290')}", "budget report"
    )
    assert [f.measure for f in found[:3]] == 3 * ["level"]


def test_cases_power_and_frequency_are_no_shares() -> None:
    heads = ("发现病例", "茶案案例", "茶机功率", "巡茶频率", "总和生育率", "容积率", "茶汇率", "茶田比例", "采茶率")
    assert [head for head in heads if read_words(head, 2031).share] == ["茶田比例", "采茶率"]


def test_a_plan_handed_down_is_a_plan() -> None:
    assert [read_words(head, 2031).status for head in ("已下达计划", "已列入规划", "已投入")] == ["target", "target", "actual"]


def test_heads_that_count_name_their_unit() -> None:
    found = read(
        "单位：万元\n茶市\t参评人数\t检茶批次\t茶客人次\t茶税\n云溪\t38\t64\t910\t27\n雾岭\t25\t51\t736\t18", kind="bulletin"
    )
    assert [f.unit for f in found[:4]] == ["人", "批次", "人次", "元"]


def test_a_table_in_percent_of_amounts_is_of_how_they_grow() -> None:
    heads = "县（市、区）\t地区生产总值\t地区生产总值\t固定资产投资\n县（市、区）\t2030年预计\t2031年目标\t2031年目标"
    found = read(f"表3 2031年各县（市、区）指标\n单位：%\n{heads}\n云溪县\t6.2\t6.5\t7\n雾岭县\t5.9\t6\t6", "plan report", 2031)
    assert {(f.unit, f.measure) for f in found} == {("%", "growth")}
    found = read("表3 茶税构成\n单位：%\n项目\t2029年\t2030年\n茶业投资\t40.2\t38.8\n茶路投资\t59.8\t61.2", kind="bulletin")
    assert {(f.unit, f.measure) for f in found} == {("%", "level")}


def test_heads_of_ranks_that_moved_and_of_points_name_their_unit() -> None:
    found = read("乡镇\t茶业加分\t位次\t位次变化\n云溪镇\t2.5\t1\t3\n雾岭镇\t1.8\t2\t-1", kind="bulletin")
    kinds = [("分", "level"), ("", "rank"), ("位", "change")]
    assert [(f.unit, f.measure) for f in found] == 2 * kinds
    found = read("乡镇\t茶价指数\t排名\t变化排名\n云溪镇\t3.1\t1\t2\n雾岭镇\t3.4\t2\t1", kind="bulletin")
    assert [f.measure for f in found[1:3]] == ["rank", "rank"]


def test_heads_that_tell_rates_from_what_was_gained() -> None:
    found = read("茶场\t茶价（元）\t涨跌额（元）\t变动率\n云溪场\t86\t4\t4.9\n雾岭场\t73\t-2\t-2.7", kind="bulletin")
    assert [(f.unit, f.measure) for f in found[:3]] == [("元", "level"), ("元", "change"), ("%", "growth")]


def test_gains_below_a_head_with_a_unit_are_in_that_unit() -> None:
    heads = "茶校\t校数（所）\t校数（所）\t学徒（人）\t学徒（人）\n茶校\t2030年\t比上年增减\t2030年\t比上年增减"
    found = read(f"{heads}\n初学\t58\t-4\t936\t-12\n高学\t15\t1\t702\t18", kind="bulletin")
    assert [(f.unit, f.measure) for f in found[:4]] == [("所", "level"), ("所", "change"), ("人", "level"), ("人", "change")]


def test_sound_is_in_its_own_unit() -> None:
    found = read("单位：dB(A)\n乡镇\t昼间\t夜间\n云溪镇\t52.6\t43.8\n雾岭镇\t50.1\t41.7", kind="bulletin")
    assert {f.unit for f in found} == {"dB(A)"}


def test_two_units_are_those_of_things_and_of_what_is_paid_for_them() -> None:
    heads = "乡镇\t种茶任务\t种茶任务\t投资估算\t投资估算\n乡镇\t新种\t补种\t合计\t县级资金"
    found = read(
        f"2031年种茶任务\n单位：万亩、万元\n{heads}\n云溪镇\t0.5\t0.7\t276\t84\n雾岭镇\t0.3\t0.4\t158\t60",
        kind="plan",
        year=2031,
    )
    assert [f.unit for f in found] == 2 * ["亩", "亩", "元", "元"]


def test_what_is_measured_against_a_mark_is_a_change() -> None:
    found = read("茶塘\t水位（米）\t比警戒线（米）\n云溪塘\t86.4\t-1.1\n雾岭塘\t92.7\t0.8", kind="bulletin")
    assert [f.measure for f in found] == 2 * ["level", "change"]


def test_words_of_english_behind_a_head_or_a_name_are_no_part_of_it() -> None:
    head = "县区 County\t茶户（户） Tea Growers (household)\t采茶量（担） Tea Picked (10 000 dan)"
    found = read(f"{head}\n云泽区 Yunze\t310\t84.5\n雾岭县 Wuling\t287\t79.0", kind="bulletin")
    assert [(f.scope, f.unit, f.label) for f in found] == [
        (place, unit, place + label) for place in ("云泽区", "雾岭县") for unit, label in (("户", "茶户"), ("担", "采茶量"))
    ]


def test_a_class_beside_names_is_not_what_its_rows_are_called() -> None:
    rows = "茶\t龙湫芽\t一芽一叶\t38.5\t36.0\n茶\t雾岭片\t一芽二叶\t21.4\t22.6\n果\t青岚柚\t无籽\t4.2\t3.9"
    found = read(f"类别\t品名\t等级\t本期均价（元/斤）\t上期均价（元/斤）\n{rows}", kind="bulletin")
    assert [f.label[-3:] for f in found[::2]] == ["龙湫芽", "雾岭片", "青岚柚"]


def test_the_same_time_of_last_year_is_that_of_the_column_before_it() -> None:
    text = "2030年5月各镇茶香\n镇\t香高比例（%）\t去年同期（%）\n云溪镇\t91.2\t88.6\n雾岭镇\t89.0\t90.3"
    found = read(text, kind="bulletin")
    assert [(f.period, f.coverage) for f in found] == 2 * [("2030", "months"), ("2029", "months")]


def test_a_rate_of_change_leaves_the_name_of_what_changes() -> None:
    heads = "镇\t茶香指数\t同比变化率（%）\t茶雾（克）\t同比变幅（%）"
    found = read(f"{heads}\n云溪镇\t2.46\t-6.1\t21\t-12.5\n雾岭镇\t2.83\t1.4\t26\t4.0", kind="bulletin")
    assert [f.label for f in found[:4]] == ["云溪镇茶香指数", "云溪镇茶香指数", "云溪镇茶雾", "云溪镇茶雾"]


def test_a_district_of_the_list_is_a_place_though_it_ends_as_a_kind_of_land() -> None:
    found = read("区\t茶户（户）\n房山区\t310\n萧山区\t287\n北部山区\t61", kind="bulletin")
    assert [f.scope for f in found] == ["房山区", "萧山区", ""]


def test_a_table_right_below_another_has_its_own_title_form_and_heads() -> None:
    first = "茶事收支总表\t茶事收支总表\t茶事收支总表\n\t\t茶公开01表\n填表：云溪茶社\t\t单位：万元\n项目\t2029年\t2030年\n采茶\t41.5\t43.2"
    heads = "\t".join(["乡镇", *2 * ["采茶增速"], *2 * ["制茶增速"]]) + "\n乡镇\t增速（%）\t位次\t增速（%）\t位次"
    found = read("\n".join([first, "\t".join(5 * ["各镇茶事"]), heads, "云溪镇\t6.1\t2\t-3.4\t1", "雾岭镇\t7.5\t1\t-8.8\t2"]))
    assert [(f.label, f.unit, f.value) for f in found[:2]] == [("采茶", "元", 415_000), ("采茶", "元", 432_000)]
    assert [(f.label, f.unit, f.measure) for f in found[2:6]] == [
        (f"云溪镇{what}", unit, measure) for what in ("采茶", "制茶") for unit, measure in (("%", "growth"), ("", "rank"))
    ]


def test_rows_that_lack_cells_begin_no_other_table() -> None:
    found = read("茶镇\t茶户（户）\t采茶量（吨）\n云溪镇\t310\t84.5\n其中：\t\n旧社\t205\t60.1\n雾岭镇\t287\t79.0")
    assert [f.unit for f in found] == 3 * ["户", "吨"]


def test_what_stands_on_a_form_of_debts_and_their_limits_is_what_was_set() -> None:
    text = "云溪市2030年债务限额和余额预算情况表\n单位：亿元\n地区\t2030年债务限额\t2030年债务余额预计执行数\n雾岭县\t41.5\t40.2\n松溪县\t30.8\t29.9"
    assert {f.status for f in read(text, kind="budget report", year=2031)} == {"actual"}


def test_columns_of_the_nation_and_the_province_are_not_those_of_the_city() -> None:
    heads = "指标\t全国\t全国\t全省\t全省\t全市\t全市\n指标\t总量（吨）" + "\t增速（%）\t总量（吨）" * 2 + "\t增速（%）"
    text = f"云溪市2030年茶业\n{heads}\n采茶量\t9310\t4.1\t872\t4.6\t64\t5.3\n制茶量\t8104\t3.8\t—\t4.0\t51\t4.9"
    found = read_figures(parse_text(text, kind="bulletin", year=2030, area="云溪市"))
    assert [f.scope for f in found[:6]] == ["全国", "全国", "全省", "全省", "", ""]
    assert {f.label for f in found[:6]} == {"采茶量"}


def test_the_city_is_no_part_of_a_district_that_stands_beside_it() -> None:
    text = "乡镇\t茶户（户）\n全市\t9310\n全区\t872\n云溪镇\t64"
    found = read_figures(parse_text(text, kind="bulletin", year=2030, area="云溪市雾岭区"))
    assert [f.scope for f in found] == ["全市", "", "云溪镇"]


def test_a_count_of_the_same_time_of_last_year_has_its_unit_in_brackets() -> None:
    heads = "乡镇\t采茶次数\t采茶次数\t采茶次数\n乡镇\t本期（次）\t同期（次）\t增减（%）"
    found = read(f"2031年1—6月采茶\n{heads}\n云溪镇\t48\t55\t-12.7\n雾岭镇\t33\t30\t10.0", kind="bulletin", year=2031)
    assert [(f.period, f.unit, f.label) for f in found[:2]] == [(year, "次", "云溪镇采茶次数") for year in ("2031", "2030")]


def test_a_unit_behind_the_head_of_a_column_is_no_caption() -> None:
    rows = "采茶情况\n项目\t本年次数\n雨前采茶\t9\n收费情况\n项目\t本年收费金额（单位：万元）\n茶市摊位费\t41.5"
    found = read("\n".join(row if "\t" in row else f"{row}\t{row}" for row in rows.split("\n")))
    assert [(f.number, f.unit) for f in found] == [("9", "次"), ("41.5", "元")]


def test_what_is_to_be_done_is_read_once_and_what_is_spent_on_it_is_a_target() -> None:
    rows = "1\t翻修茶舍\t翻修茶舍12座，惠及茶户360户\t820\n2\t茶学教室\t新开茶学教室9间\t456"
    found = read(f"2031年茶事项目表\n序号\t项目名称\t目标任务\t投资（万元）\n{rows}", kind="", year=2031)
    assert [f.number for f in found] == ["12", "360", "820", "9", "456"]
    assert {(f.period, f.status) for f in found} == {("2031", "target")}


def test_part_of_a_column_has_its_unit_where_a_line_names_several() -> None:
    rows = "云溪茶校\t6\t270\t24\n雾岭茶校\t3\t128\t5"
    found = read(f"单位：人、个\n茶校\t招生班数\t招生人数\t其中：随迁茶童\n{rows}", kind="bulletin")
    assert [f.unit for f in found] == 2 * ["个", "人", "人"]


def test_rows_between_rules_may_fill_several_lines() -> None:
    rule = "+------+------+------+"
    heads = "| 茶事 | 预算数 | 比上年 |\n|  | （万元） | 增长（%） |"
    rows = ["| 春茶 | 31.2 | 2.4 |\n| 采摘 |  |  |", "| 制茶 | 78.5 | -3.3 |"]
    text = f"表1 2030年茶事\n{rule}\n{heads}\n{rule.replace('-', '=')}\n" + f"\n{rule}\n".join(rows) + f"\n{rule}"
    found = read(text, kind="bulletin")
    assert [(f.label, f.value, f.unit) for f in found[:2]] == [("春茶采摘", 312_000, "元"), ("春茶采摘", Decimal("2.4"), "%")]
    assert [(f.label, f.value, f.unit) for f in found[2:]] == [("制茶", 785_000, "元"), ("制茶", Decimal("-3.3"), "%")]


def test_rows_of_numbers_between_two_rules_are_not_one() -> None:
    rule = "+------+------+"
    text = f"{rule}\n| 茶事 | 采茶量（吨） |\n{rule}\n| 春茶 | 31 |\n| 秋茶 | 78 |\n{rule}"
    assert [(f.label, f.number) for f in read(text, kind="bulletin")] == [("春茶", "31"), ("秋茶", "78")]


def test_a_title_may_end_with_the_unit_of_its_table() -> None:
    found = read("表1 茶农（万人）\n茶农\t2029年末\t2030年末\n采茶人\t1.02\t1.06\n制茶人\t0.38\t0.41", kind="bulletin")
    assert [(f.unit, f.value) for f in found[:2]] == [("人", 10_200), ("人", 10_600)]
    # The heads of columns are no title.
    found = read("茶社 | 茶农（户） | 采茶量（吨）\n云溪社 | 31 | 20 | \n雾岭社 | 78 | 12 | ", kind="bulletin")
    assert "吨" not in [f.unit for f in found if f.number in ("31", "78")]


def test_a_difference_from_what_was_budgeted_is_of_what_was_spent() -> None:
    heads = "茶事\t2030年预算数\t2030年决算数\t与预算数相比\t与预算数相比\n茶事\t2030年预算数\t2030年决算数\t增减额\t增减%"
    found = read(f"单位：元\n{heads}\n采茶\t330\t301\t-29\t-8.8\n制茶\t200\t188\t-12\t-6.0", kind="final accounts")
    assert [(f.status, f.measure, f.unit) for f in found[1:4]] == [
        ("actual", "level", "元"), ("actual", "change", "元"), ("actual", "growth", "%"),
    ]  # fmt: skip


def test_what_is_measured_beside_the_same_time_of_last_year_grows() -> None:
    text = "2031年6月云溪市茶情\n乡镇\t月采茶量（吨）\t上年同期（吨）\t与上年同期比（%）\n云溪镇\t286\t241\t18.9\n雾岭镇\t301\t262\t14.6"
    found = read(text, kind="bulletin", year=2031)
    assert [(f.measure, f.period, f.coverage) for f in found[:3]] == [
        ("level", "2031", "months"), ("level", "2030", "months"), ("growth", "2031", "months"),
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "measure"), [("0.9", "growth"), ("100.9", "level")])
def test_an_index_below_a_comparison_grows_unless_it_lies_around_100(number: str, measure: str) -> None:
    rows = f"1月\t0.6\t{number}\n2月\t0.8\t{number}"
    found = read(f"2030年茶价\n单位：%\n月份\t环比\t同比\n月份\t环比\t总指数\n{rows}", kind="bulletin")
    assert [f.measure for f in found[:2]] == ["growth", measure]


def test_amounts_below_a_comparison_are_in_the_unit_of_what_grew() -> None:
    heads = "茶社\t本月余额\t同比\t同比\n茶社\t本月余额\t增减额\t增减幅"
    found = read(f"单位：万元、%\n{heads}\n云溪社\t951.7\t88.3\t10.2\n雾岭社\t312.0\t9.7\t3.2", kind="bulletin")
    assert [(f.measure, f.unit) for f in found[:3]] == [("level", "元"), ("change", "元"), ("growth", "%")]


def test_a_sum_in_brackets_below_the_year_of_a_goal_is_of_the_years_up_to_it() -> None:
    rows = "茶山面积（亩）\t910\t960\n茶窑耗柴降低（%）\t—\t〔17〕"
    found = read(f"表1 茶业主要指标\n指标\t2030年现状值\t2035年目标值\n{rows}", kind="plan outline", year=2031)
    assert [(f.period, f.value) for f in found[1:]] == [("2035", 960), ("2031/2035", -17)]


def test_what_is_gained_between_two_years_is_a_change_and_no_value_added() -> None:
    rows = "茶道里程\t公里\t286\t350\t64\n茶村通车率\t%\t88\t100\t12\n茶埠\t个\t22\t31\t9"
    found = read(f"指标名称\t单位\t2030年基数\t2035年目标\t五年增加值\n{rows}", kind="plan outline", year=2031)
    assert [(f.measure, f.unit, f.label, f.period) for f in found[2:6:3]] == [
        ("change", "公里", "茶道里程", "2031/2035"), ("change", "个百分点", "茶村通车率", "2031/2035"),
    ]  # fmt: skip


def test_rows_are_named_by_the_column_of_names() -> None:
    rows = "茶山补贴\t种茶农户\t38204\t2610.5\n茶舍补助\t低收入农户\t86\t172.0\n高龄津贴\t老茶农\t4915\t589.8"
    found = read(f"补贴名称\t发放对象\t发放人数（人）\t发放金额（万元）\n{rows}", kind="bulletin")
    assert [f.label for f in found[::2]] == ["茶山补贴发放人数", "茶舍补助发放人数", "高龄津贴发放人数"]


def test_a_mean_below_the_year_of_its_amount_is_over_the_years_up_to_it() -> None:
    heads = "茶事\t单位\t2025年\t2030年完成\t2030年完成\n茶事\t单位\t实际值\t实际值\t年均增长"
    found = read(f"{heads}\n采茶\t吨\t431.8\t571.2\t5.8%\n制茶\t吨\t18.9\t23.1\t4.1%", kind="bulletin")
    assert [f.period for f in found[:3]] == ["2025", "2030", "2026/2030"]


def test_what_another_column_counts_has_its_unit() -> None:
    rows = "云溪镇\t16\t820.5\t2\t6\n雾岭镇\t14\t644.0\t1\t4"
    found = read(f"乡镇\t茶舍数（座）\t茶款（万元）\t其中：10万元以下茶舍数\t50万元以上茶舍数\n{rows}", kind="bulletin")
    assert [(f.value, f.unit) for f in found[:4]] == [(16, "座"), (8_205_000, "元"), (2, "座"), (6, "座")]
    found = read("茶社\t茶款（万元）\t人均茶款\n云溪社\t820.5\t9\n雾岭社\t644.0\t7", kind="bulletin")
    assert [(f.value, f.unit) for f in found[:2]] == [(8_205_000, "元"), (9, "")]


def test_an_amount_in_percent_grows_by_it_in_its_row() -> None:
    rows = "茶业增加值\t%\t8\t7.4\n茶业投资\t%\t10\t3.6\n茶税\t亿元\t24\t23.9\n茶农参保率\t%\t95\t96\n茶税占预算收入\t%\t7\t8"
    found = read(f"指标\t单位\t2031年计划\t2031年预计\n{rows}", kind="plan report", year=2032)
    assert [f.measure for f in found] == ["growth"] * 4 + ["level"] * 6
    rows = "茶业增加值（亿元）\t905\t1200\t〔6%左右〕\n茶林覆盖率（%）\t42.6\t43.5\t[0.9]"
    found = read(f"指标\t2030年\t2035年\t年均增长/累计\n{rows}", kind="plan outline", year=2031)
    assert [f.measure for f in found] == ["level", "level", "growth", "level", "level", "change"]
