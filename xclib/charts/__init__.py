"""House style, marks and the special charts."""

from xclib.charts.explore import steps
from xclib.charts.panels import draw_columns, draw_lines
from xclib.charts.picture import remember, show, to_bytes, to_html
from xclib.charts.standard import draw_bars, draw_fan, draw_intervals, draw_pairs, draw_trend, draw_vintages
from xclib.charts.style import format_number, use_style
from xclib.charts.tiles import draw_tiles
