"""The figures of a document: composes scan, context and labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xclib.extract.cells import Grid
from xclib.extract.context import PLANNED_SUM, budgeted_spans, read_bound, read_measure, read_status
from xclib.extract.document import Document, Paragraph
from xclib.extract.judge import ENDS
from xclib.extract.movements import read_movement
from xclib.extract.nation import set_apart
from xclib.extract.periods import Frame, read_frames, read_period, read_time
from xclib.extract.printed import as_printed
from xclib.extract.qualify import Heading, QualifiedLine, first_counts_from, read_headings
from xclib.extract.scan import scan
from xclib.extract.subjects import Subjects, hands_out
from xclib.extract.tables import Cell, Prose, read_cells
from xclib.extract.tokens import TIMES, Place, Reading, Token, close_up, fold
from xclib.extract.wraps import joined, parted, runs
from xclib.model.codes import looks_back
from xclib.model.figure import HEADED, Figure
from xclib.model.numerals import parse_numeral, parse_range

#: The marks stand first, for which a search is quick; what is asked of some of them comes behind.
_SENTENCE = re.compile(r"[。！？!?；](?:(?<!；)|(?=[^；]{60}))")
#: What makes an expression of time that of a mean alone.
_MEAN_BESIDE = re.compile("(?:以来)?(?:年均|平均每年|每年)(?!（下同)")
#: A colon between two digits parts a ratio, not a clause; a comma may part thousands.
_CLAUSE = re.compile(r"[。；！？!?;：，,](?!(?<=\d：)\d)(?!(?<=\d[，,])\d{3}(?!\d))")
#: What stands before the first end of a movement.
_LEAVES = re.compile("[由从自](?:目前|现在|现有|当前|现行)?的?(?:每[人年月户亩生]+)*(?:不足|不到|约|近)?$")
#: Words before the first number of a list that bound its every number.
_LISTED_BOUNDS = frozenset(
    {"超", "超过", "突破", "近", "约", "约占", "逾", "不低于", "不少于", "不超过", "低于", "高于", "控制在"}
)
#: Words that say of every number of a list that it was passed: 先后跨越两百亿元、三百亿元台阶.
_CROSSED = re.compile(r"(?:跨[越过上]|[迈登站]上|[迈越]过|(?:先后|[连接]连|连续|相继|陆续)突破)(?:[^，。；、和]{1,12}[、和])+$")
#: What stands between the numbers of a row.
_MORE = re.compile(r"(?:以上|左右|以内|以下)?(?:、|，|以?及|和|与){1,2}(?:约|近|超过?|逾)?\s?-?")
#: Characters that it has at most.
_MOST_BETWEEN = 10
#: The same between those that were handed out, where the way changes: 分别增长5%和下降6%.
_TURNED = re.compile("(?:以上|左右)?(?:[、，和及与]|以及)(?:增长|下降|上升|提高|提升|降低|减少|增加|回落)了?")
#: What stands between two numbers of a list and nothing else.
_AND = frozenset({"和", "、", "及", "与", "以及"})
#: Longest row of numbers that is looked for.
_LONGEST_ROW = 20
#: Units that are no counters, so that a noun behind them is not what they count.
_NO_COUNT = frozenset({"%", "‰", "个百分点", "百分点", "倍", "番", "成", "位次"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one number of a line, for ``--explain``."""

    start: int
    text: str
    kept: bool
    rule: str


def read_figures(document: Document, grids: Sequence[Grid] | None = None) -> list[Figure]:
    """Return every figure of a document, in reading order.

    ``document``: a parsed report; ``grids``: its tables, where they have been found already.

    >>> from xclib.extract.document import parse_text
    >>> figure = read_figures(parse_text("全年云泽区生产总值增长5.8%。", year=2024))[0]
    >>> figure.value, figure.measure, figure.period
    (Decimal('5.8'), 'growth', '2023')
    """
    figures: list[Figure] = []
    frames = read_frames(document)
    headings = read_headings(document)
    cells = read_cells(document, frames, headings, grids)
    broken, done = runs(document.paragraphs), -1
    for paragraph, frame, heading in zip(document.paragraphs, frames, headings, strict=True):
        if paragraph.line in cells:
            for item in sorted(cells[paragraph.line], key=lambda item: item.start):
                if isinstance(item, Cell):
                    figures.append(_from_cell(document, paragraph, item))
                else:
                    figures.extend(_from_prose(document, paragraph, frame, heading, item))
        elif paragraph.line > done and (run := broken.get(paragraph.line)) and not any(p.line in cells for p in run):
            figures.extend(parted(list(_Line(document, joined(run), frame, heading).figures()), run))
            done = run[-1].line
        elif paragraph.line > done and paragraph.text and not _is_page(document, paragraph):
            figures.extend(_Line(document, paragraph, frame, heading).figures())
    return as_printed(document, _counted_first(document, set_apart(figures, document.area)))


