"""xclib reads the figures out of Chinese government reports and turns them into sourced economic briefs."""

from __future__ import annotations

import importlib
import sys
import warnings
from typing import TYPE_CHECKING, Any

from xclib.data.names import Codes, offer

if TYPE_CHECKING:
    from xclib.data.exports import export
    from xclib.data.front import (
        areas,
        context,
        figure,
        figures,
        indicators,
        pairs,
        plan,
        report,
        reports,
        search,
        series,
        source,
    )  # fmt: skip
    from xclib.data.store import build
    from xclib.economics.fits import fit
    from xclib.ledgers.store import load_ledger as ledger
    from xclib.pages import page
    from xclib.panels.query import coverage, outcomes
    from xclib.panels.query import load_panel as panel
    from xclib.reading.report import read, register
    from xclib.workshop.answers import check

__version__ = "0.1.0"

#: The modules of public names that are not of `data.front`, and what two are called there. A module is imported when its name
#: is first used, so that `import xclib` is quick.
_HOMES = {
    "build": "data.store",
    "check": "workshop.answers",
    "coverage": "panels.query",
    "export": "data.exports",
    "fit": "economics.fits",
    "ledger": "ledgers.store",
    "outcomes": "panels.query",
    "page": "pages",
    "panel": "panels.query",
    "read": "reading.report",
    "register": "reading.report",
}
_THERE = {"panel": "load_panel", "ledger": "load_ledger"}
#: Names of the release before, and what they are called now.
_RENAMED = {"facts": "context", "lookup": "figure"}

#: What reports, areas, indicators and topics there are: `xc.codes.indicators.` and the Tab key.
codes = Codes()

__all__ = [
    "areas",
    "build",
    "check",
    "context",
    "coverage",
    "export",
    "figure",
    "figures",
    "fit",
    "indicators",
    "ledger",
    "outcomes",
    "page",
    "pairs",
    "panel",
    "plan",
    "read",
    "register",
    "report",
    "reports",
    "search",
    "series",
    "source",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public object
    if name in _RENAMED:
        warnings.warn(f"xclib.{name} is now xclib.{_RENAMED[name]}", FutureWarning, stacklevel=2)
        name = _RENAMED[name]
    if name not in __all__:
        raise AttributeError(f"module 'xclib' has no attribute {name!r}")
    return getattr(importlib.import_module(f"xclib.{_HOMES.get(name, 'data.front')}"), _THERE.get(name, name))


def __dir__() -> list[str]:
    # What a person looks for with the Tab key, and none of this file's own tools.
    return sorted([*__all__, "codes", *(name for name in globals() if name.startswith("__"))])


if _shell := getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)():
    offer(_shell)
