"""Registering a report, killed at each step, side by side with others, out of room: nothing that was kept is lost."""

from __future__ import annotations

import csv
import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from invented import REPORT

import xclib as xc
from xclib.care import files
from xclib.cli.main import main
from xclib.data import raw, schema
from xclib.data.raw import holding_raw, read_all
from xclib.errors import BusyError, RawDataError, XclibError
from xclib.reading import report as reader
from xclib.reading.report import register
from xclib.reading.view import Reading

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the faults are made by means of Linux")
FORK = multiprocessing.get_context("fork") if sys.platform.startswith("linux") else None
NAME = "cn-999901-work-2033"


def reading(year: int = 2033, growth: str = "5.5") -> Reading:
    text = f"青岚市{year}年政府工作报告\n一、{year}年工作安排\n地区生产总值增长{growth}%左右。"
    return xc.read(text.encode(), area="青岚市", kind="work report", year=year)


def ended(work: Callable[[], object]) -> int:
    """The exit code of a child that did a piece of work; negative where a signal ended it."""
    assert FORK is not None
    child = FORK.Process(target=work)
    child.start()
    child.join(120)
    assert child.exitcode is not None
    return child.exitcode


def numbers(root: Path) -> list[str]:
    with (root / "raw" / NAME / "figures.csv").open(encoding="utf-8", newline="") as file:
        return [row["number"] for row in csv.DictReader(file)]


def killing(at: int, work: Callable[[], object]) -> Callable[[], None]:
    """Do a piece of work, and be killed at the n-th step that changes what is on the disk."""
    steps = 0

    def count(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **words: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **words)

        return step

    def run() -> None:
        for owner, name in (
            (os, "replace"),
            (shutil, "rmtree"),
            (shutil, "copytree"),
            (os, "fsync"),
            (os, "unlink"),
            (os, "rmdir"),
        ):
            setattr(owner, name, count(getattr(owner, name)))
        work()

    return run


@pytest.mark.slow
def test_killed_at_each_step_of_replacing_a_report(invented: Path) -> None:
    """What a person wrote beside it stays, and the report is the old one or the new one."""
    register(reading(), area_code="999901", root=invented)
    words = invented / "raw" / NAME / "labels.csv"
    words.write_text(",".join(schema.columns("raw", "labels")) + "\n", encoding="utf-8")
    (words.parent / "my notes.txt").write_text("mine", encoding="utf-8")
    at, killed, growth = 0, 0, "5.5"
    while True:
        at, before, growth = at + 1, growth, f"6.{at}"
        new = reading(growth=growth)
        code = ended(killing(at, lambda new=new: register(new, area_code="999901", again=True, root=invented)))  # type: ignore[misc]
        seen = read_all(invented)  # the next start
        assert words.is_file(), at
        assert numbers(invented) in ([before], [growth]), at
        assert (words.parent / "my notes.txt").read_text(encoding="utf-8") == "mine", at
        assert NAME in {row["report_id"] for row in seen.reports}
        assert sorted(p.name for p in (invented / "raw").iterdir()) == sorted(
            [NAME, REPORT["report_id"], "context.csv", "reports.csv", *(p.name for p in (invented / "raw").glob(".part-*.csv"))]
        )
        if code == 0:
            break
        assert code == -signal.SIGKILL
        killed, growth = killed + 1, numbers(invented)[0]
    assert killed > 8
    assert numbers(invented) == [growth]
    assert list((invented / "raw").glob(".*")) == [], "the run that went through has cleared away"


def test_links_that_a_person_set(invented: Path, tmp_path: Path) -> None:
    """A register that is kept elsewhere is written there; a report that is kept elsewhere is replaced here, and stays there."""
    register(reading(), area_code="999901", root=invented)
    kept, shelf, home = tmp_path / "register.csv", tmp_path / "shelf", invented / "raw"
    os.rename(home / "reports.csv", kept)
    os.symlink(kept, home / "reports.csv")
    os.rename(home / NAME, shelf)
    os.symlink(shelf, home / NAME)
    (home / ".part-1.reports.csv").touch()  # of a run that was killed
    register(reading(2034), area_code="999901", root=invented)
    assert (home / "reports.csv").is_symlink()
    assert NAME.replace("2033", "2034") in kept.read_text(encoding="utf-8")
    for growth in ("6.5", "7.5"):
        register(reading(growth=growth), area_code="999901", again=True, root=invented)
        assert numbers(invented) == [growth]
    assert not (home / NAME).is_symlink()
    assert "5.5" in (shelf / "figures.csv").read_text(encoding="utf-8")
    assert list(home.glob(".*")) == []


