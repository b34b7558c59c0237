"""The panel: what reports state of an area's own headline figures, one row per report, indicator, status and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xclib.kinds import looks_back
from xclib.panel_match import Match, match_figure
from xclib.panel_words import is_many_years, is_part_year, plain, raw_index, read_rules

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the panel.
COLUMNS = (
    "doc", "area_code", "area", "level", "indicator", "status", "period", "value", "value_high", "low", "high", "bound", "unit",
    "as_printed", "line", "source_url", "flag", "name", "picked",
)  # fmt: skip
#: The same with their Arrow types.
PANEL_TYPES = {
    **dict.fromkeys(COLUMNS, "string"),
    **dict.fromkeys(("value", "value_high", "low", "high"), "float64"),
    "line": "int32",
    "picked": "bool_",
}
#: Unit of an indicator as the panel writes it, by the code of its figures.
UNITS = {"CNY": "yuan", "PT": "%", "PS": "persons", "NR": "persons", "ug/m3": "ug/m3"}
#: Codes of the units that a headline figure can have: 百分之八 is a ratio until it is told in %.
CODES = (*UNITS, "1")
#: Parts of a report that state headline figures; an annex does so in its list of things promised for the year.
PARTS = ("review", "plan", "annex")
#: Levels that are a state or a total of the last year of a term, where the frame is a term.
STOCKS = frozenset({"gdp", "revenue"})

#: What is never planned to fall: 下降 in the plan tells of the past.
RISING = frozenset({"gdp_growth", "fai_growth", "retail_growth", "urban_income_growth", "rural_income_growth"})

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that states a headline indicator, before one of several is picked."""

    row: Row
    match: Match
    indicator: str
    status: str
    period: str
    order: int


def read_candidates(figures: Iterable[Mapping[str, Any]]) -> list[Candidate]:
    """Return the headline figures of one report, in reading order.

    Parameters
    ----------
    figures : iterable of mapping
        Rows of the corpus data set, all of one report.
    """
    found: list[Candidate] = []
    seen: dict[tuple[int, str, int], int] = {}
    for order, figure in enumerate(figures):
        row = _in_percent(dict(figure))
        if row["unit_code"] not in UNITS or row["part"] not in PARTS or (row["part"] == "annex" and not _is_promised(row)):
            continue
        before = plain(row["before"])
        for match in match_figure(before, row["after"], row["area"]):
            indicator = _indicator(match, row)
            if indicator is None or (told := _time(match, row, before, indicator)) is None:
                continue
            # The first number behind a name is its figure; what follows compares.
            key = (row["line"], indicator, row["start"] - len(row["before"]) + raw_index(row["before"], match.start))
            candidate = Candidate(row, match, indicator, *told, order)
            if key not in seen:
                seen[key] = len(found)
                found.append(candidate)
            elif indicator in STOCKS and found[seen[key]].row["bound"] == ">" and row["bound"] == "=":
                # 突破2000亿元、达到2379亿元: the second says it exactly.
                found[seen[key]] = candidate
    return found


def _is_promised(row: Row) -> bool:
    """Whether a figure of an annex is a number of people promised, and no account of the last list."""
    return row["unit_code"] in ("PS", "NR") and row["status"] == "target" and "完成" not in row["after"][:30]


_COUNTED = re.compile(r"就\s*业|从\s*业")


def _in_percent(row: Row) -> Row:
    """Return the row with 百分之八 as 8%."""
    if row["unit_code"] != "1" or not row["number"].startswith("百分之"):
        return row
    high = row["value_high"]
    told = {name: 100 * row[name] for name in ("value", "low", "high")}
    told = {name: round(value, 6) for name, value in told.items()}
    return {**row, **told, "unit_code": "PT", "value_high": high if high is None or high != high else round(100 * high, 6)}


