"""What a notebook shows; everything from a report is escaped."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from xclib import present
from xclib.errors import XclibError

EVIL = "<script>alert(1)</script>"


def test_cells_heads_and_links_are_escaped() -> None:
    html = present.table([{"a": EVIL, "u": 'https://a.example/?q=1&r="2'}], {"a": EVIL}, caption=EVIL, links={"a": "u"}).html
    assert "<script>" not in html
    assert "&amp;r=&quot;2" in html


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


def test_an_empty_table_says_so() -> None:
    assert "报告未载" in present.table([], {"a": "A"}, caption="目标").html
    assert "states none" in str(present.table([], {"a": "A"}, caption="Targets", lang="en"))


def test_findings_need_a_sentence() -> None:
    with pytest.raises(XclibError, match="at least one finding"):
        present.findings([])


def test_headline_needs_its_fields() -> None:
    with pytest.raises(XclibError, match="a headline needs note"):
        present.publish_headline([{"label": "GDP", "value": "5.8%"}])
