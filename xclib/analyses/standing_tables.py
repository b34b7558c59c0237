"""The rows of a comparison's chart and tables, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

import pandas as pd

from xclib.analyses.standing import FEWEST, GROUPS, Mark, Standing, charted, spread, told
from xclib.analyses.standing_words import (
    GROUP_NAMES,
    caption,
    caveat,
    cite,
    clause,
    kind_of,
    name_of,
    number,
    plain,
    row_name,
    say,
    versus,
)
from xclib.economics.formulas import PLACE, QUARTILES
from xclib.html.present import Html, table
from xclib.model.wording import Lang, format_interval, format_number, pick

HEADS: Mapping[str, tuple[str, str]] = {
    "name": ("指标", "Indicator"), "group": ("样本", "Sample"), "n": ("地区数", "Areas"),
    "bounds": ("其中只是界限", "Bounds only"),
    "low": ("下四分位", "Lower quartile"), "middle": ("中位数（区间）", "Median (interval)"),
    "high": ("上四分位", "Upper quartile"), "place": ("本地位次（从高到低）", "Rank"),
    "share": ("低于本地的占比", "Share below ours"),
}  # fmt: skip


def chart_rows(stands: Sequence[Standing], lang: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return dots, marks and spreads for `xclib.charts.standing.draw_standing`; only groups that are large enough."""
    dots, marks, spreads = [], [], []
    for stand in told(stands):
        panel = kind_of(stand, lang)
        panel = panel[:1].upper() + panel[1:]
        for group in GROUPS:
            rows = stand.group(group)
            if len(rows) < FEWEST:
                continue
            strip = pick(lang, f"{GROUP_NAMES[group][0]}（{len(rows)}）", f"{GROUP_NAMES[group][1].capitalize()} ({len(rows)})")
            dots += [
                {"panel": panel, "strip": strip, "value": float(n), "bound": b}
                for n, b in zip(rows["number"], rows["bound"], strict=True)
            ]
            low, middle, high = spread(rows, stand.status).middle
            spreads.append({"panel": panel, "strip": strip, "low": low, "middle": middle, "high": high})
        for same in _alike(stand.marks):
            names = pick(lang, "、", ", ").join(pick(lang, m.name_zh, m.name_en) for m in same)
            first = same[0]
            label = f"{names} {number(first, stand.unit, lang)}"
            numbers = {"value": first.number, "low": first.low, "high": first.high}
            marks.append({"panel": panel, "label": label, **numbers, "role": first.role})
    columns = (["panel", "strip", "value", "bound"], ["panel", "label", "value", "low", "high", "role"])
    spread_columns = ["panel", "strip", "low", "middle", "high"]
    return (
        pd.DataFrame(dots, columns=columns[0]),
        pd.DataFrame(marks, columns=columns[1]),
        pd.DataFrame(spreads, columns=spread_columns),
    )


