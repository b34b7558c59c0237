"""The ledger: promises, answers by figures and in words, relations and verdicts, on invented reports of 云泽区."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import ROOT

import xclib as xc
from xclib.analyses import promises
from xclib.corpus.parts import to_parquet
from xclib.corpus.read import Item, read_chunk
from xclib.economics.quantity import Quantity
from xclib.errors import RawDataError, UnknownNameError
from xclib.extract.document import Paragraph, parse_text
from xclib.ledgers.answers import answer_in_words, list_lines
from xclib.ledgers.build import FIGURES, Pair, find_pairs, match_one, to_ledger
from xclib.ledgers.likeness import read_phrase
from xclib.ledgers.pair import common_words, match_pair
from xclib.ledgers.statements import Statement
from xclib.ledgers.store import COLUMNS, REVIEWED
from xclib.ledgers.verdicts import judge, relate
from xclib.model.figure import read_bounds
from xclib.panels.store import read_file
from xclib.words import Words, read_catalogue
from xclib.words.markup import plain_text
from xclib.words.numbers import in_words

EARLIER = """政府工作报告
一、2029年工作回顾
全区生产总值增长5%。
二、2030年工作安排
今年主要预期目标是：地区生产总值增长6%左右，城镇新增就业2万人以上，居民消费价格涨幅控制在3%以内，城镇登记失业率控制在4%以内，外贸出口增长5%。
扎实推进三大战略。新建高标准农田9万亩，新增公交线路20条，改造老旧小区12个，建成地下管廊33公里，新增高新技术企业50家，淘汰黄标车1000辆。
粮食产量稳定在20亿斤以上，完成公益林修复17万亩，到2035年新建幼儿园40所。
办好十件民生实事：一是新建口袋公园30个；二是新增托位800个。"""

LATER = """政府工作报告
一、2030年工作回顾
全区生产总值增长5.7%，城镇新增就业1.8万人。物价总水平保持稳定。城镇登记失业率控制在3.5%以内。进出口总额增长7%。
建成高标准农田10.2万亩，新开通公共交通线路20条，启动地下管廊33公里，高新技术企业达到900家，淘汰黄标车和老旧车3000辆。
粮食总产量突破100万吨。十件民生实事全部完成，新增普惠性婴幼儿托位850个。
五年来累计完成公益林修复90万亩。
二、2031年工作安排
今年改造老旧小区12个，地区生产总值增长6%左右。"""


@pytest.fixture(scope="module")
def ledger() -> dict[str, dict[str, Any]]:
    """The ledger of the two reports, by the number promised."""
    sides = []
    for year, text in ((2030, EARLIER), (2031, LATER)):
        known: dict[str, Any] = {"doc": f"云泽区/{year}", "area": "云泽区", "kind": "work report", "year": year}
        part = read_chunk([Item(text=text, level="", **known)])
        sides.append((pd.DataFrame(part.figures), parse_text(text, **known).paragraphs))
    plan = [p for p in sides[0][1] if p.part == "plan"]
    review = [p for p in sides[1][1] if p.part == "review"]
    return {row["number"]: row for row in match_pair(sides[0][0], sides[1][0], plan, review)}


def test_promises_are_due_in_their_year_and_no_names(ledger: dict[str, dict[str, Any]]) -> None:
    assert "40" not in ledger, "到2035年 is not due"
    assert "三" not in ledger, "三大战略 promises nothing"
    assert {"6", "2万", "9万", "20", "33", "800"} <= set(ledger)


@pytest.mark.parametrize(
    ("number", "answer", "found", "relation", "verdict"),
    [
        ("6", "figure", "5.7", "same", "kept"),  # 左右 allows half a point
        ("2万", "figure", "1.8万", "same", "missed"),
        ("4", "figure", "3.5", "same", "kept"),  # a cap under a cap
        ("5", "figure", "7", "scope", "open"),  # exports answered by trade
        ("9万", "figure", "10.2万", "same", "kept"),
        ("20", "figure", "20", "same", "kept"),  # 新开通公共交通线路
        ("33", "figure", "33", "stage", "open"),  # begun, not built
        ("50", "figure", "900", "form", "open"),  # a stock where additions were promised
        ("1000", "figure", "3000", "scope", "open"),  # one more kind counted in
        ("20亿", "figure", "100万", "same", "kept"),  # 斤 and 吨
        ("800", "figure", "850", "same", "kept"),  # a number goes before the list
        ("30", "words", "", "", "kept"),  # an item of a list that was done
        ("3", "words", "", "", "open"),  # prices were stable
        ("12", "silent", "", "", ""),  # next year's plan repeats the promise
        ("17万", "silent", "", "", ""),  # a total of five years
    ],
)
def test_answers(ledger: dict[str, dict[str, Any]], number: str, answer: str, found: str, relation: str, verdict: str) -> None:
    row = ledger[number]
    assert (row["answer"], row["out_number"], row["relation"], row["verdict"]) == (answer, found, relation, verdict)
    assert len(row["words"]) <= 10
    assert 0 <= row["score"] <= 1


def match(promised: str, reported: str) -> dict[str, tuple[str, str, str, str]]:
    """What a review says of each number of a plan."""
    sides = []
    for year, text in ((2030, f"二、2030年工作安排\n今年{promised}。"), (2031, f"一、2030年工作回顾\n2030年，{reported}。")):
        known: dict[str, Any] = {"doc": f"云泽区/{year}", "area": "云泽区", "kind": "work report", "year": year}
        part = read_chunk([Item(text=text, level="", **known)])
        sides.append((pd.DataFrame(part.figures), list(parse_text(text, **known).paragraphs)))
    rows = match_pair(sides[0][0], sides[1][0], sides[0][1], sides[1][1])
    return {row["number"]: (row["answer"], row["out_number"], row["relation"], row["verdict"]) for row in rows}


SILENT = ("silent", "", "", "")


@pytest.mark.parametrize(
    ("promised", "numbers"),
    [
        ("林地承包期满再延30年，建成养老院4所", {"4"}),
        ("落实144小时过境免签政策，人均受教育年限达到11.2年", {"11.2"}),
        ("做好山水四篇文章，打好八场标志性战役，建成公园6个", {"6"}),
        ("落实“人才新政20条”，新增“小巨人”企业7家", {"7"}),
        ("不动产登记压缩至2小时，青岚到云泽车程缩短到3小时", {"2", "3"}),
    ],
)
def test_a_name_or_a_term_is_no_promise(promised: str, numbers: set[str]) -> None:
    assert set(match(promised, "茶税增长9%")) == numbers


@pytest.mark.parametrize(
    ("promised", "reported", "wanted"),
    [
        ("重点扶持龙头企业16家", "组建企业集团3家", {"16": SILENT}),
        ("避险搬迁6000户、2.2万人", "避险搬迁6100户", {"6000": ("figure", "6100", "same", "kept"), "2.2万": SILENT}),
        ("财政总收入增长10%", "旅游总收入增长18%", {"10": SILENT}),
        ("财政一般预算收入增6%", "地方财政收入31亿元，增长22.6%，其中：财政一般预算收入17亿元，增长9.3%",
         {"6": ("figure", "9.3", "same", "kept")}),
        ("万元生产总值综合能耗降3%", "单位GDP能耗下降3.4%", {"3": ("figure", "3.4", "same", "kept")}),
        ("地区生产总值跨过703亿元", "经济总量由430亿元增加到712亿元", {"703亿": ("figure", "712亿", "same", "kept")}),
        ("经济增长5%左右", "地区生产总值升5.6%", {"5": ("figure", "5.6", "same", "kept")}),
        ("进出口总额增长6%", "外贸新业态进出口增长22.4%", {"6": SILENT}),
        ("社会消费品零售总额增6.5%", "网络零售额增长15%", {"6.5": SILENT}),
        ("网络零售额增长12%", "网上零售额增长15%", {"12": ("figure", "15", "same", "kept")}),
        ("进出口总额增长7%", "与友好城市往来日增，对东盟进出口增长19%", {"7": SILENT}),
        ("人口自然增长率控制在6‰以内", "人口出生率为9‰", {"6": SILENT}),
        ("规模以上工业增加值增8%", "规模以上工业利税增长21%", {"8": SILENT}),
        ("贷款余额增长13%", "金融服务试验区成立；贷款余额90亿元，增长14.1%", {"13": ("figure", "14.1", "same", "kept")}),
        ("新增孵化面积10万平方米", "新增绿化面积21.3平方公里", {"10万": SILENT}),
        ("城乡居民收入分别增长11%和12%", "城乡居民收入分别为2.4万元和7900元，增长9%和11.8%",
         {"11": ("figure", "9", "same", "missed"), "12": ("figure", "11.8", "same", "missed")}),
        ("新增经营主体保持前列，总量突破54万户", "经营主体总量达到55.8万户", {"54万": ("figure", "55.8万", "same", "kept")}),
        ("全区60万人口实现脱贫", "建成新型农村社区148个，73万人脱贫", {"60万": ("figure", "73万", "same", "kept")}),
        ("固定资产投资增长5%左右", "扣除房地产开发投资后，固定资产投资增长2.7%", {"5": ("figure", "2.7", "scope", "open")}),
        ("完成出口71亿美元", "进出口总额增长24%，其中出口83亿美元", {"71亿": ("figure", "83亿", "same", "kept")}),
        ("青峰山搬迁6万户", "青峰山搬迁开工住房6.1万户", {"6万": ("figure", "6.1万", "stage", "open")}),
        ("粮食总产稳定在62亿斤左右", "粮食生产再获丰收，新建泵站7座", {"62亿": ("words", "", "", "open")}),
        ("新修水平梯田50万亩", "新修高标准梯田160万亩", {"50万": ("figure", "160万", "scope", "open")}),
        ("新修水平梯田50万亩", "新增高标准梯田130万亩", {"50万": ("open", "130万", "scope", "open")}),  # shown, not judged
        ("翻建城市道路753万平方米", "完成街路改造总面积753万平方米", {"753万": ("figure", "753万", "same", "kept")}),  # no accident
        ("粮食产量达到130亿斤", "粮食总产能达到130亿斤", {"130亿": ("figure", "130亿", "scope", "open")}),  # what could be grown
        ("实现就业和再就业17万人次", "实现再就业18.3万人次", {"17万": ("figure", "18.3万", "scope", "open")}),
        ("新建公办中小学13所", "建成公办中小学、幼儿园30所", {"13": ("figure", "30", "scope", "open")}),
        ("开工建设海绵街区55公顷、地下管廊120公里", "开工建设地下管廊122公里", {"120": ("figure", "122", "same", "kept")}),
        ("城镇化率提升1.5个百分点", "城镇化率提高到51.5%", {"1.5": ("figure", "51.5", "form", "open")}),
        ("年销售收入超过10亿元的企业新增20户", "年销售收入超过1亿元的企业新增54户", {"20": SILENT}),  # of another size
        ("市重点项目完成投资264亿元", "省市重点项目完成投资541亿元", {"264亿": ("figure", "541亿", "scope", "open")}),
        ("规上工业企业突破540户", "新增规上工业企业83户", {"540": ("figure", "83", "form", "open")}),  # a stock, and what was added
        ("实施33项民生工程", "民生工程深入实施，新建泵站7座", {"33": ("words", "", "", "open")}),
        ("开通至青岚等地三条国际航线", "新开通3条国际航线", {"三": ("figure", "3", "same", "kept")}),
        ("加快交通建设。投资完成140亿元以上", "完成工业投资320亿元", {"140亿": SILENT}),  # of another field
        ("城镇居民收入增长11%；劳动生产率提高；农民收入增长14%", "城镇居民收入和农民收入分别达到2.2万元和9500元，增长12%和16%",
         {"11": ("figure", "12", "same", "kept"), "14": ("figure", "16", "same", "kept")}),  # each its own number of a joint list
        ("外贸出口增长11%", "外贸进出口总额增长6.2%，其中，出口增长12.4%", {"11": ("figure", "12.4", "same", "kept")}),
        ("全力抓好428个重点项目", "实施各类建设项目428个", {"428": ("figure", "428", "same", "kept")}),  # no accident
        ("旅游收入达到80亿元", "劳务收入30亿元", {"80亿": SILENT}),
        ("项目转化率达到40%", "城镇化率58.5%", {"40": SILENT}),
        ("十亿级企业稳定在6户以上", "亿级企业达到62户", {"6": SILENT}),  # of another size
        ("能人回乡创业9万人以上，领办经营主体3万个", "市场主体达到60万个。能人回乡创业8万人，领办实体2.4万个",
         {"3万": ("figure", "2.4万", "same", "missed")}),
        ("竣工经济适用住房90万平方米", "开工建设经济适用住房88万平方米，竣工95.5万平方米", {"90万": ("figure", "95.5万", "same", "kept")}),
        ("规上工业企业突破540户", "新增规上工业企业83户，总户数612户", {"540": ("figure", "612", "same", "kept")}),
        ("新发展市场主体3万户", "市场主体达到31万户", {"3万": ("figure", "31万", "form", "open")}),  # all that there are
        ("新增小巨人企业15户", "国家级小巨人企业12户，居全省第四", {"15": ("figure", "12", "form", "open")}),
        ("120个水利项目年内全部开工", "水利项目完工135个", {"120": ("figure", "135", "stage", "open")}),
        ("加快建设1500个新型农村社区", "建成新型农村社区310个", {"1500": ("figure", "310", "stage", "open")}),
        ("新建篮球场30片", "新建公共球场180片", {"30": ("figure", "180", "scope", "open")}),  # many times as many of a wider name
        ("新增市级以上示范农场5家、现代产业园2个", "新增国家级现代产业园1个", {"2": ("figure", "1", "scope", "open")}),  # of another rank
        ("新建篮球场90片、足球场20片", "新建公共球场95片",
         {"90": ("figure", "95", "scope", "open"), "20": ("figure", "95", "scope", "open")}),  # a whole for two of its parts
        ("改造老旧小区12个，惠及7.7万户居民", "改造老旧小区14个，惠及群众7.8万户", {"7.7万": ("figure", "7.8万", "same", "kept")}),
        ("计划投资12亿元，实施城镇建设项目63项", "实施城镇建设工程63项，完成投资9.6亿元", {"12亿": ("figure", "9.6亿", "same", "missed")}),
        ("开工文化项目44个", "文化项目开工61个、竣工52个", {"44": ("figure", "61", "same", "kept")}),  # its own end of the work
        ("完成避险搬迁15万人", "避险搬迁累计完成54万人", {"15万": SILENT}),  # of more than a year
        ("城镇新增就业3万人", "城镇新增就业累计完成3.2万人", {"3万": ("figure", "3.2万", "same", "kept")}),  # near enough for one year
        ("城镇新增就业1万人", "城镇新增就业1—12月累计完成3.2万人", {"1万": ("figure", "3.2万", "same", "kept")}),
        ("避险搬迁5万人", "避险搬迁全年共累计完成16万人", {"5万": ("figure", "16万", "same", "kept")}),
        ("避险搬迁5万人", "截至2030年避险搬迁累计完成16万人", {"5万": SILENT}),
        ("避险搬迁5万人", "两年内避险搬迁累计完成16万人", {"5万": SILENT}),
        ("避险搬迁5万人", "2028年和2030年避险搬迁累计完成16万人", {"5万": SILENT}),
        ("电子产业投资80亿元", "电子产业增加值70亿元", {"80亿": SILENT}),
        ("青岚湖跨湖公铁两用大桥主体工程完成60%", "青岚湖跨湖公铁两用大桥项目加速推进，新建泵站7座", {"60": ("words", "", "", "open")}),
        ("新增农民专业合作社500家", "五年来，茶村一年一个样，农民专业合作社5100家", {"500": ("figure", "5100", "form", "open")}),  # all, at the end
        ("财政总收入增长12%", "财政总收入在上年的基础上再创新高，达到738亿元", {"12": ("figure", "738亿", "form", "open")}),
        ("财政总收入增长12%", "财政总收入达到738亿元，增长9%", {"12": ("figure", "9", "same", "missed")}),
        ("城镇居民人均可支配收入增长4%，农民人均纯收入增长5%", "城镇居民人均可支配收入、农民人均纯收入均比上年实际增长4.2%",
         {"4": ("figure", "4.2", "same", "kept"), "5": ("figure", "4.2", "same", "missed")}),  # one number for both
        ("建成旅游公路75公里", "脱贫乡村面貌继续改善，建成旅游公路72公里", {"75": ("figure", "72", "same", "missed")}),
        ("固定资产投资增长11%", "固定资产投资增长缓慢，新建泵站7座", {"11": ("words", "", "", "open")}),
        ("新建镇（乡）文化站15个", "又有4个镇（乡）跨入小康行列", {"15": SILENT}),
        ("地表水优良比例达到70%以上", "空气质量优良率达到93%", {"70": SILENT}),
        ("推进120个重大建设项目", "126个重大建设项目加快", {"120": ("figure", "126", "same", "kept")}),  # one name, whatever else has it
        ("城镇登记失业率不高于3.8%", "城镇登记失业率1.7%", {"3.8": ("figure", "1.7", "same", "kept")}),  # less than half
        ("城镇调查失业率不高于6.3%", "城镇登记失业率2.9%", {"6.3": ("figure", "2.9", "scope", "open")}),  # of another definition
        ("规上茶业增加值增长9.3%", "园区加快建设，全市规上茶业增加值增长8.7%", {"9.3": ("figure", "8.7", "same", "missed")}),  # of the whole again
        ("规上茶业增加值增长9.3%", "高新区加快建设，全区规上茶业增加值增长18.7%", {"9.3": SILENT}),  # 全区 may be the zone
        ("城市居民可支配收入增幅6.7%，茶农人均纯收入增长4.9%", "城市居民可支配收入3.3万元，茶农人均纯收入1.7万元，分别增长9.4%和6.7%",
         {"6.7": ("figure", "9.4", "same", "kept"), "4.9": ("figure", "6.7", "same", "kept")}),  # no rate of the other, for all that it is equal
        ("建成农业园区10个", "已批农业园区10个中6个建成", {"10": ("figure", "6", "same", "missed")}),  # not of how many
        ("建成标准茶房10万平方米", "建成标准茶房13万平方米中7万平方米投用", {"10万": ("figure", "13万", "same", "kept")}),  # the whole is done
        ("实施茶类重点项目373个", "317个茶类重点项目完成投资213亿元", {"373": ("figure", "317", "scope", "open")}),  # what they cost
        ("建设高标准农田1300万亩", "增发国债高标准农田建成960万亩", {"1300万": ("figure", "960万", "scope", "open")}),
        ("研发经费达到180亿元", "省属企业完成研发投入133亿元", {"180亿": ("figure", "133亿", "scope", "open")}),  # of some firms
        ("专精特新中小企业达到60家", "专精特新“小巨人”企业达到34家", {"60": ("figure", "34", "scope", "open")}),  # of a higher rank
        ("茶叶加工业主营业务收入增长7%", "主营业务收入增长15%", {"7": SILENT}),  # of all fields
        ("完成治理面积86平方公里", "建成区面积扩大到66平方公里", {"86": SILENT}),
        ("每个县新增上市企业1家", "新增上市企业6家", {"1": ("figure", "6", "form", "open")}),  # of each, and in all
        ("培训茶农300万人（次）", "培训茶农356万人次", {"300万": ("figure", "356万", "same", "kept")}),
        ("茶业产值与农业产值之比由0.67：1提升到1：1以上", "茶业产值与农业产值之比提高到1.11：1", {"1": ("figure", "1.11", "same", "kept")}),
        ("37个省重点项目开工，123个市重点项目开工", "155个省市重点项目开工",
         {"37": ("figure", "155", "scope", "open"), "123": ("figure", "155", "scope", "open")}),
        ("茶园面积稳定在135万亩", "茶园面积31万亩", {"135万": SILENT}),  # what is to stay is not a quarter of it
        ("茶园核准时限压减到12天", "茶企开办时间压减到4天", {"12": SILENT}),
        ("乡村旅游人数和综合收入分别增长23%和28%", "旅游人数480万人次，旅游综合收入30亿元，分别增长20%和21%", {"23": SILENT, "28": SILENT}),
        ("新增示范家庭农场100家", "新增家庭农场157家", {"100": ("figure", "157", "scope", "open")}),  # the best of them, and all
        ("空气质量优良天数比例达到83%", "空气质量优良天数347天", {"83": ("figure", "347", "form", "open")}),  # a share, and days
        ("新建茶叶市场20家", "新建茶馆和农贸市场10家", {"20": ("figure", "10", "same", "open")}),  # too doubtful to be judged
        ("县级财政安排茶渠修缮资金5000万元", "县级财政投入3200万元建成渡口", {"5000万": SILENT}),  # one payer, two things
        ("建成旅游公路75公里", "高速公路通车里程达到61公里", {"75": SILENT}),
        ("外贸进出口总额增长21%", "跨境电商进出口增长17.4%", {"21": SILENT}),
        ("规上茶业增加值增长8%", "规上茶业用电量增长10.7%", {"8": SILENT}),
        ("茶旅业产出占GDP比重上升至6.4%", "茶研投入占GDP比重达5.3%", {"6.4": SILENT}),  # of what, not in what
        ("新增城镇就业3万人", "失业人员增加2万人", {"3万": SILENT}),  # work, and the want of it
        ("茶业投资占财政支出比重达到5%", "茶业投资占GDP比重3%", {"5": SILENT}),  # of two wholes
        ("服务业增加值增长26.4%", "第三产业增加值增长27.7%", {"26.4": ("figure", "27.7", "same", "kept")}),  # two names of one thing
        ("服务业增加值增长6%", "重点茶业增加值增长18%", {"6": SILENT}),
        ("城镇登记失业率不高于3.9%", "城镇登记失业率2.7%，茶税增加。五年来，城镇登记失业率维持在3.9%以内", {"3.9": ("figure", "2.7", "same", "kept")}),
        ("养老保险参保达到70万人", "五年来，茶村一年一个样，养老保险参保76万人", {"70万": ("figure", "76万", "same", "kept")}),
        ("茶池洁净率、自来水普及率分别达83.7%、93%", "农村自来水普及率升至94%", {"93": ("figure", "94", "same", "kept")}),
        ("进出口总额、茶叶消费总额均增长8%", "进出口总额增长6.1%", {"8": ("figure", "6.1", "same", "missed")}),  # of either
        ("城乡居民收入分别增长17.5%和18%左右", "城乡居民收入分别增长17.2%和18.1%", {"17.5": ("figure", "17.2", "same", "kept")}),  # 左右 of both
        ("培育茶企3家、茶庄14个", "茶企、茶庄分别达到70家、90个", {"14": ("figure", "90", "form", "open")}),  # all that there are
        ("建成旅游公路90公里", "旅游公路总里程达410公里", {"90": ("figure", "410", "form", "open")}),
        ("新增规上企业120家", "规模企业净增131家，入园企业140家", {"120": ("figure", "131", "same", "kept")}),
        ("农业增加值增长4.2%", "其中第一产业增加值63亿元，增长4.7%", {"4.2": ("figure", "4.7", "same", "kept")}),
        ("新增就业29万人", "帮扶21万茶区失业人员再就业", {"29万": SILENT}),  # new work, and work again
        ("实现2.9万贫困人口脱贫", "全年减贫2.3万人，茶园增加", {"2.9万": ("figure", "2.3万", "same", "missed")}),
        ("居民消费价格涨幅在4%左右", "居民消费价格指数稳在2.6%", {"4": ("figure", "2.6", "same", "kept")}),  # no index of 2.6
        ("每个茶镇建成茶亭12座", "6个茶镇各建成茶亭12座", {"12": ("figure", "12", "same", "kept")}),  # as many of each
        ("新增上市公司12家", "新上市企业31家", {"12": ("figure", "31", "same", "kept")}),
        ("茶业投资占生产总值比重达到5%", "茶业投资占GDP比重6%", {"5": ("figure", "6", "same", "kept")}),
        ("失业人员再就业3万人", "下岗人员再就业3.2万人", {"3万": ("figure", "3.2万", "same", "kept")}),
        ("茶镇污水处置覆盖率53%", "茶乡垃圾处置覆盖率94.5%", {"53": SILENT}),
        ("新增城镇就业2.63万人，茶校学生就业1.3万人", "新增城镇就业2.9万人", {"2.63万": ("figure", "2.9万", "same", "kept"), "1.3万": SILENT}),
        ("开工建设镇级茶馆20处、村级书屋46处", "29处镇级茶馆、49处村级书屋建成投用",
         {"20": ("figure", "29", "stage", "open"), "46": ("figure", "49", "stage", "open")}),  # the end of a list holds of all of it
        ("新增县级以上企业技术中心300家", "300个县级重点推进项目加快", {"300": SILENT}),  # names of nothing but plain words
        ("新增茶砖产能140万吨", "茶砖产量达到510万吨", {"140万": SILENT}),
        ("净增“四上”茶企300户", "“四上”茶企净增330户", {"300": ("figure", "330", "same", "kept")}),  # one addition, two orders
        ("新增绿化面积6万亩", "新增村镇绿化美化面积7.2万亩", {"6万": ("figure", "7.2万", "same", "kept")}),
        ("茶油产量突破900万吨，茶气产量达到4亿立方米", "茶枝、茶油、茶气产量达到4700万吨、960万吨、4.3亿立方米",
         {"900万": ("figure", "960万", "same", "kept"), "4亿": ("figure", "4.3亿", "same", "kept")}),  # in turn, by their units
        ("茶区新增就业3.6万人", "茶价上涨2%，控制在预期目标2.7%以内，茶区新增就业3.8万人",
         {"3.6万": ("figure", "3.8万", "same", "kept")}),  # behind the name of an aim, and none
        ("农村居民人均茶油3斤", "农民人均茶油4斤", {"3": ("figure", "4", "same", "kept")}),  # those who live in villages
        ("精准减贫41万人", "精准脱贫43万人", {"41万": ("figure", "43万", "same", "kept")}),
        ("城镇居民人均可支配收入达到3.1万元", "市区居民人均可支配收入达到3.3万元", {"3.1万": ("figure", "3.3万", "same", "kept")}),
        ("生产总值增长7%", "青岚新区全面建设。生产总值增长23%，茶税增长9%", {"7": SILENT}),  # of a zone, named before
        ("新开茶渡航线3条", "茶渡航线总数达37条", {"3": ("open", "37", "form", "open")}),
        ("人口自然增长率4.7‰", "市区城镇居民人均可支配收入增长13%，人口自然增长率4.6‰", {"4.7": ("figure", "4.6", "same", "kept")}),
        ("推进10个结构调整项目", "加快产业结构调整步伐，新建泵站7座", {"10": SILENT}),  # a field, and no thing
    ],
)  # fmt: skip
def test_kinds_of_match(promised: str, reported: str, wanted: dict[str, tuple[str, str, str, str]]) -> None:
    found = match(promised, reported)
    assert {number: tuple(cell or "" for cell in found[number]) for number in wanted} == wanted


@pytest.mark.parametrize(
    ("promised", "review", "verdict"),
    [
        (20, "8件民生实事全部完成", None),  # of another count
        (8, "28件民生实事全部完成", None),
        (28, "二十八件民生实事全部完成", "kept"),
        (28, "28件民生实事全部完成", "kept"),
        (10, "市级8件民生实事、区级十大民生实事全面完成", "kept"),
        (10, "民生实事全面完成", "kept"),
        (10, "10件民生实事未完成", None),
    ],
)
def test_a_list_of_deeds_is_done_with_as_many(promised: int, review: str, verdict: str | None) -> None:
    row = {
        "line": 1,
        "start": 2,
        "value": float(promised),
        "measure": "level",
        "indicator": "",
        "scope": "",
        "label": "民生实事",
    }
    (found,) = answer_in_words([Statement(row)], [], [Paragraph(1, f"{review}。", "review", "")])
    assert (None if found is None else found.verdict) == verdict


def test_a_report_without_promises_or_outcomes_has_no_rows_or_silent_ones() -> None:
    assert match("到2035年，幼儿园达到20所。", "新建幼儿园5所。") == {}
    assert {row[0] for row in match("新建幼儿园5所。", "到2035年，幼儿园达到20所。").values()} == {"silent"}


def test_parts_of_an_area_are_no_words_that_look_like_one() -> None:
    for words, region in (
        ("全年棚户区改造完成", ""),
        ("全年经开区工业增加值增长", "经开区"),
        ("全年城市建成区新增绿地", ""),
        ("全年两区共有", ""),
        ("金融服务试验区成立；贷款余额90亿元，增长", ""),
        ("入选淮东地区供暖试点，空气优良率达", ""),
        ("城南地区开发提速，增长", "城南地区"),
        ("经开区新增厂房7万平方米，工业投资增长", "经开区"),
        ("财政收入（不含茶湖新区）达到60亿元、增长", ""),  # what is left out is not what is counted
        ("不含茶湖新区，固定资产投资增长", ""),
    ):
        assert Statement({"before": words}).region == region


def test_a_clause_with_a_number_is_no_answer_in_words() -> None:
    row = {"line": 1, "start": 2, "value": 30.0, "measure": "level", "indicator": "", "scope": "", "label": "乡村网店铺"}
    reviews = [
        [Paragraph(1, f"{text}。", "review", "")] for text in ("乡村网店铺近千家", "乡村网店铺300家", "乡村网店铺全部开通")
    ]
    assert [answer_in_words([Statement(row)], [], review)[0] is None for review in reviews] == [True, True, False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("外贸出口总额增长{}%", "自营出口增长{}%"),
        ("自营出口增长{}%", "出口增长{}%"),
        ("绿化面积达到{}万亩", "公园绿地面积达到{}万亩"),
        ("建成区绿化覆盖率达到{}%", "建成区绿地率达到{}%"),
        ("城市绿化覆盖率达到{}%", "城市绿地率达到{}%"),
        ("污水处理率达到{}%", "污水集中处理率达到{}%"),
        ("生活垃圾处理率达到{}%", "生活垃圾无害化处理率达到{}%"),
        ("财政收入增长{}%", "地方级财政收入增长{}%"),
        ("新建日光温室{}亩", "新建大棚{}亩"),
    ],
)
def test_a_part_or_another_standard_is_never_the_same(one: str, other: str) -> None:
    for promised, reported in ((one, other), (other, one)):
        (found,) = match(promised.format(41.5), reported.format(42.3)).values()
        answer, _, relation, verdict = found
        assert (answer, relation or "", verdict) in {("silent", "", ""), ("figure", "scope", "open"), ("open", "scope", "open")}
        (own,) = match(promised.format(41.5), promised.format(42.3)).values()
        assert (own[0], *own[2:]) == ("figure", "same", "kept")


def test_one_indicator_has_several_names() -> None:
    for promised, reported in (
        ("公共绿地面积达到41万亩", "公园绿地面积达到43万亩"),
        ("地方级财政收入增长41%", "地方级财政收入增长43%"),
    ):
        (found,) = match(promised, reported).values()
        assert (found[0], *found[2:]) == ("figure", "same", "kept")


@pytest.mark.parametrize(
    ("label", "review", "wanted"),
    [
        ("固定资产投资", "固定资产投资增长缓慢", True),
        ("固定资产投资", "全社会固定资产投资增长缓慢", True),
        ("全社会固定资产投资", "全市固定资产投资增速放缓", True),
        ("固定资产投资", "民间固定资产投资增长缓慢", False),
        ("交通固定资产投资", "固定资产投资增长缓慢", False),
        ("居民消费价格涨幅", "物价保持平稳", True),
        ("居民消费价格涨幅", "商品零售价格总水平保持平稳", False),
        ("商品零售价格涨幅", "居民消费价格保持平稳", False),
        ("商品零售价格总水平", "商品零售价格保持平稳", True),
        ("商品零售价格总水平", "物价保持平稳", True),
    ],
)
def test_words_of_a_part_are_no_answer_for_the_whole(label: str, review: str, wanted: bool) -> None:
    row = {"line": 1, "start": 2, "value": 3.0, "measure": "growth", "indicator": "", "scope": "", "label": label}
    (found,) = answer_in_words([Statement(row)], [], [Paragraph(1, f"{review}。", "review", "")])
    assert (found is not None) is wanted


@pytest.mark.parametrize(
    ("label", "review", "verdict"),
    [
        ("生产总值", "因虫灾，GDP、社零两项没能完成年度目标", "missed"),
        ("社会消费品零售总额", "因虫灾，GDP、社零两项没能完成年度目标", "missed"),
        ("固定资产投资", "因虫灾，GDP、社零两项没能完成年度目标", None),
        ("外贸出口", "茶税、进出口总额增幅未完成年度计划", None),
        ("生产总值", "五年规划的生产总值未实现预期目标", None),  # a target of five years
        ("城镇登记失业率", "城镇登记失业率低于年初预期目标", "open"),  # which is better
        ("财政收入", "财政收入增幅低于年初预期目标", "missed"),
        ("生产总值", "因虫灾，生产总值、外贸出口等3项主要指标未达预期", "missed"),
        ("外贸出口", "茶税、外贸出口增幅与年初计划还有差距", "missed"),
        ("茶税", "茶税增长不及预期", "missed"),
    ],
)
def test_a_review_names_what_fell_short(label: str, review: str, verdict: str | None) -> None:
    row = {"line": 1, "start": 2, "value": 3.0, "measure": "growth", "indicator": "any", "scope": "", "label": label}
    (found,) = answer_in_words([Statement(row)], [], [Paragraph(1, f"{review}。", "review", "")])
    assert (found and found.verdict) == verdict


def test_what_was_not_done_is_no_outcome() -> None:
    found = match("新建泵站7座、水闸9座", "新建泵站7座未完成，新建水闸9座")
    assert [found[number][0] for number in "79"] == ["silent", "figure"]


def test_what_is_akin_answers_at_most_with_another_scope() -> None:
    assert read_phrase("新能源装机") != read_phrase("清洁能源装机")
    assert read_phrase("新能源装机", akin=True) == read_phrase("清洁能源装机", akin=True)
    promised, reported = "新能源装机达到120万千瓦", "清洁能源装机达到120万千瓦"
    assert match(promised, reported)["120万"] in (
        SILENT,
        ("open", "120万", "scope", "open"),
        ("figure", "120万", "scope", "open"),
    )
    assert match(promised, "新能源装机达到120万千瓦")["120万"] == ("figure", "120万", "same", "kept")


def test_words_of_an_answer_that_shares_none_are_those_it_begins_with() -> None:
    names = [Statement({"label": label, "scope": "", "before": "", "unit": "座"}) for label in ("茶亭", "竹木楼阁群", "古茶亭")]
    assert common_words(names[0], names[1]) == "竹木"
    assert common_words(names[0], names[2]) == "茶亭"


def match_annex(deeds: str, review: str) -> list[dict[str, Any]]:
    """What a review says of the promises of a plan of 900 lamps with an annex."""
    plan = "政府工作报告\n一、2029年工作回顾\n全区生产总值增长5%。\n二、2030年工作安排\n今年改造路灯900盏。\n附件\n2030年十件民生实事\n"
    sides = []
    for year, text in ((2030, plan + deeds), (2031, f"一、2030年工作回顾\n{review}")):
        known: dict[str, Any] = {"doc": f"云泽区/{year}", "area": "云泽区", "kind": "work report", "year": year}
        part = read_chunk([Item(text=text, level="", **known)])
        sides.append((pd.DataFrame(part.figures), list(parse_text(text, **known).paragraphs)))
    assert {p.part for p in sides[0][1] if deeds[:8] in p.text} == {"annex"}
    return match_pair(sides[0][0], sides[1][0], sides[0][1], sides[1][1])


def test_a_list_of_deeds_behind_a_report_promises_and_is_done_with() -> None:
    deeds = "一、新建口袋公园30个。\n二、新增公交线路12条。\n三、新修水平梯田50万亩。"
    review = "十件民生实事全部完成，新增公交线路13条，新增高标准梯田160万亩。"
    rows = {row["number"]: row for row in match_annex(deeds, review)}
    found = {number: (row["answer"], row["out_number"], row["verdict"]) for number, row in rows.items()}
    assert found["30"] == ("words", "", "kept")
    assert found["12"] == ("figure", "13", "kept")
    assert found["50万"] == ("words", "", "kept"), "a doubtful number gives way to what says that all was done"
    assert found["900"][0] == "silent"


def test_an_annex_does_not_promise_again_what_the_plan_promises() -> None:
    rows = match_annex("一、改造背街路灯900盏。\n二、改造泵站900座。", "改造路灯910盏，改造泵站870座。")
    found = [(row["unit"], row["out_number"], row["verdict"]) for row in rows if row["number"] == "900"]
    assert found == [("盏", "910", "kept"), ("座", "870", "missed")]


def test_what_an_annex_promises_again_is_done_with_its_list() -> None:
    rows = match_annex("一、改造背街路灯900盏。\n二、改造泵站70座。", "十件民生实事全部完成。")
    found = [(row["number"], row["answer"], row["verdict"]) for row in rows if row["number"] in ("900", "70")]
    assert found == [("900", "words", "kept"), ("70", "words", "kept")]


@pytest.mark.parametrize(
    ("opening", "listed"),
    [
        ("办好民生实事。实施7件民生实事，让茶乡更安逸。", True),
        ("今年办好7件民生实事，包括：", True),
        ("办好民生实事。让茶乡更安逸。", False),  # without a count of deeds
        ("茶乡要更安逸。今年办好7件民生实事。", False),  # the rest of a part, that begins with deeds
    ],
)
@pytest.mark.parametrize("deeds", [5, 9])
def test_a_list_of_deeds_needs_no_marks(opening: str, listed: bool, deeds: int) -> None:
    text = opening + "".join(f"新修{n}座茶亭。" if n % 2 else "茶农免费学艺。" for n in range(1, deeds + 1))
    lines = list_lines([Paragraph(1, text, "plan", "")])
    assert lines == ({1: len(opening)} if listed and deeds > 8 else {})


def test_the_cost_of_a_work_in_all_is_no_promise_of_a_year() -> None:
    rows = match_annex("一、茶山水库工程，总投资20亿元，2030年计划投资3亿元。", "茶山水库工程完成投资3.2亿元。")
    found = [(row["number"], row["out_number"], row["verdict"]) for row in rows if "亿" in row["number"]]
    assert found == [("3亿", "3.2亿", "kept")]


def test_what_only_may_answer_is_neither_silent_nor_answered() -> None:
    row = {"verdict": "", "year": 2030, "kind": "number", "headline": False}
    found = promises.add_fates(pd.DataFrame([row | {"answer": "open", "verdict": "open"}, row | {"answer": "silent"}]))
    assert found["fate"].tolist() == ["open", "silent"]
    assert found["silent"].isna().tolist() == [True, False]


FIGURE = {"value": 8.0, "value_high": None, "low": 8.0, "high": 8.0, "unit": "%", "unit_code": "PT", "measure": "growth", "bound": "=",
          "label": "工业产值", "scope": "", "indicator": "", "before": "", "after": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("aim", "got", "verdict"),
    [
        ({}, {"value": 7.9}, "missed"),
        ({"bound": "~"}, {"value": 7.5}, "kept"),  # the edge is in
        ({"bound": "~"}, {"value": 7.4}, "missed"),
        ({"bound": "~", "unit": "家", "value": 100.0}, {"unit": "家", "value": 95.0}, "kept"),
        ({"bound": "<=", "label": "失业率"}, {"bound": "<=", "low": 0.0, "high": 7.5, "value": 7.5}, "kept"),
        ({"bound": "<=", "label": "失业率"}, {"value": 8.1}, "missed"),
        ({}, {"bound": ">", "value": 7.0, "low": 7.0, "high": float("inf")}, "open"),
        ({}, {"bound": ">", "value": 8.0, "low": 8.0, "high": float("inf")}, "kept"),
        ({"value": 7.0, "value_high": 7.5}, {"value": 7.2}, "kept"),  # a range from its lower end
        ({"value": -3.0, "label": "能耗"}, {"value": -3.5}, "kept"),
        ({"value": -3.0, "bound": ">=", "label": "能耗"}, {"value": -2.5}, "missed"),
        ({"label": "居民消费价格涨幅", "value": 3.0}, {"value": 2.0}, "kept"),
    ],
)
def test_verdicts(aim: dict[str, Any], got: dict[str, Any], verdict: str) -> None:
    assert judge(Statement({**FIGURE, **aim}), Statement({**FIGURE, **got})) == verdict


def test_a_notebook_counts_fates_and_keeps_silence_apart_from_misses(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XCLIB_DATA", str(root))
    rows = promises.read_ledger()
    own = promises.of_area(rows, "420000", int(rows["year"].max()))
    count = promises.tally(own)
    assert sum(count.values()) == len(own) == len(promises.tiles(own))
    assert count["silent"] == int(rows["silent"].sum()) > 0
    assert set(rows.loc[rows["fate"] == "silent", "kept"].isna()) == {True}, "silent is neither kept nor missed"
    shown = own.set_index("label").loc["新建高标准农田"]
    assert (shown["promised"].value, shown["reported"].value) == (90000.0, 102000.0)
    assert promises.of_one(own.head(0), 2030)["promises"] == 0
    perhaps = promises.headline(own.assign(answered=math.nan), own.head(0).assign(fate=None), None)
    assert (perhaps["n_answered"], perhaps["n_maybe"]) == (0, len(own)), "a number that may be the answer is none yet"


def test_a_promise_has_the_name_of_the_catalogue_and_firms_are_no_households(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XCLIB_DATA", str(root))
    rows = promises.read_ledger()
    row = rows[rows["area_code"] == "420000"].head(1)
    year = int(row["year"].iloc[0])
    price = row.assign(label="居民消费价格总水平", measure="growth", unit="%")
    assert promises.of_area(price, "420000", year)["label_en"].tolist() == ["Rise of consumer prices"]
    shops = promises.of_area(row.assign(label="个体工商户", measure="level", unit="户"), "420000", year)
    assert in_words(shops["promised"][0], "en") == "about 6"
    place = Words(read_catalogue(ROOT / "notebooks" / "promises.yaml"), "en")
    second = Quantity(2, 2, 2, "位", printed=2)
    told = [plain_text(str(place("or nth", cell=second, measure=measure))) for measure in ("rank", "level")]
    assert told == ["No. 2", "2 people"]


def test_a_promise_is_named_by_its_measure_and_keeps_the_word_before_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XCLIB_DATA", str(root))
    rows = promises.read_ledger()
    assert set(rows["bound_word"]) | set(rows["out_bound_word"]) <= {"", *read_bounds()}
    told = {"label": "岚江货运量", "measure": "growth", "bound": "<", "bound_word": "近", "answer": "silent"}
    row = rows[rows["area_code"] == "420000"].head(1).assign(**told)
    (own,) = promises.of_area(row, "420000", int(row["year"].iloc[0])).to_dict("records")
    assert (own["label_zh"], own["label_en"]) == ("岚江货运量增速", "Growth of 岚江货运量")
    assert own["promised"].word == "近"
    cut = [
        promises.of_area(row.assign(words=words), "420000", own["year"])["words"][0]
        for words in ("2项实事全部办成", "全部办成")
    ]
    assert cut == ["…2项实事全部办成", "全部办成"], "a number at the beginning may have lost its first digits"


def test_kinds_need_many_promises_and_areas() -> None:
    row = {
        "label": "新增公交线路",
        "measure": "level",
        "kept": 0.0,
        "silent": 1.0,
        "year": 2030,
        "url": "",
        "number": "3",
        "unit": "条",
    }
    few = pd.DataFrame([{**row, "area": "青岚市", "area_code": "990001"}] * 60)
    many = pd.DataFrame([{**row, "area": "青岚市", "area_code": f"9900{n:02}"} for n in range(40)])
    assert promises.kinds(few, "silent").empty
    found = promises.kinds(pd.concat([many, many.assign(label="新开通公共交通线路")]), "silent")
    assert found["promises"].tolist() == [80], "one thing under two names"
    growth = promises.kinds(many.assign(measure="growth", label="工业产值"), "silent")
    assert growth["label"].tolist() == ["工业产值增长"], "a level and its growth have two names"
    assert promises.kinds(many.assign(label="国家级示范"), "silent").empty, "nobody knows what was promised"


def test_a_promise_said_twice_is_one() -> None:
    text = "二、2031年工作安排\n让890万青岚儿女安居乐业。今年新建泵站7座，工业产值增长6%。\n附件：今年目标是工业产值增长6%，新建泵站8座。"
    item = Item("青岚市/2031", text=text, year=2031, kind="work report")
    figures = pd.DataFrame(read_chunk([item]).figures).assign(prefix="", suffix="", source_url="")
    assert promises.pending(figures, 2031)["number"].tolist() == ["7", "6", "8"]


def test_a_report_of_years_ago_shows_what_became_of_its_plans() -> None:
    text = "二、2031年工作安排\n今年新建泵站7座，工业产值增长6%，培育茶企14家。"
    item = Item("青岚市/2031", text=text, year=2031, kind="work report")
    figures = pd.DataFrame(read_chunk([item]).figures).assign(prefix="", suffix="", source_url="")
    due, nobody = promises.pending(figures, 2031), pd.DataFrame(columns=["label", "number", "measure"])
    waiting = promises.of_due(promises.answered(due, nobody), 2031)
    assert waiting is not None
    assert (waiting["n"], waiting["known"]) == (3, 0)
    said = due.head(2)[["label", "number", "measure"]].assign(fate=["kept", "silent"], out_label=["泵站", ""])
    after = promises.answered(
        due, said.assign(reported=None, words="", out_url="", relation="", out_label_zh="", out_label_en="")
    )
    assert after["fate"].tolist()[:2] == ["kept", "silent"]
    assert after["words"].tolist() == ["", "", None], "nothing was said, and not the word nan"
    told = promises.of_due(after, 2031)
    assert told is not None
    assert [told[n] for n in ("n", "known", "n_kept", "n_silent", "due_next")] == [3, 2, 1, 1, 2032]
    assert promises.headline(said.assign(answered=1.0), after, None)["due_kept"] == 1


def test_as_many_as_promised_are_the_same_whatever_they_cost() -> None:
    works = {**FIGURE, "measure": "level", "unit": "个", "unit_code": "NR", "value": 40.0, "label": "茶园改造项目"}
    spent = {**works, "label": "改造茶园项目", "after": "个茶园改造项目完成投资7亿元"}
    assert relate(Statement(works), Statement(spent)) == "same"
    assert relate(Statement(works), Statement({**spent, "value": 52.0})) == "scope"


def test_another_relation_is_open() -> None:
    level = {**FIGURE, "measure": "level", "unit": "元", "unit_code": "CNY", "value": 9e9}
    assert relate(Statement(FIGURE), Statement(level)) == "form"
    assert judge(Statement(FIGURE), Statement(level), "form") == "open"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the ledger of two invented years of one area."""
    folder = tmp_path_factory.mktemp("data")
    home = folder / "raw" / "ledger"
    home.mkdir(parents=True)
    rows: list[dict[str, Any]] = []
    parts = [
        read_chunk(
            [
                Item(
                    doc=f"云泽区/{year}",
                    text=text,
                    year=year,
                    area="云泽区",
                    kind="work report",
                    source_url=f"https://a.example/{year}",
                )
            ]
        )
        for year, text in ((2030, EARLIER), (2031, LATER))
    ]
    reports = [{**part.reports[0], "level": "province", "area_code": "420000", "area": "湖北省"} for part in parts]
    assert len(find_pairs(pd.DataFrame(reports))) == 1
    frames = [pd.DataFrame(part.figures)[FIGURES] for part in parts]
    rows = match_one(Pair(reports[0], reports[1], frames[0], frames[1], (EARLIER, LATER)))
    place = next(row for row in rows if row["number"] == "2万")
    review = {
        "doc": place["doc"],
        "line": str(place["line"]),
        "start": str(place["start"]),
        "answer": "silent",
        "reason": "of the county town",
    }
    reviewed = pd.DataFrame([review], columns=list(REVIEWED), dtype=str).fillna("")
    ledger = to_ledger(rows, reviewed)
    whole = ledger.astype(object).where(ledger.notna(), None).to_dict("records")
    (home / "ledger.parquet").write_bytes(to_parquet([{str(k): v for k, v in row.items()} for row in whole], COLUMNS))
    return folder


