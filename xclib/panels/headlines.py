"""The panel: what reports state of an area's own headline figures, one row per report, indicator, status and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from xclib.model.areas import MUNICIPALITIES
from xclib.model.kinds import looks_back
from xclib.model.numerals import parse_numeral
from xclib.model.units import parse_unit
from xclib.panels.match import Match, match_behind, match_figure
from xclib.panels.store import COLUMNS
from xclib.panels.words import is_many_years, is_part_year, plain, raw_index, read_rules

if TYPE_CHECKING:
    import pandas as pd

#: Unit of an indicator as the panel writes it, by the code of its figures.
UNITS = {
    "CNY": "yuan",
    "USD": "US dollars",
    "PT": "%",
    "PS": "persons",
    "NR": "persons",
    "ug/m3": "ug/m3",
    "t": "tonnes",
    "d": "days",
    "1": "%",
}
#: Units of indicators that are not those of their figures' codes.
_OWN_UNITS = {"natural_growth": ("‰", "PT"), "housing_units": ("dwellings", "NR"), "patents_per_10k": ("patents", "NR")}
#: Codes of the units that a headline figure can have: 百分之八 is a ratio until it is told in %.
CODES = tuple(UNITS)
#: Parts of a report that state headline figures; an annex does so in its list of things promised for the year.
PARTS = ("review", "plan", "annex")
#: Levels that are a state or a total of the last year of a term, where the frame is a term.
STATES = frozenset(
    [
        *("gdp", "revenue", "total_revenue", "urbanization", "population", "urban_income", "rural_income", "income"),
        *("rd_intensity", "patents_per_10k", "pm25", "good_air_share", "share_primary", "share_secondary", "share_tertiary"),
    ]
)
#: Sums of money of a year: a number without 万 or 亿 has lost its magnitude, and a plan for it is a plan for its rate.
SUMS = frozenset(["gdp", "revenue", "total_revenue", "fund_revenue", "expenditure", "fai", "retail", "trade", "exports"])

#: What is never planned to fall: 下降 in the plan tells of the past.
RISING = frozenset(
    [
        *("gdp_growth", "fai_growth", "retail_growth", "urban_income_growth", "rural_income_growth", "income_growth"),
        "value_added_industry_growth",
    ]
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that states a headline indicator, before one of several is picked."""

    row: Row
    match: Match
    indicator: str
    status: str
    period: int
    order: int
    first_year: int


def read_candidates(figures: Iterable[Mapping[str, Any]]) -> list[Candidate]:
    """Return the headline figures of one report, in reading order.

    Parameters
    ----------
    figures : iterable of mapping
        Rows of the corpus data set, all of one report.
    """
    found: list[Candidate] = []
    seen: dict[tuple[int, str, int, str], int] = {}
    for order, figure in enumerate(figures):
        row = _in_tonnes(_in_percent(dict(figure)))
        if row["unit_code"] not in UNITS or row["part"] not in PARTS or (row["part"] == "annex" and not _is_promised(row)):
            continue
        before, after = plain(row["before"]), plain(row["after"])
        matches = match_behind(before, after, row["area"]) or match_figure(before, after, row["area"], plain(row["lead"]))
        if row["unit_code"] == "1" and any(m.family in ("poverty_reduction", "population") for m in matches):
            row["unit_code"] = "PS"  # 减少贫困人口125万
        for match in matches:
            indicator = _indicator(match, row)
            if indicator is None or (timed := _time(match, row, before, indicator)) is None:
                continue
            # The first number behind a name is its figure; what follows compares.
            key = (row["line"], indicator, row["start"] - len(row["before"]) + raw_index(row["before"], match.start), timed[0])
            status, period, first = timed
            candidate = Candidate(_as_step(row, indicator), match, indicator, status, period, order, first)
            if key not in seen:
                seen[key] = len(found)
                found.append(candidate)
            elif status == "actual" and _steps(indicator) and _says_more(candidate.row, found[seen[key]].row):
                found[seen[key]] = candidate
    return _set_apart(found)


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


def _as_step(row: Row, indicator: str) -> Row:
    """Return the row of a mark that was passed as more than its number."""
    if not _steps(indicator) or row["bound"] not in ("=", ">=") or not _STEP.match(row["after"].replace(" ", "")):
        return row
    return {**row, "bound": ">", "bound_word": "", "low": row["value"], "high": float("inf"), "step": True}


