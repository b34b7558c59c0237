"""Small files, read within limits: YAML that a person writes, and records that we wrote and somebody else may have changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

from xclib.errors import UnknownNameError

Record = TypeVar("Record", bound="DataclassInstance")

#: What JSON makes of a field by the first word of its type; names of our own are of text.
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "int": int,
    "float": (int, float),
    **dict.fromkeys(("dict", "Mapping"), dict),
    **dict.fromkeys(("list", "tuple", "Sequence"), (list, tuple)),
}
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

    ``kind``: a dataclass of text, numbers, lists and mappings, in a module with postponed annotations; ``stored``: what JSON
    made of it. Raises `TypeError`: a field is missing or of another type: somebody else wrote it.
    """
    known = {field: stored[field.name] for field in fields(kind) if field.name in stored}
    for field, value in known.items():
        if not isinstance(value, _KINDS.get(str(field.type).partition("[")[0], str)) or isinstance(value, bool):
            raise TypeError(field.name)
    return kind(**{field.name: value for field, value in known.items()})
