"""Small YAML files that a person writes, read within limits: of size, of depth, and without references that multiply."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xclib.errors import UnknownNameError

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
