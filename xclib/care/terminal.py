"""Lines for a terminal or a log: text of a report stays text, whatever characters it holds."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from contextlib import suppress

#: Characters that no report needs and that a reader would not see: control characters but tabs and line ends, and marks that
#: turn the direction of text, with which one number looks like another.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
#: What steers a terminal, turns the direction of text, cannot be seen, or ends a line.
_STEERING = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def plain(text: str) -> str:
    r"""Return a text with every character that is not there to be read written out.

    Control characters, marks that turn the direction of text, and line ends become ``\uXXXX`` as in JSON, so that a line of
    JSON means the same before and after.

    >>> plain("增长\x1b[2J5.8%\u202e")
    '增长\\u001b[2J5.8%\\u202e'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(written_out(c) if unicodedata.category(c) in _STEERING else c for c in text)


def written_out(c: str) -> str:
    r"""Return a character as JSON writes it where it may hold ASCII alone.

    >>> written_out("增")
    '\\u589e'
    """
    units = c.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4))


def steady(text: str) -> str:
    r"""Return a text with each character that steers replaced by one that is seen; places stay.

    >>> steady("增长\x1b[1m5.8%\u202e\x0c")
    '增长�[1m5.8%� '
    """
    return STEERING.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)


def say(line: str = "") -> None:
    """Print a line of results; tabs between cells stay."""
    print("\t".join(map(plain, line.split("\t"))), flush=True)


def show(row: Mapping[str, object], line: str, *, as_json: bool) -> None:
    """Print a row of results, as JSON where that is asked for, else as a line."""
    say(json.dumps(row, ensure_ascii=False) if as_json else line)


def note(line: str) -> None:
    """Print a line on stderr: a count, a warning, an error."""
    # A log that is full or gone stops no work.
    with suppress(OSError, ValueError):
        print(plain(line), file=sys.stderr, flush=True)
