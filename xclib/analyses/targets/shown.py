"""Tables of the targets brief: estimates with intervals and sample sizes as text, and what the tables of charts hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from xclib.analyses.targets.amplification import Step
from xclib.analyses.targets.places import sourced
from xclib.analyses.targets.samples import KINDS, Sample, known_areas
from xclib.analyses.targets.words import HOW, percent, sample, span, tell, word
from xclib.data.rows import records
from xclib.economics.panel_models import Estimate
from xclib.words import stated as tell_stated
from xclib.words.wording import format_number, format_value, pick

Row = Mapping[str, Any]


def coverage_rows(table: pd.DataFrame, lang: str) -> list[dict[str, Any]]:
    """Return the rows of the table of what was read."""
    of, out = known_areas(), []
    cities = int(table.loc[table["level"].isin(["major city", "prefecture"]), "areas"].sum())
    for r in records(table):
        told = {"level": word(r["level"], lang), "years": span(r["first"], r["last"], lang) if r["targets"] else "–"}
        areas = f"{r['areas']}/{of['province']}" if r["level"] == "province" else str(r["areas"])
        out.append(told | {"areas": areas} | {n: format_number(r[n], lang) for n in ("targets", "pairs", "successions")})
    if cities:
        out.append({"level": pick(lang, "城市合计", "Cities together"), "areas": f"{cities}/{of['city']}", "years": "–"})
    return out


def year_rows(quartiles: pd.DataFrame, nation: pd.DataFrame, sample_of: Sample, lang: str) -> list[dict[str, Any]]:
    """Return one row a year: the nation's target with its link, and median, quartiles and count of every level."""
    unit = str(sample_of.targets["unit"].iloc[0]) if len(sample_of.targets) else ""
    by_year = {r["period"]: r for r in records(nation)}
    cells = {(r["level"], r["period"]): r for r in records(quartiles)}
    out = []
    for year in sorted({*by_year, *(p for _, p in cells)}, reverse=True):
        row: dict[str, Any] = {"period": year, "nation": "–", "url": ""}
        if own := by_year.get(year):
            row |= {"nation": sourced(own, lang), "url": own["url"]}
        for level in sample_of.levels:
            r = cells.get((level, year))
            row[level] = _quartile(r, unit, lang) if r else "–"
        out.append(row)
    return out


def _quartile(r: Row, unit: str, lang: str) -> str:
    """Write median, quartiles and count; the numbers of three areas are no distribution."""
    median, low, high = (format_value(r[n], unit, lang, decimals=None if unit != "%" else 1) for n in ("median", "low", "high"))
    spread = pick(lang, f"（{low}—{high}）", f" ({low}–{high})")
    return f"{median}{spread} · {r['n']}" if r["n"] > 3 else f"– · {r['n']}"


def step_rows(steps: Mapping[str, Step | None], split: int, lang: str) -> list[dict[str, Any]]:
    """Return the rows of the table of steps."""
    out = []
    for name, step in steps.items():
        if step is None:
            continue
        parts = [
            (pick(lang, "全部", "All"), step.gap),
            (pick(lang, f"{split - 1}年及以前", f"Up to {split - 1}"), step.early),
            (pick(lang, f"{split}年起", f"Since {split}"), step.late),
            (pick(lang, "双方都是数值", "Values on both sides"), step.values),
        ]
        out += [
            {"step": word(f"step {name}", lang), "part": part, "gap": tell(e, lang), "n": sample(e, lang)} for part, e in parts
        ]
        slope = pick(lang, "对上级目标的斜率", "Slope on the target above")
        out.append(
            {"step": word(f"step {name}", lang), "part": slope, "gap": tell(step.slope, lang), "n": sample(step.slope, lang)}
        )
    return out


def hedge_rows(changes: pd.DataFrame, lang: str) -> list[dict[str, Any]]:
    """Return the rows of the table of words: shares before and since, and the change within areas."""
    return [
        {
            "kind": word(r["kind"], lang),
            "n": format_number(r["n"], lang),
            "early": percent(r["early"], lang),
            "late": percent(r["late"], lang),
            "change": tell(r["change"], lang, of=100, decimals=0),
        }
        for r in records(changes)
    ]


def hedge_level_rows(table: pd.DataFrame, lang: str) -> list[dict[str, Any]]:
    """Return the rows of the table of words by level."""
    return [
        {"level": word(r["level"], lang), "n": format_number(r["n"], lang)} | {k: percent(r[k], lang) for k in KINDS}
        for r in records(table)
    ]


