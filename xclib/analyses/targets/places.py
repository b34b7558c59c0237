"""Where one area's target stands: beside the areas above it, and in the distribution of its year."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from xclib.analyses.growth.frames import best, is_range, outcomes
from xclib.analyses.targets.samples import Sample
from xclib.analyses.targets.words import word
from xclib.data.rows import records
from xclib.html.present import Html, computed, link
from xclib.model.areas import NATION, english_name, read_areas
from xclib.words import stated as tell_stated
from xclib.words.wording import format_figure, format_interval, format_number, pick, tally

Row = Mapping[str, Any]


def areas_above(code: str) -> list[str]:
    """Return the codes of the areas over one: its prefecture, its province, the nation.

    >>> areas_above("110102"), areas_above("110000"), areas_above("100000")
    (['110000', '100000'], ['100000'], [])
    """
    known = {area.code for area in read_areas().values()}
    over = [f"{code[:4]}00", f"{code[:2]}0000", NATION]
    return [c for n, c in enumerate(over) if c in known and c != code and c not in over[:n]] if code != NATION else []


def names_of(codes: Sequence[str], register: pd.DataFrame, lang: str) -> dict[str, str]:
    """Return the names of areas; Chinese where no English one is on record.

    ``register`` is `xclib.context` or `xclib.reports`: ``area_code``, ``area_zh``, ``area_en``.
    """
    told = register.drop_duplicates("area_code").set_index("area_code")[pick(lang, "area_zh", "area_en")].to_dict()
    known = {area.code: pick(lang, area.name, area.name_en) for area in read_areas().values() if not area.successor}
    return {code: str(told.get(code) or known.get(code, code)) for code in codes}


def own_target(stated: pd.DataFrame, year: int) -> dict[str, Any] | None:
    """Return the target of a year that `xclib.series` holds for the report's own area: ``told``, ``url``, ``aim``."""
    row = best(stated[(stated["status"] == "target") & (stated["period"] == year)]) if len(stated) else None
    if row is None:
        return None
    aim = (row["low"] + row["high"]) / 2 if is_range(row) else row["value"]
    return {"row": row, "url": row["source_url"], "aim": float(aim)}


def standing(sample: Sample, year: int, named: float) -> pd.DataFrame:
    """Return how many targets of a year name a higher number, the same, or a lower one: a row for provinces, one for cities."""
    rows = sample.local(sample.targets)
    rows = rows[rows["period"] == year]
    out = []
    for tier in ("province", "city"):
        off = rows.loc[(rows["level"] == "province") == (tier == "province"), "named"] - named
        sides = {"higher": int((off > 1e-9).sum()), "equal": int((off.abs() <= 1e-9).sum()), "lower": int((off < -1e-9).sum())}
        out.append({"tier": tier, "n": len(off), **sides})
    return pd.DataFrame(out)


def cited(row: Row, lang: str) -> str:
    """Return a figure of the panel as a link; where the corpus holds no address, with the report and line that state it."""
    text = format_figure(row, lang)
    if row["url"]:
        return link(text, str(row["url"]))
    where = pick(lang, f"{row['doc']}，第{row['line']}行", f"{row['doc']}, line {row['line']}")
    return computed(text, pick(lang, "报告所列；语料没有网址", "as the report has it; the corpus holds no address"), where)


def sourced(row: Row, lang: str) -> str | Html:
    """Return a figure of the panel for a cell that is linked by its address; one without brings report and line with it."""
    text = format_figure(row, lang)
    return text if row["url"] else Html(cited(row, lang), text)


