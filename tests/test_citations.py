"""What stands beside a number of a page, and what a reader takes out of it."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from xclib.briefs.arrange import arrange
from xclib.briefs.pagecheck import check_html
from xclib.data import store
from xclib.html import citations, downloads, present
from xclib.html.shell import script_hash

EVIL = "<img src=x onerror=alert(1)>"


def soup_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def page_of(invented: Path, text: str, n: int) -> tuple[BeautifulSoup, list[citations.Statement], str]:
    tables = store.load(invented)
    url = tables["figures"]["source_url"].iloc[n]
    soup = soup_of(f"<p>{present.link(text, url)}</p>")
    statements = citations.read_statements(tables, citations.addresses(soup))
    used = citations.add_sources(soup, {u: s[n : n + 1] for u, s in statements.items()}, lang="zh")
    read = soup_of(str(soup))
    return read, used, read.get_text()


def test_a_number_shows_what_is_printed_where_and_its_interval(invented: Path) -> None:
    soup, used, told = page_of(invented, "3210.5亿元", 0)
    assert [s.key for s in used] == ["cn-999901-work-2031:3:10"]
    assert soup.mark is not None
    assert soup.mark.get_text() == "3210.5亿"
    assert "青岚市2031年政府工作报告(虚构)，上年执行情况第1节，原文第3行" in told
    assert "3210.45亿至3210.55亿元（四舍五入）" in told
    assert soup.a is not None
    assert soup.find(id=soup.a["aria-describedby"]) is not None


def test_a_bound_names_its_word(invented: Path) -> None:
    assert "“余”" in page_of(invented, "超过1.2万人", 4)[2]


def test_a_number_that_its_page_does_not_print_is_said_to_be_computed(invented: Path) -> None:
    soup, _, told = page_of(invented, "2900亿元", 0)
    assert "原文没有印出此数" in told
    assert soup.a is not None
    assert "data-figure" not in soup.a.attrs


def test_of_two_indicators_with_one_number_the_one_that_was_meant_is_shown() -> None:
    url = "https://yunze.example/both"

    def stated(name: str, indicator: str) -> citations.Statement:
        words = {"zh": name, "en": name}
        return citations.Statement("", url, 5.2, 5.2, words, f"{name}：【5.2%】", words, words, {}, indicator)

    both = {url: [stated("增速", "gdp_growth"), stated("失业率", "unemployment_surveyed")]}
    for indicator, shown in (("gdp_growth", {"增速"}), ("unemployment_surveyed", {"失业率"}), ("", {"增速", "失业率"})):
        soup = soup_of(f"<p>{present.link('5.2%', url, indicator)}</p>")
        citations.add_sources(soup, both, lang="zh")
        assert {name for name in ("增速", "失业率") if name in soup_of(str(soup)).get_text()} == shown
        assert soup.a is not None
        assert "data-of" not in soup.a.attrs


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("5.8%", [5.8]),
        ("−1.25 million", [-1.25e6]),
        ("470.8亿至475.4亿元", [470.8e8, 475.4e8]),
        ("1,012 trillion yuan", [1012e12]),
    ],
)
def test_shown_numbers_are_read(text: str, numbers: list[float]) -> None:
    assert [n for n, _ in citations.read_shown(text)] == pytest.approx(numbers)


def test_markup_of_a_report_stays_text(invented: Path) -> None:
    tables = {name: frame.copy() for name, frame in store.load(invented).items()}
    tables["figures"].loc[0, ["prefix", "suffix", "bound_word"]] = EVIL
    tables["reports"].loc[0, "title_zh"] = EVIL
    url = tables["figures"]["source_url"].iloc[0]
    soup = soup_of(f"<p>{present.link('3210.5亿元', url)}{present.computed(EVIL, EVIL, EVIL)}</p>")
    statements = citations.read_statements(tables, [url])
    citations.add_sources(soup, {u: s[:1] for u, s in statements.items()}, lang="zh")
    assert "<img" not in str(soup)
    assert str(soup).count("&lt;img") >= 4


def test_a_computed_number_shows_formula_and_inputs() -> None:
    soup = soup_of(present.computed("1.15", "target − outcome", "3.5% − 2.35%"))
    citations.add_sources(soup, {}, lang="en")
    assert "Formula target − outcome" in soup_of(str(soup)).get_text(" ", strip=True)
    assert soup.select_one(".computed[tabindex='0'][aria-describedby]") is not None


def test_a_spreadsheet_runs_nothing() -> None:
    evil: list[downloads.Cell] = ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(1)", "\t=1", "＝1"]
    body = downloads.to_csv(["=a"], [[cell] for cell in evil])
    assert body.startswith(b"\xef\xbb\xbf'=a")
    rows = body.decode("utf-8-sig").splitlines()[1:]
    assert all(row.lstrip('"').startswith("'") for row in rows)
    assert downloads.to_csv(["n"], [["+3.0"], ["-0.5%"], [-4.5], ["="], ["-inf"]]).decode("utf-8-sig").split("\r\n")[1:6] == [
        "+3.0", "-0.5%", "-4.5", "=", "-inf",
    ]  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(downloads.to_excel([downloads.Sheet("a/b", "about", ["h"], [["=1+1"], [2.5]])])))
    assert [c.data_type for row in book["a b"].iter_rows(min_row=3) for c in row] == ["s", "n"]


def test_the_same_figures_make_the_same_workbook() -> None:
    sheets = [downloads.Sheet("a", "about", ["h"], [[1]]), downloads.Sheet("A", "about", ["h"], [[1]])]
    assert downloads.to_excel(sheets) == downloads.to_excel(sheets)


def test_tables_of_a_chart_come_back_from_its_link() -> None:
    tables: dict[str, Any] = {
        "history": pd.DataFrame({"period": [2029.0], "value": [5.1], "_hidden": [1]}),
        "fan": pd.DataFrame({"period": [2030.0], "low": [float("-inf")], "high": [float("inf")]}),
    }
    packed = downloads.pack_table("path", "what it shows", "%", tables)
    assert packed["heads"] == ["series", "period", "value", "low", "high"]
    uri = downloads.data_uri(downloads.to_csv(packed["heads"], packed["rows"]), downloads.CSV_TYPE)
    assert downloads.read_csv(downloads.from_uri(uri)) == (
        packed["heads"],
        [["history", 2029, 5.1, None, None], ["fan", 2030, None, "-inf", "inf"]],
    )


MORE = {"more": "{n} more", "rest": "{n} others"}
BODY = """<div class="cell"><h1>Growth</h1></div><div class="cell"><h2>Key findings</h2></div>
<div class="cell key-findings"><ul class="findings"><li>1</li><li>2</li><li>3</li><li>4</li><li>5</li></ul></div>
<div class="cell"><dl class="headline"></dl></div>
<div class="cell"><h2>What was read</h2></div><div class="cell"><div data-role="read"><table></table></div></div>
<div class="cell"><h2>Evidence</h2></div><div class="cell"><p>text</p></div>"""


def test_a_brief_opens_with_the_answer() -> None:
    soup = soup_of(BODY)
    arrange(soup, MORE, "Qinglan, 2031")
    assert soup.h1 is not None
    assert soup.h1.get_text(" ", strip=True) == "Qinglan, 2031 Growth"
    assert [len(ul.find_all("li")) for ul in soup.select("ul.findings")] == [3, 2]
    order = [t.get("class", [t.name])[0] if t.name != "h2" else t.get_text() for t in soup.select("dl, h2")]
    assert order == ["headline", "Key findings", "What was read", "Evidence"]
    assert [d.summary.get_text() for d in soup.select("details") if d.summary] == ["2 more", "What was read"]
    assert soup.select_one("details.folded table") is not None
    assert soup.select_one("details p") is None


@pytest.mark.parametrize(("items", "in_sight"), [(4, 4), (40, 16)])
def test_a_long_list_in_a_cell_shows_its_first_items(items: int, in_sight: int) -> None:
    listed = "; ".join(f'Schools of kind {n:02} <a href="https://a.example/#{n}">{n} km</a>' for n in range(items))
    soup = soup_of(f'<div class="cell"><table><tr><td>{listed}</td></tr></table></div>')
    before = [str(a) for a in soup.select("td a")]
    arrange(soup, MORE, "")
    assert [str(a) for a in soup.select("td a")] == before, "none is lost or moved"
    assert len(soup.select("td > a")) == in_sight
    assert [d.summary.get_text() for d in soup.select("td > details") if d.summary] == (
        [f"{items - in_sight} others"] if items > in_sight else []
    )
    for folded in soup.select("td > details"):
        folded.insert_before("; ")
        assert folded.summary is not None
        folded.summary.decompose()
    assert soup.get_text() == soup_of(listed).get_text(), "the mark between two items went, nothing else"


def test_headline_numbers_made_in_the_cell_of_the_findings_stand_before_their_heading() -> None:
    own = '<div class="cell"><dl class="headline"></dl></div>'
    soup = soup_of(BODY.replace(own, "").replace('<ul class="findings">', '<dl class="headline"></dl><ul class="findings">'))
    apart = soup_of(BODY)
    for made in (soup, apart):
        arrange(made, MORE, "Qinglan, 2031")
    assert re.sub(r"\s*\n\s*", "", str(soup)) == re.sub(r"\s*\n\s*", "", str(apart))


@pytest.mark.parametrize(
    ("charts", "folded"),
    [([1, 1, 1, 0, 0], []), ([1, 2, 1, 0, 1], ["C", "E"]), ([5, 0, 1, 0, 0], ["B", "C"]), ([0, 4, 0, 0, 0], ["B", "C"])],
)
def test_three_charts_are_in_sight_and_later_evidence_is_folded(charts: list[int], folded: list[str]) -> None:
    """A to C and E hold a table too, D is prose: what a report does not let one conclude stays in sight."""
    sections = [
        f'<div class="cell"><h2>{name}</h2></div><div class="cell">{"" if name == "D" else "<table></table>"}'
        + '<figure class="chart"></figure>' * n
        + "</div>"
        for name, n in zip("ABCDE", charts, strict=True)
    ]
    if charts[4] == 0:
        sections.pop()
    soup = soup_of(BODY.split('<div class="cell"><h2>What was read')[0] + "".join(sections))
    arrange(soup, MORE, "")
    assert [d.h2.get_text() for d in soup.select("details.folded") if d.h2] == folded
    assert [h.get_text() for h in soup.find_all("h2")] == ["Key findings", *"ABCDE"[: len(sections)]], "none is lost or moved"


def test_only_the_script_that_the_policy_names_may_run() -> None:
    page = '<html lang="en"><head><meta http-equiv="Content-Security-Policy" content="script-src \'{}\'"><title>t</title></head>{}</html>'
    good = page.format(script_hash("let a;"), "<script>let a;</script>")
    assert check_html(good) == []
    assert check_html(good.replace("let a", "let b")) == ["<script> is not allowed"]
    assert check_html(good.replace("<meta", "<b")) == ["<script> is not allowed"]
    assert check_html(good.replace("<script>", "<script async>")) == [
        "<script async> is not allowed",
        "<script> is not allowed",
    ]
    saved = '<html lang="en"><title>t</title><a {} href="data:{};base64,AA==">x</a></html>'
    assert check_html(saved.format('download="a.csv"', "text/csv")) == []
    assert check_html(saved.format("", "text/csv")) != []
    assert check_html(saved.format('download="a.html"', "text/html")) != []
