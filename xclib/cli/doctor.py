"""The command ``doctor``: checks of the environment, with advice."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import re
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xclib.care.terminal import say
from xclib.cli import command
from xclib.errors import XclibError

#: The oldest Python that will do.
PYTHON = (3, 11)
#: The port that JupyterLab takes first.
PORT = 8888


@dataclass(frozen=True)
class Finding:
    """One check: its subject, its state, and advice where it failed."""

    name: str
    good: bool
    found: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{'ok  ' if self.good else 'FAIL'}  {self.name}: {self.found}" + ("" if self.good else f" -> {self.advice}")


@command("doctor", "check this machine: Python, packages, data, fonts, write access, port", "xclib doctor")
def _doctor(_: argparse.Namespace) -> int:
    findings = list(examine())
    for finding in findings:
        say(str(finding))
    return 0 if all(finding.good for finding in findings) else 1


def examine() -> Iterator[Finding]:
    """Yield the checks of this machine one by one."""
    for look in (_python, _packages, _data, _fonts, _writing, _port):
        try:
            yield look()
        except Exception as error:  # whatever is broken here is what is looked for
            yield Finding(look.__name__.strip("_"), False, f"{type(error).__name__}: {error}", "install again, see the README")


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    wanted = ".".join(map(str, PYTHON))
    return Finding("Python", sys.version_info[:2] >= PYTHON, found, f"install Python {wanted} or later")


def _packages() -> Finding:
    needed = [text for text in importlib.metadata.requires("xclib") or () if "extra ==" not in text]
    names = [name[0] for text in needed if (name := re.match(r"[\w.-]+", text))]
    lacking = [name for name in names if not _is_installed(name)]
    found = f"{len(names) - len(lacking)} of {len(names)}" + (f", lacking {', '.join(lacking)}" if lacking else "")
    return Finding("packages", not lacking, found, "run `make lab` once with a network, or install from the wheelhouse")


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _data() -> Finding:
    from xclib.data import front
    from xclib.data.raw import data_root

    advice = "work in the checkout, or set XCLIB_DATA to its folder data"
    try:
        count = len(front.reports())
    except (XclibError, OSError) as error:
        return Finding("data", False, str(error), advice)
    return Finding("data", count > 0, f"{count} {'report' if count == 1 else 'reports'} in {data_root()}", advice)


def _fonts() -> Finding:
    from xclib.html.webfont import font_path

    advice = "install the package zhplot, whose font charts, pages and the workshop's JupyterLab use"
    try:
        return Finding("fonts", True, font_path().name)
    except XclibError as error:
        return Finding("fonts", False, str(error), advice)


def _writing() -> Finding:
    folders = (Path.cwd(), Path(tempfile.gettempdir()))
    closed = [str(folder) for folder in folders if not os.access(folder, os.W_OK)]
    found = f"not in {', '.join(closed)}" if closed else "here and in the temporary folder"
    return Finding("writing", not closed, found, "work in a folder of your own")


def _port() -> Finding:
    with socket.socket() as listener:
        try:
            listener.bind(("127.0.0.1", 0))
        except OSError as error:
            return Finding("port", False, str(error), "ask who administers this machine: JupyterLab needs a port of 127.0.0.1")
    with socket.socket() as caller:
        caller.settimeout(1)
        taken = caller.connect_ex(("127.0.0.1", PORT)) == 0
    return Finding("port", True, f"{PORT} is taken, JupyterLab takes the next" if taken else f"{PORT} is free")
