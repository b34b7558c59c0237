"""Briefs as a reader meets them: in a headless Chromium, on a phone, on a desk and on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import openpyxl
import pypdfium2 as pdfium
import pytest
from conftest import ROOT
from sites import CONTRAST, UNFOLD, Shared, Site, open_tab, serve

import xclib as xc
from xclib.html.present import figures_used

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session", params=["invented_briefs", "real_briefs"])
def site(request: pytest.FixtureRequest, shared_place: Shared) -> Iterator[Site]:
    """A folder of briefs, served."""
    folder: Path = request.getfixturevalue(request.param)
    with serve(folder) as base:
        yield Site(request.param, folder, base, shared_place)


@pytest.fixture(scope="session")
def real_site(real_briefs: Path, shared_place: Shared) -> Iterator[Site]:
    """The project's own briefs, served."""
    with serve(real_briefs) as base:
        yield Site("real_briefs", real_briefs, base, shared_place)


#: A page in its two languages has one structure: of each, one is looked at thoroughly at once, and the other with what is slow.
in_turn = pytest.mark.parametrize("turn", [0, pytest.param(1, marks=pytest.mark.slow)])


@pytest.mark.parametrize(("scheme", "turn"), [("http", None), ("file", 0), pytest.param("file", 1, marks=pytest.mark.slow)])
def test_pages_ask_for_nothing_but_themselves(chromium: Any, site: Site, scheme: str, turn: int | None) -> None:
    for name, look in site.looks(chromium, 1280, scheme, turn).items():
        assert look["asked"] == [look["address"]], name
        assert look["complained"] == [], name
        assert look["title"].strip(), name
        assert look["headings"] >= 1, name


@pytest.mark.parametrize("width", [390, pytest.param(768, marks=pytest.mark.slow), 1280])
def test_nothing_hangs_over_the_edge(chromium: Any, site: Site, width: int) -> None:
    for name, look in site.looks(chromium, width).items():
        assert look["scrollWidth"] <= width, name
        assert look["overhanging"] == [], name
        assert look["cut"] == [], name


def test_text_can_be_read(chromium: Any, site: Site) -> None:
    for name, look in site.looks(chromium, 1280).items():
        seen, weak = look["contrast"]
        assert seen > 10, name
        assert weak == [], name
        assert look["smallest"] >= 12, name


def test_the_measure_of_contrast_finds_what_is_weak(chromium: Any) -> None:
    page = chromium.new_page()
    page.set_content(
        "<p>strong</p><p style='color:#767676'>just strong enough</p><p style='color:#777'>weak</p><h1 style='color:#777'>large</h1>"
    )
    seen, weak = page.evaluate(CONTRAST)
    assert seen == 4
    assert [told.split(":")[0] for told in weak] == ["weak"]
    page.close()


def test_pictures_are_there_and_described(chromium: Any, site: Site) -> None:
    for name, look in site.looks(chromium, 390).items():
        assert all(drawn and described and high for drawn, described, high in look["pictures"]), name
        assert look["scopes"], name


def test_languages_are_told_and_kept_apart(chromium: Any, site: Site) -> None:
    for name, look in site.looks(chromium, 1280).items():
        assert look["lang"] == ("en" if name.endswith(".en.html") else "zh-CN"), name
        if name == "index.html":
            assert look["sections"] == ["zh-CN", "en"]


def test_a_reader_goes_from_index_to_brief_to_the_other_language_and_back(chromium: Any, site: Site) -> None:
    tab = open_tab(chromium, site.address("index.html"))
    page = tab.page
    page.locator("section[lang=zh-CN] h3 a").first.click()
    first = page.url
    assert first.endswith(".zh.html")
    page.locator("header a[hreflang=en]").click()
    assert page.url == first.replace(".zh.html", ".en.html")
    page.locator("header a", has_text="All briefs").click()
    assert page.url == site.address("index.html")
    assert tab.complained == []
    page.close()


def test_wide_tables_scroll_by_keyboard(chromium: Any, site: Site) -> None:
    for name, look in site.looks(chromium, 390).items():
        assert all(look["frames"]), name


