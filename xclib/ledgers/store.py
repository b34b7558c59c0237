"""The shipped ledger: read in place with filters, with both links of each row."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xclib.data.raw import data_root
from xclib.model.figure import word_before
from xclib.model.indicators import read_topics
from xclib.model.sources import directive, fragment_url
from xclib.panels.query import Names, Years, filter_rows, match_areas, match_indicators, match_words, read_years, values_of
from xclib.panels.store import read_file

if TYPE_CHECKING:
    import pandas as pd

#: Folder of the ledger below ``data/raw``.
FOLDER = "ledger"
_TEXT = dict.fromkeys(("number", "unit", "bound", "measure", "label"), "string")
_SIDE = {"line": "int32", "start": "int32", **_TEXT, "value": "float64", "value_high": "float64"}
_ORDER = ("line", "start", "number", "unit", "value", "value_high", "bound", "measure", "label")
#: Columns of ``ledger.parquet`` with their Arrow types: a promise, what answers it, and how both are judged.
COLUMNS: dict[str, str] = {
    **dict.fromkeys(("area_code", "area", "level"), "string"),
    "year": "int32",
    **dict.fromkeys(("topic", "indicator", "kind"), "string"),
    "headline": "bool_",
    "doc": "string",
    **{name: _SIDE[name] for name in _ORDER},
    **dict.fromkeys(("answer", "out_doc"), "string"),
    **{f"out_{name}": _SIDE[name] for name in _ORDER},
    **dict.fromkeys(("relation", "verdict"), "string"),
    "score": "float64",
    "words": "string",
    **dict.fromkeys(("doubtful", "reviewed"), "bool_"),
    **dict.fromkeys(("prefix", "suffix", "out_prefix", "out_suffix", "source_url", "out_source_url"), "string"),
}
#: What a promise is known by, and the columns of ``reviewed.csv``: what a person found, and why.
KEY = ["doc", "line", "start"]
REVIEWED = (*KEY, "answer", "out_line", "out_start", "out_number", "out_unit", "out_value", "relation", "verdict", "reason")
#: Rows of the file that are read together.
GROUP = 4096
#: Columns in which names are looked up.
_NAMES = ("area_code", "area", "level", "indicator")
#: Words that arguments may take.
ANSWERS = ("figure", "words", "open", "silent")
VERDICTS = ("kept", "missed", "open")


def find_ledger(root: Path | None = None) -> Path:
    """Return the file of the ledger below a ``data`` folder."""
    return (root or data_root()) / "raw" / FOLDER / "ledger.parquet"


def load_ledger(
    area: Names | int | None = None,
    year: Years | None = None,
    *,
    answer: Names | None = None,
    verdict: Names | None = None,
    level: Names | None = None,
    indicator: Names | None = None,
    topic: Names | None = None,
    root: Path | None = None,
) -> pd.DataFrame:
    """Return numeric promises of work reports, and what the next report of the same government says became of them.

    Parameters
    ----------
    area : str, int or list, optional
        GB/T 2260 codes, or names in Chinese or English, with or without 市 or 省.
    year : int, pair of int, or iterable of int, optional
        The year for which was promised; a pair ``(2003, 2024)`` is a range with both ends.
    answer : str or list of str, optional
        ``figure`` (a number answers), ``words`` (done or not, without a number), ``open`` (a number that may answer, shown and
        not judged) or ``silent``.
    verdict : str or list of str, optional
        ``kept``, ``missed`` or ``open``.
    level : str or list of str, optional
        ``nation``, ``province``, ``major city`` or ``prefecture``.
    indicator, topic : str or list of str, optional
        Codes of the catalogue.
    root : Path, optional
        The ``data`` folder.

    Returns
    -------
    DataFrame
        One row a promise; ``url`` and ``out_url`` open both pages at the number, ``bound_word`` and ``out_bound_word`` are the
        words right before the numbers that set their bounds. Fields as in docs/ledger.md.

    Raises
    ------
    UnknownNameError
        Nothing of that name is in the ledger.

    Examples
    --------
    >>> set(load_ledger("浙江", 2014, answer="silent")["answer"])
    {'silent'}
    """
    path = find_ledger(root)
    table = read_file(path, _NAMES, only=True)
    words = partial(match_words, where="ledger")
    levels = words("level", level, values_of(table, "level"))
    chosen: dict[str, list[Any] | None] = {
        "level": levels,
        "area_code": None if area is None else match_areas(area, table, levels),
        "year": None if year is None else read_years(year),
        "answer": words("answer", answer, ANSWERS),
        "verdict": words("verdict", verdict, VERDICTS),
        "indicator": match_indicators(indicator, table),
        "topic": words("topic", topic, list(read_topics())) if topic else None,
    }
    near = None if chosen["area_code"] is None else ("area_code", tuple(chosen["area_code"]))
    rows = read_file(path, COLUMNS, near=near)
    return _link(filter_rows(rows, chosen))


def _link(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the addresses that open both pages at the number, and the words before it that set its bound."""
    out = frame.drop(columns=["prefix", "suffix", "out_prefix", "out_suffix", "source_url", "out_source_url"])
    for side in ("", "out_"):
        before = zip(frame[f"{side}prefix"].fillna(""), frame[f"{side}bound"].fillna(""), strict=True)
        out[f"{side}bound_word"] = [word_before(*cells) for cells in before]
        names = [f"{side}{name}" for name in ("source_url", "number", "unit", "prefix", "suffix")]
        out[f"{side}url"] = [_url(*cells) for cells in zip(*(frame[name].fillna("") for name in names), strict=True)]
    return out


def _url(page: str, number: str, unit: str, prefix: str, suffix: str) -> str:
    if not page or not number:
        return page
    printed = f"{number}{unit}" if suffix.startswith(unit) else number
    return fragment_url(page, directive(printed, prefix, suffix[len(unit) if printed != number else 0 :]))
