"""Marks of charts: a value as a dot, a bound as a bracket with an arrow, and label placement."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox

from xclib.charts.style import BLUE, GREY, MUTED, SMALL, fix, format_number, settle, with_unit, wrap
from xclib.errors import XclibError, unknown
from xclib.words.wording import either

Kind = Literal["value", "low", "high", "range", "missing"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How one row is to be drawn: a value, a bound at one end, or a range."""

    value: float
    low: float
    high: float
    #: ``value`` a dot; ``low`` and ``high`` the end at which a bound stands; ``range`` no value at all; ``missing``.
    kind: Kind
    #: As printed; empty where none was.
    bound: str = ""

    @property
    def anchor(self) -> float:
        """The number that the mark stands at."""
        at = {"value": self.value, "low": self.low, "high": self.high, "missing": math.nan}
        return at.get(self.kind, (self.low + self.high) / 2)

    @property
    def finite(self) -> list[float]:
        """The finite numbers that the axis must hold."""
        return [x for x in (self.value, self.low, self.high) if math.isfinite(x)]


def read_row(value: object, low: object = None, high: object = None, bound: str = "") -> Reading:
    """Return how a value with its interval is to be drawn.

    A value that stands at an end of its interval is a bound and not a value: 突破6000亿 says nothing about how far above.

    ``value``, ``low``, ``high``: the value (NaN where there is none) and its interval; without one, the value is exact;
    ``bound``: the printed bound, which counts where the interval does not already say it; a decrease mirrors it.

    >>> read_row(6000, 6000, float("inf")).kind, read_row(5.8, 5.75, 5.85).kind, read_row(300, bound=">=").kind
    ('low', 'value', 'low')
    """
    v, a, b = (_number(x) for x in (value, low, high))
    a = a if not math.isnan(a) else -math.inf if math.isnan(v) else v
    b = b if not math.isnan(b) else math.inf if math.isnan(v) else v
    if a > b:
        raise XclibError(f"an interval from {a:g} to {b:g}", where="chart table", advice="give low <= high in each row")
    if math.isnan(v):
        ends = {(True, True): "range", (True, False): "low", (False, True): "high"}
        return Reading(v, a, b, ends.get((math.isfinite(a), math.isfinite(b)), "missing"), bound)  # type: ignore[arg-type]
    # No share and no count lies below zero: that end of a cap is in its nature, and is not drawn as if it were stated.
    if a == 0 < v and (bound[:1] == "<" or math.isclose(v, b, rel_tol=1e-9)):
        a = -math.inf
    at_low, at_high = math.isclose(v, a, rel_tol=1e-9), math.isclose(v, b, rel_tol=1e-9)
    if at_low == at_high and bound[:1] in ("<", ">"):
        up = (bound[0] == ">") == (v >= 0)
        a, b = (v, math.inf if at_high else b) if up else (-math.inf if at_low else a, v)
        at_low, at_high = up, not up
    return Reading(v, a, b, "value" if at_low == at_high else "low" if at_low else "high", bound)


