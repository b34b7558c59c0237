"""PDF files with a text layer, read in a process of its own that has a fixed share of memory and time.

A PDF of a few bytes can make any parser of PDF take all memory, or go on for ever; what it can reach is one process that ends.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import Any

from xclib.errors import DocumentError
from xclib.formats.source import SourceTable, SourceText

MAX_PAGES = 1_500
#: Bytes that all streams of a file together may unpack to.
MAX_UNPACKED = 300_000_000
#: Bytes of memory that reading one file may take.
MAX_MEMORY = 2_000_000_000
#: Seconds of computing that a file may take, whatever its size, and bytes for which it gets one more.
SECONDS, BYTES_A_SECOND = 10, 5_000

_CHILD = (
    "import json, sys; job = json.loads(sys.stdin.buffer.readline()); sys.path[:] = job['path'];"
    "from xclib.formats.pdf_pages import serve; serve(job)"
)


def read_pdf(data: bytes, *, where: str = "") -> SourceText:
    """Read a PDF file.

    Parameters
    ----------
    data : bytes
        The file.
    where : str, optional
        Name for error messages.

    Returns
    -------
    SourceText
        A paragraph or a row of a table a line, without page numbers and running heads.
    """
    if b"%%EOF" not in data.rstrip(b"\x00\r\n\t ")[-4096:]:
        raise DocumentError("is truncated", where=where, advice="download it again")
    seconds = SECONDS + len(data) // BYTES_A_SECOND
    job = {"path": sys.path, "pages": MAX_PAGES, "unpacked": MAX_UNPACKED, "memory": MAX_MEMORY, "seconds": seconds}
    answer = _ask(json.dumps(job).encode() + b"\n" + data)
    if answer is None:
        raise DocumentError("takes more time or memory than a report can need", where=where, advice="print it anew as PDF")
    if "error" in answer:
        raise DocumentError(answer["error"], where=where, advice=answer["advice"])
    tables = tuple(SourceTable(line, tuple(map(tuple, rows))) for line, rows in answer["tables"])
    return SourceText(answer["text"], "pdf", "", answer["title"], answer["published"], "", tables, tuple(answer["warnings"]))


def _ask(job: bytes) -> dict[str, Any] | None:
    """Return what the process that reads answers; None where it came to its end without an answer."""
    with tempfile.TemporaryFile() as given:
        given.write(job)
        given.seek(0)
        child = subprocess.Popen([sys.executable, "-c", _CHILD], stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = b""
    try:
        while child.returncode is None:
            # In short waits, since a wait cannot be interrupted in a thread.
            with suppress(subprocess.TimeoutExpired):
                out, _ = child.communicate(timeout=0.5)
    finally:
        child.kill()
        child.wait()
    answer: dict[str, Any] | None = json.loads(out) if child.returncode == 0 else None
    return answer
