"""The commands ``briefs`` and ``runs``: arguments, progress and results, for people and schedulers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xclib.briefs.jobs import Job, Matrix, read_matrix
from xclib.briefs.manifest import Brief, BriefRun
from xclib.care.terminal import note, plain, say, show
from xclib.cli import EXAMPLE, command, option
from xclib.errors import BriefError

#: Seconds that one brief may be given: a month, which every clock can tell.
LONGEST = 2_592_000


@command("briefs", "make the HTML briefs of reports", f"xclib briefs {EXAMPLE} --topic growth")
@option("report", nargs="*", help="report ids; default: all registered reports")
@option("--matrix", type=Path, metavar="YAML", help="read reports, notebooks, languages and parameters from a file")
@option("--topic", action="append", help="notebook to run, repeatable; default: all")
@option("--lang", action="append", help="zh or en, repeatable; default: both")
@option("-p", "--parameter", nargs=2, action="append", metavar=("NAME", "VALUE"), help="parameter for the notebooks")
@option("--out", type=Path, default=Path("briefs"), help="folder for the briefs (default: briefs)")
@option("--force", action="store_true", help="rebuild briefs that are up to date")
@option("--dry-run", action="store_true", help="show what would be made and why, without making it")
@option("--workers", type=int, default=2, help="number of parallel notebooks (default: 2)")
@option("--timeout", type=float, default=1800, metavar="SECONDS", help="time limit per brief (default: 1800)")
@option("--cluster", default="", metavar="ADDRESS", help="Dask scheduler whose workers make them, as tcp://host:8786")
@option("--json", action="store_true", help="print each brief and the run as a line of JSON")
def _briefs(options: argparse.Namespace) -> int:
    from xclib.briefs import run as briefs

    # The command line takes precedence over the file.
    of = read_matrix(options.matrix) if options.matrix else Matrix()
    parameters = {**of.parameters, **dict(options.parameter or ())}
    m = Matrix(options.report or of.reports, options.topic or of.notebooks, options.lang or of.langs, parameters)
    if options.workers < 1 or not 0 < options.timeout <= LONGEST:
        message = f"workers and timeout are above 0, and timeout at most {LONGEST:,} seconds"
        raise BriefError(message, advice="see `xclib briefs --help`")

    asked: dict[str, Any] = {"notebooks": m.notebooks, "langs": m.langs, "parameters": m.parameters}
    asked |= {"out": options.out, "force": options.force}

    def planned() -> list[Job]:
        return briefs.plan_briefs(m.reports, **asked)

    if options.dry_run:
        _tell_plan(planned(), options.json)
        return 0
    with _telling(options.json, planned) as tell:
        limits = {"workers": options.workers, "seconds": options.timeout, "cluster": options.cluster}
        run = briefs.make_briefs(m.reports, **asked, **limits, tell=tell)
    _tell_end(run, options.json)
    return BriefError.exit_code if run.having("failed") else 0


def _tell_plan(jobs: Sequence[Job], as_json: bool) -> None:
    for job in jobs:
        row = {"report": job.report, "notebook": job.notebook.stem, "lang": job.lang, "make": bool(job.why), "why": job.why}
        line = f"{'make' if job.why else 'keep':<4} {job.report} {job.name}" + (f": {job.why}" if job.why else "")
        show(row, line, as_json=as_json)
    note(f"{sum(bool(job.why) for job in jobs)} of {len(jobs)} briefs would be made")


@contextmanager
def _telling(as_json: bool, planned: Callable[[], list[Job]]) -> Iterator[Callable[[Brief], None]]:
    """Yield a progress callback: lines of JSON, a bar on a terminal, or plain lines in a log."""
    if as_json:
        names = ("report", "notebook", "lang", "path", "status", "why", "seconds", "run_at", "stale_since", "error")
        yield lambda brief: say(json.dumps({"event": "brief"} | {n: getattr(brief, n) for n in names}, ensure_ascii=False))
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("briefs", total=len(planned()))

            def tell(brief: Brief) -> None:
                bar.console.print(plain(str(brief)), markup=False, highlight=False)
                bar.advance(task)

            yield tell
    else:
        yield lambda brief: note(str(brief))


def _tell_end(run: BriefRun, as_json: bool) -> None:
    if as_json:
        say(json.dumps({"event": "run", "counts": run.counts, "index": str(run.index), "manifest": str(run.manifest)}))
        return
    note(f"{run.index}: " + ", ".join(f"{n} {state}" for state, n in run.counts.items()))
    # All briefs are made before failures are reported.
    for brief in run.having("failed"):
        stale = f" (the page of {brief.run_at[:10]} stays, marked stale)" if brief.stale_since else ""
        note(f"xclib: {brief.error}{stale}")


@command("explorer", "make the page on which targets and outcomes are explored", "xclib explorer")
@option("--out", type=Path, default=Path("briefs"), help="folder of the briefs (default: briefs)")
@option("--force", action="store_true", help="rebuild even if nothing changed")
def _explorer(options: argparse.Namespace) -> int:
    from xclib.briefs import explorer
    from xclib.briefs.manifest import EXPLORER

    made = explorer.write(options.out, force=options.force)
    note(f"{options.out / EXPLORER}: {'made' if made else 'up to date'}")
    return 0


@command("runs", "list the runs of a folder of briefs", "xclib runs --prune 30")
@option("--out", type=Path, default=Path("briefs"), help="folder of the briefs (default: briefs)")
@option("--prune", type=int, metavar="KEEP", help="delete all but the newest KEEP records; briefs are kept")
@option("--json", action="store_true", help="print each record as a line of JSON")
def _runs(options: argparse.Namespace) -> int:
    from xclib.briefs import runs

    if options.prune is not None:
        note(f"{runs.prune_runs(options.out, options.prune)} records deleted")
    for record in runs.list_runs(options.out):
        counts = ", ".join(f"{n} {state}" for state, n in record["counts"].items())
        line = f"{record['number']:>6}  {record['run_at']}  {record['seconds']:>8.1f} s  {counts}"
        show(record, line, as_json=options.json)
    return 0
