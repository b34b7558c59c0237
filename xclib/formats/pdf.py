"""PDF files with a text layer, page by page."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed

from xclib.errors import DocumentError
from xclib.formats.pdf_lines import (
    LISTED,
    PlacedTable,
    PrintedLine,
    PrintedPage,
    drop_furniture,
    find_title,
    join_halves,
    join_lines,
    split_columns,
)
from xclib.formats.pdf_tables import Piece, PiecedLine, find_overleaf, find_rest, find_sides
from xclib.formats.source import SourceText, find_published, superscript, tidy
from xclib.formats.tables import Cell, Lines, Rows, expand, is_data

#: Characters of a page below which it has no text layer.
FEW = 15
#: Share of glyphs without a character above which the text cannot be trusted.
UNMAPPED = 0.02
#: Share of the height by which characters are of one line; where some stand over each other, the second.
_SHARED, _SHARED_CLOSE = 0.5, 0.8
#: So many pairs of Chinese signs show whether a line is set wide.
_WIDE_PAIRS = 4
#: Characters of white between the words of a line: wider than type leaves, and in a table whose cells are filled.
_APART, _FILLED = 0.9, 0.45

#: Points that a cell leaves white at its sides, at most.
_PADDING = 16
#: Points by which rules reach beyond the outermost cell where another stands open, at least.
_CELL = 12
#: Share of the height of a page, at its edges, where running heads stand and no text does.
_EDGE = 0.05
#: Lines of numbers in one cell that are as many rows, at least.
_STACKED = 3

#: Slope, up or off the upright, of a line that is set aslant, at least.
_ASKEW = 0.1
#: Share of the size of type below which raised type calls a note, and of white before it.
_RAISED, _ADJACENT = 0.75, 0.5
_PARTED_NUMBER = re.compile(r"\d[.,]\d+$")
#: Dots that lead to a number.
_LEADERS = re.compile(r"([.·…])\1{2,}")
_CID = re.compile(r"\(cid:\d+\)")
_ONE_FOR_ALL = re.compile(r"([\u4e00-\u9fff])\1{3,}")
_OCR = "run OCR on it first, as with `ocrmypdf -l chi_sim`, and give the result"


def read_pages(data: bytes, *, max_pages: int) -> SourceText:
    """Read a PDF file.

    ``data``: the file; ``max_pages``: pages that it may have. Raises `MemoryError`: it takes more than its process may.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages, warnings = _pages(pdf, max_pages)
    except (DocumentError, MemoryError):
        raise
    # The parser raises whatever a damaged or hostile file leads it to; all of it means the same to the reader.
    except Exception as error:
        raise _explain(error) from error
    lines = Lines()
    pages = join_halves(drop_furniture(pages))
    pages = split_columns(_with_open_tables(split_columns(pages, tabular=True)))
    for item in join_lines(pages):
        if isinstance(item, str):
            lines.add(tidy(item))
        else:
            lines.add_table(item)
    if not lines.lines:
        raise DocumentError("has no text layer", advice=_OCR)
    title = find_title(pages) or lines.lines[0]
    title = title if len(title) <= 60 and not re.search("[，。；]", title) else ""
    return SourceText(lines.text, "pdf", "", title, find_published(lines.lines[:60]), "", lines.tables, warnings)


def _pages(pdf: Any, max_pages: int) -> tuple[list[PrintedPage], tuple[str, ...]]:  # noqa: ANN401 - pdfplumber has no types
    if not getattr(pdf.doc, "is_extractable", True):
        raise DocumentError("forbids copying its text", advice="ask its publisher for an open copy")
    if len(pdf.pages) > max_pages:
        raise DocumentError(f"has {len(pdf.pages)} pages", advice=f"split it: at most {max_pages} are read")
    pages, blank, bare, unmapped, total = [], [], [], 0, 0
    for number, page in enumerate(map(_turned, pdf.pages), 1):
        if len(page.chars) < FEW and page.images:
            blank.append(number)
        elif len(page.chars) < FEW <= len(page.curves) or (number == 1 and not page.chars):
            bare.append(number)
        total += len(page.chars)
        # Bold type is sometimes the same character printed twice.
        single = _without_slanting(page.dedupe_chars(tolerance=1))
        unmapped += _count_unmapped(single)
        pages.append(_page(_without_notes(single)))
        page.close()
    if blank and total < FEW * len(pages):
        raise DocumentError("has no text layer: its pages are images", advice=_OCR)
    if unmapped > UNMAPPED * total:
        raise DocumentError("has fonts without a table of characters", advice=f"print it anew, or {_OCR}")
    warnings = [f"pages {', '.join(map(str, blank))} are images and were not read"] if blank else []
    warnings += [f"pages {', '.join(map(str, bare))} hold no text, or text drawn as shapes"] if bare else []
    warnings += [f"{unmapped} glyphs stand for no character"] if unmapped else []
    return pages, tuple(warnings)


