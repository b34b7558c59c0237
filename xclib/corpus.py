"""Many reports read into one data set of figures: in parallel, resumable, the same bytes for the same reports."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from xclib.corpus_input import Item, iter_items
from xclib.corpus_parts import finished_part, part_key, put, to_parquet, write_part
from xclib.corpus_read import FAILURE_COLUMNS, REPORT_COLUMNS, Part, Row, read_chunk
from xclib.errors import XclibError

#: Reports in one part of the data set.
CHUNK = 32


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """What a run of `read_corpus` did.

    Parameters
    ----------
    out : Path
        The data set: ``figures/``, ``reports.parquet``, ``failures.parquet``, ``run.json``.
    reports, figures, chars, failures : int
        Size of the data set, parts of earlier runs included.
    resumed : int
        Reports that an earlier run had read already.
    seconds : float
        Wall time of this run.
    peak_mib : float
        Peak memory of this process and its largest worker, times the workers.
    """

    out: Path
    reports: int
    figures: int
    chars: int
    failures: int
    resumed: int
    seconds: float
    peak_mib: float

    def __str__(self) -> str:
        rate = (
            f"{self.chars / self.seconds:,.0f} characters/s"
            if self.seconds and not self.resumed
            else f"{self.resumed} reports resumed"
        )
        return (
            f"{self.out}: {self.figures:,} figures of {self.reports:,} reports, {self.failures} failed; "
            f"{self.seconds:.1f} s, {rate}, {self.peak_mib:.0f} MiB"
        )


def read_corpus(
    paths: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    workers: int = 1,
    resume: bool = True,
    progress: bool = True,
    cluster: str = "",
) -> CorpusRun:
    """Read the figures of many reports into a partitioned Parquet data set.

    Parameters
    ----------
    paths : str, Path or sequence of them
        Folders, zip or tar archives, Parquet files with a column ``text``, or single reports.
    out : str or Path
        Folder of the data set.
    workers : int, default 1
        Processes that read; the bytes written do not depend on it.
    resume : bool, default True
        Whether parts that an earlier run finished, from the same reports by the same rules, are kept.
    progress : bool, default True
        Whether a bar is shown on standard error.
    cluster : str, optional
        Address of a Dask scheduler, ``tcp://host:8786``, that reads instead of local processes; needs ``distributed``.

    Returns
    -------
    CorpusRun
        A report that cannot be read is a row of ``failures.parquet`` and stops nothing.

    Raises
    ------
    DocumentError
        A path does not exist or holds no reports.
    """
    began = time.monotonic()
    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    target = Path(out)
    if not resume:
        for folder in ("figures", "parts"):
            shutil.rmtree(target / folder, ignore_errors=True)
    for folder in ("figures", "parts"):
        (target / folder).mkdir(parents=True, exist_ok=True)
    records: dict[int, Row] = {}
    resumed = 0

    def waiting() -> Iterator[tuple[int, list[Item]]]:
        nonlocal resumed
        for number, items in enumerate(_chunks(iter_items(listed))):
            if (record := finished_part(target, number, part_key(items))) is not None:
                records[number] = record
                resumed += len(items)
                bar(len(items))
            else:
                keys[number] = part_key(items)
                yield number, items

    keys: dict[int, str] = {}
    with _bar(progress) as bar:
        for number, part in _run(waiting(), workers, cluster):
            records[number] = write_part(target, number, keys.pop(number), part)
            bar(len(part.reports) + len(part.failures))
    run = _finish(target, records, resumed, time.monotonic() - began, workers)
    put(target / "run.json", json.dumps({**asdict(run), "out": target.name, "workers": workers}, indent=1).encode())
    return run


# --- many chunks -----------------------------------------------------------------------------------------------------


def _chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _run(chunks: Iterator[tuple[int, list[Item]]], workers: int, cluster: str) -> Iterator[tuple[int, Part]]:
    if cluster:
        yield from _run_cluster(chunks, cluster)
    elif workers <= 1:
        for number, items in chunks:
            yield number, read_chunk(items)
    else:
        yield from _run_processes(chunks, workers)


def _run_processes(chunks: Iterator[tuple[int, list[Item]]], workers: int) -> Iterator[tuple[int, Part]]:
    """Read in processes; a process that dies is told from the report that killed it by reading one at a time."""
    while True:
        lost: list[tuple[int, list[Item]]] = []
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            yield from _bounded(lambda items: pool.submit(read_chunk, items), chunks, workers + 2, lost)
        if not lost:
            return
        for number, items in lost:
            yield number, _one_by_one(items)


def _bounded(
    submit: Callable[[list[Item]], Future[Part]],
    chunks: Iterator[tuple[int, list[Item]]],
    limit: int,
    lost: list[tuple[int, list[Item]]],
) -> Iterator[tuple[int, Part]]:
    """Keep a few chunks under way, so that memory stays flat however many there are; stop at the first dead worker."""
    pending: dict[Future[Part], tuple[int, list[Item]]] = {}
    while True:
        while len(pending) < limit and not lost and (chunk := next(chunks, None)) is not None:
            try:
                pending[submit(chunk[1])] = chunk
            except BrokenProcessPool:
                lost.append(chunk)
        if not pending:
            return
        for future in wait(pending, return_when=FIRST_COMPLETED).done:
            number, items = pending.pop(future)
            try:
                part = future.result()
            except BrokenProcessPool:
                lost.append((number, items))
            else:
                yield number, part


def _one_by_one(items: Sequence[Item]) -> Part:
    whole = Part()
    for item in items:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            try:
                part = pool.submit(read_chunk, [item]).result()
            except BrokenProcessPool:
                part = Part(
                    failures=[{"doc": item.doc, "error": "WorkerDied", "message": "the process that read it was killed"}]
                )
        whole.figures += part.figures
        whole.reports += part.reports
        whole.failures += part.failures
    return whole


def _run_cluster(chunks: Iterator[tuple[int, list[Item]]], address: str) -> Iterator[tuple[int, Part]]:
    try:
        from distributed import Client
        from distributed import wait as wait_all
    except ImportError:
        raise XclibError("a cluster needs the package distributed", advice="pip install distributed") from None
    with Client(address) as client:
        limit = 2 * max(1, sum(client.nthreads().values()))
        pending: dict[Any, int] = {}
        while True:
            while len(pending) < limit and (chunk := next(chunks, None)) is not None:
                pending[client.submit(read_chunk, chunk[1], pure=False)] = chunk[0]
            if not pending:
                return
            for future in wait_all(list(pending), return_when=FIRST_COMPLETED).done:
                yield pending.pop(future), future.result()
                future.release()


def _finish(out: Path, records: dict[int, Row], resumed: int, seconds: float, workers: int) -> CorpusRun:
    ordered = [records[n] for n in sorted(records)]
    for folder in ("figures", "parts"):
        for path in (out / folder).glob("part-*"):
            if int(path.stem.removeprefix("part-")) not in records:
                path.unlink()
    reports = [r for record in ordered for r in record["reports"]]
    failures = [f for record in ordered for f in record["failures"]]
    put(out / "reports.parquet", to_parquet(reports, REPORT_COLUMNS))
    put(out / "failures.parquet", to_parquet(failures, FAILURE_COLUMNS))
    figures, chars = sum(r["figures"] for r in ordered), sum(int(r["chars"]) for r in reports)
    return CorpusRun(out, len(reports), figures, chars, len(failures), resumed, seconds, _peak(workers))


def _peak(workers: int) -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if workers > 1 else 0
    return float(own + workers * child) / 1024


class _bar:
    """A progress bar on standard error, or nothing."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown

    def __enter__(self) -> Callable[[int], None]:
        if not self.shown:
            return lambda count: None
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("reading"), MofNCompleteColumn(), TextColumn("reports"), TimeElapsedColumn())
        self.progress = Progress(*columns, console=Console(stderr=True))
        self.progress.start()
        task = self.progress.add_task("reading", total=None)
        return lambda count: self.progress.advance(task, count)

    def __exit__(self, *_: object) -> None:
        if self.shown:
            self.progress.stop()