def _says_more(row: Row, first: Row) -> bool:
    """Whether a number says more than the mark before it: 突破2000亿元、达到2379亿元."""
    if first["bound"] not in (">", ">=") or row["value"] < first["value"]:
        return False
    return row["bound"] in ("=", "~", "<") or row["value"] > first["value"]


_COUNTED = re.compile(r"就\s*业|从\s*业|人\s*口|[减脱]\s*贫|保\s*障|专\s*利")
#: What stands behind a number that is no headline figure by what stands before it.
_BEHIND = re.compile(r".{0,20}[脱减]\s*贫|.{0,20}摆脱贫困|套.{0,14}保\s*障\s*性")


def _in_percent(row: Row) -> Row:
    """Return the row with 百分之八 as 8%."""
    if row["unit_code"] != "1" or not row["number"].startswith("百分之"):
        return row
    high = row["value_high"]
    scaled = {name: round(100 * row[name], 6) for name in ("value", "low", "high")}
    end = high if high is None or high != high else round(100 * high, 6)
    # 百分之八至九: the end of the range has no 百分之 of its own.
    if (more := _TO.match(row["after"])) and (upper := parse_numeral(more[1])) is not None:
        end = scaled["high"] = float(upper.value)
    return {**row, **scaled, "unit_code": "PT", "value_high": end}


def _in_tonnes(row: Row) -> Row:
    """Return the row with 亿斤 and 公斤 in tonnes."""
    if row["unit_code"] != "t" or (factor := float(parse_unit(row["unit"]).factor)) == 1.0:
        return row
    scaled = {name: row[name] if row[name] is None else row[name] * factor for name in ("value", "value_high", "low", "high")}
    return {**row, **scaled}


_TO = re.compile(r"(?:[至到—－-]|——)([一二三四五六七八九十点]+)")


def _indicator(match: Match, row: Row) -> str | None:
    """Return the indicator that unit and measure make of a family."""
    unit, value = row["unit_code"], float(row["value"])
    family = _family(match, row)
    if family is None or row["level"] not in family.get("levels", (row["level"],)):
        return None
    if match.second and row["year"] < family.get("second_since", 0):
        return None
    if "parts" in family:
        return _part(match, row, family["parts"])
    if unit == "PT" and "percent" in family:
        low, high = read_rules()["plausible"][family["percent"]]
        return str(family["percent"]) if row["measure"] == "level" and low <= value <= high else None
    if unit in family.get("unit", ()) and ("growth" not in family or unit != "PT"):
        return _level(match, row, str(family["level"]))
    if unit == "PT" and "growth" in family:
        rising = row["measure"] == "growth" or (match.family == "cpi" and row["measure"] == "level")
        around = match.name + match.bridge if match.second else match.bridge
        grows = rising or any(word in around for word in ("增速", "增幅", "涨幅", "增长"))
        # An index of 102 is no rise of 102%.
        return str(family["growth"]) if grows and abs(value) < (90 if match.family not in _WILD else 400) else None
    return None


def _family(match: Match, row: Row) -> dict[str, Any] | None:
    """Return the family of a name, which in one place may hold more than elsewhere; None where it holds what no family has."""
    families: dict[str, dict[str, Any]] = read_rules()["families"]
    for entry in read_rules()["wider"]:
        first, last = entry["years"]
        if entry["area"] == row["area"] and match.name in entry["names"] and first <= row["year"] <= last:
            return families.get(entry["becomes"])
    return families[match.family]


def _level(match: Match, row: Row, level: str) -> str | None:
    """Return the level where a number can be one, and is no rank nor what was added to it."""
    value, measure = float(row["value"]), row["measure"]
    if level == "poverty_reduction":
        return level if value else None
    added = level not in _FLOWS and _ADDED.search(match.bridge)
    low, high = read_rules()["plausible"][level] if level in _BOUNDED else (0.0, float("inf"))
    # A sum without 万 or 亿 has lost its magnitude; what is no income is a subsidy.
    fits = value > (1e8 if level in SUMS else 0) and low <= value <= high and not added
    return level if fits and (measure == "level" or (level not in _ABSOLUTE and measure != "rank")) else None


