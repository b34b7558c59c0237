"""The words by which kinds, titles and areas are recognized, from ``words.yaml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Rows = tuple[tuple[float, re.Pattern[str]], ...]


@cache
def read_weights(table: str) -> dict[str, Rows]:
    """Return the expressions of a table of words.yaml, compiled, with their weights; by kind where the table has kinds."""
    entries = read_words()[table]
    kinds = entries if isinstance(entries, dict) else {"": entries}
    return {kind: tuple((float(weight), re.compile(shape)) for weight, shape in rows) for kind, rows in kinds.items()}


@cache
def read_words() -> dict[str, Any]:
    """Return words.yaml as it stands."""
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return words
