"""Small files, read within limits: YAML that a person writes, and records that we wrote and somebody else may have changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

from xclib.errors import UnknownNameError

Record = TypeVar("Record", bound="DataclassInstance")

#: A number that nothing which is counted or timed here reaches; what is beyond it breaks clocks and formats.
_BEYOND = 1e15
#: Bytes and levels that such a file may have.
MAX_BYTES = 1_000_000
MAX_DEPTH = 20

_ADVICE = "see docs/scheduling.md"


def read_settings(path: Path) -> Any:  # noqa: ANN401 - whatever the file says
    """Return what a YAML file says: plain values, lists and mappings, and nothing else.

    Raises `UnknownNameError`: the file is missing, too large, too deep, refers to itself, or is no YAML.
    """
    import yaml

    where = str(path)
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
        if len(text) > MAX_BYTES:
            raise UnknownNameError(f"is larger than {MAX_BYTES / 1e6:.0f} MB", where=where, advice="split it")
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH or isinstance(event, yaml.AliasEvent):
                fault = "refers to itself" if depth <= MAX_DEPTH else f"is deeper than {MAX_DEPTH} levels"
                raise UnknownNameError(fault, where=where, advice="write each value out")
        return yaml.safe_load(text)
    except UnknownNameError:
        raise
    except Exception as error:  # PyYAML raises KeyError and others where a tag does not fit what it stands before
        last = " ".join(str(error).split())
        raise UnknownNameError(f"cannot be read: {last}", where=where, advice=_ADVICE) from None


def read_record(kind: type[Record], stored: Mapping[str, object]) -> Record:
    """Return a record as it was written; what it does not know is left out.

    ``kind``: a dataclass of text, numbers, lists and mappings; ``stored``: what JSON made of it. Raises `TypeError` or
    `ValueError`: a field is missing or of another type, or no text or number that could be written: somebody else wrote it.
    """
    hints = get_type_hints(kind)
    known = {field.name: stored[field.name] for field in fields(kind) if field.name in stored}
    for name, value in known.items():
        if not fits(value, hints[name]):
            raise TypeError(name)
    return kind(**known)


def fits(value: object, kind: Any) -> bool:  # noqa: ANN401 - any type, also one with parameters
    r"""Whether what JSON made is of a type, with all that is in it, and can be written and counted with.

    >>> fits([{"label": "x"}], Sequence[Mapping[str, str]]), fits([1], Sequence[str]), fits(float("nan"), float)
    (True, False, False)
    >>> fits("\ud800", str), fits("made", Literal["made", "kept"])
    (False, True)
    """
    whole, within = get_origin(kind) or kind, get_args(kind)
    if whole is Literal:
        return value in within
    if whole in (Any, object):
        return _can_be_written(value)
    if whole in (int, float):
        numbers = int if whole is int else (int, float)
        return isinstance(value, numbers) and not isinstance(value, bool) and -_BEYOND < value < _BEYOND
    if issubclass(whole, Mapping):
        return isinstance(value, dict) and all(fits(key, str) and fits(inner, within[-1]) for key, inner in value.items())
    if issubclass(whole, Sequence) and whole is not str:
        return isinstance(value, list | tuple) and all(fits(inner, within[0]) for inner in value)
    return isinstance(value, whole) and _can_be_written(value)


def _can_be_written(value: object) -> bool:
    """Whether JSON can say it in UTF-8: half a character and what is no number cannot be."""
    try:
        return bool(json.dumps(value, ensure_ascii=False, allow_nan=False).encode())
    except (TypeError, ValueError):
        return False