def test_a_ledger_is_asked_by_area_year_and_answer(root: Path) -> None:
    for name in ("湖北", "湖北省", "Hubei", "420000"):
        assert set(xc.ledger(name, root=root)["area"]) == {"湖北省"}
    assert xc.ledger(year=2029, root=root).empty
    silent = xc.ledger("湖北", 2030, answer="silent", root=root)
    assert set(silent["answer"]) == {"silent"}
    assert silent["out_url"].eq("https://a.example/2031").all(), "where nothing answers, the page itself"
    with pytest.raises(UnknownNameError, match="no answer 'none'"):
        xc.ledger(answer="none", root=root)
    with pytest.raises(UnknownNameError, match="'soon' is no year"):
        xc.ledger(year="soon", root=root)


def test_only_the_rows_near_an_area_are_read(root: Path, tmp_path: Path) -> None:
    rows = pd.read_parquet(root / "raw" / "ledger" / "ledger.parquet").astype(object)
    both = pd.concat([rows, rows.assign(area_code="430000", area="湖南省")])
    whole = both.where(both.notna(), None).to_dict("records")
    path = tmp_path / "raw" / "ledger" / "ledger.parquet"
    path.parent.mkdir(parents=True)
    path.write_bytes(to_parquet([{str(k): v for k, v in row.items()} for row in whole], COLUMNS, group=4))
    near = read_file(path, COLUMNS, near=("area_code", ("430000",)))
    assert len(rows) <= len(near) < len(both)
    assert len(read_file(path, COLUMNS, near=("area_code", ("000000",)))) == 0
    with pytest.raises(RawDataError, match="column 'province' is missing"):
        read_file(path, near=("area_code", ("430000",)), columns=("province",))
    found = xc.ledger("湖南", root=tmp_path)
    assert set(found["area"]) == {"湖南省"}
    assert found["number"].tolist() == xc.ledger("湖北", root=tmp_path)["number"].tolist() == rows["number"].tolist()


