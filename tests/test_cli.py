"""The command line as a person uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from invented import REPORT

from xclib.cli.main import main

XICHENG = "cn-110102-plan-2024"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["reports"], XICHENG),
        (["figures", XICHENG, "--topic", "fiscal"], "452.7亿元"),
        (["search", "养老"], "养老服务机构"),
        (["plan", XICHENG, "--nature", "binding"], "达到市级要求"),
        (["series", "gdp", "110102"], "5700.1亿元"),
        (["source", f"{XICHENG}:26:418"], "#:~:text=5.8%25"),
    ],
)
def test_commands(words: list[str], shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["figures", "nope"], 2, "unknown report 'nope'"),
        (["figures", XICHENG, "--topic", "x"], 2, "unknown topic 'x'"),
        (["search", "x", "--report", "nope"], 2, "unknown report"),
        (["source", "x"], 2, "unknown figure 'x'"),
        (["briefs", "nope"], 2, "unknown report 'nope'"),
        (["briefs", XICHENG, "--lang", "fr"], 2, "unknown language 'fr'"),
        (["figures", XICHENG, "--to", "x.doc"], 1, "cannot write '.doc'"),
        (["read", str(ROOT / "docs/sample/qinglan-2031.html"), "--view", ""], 1, "cannot write: "),
    ],
)
def test_errors_are_one_line(words: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == code
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.startswith("xclib: ")
    assert told in out.err
    assert out.err.count("\n") == 1


@pytest.mark.parametrize("words", [[], ["--help"], ["figures", "--help"], ["nonsense"]])
def test_help_reads_and_wrong_words_exit_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == (0 if "--help" in words else 2)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    assert "usage: xclib" in shown.out + shown.err


def test_bad_raw_file(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copied / "raw" / "reports.csv").write_text("report_id\n", encoding="utf-8")
    assert main(["build"]) == 3
    assert "column 'area_code' is missing" in capsys.readouterr().err
    assert not (copied / "processed").exists()


def test_nothing_is_built_twice(invented: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    assert "figures 7" in capsys.readouterr().err
    assert main(["build"]) == 0
    assert "up to date" in capsys.readouterr().err
    (invented / "processed" / "figures.csv").write_text("spoilt", encoding="utf-8")
    assert main(["build"]) == 0
    assert "figures 7" in capsys.readouterr().err


def test_export_by_name(tmp_path: Path) -> None:
    assert main(["figures", XICHENG, "--to", str(tmp_path / "x.parquet")]) == 0
    assert (tmp_path / "x.parquet").exists()


def test_another_data_folder(invented: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", REPORT["report_id"]]) == 0
    assert "3210.5亿元" in capsys.readouterr().out


SAMPLE = "docs/sample/qinglan-2031.html"
#: Commands that print much, as tables and as JSON.
PRINTING = (
    f"figures {XICHENG}",
    f"read {SAMPLE}",
    f"read {SAMPLE} --json",
    f"read --about {SAMPLE}",
    "--help",
    "figures --help",
)


def shell(command: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = command.replace("xclib", f"{sys.executable} -m xclib.cli.main")
    words = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, **env})
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done


@pytest.mark.parametrize("words", PRINTING)
def test_a_reader_that_goes_is_no_error(words: str) -> None:
    done = shell(f"xclib {words} | head -1")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_output_is_no_error(closed: str, tmp_path: Path) -> None:
    assert shell(f"xclib read {SAMPLE} --json {closed}").returncode == 0
    # Nor is a file of ours what the closed output gets.
    assert shell(f"xclib read {SAMPLE} --to {tmp_path / 'x.csv'} {closed}").returncode == 0
    assert (tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()[0].startswith("n,")


@pytest.mark.parametrize("words", PRINTING[:3:2])
def test_a_full_disk_behind_the_output_is_one_line(words: str) -> None:
    done = shell(f"xclib {words} >/dev/full")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "xclib: standard output: No space left on device; make room"


def test_what_an_encoding_lacks_is_written_out() -> None:
    told = [shell(f"xclib read {SAMPLE} --json", PYTHONIOENCODING=name).stdout for name in ("ascii", "utf-8", "latin-1")]
    records = [[json.loads(line) for line in out.splitlines()] for out in told]
    assert told[0].isascii()
    assert len(records[0]) == 56
    assert records[0] == records[1] == records[2]
    assert shell("xclib reports", PYTHONIOENCODING="ascii").stdout.isascii()
    assert shell("xclib read 没有.html", PYTHONIOENCODING="ascii").stderr.startswith(
        "xclib: \\u6ca1\\u6709.html: does not exist"
    )


def test_the_table_says_which_part_of_the_year_a_figure_is_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "release.txt"
    page.write_text("2031年上半年青岚市经济运行情况\n上半年，全市竹纸产值7.4亿元，同比增长5.4%。", encoding="utf-8")
    assert main(["read", str(page)]) == 0
    assert capsys.readouterr().out.count("2031年上半年") == 2
    assert main(["read", str(page), "--view", str(tmp_path / "view.html")]) == 0
    assert (tmp_path / "view.html").read_text(encoding="utf-8").count("<td>2031年上半年</td>") == 2
    page.write_text("青岚市2030年国民经济和社会发展统计公报\n全年全市竹纸产值7.4亿元。", encoding="utf-8")
    assert main(["read", str(page)]) == 0
    assert "上半年" not in capsys.readouterr().out