def _indicator(match: Match, row: Row) -> str | None:
    """Return the indicator that unit and measure make of a family."""
    family = read_rules()["families"][match.family]
    unit, value = row["unit_code"], float(row["value"])
    if unit in family.get("unit", ()) and ("growth" not in family or unit != "PT"):
        counted = family["level"] not in STOCKS
        told = row["measure"] == "level" and not _ADDED.search(match.bridge)
        # A sum without 万 or 亿 has lost its magnitude.
        return str(family["level"]) if value > 0 and (counted or (told and value > 1e8)) else None
    if unit == "PT" and "growth" in family:
        rising = row["measure"] == "growth" or (match.family == "cpi" and row["measure"] == "level")
        told = rising or any(word in match.bridge for word in ("增速", "增幅", "涨幅"))
        # An index of 102 is no rise of 102%.
        return str(family["growth"]) if told and abs(value) < 90 else None
    return None


def _time(match: Match, row: Row, before: str, indicator: str) -> tuple[str, str] | None:
    """Return status and period where they are those of the panel: the year reviewed or the year planned for."""
    year = row["year"]
    if year is None or year != year:
        return None
    year = int(year)
    past = year if looks_back(row["kind"]) else year - 1
    near = match.opener + before[match.start :]
    # 年均增长5%，其中2030年增长3%: what stands behind the year speaks of it alone.
    near = near[max(near.rfind(f"其中{past}年"), 0) :]
    if is_part_year(before[-60:]) or _START.search(match.bridge):
        return None
    if _MOVED.search(match.bridge) and _MOVES.match(row["after"]):
        return None
    if row["measure"] == "growth" and _since(before, past):
        return None
    # 由2015年的94亿元增加到170亿元，增长79%: growth over the whole movement.
    if row["measure"] == "growth" and _MOVED.search(match.bridge) and not _ONE_YEAR.search(match.bridge):
        return None
    # 年均增长12%左右，达到: nobody says about of a mean that has been.
    if indicator in STOCKS and _MEANT.search(match.bridge):
        return None
    if indicator in STOCKS and "累计" in near and "全年" not in near:
        return None
    period, status = row["period"], row["status"]
    if "/" in period:
        last = period.split("/")[1]
        if int(last) != past or status != "actual":
            return None
        if indicator in STOCKS:
            return "actual", str(past)
        single = _ONE_YEAR.search(before[-60:]) or f"{past}年" in before[-60:]
        return ("actual", str(past)) if single and not is_many_years(near) else None
    # Prices 累计 rise over the months of one year.
    if indicator not in STOCKS and is_many_years(near.replace("累计", "") if indicator == "cpi" else near):
        return None
    if status == "actual" and period == str(past):
        return None if _INTENT.search(match.bridge) or _STRIVING.search(match.opener) else ("actual", period)
    # A report of late December calls the year it plans for 明年, which reads as the year after it.
    if row["part"] != "review" and (period == str(year) or (status == "target" and period == str(year + 1))):
        fall = row["value"] < 0 and indicator in RISING
        return None if indicator in STOCKS or fall else ("target", str(year))
    return None


def _since(before: str, past: int) -> bool:
    """Whether a sentence counts growth from years before the last: 比“十一五”末增长62%, and what follows it."""
    found = [m for m in _BASE.finditer(before) if m[1] is None or int(m[1]) < past - 1]
    return bool(found) and not _ONE_YEAR.search(before, found[-1].end())


#: Words in a paragraph about a term that speak of its last year alone.
_START = re.compile(r"(?:由|从)(?:上年的?|\d{4}年的?)?$")
_MOVED = re.compile(r"由|从")
_MOVES = re.compile(r"(?:元|%|人|个)?(?:左右|以上)?(?:增加|增长|提高|上升|扩大|提升|跃升|攀升|下降|降低|增|升|降)[到至为]")
_BASE = re.compile(r"[比较](?:“?十[一二三四]?五”?(?:期?末|时期)|((?:19|20)\d\d)年)增长")
_INTENT = re.compile(r"要|力争|争取|确保|计划|目标|必须")
_MEANT = re.compile(r"年均(?:增长|递增)[\d.]+%(?:左右|以上)")
_STRIVING = re.compile(r"力争|争取")
_ADDED = re.compile(r"(?:增量|增加额|净增|增加)(?:达到|达|了|为|约|近|超过|超)*$")
_ONE_YEAR = re.compile(r"同比|比上年|较上年|去年|全年|一年来|仅增长")


