"""The year that a text looks back on, by the years that it names and the events that it speaks of, where no title says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice, pairwise
from math import exp
from typing import Any

from xclib.care.shipped import read_beside
from xclib.extract.weights import plan_weight
from xclib.model.numerals import parse_chinese

#: What one thing that a text says speaks of: its features, and the year that it names.
Clue = tuple[tuple[str, ...], int]
#: How many years a year that is named lies behind the one looked back on at most; what lies further counts as this far.
REACH = 6
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)\s?年(?!的?不变价|的?可比价|价格)")
#: 成功举办2030茶博会: a name with its year.
_BARE = re.compile(
    r"(?:(?<=[举承]办)|(?<=获)|(?<=“)|(?<=入选)|(?<=评为)|(?<=的)|(?<=办好)|(?<=办))((?:19|20)\d\d)"
    r"(?=[\u4e00-\u9fff·])(?![年万亿元个公人吨家户亩千项名台套米多余所件辆条平张])"
)
#: The explanation of a word: 12.双碳：指2030年前….
_DEFINITION = re.compile(r"[\s*]*[\[【（(〔]?\d{1,3}[\]】）)〕.．、：:].{0,40}[：:]|.{2,24}[：:]是?指|[\s*]*(?:注释|名词解释)")
_QUOTED = re.compile(r"[“《][^”》]{2,}$")
_AIMED = re.compile("力争|确保|争取|左右|以上|以内|将|力促")
_PLAN = re.compile(
    r"[“\"](十[一二三四五六]?|[六七八九])五[”\"]|(?<![\d第一二三四五六七八九])(十[一二三四五])五(?=规划|计划|时期|期间|以来|末)"
)
_CONGRESS = re.compile(r"党的(十[五六七八九]|二十)大")
_HELD = re.compile("[^，。；]{0,8}(?:召开|开幕)")
_PLENUM = re.compile(r"(十[五六七八九]|二十)届[一二三四五六七、和全会中]{0,12}?([三四五六])中全会")
_EVENT = re.compile(r"(?:第([一二三四五六七八九十]{1,3}|\d{1,3})|(首))届([^，。；]{2,16})")
#: An event that is only prepared.
_TO_COME = re.compile(
    "筹|申办|迎接|备战|将|备办|争取|力争|承办权|主办权|获得|办好|做好|确保|全力|协助|以|抓住|借助|抢抓|利用|明年"
)
_TERM = re.compile("五年来|过去五年|过去的五年|五年间|这五年|年均|本届政府|换届")
_FIVE_YEARS = re.compile("五年来|过去的?五年|五年间|这五年")
_TWO_YEARS = re.compile(r"[比较]((?:19|20)\d\d)年(?:同期)?[^。；\n]{0,20}(?<![近连])[两二]年(?:年均|平均)")
#: Five years looked back on, and the year before them: 五年来，收入年均增长5%，是2030年的1.9倍.
_BASE_OF_TERM = re.compile(r"(?:是|为|[比较])((?:19|20)\d\d)年(?:的\s?[\d.]+倍|[净增提扩]|翻)")
#: The five years since that one, told under a heading or a first line that says so.
_SINCE = re.compile(r"^((?:19|20)\d\d)年以来[，,]", re.M)
#: So many times the sum of the term before, 是“十四五”时期的1.8倍, or more than that, is told of the whole term after it;
#: outside of plans, of 200 times in reports, 193 are.
_TIMES_TERM = re.compile(
    r"[是为比较]\s?[“\"]?(十[一二三四五]|[七八九])五[”\"]?(?:"
    r"(?:时期|期间)的?(?:[\d.]+[万亿]*[^，。；、\d]{1,3}的)?[\d.]+倍|"
    r"(?:时期|期间|同期)?(?:累计|年均)?(?:分别)?(?:净?增加|增长|提高|多|高|快))"
)
#: 一、过去五年工作回顾, and a paragraph below it: “十四五”时期，是茶业转型的五年: the plan is over.
_FIVE_TOLD = re.compile(r"^[^，。；\n]{0,8}(?:前|过去的?)五年[^，。；\n]{0,8}(?:回顾|总结)", re.M)
_PLAN_TOLD = re.compile(r"^[\s*#—]*“?(十[一二三四五]?|[七八九])五”?(?:时期|期间)，?是[^。；\n]{2,40}五年", re.M)
#: 实现了“十五五”良好开局 is said of the first year of a plan; of 191 times in reports, 188 are.
_OPENED_WELL = re.compile(
    r"实现了[“\"]?(十[一二三四五六]?|[七八九])五[”\"]?(?:规划|计划|时期)?(?:的|全面|顺利)*(?:良好开局|圆满开局|开好局|开门红)"
)
#: The place of a year in a plan, or behind a congress: 是“十六五”规划起步的一年, 是党的二十大后的第一年.
PLACE = (
    r"[，,]?[既又也正]?是[^。]{0,40}?"
    r"(?:[“\"]?(十[一二三四五六]?|[六七八九])五[”\"]?(?:规划|计划|时期)?|党的(十[五六七八九]|二十)大[^。]{0,12}?)"
    r"(?:全面)?(?:实施|建设|发展)?的?(开局|起步|第([一二三四五])年|收官|最后一年)"
)
#: The same of the year before: 过去一年，是…, XX年是…。这一年; of 72 times in reports, 70 are.
_PLACED = re.compile(rf"(?:过去的?一年|去年|([Xx×]{{2,4}}年)){PLACE}([^。]{{0,30}}。\s*(?:这一年|一年来|过去的?一年))?")
#: What follows a year of the review and of the plan alike, so that the lines around it tell.
_LEAN = ("is", "comma", "other", "all")
_CLAUSE, _SENTENCE = re.compile("[，。；]"), re.compile("[。；]")
#: 根据第七次全国人口普查结果 opens the bulletin of a census, or names it above; it compares with the one before.
_CENSUS = re.compile(
    r"[\s*#]*(?:(?:根据|依据|按照)[^。\n]{0,6}?|[^，。；\n]{0,16}?(?=第.次全国..普查(?:[^，。；\n]{0,16}公报|\s?主要数据)[^，。；\n]{0,8}$))"
    "(第[一二三四五六七八九]次全国..普查)"
)
#: The census before, which the bulletin of the next one compares with; there is one every ten years from 1990 on.
_CENSUS_BEFORE = re.compile(r"[与同和比](?:(?:19|20)\d\d年)?第([四五六])次全国人口普查[^，。；\n]{0,4}相比")
#: How sure such a statement makes; how many lines may open a text.
_CERTAIN, _OPENING = 0.99, 6
#: 2031年5月6日 is the day on which a text was written.
_DAY = re.compile(r"\s?[01]?\d\s?月\s?\d{1,2}\s?日")
#: Lines that are looked at, years of each, characters before and behind a year, and the length of a heading.
_LINES, _A_LINE, _BEFORE, _BEHIND, _HEADING = 400, 8, 24, 50, 40
#: Years that are weighed, those named most.
_YEARS = 24
#: Lines on each side whose words are weighed too.
_NEAR = 4
#: From this weight on a line is of the plan, or of the review.
_CLEAR = 1.0


@cache
def table(name: str) -> dict[Any, Any]:
    """Return a table of dating.yaml."""
    table: dict[Any, Any] = read_beside(__file__, "dating.yaml")[name]
    return table


@cache
def _shapes(name: str, ending: str = "") -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the named patterns of a table, compiled."""
    opening = "" if ending else r"[\s*]*"
    return tuple((key, re.compile(opening + shape + ending)) for key, shape in table(name).items())


