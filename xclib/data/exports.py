"""Tables written for other programs: CSV, Parquet, Excel and Stata with labels."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from xclib.care.files import replacing, writing
from xclib.data import schema
from xclib.data.raw import spare_raw
from xclib.errors import XclibError

if TYPE_CHECKING:
    import pandas as pd

FORMATS = (".csv", ".parquet", ".xlsx", ".dta", ".json", ".jsonl")

#: Stata keeps 80 characters of a variable label and 2,045 of a string.
_STATA_LABEL, _STATA_TEXT = 80, 2045

#: Settings of a workbook in which no text is taken for a formula or a link.
TEXT_IS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False}

Cell = str | float | int | None
#: What opens a formula in some spreadsheet.
_OPENS = "=+@＝＋－＠-"
#: Where a cell begins: at the start, and behind what separates cells in the spreadsheet of another locale.
_BEGINS = r"(?:\A|(?<=[;|\t\r\n]))(?P<blank>[ \"]*)"
#: What begins like a formula and can be none: a number with its sign, an open end, the sign of a bound.
_HARMLESS = r"(?:[+-](?:\d[\d,]*(?:\.\d+)?%?|inf)|[=-])(?:[;|\t\r\n]|\Z)"
_FORMULA = re.compile(rf"\A(?=[\t\r\n])|{_BEGINS}(?=[{_OPENS}])(?!{_HARMLESS})")
#: The same of what is printed around a number, where a sign begins a formula only if something is called or joined.
_CALL = re.compile(rf"{_BEGINS}(?P<sign>[=@＝＠]|[+＋－-](?=[^;|\t\r\n]*[(|!&]))")


def safe_cell(cell: Cell) -> Cell:
    """Escape text that a spreadsheet would evaluate as a formula, whatever its cell separator.

    >>> safe_cell("=1+1"), safe_cell("-3.4%"), safe_cell("增长"), safe_cell("浓度; =1+1;x")
    ("'=1+1", '-3.4%', '增长', "浓度; '=1+1;x")
    """
    return _FORMULA.sub(r"\g<blank>'", cell) if isinstance(cell, str) else cell


def safe_words(text: str, *, same_length: bool = False) -> str:
    """Escape formulas in text of a report, but not a signed number with words such as ``-6%左右``.

    ``text``: words of a report, as a raw file keeps them; ``same_length``: whether the apostrophe takes the place of the
    sign.

    >>> safe_words("=1+1"), safe_words("-6%左右"), safe_words("浓度;-1+CALL()", same_length=True)
    ("'=1+1", '-6%左右', "浓度;'1+CALL()")
    """
    return _CALL.sub(r"\g<blank>'" if same_length else r"\g<blank>'\g<sign>", text)


def storable(cell: Cell) -> Cell:
    """Return a cell without the characters that Excel refuses."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", cell) if isinstance(cell, str) else cell


def export(frame: pd.DataFrame, path: str | Path, *, table: str = "figures") -> Path:
    """Write a frame to a file in the format of its extension.

    Parameters
    ----------
    frame : DataFrame
        Rows of `xclib.figures`, `xclib.plan` and the like.
    path : str or Path
        A name with extension .csv, .parquet, .xlsx, .dta, .json or .jsonl. The file is written atomically.
    table : str
        Table of the data dictionary whose column descriptions become Stata's variable labels.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    XclibError
        An unknown extension, or a folder that does not exist.

    Notes
    -----
    Excel and Stata cannot store infinity: the open end of an interval is written as an empty cell.
    Text that looks like a formula is written as text, so that a spreadsheet evaluates nothing of a report.

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
            f"cannot write {ending or 'a file without extension'!r}",
            where=str(path),
            advice=f"use one of {', '.join(FORMATS)}",
        )
    if not target.parent.is_dir():
        raise XclibError("no such folder", where=str(target.parent), advice="create it first")
    spare_raw(target)
    # Areas of a wide table stand in its index.
    whole = _flat(frame.reset_index() if all(frame.index.names) else frame)
    with writing(target), replacing(target) as part:
        _write(whole, part, ending, table)
    return target


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose columns have one name each: years under an indicator are ``cpi_2023``."""
    if frame.columns.nlevels == 1:
        return frame
    names = ["_".join(str(part).replace(" ", "_") for part in name if part != "") for name in frame.columns]
    return frame.set_axis(names, axis="columns")


def _write(frame: pd.DataFrame, path: Path, ending: str, table: str) -> None:
    if ending == ".csv":
        _each(frame, safe_cell).rename(columns=safe_cell).to_csv(path, index=False, lineterminator="\n")
    elif ending == ".parquet":
        frame.to_parquet(path, index=False)
    elif ending in (".json", ".jsonl"):
        frame.to_json(path, orient="records", lines=ending == ".jsonl", force_ascii=False, double_precision=15)
    elif ending == ".xlsx":
        _write_excel(frame, path)
    else:
        _write_stata(frame, path, table)


def _each(frame: pd.DataFrame, change: Callable[[Cell], Cell]) -> pd.DataFrame:
    """Apply a function to each cell of the text columns."""
    import pandas as pd

    texts = [name for name in frame if not pd.api.types.is_numeric_dtype(frame[name].dtype)]
    return frame.assign(**{str(name): frame[name].map(change) for name in texts})


def _finite(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.replace([float("inf"), float("-inf")], float("nan"))


def _write_excel(frame: pd.DataFrame, path: Path) -> None:
    import pandas as pd

    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": TEXT_IS_TEXT}) as book:
        plain = _each(_finite(frame), storable).rename(columns=storable)
        plain.to_excel(book, index=False, sheet_name="figures", freeze_panes=(1, 0))


def _write_stata(frame: pd.DataFrame, path: Path, table: str) -> None:
    import pandas as pd

    plain = _finite(frame)
    if "area_code" in plain and "area_id" not in plain:
        # xtset wants numbers.
        plain.insert(0, "area_id", pd.to_numeric(plain["area_code"], errors="coerce"))
    for name in plain:
        kind = plain[name].dtype
        if isinstance(kind, pd.Int64Dtype):
            plain[name] = plain[name].astype("float64")
        elif not pd.api.types.is_numeric_dtype(kind):
            plain[name] = plain[name].astype(object).where(plain[name].notna(), "").astype(str).str.slice(0, _STATA_TEXT)
        elif pd.api.types.is_bool_dtype(kind):
            # A truth that is missing is a missing number.
            plain[name] = plain[name].astype("float64" if plain[name].isna().any() else "int8")
    plain = plain.rename(columns=lambda name: f"y{name}" if isinstance(name, int) else str(name))
    layers = schema.read_tables()
    fields = layers["frames"]["statements"]["columns"]
    fields = {**fields, **{**layers["processed"], **layers["panel"], **layers["ledger"]}.get(table, {}).get("columns", {})}
    # A column that is not in the dictionary, as an outcome's bound, is labelled by its name.
    described = {name: str(fields[name]["about"]) if name in fields else str(name).replace("_", " ") for name in plain}
    labels = {name: label[:_STATA_LABEL] for name, label in described.items()}
    # Version 118 is the first that holds Chinese.
    plain.to_stata(path, write_index=False, version=118, variable_labels=labels)
