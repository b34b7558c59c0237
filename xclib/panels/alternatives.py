"""Search for many alternatives at once, of which only those are tried that begin with the character that stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any


class Alternatives:
    """A pattern of many alternatives, each in a named group, as ``(?P<a>…|…)|(?P<b>…|…)`` would find them.

    Where alternatives begin with groups, `re` tries all of them at each character of a text.

    Parameters
    ----------
    groups : mapping
        The alternatives by name of their group, in the order in which they are tried. None may be empty, nor begin with
        any character but some.

    Examples
    --------
    >>> found = Alternatives({"grain": ["(?:冬)?小麦", "玉米"], "fruit": ["梨"]}).finditer("梨和冬小麦")
    >>> [(match.lastgroup, match[0]) for match in found]
    [('fruit', '梨'), ('grain', '冬小麦')]
    """

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._groups = {name: [(text, _firsts(text)) for text in texts] for name, texts in groups.items()}
        every = set().union(*(firsts for rows in self._groups.values() for _, firsts in rows))
        self._begin = re.compile(f"[{re.escape(''.join(sorted(every)))}]")
        self._of: dict[str, Callable[[str, int], re.Match[str] | None]] = {}

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield what is found, from left to right, none of it within another."""
        place = 0
        while begin := self._begin.search(text, place):
            first, place = begin[0], begin.start()
            match = (self._of.get(first) or self._beginning(first))(text, place)
            if match:
                yield match
            place = match.end() if match else place + 1

    def _beginning(self, first: str) -> Callable[[str, int], re.Match[str] | None]:
        """Return what tries the alternatives that may begin with a character."""
        kept = {name: [text for text, firsts in rows if first in firsts] for name, rows in self._groups.items()}
        pattern = "|".join(f"(?P<{name}>{'|'.join(texts)})" for name, texts in kept.items() if texts)
        self._of[first] = re.compile(pattern).match
        return self._of[first]


def _firsts(pattern: str) -> set[str]:
    """Return the characters that a match of a pattern may begin with.

    >>> sorted(_firsts("(?<!a)b?[c-e]|f(?=g)"))
    ['b', 'c', 'd', 'e', 'f']
    """
    firsts, whole = _first_of(_parser.parse(pattern))
    if not whole:
        raise ValueError(f"matches nothing at all: {pattern}")
    return firsts


def _first_of(parts: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """Return the first characters of parts that follow each other, and whether none of them is passed by."""
    found: set[str] = set()
    for kind, what in parts:
        if kind in (_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT):
            continue
        firsts, whole = _first(kind, what)
        found |= firsts
        if whole:
            return found, True
    return found, False


def _first(kind: Any, what: Any) -> tuple[set[str], bool]:  # noqa: ANN401 - of Python's parser
    match kind:
        case _constants.LITERAL:
            return {chr(what)}, True
        case _constants.IN if what[0][0] is not _constants.NEGATE:
            return set().union(*(_members(*one) for one in what)), True
        case _constants.BRANCH:
            ways = [_first_of(way) for way in what[1]]
            return set().union(*(firsts for firsts, _ in ways)), all(whole for _, whole in ways)
        case _constants.SUBPATTERN if not (what[1] or what[2]):
            return _first_of(what[3])
        case _constants.MAX_REPEAT | _constants.MIN_REPEAT:
            firsts, whole = _first_of(what[2])
            return firsts, whole and what[0] > 0
    raise ValueError(f"begins with any character: {kind} {what}")


def _members(kind: Any, what: Any) -> set[str]:  # noqa: ANN401 - of Python's parser
    if kind is _constants.LITERAL:
        return {chr(what)}
    if kind is _constants.RANGE:
        return set(map(chr, range(what[0], what[1] + 1)))
    raise ValueError(f"begins with any character of a class: {kind} {what}")
