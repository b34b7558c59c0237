"""Compiled templates, kept between runs as Python keeps modules: compiling a sentence takes longer than filling ten."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from importlib.metadata import version
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache, pass_context
from jinja2.bccache import Bucket

from xclib.care.files import users_own


class _Kept(FileSystemBytecodeCache):
    """Keeps what it can: where there is no room, a template is compiled again."""

    def __init__(self, folder: Path, made_by: str) -> None:
        super().__init__(str(folder))
        self._made_by = made_by

    def get_source_checksum(self, source: str) -> str:
        """Return a sum of all that code hangs on: template, Python, Jinja, and the module that says how filters are called."""
        return super().get_source_checksum(f"{source}\n{self._made_by}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template; one that is damaged is compiled again."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # pickle raises whatever the damage leads it to
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template, whole or not at all."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


@cache
def kept_code(module: str) -> FileSystemBytecodeCache | None:
    """Return what the user keeps of compiled templates; None where nothing can be kept.

    ``module``: the text of the module that sets up their environment.
    """
    folder = users_own("templates")
    return _Kept(folder, f"{MAGIC_NUMBER.hex()} {version('jinja2')} {module}") if folder else None


def late(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that is called when a template is filled; Jinja applies others to constants while it compiles.

    What is kept would then hold what the filter made of the catalogue of that day.

    >>> from jinja2 import Environment
    >>> shop = Environment()
    >>> shop.filters["double"] = late(lambda text: 2 * text)
    >>> shop.from_string("{{ 'ab' | double }}").render()
    'abab'
    """

    @pass_context
    @wraps(function)
    def called(_: object, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - those of the filter
        return function(*given, **named)

    return called