# --- one row a figure ------------------------------------------------------------------------------------------------


def pick(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[tuple[Candidate, Candidate]]]:
    """Return one candidate for each indicator, status and year, and the pairs that disagree.

    The rule: revenue that is the local part of a larger one (其中地方) goes before it; a proper name before a loose one
    (地区生产总值 before 经济增长), and revenue that is called 地方 before revenue that is not; a line with three or more
    headline figures, the report's own summary, before one with fewer; a target in a sentence about targets; an exact
    figure before a bound; else the first. An output of less than six tenths of another in the same report is that of a part.
    """
    groups: dict[tuple[str, str, str], list[Candidate]] = {}
    weight: dict[int, int] = {}
    for c in candidates:
        groups.setdefault((c.indicator, c.status, c.period), []).append(c)
        weight[c.row["line"]] = weight.get(c.row["line"], 0) + 1
    picked, disagreeing = [], []
    for key, every in groups.items():
        group = _wholes(every) if key[0] == "gdp" else every
        best = min(
            group,
            key=lambda c: (
                not _is_share(c, group),
                c.match.second,
                c.indicator == "revenue" and not c.match.local,
                -min(3, weight[c.row["line"]]),
                c.status == "target" and "目标" not in c.row["before"],
                c.row["bound"] != "=" and c.status == "actual",
                c.order,
            ),
        )
        picked.append(best)
        disagreeing += [(best, c) for c in group if c is not best and c.match.second == best.match.second and _apart(best, c)]
    return picked, disagreeing


def _is_share(candidate: Candidate, group: list[Candidate]) -> bool:
    """Whether revenue is the local part of one that holds the centre's share: 一般预算收入83亿元，其中地方42亿元."""
    if not candidate.indicator.startswith("revenue") or "其中" not in candidate.match.opener or not candidate.match.local:
        return False
    line = candidate.row["line"]
    return any(not c.match.local and c.row["line"] == line and c.order < candidate.order for c in group)


def _wholes(group: list[Candidate]) -> list[Candidate]:
    """Return the candidates that can be the whole: what is much less than another is the output of a part."""
    top = max((float(c.row["value"]) for c in group if c.row["bound"] == "="), default=0.0)
    return [c for c in group if float(c.row["value"]) > 0.6 * top]


def _apart(one: Candidate, other: Candidate) -> bool:
    return not (one.row["low"] <= other.row["high"] and other.row["low"] <= one.row["high"])


