"""Which numbers are figures, their units and labels: one sentence a class of rule, all invented; accuracy against the gold sets."""

from __future__ import annotations

import importlib.util
import json
import time
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xclib.extract.document import parse_text
from xclib.extract.figures import explain, read_figures
from xclib.model.figure import Figure
from xclib.model.indicators import measured
from xclib.model.units import parse_unit

REVIEW = "一、2030年工作回顾\n"


def read(sentence: str) -> list[Figure]:
    return [f for f in read_figures(parse_text(REVIEW + sentence, area="青岚市", kind="work report", year=2031)) if f.line == 2]


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        # kept
        ("新建书屋3家。", ["3"]),
        ("两家书屋开业。", ["两"]),
        ("举办百余场讲座。", ["百"]),
        ("产值突破千亿元大关。", ["千亿"]),
        ("藏书3700多万册。", ["3700多万"]),
        ("占三分之一。", ["三分之一"]),
        ("占百分之五。", ["百分之五"]),
        ("惠及近一半农户。", ["一半"]),
        ("占比过半。", ["半"]),
        ("借阅率全市第一。", ["第一"]),
        ("借阅率居首位。", ["首位"]),
        ("进入全省前十。", ["十"]),
        ("连续七年达标。", ["七"]),
        ("提前两年完成。", ["两"]),
        ("受教育年限11年。", ["11"]),
        ("三产比为25.7:26.8:47.5。", ["25.7", "26.8", "47.5"]),
        ("建成三大中心。", ["三"]),
        ("平均成绩97.11，排名第一。", ["97.11", "第一"]),
        ("增长6.5%—7%。", ["6.5%—7"]),
        ("对5.2级地震作出响应。", ["5.2"]),
        ("煤炭1，393万吨。", ["1，393万"]),
        ("每月补助300元。", ["300"]),
        ("新建18“十分钟生活圈”。", ["18"]),
        ("占全国的1/4；", ["1/4"]),
        ("航线达到24条，新增街区2条。", ["24", "2"]),
        ("竣工10个10亿元以上项目。", ["10"]),
        ("发现漏水40处，完成整改36条。", ["40", "36"]),
        ("照“一镇先行、两村联手、三大茶市、四个书香社区”的路子，新建书屋6家。", ["6"]),
        ("签约114个579亿元。", ["114", "579亿"]),
        ("提高一个百分点。", ["一"]),
        ("养鸭2030头，羊2020只。", ["2030", "2020"]),
        ("桑园规模超过千亩，连片千亩桑园。", ["千"]),
        ("期望寿命83岁，见证5000年茶史。", ["83"]),
        ("引进12户外资企业。", ["12"]),
        ("茶叶产量1亿袋。", ["1亿"]),
        ("出台支持书屋10条等措施。", []),
        ("培育营业额超千亿元的龙头企业3家。", ["3"]),
        ("把读书摆在各项工作首位。", []),
        ("落实市委九项规定。", []),
        ("河水稳定保持三类水标准。", []),
        ("开通了12345政务热线。", []),
        ("继承五十年代的传统。", []),
        ("新增产值超千万元民营企业12户。", ["12"]),
        ("引进过亿元文旅项目3个。", ["3"]),
        # thousands cut off by a blank; digits that a copy lost
        ("生产总值2 063.4亿元，新增就业1 200人。", ["2 063.4亿", "1 200"]),
        ("新建第3 所学校。", []),
        ("增长1$1.$2%，新建学校3所。", ["3"]),
        # left out: dates, sessions, versions
        ("2030年3月5日召开。", []),
        ("1至11月。", []),
        ("第十七届大会第二次会议。", []),
        ("委员会九次全会精神。", []),
        ("平台2.0版上线。", []),
        ("云桥计划4.0落地。", []),
        ("书屋二期开工。", []),
        ("上世纪90年代的老屋。", []),
        # left out: headings, records
        ("1.加快建设", []),
        ("（一）加快建设", []),
        ("电话：12345678", []),
        ("产品[12]畅销。", []),
        # left out: names and set phrases
        ("“4+N”产业和“2-1-1-5-2”体系。", []),
        ("一刻钟便民圈和15分钟生活圈。", []),
        ("云桥街8号楼，110号院。", []),
        ("5G基站，4A级景区，PM2.5，G15高速。", []),
        ("千方百计稳就业，百姓满意。", []),
        ("坚持“两个确立”，四个意识。", []),
        ("500米服务半径。", []),
        ("世界500强企业。", []),
        ("千亿级产业和10亿级基地。", []),
        ("110千伏变电站。", []),
        ("稳就业28条。", []),
        ("出台10条措施。", []),
        ("两个“民生要事”有序推进。", []),
        ("党的二十大精神。", []),
        ("更多100%绿电厂房。", []),
        ("茶税35%部分划归县里，八项支出稳步落实。", []),
        ("“5个24小时”时限。", []),
        ("三元正极材料。", []),
        ("任务十分艰巨。", []),
        ("《三年规划（2030—2032年）》印发。", []),
        # left out: time frames, articles, denominators, put first
        ("三年行动计划，近3年，用3—5年时间。", []),
        ("一批项目，一个平台。", []),
        ("万元地区生产总值。", []),
        ("每10万人拥有茶师300人，每50公斤茶叶补贴8元，茶工10万人生产事故死亡人数为1.3人。", ["300", "8", "1.3"]),
        ("茶工10万人，每3年轮训一次。", ["10万"]),
        ("摆在首位，放在第一位。", []),
        ("安全第一。", []),
        ("24小时不打烊。", []),
        ("保持两位数增长。", []),
        ("数十家企业，几百个村。", []),
        ("利用两个市场、两种资源。", []),
        ("市委七次、八次全会精神。", []),
        ("10.5代线投产。", []),
        ("九峰隧道，五里片区，八角湾。", []),
        ("年收入超亿元以上企业。", []),
        ("1美元兑换。", []),
    ],
)
def test_figures_are_told_from_other_numbers(sentence: str, numbers: list[str]) -> None:
    assert [f.number for f in read(sentence)] == numbers


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("投资5亿元。", ["元"]),
        ("外资3亿美元。", ["美元"]),
        ("引资3807亿人民币。", ["人民币"]),
        ("浓度36微克/立方米。", ["微克/立方米"]),
        ("装机3.4亿千瓦。", ["千瓦"]),
        ("发电5亿千瓦时。", ["千瓦时"]),
        ("客运5万人次，签约3万人。", ["人次", "人"]),
        ("提高2个百分点。", ["个百分点"]),
        ("周转量5亿吨公里。", ["吨公里"]),
        ("收购5万担。", ["担"]),
        ("5万担任务。", [""]),
        ("生产率5万元/人。", ["元/人"]),
        ("获11金3银1铜。", ["金", "银", "铜"]),
        ("四大类16条政策措施。", ["大类", "条"]),
        ("排名第一，列第3位，获第二名。", ["", "位", "名"]),
        ("突破千万大关。", [""]),
        ("翻了一番。", ["倍"]),
        ("人口由60万增加到88万。", ["", ""]),
        ("16条（处）河湖。", ["条（处）"]),
        ("抽水机70台(套)。", ["台(套)"]),
        ("发病率272.4/10万。", ["/10万"]),
        ("开行500班列。", ["班列"]),
        ("迈上万亿台阶。", [""]),
        ("引进5万人才。", [""]),
        ("投工24个工日，惠及60户家庭。", ["个工日", "户"]),
        ("茶溪流量为3立方米每秒，模数为2万立方米每平方千米。", ["立方米每秒", "立方米每平方千米"]),
    ],
)
def test_unit(sentence: str, units: list[str]) -> None:
    assert [f.unit for f in read(sentence)] == units


@pytest.mark.parametrize("printed", ["2030—2031学年初", "2030/2031学年度", "2030学年"])
def test_a_school_year_is_the_year_in_which_it_begins(printed: str) -> None:
    document = parse_text(f"{printed}，小学招生1204人。", area="青岚县", kind="bulletin", year=2031)
    assert [(f.number, f.label, f.period) for f in read_figures(document)] == [("1204", "小学招生", "2030")]


