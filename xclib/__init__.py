"""xclib reads the figures out of Chinese government reports and turns them into sourced economic briefs."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xclib.exports import export
    from xclib.panel_store import load_panel as panel
    from xclib.reader import read
    from xclib.select import facts, figures, lookup, pairs, plan, reports, search, series, source
    from xclib.store import build
    from xclib.workshop.answers import check

__version__ = "0.1.0"

#: Public names and their modules. A module is imported when its name is first used, so that `import xclib` is quick.
_HOMES = {
    "build": "store",
    "check": "workshop.answers",
    "export": "exports",
    "facts": "select",
    "figures": "select",
    "lookup": "select",
    "pairs": "select",
    "panel": "panel_store",
    "plan": "select",
    "read": "reader",
    "reports": "select",
    "search": "select",
    "series": "select",
    "source": "select",
}

__all__ = [
    "build",
    "check",
    "export",
    "facts",
    "figures",
    "lookup",
    "pairs",
    "panel",
    "plan",
    "read",
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
    return sorted([*globals(), *_HOMES])