def _count_unmapped(page: Any) -> int:  # noqa: ANN401 - pdfplumber has no types
    """Count glyphs without a character: where the font lacked them, one character may stand for all in a row."""
    # A browser's running heads may be set in a font that lacks them, whatever the text below is set in.
    text = "".join(char["text"] for char in page.chars if not _is_running(char, page))
    return len(_CID.findall(text)) + sum(len(run[0]) for run in _ONE_FOR_ALL.finditer(text))


def _is_running(char: dict[str, Any], page: Any) -> bool:  # noqa: ANN401 - pdfplumber has no types
    """Whether a character stands so near the edge of its page as only running heads do."""
    return bool(char["bottom"] < _EDGE * page.height or char["top"] > (1 - _EDGE) * page.height)


def _turned(page: Any) -> Any:  # noqa: ANN401 - pdfplumber has no types
    """Return a page so that most of its lines run from left to right, however the sheet lies."""
    sideways = [char["matrix"][1] for char in page.chars if not char["upright"]]
    if 2 * len(sideways) <= len(page.chars):
        return page
    page.close()
    sheet = page.page_obj
    upwards = 2 * sum(slope > 0 for slope in sideways) > len(sideways)
    sheet.rotate = sheet.attrs["Rotate"] = (page.rotation + (90 if upwards else 270)) % 360
    return type(page)(page.pdf, sheet, page.page_number)


def _without_slanting(page: Any) -> Any:  # noqa: ANN401 - pdfplumber has no types
    """Return a page without words set aslant across it, as seals and watermarks are; a scan may lie a little askew."""
    slopes = [[abs(slope) for slope in char["matrix"][:2]] for char in page.chars]
    slanting = [*(min(both) > _ASKEW * max(both) for both in slopes), False]
    # A character at the top of a round seal stands upright among the others.
    among = [own or (slanting[n - 1] and slanting[n + 1]) for n, own in enumerate(slanting[:-1])]
    dropped = {id(char) for char, is_among in zip(page.chars, among, strict=True) if is_among}
    return page.filter(lambda char: id(char) not in dropped) if 0 < 2 * len(dropped) < len(page.chars) else page


def _without_notes(page: Any) -> Any:  # noqa: ANN401 - pdfplumber has no types
    """Return a page without the small raised marks that call notes, which else would end a number or a name in a cell."""
    if not page.chars or min(char["size"] for char in page.chars) >= _RAISED * _size(page.chars):
        return page
    notes = set()
    for row in _printed_rows(page.chars):
        last, before, end = row[0], "", -inf
        for char in sorted((char for char in row if char["text"].strip()), key=lambda char: float(char["x0"])):
            raised = _is_raised(char, last, end)
            if raised and (_PARTED_NUMBER.search(before) or not superscript(char["text"], before)):
                notes.add(id(char))
            else:
                last, before = char, before + char["text"]
            end = char["x1"]
    return page.filter(lambda char: id(char) not in notes) if notes else page


def _is_raised(char: dict[str, Any], last: dict[str, Any], end: float) -> bool:
    """Whether a character is smaller than the last of the line, stands higher, and close to where the words end."""
    size = float(last["size"])
    higher = char["bottom"] < last["bottom"] - 0.25 * size and char["size"] < _RAISED * size
    return bool(higher and char["x0"] - end < _ADJACENT * size)


