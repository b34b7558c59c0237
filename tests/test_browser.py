"""Briefs as a reader meets them: in a headless Chromium, on a phone, on a desk and on paper."""

from __future__ import annotations

import functools
import http.server
import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest
from briefs_fixture import write_notebook
from conftest import FIGURES, REPORT, ROOT, context_row, write_rows

from xclib.briefs.run import make_briefs
from xclib.data.raw import data_root

pytestmark = pytest.mark.browser

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


@pytest.fixture(scope="session")
def invented_briefs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Briefs of a small notebook on the invented city."""
    root = tmp_path_factory.mktemp("invented")
    write_rows(root / "data" / "raw" / "reports.csv", "reports", [REPORT])
    write_rows(root / "data" / "raw" / REPORT["report_id"] / "figures.csv", "figures", FIGURES)
    write_rows(root / "data" / "raw" / "context.csv", "context", [context_row()])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XCLIB_DATA", str(root / "data"))
        write_notebook(root / "notebooks" / "growth.ipynb")
        make_briefs(REPORT["report_id"], out=root / "briefs").check()
    return root / "briefs"


@pytest.fixture(scope="session")
def real_briefs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own briefs, built once; those in ``$XCLIB_BRIEFS`` where a run has just built them."""
    if told := os.environ.get("XCLIB_BRIEFS"):
        return Path(told).resolve()
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    if not notebooks:
        pytest.skip("there are no notebooks in notebooks/")
    out = tmp_path_factory.mktemp("briefs")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        reports = sorted(p.name for p in (data_root() / "raw").iterdir() if p.is_dir())
        make_briefs(reports[0], out=out).check()
    return out


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(params=["invented_briefs", "real_briefs"])
def site(request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    """A folder of briefs and the address at which it is served."""
    folder: Path = request.getfixturevalue(request.param)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def pages_of(folder: Path) -> list[str]:
    found = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.html") if "failed" not in p.parts)
    assert "index.html" in found
    assert any(p.endswith(".zh.html") for p in found)
    assert any(p.endswith(".en.html") for p in found)
    return found


def open_page(chromium: Any, address: str, width: int = 1280) -> tuple[Any, list[str], list[str]]:
    """Open an address; return the page, what it asked for and what it complained of."""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    complained: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if not r.url.startswith("data:") else None)
    page.on("console", lambda m: complained.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complained.append(str(e)))
    page.goto(address, wait_until="networkidle")
    return page, asked, complained


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_pages_ask_for_nothing_but_themselves(chromium: Any, site: tuple[Path, str], scheme: str) -> None:
    folder, base = site
    for name in pages_of(folder):
        address = f"{base}/{name}" if scheme == "http" else (folder / name).resolve().as_uri()
        page, asked, complained = open_page(chromium, address)
        assert asked == [address], name
        assert complained == [], name
        assert page.title().strip(), name
        assert page.locator("h1").count() >= 1, name
        page.close()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_hangs_over_the_edge(chromium: Any, site: tuple[Path, str], width: int) -> None:
    folder, base = site
    for name in pages_of(folder):
        page, _, _ = open_page(chromium, f"{base}/{name}", width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        wide = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll'))"
        assert page.evaluate(f"{wide}.map(e => e.outerHTML.slice(0, 80))") == [], name
        page.close()


def test_text_can_be_read(chromium: Any, site: tuple[Path, str]) -> None:
    folder, base = site
    for name in pages_of(folder):
        page, _, _ = open_page(chromium, f"{base}/{name}")
        seen, weak = page.evaluate(CONTRAST)
        assert seen > 10, name
        assert weak == [], name
        assert (
            page.evaluate(
                "Math.min(...[...document.querySelectorAll('main *')].map(e => parseFloat(getComputedStyle(e).fontSize)))"
            )
            >= 12
        ), name
        page.close()


def test_the_measure_of_contrast_finds_what_is_weak(chromium: Any) -> None:
    page = chromium.new_page()
    page.set_content(
        "<p>strong</p><p style='color:#767676'>just strong enough</p><p style='color:#777'>weak</p><h1 style='color:#777'>large</h1>"
    )
    seen, weak = page.evaluate(CONTRAST)
    assert seen == 4
    assert [told.split(":")[0] for told in weak] == ["weak"]
    page.close()


def test_pictures_are_there_and_described(chromium: Any, site: tuple[Path, str]) -> None:
    folder, base = site
    for name in pages_of(folder):
        page, _, _ = open_page(chromium, f"{base}/{name}", 390)
        pictures = page.evaluate(
            "[...document.images].map(i => [i.complete && i.naturalWidth > 0, i.alt.trim().length, i.naturalHeight > 0])"
        )
        assert all(drawn and described and high for drawn, described, high in pictures), name
        assert page.evaluate("[...document.querySelectorAll('th')].every(t => t.scope)"), name
        page.close()


def test_languages_are_told_and_kept_apart(chromium: Any, site: tuple[Path, str]) -> None:
    folder, base = site
    for name in pages_of(folder):
        page, _, _ = open_page(chromium, f"{base}/{name}")
        wanted = "en" if name.endswith(".en.html") else "zh-CN"
        assert page.evaluate("document.documentElement.lang") == wanted, name
        if name == "index.html":
            assert page.evaluate("[...document.querySelectorAll('main > section')].map(s => s.lang)") == ["zh-CN", "en"]
        page.close()


def test_a_reader_goes_from_index_to_brief_to_the_other_language_and_back(chromium: Any, site: tuple[Path, str]) -> None:
    _, base = site
    page, _, complained = open_page(chromium, f"{base}/index.html")
    page.locator("section[lang=zh-CN] h3 a").first.click()
    first = page.url
    assert first.endswith(".zh.html")
    page.locator("header a[hreflang=en]").click()
    assert page.url == first.replace(".zh.html", ".en.html")
    page.locator("header a", has_text="All briefs").click()
    assert page.url == f"{base}/index.html"
    assert complained == []
    page.close()


def test_wide_tables_scroll_by_keyboard(chromium: Any, site: tuple[Path, str]) -> None:
    folder, base = site
    for name in pages_of(folder):
        page, _, _ = open_page(chromium, f"{base}/{name}", 390)
        frames = page.evaluate(
            "[...document.querySelectorAll('table')].map(t => { const f = t.closest('.scroll'); return f && f.tabIndex === 0 && !!f.ariaLabel })"
        )
        assert all(frames), name
        page.close()


def test_axe_finds_nothing_serious(chromium: Any, site: tuple[Path, str]) -> None:
    axe_core = pytest.importorskip("axe_playwright_python.base").AXE_FILE_PATH.read_text(encoding="utf-8")
    folder, base = site
    for name in pages_of(folder):
        # axe is put into the page from outside: the page's own policy lets no script in.
        page = chromium.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{base}/{name}", wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        page.evaluate(axe_core)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")
        told = [f"{v['impact']}: {v['id']} × {len(v['nodes'])}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]
        print(f"axe {found['testEngine']['version']}, {name}: {len(found['passes'])} rules passed; {told or 'nothing found'}")
        assert len(found["passes"]) >= 10, name
        assert not [t for t in told if t.startswith(("serious", "critical"))], (name, told)
        page.context.close()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_a_number_tells_its_source_to_pointer_and_keyboard(chromium: Any, real_briefs: Path, width: int) -> None:
    for name in [n for n in pages_of(real_briefs) if n != "index.html"]:
        page, _, _ = open_page(chromium, (real_briefs / name).resolve().as_uri(), width)
        marks = page.locator("main .cite > [aria-describedby]:visible")
        assert marks.count() >= 10, name
        for n in (0, 1, marks.count() // 2, marks.count() - 1):
            mark = marks.nth(n)
            tip = page.locator(f"[id='{mark.get_attribute('aria-describedby')}']")
            mark.scroll_into_view_if_needed()
            page.mouse.move(0, 0)
            page.evaluate("document.activeElement.blur()")
            assert not tip.is_visible(), (name, n)
            for reach in (mark.focus, mark.hover):
                reach()
                assert tip.is_visible(), (name, n)
                box = tip.bounding_box()
                assert box["x"] >= 0 and box["x"] + box["width"] <= width + 1, (name, n, box)  # noqa: PT018
                assert box["y"] >= 0 and box["y"] + box["height"] <= 901, (name, n, box)  # noqa: PT018
        page.close()


def test_the_keyboard_reaches_numbers_tables_and_folds(chromium: Any, site: tuple[Path, str]) -> None:
    folder, base = site
    name = next(n for n in pages_of(folder) if n.endswith(".zh.html"))
    page, _, _ = open_page(chromium, f"{base}/{name}")
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName + (document.activeElement.closest('.cite') ? '.cite' : '')"))
    assert {"A", "DIV"} <= reached
    if page.locator("summary").count():
        assert {"SUMMARY", "A.cite"} <= reached
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector('details').open")
    page.close()


def test_tables_are_saved_from_inside_the_page(chromium: Any, real_briefs: Path) -> None:
    for name in [n for n in pages_of(real_briefs) if n != "index.html"]:
        page, asked, _ = open_page(chromium, (real_briefs / name).resolve().as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        links = page.locator("a[download]")
        assert links.count() >= page.locator("figure.chart").count() + 1, name
        kinds = set()
        for n, anchor in enumerate(links.all()):
            if n % 10 == 9:
                # Chromium starts at most ten downloads a second for a page and drops what is above that without a word.
                page.wait_for_timeout(1100)
            # The page moves under a pointer that rests: what it then lies on shows its source, over the link.
            anchor.scroll_into_view_if_needed()
            page.mouse.move(0, 0)
            with page.expect_download() as saved:
                anchor.click()
            body = Path(saved.value.path()).read_bytes()
            kinds.add(Path(saved.value.suggested_filename).suffix)
            if saved.value.suggested_filename.endswith(".csv"):
                lines = body.decode("utf-8-sig").splitlines()
                assert body.startswith(b"\xef\xbb\xbf")
                assert len(lines) >= 2, (name, lines)
            else:
                book = openpyxl.load_workbook(io.BytesIO(body))
                assert len(book.sheetnames) == links.count() + (1 if page.locator(".computed").count() else 0), name
                assert book.worksheets[0].max_row >= 20, name
                assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"], name
        assert {".csv", ".xlsx"} <= kinds, name
        assert len(asked) == 1
        page.close()


def test_pages_are_small(real_briefs: Path) -> None:
    sizes = {name: (real_briefs / name).stat().st_size for name in pages_of(real_briefs)}
    print(f"bytes: {sizes}")
    assert max(sizes.values()) < 2_000_000, sizes


def test_the_first_screen_has_the_answer(chromium: Any, real_briefs: Path) -> None:
    for name in [n for n in pages_of(real_briefs) if n != "index.html"]:
        page, _, _ = open_page(chromium, (real_briefs / name).resolve().as_uri())
        for what in ("h1 .where", "dl.headline", ".key-findings ul.findings > li"):
            box = page.locator(what).first.bounding_box()
            assert box and box["y"] + box["height"] <= 900, (name, what, box)  # noqa: PT018
        assert page.locator(".key-findings ul.findings > li:visible").count() <= 3, name
        for role in ("read", "used"):
            assert page.locator(f"details.folded:not([open]) [data-role={role}]").count() == 1, (name, role)
        assert page.locator("figure.chart:visible").count() <= 3, name
        assert page.locator("details.folded[open]").count() == 0, name
        page.close()


def test_the_index_is_searched_and_filtered(chromium: Any, site: tuple[Path, str]) -> None:
    _, base = site
    page, asked, complained = open_page(chromium, f"{base}/index.html")
    side = page.locator("section[lang=en]")
    cards = side.locator("article:visible")
    every = cards.count()
    side.locator("input[type=search]").fill("no such brief")
    assert cards.count() == 0
    assert "0" in side.locator("output").inner_text()
    side.locator("input[type=search]").fill("growth")
    assert 1 <= cards.count() <= every
    side.locator("select[name=state]").select_option("failed")
    assert cards.count() == 0
    assert (len(asked), complained) == (1, [])
    page.close()
    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{base}/index.html")
    assert plain.locator("section[lang=en] article:visible").count() == every
    assert not plain.locator(".tools").first.is_visible()
    plain.context.close()


def test_pages_print_on_a4(chromium: Any, site: tuple[Path, str]) -> None:
    folder, base = site
    for name in pages_of(folder):
        page, _, _ = open_page(chromium, f"{base}/{name}")
        folded = ["".join(told.split())[:16] for told in page.locator("details table caption").all_text_contents()]
        body = page.pdf(prefer_css_page_size=True, print_background=True)
        page.emulate_media(media="print")
        assert not page.locator("header a").first.is_visible()
        page.close()
        with pdfplumber.open(io.BytesIO(body)) as paper:
            assert [round(float(side)) for side in (paper.pages[0].width, paper.pages[0].height)] == [595, 842]
            assert all(len(sheet.chars) + len(sheet.images) > 0 for sheet in paper.pages), f"{name}: an empty sheet"
            texts = [sheet.extract_text() for sheet in paper.pages]
            for n, sheet in enumerate(paper.pages, 1):
                assert f"{n} / {len(texts)}" in texts[n - 1], f"{name}: sheet {n} has no number"
                beyond = [c["text"] for c in sheet.chars if c["x1"] > 595 - 20 or c["x0"] < 20]
                assert beyond == [], f"{name}: cut at the edge of sheet {n}: {''.join(beyond)[:60]}"
                for image in sheet.images:
                    assert image["x0"] >= 20 and image["x1"] <= 575, f"{name}: a picture cut on sheet {n}"  # noqa: PT018
                    assert image["top"] >= 20 and image["bottom"] <= 822, f"{name}: a picture cut on sheet {n}"  # noqa: PT018
            # Paper breaks a long caption into lines.
            whole = "".join("".join(texts).split())
            assert all(told in whole for told in folded), f"{name}: a fold stays shut on paper: {folded}"