@cache
def _dated(name: str) -> re.Pattern[str]:
    """Return a pattern of all words of a table of years, a group for each year."""
    return re.compile("|".join(f"(?P<y{year}>{words})" for year, words in table(name).items()))


@cache
def _events() -> tuple[tuple[re.Pattern[str], dict[int, int]], ...]:
    """Return the counted events, with the year of every number that is known."""
    out = []
    for shape, known in table("numbered").items():
        years = dict(known)
        for low, high in pairwise(sorted(known)):
            if known[high] - known[low] == high - low:
                years |= {n: known[low] + n - low for n in range(low, high)}
        out.append((re.compile(shape), years))
    return tuple(out)


def read_clues(text: str) -> Iterator[Clue]:
    """Yield what a text says of its year.

    >>> [year for _, year in read_clues("2030年，茶税比2029年增长5%。")]
    [2030, 2029]
    """
    term = " term" if _TERM.search(text) else ""
    lines = text.split("\n", _LINES)[:_LINES]
    weigh = cache(lambda place: plan_weight(lines[place]))
    for place, line in enumerate(lines):
        if _DEFINITION.match(line):
            yield from ((("definition",), int(found[1])) for found in islice(_YEAR.finditer(line), _A_LINE))
            continue
        if clues := [*_named(line, term), *_milestones(line), *_happened(line, term)]:
            part = _part(weigh(place))
            around = "around " + _part(sum(map(weigh, range(max(0, place - _NEAR), min(len(lines), place + _NEAR + 1)))))
            for names, year in clues:
                yield tuple(name.replace("{}", part).replace("{around}", around) for name in names), year
        yield from ((("word",), int((found.lastgroup or "y0")[1:])) for found in _dated("words").finditer(line))


