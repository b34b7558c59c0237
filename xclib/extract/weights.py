"""Words and shapes that tell the review of a report from its plan, and how much they say of a text."""

from __future__ import annotations

import re
from functools import cache

from xclib.care.shipped import read_beside
from xclib.extract.lexicon import any_of

#: Words that count in one paragraph at most this much, so that no single long one decides.
_LIMIT = 8.0
#: Characters of a paragraph that are weighed.
WEIGHED = 1500


@cache
def read_weights() -> dict[str, dict[float, list[str]]]:
    """Return parts.yaml: by name of a table, the words and shapes of every weight.

    >>> 3.0 in read_weights()["words"]
    True
    """
    return read_beside(__file__, "parts.yaml")


@cache
def _weights() -> tuple[re.Pattern[str], dict[str, float], tuple[tuple[re.Pattern[str], float], ...]]:
    """Return the words of the parts with their weights, and the shapes of numbers with theirs."""
    table = read_weights()
    weights = {str(word): float(weight) for weight, row in table["words"].items() for word in row}
    shapes = tuple((re.compile(p), float(weight)) for weight, row in table["shapes"].items() for p in row)
    return re.compile(any_of(weights)), weights, shapes


def plan_weight(text: str) -> float:
    """Return how much the words of a text speak for the plan (above 0) or the review (below).

    >>> plan_weight("力争新增学位") > 0 > plan_weight("成功举办，获评先进")
    True
    """
    pattern, weights, shapes = _weights()
    total = sum(weights[word] for word in set(pattern.findall(text, 0, WEIGHED)))
    total += sum(weight for shape, weight in shapes if shape.search(text, 0, WEIGHED))
    return max(-_LIMIT, min(_LIMIT, total))
