"""What a brief depends on, boiled down to one line: if it is the same, so is the brief."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from xclib.errors import RawDataError

_PACKAGE = Path(__file__).parents[1]
#: The requirement's name at the start of a line of metadata, such as ``pandas>=2.2; python_version > "3"``.
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
#: Named in the foot of a brief; the manifest has them all.
SHOWN = ("xclib", "pandas", "matplotlib", "papermill", "nbconvert")


def hash_files(paths: Iterable[Path], root: Path) -> str:
    """Hash names and contents of files.

    SHA-256, hexadecimal. ``paths``: files below ``root``, in any order; ``root``: names are taken relative to it, so that a
    copy elsewhere has the same hash.
    """
    return _joined({p.relative_to(root).as_posix(): sha256(p.read_bytes()).hexdigest() for p in paths})


def _joined(digests: Mapping[str, str]) -> str:
    return sha256("\n".join(sorted(f"{name}\0{digest}" for name, digest in digests.items())).encode()).hexdigest()


def _below(root: Path) -> Iterator[Path]:
    """Yield the files below a folder that matter, also behind links to folders, each folder once."""
    seen: set[Path] = set()
    for folder, inner, files in os.walk(root, followlinks=True):
        here = Path(folder)
        if (real := here.resolve()) in seen:
            inner.clear()  # a link that leads back
            continue
        seen.add(real)
        inner[:] = [name for name in sorted(inner) if name != "__pycache__" and not name.startswith(".")]
        yield from (p for name in files if not name.startswith(".") and (p := here / name).is_file())


def digest_data(root: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below ``data/raw``, by its name there.

    Raises `RawDataError`: one of them cannot be read.
    """
    raw, found = root / "raw", {}
    for path in _below(raw):
        name = path.relative_to(raw).as_posix()
        try:
            found[name] = sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            advice = "see who may read it, and whether it is being changed"
            raise RawDataError(f"cannot be read: {reason}", where=f"data/raw/{name}", advice=advice) from None
    return found


def hash_data(root: Path, apart: Iterable[str] = (), digests: Mapping[str, str] | None = None) -> str:
    """Hash ``data/raw`` without the folders of reports that a brief never reads.

    ``apart``: ids of these; ``digests``: what `digest_data` returned, where it is known already.
    """
    left = frozenset(apart)
    known = digest_data(root) if digests is None else digests
    return _joined({name: digest for name, digest in known.items() if name.partition("/")[0] not in left})


def hash_code() -> str:
    """Hash the source, the vocabularies and the templates of xclib."""
    return _hash_code(look_at(_PACKAGE))


@lru_cache(maxsize=1)
def _hash_code(_: str) -> str:
    return hash_files(_below(_PACKAGE), _PACKAGE)


def hash_values(values: object) -> str:
    """Hash what JSON can say, whatever the order of its names."""
    return sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def look_at(root: Path) -> str:
    """Hash names, sizes, times and numbers of files, not their contents: it changes if one was touched, even to the same bytes.

    With `hash_data` before and after it tells whether anybody read something else in between.
    """
    return look_at_files(_below(root))


def look_at_files(paths: Iterable[Path]) -> str:
    """Return `look_at` of single files; one that is not there is seen as such."""
    lines = []
    for path in sorted(paths):
        try:
            seen = path.stat()
        except OSError:
            continue
        lines.append(f"{path}\0{seen.st_ino}\0{seen.st_size}\0{seen.st_mtime_ns}\0{seen.st_ctime_ns}")
    return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def beside(notebook: Path) -> list[Path]:
    """Return the files beside a notebook that speak in its brief: its words, and modules that its cells can import."""
    return [path for path in (notebook.with_suffix(".yaml"), *sorted(notebook.parent.glob("*.py"))) if path.is_file()]


def look_at_inputs(data: Path, notebook: Path) -> str:
    """Return `look_at` of all that a brief is made from: the raw files, xclib itself, the notebook and what is beside it."""
    return look_at(data / "raw") + look_at(_PACKAGE) + look_at_files([notebook, *beside(notebook)])


@cache
def read_versions() -> Mapping[str, str]:
    """Return the installed versions of Python, xclib and everything that xclib requires, directly or not.

    >>> sorted(set(SHOWN) - set(read_versions()))
    []
    """
    found: dict[str, str] = {}
    waiting = ["xclib", *SHOWN]  # a checkout that was not installed has no metadata; what is shown counts anyhow
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        # setuptools, once imported, puts copies of its own on the path; they are none of ours.
        path = [folder for folder in sys.path if not folder.endswith("_vendor")]
        package = next(iter(metadata.distributions(name=name, path=path)), None)
        if package is None:
            found[name] = ""  # required on other platforms only
            continue
        # Only the head is read; `importlib.metadata` parses what the package says of itself, too, once for each question.
        head = (package.read_text("METADATA") or package.read_text("PKG-INFO") or "").partition("\n\n")[0]
        lines = [(key, value.strip()) for key, _, value in (line.partition(":") for line in head.splitlines())]
        found[name] = dict(lines).get("Version", "")
        for line in (value for key, value in lines if key == "Requires-Dist"):
            if "extra ==" not in line and (match := _NAME.match(line)):
                waiting.append(match.group())
    return {"python": platform.python_version()} | {name: found[name] for name in sorted(found) if found[name]}


def hash_build(root: Path) -> str:
    """Hash what ``data/processed`` is built from: the raw files, the code, and the versions of what writes the tables.

    Not of everything installed: looking all of them up takes longer than the hashing.
    """
    writers = {name: metadata.version(name) for name in ("pandas", "pyarrow", "numpy")}
    parts = [hash_data(root), hash_code(), platform.python_version(), json.dumps(writers, sort_keys=True)]
    return sha256("\n".join(parts).encode()).hexdigest()


def hash_tools() -> dict[str, str]:
    """Return the hashes of what every brief is made with: xclib, and Python with all installed packages that it requires."""
    return {"xclib": hash_code(), "versions": hash_values(dict(read_versions()))}
