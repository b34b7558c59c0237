"""Make one brief: run its notebook, draw the page, check it, and put both where readers find them."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from xclib.briefs import drawing, kernel, runs
from xclib.briefs.drawing import Made, failed
from xclib.briefs.fingerprint import beside
from xclib.briefs.jobs import Job
from xclib.briefs.kernel import execute, read_notebook
from xclib.briefs.manifest import Brief, mark_stale
from xclib.care.files import put
from xclib.errors import BriefError
from xclib.html.shell import read_words

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from xclib.briefs.forks import ForkServer


def make(job: Job, scratch: Path, *, server: ForkServer | None = None, seconds: float = kernel.BRIEF_SECONDS) -> Made:
    """Make one brief; a failure is an answer, not an exception.

    ``scratch``: a folder of its own, which is removed at the end; ``seconds``: what the notebook may take.
    """
    started, output = time.monotonic(), scratch / f"{job.stem}.ipynb"
    try:
        notebook = read_notebook(job.notebook)
        kernel.fit_parameters(job.notebook, job.parameters)
        folder = job.notebook.parent
        forget_bytecode(job.notebook)
        ran = execute(notebook, output, job.parameters, folder=folder, data=job.data, server=server, seconds=seconds)
        executed = time.monotonic() - started
        made = _draw(job, ran, scratch, server, seconds)
        took = {"execute": round(executed, 1), **made.brief.timings}
        if made.brief.status != "made":
            return replace(made, ipynb=_read(output))
        return replace(made, brief=replace(made.brief, timings=took, seconds=round(sum(took.values()), 1)))
    except Exception as error:  # also a full disk: this brief fails, by name, and the others go on
        return replace(failed(job, error), ipynb=_read(output))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def forget_bytecode(notebook: Path) -> None:
    """Remove what Python keeps of the modules beside a notebook.

    It takes a module for unchanged that has the same size and the same second of change, as after an edit that was taken
    back. A folder that cannot be written to holds nothing that a run has kept.
    """
    for path in beside(notebook):
        if path.suffix == ".py":
            with suppress(OSError):
                Path(cache_from_source(str(path))).unlink(missing_ok=True)


def _draw(job: Job, ran: NotebookNode, scratch: Path, server: ForkServer | None, seconds: float) -> Made:
    """Draw the page in a process forked for it, and here where that cannot be or has not come to an end."""
    if server is not None:
        drawing.ask(scratch, job, ran)
        if server.draw(str(scratch), seconds) and (made := drawing.answered(scratch)):
            return made
        if server.closed:
            raise BriefError("the run was stopped", advice="run again")
    return drawing.draw(job, ran)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def publish(job: Job, made: Made, old: Brief | None) -> Brief:
    """Put a page and its notebook in place, or keep the last good ones and say on the page that they are stale."""
    page = job.out / job.path
    if made.brief.status == "made":
        try:
            put(page.with_suffix(".ipynb"), made.ipynb)
            put(page, made.html)
        except OSError as error:
            failure = BriefError(
                f"cannot be written: {error.strerror}", where=str(page), advice="make room, or name another --out"
            )
            return publish(job, failed(job, failure), old)
        runs.clear_failed(job.failed)
        return made.brief
    line = made.brief.error + _keep_failed(job, made)
    good = old if old and old.run_at and page.is_file() else None
    if good is None:
        return replace(made.brief, error=line)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    stale = replace(good, status="failed", error=line, why=job.why, stale_since=good.stale_since or now)
    with suppress(OSError):  # the index says it, too
        mark_stale(page, read_words()[job.lang]["stale"].format(since=stale.stale_since[:10], made=good.run_at[:10]))
    return stale


def _keep_failed(job: Job, made: Made) -> str:
    """Keep what there is of a failed brief where it can be opened, and return the end of the line that says so."""
    try:
        runs.clear_failed(job.failed)
        last = ""
        for kind, text in (("ipynb", made.ipynb), ("html", made.html)):
            if text:
                last = str(job.failed / f"{job.stem}.{kind}")
                put(Path(last), text)
    except OSError:
        last = ""
    if "; " in made.brief.error:
        return ""
    return f"; open {last}" if last else "; correct the notebook"
