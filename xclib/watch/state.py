"""What a watch remembers of each page from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from xclib.care.files import put
from xclib.care.settings import read_record

#: Below the folder for review.
NAME = ".watch.json"
_VERSION = 1

Standing = Literal["", "same", "waiting", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Memory:
    """One page as it was last seen."""

    #: What became of the figures of the version that we know; empty where we know none.
    standing: Standing = ""
    etag: str = ""
    last_modified: str = ""
    #: Of the page's bytes, and of its figures as rows.
    sha256: str = ""
    figures_sha256: str = ""
    report: str = ""
    #: What the list said of it then.
    listed: str = ""
    checked_at: str = ""
    #: Failures since it was last read, and the last one in words.
    failures: int = 0
    error: str = ""
    #: Seconds since 1970 before which the server asked us not to return.
    not_before: float = 0.0


def read_memory(folder: Path) -> dict[str, Memory]:
    """Return what is remembered by address; nothing where the file cannot be read, which costs one full visit and no more."""
    try:
        stored = json.loads((folder / NAME).read_text(encoding="utf-8"))
        known = stored["pages"].items() if stored["version"] == _VERSION else ()
        return {url: read_record(Memory, row) for url, row in known}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write_memory(folder: Path, memory: Mapping[str, Memory]) -> None:
    """Write what is remembered, whole or not at all."""
    stored = {"version": _VERSION, "pages": {url: asdict(row) for url, row in memory.items()}}
    put(folder / NAME, json.dumps(stored, ensure_ascii=False, indent=1) + "\n")
