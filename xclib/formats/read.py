"""Any source turned into text: finds out what it is and hands it to the reader of its format."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from xclib.care.confined import confined
from xclib.care.files import is_scarce
from xclib.care.terminal import steady
from xclib.errors import DocumentError, XclibError
from xclib.formats.encoding import decode
from xclib.formats.fetch import Response, fetch
from xclib.formats.source import UNSEEN, SourceText, find_published, first_title, has_chinese, has_digit, plain_ideographs
from xclib.formats.tables import Cell, Lines, expand

_HEADING = re.compile(r"\s{0,3}#{1,6}[ \t\u3000]+")
_RULE = re.compile(r"\s{0,3}(?:[-*_]\s*){3,}|\s{0,3}=+\s*")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_LIST = re.compile(r"\s*(?:[-*+]|>)[ \t]+")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|~~|`)(?=\S)(.{1,2000}?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]{1,2000}?)(?<=[^\s*])\*(?![*\w])")
_IMAGE = re.compile(r"!\[[^\]]{0,500}\]\([^)]{0,2000}\)")
_LINK = re.compile(r"\[([^\]]{1,500})\]\([^)]{0,2000}\)")
_NOTE = re.compile(r"\[\^[^\]]{1,40}\](?!:)")
#: Marks of bold around a whole table.
_BOLD = re.compile(r"^\*+(?=\|)|(?<=\|)\*+$")
_TABLE_TAG = re.compile(r"\s{0,3}(?:<(?:html|body|div|center)[^<>]{0,200}>\s*){0,3}<table\b", re.IGNORECASE)
_TABLE_TAGS = re.compile(r"<(/)?table\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PIPE = re.compile(r"(?<!\\)\|")


def read_txt(text: str) -> SourceText:
    r"""Read a text file: line numbers and offsets are those of the file; only line ends are made alike.

    A character that steers a terminal or turns the direction of text is replaced by one that is seen.

    >>> read_txt("一、工业\r\n\r\n　　增长5.8%。").text
    '一、工业\n\n　　增长5.8%。'
    """
    lines = _source_lines(text)
    unseen = len(UNSEEN.findall(text))
    doubts = (f"{unseen} characters that nobody sees stand in its lines and are not read",) if unseen else ()
    title, published = first_title(lines), find_published(lines[:60])
    return SourceText("\n".join(lines), "txt", title=title, published=published, warnings=doubts)


def read_md(text: str) -> SourceText:
    r"""Read Markdown: marks of emphasis, headings, lists and links taken off, tables of pipes or of HTML read as tables.

    Lines stay one to one outside tables; the rule below the head of one goes.

    >>> read_md("# 公报\n\n**工业**增长5.8%。\n\n| 指标 | 增速 |\n| --- | --- |\n| 工业 | 5.8% |").text
    '公报\n\n工业增长5.8%。\n\n指标\t增速\n工业\t5.8%'
    """
    source = _source_lines(text)
    lines, n = Lines(), 0
    title = ""
    while n < len(source):
        if end := _table_end(source, n):
            rows = [_cells(line) for line in [source[n], *source[n + 2 : end]]]
            lines.add_table(expand([[Cell(cell) for cell in row] for row in rows]))
            n = end
            continue
        if end := _markup_end(source, n):
            from xclib.formats.html import block_lines

            lines.extend(block_lines("\n".join(source[n:end])))
            n = end
            continue
        if not title and (heading := _heading(source[n])) is not None:
            title = _plain(heading)
        lines.lines.append(_line(source[n]))
        n += 1
    # Marks are taken off anyhow, so that places are none of the file's.
    title = title or first_title(lines.lines)
    return SourceText(lines.text, "md", title=title, published=find_published(lines.lines[:60]), tables=lines.tables)


def _source_lines(text: str) -> list[str]:
    return plain_ideographs(steady(text.replace("\r\n", "\n").replace("\r", "\n"))).split("\n")


def _table_end(source: list[str], n: int) -> int:
    """Return the line after the table that begins at line n, 0 where none begins."""
    below = source[n + 1].strip() if n + 1 < len(source) else ""
    if "|" not in source[n] or "|" not in below or not _DELIMITER.fullmatch(below):
        return 0
    end = n + 2
    while end < len(source) and "|" in source[end]:
        end += 1
    return end


def _markup_end(source: list[str], n: int) -> int:
    """Return the line after the table in HTML that begins at line n, 0 where none begins; one without end takes the rest."""
    if not _TABLE_TAG.match(source[n]):
        return 0
    depth = 0
    for m in range(n, len(source)):
        depth += sum(-1 if tag[1] else 1 for tag in _TABLE_TAGS.finditer(source[m]))
        if depth <= 0:
            return m + 1
    return len(source)


def _cells(line: str) -> list[str]:
    inner = _BOLD.sub("", line.strip()).removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [_plain(cell).strip().replace("\t", " ") for cell in _PIPE.split(inner)]


def _line(line: str) -> str:
    if _RULE.fullmatch(line):
        return ""
    if (heading := _heading(line)) is not None:
        return _plain(heading)
    listed = _LIST.match(line)
    return _plain(line[listed.end() :] if listed else line)


def _heading(line: str) -> str | None:
    """Return the words of a heading; None where a line is none."""
    opened = _HEADING.match(line)
    return line[opened.end() :].rstrip(" \t#") if opened else None


def _plain(text: str) -> str:
    text = _BREAK.sub(" ", UNSEEN.sub("", text))
    text = _NOTE.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    for _ in range(2):  # bold around italic, code inside bold
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", _ITALIC.sub(r"\1", text))


#: Bytes that a local file may have.
MAX_FILE_BYTES = 100_000_000
#: Characters that a text may have; the longest report that we know has 0.2 million.
MAX_CHARS = 5_000_000

#: Documents that may stand within one another.
MAX_DEPTH = 3
#: Seconds that reading one document may take.
MAX_SECONDS = 600.0
#: Seconds of computing that a document may take, whatever its size, and bytes for which it gets one more.
SECONDS, BYTES_A_SECOND = 10, 5_000

P = ParamSpec("P")
T = TypeVar("T")

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|meta|title|div|p|table|span|article|section|h1|ul|br)\b", re.IGNORECASE)
#: The rule under the head of a pipe table: Markdown, though its cells may hold tags such as breaks.
_PIPES = re.compile(r"^[ \t*|]{0,9}:?-{3,200}:? {0,9}\|", re.MULTILINE)
_PAGE = re.compile(r"\A(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_MARKDOWN_NAMES = (".md", ".markdown")
_TEXT_NAMES = (".txt", ".text", *_MARKDOWN_NAMES)
_PAGE_NAMES = (".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_WANTED = "give an HTML, docx, PDF, txt or Markdown file"
# First bytes of files that are no reports, what they are, and what to do.
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "is an image", "run OCR on it and give the text"),
    (b"\xff\xd8\xff", "is an image", "run OCR on it and give the text"),
    (b"GIF8", "is an image", "run OCR on it and give the text"),
    (b"BM", "is an image", "run OCR on it and give the text"),
    (b"II*\x00", "is an image", "run OCR on it and give the text"),
    (b"MM\x00*", "is an image", "run OCR on it and give the text"),
    (b"RIFF", "is an image or a recording", _TEXT_WANTED),
    (b"{\\rtf", "is an RTF file", "save it as docx"),
    (b"Rar!", "is an archive", "unpack it and give the document"),
    (b"7z\xbc\xaf", "is an archive", "unpack it and give the document"),
    (b"\x1f\x8b", "is an archive", "unpack it and give the document"),
    (b"PK\x05\x06", "is an empty archive", _TEXT_WANTED),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it was fetched or stored, and what was said of it there."""

    data: bytes
    #: Name for error messages.
    label: str
    url: str = ""
    charset: str = ""
    media_type: str = ""


