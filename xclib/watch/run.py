"""One round of a watch list: each page asked for, read, compared, and put up for review where its figures are new."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from xclib.briefs.jobs import read_register
from xclib.care.files import alone, mend_folders, put, writing
from xclib.care.settings import read_record
from xclib.data.raw import own_root
from xclib.errors import XclibError
from xclib.formats.fetch import FetchError, Response
from xclib.watch import review
from xclib.watch.listed import Watched, WatchList
from xclib.watch.polite import LONGEST_WAIT, Visitor

#: Below the folder for review.
NAME = ".watch.json"
_VERSION = 1

#: What a header can say.
_SAYABLE = re.compile("[ -~\u00a1-\u00ff]+")

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


#: A server may ask to be left alone for a day; a longer wish, or a clock that was wrong, holds nobody up for ever.
LONGEST_REST = 86_400.0

Outcome = Literal["unchanged", "same", "new", "changed", "waiting", "resting", "failed"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one page.

    ``unchanged``: the page, or its figures, are those that were dealt with before · ``same``: another page with the registered
    figures · ``new`` and ``changed``: put up for review · ``waiting``: put up before · ``resting``: its server asked us to wait
    yet · ``failed``.
    """

    id: str
    url: str
    outcome: Outcome
    report: str = ""
    #: How many figures were added, removed and changed.
    counts: Mapping[str, int] = field(default_factory=dict)
    #: Folder for review.
    review: str = ""
    warnings: tuple[str, ...] = ()
    error: str = ""


def watch(
    listed: WatchList,
    *,
    root: Path | None = None,
    anew: bool = False,
    tell: Callable[[Seen], None] | None = None,
    visitor: Visitor | None = None,
) -> list[Seen]:
    """Ask for each page of a list once; what is new is put up for review in ``data/review`` and registered by nobody.

    One a page. A page that failed is a row of it and stops no other. ``anew``: fetch and read pages that have not changed,
    too; ``tell``: called with each `Seen` as soon as it is known. Raises `BusyError`: another watch is in progress.
    """
    root = (root or own_root()).resolve()
    visitor = visitor or Visitor(
        pause=listed.pause, timeout=listed.timeout, contact=listed.contact, allow_private=listed.allow_private
    )
    with _alone(root) as folder:
        memory, seen = read_memory(folder), []
        for page in listed.pages:
            one, memory[page.url] = _visit(page, memory.get(page.url, Memory()), visitor, root, anew)
            write_memory(folder, memory)
            seen.append(one)
            if tell:
                tell(one)
        return seen


def plan_watch(listed: WatchList, *, anew: bool = False) -> list[tuple[Watched, str]]:
    """Return what `watch` would do with each page, in words, without asking anybody."""
    root = own_root().resolve()
    memory = read_memory(root / review.FOLDER)
    actions = []
    for page in listed.pages:
        known = memory.get(page.url, Memory())
        if _rests(known):
            actions.append((page, "skipped: the server asked us to wait"))
        elif not known.checked_at:
            actions.append((page, "asked for: never seen"))
        elif anew or not _headers(page, known, root):
            actions.append((page, "asked for: its version is not known" if not anew else "asked for anew"))
        else:
            actions.append((page, f"asked whether it has changed since {known.checked_at}"))
    return actions


def settle(name: str, verdict: Literal["accept", "reject"], *, drop_lost: bool = False) -> str:
    """Register or throw away what waits for review under a name, and return the report's id; `drop_lost` as for `accept`."""
    root = own_root().resolve()
    with _alone(root) as folder:
        pending = review.read_review(folder, name)
        report = (
            review.accept(folder, name, root, drop_lost=drop_lost)
            if verdict == "accept"
            else review.reject(folder, name).report
        )
        memory = read_memory(folder)
        if pending.url in memory:
            memory[pending.url] = replace(memory[pending.url], standing=f"{verdict}ed", figures_sha256=pending.figures_sha256)  # type: ignore[arg-type]
            write_memory(folder, memory)
        return report


