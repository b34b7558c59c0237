"""PDF files with a text layer."""

from __future__ import annotations

from xclib.errors import DocumentError
from xclib.formats.source import SourceText

MAX_PAGES = 1_500


def read_pdf(data: bytes, *, where: str = "") -> SourceText:
    """Read a PDF file; a few bytes can make it take all memory or time, so it is for a process with limits."""
    if b"%%EOF" not in data.rstrip(b"\x00\r\n\t ")[-4096:]:
        raise DocumentError("is truncated", where=where, advice="download it again")
    from xclib.formats.pdf_pages import read_pages

    try:
        return read_pages(data, max_pages=MAX_PAGES)
    except DocumentError as error:
        raise DocumentError(error.message, where=where, advice=error.advice) from None
