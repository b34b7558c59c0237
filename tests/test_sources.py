"""Links that open a page at a number; lines of our own about invented places."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xclib.model.sources import Page, directive, fragment_url

PAGE = Page(
    [
        "全区生产总值达到812亿元,比上年增长5.8%,财政收入增长5.8%。",
        "新建口袋公园6处、充电桩6处。",
        "登记失业率",
        "100",
        "预期性",
        "覆盖率",
        "100",
        "约束性",
    ]
)


@pytest.mark.parametrize(
    ("line", "text", "nth", "fragment"),
    [
        (1, "812亿元", 0, "text=812亿元"),
        (1, "5.8%", 1, "text=5.8%,-。"),
        (2, "6处", 0, "text=新建口袋公园-,6处"),
        (4, "100", 0, "text=登记失业率-,100,-预期性"),
        (7, "100", 0, "text=覆盖率-,100,-约束性"),
    ],
)
def test_fragment(line: int, text: str, nth: int, fragment: str) -> None:
    start = -1
    for _ in range(nth + 1):
        start = PAGE.lines[line - 1].index(text, start + 1)
    assert unquote(PAGE.fragment(line, start, start + len(text))) == fragment


def test_where_no_end_is_sure_several_are_given() -> None:
    page = Page(["经过一年的努力辖区内共有三家医院挂牌运行并且服务居民", "另有三家医院正在筹建"])
    told = page.fragment(1, 12, 14)
    assert told.count("text=") > 1


def test_what_has_a_meaning_in_a_directive_is_encoded() -> None:
    assert directive("1-2,3&4", "5%") == "text=5%25-,1%2D2%2C3%264"


def test_no_fragment_no_change() -> None:
    assert fragment_url("https://a.example/p", "") == "https://a.example/p"
    assert fragment_url("", "text=5") == ""
    assert fragment_url("https://a.example/p#top", "text=5") == "https://a.example/p#top"


@given(st.lists(st.text(alphabet='增长了三家5.8%,。 元"“', min_size=1, max_size=30), min_size=1, max_size=5), st.data())
def test_every_directive_means_one_place(lines: list[str], data: st.DataObject) -> None:
    line = data.draw(st.integers(1, len(lines)))
    start = data.draw(st.integers(0, len(lines[line - 1]) - 1))
    told = Page(lines).fragment(line, start, start + 1)
    assert told == "" or all(part.startswith("text=") for part in told.split("&"))
