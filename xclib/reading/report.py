"""A file or address read into figures, and a reading registered under ``data/raw``."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ParamSpec, TypeVar

from xclib.care.files import put, replacing, swap_folder, writing
from xclib.data import schema
from xclib.data.exports import export, safe_words
from xclib.data.normalize import build_tables
from xclib.data.raw import STAGED, data_root, holding_raw, own_root, read_all, read_raw, shown_path, spare_raw
from xclib.errors import DocumentError, RawDataError, UnknownNameError, XclibError, unknown
from xclib.extract.about import recognize, titles
from xclib.extract.document import Document, parse_text
from xclib.extract.grids import Grid, find_grids
from xclib.extract.plan_table import read_plan
from xclib.formats import SourceText
from xclib.formats.fetch import Response
from xclib.formats.prose import Prose, read_prose
from xclib.formats.read import MAX_SECONDS, Opened, open_source, read_opened, within_limits
from xclib.formats.source import find_delivered
from xclib.model.areas import area_code, english_name
from xclib.model.codes import CODES, KINDS
from xclib.model.indicators import match_indicator
from xclib.model.sources import Page
from xclib.model.units import parse_unit
from xclib.reading.view import Reading, check_correction

P = ParamSpec("P")
T = TypeVar("T")
#: Seconds that one who registers a report waits for another who does.
PATIENCE = 60.0
#: Columns of raw tables that hold words of a report.
_WORDS = (
    "label",
    "scope",
    "unit",
    "section",
    "prefix",
    "suffix",
    "name_zh",
    "dimension_zh",
    "plan",
    "area_zh",
    "title_zh",
    "value",
    "reason",
)


def read(
    source: str | Path | bytes | Response,
    *,
    doc: str = "",
    area: str = "",
    kind: str = "",
    year: int | None = None,
    area_code: str = "",
    encoding: str | None = None,
    seconds: float = MAX_SECONDS,
) -> Reading:
    r"""Read the figures of a report.

    Parameters
    ----------
    source : str, Path, bytes or Response
        A file (HTML, docx, PDF with a text layer, txt, Markdown), an http(s) address, the bytes of one, or what a server
        answered.
    doc : str, optional
        Document id to write into the figures.
    area, kind, year : optional
        Reference area, kind of report (a name of `xclib.model.codes.KINDS`: ``work report``, ``final accounts``) and year
        planned for; recognized from the text, its title and its address where not given, and left empty where that is not sure.
    area_code : str, optional
        GB/T 2260 code of the area, which names it where ``area`` is not given.
    encoding : str, optional
        Encoding of the text, where it is labelled wrongly.
    seconds : float
        What reading may take, in a process of its own; see `xclib.formats.read.within_limits`.

    Returns
    -------
    Reading
        Shows text and figures side by side in a notebook; see its ``table``, ``correct`` and ``explain``.

    Raises
    ------
    DocumentError
        The document cannot be read, or holds no figures.

    Examples
    --------
    >>> reading = read("青岚市今年工作安排如下。\n地区生产总值增长5.5%左右。".encode(), area="青岚市", year=2031)
    >>> reading.table[["value", "bound", "indicator"]].values.tolist()
    [[5.5, '~', 'gdp_growth']]
    """
    opened = open_source(source, timeout=min(30, seconds))
    known = {"doc": doc, **_known(area, area_code, kind, year)}
    reading = within_limits(_read, opened.label, len(opened.data), seconds, opened, encoding, known)
    if not reading.figures:
        where = "" if isinstance(source, bytes) else opened.label[:200]
        raise DocumentError("no figures found in the text", where=where, advice="is it the page of the report itself?")
    return reading


def _read(opened: Opened, encoding: str | None, known: Mapping[str, Any]) -> Reading:
    text = read_opened(opened, encoding)
    prose = read_prose(text.lines)
    document = _parse(text, prose.text, known)
    grids = find_grids(document)
    text = replace(text, warnings=(*text.warnings, *_other_year(text, document, known), *_lost_cells(grids, prose)))
    return Reading.of(text, document, prose, grids)


#: How sure a text is of its year where its title or the day of its delivery names it.
_NAMED = 0.995


def _other_year(source: SourceText, document: Document, known: Mapping[str, Any]) -> Iterator[str]:
    """Yield a warning where the year given is neither the one that the text names as its own nor the one it looks back on."""
    if known["year"] is None:
        return
    words = "\n".join(p.text for p in document.paragraphs)
    about = recognize(
        words,
        title=source.title,
        source_url=source.source_url,
        published=source.published,
        site=source.site,
        area=document.area,
        area_code=known["area_code"],
        kind=known["kind"],
    )
    own = Document("", about.area, about.kind, about.year, (), about)
    if about.sure["year"] >= _NAMED and document.year not in (own.year, own.review_year):
        yield f"the year given is {document.year}, and the text names {own.year} as its own: every period follows the one given"


def _lost_cells(grids: Iterable[Grid], prose: Prose) -> Iterator[str]:
    """Yield a warning for every table whose copy no longer shows in which column a number stood."""
    for grid in grids:
        if grid.lost:
            line = prose.place(grid.lost[0].line, 0)[0]
            yield f"line {line}: numbers of a table left out ({len(grid.lost)}), since the copy does not show their columns"


def within_limits_of(reading: Reading, method: Callable[P, T], *args: P.args, **words: P.kwargs) -> T:
    """Call a method of a reading as `read` reads: in a process of its own, within the same limits."""
    where = reading.source.source_url or reading.document.doc
    return within_limits(method, where, len(reading.source.text), MAX_SECONDS, *args, **words)


def _parse(source: SourceText, text: str, known: Mapping[str, Any]) -> Document:
    url, published, site = source.source_url, source.published, source.site
    return parse_text(text, title=source.title, source_url=url, published=published, site=site, **known)


def about(
    source: str | Path | bytes | Response,
    *,
    area: str = "",
    area_code: str = "",
    kind: str = "",
    year: int | None = None,
    encoding: str | None = None,
) -> dict[str, object]:
    r"""Return what a document says of itself, without reading its figures.

    ``area``, ``area_code``, ``kind``, ``year``, ``title`` and ``published``, each None where it is not known, and ``sure``: how
    sure area, kind and year are, from 0 to 1. ``source``, ``encoding``: as for `read`; ``area``, ``area_code``, ``kind``,
    ``year``: what is known already and is not to be recognized.

    >>> page = "2030年青岚市国民经济和社会发展统计公报\n初步核算，全年生产总值1234.5亿元。"
    >>> {k: v for k, v in about(page.encode()).items() if k in ("area", "kind", "year")}
    {'area': '青岚市', 'kind': 'statistical communique', 'year': 2030}
    """
    known, opened = _known(area, area_code, kind, year), open_source(source)
    return within_limits(_about, opened.label, len(opened.data), MAX_SECONDS, opened, encoding, known)


def _about(opened: Opened, encoding: str | None, known: Mapping[str, Any]) -> dict[str, object]:
    text = read_opened(opened, encoding)
    prose = read_prose(text.lines).text
    found = _parse(text, prose, known).about
    row = {"area": found.area, "area_code": found.area_code, "kind": found.kind, "year": found.year}
    row |= {"title": text.title or next(iter(titles(prose)), ""), "published": text.published}
    return {name: value or None for name, value in row.items()} | {"sure": dict(found.sure)}


def _known(area: str, code: str, kind: str, year: int | None) -> dict[str, Any]:
    """Return what is known of a report, its kind by name; a slip is refused, since every figure would follow it."""
    if kind and kind not in KINDS and kind not in CODES:
        raise unknown("kind", kind, {known.name: known.code for known in KINDS.values()})
    if year is not None and not 1949 <= year <= 2100:
        raise UnknownNameError(f"no report is of the year {year}", advice="give one from 1949 to 2100")
    if code and not re.fullmatch("[0-9]{6}", code):  # areas of a person's own may have others than the standard's
        raise UnknownNameError(f"{code!r} is no area code", advice="give the six digits of GB/T 2260, as 110102")
    return {"area": area, "area_code": code, "kind": CODES[kind].name if kind in CODES else kind, "year": year}


def write(reading: Reading, path: str | Path, *, doc: str = "") -> Path:
    """Write a reading's figures, corrections laid over them; ``.jsonl`` gives the records of the annotation standard.

    ``reading``: what was read; ``path``: name that ends in .csv, .parquet, .xlsx, .dta, .json or .jsonl; ``doc``: document id
    of the records.
    """
    target = Path(path)
    if target.suffix.lower() != ".jsonl":
        return export(reading.table, target)
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reading.to_records(doc))
    return put_text(target, lines)


def put_text(target: Path, text: str) -> Path:
    """Write a text file whole or not at all."""
    spare_raw(target)
    with writing(target), replacing(target) as part:
        part.write_text(text, encoding="utf-8", newline="\n")
    return target


def read_corrections(reading: Reading, path: str | Path) -> Reading:
    """Lay the corrections of a CSV file (columns as in ``corrections.csv``) over a reading."""
    places = {(f.line, f.start): f for f in reading.figures}
    for n, row in enumerate(read_raw(Path(path), "corrections"), 2):
        figure = places.get((int(row["line"]), int(row["start"])))
        if figure is None:
            raise RawDataError(
                f"no figure at {row['line']}:{row['start']}", where=f"{path}, line {n}", advice="see the places in the table"
            )
        if row["field"] != "*":
            check_correction(figure, row["field"], row["value"])
        reading.corrections.append(row)
    return reading


def register(
    reading: Reading,
    *,
    area_code: str = "",
    again: bool = False,
    root: Path | None = None,
    tables: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    **fields: str,
) -> str:
    """Keep a reading under ``data/raw``: figures as read, corrections apart, the plan table, and a row of the register.

    Parameters
    ----------
    reading : Reading
        What was read and corrected.
    area_code : str
        GB/T 2260 code of the area; looked up among the known areas where not given.
    again : bool
        Whether a report that is registered already may be replaced; its corrections, labels and pairs stay.
    root : Path, optional
        The ``data`` folder.
    tables : mapping, optional
        Further raw tables of the report by name, as ``labels``, written with it; those not named stay, an empty one goes.
    **fields : str
        Columns of the register that the text does not say, or not rightly: area_en, title_zh, title_en, delivered, published,
        source_url.

    Returns
    -------
    str
        The report id.

    Raises
    ------
    XclibError
        The area, its code or the year is not known, the report is registered already, or a row breaks the schema; nothing is
        written then.

    Examples
    --------
    >>> reading = read("report.html").correct(7, number="5.6", reason="misprint")  # doctest: +SKIP
    >>> register(reading, source_url="https://qinglan.example/report")  # doctest: +SKIP
    'cn-110102-work-2031'
    """
    root = root or own_root()
    row = register_row(reading, area_code=area_code, root=root, **fields)
    with holding_raw(root, patience=PATIENCE), writing(root / "raw", "make room, or see whose it is; nothing was written"):
        register_file = root / "raw" / "reports.csv"
        known = read_raw(register_file, "reports")
        if any(r["report_id"] == row["report_id"] for r in known) and not again:
            raise XclibError(
                f"{row['report_id']} is already registered", where=shown_path(register_file), advice="use --again to replace it"
            )
        rows = [*(other for other in known if other["report_id"] != row["report_id"]), row]
        _replace(reading, root, rows, tables or {})
    return row["report_id"]


def _replace(
    reading: Reading, root: Path, rows: Sequence[Mapping[str, str]], tables: Mapping[str, Sequence[Mapping[str, str]]]
) -> None:
    """Write the folder of the last row's report beside the one that is there, then put it and the register in their places."""
    report_id = rows[-1]["report_id"]
    folder = root / "raw" / report_id
    with TemporaryDirectory(prefix=f"{STAGED}{report_id}.", dir=root / "raw", ignore_cleanup_errors=True) as place:
        staged = Path(place) / report_id
        if folder.exists():
            shutil.copytree(folder, staged)
        staged.mkdir(exist_ok=True)
        _stage(reading, staged)
        for name, lines in tables.items():
            if lines:
                put(staged / f"{name}.csv", to_csv(name, lines))
            else:
                (staged / f"{name}.csv").unlink(missing_ok=True)
        _check(root, rows[-1], staged)
        swap_folder(staged, folder)
        put(root / "raw" / "reports.csv", to_csv("reports", rows))


