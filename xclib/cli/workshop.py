"""The command ``workshop``: the teaching path built and checked."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from xclib.care.terminal import note, say

Command = Callable[[str, Callable[[argparse.Namespace], int], str, str], argparse.ArgumentParser]


def add_command(command: Command) -> None:
    """Add the command to the parser.

    Parameters
    ----------
    command : callable
        Adds one: name, function, about, example.
    """
    sub = command("workshop", _workshop, "build or check the workshop", "xclib workshop build --lang en")
    sub.add_argument(
        "verb", choices=["build", "check"], help="build: write its versions; check: try every question and notebook"
    )
    sub.add_argument("session", nargs="*", type=int, help="numbers of sessions; all where none is given")
    sub.add_argument("--out", type=Path, default=Path("build/workshop"), help="folder (default: build/workshop)")
    sub.add_argument("--lang", action="append", help="zh or en, may be repeated; both where none is given")
    sub.add_argument("--report", default="", help="use another registered report than the sessions' own")


def _workshop(options: argparse.Namespace) -> int:
    from xclib.model.wording import LANGS
    from xclib.workshop import building

    langs = list(dict.fromkeys(options.lang or LANGS))
    told = {"langs": langs, "numbers": options.session, "report": options.report}
    if options.verb == "check":
        return 0 if building.try_all(**told) else 1
    building.build(options.out, tell=note, **told)
    say(str(options.out / langs[0] / "index.html"))
    return 0
