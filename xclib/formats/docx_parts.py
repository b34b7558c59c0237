"""The parts of a Word file: found by the package's own relationships, after the archive was found to be harmless."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

from xclib.errors import DocumentError

Element: TypeAlias = "etree._Element"

#: Entries of the archive, bytes of all and of one once unpacked, and how far one may have been packed.
MAX_ENTRIES = 5_000
MAX_UNPACKED = 300_000_000
MAX_PART = 60_000_000
MAX_RATIO = 250
#: A part smaller than this is no bomb, however well it is packed.
SMALL_PART = 5_000_000

#: Relationships that lead to a part with words, or with what they look like.
_WANTED = ("styles", "numbering", "footnotes", "endnotes", "aFChunk")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that are read.

    Parameters
    ----------
    main : bytes
        The document itself.
    parts : mapping
        Its styles, numbering, footnotes and endnotes, as far as there are any.
    chunks : mapping
        By relationship: name and content of documents that are printed in place of a reference to them.
    """

    main: bytes
    parts: Mapping[str, bytes]
    chunks: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


def open_package(data: bytes, where: str) -> Package:
    """Return the parts to be read, after the archive was found to be harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = {entry.filename.lstrip("/"): entry for entry in archive.infolist()}
            main = _main_part(archive, entries, where)
            _check_archive(entries, main, where)
            parts: dict[str, bytes] = {}
            chunks: dict[str, tuple[str, bytes]] = {}
            for kind, key, target in _related(archive, entries, main, where):
                if kind == "aFChunk":
                    chunks[key] = target, _take(archive, entries[target], where)
                elif kind in _WANTED:
                    parts.setdefault(kind, _take(archive, entries[target], where))
            # A file without relationships keeps its parts where Word puts them.
            for kind in _WANTED:
                if kind not in parts and (entry := entries.get(f"word/{kind}.xml")):
                    parts[kind] = _take(archive, entry, where)
            return Package(_take(archive, entries[main], where), parts, chunks)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        if "encrypted" in str(error):
            raise DocumentError("is protected by a password", where=where, advice="save it without password") from error
        raise DocumentError("is truncated or damaged", where=where, advice="download or save it again") from error


def _take(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> bytes:
    if entry.file_size > MAX_PART:
        raise DocumentError(f"holds more than {MAX_PART / 1e6:.0f} MB of text", where=where, advice="split it")
    return archive.read(entry)


def _main_part(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], where: str) -> str:
    """Return the name of the part that the package says is the document, else the one Word uses."""
    targets = [target for kind, _, target in _related(archive, entries, "", where) if kind == "officeDocument"]
    return next((target for target in targets if not target.startswith(("xl/", "ppt/"))), "word/document.xml")


def _related(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], part: str, where: str
) -> list[tuple[str, str, str]]:
    """Return kind, id and target of the relationships of a part, or of the package, to parts that are there."""
    folder, name = posixpath.split(part)
    entry = entries.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if entry is None or entry.file_size > SMALL_PART:
        return []
    found = []
    for relation in parse_part(archive.read(entry), where).iterfind("{*}Relationship"):
        # A chunk elsewhere is never fetched.
        if relation.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target") or ""))).lstrip("/")
        if target in entries:
            found.append(((relation.get("Type") or "").rpartition("/")[2], relation.get("Id") or "", target))
    return found


def _check_archive(entries: Mapping[str, zipfile.ZipInfo], main: str, where: str) -> None:
    unpacked = sum(entry.file_size for entry in entries.values())
    swollen = [e for e in entries.values() if e.file_size > SMALL_PART and e.file_size > MAX_RATIO * max(1, e.compress_size)]
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or swollen:
        raise DocumentError("unpacks to more than a report can hold (a zip bomb?)", where=where, advice="do not open it")
    names = {name.lower() for name in entries}
    if "ofd.xml" in names:
        raise DocumentError("is an OFD file", where=where, advice="save it as PDF or docx")
    if main not in entries:
        kind = "a workbook" if any(name.startswith("xl/") for name in names) else "an archive without a Word document"
        raise DocumentError(f"is {kind}", where=where, advice="give the report as docx")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise DocumentError("holds macros", where=where, advice="save it as docx without macros")


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace; empty of a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str = "val") -> str:
    """Return an attribute, in whichever namespace the file keeps it; empty where there is none, or no element."""
    items = element.attrib.items() if element is not None else ()
    return next((str(value) for key, value in items if etree.QName(str(key)).localname == name), "")


def parse_part(part: bytes, where: str) -> Element:
    """Parse the XML of a part; what Word never writes is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(part, parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError("holds XML that cannot be read", where=where, advice="save it again from Word") from error
    # Word writes no document type: one is there to smuggle entities in.
    if root.getroottree().docinfo.doctype:
        raise DocumentError("declares XML entities", where=where, advice="do not open it; ask for a clean file")
    return root