def test_a_lost_year_sign() -> None:
    found = read("203020项指标中，19项完成。")
    assert [(f.start, f.number, f.unit) for f in found] == [(4, "20", "项"), (11, "19", "项")]


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("全市茶叶产量突破5万吨，同比增长5%。", ["茶叶产量", "茶叶产量"]),
        ("推出8个“一站办”服务场景。", ["“一站办”服务场景"]),
        ("新增1个科研团队。", ["新增科研团队"]),
        ("建成茶园30亩、果园5亩。", ["茶园", "果园"]),
        ("新增17个“云桥驿站”，广受欢迎。", ["新增云桥驿站"]),
        ("12家企业被授予“青岚老字号”。", ["青岚老字号"]),
        ("引入云泽茶业等35家企业。", ["企业"]),
        ("城镇和农村居民人均可支配收入分别增长7%和8%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("茶叶、陶瓷产量分别增长7%、8%。", ["茶叶产量", "陶瓷产量"]),
        ("引进企业50家、注册资本4亿元。", ["引进企业", "引进企业注册资本"]),
        ("茶业投资5亿元，占全市50%以上。", ["茶业投资", "茶业投资占全市"]),
        ("茶业占农业的比重，由38%上升到50%。", ["茶业占农业的比重", "茶业占农业的比重"]),
        ("茶叶合格率连续六年保持90%。", ["茶叶合格率连续保持90%", "茶叶合格率"]),
        ("卫生厕所普及率和垃圾治理率分别达到90%和95%。", ["卫生厕所普及率", "垃圾治理率"]),
        ("镇村公交开通率达到77%。", ["镇村公交开通率"]),
        ("开通率达到77%。", ["开通率"]),
        ("三次产业比调整为5:45:50。", ["三次产业比", "三次产业比", "三次产业比"]),
        ("城乡居民收入分别增长8%。", ["城乡居民收入"]),
        ("茶叶总产50万吨，增产3万吨。", ["茶叶总产", "茶叶总产"]),
        ("茶农社共签约46万人。", ["茶农社共签约"]),
        ("15套气象站和5套传感器。", ["气象站", "传感器"]),
        ("再减少茶农税负5亿元。", ["茶农税负"]),
        ("人民币平均汇率为1美元兑6.7元人民币。", ["人民币平均汇率"]),
        # What a number is set against stays beside its subject, and the next number has the subject alone.
        ("茶叶税收9亿元，为预算的101.2%，增长5.2%。", ["茶叶税收", "茶叶税收为预算", "茶叶税收"]),
        (
            "茶叶税收完成9亿元，完成年初预算数8亿元的112.5%，比上年增收1亿元。",
            ["茶叶税收", "茶叶税收完成年初预算数", "茶叶税收完成年初预算数", "茶叶税收"],
        ),
        ("茶叶税收9亿元（含上年结转1亿元，下同），下降2%。", ["茶叶税收", "上年结转", "茶叶税收"]),
        ("茶叶产值9亿元，增长8%，高于全省平均水平2个百分点。", ["茶叶产值", "茶叶产值", "茶叶产值高于全省平均水平"]),
        (
            "茶叶合格率98%，比全省高2个百分点，低于预期目标1个百分点。",
            ["茶叶合格率", "茶叶合格率比全省高", "茶叶合格率低于预期目标"],
        ),
        ("茶叶产值9亿元，增速比上年提高1.5个百分点。", ["茶叶产值", "茶叶产值增速"]),
        ("茶叶产值增长8%，拉动农业增长0.5个百分点。", ["茶叶产值", "茶叶产值拉动农业"]),
        ("茶农户均3.1人，比2020年第六次人口普查的3.4人减少0.3人。", ["茶农户均", "茶农户均", "茶农户均"]),
        ("茶农占农民的比重由5%上升到6%。", ["茶农占农民的比重", "茶农占农民的比重"]),
        ("茶叶产量由目前的5万吨提高到8万吨。", ["茶叶产量", "茶叶产量"]),
        ("茶叶产量5万吨，瓷器产值快速增长，达到9亿元。", ["茶叶产量", "瓷器产值"]),
        # Lists.
        ("茶叶产值5亿元，瓷器产值3亿元，分别增长7%、8%。", ["茶叶产值", "瓷器产值", "茶叶产值", "瓷器产值"]),
        (
            "茶叶产值5亿元，增长1%，瓷器产值3亿元，丝绸产值2亿元，分别增长7%和8%。",
            ["茶叶产值", "茶叶产值", "瓷器产值", "丝绸产值", "瓷器产值", "丝绸产值"],
        ),
        ("茶叶、瓷器、丝绸产值依次为5亿元、3亿元、2亿元。", ["茶叶产值", "瓷器产值", "丝绸产值"]),
        ("茶叶产量、瓷器产值，分别增长7%和8%。", ["茶叶产量", "瓷器产值"]),
        ("茶叶产值和瓷器产值增长7%、8%。", ["茶叶产值", "瓷器产值"]),
        ("建设茶园和果园5个、3万平方米。", ["茶园和果园", "茶园和果园"]),
        ("茶叶产值增长9%，分别高于全国、全省2和3个百分点。", ["茶叶产值", "茶叶产值高于全国", "茶叶产值高于全省"]),
        ("城乡居民人均可支配收入达到4万元和2万元，分别增长7%、8%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"] * 2),
        ("茶农合作社存贷款余额分别为5亿元、3亿元，分别增长7%、8%。", ["茶农合作社存款余额", "茶农合作社贷款余额"] * 2),
        ("一、二、三产业增加值分别增长3%、4%、5%。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("茶叶、瓷器产值均增长7%。", ["茶叶、瓷器产值"]),
        # Heads, wholes and the nouns that items share.
        ("完成茶叶运量：公路5万吨、水运3万吨；瓷器运量：公路2万件。", ["公路茶叶运量", "水运茶叶运量", "公路瓷器运量"]),
        (
            "茶叶运输量9万吨，增长2%。其中，铁路5万吨，增长3%；公路4万吨。",
            ["茶叶运输量", "茶叶运输量", "铁路运输量", "铁路运输量", "公路运输量"],
        ),
        ("国有茶企增加值增长5%，集体茶企增长2%。", ["国有茶企增加值", "集体茶企增加值"]),
        (
            "城镇茶农人均收入3万元，增长5%；农村2万元，增长6%。",
            ["城镇茶农人均收入", "城镇茶农人均收入", "农村茶农人均收入", "农村茶农人均收入"],
        ),
        ("全市生产总值增长5%。分季度看，一季度增长4%，二季度增长6%。", ["生产总值", "生产总值", "生产总值"]),
        ("茶叶播种面积5万亩，产量3万吨。", ["茶叶播种面积", "茶叶产量"]),
        ("建成国家级茶园5个、省级9个。", ["国家级茶园", "省级茶园"]),
        ("茶农合作社50家，新增6家。", ["茶农合作社", "新增茶农合作社"]),
        ("茶税收入合计9亿元，加上级补助收入5亿元，上年结余2亿元。", ["茶税收入合计", "上级补助收入", "上年结余"]),
        ("培育年售茶5亿元以上茶企9家，新建200个以上高标准茶园。", ["年售茶", "茶企", "新建高标准茶园"]),
        ("②茶业支出。安排22.9亿元，占比32.3%。", ["茶业支出", "茶业支出占比"]),
        # What a growth is of, where the subject has an amount beside it.
        ("茶叶播种面积5万亩，产量3万吨，增长6%。", ["茶叶播种面积", "茶叶产量", "茶叶产量"]),
        ("签约茶业项目9个、总投资5亿元，分别增长7%、8%。", ["签约茶业项目", "签约茶业项目总投资"] * 2),
        ("茶商9家，占比3%，增长5%。", ["茶商", "茶商占比", "茶商"]),
        # Both ends of a movement of several subjects.
        ("城乡居民人均收入分别由5万元、2万元提高到6万元、3万元。", ["城镇居民人均收入", "农村居民人均收入"] * 2),
        ("建成茶艺中心8个、所45个、站300个。", ["茶艺中心", "茶艺所", "茶艺站"]),
        # Who does it, and what is only said of the number, are no part of the name.
        ("市财政为茶农提供茶苗9万株。", ["茶苗"]),
        ("茶业学校设立的茶社9家。", ["茶业学校设立的茶社"]),
        ("12项茶业规章出台，5个茶村出列，三大茶园发展迅速。", ["茶业规章", "茶村", "茶园"]),
        ("茶农补助标准每人每月达到610元。", ["茶农补助标准"]),
        ("茶税收入剔除退税等因素增长9%，比原计划增加5亿元。", ["茶税收入", "茶税收入"]),
        ("茶业结构由15:53:32进一步优化为12:51:37。", ["茶业结构"] * 6),
        ("茶农与2020年第六次茶业普查的7万人相比，增加2万人。", ["茶农", "茶农"]),
        ("9座茶仓年末存茶比年初增加2万吨。", ["茶仓", "茶仓年末存茶"]),
        ("建成200MW/400MWh茶园储能站。", ["建成", "茶园储能站"]),
        ("常住茶农突破10万人大关。", ["常住茶农"]),
        # First letters.
        (
            "在校生5万人，在建项目9个，共享单车2万辆，均衡性转移支付3亿元。",
            ["在校生", "在建项目", "共享单车", "均衡性转移支付"],
        ),
        ("茶业从业人员5万人，从事茶艺的茶农3万人。", ["茶业从业人员", "从事茶艺的茶农"]),
        # a bracket that holds a number stands within the name
        ("国内茶税（30%部分）2亿元，增长4%。", ["国内茶税", "国内茶税", "国内茶税"]),
        ("桑麻加工企业（年产值90万元以上）12家。", ["年产值", "桑麻加工企业"]),
        ("茶税（20%部分）完成2亿元，其他收入3亿元。", ["茶税", "茶税", "其他收入"]),
        ("茶税30%部分7万元，增长4%。", ["茶税30%部分"] * 2),
        # the same amount in another unit, and at other prices
        ("茶泉总量6亿立方米，折合水深7毫米，比去年偏少9%。", ["茶泉总量", "水深", "茶泉总量"]),
        ("书屋产值7亿元（按2020年价为8亿元），按可比价增长5%。", ["书屋产值"] * 3),
        # what was begun and what is done, of the same things
        ("茶亭改造项目开工9个，竣工4个，竣工率44%。", ["茶亭改造项目开工", "茶亭改造项目竣工", "竣工率"]),
        ("茶坊开工率为70%，竣工6座。", ["茶坊开工率", "竣工"]),
        ("按照茶税年均增长9%左右安排。", ["茶税"]),
        ("投资7万元对青岚茶路进行修复。", ["青岚茶路投资"]),
        # between two values, to what a branch contributes, and what an amount is put into behind its list
        ("茶尘日均值在2-9微克/立方米之间，建成3-5亩之间的茶田。", ["茶尘日均值", "茶田"]),
        ("书屋业对茶城增长的贡献率为21%，拉动茶城增长3个百分点。", ["书屋业对茶城增长的贡献率", "书屋业拉动茶城"]),
        ("其中包括协议总投资额5亿元的茶港，以及投资3亿元的书港。", ["茶港总投资", "书港投资"]),
        # all that there are, behind those that were added
        ("净增茶社9家，总数达480家；茶坊增加3家，总数80家。", ["净增茶社", "茶社总数", "茶坊", "茶坊总数"]),
        # a comma, and a noun of its own
        ("新建茶坊、书屋2家，26家茶社受益。", ["新建茶坊、书屋", "茶社"]),
        ("云泽县今年计划翻修茶亭19座，占地面积3万平方米，总投资2亿元。", ["翻修茶亭", "翻修茶亭占地面积", "翻修茶亭总投资"]),
        ("我乡共有茶农740人，全村种茶300亩。", ["茶农", "种茶"]),
        ("茶税增长7%，“十四五”年均增长9%。", ["茶税", "茶税"]),
        ("5个易地扶贫搬迁安置点，8座茶亭免费开放，9名茶农光荣参军。", ["易地扶贫搬迁安置点", "茶亭", "茶农"]),
        ("6个项目获茶业专项资金9亿元。", ["项目", "项目获茶业专项资金"]),
        ("为6户家庭发放茶具。", ["家庭"]),
        # what an amount is put into
        ("投资3亿元的青岚茶园开工，总投资5亿元的9项茶路工程投产。", ["青岚茶园投资", "总投资", "茶路工程"]),
        ("投资6亿元建设的茶城投产。", ["茶城投资"]),
        (
            "投资6亿元建设青岚茶城，总投资9亿元的桑园一期动工建设，7个茶亭项目动工。",
            ["青岚茶城投资", "桑园一期总投资", "茶亭项目"],
        ),
        ("桑田能耗可望降低3%，茶渣、桑渣排放量可望分别下降4%和5%。", ["桑田能耗", "茶渣排放量", "桑渣排放量"]),
        ("总投资9亿元的茶城项目快速推进，投资5亿元的民间投资。", ["茶城项目总投资", "民间投资"]),
        ("尚志市茶税3亿元，尚有未办茶案6件。", ["尚志市茶税", "未办茶案"]),
        # each of several, however its growth is told
        ("城乡茶农收入分别达到3万元、2万元，增长7%和9%。", ["城镇茶农收入", "农村茶农收入"] * 2),
        (
            "茶税9亿元，其中桑税3亿元，分别完成计划的95%和98%，分别增长7%和9%。",
            ["茶税", "桑税", "茶税完成计划", "桑税完成计划", "茶税", "桑税"],
        ),
        ("茶农3万人，茶坊收入和茶亭税额，年均分别增长7%、9%。", ["茶农", "茶坊收入", "茶亭税额"]),
        ("城乡茶农收入分别从2万元、1万元增长到4万元、3万元。", ["城镇茶农收入", "农村茶农收入"] * 2),
        ("刑事、治安案件分别下降7%、9%。", ["刑事案件", "治安案件"]),
        # ranks, grades and damaged quotes
        ("茶农人均收入由第9位前移至第6位，茶税总量六区第一。", ["茶农人均收入", "茶农人均收入", "茶税总量"]),
        ("新增2家5A级茶园、7家4A级茶亭。", ["新增5A级茶园", "4A级茶亭"]),
        ("茶税9亿元，是“十四五〞期末的1.9倍。", ["茶税", "茶税"]),
        ("云泽县2030年全年实现茶税9亿元，“十五五”期末茶农收入3万元。", ["茶税", "茶农收入"]),
        ("茶税和桑税分别是五年前的3倍和2倍。", ["茶税", "桑税"]),
        ("茶业结构由5:4:1变为4:5:1，全年实现6万人脱贫。", ["茶业结构"] * 6 + ["脱贫"]),
        ("6万茶农解决了饮水问题。", ["茶农"]),
        (
            "茶工10万人生产事故死亡人数为1.3人，下降4%，每10万人茶舍数42座。",
            ["茶工10万人生产事故死亡人数"] * 2 + ["每10万人茶舍数"],
        ),
        ("46户脱贫不稳定户纳入帮扶，3万脱贫人口就业，6万人脱贫。", ["脱贫不稳定户", "脱贫人口就业", "脱贫"]),
        ("加快60万吨茶仓建设，茶税增速加快2个百分点。", ["茶仓建设", "茶税增速"]),
        ("做好4个省、部级和6个市级茶镇工作。", ["省、部级茶镇工作", "市级茶镇工作"]),
        ("岚谷茶税迈上40亿元新台阶，达41亿元。", ["岚谷茶税"] * 2),
        ("茶税年均增长7%，跨上90亿元的大台阶。", ["茶税"] * 2),
        ("茶税9亿元，剔除退库茶税后同口径增长7%。", ["茶税"] * 2),
        ("桑树种植面积20万亩，预计总产3万吨，增长2%。", ["桑树种植面积", "桑树总产", "桑树总产"]),
        ("动用茶市周转金4亿元帮助17家茶社贷款。", ["动用茶市周转金", "茶社贷款"]),
        ("茶镇确定七大目标任务。", ["目标任务"]),
        ("茶税和桑税均为“十五五”期末的3倍，年均增长分别达6%和7%。", ["茶税和桑税", "茶税", "桑税"]),
        ("全区茶农[2]中，男茶农5万人，占60%。", ["男茶农", "男茶农占茶农"]),
        ("全年茶事50件，截至9月底已完成19件，其余8件预计10月底前办结。", ["茶事"] * 3),
        ("茶税由2028年的3亿元预计提高到2030年的5亿元，年均增长7%。", ["茶税"] * 3),
        ("“共富茶”茶社9所，完成验收7所，余下2所正在加紧改造。", ["“共富茶”茶社"] + ["验收"] * 2),
        ("茶市成交额达1.3万亿元，首次在上半年突破万亿大关。", ["茶市成交额"] * 2),
        ("茶业也有明确的奋斗目标——茶园产值占比为30%。各级茶社2030年秋季购买茶具7万套。", ["茶园产值占比", "购买茶具"]),
        ("茶羊、茶鹅出栏分别增长7%、9%。", ["茶羊出栏", "茶鹅出栏"]),
        ("茶税占比和桑税占比分别为60%、30%，提高2个、3个百分点。", ["茶税占比", "桑税占比"] * 2),
        ("1.茶税收支情况 全市茶税收入9亿元，增长7%。", ["茶税收入"] * 2),
    ],
)
def test_label(sentence: str, labels: list[str]) -> None:
    assert [f.label for f in read(sentence)] == labels


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("建设9个10亿元以上、35个亿元以上茶业项目。", ["10亿元以上茶业项目", "亿元以上茶业项目"]),
        ("每镇新办不少于4家投资额1000万元以上的茶企。", ["投资额1000万元以上的茶企", "投资额1000万元以上的茶企投资额"]),
        ("9大类27大项137小项茶改目标实现。", ["茶改目标"] * 3),
        ("建成15个茶舍，并对已建成的19个进行提升。", ["茶舍", "茶舍"]),
        ("茶业完成投资19亿元，实现增加值8亿元，增长4%。", ["茶业完成投资", "茶业增加值", "茶业增加值"]),
        ("甲级茶场12家，乙级茶场111家，分别占全省的1/3和1/7。", ["甲级茶场", "乙级茶场", "甲级茶场占全省", "乙级茶场占全省"]),
        ("加快5个在建茶业项目建设，17个未出列茶村全部出列。", ["在建茶业项目建设", "未出列茶村"]),
        ("推进8个水土保持项目，7家茶场保持良好势头。", ["水土保持项目", "茶场"]),
        ("某厂40万吨煤制油、乙厂年产6万吨茶油投产。", ["煤制油", "茶油"]),
        ("开工建设茶舍5套，基本建成4套，分配3套。", ["开工建设茶舍", "基本建成茶舍", "分配"]),
        ("建设9条、216公里茶道，创建5个国家级、31个省级茶园。", ["茶道", "茶道", "国家级茶园", "省级茶园"]),
        ("投入15亿元支持茶业发展，茶产量由3万吨提升到5万吨。", ["投入", "茶产量", "茶产量"]),
        ("推进茶改，力争年内45%以上的茶村实现茶业合作。", ["茶村"]),
        ("茶农申请标准由5元放宽至6元。", ["茶农申请标准", "茶农申请标准"]),
        ("甲桥、乙桥等27项110公里茶道建成。", ["茶道", "茶道"]),
        ("新增大型茶业楼宇5幢、3000平方米以上茶室7家。", ["新增大型茶业楼宇", "茶室", "茶室"]),
        ("茶税跨过4个千亿元台阶。", ["茶税"]),
        ("新增茶车300辆，总量突破1000辆。", ["新增茶车", "茶车总量"]),
        ("重点实施80项减排工程，时限压缩至60个和90个工作日内。", ["减排工程", "时限", "时限"]),
        ("走开发之路，全年又有8万人基本解决了饮茶问题。", ["基本解决了饮茶问题"]),
        ("建设4个5万吨级以上泊位，利用茶资按历史可比口径达6亿元。", ["5万吨级以上泊位", "利用茶资"]),
        ("新建2个茶镇、总数居首位。", ["新建茶镇", "新建茶镇总数"]),
        ("茶厂存款16亿元，贷款11亿元，分别比2029年末增加5亿元和7亿元。", ["茶厂存款", "贷款", "茶厂存款", "贷款"]),
        ("养老、失业和医疗保险参保人数分别为4万人、6万人和5万人。", [f"{n}保险参保人数" for n in ("养老", "失业", "医疗")]),
        ("茶室、茶亭覆盖率和尾水治理（管控）率分别达74%、93%、58%。", ["茶室覆盖率", "茶亭覆盖率", "尾水治理（管控）率"]),
        ("第一、三产业比重分别降低2个百分点、1个百分点。", ["第一产业比重", "第三产业比重"]),
        ("茶业产值增长9%。增幅2-4月份分别为4%、3%、2%。位次由第一位滑到第六位。", ["茶业产值"] * 4 + ["茶业产值位次"] * 2),
        (
            "茶山水库工程进展顺利，工程累计完成投资5亿元，占茶办投资计划8亿元的62.5%。",
            ["茶山水库工程完成投资", "茶办投资计划", "茶山水库工程完成投资占茶办投资计划"],
        ),
        ("连续九届跻身茶业百强，排名升至第47位。", ["排名"]),
        ("青茶项目、白茶项目、云茶项目进展顺利，项目完成投资9亿元。", ["项目完成投资"]),
        ("青茶工程、白茶工程两项工程投资9亿元。", ["工程投资", "工程投资"]),
        ("青茶项目完工，白茶工程开工，项目投资9亿元。", ["项目投资"]),
        ("落实大茶项目，茶馆一期完工，项目总投资9亿元。", ["项目总投资"]),
        ("落实茶才工程，引进茶师30人，工程投资9亿元。", ["引进茶师", "工程投资"]),
        ("青茶投资30亿元，白茶投资8亿元。占比分别为60%、16%。", ["青茶投资", "白茶投资", "占比", "占比"]),
        ("接待茶客3000万人次。增速分别为9%、8%。", ["接待茶客", "增速", "增速"]),
        ("青茶产量30万吨。白茶加快发展。比重达到50%。", ["青茶产量", "比重"]),
        ("茶业产值增长8%。总量突破300亿元。增速居全省第2位。", ["茶业产值", "总量", "茶业产值增速"]),
        ("青茶产值9亿元，白茶产值8亿元。增幅5%。", ["青茶产值", "白茶产值", "增幅"]),
        ("主要茶类作物产量：红茶3万吨，绿茶2万吨。", ["红茶产量", "绿茶产量"]),
        ("茶馆环境综合排名由第8位升至第5位。", ["茶馆环境综合排名", "茶馆环境综合排名"]),
        ("主要茶产品产量：红茶46公斤，绿茶11吨。", ["红茶产量", "绿茶产量"]),
        ("投资160万元对10亩茶山增施肥料，茶叶总量可达9吨。", ["投资", "茶山增施肥料", "茶叶总量"]),
        (
            "引进500万元以上项目2个，上亿元项目3个；实施茶亭等项目4个，排茶总量消减5%。",
            ["引进500万元以上项目", "上亿元项目", "茶亭等项目", "排茶总量"],
        ),
        ("茶税增长6%。茶馆提质增效，增速提高1.3个百分点。", ["茶税", "茶馆提质增效增速"]),
        ("补贴标准每生每学年900元，为1700名茶农每人每年发茶。", ["补贴标准", "茶农"]),
        ("茶区全国综合排名前移9位，近年来供茶率达到60%。", ["茶区全国综合排名", "供茶率"]),
        ("[10]全年茶税45亿元，比上年同口径[11]增加2亿元，增长4.5%。", ["茶税", "茶税", "茶税"]),
        ("九、生活和保障全年茶农人均收入2万元，增长8%。", ["茶农人均收入", "茶农人均收入"]),
        (
            "在第三产业中茶税、制茶和售茶、茶宿及其他服务业分别增长5%、6%、7%和8%，达5亿元、6亿元、7亿元和8亿元。",
            ["茶税", "制茶和售茶", "茶宿", "其他服务业"] * 2,
        ),
        ("茶税（预计，下同）、茶产值年均分别增长5%和6%。", ["茶税", "茶产值"]),
        ("春节期间为5户9人发放茶补贴7万元。从7月份开始，为8人发放茶金。", ["发放茶补贴", "发放茶补贴", "茶补贴", "发放茶金"]),
        ("降茶量 2030年全市平均降茶量3毫米，折合降茶总量5吨。", ["平均降茶量", "降茶总量"]),
        ("一、二、三产业年末从业人员120万人。", ["一、二、三产业年末从业人员"]),
        ("人均茶税2.6万元，折合约4000美元。", ["人均茶税", "人均茶税"]),
        ("人均茶税2.6万元，约合4000美元。", ["人均茶税", "人均茶税"]),
        (
            "茶园面积、茶亭数、茶产量以及茶宿和售茶税分别增长5%、6%、7%和8%。",
            ["茶园面积", "茶亭数", "茶产量", "茶宿和售茶税"],
        ),
        ("茶税40亿元，比计划目标30亿元超过10亿元。", ["茶税", "茶税", "茶税比计划目标超过"]),
    ],
)
def test_a_label_goes_past_sizes_and_parts_and_no_further_than_its_own_item(sentence: str, labels: list[str]) -> None:
    assert [f.label for f in read(sentence)] == labels


