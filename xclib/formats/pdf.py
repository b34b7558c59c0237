"""PDF files with a text layer: paragraphs and tables; scanned and protected ones are recognized and refused."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pdfminer.pdftypes
import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed

from xclib.errors import DocumentError
from xclib.formats.pdf_lines import PrintedLine, PrintedPage, drop_furniture, join_lines
from xclib.formats.pdf_tables import Piece, PiecedLine, find_open_tables
from xclib.formats.source import SourceText, find_published, superscript, tidy
from xclib.formats.tables import Cell, Lines, Rows, expand, is_data

MAX_PAGES = 1_500
#: Bytes that all streams of a file together may unpack to.
MAX_UNPACKED = 300_000_000
#: Characters of a page below which it has no text layer.
FEW = 15
#: Share of glyphs without a character above which the text cannot be trusted.
UNMAPPED = 0.02

_CID = re.compile(r"\(cid:\d+\)")
_OCR = "run OCR on it first, as with `ocrmypdf -l chi_sim`, and give the result"

#: What the streams of the file that is being read have unpacked to so far; None where somebody else reads with pdfminer.
_UNPACKED: ContextVar[list[int] | None] = ContextVar("unpacked", default=None)


class _BoundedZlib:
    """What pdfminer unpacks streams with: it sets no limit of its own."""

    error = zlib.error
    decompressobj = staticmethod(zlib.decompressobj)

    @staticmethod
    def decompress(data: bytes) -> bytes:
        if (told := _UNPACKED.get()) is None:
            return zlib.decompress(data)
        engine = zlib.decompressobj()
        plain = engine.decompress(data, MAX_UNPACKED + 1 - told[0])
        told[0] += len(plain)
        if told[0] > MAX_UNPACKED:
            raise DocumentError("unpacks to more than a report can hold", advice="do not open it")
        if not engine.eof:
            raise zlib.error("incomplete or truncated stream")
        return plain


pdfminer.pdftypes.zlib = _BoundedZlib  # type: ignore[attr-defined, assignment]


def read_pdf(data: bytes, *, where: str = "") -> SourceText:
    """Read a PDF file.

    Parameters
    ----------
    data : bytes
        The file.
    where : str, optional
        Name for error messages.

    Returns
    -------
    SourceText
        A paragraph or a row of a table a line, without page numbers and running heads.
    """
    if b"%%EOF" not in data.rstrip(b"\x00\r\n\t ")[-4096:]:
        raise DocumentError("is truncated", where=where, advice="download it again")
    mark = _UNPACKED.set([0])
    with _quiet():
        try:
            with pdfplumber.open(io.BytesIO(data)) as pdf:
                pages, warnings = _pages(pdf, where)
        except DocumentError as error:
            raise DocumentError(error.message, where=where, advice=error.advice) from error
        # The parser raises whatever a damaged or hostile file leads it to; all of it means the same to the reader.
        except Exception as error:
            if (_UNPACKED.get() or [0])[0] > MAX_UNPACKED:
                raise DocumentError("unpacks to more than a report can hold", where=where, advice="do not open it") from error
            raise _explain(error, where) from error
        finally:
            _UNPACKED.reset(mark)
    lines = Lines()
    for item in join_lines(drop_furniture(pages)):
        if isinstance(item, str):
            lines.add(tidy(item))
        else:
            lines.add_table(item)
    if not lines.lines:
        raise DocumentError("has no text layer", where=where, advice=_OCR)
    first = lines.lines[0]
    title = first if len(first) <= 60 and not re.search("[，。；]", first) else ""
    return SourceText(lines.text, "pdf", "", title, find_published(lines.lines[:60]), "", lines.tables, warnings)


def _pages(pdf: Any, where: str) -> tuple[list[PrintedPage], tuple[str, ...]]:  # noqa: ANN401 - pdfplumber has no types
    if not getattr(pdf.doc, "is_extractable", True):
        raise DocumentError("forbids copying its text", where=where, advice="ask its publisher for an open copy")
    if len(pdf.pages) > MAX_PAGES:
        raise DocumentError(f"has {len(pdf.pages)} pages", where=where, advice=f"split it: at most {MAX_PAGES} are read")
    pages, blank, unmapped, total = [], [], 0, 0
    for number, page in enumerate(pdf.pages, 1):
        if len(page.chars) < FEW and page.images:
            blank.append(number)
        total += len(page.chars)
        unmapped += sum(1 for char in page.chars if _CID.fullmatch(char["text"]))
        pages.append(_page(page))
        page.close()
    if blank and total < FEW * len(pages):
        raise DocumentError("has no text layer: its pages are images", where=where, advice=_OCR)
    if unmapped > UNMAPPED * total:
        raise DocumentError("has fonts without a table of characters", where=where, advice=f"print it anew, or {_OCR}")
    warnings = [f"pages {', '.join(map(str, blank))} are images and were not read"] if blank else []
    warnings += [f"{unmapped} glyphs stand for no character"] if unmapped else []
    return pages, tuple(warnings)


def _page(page: Any) -> PrintedPage:  # noqa: ANN401 - pdfplumber has no types
    found = [table for table in page.find_tables() if len(table.rows) > 1]
    tables = [(float(table.bbox[1]), rows, table.bbox) for table in found if is_data(rows := _rows(table))]
    prose = page
    for _, _, box in tables:
        prose = prose.outside_bbox(box, strict=False) if _within(box, page.bbox) else prose
    # Bold type is sometimes the same character printed twice.
    prose = prose.dedupe_chars(tolerance=1)
    raws = prose.extract_text_lines(strip=True, x_tolerance=3, y_tolerance=3)
    pieced = [PiecedLine(_pieces(raw), float(raw["top"]), float(raw["bottom"])) for raw in raws]
    grids = [(top, rows) for top, rows, _ in tables]
    taken: set[int] = set()
    for begin, end, rows in find_open_tables(pieced):
        grids.append((pieced[begin].top, rows))
        taken.update(range(begin, end))
    lines = [line for n, raw in enumerate(raws) if n not in taken and (line := _line(raw))]
    return PrintedPage(float(page.width), float(page.height), lines, grids)


def _pieces(raw: dict[str, Any]) -> tuple[Piece, ...]:
    """Return the words of a line, parted where the gap is wider than type leaves."""
    chars = sorted({id(c): c for c in raw["chars"] if c.get("upright", True)}.values(), key=lambda char: float(char["x0"]))
    groups: list[list[dict[str, Any]]] = []
    for char in chars:
        if not char["text"].strip():
            continue
        if groups and float(char["x0"]) - float(groups[-1][-1]["x1"]) < 0.9 * float(char["size"]):
            groups[-1].append(char)
        else:
            groups.append([char])
    pieces = [Piece(tidy("".join(c["text"] for c in g)), float(g[0]["x0"]), float(g[-1]["x1"])) for g in groups]
    return tuple(piece for piece in pieces if piece.text)


def _within(box: tuple[float, ...], page: tuple[float, ...]) -> bool:
    return box[0] >= page[0] - 1 and box[1] >= page[1] - 1 and box[2] <= page[2] + 1 and box[3] <= page[3] + 1


def _line(raw: dict[str, Any]) -> PrintedLine | None:
    """Turn characters into words: a blank only where the gap is wider than justified type leaves."""
    # A glyph that stands for two characters, as —— may be, is listed once for each of them.
    glyphs = {id(char): char for char in raw["chars"] if char.get("upright", True)}
    chars = sorted(glyphs.values(), key=lambda char: float(char["x0"]))
    if not chars:
        return None
    sizes = sorted(c["size"] for c in chars)
    size = float(sizes[len(sizes) // 2])
    words, end = "", float(chars[0]["x0"])
    for char in chars:
        text = _CID.sub("\ufffd", char["text"])
        gap = float(char["x0"]) - end
        if text.strip() and words and gap > (1.5 if not (words[-1].isascii() and text[0].isascii()) else 0.25) * size:
            words += " "
        # Small type above the line is a note's number or a power.
        raised = char["size"] < 0.75 * size and char["bottom"] < raw["bottom"] - 0.25 * size
        words += superscript(text, words) if raised and words else text
        end = float(char["x1"])
    text = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", tidy(words)) if "  " not in words else tidy(words)
    return (
        PrintedLine(text, float(raw["x0"]), float(raw["x1"]), float(raw["top"]), float(raw["bottom"]), size) if text else None
    )


def _rows(table: Any) -> Rows:  # noqa: ANN401 - pdfplumber has no types
    """Return a table's rows; a merged cell is told by its box, which covers the places that have none."""
    texts = table.extract()
    lefts = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
    tops = [round(row.bbox[1]) for row in table.rows]
    rows = []
    for row, words in zip(table.rows, texts, strict=True):
        cells = []
        for box, text in zip(row.cells, words, strict=True):
            if box is None:
                continue
            columns = sum(1 for x in lefts if round(box[0]) <= x < round(box[2]) - 1)
            heights = sum(1 for y in tops if round(box[1]) <= y < round(box[3]) - 1)
            cells.append(Cell(tidy((text or "").replace("\n", "")), max(1, heights), max(1, columns)))
        rows.append(cells)
    return expand(rows)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parser's remarks on odd but harmless PDF out of the output."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _explain(error: BaseException, where: str) -> DocumentError:
    chain: BaseException | None = error
    while chain is not None:
        causes = (chain, *chain.args)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            return DocumentError("is protected by a password", where=where, advice="save it without password")
        if any(isinstance(cause, PDFTextExtractionNotAllowed) for cause in causes):
            return DocumentError("forbids copying its text", where=where, advice="ask its publisher for an open copy")
        chain = chain.__cause__ or chain.__context__
    return DocumentError(
        f"is damaged ({type(error).__name__})", where=where, advice="download it again, or print it anew as PDF"
    )
