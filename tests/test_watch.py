"""A watch list against a server on this machine that misbehaves: what is new waits for a person, and nothing is published unseen."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import ROOT
from invented import REPORT

from xclib.briefs.fingerprint import hash_data
from xclib.cli.main import main
from xclib.data.raw import read_all
from xclib.errors import UnknownNameError, XclibError
from xclib.formats.fetch import FetchError
from xclib.formats.inside import Gate
from xclib.watch import review
from xclib.watch.changes import _IDENTITY, BY_PLACE, CONTENT, carry, compare, follow
from xclib.watch.listed import WatchList, read_list
from xclib.watch.polite import Visitor
from xclib.watch.review import LostWordsError
from xclib.watch.run import Memory, Seen, read_memory, settle, watch, write_memory

#: An invented report, in the genre.
TITLE = "青岚市2032年政府工作报告"
LINES = (
    "一、2031年工作回顾",
    "过去一年，全市地区生产总值完成3380.5亿元，同比增长5.2%。",
    "一般公共预算收入完成205.6亿元，增长3.7%。",
    "城镇新增就业1.3万人。",
    "二、2032年工作安排",
    "地区生产总值增长5%左右，城镇调查失业率控制在5.5%以内。",
)
NEXT = "cn-999901-work-2032"


def page(*lines: str, end: str = "</body></html>") -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines or LINES)
    return f"<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}{end}".encode()


def nested(depth: int) -> bytes:
    """A page saved as one file, within as many others."""
    heads = (f'Content-Type: multipart/related; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return ("MIME-Version: 1.0\n" + "".join(heads) + "Content-Type: text/html\n\n<html></html>").encode()


@dataclass
class Site:
    """What the server says under each path; a list is said in turn, its last for ever."""

    url: str = ""
    says: dict[str, object] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


Answer = Callable[[BaseHTTPRequestHandler], None]


def send(status: int, body: bytes = b"", **headers: str) -> Answer:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **told}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return say


def versioned(body: bytes, etag: str = "", modified: str = "") -> Answer:
    """A page that knows its versions."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        headers = {k: v for k, v in (("ETag", etag), ("Last-Modified", modified)) if v}
        told = (handler.headers.get("If-None-Match", ""), handler.headers.get("If-Modified-Since", ""))
        known = (etag and told[0] == etag) or (not told[0] and modified and told[1] == modified)
        send(304, b"", **headers)(handler) if known else send(200, body, **headers)(handler)

    return say


def slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        try:
            handler.wfile.write(b"x")
        except OSError:
            return
        time.sleep(0.05)


def huge(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(2000):
        try:
            handler.wfile.write(b"x" * 65536)
        except OSError:
            return


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    told = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            says = told.says.get(self.path, send(404))
            if isinstance(says, list):
                says = says.pop(0) if len(says) > 1 else says[0]
            says(self)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}"
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    yield told
    server.shutdown()
    server.server_close()


