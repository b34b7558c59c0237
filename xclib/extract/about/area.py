"""The area that reports: named in a title, a session's line or a signature, else by the words of the text."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from xclib.extract.about.seen import CHARS, Seen, best, plain
from xclib.extract.about.words import read_weights, read_words
from xclib.model.areas import NATION, Area, areas_by_code, areas_by_name, children, full_name, parents, read_areas, stem

#: Below this nothing is answered.
SURE = 0.9
_RANKS = "省市区县旗州盟"
_RANK = re.compile(f"[{_RANKS}]")
#: Names that are words where no name of an area stands before them.
_WORDS_TOO = frozenset({"市中区", "城区", "郊区", "矿区", "东区", "西区", "新区", "城中区", "开发区", "向阳区", "新城区"})
#: Longest name of the lists.
_LONGEST = 15
#: Weights from which a name in a frame is the area's, and from which little doubt remains.
_NAMED, _FIRM = 4.0, 5.0
_BOUNDARY = re.compile(r"(?:^|[^\u4e00-\u9fff]|[在于关年月份度了从向由]|[年月度][末底]|中共|提交|代表|[—-])$")
#: Characters of the shortest names of counties, and last ones of what stands above them.
_SHORTEST, _ABOVE = 2, "省市州盟区县旗"
_OF_NATION = re.compile(
    r"国务院(?:总理|政府|\d{4}年)|中华人民共和国(?:国家统计局|国民|\d{4}年)|届全国人民代表大会第.{1,3}次会议(?:上|[）)]|$)|^国家统计局$|^全国\d{4}年|^(?:\d{4}年度?)?中国(?!共产党|人民|[（(])[^，。]{2,16}公报|关于\d{4}年(?:中央|全国)"
)
#: The rest of the name of a law, which is that of an area above: 《青岚市预算审查条例》.
_LAW = re.compile("[^《》]{0,20}(?:条例|办法|规定|决定|细则|法)》")
#: 全市, 我县: what a report calls its own area.
_OWN = re.compile(r"[全我]([国省市区县旗州盟镇乡])")


#: A place below the county, or a zone, that reports for itself: 河东镇, 对湖街道, 经济技术开发区; and what follows it there.
_REPORTS = (
    r"(?=(?:人民政府|政府|办事处|街道办事处|管理委员会|管委会|党工委|[\u4e00-\u9fff]{2,10}(?:局|委员会|办公室|中心)(?=(?:19|20)\d\d年))?"
    r"(?:关于)?(?:(?:19|20)\d\d年|第[一二三四五六七八九十\d]{1,3}届|政府工作|工作报告|工作总结|国民经济|财政|预算|决算|部门))"
)
_LOCAL = re.compile(rf"(?:镇|乡|街道|开发区|高新区|经开区|新区|园区|保税区|示范区|管理区|度假区|林场|农场){_REPORTS}")
#: The Corps, and a division of it that no city is named behind: 第十二师2030年.
_CORPS = re.compile(
    rf"(?:兵团(?:第[一二三四五六七八九十]{{1,2}}师)?|(?<![\u4e00-\u9fff])第[一二三四五六七八九十]{{1,2}}师){_REPORTS}"
)
_NO_LOCAL = re.compile(r"[的和与及、，。：；年月日]|人民|政府|关于|届|城镇$|乡镇$|地区|[^\u4e00-\u9fff]")
_OFFICE = re.compile(r"(?:人民)?政府$")
#: Characters of a local name at most.
_LOCAL_NAME = 12


@dataclass(frozen=True, slots=True)
class _Chain:
    """Names printed one behind the other, 福州市仓山区, with the areas that the last may be; none where it is not known."""

    names: tuple[str, ...]
    areas: tuple[Area, ...]
    start: int


def read_area(seen: Seen, year: int | None) -> tuple[str, str, float]:
    """Return name and code of the area that reports, and how sure."""
    if local := next(_local_names(seen), ""):
        # It has no code, and is not the county that is named before it.
        return local, "", 0.95
    known: dict[Area, float] = defaultdict(float)
    unknown: dict[str, float] = defaultdict(float)
    for chain, weight in _framed(seen):
        if not chain.areas:
            unknown["".join(chain.names)] += weight
        for area in _alive(chain.areas, year):
            known[area] += weight
    # 云泽区 speaks for 青岚市云泽区, where that is printed anywhere.
    whole = {name: sum(w for part, w in unknown.items() if name.endswith(part)) + len(name) / 100 for name in unknown}
    named, weight, _ = best(whole.items())
    nearest, framed, _ = best(known.items())
    if named and weight >= _NAMED and (nearest is None or weight > framed + 1 or named.startswith(nearest.name)):
        return named, "", 0.95 if weight >= _FIRM else 0.91
    return _decide(seen, known, year)


def area_of_site(seen: Seen, year: int | None) -> tuple[str, str, float] | None:
    """Return name, code and how sure of the area whose site a page is of, if the text calls its own of no other rank."""
    own = Counter(_OWN.findall(seen.opening))
    for name in map(plain, seen.site.split("\n")):
        for end in range(min(len(name), 2 * _LONGEST), 1, -1):
            chain = chain_before(name, end) if name[end - 1] in _RANKS else None
            areas = _alive(chain.areas, year) if chain else ()
            if len(areas) == 1 and own[name[end - 1]] == max(own.values(), default=0):
                return full_name(areas[0]), areas[0].successor or areas[0].code, SURE
    return None


def _local_names(seen: Seen) -> Iterator[str]:
    """Yield the places below a county that a title or a session's line names as those that report, behind the county.

    Where no county is printed before it, the name stands alone.
    """
    alone, lines = "", [*seen.titles[:4], *(line for line in seen.head[:8] if "届" in line and len(line) <= 90)]
    for line in lines:
        if corps := _CORPS.search(line):
            yield "新疆生产建设兵团" + corps[0].rpartition("兵团")[2]
        for found in _LOCAL.finditer(line):
            for length in range(len(found[0]), min(_LOCAL_NAME, found.end()) + 1):
                start = found.end() - length
                name, before = line[start : found.end()], _OFFICE.sub("", line[:start])
                if _NO_LOCAL.search(name) or (name in areas_by_name() and length > len(found[0])):
                    break
                if length > 2 and _BOUNDARY.search(line[:start]) and "镇乡街道".find(found[0][0]) >= 0:
                    alone = alone or name
                elsewhere = (other.partition(name)[0] for other in seen.head if name in other)
                chains = (chain_before(place, len(place)) for place in (before, *elsewhere))
                if length > 2 and (chain := next(filter(None, chains), None)):
                    yield (full_name(chain.areas[0]) if len(chain.areas) == 1 else "".join(chain.names)) + name
                    break
    if alone:
        yield alone


#: What may stand before the area at the head of the first paragraph, （一）2030年，; 今年以来，; 一季度，,
#: and at the head of a title, 关于印发《.
_LEAD_IN = re.compile(
    r"(?:关于(?:印发|公布|发布|下达)?)?《?(?:[（(]?[一二三四五六七八九十\d]{1,2}[、.．)）])?(?:(?:据初步[核统测][算计]|今年以来|去年|今年|(?:(?:19|20)\d\d年)?"
    r"(?:全年|上半年|[前第]?[一二三四]个?季度|1[-—–~～至到]\d{1,2}月份?)?)[，,]?)*"
)
#: Lines among which that paragraph stands.
_OPENING = 3


def _opened(seen: Seen) -> Iterator[_Chain]:
    """Yield the name with which one of the first lines opens, if what the text calls its own is of that rank."""
    own = Counter(_OWN.findall(seen.opening))
    for line in seen.head[:_OPENING]:
        start = _LEAD_IN.match(line).end()  # type: ignore[union-attr]
        # 全州县 at the head of a line is 全州, and its counties.
        ends = range(min(len(line), start + _LONGEST), start + 1, -1) if line[start : start + 1] != "全" else ()
        for end in ends:
            chain = chain_before(line, end) if own[line[end - 1]] == max(own.values(), default=0) else None
            if chain and chain.areas and chain.start == start and line[end - 1] in _RANKS and not _LAW.match(line, end):
                yield chain
                break


def _decide(seen: Seen, framed: Mapping[Area, float], year: int | None) -> tuple[str, str, float]:
    """Return name and code of the likeliest of the areas in frames, of all that the text names where those weigh little."""
    own = Counter(_OWN.findall(seen.opening))
    is_framed = max(framed.values(), default=0.0) >= _NAMED
    mentioned = () if is_framed else _alive(_mentioned(seen.opening), year)
    # Where a line names any area as the one that reports, 全国 in passing does not make it the nation's.
    areas = dict.fromkeys((*framed, *(area for area in mentioned if not framed or area.code != NATION)))
    scores = {area: framed.get(area, 0.0) + _support(area, own, seen) for area in areas}
    area = best(scores.items())[0]
    if area is None:
        return "", "", 0.0
    namesakes = [other for other in scores if other.name == area.name and other != area]
    _, score, margin = best((other, value) for other, value in scores.items() if other not in namesakes)
    if is_framed:
        sure = 0.995 if framed[area] >= _FIRM and margin >= 2 else 0.97 if margin >= 1 else 0.6
    else:
        sure = 0.95 if score >= 5.3 and margin >= 0.7 else 0.5
    if namesakes and (apart := _sure_among_namesakes(area, namesakes, seen)) < SURE:
        # Which of several areas of one name it is remains open, its name does not.
        return area.name, "", SURE if sure >= SURE else apart
    return full_name(area), area.successor or area.code, sure


def _sure_among_namesakes(area: Area, namesakes: Sequence[Area], seen: Seen) -> float:
    """Return how sure an area is among its namesakes, by the names of its parents in the text and the address."""
    mine, other = _places_above(area, seen), max(_places_above(namesake, seen) for namesake in namesakes)
    return 0.97 if mine >= 3 * other + 2 else 0.93 if mine > 3 * other else 0.5


def _places_above(area: Area, seen: Seen) -> float:
    """Count the names of the areas above one, the nearest most."""
    text, address = seen.title + seen.opening, seen.source_url.lower()
    return sum(
        (text.count(stem(above.name)) + 3 * (above.name_en.lower() in address)) / (1 + 2 * depth)
        for depth, above in enumerate(parents(area))
    )


def _alive(areas: Sequence[Area], year: int | None) -> Sequence[Area]:
    """Return those of several areas that had the name in the year or in one beside it, all where none had."""
    # A report of the year after a change may still have the old name, and one of the year before the new one.
    named = [[area for area in areas if area.is_named_in(year, slack=slack)] for slack in (0, 1)]
    return named[0] or named[1] or areas


def _framed(seen: Seen) -> Iterator[tuple[_Chain, float]]:
    """Yield the names that stand where a report names its own area, with their weights."""
    for line in dict.fromkeys([*seen.head, *seen.foot]):
        yield from _framed_in(line)
        if "关于" in line or "《" in line:
            yield from ((chain, 4.5) for chain, _ in _titled_in(line) if line[: chain.start].endswith(("关于", "《")))
    yield from ((chain, _NAMED) for chain in _opened(seen))
    for place, title in enumerate(seen.titles):
        if _OF_NATION.search(title[:40]):
            yield _Chain(("全国",), (areas_by_code()[NATION],), 0), 5.0
        yield from ((chain, weight - 0.5 * min(place, 6)) for chain, weight in _titled_in(title))


def _framed_in(line: str) -> Iterator[tuple[_Chain, float]]:
    """Yield the names before an office or a meeting in a line."""
    sentence = len(line) > 90 or "。" in line
    if not sentence and _OF_NATION.search(line[:60]):
        yield _Chain(("全国",), (areas_by_code()[NATION],), 0), 5.0
    # Further on in a line that tells of no session no office is its own; a frame is shorter than 40 characters.
    far = "代表" in line[:60]
    for weight, pattern in read_weights("frames")[""]:
        longest: dict[int, tuple[_Chain, float]] = {}
        for found in pattern.finditer(line, 0, CHARS if far else 100):
            if found.start() > 60 and not far:
                continue
            # A name that no list has is not taken from within a sentence.
            if (chain := chain_before(line, found.start())) and (chain.areas or not sentence):
                # Of 重庆市 and 重庆市大渡口区, both before an office, the longer is meant.
                longest[chain.start] = chain, weight * (0.5 if "。" in line[: found.start()] else 1.0)
        yield from longest.values()


def _titled_in(text: str) -> Iterator[tuple[_Chain, float]]:
    """Yield the names before the words of a report's title, but for that of a law."""
    for weight, pattern in read_weights("titled")[""]:
        for found in pattern.finditer(text):
            if not _LAW.match(text, found.end()) and (chain := chain_before(text, found.start())):
                yield chain, weight


