"""Build, write and load the processed tables."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xclib.care.files import put
from xclib.data import schema
from xclib.data.names import report_names
from xclib.data.normalize import Row, build_tables
from xclib.data.raw import data_root, own_root, raw_state, read_all, shown_path
from xclib.errors import RawDataError, unknown

if TYPE_CHECKING:
    import pandas as pd


def build(root: Path | None = None) -> dict[str, pd.DataFrame]:
    """Read, check and normalize all raw tables and write ``data/processed``.

    Parameters
    ----------
    root : Path, optional
        The ``data`` folder.

    Returns
    -------
    dict of DataFrame
        The tables that were written.

    Raises
    ------
    RawDataError
        A raw file is missing or bad; nothing is written then.

    Examples
    --------
    >>> sorted(build())[:3]  # doctest: +SKIP
    ['claims', 'context', 'figures']
    """
    root = root or own_root()
    tables = build_tables(read_all(root), where="data/raw")
    write_tables(tables, root / "processed")
    return tables


#: Beside the tables: what they were built from, so that the same is not built twice.
STATE = ".built.json"


def is_current(folder: Path, key: str) -> bool:
    """Whether the tables of a folder are unchanged since they were built from the inputs of a key."""
    try:
        state = json.loads((folder / STATE).read_text(encoding="utf-8"))
        return bool(state["key"] == key) and all(_digest(folder / name) == state["files"][name] for name in state["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def mark_current(folder: Path, key: str) -> None:
    """Record the inputs from which the tables of a folder were built."""
    files = {p.name: _digest(p) for p in sorted(folder.iterdir()) if p.is_file() and not p.name.startswith(".")}
    put(folder / STATE, (json.dumps({"key": key, "files": files}, indent=1) + "\n").encode())


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write Parquet, CSV and ``datapackage.json`` atomically and reproducibly, byte for byte."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for name, frame in tables.items():
        put(folder / f"{name}.csv", _csv(frame))
        put(folder / f"{name}.parquet", frame.to_parquet(index=False, engine="pyarrow", compression="zstd"))
        resources.append(_resource(name, folder / f"{name}.csv"))
    package = {
        "profile": "tabular-data-package",
        "name": "xclib-figures",
        "title": "Figures of Chinese government reports, normalized",
        "licenses": [{"name": "MIT"}],
        "resources": resources,
    }
    put(folder / "datapackage.json", (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode())


def _csv(frame: pd.DataFrame) -> bytes:
    # As the Frictionless Table Schema spells them.
    plain = frame.copy()
    for name in frame.select_dtypes("float"):
        plain[name] = frame[name].astype(object).replace({float("inf"): "INF", float("-inf"): "-INF"})
    for name in frame.select_dtypes("bool"):
        plain[name] = frame[name].map({True: "true", False: "false"})
    return plain.to_csv(index=False, lineterminator="\n").encode()


def _resource(name: str, path: Path) -> dict[str, Any]:
    body = path.read_bytes()
    return {
        "name": name,
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": schema.read_tables()["processed"][name]["about"],
        "bytes": len(body),
        "hash": f"sha256:{sha256(body).hexdigest()}",
        "schema": schema.to_frictionless(name),
    }


@lru_cache(maxsize=4)
def _load(root: Path, state: tuple[tuple[str, int, int], ...]) -> tuple[dict[str, pd.DataFrame], dict[str, RawDataError]]:
    """Return the tables, and what is wrong with those of the reports that are left out of them."""
    faults: dict[str, RawDataError] = {}
    tables = build_tables(read_all(root, faults), faults=faults)
    for report, fault in faults.items():
        warnings.warn(f"{report} is left out: {fault}", stacklevel=2)
    return {name: plain_text(frame) for name, frame in tables.items()}, faults


def plain_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with text as Python objects, names of columns too: pandas selects rows of all of them at once.

    Columns with gaps stay as they are: a search in a column of objects answers a gap with a gap, in one of strings with no.
    """
    import pandas as pd

    names = [name for name, kind in frame.dtypes.items() if isinstance(kind, pd.StringDtype) and not frame[name].hasnans]
    # A copy puts what is of one kind into one block.
    return frame.astype(dict.fromkeys(names, object)).set_axis(frame.columns.astype(object), axis="columns").copy()


def load(root: Path | None = None) -> dict[str, pd.DataFrame]:
    """Return the normalized tables from the raw files, cached until one of these changes.

    A report whose tables are bad is left out, with a warning; whoever asks for it by `report_row` is told why.
    """
    return _loaded(root)[0]


def _loaded(root: Path | None = None) -> tuple[dict[str, pd.DataFrame], dict[str, RawDataError]]:
    root = (root or data_root()).resolve()
    if not (root / "raw" / "reports.csv").is_file():
        raise RawDataError(
            "no data folder here",
            where=shown_path(root / "raw" / "reports.csv"),
            advice="work in the project's folder or set XCLIB_DATA",
        )
    return _load(root, raw_state(root))


def report_row(report: str) -> Row:
    """Return one row of the register, or raise `UnknownNameError`, or `RawDataError` where its tables are bad."""
    tables, faults = _loaded()
    if fault := faults.get(report):
        raise fault
    reports = tables["reports"]
    found = reports[reports["report_id"] == report]
    if found.empty:
        by_name = {name: row["report_id"] for row in reports.to_dict("records") for name in report_names(row)}
        raise unknown("report", report, by_name, where="data/raw/reports.csv")
    return dict(found.iloc[0])
