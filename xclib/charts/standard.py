"""Charts in the house style, in Chinese or English: tables in, figures out.

A bound is drawn as a bracket with an arrow, never as a dot, and lines never connect what stands on different bases.
Values come in already scaled to the unit that is printed beside them (6000 with 亿元, 600 with billion yuan).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from xclib.charts.marks import (
    FILLS,
    Tag,
    connect,
    describe,
    draw_dumbbell,
    draw_mark,
    need_columns,
    place_tags,
    read_lines,
    read_row,
    read_rows,
    read_words,
    read_years,
    shade,
)
from xclib.charts.picture import remember
from xclib.charts.style import (
    BLUE,
    GREY,
    GRID,
    HEIGHT,
    INK,
    MARKERS,
    MUTED,
    ORANGE,
    PALETTE,
    SMALL,
    aside,
    draw_key,
    format_number,
    limits,
    make_room,
    name_unit,
    new_figure,
    new_list,
    number_ticks,
    short_unit,
    wrap,
    year_axis,
)
from xclib.errors import XclibError
from xclib.model.codes import read_codes
from xclib.words.wording import check_lang, either

_SIDES = {"delivered": ("完成", "delivered"), "promised": ("承诺", "promised")}
_OWN_SCALE = (
    "每行自成一尺：长度占本行最大值的比例，行与行之间不可比",
    "Each row has its own scale: share of the row's largest number; rows do not compare",
)


@remember
def draw_intervals(
    table: pd.DataFrame, *, unit: str = "", title: str = "", reference: tuple[float, str] | None = None
) -> Figure:
    """Draw one row a statement: a dot with its interval, or a bracket with an arrow where it is only a bound.

    ``table``: ``label``, ``value`` (may be NaN), ``low``, ``high`` (may be infinite); optional ``bound``, ``group`` (one
    colour each, named in a key), ``note``; ``reference``: a vertical line and what it is.

    >>> rows = pd.DataFrame({"label": ["青岚市"], "value": [6000.0], "low": [6000.0], "high": [float("inf")]})
    >>> draw_intervals(rows, lang="zh", unit="亿元").axes[0].texts[-1].get_text()
    '≥6000亿元'
    """
    need_columns(table, ("label", "value", "low", "high"), "draw_intervals")
    rows = read_rows(table)
    groups, notes = read_words(table, "group"), read_words(table, "note")
    names = list(dict.fromkeys(groups))
    # The key names the colours; what most rows have in common is not said again in each.
    common = max(names, key=groups.count, default="")
    named = zip(read_words(table, "label"), notes, strict=True)
    labels = [label if note in ("", common) else f"{label}\n{note}" for label, note in named]
    figure, ax = new_list(labels, title, base=1.3)
    values = [v for row in rows for v in row.finite] + ([reference[0]] if reference else [])
    ax.set_xlim(*limits(values, pad=0.12))
    ax.grid(axis="x", lw=0.8)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=4))
    ax.xaxis.set_major_formatter(number_ticks())
    ax.set_xlabel(name_unit(unit))
    if reference:
        ax.axvline(reference[0], color=MUTED, lw=1.4, ls=(0, (4, 2)), zorder=2)
        place = ax.get_xaxis_transform()
        ax.text(reference[0], 1.02, reference[1], transform=place, ha="center", va="bottom", color=MUTED, fontsize=SMALL)
    for at, (row, group) in enumerate(zip(rows, groups, strict=True)):
        color = PALETTE[names.index(group) % len(PALETTE)]
        draw_mark(ax, at, row, color, edge=True)
        aside(ax, at, describe(row, unit), color)
    if names != [""]:
        draw_key(figure, [(name, {"color": PALETTE[i % len(PALETTE)]}) for i, name in enumerate(names) if name])
    return figure


@remember
def draw_pairs(table: pd.DataFrame, *, title: str = "") -> Figure:
    """Draw what was delivered in one year beside what is promised for the next, one dumbbell a row on its own scale.

    ``table``: ``name``, ``delivered``, ``promised``, each of the two with ``_low``, ``_high``, ``_bound`` if known;
    ``unit``; ``grade`` ('same', 'shifted', 'caveat'): whether the two may be compared.

    >>> rows = pd.DataFrame({"name": ["学位"], "delivered": [89], "promised": [90], "unit": ["个"], "grade": ["same"]})
    >>> [t.get_text() for t in draw_pairs(rows).axes[0].texts][:2]
    ['89个', '90个']
    """
    need_columns(table, ("name", "delivered", "promised", "unit", "grade"), "draw_pairs")
    if bad := sorted(set(table["grade"]) - set(FILLS)):
        advice = "keep 'same', 'shifted' and 'caveat': other pairs must not be set side by side"
        raise XclibError(f"grade {bad[0]!r} in a chart of pairs", where="draw_pairs", advice=advice)
    units, grades = read_words(table, "unit"), read_words(table, "grade")
    figure, ax = new_list(read_words(table, "name"), title, base=1.6, widest=22)
    ax.set_xlim(-0.05, 1.05)
    ax.set_xticks([0, 1], ["0", either("本行最大值", "row maximum")])
    ax.tick_params(axis="x", length=0)
    ax.spines["bottom"].set_visible(False)
    ax.axvline(0, color=GREY, lw=0.8, zorder=1)
    ax.set_xlabel(wrap(either(*_OWN_SCALE), 38), loc="left")
    sides = zip(read_rows(table, "delivered"), read_rows(table, "promised"), strict=True)
    for at, (pair, unit, grade) in enumerate(zip(sides, units, grades, strict=True)):
        ax.axhline(at + 0.5, color=GRID, lw=0.8, zorder=0)
        draw_dumbbell(ax, at, pair, unit, grade)
    _pair_key(figure, grades)
    make_room(figure, ax)
    return figure


def _pair_key(figure: Figure, grades: Sequence[str]) -> None:
    """Say which colour is which year, and what the fill of a mark means."""
    entries: list[tuple[str, dict[str, Any]]] = [
        (either(*words), {"color": color, "marker": "s"}) for words, color in zip(_SIDES.values(), (GREY, BLUE), strict=True)
    ]
    entries += [
        (read_codes()["grade"][grade][check_lang()], {"color": INK, **fill}) for grade, fill in FILLS.items() if grade in grades
    ]
    entries.append((either("只给出界限", "a bound only"), {"color": INK, "marker": ">", "markerfacecolor": "white"}))
    draw_key(figure, entries)


@remember
def draw_fan(
    history: pd.DataFrame, fan: pd.DataFrame, *, unit: str = "", title: str = "",
    target: tuple[float, float, str] | None = None,
) -> Figure:  # fmt: skip
    """Draw what was, and the range of what may be.

    ``history``: ``period``, ``value``, ``low``, ``high``; rows of one ``base`` (else ``vintage``) are connected, others
    never; ``fan``: ``period``, ``low``, ``mid``, ``high``; ``target``: period, value and name of a target.

    >>> past = pd.DataFrame({"period": [2023], "value": [100.0], "low": [99.5], "high": [100.5]})
    >>> path = pd.DataFrame({"period": [2023, 2024], "low": [99.5, 104], "mid": [100, 105], "high": [100.5, 106]})
    >>> len(draw_fan(past, path, lang="en").axes[0].collections)
    1
    """
    need_columns(history, ("period", "value"), "draw_fan")
    need_columns(fan, ("period", "low", "high"), "draw_fan")
    fan = fan.sort_values("period")
    years, ahead = read_years(history["period"], "draw_fan"), read_years(fan["period"], "draw_fan")
    rows = read_rows(history)
    low, high = (fan[c].to_numpy(dtype=float) for c in ("low", "high"))
    mid = fan["mid"].to_numpy(dtype=float) if "mid" in fan else np.full(len(fan), np.nan)
    figure, ax = new_figure(HEIGHT, title, unit)
    year_axis(ax, [*years, *ahead, *([target[0]] if target else [])], ahead=0.1)
    ends = [*low, *high, *mid, *(v for r in rows for v in r.finite), *([target[1]] if target else [])]
    ax.set_ylim(*limits(ends, pad=0.14))
    shade(ax, ahead, low, high)
    ax.plot(ahead, mid, color=BLUE, lw=1.8, ls=(0, (5, 2)), zorder=3)
    connect(ax, read_lines(history), years, rows, INK)
    for x, row in zip(years, rows, strict=True):
        draw_mark(ax, x, row, INK, upright=True)
    stated = [(x, row) for x, row in zip(years, rows, strict=True) if row.kind != "missing"]
    tags = [Tag(x, row.anchor, describe(row, short_unit(unit)), INK) for x, row in stated]
    # A fan without a width, of a target that is one number, has one label.
    tips = {format_number(v): v for v in (high[-1], mid[-1], low[-1]) if math.isfinite(v)}
    last = [Tag(ahead[-1], v, text + short_unit(unit), BLUE, right=True) for text, v in tips.items()]
    for sign, end in ((1, high[-1]), (-1, low[-1])):
        if math.isinf(end):
            stop = read_row(math.nan, *((low[-1], end) if sign > 0 else (end, high[-1])))
            draw_mark(ax, ahead[-1], stop, BLUE, upright=True, edge=True)
    if target:
        ax.plot(*target[:2], marker="D", ms=8, mfc="white", mec=ORANGE, mew=2, ls="", zorder=6, gid="target")
        # Its name stands in the key: beside the number it would run over the fan.
        draw_key(figure, [(target[2], {"color": ORANGE, "marker": "D", "markerfacecolor": "white"})])
        number = format_number(target[1]) + short_unit(unit)
        last.append(Tag(target[0], target[1], number, ORANGE, right=target[0] == ahead[-1]))
    place_tags(figure, ax, [*last, *tags])
    return figure


@remember
def draw_vintages(table: pd.DataFrame, *, unit: str = "", title: str = "") -> Figure:
    """Draw several statements for one year side by side, by vintage; lines connect one base only.

    ``table``: ``period``, ``value``, ``low``, ``high``, ``vintage``; optional ``base``, ``label``, ``bound``.

    >>> rows = pd.DataFrame({"period": [2022, 2022], "value": [57.0, 56.0], "vintage": ["first", "revised"]})
    >>> len(draw_vintages(rows, lang="en").axes[0].texts)
    2
    """
    need_columns(table, ("period", "value", "vintage"), "draw_vintages")
    years, rows, vintages = read_years(table["period"], "draw_vintages"), read_rows(table), read_words(table, "vintage")
    names, labels = list(dict.fromkeys(vintages)), read_words(table, "label")
    beside = _beside(years, [names.index(v) for v in vintages])
    colors = {name: PALETTE[i % len(PALETTE)] for i, name in enumerate(names)}
    figure, ax = new_figure(HEIGHT, title, unit)
    year_axis(ax, years)
    ax.set_ylim(*limits([v for r in rows for v in r.finite], pad=0.24))
    connect(ax, read_lines(table), beside, rows, GREY)
    tags = []
    for x, row, name, label in zip(beside, rows, vintages, labels, strict=True):
        draw_mark(ax, x, row, colors[name], upright=True, marker=MARKERS[names.index(name) % len(MARKERS)])
        text = describe(row, short_unit(unit))
        if row.kind != "missing":
            tags.append(Tag(x, row.anchor, f"{text}\n{wrap(label, 16)}" if label else text, colors[name]))
    tags = _telling(tags, 7)
    draw_key(figure, [(n, {"color": colors[n], "marker": MARKERS[i % len(MARKERS)]}) for i, n in enumerate(names) if n])
    place_tags(figure, ax, tags)
    return figure


def _telling(tags: list[Tag], most: int) -> list[Tag]:
    """Keep the labels of the ends, the highest and the lowest point where there are more than can be read."""
    if len(tags) <= most:
        return tags
    kept = {0, len(tags) - 1, *(pick(range(len(tags)), key=lambda n: tags[n].y) for pick in (min, max))}
    # The others evenly between them, as far as there is room.
    step = len(tags) / (most - len(kept) + 1)
    kept |= {round(n * step) for n in range(1, most - len(kept) + 1)}
    return [tag for n, tag in enumerate(tags) if n in kept]


def _beside(years: Sequence[float], order: Sequence[int]) -> list[float]:
    """Move several statements for one year apart, in the order of their vintages."""
    out = list(years)
    for year in dict.fromkeys(years):
        same = sorted((i for i, y in enumerate(years) if y == year), key=lambda i: order[i])
        for rank, i in enumerate(same):
            out[i] = year + (rank - (len(same) - 1) / 2) * min(0.24, 0.8 / len(same))
    return out


@remember
def draw_bars(table: pd.DataFrame, *, unit: str = "", title: str = "") -> Figure:
    """Draw horizontal bars in the order given, with their numbers.

    ``table``: ``label``, ``value``; optional ``low``, ``high`` (may be infinite), ``bound``.

    >>> draw_bars(pd.DataFrame({"label": ["a", "b"], "value": [3, 2]}), lang="en", unit="%").axes[0].texts[0].get_text()
    '3%'
    """
    need_columns(table, ("label", "value"), "draw_bars")
    rows = read_rows(table)
    figure, ax = new_list(read_words(table, "label"), title, base=1.0)
    ax.set_xlim(*limits([v for r in rows for v in r.finite], pad=0.06, zero=True))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.set_xlabel(name_unit(unit), loc="left")
    ax.axvline(0, color=GREY, lw=1)
    for at, row in enumerate(rows):
        if row.kind != "missing":
            solid: dict[str, Any] = {"color": BLUE}
            hollow: dict[str, Any] = {"facecolor": "white", "edgecolor": BLUE, "hatch": "///"}
            fill = solid if row.kind == "value" else hollow
            ax.barh(at, row.anchor, height=0.62, lw=1.4, zorder=2, gid="bar", **fill)
            if row.high - row.low > (ax.get_xlim()[1] - ax.get_xlim()[0]) / 200:
                draw_mark(ax, at, row, INK, edge=True, marker="")
        aside(ax, at, describe(row, unit), INK)
    return figure


@remember
def draw_trend(
    history: pd.DataFrame, fit: pd.DataFrame, *, unit: str = "", title: str = ""
) -> Figure:  # fmt: skip
    """Draw observations and a fitted line with its confidence band.

    ``history``: ``period``, ``value``; optional ``low``, ``high``, ``bound``, ``doubtful`` (drawn hollow); ``fit``:
    ``period``, ``fit``, ``low``, ``high``.

    >>> past = pd.DataFrame({"period": [2021, 2022], "value": [33.0, 30.0]})
    >>> line = pd.DataFrame({"period": [2021, 2022], "fit": [33, 30], "low": [32, 29], "high": [34, 31]})
    >>> len(draw_trend(past, line, lang="en").axes[0].texts)
    2
    """
    need_columns(history, ("period", "value"), "draw_trend")
    need_columns(fit, ("period", "fit", "low", "high"), "draw_trend")
    fit = fit.sort_values("period")
    years, line = read_years(history["period"], "draw_trend"), read_years(fit["period"], "draw_trend")
    rows = read_rows(history)
    doubtful = [word == "True" for word in read_words(history, "doubtful")]
    low, middle, high = (fit[c].to_numpy(dtype=float) for c in ("low", "fit", "high"))
    figure, ax = new_figure(HEIGHT, title, unit)
    year_axis(ax, [*years, *line])
    ax.set_ylim(*limits([*low, *high, *(v for r in rows for v in r.finite)], pad=0.12))
    shade(ax, line, low, high)
    ax.plot(line, middle, color=BLUE, lw=2, zorder=3, gid="fit")
    tags = []
    for x, row, hollow in zip(years, rows, doubtful, strict=True):
        draw_mark(ax, x, row, INK, upright=True, face="white" if hollow else "")
        if row.kind != "missing":
            tags.append(Tag(x, row.anchor, describe(row, short_unit(unit)), INK))
    place_tags(figure, ax, tags)
    return figure
