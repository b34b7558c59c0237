"""The facts, charts and tables of a comparison; their words stand under ``standing`` of the shared catalogue."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from xclib.analyses import standing
from xclib.analyses.standing import FEWEST, GROUPS, Mark, Standing, charted, drawable
from xclib.data import front
from xclib.data.rows import grouped
from xclib.economics.formulas import PLACE, QUARTILES
from xclib.economics.quantity import Quantity
from xclib.model.areas import english_name
from xclib.model.indicators import read_indicators
from xclib.pages import Page
from xclib.panels.query import load_panel
from xclib.words import Facts, Saying

#: How a figure may stand to another, and in which order a sentence counts the areas of a sample.
_SIDES = {"target": ("higher", "close", "lower"), "actual": ("lower", "higher", "close")}
#: Indicators whose figure differs in kind from those of the sample.
_UNLIKE = ("revenue_growth", "revenue_growth_comparable", "unemployment_registered", "pm25")
_ROLES = ("own", "other", "parent", "nation")


def compare(page: Page, facts: pd.DataFrame, *, asked: Sequence[tuple[str, str, int]] = (), other: str = "") -> list[Standing]:
    """Return where the page's area stands in the panel, one `Standing` for each indicator and status that is asked for.

    ``page``: of the report; what is compared by default is what `standing.ASKED` names for its notebook. ``facts``: what other
    pages state, as of `xclib.analyses.history.facts`; ``asked``: indicator, status, and years after the year reported on;
    ``other``: another registered report or an area code, set beside the page's.
    """
    panel = load_panel()
    second = standing.find_other(other, front.reports(), front.figures(stored=True), panel, facts)
    about: dict[str, Any] = {"about": page.report, "year": page.year, "stated": page.figures, "facts": facts}
    return standing.stand(panel, asked or standing.ASKED[page.notebook], **about, other=second)


def _about(mark: Mark) -> Facts:
    return {"area_zh": mark.name_zh, "area_en": mark.name_en, "figure": mark.figure}


def facts(stand: Standing) -> dict[str, Saying | None]:
    """Return the sayings of a comparison that a first screen takes: ``beside`` other areas, and its ``place`` in the sample.

    A place is that of a city among cities first, of any other area among provinces first; None with too few areas.
    """
    own = stand.mark("own")
    city = own is not None and own.code.endswith("00") and not own.code.endswith("0000")
    groups = sorted(GROUPS, key=lambda group: (group == "city") != city)
    return {"beside": versus(stand), "place": next((found for group in groups if (found := placed(stand, group))), None)}


def versus(stand: Standing) -> Saying | None:
    """Say how our figure stands to those of the areas over it and of the one asked for; None without them.

    Outcomes are told apart by their intervals, targets by the number printed.
    """
    own = stand.mark("own")
    others = [mark for mark in stand.marks if mark.role != "own"]
    if own is None or not others:
        return None
    sides = grouped(others, lambda mark: _side(own, mark, stand.status))
    return Saying("standing.versus", {"sides": [{"side": side, "areas": [*map(_about, of)]} for side, of in sides.items()]})


def _side(own: Mark, mark: Mark, status: str) -> str:
    if status == "target":
        return "same" if own.number == mark.number else "above" if own.number > mark.number else "below"
    return own.figure.side(mark.figure)


def placed(stand: Standing, group: str) -> Saying | None:
    """Say where our figure stands in a group; None without a figure of our own or with too few areas."""
    found = stand.place(group, printed=stand.status == "target")
    if found is None:
        return None
    counts = [{"side": side, "count": count} for side in _SIDES[stand.status] if (count := getattr(found, side))]
    first = [{**row, "first": n == 0} for n, row in enumerate(counts)]
    about = {"status": stand.status, "group": group, "period": stand.period, "n": found.n}
    return Saying("standing.place", {**about, "counts": first, "one": counts[0]["side"] if len(counts) == 1 else ""})


def saying(stand: Standing) -> Saying:
    """Say one comparison: our figure, its place in each group, medians, nation and parent."""
    own = stand.mark("own")
    others = [_about(mark) for mark in stand.marks if mark.role != "own"]
    names: Facts = _about(own) if own else {"area_zh": "", "area_en": "", "figure": None}
    return Saying("standing.whole", {**_kind(stand), **names, "others": others, "groups": [_group(stand, g) for g in GROUPS]})


def _kind(stand: Standing) -> dict[str, Any]:
    entry = read_indicators()[stand.indicator]
    named = {"indicator": stand.indicator, "indicator_zh": entry.zh, "indicator_en": entry.en}
    return named | {"status": stand.status, "period": stand.period}


def _group(stand: Standing, group: str) -> dict[str, Any]:
    rows = stand.group(group)
    says = "none" if not len(rows) else "few" if len(rows) < FEWEST else "known"
    middle = _quartiles(stand, group) if says == "known" else dict.fromkeys(("low", "middle", "high"))
    return {"says": says, "n": len(rows), "group": group, "place": placed(stand, group), **middle}


def _quartiles(stand: Standing, group: str) -> dict[str, Quantity | None]:
    """Return quartiles and median; of the median what bounds and rounding leave open."""
    found, unit = stand.spreads[group], stand.unit
    if math.isnan(found.middle[1]):
        return dict.fromkeys(("low", "middle", "high"))
    low, middle, high = (round(value, 2) for value in found.middle)
    ends = [Quantity.exact(v, unit, basis=QUARTILES) for v in (low, high)]
    return {"low": ends[0], "middle": Quantity(middle, found.low[1], found.high[1], unit, basis=QUARTILES), "high": ends[1]}


# --- charts ----------------------------------------------------------------------------------------------------------


def chart_rows(page: Page, stands: Sequence[Standing]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return dots, marks and spreads for `xclib.charts.standing.draw_standing`; only groups that are large enough."""
    dots, marks, spreads = [], [], []
    for stand in drawable(stands):
        panel = page.text("standing.panel", **_kind(stand))
        for group in GROUPS:
            rows = stand.group(group)
            if len(rows) < FEWEST:
                continue
            at = {"panel": panel, "strip": page.text("standing.strip", group=group, n=len(rows))}
            dots.append(rows[["number", "bound"]].rename(columns={"number": "value"}).assign(**at))
            spreads.append(at | dict(zip(("low", "middle", "high"), stand.spreads[group].middle, strict=True)))
        # Marks of one number and bound share a label.
        for same in grouped(stand.marks, lambda mark: (mark.number, mark.figure.bound)).values():
            first = same[0]
            label = page.text("standing.mark", areas=[_about(m) for m in same], figure=first.figure)
            ends = {"value": first.number, "low": first.figure.low, "high": first.figure.high, "role": first.role}
            marks.append({"panel": panel, "label": label, **ends})
    empty = pd.DataFrame(columns=["panel", "strip", "value", "bound"])
    return (
        pd.concat(dots, ignore_index=True) if dots else empty,
        pd.DataFrame(marks, columns=["panel", "label", "value", "low", "high", "role"]),
        pd.DataFrame(spreads, columns=["panel", "strip", "low", "middle", "high"]),
    )


