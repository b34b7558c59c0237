"""How numbers are printed: forms, signs, pieces, ranges, units, and what only looks like a number; all places are invented."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import fields
from importlib import import_module
from string import digits
from typing import Any

import pytest

from xclib.data.normalize import parse_figure
from xclib.extract.context import _TARGET_IN_REVIEW, _verbs
from xclib.extract.document import parse_text
from xclib.extract.figures import _CLAUSE, _SENTENCE, read_figures
from xclib.extract.labels import _MOVED, _TAIL_AFTER, _TRAIL, TRAIL_ENDS, _verb_after
from xclib.extract.lexicon import read_lexicon
from xclib.extract.periods import _ADDED_UP, _SPAN_CUE
from xclib.extract.scan import _MASTER, _SHAPES, scan
from xclib.extract.tokens import fold
from xclib.model.figure import Figure, interval
from xclib.model.units import read_units

REVIEW = "一、2030年工作回顾\n"


def read(sentence: str) -> list[Figure]:
    return [f for f in read_figures(parse_text(REVIEW + sentence, area="青岚市", kind="work report", year=2031)) if f.line == 2]


def shown(figure: Figure) -> str:
    """Value, unit, bound and measure in one line: what a person compares."""
    high = "" if figure.value_high is None else f"..{figure.value_high.normalize():f}"
    parts = [f"{figure.value.normalize():f}{high}", figure.unit]
    return " ".join([*(p for p in parts if p), *(p for p in (figure.bound, figure.measure) if p not in ("=", "level"))])


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        # signs
        ("茶叶产量增长负2.9%。", ["-2.9 % growth"]),
        # per several things in a bracket
        ("居民日均用水146.6升/（人·日）。", ["146.6 升/（人·日）"]),
        ("茶园人口自然增长率为-2.25‰。", ["-2.25 ‰"]),
        ("茶叶、陶瓷、竹器增幅分别为4.2%、-2.1%和-0.4%。", ["4.2 % growth", "-2.1 % growth", "-0.4 % growth"]),
        ("茶价上涨-0.3%，陶瓷涨幅为－2.1％。", ["-0.3 % growth", "-2.1 % growth"]),
        ("茶企利润增长–3.5%，税收增长−1.5%。", ["-3.5 % growth", "-1.5 % growth"]),
        ("茶社收支结余-12,378万元。", ["-123780000 元"]),
        ("茶社利润－3.5亿元。", ["-350000000 元"]),
        ("茶叶产量增长+3.5%。", ["3.5 % growth"]),
        ("茶叶产量增长百分之负二。", ["-0.02 growth"]),
        ("平均气温-5.3℃，最低零下12℃。", ["-5.3 ℃", "-12 ℃"]),
        ("陶瓷业负向拉动工业增长0.3个百分点。", ["-0.3 个百分点"]),
        ("茶农税负5万元。", ["50000 元"]),
        ("云泽-青岚公路3公里，一期-3个标段。", ["3 公里", "3 个"]),
        # numbers in characters
        ("茶叶产值一点二亿元，茶税十二点八万元。", ["120000000 元", "128000 元"]),
        ("借阅率提高七点八个百分点。", ["7.8 个百分点 change"]),
        ("植树一百八十万零四千九百七十二棵。", ["1804972 棵"]),
        ("捐款伍仟元整，又捐壹拾贰万叁仟元。", ["5000 元", "123000 元"]),
        ("村里有廿四户，卅人。", ["24 户", "30 人"]),
        ("帮扶茶农十几万人，发放补贴三百余万元、一千多万元。", ["100000 人 >", "3000000 元 >", "10000000 元 >"]),
        ("存款超过二十万多亿元。", ["20000000000000 元 >"]),
        ("茶叶总产由一千七百万担增至一千八百五十万担。", ["17000000 担", "18500000 担"]),
        ("茶叶总产达一千七百五十至一千八百五十万担。", ["17500000..18500000 担"]),
        # two neighbouring digits
        ("接待游客约两三百万人次。", ["2000000..3000000 人次 ~"]),
        ("新建书屋三四十所、十七八个、三五百户。", ["30..40 所", "17..18 个", "300..500 户"]),
        # pieces
        ("投入资金13万二千元。", ["132000 元"]),
        ("培训茶农2千零30人次，又24万5千人次。", ["2030 人次", "245000 人次"]),
        ("投资2亿5000万元，存款3万亿2000亿元。", ["250000000 元", "3200000000000 元"]),
        ("茶企1.2万家，茶农5万3000人。", ["12000 家", "53000 人"]),
        ("每月补贴23元2角5分，又三元五角。", ["23.25 元", "3.5 元"]),
        ("用时两个半小时。", ["2.5 小时"]),
        # ranges
        ("投资10亿元至20亿元。", ["1000000000..2000000000 元"]),
        ("每亩补贴80元—100元。", ["80..100 元"]),
        ("新增就业5万人至8万人。", ["50000..80000 人"]),
        ("单价7000-1万元，总价1000-5000万元。", ["7000..10000 元", "10000000..50000000 元"]),
        ("茶叶产量增长百分之六到百分之八，陶瓷增长百分之十五至二十。", ["0.06..0.08 growth", "0.15..0.2 growth"]),
        ("茶叶产量增长6%到7%。", ["6..7 % growth"]),
        ("茶叶产值增长5.2%至450亿元。", ["5.2 % growth", "45000000000 元"]),
        ("补贴标准提高100元至2000元。", ["100 元 change", "2000 元"]),
        ("茶园由5万亩增至8万亩，合格率从85%到90%。", ["50000 亩", "80000 亩", "85 %", "90 %"]),
        ("占比三至四成，近七成茶农受益，超八成企业达标。", ["0.3..0.4", "0.7 <", "0.8 >"]),
        # blanks, commas, footnotes
        ("完成2 .5万套，又3. 5万套。", ["25000 套", "35000 套"]),
        (
            "茶税1234[1]亿元，增长5.2[3]%，茶农12（1）万人，陶工8①万人。",
            ["123400000000 元", "5.2 % growth", "120000 人", "80000 人"],
        ),
        ("茶税12，345．6万元，1 234 567元。", ["123456000 元", "1234567 元"]),
        ("茶产５．２％，又5·3%。", ["5.2 %", "5.3 %"]),
        # units
        ("茶叶产量18kg，绿道120km，规划35km2，供水5000m³/d。", ["18 kg", "120 km", "35 km2", "5000 m³/d"]),
        ("浓度31µg/m³，又31μg/m3。", ["31 μg/m³", "31 μg/m3"]),
        ("装机120MW，发电2.1亿kWh，储能3GWH。", ["120 MW", "210000000 kWh", "3 GWH"]),
        ("处理污水5万立方米/日，路网密度52.2公里/百平方公里。", ["50000 立方米/日", "52.2 公里/百平方公里"]),
        ("能耗12万吨标准煤，变电1200兆伏安。", ["120000 吨标准煤", "1200 兆伏安"]),
        ("茶税（亿元）：23.4，增长（%）：5.2。", ["2340000000 元", "5.2 % growth"]),
        ("装机容量（万千瓦）：12.5，茶税12345（万元）。", ["125000 千瓦", "123450000 元"]),
        ("监控1万路，住院日为8.8日，60周岁以上老人。", ["10000 路", "8.8 日", "60 周岁 >="]),
        ("支援张五人民币合同501,293.11元。", ["501293.11 元"]),
        ("茶园占比（其中绿茶35%,红茶20%),又增5个百分点.", ["35 %", "20 %", "5 个百分点 change"]),
        # measures
        ("茶叶增速比全省平均水平高0.4个百分点。", ["0.4 个百分点"]),
        ("茶叶增速高于全国1.2个百分点，低于上年同期0.5个百分点。", ["1.2 个百分点", "-0.5 个百分点 change"]),
        ("茶叶增速比1—6月低1个百分点。", ["-1 个百分点 change"]),
        (
            "茶税比上年增收5亿元、增支2亿元，同比减3亿元。",
            ["500000000 元 change", "200000000 元 change", "-300000000 元 change"],
        ),
        ("带动茶农增收5亿元。", ["500000000 元"]),
        ("降水比常年偏少4.9%。", ["-4.9 % growth"]),
        ("连续跨越两个千亿元台阶，先后跨越200亿元、300亿元台阶。", ["2 个", "20000000000 元 >", "30000000000 元 >"]),
        ("茶税约合5亿元，未超过6亿元。", ["500000000 元 ~", "600000000 元 <="]),
        ("茶叶出口同比-8.3%，茶农净增长-200人。", ["-8.3 % growth", "-200 人 change"]),
        ("茶农收入比全市平均水平高300元，比上年多200元。", ["300 元", "200 元 change"]),
        ("汇率比上年末低4个基本点。", ["-4 个基本点 change"]),
        ("茶价上涨0.6和0.8个百分点。", ["0.6 个百分点 change", "0.8 个百分点 change"]),
        ("惠及三十余万群众。", ["300000 >"]),
        # what the copy lost
        ("绿茶增加值28.4，增长3.2。", ["28.4", "3.2 growth"]),
        # ranks and ratios
        ("位居百强县茶业潜力第3、茶镇建设第4。", ["3 rank", "4 rank"]),
        ("茶税、茶价增速分居全区第4、第3位。", ["4 位 rank", "3 位 rank"]),
        ("云泽、竹溪、松口列茶业百强县第6、第9和第21名。", ["6 名 rank", "9 名 rank", "21 名 rank"]),
        ("全年校验茶秤7.3万台件。", ["73000 台件"]),
        ("三次产业比例为3.2︰45.6︰51.2。", ["3.2", "45.6", "51.2"]),
        ("收到意见785条。", ["785 条"]),
        ("轻重工业比例调整为55:45，师生比1∶15。", ["55", "45", "1", "15"]),
        # no figures
        ("2.2本年计划建设茶园。", []),
        ("2.3项目进度良好。", []),
        ("列入第一、二批名单。", []),
        ("2000万元规模以上茶企。", []),
        ("形成3个产值超千亿元、2个产值50亿元的茶业集群。", ["3 个", "2 个"]),
        ("1个投资超5亿元的茶业项目开工，2个投资6亿元的茶园。", ["1 个", "2 个", "600000000 元"]),
        ("有28个总投资逾120亿元的茶业项目。", ["28 个", "12000000000 元 >"]),
        ("据5‰人口变动抽样调查推算，常住人口8万人。", ["80000 人"]),
        ("会议上午9:30开始，11时20分结束。", []),
        ("电话0577-12345678，手机13812345678，证号110101199003071234。", []),
        ("位于东经116.5度、北纬39°54′。", []),
        ("全县30度以上坡地退茶8000亩，40度以下的陡坡修茶台。", ["8000 亩"]),
        ("茶厂一年用电30度以上。", ["30 度 >="]),
        ("明年新增30亿元骨干企业2家、12亿元企业6户，投入4亿元帮助企业9家。", ["2 家", "6 户", "400000000 元", "9 家"]),
        ("学习对青岚三次重要讲话精神，开展三次茶会。", ["3 次"]),
        ("- 12 -", []),
        ("云泽走过40个春秋，实施首位战略。", []),
        ("投产茶机G4、20万吨绿茶。", ["200000 吨"]),
        ("茶山护林置于首位。", []),
        ("茶税增速 5.2 -3.1%", ["-3.1 % growth"]),
        ("执行GB/T 19001-2016标准，地铁2、3、9 号线运营。", []),
        ("比赛20:30开始，男女性别比（女性为100）。", []),
        ("更新于2031/05/19 18:00:17和2031年5月19日 04:55:40。", []),
        ("茶价总指数（CPI）99.6，茶价下降0.4%。", ["99.6", "-0.4 % growth"]),
        ("茶税超亿元的县有5个。", ["5 个"]),
        ("平台V2.3.1上线，服务器在10.0.0.1。", []),
        ("11万伏输电线路，3-4#泊位。", []),
        ("以2025年为100，臭氧8小时滑动平均。", []),
        ("《云泽区2031年十大工程5年计划（2030版）》印发，青政发〔2030〕12号。", []),
    ],
)
def test_numbers_as_printed(sentence: str, figures: list[str]) -> None:
    assert [shown(f) for f in read(sentence)] == figures


@pytest.mark.parametrize(
    "sentence",
    [
        "茶税结余-12,378万元，增长负3.9%，下降5%，降幅百分之负三。",
        "茶税（亿元）：23.4，补贴23元2角5分，投资2亿5000万元。",
        "气温-1.2℃至0.5℃，投资10亿元至20亿元，接待两三百万人次，占七至八成。",
        "茶税1234[1]亿元，完成2 .5万套，用时两个半小时，捐款壹拾贰万元，处理十几万件。",
    ],
)
def test_a_registered_number_means_what_was_read(sentence: str) -> None:
    for figure in read(sentence):
        row = {f.name: str(getattr(figure, f.name)) for f in fields(figure)}
        again = parse_figure(row | {"sign": "-" if figure.value < 0 else ""}, "")
        assert (again.value, again.value_high) == (figure.value, figure.value_high), figure.number


def test_a_range_across_zero_keeps_its_signs() -> None:
    figure = read("气温-1.2℃至0.5℃。")[0]
    assert (interval(figure).low, interval(figure).high) == (-1.25, 0.55)


def test_a_sign_belongs_to_the_number() -> None:
    figure = read("茶税结余-12,378万元。")[0]
    assert (figure.start, figure.number) == (4, "-12,378万")


def test_a_bracket_with_the_unit_is_no_part_of_the_label() -> None:
    figure = read("茶园税收（亿元）：23.4。")[0]
    assert (figure.label, figure.magnitude, figure.number) == ("茶园税收", "亿", "23.4")


def test_an_age_range_is_a_rule() -> None:
    assert [(shown(f), f.status) for f in read("年龄16岁至60岁。")] == [("16..60 岁", "rule")]


def test_the_scope_of_a_line_keeps_its_own_signs() -> None:
    figure = read("茶园(含竹园)产值:12亿元.")[0]
    assert figure.prefix.endswith("产值:")
    assert "（" not in figure.label


def test_folding_keeps_every_place() -> None:
    text = "增长(同比)－3％,又5,300家，µ∶；"
    assert len(fold(text)) == len(text)
    assert fold(text) == "增长（同比）-3%，又5,300家，μ：；"


@pytest.mark.parametrize(
    "text",
    [
        "云泽，青岚",
        "3,500人，3，5家，12,34户",
        "按3：2分，比：5",
        "茶园5亩：甲：3",
        "；".join("茶" * n for n in (3, 59, 60, 61)),
        "好！？!?;坏",
    ],
)
def test_clauses_and_sentences_end_at_their_marks(text: str) -> None:
    clauses = r"[。；！？!?;]|(?<!\d)：|：(?!\d)|[，,](?!\d{3}(?!\d))|(?<!\d)[，,]"
    assert [m.span() for m in _CLAUSE.finditer(text)] == [m.span() for m in re.finditer(clauses, text)]
    sentences = r"[。！？!?]|；(?=[^；]{60})"
    assert [m.span() for m in _SENTENCE.finditer(text)] == [m.span() for m in re.finditer(sentences, text)]


def _edge(parsed: Iterable[tuple[Any, Any]], turned: Callable[[Any], Iterable[tuple[Any, Any]]]) -> tuple[set[str], bool]:
    """Return the characters that a parsed pattern may begin or, ``turned``, end with, and whether it may match nothing at all."""
    found: set[str] = set()
    for kind, what in turned(parsed):
        name = str(kind)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        if name in ("LITERAL", "IN"):
            return found | _held([(kind, what)] if name == "LITERAL" else what), False
        inner = what[1] if name == "BRANCH" else [what[3] if name == "SUBPATTERN" else what[2]]
        edges = [_edge(part, turned) for part in inner]
        found |= {c for characters, _ in edges for c in characters}
        if not any(empty for _, empty in edges) and not (name.endswith("REPEAT") and what[0] == 0):
            return found, False
    return found, True


def _held(items: Iterable[tuple[Any, Any]]) -> set[str]:
    """Return the characters of a set of a parsed pattern, which has no class of them but that of digits."""
    return {c for kind, what in items for c in (chr(what) if str(kind) == "LITERAL" else digits)}


def test_a_shape_is_looked_for_behind_every_character_that_it_ends_with() -> None:
    ends, empty = _edge(import_module("re._parser").parse(_TRAIL.pattern), lambda parsed: reversed(list(parsed)))
    assert ends <= TRAIL_ENDS
    assert not empty


@pytest.mark.parametrize(
    "pattern",
    [_TRAIL, _TAIL_AFTER, _MOVED, _SPAN_CUE, _ADDED_UP, _TARGET_IN_REVIEW, _verb_after(), _verbs()],
    ids=["trail", "tail", "moved", "term", "added up", "target", "verbs behind", "verbs of change"],
)
def test_a_shape_is_looked_for_at_every_character_that_it_begins_with(pattern: re.Pattern[str]) -> None:
    (kind, (_, ahead)), *rest = import_module("re._parser").parse(pattern.pattern)
    opens, empty = _edge(rest, iter)
    assert str(kind) == "ASSERT"
    assert opens == _edge(ahead, iter)[0]
    assert not empty


def _pieces() -> dict[str, Callable[[], list[str]]]:
    lists = {name: lambda name=name: list(read_lexicon()[name]) for name in sorted(read_lexicon())}
    return lists | {"units": lambda: list(read_units())}


def test_looking_for_the_first_character_loses_nothing() -> None:
    every = re.compile("|".join(f"(?P<{kind}>{shape})" for kind, shape in _SHAPES.items()))
    for name, make in _pieces().items():
        text = fold("".join(f"{w}5.2，{w}，一百{w}“{w}”" for w in make()) + "翻一番，近半。（今年）《云泽》https://云泽")
        assert [m.span() for m in _MASTER.finditer(text)] == [m.span() for m in every.finditer(text)], name


@pytest.mark.parametrize("name", sorted(_pieces()))
def test_time_is_linear_in_the_pieces_of_every_list(name: str) -> None:
    words = _pieces()[name]()

    def seconds(size: int) -> float:
        text = ""
        while len(text) < size:
            text += "".join(f"{w}5.2" for w in words) + "".join(f"一百{w}" for w in words) + "".join(words)
        text = fold(text[:size])
        begin = time.process_time()
        scan(text)
        return time.process_time() - begin

    seconds(2_000)
    small, large = (min(seconds(size) for _ in range(3)) for size in (4_000, 32_000))
    # Eight times the text; the square of that would be 64.
    assert large < 24 * small + 0.05
