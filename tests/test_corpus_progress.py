"""How far a run is: a bar on a terminal, plain lines in a log, nothing where nothing is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xclib.corpus import progress as corpus_progress
from xclib.corpus.progress import show_progress

CODE = "import time; from xclib.corpus.progress import show_progress\nwith show_progress(40) as done:\n for _ in range(4): done(10); time.sleep(0.15)"


def test_a_log_has_plain_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 1.0, 11.0, 12.0, 25.0, 26.0])
    monkeypatch.setattr(corpus_progress.time, "monotonic", lambda: next(clock))
    with show_progress(160) as done:
        for _ in range(5):
            done(32)
    assert capsys.readouterr().err.splitlines() == [
        "read 64 of 160 reports, 11 s",
        "read 128 of 160 reports, 25 s",
        "read 160 of 160 reports, 26 s",
    ]


def test_a_log_of_an_unknown_count_says_how_many(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(corpus_progress, "EVERY", 0.0)
    with show_progress(None) as done:
        done(7)
    assert capsys.readouterr().err == "read 7 reports, 0 s\n"


def test_nothing_is_shown_where_nothing_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress(3, shown=False) as done:
        done(3)
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_has_a_bar(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", CODE], stderr=theirs, stdin=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm"}
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while found := os.read(ours, 4096):
                shown += found
        except OSError:  # the other end has been closed
            pass
        assert process.wait(timeout=30) == 0
    os.close(ours)
    text = shown.decode()
    assert "━" in text
    assert "40/40" in text
    assert "\x1b[2K" in text, "the bar is not drawn over itself"
