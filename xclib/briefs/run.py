"""Turn notebooks × parameters into briefs, an index and a manifest, and make again only what changed."""

from __future__ import annotations

import ast
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from xclib.briefs import fingerprint, forks, runs
from xclib.briefs.jobs import Job, Matrix, check, find_notebooks, place, plan, read_register
from xclib.briefs.kernel import BRIEF_SECONDS, UNREAD, kernel_env, read_cells, side_by_side
from xclib.briefs.manifest import EXPLORER, NAME, Brief, BriefRun, hash_file, mark_stale, read_run, write_manifest
from xclib.care import lean
from xclib.care.files import alone, need_handles, put, writing
from xclib.data.raw import data_root
from xclib.errors import BriefError
from xclib.words.wording import LANGS

__all__ = ["Brief", "BriefRun", "find_notebooks", "make_briefs", "plan_briefs"]

#: Notebooks that run at once. Each is a process of its own, so threads that wait for them are enough.
WORKERS = 2
#: Files that a run may have open at once, and those of each notebook that runs.
HANDLES, HANDLES_EACH = 64, 32
#: How often a run begins anew with what was being made while somebody changed the data.
PASSES = 3

Tell = Callable[[Brief], None]


def make_briefs(
    report: str | Sequence[str],
    *,
    notebooks: Sequence[str | Path] | None = None,
    langs: Sequence[str] = LANGS,
    out: Path = Path("briefs"),
    parameters: Mapping[str, object] | None = None,
    force: bool = False,
    tell: Tell | None = None,
    workers: int = WORKERS,
    seconds: float = BRIEF_SECONDS,
    cluster: str = "",
) -> BriefRun:
    """Make the briefs of reports, and the index and manifest of the folder.

    A brief whose notebook, parameters, data, code and installed versions are those of the page that is there is kept.
    A notebook that fails leaves its last good page in place and does not stop the others.

    Parameters
    ----------
    report : str or sequence of str
        Ids of reports, as in ``data/raw/reports.csv``; all of them where the sequence is empty.
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
        Called with each `Brief` as soon as it is done.
    workers : int
        Notebooks that run at once.
    seconds : float
        What one brief may take.
    cluster : str, optional
        Address of a Dask scheduler, ``tcp://host:8786``, whose workers make the briefs; needs ``distributed``.

    Returns
    -------
    BriefRun
        One `Brief` a notebook and language. A notebook that failed is a row of it; ``run.check()`` raises if there is one.

    Raises
    ------
    UnknownNameError
        No such report, notebook, language or parameter; nothing ran.
    RawDataError
        A raw file is missing or bad; nothing ran.
    BusyError
        Another run is in progress in the folder.
    XclibError
        The folder cannot be written to.

    Examples
    --------
    >>> run = make_briefs("cn-110102-plan-2024", notebooks=["growth"])  # doctest: +SKIP
    >>> run.counts  # doctest: +SKIP
    {'made': 2, 'kept': 0, 'failed': 0}
    """
    matrix, out = _matrix(report, notebooks, langs, parameters), Path(out)
    began, run_at = time.monotonic(), datetime.now(UTC).isoformat(timespec="seconds")
    asked_for = check(matrix, out)  # a wrong word is refused before the folder is made
    need_handles(HANDLES + HANDLES_EACH * workers)
    with alone(out, advice="name another --out", fault=BriefError), writing(out, "make room and run again", BriefError):
        runs.clear_away(out)
        old = runs.read_rows(out)
        briefs: dict[str, Brief] = {}
        for turn in range(PASSES):
            # Before the plan hashes them: what is touched from here on is not what was hashed.
            data = data_root().resolve()
            seen = {path: fingerprint.look_at_inputs(data, path) for path in find_notebooks(matrix.notebooks)}
            sure = not cluster and (force or asked_for.lacks_a_page(out))
            with _started(seen, data, out) if sure else nullcontext() as server:
                jobs = plan(matrix, out, old, force=force)
                todo = [job for job in jobs if job.path not in briefs]
                for job, brief in _pass(todo, old, seen, (workers, seconds, cluster), server):
                    if brief is None and turn < PASSES - 1:
                        continue  # its data were changed meanwhile
                    done = brief or _refused(job, old)
                    briefs[job.path] = done
                    if done.status != "kept":
                        runs.note(out, done)
                    if tell:
                        tell(done)
            if len(briefs) == len(jobs):
                break
        shutil.rmtree(out / runs.SCRATCH, ignore_errors=True)
        asked = {**asdict(matrix), "notebooks": [Path(name).stem for name in matrix.notebooks or ()], "force": force}
        about = {"run_at": run_at, "seconds": round(time.monotonic() - began, 1), "matrix": asked}
        return _publish(old, [briefs[job.path] for job in jobs], about, (out, jobs[0].data if jobs else data_root()))


