"""A distribution chart with our area, its parent and the nation marked and named.

One dot is one area. Rows come in groups that share a scale; a bound is drawn as a triangle that points the way it leaves open.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xclib.charts.marks import need_columns
from xclib.charts.picture import remember
from xclib.charts.style import (
    BLUE,
    GREY,
    GRID,
    INK,
    MUTED,
    PALETTE,
    SMALL,
    break_lines,
    draw_key,
    limits,
    name_unit,
    new_figure,
    number_ticks,
    text_width,
    wrap,
)
from xclib.words.wording import either

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Colour of a mark by role; the rest of the world is grey.
_COLORS = {"own": BLUE, "other": PALETTE[1], "parent": PALETTE[2], "nation": INK}
#: Dot, and how it is filled, by bound.
_DOTS: dict[str, tuple[str, str]] = {
    "=": ("o", "#8a97a6"), "~": ("o", "white"), ">": (">", "#8a97a6"), ">=": (">", "#8a97a6"), "<": ("<", "#8a97a6"),
    "<=": ("<", "#8a97a6"),
}  # fmt: skip
_WORDS = {"~": ("“左右”", "“about”"), ">": ("只是下限", "a floor only"), "<": ("只是上限", "a cap only")}
#: Columns that stand side by side in the width of a chart, and columns of text in it.
_BINS, _TEXT = 53, 55


@remember
def draw_standing(dots: pd.DataFrame, marks: pd.DataFrame, spreads: pd.DataFrame, *, unit: str = "", title: str = "") -> Figure:
    """Draw where marked areas stand among others, one strip of dots a group.

    ``dots``: ``panel``, ``strip`` (names, in the order drawn), ``value``, ``bound``; ``marks``: ``panel``, ``label`` (with
    its number), ``value``, ``low``, ``high``, ``role`` (``own``, ``other``, ``parent``, ``nation``): a line through all
    strips of the panel, and a band where only an interval is known; ``spreads``: ``panel``, ``strip``, ``low``, ``middle``,
    ``high``: quartiles and median; NaN where there is none.

    >>> import pandas as pd
    >>> others = pd.DataFrame({"panel": "2030", "strip": "cities", "value": [4.0, 5.0, 5.0], "bound": ["=", "=", "~"]})
    >>> ours = pd.DataFrame({"panel": ["2030"], "label": ["A 5%"], "value": [5.0], "low": [4.5], "high": [5.5]})
    >>> ours["role"] = "own"
    >>> middle = pd.DataFrame({"panel": ["2030"], "strip": ["cities"], "low": [4.5], "middle": [5.0], "high": [5.0]})
    >>> draw_standing(others, ours, middle, lang="en", unit="%").axes[0].texts[0].get_text()
    'A 5% '
    """
    need_columns(dots, ("panel", "strip", "value", "bound"), "draw_standing")
    if len(marks):  # a sample without a figure of ours, of the nation or of a parent is still a sample
        need_columns(marks, ("panel", "label", "value", "low", "high", "role"), "draw_standing")
    need_columns(spreads, ("panel", "strip", "low", "middle", "high"), "draw_standing")
    low, high = limits([*dots["value"], *marks["value"]], pad=0.06)
    layout = _lay_out(dots, marks, (low, high))
    bottom = layout[-1][3][-1][1] + 0.35
    figure, ax = new_figure(1.1 + 0.62 * bottom, title)
    ax.set_xlim(low, high)
    ax.set_ylim(bottom, 0)
    ax.set_yticks([at for _, _, _, strips in layout for _, at in strips])
    ax.set_yticklabels([wrap(name, 16) for _, _, _, strips in layout for name, _ in strips])
    ax.tick_params(axis="y", length=0, labelcolor=INK)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x", lw=0.8)
    ax.xaxis.set_major_formatter(number_ticks())
    ax.set_xlabel(name_unit(unit))
    for name, top, tiers, strips in layout:
        ours = marks[marks["panel"] == name]
        _draw_marks(ax, ours, tiers, top, strips[-1][1] + 0.2)
        ax.text(low, top + 0.16, name, ha="left", va="center", fontsize=SMALL, color=MUTED)
        for strip, at in strips:
            here = (dots["panel"] == name) & (dots["strip"] == strip)
            _draw_dots(ax, dots[here], at, (high - low) / _BINS)
            _draw_box(ax, spreads[(spreads["panel"] == name) & (spreads["strip"] == strip)], at)
    draw_key(figure, _key(dots))
    return figure


Panel = tuple[str, float, list[int], list[tuple[str, float]]]


def _lay_out(dots: pd.DataFrame, marks: pd.DataFrame, ends: tuple[float, float]) -> list[Panel]:
    """Return for each panel its name, top, the tier of each mark's label, and the base line of each strip."""
    out: list[Panel] = []
    y = 0.1
    for name in dict.fromkeys(dots["panel"]):
        tiers = _tiers(marks[marks["panel"] == name], ends)
        top, y = y, y + 0.42 + 0.36 * (max(tiers, default=0) + 1)
        strips = []
        for strip in dict.fromkeys(dots.loc[dots["panel"] == name, "strip"]):
            y += 1.0
            strips.append((str(strip), y))
            y += 0.3
        out.append((str(name), top, tiers, strips))
        y += 0.25
    return out


