"""Tile charts: one tile per item in rows, with the fill showing its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from xclib.charts.marks import need_columns, read_words
from xclib.charts.picture import remember
from xclib.charts.style import BLUE, GREY, INK, MUTED, ORANGE, PALETTE, draw_key, new_list
from xclib.errors import XclibError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Face, edge, hatch and colour of the text: told apart by lightness and texture as well as by hue. Full colour says that
#: something was found out; what cannot be checked is pale.
_FILLS: dict[str, tuple[str, str, str, str]] = {
    "met": (PALETTE[2], PALETTE[2], "", "white"),
    "missed": (ORANGE, ORANGE, "", "white"),
    "open": ("white", ORANGE, "////", INK),
    "no_target": ("white", BLUE, "....", INK),
    "words": ("#c9dcee", BLUE, "", INK),
    "nothing": ("white", GREY, "", MUTED),
}


@remember
def draw_tiles(table: pd.DataFrame, *, kinds: Mapping[str, str], title: str = "") -> Figure:
    """Draw one tile a row of the table, in the rows of the chart that ``group`` names.

    ``table``: ``group``, ``label`` (two or three characters on the tile), ``kind``; ``kinds``: kind to what the key calls
    it, in the key's order: met, missed, open, no_target, words, nothing. Raises `XclibError`: a kind that the key does not
    name.

    >>> rows = pd.DataFrame({"group": ["green", "green"], "label": ["7", "8"], "kind": ["missed", "nothing"]})
    >>> [t.get_text() for t in draw_tiles(rows, kinds={"missed": "missed", "nothing": "-"}, lang="en").axes[0].texts]
    ['7', '8']
    """
    need_columns(table, ("group", "label", "kind"), "draw_tiles")
    groups, labels, marks = (read_words(table, name) for name in ("group", "label", "kind"))
    if bad := sorted(set(marks) - (set(kinds) & set(_FILLS))):
        raise XclibError(f"kind {bad[0]!r} of a tile has no name", where="draw_tiles", advice=f"kinds are {', '.join(_FILLS)}")
    names = list(dict.fromkeys(groups))
    figure, ax = new_list(names, title, base=1.1)
    widest = max(groups.count(name) for name in names)
    ax.set_xlim(-0.1, max(widest, 8))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    for n, (group, label, kind) in enumerate(zip(groups, labels, marks, strict=True)):
        _tile(ax, groups[:n].count(group), names.index(group), label, kind)
    draw_key(figure, [(kinds[kind], _handle(kind)) for kind in kinds])
    return figure


def _tile(ax: Axes, x: float, y: float, label: str, kind: str) -> None:
    from matplotlib.patches import Rectangle

    face, edge, hatch, ink = _FILLS[kind]
    ax.add_patch(Rectangle((x, y - 0.4), 0.9, 0.8, facecolor=face, edgecolor=edge, hatch=hatch, lw=1.4, gid=kind))
    box: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 1.5} if hatch else {"alpha": 0}
    ax.text(x + 0.45, y, label, ha="center", va="center", color=ink, bbox=box)


def _handle(kind: str) -> dict[str, Any]:
    face, edge, hatch, _ = _FILLS[kind]
    half = {"fillstyle": "left", "markerfacecoloralt": "white", "markerfacecolor": edge} if hatch else {"markerfacecolor": face}
    return {"marker": "s", "color": edge, "ms": 10, **half}
