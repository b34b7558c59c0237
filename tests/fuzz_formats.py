"""Hypothesis fuzz target: whatever the bytes, a text or one DocumentError of one line, in bounded time.

Quick by default; ``FUZZ_EXAMPLES=20000 python -m pytest tests/fuzz_formats.py`` runs longer.
"""

import io
import os
import time
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xclib.errors import DocumentError
from xclib.formats import SourceText, read_source

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    print_blob=True,
)

PIECES = st.sampled_from(
    [
        "增长5.8%",
        "，",
        "。",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<table>",
        "<tr>",
        "<td>",
        "<td/rowspan=9>",
        "<td/colspan=99>",
        "</table>",
        "<sup>",
        "1",
        "</sup>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "<a/href=x>",
        "</a>",
        "<p/hidden>",
        "<div/class=nav>",
        "<h1>",
        "</h1>",
        "<title>",
        "<meta/charset=gbk>",
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "<svg>",
        "<input/type=password>",
        "<form>",
        "登录",
        "<![CDATA[",
        "<?xml/version='1.0'/encoding='x'?>",
        "<",
        ">",
        "版权所有",
        "**",
        "[^1]",
        "`",
        "\\",
        "发布时间：2024-02-30",
        "\x00",
        "\ufeff",
        "\ud7ff",
        "\n",
        "\t",
        "# ",
        "| 指标 | 增速 |\n|---|---|\n| 工业 | 5 |\n",
    ]
).map(lambda piece: piece.replace("/", " ") if piece.startswith("<") and not piece.startswith("</") else piece)
MARKUP = st.lists(PIECES, max_size=60).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-16-le", "big5hkscs"])
NAMES = st.sampled_from(["a.html", "a.txt", "a.md", "a.docx", "a.pdf", "", "a.mht"])


def attempt(data: bytes, name: str) -> None:
    begun = time.perf_counter()
    refused: DocumentError | None = None
    read: SourceText | None = None
    try:
        read = read_source(data, name=name)
    except DocumentError as error:
        refused = error
    assert time.perf_counter() - begun < 10
    if read is None:
        assert refused is not None
        assert "\n" not in str(refused)
        assert refused.advice
        return
    assert "\r" not in read.text
    for table in read.tables:
        assert read.lines[table.line - 1 : table.line - 1 + len(table.rows)] == tuple("\t".join(row) for row in table.rows)


@QUICK
@given(MARKUP, ENCODINGS, NAMES)
def test_markup(text, encoding, name):
    attempt(text.encode(encoding, "ignore"), name)


@QUICK
@given(
    st.binary(max_size=400),
    NAMES,
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"\xff\xfe"]),
)
def test_bytes(data, name, start):
    attempt(start + data, name)


def specimen() -> bytes:
    document = docx.Document()
    document.add_paragraph("全区生产总值完成320.5亿元，同比增长5.8%。")
    document.add_table(rows=2, cols=2).cell(0, 0).text = "指标"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


DOCX = specimen()
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 40>>stream\nBT /F 12 Tf 72 700 Td (GDP 5.8 growth) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
)


@pytest.mark.parametrize(("data", "name"), [(DOCX, "a.docx"), (PDF, "a.pdf")])
@QUICK
@given(st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_files(data, name, flips):
    damaged = bytearray(data)
    for place, value in flips:
        damaged[int(place * len(damaged))] = value
    attempt(bytes(damaged), name)


WORD_PIECES = st.sampled_from(
    [
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "</w:r>",
        "<w:t>增长5%</w:t>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:del>",
        "</w:del>",
        "<w:br/>",
        "<w:sdt>",
        "</w:sdt>",
        "<w:numPr/>",
        "<w:vMerge/>",
        "&#1;",
        "&x;",
    ]
)


@QUICK
@given(st.lists(WORD_PIECES, max_size=40))
def test_word_xml(pieces):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    opened: list[str] = []
    body = []
    for piece in pieces:  # mostly well-formed: close what was opened
        if piece.startswith("</"):
            if not opened:
                continue
            piece = opened.pop()
        elif piece.endswith(">") and not piece.endswith("/>") and "</" not in piece:
            opened.append(piece.replace("<", "</"))
        body.append(piece)
    xml = f'<w:document xmlns:w="{space}"><w:body>{"".join(body + opened[::-1])}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", xml)
    attempt(stream.getvalue(), "a.docx")
