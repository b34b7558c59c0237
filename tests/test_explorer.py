"""The explorer as a person uses it: what is chosen stands in the address, each mark and number leads to its source."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
import vl_convert
from sites import PATIENCE

import xclib as xc
from xclib.briefs import explorer
from xclib.briefs.manifest import EXPLORER
from xclib.ledgers.store import find_ledger

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("explorer")
    assert explorer.write(out)
    assert not explorer.write(out)
    return out / EXPLORER


@pytest.fixture
def tab(made: Path, chromium: Any) -> Iterator[Any]:
    page = chromium.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(PATIENCE)
    page.asked, page.wrong = [], []
    page.on("request", lambda r: page.asked.append(r.url))
    page.on("pageerror", lambda e: page.wrong.append(str(e)))
    page.on("console", lambda m: page.wrong.append(m.text) if m.type == "error" else None)
    yield page
    assert page.wrong == []
    assert [url for url in page.asked if not url.startswith(("file:", "blob:", "data:"))] == []
    page.close()


def visit(tab: Any, made: Path, address: str) -> None:
    tab.goto(f"{made.as_uri()}#{address}")
    settle(tab)


def settle(tab: Any) -> None:
    tab.wait_for_function("document.body.dataset.drawn === location.hash")


def table(tab: Any) -> list[list[str]]:
    return [row.locator("td").all_inner_texts() for row in tab.locator("#table table").first.locator("tbody tr").all()]


@pytest.mark.parametrize("view", ["time", "year"])
def test_a_chart_is_vega_lite_whose_names_the_page_fills_in(view: str) -> None:
    chart = explorer.specs()[view]
    script = (explorer.TEMPLATES / "explorer" / "script.js").read_text(encoding="utf-8")
    fillers = re.search(r"const fillers = \{(.*)\};", script)
    assert fillers
    named = {name for name in re.findall(r'"\$(\w+)"', json.dumps(chart)) if name != "schema"}
    assert {"area", "printed"} < named <= set(re.findall(r"(\w+)[:,]", fillers[1]))
    assert len(vl_convert.vegalite_to_vega(chart)["marks"]) == len(chart["layer"]) == 3


def test_the_page_is_small_and_asks_for_nothing(made: Path) -> None:
    text = made.read_text(encoding="utf-8")
    assert len(text.encode()) < 3_000_000
    assert "default-src 'none'" in text
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)


def test_the_rows_are_those_of_the_panel(tab: Any, made: Path) -> None:
    visit(tab, made, "lang=en&view=time&indicator=gdp_growth&areas=330000&from=2003&to=2024")
    panel = xc.panel("gdp_growth", area="330000", period=(2003, 2024))
    years = sorted(set(panel.loc[panel["status"].isin(["actual", "target"]), "period"]))
    assert [row[1] for row in table(tab)] == [str(y) for y in years]
    links = tab.locator("#table a").evaluate_all("all => all.map(a => a.href)")
    assert len(links) == len(panel[panel["status"].isin(["actual", "target"]) & (panel["source_url"] != "")])
    assert {link.split("#")[0] for link in links} == set(panel.loc[panel["status"] != "plan", "source_url"])


def test_a_number_without_an_address_tells_report_and_line(tab: Any, made: Path) -> None:
    visit(tab, made, "lang=en&view=time&indicator=gdp_growth&areas=100000&from=2020&to=2026")
    panel = xc.panel("gdp_growth", area="100000", period=(2020, 2026))
    bare = panel[panel["status"].isin(["actual", "target"]) & (panel["source_url"] == "")]
    numbers = tab.locator("#table button.placed")
    assert numbers.count() == len(bare) > 0
    numbers.first.click()
    told = tab.locator("#table small").inner_text()
    assert any(row.as_printed in told and told.endswith(f"line {row.line}") for row in bare.itertuples())
    numbers.first.click()
    assert tab.locator("#table small").count() == 0


def test_a_mark_of_the_chart_opens_its_source(tab: Any, made: Path) -> None:
    visit(tab, made, "lang=zh&view=time&indicator=cpi&areas=330000&from=2015&to=2024")
    links = set(tab.locator("#table a").evaluate_all("all => all.map(a => a.href)"))
    tab.context.route("http*://**", lambda route: route.abort())
    with tab.context.expect_event("request") as asked:
        tab.locator("#figure svg .mark-symbol.role-mark path").first.click(force=True)
    assert asked.value.url.split("#")[0] in {link.split("#")[0] for link in links}


def test_a_person_chooses_with_the_keyboard_and_sends_the_view(tab: Any, made: Path) -> None:
    visit(tab, made, "lang=en&view=time&indicator=gdp_growth&areas=330000")
    tab.get_by_label("Area", exact=True).first.fill("Guangdong")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    settle(tab)
    assert "440000" in tab.url
    tab.get_by_role("button", name="Areas in a year").press("Enter")
    settle(tab)
    tab.get_by_label("Year", exact=True).fill("2023")
    tab.keyboard.press("Tab")
    settle(tab)
    sent, seen = tab.url, table(tab)
    tab.goto("about:blank")
    tab.goto(sent)
    settle(tab)
    assert table(tab) == seen
    tab.get_by_role("button", name="中文").click()
    settle(tab)
    assert tab.locator("h1").inner_text() == explorer.read_words()["zh"]["name"]


def test_an_area_that_does_not_exist_is_said(tab: Any, made: Path) -> None:
    visit(tab, made, "lang=en&view=time")
    tab.get_by_label("Area", exact=True).first.fill("Atlantis")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert "Atlantis" in tab.locator("#message").inner_text()


def test_nonsense_in_the_address_is_harmless(tab: Any, made: Path) -> None:
    visit(tab, made, "lang=xx&view=<b>&indicator=constructor&areas=1,__proto__&from=19x&level=toString")
    assert tab.locator("#figure svg").count() == 1


def test_the_data_of_a_view_as_a_table_of_numbers(tab: Any, made: Path) -> None:
    visit(tab, made, "lang=en&view=year&indicator=gdp_growth&level=province&year=2023")
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Download the data").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))
    panel = xc.panel("gdp_growth", level="province", period=2023)
    panel = panel[panel["status"] != "plan"]
    assert sorted(r["as_printed"].lstrip("'") for r in rows if r["area_code"] < "900000") == sorted(panel["as_printed"])
    assert sorted(int(r["line"]) for r in rows) == sorted(panel["line"])
    assert all(r["report"] for r in rows)
    for kind, end in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with tab.expect_download() as waiting:
            tab.get_by_role("button", name=f"Download the picture ({kind})").click()
        assert Path(waiting.value.path()).read_bytes().startswith(end)


@pytest.mark.parametrize("view", ["time", "place", "year"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_hangs_over_and_axe_finds_nothing(tab: Any, made: Path, view: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab.set_viewport_size({"width": width, "height": 900})
    visit(tab, made, f"lang=en&view={view}&areas=330000,110000&from=2018")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert [v["id"] for v in Axe().run(tab).response["violations"]] == []


def test_an_area_has_its_promises_beside_the_answers(tab: Any, made: Path) -> None:
    visit(tab, made, "lang=en&view=place&areas=330000&from=2023&to=2023")
    ledger = xc.ledger(area="330000", year=2023)
    ledger = ledger[ledger["headline"] | ((ledger["answer"] == "figure") & ~ledger["doubtful"])]
    rows = tab.locator("#table table").nth(1).locator("tbody tr").all()
    assert len(rows) == len(ledger)
    assert [r.locator("td").nth(1).inner_text() for r in rows] == ledger["label"].tolist()


def test_a_ledger_of_one_row_group_has_its_promises_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, packed = tmp_path / "ledger.parquet", []
    pq.write_table(pq.read_table(find_ledger()).slice(0, 500), small)
    monkeypatch.setattr("xclib.ledgers.store.find_ledger", lambda: small)
    monkeypatch.setattr(explorer, "render", lambda found, key: packed.append(found) or key)
    assert explorer.write(tmp_path / "out")
    promises = packed[0]["promises"]
    assert promises["printed"]
    assert {len(column) for column in promises.values()} == {len(promises["printed"])}


def test_open_ends_and_ranges_are_kept() -> None:
    panel = pd.DataFrame(
        {
            "area_code": ["999901"] * 2, "area": ["青岚市"] * 2, "level": ["prefecture"] * 2, "indicator": ["gdp_growth"] * 2,
            "status": ["target", "actual"], "period": [2031, 2030], "doc": ["a", "b"], "bound": [">=", "="], "preliminary": [False, True],
            "as_printed": ["5%以上", "5.1%"], "line": [7, 3], "value": [5.0, 5.1], "value_high": [float("nan")] * 2, "low": [5.0, 5.05],
            "high": [float("inf"), 5.15], "unit_code": ["PT"] * 2, "source_url": ["https://a.example/1", ""],
        }
    )  # fmt: skip
    packed = explorer.pack(panel, pd.DataFrame({"doc": ["a"], "title": ["报告"]}))
    assert packed["columns"]["high"] == [None, 5.15]
    assert packed["columns"]["bound"] == [1, 0]
    assert [r["url"] for r in packed["reports"]] == ["https://a.example/1", ""]
