"""The workshop built: sessions found, run, and written as students, teachers, nbgrader and a printer take them."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xclib.briefs.kernel import execute, join_lines, kernel_env, read_notebook
from xclib.care.files import writing
from xclib.data import store
from xclib.data.raw import data_root, shipped
from xclib.errors import BriefError, UnknownNameError
from xclib.words.wording import LANGS, check_lang
from xclib.workshop.answers import Session, read_sessions, read_words
from xclib.workshop.audit import Trial, find_faults, read_verdicts, try_session
from xclib.workshop.fitting import Fit, fit, with_note
from xclib.workshop.pages import to_handout, to_index, to_key, to_slides
from xclib.workshop.shelf import Shelf
from xclib.workshop.versions import to_student, to_teacher, with_times

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from xclib.briefs.forks import ForkServer

#: Notebooks from which on a process to fork kernels from pays.
MANY = 4


def find_sources(numbers: Sequence[int] = ()) -> list[tuple[Session, Path]]:
    """Return the sessions, all or those asked for, each with its notebook.

    Raises `UnknownNameError`: no such session, or its notebook is missing.
    """
    sessions = read_sessions()
    for number in numbers:
        if number not in sessions:
            known = ", ".join(map(str, sessions))
            raise UnknownNameError(f"unknown session {number}", advice=f"sessions are {known}")
    homes = [home / "notebooks" / "workshop" for home in (data_root().resolve().parent, shipped())]
    found = []
    for session in (sessions[n] for n in (numbers or sessions)):
        paths = [home / f"{session.stem}.ipynb" for home in homes]
        path = next((path for path in paths if path.is_file()), None)
        if path is None:
            raise UnknownNameError(
                f"{session.stem}.ipynb is missing",
                where=str(homes[-1]),
                advice="make a project with `xclib init DIR`, and work in it",
            )
        found.append((session, path))
    return found


def build(
    out: Path,
    *,
    langs: Sequence[str] = LANGS,
    numbers: Sequence[int] = (),
    report: str = "",
    tell: Callable[[str], None] = lambda line: None,
) -> None:
    """Write the versions of the sessions below a folder, one folder a language.

    ``out``: folder. Files of an earlier build are replaced, those of other sessions and whatever else is there stay.
    ``langs``, ``numbers``: languages and sessions; all where not given; ``report``: another report than the sessions' own;
    exercises for which it lacks figures take the sessions' own, and say so; ``tell``: called with a line for each thing
    done. Raises `UnknownNameError`: no such session, language or report; `BriefError`: a session does not run, cannot be
    written, or would replace a file that was changed.
    """
    _refuse_unknown(langs, report)
    sources = list(prepared(numbers, report))
    shelves = {lang: Shelf(out / lang) for lang in langs}
    for shelf in shelves.values():
        shelf.refuse_changed([*PAGES, *(name for session, *_ in sources for name in files_of(session).values())])
    with warm(len(sources) * len(langs)) as server, writing(out, "choose another folder", BriefError):
        for lang, shelf in shelves.items():
            for session, source, found in sources:
                _build_session(shelf, session, source, found, lang, server)
                tell(" ".join(filter(None, [f"{lang} {session.stem}: student, teacher, slides", _aside(found)])))
            _build_pages(shelf, lang, langs)


def prepared(numbers: Sequence[int] = (), report: str = "") -> Iterator[tuple[Session, NotebookNode, Fit]]:
    """Yield sessions, each with its notebook, with times and what its report lacks, and with the report that it takes."""
    for session, path in find_sources(numbers):
        source = read_notebook(path)
        found = fit(session, report, source)
        yield session, with_times(with_note(source, found), session, read_words()), found


#: Pages on all sessions of a language.
PAGES = ("handout.html", "index.html", "teacher/key.html", "student.zip")


def files_of(session: Session) -> dict[str, str]:
    """Return the files that are written of a session, by version."""
    versions = {"student": "ipynb", "teacher": "ipynb", "slides": "html"}
    return {version: f"{version}/{session.stem}.{suffix}" for version, suffix in versions.items()}


def _refuse_unknown(langs: Sequence[str], report: str) -> None:
    for lang in langs:
        check_lang(lang)
    if report:
        store.report_row(report)


def _build_session(
    shelf: Shelf, session: Session, source: NotebookNode, found: Fit, lang: str, server: ForkServer | None
) -> None:
    student = to_student(source, lang, found.report)
    ran = run(to_teacher(source, lang, found.report), session.stem, server)
    slides = to_slides(session, student, ran, lang)
    contents = {"student": to_text(student), "teacher": to_text(ran), "slides": slides}
    for version, name in files_of(session).items():
        shelf.write(name, contents[version])
    shelf.notes |= {session.stem: found.report} | {f"{session.stem}/{name}": found.of(name) for name in session.questions}
    shelf.save()


def _build_pages(shelf: Shelf, lang: str, langs: Sequence[str]) -> None:
    """Write the pages on all sessions that are built, now or earlier."""
    sessions = [session for session in read_sessions().values() if session.stem in shelf.notes]
    students = [(session, read_notebook(shelf.root / files_of(session)["student"])) for session in sessions]
    shelf.write("handout.html", to_handout(students, lang))
    taught = [
        (session, read_notebook(shelf.root / files_of(session)["teacher"]), _reports(shelf, session)) for session in sessions
    ]
    shelf.write("teacher/key.html", to_key(taught, lang))
    shelf.write("student.zip", _archive(shelf, sessions))
    shelf.write("index.html", to_index(sessions, lang, langs))


def _reports(shelf: Shelf, session: Session) -> dict[str, str]:
    """Return the report that each question was built with."""
    own = shelf.notes[session.stem]
    return {name: shelf.notes.get(f"{session.stem}/{name}", own) for name in session.questions}


def _archive(shelf: Shelf, sessions: Sequence[Session]) -> bytes:
    """Return what a student gets as one file: notebooks without solutions, and the handout."""
    names = [*(files_of(session)["student"] for session in sessions), "handout.html"]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            # Without the time of making, so that the same content is the same file.
            archive.writestr(zipfile.ZipInfo(f"workshop/{Path(name).name}"), (shelf.root / name).read_bytes())
    return made.getvalue()


def to_text(notebook: NotebookNode) -> str:
    """Return a notebook as the text of its file."""
    import nbformat

    return str(nbformat.writes(notebook)) + "\n"  # type: ignore[no-untyped-call]


@contextmanager
def warm(runs: int = MANY) -> Iterator[ForkServer | None]:
    """Lend a process from which kernels are forked with the sessions' imports done; None where it does not pay or cannot be.

    ``runs``: how many notebooks are to be run: a few start sooner as ever.
    """
    from xclib.briefs.forks import ForkServer, can_fork
    from xclib.briefs.run import imported_by

    if runs < MANY or not can_fork():
        yield None
        return
    data = data_root().resolve()
    modules = imported_by({path for _, path in find_sources()})
    server = ForkServer(modules, str(data), {**os.environ, **kernel_env(data, Path(tempfile.gettempdir()))})
    try:
        yield server if server.usable() else None
    finally:
        server.close()


def _aside(found: Fit) -> str:
    lacking = found.sentence("en").replace("`", "")
    return f"({lacking})" if lacking else ""


def run(notebook: NotebookNode, name: str, server: ForkServer | None = None) -> NotebookNode:
    """Return a notebook executed in a folder of its own, without the traces of the run.

    Raises `BriefError`: a cell failed; the message names session and cell.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        try:
            ran = join_lines(
                execute(notebook, folder / f"{name}.ipynb", {}, folder=folder, data=data_root().resolve(), server=server)
            )
        except BriefError as error:
            raise BriefError(error.message, where=name, advice="run it in JupyterLab") from None
    ran.metadata.pop("papermill", None)
    for cell in ran.cells:
        for trace in ("papermill", "execution"):
            cell.metadata.pop(trace, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
    return ran


def try_all(*, langs: Sequence[str] = LANGS, numbers: Sequence[int] = (), report: str = "") -> bool:
    """Check the sessions: how they are written, every question, both versions; print counts and return whether all is well.

    ``langs``, ``numbers``: languages in which notebooks are run, and sessions; ``report``: another report than the
    sessions' own.
    """
    _refuse_unknown(langs, report)
    good = True
    sources = find_sources(numbers)
    with warm(2 * len(sources) * len(langs)) as server:
        for session, path in sources:
            source = read_notebook(path)
            found = fit(session, report, source)
            faults = find_faults(session, source)
            trials = try_session(session, found.of)
            source = with_note(source, found)
            faults += [f"{t.question} {t.tried} {t.name}: said {t.verdict}" for t in trials if not t.good]
            for lang in langs:
                faults += [f"{lang}: {fault}" for fault in _try_notebooks(session, source, lang, found.report, server)]
            print(" ".join(filter(None, [f"{session.stem}: {_counted(session, trials)}", _aside(found)])))
            for fault in faults:
                print(f"  {fault}")
            good = good and not faults
    return good


def _counted(session: Session, trials: Sequence[Trial]) -> str:
    def done(tried: str) -> str:
        found = [t for t in trials if t.tried == tried]
        return f"{sum(t.good for t in found)} of {len(found)}"

    summary = f"{len(session.questions)} questions in two languages: {done('right')} right answers pass"
    return f"{summary}, {done('blank')} blanks get their nudge, {done('mistake')} typical mistakes their own hint"


def _try_notebooks(session: Session, source: NotebookNode, lang: str, report: str, server: ForkServer | None) -> list[str]:
    """Run both versions: solutions pass every check, the untouched student version fails each as a blank."""
    wanted = [question.id for question in session.questions.values()]
    faults = []
    for version, make, state in (("teacher", to_teacher, "right"), ("student", to_student, "blank")):
        try:
            verdicts = read_verdicts(run(make(source, lang, report), session.stem, server))
        except BriefError as error:
            faults.append(f"{version} version: {error}")
            continue
        if [v["question"] for v in verdicts] != wanted or any(v["state"] != state for v in verdicts):
            faults.append(
                f"{version} version: checks gave {[(v['question'], v['state']) for v in verdicts]}, not {state} for each"
            )
    return faults
