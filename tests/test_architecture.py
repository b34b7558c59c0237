"""Imports point one way, and heavy libraries and file access stay in their rooms."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent / "xclib"

#: Rooms in the order in which data flows; a room imports from those above it.
ORDER = [
    # one number
    "errors", "lean", "terminal", "patience", "settings", "numerals", "units", "areas", "figure", "indicators", "sources",
    # a text read
    "lexicon", "document", "tokens", "judge", "scan", "periods", "context", "labels", "tables", "extract", "plantable", "formats",
    # data kept
    "schema", "raw", "names", "normalize", "store", "select", "origin", "exports",
    # what is shown
    "rows", "wording", "economics", "compound", "estimates", "formulas", "grid", "lab", "markup", "present", "citations", "downloads", "takeaway", "webfont", "shell", "style", "picture", "marks", "charts", "charts_standing", "tiles", "explore", "reading", "reader",
    # many reports
    "panel_models", "bunching", "panel_charts", "corpus_item", "corpus_input", "corpus_read", "corpus_parts", "corpus_cluster", "corpus_progress", "corpus", "panel_words", "panel_match", "panel_checks", "headlines", "panel_recall", "panel_store",
    # notebooks and briefs
    "analyses", "pagecheck", "fingerprint", "forkserver", "provisioner", "kernel", "manifest", "arrange", "render", "frontpage", "jobs", "runs", "drawing", "making",
    "watch", "brief_cluster", "briefs", "workshop", "cli_briefs", "cli_watch", "cli_workshop", "cli", "explain",
]  # fmt: skip

#: Which rooms may import a heavy library at the top of the file.
AT_TOP = {
    "matplotlib": {"charts", "style", "marks", "panel_charts", "picture"},
    "seaborn": {"charts", "style", "marks"},
    "papermill": set(),
    "nbconvert": set(),
    "jupyterlab": set(),
}

#: Which rooms may touch files.
FILES = {
    # lexicons beside their module
    "settings", "units", "figure", "lexicon", "document", "indicators", "schema", "areas", "panel_words",
    # data, documents and pages
    "raw", "store", "exports", "formats", "webfont", "style", "reading", "reader", "corpus_input", "corpus_parts", "panel_store",
    "fingerprint", "forkserver", "kernel", "manifest", "shell", "jobs", "drawing", "making", "brief_cluster", "runs", "watch", "briefs", "workshop", "cli_briefs", "cli", "explain",
}  # fmt: skip


def room(path: Path) -> str:
    parts = path.relative_to(HOME).with_suffix("").parts
    return parts[0]


MODULES = sorted(p for p in HOME.rglob("*.py") if p.relative_to(HOME).parts[0] != "__init__.py")


def imported(tree: ast.AST) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{a.name}" for a in node.names] if node.module == "xclib" else [node.module]
            found += [(name, node.col_offset) for name in names]
        elif isinstance(node, ast.Import):
            found += [(a.name, node.col_offset) for a in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOME)))
def test_imports_point_up(path: Path) -> None:
    here = room(path)
    assert here in ORDER, f"{here} has no place in the order of rooms"
    for name, _ in imported(ast.parse(path.read_text(encoding="utf-8"))):
        if name.startswith("xclib."):
            other = name.split(".")[1]
            if other in ORDER and other != here:
                assert ORDER.index(other) < ORDER.index(here), f"{here} imports {other}, which stands below it"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOME)))
def test_heavy_libraries_stay_in_their_rooms(path: Path) -> None:
    for name, column in imported(ast.parse(path.read_text(encoding="utf-8"))):
        top = name.split(".")[0]
        if column == 0 and top in AT_TOP:
            assert room(path) in AT_TOP[top], f"{room(path)} imports {top}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOME)))
def test_files_are_touched_at_the_edges_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    touching = {"open", "read_text", "write_text", "read_bytes", "write_bytes", "unlink", "mkdir"}
    calls = {
        n.func.attr if isinstance(n.func, ast.Attribute) else getattr(n.func, "id", "")
        for n in ast.walk(tree)
        if isinstance(n, ast.Call)
    }
    if calls & touching:
        assert room(path) in FILES, f"{room(path)} calls {sorted(calls & touching)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOME)))
def test_a_module_is_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_import_is_quick() -> None:
    """`import xclib` pulls in nothing heavy; its time on an idle machine is well under 0.2 s."""
    code = "import sys, xclib; heavy = {'pandas', 'numpy', 'matplotlib', 'yaml', 'pandera'} & set(sys.modules); print(sorted(heavy)); assert not heavy"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_public_names_exist_and_are_sorted() -> None:
    import xclib

    assert xclib.__all__ == sorted(xclib.__all__)
    assert len(xclib.__all__) <= 18
    for name in xclib.__all__:
        assert callable(getattr(xclib, name)), name
        assert getattr(xclib, name).__doc__, f"{name} has no docstring"


def test_every_room_is_on_the_plan() -> None:
    page = (HOME.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    families = tuple(re.findall(r"`(\w+_)\*`", page))
    missing = [name for name in ORDER if f"`{name}`" not in page and not name.startswith(families)]
    assert missing == []
