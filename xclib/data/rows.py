"""Rows of a frame as mappings, and the leading columns of every frame of statements."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import pandas as pd

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)

#: The first columns of every frame of statements, in this order.
COLUMNS = (
    "area_code", "area", "period", "status", "indicator", "value", "value_high", "low", "high", "bound", "unit_code",
    "vintage", "base", "grade", "id", "source_url",
)  # fmt: skip
#: What stands in a plan's cell that was left blank.
BLANK = ("", "-", "—", "－", "–", "/")


def order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of statements with the common columns first; missing ones are added as empty columns.

    ``frame``: one row a statement, with at least an area, an indicator, a period and a value.

    >>> import pandas as pd
    >>> order(pd.DataFrame({"value": [5.8], "period": [2030], "doc": ["x"]})).columns[:3].tolist()
    ['area_code', 'area', 'period']
    """
    lacking: dict[str, Any] = {name: float("nan") if name == "value_high" else "" for name in COLUMNS if name not in frame}
    whole = frame.assign(**lacking)
    return whole[[*COLUMNS, *(name for name in whole if name not in COLUMNS)]]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as mappings: a five times faster ``frame.to_dict("records")``.

    One mapping of column names to cells for each row, in the order of the rows; numbers as Python's own. ``frame``: any
    frame whose columns have names; its index is left out.

    >>> import pandas as pd
    >>> records(pd.DataFrame({"period": [2023, 2024], "value": [5.8, 5.0]}))
    [{'period': 2023, 'value': 5.8}, {'period': 2024, 'value': 5.0}]
    """
    names = [str(name) for name in frame.columns]
    # A column at a time, and not as a Series: what pandas does for each row, cell and Series costs more than the cells.
    columns = [cells.tolist() for cells in frame._iter_column_arrays()]  # type: ignore[operator]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def best_stated(figures: pd.DataFrame) -> dict[str, Any] | None:
    """Return the figure that states a thing best: of the body before the annex, a value before a bound, an earlier one first.

    >>> import pandas as pd
    >>> both = pd.DataFrame({"part": ["annex", "review"], "bound": ["=", ">"], "line": [90, 3], "start": [0, 7]})
    >>> best_stated(both)["line"]
    3
    """
    return min(records(figures), key=lambda r: (r["part"] == "annex", r["bound"] != "=", r["line"], r["start"]), default=None)


def first(frame: pd.DataFrame) -> dict[str, Any] | None:
    """Return the first row of a frame; None of an empty one."""
    return next(iter(records(frame.iloc[:1])), None)


def grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """Return rows, or anything else, by their keys, these in the order in which they are met.

    >>> grouped(["gdp", "cpi", "gini"], lambda name: name[0])
    {'g': ['gdp', 'gini'], 'c': ['cpi']}
    """
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


#: What makes two figures one: a report that lists its deeds twice states each once.
_ONE = ["label", "scope", "measure", "status", "period", "value", "value_high", "unit", "bound"]


def once(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures without those that the report states again in the same words."""
    return figures.drop_duplicates([name for name in _ONE if name in figures])
