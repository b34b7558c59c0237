"""What a notebook shows by its page, and what a brief takes of it."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import RichOutput, capture_output

import xclib as xc
from xclib import charts
from xclib.analyses import telling
from xclib.briefs.render import in_retrospect, is_halfway, of_the_nation, one_language, polish, split_cells, to_body
from xclib.economics.quantity import Quantity
from xclib.errors import XclibError
from xclib.html.downloads import TABLE_MIME
from xclib.html.present import HEADLINE_MIME
from xclib.pages import Page, brief_page
from xclib.pages.table import show_table
from xclib.words import Words, read_catalogue

REPORT = "cn-110102-plan-2024"
WORDS = """
rate: {zh: "增长{{ rate }}。", en: "Growth was {{ rate }}."}
side:
  above: {zh: "高于{{ rate }}", en: "above {{ rate }}"}
  below: {zh: "低于{{ rate }}", en: "below {{ rate }}"}
findings: {happened: {zh: "增长{{ rate }}。", en: "it grew by {{ rate }}."}}
headline:
  rate: {label: {zh: 增速, en: Growth}}
  ways: {label: {zh: 几对, en: Pairs}, value: {zh: 2 / 1, en: 2 / 1}, note: {zh: "{{ rate }}", en: "{{ rate }}"}, note_of: rate}
tables:
  rates:
    caption: {zh: "{{ year }}年", en: "{{ year }}"}
    columns:
      name: {zh: 指标, en: Figure}
      rate: {zh: 增速, en: Growth}
      status: {zh: 状态, en: Status, code: status, missing: {zh: 无, en: none}}
      both: {zh: 并列, en: Both, cell: {zh: "{{ name }}·{{ rate }}", en: "{{ name }}: {{ rate }}"}}
charts:
  rates:
    title: {zh: "{{ area }}的增速", en: "Growth of {{ area }}"}
    unit: {zh: 亿元, en: billion yuan}
    x: {zh: 年, en: year}
    amounts: true
    codes: {label: status}
    caption: {zh: "其中{{ rate }}。", en: "{{ rate }} of it."}
    optional: true
  income:
    title: {zh: 收入, en: Income}
    unit: {zh: 万元, en: thousand yuan}
    amounts: {zh: "1e4", en: "1e3"}
    reference: {at: 40, zh: 同步, en: in step}
