"""Help on the functions that a cell calls: what `?` shows, with every argument and an example.

The analyses have hundreds of functions whose arguments mean the same from one to the next: a vocabulary (`explain.yaml`) says
once what each is. A docstring that says more wins; the example is its own, or the line of the notebook that calls it.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

from xclib.raw import data_root

#: Rooms whose functions are explained by the vocabulary.
ROOMS = "xclib.analyses."
_SECTION = re.compile(r"(?m)^(Parameters|Returns|Raises|Notes|Examples)\n-{4,}$")


def explain(function: Callable[..., Any]) -> str:
    """Return the help on a function: its docstring, with what it does not say of its arguments, and an example.

    Parameters
    ----------
    function : callable
        Any function or class of xclib.

    Examples
    --------
    >>> from xclib.analyses import growth
    >>> explain(growth.summary).splitlines()[2:6:3]
    ['Parameters', '    Rows of this package, a row a statement or year.']
    """
    own = inspect.getdoc(function) or ""
    parts = _SECTION.split(own)
    head, sections = parts[0].strip(), dict(zip(parts[1::2], (p.strip("\n") for p in parts[2::2]), strict=True))
    # An example without a heading stands at the end of the summary.
    head, _, bare = head.partition("\n>>> ")
    if bare:
        sections["Examples"] = f">>> {bare}"
    sections["Parameters"] = _parameters(function, sections.get("Parameters", ""))
    sections.setdefault("Examples", _example(function))
    order = ("Parameters", "Returns", "Raises", "Notes", "Examples")
    told = [f"{name}\n{'-' * len(name)}\n{sections[name]}" for name in order if sections.get(name)]
    return "\n\n".join([head.strip(), *told])


def _parameters(function: Callable[..., Any], said: str) -> str:
    known = {n.strip("*` ") for line in said.splitlines() if re.match(r"\S", line) for n in line.split(" : ")[0].split(",")}
    rows = [said] if said else []
    for p in inspect.signature(function).parameters.values():
        if p.name not in known and p.name not in ("self", "cls") and (text := meaning(function, p.name)):
            rows.append(f"{p.name} : {_type(p)}\n    {text}")
    return "\n".join(rows)


def _type(p: inspect.Parameter) -> str:
    if p.name == "lang":
        return "{'zh', 'en'}"
    told = re.sub(r"\b(?:pd|np|ec|pm|datetime)\.", "", str(p.annotation))
    return f"{told}, optional" if p.default is not inspect.Parameter.empty else told


def meaning(function: Callable[..., Any], name: str) -> str:
    """Return what an argument of a function is, from the vocabulary or from the type; empty where neither knows.

    Parameters
    ----------
    function : callable
        The function.
    name : str
        The argument.

    Examples
    --------
    >>> from xclib.analyses import fiscal
    >>> meaning(fiscal.show_history, "caption")
    'What the table shows, above it.'
    """
    from_type = _of_type(function, name)
    if from_type:
        return from_type
    special: dict[str, str]
    words, room = _vocabulary(), function.__module__.removeprefix(ROOMS)
    special = next((told for key, told in words["by room"].items() if room.split(".")[0].startswith(key) and name in told), {})
    return str(special.get(name) or words["everywhere"].get(name, ""))


def _of_type(function: Callable[..., Any], name: str) -> str:
    """Return the first line about a class of xclib that an argument is of."""
    annotation = inspect.signature(function).parameters[name].annotation
    found = getattr(function, "__globals__", {}).get(annotation) if isinstance(annotation, str) else annotation
    if inspect.isclass(found) and found.__module__.startswith("xclib"):
        return (inspect.getdoc(found) or "").split("\n")[0]
    return ""


@cache
def _vocabulary() -> dict[str, Any]:
    import yaml

    told: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return told


def _example(function: Callable[..., Any]) -> str:
    """Return the statement of a notebook that calls a function, and which notebook it is."""
    for path, tree in _cells():
        for statement in tree.body:
            for node in ast.walk(statement):
                if isinstance(node, ast.Attribute | ast.Name) and _named(node, function) and len(ast.unparse(statement)) < 700:
                    told = ast.unparse(statement).replace("\n", "\n... ")
                    return f"As {path.name} calls it:\n\n>>> {told}"
    return ""


def _named(node: ast.Attribute | ast.Name, function: Callable[..., Any]) -> bool:
    """Tell whether a name in a cell is that of a function: of its own, or as its package gives it out."""
    package = function.__module__.removeprefix(ROOMS).split(".")[0]
    if isinstance(node, ast.Name):
        return node.id == function.__name__
    if not isinstance(node.value, ast.Name) or node.value.id != package:
        return False
    home = sys.modules.get(ROOMS + package)
    return getattr(home, node.attr, None) is function


@cache
def _cells() -> list[tuple[Path, ast.Module]]:
    folders = [home / "notebooks" for home in (data_root().resolve().parent, Path(__file__).resolve().parent.parent)]
    folder = next((f for f in folders if f.is_dir()), folders[0])
    return [(path, tree) for path in sorted(folder.glob("*.ipynb")) for tree in _read(path)]


def _read(path: Path) -> Iterator[ast.Module]:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            if cell["cell_type"] == "code":
                yield ast.parse(re.sub(r"(?m)^\s*[%!].*$", "", "".join(cell["source"])))
    except (OSError, ValueError, KeyError, SyntaxError):
        return


def attach() -> None:
    """Give the functions of the analyses that are loaded their help; IPython asks an object's ``getdoc`` first.

    Examples
    --------
    >>> from xclib.analyses import growth
    >>> attach()
    >>> growth.fan.getdoc().splitlines()[2]
    'Parameters'
    """
    for name, module in list(sys.modules.items()):
        if name.startswith(ROOMS) and isinstance(module, ModuleType):
            for function in vars(module).values():
                if inspect.isfunction(function) and function.__module__.startswith(ROOMS) and not hasattr(function, "getdoc"):
                    function.getdoc = partial(explain, function)  # type: ignore[attr-defined]
