"""Charts of many areas over many years, in the house style: lines with intervals, columns side by side."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from xclib.charts.marks import need_columns
from xclib.charts.picture import remember
from xclib.charts.style import (
    HEIGHT,
    MARKERS,
    MUTED,
    PALETTE,
    SMALL,
    draw_key,
    new_figure,
    wrap,
    year_axis,
)


@remember
def draw_lines(table: pd.DataFrame, *, unit: str = "", title: str = "", reference: tuple[float, str] | None = None) -> Figure:
    """Draw estimates of groups over years with their intervals; a year without an interval keeps its point.

    ``table``: ``group``, ``period``, ``value``, ``low``, ``high``; ``reference``: a horizontal line and what it is.

    >>> rows = pd.DataFrame({"group": "a", "period": [2020, 2021], "value": [1.0, 0.5], "low": [0.5, 0], "high": [1.5, 1]})
    >>> len(draw_lines(rows, lang="en").axes[0].lines)
    1
    """
    need_columns(table, ("group", "period", "value", "low", "high"), "draw_lines")
    groups = list(dict.fromkeys(table["group"]))
    figure, ax = new_figure(HEIGHT, title, unit)
    for n, group in enumerate(groups):
        rows = table[table["group"] == group].sort_values("period")
        color = PALETTE[n % len(PALETTE)]
        at = rows["period"].to_numpy(dtype=float) + 0.16 * (n - (len(groups) - 1) / 2)
        ax.vlines(at, rows["low"], rows["high"], color=color, lw=1.4, alpha=0.55, gid="interval")
        ax.plot(at, rows["value"], color=color, lw=1.2, marker=MARKERS[n % 5], ms=4.5, gid="line")
    if reference:
        ax.axhline(reference[0], color=MUTED, lw=1.2, ls=(0, (4, 2)), zorder=1)
        place = ax.get_yaxis_transform()
        ax.text(1.01, reference[0], wrap(reference[1], 10), transform=place, va="center", color=MUTED, fontsize=SMALL)
    year_axis(ax, list(table["period"]))
    draw_key(figure, [(g, {"color": PALETTE[n % len(PALETTE)], "marker": MARKERS[n % 5]}) for n, g in enumerate(groups) if g])
    return figure


@remember
def draw_columns(table: pd.DataFrame, *, unit: str = "", title: str = "", below: str = "") -> Figure:
    """Draw columns side by side, one colour a group.

    ``table``: ``label``, ``group``, ``value``; ``below``: what the labels are.

    >>> rows = pd.DataFrame({"label": [".0", ".5"], "group": "targets", "value": [70.0, 30.0]})
    >>> len(draw_columns(rows, lang="en", unit="%").axes[0].patches)
    2
    """
    need_columns(table, ("label", "group", "value"), "draw_columns")
    labels, groups = list(dict.fromkeys(table["label"])), list(dict.fromkeys(table["group"]))
    width = 0.8 / len(groups)
    figure, ax = new_figure(3.2, title, unit)
    for n, group in enumerate(groups):
        rows = table[table["group"] == group]
        at = [labels.index(label) + (n - (len(groups) - 1) / 2) * width for label in rows["label"]]
        ax.bar(at, rows["value"], width=width * 0.92, color=PALETTE[n % len(PALETTE)], gid="column")
    ax.set_xticks(range(len(labels)), labels)
    ax.set_xlabel(wrap(below, 49))
    ax.grid(axis="y", lw=0.8)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    draw_key(figure, [(g, {"color": PALETTE[n % len(PALETTE)], "marker": "s"}) for n, g in enumerate(groups) if g])
    return figure