def test_a_count_that_opens_a_clause_is_no_change_because_one_was_told_before() -> None:
    figures = read("取消证明15项，比2029年增加10项；“茶通”运行，20项高频茶事可办理；")
    assert [f.measure for f in figures] == ["level", "change", "level"]
    assert [f.measure for f in read("茶叶、茶油分别增长5%，6%。")] == ["growth", "growth"]


@pytest.mark.parametrize(
    ("area", "label"), [("青岚市云泽区", "全市茶叶产量"), ("青岚市", "茶叶产量"), ("", "茶叶产量"), ("岚江省", "全市茶叶产量")]
)
def test_a_larger_area_stays_in_the_label(area: str, label: str) -> None:
    assert [f.label for f in read_figures(parse_text("全市茶叶产量5万吨。", area=area))] == [label]


def test_every_field_of_a_figure() -> None:
    figure = read("同比增长。茶叶产量突破6000亿元大关，质量提升。")[0]
    assert figure.doc == ""
    assert (figure.line, figure.start, figure.number, figure.unit) == (2, 11, "6000亿", "元")
    assert (figure.bound, figure.bound_word, figure.part, figure.section) == (">", "突破", "review", "1")
    assert (figure.prefix, figure.suffix) == ("比增长。茶叶产量突破", "大关，质量提升。")
    assert figure.rules
    assert figure.to_record()["value"] == 6e11