def plan_briefs(
    report: str | Sequence[str],
    *,
    notebooks: Sequence[str | Path] | None = None,
    langs: Sequence[str] = LANGS,
    out: Path = Path("briefs"),
    parameters: Mapping[str, object] | None = None,
    force: bool = False,
) -> list[Job]:
    """Return what `make_briefs` would do, without doing it; ``job.why`` is empty where a brief would be kept."""
    return plan(_matrix(report, notebooks, langs, parameters), Path(out), runs.read_rows(Path(out)), force=force)


def _matrix(
    report: str | Sequence[str],
    notebooks: Sequence[str | Path] | None,
    langs: Sequence[str],
    parameters: Mapping[str, object] | None,
) -> Matrix:
    return Matrix([report] if isinstance(report, str) else list(report), notebooks, list(langs), dict(parameters or {}))


def _pass(
    jobs: Sequence[Job],
    old: Mapping[str, Brief],
    seen: Mapping[Path, str],
    how: tuple[int, float, str],
    server: forks.ForkServer | None,
) -> Iterator[tuple[Job, Brief | None]]:
    """Keep or make each brief once; None where its inputs were touched while it was made."""
    for job in jobs:
        if not job.why:
            yield job, _kept(job, old[job.path])
    todo = [job for job in jobs if job.why]
    if todo:
        workers, seconds, cluster = how
        if cluster:
            from xclib.briefs.cluster import make_on_cluster

            yield from make_on_cluster(todo, old, cluster, seconds)
        else:
            first = todo[0]
            with nullcontext(server) if server else _started(seen, first.data, first.out) as ready:
                yield from _make_here(todo, old, seen, (workers, seconds), ready)


def _kept(job: Job, old: Brief) -> Brief:
    runs.clear_failed(job.failed)
    if hash_file(job.out / job.path) != old.html_sha256:
        mark_stale(job.out / job.path, "")  # what made it fail has been taken back
    return replace(old, status="kept", error="", stale_since="", why="")


@contextmanager
def _started(notebooks: Iterable[Path], data: Path, out: Path) -> Iterator[forks.ForkServer | None]:
    """Start the process from which kernels and pages are forked: what it imports takes longer than all that comes before it."""
    env = {**os.environ, **kernel_env(data, out / runs.SCRATCH)}
    modules = imported_by(set(notebooks))
    server = forks.ForkServer(modules, str(data), env, drawer="xclib.briefs.drawing") if forks.can_fork() else None
    try:
        yield server
    finally:
        if server:
            server.close()


def _make_here(
    jobs: Sequence[Job],
    old: Mapping[str, Brief],
    seen: Mapping[Path, str],
    limits: tuple[int, float],
    server: forks.ForkServer | None,
) -> Iterator[tuple[Job, Brief | None]]:
    from xclib.briefs import making  # papermill and nbconvert are imported here while the server imports the rest

    data, (workers, seconds) = jobs[0].data, limits
    _load_tools()
    if server is None or not server.usable():
        from xclib.data import store

        store.load(data)  # bad raw files are reported before anything runs

    def one(job: Job) -> Brief | None:
        made = making.make(job, job.out / runs.SCRATCH / job.report / job.stem, server=server, seconds=seconds)
        same = fingerprint.look_at_inputs(data, job.notebook) == seen.get(job.notebook)
        return making.publish(job, made, old.get(job.path)) if same else None

    with side_by_side(), ThreadPoolExecutor(workers) as pool:
        futures = {pool.submit(one, job): job for job in jobs}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        finally:
            if server:
                server.close()  # ends the kernels, too: a run that was stopped does not wait for them