def test_figures_used_are_read_on_a_phone_without_scrolling(chromium: Any) -> None:
    css = (ROOT / "xclib" / "html" / "templates" / "style.css").read_text(encoding="utf-8")
    used = figures_used(xc.figures("cn-110102-plan-2024")).html
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.set_content(f"<style>{css}</style><div data-role='used'><div class='scroll'>{used}</div></div>")
    frame, wide, gap = page.evaluate("""() => {
      const f = document.querySelector('.scroll'), [name, value] = f.querySelector('tbody tr').children
      return [f.clientWidth, f.scrollWidth, value.getBoundingClientRect().top - name.getBoundingClientRect().top] }""")
    assert (wide <= frame, gap) == (True, 0)
    page.close()


@in_turn
def test_axe_finds_nothing_serious(chromium: Any, site: Site, turn: int) -> None:
    axe_core = pytest.importorskip("axe_playwright_python.base").AXE_FILE_PATH.read_text(encoding="utf-8")
    # axe is put into the page from outside: the page's own policy lets no script in.
    for name, tab in site.visit(chromium, names=site.half(turn), bypass_csp=True):
        page = tab.page
        page.evaluate(UNFOLD)
        page.evaluate(axe_core)
        # Contrast takes most of its time; ours measures it on each page, the folded parts too.
        found = page.evaluate("axe.run({resultTypes: ['violations'], rules: {'color-contrast': {enabled: false}}})")
        told = [f"{v['impact']}: {v['id']} × {len(v['nodes'])}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]
        print(f"axe {found['testEngine']['version']}, {name}: {len(found['passes'])} rules passed; {told or 'nothing found'}")
        assert len(found["passes"]) >= 10, name
        assert not [t for t in told if t.startswith(("serious", "critical"))], (name, told)


@pytest.mark.parametrize("width", [pytest.param(390, marks=pytest.mark.slow), pytest.param(768, marks=pytest.mark.slow), 1280])
@in_turn
def test_a_number_tells_its_source_to_pointer_and_keyboard(chromium: Any, real_site: Site, width: int, turn: int) -> None:
    for name, tab in real_site.visit(chromium, width, "file", real_site.half(turn)):
        page = tab.page
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


def test_the_keyboard_reaches_numbers_tables_and_folds(chromium: Any, site: Site) -> None:
    name = next(n for n in site.pages if n.endswith(".zh.html"))
    page = open_tab(chromium, site.address(name)).page
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


@in_turn
def test_tables_are_saved_from_inside_the_page(chromium: Any, real_site: Site, turn: int) -> None:
    """Each link holds a table that is whole; the first, the last and the workbook of a page are clicked, too."""
    for name, tab in real_site.visit(chromium, scheme="file", names=real_site.half(turn)):
        page = tab.page
        page.evaluate(UNFOLD)
        anchors = page.locator("a[download]")
        links = [tuple(link) for link in anchors.evaluate_all("all => all.map(a => [a.download, a.href, a.innerText.trim()])")]
        assert len(links) >= page.locator("figure.chart").count() + 1, name
        books = [n for n, (file, _, _) in enumerate(links) if file.endswith(".xlsx")]
        assert books, name
        assert len(books) < len(links), name
        sheets = len(links) + (1 if page.locator(".computed").count() else 0)
        for file, address, words in links:
            assert words, (name, file)
            with urlopen(address) as answer:
                check_table(file, answer.read(), name, sheets)
        for n in sorted({0, len(links) - 1, *books}):
            # The page moves under a pointer that rests: what it then lies on shows its source, over the link.
            anchors.nth(n).scroll_into_view_if_needed()
            page.mouse.move(0, 0)
            with page.expect_download() as saved:
                anchors.nth(n).click()
            with urlopen(links[n][1]) as answer:
                assert Path(saved.value.path()).read_bytes() == answer.read(), (name, links[n][0])
            assert saved.value.suggested_filename == links[n][0], name
        assert len(tab.asked) == 1


def check_table(file: str, body: bytes, name: str, sheets: int) -> None:
    """Check a table that a page holds: text with a head and rows, or a workbook of all of them without formulas."""
    assert Path(file).suffix in (".csv", ".xlsx"), (name, file)
    if file.endswith(".csv"):
        lines = body.decode("utf-8-sig").splitlines()
        assert body.startswith(b"\xef\xbb\xbf")
        assert len(lines) >= 2, (name, lines)
    else:
        book = openpyxl.load_workbook(io.BytesIO(body))
        assert len(book.sheetnames) == sheets, name
        assert book.worksheets[0].max_row >= 20, name
        assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"], name


def test_pages_are_small(real_site: Site) -> None:
    sizes = {name: (real_site.folder / name).stat().st_size for name in real_site.pages}
    print(f"bytes: {sizes}")
    assert max(sizes.values()) < 2_000_000, sizes


def test_the_first_screen_has_the_answer(chromium: Any, real_site: Site) -> None:
    looks = {name: look for name, look in real_site.looks(chromium, 1280).items() if name != "index.html"}
    assert len(looks) == len(real_site.briefs)
    for name, look in looks.items():
        assert all(height > 0 and bottom <= 900 for _, height, bottom in look["ends"]), (name, look["ends"])
        shown = look["shown"]
        assert sum(shown[".key-findings ul.findings > li"]) <= 3, name
        for role in ("read", "used"):
            assert len(shown[f"details.folded:not([open]) [data-role={role}]"]) == 1, (name, role)
        assert sum(shown["figure.chart"]) <= 3, name
        assert shown["details.folded[open]"] == [], name


def test_the_index_is_searched_and_filtered(chromium: Any, site: Site) -> None:
    tab = open_tab(chromium, site.address("index.html"))
    page = tab.page
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
    assert (len(tab.asked), tab.complained) == (1, [])
    page.close()
    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(site.address("index.html"))
    assert plain.locator("section[lang=en] article:visible").count() == every
    assert not plain.locator(".tools").first.is_visible()
    plain.context.close()


@in_turn
def test_pages_print_on_a4(chromium: Any, site: Site, turn: int) -> None:
    for name, tab in site.visit(chromium, names=site.half(turn)):
        page = tab.page
        # What is for the screen alone, as the overview's tables behind its two sheets, is not printed.
        captions = page.evaluate(
            "[...document.querySelectorAll('details table caption')].filter(c => !c.closest('.screen')).map(c => c.textContent)"
        )
        folded = ["".join(caption.split())[:16] for caption in captions]
        body = page.pdf(prefer_css_page_size=True, print_background=True)
        page.emulate_media(media="print")
        assert not page.locator("header a").first.is_visible()
        page.emulate_media(media="null")
        with pdfium.PdfDocument(body) as paper:
            assert [round(side) for side in paper[0].get_size()] == [595, 842]
            sheets = [read_sheet(sheet) for sheet in paper]
            texts = [text for text, _, _ in sheets]
            assert all(text or images for text, _, images in sheets), f"{name}: an empty sheet"
            for n, (text, beyond, images) in enumerate(sheets, 1):
                assert f"{n} / {len(texts)}" in text, f"{name}: sheet {n} has no number"
                assert beyond == [], f"{name}: cut at the edge of sheet {n}: {''.join(beyond)[:60]}"
                for left, bottom, right, top in images:
                    assert left >= 20 and right <= 575, f"{name}: a picture cut on sheet {n}"  # noqa: PT018
                    assert bottom >= 20 and top <= 822, f"{name}: a picture cut on sheet {n}"  # noqa: PT018
            # Paper breaks a long caption into lines.
            whole = "".join("".join(texts).split())
            assert all(told in whole for told in folded), f"{name}: a fold stays shut on paper: {folded}"


def read_sheet(sheet: pdfium.PdfPage) -> tuple[str, list[str], list[tuple[float, ...]]]:
    """Return the text of a sheet, its letters that reach beyond the margins, and where its pictures lie."""
    text = sheet.get_textpage()
    boxes = ((n, text.get_charbox(n, loose=True)) for n in range(text.count_chars()))
    beyond = [n for n, (left, _, right, _) in boxes if right > left and (right > 595 - 20 or left < 20)]
    images = [tuple(image.get_bounds()) for image in sheet.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE])]
    return text.get_text_range().strip(), [text.get_text_range(n, 1) for n in beyond], images
