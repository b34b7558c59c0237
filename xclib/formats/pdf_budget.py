"""What the parts of a PDF may unpack to and count up: pdfminer, which does both, sets no limit of its own."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pdfminer.cmapdb
import pdfminer.pdfdocument
import pdfminer.pdffont
import pdfminer.pdftypes
from pdfminer.lzw import LZWDecoder
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

from xclib.errors import DocumentError

#: Entries that all maps of characters, lists of widths and tables of objects of a file may have together.
MAX_ENTRIES = 3_000_000
#: Samples of a row that a predictor is applied to.
MAX_ROW = 1_000_000
#: How much dearer what is unpacked byte by byte is than zlib.
_SLOW = 20


class Budget:
    """Bytes that the streams of a file may still unpack to, and entries that its maps may still have.

    Parameters
    ----------
    limit : int
        Bytes.
    entries : int, optional
        Entries.
    """

    error = zlib.error

    def __init__(self, limit: int, entries: int = MAX_ENTRIES) -> None:
        self.left, self.entries = limit, entries

    def install(self) -> None:
        """Put the limits in the place of pdfminer's functions; for a process that reads one file and ends."""
        types = pdfminer.pdftypes
        replaced = {
            "zlib": self,
            "lzwdecode": self.decompress_lzw,
            "decompress_corrupted": self.decompress_corrupted,
            "apply_png_predictor": self._predict(apply_png_predictor),
            "apply_tiff_predictor": self._predict(apply_tiff_predictor),
            # It packs images alone, and no text is read from them.
            "ccittfaxdecode": lambda data, params: b"",
        }
        for name, function in replaced.items():
            setattr(types, name, function)
        # The maps are loops over ranges that the file names, so that a few bytes can ask for billions of entries.
        for module in (pdfminer.cmapdb, pdfminer.pdffont, pdfminer.pdfdocument):
            module.range = self.range  # type: ignore[attr-defined]

    def range(self, *bounds: int) -> range:
        """Return a range whose length is taken from the entries that are left."""
        found = range(*bounds)
        self.entries -= min(len(found), MAX_ENTRIES + 1)
        if self.entries < 0:
            raise DocumentError("lists more characters or objects than a report can hold", advice="print it anew as PDF")
        return found

    def decompress(self, data: bytes) -> bytes:
        """Unpack what zlib has packed."""
        engine = zlib.decompressobj()
        plain = engine.decompress(data, self.left + 1)
        self._spend(len(plain))
        if not engine.eof:
            raise zlib.error("incomplete or truncated stream")
        return plain

    def decompress_corrupted(self, data: bytes) -> bytes:
        """Unpack what zlib has packed and something cut or changed at its end, where a checksum stands."""
        engine = zlib.decompressobj()
        plain = engine.decompress(data[:-4], self.left + 1)
        self._spend(len(plain))
        for n in range(max(0, len(data) - 4), len(data)):
            try:
                plain += engine.decompress(data[n : n + 1], 1_000_000)
            except zlib.error:
                break
        return plain

    def decompress_lzw(self, data: bytes) -> bytes:
        """Unpack what is packed as LZW, slowly; no report of today is packed so."""
        self._spend(_SLOW * len(data))
        pieces = []
        for piece in LZWDecoder(io.BytesIO(data)).run():
            self._spend(_SLOW * len(piece))
            pieces.append(piece)
        return b"".join(pieces)

    def _predict(self, apply: Callable[..., bytes]) -> Callable[..., bytes]:
        """Return a predictor, such as ``apply_png_predictor``, within limits."""

        def predict(*settings: int | bytes) -> bytes:
            *numbers, data = settings
            colors, columns = numbers[-3:-1]
            if not isinstance(data, bytes) or not isinstance(colors, int) or not isinstance(columns, int):
                raise TypeError("no predictor")
            if not 0 < colors * columns <= MAX_ROW:
                raise DocumentError("has rows that are wider than a report can hold", advice="print it anew as PDF")
            self._spend(_SLOW * len(data))
            return apply(*settings)

        return predict

    def _spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise DocumentError("unpacks to more than a report can hold", advice="do not open it")
