"""Rows of the tables: figures of areas as quantities with their source, and quartiles of years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from xclib.analyses import standing
from xclib.analyses.history import above
from xclib.analyses.targets.samples import Sample, known_areas
from xclib.data import front
from xclib.data.rows import records
from xclib.economics.formulas import NAMED, OFF
from xclib.economics.quantity import Quantity
from xclib.model.areas import english_name, read_areas
from xclib.pages import Page
from xclib.panels.query import load_panel

Row = Mapping[str, Any]
#: Fewest targets of a level and year whose quartiles are given.
_FEWEST = 4


def quartiles(sample: Sample) -> pd.DataFrame:
    """Return the numbers that targets name, one row a level and year: ``level``, ``period``, ``median`` (quartiles), ``n``."""
    unit = next(iter(sample.targets["unit"]), "")
    out = []
    for (level, year), named in sample.local(sample.targets).groupby(["level", "period"])["named"]:
        low, middle, high = named.quantile([0.25, 0.5, 0.75])
        of = Quantity(middle, low, high, unit, basis=NAMED) if len(named) >= _FEWEST else None
        out.append({"level": level, "period": year, "median": of, "n": len(named)})
    return pd.DataFrame(out, columns=["level", "period", "median", "n"])


def years(sample: Sample, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one row a year, the newest first: the nation's target, and quartiles and count of each level."""
    nation = {row["period"]: Quantity.of(row) for row in records(sample.targets[sample.targets["level"] == "nation"])}
    cells = {(row["level"], row["period"]): row for row in records(rows)}
    out = []
    for year in sorted({*nation, *rows["period"]}, reverse=True):
        row: dict[str, Any] = {"period": year, "nation": nation.get(year)}
        for level in sample.levels:
            found = cells.get((level, year), {})
            name = level.replace(" ", "_")
            row |= {name: found.get("median"), f"{name}_n": found.get("n")}
        out.append(row)
    return out


def map_read(coverage: pd.DataFrame) -> list[dict[str, Any]]:
    """Return how much of the map was read: a row a level, with how many areas there are where that is known."""
    of = known_areas()
    rows = [{**row, "whole": of["province"] if row["level"] == "province" else None} for row in records(coverage)]
    cities = sum(row["areas"] for row in rows if row["level"] in ("major city", "prefecture"))
    none = dict.fromkeys(("first", "last", "targets", "pairs", "successions"))
    return [*rows, {"level": "city", "areas": cities, "whole": of["city"], **none}] if cities else rows


def widest(pairs: pd.DataFrame, n: int = 8) -> list[dict[str, Any]]:
    """Return the pairs of values that lie furthest apart, with what each side states: to be checked at their sources.

    Figures that a report gives for a part of an area or of a year are in no sample, see `samples.read_sample`.
    """
    some = pairs[pairs["valued"]]
    order = some["gap"].abs().sort_values(ascending=False, kind="stable").index
    out = []
    for row in records(some.loc[order].head(n)):
        side = {name.removeprefix("out_"): value for name, value in row.items() if name.startswith("out_")}
        target, outcome = Quantity.of(row), Quantity.of(side)
        gap = Quantity(row["gap"], row["gap"], row["gap"], basis=OFF, inputs=(outcome, target))
        about = {"area_zh": row["area"], "area_en": english_name(row["area_code"], row["area"]), "period": row["period"]}
        doubt = (row["out_flag"] or row["flag"]).partition(";")[0]
        out.append({**about, "target": target, "outcome": outcome, "gap": gap, "doubt": doubt})
    return out


def history(sample: Sample, stated: pd.DataFrame, names: Mapping[str, tuple[str, str]], *, span: int = 10) -> pd.DataFrame:
    """Return targets and outcomes of areas, the newest year first, one row an area and year.

    ``stated``: rows of `xclib.series` of the first area: these go before what the panel has of it; ``names``: areas in the
    order wanted, with their names in Chinese and English; ``span``: years, from the newest back.
    """
    found: dict[tuple[str, int], dict[str, Any]] = {}
    codes = list(names)
    for name, frame in (("target", sample.targets), ("outcome", sample.outcomes)):
        for row in records(frame[frame["area_code"].isin(codes)]):
            found.setdefault((row["area_code"], row["period"]), {})[name] = Quantity.of(row)
    order = stated.sort_values(
        ["bound", "grade", "status"],
        key=lambda c: c.ne("=") if c.name == "bound" else c.eq("preliminary") if c.name == "status" else c,
        kind="stable",
    )
    for row in reversed(records(order[order["status"].isin(["target", "actual", "preliminary"])])):
        name = "target" if row["status"] == "target" else "outcome"
        found.setdefault((codes[0], int(row["period"])), {})[name] = Quantity.of(row)
    last = max((year for _, year in found), default=0)
    at, none = {code: n for n, code in enumerate(codes)}, dict.fromkeys(("target", "outcome"))
    rows = [
        {"area_code": code, "area_zh": names[code][0], "area_en": names[code][1], "period": year} | none | cells
        for (code, year), cells in sorted(found.items(), key=lambda item: (-item[0][1], at[item[0][0]]))
        if year > last - span
    ]
    return pd.DataFrame(rows, columns=["area_code", "area_zh", "area_en", "period", "target", "outcome"])