def _part(weight: float) -> str:
    """Return the part of a report for which words speak."""
    return "plan" if weight >= _CLEAR else "review" if weight <= -_CLEAR else "open"


def _named(line: str, term: str) -> Iterator[Clue]:
    """Yield the years that a line names, by the words before and behind each."""
    for found in islice(_YEAR.finditer(line), _A_LINE):
        before, after = line[max(0, found.start() - _BEFORE) : found.start()], line[found.end() : found.end() + _BEHIND]
        before = before if found.start() <= _BEFORE else "…" + before
        opens = next((name for name, shape in _shapes("before", r"[\s*（(]*$") if shape.search(before)), "within")
        if opens != "quote" and _QUOTED.search(before):
            yield ("quoted",), int(found[1])
            continue
        if opens == "span":
            yield ("span {}",), int(found[1])
            continue
        goes_on = next((name for name, shape in _shapes("after") if shape.match(after)), "other")
        names = [
            "year {}",
            "year {around}",
            f"before {opens}",
            f"after {goes_on}",
            f"before {opens} {{}}",
            f"after {goes_on} {{}}",
        ]
        if goes_on in _LEAN:
            names.append(f"after {goes_on} {{around}}")
        if goes_on == "than" and term:
            names.append("after than" + term)
        if len(line) <= _HEADING and "。" not in line:
            names.append("heading")
        if _AIMED.search(_SENTENCE.split(after, maxsplit=1)[0]):
            names.append("aimed")
        yield tuple(names), int(found[1])
    yield from ((("name {}",), int(found[1])) for found in _BARE.finditer(line))


def _milestones(line: str) -> Iterator[Clue]:
    """Yield the plans, the congresses and the plenums of which a line speaks."""
    for found in _PLAN.finditer(line):
        now = " now" if "今年" in line[max(0, found.start() - 40) : found.start()] else ""
        goes_on = next((name for name, shape in _shapes("plan") if shape.match(line, found.end())), "other")
        yield ("plan {}", f"plan {goes_on}{now}"), table("plans")[found[1] or found[2]]
    for found in _CONGRESS.finditer(line):
        yield (f"congress {'held' if _HELD.match(line, found.end()) else '{}'}",), table("congresses")[found[1]]
    for found in _PLENUM.finditer(line):
        if year := table("plenums")[found[1]].get(found[2]):
            yield ("plenum {}",), year


def _happened(line: str, term: str) -> Iterator[Clue]:
    """Yield the events of which a line speaks."""
    for found in _EVENT.finditer(line) if "届" in line else ():
        known = next((years for shape, years in _events() if shape.search(found[3])), {})
        number = 1 if found[2] else int(found[1]) if found[1].isdigit() else int(parse_chinese(found[1]) or 0)
        if year := known.get(number):
            clause = _CLAUSE.split(line[max(0, found.start() - 14) : found.start()])[-1]
            yield (f"event {'ahead' if _TO_COME.search(clause) else 'held'} {{}}{term}",), year
    yield from ((("once {}" + term,), int((found.lastgroup or "y0")[1:])) for found in _dated("once").finditer(line))


