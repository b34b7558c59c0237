"""The source of a figure, and the figures of a report as records for external evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from xclib.data import store
from xclib.data.select import figures
from xclib.errors import unknown
from xclib.model.figure import RECORD
from xclib.model.sources import Source

if TYPE_CHECKING:
    import pandas as pd


def source(figure: str | Mapping[str, Any] | pd.Series[Any]) -> Source:
    """Return the source of a figure, with a link that opens the page at the number.

    Parameters
    ----------
    figure : str, row or mapping
        A figure id, or a row of `figures`.

    Raises
    ------
    UnknownNameError
        There is no such figure.

    Examples
    --------
    >>> source("cn-110102-plan-2024:26:418").line
    26
    """
    figure_id = figure if isinstance(figure, str) else str(figure["figure_id"])
    frame = store.load()["figures"]
    found = frame[frame["figure_id"] == figure_id]
    if found.empty:
        # The other figures of the line, where there are any, are what was mistyped.
        raise unknown("figure", figure_id, _beside(frame, figure_id))
    row = found.iloc[0]
    report = store.report_row(row["report_id"])
    return Source(
        figure_id=figure_id,
        title=report["title_zh"],
        part=row["part"],
        section=row["section"],
        line=int(row["line"]),
        start=int(row["start"]),
        context=f"{row['prefix']}{row['number']}{row['suffix']}",
        url=row["source_url"],
    )


def _beside(frame: pd.DataFrame, figure_id: str) -> list[str]:
    report, line, *_ = [*figure_id.split(":"), "", ""]
    near = frame[frame["report_id"] == report] if report in set(frame["report_id"]) else frame
    same = near[near["line"].astype(str) == line]
    return list((same if len(same) else near)["figure_id"])


def to_records(report: str, *, doc: str | None = None) -> list[dict[str, object]]:
    """Return the figures of a report as records in the format of the annotation standard.

    ``doc``: document id to write; the report id where not given.

    >>> to_records("cn-110102-plan-2024")[1]["number"]
    '5.8'
    """
    return [
        {"doc": doc or report}
        | {name: None if row[name] != row[name] else row[name] for name in RECORD}
        | {"label": row["scope"] + row["label"]}
        for row in figures(report).to_dict("records")
    ]
