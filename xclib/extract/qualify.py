"""What sets a figure apart from its series: part of the area, part of the year, a first count, an adjusted growth."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypedDict

from xclib.extract.context import PLANNED_SUM
from xclib.extract.document import Document, heading_of
from xclib.extract.lexicon import alternatives, word_re
from xclib.extract.tokens import FOLD, Place, Reading
from xclib.model.figure import Basis, Coverage, Measure, Status

# --- part of the year ------------------------------------------------------------------------------------------------

_TO = r"\s?(?:-|—|–|~|至|到){1,2}\s?"
_CN = "一二三四五六七八九十"
#: Expressions of a part of the year, and of whole years, which end its reach.
_CUE = re.compile(
    rf"(?=[\s\d截全去上下今当年前第五{_CN}])(?:(?P<year>(?<!\d)1月?{_TO}12\s?月|(?<!\d)[一1]{_TO}[四4]季度|截[至止](?:(?:19|20)\d\d年|今年|去年)?12月|全年|(?:19|20)\d\d年|去年|上年|今年(?!以来)|"
    rf"当年|年内|年末|年底|五年|5年来)"
    rf"|(?P<half>[上下]半年|(?<!\d)1月?{_TO}6\s?月份?|(?<!提)前[6六]个月|(?:前[两二2]个?|(?<!\d)[一1]{_TO}[二2])季度)"
    rf"|(?P<quarter>前[三13]个?季度|第?[一二三四1-4](?:[、和至到]第?[一二三四1-4])?季度|(?<!\d)1月?{_TO}3\s?月份?)"
    rf"|(?P<months>(?<!\d)\d{{1,2}}月?{_TO}\d{{1,2}}\s?月份?(?!\d)|(?<![\d年])(?:\d{{1,2}}|[{_CN}]{{1,2}})月份|(?<=\d\d年)\s?\d{{1,2}}\s?月(?=份?[，,][^，。；\d]{{2,20}}\d)|(?<!提)前[\d{_CN}]{{1,3}}个月)"
    rf"|(?P<date>截[至止到]目前|截[至止]今|(?:今年|年初)以来|截[至止](?:(?:19|20)\d\d年|今年)?\d{{1,2}}月))"
)
#: Without one of these a line speaks of whole years alone.
_PART = re.compile(r"季度|半年|月|截[至止到]|以来")
_NAMES: dict[str, Coverage] = {
    "year": "year",
    "half": "half",
    "quarter": "quarter",
    "months": "months",
    "date": "to date",
}
#: What stands before an expression that only compares, or is fought for: 比一季度, 决战四季度.
_COMPARES = frozenset("比较与同于按和及攻战搏抓")
#: Characters before an expression in which the clauses that may open its sentence stand.
_CLAUSES = 60
#: An expression that opens a sentence holds to its end, another to the next semicolon.
_APART = re.compile(r"[，,][^，,。；]{2,10}[，,]")
_OPENS = re.compile(
    r"(?:^|[。；：！？（(])(?:[^，,。；：！？（(\d]{0,20}[，,]){0,2}(?:力争|确保|其中|(?:19|20)\d\d年|今年|去年|\s)*$"
)
_STOP = re.compile(r"[。！？!?；]")
#: What may stand before an expression that opens its line: a list number, a short heading. In a report on a part of the
#: year it holds to the end of the line.
_FIRST = re.compile(
    r"[\s—*#-]*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[）)]?[、.．]|[）)]))?"
    r"[^\d。]{0,30}。?[^\d。]{0,12}(?:\d{4}年|今年|去年)?\s?"
)
#: A sentence that goes on with what the one before is about.
_GOES_ON = re.compile(r"其中|分[^，。]{0,8}看|从[^，。]{0,8}看")
#: What a part of the year cannot speak beyond: a bracket, where a movement began, 由一季度的5%收窄到, what the year stood
#: against, 在上半年价格下滑的情况下.
_CLOSED = re.compile(
    r"[（(][^（）()]*[）)]|[由从](?:前?[一二三]季度|上半年)[^，。；]{0,24}?[到至]"
    r"|在(?:[一二三]季度|上半年)[^。；]{0,40}?(?:情况|影响|背景|形势)下"
)


def _cues(text: str) -> Iterator[tuple[int, Coverage]]:
    """Yield the expressions of a text that set a part of the year: where they stand, and which."""
    compared = -1
    for found in _CUE.finditer(text):
        listed = compared >= 0 and text[compared : found.start()].strip() in ("、", "")
        if listed or text[max(0, found.start() - 1) : found.start()] in _COMPARES:
            compared = found.end()
        elif not (found["year"] and _CUE.match(text, found.end())):
            # 今年 in 今年上半年 names the year of the part, not a whole year.
            yield found.start(), _NAMES[str(found.lastgroup)]


def cues_of(text: str) -> list[Coverage]:
    """Return the parts of a year that a text names, in its order.

    >>> cues_of("1-6月累计"), cues_of("税收收入")
    (['half'], [])
    """
    return [coverage for _, coverage in _cues(text)] if _PART.search(text) else []


class Coverages:
    """The parts of the year that a line speaks of.

    ``text``: the folded line; ``default``: what its heading says.

    >>> told = Coverages("上半年增长5%；投资增长6%。全年增长7%。")
    >>> told.at(5), told.at(14), told.at(22)
    ('half', 'half', 'year')
    """

    def __init__(self, text: str, default: Coverage = "year") -> None:
        self.places, self.values = [0], [default]
        if default == "year" and not _PART.search(text):
            return
        cues = list(_cues(text))
        ends = [m.span() for m in _CLOSED.finditer(text)]
        events: list[tuple[int, Coverage | None]] = [*cues, *((m.end(), None) for m in _STOP.finditer(text))]
        opened, held = True, default
        for place, coverage in sorted(events, key=lambda event: (event[0], event[1] is not None)):
            if coverage:
                opened = (
                    _OPENS.search(text[max(0, place - _CLAUSES) : place]) is not None
                    or _APART.match(text, place - 1) is not None
                )
                if opened and default != "year" and coverage != "to date" and _FIRST.fullmatch(text, 0, place):
                    held = coverage
            elif text[place - 1] == "；" and opened:
                continue
            on = not coverage and _GOES_ON.match(text, place)
            opened = opened or bool(on)
            value = coverage or (self.values[-1] if on else held)
            closed = bisect_right(ends, (place, len(text))) - 1
            if coverage and closed >= 0 and ends[closed][0] < place < ends[closed][1]:
                # （上半年为5%） says nothing of what follows the bracket.
                self.places += [place, ends[closed][1]]
                self.values += [value, self.values[-1]]
            elif place >= self.places[-1]:
                self.places.append(place)
                self.values.append(value)

    def at(self, place: int) -> Coverage:
        """Return the part of the year that a number at a place covers."""
        return self.values[bisect_right(self.places, place) - 1]


# --- what headings say -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """What the headings above a paragraph say of all its figures."""

    scope: str = ""
    coverage: Coverage = "year"
    account: str = ""


#: A title of one part of a year; one that names accounts or drafts speaks of whole years too.
_TITLE = re.compile(
    r"[情状]况|情$|质量|监测|通报|运行|公报|收支|执行|分析|指标|价格|进度|产量|数据|快报|简报|[周旬月季]报|完成|排名"
)
#: 2031年6月主要指标; 2031年6月8日 is a day.
_ONE_MONTH = re.compile(r"(?:19|20)\d\d年\d{1,2}月(?=[^\d\s在，。）)])")
_OF_YEARS = re.compile(r"决算|草案|计划(?!执行)|[和与]\d{4}年")
#: 去年和今年前4个月的工作 heads the account of a whole year and a part of the next.
_BOTH = re.compile(r"(?:去年|上年|\d{4}年)[^，。\d]{0,6}[和与及、](?:今年|\d{4}年)")
#: Lines at the head of a document in which its title stands.
_TITLE_LINES = 8
#: Lines of a passage that has hardly a second one to say of which part of the year it is.
_FEW = 3
#: Characters of a line within which an expression opens it.
_LEAD = 80


#: The budget that a heading names: 二、政府性基金预算执行情况.
_ACCOUNT = re.compile("(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算")


def read_headings(document: Document) -> list[Heading]:
    r"""Return for every paragraph what its headings say: the part of the area, and of the year.

    >>> from xclib.extract.document import parse_text
    >>> text = "一、2030年决算\n（一）市本级收支\n收入3亿元。\n二、2031年上半年收支\n收入2亿元。"
    >>> [(h.scope, h.coverage) for h in read_headings(parse_text(text, area="青岚市"))[2::2]]
    [('市本级', 'year'), ('', 'half')]
    """
    titled = _titled(document)
    top = Heading(coverage=_opened(document) if titled == "year" else titled)
    stack: list[tuple[int, Heading]] = []
    out = []
    for paragraph in document.paragraphs:
        depth, words = heading_of(paragraph.text)
        if depth >= 0 and words:
            while stack and stack[-1][0] >= depth:
                stack.pop()
            above = stack[-1][1] if stack else top
            cues = [coverage for _, coverage in _cues(words)]
            scope = _headed(words, document.area)
            coverage = cues[-1] if cues and not _BOTH.search(words) else above.coverage
            accounts = _ACCOUNT.findall(words)
            account = accounts[0] if len(accounts) == 1 else "" if accounts else above.account
            stack.append((depth, Heading(above.scope if scope is None else scope, coverage, account)))
        out.append(stack[-1][1] if stack else top)
    return out


#: Kinds of report that are about whole years, whatever part of one a line begins with.
_YEARLY = frozenset({"work report", "statistical communique", "plan report", "plan outline", "final accounts"})


def _opened(document: Document) -> Coverage:
    """Return the part of the year with which the lines of a document begin, where more name one than name a year."""
    if document.kind in _YEARLY:
        return "year"
    named: Counter[Coverage] = Counter()
    for paragraph in document.paragraphs:
        text = paragraph.text[:_LEAD].translate(FOLD)
        named.update([coverage for place, coverage in _cues(text) if _FIRST.fullmatch(text, 0, place)][:1])
    whole: tuple[Coverage, ...] = ("year", "to date")
    years = sum(named.pop(coverage, 0) for coverage in whole)
    parts = sum(named.values())
    # A passage of few lines says it once.
    enough = 1 if document.kind == "bulletin" or len(document.paragraphs) <= _FEW else 2
    return named.most_common(1)[0][0] if parts >= enough and parts > years else "year"


def is_of_a_month(document: Document) -> bool:
    """Whether the title of a document names a single month."""
    return any(_ONE_MONTH.search(paragraph.text.translate(FOLD), 0, _LEAD) for paragraph in document.paragraphs[:_TITLE_LINES])


def _titled(document: Document) -> Coverage:
    """Return the part of the year that the title of a document names."""
    for paragraph in document.paragraphs[:_TITLE_LINES]:
        text = paragraph.text.strip(" *#").translate(FOLD)
        if len(text) <= 60 and "。" not in text and heading_of(text)[0] < 0 and _TITLE.search(text):
            cues = [coverage for _, coverage in _cues(text)]
            if cues and cues[-1] == "year" and _ONE_MONTH.search(text):
                cues.append("months")
            return cues[-1] if cues and not _OF_YEARS.search(text) else "year"
    return "year"


# --- part of the area ------------------------------------------------------------------------------------------------


@cache
def _scoped() -> re.Pattern[str]:
    """Return the words for a part of the area where a series of it follows: 市本级 before 收入, 高新区 before 生产总值."""
    return re.compile(
        rf"(?P<scope>{alternatives('scope_levels')}|[\u4e00-\u9fff]{{0,6}}?(?:{alternatives('scope_zones')}))的?"
        rf"(?=[\u4e00-\u9fff]{{0,2}}?(?:{alternatives('scope_series')}))"
    )


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?P<scope>{alternatives('scope_levels')})$")


@cache
def _whole() -> re.Pattern[str]:
    return word_re("whole_areas")


def is_own(scope: str, area: str) -> bool:
    """Whether a word for a level means the whole of the area: 区级 in the report of a district."""
    lowest = area.endswith(("区", "县", "旗")) and not area.endswith(("自治区", "地区"))
    if scope in ("中央", "地方", "地方级"):
        return area != "全国" and not (scope == "地方级" and lowest)
    return (lowest and scope == area[-1:] + "级") or (scope != "" and area.endswith(scope))


def own_level(text: str, area: str) -> str:
    """Return a text without the name of the area before its own level: 市本级收入 for 云泽市本级收入.

    >>> own_level("云泽市本级收入", "云泽市"), own_level("云泽市收入", "云泽市")
    ('市本级收入', '云泽市收入')
    """
    if "本级" not in text:
        return text
    named = (text[len(name) :] for name in (area, area[:-1]) if name and text.startswith(name))
    return next((rest for rest in named if rest[1:3] == "本级"), text)


def _headed(words: str, area: str) -> str | None:
    """Return the scope that a heading names, empty where it names the whole area, None where it names neither."""
    found = _scoped().search(words) or _alone().match(words)
    if found is None:
        return "" if _whole().search(words) else None
    return "" if is_own(found["scope"], area) else found["scope"]


#: Without one of these a label names no part.
_SCOPE_SIGN = re.compile("[级区园团央方]")
#: 主城区占地71.37平方公里、常住人口为83.64万人: the people are those of that part.
_PEOPLE = re.compile(
    r"(?P<scope>中心城区|主城区|建成区|城区)[^，。；、\d]{0,8}\d[\d.]*[^，。；、\d]{1,8}、(?:常住)?人口[^，。；、\d]{0,6}$"
)


def read_scope(label: str, place: Place, heading: Heading, area: str) -> tuple[str, bool]:
    """Return the part of the area that a number covers, empty for all of it, and whether a heading says so.

    ``label``: what is measured; it may begin with the part: 市本级税收收入. ``place``: the number and the words before it:
    全市 sets the heading's part aside; ``heading``: what the headings say; ``area``: the area that reports.
    """
    found = _scoped().match(own_level(label, area)) if _SCOPE_SIGN.search(label) else None
    if found and not is_own(found["scope"], area):
        return found["scope"], False
    if "人口" in label and (people := _PEOPLE.search(place.sentence)):
        return people["scope"], False
    if heading.scope and not _whole().search(place.sentence):
        return heading.scope, True
    return "", False


# --- first counts and adjusted growth --------------------------------------------------------------------------------

_FIRST_COUNT = re.compile(r"[（(](?:预计|快报|初步)")
_REAL = re.compile(r"可比价|不变价|按可比速度|扣除价格|实际(?:分别|平均|年均)?(?:增长|增速|增幅|下降|上升)")
#: 实际分别增长5%和7%: of each of them.
_HANDED = re.compile(r"实际分别(?:增长|下降|上升)[\d.%、和与及\s]*$")
_NOMINAL = re.compile(r"名义(?=年均|增|下|上)|现价|当年价")
_COMPARABLE = re.compile(r"同口径|同比口径|可比口径|可比(?=增|下|上|口)|剔除|(?<!加计)扣除(?!价格|比例|金额|项|标准)|还原")
#: 同口径收入50亿元: an amount, unless it is what was taken out.
_SAME_COUNT = re.compile(r"(?:同|可比)口径|(?:扣除|剔除)[^，。；\d]{1,14}后(?:为|达到?)?$")
#: 扣除留抵退税因素后，: the adjustment stands in the clause before.
_ADJUSTED = re.compile(r"(?:扣除|剔除|还原)(?P<what>[^，,。；]{1,30}(?:后|因素|影响|外))[，,][^，,。；\d]{0,12}$")
#: 增长1%（可比口径增长8%）: the bracket speaks of its own rate.
_OWN_RATE = re.compile(r"[（(][^）)]*\d\s?%")
#: Without one of these a line holds no adjusted number.
_HINT = re.compile(r"口径|可比|价|剔除|扣除|还原|实际|名义")


def is_preliminary(place: Place, status: Status) -> bool:
    """Return whether the report calls an outcome an estimate or a first count, in its sentence or right behind it."""
    if status != "actual":
        return False
    return word_re("preliminary").search(place.sentence) is not None or _FIRST_COUNT.match(place.post) is not None


#: 本公报数据均为初步统计数, of all that it states; 生产总值900亿元（预计数，下同）, of all that follows.
_ALL_FIRST = re.compile(r"本公报[^。；]{0,10}[为是](?:年度)?的?初步(?:统计|核算)")
_FIRST_FROM_HERE = re.compile(r"[（(](?:预计|预估|快报|初步)[^）)]{0,8}下同[）)]")


def first_counts_from(document: Document) -> tuple[int, int] | None:
    """Return line and place from which on a report calls all its outcomes first counts or estimates; None where nowhere."""
    found = None
    for paragraph in document.paragraphs:
        if "初步" in paragraph.text and _ALL_FIRST.search(paragraph.text):
            return 0, 0
        if found is None and "下同" in paragraph.text and (here := _FIRST_FROM_HERE.search(paragraph.text)):
            found = paragraph.line, here.start()
    return found


def read_basis(place: Place, measure: Measure) -> Basis:
    """Return what a growth or an amount is adjusted for, where its own words say so.

    >>> from xclib.extract.scan import scan
    >>> read_basis(Place(scan("同口径增长5%")[0], "", "同口径增长", "同口径增长", "", ""), "growth")
    'comparable'
    """
    bracket = place.post[:1] in ("（", "(") and not _OWN_RATE.match(place.post)
    near = place.pre[-24:] + (place.post[:14] if bracket else "")
    if measure in ("growth", "change"):
        if _REAL.search(near) or _HANDED.search(place.sentence):
            return "real"
        if _NOMINAL.search(near):
            return "nominal"
        if found := _ADJUSTED.search(place.sentence):
            return "real" if "价格" in found["what"] else "comparable"
        return "comparable" if _COMPARABLE.search(near) else ""
    return "comparable" if _SAME_COUNT.search(near) else ""


# --- all of it -------------------------------------------------------------------------------------------------------


class Qualifiers(TypedDict):
    """The fields of a `Figure` that set it apart."""

    scope: str
    coverage: Coverage
    preliminary: bool
    basis: Basis


class QualifiedLine:
    """A line whose figures are to be set apart, searched once for what most lines do not have.

    ``text``: the folded line; ``heading``: what its headings say; ``area``: the area that reports.
    """

    def __init__(self, text: str, heading: Heading, area: str) -> None:
        self.heading, self.area = heading, area
        self.coverages = Coverages(text, heading.coverage)
        self.counts_first = word_re("preliminary", "preliminary_behind").search(text) is not None
        self.adjusts = _HINT.search(text) is not None

    def read(self, place: Place, reading: Reading, label: str) -> tuple[Qualifiers, bool]:
        """Return what sets a figure apart, and whether its scope is that of a heading.

        The budget of which the half of a year is so much, 完成年初预算50亿元的48%, is that of the whole year.
        """
        planned = PLANNED_SUM in reading.rules
        scope, headed = read_scope(label, place, self.heading, self.area)
        found: Qualifiers = {
            "scope": scope,
            "coverage": "year" if planned else self.coverages.at(place.token.start),
            "preliminary": self.counts_first and is_preliminary(place, reading.status),
            "basis": read_basis(place, reading.measure) if self.adjusts else "",
        }
        return found, headed
