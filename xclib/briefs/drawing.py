"""Draw the page of one brief from its executed notebook and check it, here or in a process that was forked for it.

Several pages at once in one process would wait for each other, as only one thread of Python runs at a time.
"""

from __future__ import annotations

import pickle
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xclib.briefs.fingerprint import look_at
from xclib.briefs.jobs import Job, newest_date, read_register
from xclib.briefs.manifest import Brief
from xclib.care import lean
from xclib.errors import BriefError, XclibError
from xclib.model.areas import NATION
from xclib.model.codes import looks_back
from xclib.words.wording import LANGS

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: What a forked process is given and gives, in a folder of its own.
ASKED, ANSWERED = "ran.pickle", "made.pickle"
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


def draw(job: Job, ran: NotebookNode) -> Made:
    """Draw the page of an executed notebook; a failure is an answer, not an exception."""
    from xclib.briefs.kernel import join_lines
    from xclib.briefs.pagecheck import check_html

    started, html = time.monotonic(), ""
    try:
        # Here, since what joins them takes an eighth of a second to import, and the process that draws has done so.
        html, brief = _draw(job, ran := join_lines(ran))
        if faults := check_html(html, _quoted(job.data, look_at(job.data / "raw"))):
            raise BriefError(f"the page cannot be published: {'; '.join(faults[:3])}")
        ipynb = _write_notebook(job, ran)
        brief = replace(brief, html_sha256=sha256(html.encode()).hexdigest(), ipynb_sha256=sha256(ipynb.encode()).hexdigest())
        took = {"draw": round(time.monotonic() - started, 1)}
        return Made(replace(brief, status="made", timings=took), html, ipynb)
    except Exception as error:  # also a template, a library: this brief fails, by name, and the others go on
        return replace(failed(job, error), html=html)


def warm(data: Path) -> None:
    """Read the tables, and draw and drop a page with a bit of everything, for all that is imported and compiled once."""
    import pandas as pd

    from xclib.briefs.pagecheck import check_html
    from xclib.briefs.render import render_brief, split_cells, to_body
    from xclib.data import store
    from xclib.html import webfont
    from xclib.html.downloads import TABLE_MIME, pack_table
    from xclib.html.present import HEADLINE_MIME

    with lean.leaving_out(*lean.UNUSED):
        import nbconvert  # noqa: F401
        import nbformat
    store.load(data)
    v4: Any = nbformat.v4  # it has no types
    table = (
        "<table><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><th>b</th><td>&lsquo;1&rsquo;</td></tr></tbody></table>"
    )
    outputs = [
        {"text/html": f'{table}<a href="https://example.org/">1</a>'},
        {"text/html": "<figure></figure>", TABLE_MIME: pack_table("chart", "1", "", {"": pd.DataFrame({"a": [1]})})},
        {HEADLINE_MIME: [{"label": "a", "value": "1", "url": "https://example.org/"}]},
    ]
    cells = [
        v4.new_markdown_cell("# 增长 growth\n\n## 1\n\n**1**\n\n|a|b|\n|-|-|\n|1|2|"),
        v4.new_code_cell(execution_count=1, outputs=[v4.new_output("display_data", output) for output in outputs]),
    ]
    # Making a notebook compiles what checks notebooks.
    notebook, _, _ = split_cells(v4.new_notebook(cells=cells), "zh")
    brief = Brief("report", "growth", "zh", "", "made", {}, run_at="2000-01-01T00:00:00+00:00")
    report = dict.fromkeys(("area_zh", "title_zh", "kind", "published"), "") | {"year": "2000"}
    page = render_brief(to_body(notebook, "zh"), brief, report, LANGS)[1]
    check_html(page, _quoted(data, look_at(data / "raw")))
    webfont.font_face("增")


def ask(folder: Path, job: Job, ran: NotebookNode) -> None:
    """Put into a folder what `answer` needs."""
    (folder / ASKED).write_bytes(pickle.dumps((job, ran), protocol=pickle.HIGHEST_PROTOCOL))