def _number(value: object) -> float:
    """Return a cell as a float; anything absent is NaN."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return math.nan
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise XclibError(f"{value!r} is no number", where="chart table", advice="values and ends are numbers") from None


def need_columns(table: pd.DataFrame, columns: Sequence[str], where: str) -> None:
    """Raise an error for a table without rows or without required columns."""
    if missing := [c for c in columns if c not in table.columns]:
        raise unknown("column", missing[0], map(str, table.columns), where=where, message=f"no column {', '.join(missing)}")
    if table.empty:
        raise XclibError("an empty table", where=where, advice="leave the chart out and say that there is nothing to show")


def read_rows(table: pd.DataFrame, prefix: str = "") -> list[Reading]:
    """Read value, interval and bound of every row; columns of interval and bound may be absent."""
    low, high, bound = (f"{prefix}_{n}" if prefix else n for n in ("low", "high", "bound"))
    cells = zip(table.to_dict("records"), read_words(table, bound), strict=True)
    return [read_row(row.get(prefix or "value"), row.get(low), row.get(high), word) for row, word in cells]


def read_words(table: pd.DataFrame, name: str) -> list[str]:
    """Return a column of words, empty where it or a cell is absent."""
    return ["" if pd.isna(cell) else str(cell) for cell in table[name]] if name in table.columns else [""] * len(table)


def read_years(values: Iterable[Any], where: str) -> list[float]:
    """Return periods as numbers."""
    try:
        return [float(v) for v in values]
    except (TypeError, ValueError) as error:
        raise XclibError(f"a period that is no single year ({error})", where=where, advice="keep rows of one year") from None


def read_lines(table: pd.DataFrame) -> list[str]:
    """Return which line each row belongs to: its base, or its vintage where the base is unknown or states a year twice."""
    vintages = read_words(table, "vintage")
    keys = [base or f"vintage {v}" for base, v in zip(read_words(table, "base"), vintages, strict=True)]
    twice = {key for (key, _), n in Counter(zip(keys, table["period"], strict=True)).items() if n > 1}
    return [f"{key} {v}" if key in twice else key for key, v in zip(keys, vintages, strict=True)]


def describe(row: Reading, unit: str = "") -> str:
    """Return the label of a mark, with the sign of its bound; a printed range without a sign keeps both ends.

    A value has no more digits than its interval bears: 53.54 within 51 and 56 is 54.

    >>> describe(read_row(6000, 6000, float("inf")), "亿元"), describe(read_row(-3.4, bound=">"), "%")
    ('≥6000亿元', '<−3.4%')
    >>> describe(read_row(53.54, 51, 56)), describe(read_row(-3.5, -4.5, -2.5))
    ('54', '−3.5')
    """
    if row.kind == "missing":
        return "—"
    # The end of a share at 100 and of a count at 0 lie in its nature: the report did not state them.
    closed = {
        "range": True,
        "low": math.isfinite(row.high) and not ("%" in unit and row.high == 100),
        "high": math.isfinite(row.low) and row.low != 0,
    }.get(row.kind, False)
    if closed and row.bound in ("", "="):
        ends = (format_number(row.low), format_number(row.high))
        return with_unit((" … " if row.low < 0 else "–").join(ends), unit)
    strict = row.bound in ("<", ">")
    signs = {"low": ">" if strict else "≥", "high": "<" if strict else "≤", "value": "≈" if row.bound == "~" else ""}
    sign = signs.get(row.kind, "≈")
    return with_unit(sign + (either("", " ") if sign else "") + format_number(_rounded(row)), unit)


def _rounded(row: Reading) -> float:
    """Return the number of a row to the digits that its interval bears; a number with a bound stays as printed."""
    half = (row.high - row.low) / 2
    if row.kind != "value" or row.bound == "~" or not 0 < half < math.inf:
        return row.anchor
    digits = max(-math.floor(math.log10(half)), 0)
    # A label that lies off its mark, −4 beside −3.5, needs one more.
    return round(row.anchor, digits + (abs(round(row.anchor, digits) - row.anchor) > half / 4))


def draw_mark(
    ax: Axes, at: float, row: Reading, color: str, *,
    upright: bool = False, face: str = "", marker: str = "o", edge: bool = False,
) -> None:  # fmt: skip
    """Draw one row: its interval, an arrow for each open end, and a dot for a value or a bracket for a bound.

    ``at`` is the position across; ``upright`` charts have values on the y axis; ``edge`` sends arrows to the axes' edge;
    an empty ``marker`` leaves the dot out.
    """
    if row.kind == "missing":
        return

    def point(value: float) -> tuple[float, float]:
        return (at, value) if upright else (value, at)

    low, high = (x if math.isfinite(x) else row.anchor for x in (row.low, row.high))
    if high > low:
        ends = zip(point(low), point(high), strict=True)
        line = ax.plot(*ends, color=color, lw=2.2, solid_capstyle="butt", zorder=3, gid="interval")[0]
        line.set_path_effects([withStroke(linewidth=4, foreground="white")])
    if row.kind == "value" and marker:
        ax.plot(*point(row.value), marker=marker, ms=7, mfc=face or color, mec=color, mew=1.6, ls="", zorder=5, gid="value")
    stops = {"low": [low], "high": [high], "range": [low, high]}.get(row.kind, [])
    for stop in stops:
        ax.plot(*point(stop), marker="_" if upright else "|", ms=12, mew=2.4, color=color, ls="", zorder=5, gid="bracket")
    for end, sign, start in ((row.high, 1, high), (row.low, -1, low)):
        if math.isinf(end):
            _arrow(ax, point(start), sign, color, upright=upright, edge=edge)


def _arrow(ax: Axes, start: tuple[float, float], sign: int, color: str, *, upright: bool, edge: bool) -> None:
    """Draw the arrow of an open end, to the edge of the axes or a fixed short way."""
    style: dict[str, Any] = {"color": color, "lw": 2.0, "shrinkA": 0, "shrinkB": 0}
    if edge:
        style["arrowstyle"] = "-|>,head_width=0.28,head_length=0.5"
        tip, frame = (1.0 if sign > 0 else 0.0), (ax.get_xaxis_transform() if upright else ax.get_yaxis_transform())
        end = (start[0], tip) if upright else (tip, start[1])
        note = ax.annotate("", xy=end, xycoords=frame, xytext=start, textcoords="data", arrowprops=style, zorder=4)
    else:
        # matplotlib counts the offset from `xy` and points the arrow at `xy`, hence the reversed head.
        style["arrowstyle"] = "<|-,head_width=0.28,head_length=0.5"
        shift = (0, 24 * sign) if upright else (24 * sign, 0)
        note = ax.annotate("", xy=start, xytext=shift, textcoords="offset points", arrowprops=style, zorder=4)
    note.set_gid("open-high" if sign > 0 else "open-low")


FILLS: dict[str, dict[str, Any]] = {
    "same": {"fillstyle": "full"},
    "shifted": {"fillstyle": "left", "markerfacecoloralt": "white"},
    "caveat": {"markerfacecolor": "white"},
}


def draw_dumbbell(ax: Axes, at: int, pair: Sequence[Reading], unit: str, grade: str) -> None:
    """Draw one row of `draw_pairs`, both numbers in shares of the larger; labels stand on the outer sides."""
    top = max((abs(v) for row in pair for v in row.finite), default=0.0) or 1.0
    marks = [(row, color) for row, color in zip(pair, (GREY, BLUE), strict=True) if row.kind != "missing"]
    ends = [row.anchor / top for row, _ in marks]
    spans = [_span(row, top) for row, _ in marks]
    # What would cover each other goes on two lanes.
    near = len(ends) == 2 and max(low for low, _ in spans) - min(high for _, high in spans) < 0.05
    if len(ends) == 2 and not near:
        ax.plot(ends, [at, at], color="#b8c1cb", lw=3, zorder=2, gid="dumbbell")
    for i, (x, (row, color)) in enumerate(zip(ends, marks, strict=True)):
        left = len(ends) == 2 and (x < ends[1 - i] or (x == ends[1 - i] and i == 0))
        y = at + ((-0.19, 0.19)[i] if near else 0)
        if spans[i][0] < spans[i][1]:
            ax.plot(spans[i], [y, y], color=color, lw=1.6, zorder=4, gid="interval")
        ax.plot([x], [y], **_pair_mark(row, grade), color=color, ms=8.5, mew=1.7, ls="", zorder=5)
        text, end = wrap(describe(row, unit), 16), spans[i][0 if left else 1]
        ax.annotate(
            text, (end, y), (-9 if left else 9, 0), textcoords="offset points",
            ha="right" if left else "left", va="center", fontsize=SMALL, linespacing=1.15,
            color=MUTED if color == GREY else color,
        )  # fmt: skip


def _span(row: Reading, top: float) -> tuple[float, float]:
    """Return the ends of a closed interval in shares of the row's largest number; a bound is a point."""
    closed = row.kind in ("value", "range") and math.isfinite(row.high - row.low)
    return (row.low / top, row.high / top) if closed else (row.anchor / top, row.anchor / top)