def _tiers(marks: pd.DataFrame, ends: tuple[float, float]) -> list[int]:
    """Return a line of text for each mark's label: above every label that it would cover or whose line would cross it."""
    scale = (ends[1] - ends[0]) / _TEXT
    spans = [_span(float(v), str(label), scale, ends) for v, label in zip(marks["value"], marks["label"], strict=True)]
    # A line runs down from its label: of labels to the right the last comes lowest, of those to the left the first.
    rightward = [float(v) == left for v, (left, _) in zip(marks["value"], spans, strict=True)]
    order = sorted(range(len(spans)), key=lambda i: (not rightward[i], -spans[i][0] if rightward[i] else spans[i][1]))
    tiers: dict[int, int] = {}
    for i in order:
        met = [tiers[j] for j in tiers if spans[i][0] <= spans[j][1] and spans[j][0] <= spans[i][1]]
        tiers[i] = max(met, default=-1) + 1
    return [tiers[i] for i in range(len(spans))]


def _span(value: float, label: str, scale: float, ends: tuple[float, float]) -> tuple[float, float]:
    """Return where a label begins and ends: to the right of its line, to the left where it would leave the axes."""
    wide = (text_width(label) + 2) * scale
    return (value, value + wide) if value + wide <= ends[1] else (value - wide, value)


def _draw_marks(ax: Axes, marks: pd.DataFrame, tiers: Sequence[int], top: float, bottom: float) -> None:
    """Draw a line for each marked area from its label down through the strips; a band where its figure is an interval."""
    low, high = ax.get_xlim()
    lowest = max(tiers, default=0)
    for tier, mark in zip(tiers, marks.to_dict("records"), strict=True):
        color, at = _COLORS[mark["role"]], float(mark["value"])
        head = top + 0.5 + 0.36 * (lowest - tier)
        own = mark["role"] == "own"
        if own:
            ends = (max(float(mark["low"]), low), min(float(mark["high"]), high))
            ax.fill_between(ends, top + 0.7 + 0.36 * lowest, bottom, color=color, alpha=0.12, lw=0, zorder=1)
        ax.plot([at, at], [head, bottom], color=color, lw=2.2 if own else 1.4, ls="-" if own else (0, (4, 2)), zorder=3)
        to_right = _span(at, str(mark["label"]), (high - low) / _TEXT, (low, high))[0] == at
        text = f" {mark['label']}" if to_right else f"{mark['label']} "
        words = ax.text(at, head, text, ha="left" if to_right else "right", va="center", color=color, fontsize=SMALL, zorder=9)
        words.set_gid("mark")
        # Where there is no room to keep out of another's line, the line is broken under the words.
        break_lines(words)


def _draw_dots(ax: Axes, dots: pd.DataFrame, base: float, width: float) -> None:
    """Stack one dot an area on the base line; a high stack is drawn closer."""
    known = dots[dots["value"].notna()].assign(_order=dots["bound"].map(list(_DOTS).index))
    rows = known.assign(_bin=(known["value"] / width).round()).sort_values(["_bin", "_order"])
    tallest = int(rows["_bin"].value_counts().max()) if len(rows) else 1
    step = min(0.105, 0.86 / tallest)
    stacks = rows.groupby("_bin")
    at, y = stacks["value"].transform("mean").to_numpy(float), base - 0.02 - step * (stacks.cumcount().to_numpy() + 0.5)
    # A line of marks for each kind, in the order of a stack: one for each area would take longer than all else here.
    for bound, (marker, face) in _DOTS.items():
        if (here := (rows["bound"] == bound).to_numpy()).any():
            ax.plot(at[here], y[here], marker=marker, ms=4.6, mfc=face, mec=GREY, mew=0.8, ls="", zorder=5, gid="area")
    ax.axhline(base, color=GRID, lw=0.8, zorder=1)


def _draw_box(ax: Axes, spread: pd.DataFrame, base: float) -> None:
    """Draw the interquartile range under the strip, with the median."""
    for row in spread.to_dict("records"):
        if math.isfinite(row["middle"]):
            ax.fill_between([row["low"], row["high"]], base + 0.06, base + 0.16, color="#c3cad3", lw=0, zorder=4)
            ax.plot([row["middle"]] * 2, [base + 0.03, base + 0.19], color=INK, lw=2, zorder=6, gid="median")


def _key(dots: pd.DataFrame) -> list[tuple[str, dict[str, Any]]]:
    """Say what the dots are; only the kinds that occur."""
    small: dict[str, Any] = {"ms": 6, "color": GREY, "mew": 0.8}
    out: list[tuple[str, dict[str, Any]]] = [(either("一个地区", "one area"), {**small, "mfc": _DOTS["="][1]})]
    kinds = set(dots["bound"])
    if "~" in kinds:
        out.append((either(*_WORDS["~"]), {**small, "mfc": "white"}))
    for sign in (">", "<"):
        if kinds & {sign, f"{sign}="}:
            out.append((either(*_WORDS[sign]), {**small, "mfc": _DOTS[sign][1], "marker": sign}))
    return [*out, (either("四分位之间，竖线为中位数", "interquartile range; bar: median"), {"marker": "s", "color": "#c3cad3"})]
