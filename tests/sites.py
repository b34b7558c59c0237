"""Folders of pages, served on loopback and opened in Chromium, for the tests that look at what a reader sees."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from xclib.care.files import alone

#: How many pages are open side by side: more of them only wait for each other.
TABS = 4
#: Milliseconds that a page may take on a busy machine.
PATIENCE = 60_000

#: Contrast of every visible piece of text with what is painted behind it, by the formula of WCAG 2; returns what is too weak.
CONTRAST = """() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return [m[0], m[1], m[2], m.length > 3 ? m[3] : 1]; };
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const light = c => { const f = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * f(c[0]) + 0.7152 * f(c[1]) + 0.0722 * f(c[2]); };
  const behind = e => { const stack = []; for (; e; e = e.parentElement) stack.push(parse(getComputedStyle(e).backgroundColor));
    return stack.reduceRight((under, c) => over(c, under), [255, 255, 255, 1]); };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), weak = [];
  let seen = 0;
  for (let n; n = walk.nextNode();) {
    const e = n.parentElement, s = getComputedStyle(e);
    if (!n.data.trim() || s.visibility !== 'visible' || !e.getClientRects().length || e.closest('style')) continue;
    const ground = behind(e), ink = over(parse(s.color), ground), pair = [light(ink), light(ground)].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05), size = parseFloat(s.fontSize);
    const large = size >= 24 || (size >= 18.66 && parseInt(s.fontWeight) >= 700);
    seen += 1;
    if (ratio < (large ? 3 : 4.5)) weak.push(`${n.data.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
  }
  return [seen, weak];
}"""

#: Unfolds what a page keeps folded.
UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true; })"

#: Unfolds a page and returns the tables whose last columns are cut at the edge of their frame.
CUT = """() => { document.querySelectorAll('details').forEach(d => { d.open = true; });
  return [...document.querySelectorAll('.scroll')].filter(f => f.scrollWidth > f.clientWidth + 1)
    .map(f => `${f.ariaLabel.slice(0, 40)}: ${f.scrollWidth} > ${f.clientWidth}`); }"""

#: What one visit measures, so that a page is opened once for all tests that only look.
LOOK = """() => ({
  lang: document.documentElement.lang,
  title: document.title,
  headings: document.querySelectorAll('h1').length,
  sections: [...document.querySelectorAll('main > section')].map(s => s.lang),
  scrollWidth: document.documentElement.scrollWidth,
  overhanging: [...document.querySelectorAll('main *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll')).map(e => e.outerHTML.slice(0, 80)),
  smallest: Math.min(...[...document.querySelectorAll('main *')].map(e => parseFloat(getComputedStyle(e).fontSize))),
  pictures: [...document.images].map(i => [i.complete && i.naturalWidth > 0, i.alt.trim().length, i.naturalHeight > 0]),
  scopes: [...document.querySelectorAll('th')].every(t => t.scope),
  frames: [...document.querySelectorAll('table')].map(
    t => { const f = t.closest('.scroll'); return f && f.tabIndex === 0 && !!f.ariaLabel }),
  ends: ['h1 .where', 'dl.headline', '.key-findings ul.findings > li'].map(
    what => { const box = document.querySelector(what)?.getBoundingClientRect(); return box ? [what, box.height, box.bottom] : [what, 0, 0] }),
  shown: Object.fromEntries(['.key-findings ul.findings > li', 'figure.chart', 'details.folded[open]',
    'details.folded:not([open]) [data-role=read]', 'details.folded:not([open]) [data-role=used]'].map(what => [what,
    [...document.querySelectorAll(what)].map(e => e.checkVisibility({checkVisibilityCSS: true}) && e.getBoundingClientRect().height > 0)])),
})"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and writes nothing about it."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback, and return its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Shared:
    """A place for what one worker of a session makes and all of them read."""

    root: Path

    @classmethod
    def of(cls, factory: pytest.TempPathFactory) -> Shared:
        """Return the place of this session, the same for each of its workers."""
        root = factory.getbasetemp()
        return cls(root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root)

    def folder(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return a folder, made by whoever asks first; a worker that asks meanwhile waits until it is whole."""
        making, ready = self.root / f"making-{name}", self.root / f"made-{name}"
        with alone(making, patience=1800):
            if not (making / "done").exists():
                # What a worker began and did not finish is no beginning for the next one.
                shutil.rmtree(ready, ignore_errors=True)
                make(ready)
                (making / "done").touch()
        return ready

    def data(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what can be written as JSON, made by whoever asks first."""

        def write(folder: Path) -> None:
            folder.mkdir(exist_ok=True)
            (folder / "data.json").write_text(json.dumps(make()), encoding="utf-8")

        return json.loads((self.folder(name, write) / "data.json").read_text(encoding="utf-8"))


@dataclass
class Tab:
    """A tab of Chromium, what its page asked for and what it complained of."""

    page: Any
    address: str = ""
    asked: list[str] = field(default_factory=list)
    complained: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", lambda r: self.asked.append(r.url) if not r.url.startswith("data:") else None)
        self.page.on("console", lambda m: self.complained.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complained.append(str(e)))

    def go(self, address: str, until: str = "networkidle") -> Tab:
        """Open an address in the place of the one before."""
        self.address, self.asked, self.complained = address, [], []
        self.page.goto(address, wait_until=until)
        return self


def open_tab(chromium: Any, address: str) -> Tab:
    """Open an address at the width of a desk; the caller closes the page."""
    return Tab(chromium.new_page(viewport=size(1280))).go(address)


def size(width: int) -> dict[str, int]:
    """Return the size of a screen."""
    return {"width": width, "height": 900}


def visit(chromium: Any, addresses: dict[str, str], width: int = 1280, **options: Any) -> Iterator[dict[str, Tab]]:
    """Open pages side by side, a few at a time, until none of them loads anything; each group closes the one before.

    A tab that goes on to the next page costs half of what a new one does.
    """
    context = chromium.new_context(viewport=size(width), **options)
    try:
        tabs = [Tab(context.new_page()) for _ in range(min(TABS, len(addresses)))]
        names = list(addresses)
        for n in range(0, len(names), TABS):
            group = dict(zip(names[n : n + TABS], tabs, strict=False))
            for name, tab in group.items():
                tab.go(addresses[name], "commit")
            for tab in group.values():
                tab.page.wait_for_load_state("load")  # a machine that is busy is quiet before a long page is read to its end
                tab.page.wait_for_load_state("networkidle")
            yield group
    finally:
        context.close()


@dataclass(frozen=True)
class Site:
    """A folder of briefs and the address at which it is served."""

    name: str
    folder: Path
    base: str
    shared: Shared

    @property
    def pages(self) -> list[str]:
        """The names of all pages, the front page among them."""
        found = sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.html") if "failed" not in p.parts)
        assert "index.html" in found
        assert any(p.endswith(".zh.html") for p in found)
        assert any(p.endswith(".en.html") for p in found)
        return found

    @property
    def briefs(self) -> list[str]:
        """The names of all pages but the front page."""
        return [name for name in self.pages if name != "index.html"]

    def half(self, turn: int) -> list[str]:
        """Return each brief in one of its languages, in turn, and the other half of the pages with the other turn, 0 or 1."""
        stems = sorted({name.rsplit(".", 2)[0] for name in self.briefs})
        langs = [("zh", "en")[(n + turn) % 2] for n in range(len(stems))]
        return ["index.html"] * (turn == 0) + [f"{stem}.{lang}.html" for stem, lang in zip(stems, langs, strict=True)]

    def address(self, name: str, scheme: str = "http") -> str:
        """Return where a page is."""
        return f"{self.base}/{name}" if scheme == "http" else (self.folder / name).resolve().as_uri()

    def visit(
        self, chromium: Any, width: int = 1280, scheme: str = "http", names: Sequence[str] = (), **options: Any
    ) -> Iterator[tuple[str, Tab]]:
        """Open the named pages, or each page; with ``scheme="file"`` briefs only, as a person does who opens a file."""
        names = [name for name in names or self.pages if scheme == "http" or name != "index.html"]
        for group in visit(chromium, {name: self.address(name, scheme) for name in names}, width, **options):
            for name, tab in group.items():
                # Behind others a tab is drawn once a second, and whoever clicks in it waits for that.
                tab.page.bring_to_front()
                yield name, tab

    def looks(self, chromium: Any, width: int, scheme: str = "http", turn: int | None = None) -> dict[str, dict[str, Any]]:
        """Return what a visit of each page, or of half of them, measures; the pages are visited once in a session."""

        def look() -> dict[str, dict[str, Any]]:
            found = {}
            names = self.pages if turn is None else self.half(turn)
            for group in visit(chromium, {name: self.address(name, scheme) for name in names}, width):
                for name, tab in group.items():
                    seen = tab.page.evaluate(LOOK) | {"cut": tab.page.evaluate(CUT)}
                    if (width, scheme) == (1280, "http"):  # on a long page this takes as long as opening it
                        seen |= {"contrast": tab.page.evaluate(CONTRAST)}
                    found[name] = seen | {"address": tab.address, "asked": tab.asked, "complained": tab.complained}
            return found

        return self.shared.data(re.sub(r"\W", "-", f"look-{self.name}-{width}-{scheme}-{turn}"), look)