def _counted_first(document: Document, figures: list[Figure]) -> list[Figure]:
    """Mark what the report says once of all its outcomes: that they are first counts or estimates."""
    start = first_counts_from(document)
    if start is None or document.year is None:
        return figures
    last = str(document.year if looks_back(document.kind) else document.year - 1)
    return [
        replace(f, preliminary=True) if f.status == "actual" and f.period.endswith(last) and (f.line, f.start) >= start else f
        for f in figures
    ]


#: A number alone on its line, and lines beside it in which the page's number may stand; characters of a line of prose.
_PAGE, _BESIDE, _PROSE = re.compile(r"\s*\d{1,3}\s*"), 3, 20


def _is_page(document: Document, paragraph: Paragraph) -> bool:
    """Whether a line holds the number of a page alone, between two lines of prose; a cell stands among short ones."""
    if not _PAGE.fullmatch(paragraph.text):
        return False
    at = paragraph.line - 1
    sides = document.paragraphs[max(0, at - _BESIDE) : at][::-1], document.paragraphs[at + 1 : at + 1 + _BESIDE]
    return all(len(next((p.text for p in side if p.text.strip()), "")) > _PROSE for side in sides)


def explain(document: Document, line: int) -> list[Decision]:
    """Return for every number of a line whether it is a figure, and the rule that decided.

    >>> from xclib.extract.document import parse_text
    >>> [(d.text, d.kept, d.rule) for d in explain(parse_text("第2届大会来了3家企业"), 1)]
    [('第2', False, 'list number'), ('3', True, 'amount')]
    """
    text = fold(document.paragraphs[line - 1].text)
    return [Decision(t.start, t.text, t.kept, t.rule) for t in scan(text)]


def _from_cell(document: Document, paragraph: Paragraph, cell: Cell) -> Figure:
    """Return the figure of a table's cell: unit and magnitude from its head."""
    number = fold(paragraph.text[cell.start : cell.end])
    pair = parse_range(number)
    low, high = pair or (parse_numeral(number), None)
    assert low is not None
    token = Token("digits", cell.start, cell.end, number, cell.stop, cell.unit, low, high, kept=True, rule="cell")
    bound, word = read_bound(Place(token, "", cell.sign, cell.sign, cell.word, ""))
    power = parse_numeral("1" + cell.magnitude)
    turned = (cell.falls and low.value > 0) or cell.sign.endswith(("▲", "△", "负"))
    factor = (power.value if power else Decimal(1)) * (-1 if turned else 1)
    return Figure(
        doc=document.doc,
        line=paragraph.line,
        start=cell.start,
        number=paragraph.text[cell.start : cell.end],
        unit=cell.unit,
        value=low.value * factor,
        value_high=None if high is None else high.value * factor,
        bound=bound,
        measure=cell.measure,
        status=cell.status,
        period=cell.period,
        label=cell.label,
        scope=cell.scope,
        coverage=cell.coverage,
        magnitude=cell.magnitude,
        bound_word=word,
        part=paragraph.part,
        section=paragraph.section,
        prefix=paragraph.text[max(0, cell.start - 10) : cell.start],
        suffix=paragraph.text[cell.stop : cell.stop + 10],
        rules=("cell", "head of the table", *([HEADED] if cell.headed else [])),
    )


