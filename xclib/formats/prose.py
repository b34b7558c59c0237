"""The text that the rules read: lines broken by hand joined again, tags of markup left out, and the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from xclib.formats.source import UNSEEN, join_words

#: A tag of markup, or characters that nobody sees and that would cut a number.
_TAG = re.compile(rf"</?[a-zA-Z][a-zA-Z0-9]{{0,15}}(?:\s[^<>]{{0,500}})?/?>|{UNSEEN.pattern}+")
#: Without one of these a line holds neither.
_SIGN = re.compile(f"[<{UNSEEN.pattern.removeprefix('[')}")
_BREAK_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|table|tbody|h[1-6]|hr|section|article|blockquote|center)\b", re.IGNORECASE)

_END = re.compile("[。！？；：…!?;:][”’\"')）】》」』]*$")
#: A comma between digits may group them, as in old tables.
_CLAUSE = re.compile(r"[。；;、]|(?<!\d)[，,]|[，,](?!\d)")
#: What begins a paragraph whatever stands before it: 一、 （二） 3. 一是 ① — and marks of Markdown.
_HEAD = re.compile(
    r"[*#>|【\[—•●■◆]|第?[一二三四五六七八九十]{1,3}[、.．是要部章节]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,3}(?:[、）)]|[.．](?!\d))|[①-⑳㈠-㈩]|附[件表录注]|注[:：]"
)
#: No line of a text that is set as it should be begins so.
_CLOSING = re.compile("[，。；、：！？,;%％‰）》」』”℃]")
_NUMBER_END = re.compile(r"(?:\d|[\d０-９][.．])[万亿千百]*$")
_UNIT = re.compile("[%％‰亿万千百元人吨亩个项家户倍年月日名辆件台套座所条处次米度]|公[里顷斤]|平[方米]|立方")
_VERB_END = re.compile("(?:增长|下降|上升|提高|达到?|完成|实现|约|为|至|到|突破|超过)$")
_COMMA_END = re.compile("[，、,（(《“]$")
_DIGIT = re.compile(r"\d")
#: Greetings end with a comma.
_GREETING = re.compile("(?:代表|委员|同志们?|朋友们?|先生|女士)[，、,]$")
#: Cells in columns set with blanks are no prose.
_COLUMNS = re.compile(r"\t|\|| {3,}|\d\s{2,}-?\d")
#: A heading within a line, up to the blank or mark behind it: 。二、2031年工作安排 2031年.
_RUN_ON = re.compile(r"[一二三四五六七八九十](?<=[。！？；\s*].)[一二三四五六七八九十]{0,2}、[^。，；！\s*]{2,30}(?=[\s*])")
#: Characters of a line, and headings in it, from which on it is more than a paragraph.
_ONE_LINE, _HEADINGS = 2000, 2
#: A prose line has as many characters at least; a text that is broken throughout may have shorter ones.
_SHORT = 6


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as the rules read it.

    Parameters
    ----------
    lines : tuple of str
        Its lines.
    pieces : tuple of tuples
        For each line what it was put together from: offset in the line, line of the source counted from 1, offset there.

    Examples
    --------
    >>> prose = read_prose(("全年生产总值完成123.", "4亿元，增长5.8%。"))
    >>> prose.text, prose.place(1, 18)
    ('全年生产总值完成123.4亿元，增长5.8%。', (2, 6))
    """

    lines: tuple[str, ...]
    pieces: tuple[tuple[tuple[int, int, int], ...], ...]

    @property
    def text(self) -> str:
        """The lines, separated by line feeds."""
        return "\n".join(self.lines)

    def place(self, line: int, start: int) -> tuple[int, int]:
        """Return line and offset in the source of a place in this text."""
        pieces = self.pieces[line - 1]
        offset, source, at = pieces[bisect(pieces, start, key=itemgetter(0)) - 1]
        return source, at + start - offset

    def line_of(self, line: int, start: int) -> int:
        """Return the line of this text that holds a place of the source."""
        held = (n for n, pieces in enumerate(self.pieces, 1) for _, source, at in pieces if source == line and at <= start)
        return max(held, default=1)


def read_prose(lines: Sequence[str]) -> Prose:
    r"""Return a text as the rules read it.

    Tags are left out, and end a line where a browser would. Lines are joined where a sentence was broken: in a text broken
    throughout wherever one goes on, elsewhere only where a number was cut from what it counts, or a line ends with a comma.

    >>> read_prose(("工业<b>增长</b>5%<br>投资下降2%", "全年，消费增长", "3%。")).lines
    ('工业增长5%', '投资下降2%', '全年，消费增长3%。')
    """
    split = [part for number, line in enumerate(lines, 1) for piece in _untagged(line, number) for part in _headed(*piece)]
    joins = _joins([text for text, _ in split])
    out: list[str] = []
    pieces: list[tuple[tuple[int, int, int], ...]] = []
    for n, (text, places) in enumerate(split):
        if n not in joins:
            out.append(text)
            pieces.append(places)
        elif text.strip():
            lead = len(text) - len(text.lstrip())
            before = out[-1].rstrip()
            out[-1] = join_words(before, text[lead:])
            shift = len(out[-1]) - len(text)
            pieces[-1] += tuple(
                (max(0, offset - lead) + shift + lead, line, at + max(0, lead - offset)) for offset, line, at in places
            )
    return Prose(tuple(out), tuple(pieces))


