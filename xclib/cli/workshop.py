"""The command ``workshop``: the teaching path built and checked."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from xclib.care.terminal import note, say
from xclib.cli import command, option
from xclib.errors import UnknownNameError


def _build(options: argparse.Namespace) -> int:
    from xclib.workshop import building

    out = options.out or _OUT
    building.build(out, langs=options.lang, numbers=options.session, report=options.report, tell=note)
    say(str(out / options.lang[0] / "index.html"))
    return 0


def _check(options: argparse.Namespace) -> int:
    from xclib.workshop import building

    return 0 if building.try_all(langs=options.lang, numbers=options.session, report=options.report) else 1


def _course(options: argparse.Namespace) -> int:
    from xclib.workshop import course

    if options.out is None or len(options.lang) > 1:
        advice = "try: xclib workshop course --out FOLDER --lang en"
        raise UnknownNameError("a course of nbgrader needs a folder of its own and one language", advice=advice)
    say(course.write_course(options.out, options.lang[0], numbers=options.session, report=options.report, tell=note))
    return 0


def _lite(options: argparse.Namespace) -> int:
    from xclib.workshop import lite

    out = options.out or _LITE
    lite.write_lite(out, langs=options.lang, numbers=options.session, report=options.report, tell=note)
    say(f"jupyter lite build --lite-dir {out}")
    return 0


def _lab(options: argparse.Namespace) -> int:
    import subprocess
    import tempfile

    from xclib.workshop import lab

    folder = (options.out or _OUT / options.lang[-1] / "student").resolve()
    if not folder.is_dir():
        raise UnknownNameError(f"no folder {folder}", advice="build the workshop, or name a folder with --out")
    with tempfile.TemporaryDirectory() as home:
        root = ("--allow-root",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()
        return subprocess.run(lab.command(folder, *root), env=lab.prepare(Path(home)), check=False).returncode


def _clean(options: argparse.Namespace) -> int:
    from xclib.workshop.shelf import Shelf

    for lang in options.lang:
        Shelf((options.out or _OUT) / lang).remove(note)
    return 0


_OUT, _LITE = Path("build/workshop"), Path("build/lite")
_VERBS: dict[str, tuple[Callable[[argparse.Namespace], int], str]] = {
    "build": (_build, "write its versions"),
    "check": (_check, "try every question and notebook"),
    "course": (_course, "write a course folder of nbgrader"),
    "lite": (_lite, "write what JupyterLite makes a site of"),
    "lab": (_lab, "open the student notebooks in a JupyterLab with a Chinese font"),
    "clean": (_clean, "remove what was built and not changed since"),
}


@command("workshop", "build or check the workshop", "xclib workshop build --lang en")
@option("verb", choices=list(_VERBS), help="; ".join(f"{verb}: {about}" for verb, (_, about) in _VERBS.items()))
@option("session", nargs="*", type=int, help="session numbers; default: all")
@option("--out", type=Path, help=f"folder (default: {_OUT}; a course of nbgrader needs one of its own)")
@option("--lang", action="append", help="zh or en, repeatable; default: both")
@option("--report", default="", help="use another registered report than the default one")
def _workshop(options: argparse.Namespace) -> int:
    from xclib.words.wording import LANGS

    options.lang = list(dict.fromkeys(options.lang or LANGS))
    return _VERBS[options.verb][0](options)
