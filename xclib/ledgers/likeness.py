"""How alike the words of two figures are: the thing that is counted under whatever name, and what is done to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from xclib.care.shipped import read_beside


def read_rules() -> dict[str, Any]:
    """Return ``rules.yaml``."""
    return read_beside(__file__, "rules.yaml")


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern of many words, the longest first."""
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@cache
def word_pattern(key: str) -> re.Pattern[str]:
    """Return the words of a list of ``rules.yaml`` as one pattern."""
    return any_of(read_rules()[key].split())


@cache
def _first_names(key: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = [row.split() for row in read_rules()[key]]
    names = {name: row[0] for row in rows for name in row}
    return any_of(map(re.escape, names)), names


@cache
def _acts() -> tuple[re.Pattern[str], dict[str, str]]:
    acts = {word: act for act, row in read_rules()["acts"].items() for word in row.split()}
    return any_of(map(re.escape, acts)), acts


_NOISE = re.compile(
    r"[\s“”\"'‘’《》<>（）()【】\[\]*#、，。；：！,.;:—\-·]|[\d.]+(?![\d.G])[万亿千百]*|[的了等和与及或为将是由到至约达]"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a figure's words say.

    Parameters
    ----------
    thing : str
        What is counted, one name for each thing.
    acts : frozenset of str
        What is done to it: ``new``, ``start``, ``done``, ...
    """

    thing: str
    acts: frozenset[str]


def one_name(text: str, key: str = "synonyms") -> str:
    """Return a text in which every thing has its first name in a list of ``rules.yaml``: ``synonyms``, or ``akin``.

    >>> one_name("外贸出口") == one_name("出口总额")
    True
    >>> one_name("清洁能源装机") == one_name("新能源装机"), one_name("清洁能源装机", "akin") == one_name("新能源装机", "akin")
    (False, True)
    """
    pattern, names = _first_names(key)
    return pattern.sub(lambda found: names[found[0]], text)


@cache
def read_phrase(text: str, *, akin: bool = False) -> Phrase:
    """Return the thing and the acts of a text; where asked for, with one name for what is only akin, too.

    >>> read_phrase("新增公交线路") == read_phrase("新开通公共交通线路")
    True
    """
    plain = one_name(one_name(text, "akin") if akin else text)
    acting, acts = _acts()
    done = frozenset(acts[found[0]] for found in acting.finditer(plain))
    thing = _NOISE.sub("", word_pattern("idle").sub("", acting.sub("", plain)))
    thing = thing or _NOISE.sub("", plain)
    return Phrase(read_rules()["twins"].get(thing, thing), done)


def without_acts(words: str) -> str:
    """Return words without what is done to a thing.

    >>> without_acts("新建幼儿园"), without_acts("精简")
    ('幼儿园', '')
    """
    return _acts()[0].sub("", words)


def pieces(thing: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a thing, or the one that it is.

    >>> sorted(pieces("养老院"))
    ['养老', '老院']
    """
    return frozenset(thing[n : n + 2] for n in range(max(1, len(thing) - 1))) if thing else frozenset()


def cover(ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Return how much of each of ours is found in each of theirs, and the other way; rare pieces weigh more.

    Two matrices of shares from 0 to 1, ours in rows and theirs in columns. ``ours``, ``theirs``: as `pieces` returns them.

    >>> cover([pieces("养老床位")], [pieces("护理型养老床位")])[0].tolist()
    [[1.0]]
    """
    from scipy.sparse import csr_array

    index = {piece: n for n, piece in enumerate(sorted(frozenset().union(*ours, *theirs)))}
    marks = []
    for side in (ours, theirs):
        rows = [n for n, found in enumerate(side) for _ in found]
        columns = [index[piece] for found in side for piece in found]
        marks.append(csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(side), max(1, len(index)))))
    frequency = marks[0].sum(axis=0) + marks[1].sum(axis=0)
    weight = np.log1p((len(ours) + len(theirs)) / np.maximum(frequency, 1.0))
    common = (marks[0] * weight[None, :] @ marks[1].T).toarray()
    totals = [np.maximum(mark @ weight, 1e-9) for mark in marks]
    return common / totals[0][:, None], common / totals[1][None, :]


@cache
def row_patterns(key: str, *, named: bool = False) -> tuple[re.Pattern[str], ...]:
    """Return a pattern of the words of each row of a list of ``rules.yaml``; ``named``: of the first names of their things."""
    rows = (row.split() for row in read_rules()[key])
    return tuple(any_of(map(one_name, row) if named else row) for row in rows)


@cache
def row_words(key: str, name: str, *, named: bool = False) -> tuple[frozenset[str], ...]:
    """Return which words of each row of a list of ``rules.yaml`` a name has."""
    return tuple(frozenset(row.findall(one_name(name) if named else name)) for row in row_patterns(key, named=named))


@cache
def parts_of(name: str) -> tuple[frozenset[str], ...]:
    """Return which words of each row of ``parts`` and ``akin`` a name has."""
    plain = name.replace("自治区级", "省级").replace("农民", "农村")
    return row_words("parts", plain) + row_words("akin", name, named=True)


def differ(a: tuple[frozenset[str], ...], b: tuple[frozenset[str], ...]) -> bool:
    """Whether two names speak of different parts of a whole, or of things that are only akin.

    >>> differ(parts_of("外贸出口总额"), parts_of("进出口总额"))
    True
    """
    return any(not x & y for x, y in zip(a, b, strict=True) if x and y)
