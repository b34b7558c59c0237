"""What several sources state of one year: which statements count, and which one to rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from xclib.data.rows import records
from xclib.economics.quantity import Quantity

Row = Mapping[str, Any]


def outcomes(rows: pd.DataFrame, year: int | None = None) -> pd.DataFrame:
    """Return what was stated of the past (or of a year), without targets; equal statements of one year count once."""
    rows = rows[rows["status"].isin(["actual", "preliminary"]) & ((rows["period"] == year) | (year is None))]
    return rows.drop_duplicates(["area_code", "period", "value", "vintage", "base"]) if len(rows) > 1 else rows


def best(rows: pd.DataFrame | Sequence[Row]) -> Row | None:
    """Return the statement to rely on: a precise one before one about or beyond a number, then by grade, then outcomes."""
    found = records(rows) if isinstance(rows, pd.DataFrame) else rows
    # The first of equals, as a stable sort would have it.
    return min(found, key=lambda r: (r["bound"] != "=", str(r["grade"]), r["status"] == "preliminary"), default=None)


def quantity(row: Row | None) -> Quantity | None:
    """Return what a row states, or None without one."""
    return None if row is None else Quantity.of(row)