def place_claim(
    own: Row | None,
    sample: Sample,
    names: Mapping[str, str],
    code: str,
    year: int,
    indicator: str,
    lang: str,
    *,
    beside: Sequence[str] = (),
) -> str:
    """Say an area's target beside those above it and in the distribution of its year; it is a place, not an estimate.

    Parameters
    ----------
    own : mapping or None
        As `own_target` returns it.
    sample : Sample
        As `read_sample` returns it.
    names : mapping
        Name of each area by its code.
    code, year, indicator
        The area, the year of its target, and what the indicator is called.
    lang : {'zh', 'en'}
        Language.
    beside : sequence of str
        Codes of other areas to name before those above.

    Examples
    --------
    >>> place_claim(None, None, {"110102": "Xicheng"}, "110102", 2031, "growth", "en")
    'No target of Xicheng for 2031 was read (growth).'
    """
    area = names[code]
    if own is None:
        return pick(
            lang, f"{area}没有读到{year}年的目标（{indicator}）。", f"No target of {area} for {year} was read ({indicator})."
        )
    above = []
    for other in [*beside, *areas_above(code)]:
        rows = sample.targets[(sample.targets["area_code"] == other) & (sample.targets["period"] == year)]
        name = names.get(other, other)
        told = cited(records(rows)[0], lang) if len(rows) else pick(lang, "未读到", "not read")
        above.append(f"{name}{pick(lang, '', ' ')}{told}")
    mine = link(tell_stated(own["row"], lang), own["url"])
    joined = pick(lang, "、", ", ").join(above)
    parts = [_spread(r, lang) for r in records(standing(sample, year, own["aim"])) if r["n"]] if sample.rate else []
    if lang == "zh":
        return f"{area}{year}年的目标是{mine}{'，' + joined if joined else ''}{'；' + '；'.join(parts) if parts else ''}。"
    spread = "; ".join(parts)
    told = f" {spread[:1].upper()}{spread[1:]}." if spread else ""
    return f"{area} aims at {mine} for {year}{'; ' + joined if joined else ''}.{told}"


def _spread(r: Row, lang: str) -> str:
    tier = pick(lang, {"province": "省级地区", "city": "城市"}[r["tier"]], word(r["tier"], lang).lower())
    words = [("higher", "个列的数更高", "a higher number"), ("equal", "个相同", "the same"), ("lower", "个更低", "a lower one")]
    seen = [(r[side], zh, en) for side, zh, en in words if r[side]]
    # The verb stands once, before the first of what they chose.
    told = tally([(n, "{}" + zh, f"{{}} {'' if i else 'chose '}{en}") for i, (n, zh, en) in enumerate(seen)], lang)
    whole = f"the {r['n']} {tier}" if r["n"] > 1 else f"the one {r['tier']}"
    return pick(lang, f"读到目标的{r['n']}个{tier}中，{told}", f"of {whole} whose target was read, {told}")


def history(
    sample: Sample, stated: pd.DataFrame, code: str, others: Sequence[str], lang: str, *, years: int = 12
) -> list[dict[str, Any]]:
    """Return targets and outcomes of an area and of others, newest year first, each with its link.

    The report's own area is read from ``stated`` (`xclib.series`), the others from the panel. Columns ``t0``, ``o0``,
    ``t1`` … with ``t0_url``, in the order of the areas.
    """
    last = int(max([*sample.targets["period"], *(int(p) for p in stated["period"])]))
    out = []
    for year in range(last, last - years, -1):
        row: dict[str, Any] = {"period": year}
        for n, area in enumerate([code, *others]):
            for letter, frame in (("t", sample.targets), ("o", sample.outcomes)):
                cell = _own(stated, year, letter, lang) if n == 0 else None
                row[f"{letter}{n}"], row[f"{letter}{n}_url"] = cell or _cell(frame, area, year, lang)
        if any(row[f"t{n}_url"] or row[f"o{n}_url"] for n in range(len(others) + 1)):
            out.append(row)
    return out


def _own(stated: pd.DataFrame, year: int, letter: str, lang: str) -> tuple[str, str] | None:
    rows = stated[(stated["status"] == "target") & (stated["period"] == year)] if letter == "t" else outcomes(stated, year)
    row = best(rows) if len(rows) else None
    return (tell_stated(row, lang), row["source_url"]) if row is not None else None


