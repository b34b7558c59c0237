"""Text split into paragraphs with part and section."""

from __future__ import annotations

import pytest

from xclib.extract.document import parse_text
from xclib.extract.weights import plan_weight

REPORT = """青岚市人民政府工作报告
——2031年1月8日在青岚市第三届人民代表大会第二次会议上

一、2030年工作回顾
一年来，我们成功举办读书节，获评书香城市，新增书屋30家。
（一）产业持续向好。规上工业增加值增长6%。
（二）民生不断改善。新增学位2000个。
二、2031年工作安排
今年力争新增书屋40家，确保登记失业率控制在4%以内。
（一）抓好项目建设
1.加快推进云桥工程
附件1
青岚市2031年计划表
附件2
名词解释
1.云桥工程：指跨越青岚河的3座桥。
"""


def test_lines_are_counted_from_one_and_split_at_newlines_only() -> None:
    document = parse_text("甲\u2028乙\r\n丙\x0b丁\n")
    assert [(p.line, p.text) for p in document.paragraphs] == [(1, "甲\u2028乙\r"), (2, "丙\x0b丁"), (3, "")]


@pytest.mark.parametrize("heading", ["名词释义", "《政府工作报告》释义"])
def test_explanations_under_other_headings_are_a_glossary_too(heading: str) -> None:
    document = parse_text(REPORT.replace("附件2\n名词解释", heading))
    assert document.paragraphs[-2].part == "glossary"


def test_parts_and_sections() -> None:
    document = parse_text(REPORT)
    found = {p.text[:6]: (p.part, p.section) for p in document.paragraphs if p.text}
    assert found["一年来，我们"] == ("review", "1")
    assert found["（二）民生不"] == ("review", "1.2")
    assert found["今年力争新增"] == ("plan", "2")
    assert found["1.加快推进"] == ("plan", "2.1.1")
    assert found["青岚市203"][0] == "annex"
    assert found["1.云桥工程"][0] == "glossary"


def test_what_the_report_says_of_itself() -> None:
    document = parse_text(REPORT)
    assert (document.area, document.kind, document.year, document.review_year) == ("青岚市", "work report", 2031, 2030)


@pytest.mark.parametrize(
    ("head", "kind", "year"),
    [
        ("关于青岚市2030年国民经济和社会发展计划执行情况与2031年国民经济和社会发展计划的报告", "plan report", 2031),
        ("关于青岚市2030年预算执行情况和2031年预算草案的报告", "budget report", 2031),
        ("青岚市2030年国民经济和社会发展统计公报", "statistical communique", 2030),
        ("政府工作报告\n2030年12月28日在青岚市第三届人民代表大会上", "work report", 2031),
    ],
)
def test_kind_and_year(head: str, kind: str, year: int) -> None:
    document = parse_text(head)
    assert (document.kind, document.year) == (kind, year)


def test_given_values_win() -> None:
    document = parse_text(REPORT, doc="x", area="云泽区", kind="plan report", year=2029)
    assert (document.doc, document.area, document.kind, document.year) == ("x", "云泽区", "plan report", 2029)


def test_a_fragment_without_headings_is_told_by_its_words() -> None:
    review = "我们成功举办读书节，获评书香城市，完成了全年任务，得到群众好评。"
    plan = "今年要加快推进云桥工程，力争年内竣工，确保群众满意，抓好民生实事。"
    document = parse_text("\n".join([review] * 3 + [plan] * 3), year=2031)
    assert [p.part for p in document.paragraphs] == ["review"] * 3 + ["plan"] * 3


@pytest.mark.parametrize("kind", ["statistical communique", "bulletin", "final accounts"])
def test_some_kinds_only_look_back(kind: str) -> None:
    document = parse_text("今年要力争增长5%。", kind=kind, year=2030)
    assert document.paragraphs[0].part == "review"
    assert document.review_year == 2030