def _from_prose(document: Document, paragraph: Paragraph, frame: Frame, heading: Heading, prose: Prose) -> Iterator[Figure]:
    """Yield the figures of a cell that holds words, read as a sentence about its row."""
    text = paragraph.text[prose.start : prose.end]
    bare = _BARE.search(text) if prose.unit else None
    if bare:
        # 控制在4.5以内 in a column of percentages: its unit stands in the head.
        text = text[: bare.end()] + prose.unit + text[bare.end() :]
    power = parse_numeral("1" + prose.magnitude)
    factor = power.value if bare and power else Decimal(1)
    inner = replace(paragraph, text=prose.subject + text)
    if prose.status:
        frame = replace(frame, part="plan" if prose.status == "target" else "review")
        frame = frame if prose.year is None else replace(frame, start=prose.year, end=prose.year)
    shift = prose.start - len(prose.subject)
    for figure in _Line(document, inner, frame, heading).figures():
        if figure.start >= len(prose.subject):
            high = None if figure.value_high is None else figure.value_high * factor
            yield replace(
                figure,
                start=figure.start + shift,
                value=figure.value * factor,
                value_high=high,
                magnitude=prose.magnitude if bare else "",
                rules=("cell", *figure.rules),
            )


#: The only number of a cell, without a unit behind it.
_BARE = re.compile(r"(?<![\d.,])\d[\d,.]*(?=(?:及?以上|以内|以下|左右|[)）]|$)[^\d]*$)")


#: What a sentence of the plan says that looks back on a year, and what the next says that does not.
_LOOKS_BACK = re.compile(
    r"过去的?(?:一年|\d{4}年)|(?:圆满|较好|全面|超额|胜利)(?:地)?完成|取得了?[^，。]{0,12}(?:成绩|成效|成就|进展)"
)
_LOOKS_AHEAD = re.compile(r"今年|明年|力争|确保|争取|目标[是为：]|(?:^|[，。])(?:要|将|必须)")


#: Kinds of report that tell the budget of the year whose outcome they tell.
_OF_BUDGETS = frozenset({"", "budget report", "final accounts"})
#: What a bracket holds; a search for the next stops at every opening one.
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
#: What stands behind 去年 where a number is set beside that of this year.
_OF_LAST_YEAR = re.compile(r"(?:同期|决算|执行|完成)数?[为是：]?\s?\d|[为是]\s?\d")
#: What stands before the year in which a movement arrives.
_ARRIVES = re.compile("[到至为]")
#: The aim of a year to come, which is reached or surpassed.
_AIM_MET = re.compile(r"(?:完成|实现|达到|超过)\d{4}年(?:规划|预期)?目标|.?[距离]\d{4}年")
#: How many numbers in a row may be those of as many years.
_SHORTEST_SERIES = 3
#: Items of one list that differ in what they are: 失业率、茶价涨幅分别为5%、3%.
_OF_ITEM = re.compile(r"失业率$|(?P<grows>价格(?:总水平|总?指数)?(?:上涨|涨)幅度?)$")
#: Several subjects, each with a number of its own.
_SEVERAL = re.compile("[、和及与]")
#: By when one thing is to be done: 2033年底前建成. A comma behind it makes it that of a list.
_DUE = re.compile("[年底末]{0,2}前(?![，,])")
#: What stands where one arrives that has left: 由3亿元增加到5亿元, 从3亿元跃上5亿元台阶.
_REACHES = re.compile("[到至为]|[跃跨迈登]上")
#: A sentence that parts what the one before tells of, or goes on with its time.
_GOES_ON = re.compile(r"其中|分[^，。]{0,8}看|(?:与此)?同期，|特别是|尤其是")
#: A sentence that gives the yearly mean of what the one before tells of.
_MEAN_OF_IT = re.compile("平均每年|年均|年平均")
#: What stands before a further number of a ratio.
_OF_RATIO = re.compile(r"\d\s?：\s?$")


@dataclass(frozen=True, slots=True)
class _Time:
    """An expression of time, the years that it sets, and where it ceases to bear on numbers."""

    token: Token
    frame: Frame
    closed: int


#: Blanks that copies put between a number and the words around it: 达到 5 亿元, 从 2030 年的.
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff，。；：、（）“”]) {1,2}(?=\d)|(?<=\d) {1,2}(?=[%‰\u4e00-\u9fff])")
#: A number that opens a line is that of a list or a row.
_OPENING = re.compile(r"\s*[\d.]* *")


def _closed_up(text: str) -> tuple[str, list[int]]:
    """Return a line without the blanks around its numbers, and the place of every character where any was taken out."""
    blanks = [m.span() for m in _BETWEEN.finditer(text, _OPENING.match(text).end())] if " " in text else []  # type: ignore[union-attr]
    if not blanks:
        return text, []
    starts, ends = [0, *(end for _, end in blanks)], [*(start for start, _ in blanks), len(text)]
    spans = list(zip(starts, ends, strict=True))
    return "".join(text[a:b] for a, b in spans), [place for a, b in spans for place in range(a, b)]


