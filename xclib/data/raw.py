"""Locate, read and check ``data/raw``."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from xclib.care.files import alone, mend_folders
from xclib.data import schema
from xclib.data.rows import records
from xclib.errors import RawDataError, XclibError

#: Bytes that a raw table may have; that of a long report has a tenth of a megabyte.
MAX_BYTES = 50_000_000


def data_root() -> Path:
    """Return the ``data`` folder: ``$XCLIB_DATA``, else the nearest above the working directory, else the shipped one.

    >>> (data_root() / "raw" / "reports.csv").is_file()
    True
    """
    if chosen := os.environ.get("XCLIB_DATA"):
        return Path(chosen)
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "raw" / "reports.csv").is_file():
            return folder / "data"
    return shipped() / "data"


def shipped() -> Path:
    """Return the folder with the shipped ``data/raw`` and ``notebooks``: the checkout, or the installed package.

    >>> (shipped() / "notebooks" / "growth.ipynb").is_file()
    True
    """
    package = Path(__file__).resolve().parents[1]
    return package / "shipped" if (package / "shipped").is_dir() else package.parent


def own_root() -> Path:
    """Return the ``data`` folder to write to: `data_root`, unless it belongs to the installed package.

    Raises `XclibError`: there is no project here.
    """
    root = data_root()
    if root.resolve().is_relative_to(Path(__file__).resolve().parents[1]):
        raise XclibError("no project here", where=str(Path.cwd()), advice="make one with `xclib init DIR`, and work in it")
    return root


def spare_raw(target: Path) -> None:
    """Refuse to write a result into ``data/raw``, where it would take the place of what is registered.

    >>> spare_raw(Path("figures.csv"))
    """
    if target.resolve().is_relative_to((data_root() / "raw").resolve()):
        raise XclibError("holds what is registered", where=shown_path(target.parent), advice="choose another place")


#: Rows of a raw table: every cell is text.
Rows: TypeAlias = "list[dict[str, str]]"


def read_raw(path: Path, table: str) -> Rows:
    """Read and check one raw CSV file.

    Raises `RawDataError`: the file is missing, not UTF-8, not a table, or breaks its schema.
    """
    import pandas as pd

    where = shown_path(path)
    if not path.is_file():
        raise RawDataError("the file is missing", where=where, advice="restore it from version control")
    if path.stat().st_size > MAX_BYTES:
        raise RawDataError(f"is larger than {MAX_BYTES / 1e6:.0f} MB", where=where, advice="correct the file")
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RawDataError(f"not UTF-8 at byte {error.start}", where=where, advice="save the file as UTF-8") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise RawDataError(
            f"not a table: {str(error).strip().splitlines()[0]}", where=where, advice="correct the file"
        ) from None
    return records(schema.validate(schema.add_defaults(frame, table), table, where))


def read_cells(name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return columns of a raw CSV file as text, without validation: a fast path for name lookup.

    Rows without repetitions; none where the file is missing or is none. ``name``: file below ``data/raw``.

    >>> read_cells("reports.csv", ["area_en"])[0]
    {'area_en': 'Xicheng District'}
    """
    path = data_root() / "raw" / name
    try:
        state = path.stat()
        rows = _read_cells(path, tuple(columns), (state.st_size, state.st_mtime_ns))
    except (OSError, UnicodeDecodeError, KeyError, csv.Error):
        return []
    return [dict(zip(columns, row, strict=True)) for row in rows]