def _page(page: Any) -> PrintedPage:  # noqa: ANN401 - pdfplumber has no types
    found = _find_tables(page)
    tables = [placed for table in found if is_data((placed := _ruled(table)).rows)]
    inside = {
        id(char)
        for table in tables
        for char in _inside(page.chars, (table.left, table.bands[0][0], table.right, table.bands[-1][1]))
    }
    # A glyph that stands for two characters, as —— may be, is listed once for each of them.
    chars = list({id(char): char for char in page.chars if char.get("upright", True) and id(char) not in inside}.values())
    printed = _printed_rows(chars)
    pieced = [_pieced(row) for row in printed]
    height = float(page.height)
    ruled = [PiecedLine((Piece("", row.bbox[0], row.bbox[2]),), row.bbox[1], row.bbox[3]) for t in found for row in t.rows]
    if sides := find_sides(sorted([*pieced, *ruled], key=lambda line: line.top)):
        # What stands at the right is put below what stands at the left, and all else below both.
        top, bottom, gutter = sides

        def down(left: float, upper: float) -> float:
            return bottom - top if upper >= bottom or (upper >= top and left > gutter) else 0.0

        chars = [{**c, "top": c["top"] + (by := down(c["x0"], c["top"])), "bottom": c["bottom"] + by} for c in chars]
        tables = [table._replace(top=table.top + down(table.left, table.top)) for table in tables]
        printed = _printed_rows(chars)
        height += bottom - top
    lines = [line for row in printed if (line := _line(row)) and line.text.strip("\ufffd ")]
    # What a sheet has cut off at the left is of another page.
    return PrintedPage(float(page.width), height, [line for line in lines if line.left > -line.size], tables)


def _find_tables(page: Any) -> list[Any]:  # noqa: ANN401 - pdfplumber has no types
    """Return the ruled tables of a page; one whose sides no rule closes reaches as far as its rows are ruled."""
    finder = page.debug_tablefinder()
    sides = [side for table in finder.tables for side in _open_sides(table, finder.edges)]
    tables = page.find_tables({"explicit_vertical_lines": sides}) if sides else finder.tables
    return [table for table in tables if len(table.rows) > 1 and not _is_banded(table)]


def _is_banded(table: Any) -> bool:  # noqa: ANN401 - pdfplumber has no types
    """Whether a coloured band that holds a whole row of words apart was taken for one cell below the cells of the head."""
    rows = [[cell for cell in row.cells if cell] for row in table.rows]
    most = max(map(len, rows))
    bands = [cells[0] for cells in rows if len(cells) == 1 < most]
    lines = [_pieced(row) for band in bands for row in _printed_rows(_inside(table.page.chars, band))]
    return any(line.has_numbers and len(line.pieces) == most for line in lines)


