"""Where a corpus comes from: folders, archives and Parquet files, one report at a time."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from xclib.corpus.read import Item
from xclib.errors import DocumentError

if TYPE_CHECKING:
    import pyarrow.parquet as pq

#: Formats of single reports.
REPORTS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
#: A file above this size is no report; an archive may be hostile.
LARGEST = 64 * 2**20
#: Bytes that an archive may unpack to, whatever its size, and how far more it may have been packed.
LEAST_UNPACKED, MAX_RATIO = 2**30, 100
#: Reports that are taken out of a Parquet file at a time.
BATCH = 16
#: What an archive that is not whole raises, whatever its compression.
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError)
_COLUMNS = ("doc", "kind", "level", "area", "year", "title", "source_url", "text")


def count_items(paths: Iterable[str | Path]) -> int | None:
    """Return how many reports there are, without reading one; None where only reading a tar archive would tell.

    ``paths``: as for `iter_items`. Raises `DocumentError`: a path does not exist, cannot be opened, or is neither a folder nor
    a file that can hold reports.
    """
    counts: list[int | None] = []
    for path in map(Path, paths):
        if path.is_dir():
            counts += [_count_inside(found) for found in _files(path)]
        elif not path.exists():
            raise DocumentError("no such file or folder", where=str(path), advice="give a folder, an archive or a Parquet file")
        elif _is_source(path.name):
            counts.append(_count(path))
        else:
            allowed = ", ".join((*REPORTS, ".parquet", *ARCHIVES))
            raise DocumentError("not a file that holds reports", where=str(path), advice=f"choose one of {allowed}")
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def iter_items(paths: Iterable[str | Path]) -> Iterator[Item]:
    """Yield the reports of folders, archives and files, always in the same order.

    One a report. What cannot be read inside a folder or an archive is an item with a ``problem``. ``paths``: a folder is
    searched below, too, by name; an archive is read without unpacking it. A Parquet file has a column ``text`` and may have
    ``doc``, ``kind``, ``level``, ``area``, ``year``, ``title`` and ``source_url``. Raises `DocumentError`: as `count_items`,
    before the first report is read.
    """
    listed = [Path(path) for path in paths]
    count_items(listed)
    seen: set[str] = set()
    for path in listed:
        for found in _files(path) if path.is_dir() else [path]:
            below = found.relative_to(path).as_posix() if path.is_dir() else ""
            for item in _recorded(found, below):
                doc, n = item.doc, 2
                # Two archives may hold a file of one name; what is reported about a report depends on its id.
                while doc in seen:
                    doc, n = f"{item.doc}~{n}", n + 1
                seen.add(doc)
                yield item if doc == item.doc else replace(item, doc=doc)


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder that may hold reports, without those of a data set that was read from some."""
    found = [p for p in folder.rglob("*") if p.is_file()]
    written = {p.parent for p in found if p.name == "failures.parquet"}
    return sorted(p for p in found if _is_source(p.name) and written.isdisjoint(p.parents))


