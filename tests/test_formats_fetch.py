"""Web addresses, from a server on this machine."""

import gzip
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from xclib.errors import DocumentError
from xclib.formats import fetch as fetch_module
from xclib.formats import read_source
from xclib.formats.fetch import FetchError, fetch

TEXT = "<html><title>青岚市统计公报</title><body><p>全市生产总值完成320.5亿元，同比增长5.8%。</p></body></html>"


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/to/"):
            targets = {
                "file": "file:///etc/hosts",
                "loop": "/to/loop",
                "ftp": "ftp://localhost/a",
                "page": "/page",
                "cn": "/页面",
            }
            return self.answer(302, b"", Location=targets[path[4:]].encode().decode("latin-1"))
        if path in ("/page", "/%E9%A1%B5%E9%9D%A2"):
            return self.answer(200, TEXT.encode("gbk"), **{"Content-Type": "text/html; charset=gb2312"})
        if path == "/txt":
            return self.answer(200, "增长5.8%\n工业".encode("big5", "ignore"), **{"Content-Type": "text/plain; charset=big5"})
        if path == "/gzip":
            return self.answer(200, gzip.compress(TEXT.encode()), **{"Content-Type": "text/html", "Content-Encoding": "gzip"})
        if path == "/bomb":
            return self.answer(
                200, gzip.compress(bytes(5_000_000)), **{"Content-Type": "text/html", "Content-Encoding": "gzip"}
            )
        if path == "/cut.gz":
            half = gzip.compress(TEXT.encode())[:60]
            return self.answer(200, half, **{"Content-Type": "text/html", "Content-Encoding": "gzip"})
        if path == "/part":
            return self.answer(206, TEXT.encode(), **{"Content-Type": "text/html"})
        if path == "/json":
            return self.answer(200, b"{}", **{"Content-Type": "application/json"})
        if path == "/known":
            same = self.headers["If-None-Match"] == '"v1"' and self.headers["X-Hint"] == "h"
            return self.answer(304 if same else 200, b"" if same else TEXT.encode(), ETag='"v1"')
        if path == "/304":
            return self.answer(304, b"")
        if path == "/busy":
            return self.answer(429, b"", **{"Retry-After": "120"})
        if path == "/until":
            return self.answer(503, b"", **{"Retry-After": formatdate(time.time() + 60, usegmt=True)})
        if path == "/heads":
            self.wfile.write(b"HTTP/1.0 200 OK\r\n")
            for n in range(200):
                try:
                    self.wfile.write(f"X-{n}: 1\r\n".encode())
                except OSError:
                    return None
                time.sleep(0.05)
            return None
        if path == "/image":
            return self.answer(200, b"x", **{"Content-Type": "image/png"})
        if path == "/claims":
            return self.answer(200, b"", **{"Content-Length": "99999999"})
        if path == "/short":
            return self.answer(200, b"x" * 10, **{"Content-Length": "1000"})
        if path == "/endless":
            return self.drip(b"x" * 65536, 0)
        if path == "/slow":
            return self.drip(b"x", 0.05)
        if path == "/silent":
            time.sleep(1)
            return None
        if path == "/junk":
            self.wfile.write(b"no http at all\r\n\r\n")
            return None
        return self.answer(404, b"")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, piece: bytes, pause: float) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(piece)
                time.sleep(pause)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize("path", ["/page", "/to/page", "/to/cn", "/页面?年=2023", "/gzip"])
def test_pages_are_fetched(site, path):
    read = read_source(site + path)
    assert read.text == "全市生产总值完成320.5亿元，同比增长5.8%。"
    assert read.title == "青岚市统计公报"
    assert read.source_url.startswith(site)
    assert "/to/" not in read.source_url


