"""Imports without what they would load and nobody here uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from typing import Any

#: jsonschema, which checks notebooks, imports these where they are installed, for an address and a duration that no notebook
#: has. Building the grammar of the first takes longer than all other imports of papermill together.
UNUSED = ("rfc3987_syntax", "isoduration")
#: A kernel that nobody looks into, as one that runs a brief, needs no debugger, seaborn no sliders, and statsmodels, to which
#: patsy reads formulas, no second reader; who imports them, has them.
UNUSED_BY_KERNELS = ("debugpy", "ipywidgets", "formulaic")


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


class _AsWritten:
    """The description of a function, to which nothing is added."""

    def __init__(self, function: Any) -> None:  # noqa: ANN401 - whatever is described
        self._text = function.__doc__ or ""

    def __getitem__(self, _: str) -> list[str]:
        return []

    def __setitem__(self, _: str, __: object) -> None:
        pass

    def __str__(self) -> str:
        return f"\n{self._text}"


#: What writes descriptions as its library is imported, and what is there instead meanwhile.
_WRITERS: Mapping[str, tuple[str, object]] = {
    "scipy._lib._docscrape": ("FunctionDoc", _AsWritten),
    "scipy._lib.doccer": ("docformat", lambda text, _=None: text),
    "matplotlib.artist": ("kwdoc", lambda _: ""),
}


@contextmanager
def leaving_descriptions() -> Iterator[None]:
    """Import scipy and matplotlib in the block with the descriptions of functions as they are written.

    scipy takes each apart as it is imported, to add which libraries of arrays it works with: a tenth of all that is imported.
    matplotlib lists in that of each ``set`` what can be set, which takes longer than the rest of its import.
    """
    with ExitStack() as held:
        for name, (writer, instead) in _WRITERS.items():
            with suppress(ImportError, AttributeError):  # of a library that is not there, or adds nothing
                held.enter_context(_replaced(import_module(name), writer, instead))
        yield


@contextmanager
def _replaced(home: Any, name: str, instead: object) -> Iterator[None]:  # noqa: ANN401 - any module
    before = getattr(home, name)
    setattr(home, name, instead)
    try:
        yield
    finally:
        for module in list(sys.modules.values()):  # also of those that have imported it meanwhile
            if getattr(module, "__dict__", {}).get(name) is instead:
                setattr(module, name, before)
