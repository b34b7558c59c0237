"""Where a figure stands, and a link that opens the page at the number."""

from __future__ import annotations

import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from urllib.parse import quote

#: Context on either side of a number that may be kept and linked by.
CONTEXT = 10
#: Lengths of the pieces by which a page finds what stands on it once.
_GRAMS = (6, 3)
#: How many alternative directives a link may carry where none is sure.
ALTERNATIVES = 4


@dataclass(frozen=True, slots=True)
class Source:
    """The place of a figure."""

    #: ``report_id:line:start``.
    figure_id: str
    #: Short title of the report.
    title: str
    #: Part of the report and path of headings.
    part: str
    section: str
    #: Place in the source text.
    line: int
    start: int
    #: The number between its at most ten characters of context.
    context: str
    #: Page of the source, with a text fragment that opens it at the number.
    url: str

    def __str__(self) -> str:
        return f"{self.title}, {self.part} {self.section}, line {self.line}: …{self.context}…\n{self.url}"

    def _repr_html_(self) -> str:
        place = escape(f"{self.title}, {self.part} {self.section}, line {self.line}: …{self.context}…")
        return f'<a href="{escape(self.url)}">{place}</a>' if self.url.startswith(("https://", "http://")) else place


def fragment_url(url: str, fragment: str) -> str:
    """Return the page's address with text directives; as it is where either is empty or the address has a fragment.

    >>> fragment_url("https://a.example/p", directive("6000亿元"))
    'https://a.example/p#:~:text=6000%E4%BA%BF%E5%85%83'
    """
    return f"{url}#:~:{fragment}" if url and fragment and "#" not in url else url


def directive(text: str, prefix: str = "", suffix: str = "") -> str:
    """Return one text directive of the WICG draft on URL fragments.

    >>> directive("5.8%", prefix="同比增长")
    'text=%E5%90%8C%E6%AF%94%E5%A2%9E%E9%95%BF-,5.8%25'
    """
    before = f"{_encode(prefix)}-," if prefix.strip() else ""
    after = f",-{_encode(suffix)}" if suffix.strip() else ""
    return f"text={before}{_encode(text)}{after}"


class _Escapes(dict[int, str]):
    """Characters as an address has them, each worked out once: a ledger has millions."""

    def __missing__(self, code: int) -> str:
        # Hyphen, comma and ampersand have a meaning in a directive, and quote() leaves the hyphen alone.
        self[code] = quote(chr(code), safe="").replace("-", "%2D")
        return self[code]


_ESCAPES = _Escapes()


def _encode(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)


def _fold(text: str) -> str:
    """As browsers compare: compatibility forms, case and curly quotes do not matter."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.translate(str.maketrans("“”‘’", "\"\"''"))


def _han(c: str) -> bool:
    return "㐀" <= c <= "鿿" or c == "〇"


def _sure(line: str, place: int) -> bool:
    """Whether a place is a word boundary in every browser's eyes: between two Han characters only a dictionary knows."""
    return place in (0, len(line)) or _han(line[place - 1]) != _han(line[place])


