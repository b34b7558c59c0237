"""A course folder of nbgrader: sources and configuration, written beside graded work and never over it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from string import Template

from xclib.care.files import writing
from xclib.data.raw import data_root
from xclib.errors import BriefError
from xclib.workshop.answers import Session, read_words
from xclib.workshop.building import prepared, to_text
from xclib.workshop.shelf import Shelf
from xclib.workshop.versions import to_source

CONFIG = "nbgrader_config.py"
#: What nbgrader keeps of an assignment once it was handed out.
_STAGES = ("release", "submitted", "autograded", "feedback")
#: It also asks whether the grading kernel has xclib: without it every answer would get 0 points.
_CONFIG = Template('''"""nbgrader's configuration of the workshop, written by `xclib workshop course`."""

import os
import subprocess
import sys

from jupyter_client.kernelspec import KernelSpecManager

c = get_config()
c.CourseDirectory.course_id = "xclib-workshop-$lang"
c.ClearSolutions.code_stub = {"python": $code}
c.ClearSolutions.text_stub = $text
c.ExecutePreprocessor.timeout = 300
os.environ.setdefault("XCLIB_DATA", $data)
# nbgrader calls alembic by its name.
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")

if {"autograde", "validate"} & set(sys.argv):
    python = KernelSpecManager().get_kernel_spec("python3").argv[0]
    ready = subprocess.run([python, "-c", "import xclib; xclib.reports()"], capture_output=True, text=True)
    if ready.returncode:
        why = (ready.stderr.strip().splitlines() or ["no message"])[-1]
        sys.exit(f"nothing was graded: xclib does not work in the grading kernel ({python}): {why}")
''')


def write_course(
    folder: Path,
    lang: str,
    *,
    numbers: Sequence[int] = (),
    report: str = "",
    tell: Callable[[str], None] = lambda line: None,
) -> str:
    """Write a course folder of nbgrader, or add sessions to one; return the command that makes the first assignment.

    ``folder``: the course. Its gradebook, submissions and feedback are never touched. ``report``: another report than the
    sessions' own; ``tell``: called with a line for each session. Raises `BriefError`: a source was changed by hand, or
    would change although the assignment was handed out.
    """
    words, shelf = read_words()[lang], Shelf(folder)
    sources = [(session, to_text(to_source(made, lang, found.report))) for session, made, found in prepared(numbers, report)]
    wanted = {f"source/{session.stem}/{session.stem}.ipynb": text for session, text in sources}
    shelf.refuse_changed([*wanted, CONFIG])
    for session, text in sources:
        _refuse_handed_out(folder, session, text)
    values = {"code": repr(words["code"]), "text": repr(words["text"]), "data": repr(str(data_root().resolve()))}
    with writing(folder, "choose another folder", BriefError):
        for name, text in wanted.items():
            shelf.write(name, text)
            tell(f"{lang} {Path(name).stem}: source of nbgrader")
        shelf.write(CONFIG, _CONFIG.substitute(values, lang=lang))
    first = sources[0][0].stem
    return f"cd {shlex.quote(str(folder.resolve()))} && {shlex.quote(sys.executable)} -m nbgrader generate_assignment {first}"


def _refuse_handed_out(folder: Path, session: Session, text: str) -> None:
    """Raise where students have an assignment that would get another source: it could not be graded any more."""
    path = folder / "source" / session.stem / f"{session.stem}.ipynb"
    used = [stage for stage in _STAGES if any((folder / stage).glob(f"**/{session.stem}"))]
    if used and path.is_file() and path.read_text(encoding="utf-8") != text:
        advice = "write the new version into another folder with --out"
        raise BriefError(f"{session.stem} was handed out or graded ({', '.join(used)})", where=str(folder), advice=advice)
