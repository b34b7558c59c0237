"""The house style of charts: type, colours, number formats and layout.

Nothing here changes matplotlib's settings for others: every chart is drawn and written inside `use_style`.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from contextvars import copy_context
from functools import cache
from typing import Any

import matplotlib.style
from cycler import cycler
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from xclib.charts.canvas import canvas_of
from xclib.html.webfont import font_path, whole_font
from xclib.words import wording as words
from xclib.words.wording import either

#: Text; at least 7:1 on white.
INK = "#1f2933"
#: Secondary text; at least 4.5:1.
MUTED = "#52606d"
#: Grid lines, which carry no information of their own.
GRID = "#e1e5ea"
#: Series, told apart by lightness as well as hue (blue, vermilion, green, purple, ochre); each at least 4.5:1 on white.
PALETTE = ("#0b4f8a", "#c2410c", "#00795c", "#7b3f98", "#8a6100")
BLUE, ORANGE = PALETTE[:2]
#: Markers that tell lines apart where colour does not.
MARKERS = ("o", "s", "D", "^", "v")
#: What is context rather than subject.
GREY = "#6b7785"

#: Width of every chart in inches. One picture serves all screens: in the 358 pixels of a telephone its smallest type is 9.5
#: pixels high, in the 560 of a desk, which 220 dots an inch fill twice, it is as high as that of tables.
WIDTH = 5.1
DPI = 220
#: Height of a chart of years.
HEIGHT = 3.7
#: Inches around what is drawn.
_PAD = 0.08
SMALL, BASE, LARGE = 10.0, 11.0, 13.0

_FAMILY = "Noto Sans SC"
#: Characters that may not open a line of Chinese.
_NO_START = "，。、；：！？）》”’％%,.;:)"


@cache
def _family() -> str:
    """Register the Chinese font with matplotlib."""
    path = font_path()
    with whole_font(path):
        font_manager.fontManager.addfont(str(path))
    return _FAMILY


def use_style() -> AbstractContextManager[None]:
    """Set the house style for a block, regardless of the user's matplotlibrc, and restore the settings afterwards.

    Chinese and English use one font, since a brief in English still prints Chinese names.

    >>> with use_style():
    ...     matplotlib.rcParams["font.size"]
    11.0
    """
    return matplotlib.style.context(["default", _settings()])


def set_style() -> None:
    """Set the house style permanently, for charts drawn with seaborn and matplotlib.

    >>> set_style()
    """
    more = {"axes.prop_cycle": cycler(color=PALETTE), "figure.figsize": (WIDTH, HEIGHT)}
    matplotlib.style.use(["default", {**_settings(), **more}])


def _settings() -> dict[Any, Any]:
    return {
        "font.family": [_family(), "DejaVu Sans"],
        "font.size": BASE,
        "text.color": INK,
        "axes.labelcolor": MUTED,
        "axes.edgecolor": GREY,
        "axes.unicode_minus": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.titlelocation": "left",
        "axes.titlesize": SMALL,
        "axes.titlecolor": MUTED,
        "axes.labelsize": SMALL,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "xtick.labelcolor": MUTED,
        "ytick.labelcolor": MUTED,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "grid.color": GRID,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        "svg.hashsalt": "xclib",
        "svg.fonttype": "path",
        "text.parse_math": False,
        # Fitting strokes to pixels takes a sixth of what drawing a chart does, and nobody sees it at this many dots an inch.
        "text.hinting": "none",
    }


class Measured(ConstrainedLayoutEngine):
    """Lay out a figure with one axes after one look at what stands around it; matplotlib takes two, and as long again."""

    def __init__(self) -> None:
        super().__init__(w_pad=_PAD, h_pad=_PAD)

    def execute(self, fig: Figure) -> None:
        """Leave room for title, key and labels."""
        if len(fig.axes) != 1 or fig.axes[0].get_subplotspec() is None:
            super().execute(fig)
            return
        (ax,), pad = fig.axes, _PAD * fig.dpi
        inner = Bbox([[pad, pad], [fig.bbox.width - pad, fig.bbox.height - pad]])
        if title := fig._suptitle:  # type: ignore[attr-defined]
            title.set_y(inner.y1 / fig.bbox.height)
            inner.y1 -= title.get_window_extent().height + 2 * pad
        if fig.legends:
            inner.y0 += max(key.get_window_extent().height for key in fig.legends) + 2 * pad
        frame = ax.get_window_extent()
        around = ax.get_tightbbox(for_layout_only=True) or frame
        kept = [inner.x0 + frame.x0 - around.x0, inner.y0 + frame.y0 - around.y0]
        kept += [inner.x1 + frame.x1 - around.x1, inner.y1 + frame.y1 - around.y1]
        ax.set_position(Bbox.from_extents(*kept).transformed(fig.transFigure.inverted()))
        ax.set_in_layout(True)


def new_figure(height: float, title: str, unit: str = "") -> tuple[Figure, Axes]:
    """Return a figure of house width with one axes under its unit; unknown to pyplot, so that nothing is shown twice."""
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, layout=Measured())
    if title:
        head(figure, title)
    ax = figure.add_subplot()
    if unit:
        ax.set_title(name_unit(unit), pad=8)
    ax.yaxis.set_major_formatter(number_ticks())
    return figure, ax


def head(figure: Figure, title: str) -> None:
    """Write the title over a chart, which keeps its height however many lines that takes."""
    lines = wrap(title, 47)
    figure.set_figheight(figure.get_figheight() + 0.25 * lines.count("\n"))
    figure.suptitle(lines, x=0.01, ha="left", fontsize=LARGE, color=INK, linespacing=1.3)


def format_number(value: float, decimals: int | None = None) -> str:
    """Return a number as a chart prints it.

    ``value``: already scaled to the unit that is printed beside it, such as 亿元; ``decimals``: decimal places; as many as
    carry something, at most two, where not given.

    >>> format_number(-6123.4), format_number(5.0, 1)
    ('−6123.4', '5.0')
    """
    if not math.isfinite(value):
        return "—" if math.isnan(value) else words.format_number(value)
    if decimals is not None:
        return words.format_number(value, decimals=decimals)
    size = abs(value)
    places = 1 if size >= 100 else 2 if size >= 1 or size == 0 else min(2 - math.floor(math.log10(size)), 8)
    text = words.format_number(value, decimals=places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(number: str, unit: str) -> str:
    """Join number and unit as the language requires.

    >>> with words.in_words_of("en"):
    ...     with_unit("5.8", "%"), with_unit("5.8", "billion yuan")
    ('5.8%', '5.8 billion yuan')
    """
    return number + (either("", " ") if unit and unit[0] not in "%‰" else "") + unit


def short_unit(unit: str) -> str:
    """Return the unit if it is short enough for a label, such as a percent sign."""
    return unit if unit in ("%", "‰") else ""


def text_width(text: str) -> int:
    """Count columns: a Chinese character is as wide as two Latin ones."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, width: int) -> str:
    r"""Break a label into lines of at most ``width`` columns: Latin words at spaces, Chinese anywhere but before a stop.

    >>> wrap("一般公共预算收入", 8)
    '一般公共\n预算收入'
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in _pieces(paragraph):
            if line and text_width((line + piece).rstrip()) > width and piece not in _NO_START:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return "\n".join(lines)


def _pieces(text: str) -> list[str]:
    """Cut text where a line may break."""
    out: list[str] = []
    for char in text:
        wide = unicodedata.east_asian_width(char) in "WF"
        joins = out and not wide and not out[-1].endswith(" ") and unicodedata.east_asian_width(out[-1][-1]) not in "WF"
        if joins:
            out[-1] += char
        else:
            out.append(char)
    return out


def name_unit(unit: str) -> str:
    """Return the line that names the unit; nothing for a number without one."""
    return either("单位：{}", "Unit: {}").format(unit) if unit else ""


def number_ticks() -> FuncFormatter:
    """Format ticks as the labels are, in the language of now: matplotlib asks for them when the chart is long drawn."""
    here = copy_context()
    return FuncFormatter(lambda value, _: here.run(format_number, value))


def limits(values: Iterable[float], *, pad: float = 0.18, zero: bool = False) -> tuple[float, float]:
    """Return limits around the finite values, with room for labels."""
    finite = [v for v in values if math.isfinite(v)] or [0.0]
    low, high = min(finite), max(finite)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low) * pad or abs(high) * 0.2 or 1.0
    if low == high == 0:
        return (0.0 if zero else -room), room
    return (low if zero and low == 0 else low - room), (high if zero and high == 0 else high + room)


def new_list(labels: Sequence[str], title: str, *, base: float, widest: int = 25) -> tuple[Figure, Axes]:
    """Return a figure with one row a label, from top to bottom, as high as the wrapped names need."""
    # As narrow a column of names as costs no line.
    tried = [[wrap(label, width) for label in labels] for width in range(16, widest + 1, 3)]
    wrapped = min(tried, key=_most_lines)
    lines = _most_lines(wrapped)
    figure, ax = new_figure(base + max(0.4, 0.1 + 0.17 * lines) * len(labels), title)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.set_yticks(range(len(labels)), wrapped)
    for text in ax.get_yticklabels():
        text.set_linespacing(1.15)
    ax.tick_params(axis="y", length=0, labelcolor=INK)
    ax.spines["left"].set_visible(False)
    return figure, ax


def _most_lines(labels: Sequence[str]) -> int:
    return max(label.count("\n") + 1 for label in labels)


def aside(ax: Axes, at: float, text: str, color: str = INK) -> None:
    """Write a number or note in the column to the right of the axes, where nothing can cover it."""
    place = ax.get_yaxis_transform()
    ax.text(1.02, at, text, transform=place, va="center", ha="left", color=color, fontsize=SMALL, linespacing=1.15)


def year_axis(ax: Axes, years: Sequence[float], *, ahead: float = 0.0) -> None:
    """Set up a time axis of whole years, with a share ``ahead`` of its length left free for labels of the last."""
    low, high = min(years), max(years)
    room = max(0.45, (high - low) * 0.06)
    # No room for the tick of a year that nobody speaks of.
    ax.set_xlim(low - min(room, 0.95), high + min(room + (high - low) * ahead, 0.95))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, min_n_ticks=1))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: f"{v:.0f}"))
    ax.grid(axis="y", lw=0.8)
    ax.yaxis.set_major_locator(MaxNLocator(nbins=5))
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)


def break_lines(words: Text) -> None:
    """Break lines under words that they would cross."""
    words.set_path_effects([withStroke(linewidth=3, foreground="white")])


def draw_key(figure: Figure, entries: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Draw a one-line key under the chart, for what cannot be labelled on the marks."""
    plain: dict[str, Any] = {"marker": "o", "ls": "", "ms": 8, "mew": 1.6}
    if entries:
        put_key(figure, {text: Line2D([], [], **(plain | style)) for text, style in entries})


