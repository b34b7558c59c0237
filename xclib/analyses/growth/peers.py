"""Where an area stands beside its parent and its peers, as far as they have figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from xclib.analyses.growth.frames import best, cells, outcomes
from xclib.analyses.growth.words import Row, say, word
from xclib.indicators import read_indicators
from xclib.rows import records
from xclib.wording import pick


def standing(
    context: pd.DataFrame, own: pd.DataFrame, indicator: str, *, area: Row, year: int, lang: str
) -> tuple[pd.DataFrame, str]:
    """Return an indicator's figures of an area (a row of `xclib.reports`), its parent and its peers, and its place in words.

    ``context`` is `xclib.facts`, ``own`` the area's `xclib.series`. Peers without a figure are listed as such; there is a
    rank only where at least half of the areas (this one counted, the parent not) have a figure. Highest values stand first.
    """
    code, title = area["area_code"], pick(lang, "area_zh", "area_en")
    whole, head = f"{code[:2]}0000", code[: 2 if code.endswith("00") else 4]
    codes = context["area_code"]
    near = codes.str.startswith(head) & (codes.str.endswith("00") == code.endswith("00")) | (codes == whole)
    of_area: dict[str, list[Row]] = {}
    for stated in records(outcomes(context[context["indicator"] == indicator], year)):
        of_area.setdefault(stated["area_code"], []).append(stated)
    rows = [
        (r, best(of_area.get(r["area_code"], [])))
        for r in records(context[near & (codes != code)].drop_duplicates("area_code"))
    ]
    mine, known = best(outcomes(own, year)), [f for r, f in rows if f and r["area_code"] != whole]
    parent = next((x for x in rows if x[0]["area_code"] == whole), (None, None))
    by_parent = ("standing", "standing alone") if parent[1] else ("standing without", "standing none")
    says = by_parent[not known]
    row = {"says": says, "year": year, "area": area[title], "rank": ""}
    row |= {"name": read_indicators()[indicator].name(lang), "n": len(rows) + (not parent[0]), "have": len(known) + bool(mine)}
    row["rank"] = _rank(mine, known, lang) if known and row["have"] * 2 >= row["n"] else ""
    row |= cells(lang, own=mine, whole=parent[1]) | {"parent": parent[0][title] if parent[0] else ""}
    none = {"grade": "–", "status": "no"}
    told = [{**none, **(f or {}), "area": r[title], **cells(lang, told=f)} for r, f in [(area, mine), *rows]]
    told = [r | {"status": word(r["status"], lang)} | ({} if r["grade"] != "–" else {"told": "–"}) for r in told]
    frame = pd.DataFrame(told)
    frame["sort"] = pd.to_numeric(frame["value"]) if "value" in frame else float("nan")
    return frame.sort_values("sort", ascending=False, kind="stable", na_position="last"), say(row, lang)


def _rank(mine: Row | None, known: list[Row], lang: str) -> str:
    """Return the place among areas with a figure; where intervals overlap, it is a range."""
    if mine is None:
        return ""
    first, last = 1 + sum(f["low"] > mine["high"] for f in known), 1 + sum(f["high"] > mine["low"] for f in known)
    place = (str(first), str(first)) if first == last else (f"{first}至{last}", f"{first}–{last}")
    return pick(lang, f"，在其中列第{place[0]}位", f", rank {place[1]} among these")


def covered(each: Mapping[int, tuple[pd.DataFrame, str]]) -> int:
    """Return the year, among those of `standing`, in which most areas have a figure; of two alike the one in their middle."""
    middle = sum(each) / len(each)
    return max(each, key=lambda year: (int(each[year][0]["sort"].notna().sum()), -abs(year - middle)))


def beside(each: Mapping[int, tuple[pd.DataFrame, str]], lang: str) -> list[dict[str, Any]]:
    """Return one row an area with its figure of every year and the grade of the source: ``y0``, ``y1`` … with ``y0_url``."""
    areas: dict[str, dict[str, Any]] = {}
    first = covered(each)
    for frame, _ in [each[first], *each.values()]:
        for row in records(frame):
            areas.setdefault(row["area"], {"area": row["area"]})
    for n, (frame, _) in enumerate(each.values()):
        for row in records(frame):
            has = row["grade"] != "–"
            areas[row["area"]] |= {f"y{n}": f"{row['told']} · {row['grade']}" if has else "–", f"y{n}_url": row["told_url"]}
    return list(areas.values())


def grade_claim(frame: pd.DataFrame, lang: str) -> str:
    """Say how many of the areas with a figure rest on reprints or the press."""
    known = frame[frame["sort"].notna()]
    return say({"says": "graded", "have": len(known), "press": int((known["grade"] == "C").sum())}, lang)