#: The year before, and so many characters before it in its clause say what is set against it.
_LAST_YEAR, _WORDS_BEFORE = frozenset({"去年", "上年", "上年度", "上一年", "上一年度"}), 2
#: A heading in the line of what it heads, a blank behind it: 1.茶税收支情况 全区茶税5亿元.
_HEADED = re.compile(r"\s*[（]?[一二三四五六七八九十\d]{1,3}[）、.．][^\s，。；：\d（）]{4,24}\s+(?=[\u4e00-\u9fff]{4})")


#: Characters of a sentence before the year that opens it: 1.截至2030年末.
_OPENS_WITHIN = 4


class _Line:
    """The state that passes from figure to figure within one line."""

    def __init__(self, document: Document, paragraph: Paragraph, frame: Frame, heading: Heading) -> None:
        self.document, self.paragraph, self.frame = document, paragraph, frame
        self.text, self.places = _closed_up(fold(paragraph.text))
        self.tokens = scan(self.text)
        if not any(token.kept for token in self.tokens):
            self.tokens = []
            return
        headed = [m.end()] if (m := _HEADED.match(self.text)) else []
        self.sentences = [0, *headed, *[m.end() for m in _SENTENCE.finditer(self.text)]]
        self.clauses = [0, *headed, *[m.end() for m in _CLAUSE.finditer(self.text)]]
        self.account = heading.account
        self.qualified = QualifiedLine(self.text, heading, document.area)
        self.budgeted = budgeted_spans(self.text) if frame.part == "review" and document.kind in _OF_BUDGETS else []
        self.brackets = [m.span() for m in _BRACKET.finditer(self.text)]

    def figures(self) -> Iterator[Figure]:
        if not self.tokens:
            return
        times: list[_Time] = []
        sentence, stop, last, listed, last_unit = -1, 0, None, None, ""
        subjects = Subjects(self.text, self.document.area, self.account)
        kept = [t for t in self.tokens if t.kept]
        seen = 0
        series: Iterator[int] = iter(())
        for token in self.tokens:
            start = self.sentences[bisect_right(self.sentences, token.start) - 1]
            if start != sentence:
                # 到2030年，甲达到5%；乙达到6%: the year to come holds past a semicolon.
                held = times and self.text[start - 1 : start] == "；" and self._is_kept(times[-1])
                held = held or (last is not None and self._parts(times, stop, start))
                times = times[-1:] if held or self._still_past(times, max(sentence, 0), start) else []
                # Things to do are listed past a semicolon, which ends what else a sentence hands on.
                listed = last if self.text[start - 1 : start] == "；" else None
                sentence, last = start, last if last and _MEAN_OF_IT.match(self.text, start) else None
                subjects.begin(start)
            if token.kind in TIMES:
                # 2031年的目标是：全年接待: in a review, too, the whole of the year to come that was named.
                whole = token.text == "全年" and times and (times[-1].frame.end or 0) > (self.frame.end or 0)
                if not whole and (time := read_time(token, self.text, self.frame)) is not None:
                    times.append(_Time(token, time, self._closed(token)))
                continue
            if not token.kept or token.low is None or self._in_term(token):
                continue
            while seen < len(kept) and kept[seen].start < token.stop:
                seen += 1
            place = self._place(token, start, stop, kept[seen].start - token.stop if seen < len(kept) else 40)
            reading = self._read(place, times, last, last_unit, listed)
            counts = token.unit not in _NO_COUNT and token.kind not in ("rank", "ratio")
            row = self._row(place, kept, seen, handed=bool(subjects.handed))
            series = self._years_of(place, times, row) or series
            if (year := next(series, None)) is not None:
                reading = replace(reading, period=str(year))
            label = subjects.name(place, reading.measure, counts, row)
            if token.unit == "%" and "分别" in place.clause and (own := _OF_ITEM.search(label)):
                reading = replace(reading, measure="growth" if own["grows"] else "level")
            yield self._figure(place, reading, label)
            stop, last, listed, last_unit = token.stop, reading, None, token.unit

    def _years_of(self, place: Place, times: list[_Time], row: int) -> Iterator[int] | None:
        """Return a year for each number of a row that goes through the years of a span: 2026—2030年，茶税占比分别为5%、6%."""
        if row < _SHORTEST_SERIES or not hands_out(place.pre) or _SEVERAL.search(place.pre):
            return None
        time = self._governing(place, times)
        if time is None or time.token.kind != "span":
            return None
        first, last = time.frame.start, time.frame.end
        return iter(range(first, last + 1)) if first is not None and last is not None and last - first + 1 == row else None

    def _still_past(self, times: list[_Time], before: int, start: int) -> bool:
        """Whether a sentence of the plan goes on with what the one before looks back on, as 过去一年成绩很大.

        So does one behind the semicolon of 2030年还本9亿元；付息2亿元, whose year opens the list.
        """
        year, end = self.frame.year, times[-1].frame.end if times else None
        if self.frame.part != "plan" or year is None or end is None or end >= year:
            return False
        stop = next((s for s in self.sentences if s > start), len(self.text))
        opens = self.text[start - 1 : start] == "；" and times[-1].token.start - before <= _OPENS_WITHIN
        back = opens or _LOOKS_BACK.search(self.text, before, start)
        return bool(back) and not _LOOKS_AHEAD.search(self.text, start, stop)

    def _parts(self, times: list[_Time], stop: int, start: int) -> bool:
        """Whether a sentence parts the last number before it, and speaks of its time: “十六五”期间投资5亿元。其中茶业2亿元."""
        dated = times and times[-1].token.start < stop and self.paragraph.part in ("review", "plan")
        return bool(dated) and _GOES_ON.match(self.text, start) is not None

    def _in_term(self, token: Token) -> bool:
        """Whether the number belongs to the name that a glossary explains, as in 三类500强."""
        if self.paragraph.part != "glossary" or token.stop > 40:
            return False
        colon = self.text.find("：", token.stop, 60)
        return (
            colon >= 0
            and not re.search(r"[，。；：]|新增|建成|完成", self.text[: token.start])
            and "，" not in self.text[token.stop : colon]
        )

    def _place(self, token: Token, sentence: int, stop: int, free: int) -> Place:
        words = token.start if token.ahead is None else token.ahead
        index = bisect_right(self.clauses, words) - 1
        begin = self.clauses[index]
        end = self.clauses[index + 1] - 1 if index + 1 < len(self.clauses) else len(self.text)
        while index + 2 < len(self.clauses) and end < token.stop:
            index += 1
            end = self.clauses[index + 1] - 1
        low = max(begin, words - 60)
        # 近半数茶农: the noun stands behind 数, which is part of the numeral.
        behind = token.stop + (token.kind == "half" and self.text.startswith("数", token.stop))
        return Place(
            token,
            close_up(self.text[max(sentence, words - 160) : words]),
            close_up(self.text[low:words]),
            close_up(self.text[max(low, min(stop, words)) : words]),
            self.text[behind : min(end, behind + 40)],
            self.text[behind : behind + 40],
            free,
        )

    def _since_plan_before(self) -> bool:
        """Whether an outline tells how things stand, so that what moved did so in the five years of the plan before."""
        return self.document.kind == "plan outline" and self.frame.part == "review" and not self.frame.is_span

    def _read(self, place: Place, times: list[_Time], last: Reading | None, last_unit: str, listed: Reading | None) -> Reading:
        token = place.token
        bound, word = read_bound(place)
        if (
            bound == "="
            and last is not None
            and len(place.pre) < 3
            and ((last.bound_word in _LISTED_BOUNDS and "分别" in place.clause) or _CROSSED.search(place.clause))
        ):
            # 分别超5万册、3万册: the word before the first bounds them all.
            bound, word = last.bound, last.bound_word
        measure, negative, rule = read_measure(place, last, last_unit)
        time = self._governing(place, times)
        explicit = time.frame if time else None
        near = time is not None and (time.token.start >= self._clause(place.token) or self._is_point(time.token))
        status, status_rule = read_status(place, self.frame, explicit, last or listed)
        if (token.unit != "%" or measure == "growth") and self._is_budgeted(token):
            status, status_rule = "target", PLANNED_SUM
        if last is not None and token.unit == last_unit and measure == last.measure and place.pre in _AND:
            # 分别完成全年目标的80%和90%: what is said of the first holds of the next.
            status, status_rule = last.status, last.rules[-1]
        if status == "target" and self.frame.plan is not None and (explicit is None or explicit.end == self.frame.end):
            # Midway through a plan, 达到5%的规划目标 is of its years.
            explicit, near = replace(self.frame, start=self.frame.plan, end=self.frame.plan + 4), False
        period = read_period(place, measure, self.frame, explicit, near=near, rule=rule, last=last)
        if rule in ("list", "aim") and last is not None:
            period = last.period
            # 上涨1%，控制在2%的目标以内: an aim beside what came of it stays one.
            status = last.status if rule == "list" else status
        elif place.token.kind == "ratio" and last is not None and _OF_RATIO.search(place.sentence[-4:]):
            period = last.period
        else:
            span = explicit if time and time.token.kind == "span" else None
            if time and time.token.kind == "year" and time.frame.is_span and time.frame.start is not None:
                # 2028年以来，由5%降到3%: the first of them was so the year before.
                span = replace(time.frame, start=time.frame.start - 1)
            if span is None and explicit is None and self._since_plan_before():
                span = replace(self.frame, start=(self.frame.end or 0) - 5)
            period = read_movement(place, self.frame, period, span=span, budget=self.document.kind == "budget report")
            if self.frame.part == "plan" and _LEAVES.search(place.pre) and "" < period[:4] < str(self.document.plan_year or ""):
                # 由5%提高到6%: what a plan sets out from is so already.
                status, status_rule = "actual", "where a plan sets out"
        return Reading(bound, word, measure, negative, status, period, (token.rule, rule, status_rule))

    def _governing(self, place: Place, times: list[_Time]) -> _Time | None:
        """Return the last expression of time that bears on a number: none in a bracket that was closed before it."""
        for time in reversed(times[-8:]):
            start, end = time.token.start, time.token.end
            # 由2030年的3亿元增加到5亿元 leaves its year, whatever the sentence goes on with.
            near, far = min(end + 40, place.token.start), max(end, place.token.start - 40)
            between = self.text[end:near] + self.text[far : place.token.start]
            leaves = time.token.kind != "span" and self.text[max(0, start - 1) : start] in ("由", "从")
            left = leaves and _REACHES.search(between)
            # 2033年前建成茶社9家；茶亭覆盖率达到60%: by when the one is to be done says nothing of the next.
            due = "；" in self.text[end : place.token.start] and _DUE.match(self.text, end)
            if not (left or due) and time.closed > place.token.start:
                return time
        return None

    def _closed(self, token: Token) -> int:
        """Return where an expression of time ceases to bear on numbers.

        Where it explains, （2030年为预计数）, at the end of its bracket; where a movement arrives, 升到2030年的第2位, or a mean
        of a term is put in, at the end of its clause.
        """
        arrives = _ARRIVES.match(self.text, max(0, token.start - 1)) and self.text.startswith("的", token.end)
        # 已完成2035年目标（17件），覆盖率9%; 距2035年5%的目标还差2家，茶社9家: the aim alone is of that year.
        arrives = arrives or _AIM_MET.match(self.text, max(0, token.start - 2), token.end + 8) is not None
        # 去年同期为19亿元，增长5.3%: the growth is of this year again.
        compared = token.kind == "relative" and _OF_LAST_YEAR.match(self.text, token.end)
        # 产值20亿，“十四五”以来年均升7%；茶业增长7%, 近三年年均增长7%，五年翻番: a mean beside what is of another time.
        beside = token.kind in ("plan", "lately", "span") and self.text[token.start - 1] == "，"
        mean = beside and _MEAN_BESIDE.match(self.text, token.end)
        if self.frame.part == "plan" and (stop := self._set_against(token)):
            return stop
        if (arrives or compared or mean) and self.frame.end is not None and self.clauses[-1] > token.end:
            return self.clauses[bisect_right(self.clauses, token.end)]
        # 去年同期收案20件，结案5件；收案同比增长3%: told beside this year, up to the semicolon; as is an outlook amid how
        # things stand, 预计到2030年达到6%；茶农3万人.
        same_time = token.kind == "relative" and self.text.startswith("同期", token.end)
        expects = "预计" if token.kind == "plan" else ("预计到", "预计至")
        outlook = self.frame.part == "review" and self.text[max(0, token.start - 3) : token.start].endswith(expects)
        outlook = outlook and not self.text.startswith("，", token.end)
        if (same_time or outlook) and (stop := self.text.find("；", token.end)) > 0:
            return stop
        start, end = self.brackets[bisect_right(self.brackets, (token.start, 0)) - 1] if self.brackets else (0, 0)
        inside = start < token.start < end and end - start > len(token.text) + 2
        return end if inside else len(self.text) + 1

    def _set_against(self, token: Token) -> int:
        """Return where the year before ends that a plan only sets its aim against, 控制在去年涨幅以内; 0 where it does not."""
        at = bisect_right(self.clauses, token.end)
        ahead = token.start - self.clauses[at - 1]
        if token.text not in _LAST_YEAR or not ahead:
            return 0
        end = self.clauses[at] if at < len(self.clauses) else len(self.text) + 1
        basis = self.text.find("基础上", token.end, end)
        return basis if basis > 0 else end if ahead >= _WORDS_BEFORE else 0

    def _is_budgeted(self, token: Token) -> bool:
        """Whether a number stands where the accounts tell what was budgeted."""
        at = bisect_right(self.budgeted, (token.start, len(self.text))) - 1
        return at >= 0 and token.start < self.budgeted[at][1]

    def _is_kept(self, time: _Time) -> bool:
        """Whether a year holds past a semicolon: one to come up to which one counts, or 截至2030年底 in a term."""
        counted = self.text[max(0, time.token.start - 2) : time.token.start] in ("截至", "截止")
        # 四年累计，完成茶资9亿元；新增茶社5家: both were added up.
        added = self.text.startswith("累计", time.token.end)
        return added or (self._is_point(time.token) and (time.frame.end != self.frame.end or (counted and self.frame.is_span)))

    def _is_point(self, token: Token) -> bool:
        """Whether a year is the point up to which one counts: 到2030年，累计."""
        return self.text[max(0, token.start - 1) : token.start] in ("到", "至")

    def _clause(self, token: Token) -> int:
        return self.clauses[bisect_right(self.clauses, token.start) - 1]

    def _row(self, place: Place, kept: list[Token], ahead: int, *, handed: bool) -> int:
        """Return how many numbers stand in a row from this one on, alike in unit where no word has ``handed`` them out."""
        token, count = place.token, 1
        while count < _LONGEST_ROW and ahead < len(kept) and kept[ahead].start - token.stop <= _MOST_BETWEEN:
            gap, spread = (token.stop, kept[ahead].start), handed or hands_out(place.pre)
            if not (_MORE.fullmatch(self.text, *gap) or (spread and _TURNED.fullmatch(self.text, *gap))):
                break
            comma, other = "，" in self.text[token.stop : kept[ahead].start], kept[ahead].unit != token.unit and token.unit
            alike = not spread
            # 茶坊、书屋2家，26家企业入选: the second has a noun of its own.
            named = alike and comma and self.text[kept[ahead].stop : kept[ahead].stop + 1] not in ENDS
            if named or (other and (alike or comma)):
                break
            token, ahead, count = kept[ahead], ahead + 1, count + 1
        return count

    def _figure(self, place: Place, reading: Reading, label: str) -> Figure:
        token = place.token
        start, end, stop = token.start, token.end, token.stop
        if self.places:
            # In the line as it stands, not as it was closed up.
            start, end, stop = self.places[start], self.places[end - 1] + 1, self.places[stop - 1] + 1
        qualifiers, headed = self.qualified.read(place, reading, label)
        low, high = token.low, token.high
        assert low is not None
        # A printed minus stays; the words around a number without one may add it.
        value = -abs(low.value) if reading.negative else low.value
        top = None if high is None else -abs(high.value) if reading.negative else high.value
        unit, text = token.unit, self.paragraph.text
        if "（" in unit and fold(printed := text[stop - len(unit) : stop]) == unit:
            unit = printed  # 台(套) as it stands, not as it was folded
        if "（" not in text and ("（" in label or "）" in label):
            # Brackets of a label are written as the line writes them.
            label = label.replace("（", "(").replace("）", ")")
        return Figure(
            doc=self.document.doc,
            line=self.paragraph.line,
            start=start,
            number=text[start:end].rstrip(),
            unit=unit,
            value=value,
            value_high=top,
            bound=reading.bound,
            measure=reading.measure,
            status=reading.status,
            period=reading.period,
            label=label,
            magnitude=token.magnitude,
            **qualifiers,
            bound_word=reading.bound_word,
            part=self.paragraph.part,
            section=self.paragraph.section,
            prefix=text[max(0, start - 10) : start],
            suffix=text[stop : stop + 10],
            rules=(*reading.rules, HEADED) if headed else reading.rules,
        )
