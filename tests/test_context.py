"""What the words around a number say of it: one sentence a class of rule, all invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xclib.extract.document import parse_text
from xclib.extract.figures import read_figures
from xclib.model.figure import Figure

REVIEW, PLAN = "一、2030年工作回顾\n", "二、2031年工作安排\n"


def read(sentence: str, head: str = REVIEW, year: int = 2031, area: str = "青岚市") -> list[Figure]:
    document = parse_text(head + sentence, area=area, kind="work report", year=year)
    return [f for f in read_figures(document) if f.line == head.count("\n") + 1]


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("书屋达到30家。", "="),
        ("藏书约5万册。", "~"),
        ("藏书5万册左右。", "~"),
        ("每天约有3万人次来借书。", "~"),
        ("藏书超5万册。", ">"),
        ("藏书突破了5万册大关。", ">"),
        ("茶包寄送量破5万件。", ">"),
        ("立各类茶票案件50件，破48件。", "=="),
        ("藏书5万余册。", ">"),
        ("追回茶款8万元余。", ">"),
        ("藏书5万多册。", ">"),
        ("惠及300多万学生。", ">"),
        ("举办上千场活动。", ">"),
        ("举办十几场活动。", ">"),
        ("借阅率不低于60%。", ">="),
        ("借阅率稳定在60%以上。", ">="),
        ("举办近百场活动。", "<"),
        ("书屋数翻了近两番。", "<"),
        ("借阅率不足60%。", "<"),
        ("失业率控制在4%以内。", "<="),
        ("死亡率控制在8‰以下。", "<="),
        ("失业率不超过4%。", "<="),
        ("半小时内到达。", "<="),
        ("在3个工作日内办结。", "<="),
        ("退出全省前5。", ">"),
        ("跃升全省前6位。", "<="),
        ("签约5家，高于全省2个百分点。", "=="),
        ("节约5万元，附近3家。", "=="),
        ("失业率为多年最低的4%。", "="),
        ("茶馆、书屋分别超5万家、3万家。", ">>"),
        ("茶税连续跨过3万亿元、4万亿元大关。", ">>"),
        ("茶税先后突破1亿元、2亿元。", ">>"),
        ("每个镇至少建有2家书屋。", ">="),
        ("每间书屋不得少于30平方米。", ">="),
        ("每次借阅不得超过30天。", "<="),
        ("书屋约占全市文化场馆的30%。", "~"),
        ("人均藏书不足全省平均水平的五分之一。", "<"),
        ("通报整改不到位的3家书屋，准备不足的5家停业。", "=="),
        ("书屋、茶馆分别约占全市文化场馆的30%、20%。", "~~"),
        ("茶税比“十五”计划目标30亿元超过5亿元。", "=="),
        ("失业率3%，低于4%的控制目标。", "=="),
        ("茶区面积超过茶园总数的5%。", ">"),
        ("时限不超过法定时限的40%。", "<="),
        ("茶税超过计划的5%。", "="),
    ],
)
def test_bound(sentence: str, bounds: str) -> None:
    found = [f.bound for f in read(sentence)]
    assert found == (list(bounds) if len(bounds) == 2 and bounds[0] == bounds[1] else [bounds])


@pytest.mark.parametrize(
    ("sentence", "measures", "values"),
    [
        ("茶叶产量增长5%。", "G", [5]),
        ("茶叶产量下降5%以上。", "G", [-5]),
        ("茶叶产量降至5万吨。", "L", [50000]),
        ("茶园占比由5%提高到8%。", "LL", [5, 8]),
        ("采摘率下降为7%。", "L", [7]),
        ("茶园增速达到8%。", "G", [8]),
        ("茶园能耗降幅3%。", "G", [-3]),
        ("茶园能耗降幅分别为3%、4%，茶价降幅收窄至5%。", "GGG", [-3, -4, -5]),
        ("茶价涨幅3%左右。", "G", [3]),
        ("人口自然增长率为3‰。", "L", [3]),
        ("茶叶对增长的贡献率达30%。", "L", [30]),
        ("茶叶对增长的贡献超四成。", "L", [0.4]),
        ("茶叶占全部工业增加值30%。", "L", [30]),
        ("采摘率提高2个百分点。", "C", [2]),
        ("采摘率高于全省2个百分点。", "L", [2]),
        ("采摘率比上年低2个百分点。", "C", [-2]),
        ("茶园面积增加300亩。", "C", [300]),
        ("新增茶园300亩。", "L", [300]),
        ("茶农收入净增300元。", "C", [300]),
        ("新增茶农3万人，比上年少增200人。", "LC", [30000, -200]),
        ("茶亭提升工程正在施工（60%）。", "L", [60]),
        ("再减少茶农税负5亿元左右、涉农收费约2亿元。", "CC", [-500000000, -200000000]),
        ("减税降费5亿元。", "L", [500000000]),
        ("改造提升23栋。", "L", [23]),
        ("茶商比去年多12家。", "C", [12]),
        ("茶贷比上年多投放6亿元，茶会较去年同期多花费7万元。", "CC", [6e8, 7e4]),
        ("按不低于7%的幅度压减茶事支出。", "G", [-7]),
        ("茶叶、陶瓷产量分别下降5%和3%。", "GG", [-5, -3]),
        ("茶叶产量增长3%，力争4%。", "GG", [3, 4]),
        ("茶园翻了一番。", "G", [1]),
        ("茶园扩大一倍。", "G", [1]),
        ("茶园增长1.5倍。", "G", [1.5]),
        ("茶园是上年的1.5倍。", "L", [1.5]),
        ("茶叶品质居全省第3位。", "K", [3]),
        ("价格下降的为5个，上涨的为3个。", "LL", [5, 3]),
        ("茶园、果园面积分别减少2.5万、1.2万亩。", "CC", [-25000, -12000]),
        ("茶商信用比去年贬值4.1%。", "G", [-4.1]),
        ("茶园人均产值为3万元，同比7.4%。单位茶产值综合能耗-2.1%。", "LGG", [30000, 7.4, -2.1]),
        ("茶园、供茶率分别比2025年增加8平方公里和11.5个百分点。", "CC", [8, 11.5]),
        ("茶案42起3人，同比减少6起2人。茶案增加5件，7人参会。", "LLCCCL", [42, 3, -6, -2, 5, 7]),
        ("茶税3亿元，增长比例达41%。", "LG", [3e8, 41]),
        ("茶园面积扩大16平方公里，提升茶亭16平方米。", "CL", [16, 16]),
    ],
)
def test_measure_and_sign(sentence: str, measures: str, values: list[float]) -> None:
    letters = {"level": "L", "growth": "G", "change": "C", "rank": "K"}
    found = read(sentence)
    assert "".join(letters[f.measure] for f in found) == measures
    assert [float(f.value) for f in found] == values


@pytest.mark.parametrize(
    ("sentence", "head", "periods"),
    [
        ("书屋达到30家。", REVIEW, ["2030"]),
        ("书屋达到30家。", PLAN, ["2031"]),
        ("到2035年，书屋达到90家。", PLAN, ["2035"]),
        ("书屋由2025年的5家增加到30家。", REVIEW, ["2025", "2030"]),
        ("借阅率由上年的47%提高到50%。", REVIEW, ["2029", "2030"]),
        ("书屋由2025年5家增加到2030年30家。", REVIEW, ["2025", "2030"]),
        ("书屋性别比由2020年第七次书屋普查97.2下降为91.4。", REVIEW, ["2020", "2030"]),
        ("2026—2029年，书屋产值从3亿元增长到了5亿元。", REVIEW, ["2026", "2029"]),
        ("借阅补助从2028年20元涨至35元。", REVIEW, ["2028", "2030"]),
        ("借阅率由47%提高到50%。", REVIEW, ["2029", "2030"]),
        ("书屋在上年高基数的基础上增长7%，达到30家。", REVIEW, ["2030", "2030"]),
        ("借阅率比2025年提高4个百分点。", REVIEW, ["2026/2030"]),
        ("失书数与近五年均值相比下降7%。", REVIEW, ["2030"]),
        ("“十四五”期间，累计新增书屋20家。", REVIEW, ["2021/2025"]),
        ("五年来，累计新增书屋20家，总藏书量达到5万册。", REVIEW, ["2026/2030", "2030"]),
        ("书屋产值年均增长7%。", REVIEW, ["2026/2030"]),
        ("去年书屋为20家。", PLAN, ["2030"]),
        ("在2020年的基础上增长30%。", PLAN, ["2031"]),
        ("书屋在2028年大幅增加的基础上，又新增7家。", REVIEW, ["2030"]),
        ("在2028年增加5家的基础上推进。", REVIEW, ["2028"]),
        ("学前3年入园率达到90%。", PLAN, ["2031"]),
        ("二〇二八年书屋为20家。", REVIEW, ["2028"]),
        ("书屋在二〇二八年增长百分之九点三的基础上，二〇三〇年增长5%。", REVIEW, ["2028", "2030"]),
        ("“十五五”前四年，新增书屋20家。“十四五”后三年，新增书屋7家。", REVIEW, ["2026/2029", "2023/2025"]),
        ("书屋绩效由2029年全县第11名提升至第6名。", REVIEW, ["2029", "2030"]),
        ("2026—2029年新增书屋5家。", REVIEW, ["2026/2029"]),
    ],
)
def test_period(sentence: str, head: str, periods: list[str]) -> None:
    assert [f.period for f in read(sentence, head)] == periods


def test_years_named_in_a_second_sentence_are_those_of_their_paragraph() -> None:
    lines = "一、2030年工作回顾\n书屋很忙。三年来，借阅额累计600万元。\n书屋新增3家。"
    assert [f.period for f in read_figures(parse_text(lines, area="青岚市", kind="work report", year=2031))] == [
        "2028/2030",
        "2030",
    ]


def test_a_heading_of_goals_that_were_reached_heads_the_review() -> None:
    text = "一、“十五五”茶业目标任务提前实现\n茶税66亿元。\n二、2031年目标任务\n茶税增长9%。"
    parts = [p.part for p in parse_text(text, area="青岚市", kind="work report", year=2031).paragraphs]
    assert parts == ["review", "review", "plan", "plan"]


TERM = "一、过去五年工作回顾\n过去的五年，是书屋发展最快的五年。\n"


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        # A state, a rank or a yearly amount is of the last year.
        ("书屋用户达3万户，居全省第4位。", ["2030", "2030"]),
        ("书屋产业增加值8.2亿元，年均增长6.5%。", ["2030", "2026/2030"]),
        ("三次产业结构由9.1∶50.2∶40.7调整为7.3∶45.1∶47.6。", ["2025", "2025", "2025", "2030", "2030", "2030"]),
        ("三次产业结构由2025年的9.1∶50.2∶40.7调整为2030年的7.3∶45.1∶47.6。", ["2025"] * 3 + ["2030"] * 3),
        ("书屋和书亭总数分别达到120家和35家。", ["2030", "2030"]),
        ("书屋由30家发展到90家，是“十四五”末的3倍。", ["2025", "2030", "2030"]),
        ("免费开放范围扩展至59家。", ["2030"]),
        ("书屋面积居全省第9位、第7位。", ["2030", "2030"]),
        # A sum, a mean or a growth is of all years.
        ("借阅总额累计突破1200万元。", ["2026/2030"]),
        ("新增借阅证达20万张。", ["2026/2030"]),
        ("借阅总额先后跨越两百万元、三百万元台阶。", ["2026/2030", "2026/2030"]),
        ("新建书屋累计投资2721万元，是“十四五”期间的3.7倍。", ["2026/2030", "2026/2030"]),
        ("预计2030年借阅收入达到316万元，比2025年增长85.7%。", ["2030", "2026/2030"]),
        ("借阅人次、藏书量比2025年分别增长16.9%、5.2倍和26.4%。", ["2026/2030"] * 3),
        ("2030年，借阅收入10万元，实现五年翻一番；五年新增书屋58家。", ["2030", "2026/2030", "2026/2030"]),
        ("借阅收入年均增长18.8%，增速居全省第3位。", ["2026/2030", "2026/2030"]),
        ("自2027年起，书屋年接待读者均超过千万人次。", ["2027/2030"]),
        # Both, one after the other.
        ("2030年，借阅收入达10万元，年均增长14.6%。", ["2030", "2026/2030"]),
        (
            "借阅收入由“十四五”末的12.8万元增加到19.2万元，年均增长8.4%，增速高于规划目标1.2个百分点。",
            ["2025", "2030", "2026/2030", "2026/2030"],
        ),
        ("提前一年完成“十四五”规划目标，借阅收入达10万元。", ["2030"]),
        ("连续三年获评先进，书屋达90家。", ["2030", "2030"]),
        ("书屋增加到54家，其中县级13家。", ["2030", "2030"]),
        ("书税收入首次突破20亿元。", ["2030"]),
        ("书屋污水治理率提高到70%。", ["2030"]),
        ("借阅收入连续突破500万元、600万元。", ["2026/2030", "2026/2030"]),
        ("完成书税73万元，创历史新高。", ["2030"]),
        ("新开工书屋总面积3万平方米。", ["2026/2030"]),
        ("户数、金额由5户、3万元分别增加到9户、8万元。", ["2025", "2025", "2030", "2030"]),
        ("借阅率高出全省26个百分点。", ["2030"]),
        ("借阅增速高出全省年均4.6个百分点。", ["2026/2030"]),
        ("书税由2025年的20亿元增加到2030年的40亿元，比“十五五”计划目标30亿元超过10亿元。", ["2025", "2030", "2030", "2030"]),
        ("全县有3个茶镇年书税突破1000万元。", ["2030", "2030"]),
        ("2030年，书税达20亿元，“十五五”年均增长9%，比“十四五”快2个百分点。", ["2030", "2026/2030", "2026/2030"]),
        ("书税达到20亿元，增长16%，年均增长9%。", ["2030", "2030", "2026/2030"]),
        ("书税达到20亿元，增长56%，年均增长9%。", ["2030", "2026/2030", "2026/2030"]),
        ("全县有5万人纳入茶保。", ["2030"]),
        ("全县有茶亭20家。", ["2030"]),
        ("全市有20万人脱贫，全市有5万人就业。", ["2026/2030", "2026/2030"]),
        ("全县有3万人喝上自来水。", ["2026/2030"]),
        ("成功举办云泽青岚茶艺书法联谊锦标赛等高水平赛事90场，新入驻书商30家。", ["2026/2030"] * 2),
        ("书税从2025年的3亿元跃上7亿元台阶，书业产值接近千亿元。", ["2025", "2030", "2030"]),
        (
            "书税和借阅费分别由2025年的512元和137元增加到2030年的814元和187元，年均实际增长9.7%和6.7%，"
            "全县乡镇社区书屋书亭由3家增加到6家。",
            ["2025"] * 2 + ["2030"] * 2 + ["2026/2030"] * 2 + ["2025", "2030"],
        ),
        ("书税由“十四五”时期的8亿元增加到20亿元。", ["2021/2025", "2030"]),
        ("年均增长9%，书屋能耗比“十四五”期末降低20%。", ["2026/2030", "2026/2030"]),
        ("书税比2020年翻一番，年均增长7%；书屋年均增长4%。", ["2021/2030", "2021/2030", "2026/2030"]),
        ("答复读者来信83件，办复率达100%，开放率达97%。", ["2026/2030", "2026/2030", "2030"]),
        ("实施书屋项目12个，总投资达到7亿元。", ["2026/2030", "2026/2030"]),
        ("与2020年相比，2030年书税、书价分别同比增长54%、31%。", ["2021/2030", "2021/2030"]),
        ("2028年以来，借阅率由5%降到3%。", ["2027", "2030"]),
        ("2029年以来新增书屋9家，全县共有8个书屋村，书屋总数达5户7人。", ["2029/2030", "2030", "2030", "2030"]),
    ],
)
def test_period_in_a_term(sentence: str, periods: list[str]) -> None:
    assert [f.period for f in read(sentence, TERM)] == periods


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("书屋收入50.9亿元，加上上级补助收入30.2亿元、上年结转收入8.1亿元、调入资金5.5亿元，收入总计94.7亿元。", ["2030"] * 5),
        ("书屋支出86.3亿元（含上年结转安排的支出，下同），下降2.2%。", ["2030", "2030"]),
        ("书屋收入5亿元（2029年为调整数，下同），增长4%。", ["2030", "2030"]),
        ("借阅人次（2029年）为30万人次。", ["2029"]),
        ("书屋收入14.7亿元，比上年同期14.5亿元增收0.2亿元。", ["2030", "2029", "2030"]),
        ("书屋收入14.7亿元，比2025年的9.5亿元增加5.2亿元。", ["2030", "2025", "2026/2030"]),
        ("低保标准由每人每月570元提高到630元。", ["2029", "2030"]),
        ("自2027年5月1日起，书屋对8个县免费。", ["2027"]),
        ("借阅收入增长5%（上年同期为下降31.9%），书屋达90家。", ["2030", "2029", "2030"]),
        ("扣除上年因素，借阅收入增长5%。", ["2030"]),
        ("借阅收入比2029年增长5%，比2027年增长12%。", ["2030", "2028/2030"]),
        ("借阅收入从2025年的3.5亿元到2030年突破10亿元，年均增长22.9%。", ["2025", "2030", "2026/2030"]),
        # A requirement of last year is compared with; a number of last year's is not.
        ("茶价上涨5.2%，低于上年的要求，但茶税增长3%。", ["2030", "2030"]),
        ("茶税增长5%，高于上年的3.2%。", ["2030", "2029"]),
        ("茶税增长5%，高于上年的增速3.2%。", ["2030", "2029"]),
        ("茶税增长5%，低于上年的平均6%。", ["2030", "2029"]),
        ("茶税增长5%，高于上年的三个百分点。", ["2030", "2029"]),
        ("茶税增长5%，低于上年的目标6%。", ["2030", "2029"]),
        ("茶税增长5%，低于上年的年度控制目标，茶农增收6%。", ["2030", "2030"]),
        ("茶税增长5%，低于上年的增速，茶舍增长6%。", ["2030", "2030"]),
        ("茶税增长5%，高于2029年的增幅，茶舍增长6%。", ["2030", "2030"]),
    ],
)
def test_period_in_a_year(sentence: str, periods: list[str]) -> None:
    assert [f.period for f in read(sentence, REVIEW)] == periods


def test_a_review_of_a_term_tells_stocks_from_flows() -> None:
    head = "一、过去五年工作回顾\n过去五年，我们顽强拼搏。\n"
    sentence = "新增书屋20家，借阅率达到60%，书屋产值增长30%，藏书由2万册增加到5万册，拥有茶馆3家。"
    assert [f.period for f in read(sentence, head)] == ["2026/2030", "2030", "2026/2030", "2025", "2030", "2030"]


def test_what_is_kept_and_what_is_made_a_year_are_of_the_last_of_a_term() -> None:
    text = "五年来，新增茶馆9家，茶羊存栏超51万头，年产茶酒2万瓶。"
    assert [f.period for f in read(text, REVIEW)] == ["2026/2030", "2030", "2030"]


def test_a_year_in_passing_does_not_end_the_term() -> None:
    head = "一、过去五年工作回顾\n书屋迈上新台阶。2030年产值突破3亿元，年均增长6%。\n"
    assert [f.period for f in read("新增书屋20家。", head)] == ["2026/2030"]


def test_each_of_two_aims_that_were_reached_is_a_target() -> None:
    figures = read("超额完成茶雾浓度同比下降4%、茶霾天数减少6%的改善目标，茶税增长5%。", REVIEW)
    assert [f.status for f in figures] == ["target", "target", "actual"]


@pytest.mark.parametrize("before", ["茶税增长7.5%", "茶税增长7.5%，增速同比提高2个百分点"])
def test_what_a_growth_is_set_against_in_brackets_is_growth(before: str) -> None:
    *_, city, province, first, second = read(
        f"{before}，比全市（5.1%）和全省平均水平（4.2%）分别高2.4个和3.3个百分点。", REVIEW
    )
    assert [f.measure for f in (city, province, first, second)] == ["growth", "growth", "level", "level"]


def test_a_gap_behind_a_change_since_a_year_is_of_the_last_year() -> None:
    text = "2030年，失茶率为3.4%，比2028年降低0.3个百分点，低于省控线0.8个百分点。"
    assert [f.period for f in read(text, REVIEW)] == ["2030", "2029/2030", "2030"]


def test_a_rate_of_the_whole_in_a_bracket_is_measured_as_the_one_before_it() -> None:
    text = "茶税增长7.5%（全市11.1%），茶价下降3%（全省2%），茶园占7%（全市5%）。"
    assert [(f.measure, float(f.value)) for f in read(text, REVIEW)] == [
        ("growth", 7.5),
        ("growth", 11.1),
        ("growth", -3),
        ("growth", -2),
        ("level", 7),
        ("level", 5),
    ]


def test_an_aim_that_was_reached_is_still_an_aim() -> None:
    text = "茶价上涨1.9%，守在4%的预期目标以下，完成三大目标，超额建成茶舍8万套目标任务。"
    assert [f.status for f in read(text, REVIEW)] == ["actual", "target", "actual", "target"]


def test_for_how_many_people_something_is_made_better_is_no_change() -> None:
    made = read("巩固提升3万农村居民供茶水平，茶镇人口提升5万。", REVIEW)
    assert [f.measure for f in made] == ["level", "change"]


def test_a_place_without_its_sign_is_a_rank() -> None:
    assert [(f.measure, f.unit) for f in read("茶质列全省26位。", REVIEW)] == [("rank", "位")]
    moved = "茶业排名由全省58位提升至31位，茶质综合排位从9位前进到7位。茶园床位由25位增加到38位，从全省12名茶师中选出3名。"
    assert [f.measure for f in read(moved, REVIEW)] == ["rank"] * 4 + ["level"] * 4
    listed = "位列茶业百强榜75名、茶城竞争力榜61名，茶港排名提升3位。名列茶企榜单的匠人12名。"
    assert [f.measure for f in read(listed, REVIEW)] == ["rank", "rank", "change", "level"]


def test_the_same_time_of_a_year_named_is_of_that_year() -> None:
    text = "茶优率98%，较2028年同期的94%提升4个百分点。"
    assert [f.period for f in read(text, REVIEW)] == ["2030", "2028", "2029/2030"]


def test_a_noun_of_a_fall_is_negative_growth() -> None:
    text = "茶园减少6万亩，减幅4%；茶价降幅3%。"
    assert [float(f.value) for f in read("茶药平均降价56%。", REVIEW)] == [-56]
    assert [(f.measure, float(f.value)) for f in read(text, REVIEW)] == [("change", -60000), ("growth", -4), ("growth", -3)]


def test_growth_behind_a_semicolon_leaves_the_base_before_it() -> None:
    grows = "茶税和桑税比2025年翻了一番；茶业产值3亿元，增长5%。"
    assert [f.period for f in read(grows, REVIEW)] == ["2026/2030", "2030", "2030"]
    counted = "村庄20个，比2025年增加2个；茶镇5个，增加1个，增长25%。"
    assert [f.period for f in read(counted, REVIEW)] == ["2030", "2026/2030", "2030", "2026/2030", "2026/2030"]


def test_a_list_opened_by_a_look_back_is_of_the_term() -> None:
    head = "一、2030年工作回顾\n2030年新增茶馆2家，我们走过了书屋满座、茶香满城、灯火满街、老少相携来读书的一年。回首过去的五年，书声四起。变化在三处：\n"
    assert [f.period for f in read("一是书屋成林。新增书屋20家，拥有茶馆3家。", head)] == ["2026/2030", "2030"]
    one = head.replace("回首过去的五年，书声四起", "回首来路，书声四起")
    assert [f.period for f in read("一是书屋成林。新增书屋20家，拥有茶馆3家。", one)] == ["2030", "2030"]


PASSAGE = (
    "书屋藏书突破5万册，居全省第6位。比2025年增长1.2倍，年均增长8%，累计建成书屋20家。\n",
    "茶馆营业额由2万元增加到6万元，累计培训店主300人，名次由第9位前移到第6位。\n",
)


@pytest.mark.parametrize(
    ("lines", "periods"),
    [
        # A passage without its heading: its own words tell the term from the year.
        (PASSAGE[:1], ["2030", "2030", "2026/2030", "2026/2030", "2026/2030"]),
        (PASSAGE[1:], ["2025", "2030", "2026/2030", "2025", "2030"]),
        (("全年新增书屋3家、增长20%，藏书比上年增加5000册。\n", "过去的五年，新增书屋9家。\n"), ["2030"] * 3 + ["2026/2030"]),
        (("新增书屋9家，培训店主300人。\n", "回顾五年工作，我们深深体会到，读书要常读常新。\n"), ["2026/2030"] * 2),
        # A point of the year is of the year.
        (("全年藏书由年初的2万册增加到5万册，同比增长150%。\n",), ["2030"] * 3),
    ],
)
def test_a_passage_without_its_heading(lines: tuple[str, ...], periods: list[str]) -> None:
    document = parse_text("".join(lines), area="青岚市", kind="work report", year=2031)
    assert [f.period for f in read_figures(document)] == periods


def test_what_an_audit_found_the_year_before_is_amended_this_year() -> None:
    text = "截至2030年5月底，上一年度审计查出的164个问题已整改158个。"
    assert [f.period for f in read(text, REVIEW)] == ["2030", "2030"]


def test_a_whole_year_within_the_plan_of_a_term_is_the_first() -> None:
    text = "“十六五”时期，茶业要上台阶。要抢抓机遇，力争全年争取茶金3亿元以上。"
    assert [f.period for f in read(text, PLAN)] == ["2031"]
    named = "今后五年，茶业要上台阶。到2035年，茶园覆盖率达到40%，全年接待茶客达到5万人。"
    assert [f.period for f in read(named, PLAN)] == ["2035", "2035"]
    doubled = "“十六五”时期，茶业要上台阶。到2034年，茶税翻一番。"
    assert [f.period for f in read(doubled, PLAN)] == ["2031/2034"]


def test_what_happened_in_a_year_is_not_set_against_it() -> None:
    text = "书税五年累计4亿元，并于2029年突破1亿元。书税恢复到2027年的九成。"
    assert [(f.period, f.label) for f in read(text, REVIEW)][1:] == [("2029", "书税"), ("2030", "书税")]


def test_a_plan_without_its_heading_may_be_that_of_a_term() -> None:
    lines = "我们要大力建设书屋，到2035年，书屋达到90家。\n要着力培育茶馆，茶馆营业额年均增长7%。\n要力争茶馆突破60家。\n"
    document = parse_text(lines, area="青岚市", kind="work report", year=2031)
    assert [(f.status, f.period) for f in read_figures(document)][-1] == ("target", "2035")


@pytest.mark.parametrize(
    ("sentence", "head", "status"),
    [
        ("新增书屋20家。", REVIEW, "actual"),
        ("新增书屋20家。", PLAN, "target"),
        ("距离市级要求28微克/立方米有差距。", REVIEW, "target"),
        ("去年新增书屋20家。", PLAN, "actual"),
        ("到2035年书屋达到90家。", REVIEW, "target"),
        ("为70岁以上老人送书。", REVIEW, "rule"),
        ("是对销售额2万元以上的书屋进行补助。", PLAN, "rule"),
        ("给予最高300万元补偿。", REVIEW, "rule"),
        ("每间书屋面积不得少于30平方米。", PLAN, "rule"),
        ("按书款的15%给予补贴。", PLAN, "rule"),
        ("购书每件不超过2000元。", PLAN, "rule"),
        ("对报废旧书架购买新架的补贴2万元。", PLAN, "rule"),
        ("发放对读者的补贴2万元。", REVIEW, "actual"),
        ("新村按照每百户不少于20平方米建筑面积的标准配建书屋。", PLAN, "rule"),
        ("目前还有20家书屋闭馆。", PLAN, "actual"),
        ("当前，读者只占人口的30%。", PLAN, "actual"),
        ("当前，要使读者占人口的30%。", PLAN, "target"),
        ("目前，书屋停业，今年恢复3家。", PLAN, "target"),
        ("增速比预期目标高出2个百分点。", REVIEW, "actual"),
        ("园区规划面积达20平方公里。", REVIEW, "actual"),
        ("到2035年，老茶区、已建成茶区达标率80%以上。", PLAN, "target"),
        ("今年继续办学，已建成茶校12所。", PLAN, "actual"),
    ],
)
def test_status(sentence: str, head: str, status: str) -> None:
    assert [f.status for f in read(sentence, head)] == [status]


def test_an_outline_tells_how_things_stand_before_it_plans_and_looks_beyond_its_years() -> None:
    text = (
        "青岚市书屋发展“十六五”规划\n一、发展环境\n（一）发展基础。\n截至2030年底，全市共有书屋300家。\n（二）面临形势。\n"
        "借阅需求旺盛，全市读者80.5万人，占常住人口的12.35%。预计到2035年，读者将超过90万人。\n二、发展目标\n"
        "展望2045年，书屋建设走在全国前列。书屋达到900家，每万人拥有书屋9家左右。\n——年借阅量达到50万册。\n书屋达到500家。"
    )
    figures = read_figures(parse_text(text, kind="plan outline", year=2031))
    assert [(f.status, f.period) for f in figures] == [
        *[("actual", "2030")] * 3,
        ("target", "2035"),
        *[("target", "2045")] * 3,
        ("target", "2035"),
    ]


def test_what_an_outline_tells_of_its_situation_is_of_its_base_year() -> None:
    text = (
        "青岚市书屋“十六五”规划\n第一章 基础与形势\n第一节 “十五五”成就\n五年来，新建书屋300家。9个县中，达标率60%；人均藏书6册。\n"
        "第二节 存在的主要问题\n书屋密集街区300个，书亭3处。\n第三节 “十五五”工作回顾\n新建书亭4处。\n第二章 目标\n书屋达到500家。"
    )
    found = read_figures(parse_text(text, kind="plan outline", year=2031))
    term, base = ("actual", "2026/2030"), ("actual", "2030")
    assert [(f.status, f.period) for f in found] == [term, base, base, base, base, base, term, ("target", "2035")]


def test_what_moved_in_the_situation_of_an_outline_did_so_since_the_plan_before() -> None:
    text = "青岚市书屋“十六五”规划\n一、背景\n（一）发展现状。\n书屋300家，借阅率由47%提高到50%。\n二、目标\n读者寿命达到80岁以上。"
    found = read_figures(parse_text(text, kind="plan outline", year=2031))
    assert [(f.status, f.period) for f in found[:3]] == [("actual", "2030"), ("actual", "2025"), ("actual", "2030")]
    assert found[3].status == "target"


def test_what_a_plan_sets_out_from_is_so_already() -> None:
    text = "借阅率由47%提高到50%，开放时间从目前的8小时延长到9小时。到2035年，由5家增加到7家。"
    found = [(f.status, f.period) for f in read(text, PLAN)]
    assert found[:4] == [("actual", "2030"), ("target", "2031"), ("actual", "2030"), ("target", "2031")]
    assert found[5] == ("target", "2035")


def test_the_year_in_which_something_was_founded_dates_nothing_told_of_it() -> None:
    assert [f.period for f in read("青岚书屋始建于1958年，藏书3万册。")] == ["2030"]
    assert [f.period for f in read("青岚书屋成立于2028年，当年购书3万册。")] == ["2028"]


def test_what_follows_the_look_ahead_of_a_plan_for_one_year_is_of_that_year() -> None:
    found = read("到2035年，读者达到90万人。今年新建书屋9家。新增藏书3万册。", PLAN)
    assert [f.period for f in found] == ["2035", "2031", "2031"]


def test_a_chapter_of_the_situation_and_the_goals_sets_goals() -> None:
    text = "青岚市书屋发展“十六五”规划\n一、发展基础\n书屋200家。\n二、发展环境和总体目标\n书屋达到300家。"
    assert [f.status for f in read_figures(parse_text(text, kind="plan outline", year=2031))] == ["actual", "target"]


def test_what_is_added_this_year_is_none_of_the_term_that_opens() -> None:
    text = "二、今后五年的目标\n茶税达到9亿元。今年的目标是：茶税增长6%，岗位补贴降低3%，新增茶工8万人。"
    assert [f.period for f in read_figures(parse_text(text, kind="work report", year=2031))] == ["2035", "2031", "2031", "2031"]
    text = "二、今后五年的目标\n到2035年，茶税达到9亿元，新增茶工8万人。"
    assert [f.period for f in read_figures(parse_text(text, kind="work report", year=2031))] == ["2035", "2031/2035"]


def test_a_section_of_goals_in_a_chapter_that_looks_back_looks_ahead() -> None:
    text = (
        "青岚市书屋发展“十六五”规划\n第一章 发展基础和总体思路\n第一节 目标任务完成情况\n书屋200家。\n"
        "第二节 发展目标\n（一）阅读。\n书屋达到300家。\n第三节 现状评估\n书亭3处。\n第二章 重点任务\n新建书亭4处。"
    )
    found = read_figures(parse_text(text, kind="plan outline", year=2031))
    assert [f.status for f in found] == ["actual", "target", "actual", "target"]


def test_a_yearly_mean_of_what_is_measured_is_of_one_year() -> None:
    figures = read_figures(
        parse_text("2030年青岚市环境状况公报\n酸雨年均pH值为5.2，年均水质指数为4.1。", kind="bulletin", year=2030)
    )
    assert [f.period for f in figures] == ["2030", "2030"]
    figures = read("与2025年相比，读者增加2万人，年均借阅量由3万册提高到5万册。")
    assert [f.period for f in figures] == ["2026/2030", "2025", "2030"]


def test_what_follows_an_aim_by_name_is_no_part_of_it() -> None:
    text = "茶价控制在预期目标2.7%以内；新增书屋20家，开放夜间书屋4家。"
    assert [f.status for f in read(text, REVIEW)] == ["target", "actual", "actual"]
    assert [f.status for f in read("计划新建书屋3家，改造8家。", REVIEW)] == ["target", "target"]
    text = "计划：新建书屋3家，改造书亭8家。完成情况：新建书屋4家；改造书亭9家。"
    assert [f.status for f in read(text, REVIEW)] == ["target", "target", "actual", "actual"]
    text = "读者满意率95%，书友满意率92%，均高于目标值90%；到馆率低于目标值3个百分点。"
    assert [f.status for f in read(text, REVIEW)] == ["actual", "actual", "target", "actual"]
    # Without a rate before it, 3% may be by how much.
    assert [f.status for f in read("书税高于目标值3%。", REVIEW)] == ["actual"]
    text = "书价上涨2%，远低于3%左右的控制目标。四季度需增长5%以上。"
    assert [(f.measure, f.status) for f in read(text, REVIEW)] == [("growth", s) for s in ("actual", "target", "target")]


def test_a_definition_is_a_rule_without_a_period() -> None:
    head = "名词解释\n"
    document = parse_text(
        "\n" * 5 + head + "1.云桥工程：指跨河的3座桥。\n2.书屋：2029年建成5家书屋。", year=2031, kind="work report"
    )
    assert [(f.status, f.period) for f in read_figures(document)] == [("rule", ""), ("actual", "2029")]
    noted = parse_text("茶园9亩。\n[47]茶速铁路是指时速200公里及以上的铁路。", year=2030, kind="statistical communique")
    assert [(f.status, f.period) for f in read_figures(noted)] == [("actual", "2030"), ("rule", "")]


def test_a_heading_of_the_year_after_in_a_review() -> None:
    text = "一、2030年书屋决算\n书屋收入5亿元。\n二、2031年上半年执行情况\n书屋收入2亿元，增长3%。\n三、工作情况\n新增书屋3家。"
    figures = read_figures(parse_text(text, area="青岚市", kind="statistical communique", year=2030))
    assert [(f.period, f.coverage) for f in figures] == [("2030", "year"), ("2031", "half"), ("2031", "half"), ("2030", "year")]


def test_the_rest_of_a_year_is_planned_in_a_bulletin_of_its_half() -> None:
    text = "2030年上半年青岚市茶业运行情况\n一、运行情况\n茶税3亿元。\n三、下半年工作建议\n新增茶馆5家。\n四、附注\n茶工9人。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2030))
    assert [(f.status, f.period) for f in figures] == [("actual", "2030"), ("target", "2030"), ("actual", "2030")]


def test_a_heading_may_run_on_into_its_paragraph() -> None:
    text = (
        "青岚市茶务局2030年工作总结\n一、茶园建设。新增茶园9亩，茶税增长5%。\n五、2031年打算。拟新增茶馆7家，茶税提高5%以上。"
    )
    figures = read_figures(parse_text(text))
    assert [(f.status, f.period) for f in figures] == [("actual", "2030")] * 2 + [("target", "2031")] * 2


def test_an_outline_for_a_branch_tells_the_term_that_is_over_and_what_is_amiss() -> None:
    text = "茶县“十六五”茶业规划\n第一章 背景\n一、“十五五”成就\n治理茶园9亩。\n二、存在问题\n茶路缺口7公里。\n第二章 目标\n茶馆6家。"
    figures = read_figures(parse_text(text))
    assert [(f.status, f.period) for f in figures[:2]] == [("actual", "2026/2030"), ("actual", "2030")]
    assert figures[2].status == "target"


def test_a_text_of_unknown_year_is_dated_by_no_year_that_it_only_begins_with() -> None:
    text = "茶区专项规划实施情况的调研报告\n2028年以来，茶区累计新增茶馆4家。2029年发放茶款2亿元。\n建议：到2035年，茶匠占比提高到30%。"
    figures = read_figures(parse_text(text))
    assert [(f.status, f.period) for f in figures] == [("actual", ""), ("actual", "2029"), ("target", "2035")]


def test_a_speech_without_headings_plans_from_this_year_on() -> None:
    text = (
        "在茶业会议上的讲话\n刚刚过去的2030年，茶税完成3亿元、增长6.4%，均居全省前列。\n"
        "今年是茶业振兴的关键一年。综合各方面因素，茶税要增长8%。\n一要坚定不移抓茶园。突出抓好种植，年内种茶9亩。"
    )
    figures = read_figures(parse_text(text, year=2031))
    assert [(f.status, f.period) for f in figures] == [("actual", "2030")] * 2 + [("target", "2031")] * 2


def test_the_accounts_of_a_year_go_on_with_the_months_of_the_next() -> None:
    text = "关于2030年财政决算的报告\n一、2030年决算\n收入3亿元。\n二、今年以来预算执行情况\n1—7月，收入2亿元。"
    figures = read_figures(parse_text(text, kind="final accounts", year=2030))
    assert [f.period for f in figures] == ["2030", "2031"]


def test_years_named_where_that_of_the_document_is_unknown() -> None:
    text = "书屋情况\n2029年，书屋收入5亿元。\n新增书屋3家。\n书屋收入比2025年增长20%。"
    figures = read_figures(parse_text(text, area="青岚市", kind="work report"))
    assert [f.period for f in figures] == ["2029", "2029", "2026/2029"]


BUDGET = """青岚市2031年度政府预算公开
目录
一、关于青岚市2030年预算执行情况和2031年预算草案的报告
二、2031年三公经费公开
三、2031年财政名词解释
四、附表
关于青岚市2030年预算执行情况和2031年预算草案的报告
一、2030年预算执行情况
（一）全市收支
全市书税收入完成50.9亿元，增长5.2%。
（二）市本级收支
书税收入完成21.3亿元，下降12.5%。全市书屋支出9亿元。
二、2031年预算草案
1.全市收支。全市一般公共预算收入预期53.4亿元，增长4.9%，上年结转收入8.1亿元。
2.市本级收支。市本级一般公共预算收入23.5亿元，增长3.5%，其中税收收入15.2亿元，已全部落实，比上年增长5.27%。
三、2031年财政重点工作
一是全力组织收入。二是防范化解风险，牢牢守住底线。"""


def test_the_heading_of_a_draft_beats_the_words_under_it() -> None:
    figures = read_figures(parse_text(BUDGET))
    assert {(f.line, f.status, f.period) for f in figures} == {
        (10, "actual", "2030"),
        (12, "actual", "2030"),
        (14, "target", "2031"),
        (15, "target", "2031"),
    }
    assert [f.scope for f in figures] == ["", "", "市本级", "市本级", "", "", "", "", *["市本级"] * 4]
    assert {f.part for f in figures} == {"review", "plan"}, "a list of contents is neither annex nor glossary"


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("完成投资635亿元，完成年计划710亿元的89.4%。", ["actual", "target", "actual"]),
        ("年初预算为50亿元，完成52亿元，为预算的104%。", ["target", "actual", "actual"]),
        ("书税收入预期为20万元，决算为21万元，完成预期的105%。", ["target", "actual", "actual"]),
        ("一般公共预算收入50亿元。", ["actual"]),
        ("完成预算调整数41616万元的103.56%。", ["target", "actual"]),
        ("新增书屋45家，超过目标2家。", ["actual", "actual"]),
        ("能耗下降3.2%（完成全年目标），书屋增长5%。", ["actual", "actual"]),
        ("预计到2030年，借阅收入将达到159万元左右。", ["actual"]),
        ("如果借阅率下降5个百分点，收入就会减少。", ["rule"]),
        ("今后，将新增书屋5家。", ["target"]),
        ("全年计划书屋面积20亩，完成书屋面积21亩。", ["target", "actual"]),
        ("书屋建设考核指标20亩，完成21亩。", ["target", "actual"]),
        ("书屋收入比计划目标30亿元超过10亿元。", ["target", "actual"]),
        ("书屋收入增长5%（计划7%），借阅增长8%（目标6%以上）。", ["actual", "target", "actual", "target"]),
        ("确保全年茶业总收入完成14亿元。", ["target"]),
        ("我们将锚定全年目标，下达茶款5亿元，推动6个茶馆开工。", ["target", "target"]),
        ("补贴期限不超过36个月，按每座茶亭2万元的标准给予补助。", ["rule", "rule"]),
        ("贷款额度最高30万元，连续11年按总体10%标准上调茶金。", ["rule", "actual", "actual"]),
        ("对验收合格的书屋每家奖补3万元，对老书屋一次性补助共3亿元。", ["rule", "actual"]),
        (
            "书税收入任务174万元，1—8月累计完成198万元；支出调整预算1506万元，实现支出1504万元。",
            ["target", "actual", "target", "actual"],
        ),
    ],
)
def test_status_of_a_review(sentence: str, statuses: list[str]) -> None:
    assert [f.status for f in read(sentence, REVIEW)] == statuses


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("书屋总数已全部完成30家。", "actual"),
        ("书屋产值迈上了100亿元台阶。", "actual"),
        ("书屋产值迈上100亿元台阶。", "target"),
        ("目前已建成书屋30家。", "actual"),
        ("要使已有的30家书屋更好。", "target"),
    ],
)
def test_status_of_a_plan(sentence: str, status: str) -> None:
    assert {f.status for f in read(sentence, PLAN)} == {status}


@pytest.mark.parametrize(
    ("sentence", "coverages"),
    [
        ("上半年，书屋收入增长5%；书亭收入增长6%；书税收入增长7%。", ["half"] * 3),
        ("前三季度，书屋收入增长5%，书亭收入增长6%。", ["quarter", "quarter"]),
        ("1—10月份，书屋收入3亿元。", ["months"]),
        ("1—6月，书屋收入3亿元。", ["half"]),
        ("1—12月，书屋收入3亿元。", ["year"]),
        ("截至目前，书屋收入3亿元。", ["to date"]),
        ("截至2030年10月底，书屋90家。", ["to date"]),
        ("截至2030年底，书屋90家。", ["year"]),
        ("一季度下降5%，全年增长3%。", ["quarter", "year"]),
        ("一季度书屋收入下降5%。书亭收入增长3%。", ["quarter", "year"]),
        ("一季度书屋收入下降5%。其中，书亭收入增长3%。", ["quarter", "quarter"]),
        ("书屋收入增长5%，增速比一季度提高2个百分点。", ["year", "year"]),
        ("书屋收入增长5%（上半年增长4%），书亭收入增长6%。", ["year", "half", "year"]),
        ("2030年，书屋收入增长5%。", ["year"]),
        ("1—6月，书屋收入3亿元，完成年初预算5亿元的60%。", ["half", "year", "half"]),
        ("书屋收入增长5%，比一季度、上半年分别加快2个和3个百分点。", ["year"] * 3),
        ("决战四季度，书屋收入增长5%。", ["year"]),
        ("狠抓项目建设、资金储备和队伍建设等工作，1—11月，新建书屋3家；争取资金2亿元。", ["months", "months"]),
        ("上半年新建书屋3家，年内建成5家。", ["half", "year"]),
        ("提前三个月建成书屋5家。", ["year", "year"]),
        ("书屋收入完成28亿元；书亭9月份收入1亿元；书摊收入2亿元。", ["year", "months", "year"]),
        ("前三季度，书屋收入3亿元。其中，书亭收入1亿元；书摊收入2亿元；书市收入3亿元。", ["quarter"] * 4),
        ("按照书业统一测算的结果，2030年上半年，书屋收入增长5%；书亭收入增长6%。", ["half", "half"]),
        ("书屋收入增长5%，比去年上半年加快2个百分点。", ["year", "year"]),
    ],
)
def test_coverage(sentence: str, coverages: list[str]) -> None:
    assert [f.coverage for f in read(sentence, REVIEW)] == coverages


def test_coverage_of_a_title_and_a_heading() -> None:
    text = "青岚市2030年上半年书屋运行情况\n一、收入\n书屋收入增长5%。分类看，书亭增长6%。\n二、6月份收入\n书屋收入增长7%。"
    assert [f.coverage for f in read_figures(parse_text(text))] == ["half", "half", "months"]
    told = "书业局介绍，今年上半年，书业回暖。书屋收入3亿元。\n今年上半年书亭收入增长5%。"
    assert [f.coverage for f in read_figures(parse_text(told))] == ["half", "half"]
    passage = "一、书况\n2030年1月，书价为3元。按照书业标准评价，好书占8%。"
    assert [f.coverage for f in read_figures(parse_text(passage))] == ["months", "months"]


@pytest.mark.parametrize(
    ("sentence", "area", "scopes"),
    [
        ("书税收入50亿元，其中：市本级收入34亿元，下降0.7%；区级收入16亿元。", "青岚市", ["", "市本级", "市本级", "区级"]),
        ("区级财政收入16亿元，地方级财政收入20亿元。", "云泽区", ["", "地方级"]),
        ("地方财政收入16亿元。", "云泽区", [""]),
        ("地方财政收入16亿元。", "全国", ["地方"]),
        ("云泽高新区生产总值16亿元，增长7%。", "青岚市", ["云泽高新区", "云泽高新区"]),
        ("省级龙头企业16家。", "青岚市", [""]),
        ("新建园区3个。", "青岚市", [""]),
    ],
)
def test_scope(sentence: str, area: str, scopes: list[str]) -> None:
    assert [f.scope for f in read(sentence, REVIEW, area=area)] == scopes


@pytest.mark.parametrize(
    ("sentence", "preliminary"),
    [
        ("预计书屋收入增长5%。", True),
        ("初步核算，书屋收入3亿元。", True),
        ("书屋收入3亿元（快报数）。", True),
        ("书屋收入3亿元。", False),
    ],
)
def test_preliminary(sentence: str, preliminary: bool) -> None:
    assert {f.preliminary for f in read(sentence, REVIEW)} == {preliminary}
    assert {f.preliminary for f in read(sentence, PLAN)} == {False}


def test_what_is_said_once_of_all_first_counts() -> None:
    text = "书屋收入3亿元。\n茶税收入5亿元（预计数，下同）。\n书价上涨2%，比2028年低1个百分点，灯会2029年办了30场。"
    document = parse_text(f"{REVIEW}{text}\n{PLAN}茶税增长4%。", area="青岚市", kind="work report", year=2031)
    found = {f.number: f.preliminary for f in read_figures(document)}
    assert found == {"3亿": False, "5亿": True, "2": True, "1": True, "30": False, "4": False}


def test_a_note_on_all_data_of_a_communique() -> None:
    text = "书屋收入3亿元，2029年为2亿元。\n注：本公报各项数据均为初步统计数。"
    document = parse_text(text, area="青岚市", kind="communique", year=2030)
    assert {f.number: f.preliminary for f in read_figures(document)} == {"3亿": True, "2亿": False}


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("书屋收入同口径增长5%。", "comparable"),
        ("书屋收入可比增长5%。", "comparable"),
        ("书屋收入按可比价增长5%。", "real"),
        ("书屋收入增长5%（按可比价格计算）。", "real"),
        ("人均收入实际增长5%。", "real"),
        ("书屋投资名义增长5%。", "nominal"),
        ("扣除留抵退税因素后，书税收入增长5%。", "comparable"),
        ("实际利用外资增长5%。", ""),
        ("剔除一次性收入后，书屋收入增长5%。", "comparable"),
        ("享受加计扣除30万元。", ""),
        ("剔除退税因素后书税收入完成86亿元。", ""),
        ("书税收入（剔除退税因素后86亿元）。", "comparable"),
        ("书屋产值名义年均增长5%。", "nominal"),
        ("书屋以联盟名义减少5%。", ""),
        ("书屋收入增长5%。", ""),
    ],
)
def test_basis(sentence: str, basis: str) -> None:
    assert {f.basis for f in read(sentence, REVIEW)} == {basis}


def test_a_rate_in_a_bracket_has_a_basis_of_its_own() -> None:
    assert [f.basis for f in read("书税收入增长1%（可比口径增长6%）。", REVIEW)] == ["", "comparable"]


def test_real_rates_that_are_handed_out() -> None:
    assert [f.basis for f in read("书屋和茶楼人均收入实际分别增长11.4%和7.2%。", REVIEW)] == ["real", "real"]


def test_basis_of_one_clause_is_not_that_of_the_next() -> None:
    figures = read("书税收入扣除退税因素后增长5%，书价上涨2%。", REVIEW)
    assert [f.basis for f in figures] == ["comparable", ""]


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("计划新建书屋3家，改造8家；植树5万株。", ["target"] * 3),
        ("计划新建书屋3家，实际新建4家，改造8家。", ["target", "actual", "actual"]),
        ("书屋协会的计划总投资5亿元，20个项目完成年度计划的96.1%。", ["target", "actual", "actual"]),
        ("引进书屋项目9个，计划总投资5亿元，其中书亭2个，到位资金3亿元。", ["actual", "target", "actual", "actual"]),
        ("新增未来社区5个，书屋8家。", ["actual", "actual"]),
        ("今年目标：接待读者超过8万人次。", ["target"]),
        ("县里下达早茶任务3.6亩，晚茶4.3亩。落实早茶2.1亩。", ["target", "target", "actual"]),
        ("茶舍翻修9户，超出州里下达任务3户。争取县下达茶田7亩。", ["actual"] * 3),
        ("年初县下达书屋改造38户，县下达改造资金9万元。", ["target", "actual"]),
        ("书税收入9亿元，书价83元，书费61元，超过原定8亿元、70元和50元的目标。", ["actual"] * 3 + ["target"] * 3),
        ("2030年计划退出书屋26家8人（青岚镇18家6人，云泽镇8家2人），2030年计划完成率为97%。", ["target"] * 6 + ["actual"]),
        ("全年计划投资800万元，现已完成投资640万元。", ["target", "actual"]),
        ("茶业项目完成投资61亿元，竟超全年计划投资17.9%。", ["actual", "actual"]),
        ("计划新开工书屋15家，实际开工16家。9个计划新开工项目，开工7个。", ["target", "actual", "actual", "actual"]),
        ("完成种茶170亩（任务148亩），其中红茶51亩。", ["actual", "target", "actual"]),
        ("书款到位9亿元，完成下达任务的（8亿元）的112.5%。", ["actual", "target", "actual"]),
    ],
)
def test_things_to_do_are_listed_after_a_plan(sentence: str, statuses: list[str]) -> None:
    assert [f.status for f in read(sentence, REVIEW)] == statuses


@pytest.mark.parametrize(
    ("lines", "kind", "year", "expected"),
    [
        # This year is the one looked back on.
        (("一、今年以来工作情况", "今年新建书屋3家。"), "department report", 2030, ("actual", "2030")),
        (
            ("2030年工作总结和2031年工作打算", "一、2030年工作情况", "今年，新建书屋3家。"),
            "department report",
            2031,
            ("actual", "2030"),
        ),
        (("2030县书屋局年终工作总结", "2030年，新建书屋3家。"), "department report", 2030, ("actual", "2030")),
        (("书屋局上半年工作总结", "今年1-6月新建书屋3家。"), "department report", 2030, ("actual", "2030")),
        (
            ("政府工作报告", "（2030年12月20日）", "一、2030年工作回顾", "今年，新建书屋3家。"),
            "work report",
            2031,
            ("actual", "2030"),
        ),
        # News of a meeting: behind the title with the year to come, an account of the year before.
        (
            ("高效部署2031年书屋工作", "2030年，书屋协会众志成城，获评先进。全年建成书屋3家，居全省第一。"),
            "department report",
            2031,
            ("actual", "2030"),
        ),
        # A report given to a congress opens with its review, whatever its words.
        (
            ("青岚市书院工作报告", "——2031年1月5日在青岚市第三届人民代表大会第五次会议上", "推动服务深化，引导茶商3家。"),
            "department report",
            2031,
            ("actual", "2030"),
        ),
        # An account of the year that is given for it.
        (
            ("书屋方面，2030年，资产总额7.2亿元。", "2030年，负债总额5.9亿元。", "2030年，书屋资产3家。"),
            "department report",
            2030,
            ("actual", "2030"),
        ),
        # The account before an outline, under a heading without a number, in a page pasted with its markup.
        (
            (
                "<p><b>“十五五”茶业发展的回顾</b></p>",
                "<p>五年间，书屋税收达到5亿元，书屋达到3家。</p>",
                "<p>“十六五”发展目标</p>",
            ),
            "plan outline",
            2031,
            ("actual", "2030"),
        ),
        # What a congress resolved on is the budget, sums carried over with it.
        (
            (
                "二届人大一次会议批准：2030年茶业预算收入合计为8亿元。其中：上年结转结余5亿元。支出合计预算为8亿元。其中：茶亭支出1.5亿元，茶商3家。",
            ),
            "final accounts",
            2030,
            ("target", "2030"),
        ),
        # What was done and what is to be done, the years blotted out.
        (
            ("一、20__年工作总结", "新建书屋5家。", "二、20__年工作计划", "计划新造书屋3家。"),
            "department report",
            2030,
            ("target", "2031"),
        ),
        (("现将2030年茶务目标任务列举如下：", "书屋开放率不低于3%。"), "department report", 2030, ("target", "2030")),
        # An account of the years since one.
        (
            ("现将青岚书屋2028年以来的办书工作情况报告如下：", "书屋运转平稳，读者满意，直到2030年5月。", "共收书信3件。"),
            "department report",
            2030,
            ("actual", "2028/2030"),
        ),
        (("上半年全市书税较快增长。1—6月，书税完成预算的58%。", "书屋达到3家。"), "budget report", 2030, ("actual", "2030")),
        # A term of four years.
        (("一、政府工作回顾", "县十六届人大以来的四年，累计新建书屋3家。"), "work report", 2031, ("actual", "2027/2030")),
        # The plan of an outline.
        (("到2045年，书屋达到5家；" + "人均藏书达到" + "很高水平" * 12 + "3册。",), "plan outline", 2031, ("target", "2045")),
        (("到2035年，书屋达到5家，累计新建书屋3家。",), "plan outline", 2031, ("target", "2031/2035")),
        (("“十六五”时期，书屋开放率、藏书更新率均达到3%。",), "plan outline", 2031, ("target", "2035")),
        (("力争到2035年，书屋达到3家。",), "", None, ("target", "2035")),
    ],
)
def test_the_year_that_a_heading_or_the_kind_gives(
    lines: tuple[str, ...], kind: str, year: int | None, expected: tuple[str, str]
) -> None:
    figures = read_figures(parse_text("\n".join(lines), area="青岚市", kind=kind, year=year))
    figure = next(f for f in reversed(figures) if f.number == "3")
    assert (figure.status, figure.period) == expected


IN_REVIEW, IN_PLAN = (
    "一、2030年工作回顾\n{}\n二、2031年工作安排\n茶业增长6%。",
    "一、2030年工作回顾\n茶业增长5%。\n二、2031年工作安排\n{}",
)


@pytest.mark.parametrize(
    ("text", "number", "period", "status"),
    [
        (IN_REVIEW.format("存在的问题：茶业投资占比偏低，上年仅为9.5%，低于全省平均水平。"), "9.5", "2030", "actual"),
        (IN_REVIEW.format("主要问题是：茶业投资占比偏低，上年仅为9.5%。"), "9.5", "2030", "actual"),
        (IN_REVIEW.format("我们也看到，茶业仍有不少短板，上年投资占比仅为9.5%。"), "9.5", "2030", "actual"),
        (IN_REVIEW.format("茶税达到5亿元，上年为4.5亿元。"), "4.5亿", "2029", "actual"),
        # Whom a government helps, and what it overcame, is no account of what is amiss.
        (IN_REVIEW.format("帮扶困难群众，茶税达到5亿元，上年为4.5亿元。"), "4.5亿", "2029", "actual"),
        (IN_REVIEW.format("化解矛盾纠纷：调解员达到50人，上年为45人。"), "45", "2029", "actual"),
        (IN_REVIEW.format("克服存在的不少困难，茶税达到5亿元，上年为4.5亿元。"), "4.5亿", "2029", "actual"),
        (IN_REVIEW.format("坚持问题导向，补短板，茶税达到5亿元，上年为4.5亿元。"), "4.5亿", "2029", "actual"),
        (IN_PLAN.format("茶业增长6%。1至5月，全市茶业增长4.2%。下半年力争增长7%。"), "4.2", "2031", "actual"),
        (IN_PLAN.format("茶业增长6%。1至5月，全市茶业增长4.2%。下半年力争增长7%。"), "7", "2031", "target"),
        (IN_PLAN.format("确保1—5月茶业增长4.2%。"), "4.2", "2031", "target"),
        (IN_PLAN.format("茶业增长6%。1—5月，要完成投资5亿元。"), "5亿", "2031", "target"),
        (IN_PLAN.format("1至5月，主要茶业指标增长4.2%。"), "4.2", "2031", "actual"),
        (IN_PLAN.format("1至5月，云泽将军茶园重要项目完成投资5亿元。"), "5亿", "2031", "actual"),
        (IN_PLAN.format("1至5月，茶业将增长4.2%。"), "4.2", "2031", "target"),
        (IN_PLAN.format("目前重要茶园达到30家。"), "30", "2031", "actual"),
        (IN_PLAN.format("据初步统计，茶园达到30家。"), "30", "2031", "actual"),
        # The plan for the whole year beside the months that are over, and what share of it is done.
        (IN_PLAN.format("1至5月，完成茶税3亿元，全年完成茶税5亿元。"), "3亿", "2031", "actual"),
        (IN_PLAN.format("1至5月，完成茶税3亿元，全年完成茶税5亿元。"), "5亿", "2031", "target"),
        (IN_PLAN.format("1至5月，完成茶税3亿元，下半年完成茶税5亿元。"), "5亿", "2031", "target"),
        (IN_PLAN.format("1至5月，完成茶税3亿元，到年末达到5亿元。"), "5亿", "2031", "target"),
        (IN_PLAN.format("1至5月，完成茶税3亿元，占全年计划的60%。"), "60", "2031", "actual"),
        (IN_PLAN.format("1至5月，茶税比去年全年高4.5%。"), "4.5", "2031", "actual"),
        (
            "一、2030年工作回顾\n茶业增长5%。\n二、今后五年工作\n茶税年均增长8%。\n三、2031年主要工作安排\n"
            "实现今后五年的茶业蓝图，今年尤为要紧。茶业增长7.5%左右。",
            "7.5",
            "2031",
            "target",
        ),
        # What stands under the heading of the goals, before a paragraph names the term.
        (
            "一、2030年工作回顾\n茶业增长5%。\n二、未来发展的主要任务\n市政府编制了纲要草案，茶田达到50万亩。\n"
            "“十六五”时期，茶税年均增长8%。\n三、2031年工作安排\n茶业增长7%。",
            "50万",
            "2035",
            "target",
        ),
        # What stands under the heading of the term's first year.
        (
            "一、2030年工作回顾\n茶业增长5%。\n二、“十六五”时期的目标\n“十六五”时期，茶税年均增长8%。\n"
            "三、努力实现“十六五”良好开局\n茶园达到50万亩。",
            "50万",
            "2031",
            "target",
        ),
    ],
)
def test_the_time_of_problems_of_past_months_and_of_a_first_step(text: str, number: str, period: str, status: str) -> None:
    figures = read_figures(parse_text(text, area="青岚市", kind="work report", year=2031))
    assert [(f.period, f.status) for f in figures if f.number == number] == [(period, status)]


def test_what_projects_are_sized_by_is_money() -> None:
    text = "一、2030年工作回顾\n引进50亿、100亿项目3个，年末人口14亿。"
    figures = read_figures(parse_text(text, area="青岚市", kind="work report", year=2031))
    assert [(f.number, f.unit) for f in figures] == [("50亿", "元"), ("100亿", "元"), ("3", "个"), ("14亿", "")]


@pytest.mark.parametrize("people", ["产业工人", "企业职工", "产业人口"])
def test_people_of_firms_are_no_money(people: str) -> None:
    assert "元" not in [f.unit for f in read(f"服务2亿{people}。")]


def test_counts_of_one_deed_have_no_number_in_their_labels() -> None:
    text = "一、2030年工作回顾\n有3人2队40次创造5项纪录。"
    figures = read_figures(parse_text(text, area="青岚市", kind="work report", year=2031))
    assert [(f.number, f.unit, f.label) for f in figures][:2] == [("3", "人", "创造纪录"), ("2", "队", "创造纪录")]


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("茶税48亿元，升了7%，提速2个百分点。", ["茶税", "茶税", "茶税"]),
        ("茶山火情起数、受伤人数较2027年分别少了3%和6%。", ["茶山火情起数", "受伤人数"]),
        ("茶业总产值历史性迈上百亿台阶、为107亿元。", ["茶业总产值", "茶业总产值"]),
        ("茶税突破10亿元大关、增长5%。", ["茶税", "茶税"]),
        ("“一窗通”事项较去年翻一番。", ["“一窗通”事项"]),
        ("在云泽第二批茶镇评估中居全国第一。", ["云泽第二批茶镇评估"]),
        ("建成20个以上5G茶厂，新增12个5G茶园。", ["5G茶厂", "新增5G茶园"]),
        ("茶业增加值5亿元。上半年完成3亿元，同比增长7%。", ["茶业增加值", "茶业增加值", "茶业增加值"]),
        ("茶农月收入比去年平均增长16%。", ["茶农月收入"]),
        ("97%的茶村垃圾和63%的茶村污水得到治理。", ["茶村垃圾", "茶村污水"]),
        ("4500户茶农乔迁新居，5项茶务排全省前列，140个茶园整合为一体。", ["茶农", "茶务", "茶园"]),
        ("云泽茶会取得2金、3银。", ["云泽茶会", "云泽茶会"]),
        ("——茶农人均所得：年均增长8%，达到9千元。", ["茶农人均所得", "茶农人均所得"]),
        ("茶园平均亩产40公斤，总产量8吨。", ["茶园平均亩产", "茶园总产量"]),
        ("茶业总收入和茶税收入分别达到9亿元和5亿元，按可比价，增长6%和7%。", ["茶业总收入", "茶税收入"] * 2),
        ("茶税26亿元，五年内翻了两番，升8%。", ["茶税", "茶税", "茶税"]),
        ("茶税24亿元，总量在各茶区（茶市）中排名第四。", ["茶税", "茶税"]),
        ("支持11个茶产区率先发展，5座茶亭主体结构完工。", ["茶产区", "茶亭"]),
        ("1个月时间完成茶棚整修17万平方米。", ["茶棚整修"]),
        ("投资过亿元重大茶业项目开工率达71%。", ["投资过亿元重大茶业项目开工率"]),
        ("留茶人数再创新高、超过6万人。", ["留茶人数"]),
        ("24个茶园（片）区调整为大片。", ["茶园（片）区"]),
        ("茶叶贸易增势强劲，占瓷茶贸易的比重为5%。", ["茶叶贸易占瓷茶贸易的比重"]),
        ("红茶、绿茶在总产值中占的比重分别达到5%和6%。", ["红茶在总产值中占的比重", "绿茶在总产值中占的比重"]),
        ("推出40个鼓励茶商参与建设的茶路项目。", ["茶路项目"]),
        ("茶校招生3万人；对4万人进行了各种形式的茶艺培训。", ["茶校招生", "茶艺培训"]),
        ("15项茶务中6项全省第一。", ["茶务", "茶务", "茶务"]),
        ("改造茶山二次加压泵站7座。", ["改造茶山二次加压泵站"]),
        ("落实【2021-2030】茶业纲要，茶税5亿元。", ["茶税"]),
        ("茶企和茶社分别达到22家和21家，是“十五”末的5倍和7倍。", ["茶企", "茶社"] * 2),
        ("茶业总产值达到35亿元，人均680美元。", ["茶业总产值", "茶业总产值人均"]),
        ("茶农所得按国家新口径为7千元。", ["茶农所得"]),
        ("14名茶师接受培训，以三大茶务为抓手。", ["茶师", "茶务"]),
        ("9个茶业项目中我省成功入围7个。", ["茶业项目", "茶业项目"]),
        ("街道实现茶税3亿元，协调解决茶务难题20个。", ["茶税", "茶务难题"]),
    ],
)
def test_labels_without_adverbs_and_steps(sentence: str, labels: list[str]) -> None:
    assert [
        f.label for f in read_figures(parse_text(f"一、2030年工作回顾\n{sentence}", kind="work report", year=2031))
    ] == labels


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("规模以上茶企发展加快，占瓷茶出口的19%。", ["规模以上茶企占瓷茶出口"]),
        ("民营茶业活力日益显现，占瓷茶出口的19%。", ["民营茶业占瓷茶出口"]),
        ("民营茶业发展实现新跨越，占瓷茶出口的19%。", ["民营茶业占瓷茶出口"]),
        ("在修渠引水过程中，雇请茶工70人，占8%。", ["雇请茶工", "雇请茶工占"]),
        ("在云泽茶工中，男性70人，占8%。", ["男性", "男性占云泽茶工"]),
        ("在9个茶区综合排名升至第3位。", ["茶区", "茶区综合排名"]),
        ("茶渠由7条支渠构成，总长度83公里。", ["支渠", "支渠总长度"]),
        ("采购3套炒茶机组成功试车。", ["炒茶机组"]),
        ("茶值迈过三个千亿台阶、为2871亿元，人均逾3万元。", ["茶值", "茶值", "茶值人均"]),
        ("茶农存款7亿元，户均4万元。", ["茶农存款", "茶农存款户均"]),
        ("利用茶业外资和对外茶业投资分别为4亿元、2亿元。", ["利用茶业外资", "对外茶业投资"]),
        ("签下17个茶商回归项目，登记230名迁入人口。", ["茶商回归项目", "迁入人口"]),
        ("茶会指出：增长8%。", [""]),
    ],
)
def test_labels_keep_names_and_leave_circumstances(sentence: str, labels: list[str]) -> None:
    assert [f.label for f in read(sentence)] == labels


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("茶农108万人，约占全县茶业人口的三成。", ["茶农", "茶农占全县茶业人口"]),
        ("订有茶约的茶乡，现在已增加到九十个。", ["订有茶约的茶乡"]),
        ("茶业增加值增长9%，比一季度加快2个百分点；其中二季度同比增长8%。", ["茶业增加值"] * 3),
        ("茶业增加值增长3%，增速比1—9月份加快2个百分点。", ["茶业增加值", "茶业增加值增速"]),
        ("茶房造价持续上升，本年度为3亿元，高于去年的2亿元。", ["茶房造价", "茶房造价"]),
        ("茶楼造价由去年5亿元，降至今年的4亿元。", ["茶楼造价", "茶楼造价"]),
        ("茶童中，男女童入学率分别为97%和98%。", ["男童入学率", "女童入学率"]),
        ("茶社和瓷社销售收入分别实现7亿元和8亿元。", ["茶社销售收入", "瓷社销售收入"]),
        ("茶业在全省增长6%，十七县市排名第五。", ["茶业", "茶业"]),
        ("茶客增长5%，恢复到去年同期的七成，全省排位第7。", ["茶客", "茶客", "茶客"]),
        ("新建成茶房共2处合计1700套。", ["新建成茶房", "新建成茶房"]),
        ("8个茶乡断面水质全部好转。", ["茶乡断面"]),
        ("提升9个省级茶业基地能级水平和规模。", ["省级茶业基地"]),
        ("覆盖9个州（市、区），茶校（含村校）6所。", ["州（市、区）", "茶校"]),
        ("茶香浓度均值以冬季最高，为7微克/立方米。", ["茶香浓度均值"]),
        ("茶水全部达标，提前3年完成省定任务，茶山绿化提前两年完成。", ["提前完成省定任务", "茶山绿化提前完成"]),
        ("茶税增幅连续18个月领跑全省。", ["茶税增幅连续领跑全省"]),
        ("茶业新增就业6万人，完成全年9万人目标的60%。", ["茶业新增就业", "茶业新增就业", "茶业新增就业完成全年目标"]),
        ("常态化开展的有3项，推进缓慢的有4项。", ["常态化开展", "推进缓慢"]),
        ("启动实施投资9亿元的茶园一体化项目。", ["茶园一体化项目投资"]),
        ("茶师生比16.7:1，与上年的17.3:1有所改善。", ["茶师生比"] * 4),
        ("全省茶监机构共主动检查茶社150户。", ["主动检查茶社"]),
        ("茶叶、炒茶机器人、茶车产量分别增16%、28%、21%。", ["茶叶产量", "炒茶机器人产量", "茶车产量"]),
        (
            "参加养老、生育、工伤保险的茶农分别达到6万人、5万人、3万人。",
            ["参加养老保险的茶农", "生育保险的茶农", "工伤保险的茶农"],
        ),
        ("养老、 工伤保险参保人数分别为8万人和6万人，较上年净增2万人、1万人。", ["养老保险参保人数", "工伤保险参保人数"] * 2),
        ("新开工、新投产亿元以上茶园分别达到14个和16个。", ["新开工亿元以上茶园", "新投产亿元以上茶园"]),
        ("单位生产总值能耗、茶渣排放强度分别为全省的七成、六成。", ["单位生产总值能耗", "茶渣排放强度"]),
        ("万元GDP能耗、电耗分别降低5%和3%。", ["万元GDP能耗", "万元GDP电耗"]),
        ("对东岚、西岚及沿江各国进出口分别增长4%、8%、3%。", ["东岚进出口", "西岚进出口", "沿江各国进出口"]),
        ("茶业、瓷业增加值分别比全省高2和3个百分点。", ["茶业增加值比全省高", "瓷业增加值比全省高"]),
        ("茶业、瓷业投资分别占全部投资的3%、4%。", ["茶业投资占全部投资", "瓷业投资占全部投资"]),
        ("茶业投资、瓷业投资占比分别提高6和2个百分点。", ["茶业投资占比", "瓷业投资占比"]),
        ("茶业产值、瓷业产值占总产值比重达7%、6%。", ["茶业产值占总产值比重", "瓷业产值占总产值比重"]),
        ("村级总资产和经营茶山收入分别达到5亿元和1亿元。", ["村级总资产", "经营茶山收入"]),
        ("中学和小学茶艺开课率分别为九成和七成。", ["中学茶艺开课率", "小学茶艺开课率"]),
        ("茶烟和化学需氧量各自减少2%和6%。", ["茶烟", "化学需氧量"]),
        ("茶圈个数和涉及茶企数分别减少4个和29个。", ["茶圈个数", "涉及茶企数"]),
        ("每百户茶农拥有茶车5辆、茶机2台。", ["每百户茶农拥有茶车", "每百户茶农拥有茶机"]),
        ("年末每千人口拥有茶师3人、茶座2张。", ["每千人口拥有茶师", "每千人口拥有茶座"]),
        ("城、乡茶补标准分别提高到573元、417元。", ["城镇茶补标准", "农村茶补标准"]),
        ("国家级、省级茶企分别达到1家、20家。", ["国家级茶企", "省级茶企"]),
        ("茶业增加值、瓷业经济占生产总值比重分别达6%、4%。", ["茶业增加值占生产总值比重", "瓷业经济占生产总值比重"]),
        ("SO2和COD排放各自分别下降4%和7%。", ["SO2排放", "COD排放"]),
        ("1月3日全国茶游总人数6万人次，茶乡景区累计接待茶客5人次。", ["全国茶游总人数", "茶乡景区接待茶客"]),
        ("当地警方已破获各类茶案30余起，为茶农减轻负担4亿元。", ["破获各类茶案", "减轻负担"]),
        ("三年新建茶房15万平方米。", ["新建茶房"]),
        ("茶农人均从茶山上获得的纯收入为2500元。", ["茶农人均从茶山上获得的纯收入"]),
        ("11个茶乡林业站共有茶艺人员15名，其中八成以上是党员。", ["茶乡林业站", "茶乡林业站茶艺人员", "党员"]),
        ("民营茶企进出口4亿元，其中出口3亿元，进口1亿元。", ["民营茶企进出口", "民营茶企出口", "民营茶企进口"]),
        ("茶山面积达到6万亩、占到全省的一成。", ["茶山面积", "茶山面积占全省"]),
        ("茶运客运量亦有6亿人次。", ["茶运客运量"]),
        ("茶乡总产值完成11亿元；限额以上茶企共完成总产值9亿元。", ["茶乡总产值", "限额以上茶企总产值"]),
        ("公安机关共端掉茶团伙5个，桥头的1.3万户内涝居民得到安置。", ["端掉茶团伙", "内涝居民"]),
        ("茶业就业增加，每年净增4万个就业岗位。", ["就业岗位"]),
        ("茶业营收增至30亿元，规模全省第一。", ["茶业营收", "茶业规模"]),
        ("铁路完成茶客发送量38亿人次，迎来茶商7人。", ["铁路茶客发送量", "茶商"]),
        ("建成茶厕39户、占比7%，累计建成60户。", ["茶厕", "茶厕占比", "建成茶厕"]),
        ("接待茶客54人次，增长7%，较全省总体增速高2个百分点。", ["接待茶客", "接待茶客", "接待茶客较全省总体增速高"]),
        ("预计第一季度全区完成茶业总值28亿元，“十五五”前四年茶业投资达到15亿元。", ["茶业总值", "茶业投资"]),
        ("茶叶产量再创新高，首次突破1.4万吨。", ["茶叶产量"]),
        ("为14名茶生办理了茶证，为3名因案致贫茶农发放救助。", ["茶生", "因案致贫茶农"]),
        (
            "茶业销售、茶业用电量分别增长11%和2%，增幅分别高于全省7和3个百分点。",
            ["茶业销售", "茶业用电量", "茶业销售增幅高于全省", "茶业用电量增幅高于全省"],
        ),
        ("提前8年实现了茶乡目标值（37%）。", ["提前实现了茶乡目标值", "茶乡目标值"]),
        ("茶农失业率3%，低于市计划的0.7个百分点。", ["茶农失业率", "茶农失业率低于市计划"]),
        ("茶业增加值下降9%，低于全市平均增速4个百分点。", ["茶业增加值", "茶业增加值低于全市平均增速"]),
        ("39个茶业城市茶味平均优良天数比例为85%。", ["茶业城市", "茶业城市茶味平均优良天数比例"]),
        ("这七大茶河水质优良比例达到75%，其余五类茶价均比上年回落。", ["茶河水质优良比例", "茶价"]),
        ("收到茶案80件，其中交由茶区及茶企办理的71件。", ["收到茶案", "交由茶区及茶企办理"]),
        ("截至目前累计茶检约8万人次，全年可完成茶业产值27亿元。", ["茶检", "茶业产值"]),
        ("9万名茶生领取了新书。", ["茶生"]),
        (
            "新签约茶园20个，其中亿元以上9个、10亿元以上6个、百亿级3个。",
            ["新签约茶园", "亿元以上茶园", "新签约茶园", "10亿元以上茶园", "百亿级茶园"],
        ),
        ("茶税超5亿元的县有21个，超9亿元的4个。", ["茶税超5亿元的县", "茶税超5亿元的县", "茶税超9亿元的县"]),
        ("总投入茶库资金2亿元，已全部动工，截至目前，已完成投资1亿元。", ["总投入茶库资金", "投资"]),
        ("茶农重点村方面，目前已完成总投资2亿元。", ["总投资"]),
        ("受理茶客投诉19件，为茶客挽回损失8万元。", ["受理茶客投诉", "挽回损失"]),
        ("该局受理茶社投诉20件，该村茶叶产量30吨。", ["受理茶社投诉", "茶叶产量"]),
        ("参观茶馆、茶山的茶客比例分别达40%、44%。", ["参观茶馆的茶客比例", "茶山的茶客比例"]),
        ("茶会亦会增加约700个新建茶位，总计减少2万贫困茶农。", ["新建茶位", "贫困茶农"]),
        ("茶区拨款1亿元，其中包括1700万元以增加168个茶位。", ["茶区拨款", "茶区拨款", "茶位"]),
        ("二〇三四至三五年度政府投放在茶社的经常开支为12亿元。", ["茶社的经常开支"]),
        ("9座茶楼交付使用，在39座茶城举办茶会。", ["茶楼", "茶城"]),
        ("茶税预算9亿元，经茶会常委会批准调整为8亿元，未完成年初增长10%的目标。", ["茶税预算"] * 3),
        ("茶业产值增长9%，对茶区经济增长的贡献率达30%。", ["茶业产值", "茶业产值对茶区经济增长的贡献率"]),
        (
            "茶区资产3亿元，茶区权益率61%，茶区税款1亿元，分别增长8%、5%。",
            ["茶区资产", "茶区权益率", "茶区税款", "茶区资产", "茶区税款"],
        ),
        ("完成茶园治理9亩任务，推进3类工程和12项任务。", ["茶园治理", "工程", "任务"]),
        ("评选出茶区名匠25名，茶港1210出口业务领先。", ["茶区名匠"]),
        ("茶肥、茶药亩均用量各自减少5%、2%。", ["茶肥亩均用量", "茶药亩均用量"]),
        ("茶税、茶业投资分别仅占全市的21%、15%。", ["茶税仅占全市", "茶业投资仅占全市"]),
        ("新增茶企4家，茶企数是上一年的两倍，茶房改造去年完成1.7万户。", ["新增茶企", "茶企数", "茶房改造"]),
        ("茶路运营里程、高速茶道通车里程各自达到2公里、3公里。", ["茶路运营里程", "高速茶道通车里程"]),
    ],
)
def test_labels_are_of_what_the_words_beside_them_name(sentence: str, labels: list[str]) -> None:
    assert [f.label for f in read(sentence)] == labels


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("新辟茶园较年初计划增长37%。", "actual"),
        ("新辟茶园比计划增长37%。", "actual"),
        ("新辟茶园年初计划增长37%。", "target"),
        ("新辟茶园超过计划增长37%的要求。", "target"),
    ],
)
def test_growth_over_a_plan_is_what_came_of_it(sentence: str, status: str) -> None:
    assert [f.status for f in read(sentence)] == [status]


def test_an_amount_of_land_is_raised_by_so_much() -> None:
    figures = read("地均茶值5亿元/平方公里，比上年提高2亿元/平方公里。")
    assert [f.measure for f in figures] == ["level", "change"]


def test_the_code_of_a_plot_is_no_number() -> None:
    assert [f.number for f in read("青岚B-02-08地块建成茶舍3套，C-05地块建成4套。")] == ["3", "4"]


def test_half_a_year_beside_the_plan_of_the_whole() -> None:
    text = (
        "一、上半年计划执行情况\n——全县茶业增加值计划增长8.2%。上半年完成6亿元，升7.9%。\n"
        "——全年计划实施茶业项目17项，力争增长8%。1-6月完成3亿元。"
    )
    figures = read_figures(parse_text(text, area="云泽县", kind="plan report", year=2031))
    assert [(f.number, f.status, f.period) for f in figures] == [
        ("8.2", "target", "2031"),
        ("6亿", "actual", "2031"),
        ("7.9", "actual", "2031"),
        ("17", "target", "2031"),
        ("8", "target", "2031"),
        ("3亿", "actual", "2031"),
    ]


def test_this_year_with_eleven_months_over_is_the_one_looked_back_on() -> None:
    assert [(f.status, f.period) for f in read("今年1—11月，茶税增长8%。")] == [("actual", "2030")]
    assert [f.period for f in read("今年1—5月，茶税增长8%。")] == ["2031"]


def test_what_came_of_the_tasks_of_a_year_by_its_middle() -> None:
    text = "茶务局近期对2031年重点任务上半年落实情况作了督查。\n一、指标落实情况\n上半年，茶税完成8亿元，增长6%。"
    figures = read_figures(parse_text(text, area="青岚市", kind="work report", year=2031))
    assert [(f.number, f.status, f.period) for f in figures] == [("8亿", "actual", "2031"), ("6", "actual", "2031")]


def test_a_report_titled_by_half_a_year_looks_back_on_it_and_plans_the_rest() -> None:
    text = "青岚县人民政府2031年上半年工作报告\n上半年，茶业增长6%。\n一是茶园开工8个。\n下半年，茶业增长7%；新增茶坊3家。"
    figures = read_figures(parse_text(text))
    assert [(f.period, f.status) for f in figures] == [("2031", s) for s in ("actual", "actual", "target", "target")]


def test_a_line_is_of_the_account_that_its_heading_names() -> None:
    text = "二、政府性基金预算收支决算\n收入9亿元，支出7亿元，调出至一般公共预算2亿元。\n三、书屋情况\n收入5亿元。"
    document = parse_text(text, area="青岚市", kind="final accounts", year=2031)
    named = ["政府性基金预算收入", "政府性基金预算支出", "调出至一般公共预算", "收入"]
    assert [f.label for f in read_figures(document)] == named


def test_what_is_done_by_the_year_after_is_no_target_behind_a_semicolon() -> None:
    text = "2030年书屋工作总结\n截至2031年11月底，已整改171个；其中要求立改的132个问题已整改131个。力争整改9个。"
    document = parse_text(text, kind="department report")
    assert [f.status for f in read_figures(document)] == ["actual", "actual", "actual", "target"]
    # In a plan too.
    assert [f.status for f in read("截至2031年2月底，已整改书屋171个。", PLAN)] == ["actual"]


def test_villages_below_a_bound_that_are_to_go_are_told_by_a_rule() -> None:
    assert [f.status for f in read("书屋收入9万元以下的村全部清零。", PLAN)] == ["rule"]


def test_deaths_fell_as_accidents_did() -> None:
    figures = read("发生火情3起，死亡5人，同比分别减少1起和2人。")
    assert [(f.value, f.measure) for f in figures[2:]] == [(Decimal("-1"), "change"), (Decimal("-2"), "change")]


def test_a_bulletin_looks_ahead_in_a_paragraph_of_the_year_after() -> None:
    text = "二、展望\n2031年，预计书税增长5%。书业将稳步发展，力争新增书屋9家。\n2030年，计划投资5亿元。"
    figures = read_figures(parse_text("2030年书业运行报告\n书税增长4%。\n" + text, kind="bulletin", year=2030))
    assert [(f.period, f.status) for f in figures[:3]] == [("2030", "actual"), ("2031", "target"), ("2031", "target")]


def test_a_pace_named_behind_its_rate_is_growth() -> None:
    figures = read("书价下降0.2%。在6月份0.2%的同比降幅中，翘尾影响为0.1个百分点。")
    assert [(f.value, f.measure) for f in figures[:2]] == [(Decimal("-0.2"), "growth")] * 2


def test_more_was_taken_than_the_year_before_brought_in() -> None:
    for base in ("上年", "上年业绩", "上年决算"):
        assert [f.measure for f in read(f"茶税入库5亿元，比{base}增收2万元。")] == ["level", "change"]
    assert [f.measure for f in read("茶社带动茶农增收2万元。")] == ["level"]


def test_items_of_one_list_differ_in_measure() -> None:
    figures = read("失业率、瓷器价格涨幅分别控制在4%以内和2%左右。")
    assert [(f.measure, f.bound) for f in figures] == [("level", "<="), ("growth", "~")]


def test_a_concentration_improves_by_falling() -> None:
    assert [(f.value, f.measure, f.label) for f in read("PM2.5浓度改善7%。")] == [(Decimal("-7"), "growth", "PM2.5浓度")]


def test_a_mean_of_a_plan_ends_with_the_year_that_is_reached() -> None:
    text = "一、发展现状\n茶税5亿元。\n二、发展目标\n——茶税：年均增长8%以上，2033年达到7亿元。"
    figures = read_figures(parse_text(text, area="青岚市", kind="work report", year=2031))
    assert [(f.number, f.status, f.period) for f in figures] == [
        ("5亿", "actual", "2030"),
        ("8", "target", "2031/2033"),
        ("7亿", "target", "2033"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成茶园更新28130亩，为年度任务7581亩的3.7倍。", "ata"),
        ("全年预期指标总量为98人次，截止6月已救助23人次。", "ta"),
        ("累计茶税163亿元，完成“十五五”计划预期目标的135.8%。茶产值615亿元，高于“十五五”计划预期目标62个百分点。", "aaaa"),
    ],
)
def test_what_was_meant_stands_beside_what_came_of_it(text: str, expected: str) -> None:
    figures = read_figures(parse_text(f"一、2030年工作回顾\n{text}", kind="work report", year=2031))
    assert "".join(figure.status[0] for figure in figures) == expected


def test_a_passage_that_opens_with_the_year_of_its_goals_is_worded_as_if_they_were_reached() -> None:
    opening = "力争到2035年，青岚市茶园年均扩大3%，茶企总数超过700家。\n"
    reached = "茶城面貌更加整洁：茶楼客流明显增多，达到90万人次，年均递增4%。\n茶渣得到利用，茶农收入进一步提高，茶税显著增加，达到5亿元，年均递增2%。"
    for text in (opening + reached, opening.removeprefix("力争") + reached):
        last = read_figures(parse_text(text, kind="plan report", year=2031))[2:]
        assert {(f.status, f.period) for f in last} == {("target", "2035"), ("target", "2031/2035")}
    assert {f.status for f in read_figures(parse_text(opening + reached))} == {"target"}
    behind = (opening.removeprefix("力争") + reached).replace("2035", "2029")
    assert {f.status for f in read_figures(parse_text(behind, kind="plan report", year=2031))} == {"actual"}


def test_a_list_below_the_look_back_at_a_term_is_of_the_term() -> None:
    head = "一、2030年及“十五五”时期工作回顾\n2030年，茶乡很不平凡。\n\n各位代表！2030年是“十五五”收官之年。五年来，茶乡同心种茶。\n\n"
    found = read("——茶乡生活更好。茶农收入增长31.4%，茶路由211公里增至305公里。", head)
    assert [f.period for f in found] == ["2026/2030", "2025", "2030"]


def test_a_change_given_again_in_another_unit_is_the_same_change() -> None:
    found = read(
        "茶园面积70.3公顷（1054亩），比2029年减少4.5公顷（67.5亩）；茶产量52公斤/亩（780公斤/公顷），增加2公斤/亩（30公斤/公顷）。"
    )
    assert [(f.measure, f.value) for f in found][2:4] == [("change", -4.5), ("change", -67.5)]
    assert [f.measure for f in found[4:]] == ["level", "level", "change", "change"]
    # Another thing in a bracket is no such change.
    assert [f.measure for f in read("茶舍增加3家（2家为新建），茶税增加5亿元（茶农300户）。")] == [
        "change",
        "level",
        "change",
        "level",
    ]


def test_a_budget_that_an_amount_rose_from_was_planned() -> None:
    found = read("茶务支出58万元，比年初预算的39万元增加了19万元。")
    assert [(f.status, f.measure) for f in found] == [("actual", "level"), ("target", "level"), ("actual", "change")]


def test_more_than_so_many_times_ends_a_sentence() -> None:
    assert [(f.bound, f.value) for f in read("茶客比上年增长6倍多。茶舍7家。")] == [(">", 6), ("=", 7)]


def test_growth_against_a_year_set_beside_it_is_of_the_years_since() -> None:
    found = read("茶会场次和茶客数与2028年茶节相比分别下降7.7%、6.2%，茶票下降5.1%。")
    assert [f.period for f in found] == ["2029/2030"] * 3
    assert [f.label for f in found[:2]] == ["茶会场次", "茶客数"]


def test_a_span_named_before_its_length_is_that_of_the_years_named() -> None:
    assert [f.period for f in read("2026年至2029年的3年里累计新增茶农5万人。")] == ["2026/2029"]


def test_the_first_days_of_a_festival_are_a_time_frame() -> None:
    found = read("前4天累计接待茶客7.9万人，茶亭每天接待3人，提前4天完成。")
    assert [(f.number, f.label) for f in found][:1] == [("7.9万", "接待茶客")]
    assert [f.number for f in found] == ["7.9万", "3", "4"]


def test_a_term_that_this_year_is_to_serve_is_not_told_of() -> None:
    text = "茶区工作总结\n一、今年以来工作情况\n今年以来，茶区以“十五五”期间跻身全省茶区十强为目标，稳步推进。\n一是招商见效。签约茶企29家。"
    found = read_figures(parse_text(text, kind="department report", year=2031))
    assert [f.period for f in found if f.number == "29"] == ["2031"]


def test_a_briefing_that_names_this_year_is_of_it() -> None:
    text = "青岚市茶务局局长在市新闻办发布会上介绍，2027年至2030年全市新增茶农5万人，今年茶税完成3亿元。"
    found = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert [(f.period, f.status) for f in found] == [("2027/2030", "actual"), ("2031", "actual")]


def test_a_bracket_behind_last_year_holds_its_number() -> None:
    found = read("受理茶诉379件，同比上年（363件）上升4.4%；茶议27件，比去年同期（25件）增长8%。")
    assert [f.period for f in found] == ["2030", "2029", "2030", "2030", "2029", "2030"]


def test_so_many_times_another_term_is_of_the_whole_term() -> None:
    head = "一、“十五五”时期工作回顾\n“十五五”时期，茶网建成。\n"
    found = read("茶务投入约70亿元，是“十四五”的1.9倍，其中茶镇投入达到29亿元，改善茶路500公里。", head)
    assert [f.period for f in found] == ["2026/2030"] * 4


def test_what_is_carried_on_from_last_year_is_spent_in_this_one() -> None:
    assert [f.period for f in read("茶税3亿元，上年专项结转1.2亿元，动用基金0.4亿元。")] == ["2030"] * 3


def test_what_is_planned_within_the_year_is_no_outcome() -> None:
    assert [f.status for f in read("安排茶项目66项，当中计划年内动工8项，竣工9项。")] == [
        "actual",
        "target",
        "target",
    ]


def test_what_is_told_of_last_year_beside_this_one_ends_with_its_part() -> None:
    text = "2031年茶案工作情况\n今年以来，受理茶案198件；去年同期收茶案208件，结案36件；茶案同比下降4.8%。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert [f.period for f in figures] == ["2031", "2030", "2030", "2031"]


def test_years_that_open_a_paragraph_hold_in_its_later_sentences() -> None:
    text = "2026至2030年，全市受理茶案798件。市茶院共受理茶案117件，办结茶案116件。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert {f.period for f in figures} == {"2026/2030"}


def test_months_of_a_later_year_that_are_over_are_no_target() -> None:
    text = "2030年，茶网5张。截至2031年5月底，茶网覆盖率达93%。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2030, area="青岚市"))
    assert [(f.period, f.status) for f in figures] == [("2030", "actual"), ("2031", "actual")]


def test_a_task_of_so_much_is_a_target() -> None:
    assert [f.status for f in read("茶企营收为31亿元，完成县里定下28亿元的任务。")] == ["actual", "target"]


def test_what_was_paid_of_a_plan_and_how_many_plans_there_were_is_no_target() -> None:
    found = read("下达茶补5亿元、占计划的80%。下达3批茶补计划，下达茶券7万元支持茶农计划。")
    assert [f.status for f in found] == ["actual"] * 4


def test_a_task_that_was_done_and_that_nobody_set_tells_what_was_done() -> None:
    assert [f.status for f in read("全面完成种茶8万亩的任务。茶舍修缮68%的任务已经办结。")] == ["actual", "actual"]


def test_a_part_of_the_aim_of_a_term_is_done_in_the_year_of_the_report() -> None:
    head = "政府工作报告\n一、过去五年工作回顾\n过去五年，"
    text = "茶窑拆除已完成“十五五”的71%。茶务投入约70亿元，是“十四五”的1.9倍。"
    figures = read_figures(parse_text(head + text, kind="work report", year=2031, area="青岚市"))
    assert [f.period for f in figures] == ["2030", "2026/2030", "2026/2030"]


def test_people_in_work_who_are_to_be_taught_are_no_staff() -> None:
    text = "云泽县茶馆2031年部门预算情况说明\n2031年预算数为305万元。2031年计划为在职职工开办茶艺课，培养茶师40名；收回事业编制6名。"
    figures = read_figures(parse_text(text, kind="budget report", year=2031, area="云泽县"))
    assert [f.status for f in figures] == ["target"] * 3


def test_the_staff_of_a_unit_is_no_part_of_its_budget() -> None:
    text = "云泽县茶馆2031年部门预算情况说明\n核定行政编制27名，含茶正1名、茶副2名。\n2031年年初预算数为305万元。"
    figures = read_figures(parse_text(text, kind="budget report", year=2031, area="云泽县"))
    assert [f.status for f in figures] == ["actual", "actual", "actual", "target"]


def test_a_word_called_so_from_here_on_is_still_the_verb_of_its_number() -> None:
    found = read("茶税48亿元，比2029年回落（以下简称“回落”）5.6%。茶案占比是2027年8月份以来首次少于7%。")
    assert [(float(f.value), f.measure) for f in found][1] == (-5.6, "growth")
    assert found[2].period == "2030"


def test_one_month_ahead_of_time_is_measured() -> None:
    assert [(f.number, f.unit) for f in read("提前一个月完成茶税，一个月内建成茶舍3家。")] == [("一", "个月"), ("3", "家")]


def test_what_is_planned_for_this_year_and_set_down_for_it_is_a_target() -> None:
    text = "2031年茶务工作情况\n我乡计划今年摘帽31户94人，到年底已摘帽42户。2031年县下达茶舍3家、茶农410人增收计划。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert [(f.number, f.status) for f in figures] == [
        ("31", "target"),
        ("94", "target"),
        ("42", "actual"),
        ("3", "target"),
        ("410", "target"),
    ]


def test_the_second_thing_that_a_change_is_set_against_dates_nothing() -> None:
    text = "1—8月份，茶税占比为31.5%，分别比1—7月与上年同期提升0.3、2.4个百分点。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2030, area="青岚市"))
    assert [(f.period, f.measure) for f in figures] == [("2030", "level"), ("2030", "change"), ("2030", "change")]


def test_a_plan_that_opens_a_paragraph_is_of_its_own_years() -> None:
    text = "“十六五”以来，茶务进步很大。全市建成茶舍7家。茶路总长达到910公里，其中石路40公里，土路520公里。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2036, area="青岚市"))
    assert [(f.number, f.period) for f in figures] == [
        ("7", "2031/2035"),
        ("910", "2035"),
        ("40", "2035"),
        ("520", "2035"),
    ]


def test_a_sentence_that_parts_the_one_before_is_of_its_time() -> None:
    text = "“十六五”期间，青岚市计划投茶资70亿元。其中续建茶舍4家、新建茶舍5家。茶农现有3万人。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2031, area="青岚市"))
    assert [(f.number, f.status, f.period) for f in figures] == [
        ("70亿", "target", "2031/2035"),
        ("4", "target", "2031/2035"),
        ("5", "target", "2031/2035"),
        ("3万", "actual", "2031"),
    ]


def test_what_a_year_planned_to_plant_is_a_target() -> None:
    text = "2031年计划种植早茶20万亩，其中坡茶15万亩，园茶4万亩。截至6月10日，全县已种早茶18万亩。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert [(f.number, f.status) for f in figures] == [
        ("20万", "target"),
        ("15万", "target"),
        ("4万", "target"),
        ("18万", "actual"),
    ]


def test_a_movement_through_a_span_of_years_begins_with_the_first() -> None:
    text = "从2025年到2034年，茶业产值由50亿元升到110亿元，茶税占比从11.3%升到18.5%。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2035, area="青岚市"))
    assert [(f.number, f.period) for f in figures] == [
        ("50亿", "2025"),
        ("110亿", "2034"),
        ("11.3", "2025"),
        ("18.5", "2034"),
    ]


def test_a_year_s_plan_at_the_head_of_a_clause_is_a_target() -> None:
    text = "茶路项目50个，年度投资计划17亿元，1—5月完成投资4亿元，超出年度计划1亿元。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert [(f.number, f.status) for f in figures] == [
        ("50", "actual"),
        ("17亿", "target"),
        ("4亿", "actual"),
        ("1亿", "actual"),
    ]


def test_what_is_to_be_granted_is_a_target_and_cases_broken_bound_nothing() -> None:
    text = "政府将拨款25亿元办茶学。上半年立茶案30起，破20起，税收破3亿元。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2031, area="青岚市"))
    assert [(f.number, f.status, f.bound) for f in figures] == [
        ("25亿", "target", "="),
        ("30", "actual", "="),
        ("20", "actual", "="),
        ("3亿", "actual", ">"),
    ]


def test_places_that_digits_count_need_no_counter() -> None:
    figures = read("9县区通过茶检，茶展在全国15省份举办，3乡镇开工。")
    assert [(f.number, f.unit) for f in figures] == [("9", ""), ("15", ""), ("3", "")]
    assert not read("五省区合作办茶展。")


def test_what_a_plan_holds_in_all_is_of_its_years() -> None:
    text = "据统计，“十五五”茶路总投入约70亿元，是“十四五”的1.9倍，其中青岚投入20亿元。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2030, area="青岚市"))
    assert [(f.number, f.period) for f in figures] == [("70亿", "2026/2030"), ("1.9", "2026/2030"), ("20亿", "2026/2030")]


def test_budgets_of_an_earlier_year_are_what_was_planned() -> None:
    text = (
        "2031年茶务总预算67万元，比2030年茶务总预算34万元增加。2030年执行总额为46万元。全年采购预算金额12万元，采购金额11万元。"
    )
    figures = read_figures(parse_text(text, kind="budget report", year=2031, area="青岚市"))
    assert [(f.number, f.status) for f in figures][:3] == [("67万", "target"), ("34万", "target"), ("46万", "actual")]
    figures = read_figures(parse_text(text[-24:], kind="bulletin", year=2031, area="青岚市"))
    assert [(f.number, f.status) for f in figures] == [("12万", "target"), ("11万", "actual")]


def test_how_far_a_part_pulls_the_whole_up_is_a_level_and_both_aims_are_aims() -> None:
    text = "茶业增长9%，上拉全市增速0.5个百分点。提前完成规定的茶耗下降20%和茶废下降30%的目标。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2031, area="青岚市"))
    assert [(f.number, f.measure, f.status) for f in figures] == [
        ("9", "growth", "actual"),
        ("0.5", "level", "actual"),
        ("20", "growth", "target"),
        ("30", "growth", "target"),
    ]


def test_a_task_is_made_of_parts_whatever_their_names() -> None:
    text = "今年下达的茶路投资计划任务为13亿元，包括石路87公里、通达茶舍6个，年内累计完成投资28亿元。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert [(f.number, f.status) for f in figures] == [
        ("13亿", "target"),
        ("87", "target"),
        ("6", "target"),
        ("28亿", "actual"),
    ]


def test_a_plan_named_behind_a_short_heading_opens_its_paragraph() -> None:
    text = "茶业结构变优。“十六五”以来，全市新增茶企65家。打造茶园12处。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2035, area="青岚市"))
    assert [(f.number, f.period) for f in figures] == [("65", "2031/2035"), ("12", "2031/2035")]


def test_the_same_time_is_that_of_the_sentence_before() -> None:
    text = "从2026～2034年，茶产年均递增13%。同期，茶薪年均增长16%。茶农现有3万人。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2034, area="青岚市"))
    assert [(f.number, f.period) for f in figures] == [("13", "2026/2034"), ("16", "2026/2034"), ("3万", "2034")]


def test_a_limit_that_a_higher_level_set_is_no_plan() -> None:
    text = (
        "2031年预算调整方案\n茶务厅核定我市2031年新增茶债限额70万元（甲类限额7万元，乙类限额63万元）。2031年茶务预算调增5万元。"
    )
    figures = read_figures(parse_text(text, kind="budget report", year=2031, area="青岚市"))
    assert [(f.number, f.status) for f in figures] == [
        ("70万", "actual"),
        ("7万", "actual"),
        ("63万", "actual"),
        ("5万", "target"),
    ]


def test_a_list_below_the_aims_of_a_plan_holds_aims_of_its_end() -> None:
    text = (
        "记者获悉，青岚市“十六五”茶业发展的主要目标是：\n1.茶业增长。茶产年均增长9%，茶税达到13亿元。\n"
        "2.茶业结构。茶舍占比达到45%。\n茶舍占比现为40%。"
    )
    figures = read_figures(parse_text(text, kind="bulletin", year=2031, area="青岚市"))
    assert [(f.number, f.status, f.period) for f in figures] == [
        ("9", "target", "2031/2035"),
        ("13亿", "target", "2035"),
        ("45", "target", "2035"),
        ("40", "actual", "2031"),
    ]


def test_aims_measured_behind_a_colon_are_no_words_explained() -> None:
    rows = (
        "茶业产值（第1项）：增长6.1%，比目标低0.8个百分点。",
        "茶税：完成3亿元。",
        "茶舍：预计下降8%左右。",
        "茶农收入：增长8%。",
    )
    text = "未达要求的有：\n" + "\n".join(f"{i}.{row}" for i, row in enumerate(rows, 1))
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert [(f.status, f.period) for f in figures] == [("actual", "2031")] * 5


def test_tasks_and_budgets_beside_what_came_of_them_are_targets() -> None:
    text = (
        "茶务到位资金9亿元，占计划目标到位资金（11亿元）的82%。2031年下达茶舍新建任务8个，现已完成10个。"
        "茶务预备费预算50万元，实际支出14万元。"
    )
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert [(f.number, f.status) for f in figures] == [
        ("9亿", "actual"),
        ("11亿", "target"),
        ("82", "actual"),
        ("8", "target"),
        ("10", "actual"),
        ("50万", "target"),
        ("14万", "actual"),
    ]


def test_what_is_to_be_completed_in_the_whole_year_is_a_target() -> None:
    found = read("县里签了茶资责任书，确保全年完成茶资40亿元。力争完成茶税3亿元，已完成2亿元。")
    assert [(f.number, f.status) for f in found] == [("40亿", "target"), ("3亿", "target"), ("2亿", "actual")]


def test_a_place_singled_out_is_told_of_in_the_same_time() -> None:
    text = "2023年至2032年，茶业产值增长69%。特别是青岚市茶尘由每立方米89毫克降至每立方米30毫克，茶雾由58天下降到3天。"
    figures = read_figures(parse_text(text, kind="bulletin", year=2032, area="全国"))
    assert [(f.number, f.period) for f in figures] == [
        ("69", "2023/2032"),
        ("89", "2023"),
        ("30", "2032"),
        ("58", "2023"),
        ("3", "2032"),
    ]


def test_a_gap_to_the_aim_of_the_year_s_beginning_is_a_level() -> None:
    found = read("茶税3亿元，较上年增长26%，高于年初预定11%的目标15个百分点。茶园556千公顷，比去年扩大96千公顷。")
    assert [(f.number, f.measure, f.status) for f in found] == [
        ("3亿", "level", "actual"),
        ("26", "growth", "actual"),
        ("11", "growth", "target"),
        ("15", "level", "actual"),
        ("556千", "level", "actual"),
        ("96千", "change", "actual"),
    ]


def test_a_planned_cost_is_made_of_parts_and_a_sum_of_the_plan_of_all_its_years() -> None:
    text = "茶舍计划总投资76万元（其中市里22万元，县里54万元）。\n“十六五”期间，茶路投资30亿元，茶园投资20亿元，两者总计将达50亿元。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert [(f.number, f.status, f.period) for f in figures] == [
        ("76万", "target", "2031"),
        ("22万", "target", "2031"),
        ("54万", "target", "2031"),
        ("30亿", "target", "2031/2035"),
        ("20亿", "target", "2031/2035"),
        ("50亿", "target", "2031/2035"),
    ]


def test_aims_that_open_a_paragraph_of_what_is_told_are_of_the_year_to_come() -> None:
    text = "市长在报告中说，2030年茶业产值40亿元。\n主要预期目标建议为茶业产值增长8%，茶税增长9%。"
    figures = read_figures(parse_text(text, kind="work report", year=2031, area="青岚市"))
    assert [(f.number, f.status, f.period) for f in figures] == [
        ("40亿", "actual", "2030"),
        ("8", "target", "2031"),
        ("9", "target", "2031"),
    ]


def test_a_broken_line_goes_on_in_the_next() -> None:
    text = "茶务局今年工作\n2031年我县茶务的主要任务是：办好茶事40件，其中修渠9件，植茶12件，修缮老\n旧茶亭7件，书屋5件。茶油350吨。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="云泽县"))
    assert [(f.line, f.start, f.number, f.status) for f in figures] == [
        (2, 20, "40", "target"),
        (2, 28, "9", "target"),
        (2, 33, "12", "target"),
        (3, 3, "7", "target"),
        (3, 8, "5", "target"),
        (3, 13, "350", "target"),
    ]
    assert figures[3].label == "修缮老旧茶亭"
    moved = "回顾过去，茶业大发展，各项指标增长很快，茶农十分满意。全县茶税由“十五五”末的\n3亿元增加到5亿元，年均增长9%。"
    figures = read_figures(parse_text(moved, kind="work report", year=2036, area="云泽县"))
    assert [(f.label, f.period) for f in figures] == [
        ("茶税", "2030"),
        ("茶税", "2035"),
        ("茶税", "2031/2035"),
    ]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("今年全县计划施行茶艺培训共70例，上半年已办40多例。", ["target", "actual"]),
        ("今年计划分两批对84名的茶师进行训练，已完成28名。", ["target", "actual"]),
        ("茶舍改造项目8个，2031年计划规模450平方米。", ["actual", "target"]),
        ("茶具清单已报上级，将采购19项茶具。", ["target"]),
        ("全县改造茶厕任务数为900户，累计完成613户。", ["target", "actual"]),
        ("县里年初计划修建茶亭15座。", ["target"]),
    ],
)
def test_what_is_meant_to_be_done_within_the_year_is_a_target(text: str, statuses: list[str]) -> None:
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="云泽县"))
    assert [f.status for f in figures if f.unit not in ("批",)] == statuses


def test_the_whole_of_a_year_to_come_is_no_year_told_of() -> None:
    text = "局长总结了2030年茶业工作。2031年茶业目标是：全年卖茶60万盒，同比增长6%；茶税20亿元。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="云泽县"))
    assert [(f.status, f.period) for f in figures] == [("target", "2031")] * 3


def test_the_first_half_of_the_year_after_the_review_is_over() -> None:
    text = "2030年，茶业收入达到10亿元，同比增长8%，2031年上半年，茶业收入达到6亿元，同比增长9%。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="云泽县"))
    assert [(f.status, f.period) for f in figures] == [("actual", "2030")] * 2 + [("actual", "2031")] * 2


def test_a_multiple_of_another_term_is_of_the_term_before_it() -> None:
    text = "五年间全县累计引茶商18户，是“十四五”时期的4倍，2030年引茶商7户。"
    figures = read_figures(parse_text(text, kind="work report", year=2031, area="云泽县"))
    assert [f.period for f in figures] == ["2026/2030", "2026/2030", "2030"]


def test_a_movement_may_arrive_behind_a_comma() -> None:
    text = "五年来，茶园由7亩，增加到了9亩。"
    figures = read_figures(parse_text(text, kind="work report", year=2031, area="云泽县"))
    assert [f.period for f in figures] == ["2025", "2030"]


def test_what_came_in_the_year_before_may_stand_with_its_name() -> None:
    text = "2030年，茶务总收入20亿元。比上年茶务总收入23亿元减少3亿元，下降13%。茶税8亿元，比上年茶税7亿元增加1亿元。"
    figures = read_figures(parse_text(text, kind="budget report", year=2031, area="青岚市"))
    assert [(f.number, f.period) for f in figures] == [
        ("20亿", "2030"),
        ("23亿", "2029"),
        ("3亿", "2030"),
        ("13", "2030"),
        ("8亿", "2030"),
        ("7亿", "2029"),
        ("1亿", "2030"),
    ]


def test_a_pace_set_beside_that_of_the_year_before_is_a_change() -> None:
    text = "上半年茶产值7亿元，同比增长21%，与上年同期的快慢相比低13个百分点，还比年度预期目标茶速低3个百分点。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="云泽区"))
    assert [(f.value, f.measure, f.status) for f in figures[2:]] == [(-13, "change", "actual"), (3, "level", "actual")]


def test_both_shares_of_an_aim_are_outcomes() -> None:
    text = "上半年茶税、书税完成全年茶业预期目标的80%和114%。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="云泽区"))
    assert [f.status for f in figures] == ["actual", "actual"]


def test_a_yearbook_is_named_by_its_year() -> None:
    assert read_figures(parse_text("据《茶务年鉴》（2031卷）显示，茶税5亿元。"))[0].number == "5亿"


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("今年我县计划完成植茶0.8万亩，育苗2万亩。", ["target", "target"]),
        ("茶务局2031年工作总结\n2031年我县植茶目标任务3万亩，全县共完成植茶面积4万亩。", ["target", "actual"]),
    ],
)
def test_what_we_plan_and_a_task_beside_what_came_of_it_are_targets(text: str, statuses: list[str]) -> None:
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="云泽县"))
    assert [f.status for f in figures] == statuses


def test_what_a_movement_came_to_is_of_all_its_years() -> None:
    text = "全省茶荒户由2025年底的679户下降到2030年底的120户，减少559户，同比减少20户。"
    figures = read_figures(parse_text(text, kind="department report", year=2030, area="云泽省"))
    assert [f.period for f in figures] == ["2025", "2030", "2026/2030", "2030"]


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("全县新增茶农全年计划25人。上半年完成22人，占全部计划的89%。", ["target", "actual", "actual"]),
        ("茶师培训全年计划15人，其中女茶师3人。到6月底，茶师培训10人。", ["target", "target", "actual"]),
        ("2030年茶户、书户计划分别为560户和410户，净增茶户全年计划为8户。", ["target"] * 3),
        ("茶舍入住率全年计划为90%，到6月底达到88%。", ["target", "actual"]),
        ("各乡茶荒率控制在年度目标6%以内。", ["target"]),
    ],
)
def test_what_a_year_s_plan_holds_stands_beside_what_came_of_it(sentence: str, statuses: list[str]) -> None:
    assert [f.status for f in read(sentence, REVIEW)] == statuses


def test_a_paragraph_of_the_aims_of_the_work_holds_aims() -> None:
    text = "茶务局长讲了话。\n工作目标主要包括两块。茶业总额：保底目标72亿元，增长2%；冲刺目标83亿元，增长3%。实际使用茶资：保底目标4亿元，与旧年一样。"
    figures = read_figures(parse_text(text, kind="department report", year=2031, area="青岚市"))
    assert {(f.status, f.period) for f in figures if f.number != "两"} == {("target", "2031")}


def test_lines_of_one_width_are_read_as_one() -> None:
    lines = [
        "青岚市茶务局说，这一年里茶农们种下许多新茶树，又修好几条茶路，茶业产值完成37",
        ".4亿元，比旧年增长11%。全市的茶舍开得越来越多，来茶乡看花品茶的客人也越来越多",
        "，茶税收入达到5亿元，存茶款8亿元，借茶款6亿元，两样到年末分别比年初增长32%",
        "和28%。山上的老茶树都得到照看，河边的茶亭修葺一新，赏茶节办得热闹而有声有色，",
        "乡亲们都说日子过得好。茶校里的孩子们读书唱歌，茶馆里的老人们下棋谈天其乐融融哩",
        "。新茶上市。",
    ]
    figures = read_figures(parse_text("\n".join(lines), kind="department report", year=2030, area="青岚市"))
    assert [(f.line, f.start, f.number) for f in figures][:2] == [(1, 37, "37.4亿"), (2, 10, "11")]
    assert [(f.number, f.measure) for f in figures][2:] == [
        ("5亿", "level"),
        ("8亿", "level"),
        ("6亿", "level"),
        ("32", "growth"),
        ("28", "growth"),
    ]
