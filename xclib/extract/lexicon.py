"""Word lists of the text rules, read from the YAML files beside this module and turned into patterns once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from operator import itemgetter

from xclib.care.shipped import read_beside

_FILES = ("lexicon.yaml", "lexicon_context.yaml", "lexicon_labels.yaml", "lexicon_tables.yaml")


@cache
def read_lexicon() -> dict[str, tuple[str, ...]]:
    """Return every word list of the lexicon files, by name."""
    lists: dict[str, tuple[str, ...]] = {}
    for name in _FILES:
        for key, values in read_beside(__file__, name).items():
            if isinstance(values, list):
                lists[key] = tuple(dict.fromkeys(str(v) for v in values))
    return lists


@cache
def read_guards() -> dict[str, str]:
    """Return the characters that may not follow a unit, by unit."""
    guards = read_beside(__file__, _FILES[0])["guards"]
    return {str(unit): str(characters) for unit, characters in guards.items()} if isinstance(guards, dict) else {}


@cache
def words(name: str) -> tuple[str, ...]:
    """Return one word list, ready for ``str.endswith``."""
    return read_lexicon()[name]


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one word list, to look a word up in."""
    return frozenset(words(name))


@cache
def alternatives(*names: str) -> str:
    """Return the words of some lists as alternatives of a pattern, longest first."""
    return any_of(w for name in names for w in words(name))


def any_of(every: Iterable[str]) -> str:
    """Return words as alternatives of a pattern, those that begin alike together, so that others are passed over at once.

    >>> any_of(["茶", "茶园", "果园"])
    '果园|茶(?:园|)'
    """
    ordered = sorted(set(every), key=lambda w: (w[0], -len(w), w))
    groups = {first: [re.escape(w[1:]) for w in group] for first, group in groupby(ordered, key=itemgetter(0))}
    return "|".join(re.escape(c) + (f"(?:{'|'.join(ends)})" if len(ends) > 1 else ends[0]) for c, ends in groups.items())


@cache
def opening(*names: str) -> str:
    """Return the characters with which the words of some lists begin, for a look ahead that passes over others at once."""
    return re.escape("".join(sorted({word[0] for name in names for word in words(name)})))


@cache
def word_re(*names: str, ahead: bool = True) -> re.Pattern[str]:
    """Return a pattern of some lists: at a place, or, not ``ahead``, at the end of a short text.

    >>> bool(word_re("lengths", ahead=False).search("已连续"))
    True
    """
    return re.compile(f"(?:{alternatives(*names)})" + ("" if ahead else "$"))
