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
from typing import Any

from xclib.care.files import is_scarce
from xclib.errors import XclibError

#: Name under which pages ask for the embedded font.
FAMILY = "Xclib Sans SC"
#: What the font is asked for: Chinese and its own punctuation. Latin text keeps the reader's font, and so do the quotation
#: marks and dashes that both scripts share: in English they would come out full width.
RANGE = "U+2E80-9FFF,U+F900-FAFF,U+FF00-FFEF"

#: Tables of the font for what pages do not ask of it: vertical text, positions, alternates.
_UNUSED = ("GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG")
#: The font and how it is to be cut, opened by `prepare`; at most one.
_OPENED: list[tuple[Any, Any]] = []

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


def prepare() -> None:
    """Preload the font in a process that will fork workers.

    >>> prepare()
    """
    _OPENED[:] = [_open()]


def _open() -> tuple[Any, Any]:
    """Return options and the font, with nothing in it that no page needs, and all that is left read."""
    path = font_path()
    with whole_font(path):
        return _options_and_font(path)


def _options_and_font(path: Path) -> tuple[Any, Any]:
    from fontTools import subset

    options = subset.Options(flavor="woff", layout_features=[], name_IDs=[], notdef_outline=True, hinting=False)
    # The time of making would change the bytes from run to run.
    options.recalc_timestamp = False
    # From memory: forked processes would share the place in a file at which the next of them reads.
    font = subset.load_font(io.BytesIO(path.read_bytes()), options, lazy=True)
    # Their names are not kept, and working them out takes as long as all the rest.
    font.setGlyphOrder([".notdef", *(f"glyph{n:05d}" for n in range(1, font["maxp"].numGlyphs))])
    for tag in set(_UNUSED).intersection(font.keys()):
        del font[tag]
    for tag in set(font.keys()).difference({"GlyphOrder"}):
        font[tag]
    return options, font


@lru_cache(maxsize=16)
def _font_face(characters: str) -> str:
    from fontTools import subset

    # An opened font serves once: what a page does not show is taken out of it.
    options, font = _OPENED.pop() if _OPENED else _open()
    subsetter, buffer = subset.Subsetter(options), io.BytesIO()
    subsetter.populate(text=characters)
    with whole_font(font_path()):
        subsetter.subset(font)
        subset.save_font(font, buffer, options)
    body = base64.b64encode(buffer.getvalue()).decode()
    source = f'url(data:font/woff;base64,{body}) format("woff")'
    return f'@font-face{{font-family:"{FAMILY}";src:{source};font-display:block;unicode-range:{RANGE}}}'
