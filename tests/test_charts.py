"""Charts: what the frame behind one says, how bounds are drawn, and that nothing is clipped, missing or left to chance."""

from __future__ import annotations

import importlib
import itertools
import math
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path
from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.text import Text

from xclib import charts
from xclib.charts import canvas, marks, picture, style
from xclib.errors import UnknownNameError, XclibError
from xclib.html.downloads import TABLE_MIME
from xclib.words.wording import in_both, in_words_of

INF, NAN = math.inf, math.nan
LANGS = ("zh", "en")


def intervals(lang):
    label = {"zh": "云泽区（含开发区）", "en": "Yunze district with its development zone, at current prices"}[lang]
    return pd.DataFrame(
        {
            "label": [label, "青岚市", "松屿区", "望川县", "浅湾区"],
            "value": [6000, 5650.4, NAN, 5400, 5200],
            "low": [6000, 5650.35, 5300, -INF, 5100],
            "high": [INF, 5650.45, 5500, 5400, 5300],
            "bound": [">", "=", "", "<=", "~"],
            "group": ["a", "a", "b", "b", "b"],
            "note": ["", "", {"zh": "推算", "en": "implied"}[lang], "", ""],
        }
    )


def pairs(lang, rows=20):
    long = {
        "zh": "云泽区城镇老旧小区综合整治与养老家庭照护床位适老化改造及无障碍设施建设新增数量合计（含续建）"[:45],
        "en": "Family care beds for the elderly, converted",
    }
    unit = {"zh": ["万人", "%", "微克/立方米", "张"], "en": ["ten thousand persons", "%", "µg/m³", "beds"]}[lang]
    base = pd.DataFrame(
        {
            "name": [{"zh": "新增就业", "en": "New jobs"}[lang], "GDP", "PM2.5", long[lang]],
            "delivered": [5.2, -1.2, 33, NAN],
            "delivered_low": [5.2, -1.25, 32.5, NAN],
            "delivered_high": [INF, -1.15, 33.5, NAN],
            "delivered_bound": [">", "=", "=", ""],
            "promised": [5, 5.5, 32, 300],
            "promised_low": [5, 5, -INF, NAN],
            "promised_high": [INF, 6, 32, NAN],
            "promised_bound": [">=", "~", "<=", "="],
            "unit": unit,
            "grade": ["same", "shifted", "same", "caveat"],
        }
    )
    return pd.concat([base] * -(-rows // 4), ignore_index=True).head(rows)


def history():
    return pd.DataFrame(
        {
            "period": [2018, 2019, 2019, 2020, 2021, 2022],
            "value": [424, 452, 470, 477, 522, 600],
            "low": [423.5, 451.5, 469.5, 476.5, 521.5, 600],
            "high": [424.5, 452.5, 470.5, 477.5, 522.5, INF],
            "base": ["old", "old", "new", "new", "new", "new"],
            "vintage": ["first", "first", "revised", "revised", "first", "first"],
        }
    )


def fan(high=(612.0, 640.0)):
    return pd.DataFrame({"period": [2022, 2023], "low": [590, 610], "mid": [600, 625], "high": high})


def trend():
    years = np.arange(2014, 2024)
    seen = pd.DataFrame({"period": years, "value": 86 - 6.0 * (years - 2014), "doubtful": years == 2020})
    line = pd.DataFrame({"period": years, "fit": 85 - 6.0 * (years - 2014)})
    return seen, line.assign(low=line["fit"] - 5, high=line["fit"] + 5)


def bars(lang):
    labels = {
        "zh": ["青岚市", "云泽区", "松屿区"],
        "en": ["Qinglan", "Yunze", "Songyu, with its development zone and townships"],
    }[lang]
    return pd.DataFrame({"label": labels, "value": [452.7, 390, -12.4], "low": [440, 390, -12.4], "high": [460, INF, -12.4]})


UNIT = {"zh": "亿元", "en": "billion yuan"}
TITLE = {
    "zh": "云泽区二〇二三年：报告说了什么，又留下什么没有说" * 3,
    "en": "Yunze in 2023: what its report states and what it leaves open " * 3,
}
DRAWN = {
    "intervals": lambda g: charts.draw_intervals(
        intervals(g), lang=g, unit=UNIT[g], title=TITLE[g], reference=(5700, TITLE[g][:20])
    ),
    "pairs": lambda g: charts.draw_pairs(pairs(g), lang=g, title=TITLE[g]),
    "pair": lambda g: charts.draw_pairs(pairs(g, 1), lang=g),
    "fan": lambda g: charts.draw_fan(history(), fan(), lang=g, unit=UNIT[g], title=TITLE[g], target=(2023, 650, "目标")),
    "open fan": lambda g: charts.draw_fan(history(), fan((INF, INF)), lang=g, unit=UNIT[g]),
    "vintages": lambda g: charts.draw_vintages(history().assign(label="新口径"), lang=g, unit=UNIT[g], title=TITLE[g]),
    "bars": lambda g: charts.draw_bars(bars(g), lang=g, unit=UNIT[g], title=TITLE[g]),
    "trend": lambda g: charts.draw_trend(*trend(), lang=g, unit="µg/m³"),
}
CASES = [(name, lang) for name in DRAWN for lang in LANGS]


@pytest.fixture(scope="module")
def drawn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return {case: DRAWN[case[0]](case[1]) for case in CASES}


def texts(figure):
    axes = [axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)]
    # matplotlib keeps labels of ticks just outside the axes, and does not draw them.
    beyond = [
        t.label1 for a in axes for t in a.get_major_ticks() if not min(v := a.get_view_interval()) <= t.get_loc() <= max(v)
    ]
    return [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible() and t not in beyond]


def marked(figure, gid):
    return [a for a in figure.findobj() if a.get_gid() == gid]


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_every_glyph_exists_and_nothing_warns(drawn, case):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert charts.to_bytes(drawn[case], lang=case[1])[:4] == b"\x89PNG"
    assert all(t.get_fontproperties().get_family()[0] == "Noto Sans SC" for t in texts(drawn[case]))


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_no_text_leaves_the_figure(drawn, case):
    figure = drawn[case]
    figure.draw_without_rendering()
    width, height = figure.get_size_inches() * figure.dpi
    for text in texts(figure):
        box = text.get_window_extent()
        assert box.x0 >= 0, text.get_text()
        assert box.y0 >= 0, text.get_text()
        assert box.x1 <= width, text.get_text()
        assert box.y1 <= height, text.get_text()


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_no_two_texts_overlap(drawn, case):
    figure = drawn[case]
    figure.draw_without_rendering()
    boxes = [(t.get_text(), t.get_window_extent()) for t in texts(figure)]
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert wide <= 2 or high <= 5, (one, other)


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_no_text_is_smaller_than_nine_points(drawn, case):
    assert min(t.get_fontsize() for t in texts(drawn[case])) >= 9


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_one_picture_serves_a_telephone_and_a_desk(drawn, case):
    """On the 358 pixels that a telephone has for it, type is 9.5 high; a desk shows it no wider than a column of text."""
    pixels = int.from_bytes(charts.to_bytes(drawn[case], lang=case[1])[16:20], "big")
    dots = [t.get_fontsize() * style.DPI / 72 for t in texts(drawn[case])]
    assert min(dots) * 358 / pixels >= 9.5
    assert pixels / 2 <= 704
    assert 13 <= min(dots) / 2 <= 16, "on a desk as high as type in a table"


@pytest.mark.parametrize("kind", ["png", "svg"])
@pytest.mark.parametrize("name", ["bars", "trend"])
def test_same_table_same_bytes(name, kind):
    one, two = (charts.to_bytes(DRAWN[name]("zh"), kind) for _ in range(2))
    assert one == two
    assert not re.search(
        rb"Matplotlib|20\d\d-\d\d-\d\dT", one[:2000] if kind == "png" else re.sub(rb"<!--.*?-->", b"", one[:400])
    )


def luminance(color):
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("color", [style.INK, style.MUTED, style.GREY, *style.PALETTE])
def test_text_colours_pass_on_white(color):
    assert 1.05 / (luminance(color) + 0.05) >= 4.5


def test_the_style_is_left_behind_nowhere():
    before = dict(mpl.rcParams)
    charts.to_bytes(DRAWN["bars"]("zh"))
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("at", [0.5, 0.95, 1.05, 1.5])
def test_a_label_beyond_the_canvas_is_in_the_picture(at: float) -> None:
    with in_words_of("en"), charts.use_style():
        figure, ax = style.new_figure(3, "")
        ax.set_position((0.1, 0.1, 0.8, 0.8))
        style.fix(figure)
        label = ax.text(at, 0.5, "a label of some length", transform=figure.transFigure)
    width = int.from_bytes(charts.to_bytes(figure, lang="en")[16:20], "big")
    right = max(label.get_window_extent().x1, 0.9 * figure.bbox.width)
    assert right - 0.1 * figure.bbox.width <= width < right + 0.1 * figure.bbox.width


def test_importing_charts_changes_no_setting_and_loads_no_pyplot():
    # Reading the backend makes matplotlib choose one and load pyplot: the modules are looked at first.
    code = (
        "import matplotlib as m, sys; a = m.rcParams.copy(); import xclib.charts.standard;"
        "print([x for x in ('zhplot', 'matplotlib.pyplot') if x in sys.modules],"
        "[k for k in a if k != 'backend' and a[k] != m.rcParams[k]])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[] []"


@pytest.mark.parametrize("how", ["file", "folder"])
def test_a_matplotlibrc_of_ones_own_changes_no_chart(tmp_path: Path, how: str) -> None:
    """What `set_style` leaves for cells that call pyplot is the house's, too."""
    code = """if True:
        import hashlib, matplotlib
        from xclib.charts import picture
        from xclib.charts import style
        from xclib.words.wording import in_words_of
        with in_words_of("zh"), style.use_style():
            figure, ax = style.new_figure(2, "增长")
            ax.plot([1, 2])
            print(hashlib.sha256(picture.to_bytes(figure, lang="zh")).hexdigest())
        style.set_style()
        print([matplotlib.rcParams[name] for name in ("lines.linewidth", "axes.facecolor", "savefig.dpi")])
    """
    (tmp_path / "matplotlibrc").write_text(
        "figure.facecolor: black\naxes.facecolor: black\nfont.size: 30\nlines.linewidth: 9\nsavefig.dpi: 20\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg"}
    own = env | ({"MATPLOTLIBRC": str(tmp_path)} if how == "file" else {})
    plain = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env, cwd=ROOT).stdout
    changed = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=own,
        cwd=tmp_path if how == "folder" else ROOT,
    ).stdout
    assert plain == changed
    assert "[1.5, 'white', 'figure']" in plain