def test_explain_names_the_rule() -> None:
    document = parse_text("第2届茶会来了3家企业，用“4+N”模式。")
    assert [(d.text, d.kept, d.rule) for d in explain(document, 1)] == [
        ("第2", False, "list number"),
        ("3", True, "amount"),
        ("“4+N”", False, "quote"),
    ]


TABLE = """
一、2030年工作回顾
成功举办读书节。
二、2031年工作安排
力争新增书屋。
附件1
序号
1
茶叶产量增速(%
5左右
预期性
2
用水总量(亿立方米)
1
约束性
3
书屋数量(家)
达到
市级要求
约束性
4
抽检合格率(%)
稳定在
98.5以上
5
登记失业率(%)
<3.5
"""


def test_a_plan_table_flattened_to_one_cell_a_line() -> None:
    found = [f for f in read_figures(parse_text(TABLE, year=2031, kind="plan report")) if f.part == "annex"]
    assert [(f.label, float(f.value), f.unit, f.bound, f.measure) for f in found] == [
        ("茶叶产量增速", 5, "%", "~", "growth"),
        ("用水总量", 1e8, "立方米", "=", "level"),
        ("抽检合格率", 98.5, "%", ">=", "level"),
        ("登记失业率", 3.5, "%", "<", "level"),
    ]
    assert found[1].magnitude == "亿"


def test_rows_parted_by_blanks() -> None:
    text = "**表2 2030年茶叶价格涨跌幅度**\n- 单位：%\n- 指标 全国\n- 城市 农村\n- 绿 茶 2.0 -2.1 2.2"
    found = read_figures(parse_text(text, kind="statistical communique", year=2030))
    rows = [(f.label, float(f.value), f.unit, f.measure, f.period) for f in found]
    assert rows == [
        ("绿茶", 2.0, "%", "growth", "2030"),
        ("城市绿茶", -2.1, "%", "growth", "2030"),
        ("农村绿茶", 2.2, "%", "growth", "2030"),
    ]


def test_rows_between_bars() -> None:
    text = "表3 2030年产量及其增长速度\n| 产品 | 单位 | 产量 | 比上年增长（%） |\n| --- | --- | --- | --- |\n| 绿茶[3] | 万吨 | 2.5 | -1.7 |"
    found = read_figures(parse_text(text, kind="statistical communique", year=2030))
    assert [(f.label, float(f.value), f.unit, f.measure) for f in found] == [
        ("绿茶", 25000, "吨", "level"),
        ("绿茶", -1.7, "%", "growth"),
    ]


@settings(deadline=None)
@given(
    st.text(
        alphabet="0123456789.%零一二两三十百千万亿第半成多余由至从到增长下降、，。；：“”（）()[]|-—年月元家茶 \n", max_size=200
    )
)
def test_any_text_is_read(text: str) -> None:
    document = parse_text(text, year=2031)
    for figure in read_figures(document):
        line = document.paragraphs[figure.line - 1].text
        assert line[figure.start : figure.start + len(figure.number)] == figure.number


_UNIT = "全市茶叶产值完成5000亿元、增长5.8%，新增就业3.2万人，居全省第3位；"


@pytest.mark.parametrize(
    "make",
    [
        lambda n: _UNIT * n,
        lambda n: "达到5亿元、" * n * 5,
        lambda n: "（" * n * 10 + "增长5%" + "）" * n * 10,
        lambda n: "5 " * n * 15,
        lambda n: "1," * n * 15,
        lambda n: "由2030年的5%到，" * n * 5,
        lambda n: "“" * n * 30,
        lambda n: "5" + "多万" * n * 20,
        lambda n: "单位：%\n" + "- 茶 1.0 2.0\n" * n * 5,
        lambda n: "茶园\n" * n * 2,
        lambda n: "茶园\n5\n" * n,
        lambda n: "茶园\n5个\n6个\n" * n,
        lambda n: "小学5所，在校生3万人，" * n,
    ],
    ids=[
        "prose",
        "list",
        "brackets",
        "bare",
        "commas",
        "years",
        "quotes",
        "magnitudes",
        "rows",
        "words",
        "cells",
        "units",
        "schools",
    ],
)
def test_time_grows_with_length(make: object) -> None:
    def seconds(n: int) -> float:
        document = parse_text(make(n), year=2031)  # type: ignore[operator]
        begin = time.process_time()
        read_figures(document)
        return time.process_time() - begin

    seconds(50)
    small, large = min(seconds(200) for _ in range(3)), seconds(1600)
    # Eight times the text; the square of that would be 64.
    assert large < 24 * small + 0.05


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "standard" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _scores(shared: Path, gold_name: str, texts: dict[str, tuple[Path, dict[str, object]]]) -> dict[str, float]:
    score = _scorer(shared)
    predicted = []
    for doc, (path, told) in texts.items():
        document = parse_text(path.read_text(encoding="utf-8"), doc=doc, **told)  # type: ignore[arg-type]
        predicted += [f.to_record() for f in read_figures(document)]
    return score.score(score.load(shared / "standard" / gold_name), predicted)[0]  # type: ignore[no-any-return]


@pytest.mark.corpus
def test_accuracy_on_the_plan_report(shared: Path) -> None:
    told: dict[str, object] = {"area": "西城区", "kind": "plan report", "year": 2024}
    found = _scores(shared, "xicheng-2024.gold.jsonl", {"xicheng-2024": (shared / "reports" / "xicheng-2024.txt", told)})
    assert found["found"] >= 99
    assert found["exact"] >= 98.5
    assert found["full"] >= 97
    assert found["label"] >= 85


@pytest.mark.corpus
def test_accuracy_on_the_passages(shared: Path) -> None:
    meta = json.loads((shared / "standard" / "dev" / "meta.json").read_text(encoding="utf-8"))
    found = _scores(shared, "dev.gold.jsonl", {d: (shared / "standard" / "dev" / f"{d}.txt", told) for d, told in meta.items()})
    assert found["found"] >= 98
    assert found["exact"] >= 96
    assert found["full"] >= 93
    assert found["label"] >= 80


def test_a_table_may_count_in_counters() -> None:
    rows = "表1：主要产品产量\n- 产品名称 单位 产量 比上年增长%\n- 书签 亿块 6.5 57.4\n- 话机 万线 31.3 -24.5\n- 茶饮 万千升 12.0 3.1\n"
    figures = read_figures(parse_text(rows, area="青岚市", kind="statistical communique", year=2030))
    assert [(f.unit, float(f.value)) for f in figures if f.measure == "level"] == [
        ("块", 6.5e8),
        ("线", 313000.0),
        ("千升", 120000.0),
    ]


def test_an_outline_speaks_of_its_five_years_and_of_the_five_before() -> None:
    text = "一、“十五五”时期的回顾\n新建书屋30家。\n二、“十六五”时期的主要目标\n新建书屋40家。"
    figures = read_figures(parse_text(text, area="青岚市", kind="plan outline", year=2031))
    assert [(f.number, f.status, f.period) for f in figures] == [("30", "actual", "2026/2030"), ("40", "target", "2031/2035")]


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("五年来，公共茶税收入9亿元，是上届的1.9倍。", ["2030", "2030"]),
        ("五年来，茶业投入累计9亿元，占茶税的80%。", ["2026/2030", "2026/2030"]),
        ("五年来，完成三年造林30万亩。", ["2028/2030"]),
        ("五年投入茶资9亿元。", ["2026/2030"]),
        ("五年来，茶研经费由2亿元增加到3亿元，占茶税比重由5%提高到6%。", ["2025", "2030", "2025", "2030"]),
        ("茶税达到9亿元，比“十四五”末的6亿元增长50%。", ["2030", "2025", "2026/2030"]),
        ("2028—2030年，茶税占比分别为5%、6%、7%。", ["2028", "2029", "2030"]),
        ("2028—2030年，茶税、瓷税、米税分别增长5%、6%、7%。", ["2028/2030"] * 3),
    ],
)
def test_years_of_a_review_of_five(sentence: str, periods: list[str]) -> None:
    assert [f.period for f in read(sentence)] == periods


def test_years_before_a_colon_are_those_of_their_paragraph() -> None:
    text = "茶市建设目标：\n2026年一2030年：推行茶业。茶能耗降低20%以上，茶税比重达到5%。\n2031-2035年：茶税比重达到6%。"
    for known in ({"kind": "plan outline", "year": 2031}, {}):
        assert [f.period for f in read_figures(parse_text(text, area="青岚市", **known))] == ["2026/2030", "2030", "2035"]


def test_what_a_plan_was_to_complete_is_no_outcome() -> None:
    figures = read("茶堤加固工程年度计划完成9万元，完成投资8万元，计划完成率89%。")
    assert [f.status for f in figures] == ["target", "actual", "actual"]


@pytest.mark.parametrize(
    "sentence",
    [
        "按计划完成茶亭改造9座。",
        "已按年度计划完成茶圃养护9亩。",
        "超计划完成茶山造绿9亩。",
        "茶馆任务完成率达98%，超计划完成茶资9亿元。",
        "当年茶资计划完成9亿元。",
        "茶技计划完成9亿元，超目标任务5%。",
        "茶渠计划完成9亿元，完成率98%。",
        "年度计划完成种茶9亩，占任务的103%。",
    ],
)
def test_what_was_completed_by_a_plan_is_an_outcome(sentence: str) -> None:
    assert {f.status for f in read(sentence)} == {"actual"}


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("截止2031年1月，茶港已建成2座，2032年投运3座。", ["actual", "target"]),
        ("截至今年2月，茶仓已投资3亿元，今年计划投资9亿元。", ["actual", "target"]),
        ("截至今年3月底，签约茶商20个，年底前全部开工，完成茶资8亿元。", ["actual", "target"]),
        ("截至今年2月底，茶资累计5亿元，比2030年同期增长5%。", ["actual", "actual"]),
        ("2033年3月茶楼启用，新增茶座300个。", ["target"]),
        ("今年3月底前茶楼启用，新增茶座300个。", ["target"]),
        ("今年3月办茶展20场。", ["target"]),
        ("今年一季度茶楼开工20个。", ["target"]),
        ("茶业局将持续推动借书下乡，添置书柜，让借阅率保持在60%以上。", ["target"]),
    ],
)
def test_what_a_review_says_of_later_has_not_happened(sentence: str, statuses: list[str]) -> None:
    assert [f.status for f in read(sentence)] == statuses


