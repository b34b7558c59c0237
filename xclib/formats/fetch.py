"""Bytes from a web address, with limits of time and size and one-line errors."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from email.message import Message
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

from xclib.errors import DocumentError

#: Bytes that a page or file from the web may have.
MAX_BYTES = 30_000_000
MAX_REDIRECTS = 5

_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; xclib)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "identity",
}
_SAVE = "save the page with a browser and give the file"


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered."""

    data: bytes
    #: Address after redirects.
    url: str
    #: Media type, as ``text/html``.
    media_type: str = ""
    #: Encoding that the header declares.
    charset: str = ""


def fetch(url: str, *, timeout: float = 30, max_bytes: int = MAX_BYTES) -> Response:
    """Fetch a web address.

    Parameters
    ----------
    url : str
        An http or https address.
    timeout : float, default 30
        Seconds that the whole answer may take.
    max_bytes : int
        Largest size that is accepted.

    Examples
    --------
    >>> fetch("ftp://example.org/a.html")
    Traceback (most recent call last):
    xclib.errors.DocumentError: ftp://example.org/a.html: is no http or https address; give a file or a web page
    """
    request = urllib.request.Request(_ascii_address(url), headers=_HEADERS)
    deadline = time.monotonic() + timeout
    try:
        with _opener().open(request, timeout=timeout) as answer:
            head: Message = answer.headers
            _check_head(head, url, max_bytes)
            data = _read(answer, url, deadline, max_bytes)
            if (head.get("Content-Encoding") or "").lower() in ("gzip", "x-gzip", "deflate"):
                data = _inflate(data, url, max_bytes)
            return Response(data, answer.geturl(), head.get_content_type(), head.get_content_charset() or "")
    except DocumentError:
        raise
    except (OSError, http.client.HTTPException, zlib.error) as error:
        raise _explain(error, url, timeout) from error


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS
    max_repeats = 2

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        try:
            target = _ascii_address(newurl)
        except DocumentError as error:
            raise DocumentError("redirects to something that is no web page", where=req.full_url, advice=_SAVE) from error
        return super().redirect_request(req, fp, code, msg, headers, target)


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener that knows http and https alone: no files, no ftp, no data addresses."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _ascii_address(url: str) -> str:
    """Return an address as servers want it: Chinese names and paths encoded, no password in it."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise DocumentError("is no valid web address", where=url[:200], advice="check its spelling") from error
    if parts.scheme not in ("http", "https") or not host:
        raise DocumentError("is no http or https address", where=url[:200], advice="give a file or a web page")
    if parts.username is not None or parts.password is not None:
        raise DocumentError("holds a user name or password", where=host, advice=_SAVE)
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
    query = quote(parts.query, safe="/%:=&?~+!$,;'@()*[]")
    return urlunsplit((parts.scheme, f"{host}:{port}" if port else host, path, query, ""))


def _check_head(head: Message, url: str, max_bytes: int) -> None:
    length = head.get("Content-Length", "")
    if length.isdecimal() and int(length) > max_bytes:
        raise _too_large(url, max_bytes)
    media = head.get_content_type()
    if media.split("/")[0] in ("image", "audio", "video", "font"):
        raise DocumentError(f"is {media}, not a text", where=url, advice="give the page or document itself")


def _read(answer: http.client.HTTPResponse, url: str, deadline: float, max_bytes: int) -> bytes:
    """Read in pieces, so that a server that drips cannot hold the run up for ever."""
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            raise _too_large(url, max_bytes)
        if time.monotonic() > deadline:
            raise TimeoutError
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(pieces)


def _inflate(data: bytes, url: str, max_bytes: int) -> bytes:
    bits = 47 if data[:1] in (b"\x1f", b"\x78") else -15
    engine = zlib.decompressobj(bits)
    plain = engine.decompress(data, max_bytes + 1)
    if len(plain) > max_bytes:
        raise _too_large(url, max_bytes)
    return plain


def _too_large(url: str, max_bytes: int) -> DocumentError:
    return DocumentError(f"is larger than {max_bytes / 1e6:.0f} MB", where=url, advice="download it and give the file")


def _explain(error: Exception, url: str, timeout: float) -> DocumentError:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(error, urllib.error.HTTPError):
        if "infinite loop" in str(error.msg):
            return DocumentError("redirects in a circle", where=url, advice=_SAVE)
        if "not allowed" in str(error.msg):
            return DocumentError("redirects to something that is no web page", where=url, advice=_SAVE)
        return DocumentError(f"the server answers {error.code}", where=url, advice=f"check the address, or {_SAVE}")
    if isinstance(reason, socket.gaierror):
        return DocumentError("the host's name is not known", where=url, advice="check the address and the network")
    if isinstance(reason, TimeoutError):
        return DocumentError(
            f"no full answer within {timeout:g} s", where=url, advice="try again later or with a longer timeout"
        )
    if isinstance(reason, ssl.SSLError):
        return DocumentError("its certificate or encryption cannot be trusted", where=url, advice=_SAVE)
    if isinstance(error, http.client.IncompleteRead):
        return DocumentError("the answer broke off", where=url, advice="try again")
    detail = str(reason).splitlines()[0][:200] if str(reason) else type(reason).__name__
    return DocumentError(f"cannot be fetched ({detail})", where=url, advice="check the address and the network")
