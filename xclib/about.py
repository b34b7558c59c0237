"""What a report says of itself: area, kind and year, each with how sure it is."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from xclib.areas import NATION, Area, areas_by_code, areas_by_name, children, find_area, full_name, parents, read_areas, stem
from xclib.kinds import looks_back

#: Below this nothing is answered.
SURE = 0.9
#: Lines at the beginning, and characters of each, in which a report names itself.
_LINES, _CHARS = 40, 200


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a report.

    Parameters
    ----------
    area, area_code : str
        Name of the area, a county's behind its prefecture's, and its GB/T 2260 code; empty where not known.
    kind : str
        A name of `xclib.kinds.KINDS`; empty where not known.
    year : int or None
        The year planned for, or reported on, as the kind is filed; None where not known.
    looks_back : bool
        Whether the year is the one reported on.
    part_year : bool
        Whether only a part of the year is reported on: 上半年.
    sure : mapping
        How sure area, kind and year are, from 0 to 1; 1 where given.
    """

    area: str = ""
    area_code: str = ""
    kind: str = ""
    year: int | None = None
    looks_back: bool = False
    part_year: bool = False
    sure: Mapping[str, float] = field(default_factory=dict)


def recognize(
    text: str,
    *,
    title: str = "",
    source_url: str = "",
    published: str = "",
    area: str = "",
    area_code: str = "",
    kind: str = "",
    year: int | None = None,
) -> About:
    r"""Recognize the area, the kind and the year of a report.

    Parameters
    ----------
    text : str
        The report; one line a paragraph.
    title, source_url, published : str, optional
        Title, address and ISO date of its page, where it has them.
    area, area_code, kind, year : optional
        What is known already and is not questioned; a code names the area.

    Examples
    --------
    >>> found = recognize("政府工作报告\n——2031年1月8日在福州市仓山区第十八届人民代表大会上\n一、2030年工作回顾")
    >>> found.area, found.area_code, found.kind, found.year
    ('福州市仓山区', '350104', 'work report', 2031)
    """
    seen = _Seen(text, title, source_url, published)
    sure: dict[str, float] = {}
    if area_code and not area and (known := areas_by_code().get(area_code)):
        area = full_name(known)
    if area:
        known = find_area(area)
        area_code, sure["area"] = area_code or ((known.successor or known.code) if known else ""), 1.0
    kind, sure["kind"] = (kind, 1.0) if kind else _kind(seen)
    part, back = _is_part_year(seen, kind), False
    if year is None:
        year, back, sure["year"] = _year(seen, kind, part)
    else:
        sure["year"] = 1.0
        # A year given without a kind is the one that the outcomes are of, where they are of that year.
        back = (sure["kind"] < SURE or kind == "department report") and _reports_on(seen.text, year)
    if not area:
        area, area_code, sure["area"] = _area(seen, year)
    known_kind = kind if sure["kind"] >= SURE else ""
    return About(
        area=area if sure["area"] >= SURE else "",
        area_code=area_code if sure["area"] >= SURE else "",
        kind=known_kind,
        year=year if sure["year"] >= SURE else None,
        looks_back=looks_back(known_kind) or part or back,
        part_year=part,
        sure={name: round(sure[name], 3) for name in ("area", "kind", "year")},
    )


_Rows = tuple[tuple[float, re.Pattern[str]], ...]


@cache
def _weights(table: str) -> dict[str, _Rows]:
    """Return the expressions of a table of about.yaml, compiled, with their weights; by kind where the table has kinds."""
    told = _read_words()[table]
    kinds = told if isinstance(told, dict) else {"": told}
    return {kind: tuple((float(weight), re.compile(shape)) for weight, shape in rows) for kind, rows in kinds.items()}


@cache
def _read_words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("about.yaml").read_text(encoding="utf-8"))
    return words


_DIGITS = str.maketrans("〇○零OoО一二三四五六七八九", "000000123456789")
_CHINESE_YEAR = re.compile(r"(?<![〇○零一二三四五六七八九])[一二][〇○零OoО0一二三四五六七八九]{3}(?=\s*年)")
_SPACES = re.compile(r"[\s　*#]+")
_MARK = ' *#　—-─_\t>【】《》"“”'


def _plain(line: str) -> str:
    """Return a line without blanks and marks of layout, its years in digits."""
    line = _SPACES.sub("", line[: 2 * _CHARS])[:_CHARS]
    return _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), line)