def test_numbered_definitions_at_the_end_are_a_glossary() -> None:
    text = "\n".join(f"{i}.云桥{i}期：指跨河的桥梁。" for i in range(11, 16))
    assert {p.part for p in parse_text(text, year=2031).paragraphs} == {"glossary"}


def test_words_of_the_plan_weigh_more() -> None:
    assert plan_weight("力争新增") > 0 > plan_weight("成功举办")


def test_a_heading_that_names_the_five_year_plan_to_come_heads_the_plan() -> None:
    text = """二、“十四五”的成就和“十五五”的目标
1.“十四五”的成就
过去的五年，生产总值年均增长7%，累计建成学校30所。
2.“十五五”发展的指导思想和目标定位
——居民收入与经济同步，提前完成翻一番的目标，差距进一步缩小；城镇调查失业率为5%左右，形成三个中心。"""
    parts = [p.part for p in parse_text("一、2025年工作回顾\n获评先进。\n" + text, year=2026).paragraphs]
    assert parts[-1] == parts[-2] == "plan"
    assert parts[1] == "review"


@pytest.mark.parametrize(
    "heading",
    [
        "二、“十六五”时期基本要求和愿景",
        "二、合写茶乡“十六五”好文章",
        "今后五年的奋斗目标",
        "“十六五”时期展望",
        "新一届政府要努力实现以下目标：",
    ],
)
def test_goals_worded_as_if_reached_stand_in_the_plan_under_their_heading(heading: str) -> None:
    goals = (
        "——茶业明显提质。新增书屋30家，全市茶农收入达到3.25万元，由2.1万元提高，茶税达到6.5亿元、增长8.5%，先后建成3条绿道。"
    )
    text = f"一、“十五五”时期和2030年工作回顾\n茶税增长5%，获评先进。\n{heading}\n{goals}\n{goals}\n{goals}\n三、2031年工作安排\n茶税增长6%。"
    parts = [p.part for p in parse_text(text, year=2031, kind="work report").paragraphs]
    assert parts == ["review", "review", *["plan"] * 6]


def test_a_heading_of_what_a_term_came_to_and_of_the_next_forces_no_plan() -> None:
    came = "茶税达到6.5亿元、增长8.5%，先后建成3条绿道，获评先进。"
    text = f"一、2030年工作回顾\n茶税增长5%，获评先进。\n“十五五”发展成效和“十六五”目标任务\n{came}\n三、2031年工作安排\n茶税增长6%。"
    parts = [p.part for p in parse_text(text, year=2031, kind="work report").paragraphs]
    assert parts == [*["review"] * 4, "plan", "plan"]


@pytest.mark.parametrize(
    "heading",
    [
        "（二）聚焦“十六五”茶业目标，茶馆提质",
        "（一）谋划“十六五”茶业思路",
        "2.对标“十六五”茶业要求，茶亭不断更新",
        "4.新一届政府茶务任务情况良好",
        "一年来，我们着眼未来五年的茶业目标，重点做了三件事：",
    ],
)
def test_a_heading_of_a_review_with_the_next_term_in_mind_heads_no_plan(heading: str) -> None:
    text = f"一、2030年工作回顾\n获评先进。\n{heading}\n新建茶馆9家，茶税完成5亿元。\n三、2031年工作安排\n茶税增长6%。"
    parts = [p.part for p in parse_text(text, year=2031, kind="work report").paragraphs]
    assert parts == [*["review"] * 4, "plan", "plan"]


def test_accounts_of_the_year_before_speak_against_the_goals_of_a_term() -> None:
    account = "去年，茶税完成了5亿元、增长8.5%，先后建成茶馆9家，茶亭获评先进，茶农收入提高了6%，茶棚全部拆除。"
    text = "\n".join(["一、2030年工作回顾", "“十六五”目标引领茶业", *[account] * 6, "三、2031年工作安排", "茶税增长6%。"])
    parts = [p.part for p in parse_text(text, year=2031, kind="work report").paragraphs]
    assert parts == [*["review"] * 8, "plan", "plan"]