def test_registered_side_by_side(invented: Path) -> None:
    """Four at once, two reports each: all are kept."""
    assert FORK is not None
    new = {year: reading(year) for year in range(2034, 2042)}

    def add(years: list[int]) -> None:
        for year in years:
            register(new[year], area_code="999901", root=invented)

    children = [FORK.Process(target=add, args=([*new][n::4],)) for n in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join(120)
    assert [child.exitcode for child in children] == [0] * 4
    assert {f"cn-999901-work-{year}" for year in new} < {row["report_id"] for row in read_all(invented).reports}


def test_who_waits_too_long_writes_nothing(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PATIENCE", 0.1)
    before = (invented / "raw" / "reports.csv").read_bytes()
    with holding_raw(invented), pytest.raises(BusyError, match="another run is in progress"):
        register(reading(), area_code="999901", root=invented)
    assert (invented / "raw" / "reports.csv").read_bytes() == before


def test_no_room_is_one_line(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(XclibError, match="cannot write: No space left on device; make room") as caught:
        register(reading(), area_code="999901", root=invented)
    assert "\n" not in str(caught.value)
    monkeypatch.undo()
    assert sorted(p.name for p in (invented / "raw").iterdir()) == [REPORT["report_id"], "context.csv", "reports.csv"]


def test_who_only_reads_need_not_write(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (invented / "raw" / ".staged.x").mkdir()
    monkeypatch.setattr(raw, "alone", lambda *_: (_ for _ in ()).throw(XclibError("read-only")))
    assert len(read_all(invented).reports) == 1


@pytest.mark.parametrize("option", ["--view", "--to"])
def test_what_is_read_is_not_written_over(option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its own name or by a link: the page of a person who mistook one file for another would be lost."""
    page = tmp_path / "page.html"
    page.write_text("<p>云泽市二〇三一年政府工作报告</p><p>粮食总产量增长6.3%。</p>", encoding="utf-8")
    notes = tmp_path / "notes.csv"
    notes.write_text("line,start,field,value,reason\n", encoding="utf-8")
    before = page.read_bytes(), notes.read_bytes()
    for name in (page, notes):
        (link := tmp_path / f"link{name.suffix}").symlink_to(name)
        for target in (name, link):
            assert main(["read", str(page), "--corrections", str(notes), option, str(target)]) == 1
            assert "is what is read, and would be lost" in capsys.readouterr().err
    assert (page.read_bytes(), notes.read_bytes()) == before


@pytest.mark.parametrize(
    "words", [["figures", REPORT["report_id"]], ["search", "增长"], ["read", "docs/sample/qinglan-2031.html"]]
)
def test_no_result_takes_the_place_of_what_is_registered(
    invented: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    table = invented / "raw" / "reports.csv"
    before = table.read_bytes()
    words = [str(ROOT / word) if word.endswith(".html") else word for word in words]
    assert main([*words, "--to", str(table)]) == 1
    assert "holds what is registered" in capsys.readouterr().err
    assert table.read_bytes() == before


def test_bytes_that_are_no_text_are_refused(invented: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = invented / "raw" / "reports.csv"
    before = table.read_bytes()
    page = tmp_path / os.fsdecode(b"page\xff.txt")  # the name of a file may be anything
    page.write_text("云泽市二〇三一年政府工作报告\n粮食总产量增长6.3%。", encoding="utf-8")
    told = ["read", str(page), "--add", "--area-code", "990101"]
    assert main([*told, "--title-zh", "报告\udcff"]) == 2
    assert "is no text" in capsys.readouterr().err
    with pytest.raises(RawDataError, match="not UTF-8"):
        register(xc.read(page), area_code="990101", root=invented, title_zh="报告\udcff")
    assert table.read_bytes() == before
    assert main(told) == 0
