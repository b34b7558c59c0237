"""Each limit of SECURITY.md is crossed once, and the table says what the code does."""

from __future__ import annotations

import importlib
import re
import time
import zlib
from pathlib import Path

import pytest
from briefs_fixture import CELLS, write_notebook
from conftest import REPORT, ROOT
from test_formats_pdf import printed, set_lines

import xclib as xc
from xclib import kernel, raw, reader
from xclib.briefs import make_briefs
from xclib.errors import BriefError, DocumentError, RawDataError, UnknownNameError
from xclib.formats import pdf, read, read_source
from xclib.formats.pdf import read_pdf
from xclib.jobs import read_matrix

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
    assert len(pdf._BoundedZlib.decompress(bomb)) == 6_000_000, "others who read with pdfminer are not bound"


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