class Page:
    """The text of a page, asked which directive opens it at a number.

    Parameters
    ----------
    lines : sequence of str
        Paragraphs of the source text.

    Notes
    -----
    A browser matches a directive only where its outer ends are word boundaries, and by a dictionary in Chinese text. So
    the ends are put where script changes; where the context has no such place, several directives stand side by side, of
    which those that fail are ignored and those that match all mean the number. Each is unique on the page by itself.

    Examples
    --------
    >>> page = Page(["青岚市生产总值增长5.8%左右", "财政收入增长5.8%左右"])
    >>> page.fragment(2, 6, 10) == directive("5.8%", prefix="财政收入增长")
    True
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._text = _fold("\n".join(lines))
        self._grams = [_Grams(self._text, length) for length in _GRAMS]
        #: Lines that are not blank, each line's place among them, and how often three stand one after the other.
        self._cells = [text for line in lines if (text := line.strip())]
        self._cell_of = list(accumulate((bool(line.strip()) for line in lines), initial=-1))[1:]
        self._triples = Counter(zip(self._cells, self._cells[1:], self._cells[2:], strict=False))

    def _once(self, text: str) -> bool:
        """Whether a text stands on the page once, in a time that hardly grows with the page."""
        if not text.strip():
            return False
        folded = _fold(text)
        for grams in self._grams:
            if (place := grams.only_place(folded)) is not None:
                return self._text.startswith(folded, place)
        first = self._text.find(folded)
        return first >= 0 and self._text.find(folded, first + 1) < 0

    def fragment(self, line: int, start: int, end: int) -> str:
        """Return the directives for the characters ``start`` to ``end`` of a line (from 1), empty where none is unique."""
        text = self.lines[line - 1]
        return self._sure_directive(text, start, end) or self._alternatives(text, start, end) or self._by_neighbours(line)

    def _sure_directive(self, text: str, start: int, end: int) -> str:
        number = text[start:end]
        opens, closes = _sure(text, start), _sure(text, end)
        if opens and closes and self._once(number):
            return directive(number)
        before = [text[start - n : start] for n in range(1, min(CONTEXT, start) + 1) if _sure(text, start - n)]
        after = [text[end : end + n] for n in range(1, min(CONTEXT, len(text) - end) + 1) if _sure(text, end + n)]
        for prefix, suffix in self._shortest(before if closes else [], after if opens else [], before, after):
            if self._once(prefix + number + suffix):
                return directive(number, prefix, suffix)
        return ""

    @staticmethod
    def _shortest(
        only_before: list[str], only_after: list[str], before: list[str], after: list[str]
    ) -> Iterator[tuple[str, str]]:
        yield from ((p, "") for p in only_before if p.strip())
        yield from (("", s) for s in only_after if s.strip())
        yield from sorted(
            ((p, s) for p in before for s in after if p.strip() and s.strip()), key=lambda pair: len(pair[0] + pair[1])
        )

    def _alternatives(self, text: str, start: int, end: int) -> str:
        number = text[start:end]
        prefixes = [text[start - n : start] for n in range(1, min(CONTEXT, start) + 1)]
        suffixes = [text[end : end + n] for n in range(1, min(CONTEXT, len(text) - end) + 1)]
        directives = [directive(number, p) for p in prefixes if p.strip() and self._once(p + number)][:ALTERNATIVES]
        directives += [directive(number, "", s) for s in suffixes if s.strip() and self._once(number + s)][:ALTERNATIVES]
        return "&".join(dict.fromkeys(directives))

    def _by_neighbours(self, line: int) -> str:
        """Tell a cell that holds only the number by the cells before and after it."""
        n = self._cell_of[line - 1]
        triple = tuple(self._cells[n - 1 : n + 2]) if n > 0 and self.lines[line - 1].strip() else ()
        return directive(triple[1], triple[0], triple[2]) if self._triples.get(triple) == 1 else ""  # type: ignore[arg-type]


class _Grams:
    """Where the pieces of a text stand that stand there once.

    ``text``: the text; ``length``: characters of a piece.
    """

    def __init__(self, text: str, length: int) -> None:
        self.length, self.mask = length, (2 << len(text).bit_length()) - 1
        self.seen, self.places = bytearray(self.mask + 1), array("I", bytes(array("I").itemsize * (self.mask + 1)))
        for n in range(len(text) - length + 1):
            slot = hash(text[n : n + length]) & self.mask
            self.seen[slot] = min(2, self.seen[slot] + 1)
            self.places[slot] = n

    def only_place(self, text: str) -> int | None:
        """Return the only place where a text can stand, if it stands there at all; None where that is not known."""
        for n in range(len(text) - self.length + 1):
            slot = hash(text[n : n + self.length]) & self.mask
            if self.seen[slot] == 1:
                return max(0, self.places[slot] - n)
        return None
