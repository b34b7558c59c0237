"""The codes of the data in words, both languages side by side: grades, statuses, parts, kinds, topics, units, bounds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from xclib.care.shipped import read_beside


@cache
def read_codes() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Return ``codes.yaml``: by kind of code, the codes with their words in ``zh`` and ``en``.

    >>> read_codes()["grade"]["shifted"]["en"]
    'basis changed'
    """
    return read_beside(__file__, "codes.yaml")


@cache
def english_units() -> Mapping[str, str]:
    """Return the units that English text names, by the unit as printed in Chinese; counters are left out.

    >>> english_units()["元"], english_units().get("家")
    ('yuan', None)
    """
    own = {unit["zh"]: str(unit["en"]) for unit in read_codes()["unit"].values() if unit["zh"]}
    return own | {printed: str(en) for printed, en in read_codes()["printed"].items()}