def test_a_time_up_to_the_end_of_a_term_is_no_basis() -> None:
    assert [f.period for f in read("到“十六五”末水平达到5%，茶园覆盖率达60%。")] == ["2035", "2035"]
    plan = "二、2031年工作安排\n到“十六五”期末的水平提高到60%，新建茶校3所。"
    assert [f.period for f in read_figures(parse_text(plan, area="青岚市", kind="work report", year=2031))] == ["2035", "2035"]


def test_years_in_the_wrong_order_are_no_span() -> None:
    assert [f.period for f in read("2030年一2020年相比，茶税增长5%。")] == ["2030"]


def test_a_review_tells_what_has_come_of_this_year_so_far() -> None:
    figures = read("今年一季度茶业增长5%。截至今年2月底，关停茶棚9个。今年新建茶馆4家。")
    assert [(f.period, f.status) for f in figures] == [("2031", "actual"), ("2031", "actual"), ("2031", "target")]


def test_traditional_characters_are_read_and_printed_as_they_stand() -> None:
    line = "全市生產總值從109.5億元增至237.2億元，新建茶園1.5萬畝，採摘率提高2個百分點。"
    figures = read(line)
    assert [(f.number, f.unit, int(f.value)) for f in figures] == [
        ("109.5億", "元", 10950000000),
        ("237.2億", "元", 23720000000),
        ("1.5萬", "畝", 15000),
        ("2", "個百分點", 2),
    ]
    assert all(line[f.start :].startswith(f.number) for f in figures)
    assert [f.label for f in figures][:2] == ["生产总值", "生产总值"]
    assert parse_unit("畝") == parse_unit("亩")


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        ("茶叶产量同比增长15℅。", [("15", "%", "growth", "2030", "茶叶产量")]),
        (
            "茶叶产值 达到 5 亿元，采摘率从 2025 年的 3 %提高到 4 %。",
            [
                ("5 亿", "元", "level", "2030", "茶叶产值"),
                ("3", "%", "level", "2025", "采摘率"),
                ("4", "%", "level", "2030", "采摘率"),
            ],
        ),
        ("茶园在全市位次前移1个位次。", [("1", "个位次", "change", "2030", "茶园在全市位次")]),
        (
            "茶业、瓷业占比分别提高5.6个和2.1个百分点。",
            [("5.6", "个百分点", "change", "2030", None), ("2.1", "个百分点", "change", "2030", "瓷业占比")],
        ),
        ("茶园灌溉率提升26个百分点。", [("26", "个百分点", "change", "2030", "茶园灌溉率")]),
        ("低收入茶农支出系数年均递减1.6个百分点。", [("1.6", "个百分点", "change", "2026/2030", "低收入茶农支出系数")]),
        (
            "茶业产值30亿元，按年平均汇率折算达到4亿美元。",
            [("30亿", "元", "level", "2030", "茶业产值"), ("4亿", "美元", "level", "2030", "茶业产值")],
        ),
        (
            "城镇茶农居民、农村居民人均可支配收入分别增长7%和8%。",
            [
                ("7", "%", "growth", "2030", "城镇茶农居民人均可支配收入"),
                ("8", "%", "growth", "2030", "农村居民人均可支配收入"),
            ],
        ),
        (
            "茶叶产量恢复至2027年同期水平的81%，居全市第8位。",
            [("81", "%", "level", "2030", None), ("第8", "位", "rank", "2030", None)],
        ),
        ("实现时间过半、任务过半。", []),
        ("与2028年相比，茶叶产值增长9%。", [("9", "%", "growth", "2029/2030", "茶叶产值")]),
        (
            "常住茶农与2020年第七次茶业普查的7万人相比，增加2万人，增长3%。",
            [
                ("7万", "人", "level", "2020", "常住茶农"),
                ("2万", "人", "change", "2021/2030", "常住茶农"),
                ("3", "%", "growth", "2021/2030", "常住茶农"),
            ],
        ),
        (
            "茶企30家，比2026年末增加9家，增长43%；茶社50个，增加7个，增长16%。茶镇8个，增长3%。",
            [
                ("30", "家", "level", "2030", "茶企"),
                ("9", "家", "change", "2027/2030", "茶企"),
                ("43", "%", "growth", "2027/2030", "茶企"),
                ("50", "个", "level", "2030", "茶社"),
                ("7", "个", "change", "2027/2030", "茶社"),
                ("16", "%", "growth", "2027/2030", "茶社"),
                ("8", "个", "level", "2030", "茶镇"),
                ("3", "%", "growth", "2030", "茶镇"),
            ],
        ),
        (
            "茶企30家，比2026年末（2026年为上次茶业清查，下同）增加9家，增长43%。",
            [
                ("30", "家", "level", "2030", "茶企"),
                ("9", "家", "change", "2027/2030", "茶企"),
                ("43", "%", "growth", "2027/2030", "茶企"),
            ],
        ),
        (
            "茶企30家，比2026年增加9家，同比增长8%。",
            [
                ("30", "家", "level", "2030", "茶企"),
                ("9", "家", "change", "2027/2030", "茶企"),
                ("8", "%", "growth", "2030", "茶企"),
            ],
        ),
        (
            "茶农男女之比由2020年第五次茶业普查的108.9下降为106.8，茶茧比由上年同期的2.05下降为2.02。",
            [
                ("108.9", "", "level", "2020", None),
                ("106.8", "", "level", "2030", None),
                ("2.05", "", "level", "2029", None),
                ("2.02", "", "level", "2030", None),
            ],
        ),
        (
            "茶农96万人，同2020年第五次茶业普查相比，增加60万人。平均每年增加6万人。",
            [
                ("96万", "人", "level", "2030", "茶农"),
                ("60万", "人", "change", "2021/2030", "茶农"),
                ("6万", "人", "change", "2021/2030", "茶农"),
            ],
        ),
        ("列入茶虫削减计划的7个茶园全部达标。", [("7", "个", "level", "2030", None)]),
        (
            "茶叶产值增长13%，两年平均增长6%。",
            [("13", "%", "growth", "2030", "茶叶产值"), ("6", "%", "growth", "2029/2030", "茶叶产值")],
        ),
        (
            "建成9MW/18MWh储能站。",
            [("9", "MW", "level", "2030", None), ("18", "MWh", "level", "2030", "储能站")],
        ),
        ("茶农突破10万人大关。", [("10万", "人", "level", "2030", "茶农")]),
    ],
)
def test_copies_of_counties_and_departments(sentence: str, fields: list[tuple[str, str, str, str, str | None]]) -> None:
    figures = read(sentence)
    assert len(figures) == len(fields)
    for figure, (number, unit, measure, period, label) in zip(figures, fields, strict=True):
        assert (figure.number, figure.unit, figure.measure, figure.period) == (number, unit, measure, period)
        assert label is None or figure.label == label


# --- budgets, accounts and bulletins ---------------------------------------------------------------------------------


def accounts(text: str, kind: str = "final accounts") -> list[Figure]:
    return read_figures(parse_text(text, area="青岚市云泽区", kind=kind, year=2030))


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("区人大三次会议批准的2030年公共预算收入为30亿元，支出40亿元。其中：本级支出35亿元。实际完成收入31亿元。", "ttta"),
        ("年初预算30亿元，调整预算32亿元，实际完成33亿元，为调整预算的103.1%。", "ttaa"),
        ("财政拨款支出年初预算为12.5万元，支出决算为13.3万元，完成年初预算的106.4%。", "taa"),
        ("经区人大常委会批准，收入预算调整为31亿元，支出预算调整为42亿元。", "tt"),
        ("完成年初预算5亿元的48%，税收收入2亿元，完成年初预算3亿元的66.7%。", "taata"),
        ("公共预算收入完成33亿元，比年初预算增加1亿元。", "aa"),
        ("区人大二次会议通过的总财力为30亿元（含上年净结余5亿元后为35亿元），安排支出34亿元。", "tttt"),
        ("“三公”经费支出预算总计21.8万元，其中：公务接待11.8万元。", "tt"),
    ],
)
def test_budgets_of_accounts_are_targets(text: str, statuses: str) -> None:
    assert "".join(f.status[0] for f in accounts("一、2030年决算情况\n" + text)) == statuses


def test_what_explains_a_budget_is_of_the_year_planned_for() -> None:
    text = "（一）茶务支出5万元，较上年预算数增加1万元，增长25%。\n（二）茶务支出完成4万元，较上年预算数增加1万元。"
    found = [(f.status, f.period) for f in accounts(text, "budget report")]
    assert found == [("target", "2030")] * 3 + [("actual", "2029")] * 2


def test_final_accounts_given_as_a_budget_explain_what_was_spent() -> None:
    text = "云泽县茶馆2030年度部门决算\n一、支出情况\n茶具支出5万元，较上年预算数增加1万元，增长25%。"
    for heading, wanted in ((text, ("actual", "2030")), (text.replace("决算", "预算"), ("target", "2031"))):
        found = read_figures(parse_text(heading, kind="budget report", year=2031))
        assert {(f.status, f.period) for f in found} == {wanted}


def test_item_of_an_account_names_its_figures() -> None:
    text = "1.教育支出（类）普通教育（款）小学教育（项）。年初预算为5.3万元，支出决算为6.2万元，完成年初预算的117%。"
    assert [f.label for f in accounts(text)] == ["小学教育", "小学教育", "小学教育完成年初预算"]


