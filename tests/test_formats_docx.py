"""Word files as offices write them, and those that must not be opened."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from xclib.errors import DocumentError
from xclib.formats import read_source
from xclib.formats.docx_numbers import chinese_number

SENTENCE = "全区生产总值完成320.5亿元，同比增长5.8%。"
W = nsdecls("w")


def packed(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def written(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return packed(document)


def body_of(xml: str) -> bytes:
    """A document with raw paragraphs."""
    document = docx.Document()
    for element in reversed(list(parse_xml(f"<w:body {W}>{xml}</w:body>"))):
        document.element.body.insert(0, element)
    return packed(document)


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in change:
                new.writestr(entry, old.read(entry))
        for name, content in change.items():
            new.writestr(name, content)
    return stream.getvalue()


def test_paragraphs_and_tables_in_the_order_of_the_body():
    document = docx.Document()
    document.add_paragraph("云泽区统计公报", style="Title")
    document.add_paragraph("发布时间：2024年3月1日")
    document.add_paragraph("　　" + SENTENCE)
    table = document.add_table(rows=4, cols=3)
    for row, cells in zip(
        table.rows, [["指标", "2023年", ""], ["", "总量", "增速"], ["工业", "110.5", "5.8"], ["农业", "9", "1"]], strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    document.add_paragraph("注：增速按不变价格计算。")
    document.sections[0].header.paragraphs[0].text = "页眉3"
    document.sections[0].footer.paragraphs[0].text = "— 5 —"
    read = read_source(packed(document), name="a.docx")
    assert (read.kind, read.title, read.published) == ("docx", "云泽区统计公报", "2024-03-01")
    rows = (("指标", "2023年", "2023年"), ("指标", "总量", "增速"), ("工业", "110.5", "5.8"), ("农业", "9", "1"))
    assert read.tables[0].rows == rows
    assert read.tables[0].line == 4
    assert read.lines == (
        "云泽区统计公报",
        "发布时间：2024年3月1日",
        SENTENCE,
        *map("\t".join, rows),
        "注：增速按不变价格计算。",
    )


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def par(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


RAISED = "<w:vertAlign w:val='superscript'/>"
DELETED = "<w:del><w:r><w:delText>4</w:delText></w:r></w:del>"
NOTE = "<w:r><w:footnoteReference w:id='1'/></w:r>"
CONTENTS = "<w:pPr><w:pStyle w:val='TOC1'/></w:pPr>"
SHOWN = "<w:vanish w:val='0'/>"
BOX = f"<w:r><w:t>宿主1</w:t><w:txbxContent>{par(run('文框2'))}</w:txbxContent></w:r>"


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        (par(run("增长"), DELETED, f"<w:ins>{run('5%')}</w:ins>"), ["增长5%"]),
        (par(f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新1')}</w:moveTo>"), ["新1"]),
        (par(run("增长5%"), NOTE, run("。")), ["增长5%。"]),
        (par(run("增长5%"), run("1", RAISED)), ["增长5%"]),
        (par(run("120km"), run("2", RAISED), run("内")), ["120km²内"]),
        (par("<w:r><w:t>甲1</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>"), ["甲1", "乙 丙"]),
        (par(run("隐9", "<w:vanish/>"), run("显1", SHOWN)), ["显1"]),
        (par("<w:r><w:instrText>PAGE 3</w:instrText></w:r>", f"<w:hyperlink>{run('链接1')}</w:hyperlink>"), ["链接1"]),
        (f"<w:sdt><w:sdtContent>{par(run('控件1'))}</w:sdtContent></w:sdt>", ["控件1"]),
        (par(CONTENTS, run("一、工业 5")) + par(run("正文1")), ["正文1"]),
        (par(BOX), ["宿主1", "文框2"]),
        (f"<w:tbl><w:tr><w:tc>{par(run('只有一格1'))}</w:tc></w:tr></w:tbl>", ["只有一格1"]),
    ],
)
def test_what_is_printed_is_read(xml, lines):
    assert read_source(body_of(xml)).text.split("\n") == lines


def test_automatic_numbers_are_written_out():
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for n, (form, text) in enumerate(
            [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "*")]
        )
    )
    numbering.insert(0, parse_xml(f"<w:abstractNum {W} w:abstractNumId='77'>{levels}</w:abstractNum>"))
    numbering.append(parse_xml(f"<w:num {W} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))
    for depth, text in [(0, "工业"), (1, "规模"), (1, "效益"), (2, "利润"), (3, "点"), (0, "农业"), (1, "粮食")]:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f"<w:numPr {W}><w:ilvl w:val='{depth}'/><w:numId w:val='77'/></w:numPr>"))
    read = read_source(packed(document))
    assert read.lines == ("一、工业", "（一）规模", "（二）效益", "1.利润", "点", "二、农业", "（一）粮食")
    assert [chinese_number(n) for n in (10, 11, 20, 99, 100)] == ["十", "十一", "二十", "九十九", "100"]


def test_ten_thousand_nested_controls_are_no_recursion():
    xml = "<w:sdt><w:sdtContent>" * 100 + "<w:p><w:r><w:t>深1</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * 100
    assert read_source(body_of(xml)).text == "深1"
    document = docx.Document()
    inner = document.element.body
    for _ in range(3_000):
        inner.insert(0, OxmlElement("w:sdtContent"))
        inner = inner[0]
    assert inner.tag == qn("w:sdtContent")
    data = packed(document)
    with pytest.raises(DocumentError):
        read_source(data)


GOOD = written("云泽区统计公报", SENTENCE)
ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "5">]><w:document xmlns:w="urn:w">'
    b"<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (GOOD[: len(GOOD) // 2], "truncated or damaged"),
        (GOOD[:60], "truncated or damaged"),
        (repacked(GOOD, {"word/vbaProject.bin": b"x"}), "macros"),
        (repacked(GOOD, {"word/document.xml": ENTITY}), "entities"),
        (repacked(GOOD, {"word/document.xml": ENTITY.decode().encode("utf-16")}), "entities|cannot be read"),
        (repacked(GOOD, {"word/styles.xml": ENTITY}), "entities"),
        (repacked(GOOD, {"word/document.xml": b"<w:document"}), "XML that cannot be read"),
        (repacked(GOOD, {"word/document.xml": b"<document/>"}), "without a body"),
        (repacked(GOOD, {"word/media/a.bin": b"0" * 50_000_000}), "zip bomb"),
        (repacked(GOOD, {f"n{n}": b"" for n in range(6_000)}), "zip bomb"),
        (repacked(GOOD, {"xl/workbook.xml": b"", "word/document.xml": b""}), "cannot be read"),
        (written(), "no text"),
        (written("Nothing Chinese, 5%"), "no Chinese text"),
    ],
)  # fmt: skip
def test_files_that_must_not_be_read(data, message):
    with pytest.raises(DocumentError, match=message) as caught:
        read_source(data, name="a.docx")
    assert str(caught.value).startswith("a.docx: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("entry", "message"), [("xl/workbook.xml", "workbook"), ("OFD.xml", "OFD"), ("a.txt", "without a Word document")]
)
def test_other_archives(entry, message):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(entry, "x")
    with pytest.raises(DocumentError, match=message):
        read_source(stream.getvalue())


def test_every_truncation_is_one_clear_error():
    for cut in range(4, len(GOOD), max(1, len(GOOD) // 40)):
        with pytest.raises(DocumentError):
            read_source(GOOD[:cut], name="a.docx")
