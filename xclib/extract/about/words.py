"""The words by which kinds, titles and areas are recognized, from ``words.yaml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from xclib.care.shipped import read_beside

Rows = tuple[tuple[float, re.Pattern[str]], ...]


@cache
def read_weights(table: str) -> dict[str, Rows]:
    """Return the expressions of a table of words.yaml, compiled, with their weights; by kind where the table has kinds."""
    entries = read_words()[table]
    kinds = entries if isinstance(entries, dict) else {"": entries}
    return {kind: tuple((float(weight), re.compile(shape)) for weight, shape in rows) for kind, rows in kinds.items()}


def read_words() -> dict[str, Any]:
    """Return words.yaml."""
    return read_beside(__file__, "words.yaml")
