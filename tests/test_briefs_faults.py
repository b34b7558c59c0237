"""What unattended runs meet, really done: killed, out of room, read-only, the data or the clock changed under them, two at once."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from briefs_child import NAME, TINY, TOLD, finish, left_behind, mended, pages, start
from briefs_fixture import write_notebook

from xclib.briefs import making, runs
from xclib.briefs import run as briefs
from xclib.briefs.manifest import Brief
from xclib.cli.main import main

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the faults are made by means of Linux"),
]
#: How many runs are killed; `XCLIB_KILLS=100` for the table of docs/scheduling.md.
KILLS = int(os.environ.get("XCLIB_KILLS", "5"))
BOTH = {"growth.zh.html", "growth.en.html"}


@pytest.fixture
def home(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_notebook(tmp_path / "notebooks" / "growth.ipynb", TINY)
    tell(tmp_path, "first")
    return tmp_path


def tell(home: Path, word: str) -> None:
    (home / "data" / "raw" / "note.txt").write_text(word, encoding="utf-8")


def log(home: Path) -> list[str]:
    return (home / "log").read_text(encoding="utf-8").splitlines()


def test_killed_at_any_moment(home: Path) -> None:
    began = time.monotonic()
    assert finish(start(home)) == 0
    whole = time.monotonic() - began
    mended(home / "briefs", "first", BOTH)
    chance = random.Random(int(os.environ.get("XCLIB_SEED", "1")))
    told, ended = "first", 0
    for turn in range(KILLS):
        tell(home, now := f"turn{turn}")
        child = start(home)
        time.sleep(chance.uniform(0, 1.1 * whole))
        child.kill()
        ended += finish(child) == 0
        seen = pages(home / "briefs")
        assert set(seen) == BOTH, "a brief was lost"
        assert set(seen.values()) <= {told, now, *(f"turn{n}" for n in range(turn))}
        if turn % 10 == 9 or turn == KILLS - 1:
            began = time.monotonic()
            assert finish(start(home)) == 0, log(home)[-3:]
            whole = time.monotonic() - began
            mended(home / "briefs", now, BOTH)
            told = now
    assert left_behind(home) == []
    print(f"{KILLS} runs killed, {ended} of them at their end")


def test_a_killed_run_loses_nothing_that_it_had_made(home: Path) -> None:
    hold = home / "notebooks" / "hold"
    hold.write_text("", encoding="utf-8")
    wait = "import time\nwhile lang == 'en' and pathlib.Path('hold').exists(): time.sleep(0.1)"
    write_notebook(home / "notebooks" / "growth.ipynb", [*TINY, ("code", wait, [])])
    child = start(home, told={"words": ["--workers", "1"]})
    journal, end = home / "briefs" / ".journal.jsonl", time.monotonic() + 60
    while not (journal.is_file() and journal.read_bytes().endswith(b"\n")) and time.monotonic() < end:
        time.sleep(0.05)
    child.kill()
    finish(child)
    assert left_behind(home) == []
    assert not (home / "briefs" / "manifest.json").exists()
    assert [job.why for job in briefs.plan_briefs(NAME)] == ["", "never made"]
    hold.unlink()
    assert finish(start(home)) == 0
    assert any(line.startswith("kept") for line in log(home))
    mended(home / "briefs", "first", BOTH)


def test_no_kernel_outlives_a_run_and_its_server_killed_together(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nobody is left who could stop them; nor is anything left in the temporary folder."""
    temporary = tmp_path_factory.mktemp("temporary")
    wait = "pathlib.Path('runs').write_text('')\nimport time\ntime.sleep(600)"
    write_notebook(home / "notebooks" / "growth.ipynb", [*TINY, ("code", "import pathlib", []), ("code", wait, [])])
    child = start(home, told={"words": ["--workers", "1"], "env": {"TMPDIR": str(temporary)}})
    end = time.monotonic() + 60
    while not (home / "notebooks" / "runs").is_file() and time.monotonic() < end:
        time.sleep(0.05)
    servers = [pid for pid in left_behind(home, 0) if int(Path(f"/proc/{pid}/stat").read_text().split()[3]) == child.pid]
    assert servers
    for pid in (child.pid, *servers):
        os.kill(pid, signal.SIGKILL)
    finish(child)
    assert left_behind(home) == []
    assert [path.name for path in temporary.rglob("*.json")] == []


