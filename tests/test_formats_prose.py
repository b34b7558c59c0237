"""Lines that were broken by hand joined again, tags left out, and every place still that of the source."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

import xclib as xc
from xclib.cli.main import main
from xclib.corpus.read import Item, read_chunk
from xclib.formats import read_source
from xclib.formats.prose import read_prose
from xclib.formats.read import Opened, read_opened
from xclib.reading import report as reader

BROKEN = (
    "云泽区2031年政府工作报告",
    "一、2030年工作回顾",
    "全区粮食产量达到45.",
    "6万吨，增长2.3",
    "%；建成公园3",
    "个，城镇化率为",
    "71.5%，常住人口",
    "稳定在80万人。",
)


def values(data: bytes, name: str = "x.txt", **known: str) -> list[tuple[float, str, str]]:
    reading = reader.read(data, **known) if name == "x.txt" else reader.read(Path(name), **known)
    return [(row.value, row.unit, row.place) for row in reading.table.itertuples()]


def test_numbers_cut_by_a_line_break_keep_value_and_place() -> None:
    found = values("\n".join(BROKEN).encode())
    assert found == [
        (456000.0, "吨", "3:8"),
        (2.3, "%", "4:6"),
        (3.0, "个", "5:6"),
        (71.5, "%", "7:0"),
        (800000.0, "人", "8:3"),
    ]
    for _, _, place in found:
        line, start = map(int, place.split(":"))
        assert BROKEN[line - 1][start].isdigit()


def test_a_report_in_one_line_has_its_parts_and_places() -> None:
    body = "书屋里添了新书，读者很多。" * 100
    line = f"各位代表：**一、2030年工作回顾** {body}书屋增长4%。二、2031年工作安排 2031年很重要。书屋增长5%。{body}"
    reading = reader.read(line.encode(), area="青岚市", kind="work report", year=2031)
    assert [(f.number, f.status, f.period) for f in reading] == [("4", "actual", "2030"), ("5", "target", "2031")]
    assert [(r["line"], r["start"]) for r in reading.to_records()] == [(1, line.index("4%")), (1, line.index("5%"))]


def test_the_records_of_the_command_line_have_the_places_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("\n".join(BROKEN), encoding="utf-8")
    assert main(["read", str(tmp_path / "r.txt"), "--to", str(tmp_path / "r.jsonl")]) == 0
    rows = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(r["line"], r["start"], r["number"]) for r in rows][:2] == [(3, 8, "45.6万"), (4, 6, "2.3")]


def test_a_corpus_has_the_places_of_the_text() -> None:
    part = read_chunk([Item("云泽区/2031", text="\n".join(BROKEN))])
    assert [(f["line"], f["start"], f["value"]) for f in part.figures][:2] == [(3, 8, 456000.0), (4, 6, 2.3)]


@pytest.mark.parametrize(
    "lines",
    [
        # Headings with a comma, entries of a list without a full stop, greetings, a flattened table.
        ("（一）聚焦实体，产业加快升级", "工业增加值增长5.8%。", "（二）深化改革，活力持续释放", "新增企业300家。"),
        ("生产总值320亿元，增长5.8%", "财政收入21亿元，增长3.1%", "税收收入15亿元，增长2.4%", "进出口9亿元，下降1.2%"),
        ("各位代表、同志们，", "2030年是不平凡的一年。"),
        ("附件1", "2031年民生实事"),
        ("生产总值", "5.5左右", "预期性", "亿元", "320"),
        ("水泥 763万吨 8.1", "平板玻璃 21万箱 10.3"),
        ("三、奋力实干，展现新作为", "2031年是关键之年。"),
    ],
)
def test_lines_that_stand_for_themselves_stay(lines: tuple[str, ...]) -> None:
    assert read_prose(lines).lines == lines


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("全年全区财政收入完成27.5", "", "亿元，增长19%。"), ("全年全区财政收入完成27.5亿元，增长19%。",)),
        (("农民收入较快增长，扣除物价因素增长", "5.6%。"), ("农民收入较快增长，扣除物价因素增长5.6%。",)),
        (("消费能力下降2%，", "人口自然增长率8‰以内。"), ("消费能力下降2%，人口自然增长率8‰以内。",)),
        (("一产增长2%，GDP of", "the city增长3%、", "4%。"), ("一产增长2%，GDP of", "the city增长3%、4%。")),
    ],
)
def test_a_single_cut_is_mended_anywhere(lines: tuple[str, ...], joined: tuple[str, ...]) -> None:
    assert read_prose(lines).lines == joined


def test_a_text_broken_at_one_margin() -> None:
    paragraph = (
        "全区坚持稳中求进，经济运行平稳，结构持续优化，质量稳步提高，居民收入和消费都有新的增加，城乡面貌发生可喜的变化。" * 3
    )
    lines = [paragraph[n : n + 26] for n in range(0, len(paragraph), 26)]
    assert "".join(read_prose(["二、主要工作", *lines]).lines[1:]) == paragraph
    assert len(read_prose(["二、主要工作", *lines]).lines) < len(lines)


def test_tags_in_a_text_file_are_no_words_and_it_stays_one(tmp_path: Path) -> None:
    text = "青岚市2031年工作报告<br>\n一、2030年工作回顾<br/>\n<p>工业<b>增加值</b>增长5.8%<br>财政支出80亿元</p>\n"
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    assert read_source(tmp_path / "r.txt").text == text
    reading = reader.read(tmp_path / "r.txt")
    assert [(r.place, r.number, r.label) for r in reading.table.itertuples()] == [
        ("3:17", "5.8", "工业增加值"),
        ("3:29", "80亿", "财政支出"),
    ]
    assert "&lt;b&gt;增加值" in reading.to_html(), "shown as the file has it"


def test_a_whole_page_is_a_page_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("<!DOCTYPE html><html><body><p>工业增长5.8%。</p></body></html>", encoding="utf-8")
    assert read_source(tmp_path / "r.txt").text == "工业增长5.8%。"


def test_radicals_in_a_text_file_are_ideographs() -> None:
    found = reader.read("云泽区2031年政府工作报告\n一、2030年工作回顾\n⺠生支出增⻓3.2%，⻋辆1.2万辆。".encode()).table
    assert found[["label", "measure", "place"]].values.tolist() == [["民生支出", "growth", "3:6"], ["车辆", "level", "3:13"]]


def test_upright_brackets_of_a_narrow_head_hold_its_unit() -> None:
    found = reader.read("表1 各县工业\n地区\t总量︵亿元︶\n松湾县\t31.2\n石塘县\t8.7".encode()).table
    assert found["unit"].tolist() == ["元", "元"]
    assert found["value"].tolist() == [31.2e8, 8.7e8]


def test_lines_with_ascii_commas_are_joined() -> None:
    lines = (
        "(一)2030年度总收入581.4万元,其中本年收",
        "入390.5万元,较上年决算数减少175.2万元,下降",
        "31%。",
        "1.拨款收入382.1万元,为市本级财政当年",
        "拨付的资金,较上年减少157.8万元,下降",
        "29.2%。",
    )
    assert len(read_prose(lines).lines) == 2


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200d", "\ufe0f"])
def test_what_nobody_sees_cuts_no_number(tmp_path: Path, unseen: str) -> None:
    """Places of a text file stay those of the file."""
    text = f"青岚市2031年政府工作报告\n地区生产总值完成3{unseen}20.5{unseen}亿元，同比增长5{unseen}.8%。"
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    (tmp_path / "r.md").write_text(text, encoding="utf-8")
    reading = xc.read(tmp_path / "r.txt")
    assert [(f.number, f.unit, f.start) for f in reading.figures] == [
        ("320.5亿", "元", 8),
        ("5.8", "%", text.split("\n")[1].index(f"5{unseen}.8")),
    ]
    assert reading.source.text == text
    assert "3 characters that nobody sees" in reading.source.warnings[0]
    assert [f.number for f in xc.read(tmp_path / "r.md").figures] == ["320.5亿", "5.8"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    "many",
    ["." * 20_000, " " * 20_000 + "x", "# " + " #" * 10_000 + "x", "\t" * 20_000 + "|\n|" + " " * 20_000 + "x", "1." * 10_000],
)
def test_no_rule_is_quadratic(many: str, name: str) -> None:
    """Twenty thousand of what a rule may begin with take a second or two, not a minute."""
    began = time.process_time()
    read_opened(Opened(f"青岚市政府工作报告\n地区生产总值增长5.5%。\n{many}".encode(), name))
    assert time.process_time() - began < 5
