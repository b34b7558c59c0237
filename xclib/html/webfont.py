"""Subset an openly licensed Chinese font for one page, so that it looks the same on any machine."""

from __future__ import annotations

import base64
import importlib.util
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from xclib.care.files import is_scarce
from xclib.errors import XclibError

#: Name under which pages ask for the embedded font.
FAMILY = "Xclib Sans SC"
#: What the font is asked for: Chinese and its own punctuation. Latin text keeps the reader's font, and so do the quotation
#: marks and dashes that both scripts share: in English they would come out full width.
RANGE = "U+2E80-9FFF,U+F900-FAFF,U+FF00-FFEF"

#: Tables of the font for what pages do not ask of it: vertical text, positions, alternates.
_UNUSED = ("GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG")
_CHINESE = re.compile("[\u2e80-\uffef]+")


def font_path() -> Path:
    """Return the font file that zhplot carries: Noto Sans SC, SIL Open Font License.

    zhplot is not imported: its import changes matplotlib's settings for everyone.

    Raises `XclibError`: the font is not installed.
    """
    spec = importlib.util.find_spec("zhplot")
    homes = list(spec.submodule_search_locations or ()) if spec else []
    path = Path(homes[0]) / "fonts" / "NotoSansSC-Regular.ttf" if homes else None
    if path is None or not path.is_file():
        raise XclibError("the Chinese font is missing", where="zhplot", advice="run `pip install zhplot`")
    return path


@lru_cache(maxsize=16)
def read_font(path: Path) -> bytes:
    """Return a font file, which charts take letters from, and pages."""
    return path.read_bytes()


@contextmanager
def whole_font(path: Path) -> Iterator[None]:
    """Raise what a library finds wrong with the font in the block as one error that names the file.

    >>> with whole_font(Path("/fonts/x.ttf")):
    ...     raise ValueError("bad magic")
    Traceback (most recent call last):
    xclib.errors.XclibError: /fonts/x.ttf: the Chinese font is damaged (bad magic); run `pip install --force-reinstall zhplot`
    """
    try:
        yield
    except Exception as error:  # a damaged font leads its readers anywhere
        if is_scarce(error):
            raise
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        advice = "run `pip install --force-reinstall zhplot`"
        raise XclibError(f"the Chinese font is damaged ({reason})", where=str(path), advice=advice) from None


def font_face(text: str) -> str:
    """Return a CSS ``@font-face`` rule with the Chinese characters of a page embedded.

    One rule, about 0.3 KB a character; empty where the page has no Chinese. Latin text keeps the reader's own font.
    ``text``: whatever the page shows.

    >>> font_face("plain"), font_face("增长")[:46]
    ('', '@font-face{font-family:"Xclib Sans SC";src:url')
    """
    needed = "".join(sorted(set("".join(_CHINESE.findall(text)))))
    return _font_face(needed) if needed else ""


@lru_cache(maxsize=16)
def _font_face(characters: str) -> str:
    path = font_path()
    with whole_font(path):
        body = base64.b64encode(_to_woff(_cut(path, characters))).decode()
    source = f'url(data:font/woff;base64,{body}) format("woff")'
    return f'@font-face{{font-family:"{FAMILY}";src:{source};font-display:block;unicode-range:{RANGE}}}'


def _cut(path: Path, characters: str) -> bytes:
    """Return a TrueType font of the characters alone; what the font lacks is left out.

    HarfBuzz cuts it in a thousandth of a second; fontTools would read all 30,000 glyphs first.
    """
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.set(set(map(ord, characters)))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in _UNUSED)
    wanted.name_id_set.clear()
    wanted.layout_feature_tag_set.clear()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    face = uharfbuzz.Face(uharfbuzz.Blob(read_font(path)))
    # HarfBuzz takes what is cut off for empty; the last place in the list is where the glyphs end.
    places, glyphs = (face.reference_table(tag) for tag in ("loca", "glyf"))
    if not len(places) or int.from_bytes(places.data[-4:]) > len(glyphs):
        raise ValueError("glyphs are cut off")
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def _to_woff(font: bytes) -> bytes:
    """Return a font packed as pages take it."""
    from fontTools.ttLib import TTFont

    # The time of making would change the bytes from run to run.
    packed, buffer = TTFont(io.BytesIO(font), recalcTimestamp=False), io.BytesIO()
    packed.flavor = "woff"
    packed.save(buffer, reorderTables=None)
    return buffer.getvalue()