def put_key(figure: Figure, entries: Mapping[str, Any]) -> None:
    """Put names and their marks under a chart, where they cover nothing."""
    handles, widths = list(entries.values()), [text_width(text) + 6 for text in entries]
    fits = sum(widths) < 65
    # matplotlib fills the first column first. A key wider than the chart would shrink it.
    half = (len(widths) + 1) // 2
    beside = max(widths[:half]) + max(widths[half:], default=0) < 73
    ncols = len(handles) if fits else 2 if beside else 1
    figure.set_figheight(figure.get_figheight() + 0.25 * (math.ceil(len(handles) / ncols) - 1))
    figure.legend(
        handles, list(entries), loc="outside lower left", ncols=ncols, frameon=False, fontsize=SMALL,
        labelcolor=INK, handletextpad=0.4, columnspacing=1.4,
    )  # fmt: skip


def settle(figure: Figure) -> None:
    """Run the layout of a chart without drawing it, so that its parts can be measured."""
    # A canvas that keeps its renderer; without one matplotlib writes an empty picture for each text that is measured.
    canvas_of(figure)
    if engine := figure.get_layout_engine():
        engine.execute(figure)


def fix(figure: Figure) -> None:
    """Freeze the layout after labels are placed; computing it is a third of the cost of drawing."""
    figure.set_layout_engine("none")


def make_room(figure: Figure, ax: Axes) -> None:
    """Widen the axis until every label stands inside it; comes last, since the layout stays."""
    for text in ax.texts:
        text.set_in_layout(False)  # the axes take the whole width: it is within them that the labels are to stand
    settle(figure)
    for _ in range(8):
        frame = ax.get_window_extent()
        boxes = [t.get_window_extent() for t in ax.texts]
        low, high = ax.get_xlim()
        scale = (high - low) / frame.width * 1.15
        left = max((frame.x0 - box.x0 for box in boxes), default=0.0)
        right = max((box.x1 - frame.x1 for box in boxes), default=0.0)
        if left <= 0 and right <= 0:
            break
        ax.set_xlim(low - max(left, 0) * scale, high + max(right, 0) * scale)
    fix(figure)
