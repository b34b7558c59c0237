"""No two briefs of one run state different values of one thing: pages are read, templates and notebooks are not."""

from __future__ import annotations

import importlib.util
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from test_numbers import claimed, raw_names, read_numbers

from xclib.briefs.run import make_briefs

#: What a page says of a thing: its numbers, each with half a unit of its last digit, and where it says so.
Said = tuple[list[tuple[float, float]], str]
#: Counts of the plan table, in whichever words a brief gives them.
COUNTS = {
    "binding": r"约束性指标(\d+)项|(\d+)项约束性指标",
    "binding, without a number": r"其余(\d+)项事后无从核对|项约束性指标中(\d+)项没有数字",
}


def said_of_things(pages: Mapping[str, BeautifulSoup], names: list[str]) -> dict[tuple[str, ...], list[Said]]:
    """Numbers of all pages by the thing that they are of.

    A linked number is of its figure, and so of one area, indicator, period, status and basis; a computed one of its formula
    with the numbers that went in; a count of the plan table of its words. The pages lose their notes.
    """
    found: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for name, page in pages.items():
        lang = name.split(".")[-2]
        for key, text in _marked(page, names):
            if numbers := read_numbers(text):
                found[lang, *key].append((numbers, f"{name}: {text}"))
        for tip in page.select(".tip"):
            tip.extract()  # quotes the report as printed
        text = re.sub(r"\s+", "", page.get_text())
        for key, words in COUNTS.items():
            for match in re.finditer(words, text):
                found[lang, key].append(([(float(next(filter(None, match.groups()))), 0.0)], f"{name}: {match[0]}"))
    return found


def _marked(page: BeautifulSoup, names: list[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    for anchor in page.select("main a[data-figure]:not(.from)"):
        yield ("figure", str(anchor["data-figure"])), claimed(anchor.get_text(), names)
    for mark in page.select("main [data-formula][data-inputs]"):
        if mark["data-inputs"]:  # a formula alone is that of many samples
            yield (str(mark["data-formula"]), str(mark["data-inputs"])), mark.get_text()


def contradictions(found: Mapping[tuple[str, ...], list[Said]]) -> list[str]:
    """Things of which two numbers are said that no rounding brings together; a point and an interval do not compare."""
    wrong = []
    for key, said in found.items():
        for n, (first, at) in enumerate(said):
            for second, there in said[n + 1 :]:
                # A fall of 2.8% (2.7% to 2.9%) is also −2.8% (−2.9% to −2.7%).
                pairs = zip(sorted(first), sorted(second), strict=True) if len(first) == len(second) else ()
                if any(abs(a - b) > (x + y) * 1.0001 for (a, x), (b, y) in pairs):
                    wrong.append(f"{key}: {at} | {there}")
    return wrong


@pytest.fixture(scope="module")
def any_report() -> ModuleType:
    """The script that makes briefs of reports that nobody has prepared, and measures them."""
    spec = importlib.util.spec_from_file_location("any_report", ROOT / "benchmarks" / "any_report.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_words_of_a_reference_are_no_codes(any_report: ModuleType, tmp_path: Path) -> None:
    page = tmp_path / "targets.zh.html"
    reference = (
        '<li>Lin, A. and Hu, B.：Rivers and lakes，<a href="https://doi.org/10.1/x">10.1/x</a></li><li>On hills and dales</li>'
    )
    page.write_text(f"<body><ul>{reference}</ul><ul><li>按gdp_growth看</li></ul></body>", encoding="utf-8")
    assert any_report.measure(page, {}, "云泽区")["code"] == 1


@pytest.fixture(scope="module")
def province(any_report: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Briefs of an invented province's work report, in a data folder of its own."""
    home = tmp_path_factory.mktemp("province")
    any_report.prepare(home / "data")
    (row,) = any_report.invent(1, 0, seed=3)
    text = row["text"].replace(row["area"], "青岚省").replace("全区", "全省").replace("全县", "全省")
    (name,) = any_report.register_all(iter([row | {"area": "青岚省", "code": "990000", "text": text}]), home / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XCLIB_DATA", str(home / "data"))
        patch.chdir(ROOT)
        make_briefs(
            name, notebooks=["overview", "scorecard", "growth", "environment"], langs=["zh"], out=home / "briefs"
        ).check()
    return home / "briefs"


def page_of(name: str, body: str) -> tuple[str, BeautifulSoup]:
    return name, BeautifulSoup(f"<main>{body}</main>", "lxml")


def test_the_check_finds_a_contradiction_and_takes_rounding_for_none() -> None:
    one = '<a data-figure="x:1:0" href="https://a.example/">{}</a><span data-formula="part / whole" data-inputs="1; 3">{}</span>{}'
    same = dict(
        [
            page_of("a.zh.html", one.format("5.8%", "33.3%", "约束性指标7项")),
            page_of("b.zh.html", one.format("5.8%", "33.33%", "4 / 7项约束性指标")),
        ]
    )
    found = contradictions(said_of_things(same, []))
    assert found == []
    apart = dict(
        [
            page_of("a.zh.html", one.format("5.8%", "33.3%", "约束性指标7项")),
            page_of("b.zh.html", one.format("5.3%", "33.5%", "约束性指标8项")),
        ]
    )
    assert len(contradictions(said_of_things(apart, []))) == 3


def test_no_two_briefs_of_a_province_contradict_each_other(province: Path) -> None:
    pages = {p.name: BeautifulSoup(p.read_text(encoding="utf-8"), "lxml") for p in sorted(province.glob("cn-*/*.html"))}
    assert len(pages) == 4
    found = said_of_things(pages, [])
    met = [key for key, said in found.items() if len({at.split(":")[0] for _, at in said}) > 1]
    assert len(met) >= 3, "the briefs share some numbers"
    wrong = contradictions(found)
    assert not wrong, "\n".join(wrong)


def test_no_two_briefs_of_a_run_state_different_values_of_one_thing(real_briefs: Path) -> None:
    pages = {p.name: BeautifulSoup(p.read_text(encoding="utf-8"), "lxml") for p in sorted(real_briefs.glob("cn-*/*.html"))}
    found = said_of_things(pages, raw_names())
    met = [key for key, said in found.items() if len({at.split(":")[0] for _, at in said}) > 1]
    print(f"things on two pages or more: {len(met)} of {len(found)}")
    assert len(met) > 50
    assert ("zh", "binding") in found
    wrong = contradictions(found)
    assert not wrong, "\n".join(wrong)
