"""Where a corpus comes from: folders, archives and Parquet files, one report at a time."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from xclib.areas import find_area
from xclib.document import Document, parse_text, planned_year
from xclib.errors import DocumentError
from xclib.formats import read_source

#: Formats of single reports.
REPORTS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
#: A file above this size is no report; an archive may be hostile.
LARGEST = 64 * 2**20
#: Reports that are taken out of a Parquet file at a time.
BATCH = 16


@dataclass(frozen=True, slots=True)
class Item:
    """One report before it is read.

    Parameters
    ----------
    doc : str
        Document id: the one given, else the path below the folder or archive, without suffix.
    text : str or None
        The text, where it is known.
    body : bytes
        The file, where it is not.
    name : str
        Its name, whose suffix tells the format.
    kind, level, area, title, source_url : str
        What is known already; empty where the text is to say it.
    year : int or None
        The year planned for; of a communique, the year reported on.
    problem : str
        Why the report cannot be read, found out before reading.
    """

    doc: str
    text: str | None = None
    body: bytes = b""
    name: str = ""
    kind: str = ""
    level: str = ""
    area: str = ""
    year: int | None = None
    title: str = ""
    source_url: str = ""
    problem: str = ""

    def digest(self) -> bytes:
        """Return what tells this item from any other."""
        told = (
            self.doc,
            self.name,
            self.kind,
            self.level,
            self.area,
            str(self.year),
            self.title,
            self.source_url,
            self.problem,
        )
        body = self.body if self.text is None else self.text.encode()
        return sha256("\x1f".join(told).encode() + b"\x1e" + body).digest()


def iter_items(paths: Iterable[str | Path]) -> Iterator[Item]:
    """Yield the reports of folders, archives and files, in the order of their names.

    Parameters
    ----------
    paths : iterable of str or Path
        A folder is searched below, too; an archive is read without unpacking it. A Parquet file has a column ``text`` and may
        have ``doc``, ``kind``, ``level``, ``area``, ``year``, ``title`` and ``source_url``.

    Raises
    ------
    DocumentError
        A path does not exist, or is neither a folder nor a file that can hold reports.
    """
    for path in map(Path, paths):
        if not path.exists():
            raise DocumentError("no such file or folder", where=str(path), advice="give a folder, an archive or a Parquet file")
        if path.is_dir():
            for found in sorted(p for p in path.rglob("*") if p.is_file() and _is_source(p.name)):
                yield from _from_file(found, found.relative_to(path).as_posix())
        elif _is_source(path.name):
            yield from _from_file(path, path.name)
        else:
            allowed = ", ".join((*REPORTS, ".parquet", *ARCHIVES))
            raise DocumentError("not a file that holds reports", where=str(path), advice=f"choose one of {allowed}")


def _is_source(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith((*REPORTS, *ARCHIVES, ".parquet"))


def _from_file(path: Path, name: str) -> Iterator[Item]:
    lower = name.lower()
    if lower.endswith(".parquet"):
        yield from _from_parquet(path)
    elif lower.endswith(".zip"):
        yield from _from_zip(path)
    elif lower.endswith(ARCHIVES):
        yield from _from_tar(path)
    elif path.stat().st_size > LARGEST:
        yield Item(_doc(name), problem="the file is too large for a report")
    else:
        yield Item(_doc(name), body=path.read_bytes(), name=name)


def _from_zip(path: Path) -> Iterator[Item]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
            for member in members:
                if not _is_report(member.filename):
                    continue
                if member.file_size > LARGEST:
                    yield Item(_doc(member.filename), problem="the member is too large for a report")
                    continue
                try:
                    yield Item(_doc(member.filename), body=archive.read(member), name=member.filename)
                except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
                    yield Item(_doc(member.filename), problem=f"the member cannot be unpacked: {error}")
    except (zipfile.BadZipFile, OSError) as error:
        raise DocumentError(f"cannot open the archive: {error}", where=str(path), advice="is it whole?") from None


def _from_tar(path: Path) -> Iterator[Item]:
    try:
        with tarfile.open(path) as archive:
            for member in sorted((m for m in archive.getmembers() if m.isfile() and _is_report(m.name)), key=lambda m: m.name):
                if member.size > LARGEST:
                    yield Item(_doc(member.name), problem="the member is too large for a report")
                elif (file := archive.extractfile(member)) is not None:
                    yield Item(_doc(member.name), body=file.read(), name=member.name)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise DocumentError(f"cannot open the archive: {error}", where=str(path), advice="is it whole?") from None


def _is_report(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name.lower().endswith(REPORTS) and not any(p.startswith((".", "__MACOSX")) for p in parts)


def _doc(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def _from_parquet(path: Path) -> Iterator[Item]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path, memory_map=True)
    except (pa.ArrowException, OSError) as error:
        raise DocumentError(f"cannot read the Parquet file: {error}", where=str(path), advice="is it whole?") from None
    names = set(file.schema_arrow.names)
    if "text" not in names:
        raise DocumentError("the Parquet file has no column 'text'", where=str(path), advice="name the column of the texts so")
    known = [n for n in ("doc", "kind", "level", "area", "year", "title", "source_url", "text") if n in names]
    count = 0
    for batch in file.iter_batches(batch_size=BATCH, columns=known):
        for row in batch.to_pylist():
            count += 1
            yield _from_row(row, f"{path.stem}/{count}")


def _from_row(row: dict[str, object], fallback: str) -> Item:
    kind, level, area, title, url = (str(row.get(n) or "") for n in ("kind", "level", "area", "title", "source_url"))
    year = row.get("year")
    text = row.get("text")
    return Item(
        str(row.get("doc") or fallback),
        text=text if isinstance(text, str) else None,
        year=int(str(year)) if year is not None and str(year).isdigit() else None,
        problem="" if isinstance(text, str) else "the report has no text",
        kind=kind,
        level=level,
        area=area,
        title=title,
        source_url=url,
    )


_TITLED = re.compile(r"((?:19|20)\d\d)年[^，。\n]{0,8}工作报告")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def read_item(item: Item) -> tuple[Item, Document]:
    """Return an item with what its text and its name say of it, and the parsed document.

    Raises
    ------
    DocumentError
        The item cannot be read as a report.
    """
    if item.problem:
        raise DocumentError(item.problem, where=item.doc)
    if item.text is None:
        source = read_source(item.body, name=item.name)
        item = replace(
            item, text=source.text, title=item.title or source.title, source_url=item.source_url or source.source_url
        )
    text = item.text or ""
    document = parse_text(text, doc=item.doc, area=item.area, kind=item.kind, year=item.year)
    area, year = document.area, document.year
    if not area or year is None:
        area, year = area or _area_of_name(item.doc), year if year is not None else _year_of(item.title, text, item.doc)
        document = parse_text(text, doc=item.doc, area=area, kind=document.kind, year=year)
    if document.kind == "work report" and document.year is not None and planned_year(text, document.year) != document.year:
        document = parse_text(text, doc=item.doc, area=area, kind=document.kind, year=planned_year(text, document.year))
    known = find_area(document.area)
    level = item.level or (known.level if known else "")
    return replace(item, kind=document.kind, area=document.area, year=document.year, level=level), document


def _area_of_name(doc: str) -> str:
    """Return the known area that stands alone in a path, the innermost first: 省/市/2021."""
    for part in reversed(re.split(r"[/\\_\-\s]", doc)):
        if find_area(part) is not None:
            return part
    return ""


def _year_of(title: str, text: str, doc: str) -> int | None:
    """Return the year of a title such as 2021年政府工作报告, else the last one in the path."""
    if found := _TITLED.search(title) or _TITLED.search(text, 0, 400):
        return int(found[1])
    years = _YEAR.findall(doc)
    return int(years[-1]) if years else None
