"""The standard streams, so that whatever is written to them arrives, or leads nowhere."""

from __future__ import annotations

import codecs
import io
import os
import sys

from xclib.care.terminal import written_out

#: Name of what is done with characters that an encoding lacks: written out as in JSON, so that JSON stays what it is.
_LACKED = "xclib.written-out"


def _write_out(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(written_out, error.object[error.start : error.end])), error.end


codecs.register_error(_LACKED, _write_out)


def settle() -> None:
    """Make the standard streams take anything: a closed one leads nowhere, and what an encoding lacks is written out.

    A closed one is opened, so that no file of ours gets its number, to be written into by whatever prints.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it gets the lowest number that is free
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))
        stream = getattr(sys, name)
        if number and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_LACKED)


def hush() -> None:
    """Lead standard output nowhere, where it takes no more: what is left of it would fail again at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
