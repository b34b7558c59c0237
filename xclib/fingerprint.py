"""What a brief depends on, boiled down to one line: if it is the same, so is the brief."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

_PACKAGE = Path(__file__).parent
#: The requirement's name at the start of a line of metadata, such as ``pandas>=2.2; python_version > "3"``.
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
#: Named in the foot of a brief; the manifest has them all.
SHOWN = ("xclib", "pandas", "matplotlib", "papermill", "nbconvert")


def hash_files(paths: Iterable[Path], root: Path) -> str:
    """Hash names and contents of files.

    Parameters
    ----------
    paths : iterable of Path
        Files below ``root``, in any order.
    root : Path
        Names are taken relative to it, so that a copy elsewhere has the same hash.

    Returns
    -------
    str
        SHA-256, hexadecimal.
    """
    lines = sorted(f"{p.relative_to(root).as_posix()}\0{sha256(p.read_bytes()).hexdigest()}" for p in paths)
    return sha256("\n".join(lines).encode()).hexdigest()


def hash_data(root: Path) -> str:
    """Hash ``data/raw``: series reach across the reports of an area, so every report counts."""
    raw = root / "raw"
    return hash_files((p for p in raw.rglob("*") if p.is_file() and not p.name.startswith(".")), raw)


@cache
def hash_code() -> str:
    """Hash the source, the vocabularies and the templates of xclib."""
    kept = {".py", ".yaml", ".j2", ".css", ".json"}
    return hash_files((p for p in _PACKAGE.rglob("*") if p.suffix in kept), _PACKAGE)


def hash_notebook(notebook: NotebookNode) -> str:
    """Hash what a person wrote into a notebook; outputs and execution counts do not matter."""
    cells = [(c.cell_type, c.source, sorted(c.metadata.get("tags", ()))) for c in notebook.cells]
    return sha256(json.dumps(cells, ensure_ascii=False).encode()).hexdigest()


@cache
def read_versions() -> Mapping[str, str]:
    """Return the installed versions of Python, xclib and everything that xclib requires, directly or not.

    Examples
    --------
    >>> sorted(set(SHOWN) - set(read_versions()))
    []
    """
    found: dict[str, str] = {}
    waiting = ["xclib", *SHOWN]  # a checkout that was not installed has no metadata; what is shown counts anyhow
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""  # required on other platforms only
            continue
        for line in metadata.requires(name) or ():
            if "extra ==" not in line and (match := _NAME.match(line)):
                waiting.append(match.group())
    return {"python": platform.python_version()} | {name: found[name] for name in sorted(found) if found[name]}


def hash_build(root: Path) -> str:
    """Hash what ``data/processed`` is built from: the raw files, the code, and the versions of what writes the tables.

    Not of everything installed: looking all of them up takes longer than the hashing.
    """
    writers = {name: metadata.version(name) for name in ("pandas", "pyarrow", "pandera", "numpy")}
    told = [hash_data(root), hash_code(), platform.python_version(), json.dumps(writers, sort_keys=True)]
    return sha256("\n".join(told).encode()).hexdigest()


def tell_versions() -> str:
    """Return the versions that a brief names."""
    versions = read_versions()
    return " · ".join(f"{name} {versions[name]}" for name in ("python", *SHOWN) if name in versions)


def fingerprint(notebook: NotebookNode, parameters: Mapping[str, object], data_hash: str) -> str:
    """Return one hash over notebook, parameters, data, code, Python and installed versions.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook as written.
    parameters : mapping
        Values of the run, JSON.
    data_hash : str
        See `hash_data`.

    Returns
    -------
    str
        SHA-256, hexadecimal.
    """
    parts: list[object] = [hash_notebook(notebook), dict(parameters), data_hash, hash_code(), dict(read_versions())]
    return sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