@pytest.mark.parametrize("lacking", ["words", "area_code"])
def test_a_ledger_that_lacks_a_column_is_named(root: Path, tmp_path: Path, lacking: str) -> None:
    path = tmp_path / "raw" / "ledger" / "ledger.parquet"
    path.parent.mkdir(parents=True)
    pd.read_parquet(root / "raw" / "ledger" / "ledger.parquet").drop(columns=lacking).to_parquet(path)
    with pytest.raises(RawDataError, match=f"column '{lacking}' is missing"):
        xc.ledger("湖北", root=tmp_path)


def test_row_groups_without_statistics_may_hold_anything(root: Path, tmp_path: Path) -> None:
    rows = pd.read_parquet(root / "raw" / "ledger" / "ledger.parquet")
    rows.to_parquet(tmp_path / "plain.parquet", write_statistics=False, row_group_size=4)
    assert len(read_file(tmp_path / "plain.parquet", near=("area_code", ("430000",)))) == len(rows)


def test_what_a_person_reviewed_wins(root: Path) -> None:
    row = xc.ledger(root=root).set_index("number").loc["2万"]
    assert (row["answer"], row["verdict"], bool(row["reviewed"])) == ("silent", "", True)
    assert pd.isna(row["out_value"])


def test_each_row_is_linked_to_both_pages(root: Path) -> None:
    row = xc.ledger(root=root).set_index("number").loc["9万"]
    assert row["url"].startswith("https://a.example/2030#:~:text=")
    assert row["out_url"].startswith("https://a.example/2031#:~:text=")
    assert "text" not in row.index, "no sentence is kept"


