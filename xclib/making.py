"""Make one brief: run its notebook, draw the page, check it, and put both where readers find them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from xclib import kernel, runs, store
from xclib.citations import addresses, read_statements
from xclib.errors import BriefError, XclibError
from xclib.fingerprint import tell_versions
from xclib.jobs import Job, newest_date, read_register
from xclib.kernel import KernelDied, execute, read_notebook
from xclib.manifest import Brief, mark_stale, put
from xclib.pagecheck import check_html, looks_left_over
from xclib.panel_store import FOLDER, load_panel
from xclib.render import Facts, render_brief, split_cells, to_body, where_and_when
from xclib.shell import read_words

if TYPE_CHECKING:
    import pandas as pd
    from nbformat import NotebookNode

    from xclib.provisioner import ForkServer

#: How often a notebook is begun again whose kernel was killed, as by a machine short of memory.
ATTEMPTS = 2
#: Columns whose words a page shows.
_SHOWN = (
    "area_zh", "area_en", "title_zh", "title_en", "label", "label_zh", "label_en", "scope", "prefix", "suffix", "unit",
    "name_zh", "name_en", "plan",
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """What came of one job, not yet published: a page and its executed notebook, or the error with what there is of both."""

    brief: Brief
    html: str = ""
    ipynb: str = ""


def make(job: Job, scratch: Path, *, server: ForkServer | None = None, seconds: float = kernel.BRIEF_SECONDS) -> Made:
    """Make one brief; a failure is an answer, not an exception.

    Parameters
    ----------
    job : Job
        What to make.
    scratch : Path
        A folder of its own, which is removed at the end.
    server : ForkServer, optional
        Forks the kernel.
    seconds : float
        What the notebook may take.
    """
    started = time.monotonic()
    output, html = scratch / f"{job.stem}.ipynb", ""
    brief = _row(job)
    try:
        notebook = read_notebook(job.notebook)
        kernel.fit_parameters(job.notebook, job.parameters)
        ran = _execute(job, notebook, output, server, seconds)
        executed = time.monotonic()
        html, brief = _draw(job, ran, brief)
        if faults := check_html(html, _quoted(job)):
            raise BriefError(f"the page cannot be published: {'; '.join(faults[:3])}")
        took = {"execute": round(executed - started, 1), "draw": round(time.monotonic() - executed, 1)}
        ipynb = _write_notebook(job, ran)
        brief = replace(brief, html_sha256=sha256(html.encode()).hexdigest(), ipynb_sha256=sha256(ipynb.encode()).hexdigest())
        return Made(replace(brief, status="made", timings=took, seconds=round(sum(took.values()), 1)), html, ipynb)
    except XclibError as error:
        return replace(failed(job, error), html=html, ipynb=_read(output))
    except Exception as error:  # a full disk, a template: this brief fails, by name, and the others go on
        told = BriefError(" ".join(f"{type(error).__name__}: {error}".split()))
        return replace(failed(job, told), html=html, ipynb=_read(output))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _execute(job: Job, notebook: NotebookNode, output: Path, server: ForkServer | None, seconds: float) -> NotebookNode:
    """Run the notebook; where the kernel was killed, once more, and not by a fork."""
    for attempt in range(ATTEMPTS):
        if attempt and server is not None and not server.usable():
            break  # the run has been stopped
        try:
            told = {"folder": job.notebook.parent, "data": job.data, "seconds": seconds}
            return execute(notebook, output, job.parameters, server=None if attempt else server, **told)  # type: ignore[arg-type]
        except KernelDied as error:
            died = error
    raise died


def _draw(job: Job, ran: NotebookNode, brief: Brief) -> tuple[str, Brief]:
    shown, headline, warnings = split_cells(ran, job.lang)
    row = read_register(job.data)[job.report]
    now, as_of = datetime.now(UTC).isoformat(timespec="seconds"), newest_date(row, job.data)
    facts = Facts(
        job.report,
        _about(row, job.lang),
        job.notebook.stem,
        job.lang,
        job.langs,
        as_of,
        now,
        tell_versions(),
        job.mark,
        where_and_when(row, job.lang),
    )
    body = to_body(shown, job.lang)
    panel = (lambda: load_panel(root=job.data)) if (job.data / "raw" / FOLDER).is_dir() else None
    title, html = render_brief(body, facts, read_statements(store.load(job.data), addresses(body), panel=panel))
    made_from = {"data_as_of": as_of, "data_hash": job.inputs["data"], "fingerprint": job.mark, "inputs": dict(job.inputs)}
    return html, replace(brief, run_at=now, title=title, headline=headline, warnings=warnings, **made_from)  # type: ignore[arg-type]


def _quoted(job: Job) -> set[str]:
    """Return the words of the data that a page may show although they look like leftovers of a failed run."""
    tables = store.load(job.data)
    cells = {str(cell) for name in ("reports", "figures", "plan") if name in tables for cell in _words_of(tables[name])}
    return {cell for cell in cells if looks_left_over(cell)}


def _words_of(frame: pd.DataFrame) -> Iterator[str]:
    for name in _SHOWN:
        if name in frame:
            yield from frame[name].dropna().astype(str).unique()


def _about(row: Mapping[str, str], lang: str) -> str:
    """Area, title and dates of the report, for the head of the brief."""
    area, title = (row[f"{name}_{lang}"] for name in ("area", "title"))
    told = [title or row["title_zh"]] if area in title else [area, title or row["title_zh"]]
    return " · ".join([*told, row["published"]] if row["published"] else told)


def _write_notebook(job: Job, ran: NotebookNode) -> str:
    """Return the executed notebook as it is kept beside the page, without paths of this machine."""
    import nbformat

    ran.metadata.papermill.update(input_path=job.notebook.name, output_path=f"{job.stem}.ipynb")
    text: str = nbformat.writes(ran)  # type: ignore[no-untyped-call]
    return text + "\n"


def failed(job: Job, error: XclibError) -> Made:
    """Return a job's failure: one line with notebook, language, error and, where the error knows, what to do."""
    line = BriefError(
        " ".join(error.message.split()), where=error.where or f"{job.notebook.name} ({job.lang})", advice=error.advice
    )
    return Made(replace(_row(job), error=str(line)))


def _row(job: Job) -> Brief:
    return Brief(job.report, job.notebook.stem, job.lang, job.path, "failed", job.parameters, why=job.why)


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
            told = BriefError(
                f"cannot be written: {error.strerror}", where=str(page), advice="make room, or name another --out"
            )
            return publish(job, failed(job, told), old)
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