def test_the_header_names_the_encoding(site):
    assert fetch(f"{site}/txt").charset == "big5"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/none", "the server answers 404"),
        ("/to/file", "redirects to something that is no web page"),
        ("/to/ftp", "redirects to something that is no web page"),
        ("/to/loop", "redirects in a circle"),
        ("/image", "is image/png, not a text"),
        ("/claims", "larger than 1 MB"),
        ("/endless", "larger than 1 MB"),
        ("/bomb", "larger than 1 MB"),
        ("/short", "broke off"),
        ("/junk", "cannot be fetched"),
        ("/cut.gz", "broke off"),
        ("/part", "answers 206, no whole page"),
        ("/json", "is application/json, not a text"),
        ("/304", "answers 304"),
    ],
)
def test_one_clear_line(site, path, message, monkeypatch):
    with pytest.raises(DocumentError, match=message) as caught:
        fetch(site + path, max_bytes=1_000_000)
    assert "\n" not in str(caught.value)
    assert caught.value.where.startswith(site)


@pytest.mark.parametrize("path", ["/slow", "/silent", "/heads"])
def test_a_slow_server_is_left(site, path):
    begun = time.monotonic()
    with pytest.raises(DocumentError, match="no full answer within"):
        fetch(site + path, timeout=0.3)
    assert time.monotonic() - begun < 2


def test_a_page_is_asked_for_by_its_version(site):
    first = fetch(f"{site}/known")
    assert (first.etag, first.unchanged) == ('"v1"', False)
    again = fetch(f"{site}/known", headers={"If-None-Match": first.etag, "X-Hint": "h"})
    assert (again.unchanged, again.data) == (True, b"")


@pytest.mark.parametrize(
    ("path", "code", "passing", "seconds"),
    [
        ("/busy", 429, True, (120, 120)),
        ("/until", 503, True, (50, 61)),
        ("/none", 404, False, None),
        ("/short", 0, True, None),
        ("/image", 0, False, None),
        ("/to/loop", 0, False, None),
    ],
)
def test_what_is_worth_another_try(site, path, code, passing, seconds):
    with pytest.raises(FetchError) as caught:
        fetch(site + path)
    assert (caught.value.code, caught.value.passing) == (code, passing)
    if seconds:
        assert seconds[0] <= caught.value.retry_after <= seconds[1]
    else:
        assert caught.value.retry_after is None


def test_each_redirect_may_be_refused(site):
    asked = []

    def follow(url):
        asked.append(url)
        raise FetchError("may not be read", where=url)

    with pytest.raises(FetchError, match="may not be read"):
        fetch(f"{site}/to/page", follow=follow)
    assert asked == [f"{site}/page"]


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("http://127.0.0.1/", True),
        ("http://169.254.169.254/latest", True),
        ("http://[::1]/", True),
        ("http://10.0.0.3:80/", True),
        ("http://localhost/", True),
        ("http://printer.local./", True),
        ("https://qinglan.example/", False),
        ("http://8.8.8.8/", False),
    ],
)
def test_addresses_of_the_inside(url, inside):
    assert fetch_module._is_inside(url) is inside


def test_a_page_of_the_world_leads_nobody_inside(site, monkeypatch):
    monkeypatch.setattr(fetch_module, "_is_inside", lambda url: "/to/" not in url)
    with pytest.raises(FetchError, match="private network"):
        fetch(f"{site}/to/page")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/a", "no http or https"),
        ("http://", "no http or https"),
        ("http://[::1", "no valid web address"),
        ("http://a:b@example.org/", "user name or password"),
        ("http://example.org:99999/", "no valid web address"),
        ("http://" + "a" * 80 + ".example/", "no valid web address"),
        ("http://127.0.0.1:9/", "cannot be fetched"),
    ],
)
def test_bad_addresses(url, message):
    with pytest.raises(DocumentError, match=message):
        read_source(url, timeout=2)


def test_an_unknown_host_is_named(monkeypatch):
    import socket

    def unknown(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(DocumentError, match="host's name is not known"):
        fetch_module.fetch("http://qinglan.example/")