def explain_gaps(history: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Add to `history` why a target or an outcome is missing: the report is there and states none, or there is no report.

    With ``target_why`` and ``outcome_why``: ``silent``, ``unread``, or empty where the number is there. ``history``: as
    `history` returns it; ``coverage``: as `xclib.coverage` returns it. What it does not list has no report.
    """
    states = {(r["area_code"], int(r["period"]), r["status"]): r["state"] for r in records(coverage)}
    found = history.copy()
    for name, status in (("target", "target"), ("outcome", "actual")):
        seen = [states.get((r["area_code"], int(r["period"]), status), "") for r in records(history)]
        why = ["silent" if state in ("not stated", "stated but not read") else "unread" for state in seen]
        found[f"{name}_why"] = [
            "" if isinstance(of, Quantity) else reason for of, reason in zip(history[name], why, strict=True)
        ]
    return found


def used(history: pd.DataFrame, wide: Sequence[Row]) -> list[dict[str, Any]]:
    """Return every figure that the brief names one by one, with what is left open around it; all others enter means only."""
    out = []
    for row in [*records(history), *wide]:
        for status, name in (("target", "target"), ("actual", "outcome")):
            if isinstance(of := row[name], Quantity):
                about = {"area_zh": row["area_zh"], "area_en": row["area_en"], "period": row["period"], "status": status}
                out.append({**about, "figure": of, "room": of.room})
    return out


def followed(sample: Sample, coverage: pd.DataFrame, pairs: pd.DataFrame, gauges: pd.DataFrame) -> pd.DataFrame:
    """Return all targets with what became of their outcome: whether the next report was read, and whether it states one.

    ``area_code``, ``level``, ``period``, ``state`` (``stated``, ``silent`` where the next report was read and gives none,
    ``unread``), ``missed`` (NaN where not known) and ``ahead`` (the gauge less the number that the target names).
    ``coverage``: as `xclib.coverage` returns it for outcomes; ``pairs``: as `samples.pairs` returns them; ``gauges``:
    outcomes of another indicator, as `xclib.panel` returns them: a gauge of how the year went that does not depend on
    whether the outcome is stated.
    """
    key = ["area_code", "period"]
    rows = sample.local(sample.targets)[[*key, "level", "home", "named"]]
    rows = rows[rows["period"] < rows["period"].max()]
    seen = coverage[coverage["status"] == "actual"][[*key, "state"]].drop_duplicates(key)
    rows = rows.merge(seen, on=key, how="left").merge(pairs[[*key, "missed"]], on=key, how="left")
    beside = gauges[gauges["status"] == "actual"].drop_duplicates(key)[[*key, "value"]]
    rows = rows.merge(beside, on=key, how="left")
    states = {"stated": "stated", "not stated": "silent", "stated but not read": "silent"}
    state = rows["state"].map(states).fillna("unread").mask(rows["missed"].notna(), "stated")
    found: pd.DataFrame = rows.assign(state=state, ahead=rows["value"] - rows["named"]).drop(columns="value")
    return found


def areas_shown(page: Page, highlight: Sequence[str], other: str) -> dict[str, tuple[str, str]]:
    """Return the areas whose years are listed, with their names: the page's, the one compared, and those asked for.

    ``page``: of the report. ``highlight``: codes asked for; without any, the areas above the page's. ``other``: a registered
    report or an area code, empty for none.
    """
    register, facts = front.reports(), front.context(stored=True)
    second = standing.find_other(other, register, front.figures(stored=True), load_panel(), facts)
    beside = [str(second[0]["area_code"])] if second else []
    codes = [page.area, *beside, *(highlight or above(page.area))]
    return names(list(dict.fromkeys(codes)), pd.concat([register, facts]))


def marks(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the estimates of a column as a chart draws them, one row a sample; those missing are left out."""
    known = [(row["name"], row[column]) for row in records(rows) if isinstance(row.get(column), Quantity)]
    drawn = [{"label": name, "value": of.value, "low": of.low, "high": of.high} for name, of in known]
    return pd.DataFrame(drawn, columns=["label", "value", "low", "high"]).round(2)


def names(codes: Sequence[str], register: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return the names of areas in Chinese and English, by code; Chinese where no English one is on record.

    ``register``: ``area_code``, ``area_zh``, ``area_en``, as `xclib.facts` and `xclib.reports` have them.
    """
    listed = {row["area_code"]: (row["area_zh"], row["area_en"]) for row in records(register.drop_duplicates("area_code"))}
    known = {area.code: (area.name, area.name_en) for area in read_areas().values() if not area.successor}
    return {code: listed.get(code) or known.get(code, (code, code)) for code in codes}