@dataclass
class _Seen:
    """A text, and what of it is looked at."""

    text: str
    title: str
    source_url: str
    published: str

    @cached_property
    def head(self) -> list[str]:
        """The first lines that hold anything."""
        lines: list[str] = []
        for line in self.text[: _LINES * 10 * _CHARS].split("\n"):
            if plain := _plain(line):
                lines.append(plain)
            if len(lines) >= _LINES:
                break
        return lines

    @cached_property
    def foot(self) -> list[str]:
        """The last lines, where a report may be signed."""
        return [plain for line in self.text[-1000:].split("\n")[-6:] if 0 < len(plain := _plain(line)) <= 40]

    @cached_property
    def titles(self) -> list[str]:
        """The title of the page, the first lines that are no sentences, and pairs of them, as a title may fill two."""
        short = [line.strip(_MARK) for line in self.head[:12]]
        short = short[: next((i for i, line in enumerate(short) if "。" in line or line.startswith("各位")), len(short))]
        short = [line for line in short if len(line) <= 90]
        whole = [_plain(self.title).strip(_MARK)] if self.title else []
        # A line that has a year of its own and its end begins no longer title.
        joined = [a + b for a, b in pairwise(short[:6]) if not a.endswith(("报告", "公报", "）", ")"))]
        return [*whole, *short, *joined]

    @cached_property
    def years(self) -> Counter[int]:
        """How often every year is named, those of spans and plans to come left out."""
        return Counter(int(year) for year in re.findall(r"(?<![\d—–\-到至比较是于])((?:19|20)\d\d)\s?年", self.text[:60000]))


def titles(text: str) -> list[str]:
    r"""Return the lines at the head of a text that may be its title, the likeliest first.

    >>> titles("青岚市统计局\n青岚市2030年国民经济和社会发展统计公报\n一、综合")[0]
    '青岚市2030年国民经济和社会发展统计公报'
    """
    lines = [line for line in _Seen(text, "", "", "").titles if not _NUMBERED.match(line)]
    named = [line for line in lines if any(p.search(line) for rows in _weights("titles").values() for _, p in rows)]
    return sorted(named or lines, key=lambda line: _ANY.search(line) is None)


_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]")


# --- kind -----------------------------------------------------------------------------------------------------------


def _kind(seen: _Seen) -> tuple[str, float]:
    """Return the kind by the titles, else by the words of the text."""
    scores: dict[str, float] = defaultdict(float)
    for place, title in enumerate(seen.titles):
        for kind, rows in _weights("titles").items():
            # The first title counts most; each kind counts once a title.
            scores[kind] = max(scores[kind], max((w for w, p in rows if p.search(title)), default=0.0) - 0.4 * min(place, 8))
    kind, score, _ = _best(scores)
    if score >= 3:
        return kind, 0.995
    scores = defaultdict(float)
    opening = seen.text[:30000]
    for kind, rows in _weights("bodies").items():
        scores[kind] = sum(w for w, p in rows if p.search(opening))
    kind, score, margin = _best(scores)
    return (kind, 0.98 if score >= 6 and margin >= 3 else 0.92 if score >= 5 and margin >= 2 else 0.5)


def _best(scores: Mapping[str, float]) -> tuple[str, float, float]:
    """Return the name of the highest score, the score, and how far it is above the next."""
    ranked = sorted(scores.items(), key=lambda row: -row[1])
    if not ranked:
        return "", 0.0, 0.0
    after = ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0], ranked[0][1], ranked[0][1] - after


# --- year -----------------------------------------------------------------------------------------------------------