"""
RATE = Quantity(5.8, 5.75, 5.85, "%", printed=5.8, url="https://yunze.example/p")
RATED = {"rate": RATE}


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    (tmp_path / "invented.yaml").write_text(WORDS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return xc.page("invented", REPORT, "en")


def shown(act: Any, *args: Any, **kwargs: Any) -> list[RichOutput]:
    InteractiveShell.instance()  # without one nothing is displayed
    with capture_output() as captured:
        act(*args, **kwargs)
    return list(captured.outputs)


def html(outputs: list[RichOutput]) -> str:
    return "".join(o.data["text/html"] for o in outputs)


def test_a_page_knows_its_report(page: Page) -> None:
    assert (page.area, page.year, page.name, page.named("area")) == ("110102", 2023, "Xicheng District", "area_en")
    assert set(page.figures["report_id"]) == {REPORT}
    assert page.text("rate", rate=RATE) == "Growth was 5.8%."
    with pytest.raises(XclibError, match="unknown catalogue 'invneted'"):
        xc.page("invneted", REPORT)


def test_facts_are_said_one_sentence_each_and_nothing_without_facts(page: Page) -> None:
    said = html(shown(page.say, "side", [{"says": "above", "rate": RATE}, {"says": "below", "rate": RATE}]))
    assert said.count("<li>") == 2
    assert 'above <a href="https://yunze.example/p">5.8%</a>' in said
    assert shown(page.say, "side", None) == shown(page.say, "side", []) == []
    assert "it grew by" not in html(shown(page.findings, happened={"rate": RATE}, watch=None))  # a sentence has a capital
    assert "<strong>What happened.</strong> It grew by" in html(shown(page.findings, happened={"rate": RATE}))


def test_several_texts_share_a_list_each_with_its_facts_or_left_out(page: Page) -> None:
    said = html(shown(page.notes, rate=RATED, side=[{"says": "above", **RATED}, {"says": "below", **RATED}]))
    assert said.count("<ul") == 1
    assert re.findall(r"(Growth was|above|below) <a", said) == ["Growth was", "above", "below"]
    assert html(shown(page.notes, rate=None, side={"says": "below", **RATED})).count("<li>") == 1
    assert shown(page.notes, rate=None, side=pd.DataFrame()) == []
    assert [item for item in shown(page.unstated, rate=RATED) if "Growth was" in item.data["text/html"]]


@pytest.mark.parametrize(("year", "said"), [(2011, False), (2012, True)])
def test_what_nobody_measured_yet_is_not_called_unstated(year: int, said: bool) -> None:
    page = Page("environment", "cn-110102-plan-2024", "zh")
    page.year = year
    assert bool(shown(page.unstated, air={"says": "nothing"})) is said


def test_a_brief_that_misses_nothing_says_so() -> None:
    said = html(shown(Page("environment", "cn-110102-plan-2024", "en").unstated))
    assert "No figure that the sections above look for is missing" in said


def test_what_is_said_of_a_table_stands_under_it_and_without_it(page: Page) -> None:
    rows = pd.DataFrame({"name": ["G"], "rate": [RATE], "status": ["actual"]})
    table, said = shown(page.table, "rates", rows, rate=RATED)
    assert "<table" in table.data["text/html"]
    assert "Growth was" in said.data["text/html"]
    (alone,) = shown(page.table, "rates", rows[:0], rate=RATED)
    assert "Growth was" in alone.data["text/html"]
    assert html(shown(page.tables, rates=rows)) == html(shown(page.table, "rates", rows))
    assert shown(page.tables, rates=rows[:0]) == []


@pytest.mark.parametrize(
    ("kind", "plans", "year"), [("communique", False, 2031), ("accounts", False, 2031), ("work", True, 2030)]
)
def test_a_report_that_looks_back_plans_nothing(
    page: Page, monkeypatch: pytest.MonkeyPatch, kind: str, plans: bool, year: int
) -> None:
    row = {**page.report, "kind": kind, "year": 2031}
    monkeypatch.setattr(brief_page, "report", lambda _: row)
    (Path("invented.yaml")).write_text(
        WORDS.replace("  rates:\n    caption", "  rates:\n    planned: true\n    caption"), "utf-8"
    )
    back = xc.page("invented", REPORT, "en")
    assert (back.plans, back.year) == (plans, year)
    assert ("target" in set(back.figures["status"])) == plans
    rows = pd.DataFrame({"name": ["G"], "rate": [RATE], "status": ["actual"]})
    assert bool(shown(back.table, "rates", rows)) == plans


def test_what_a_page_knows_every_text_may_name_and_a_call_may_set_anew(page: Page) -> None:
    page.know(rate=RATE)
    assert "Growth was" in html(shown(page.say, "rate"))
    assert "5.8%" in html(shown(page.say, "rate"))
    assert "none at all" in html(shown(page.say, "rate", {"rate": "none at all"}))


def test_headline_numbers_come_with_the_findings(page: Page) -> None:
    numbers, said = shown(page.findings, happened=RATED, headline={"rate": RATE, "ways": None})
    assert numbers.data[HEADLINE_MIME] == shown(page.headline, {"rate": RATE, "ways": None})[0].data[HEADLINE_MIME]
    assert "It grew by" in said.data["text/html"]


def test_what_would_stand_instead_of_findings_is_asked_for_where_there_is_none_and_once(page: Page) -> None:
    asked: list[str] = []

    def stated() -> dict[str, Any]:
        asked.append("stated")
        return {"total": 3, "main": []}

    shown(page.findings, happened=RATED, headline={"rate": RATE, "ways": None}, stated=stated)
    assert asked == []
    *_, said = shown(page.findings, headline={"rate": None, "ways": None}, stated=stated)
    assert asked == ["stated"]
    assert "The report states 3 figures on this topic" in html([said])


def test_a_table_links_writes_codes_and_is_left_out_without_rows(page: Page) -> None:
    rows = pd.DataFrame({"name_zh": ["增速"], "name_en": ["Growth"], "name": ["G"], "rate": [RATE], "status": ["actual"]})
    table = html(shown(page.table, "rates", pd.concat([rows, rows.assign(rate=None, status="")])))
    assert table.count('<a href="https://yunze.example/p">5.8%</a>') == 2
    assert "<td>outcome</td>" in table
    assert "<td>none</td>" in table
    assert ">2023</caption>" in table
    assert "Sources: yunze.example" in table
    assert 'class="number"><a' in table
    assert shown(page.table, "rates", rows[:0]) == []


def test_the_name_as_printed_stands_lighter_behind_its_english(page: Page) -> None:
    rows = pd.DataFrame({"name": ["Tea & firms <b> (岚企)"], "rate": [RATE], "status": ["actual"]})
    table = html(shown(page.table, "rates", rows))
    assert 'Tea &amp; firms &lt;b&gt; (<span class="printed" lang="zh">岚企</span>)' in table
    assert "&lt;span" not in table
    noted = dataclasses.replace(RATE, url="https://yunze.example/p?(岚企)")
    assert 'href="https://yunze.example/p?(岚企)"' in html(shown(page.table, "rates", rows.assign(rate=noted)))


def test_an_address_with_an_ampersand_is_one_source(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr("xclib.pages.table.site_notes", lambda urls, weak: seen.append([*urls]) or [])
    rate = dataclasses.replace(RATE, url="https://yunze.example/p?a=1&b=2")
    rows = pd.DataFrame({"name_zh": ["增速"], "name_en": ["Growth"], "name": ["G"], "rate": [rate], "status": ["actual"]})
    shown(page.table, "rates", rows)
    assert seen
    assert all("&amp;" not in url for urls in seen for url in urls)
    linked = html(shown(page.table, "rates", rows)).count("b=2")
    assert all(urls.count(rate.url) == linked for urls in seen)


def test_the_headline_has_what_rounding_leaves_open_and_says_what_is_missing(page: Page) -> None:
    items = [shown(page.headline, {"rate": rate, "ways": None})[0].data[HEADLINE_MIME] for rate in (RATE, None)]
    assert items[0][0]["note"] == "5.75% to 5.85%"
    assert items[0][0]["url"] == RATE.url
    assert items[1][0]["value"] == "not stated"


def test_a_headline_may_be_a_text_and_its_note_a_link(page: Page) -> None:
    ways = Quantity(2.0, 2.0, 2.0, basis="part / whole")
    items = shown(page.headline, {"rate": RATE, "ways": ways})[0].data[HEADLINE_MIME]
    assert (items[1]["value"], items[1]["formula"], items[1]["note"]) == ("2 / 1", "part / whole", "5.8%")
    assert (items[1]["note_url"], "url" in items[1]) == (RATE.url, False)


def test_a_chart_has_the_size_and_the_reference_line_of_its_catalogue(page: Page) -> None:
    frame = pd.DataFrame({"label": ["2030"], "value": [5e4], "low": [5e4], "high": [5e4]})
    assert shown(page.chart, "income", charts.draw_intervals, frame)[0].data[TABLE_MIME]["rows"][0][1] == 50.0
    figure = page._draw("income", charts.draw_intervals, frame, facts={})
    assert "in step" in [text.get_text() for text in figure.axes[0].texts]


def test_a_chart_of_ours_takes_title_unit_codes_and_caption_from_the_catalogue(page: Page) -> None:
    frame = pd.DataFrame({"label": ["actual"], "value": [6e11], "low": [6e11], "high": [float("inf")]})
    output = shown(page.chart, "rates", charts.draw_intervals, frame, facts={"rate": RATE})[0]
    assert "5.8%</a> of it.</figcaption>" in output.data["text/html"]
    packed = output.data[TABLE_MIME]
    assert packed["unit"] == "billion yuan"
    assert packed["rows"][0][:2] == ["outcome", 600.0]
    # Without facts the title takes the caption's place; without rows nothing is drawn.
    assert "<figcaption>Growth of Xicheng District</figcaption>" in html(
        shown(page.chart, "rates", charts.draw_intervals, frame)
    )
    assert shown(page.chart, "rates", charts.draw_intervals, frame[:0]) == []


def test_a_chart_of_seaborn_is_labelled_and_drawn_once(page: Page) -> None:
    import seaborn as sns
    from matplotlib import pyplot as plt

    plt.close("all")  # seaborn draws into what another test has left open
    frame = pd.DataFrame({"period": [2029, 2030] * 2, "value": [1.0, 2.0, 3.0, 4.0], "status": ["actual"] * 2 + ["target"] * 2})
    axes = sns.lineplot(frame, x="period", y="value", hue="status", style="status")
    output = shown(page.chart, "rates", axes, frame)[0]
    assert (axes.get_xlabel(), axes.get_figure().get_suptitle()) == ("year", "Growth of Xicheng District")
    assert output.data["text/html"].count("data:image/png") == 1
    assert int(output.data["text/html"].split(' width="')[1].split('"')[0]) <= 570, "as large as our own"
    (key,) = axes.get_figure().legends
    assert axes.get_legend() is None
    assert key.get_window_extent().y1 < axes.get_window_extent().y0, "the key covers no mark"
    assert "value" in output.data[TABLE_MIME]["heads"]
    alone = sns.lineplot(frame[:2], x="period", y="value", hue="status", style="status")
    shown(page.chart, "rates", alone, frame[:2])
    assert (alone.get_legend(), alone.get_figure().legends) == (None, []), "what stands alone needs no key"
    import matplotlib.pyplot as plt

    shown(page.chart, "rates", sns.lineplot(frame[:0], x="period", y="value"), frame[:0])
    assert plt.get_fignums() == [], "nothing is left for the notebook to show by itself"


def cell(kind: str, source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": kind, "id": f"cell-{abs(hash(source))}", "metadata": {}, "source": source}
    return made | ({"outputs": list(outputs), "execution_count": None} if kind == "code" else {})


def output(text: str, kind: str = "display_data", **metadata: Any) -> dict[str, Any]:
    made = {"output_type": kind, "metadata": metadata, "data": {"text/html": text}}
    return made | ({"execution_count": 1} if kind == "execute_result" else {})


BOTH = '## 要点 · Key findings\n\n三条。\n\n<details lang="en"><summary>English</summary>\n\nThree.\n\n</details>'


def test_a_brief_shows_one_language_what_the_page_shows_and_no_empty_section() -> None:
    cells = [
        cell("markdown", "# 增长 · Growth"),
        cell("code", "report = 'x'"),
        cell("markdown", "## 数据 · The data"),
        cell("code", "frame", output('<table class="dataframe"></table>', "execute_result")),
        cell("markdown", BOTH),
        cell("code", "page.say", output("<p>said</p>", xclib={"role": ""})),
        cell("markdown", "## 目标 · Targets"),
        cell("code", "page.table"),
        cell("markdown", "## 说明 · Notes"),
    ]
    notebook = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})  # type: ignore[no-untyped-call]
    sources = {lang: [c.source for c in split_cells(notebook, lang)[0].cells] for lang in ("zh", "en")}
    assert sources["zh"] == ["# 增长", "## 要点\n\n三条。", "page.say", "## 说明"]
    assert sources["en"] == ["# Growth", "## Key findings\n\nThree.", "page.say", "## Notes"]


def test_a_report_that_looks_back_has_headings_of_its_own() -> None:
    cells = [
        cell("markdown", "# 茶：许了什么 · Tea: promises\n\n许了吗？"),
        cell("markdown", "## 说明 · Notes"),
    ]
    notebook = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})  # type: ignore[no-untyped-call]
    row = {"of": "茶：许了什么", "head": {"zh": "茶", "en": "Tea"}, "text": {"zh": "产了多少？", "en": "How much?"}}
    back = in_retrospect(notebook, {"back": {"title": row}})
    sources = [[c.source for c in split_cells(back, lang)[0].cells] for lang in ("zh", "en")]
    assert sources == [["# 茶\n\n产了多少？", "## 说明"], ["# Tea\n\nHow much?", "## Notes"]]


def test_what_is_for_the_screen_alone_is_marked_for_paper() -> None:
    cells = [cell("markdown", "## 岚茶"), cell("markdown", "## 所用数字") | {"metadata": {"tags": ["screen"]}}]
    notebook = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})  # type: ignore[no-untyped-call]
    soup = to_body(notebook, "zh")
    assert [part.get_text(strip=True) for part in soup.select(".cell.screen")] == ["所用数字"]


def test_prose_on_the_nation_tells_of_its_domestic_product() -> None:
    cells = [cell("markdown", "## 岚茶与地区生产总值 · Tea and gross regional product"), cell("code", "地区生产总值")]
    notebook = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})  # type: ignore[no-untyped-call]
    told = [c.source for c in of_the_nation(notebook).cells]
    assert told == ["## 岚茶与国内生产总值 · Tea and gross domestic product", "地区生产总值"]


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.yaml")), ids=lambda path: path.stem)
def test_headings_in_other_words_are_of_the_notebook(path: Path) -> None:
    catalogue = read_catalogue(path)
    notebook = nbformat.read(path.with_suffix(".ipynb"), as_version=4)  # type: ignore[no-untyped-call]
    heads = {c.source.split(" · ")[0].lstrip("# ") for c in notebook.cells if c.cell_type == "markdown"}
    assert {row["of"] for row in catalogue.get("back", {}).values()} <= heads
    title = in_retrospect(notebook, catalogue).cells[0].source
    assert not re.search("承诺了什么|下一年|明年|promised|next year", title.lower()) or path.stem in ("targets", "promises")


def test_a_notebook_without_a_page_keeps_its_frames() -> None:
    cells = [cell("markdown", "## 数据"), cell("code", "frame", output("<table></table>", "execute_result"))]
    notebook = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})  # type: ignore[no-untyped-call]
    assert len(split_cells(notebook, "zh")[0].cells) == 2


def test_a_heading_in_one_language_stays_as_it_is() -> None:
    for source in ("## A · B", "## 一 · 二", "text with · dot"):
        assert one_language(source, "en") == source


@pytest.mark.usefixtures("lent_server")
def test_the_guide_to_a_brief_of_ones_own_makes_one(tmp_path: Path) -> None:
    """The files printed in docs/briefs.md, as they stand there."""
    from xclib.briefs.run import make_briefs

    guide = (ROOT / "docs" / "briefs.md").read_text(encoding="utf-8").split("## Write your own brief")[1]
    words, code = (re.search(rf"```{kind}\n(.*?)```", guide, re.DOTALL) for kind in ("yaml", "python"))
    assert words
    assert code
    (tmp_path / "culture.yaml").write_text(words[1], encoding="utf-8")
    first, *rest = re.split(r"^# %%(.*)\n", code[1], flags=re.MULTILINE)
    parts = [("parameters", first), *zip(rest[::2], rest[1::2], strict=True)]
    cells = [cell("markdown", "# 文化 · Culture"), cell("markdown", "## 要点 · Key findings")]
    cells += [cell("code", part.strip()) | {"metadata": {"tags": tag.split()}} for tag, part in parts]
    for n, made in enumerate(cells):
        made["id"] = f"cell-{n}"
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (tmp_path / "culture.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert len(words[1].splitlines()) + sum(len(c["source"].splitlines()) for c in cells) <= 60
    make_briefs(REPORT, notebooks=[str(tmp_path / "culture.ipynb")], out=tmp_path / "out").check()
    pages = [(tmp_path / "out" / REPORT / f"culture.{lang}.html").read_text(encoding="utf-8") for lang in ("zh", "en")]
    assert "项文化实际值" in pages[0]
    assert "Figures on culture, Xicheng District 2023" in pages[1]
    assert all('id="chart-counts"' in page for page in pages)


def test_a_sub_section_that_shows_nothing_is_left_out_and_so_is_the_method_of_its_silent_section() -> None:
    cells = [
        cell("markdown", "# 题"),
        cell("markdown", "## 甲 · A\n\n方法。"), cell("code", "pass"),
        cell("markdown", "### 乙 · B"), cell("code", "pass"),
        cell("markdown", "### 丙 · C"), cell("code", "show", output("<p>x</p>", xclib={"role": ""})),
        cell("markdown", "## 丁 · D"), cell("markdown", "### 戊 · E"), cell("code", "pass"),
    ]  # fmt: skip
    notebook = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})  # type: ignore[no-untyped-call]
    assert [c.source for c in split_cells(notebook, "en")[0].cells] == ["# 题", "## A", "### C", "show"]


def test_labels_of_a_report_of_the_nation_call_its_own_product_domestic_and_that_of_regions_regional() -> None:
    labels = ["国内生产总值", "地区生产总值（各省）", "出生人口"]
    names = ["Gross regional product", "Gross regional product", "Births"]
    found = brief_page._with_nation(pd.DataFrame({"label_zh": labels, "label_en": names}))
    assert found["label_en"].tolist() == ["Gross domestic product", "Gross regional product", "Births"]
    assert found["label_zh"].tolist() == labels, "a label stays as printed"


def test_a_number_of_another_year_says_so_where_the_heads_name_the_years(page: Page) -> None:
    things = telling.things(page.figures, page.year)
    rows = telling.most_telling(things, "environment")
    made = html(shown(page.table, "telling", rows, telling.counted(things, rows, "environment")))
    assert f"Target ({page.year + 1} if not named)" in made
    lines = re.findall(r"<tr>.*?</tr>", made, re.DOTALL)[1 : len(rows) + 1]  # behind them the notes
    names = [re.sub("<[^>]+>", "", re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)[0]) for line in lines]
    assert [bool(re.search(r" \([^()]*20\d\d[^()]*\)$", name)) for name in names] == [bool(apart) for apart in rows["apart"]]
    assert any(rows["apart"])


def test_a_period_of_several_years_is_written_as_a_span() -> None:
    heads = {"name": {"zh": "事项", "en": "Figure"}, "period": {"zh": "时期", "en": "Period"}}
    words = Words({"tables": {"spans": {"caption": {"zh": "岚茶", "en": "Tea"}, "columns": heads}}}, "en")
    made = show_table(words, "spans", [{"name": "Tea", "period": "2026/2030"}, {"name": "Tea", "period": 2031}], {})
    assert re.findall(r"\b20[\d–/]+", made.html) == ["2026–2030", "2031"]


@pytest.mark.parametrize(("many", "lines"), [(0, 0), (2, 1)])
def test_a_note_that_says_nothing_takes_no_line(many: int, lines: int) -> None:
    note = dict.fromkeys(("zh", "en"), "{% if many %}2 teas{% endif %}")
    spec = {"caption": {"zh": "岚茶", "en": "Tea"}, "columns": {"name": {"zh": "名", "en": "Name"}}, "notes": note}
    made = show_table(Words({"tables": {"teas": spec}}, "en"), "teas", [{"name": "Tea"}], {"many": many})
    assert made.html.count('class="note"') == lines


def test_a_chinese_cell_gets_the_room_of_its_width() -> None:
    cells = "".join(f"<td>{text}</td>" for text in ("岚江水位" * 6, "Lan river, level" * 2, "未达到"))
    soup = polish(BeautifulSoup(f"<table><tbody><tr>{cells}</tr></tbody></table>", "html.parser"))
    assert [cell.get("class") for cell in soup.find_all("td")] == ["long", "middling", None]


@pytest.mark.parametrize(
    ("columns", "cell", "stacked"),
    [
        (5, "<td>1</td>", False), (8, "<td>1</td>", True), (2, f"<td>{'岚江水位' * 6}</td>", False),
        (3, f"<td>{'岚江水位' * 6}</td>", True), (4, '<td class="number">约12.5%</td>', False),
        (4, '<td class="number">不低于12345亿元</td>', True), (4, "<td>outcome</td>", False),
    ],
)  # fmt: skip
def test_cells_of_a_table_too_wide_for_a_telephone_know_their_heads(columns: int, cell: str, stacked: bool) -> None:
    heads = "".join(f"<th>H{n}</th>" for n in range(columns))
    cells = "<th>Yunze</th>" + cell * (columns - 1)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    soup = polish(BeautifulSoup(table, "html.parser"))
    assert ("stacked" in soup.div["class"]) == stacked
    assert [cell.get("data-head") for cell in soup.find_all("td")] == [f"H{n}" if stacked else None for n in range(1, columns)]
    used = polish(BeautifulSoup(f'<div data-role="used">{table}</div>', "html.parser"))
    assert not used.select(".stacked"), "the figures used have a form of their own"


def test_heads_over_numbers_need_their_room_on_a_telephone_however_short_the_numbers() -> None:
    heads, cells = (f'<{name} class="number">1</{name}>' * 8 for name in ("th", "td"))
    table = f"<table><thead><tr><th>H</th>{heads}</tr></thead><tbody><tr><th>Yunze</th>{cells}</tr></tbody></table>"
    assert "stacked" in polish(BeautifulSoup(table, "html.parser")).div["class"]


@pytest.mark.parametrize(
    ("lang", "names"), [("zh", ("茶产值", "茶产值（2026—2030年）")), ("en", ("茶产值", "茶产值 (2026–2030)"))]
)
def test_a_number_of_other_years_says_so_in_its_name(lang: str, names: tuple[str, str]) -> None:
    """A column for it would be cut on a telephone, and five years' growth read as that of one."""
    words = Words(read_catalogue(ROOT / "notebooks" / "overview.yaml"), lang)
    row = {"label": "茶产值", "label_zh": "", "label_en": "", "scope": "", "measure": "level", "prefix": "", "outcome": 5.0}
    rows = [row | {"apart": "", "period": "2030"}, row | {"apart": "2026/2030", "period": "2026/2030"}]
    facts = {"theme": "", "total": 2, "chosen": 2, "year": 2030, "next": 2031, "apart": True, "of_year": True}
    made = show_table(words, "topic", rows, facts)
    heads = re.findall(r"<th scope=\"row\"[^>]*>(.*?)</th>", made.html)
    assert [re.sub("<[^>]+>", "", head) for head in heads] == [*names]


