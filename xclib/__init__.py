"""xclib reads the figures out of Chinese government reports and turns them into sourced economic briefs."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from xclib.names import Codes, offer

if TYPE_CHECKING:
    from xclib.exports import export
    from xclib.fits import fit
    from xclib.origin import source
    from xclib.pages import page
    from xclib.panel_query import coverage, outcomes
    from xclib.panel_query import load_panel as panel
    from xclib.reader import read
    from xclib.select import facts, figures, lookup, pairs, plan, report, reports, search, series
    from xclib.store import build
    from xclib.workshop.answers import check

__version__ = "0.1.0"

#: Public names and their modules. A module is imported when its name is first used, so that `import xclib` is quick.
_HOMES = {
    "build": "store",
    "check": "workshop.answers",
    "coverage": "panel_query",
    "export": "exports",
    "facts": "select",
    "figures": "select",
    "fit": "fits",
    "lookup": "select",
    "outcomes": "panel_query",
    "page": "pages",
    "pairs": "select",
    "panel": "panel_query",
    "plan": "select",
    "read": "reader",
    "report": "select",
    "reports": "select",
    "search": "select",
    "series": "select",
    "source": "origin",
}

#: What reports, areas, indicators and topics there are: `xc.codes.indicators.` and the Tab key.
codes = Codes()

__all__ = [
    "build",
    "check",
    "coverage",
    "export",
    "facts",
    "figures",
    "fit",
    "lookup",
    "outcomes",
    "page",
    "pairs",
    "panel",
    "plan",
    "read",
    "report",
    "reports",
    "search",
    "series",
    "source",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public object
    if name not in _HOMES:
        raise AttributeError(f"module 'xclib' has no attribute {name!r}")
    home = importlib.import_module(f"xclib.{_HOMES[name]}")
    return getattr(home, {"panel": "load_panel"}.get(name, name))


def __dir__() -> list[str]:
    # What a person looks for with the Tab key, and none of this file's own tools.
    return sorted([*__all__, "codes", *(name for name in globals() if name.startswith("__"))])


if _shell := getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)():
    offer(_shell)