def test_the_shipped_ledger_answers_at_once() -> None:
    xc.ledger("浙江", 2014)
    began = time.process_time()
    rows = xc.ledger("浙江", 2014, answer="silent")
    assert time.process_time() - began < 0.5
    assert set(rows["year"]) == {2014}


def test_a_data_folder_without_a_ledger_has_tables_without_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XCLIB_DATA", str(tmp_path))
    ledger = promises.read_ledger().query("score >= 0")
    groups = promises.shares(ledger.assign(whole="all"), by=["whole", "level"])
    assert groups[["by", "silent", "kept"]].empty
    assert promises.across(ledger, groups) is None
    assert promises.kept(ledger) == []
    assert promises.kinds(ledger, "silent").empty
    assert promises.kinds(ledger, "missed").empty
    assert promises.by_years(ledger, "110102").empty
    assert promises.tally(promises.of_area(ledger, "110102", 2030)) is not None


def test_a_record_beside_its_peers_is_a_difference_with_an_interval() -> None:
    """Of the years that both have; fewer than eight give no interval, and so no difference."""
    own, peers = [30.0, 42.0, 28.0, 40.0, 33.0, 37.0, 31.0, 39.0, 35.0], [50.0, 56.0, 48.0, 57.0, 52.0, 55.0, 51.0, 55.0]
    sides = {"own": own, "peers": peers}
    years = pd.DataFrame(
        [{"who": who, "period": 2010 + n, "value": of} for who, all_of in sides.items() for n, of in enumerate(all_of)]
    )
    found = promises.record_of(years)
    assert found is not None
    assert (found["years"], found["own"], found["peers"], found["last"]) == (8, 35, 53, 2017)
    assert found["gap"].value == pytest.approx(-18.0)
    assert -21 < found["gap"].low < -18 < found["gap"].high < -15
    few = promises.record_of(years[years["period"] < 2017])
    assert few is not None
    assert (few["years"], few["gap"]) == (7, None)


