"""What a notebook shows; everything from a report is escaped."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from xclib.errors import XclibError
from xclib.html import present
from xclib.words.wording import in_both

EVIL = "<script>alert(1)</script>"


def test_cells_heads_and_links_are_escaped() -> None:
    html = present.table([{"a": EVIL, "u": 'https://a.example/?q=1&r="2'}], {"a": EVIL}, caption=EVIL, links={"a": "u"}).html
    assert "<script>" not in html
    assert BeautifulSoup(html, "html.parser").a["href"] == 'https://a.example/?q=1&r="2'


def test_a_link_leads_to_the_web_only() -> None:
    assert present.link("x", "javascript:alert(1)") == "x"


def test_table_has_scoped_heads_and_shows_no_nan() -> None:
    shown = present.table(
        pd.DataFrame({"a": ["x"], "b": [math.nan], "c": [None]}), {"a": "A", "b": "B", "c": "C"}, caption="t", lang="en"
    )
    assert shown.html.count('scope="col"') == 3
    assert 'scope="row"' in shown.html
    assert "nan" not in shown.html.lower()
    assert str(shown) == "t\nA | B | C\nx | – | –"


@pytest.mark.parametrize(
    ("hosts", "weak", "zh", "en"),
    [
        ("ab", "", "来源：a.example、b.example", "Sources: a.example, b.example"),
        ("abcde", "", "来源：a.example、b.example、c.example、d.example等5个网站",
            "Sources: a.example, b.example, c.example, d.example and 1 more"),
        ("ab", "ab", "来源：转载或报刊：a.example、b.example", "Sources: reprints or press: a.example, b.example"),
        ("abcde", "c", "来源：a.example、b.example、d.example；转载或报刊：c.example；共5个网站",
            "Sources: a.example, b.example, d.example; reprints or press: c.example; 5 sites in all"),
    ],
)  # fmt: skip
def test_sites_are_named_reprints_apart_and_how_many_there_are(hosts: str, weak: str, zh: str, en: str) -> None:
    urls, bad = ([f"https://{host}.example/" for host in some] for some in (hosts, weak))
    assert in_both(lambda: present.site_notes(urls, bad)[0]) == {"zh": zh, "en": en}


def test_one_reprint_does_not_make_a_site_one() -> None:
    own, reprint = "https://a.example/own", "https://a.example/reprint"
    assert present.site_notes([own, reprint], [reprint]) == ["来源：a.example；转载或报刊：a.example"]
    assert present.site_notes([own], [reprint]) == ["来源：a.example"]


def test_an_empty_table_says_so() -> None:
    assert "没有可列的" in present.table([], {"a": "A"}, caption="目标").html
    assert "none on record" in str(present.table([], {"a": "A"}, caption="Targets", lang="en"))


def test_findings_need_a_sentence() -> None:
    with pytest.raises(XclibError, match="at least one finding"):
        present.findings([])


def test_headline_needs_its_fields() -> None:
    with pytest.raises(XclibError, match="a headline needs note"):
        present.publish_headline([{"label": "GDP", "value": "5.8%"}])


def test_a_table_carries_units_sources_and_formulas() -> None:
    rows = [
        {
            "a": "x",
            "b": present.Html(present.computed("1.15", "p − q", "3.5; 2.35"), "1.15"),
            "c": "3.5%",
            "u": "https://www.a.example/1",
        },
        {"a": "y", "b": None, "c": "2%", "u": "https://b.example/2"},
    ]
    shown = present.table(
        rows, {"a": "A", "b": "B", "c": "C"}, caption=present.Html.of("<b>t</b> 1 &lt; 2"), lang="en", links={"c": "u"},
        numeric=("b", "c"), notes=["In %, <exact>."],
    )  # fmt: skip
    table = BeautifulSoup(shown.html, "html.parser").table
    assert table.caption.decode_contents() == "<b>t</b> 1 &lt; 2"
    assert [th["scope"] for th in table.thead.select("th")] == ["col", "col", "col"]
    assert table.select_one(".computed")["data-inputs"] == "3.5; 2.35"
    assert len(table.select(".computed")) == 1
    assert [td.get_text() for td in table.tfoot.select("td.note")] == ["In %, <exact>.", "Sources: a.example, b.example"]
    assert not table.select("style, [id]")
    assert str(shown).splitlines()[0] == "t 1 < 2"
    assert str(shown).splitlines()[-1] == "Sources: a.example, b.example"
