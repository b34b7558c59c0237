"""The watch list: addresses of reports, each with what its page does not say of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from xclib.care.settings import read_settings
from xclib.errors import UnknownNameError
from xclib.model.codes import CODES, KINDS

#: Pages that one list may have.
MAX_PAGES = 2_000
#: Seconds between two requests to one host, and that one answer may take, where the list says nothing.
PAUSE, TIMEOUT = 5.0, 30.0

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_REPORT = re.compile(r"cn-(\d{6})-([a-z]+)-(\d{4})")
_KNOWN = {"url": str, "id": str, "area": str, "area_code": str, "kind": str, "year": int}
_TOP = {"pages": list, "contact": str, "pause": (int, float), "timeout": (int, float), "allow_private": bool}
_ADVICE = "see docs/watching.md"


@dataclass(frozen=True, slots=True)
class Watched:
    """One page of the list."""

    url: str
    #: Name of its folder for review.
    id: str
    area: str = ""
    area_code: str = ""
    #: Long name of the kind of report, as ``work report``.
    kind: str = ""
    year: int | None = None

    @property
    def listed(self) -> str:
        """What the list says of the page, in one string: where it changes, the page is read again."""
        return "\n".join(map(str, (self.area, self.area_code, self.kind, self.year)))


@dataclass(frozen=True, slots=True)
class WatchList:
    """All pages, and the manners of asking for them."""

    pages: tuple[Watched, ...]
    #: Address of the person who watches, told to each server.
    contact: str = ""
    pause: float = PAUSE
    timeout: float = TIMEOUT
    #: Whether its addresses may lie in a private network.
    allow_private: bool = False
    where: str = field(default="", compare=False)


def read_list(path: Path) -> WatchList:
    """Read a watch list from its YAML file.

    Raises `UnknownNameError`: it is missing, says something else, or names a page that no folder can be named after.
    """
    settings, where = read_settings(path), str(path)
    if isinstance(settings, list):
        settings = {"pages": settings}
    if not isinstance(settings, dict) or not isinstance(settings.get("pages"), list):
        raise UnknownNameError("is no watch list", where=where, advice=f"give pages with their url; {_ADVICE}")
    _check_kinds(settings, _TOP, where)
    if len(settings["pages"]) > MAX_PAGES:
        raise UnknownNameError(f"has more than {MAX_PAGES} pages", where=where, advice="split it")
    pages = tuple(_read_page(entry, f"{where}, page {n}") for n, entry in enumerate(settings["pages"], 1))
    for name in ("id", "url"):
        values = [getattr(page, name) for page in pages]
        if twice := next((v for v in values if values.count(v) > 1), ""):
            raise UnknownNameError(f"{name} {twice!r} stands twice", where=where, advice="name each page once")
    contact = settings.get("contact", "")
    if not contact.isascii() or not contact.isprintable() or set(contact) & set("()") or len(contact) > 200:
        raise UnknownNameError(f"contact cannot be {contact!r}", where=where, advice="give a mail or web address")
    pause, timeout = float(settings.get("pause", PAUSE)), float(settings.get("timeout", TIMEOUT))
    if not (0 <= pause <= 3600 and 0 < timeout <= 3600):
        raise UnknownNameError("pause and timeout are seconds, at most 3600", where=where, advice=_ADVICE)
    return WatchList(pages, contact, pause, timeout, settings.get("allow_private", False), where)


def _read_page(entry: Any, where: str) -> Watched:  # noqa: ANN401 - whatever the file says
    if isinstance(entry, str):
        entry = {"url": entry}
    if not isinstance(entry, dict) or "url" not in entry:
        raise UnknownNameError("has no url", where=where, advice=_ADVICE)
    _check_kinds(entry, _KNOWN, where)
    url = str(entry["url"]).strip()
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    if not url.lower().startswith(("http://", "https://")) or not host or not url.isprintable():
        raise UnknownNameError(f"{url[:200]!r} is not an http(s) URL", where=where, advice="pass a web address")
    name = entry.get("id") or _name_of(url, host)
    if not _NAME.fullmatch(name):
        advice = "use a-z, 0-9, - and _, at most 80 of them"
        raise UnknownNameError(f"id {name[:100]!r} cannot name a folder", where=where, advice=advice)
    known = {k: v for k, v in entry.items() if k not in ("url", "id")}
    if report := _REPORT.fullmatch(name):
        known = {"area_code": report[1], "kind": report[2], "year": int(report[3]), **known}
    code = known.get("kind", "")
    kind = known["kind"] = CODES[code].name if code in CODES else code
    if kind and kind not in KINDS:
        raise UnknownNameError(f"unknown kind {kind!r}", where=where, advice=f"choose one of {', '.join(CODES)}")
    return Watched(url, name, **known)


def _name_of(url: str, host: str) -> str:
    """Name a page after its host and address: the same page has the same name in every list.

    >>> _name_of("https://qinglan.example/a", "qinglan.example")
    'qinglan-example-8f74726c'
    """
    plain = re.sub("[^a-z0-9]+", "-", host.lower()).strip("-")[:60] or "page"
    return f"{plain}-{sha256(url.encode()).hexdigest()[:8]}"


def _check_kinds(settings: Mapping[str, Any], known: Mapping[str, Any], where: str) -> None:
    for name, value in settings.items():
        if name not in known:
            raise UnknownNameError(f"unknown word {name!r}", where=where, advice=f"known are {', '.join(known)}")
        if not isinstance(value, known[name]) or (isinstance(value, bool) and known[name] is not bool):
            advice = 'write text with digits only in quotes: "110102"' if known[name] is str else _ADVICE
            raise UnknownNameError(f"{name} cannot be {value!r}", where=where, advice=advice)