@pytest.mark.parametrize(
    ("lang", "amounts"), [("zh", ["271392亿元", "58332亿元"]), ("en", ["27,139.2 billion yuan", "5,833.2 billion yuan"])]
)
def test_amounts_of_a_column_stand_in_one_unit(lang: str, amounts: list[str]) -> None:
    words = Words(read_catalogue(ROOT / "notebooks" / "overview.yaml"), lang)
    row = {"label": "茶产值", "label_zh": "", "label_en": "Tea", "scope": "", "measure": "level", "prefix": "", "apart": ""}
    rows = [row | {"outcome": Quantity(v, v, v, "元", printed=v)} for v in (271392e8, 58332e8)]
    made = show_table(words, "main", rows, {"area": "云泽", "year": 2030, "next": 2031, "of_year": True, "priced": False})
    assert re.findall(r'<td class="number">(?:<[^>]+>)*([^<]+)', made.html) == amounts


def test_a_note_under_a_table_is_one_piece_that_can_stay_in_view() -> None:
    foot = '<tfoot><tr><td class="note" colspan="9">岚茶 <a href="https://yunze.example/p">5.8%</a>。</td></tr></tfoot>'
    note = polish(BeautifulSoup(f"<table><tbody><tr><td>1</td></tr></tbody>{foot}</table>", "html.parser")).select(
        "tfoot td > *"
    )
    assert [(part.name, part.get_text()) for part in note] == [("span", "岚茶 5.8%。")]


@pytest.mark.parametrize(("halves", "wholes", "is_half"), [(3, 1, True), (1, 3, False), (0, 0, False)])
def test_a_report_on_half_a_year_is_told_by_its_figures(halves: int, wholes: int, is_half: bool) -> None:
    half = {"status": "actual", "coverage": "half", "period": "2031"}
    whole, aim = half | {"coverage": "year", "period": "2030"}, half | {"status": "target", "coverage": "year"}
    rows = pd.DataFrame([half] * halves + [whole] * wholes + [aim] * 9)
    assert is_halfway(rows, 2031) is is_half


def test_one_case_is_no_record_of_targets_met() -> None:
    case = {"area_zh": "青岚市", "area_en": "Qinglan City", "period": 2030, "target": None, "outcome": None, "basis": "same"}
    with capture_output() as shown:
        xc.page("fiscal", "cn-110102-plan-2024", "en").table("record", [case], {"n": 1, "met": 1})
    assert shown.outputs == []
