"""A folder that is written again and again: what an earlier run wrote is replaced, anything else stays as it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from xclib.care.files import put
from xclib.errors import BriefError

#: The list of written files, beside them.
LIST = ".written.json"
#: Changed files that a message names.
_NAMED = 3


class Shelf:
    """The files that were written to a folder, by their hashes.

    A file that somebody changed, or put there, has another hash than the list or none: it is never replaced and never removed.

    Parameters
    ----------
    root : Path
        The folder; made when something is written.

    Examples
    --------
    >>> import tempfile
    >>> shelf = Shelf(Path(tempfile.mkdtemp()))
    >>> shelf.write("a.txt", "1"); shelf.write("a.txt", "2")
    >>> _ = (shelf.root / "a.txt").write_text("my own")
    >>> shelf.changed(["a.txt"])
    ['a.txt']
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            found = json.loads((root / LIST).read_text(encoding="utf-8"))
            #: Hashes that a file may have: two while it is being replaced, so that an interrupted run is no change.
            self.files: dict[str, list[str]] = {str(name): list(map(str, hashes)) for name, hashes in found["files"].items()}
            #: What the writer wants to remember, such as the report of each session.
            self.notes: dict[str, str] = {str(key): str(value) for key, value in found["notes"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self.files, self.notes = {}, {}

    def changed(self, names: Iterable[str]) -> list[str]:
        """Return those of these files that are there and not as they were written."""
        return [name for name in names if (self.root / name).exists() and not self._is_ours(name)]

    def refuse_changed(self, names: Iterable[str]) -> None:
        """Raise where one of these files was changed since it was written.

        Raises `BriefError`: with the names of the files.
        """
        if changed := self.changed(names):
            shown = ", ".join(changed[:_NAMED]) + (" …" if len(changed) > _NAMED else "")
            advice = "nothing was written: move them away, or build into another folder with --out"
            count = f"{len(changed)} files were" if len(changed) > 1 else "1 file was"
            raise BriefError(f"{count} changed after the last build: {shown}", where=str(self.root), advice=advice)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file, all at once, and remember it."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        self.refuse_changed([name])
        path, new = self.root / name, hashlib.sha256(data).hexdigest()
        self.files[name] = [*self.files.get(name, []), new]
        self.save()
        put(path, data)
        self.files[name] = [new]
        self.save()

    def save(self) -> None:
        """Write the list of files."""
        text = json.dumps({"files": self.files, "notes": self.notes}, ensure_ascii=False, indent=1, sort_keys=True)
        put(self.root / LIST, f"{text}\n")

    def remove(self, tell: Callable[[str], None] = lambda line: None) -> None:
        """Remove what was written and not changed since, then folders that are empty; changed files are named and stay."""
        for name in sorted(self.files):
            if self._is_ours(name):
                (self.root / name).unlink()
                _prune((self.root / name).parent, self.root)
            elif (self.root / name).exists():
                tell(f"{self.root / name}: kept, it was changed")
        (self.root / LIST).unlink(missing_ok=True)
        _prune(self.root, self.root)

    def _is_ours(self, name: str) -> bool:
        path = self.root / name
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() in self.files.get(name, ())


def _prune(folder: Path, root: Path) -> None:
    """Remove a folder and those above it, as far as they are empty."""
    while folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        if folder == root:
            return
        folder = folder.parent
