"""The leading columns of every frame of statements: no store is read for them, so that the panel answers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

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
