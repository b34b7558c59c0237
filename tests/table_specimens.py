"""Tables about invented places in every format, with what their cells mean: read by the tests and by the benchmark."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).with_name("specimens") / "tables"
#: The files of specimens; the rules were made while looking at the first of each two or three.
SETS = (
    "kinds",
    "held_out",
    "later",
    "parts",
    "parts_held_out",
    "lines_held_out",
    "copies_held_out",
    "annexes",
    "annexes_held_out",
    "accounts",
    "accounts_held_out",
    "accounts_later",
    "accounts_last",
    "offices_held_out",
    "indices_held_out",
    "months",
    "months_held_out",
    "layouts",
)
MAGNITUDES = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_NUMBER = re.compile(r"[-－+]?\d[\d,]*(?:\.\d+)?(?![\d\-岁])")
PROSE = "各区各部门统筹推进各项工作，全市经济运行总体平稳，社会大局保持稳定，各项事业取得新的进展，人民生活继续改善。"


@dataclass(frozen=True)
class Expected:
    """What one cell means."""

    number: str
    unit: str
    value: Decimal
    measure: str
    period: str
    status: str
    bound: str
    label: str
    coverage: str = "year"
    scope: str = ""


@dataclass(frozen=True)
class Specimen:
    """A table, and what is known of the report that holds it."""

    name: str
    title: str
    above: list[str]
    rows: list[list[str]]
    known: dict[str, Any]
    expected: list[Expected]
    #: How alike a label must be: where a row is the part of an area, scope and label together say the same.
    likeness: float = 0.75


def specimens(name: str) -> list[Specimen]:
    """Return the specimens of one file."""
    return [_specimen(entry) for entry in yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))]


def _specimen(entry: dict[str, Any]) -> Specimen:
    rows = [[cell.strip(" ") for cell in line.split("|")] for line in entry["table"].strip("\n").split("\n")]
    known = {key: entry[key] for key in ("kind", "year", "area") if key in entry}
    expected = list(_expected(entry, rows))
    return Specimen(entry["name"], entry["title"], entry["above"], rows, known, expected, entry.get("likeness", 0.75))


def _expected(entry: dict[str, Any], rows: list[list[str]]) -> Iterator[Expected]:
    columns, names = entry["columns"], entry["labels"]
    for j, spec in columns.items():
        labels = names[j] if isinstance(names, dict) else names
        filled = [row for row in rows if any(_NUMBER.search(row[k]) for k in ([j] if isinstance(names, dict) else columns))]
        for n, row in enumerate(filled[-len(labels) :]):
            found = _NUMBER.search(row[j])
            if not found:
                continue
            unit, measure, period, status, *form = entry.get("cells", {}).get(found[0], spec).split()
            unit = entry["units"][n] if unit == "row" else unit.removesuffix("-") if unit == "-" else unit
            magnitude, _, own = unit.rpartition("+")
            printed = Decimal(found[0].replace(",", "").replace("－", "-"))
            tail = re.match(r"[万亿]", row[j][found.end() :])
            yield Expected(
                found[0] + (tail[0] if tail else ""),
                own,
                _value(entry, row[j], printed * MAGNITUDES[magnitude or (tail[0] if tail else "")]),
                measure,
                str(entry["periods"][n]) if period == "row" else period,
                status,
                entry.get("bounds", {}).get(re.sub("左右$|以[上下内]$", "", row[j]), "="),
                form[0].format(labels[n]) if form else labels[n],
                _apart(entry.get("coverages", {}), j, n, "year"),
                _apart(entry.get("scopes", {}), j, n, ""),
            )


def _value(entry: dict[str, Any], printed: str, value: Decimal) -> Decimal:
    """Return the value of a cell: what the entry says of it where its brackets change it."""
    return Decimal(str(entry["values"][printed])) if printed in entry.get("values", {}) else value


def _apart(told: dict[int, str] | list[str], j: int, n: int, whole: str) -> str:
    """Return what is said of a cell by its column, or by its row where a list says it."""
    return told[n] if isinstance(told, list) else told.get(j, whole)


# --- formats ---------------------------------------------------------------------------------------------------------


def _filled(rows: list[list[str]]) -> list[list[str]]:
    """Return rows with merged cells left empty, as a copy into plain text leaves them."""
    return [["" if cell in ("<", "^") else cell for cell in row] for row in rows]


def _spans(rows: list[list[str]]) -> Iterator[list[tuple[str, int, int]]]:
    """Yield text, width and height of the cells of every row."""
    for i, row in enumerate(rows):
        out = []
        for j, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            width = next((k for k in range(1, len(row) - j) if row[j + k] != "<"), len(row) - j)
            height = next((k for k in range(1, len(rows) - i) if rows[i + k][j] != "^"), len(rows) - i)
            out.append((cell, width, height))
        yield out


def to_html(s: Specimen, style: str = "table{border-collapse:collapse}td{border:1px solid #000;padding:2px 8px}") -> bytes:
    """Return the report as a page."""
    rows = "".join(
        "<tr>" + "".join(f'<td colspan="{w}" rowspan="{h}">{escape(t)}</td>' for t, w, h in row) + "</tr>"
        for row in _spans(s.rows)
    )
    above = "".join(f"<p>{escape(line)}</p>" for line in s.above)
    return (
        f'<html><head><meta charset="utf-8"><title>{s.title}</title><style>{style}</style></head><body><h1>{s.title}</h1>'
        f"<p>{PROSE}</p>{above}<table>{rows}</table><p>{PROSE}</p></body></html>"
    ).encode()


def to_docx(s: Specimen) -> bytes:
    """Return the report as a Word file."""
    from docx import Document

    document = Document()
    document.add_heading(s.title, 0)
    document.add_paragraph(PROSE)
    for line in s.above:
        document.add_paragraph(line)
    table = document.add_table(len(s.rows), len(s.rows[0]))
    at = [[0] * len(s.rows[0]) for _ in s.rows]
    for i, row in enumerate(_spans(s.rows)):
        j = 0
        for text, width, height in row:
            while at[i][j]:
                j += 1
            for y in range(i, i + height):
                for x in range(j, j + width):
                    at[y][x] = 1
            cell = table.cell(i, j)
            if width > 1 or height > 1:
                cell = cell.merge(table.cell(i + height - 1, j + width - 1))
            cell.text = text
    document.add_paragraph(PROSE)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _text(s: Specimen, rows: list[str]) -> bytes:
    return "\n".join([s.title, "", PROSE, "", *s.above, "", *rows, "", PROSE]).encode()


def to_md(s: Specimen) -> bytes:
    """Return the report as Markdown."""
    head, *rest = ["| " + " | ".join(row) + " |" for row in _filled(s.rows)]
    return b"# " + _text(s, [head, "|" + " --- |" * len(s.rows[0]), *rest])


def to_bars(s: Specimen) -> bytes:
    """Return the report as text whose rows have bars between cells and none in front."""
    return _text(s, [" | ".join(row) for row in _filled(s.rows)])


def to_blanks(s: Specimen) -> bytes:
    """Return the report as text in type of one width, its columns set out with blanks."""

    def width(text: str) -> int:
        return sum(1 + (char > "\u2e7f") for char in text)

    rows = _filled(s.rows)
    widths = [max(width(row[j]) for row in rows) + 3 for j in range(len(rows[0]))]
    return _text(s, ["".join(c + " " * (w - width(c)) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows])


def to_lines(s: Specimen) -> bytes:
    """Return the report as a copy that has put every cell on a line of its own."""
    return _text(s, [cell for row in _filled(s.rows) for cell in row if cell])


def to_columns(s: Specimen) -> bytes:
    """Return the report as a copy that has put down one column after the other, every cell on a line of its own."""
    return _text(s, [cell for column in zip(*_filled(s.rows), strict=True) for cell in column if cell])


def to_barred(s: Specimen) -> bytes:
    """Return the report as a copy whose cells are a line each, a bar on a line of its own between them."""
    return _text(s, ["|", *(line for row in s.rows for cell in row if cell not in ("<", "^") for line in (cell, "|") if line)])


def to_broken(s: Specimen, head: int = 5, name: int = 8) -> bytes:
    """Return the report as a copy with a line for each line of a cell, its heads and names broken at so many characters."""
    rows = _filled(s.rows)
    counted = [any(_NUMBER.fullmatch(c) and not re.fullmatch(r"20\d\d", c) for c in row[1:]) for row in rows]
    first = counted.index(True) if any(counted) else 1
    lines: list[str] = []
    for n, row in enumerate(rows):
        for j, cell in enumerate(row):
            most = head if n < first else len(cell) if j else name
            lines += [cell[i : i + most] for i in range(0, len(cell), most)] if cell else []
    return _text(s, lines)


def _merged(s: Specimen, mark: str) -> bytes:
    return _text(s, [mark.join(text for text, _, _ in row) for row in _spans(s.rows)])


def to_browser(s: Specimen) -> bytes:
    """Return the report as text copied out of a browser: tabs between cells, each merged cell where it begins and nowhere else."""
    return _merged(s, "\t")


def to_piped(s: Specimen) -> bytes:
    """Return the report as a program turns a page into text: bars between cells, each merged cell where it begins."""
    return _merged(s, " | ")


def to_spaced(s: Specimen) -> bytes:
    """Return the report as text copied out of a PDF: cells a blank apart, empty ones left out."""
    return _text(s, [" ".join(cell for cell in row if cell) for row in _filled(s.rows)])


def to_tabs(s: Specimen) -> bytes:
    """Return the report as text copied out of a workbook."""
    return _text(s, ["\t".join(row) for row in _filled(s.rows)])


def _font() -> Path:
    """Return the Chinese font that the charts use: a machine need not have another."""
    import zhplot  # noqa: F401 - registers the font
    from matplotlib.font_manager import fontManager

    return Path(next(f.fname for f in fontManager.ttflist if "NotoSansSC" in f.fname or f.name.startswith("Noto Sans SC")))


def to_pdf(s: Specimen, style: str = "") -> bytes:
    """Return the report as a browser prints it."""
    face = f"@font-face{{font-family:Printed;src:url({_font().as_uri()})}}"
    base = face + "*{font-family:Printed;font-weight:400;font-size:14px}table{border-collapse:collapse;margin:8px 0}"
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = Path(folder) / "a.html", Path(folder) / "a.pdf"
        page.write_bytes(to_html(s, base + (style or "td{border:1px solid #000;padding:2px 8px}")))
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            "--allow-file-access-from-files",
            f"--print-to-pdf={pdf}",
            str(page),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return pdf.read_bytes()


def to_open_pdf(s: Specimen) -> bytes:
    """Return the report as a browser prints it, its table ruled above, below the head and below, and nowhere else."""
    return to_pdf(
        s, "table{border-top:1px solid;border-bottom:1px solid}td{padding:3px 14px}tr:first-child td{border-bottom:1px solid}"
    )


FORMATS: dict[str, tuple[str, Callable[[Specimen], bytes]]] = {
    "html": ("a.html", to_html),
    "docx": ("a.docx", to_docx),
    "md": ("a.md", to_md),
    "bars": ("a.txt", to_bars),
    "tabs": ("a.txt", to_tabs),
}
#: Forms that lose where merged and empty cells were: tables that have none are read, others may not be.
LOST: dict[str, tuple[str, Callable[[Specimen], bytes]]] = {
    "blanks": ("a.txt", to_blanks),
    "lines": ("a.txt", to_lines),
    "barred": ("a.txt", to_barred),
    "spaced": ("a.txt", to_spaced),
    "browser": ("a.txt", to_browser),
    "piped": ("a.txt", to_piped),
}
#: The form that leaves columns whole and no rows.
IN_TURN: dict[str, tuple[str, Callable[[Specimen], bytes]]] = {"columns": ("a.txt", to_columns)}
#: Forms whose narrow cells the copy broke: of most tables nothing can be read.
BROKEN: dict[str, tuple[str, Callable[[Specimen], bytes]]] = {
    "broken": ("a.txt", to_broken),
    "narrow": ("a.txt", lambda s: to_broken(s, 4, 9)),
}
PRINTED: dict[str, tuple[str, Callable[[Specimen], bytes]]] = {"pdf": ("a.pdf", to_pdf), "open pdf": ("a.pdf", to_open_pdf)}


# --- score -----------------------------------------------------------------------------------------------------------


def score(s: Specimen, form: str) -> tuple[int, list[str]]:
    """Return how many cells are read right in a format, and a line for every one that is not."""
    from xclib.extract.document import parse_text
    from xclib.extract.figures import read_figures
    from xclib.formats import read_source

    name, write = (FORMATS | LOST | IN_TURN | BROKEN | PRINTED)[form]
    source = read_source(write(s), name=name)
    figures = read_figures(parse_text(source.text, **s.known))
    for figure in figures:
        line = source.lines[figure.line - 1]
        assert line[figure.start : figure.start + len(figure.number)] == figure.number
    waiting = list(figures)
    right, wrong = 0, []
    for cell in s.expected:
        near = [f for f in waiting if f.number == cell.number]
        best = max(near, key=lambda f: (_fields(f) == _wanted(cell), _likeness(f.label, cell.label)), default=None)
        if best is not None:
            waiting.remove(best)
        if best is not None and _fields(best) == _wanted(cell) and _likeness(best.label, cell.label) >= s.likeness:
            right += 1
        else:
            wrong.append(f"{s.name} {form}: {cell} read as {best and (*_fields(best), best.label)}")
    wrong += [f"{s.name} {form}: {f.number} {f.unit} {f.label} is no cell" for f in waiting]
    return right, wrong


def _fields(f: Any) -> tuple[Any, ...]:
    return f.unit, f.value, f.measure, f.period, f.status, f.bound, f.coverage, f.scope


def _wanted(cell: Expected) -> tuple[Any, ...]:
    return cell.unit, cell.value, cell.measure, cell.period, cell.status, cell.bound, cell.coverage, cell.scope


def _likeness(a: str, b: str) -> float:
    shared = sum(min(a.count(c), b.count(c)) for c in set(a))
    return 2 * shared / max(1, len(a) + len(b))