@pytest.mark.parametrize(
    ("text", "values", "measures"),
    [
        ("收入、支出分别为12.5、13.1亿元。", [1_250_000_000, 1_310_000_000], "ll"),
        ("投资分别增加2和3.5万吨。", [20_000, 35_000], "cc"),
        ("收、支总计各减少1267.86,2570.97万元。", [-12_678_600, -25_709_700], "cc"),
        ("连续跨越60、70亿元大关。", [6_000_000_000, 7_000_000_000], "ll"),
        ("分别减少2万、3万亩。", [-20_000, -30_000], "cc"),
        ("收入增长5.2,12.5亿元。", [5.2, 1_250_000_000], "gl"),
        ("税收完成5亿元，比上年同期4亿元增收1亿元。", [500_000_000, 400_000_000, 100_000_000], "llc"),
        ("收到拨款5万元，较上年增加资金1万元。", [50_000, 10_000], "lc"),
        ("增 长5.2%，达到3亿元。", [5.2, 300_000_000], "gl"),
        ("盈利及增长面达37%。", [37], "l"),
    ],
)
def test_amounts_of_accounts(text: str, values: list[float], measures: str) -> None:
    figures = accounts(text)
    assert [float(f.value) for f in figures] == values
    assert "".join(f.measure[0] for f in figures) == measures


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("2030年度收支总计5亿元。", ["收支总计"]),
        ("（一）、2030年全镇财政总收入5亿元。", ["财政总收入"]),
        ("主要原因是拨款收入较上年增加2万元。", ["拨款收入"]),
        ("城镇新增就业3万人，完成年计划的105%。", ["城镇新增就业", "城镇新增就业完成年计划"]),
        ("当年支出5亿元,完 成 预算 的102%。", ["支出", "支出完成预算"]),
        ("拨款收入5万元，用于日常运行。较2029年度决算数减少1万元。", ["拨款收入", "拨款收入"]),
        ("公共预算收入年初预算数为30亿元，决算数33亿元。", ["公共预算收入", "公共预算收入"]),
        ("茶务支出5亿元，比上年降低3%；完成年初预算的99%。", ["茶务支出", "茶务支出", "茶务支出完成年初预算"]),
        ("全区含茶基金的财政支出5亿元。", ["财政支出"]),
        ("区人大二次会议通过的2030年代编茶税收入5亿元。", ["茶税收入"]),
        ("地方茶税收入加上划中央收入5亿元，加上调入资金6亿元。", ["上划中央收入", "调入资金"]),
        ("全省法院新收茶业案件50件，尚有未结茶案6件。", ["新收茶业案件", "未结茶案"]),
        ("茶业支出5亿元，占全部支出的9%，提高2个百分点。", ["茶业支出", "茶业支出占全部支出", "茶业支出占全部支出"]),
        ("正在进行3条道路的方案设计，9个茶社登陆我市。", ["道路", "茶社"]),
        ("刑事、民事案件分别下降5%、6%。", ["刑事案件", "民事案件"]),
        ("茶务支出数为5万元，合计支出6万元。", ["茶务支出", "合计支出"]),
        ("茶舍床位使用率79%，其中，公立茶舍86%。", ["茶舍床位使用率", "公立茶舍床位使用率"]),
        ("3所茶舍动工建设。", ["茶舍"]),
        ("全县建设任务是新增茶位500张。", ["新增茶位"]),
        ("茶具零售业实现零售额5亿元；茶饮业2亿元。", ["茶具零售业零售额", "茶饮业零售额"]),
        ("当年结余5万元，茶务支出较执行数相比增加1万元。", ["当年结余", "茶务支出"]),
        ("茶税收入和支出分别增长5%、6%。", ["茶税收入", "茶税支出"]),
        ("茶园巡查员共上报案件50件，公共茶舍30处。", ["上报案件", "公共茶舍"]),
    ],
)
def test_labels_of_accounts(text: str, labels: list[str]) -> None:
    assert [f.label for f in accounts(text)] == labels


def test_same_time_of_last_year_dates_its_clause_alone() -> None:
    assert [f.period for f in accounts("税收20亿元，去年同期为19亿元，增长5.3%。")] == ["2030", "2029", "2030"]
    assert [f.period for f in accounts("一是压减了经费；二是2029年下拨抚恤金7万元。")] == ["2029"]


def test_tasks_set_at_the_head_of_a_paragraph_are_targets_to_its_end() -> None:
    text = "2030年我县茶渠建设的主要任务是：计划完成茶渠97件，其中：修复31件；其它9件。实现灌溉茶园5800亩。"
    for kind in ("department report", "work report"):
        figures = read_figures(parse_text(text + "\n一、完成情况\n2030年建成茶渠13件。", kind=kind, year=2030))
        assert [(f.status, f.period) for f in figures[:4]] == [("target", "2030")] * 4
    figures = read_figures(parse_text(text + "目前已完成茶渠13件。", kind="statistical communique", year=2030))
    assert figures[-1].status == "actual"


def test_what_a_clause_begins_by_planning_to_complete_is_a_target() -> None:
    figures = read_figures(parse_text("茶渠计划完成3亿元。计划完成茶渠投资5亿元。", kind="statistical communique", year=2030))
    assert [f.status for f in figures] == ["actual", "target"]


def test_the_area_that_reports_is_no_part_of_a_label() -> None:
    figures = read_figures(
        parse_text("青岚市总人口97万人，青岚市茶社9家。", area="青岚市", kind="statistical communique", year=2030)
    )
    assert [f.label for f in figures] == ["总人口", "青岚市茶社"]


def test_what_stands_under_the_heading_of_a_budget_is_a_target() -> None:
    text = "（三）公共预算安排情况\n全县茶税收入5.92亿元，增长9.3%。其中，绿茶税3.18亿元，增长12.1%。"
    figures = read_figures(parse_text(text, kind="budget report", year=2031))
    assert {(f.status, f.period) for f in figures} == {("target", "2031")}
    text = text.replace("公共预算安排", "公共预算执行")
    figures = read_figures(parse_text(text, kind="budget report", year=2031))
    assert {(f.status, f.period) for f in figures} == {("actual", "2030")}


def test_the_amount_of_another_term_is_of_that_term() -> None:
    text = "一、“十四五”时期茶业工作\n茶社收入完成97亿元，是“十三五”时期31亿元的3.1倍，年均增长9%。"
    figures = read_figures(parse_text(text, kind="budget report", year=2026))
    assert [f.period for f in figures] == ["2021/2025", "2016/2020", "2021/2025", "2021/2025"]


def test_what_a_task_was_is_a_target() -> None:
    found = accounts(
        "一、2030年工作情况\n全县建设任务是新增茶位500张。补助1.6万元/床位。超额完成任务，新增茶舍8处。", "department report"
    )
    assert [(f.unit, f.status) for f in found] == [("张", "target"), ("元/床位", "actual"), ("处", "actual")]


def test_size_that_counts_is_a_rule() -> None:
    figures = accounts("在库项目14个，其中5千万以上的6个；30亩以上的种粮大户4户。", "bulletin")
    assert [(f.number, f.status) for f in figures] == [
        ("14", "actual"),
        ("5千万", "rule"),
        ("6", "actual"),
        ("30", "rule"),
        ("4", "actual"),
    ]


def test_bulletin_covers_the_months_that_its_lines_open_with() -> None:
    text = "1-11月,工业增加值增长4.5%。园区增加值增长4.8%。\n税务局组织收入5亿元。\n1-11月,投资增长9%。9月当月，增长2%。"
    assert {f.coverage for f in accounts(text, "bulletin")} == {"months"}
    assert [f.coverage for f in accounts("上半年开工3个项目。全区新增企业5家。", "work report")] == ["half", "year"]
    first = accounts("今年前11个月企业完成产值5亿元，增长7%。", "bulletin")
    assert [f.number for f in first] == ["5亿", "7"]


def test_cells_of_lines_that_end_with_bars() -> None:
    text = "产值 |\n本月 |\n增长% |\n合计 |\n448 |\n19.3 |\n装备业 |\n234 |\n16.5 |\n电子业 |\n97 |\n-2.5 |"
    figures = accounts(text, "bulletin")
    assert [(f.number, f.measure) for f in figures] == [
        ("448", "level"),
        ("19.3", "growth"),
        ("234", "level"),
        ("16.5", "growth"),
        ("97", "level"),
        ("-2.5", "growth"),
    ]


def test_a_gap_to_the_mean_of_others_is_no_growth() -> None:
    one, two = read_figures(parse_text("全年结案率为91.27%，比全省平均高出2.14%。", kind="department report", year=2031))
    assert (two.measure, two.value, one.label) == ("level", Decimal("2.14"), "结案率")
    assert "结案率" in two.label


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("全年收茶8万担，售瓷5万件，同比上升6.8%和4.2%。", ["收茶", "售瓷", "收茶", "售瓷"]),
        ("受理茶案82件，办结80件，较上一个五年分别上升44%、67%。", ["受理茶案", "办结茶案", "受理茶案", "办结茶案"]),
    ],
)
def test_as_many_growths_as_amounts_before_them_are_theirs(text: str, labels: list[str]) -> None:
    figures = read_figures(parse_text("一、2030年工作回顾\n" + text, kind="work report", year=2031))
    assert [f.label for f in figures] == labels