def read_source(
    source: str | Path | bytes | Response,
    *,
    name: str = "",
    encoding: str | None = None,
    timeout: float = 30,
    seconds: float = MAX_SECONDS,
) -> SourceText:
    r"""Read a file, bytes or a web address into lines of plain text.

    Parameters
    ----------
    source : str, Path, bytes or Response
        Path of a file, an http or https address, the content itself, or what a server answered.
    name : str, optional
        Name for error messages and, by its suffix, the format of bytes.
    encoding : str, optional
        Encoding of HTML or text, where the one found is wrong.
    timeout : float, default 30
        Seconds that a server may take.
    seconds : float, default 600
        Seconds that the reading may take, in a process of its own; see `within_limits`.

    Returns
    -------
    SourceText
        Text, title, date, tables and doubts.

    Raises
    ------
    DocumentError
        Where there is no report to be read.

    Examples
    --------
    >>> read_source("一、工业\r\n增加值增长5.8%。".encode("gbk")).text
    '一、工业\n增加值增长5.8%。'
    """
    opened = open_source(source, name=name, timeout=timeout)
    return within_limits(read_opened, opened.label, len(opened.data), seconds, opened, encoding)


def open_source(source: str | Path | bytes | Response, *, name: str = "", timeout: float = 30) -> Opened:
    """Return a document as it is fetched or stored; parameters as for `read_source`."""
    if isinstance(source, bytes):
        return Opened(source, name or "bytes")
    if isinstance(source, str) and _SCHEME.match(source.strip()):
        name, source = name or source.strip(), fetch(source, timeout=timeout)
    if isinstance(source, Response):
        return Opened(source.data, name or source.url, source.url, source.charset, source.media_type)
    return Opened(_read_file(source), name or str(source))


