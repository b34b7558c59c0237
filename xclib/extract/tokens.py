"""The values that pass between the readers of a line: a token, its place, what its words say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xclib.model.figure import Bound, Measure, Status
from xclib.model.numerals import Numeral

#: Full-width forms and look-alikes, folded one to one so that offsets stay: digits, signs, dashes, colons, quotes, blanks, mu.
FOLD = str.maketrans(
    "０１２３４５６７８９％﹪℅．＋－−﹣‐‑‒～〜∼―─＜＞﹤﹥⩽⩾≦≧:︰﹕∶꞉ː;／＂〝〞「」『』µ°\u00a0\u3000\u2002\u2003\u2009\u202f\u200b\ufeff",
    "0123456789%%%.+------~~~——<><>≤≥≤≥：：：：：：；/”“”“”“”μ°        ",
)
#: ASCII commas and brackets are folded too, so that a rule looks for one form; a comma within a number stays.
_FOLDED = re.compile(rf"[{re.escape(''.join(map(chr, FOLD)))},()](?!(?<=\d,)\d)")
_FORMS = {chr(code): chr(form) for code, form in FOLD.items()} | {",": "，", "(": "（", ")": "）"}


def fold(text: str) -> str:
    """Return the text with look-alikes in one form, character by character.

    >>> fold("增长(同比)－3％,")
    '增长（同比）-3%，'
    """
    return _FOLDED.sub(lambda found: _FORMS[found[0]], text)


_TORN = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")


#: In what follows a number, 在5%的同比涨幅中: it is how fast what was told of before moved.
PACE_BEHIND = re.compile("的(?:同比|环比|年度)?([涨降增])幅(?:中|里|内|$)")


def close_up(text: str) -> str:
    """Return the text without the blanks that a copy left between Chinese characters.

    >>> close_up("完 成 预算 的 5 %")
    '完成预算的 5 %'
    """
    return _TORN.sub("", text) if " " in text else text


#: A full stop between digits, neither behind a rank nor before a date.
_STOP_AS_POINT = re.compile(r"。(?<=\d。)(?<!第\d。)(?<!第\d\d。)(?=\d{1,2}(?![\d年月日、]))")
#: So many make a way of writing; fewer are sentences that end in a number before one that begins with another.
_STOPS = 5


def with_points(text: str) -> str:
    """Return the text with decimal points where a copy has full stops, as 12。2%, throughout.

    >>> with_points("增长7。2%。" * 5)[:6]
    '增长7.2%'
    >>> with_points("列第1。88%的村增长。")
    '列第1。88%的村增长。'
    """
    return _STOP_AS_POINT.sub(".", text) if len(_STOP_AS_POINT.findall(text)) >= _STOPS else text


#: Kinds of the time tokens that a scan also yields; context reads periods from them.
TIMES = frozenset({"span", "year", "plan", "lately", "relative"})


@dataclass(slots=True)
class Token:
    """A number, or an expression of time, at its place in the folded line."""

    kind: str
    start: int
    end: int
    text: str
    #: End of the number and its unit, with words such as 余 between.
    stop: int = 0
    unit: str = ""
    low: Numeral | None = None
    high: Numeral | None = None
    #: A word between number and unit that sets a bound: 余 in 10余家.
    tail: str = ""
    #: A magnitude printed with the unit before or behind the number: （亿元）.
    magnitude: str = ""
    #: Where the words before it end, if not at its start: before the bracket that holds its unit.
    ahead: int | None = None
    kept: bool = False
    rule: str = ""

    def decided(self, kept: bool, rule: str) -> Token:
        """Keep what a rule made of the token, and return it."""
        self.kept, self.rule = kept, rule
        return self

    def left_out(self, rule: str) -> Token:
        """Return the token as left out by a rule."""
        return self.decided(False, rule)


@dataclass(slots=True)
class Place:
    """A number with the words that bear on it.

    Parameters
    ----------
    token : Token
        The number.
    sentence : str
        What stands before it in its sentence, at most 160 characters.
    clause : str
        What stands before it in its clause, at most 60 characters.
    pre : str
        The same, from the figure before on.
    post : str
        What stands behind its unit in its clause, at most 40 characters.
    following : str
        Like ``post``, but past the end of the clause.
    free : int
        Characters behind the unit up to the next number.
    """

    token: Token
    sentence: str
    clause: str
    pre: str
    post: str
    following: str
    free: int = 40


@dataclass(slots=True)
class Reading:
    """What the context says of a number."""

    bound: Bound = "="
    bound_word: str = ""
    measure: Measure = "level"
    negative: bool = False
    status: Status = "actual"
    period: str = ""
    rules: tuple[str, ...] = ()
