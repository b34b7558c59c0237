"""The panel: what reports state of an area's own headline figures, one row per report, indicator, status and year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from xclib.data.rows import grouped, records
from xclib.model.numerals import parse_numeral
from xclib.model.units import parse_unit
from xclib.panels.kinds import ABSOLUTE, BOUNDED, CORE, FLOWS, RATED, SLOW, STATES, SUMMED, SUMS, WILD
from xclib.panels.match import Match, match_behind, match_figure
from xclib.panels.rows import UNITS, Candidate, Row, basis_of, in_other_unit, to_row
from xclib.panels.store import COLUMNS
from xclib.panels.times import MEAN_BEHIND, time_of
from xclib.panels.words import is_many_years, plain, raw_index, read_rules

if TYPE_CHECKING:
    import pandas as pd

#: Codes of the units that a headline figure can have: 百分之八 is a ratio until it is told in %, and so are 增长1.5倍
#: and points.
CODES = (*UNITS, "X", "PP")
#: Parts of a report that state headline figures; an annex does so in its list of things promised for the year.
PARTS = ("review", "plan", "annex")


def read_candidates(figures: Iterable[Mapping[str, Any]]) -> list[Candidate]:
    """Return the headline figures of one report, in reading order."""
    found: list[Candidate] = []
    seen: dict[tuple[int, str, int, tuple[str | int, ...]], int] = {}
    for order, figure in enumerate(figures):
        high = figure["value_high"]
        row = _in_tonnes(_in_percent(_with_unit({**figure, "value_high": None if high != high else high})))
        if row["unit_code"] not in UNITS or row["part"] not in PARTS or (row["part"] == "annex" and not _is_promised(row)):
            continue
        before, after = plain(row["before"]), plain(row["after"])
        matches = match_behind(before, after, row["area"]) or match_figure(
            before, after, row["area"], plain(row["lead"]), row["label"]
        )
        if row["unit_code"] == "1":
            families = {match.family for match in matches}
            if families & _PEOPLE:
                row["unit_code"] = "PS"  # 减少贫困人口125万
            elif families & _MONEY and row["number"].endswith("亿") and not _STEPS.match(after):
                row["unit_code"] = "CNY"  # money without 元
        for match in matches:
            indicator = _indicator(match, row)
            if indicator is None or (timed := time_of(match, row, before, indicator)) is None:
                continue
            # The first number behind a name is its figure; what follows compares.
            key = (
                row["line"],
                indicator,
                row["start"] - len(row["before"]) + raw_index(row["before"], match.start),
                timed[:2] if timed[0] == "plan" else timed[:1],
            )
            status, period, first = timed
            if indicator in SLOW and status != "plan" and _falls_over_a_term(row, indicator, status, before):
                continue
            candidate = Candidate(_as_step(row, indicator), match, indicator, status, period, order, first)
            if key not in seen:
                seen[key] = len(found)
                found.append(candidate)
            elif status == "actual" and _has_marks(indicator) and _says_more(candidate.row, found[seen[key]].row):
                found[seen[key]] = candidate
    return _of_the_year(_set_apart(found))


def _set_apart(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates, where revenue with a local part beside it is `total_revenue`: 66亿元，其中地方财政收入31亿元."""
    levels = [c for c in found if c.indicator == "revenue"]
    wholes = {
        (whole.row["line"], whole.match.name)
        for whole in levels
        for part in levels
        if part.match.local
        and not whole.match.local
        and part.row["line"] == whole.row["line"]
        and (part.period, part.status) == (whole.period, whole.status)
        and 0 < part.order - whole.order <= _BESIDE
        and part.row["value"] < whole.row["value"]
    }
    return [
        replace(c, indicator=f"total_{c.indicator}")
        if c.indicator.startswith("revenue") and (c.row["line"], c.match.name) in wholes
        else c
        for c in found
    ]


def _falls_over_a_term(row: Row, indicator: str, status: str, before: str) -> bool:
    """Whether a fall is larger than that of a year, 下降20%, unless the year before stands beside it as its base."""
    if row["value"] >= read_rules()["plausible"][indicator][0]:
        return False
    of_year = _OF_YEAR.search(before) and not _OF_TERM.search(before)
    return status != "actual" or not of_year


