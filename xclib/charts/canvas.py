"""matplotlib's canvas of pixels, which looks up a font once and not for each word that it measures or draws.

Where a version of matplotlib asks otherwise, this is its own canvas, and slower.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font

#: What a font is chosen by, other than its size.
_Face = tuple[tuple[str, ...], str, str, str | int, str | int]


class Renderer(RendererAgg):
    """Draws as `RendererAgg` does."""

    def _prepare_font(self, font_prop: FontProperties) -> Any:  # noqa: ANN401 - a font of FreeType
        font = _open(font_prop)
        font.clear()
        font.set_size(font_prop.get_size_in_points(), self.dpi)
        return font

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float | None, float | None, float | None]:
        """Return ascent, descent and gap of a line in pixels, for which matplotlib reads two tables of the font each time."""
        found = _heights(_face(prop)) if not prop.get_file() else None
        if found is None:
            return None, None, None
        scale = prop.get_size_in_points() * self.dpi / 72
        ascent, descent, gap = (size * scale for size in found)
        return ascent, descent, gap


def _face(prop: FontProperties) -> _Face:
    return (tuple(prop.get_family()), prop.get_style(), prop.get_variant(), prop.get_weight(), prop.get_stretch())


def _open(prop: FontProperties) -> Any:  # noqa: ANN401
    # As a name that stands for many, such as sans-serif, is meant now; our own are names of fonts.
    if prop.get_file() or any(family in _GENERIC for family in prop.get_family()):
        return get_font(_find(prop))
    return get_font(_files(_face(prop)))


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


@lru_cache(maxsize=64)
def _heights(face: _Face) -> tuple[float, float, float] | None:
    """Return ascent, descent and gap of a line as shares of the font's size; None of a font that does not say."""
    if any(family in _GENERIC for family in face[0]):
        return None
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
