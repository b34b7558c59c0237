"""Bytes from a web address, with limits of time and size and one-line errors."""

from __future__ import annotations

import http.client
import socket
import sys
import threading
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

from xclib import __version__
from xclib.errors import DocumentError
from xclib.formats.inside import Gate, named_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes that a page or file from the web may have.
MAX_BYTES = 30_000_000
MAX_REDIRECTS = 5

_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; xclib/{__version__})",
    "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "identity",
}
_SAVE = "save the page with a browser and give the file"


#: Media types that hold no report.
_NO_TEXT = ("image", "audio", "video", "font")
_NO_REPORT = ("application/json", "application/javascript", "text/javascript", "text/css")
#: Answers that another try may change: too early, too many requests, and a server that is not well.
_PASSING = (408, 425, 429, 500, 502, 503, 504)


class FetchError(DocumentError):
    """An address that gave no document.

    Attributes
    ----------
    code : int
        The server's answer, 0 where there was none.
    passing : bool
        Whether another try may go better.
    retry_after : float or None
        Seconds for which the server asks to be left alone.
    """

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        advice: str = "",
        code: int = 0,
        passing: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, where=where, advice=advice)
        self.code, self.passing, self.retry_after = code, passing, retry_after


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
    #: What the server knows this version of the page by.
    etag: str = ""
    last_modified: str = ""
    #: Whether the page is the one that was asked about: no data then.
    unchanged: bool = False


def fetch(
    url: str,
    *,
    timeout: float = 30,
    max_bytes: int = MAX_BYTES,
    headers: Mapping[str, str] | None = None,
    follow: Callable[[str], None] | None = None,
    gate: Gate | None = None,
    cut: bool = False,
) -> Response:
    """Fetch a web address.

    ``url``: an http or https address; ``timeout``: seconds that the whole answer may take, redirects included; ``max_bytes``:
    largest size that is accepted; ``headers``: further headers, as ``If-None-Match``. ``follow``: called with each address to
    which the server redirects, before it is asked; raises where it may not be. ``gate``: which machines may be asked; where
    none is given, the one that the address names and, from a public one, public ones. ``cut``: whether what is longer than
    ``max_bytes`` is cut there, and what calls itself no text is read all the same. Raises `FetchError`: there is no answer, or
    none that can be a document; `InsideError`: it leads into a private network.

    >>> fetch("ftp://example.org/a.html")
    Traceback (most recent call last):
    xclib.formats.fetch.FetchError: ftp://example.org/a.html: is not an http(s) URL; pass a file path or a web address
    """
    sent = {**_HEADERS, **(headers or {})}
    request = urllib.request.Request(_ascii_address(url), headers=sent)
    with _bounded(timeout) as clock:
        try:
            with _opener(clock, follow, gate or Gate()).open(request, timeout=timeout) as answer:
                response = _take(answer, url, max_bytes, cut)
            if clock.over:
                raise TimeoutError
            return response
        except DocumentError:
            raise
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            if isinstance(error, urllib.error.HTTPError):
                error.close()
                if error.code == 304 and {"If-None-Match", "If-Modified-Since"} & set(sent):
                    return Response(b"", url, unchanged=True)
            raise _explain(TimeoutError() if clock.over else error, url, timeout) from error


def _take(answer: http.client.HTTPResponse, url: str, max_bytes: int, cut: bool) -> Response:
    head: Message = answer.headers
    if answer.status not in (200, 203):
        raise FetchError(f"the server answers {answer.status}, no whole page", where=url, advice=_SAVE, code=answer.status)
    if not cut:
        _check_head(head, url, max_bytes)
    data = _read(answer, url, max_bytes, cut)
    if (head.get("Content-Encoding") or "").lower() in ("gzip", "x-gzip", "deflate"):
        data = _inflate(data, url, max_bytes, cut)
    etag, modified = (str(head.get(name, "")).strip() for name in ("ETag", "Last-Modified"))
    return Response(data, answer.geturl(), head.get_content_type(), head.get_content_charset() or "", etag, modified)


class _Clock:
    """The connections of one fetch: all are cut when its time is over, at whatever point a server drags things out."""

    def __init__(self) -> None:
        self.over = False
        self.sockets: list[socket.socket] = []

    def add(self, opened: socket.socket) -> None:
        self.sockets.append(opened)
        if self.over:
            self.cut()

    def cut(self) -> None:
        self.over = True
        for opened in self.sockets:
            with suppress(OSError):
                socket.socket.shutdown(opened, socket.SHUT_RDWR)


@contextmanager
def _bounded(seconds: float) -> Iterator[_Clock]:
    clock = _Clock()
    timer = threading.Timer(seconds, clock.cut)
    timer.daemon = True
    timer.start()
    try:
        yield clock
    finally:
        timer.cancel()