def show(page: Page, stands: Sequence[Standing]) -> None:
    """Show a chart of each indicator: the sample, and the marked areas in it; then what is said of them and their tables.

    Nothing is said where a figure stands alone.
    """
    from xclib.charts.standing import draw_standing

    stands = of_page(page, stands)
    for group in charted(stands):
        own = next((m for s in group for m in s.marks if m.role == "own"), None)
        about = {**_kind(group[0]), "own_zh": own and own.name_zh, "own_en": own and own.name_en}
        unit = next((s.unit for s in drawable(group)), "")
        shown = {**about, "unit": unit, "shown": [_shown(s) for s in drawable(group)]}
        page.chart("standing", draw_standing, *chart_rows(page, group), facts=shown, name=f"standing-{group[0].indicator}")
    stands = [s for s in stands if s.enough or any(m.role != "own" for m in s.marks)]
    if not stands:
        return
    page.say("standing.notes", notes(stands))
    named = {role: [m for s in stands for m in s.marks if m.role == role] for role in _ROLES}
    heads = {f"{role}_{lang}": list(dict.fromkeys(getattr(m, f"name_{lang}") for m in marks))
        for role, marks in named.items() for lang in ("zh", "en")}  # fmt: skip
    page.table("standing marks", marks_rows(stands), heads)
    page.table("standing spreads", spread_rows(stands))