def _open_sides(table: Any, edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - pdfplumber has no types
    """Yield a rule for each side of a table beyond which its first rule, its last and one more reach, to the same place."""
    left, top, right, bottom = table.bbox
    rules = [
        e for e in edges if e["orientation"] == "h" and top - 1 < e["top"] < bottom + 1 and e["x0"] < right and e["x1"] > left
    ]
    beyond = [[(e["x0"], e["top"]) for e in rules if e["x0"] < left - _CELL]]
    beyond += [[(e["x1"], e["top"]) for e in rules if e["x1"] > right + _CELL]]
    for ends in beyond:
        at = Counter(round(x) for x, _ in ends).most_common(1)[0][0] if ends else 0
        reached = sorted((y, x) for x, y in ends if round(x) == at)
        if len(reached) > 2 and reached[0][0] < top + 1 and reached[-1][0] > bottom - 1:
            x = reached[0][1]
            yield {"object_type": "line", "x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0, "height": bottom - top}


def _with_open_tables(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """Return pages with their tables that no lines rule; running heads are gone, which else would be of them."""
    pages = _with_whole_rows(pages)
    pieced = [[line.cells for line in page.lines] for page in pages]
    return [_with_tables(page, found) for page, found in zip(pages, find_overleaf(pieced), strict=True)]


def _with_whole_rows(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """Return pages with the words that go on with a row cut overleaf at the end of the page where it begins."""
    lines = [list(page.lines) for page in pages]
    for above, below in pairwise(lines):
        rest = find_rest([line.cells for line in above], [line.cells for line in below])
        for line in below[rest.start : rest.stop]:
            above.append(line.down(above[-1].bottom - line.top))
        by = below[rest.stop - 1].bottom - below[rest.start].top if rest else 0.0
        below[: rest.stop] = [line.down(by) for line in below[: rest.start]]
    return [PrintedPage(page.width, page.height, own, page.tables) for page, own in zip(pages, lines, strict=True)]


def _with_tables(page: PrintedPage, found: Sequence[tuple[int, int, Rows]]) -> PrintedPage:
    taken = {n for begin, end, _ in found for n in range(begin, end)}
    lines = [line for n, line in enumerate(page.lines) if n not in taken]
    tables = [_placed(rows, [line.cells for line in page.lines[begin:end]]) for begin, end, rows in found]
    return PrintedPage(page.width, page.height, lines, page.tables + tables)


def _placed(rows: Rows, lines: Sequence[PiecedLine]) -> PlacedTable:
    pieces = [piece for line in lines for piece in line.pieces]
    return PlacedTable(lines[0].top, rows, min(piece.left for piece in pieces), max(piece.right for piece in pieces))


def _pieced(row: Sequence[dict[str, Any]]) -> PiecedLine:
    row = _without_leaders(row)
    top, bottom = min(char["top"] for char in row), max(char["bottom"] for char in row)
    return PiecedLine(_pieces(row, _APART), top, bottom, _pieces(row, _FILLED))


def _without_leaders(row: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Return a line without the dots that lead from a name to its numbers; a list of contents keeps them."""
    printed = sorted((char for char in row if char["text"].strip()), key=lambda char: float(char["x0"]))
    text = "".join(char["text"].strip()[0] for char in printed)
    if _LEADERS.search(text) is None or LISTED.search(text):
        return row
    dots = {id(char) for found in _LEADERS.finditer(text) for char in printed[slice(*found.span())]}
    return [char for char in printed if id(char) not in dots] or row


def _pieces(row: Sequence[dict[str, Any]], gap: float) -> tuple[Piece, ...]:
    """Return the words of a line, parted where the gap is wider than so many characters."""
    groups: list[list[dict[str, Any]]] = []
    for char in sorted(row, key=lambda char: float(char["x0"])):
        if not char["text"].strip():
            continue
        if groups and float(char["x0"]) - float(groups[-1][-1]["x1"]) < gap * float(char["size"]):
            groups[-1].append(char)
        else:
            groups.append([char])
    pieces = [Piece(tidy("".join(c["text"] for c in g)), float(g[0]["x0"]), float(g[-1]["x1"])) for g in groups]
    return tuple(piece for piece in pieces if piece.text)


def _printed_rows(chars: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the characters of each printed line, from the top; type of two fonts on one line may stand some points apart."""
    rows = []
    for row in _rows_sharing(chars, _SHARED):
        # A name of two lines beside one number: the line of the number lies over the halves of both.
        rows += _rows_sharing(row, _SHARED_CLOSE) if _stack(row) else [row]
    return [row for row in rows if any(char["text"].strip() for char in row)]


def _rows_sharing(chars: Sequence[dict[str, Any]], share: float) -> list[list[dict[str, Any]]]:
    """Return characters in rows, each of which shares so much of its height with its row."""
    rows: list[list[dict[str, Any]]] = []
    top = bottom = 0.0
    # By their middle, the largest first where middles are alike: small type raised above a line belongs to it.
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"], -c["size"])):
        shared = min(bottom, char["bottom"]) - max(top, char["top"])
        if rows and shared > share * min(bottom - top, char["bottom"] - char["top"]):
            rows[-1].append(char)
            if char["bottom"] - char["top"] > bottom - top:
                top, bottom = char["top"], char["bottom"]
        else:
            rows.append([char])
            top, bottom = char["top"], char["bottom"]
    return rows


def _stack(row: Sequence[dict[str, Any]]) -> bool:
    """Whether characters of a row stand over each other."""
    printed = sorted((char for char in row if char["text"].strip()), key=lambda char: float(char["x0"]))
    return any(
        b["x0"] < (a["x0"] + a["x1"]) / 2 and abs(b["top"] + b["bottom"] - a["top"] - a["bottom"]) > 0.6 * a["size"]
        for a, b in pairwise(printed)
    )


def _line(row: list[dict[str, Any]]) -> PrintedLine | None:
    """Turn the characters of a line into words, and into its pieces where wide gaps divide it."""
    chars = _without_ends(sorted(row, key=lambda char: float(char["x0"])))
    size = _size(chars)
    ends = [n for n in range(1, len(chars)) if _gap(chars, n) > 1.5 * size]
    pieces = [_words(chars[a:b], size) for a, b in zip([0, *ends], [*ends, len(chars)], strict=True)] if ends else []
    line = _words(chars, size)
    return replace(line, pieces=tuple(pieces), cells=_pieced(row)) if line.text else None


def _gap(chars: Sequence[dict[str, Any]], n: int) -> float:
    """Return the white before a character; a blank is white, too."""
    before = next((char for char in reversed(chars[max(0, n - 20) : n]) if char["text"].strip()), chars[n - 1])
    return float(chars[n]["x0"]) - float(before["x1"]) if chars[n]["text"].strip() else 0.0


def _words(chars: Sequence[dict[str, Any]], size: float) -> PrintedLine:
    """Join characters: a blank only where the gap is wider than justified type leaves."""
    chars = _without_ends(chars)
    spread = _spread(chars, size)
    if spread:
        # What is set wide, or was recognized sign by sign, holds blanks that divide nothing.
        chars = [char for char in chars if char["text"].strip()]
    words, end, last = "", float(chars[0]["x0"]), chars[0]
    for char in chars:
        text = _CID.sub("\ufffd", char["text"])
        gap = float(char["x0"]) - end
        if text.strip() and words and gap > (1.5 if not (words[-1].isascii() and text[0].isascii()) else 0.25) * size + spread:
            words += " "
        # Small type above the line is a power, if it is no note's number.
        raised = _is_raised(char, last, end)
        words += superscript(text, words) if raised else text
        end, last = float(char["x1"]), last if raised or not text.strip() else char
    text = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", tidy(words)) if "  " not in words else tidy(words)
    top, bottom = min(float(char["top"]) for char in chars), max(float(char["bottom"]) for char in chars)
    return PrintedLine(text, float(chars[0]["x0"]), float(chars[-1]["x1"]), top, bottom, _size(chars))


def _spread(chars: Sequence[dict[str, Any]], size: float) -> float:
    """Return the white that stands between most Chinese signs of a line, where it is set wide; else nothing."""
    printed = [char for char in chars if char["text"].strip()]
    pairs = ((a, b) for a, b in pairwise(printed) if not (a["text"][0].isascii() or b["text"][0].isascii()))
    gaps = sorted(float(b["x0"]) - float(a["x1"]) for a, b in pairs)
    white = gaps[len(gaps) // 2] if len(gaps) >= _WIDE_PAIRS else 0.0
    return white if 0.2 * size < white < size else 0.0


def _without_ends(chars: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Return characters without the blanks at both ends."""
    printed = [n for n, char in enumerate(chars) if char["text"].strip()]
    return chars[printed[0] : printed[-1] + 1]


def _size(chars: Sequence[dict[str, Any]]) -> float:
    """Return the size of type of most characters."""
    sizes = sorted(char["size"] for char in chars)
    return float(sizes[len(sizes) // 2])


def _ruled(table: Any) -> PlacedTable:  # noqa: ANN401 - pdfplumber has no types
    """Return a table with its places; a merged cell is recognized by its box, which covers the places that have none."""
    turned = [char["matrix"][1] for char in table.page.chars if not char["upright"]]
    upwards = 2 * sum(slope > 0 for slope in turned) > len(turned)
    texts = table.extract(**({"char_dir_rotated": "btt"} if upwards else {"line_dir_rotated": "rtl"}))
    lefts = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
    parted = [_part_row(table.page.chars, row, words) for row, words in zip(table.rows, texts, strict=True)]
    tops = [top for row, (cuts, _) in zip(table.rows, parted, strict=True) for top in (round(row.bbox[1]), *cuts)]
    rows = []
    for row, (_, parts) in zip(table.rows, parted, strict=True):
        for n, words in enumerate(parts):
            cells = []
            for box, text in zip(row.cells, words, strict=True):
                if box is None or text is None:
                    continue
                columns = sum(1 for x in lefts if round(box[0]) <= x < round(box[2]) - 1)
                heights = sum(1 for y in tops if round(box[1]) <= y < round(box[3]) - 1)
                # Each part of a row is as high as its own lines.
                own = len(parts) > 1 and (n > 0 or parts[1][row.cells.index(box)] is not None)
                cells.append(Cell(tidy(text.replace("\n", "")), 1 if own else max(1, heights), max(1, columns)))
            rows.append(cells)
    left, top, right, bottom = table.bbox
    bands = pairwise([top, *tops[1:], bottom])
    return PlacedTable(float(top), expand(rows), left, right, _filled(table), tuple(bands))


def _filled(table: Any) -> frozenset[int]:  # noqa: ANN401 - pdfplumber has no types
    """Return the columns whose words fill the last line of a table, so that one more character may not have found room."""
    lefts = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
    filled = set()
    for box in filter(None, table.rows[-1].cells):
        chars = [char for char in _inside(table.page.chars, box) if char["text"].strip()]
        last = (_printed_rows(chars) or [[]])[-1]
        white = box[2] - box[0] - sum(char["x1"] - char["x0"] for char in last)
        if last and white < last[0]["size"] + _PADDING:
            filled.add(lefts.index(round(box[0])))
    return frozenset(filled)


def _part_row(
    chars: Sequence[dict[str, Any]],
    row: Any,  # noqa: ANN401 - pdfplumber has no types
    words: Sequence[str | None],
) -> tuple[list[float], list[list[str | None]]]:
    """Return where a row of lines that no rule parts is to be cut, and the words of each part; a row of one line whole.

    A row is of several where a cell holds numbers alone, at least three below each other, and another as many lines.
    """
    lines = [(text or "").split("\n") for text in words]
    numbers = [cell for cell in lines if len(cell) >= _STACKED and all(Piece(line, 0, 0).is_value for line in cell)]
    most = max(map(len, numbers), default=0)
    if not most or sum(len(cell) >= most for cell in lines) < 2:
        return [], [[text or "" for text in words]]
    own = next(n for n, cell in enumerate(lines) if cell in numbers and len(cell) == most)
    bottom = row.cells[own][3] + 1
    placed = [_lines_in(chars, box) if box else [] for box in row.cells]
    anchors = [middle for middle, _ in placed[own]]
    parts: list[list[str | None]] = [[""] * len(words) for _ in anchors]
    for n, (box, cell) in enumerate(zip(row.cells, placed, strict=True)):
        # What reaches below is of all parts, as is a name before the numbers on one line or set downwards.
        downwards = len(cell) != len(anchors) and all(len(text) == 1 for _, text in cell)
        before = n < own and (len(cell) == 1 or downwards)
        if box is None or box[3] > bottom or (before and not any(Piece(text, 0, 0).is_value for _, text in cell)):
            for part in parts:
                part[n] = None
            parts[0][n] = "".join(text for _, text in cell)
        else:
            for middle, text in cell:
                near = min(range(len(anchors)), key=lambda k: abs(anchors[k] - middle))
                parts[near][n] = (parts[near][n] or "") + text
    return [(a + b) / 2 for a, b in pairwise(anchors)], parts


def _inside(chars: Sequence[dict[str, Any]], box: tuple[float, ...]) -> list[dict[str, Any]]:
    return [c for c in chars if box[0] <= (c["x0"] + c["x1"]) / 2 < box[2] and box[1] <= (c["top"] + c["bottom"]) / 2 < box[3]]


def _lines_in(chars: Sequence[dict[str, Any]], box: tuple[float, ...]) -> list[tuple[float, str]]:
    """Return the lines of a cell with their middles."""
    lines = [_pieced(row) for row in _printed_rows(_inside(chars, box))]
    return [((line.top + line.bottom) / 2, "".join(piece.text for piece in line.pieces)) for line in lines]


def _explain(error: BaseException) -> Exception:
    chain: BaseException | None = error
    while chain is not None:
        causes = (chain, *chain.args)
        if any(isinstance(cause, DocumentError) for cause in causes):
            return next(cause for cause in causes if isinstance(cause, DocumentError))
        if any(isinstance(cause, MemoryError) for cause in causes):
            return MemoryError()
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            return DocumentError("is protected by a password", advice="save it without password")
        if any(isinstance(cause, PDFTextExtractionNotAllowed) for cause in causes):
            return DocumentError("forbids copying its text", advice="ask its publisher for an open copy")
        chain = chain.__cause__ or chain.__context__
    return DocumentError(f"is damaged ({type(error).__name__})", advice="download it again, or print it anew as PDF")


MAX_PAGES = 1_500


def read_pdf(data: bytes, *, where: str = "") -> SourceText:
    """Read a PDF file; a few bytes can make it take all memory or time, so it is for a process with limits."""
    if b"%%EOF" not in data.rstrip(b"\x00\r\n\t ")[-4096:]:
        raise DocumentError("is truncated", where=where, advice="download it again")
    try:
        return read_pages(data, max_pages=MAX_PAGES)
    except DocumentError as error:
        raise DocumentError(error.message, where=where, advice=error.advice) from None
