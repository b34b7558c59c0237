"""A real report put into each format and read back: the same lines come out."""

import html
import io
from pathlib import Path

import docx
import pytest

from xclib.formats import read_source
from xclib.formats.source import tidy

REPORT = Path(__file__).resolve().parents[2] / "shared" / "reports" / "xicheng-2024.txt"

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    if not REPORT.exists():
        pytest.skip("the report beside the project is absent")
    lines = map(tidy, REPORT.read_text(encoding="utf-8").split("\n"))
    # The date and the imprint are the site's, and left out of a page.
    return [line for line in lines if len(line) > 15 and "时间" not in line and "标识码" not in line]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_html(paragraphs, encoding):
    body = "".join(f"<p>　　<span>{html.escape(paragraph)}</span></p>\n" for paragraph in paragraphs)
    menu = "<div class='nav'><a href='/'>首页</a><a>公开</a></div>"
    page = f"<html><title>{html.escape(paragraphs[0])}_某网</title><body>{menu}<div><div id='zoom'>{body}</div></div></body></html>"
    read = read_source(page.encode(encoding), name="a.html")
    assert list(read.lines) == paragraphs
    assert read.encoding == encoding


def test_docx(paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph("　　" + paragraph)
    stream = io.BytesIO()
    document.save(stream)
    assert list(read_source(stream.getvalue()).lines) == paragraphs


def test_txt():
    if not REPORT.exists():
        pytest.skip("the report beside the project is absent")
    assert read_source(REPORT).text == REPORT.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