def _load_tools() -> None:
    """Import what runs notebooks, and what draws the index at the end, while there is nothing else to do."""
    with lean.leaving_out(*lean.UNUSED):
        import papermill  # noqa: F401

    from xclib.briefs import frontpage, provisioner
    from xclib.html import webfont
    from xclib.html.shell import environment

    provisioner.register()
    environment().get_template(frontpage.TEMPLATE)
    webfont.font_face("增")


def imported_by(notebooks: set[Path]) -> list[str]:
    """Return the modules that the cells of notebooks import, as far as they can be read."""
    found: set[str] = set()
    for path in notebooks:
        try:
            trees = [ast.parse(source) for kind, source, _ in read_cells(path) if kind == "code"]
        except (*UNREAD, BriefError):
            continue  # it fails later, by itself
        for node in (node for tree in trees for node in ast.walk(tree)):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return sorted(found)


def _refused(job: Job, old: Mapping[str, Brief]) -> Brief:
    from xclib.briefs.drawing import failed
    from xclib.briefs.making import publish

    failure = BriefError("its notebook, the data or the code changed during the run", advice="try again")
    return publish(job, failed(job, failure), old.get(job.path))


def _publish(old: Mapping[str, Brief], briefs: Sequence[Brief], about: dict[str, object], at: tuple[Path, Path]) -> BriefRun:
    """Write index, manifest and record over this run's briefs and those of earlier runs whose pages are still there."""
    out, data = at
    run = BriefRun(tuple(briefs), out / "index.html", out / NAME)
    now = {b.path: b for b in briefs}
    rest = [b for path, b in old.items() if path not in now and (b.status == "failed" or hash_file(out / path, bare=True))]
    rows = sorted([*briefs, *rest], key=lambda b: (b.report, place(b.notebook), LANGS.index(b.lang)))
    # The counts are of the folder, so that no report's failure hides behind the next one's success.
    counts = BriefRun(tuple(rows), run.index, run.manifest).counts
    number = runs.record_run(out, {**about, "counts": run.counts}, briefs)
    before = read_run(out)
    if _unchanged(old, rows) and before.get("index_sha256") == hash_file(run.index):
        digest = before["index_sha256"]
    else:
        digest = _put_index(
            run.index, rows, {"run_at": about["run_at"], "counts": counts, "explorer": (out / EXPLORER).is_file()}, data
        )
    write_manifest(out, rows, {"number": number, "run_at": about["run_at"], "counts": counts, "index_sha256": digest})
    (out / runs.JOURNAL).unlink(missing_ok=True)  # the manifest has it all
    return run


def _unchanged(old: Mapping[str, Brief], rows: Sequence[Brief]) -> bool:
    """Tell whether an index that shows the old rows shows the new ones, too."""
    bare = [[replace(b, status="kept") if b.status == "made" else b for b in some] for some in (old.values(), rows)]
    return {b.path: replace(b, why="") for b in bare[0]} == {b.path: replace(b, why="") for b in bare[1]}


def _put_index(path: Path, rows: Sequence[Brief], about: Mapping[str, object], data: Path) -> str:
    from xclib.briefs.frontpage import render_index

    register = read_register(data)
    as_of = {name: max(b.data_as_of for b in rows if b.report == name) for name in dict.fromkeys(b.report for b in rows)}
    reports = {name: {**register.get(name, {}), "data_as_of": date} for name, date in as_of.items()}
    put(path, render_index([asdict(b) for b in rows], reports, about))
    return hash_file(path)
