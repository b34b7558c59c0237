"""Each limit of SECURITY.md is crossed once, and the table says what the code does."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from briefs_fixture import CELLS, write_notebook
from conftest import ROOT
from invented import REPORT
from test_formats_pdf import printed, set_lines

import xclib as xc
from xclib.briefs import kernel
from xclib.briefs.jobs import read_matrix
from xclib.briefs.run import make_briefs
from xclib.care import confined, terminal
from xclib.cli.main import main
from xclib.data import raw
from xclib.errors import BriefError, DocumentError, RawDataError, UnknownNameError
from xclib.formats import pdf, read, read_source
from xclib.formats.pdf import read_pdf

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


def test_a_reading_that_takes_too_long() -> None:
    """A PDF of a hundred bytes that is read for ever, and no clock of Python's is heard in its parser."""
    with pytest.raises(DocumentError, match=r"took more than 0\.5 s to read"):
        xc.read(ENDLESS, seconds=0.5)
    assert xc.read(TEXT.encode()).figures, "the next one is read"


def test_a_reading_that_computes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten forms that each draw the next ten times take for ever."""
    monkeypatch.setattr(read, "SECONDS", 1)
    forms = [
        packed(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</N %d 0 R>>>>" % (n + 1), b"/N Do " * 10)
        for n in range(5, 15)
    ]
    data = one_page(packed(b"", b"/N Do"), *forms, packed(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 m"))
    data = data.replace(b"/Font<</F 5 0 R>>", b"/XObject<</N 5 0 R>>")
    with pytest.raises(DocumentError, match=r"a\.pdf: took more than 1 s of computing to read"):
        read_source(data, name="a.pdf")


def test_what_is_confined_is_confined_everywhere() -> None:
    """Answers and errors come back as they are; the process goes on after an error, and not after its end."""
    assert confined.confined(divmod, 60, 10, 17, 5) == (3, 2)
    with pytest.raises(ZeroDivisionError):
        confined.confined(divmod, 60, 10, 17, 0)
    with pytest.raises(MemoryError):
        confined.confined(bytes, 60, 10, confined.MEMORY)
    with pytest.raises(MemoryError):
        confined.confined(os._exit, 60, 10, 3)
    with pytest.raises(TimeoutError, match=r"more than 0\.2 s"):
        confined.confined(time.sleep, 0.2, 10, 60)
    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(confined.confined, divmod, 60, 10, n, 7) for n in range(30)]
        assert [a.result() for a in asked] == [divmod(n, 7) for n in range(30)]


def test_one_that_was_killed_while_it_waited_is_no_fault() -> None:
    confined.confined(divmod, 60, 10, 17, 5)
    for helper in confined._idle:
        helper.process.kill()
        helper.process.wait()
    assert confined.confined(divmod, 60, 10, 17, 5) == (3, 2)


def test_a_break_while_a_run_ends_is_no_traceback() -> None:
    code = "from xclib.care import confined as c; c.confined(divmod, 60, 9, 7, 5); process = c._idle[0].process\n"
    code += "def wait():\n    raise KeyboardInterrupt\nprocess.wait = wait"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_the_one_that_asks_holds_wears_no_process() -> None:
    code = "import os; from xclib.care.confined import WORN, confined; held = b'1' * (WORN + 100_000_000);"
    code += "print(confined(os.getpid, 60, 9) == confined(os.getpid, 60, 9))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "True", done.stderr


def test_none_outlives_the_one_that_asks() -> None:
    """Killed outright, in the middle of a job."""
    code = "import os, signal, time; from xclib.care import confined as c; c.warm('time'); c.confined(divmod, 60, 9, 7, 5);"
    code += "print(c._idle[0].process.pid, flush=True); c.confined(time.sleep, 600, 9, 600)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as asks:
        assert asks.stdout is not None
        helper = Path("/proc") / asks.stdout.readline().strip()
        time.sleep(0.2)
        asks.kill()
    end = time.monotonic() + 30
    while helper.exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not helper.exists()


def test_where_no_process_can_be_started_it_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(confined, "_take", lambda: pytest.fail("a process was started"))
    assert xc.read(TEXT.encode()).figures


def test_a_pdf_with_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(DocumentError, match="has 2 pages; split it"):
        read_pdf(printed([set_lines([f"{SENTENCE}。"]) for _ in range(2)]))


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


def zeros(megabytes: int, checksum: bytes = b"") -> bytes:
    """Zero bytes as zlib packs them, of which one million is packed and repeated: this file is read by each worker."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    million = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    true = (megabytes * 1_000_000 % 65521 << 16 | 1).to_bytes(4, "big")
    return b"\x78\xda" + megabytes * million + packer.flush() + (checksum or true)