#: Longest title of its own that a report is registered under.
_TITLE = 60


def register_row(reading: Reading, *, area_code: str = "", root: Path | None = None, **fields: str) -> dict[str, str]:
    """Return the row of the register that `register` writes; its ``report_id`` is made of checked parts alone.

    ``reading``: what was read; ``area_code``, ``root``, ``**fields``: as for `register`. Raises `XclibError`: the area, its
    code or the year is not known.
    """
    document = reading.document
    missing = [name for name in ("area", "year") if not getattr(document, name)]
    if missing:
        raise XclibError(
            f"the {' and the '.join(missing)} of the report {'is' if len(missing) == 1 else 'are'} not known",
            where=document.doc,
            advice=f"give --{' and --'.join(missing)}",
        )
    code, name_en = _area(document.area, area_code or document.about.area_code, root or data_root())
    if not re.fullmatch("[0-9]{6}", code) or not 1949 <= (document.year or 0) <= 2100:
        advice = "a code has six digits, a year lies between 1949 and 2100"
        raise XclibError(f"no report of area {code!r} and year {document.year}", where=document.doc, advice=advice)
    kind = KINDS[document.kind or "work report"].code
    # A bulletin may be of half a year, a department's report of its plans: only its own title says so.
    own = reading.source.title if kind in ("bulletin", "department") and len(reading.source.title) <= _TITLE else ""
    row = dict.fromkeys(schema.columns("raw", "reports"), "")
    row |= {
        "report_id": f"cn-{code}-{kind}-{document.year}",
        "area_code": code,
        "area_zh": document.area,
        "area_en": fields.get("area_en") or name_en or document.area,
        "kind": kind,
        "year": str(document.year),
        "title_zh": own or f"{document.area}{document.year}{CODES[kind].title_zh}",
        "title_en": f"{CODES[kind].title_en} of {fields.get('area_en') or name_en or document.area}, {document.year}",
        "delivered": find_delivered(reading.source.text),
        "published": reading.source.published,
        "source_url": reading.source.source_url,
        "text_sha256": text_digest(reading.source.text),
    }
    return row | {k: v for k, v in fields.items() if v and k in row and k != "report_id"}