def _alike(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Join marks of one number and bound, so that they share a label."""
    out: list[list[Mark]] = []
    for mark in marks:
        for same in out:
            if (same[0].number, same[0].bound) == (mark.number, mark.bound):
                same.append(mark)
                break
        else:
            out.append([mark])
    return out


def marks_table(stands: Sequence[Standing], lang: str) -> list[dict[str, str | Html]]:
    """Return the marked areas, one row an indicator, status and year: the figure as stated, with the address of its page."""
    rows = []
    for stand in stands:
        row: dict[str, str | Html] = {"name": row_name(stand, lang)}
        for role in ("own", "other", "parent", "nation"):
            same = [m for m in stand.marks if m.role == role]
            text = pick(lang, "、", ", ").join(number(m, stand.unit, lang) for m in same) or "–"
            # A number of a page without an address names its document instead.
            bare = len(same) == 1 and same[0].doc and not same[0].url
            row[role] = Html(cite(same[0], stand.unit, lang), text) if bare else text
            row[f"{role}_url"] = same[0].url if same else ""
        rows.append(row)
    return rows


def spread_table(stands: Sequence[Standing], lang: str) -> list[dict[str, str]]:
    """Return one row a group: how many areas, how many with a bound only, quartiles, and our place with its range."""
    rows = []
    for stand in stands:
        for group in GROUPS:
            of = stand.group(group)
            row = {"name": row_name(stand, lang), "group": pick(lang, *GROUP_NAMES[group]), "n": str(len(of))}
            if len(of) >= FEWEST:
                rows.append(row | _spread_cells(stand, group, lang))
            elif len(of):
                none = pick(lang, "太少", "too few")
                rows.append(row | {"bounds": "–", "low": none, "middle": none, "high": none, "place": "–", "share": "–"})
    return rows


def _spread_cells(stand: Standing, group: str, lang: str) -> dict[str, str]:
    s, found = spread(stand.group(group), stand.status), stand.place(group)
    names = ("low", "middle", "high")
    cells = {"bounds": str(s.bounds)}
    for n, name in enumerate(names):
        cells[name] = format_number(round(s.middle[n], 2), lang)
    span = format_interval(s.low[1], s.high[1], "", lang)
    cells["middle"] += pick(lang, f"（{span}）", f" ({span})") if s.low[1] != s.high[1] else ""
    if not found:
        return cells | {"place": "–", "share": "–"}
    first, last = found.first, found.last
    cells["place"] = str(first) if first == last else f"{first}–{last}"
    ends = [format_number(v, lang, decimals=0) for v in found.percentile]
    return cells | {"share": ends[0] + "%" if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}%"}


def heads(lang: str, *names: str) -> dict[str, str]:
    """Return the heads of columns.

    >>> heads("en", "n")
    {'n': 'Areas'}
    """
    return {n: pick(lang, *HEADS[n]) for n in names}


def mark_heads(stands: Sequence[Standing], lang: str) -> dict[str, str]:
    """Return the heads of `marks_table`: the marked areas by name, those of which nothing is known left out."""
    out = {"name": pick(lang, *HEADS["name"])}
    for role in ("own", "other", "parent", "nation"):
        names = dict.fromkeys(pick(lang, m.name_zh, m.name_en) for s in stands for m in s.marks if m.role == role)
        if names:
            out[role] = pick(lang, "、", ", ").join(names)
    return out


def unit_of(stands: Sequence[Standing], lang: str) -> str:
    """Return the unit of a chart of these."""
    units = {"ug/m3": pick(lang, "微克/立方米", "µg/m³"), "persons": pick(lang, "人", "people")}
    return next((units.get(s.unit, s.unit) for s in told(stands)), "")


def title_of(stands: Sequence[Standing], lang: str) -> str:
    """Return the title of a chart of these: indicator and area."""
    name = name_of(stands[0], lang)
    own = next((m for s in stands for m in s.marks if m.role == "own"), None)
    if own is None:
        return pick(lang, f"{name}：各省和地市", f"{name[:1].upper()}{name[1:]} of provinces and cities")
    area = pick(lang, own.name_zh, own.name_en)
    return pick(lang, f"{name}：{area}在各省和地市之中", f"{name[:1].upper()}{name[1:]}: {area} among provinces and cities")


def facts(stand: Standing) -> dict[str, partial[str]]:
    """Return the words of a comparison that a first screen takes: ``beside`` other areas, and its ``place`` in the sample."""
    return {"beside": partial(versus, stand), "place": partial(clause, stand)}


def show_charts(stands: Sequence[Standing], lang: Lang) -> None:
    """Show a chart of each indicator: the sample, and the marked areas in it."""
    from xclib.charts.picture import show
    from xclib.charts.standing import draw_standing

    for group in charted(stands):
        said, name = caption(group, lang), f"standing-{group[0].indicator}"
        chart = draw_standing(*chart_rows(group, lang), lang=lang, unit=unit_of(group, lang), title=title_of(group, lang))
        show(chart, alt=said, caption=said, lang=lang, name=name)


def show_tables(stands: Sequence[Standing], lang: str) -> None:
    """Show what is said beside the charts, the marked areas and the samples."""
    from IPython.display import display

    for made in (show_notes, show_marks, show_spreads):
        display(made(stands, lang))  # type: ignore[no-untyped-call]


def show_marks(stands: Sequence[Standing], lang: str) -> Html:
    """Return the table of the marked areas."""
    columns = mark_heads(stands, lang)
    rows = [r for r in marks_table(stands, lang) if any(r[c] != "–" for c in columns if c != "name")]
    caption = pick(lang, "本地、上级与全国，点击数值回到原文", "Our area and those over it; each value links to the source")
    roles = [c for c in columns if c != "name"]
    return table(rows, columns, caption=caption, lang=lang, links={c: f"{c}_url" for c in roles}, numeric=roles)


def show_spreads(stands: Sequence[Standing], lang: str) -> Html:
    """Return the table of the samples, with our place in each."""
    rows, some = spread_table(stands, lang), any(s.mark("own") and s.enough for s in stands)
    columns = [c for c in HEADS if some or c not in ("place", "share")]
    caption = pick(lang, "语料里同年同指标的分布", "The distribution in the corpus, same indicator and year")
    groups = {pick(lang, "语料中的值", "Values in the corpus"): ("low", "middle", "high")}
    notes = []
    if unit := unit_of(stands, lang):
        notes = [pick(lang, f"四分位数与中位数的单位：{unit}。", f"Quartiles and medians in {unit}.")]
    shown = heads(lang, *columns)
    how = dict.fromkeys(("low", "middle", "high"), QUARTILES) | dict.fromkeys(("place", "share"), PLACE)
    return table(rows, shown, caption=caption, lang=lang, numeric=columns[2:], groups=groups, how=how, notes=notes)


def show_notes(stands: Sequence[Standing], lang: str) -> Html:
    """Return what is said beside the chart: figures of our own that could not be placed, and the caveat."""
    said = [say(s, lang) for s in stands if s.mark("own") and not s.enough]
    shown = [*said, escape(caveat(stands, lang))]
    return Html("".join(f"<p>{s}</p>" for s in shown), "\n".join(plain(s, lang=lang) for s in shown))