def test_unknown_language_is_refused():
    with pytest.raises(UnknownNameError, match="'fr'"), in_words_of("fr"), style.use_style():
        pass


@pytest.mark.parametrize(
    ("value", "low", "high", "bound", "kind"),
    [
        (6000, 6000, INF, "", "low"), (6000, 5999.5, 6000.5, "", "value"), (6000, 6000, 6000, "", "value"),
        (30, 0, 30, "<=", "high"), (1300, 1300, 1400, ">", "low"), (5, 4.5, INF, "", "value"),
        (NAN, 5, INF, "", "low"), (NAN, -INF, 5, "", "high"), (NAN, 5, 6, "", "range"),
        (NAN, NAN, NAN, "", "missing"), (None, None, None, "", "missing"), (pd.NA, pd.NA, pd.NA, "", "missing"),
        (300, NAN, NAN, ">=", "low"), (300, NAN, NAN, "<", "high"), (-3.4, NAN, NAN, ">=", "high"),
        (300, NAN, NAN, "~", "value"),
    ],
)  # fmt: skip
def test_a_bound_is_never_read_as_a_value(value, low, high, bound, kind):
    assert marks.read_row(value, low, high, bound).kind == kind


def test_a_cap_is_drawn_at_its_end_and_not_from_zero():
    """At most 3.5% is a bracket at 3.5 with an arrow; what lies at zero was not stated, and the axis need not reach it."""
    cap = marks.read_row(3.5, 0, 3.5, "<=")
    assert (cap.kind, cap.anchor, cap.low, cap.finite) == ("high", 3.5, -INF, [3.5, 3.5])
    rows = pd.DataFrame(
        {"label": ["cap", "outcome"], "value": [3.5, 2.35], "low": [0, 2.345], "high": [3.5, 2.355], "bound": ["<=", "="]}
    )
    axes = charts.draw_intervals(rows, lang="en", unit="%").axes[0]
    spans = [line.get_xdata() for line in axes.lines if line.get_gid() == "interval"]
    assert [list(map(float, x)) for x in spans] == [[2.345, 2.355]]
    assert axes.get_xlim()[0] > 1, "the axis holds what is stated"
    # A range that a report prints from zero keeps both of its ends.
    assert marks.read_row(NAN, 0, 5).kind == "range"


