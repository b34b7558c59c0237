"""A run of briefs in a process that may be killed, and what must hold of its folder whenever it is."""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import signal
import sys
import tempfile
import time
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from briefs_fixture import CELLS, Cells
from invented import REPORT

from xclib.briefs.manifest import hash_file
from xclib.briefs.pagecheck import check_html

NAME = REPORT["report_id"]
#: Shows what stands in a raw file, and nothing that takes time to import.
TOLD = "import os, pathlib; print('told', (pathlib.Path(os.environ['XCLIB_DATA']) / 'raw' / 'note.txt').read_text())"
TINY: Cells = [CELLS[0], CELLS[2], CELLS[3], CELLS[4], ("code", TOLD, [])]

_context = get_context("forkserver")
_context.set_forkserver_preload(["papermill", "nbconvert", "xclib.briefs.making", "xclib.briefs.run"])


def start(home: Path, *, limit: int = 0, told: dict[str, object] | None = None) -> BaseProcess:
    """Start a run in the folder ``briefs`` of a place, in a process with its imports done; ``limit`` bounds a file's bytes."""
    child = _context.Process(target=_run, args=(str(home), limit, told or {}))
    child.start()
    return child


def _run(home: str, limit: int, told: dict[str, object]) -> None:
    os.chdir(home)
    os.environ["XCLIB_DATA"] = f"{home}/data"
    os.environ.update(told.pop("env", {}))  # type: ignore[call-overload]
    tempfile.tempdir = None  # as the environment says now
    log = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 2)
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    from xclib.cli.main import main

    out = told.pop("out", "briefs")
    sys.exit(main(["briefs", NAME, "--out", str(out), *map(str, told.pop("words", ()))]))  # type: ignore[call-overload]


def finish(child: BaseProcess, seconds: float = 120) -> int:
    """Wait for the end of a run and return its exit code."""
    child.join(seconds)
    assert child.exitcode is not None, "the run does not end"
    return child.exitcode


def pages(out: Path) -> dict[str, str]:
    """Return what each page tells of the data; each must be whole and, with its notebook, of one state of the data.

    What a kill left in the making has a name of its own, and is no page.
    """
    found = {}
    for path in sorted(path for path in (out / NAME).glob("*.html") if not path.name.startswith(".part-")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("<!DOCTYPE html>"), path
        assert text.rstrip().endswith("</html>"), path
        assert check_html(text) == [], path
        (told,) = set(re.findall(r"told (\w+)", text))
        found[path.name] = told
        json.loads(path.with_suffix(".ipynb").read_text(encoding="utf-8"))
    return found


def mended(out: Path, told: str, names: set[str]) -> None:
    """After a run that was left in peace: every brief is there, of the present data, as the manifest says, and nothing else."""
    assert pages(out) == dict.fromkeys(names, told)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert {Path(b["path"]).name for b in manifest["briefs"]} == names
    for row in manifest["briefs"]:
        page = out / row["path"]
        assert row["status"] in ("made", "kept"), row["error"]
        assert row["html_sha256"] == hash_file(page, bare=True) == hash_file(page)
        assert row["ipynb_sha256"] == hash_file(page.with_suffix(".ipynb"))
    assert check_html((out / "index.html").read_text(encoding="utf-8")) == []
    left = {p.name for p in out.iterdir()}
    assert left <= {".lock", "index.html", "manifest.json", "runs", NAME}, left
    assert not list(out.rglob("*.part"))


def left_behind(home: Path, seconds: float = 15) -> list[int]:
    """Return the processes of a place's runs that are still there after some seconds: servers and kernels."""
    mark, end = f"XCLIB_DATA={home}/data".encode(), time.monotonic() + seconds
    while True:
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                ours = any(
                    word in (path / "cmdline").read_bytes() for word in (b"xclib.briefs.forkserver", b"ipykernel_launcher")
                )
                if ours and mark in (path / "environ").read_bytes().split(b"\0"):
                    found.append(int(path.name))
        if not found or time.monotonic() > end:
            return found
        time.sleep(0.1)
