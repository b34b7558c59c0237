"""Imports without what they would load and nobody here uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: jsonschema, which checks notebooks, imports these where they are installed, for an address and a duration that no notebook
#: has. Building the grammar of the first takes longer than all other imports of papermill together.
UNUSED = ("rfc3987_syntax", "isoduration")
#: A kernel that nobody looks into, as one that runs a brief, needs no debugger, and seaborn no sliders; who imports them, has
#: them.
UNUSED_BY_KERNELS = ("debugpy", "ipywidgets")


@contextmanager
def leaving_out(*names: str) -> Iterator[None]:
    """Import in the block as if modules were not installed; those that have been imported before stay.

    ``*names``: modules that the importing library does without where they are missing.

    >>> with leaving_out("this"):
    ...     import this
    Traceback (most recent call last):
        ...
    ModuleNotFoundError: import of this halted; None in sys.modules
    """
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type] # as the import system documents it
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)
