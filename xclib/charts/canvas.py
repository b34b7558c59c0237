"""matplotlib's canvas of pixels, which looks up a font once and sets a text once, however often it is measured or drawn.

A text is measured several times before it is drawn; to set it takes longer than all else that is done with it.

Where a version of matplotlib asks otherwise, this is its own canvas, and slower.
"""

from __future__ import annotations

import os
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import get_ident
from typing import Any

from matplotlib import font_manager, rcParams
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg, get_hinting_flag
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font

from xclib.html.webfont import read_font

#: What a font is chosen by, other than its size.
_Face = tuple[tuple[str, ...], str, str, str | int, str | int]


class Renderer(RendererAgg):
    """Draws as `RendererAgg` does."""

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:  # noqa: ANN401
        """Return the size of a text in pixels, and how far it reaches below its line."""
        if ismath or _is_loose(prop):
            return super().get_text_width_height_descent(s, prop, ismath)  # type: ignore[no-untyped-call,no-any-return]
        return _measure(s, _face(prop), prop.get_size_in_points(), self.dpi, _hinting())

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: Any = False, mtext: Any = None,  # noqa: ANN401 - as matplotlib has it
    ) -> None:  # fmt: skip
        """Draw a text."""
        draw_glyphs = getattr(self, "_draw_text_glyphs_and_boxes", None)  # of a matplotlib that draws letter by letter
        if ismath or draw_glyphs is None or _is_loose(prop) or (mtext and (mtext.get_fontfeatures() or mtext.get_language())):
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
            return
        size = prop.get_size_in_points()
        draw_glyphs(gc, x, y, angle, _set(s, _face(prop), size, self.dpi, _hinting(), get_ident()), [])

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float | None, float | None, float | None]:
        """Return ascent, descent and gap of a line in pixels, for which matplotlib reads two tables of the font each time."""
        found = None if _is_loose(prop) else _heights(_face(prop))
        if found is None:
            return None, None, None
        scale = prop.get_size_in_points() * self.dpi / 72
        ascent, descent, gap = (size * scale for size in found)
        return ascent, descent, gap


def _face(prop: FontProperties) -> _Face:
    return (tuple(prop.get_family()), prop.get_style(), prop.get_variant(), prop.get_weight(), prop.get_stretch())


def _is_loose(prop: FontProperties) -> bool:
    """Whether a font is to be looked up now, as a name that stands for many, such as sans-serif; ours are names of fonts."""
    return bool(prop.get_file()) or any(family in _GENERIC for family in prop.get_family())


_GENERIC = frozenset(("serif", "sans-serif", "sans serif", "sans", "cursive", "fantasy", "monospace"))


def _find(prop: FontProperties) -> Any:  # noqa: ANN401
    # All the fonts that a text may need; a matplotlib without that lookup gives the first.
    several = getattr(fontManager, "_find_fonts_by_props", None)
    return several(prop) if several else fontManager.findfont(prop)


@lru_cache(maxsize=64)
def _files(face: _Face) -> Any:  # noqa: ANN401
    family, style, variant, weight, stretch = face
    about: dict[str, Any] = {"style": style, "variant": variant, "weight": weight, "stretch": stretch}
    return _find(FontProperties(family=list(family), **about))


def _hinting() -> Any:  # noqa: ANN401 - a flag of FreeType, by the settings of now
    return get_hinting_flag()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=64)
def _open(face: _Face, kerning: int, last: bool, thread: int) -> Any:  # noqa: ANN401
    """Return a font that is read from memory: of a file each letter takes several calls of the system."""
    files = _files(face)
    try:
        held = tuple((BytesIO(read_font(Path(file.path))), file.face_index) for file in files)
        make: Any = font_manager._get_font.__wrapped__  # type: ignore[attr-defined] # it keeps fonts by their paths
        return make(held, _kerning_factor=kerning, thread_id=thread, enable_last_resort=last)
    except (AttributeError, TypeError):  # of a matplotlib that opens fonts otherwise
        return get_font(files)


def _sized(face: _Face, size: float, dpi: float) -> Any:  # noqa: ANN401
    font = _open(face, rcParams["text.kerning_factor"], rcParams.get("font.enable_last_resort", True), get_ident())
    font.clear()
    if turn := getattr(font, "_set_transform", None):
        turn([[0x10000, 0], [0, 0x10000]], [0, 0])  # the letter drawn last has left it elsewhere
    font.set_size(size, dpi)
    return font


@lru_cache(maxsize=4096)
def _measure(text: str, face: _Face, size: float, dpi: float, flags: Any) -> tuple[float, float, float]:  # noqa: ANN401
    """Return width, height and descent of a text in pixels, which FreeType counts in parts of 64."""
    font = _sized(face, size, dpi)
    font.set_text(text, 0.0, flags=flags)
    width, height = font.get_width_height()
    return width / 64, height / 64, font.get_descent() / 64


@lru_cache(maxsize=4096)
def _set(text: str, face: _Face, size: float, dpi: float, flags: Any, _: int) -> tuple[tuple[Any, ...], ...]:  # noqa: ANN401
    """Return font, size, glyph and place of each letter; each thread has fonts of its own."""
    items = _sized(face, size, dpi)._layout(text, flags=flags)
    return tuple((item.ft_object, size, item.glyph_index, 0, 1, item.x, item.y) for item in items)


def _forget() -> None:
    _set.cache_clear()
    _open.cache_clear()


# Fonts of one process are none of another's: matplotlib forgets its own there, too.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


@lru_cache(maxsize=64)
def _heights(face: _Face) -> tuple[float, float, float] | None:
    """Return ascent, descent and gap of a line as shares of the font's size; None of a font that does not say."""
    font: Any = get_font(_files(face))
    names = {
        "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap"),
        "hhea": ("ascent", "descent", "lineGap"),
    }
    for table, (up, down, gap) in names.items():
        if (says := font.get_sfnt_table(table)) is not None:
            unit = 1 / font.get_sfnt_table("head")["unitsPerEm"]
            return says[up] * unit, -says[down] * unit, says[gap] * unit
    return None


class Canvas(FigureCanvasAgg):
    """Keeps one renderer for measuring and drawing, and with it the sizes of what was measured."""

    _kept: tuple[tuple[int, int, float], Renderer] | None = None

    def get_renderer(self) -> Renderer:
        """Return the renderer of the figure's size."""
        width, height = self.get_width_height(physical=True)
        key = width, height, self.figure.dpi
        if self._kept is None or self._kept[0] != key:
            self._kept = key, Renderer(*key)  # type: ignore[no-untyped-call]
        return self._kept[1]


def canvas_of(figure: Figure) -> Canvas:
    """Return the canvas of a figure, which it keeps."""
    return figure.canvas if isinstance(figure.canvas, Canvas) else Canvas(figure)
