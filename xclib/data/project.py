"""Create a project folder with the data, notebooks and catalogues shipped with xclib."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from xclib.data.raw import shipped
from xclib.errors import XclibError

#: What a project holds of what was shipped. Reports that a person adds go to its ``data/raw``.
PARTS = ("data/raw", "notebooks", "docs/sample")


def lay_out(folder: Path) -> Path:
    """Copy data, notebooks and catalogues into a new or empty folder.

    ``folder``: where to work. Its ``data/raw`` takes the reports that `xclib read --add` registers. Raises `XclibError`:
    the folder holds something, or cannot be written; then nothing of it is changed.

    >>> lay_out(Path("reports"))  # doctest: +SKIP
    PosixPath('reports')
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise XclibError("not an empty folder", where=str(folder), advice="name a folder that is not there yet")
    home = Path(os.path.realpath(folder))  # a link stays, and leads to it
    unfinished = home.with_name(f".{home.name}.unfinished")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in PARTS:
            left_out = shutil.ignore_patterns(".*", "__pycache__")
            shutil.copytree(shipped() / part, unfinished / part, ignore=left_out)
        (unfinished / "data" / "processed").mkdir()
        if home.exists():
            home.rmdir()
        unfinished.rename(home)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise XclibError(f"cannot be written: {error.strerror}", where=str(folder), advice="choose another folder") from None
    return folder