#: Levels that an increase is not, in the same words: 年均提高2386元, 比去年增加1万亿元.
_ABSOLUTE = SUMS | {"income", "urban_income", "rural_income", "deficit"}
#: Levels that are taken only within what is plausible: what lies outside is another thing.
_BOUNDED = frozenset(
    [
        *("income", "urban_income", "rural_income", "urbanization", "good_air_days", "good_air_share", "rd_intensity"),
        *("deficit_rate", "natural_growth", "population", "fdi", "share_tertiary", "patents_per_10k", "grain", "housing_units"),
    ]
)
#: Families that may more than double in a year.
_WILD = frozenset(["exports", "trade", "fdi", "fund_revenue"])
_RATIO = re.compile(r"[∶：:]")
_STATE = re.compile(r".*[为到至成是达]")


def _part(match: Match, row: Row, parts: list[str]) -> str | None:
    """Return which of three shares a number is: 由4.7：52.5：42.8优化为4.1：46.6：49.3 states the last three."""
    turn = _STATE.match(match.bridge)
    rest = match.bridge[turn.end() :] if turn else match.bridge
    if row["unit_code"] == "PT" and "：" not in rest and "∶" not in rest and not _RATIO.match(row["after"].lstrip("%")):
        # 三产占比超过50%: of the third alone.
        return parts[2] if match.name in ("三产占比", "三产比重") and row["measure"] == "level" else None
    if re.search(r"由|从", rest) or (
        re.search(r"由|从", match.bridge) and re.search(r"[为到至]", row["after"][:24]) and not turn
    ):
        return None
    # 调整为2030年的9:51:40
    rest = re.sub(r"^(?:\d{4}年|去年|上年)(?:末|底)?的?", "", rest)
    behind = re.match(r"[\d.%∶：:\s]*", row["after"])
    shares = [
        share.strip("%") for share in _RATIO.split(rest + f"{row['value']:g}" + (behind[0] if behind else "").rstrip("∶：: "))
    ]
    if len(shares) != 3 or not all(re.fullmatch(r"\d+(?:\.\d+)?", share) for share in shares):
        return None
    # 3∶3∶4 are tenths, and a goal in round figures.
    return parts[len(_RATIO.findall(rest))] if 97 < sum(map(float, shares)) < 103 else None


def _time(match: Match, row: Row, before: str, indicator: str) -> tuple[str, int, int] | None:
    """Return status, period and first year where they are those of the panel.

    These are the year reviewed, the year planned for, and a plan of several years.
    """
    year = row["year"]
    if year is None or year != year:
        return None
    year = int(year)
    past = year if looks_back(row["kind"]) else year - 1
    near = match.opener + before[match.start :]
    # 年均增长5%，其中2030年增长3%: what stands behind the year speaks of it alone.
    near = near[max(near.rfind(f"其中{past}年"), near.rfind("其中今年"), 0) :]
    if row.get("coverage", "year") not in ("", "year") or is_part_year(before) or _START.search(match.bridge):
        return None
    # 超额完成“十四五”规划目标25%: a share of what the term asks.
    if _IF.search(before) or (indicator in _SLOW and _DONE.search(match.bridge)):
        return None
    if match.family == "poverty_reduction" and ("累计" in match.opener or _is_all(match, before)):
        return None
    if _MOVED.search(match.bridge) and _MOVES.match(row["after"]):
        return None
    if row["measure"] == "growth" and _since(before, past):
        return None
    # 由2015年的94亿元增加到170亿元，增长79%: growth over the whole movement.
    if row["measure"] == "growth" and _MOVED.search(match.bridge) and not _ONE_YEAR.search(match.bridge):
        return None
    # 年均增长12%左右，达到: nobody says about of a mean that has been.
    if row["status"] == "actual" and indicator in SUMS and _MEANT.search(match.bridge):
        return None
    # 五年累计引进内资9亿元；实际利用外资3亿美元: a sum of years heads the list.
    total = _TOTAL.search(before) if indicator in _SUMMED and row["status"] == "actual" else None
    if total and not re.search(rf"全年|今年|去年|{past}年", before[total.start() :]):
        return None
    if indicator != "pm25" and (indicator in SUMS or indicator in STATES) and "累计" in near and "全年" not in near:
        return None
    period, status = row["period"], row["status"]
    # 比2029年增长6%, said of 2030, is growth of a year.
    many = is_many_years(near.replace("累计", "") if indicator == "cpi" else re.sub(rf"[比较]{past - 1}年", "", near))
    if status == "target" and row["part"] == "plan" and (plan := _plan(row, indicator, before, year, many=many)) is not None:
        return plan
    if (
        status == "actual"
        and row["part"] == "review"
        and row["measure"] == "growth"
        and indicator not in _SLOW
        and _strayed(row, before, period, past)
    ):
        period = str(past)
    if "/" in period:
        last = period.split("/")[1]
        if status == "target" and row["part"] == "plan":
            return ("target", year, year) if int(period[:4]) == year and _is_years(row, indicator, before, many) else None
        if int(last) != past or status != "actual":
            return None
        steady = row["bound"] != "=" or _ALWAYS.search(near) is not None
        if indicator in STATES or (indicator.startswith(("unemployment", "grain")) and not steady):
            return "actual", past, past
        single = _ONE_YEAR.search(before[-60:]) or f"{past}年" in before[-60:] or _ITS_GROWTH.match(row["after"])
        return ("actual", past, past) if single and not many else None
    # Prices 累计 rise over the months of one year; 年均增长14%，达到70亿 ends in its last year.
    ends = indicator in STATES or indicator in SUMS or (indicator == "fdi" and match.bridge.endswith(("，达", "，达到")))
    if many and not ends:
        return None
    if status == "actual" and period == str(past):
        if _INTENT.search(match.bridge) or _STRIVING.search(match.opener) or _GOAL.match(row["after"]):
            return None
        return "actual", past, past
    # A report of late December reviews 今年, and calls the year it plans for 明年.
    if row["part"] == "review" and period == str(year) and status == "target":
        return ("actual", past, past) if _THIS.search(near) else None
    # A report of late December calls the year it plans for 明年, which reads as the year after it.
    if row["part"] != "review" and (period == str(year) or (status == "target" and period == str(year + 1))):
        fall = row["value"] < 0 and indicator in RISING
        return None if indicator in SUMS or fall else ("target", year, year)
    return None


