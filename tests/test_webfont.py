"""The Chinese font of a page: the glyphs that it shows, drawn as the whole font draws them, and no others."""

from __future__ import annotations

import base64
import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from matplotlib.ft2font import FT2Font, LoadFlags

from xclib.errors import XclibError
from xclib.html import webfont


def embedded(text: str) -> bytes:
    found = re.search("base64,([^)]+)", webfont.font_face(text))
    assert found
    return base64.b64decode(found[1])


def unpacked(page: bytes) -> bytes:
    """Return a WOFF file as the TrueType font that is packed in it, after a look at its directory."""
    kind, flavour, size, tables = struct.unpack_from(">4sLLH", page)
    assert (kind, flavour, size) == (b"wOFF", 0x10000, len(page))
    rows = [struct.unpack_from(">4sLLLL", page, 44 + 20 * n) for n in range(tables)]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    heads, bodies, place = [], [], 12 + 16 * tables
    for tag, start, packed, whole, checksum in rows:
        assert start % 4 == 0
        assert packed <= whole
        body = page[start : start + packed]
        body = body if packed == whole else zlib.decompress(body)
        padded = body + bytes(-whole % 4)
        assert len(body) == whole
        assert sum(struct.unpack(f">{len(padded) // 4}L", padded)) % 2**32 == checksum
        heads.append(struct.pack(">4sLLL", tag, checksum, place, whole))
        bodies.append(padded)
        place += len(padded)
    assert struct.unpack_from(">L", page, 16) == (place,)
    return b"".join([struct.pack(">LHHHH", flavour, tables, 0, 0, 0), *heads, *bodies])


def outline(font: FT2Font, char: str) -> tuple[int, list[list[float]], list[int]]:
    font.clear()
    advance = font.load_char(ord(char), flags=LoadFlags.NO_SCALE).horiAdvance
    points, kinds = font.get_path()
    return advance, points.tolist(), kinds.tolist()


def test_a_page_draws_its_characters_as_the_whole_font_does() -> None:
    page = embedded("云泽市，增长。")
    cut, whole = FT2Font(io.BytesIO(unpacked(page))), FT2Font(webfont.font_path())
    for char in "云泽市，增长。":
        assert outline(cut, char) == outline(whole, char)
        assert len(outline(cut, char)[1]) > 8
    assert cut.num_glyphs == 8, "those of the page, and a box for all others"
    assert len(page) < 6000


def test_a_character_that_the_font_lacks_is_left_out() -> None:
    assert embedded("增\ufdd0") == embedded("增")


def test_a_glyph_put_together_from_others_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    font = bytearray(webfont.font_path().read_bytes())
    at, _ = webfont._tables(bytes(font))
    (glyph,) = webfont._numbers(bytes(font), at["cmap"], "增").values()
    (place,) = struct.unpack_from(">L", font, at["loca"] + 4 * glyph)
    struct.pack_into(">h", font, at["glyf"] + place, -1)
    path = tmp_path / "other.ttf"
    path.write_bytes(font)
    monkeypatch.setattr(webfont, "font_path", lambda: path)
    webfont._font_face.cache_clear()
    with pytest.raises(XclibError, match="a glyph is put together from others"):
        webfont.font_face("增")
    webfont._font_face.cache_clear()
    monkeypatch.undo()
    assert webfont.font_face("增")