def of_page(page: Page, stands: Sequence[Standing]) -> list[Standing]:
    """Return the comparisons that a page shows: none of targets where the report is of a kind that sets none."""
    return [stand for stand in stands if page.plans or stand.status == "actual"]


def _shown(stand: Standing) -> Facts:
    places = [found.facts for group in GROUPS if (found := placed(stand, group))]
    return {**_kind(stand), "places": places, "whole": saying(stand)}


# --- tables ----------------------------------------------------------------------------------------------------------


def marks_rows(stands: Sequence[Standing]) -> list[Facts]:
    """Return the marked areas, one row an indicator, status and year: the figures of each role."""
    rows = [_kind(s) | {r: [m.figure for m in s.marks if m.role == r] or None for r in _ROLES} for s in stands]
    return [row for row in rows if any(row[role] for role in _ROLES)]


def spread_rows(stands: Sequence[Standing]) -> list[Facts]:
    """Return one row a group: how many areas, how many with a bound only, quartiles, and our place where it tells something."""
    rows: list[Facts] = []
    for stand in stands:
        for group in GROUPS:
            of = stand.group(group)
            if not len(of):
                continue
            row, found = _kind(stand) | _group(stand, group), stand.place(group)
            if row["says"] != "known" and stand.enough:
                continue  # too few to tell, beside a sample that does
            row |= {"bounds": stand.spreads[group].bounds if row["says"] == "known" else None, "rank": None, "share": None}
            if found and found.tells:
                row["rank"] = Quantity(math.nan, found.first, found.last, basis=PLACE)
                row["share"] = Quantity(math.nan, *found.percentile, "%", basis=PLACE)
            rows.append(row)
    return rows


def notes(stands: Sequence[Standing]) -> dict[str, Any]:
    """Return the notes beside the charts: figures of our own that could not be placed, the sample, and what is too thin."""
    shown, thin = drawable(stands), [_kind(s) for s in stands if not s.enough]
    ours = next((m.code for s in shown for m in s.marks if m.role == "own"), "")
    bare = dict.fromkeys(m.figure.place.rpartition(":")[0] for s in stands for m in s.marks if m.figure.place)
    codes = ["sample"] if shown else []
    codes += ["district"] if ours and not ours.endswith("00") else []
    codes += ["printed"] if any(s.status == "target" and s.alike and s.mark("own") for s in shown) else []
    vague = [s for s in shown if any((found := s.place(group)) and not found.tells for group in GROUPS)]
    codes += ["vague"] if vague else []
    codes += [
        code
        for code in _UNLIKE
        if shown and any(code in (s.indicator, s.indicator.removesuffix("_comparable")) for s in stands)
    ]
    codes += ["bare"] if shown and bare else []
    codes += ["nothing"] if not any(len(s.rows) for s in stands) else ["thin"] if thin else []
    alone = [saying(s).facts for s in stands if s.mark("own") and not s.enough]
    return {
        "codes": codes, "alone": alone, "fewest": FEWEST, "thin": thin, "docs": [_document(doc) for doc in bare],
        "vague": [_kind(s) | {"figure": s.marks[0].figure.room} for s in vague]}  # fmt: skip


def _document(doc: str) -> Facts:
    """Return area and year of a document of the corpus."""
    place, _, year = doc.rpartition("/")
    name = place.rpartition("/")[2].removeprefix("政府工作报告-")
    return {"area_zh": name, "area_en": "the State Council" if name == "国务院" else english_name("", name), "year": year}