@lru_cache(maxsize=8)
def _read_cells(path: Path, columns: Sequence[str], _: tuple[int, int]) -> Sequence[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(dict.fromkeys(tuple(row[c] for c in columns) for row in csv.DictReader(file)))


def shown_path(path: Path) -> str:
    """Return a path for messages, relative to the project folder where possible."""
    try:
        return path.resolve().relative_to(data_root().resolve().parent).as_posix()
    except ValueError:
        return path.as_posix()


@dataclass(frozen=True)
class Raw:
    """The raw tables of all reports, checked."""

    reports: Rows
    context: Rows
    figures: Mapping[str, Rows]
    corrections: Mapping[str, Rows]
    labels: Mapping[str, Rows]
    plan: Mapping[str, Rows]
    pairs: Mapping[str, Rows]
    claims: Mapping[str, Rows]
    remarks: Mapping[str, Rows]


@contextmanager
def holding_raw(root: Path, patience: float = 0) -> Iterator[None]:
    """Lock ``data/raw`` for writing, after recovering from an interrupted write.

    ``patience``: seconds to wait for another who writes. Raises `BusyError`: another one writes.
    """
    with alone(root, patience):
        mend_folders(root / "raw")
        for left in (root / "raw").glob(f"{STAGED}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


#: How the name of a folder begins in which a report is written before it is put in its place.
STAGED = ".staged."


def read_all(root: Path, faults: dict[str, RawDataError] | None = None) -> Raw:
    """Read and check every raw table below a data folder.

    ``faults``: takes what is wrong with the tables of a report, which is left out then; without it the first fault is raised.
    """
    raw = root / "raw"
    if any(raw.glob(".*.*")):
        # One who registers a report was killed, or is at it; who only reads need not be able to write.
        with suppress(XclibError, OSError), holding_raw(root, patience=5):
            pass
    reports = read_raw(raw / "reports.csv", "reports")
    names = ("figures", "corrections", "labels", "plan", "pairs", "claims", "remarks")
    tables: dict[str, dict[str, Rows]] = {name: {} for name in names}
    for row in reports:
        folder = raw / row["report_id"]
        with leaving_out(row["report_id"], faults):
            paths = {name: folder / f"{name}.csv" for name in names}
            found = {name: read_raw(path, name) for name, path in paths.items() if name == "figures" or path.exists()}
            for name, rows in found.items():
                tables[name][row["report_id"]] = rows
    return Raw(reports=reports, context=read_raw(raw / "context.csv", "context"), **tables)


@contextmanager
def leaving_out(report: str, faults: dict[str, RawDataError] | None) -> Iterator[None]:
    """Keep the fault of a report's tables among ``faults``, where there are any to keep, so that the others are read."""
    try:
        yield
    except RawDataError as fault:
        if faults is None:
            raise
        faults[report] = fault


def raw_state(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of the raw files: the cache key of `load`."""
    raw = root / "raw"
    files = sorted(raw.glob("*.csv")) + sorted(raw.glob("*/*.csv"))
    return tuple((f.relative_to(raw).as_posix(), (s := f.stat()).st_size, s.st_mtime_ns) for f in files)


#: What a project holds of what was shipped. Reports that a person adds go to its ``data/raw``.
PARTS = ("data/raw", "notebooks", "docs/sample")


def lay_out(folder: Path) -> Path:
    """Copy data, notebooks and catalogues into a new or empty folder.

    ``folder``: where to work. Its ``data/raw`` takes the reports that `xclib read --add` registers. Raises `XclibError`:
    the folder holds something, or cannot be written; then nothing of it is changed.

    >>> lay_out(Path("reports"))  # doctest: +SKIP
    PosixPath('reports')
    """
    unfinished = folder / ".unfinished"  # within the folder, which may be where a shell stands, or a mounted disk
    if folder.exists() and (not folder.is_dir() or set(folder.iterdir()) - {unfinished}):
        raise XclibError("not an empty folder", where=str(folder), advice="name a folder that is not there yet")
    made = not folder.exists()
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in PARTS:
            left_out = shutil.ignore_patterns(".*", "__pycache__")
            shutil.copytree(shipped() / part, unfinished / part, ignore=left_out)
        (unfinished / "data" / "processed").mkdir()
        for whole in sorted(unfinished.iterdir(), reverse=True):  # data comes last: with it the folder is a project
            whole.rename(folder / whole.name)
        unfinished.rmdir()
    except OSError as error:
        if folder.is_dir():
            for rest in folder.iterdir():
                shutil.rmtree(rest, ignore_errors=True)
            if made:
                folder.rmdir()
        raise XclibError(f"cannot be written: {error.strerror}", where=str(folder), advice="choose another folder") from None
    return folder