_DONE = re.compile("完成.*(?:目标|任务)")
#: What is stated for a term more often than for a year.
_SLOW = frozenset(["energy_intensity_growth"])
#: Years that say how rare a growth is, and not when it was: 创近10年新高, 自2014年6月份以来连月第1位.
_STRAY = re.compile(
    r"近?[\d一二三四五六七八九十两]+年来?[^，。；\d]{0,3}(?:新高|最|第一次|首次|首位|新低|未有|罕见)|创[^，。；]{0,6}\d+年[^，。；]{0,6}新高"
    r"|自\d{4}年[^，。；]{0,8}以来|[（(]\d{4}年(?:不变)?价[)）]|创\d{4}年以来"
)


_ESTIMATE = re.compile(r"预计|初步核算|全年")


def _strayed(row: Row, before: str, period: str, past: int) -> bool:
    """Whether a rate was given years that are not its own: by a word of how rare it is, or in spite of 预计."""
    if period == str(past) or not period or period.rpartition("/")[2] > str(past):
        return False
    if is_many_years(row["lead"]) or row["unit_code"] != "PT":
        return False
    near = before + row["after"][:30]
    rest = _STRAY.sub("", near)
    clear = (
        not is_many_years(rest)
        and not _TERM.search(rest)
        and not re.search(r"20\d\d年|19\d\d年", rest.replace(f"{past}年", ""))
    )
    return clear and bool(rest != near or _ESTIMATE.search(before) or _ONE_YEAR.search(row["after"][:14]))


#: Levels that a plan of several years sums up, and that are no state at its end.
_FLOWS = frozenset(
    ["urban_new_jobs", "housing_units", "poverty_reduction", "fai", "fdi", "deficit", "special_bonds", "fund_revenue"]
)
_TERM = re.compile(r"五年|十[一二三四五]?五|期间|时期|规划期|到20\d\d年|20[2-5]5年|2030年|翻番|届")


def _plan(row: Row, indicator: str, before: str, year: int, *, many: bool) -> tuple[str, int, int] | None:
    """Return status, last and first year of a goal for several years: a mean rate, or a level at their end."""
    first, _, last = str(row["period"]).rpartition("/")
    if not last.isdigit() or not year + 1 < int(last) <= year + 30 or indicator in _FLOWS:
        return None
    # Of energy, plans set the fall over their years: 五年单位生产总值能耗下降20%.
    slow = indicator in _SLOW and bool(first) and _TERM.search(before) is not None
    # A cap in the list of the year's targets, under a heading of the term.
    if indicator.startswith("unemployment") and first == str(year) and _is_years(row, indicator, before, many):
        return None
    rate = indicator == "cpi" or (indicator.endswith("_growth") and indicator != "natural_growth")
    if rate and not (first and many) and not slow:
        return None
    return ("plan", int(last), int(first) if first else year)


