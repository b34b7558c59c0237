"""Word files: paragraphs and tables in the order of the body, as they are printed when all changes are accepted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from xclib.errors import DocumentError
from xclib.formats.docx_numbers import Numbering
from xclib.formats.source import SourceText, find_published, join_words, superscript, tidy
from xclib.formats.tables import Cell, Lines, expand, is_data

Element: TypeAlias = "etree._Element"

#: Entries of the archive, bytes of all and of one once unpacked, and how far one may have been packed.
MAX_ENTRIES = 5_000
MAX_UNPACKED = 300_000_000
MAX_PART = 60_000_000
MAX_RATIO = 250
#: A part smaller than this is no bomb, however well it is packed.
SMALL_PART = 5_000_000

# Deleted, moved away, drawn twice for older programs, or instructions to Word: none of it is printed.
_UNREAD = frozenset(
    ["del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr"]
)
_BLANKS = frozenset(["tab", "ptab"])
_BREAKS = frozenset(["br", "cr"])


def read_docx(data: bytes, *, where: str = "") -> SourceText:
    """Read a Word file.

    Parameters
    ----------
    data : bytes
        The file.
    where : str, optional
        Name for error messages.

    Returns
    -------
    SourceText
        A paragraph or a row of a table a line; automatic numbers of headings written out.
    """
    parts = _unpack(data, where)
    body = _parse(parts["document"], where).find("{*}body")
    if body is None:
        raise DocumentError("is a Word file without a body", where=where, advice="save it again from Word")
    styles, numbers = (_parse(parts[name], where) if name in parts else None for name in ("styles", "numbering"))
    writer = _Writer(Numbering(numbers, styles))
    writer.write(body)
    lines = writer.lines
    if not lines.lines:
        raise DocumentError("holds no text", where=where, advice="if it holds scanned pages, run OCR first")
    title = writer.title or (lines.lines[0] if len(lines.lines[0]) <= 60 and "。" not in lines.lines[0] else "")
    return SourceText(lines.text, "docx", "", title, find_published(lines.lines[:60]), "", lines.tables)


def _unpack(data: bytes, where: str) -> dict[str, bytes]:
    """Return the parts to be read, after the archive was found to be harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = {entry.filename.lstrip("/"): entry for entry in archive.infolist()}
            _check_archive(entries, where)
            parts = {}
            for part in ("document", "styles", "numbering"):
                if entry := entries.get(f"word/{part}.xml"):
                    parts[part] = archive.read(entry)
            return parts
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        if "encrypted" in str(error):
            raise DocumentError("is protected by a password", where=where, advice="save it without password") from error
        raise DocumentError("is truncated or damaged", where=where, advice="download or save it again") from error


def _check_archive(entries: dict[str, zipfile.ZipInfo], where: str) -> None:
    unpacked = sum(entry.file_size for entry in entries.values())
    swollen = [e for e in entries.values() if e.file_size > SMALL_PART and e.file_size > MAX_RATIO * max(1, e.compress_size)]
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or swollen:
        raise DocumentError("unpacks to more than a report can hold (a zip bomb?)", where=where, advice="do not open it")
    names = {name.lower() for name in entries}
    if "ofd.xml" in names:
        raise DocumentError("is an OFD file", where=where, advice="save it as PDF or docx")
    if "word/document.xml" not in names:
        kind = "a workbook" if any(name.startswith("xl/") for name in names) else "an archive without a Word document"
        raise DocumentError(f"is {kind}", where=where, advice="give the report as docx")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise DocumentError("holds macros", where=where, advice="save it as docx without macros")
    if entries["word/document.xml"].file_size > MAX_PART:
        raise DocumentError(f"holds more than {MAX_PART / 1e6:.0f} MB of text", where=where, advice="split it")