def _is_source(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith((*REPORTS, *ARCHIVES, ".parquet"))


def _count(path: Path) -> int | None:
    lower = path.name.lower()
    if lower.endswith(".parquet"):
        return int(_open_parquet(path).metadata.num_rows)
    if lower.endswith(".zip"):
        with _open_zip(path) as archive:
            return len(_members(archive))
    if lower.endswith(ARCHIVES):
        _open_tar(path).close()
        return None
    return 1


def _count_inside(path: Path) -> int | None:
    try:
        return _count(path)
    except DocumentError:
        return 1


def _recorded(path: Path, below: str) -> Iterator[Item]:
    """Yield the reports of a file; where it breaks off, an item that says so."""
    name = below or path.name
    lower = name.lower()
    try:
        if lower.endswith(".parquet"):
            yield from _from_parquet(path)
        elif lower.endswith(".zip"):
            yield from _from_zip(path, _home(below))
        elif lower.endswith(ARCHIVES):
            yield from _from_tar(path, _home(below))
        elif path.stat().st_size > LARGEST:
            yield Item(_doc(name), problem="the file is too large for a report")
        else:
            yield Item(_doc(name), body=path.read_bytes(), name=name)
    except DocumentError as error:
        yield Item(_doc(name), problem=error.message)
    except OSError as error:
        yield Item(_doc(name), problem=f"the file cannot be read: {error.strerror or error}")


def _home(below: str) -> str:
    """Return where the reports of an archive inside a folder belong: its path without its suffix."""
    for suffix in (s for s in sorted(ARCHIVES, key=len, reverse=True) if below.lower().endswith(s)):
        return f"{below[: -len(suffix)]}/"
    return ""


def _open_zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise _broken("archive", path, error) from None


def _members(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    named = ((_name_of(member), member) for member in archive.infolist() if not member.is_dir())
    return sorted((pair for pair in named if _is_report(pair[0])), key=lambda pair: pair[0])


def _name_of(member: zipfile.ZipInfo) -> str:
    """Return the name of a member; archives made on Chinese Windows write it in GBK and do not say so."""
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            return member.filename.encode("cp437").decode("gb18030")
    return member.filename


def _from_zip(path: Path, home: str) -> Iterator[Item]:
    with _open_zip(path) as archive:
        for name, member in _members(archive):
            if member.file_size > LARGEST:
                yield Item(home + _doc(name), problem="the member is too large for a report")
                continue
            try:
                # Unpacks what the head promises and no byte more; more than that is broken.
                yield Item(home + _doc(name), body=archive.read(member), name=name)
            except (*_BROKEN, RuntimeError, NotImplementedError) as error:
                yield Item(home + _doc(name), problem=f"the member cannot be unpacked: {error}")


def _open_tar(path: Path) -> tarfile.TarFile:
    try:
        # As a stream: going back in a compressed archive would unpack it again for each report. Unpacked a piece at a time,
        # since tarfile's own unpacking takes whatever a few bytes stand for at once.
        archive: tarfile.TarFile = tarfile.TarFile.open(fileobj=_Unpacked(path), mode="r|")  # type: ignore[call-overload]
        return archive
    except _BROKEN as error:
        raise _broken("archive", path, error) from None


class _Unpacked:
    """A tar archive as `tarfile` reads a stream: unpacked, and no further than reports are ever packed."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            mark = file.read(6)
        opens: dict[bytes, Any] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
        opener = next((opened for begins, opened in opens.items() if mark.startswith(begins)), open)
        self.file: IO[bytes] = opener(path, "rb")
        self.left = LEAST_UNPACKED + MAX_RATIO * path.stat().st_size

    def read(self, size: int) -> bytes:
        body = self.file.read(size)
        self.left -= len(body)
        if self.left < 0:
            raise tarfile.ReadError("it unpacks to more than reports can hold")
        return body

    def close(self) -> None:
        self.file.close()


def _from_tar(path: Path, home: str) -> Iterator[Item]:
    with _open_tar(path) as archive:
        try:
            for member in archive:
                if not (member.isfile() and _is_report(member.name)):
                    continue
                if member.size > LARGEST:
                    yield Item(home + _doc(member.name), problem="the member is too large for a report")
                elif (file := archive.extractfile(member)) is not None:
                    yield Item(home + _doc(member.name), body=file.read(), name=member.name)
        except _BROKEN as error:
            raise _broken("archive", path, error, "the archive breaks off") from None


def _broken(what: str, path: Path, error: Exception, message: str = "") -> DocumentError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return DocumentError(f"{message or f'cannot open the {what}'}: {reason}", where=str(path), advice="it may be incomplete")


def _is_report(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name.lower().endswith(REPORTS) and not any(p.startswith((".", "__MACOSX")) for p in parts if p != "..")


def _doc(name: str) -> str:
    """Return a path as an id, without the root, the drive or the steps up that a hostile archive may hold."""
    # A name that is not UTF-8 is told apart by what stands for its other bytes.
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    parts = PurePosixPath(name.replace("\\", "/")).with_suffix("").parts
    return "/".join(p for p in parts if p not in ("..", "/", "//") and not p.endswith(":"))


def _open_parquet(path: Path) -> pq.ParquetFile:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path, memory_map=True)
    except (pa.ArrowException, OSError) as error:
        raise _broken("Parquet file", path, error) from None
    if "text" not in file.schema_arrow.names:
        raise DocumentError("the Parquet file has no column 'text'", where=str(path), advice="name the column of the texts so")
    return file


def _from_parquet(path: Path) -> Iterator[Item]:
    import pyarrow as pa

    file = _open_parquet(path)
    known = [n for n in _COLUMNS if n in file.schema_arrow.names]
    count = 0
    try:
        for batch in file.iter_batches(batch_size=BATCH, columns=known):
            for row in batch.to_pylist():
                count += 1
                yield _from_row(row, f"{path.stem}/{count}")
    except (pa.ArrowException, OSError) as error:
        raise _broken("Parquet file", path, error, f"the Parquet file breaks off behind row {count}") from None


#: An address in a column of them, which may hold a mark of a list before it.
_ADDRESS = re.compile(r"https?://\S+")


def _from_row(row: dict[str, object], fallback: str) -> Item:
    known: dict[str, Any] = {name: str(row.get(name) or "") for name in ("kind", "level", "area", "title", "source_url")}
    if address := _ADDRESS.search(known["source_url"]):
        known["source_url"] = address[0]
    # Years with gaps come out of pandas as floats.
    year = str(row.get("year")).removesuffix(".0")
    text = row.get("text")
    return Item(
        str(row.get("doc") or fallback),
        text=text if isinstance(text, str) else None,
        year=int(year) if re.fullmatch("[0-9]{4}", year) else None,
        problem="" if isinstance(text, str) else "the report has no text",
        **known,
    )
