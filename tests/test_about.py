"""What a report says of itself: area, kind and year, each with how sure it is."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from xclib.cli.main import main
from xclib.errors import XclibError
from xclib.extract.about import SURE, About, planned_year, recognize
from xclib.extract.about.area import chain_before
from xclib.extract.about.dating import date_text, read_clues
from xclib.extract.about.year import LIKELY
from xclib.extract.document import parse_text
from xclib.extract.figures import read_figures
from xclib.reading.report import about, read, register_row

WORK = "政府工作报告\n——2031年1月8日在{}第十八届人民代表大会第二次会议上\n一、2030年工作回顾\n二、2031年工作安排"


def found(text: str, **known: str) -> tuple[str, str, str, int | None]:
    seen = recognize(text, **known)
    return seen.area, seen.area_code, seen.kind, seen.year


@pytest.mark.parametrize(
    ("printed", "area", "code"),
    [
        ("福州市仓山区", "福州市仓山区", "350104"),
        ("仓山区", "福州市仓山区", "350104"),
        ("福建省福州市仓山区", "福州市仓山区", "350104"),
        ("福建省", "福建省", "350000"),
        ("广西壮族自治区", "广西壮族自治区", "450000"),
        ("黔东南州", "黔东南苗族侗族自治州", "522600"),
        ("仙桃市", "仙桃市", "429004"),
        ("浦东新区", "上海市浦东新区", "310115"),
        ("徐州市鼓楼区", "徐州市鼓楼区", "320302"),
        # An invented place, and one of a known city.
        ("青岚市", "青岚市", ""),
        ("青岚市云泽区", "青岚市云泽区", ""),
        ("云泽山市", "云泽山市", ""),
    ],
)
def test_the_line_of_a_session_names_the_area(printed: str, area: str, code: str) -> None:
    assert found(WORK.format(printed)) == (area, code, "work report", 2031)


@pytest.mark.parametrize(
    ("text", "area", "kind", "year"),
    [
        ("2030年云泽山市国民经济和社会发展统计公报", "云泽山市", "statistical communique", 2030),
        ("关于青岚市2030年国民经济和社会发展计划执行情况与2031年国民经济和社会发展计划的报告", "青岚市", "plan report", 2031),
        ("关于青岚市二〇三〇年预算执行情况和二〇三一年预算草案的报告", "青岚市", "budget report", 2031),
        ("关于青岚市2030年预算执行情况\n和2031年预算草案的报告", "青岚市", "budget report", 2031),
        ("关于青岚市2031年上半年预算执行情况的报告", "青岚市", "budget report", 2031),
        ("青岚市2031年度政府预算公开", "青岚市", "budget report", 2031),
        ("青岚市2031年国民经济和社会发展计划", "青岚市", "plan report", 2031),
        (
            "各位代表：\n受市政府委托，向大会书面报告青岚市2030年预算执行情况与2031年预算（草案），请予审议。",
            "青岚市",
            "budget report",
            2031,
        ),
        ("关于青岚市2030年财政决算和2031年上半年预算执行情况的报告", "青岚市", "final accounts", 2030),
        ("青岚市云泽区民政局（本级）2030年度部门决算", "青岚市云泽区", "final accounts", 2030),
        ("青岚市国民经济和社会发展\n第十六个五年规划和二〇四五年远景目标纲要", "青岚市", "plan outline", 2031),
        ("青岚市国民经济和社会发展“十四五”规划纲要", "青岚市", "plan outline", 2021),
        ("青岚市“十五五”时期主要目标\n“十四五”期间，茶业为“十五五”打下根基：\n茶税突破5亿元；", "青岚市", "plan outline", 2026),
        # Chapters on the plan before, and a congress whose number sounds like a plan.
        ("青岚市国民经济和社会发展“十六五”规划\n第一章 “十五五”茶业成就\n第二章 目标", "青岚市", "plan outline", 2031),
        (
            "青岚市国民经济和社会发展“十四五”规划\n（2021年1月9日青岚市第十五届人大会议批准）\n第一部分 茶业",
            "青岚市",
            "plan outline",
            2021,
        ),
        ("青岚市“十四五”规划实施情况中期评估报告", "青岚市", "department report", 2023),
        ("青岚市“十四五”规划实施情况总结评估报告", "青岚市", "department report", None),
        ("2030年青岚市水资源公报", "青岚市", "bulletin", 2030),
        ("青岚市2031年一季度经济运行情况", "青岚市", "bulletin", 2031),
        ("青岚市2030年茶叶抽检通报", "青岚市", "bulletin", 2030),
        ("青岚市2030年茶节茶旅统计报告", "青岚市", "bulletin", 2030),
        ("青岚市云泽区2031年茶亭管护项目绩效目标", "青岚市云泽区", "budget report", 2031),
        ("2031年5月青岚市居民消费价格情况", "青岚市", "bulletin", 2031),
        ("2031年1—5月青岚市主要经济指标", "青岚市", "bulletin", 2031),
        ("2031年二季度青岚市云泽区环境空气质量状况", "青岚市云泽区", "bulletin", 2031),
        ("青岚市教育局2030年工作总结和2031年工作计划", "青岚市", "department report", 2031),
        ("青岚市教育局2030年工作总结", "青岚市", "department report", 2030),
        ("青岚市政府工作报告（2031年）", "青岚市", "work report", 2031),
        ("青岚市人民政府工作报告\n——2030年12月28日在青岚市第三届人民代表大会上", "青岚市", "work report", 2031),
        ("青岚市人民政府工作报告\n——二〇三一年一月八日在青岚市第三届人民代表大会上", "青岚市", "work report", 2031),
        ("2031年国务院政府工作报告", "全国", "work report", 2031),
        ("2030年中国水土保持公报", "全国", "bulletin", 2030),
        ("2030年度青岚市教育局部门决算", "青岚市", "final accounts", 2030),
        ("附表三青岚市2031年茶业任务分解表", "青岚市", "", 2031),
        ("附表 青岚市2031年度茶园供应计划表", "青岚市", "", 2031),
        ("青岚市云泽区茶务局2031年部门预算情况说明\n收入9亿元，增长5%。", "青岚市云泽区", "budget report", 2031),
        ("青岚市云泽区茶务局2031年部门预算及“三公”经费信息公开\n收入9亿元。", "青岚市云泽区", "budget report", 2031),
        ("关于云泽山市2031年本级政府预算的说明\n收入9亿元，增长5%。", "云泽山市", "budget report", 2031),
        ("青岚市2030年度茶艺经费投入统计公报", "青岚市", "bulletin", 2030),
        ("兴安盟行政公署2031年工作报告", "兴安盟", "work report", 2031),
        ("湘西自治州2030年国民经济和社会发展统计公报", "湘西土家族苗族自治州", "statistical communique", 2030),
        ("2031年第一季度遵义市经济运行简况", "遵义市", "bulletin", 2031),
        ("我省茶季过半\n2031-06-15 来源：茶乡日报\n截至6月14日17时，全省已采茶8亩。", "", "", 2031),
        ("青岚市住房公积金2030年年度报告", "青岚市", "bulletin", 2030),
        ("青岚市云泽区茶务局2031年部门收支预算说明", "青岚市云泽区", "budget report", 2031),
        ("2031年6月末青岚市金融机构茶业贷款情况", "青岚市", "bulletin", 2031),
    ],
)
def test_a_title_says_area_kind_and_year(text: str, area: str, kind: str, year: int | None) -> None:
    seen = found(text)
    assert (seen[0], seen[2], seen[3]) == (area, kind, year)


@pytest.mark.parametrize(
    "text",
    [
        "政府工作报告\n人民政府区长",
        "市财政局受市人民政府委托，向大会提交了报告。",
        "选择区域：某省\n开发区2031年工作总结",
        "认真落实市十六届人大一次会议的决议。",
        "现在，我代表县人民政府，向大会报告工作，请予审议。",
        "中心城区2031年政府工作报告",
    ],
)
def test_no_string_that_names_no_place_is_an_area(text: str) -> None:
    seen = recognize(text)
    assert (seen.area, seen.area_code) == ("", "")
    assert seen.sure["area"] < SURE


def test_a_byline_adds_the_city_and_the_title_of_a_page_counts() -> None:
    byline = WORK.format("青岚市云泽区") + "\n云泽区人民政府区长 某某"
    assert found(byline)[0] == "青岚市云泽区"
    body = "全年工业增加值101.5亿元，比上年增长1.6%。\n注：2031年为初步数，2024年数据有修订。"
    assert found(body, title="2030年青岚市国民经济和社会发展统计公报-公报库") == ("青岚市", "", "statistical communique", 2030)
    entrusted = "2030年预算情况和2031年预算草案\n市财政局受市人民政府委托，向大会提交了关于青岚市2030年预算执行情况的报告。"
    assert found(entrusted) == ("青岚市", "", "budget report", 2031)


def test_a_census_and_a_law_are_of_other_areas() -> None:
    assert found("福州市第七次全国人口普查公报（第一号）\n福州市茶农5万人。")[0] == "福州市"
    assert found("按照《福建省预算审查监督条例》要求，现将2030年财政决算情况报告如下：\n二、茶税")[0] == ""


def test_an_autumn_report_on_the_year_before_does_not_sum_up_its_own() -> None:
    text = "政府工作报告\n——2030年8月30日在青岚县第九届人大一次会议上\n" + "2029年茶税5亿元，比2028年增长6%。\n" * 8
    text += "预计今年茶税7亿元。"
    assert parse_text(text, kind="work report", year=2030).review_year == 2029
    assert parse_text(text.replace("2029", "2030"), kind="work report", year=2030).review_year == 2030


def test_the_day_of_which_a_survey_counts_dates_its_bulletin() -> None:
    text = "青岚市第三次茶地调查公报\n2033年3月25日\n茶地调查以2029年12月31日为标准时点。\n茶地9公顷。"
    assert recognize(text, kind="bulletin").year == 2029


def test_the_day_of_a_bulletin_dates_a_part_of_a_year() -> None:
    bulletin = "前三季度茶业经济运行稳中有进\n（{}）\n前三季度，茶税增长5%。"
    assert recognize(bulletin.format("2030年10月19日")).year == 2030
    assert recognize(bulletin.format("2031年1月19日")).year == 2030


def test_areas_of_one_name_are_told_apart_by_those_above_them() -> None:
    title = "鼓楼区2030年国民经济和社会发展统计公报\n"
    assert found(title + "全区增速比徐州市高1个百分点，在徐州市排第2位。")[:2] == ("徐州市鼓楼区", "320302")
    assert found(title, source_url="http://tj.kaifeng.example/gb.html")[:2] == ("开封市鼓楼区", "410204")
    # Which of them it is remains open, and is asked for; the name does not.
    assert found(title)[:2] == ("鼓楼区", "")


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("政府工作报告\n——2031年1月8日在青岚市云泽区河东镇第九届人民代表大会第二次会议上\n河东镇镇长", "青岚市云泽区河东镇"),
        ("福州市仓山区城门镇2031年政府工作报告\n各位代表：\n一、2030年工作回顾", "福州市仓山区城门镇"),
        ("福州市仓山区人民政府对湖街道办事处2030年度部门决算\n一、收入决算\n收入3亿元。", "福州市仓山区对湖街道"),
        ("福州经济技术开发区2030年国民经济和社会发展统计公报\n初步核算，全区生产总值300亿元。", "福州市经济技术开发区"),
        ("河北雄安新区2030年国民经济和社会发展统计公报\n初步核算，全区生产总值300亿元。", "河北雄安新区"),
        # The county stands elsewhere at the head, or nowhere.
        (
            "政府工作报告\n发布机构：福州市仓山区城门镇\n——2031年2月8日在城门镇第三十届人民代表大会上",
            "福州市仓山区城门镇",
        ),
        ("河东镇2031年政府工作报告\n各位代表：\n一、2030年工作回顾", "河东镇"),
        # The Corps and its divisions; a city behind one is that city.
        ("新疆生产建设兵团2030年财政决算\n全兵团生产总值3000亿元。", "新疆生产建设兵团"),
        ("第十二师2030年财政决算\n全师生产总值300亿元。", "新疆生产建设兵团第十二师"),
        # An office of a zone tells of the zone.
        ("福州茶业园区教育局2030年工作总结\n全年新建学校9所，12名学生获全国金牌。", "福州市茶业园区"),
        # A city that no list has, and that ends as 各州市 does, is no district of the same short name.
        ("云州市人民政府工作报告\n日期：2031-01-27 来源：云州市人民政府办公室\n各位代表：\n一、2030年工作回顾", "云州市"),
        ("xx镇2031年政府工作报告\n各位代表：\n一、2030年工作回顾", ""),
    ],
)
def test_a_place_below_the_county_is_not_taken_for_the_county(text: str, area: str) -> None:
    found = recognize(text)
    assert (found.area.replace("河北省", "河北"), found.area_code) == (area, "")


def test_a_new_area_that_is_a_county_keeps_its_code() -> None:
    found = recognize("上海市浦东新区2031年政府工作报告\n——2031年1月8日在上海市浦东新区第七届人民代表大会第一次会议上")
    assert (found.area, found.area_code) == ("上海市浦东新区", "310115")


def test_a_former_name_holds_in_its_years() -> None:
    assert found("襄樊市2008年国民经济和社会发展统计公报")[:2] == ("襄樊市", "420600")
    assert found("杭州市临平区2022年政府工作报告")[:2] == ("杭州市临平区", "330113")
    assert found("芜湖市繁昌县2015年国民经济和社会发展统计公报")[:2] == ("芜湖市繁昌县", "340212")


def test_a_text_without_title_is_known_by_the_places_it_names() -> None:
    body = (
        "各位代表：\n现在，我代表市人民政府向大会报告工作。\n全市生产总值增长6%。樊城区、襄城区、襄州区发展加快，"
        "枣阳市、宜城市、老河口市实力增强，谷城县、保康县、南漳县加速赶超。全市上下努力建设襄阳。我市获评先进。\n"
        "一、2030年工作回顾\n二、2031年工作安排"
    )
    assert found(body) == ("襄阳市", "420600", "work report", 2031)


def test_given_values_are_not_questioned() -> None:
    text = WORK.format("青岚市")
    assert found(text, area_code="350104")[:2] == ("福州市仓山区", "350104")
    assert found(text, area="云泽区", area_code="999901")[:2] == ("云泽区", "999901")
    # A code of no list names nothing, and stays.
    assert found(text, area_code="999901")[:2] == ("青岚市", "999901")
    given = recognize(text, kind="plan report", year=2029)
    assert (given.kind, given.year, given.sure["kind"], given.sure["year"]) == ("plan report", 2029, 1.0, 1.0)


def test_a_paper_tells_of_a_plan_that_it_names_and_a_news_line_is_no_title() -> None:
    told = recognize(
        "本报讯(记者青岚)昨天,《云泽市国民经济和社会发展第十五个五年规划纲要(草案)》提交审议。到2030年,茶税达到5亿元。"
    )
    assert (told.kind, told.year) == ("plan outline", 2026)
    said = recognize("7月1日,青岚市举行“高质量完成‘十四五’规划”新闻发布会,介绍茶业发展成效,并回答提问。茶园达到3万亩。")
    assert said.kind == ""
    given_out = recognize(
        "云泽市办公室3日印发《云泽市茶业三年行动计划(2031-2033年)》。到2033年,茶税达到5亿元。\n——茶园占比达30%。"
    )
    assert (given_out.kind, given_out.year) == ("plan outline", 2031)
    assert recognize("青岚市新闻办9日召开“十四五”规划茶业专场会，介绍茶业。茶园达到3万亩。").kind == ""
    assert recognize("茶区“十六五”规划实施情况中期评估报告\n到2035年，约束性指标达标。").kind == "department report"
    came_of_it = recognize("关于《云泽市茶业发展行动计划（2031—2033年）》落实情况的报告\n茶税达到5亿元。")
    assert came_of_it.kind != "plan outline"


def test_a_party_and_a_bank_are_not_the_nation() -> None:
    assert recognize("2030年中国茶业公报\n茶税5亿元。").area == "全国"
    for title in ("中国共产党云泽市茶会公报", "中国人民茶行云泽分行公报", "中国（云泽）茶业试验区公报"):
        assert recognize(f"{title}\n2030年7月8日，茶税5亿元。").area == ""


def test_what_is_not_sure_is_left_open() -> None:
    seen = recognize("新增书屋30家，增长5%。")
    assert (seen.area, seen.kind, seen.year) == ("", "", None)
    assert max(seen.sure.values()) < SURE
    assert About().sure == {}


@pytest.mark.parametrize(
    ("milestone", "year"),
    [
        ("今年是“十六五”规划的开局之年", 2031),
        ("今年，是实施“十五五”规划的收官之年", 2030),
        ("今年是“十四五”规划的第三年", 2023),
        ("今年是全面贯彻落实党的二十大精神的开局之年", 2023),
    ],
)
def test_the_place_of_a_year_in_a_plan_dates_a_report(milestone: str, year: int) -> None:
    text = f"青岚市政府工作报告\n一、工作回顾\n书屋建成3家。\n二、工作安排\n{milestone}，要建成书屋5家。"
    assert parse_text(text).year == year


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("一、2030年，全市上下实现“十六五”良好开局\n建成道路30公里。\n二、推进今年工作\n修建道路40公里。", 2031),
        (
            "一、过去五年的回顾\n建成道路30公里。\n二、今后五年思路和2031年的工作\n修建道路。\n2031年是新一届政府起步之年。今年的目标是：修路。",
            2031,
        ),
        ("一、“十五五”时期发展的回顾\n建成道路30公里，比2025年增加9公里。\n二、“十六五”的主要任务\n修建道路40公里。", 2031),
        ("一、过去一年工作的回顾\n2030年是极不平凡的一年。建成道路30公里。\n二、今年工作\n修建道路40公里。", 2031),
        ("一、2030年和“十五五”时期工作回顾\n建成道路30公里。\n二、2031年工作\n修建道路40公里。", 2031),
        # The year that a movement of the term leaves, or the one that it arrives in.
        ("五年来，茶税由2025年的3亿元提高到5亿元，新建茶舍9家。", 2031),
        ("过去五年，新建茶舍9家，茶税是2025年的2.1倍。", 2031),
        ("五年来，茶税由2025年的3亿元提高到2029年的5亿元。", 2030),
    ],
)
def test_headings_date_a_report_that_names_its_year_nowhere_else(body: str, year: int) -> None:
    found = recognize("各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n" + body)
    assert (found.kind, found.year) == ("work report", year)


def test_events_and_plans_date_a_passage_that_names_no_year() -> None:
    text = (
        "过去一年，成功举办第十四届全国运动会。茶税增长5.2%，新增茶舍3家，建党100周年庆祝活动圆满举行。“十四五”实现良好开局。"
    )
    year, sure = date_text(text)
    assert (year, sure >= SURE) == (2021, True)
    # One congress alone leaves several years open.
    assert date_text("深入学习贯彻党的二十大精神，茶业增长5.2%。")[1] < LIKELY
    assert date_text("茶业增长5.2%。") == (None, 0.0)


@pytest.mark.parametrize(
    ("event", "year"),
    [("第13届中博会", 2024), ("第24届冬季奥运会", 2022), ("第二十四届冬奥会", 2022), ("第29届奥运会", 2008)],
)
def test_a_counted_event_names_its_year(event: str, year: int) -> None:
    assert [named for _, named in read_clues(f"成功举办{event}。")] == [year]


@pytest.mark.parametrize(
    "text",
    [
        "茶业平稳。根据第七次全国人口普查结果，茶农5万人。\n2023年，茶税比2022年增长5%。\n2024年，茶税将增长6%。",
        "2023年，茶税增长5%。\n回望来路，2021年茶税比2019年增长8%，两年平均增长3.9%。",
    ],
)
def test_a_census_or_growth_of_two_years_in_passing_does_not_date_a_later_text(text: str) -> None:
    year, sure = date_text(text)
    assert (year, sure < SURE) == (2023, True)


@pytest.mark.parametrize(
    "text",
    [
        "即将过去的2030年，茶业圆满完成目标，茶税同比增长6.2%。",
        "过去一年，成功举办第十四届全国运动会，新增茶舍3家。“十四五”实现良好开局。",
    ],
)
def test_how_sure_a_text_is_dated_is_not_overstated(text: str) -> None:
    _, likely = date_text(text)
    found = recognize(text)
    assert (likely >= LIKELY, found.year is None) == (True, False)
    assert found.sure["year"] == round(max(likely, SURE), 3)


def test_a_text_that_names_every_year_is_dated_in_time() -> None:
    text = (
        "".join(
            f"{year}年，第{year % 40 + 1}届全运会在“十四五”时期举办，比{year - 1}年增长5%。\n" for year in range(1900, 2100)
        )
        * 20
    )
    begin = time.process_time()
    date_text(text)
    assert time.process_time() - begin < 5


def test_blank_lines_before_the_next_steps_take_no_time() -> None:
    text = "茶务局总结茶事。" + "\n * # " * 10_000 + "\n下一步，采茶。"
    begin = time.process_time()
    recognize(text, kind="department report", year=2030)
    assert time.process_time() - begin < 5


def test_accounts_and_a_budget_in_one_title_are_a_budget_report() -> None:
    assert recognize("关于青岚市2030年决算和2031年预算的报告\n一、决算").kind == "budget report"
    assert recognize("关于青岚市2030年决算和2031年上半年预算执行情况的报告\n一、决算").kind == "final accounts"


def test_a_report_of_the_auditors_looks_back_on_the_year_it_names() -> None:
    text = "关于青岚市2030年度市本级预算执行和其他财政收支的审计工作报告\n——2031年7月29日在青岚市第九届人民代表大会常务委员会上"
    found = recognize(text)
    assert (found.area, found.kind, found.year, found.looks_back) == ("青岚市", "department report", 2030, True)


def test_a_department_given_the_year_that_it_reviews() -> None:
    text = "青岚市茶业局2030年度工作总结及2031年度工作思路\n一、工作开展情况\n今年以来，建成茶舍6座。"
    figures = read_figures(parse_text(text, kind="department report", year=2030))
    assert [(f.number, f.period, f.status) for f in figures] == [("6", "2030", "actual")]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2030年以来，全市茶业机关破获茶案6起。", "2030"),
        ("今年以来，全市茶业机关破获茶案6起。", "2030"),
        ("2029年，全市茶业机关破获茶案6起。", "2029"),
        ("2030年主要工作\n全市茶业机关破获茶案6起。", "2030"),
        ("2030年工作回顾\n着力维护茶业发展，破获茶案6起。", "2030"),
        # Without a year it files the account under the year that it is of; one of twelve months is given in the next.
        ("一、茶案\n全市茶业机关破获茶案6起，完成全年任务的90%。", "2030"),
        ("10月底，全市茶业机关破获茶案6起。", "2030"),
        # A briefing tells how things stand, whatever years it names.
        ("9日，青岚市召开茶业新闻发布会。去年以来，茶事向好。\n目前有茶港6座，比2027年多。", "2030"),
        ("9日，青岚市召开茶业新闻发布会，介绍2029年茶事。茶业机关破获茶案6起。", "2029"),
        ("1—11月，全市茶业机关破获茶案6起。", "2030"),
        ("1—12月，全市茶业机关破获茶案6起。", "2029"),
    ],
)
def test_a_department_that_opens_with_what_came_of_its_year(text: str, period: str) -> None:
    figures = read_figures(parse_text(text, kind="department report", year=2030))
    assert [(f.number, f.period) for f in figures[:1]] == [("6", period)]


def test_a_paper_tells_of_this_year_beside_the_one_before() -> None:
    text = "茶业喜获丰收\n本报青岚9月3日电 2029年茶园达到3万亩，茶税7亿元，比2028年增长5%。\n今年预计有茶港6座，比去年增长9%。"
    figures = read_figures(parse_text(text, kind="department report", year=2030))
    assert [f.period for f in figures] == ["2029"] * 3 + ["2030"] * 2


def test_a_department_that_sums_up_its_year_is_no_work_report_of_the_year_before() -> None:
    text = "云泽区茶业局2030年工作总结和2031年工作打算\n一、茶事\n1至9月，茶青收购6.5万担，同比多收8%。"
    for year in (2030, 2031):
        figures = read_figures(parse_text(text, kind="work report", year=year))
        assert {(f.status, f.period) for f in figures} == {("actual", "2030")}


def test_accounts_given_the_year_in_which_they_were_laid_before_the_congress() -> None:
    text = "关于青岚市2030年决算和2031年上半年预算执行情况的报告\n一、2030年决算\n茶税入库7.5亿元，超出预算4%。"
    for year in (2030, 2031):
        figures = read_figures(parse_text(text, kind="final accounts", year=year))
        assert {(f.status, f.period) for f in figures} == {("actual", "2030")}


@pytest.mark.parametrize("kind", ["budget report", "statistical communique", "bulletin", "department report"])
@pytest.mark.parametrize(
    "text",
    [
        "一、2030年决算情况\n2030年茶税入库7.5亿元，比上年增长4%。",
        "2030年，全市茶业增加值7.5亿元，比上年增长4%。年末茶舍90家。全年售茶6万担，比上年增长3%。",
        "云泽区2030年茶业发展公报\n全年茶税7.5亿元，比上年增长4%。",
    ],
)
def test_the_year_that_a_text_is_surely_of_counts_before_the_custom_of_its_kind(kind: str, text: str) -> None:
    for year in (2030, 2031):
        figures = read_figures(parse_text(text, kind=kind, year=year))
        assert {(f.status, f.period) for f in figures} == {("actual", "2030")}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("年末茶舍90家，比上年增加6家。年末茶农8万人。截至2030年底，全县有茶师600人。茶税比上年增长4%。", 2030),
        ("年末茶舍90家，比上年增加6家。茶税比上年增长4%。茶质达标率基于2030年标准。", None),
        ("茶税累计9亿元，是“十四五”时期5亿元的1.8倍，年均增长10%。", 2030),
        ("二〇三〇年，全县茶税9亿元，比上年增长4%。年末茶舍90家，比上年增加6家。", 2030),
        (
            "今年以来茶业向好。2030年上半年，茶税9亿元，同比增长4%。其中，茶舍增长6%，瓷坊增长7%，丝坊同比增长8%。上半年，茶农同比增加1万人。茶价同比上涨2%。",
            2030,
        ),
        (
            "2030年茶叶产量5万吨，增长4%。年末茶舍90家。\n2029年茶区产量\n2029年茶价\n全年售茶6万担，比上年增长3%。年末茶农8万人。",
            2030,
        ),
        # The last year is told of where a sentence opens with it, unless goals are set.
        ("茶山整治有力，茶农管理得到加强。2030年，在37座茶城的考评中居第5。茶城有9座茶厅。", 2030),
        # The year that heads a list of tasks is the one planned for.
        (
            "全年完成茶税9亿元，同比增长5%，荣获全国茶业先进。累计建成茶舍90家，被评为示范。\n附：\n2031年县政府十件实事\n一、县财政投入9亿元，办好茶事。",
            2030,
        ),
        (
            "全年完成茶税9亿元，同比增长5%，荣获全国茶业先进。累计建成茶舍90家，被评为示范。\n二、2031年面临的形势\n2031年，茶市在回暖，茶舍多起来。",
            2030,
        ),
    ],
)
def test_the_year_of_a_passage_that_names_it_in_passing(text: str, year: int | None) -> None:
    assert parse_text("茶舍继续增加。\n" + text).review_year == year


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("一、茶务工作\n建成茶舍90家。\n二、下一步打算\n新建茶舍6家，确保茶税增长5%。", "department report", "a30 t31 t31"),
        ("今年，建成茶舍90家。明年，计划新建茶舍6家。", "department report", "a30 t31"),
        ("一、2030年工作总结\n今年建成茶舍90家。\n二、2031年工作打算\n新建茶舍6家。", "department report", "a30 t31"),
        ("截至12月底，建成茶舍90家。", "department report", "a30"),
        ("上半年，茶税完成5亿元，同比增长4%。下一步，将新建茶舍6家，确保茶税增长5%。", "department report", "a30 a30 t30 t30"),
        ("一、上半年工作\n上半年，建成茶舍3家。\n二、下半年工作打算\n下半年，要新建茶舍6家。", "department report", "a30 t30"),
        ("今年以来，茶税入库5亿元，为预算的52%，同比增长4%。", "budget report", "a30 a30 a30"),
        ("茶税预算数为8亿元，比上年执行数7.2亿元增长4%。茶务支出预算数为2亿元。", "budget report", "t30 a29 t30 t30"),
        (
            "一、2030年度茶务预算情况说明\n全镇2030年度预算8亿元，比2029年增加1亿元。其中茶税预算收入3亿元。",
            "budget report",
            "t30 t30 t30",
        ),
        ("镇代表大会审议，2029年茶税预算收入8亿元。执行中，茶税8.1亿元。", "budget report", "t29 a29"),
        ("2030年，市下达我县茶事计划为种茶40亩，茶路6公里。截至10月28日，种茶41亩。", "department report", "t30 t30 a30"),
        ("6月，全区茶税累计入库8亿元，增长5%。", "budget report", "a30 a30"),
        (
            "上半年，茶税完成5亿元，同比增长4%。\n展望下半年工作，将巩固茶税，确保完成全年6%左右的经济预期增长目标。",
            "plan report",
            "a30 a30 t30",
        ),
        ("林场计划造林85亩，其中茶林37亩，实际完成造林88亩。", "department report", "t30 t30 a30"),
        ("茶税预算数为8亿元，实际完成8.1亿元，比上年决算数7.2亿元增长4%。", "budget report", "t29 a29 a28 a29"),
    ],
)
def test_what_was_done_and_what_is_to_come_in_the_year_given(text: str, kind: str, expected: str) -> None:
    figures = read_figures(parse_text(text, kind=kind, year=2030))
    assert " ".join(f.status[0] + f.period[2:] for f in figures) == expected


def test_a_change_of_the_budget_is_of_the_year_under_way() -> None:
    text = (
        "二、云泽区预算调整方案\n茶务收入由3亿元调整为4亿元，调增1亿元，增长33%，主要是调增茶补0.6亿元、茶债收入0.4亿元。\n"
        "受虫害影响，截至10月底，茶税完成2亿元，下降5%。"
    )
    figures = read_figures(parse_text(text, kind="budget report", year=2030))
    assert [(f.number, f.measure, f.status, f.period) for f in figures] == [
        ("3亿", "level", "target", "2030"),
        ("4亿", "level", "target", "2030"),
        ("1亿", "change", "target", "2030"),
        ("33", "growth", "target", "2030"),
        ("0.6亿", "change", "target", "2030"),
        ("0.4亿", "change", "target", "2030"),
        ("2亿", "level", "actual", "2030"),
        ("5", "growth", "actual", "2030"),
    ]
    assert figures[2].label == "茶务收入"
    work = "二、2031年工作安排\n将茶补标准由40元调整为60元。"
    assert [f.period for f in read_figures(parse_text(work, kind="work report", year=2031))] == ["2030", "2031"]


def test_a_bulletin_given_the_year_of_which_it_names_but_a_day() -> None:
    text = "茶报2031年10月25日\n会议审议了《关于2030年度茶业发展情况的综合报告》。\n报告显示，2030年，全国茶税2亿元。其中，云泽茶税1亿元。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2031))
    assert [(f.number, f.period) for f in figures] == [("2亿", "2030"), ("1亿", "2030")]


def test_the_account_of_half_a_year_that_a_congress_heard() -> None:
    text = "县人大常委会听取和审议了《关于云泽县2030年上半年国民经济和社会发展计划执行情况的报告》。\n会议认为，上半年全县茶税完成4亿元，占年计划的53%。"
    figures = read_figures(parse_text(text, kind="plan report", year=2030))
    assert [(f.number, f.period) for f in figures] == [("4亿", "2030"), ("53", "2030")]


def test_five_years_since_one_end_with_the_fourth_behind_it() -> None:
    text = "过去五年工作回顾\n2026年以来，全市茶业机关获表彰98项次。\n五年来，办理茶案8616件。"
    for known in ({"kind": "department report", "year": 2030}, {}):
        figures = read_figures(parse_text(text, **known))
        assert [(f.number, f.period) for f in figures] == [("98", "2026/2030"), ("8616", "2026/2030")]


def test_what_a_changed_budget_is_to_borrow_is_planned() -> None:
    text = "关于青岚市2030年市级预算调整方案的报告\n——市本级使用160亿元。\n2030年本市可发行茶债917亿元。其中，市级拟使用297亿元。\n此外，还将发行再融资茶债350亿元。"
    figures = read_figures(parse_text(text, kind="budget report", year=2030))
    assert {(f.status, f.period) for f in figures} == {("target", "2030")}
    assert len(figures) == 4


def test_a_list_of_changed_items_changes_the_budget_under_way() -> None:
    text = "茶务收入预算调整为4亿元，调增1亿元。\n茶务支出预算调整为5亿元，调减2亿元。茶债资金调整为3亿元。"
    figures = read_figures(parse_text(text, kind="budget report", year=2030))
    assert {(f.status, f.period) for f in figures} == {("target", "2030")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("加强茶事关怀，帮助茶农6户，推动茶业发展。", "actual"),
        ("推进茶事关怀，帮助茶农6户，加快推动茶业发展。\n深化茶业改革，推进茶港建设，加强茶师培训，培训茶师9人次。", "actual"),
        ("推进茶事关怀，帮助茶农6户，加快推动茶业发展，力争茶税增长9%。", "target"),
    ],
)
def test_a_department_that_does_not_strive_tells_what_it_did(text: str, status: str) -> None:
    figures = read_figures(parse_text(text, kind="department report", year=2030))
    assert {(f.status, f.period) for f in figures} == {(status, "2030")}


def test_last_year_is_the_one_of_the_communique_that_a_paper_tells_of() -> None:
    text = "昨日公布的《2030年度茶业发展公报》显示，到去年底，全国茶农97万人，比上年末增加2万人。"
    for kind, year in (("statistical communique", 2030), ("bulletin", 2030)):
        assert [f.period for f in read_figures(parse_text(text, kind=kind, year=year))] == ["2030", "2030"]
    told = "今年茶农97万人。去年茶农95万人。"
    assert [f.period for f in read_figures(parse_text(told, kind="bulletin", year=2030))] == ["2030", "2029"]


def test_what_there_is_before_the_account_of_a_term_is_of_its_last_year() -> None:
    text = "“十四五”时期，云泽区茶业变化很大。\n一、基本情况\n全区有茶校66所，其中：完全茶校2所，茶生4804人。\n二、主要成效\n新增茶校5所。"
    figures = read_figures(parse_text(text, kind="department report", year=2025))
    assert [f.period for f in figures] == ["2025", "2025", "2025", "2021/2025"]


def test_a_department_that_publishes_its_budget_tells_what_it_has_before() -> None:
    text = "青岚市茶务局2031年度部门预算情况说明\n一、单位概况\n实有茶师5人。\n二、收支情况\n收入总计9万元，比上年增长5%。"
    figures = read_figures(parse_text(text))
    assert [(f.status, f.period) for f in figures] == [("actual", "2030"), *[("target", "2031")] * 2]


def test_a_communique_that_names_the_year_given_is_of_that_year() -> None:
    text = "2029年普查时有茶舍90家。2030年末比2029年增加6家。"
    assert parse_text(text, kind="statistical communique", year=2030).review_year == 2030


def test_a_year_without_a_kind_turns_no_outcome_into_a_target() -> None:
    outcomes = "2030年，全市新增书屋30家，实现增加值5亿元，比上年增长6%。\n2030年完成投资8亿元，增长3%。"
    figures = read_figures(parse_text(outcomes, year=2030))
    assert {(f.status, f.period) for f in figures} == {("actual", "2030")}
    plans = "2030年要力争新增书屋30家，确保增加值增长6%。"
    assert {(f.status, f.period) for f in read_figures(parse_text(plans, year=2030))} == {("target", "2030")}


def test_a_department_looks_back_on_its_year_and_ahead_to_the_next() -> None:
    text = "青岚市教育局2030年工作总结\n一、主要工作\n2030年新建学校3所。\n二、下一步工作打算\n2031年新建学校4所。"
    document = parse_text(text)
    assert (document.year, document.review_year, document.plan_year) == (2030, 2030, 2031)
    assert [(f.number, f.status, f.period) for f in read_figures(document)] == [
        ("3", "actual", "2030"),
        ("4", "target", "2031"),
    ]


def test_this_year_in_the_review_of_a_department_is_the_one_reviewed() -> None:
    text = "青岚市教育局2030年工作总结和2031年工作计划\n一、2030年工作总结\n今年新建学校3所。\n二、2031年工作计划\n今年新建学校4所。"
    figures = read_figures(parse_text(text))
    assert [(f.status, f.period) for f in figures] == [("actual", "2030"), ("target", "2031")]


def test_a_text_that_says_nothing_of_itself_and_nothing_of_a_plan_looks_back() -> None:
    text = "指标名称\t单位\t数量\n茶农\t万人\t7.1\n茶园\t万亩\t4.2"
    assert {f.status for f in read_figures(parse_text(text))} == {"actual"}
    assert {f.status for f in read_figures(parse_text(text.replace("数量", "目标")))} == {"target"}


def test_a_list_of_terms_stays_one_and_tasks_stay_ahead_without_a_year() -> None:
    terms = parse_text("6.四好茶路：茶路的标准。\n7.一茶四园：茶港和茶园。\n8.茶改：茶业的改革。\n9.三茶：茶产、茶艺和茶税。")
    assert {p.part for p in terms.paragraphs} == {"glossary"}
    ahead = parse_text("茶园达到3万亩，茶税增长5%，茶事稳步向好。\n**二、今后三年的茶业任务**\n茶园达到4万亩。")
    assert [p.part for p in ahead.paragraphs] == ["review", "plan", "plan"]


def test_half_a_year_looks_back_and_ahead_in_one_year() -> None:
    text = (
        "关于青岚市2031年上半年预算执行情况的报告\n一、上半年预算执行情况\n全市收入完成50.9亿元，增长5.2%。\n"
        "二、下半年工作安排\n力争全年收入达到100亿元。"
    )
    statuses = [(f.number, f.status, f.period) for f in read_figures(parse_text(text))]
    assert statuses == [("50.9亿", "actual", "2031"), ("5.2", "actual", "2031"), ("100亿", "target", "2031")]


@pytest.mark.parametrize(
    ("year", "period"), [("截止2030年底", "2030"), ("全年", ""), ("较2029年底", ""), ("按2025年不变价格", ""), ("比年初", "")]
)
def test_a_year_that_the_voice_of_a_communique_names_is_its_own(year: str, period: str) -> None:
    text = f"年末茶社贷款97亿元，比年初增加3亿元。{year}茶险金额31亿元，增长4%。全年茶险赔付7亿元，比上年增长6%。"
    figures = read_figures(parse_text(text))
    assert figures[0].period == period


def test_the_census_that_is_compared_with_dates_the_next() -> None:
    text = "全市常住人口97万人，同2000年第五次全国人口普查相比，十年共增加13万人。"
    assert read_figures(parse_text(text))[0].period == "2010"


@pytest.mark.parametrize("kind", ["plan report", "budget report", "department report"])
@pytest.mark.parametrize(
    ("opening", "period"),
    [
        ("上半年，", "2031"),
        ("一、主要指标\n（一）茶业。1—6月，", "2031"),
        ("一、茶业收支\n（一）收支情况\n主要情况\n1—8月，", "2031"),
        ("前三季度，", "2031"),
        ("截至8月底，", "2031"),
        ("今年以来，全市茶业向好。1—7月，", "2031"),
        ("1、收入情况\n2031年一季度", "2031"),
        ("1—12月，", "2030"),
        ("1—11月，", "2030"),
    ],
)
def test_a_passage_on_a_part_of_a_year_is_of_the_year_that_is_given(kind: str, opening: str, period: str) -> None:
    # A department tells of eleven months within the year, which a plan and a budget look back on in the next.
    period = "2031" if (kind, opening) == ("department report", "1—11月，") else period
    document = parse_text(opening + "全市茶业收入完成5亿元，增长7%。", kind=kind, year=2031)
    assert [f.period for f in read_figures(document)] == [period, period]


def test_a_report_of_a_day_is_none_of_a_part_of_a_year() -> None:
    title = "关于云泽区2030年国民经济和社会发展计划执行情况与2031年国民经济和社会发展计划的报告\n"
    assert not recognize(title + "2031年1月9日在青岚市云泽区第十七届\n人民代表大会第四次会议上").part_year


def test_a_chapter_on_the_plan_before_does_not_title_the_outline() -> None:
    text = "第一章发展基础\n（一）“十四五”计划执行情况\n2025年，茶叶产量5万吨，比“十三五”末增长20%。"
    document = parse_text(text)
    assert (document.about.kind, document.about.year) == ("plan outline", 2026)
    assert [f.status for f in read_figures(document)] == ["actual", "actual"]
    assert parse_text(text, kind="plan outline").about.year == 2026
    assert parse_text("第十五个五年计划执行情况\n2030年，茶叶产量5万吨。").about.kind == ""
    assert parse_text("关于“十五五”计划执行情况的报告\n2030年，茶叶产量5万吨。").about.kind == "plan report"


@pytest.mark.parametrize(("given", "first"), [(2030, 2031), (2031, 2031), (2032, 2031), (2033, 2033)])
def test_an_outline_made_public_a_year_off_is_of_the_plan_in_its_title(given: int, first: int) -> None:
    document = parse_text("青岚市茶业发展“十六五”规划\n茶园面积达到9万亩。", kind="plan outline", year=given)
    assert document.year == first


@pytest.mark.parametrize("title", ["2030年青岚市茶工平均工资情况", "青岚市茶务局发布2030年全市茶工平均工资"])
def test_the_first_line_dates_a_table_of_two_years(title: str) -> None:
    document = parse_text(title + "\n行业\t2030年\t2029年\t增长率（%）\n合计\t98765\t93210\t6.0")
    assert (document.year, document.about.looks_back) == (2030, True)
    assert [(f.status, f.period) for f in read_figures(document)] == [("actual", year) for year in ("2030", "2029", "2030")]


def test_the_month_in_which_a_bulletin_was_made_is_no_part_of_its_title() -> None:
    about = recognize("2030年云泽省茶田公报\n云泽省茶务厅  2031年7月\n一、综述\n2030年，全省茶田5万亩。")
    assert (about.kind, about.year) == ("bulletin", 2030)


def test_chapters_of_an_outline_that_look_back_are_review() -> None:
    text = (
        "青岚市国民经济和社会发展第十六个五年规划纲要\n第一章 发展基础\n第一节 综合实力增强\n新建学校30所。\n"
        "第二章 主要目标\n新建学校40所。"
    )
    parts = {p.text: p.part for p in parse_text(text).paragraphs}
    assert (parts["新建学校30所。"], parts["新建学校40所。"]) == ("review", "plan")


def test_a_name_ends_where_it_is_asked_for() -> None:
    assert chain_before("石家庄市新华区人民政府", 7) is not None
    assert chain_before("全市中心城区", 6) is None
    # 城区 is a name behind a city's alone.
    assert chain_before("城区", 2) is None
    inside = chain_before("晋城市城区", 5)
    assert inside is not None
    assert [area.code for area in inside.areas] == ["140502"]


def test_a_report_filed_under_the_year_it_reviews() -> None:
    assert planned_year("一、二〇三〇年工作回顾", 2030) == 2031
    assert planned_year("2031年主要任务", 2031) == 2031


# --- the command line ----------------------------------------------------------------------------------------------------


def test_about_prints_one_object_a_source_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.html"
    first.write_text(WORK.format("青岚市云泽区"), encoding="utf-8")
    second.write_text(
        "<html><head><title>2030年青岚市统计公报</title></head><body><h1>2030年青岚市统计公报</h1>"
        "<p>发布时间：2031-02-09</p><p>全年生产总值900亿元，比上年增长5%。</p></body></html>",
        encoding="utf-8",
    )
    assert main(["read", str(first), str(second), "--about"]) == 0
    out = capsys.readouterr()
    rows = [json.loads(line) for line in out.out.splitlines()]
    assert out.err == ""
    assert [list(row) for row in rows] == [["area", "area_code", "kind", "year", "title", "published", "sure"]] * 2
    assert [(row["area"], row["area_code"], row["kind"], row["year"]) for row in rows] == [
        ("青岚市云泽区", None, "work report", 2031),
        ("青岚市", None, "statistical communique", 2030),
    ]
    assert (rows[1]["title"], rows[1]["published"]) == ("2030年青岚市统计公报", "2031-02-09")


def test_about_goes_on_behind_a_source_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "a.txt"
    good.write_text(WORK.format("青岚市"), encoding="utf-8")
    assert main(["read", str(tmp_path / "gone.txt"), str(good), "--about"]) == 4
    out = capsys.readouterr()
    assert json.loads(out.out)["area"] == "青岚市"
    assert "does not exist" in out.err


def test_a_code_names_the_area(tmp_path: Path) -> None:
    assert about("新增书屋30家。".encode(), area_code="350104")["area"] == "福州市仓山区"
    reading = read("新增书屋30家，增长5%。".encode(), area_code="350104", kind="work report", year=2031)
    assert (reading.document.area, register_row(reading)["area_code"]) == ("福州市仓山区", "350104")


def test_a_bulletin_is_registered_under_its_own_title_and_a_report_with_its_day() -> None:
    half = register_row(read("福州市2030年上半年经济运行情况\n上半年，全市茶税9亿元。".encode()))
    assert (half["kind"], half["title_zh"], half["delivered"]) == ("bulletin", "福州市2030年上半年经济运行情况", "")
    report = register_row(
        read(
            "政府工作报告\n——2031年1月8日在福州市九届人代会会议上\n福州市市长\n一、2030年工作回顾\n新增茶馆30家，增长5%。".encode()
        )
    )
    assert (report["title_zh"], report["delivered"]) == ("福州市2031年政府工作报告", "2031-01-08")


def test_an_area_of_the_register_keeps_its_english_name() -> None:
    text = WORK.format("北京市西城区") + "\n新增书屋30家，增长5%。"
    row = register_row(read(text.encode()))
    assert (row["area_code"], row["area_zh"], row["area_en"]) == ("110102", "北京市西城区", "Xicheng District")


def test_what_is_not_known_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.txt"
    page.write_text("新增书屋30家，增长5%。", encoding="utf-8")
    assert main(["read", str(page)]) == 0
    assert "the area is not known: give --area" in capsys.readouterr().err
    with pytest.raises(XclibError, match=r"the area and the year of the report are not known"):
        register_row(read(page))


def test_units_below_an_area_and_days_of_pages() -> None:
    assert recognize("福州市仓山区公路事务中心2030年度决算公开说明\n一、基本情况").area == "福州市仓山区"
    assert recognize("2030年度仓山区“三公”经费支出决算情况\n福州市各部门如下").area.endswith("仓山区")
    dated = "1-7月全区经济运行情况\n来源：本站 发布时间：2031年08月28日\n一、工业增长7%。"
    assert recognize(dated).year == 2031
    assert recognize(dated.replace("1-7", "1-12")).year == 2030


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("刚刚过去的2030年，我们建成茶舍5家。\n茶业投资增长6%。", 2031),
        ("各位代表！2030年主要目标任务的完成，是大家努力的结果。\n刚刚过去的2030年，茶业投资增长6%。", 2031),
        ("各位代表！现在，我代表青岚市政府，向大会报告工作。\n茶税2030年达到9亿元，年均增长6%。", 2031),
        ("推进茶业集群发展，力争到2035年建成茶舍5家。", None),
        # A sentence is no title, though it names a plan.
        ("2031年是“十六五”规划起步的一年，要把茶业做强，确保茶业投资增长6%。", 2031),
        ("茶业迈上新台阶。2030年，茶税达到9.2亿元，是2025年的1.5倍，居全省第2位。", 2030),
        ("即将过去的2030年，茶业圆满完成目标，茶税同比增长6.2%。", 2030),
        ("（三）加快茶业发展\n大力培育茶舍。\n**2031年为民实事**\n1.新建茶舍5家。", 2031),
        ("2031年经济社会发展的主要任务\n大力培育茶舍，力争2035年达到50家。", 2031),
        # What is compared with, aimed at, quoted or explained names no year of the report.
        ("茶业迈上新台阶。茶税比2028年增长5.2%，由2027年的3.1亿元增加到5.6亿元。", None),
        ("做强茶业。茶税年均增长10%左右，2035年达到9亿元，力争2035年建成茶舍50家。", None),
        ("要实施好《茶业规划（2030—2035年）》，办好“2031年茶博会”，新建茶舍5家。", None),
        ("1.茶票：指2029年3月印发的票证。\n2.茶网：指2030年建成的网络，2031年扩建。", None),
        # Of a year to come no report is, whatever its heading says.
        ("二、2035年远景目标和总体考虑\n展望2035年，茶业做大做强。到2035年，建成茶舍50家。", None),
        # A census compares with the one before; growth of two years is told from the year before them.
        (
            "依据青岚市第七次全国人口普查，云泽区的茶农有这么多。\n云泽区茶农5万人，与2010年第六次全国人口普查时相比，多了5%。",
            2020,
        ),
        ("云泽区第七次全国人口普查公报（茶农）\n2021年5月6日\n茶农5万人，与2010年相比，多了5%。", 2020),
        ("云泽区第七次全国人口普查公报（茶农）\n2021年05月 6日\n茶农5万人，与2010年相比，多了5%。", 2020),
        # A term is told from the year before it.
        ("五年来，茶税年均增长9.9%，是2026年的1.9倍。", 2031),
        # What opened a plan is its first year, and prices of a year say nothing.
        ("茶税完成40亿元（2020年不变价），实现了“十六五”计划的良好开局。", 2031),
        ("一、“十五五”工作总结\n“十五五”期间，先后建成茶舍90家。", 2031),
        # The place of the year before in a plan; of a year whose digits are blotted out, where the next sentence goes on with it.
        ("过去的一年，是“十六五”规划的收官之年。茶税增长5%。", 2035),
        ("XX年是“十六五”规划的收官年份。这一年里茶税增长5%。", 2035),
        ("XX年是“十六五”规划的开局之年，要把茶税做大5%。", None),
        # More than in the term before was done in the whole term, unless it is meant to be.
        ("“十六五”期间，全市共种茶45万亩，建茶舍6座，分别比“十五五”增加18%、29%。", 2035),
        ("“十六五”期间，要努力增加茶园，力争种茶比“十五五”增加18%以上，确保茶税增长。", None),
        # What a title says an account is of.
        ("青岚市关于2030年度茶产管理情况的综合报告\n——2031年12月12日在茶会上\n茶产增长5%。", 2030),
        # A year that is characterized may be the one planned for.
        ("多数茶舍收入增长5%。\n2031年是茶业改革的关键之年，是茶市回暖之年。", None),
        # What a plan runs to, what is compared with and what began long ago date nothing.
        ("启动茶城规划修编（2016—2030年）工作，完成茶园改造9亩，同比增长5%，比上年增长6%。", None),
        ("茶税增长5%，增幅创2024年实行茶制以来的最高。茶价同比上涨3%，比上年增长6%。", None),
        ("全年改造茶舍90家，是2029年的2.8倍。茶税同比增长5%，比上年增长6%。", None),
        ("茶舍多起来。\n九、茶票制：2028年7月2日，省茶务厅印发《茶票办法》，简称“茶票”。", None),
        # They state nothing where a later year is named.
        ("2023年工作回顾\n2023年，茶税增长5%，圆满完成目标。\n回望来路，2021年茶税比2019年增长8%，两年平均增长3.9%。", 2024),
        ("茶业增加值增长9.3%，比2029年增长8.5%，两年平均增长4.2%。茶舍同比增长6.2%，比2029年增长8.1%，两年平均增长4%。", 2031),
    ],
)
def test_the_year_of_a_passage_without_a_title(text: str, year: int | None) -> None:
    found = recognize(text)
    assert (found.year, found.kind == "plan outline") == (year, False)


def test_goals_of_a_plan_without_its_title_begin_behind_the_year_they_start_from() -> None:
    text = "一、发展现状\n2029年，全镇茶税5亿元。\n二、发展目标\n——茶税：年均增长8%，到2032年，茶税达到7亿元。"
    assert parse_text(text).year == 2030
    assert [f.status for f in read_figures(parse_text(text)) if f.number == "7亿"] == ["target"]


def test_a_county_of_two_characters_is_not_the_end_of_another_name() -> None:
    assert recognize("白沙县2031年工作报告\n全县茶业增长5%。").area != "三明市沙县"
    assert recognize("江苏省徐州市沛县2031年政府工作报告\n全县茶业增长5%。").area.endswith("沛县")
    assert recognize("徐州沛县2031年政府工作报告\n全县茶业增长5%。").area.endswith("沛县")


def test_how_finance_or_a_branch_went_is_told_in_a_bulletin() -> None:
    for title in ("2030年云泽省金融运行报告", "云泽市2030年茶运行业发展统计公报"):
        assert recognize(f"{title}\n茶贷增长5%。").kind == "bulletin"


def test_tasks_told_of_by_the_middle_of_a_year_name_it() -> None:
    text = "茶务局近期对《政府工作报告》2031年重点任务上半年落实情况作了督查。\n一、指标落实情况\n上半年，茶税完成8亿元。"
    assert [(f.status, f.period) for f in read_figures(parse_text(text))] == [("actual", "2031")]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("茶业稳中有进\n2030-08-01 09:12 来源：云泽茶网\n今年以来，茶税达到5亿元，同比增长6%。", 2030),
        ("前三季度茶业投诉同比下降9%\n云泽晚报  2030年10月17日\n从茶务局了解到，前三季度，受理茶诉96件。", 2030),
        ("茶业项目进展\n发布: 2030-10-27 | 来源: 茶务局\n前三季度，动工茶项目71项，同比增长8%。", 2030),
        ("茶业稳中有进\n记者从茶务工作会上获悉，2030年，茶务部门新建茶舍39家，茶税增长5%。", 2030),
        ("在茶务局的领导下，茶业再上台阶。现将我县2030年茶业工作情况总结如下：\n一、茶税5亿元，增长6%。", 2030),
        # Early in a year this year is one to come, and what names another year is told of that.
        ("茶业稳中有进\n2030-02-01 来源：云泽茶网\n今年以来，茶税达到5亿元，同比增长6%。", None),
        ("茶业稳中有进\n2030-08-01 来源：云泽茶网\n今年以来，茶税达到5亿元，2028年为3亿元。", None),
    ],
)
def test_a_paper_says_when_it_tells_of_what(text: str, year: int | None) -> None:
    found = recognize(text)
    assert (found.year, found.looks_back or year is None) == (year, True)


def test_the_source_of_a_page_names_its_area() -> None:
    page = "发布机构：福州市仓山区茶务局 发布日期：2030-12-30\n名称：茶务局年度工作总结\n今年以来，茶税5亿元，增长6%。"
    assert found(page) == ("福州市仓山区", "350104", "department report", 2030)
    assert found("2030年福州市茶务事业发展统计公报\n全市茶工达到5万人。")[2:] == ("bulletin", 2030)
    assert found("2030年福州市国民经济和社会事业发展统计公报\n全市茶工达到5万人。")[2:] == ("statistical communique", 2030)
    assert found("统计局发布2030年茶叶产量公告\n茶叶播种面积1127公顷。")[2:] == ("bulletin", 2030)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("仓山区检察院办案数据情况\n一、茶案\n共受理茶案196件。\n福州市检察院作了通报。", "福州市仓山区"),
        ("茶业回顾-福州年鉴\n茶叶产量5万吨。", "福州市"),
        ("茶业回顾-福州市年鉴\n茶叶产量5万吨。", "福州市"),
        ("福州市发布茶业规划\n茶叶产量将达5万吨。", "福州市"),
        ("上半年，福州市茶务部门新建茶舍5家。\n全市茶税增长5%。", "福州市"),
        ("关于印发《福州市促进茶业方案》的通知\n全市茶税达到5亿元。", "福州市"),
        ("中共福州市委关于制定茶业第十六个五年规划的建议\n茶税达到5亿元。", "福州市"),
        ("2030年度福州市社会保险基金决算\n收入5亿元。", "福州市"),
        ("中国共产党福州市第八次代表大会报告\n茶税达到5亿元。", "福州市"),
        ("2030年度福州市茶工和茶学事业发展统计公报\n茶工达到5万人。", "福州市"),
        ("关于印发福州市茶业“十六五”规划的通知\n全市茶税达到5亿元。", "福州市"),
        ("关于印发《福州市茶业促进条例》的通知\n全市茶税达到5亿元。", ""),
        ("2030年，福州市新建茶舍5家。\n全省茶税增长5%，全省茶舍达到90家。", ""),
        ("一、全州茶园\n全州县市均有茶园5万亩，全州茶税增长5%。", ""),
        ("我镇茶税增长5%，创成全国茶镇、全国书镇、全国花镇，全镇满意。", ""),
        # 全国 in passing is not the nation's where a line names who reports.
        ("福州茶业学校教育局\n12名学生获全国金牌。", ""),
    ],
)
def test_the_area_that_a_title_or_the_first_words_name(text: str, area: str) -> None:
    assert recognize(text).area == area


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("仓山区检察院办案数据情况\n本院2030年1-11月办案质量指数为106.33。", 2030),
        ("一、茶农收入\n前三季度，茶农收入增长5%。\n图1 2030年前三季度茶农收入", 2030),
        ("一、茶园\n降水多\n2030年，茶园降水量610毫米。", 2030),
        ("茶农就业率低于5%，为自2023年6月份以来首次。", None),
        ("2031年全镇工作的主要目标是：茶税突破6800万元。", 2031),
        ("县政府2030年茶业工作情况汇报\n茶税5亿元。", 2030),
        ("前7月建茶路5公里“十六五”规划茶业目标已提前完成\n2031-08-21 09:12\n今年以来，建茶路5公里。", 2031),
        ("一、茶园\n1至9月，全区茶园增长1.8%，较2030年末净增52户。", 2031),
        ("一、茶园\n前三季度，茶园增长1.8%。截至2030年9月底，茶园5万户，较2029年底增长6.7%。", 2030),
        ("一、茶园\n前三季度，茶园增长1.8%，由2029年底的3户增长到5户。", 2030),
        ("茶会总结了2030年工作，部署了2031年茶务重点。\n茶税增长5%。", None),
        ("2月7日，茶会闭幕。\n茶会在报告中回顾了2030年办茶工作，茶诉居全市第5，2029年为第8。", 2030),
        ("1-7月份茶业平稳\n2030-08-17 09:24:49 茶务总局统计司\n茶税增长5%。", 2030),
        ("关于青岚市2030年财政决算和\n2031年上半年预算执行情况的报告\n茶税5亿元。", 2030),
        # An account of the years since one ends with the month that is named.
        ("一、茶水\n2027年以来至2030年10月，全镇投入茶款9亿元。\n去冬以来至2030年10月底，完成茶款3亿元，增长5%。", 2030),
        # The second date is that of the title, and of the bracket below; the first that of the reader.
        ("您好，今天是 2033年06月06日 星期五\n茶讯\n发布时间：2031/1/9\n2030年，茶务局受理茶诉90件，同比增长4%。", 2030),
        ("十月茶业简析\n今年以来，茶业平稳。\n1-11月，茶税5亿元。\n茶网 时间：2031-02-25 14:56 浏览量：", 2030),
    ],
)
def test_the_only_year_of_a_text_is_its_own(text: str, year: int | None) -> None:
    assert recognize(text).year == year


def test_an_account_of_the_years_since_one_is_of_the_year_given() -> None:
    text = "抓住茶时，办好茶事。2028年以来，全县累计投入茶款9亿元，退出贫茶村13个。目前，全县还有贫茶村70个。"
    figures = read_figures(parse_text(text, kind="department report", year=2030, area="青岚市"))
    assert [f.period for f in figures] == ["2028/2030", "2028/2030", "2030"]


def test_the_first_of_a_collection_is_no_part_of_an_outline() -> None:
    text = (
        "第一篇：抓茶促农大全\n抓茶促农\n今年以来，成效明显。元至6月，茶园同比增长5%，茶税同比增长6%，其中2030年新增茶园3亩。"
    )
    assert (recognize(text).kind, recognize(text).year) == ("", 2030)
    assert recognize(text.replace("第一篇：抓茶促农大全", "第一篇 茶业基础")).kind == "plan outline"


def test_a_summary_and_a_plan_under_one_year_sum_it_up() -> None:
    text = "2030年茶务工作总结暨2030年茶务工作计划\n全县共有茶舍5家。2030年拟改造茶舍3家。"
    figures = read_figures(parse_text(text, kind="department report", year=2030, area="青岚市"))
    assert [(f.status, f.period) for f in figures] == [("actual", "2030"), ("target", "2030")]


def test_growth_of_a_part_of_a_year_is_told_within_it() -> None:
    text = "《茶业规划》交出期中成绩单\n2028年茶业增长9%，2030年上半年增长12.6%。"
    figures = read_figures(parse_text(text, kind="department report", year=2030, area="青岚市"))
    assert [(f.status, f.period) for f in figures] == [("actual", "2028"), ("actual", "2030")]


def test_the_site_of_a_page_names_its_area_where_nothing_else_does() -> None:
    text = "茶舍情况\n2030年1—7月，全市新建茶舍37家，同比增长5%。"
    assert recognize(text, site="南阳市茶务局").area == "南阳市"
    assert recognize(text, site="茶网\n河南省南阳市人民政府").area == "南阳市"
    # A page of a county on one of its city is not of the city's site, nor that of a town.
    assert recognize(text.replace("全市", "全县"), site="南阳市茶务局").area == ""
    assert recognize(text.replace("全市", "全镇"), site="南阳市茶务局").area == ""
    assert recognize(text.replace("茶舍情况", "福州市2030年茶舍公报"), site="南阳市茶务局").area == "福州市"


def test_what_a_paper_tells_of_a_departments_last_year_is_of_the_year_given() -> None:
    text = "茶务去年继续向好，超额完成2030年建茶目标。\n截至去年底，茶路通达率达到88%。"
    assert [f.period for f in read_figures(parse_text(text, kind="department report", year=2030, area="青岚市"))] == ["2030"]
    text = text.replace("2030年", "今年")
    assert [f.period for f in read_figures(parse_text(text, kind="department report", year=2030, area="青岚市"))] == ["2029"]


def test_an_account_of_years_that_end_in_its_own_is_of_them() -> None:
    text = "近五年来，茶会为茶农解难。从2027年到2031年，累计筹集茶款10亿多元。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert [f.period for f in figures] == ["2027/2031"]


def test_this_year_up_to_a_month_is_the_year_given_beside_what_it_plans() -> None:
    text = "2030年镇里共安排重点茶舍19个，年度计划投资9亿元。重点茶舍今年1-4月完成投资4亿元，为年度计划的44%，开工建设重点茶舍9个。"
    figures = read_figures(parse_text(text, kind="department report", year=2030, area="青岚市"))
    assert {f.period for f in figures} == {"2030"}


def test_this_half_year_beside_the_years_before_is_that_of_the_year_given() -> None:
    text = "茶会守牢茶农增收底线\n茶农收入从2026年的9588元增长到2030年的9722元。今年上半年，茶农收入增长6.6%。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert figures[-1].period == "2031"


def test_a_half_year_named_in_the_text_dates_an_account_of_one() -> None:
    text = "县政府茶务工作总结\n上半年，我局完成了目标任务。\n一、上半年工作情况\n2031年春节前发放茶款4万元，2031年上半年下拨茶款9万元。2031年县里安排建茶舍10户，计划修建15户。"
    found = recognize(text)
    assert (found.year, found.part_year) == (2031, True)


def test_the_only_year_named_dates_what_was_done_so_far() -> None:
    text = "2031年计划建茶舍71个，年度计划投入56亿元，1-6月全县完成投入35亿元，占目标的63%。\n市级茶舍1-6月份共完成投入7亿元。"
    for known in ({}, {"kind": "department report", "year": 2031, "area": "青岚市"}):
        figures = {f.number: (f.status, f.period) for f in read_figures(parse_text(text, **known))}
        assert figures["35亿"] == figures["7亿"] == ("actual", "2031")
    text = "一、上半年工作总结\n研究2031年茶税新算法，上半年茶税预计增长6%以上。茶税计划新增5个税源。"
    assert recognize(text, kind="department report").year == 2031


def test_a_plan_carried_out_early_is_the_title_of_no_outline() -> None:
    text = (
        "青岚市长作报告：将提前一年实现十六五计划\n市长回顾了2034年的工作，对2035年的工作作了部署。\n"
        "他说，2034年，茶税达到65亿元，增长7%。茶农增长5%。\n2035年的预期目标：茶税增长9%。"
    )
    figures = read_figures(parse_text(text))
    assert [(f.status[0], f.period) for f in figures if f.unit != "年"] == [("a", "2034")] * 3 + [("t", "2035")]


def test_last_year_is_the_one_that_a_page_without_a_kind_is_about() -> None:
    text = "1月20日，茶务局开会，介绍2030年茶业情况。\n2030年，茶税同比增长9%。\n去年茶舍收入同比增长20%。"
    assert [f.period for f in read_figures(parse_text(text))] == ["2030", "2030"]


def test_the_day_of_a_page_dates_a_communique_of_a_part_of_a_year() -> None:
    text = "茶务局：三季度茶业增长4%\n来源：茶务局 2030年10月9日 字体：大 中 小\n前三季度，茶业增长5%，比2029年低。"
    assert recognize(text, kind="statistical communique").year == 2030


def test_quotes_of_either_form_name_a_plan() -> None:
    text = "一、2030年工作回顾\n茶税增长5%。\n二、「十六五」時期主要目標\n茶稅達到5億元。\n三、2031年要求\n茶稅增長4%。"
    figures = read_figures(parse_text(text, kind="work report", year=2031, area="青岚市"))
    assert [f.period for f in figures] == ["2030", "2035", "2031"]


def test_the_main_numbers_of_a_census_are_of_its_year() -> None:
    text = "第七次全国人口普查 主要数据\n茶农860人，同2010年（上回普查，下同）的800人相比，增加60人，增长7.5%。"
    assert recognize(text).year == 2020
    figures = read_figures(parse_text(text, kind="bulletin", year=2020, area="全国"))
    assert [f.period for f in figures] == ["2020", "2010", "2011/2020", "2011/2020"]


def test_what_is_laid_before_a_congress_may_change_the_budget() -> None:
    text = "——2031年11月25日在青岚市人大常委会上\n主任、各位委员：\n我局编制了《预算调整方案的报告》，现将调整情况报告如下：\n截至目前，下达我市茶债限额110亿元。"
    figures = read_figures(parse_text(text, kind="budget report", year=2031, area="青岚市"))
    assert [f.period for f in figures] == ["2031"]


def test_the_plan_on_which_a_mayor_reports_names_its_years() -> None:
    text = "茶讯  青岚市茶务委员会主任昨日上午在茶都礼堂向来自各茶乡的代表们作《关于青岚市茶业第十六个五年规划（草案）的报告》，提出茶税的目标。\n今后五年，茶税预期年均增长9%以上。"
    figures = read_figures(parse_text(text))
    assert (recognize(text).kind, [(f.status, f.period) for f in figures]) == ("plan outline", [("target", "2031/2035")])


def test_questions_on_a_plan_are_of_its_years() -> None:
    text = "关于《青岚市茶业集群发展行动计划（2031—2035年）》的政策问答\n到2035年，茶业营业收入突破50亿元。"
    figures = read_figures(parse_text(text))
    assert (recognize(text).kind, [(f.status, f.period) for f in figures]) == ("plan outline", [("target", "2035")])


def test_a_page_of_today_may_copy_an_account_of_years_ago() -> None:
    text = "茶务上半年工作总结\n时间：2042-07-15 03:00:00\n现把2030年1~6月茶务工作总结如下：\n上半年，茶税增长5%。"
    figures = read_figures(parse_text(text))
    assert (recognize(text).year, [f.period for f in figures]) == (2030, ["2030"])


def test_what_the_press_is_told_of_this_year_looks_back_on_it() -> None:
    text = "茶务局定于2030年10月18日上午举行新闻发布会，介绍今年前三季度茶业情况。\n9月份茶税增长9%。"
    assert [f.period for f in read_figures(parse_text(text))] == ["2030"]


def test_what_is_asked_and_answered_is_of_the_year_under_way() -> None:
    text = "青岚市举行茶业系列新闻发布会（第三场）\n时间：2030年10月18日 10:00\n今年茶税9亿元。前三季度，茶农7人。\n2029年曾有旱情，2028年亦然。"
    assert [(f.status, f.period) for f in read_figures(parse_text(text))] == [("actual", "2030")] * 2
    given = read_figures(parse_text(text, year=2030))
    assert [(f.status, f.period) for f in given] == [("actual", "2030")] * 2


def test_a_plan_told_of_under_five_years_looked_back_on_is_over() -> None:
    text = "政府工作报告\n一、前五年工作回顾\n“十五五”时期，是我乡茶业大步转型的五年。\n茶税增长到了4亿元。"
    assert recognize(text, kind="work report").year == 2031


def test_a_title_may_run_into_its_first_sentence() -> None:
    text = "区茶务局2030年工作总结今年以来，局里紧抓茶业，收茶费40万元。"
    assert (recognize(text).kind, recognize(text).year) == ("department report", 2030)
    assert [f.period for f in read_figures(parse_text(text))] == ["2030"]


def test_the_months_so_far_are_of_the_year_of_a_title_without_a_kind() -> None:
    text = "每月茶业简况（2030年3月）\n今年以来，受霜冻影响，茶业增长放缓。1-3月，茶业产值10亿元，负增长4%。"
    figures = read_figures(parse_text(text))
    assert [(f.period, f.label, f.value) for f in figures][1:] == [("2030", "茶业产值", -4)]
    assert figures[0].period == "2030"


def test_up_to_a_month_of_this_year_is_of_the_year_given() -> None:
    text = "关于茶路的调查报告\n2029年底，我市茶路9公里。\n截止今年8月，全市茶路动工3公里。"
    figures = read_figures(parse_text(text, kind="department report", year=2030, area="青岚市"))
    assert [f.period for f in figures] == ["2029", "2030"]


def test_a_plan_that_is_to_be_met_in_time_is_the_title_of_no_outline() -> None:
    text = "青岚“十六五”规划预计完成8项茶业指标\n青岚网 2035-12-24\n2035年，是“十六五”规划收官之年。预计2035年全市茶业产值达到69亿元左右。"
    assert recognize(text).kind != "plan outline"


@pytest.mark.parametrize(
    ("text", "year", "back"),
    [
        ("2030年云溪市茶雾级别分布\n年份\t有雾天数\n2029年\t63\n2030年\t65", 2030, True),
        ("云溪区2030/2031学年茶学基本情况\n学段\t茶校（所）\n初学\t74\n高学\t31", 2030, True),
        ("云溪市2031年种茶计划分解\n单位\t种茶（亩）\n雾岭县\t80\n松溪县\t65\n2030年以前未完成的一并完成。", 2031, False),
        ("云溪县茶山调查数据\n截至2030年12月31日，全县茶山如下。\n茶山\t面积（亩）\n高山茶\t214", 2030, True),
    ],
)
def test_the_year_in_the_name_of_a_page_that_is_no_report(text: str, year: int, back: bool) -> None:
    found = recognize(text)
    assert (found.kind, found.year, found.looks_back) == ("", year, back)


def test_the_first_clause_of_a_passage_is_not_the_name_of_a_page() -> None:
    text = "茶学由于2027年茶童入校较晚，要推迟到2031年冬季出师。"
    assert recognize(text).year != 2027


def test_what_is_laid_before_a_congress_beside_a_report_is_not_its_title() -> None:
    text = (
        "——2031年1月26日在青岚市人大七届六次会议\n各位代表：\n我报告去年的茶事，"
        "并将《青岚市茶业和社会发展第十六个五年规划纲要》提交审议。\n一、2030年工作回顾\n茶税5亿元。\n二、2031年工作安排\n"
    )
    assert recognize(text).kind != "plan outline"