def test_classes_in_a_list_are_no_count_and_rain_above_the_mean_keeps_its_subject() -> None:
    found = read_figures(
        parse_text("优良（一、二类）水质比例为81.9%。降水总量20亿立方米，比常年偏少7.4%。", kind="bulletin", year=2030)
    )
    assert [f.number for f in found] == ["81.9", "20亿", "7.4"]
    assert (found[2].value, found[2].measure, found[2].label) == (Decimal("-7.4"), "growth", "降水总量")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("全市生产总值在上年增长5.7%的基础上又增长4.5%。", "生产总值"),
        ("建筑施工许可由24个工作日压至9个工作日。", "建筑施工许可"),
        ("外汇储备2030年底达16亿美元。", "外汇储备"),
        ("“十五五”期间固定资产投资累计997亿元。", "固定资产投资"),
        ("基础养老金提高到每月215元。", "基础养老金"),
        ("年内养老保险参保率达到99%。", "养老保险参保率"),
        ("加大投入道路建设，实现90%茶村通四级以上公路。", "茶村通四级以上公路"),
        ("茶舍改造提速，力争100%完成。", "茶舍改造"),
        ("将茶业现行16%的税率取消。", "税率"),
        ("给予20%的购茶补贴。", "购茶补贴"),
        ("对茶企减按15%的税率征收茶税。", "税率"),
        ("甲茶社持有60%的股份。", "股份"),
        ("对茶企给予最高30%的补贴。", "补贴"),
        ("茶舍持有茶社51%的股权。", "股权"),
        # What a share is of stays its name, whatever it earns.
        ("对茶园覆盖率达到60%的奖励。", "茶园覆盖率"),
        ("参保率达到95%的补助村集体。", "参保率"),
        ("茶税占比超过50%的奖励。", "茶税占比"),
        ("茶叶合格率达到98%的奖励措施。", "茶叶合格率"),
        ("占茶企总数60%的股份制茶企。", "占茶企总数"),
        ("茶户养老金在2028年平均水平基础上增加10%。", "茶户养老金"),
        ("创建100家应用新机器实现节水的示范茶企。", "示范茶企"),
        ("100个重大项目按序时进度推进。", "重大项目"),
        # Of what an amount is a part of stands before it.
        ("岚谷雾尘浓度降至每立方米31微克。", "岚谷雾尘浓度"),
        ("茶检量保持在每年每千人6批次。", "茶检量"),
        ("茶园产出强度超过每亩4万元。", "茶园产出强度"),
        # Adverbs and verbs behind the noun that is counted.
        ("推进云泽区9座新茶仓早日落成。", "新茶仓"),
        ("8个产茶部门制定了配方。", "产茶部门"),
        ("6辆茶车安装了茶柜。", "茶车"),
        ("7个茶村均获奖。", "茶村"),
        ("4大茶企要继续做大。", "茶企"),
        ("办好6个免费停车场。", "免费停车场"),
        ("新建3座茶叶加速器。", "新建茶叶加速器"),
        ("发挥两个种茶示范区的带动作用。", "种茶示范区"),
        ("以3个茶镇为重点，发展茶旅。", "茶镇"),
        ("完成五大茶事、“六个茶园”。", "茶事"),
        ("淘汰50蒸吨及以下燃煤茶炉。", "淘汰燃煤茶炉"),
        ("快速路是时速90公里/小时及以上的道路。", "快速路是时速"),
        ("重点扶持4至6个茶业基础较好、吸纳能力强的乡镇。", "乡镇"),
        ("培育7家创新优势突出的茶企。", "茶企"),
        ("推动6大茶业公司在城建中发力。", "茶业公司"),
        ("1个茶园首次夺得金叶奖。", "茶园"),
        ("扩种9万亩时令茶蔬。", "时令茶蔬"),
        # Words around the name before a number.
        ("到去年底实有茶户9万户。", "实有茶户"),
        ("茶品质量连续多年居首位。", "茶品质量"),
        ("全国性茶会减少5%。", "全国性茶会"),
        ("新增云泽、青岚等全国卫生茶镇8个。", "新增全国卫生茶镇"),
        ("茶农茶补提高到每人每月37元。", "茶农茶补"),
        ("云泽茶场分别实现利税3亿元。", "云泽茶场利税"),
        ("加快茶厂技改步伐，投资2亿元。", "投资"),
        ("加大采茶经费投入力度，全年增长5%。", "采茶经费"),
        ("瓷业产值9亿件，是上个五年的4倍。", "瓷业产值"),
        # Each item has its own subject, verb and number.
        ("瓷坊产值3亿元；云泽茶社落户，实现产值9亿元；", "云泽茶社产值"),
        ("5个茶社集聚、7户30人脱贫。", "脱贫"),
        ("入茶保的人数为9万人；8万人参加瓷保。", "参加瓷保"),
        ("茶区税务实现集中管理、经费下降5%。", "经费"),
        ("新建茶田5亩，改造提升6亩。", "改造提升茶田"),
        ("云岭、雾岭等4条在建茶渠如期推进。", "在建茶渠"),
        ("茶业总量稳居全省第三，茶税收入位居30个产茶县第二。", "茶税收入"),
        ("茶项手续办结率达65%，到位资金增长20%。", "到位资金"),
        ("茶旅投资完成8亿元，完成情况居第一。", "完成情况"),
        ("年底前所有茶事实行一次办结，80%以上可网办。", "所有茶事"),
        ("茶农供养标准为人年620元。", "茶农供养标准"),
        ("重点实施茶园改造工程6个。", "茶园改造工程"),
        ("5家茶企先后投产。", "茶企"),
        ("开行云岭至雾岭茶品班列65列。", "开行云岭至雾岭茶品班列"),
        ("其中比较优良的茶种33项。", "比较优良的茶种"),
        ("落实90个产茶村整村推进方案。", "产茶村整村推进方案"),
        ("35所茶校与青岚七中联手。", "茶校与青岚七中"),
        ("茶塘整治涉及4万户。新渠惠及3万户9万群众，让5万户6万职工。", "职工"),
        ("建成茶坊6家；岚谷4家茶企开工，有2家竣工。", "茶企"),
        ("完成3万亩种茶任务、茶林病害面积下降6%。", "茶林病害面积"),
        ("谋划90个茶区工程、计划总投资40亿元。", "茶区工程总投资"),
        ("建成茶道118公里、养护提升24公里。", "养护提升茶道"),
        ("茶叶产量必须达到50万吨。", "茶叶产量"),
        ("年末仍有待业茶工15万人。", "待业茶工"),
        # The clause before an amount, without what it says of its subject.
        ("茶旅业优势突出，产值升到9亿元。", "茶旅业产值"),
        ("提速推进茶园建设，力争完成投资20亿元。", "茶园建设投资"),
        ("新增茶田面积3万亩，总面积达到90万亩。", "茶田总面积"),
        ("新增茶库6座，总投资9亿元。", "新增茶库总投资"),
        ("优质茶比重达82%，9个茶牌获评名品、数量居首位。", "数量"),
        # What a number is compared with, what is lengthened, and what was gained of a stock.
        ("茶审平均用时缩短到3天，比法定时长缩短40%。", "茶审平均用时"),
        ("开展种茶承包到期后再延长20年试点。", "种茶承包"),
        ("新增茶户5万户，年末达到90万户。", "茶户"),
        ("固定资产茶投资增长18%（云泽区增长16%）。", "云泽区固定资产茶投资"),
        ("7人2队9次创6项茶艺纪录。", "茶艺纪录"),
        ("在茶叶、瓷器等领域新设专业6个。", "新设专业"),
        ("新建2所山村高中。", "新建山村高中"),
        ("对云岭国茶叶出口7亿元。", "对云岭国茶叶出口"),
        ("解决3万人口饮茶问题。", "饮茶问题"),
        ("茶场总产值①为8亿元。", "茶场总产值"),
        ("7座茶桥贯通。", "茶桥"),
        ("查办违规售茶行为6起。", "查办违规售茶行为"),
        ("要守住云泽茶园不少于9万亩这条线。", "守住云泽茶园"),
    ],
)
def test_words_around_a_name_are_no_part_of_it(text: str, label: str) -> None:
    assert read_figures(parse_text(text, kind="work report", year=2031))[-1].label == label


@pytest.mark.parametrize(
    ("area", "text", "expected"),
    [
        (
            "青岚市",
            "2030年，我国国内生产总值突破140万亿元，增长5%。全市地区生产总值为3017亿元，增长6%。我国城镇登记失业率4%。",
            ["", "", "gdp", "gdp_growth", ""],
        ),
        ("青岚市", "国内生产总值8.9万亿元，增长8%，茶乡上新阶。", ["gdp", "gdp_growth"]),
        ("青岚省", "到2035年，地区生产总值达到21万亿元。", ["gdp"]),
        ("青岚省", "到2035年，国内生产总值达到60万亿元。", [""]),
        ("全国", "我国国内生产总值突破140万亿元，增长5%。", ["gdp", "gdp_growth"]),
    ],
)
def test_the_nations_product_is_not_that_of_an_area(area: str, text: str, expected: list[str]) -> None:
    figures = read_figures(parse_text(text, area=area, year=2031))
    assert [measured(figure, area=area)["indicator"] for figure in figures] == expected


@pytest.mark.parametrize(
    ("text", "scope", "indicator"),
    [("2030年，青岚主城区占地71.37平方公里、常住人口为83.64万人。", "主城区", ""),
     ("2030年，青岚全市占地6213.7平方公里、常住人口为483.64万人。", "", "population")],
)  # fmt: skip
def test_people_beside_the_built_up_area_are_those_of_that_part(text: str, scope: str, indicator: str) -> None:
    people = read_figures(parse_text(text, area="青岚市", year=2031))[-1]
    assert (people.scope, measured(people, area="青岚市")["indicator"]) == (scope, indicator)


def test_the_nations_product_of_its_year_counts() -> None:
    """Nine trillion yuan were the nation's in 2000, and are a province's thirty years later."""
    figures = read_figures(parse_text("国内生产总值2000年为8.9万亿元，增长8%。", area="青岚省", year=2001))
    assert [figure.scope for figure in figures] == ["全国", "全国"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "全年生产总值90亿元，增长5.1%。其中，第一产业增加值20亿元，增长4.2%。分季度看，一季度增长4.4%。",
            ["生产总值", "生产总值", "第一产业增加值", "第一产业增加值", "生产总值"],
        ),
        ("65岁及以上茶农32万人，占茶农的15%。", ["茶农", "65岁及以上茶农", "65岁及以上茶农占茶农"]),
        ("茶业投资增长9%；分产业看：第一产业增长12%，第二产业下降3%。", ["茶业投资", "第一产业投资", "第二产业投资"]),
        ("按茶农人数计算人均茶产值4572元，折合美元658美元/人。", ["人均茶产值", "人均茶产值"]),
        ("五项茶险（不含各乡镇自办的茶舍保险）基金收入89亿元。", ["茶险", "茶险基金收入"]),
        ("茶农人口和茶商人口城镇化率分别达到45.6%、53.3%。", ["茶农人口城镇化率", "茶商人口城镇化率"]),
        ("脱贫人口、茶农人均纯收入增长12%、17%。", ["脱贫人口人均纯收入", "茶农人均纯收入"]),
        ("茶农人口和人均收入分别为5万人、6万元。", ["茶农人口", "人均收入"]),
        ("茶农人口和茶园面积分别为5万人、6万亩。", ["茶农人口", "茶园面积"]),
        ("化学需氧量、氨氮减排比例分别为5%、6%。", ["化学需氧量减排比例", "氨氮减排比例"]),
        ("茶溪、石桥两县粮食产量分别为5万吨、6万吨。", ["茶溪粮食产量", "石桥粮食产量"]),
        (
            "绿茶业和红茶业增加值分别增长6%和7%，增速分别比全部工业快2.1和3.2个百分点。",
            ["绿茶业增加值", "红茶业增加值", "绿茶业增加值增速比全部工业快", "红茶业增加值增速比全部工业快"],
        ),
        (
            "有3个茶镇年茶税收入突破1000万元、12个村集体收入突破10万元。",
            ["茶镇年茶税收入", "茶镇年茶税收入", "村", "村集体收入"],
        ),
        ("5年内茶产业增长12.4%，与2029年相比，两年平均增长6.5%。", ["茶产业", "茶产业"]),
        ("组织实施茶园项目12个，有3个茶镇连续多年获奖。", ["茶园项目", "茶镇"]),
        ("最终核实全年生产总值现价总量为97亿元。", ["生产总值"]),
        # A share says of what, where the words beside it do.
        ("茶案97件，其中甲类31件，增长3%，占32%。", ["茶案", "甲类", "甲类", "甲类占茶案"]),
        ("茶社支出97万元。其中：修缮31万元，占32%。", ["茶社支出", "修缮", "修缮占茶社支出"]),
        ("全县茶农中，男性31人，占52%；女性29人，占48%。", ["男性", "男性占茶农", "女性", "女性占茶农"]),
        ("石路3公里，占茶路的4%；土路7公里，占9%。", ["石路", "石路占茶路", "土路", "土路占茶路"]),
        ("茶园5万亩，占耕地的20%，茶农5万人，占3%。", ["茶园", "茶园占耕地", "茶农", "茶农占"]),
        ("在茶社中，石社7个，土社3个，分别占2%和5%。", ["石社", "土社", "石社占茶社", "土社占茶社"]),
        ("茶港吞吐量97万吨。其中：进港茶58万吨；出港茶39万吨。", ["茶港吞吐量", "进港茶吞吐量", "出港茶吞吐量"]),
        ("受理茶案97件，办结31件，9个集体获市级表彰。", ["受理茶案", "办结茶案", "集体"]),
        # Whom a school has is named with the school, also behind a semicolon.
        ("茶乡小学19所，在校学生7万人，增长3%；专任教师31人。", ["茶乡小学", *["茶乡小学在校学生"] * 2, "茶乡小学专任教师"]),
        ("普通高校招收本专科学生7万人；毕业生3万人。", ["普通高校招收本专科学生", "普通高校毕业生"]),
        ("全年研究生教育招生3万人，在学研究生7万人，毕业生2万人。", ["研究生教育招生", "在学研究生", "研究生教育毕业生"]),
        ("新建小学3所，教职工增加97人。", ["新建小学", "教职工"]),
        ("招募茶农118人，完成全年指标任务的103%。", ["招募茶农", "招募茶农完成全年指标任务"]),
        ("茶价上涨0.4%，低于上年涨幅4.9个百分点。", ["茶价", "茶价涨幅"]),
        ("茶社营业额97亿元，按美元计价为13亿美元，增长6%。", ["茶社营业额"] * 3),
        ("茶社投资额97亿元，增长8%，折13亿美元，增长6%。", ["茶社投资额"] * 4),
        ("建成7个噪声达标区，辖区内现有茶社9所，再融资3亿元。", ["噪声达标区", "茶社", "再融资"]),
        ("绿茶、红茶、白茶等类茶具成交额增长9%。", ["茶具成交额"]),
        (
            "茶乡小学19所；另有茶点7个，增长4%。招生9万人，在校生27万人。",
            ["茶乡小学", "茶点", "茶点", "茶乡小学招生", "茶乡小学在校生"],
        ),
        ("小学9所，初中3所。在校生5万人。", ["小学", "初中", "在校生"]),
        (
            "研究生培养单位招生3千人，在校生8千人，毕业生2千人。",
            ["研究生培养单位招生", "研究生培养单位在校生", "研究生培养单位毕业生"],
        ),
        ("在校学生9万人，其中：小学在校生5万人，初中3万人。", ["在校学生", "小学在校生", "初中在校生"]),
        ("小学、初中专任教师合格率分别为99%、98%。", ["小学专任教师合格率", "初中专任教师合格率"]),
        ("4条茶渠总长21公里、3处茶园总投资7亿元。", ["茶渠", "茶渠总长", "茶园", "茶园总投资"]),
        ("从邻境流入茶乡的水量为7亿立方米。", ["邻境流入茶乡的水量"]),
        ("全区（青岚片）茶险收入7亿元。", ["茶险收入"]),
        ("茶场面积13万平方米，建筑面积5万平方米。", ["茶场面积", "茶场建筑面积"]),
        ("全年茶利项目共完成投资7亿元。", ["茶利项目完成投资"]),
        ("从茶乡稳定调节基金调入7亿元。", ["茶乡稳定调节基金调入"]),
        ("9座茶港完成货物吞吐量7亿吨，增长5%。", ["茶港", "茶港货物吞吐量", "茶港货物吞吐量"]),
        ("起诉侵犯茶权、瓷权等案件21件。", ["起诉侵犯茶权、瓷权等案件"]),
        ("全年有9户茶企建立了年金。", ["茶企"]),
        ("9个茶乡城市平均茶质优良比例为93%。", ["茶乡城市", "茶乡城市平均茶质优良比例"]),
    ],
)
def test_names_of_what_stands_before_parts_and_of_each_of_several(text: str, labels: list[str]) -> None:
    assert [f.label for f in read_figures(parse_text(text, kind="statistical communique", year=2030))] == labels


