"""Search for many alternatives at once, of which only those are tried that begin with the character that stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import regex


class Alternatives:
    """A pattern of many alternatives, each in a named group, as ``(?P<a>…|…)|(?P<b>…|…)`` would find them.

    Where alternatives begin with groups, `re` tries all of them at each character of a text.

    Parameters
    ----------
    groups : mapping
        The alternatives by name of their group, in the order in which they are tried. None may be empty, nor begin with
        any character, any but some, or a range of them.

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


#: What looks around a place and takes no character, with brackets two deep.
_LOOKS_AROUND = re.compile(r"\(\?<?[=!](?:[^()\[\]]|\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\))*\)")
#: A character that no alternative has.
_STRANGE = "\ue000"


def _firsts(pattern: str) -> set[str]:
    """Return the characters that a match of a pattern may begin with, of those that it names and the digits.

    >>> sorted(_firsts("(?<!a)b?[cd]|f(?=g)"))
    ['b', 'c', 'd', 'f']
    """
    begins = regex.compile(_LOOKS_AROUND.sub("", pattern))
    if begins.fullmatch("") or begins.fullmatch(_STRANGE, partial=True):
        raise ValueError(f"begins with any character: {pattern}")
    return {char for char in {*pattern, *pattern.upper(), *"0123456789"} if begins.fullmatch(char, partial=True)}
