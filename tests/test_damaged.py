"""Files of the project that are damaged, and a machine that has too little: one line that names it and says what to do."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from briefs_fixture import write_notebook
from conftest import REPORT, ROOT

from xclib.briefs.run import HANDLES, HANDLES_EACH
from xclib.care import files
from xclib.charts import style
from xclib.cli.main import main
from xclib.errors import XclibError
from xclib.html import webfont

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are set by means of Linux")

COMMAND = [sys.executable, "-c", "import sys; from xclib.cli.main import main; sys.exit(main())"]


def one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(words) == 3
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    return told.err


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _fold(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "the file is missing"),
    "cut short": (_cut, "is no Parquet file, or a damaged one"),
    "empty": (lambda path: path.write_bytes(b""), "is no Parquet file, or a damaged one"),
    "another file": (lambda path: path.write_bytes(b"PAR1" * 900), "is no Parquet file, or a damaged one"),
    "a folder": (_fold, "is no Parquet file, or a damaged one"),
    "another table": (lambda path: pq.write_table(pa.table({"doc": ["a"]}), path), "is missing"),
}


@pytest.mark.parametrize("name", ["panel/panel.parquet", "panel/reports.parquet", "ledger/ledger.parquet"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_panel_or_ledger(
    invented: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, damage: str
) -> None:
    for folder in ("panel", "ledger"):
        shutil.copytree(ROOT / "data" / "raw" / folder, invented / "raw" / folder)
    spoil, fault = DAMAGES[damage]
    spoil(invented / "raw" / name)
    words = [["explorer", "--out", str(tmp_path / "b"), "--force"]]
    words += {"panel/panel.parquet": [["panel", "gdp_growth"]], "ledger/ledger.parquet": [["ledger"]]}.get(name, [])
    for asked in words:
        told = one_line(asked, capsys)
        assert told.startswith(f"xclib: data/raw/{name}: ")
        assert fault in told
        assert told.endswith("; restore it from version control, or build it again\n")


@pytest.mark.parametrize("name", ["context.csv", "reports.csv", f"{REPORT['report_id']}/figures.csv"])
@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 40, b"\xff\xfe\x9c", b'a,b\n"open', b"a,b\n1,2,3\n", b"x" * 300_000, b"a\n" * 9, None]
)
def test_a_damaged_table(invented: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None) -> None:
    path = invented / "raw" / name
    path.unlink()
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    # A report whose figures are damaged is left out of the register's list, and named where it is asked for.
    asked = ["figures", REPORT["report_id"]] if name.endswith("figures.csv") else ["reports"]
    for words in (asked, ["build"]):
        assert f"data/raw/{name}" in one_line(words, capsys)


@pytest.mark.parametrize("content", [b"", b"no font", "half"])
def test_a_damaged_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | str) -> None:
    whole, path = webfont.font_path().read_bytes(), tmp_path / "NotoSansSC-Regular.ttf"
    path.write_bytes(whole[: len(whole) // 2] if isinstance(content, str) else content)
    for module in (webfont, style):
        monkeypatch.setattr(module, "font_path", lambda: path)
    webfont._font_face.cache_clear()
    said = rf"^{path}: the Chinese font is damaged \(.+\); run `pip install --force-reinstall zhplot`$"
    with pytest.raises(XclibError, match=said):
        webfont.font_face("增长")
    if content != "half":  # matplotlib reads of a font only what it draws
        with pytest.raises(XclibError, match=said):
            style._family.__wrapped__()


def limited(words: list[str], kind: int, limit: int, **options: object) -> subprocess.CompletedProcess[str]:
    def limit_it() -> None:
        resource.setrlimit(kind, (limit, limit))

    return subprocess.run(
        [*COMMAND, *words], preexec_fn=limit_it, capture_output=True, text=True, check=False, timeout=300, **options
    )  # type: ignore[call-overload]


@pytest.mark.parametrize("handles", [6, 7, 8, 9, 10, 12])
def test_too_few_handles_to_read(handles: int) -> None:
    done = limited(["read", str(ROOT / "docs" / "sample" / "qinglan-2031.html")], resource.RLIMIT_NOFILE, handles)
    if done.returncode:
        assert done.stderr.count("\n") == 1
        assert done.stderr.endswith("Too many open files; allow more: ulimit -n 1024\n")
    else:
        assert "<Reading of a document: 青岚市" in done.stderr


@pytest.mark.slow
def test_too_few_handles_for_briefs(invented: Path, tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "notebooks" / "growth.ipynb")
    need = HANDLES + 2 * HANDLES_EACH
    words = ["briefs", REPORT["report_id"], "--topic", str(notebook), "--out", str(tmp_path / "briefs")]
    done = limited(words, resource.RLIMIT_NOFILE, need - 1)
    assert done.stderr == f"xclib: only {need - 1} files may be open at once; allow {need}: ulimit -n {need}\n"
    assert done.returncode == 1
    assert not (tmp_path / "briefs").exists()
    assert limited(words, resource.RLIMIT_NOFILE, need).returncode == 0


def test_a_limit_that_may_be_raised_is(monkeypatch: pytest.MonkeyPatch) -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (100, before[1]))
        files.need_handles(128)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (128, before[1])
        files.need_handles(50)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (128, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
