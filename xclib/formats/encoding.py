"""Bytes decoded into Chinese text, whatever encoding they claim."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

from xclib.errors import DocumentError

#: Share of common characters among the letters beyond ASCII, below which a decoding is not Chinese.
PLAUSIBLE = 0.6
#: Share of characters that may be damaged before a text is refused.
DAMAGED = 0.01

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Pages that declare gb2312 hold characters beyond it as a rule: gb18030 contains them all.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "ascii": "utf-8"}
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


def decode(data: bytes, *, where: str = "", encoding: str | None = None, declared: str = "") -> tuple[str, str, list[str]]:
    """Decode bytes into Chinese text.

    Strict UTF-8 is tried first, then what the page or server declares, then the Chinese encodings; the decoding whose
    characters are the commonest wins.

    >>> decode("全市生产总值增长5.8%".encode("gbk"))
    ('全市生产总值增长5.8%', 'gb18030', [])
    """
    if encoding:
        return _decode_as_declared(data, encoding, where)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _with_damage(data, name, where) if plain_text(data) else _refuse(data, where)
    if not plain_text(data):
        return _refuse(data, where)
    names = _candidates(data, declared)
    if (text := _strict(data, "utf-8")) is not None and plausibility(text) >= PLAUSIBLE:
        return text, "utf-8", _mislabelled(data, declared, "utf-8")
    scored = [(plausibility(t), -n, t, name) for n, name in enumerate(names) if (t := _strict(data, name)) is not None]
    if scored:
        score, _, found, name = max(scored)
        # Text without a letter beyond ASCII is nobody's mojibake: the caller says that it is not Chinese.
        if score >= PLAUSIBLE or data.isascii():
            return found, name, _mislabelled(data, declared, name)
    return _mend(data, names, where)


#: Characters that no text holds.
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a\x1b")


def plain_text(data: bytes) -> bool:
    """Whether bytes can be text at all: no control characters, unless as halves of UTF-16.

    >>> plain_text("增长".encode()), plain_text(bytes(range(32)))
    (True, False)
    """
    sample = data[:65536]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or _utf16_guess(sample):
        return True
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= len(sample) // 500


#: Characters of a text that are counted at its head, and as many in its middle.
_WEIGHED = 4096


def plausibility(text: str) -> float:
    """Return the share of common Chinese characters among a text's letters beyond ASCII, 0 if it has none.

    >>> plausibility("全市生产总值"), plausibility("全市".encode().decode("gb18030", "replace")) < 0.5
    (1.0, True)
    """
    # The head and the middle of a long text tell as much as all of it.
    middle = max(_WEIGHED, len(text) // 2)
    sample = text[:_WEIGHED] + text[middle : middle + _WEIGHED]
    rare = [char for char in set(sample) if not _is_common(char)]
    good = len(sample) - sum(map(sample.count, rare))
    bad = sum(sample.count(c) for c in rare if c >= "\x80" and (unicodedata.category(c)[0] in "LC" or c == "\ufffd"))
    return good / (good + bad) if good else 0.0


@cache
def _is_common(char: str) -> bool:
    """Whether a character is in the first, commoner level of GB 2312 or Big5."""
    if not "\u4e00" <= char <= "\u9fff":
        return char in "，。、；：％（）"
    gb, big5 = char.encode("gb2312", "ignore"), char.encode("big5", "ignore")
    return b"\xb0" <= gb[:1] <= b"\xd7" or b"\xa4" <= big5[:1] <= b"\xc6"


def _candidates(data: bytes, declared: str) -> list[str]:
    meta = _DECLARED.search(data[:4096])
    declared_names = [_known(name) for name in (declared, meta[1].decode("ascii", "ignore") if meta else "")]
    guess = _utf16_guess(data[:65536])
    return list(dict.fromkeys([*([guess] if guess else []), "utf-8", *filter(None, declared_names), "gb18030", "big5hkscs"]))


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name.strip()).name
        # Codecs such as base64 turn bytes into bytes and refuse to decode: they are no character encodings.
        b"00".decode(found, "replace")
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(found, found)


def _utf16_guess(sample: bytes) -> str:
    """Return the UTF-16 that bytes without its mark are in, or empty: line feeds and digits hold a zero byte each."""
    if 0 not in sample:
        return ""
    even = sample[: len(sample) // 2 * 2]
    score, name = max((plausibility(even.decode(name, "replace")), name) for name in ("utf-16-be", "utf-16-le"))
    return name if score >= PLAUSIBLE else ""


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, ValueError, LookupError):
        return None


def _decode_as_declared(data: bytes, encoding: str, where: str) -> tuple[str, str, list[str]]:
    if not (name := _known(encoding)):
        raise DocumentError(f"unknown encoding {encoding!r}", where=where, advice="use utf-8 or gb18030, or leave it out")
    text = _strict(data, name)
    if text is None:
        raise DocumentError(f"cannot be decoded as {encoding}", where=where, advice="leave the encoding out to have it found")
    return text.removeprefix("\ufeff"), name, []


def _with_damage(data: bytes, name: str, where: str) -> tuple[str, str, list[str]]:
    text = data.decode(name, "replace").removeprefix("\ufeff")
    lost = text.count("\ufffd")
    if lost > max(3, len(text) * DAMAGED):
        raise DocumentError(
            f"cannot be decoded: {lost} of {len(text)} characters are no {name}", where=where, advice="save the text as UTF-8"
        )
    label = "utf-8" if name == "utf-8-sig" else name
    return text, label, [f"{lost} characters could not be decoded as {label}"] if lost else []


def _mend(data: bytes, names: list[str], where: str) -> tuple[str, str, list[str]]:
    """Accept a text with a few damaged characters, as pages cut in mid-character or glued from two encodings have."""
    score, _, name = max((plausibility(data.decode(name, "replace")), -n, name) for n, name in enumerate(names))
    if score < PLAUSIBLE:
        raise DocumentError(
            "cannot be decoded as Chinese text (tried " + ", ".join(names) + ")",
            where=where,
            advice="save it again from its source, as UTF-8",
        )
    return _with_damage(data, name, where)


def _mislabelled(data: bytes, declared: str, name: str) -> list[str]:
    meta = _DECLARED.search(data[:4096])
    label = (meta[1].decode("ascii", "ignore") if meta else "") or declared
    found = _known(label)
    return [f"declared as {label}, read as {name}"] if found and found != name and not data.isascii() else []


def _refuse(data: bytes, where: str) -> tuple[str, str, list[str]]:
    raise DocumentError(
        f"is not text but binary data ({len(data)} bytes)", where=where, advice="give an HTML, docx, PDF, txt or Markdown file"
    )