def test_a_heading_left_at_the_end_of_a_paragraph_heads_what_follows() -> None:
    text = "一、2030年工作回顾\n2030年完成投资30亿元。这些问题我们将认真解决。二、今后五年的奋斗目标和主要任务\n总产值突破800亿元，骨干企业产值保持增长。"
    assert [p.part for p in parse_text(text, year=2031, kind="work report").paragraphs] == ["review", "review", "plan"]


def test_an_empty_text_is_one_empty_paragraph() -> None:
    assert len(parse_text("").paragraphs) == 1


def test_definitions_behind_notes_in_brackets_are_a_glossary() -> None:
    lines = ["全市新增书屋3家，比上年增长5%。", "", *(f"[{n}]云桥{n}工程：跨河的{n}座桥。" for n in range(2, 7))]
    assert [p.part for p in parse_text("\n".join(lines), kind="work report", year=2031).paragraphs][-5:] == ["glossary"] * 5


def test_a_year_to_come_speaks_for_the_plan() -> None:
    lines = "城乡书屋网络基本建成，书香氛围日益浓厚。到2035年，书屋达到90家。\n茶馆行业蓬勃向前，市民共享书香，共创美好生活。"
    assert [p.part for p in parse_text(lines, kind="work report", year=2031).paragraphs] == ["plan", "plan"]


def test_notes_end_a_text_of_few_lines() -> None:
    short = parse_text("青岚市2031年政府工作报告\n建成口袋公园36个。\n注释：\n口袋公园：400平方米以上的绿地。")
    assert [p.part for p in short.paragraphs][2:] == ["glossary", "glossary"]


@pytest.mark.parametrize("caption", ["2030年茶务基本情况表", "2030年茶社情况表（单位：所）", "表1 2030年茶务情况"])
def test_the_caption_of_a_table_below_the_plan_does_not_take_the_plan_back(caption: str) -> None:
    text = f"一、2030年工作总结\n新建茶社9家。\n二、2031年工作计划\n新建茶社5家。\n{caption}\n类别\t茶社（家）\n红茶\t12"
    parts = [p.part for p in parse_text(text, kind="department report").paragraphs]
    assert parts[:4] == ["review", "review", "plan", "plan"]


def test_a_title_that_names_both_years_heads_no_part() -> None:
    told = "2030年预算情况和2031年预算草案\n青岚市财政局\n全市一般公共预算收入完成50.9亿元，增长5.2%。"
    assert [p.part for p in parse_text(told, year=2031).paragraphs] == ["review"] * 3


def test_a_chapter_of_the_plan_that_tells_of_the_term_before_is_review() -> None:
    text = (
        "一、2030年工作回顾\n建成书屋30家。\n二、2031年主要任务\n建设书屋40家。\n三、关于第十六个五年规划的说明\n"
        "（一）“十五五”时期茶业发展情况\n书屋由50家增加到70家。\n（二）“十六五”时期的主要目标\n书屋达到90家。"
    )
    parts = {p.text: p.part for p in parse_text(text, kind="work report", year=2031).paragraphs}
    assert (parts["建设书屋40家。"], parts["书屋由50家增加到70家。"], parts["书屋达到90家。"]) == ("plan", "review", "plan")


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("二、茶业“九五”计划的目标", "plan"),
        ("二、制定“九五”计划和远景目标的基础", "review"),
        ("二、“八五”计划的目标", "review"),
    ],
)
def test_goals_of_an_early_term_head_the_plan(heading: str, part: str) -> None:
    text = (
        f"一、1995年工作回顾\n建成书屋30家，获评书香城市。\n{heading}\n书屋发展得到好评。\n三、1996年主要任务\n建设书屋40家。"
    )
    parts = {p.text: p.part for p in parse_text(text, kind="work report", year=1996).paragraphs}
    assert parts["书屋发展得到好评。"] == part