def _parse(part: bytes, where: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(part, parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError("holds XML that cannot be read", where=where, advice="save it again from Word") from error
    # Word writes no document type: one is there to smuggle entities in.
    if root.getroottree().docinfo.doctype:
        raise DocumentError("declares XML entities", where=where, advice="do not open it; ask for a clean file")
    return root


def _name(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _value(element: Element | None, path: str, name: str = "val") -> str | None:
    """Return an attribute of a descendant, in whichever namespace the file keeps it; empty where it has none."""
    found = element.find(path) if element is not None else None
    if found is None:
        return None
    return next((str(v) for k, v in found.attrib.items() if etree.QName(str(k)).localname == name), "")


def _is_on(element: Element | None, path: str) -> bool:
    value = _value(element, path)
    return value is not None and value not in ("0", "false", "off")


class _Writer:
    """Collects the lines of a body."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.lines = Lines()
        self.title = ""

    def write(self, body: Element) -> None:
        for block in _blocks(body):
            if _name(block) == "tbl":
                self._table(block)
                continue
            style = _value(block, "{*}pPr/{*}pStyle") or ""
            if _is_contents(style):
                continue
            label = self.numbering.label(block, style)
            for line in _paragraph(block):
                self.lines.add(tidy(label + line))
                label = "" if line.strip() else label
            if style.lower() == "title" and not self.title:
                self.title = tidy("".join(_paragraph(block)))

    def _table(self, table: Element) -> None:
        rows = [[_cell(cell) for cell in row.iter("{*}tc") if _row_of(cell) is row] for row in _rows(table)]
        expanded = expand(_merged(rows))
        if expanded and is_data(expanded):
            self.lines.add_table(expanded)
            return
        for cell in (cell for row in _rows(table) for cell in row.iter("{*}tc") if _row_of(cell) is row):
            self.write(cell)


def _is_contents(style: str) -> bool:
    """Whether a style is that of a table of contents, whose numbers are pages."""
    return style.lower().startswith("toc") and style.lower() != "tocheading"


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and tables in order, out of content controls and insertions, without recursion."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        name = _name(element)
        if name in ("p", "tbl"):
            yield element
            if name == "p":
                waiting.extend(reversed([box for box in element.iter("{*}txbxContent") if not _is_unread(box, element)]))
        elif name == "sdt" and _value(element, "{*}sdtPr/{*}docPartObj/{*}docPartGallery") == "Table of Contents":
            continue
        elif name and name not in _UNREAD:
            waiting.extend(reversed(element))


def _is_unread(element: Element, top: Element) -> bool:
    for above in element.iterancestors():
        if above is top:
            return False
        if _name(above) in _UNREAD or _name(above) == "txbxContent":
            return True
    return False


def _rows(table: Element) -> list[Element]:
    return [
        row for row in table.iter("{*}tr") if next(row.iterancestors("{*}tbl")) is table and row.find("{*}trPr/{*}del") is None
    ]


def _row_of(cell: Element) -> Element | None:
    return next(cell.iterancestors("{*}tr"), None)


def _cell(cell: Element) -> tuple[Cell, str | None]:
    """Return a cell with its vertical merge: None, ``restart`` or another word where it continues the one above."""
    text = ""
    for paragraph in cell.iter("{*}p"):
        for line in _paragraph(paragraph):
            text = join_words(text, tidy(line))
    width = _value(cell, "{*}tcPr/{*}gridSpan") or "1"
    return Cell(text, 1, int(width[:4]) if width.isdecimal() else 1), _value(cell, "{*}tcPr/{*}vMerge")


def _merged(rows: list[list[tuple[Cell, str | None]]]) -> list[list[Cell]]:
    """Turn continued cells into the height of the cell that they continue."""
    kept: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for row in rows:
        kept.append([])
        column, now = 0, {}
        for cell, merge in row:
            if merge not in (None, "restart") and column in above:
                y, x = above[column]
                first = kept[y][x]
                kept[y][x] = Cell(first.text, first.rows + 1, first.columns)
                now[column] = (y, x)
            else:
                kept[-1].append(cell)
                if merge is not None:
                    now[column] = (len(kept) - 1, len(kept[-1]) - 1)
            column += cell.columns
        above = now
    return kept


def _paragraph(paragraph: Element) -> list[str]:
    """Return the printed lines of a paragraph, its text boxes left to themselves."""
    words: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        name = _name(element)
        if name in _UNREAD or name == "txbxContent" or (name == "r" and _is_on(element, "{*}rPr/{*}vanish")):
            walk.skip_subtree()
        elif name == "t":
            words.append(_raised(element, "".join(words[-3:])))
        elif name in _BLANKS:
            words.append(" ")
        elif name in _BREAKS:
            words.append("\n")
        elif name == "noBreakHyphen":
            words.append("-")
    return "".join(words).split("\n")


def _raised(text: Element, before: str) -> str:
    run = text.getparent()
    words = (text.text or "").replace("\n", " ")
    if _value(run, "{*}rPr/{*}vertAlign") == "superscript":
        return superscript(words, before)
    return words
