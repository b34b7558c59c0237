"""What was stated of PM2.5 place by place, and what compares: district with city, green area with residents."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from xclib.analyses.environment.words import UG, Row, english, label_of, span, subject_of
from xclib.economics import Derived, per_head, subtract
from xclib.figure import Interval
from xclib.formulas import CITY
from xclib.indicators import read_indicators
from xclib.present import link, reckoned
from xclib.rows import records
from xclib.wording import format_bound, format_figure, format_interval, format_number, format_value, pick, tally

_CONTEXT_UNITS = {"PT": "%", "ha": "公顷", "m2": "平方米", "m2/PS": "平方米", "ug/m3": UG}
_PEOPLE = ["indicator", "status", "period", "bound", "value", "low", "high", "grade", "as_printed", "source_url"]
_GAPS = [
    "label",
    "period",
    "value",
    "low",
    "high",
    "own",
    "kind",
    "url",
    "group",
    "note",
    "stated",
    "city",
    "city_url",
    "grade",
]


def parent_of(area: str) -> str:
    """Return the code of the province or municipality that an area lies in.

    >>> parent_of("110102")
    '110000'
    """
    return f"{area[:2]}0000"


def name_of(rows: pd.DataFrame, lang: str) -> str:
    """Return the name of the area of some rows; empty where there are none."""
    return "" if rows.empty else str(rows.iloc[0][pick(lang, "area_zh", "area_en")])


def list_statements(own: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    """Return all PM2.5 outcomes of an area by ``kind``: ``report``, ``other`` page, ``part`` of a year, ``doubtful``.

    A full-year value of another page is doubtful where a value for some months of that year is the same number.

    Parameters
    ----------
    own : DataFrame
        Rows of `xclib.series`.
    part : DataFrame
        Rows of `xclib.facts` with ``part_year=True``.
    """
    actual = own[own["status"] == "actual"].assign(months="")
    pieces = part[(part["months"] != "") & (part["status"] == "actual")].assign(origin="context", kind="part")
    twins = set(zip(pieces["period"], pieces["value"], strict=True))
    kinds = [
        "report" if o != "context" else "doubtful" if (p, v) in twins else "other"
        for o, p, v in zip(actual["origin"], actual["period"], actual["value"], strict=True)
    ]
    frames = [f for f in (actual.assign(kind=kinds), pieces) if len(f)]
    rows = pd.concat(frames, ignore_index=True) if frames else actual.assign(kind=kinds)
    return rows.sort_values(["period", "months"], kind="stable").reset_index(drop=True)


def statement_rows(statements: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return statements as rows of a chart of intervals, oldest first."""
    kinds = {
        "report": pick(lang, "报告，全年", "a report, full year"),
        "other": pick(lang, "其他网页，全年", "other page, full year"),
        "doubtful": pick(lang, "称全年，可能只含部分月份", "called a year, maybe part of it"),
        "part": pick(lang, "部分月份", "part of a year"),
    }
    months = [_months(str(m), lang) for m in statements["months"]]
    labels = [f"{p}年{m}" if lang == "zh" else f"{p}{m}" for p, m in zip(statements["period"], months, strict=True)]
    grades = [pick(lang, f"来源{g}级", f"source grade {g}") for g in statements["grade"]]
    shown = statements[["value", "low", "high", "bound", "kind", "source_url", "as_printed"]].reset_index(drop=True)
    return shown.assign(label=labels, group=shown["kind"].map(kinds), note=grades)


def _months(months: str, lang: str) -> str:
    if not months:
        return ""
    first, last = (int(m) for m in months.split("-"))
    return pick(lang, f"{first}—{last}月", f", months {first}–{last}")


