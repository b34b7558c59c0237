"""Web addresses, from a server on this machine."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from xclib.errors import DocumentError
from xclib.formats import fetch as fetch_module
from xclib.formats import read_source
from xclib.formats.fetch import fetch

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
    ],
)
def test_one_clear_line(site, path, message, monkeypatch):
    with pytest.raises(DocumentError, match=message) as caught:
        fetch(site + path, max_bytes=1_000_000)
    assert "\n" not in str(caught.value)
    assert caught.value.where.startswith(site)


@pytest.mark.parametrize("path", ["/slow", "/silent"])
def test_a_slow_server_is_left(site, path):
    begun = time.monotonic()
    with pytest.raises(DocumentError, match="no full answer within"):
        fetch(site + path, timeout=0.3)
    assert time.monotonic() - begun < 2


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