_NAMED_YEAR = (
    r"((?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})\s?年(?:的|度|全[省市州区县]|我[省市州区县])*"
    r"(?:政府|主要|重点|总体|发展|预期|经济(?:和|与)?社会)*"
)
_YEAR_AHEAD = re.compile(_NAMED_YEAR + r"(?:工作)?(?:安排|任务|思路|重点|部署|打算|要求|建议|目标|意见|计划)")
_YEAR_BEHIND = re.compile(_NAMED_YEAR + r"(?:工作)?(?:回顾|总结|完成情况)")
_Y = r"((?:19|20)\d\d)年(?:度)?"
_PART = r"(?:上半年|前?[一二三四]个?季度|前三季度|第[一二三四]季度|1[-—–~至到]\d{1,2}月|\d{1,2}月份)"
_PART_YEAR = re.compile(_Y + _PART)
_SESSION = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月")
_DELIVERED = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月\d{1,2}日.{0,4}在.{2,20}届")
_ACCOUNTS = re.compile(_Y + r"[^年]{0,40}?决算|决算[^年]{0,6}" + _Y)
_PLANNED = re.compile(r"[与和及、]" + _Y + r"[^，。]{0,30}?(?:计划|预算|安排|打算|思路|要点)")
_DONE = re.compile(_Y + r"(?![^年]{0,4}上半年)[^，。年]{0,30}?(?:执行情况|完成情况|执行的?情况)")
_BUDGET = re.compile(_Y + r"[^，。年]{0,24}?预算(?!执行)")
_ANY = re.compile(r"((?:19|20)\d\d)年")
_SPAN = re.compile(r"((?:19|20)\d\d)年?\s?[—–\-－~至到]+\s?((?:19|20)\d\d)年")
_FIVE = re.compile(r"第(十[一二三四五六]?|[六七八九])个五年|[“\"]?(十[一二三四五六]?五|[六七八九]五)[”\"]?")
_FIRST = {"六": 1981, "七": 1986, "八": 1991, "九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021}
_FIRST |= {"十五": 2026, "十六": 2031}


def _is_part_year(seen: _Seen, kind: str) -> bool:
    """Whether the report is of a part of a year alone; final accounts with half a year behind them are of the whole."""
    if kind in ("work report", "plan outline", "final accounts"):
        return False
    titles = [title for title in seen.titles if len(title) <= 60]
    return any(_PART_YEAR.search(title) and not _PLANNED.search(title) for title in titles)


def _year(seen: _Seen, kind: str, part: bool) -> tuple[int | None, bool, float]:
    """Return the year by weighed votes, whether it is the one reported on where the kind leaves that open, and how sure."""
    votes: Counter[int] = Counter()
    back = False
    for title in seen.titles:
        year, weight, behind = _titled_year(title, kind, part)
        if year is not None and weight > votes[year]:
            votes[year] = weight
            back = behind
    if not looks_back(kind) and kind != "plan outline" and not part and not back:
        _add_plans(seen, votes, kind)
    elif looks_back(kind) or back:
        named = [int(y) for line in seen.head[:12] for y in _ANY.findall(line)]
        if named:
            votes[Counter(named).most_common(1)[0][0]] += 1
    if seen.years and (looks_back(kind) or back or part):
        votes[seen.years.most_common(1)[0][0]] += 2
    if seen.published and not part and kind != "plan outline":
        year, month = int(seen.published[:4]), int(seen.published[5:7])
        votes[year + (month >= 11) - (looks_back(kind) or back)] += 1
    if not votes:
        return None, False, 0.0
    ranked = votes.most_common(2)
    margin = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0)
    if ranked[0][1] >= 5 and margin >= 3:
        return ranked[0][0], back, 0.995
    return ranked[0][0], back, 0.97 if ranked[0][1] >= 3 and margin >= 1 else 0.91 if margin >= 2 else 0.6


def _titled_year(title: str, kind: str, part: bool) -> tuple[int | None, int, bool]:
    """Return the year that a title gives a report of a kind, its weight, and whether it is one reported on."""
    if kind == "plan outline":
        if found := _FIVE.search(title):
            first = found[1] or found[2][:-1]
            return _FIRST.get(first), 6, False
        if (span := _SPAN.search(title)) and int(span[2]) - int(span[1]) in (4, 14):
            return int(span[1]), 5, False
        return None, 0, False
    if kind == "final accounts" and (found := _ACCOUNTS.search(title)):
        return int(found[1] or found[2]), 7, True
    if looks_back(kind) or part:
        found = _PART_YEAR.search(title) or _ANY.search(title)
        return (int(found[1]), 6, True) if found and not _SESSION.match(title, found.start()) else (None, 0, False)
    if kind not in ("work report", "bulletin") and (found := _PLANNED.search(title)):
        return int(found[1]), 7, False
    if kind in ("plan report", "budget report"):
        if found := _DONE.search(title):
            return int(found[1]) + 1, 5, False
        if found := _BUDGET.search(title):
            return int(found[1]), 4, False
    if kind == "department report" and (found := _ANY.search(title)) and not _SESSION.match(title, found.start()):
        return int(found[1]), 5, re.search(r"总结|情况|报告", title) is not None and re.search("计划|安排|要点", title) is None
    if kind == "work report" and (found := re.search(_Y + r"[^，。]{0,20}?工作报告", title)) and not _SESSION.search(title):
        return int(found[1]), 3, False
    return None, 0, False