def _pair_mark(row: Reading, grade: str) -> dict[str, Any]:
    """Return the mark of a number: a circle filled by grade, or an open triangle towards the side that a bound leaves open."""
    if row.kind in ("low", "high"):
        up = row.kind == "low"
        return {"marker": ">" if up else "<", "markerfacecolor": "white", "gid": "open-high" if up else "open-low"}
    return {"marker": "o", **FILLS[grade], "gid": "value"}


def connect(ax: Axes, keys: Sequence[str], years: Sequence[float], rows: Sequence[Reading], color: str) -> None:
    """Connect the values of one base or vintage; bounds are no points of a line."""
    for key in dict.fromkeys(keys):
        found = [(x, r.value) for x, r, k in zip(years, rows, keys, strict=True) if k == key and r.kind == "value"]
        if len(found) > 1:
            ax.plot(*zip(*sorted(found), strict=True), color=color, lw=1.6, zorder=2, gid=f"line:{key}")


def shade(ax: Axes, years: Sequence[float], low: np.ndarray, high: np.ndarray) -> None:
    """Shade a band to the edge of the axes where it is open, and draw its stated edges: pale colour alone is too faint."""
    floor, ceiling = ax.get_ylim()
    ax.fill_between(years, low.clip(floor, ceiling), high.clip(floor, ceiling), color=BLUE, alpha=0.14, lw=0, zorder=1)
    for edge in (low, high):
        ax.plot(years, np.where(np.isfinite(edge), edge, np.nan), color=BLUE, lw=0.9, zorder=2, gid="band")


