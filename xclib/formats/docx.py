"""Word files: paragraphs and tables in the order of the body, as they are printed when all changes are accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from xclib.errors import DocumentError
from xclib.formats.docx_parts import Element, attribute, name_of, open_package, parse_part
from xclib.formats.docx_styles import Numbering, Styles
from xclib.formats.source import SourceText, find_published, first_title, superscript, tidy
from xclib.formats.tables import Cell, Lines, expand, is_data

# Deleted, moved away, drawn twice for older programs, instructions to Word, or how a word is pronounced: none of it is prose.
_PROPERTIES = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr")
_UNREAD = frozenset(["del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rt", "rubyPr", *_PROPERTIES])
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
#: The heading under which notes follow the body; a report's own has the same.
_NOTES_HEAD = "注释："
# Characters of the font Symbol that are not those of ASCII.
_SYMBOL = {0x2D: "−", 0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0x6D: "μ", 0xB9: "≠", 0xBB: "≈"}
_BLANKS = frozenset(["tab", "ptab"])
_BREAKS = frozenset(["br", "cr"])


def read_docx(data: bytes, *, where: str = "", read_chunk: Callable[[bytes, str], SourceText] | None = None) -> SourceText:
    """Read a Word file.

    A paragraph or a row of a table a line; automatic numbers of headings written out, notes after the body.
    """
    package = open_package(data, where)
    body = parse_part(package.main, where).find("{*}body")
    if body is None:
        raise DocumentError("is a Word file without a body", where=where, advice="save it again from Word")
    parts = {name: parse_part(part, where) for name, part in package.parts.items()}
    writer = _Writer(Numbering(parts.get("numbering"), parts.get("styles")), Styles(parts.get("styles")))
    writer.chunks, writer.read_chunk = package.chunks, read_chunk
    writer.write(body)
    writer.write_notes(parts)
    lines = writer.lines
    if not lines.lines:
        raise DocumentError("holds no text", where=where, advice="if it holds scanned pages, run OCR first")
    title = writer.title or first_title(lines.lines)
    published = find_published(lines.lines[:60])
    return SourceText(lines.text, "docx", "", title, published, "", lines.tables, tuple(writer.warnings()))


class _Writer:
    """Collects the lines of a body."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self.numbering, self.styles = numbering, styles
        self.lines = Lines()
        self.title = ""
        self.chunks: Mapping[str, tuple[str, bytes]] = {}
        self.read_chunk: Callable[[bytes, str], SourceText] | None = None
        self._notes: list[tuple[str, str]] = []
        self._unread: dict[str, int] = {}
        self._doubts: list[str] = []
        # What stands before the mark of a paragraph that was deleted: it goes on in the next one.
        self._open = ""

    def write(self, body: Element) -> None:
        for block in _blocks(body):
            if name_of(block) == "tbl":
                self._table(block)
            elif name_of(block) == "altChunk":
                self._chunk(block)
            else:
                self._write_paragraph(block)

    def _write_paragraph(self, block: Element) -> None:
        style = attribute(block.find("{*}pPr/{*}pStyle"))
        if style.lower().startswith("toc") and style.lower() != "tocheading":
            return
        label = self.numbering.label(block, style)
        *lines, last = self._paragraph(block)
        if block.find("{*}pPr/{*}rPr/{*}del") is not None:
            self._open += label + last
            label, last = "", ""
        for line in [*lines, last]:
            text = tidy(self._open + label + line) if line.strip() else ""
            self.lines.add(text)
            label, self._open = ("", "") if text else (label, self._open)
        if style.lower() == "title" and not self.title:
            self.title = tidy("".join([*lines, last]))

    def _chunk(self, chunk: Element) -> None:
        """Add a document that is printed in place of a reference to it."""
        name, data = self.chunks.get(attribute(chunk, "id"), ("", b""))
        try:
            if not data or self.read_chunk is None:
                raise DocumentError("is not in the file")
            read = self.read_chunk(data, name)
        except DocumentError as error:
            self._doubts.append(f"an inserted document was not read: it {error.message}")
            return
        tables = {table.line: table.rows for table in read.tables}
        inside = {n for table in read.tables for n in range(table.line, table.line + len(table.rows))}
        for n, line in enumerate(read.lines, 1):
            if n in tables:
                self.lines.add_table(tables[n])
            elif n not in inside:
                self.lines.add(line)
        self._doubts += read.warnings

    def write_notes(self, parts: Mapping[str, Element]) -> None:
        """Add the notes that the body refers to, in the order in which it does, under a heading of their own."""
        notes = {
            (kind, attribute(note, "id")): note
            for kind in ("footnotes", "endnotes")
            if kind in parts
            for note in parts[kind]
            if isinstance(note.tag, str)
        }
        wanted = [notes[key] for key in dict.fromkeys(self._notes) if key in notes]
        begin = len(self.lines.lines)
        for note in wanted:
            self.write(note)
        if len(self.lines.lines) > begin:
            self.lines.insert(begin, _NOTES_HEAD)

    def warnings(self) -> Iterator[str]:
        """Yield what was doubtful, and what was left out because a reader of the document does not read it."""
        yield from self._doubts
        for why, count in self._unread.items():
            yield f"{count} {'character' if count == 1 else 'characters'} {why} not read"

    def _table(self, table: Element) -> None:
        rows = [[self._cell(cell) for cell in row.iter("{*}tc") if _row_of(cell) is row] for row in _rows(table)]
        expanded = expand(_merged(rows))
        if expanded and is_data(expanded):
            self.lines.add_table(expanded)
            return
        for cell in (cell for row in _rows(table) for cell in row.iter("{*}tc") if _row_of(cell) is row):
            self.write(cell)

    def _cell(self, cell: Element) -> tuple[Cell, str | None]:
        """Return a cell with its vertical merge: None, ``restart`` or another word where it continues the one above."""
        lines = (tidy(line) for paragraph in cell.iter("{*}p") for line in self._paragraph(paragraph))
        width, merge = attribute(cell.find("{*}tcPr/{*}gridSpan")) or "1", cell.find("{*}tcPr/{*}vMerge")
        columns = int(width[:4]) if width.isdecimal() else 1
        return Cell.of(lines, 1, columns), None if merge is None else attribute(merge)

    def _paragraph(self, paragraph: Element) -> list[str]:
        """Return the printed lines of a paragraph, its text boxes left to themselves."""
        words: list[str] = []
        walk = etree.iterwalk(paragraph, events=("start",))
        for _, element in walk:
            name = name_of(element)
            if name in _UNREAD or name == "txbxContent" or (name == "r" and self._is_unread_run(element)):
                walk.skip_subtree()
            elif name == "t":
                words.append(self._raised(element, "".join(words[-3:])))
            elif name == "sup":  # of a formula
                words.append(superscript("".join(element.itertext()), "".join(words[-3:])))
                walk.skip_subtree()
            elif name == "den":
                words.append("/")
            elif name == "sym":
                words.append(_symbol(element))
            elif name in _BLANKS:
                words.append(" ")
            elif name in _BREAKS:
                words.append("\n")
            elif name == "noBreakHyphen":
                words.append("-")
            elif name in _NOTES:
                self._notes.append((_NOTES[name], attribute(element, "id")))
        return "".join(words).split("\n")

    def _is_unread_run(self, run: Element) -> bool:
        why = self.styles.unread(run)
        if why and (count := sum(len(text.text or "") for text in run.iterfind("{*}t"))):
            self._unread[why] = self._unread.get(why, 0) + count
        return bool(why)

    def _raised(self, text: Element, before: str) -> str:
        words = (text.text or "").replace("\n", " ")
        return superscript(words, before) if self.styles.is_raised(text.getparent()) else words


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and tables in order, out of content controls and insertions, without recursion."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        name = name_of(element)
        if name in ("p", "tbl", "altChunk"):
            yield element
            if name == "p":
                waiting.extend(reversed([box for box in element.iter("{*}txbxContent") if not _is_unread(box, element)]))
        elif name == "sdt" and attribute(element.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")) == "Table of Contents":
            continue
        elif name and name not in _UNREAD:
            waiting.extend(reversed(element))


def _is_unread(element: Element, top: Element) -> bool:
    for above in element.iterancestors():
        if above is top:
            return False
        if name_of(above) in _UNREAD or name_of(above) == "txbxContent":
            return True
    return False


def _rows(table: Element) -> list[Element]:
    return [
        row for row in table.iter("{*}tr") if next(row.iterancestors("{*}tbl")) is table and row.find("{*}trPr/{*}del") is None
    ]


def _row_of(cell: Element) -> Element | None:
    return next(cell.iterancestors("{*}tr"), None)


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
                kept[y][x] = replace(first, rows=first.rows + 1)
                now[column] = (y, x)
            else:
                kept[-1].append(cell)
                if merge is not None:
                    now[column] = (len(kept) - 1, len(kept[-1]) - 1)
            column += cell.columns
        above = now
    return kept


def _symbol(element: Element) -> str:
    """Return a character that is given by its number in a font."""
    code = attribute(element, "char")
    font = attribute(element, "font").lower()
    if not all(c in "0123456789abcdefABCDEF" for c in code) or not 0 < len(code) <= 4 or "ding" in font:
        return ""
    number = int(code, 16)
    if 0xF000 <= number <= 0xF0FF:
        number -= 0xF000
        if font == "symbol" and number in _SYMBOL:
            return _SYMBOL[number]
    return chr(number) if number >= 0x20 and not 0xD800 <= number < 0xF900 else ""