@pytest.mark.parametrize(
    ("row", "unit", "bound", "zh", "en"),
    [
        ((6000, 6000, INF), "亿元", ">", ">6000亿元", "> 6,000 亿元"), ((6000, 6000, INF), "", "", "≥6000", "≥ 6,000"),
        ((98, 98, 100), "%", ">=", "≥98%", "≥ 98%"), ((30, 0, 30), "", "", "≤30", "≤ 30"),
        ((NAN, 5, 6), "%", "", "5–6%", "5–6%"), ((NAN, -2, 6), "%", "", "−2 … 6%", "−2 … 6%"),
        ((5.5, 5, 6), "%", "~", "≈5.5%", "≈ 5.5%"), ((-3.4, -INF, -3.4), "%", ">=", "≤−3.4%", "≤ −3.4%"),
        ((NAN, NAN, NAN), "%", "", "—", "—"),
    ],
)  # fmt: skip
def test_labels_carry_the_sign(row, unit, bound, zh, en):
    reading = marks.read_row(*row, bound)
    assert in_both(marks.describe, reading, unit) == {"zh": zh, "en": en}


@pytest.mark.parametrize(
    ("value", "decimals", "zh", "en"),
    [
        (6123.4, None, "6123.4", "6,123.4"), (-1234567, None, "−1234567", "−1,234,567"), (5.75, None, "5.75", "5.75"),
        (5.0, 1, "5.0", "5.0"), (0.0345, None, "0.0345", "0.0345"), (0, None, "0", "0"),
        (-0.001, 1, "0.0", "0.0"), (-0.0, None, "0", "0"), (INF, None, "∞", "∞"),
        (NAN, None, "—", "—"),
    ],
)  # fmt: skip
def test_numbers(value, decimals, zh, en):
    assert in_both(charts.format_number, value, decimals) == {"zh": zh, "en": en}


