"""Every session runs where a browser's Python runs it: no lxml, PDF, ssl or Arrow, no thread and no process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from test_workshop import SESSIONS, source_of

from xclib.panels.store import write_text
from xclib.workshop import lite
from xclib.workshop.answers import read_words


@pytest.fixture(scope="module")
def as_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's data with the panel as text, and without the ledger, which no session reads."""
    root = tmp_path_factory.mktemp("bare") / "data"
    shutil.copytree(ROOT / "data" / "raw", root / "raw", ignore=shutil.ignore_patterns("ledger", "*.parquet"))
    for name in ("panel", "reports"):
        write_text(name, root / "raw" / "panel", ROOT / "data")
    return root


#: Sessions of which each needs what the others do not: reading, charts, estimates on the panel, a report registered.
QUICK = (1, 2, 6, 7)


@pytest.mark.parametrize(
    "session",
    [pytest.param(s, marks=() if s.number in QUICK else pytest.mark.slow) for s in SESSIONS],
    ids=lambda s: s.stem,
)
def test_a_session_runs_without_what_a_browser_lacks(session, as_text: Path, tmp_path: Path) -> None:
    env = {**os.environ, "XCLIB_DATA": str(as_text), "PYTHONPATH": str(ROOT)}
    extras = lite.extras_of(session, source_of(session))
    lacking = [name for extra in lite.NEEDS.keys() - {"", *extras} for name in lite.NEEDS[extra]]
    command = [sys.executable, str(ROOT / "tests" / "bare.py"), session.stem, "en", *lacking]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    verdicts = [line.split()[:2] for line in done.stdout.splitlines() if line[0:1] in set(read_words()["marks"].values())]
    assert verdicts == [["✓", question.id] for question in session.questions.values()], done.stdout[-2000:]