def share_rows(table: pd.DataFrame, split: int, lang: str) -> list[dict[str, Any]]:
    """Return the rows of the table of shares missed."""
    names = part_names(split, lang)
    names["unusual"] = pick(lang, f"{split}年起，去掉异常年份", f"Since {split}, without unusual years")
    return [
        {
            "name": names.get(r["name"], word(r["name"], lang)),
            "missed": percent(r["missed"], lang),
            "short": percent(r["short"], lang),
            "n": sample(r["missed"], lang),
        }
        for r in records(table)
    ]


def part_names(split: int, lang: str) -> dict[str, str]:
    """Return what the two parts of the sample are called."""
    return {
        "early": pick(lang, f"{split - 1}年及以前", f"Up to {split - 1}"),
        "late": pick(lang, f"{split}年起", f"Since {split}"),
        "unusual": word("unusual", lang),
    }


def robust_rows(table: pd.DataFrame, split: int, lang: str) -> list[dict[str, Any]]:
    """Return the rows of the table of variants."""
    names = part_names(split, lang)
    return [
        {
            "name": names.get(r["name"], word(r["name"], lang)),
            "mean": tell(r["mean"], lang),
            "slope": tell(r["slope"], lang),
            "n": sample(r["mean"], lang),
            "m": format_number(r["slope"].n, lang),
        }
        for r in records(table)
    ]


def feedback_rows(table: pd.DataFrame, lang: str) -> list[dict[str, Any]]:
    """Return the rows of the table of specifications."""
    return [
        {
            "name": word("within area" if r["name"] == "within" else r["name"], lang),
            "slope": tell(r["slope"], lang),
            "last": tell(r["last"], lang) if r["last"].known else "–",
            "power": format_number(r["power"], lang, decimals=1),
            "n": sample(r["slope"], lang),
        }
        for r in records(table)
        if r["name"] != "difference"
    ]


def marks(table: pd.DataFrame, column: str, split: int, lang: str) -> pd.DataFrame:
    """Return the variants of an estimate as rows of `charts.draw_intervals`."""
    names = part_names(split, lang)
    known = [r for r in records(table) if r[column].known]
    return pd.DataFrame(
        [
            {
                "label": names.get(r["name"], word(r["name"], lang)),
                "value": round(r[column].value, 2),
                "low": round(r[column].low, 2),
                "high": round(r[column].high, 2),
            }
            for r in known
        ]
    )


def headline(
    own: Row | None,
    middle: pd.DataFrame,
    steps: Mapping[str, Step | None],
    shares: pd.DataFrame,
    *,
    name: str,
    unit: str,
    year: int,
    lang: str,
) -> list[dict[str, str]]:
    """Return the headline numbers: the area's target with the provinces' median of its year, amplification, share missed."""
    items = []
    if own is not None:
        rows = middle[(middle["level"] == "province") & (middle["period"] == year)]
        median = format_value(float(rows["median"].iloc[0]), unit, lang) if len(rows) else ""
        note = pick(lang, f"省级中位数{median}", f"median of provinces {median}") if median else ""
        label = pick(lang, f"{name}{year}年目标", f"Target of {name} for {year}")
        items.append({"label": label, "value": tell_stated(own["row"], lang), "note": note, "url": str(own["url"])})
        items[-1] |= {"note_formula": pick(lang, *HOW["quartile"])} if median else {}
    step = steps.get("province")
    if step is not None and step.gap.known:
        value = format_number(step.gap.value, lang, decimals=1) + pick(lang, "个百分点", " points")
        ends = tell(step.gap, lang, decimals=1)
        label = pick(lang, "省级目标减全国目标", "Provinces' targets less the nation's")
        note = ends[ends.index(pick(lang, "（", "(")) :]
        items.append({"label": label, "value": value, "note": note, **_formula(step.gap, "gap", lang, note=True)})
    for r in records(shares[shares["name"] == "all"]) if len(shares) else []:
        if r["missed"].known:
            told = percent(r["missed"], lang)
            cut = told.index(pick(lang, "（", " ("))
            label, note = pick(lang, "未达到的目标", "Targets missed"), told[cut:].strip()
            items.append({"label": label, "value": told[:cut], "note": note, **_formula(r["missed"], "share", lang, note=True)})
    return items


def _formula(e: Estimate, how: str, lang: str, *, note: bool = False) -> dict[str, str]:
    told = {"formula": pick(lang, *HOW[how]), "inputs": sample(e, lang)}
    return told | ({f"note_{k}": v for k, v in told.items()} if note else {})
