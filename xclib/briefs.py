"""Turn notebooks × parameters into briefs, an index and a manifest, and make again only what changed."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from xclib import store
from xclib.check import check_html
from xclib.errors import BriefError, UnknownNameError, XclibError
from xclib.fingerprint import fingerprint, hash_data, tell_versions
from xclib.kernel import execute, fit_parameters, read_notebook, side_by_side
from xclib.manifest import NAME, Brief, BriefRun, alone, hash_page, put, read_manifest, write_manifest
from xclib.raw import data_root
from xclib.render import Facts, render_brief, render_index, split_cells, to_body
from xclib.wording import LANGS, check_lang

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["Brief", "BriefRun", "check_html", "find_notebooks", "make_briefs"]

#: Notebooks that run at once. Each is a process of its own, so threads that wait for them are enough.
WORKERS = 2
_ORDER = ("growth", "fiscal", "livelihood", "environment")


@dataclass(frozen=True)
class _Job:
    notebook: Path
    report: str
    lang: str
    langs: tuple[str, ...]
    parameters: Mapping[str, object]
    out: Path
    data: Path
    data_as_of: str
    data_hash: str

    @property
    def path(self) -> str:
        return f"{self.report}/{self.stem}.html"

    @property
    def stem(self) -> str:
        return f"{self.notebook.stem}.{self.lang}"

    @property
    def failed(self) -> Path:
        return self.out / "failed" / self.report / self.stem


def make_briefs(
    report: str,
    *,
    notebooks: Sequence[str | Path] | None = None,
    langs: Sequence[str] = LANGS,
    out: Path = Path("briefs"),
    parameters: Mapping[str, object] | None = None,
    force: bool = False,
    tell: Callable[[Brief], None] | None = None,
) -> BriefRun:
    """Make the briefs of one report, and the index and manifest of the folder.

    A brief whose notebook, parameters, data, code and installed versions are those of the page that is there is kept.
    A notebook that fails leaves its last good page in place and does not stop the others.

    Parameters
    ----------
    report : str
        Id of the report, as in ``data/raw/reports.csv``.
    notebooks : sequence of str or Path, optional
        Names such as ``growth``, or paths; all of ``notebooks/`` if none are named.
    langs : sequence of str
        ``zh``, ``en`` or both.
    out : Path
        Folder of the pages. They appear whole or not at all.
    parameters : mapping, optional
        Values for further parameters; each notebook must have them.
    force : bool
        Make them even if nothing changed.
    tell : callable, optional
        Called with each `Brief` in turn as soon as it is done.

    Returns
    -------
    BriefRun
        One `Brief` a notebook and language. A notebook that failed is a row of it; ``run.check()`` raises if there is one.

    Raises
    ------
    UnknownNameError
        No such report, notebook, language or parameter; nothing ran.
    BriefError
        Another run is under way in the folder.

    Examples
    --------
    >>> run = make_briefs("cn-110102-plan-2024", notebooks=["growth"])  # doctest: +SKIP
    >>> run.counts  # doctest: +SKIP
    {'made': 2, 'kept': 0, 'failed': 0}
    """
    for lang in langs:
        check_lang(lang)
    data, given, out = data_root().resolve(), _checked_values(parameters or {}), Path(out)
    row = store.report_row(report, data)
    paths = find_notebooks(notebooks)
    with alone(out):
        old = read_manifest(out)
        beside = {(b.notebook, b.lang) for b in old.values() if b.report == report and b.run_at and (out / b.path).is_file()}
        data_hash, as_of = hash_data(data), _as_of(row, data)
        jobs = []
        for path in paths:
            fitted = _fitted(path, given)
            both = tuple(lang for lang in LANGS if lang in langs or (path.stem, lang) in beside)
            for lang in LANGS:
                if lang in langs:
                    jobs.append(
                        _Job(path, report, lang, both, {"report": report, "lang": lang, **fitted}, out, data, as_of, data_hash)
                    )
        run_at = _now()
        try:
            briefs = _run_all(jobs, old, force=force, tell=tell)
        finally:
            shutil.rmtree(out / ".build", ignore_errors=True)
        return _publish(out, old, briefs, run_at, data)


def _as_of(report: Mapping[str, object], data: Path) -> str:
    """Return the newest date of what a brief may draw on: the report, and the context facts, which go on after it."""
    dates = [str(report["published"] or report["delivered"]), *store.load(data)["context"]["source_date"].astype(str)]
    newest: str = max(date for date in dates if date[:1].isdigit() or date == dates[0])
    return newest


def find_notebooks(names: Sequence[str | Path] | None = None) -> list[Path]:
    """Return the paths of notebooks by name or path; all of the project's, in the order of the topics, if none are named."""
    # Data may lie elsewhere (XCLIB_DATA); then the notebooks are those of the checkout.
    folders = [home / "notebooks" for home in (data_root().resolve().parent, Path(__file__).resolve().parent.parent)]
    folder = next((f for f in folders if any(f.glob("*.ipynb"))), folders[0])
    there = {path.stem: path for path in folder.glob("*.ipynb")}
    if names is None:
        if not there:
            raise UnknownNameError("no notebooks here", where=str(folder), advice="work in the project's folder")
        return [there[name] for name in sorted(there, key=_place)]
    found = []
    for name in names:
        path = Path(name) if str(name).endswith(".ipynb") else there.get(str(name), Path(name))
        if not path.is_file():
            raise UnknownNameError(f"unknown notebook {str(name)!r}", advice=f"notebooks are {', '.join(sorted(there))}")
        found.append(path.resolve())
    if len({path.stem for path in found}) < len(found):
        raise UnknownNameError("two notebooks of one name", advice="name each once")
    return found


