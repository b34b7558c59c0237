"""Imports point one way, and heavy libraries and file access stay in their rooms."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent / "xclib"

#: Rooms in the order in which data flows; a room imports from those before it.
ORDER = [
    "errors", "care", "model", "extract", "formats",  # a text read
    "data", "economics",  # figures kept, numbers derived from them
    "words", "html", "charts", "pages", "reading",  # what is shown
    "corpus", "panels", "ledgers",  # many reports
    "analyses", "briefs", "watch", "workshop", "cli",  # notebooks and briefs
]  # fmt: skip

#: Which modules may import a heavy library at the top of the file.
AT_TOP = {
    "matplotlib": {"charts"},
    "seaborn": {"charts"},
    "papermill": set(),
    "nbconvert": set(),
    "jupyterlab": set(),
}

#: Which modules may touch files: whole rooms, or one module of a room.
FILES = {
    "care/files", "care/settings", "care/shipped", "model/areas", "words/catalogue", "data/raw", "data/store", "formats",
    "html/webfont", "html/shell", "reading", "corpus/input", "corpus/parts", "briefs", "watch", "workshop", "cli",
}  # fmt: skip


def room(path: Path) -> str:
    parts = path.relative_to(HOME).with_suffix("").parts
    return parts[0]


def place(path: Path) -> str:
    return "/".join(path.relative_to(HOME).with_suffix("").parts[:2])


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


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """What each module says; some hundred megabytes, so not kept for longer than this file."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def test_every_module_has_a_room() -> None:
    assert {room(path) for path in MODULES} - set(ORDER) == set()


def test_imports_point_up(trees: dict[Path, ast.Module]) -> None:
    wrong = []
    for path, tree in trees.items():
        here = room(path)
        others = {name.split(".")[1] for name, _ in imported(tree) if name.startswith("xclib.")} & set(ORDER)
        wrong += [f"{path.name} imports {other}" for other in others - {here} if ORDER.index(other) > ORDER.index(here)]
    assert wrong == []


#: The modules of a room that others may import, where it has inner ones; a name here may also be one of the room itself.
FRONTS = {
    "extract": {"about", "captions", "document", "figures", "grids", "plan_table", "tokens"},
    "formats": {"SourceText", "fetch", "inside", "prose", "read", "source"},
    "html": {"citations", "downloads", "present", "shell", "webfont"},
    "charts": {"explore", "picture", "standing", "style"},
    "pages": {"Page"},
    "corpus": {"run"},
    "panels": {"match", "query", "store", "words"},
    "ledgers": {"likeness", "promises", "store"},
    "analyses": {"history"},
    "briefs": {"explorer", "fingerprint", "forks", "jobs", "kernel", "manifest", "render", "run", "runs"},
    "watch": {"listed", "review", "run"},
    "workshop": {"building", "course", "lab", "lite", "shelf"},
    "cli": set(),
}  # fmt: skip


def crossings(trees: dict[Path, ast.Module]) -> list[tuple[Path, str, str, set[str]]]:
    """Return every import of one room from another: the file, the room, its module (or name), and the names taken."""
    found = []
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("xclib."):
                _, other, *inner = str(node.module).split(".")
                names = {a.name for a in node.names}
                if other != room(path):
                    found += [(path, other, module, names) for module in (inner[:1] or sorted(names))]
    return found


def test_rooms_are_entered_through_their_fronts(trees: dict[Path, ast.Module]) -> None:
    wrong = [f"{p.name}: {other}.{m}" for p, other, m, _ in crossings(trees) if other in FRONTS and m not in FRONTS[other]]
    assert wrong == []
    assert {(other, m) for _, other, m, _ in crossings(trees)} >= {(other, m) for other, all_ in FRONTS.items() for m in all_}


def test_private_names_stay_in_their_room(trees: dict[Path, ast.Module]) -> None:
    wrong = [f"{p.name}: {name}" for p, _, m, names in crossings(trees) for name in {m, *names} if name.startswith("_")]
    assert wrong == []


def test_heavy_libraries_stay_in_their_rooms(trees: dict[Path, ast.Module]) -> None:
    wrong = []
    for path, tree in trees.items():
        tops = {name.split(".")[0] for name, column in imported(tree) if column == 0} & set(AT_TOP)
        wrong += [f"{path.name} imports {top}" for top in tops if room(path) not in AT_TOP[top]]
    assert wrong == []


def test_files_are_touched_at_the_edges_only(trees: dict[Path, ast.Module]) -> None:
    touching = {"open", "read_text", "write_text", "read_bytes", "write_bytes", "unlink", "mkdir"}
    found: dict[str, set[str]] = {}
    for path, tree in trees.items():
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
        if names & touching:
            found.setdefault(room(path) if room(path) in FILES else place(path), set()).update(names & touching)
    assert set(found) == FILES, found


#: Rooms that write in the language of a reader; all others return facts.
SPEAKING = {"words", "html", "charts", "pages", "reading", "briefs", "workshop", "cli"}


def test_language_stays_in_the_rooms_that_show_things(trees: dict[Path, ast.Module]) -> None:
    found = set()
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = {a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
                if names & {"lang", "language"} and room(path) not in SPEAKING:
                    found.add(place(path))
    assert found == set(), "take no language; return facts, and put words into a catalogue"


def test_import_is_quick() -> None:
    """`import xclib` pulls in nothing heavy; its time on an idle machine is well under 0.2 s."""
    code = "import sys, xclib; heavy = {'pandas', 'numpy', 'matplotlib', 'yaml'} & set(sys.modules); print(sorted(heavy)); assert not heavy"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_public_names_exist_and_are_sorted() -> None:
    import xclib

    assert xclib.__all__ == sorted(xclib.__all__)
    assert len(xclib.__all__) <= 23
    for name in xclib.__all__:
        assert callable(getattr(xclib, name)), name
        assert getattr(xclib, name).__doc__, f"{name} has no docstring"


def test_every_room_is_on_the_plan() -> None:
    page = (HOME.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [name for name in ORDER if f"`{name}`" not in page] == []
