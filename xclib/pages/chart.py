"""A chart of a page: codes and amounts of its frame in words and units, and the labels of what seaborn drew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from xclib.charts.style import Measured, head, name_unit, put_key
from xclib.data.rows import records
from xclib.words import Facts, Words, is_text
from xclib.words.markup import plain_text
from xclib.words.wording import in_words_of, pick

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NUMBERS = ("value", "low", "mid", "high")


def fill(words: Words, key: str, frame: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Return a frame as a chart prints it.

    ``words``: catalogue; ``charts.KEY`` may hold ``codes`` (column to the list its codes are of), ``cells`` (column to a
    text that takes the row's facts) and ``amounts`` (true where numbers are yuan, drawn in 亿元 or billion yuan; or how many
    yuan the unit of each language has); ``key``: chart of the catalogue; ``facts``: what the texts of cells need beside
    their row.
    """
    node: Mapping[str, Any] = words.node(f"charts.{key}")
    rows = records(frame)
    new: dict[str, list[Any]] = {}
    for column, kind in node.get("codes", {}).items():
        if column in frame:
            new[column] = [words.code(str(row[column]), kind) for row in rows]
    for column in node.get("cells", {}):
        new[column] = [plain_text(words(f"charts.{key}.cells.{column}", **{**facts, **row})) for row in rows]
    scaled = {c: frame[c] / amount_size(words, key) for c in _NUMBERS if c in frame} if node.get("amounts") else {}
    return frame.assign(**scaled, **new)


def amount_size(words: Words, key: str = "") -> float:
    """Return how many yuan the unit of a chart has; without a chart that of all that do not say so themselves."""
    own = is_text(words.node(f"charts.{key}.amounts"))
    return float(words(f"charts.{key}.amounts") if own else pick(words.lang, "1e8", "1e9"))


def label_axes(words: Words, key: str, drawn: Axes, columns: Iterable[str], facts: Facts) -> Figure:
    """Return the figure of axes that seaborn or matplotlib drew, with title, labels and legend in the catalogue's words.

    ``line`` of the chart is a dashed guide: at a number of the vertical axis, or ``equal``, on which both axes have one number.
    """
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = drawn.get_figure()
    if not isinstance(figure, Figure):
        raise TypeError("axes without a figure")
    node: Mapping[str, Any] = words.node(f"charts.{key}")
    named = {n: plain_text(words(f"charts.{key}.{n}", **facts)) for n in ("title", "unit", "x", "y") if n in node}
    locator = drawn.xaxis.get_major_locator()
    if drawn.get_xlabel() == "period":
        if isinstance(locator, MaxNLocator):
            # Years have no fractions.
            locator.set_params(integer=True)
        else:
            # Bars name each year.
            drawn.tick_params(axis="x", rotation=90)
    if "line" in node:
        _guide(drawn, node["line"])
    drawn.set_xlabel(named.get("x", ""))
    drawn.set_ylabel(named.get("y", ""))
    with in_words_of(words.lang):
        drawn.set_title(name_unit(named["unit"]) if "unit" in named else "")
    figure.set_layout_engine(Measured())
    head(figure, named["title"])
    handles, names = drawn.get_legend_handles_labels()
    # seaborn heads the groups of a legend with the names of their columns.
    entries = {name: handle for name, handle in zip(names, handles, strict=True) if name not in columns}
    if len(entries) > 1:
        put_key(figure, {words.code(name, node.get("legend", "")): handle for name, handle in entries.items()})
    # What stands alone needs no key, and seaborn's has names of columns and codes.
    if legend := drawn.get_legend():
        legend.remove()
    return figure


def _guide(drawn: Axes, at: float | str) -> None:
    style: dict[str, Any] = {"ls": "--", "color": "grey", "lw": 1}
    if at != "equal":
        drawn.axhline(float(at), **style)
        return
    middle = sum(drawn.get_xlim()) / 2
    drawn.axline((middle, middle), slope=1, **style)
