"""Web addresses, from a server on this machine."""

import gzip
import socket
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
from xclib.formats.inside import Gate, InsideError, is_inside, named_inside

TEXT = "<html><title>青岚市统计公报</title><body><p>全市生产总值完成320.5亿元，同比增长5.8%。</p></body></html>"


TARGETS = {"file": "file:///etc/hosts", "loop": "/to/loop", "ftp": "ftp://localhost/a", "page": "/page", "cn": "/页面"}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/to/"):
            return self.answer(302, b"", Location=TARGETS[path[4:]].encode().decode("latin-1"))
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
        ("http://[::ffff:10.0.0.3]/", True),
        ("http://10.0.0.3:80/", True),
        ("http://0x7f000001/", True),
        ("http://2130706433/", True),
        ("http://0177.0.0.1/", True),
        ("http://127.1/", True),
        ("http://localhost/", True),
        ("http://printer.local./", True),
        ("https://qinglan.example/", False),
        ("http://8.8.8.8/", False),
        ("http://134744072/", False),
    ],
)
def test_hosts_that_say_themselves_that_they_are_inside(url, inside):
    assert bool(named_inside(url)) is inside


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0", "10.0.0.3", "100.64.0.1", "127.0.0.53", "169.254.169.254", "172.16.0.1", "192.168.1.1", "198.18.0.1",
        "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:3", "64:ff9b:1::1", "100::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2002:7f00:1::", "fc00::1", "fe80::1", "fe80::1%2", "fec0::1",
        "ff02::1", "ff0e::1",
    ],
)  # fmt: skip
def test_addresses_of_the_inside(number):
    assert is_inside(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "::ffff:8.8.8.8", "64:ff9b::808:808", "2606:4700::1111", "192.0.0.9"])
def test_addresses_of_the_world(number):
    assert not is_inside(number)


class Names:
    """A resolver of our own: names and the numbers that they stand for, one list after the other, the last for ever."""

    def __init__(self, monkeypatch, public="", **known):
        self.known = {name.replace("_", "."): list(lists) for name, lists in known.items()}
        self.asked, self.connected = [], []
        real_resolve, real_connect = socket.getaddrinfo, socket.create_connection

        def resolve(host, port, *words, **told):
            self.asked.append(host)
            if host not in self.known:
                return real_resolve(host, port, *words, **told)
            lists = self.known[host]
            found = lists.pop(0) if len(lists) > 1 else lists[0]
            kinds = [(socket.AF_INET6 if ":" in n else socket.AF_INET, (n, port)) for n in found]
            return [(kind, socket.SOCK_STREAM, 6, "", address) for kind, address in kinds]

        def connect(address, *words, **told):
            self.connected.append(address[0])
            # A public number is played by the server on this machine.
            return real_connect(("127.0.0.1", address[1]) if address[0] == public else address, *words, **told)

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        monkeypatch.setattr(socket, "create_connection", connect)


PUBLIC = "8.8.8.8"


def at(site, host, path="/page"):
    return f"http://{host}:{site.rsplit(':', 1)[1]}{path}"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "１２７.0.0.1", "localhost", "[::ffff:127.0.0.1]"],
)
def test_no_spelling_of_this_machine_passes(site, host):
    with pytest.raises(InsideError, match="leads into a private network"):
        fetch(at(site, host), gate=Gate(allow=False))


@pytest.mark.parametrize("found", [["127.0.0.1"], ["::1"], [PUBLIC, "10.0.0.3"], ["10.0.0.3", PUBLIC], ["::ffff:127.0.0.1"]])
def test_a_name_is_what_it_resolves_to(site, monkeypatch, found):
    names = Names(monkeypatch, PUBLIC, qinglan_example=[found])
    with pytest.raises(InsideError, match="leads into a private network"):
        fetch(at(site, "qinglan.example"), gate=Gate(allow=False))
    assert names.connected == [], "nobody was asked"