def _is_years(row: Row, indicator: str, before: str, many: bool) -> bool:
    """Whether a rate under the heading of a plan of years is the year's own: nothing near it speaks of several."""
    rate = indicator.endswith("_growth") or indicator in ("cpi", "unemployment_registered", "unemployment_surveyed")
    several = many or is_many_years(before) or _TERM.search(before) or _TERM.search(row["after"][:30])
    return rate and not several and ("目标" in before or "今年" in row["lead"] + before)


def _since(before: str, past: int) -> bool:
    """Whether a sentence counts growth from years before the last: 比“十一五”末增长62%, and what follows it."""
    before = _TWICE.sub("", before)
    found = [m for m in _BASE.finditer(before) if m[1] is None or int(m[1]) < past - 1]
    return bool(found) and not _ONE_YEAR.search(before, found[-1].end())


def _is_all(match: Match, before: str) -> bool:
    """Whether people who left poverty are all of several years: 43万贫困人口全部脱贫, but for 剩余的8960名贫困人口."""
    return "全部" in match.name and not _LEFT.search(before[-_NEAR:])


#: 只要增长6%，就可以: arithmetic, and no target.
_IF = re.compile(r"(?:只要|如果|假如|倘若|即使)[^。；]*$")
#: 能耗下降3%的目标预计可以完成: the target, not the outcome.
_GOAL = re.compile(r"[^，。；]*的[^，。；]{0,14}(?:目标|任务)(?:预计|可望|有望|将|能够)")
#: Money and people of a year, which several years add up to.
_SUMMED = SUMS | {"fdi", "urban_new_jobs", "housing_units", "poverty_reduction"} - {"gdp"}
#: It heads the list only where no number stands before it: 投资增长9%，五年累计410亿元 says it of investment alone.
_TOTAL = re.compile(r"(?:^|[。；;])[^。；;\d]*[三四五]年(?:来|间)?累计|累计[^；。]{4,50}[，、]其中[\u4e00-\u9fff]*$")
#: 累计批准项目130个，实际利用外资219亿美元: what the years come to, if another number is of one.
_ADDED_UP = re.compile(r"(?<!全年)累计[^。；]*$")
_LEFT = re.compile(r"(?:剩余|余下|最后|确保|力争)[^，。；]*$")
#: Characters before a number that can say whose people it counts.
_NEAR = 30
_THIS = re.compile(r"今年(?:预计|可|将|有望|全年)|预计今年")
#: Words in a paragraph about a term that speak of its last year alone.
_START = re.compile(r"(?:由|从)(?:上年的?|\d{4}年的?)?$")
_MOVED = re.compile(r"由(?!负)|从")
_MOVES = re.compile(r"(?:元|%|人|个)?(?:左右|以上)?(?:增加|增长|提高|上升|扩大|提升|跃升|攀升|下降|降低|增|升|降)[到至为]")
_BASE = re.compile(r"[比较](?:“?十[一二三四]?五”?(?:期?末|时期)|((?:19|20)\d\d)年)增长")
#: 增长14%，比2029年增长8%；: of one figure, and not of what follows it.
_TWICE = re.compile(r"(?<=增长)[\d.]+%[^，。；\d]{0,4}[，、][比较]\d{4}年(?:同期)?增长[\d.]+%")
_INTENT = re.compile(r"要|力争|争取|确保|计划|目标|必须")
_MEANT = re.compile(r"年均(?:增长|递增)[\d.]+%(?:左右|以上)")
_STRIVING = re.compile(r"力争|争取")
_ADDED = re.compile(r"(?:增量|增加额|净增|增加)(?:达到|达|了|为|约|近|超过|超)*$")
_ONE_YEAR = re.compile(r"同比|比上年|较上年|去年|全年|一年来|仅增长")
#: 40亿美元，同比增长5%: its growth says that it is of a year.
_ITS_GROWTH = re.compile(r"[^，。；、]{0,6}[，、](?:同比|比上年|较上年)(?:增长|下降)")
#: 始终控制在4%: a rate of all years of a term.
_ALWAYS = re.compile(r"始终|一直|历年|每年|常年|均|都|连续|持续|稳定|保持|以内|以下")


