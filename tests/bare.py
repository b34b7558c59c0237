"""A session run from top to bottom by a Python that lacks what a browser's lacks: ``python tests/bare.py SESSION LANG LACKING…``."""

from __future__ import annotations

import ast
import importlib.abc
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent / "notebooks" / "workshop"
#: Not there: readers of documents, encryption, and what checks and stores tables.
LACKING = {"lxml", "pdfplumber", "pdfminer", "ssl", "_ssl", "pyarrow"}
#: Nor what the briefs alone need.
LACKING |= {"linearmodels", "seaborn", "bs4", "itables", "papermill"}
#: Nor what jsonschema has beside it here, for kinds of text that no notebook has, and builds a grammar for.
LACKING |= {"rfc3987_syntax", "isoduration"}


class Lacking(importlib.abc.MetaPathFinder):
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if name.split(".")[0] in LACKING:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def refused(*_: object, **__: object) -> None:
    raise OSError("a browser starts no thread and no process")


def run(stem: str, lang: str) -> list[str]:
    """Return the verdicts that the solutions of a session get, as text."""
    import nbformat

    from xclib.care import confined
    from xclib.workshop import versions

    if "matplotlib" not in LACKING:
        # Its list of fonts is made once a machine, with a clock beside it; its build for browsers brings its own.
        importlib.import_module("matplotlib.font_manager")
    confined._possible = lambda: False
    threading.Thread.start = subprocess.Popen = refused
    source = nbformat.read(HOME / f"{stem}.ipynb", as_version=4)
    notebook = versions.to_teacher(source, lang)
    names: dict[str, Any] = {}
    verdicts = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, stem, "exec"), names)
        shown = eval(compile(ast.Expression(last.value), stem, "eval"), names) if last else None
        if type(shown).__name__ == "Verdict":
            verdicts.append(str(shown))
        elif hasattr(shown, "_repr_html_"):
            shown._repr_html_()
    return verdicts


if __name__ == "__main__":
    LACKING.update(sys.argv[3:])
    # Those that are loaded with Python or pytest's own would not be asked for again.
    for name in [name for name in sys.modules if name.split(".")[0] in LACKING]:
        del sys.modules[name]
    sys.meta_path.insert(0, Lacking())
    print(*run(*sys.argv[1:3]), sep="\n")