def _checked_values(parameters: Mapping[str, object]) -> dict[str, object]:
    for name, value in parameters.items():
        if name in ("report", "lang"):
            raise UnknownNameError(f"{name} is no further parameter", advice="name the report and the languages themselves")
        try:
            json.dumps(value, allow_nan=False)
        except (TypeError, ValueError):
            told = "a parameter is text, a number, true or false, or a list of these"
            raise UnknownNameError(f"parameter {name} cannot be {value!r}", advice=told) from None
    return dict(parameters)


def _fitted(path: Path, given: Mapping[str, object]) -> Mapping[str, object]:
    """Refuse a mistyped parameter before anything runs; a broken notebook fails later, by itself."""
    try:
        return fit_parameters(path, given)
    except BriefError:
        return given


def _run_all(
    jobs: Sequence[_Job], old: Mapping[str, Brief], *, force: bool, tell: Callable[[Brief], None] | None
) -> tuple[Brief, ...]:
    done = []
    with side_by_side(), ThreadPoolExecutor(WORKERS) as pool:
        futures = [pool.submit(_make, job, old.get(job.path), force) for job in jobs]
        try:
            for future in futures:
                done.append(future.result())
                if tell:
                    tell(done[-1])
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(done)


def _make(job: _Job, old: Brief | None, force: bool) -> Brief:
    """Keep one brief or make it; a failure is a row, not an exception."""
    page, started = job.out / job.path, time.monotonic()
    build = job.out / ".build" / job.report / job.stem
    try:
        notebook = read_notebook(job.notebook)
        mark = fingerprint(notebook, {**job.parameters, "langs": job.langs}, job.data_hash)
        if old and not force and old.fingerprint == mark and hash_page(page) == old.html_sha256:
            return replace(old, status="kept", error="")
        fit_parameters(job.notebook, job.parameters)
        ran = execute(notebook, build / f"{job.stem}.ipynb", job.parameters, folder=job.notebook.parent, data=job.data)
        text, brief = _draw(job, ran, mark)
        put(build / f"{job.stem}.html", text)
        if faults := check_html(text):
            raise BriefError(f"the page cannot be published: {'; '.join(faults[:3])}")
        put(page, text)
        shutil.rmtree(job.failed, ignore_errors=True)
        return replace(brief, seconds=round(time.monotonic() - started, 1))
    except XclibError as error:
        return _failed(job, old, error, build)
    except Exception as error:  # a full disk, a template: this brief fails, by name, and the others go on
        return _failed(job, old, BriefError(" ".join(f"{type(error).__name__}: {error}".split())), build)
    finally:
        shutil.rmtree(build, ignore_errors=True)