def test_intervals_allow_for_years_that_areas_share() -> None:
    """Twelve areas that are all silent in the same years tell as much as the years do, not as the areas do."""
    rows = [{"area_code": f"{a}", "period": 2030 + t, "answer": "silent" if t % 2 else "words", "doc": f"{a}{t}", "silent": t % 2,
        "kept": None, "whole": "all"} for a in range(12) for t in range(10)]  # fmt: skip
    silent = promises.shares(pd.DataFrame(rows), by=["whole"])["silent"].iloc[0]
    assert (round(silent.value), round(silent.low), round(silent.high)) == (50, 12, 88)
    # One area alone has its years to tell by: no dash, which would say that nothing is known.
    one = promises.shares(pd.DataFrame([row for row in rows for _ in range(5) if row["area_code"] == "1"]), by=["whole"])[
        "silent"
    ].iloc[0]
    assert (round(one.value), round(one.low), round(one.high)) == (50, 12, 88)
    assert "clustered(period)" in one.basis


def test_a_new_term_comes_every_five_years() -> None:
    years = pd.DataFrame({"year": range(1975, 2030)}).assign(answer="silent", verdict="", kind="point", headline=False)
    found = promises.add_fates(years).query("new_term == 1")["year"].tolist()
    assert found == [1982, 1987, 1992, 1997, 2002, 2007, 2012, 2017, 2022, 2027]
