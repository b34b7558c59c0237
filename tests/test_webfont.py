"""The Chinese font of a page: the glyphs that it shows, drawn as the whole font draws them, and no others."""

from __future__ import annotations

import base64
import io
import re

from fontTools.ttLib import TTFont
from matplotlib.ft2font import FT2Font, LoadFlags

from xclib.html import webfont


def embedded(text: str) -> bytes:
    found = re.search("base64,([^)]+)", webfont.font_face(text))
    assert found
    return base64.b64decode(found[1])


def unpacked(page: bytes) -> bytes:
    """Return a WOFF file as the TrueType font that is packed in it."""
    font, buffer = TTFont(io.BytesIO(page)), io.BytesIO()
    assert font.flavor == "woff"
    font.flavor = None
    font.save(buffer)
    return buffer.getvalue()


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
