"""Whatever README and the documentation print as Python or as a command works as it stands there, in the order of the page."""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT

import xclib as xc
from xclib.cli.main import _parser, main

PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")] + sorted((ROOT / "docs").rglob("*.md"))
SAMPLE = ROOT / "docs" / "sample" / "qinglan-2031.html"
#: Python of a page that is no program by itself, and where it is run instead.
PYTHON_ELSEWHERE = {
    "docs/briefs.md": "test_pages.py makes the brief that it prints",
    "docs/workshop.md": "cells of a session: test_cells_of_the_guide_stand_in_their_session",
}
#: Commands that a test cannot run as printed, by how they begin; their options are checked all the same.
NOT_RUN = {
    "xclib briefs": "makes every brief: test_browser.py",
    "xclib watch": "asks the network, or shows what it found: test_watch.py",
    "xclib corpus read": "reads a corpus that is not here: test_corpus.py",
    "xclib workshop": "minutes, a server or a report that is not here: test_workshop.py",
    "xclib doctor": "looks at a machine: test_doctor.py",
    "xclib read page.html": "a page of the reader's own: test_about.py",
}
#: Languages of blocks that are no program of ours, or that another test runs.
OTHER = {
    "r": "needs R",
    "stata": "needs Stata",
    "sql": "needs DuckDB",
    "bat": "needs Windows",
    "yaml": "test_pages.py, test_scheduling.py, test_watch.py and test_workshop_written.py read them",
    "text": "no program",
}


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def name(self) -> str:
        return self.page.relative_to(ROOT).as_posix()

    def commands(self) -> list[str]:
        """Each command of a block for the shell, without its comment."""
        lines = [re.sub(r"(^|\s)#.*", "", line).strip() for line in self.text.splitlines()]
        return [part.strip() for line in lines if not line.startswith(("{", '"')) for part in line.split("&&") if part.strip()]


def read_blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    found = re.finditer(r"^[ ]*```([^\n]*)\n(.*?)^[ ]*```", text, re.S | re.M)
    # A block that Sphinx reads, as {eval-rst}, is tried where the documentation is built.
    return [Block(page, text[: m.start()].count("\n") + 1, m[1], m[2]) for m in found if not m[1].startswith("{")]


BLOCKS = [block for page in PAGES for block in read_blocks(page)]
SHELL = [block for block in BLOCKS if block.language == "sh"]
COMMANDS = [
    pytest.param(block, c, id=f"{block.name}:{block.line}-{n}") for block in SHELL for n, c in enumerate(block.commands())
]


def test_each_block_has_a_language_that_is_tried_or_excepted_by_name() -> None:
    assert len(BLOCKS) > 40
    assert {block.language for block in BLOCKS} <= {"python", "sh"} | OTHER.keys()


@pytest.fixture
def folder(copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's folder: the sample, also under the names that the pages give to a reader's own report, and data of its own."""
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    for name in ("report.html", "报告.html"):
        shutil.copy(SAMPLE, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def python_pages() -> list[object]:
    names = dict.fromkeys(block.name for block in BLOCKS if block.language == "python" and block.name not in PYTHON_ELSEWHERE)
    # Four briefs take a minute; test_briefs.py makes such runs of a small notebook.
    slow = {"docs/scheduling.md"}
    return [pytest.param(name, marks=pytest.mark.slow if name in slow else (), id=name) for name in names]


@pytest.mark.parametrize("name", python_pages())
def test_python_of_a_page_runs_from_top_to_bottom(folder: Path, name: str) -> None:
    if name == "docs/scheduling.md":
        (folder / "notebooks").symlink_to(ROOT / "notebooks")
    # Pages that go on from another one use the name that every page imports.
    names: dict[str, object] = {"xc": xc}
    for block in (b for b in BLOCKS if b.name == name and b.language == "python"):
        code = "\n" * block.line + block.text
        exec(compile(code, str(block.page), "exec"), names)


def test_cells_of_the_guide_stand_in_their_session() -> None:
    session = (ROOT / "notebooks" / "workshop" / "2-growth.ipynb").read_text(encoding="utf-8")
    blocks = [b for b in BLOCKS if b.name == "docs/workshop.md" and b.language == "python"]
    lines = [line for block in blocks for line in block.text.splitlines() if line]
    assert len(lines) >= 8
    for line in lines:
        assert line.replace('"', '\\"') in session, line


@pytest.mark.parametrize(("block", "command"), COMMANDS)
def test_commands_name_what_there_is(block: Block, command: str) -> None:
    """Options and sub-commands of xclib, targets of make, and files of the project."""
    words = shlex.split(command)
    if words[0].endswith("xclib"):
        _parser().parse_args([{"N": "1"}.get(word, word) for word in words[1:]])
    elif words[0] == "make":
        assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M), command
    for word in words:
        if re.match(r"(?:docs|tests|benchmarks|notebooks)/", word):
            assert list(ROOT.glob(word)), word


def runnable(command: str) -> bool:
    return command.startswith("xclib ") and not any(command.startswith(name) for name in NOT_RUN)


@pytest.mark.parametrize("block", [pytest.param(b, id=f"{b.name}:{b.line}") for b in SHELL if any(map(runnable, b.commands()))])
def test_commands_of_xclib_run(folder: Path, block: Block, capsys: pytest.CaptureFixture[str]) -> None:
    for command in filter(runnable, block.commands()):
        # The sample is about an invented place: nobody can know its code.
        code = main(shlex.split(command)[1:] + (["--area-code", "999902"] if command.endswith("--add") else []))
        told = capsys.readouterr()
        assert (code, told.err if code else "") == (0, ""), command
