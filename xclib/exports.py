"""Tables written for other programs: CSV, Parquet, Excel and Stata with labels."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from xclib import schema
from xclib.errors import XclibError

if TYPE_CHECKING:
    import pandas as pd

FORMATS = (".csv", ".parquet", ".xlsx", ".dta", ".json", ".jsonl")

#: Stata keeps 80 characters of a variable label and 2,045 of a string.
_STATA_LABEL, _STATA_TEXT = 80, 2045


def export(frame: pd.DataFrame, path: str | Path, *, table: str = "figures") -> Path:
    """Write a frame to a file; the ending says the format.

    Parameters
    ----------
    frame : DataFrame
        Rows of `xclib.figures`, `xclib.plan` and the like.
    path : str or Path
        A name that ends in .csv, .parquet, .xlsx, .dta, .json or .jsonl. The file appears whole or not at all.
    table : str
        Table of the data dictionary whose column descriptions become Stata's variable labels.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    XclibError
        An unknown ending, or a folder that does not exist.

    Notes
    -----
    Excel and Stata know no infinity: an open end of an interval is left empty there.
    Text that begins as a formula would is written as text, so that nothing of a report runs in a spreadsheet.

    Examples
    --------
    >>> import tempfile, pandas as pd
    >>> print(export(pd.DataFrame({"value": [5.8]}), Path(tempfile.mkdtemp()) / "x.csv").read_text())
    value
    5.8
    <BLANKLINE>
    """
    target = Path(path)
    ending = target.suffix.lower()
    if ending not in FORMATS:
        raise XclibError(
            f"cannot write {ending or 'a file without ending'!r}",
            where=str(path),
            advice=f"end the name in {', '.join(FORMATS)}",
        )
    if not target.parent.is_dir():
        raise XclibError("no such folder", where=str(target.parent), advice="make it first")
    part = target.with_name(f".{os.getpid()}.{target.name}")
    try:
        _write(frame, part, ending, table)
        os.replace(part, target)
    except OSError as error:
        raise XclibError(f"cannot write: {error.strerror}", where=str(path), advice="choose another place") from None
    finally:
        part.unlink(missing_ok=True)
    return target


def _write(frame: pd.DataFrame, path: Path, ending: str, table: str) -> None:
    if ending == ".csv":
        frame.to_csv(path, index=False, lineterminator="\n")
    elif ending == ".parquet":
        frame.to_parquet(path, index=False)
    elif ending in (".json", ".jsonl"):
        frame.to_json(path, orient="records", lines=ending == ".jsonl", force_ascii=False, double_precision=15)
    elif ending == ".xlsx":
        _write_excel(frame, path)
    else:
        _write_stata(frame, path, table)


def _finite(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.replace([float("inf"), float("-inf")], float("nan"))


def _write_excel(frame: pd.DataFrame, path: Path) -> None:
    import pandas as pd

    with pd.ExcelWriter(path, engine="openpyxl") as book:
        _finite(frame).to_excel(book, index=False, sheet_name="figures")
        sheet = book.sheets["figures"]
        sheet.freeze_panes = "A2"
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"


def _write_stata(frame: pd.DataFrame, path: Path, table: str) -> None:
    import pandas as pd

    plain = _finite(frame)
    for name in plain:
        kind = plain[name].dtype
        if isinstance(kind, pd.Int64Dtype):
            plain[name] = plain[name].astype("float64")
        elif not pd.api.types.is_numeric_dtype(kind):
            plain[name] = plain[name].astype(object).where(plain[name].notna(), "").astype(str).str.slice(0, _STATA_TEXT)
        elif pd.api.types.is_bool_dtype(kind):
            plain[name] = plain[name].astype("int8")
    fields = schema.read_tables()["processed"].get(table, {}).get("columns", {})
    labels = {name: str(fields[name]["about"])[:_STATA_LABEL] for name in plain if name in fields}
    # Version 118 is the first that holds Chinese.
    plain.to_stata(path, write_index=False, version=118, variable_labels=labels)