def _add_plans(seen: _Seen, votes: Counter[int], kind: str) -> None:
    """Add the votes of the day of delivery, of the headings and of the years named, for a report that plans."""
    for line in [*seen.titles, *seen.head[:14]]:
        if found := _SESSION.search(line) if len(line) <= 80 else _DELIVERED.search(line):
            # A report of late in a year plans the next one.
            votes[int(found[1]) + (int(found[2]) >= 11)] += 5
            break
    ahead = Counter(int(found[1].translate(_DIGITS)) for found in _YEAR_AHEAD.finditer(seen.text))
    behind = Counter(int(found[1].translate(_DIGITS)) + 1 for found in _YEAR_BEHIND.finditer(seen.text))
    # The year planned for has its tasks named, and the one before it its results; plans to come are named less often.
    for year in {*ahead, *behind}:
        votes[year] += 3 * (ahead[year] > 0) + 3 * (behind[year] > 0)
    if seen.years:
        common = max(seen.years, key=lambda year: seen.years[year] + seen.years[year - 1])
        votes[common] += 2 if seen.years[common] > 1 else 1


def _reports_on(text: str, year: int) -> bool:
    """Whether a text that names a year speaks of its outcomes, and of no year after it."""
    told = re.findall(rf"{year}年[^。\n]{{0,60}}", text[:60000])
    done = sum(re.search(r"完成|实现|达到|比上年|同比|增长\d|下降\d", words) is not None for words in told)
    plans = sum(re.search(r"力争|确保|预期|目标|计划|安排|要", words) is not None for words in told)
    later = len(re.findall(rf"{year + 1}年", text[:60000]))
    earlier = len(re.findall(rf"{year - 1}年", text[:60000]))
    return bool(told) and done > 2 * plans and len(told) > earlier and later <= len(told)


def planned_year(text: str, year: int) -> int:
    r"""Return the year that a report plans for where it is filed under the year it reviews, else the year it is filed under.

    Yearbooks file reports so. A report that names the next year's tasks and never its own year's plans for the next.

    Parameters
    ----------
    text : str
        The text of a work report.
    year : int
        The year it is filed under.

    Examples
    --------
    >>> planned_year("一、2030年工作回顾\n二、2031年工作安排", 2030), planned_year("二、2030年工作安排", 2030)
    (2031, 2030)
    """
    ahead = [int(found[1].translate(_DIGITS)) for found in _YEAR_AHEAD.finditer(text)]
    behind = [int(found[1].translate(_DIGITS)) for found in _YEAR_BEHIND.finditer(text)]
    if year in ahead or year - 1 in behind:
        return year
    # 2030—2032年 is the term of a plan.
    last, own, coming = (len(re.findall(rf"(?<![—\-\d]){year + n}年", text)) for n in (-1, 0, 1))
    told = year + 1 in ahead or year in behind or (coming >= 3 * max(1, last) and own > last)
    return year + 1 if told else year


# --- area -----------------------------------------------------------------------------------------------------------

_RANKS = "省市区县旗州盟"
_RANK = re.compile(f"[{_RANKS}]")
#: Names that are words where no name of an area stands before them.
_WORDS_TOO = frozenset({"市中区", "城区", "郊区", "矿区", "东区", "西区", "新区", "城中区", "开发区", "向阳区", "新城区"})
#: Longest name of the lists.
_LONGEST = 15
#: Weight from which a name in a frame is the area's.
_NAMED = 4.0
_BOUNDARY = re.compile(r"(?:^|[^\u4e00-\u9fff]|[在于关年度了从向由]|中共|提交|代表|[—-])$")
_OF_NATION = re.compile(
    r"国务院总理|中华人民共和国(?:国家统计局|国民|\d{4}年)|全国人民代表大会|^国家统计局$|^全国\d{4}年|关于\d{4}年(?:中央|全国)"
)
#: 全市, 我县: what a report calls its own area.
_OWN = re.compile(r"[全我]([国省市区县旗州盟])")


@dataclass(frozen=True, slots=True)
class _Chain:
    """Names printed one behind the other, 福州市仓山区, with the areas that the last may be; none where it is not known."""

    names: tuple[str, ...]
    areas: tuple[Area, ...]
    start: int