@contextmanager
def _alone(root: Path) -> Iterator[Path]:
    folder = root / review.FOLDER
    with alone(folder), writing(folder, "make room"):
        mend_folders(folder)
        for left in folder.glob(".*.new"):
            shutil.rmtree(left, ignore_errors=True)
        yield folder


def _visit(page: Watched, known: Memory, visitor: Visitor, root: Path, anew: bool) -> tuple[Seen, Memory]:
    if _rests(known):
        return Seen(page.id, page.url, "resting", known.report), known
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        headers = {} if anew else _headers(page, known, root)
        answer = visitor.fetch(page.url, headers)
        if answer.unchanged or (headers and sha256(answer.data).hexdigest() == known.sha256):
            fresh = replace(known, checked_at=now, failures=0, error="", not_before=0.0)
            return _as_before(page, fresh, root), fresh
        return _judge(page, answer, known, root, now)
    except Exception as error:  # whatever a page leads to is a row, and stops no other page
        wait = (error.retry_after or 0.0) if isinstance(error, FetchError) else 0.0
        rest = time.time() + min(wait, LONGEST_REST) if wait > LONGEST_WAIT else 0.0
        message = " ".join((str(error) if isinstance(error, XclibError) else f"{type(error).__name__}: {error}").split())
        failed = replace(known, checked_at=now, failures=known.failures + 1, error=message, not_before=rest)
        return Seen(page.id, page.url, "failed", known.report, error=message), failed


def _rests(known: Memory) -> bool:
    return time.time() < known.not_before <= time.time() + LONGEST_REST


def _headers(page: Watched, known: Memory, root: Path) -> dict[str, str]:
    """Name the version that we know, if what became of it still holds; else the page is wanted whole."""
    if known.listed != page.listed or not known.standing:
        return {}
    if known.standing == "waiting":
        waiting = review.list_reviews(root / review.FOLDER).get(page.id)
        if waiting is None or waiting.figures_sha256 != known.figures_sha256:
            return {}
    elif known.standing in ("same", "accepted") and known.report not in read_register(root):
        return {}
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    # What no header can say is asked for whole, and not failed at for ever.
    return {name: value for name, value in given.items() if _SAYABLE.fullmatch(value)} or {"Cache-Control": "no-cache"}


def _as_before(page: Watched, known: Memory, root: Path) -> Seen:
    if known.standing == "waiting":
        waiting = review.list_reviews(root / review.FOLDER)[page.id]
        return Seen(page.id, page.url, "waiting", known.report, waiting.counts, str(root / review.FOLDER / page.id))
    return Seen(page.id, page.url, "unchanged", known.report)


def _judge(page: Watched, answer: Response, known: Memory, root: Path, now: str) -> tuple[Seen, Memory]:
    """Read a page that we do not know, and put it up for review where its figures are neither registered nor settled."""
    found, folder = review.read_page(page, answer, root), root / review.FOLDER
    new = found.review
    fresh = Memory("same", answer.etag, answer.last_modified, new.sha256, new.figures_sha256, new.report, page.listed, now)
    waiting = review.list_reviews(folder).get(page.id)
    if found.registered is not None and not found.found.changes:
        if waiting:
            review.reject(folder, page.id)  # the page has gone back to what is registered
        return Seen(page.id, page.url, "same", fresh.report), fresh
    if known.standing == "rejected" and known.figures_sha256 == new.figures_sha256:
        return Seen(page.id, page.url, "unchanged", fresh.report), replace(fresh, standing="rejected")
    place, fresh = str(folder / page.id), replace(fresh, standing="waiting")
    if waiting and waiting.key == new.key:
        return Seen(page.id, page.url, "waiting", fresh.report, waiting.counts, place), fresh
    pending = review.put_up(found, folder, now)
    outcome: Outcome = "new" if found.registered is None else "changed"
    return Seen(page.id, page.url, outcome, fresh.report, pending.counts, place, tuple(pending.warnings)), fresh