def _area(name: str, code: str, root: Path) -> tuple[str, str]:
    """Return code and English name of an area: as data/raw has them, else as the lists of areas do."""
    codes, english = {}, {}
    for table in ("reports", "context"):
        for row in read_raw(root / "raw" / f"{table}.csv", table):
            codes[row["area_zh"]] = row["area_code"]
            english[row["area_code"]] = english[row["area_zh"]] = row["area_en"]
    code = code or codes.get(name, "") or area_code(name)
    if not code:
        raise XclibError(f"the GB/T 2260 code of {name} is not known", where="data/raw/reports.csv", advice="give --area-code")
    # 北京市西城区 and 西城区 are one area of one code.
    return code, english.get(name) or english.get(code) or english_name(code, name)


def text_digest(text: str) -> str:
    """SHA-256 of the normalized text: lines stripped, empty ones dropped, joined by newlines, UTF-8."""
    normal = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    return sha256(normal.encode()).hexdigest()


def _stage(reading: Reading, folder: Path) -> None:
    put(folder / "figures.csv", to_csv("figures", within_limits_of(reading, reading.rows)))
    _stage_labels(reading, folder / "labels.csv")
    if reading.corrections:
        put(folder / "corrections.csv", to_csv("corrections", reading.corrections))
    if plan := _plan_rows(reading):
        put(folder / "plan.csv", to_csv("plan", plan))