def test_the_address_that_was_checked_is_the_one_that_is_asked(site, monkeypatch):
    names = Names(monkeypatch, PUBLIC, qinglan_example=[[PUBLIC], ["127.0.0.1"]])
    assert fetch(at(site, "qinglan.example"), gate=Gate(allow=False)).data
    assert names.connected == [PUBLIC], "by number"
    assert names.asked.count("qinglan.example") == 1, "and the name is not resolved a second time"
    with pytest.raises(InsideError):
        fetch(at(site, "qinglan.example"), gate=Gate(allow=False))
    assert names.connected == [PUBLIC]


def test_the_next_address_is_tried_where_one_is_dead(site, monkeypatch):
    names = Names(monkeypatch, PUBLIC, qinglan_example=[["192.0.0.9", PUBLIC]])
    real = socket.create_connection

    def connect(address, *words, **told):
        if address[0] == "192.0.0.9":
            raise ConnectionRefusedError("refused")
        return real(address, *words, **told)

    monkeypatch.setattr(socket, "create_connection", connect)
    assert fetch(at(site, "qinglan.example"), gate=Gate(allow=False)).data
    assert names.connected == [PUBLIC]


@pytest.mark.parametrize("allow", [True, False])
@pytest.mark.parametrize("target", ["127.0.0.1", "2130706433", "bilan.example", "[::ffff:7f00:1]", "qinglan.example"])
def test_a_page_of_the_world_leads_nobody_inside(site, monkeypatch, target, allow):
    names = Names(monkeypatch, PUBLIC, qinglan_example=[[PUBLIC], ["127.0.0.1"]], bilan_example=[["127.0.0.1"]])
    monkeypatch.setitem(TARGETS, "inside", at(site, target))
    with pytest.raises(InsideError, match="leads into a private network"):
        fetch(at(site, "qinglan.example", "/to/inside"), gate=Gate(allow=allow))
    assert names.connected == [PUBLIC], "the first was asked, the second not"


def test_an_address_that_a_person_gave_may_be_inside(site, monkeypatch):
    Names(monkeypatch, PUBLIC, bilan_example=[["127.0.0.1"]])
    assert fetch(at(site, "bilan.example", "/to/page")).data


def test_a_proxy_may_be_anywhere_and_resolves_names_itself(site, monkeypatch):
    names = Names(monkeypatch)
    monkeypatch.setenv("http_proxy", site)
    with pytest.raises(FetchError, match="answers 404"):
        fetch("http://qinglan.example/none", gate=Gate(allow=False))
    assert set(names.asked) == {"127.0.0.1"}
    names.connected.clear()
    for host in ("10.0.0.3", "0x0a000003", "localhost", "[::ffff:10.0.0.3]"):
        with pytest.raises(InsideError, match="leads into a private network"):
            fetch(f"http://{host}/page", gate=Gate(allow=False))
    assert names.connected == [], "what says itself that it is inside is not asked of a proxy either"
    monkeypatch.setenv("no_proxy", "bilan.example")
    Names(monkeypatch, bilan_example=[["127.0.0.1"]])
    with pytest.raises(InsideError, match="leads into a private network"):
        fetch(at(site, "bilan.example"), gate=Gate(allow=False))


def test_a_tunnel_through_a_proxy(site, monkeypatch):
    names = Names(monkeypatch)
    monkeypatch.setenv("https_proxy", site)
    with pytest.raises(FetchError, match="Tunnel connection failed: 501"):
        fetch("https://qinglan.example/page", gate=Gate(allow=False))
    assert set(names.connected) == {"127.0.0.1"}
    with pytest.raises(InsideError):
        fetch("https://127.1/page", gate=Gate(allow=False))


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/a", "not an http"),
        ("http://", "not an http"),
        ("http://[::1", "no valid web address"),
        ("http://a:b@example.org/", "user name or password"),
        ("http://example.org:99999/", "no valid web address"),
        ("http://%31%32%37.0.0.1/", "no valid web address"),
        ("http://[fe80::1%25eth0]/", "no valid web address"),
        ("http://" + "a" * 80 + ".example/", "no valid web address"),
        ("http://127.0.0.1:9/", "cannot be fetched"),
    ],
)
def test_bad_addresses(url, message):
    with pytest.raises(DocumentError, match=message):
        read_source(url, timeout=2)


def test_an_unknown_host_is_named(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(DocumentError, match="host's name is not known"):
        fetch_module.fetch("http://qinglan.example/")