def build_panel(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the panel of the figures of a corpus.

    Parameters
    ----------
    figures : DataFrame
        Rows of the data set that `xclib.corpus.read_corpus` writes.

    Returns
    -------
    DataFrame
        ``COLUMNS``: one row per report, indicator, status and period, sorted by report, status and indicator. A figure that
        fails a check of `xclib.panel_checks` names it in ``flag``.
    """
    from xclib.panel_checks import add_flags, check_panel

    panel, _ = read_headlines(figures)
    return add_flags(panel, check_panel(panel))


def read_headlines(figures: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the panel without flags, and a table of the statements of a report that disagree with the one picked.

    Parameters
    ----------
    figures : DataFrame
        As for `build_panel`.
    """
    import pandas as pd

    rows: list[Row] = []
    others: list[Row] = []
    wanted = figures[figures["unit_code"].isin(CODES) & figures["part"].isin(PARTS)]
    # Two figures of three stand behind no such word, and need no closer look.
    hints = "|".join(r"\s*".join(word) for word in read_rules()["hints"])
    wanted = wanted[wanted["before"].str.contains(hints, regex=True)]
    counts = wanted["unit_code"].isin(["NR", "PS"])
    wanted = wanted[~counts | wanted["before"].str.contains(_COUNTED)]
    for _, part in wanted.groupby("doc", sort=True):
        picked, apart = pick(read_candidates({str(k): v for k, v in row.items()} for row in part.to_dict("records")))
        rows.extend(to_row(c) for c in picked)
        others.extend(_apart_row(one, other) for one, other in apart)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame = frame.sort_values(["doc", "status", "indicator"], kind="stable").reset_index(drop=True)
    return frame, pd.DataFrame(others, columns=list(_APART))


_APART = ("doc", "indicator", "status", "period", "picked", "picked_line", "other", "other_line", "other_doc", "source_url")


def pick_between(panel: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the panel with ``picked`` set where several documents state the same thing, and the pairs that disagree.

    The rule: a statistical communique goes before a report, an exact figure before a bound, a later document before an
    earlier one. All rows are kept.
    """
    rows = panel.assign(
        report=~panel["doc"].str.contains("统计"), bounded=panel["bound"] != "=", turn=panel["doc"].rank(ascending=False)
    ).sort_values(["report", "bounded", "turn"], kind="stable")
    key = ["level", "area_code", "area", "indicator", "status", "period"]
    first = ~rows.duplicated(key)
    out = panel.assign(picked=first.reindex(panel.index))
    both = rows[first].merge(rows[~first], on=key, suffixes=("", "_other"))
    both = both[(both["low"] > both["high_other"]) | (both["low_other"] > both["high"])]
    told = both.rename(columns={"as_printed": "told", "as_printed_other": "other", "doc_other": "other_doc"})
    told = told.assign(picked=told["told"], picked_line=told["line"], other_line=told["line_other"])
    return out, told[list(_APART)].sort_values(["doc", "indicator"], kind="stable")


def _apart_row(one: Candidate, other: Candidate) -> Row:
    mine, yours = to_row(one), to_row(other)
    told = {
        "picked": mine["as_printed"],
        "picked_line": mine["line"],
        "other": yours["as_printed"],
        "other_line": yours["line"],
        "other_doc": mine["doc"],
    }
    return {name: mine[name] for name in ("doc", "indicator", "status", "period", "source_url")} | told


def to_row(candidate: Candidate) -> Row:
    """Return the row of the panel."""
    row = _signed(candidate)
    high = row["value_high"]
    return {
        **{name: row[name] for name in ("doc", "area_code", "area", "level", "bound", "line", "source_url")},
        "indicator": candidate.indicator,
        "status": candidate.status,
        "period": candidate.period,
        "value": row["value"],
        "value_high": None if high is None or high != high else high,
        "low": row["low"],
        "high": row["high"],
        "unit": UNITS[row["unit_code"]],
        "as_printed": _printed(row),
        "flag": "",
        "name": candidate.match.name,
        "picked": True,
    }


def _signed(candidate: Candidate) -> Row:
    """Return the row with the sign that its bridge gives: 能耗降幅4.5% is a fall."""
    row = candidate.row
    if candidate.indicator != "energy_intensity_growth" or row["value"] < 0 or "降" not in candidate.match.bridge:
        return row
    flipped = {"value": -row["value"], "low": -row["high"], "high": -row["low"]}
    high = row["value_high"]
    return {**row, **flipped, "value_high": None if high is None or high != high else -high}


def _printed(row: Row) -> str:
    """Return number and unit with the word that bounds them, as printed."""
    word = row["bound_word"] or ""
    before = word if word and row["before"].endswith(word) else ""
    after = row["after"][: len(row["unit"]) + len(word)]
    tail = after if word and after.endswith(word) else after[: len(row["unit"])]
    return f"{before}{row['number']}{tail}"
