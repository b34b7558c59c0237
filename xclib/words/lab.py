"""Interactive tables in JupyterLab: sorting and filtering.

The outputs stay what they are everywhere, plain HTML. In JupyterLab a model without a view carries DataTables, as `itables`
brings it with it, to the page, and there it takes hold of each table; nothing of it enters a notebook, a brief or the network.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

#: Set to anything to keep every output plain, also in JupyterLab.
PLAIN = "XCLIB_PLAIN"


def is_interactive() -> bool:
    """Whether the current cell was run by a person in JupyterLab or another notebook frontend.

    Such a page says with each cell which one it is; papermill, nbclient and nbval do not, wherever they were started.
    """
    if os.environ.get(PLAIN):
        return False
    import sys

    # Whoever works in a notebook has IPython loaded; nobody else waits for it.
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython else None
    asked = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return bool(asked.get("metadata", {}).get("cellId"))


def enliven_tables() -> None:
    """Turn on interactive tables, once per kernel, if a person runs the notebook in JupyterLab."""
    if is_interactive():
        _carrier()


@cache
def _carrier() -> Any:  # noqa: ANN401 - a widget
    import traitlets
    from anywidget import AnyWidget
    from itables.utils import read_package_file

    class Carrier(AnyWidget):
        """DataTables on its way to the page; has no view."""

        _esm = Path(__file__).parents[1] / "html" / "templates" / "tables.js"
        bundle = traitlets.Unicode().tag(sync=True)
        style = traitlets.Unicode().tag(sync=True)

    return Carrier(bundle=read_package_file("html", "dt_bundle.js"), style=read_package_file("html", "dt_bundle.css"))
