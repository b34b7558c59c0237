"""A rebuild replaces what it wrote and nothing else: no gradebook, submission or edited notebook is ever lost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from xclib.cli.main import main
from xclib.errors import BriefError
from xclib.workshop import building, course
from xclib.workshop.answers import read_sessions
from xclib.workshop.shelf import LIST, Shelf


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notebooks are written without being run: what is in them does not matter here."""
    monkeypatch.setattr(building, "run", lambda notebook, name, server: notebook)
    monkeypatch.setattr(building, "to_slides", lambda session, *_: session.stem)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def build(out: Path, *numbers: int, langs: tuple[str, ...] = ("en",)) -> None:
    building.build(out, langs=langs, numbers=numbers)


def test_a_rebuild_removes_nothing_that_it_did_not_write(quick: None, tmp_path: Path) -> None:
    build(tmp_path, 1, 2)
    strangers = {
        "en/course/gradebook.db": b"grades",
        "en/course/submitted/ada/1-figures/1-figures.ipynb": b"work",
        "en/student/1-figures-ada.ipynb": b"copy",
        "en/student/.ipynb_checkpoints/1-figures-checkpoint.ipynb": b"kept",
        "zh/notes.txt": b"mine",
    }
    for name, content in strangers.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    before = contents(tmp_path)
    build(tmp_path, 1)
    build(tmp_path, 1, 2, langs=("zh", "en"))
    after = contents(tmp_path)
    assert set(before) < set(after)
    assert {name: after[name] for name in strangers} == strangers


def test_one_session_leaves_the_others_and_the_pages_name_all(quick: None, tmp_path: Path) -> None:
    build(tmp_path, 1)
    build(tmp_path, 3)
    stems = {path.stem for path in (tmp_path / "en" / "student").glob("*.ipynb")}
    assert stems == {"1-figures", "3-money"}
    assert all(stem in (tmp_path / "en" / "index.html").read_text(encoding="utf-8") for stem in stems)


@pytest.mark.parametrize(
    "name", ["student/1-figures.ipynb", "teacher/1-figures.ipynb", "slides/1-figures.html", "handout.html"]
)
def test_over_a_changed_file_it_refuses_before_anything_is_written(quick: None, tmp_path: Path, name: str) -> None:
    build(tmp_path, 1)
    with (tmp_path / "en" / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    before = contents(tmp_path)
    with pytest.raises(BriefError, match=f"1 file was changed after the last build: {name}.*nothing was written"):
        build(tmp_path, 1)
    assert contents(tmp_path) == before


def test_over_files_of_unknown_origin_it_refuses(quick: None, tmp_path: Path) -> None:
    build(tmp_path, 1)
    (tmp_path / "en" / LIST).write_text("{", encoding="utf-8")
    with pytest.raises(BriefError, match="7 files were changed"):
        build(tmp_path, 1)


def test_an_interrupted_write_is_no_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path)
    shelf.write("a", "old")
    monkeypatch.setattr("xclib.workshop.shelf.put", lambda path, body: path.write_text(body) and 1 / 0)
    with pytest.raises(ZeroDivisionError):
        shelf.write("a", "new")
    monkeypatch.undo()
    assert (tmp_path / "a").read_text() == "old"
    assert Shelf(tmp_path).changed(["a"]) == []


def test_clean_keeps_what_was_changed(quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(tmp_path, 1)
    student = tmp_path / "en" / "student" / "1-figures.ipynb"
    student.write_text("a student's work", encoding="utf-8")
    assert main(["workshop", "clean", "--lang", "en", "--out", str(tmp_path)]) == 0
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [student]
    assert "kept, it was changed" in capsys.readouterr().err


def test_a_course_is_written_apart_and_never_over_graded_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course.write_course(tmp_path, "en", numbers=[1])
    course.write_course(tmp_path, "en", numbers=[2])
    course.write_course(tmp_path, "en")
    assert {p.name for p in (tmp_path / "source").iterdir()} == {session.stem for session in read_sessions().values()}
    released = tmp_path / "submitted" / "ada" / "1-figures"
    released.mkdir(parents=True)
    course.write_course(tmp_path, "en")
    monkeypatch.setattr(course, "to_text", lambda *_: "another")
    before = contents(tmp_path)
    with pytest.raises(BriefError, match=r"1-figures was handed out or graded \(submitted\)"):
        course.write_course(tmp_path, "en", numbers=[1])
    assert contents(tmp_path) == before


def test_a_course_needs_a_folder_of_its_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["workshop", "course", "--lang", "en"]) == 2
    assert main(["workshop", "course", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("xclib workshop course --out FOLDER") == 2


def test_a_student_gets_an_archive_without_solutions(quick: None, tmp_path: Path) -> None:
    build(tmp_path, 1)
    with zipfile.ZipFile(tmp_path / "en" / "student.zip") as archive:
        names = archive.namelist()
        text = "".join(archive.read(name).decode() for name in names)
    assert names == ["workshop/1-figures.ipynb", "workshop/handout.html"]
    assert "SOLUTION" not in text
    assert "For the teacher" not in text
    before = (tmp_path / "en" / "student.zip").read_bytes()
    build(tmp_path, 1)
    assert (tmp_path / "en" / "student.zip").read_bytes() == before
