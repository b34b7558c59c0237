"""Downloads embedded in a page: CSV and Excel as data URIs, safe to open in a spreadsheet."""

from __future__ import annotations

import base64
import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from xclib.data.exports import TEXT_IS_TEXT, Cell, safe_cell, storable
from xclib.html.citations import Statement, marked_as
from xclib.words.wording import check_lang, either, in_language

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

#: MIME type under which a chart publishes the table that it was drawn from.
TABLE_MIME = "application/vnd.xclib.table+json"
#: MIME types of the links that `xclib.briefs.pagecheck` lets pass.
CSV_TYPE = "text/csv"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: What all workbooks say of their creation, so that the same figures give the same bytes.
_EPOCH = datetime(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a workbook: a name, a line that says what it is, heads and rows."""

    name: str
    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def plain_cell(value: Any) -> Cell:  # noqa: ANN401 - any cell of a frame
    """Return a cell as text, a number or nothing; an open end is written ``inf``.

    >>> plain_cell(float("inf")), plain_cell(float("nan")), plain_cell(5.8)
    ('inf', None, 5.8)
    """
    if value is None or value != value:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return value if isinstance(value, int | float) else str(value)


def to_csv(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    r"""Return a table as CSV, UTF-8 with the mark by which Excel knows it.

    >>> to_csv(["a", "b"], [["=1+1", 2], [None, 3]])[3:]
    b"a,b\r\n'=1+1,2\r\n,3\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(head) for head in heads])
    writer.writerows([["" if cell is None else safe_cell(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def read_csv(body: bytes) -> tuple[list[str], list[list[Cell]]]:
    """Return heads and rows of a table that `to_csv` wrote; what reads as a number is one."""
    heads, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    return heads, [[_number(cell) for cell in row] for row in rows]


def _number(cell: str) -> Cell:
    if re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?", cell):
        return float(cell) if re.search(r"[.e]", cell) else int(cell)
    return cell or None


def to_excel(sheets: Sequence[Sheet]) -> bytes:
    """Return an Excel workbook; text is never stored as a formula.

    ``sheets``: in their order; names are shortened and made unique as Excel wants them.
    """
    from xlsxwriter import Workbook

    buffer, taken = io.BytesIO(), set[str]()
    with Workbook(buffer, {"in_memory": True, **TEXT_IS_TEXT}) as book:
        book.set_properties({"created": _EPOCH})
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(sheet.name, taken))
            for n, row in enumerate(([sheet.about], sheet.heads, *sheet.rows)):
                page.write_row(n, 0, [storable(cell) for cell in row], bold if n < 2 else None)
            page.freeze_panes(2, 0)
            for n, head in enumerate(sheet.heads):
                longest = max((len(str(row[n])) for row in sheet.rows if n < len(row) and row[n] is not None), default=0)
                page.set_column(n, n, min(60, max(10, 1.6 * len(head), 1.3 * longest)))
    return buffer.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    base = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:28] or "table"
    free = next(t for n in range(1, 1000) if (t := base if n == 1 else f"{base} {n}").lower() not in taken)
    taken.add(free.lower())
    return free


def data_uri(body: bytes, kind: str) -> str:
    """Encode a file as a data URI."""
    return f"data:{kind};base64,{base64.b64encode(body).decode('ascii')}"


def from_uri(uri: str) -> bytes:
    """Decode the file of a data URI."""
    return base64.b64decode(uri.partition(",")[2])


def pack_table(name: str, title: str, unit: str, tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables of a chart for `TABLE_MIME`: one list of rows, each with the name of its table where there are several.

    ``name``, ``title``, ``unit``: anchor of the chart, what it shows, and the unit of its numbers.
    """
    heads: list[str] = ["series"] if len(tables) > 1 else []
    for frame in tables.values():
        heads += [str(c) for c in frame.columns if str(c) not in heads and not str(c).startswith("_")]
    rows: list[tuple[Cell, ...]] = []
    for series, frame in tables.items():
        cells = {str(name): [plain_cell(cell) for cell in column.tolist()] for name, column in frame.items()}
        cells["series"] = [series] * len(frame)
        if "period" in cells:
            cells["period"] = [int(year) if isinstance(year, float) else year for year in cells["period"]]
        rows += zip(*(cells.get(head, [None] * len(frame)) for head in heads), strict=True)
    kept = [n for n, _ in enumerate(heads) if any(row[n] not in (None, "") for row in rows)]
    return {
        "name": name, "title": title, "unit": unit,
        "heads": [heads[n] for n in kept], "rows": [[row[n] for n in kept] for row in rows],
    }  # fmt: skip


#: Heads of the sheet of figures, in Chinese and English, and where a statement has them.
_HEADS = (
    ("指标", "Figure"), ("数值", "Value"), ("下限", "Low"), ("上限", "High"), ("单位", "Unit"), ("界限", "Bound"),
    ("状态", "Status"), ("时期", "Period"), ("原文", "As printed"), ("位置", "Place"), ("编号", "Figure id"), ("链接", "Link"),
)  # fmt: skip


@in_language
def pack_figures(soup: BeautifulSoup, used: Sequence[Statement], about: Sequence[str]) -> str:
    """Return the workbook of a brief as a data URI; empty where the brief has no figures.

    ``soup``: body of the brief, whose charts have their tables as links.
    """
    subject = " · ".join(part for part in about if part)
    sheets = [_figures(used, subject)] if used else []
    formulas = [
        [mark.get_text(" ", strip=True), str(mark.get("data-formula", "")), str(mark.get("data-inputs", ""))]
        for mark in marked_as(soup, "computed")
    ]
    if formulas:
        heads = [either(*pair) for pair in (("数值", "Value"), ("算法", "Formula"), ("依据", "From"))]
        sheets.append(Sheet(either("推算", "Computed"), subject, heads, formulas))
    for anchor in (a for a in soup.find_all("a") if str(a.get("download", "")).endswith(".csv")):
        heads, rows = read_csv(from_uri(str(anchor["href"])))
        sheets.append(Sheet(str(anchor["download"]).removesuffix(".csv"), str(anchor.get("data-about", "")), heads, rows))
    return data_uri(to_excel(sheets), EXCEL_TYPE) if sheets else ""


def _figures(used: Sequence[Statement], about: str) -> Sheet:
    rows, lang = [], check_lang()
    for s in used:
        row = [s.row.get(name) for name in ("value", "low", "high", "unit", "bound", "status", "period")]
        rows.append([s.label[lang], *map(plain_cell, row), s.printed, s.place[lang], s.key, s.url])
    return Sheet(either("所用数字", "Figures"), about, [either(*head) for head in _HEADS], rows)
