"""Word files as offices write them, and those that must not be opened."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from xclib.errors import DocumentError
from xclib.formats import read_source
from xclib.formats.docx_styles import chinese_number

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


M = "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
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
        (par(run("增长"), run("7.1", "<w:strike/>"), run("5.3%")), ["增长5.3%"]),
        (par(run("增长"), run("7.1", "<w:dstrike/>"), run("5.3%", "<w:strike w:val='0'/>")), ["增长5.3%"]),
        (par(run("增长5%"), run("增长9%", "<w:color w:val='FFFFFF'/>"), run("旧8", "<w:sz w:val='2'/>")), ["增长5%"]),
        (par(run("白字5", "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='1F4E79'/>")), ["白字5"]),
        (par("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>zhang3</w:t></w:r></w:rt><w:rubyBase>", run("增"), "</w:rubyBase></w:ruby></w:r>", run("长5%")), ["增长5%"]),
        (par(run("为"), "<w:r><w:sym w:font='宋体' w:char='F02D'/></w:r>", run("5%")), ["为-5%"]),
        (par(run("不"), "<w:r><w:sym w:font='Symbol' w:char='F0A3'/></w:r>", run("5"), "<w:r><w:sym w:font='Wingdings' w:char='F0A3'/></w:r>"), ["不≤5"]),
        (par(run("浓度3"), f"<m:oMath {M}><m:r><m:t>μg/</m:t></m:r><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup></m:oMath>"), ["浓度3μg/m³"]),
        (par(f"<m:oMath {M}><m:f><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>", run("以上")), ["2/3以上"]),
        (par("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", run("增长")) + par(run("5%。")), ["增长5%。"]),
    ],
)  # fmt: skip
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
    # The bytes hold the time at which they were made: no name of a test that every worker has.
    ids=lambda value: value if isinstance(value, str) else "data",
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


STYLES = f"""<w:styles {W}>
<w:style w:type='character' w:styleId='Old'><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type='character' w:styleId='Older'><w:basedOn w:val='Old'/></w:style>
<w:style w:type='character' w:styleId='Kept'><w:basedOn w:val='Old'/><w:rPr><w:strike w:val='false'/></w:rPr></w:style>
<w:style w:type='character' w:styleId='Note'><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>
<w:style w:type='character' w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>
<w:style w:type='paragraph' w:styleId='Away'><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>""".encode()


def test_styles_strike_hide_and_raise():
    def styled(name, text):
        return run(text, f"<w:rStyle w:val='{name}'/>")

    xml = par(run("增长"), styled("Older", "7.1"), styled("Kept", "5.3"), run("%"), styled("Note", "2"), styled("Loop", "。"))
    xml += par("<w:pPr><w:pStyle w:val='Away'/></w:pPr>", run("旧数9.9")) + par(run("面积30km"), styled("Note", "2"))
    read = read_source(repacked(body_of(xml), {"word/styles.xml": STYLES}))
    assert read.lines == ("增长5.3%。", "面积30km²")
    assert read.warnings == (
        "3 characters struck out and not read",
        "5 characters hidden (by Word, white or tiny) and not read",
    )


PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"xmlns:r='{OFFICE}'"


def packaged(body: str, parts: dict[str, bytes] | None = None, *, main: str = "word/document.xml", related: str = "") -> bytes:
    """A Word file of raw parts, whose main part may have any name."""
    folder, name = main.rsplit("/", 1)
    head = f"<Relationships xmlns='{PACKAGE}'>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "_rels/.rels", f"{head}<Relationship Id='a' Type='{OFFICE}/officeDocument' Target='{main}'/></Relationships>"
        )
        archive.writestr(main, f"<w:document {W} {R}><w:body>{body}</w:body></w:document>")
        archive.writestr(f"{folder}/_rels/{name}.rels", f"{head}{related}</Relationships>")
        for path, content in (parts or {}).items():
            archive.writestr(path, content)
    return stream.getvalue()


def test_the_package_names_its_main_part():
    old = f"<w:document {W}><w:body>{par(run('旧稿9'))}</w:body></w:document>".encode()
    assert read_source(packaged(par(run("正文1")), main="word/document2.xml")).text == "正文1"
    assert read_source(packaged(par(run("正文1")), {"word/document.xml": old}, main="/word/document2.xml"[1:])).text == "正文1"


@pytest.mark.parametrize(
    ("name", "chunk"),
    [
        ("c.html", "<html><body><p>全市增长5%。</p></body></html>".encode()),
        ("c.txt", "全市增长5%。".encode("gbk")),
        ("c.docx", written("全市增长5%。")),
        ("c.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n"
                  + "<html><body><p>全市增长5%。</p></body></html>\n--x--\n".encode()),
    ],
)  # fmt: skip
def test_documents_within_the_document_are_read_in_their_place(name, chunk):
    related = f"<Relationship Id='c1' Type='{OFFICE}/aFChunk' Target='{name}'/>"
    data = packaged(par(run("前言1")) + "<w:altChunk r:id='c1'/>" + par(run("后记2")), {f"word/{name}": chunk}, related=related)
    assert read_source(data).lines == ("前言1", "全市增长5%。", "后记2")


def test_a_document_within_that_cannot_be_read_is_reported():
    external = f"<Relationship Id='c1' Type='{OFFICE}/aFChunk' TargetMode='External' Target='https://qinglan.example/c.html'/>"
    read = read_source(packaged(par(run("前言1")) + "<w:altChunk r:id='c1'/>", related=external))
    assert (read.lines, read.warnings) == (("前言1",), ("an inserted document was not read: it is not in the file",))
    deep = written("全市增长5%。")
    for _ in range(6):
        related = f"<Relationship Id='c1' Type='{OFFICE}/aFChunk' Target='c.docx'/>"
        deep = packaged(par(run("层1")) + "<w:altChunk r:id='c1'/>", {"word/c.docx": deep}, related=related)
    assert read_source(deep).lines == ("层1",) * 4


def test_notes_follow_the_body_in_the_order_of_their_references():
    notes = f"""<w:footnotes {W}><w:footnote w:type='separator' w:id='0'>{par(run("线7"))}</w:footnote>
    <w:footnote w:id='1'>{par(run("注一：400平方米。"))}</w:footnote><w:footnote w:id='2'>{par(run("注二。"))}</w:footnote></w:footnotes>"""
    ends = f"<w:endnotes {W}><w:endnote w:id='1'>{par(run('尾注。'))}</w:endnote></w:endnotes>"
    body = par(
        run("公园"), "<w:r><w:footnoteReference w:id='2'/></w:r>", run("36个"), "<w:r><w:endnoteReference w:id='1'/></w:r>"
    )
    body += par(run("林地"), NOTE, run("5亩"))
    read = read_source(packaged(body, {"word/footnotes.xml": notes.encode(), "word/endnotes.xml": ends.encode()}))
    assert read.lines == ("公园36个", "林地5亩", "注释：", "注二。", "尾注。", "注一：400平方米。")
    assert read_source(packaged(par(run("林地5亩")), {"word/footnotes.xml": notes.encode()})).lines == ("林地5亩",)
