"""The command-line interface: a command is a function, decorated with what it is called and what it takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Run = Callable[[argparse.Namespace], int]
Adds = Callable[[Run], Run]

#: A report id for the examples in the help.
EXAMPLE = "cn-110102-plan-2024"
#: Commands in the order of their definition: function, name, what it is about, an example.
COMMANDS: list[tuple[Run, str, str, str]] = []
#: What each takes, as `argparse.ArgumentParser.add_argument` does.
OPTIONS: dict[Run, list[tuple[tuple[str, ...], dict[str, Any]]]] = {}


def command(name: str, about: str, example: str) -> Adds:
    """Decorate the function of a command; what it takes stands between the two, in the order of the help."""

    def register(run: Run) -> Run:
        COMMANDS.append((run, name, about, example))
        return run

    return register


def option(*names: str, **settings: Any) -> Adds:  # noqa: ANN401 - as argparse has it
    """Decorate the function of a command with something that it takes; ``apart``: one of those is given at most."""

    def add(run: Run) -> Run:
        OPTIONS.setdefault(run, []).insert(0, (names, settings))
        return run

    return add