#: What a report's own summary names.
_CORE = frozenset(
    [
        *("gdp", "gdp_growth", "revenue", "revenue_growth", "fai_growth", "retail_growth", "cpi", "urban_new_jobs", "pm25"),
        *("unemployment_registered", "unemployment_surveyed", "urban_income_growth", "rural_income_growth"),
        "energy_intensity_growth",
    ]
)


# --- one row a figure ------------------------------------------------------------------------------------------------


def pick(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[tuple[Candidate, Candidate]]]:
    """Return one candidate for each indicator, status and year, and the pairs that disagree.

    The rule: revenue that is the local part of a larger one (其中地方) goes before it; a proper name before a loose one
    (地区生产总值 before 经济增长), a number of a year before what years come to (累计), and revenue that is called 地方 before
    revenue that is not; a line with three or more
    headline figures, the report's own summary, before one with fewer; a target in a sentence about targets; an exact
    figure before a bound; else the first. An output of less than six tenths of another in the same report is that of a part.
    """
    groups: dict[tuple[str, str, int], list[Candidate]] = {}
    weight: dict[int, int] = {}
    for c in candidates:
        groups.setdefault((c.indicator, c.status, c.period), []).append(c)
        weight[c.row["line"]] = weight.get(c.row["line"], 0) + (c.indicator in _CORE)
    picked, disagreeing = [], []
    for key, every in groups.items():
        group = _wholes(every) if key[0] == "gdp" else _single_years(every) if key[:2] == _JOBS else every
        best = min(
            group,
            key=lambda c: (
                not _is_share(c, group),
                c.match.second,
                c.indicator in _SUMMED and c.status == "actual" and _ADDED_UP.search(plain(c.row["before"])) is not None,
                "step" in c.row,
                c.indicator == "revenue" and not c.match.local,
                c.status == "target" and is_many_years(plain(c.row["before"])),
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


_JOBS = ("urban_new_jobs", "actual")


def _single_years(group: list[Candidate]) -> list[Candidate]:
    """Return the candidates that can be one year's: what is several times another is the sum of a term."""
    least = min(float(c.row["value"]) for c in group if c.row["value"] > 0)
    return [c for c in group if 0 < float(c.row["value"]) < 3 * least] if least > 500 else group


def _apart(one: Candidate, other: Candidate) -> bool:
    return not (one.row["low"] <= other.row["high"] and other.row["low"] <= one.row["high"])


def build_panel(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the panel of the figures of a corpus.

    Parameters
    ----------
    figures : DataFrame
        Rows of the data set that `xclib.corpus.run.read_corpus` writes.

    Returns
    -------
    DataFrame
        ``COLUMNS``: one row per report, indicator, status and period, sorted by report, status and indicator. A figure that
        fails a check of `xclib.panels.checks` names it in ``flag``.
    """
    from xclib.panels.checks import add_flags, check_panel

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
    hints = "|".join(r"[\s*#$_]*".join(word) for word in read_rules()["hints"])
    behind = wanted["after"].str.match(_BEHIND)
    wanted = wanted[behind | wanted["before"].str.contains(hints, regex=True)]
    counts = wanted["unit_code"].isin(["NR", "PS"])
    wanted = wanted[~counts | behind[wanted.index] | wanted["before"].str.contains(_COUNTED)]
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
    apart = both.rename(columns={"as_printed": "printed", "as_printed_other": "other", "doc_other": "other_doc"})
    apart = apart.assign(picked=apart["printed"], picked_line=apart["line"], other_line=apart["line_other"])
    return out, apart[list(_APART)].sort_values(["doc", "indicator"], kind="stable")


def _apart_row(one: Candidate, other: Candidate) -> Row:
    mine, yours = to_row(one), to_row(other)
    others = {
        "picked": mine["as_printed"],
        "picked_line": mine["line"],
        "other": yours["as_printed"],
        "other_line": yours["line"],
        "other_doc": mine["doc"],
    }
    return {name: mine[name] for name in ("doc", "indicator", "status", "period", "source_url")} | others


def to_row(candidate: Candidate) -> Row:
    """Return the row of the panel."""
    row = _rounded(_signed(_in_own_unit(candidate)), candidate.status)
    high = row["value_high"]
    unit, code = _OWN_UNITS.get(candidate.indicator, (UNITS[row["unit_code"]], row["unit_code"]))
    city = row["area_code"] in MUNICIPALITIES
    return {
        **{name: row[name] for name in ("doc", "area_code", "area", "bound", "line", "source_url")},
        "level": "province" if city and row["level"] == "major city" else row["level"],
        "indicator": candidate.indicator,
        "status": candidate.status,
        "period": candidate.period,
        "value": row["value"],
        "value_high": None if high is None or high != high else high,
        "low": row["low"],
        "high": row["high"],
        "unit": unit,
        "as_printed": _printed(row),
        "flag": "",
        "name": candidate.match.name,
        "picked": True,
        "first_year": candidate.first_year,
        "unit_code": "PS" if unit == "persons" else "PT" if unit == "%" else code,
        "preliminary": candidate.status == "actual" and _is_preliminary(candidate),
        "basis": _basis(candidate),
        "coverage": "year" if candidate.first_year == candidate.period else "years",
        "scope": _scope(candidate),
        "municipality": city,
    }


_PRELIMINARY = re.compile(r"预计|预期可|初步(?:核算|统计|预计|测算|匡算)|初步|快报|预计数|有望")
_COMPARABLE = re.compile(r"同口径|可比|扣除[^，。；]{0,12}(?:退税|因素|影响)|剔除|还原|不变口径|留抵退税")
_REAL = re.compile(r"实际(?!利用|使用|完成|到位|吸收)|扣除(?:物价|价格)(?:上涨)?因素|可比价|不变价")


def _is_preliminary(candidate: Candidate) -> bool:
    """Whether an outcome is an estimate by its words: 预计全年…, 初步核算, 快报."""
    row = candidate.row
    return bool(row.get("preliminary")) or bool(_PRELIMINARY.search(plain(row["before"]))) or "预计" in row["after"][:8]


_ITS_OWN = re.compile(r"[^，。；、（(]{0,14}(?:[（(][^）)]{0,24})?")


def _basis(candidate: Candidate) -> str:
    """Return the basis of a growth rate: real, nominal or comparable; empty for levels and for prices."""
    indicator = candidate.indicator
    if not indicator.endswith("_growth") or indicator == "natural_growth":
        return ""
    # What follows a comma speaks of the next figure: 零售额增长5%，预算收入同口径增长6%.
    near = candidate.match.bridge + _ITS_OWN.match(candidate.row["after"])[0]  # type: ignore[index]
    if indicator in ("gdp_growth", "value_added_industry_growth", "energy_intensity_growth"):
        return "real"
    if _COMPARABLE.search(near) and not _REAL.search(near):
        return "comparable"
    return "real" if _REAL.search(candidate.match.bridge) else candidate.row.get("basis") or "nominal"


def _scope(candidate: Candidate) -> str:
    """Return the words that say of which part a figure is, where a part stands for the whole: 市区, 500万元以上."""
    words = read_rules()["families"][candidate.match.family].get("scopes")
    found = re.search(words, candidate.match.opener[-12:] + candidate.match.name) if words else None
    return found[0] if found else ""


def _in_own_unit(candidate: Candidate) -> Candidate:
    """Return the candidate with its value in the panel's unit: ‰ of a population, people who left poverty."""
    row, indicator = candidate.row, candidate.indicator
    factor = 1.0
    if indicator == "natural_growth" and row["unit"] in ("%", "％") and abs(row["value"]) < 1.5:
        factor = 10.0
    elif indicator == "poverty_reduction" and row["value"] < 0:
        factor = -1.0
    if factor == 1.0:
        return candidate
    scaled = {name: row[name] if row[name] is None else row[name] * factor for name in ("value", "value_high", "low", "high")}
    if factor < 0:
        scaled["low"], scaled["high"] = scaled["high"], scaled["low"]
    return replace(candidate, row={**row, **scaled})


def _rounded(row: Row, status: str) -> Row:
    """Return the row of an outcome that was held at a number as that number: 控制在3.6%, without 以内."""
    if status != "actual" or row["bound"] != "<=" or "控制" not in (row["bound_word"] or ""):
        return row
    if re.match(r".{0,3}(?:以内|以下|之内|左右)", row["after"]):
        return row
    digits = len(str(row["number"]).partition(".")[2].rstrip("%‰"))
    half = 0.5 * 10.0**-digits
    return {**row, "bound": "=", "low": round(row["value"] - half, 9), "high": round(row["value"] + half, 9)}


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