def _area(seen: _Seen, year: int | None) -> tuple[str, str, float]:
    """Return name and code of the area that reports, and how sure."""
    weights = _framed(seen)
    pool: dict[str, float] = defaultdict(float)
    unknown: dict[str, float] = defaultdict(float)
    for chain, weight in weights:
        if not chain.areas:
            unknown["".join(chain.names)] += weight
        for area in _alive(chain.areas, year):
            pool[area.code] += weight
    return _decide(seen, pool, unknown, year)


def _decide(seen: _Seen, pool: Mapping[str, float], unknown: Mapping[str, float], year: int | None) -> tuple[str, str, float]:
    text = seen.text[:60000]
    own = Counter(_OWN.findall(text))
    framed = max(pool.values(), default=0.0)
    # 云泽区 speaks for 青岚市云泽区, where that is printed anywhere.
    whole = {name: sum(w for part, w in unknown.items() if name.endswith(part)) + len(name) / 100 for name in unknown}
    name, weight, _ = _best(whole)
    if weight >= _NAMED and (weight > framed + 1 or _lies_in(name, _best(pool)[0])):
        return name, "", 0.95 if weight >= 5 else 0.91
    # Without a title or the line of a session, the words of the text decide among the areas that it names.
    codes = pool if framed >= _NAMED else {*pool, *_mentioned(text)}
    scores = {code: pool.get(code, 0.0) + _support(areas_by_code()[code], text, own, seen) for code in codes}
    best, score, margin = _best(scores)
    if not best:
        return "", "", 0.0
    area = areas_by_code()[best]
    if framed >= _NAMED:
        sure = 0.995 if pool[best] >= 5 and margin >= 2 else 0.97 if margin >= 1 else 0.6
    else:
        sure = 0.95 if score >= 5.3 and margin >= 0.7 else 0.5
    if sure < SURE and sum(areas_by_code()[code].name == area.name for code in pool) > 1 and framed >= _NAMED:
        # Which of several areas of one name it is remains open.
        return area.name, "", SURE
    return full_name(area), area.successor or area.code, sure


def _lies_in(name: str, code: str) -> bool:
    """Whether an unknown name is that of a place in an area: 福州市云泽区."""
    return bool(code) and name.startswith(areas_by_code()[code].name)


def _alive(areas: Sequence[Area], year: int | None) -> Sequence[Area]:
    """Return those of several areas that had the name in the year, all where none had."""
    return [area for area in areas if area.is_named_in(year)] or areas


def _framed(seen: _Seen) -> Iterator[tuple[_Chain, float]]:
    """Yield the names that stand where a report names its own area, with their weights."""
    frames, titled = _weights("frames")[""], _weights("titled")[""]
    done: set[str] = set()
    for line in [*seen.head, *seen.foot]:
        if line in done:
            continue
        done.add(line)
        if _OF_NATION.search(line[:40]):
            yield _Chain(("全国",), (areas_by_code()[NATION],), 0), 5.0
        for weight, pattern in frames:
            for found in pattern.finditer(line, 0, _CHARS):
                if (found.start() <= 60 or "代表" in line[:60]) and (chain := chain_before(line, found.start())):
                    prose = 0.5 if "。" in line[: found.start()] else 1.0
                    yield chain, weight * prose
        for _, pattern in titled:
            for found in pattern.finditer(line):
                if (chain := chain_before(line, found.start())) and line[: chain.start].endswith(("关于", "《")):
                    yield chain, 4.5
    for place, title in enumerate(seen.titles):
        if _OF_NATION.search(title[:40]):
            yield _Chain(("全国",), (areas_by_code()[NATION],), 0), 5.0
        for weight, pattern in titled:
            for found in pattern.finditer(title):
                if chain := chain_before(title, found.start()):
                    yield chain, weight - 0.5 * min(place, 6)