def test_an_interval_the_wrong_way_round_is_refused():
    with pytest.raises(XclibError, match="low <= high"):
        charts.draw_bars(pd.DataFrame({"label": ["a"], "value": [1], "low": [2], "high": [0]}))


def test_intervals_draw_bounds_as_brackets_with_arrows(drawn):
    figure = drawn["intervals", "zh"]
    assert len(marked(figure, "open-high")) == 1
    assert len(marked(figure, "open-low")) == 1
    assert len(marked(figure, "bracket")) == 4  # two bounds, two ends of a range
    assert sorted(float(a.get_xdata()[0]) for a in marked(figure, "value")) == [5200, 5650.4]
    assert {">6000亿元", "5650.4亿元", "5300–5500亿元", "≤5400亿元", "≈5200亿元"} <= {t.get_text() for t in texts(figure)}


def test_pairs_are_shares_of_the_largest_number_of_the_row():
    row = {"name": ["a"], "delivered": [50], "promised": [200], "unit": ["个"], "grade": ["same"]}
    figure = charts.draw_pairs(pd.DataFrame(row))
    assert sorted(float(a.get_xdata()[0]) for a in marked(figure, "value")) == [0.25, 1.0]


def test_pairs_draw_bounds_open_and_signed(drawn):
    figure = drawn["pairs", "en"]
    found = marked(figure, "open-high") + marked(figure, "open-low")
    assert len(found) == 15
    assert {a.get_markerfacecolor() for a in found} == {"white"}
    assert {"> 5.2 ten thousand persons", "≤ 32 µg/m³", "≈ 5.5%", "−1.2%"} <= {
        " ".join(t.get_text().split()) for t in texts(figure)
    }


def test_pairs_that_must_not_be_compared_are_refused():
    with pytest.raises(XclibError, match="'false'"):
        charts.draw_pairs(pairs("zh", 2).assign(grade="false"))


def lines(figure):
    found = [a for a in figure.axes[0].lines if str(a.get_gid()).startswith("line:")]
    return sorted([round(float(y)) for y in line.get_ydata()] for line in found)


@pytest.mark.parametrize("name", ["fan", "vintages"])
def test_lines_never_join_two_bases_nor_a_bound(drawn, name):
    assert lines(drawn[name, "zh"]) == [[424, 452], [470, 477, 522]]


def test_an_unknown_base_falls_back_on_the_vintage():
    assert lines(charts.draw_vintages(history().assign(base=""))) == [[424, 452, 522], [470, 477]]


def test_two_statements_of_one_base_and_year_are_two_lines():
    table = history().assign(base="one")
    assert lines(charts.draw_vintages(table)) == [[424, 452, 522], [470, 477]]


def test_an_open_fan_ends_in_an_arrow(drawn):
    assert not marked(drawn["fan", "zh"], "bracket")[1:]
    assert len(marked(drawn["open fan", "zh"], "open-high")) == 2  # the last observation and the fan


