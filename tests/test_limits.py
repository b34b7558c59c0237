"""Each limit of SECURITY.md is crossed once, and the table says what the code does."""

from __future__ import annotations

import importlib
import re
import resource
import time
import zlib
from pathlib import Path

import pytest
from briefs_fixture import CELLS, write_notebook
from conftest import REPORT, ROOT
from test_formats_pdf import printed, set_lines

import xclib as xc
from xclib.briefs import kernel
from xclib.briefs.jobs import read_matrix
from xclib.briefs.run import make_briefs
from xclib.data import raw
from xclib.errors import BriefError, DocumentError, RawDataError, UnknownNameError
from xclib.formats import pdf, read, read_source
from xclib.formats.pdf import read_pdf
from xclib.formats.pdf_budget import Budget
from xclib.reading import report as reader

SENTENCE = "青岚市地区生产总值完成320.5亿元，同比增长5.8%，增速高于上年同期"
TEXT = "青岚市今年工作安排如下。\n地区生产总值增长5.5%左右。"


def limits() -> list[list[str]]:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8").split("## Limits")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")]
    return rows[2:]


@pytest.mark.parametrize("row", limits(), ids=lambda row: row[0])
def test_the_table_says_what_the_code_does(row: list[str]) -> None:
    _, told, names, tests = row
    for name in re.findall(r"`([\w.]+)`", names):
        module, _, constant = name.rpartition(".")
        value = getattr(importlib.import_module(f"xclib.{module}"), constant)
        assert re.search(
            rf"(?<![\d.,]){value:,g}(?![\d,])|(?<![\d.,]){value / 1e6:,g} M|(?<![\d.,]){value / 2**20:,g} MiB", told
        ), (name, value)
    found = re.findall(r"`(test_\w+)\.py::(test_\w+)`", tests)
    assert found
    for file, test in found:
        assert f"def {test}(" in (ROOT / "tests" / f"{file}.py").read_text(encoding="utf-8"), test


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(read.MAX_FILE_BYTES + 1)
    with pytest.raises(DocumentError, match="is larger than 100 MB"):
        read_source(tmp_path / "a.txt")


def test_a_text_that_is_too_long() -> None:
    with pytest.raises(DocumentError, match="holds more than 5 million characters"):
        read_source(("增长5.8%。" * 800_000).encode())


def test_a_reading_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        while True:
            time.sleep(0.01)

    monkeypatch.setattr(reader, "parse_text", endless)
    with pytest.raises(DocumentError, match=r"takes more than 0\.2 s to read"):
        xc.read(TEXT.encode(), seconds=0.2)


def test_a_reader_that_calls_its_end_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def swallowing(*_: object, **__: object) -> None:
        try:
            time.sleep(5)
        except OSError:
            raise DocumentError("is damaged") from None

    monkeypatch.setattr(reader, "read_source", swallowing)
    with pytest.raises(DocumentError, match=r"takes more than 0\.2 s to read"):
        xc.read(TEXT.encode(), seconds=0.2)


def test_a_pdf_with_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(DocumentError, match="has 2 pages; split it"):
        read_pdf(printed([set_lines([f"{SENTENCE}。"]) for _ in range(2)]))


