"""The run manifest: what pages there are, what they were made from, and how the last run went."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Literal

from xclib.briefs.fingerprint import read_versions
from xclib.care.files import put
from xclib.care.settings import read_record
from xclib.errors import BriefError
from xclib.words.wording import LANGS

State = Literal["made", "kept", "failed"]

EXPLORER = "explorer.html"
NAME = "manifest.json"
_VERSION = 2


@dataclass(frozen=True)
class Brief:
    """One row of the manifest: the page that is there, and how the last run left it."""

    report: str
    notebook: str
    lang: str
    #: Below the output folder, with slashes.
    path: str
    status: State
    parameters: Mapping[str, object]
    #: Of the page that is there: empty where none was ever made.
    run_at: str = ""
    seconds: float = 0.0
    data_as_of: str = ""
    fingerprint: str = ""
    html_sha256: str = ""
    #: Of the executed notebook beside the page.
    ipynb_sha256: str = ""
    #: Hashes of what the page was made from, by name.
    inputs: Mapping[str, str] = field(default_factory=dict)
    #: Seconds of each step.
    timings: Mapping[str, float] = field(default_factory=dict)
    title: str = ""
    headline: Sequence[Mapping[str, str]] = ()
    #: What the notebook said on stderr, which readers do not see.
    warnings: Sequence[str] = ()
    #: Why the last run failed, in one line.
    error: str = ""
    #: Since when the page that is there is out of date and could not be made anew; empty where it is up to date.
    stale_since: str = ""
    #: Why this run made it.
    why: str = ""

    @property
    def name(self) -> str:
        """Notebook and language: ``growth (zh)``."""
        return f"{self.notebook} ({self.lang})"

    def __str__(self) -> str:
        took = f" {self.seconds} s" if self.status == "made" else ""
        return f"{self.status:<6} {self.report} {self.name}{took}"


@dataclass(frozen=True)
class BriefRun:
    """What a run did."""

    briefs: tuple[Brief, ...]
    index: Path
    manifest: Path

    def having(self, status: State) -> tuple[Brief, ...]:
        """Return the briefs that were ``made``, ``kept`` or have ``failed``."""
        return tuple(b for b in self.briefs if b.status == status)

    @property
    def counts(self) -> dict[str, int]:
        """How many briefs were made, kept and failed."""
        return {state: len(self.having(state)) for state in ("made", "kept", "failed")}

    def check(self) -> BriefRun:
        """Return the run if nothing failed.

        Raises `BriefError`: a notebook failed: one line each.
        """
        if failed := self.having("failed"):
            raise BriefError("\n".join(b.error for b in failed))
        return self

    def __str__(self) -> str:
        return "\n".join(
            [*map(str, self.briefs), f"{self.index}: " + ", ".join(f"{n} {state}" for state, n in self.counts.items())]
        )


def read_manifest(out: Path) -> dict[str, Brief]:
    """Return the rows of a folder's manifest by path; none if there is no manifest, or none of this version.

    A manifest that cannot be read costs one full run and no more.
    """
    try:
        stored = json.loads((out / NAME).read_text(encoding="utf-8"))
        if stored["version"] != _VERSION:
            return {}
        rows = [read_row(row) for row in stored["briefs"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {row.path: row for row in rows}


def read_row(stored: Mapping[str, object]) -> Brief:
    """Return a row as we write it: of a page in its own place, with a date and numbers that a front page can show.

    Raises `TypeError` or `ValueError`: somebody else wrote it.
    """
    row = read_record(Brief, stored)
    whole = all({"label", "value", "note"} <= set(number) for number in row.headline)
    own = re.fullmatch(r"[A-Za-z0-9_-]+", row.report) and not re.search(r"[/\\\0]", row.notebook) and row.lang in LANGS
    if not whole or not own or row.path != f"{row.report}/{row.notebook}.{row.lang}.html":
        raise ValueError(row.path)
    if row.run_at:
        datetime.fromisoformat(row.run_at)
    return row


def read_run(out: Path) -> dict[str, str]:
    """Return what the manifest says of the last run; nothing where there is none."""
    try:
        return dict(json.loads((out / NAME).read_text(encoding="utf-8"))["run"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def write_manifest(out: Path, briefs: Sequence[Brief], run: Mapping[str, object]) -> Path:
    """Write the manifest: all briefs of the folder, the run, and the installed versions."""
    content = {"version": _VERSION, "run": run, "briefs": [asdict(b) for b in briefs], "versions": dict(read_versions())}
    put(out / NAME, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    return out / NAME


#: What is added to a page that could not be made anew, and taken away again.
_STALE = re.compile(rb"<!--stale-->.*?<!--/stale-->\n", re.S)


def hash_file(path: Path, *, bare: bool = False) -> str:
    """Hash a file; empty if there is none. ``bare``: a page as it was made, without what says that it is stale."""
    try:
        body = path.read_bytes()
    except OSError:
        return ""
    return sha256(_STALE.sub(b"", body) if bare else body).hexdigest()


def mark_stale(path: Path, note: str) -> None:
    """Say at the head of a page that it is stale; an empty note takes that away again.

    ``path``: a page of ours.
    """
    page = path.read_bytes()
    shown = f'<!--stale--><p class="failed" role="status"><strong>{escape(note)}</strong></p><!--/stale-->\n' if note else ""
    marked = _STALE.sub(b"", page).replace(b"<main>\n", b"<main>\n" + shown.encode(), 1)
    if marked != page:
        put(path, marked.decode())
