"""What ran in this kernel: whether the cell that sets an answer failed, and what sees only the check after it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from typing import Any

#: A line that sets a name, where the cell cannot be parsed.
_SETS = re.compile(r"^[ \t]*(?:def[ \t]+)?([^\W\d]\w*)[ \t]*(?:=(?!=)|\()", re.MULTILINE)


class Runs:
    """Which names the last cell that would have set them failed to set.

    Examples
    --------
    >>> runs = Runs()
    >>> runs.note("x = 1 / 0", "ZeroDivisionError"); runs.failure(["x"])
    'ZeroDivisionError'
    >>> runs.note("x = 1", ""); runs.failure(["x"])
    ''
    """

    def __init__(self) -> None:
        self.broken: dict[str, str] = {}

    def note(self, source: str, error: str) -> None:
        """Note a cell that ran: its source, and the type of the error that ended it."""
        for name in set_by(source):
            if error:
                self.broken[name] = error
            else:
                self.broken.pop(name, None)

    def failure(self, names: list[str]) -> str:
        """Return the type of the error by which one of these names was not set; empty where all were."""
        return next((self.broken[name] for name in names if name in self.broken), "")

    def after(self, result: Any) -> None:  # noqa: ANN401 - IPython's ExecutionResult
        """Note what IPython says of a cell that ran."""
        error = result.error_before_exec or result.error_in_exec
        self.note(result.info.raw_cell if result.info else "", type(error).__name__ if error else "")


_RUNS = Runs()


def watch() -> None:
    """Note from now on which cells of this kernel fail; nothing where there is no kernel."""
    if (shell := _shell()) and _RUNS.after not in shell.events.callbacks["post_run_cell"]:
        if (last := getattr(shell, "last_execution_result", None)) is not None:
            _RUNS.after(last)
        shell.events.register("post_run_cell", _RUNS.after)


def failure_before(question: str) -> str:
    """Return the type of the error by which the answer that is being checked was not set; empty where it was.

    ``question``: as in the call of ``check`` in the running cell, which names the answer.
    """
    shell = _shell()
    if shell is None:
        return ""
    watch()
    return _RUNS.failure(checked_names(shell.user_ns.get("In", [""])[-1], question))


def checked_names(source: str, question: str) -> list[str]:
    """Return the names that a cell hands to the check of a question.

    >>> checked_names('check("1.q3", billions)', "1.q3")
    ['billions']
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args[1:]]
    asked = [call.args[1] for call in calls if isinstance(call.args[0], ast.Constant) and call.args[0].value == question]
    return [node.id for argument in asked for node in ast.walk(argument) if isinstance(node, ast.Name)]


def set_by(source: str) -> set[str]:
    r"""Return the names that a cell sets at its top level, as far as it can be read.

    >>> sorted(set_by("a, b = 1, 2\ndef f(x):\n    y = x")), sorted(set_by("c = 1 +"))
    (['a', 'b', 'f'], ['c'])
    """
    try:
        return set(stored(ast.parse(source)))
    except SyntaxError:
        return set(_SETS.findall(source))


def stored(node: ast.AST) -> Iterator[str]:
    """Yield the names that code sets where it stands, not within a function, a class or a comprehension of its own."""
    inner: list[ast.AST] = []
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.Lambda() | ast.AnnAssign(value=None):
            pass
        case ast.comprehension():  # the name that it runs through is its own
            inner = [node.iter, *node.ifs]
        case _:
            inner = [*ast.iter_child_nodes(node)]
    for child in inner:
        yield from stored(child)


def _shell() -> Any:  # noqa: ANN401 - IPython's shell, or None
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None