def test_what_a_rate_reaches_is_no_limit_of_a_grant() -> None:
    found = read("茶业稳步壮大。对餐饮的综合贡献率达到60%以上。对茶企50人以上给予补贴。")
    assert [f.status for f in found] == ["actual", "rule"]


def test_a_passage_of_an_outline_without_headings_tells_of_the_term_that_is_over() -> None:
    text = (
        "茶税从2025年末的3亿元升至2030年的5亿元，年均增长9%；茶园面积7万亩。\n茶楼稳步增多，现有茶楼60座。\n"
        "茶园面积到9万亩，比2030年增加3万亩。\n到2035年，茶楼达到90座。"
    )
    found = read_figures(parse_text(text, kind="plan outline", year=2031))
    assert [(f.number, f.status, f.period) for f in found] == [
        ("3亿", "actual", "2025"),
        ("5亿", "actual", "2030"),
        ("9", "actual", "2026/2030"),
        ("7万", "actual", "2030"),
        ("60", "actual", "2030"),
        ("9万", "target", "2035"),
        ("3万", "target", "2031/2035"),
        ("90", "target", "2035"),
    ]


def test_what_there_is_at_the_head_of_an_outline_is_of_its_base_year() -> None:
    text = (
        "云泽市“十六五”茶业规划\n一、茶业的基础条件\n（一）茶业发展取得巨大成就。\n云泽市现辖4县，有90个茶镇，茶农60万户。\n"
        "粮食年均产量超过7亿斤，累计培训茶农9万人。\n二、发展目标\n茶税达到5亿元。"
    )
    found = read_figures(parse_text(text, kind="plan outline", year=2031))
    assert [(f.number, f.status, f.period) for f in found] == [
        ("90", "actual", "2030"),
        ("60万", "actual", "2030"),
        ("7亿", "actual", "2026/2030"),
        ("9万", "actual", "2026/2030"),
        ("5亿", "target", "2035"),
    ]


def test_a_plan_of_three_years_ends_with_the_third() -> None:
    text = "印发《云泽市茶业三年行动计划（2031—2033年）》。\n到2033年，茶税达到5亿元，年均增长9%。\n——茶园占比达30%。"
    found = read_figures(parse_text(text, kind="plan outline", year=2031))
    assert [(f.number, f.period) for f in found] == [("5亿", "2033"), ("9", "2031/2033"), ("30", "2033")]


def test_what_each_person_is_paid_by_is_a_rule() -> None:
    text = "按集中供养每人每年3500元、分散供养每人每年2300元拨付生活费，全年拨付50万元。"
    found = read_figures(parse_text(text, kind="department report", year=2030))
    assert [f.status for f in found] == ["rule", "rule", "actual"]


def test_the_number_of_a_table_that_a_text_points_to_is_no_figure() -> None:
    text = "茶企80家（详见表2-1），茶社90家，见附图3。茶业报表5张，绘制附图7张。"
    assert [f.number for f in read_figures(parse_text(text, kind="statistical communique", year=2030))] == [
        "80",
        "90",
        "5",
        "7",
    ]


def test_the_number_of_a_page_alone_between_lines_of_prose_is_no_figure() -> None:
    prose = ["全年茶业发展很快，各项工作都取得了明显的进展和成绩。", "全年茶园面积达到5万亩，茶叶的质量也比上年好了很多。"]
    found = read_figures(parse_text(f"{prose[0]}\n\n12\n\n{prose[1]}", kind="statistical communique", year=2030))
    assert [f.number for f in found] == ["5万"]
    assert [f.number for f in read_figures(parse_text("茶园\n12\n茶舍", kind="statistical communique", year=2030))] == ["12"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("累计与39个茶邦缔结7对友茶城。", ["茶邦", "友茶城"]),
        ("23项茶艺经验向云泽各乡推广。", ["茶艺经验"]),
        ("以新建300个“茶香庭院”为载体。", ["新建茶香庭院"]),
        ("送100万册茶书到农村，9家茶馆共同签署盟约。", ["茶书", "茶馆"]),
        ("5项茶制创新全面展开，7个“擦亮茶镇”试点。", ["茶制创新", "“擦亮茶镇”试点"]),
        ("青岚到云泽等5条、28公里茶马公路通车。", ["茶马公路", "茶马公路"]),
        ("9条产业链产值超百亿元。", ["产业链", "产业链产值"]),
        ("培育一批年销售收入超3亿元的茶企。", ["年销售收入"]),
        ("投入6亿元完善茶园设施，投入资金5万元加强茶艺研究。", ["投入", "投入资金"]),
    ],
)
def test_a_noun_behind_a_number_ends_before_its_verb(text: str, labels: list[str]) -> None:
    assert [f.label for f in read(text)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("茶工委开展茶艺培训5场，邮茶局完成茶函业务5亿件。", ["茶艺培训", "茶函业务"]),
        ("常态化开展公益茶演1000场，本市生产总值50亿元。", ["公益茶演", "生产总值"]),
        ("帮助茶企实现信贷融资9亿元，保持茶农投资占比50%以上。", ["信贷融资", "茶农投资占比"]),
        ("规模以上茶企实现利润7亿元，开工实施茶港项目5个。", ["规模以上茶企利润", "开工实施茶港项目"]),
        ("多渠道筹集资金7亿元，茶艺培训开展率95%。", ["多渠道筹集资金", "茶艺培训开展率"]),
        ("茶学补助标准提高到生均每年860元，茶贷费率一律降到1%。", ["茶学补助标准", "茶贷费率"]),
        ("还林、还草、还湿13万亩，在昆服务茶师127人。", ["还林、还草、还湿", "在昆服务茶师"]),
    ],
)
def test_a_noun_before_a_number_begins_behind_who_does_it(text: str, labels: list[str]) -> None:
    assert [f.label for f in read(text)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("出台18项推进茶乡建设的政策，建成1家覆盖全境的茶艺服务平台。", ["政策", "茶艺服务平台"]),
        ("提升26所学校教学装备水平，做好8个直航港口的运营。", ["学校", "直航港口"]),
        ("130个茶学学科在云泽可比领域领先，为191个茶舍设施办理茶险。", ["茶学学科", "茶舍设施"]),
        ("办好省定30件、市定20件茶事实事。", ["茶事实事", "茶事实事"]),
        ("茶境保护等十大类40件茶事实事完成。", ["茶事实事", "茶事实事"]),
        ("所有茶镇和82%的建制村通茶路。", ["建制村通茶路"]),
        ("推动总投资2140亿元的新一轮“茶业工程”。", ["新一轮“茶业工程”总投资"]),
        ("谋划“茶五”项目库、总投资3万亿元。", ["“茶五”项目库总投资"]),
        ("加快7个茶电园区建设、新增装机60万千瓦。", ["茶电园区建设", "新增装机"]),
        ("茶税收入增长6%，按新口径达到73亿元。", ["茶税收入", "茶税收入"]),
        ("出台茶策上百条，新增海绵茶园【23】10平方公里，有害茶虫防治6万亩。", ["茶策", "新增海绵茶园", "有害茶虫防治"]),
        ("畜禽饲养总量1340万头，产值85亿元。", ["畜禽饲养总量", "畜禽产值"]),
    ],
)
def test_a_name_among_what_it_does_and_what_else_is_listed(text: str, labels: list[str]) -> None:
    assert [f.label for f in read(text)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("提请市茶会审议茶规草案7件，8万被征地茶农纳入茶保。", ["茶规草案", "被征地茶农"]),
        ("引来安家70户以上500强茶企，开张三个超万平方米的大茶市。", ["500强茶企", "超万平方米的大茶市", "大茶市"]),
        ("建筑面积28万平方米的茶具园区初具规模。", ["建筑面积"]),
        ("茶叶产量稳定在千万斤以上，达到1320.5万斤。", ["茶叶产量"]),
        ("35件茶事高质量完成，42名茶艺员深入茶乡，5项茶制尤其是分茶制改革。", ["茶事", "茶艺员", "茶制"]),
        ("43户“回茶难”问题妥善解决，组建7支茶队驻村包保。", ["“回茶难”问题", "茶队"]),
        ("近两年免征茶税2亿元，茶补标准达到人均40元，茶园占比未达30%。", ["免征茶税", "茶补标准", "茶园占比"]),
        ("十一、新增茶床位70张，推广应用茶车2万辆。", ["新增茶床位", "推广应用茶车"]),
        ("位居茶榜第27名，列全省第二、东部第五。", ["", "", ""]),
    ],
)
def test_a_name_ends_before_how_well_it_goes_and_begins_behind_its_heading(text: str, labels: list[str]) -> None:
    assert [f.label for f in read(text)] == labels