def within_limits(function: Callable[P, T], where: str, size: int, seconds: float, *args: P.args, **words: P.kwargs) -> T:
    """Call a function in a process of its own with limits of memory and time that the system enforces.

    ``function``: a function of a module; ``where``: the document, for error messages; ``size``: its bytes: computing may take
    `SECONDS`, and more for a larger document; ``seconds``: what it may take from its call to its answer; ``*args``,
    ``**words``: what it takes. Raises `DocumentError`: it took more than that, or failed in a way that no reader foresaw.
    """
    computing = min(seconds, SECONDS + size // BYTES_A_SECOND)
    try:
        return confined(function, seconds, computing, *args, **words)
    except TimeoutError as error:
        raise DocumentError(f"{error} to read", where=where[:200], advice="split it, or print it anew as PDF") from None
    except MemoryError:
        message, advice = "takes more memory than a report can need", "do not open it, or print it anew"
        raise DocumentError(message, where=where[:200], advice=advice) from None
    except XclibError:
        raise
    # Readers are libraries, and raise whatever a damaged or hostile document leads them to; all of it means the same.
    except Exception as error:
        if is_scarce(error):
            raise
        message = " ".join(str(error).split())[:200]
        advice = "save it anew, or report the fault with the document"
        raise DocumentError(f"cannot be read ({type(error).__name__}: {message})", where=where[:200], advice=advice) from error


def read_opened(opened: Opened, encoding: str | None = None) -> SourceText:
    """Read a document here and now, within no limit but those of its format; for a process that has limits of its own."""
    suffix = Path(opened.url.split("?")[0]).suffix
    text = _read_bytes(opened.data, opened.label, encoding, opened.charset, opened.media_type, suffix)
    return _checked(replace(text, source_url=opened.url or text.source_url), opened.label)


def _read_file(source: str | Path) -> bytes:
    if not str(source).strip() or "\n" in str(source):
        raise DocumentError("is no file name", where=repr(str(source)[:40]), advice="give a path; text itself as bytes")
    path, where = Path(source), str(source)
    try:
        if path.is_dir():
            raise DocumentError("is a directory", where=where, advice="name one file in it")
        if path.exists() and not path.is_file():
            raise DocumentError("is no regular file", where=where, advice=_TEXT_WANTED)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DocumentError(f"is larger than {MAX_FILE_BYTES / 1e6:.0f} MB", where=where, advice="split it")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError("does not exist", where=where, advice="check the path") from error
    except PermissionError as error:
        raise DocumentError("may not be read", where=where, advice="ask for permission to read it") from error
    except (OSError, ValueError) as error:
        if is_scarce(error):
            raise
        raise DocumentError(f"cannot be read ({type(error).__name__})", where=where[:200], advice="check the path") from error


def _read_bytes(
    data: bytes, where: str, encoding: str | None = None, charset: str = "", media: str = "", suffix: str = "", depth: int = 0
) -> SourceText:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise DocumentError("is empty", where=where, advice="fetch or save it again")
    suffix = (Path(where.split("?")[0]).suffix or suffix).lower()
    # A reader and the library that it stands on are loaded with the first document of their format: plain text needs neither.
    if b"%PDF-" in data[:1024]:
        from xclib.formats.pdf import read_pdf

        return read_pdf(data, where=where)
    if data.startswith(b"PK\x03\x04"):
        from xclib.formats.docx import read_docx

        return read_docx(data, where=where, read_chunk=partial(_read_chunk, depth=depth + 1))
    _refuse_known(data, where, suffix)
    if _is_archive(data):
        data, charset = _archived_page(data, where)
        suffix = ".html"
    text, name, warnings = decode(data, where=where, encoding=encoding, declared=charset)
    # A text file with tags in it stays what its name says, unless it is a whole page.
    markup = _PAGE if suffix in _TEXT_NAMES or ("---" in text and _PIPES.search(text)) else _MARKUP
    if suffix in _PAGE_NAMES or "html" in media or markup.search(text[:4096].lstrip()[:2048]):
        from xclib.formats.html import read_html

        read = read_html(text, where=where)
    elif suffix in _MARKDOWN_NAMES or media == "text/markdown":
        read = read_md(text)
    else:
        read = read_txt(text)
    return replace(read, encoding=name, warnings=(*warnings, *read.warnings))


def _read_chunk(data: bytes, name: str, *, depth: int) -> SourceText:
    """Read a document that stands within another."""
    if depth > MAX_DEPTH:
        raise DocumentError("holds documents within documents", where=name, advice="save it again from Word")
    return _read_bytes(data, name, depth=depth)


def _refuse_known(data: bytes, where: str, suffix: str) -> None:
    if data.startswith(_OLE):
        if _wide("EncryptedPackage") in data:
            raise DocumentError("is protected by a password", where=where, advice="save it without password")
        kind = "an old .xls file" if _wide("Workbook") in data and suffix != ".doc" else "an old .doc, .wps or .xls file"
        raise DocumentError(f"is {kind}", where=where, advice="save it as docx")
    for start, what, advice in _REFUSED:
        # BM, GIF8 and RIFF may begin a text: bytes of a file with text alone are no image.
        if data.startswith(start) and not (start.isalnum() and b"\x00" not in data[:64]):
            raise DocumentError(what, where=where, advice=advice)
    if suffix in (".docx", ".pdf"):
        raise DocumentError(f"is no {suffix[1:]} file, whatever its name says", where=where, advice="download or save it again")


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_archive(data: bytes) -> bool:
    """Whether bytes are a page that a browser saved as one file (MHTML)."""
    head = data[:2048].lower().partition(b"<html")[0]
    return b"mime-version:" in head and (b"multipart/related" in head or b"content-type: text/html" in head)


def _archived_page(data: bytes, where: str) -> tuple[bytes, str]:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(page := part.get_payload(decode=True), bytes):
            return page, part.get_content_charset() or ""
    raise DocumentError("is a web archive without a page", where=where, advice="save the page as HTML")


def _checked(text: SourceText, where: str) -> SourceText:
    """Refuse what cannot be a Chinese report; whether it states figures is the caller's question."""
    if len(text.text) > MAX_CHARS:
        raise DocumentError(f"holds more than {MAX_CHARS / 1e6:.0f} million characters", where=where, advice="split it")
    if not has_chinese(text.text):
        raise DocumentError(
            "holds no Chinese text", where=where, advice="check that it is the report, saved when it had loaded"
        )
    if not has_digit(text.text):
        return replace(text, warnings=(*text.warnings, "holds no digit, Arabic or Chinese"))
    return text