class _Web(urllib.request.AbstractHTTPHandler):
    """Opens http and https; each connection passes the gate and is put on the clock."""

    def __init__(self, clock: _Clock, gate: Gate) -> None:
        super().__init__()
        self.clock, self.gate = clock, gate

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self._ask(http.client.HTTPConnection, req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self._ask(http.client.HTTPSConnection, req)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        return self.do_request_(req)

    https_request = http_request

    def _ask(self, kind: type[http.client.HTTPConnection], req: urllib.request.Request) -> http.client.HTTPResponse:
        proxied = req.has_proxy() or bool(getattr(req, "_tunnel_host", None))
        if proxied:  # the proxy resolves the name, and may itself be anywhere: the environment says so
            self.gate.judge(named_inside(req.full_url), req.full_url)

        def connection(*words: Any, **options: Any) -> http.client.HTTPConnection:  # noqa: ANN401 - those of http.client
            made = kind(*words, **options)
            if not proxied:
                made._create_connection = self.gate.connect  # type: ignore[attr-defined]
            connect = made.connect

            def connect_and_note() -> None:
                connect()
                self.clock.add(made.sock)

            made.connect = connect_and_note  # type: ignore[method-assign]
            return made

        return self.do_open(connection, req)


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS
    max_repeats = 2

    def __init__(self, follow: Callable[[str], None] | None) -> None:
        self.follow = follow

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        try:
            target = _ascii_address(newurl)
        except DocumentError as error:
            raise FetchError("redirects to something that is no web page", where=req.full_url, advice=_SAVE) from error
        if self.follow:
            self.follow(target)
        return super().redirect_request(req, fp, code, msg, headers, target)


def _opener(clock: _Clock, follow: Callable[[str], None] | None, gate: Gate) -> urllib.request.OpenerDirector:
    """Return an opener that knows http and https alone: no files, no ftp, no data addresses."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        _Web(clock, gate),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(follow),
    ):
        opener.add_handler(handler)
    return opener


def _ascii_address(url: str) -> str:
    """Return an address as servers want it: Chinese names and paths encoded, no password in it."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        if "%" in host:  # an escape would hide from a check what urllib reads out of it
            raise ValueError(host)
        host = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError("is no valid web address", where=url[:200], advice="check its spelling") from error
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError("is not an http(s) URL", where=url[:200], advice="pass a file path or a web address")
    if parts.username is not None or parts.password is not None:
        raise FetchError("holds a user name or password", where=host, advice=_SAVE)
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
    query = quote(parts.query, safe="/%:=&?~+!$,;'@()*[]")
    return urlunsplit((parts.scheme, f"{host}:{port}" if port else host, path, query, ""))


def _check_head(head: Message, url: str, max_bytes: int) -> None:
    length = head.get("Content-Length", "")
    if length.isdecimal() and int(length) > max_bytes:
        raise _too_large(url, max_bytes)
    media = head.get_content_type()
    if media.split("/")[0] in _NO_TEXT or media in _NO_REPORT:
        raise FetchError(f"is {media}, not a text", where=url, advice="give the page or document itself")


def _read(answer: http.client.HTTPResponse, url: str, max_bytes: int, cut: bool) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            if cut:
                return b"".join(pieces)[:max_bytes]
            raise _too_large(url, max_bytes)
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(pieces)


def _inflate(data: bytes, url: str, max_bytes: int, cut: bool) -> bytes:
    bits = 47 if data[:1] in (b"\x1f", b"\x78") else -15
    engine = zlib.decompressobj(bits)
    plain = engine.decompress(data, max_bytes + 1)
    if cut:
        return plain[:max_bytes]
    if len(plain) > max_bytes:
        raise _too_large(url, max_bytes)
    if not engine.eof:
        raise http.client.IncompleteRead(b"", 1)
    return plain


def _too_large(url: str, max_bytes: int) -> FetchError:
    return FetchError(f"is larger than {max_bytes / 1e6:.0f} MB", where=url, advice="download it and give the file")


def _explain(error: Exception, url: str, timeout: float) -> FetchError:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(error, urllib.error.HTTPError):
        return _explain_code(error, url)
    if isinstance(reason, socket.gaierror):
        return FetchError("the host's name is not known", where=url, advice="check the address and the network", passing=True)
    if isinstance(reason, TimeoutError):
        advice = "try again later or with a longer timeout"
        return FetchError(f"no full answer within {timeout:g} s", where=url, advice=advice, passing=True)
    # An encrypted answer has loaded it; where Python comes without it, as in a browser, there was none.
    if (ssl := sys.modules.get("ssl")) and isinstance(reason, ssl.SSLError):
        return FetchError("its certificate or encryption cannot be trusted", where=url, advice=_SAVE)
    if isinstance(error, http.client.IncompleteRead):
        return FetchError("the answer broke off", where=url, advice="try again", passing=True)
    detail = str(reason).splitlines()[0][:200] if str(reason) else type(reason).__name__
    advice = "check the address and the network"
    return FetchError(f"cannot be fetched ({detail})", where=url, advice=advice, passing=isinstance(reason, OSError))


def _explain_code(error: urllib.error.HTTPError, url: str) -> FetchError:
    if "infinite loop" in str(error.msg):
        return FetchError("redirects in a circle", where=url, advice=_SAVE)
    if "not allowed" in str(error.msg):
        return FetchError("redirects to something that is no web page", where=url, advice=_SAVE)
    return FetchError(
        f"the server answers {error.code}",
        where=url,
        advice=f"check the address, or {_SAVE}",
        code=error.code,
        passing=error.code in _PASSING,
        retry_after=_seconds_to(error.headers.get("Retry-After", "")),
    )


def _seconds_to(header: str) -> float | None:
    """Return the seconds that ``Retry-After`` asks for, as a number or a date; None where it asks for nothing.

    >>> _seconds_to("120"), _seconds_to("soon"), _seconds_to("Fri, 99999999999999999999 Jan 2030 00:00:00 GMT")
    (120.0, None, None)
    """
    header = header.strip()
    if header.isascii() and header.isdecimal():
        return float(header[:9])
    try:
        moment = parsedate_to_datetime(header)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