def test_a_pdf_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_UNPACKED", 1_000_000)
    whole = printed([set_lines([f"{SENTENCE}。"])])
    bomb = zlib.compress(b"0 0 m " * 1_000_000, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(bomb) + bomb + b"\nendstream"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>", stream]
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%b\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    out += b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"
    with pytest.raises(DocumentError, match=r"a\.pdf: unpacks to more than a report can hold"):
        read_pdf(out, where="a.pdf")
    assert read_pdf(whole).text


def one_page(stream: bytes, *more: bytes) -> bytes:
    """A PDF of one page by hand, with further objects from number 5 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, *more]
    out = b"%PDF-1.5\n" + b"".join(b"%d 0 obj\n%b\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return out + b"trailer<</Root 1 0 R/Size 9>>\n%%EOF"


def packed(kind: bytes, body: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (kind, len(body), body)


TEXT_OBJECT = packed(b"", b"BT /F 12 Tf 72 700 Td <0001> Tj ET")
TYPE0 = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
CID = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/FontDescriptor 8 0 R%b>>"
DESCRIPTOR = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1 1]/Ascent 1/Descent 0>>"
RANGE = b"/CIDInit begincmap 1 beginbfrange <00000000> <7fffffff> <0041> endbfrange endcmap"
WIDE = b"Predictor 12/Columns 2000000000/Colors 4"
CRAMPED = zlib.compress(bytes(5_000_000))[:-4] + b"\x00\x00\x00\x01"
#: Files that claim far more than they hold, and what is said of each.
GREEDY = {
    "predictor": (one_page(packed(b"/Filter/FlateDecode/DecodeParms<</%b>>" % WIDE, zlib.compress(b"x"))), "rows that are wider"),
    "fax": (one_page(packed(b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000000000>>", bytes(9_000))), "no text layer"),
    "bfrange": (one_page(TEXT_OBJECT, TYPE0, CID % b"", packed(b"", RANGE), DESCRIPTOR), "more characters"),
    "cidrange": (
        one_page(TEXT_OBJECT, TYPE0, CID % b"", packed(b"", RANGE.replace(b"bfrange", b"cidrange").replace(b"<0041>", b"0")), DESCRIPTOR),
        "more characters",
    ),
    "widths": (one_page(TEXT_OBJECT, TYPE0, CID % b"/W[0 2000000000 500]", packed(b"", b""), DESCRIPTOR), "more characters"),
    "heights": (
        one_page(TEXT_OBJECT, TYPE0.replace(b"-H", b"-V"), CID % b"/W2[0 2000000000 -500 1 1]", packed(b"", b""), DESCRIPTOR),
        "more characters",
    ),
    "ranges": (one_page(TEXT_OBJECT, TYPE0, CID % (b"/W[" + b"0 65535 500 " * 100 + b"]"), packed(b"", b""), DESCRIPTOR), "more characters"),
    "objects": (
        b"%PDF-1.5\n1 0 obj\n" + packed(b"/Type/XRef/Size 5/Index[0 999999999]/W[1 1 1]/Root 2 0 R/Filter/FlateDecode", zlib.compress(bytes(900)))
        + b"\nendobj\nstartxref\n9\n%%EOF",
        "more characters or objects",
    ),
    "checksum": (one_page(packed(b"/Filter/FlateDecode", CRAMPED)), "unpacks to more"),
    "lzw": (one_page(packed(b"/Filter/LZWDecode", bytes(90_000))), "unpacks to more"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), GREEDY.values(), ids=GREEDY)
def test_a_pdf_that_claims_more_than_it_holds(monkeypatch: pytest.MonkeyPatch, data: bytes, message: str) -> None:
    """It is refused for what it claims, before the memory or the time is spent."""
    monkeypatch.setattr(pdf, "MAX_UNPACKED", 1_500_000)
    monkeypatch.setattr(pdf, "MAX_MEMORY", 400_000_000)
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(DocumentError, match=rf"a\.pdf: .*{message}") as caught:
        read_source(data, name="a.pdf")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "\n" not in str(caught.value)
    assert ended.ru_utime - began.ru_utime < 5


def test_a_pdf_that_draws_forms_within_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten forms that each draw the next ten times take for ever; the process of their own ends."""
    monkeypatch.setattr(pdf, "SECONDS", 2)
    forms = [
        packed(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</N %d 0 R>>>>" % (n + 1), b"/N Do " * 10)
        for n in range(5, 15)
    ]
    data = one_page(packed(b"", b"/N Do"), *forms, packed(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 m"))
    data = data.replace(b"/Font<</F 5 0 R>>", b"/XObject<</N 5 0 R>>")
    with pytest.raises(DocumentError, match=r"a\.pdf: takes more time or memory than"):
        read_source(data, name="a.pdf")


def test_lzw_is_bounded_too() -> None:
    """A code word that repeats what came before, in growing pieces."""
    bits = "".join(format(code, "09b") for code in (256, 0, *range(258, 500)))
    body = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    budget = Budget(100_000)
    with pytest.raises(DocumentError, match="unpacks to more"):
        budget.decompress_lzw(body)
    assert Budget(10_000_000).decompress_lzw(body).count(0) > 5_000


def test_a_raw_file_that_is_too_large(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "MAX_BYTES", 300)
    with pytest.raises(RawDataError, match=r"figures\.csv: is larger than"):
        raw.read_raw(invented / "raw" / REPORT["report_id"] / "figures.csv", "figures")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, "is deeper than 20 levels"),
        ("reports: &a [*a]", "refers to itself"),
        ("#" * 1_000_001, "larger than 1 MB"),
    ],
    ids=["deep", "circle", "large"],
)
def test_a_matrix_within_limits(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownNameError, match=message):
        read_matrix(tmp_path / "m.yaml")


@pytest.fixture
def place(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_notebook_that_is_too_large_or_deep(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notebook(place / "notebooks" / "fiscal.ipynb", [CELLS[0], CELLS[1], CELLS[2]])
    (place / "notebooks" / "growth.ipynb").write_text('{"cells": ' + "[" * 100_000, encoding="utf-8")
    (place / "notebooks" / "large.ipynb").write_text('{"cells": []}' + " " * 100_000, encoding="utf-8")
    monkeypatch.setattr(kernel, "MAX_BYTES", 90_000)
    run = make_briefs(REPORT["report_id"], langs=["zh"], out=place / "briefs")
    told = {b.notebook: b.error for b in run.briefs}
    assert told["fiscal"] == "", "the others are made"
    assert "larger than 0 MB" in told["large"]
    assert told["growth"]
    monkeypatch.setattr(kernel, "MAX_BYTES", 50_000_000)
    with pytest.raises(BriefError, match="its parameters cannot be read"):
        kernel.inspect_parameters(place / "notebooks" / "growth.ipynb")


def test_a_notebook_that_talks_without_end(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = ("code", "for _ in range(400): print('x' * 10_000)", [])
    write_notebook(place / "notebooks" / "growth.ipynb", [CELLS[0], CELLS[1], CELLS[2], talk])
    monkeypatch.setattr(kernel, "MAX_OUTPUT", 1_000_000)
    run = make_briefs(REPORT["report_id"], langs=["zh"], out=place / "briefs")
    assert "its outputs are larger than 1 MB" in run.briefs[0].error
    kept = list((place / "briefs" / "failed").rglob("*.ipynb"))
    assert all(path.stat().st_size < 3_000_000 for path in kept), "nor is more of it kept"