#: A stream whose checksum is wrong, so that it is unpacked byte by byte.
CRAMPED = zeros(100, checksum=b"\x00\x00\x00\x01")
WIDE = b"Predictor 12/Columns 2000000000/Colors 4"
BOMB = zlib.compress(zeros(1_000), 9)
FLATE = b"/Filter/FlateDecode"
#: A table of objects whose entries have no bytes, and of which there are without end.
ENDLESS = (
    b"%PDF-1.5\n1 0 obj\n"
    + packed(b"/Type/XRef/Size 5/Index[0 2000000000]/W[0 0 0]/Root 2 0 R", b"")
    + b"\nendobj\nstartxref\n9\n%%EOF"
)
#: Files that claim far more than they hold.
GREEDY = {
    "predictor": one_page(packed(FLATE + b"/DecodeParms<</%b>>" % WIDE, zlib.compress(b"x"))),
    "fax": one_page(packed(b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000000000>>", bytes(9_000))),
    "bfrange": one_page(TEXT_OBJECT, TYPE0, CID % b"", packed(b"", RANGE), DESCRIPTOR),
    "cidrange": one_page(
        TEXT_OBJECT, TYPE0, CID % b"", packed(b"", RANGE.replace(b"bfrange", b"cidrange").replace(b"<0041>", b"0")), DESCRIPTOR
    ),
    "widths": one_page(TEXT_OBJECT, TYPE0, CID % b"/W[0 2000000000 500]", packed(b"", b""), DESCRIPTOR),
    "heights": one_page(
        TEXT_OBJECT, TYPE0.replace(b"-H", b"-V"), CID % b"/W2[0 2000000000 -500 1 1]", packed(b"", b""), DESCRIPTOR
    ),
    "ranges": one_page(TEXT_OBJECT, TYPE0, CID % (b"/W[" + b"0 65535 500 " * 100 + b"]"), packed(b"", b""), DESCRIPTOR),
    "checksum": one_page(packed(FLATE, CRAMPED)),
    "objects": ENDLESS.replace(b"/W[0 0 0]", b"/W[1 1 1]"),
    "endless": ENDLESS,
    "flate": one_page(packed(b"/Filter[/FlateDecode/FlateDecode]", BOMB)),
    "lzw": one_page(packed(b"/Filter/LZWDecode", bytes(90_000))),
}


@pytest.mark.parametrize("data", GREEDY.values(), ids=GREEDY)
def test_a_pdf_that_claims_more_than_it_holds(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """What it takes is memory and time of a process of its own, and what is said of it is one line."""
    monkeypatch.setattr(read, "SECONDS", 1)
    monkeypatch.setattr(read, "BYTES_A_SECOND", 10**9)
    monkeypatch.setattr(confined, "MEMORY", 400_000_000)
    with pytest.raises(DocumentError, match=r"a\.pdf: ") as caught:
        read_source(data, name="a.pdf")
    assert "\n" not in str(caught.value)
    assert xc.read(TEXT.encode()).figures, "the next one is read"


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
        ("reports: !!bool foo", "cannot be read"),
        ("reports: !!int x", "cannot be read"),
        ("reports: !!timestamp x", "cannot be read"),
    ],
    ids=["deep", "circle", "large", "no bool", "no number", "no time"],
)
def test_a_matrix_within_limits(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownNameError, match=message):
        read_matrix(tmp_path / "m.yaml")


@pytest.fixture
def place(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lent_server: None) -> Path:
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


def test_a_parameter_that_is_too_deep(place: Path) -> None:
    write_notebook(place / "notebooks" / "growth.ipynb", [CELLS[0], CELLS[1], CELLS[2]])
    given = kernel.fit_parameters(place / "notebooks" / "growth.ipynb", {})
    assert isinstance(given, dict)
    assert kernel._fit("[" * 100_000, []) == "[" * 100_000
    assert kernel._literal("[" * 100_000) is None


@pytest.mark.parametrize("text", ["1e999", "NaN", "-Infinity", "[1, NaN]"])
def test_a_parameter_that_is_no_number(text: str) -> None:
    assert kernel._fit(text, 0.5) == text, "so that it is refused, as another word is"


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e300", "-1"])
def test_a_time_that_no_clock_can_tell(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["briefs", "--dry-run", "--timeout", seconds]) == 5
    assert "timeout at most 2,592,000 seconds" in capsys.readouterr().err


def test_a_log_that_is_full_or_gone_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stderr", full)
        terminal.note("made growth")
        monkeypatch.undo()
        with suppress(OSError):
            full.close()
    closed = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    terminal.note("made growth")
