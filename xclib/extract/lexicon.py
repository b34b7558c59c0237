"""Word lists of the text rules, read from the YAML files beside this module and turned into patterns once."""

from __future__ import annotations

import re
from functools import cache

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
def alternatives(*names: str) -> str:
    """Return the words of some lists as alternatives of a pattern, longest first."""
    every = {w for name in names for w in words(name)}
    return "|".join(re.escape(w) for w in sorted(every, key=lambda w: (-len(w), w)))


@cache
def word_re(*names: str, ahead: bool = True) -> re.Pattern[str]:
    """Return a pattern of some lists: at a place, or, not ``ahead``, at the end of a short text.

    >>> bool(word_re("lengths", ahead=False).search("已连续"))
    True
    """
    return re.compile(f"(?:{alternatives(*names)})" + ("" if ahead else "$"))