@pytest.mark.parametrize(("low", "labels"), [(610, 1), (600, 2)])
def test_a_fan_without_a_width_has_one_label(low, labels):
    ends = pd.DataFrame({"period": [2022, 2023], "low": [590, low], "high": [590, 610]})
    texts = [text.get_text() for text in charts.draw_fan(history(), ends).axes[0].texts]
    assert sum(text in ("610", "600") for text in texts) == labels


def test_the_number_of_a_target_stands_by_its_mark_and_its_name_in_the_key(drawn):
    figure = drawn["fan", "zh"]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["目标"]
    assert not [text for text in figure.axes[0].texts if "目标" in text.get_text()]


def test_bars_keep_their_order_and_a_bound_is_hatched(drawn):
    figure = drawn["bars", "zh"]
    found = marked(figure, "bar")
    assert [round(b.get_width(), 1) for b in found] == [452.7, 390.0, -12.4]
    assert [bool(b.get_hatch()) for b in found] == [False, True, False]
    assert len(marked(figure, "open-high")) == 1


def test_doubtful_points_are_hollow(drawn):
    found = marked(drawn["trend", "zh"], "value")
    assert [a.get_markerfacecolor() == "white" for a in found] == [year == 2020 for year in range(2014, 2024)]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: charts.draw_bars(pd.DataFrame({"label": ["a"]})), "no column value"),
        (lambda: charts.draw_bars(pd.DataFrame({"label": [], "value": []})), "empty table"),
        (lambda: charts.draw_bars(pd.DataFrame({"label": ["a"], "value": ["many"]})), "no number"),
        (lambda: charts.draw_vintages(history().assign(period="2018/2022")), "no single year"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(XclibError, match=message) as caught:
        call()
    assert caught.value.advice


def test_a_table_of_gaps_is_still_a_chart():
    gaps = pd.DataFrame({"label": ["a"], "period": [2020], "vintage": [""], "value": [NAN], "low": [NAN], "high": [NAN]})
    for draw in (charts.draw_intervals, charts.draw_bars, charts.draw_vintages):
        assert isinstance(draw(gaps), Figure)


@pytest.fixture
def tiny():
    return charts.draw_bars(pd.DataFrame({"label": ["<b>"], "value": [1]}), lang="en")


def test_alt_and_caption_are_escaped(tiny):
    text = charts.to_html(tiny, alt='a "quoted" <script>', caption="<i>&</i>", name='x"y')
    assert text.startswith('<figure class="chart" id="chart-x&quot;y">')
    assert '<img alt="a &quot;quoted&quot; &lt;script&gt;"' in text
    assert "<figcaption>&lt;i&gt;&amp;&lt;/i&gt;</figcaption></figure>" in text
    assert 'src="data:image/png;base64,' in text
    assert "<figcaption>" not in charts.to_html(tiny, alt="a")


@pytest.mark.parametrize("alt", ["", "  "])
def test_a_chart_needs_an_alternative(tiny, alt):
    with pytest.raises(XclibError, match="text alternative"):
        charts.show(tiny, alt=alt)


def test_show_gives_one_html_output(tiny, monkeypatch):
    shown = []
    monkeypatch.setattr(importlib.import_module("IPython.display"), "display", lambda told, raw: shown.append(told))
    assert charts.show(tiny, alt="one bar", lang="en") is None
    (bundle,) = shown
    assert set(bundle) == {"text/html", "text/plain", TABLE_MIME}
    assert bundle[TABLE_MIME]["heads"] == ["label", "value"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("General public budget revenue", 16, ["General public", "budget revenue"]),
        ("一般公共预算收入（区级）", 8, ["一般公共", "预算收入", "（区级）"]),
        ("居民人均，收入", 8, ["居民人均，", "收入"]),
        ("PM2.5年均浓度", 9, ["PM2.5年均", "浓度"]),
        ("", 9, [""]),
    ],
)
def test_wrap(text, width, lines):
    assert style.wrap(text, width).split("\n") == lines


@pytest.mark.parametrize(
    "names", [("of a", "of b", "of c"), ("residents · expected at the year's end", "urban · quoted later")]
)
def test_a_key_is_no_wider_than_a_chart(names: tuple[str, ...]) -> None:
    names = (*names, "residents · published the year after")
    rows = [(2020 + n, 30.0 + n, 30.0 + n, 30.0 + n, "=", name) for n, name in enumerate(names)]
    table = pd.DataFrame(rows, columns=["period", "value", "low", "high", "bound", "vintage"])
    figure = charts.draw_vintages(table, lang="en", unit="thousand yuan")
    figure.draw_without_rendering()
    (key,) = figure.legends
    assert len(key.get_texts()) == len(names)
    assert key.get_window_extent().width <= figure.bbox.width