def chain_before(line: str, end: int) -> _Chain | None:
    """Return the names of areas that end at a place of a line; None where none does.

    >>> chain_before("在福州市仓山区第九届", 7).names, chain_before("在青岚市云泽区第九届", 7).areas
    (('福州市', '仓山区'), ())
    >>> chain_before("市财政局受市人民政府", 6) is None
    True
    """
    names: list[str] = []
    at = end
    while name := _known_before(line, at) or _unknown_before(line, at):
        names.insert(0, name)
        at -= len(name)
    if not names or (names[-1] in _WORDS_TOO and len(names) == 1):
        return None
    areas = _called(names[-1])
    if names[:-1]:
        # A known area below another one than the lists say is read as it is printed.
        above = {area.code for name in names[:-1] for area in _called(name)}
        areas = tuple(area for area in areas if any(over.code in above for over in parents(area)))
    return _Chain(tuple(names), areas, at)


def _called(name: str) -> tuple[Area, ...]:
    """Return the areas of a name, or of a short name."""
    return areas_by_name().get(name, ()) or _by_stem().get(name, ())


def _begins(line: str, start: int) -> bool:
    """Whether a name of two characters begins at a place, and does not end another: 沙县 is none in 白沙县."""
    before = line[:start]
    return not before or _BOUNDARY.search(before) is not None or before[-1] in _ABOVE or _known_before(line, start) != ""


