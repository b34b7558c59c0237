"""The committed panel: read in place with filters, corrected by its errata, and counted."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from xclib.errors import RawDataError, unknown
from xclib.raw import data_root, told_path

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

#: Folder of the panel below ``data/raw``.
FOLDER = "panel"
#: Columns of ``errata.csv``: a row of the panel, and what takes its place; an empty value takes the row out.
ERRATA = ("doc", "indicator", "status", "period", "printed", "value", "reason")
#: Columns of ``misfiled.csv``: a report that is filed under another area's name, and whose it is; empty for a part of the area.
MISFILED = ("doc", "area", "reason")
#: What a row of the panel is known by.
KEY = ["doc", "indicator", "status", "period"]


def load_panel(
    indicator: str | None = None,
    *,
    level: str | None = None,
    status: str | None = None,
    area: str | None = None,
    period: str | int | None = None,
    root: Path | None = None,
) -> pd.DataFrame:
    """Return the headline figures that Chinese work reports state of their own area.

    Parameters
    ----------
    indicator : str, optional
        ``gdp``, ``gdp_growth``, ``revenue``, ``revenue_growth``, ``fai_growth``, ``retail_growth``, ``cpi``,
        ``unemployment_registered``, ``unemployment_surveyed``, ``urban_new_jobs``, ``urban_income_growth``,
        ``rural_income_growth``, ``energy_intensity_growth`` or ``pm25``.
    level : str, optional
        ``nation``, ``province``, ``major city`` or ``prefecture``.
    status : str, optional
        ``actual`` or ``target``.
    area : str, optional
        GB/T 2260 code, as 110000, or name of an area.
    period : str or int, optional
        Year that the figure describes.
    root : Path, optional
        The ``data`` folder.

    Returns
    -------
    DataFrame
        One row per report, indicator, status and year; columns as in `xclib.headlines.COLUMNS`.

    Raises
    ------
    UnknownNameError
        Nothing of that name is in the panel.

    Examples
    --------
    >>> load_panel("gdp_growth", status="target", area="110000", period=2024)["bound"].tolist()
    ['~']
    """
    path = (root or data_root()) / "raw" / FOLDER / "panel.parquet"
    table = read_panel(path)
    chosen = {"indicator": indicator, "level": level, "status": status, "period": None if period is None else str(period)}
    if area is not None:
        chosen["area_code" if area.isdigit() else "area"] = area
    import pyarrow.compute as pc

    filters = [(name, "==", value) for name, value in chosen.items() if value is not None]
    for name, _, value in filters:
        table = table.filter(pc.field(name) == value)
    frame: pd.DataFrame = table.to_pandas()
    if frame.empty:
        _check_names(path, filters)
    return frame


def read_panel(path: Path) -> pa.Table:
    """Return the file of the panel, kept until it changes; no thread is started, so that a process may read it before it forks.

    Raises
    ------
    RawDataError
        The file is missing.
    """
    if not path.is_file():
        raise RawDataError("the panel is missing", where=told_path(path), advice="run benchmarks/build_panel.py")
    told = path.stat()
    return _read(path, (told.st_mtime_ns, told.st_size, told.st_ino))


@lru_cache(maxsize=1)
def _read(path: Path, _: object) -> pa.Table:
    import pyarrow.parquet as pq

    return pq.ParquetFile(path, pre_buffer=False).read(use_threads=False)


def _check_names(path: Path, filters: list[tuple[str, str, str]]) -> None:
    """Raise where nothing can ever match: a name that stands nowhere in the panel."""
    import pyarrow.compute as pc

    table = read_panel(path)
    for name, _, value in filters:
        known = [str(v) for v in pc.unique(table[name]).to_pylist()]
        if value not in known:
            raise unknown(name, value, sorted(known), message=f"no {name} {value!r} in the panel")


def coverage(panel: pd.DataFrame) -> pd.DataFrame:
    """Return how many figures a panel has, by year, level and indicator.

    Parameters
    ----------
    panel : DataFrame
        As `load_panel` returns it.

    Returns
    -------
    DataFrame
        Columns ``period``, ``level``, then one per indicator and status, as ``gdp_growth actual``.
    """
    names = panel["indicator"] + " " + panel["status"]
    counts = panel.assign(name=names).pivot_table(index=["period", "level"], columns="name", values="value", aggfunc="count")
    table: pd.DataFrame = counts.fillna(0).astype(int).reset_index().rename_axis(columns=None)
    return table


def refile(panel: pd.DataFrame, misfiled: pd.DataFrame) -> pd.DataFrame:
    """Return the panel with the reports that are filed under a wrong area given to their own, or left out.

    Parameters
    ----------
    panel : DataFrame
        As `xclib.headlines.read_headlines` returns it.
    misfiled : DataFrame
        ``MISFILED``; all cells text.
    """
    from xclib.areas import area_code

    own = misfiled.set_index("doc")["area"].to_dict()
    out = panel[~panel["doc"].map(own).eq("")].copy()
    wrong = out["doc"].isin(list(own))
    out.loc[wrong, "area"] = out.loc[wrong, "doc"].map(own)
    out.loc[wrong, "area_code"] = out.loc[wrong, "area"].map(area_code)
    return out.reset_index(drop=True)


def apply_errata(panel: pd.DataFrame, errata: pd.DataFrame) -> pd.DataFrame:
    """Return the panel with misprints corrected; the correction is told in ``flag``.

    Parameters
    ----------
    panel : DataFrame
        As `xclib.headlines.build_panel` returns it.
    errata : DataFrame
        ``ERRATA``; all cells text.

    Raises
    ------
    RawDataError
        An erratum names a row that the panel does not have, or that prints something else.
    """
    import pandas as pd

    out = panel.astype(dict.fromkeys(("value", "low", "high"), float))
    for n, row in enumerate(errata.to_dict("records"), 2):
        found = pd.Series(True, index=out.index)
        for name in KEY:
            found &= out[name] == row[name]
        if not found.any() or out.loc[found, "as_printed"].iloc[0] != row["printed"]:
            where = f"data/raw/{FOLDER}/errata.csv, line {n}"
            raise RawDataError(
                "no such figure in the panel", where=where, advice="drop the line or name the row as it is printed"
            )
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
