"""House style, marks and the special charts."""

from xclib.charts.picture import remember
from xclib.charts.standard import (
    draw_bars,
    draw_fan,
    draw_intervals,
    draw_pairs,
    draw_trend,
    draw_vintages,
    show,
    to_bytes,
    to_html,
)

__all__ = [
    "draw_bars",
    "draw_fan",
    "draw_intervals",
    "draw_pairs",
    "draw_trend",
    "draw_vintages",
    "remember",
    "show",
    "to_bytes",
    "to_html",
]