@dataclass(frozen=True, slots=True)
class Tag:
    """A direct label: its point, text and colour."""

    x: float
    y: float
    text: str
    color: str
    #: Prefer the right of the point: for the end of a path.
    right: bool = False


#: Where a label may stand, best first: offset in points, horizontal and vertical alignment.
_NEAR = (
    (0, 9, "center", "bottom"), (0, -9, "center", "top"), (10, 0, "left", "center"), (-10, 0, "right", "center"),
    (6, 6, "left", "bottom"), (6, -6, "left", "top"), (-6, 6, "right", "bottom"), (-6, -6, "right", "top"),
)  # fmt: skip
_FAR = (
    (0, 26, "center", "bottom"), (0, -26, "center", "top"), (10, 15, "left", "bottom"), (10, -15, "left", "top"),
    (-10, 15, "right", "bottom"), (-10, -15, "right", "top"), (0, 42, "center", "bottom"), (0, -42, "center", "top"),
)  # fmt: skip
_RIGHT = ((10, 0, "left", "center"), (10, 7, "left", "center"), (10, -7, "left", "center"), (10, 14, "left", "center"),
          (10, -14, "left", "center"))  # fmt: skip


def place_tags(fig: Figure, ax: Axes, tags: Sequence[Tag]) -> None:
    """Place labels beside their points with the least overlap of labels, marks, lines and edges.

    This comes last: the layout stays as it is.
    """
    settle(fig)
    # Measuring a note sets its arrow, which is an obstacle.
    measured = [(t, t.get_window_extent()) for t in ax.texts]
    taken = [_extent(box) for t, box in measured if t.get_text()]
    frame, marks = _extent(ax.get_window_extent()), _obstacles(ax)
    halo = [withStroke(linewidth=2.5, foreground="white")]
    for tag in tags:
        note = ax.annotate(tag.text, (tag.x, tag.y), (0, 0), textcoords="offset points", color=tag.color, zorder=7)
        note.set(fontsize=SMALL, linespacing=1.15, path_effects=halo)
        spots = ([(*s, 0.1 * i) for i, s in enumerate(_RIGHT)] if tag.right else []) + [
            (*spot, far + 0.12 * i) for group, far in ((_NEAR, 0.0), (_FAR, 2.0)) for i, spot in enumerate(group)
        ]
        size, at = note.get_window_extent(), ax.transData.transform((tag.x, tag.y))
        boxes = [_stand(size, at + np.array([dx, dy]) * fig.dpi / 72, ha, va) for dx, dy, ha, va, _ in spots]
        costs = [_cost(box, frame, taken, marks) + spot[-1] for box, spot in zip(boxes, spots, strict=True)]
        best = costs.index(min(costs))
        dx, dy, ha, va, _ = spots[best]
        note.set(position=(dx, dy), ha=ha, va=va)
        taken.append(boxes[best])
    fix(fig)