def score_years(clues: Iterator[Clue]) -> Iterator[tuple[int, dict[tuple[str, int], float]]]:
    """Yield each year that may be the one looked back on, with how often every feature names a year so far from it.

    What is said again counts less each time.
    """
    counted = Counter((name, year) for names, year in clues for name in names)
    named: Counter[int] = Counter()
    for (_, year), count in counted.items():
        named[year] += count
    years = {year for year, _ in named.most_common(_YEARS)}
    for candidate in sorted({year - apart for year in years for apart in range(-REACH, REACH + 1)}):
        scored: dict[tuple[str, int], float] = {}
        for (name, year), count in counted.items():
            if year in years:
                key = name, max(-REACH, min(REACH, year - candidate))
                scored[key] = scored.get(key, 0.0) + count**0.5
        yield candidate, scored


def _stated(text: str) -> int | None:
    """Return the year of a census that opens its bulletin, or the one that growth of two years, a term or a plan leads to.

    Neither is stated where a later year is named.
    """
    stated: int | None = None
    for line in islice(filter(str.strip, text.split("\n")), _OPENING):
        if stated is None and (census := _CENSUS.match(line)) and (found := _dated("once").match(census[1])):
            stated = int((found.lastgroup or "y0")[1:])
    if stated is None:
        # 比2019年同期增长5%，两年平均增长2% is of the second year after it.
        led_to = {int(found[1]) + 2 for found in _TWO_YEARS.finditer(text)}
        if not led_to and _FIVE_YEARS.search(text):
            led_to = {int(found[1]) + 5 for found in _BASE_OF_TERM.finditer(text)}
            led_to = led_to or {int(found[1]) + 4 for found in _SINCE.finditer(text)}
        reviewed = "\n".join(line for line in text.split("\n") if _TIMES_TERM.search(line) and plan_weight(line) < 0)
        led_to = led_to or {table("plans")[found[1]] + 9 for found in _TIMES_TERM.finditer(reviewed)}
        if not led_to and _FIVE_TOLD.search(text):
            led_to = {table("plans")[found[1]] + 4 for found in _PLAN_TOLD.finditer(text)}
        led_to = led_to or {table("plans")[found[1]] for found in _OPENED_WELL.finditer(text)}
        led_to = led_to or {year_in_place(*found.groups()[1:5]) for found in _PLACED.finditer(text) if found[6] or not found[1]}
        led_to = led_to or {2000 + 10 * "四五六".index(found[1]) for found in _CENSUS_BEFORE.finditer(text)}
        stated = led_to.pop() if len(led_to) == 1 else None
    later = stated is not None and any(int(y[1]) > stated and not _DAY.match(text, y.end()) for y in _YEAR.finditer(text))
    return None if later else stated


def year_in_place(plan: str, congress: str, word: str, ordinal: str) -> int:
    """Return the year that has such a place in a plan or behind a congress.

    >>> year_in_place("十五", "", "收官", "")
    2030
    """
    place = "一二三四五".index(ordinal) if ordinal else 4 * (word in ("收官", "最后一年"))
    return int(table("plans")[plan] + place if plan else table("congresses")[congress] + 1)


def date_text(text: str) -> tuple[int | None, float]:
    r"""Return the year that a text looks back on, and how sure that is.

    >>> date_text("一、过去一年的工作\n2030年，全市茶税突破5亿元、增长5.2%，新增茶舍3家。")[0]
    2030
    """
    if stated := _stated(text):
        return stated, _CERTAIN
    weights: Mapping[str, list[float]] = read_beside(__file__, "dating_weights.yaml")
    none = [0.0] * (2 * REACH + 1)
    scores = {
        year: sum(weights.get(name, none)[apart + REACH] * count for (name, apart), count in scored.items())
        for year, scored in score_years(read_clues(text))
    }
    if not scores:
        return None, 0.0
    best = max(scores, key=scores.__getitem__)
    return best, 1 / sum(exp(score - scores[best]) for score in scores.values())
