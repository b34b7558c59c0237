"""The notebooks as an economist works with them: a real JupyterLab in Chromium, run, moved, filtered, asked.

Two notebooks in the suite; all of them by `make lab-check`. Pictures are kept in .build/lab.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from conftest import FLAGS, ROOT
from lab_page import Lab, errors_of, font_env, serve_lab, until

pytestmark = [pytest.mark.browser, pytest.mark.lab, pytest.mark.slow]

ALL = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
EVERY = sorted(str(path.relative_to(ROOT / "notebooks").with_suffix("")) for path in (ROOT / "notebooks").rglob("[!.]*.ipynb"))
CHOSEN = ALL if os.environ.get("XCLIB_LAB") == "all" else ["growth", "fiscal"]


@dataclass
class Bench:
    browser: Any
    address: str
    folder: Path
    #: Notebooks that have been run, by name, with what they asked of the network.
    ran: dict[str, tuple[Lab, dict[str, Any], list[str]]]

    def notebook(self, name: str) -> tuple[Lab, dict[str, Any], list[str]]:
        """Return a notebook opened, run to the end and saved; once."""
        if name not in self.ran:
            page = self.browser.new_page(viewport={"width": 1400, "height": 900})
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            lab = Lab.open(page, self.address, self.folder, name)
            lab.run_all()
            self.ran[name] = (lab, lab.save(), asked)
        return self.ran[name]


@pytest.fixture(scope="module")
def bench(playwright_session: tuple[Any, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    play, path = playwright_session
    folder = tmp_path_factory.mktemp("lab")
    with serve_lab(folder) as address:
        browser = play.chromium.launch(executable_path=path, args=FLAGS, env=font_env(folder))
        yield Bench(browser, address, folder, {})
        browser.close()


def cells_with(notebook: dict[str, Any], text: str) -> list[int]:
    return [n for n, c in enumerate(notebook["cells"]) if c["cell_type"] == "code" and text in "".join(c["source"])]


def outputs(notebook: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """What nbval compares, by cell."""
    kept = {}
    for cell in notebook["cells"]:
        if "".join(cell["source"]).startswith("# NBVAL_CHECK_OUTPUT"):
            data = [o.get("data", {}) for o in cell["outputs"]]
            kept[cell["id"]] = [(kind, "".join(d[kind])) for d in data for kind in ("text/html", "text/plain") if kind in d]
    return kept


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize("name", EVERY)
def test_opening_changes_nothing(bench: Bench, name: str) -> None:
    """Whatever Python the kernel is, what it says of its language is what the notebook holds."""
    page = bench.browser.new_page(viewport={"width": 1400, "height": 900})
    lab = Lab.open(page, bench.address, bench.folder, name)
    page.wait_for_timeout(1000)
    assert page.locator(".lm-TabBar-tab.jp-mod-current").count() >= 1
    assert page.locator(".jp-mod-dirty").count() == 0
    lab.choose("Kernel", "Shut Down Kernel")
    page.close()


@pytest.mark.parametrize("name", CHOSEN)
def test_runs_to_the_end(bench: Bench, name: str) -> None:
    lab, notebook, asked = bench.notebook(name)
    lab.picture(f"{name}-run")
    assert errors_of(notebook) == []
    assert len(cells_with(notebook, "")) > 20
    outside = [url for url in asked if not url.startswith((bench.address, "data:", "blob:"))]
    assert outside == [], "JupyterLab and the tables ask nobody outside"


@pytest.mark.parametrize("name", CHOSEN)
def test_what_is_saved_is_what_nbval_compares(bench: Bench, name: str) -> None:
    """Tables that sort and filter leave nothing in a notebook: it differs from the kept one by pictures and sliders alone."""
    _, notebook, _ = bench.notebook(name)
    kept = outputs(nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4))
    saved = outputs(notebook)
    assert kept.keys() == saved.keys()
    for cell, told in kept.items():
        assert [kind for kind, _ in saved[cell]] == [kind for kind, _ in told], cell
        assert [text_of(t) for _, t in saved[cell]] == [text_of(t) for _, t in told], cell
    text = (bench.folder / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "dataTable" not in text
    assert "widgets" not in notebook["metadata"]
    assert len(re.sub(r"data:image/png;base64,[\w+/=]+", "", text)) < 300_000


@pytest.mark.parametrize("name", CHOSEN)
def test_a_slider_moves_the_chart(bench: Bench, name: str) -> None:
    lab, notebook, _ = bench.notebook(name)
    found = [*cells_with(notebook, "explore.slide("), *cells_with(notebook, "page.slide(")]
    if not found:
        pytest.skip(f"{name} has no scenario")
    cell = lab.go_to(found[0])
    handle, chart = cell.locator(".noUi-handle"), cell.locator("figure.chart img")
    before = (chart.get_attribute("src"), chart.get_attribute("alt"), cell.locator(".widget-readout").inner_text())
    lab.picture(f"{name}-slider-before")
    handle.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight"):
        lab.page.keyboard.press(key)
        lab.page.wait_for_timeout(150)
    moved = "([n, src]) => { const i = document.querySelector(`[data-windowed-list-index='${n}'] figure.chart img`); return i && i.src !== src; }"
    lab.page.wait_for_function(moved, arg=[found[0], before[0]], timeout=30_000)
    # The slider sends its newest value only when the kernel has answered the one before: idle may stand between the two.
    follow = """n => { const cell = document.querySelector(`[data-windowed-list-index='${n}']`);
        const read = cell?.querySelector('.widget-readout')?.innerText.replace(/%$/, '');
        return read && cell.querySelector('figure.chart img')?.alt.includes(read); }"""
    lab.page.wait_for_function(follow, arg=found[0], timeout=30_000)
    lab.wait_idle()
    after = (chart.get_attribute("src"), chart.get_attribute("alt"), cell.locator(".widget-readout").inner_text())
    assert all(a != b for a, b in zip(before, after, strict=True)), "picture, words and readout all follow"
    assert after[2].rstrip("%") in after[1], "the words tell the value that the slider is at"
    lab.picture(f"{name}-slider-after")
    kept = lab.save()["cells"][found[0]]["outputs"][-1]["data"]
    assert after[1] in "".join(kept["text/plain"]), "a saved notebook keeps the chart as it was last seen"


@pytest.mark.parametrize("name", CHOSEN)
def test_a_table_filters_and_sorts(bench: Bench, name: str) -> None:
    lab, notebook, _ = bench.notebook(name)
    lab.wait_idle()
    used = cells_with(notebook, "present.figures_used(") or cells_with(notebook, "figures_used") or [len(notebook["cells"]) - 1]
    cell = lab.go_to(used[-1])
    table, rows = cell.locator("table.data.dataTable"), cell.locator("table.data tbody tr")
    table.wait_for(timeout=20_000)
    assert cell.locator(".dt-search input").count() == 1
    assert table.locator("th[scope=col]").count() >= 4, "heads keep their scope"
    whole = rows.count()
    assert whole >= 5
    # Every link is there, and says on hover what is printed at its end.
    assert table.locator("tbody a[href^='http']").count() >= whole // 2
    titles = table.locator("tbody a[href*='#:~:text=']").evaluate_all("es => es.map(e => e.title)")
    assert all(titles), "hover shows what is printed"
    # What tells rows apart: their heads, or else their numbers where a page is one area's.
    names = rows.locator("th").all_inner_texts()
    wanted = names[2] if len(set(names)) > 1 else rows.nth(2).locator("td.number").first.inner_text()
    search = cell.locator(".dt-search input")
    search.fill(wanted)
    until(lab.page, lambda: rows.count() < whole)
    left = rows.all_inner_texts()
    assert 1 <= len(left) < whole
    assert all(wanted in row for row in left)
    search.scroll_into_view_if_needed()
    lab.picture(f"{name}-filtered")
    search.fill("")
    until(lab.page, lambda: rows.count() == whole)
    # By what a number is worth, and not by how it is spelled.
    first = table.locator("thead th[scope=col]").evaluate_all("es => es.findIndex(e => e.classList.contains('number'))") + 1
    cells, worth = (
        table.locator(f"tbody td.number:nth-child({first})"),
        "es => es.map(e => e.dataset.order).filter(Boolean).map(Number)",
    )
    printed = cells.evaluate_all(worth)
    head = table.locator("thead th.number").first
    head.locator(".dt-column-title").click()
    until(lab.page, lambda: (seen := cells.evaluate_all(worth)) == sorted(seen) and seen != printed)
    sizes = cells.evaluate_all(worth)
    assert len(sizes) >= 5
    assert sizes == sorted(sizes), "sorted by what the number is worth"
    assert sizes != printed
    lab.picture(f"{name}-sorted")


def type_below(lab: Lab, code: str) -> Any:
    """Write into a new last cell, and return its editor."""
    last = lab.page.locator(".jp-Cell").last
    lab.page.keyboard.press("Escape")
    lab.page.locator(".jp-WindowedPanel-outer").first.hover()
    for _ in range(60):
        lab.page.mouse.wheel(0, 3000)
        lab.page.wait_for_timeout(30)
    last.click()
    lab.page.keyboard.press("Escape")
    lab.page.keyboard.press("b")
    lab.page.keyboard.press("Enter")
    lab.page.keyboard.type(code, delay=15)
    cell = lab.page.locator(".jp-Cell.jp-mod-active")
    until(lab.page, lambda: code in cell.locator(".cm-content").inner_text())
    return cell


def offered(lab: Lab, wanted: str) -> list[str]:
    """Press Tab, wait for an offer, and return all of them."""
    found = lab.page.locator(".jp-Completer-match", has_text=wanted).first
    # JupyterLab waits a second for an answer and then gives up; a person whose machine is busy presses Tab again.
    for _ in range(5):
        lab.page.keyboard.press("Tab")
        until(lab.page, found.is_visible, 2.5)
        if found.is_visible():
            break
    found.wait_for(timeout=10_000)
    return lab.page.locator(".jp-Completer-match").all_inner_texts()


def test_tab_offers_indicators_and_reports(bench: Bench) -> None:
    lab, _, _ = bench.notebook(CHOSEN[0])
    type_below(lab, "xc.codes.indicators.gdp")
    assert {"gdp_growth", "gdp_per_head"} <= set(offered(lab, "gdp_growth"))
    lab.picture("tab-indicators")
    lab.page.keyboard.press("Escape")
    type_below(lab, 'xc.figures(report, topic="')
    assert {"growth", "fiscal", "livelihood"} <= set(offered(lab, "fiscal"))
    lab.picture("tab-topics")
    lab.page.keyboard.press("Escape")
    type_below(lab, 'xc.plan("cn-1')
    assert offered(lab, "cn-110102-plan-2024") == ["cn-110102-plan-2024"]
    lab.picture("tab-reports")
    lab.page.keyboard.press("Enter")
    typed, whole = lab.page.locator(".jp-Cell.jp-mod-active .cm-content"), 'xc.plan("cn-110102-plan-2024'
    until(lab.page, lambda: typed.inner_text().strip() == whole)
    assert typed.inner_text().strip() == whole


def test_a_question_mark_shows_arguments_and_an_example(bench: Bench) -> None:
    lab, _, _ = bench.notebook(CHOSEN[0])
    cell = type_below(lab, "xc.page?")
    lab.page.keyboard.press("Shift+Enter")
    pager = lab.page.locator(".jp-OutputArea-output", has_text="Docstring").last
    pager.wait_for(timeout=20_000)
    told = pager.inner_text()
    assert "Parameters" in told
    assert "Examples" in told
    assert ">>> " in told
    pager.scroll_into_view_if_needed()
    lab.picture("help")
    assert cell is not None


def test_a_wrong_name_suggests_the_nearest(bench: Bench) -> None:
    lab, _, _ = bench.notebook(CHOSEN[0])
    type_below(lab, 'xc.figures(report, indicator="gdp_grwth")')
    lab.page.keyboard.press("Shift+Enter")
    error = lab.page.locator(".jp-OutputArea-output", has_text="did you mean gdp_growth").last
    error.wait_for(timeout=20_000)
    lab.picture("nearest-name")