def test_what_a_project_has_beside_its_briefs_stays(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / ".build").mkdir()
    (home / ".build" / "kept").write_text("mine", encoding="utf-8")
    monkeypatch.chdir(home)
    briefs.make_briefs(NAME, langs=["zh"], out=Path()).check()
    assert (home / ".build" / "kept").read_text(encoding="utf-8") == "mine"


@pytest.fixture
def disk(home: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = home / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "none", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no right to mount a small disk; the limit on a file's size is tested all the same")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_disk_full(home: Path, disk: Path) -> None:
    told = {"out": "disk/briefs"}
    assert finish(start(home, told=dict(told))) == 0
    for turn, room in enumerate((0, 4, 12, 24, 40, 60, 90, 140)):
        tell(home, f"turn{turn}")
        before = pages(disk / "briefs")
        free = shutil.disk_usage(disk).free
        (disk / "filler").write_bytes(b"x" * max(0, free - room * 1024))
        code = finish(start(home, told=dict(told)))
        assert code in (0, 5), log(home)[-3:]
        seen = pages(disk / "briefs")
        assert all(seen[name] in (before[name], f"turn{turn}") for name in BOTH)
        assert not any("Traceback" in line for line in log(home))
        if code:
            assert log(home)[-1].startswith("xclib: ")
        (disk / "filler").unlink()
        assert finish(start(home, told=dict(told))) == 0, log(home)[-3:]
        mended(disk / "briefs", f"turn{turn}", BOTH)


@pytest.mark.parametrize("limit", [1_000, 6_000, 9_000, 14_000])
def test_a_file_that_may_not_grow(home: Path, limit: int) -> None:
    assert finish(start(home)) == 0
    before = pages(home / "briefs")
    tell(home, "second")
    assert finish(start(home, limit=limit)) == 5
    seen = pages(home / "briefs")
    assert all(seen[name] in (before[name], "second") for name in BOTH)
    assert log(home)[-1].startswith("xclib: ")
    assert not any("Traceback" in line for line in log(home))
    assert finish(start(home)) == 0
    mended(home / "briefs", "second", BOTH)


def test_read_only(home: Path, disk: Path) -> None:
    told = {"out": "disk/briefs"}
    assert finish(start(home, told=dict(told))) == 0
    tell(home, "second")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert finish(start(home, told=dict(told))) == 5
    assert log(home)[-1] == "xclib: disk/briefs: cannot write: Read-only file system; name another --out"
    assert set(pages(disk / "briefs").values()) == {"first"}
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert finish(start(home, told=dict(told))) == 0
    mended(disk / "briefs", "second", BOTH)


def meddle(monkeypatch: pytest.MonkeyPatch, change: Callable[[int], None]) -> None:
    """Change something after a notebook has read the data, before its page is put in place."""
    make, count = making.make, iter(range(100))

    def made(*told: object, **more: object) -> making.Made:
        result = make(*told, **more)  # type: ignore[arg-type]
        change(next(count))
        return result

    monkeypatch.setattr(making, "make", made)


def test_data_swapped_while_a_notebook_runs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meddle(monkeypatch, lambda n: tell(home, "second") if n == 0 else None)
    run = briefs.make_briefs(NAME, workers=1).check()
    assert run.counts["made"] == 2
    mended(home / "briefs", "second", BOTH)


def test_data_swapped_and_put_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = home / "data" / "raw" / "note.txt"
    cell = TOLD.replace("print(", "p = pathlib.Path(os.environ['XCLIB_DATA'], 'raw', 'note.txt'); print(")
    once = "if (f := pathlib.Path('once')).exists(): f.unlink(); p.write_text('other')"
    write_notebook(
        home / "notebooks" / "growth.ipynb",
        [*TINY[:-1], ("code", "import os, pathlib", []), ("code", cell.replace("; print", "\n" + once + "\nprint"), [])],
    )
    (home / "notebooks" / "once").write_text("", encoding="utf-8")
    times = note.stat()

    def put_back(turn: int) -> None:
        if note.read_text(encoding="utf-8") != "first":
            note.write_text("first", encoding="utf-8")
            os.utime(note, ns=(times.st_atime_ns, times.st_mtime_ns))

    meddle(monkeypatch, put_back)
    briefs.make_briefs(NAME, workers=1).check()
    mended(home / "briefs", "first", BOTH)


@pytest.mark.parametrize("name", ["growth.ipynb", "growth.yaml", "mine.py"])
def test_a_notebook_edited_after_the_plan_and_put_back(home: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What it says, its words, or a module beside it: a page made of the edited one is never kept as one of the other."""
    folder = home / "notebooks"
    cell = "import pathlib\nfrom mine import WORD\nword = WORD + pathlib.Path('growth.yaml').read_text()"
    write_notebook(folder / "growth.ipynb", [*TINY, ("code", cell, []), ("code", "print(word, 'good')", [])])
    (folder / "growth.yaml").write_text("good", encoding="utf-8")
    (folder / "mine.py").write_text("WORD = 'good'\n", encoding="utf-8")
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    path, make, count = folder / name, making.make, iter(range(100))
    good, times = path.read_text(encoding="utf-8"), path.stat()

    def made(*told: object, **more: object) -> making.Made:
        first = next(count) == 0
        if first:
            path.write_text(good.replace("good", "evil"), encoding="utf-8")
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # of the same size, too: only its content tells it apart
        result = make(*told, **more)  # type: ignore[arg-type]
        if first:
            path.write_text(good, encoding="utf-8")
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        return result

    monkeypatch.setattr(making, "make", made)
    run = briefs.make_briefs(NAME, workers=1, langs=["zh"]).check()
    assert run.counts["made"] == 1
    page = (home / "briefs" / run.briefs[0].path).read_text(encoding="utf-8")
    assert "good" in page
    assert "evil" not in page
    assert briefs.plan_briefs(NAME, langs=["zh"])[0].why == ""
    path.write_text(good.replace("good", "other"), encoding="utf-8")
    assert briefs.plan_briefs(NAME, langs=["zh"])[0].why == "notebook changed"


def test_data_that_never_rest(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    briefs.make_briefs(NAME).check()
    tell(home, "second")
    with monkeypatch.context() as patch:
        meddle(patch, lambda n: tell(home, f"again{n}"))
        run = briefs.make_briefs(NAME, workers=1)
    assert run.counts["failed"] == 2
    assert "changed during the run" in run.briefs[0].error
    assert set(pages(home / "briefs").values()) == {"first"}
    tell(home, "last")
    briefs.make_briefs(NAME).check()
    mended(home / "briefs", "last", BOTH)


def test_clock_and_times_of_files_do_not_matter(home: Path) -> None:
    note = home / "data" / "raw" / "note.txt"
    assert finish(start(home)) == 0
    times = note.stat()
    # Touched, later and earlier: the same content, nothing to do.
    for moment in (4_000_000_000, 0):
        os.utime(note, (moment, moment))
        assert not any(job.why for job in briefs.plan_briefs(NAME))
    # Another content of the same length with the times of the old one: made anew.
    note.write_text("third", encoding="utf-8")
    os.utime(note, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert {job.why for job in briefs.plan_briefs(NAME)} == {"data changed"}
    # All that was made bears a date to come, as after a clock that went ahead was set back.
    path = home / "briefs" / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"run_at": "20', '"run_at": "29'), encoding="utf-8")
    for record in (home / "briefs" / "runs").glob("*.json"):
        os.utime(record, (4_000_000_000, 4_000_000_000))
    assert finish(start(home)) == 0
    mended(home / "briefs", "third", BOTH)
    assert sorted(p.name for p in (home / "briefs" / "runs").iterdir()) == ["000001.json", "000002.json"]
    assert not any(job.why for job in briefs.plan_briefs(NAME))


def test_two_runs_at_once(home: Path) -> None:
    for turn in range(3):
        tell(home, f"turn{turn}")
        children = [start(home) for _ in range(3)]
        codes = [finish(child) for child in children]
        assert 0 in codes
        assert set(codes) <= {0, 7}
        refused = [line for line in log(home) if "another run is in progress" in line]
        assert len(refused) >= codes.count(7)
        mended(home / "briefs", f"turn{turn}", BOTH)
    assert left_behind(home) == []


def test_the_lock_of_a_dead_run_is_no_lock(home: Path) -> None:
    write_notebook(home / "notebooks" / "growth.ipynb", [*TINY, ("code", "import time; time.sleep(60)", [])])
    child = start(home)
    end = time.monotonic() + 60
    while not (home / "briefs" / ".lock").exists() and time.monotonic() < end:
        time.sleep(0.05)
    child.kill()
    finish(child)
    write_notebook(home / "notebooks" / "growth.ipynb", TINY)
    assert finish(start(home)) == 0
    mended(home / "briefs", "first", BOTH)


def test_a_kernel_that_is_killed_gets_a_second_chance(home: Path) -> None:
    once = "import pathlib, signal\nif (f := pathlib.Path('once')).exists(): f.unlink(); os.kill(os.getpid(), signal.SIGKILL)"
    write_notebook(home / "notebooks" / "growth.ipynb", [*TINY, ("code", once, [])])
    (home / "notebooks" / "once").write_text("", encoding="utf-8")
    assert briefs.make_briefs(NAME, langs=["zh"]).check().counts["made"] == 1
    write_notebook(home / "notebooks" / "growth.ipynb", [*TINY, ("code", "os.kill(os.getpid(), 9)", [])])
    run = briefs.make_briefs(NAME, langs=["zh"])
    assert "DeadKernelError" in run.briefs[0].error
    assert run.briefs[0].stale_since


def test_a_brief_that_takes_too_long(home: Path) -> None:
    write_notebook(home / "notebooks" / "growth.ipynb", [*TINY, ("code", "import time\nif lang == 'en': time.sleep(60)", [])])
    began, handler = time.monotonic(), signal.getsignal(signal.SIGINT)
    run = briefs.make_briefs(NAME, seconds=10)
    assert [b.status for b in run.briefs] == ["made", "failed"]
    assert "or the brief more than 10 s" in run.briefs[1].error
    assert time.monotonic() - began < 50
    assert signal.getsignal(signal.SIGINT) is handler
    assert json.loads(run.manifest.read_text(encoding="utf-8"))["run"]["counts"]["failed"] == 1


@pytest.mark.parametrize("value", [7, None, [], {}, "x" * 9, True])
def test_what_somebody_else_wrote_into_the_records_costs_one_run(tmp_path: Path, value: object) -> None:
    """A wrong type in a manifest, a journal or a record is no traceback of each later run."""
    good = asdict(Brief("r", "growth", "zh", "r/growth.zh.html", "made", {}))
    for name in good:
        told = {"version": 2, "briefs": [{**good, name: value}], "run": value}
        (tmp_path / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
        (tmp_path / ".journal.jsonl").write_text(json.dumps({**good, name: value}) + "\n[]\n7\n", encoding="utf-8")
        for row in runs.read_rows(tmp_path).values():
            texts = [value for n, value in asdict(row).items() if isinstance(good[n], str)]
            assert all(isinstance(text, str) for text in texts), name
            assert isinstance(row.parameters, dict)
    (tmp_path / "runs").mkdir()
    for n, told in enumerate((value, {"number": value}, {"number": 1, "run_at": "x", "seconds": 1, "counts": value})):
        (tmp_path / "runs" / f"{n:06d}.json").write_text(json.dumps(told), encoding="utf-8")
    assert all(isinstance(record["counts"], dict) for record in runs.list_runs(tmp_path))


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "\ud800"},
        {"seconds": 1e999},
        {"seconds": 10**400},
        {"headline": [1]},
        {"headline": [{"label": "x"}]},
        {"headline": [{"label": "x", "value": 5, "note": ""}]},
        {"inputs": {"data": 7}},
        {"warnings": [None]},
        {"parameters": {"rate": [float("nan")]}},
        {"run_at": "yesterday"},
        {"status": "weird"},
        {"lang": "fr", "path": "r/growth.fr.html"},
        {"path": "r/growth\0.zh.html", "notebook": "growth\0"},
        {"path": "../r/growth.zh.html", "report": "../r"},
        {"path": "/r/growth.zh.html"},
    ],
    ids=str,
)
def test_a_row_that_no_page_could_show_is_none(tmp_path: Path, changed: dict[str, object]) -> None:
    """It would break the front page or the next manifest, in each later run; the rows beside it in a journal stay."""
    good = asdict(Brief("r", "growth", "zh", "r/growth.zh.html", "failed", {"rate": [0.5]}, run_at="2031-02-03T04:05:06+00:00"))
    number = {"label": "x", "value": "1", "note": ""}
    good |= {"headline": [number], "warnings": ["x"], "inputs": {"data": "x"}, "timings": {"draw": 1}}
    bad = {**good, **changed}
    other = {**good, "lang": "en", "path": "r/growth.en.html"}
    manifest, journal = tmp_path / "manifest.json", tmp_path / ".journal.jsonl"
    manifest.write_text(json.dumps({"version": 2, "briefs": [good], "run": {}}), encoding="utf-8")
    assert [*runs.read_rows(tmp_path)] == ["r/growth.zh.html"]
    manifest.write_text(json.dumps({"version": 2, "briefs": [bad], "run": {}}), encoding="utf-8")
    journal.write_text("".join(json.dumps(row) + "\n" for row in (bad, other)), encoding="utf-8")
    assert [*runs.read_rows(tmp_path)] == ["r/growth.en.html"]


def test_records_that_cannot_be_listed(tmp_path: Path) -> None:
    good = {"number": 1, "run_at": "x", "seconds": 1.5, "counts": {"made": 1}}
    (tmp_path / "runs").mkdir()
    changes = ({"seconds": 10**400}, {"number": True}, {"counts": {"made": {}}}, {"run_at": "\ud800"})
    for name, change in zip(("000001", "000002", "²", "000004"), changes, strict=True):
        (tmp_path / "runs" / f"{name}.json").write_text(json.dumps({**good, **change}), encoding="utf-8")
    assert runs.list_runs(tmp_path) == []
    assert runs.next_number(tmp_path) == 5


def test_an_empty_register_is_an_error(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = home / "data" / "raw" / "reports.csv"
    register.write_text(register.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    assert main(["briefs"]) == 3
    assert "names no report" in capsys.readouterr().err


@pytest.mark.parametrize("out", ["data/raw", "data/raw/briefs", "linked"])
def test_pages_among_the_raw_data_are_refused(home: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
    """Each page would change what the next one is made from."""
    (home / "linked").symlink_to(home / "data" / "raw")
    before = sorted((home / "data" / "raw").rglob("*"))
    assert main(["briefs", "--out", out]) == main(["briefs", "--dry-run", "--out", out]) == 1
    assert main(["explorer", "--out", out]) == 1
    assert capsys.readouterr().err.count("holds what is registered") == 3
    assert sorted((home / "data" / "raw").rglob("*")) == before


@pytest.mark.parametrize("words", [["reports"], ["briefs", "--dry-run"]])
def test_a_link_that_leads_back_to_itself_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    monkeypatch.setenv("XCLIB_DATA", str(tmp_path / "loop"))
    assert main(words) in (1, 3)
    assert capsys.readouterr().err.count("\n") == 1
