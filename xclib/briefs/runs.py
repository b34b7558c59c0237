"""The record of each run: what it was asked for, what it found changed, what came of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from xclib.briefs.fingerprint import read_versions
from xclib.briefs.manifest import Brief, read_manifest, read_row
from xclib.care.files import clear_parts, put
from xclib.care.settings import fits
from xclib.errors import BriefError

#: Below the output folder: a file a run.
FOLDER = "runs"
#: What a run has done so far; it is read by the next one if this one is killed.
JOURNAL = ".journal.jsonl"
#: Where briefs are made, until they are put in their places; no name that a project has for something else.
SCRATCH = ".briefs-being-made"
#: What the record of a run says at least.
_RECORD: dict[str, Any] = {"number": int, "run_at": str, "seconds": float, "counts": dict[str, int]}
#: Of a brief's row, what the record of a run leaves to the manifest.
_LEFT = ("headline", "warnings", "title")


def list_runs(out: Path) -> list[dict[str, Any]]:
    """Return the records of all runs in a folder, oldest first; one that cannot be read is left out."""
    found = []
    for path in sorted((out / FOLDER).glob("*.json")):
        with suppress(OSError, ValueError, RecursionError):
            record = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(record, dict) and all(fits(record.get(name), kind) for name, kind in _RECORD.items()):
                found.append(record)
    return found


def record_run(out: Path, about: Mapping[str, object], briefs: Sequence[Brief]) -> int:
    """Write the record of a run and return its number; numbers go on whatever the clock says."""
    number = next_number(out)
    rows = [{name: value for name, value in asdict(b).items() if name not in _LEFT} for b in briefs]
    record = {"number": number, **about, "briefs": rows, "versions": dict(read_versions())}
    put(out / FOLDER / f"{number:06d}.json", json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    return number


def next_number(out: Path) -> int:
    """Return the number that the next run in a folder has."""
    numbers = [int(path.stem) for path in (out / FOLDER).glob("*.json") if path.stem.isdecimal()]
    return max(numbers, default=0) + 1


def prune_runs(out: Path, keep: int) -> int:
    """Delete all records but the newest and return how many went; briefs are not touched."""
    if keep < 1:
        raise BriefError("the newest record stays", where=str(out), advice="keep 1 or more")
    paths = sorted((out / FOLDER).glob("*.json"))[:-keep]
    try:
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise BriefError(f"cannot be deleted: {error.strerror}", where=str(error.filename), advice="see whose it is") from None
    return len(paths)


def note(out: Path, brief: Brief) -> None:
    """Note at once what became of a brief, so that a run that is killed loses nothing that it had made."""
    with (out / JOURNAL).open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(asdict(brief), ensure_ascii=False) + "\n")


def read_rows(out: Path) -> dict[str, Brief]:
    """Return the rows of a folder by path: those of the manifest, and what a run that was killed had noted since."""
    rows = read_manifest(out)
    with suppress(OSError):
        for line in (out / JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines():
            with suppress(ValueError, TypeError, RecursionError):  # the last line may have been cut off
                row = read_row(json.loads(line))
                rows[row.path] = row
    return rows


def clear_away(out: Path) -> None:
    """Remove what a killed run left half done."""
    shutil.rmtree(out / SCRATCH, ignore_errors=True)
    for folder in (out, *out.glob("*/"), *out.glob("failed/*/*/")):
        clear_parts(folder)


def clear_failed(folder: Path) -> None:
    """Remove what was kept of a failed attempt, and the folders above it that are empty then."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.parent.rmdir()
        folder.parent.parent.rmdir()