def list_gaps(own: pd.DataFrame, others: pd.DataFrame, city: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return each district-year's PM2.5 minus the city's of the same year: what lets years with different weather compare.

    Parameters
    ----------
    own : DataFrame
        Statements of the report's area, from `list_statements`.
    others : DataFrame
        Statements of other districts, rows of `xclib.facts`.
    city : DataFrame
        One outcome a year of the city.
    """
    cities = {int(c["period"]): c for c in records(city)}
    mine = own[own["kind"] != "part"].assign(own=True)
    rest = others[(others["status"] == "actual") & others["bound"].isin(["=", "~"])].assign(own=False, kind="other")
    rows = []
    for r in [r for f in (mine, rest) for r in records(f.sort_values("period", ascending=False, kind="stable"))]:
        if r["period"] not in cities:
            continue
        c = cities[r["period"]]
        ends = subtract(Interval(r["low"], r["high"]), Interval(c["low"], c["high"]))
        doubt = pick(lang, "，可能只含部分月份", ", maybe part of a year") if r["kind"] == "doubtful" else ""
        name, grade = r[pick(lang, "area_zh", "area_en")], pick(lang, f"来源{r['grade']}级", f"source grade {r['grade']}")
        group = pick(lang, "报告所在地区", "the report's area") if r["own"] else pick(lang, "其他地区", "other areas")
        value = (r["value"] - c["value"], ends.low, ends.high)
        row = (f"{name} {r['period']}", r["period"], *value, r["own"], r["kind"], r["source_url"], group, grade + doubt)
        sources = (r["value"], c["value"], c["source_url"], r["grade"] + doubt)
        rows.append(dict(zip(_GAPS, (*row, *sources), strict=True)))
    return pd.DataFrame(rows, columns=_GAPS)


def gap_rows(gaps: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return `list_gaps` as rows of a table: both values with their pages, and the difference with its interval."""
    rows = []
    for g in records(gaps):
        size = span(Derived(g["low"], g["high"], g["value"], ""), "", lang)
        gap = f"{'+' if g['value'] > 0 else ''}{format_number(g['value'], lang)}{pick(lang, f'（{size}）', f' ({size})')}"
        told = {"name": g["label"], "value": format_number(g["stated"], lang), "city": format_number(g["city"], lang)}
        told |= {"gap_basis": CITY, "gap_inputs": pick(lang, "；", "; ").join((told["value"], told["city"]))}
        rows.append(told | {"gap": gap, "grade": g["grade"], "url": g["url"], "city_url": g["city_url"]})
    return rows


def find_peers(gaps: pd.DataFrame, name: str, lang: str) -> str:
    """Return how many district-years lie above and below their city; plain text, for captions."""
    if gaps.empty:
        return pick(lang, "没有同年的全市与各区数值可比。", "No values of a city and its areas in one year are at hand.")
    above, below = int((gaps["low"] > 0).sum()), int((gaps["high"] < 0).sum())
    counts = [(above, "{}个明确高出", "{} clearly above"), (below, "{}个明确低于", "{} clearly below")]
    close = (len(gaps) - above - below, "{}个在四舍五入之内难分", "{} too close for rounded numbers to tell")
    told = tally([*counts, close], lang)
    return pick(
        lang,
        f"与{name}全市同年相比的{len(gaps)}个值：{told}。",
        f"Values beside {name} in the same year, {len(gaps)}: {told}.",
    )


def gap_words(row: Row, lang: str) -> str:
    """Return a difference to the city with its interval, formula and both values; HTML."""
    size = span(Derived(row["low"], row["high"], row["value"], ""), "", lang)
    value = f"{'+' if row['value'] > 0 else ''}{format_number(row['value'], lang)}"
    both = (format_number(row[k], lang) for k in ("stated", "city"))
    return reckoned(pick(lang, f"{value}（{size}）", f"{value} ({size})"), CITY, lang, *both)


def _gap_of(row: Row, lang: str) -> str:
    told = gap_words(row, lang)
    return pick(lang, f"{row['period']}年{told}", f"{told} in {row['period']}")


def find_gaps(gaps: pd.DataFrame, name: str, lang: str) -> str:
    """Return the finding on the gap to the city, and how far weather that the city shares can explain it."""
    own = records(gaps[gaps["own"]])
    if not own:
        return ""
    now, before = own[0], own[1:]
    told = pick(lang, "、", ", ").join(_gap_of(r, lang) for r in own)
    text = pick(lang, f"与{name}全市同年相比（微克/立方米）：{told}。", f"Beside {name} in the same year (µg/m³): {told}. ")
    if before and now["low"] > before[0]["high"]:
        text += pick(
            lang,
            f"差距比{before[0]['period']}年大：全市共有的天气可以解释一同反弹，单凭它解释不了这一点",
            f"The gap is wider than in {before[0]['period']}: weather that the whole city shares can explain a common rebound, "
            "but not this by itself",
        )
        doubtful = any(r["kind"] == "doubtful" for r in before)
        text += (
            pick(
                lang,
                "；但早年的值可能只含部分月份，尚不能定论。",
                "; yet earlier values may cover part of a year, which leaves it open.",
            )
            if doubtful
            else pick(lang, "。", ".")
        )
    return text


def green_per_head(
    topic: pd.DataFrame, people: Iterable[pd.DataFrame], year: int, lang: str
) -> tuple[list[dict[str, str]], Row | None]:
    """Return green areas per 100 residents with the latest sourced population, and that population; none without one.

    Parameters
    ----------
    topic : DataFrame
        Figures with ``subject`` and ``dimension``.
    people : frames
        Statements of the resident population; of one year a census is preferred.
    year : int
        Latest year of population to use.
    """
    stated = pd.concat([p for p in people if len(p)] or [pd.DataFrame(columns=_PEOPLE)], ignore_index=True)
    known = stated[(stated["status"] == "actual") & (stated["period"] <= year) & stated["bound"].isin(["=", "~"])]
    areas = topic[(topic["subject"] == "green") & (topic["dimension"] == "area") & (topic["measure"] == "level")]
    if known.empty or areas.empty:
        return [], None
    ranked = known.assign(_census=known["indicator"] == "population_census").sort_values(
        ["period", "_census", "grade"], ascending=[True, True, False]
    )
    base = records(ranked)[-1]
    heads = Interval(base["low"] / 100, base["high"] / 100)
    rows = []
    for a in records(areas):
        f, bound = a["factor"], a["bound"] in ("=", "~")
        each = per_head(
            Interval(a["low"] * f, a["high"] * f),
            heads,
            amount_mid=a["value"] * f if bound else math.nan,
            population_mid=base["value"] / 100,
        )
        rows.append(
            {
                "label": label_of(a, lang),
                "amount": format_figure(a, lang),
                "period": a["period"],
                "status": pick(lang, "实际值", "outcome") if a["status"] == "actual" else pick(lang, "目标", "target"),
                "each": format_value(each.mid, "平方米", lang, decimals=2)
                if bound
                else format_interval(each.low, each.high, "平方米", lang, decimals=2),
                "interval": span(each, "平方米", lang, 2),
                "each_basis": each.basis,
                "each_inputs": pick(lang, "；", "; ").join((format_figure(a, lang), format_value(base["value"], "人", lang))),
                "url": a["source_url"],
            }
        )
    return rows, base


def find_people(base: Row | None, lang: str) -> str:
    """Say which population the areas are divided by, and that it is of another year where it is."""
    if base is None:
        return pick(
            lang,
            "没有可用的常住人口或绿地面积，不算人均。",
            "No sourced resident population or no green area is at hand: nothing is given per head.",
        )
    census = pick(lang, "普查", "census") if base["indicator"] == "population_census" else pick(lang, "公布", "stated")
    value = link(format_value(base["value"], "人", lang), str(base["source_url"]))
    return pick(
        lang,
        f"人均只按{base['period']}年{census}的常住人口{value}计：人口与绿地不是同一年，只作量级。",
        f"Per head uses the resident population of {base['period']} ({census}, {value}): not the year of the green space, "
        f"so it gives an order of size.",
    )


def context_rows(facts: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    """Return what other pages state on the environment apart from PM2.5, each with the grade of its source."""
    air = facts["indicator_zh"].map(subject_of) == "air"
    kept = facts[(facts["indicator_zh"].map(subject_of) != "") & ~air & ~facts["indicator"].isin(["pm25", "pm25_growth"])]
    return [
        {
            "area": f"{r[pick(lang, 'area_zh', 'area_en')]} {r['period']}",
            "name": _name(r, lang),
            "value": _amount(r, lang),
            "grade": r["grade"],
            "url": r["source_url"],
        }
        for r in records(kept.sort_values(["period", "area_code"], ascending=[False, True], kind="stable"))
    ]


def _name(row: Row, lang: str) -> str:
    if lang == "zh":
        return str(row["indicator_zh"])
    return read_indicators()[row["indicator"]].en if row["indicator"] else english(row["indicator_zh"])


def _amount(row: Row, lang: str) -> str:
    """Return a value of another page with its unit; in one that is not known here, as the page prints it."""
    if row["unit_code"] not in _CONTEXT_UNITS:
        return str(row["as_printed"])
    told = format_bound(row["value"], row["bound"], _CONTEXT_UNITS[row["unit_code"]], lang)
    return told + (pick(lang, "/人", " per head") if row["unit_code"] == "m2/PS" else "")
