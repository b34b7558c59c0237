"""Charts of many areas over many years, in the house style: bands, lines with intervals, shares by digit, a distribution."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from xclib.charts.marks import need_columns
from xclib.charts.picture import remember
from xclib.charts.style import (
    BLUE,
    MUTED,
    ORANGE,
    PALETTE,
    SMALL,
    Lang,
    columns,
    draw_key,
    is_narrow,
    limits,
    name_unit,
    new_figure,
    number_ticks,
    use_style,
    wrap,
)

#: Markers that tell lines apart where colour does not.
_MARKERS = ("o", "s", "D", "^", "v")


@remember
def draw_bands(
    bands: pd.DataFrame,
    lines: pd.DataFrame,
    *,
    lang: Lang = "zh",
    unit: str = "",
    title: str = "",
    median: str = "",
    spread: str = "",
) -> Figure:
    """Draw the median and the quartiles of groups, one panel each on one scale, with the same lines in all of them.

    Parameters
    ----------
    bands : DataFrame
        ``group``, ``period``, ``median``, ``low``, ``high``. Years without a row break the line.
    lines : DataFrame
        ``name``, ``period``, ``value``: what the groups are set against; may be empty.
    lang, unit, title : str
        Language, unit and title as printed.
    median, spread : str
        What line and band are called in the key.

    Examples
    --------
    >>> rows = pd.DataFrame({"group": "a", "period": [2020, 2021], "median": [6.0, 5.5], "low": [5, 5], "high": [7, 6]})
    >>> len(draw_bands(rows, pd.DataFrame(columns=["name", "period", "value"]), lang="en").axes)
    1
    """
    need_columns(bands, ("group", "period", "median", "low", "high"), "draw_bands")
    groups, names = list(dict.fromkeys(bands["group"])), list(dict.fromkeys(lines["name"]))
    with use_style(lang):
        # A telephone has no room for panels side by side: they go one under the other, on the same scales.
        stacked = is_narrow()
        figure, first = new_figure(2.6 * len(groups) if stacked else 4.4, title)
        figure.delaxes(first)
        grid = (len(groups), 1) if stacked else (1, len(groups))
        panels = figure.subplots(*grid, sharex=stacked, sharey=True, squeeze=False).ravel()
        for n, (ax, group) in enumerate(zip(panels, groups, strict=True)):
            rows = bands[bands["group"] == group].set_index("period")
            whole = rows.reindex(range(int(rows.index.min()), int(rows.index.max()) + 1))
            years = whole.index.to_numpy(dtype=float)
            ax.fill_between(years, whole["low"], whole["high"], color=BLUE, alpha=0.16, lw=0, gid="band")
            ax.plot(years, whole["median"], color=BLUE, lw=2, marker="o", ms=3.5, gid="median")
            for k, name in enumerate(names):
                some = lines[lines["name"] == name]
                style = {"color": (ORANGE, *PALETTE[2:])[k % 4], "marker": _MARKERS[k + 1]}
                # One point alone is ringed, so that it is seen where it falls on a line.
                mark = (
                    {"ms": 10, "mew": 2, "mfc": "none", "ls": "", "zorder": 6}
                    if len(some) == 1
                    else {"ms": 4.5, "mfc": "white"}
                )
                ax.plot(some["period"], some["value"], lw=1.1, gid="line", **style, **mark)
            _years(ax, [*bands["period"], *lines["period"]])
            ax.yaxis.set_major_formatter(number_ticks(lang))
            ax.set_title("  ".join(t for t in (group, name_unit(unit, lang) if n == 0 else "") if t), pad=8)
        entries = [(median, {"color": BLUE, "ms": 5}), (spread, {"color": BLUE, "marker": "s", "alpha": 0.3})]
        entries += [
            (n, {"color": (ORANGE, *PALETTE[2:])[k % 4], "marker": _MARKERS[k + 1], "mfc": "white"})
            for k, n in enumerate(names)
        ]
        draw_key(figure, [entry for entry in entries if entry[0]])
    return figure


@remember
def draw_lines(
    table: pd.DataFrame, *, lang: Lang = "zh", unit: str = "", title: str = "", reference: tuple[float, str] | None = None
) -> Figure:
    """Draw estimates of groups over years with their intervals; a year without an interval keeps its point.

    Parameters
    ----------
    table : DataFrame
        ``group``, ``period``, ``value``, ``low``, ``high``.
    lang, unit, title : str
        Language, unit and title as printed.
    reference : (float, str), optional
        A horizontal line and what it is.

    Examples
    --------
    >>> rows = pd.DataFrame({"group": "a", "period": [2020, 2021], "value": [1.0, 0.5], "low": [0.5, 0], "high": [1.5, 1]})
    >>> len(draw_lines(rows, lang="en").axes[0].lines)
    1
    """
    need_columns(table, ("group", "period", "value", "low", "high"), "draw_lines")
    groups = list(dict.fromkeys(table["group"]))
    with use_style(lang):
        figure, ax = new_figure(4.4, title)
        ax.set_title(name_unit(unit, lang), pad=8)
        for n, group in enumerate(groups):
            rows = table[table["group"] == group].sort_values("period")
            color = PALETTE[n % len(PALETTE)]
            at = rows["period"].to_numpy(dtype=float) + 0.16 * (n - (len(groups) - 1) / 2)
            ax.vlines(at, rows["low"], rows["high"], color=color, lw=1.4, alpha=0.55, gid="interval")
            ax.plot(at, rows["value"], color=color, lw=1.2, marker=_MARKERS[n % 5], ms=4.5, gid="line")
        if reference:
            ax.axhline(reference[0], color=MUTED, lw=1.2, ls=(0, (4, 2)), zorder=1)
            place = ax.get_yaxis_transform()
            ax.text(1.01, reference[0], wrap(reference[1], 10), transform=place, va="center", color=MUTED, fontsize=SMALL)
        _years(ax, list(table["period"]))
        ax.yaxis.set_major_formatter(number_ticks(lang))
        draw_key(
            figure, [(g, {"color": PALETTE[n % len(PALETTE)], "marker": _MARKERS[n % 5]}) for n, g in enumerate(groups) if g]
        )
    return figure


@remember
def draw_columns(table: pd.DataFrame, *, lang: Lang = "zh", unit: str = "", title: str = "", below: str = "") -> Figure:
    """Draw columns side by side, one colour a group.

    Parameters
    ----------
    table : DataFrame
        ``label``, ``group``, ``value``.
    lang, unit, title : str
        Language, unit and title as printed.
    below : str
        What the labels are.

    Examples
    --------
    >>> rows = pd.DataFrame({"label": [".0", ".5"], "group": "targets", "value": [70.0, 30.0]})
    >>> len(draw_columns(rows, lang="en", unit="%").axes[0].patches)
    2
    """
    need_columns(table, ("label", "group", "value"), "draw_columns")
    labels, groups = list(dict.fromkeys(table["label"])), list(dict.fromkeys(table["group"]))
    width = 0.8 / len(groups)
    with use_style(lang):
        figure, ax = new_figure(3.8, title)
        ax.set_title(name_unit(unit, lang), pad=8)
        for n, group in enumerate(groups):
            rows = table[table["group"] == group]
            at = [labels.index(label) + (n - (len(groups) - 1) / 2) * width for label in rows["label"]]
            ax.bar(at, rows["value"], width=width * 0.92, color=PALETTE[n % len(PALETTE)], gid="column")
        ax.set_xticks(range(len(labels)), labels)
        ax.set_xlabel(wrap(below, columns(90)))
        _frame(ax)
        ax.yaxis.set_major_formatter(number_ticks(lang))
        draw_key(figure, [(g, {"color": PALETTE[n % len(PALETTE)], "marker": "s"}) for n, g in enumerate(groups) if g])
    return figure


@remember
def draw_distribution(
    table: pd.DataFrame, *, lang: Lang = "zh", title: str = "", below: str = "", names: Sequence[str] = ("", "")
) -> Figure:
    """Draw counts by distance from a threshold, the bin at the threshold coloured, and the smooth fit.

    Parameters
    ----------
    table : DataFrame
        ``at``, ``count``, ``fit``.
    lang, title, below : str
        Language, title, and what the distance is.
    names : (str, str)
        What counts and fit are called.

    Examples
    --------
    >>> rows = pd.DataFrame({"at": [-0.1, 0.0, 0.1], "count": [2, 9, 3], "fit": [2.0, 3.0, 3.0]})
    >>> len(draw_distribution(rows, lang="en").axes[0].patches)
    3
    """
    need_columns(table, ("at", "count", "fit"), "draw_distribution")
    step = float(table["at"].diff().abs().min())
    zero = np.isclose(table["at"], 0)
    with use_style(lang):
        figure, ax = new_figure(3.8, title)
        ax.bar(table["at"], table["count"], width=step * 0.9, color=np.where(zero, ORANGE, "#8fa3b5"), gid="column")
        ax.plot(table["at"], table["fit"], color=BLUE, lw=1.6, gid="fit")
        _frame(ax)
        ax.set_ylim(0, limits([*table["count"], *table["fit"]], pad=0.06)[1])
        ax.xaxis.set_major_formatter(number_ticks(lang))
        ax.set_xlabel(wrap(below, columns(90)))
        key = zip(names, ({"color": "#8fa3b5", "marker": "s"}, {"color": BLUE, "marker": "", "ls": "-"}), strict=True)
        draw_key(figure, [(name, style) for name, style in key if name])
    return figure


def _frame(ax: Axes) -> None:
    ax.grid(axis="y", lw=0.8)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)


def _years(ax: Axes, years: Sequence[float]) -> None:
    """Set up a time axis of whole years that is the same in all panels."""
    ax.set_xlim(min(years) - 0.8, max(years) + 0.8)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True, min_n_ticks=1))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:.0f}" if math.isfinite(v) else ""))
    _frame(ax)