def _stage_labels(reading: Reading, path: Path) -> None:
    """Write what the tables of a reading are of behind the labels of their rows; labels that a person translated stay."""
    kept = [row for row in read_raw(path, "labels") if row["label_en"]] if path.exists() else []
    named = {(row["scope"], row["label"]) for row in kept}
    made = [row for row in within_limits_of(reading, reading.labels) if (row["scope"], row["label"]) not in named]
    if made or path.exists():
        put(path, to_csv("labels", [*kept, *made]))


def _plan_rows(reading: Reading) -> list[dict[str, str]]:
    out = []
    lines = reading.source.lines
    page = Page(lines)
    for row in read_plan(reading.document):
        grows = any(word in row.name for word in ("增速", "增幅", "降幅", "增长"))
        # 地区生产总值（%） is a growth, whatever its name leaves out.
        found = (
            match_indicator(row.name, measure, parse_unit(row.bare_unit).code, area=reading.document.area)
            for measure in ("level", "growth")[grows:]
        )
        known = next(filter(None, found), None)
        cells = dict.fromkeys(schema.columns("raw", "plan"), "")
        cells |= {
            "number": str(row.number),
            "part": row.part,
            "dimension_zh": row.dimension,
            "name_zh": row.name,
            "unit": row.unit,
        }
        line = reading.prose.place(row.line, 0)[0] if row.line else 0
        cell = lines[line - 1].rstrip() if line else ""
        cells |= {"plan": row.plan, "nature": row.nature, "line": str(line), "indicator": known.code if known else ""}
        out.append(cells | {"fragment": page.fragment(line, 0, len(cell)) if cell else ""})
    return out


def _check(root: Path, row: Mapping[str, str], staged: Path) -> None:
    """Build the tables from the raw files as they will be, so that a bad row is reported before anything is kept."""
    report_id = row["report_id"]
    raw = staged.with_name(".trial") / "raw"
    raw.mkdir(parents=True)
    try:
        # Half a character is refused where the file is read.
        (raw / "reports.csv").write_bytes(to_csv("reports", [row]).encode("utf-8", "surrogatepass"))
        shutil.copy(root / "raw" / "context.csv", raw / "context.csv")
        shutil.copytree(staged, raw / report_id)
        build_tables(read_all(raw.parent))
    except RawDataError as error:
        # The files that were tried are gone when the message is read: it names what they stand for.
        table = error.where.partition(report_id)[2].removeprefix("/").rpartition("/")[2] or error.where
        raise RawDataError(error.message, where=f"{report_id}, {table}", advice="nothing was written") from None


def to_csv(table: str, rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows of a raw table as its CSV file has them."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(schema.columns("raw", table)), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: _calm(name, cell) for name, cell in row.items()} for row in rows)
    return buffer.getvalue()


def _calm(name: str, cell: str) -> str:
    """Keep words of a report from being a formula where a person opens a raw file in a spreadsheet; numbers are no words."""
    # What is kept of the context has its length.
    return safe_words(cell, same_length=name in ("prefix", "suffix")) if name in _WORDS else cell