def answer(folder: str) -> None:
    """Draw what `ask` has put into a folder, and leave there what came of it."""
    job, ran = pickle.loads((Path(folder) / ASKED).read_bytes())
    made = pickle.dumps(draw(job, ran), protocol=pickle.HIGHEST_PROTOCOL)
    (Path(folder) / ANSWERED).write_bytes(made)


def answered(folder: Path) -> Made | None:
    """Return what came of it; None where the process ended before it was done."""
    try:
        made: Made = pickle.loads((folder / ANSWERED).read_bytes())
        return made
    except (OSError, EOFError, pickle.UnpicklingError):
        return None


def _draw(job: Job, ran: NotebookNode) -> tuple[str, Brief]:
    from xclib.briefs.render import in_retrospect, is_halfway, of_the_nation, render_brief, split_cells, to_body
    from xclib.data import store
    from xclib.html.citations import addresses, read_statements
    from xclib.panels.query import load_panel
    from xclib.panels.store import FOLDER
    from xclib.words import read_catalogue

    row = read_register(job.data)[job.report]
    if looks_back(row["kind"]):
        ran = in_retrospect(ran, read_catalogue(words) if (words := job.notebook.with_suffix(".yaml")).is_file() else {})
    if row["area_code"] == NATION:
        ran = of_the_nation(ran)
    shown, headline, warnings = split_cells(ran, job.lang)
    body, now = to_body(shown, job.lang), datetime.now(UTC).isoformat(timespec="seconds")
    brief = replace(
        row_of(job),
        run_at=now,
        data_as_of=newest_date(row, job.data),
        fingerprint=job.mark,
        inputs=dict(job.inputs),
        headline=headline,
        warnings=warnings,
    )
    panel = (lambda: load_panel(root=job.data)) if (job.data / "raw" / FOLDER).is_dir() else None
    tables = store.load(job.data)
    statements = read_statements(tables, addresses(body), panel=panel)
    stated = tables["figures"][tables["figures"]["report_id"] == job.report]
    about = {**row, "halfway": is_halfway(stated, int(row["year"]))}
    title, html = render_brief(body, brief, about, job.langs, statements)
    return html, replace(brief, title=title)


@lru_cache(maxsize=1)
def _quoted(data: Path, _: str) -> frozenset[str]:
    """Return the words of the data that a page may show although they look like leftovers of a failed run."""
    from xclib.briefs.pagecheck import looks_left_over
    from xclib.data import store

    tables = store.load(data)
    frames = [tables[name] for name in ("reports", "figures", "plan") if name in tables]
    shown = (frame[name].dropna().astype(str).unique() for frame in frames for name in _SHOWN if name in frame)
    return frozenset(cell for cells in shown for cell in cells if looks_left_over(cell))


def _write_notebook(job: Job, ran: NotebookNode) -> str:
    """Return the executed notebook as it is kept beside the page, without paths of this machine."""
    import nbformat

    ran.metadata.papermill.update(input_path=job.notebook.name, output_path=f"{job.stem}.ipynb")
    text: str = nbformat.writes(ran)  # type: ignore[no-untyped-call]
    return text + "\n"


def failed(job: Job, error: Exception) -> Made:
    """Return a job's failure: one line with notebook, language, error and, where the error knows, what to do."""
    known = error if isinstance(error, XclibError) else BriefError(f"{type(error).__name__}: {error}")
    where = known.where or f"{job.notebook.name} ({job.lang})"
    line = BriefError(" ".join(known.message.split()), where=where, advice=known.advice)
    return Made(replace(row_of(job), error=str(line)))


def row_of(job: Job) -> Brief:
    """Return the row of a brief that has not been made yet."""
    return Brief(job.report, job.notebook.stem, job.lang, job.path, "failed", job.parameters, why=job.why)
