"""The words of a figure as a text in traditional characters prints them; it is read in simplified ones, place by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xclib.extract.document import Document
from xclib.model.figure import Figure

#: Characters behind a number within which its unit stands, that of a row behind the last of it.
_UNIT_NEAR = 60
#: Characters on either side of a number in which the words of its label are looked for.
_WORDS_NEAR = 600


def as_printed(document: Document, figures: Sequence[Figure]) -> list[Figure]:
    """Return figures with number, unit, label and the words around them as their lines print them.

    >>> from decimal import Decimal
    >>> from xclib.extract.document import parse_text
    >>> document = parse_text("茶產值達5億元。")
    >>> figure = Figure("x", 1, 4, "5亿", "元", Decimal(5), label="茶产值")
    >>> [(f.number, f.label) for f in as_printed(document, [figure])]
    [('5億', '茶產值')]
    """
    if not document.printed:
        return list(figures)
    forms = document.forms()
    return [_Line(document.paragraphs[f.line - 1].text, document.printed[f.line - 1], forms).as_printed(f) for f in figures]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is read and as it is printed, and the forms of the characters of its document."""

    text: str
    line: str
    forms: dict[int, str]

    def as_printed(self, figure: Figure) -> Figure:
        """Return a figure with its words as the line prints them."""
        text, line, end = self.text, self.line, figure.start + len(figure.number)
        unit, behind = text.find(figure.unit, end, end + _UNIT_NEAR), text.find(figure.suffix, end)
        return replace(
            figure,
            number=line[figure.start : end],
            unit=line[unit : unit + len(figure.unit)] if unit >= 0 else figure.unit,
            label=self.phrase(figure.label, figure.start),
            scope=self.phrase(figure.scope, figure.start),
            prefix=line[figure.start - len(figure.prefix) : figure.start],
            suffix=line[behind : behind + len(figure.suffix)] if behind >= 0 else figure.suffix,
        )

    def phrase(self, words: str, near: int) -> str:
        """Return a phrase as the line prints it, in as few pieces as hold it; else in the forms of its document.

        后 is 後 or 后 by the word that it stands in.
        """
        begin, end = max(0, near - _WORDS_NEAR), near + _WORDS_NEAR
        text, found, at = self.text[begin:end], "", 0
        while at < len(words):
            stop = next((stop for stop in range(len(words), at + 1, -1) if words[at:stop] in text), at + 1)
            place = begin + text.find(words[at:stop])
            found += self.line[place : place + stop - at] if stop > at + 1 else words[at].translate(self.forms)
            at = stop
        return found
