"""The command-line interface: a command is a function, decorated with its name and its options."""

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
#: The arguments of each: names and settings.
OPTIONS: dict[Run, list[tuple[tuple[str, ...], dict[str, Any]]]] = {}


def command(name: str, about: str, example: str) -> Adds:
    """Register a function as a command; each `option` below stands for an argument of it, in the order of the help.

    ``name``: as it is typed; ``about``: what it does, in a line; ``example``: a call of it.
    """

    def register(run: Run) -> Run:
        COMMANDS.append((run, name, about, example))
        return run

    return register


def option(*names: str, **settings: Any) -> Adds:  # noqa: ANN401 - as argparse has it
    """Give a command an argument.

    ``*names``, ``**settings``: as `argparse.ArgumentParser.add_argument` takes them; of the options with ``apart=True`` a call
    may have one only.
    """

    def add(run: Run) -> Run:
        OPTIONS.setdefault(run, []).insert(0, (names, settings))
        return run

    return add