@pytest.fixture
def place(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(site: Site, *paths: str, anew: bool = False, timeout: float = 30, **told: object) -> list[Seen]:
    """Go through a list of paths once, quickly."""
    Path("watch.yaml").write_text(
        json.dumps({"pages": [{"url": site.url + p, "id": p.strip("/") or "root", **told} for p in paths]}), encoding="utf-8"
    )
    listed = read_list(Path("watch.yaml"))
    return watch(listed, anew=anew, visitor=Visitor(pause=0, timeout=timeout, max_bytes=1_000_000, allow_private=True))


def outcomes(seen: list[Seen]) -> list[str]:
    return [one.outcome for one in seen]


def test_a_new_report_waits_for_a_person(site: Site, place: Path) -> None:
    site.says["/a"] = versioned(page(), '"v1"')
    before = hash_data(place / "data")
    (one,) = ask(site, "/a")
    assert (one.outcome, one.report, one.counts) == ("new", NEXT, {"added": 7, "removed": 0, "changed": 0})
    assert hash_data(place / "data") == before, "nothing is published unseen"
    home = place / "data" / "review" / "a"
    assert {p.name for p in home.iterdir()} == {
        "review.json",
        "figures.csv",
        "changes.csv",
        "changes.txt",
        "text.html",
        "page.bin",
    }
    told = (home / "changes.txt").read_text(encoding="utf-8")
    assert "7 added, 0 removed, 0 changed; 0 as before" in told
    assert "added    地区生产总值: 3380.5亿元  [" in told
    assert settle("a", "accept") == NEXT
    assert NEXT in read_all(place / "data").figures
    assert not home.exists()
    assert outcomes(ask(site, "/a")) == ["unchanged"]
    assert site.asked[-1][1]["if-none-match"] == '"v1"'


def test_a_page_that_changes(site: Site, place: Path) -> None:
    site.says["/a"] = versioned(page(), modified="Mon, 05 Jan 2032 08:00:00 GMT")
    ask(site, "/a")
    assert outcomes(ask(site, "/a")) == ["waiting"], "304, and nobody has looked yet"
    settle("a", "accept")
    moved = ("编者按。", *LINES)
    site.says["/a"] = send(200, page(*moved))
    assert outcomes(ask(site, "/a")) == ["same"], "figures that only moved are no change"
    lines = [line.replace("205.6亿元，增长3.7%", "206.1亿元，增长4%").replace("城镇新增就业1.3万人。", "") for line in moved]
    site.says["/a"] = send(200, page(*lines, "新建学校12所。"))
    (one,) = ask(site, "/a")
    assert (one.outcome, one.counts) == ("changed", {"added": 1, "removed": 1, "changed": 2})
    told = (place / "data" / "review" / "a" / "changes.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split("  [")[0] for line in told[-4:]] == [
        "changed  一般公共预算收入: 205.6亿元 → 206.1亿元",
        "changed  一般公共预算收入: 3.7% → 4%",
        "removed  城镇新增就业: 1.3万人",
        next(line for line in told if line.startswith("added")).split("  [")[0],
    ]
    assert settle("a", "reject") == NEXT
    assert outcomes(ask(site, "/a")) == ["unchanged"], "what was thrown away stays away"
    assert outcomes(ask(site, "/a", anew=True)) == ["unchanged"]
    site.says["/a"] = send(200, page(*lines, "新建学校13所。"))
    assert outcomes(ask(site, "/a")) == ["changed"], "until the page changes again"
    site.says["/a"] = send(200, page(*moved))
    assert outcomes(ask(site, "/a")) == ["same"]
    assert not (place / "data" / "review" / "a").exists(), "a page that went back waits no longer"


@pytest.mark.parametrize(
    ("says", "told", "times"),
    [
        (slow, "no full answer within 2 s", 3),
        (send(404), "the server answers 404", 1),
        (send(403), "the server answers 403", 1),
        (send(500), "the server answers 500", 3),
        (send(302, Location="/bad"), "redirects in a circle", 6),
        (send(302, Location="file:///etc/hosts"), "redirects to something that is no web page", 1),
        (send(200, b"\x89PNG", Content_Type="image/png"), "is image/png, not a text", 1),
        (send(200, b"{}", Content_Type="application/json"), "is application/json, not a text", 1),
        (send(200, b"\x89PNG\r\n\x1a\n" + bytes(99)), "is an image", 1),
        (send(200, page()[:300], Content_Length="5000"), "the answer broke off", 3),
        (huge, "is larger than", 1),
        (send(200, gzip.compress(bytes(5_000_000)), Content_Encoding="gzip"), "is larger than", 1),
        (send(200, gzip.compress(page())[:-200], Content_Encoding="gzip"), "the answer broke off", 3),
        (send(200, "<html><body>网站维护中，请稍后访问</body></html>".encode()), "no figures", 1),
        (send(200, b""), "is empty", 1),
        (send(206, page()), "answers 206, no whole page", 1),
        (send(503, Retry_After="Fri, 99999999999999999999 Jan 2030 00:00:00 GMT"), "the server answers 503", 3),
        (send(200, nested(1_000)), "cannot be read (RecursionError", 1),
    ],
    ids=[
        "slow", "404", "403", "500", "redirect loop", "redirect to a file", "wrong type", "wrong type, JSON", "wrong type, mislabelled",
        "half a page", "huge", "gzip bomb", "half a gzip", "an excuse", "nothing", "a part",
        "a date beyond all", "archives within archives",
    ],
)  # fmt: skip
def test_a_server_that_misbehaves(site: Site, place: Path, says: Answer, told: str, times: int) -> None:
    site.says |= {"/good": send(200, page()), "/bad": says}
    before = hash_data(place / "data")
    seen = ask(site, "/bad", "/good", timeout=2 if says is slow else 30)
    assert outcomes(seen) == ["failed", "new"], "one bad page stops no other"
    assert told in seen[0].error
    assert "\n" not in seen[0].error
    assert site.paths().count("/bad") == times, "asked again where that may help, and only there"
    assert hash_data(place / "data") == before
    assert {p.name for p in (place / "data" / "review").iterdir()} == {".lock", ".watch.json", "good"}
    site.says["/bad"] = send(200, page("一、2031年工作回顾", "过去一年，工业增加值增长6.1%。"))
    assert ask(site, "/bad")[0].outcome == "new", "and read when it is well again"


def test_a_server_that_recovers(site: Site, place: Path) -> None:
    site.says["/a"] = [send(503), send(500), send(200, page())]
    assert outcomes(ask(site, "/a")) == ["new"]


def test_half_a_page_without_a_length_is_doubted(site: Site, place: Path) -> None:
    site.says["/a"] = send(200, page())
    ask(site, "/a")
    settle("a", "accept")
    site.says["/a"] = send(200, page(*LINES[:2], end=""))
    (one,) = ask(site, "/a")
    assert one.outcome == "changed"
    assert [w.split(":")[0] for w in one.warnings] == ["the page has no end", "many of the registered figures are gone"]


def test_a_server_that_wants_to_be_left_alone(site: Site, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.says |= {"/a": send(429, Retry_After="7200"), "/b": send(200, page())}
    seen = ask(site, "/a", "/b")
    assert outcomes(seen) == ["failed", "failed"], "nor is another of its pages asked for"
    assert site.paths() == ["/robots.txt", "/a"]
    assert outcomes(ask(site, "/a")) == ["resting"]
    assert site.paths() == ["/robots.txt", "/a"]
    now = time.time()
    monkeypatch.setattr("xclib.watch.run.time.time", lambda: now - 90_000)
    site.says["/a"] = send(200, page())
    assert outcomes(ask(site, "/a")) == ["new"], "a clock set back holds nobody up"


class Clock:
    def __init__(self) -> None:
        self.now, self.slept = 0.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_manners(site: Site) -> None:
    clock = Clock()
    visitor = Visitor(
        pause=5, timeout=30, contact="mailto:watch@qinglan.example", clock=clock, sleep=clock.sleep, allow_private=True
    )
    site.says |= {
        "/robots.txt": send(404),
        "/a": [send(503, Retry_After="20"), send(200, b"x")],
        "/b": send(302, Location="/a"),
    }
    visitor.fetch(f"{site.url}/a")
    assert site.paths() == ["/robots.txt", "/a", "/a"]
    assert clock.slept == [5, 20], "a pause after robots.txt, and as long as the server asks"
    visitor.fetch(f"{site.url}/b")
    assert site.paths()[3:] == ["/b", "/a"], "robots.txt is asked for once"
    assert clock.slept[2:] == [5, 5], "a redirect is a request as any other"
    assert all("xclib/" in headers["user-agent"] for _, headers in site.asked)
    assert site.asked[-1][1]["user-agent"].endswith("+mailto:watch@qinglan.example)")


@pytest.mark.parametrize(
    ("robots", "path", "message"),
    [
        (send(200, b"User-agent: *\nDisallow: /a"), "/a", "robots.txt does not allow it"),
        (send(200, b"User-agent: *\nDisallow: /*.shtml$\n"), "/a.shtml", "robots.txt does not allow it"),
        (send(200, b"User-agent: xclib\nDisallow: /\n\nUser-agent: *\nAllow: /"), "/a", "robots.txt does not allow it"),
        (send(200, b"User-agent: *\nDisallow: /a"), "/to", "robots.txt does not allow it"),
        (send(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /a"), "/a", "robots.txt does not allow it"),
        (send(200, b"User-agent: *\nDisallow: /a\n" + b"#" * 600_000), "/a", "robots.txt does not allow it"),
        (send(200, b"User-agent: *\nDisallow: /a", Content_Type="image/png"), "/a", "robots.txt does not allow it"),
        (send(500), "/a", "the server answers 500"),
        (send(200, b"User-agent: other\nDisallow: /"), "/a", ""),
        (send(200, b"<html>\xff no robots here</html>"), "/a", ""),
        (send(404), "/a", ""),
        (send(302, Location="/robots.txt"), "/a", ""),
    ],
)
def test_robots(site: Site, robots: Answer, path: str, message: str) -> None:
    site.says |= {
        "/robots.txt": robots,
        "/a": send(200, page()),
        "/a.shtml": send(200, page()),
        "/to": send(302, Location="/a"),
    }
    visitor = Visitor(pause=0, timeout=30, allow_private=True)
    if not message:
        assert visitor.fetch(site.url + path).data
        return
    with pytest.raises(FetchError, match=message):
        visitor.fetch(site.url + path)
    assert "/a" not in site.paths()


def test_what_nobody_foresaw_is_a_row(site: Site, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.says |= {"/bad": send(200, page()), "/good": send(200, page())}
    real = review.read_page
    monkeypatch.setattr(review, "read_page", lambda page, *rest: 1 / 0 if page.id == "bad" else real(page, *rest))
    seen = ask(site, "/bad", "/good")
    assert outcomes(seen) == ["failed", "new"]
    assert seen[0].error == "ZeroDivisionError: division by zero"


def test_a_page_has_its_time(site: Site) -> None:
    clock = Clock()
    site.says |= {f"/{here}": send(302, Location=f"/{there}") for here, there in zip("abcd", "bcde", strict=True)}
    visitor = Visitor(pause=300, timeout=30, allow_private=True, clock=clock, sleep=clock.sleep)
    with pytest.raises(FetchError, match="no page within 900 s"):
        visitor.fetch(f"{site.url}/a")
    assert clock.now == 1200


def test_dead_addresses_of_one_name_share_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    shares: list[float] = []

    def dead(address: tuple[str, int], timeout: float, source: object) -> None:
        shares.append(timeout)
        time.sleep(timeout)
        raise TimeoutError

    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (f"8.8.8.{n}", 80)) for n in range(6)])
    monkeypatch.setattr("socket.create_connection", dead)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        Gate().connect(("six.example", 80), 0.6)
    assert len(shares) == 6
    assert time.monotonic() - began < 2


def test_robots_may_want_a_longer_pause(site: Site) -> None:
    clock = Clock()
    site.says |= {"/robots.txt": send(200, b"User-agent: *\nCrawl-delay: 30"), "/a": send(200, b"x")}
    visitor = Visitor(pause=1, timeout=30, clock=clock, sleep=clock.sleep, allow_private=True)
    visitor.fetch(f"{site.url}/a")
    visitor.fetch(f"{site.url}/a")
    assert clock.slept == [1, 30]


def test_proxies_of_the_environment(site: Site, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.url)
    site.says["http://qinglan.example/a"] = send(200, page())
    listed = WatchList((read_page_of("http://qinglan.example/a", place),))
    assert outcomes(watch(listed, visitor=Visitor(pause=0, timeout=30))) == ["new"]
    assert site.paths() == ["http://qinglan.example/robots.txt", "http://qinglan.example/a"]


def test_no_page_of_a_list_leads_inside_unless_the_list_says_so(
    site: Site, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    port, resolve, connect = int(site.url.rsplit(":", 1)[1]), socket.getaddrinfo, socket.create_connection
    known = {"bilan.example": "127.0.0.1", "qinglan.example": "8.8.8.8", "[::1]": "::1"}
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *w, **t: resolve(known.get(host, host), *w, **t))
    # The public number is played by the server on this machine.
    monkeypatch.setattr(
        socket,
        "create_connection",
        lambda address, *w, **t: connect(("127.0.0.1", port) if address[0] == "8.8.8.8" else address, *w, **t),
    )
    site.says |= {"/a": send(200, page()), "/to": send(302, Location=f"http://bilan.example:{port}/a")}
    told = [f"http://{host}:{port}/{path}" for host, path in (("127.0.0.1", "a"), ("bilan.example", "a"), ("0x7f.1", "a"))]
    told += [f"http://qinglan.example:{port}/to", f"http://qinglan.example:{port}/a"]
    Path("watch.yaml").write_text(json.dumps({"pages": told, "pause": 0}), encoding="utf-8")
    seen = watch(read_list(Path("watch.yaml")))
    assert outcomes(seen) == ["failed"] * 4 + ["new"]
    for one in seen[:4]:
        assert "leads into a private network (" in one.error
        assert "allow_private: true" in one.error
        assert "\n" not in one.error
    assert site.paths() == ["/robots.txt", "/to", "/a"], "those of the inside were not even asked for robots.txt"
    Path("watch.yaml").write_text(json.dumps({"pages": told, "pause": 0, "allow_private": True}), encoding="utf-8")
    assert outcomes(watch(read_list(Path("watch.yaml")))) == ["new", "new", "new", "failed", "waiting"], "nor then a redirect"


def read_page_of(url: str, place: Path):
    (place / "one.yaml").write_text(json.dumps([url]), encoding="utf-8")
    return read_list(place / "one.yaml").pages[0]


def test_the_command(site: Site, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.says |= {"/a": versioned(page(), '"v1"'), "/b": send(404)}
    Path("watch.yaml").write_text(
        f"pause: 0\nallow_private: true\npages:\n- {{url: '{site.url}/a', id: a}}\n- {{url: '{site.url}/b', id: b}}\n"
    )
    assert main(["watch", "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{n}: asked for: never seen" for n in "ab"]
    assert site.asked == []
    assert not (place / "data" / "review").exists()
    assert main(["watch", "--json"]) == 9, "a page failed, and figures wait"
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line.get("id"), line.get("outcome")) for line in lines] == [("a", "new"), ("b", "failed"), (None, None)]
    assert lines[-1] == {"event": "watch", "pages": 2, "counts": {"new": 1, "changed": 0, "waiting": 0, "failed": 1}}
    Path("watch.yaml").write_text(f"pause: 0\nallow_private: true\npages:\n- {{url: '{site.url}/a', id: a}}\n")
    assert main(["watch"]) == 6
    assert capsys.readouterr().err.splitlines()[-1] == "1 pages: 1 wait for review, 0 failed; see `xclib watch --review`"
    assert main(["watch", "--review"]) == 0
    assert capsys.readouterr().out.startswith(f"a  {NEXT}  7 added")
    assert main(["watch", "--show", "a"]) == 0
    assert "7 added" in capsys.readouterr().out
    waiting = place / "data" / "review" / "a" / "review.json"
    whole = waiting.read_text(encoding="utf-8")
    for name in json.loads(whole):
        waiting.write_text(json.dumps({**json.loads(whole), name: True}), encoding="utf-8")
        assert [main(["watch", *words]) for words in (["--review"], ["--show", "a"], ["--accept", "a"])] == [0, 2, 2], name
        assert not capsys.readouterr().out
    waiting.write_text(whole, encoding="utf-8")
    assert main(["watch", "--accept", "../raw"]) == 2
    assert main(["watch", "--drop-lost"]) == 2
    assert main(["watch", "--accept", "a"]) == 0
    assert main(["figures", NEXT]) == 0
    capsys.readouterr()
    assert main(["watch", "watch.yaml"]) == 0
    assert main(["watch", "--dry-run"]) == 0
    assert "asked whether it has changed since" in capsys.readouterr().out


def test_what_is_accepted_is_what_was_reviewed(site: Site, place: Path) -> None:
    site.says["/a"] = send(200, page())
    ask(site, "/a")
    home = place / "data" / "review" / "a"
    (home / "page.bin").write_bytes(page().replace(b"5.2%", b"9.2%"))
    with pytest.raises(XclibError, match="altered since it was put up"):
        settle("a", "accept")
    ask(site, "/a", anew=True)
    assert outcomes(ask(site, "/a", anew=True)) == ["waiting"]
    (home / "page.bin").write_bytes(page())
    figures = place / "data" / "raw" / REPORT["report_id"] / "figures.csv"
    settle("a", "accept")
    assert figures.is_file()
    site.says["/a"] = send(200, page().replace(b"5.2%", b"5.3%"))
    assert outcomes(ask(site, "/a")) == ["changed"]
    registered = place / "data" / "raw" / NEXT / "figures.csv"
    registered.write_text(registered.read_text(encoding="utf-8").replace("5.2,", "5.1,"), encoding="utf-8")
    with pytest.raises(XclibError, match="changed since the review was put up"):
        settle("a", "accept")
    assert "5.1," in registered.read_text(encoding="utf-8")
    assert outcomes(ask(site, "/a")) == ["waiting"]
    assert outcomes(ask(site, "/a", anew=True)) == ["changed"], "compared with what is registered now"


def place_in(home: Path, number: str) -> str:
    """``line,start`` of a figure in a folder's table."""
    with (home / "figures.csv").open(encoding="utf-8", newline="") as file:
        (found,) = [f"{r['line']},{r['start']}" for r in csv.DictReader(file) if r["number"] == number]
    return found


def table(name: str, *rows: str) -> None:
    heads = {
        "corrections": "line,start,field,value,reason",
        "labels": "scope,label,line,label_zh,label_en",
        "pairs": "pair,topic,name_zh,name_en,delivered,promised,grade,reason,note_zh,note_en",
        "claims": "line,claim_zh,claim_en",
        "remarks": "indicator,status,line,kind,words,note_zh,note_en",
    }
    path = Path("data/raw") / NEXT / f"{name}.csv"
    path.write_text("\n".join((heads[name], *rows)) + "\n", encoding="utf-8")


def lines_of(name: str) -> list[str]:
    return (Path("data/raw") / NEXT / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]


@pytest.fixture
def home(site: Site, place: Path) -> Path:
    """The folder for review of a page that was accepted with a person's words on it."""
    site.says["/a"] = send(200, page())
    ask(site, "/a")
    folder = place / "data" / "review" / "a"
    fix = f"line,start,field,value,reason\n{place_in(folder, '3.7')},label,财政收入,测试\n"
    (folder / "corrections.csv").write_text(fix, encoding="utf-8")
    settle("a", "accept")
    registered = place / "data" / "raw" / NEXT
    assert (registered / "corrections.csv").read_text(encoding="utf-8") == fix
    gdp, plan, fiscal = (place_in(registered, n).replace(",", ":") for n in ("5.2", "5", "3.7"))
    table("labels", ",城镇新增就业,,,New urban jobs", f",一般公共预算收入,{fiscal.split(':')[0]},,Revenue")
    table("pairs", f"gdp,growth,地区生产总值,GDP,{gdp},{plan},same,,,")
    table("claims", f"{fiscal.split(':')[0]},因为天气,because of the weather")
    table("remarks", f"gdp_growth,actual,{gdp.split(':')[0]},best,全市地区生产,,")
    read_all(place / "data")
    return folder


MOVED = ("编者按。", "本报记者。", *LINES[:-1], "新建学校12所。", LINES[-1])


def test_a_correction_follows_where_a_number_beside_it_changes(site: Site, home: Path) -> None:
    site.says["/a"] = send(200, page("编者按。", *(line.replace("205.6", "206.1") for line in LINES)))
    assert ask(site, "/a")[0].counts == {"added": 0, "removed": 0, "changed": 1}
    with pytest.raises(LostWordsError) as caught:
        settle("a", "accept")
    assert [told.split(":")[0] for told in caught.value.lost] == [f"{NEXT}/claims.csv, line 2"], "its line says something else"
    place = place_in(home, "3.7")
    settle("a", "accept", drop_lost=True)
    assert lines_of("corrections") == [f"{place},label,财政收入,测试"]


def test_a_persons_word_follows_its_figure(site: Site, home: Path) -> None:
    before = {name: lines_of(name) for name in BY_PLACE}
    old = {number: place_in(Path("data/raw") / NEXT, number) for number in ("3.7", "5.2", "5")}
    site.says["/a"] = send(200, page(*MOVED))
    assert outcomes(ask(site, "/a")) == ["changed"]
    assert "lost" not in (home / "changes.txt").read_text(encoding="utf-8")
    new = {number: place_in(home, number) for number in old}
    assert all(int(new[n].split(",")[0]) >= int(old[n].split(",")[0]) + 2 for n in old)
    settle("a", "accept")
    assert lines_of("corrections") == [f"{new['3.7']},label,财政收入,测试"]
    told = lines_of("pairs")[0].split(",")
    assert told[4:6] == [new["5.2"].replace(",", ":"), new["5"].replace(",", ":")]
    assert lines_of("labels")[0] == before["labels"][0], "a label of no line stays"
    assert lines_of("labels")[1].split(",")[2] == lines_of("claims")[0].split(",")[0] == new["3.7"].split(",")[0]
    assert lines_of("remarks")[0].split(",")[2] == new["5.2"].split(",")[0]
    from xclib.data.normalize import build_tables

    figures = build_tables(read_all(Path("data")))["figures"]
    (row,) = figures[(figures["report_id"] == NEXT) & figures["corrected"]].to_dict("records")
    assert (row["number"], row["label"]) == ("3.7", "财政收入"), "it is laid over the figure that it was meant for"


def test_a_persons_word_is_not_laid_over_another_figure(site: Site, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = [line.replace("205.6亿元，增长3.7%", "206.1亿元，增长4.7%") for line in MOVED]
    site.says["/a"] = send(200, page(*changed))
    assert outcomes(ask(site, "/a")) == ["changed"]
    before = hash_data(Path("data"))
    assert main(["watch", "--accept", "a"]) != 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 4, "one clear line each, and one that says what to do"
    assert [line.split(",")[0] for line in told[:3]] == [f"{NEXT}/{t}.csv" for t in ("corrections", "labels", "claims")]
    assert "line 2: no figure is the one that stood at" in told[0]
    assert "一般公共预算收入 3.7%" in told[0]
    assert "--drop-lost" in told[3]
    assert hash_data(Path("data")) == before, "nothing was changed half-way"
    assert (home / "review.json").is_file(), "it goes on waiting"
    shown = (home / "changes.txt").read_text(encoding="utf-8").splitlines()
    assert [line.removeprefix("lost").strip() for line in shown if line.startswith("lost")] == told[:3]
    # The valid corrections, in the reviewer's words; the others are let go, and what was found again has moved.
    fix = f"{place_in(home, '4.7')},label,财政总收入,又测"
    (home / "corrections.csv").write_text(f"line,start,field,value,reason\n{fix}\n", encoding="utf-8")
    assert main(["watch", "--accept", "a"]) != 0, "a new correction does not silently drop the old ones"
    assert main(["watch", "--accept", "a", "--drop-lost"]) == 0
    assert lines_of("corrections") == [fix]
    assert lines_of("labels") == [",城镇新增就业,,,New urban jobs"]
    assert not (Path("data/raw") / NEXT / "claims.csv").exists()
    assert len(lines_of("pairs")) == len(lines_of("remarks")) == 1


def test_a_new_correction_joins_those_that_stand(site: Site, home: Path) -> None:
    site.says["/a"] = send(200, page(*MOVED))
    ask(site, "/a")
    one = f"{place_in(home, '1.3万')},label,新增就业,甲"
    two = f"{place_in(home, '3.7')},label,财政,乙"
    (home / "corrections.csv").write_text(f"line,start,field,value,reason\n{one}\n{two}\n", encoding="utf-8")
    settle("a", "accept")
    assert lines_of("corrections") == [two, one], "the later word on a field wins"


def test_a_reviewers_corrections_outlive_a_page_that_changes_while_it_waits(site: Site, home: Path) -> None:
    site.says["/a"] = send(200, page(*MOVED))
    ask(site, "/a")
    mine = [f"{place_in(home, n)},label,{told},丙" for n, told in (("1.3万", "新增就业"), ("12", "学校"))]
    (home / "corrections.csv").write_text("\n".join(("line,start,field,value,reason", *mine)) + "\n", encoding="utf-8")
    site.says["/a"] = send(200, page("又一行。", *(line.replace("新建学校12所", "新建学校13所") for line in MOVED)))
    (one,) = ask(site, "/a")
    assert one.outcome == "changed"
    assert [w for w in one.warnings if w.startswith("yours, now in corrections-lost.csv: corrections.csv, line 3")]
    kept = (home / "corrections.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert kept == [f"{place_in(home, '1.3万')},label,新增就业,丙"]
    assert (home / "corrections-lost.csv").read_text(encoding="utf-8").splitlines()[1:] == [mine[1]]
    site.says["/a"] = send(200, page("再一行。", "又一行。", *MOVED))
    ask(site, "/a")
    assert (home / "corrections-lost.csv").read_text(encoding="utf-8").splitlines()[1:] == [mine[1]], "nor is it lost later"
    (home / "corrections.csv").write_text("no table\n", encoding="utf-8")
    site.says["/a"] = send(200, page("另一行。", *MOVED, "新建医院3所。"))
    assert outcomes(ask(site, "/a")) == ["changed"], "a file that cannot be read holds nothing up"
    assert "no table" in (home / "corrections-lost.csv").read_text(encoding="utf-8")


def fig(line: int, number: str = "5", **told: str) -> dict[str, str]:
    return dict.fromkeys(_IDENTITY, "") | {"label": "收入", "number": number, "line": str(line), "start": "4"} | told


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([fig(1)], [fig(3)], {"1:4": "3:4"}),
        ([fig(1)], [fig(1, prefix="下降")], {}),
        ([fig(1, prefix="5.6亿元，增长")], [fig(3, prefix="12亿元，增长")], {"1:4": "3:4"}),
        ([fig(1, suffix="左右，降8")], [fig(3, suffix="以上，降9")], {}),
        ([fig(1, prefix="5元，增")], [fig(2, prefix="6元，增"), fig(3, prefix="7元，增")], {}),
        ([fig(1, prefix="5元，增"), fig(2, prefix="6元，增")], [fig(3, prefix="5元，增"), fig(4, prefix="7元，增")], {"1:4": "3:4"}),
        ([fig(1)], [fig(1, "6")], {}),
        ([fig(1), fig(2)], [fig(1), fig(2)], {"1:4": "1:4", "2:4": "2:4"}),
        ([fig(1), fig(2)], [fig(2), fig(3)], {}),
        ([fig(1)], [fig(1), fig(2)], {}),
        ([fig(1, section="1"), fig(2, section="2")], [fig(3, section="2"), fig(4, section="1")], {"1:4": "4:4", "2:4": "3:4"}),
        ([fig(1, prefix="甲"), fig(2, prefix="乙")], [fig(1, prefix="乙"), fig(2, prefix="甲")], {"1:4": "2:4", "2:4": "1:4"}),
    ],
)  # fmt: skip
def test_a_figure_is_found_again_without_a_doubt_or_not_at_all(old, new, found) -> None:
    assert follow(old, new) == found


@pytest.mark.parametrize(
    ("new", "now"),
    [
        ([fig(3), fig(3, "7", unit="%", start="9")], "3"),
        ([fig(3), fig(4, "6", unit="%", start="9")], None),
        ([fig(3), fig(3, "7", unit="%", start="9"), fig(3, "8", unit="%", start="12")], None),
        ([fig(3, "9"), fig(3, "7", unit="%", start="9")], None),
        ([fig(3, label="支出"), fig(3, "6", unit="%", label="支出", start="9")], None),
    ],
)
def test_a_label_follows_a_figure_of_its_own(new, now) -> None:
    label = {"scope": "", "label": "收入", "line": "2", "label_zh": "", "label_en": "Revenue"}
    found = carry([fig(2), fig(2, "6", unit="%", start="9")], new, {"labels": [label]})
    assert [r["line"] for r in found.tables["labels"]] == ([now] if now else [])
    assert len(found.lost) == (0 if now else 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "now"),
    [
        ([fig(2), fig(5, "6")], [fig(4), fig(7, "6")], 3, "5"),
        ([fig(2), fig(5, "6")], [fig(4), fig(8, "6")], 3, None),
        ([fig(2)], [fig(2)], 9, "9"),
        ([fig(2)], [fig(3)], 9, None),
        ([fig(2)], [fig(3)], 1, None),
        ([fig(2)], [fig(3)], 2, "3"),
        ([fig(2)], [fig(3), fig(3, "7", start="9")], 2, None),
    ],
)
def test_a_line_is_found_again_by_its_figures(old, new, line, now) -> None:
    claim = {"line": str(line), "claim_zh": "甲", "claim_en": "a"}
    found = carry(old, new, {"claims": [claim]})
    rows = found.tables.get("claims", [claim])
    assert [r["line"] for r in rows] == ([now] if now else [])
    assert len(found.lost) == (0 if now else 1)


def test_a_round_that_is_killed_is_made_up(site: Site, place: Path) -> None:
    site.says["/a"] = versioned(page(), '"v1"')
    ask(site, "/a")
    folder = place / "data" / "review"
    (folder / ".watch.json").unlink()  # killed after the review and before the memory
    assert outcomes(ask(site, "/a")) == ["waiting"]
    shutil.rmtree(folder / "a")  # killed while one review replaced another
    (folder / ".a.1.new").mkdir()
    assert outcomes(ask(site, "/a")) == ["new"], "304 is not asked for where the review is gone"
    assert "if-none-match" not in site.asked[-1][1]
    for text in ("{", '{"version": 9}', '{"version": 1, "pages": {"x": 3}}', "[" * 100_000):
        (folder / ".watch.json").write_text(text, encoding="utf-8")
        assert outcomes(ask(site, "/a")) == ["waiting"]
    settle("a", "accept")
    shutil.rmtree(place / "data" / "raw" / NEXT)
    register = place / "data" / "raw" / "reports.csv"
    register.write_text(
        "\n".join(x for x in register.read_text(encoding="utf-8").splitlines() if NEXT not in x) + "\n", encoding="utf-8"
    )
    assert outcomes(ask(site, "/a")) == ["new"], "what was registered and is gone is read again"


def test_two_rounds_at_once(site: Site, place: Path) -> None:
    from xclib.care.files import alone
    from xclib.errors import BusyError

    with alone(place / "data" / "review"), pytest.raises(BusyError, match="another run is in progress"):
        ask(site, "/a")
    assert site.asked == []


@pytest.mark.parametrize("version", ["a\r\nX-More: y", "第二版"])
def test_a_version_that_no_header_can_name_is_asked_for_whole(site: Site, place: Path, version: str) -> None:
    site.says["/a"] = send(200, page())
    ask(site, "/a")
    folder = place / "data" / "review"
    known = read_memory(folder)
    write_memory(folder, {url: replace(row, etag=version, last_modified=version) for url, row in known.items()})
    assert ask(site, "/a")[0].outcome == "waiting"


def test_a_review_of_a_page_that_no_list_could_name_is_none(tmp_path: Path) -> None:
    told = dict.fromkeys(("report", "sha256", "figures_sha256", "base_sha256", "fetched_at"), "x")
    told |= {"id": "yunze", "url": "http://yunze.example/"}
    (tmp_path / "yunze").mkdir()
    for page, found in (
        ({"area": "云泽市"}, ["yunze"]),
        ({"colour": 1}, []),
        ({"id": "z"}, []),
        ({"area": ["云泽市", "\ud800"]}, []),
    ):
        (tmp_path / "yunze" / "review.json").write_text(json.dumps({**told, "page": page}), encoding="utf-8")
        assert [*review.list_reviews(tmp_path)] == found


def test_memory_comes_back_whole(tmp_path: Path) -> None:
    told = {"http://qinglan.example/": Memory("same", '"v"', "", "1", "2", NEXT, "", "2031-01-01", 2, "x", 1.5)}
    write_memory(tmp_path, told)
    assert read_memory(tmp_path) == told
    assert [p.name for p in tmp_path.iterdir()] == [".watch.json"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x", "is no watch list"),
        ("pages: 3", "is no watch list"),
        ("- 3", "has no url"),
        ("- ftp://qinglan.example/", "is not an http\\(s\\) URL"),
        ("- 'http://[::1'", "is not an http\\(s\\) URL"),
        ('- "http://qinglan.example/\\e[2J"', "is not an http\\(s\\) URL"),
        ("- {url: http://qinglan.example/, id: ../../etc}", "cannot name a folder"),
        ("- {url: http://qinglan.example/, id: .hidden}", "cannot name a folder"),
        ("- {url: http://qinglan.example/, year: '2031'}", "year cannot be '2031'"),
        ("- {url: http://qinglan.example/, area_code: 999901}", "area_code cannot be 999901"),
        ("- {url: http://qinglan.example/, kind: novel}", "unknown kind 'novel'"),
        ("- {url: http://qinglan.example/, run: rm}", "unknown word 'run'"),
        ("[http://qinglan.example/, http://qinglan.example/]", "stands twice"),
        ("{pages: [http://qinglan.example/], pause: -1}", "pause and timeout are seconds"),
        ('{pages: [http://qinglan.example/], contact: "a\\r\\nX: b"}', "contact cannot be"),
        ("{pages: [http://qinglan.example/], allow_private: 1}", "allow_private cannot be 1"),
        ("{pages: [http://qinglan.example/], pause: true}", "pause cannot be True"),
        ("{pages: [http://qinglan.example/], who: me}", "unknown word 'who'"),
        ("&a [*a]", "refers to itself"),
        ("[" * 100_000, "is deeper than 20 levels"),
        ("!!python/object/apply:os.system [id]", "cannot be read"),
        ("#" * 1_000_001, "is larger than 1 MB"),
        ("[" + "http://qinglan.example/," * 2001 + "]", "has more than 2000 pages"),
    ],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_a_file_that_is_no_watch_list(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "watch.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnknownNameError, match=message) as caught:
        read_list(path)
    assert "\n" not in str(caught.value)


def test_an_id_that_is_a_reports(tmp_path: Path) -> None:
    path = tmp_path / "watch.yaml"
    path.write_text("- {url: https://qinglan.example/, id: cn-999901-work-2032, year: 2033}\n- https://qinglan.example/b\n")
    first, second = read_list(path).pages
    assert (first.area_code, first.kind, first.year) == ("999901", "work report", 2033)
    assert second.id.startswith("qinglan-example-")


def row(**told: str) -> dict[str, str]:
    return (
        dict.fromkeys((*CONTENT, "line", "start"), "")
        | {"label": "财政收入", "number": "5", "bound": "=", "line": "1", "start": "1"}
        | told
    )


@pytest.mark.parametrize(
    ("before", "after", "kinds", "moved"),
    [
        ([row()], [row()], [], 0),
        ([row()], [row(line="9")], [], 1),
        ([], [row()], ["added"], 0),
        ([row()], [], ["removed"], 0),
        ([row()], [row(number="6")], ["changed"], 0),
        ([row(period="2030")], [row(period="2031")], ["changed"], 0),
        ([row(bound="=")], [row(bound=">", bound_word="超")], ["changed"], 0),
        ([row(label="甲"), row(label="乙", start="2")], [row(label="乙"), row(label="甲", start="2")], [], 2),
        ([row(), row(start="2")], [row()], ["removed"], 0),
        ([row(label="甲")], [row(label="乙", line="2")], ["removed", "added"], 0),
        ([row(label="甲")], [row(label="乙")], ["changed"], 0),
    ],
)  # fmt: skip
def test_changes(before: list[dict[str, str]], after: list[dict[str, str]], kinds: list[str], moved: int) -> None:
    found = compare(before, after)
    assert sorted(c.kind for c in found.changes) == sorted(kinds)
    assert found.moved == moved


def test_ten_thousand_figures_are_compared_in_a_time_that_grows_with_their_number() -> None:
    rows = [
        dict.fromkeys((*CONTENT, "line", "start", "prefix", "suffix", "section"), "")
        | {"label": f"项{n % 7}", "number": str(n % 50), "line": str(n + 1), "start": "3"}
        for n in range(10_000)
    ]
    now = [row | {"number": "7"} if n % 3 else row for n, row in enumerate(rows) if n % 11]
    fixes = [{"line": row["line"], "start": "3", "field": "unit", "value": "%", "reason": "x"} for row in rows[::5]]
    began = time.process_time()
    found = compare(rows, now)
    carry(rows, now, {"corrections": fixes})
    assert time.process_time() - began < 10
    assert found.same + found.counts["changed"] + found.counts["removed"] == len(rows)


def test_the_list_of_the_page(tmp_path: Path) -> None:
    import re

    text = (ROOT / "docs" / "watching.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"```yaml\n(.*?)```", text, re.S)
    (tmp_path / "watch.yaml").write_text(told, encoding="utf-8")
    assert len(read_list(tmp_path / "watch.yaml").pages) == 3
