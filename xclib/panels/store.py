"""The committed panel: read in place with filters, corrected by its errata, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from xclib.care.files import is_scarce
from xclib.data.raw import data_root, shown_path
from xclib.errors import RawDataError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow.parquet as pq

#: Folder of the panel below ``data/raw``.
FOLDER = "panel"
#: Columns of ``errata.csv``: a row of the panel, and what takes its place: another value, or the indicator that it becomes;
#: where both are empty, the row is taken out.
ERRATA = ("doc", "indicator", "status", "period", "printed", "value", "becomes", "reason")
#: Columns of ``misfiled.csv``: a report that is filed under another area's name or year, whose it is, empty for a part of the
#: area, and of which year, empty where that is right.
MISFILED = ("doc", "area", "year", "reason")
#: Columns of ``reports.parquet``, with their Arrow types; ``complete`` where both parts of a work report are there.
REGISTER = {
    **dict.fromkeys(("doc", "kind", "level", "area", "area_code"), "string"),
    **dict.fromkeys(("year", "chars"), "int32"),
    **dict.fromkeys(("title", "source_url"), "string"),
    "complete": "bool_",
}
#: Columns of the panel with their Arrow types.
PANEL_TYPES = {
    **dict.fromkeys(("doc", "area_code", "area", "level", "indicator", "status"), "string"),
    "period": "int32",
    **dict.fromkeys(("value", "value_high", "low", "high"), "float64"),
    **dict.fromkeys(("bound", "unit", "as_printed"), "string"),
    "line": "int32",
    **dict.fromkeys(("source_url", "flag", "name"), "string"),
    "picked": "bool_",
    "first_year": "int32",
    "unit_code": "string",
    "preliminary": "bool_",
    **dict.fromkeys(("basis", "coverage", "scope"), "string"),
    "municipality": "bool_",
    "start": "int32",
}
COLUMNS = tuple(PANEL_TYPES)
#: What a row of the panel is known by.
KEY = ["doc", "indicator", "status", "period"]
#: What a table is called that comes as text, for a place without Arrow, such as a browser.
AS_TEXT = ".csv.gz"


def find_panel(root: Path | None = None) -> Path:
    """Return the file of the panel below a ``data`` folder."""
    return find_table("panel", root)


def find_table(name: str, root: Path | None = None) -> Path:
    """Return the file of a table of the panel: Parquet, or compressed text where there is only that."""
    path = (root or data_root()) / "raw" / FOLDER / f"{name}.parquet"
    text = path.with_name(f"{name}{AS_TEXT}")
    return text if text.is_file() and not path.is_file() else path


def read_file(
    path: Path, columns: Iterable[str] = (), *, only: bool = False, near: tuple[str, tuple[str, ...]] | None = None
) -> pd.DataFrame:
    """Return a file of panel or ledger, kept until it changes; words of Parquet as categories if it is one row group.

    No thread is started, so that a process may read it before it forks. Callers must not change it.

    ``path``: the file; ``columns``: columns that it must have; ``only``: read no others; ``near``: a column by which the file
    is sorted and the values asked for: only the row groups are read that may hold one of them. Raises `RawDataError`: the file
    is missing or damaged, or lacks a column.
    """
    where, advice, names = shown_path(path), "restore it from version control, or build it again", tuple(columns)
    try:
        stat = path.stat()
        kept = names if only else None
        state = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        table = _read_text(path, state, kept) if path.name.endswith(AS_TEXT) else _read(path, state, kept, near)
    except (OSError, ValueError) as error:  # pyarrow's errors are of these
        if is_scarce(error):
            raise
        fault = "the file is missing" if isinstance(error, FileNotFoundError) else "is no Parquet file, or a damaged one"
        raise RawDataError(fault, where=where, advice=advice) from None
    if lacking := [name for name in names if name not in table]:
        raise RawDataError(f"column {lacking[0]!r} is missing", where=where, advice=advice)
    return table


@lru_cache(maxsize=4)
def _read(path: Path, _: object, columns: tuple[str, ...] | None, near: tuple[str, tuple[str, ...]] | None) -> pd.DataFrame:
    import pyarrow.parquet as pq

    found = pq.read_metadata(path)
    # Codes are those of a row group, and Arrow does not join them all.
    words = [f.name for f in found.schema.to_arrow_schema() if f.type == "string"] if found.num_row_groups == 1 else None
    file = pq.ParquetFile(path, pre_buffer=False, read_dictionary=words)
    groups = range(found.num_row_groups) if near is None else _groups_near(found, *near)
    table = file.read_row_groups(list(groups), columns=None if columns is None else list(columns), use_threads=False)
    frame: pd.DataFrame = table.to_pandas(use_threads=False)
    return frame


def _groups_near(found: pq.FileMetaData, column: str, values: tuple[str, ...]) -> list[int]:
    """Return the row groups that may hold a value of a column; where a group does not say what it spans, it may."""
    names = found.schema.to_arrow_schema().names
    if column not in names:
        return []
    ends = [found.row_group(n).column(names.index(column)).statistics for n in range(found.num_row_groups)]
    spans = [None if end is None or not end.has_min_max else (end.min, end.max) for end in ends]
    return [n for n, span in enumerate(spans) if span is None or any(span[0] <= value <= span[1] for value in values)]


@lru_cache(maxsize=4)
def _read_text(path: Path, _: object, columns: tuple[str, ...] | None) -> pd.DataFrame:
    import pandas as pd

    kinds = {name: {"string": "str", "bool_": "bool"}.get(kind, kind) for name, kind in (PANEL_TYPES | REGISTER).items()}
    numbers = [name for name, kind in kinds.items() if kind == "float64"]
    # Of text nothing is missing: an empty cell is an empty word.
    blank = {name: [""] for name in numbers}
    return pd.read_csv(path, dtype=kinds, usecols=columns, na_values=blank, keep_default_na=False)


def write_text(name: str, to: Path, root: Path | None = None) -> None:
    """Write a table of the panel as text into a folder, for a place without Arrow.

    ``name``: ``panel`` or ``reports``; ``to``: the folder; ``root``: the ``data`` folder that is read.
    """
    frame = read_file(find_table(name, root))
    frame.to_csv(to / f"{name}{AS_TEXT}", index=False, compression={"method": "gzip", "mtime": 0})


def count_figures(panel: pd.DataFrame) -> pd.DataFrame:
    """Return how many figures a panel has, by year, level and indicator.

    Columns ``period``, ``level``, then one per indicator and status, as ``gdp_growth actual``. ``panel``: as
    `xclib.panels.query.load_panel` returns it.
    """
    names = panel["indicator"] + " " + panel["status"]
    counts = panel.assign(name=names).pivot_table(index=["period", "level"], columns="name", values="value", aggfunc="count")
    table: pd.DataFrame = counts.fillna(0).astype(int).reset_index().rename_axis(columns=None)
    return table


def refile(panel: pd.DataFrame, misfiled: pd.DataFrame) -> pd.DataFrame:
    """Return the panel with the reports that are filed under a wrong area or year given to their own, or left out.

    ``panel``: as `xclib.panels.headlines.read_headlines` returns it, or the reports themselves. ``misfiled``: ``MISFILED``; all
    cells text.
    """
    from xclib.model.areas import area_code

    own = misfiled.set_index("doc")["area"].to_dict()
    out = panel[~panel["doc"].map(own).eq("")].copy()
    wrong = out["doc"].isin(list(own))
    out.loc[wrong, "area"] = out.loc[wrong, "doc"].map(own)
    out.loc[wrong, "area_code"] = out.loc[wrong, "area"].map(area_code)
    # The id of a report ends with the year under which it is filed.
    late = {
        row["doc"]: int(row["doc"].rsplit("/", 1)[1]) - int(row["year"]) for row in misfiled.to_dict("records") if row["year"]
    }
    for column in out.columns.intersection(["year", "period", "first_year"]):
        out[column] -= out["doc"].map(late).fillna(0).astype(out[column].dtype)
    return out.reset_index(drop=True)


def name_levels(reports: pd.DataFrame) -> pd.DataFrame:
    """Return reports with municipalities among the provinces."""
    from xclib.model.areas import MUNICIPALITIES

    city = reports["area_code"].isin(MUNICIPALITIES) & (reports["level"] == "major city")
    return reports.assign(level=reports["level"].mask(city, "province"))


def apply_errata(panel: pd.DataFrame, errata: pd.DataFrame) -> pd.DataFrame:
    """Return the panel with misprints corrected; ``flag`` names the correction.

    ``panel``: as `xclib.panels.headlines.build_panel` returns it. ``errata``: ``ERRATA``; all cells text. Raises
    `RawDataError`: an erratum names a row that the panel does not have, or that prints something else.
    """
    import pandas as pd

    out = panel.astype(dict.fromkeys(("value", "low", "high"), float))
    for n, row in enumerate(errata.to_dict("records"), 2):
        found = pd.Series(True, index=out.index)
        for name in KEY:
            found &= out[name].astype(str) == row[name]
        if not found.any() or out.loc[found, "as_printed"].iloc[0] != row["printed"]:
            where = f"data/raw/{FOLDER}/errata.csv, line {n}"
            raise RawDataError(
                "no such figure in the panel", where=where, advice="drop the line or name the row as it is printed"
            )
        if row["becomes"]:
            out.loc[found, ["indicator", "flag"]] = [row["becomes"], "corrected"]
            continue
        if row["value"] == "":
            out = out[~found]
            continue
        value = float(row["value"])
        rows = out.loc[found]
        # The interval moves with the value; its width is that of the same digits.
        ratio = value / rows["value"]
        out.loc[found, ["low", "high"]] = rows[["low", "high"]].mul(ratio, axis=0)
        out.loc[found, "value"] = value
        out.loc[found, "flag"] = "corrected"
    return out.reset_index(drop=True)