def _about(job: _Job) -> str:
    """Area, title and dates of the report, for the head of the brief."""
    row = store.report_row(job.report, job.data)
    area, title = (row[f"{name}_{job.lang}"] for name in ("area", "title"))
    told = [title or row["title_zh"]] if area in title else [area, title or row["title_zh"]]
    return " · ".join([*told, row["published"]] if row["published"] else told)


def _draw(job: _Job, ran: NotebookNode, mark: str) -> tuple[str, Brief]:
    shown, headline, warnings = split_cells(ran, job.lang)
    facts = Facts(
        job.report, _about(job), job.notebook.stem, job.lang, job.langs, job.data_as_of, _now(), tell_versions(), mark
    )
    title, text = render_brief(to_body(shown, job.lang), facts)
    return text, Brief(
        report=job.report,
        notebook=job.notebook.stem,
        lang=job.lang,
        path=job.path,
        status="made",
        parameters=job.parameters,
        run_at=facts.run_at,
        data_as_of=job.data_as_of,
        data_hash=job.data_hash,
        fingerprint=mark,
        html_sha256=sha256(text.encode()).hexdigest(),
        title=title,
        headline=headline,
        warnings=warnings,
    )


def _failed(job: _Job, old: Brief | None, error: XclibError, build: Path) -> Brief:
    """Return the old row with the error, after moving what was executed to where it can be opened."""
    shutil.rmtree(job.failed, ignore_errors=True)
    kept = sorted(p for p in build.glob("*") if p.suffix in (".ipynb", ".html"))
    for path in kept:
        job.failed.mkdir(parents=True, exist_ok=True)
        os.replace(path, job.failed / path.name)
    where = error.where or f"{job.notebook.name} ({job.lang})"
    advice = error.advice or (f"open {job.failed / kept[-1].name}" if kept else "correct the notebook")
    line = str(BriefError(" ".join(error.message.split()), where=where, advice=advice))
    base = old or Brief(job.report, job.notebook.stem, job.lang, job.path, "failed", job.parameters)
    if not hash_page(job.out / job.path):
        base = replace(base, run_at="", fingerprint="", html_sha256="", headline=())  # there is no last good page
    return replace(base, status="failed", error=line)


def _publish(out: Path, old: Mapping[str, Brief], briefs: Sequence[Brief], run_at: str, data: Path) -> BriefRun:
    """Write index and manifest over this run's briefs and those of earlier runs whose pages are still there."""
    run = BriefRun(tuple(briefs), out / "index.html", out / NAME)
    now = {b.path: b for b in briefs}
    rest = [b for path, b in old.items() if path not in now and hash_page(out / path)]
    rows = sorted([*briefs, *rest], key=lambda b: (b.report, _place(b.notebook), LANGS.index(b.lang)))
    # One call is one report: the counts are of the folder, so that no report's failure hides behind the next one's success.
    told = {"run_at": run_at, "counts": BriefRun(tuple(rows), run.index, run.manifest).counts}
    register = {row["report_id"]: row for row in store.load(data)["reports"].to_dict("records")}
    as_of = {name: max(b.data_as_of for b in rows if b.report == name) for name in dict.fromkeys(b.report for b in rows)}
    reports = {name: {**register.get(name, {}), "data_as_of": date} for name, date in as_of.items()}
    put(run.index, render_index([asdict(b) for b in rows], reports, told))
    write_manifest(out, rows, told)
    return run


def _place(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