def _untagged(line: str, number: int) -> Iterator[tuple[str, tuple[tuple[int, int, int], ...]]]:
    """Yield the lines of a line with tags, each with its pieces."""
    # A break within a cell of a table divides nothing but the cell.
    breaks = "|" not in line
    text, pieces, end = "", [(0, number, 0)], 0
    for tag in _TAG.finditer(line) if _SIGN.search(line) else ():
        text += line[end : tag.start()]
        end = tag.end()
        if _BREAK_TAG.match(tag[0]) and text.strip():
            if breaks:
                yield text, tuple(pieces)
                text, pieces = "", []
            else:
                text += " "
        pieces.append((len(text), number, end))
    text += line[end:]
    if text.strip() or not end or len(pieces) > 1:
        yield text, tuple(pieces)


def _headed(text: str, pieces: tuple[tuple[int, int, int], ...]) -> Iterator[tuple[str, tuple[tuple[int, int, int], ...]]]:
    """Yield a text that holds a whole report in one line as its headings and the paragraphs between them."""
    found = list(_RUN_ON.finditer(text)) if len(text) > _ONE_LINE and len(pieces) == 1 else []
    if len(found) < _HEADINGS:
        yield text, pieces
        return
    cuts = [0, *(end for heading in found for end in heading.span()), len(text)]
    offset, source, at = pieces[0]
    for begin, end in pairwise(cuts):
        if text[begin:end].strip():
            yield text[begin:end], ((0, source, at + begin - offset),)


def _joins(lines: Sequence[str]) -> frozenset[int]:
    """Return the positions of the lines that go on with the line before them, and of blank ones between."""
    pairs = list(_neighbours(lines))
    whole = _is_broken_throughout(lines, pairs)
    width = sorted(len(lines[a].strip()) for a, _ in pairs)[len(pairs) * 4 // 5] if pairs else 0
    joined: set[int] = set()
    for a, b in pairs:
        before, after = lines[a].strip(), lines[b].strip()
        if _HEAD.match(after) or _END.search(before) or _COLUMNS.search(before) or _COLUMNS.search(after):
            continue
        prose = a in joined or _CLAUSE.search(before) is not None
        throughout = whole and prose and b == a + 1 and _goes_on(lines[b], before, a in joined, width)
        if throughout or _is_cut(before, after, prose=prose):
            joined.update(range(a + 1, b + 1))
    return frozenset(joined)


def _neighbours(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the positions of each two lines with at most one blank one between."""
    last = -9
    for n, line in enumerate(lines):
        if line and not line.isspace():
            if n - last <= 2:
                yield last, n
            last = n


def _is_cut(before: str, after: str, *, prose: bool = True) -> bool:
    """Whether no text breaks so of itself: in a number, between it and its unit, before a comma or after one."""
    if len(before) < (_SHORT if prose else 10) or (not prose and " " in before):
        return False
    if _CLOSING.match(after):
        return True
    if _NUMBER_END.search(before):
        return _UNIT.match(after) is not None or (before[-1] in ".．" and _DIGIT.match(after) is not None)
    if not prose:
        return False
    if _COMMA_END.search(before):
        return not _GREETING.search(before)
    return _VERB_END.search(before) is not None and _DIGIT.match(after) is not None and not _HEAD.match(before)


def _goes_on(raw: str, before: str, inside: bool, width: int) -> bool:
    """Whether a line of a text that is broken throughout goes on with the one before."""
    indented = raw.startswith(("\u3000", "  ", "\t"))
    heading = not inside and _HEAD.match(before) is not None and "。" not in before and len(before) < 0.8 * width
    return not indented and not heading


def _is_broken_throughout(lines: Sequence[str], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether most lines of prose end in mid-sentence, some of them where no text breaks of itself or all at one margin."""
    close = [(lines[a].strip(), lines[b].strip()) for a, b in pairs if b == a + 1]
    prose = [(a, b) for a, b in close if _CLAUSE.search(a) and len(a) >= _SHORT and not _COLUMNS.search(a)]
    ragged = [(a, b) for a, b in prose if not _END.search(a) and not _HEAD.match(b)]
    if 2 * len(ragged) < len(prose) or not ragged:
        return False
    cut = sum(1 for a, b in ragged if _is_cut(a, b))
    margin = max(len(a) for a, _ in ragged)
    full = sum(1 for a, _ in ragged if len(a) >= 0.85 * margin)
    return cut >= max(2, 0.05 * len(prose)) or (len(ragged) >= 4 and margin >= 15 and full >= 0.8 * len(ragged))