def chain_before(line: str, end: int) -> _Chain | None:
    """Return the names of areas that end at a place of a line; None where none does.

    >>> chain_before("在福州市仓山区第九届", 7).names, chain_before("在青岚市云泽区第九届", 7).areas
    (('福州市', '仓山区'), ())
    >>> chain_before("市财政局受市人民政府", 6) is None
    True
    """
    names: list[str] = []
    at, last = end, ""
    while name := _known_before(line, at) or _unknown_before(line, at):
        names.insert(0, name)
        at -= len(name)
    if not names or (names[-1] in _WORDS_TOO and len(names) == 1):
        return None
    last = names[-1]
    areas = areas_by_name().get(last, ()) or _by_stem().get(last, ())
    above = {area.code for name in names[:-1] for area in (*areas_by_name().get(name, ()), *_by_stem().get(name, ()))}
    if above:
        within = tuple(area for area in areas if {p.code for p in parents(area)} & above)
        # A known area below another one than the lists say is read as it is printed.
        areas = within
    elif len(names) > 1 and areas:
        areas = ()
    return _Chain(tuple(names), areas, at)


def _known_before(line: str, end: int) -> str:
    """Return the longest known name, or short name without its rank, that ends at a place."""
    for length in range(min(_LONGEST, end), 1, -1):
        name = line[end - length : end]
        if name in areas_by_name():
            return name
    for length in range(min(5, end), 1, -1):
        name = line[end - length : end]
        if name in _by_stem() and (end == length or _BOUNDARY.search(line[: end - length])):
            return name
    return ""


def _unknown_before(line: str, end: int) -> str:
    """Return a name of the shape of an area's that ends at a place, none of whose words is an office's or a common one."""
    if end < 3 or line[end - 1] not in _RANKS:
        return ""
    for length in range(3, min(7, end) + 1):
        name, before = line[end - length : end], line[: end - length]
        if _strange(name):
            return ""
        if _BOUNDARY.search(before) or _known_before(before, len(before)) or _unknown_before(before, len(before)):
            return name
    return ""


@cache
def _strange(name: str) -> bool:
    """Whether a string that ends as an area's name does has words that no such name has."""
    bare = name[:-1].removesuffix("自治")
    return len(bare) < 2 or _no_name().search(bare) is not None or name.endswith(tuple(_read_words()["other"]))


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _read_words()["strange"])) + "|[^\u4e00-\u9fff]")


@cache
def _by_stem() -> dict[str, tuple[Area, ...]]:
    found: dict[str, tuple[Area, ...]] = {}
    for name, areas in areas_by_name().items():
        if (short := stem(name)) != name:
            # 凉山州 is short for 凉山彝族自治州 too.
            for alias in {short, short + name[-1]} - {name}:
                found[alias] = (*found.get(alias, ()), *areas)
    return found


def _mentioned(text: str) -> list[str]:
    """Return the codes of the areas that a text names, with those above them."""
    counts: Counter[str] = Counter()
    names = areas_by_name()
    for found in _RANK.finditer(text):
        end = found.end()
        for length in range(2, min(_LONGEST, end) + 1):
            # Short names are enough for areas above the counties; see below.
            if (name := text[end - length : end]) in names and name not in _WORDS_TOO:
                for area in names[name]:
                    counts[area.code] += 1
                    for above in parents(area):
                        counts[above.code] += 1
    for code, short in _upper_stems():
        counts[code] += text.count(short)
    return [code for code, _ in counts.most_common(24)]


@cache
def _upper_stems() -> tuple[tuple[str, str], ...]:
    """Return code and short name of the areas above the counties."""
    return tuple((area.code, stem(area.name)) for area in read_areas().values())


def _support(area: Area, text: str, own: Counter[str], seen: _Seen) -> float:
    """Return how much the words of a text speak for an area: its name, its children, those above it, its rank, its address."""
    named = text.count(stem(area.name))
    below = {stem(child.name) for child in children().get(area.code, ()) if child.level != "nation"}
    share = sum(1 for name in below if name in text) / max(4, min(len(below), 12))
    if area.code == NATION:
        # Every report names provinces and speaks of 全国.
        return 6.0 * (own["国"] > 2 * (own.total() - own["国"]))
    above = sum(min(1.0, text.count(stem(p.name)) / 3) for p in parents(area))
    fits = own[area.name[-1]] / max(1, *(own[rank] for rank in _RANKS))
    address = sum(0.7 for p in (area, *parents(area)) if p.name_en and p.name_en.lower() in seen.source_url.lower())
    return 1.2 * math.log1p(named) + 3.0 * min(1.0, share) + 0.5 * above + 2.5 * fits + address


def with_area(about: About, area: str) -> About:
    """Return what is known of a report with an area that its name or folder tells."""
    known = find_area(area)
    return replace(about, area=area, area_code=(known.successor or known.code) if known else "")