def _known_before(line: str, end: int) -> str:
    """Return the longest known name, or short name without its rank, that ends at a place."""
    for length in range(min(_LONGEST, end), 1, -1):
        name = line[end - length : end]
        if name in areas_by_name() and (length > _SHORTEST or _begins(line, end - length)):
            return name
    for length in range(min(5, end), 1, -1):
        name = line[end - length : end]
        if _of_rank(name, line[end : end + 1]) and (end == length or _BOUNDARY.search(line[: end - length])):
            return name
    return ""


def _of_rank(name: str, behind: str) -> bool:
    """Whether a short name is an area's, of the rank that is printed behind it: 云州 before 市 is no 云州区."""
    areas = _by_stem().get(name, ())
    return bool(areas) and (behind not in _RANKS or name[-1] in _RANKS or any(area.name.endswith(behind) for area in areas))


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
    # 云州市 ends as 各州市 does, and is the name of a city.
    other = name.endswith(tuple(read_words()["other"])) and not (len(name) == 3 and name.endswith("州市"))
    return len(bare) < 2 or _no_name().search(bare) is not None or other


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, read_words()["strange"])) + "|[^\u4e00-\u9fff]")


@cache
def _by_stem() -> dict[str, tuple[Area, ...]]:
    found: dict[str, tuple[Area, ...]] = {}
    for name, areas in areas_by_name().items():
        if (short := stem(name)) != name:
            # 凉山州 is short for 凉山彝族自治州 too, as is 凉山自治州.
            ruled = {short + name[-3:]} if name[-3:-1] == "自治" else set()
            for alias in ({short, short + name[-1]} | ruled) - {name}:
                found[alias] = (*found.get(alias, ()), *areas)
    return found


def _mentioned(text: str) -> tuple[Area, ...]:
    """Return the areas that a text names most, those above them counted with them."""
    counts: Counter[Area] = Counter()
    names = areas_by_name()
    for found in _RANK.finditer(text):
        end = found.end()
        for length in range(2, min(_LONGEST, end) + 1):
            if (name := text[end - length : end]) in names and name not in _WORDS_TOO:
                counts.update(above for area in names[name] for above in (area, *parents(area)))
    # Above the counties a short name is enough: 襄阳、宜昌.
    for area in read_areas().values():
        counts[area] += text.count(stem(area.name))
    return tuple(area for area, count in counts.most_common(24) if count)


def _support(area: Area, own: Counter[str], seen: Seen) -> float:
    """Return how much the words of a text speak for an area: its name, its children, those above it, its rank, its address."""
    text = seen.opening
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