#: Left, lower, right and upper edge in pixels: hundreds of places are compared, and numbers are compared faster than `Bbox`.
_Extent = tuple[float, float, float, float]


def _extent(box: Bbox) -> _Extent:
    return float(box.x0), float(box.y0), float(box.x1), float(box.y1)


def _stand(size: Bbox, at: np.ndarray, ha: str, va: str) -> _Extent:
    """Return where a text of this size stands if it is set at a pixel: a text is measured once, not at each place tried."""
    x = float(at[0]) - size.width * {"left": 0.0, "center": 0.5, "right": 1.0}[ha]
    y = float(at[1]) - size.height * {"bottom": 0.0, "center": 0.5, "top": 1.0}[va]
    return x, y, x + size.width, y + size.height


def _cost(box: _Extent, frame: _Extent, taken: Sequence[_Extent], marks: np.ndarray) -> float:
    """Return the cost of a label at ``box``: overlap as shares of its own size, and points covered."""
    x0, y0, x1, y1 = box
    size = (x1 - x0) * (y1 - y0) or 1.0
    outside = 1.0 - _shared(box, frame) / size
    wide = (x0 - 7, y0 - 7, x1 + 7, y1 + 7)
    over = sum(_shared(wide, other) / size for other in taken)
    within = (marks[:, 0] > x0) & (marks[:, 0] < x1) & (marks[:, 1] > y0) & (marks[:, 1] < y1)
    return 20 * outside + 12 * over + float(marks[within, 2].sum())


def _shared(a: _Extent, b: _Extent) -> float:
    """Return the area that two boxes share."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return width * height if width > 0 and height > 0 else 0.0


def _obstacles(ax: Axes) -> np.ndarray:
    """Return points along every line, mark and arrow of the axes: two columns of pixels, and what covering one costs."""
    found = [np.empty((0, 3))]

    def add(points: np.ndarray, cost: float) -> None:
        found.append(np.column_stack([points, np.full(len(points), cost)]))

    for line in ax.lines:
        path = line.get_transform().transform(np.column_stack(line.get_data()))
        path = path[np.isfinite(path).all(axis=1)]
        if line.get_marker() not in ("None", "", None):
            for shift in ((0, 0), (0, 10), (0, -10), (10, 0), (-10, 0)):
                add(path + shift, 0.8)
        if line.get_linestyle() != "None":
            for a, b in pairwise(path):
                steps = np.linspace(0, 1, max(2, int(np.hypot(*(b - a)) / 8)))[:, None]
                add(a + (b - a) * steps, 0.08 if line.get_gid() == "band" else 0.15)
    for note in ax.texts:
        if (patch := getattr(note, "arrow_patch", None)) is not None:
            box = patch.get_window_extent()
            add(np.linspace((box.x0, box.y0), (box.x1, box.y1), 12), 0.4)
    return np.vstack(found)
