"""The workshop in nbgrader itself: assigned, handed in, validated, graded, and given back.

The first session in the fast suite, the others with what is slow. Skipped where nbgrader is not installed (it is in the extra `dev`).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
from test_workshop import SESSIONS, source_of

from xclib.care import lean
from xclib.workshop import building, course, versions

pytest.importorskip("nbgrader", reason="nbgrader is not installed")

#: What a submission answers: which questions, and whether rightly.
SUBMISSIONS = ("untouched", "half", "solved", "wrong")
HALF = 2


def environment(folder: Path) -> dict[str, str]:
    """A bare environment: nothing on the path but the system, no configuration but the course's."""
    # What each command would import for a second, of which jsonschema makes no use here.
    (lacking := folder / ".lacking").mkdir(exist_ok=True)
    for name in lean.UNUSED:
        (lacking / f"{name}.py").write_text("raise ImportError", encoding="utf-8")
    kept = {"PYTHONPATH": os.pathsep.join([str(lacking), str(ROOT)]), "LANG": os.environ.get("LANG", "C.UTF-8")}
    home = {name: str(folder / ".home") for name in ("HOME", "JUPYTER_CONFIG_DIR", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR")}
    return {**kept, **home, "PATH": "/usr/bin:/bin"}


def nbgrader(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbgrader", *words]
    return subprocess.run(
        command, cwd=folder, env=environment(folder) | more, capture_output=True, text=True, check=False, timeout=900
    )


def wrong_answer(session, question, name: str) -> str:
    """A cell that answers with the first typical mistake, worked out as the trial does."""
    mistake = question.mistakes[0]
    expression = mistake.example or mistake.answer
    given = f"evaluate(read_sessions()[{session.number}], {expression!r}, report)"
    return f"from xclib.workshop.answers import evaluate, read_sessions\n{name} = {given}"


def submission(session, released, kind: str):
    """The released notebook as a student hands it in."""
    made, solved = deepcopy(released), {c.id: c.source for c in versions.to_teacher(source_of(session), "en").cells}
    cells = [cell for cell in made.cells if versions.graded(cell).get("solution") and cell.cell_type == "code"]
    questions = list(session.questions.values())
    for n, (cell, question) in enumerate(zip(cells, questions, strict=True)):
        if kind == "solved" or (kind == "half" and n < len(cells) // HALF):
            cell.source = solved[cell.id]
        elif kind == "wrong":
            name = cell.source.split("=")[0].strip() if "def " not in cell.source else cell.source.split("(")[0][4:]
            cell.source = wrong_answer(session, question, name)
    for cell in written(made):
        if kind == "solved":
            cell.source = "An answer in words."
    return made


def written(notebook) -> list:
    """The cells that are answered in words: untouched they count as not answered."""
    return [cell for cell in notebook.cells if versions.graded(cell).get("solution") and cell.cell_type == "markdown"]


@pytest.mark.parametrize(
    "session", [pytest.param(s, marks=() if n == 0 else pytest.mark.slow) for n, s in enumerate(SESSIONS)], ids=lambda s: s.stem
)
def test_nbgrader_assigns_validates_grades_and_gives_back(session, tmp_path: Path, capsys) -> None:
    from nbgrader.api import Gradebook

    command = course.write_course(tmp_path, "en", numbers=[session.number])
    done = subprocess.run(command, shell=True, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    released = nbformat.read(tmp_path / "release" / session.stem / f"{session.stem}.ipynb", as_version=4)
    _, source, _ = next(building.prepared([session.number]))
    ours = versions.to_student(source, "en")
    assert [c.source for c in released.cells] == [c.source for c in ours.cells]

    paths = {kind: tmp_path / "submitted" / kind / session.stem / f"{session.stem}.ipynb" for kind in SUBMISSIONS}
    for kind, path in paths.items():
        path.parent.mkdir(parents=True)
        nbformat.write(submission(session, released, kind), path)
    # One process for all of them: what it says of each begins with its result.
    said = nbgrader(tmp_path, "validate", *map(str, paths.values())).stdout
    validated = dict(zip(SUBMISSIONS, re.split("(?=VALIDATION FAILED ON|Success!)", said)[1:], strict=True))
    graded = nbgrader(tmp_path, "autograde", session.stem)
    assert graded.returncode == 0, graded.stderr
    assert "partial credit" not in graded.stderr
    assert "App | WARNING" not in graded.stderr
    given_back = nbgrader(tmp_path, "generate_feedback", session.stem)
    assert given_back.returncode == 0, given_back.stderr

    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        scores = {
            kind: {
                grade.name: (grade.auto_score, grade.max_score)
                for grade in book.find_submission(session.stem, kind).notebooks[0].grades
                if grade.name.endswith("-check")
            }
            for kind in SUBMISSIONS
        }
    passed = {kind: sum(got == top for got, top in scores[kind].values()) for kind in SUBMISSIONS}
    asked = len(session.questions)
    with capsys.disabled():
        print(f"\n{session.stem}: {asked} checked questions, passed {passed}")
    assert passed == {"untouched": 0, "half": asked // HALF, "solved": asked, "wrong": 0}
    assert "Success" in validated["solved"]
    for kind, right in (("untouched", 0), ("half", asked // HALF), ("wrong", 0)):
        assert f"FAILED ON {asked - right + len(written(released))} CELL" in validated[kind], validated[kind]
    # Validate breaks lines and marks them; the words are those of the hints.
    shown = re.sub(r"\W+", "", validated["wrong"])
    hints = {name: re.sub(r"\W+", "", question.mistakes[0].hint["en"])[:20] for name, question in session.questions.items()}
    assert [name for name, hint in hints.items() if hint not in shown] == []
    feedback = tmp_path / "feedback" / "wrong" / session.stem / f"{session.stem}.html"
    assert "WrongAnswer" in feedback.read_text(encoding="utf-8")


def test_without_xclib_in_the_grading_kernel_nothing_is_graded(tmp_path: Path) -> None:
    course.write_course(tmp_path, "en", numbers=[1])
    assert nbgrader(tmp_path, "generate_assignment", "1-figures").returncode == 0
    (tmp_path / "empty" / "xclib").mkdir(parents=True)
    (tmp_path / "empty" / "xclib" / "__init__.py").write_text("raise ImportError('no xclib here')")
    done = nbgrader(tmp_path, "autograde", "1-figures", PYTHONPATH=str(tmp_path / "empty"))
    assert done.returncode != 0
    assert "nothing was graded: xclib does not work in the grading kernel" in done.stderr
    assert "no xclib here" in done.stderr
