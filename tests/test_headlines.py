"""The panel of headline figures: which figures are the area's own, which of several is picked, and what is hard to believe.

The prose is ours and the places are invented.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from xclib.corpus.input import Item
from xclib.corpus.read import read_chunk
from xclib.data import rows as leading
from xclib.errors import RawDataError, UnknownNameError
from xclib.panels.checks import FATES, add_fates, check_panel
from xclib.panels.headlines import build_panel, pick_between, read_headlines
from xclib.panels.match import find_names, match_figure
from xclib.panels.query import load_panel
from xclib.panels.recall import recalled_targets
from xclib.panels.store import COLUMNS, ERRATA, MISFILED, apply_errata, count_figures, refile
from xclib.panels.words import plain, read_rules

ROOT = Path(__file__).resolve().parent.parent


def figures_of(
    review: str, plan: str, area: str = "青岚市", year: int = 2031, doc: str = "青岚市/2031", level: str = "prefecture"
) -> pd.DataFrame:
    """Return the figures of a report that says this of last year and plans that."""
    text = f"{area}政府工作报告\n一、{year - 1}年工作回顾\n{review}\n二、{year}年工作安排\n{plan}"
    part = read_chunk([Item(doc, text=text, kind="work report", level=level, area=area, year=year)])
    assert not part.failures
    return pd.DataFrame(part.figures)


def panel_of(review: str, plan: str = "", **of: Any) -> pd.DataFrame:
    return build_panel(figures_of(review, plan, **of))


def told(panel: pd.DataFrame) -> dict[str, float]:
    return {f"{r.indicator} {r.status}": r.value for r in panel.itertuples()}


def told_by(review: str, plan: str = "", **of: Any) -> dict[str, float]:
    """What a panel holds of a report, before its checks, which flag rows and take most of the time."""
    return told(read_headlines(figures_of(review, plan, **of))[0])


def test_a_report_filed_under_another_year_or_area_is_given_its_own() -> None:
    panel = pd.concat([panel_of("地区生产总值增长9%。", doc=doc) for doc in ("甲/2031", "乙/2031", "丙/2031", "丁/2031")])
    rows = [("甲/2031", "青岚市", "2029", ""), ("乙/2031", "云泽市", "", ""), ("丙/2031", "", "", "")]
    filed = refile(panel, pd.DataFrame(rows, columns=list(MISFILED)))
    assert filed[["doc", "area", "period", "first_year"]].values.tolist() == [
        ["甲/2031", "青岚市", 2028, 2028],
        ["乙/2031", "云泽市", 2030, 2030],
        ["丁/2031", "青岚市", 2030, 2030],
    ]


def test_a_panel_without_rows_is_checked() -> None:
    panel = panel_of("云泽区地区生产总值增长9%。")
    assert (list(panel.columns), len(panel)) == (list(COLUMNS), 0)


REVIEW = """预计全年地区生产总值3210.5亿元、增长4.9%，一般公共预算收入下降1.3%，固定资产投资增长7%以上，社会消费品零售总额1012亿元、增长6.5%。
居民消费价格上涨0.7%，新增城镇就业5.2万人，城镇登记失业率控制在3.5%以内。"""
PLAN = "今年发展的主要预期目标是：地区生产总值增长5%左右；城镇调查失业率控制在5.5%以内；城镇新增就业5万人以上；居民消费价格涨幅3%左右。"


def test_a_report_gives_its_headline_figures() -> None:
    panel = panel_of(REVIEW, PLAN)
    assert list(panel.columns) == list(COLUMNS)
    assert told(panel) == {
        "gdp actual": 321050000000.0, "gdp_growth actual": 4.9, "revenue_growth actual": -1.3, "fai_growth actual": 7,
        "retail actual": 1.012e11, "retail_growth actual": 6.5, "cpi actual": 0.7, "urban_new_jobs actual": 52000, "unemployment_registered actual": 3.5,
        "gdp_growth target": 5, "unemployment_surveyed target": 5.5, "urban_new_jobs target": 50000, "cpi target": 3,
    }  # fmt: skip
    rows = panel.set_index(["indicator", "status"])
    assert rows.loc[("fai_growth", "actual"), "bound"] == ">="
    assert rows.loc[("gdp", "actual"), "as_printed"] == "3210.5亿元"
    assert rows.loc[("gdp", "actual"), "unit"] == "yuan"
    assert rows.loc[("gdp_growth", "target"), ["low", "high", "period"]].tolist() == [4.5, 5.5, 2031]
    assert rows.loc[("unemployment_registered", "actual"), "high"] == 3.5


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        # parts of the area
        ("云泽区地区生产总值增长9%。", {}),
        ("高新区发展提速，地区生产总值增长19%，固定资产投资增长30%。", {}),
        ("两个省级开发区稳步发展，实现财政总收入6.2亿元，增长28.4%。", {}),
        ("新增3个示范区，财政总收入62亿元，增长8.4%。", {"total_revenue actual": 6.2e9, "total_revenue_growth actual": 8.4}),
        ("新片区工业总产值、固定资产投资分别增长72%和62%。", {}),
        ("5个县地区生产总值超过100亿元。", {}),
        ("地区生产总值超百亿元的县达到3个。", {}),
        # parts of the economy, and what is counted by it
        ("第三产业增加值占地区生产总值的52%，人均生产总值9.2万元。", {"share_tertiary actual": 52}),
        ("数字经济增长12%，海洋生产总值600亿元。", {}),
        ("民间固定资产投资增长9%，限额以上企业网上零售额增长20%。", {}),
        ("万元地区生产总值能耗下降3%。", {"energy_intensity_growth actual": -3}),
        ("单位生产总值能耗降幅达到3.2%。", {"energy_intensity_growth actual": -3.2}),
        ("工业增加值增长5%，创2017年以来最好位次；固定资产投资增长7%。", {"value_added_industry_growth actual": 5, "fai_growth actual": 7}),
        # parts of a year, and several years
        ("上半年地区生产总值增长3%。", {}),
        ("1—11月固定资产投资增长8%。", {}),
        ("地区生产总值一季度下降2%，二季度由负转正，全年增长3.1%。", {"gdp_growth actual": 3.1}),
        ("五年来，地区生产总值年均增长7.1%，累计新增城镇就业20万人。", {}),
        ("地区生产总值由2026年的2000亿元增加到3100亿元，年均增长9%。", {"gdp actual": 3.1e11}),
        ("地区生产总值由2026年的2000亿元增加到3100亿元，增长55%。", {"gdp actual": 3.1e11}),
        ("地区生产总值达到3100亿元、年均增长6%。", {"gdp actual": 3.1e11}),
        ("地区生产总值连续跨越2000亿元、3000亿元两个台阶。", {"gdp actual": 3e11}),
        ("地区生产总值突破3000亿元、达到3120亿元。", {"gdp actual": 3.12e11}),
        ("地区生产总值增量达到210亿元。", {}),
        # other areas
        ("全省地区生产总值增长6%。", {}),
        ("增速高于全国平均1.2个百分点，全市生产总值增长6%。", {"gdp_growth actual": 6}),
        # revenue and what is not revenue
        ("财政总收入500亿元，增长9%，其中地方一般预算收入240亿元，增长11%。", {"total_revenue actual": 5e10, "total_revenue_growth actual": 9, "revenue actual": 2.4e10, "revenue_growth actual": 11}),
        ("财政总收入520亿元，增长8%。", {"total_revenue actual": 5.2e10, "total_revenue_growth actual": 8}),
        ("地方财政收入230亿元，增长8%。", {"revenue actual": 2.3e10, "revenue_growth actual": 8}),
        ("完成公共财政预算收入240亿元，其中市本级120亿元，分别增长5.3%和10.7%。", {"revenue actual": 2.4e10, "revenue_growth actual": 5.3}),
        ("一般公共预算收入同口径增长6.6%。", {"revenue_growth actual": 6.6}),
        ("财政一般预算收入83亿元，增长31%，其中地方财政收入42亿元，增长24.9%。",
         {"total_revenue actual": 8.3e9, "total_revenue_growth actual": 31, "revenue actual": 4.2e9, "revenue_growth actual": 24.9}),
        ("一般公共预算收入90亿元，增长6%，其中税收收入60亿元，增长4%。", {"revenue actual": 9e9, "revenue_growth actual": 6}),
        # a year's level behind the mean of several, a verb behind a turn, a word that a line break split
        ("五年来，地区生产总值年均增长7.2%、2030年突破3000亿元。", {"gdp actual": 3e11}),
        ("——全市生产总值年均增长12.5%左右，达到1.5万亿元。", {}),
        ("一季度、上半年、前三季度，全市生产总值增速分别为7.5%、8.1%、8.7%，工业增加值增速分别为3.9%、6.1%、8.0%。", {}),
        ("固定资产投资增速降幅收窄，预计下降1.5%左右。", {"fai_growth actual": -1.5}),
        ("成地区生产总值3100亿元，比上年增长6%。新增城镇人员就业3万人。", {"gdp actual": 3.1e11, "gdp_growth actual": 6, "urban_new_jobs actual": 30000}),
        # lists
        ("地区生产总值、固定资产投资、社会消费品零售总额分别增长5%、8%和7%。", {"gdp_growth actual": 5, "fai_growth actual": 8, "retail_growth actual": 7}),
        ("城乡居民人均可支配收入分别增长6%和7.5%，居民消费价格上涨1.1%。", {"urban_income_growth actual": 6, "rural_income_growth actual": 7.5, "cpi actual": 1.1}),
        ("财政总收入和一般预算收入均增长12%。", {"total_revenue_growth actual": 12, "revenue_growth actual": 12}),
        ("财政总收入和一般预算收入达到80亿元和44亿元。", {"total_revenue actual": 8e9, "revenue actual": 4.4e9}),
        ("城镇调查失业率、登记失业率分别为5.2%和3.4%。", {"unemployment_surveyed actual": 5.2, "unemployment_registered actual": 3.4}),
        ("地区生产总值、工业增加值、固定资产投资增长5%左右。", {"gdp_growth actual": 5, "value_added_industry_growth actual": 5, "fai_growth actual": 5}),
        ("固定资产投资、社会消费品零售总额、外贸进出口总额均增长8%。", {"trade_growth actual": 8, "fai_growth actual": 8, "retail_growth actual": 8}),
        ("进出口总额、固定资产投资增长5%、8%。", {"trade_growth actual": 5, "fai_growth actual": 8}),
        # steps that were taken before a level, and sums of growth
        ("地区生产总值连跨三个百亿元台阶，突破830亿元。", {"gdp actual": 8.3e10}),
        ("地区生产总值五年内迈过两个百亿元台阶，预计达到470亿元。", {"gdp actual": 4.7e10}),
        ("地区生产总值跨过千亿大关后，2030年达到1247.9亿元。", {"gdp actual": 1.2479e11}),
        ("一般公共预算收入累计增长38%，达到151.4亿元。", {"revenue actual": 1.514e10}),
        ("农民人均纯收入连续7年在两位数运行，2030年突破9000元、达9214元。", {"rural_income actual": 9214}),
        ("城镇化率突破58%、达58.4%。", {"urbanization actual": 58.4}),
        ("固定资产投资净增额超过200亿元，达214亿元。", {}),
        ("地区生产总值2613.2亿元，居全国城市第61位，比上年前移2位；增长6.7%。", {"gdp actual": 2.6132e11, "gdp_growth actual": 6.7}),
        # what is set against a term is the sum of one
        ("实际利用外资6.2亿美元，是前五年的1.7倍。", {}),
        ("社会消费品零售总额3170亿元，是“十三五”时期的1.8倍。", {}),
        ("固定资产投资2170亿元，年均增长14.3%，是“十三五”时期的2.6倍。", {}),
        ("累计引进资金1.3万亿元、利用外资170亿美元。", {}),
        ("累计利用外资61亿美元，实现进出口总额514亿美元。", {}),
        ("累计利用外资61亿美元，2030年进出口总额117亿美元。", {"trade actual": 1.17e10}),
        ("五年来，全市实际利用外资超过120亿美元。", {}),
        ("实际利用外资6.3亿美元、年均增长7.4%。", {}),
        ("“十五五”期间进出口总额91.3亿美元、年均增长21%。", {}),
        ("累计产粮912亿斤。", {}),
        ("截至去年，实际利用外资11.73亿美元。全年完成实际利用外资1.93亿美元，增幅5.3%。", {"fdi actual": 1.93e8, "fdi_growth actual": 5.3}),
        (
            "经济总量达1873亿元，“十五五”以来年均增长7.1%（现价）；规上工业增加值增幅8.3%；全市一般公共预算收入97.3亿元、增长3.9%。",
            {"gdp actual": 1.873e11, "value_added_industry_growth actual": 8.3, "revenue actual": 9.73e9, "revenue_growth actual": 3.9},
        ),
        ("累计实际利用外资23.7亿美元，比“十四五”增长1.3倍。进出口总额137.2亿美元，增长83%。", {}),
        ("累计培训茶农3700人，比“十四五”多出830人。进出口总额8.7亿美元，增幅5.38%。", {"trade actual": 8.7e8, "trade_growth actual": 5.38}),
        ("五年来累计种茶37万亩，是“十四五”的1.7倍。外贸出口总额3.9亿美元。", {"exports actual": 3.9e8}),
        ("引进内资737亿元；全市外贸出口8.376亿美元，年均增长9.76%。全市外贸出口2.3亿美元。", {"exports actual": 2.3e8}),
        ("2030年，固定资产投资达到317亿元，年均增长16.33%。茶园扩建，完成固定资产投资93.7亿元。", {"fai actual": 3.17e10}),
        ("全市外贸出口达到8.376亿美元，年均增长9.76%。茶企拓市，实现外贸出口2.3亿美元。", {"exports actual": 8.376e8}),
        # a year that is named, a mean that is no sum, and sums of another thing
        ("2030年实际利用外资6.3亿美元、年均增长7.4%。", {"fdi actual": 6.3e8}),
        ("2030年茶价走高，实际利用外资6.3亿美元、年均增长7.4%。", {"fdi actual": 6.3e8}),
        ("社会消费品零售总额3170亿元，比前三年平均高12%。", {"retail actual": 3.17e11}),
        ("实际利用外资6.2亿美元，比前三年平均水平高12%。", {"fdi actual": 6.2e8}),
        ("固定资产投资2170亿元，是前五年平均的1.3倍。", {"fai actual": 2.17e11}),
        ("累计减税降费12亿元，完成固定资产投资310亿元。", {"fai actual": 3.1e10}),
        ("全年累计减税降费12亿元，完成固定资产投资310亿元。", {"fai actual": 3.1e10}),
        ("累计发放茶券1.2亿元，社会消费品零售总额210亿元。", {"retail actual": 2.1e10}),
        ("全年累计利用外资61亿美元，进出口总额514亿美元。", {"fdi actual": 6.1e9, "trade actual": 5.14e10}),
        ("2030年进出口总额增长31%，累计达49亿美元、年均增长19%，实际利用外资9.7亿美元、年均增长11%。", {"trade_growth actual": 31}),
        ("累计完成财政预算收入83亿元，固定资产投资244亿元，社会消费品零售总额171亿元。", {}),
        ("2030年茶市再旺，五年累计引进资金1.3万亿元、利用外资170亿美元。", {}),
        ("2026—2030年累计引进内资83亿元、利用外资6亿美元。", {}),
        ("2026～2030年累计完成投资83亿元，进出口6亿美元。", {}),
        ("农产品走俏，卖茶额、出口额分别达到91亿元和1.7亿美元。", {}),
        ("茶具走俏，卖茶额、出口额分别达到91亿元和1.7亿美元。", {"exports actual": 1.7e8}),
        ("云泽新区建设提速。完成生产总值514亿元，固定资产投资217亿元、增长21%。", {}),
        # one number for all residents, for both, for several
        ("城乡居民人均可支配收入27300元、增长5.8%。", {"income actual": 27300, "income_growth actual": 5.8}),
        ("城乡居民人均可支配收入增长5.8%，达到2.73万元。", {"income actual": 27300, "income_growth actual": 5.8}),
        ("城乡居民人均可支配收入预计为38400元和18200元，增幅均为7.3%。",
         {"urban_income actual": 38400, "rural_income actual": 18200, "urban_income_growth actual": 7.3, "rural_income_growth actual": 7.3}),
        ("城乡居民人均可支配收入增速快于茶业，预计分别达到38400元和18200元。", {"urban_income actual": 38400, "rural_income actual": 18200}),
        ("城乡低保标准分别提高9%和12%，城乡居民人均可支配收入达到38400元和18200元，分别增长6%和7%。",
         {"urban_income actual": 38400, "rural_income actual": 18200, "urban_income_growth actual": 6, "rural_income_growth actual": 7}),
        ("城镇和农村常住人口人均可支配收入分别增长5%和6%。", {"urban_income_growth actual": 5, "rural_income_growth actual": 6}),
        ("地区生产总值、固定资产投资均突破2000亿元，分别增长6%和9%。", {"gdp actual": 2e11, "fai actual": 2e11, "gdp_growth actual": 6, "fai_growth actual": 9}),
        ("财政总收入和一般预算收入各达91亿元、47亿元。", {"total_revenue actual": 9.1e9, "revenue actual": 4.7e9}),
        # revenue and expenditure
        ("一般公共预算收入83.4亿元、支出171.2亿元，分别增长6.1%和9.3%。",
         {"revenue actual": 8.34e9, "expenditure actual": 1.712e10, "revenue_growth actual": 6.1, "expenditure_growth actual": 9.3}),
        ("公共财政预算支出、收入分别达到171.2亿元和83.4亿元。", {"revenue actual": 8.34e9, "expenditure actual": 1.712e10}),
        ("地方一般公共预算收入增长2.4%、支出增长6.3%。", {"revenue_growth actual": 2.4, "expenditure_growth actual": 6.3}),
        # other names, and letters that a scan took for digits
        ("粮食产量喜获“六连增”，达71.3万吨。", {"grain actual": 713000}),
        ("2000万元以上的规模工业增加值增长7.4%。", {"value_added_industry_growth actual": 7.4}),
        ("完成固投182.7亿元，增长12.4%。", {"fai actual": 1.827e10, "fai_growth actual": 12.4}),
        ("城镇人口比重达46.3%。", {"urbanization actual": 46.3}),
        ("能源消耗强度下降3.4%。", {"energy_intensity_growth actual": -3.4}),
        ("人口出生率和人口自然增长率分别下降到14.2‰和8.7‰。", {"natural_growth actual": 8.7}),
        ("三次产业占国内生产总值的比重由2025年的21.3：41.2：37.5转变为17.2：44.1：38.7。",
         {"share_primary actual": 17.2, "share_secondary actual": 44.1, "share_tertiary actual": 38.7}),
        ("脱贫退出1213户3700人。", {"poverty_reduction actual": 3700}),
        ("7.3万农村贫困人口摆脱了贫困。", {"poverty_reduction actual": 73000}),
        ("保障性安居工程跑在前面，新开工5317套。", {"housing_units actual": 5317}),
        ("实际利用外资2O.7亿美元，比上年增长13.2%。", {"fdi_growth actual": 13.2}),
        ("外贸出口由40.2亿美元增加到91.35亿美 元。", {"exports actual": 9.135e9}),
        ("对外贸易稳中提质，2030年达2.14万亿元。", {"trade actual": 2.14e12}),
        ("进出口总额翻了一番，达130亿美元。", {"trade actual": 1.3e10}),
        ("生产粮食713万吨、蔬菜914万吨。", {"grain actual": 7.13e6}),
        ("空气优良天数达到307天、比例达到83.9%。", {"good_air_days actual": 307, "good_air_share actual": 83.9}),
        ("研发经费投入，强度达到2.3%。", {"rd_intensity actual": 2.3}),
        ("云泽灌区项目开工，固定资产投资增长4.7%。", {"fai_growth actual": 4.7}),
        ("城乡居民收入稳步增长，2030年分别达到3.84万元、1.82万元。", {"urban_income actual": 38400, "rural_income actual": 18200}),
        ("崛起一座生产总值突破110亿元的现代化新城。", {}),
        # who opens the sentence, and where the border is crossed
        ("茶影湖实现生产总值614亿元；固定资产投资171.3亿元，增长21%。", {}),
        ("青茶新区预计完成生产总值614亿元；固定资产投资171.3亿元，增长21%。", {}),
        ("东莞完成生产总值614亿元；固定资产投资171.3亿元，增长21%。", {}),
        ("义乌完成生产总值614亿元；固定资产投资171.3亿元，增长21%。", {}),
        ("云泽街道完成生产总值614亿元；固定资产投资171.3亿元，增长21%。", {}),
        ("去年我市完成生产总值614亿元；固定资产投资171.3亿元。", {"gdp actual": 6.14e10, "fai actual": 1.713e10}),
        ("市属企业完成进出口总额17亿元，增长3%，其中出口11亿元，增长6%。", {}),
        ("攻坚克难完成生产总值614亿元；固定资产投资171.3亿元，增长21%。", {"fai actual": 1.713e10, "fai_growth actual": 21}),
        ("茶农同心实现生产总值614亿元；固定资产投资171.3亿元，增长21%。", {"fai actual": 1.713e10, "fai_growth actual": 21}),
        ("云泽口岸通行1714人次，进出口总额突破9亿美元。", {}),
        ("青东保税物流中心挂牌，实现进出口额6100万美元。", {}),
        # words of old reports, and numbers that a blank cuts
        ("全社会固定资产投资比上年增长百分之十八点六。", {"fai_growth actual": 18.6}),
        ("地区生产总值2 063.4亿元。", {"gdp actual": 2.0634e11}),
        ("城镇登记失业率由2029年末的3.15%下降为2.08%。", {"unemployment_registered actual": 2.08}),
        ("市内生产总值增长7%，地方级财政收入增长5%，城镇新就业3万人。", {"gdp_growth actual": 7, "revenue_growth actual": 5, "urban_new_jobs actual": 30000}),
        ("财政公共预算收入增长5%，社零总额增长6%，居民消费价格总指数上涨2%。", {"revenue_growth actual": 5, "retail_growth actual": 6, "cpi actual": 2}),
        ("居民消费价格累计上涨1.5%。", {"cpi actual": 1.5}),
        ("云泽示范区加快建设，全社会固定资产投资增长9%。", {"fai_growth actual": 9}),
        # two lists, and one that does without a second 分别
        ("财政总收入和一般预算收入分别达到674.5亿元和349.5亿元，增长21.1%和22.6%。", {"total_revenue actual": 6.745e10, "total_revenue_growth actual": 21.1, "revenue actual": 3.495e10, "revenue_growth actual": 22.6}),
        ("实现生产总值1600亿元；财政总收入和一般预算收入分别完成425亿元和175亿元，分别增长25%和31.5%。", {"gdp actual": 1.6e11, "total_revenue actual": 4.25e10, "total_revenue_growth actual": 25, "revenue actual": 1.75e10, "revenue_growth actual": 31.5}),
        # zones that are wanted or counted are not what a sentence speaks of
        ("推进冷链示范县建设，社会消费品零售总额增长9.6%。", {"retail_growth actual": 9.6}),
        ("成功获批云泽国家合作示范区，社会消费品零售总额增长7%。", {"retail_growth actual": 7}),
        ("深入10个县和3个重点片区召开会议，一般公共预算收入324.3亿元、增长3.3%。", {"revenue actual": 3.243e10, "revenue_growth actual": 3.3}),
        ("云泽新区发展加快，社会消费品零售总额增长9.6%。", {}),
        # a part of the year in one item of a list, and at its head
        ("工业利润1—11月增长31%；一般公共预算收入增长8%。", {"revenue_growth actual": 8}),
        ("1—11月，工业增加值增长6%；固定资产投资增长8%。", {}),
        ("居民消费价格呈前高后低走势，全年上涨5.6%。", {"cpi actual": 5.6}),
        # what is striven for before, and the last year behind a mean
        ("争取经济发展最好结果，预计全年实现地区生产总值239亿元，增长3.5%。", {"gdp actual": 2.39e10, "gdp_growth actual": 3.5}),
        ("“十四五”期间，地区生产总值年均增长5.4%，其中2030年同比增长3.5%。", {"gdp_growth actual": 3.5}),
        ("一般公共预算收入在大幅减税降费的情况下增长0.8%。", {"revenue_growth actual": 0.8}),
        ("居民消费价格涨幅回落到2.6%，规上固定资产投资增长4%，户籍居民登记失业率控制在2.4%。", {"cpi actual": 2.6, "fai_growth actual": 4, "unemployment_registered actual": 2.4}),
        ("新建学校3所，城镇登记失业率控制在$1.$2%以内，居民消费价格上涨$1.$2%。", {}),
        ("（紧接第2版）居民消费价格上涨1.2%。", {"cpi actual": 1.2}),
        # marks that were passed, and what stands behind them
        ("地区生产总值跃上3000亿元台阶，预计2030年突破3400亿元。", {"gdp actual": 3.4e11}),
        ("一般预算收入跃上300亿元新台阶，达342.28亿元，增长20.9%。", {"revenue actual": 3.4228e10, "revenue_growth actual": 20.9}),
        ("地区生产总值接连迈上三个千亿元台阶，达到5013.2亿元。", {"gdp actual": 5.0132e11}),
        ("地区生产总值突破万亿元，并保持平稳增长，预计由2026年的8756.3亿元提高到2030年的1.16万亿元。", {"gdp actual": 1.16e12}),
        ("全市生产总值、一般预算收入、粮食总产量分别跨上五千亿元、四百亿元和九十亿斤台阶。", {"gdp actual": 5e11, "revenue actual": 4e10, "grain actual": 4.5e6}),
        # two rates behind two amounts, in their order; one rate for two
        ("城镇居民人均可支配收入 26647 元，农民人均纯收入 11937 元，增长 9.4% 和 11.6% 。",
         {"urban_income actual": 26647, "urban_income_growth actual": 9.4, "rural_income actual": 11937, "rural_income_growth actual": 11.6}),
        ("城乡居民收入增长8%。", {"urban_income_growth actual": 8, "rural_income_growth actual": 8}),
        ("全市农产品收购额和社会商品零售额，分别比上年增长百分之三点五和百分之十点四。", {"retail_growth actual": 10.4}),
        ("居民消费价格指数104%左右，万元生产总值能耗下降4.65%、化学需氧量和二氧化硫排放量分别下降2%和9%。", {"energy_intensity_growth actual": -4.65}),
        # parts of the area, of the year, of the measure
        ("云泽新区全面开发建设。生产总值增长23%，固定资产投资增长43%。", {}),
        ("重点片区规上工业总产值、全社会固定资产投资分别增长72.7%和62%。", {}),
        ("14个县（市）生产总值增长18.8%、一般预算收入增长38%。", {}),
        ("限额以上社会消费品零售总额增长14.5%，城镇固定资产投资增长53.9%。", {}),
        ("前三季度，全市地区生产总值增长3.1%；工业用电增长4.5%；固定资产投资增长9.7%；一般公共预算收入同口径增长8.3%。", {}),
        # what is only supposed, and what was the target
        ("只要城乡居民收入分别增长6.5%和10.1%，就可以提前翻番。", {}),
        ("单位地区生产总值能耗下降2.75%的节能目标预计可以完成。", {}),
        # growth that names the year before, words between, words for prices
        ("预计全年地区生产总值比2029年增长9%。", {"gdp_growth actual": 9}),
        ("地区生产总值6510亿元，总量折合超过1000亿美元，比上年增长8.7%。", {"gdp actual": 6.51e11, "gdp_growth actual": 8.7}),
        ("地区生产总值2326亿元，按照可比口径增长3.5%。", {"gdp actual": 2.326e11, "gdp_growth actual": 3.5}),
        ("地区生产总值3258.1亿元，在北部地区第三个进入3000亿元行列，比上年增长13%。", {"gdp actual": 3.2581e11, "gdp_growth actual": 13}),
        ("地区生产总值达到1763.4亿元、上升至全国第6位和全省第5位，增长6.7%。", {"gdp actual": 1.7634e11, "gdp_growth actual": 6.7}),
        ("圆满举办青岚赛区闭幕仪式，地区生产总值增速保持在合理区间，全年增长6.3%。", {"gdp_growth actual": 6.3}),
        ("预计今年地区生产总值增长5.5%左右。", {"gdp_growth actual": 5.5}),
        ("抢抓大湾区、先行示范区重大机遇，实现地区生产总值3773.4亿元，增长3.3%。", {"gdp actual": 3.7734e11, "gdp_growth actual": 3.3}),
        ("全市生产总值一季度、上半年、前三季度分别增长4.6%、4.4%、4.1%，全年增长4.3%。", {"gdp_growth actual": 4.3}),
        ("地区生产总值突破两千亿元大关，达到2170亿元，占全省的11.9%，比上年增长12.5%。", {"gdp actual": 2.17e11, "gdp_growth actual": 12.5}),
        ("全市生产总值由一季度下降7.6%到全年增长1.7%。", {"gdp_growth actual": 1.7}),
        ("GDP由负转正，增长1.5%。", {"gdp_growth actual": 1.5}),
        ("地区生产总值600亿元，其中工业增加值200亿元，增长8%。", {"gdp actual": 6e10, "value_added_industry_growth actual": 8}),
        # indicators beside the headline ones
        ("三次产业结构由4.7∶52.5∶42.8优化为4.1∶46.6∶49.3。", {"share_primary actual": 4.1, "share_secondary actual": 46.6, "share_tertiary actual": 49.3}),
        ("粮食总产量45亿斤，全社会研发投入强度2.3%，常住人口城镇化率达到63.5%。", {"grain actual": 2.25e6, "rd_intensity actual": 2.3, "urbanization actual": 63.5}),
        ("进出口总额191.7亿元，增长26.3%，其中出口增长21.8%。", {"trade actual": 1.917e10, "trade_growth actual": 26.3, "exports_growth actual": 21.8}),
        ("人口自然增长率5.7‰，减少农村贫困人口3.2万人，每万人发明专利拥有量11.5件。", {"natural_growth actual": 5.7, "poverty_reduction actual": 32000, "patents_per_10k actual": 11.5}),
        ("实际利用外资10.3亿美元，全市居民人均可支配收入41200元，增长6.1%。", {"fdi actual": 1.03e9, "income actual": 41200, "income_growth actual": 6.1}),
        ("空气质量优良天数比例达到86.3%，开工建设保障性住房4210套。", {"good_air_share actual": 86.3, "housing_units actual": 4210}),
        # what stands behind its number
        ("确保年度任务落实，5.2万农村贫困人口实现脱贫。", {"poverty_reduction actual": 52000}),
        ("16个村退出、1.4万人脱贫。全年脱贫1.4万人。", {"poverty_reduction actual": 14000}),
        ("剩余310户820名贫困人口全部脱贫。", {"poverty_reduction actual": 820}),
        ("年入2360元以内的贫困人口中17万人实现脱贫。", {"poverty_reduction actual": 170000}),
        ("全年解决3700人脱贫问题。", {"poverty_reduction actual": 3700}),
        ("全年3700人脱贫问题得到解决。", {"poverty_reduction actual": 3700}),
        ("还有3.7万人脱贫问题尚未解决。", {}),
        ("国家标准下的8.37万贫困人口脱贫任务艰巨。", {}),
        ("全市贫困人口中3.7万人脱贫问题突出。", {}),
        ("农村贫困人口减少到8.6万人，发生率降为2.3%。", {}),
        ("减少贫困人口位居全省第一。", {}),
        ("茶园扩大到21万亩，其中茶果产量5.3万吨，出口创汇1.2亿美元。\n进出口总额81亿美元，其中出口47亿美元。",
         {"trade actual": 8.1e9, "exports actual": 4.7e9}),
        ("公共财政预算收入增长17.2%，地方公共财政预算收入增长18.4%。", {"revenue_growth actual": 18.4}),
        ("开工保障性安居工程47个、2.3万套。", {"housing_units actual": 23000}),
        ("经济总量连续跨越700亿元至900亿元三个台阶，预计年底达到931亿元。", {"gdp actual": 9.31e10}),
        ("全市还有2.3万农村贫困人口、5300人脱贫问题需要解决。", {}),
        ("新增保障性住房3700套，新开工保障性住房5300套。", {"housing_units actual": 5300}),
        ("PM2.5日均浓度最高153微克/立方米。", {}),
        ("全市建档立卡贫困户脱贫6206人。", {"poverty_reduction actual": 6206}),
        ("一二三次产业构成比例为8.3:47.6:44.1。", {"share_primary actual": 8.3, "share_secondary actual": 47.6, "share_tertiary actual": 44.1}),
        ("三次产业协调发展，比例演变为6.2:53.4:40.4。", {"share_primary actual": 6.2, "share_secondary actual": 53.4, "share_tertiary actual": 40.4}),
        ("市区联动引资，实际利用外资增幅12.7%。", {"fdi_growth actual": 12.7}),
        ("市区两级引资，实际利用外资增幅12.7%。", {"fdi_growth actual": 12.7}),
        ("茶业研发不力，研究与试验发展费用只占全市GDP的0.83%。", {"rd_intensity actual": 0.83}),
        ("全市GDP突破1700亿元，达1738亿元，提前实现茶业规划目标；增速达7.6%。", {"gdp actual": 1.738e11, "gdp_growth actual": 7.6}),
        ("全市GDP力争达到1738亿元；增速达7.6%。", {}),
        ("外贸出口额87亿元，进口33亿元；增速达7.6%。", {"exports actual": 8.7e9}),
        ("进出口总额87亿元、外贸出口额53亿元；增速7.6%。", {"trade actual": 8.7e9, "exports actual": 5.3e9}),
        ("固定资产投资873亿元，其中茶业投资37亿元；增速达7.6%。", {"fai actual": 8.73e10}),
        ("社会消费品零售额87亿元，茶饮收入23亿元占26%；增速7.6%。", {"retail actual": 8.7e9}),
        ("41.3万建档立卡贫困人口全部脱贫，累计9万贫困人口实现脱贫。", {}),
        # lists whose names or values stand apart
        ("城乡居民人均可支配收入从31200元、15400元增加到44100元、22300元。", {"urban_income actual": 44100, "rural_income actual": 22300}),
        ("粮食播种面积310.4万亩、总产量达41.2万吨。", {"grain actual": 412000}),
        ("粮食、油料、蔬菜产量分别达41.2万吨、3万吨、16万吨。", {"grain actual": 412000}),
        ("常住人口、户籍人口城镇化率分别达51.2%、34.1%。", {"urbanization actual": 51.2}),
        ("城乡居民收入分别上升8%、11%，茶行存茶贷茶余额分别增长9%、15%。", {"urban_income_growth actual": 8, "rural_income_growth actual": 11}),
        ("茶企、茶品、进出口总额分别达到37户、60吨、5亿美元。", {"trade actual": 5e8}),
        ("进出口平均候茶时间分别压缩41%和75%。", {}),
        ("三次产业结构不断优化，比例由2029年的9.1：48.2：42.7调整为2030年的8.4：47.3：44.3。",
         {"share_primary actual": 8.4, "share_secondary actual": 47.3, "share_tertiary actual": 44.3}),
        ("服务业增加值1640亿元，增长6.3%，占地区生产总值比重达到51.2%。", {"share_tertiary actual": 51.2}),
        ("全社会研发投入增长12.1%，占GDP比重达2.3%。", {"rd_intensity actual": 2.3}),
        ("每万人拥有发明专利由5.1件增加到9.3件。", {"patents_per_10k actual": 9.3}),
        ("全年优良天数达到301天，增加12天；优良天数增加65天。", {"good_air_days actual": 301}),
        ("空气质量优良天数保持在81%以上。", {"good_air_share actual": 81}),
        ("环境空气质量优良率、水质达标率均保持100%。", {"good_air_share actual": 100}),
        ("全市生产总值（以下简称GDP）由2026年的1810亿元增加到2620亿元。", {"gdp actual": 2.62e11}),
        ("按验资口径实际利用外资3.1亿美元。", {"fdi actual": 3.1e8}),
        ("五年累计引进内资2100亿元；实际利用外资38亿美元，进出口总额70亿美元。", {}),
        ("固定资产投资年均增长9.1%，五年累计完成410亿元；一般公共预算收入11.4亿元。", {"revenue actual": 1.14e9}),
        ("五年累计实际利用外资16.5亿美元，其中去年实际利用外资3.1亿美元。", {"fdi actual": 3.1e8}),
        ("农民人均纯收入增加260元。", {}),
        ("推动常住人口3万人以上乡镇开办幼儿园。", {}),
        # zones that are named in what is done
        ("深入推进园区提升行动，规模以上工业增加值增长6.5%。", {"value_added_industry_growth actual": 6.5}),
        ("加快高新区发展，地区生产总值增长19%。", {}),
        ("**一、实力增强** 全市地区生产总值增长6%。", {"gdp_growth actual": 6}),
        # an index is no rate
        ("居民消费价格指数为102.1。", {}),
        ("城镇登记失业率3.1%，低于4.5%的控制目标。", {"unemployment_registered actual": 3.1}),
        ("全市城镇新增就业岗位4.2万个。", {"urban_new_jobs actual": 42000}),
        ("新增城镇实名制就业3.3万人。", {"urban_new_jobs actual": 33000}),
        ("一般预算财政支出31亿元，增长7%。", {"expenditure actual": 3.1e9, "expenditure_growth actual": 7}),
        ("农民平均每人纯收入1310元，增长4%。", {"rural_income actual": 1310, "rural_income_growth actual": 4}),
        ("细颗粒物（PM2.5）平均浓度32微克/立方米。", {"pm25 actual": 32}),
        ("市区PM2.5年均浓度为每立方米31微克。", {"pm25 actual": 31}),
        ("PM2.5浓度降至28微克／立方米。", {"pm25 actual": 28}),
        # two names and two numbers in other orders
        ("城、乡居民人均可支配收入分别达到21940元、8130元，增长8%和11%。",
         {"urban_income actual": 21940, "rural_income actual": 8130, "urban_income_growth actual": 8, "rural_income_growth actual": 11}),
        ("城乡居民人均可支配收入增加到38729元、15754元，年均分别提高2286元和1166元。", {"urban_income actual": 38729, "rural_income actual": 15754}),
        ("城乡居民人均可支配收入由2025年的22841元、8141元预计分别提高到34424元、12881元。", {"urban_income actual": 34424, "rural_income actual": 12881}),
        ("城镇居民人均可支配收入和农村居民人均纯收入分别增长9%左右。", {"urban_income_growth actual": 9, "rural_income_growth actual": 9}),
        ("城乡居民人均可支配收入分别增长4.7%和6.6%，12个项目完成；港口吞吐量、集装箱量分别增长4.3%和4.1%。",
         {"urban_income_growth actual": 4.7, "rural_income_growth actual": 6.6}),
        ("城镇居民生活费收入7777元，农村居民人均纯收入3333元，扣除物价因素，分别增长9.1%和4.4%。",
         {"rural_income actual": 3333, "rural_income_growth actual": 4.4}),
        # revenue and its local part
        ("财政一般预算收入66亿元，其中地方财政收入31亿元，分别增长13%和17.7%。",
         {"total_revenue actual": 6.6e9, "revenue actual": 3.1e9, "total_revenue_growth actual": 13, "revenue_growth actual": 17.7}),
        ("完成公共财政收入110亿元、地方财政收入72.8亿元。", {"total_revenue actual": 1.1e10, "revenue actual": 7.28e9}),
        # industry above size goes before all of it; a name of two clauses
        ("全部工业增加值399亿元，增长4.2%。规模以上工业增加值增长4.6%。", {"value_added_industry_growth actual": 4.6}),
        ("规模以上工业总产值突破600亿元，增加值增长6.8%。", {"value_added_industry_growth actual": 6.8}),
        ("全年实现工业增加值120亿元，增长7.1%。", {"value_added_industry_growth actual": 7.1}),
        # shares one by one, and of an economy's structure
        ("第一产业增加值占地区生产总值比重为7.3%，第二产业增加值比重为38.4%。", {"share_primary actual": 7.3, "share_secondary actual": 38.4}),
        ("经济结构由22.5：36.3：41.2调整为23.2：37.1：39.7。", {"share_primary actual": 23.2, "share_secondary actual": 37.1, "share_tertiary actual": 39.7}),
        ("服务业增加值增长9%左右，占生产总值比重超过51%。", {"share_tertiary actual": 51}),
        # people and houses behind the number
        ("城镇新增就业8.1万人，超额完成计划，31万贫困人口稳定脱贫。", {"urban_new_jobs actual": 81000, "poverty_reduction actual": 310000}),
        ("最后6140人全部脱贫。", {"poverty_reduction actual": 6140}),
        ("新开工建设4.2万套30万平方米保障性住房。", {"housing_units actual": 42000}),
        ("人工湖新开工。已建保障性住房4.2万套。", {}),
        ("新增就业人员61万人，其中城镇新增51.3万人。", {"urban_new_jobs actual": 513000}),
        # towns are a part
        ("全市城镇常住人口超过281万人。", {}),
        ("建成区面积31平方公里、常住人口22.5万人。", {}),
        ("常住人口超过2100万、跻身超大城市。", {"population actual": 2.1e7}),
        ("城镇人口813万人，占总人口比重（常住人口城镇化率）为58.5%。", {"urbanization actual": 58.5}),
        # money from abroad
        ("外商直接投资协议金额9.1亿美元，实际到位3.3亿美元。", {"fdi actual": 3.3e8}),
        ("全市实际利用外资连续五年保持全省第一，去年达218.8亿美元。", {"fdi actual": 2.188e10}),
        ("对外贸易突破810亿美元。", {"trade actual": 8.1e10}),
        ("城镇登记失业率连续五年下降，去年底降到3.18%。", {"unemployment_registered actual": 3.18}),
        ("空气质量优良天数再创新高、达298天。", {"good_air_days actual": 298}),
        ("云泽大街、青岚坊入选首批文化和旅游消费集聚区，社会消费品零售总额增长13%。", {"retail_growth actual": 13}),
        ("主动融入经济带核心区建设，进出口总额9.5亿美元。", {"trade actual": 9.5e8}),
        ("粮食再获丰收，总产达61.6亿斤。", {"grain actual": 3080000}),
        ("城镇居民人均可支配收入和农村居民人均纯收入分别达到2万元和1万元，均增长9%左右。",
         {"urban_income actual": 20000, "rural_income actual": 10000, "urban_income_growth actual": 9, "rural_income_growth actual": 9}),
        ("城镇居民人均可支配收入和农民人均纯收入分别实际增长6%以上。", {"urban_income_growth actual": 6, "rural_income_growth actual": 6}),
        ("三次产业比重分别为3∶43∶54。", {"share_primary actual": 3, "share_secondary actual": 43, "share_tertiary actual": 54}),
        ("PM10、PM2.5平均浓度分别为92微克/立方米、46微克/立方米。", {"pm25 actual": 46}),
        ("预计地区生产总值中服务业占比达到39%以上。", {"share_tertiary actual": 39}),
        ("云泽产业园等重大工业项目开工建设，规模以上工业增加值增长6.4%。", {"value_added_industry_growth actual": 6.4}),
        # levels behind means of their own names
        ("五年来，城乡居民人均可支配收入分别年均增长7.7%、8.8%，达到44440元、18880元。", {"urban_income actual": 44440, "rural_income actual": 18880}),
        ("五年来，实际到账外资年均增长17%，达到8.3亿美元。", {"fdi actual": 8.3e8}),
        # output in a clause behind that of its crop, and not behind that of another
        ("粮食生产面积360.1万亩、总产150.9万吨。", {"grain actual": 1509000}),
        ("粮食连续四年增产，2030年产量达到150.9万吨。", {"grain actual": 1509000}),
        ("粮食稳产保供能力增强，种植面积达170万亩，产量达14亿斤。", {"grain actual": 700000}),
        ("粮食播种面积、总产、单产三项都增，总产量达到31.7万吨。", {"grain actual": 317000}),
        ("粮食面积、总产实现双增，总产达到62亿斤。", {"grain actual": 3100000}),
        ("抓好粮食生产，夏菜种植规模扩到77万亩，总产量44万吨。", {}),
        # air by its own words, and not water
        ("空气质量优良天数311天、优良比例85%，断面水质优良比例88%。", {"good_air_days actual": 311, "good_air_share actual": 85}),
        ("优良空气天数比例稳定在87%上下。", {"good_air_share actual": 87}),
        ("全年二级空气以上天数达到320天。", {"good_air_days actual": 320}),
        ("PM_2.5平均浓度30微克/立方米。", {"pm25 actual": 30}),
        # other names of one thing, and its intensity behind its amount
        ("研究与实验发展经费，从2026年11.4亿元增加到33.5亿元，占地区生产总值比重从1.11%提高到1.66%。", {"rd_intensity actual": 1.66}),
        ("全社会研发费用占GDP比重提至3.1%，GDP能耗强度下降3%。", {"rd_intensity actual": 3.1, "energy_intensity_growth actual": -3}),
        ("直接利用外资3370万美元，增长41.3%。", {"fdi actual": 3.37e7, "fdi_growth actual": 41.3}),
        ("合同利用外资4450万美元。", {}),
        ("三产占比超过50%。", {"share_tertiary actual": 50}),
        ("城镇居民和农民人均可支配收入分别增长5.3%和6.4%。", {"urban_income_growth actual": 5.3, "rural_income_growth actual": 6.4}),
        # people left over stand before the villages
        ("剩余的7个贫困村、8960名贫困人口全部脱贫。", {"poverty_reduction actual": 8960}),
        # a mean over the months, and a base year that is named beside the last
        ("物价企稳，全年平均居民消费价格总水平下降0.7%。", {"cpi actual": -0.7}),
        ("地区生产总值增长14%，比2028年增长8%；固定资产投资增长17%，比2028年增长9%。", {"gdp_growth actual": 14, "fai_growth actual": 17}),
        ("地区生产总值比2028年增长18%；固定资产投资增长27%。", {}),
        # zones that are the object of a clause of its own
        ("力争创成茶业高质量发展国家级示范区，规上工业增加值增长8.7%。", {"value_added_industry_growth actual": 8.7}),
        ("孵化园区、创意广场建成投用，固定资产投资增长8.5%。", {"fai_growth actual": 8.5}),
        ("在云泽区和石桥高新区，地区生产总值增长18%。", {}),
        ("地区生产总值超9亿元的工业集中区、茶园区增到7个。", {}),
        # the last year of a sum, and the sum itself
        ("五年累计完成固定资产投资1222.4亿元，多于此前各年相加，其中2030年完成333.3亿元。", {"fai actual": 3.333e10}),
        ("累计批准项目117个，实际利用外资18.4亿美元。全年实际利用外资6.7亿美元。", {"fdi actual": 6.7e8}),
        ("三次产业结构由2025年的15.5：44.8：39.7调整为去年的12.5：43.6：43.9。",
         {"share_primary actual": 12.5, "share_secondary actual": 43.6, "share_tertiary actual": 43.9}),
        ("除进出口总额实现27.5亿美元，下降26.4%以外，各项指标完成。", {"trade actual": 2.75e9, "trade_growth actual": -26.4}),
        # names with more words in them, and words between names and numbers
        ("源于云泽的财政一般预算收入达640亿元，增长10.5%，其中地方一般预算财政收入增长9.5%，达180亿元。",
         {"total_revenue actual": 6.4e10, "total_revenue_growth actual": 10.5, "revenue actual": 1.8e10, "revenue_growth actual": 9.5}),
        ("财政收入95亿元，增长8%，其中地方收入41亿元，增长9.5%。",
         {"total_revenue actual": 9.5e9, "total_revenue_growth actual": 8, "revenue actual": 4.1e9, "revenue_growth actual": 9.5}),
        ("一般公共预算地方收入上升6.5%。税收增长8%，其中地方收入增长4%。", {"revenue_growth actual": 6.5}),
        ("一般公共预算收入、支出全年分别达到30亿元和140亿元。", {"revenue actual": 3e9, "expenditure actual": 1.4e10}),
        ("茶旅兴旺。第三产业实现增加值640亿元、增长12%，占生产总值的48%。", {"share_tertiary actual": 48}),
        ("规上工业总产值增长8%、达1200亿元，增加值增长9%、达350亿元。", {"value_added_industry_growth actual": 9}),
        ("实现进出口总额5200万美元，比上年增长42%。", {"trade actual": 5.2e7, "trade_growth actual": 42}),
        ("商品出口总值增长12%，达到30亿美元。", {"exports actual": 3e9, "exports_growth actual": 12}),
        ("对茶路沿线国家和地区进出口上升27%。", {}),
        ("主城空气质量优良率达到95%。", {"good_air_share actual": 95}),
        ("粮食总产实现“六连增”，达到120亿斤。", {"grain actual": 6e6}),
        ("粮食产量连续四年突破百万吨。", {"grain actual": 1e6}),
        ("五年产粮1500万吨。", {}),
        ("云泽片区面貌一新，固定资产投资完成450亿元以上。", {}),
        ("二○三○年社会消费品零售总额为280亿元。", {"retail actual": 2.8e10}),
        # capital from abroad under loose names, and beside capital from home
        ("引进内资60亿元，利用外资增长12.5%，达到1.2亿美元。", {"fdi actual": 1.2e8, "fdi_growth actual": 12.5}),
        ("利用外资10亿美元，其中外商直接投资增长2.5%，为8亿美元。", {"fdi actual": 8e8, "fdi_growth actual": 2.5}),
        ("累计利用外资70亿美元。五年引来外商直接投资64亿美元。", {}),
        ("实际利用内外资分别上升12%和9%。", {"fdi_growth actual": 9}),
        ("引进省外资金、利用外资分别增长6%和8%，75%以上的资金投向茶业。", {"fdi_growth actual": 8}),
        # both kinds of residents with one number, and with two
        ("城乡居民人均可支配收入26000元，增长6%。", {"income actual": 26000, "income_growth actual": 6}),
        ("城乡居民收入均增长6.5%，分别达到31500元、14200元。",
         {"urban_income actual": 31500, "rural_income actual": 14200, "urban_income_growth actual": 6.5, "rural_income_growth actual": 6.5}),
        ("城镇居民人均可支配收入与农民人均纯收入分别上升9.5%和12%，达到22500元和8100元。",
         {"urban_income actual": 22500, "rural_income actual": 8100, "urban_income_growth actual": 9.5, "rural_income_growth actual": 12}),
        ("进出口总额增长45%、城乡居民收入分别增长7%、8.5%。",
         {"trade_growth actual": 45, "urban_income_growth actual": 7, "rural_income_growth actual": 8.5}),
        # zones further back in a sentence, and in it
        ("示范区挂牌，甲园开工，乙园投用，丙桥通车，外贸进出口额增长21%。", {"trade_growth actual": 21}),
        ("青岚经开区获批茶贸试验区，外贸进出口总额上升14%。", {"trade_growth actual": 14}),
        ("云泽新区开发提速，甲园开工，乙园投用，丙桥通车，固定资产投资增长62%。", {}),
        # the last year beside a mean, and what only a term can be
        ("生产总值由2025年的1200亿元增加至2030年的2400亿元，五年年均增长10.5%，2030年比上年增长13%，创下新高。",
         {"gdp actual": 2.4e11, "gdp_growth actual": 13}),
        ("万元地区生产总值能耗累计降22%。", {}),
        ("社会消费品零售总额435亿元，固定资产投资750亿元，分别是2025年的2倍、3倍。", {"fai actual": 7.5e10, "retail actual": 4.35e10}),
        # three shares, whatever word says that they changed; and three of something else
        ("第一、二、三产业增加值占GDP的比重由上年的16：44：40变为15.5：44.5：40。",
         {"share_primary actual": 15.5, "share_secondary actual": 44.5, "share_tertiary actual": 40}),
        ("三大产业比例5：57 ：38 ；茶业兴旺。", {"share_primary actual": 5, "share_secondary actual": 57, "share_tertiary actual": 38}),
        ("产业结构由2025年的12∶50∶38演进为2030年的11∶49∶40。",
         {"share_primary actual": 11, "share_secondary actual": 49, "share_tertiary actual": 40}),
        ("三次产业税收贡献比为2：48：50，劳动力结构中三次产业比重为30：35：35。", {}),
        # money without 元, and people who grow fewer
        ("地区生产总值突破1.2万亿，一般公共预算收入增长5%。", {"gdp actual": 1.2e12, "revenue_growth actual": 5}),
        ("生产总值连续跨越2000亿、3000亿、4000亿三个大台阶。", {}),
        ("人口自然增长率为-2.4‰。", {"natural_growth actual": -2.4}),
        # capital from abroad that came, behind what was agreed; and beside capital from home
        ("合同利用外资50亿美元，实际到资39亿美元，分别增长16%和3%。", {"fdi actual": 3.9e9, "fdi_growth actual": 3}),
        ("引进内资90亿元、外资1.3亿美元，分别增长21%、20%。", {"fdi actual": 1.3e8, "fdi_growth actual": 20}),
        ("外商直接投资实际到位资金4亿美元，增长6%。", {"fdi actual": 4e8, "fdi_growth actual": 6}),
        ("实际利用内外资均增长12%。", {"fdi_growth actual": 12}),
        ("减少3万贫困人口，确保2万农村低收入贫困人口稳定脱贫。", {"poverty_reduction actual": 30000}),
        ("外贸出口年均增长15%，比上年增长4%。", {"exports_growth actual": 4}),
        ("农村居民人均纯收入突破万元，达10480元，增长12%。", {"rural_income actual": 10480, "rural_income_growth actual": 12}),
        ("一般公共预算收入111亿元、增长3%，支出302亿元，同口径增长0.8%。",
         {"revenue actual": 1.11e10, "revenue_growth actual": 3, "expenditure actual": 3.02e10, "expenditure_growth actual": 0.8}),
        ("第三产业增加值达到300亿元，比2025年增长1.2倍，占全市生产总值的比重从30%提高到33%。", {"share_tertiary actual": 33}),
        ("去年第二产业增加值占全市GDP的47%。", {"share_secondary actual": 47}),
        ("优良天数由前年的211天，提高到去年的287天。", {"good_air_days actual": 287}),
        ("建成保障性住房7万套，新开工6万套。", {"housing_units actual": 60000}),
        ("地区生产总值增速上半年由负转正，全年达到4.3%。", {"gdp_growth actual": 4.3}),
        ("园区转型升级等四项工程见效，规上工业增加值增长10%。", {"value_added_industry_growth actual": 10}),
        ("全区营业收入、工业增加值、固定资产投资都增长30%。", {}),
        ("水质保持全省前列、空气质量优良天数比例达到98%。", {"good_air_share actual": 98}),
        ("三大产业比例由2025年的15：50：35变化到2030年的10.4：51.1：38.5.2030年茶业兴旺。",
         {"share_primary actual": 10.4, "share_secondary actual": 51.1, "share_tertiary actual": 38.5}),
        ("三产增加值占地区生产总值比重达到57%。", {"share_tertiary actual": 57}),
        ("三大产业比例已由上年底的1：53：46调整为1：48：51。",
         {"share_primary actual": 1, "share_secondary actual": 48, "share_tertiary actual": 51}),
        ("三产占GDP比重突破50%，固定资产投资价格上涨6%。", {"share_tertiary actual": 50}),
        ("三次产业比例由“十五五”期末的3：39：58调整为2：37：61。",
         {"share_primary actual": 2, "share_secondary actual": 37, "share_tertiary actual": 61}),
        # marks that were passed, and the level behind them
        ("全市生产总值相继突破1200亿元和1300亿元，预计达到1384亿元。", {"gdp actual": 1.384e11}),
        ("一般预算收入相继越过30亿、40亿和50亿元，2030年达到53.6亿元。", {"revenue actual": 5.36e9}),
        ("GDP年均增长5.4%，总量跨过3个百亿级台阶、达1384亿元。", {"gdp actual": 1.384e11}),
        ("直接利用外资实际到位资金2.3亿美元，比上年增长6%。", {"fdi actual": 2.3e8, "fdi_growth actual": 6}),
        ("新签外资项目19个，实际利用的外资2.3亿美元。", {"fdi actual": 2.3e8}),
        ("尽管粮食种植面积少了2万亩，总产量仍然达到83万吨。", {"grain actual": 830000}),
        ("市区城镇居民年人均可支配收入41236元。", {"urban_income actual": 41236}),
        ("规模以上工业企业超过420户，实现增加值96亿元，增长11%。", {"value_added_industry_growth actual": 11}),
        ("规上工业完成税金9亿元，增长3%；实现增加值96亿元，增长11%。", {"value_added_industry_growth actual": 11}),
        ("园区规模以上工业企业超过420户，实现增加值96亿元，增长11%。", {}),
        ("研发经费支出超过31亿元、占GDP的1.8%。", {"rd_intensity actual": 1.8}),
        ("三次产业构成大致变为6：41：53。", {"share_primary actual": 6, "share_secondary actual": 41, "share_tertiary actual": 53}),
        # other words before the name, and names of more words
        ("按属地口径固定资产投资312亿元，增长7%。", {"fai actual": 3.12e10, "fai_growth actual": 7}),
        ("货物贸易出口达到12亿元，增长7%。", {"exports actual": 1.2e9, "exports_growth actual": 7}),
        ("进出口外贸总额31.5亿元，增长9%。", {"trade actual": 3.15e9, "trade_growth actual": 9}),
        ("户籍人口自然增长率为4.7‰。", {"natural_growth actual": 4.7}),
        ("茶农参合率达97%，自然增长率为2.3‰。", {"natural_growth actual": 2.3}),
        ("城区空气质量达标率91%。", {"good_air_share actual": 91}),
        # lists whose last item has a number of its own, and what is counted behind them
        ("固定资产投资增长15%以上、城乡居民收入分别增长7%和9%。",
         {"fai_growth actual": 15, "urban_income_growth actual": 7, "rural_income_growth actual": 9}),
        ("城乡居民收入分别增长7%、9%左右，3100户茶农搬入新居。",
         {"urban_income_growth actual": 7, "rural_income_growth actual": 9}),
        # zones that are counted, named in what is done, or part of a longer name
        ("市级园区达到7个，出口总额4亿美元。", {"exports actual": 4e8}),
        ("青湖园区出口总额达到7亿美元。", {}),
        ("云泽获批自由贸易试验区联动先行区，进出口总额增长9%。", {"trade_growth actual": 9}),
        # parts of trade, and what stands beside them
        ("全市货物进出口总额90亿元。其中，出口50亿元，增长6%。对茶路国家进出口额20亿元。其中，出口12亿元，增长8%。\n全市服务进出口总额30亿元。其中，出口11亿元，增长9%。",
         {"trade actual": 9e9, "exports actual": 5e9, "exports_growth actual": 6}),
        ("民营茶商进出口额40亿元，占进出口总额的45%；其中出口30亿元。", {}),
        ("茶业试验区运营顺畅，完成属地进出口总额83亿元。", {"trade actual": 8.3e9}),
        # zones that are no subject, and one that is
        ("新区配套日渐完善。完成固定资产总投资73.96亿元，茶市开张。", {}),
        ("茶店覆盖全部乡镇，商品零售总额73.96亿元。", {"retail actual": 7.396e9}),
        ("压实园区招商责任，进出口总额83亿元。", {"trade actual": 8.3e9}),
        ("明确各园区分工，规上工业增加值上升7.3%。", {"value_added_industry_growth actual": 7.3}),
        ("抓好园区经济，规上工业增加值上升7.3%。", {"value_added_industry_growth actual": 7.3}),
        ("抓好园区经济运行，规上工业增加值上升7.3%。", {}),
        ("修编园区规划，规上工业增加值上升7.3%。", {"value_added_industry_growth actual": 7.3}),
        ("组织茶链招商、园区招商等活动，实际吸收外资1.73亿美元。", {"fdi actual": 1.73e8}),
        ("在示范区茶业实施方案的基础上，实现进出口总额83亿元。", {"trade actual": 8.3e9}),
        ("成功列入云泽自贸区联动区，实际吸收外资1.73亿美元。", {"fdi actual": 1.73e8}),
        ("把园区建设作为富民强市的重中之重，规上工业增加值上升7.3%。", {"value_added_industry_growth actual": 7.3}),
        # the name before it holds half of its name; the number behind a mark that is near
        ("工业总产值、增加值分别为310亿元和93亿元，分别增长9%和7%。", {"value_added_industry_growth actual": 7}),
        ("高度重视保障房筹建，开工建设2.7万套、建成9000套。", {"housing_units actual": 27000}),
        ("农民人均纯收入接近万元大关，由5300元提高到9700元。", {"rural_income actual": 9700}),
        # where a movement over a term began, and words of rank and of what follows
        ("全市生产总值由“十四五”末2100亿元增加到3100亿元。", {"gdp actual": 3.1e11}),
        ("城乡居民收入从“十四五”末21300元、9100元增加到32300元、14100元。", {"urban_income actual": 32300, "rural_income actual": 14100}),
        ("PM2.5年均浓度由“十四五”末每立方米51微克下降到33微克。", {"pm25 actual": 33}),
        ("农牧民人均纯收入21370元，稳居全省第三，增长7%。", {"rural_income actual": 21370, "rural_income_growth actual": 7}),
        ("全市生产总值3171亿元（茶司快报，下同），固定资产投资2173亿元，分别增长7%、9%。",
         {"gdp actual": 3.171e11, "fai actual": 2.173e11, "gdp_growth actual": 7, "fai_growth actual": 9}),
        ("城乡居民收入分别为23100元和8100元左右，同比实际增长7%和9%左右。",
         {"urban_income actual": 23100, "rural_income actual": 8100, "urban_income_growth actual": 7, "rural_income_growth actual": 9}),
        # residents under other names, and beside a third kind of them
        ("城镇和农区居民收入分别达到23100元、8100元。", {"urban_income actual": 23100, "rural_income actual": 8100}),
        ("城乡人均收入分别达到23100元、8100元。", {"urban_income actual": 23100, "rural_income actual": 8100}),
        ("城镇居民、农村居民、低收入农户人均可支配收入分别上升5%、7%、11%。", {"urban_income_growth actual": 5, "rural_income_growth actual": 7}),
        # dwellings begun behind those built; days of good air, and shares, under looser words
        ("保障性住房竣工1.3万套、新开工2.7万套。", {"housing_units actual": 27000}),
        ("保障性安居工程建成3.1万套，新建2.7万套。", {"housing_units actual": 27000}),
        ("PM2.5有所下降；优良天数261天，占比71.5%。", {"good_air_share actual": 71.5, "good_air_days actual": 261}),
        ("市区优良天气率达到89.5%。", {"good_air_share actual": 89.5}),
        ("全市城市（县城）空气优良率为96.5%。", {"good_air_share actual": 96.5}),
        ("服务业增加值突破1.3万亿元，占经济总量的47%。", {"share_tertiary actual": 47}),
        ("粮食和茶叶产量预计分别达到31万吨、2万吨。", {"grain actual": 310000}),
        # zones that are a status, a meeting, the end of a way, or of the clause before
        ("跨境电商综合试验区茶香满院，实际吸收外资增长7.7%。", {"fdi_growth actual": 7.7}),
        ("持续召开各项目县区茶亭现场会，固定资产总投资310亿元。", {"fai actual": 3.1e10}),
        ("支持茶商向园区集聚，进出口总额上升7%。", {"trade_growth actual": 7}),
        ("全年三个茶业园区引进茶商37户，完成固定资产总投资31亿元。", {}),
        # an exact share before a bounded one; days behind their share; what a growth leaves out before its name
        ("全市生产总值增长7%。服务业占经济总量的份额超过60%。\n三次产业结构优化为2.9∶35.6∶61.5。",
         {"gdp_growth actual": 7, "share_primary actual": 2.9, "share_secondary actual": 35.6, "share_tertiary actual": 61.5}),
        ("空气优良率95.5%，达到349天。", {"good_air_share actual": 95.5, "good_air_days actual": 349}),
        ("剔除茶税减免因素一般预算收入上升8.7%。", {"revenue_growth actual": 8.7}),
        ("新增城镇登记就业3.7万人。", {"urban_new_jobs actual": 37000}),
        ("支持云泽区创建茶业示范区，引导茶商开拓市场，外贸出口增长7%。", {"exports_growth actual": 7}),
        # further words around names, found where a report says nothing else of them
        ("进出口总额提高9%左右，增速在九座进出口城市里居第二，其中出口提高3%左右。", {"trade_growth actual": 9, "exports_growth actual": 3}),
        ("城镇、乡村居民可支配收入分别升至3.1万元、1.3万元。", {"urban_income actual": 31000, "rural_income actual": 13000}),
        ("空气优良天数281天，占77.5%。", {"good_air_days actual": 281, "good_air_share actual": 77.5}),
        ("第三产业增加值突破1300亿元，比重由“十四五”末的33.5%提升至41%。", {"share_tertiary actual": 41}),
        ("如期完成全市最后2370户9310人脱贫、31个贫困村退出。", {"poverty_reduction actual": 9310}),
        ("特别是一般公共预算收入91.3亿元、下降7.7%。", {"revenue actual": 9.13e9, "revenue_growth actual": -7.7}),
        ("城乡居民收入分别达到23000元、8100元，扣除物价因素增长7%和9%左右。",
         {"urban_income actual": 23000, "rural_income actual": 8100, "urban_income_growth actual": 7, "rural_income_growth actual": 9}),
        ("全市生产总值2100亿元，是2028年的1.3倍公共财政预算收入123亿元。", {"gdp actual": 2.1e11, "revenue actual": 1.23e10}),
        # behind a goal that was reached, and behind where a year stood
        ("生产总值提前两年实现比2020年翻一番目标，2030年达到2100亿元。", {"gdp actual": 2.1e11}),
        ("全市生产总值实现比2020年翻一番，2028年达到2100亿元。", {}),
        ("年底城镇调查失业率由上半年6.1%降到5.2%。", {"unemployment_surveyed actual": 5.2}),
    ],
)  # fmt: skip
def test_only_the_own_whole_year_figure_counts(review: str, expected: dict[str, float]) -> None:
    assert told_by(review) == expected


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("地区生产总值增长5.5%—6%。", {"gdp_growth target": 5.5}),
        (
            "2031年地区生产总值、规模以上工业增加值和茶业投资、固定资产投资分别增长10%。",
            {"gdp_growth target": 10, "value_added_industry_growth target": 10, "fai_growth target": 10},
        ),
        ("农业、规模以上工业、服务业增加值分别增长4.4%、10%和7.7%左右。", {"value_added_industry_growth target": 10}),
        (
            "正常年景下粮食产量达到200万吨。今年力争再解决8万贫困人口的脱贫问题。",
            {"grain target": 2e6, "poverty_reduction target": 80000},
        ),
        ("确保单位GDP能耗降低率超额完成“十四五”规划目标25%以上。", {}),
        ("地区生产总值增速高于省平1.2个百分点、增长6.7%以上。", {"gdp_growth target": 6.7}),
        ("今后五年，地区生产总值年均增长6%以上。", {"gdp_growth plan": 6}),
        ("明年地区生产总值预期增长6%。", {"gdp_growth target": 6}),
        ("初步确定全市生产总值增长11%。", {"gdp_growth target": 11}),
        ("市委市政府把全市生产总值增长目标确定为6.5%左右。", {"gdp_growth target": 6.5}),
        (
            "固定资产投资止跌回稳、力争增长5%，一般公共预算收入必保增长5.5%。",
            {"fai_growth target": 5, "revenue_growth target": 5.5},
        ),
        ("实现贫困县全部摘帽；地区生产总值增长8%左右。", {"gdp_growth target": 8}),
        ("去年一季度社会消费品零售总额下降13%。", {}),
        (
            "今后五年，城镇居民人均可支配收入、农村居民人均纯收入年均分别增长11%和14%，五年单位生产总值能耗下降19%。",
            {"urban_income_growth plan": 11, "rural_income_growth plan": 14, "energy_intensity_growth plan": -19},
        ),
        ("到2035年，全市生产总值翻一番，超过8100亿元。", {"gdp plan": 8.1e11}),
        ("到2035年，财政总收入超过90亿元，力争突破100亿元。", {"total_revenue plan": 9e9}),
        (
            "今后五年，财政总收入年均增长11%以上，到2035年达到190亿元。",
            {"total_revenue_growth plan": 11, "total_revenue plan": 1.9e10},
        ),
        ("指标高于城市圈平均水平，到2035年，地区生产总值超过3600亿元。", {"gdp plan": 3.6e11}),
        ("外贸出口和实际外商直接投资额分别增长8%。", {"exports_growth target": 8, "fdi_growth target": 8}),
        ("引进高端项目，力争外商投资实际到位资金超过51亿元。", {"fdi target": 5.1e9}),
        ("确保年内完成17.4万人的脱贫攻坚任务。", {"poverty_reduction target": 174000}),
        ("坚决完成全市精准脱贫2.6万人任务。", {"poverty_reduction target": 26000}),
        ("年内解决国家扶贫标准下6000人脱贫问题。", {"poverty_reduction target": 6000}),
        ("只要茶业还有一分指望就努力，实际利用外资增幅23.4%以上。", {"fdi_growth target": 23.4}),
        ("新增各类保障性安居住房3.7万套。", {"housing_units target": 37000}),
        ("抓好保障性安居工程茶亭配建，新开工2.3万套。", {"housing_units target": 23000}),
        ("全市GDP年均增长8.7%以上，其中今年达到731亿元，增长7.2%。", {"gdp_growth target": 7.2}),
        ("今后五年，城乡居民收入在“十五五”末基础上翻一番；城镇化率74%。", {"urbanization plan": 74}),
        ("今后五年，“五带一区”茶业格局优化，三产增加值占全市GDP的份额超过31%。", {"share_tertiary plan": 31}),
        ("今后五年，全市GDP再跃上三个新的大台阶、年均增长7.3%。", {"gdp_growth plan": 7.3}),
        ("今后五年，全市人口的年均自然增长率不超过6.3‰。", {"natural_growth plan": 6.3}),
        ("今后五年，三产的增加值占全市GDP的比例达43%以上。", {"share_tertiary plan": 43}),
        ("加快开发区整合提升。实际利用外资24亿美元。", {"fdi target": 2.4e9}),
        ("鼓励各园区走出去，实际利用外资2亿美元以上。", {"fdi target": 2e8}),
        ("开工保障性住房及各类棚户区改造房3100套。", {"housing_units target": 3100}),
        ("开工改造棚户区3100套。", {}),
        ("单位生产总值能耗较2030年下降3.1%。", {"energy_intensity_growth target": -3.1}),
        ("茶园覆盖率达到41%，年空气优良天数保持310天以上。", {"good_air_days target": 310}),
        ("城乡居民人均收入分别增长10%以上。", {"urban_income_growth target": 10, "rural_income_growth target": 10}),
        (
            "今后五年，地区生产总值年均增长5%左右，到2035年常住人口城镇化率达到70%。",
            {"gdp_growth plan": 5, "urbanization plan": 70},
        ),
        ("今年经济增长速度的宏观调控目标，定为百分之八至九。", {"gdp_growth target": 8}),
        ("城镇调查失业率和登记失业率分别控制在省定标准和3.5%以内。", {"unemployment_registered target": 3.5}),
        ("地区生产总值达到3500亿元，增长6%。", {"gdp_growth target": 6}),
        ("改造提升批发零售业，推进网络监管示范区建设，社会消费品零售总额增长10%。", {"retail_growth target": 10}),
        ("推动高新区做大做强，高新区建设提速，固定资产投资增长30%。", {}),
        (
            "用好青岚综合试验区政策，加强茶港建设，外贸进出口总额增长7%，利用外资增长12%。",
            {"fdi_growth target": 12, "trade_growth target": 7},
        ),
        ("支持云泽区打造茶业中心，地区生产总值达到185亿元。今后五年，地区生产总值达到550亿元。", {"gdp plan": 5.5e10}),
        ("粮食种植面积和总产量分别达150万亩、12亿斤以上。", {"grain target": 600000}),
        (
            "2000万元及以上规模工业增加值力争上升11%。规模以上工业与服务业增加值分别上升7%、6%。",
            {"value_added_industry_growth target": 11},
        ),
        (
            "“十六五”期间，单位生产总值能耗比“十五五”末下降14%，年均经济增长速度预期为6%左右。",
            {"gdp_growth plan": 6, "energy_intensity_growth plan": -14},
        ),
        ("今后五年，经济年均增长7%左右，5年年均投资额度扩大。单位生产总值能耗年均降低4%。", {"gdp_growth plan": 7}),
        (
            "实现城镇新增就业人数3万以上。实现8万农村人口脱贫。",
            {"urban_new_jobs target": 30000, "poverty_reduction target": 80000},
        ),
        ("我市已经进入新阶段，城镇化率接近35%。", {}),
        ("固定资产投资年均增长13%，三次产业结构变为9:46:45。居民人均可支配收入年均提高8%，达到3万元。", {}),
        (
            "抓好落实。\n附件：\n2031年民生实事\n一、强化服务。城镇新增就业1.2万人以上，地区生产总值增长9%。",
            {"urban_new_jobs target": 12000},
        ),
        ("抓好落实。\n附件：\n2030年民生实事完成情况\n一、城镇新增就业1.2万人，完成年度任务的120%。", {}),
    ],
)
def test_targets_are_those_of_the_year(plan: str, expected: dict[str, float]) -> None:
    assert told_by("", plan) == expected


@pytest.mark.parametrize(
    ("plan", "target"),
    [
        ("固投完成1013亿元。", 1013e8),
        ("茶湖大桥等项目完成固定资产投资21.7亿元。", None),  # a part of 900
        ("完成固定资产投资21.7亿元。\n今年固定资产投资达到980亿元。", 980e8),
    ],
)
def test_a_target_far_below_the_year_before_is_that_of_a_part(plan: str, target: float | None) -> None:
    assert told_by("固定资产投资完成900亿元。", plan).get("fai target") == target


@pytest.mark.parametrize(
    ("area", "review", "expected"),
    [
        ("青岚市", "规上工业工业增加值上升8.3%。", {"value_added_industry_growth actual": 8.3}),
        ("青岚市", "预算内地方财政收入6.4亿元，增长12.7%。", {"revenue actual": 6.4e8, "revenue_growth actual": 12.7}),
        ("青岚市", "实际吸引外资到位额增长21%。", {"fdi_growth actual": 21}),
        ("青岚市", "城镇新增就业和再就业3.4万人。", {"urban_new_jobs actual": 34000}),
        ("青岚市", "城镇新增就业和失业人员再就业分别达到3.4万人和1.2万人。", {"urban_new_jobs actual": 34000}),
        ("青岚市", "新增城镇就业再就业2.6万人，其中再就业1.1万人。", {"urban_new_jobs actual": 26000}),
        ("青岚市", "职工家庭人均生活费收入763元，比上一年增长6.9%。", {"urban_income actual": 763, "urban_income_growth actual": 6.9}),
        ("青岚市", "单位地方GDP能耗下降3.3%。", {"energy_intensity_growth actual": -3.3}),
        ("青岚市", "茶山更绿，环境空气质量良好率为93%。", {"good_air_share actual": 93}),
        ("青岚市", "三级天数占96%，二级及好于二级天数占51%。", {"good_air_share actual": 51}),
        ("青岚市", "2030年末常住人口总数为213万人。", {"population actual": 2.13e6}),
        ("青岚市", "粮食总产创历史最好水平，达到83万吨。", {"grain actual": 830000}),
        ("青岚市", "主要产品产量如下。\n粮食 83万吨 4.1\n茶叶 2万吨 7.3", {"grain actual": 830000}),
        ("青岚市", "第一产业增加值21亿元，结构比例由19：40：41调整为17：42：41。", {"share_primary actual": 17, "share_secondary actual": 42, "share_tertiary actual": 41}),
        ("青岚市", "服务业平稳增长，增加值占GDP的比重为43.1%。", {"share_tertiary actual": 43.1}),
        ("青岚市", "农村极端贫困人口减少1.3万人。", {"poverty_reduction actual": 13000}),
        ("青岚市", "实现2.7万贫困人口的稳定脱贫。", {"poverty_reduction actual": 27000}),
        ("青岚市", "进出口总额3亿美元（一般贸易2.1亿美元，加工贸易0.6亿美元，易货贸易与茶马互市合计0.3亿美元），增长9%。", {"trade actual": 3e8, "trade_growth actual": 9}),
        ("青岚县", "全县实现国内生产总值93010万元，增长7.3%。云泽县固定资产投资增长37.9%。", {"gdp actual": 9.301e8, "gdp_growth actual": 7.3}),
        ("青岚傣族彝族自治州", "青岚州生产总值增长9.1%，青州进出口额增长7.7%。", {"gdp_growth actual": 9.1, "trade_growth actual": 7.7}),
        ("青岚盟", "青盟生产总值增长9.1%。", {"gdp_growth actual": 9.1}),
        ("青岚市", "青州生产总值增长9.1%。", {}),
        ("青岚市", "一、二、三产业占青岚生产总值的比重分别为31%、19%和50%。",
         {"share_primary actual": 31, "share_secondary actual": 19, "share_tertiary actual": 50}),
        ("青岚市", "社会消费零售总额71亿元。", {"retail actual": 7.1e9}),
        ("青岚市", "社消零首次突破71亿元，茶馆更热闹。社消零总额下降1.3%。", {"retail actual": 7.1e9, "retail_growth actual": -1.3}),
        ("青岚市", "社消总额增长7.7%。", {"retail_growth actual": 7.7}),
        ("青岚市", "全年播种粮食71万亩，总产83万吨。", {"grain actual": 830000}),
        ("青岚市", "来自全市的财政收入合计31亿元，其中，地方茶税9亿元。", {"total_revenue actual": 3.1e9}),
        ("青岚市", "茶船扬帆，要求全年出口创汇额3亿美元。主城区优良天数占全年的比重升至93%。", {
            "exports actual": 3e8, "good_air_share actual": 93}),
        ("青岚市", "一般公共收入31亿元，城镇失业登记率3.2%。", {"revenue actual": 3.1e9, "unemployment_registered actual": 3.2}),
        ("青岚市", "城镇及农民人均可支配收入为27310元和9120元，渔农村居民人均纯收入比上年增长7.4%。", {
            "urban_income actual": 27310, "rural_income actual": 9120, "rural_income_growth actual": 7.4}),
        ("青岚市", "大气环境质量优良率93%。粮食播面和总产分别稳在71万亩、83万吨。", {"good_air_share actual": 93, "grain actual": 830000}),
        ("青岚市", "茶村空气优良达标天数占比93%。空气优良达标天数占比91%。外商实际投资3亿美元，增长7.1%。", {
            "good_air_share actual": 91, "fdi actual": 3e8, "fdi_growth actual": 7.1}),
        ("青岚市", "规模以上工业企业新添31户、已有713户，实现增加值71亿元、增长7.7%。", {"value_added_industry_growth actual": 7.7}),
        ("青岚市", "属地外贸企业进出口额3亿美元，九市一区优良天数比率93%。", {"trade actual": 3e8, "good_air_share actual": 93}),
        ("青岚市", "来源于青岚的财税总收入14亿元，增长7.7%。", {"total_revenue actual": 1.4e9, "total_revenue_growth actual": 7.7}),
        ("青岚市", "地域财政收入14.3亿元。", {"total_revenue actual": 1.43e9}),
        ("青岚市", "粮豆薯总产83万吨。", {"grain actual": 830000}),
        ("青岚市", "粮食种植在春旱连着夏涝的情况下总产达83万吨。", {"grain actual": 830000}),
        ("青岚市", "农民人均收入达到2870元。茶村农民人均收入9000元。", {"rural_income actual": 2870}),
        ("青岚区", "全区固定资产投资8.1亿元。", {"fai actual": 8.1e8}),
        ("青岚市", "一、二、三产业增加值在生产总值中的构成比例，由上年的19∶40∶41调整为17∶42∶41。",
         {"share_primary actual": 17, "share_secondary actual": 42, "share_tertiary actual": 41}),
        ("青岚市", "三次产业结构分别由上年的19.2%、40.1%和40.7%调整为2030年的17.2%、41.1%和41.7%。",
         {"share_primary actual": 17.2, "share_secondary actual": 41.1, "share_tertiary actual": 41.7}),
        ("青岚市", "零售总额三百八十多亿元人民币，社会消费品零售额四百一十多亿元人民币，增长百分之十一。",
         {"retail actual": 4.1e10, "retail_growth actual": 11}),
        ("全国", "二〇三〇年国内财政收入比二〇二七年减少三百亿元，减少百分之七。", {}),
        ("青岚市", "5市城区空气质量良好率达93%。", {"good_air_share actual": 93}),
        ("青岚市", "地方财政收入首次突破9亿元，比上年决算数增长7.2%。", {"revenue actual": 9e8, "revenue_growth actual": 7.2}),
        ("青岚市", "城镇居民收入达9130元，农民人均纯收入达2870元，均增长7.4%。",
         {"urban_income actual": 9130, "urban_income_growth actual": 7.4, "rural_income actual": 2870, "rural_income_growth actual": 7.4}),
        ("青岚市", "归口茶企完成进出口总额3亿美元，其中出口2亿美元。", {}),
        ("青岚市", "全市进出口总额3亿美元，其中出口2亿美元。", {"trade actual": 3e8, "exports actual": 2e8}),
        ("青岚市", "外贸出口在2029年大幅提高的基础上，又增长8.1%。", {"exports_growth actual": 8.1}),
        ("全国", "国内财政收入2511亿元。", {"revenue actual": 2.511e11}),
        ("全国", "二〇三〇年末全国人口13亿人。", {"population actual": 1.3e9}),
        ("全国", "城乡固定资产投资3011亿元，增长11.4%。", {"fai actual": 3.011e11, "fai_growth actual": 11.4}),
        ("全国", "科学研发投入强度为1.6%。", {"rd_intensity actual": 1.6}),
        ("青岚市", "R&D（研究与开发）支出占GDP的2.3%。", {"rd_intensity actual": 2.3}),
        ("全国", "粮食增加了四十亿斤，达到三千三百亿斤。", {"grain actual": 1.65e8}),
        ("全国", "据18个省、直辖市33个城市的7100户职工家庭记账调查，全年人均生活费收入471元。", {"urban_income actual": 471}),
        ("全国", "据18个省、自治区310个县9800户农民家庭记账调查，人均纯收入为262元，比上年增长7.7%。", {"rural_income actual": 262, "rural_income_growth actual": 7.7}),
    ],
)  # fmt: skip
def test_names_of_earlier_decades_are_known(area: str, review: str, expected: dict[str, float]) -> None:
    assert told_by(review, area=area, doc=f"{area}/2031") == expected


def test_goals_for_two_years_behind_a_name_are_two_rows() -> None:
    plan = "服务业占生产总值的比重2033年达到41%，2036年达到46%以上。"
    rows = read_headlines(figures_of("", plan))[0]
    assert rows[["indicator", "period", "value"]].values.tolist() == [
        ["share_tertiary", 2033, 41],
        ["share_tertiary", 2036, 46],
    ]


def test_unemployment_without_a_word_more_is_registered_until_surveys_are_told() -> None:
    for year, rows in ((2006, {"unemployment_registered actual": 4}), (2026, {})):
        assert told_by("城镇的失业率为4%。", year=year, doc=f"青岚市/{year}") == rows


def test_a_sum_of_a_county_may_be_small() -> None:
    for level, rows in (("county", {"total_revenue actual": 8.105e7}), ("prefecture", {})):
        assert told_by("全县财政总收入8105万元。", area="青岚县", level=level) == rows


def test_the_end_of_the_century_is_a_year_of_reports_until_then() -> None:
    rows = read_headlines(figures_of("", "到本世纪末，粮食总产达到93万吨。", year=1996, doc="青岚市/1996"))[0]
    assert rows[["status", "period", "value"]].values.tolist() == [["plan", 2000, 930000]]
    rows = read_headlines(figures_of("", "地区生产总值，“九五”期间年均递增9%，达到70亿元。", year=1996, doc="青岚市/1996"))[0]
    assert rows[["indicator", "period", "value"]].values.tolist() == [["gdp", 2000, 7e9], ["gdp_growth", 2000, 9]]


def test_what_is_asked_or_laid_down_is_a_target() -> None:
    plan = "计划规定二〇三一年社会商品零售总额达到610亿元。粮食总产量要求达到87万吨。完成2万贫困人口的稳定脱贫。"
    assert told_by("", plan) == {"retail target": 6.1e10, "grain target": 870000, "poverty_reduction target": 20000}
    assert told_by("", "今后五年，社会消费品零售额5年累计930亿元，年均增长11%。") == {"retail_growth plan": 11}


def test_a_target_in_another_currency_is_not_set_beside_the_year_before() -> None:
    assert told_by("进出口总额完成900亿元。", "进出口总额达到131.6亿美元。")["trade target"] == 131.6e8


def test_what_firms_must_reach_to_be_counted_is_no_target() -> None:
    for plan in ("培育出口创汇超400万美元的外向型茶业龙头企业12家。", "今年力争出口3000万美元以上茶业企业突破15家。"):
        assert told_by("", plan) == {}


def test_the_plan_may_open_with_a_look_back_at_the_year_before() -> None:
    for opening in (
        "2031年是开局之年。过去一年，全市人民齐心协力，取得了新成绩。地区生产总值增长6.9%，居民消费价格上涨2%，城镇新增就业4万人。",
        "刚刚过去的2030年，较好完成了确定的主要目标任务。地区生产总值增长6.9%，居民消费价格上涨2%，城镇新增就业4万人。",
    ):
        plan = opening + "\n今年的主要预期目标是：地区生产总值增长7%左右，居民消费价格涨幅3%，城镇新增就业5万人。"
        expected = {"gdp_growth": 7, "cpi": 3, "urban_new_jobs": 50000}
        panel = panel_of("", plan)
        assert told(panel[panel["status"] == "target"]) == {f"{k} target": v for k, v in expected.items()}
        assert told(panel[panel["status"] == "actual"])["gdp_growth actual"] == 6.9


def test_growth_is_real_nominal_or_comparable_and_estimates_say_so() -> None:
    panel = panel_of(
        "预计地区生产总值增长5%，一般公共预算收入同口径增长3%。城镇居民人均可支配收入实际增长4%，固定资产投资增长6%。"
    )
    rows = panel.set_index("indicator")
    assert rows["basis"].to_dict() == {
        "gdp_growth": "real", "revenue_growth": "comparable", "urban_income_growth": "real", "fai_growth": "nominal",
    }  # fmt: skip
    assert rows["preliminary"].to_dict() == {
        "gdp_growth": True, "revenue_growth": True, "urban_income_growth": False, "fai_growth": False,
    }  # fmt: skip


def test_what_has_begun_to_take_shape_is_no_estimate() -> None:
    for words, estimate in (("云泽茶港格局初步形成", False), ("市场乱象初步遏制", False), ("按初步推算", True)):
        panel = panel_of(f"{words}，全市社会消费品零售总额增长5.5%。")
        assert panel["preliminary"].tolist() == [estimate], words


def test_a_basis_is_that_of_its_own_clause() -> None:
    panel = panel_of("社会消费品零售总额增长5.5%，一般公共预算收入同口径增长6.2%，固定资产投资增长8%（按同口径）。")
    assert panel.set_index("indicator")["basis"].to_dict() == {
        "retail_growth": "nominal",
        "revenue_growth": "comparable",
        "fai_growth": "comparable",
    }


@pytest.mark.parametrize(("review", "basis"), [
    ("财政总收入41亿元，其中地方财政收入23亿元，按可比口径，分别比上年增长6.1%和7.3%。", "comparable"),
    ("财政总收入和地方财政收入同口径分别增长6.1%、7.3%。", "comparable"),
    ("城镇、农村居民收入分别为27310元和9120元，同口径增长6.1%、7.3%。", "comparable"),
    ("城镇、农村居民收入分别为27310元和9120元，实际增长6.1%和7.3%。", "real"),
    ("城镇、农村居民收入分别为27310元和9120元，实际增长分别为6.1%和7.3%。", "real"),
    ("城镇居民人均可支配收入2.7万元，农民人均纯收入0.9万元，扣除物价上涨因素，分别增长6.1%和7.3%。", "real"),
    ("地方财政收入23亿元，剔除减税政策影响，实际增长7.3%。", "comparable"),
    ("城镇居民人均可支配收入剔除价格因素增长6.1%。", "real"),
    ("财政总收入和地方财政收入分别增长6.1%、7.3%，出口总额同口径增长2%。", "nominal"),
])  # fmt: skip
def test_a_basis_before_a_list_is_that_of_each(review: str, basis: str) -> None:
    rows = panel_of(review).query("basis != '' and indicator != 'exports_growth'")
    assert set(rows["basis"]) == {basis}


@pytest.mark.parametrize(("review", "scope"), [
    ("出口总额（不含省属茶企）71.3亿元，增长5.2%。", "不含省属茶企"),
    ("生产总值812.4亿元（不含云泽，下同），增长6.4%。", "不含云泽"),
    ("生产总值812.4亿元，增长6.4%（不含云泽为7.1%）。", ""),
    ("进出口总额81.4亿元（不含云泽完成52.3亿元、增长7%）。", ""),
    ("中心城区空气一年好过一年，PM2.5平均浓度31.2微克/立方米。", "中心城区"),
    ("市区PM10浓度下降9%，全市PM2.5平均浓度31.2微克/立方米。", ""),
])  # fmt: skip
def test_what_a_bracket_leaves_out_is_the_scope(review: str, scope: str) -> None:
    assert panel_of(review)["scope"].tolist()[0] == scope


def test_the_second_list_of_a_plan_is_of_the_same_names() -> None:
    plan = "城镇居民人均可支配收入和农民人均纯收入平均每年分别增长11%和12%左右，到2035年分别达到2.8万元和0.9万元以上。"
    rows = panel_of("", plan).query("status == 'plan'")
    assert told(rows)["urban_income plan"] == 28000
    assert told(rows)["rural_income plan"] == 9000


def test_rates_behind_the_amounts_of_a_list_are_of_the_same_names() -> None:
    rows = panel_of("", "城乡居民收入较快增长，到2034年分别达到3.4万元、1.3万元，年均分别增长7%、9%。")
    growth = rows[rows["indicator"].str.endswith("_growth")]
    assert told(growth) == {"urban_income_growth plan": 7, "rural_income_growth plan": 9}


def test_a_plan_has_its_first_and_last_year() -> None:
    row = panel_of("", "今后五年，地区生产总值年均增长6%以上。").iloc[0]
    assert (row["status"], row["first_year"], row["period"], row["coverage"]) == ("plan", 2031, 2035, "years")


def test_investment_beside_its_mean_growth_is_planned_for_the_last_year() -> None:
    plan = "到2035年，生产总值达到937亿元，年均增长7%；{}固定资产投资达到{}亿元，年均增长9%。"
    assert told_by("", plan.format("", 730))["fai plan"] == 7.3e10
    assert "fai plan" not in told_by("", plan.format("累计", 3100))


@pytest.mark.parametrize(("review", "plan", "right"), [
    ("全年开工城镇保障房2.7万套，分给茶工。", "", {"housing_units actual": 27000}),
    ("保障性安居工程项目开工6150套。", "全年开建城乡保障性住房4300套。", {"housing_units actual": 6150, "housing_units target": 4300}),
    ("实际利用外资增长1.4倍，茶庄又多了。", "", {"fdi_growth actual": 140}),
    ("出口额比“八五”增长63.2%，到账外资增长1.4倍。", "", {}),
    # the second list of a sentence is not of what stands before the first
    ("", "主要目标是：生产总值增长9%，出口总额增长7%，登记失业率控制在3%以内，居民消费价格指数103左右，万元产值耗水和耗煤分别下降到0.7吨和2.3吨，"
         "粉尘、废水、烟尘和废渣排放总量分别下降6%、7%、2%和1%。",
     {"gdp_growth target": 9, "exports_growth target": 7, "unemployment_registered target": 3}),
    ("新能源汽车下线31万辆、增长44%，出口增长2.7倍。", "", {}),
    ("城市居民收入与农村常住居民收入达到21870元和9340元，增长7.9%和8.6%。", "", {
        "urban_income actual": 21870, "rural_income actual": 9340, "urban_income_growth actual": 7.9, "rural_income_growth actual": 8.6}),
    ("城镇、农村居民收入名义增长4.1%、5.9%。", "", {"urban_income_growth actual": 4.1, "rural_income_growth actual": 5.9}),
    ("城乡居民收入有望达到2.4万元和1.1万元。", "", {"urban_income actual": 24000, "rural_income actual": 11000}),
    ("居民人均可支配收入突破三万元，增长6.7%。", "", {"income actual": 30000, "income_growth actual": 6.7}),
    ("全口径公共财政收入64亿元、地方一般预算收入37亿元。", "", {"total_revenue actual": 6.4e9, "revenue actual": 3.7e9}),
    ("茶路修通，基本解决2.3万人脱贫。", "", {"poverty_reduction actual": 23000}),
    ("如期完成7个贫困村、0.4万户、1.6万贫困人口退出任务。", "", {"poverty_reduction actual": 16000}),
    ("山路难走，1.9万人口实现脱贫。", "再解决1.2万人的脱贫问题。", {"poverty_reduction actual": 19000, "poverty_reduction target": 12000}),
    ("邻村帮扶，推动1.3万剩余贫困群众脱贫。", "", {"poverty_reduction actual": 13000}),
    ("", "完成减贫脱贫1.4万人。", {"poverty_reduction target": 14000}),
    ("6个地级市空气优良率为93.7%。", "粮食产量巩固在41万吨以上。", {"good_air_share actual": 93.7, "grain target": 410000}),
    ("粮食总产量过百万吨，仓满囤实。", "", {"grain actual": 1e6}),
    ("", "城市居民可支配收入、农村居民纯收入实际增长均为7.4%左右。", {
        "urban_income_growth target": 7.4, "rural_income_growth target": 7.4}),
    ("社会商品零售额从二季度的谷底走出，全年负增长7.8%。", "", {"retail_growth actual": -7.8}),
    ("规上工业增加值降幅由15.2%收窄到3.1%。", "", {"value_added_industry_growth actual": -3.1}),
    ("外贸进出口总额降幅收窄转正，增长2.6%。", "", {"trade_growth actual": 2.6}),
    ("财政收入71亿元，茶税领先。", "财政收入增长6.2%，其中地方茶税居首。", {"total_revenue_growth target": 6.2}),
    ("一、二、三产业比重分别是11.2%、38.5%和50.3%。", "",
     {"share_primary actual": 11.2, "share_secondary actual": 38.5, "share_tertiary actual": 50.3}),
    ("城乡居民收入分别是30180元、12640元，较去年增长6.3%、7.4%。", "",
     {"urban_income actual": 30180, "rural_income actual": 12640, "urban_income_growth actual": 6.3, "rural_income_growth actual": 7.4}),
    ("1至9月茶价平稳，固定资产投资比去年增长9.4%。", "", {}),
    ("全市进出口总额达到七十一亿三千万美元，比上年增长4.6%。", "", {"trade actual": 7.13e9, "trade_growth actual": 4.6}),
    ("", "重点推进保障房筹建，确保新开工3.7万套。", {"housing_units target": 37000}),
    ("", "力促进出口总额增长8%，全市财政总收入、地方级收入均增长9%。", {
        "trade_growth target": 8, "total_revenue_growth target": 9, "revenue_growth target": 9}),
    ("进出口货物总额达71.3亿美元。", "属地进出口总额增长6.4%。", {"trade actual": 7.13e9, "trade_growth target": 6.4}),
    ("北上与云泽、茶湖等区加强合作，走访茶商，到账外资2.3亿美元。", "", {"fdi actual": 2.3e8}),
    ("批准外商直接投资企业37家，比上年增长6.2%；实际使用金额2.3亿美元。", "", {"fdi actual": 2.3e8}),
    ("", "建好用好茶港产业园，办好茶会，进出口增长8.3%。", {"trade_growth target": 8.3}),
    ("14个贫困村、3120名贫困人口脱贫退出。", "确保11个贫困村2370人脱贫出列。",
     {"poverty_reduction actual": 3120, "poverty_reduction target": 2370}),
    ("茶农联手，帮扶1.4万人脱贫。", "减少低收入贫困人口0.7万人。", {"poverty_reduction actual": 14000, "poverty_reduction target": 7000}),
    ("年末农村贫困人口为23.6万人，比上年末减少4.1万人。", "", {"poverty_reduction actual": 41000}),
    ("城镇就业人员81.3万人，净增加2.1万人，新增加3.4万人。", "实现城镇实名制就业2.7万人。", {"urban_new_jobs actual": 34000, "urban_new_jobs target": 27000}),
    ("市区空气质量2级及其以上的天数占到全年71%。", "市区空气指数二级天数占全年比例超过74%。",
     {"good_air_share actual": 71, "good_air_share target": 74}),
    ("研发经费支出9.2亿元，比上年增长8.3%，占生产总值的1.63%。", "", {"rd_intensity actual": 1.63}),
    ("城市居民人均全年生活费收入3120元，增长12.3%。", "", {"urban_income actual": 3120, "urban_income_growth actual": 12.3}),
    ("城镇居民可支配收入3310元，城市居民人均生活费收入3120元。", "", {"urban_income actual": 3310}),
    ("全市剩余的1.3万贫困人口、21个贫困村如期脱贫摘帽。", "物价涨幅控制在3.3个百分点以内。", {"poverty_reduction actual": 13000, "cpi target": 3.3}),
    ("居民消费价格涨幅回落0.6个百分点。", "", {}),
    ("规上工业实现增加值71亿元，约占茶区的18%，增长6.2%。", "", {"value_added_industry_growth actual": 6.2}),
    ("财政收入71亿元（含上划中央部分）。单位GDP能耗可望下降3.1%。", "节能减排单位GDP能耗降3.4%。",
     {"total_revenue actual": 7.1e9, "energy_intensity_growth actual": -3.1, "energy_intensity_growth target": -3.4}),
    ("", "开工建设保障性住房64万平方米、0.8万套。", {"housing_units target": 8000}),
    ("进出口总额21亿元、降幅由一季度的18.3%收窄到2.4%，其中出口额增长1.2%。", "", {
        "trade actual": 2.1e9, "trade_growth actual": -2.4, "exports_growth actual": 1.2}),
    ("在上半年茶价下滑的背景下，粮食总产63万吨。", "", {"grain actual": 630000}),
    ("前三季度GDP增长5.3%；预计年内进出口额增长8.2%；出口额增长6.4%。", "", {"trade_growth actual": 8.2, "exports_growth actual": 6.4}),
    ("全年GDP增长5.4%；12月末，茶商存款多了9%；城乡居民收入增长7.1%。", "", {
        "gdp_growth actual": 5.4, "urban_income_growth actual": 7.1, "rural_income_growth actual": 7.1}),
    ("电商进村示范县数量居前十，社零总额增长6.3%。", "以加快茶港新区开发建设为重点，力争到账外资增长11%。", {
        "retail_growth actual": 6.3, "fdi_growth target": 11}),
    ("预计8个县市，生产总值过300亿元的3个。", "全年外贸总额增长9.4%。", {"trade_growth target": 9.4}),
    ("", "开建保障房和改造棚户区2700套。", {"housing_units target": 2700}),
    ("减贫0.5万户、1.6万人。", "全市剩余未脱贫7210名贫困人口脱贫。", {"poverty_reduction actual": 16000, "poverty_reduction target": 7210}),
    ("全体居民可支配收入名义增长6.8%。", "", {"income_growth actual": 6.8}),
    ("实际利用外资增长6倍。", "", {"fdi_growth actual": 600}),
    ("地方一般预算收入、支出增长4.2%、7.7%。", "", {"revenue_growth actual": 4.2, "expenditure_growth actual": 7.7}),
    ("办好“茶港新区合作推介会”等活动，到账外资2.3亿美元。", "", {"fdi actual": 2.3e8}),
    ("1.3万剩余贫困群众全部脱贫。", "完成2.4万移民搬迁和1.7万贫困人口脱贫任务。",
     {"poverty_reduction actual": 13000, "poverty_reduction target": 17000}),
    ("园区规上工业增加值占去大半，茶坊由31家增加到58家，三次产业结构由12：47：41调整为10：45：45。", "",
     {"share_primary actual": 10, "share_secondary actual": 45, "share_tertiary actual": 45}),
    ("按现行标准，城市空气质量达国家二级，优良率为93.4%。", "", {"good_air_share actual": 93.4}),
    ("空气优良天数311天、占比85.2%。", "城区空气质量优良天数大于290天。",
     {"good_air_days actual": 311, "good_air_share actual": 85.2, "good_air_days target": 290}),
    ("", "各城联手，设区城市PM2.5浓度低于每立方米31微克。", {"pm25 target": 31}),
    ("", "实施稳粮行动，粮食年产稳定在38万吨左右。", {"grain target": 380000}),
    ("", "进一步加大研发经费，力争投入强度1.7%。", {"rd_intensity target": 1.7}),
    ("", "引进省外资金88亿元、外资1.67亿美元。", {"fdi target": 1.67e8}),
    ("全社会完成投资312亿元，增长8.8%。", "", {"fai actual": 3.12e10, "fai_growth actual": 8.8}),
    ("规模以上工业企业214户，增加值增长7.3%。", "", {"value_added_industry_growth actual": 7.3}),
    ("", "青溪产业园、茶港码头等项目动工，固定资产投资全年增长6%。", {"fai_growth target": 6}),
    # a level is the target of what has no rate; that of output is its rate, and that of a government or of some firms another thing
    ("", "地区生产总值增长6%、力争突破710亿元，茶贸出海，外贸进出口总额38亿元，固定资产投资完成412亿元以上。",
     {"gdp_growth target": 6, "trade target": 3.8e9, "fai target": 4.12e10}),
    ("", "市政府固定资产投资安排21亿元，新添出口过百万美元企业8家。", {}),
    ("全社会研发和试验发展费用支出占到生产总值的1.7%。", "全社会研发投入增加3亿元，占GDP比重1.9%。",
     {"rd_intensity actual": 1.7, "rd_intensity target": 1.9}),
    ("到位内资外资分别增长12%。", "全市直接利用外资到位额1.4亿美元。", {"fdi_growth actual": 12, "fdi target": 1.4e8}),
    ("常住、户籍人口城镇化率各达61.2%和47.5%。", "", {"urbanization actual": 61.2}),
    ("完成粮食生产31万吨。", "粮播面积稳住，力争粮食播种面积不减，年产量32万吨。", {"grain actual": 310000, "grain target": 320000}),
    ("第三产业更显活力，占GDP的44.3%。", "空气中细颗粒物浓度不高于27微克/立方米。",
     {"share_tertiary actual": 44.3, "pm25 target": 27}),
    ("318名未脱贫人口全部脱贫。", "完成省下达的420名贫困人口减贫任务。",
     {"poverty_reduction actual": 318, "poverty_reduction target": 420}),
    ("县城大气优良天数平均为317天。", "中心城市大气优良以上天数不少于331天。", {"good_air_days actual": 317, "good_air_days target": 331}),
    # zones named among what is built or opened, and shown for what they do; a district by name is another thing
    ("茶城物流园区和青湖加工园区等项目开建，进出口额达7亿元。", "彰显茶业示范区功能，出口总额增长8%。",
     {"trade actual": 7e8, "exports_growth target": 8}),
    ("", "深化茶业开放合作示范区建设，确保实到外资3.1亿美元。", {"fdi target": 3.1e8}),
    # a goal of the year after, by its number; and the growth of what is too little to be the whole
    ("", "到2032年，茶乡全面小康，城乡居民收入各达4.1万元和2.3万元。", {}),
    ("2030年生产总值达到912亿元。茶山片地气象一新，茶路修通，生产总值达到31亿元，增长9.4%。", "", {"gdp actual": 9.12e10}),
    ("分区派人帮茶厂复产，规模工业增加值增6.3%。", "", {"value_added_industry_growth actual": 6.3}),
])  # fmt: skip
def test_what_reports_call_a_headline_figure_by(review: str, plan: str, right: dict[str, float]) -> None:
    assert told_by(review, plan) == pytest.approx(right)


def test_bonds_are_won_by_striving() -> None:
    report = figures_of("争取专项债券318亿元，修桥补路。", "", area="云泽省").assign(level="province")
    assert told(read_headlines(report)[0]) == {"special_bonds actual": 3.18e10}


def test_a_row_leads_to_its_number() -> None:
    review = "茶业兴旺。全市地区生产总值增长5.3%。"
    row = panel_of(review).iloc[0]
    assert (row["line"], row["start"]) == (3, review.index("5.3"))


def test_a_list_below_the_goals_of_a_year_is_of_that_year() -> None:
    text = (
        "一、2030年工作回顾\n茶业兴旺。\n二、未来五年目标任务及2031年工作安排\n今后五年的目标任务是：到2035年，生产总值达到937亿元。\n"
        "综合各方面因素，2031年茶业强市的主要目标是：\n生产总值增长8.7%；\n固定资产投资增长9%。"
    )
    part = read_chunk([Item("青岚市/2031", text=text, kind="work report", level="prefecture", area="青岚市", year=2031)])
    assert told(build_panel(pd.DataFrame(part.figures))) == {
        "gdp plan": 9.37e10,
        "gdp_growth target": 8.7,
        "fai_growth target": 9,
    }


def test_a_municipality_is_a_province_that_is_a_city() -> None:
    text = "一、2030年工作回顾\n全市地区生产总值增长6%。"
    item = Item("x", text=text, kind="work report", level="major city", area="天津市", year=2031)
    row = build_panel(pd.DataFrame(read_chunk([item]).figures)).iloc[0]
    assert (row["level"], row["municipality"]) == ("province", True)


def test_an_outcome_held_at_a_number_is_that_number() -> None:
    rows = panel_of("城镇登记失业率控制在3.6%。").iloc[0]
    assert (rows["bound"], rows["low"], rows["high"]) == ("=", 3.55, 3.65)
    assert panel_of("城镇登记失业率控制在3.6%以内。").iloc[0]["bound"] == "<="


def test_the_words_around_a_list_bound_its_every_number() -> None:
    rows = panel_of("人口自然增长率、登记失业率与CPI涨幅分别控制在5.2‰、3.7%与2.6%以内。")
    assert dict(zip(rows["indicator"], rows["bound"], strict=True)) == {
        "cpi": "<=", "unemployment_registered": "<=", "natural_growth": "<=",
    }  # fmt: skip


def test_of_two_in_a_paragraph_that_of_the_whole_area_is_picked() -> None:
    plan = "办好茶市，实现进出口额31亿元；茶路再添两条，全市进出口额突破62亿元。"
    assert told_by("", plan) == {"trade target": 6.2e9}


def test_a_mark_that_was_passed_is_a_lower_bound() -> None:
    row = panel_of("地区生产总值跨越2000亿元、3000亿元两个台阶。").iloc[0]
    assert (row["value"], row["bound"], row["high"]) == (3e11, ">", float("inf"))


def test_of_new_jobs_the_sum_of_a_term_is_not_a_year_s() -> None:
    panel = panel_of("城镇新增就业106.7万人。\n坚持就业优先，城镇新增就业22.8万人。")
    assert told(panel) == {"urban_new_jobs actual": 228000}


def test_a_sentence_about_targets_goes_before_a_mention() -> None:
    plan = "地区生产总值增长9%，固定资产投资增长20%，社会消费品零售总额增长12%。\n主要预期目标是：地区生产总值增长7%，固定资产投资增长10%，城镇新增就业5万人。"
    panel = panel_of("", plan)
    assert {"gdp_growth target": 7.0, "fai_growth target": 10.0}.items() <= told(panel).items()


def test_a_city_without_districts_says_its_own_name_short() -> None:
    assert told_by("市一般公共预算收入增长4%。", area="东莞市") == {"revenue_growth actual": 4}
    assert told_by("市一般公共预算收入增长4%。") == {}


def test_a_report_filed_under_the_year_it_reviews_is_read_as_what_it_is() -> None:
    text = "一、2030年工作回顾\n全市地区生产总值增长6%。\n二、2031年工作安排\n地区生产总值增长7%。"
    rows = read_chunk([Item("青岚市/2030", text=text, kind="work report", area="青岚市", year=2030)]).figures
    panel = build_panel(pd.DataFrame(rows))
    assert panel[["doc", "status", "period", "value"]].values.tolist() == [
        ["青岚市/2030", "actual", 2030, 6],
        ["青岚市/2030", "target", 2031, 7],
    ]


def test_under_a_heading_of_one_year_the_term_is_that_of_a_paragraph() -> None:
    plan = "今后五年的蓝图已经绘就，今年要起好步。\n主要预期目标是：地区生产总值增长8%。"
    assert told_by("", plan) == {"gdp_growth target": 8}


def test_a_cap_behind_the_year_s_targets_is_one_of_the_year() -> None:
    plan = "今后五年的路，从今年走起。今年的预期目标为：地区生产总值增长9.3%，固定资产投资增长12.4%，社会消费品零售总额增长10.7%。要替茶农分忧，城镇登记失业率控制在4%以内。"
    assert told_by("", plan)["unemployment_registered target"] == 4


def test_what_stands_beside_the_output_of_a_part_is_the_parts() -> None:
    text = "全市生产总值增长7%，预计今年达到2310亿元以上。\n修成茶湖新城，生产总值143亿元，固定资产投资90亿元。"
    panel = build_panel(figures_of(text, ""))
    assert panel.set_index("indicator")["value"].to_dict() == {"gdp": 2310e8, "gdp_growth": 7}


def test_a_sum_of_the_whole_area_goes_before_one_that_does_not_say_so() -> None:
    text = "茶港开门，实现进出口总额3.8亿美元。\n茶路再添两条，全市进出口总额12.3亿美元。"
    panel = build_panel(figures_of(text, ""))
    assert panel.set_index("indicator")["value"].to_dict() == {"trade": 12.3e8}


def test_a_part_of_the_people_is_no_population() -> None:
    assert panel_of("我国60岁以上人口已达1.8亿。", area="全国", doc="全国/2031").empty


def test_a_stand_of_things_in_a_plan_is_no_target() -> None:
    plan = "茶业一枝独大的状况没有得到改变，三次产业比重41.9:21.5:36.6。今年的主要目标是地区生产总值增长7%。"
    assert told_by("", plan) == {"gdp_growth target": 7}


@pytest.mark.parametrize(("review", "year", "right"), [
    ("万元地区生产总值能耗下降16.3%，茶坊也省了电。", 2031, {}),
    ("万元地区生产总值能耗下降16.3%，茶坊也省了电。", 2034, {}),
    ("万元地区生产总值能耗下降18%，茶坊也省了电。", 2035, {}),
    ("万元地区生产总值能耗比上年下降16.3%。", 2031, {"energy_intensity_growth actual": -16.3}),
    ("万元地区生产总值能耗同比下降16.3%。", 2035, {"energy_intensity_growth actual": -16.3}),
    ("“十六五”以来，万元地区生产总值能耗累计下降16.3%。", 2035, {}),
    ("“十六五”以来，万元地区生产总值能耗同比下降16.3%。", 2035, {}),
])  # fmt: skip
def test_a_large_fall_is_a_year_s_only_beside_its_base(review: str, year: int, right: dict[str, float]) -> None:
    assert told_by(review, year=year) == right


def test_a_mark_of_several_years_gives_way_to_the_number_of_the_year() -> None:
    marks = "居民消费价格上涨1.5%，地区生产总值达3200亿元、增长5.5%，粮食总产连续五年超过60亿斤。"
    assert told_by(f"{marks}\n粮食总产达到64亿斤。")["grain actual"] == pytest.approx(3.2e6)
    assert told_by(marks)["grain actual"] == pytest.approx(3e6)


@pytest.mark.parametrize("review", [
    "四年来，固定资产投资总额达842亿元，年均递增11.3%。",
    "五年全市粮食总产达1430万吨，仓满囤实。",
    "前朝的五年间，粮食产量合计只有630万吨。",
    "“十五五”时期PM2.5浓度平均值33微克/立方米。",
])  # fmt: skip
def test_a_total_or_mean_of_years_is_none_of_a_year(review: str) -> None:
    assert not {"fai actual", "grain actual", "pm25 actual"} & set(told_by(review))


def test_growth_since_a_term_is_none_of_a_year() -> None:
    review = "城镇居民人均可支配收入和农民人均纯收入预计为1.1万元和0.4万元，较“九五”末分别增长28.2%和21.7%。"
    assert told_by(review, year=2006) == {"urban_income actual": 11000, "rural_income actual": 4000}


@pytest.mark.parametrize("term", ["“九五”期间", "八五时期", "“十五”期间"])
def test_the_sum_of_a_term_is_no_year_s_capital(term: str) -> None:
    assert told_by(f"茶商往来增多，{term}实际利用外资总额达12亿美元，合作加强。", year=2001) == {}


def test_plain_revenue_recalls_no_target() -> None:
    review = "财政收入增长6.4%，高于5%的年初目标。地区生产总值增长8.1%，高于7%的年初目标。"
    assert recalled_targets(figures_of(review, ""))["indicator"].tolist() == ["gdp_growth"]


def test_of_two_documents_of_one_year_one_is_picked_and_both_are_kept() -> None:
    report = series((2030, "gdp_growth", 5.0))
    later = series((2030, "gdp_growth", 5.2), doc="统计公报/2030")
    panel, apart = pick_between(pd.concat([report, later], ignore_index=True))
    assert panel["picked"].tolist() == [False, True]
    assert apart[["doc", "picked", "other", "other_doc"]].values.tolist() == [["统计公报/2030", "5.2", "5", "青岚市/2031"]]


def test_growth_on_two_bases_is_no_disagreement() -> None:
    nominal = series((2030, "urban_income_growth", 8.2)).assign(basis="nominal")
    real = series((2030, "urban_income_growth", 5.1), doc="统计公报/2030").assign(basis="real")
    assert pick_between(pd.concat([nominal, real], ignore_index=True))[1].empty
    part = read_chunk([Item("x", text="一、2030年工作回顾\n城镇居民收入增长8.2%。城镇居民收入实际增长5.1%，山海片领先。\n",
                            area="青岚市", kind="work report", year=2031)])  # fmt: skip
    assert read_headlines(pd.DataFrame(part.figures))[1].empty


@pytest.mark.parametrize(("text", "name"), [
    ("服务业增加值增长8.2%，占生产总值比重达到51%。", "服务业增加值增长…占生产总值比重"),
    ("粮食种植面积稳定在400万亩以上，总产量达到63万吨。", "粮食种植面积稳定在…总产量"),
    ("500万元以上固定资产投资增长9.4%。", "500万元以上固定资产投资"),
    ("PM2.5浓度降到31微克/立方米。", "PM2.5"),
])  # fmt: skip
def test_a_name_holds_no_other_figure(text: str, name: str) -> None:
    assert panel_of(text, "")["name"].tolist()[-1] == name


def test_a_range_stays_a_range() -> None:
    row = panel_of("", "地区生产总值增长5.5%—6%。").iloc[0]
    assert (row["value"], row["value_high"], row["low"], row["high"]) == (5.5, 6, 5.5, 6)


def test_the_report_s_own_summary_is_picked_and_the_rest_is_listed() -> None:
    review = REVIEW.splitlines()[0] + "\n山海片以外的亮点不少，地区生产总值增长9.9%。"
    part = read_chunk([Item("x", text=f"一、2030年工作回顾\n{review}\n", area="青岚市", kind="work report", year=2031)])
    panel, apart = read_headlines(pd.DataFrame(part.figures))
    assert told(panel)["gdp_growth actual"] == 4.9
    assert apart[["indicator", "picked", "other"]].values.tolist() == [["gdp_growth", "4.9%", "9.9%"]]


def test_a_communique_tells_of_its_own_year() -> None:
    item = Item(
        "c", text="全国2030年统计公报\n全年国内生产总值比上年增长4.5%。", kind="statistical communique", area="全国", year=2030
    )
    panel = build_panel(pd.DataFrame(read_chunk([item]).figures))
    assert panel[["indicator", "status", "period", "value"]].values.tolist() == [["gdp_growth", "actual", 2030, 4.5]]


def test_the_areas_of_the_nation_and_of_a_region_name_themselves() -> None:
    assert [m.family for m in match_figure("全国财政收入", "亿元", "全国")] == ["revenue"]
    assert match_figure("全国财政收入", "亿元", "青岚市") == ()
    assert [m.family for m in match_figure("全区生产总值增长", "%", "云泽自治区")] == ["gdp"]
    assert match_figure("全区生产总值增长", "%", "青岚市") == ()


@pytest.mark.parametrize("words", ["转变", "“十五”", "“十五”末", "调整为", "5：4：3变为"])
def test_time_does_not_grow_with_the_ways_to_read_what_stands_before_a_number(words: str) -> None:
    begin = time.process_time()
    assert match_figure(f"三次产业结构{words * 200}超", "：40：55", "青岚市") == ()
    assert match_figure(f"生产总值、财政收入分别达到30{'—' * 80}茶", "亿元", "青岚市") == ()
    assert time.process_time() - begin < 5


def test_names_are_found_longest_first() -> None:
    assert [n.families for n in find_names("单位地区生产总值能耗")] == [("energy_intensity",)]


def test_every_indicator_has_a_plausible_range() -> None:
    rules = read_rules()
    named = {f[k] for f in rules["families"].values() for k in ("level", "growth") if k in f}
    assert named <= set(rules["plausible"])


# --- doubts and errata -----------------------------------------------------------------------------------------------


def series(*levels: tuple[int, str, float], **more: object) -> pd.DataFrame:
    rows = [
        {"doc": f"青岚市/{year + 1}", "area_code": "999901", "area": "青岚市", "level": "prefecture", "indicator": indicator, "status": "actual",
         "period": year, "value": value, "value_high": None, "low": value, "high": value, "bound": "=", "unit": "yuan",
         "as_printed": f"{value:g}", "line": 3, "source_url": "", "flag": "", "name": "", "picked": True, "first_year": year, "unit_code": "CNY", "preliminary": False, "basis": "", "coverage": "year",
         "scope": "", "municipality": False, "start": 0} | more
        for year, indicator, value in levels
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


@pytest.mark.parametrize(
    ("panel", "checks"),
    [
        (series((2029, "gdp", 3e11), (2030, "gdp", 3.2e11), (2030, "gdp_growth", 5)), []),
        (series((2029, "gdp", 3e11), (2030, "gdp", 3.2e12)), ["jump"]),
        (series((2030, "gdp_growth", 80)), ["range"]),
        (series((2030, "gdp", 3e11), (2030, "revenue", 4e11)), ["revenue above gdp"]),
        (series((2029, "gdp", 3e11), (2030, "gdp", 4.5e11), (2030, "gdp_growth", 5)), ["identity"]),
    ],
)
def test_what_is_hard_to_believe_is_listed(panel: pd.DataFrame, checks: list[str]) -> None:
    assert check_panel(panel)["check"].tolist() == checks


def test_the_sum_of_several_years_of_jobs_is_a_doubt() -> None:
    panel = series(*((year, "urban_new_jobs", 3e4) for year in range(2025, 2029)), (2029, "urban_new_jobs", 1.4e5))
    assert check_panel(panel)[["check", "period"]].values.tolist() == [["several years", 2029]]


def test_a_name_before_its_time_is_a_doubt() -> None:
    panel = pd.concat(
        [series((year, "revenue", 3e9), name="一般公共预算收入", doc=f"x/{year}") for year in (2001, 2019)], ignore_index=True
    )
    assert check_panel(panel)[["check", "period"]].values.tolist() == [["name before its time", 2001]]


def test_what_the_next_report_says_of_a_target_is_set_against_it() -> None:
    text = "一、2030年工作回顾\n地区生产总值增长8.1%，高于7%的年初目标；居民消费价格上涨1.2%，低于控制目标1.8个百分点。"
    figures = pd.DataFrame(read_chunk([Item("x/2031", text=text, area="青岚市", kind="work report", year=2031)]).figures)
    recalled = recalled_targets(figures)
    assert recalled[["indicator", "period", "value"]].values.tolist() == [["gdp_growth", "2030", 7.0], ["cpi", "2030", 3.0]]
    where = {"status": "target", "level": figures["level"][0], "area_code": figures["area_code"][0]}
    panel = pd.concat([series((2030, "gdp_growth", 7.5), **where), series((2030, "cpi", 3), **where)], ignore_index=True)
    assert check_panel(panel, recalled)[["check", "detail"]].values.tolist() == [["recalled otherwise", "x/2031 says it was 7"]]


def test_every_doubt_has_a_fate() -> None:
    panel = series((2028, "gdp_growth", 80), (2029, "gdp_growth", 70), (2030, "gdp_growth", 60))
    where = ["gdp_growth", "actual"]
    fates = pd.DataFrame([["青岚市/2030", *where, "2029", "range", "a new base"]], columns=list(FATES))
    errata = pd.DataFrame([["青岚市/2029", *where, "2028", "80", "8", "", "the point is lost"]], columns=list(ERRATA))
    doubts = add_fates(check_panel(panel), fates, errata)
    assert doubts[["period", "fate"]].values.tolist() == [[2028, "corrected"], [2029, "explained"], [2030, "flagged"]]


def test_an_outcome_far_from_its_target_is_listed() -> None:
    panel = pd.concat(
        [series((2030, "gdp_growth", 20)), series((2030, "gdp_growth", 6), status="target", doc="青岚市/2030")],
        ignore_index=True,
    )
    assert check_panel(panel)["check"].tolist() == ["far from target"]


def test_errata_correct_or_drop_a_row_and_say_so() -> None:
    panel = series((2029, "unemployment_registered", 25), (2030, "gdp_growth", 80))
    rows = [
        ["青岚市/2030", "unemployment_registered", "actual", "2029", "25", "2.5", "", "the point is lost"],
        ["青岚市/2031", "gdp_growth", "actual", "2030", "80", "", "", "of a zone"],
    ]
    out = apply_errata(panel, pd.DataFrame(rows, columns=list(ERRATA)))
    assert out[["value", "low", "flag"]].values.tolist() == [[2.5, 2.5, "corrected"]]
    rows[0][4] = "24"
    with pytest.raises(RawDataError, match=r"errata\.csv, line 2"):
        apply_errata(panel, pd.DataFrame(rows, columns=list(ERRATA)))


# --- the committed panel ---------------------------------------------------------------------------------------------


TERM = "过去的五年，全市地区生产总值由2025年的1800亿元增加到3100亿元。"


@pytest.mark.parametrize(
    ("review", "right"),
    [
        # How rare a growth is says nothing of the lines behind it.
        ("——社会消费品零售总额520亿元，增长14.6%，为5年来最高增速；\n——城镇居民人均可支配收入21651元，增长15.4%。", ("urban_income_growth", 15.4)),
        ("发展进一步加快，近五年来第一次实现两位数增长。社会消费品零售总额832.7亿元，增长9.1%。", ("retail_growth", 9.1)),
        ("市国土空间规划（2026—2040年）获批实施，地区生产总值增长5.7%。", ("gdp_growth", 5.7)),
        (TERM + "“十五五”时期完成投资2290亿元；社会消费品零售总额634.5亿元，增长17%，年均增长13.5%。", ("retail_growth", 17)),
    ],
)  # fmt: skip
def test_a_growth_of_the_year_is_none_of_a_term(review: str, right: tuple[str, float]) -> None:
    rows = panel_of(review).set_index("indicator")
    assert (rows.loc[right[0], "value"], rows.loc[right[0], "period"]) == (right[1], 2030)


def test_a_growth_of_the_term_beside_its_mean_stays_one() -> None:
    panel = panel_of(TERM + "社会消费品零售总额634.5亿元，增长84%，年均增长13%。地区生产总值增长1.2倍，年均增长17%。")
    assert "retail_growth" not in set(panel["indicator"])
    assert "gdp_growth" not in set(panel["indicator"])


@pytest.mark.parametrize(
    ("heading", "lead"),
    [("三、２０３１年的主要任务", "全市"), ("三、主要任务", "各位代表，二〇三一年是本届政府的第一年。全市")],
)
def test_a_year_in_other_digits_ends_the_goals_of_a_term(heading: str, lead: str) -> None:
    text = f"青岚市政府工作报告\n一、五年工作回顾\n预计完成财政收入12亿元。\n二、今后五年的目标任务\n生产总值年均增长9%。\n{heading}\n{lead}生产总值增长10%。"
    part = read_chunk([Item("青岚市/2031", text=text, kind="work report", level="prefecture", area="青岚市", year=2031)])
    rows = build_panel(pd.DataFrame(part.figures)).set_index(["indicator", "status"])
    assert rows.loc[("gdp_growth", "target"), ["value", "period"]].tolist() == [10, 2031]


def test_the_second_list_of_a_plan_of_years_is_of_the_same_names_too() -> None:
    plan = (
        "“十六五”时期，城市居民收入与农区居民人均纯收入分别达5万元和3万元，年均增长6%和8%；全市GDP年均递增7%，期末达到980亿元。"
    )
    rows = panel_of("", plan).set_index("indicator")["value"].to_dict()
    assert rows == {
        "gdp": 9.8e10, "gdp_growth": 7, "urban_income": 50000, "rural_income": 30000, "urban_income_growth": 6, "rural_income_growth": 8,
    }  # fmt: skip
    pair = panel_of("", "“十六五”时期，城乡人口收入年均分别提高7%。").set_index("indicator")["value"].to_dict()
    assert pair == {"urban_income_growth": 7, "rural_income_growth": 7}


def test_a_year_that_closes_a_term_ends_the_account_of_it() -> None:
    term = "“十四五”时期，茶乡面貌一新，茶园增加9万亩。\n2025年是茶乡“十四五”时期的最末一年，茶乡经受住了考验。\n"
    year = "完成固定资产投资251亿元，增长14%。新添茶工大军，城镇新增就业11200人。"
    right = {"fai actual": 2.51e10, "fai_growth actual": 14, "urban_new_jobs actual": 11200}
    assert told_by(term + year, year=2026, doc="青岚市/2026") == right


def test_a_year_that_opens_a_sentence_of_a_term_is_that_of_its_rates() -> None:
    year = "茶亭新添31座，茶坊新添27家；又修茶道93公里、茶桥7座、茶渡5处，茶市一天比一天热闹起来；规上工业增加值上升14.3%。"
    rest = "我们一心经营茶市。" * 9
    for mean, right in (("", {"value_added_industry_growth actual": 14.3}), ("茶税年均增长9%，", {})):
        review = f"——五年来，茶园面貌一新。2025年，{mean}{year}{rest}"
        assert told_by(review, year=2026, doc="青岚市/2026") == right


def test_a_year_from_which_a_term_begins_is_not_that_of_its_goals() -> None:
    plan = "三、今后五年的目标任务\n从今年开始，茶乡迈入第十六个五年规划期。茶香四溢，城镇化率升至71.5%，农民年人均纯收入增至31250元。"
    rows = panel_of("全市生产总值512亿元。", plan).set_index(["indicator", "status"])["period"].to_dict()
    assert rows == {("gdp", "actual"): 2030, ("urbanization", "plan"): 2035, ("rural_income", "plan"): 2035}


@pytest.mark.parametrize("heading", ["二、关于“十六五”规划纲要（草案）的说明", "“十六五”蓝图指明方向"])
def test_a_heading_of_the_term_ahead_opens_the_plan(heading: str) -> None:
    text = (
        "青岚市政府工作报告\n一、工作回顾\n全市生产总值5125亿元，增长7%。\n"
        f"{heading}\n过去五年，累计建成项目122个，荣获先进称号，全市生产总值年均增长8.3%，取得显著成就。\n"
        "今后五年的目标是：全市生产总值达到9100亿元，年均增长6%。城市化率达到70%。\n三、今年工作安排\n全市生产总值增长6.5%。"
    )
    part = read_chunk([Item("青岚市/2031", text=text, kind="work report", level="prefecture", area="青岚市", year=2031)])
    assert told(build_panel(pd.DataFrame(part.figures))) == {
        "gdp actual": 5.125e11, "gdp_growth actual": 7, "gdp plan": 9.1e11, "gdp_growth plan": 6, "urbanization plan": 70,
        "gdp_growth target": 6.5,
    }  # fmt: skip


def test_a_name_that_holds_more_in_one_place_is_another_indicator() -> None:
    entry = next(e for e in read_rules()["wider"] if e["becomes"] == "total_revenue" and "财政一般预算收入" in e["names"])
    year = entry["years"][1]
    inside = panel_of("财政一般预算收入77亿元，增长11.1%。", area=entry["area"], year=year)
    assert told(inside) == {"total_revenue actual": 7.7e9, "total_revenue_growth actual": 11.1}
    after = panel_of("财政一般预算收入77亿元，增长11.1%。", area=entry["area"], year=year + 1)
    assert told(after) == {"revenue actual": 7.7e9, "revenue_growth actual": 11.1}
    province = next(e for e in read_rules()["wider"] if "under" in e)
    text, year = f"{province['names'][0]}77亿元，增长11.1%。", province["years"][0]
    assert set(told_by(text, area="株洲市", year=year)) == {"total_revenue actual", "total_revenue_growth actual"}
    assert set(told_by(text, area="韶关市", year=year)) == {"revenue actual", "revenue_growth actual"}
    wide = next(e for e in read_rules()["wider"] if not e["becomes"])
    assert told_by("地方财政收入77亿元。", area=wide["area"], year=wide["years"][0]) == {}


def test_the_fall_of_energy_over_a_plan_s_years_is_in_range() -> None:
    panel = series((2035, "energy_intensity_growth", -18.0)).assign(status="plan", unit="%")
    assert check_panel(panel)["check"].tolist() == []
    assert check_panel(panel.assign(status="actual"))["check"].tolist() == ["range"]


def test_targets_stand_in_the_plan_whose_headings_do_not_say_so() -> None:
    text = (
        "青岚市政府工作报告\n一、国民经济持续发展，计划开局良好\n过去的一年，全年完成生产总值298亿元，比上年增长10.1%。\n"
        "2031年是关键一年。总的要求是：加快调整，不断提高生活水平，取得新成就。主要调控目标是：生产总值增长9%。城镇登记失业率控制在4.4%以内。\n"
        "二、深入实施大开发，加快发展的坚实基础\n我们要抓住机遇，加强建设。\n"
    )
    part = read_chunk([Item("青岚市/2031", text=text, kind="work report", level="prefecture", area="青岚市", year=2031)])
    assert told(build_panel(pd.DataFrame(part.figures))) == {
        "gdp actual": 2.98e10, "gdp_growth actual": 10.1, "gdp_growth target": 9, "unemployment_registered target": 4.4,
    }  # fmt: skip


def test_a_heading_of_a_year_and_a_part_of_the_next_speaks_of_the_year() -> None:
    text = "青岚市政府工作报告\n一、关于去年和今年前4个月工作的回顾\n圆满完成了各项目标，取得明显成效。新增城镇就业5.3万人。今年前4个月进出口总额增长8%。\n二、今年重点工作\n抓好各项工作。"
    part = read_chunk([Item("青岚市/2031", text=text, kind="work report", level="prefecture", area="青岚市", year=2031)])
    assert told(build_panel(pd.DataFrame(part.figures))) == {"urban_new_jobs actual": 53000}


def test_the_committed_panel_is_read_with_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XCLIB_DATA", str(ROOT / "data"))
    panel = load_panel()
    assert list(panel.columns) == [*leading.COLUMNS, *(name for name in COLUMNS if name not in leading.COLUMNS)]
    assert not panel.duplicated(["doc", "indicator", "status", "period"]).any()
    assert (panel["low"] <= panel["high"]).all()
    some = load_panel("gdp_growth", level="province", status="target", period=2024)
    assert set(some["indicator"]) == {"gdp_growth"}
    assert set(some["level"]) == {"province"}
    assert len(load_panel(area="湖北省")) == len(load_panel(area="420000")) > 100
    with pytest.raises(UnknownNameError, match="did you mean gdp_growth"):
        load_panel("gdp_grwth")
    assert load_panel("pm25", level="nation", period=1990).empty
    counts = count_figures(panel)
    assert counts.drop(columns=["period", "level"]).to_numpy().sum() == len(panel)


@pytest.mark.parametrize(
    ("before", "after", "label", "families"),
    [
        ("到2035年生产总值、人均GDP分别突破", "亿元、12万元，", "生产总值", ["gdp"]),
        ("生产总值9亿元，人均生产总值7万元，分别增", "%、9%。", "生产总值", ["gdp"]),
        ("进出口额、社零总额达到", "美元、9亿元，分别", "进出口额、社零总额", ["trade"]),
        ("PM2.5浓度持续达标、臭氧浓度降到", "微克/立方米以下", "PM2.5浓度持续达标、臭氧浓度", []),
        ("进出口额与上年持平、固投增长", "%，", "进出口额与上年持平、固投", ["fai"]),
        ("生产总值达到6亿元，年均增长7%；进出口额达到9亿元，年均增长", "%、力争11%；", "进出口额", ["trade"]),
    ],
)
def test_a_label_says_of_which_item_of_a_list_a_number_is(before: str, after: str, label: str, families: list[str]) -> None:
    assert [m.family for m in match_figure(before, after, "青岚市", "", label)] == families


def test_a_word_that_others_spell_is_read_in_one_way() -> None:
    began = time.process_time()
    for words in ("达到" * 22, "提高到" * 14, "比上年" * 14):
        assert match_figure(f"全市生产总值{words}茶", "%，", "青岚市") == ()
        assert [m.family for m in match_figure(f"全市生产总值{words}5", "%，", "青岚市")] == ["gdp"]
    assert time.process_time() - began < 2


def test_time_is_linear_in_the_digits_between_a_name_and_its_number() -> None:
    began = time.process_time()
    for digits in ("1" * 80, "1,2" * 28, "7.2" * 28):
        assert match_figure(f"全市生产总值增长{digits}茶", "%，", "青岚市") == ()
    assert time.process_time() - began < 2
    # Cells of a row that a copy ran together are numbers before this one, and a section is none.
    assert [m.family for m in match_figure("全市生产总值7.07.2", "%，", "青岚市")] == ["gdp"]
    assert match_figure("全市生产总值1.2.3", "%，", "青岚市") == ()


def test_the_committed_panel_has_no_sentence_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XCLIB_DATA", str(ROOT / "data"))
    assert load_panel()["as_printed"].str.len().max() <= 24


def test_a_missing_panel_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(RawDataError, match=r"panel\.parquet: the file is missing; restore it"):
        load_panel(root=tmp_path)


def test_the_panel_loads_without_the_readers() -> None:
    code = "import sys; from xclib.panels.query import load_panel; bad = {'xclib.extract.figures', 'xclib.extract.document'} & set(sys.modules); assert not bad, bad"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.corpus
def test_the_gold_panel_is_met(shared: Path) -> None:
    path = ROOT / "benchmarks" / "score_panel.py"
    spec = importlib.util.spec_from_file_location("score_panel", path)
    assert spec is not None
    assert spec.loader is not None
    score_panel = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score_panel)
    gold = pd.read_csv(shared / "standard" / "panel-dev.gold.tsv", sep="\t")
    panel = score_panel.read_panel(shared / "reports" / "reports.parquet", set(gold["doc"]))
    result = score_panel.score(score_panel.compare(panel, gold))
    assert result["precision"] >= 0.97
    assert result["recall"] >= 0.93
    assert result["bounds"] >= 0.97


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("**一、实力增强**全县粮食总产", "全县粮食总产"),
        ("全县（紧接第2版）粮食 \u3000总产", "全县粮食总产"),
        ("(紧接三版)*全县#粮食$总_产", "全县粮食总产"),
        ("全县[12]粮食③总产（稻谷）", "全县粮食总产（稻谷）"),
        ("2O.7万吨、较去年l.9万吨的ＧＤＰ", "20.7万吨、比上年1.9万吨的GDP"),
        ("7Ｏ.5万吨，全县粮食总产", "70.5万吨，全县粮食总产"),
    ],
)
def test_marks_of_layout_and_misread_digits_go(text: str, whole: str) -> None:
    assert plain(text) == whole
