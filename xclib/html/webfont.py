"""Subset an openly licensed Chinese font for one page, so that it looks the same on any machine."""

from __future__ import annotations

import base64
import importlib.util
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import pack, unpack, unpack_from

from xclib.care.files import is_scarce
from xclib.errors import XclibError

#: Name under which pages ask for the embedded font.
FAMILY = "Xclib Sans SC"
#: What the font is asked for: Chinese and its own punctuation. Latin text keeps the reader's font, and so do the quotation
#: marks and dashes that both scripts share: in English they would come out full width.
RANGE = "U+2E80-9FFF,U+F900-FAFF,U+FF00-FFEF"

#: Tables of the font that stay, but for what they count; the others are made, or are for what pages do not ask of a font.
_KEPT = ("OS/2", "gasp", "head", "hhea", "maxp", "post", "prep")
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


@lru_cache(maxsize=16)
def _font_face(characters: str) -> str:
    path = font_path()
    with whole_font(path), path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as font:
        body = _to_woff(_cut(font, characters))
    source = f'url(data:font/woff;base64,{base64.b64encode(body).decode()}) format("woff")'
    return f'@font-face{{font-family:"{FAMILY}";src:{source};font-display:block;unicode-range:{RANGE}}}'


def _cut(font: bytes | mmap, characters: str) -> dict[str, bytes]:
    """Return the tables of a TrueType font with the glyphs of some characters, as they are, and of none for what it lacks.

    Of the whole font, which has 30,000 glyphs, only what is asked for is read. Names, alternates, positions and vertical text
    are left out: pages do not ask for them.
    """
    at, sizes = _tables(font)
    known = _numbers(font, at["cmap"], characters)
    glyphs = [0, *known.values()]
    (widths,) = unpack_from(">H", font, at["hhea"] + 34)
    if font[at["head"] + 51] != 1 or max(glyphs) >= widths:
        raise ValueError("places or widths of glyphs are not listed one by one")
    shapes, places = [], [0]
    for glyph in glyphs:
        start, end = unpack_from(">LL", font, at["loca"] + 4 * glyph)
        shape = font[at["glyf"] + start : at["glyf"] + end]
        if shape[:1] > b"\x7f":
            raise ValueError("a glyph is put together from others")
        shapes.append(shape + bytes(-len(shape) % 4))
        places.append(places[-1] + len(shapes[-1]))
    kept = {tag: font[at[tag] : at[tag] + sizes[tag]] for tag in _KEPT if tag in at}
    count = pack(">H", len(glyphs))
    groups = b"".join(pack(">LLL", code, code, n) for n, code in enumerate(known, 1))
    return {
        **kept,
        "cmap": pack(">HHHHLHHLLL", 0, 1, 3, 10, 12, 12, 0, 16 + len(groups), 0, len(known)) + groups,
        "glyf": b"".join(shapes),
        "head": kept["head"][:8] + bytes(4) + kept["head"][12:],
        "hhea": kept["hhea"][:34] + count,
        "hmtx": b"".join(font[at["hmtx"] + 4 * glyph : at["hmtx"] + 4 * glyph + 4] for glyph in glyphs),
        "loca": pack(f">{len(places)}L", *places),
        "maxp": kept["maxp"][:4] + count + kept["maxp"][6:],
        "name": pack(">HHH", 0, 0, 6),
        "post": pack(">L", 0x30000) + kept["post"][4:32],
    }


def _tables(font: bytes | mmap) -> tuple[dict[str, int], dict[str, int]]:
    """Return where the tables of a font begin, and their sizes."""
    at, sizes = {}, {}
    for n in range(unpack_from(">H", font, 4)[0]):
        tag, _, start, size = unpack_from(">4sLLL", font, 12 + 16 * n)
        if start + size > len(font):
            raise ValueError("it is cut off")
        at[tag.decode("latin-1")], sizes[tag.decode("latin-1")] = start, size
    return at, sizes


def _numbers(font: bytes | mmap, at: int, characters: str) -> dict[int, int]:
    """Return the glyph of each character that a font has, by the code of the character, from its list of ranges."""
    starts = (at + unpack_from(">L", font, at + 8 + 8 * n)[0] for n in range(unpack_from(">H", font, at + 2)[0]))
    ranges = next(start for start in starts if unpack_from(">H", font, start)[0] == 12)
    needed = set(map(ord, characters))
    found: dict[int, int] = {}
    for n in range(unpack_from(">L", font, ranges + 12)[0]):
        first, last, glyph = unpack_from(">LLL", font, ranges + 16 + 12 * n)
        found.update((code, glyph + code - first) for code in needed.intersection(range(first, last + 1)))
    return dict(sorted(found.items()))


def _to_woff(tables: Mapping[str, bytes]) -> bytes:
    """Return tables as a WOFF file."""
    entries, bodies, whole = [], [], 12 + 16 * len(tables)
    place = 44 + 20 * len(tables)
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        body = min(table, zlib.compress(table), key=len)
        checksum = sum(unpack(f">{len(padded) // 4}L", padded)) % 2**32
        entries.append(pack(">4sLLLL", tag.encode(), place, len(body), len(table), checksum))
        bodies.append(body + bytes(-len(body) % 4))
        place, whole = place + len(bodies[-1]), whole + len(padded)
    head = pack(">4sLLHHLHHLLLLL", b"wOFF", 0x10000, place, len(tables), 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return b"".join([head, *entries, *bodies])
