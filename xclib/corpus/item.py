"""One report of a corpus before it is read, and what its text and its name say of it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from xclib.errors import DocumentError
from xclib.extract.about import planned_year
from xclib.extract.document import Document, parse_text
from xclib.formats.prose import read_prose
from xclib.formats.read import Opened, read_opened
from xclib.model.areas import find_area

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


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

    @property
    def size(self) -> int:
        """Bytes or characters that it holds in memory."""
        return len(self.body) + len(self.text or "")

    def digest(self) -> bytes:
        """Return what tells this item from any other."""
        fields = (str(value) for name, value in asdict(self).items() if name not in ("text", "body"))
        body = self.body if self.text is None else self.text.encode("utf-8", "surrogatepass")
        return sha256("\x1f".join(fields).encode("utf-8", "surrogatepass") + b"\x1e" + body).digest()


def read_item(item: Item) -> tuple[Item, Document]:
    """Return an item with what its text and its name say of it, and the parsed document: its prose, see `read_prose`.

    Raises `DocumentError`: the item cannot be read as a report.
    """
    if item.problem:
        raise DocumentError(item.problem, where=item.doc)
    if item.text is None:
        source = read_opened(Opened(item.body, item.name or "bytes"))
        item = replace(
            item, text=source.text, title=item.title or source.title, source_url=item.source_url or source.source_url
        )
    text = read_prose((item.text or "").split("\n")).text
    given = {"doc": item.doc, "kind": item.kind, "title": item.title, "source_url": item.source_url}
    document = parse_text(text, area=item.area, year=item.year, **given)
    area, year = document.area or _area_of_name(item.doc), document.year if document.year is not None else _year_of(item.doc)
    if document.kind == "work report" and year is not None:
        year = planned_year(text, year)
    if (area, year) != (document.area, document.year):
        document = parse_text(text, area=area, year=year, **given | {"kind": document.kind})
    known = find_area(document.area)
    level = item.level or (known.level if known else "")
    return replace(item, kind=document.kind, area=document.area, year=document.year, level=level), document


def _area_of_name(doc: str) -> str:
    """Return the known area that stands alone in a path, the innermost first: 省/市/2021."""
    for part in reversed(re.split(r"[/\\_\-\s]", doc)):
        if find_area(part) is not None:
            return part
    return ""


def _year_of(doc: str) -> int | None:
    """Return the last year in a path."""
    years = _YEAR.findall(doc)
    return int(years[-1]) if years else None
