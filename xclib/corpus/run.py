"""Many reports read into one data set of figures: in parallel, resumable, the same bytes for the same reports."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from xclib.care.confined import close
from xclib.care.files import put, writing
from xclib.corpus.cluster import read_on_cluster
from xclib.corpus.input import count_items, iter_items
from xclib.corpus.parts import finished_part, make_folders, part_key, remove_parts, to_parquet, write_part
from xclib.corpus.progress import show_progress
from xclib.corpus.read import FAILURE_COLUMNS, REPORT_COLUMNS, Item, Part, Row, read_chunk
from xclib.data.raw import spare_raw
from xclib.errors import DocumentError, XclibError

#: Reports in one part of the data set, and bytes above which a part is closed before it has as many.
CHUNK, LARGEST_PART = 32, 32 * 2**20


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

    A report that cannot be read is a row of ``failures.parquet`` and stops nothing. ``paths``: folders, zip or tar archives,
    Parquet files with a column ``text``, or single reports; ``out``: folder of the data set. ``workers``: processes that read;
    the bytes written do not depend on it. ``resume``: whether parts that an earlier run finished, from the same reports by the
    same rules, are kept; ``progress``: whether standard error shows how far the run is: a bar on a terminal, else a line every
    ten seconds. ``cluster``: address of a Dask scheduler, ``tcp://host:8786``, that reads instead of local processes; needs
    ``distributed``. Raises `DocumentError`: a path does not exist or cannot be opened, or there are no reports; `XclibError`:
    the folder cannot be written, or the cluster does not answer.

    >>> read_corpus("reports.parquet", "corpus", workers=2)  # doctest: +SKIP
    """
    began = time.monotonic()
    spare_raw(Path(out))
    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    if workers < 1:
        raise XclibError(f"{workers} workers cannot read", advice="give 1 or more")
    total = count_items(listed)
    none = DocumentError("no reports found", where=", ".join(map(str, listed)), advice="is it the right folder?")
    if total == 0:
        raise none
    target = make_folders(Path(out))
    if not resume:
        remove_parts(target)
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
    with show_progress(total, progress) as bar:
        for number, part in _run(waiting(), workers, cluster):
            records[number] = write_part(target, number, keys.pop(number), part)
            bar(len(part.reports) + len(part.failures))
    if not records:
        raise none
    with writing(target):
        run = _finish(target, records, resumed, time.monotonic() - began, workers)
        put(target / "run.json", json.dumps({**asdict(run), "out": target.name, "workers": workers}, indent=1))
    return run


# --- many chunks -----------------------------------------------------------------------------------------------------


def _chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    size = 0
    for item in items:
        if chunk and (len(chunk) == CHUNK or size + item.size > LARGEST_PART):
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += item.size
    if chunk:
        yield chunk


def _run(chunks: Iterator[tuple[int, list[Item]]], workers: int, cluster: str) -> Iterator[tuple[int, Part]]:
    if cluster:
        yield from read_on_cluster(chunks, cluster)
    elif workers <= 1:
        for number, items in chunks:
            yield number, read_chunk(items)
    else:
        yield from _run_side_by_side(chunks, workers)


def _run_side_by_side(chunks: Iterator[tuple[int, list[Item]]], workers: int) -> Iterator[tuple[int, Part]]:
    """Read in as many processes, each behind a thread that waits for it; a few chunks under way, so that memory stays flat."""
    pending: dict[Future[Part], int] = {}
    with ThreadPoolExecutor(workers) as pool:
        try:
            while True:
                for number, items in islice(chunks, workers + 2 - len(pending)):
                    pending[pool.submit(read_chunk, items)] = number
                if not pending:
                    return
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    yield pending.pop(future), future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _finish(out: Path, records: dict[int, Row], resumed: int, seconds: float, workers: int) -> CorpusRun:
    ordered = [records[n] for n in sorted(records)]
    remove_parts(out, kept=set(records))
    reports = [r for record in ordered for r in record["reports"]]
    failures = [f for record in ordered for f in record["failures"]]
    put(out / "reports.parquet", to_parquet(reports, REPORT_COLUMNS))
    put(out / "failures.parquet", to_parquet(failures, FAILURE_COLUMNS))
    figures, chars = sum(r["figures"] for r in ordered), sum(int(r["chars"]) for r in reports)
    return CorpusRun(out, len(reports), figures, chars, len(failures), resumed, seconds, _peak(workers))


def _peak(workers: int) -> float:
    close()  # only those that have ended are counted
    try:
        import resource
    except ImportError:
        return 0.0
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return float(own + workers * child) / 1024
