"""Charts as page content: their data, and a picture for screens of any width."""

from __future__ import annotations

import base64
import functools
import html
import inspect
import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from xclib.charts.canvas import Canvas, canvas_of
from xclib.charts.style import DPI, use_style
from xclib.errors import XclibError
from xclib.html.downloads import TABLE_MIME, pack_table
from xclib.html.present import Html
from xclib.words.wording import in_language

if TYPE_CHECKING:
    from PIL.Image import Image

#: Inches of paper around what is drawn.
_PAD = 0.08

#: What charts draw, and where it comes from: the columns that a reader gets of a table that carries more.
_KEPT = (
    "area", "area_zh", "area_en", "level", "panel", "strip", "role", "label", "name", "note", "group", "kind", "period", "at",
    "value", "count", "low", "mid", "median", "middle", "high", "target", "outcome", "named", "gap",
    "fit", "bound", "unit", "delivered", "delivered_low", "delivered_high", "delivered_bound", "promised", "promised_low",
    "promised_high", "promised_bound", "vintage", "base", "status", "grade", "doubtful", "as_printed", "source_url",
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """The tables of a chart by argument name, and its unit."""

    tables: Mapping[str, pd.DataFrame]
    unit: str


_DRAWN: WeakKeyDictionary[Figure, Drawn] = WeakKeyDictionary()


def remember(draw: Callable[..., Figure]) -> Callable[..., Figure]:
    """Decorate a drawing function: it takes ``lang``, draws in the house style, and the data of each chart can be recalled.

    >>> @remember
    ... def draw(table: pd.DataFrame) -> Figure:
    ...     return Figure()
    >>> list(recall(draw(pd.DataFrame({"value": [1]}))).tables)
    ['table']
    """

    @in_language
    @functools.wraps(draw)
    def drawn(*args: Any, **kwargs: Any) -> Figure:  # noqa: ANN401 - those of the function
        with use_style():
            figure = draw(*args, **kwargs)
        given: dict[str, Any] = inspect.signature(draw).bind(*args, **kwargs).arguments
        frames = {name: value for name, value in given.items() if isinstance(value, pd.DataFrame)}
        tables = {name: frame[[c for c in _KEPT if c in frame]].copy() for name, frame in frames.items()}
        _DRAWN[figure] = Drawn(tables, str(given.get("unit", "")))
        return figure

    return drawn


def adopt(figure: Figure, table: pd.DataFrame, unit: str = "") -> None:
    """Register the data of a seaborn or matplotlib chart.

    >>> figure = Figure()
    >>> adopt(figure, pd.DataFrame({"value": [1]}), "%")
    >>> recall(figure).unit
    '%'
    """
    _DRAWN[figure] = Drawn({"": table[[c for c in table if c in _KEPT]]}, unit)


def recall(figure: Figure) -> Drawn | None:
    """Return the data of a chart; None for a figure that was not registered."""
    return _DRAWN.get(figure)


@in_language
def to_bytes(fig: Figure, kind: Literal["png", "svg"] = "png") -> bytes:
    """Return a chart as a file's bytes; the same chart gives the same bytes.

    ``fig``: any chart of `xclib.charts.standard`.

    >>> to_bytes(Figure())[1:4]
    b'PNG'
    """
    with use_style():
        if kind == "png":
            small = io.BytesIO()
            # Two more levels would take twice as long, for six parts in a hundred.
            _paint(fig).save(small, format="png", compress_level=6)
            return small.getvalue()
        buffer = io.BytesIO()
        fig.savefig(buffer, format=kind, bbox_inches="tight", pad_inches=_PAD, metadata={"Date": None, "Creator": None})
        return buffer.getvalue()


def _paint(fig: Figure) -> Image:
    """Return the picture of a chart with a palette, cut to what is drawn.

    `Figure.savefig` draws a chart once to measure it and a second time for the file; what is measured here is what was drawn.
    """
    from PIL.PngImagePlugin import PngImageFile

    fig.set_dpi(DPI)
    canvas = canvas_of(fig)
    canvas.draw()  # type: ignore[no-untyped-call]
    drawn = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    height, width = drawn.shape[:2]
    left, top, right, bottom = _inked(drawn) or (1, 1, width - 1, height - 1)
    if min(left, top) > 0 and right < width and bottom < height and not _overflows(fig, canvas):
        return _reduce(drawn[top:bottom, left:right], round(_PAD * DPI))
    # The drawing overflows the canvas; fall back to a tight bounding box.
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", dpi=DPI, bbox_inches="tight", pad_inches=_PAD)
    buffer.seek(0)
    with PngImageFile(buffer) as file:
        return _reduce(np.asarray(file.convert("RGBA")), 0)


def _is_ink(drawn: np.ndarray) -> np.ndarray:
    """Return which pixels are not white."""
    return drawn.view(np.uint32)[..., 0] != np.uint32(0xFFFFFFFF)  # type: ignore[no-any-return]


def _inked(drawn: np.ndarray) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of what is not white; None of an empty sheet."""
    ink = _is_ink(drawn)
    down, across = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    return (int(across[0]), int(down[0]), int(across[-1]) + 1, int(down[-1]) + 1) if len(down) else None


def _reduce(drawn: np.ndarray, pad: int) -> Image:
    """Return pixels with a palette, at a third of the size, and paper around them.

    Paper is the first colour, as white as the page around it. The others are chosen among what is no paper, one pixel in ten.
    """
    from PIL import Image

    ink = _is_ink(drawn)
    table, sheet = [255, 255, 255], np.zeros((drawn.shape[0] + 2 * pad, drawn.shape[1] + 2 * pad), np.uint8)
    if len(colours := drawn[ink]):
        line = Image.fromarray(colours[None, :, :3])
        chosen = line.quantize(255, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        table += chosen.getpalette() or []
        sheet[pad : pad + drawn.shape[0], pad : pad + drawn.shape[1]][ink] = np.asarray(chosen)[0] + 1
    picture = Image.fromarray(sheet)
    picture.putpalette(table)
    return picture


def _overflows(fig: Figure, canvas: Canvas) -> bool:
    """Tell whether a label reaches beyond the canvas; ink alone does not show it where the edge falls between two letters."""
    renderer, whole = canvas.get_renderer(), fig.bbox
    labels = [text for ax in fig.axes for text in ax.texts if text.get_text() and text.get_visible()]
    boxes = [text.get_window_extent(renderer) for text in labels]
    return any(box.x0 < 0 or box.y0 < 0 or box.x1 > whole.x1 or box.y1 > whole.y1 for box in boxes)


def to_html(fig: Figure, *, alt: str | Html, caption: str | Html = "", name: str = "") -> str:
    """Return a chart as one ``<figure>`` with its picture inside; see `show`."""
    alt, under = _text(alt), caption.html if isinstance(caption, Html) else html.escape(caption)
    if not alt.strip():
        raise XclibError("a chart without a text alternative", where=name, advice="say in `alt` what the chart shows")
    png = to_bytes(fig)
    # Width stands in the head of a PNG; the picture is drawn at twice the size that it is shown at.
    width = int.from_bytes(png[16:20], "big") // 2
    mark = f' id="chart-{html.escape(name, quote=True)}"' if name else ""
    foot = f"<figcaption>{under}</figcaption>" if under else ""
    source = f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"
    picture = f'<img alt="{html.escape(alt, quote=True)}" width="{width}" src="{source}">'
    return f'<figure class="chart"{mark}>{picture}{foot}</figure>'


def _text(words: str | Html) -> str:
    return words.text if isinstance(words, Html) else words


def pack(fig: Figure, *, alt: str | Html, caption: str | Html = "", name: str = "") -> dict[str, Any]:
    """Return a chart as the output of a cell, by MIME type, and close it; the arguments are those of `show`."""
    bundle: dict[str, Any] = {"text/html": to_html(fig, alt=alt, caption=caption, name=name)}
    if (drawn := recall(fig)) and drawn.tables:
        bundle[TABLE_MIME] = pack_table(name or "chart", _text(caption) or _text(alt), drawn.unit, drawn.tables)
    # Only where the caller works with pyplot at all is there something to close.
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(fig)
    return bundle | {"text/plain": f"<chart: {_text(alt)}>"}


@in_language
def show(fig: Figure, *, alt: str | Html, caption: str | Html = "", name: str = "") -> None:
    """Display a chart in a notebook as one HTML output, with the table that it was drawn from, and close it.

    Parameters
    ----------
    fig : Figure
        Any chart of `xclib.charts.standard`.
    alt : str or Html
        Text alternative for readers who cannot see the chart; may not be empty. Of `Html` the text is taken.
    caption : str or Html
        Text under the chart; `Html` where its numbers bring their sources with them.
    name : str
        Anchor of the chart in the page (``chart-<name>``).

    Examples
    --------
    >>> show(draw_bars(table, lang="en"), alt="Revenue of four districts")  # doctest: +SKIP
    """
    from IPython.display import display

    display(pack(fig, alt=alt, caption=caption, name=name), raw=True)  # type: ignore[no-untyped-call]