def test_years_do_not_touch() -> None:
    rows = pd.DataFrame(
        [{"group": "a", "period": y, "value": 1.0 * (y % 3), "low": 0.0, "high": 3.0} for y in range(1999, 2025)]
    )
    figure = charts.draw_lines(rows, lang="en")
    figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in figure.axes[0].get_xticklabels() if label.get_text()]
    inside = [box for box in boxes if box.x0 >= 0 and box.x1 <= figure.bbox.width]
    assert len(inside) > 3
    assert all(right.x0 - left.x1 > 4 for left, right in itertools.pairwise(inside))


def test_full_colour_says_that_something_was_found_out():
    """What was met or missed is dark; what cannot be checked, for whatever reason, is pale."""
    from xclib.charts import tiles

    def light(face: str) -> float:
        red, green, blue = to_rgb(face)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark = {kind for kind, (face, *_) in tiles._FILLS.items() if light(face) < 0.5}
    assert dark == {"met", "missed"}
    assert len(set(tiles._FILLS.values())) == len(tiles._FILLS), "kinds are told apart"


def test_text_is_drawn_where_matplotlib_looks_up_one_font_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canvas, "fontManager", SimpleNamespace(findfont=fontManager.findfont))
    canvas._files.cache_clear()
    figure = Figure()
    figure.text(0.5, 0.5, "tea", family="DejaVu Sans")
    drawn = canvas.canvas_of(figure)
    drawn.draw()
    canvas._files.cache_clear()
    assert np.asarray(drawn.buffer_rgba())[..., :3].min() < 100


@pytest.mark.parametrize("angle", [0, 90])
def test_texts_that_were_set_once_are_drawn_as_matplotlib_draws_them(angle):
    def drawn(kind):
        with in_words_of("zh"), style.use_style():
            figure = Figure(figsize=(4, 3), dpi=160)
            for at, size in ((0.2, 10.0), (0.5, 13.0), (0.8, 10.0)):
                figure.text(0.1, at, "增长 5.8%\ngrowth", size=size, rotation=angle)
            sheet = kind(figure)
            sheet.draw()
        return np.asarray(sheet.buffer_rgba()).copy()

    ours = [drawn(canvas.Canvas) for _ in range(2)]
    assert np.array_equal(ours[0], ours[1])
    assert np.array_equal(ours[0], drawn(FigureCanvasAgg))
    assert ours[0].min() < 100


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_process_reads_letters_through_a_file_of_its_own():
    """Two processes that share a place in one file read each other's letters, or what is none."""

    def font():
        with style.use_style():
            return canvas._set("增", (("Noto Sans SC",), "normal", "normal", 400, 100), 10.0, 160, canvas._hinting(), 0)[0][0]

    theirs = font()
    assert font() is theirs
    if not (child := os.fork()):
        os._exit(font() is theirs)
    assert os.waitpid(child, 0)[1] == 0


def test_the_table_behind_a_drawn_chart_names_areas_and_their_levels():
    rows = pd.DataFrame({"area": ["云泽市"], "level": ["prefecture"], "period": [2030], "named": [6.5], "line": [12]})
    figure = Figure()
    picture.adopt(figure, rows)
    drawn = picture.recall(figure)
    assert drawn is not None
    assert list(drawn.tables[""]) == ["area", "level", "period", "named"]


def test_a_picture_with_a_palette_keeps_its_paper_white_and_its_colours():
    with style.use_style():
        figure, axes = style.new_figure(3, "增长 growth")
        axes.imshow(np.linspace(0, 1, 400).reshape(20, 20), cmap="viridis", aspect="auto")
        drawn = canvas.canvas_of(figure)
        figure.set_dpi(style.DPI)
        drawn.draw()
    whole = np.asarray(drawn.buffer_rgba())
    reduced = np.asarray(picture._reduce(whole, 13).convert("RGB")).astype(int)
    assert (reduced[:13] == 255).all()
    assert (reduced[:, -13:] == 255).all()
    kept, paper = reduced[13:-13, 13:-13], (whole[..., :3] == 255).all(axis=2)
    assert (kept[paper] == 255).all()
    assert np.abs(kept - whole[..., :3]).mean() < 2
    assert (np.asarray(picture._reduce(np.full((4, 4, 4), 255, np.uint8), 2).convert("RGB")) == 255).all(), "an empty sheet"