def _cell(frame: pd.DataFrame, area: str, year: int, lang: str) -> tuple[str | Html, str]:
    rows = frame[(frame["area_code"] == area) & (frame["period"] == year)]
    if rows.empty:
        return "–", ""
    row = records(rows)[0]
    return sourced(row, lang), row["url"]


def _name(code: str, name: str, lang: str) -> str:
    return pick(lang, name, english_name(code, name))


def named(
    sample: Sample,
    stated: pd.DataFrame,
    names: Mapping[str, str],
    code: str,
    others: Sequence[str],
    wide: pd.DataFrame,
    lang: str,
    *,
    years: int = 12,
) -> list[dict[str, Any]]:
    """Return every figure that the brief names one by one, with its interval and link: all others enter as means only.

    Those are the targets and outcomes of the area of the report (``stated``, as for `history`), of ``others``, and of the
    pairs ``wide`` (as `misses.widest` returns them). Columns ``area``, ``period``, ``status``, ``value``, ``interval``,
    ``url``.
    """
    last, unit = int(sample.targets["period"].max()), str(sample.targets["unit"].iloc[0])
    own: list[tuple[str, dict[str, Any], str, str | Html]]
    own = [(code, r, "target" if r["status"] == "target" else "actual", tell_stated(r, lang)) for r in records(stated)]
    seen = {(r["area_code"], r["period"]) for r in records(wide)}
    for status, frame in (("target", sample.targets), ("actual", sample.outcomes)):
        rows = [r for r in records(frame) if r["area_code"] in others or (r["area_code"], r["period"]) in seen]
        own += [(r["area_code"], r, status, sourced(r, lang)) for r in rows]
    kept = [told for told in own if int(told[1]["period"]) > last - years or (told[0], int(told[1]["period"])) in seen]
    return [
        {
            "area": names.get(area) or _name(area, str(r.get("area", area)), lang),
            "period": int(r["period"]),
            "status": word(f"one {status}", lang),
            "value": value,
            "interval": format_interval(r["low"], r["high"], unit, lang) if r["low"] != r["high"] else word("sharp", lang),
            "url": r.get("source_url", r.get("url", "")),
        }
        for area, r, status, value in kept
    ]


def lines(
    sample: Sample, names: Mapping[str, str], codes: Sequence[str], own: Row | None, code: str, year: int
) -> pd.DataFrame:
    """Return the lines of a chart: the targets of areas by year, and the report's own one."""
    rows = sample.targets[sample.targets["area_code"].isin(list(codes))]
    order = {c: n for n, c in enumerate(codes)}
    rows = rows.assign(name=rows["area_code"].map(names), at=rows["area_code"].map(order), value=rows["named"])
    table = rows.sort_values(["at", "period"])[["name", "period", "value"]]
    if own is not None and code not in set(rows["area_code"]):
        point = pd.DataFrame([{"name": names[code], "period": year, "value": own["aim"]}])
        table = pd.concat([table, point], ignore_index=True)
    return table


def widest_rows(frame: pd.DataFrame, names: Mapping[str, str], rate: bool, lang: str) -> list[dict[str, Any]]:
    """Return the rows of the table of widest gaps, each figure with its link."""
    out = []
    for r in records(frame):
        seen = {n: r[f"out_{n}"] for n in ("value", "value_high", "bound", "unit", "url", "doc", "line") if f"out_{n}" in r}
        # A log difference of 200 is a multiple of seven.
        gap = format_number(r["gap"] if rate else 100 * math.expm1(r["gap"] / 100), lang, decimals=1 if rate else 0)
        gap += "" if rate else "%"
        area = names.get(r["area_code"]) or _name(r["area_code"], r["area"], lang)
        told = {"area": area, "period": r["period"], "gap": gap}
        out.append(
            told | {"target": sourced(r, lang), "outcome": sourced(seen, lang), "url": r["url"], "out_url": r["out_url"]}
        )
    return out