def _of_the_year(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates, where a cap of unemployment behind the year's targets in their paragraph is one of the year."""
    lines = Counter(c.row["line"] for c in found if c.status == "target" and c.indicator.endswith("_growth"))
    return [
        replace(c, status="target", period=c.first_year)
        if c.status == "plan" and c.indicator.startswith("unemployment") and lines[c.row["line"]] >= _LIST
        else c
        for c in found
    ]


#: Growth targets that make a paragraph the list of a year.
_LIST = 3
#: 能耗比上年下降
_OF_YEAR = re.compile("(?:上年|同比|当年)[^，。；、]{0,8}$")
_OF_TERM = re.compile("累计|[三四五]年来?|期间|时期|以来|届")
#: Families whose number may do without 人 behind 万.
_PEOPLE = frozenset(["poverty_reduction", "population", "urban_new_jobs"])
#: Families whose number may do without 元 behind 亿.
_MONEY = frozenset(["gdp", "revenue", "total_revenue", "fai", "retail", "expenditure"])
#: 跨越2000亿、3000亿两个台阶: marks passed over several years.
_STEPS = re.compile(r"[两二三四五六七八九]个[大新]*台阶")
#: Figures from revenue to its local part, at most.
_BESIDE = 3


def _is_promised(row: Row) -> bool:
    """Whether a figure of an annex is a number of people promised, and no account of the last list."""
    return row["unit_code"] in ("PS", "NR") and row["status"] == "target" and "完成" not in row["after"][:30]


#: 跨上3000亿元台阶: a mark that was passed, however exact it looks.
_STEP = re.compile(
    r"(?:元|吨|公斤|斤)?(?:[、和及与][\d.一二两三四五六七八九十]+(?:[千百]?亿|万亿)(?:美元|[元斤吨])?)*(?:以上)?(?:[这]?[一二两三四五六七八九]个|的)?(?:新|大)?(?:台阶|大关|关口)"
)


def _steps(indicator: str) -> bool:
    """Whether an indicator passes marks that reports name."""
    return indicator in SUMS or indicator == "grain" or indicator.endswith("income")


def _has_marks(indicator: str) -> bool:
    """Whether reports name a mark before the number: 突破2000亿元、达到2379亿元; 突破58%、达58.4%."""
    return _steps(indicator) or indicator in STATES


def _as_step(row: Row, indicator: str) -> Row:
    """Return the row of a mark that was passed as more than its number."""
    if not _steps(indicator) or row["bound"] not in ("=", ">=") or not _STEP.match(row["after"].replace(" ", "")):
        return row
    return {**row, "bound": ">", "bound_word": "", "low": row["value"], "high": float("inf"), "step": True}


#: What is near a mark is above this part of it.
_NEAR_A_MARK = 0.8


def _says_more(row: Row, first: Row) -> bool:
    """Whether a number says more than the mark before it: 突破2000亿元、达到2379亿元; 接近万元，由5200元提高到9600元."""
    if first["bound"] == "<" and row["bound"] == "=":
        return bool(_NEAR_A_MARK * first["value"] < row["value"] < first["value"])
    if first["bound"] not in (">", ">=") or row["value"] < first["value"]:
        return False
    return row["bound"] in ("=", "~", "<") or row["value"] > first["value"]


_COUNTED = re.compile(r"就\s*业|从\s*业|人\s*口|[减脱]\s*贫|保\s*障|专\s*利")
#: What stands behind a number that is no headline figure by what stands before it.
_BEHIND = re.compile(r".{0,20}[脱减]\s*贫|.{0,20}摆脱了?贫困|.{0,8}贫\s*困\s*人\s*口|套.{0,14}保\s*障")


def _with_unit(row: Row) -> Row:
    """Return the row with the money that a blank in its unit hid: 115亿美 元."""
    if row["unit_code"] != "1" or (hidden := _HIDDEN.match(row["after"])) is None:
        return row
    return {**row, "unit_code": "USD" if "美" in hidden[0] else "CNY", "unit": hidden[0]}


_HIDDEN = re.compile(r"\s*美\s+元|\s+元(?![旦月年宵])")


def _in_percent(row: Row) -> Row:
    """Return the row with 百分之八 as 8%, growth of 1.5 times as 150%, and points by which prices rose as %."""
    if row["unit_code"] == "PP":
        return {**row, "unit_code": "PT", "measure": "growth"} if _PRICES_ROSE.search(plain(row["before"])) else row
    times = row["unit_code"] == "X" and row["measure"] == "growth" and "翻" not in row["number"]
    if not times and (row["unit_code"] != "1" or not row["number"].startswith("百分之")):
        return row
    scaled = {name: round(100 * row[name], 6) for name in ("value", "value_high", "low", "high") if row[name] is not None}
    # 百分之八至九: the end of the range has no 百分之 of its own.
    if (more := _TO.match(row["after"])) and (upper := parse_numeral(more[1])) is not None:
        scaled["value_high"] = scaled["high"] = float(upper.value)
    return {**row, **scaled, "unit_code": "PT"}


def _in_tonnes(row: Row) -> Row:
    """Return the row with 亿斤 and 公斤 in tonnes."""
    return in_other_unit(row, parse_unit(row["unit"]).factor) if row["unit_code"] == "t" else row


#: 物价涨幅控制在4个百分点: of prices, points are said for %.
_PRICES_ROSE = re.compile(
    r"(?:价格|物价)(?:总体?)?(?:水平|指数)?(?:同比|比上年)?(?:上涨|上升|涨幅)(?:幅度)?(?:控制在|为|约为?)?$"
)
_TO = re.compile(r"(?:[至到—－-]|——)([一二三四五六七八九十点]+)")


def _indicator(match: Match, row: Row) -> str | None:
    """Return the indicator that unit and measure make of a family."""
    unit, value = row["unit_code"], float(row["value"])
    family = _family(match, row)
    if family is None or row["level"] not in family.get("levels", (row["level"],)):
        return None
    if match.second and not family.get("second_since", 0) <= row["year"] <= family.get("second_until", row["year"]):
        return None
    if match.second == _LOOSEST and "followed" in family and not re.match(family["followed"], plain(row["after"])):
        return None
    if "parts" in family:
        return _part(match, row, family["parts"])
    if unit == "PT" and "percent" in family:
        low, high = read_rules()["plausible"][family["percent"]]
        return str(family["percent"]) if row["measure"] == "level" and low <= value <= high else None
    if unit == "d" and "days" in family:
        return _level(match, row, str(family["days"]))
    if unit in family.get("unit", ()) and ("growth" not in family or unit != "PT"):
        return _level(match, row, str(family["level"]))
    if unit == "PT" and "growth" in family:
        rising = row["measure"] == "growth" or (match.family == "cpi" and row["measure"] == "level")
        around = match.name + match.bridge if match.second else match.bridge
        grows = rising or any(word in around for word in ("增速", "增幅", "涨幅", "增长", "降幅"))
        # An index of 102 is no rise of 102%.
        return str(family["growth"]) if grows and abs(value) < (90 if match.family not in WILD else _WILDEST) else None
    return None


#: How loose a name of `third` is.
_LOOSEST = 2
#: Growth of trade and of foreign capital above this, in %, is that of a small beginning, or misread.
_WILDEST = 1200


def _family(match: Match, row: Row) -> dict[str, Any] | None:
    """Return the family of a name, which in one place may hold more than elsewhere; None where it holds what no family has."""
    families: dict[str, dict[str, Any]] = read_rules()["families"]
    for entry in read_rules()["wider"]:
        first, last = entry["years"]
        here = row["area_code"].startswith(entry["under"]) if "under" in entry else entry["area"] == row["area"]
        if here and match.name in entry["names"] and first <= row["year"] <= last:
            return families.get(entry["becomes"])
    return families[match.family]


def _level(match: Match, row: Row, level: str) -> str | None:
    """Return the level where a number can be one, and is no rank nor what was added to it."""
    value, measure = float(row["value"]), row["measure"]
    if level == "poverty_reduction":
        return level if value and measure != "rank" else None
    # 96个、3.9万套: projects before dwellings; 跨越700亿元至900亿元三个台阶: marks, and no range.
    if (level == "housing_units" and row["unit"] == "个") or (row["value_high"] is not None and _STEP.match(row["after"])):
        return None
    added = (level not in FLOWS or level in SUMS) and _ADDED.search(match.bridge)
    least, most = read_rules()["plausible"][level]
    low, high = (least, most) if level in BOUNDED else (0.0, float("inf"))
    # A sum without 万 or 亿 has lost its magnitude; what is no income is a subsidy.
    floor = 1e7 if row["level"] in ("county", "district") else 1e8
    smallest = (least if level in ("trade", "exports") else floor) if level in SUMS else min(low, 0)
    fits = value > smallest and low <= value <= high and not added
    return level if fits and (measure == "level" or (level not in ABSOLUTE and measure != "rank")) else None


_RATIO = re.compile(r"(?<=[\d%])[∶：:]")
#: What stands before a share, and the shares before it.
_AHEAD = re.compile(r"(.*?)((?:(?<![\d.])[\d.]+%?[∶：:]){0,2})")
#: The shares behind it, and those that they become.
_BEHIND_SHARE = re.compile(
    r"(?P<more>%?(?:[∶：:]\d+(?:\.\d+)?%?)*)(?P<next>[^。；\d]{0,12}(?:\d{4}年(?:末|底)?的?)?[\d.]+%?[∶：:][\d.]+%?[∶：:])?"
)


_ADDED = re.compile(r"(?:增量|增加额|净增额?|增加|增产)(?:(?:超过|突破)[\d.]+万?亿元[，、])?(?:达到|达|了|为|约|近|超过|超)*$")


def _part(match: Match, row: Row, parts: list[str]) -> str | None:
    """Return which of three shares a number is: 由4.7：52.5：42.8优化为4.1：46.6：49.3 states the last three."""
    lead, rest = _AHEAD.fullmatch(match.bridge).groups()  # type: ignore[union-attr]
    behind = _BEHIND_SHARE.match(plain(row["after"]))
    more = behind["more"] if behind else ""
    if row["unit_code"] == "PT" and not rest and not more.strip("%"):
        # 三产占比超过50%: of the third alone.
        return parts[2] if match.name in ("三产占比", "三产比重") and row["measure"] == "level" else None
    # What moves from these shares to others is behind them.
    if (re.search("[由从]", lead) and not _RATIO.search(lead)) or (behind and behind["next"]):
        return None
    shares = [share.strip("%") for share in _RATIO.split(rest + f"{row['value']:g}" + more)]
    if len(shares) != 3 or not all(re.fullmatch(r"\d+(?:\.\d+)?", share) for share in shares):
        return None
    # 3∶3∶4 are tenths, and a goal in round figures.
    return parts[len(_RATIO.findall(rest))] if 97 < sum(map(float, shares)) < 103 else None


def _adds_up(c: Candidate) -> bool:
    """Whether an amount is what years come to, if another is of one: behind 累计, or with their mean behind it."""
    before = plain(c.row["before"])
    mean = c.indicator not in STATES and MEAN_BEHIND.match(c.row["after"]) and not _REACHED.search(before)
    return bool(mean or _ADDED_UP.search(before))


#: 达到9亿美元，年均增长17%: where a mean has led, and not what its years come to.
_REACHED = re.compile(r"(?:达|突破|增[加至]|去年|全年|(?:19|20)\d\d年)[^。；，]*$")
#: What adds up several years: 累计批准项目130个，实际利用外资219亿美元; 截至去年，利用外资13亿美元
_ADDED_UP = re.compile(r"(?:(?<!全年)累计|截[至止])[^。；]*$")


# --- one row a figure ------------------------------------------------------------------------------------------------


def pick(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[tuple[Candidate, Candidate]]]:
    """Return one candidate for each indicator, status and year, and the pairs of one basis that disagree.

    The rule: a proper name before a loose one (地区生产总值 before 经济增长), a number of a year before what years come to
    (累计), and revenue that is called 地方 before revenue that is not; a number of the year before a mark of several years
    (连续五年超过); a line with three or more headline figures, the report's own summary, before one with fewer; a target in a
    sentence about targets; an exact figure before a bound; of two in a paragraph the one that says 全市; else the first. An
    output of less than six tenths of another in the same report is that of a part, as is a target of less than half of what
    the year before had.
    """
    whole = _of_the_whole(list(candidates))
    groups = grouped(whole, attrgetter("indicator", "status", "period"))
    weight = Counter((c.row["line"], c.status) for c in whole if c.indicator in CORE)
    picked: list[Candidate] = []
    disagreeing: list[tuple[Candidate, Candidate]] = []
    # Outcomes first: they say how large a target can be.
    for key, every in sorted(groups.items(), key=lambda item: item[0][1] == "target"):
        group = _of_the_area(key, every, picked)
        if not group:
            continue
        best = min(
            group,
            key=lambda c: (
                c.match.second,
                c.indicator.startswith("share") and c.row["bound"] != "=",
                c.indicator in SUMMED and c.status == "actual" and _adds_up(c),
                "step" in c.row,
                c.status == "actual" and _IN_A_ROW.search(plain(c.row["before"])) is not None,
                c.indicator.startswith("revenue") and not c.match.local,
                c.status == "target" and is_many_years(plain(c.row["before"])),
                -min(3, weight[c.row["line"], c.status]),
                c.status == "target" and "目标" not in c.row["before"],
                c.row["bound"] != "=" and c.status == "actual",
                not _of_whole(c, group),
                c.order,
            ),
        )
        picked.append(best)
        rivals = [c for c in group if c is not best and c.match.second == best.match.second and basis_of(c) == basis_of(best)]
        disagreeing += [(best, c) for c in rivals if _apart(best, c)]
    return picked, disagreeing


def _of_whole(candidate: Candidate, group: list[Candidate]) -> bool:
    """Whether a sum, or what a paragraph states twice, says that it is of the whole area, or no other does: 全市进出口额."""
    others = [c for c in group if candidate.indicator in SUMS or c.row["line"] == candidate.row["line"]]
    return _WHOLE.search(candidate.match.opener) is not None or not any(_WHOLE.search(c.match.opener) for c in others)


_WHOLE = re.compile("全[省市区州国]")


def _of_the_whole(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates without those of a sentence that gives the output of a part: 茶乡山区生产总值6亿元，增长9%."""
    outputs = [c for c in found if c.indicator == "gdp" and c.status in ("actual", "target")]
    latest = max((c.period for c in outputs if c.status == "actual"), default=0)
    now = [c for c in outputs if c.period >= latest]
    parts = [c for c in now if c not in _wholes(now)]
    return [c for c in found if c in outputs or not any(_is_beside(c, part) for part in parts)]


def _is_beside(candidate: Candidate, part: Candidate) -> bool:
    """Whether a candidate stands in the sentence of the output of a part, behind it."""
    between, before = candidate.row["start"] - part.row["start"], candidate.row["before"]
    same = candidate.row["line"] == part.row["line"] and candidate.status == part.status
    return same and 0 < between <= len(before) and not _SENTENCE.search(before[-between:])


#: Where what is told of a part ends.
_SENTENCE = re.compile("[。；]|全[省市区州国]")


def _wholes(group: list[Candidate]) -> list[Candidate]:
    """Return the candidates that can be the whole: what is much less than another is the output of a part."""
    top = max((float(c.row["value"]) for c in group if c.row["bound"] in ("=", ">=", "~")), default=0.0)
    return [c for c in group if float(c.row["value"]) > 0.6 * top]


def _of_the_area(key: tuple[str, str, int], every: list[Candidate], picked: list[Candidate]) -> list[Candidate]:
    """Return the candidates that can be of the whole area and of one year, by their size."""
    if key[0] == "gdp":
        return _wholes(every)
    if key[0] in SUMS:
        # What several years come to is less than ten times what one does.
        amounts = grouped(every, lambda c: c.row["unit_code"])
        top = {code: max(0.0, *(float(c.row["value"]) for c in of)) for code, of in amounts.items()}
        every = [c for c in every if 10 * float(c.row["value"]) > top[c.row["unit_code"]]]
    if key[:2] == _JOBS:
        return _single_years(every)
    return _within_reach(key, every, picked) if key[0] in SUMS - RATED and key[1] == "target" else every


def _within_reach(key: tuple[str, str, int], targets: list[Candidate], picked: list[Candidate]) -> list[Candidate]:
    """Return the targets not far below the year before: 茶湖大桥投资20亿元 is the task of a part."""
    before = (key[0], "actual", key[2] - 1)
    levels = {c.row["unit_code"]: float(c.row["value"]) for c in picked if (c.indicator, c.status, c.period) == before}
    return [c for c in targets if float(c.row["value"]) >= _LEAST_OF_BEFORE * levels.get(c.row["unit_code"], 0.0)]


#: Of 671 targets in the corpus that have such a level or one of a year near, about 26 are below half of it: those of parts.
_LEAST_OF_BEFORE = 0.5
_JOBS = ("urban_new_jobs", "actual")
#: 连续五年超过700亿斤: a mark that several years passed.
_IN_A_ROW = re.compile(r"连续[\d一二两三四五六七八九十]+年[^，。；\d]{0,8}$")


def _single_years(group: list[Candidate]) -> list[Candidate]:
    """Return the candidates that can be one year's: what is several times another is the sum of a term."""
    least = min(float(c.row["value"]) for c in group if c.row["value"] > 0)
    return [c for c in group if 0 < float(c.row["value"]) < 3 * least] if least > 500 else group


def _apart(one: Candidate, other: Candidate) -> bool:
    return not (one.row["low"] <= other.row["high"] and other.row["low"] <= one.row["high"])


def build_panel(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the panel of the figures of a corpus.

    ``COLUMNS``: one row per report, indicator, status and period, sorted by report, status and indicator. A figure that fails a
    check of `xclib.panels.checks` names it in ``flag``.
    """
    from xclib.panels.checks import add_flags, check_panel

    panel, _ = read_headlines(figures)
    return add_flags(panel, check_panel(panel))


def read_headlines(figures: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the panel without flags, and a table of the statements of a report that disagree with the one picked.

    ``figures``: as for `build_panel`.
    """
    import pandas as pd

    rows: list[Row] = []
    others: list[Row] = []
    wanted = figures[figures["unit_code"].isin(CODES) & figures["part"].isin(PARTS)]
    # Two figures of three stand behind no such word, and need no closer look.
    hints = "|".join(r"[\s*#$_]*".join(word) for word in read_rules()["hints"])
    behind = wanted["after"].str.match(_BEHIND)
    wanted = wanted[behind | wanted["before"].str.contains(hints, regex=True)]
    counts = wanted["unit_code"].isin(["NR", "PS"])
    wanted = wanted[~counts | behind[wanted.index] | wanted["before"].str.contains(_COUNTED)]
    for _, part in groupby(records(wanted.sort_values("doc", kind="stable")), key=itemgetter("doc")):
        picked, apart = pick(read_candidates(part))
        rows.extend(to_row(c) for c in picked)
        others.extend(_apart_row(one, other) for one, other in apart)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame = frame.sort_values(["doc", "status", "indicator"], kind="stable").reset_index(drop=True)
    return frame, pd.DataFrame(others, columns=list(_APART))


_APART = ("doc", "indicator", "status", "period", "picked", "picked_line", "other", "other_line", "other_doc", "source_url")


def pick_between(panel: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the panel with ``picked`` set where several documents state one thing, and the pairs of one basis that disagree.

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
    both = both[both["basis"] == both["basis_other"]]
    both = both[(both["low"] > both["high_other"]) | (both["low_other"] > both["high"])]
    apart = both.rename(columns={"as_printed": "printed", "as_printed_other": "other", "doc_other": "other_doc"})
    apart = apart.assign(picked=apart["printed"], picked_line=apart["line"], other_line=apart["line_other"])
    return out, apart[list(_APART)].sort_values(["doc", "indicator"], kind="stable")


def _apart_row(one: Candidate, other: Candidate) -> Row:
    mine, yours = to_row(one), to_row(other)
    found = {**mine, "picked": mine["as_printed"], "picked_line": mine["line"], "other_doc": mine["doc"]}
    return found | {"other": yours["as_printed"], "other_line": yours["line"]}
