"""Catalogues and numbers in words: both languages say the same, everything from data is escaped, each number has its source."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pytest
from conftest import ROOT
from jinja2 import meta

import xclib.words.catalogue
from xclib.care.files import users_own
from xclib.economics.quantity import Quantity, assume
from xclib.errors import XclibError
from xclib.words import Words, cite, compiled, in_words, read_catalogue, texts
from xclib.words.markup import plain_text

SHARED = Path(xclib.words.catalogue.__file__).with_name("shared.yaml")
CATALOGUES = [SHARED, *sorted((ROOT / "notebooks").glob("*.yaml"))]
RATE = Quantity(5.8, 5.75, 5.85, "%", printed=5.8, url="https://yunze.example/p", grade="A")
INF = math.inf
FILTERS = (
    "digits", "point", "estimate", "signed", "plain", "number", "word", "listed", "capital", "link", "unit", "formula", "inputs",
    "fall", "span",
)  # fmt: skip


@cache
def names(text: str) -> frozenset[str]:
    """What a text needs, as far as it can be told without running it."""
    environment = jinja2.Environment(autoescape=True)
    environment.filters |= dict.fromkeys(FILTERS, str)
    return frozenset(meta.find_undeclared_variables(environment.parse(text)) - {"say", "each"})


LABELLED = {"name_zh": "托位", "name_en": "Childcare places", "source_url": "https://yunze.example/p"}
PAIR = LABELLED | {"outcome": RATE, "promise": RATE, "grade": "same"}
AREA = {"area_zh": "云泽区", "area_en": "Yunze District"}
#: What templates choose by and list; any other name is a rate.
SAMPLES: dict[str, Any] = {
    "step": {"side": "above", "gap": RATE}, "side": "above", "met": "above", "says": "number", "label": "current",
    "done": [LABELLED], "due": [LABELLED], "rows": [LABELLED], "bare": [LABELLED], "signs": [LABELLED], "examples": [LABELLED],
    "weak": [2020], "sure": [2021], "ways": "counts", "cap_says": "room", "trend": "weak", "places": 1,
    "odd": [2020, 2022], "sides": [{"side": "above", "count": 2}], "kinds": [{"kind": "paid", "count": 2}],
    **dict.fromkeys(("year", "next", "past_year", "period", "before", "first", "last"), 2030),
}  # fmt: skip
SHIFT = {"until": 2012, "cut": 2013, "low": 2012, "high": 2014, "n_before": 8, "n_since": 7, "before": RATE, "since": RATE}
#: The same for one catalogue, in which a name may stand for something else.
OWN: dict[str, dict[str, Any]] = {
    "shared": {
        "chosen": 12, "total": 40,
        "shift": SHIFT, "decimals": 1, "status": "target", "group": "city", "indicator": "gdp_growth", "one": "", "n": 31, "places": [], "codes": ["thin"],
        "says": "known", "figure": RATE, "areas": [AREA | {"figure": RATE}], "others": [AREA | {"figure": RATE}], "place": "",
        "main": [LABELLED | {"figure": RATE, "aim": True, "period": "2031"}], "aim": True,
        "sides": [{"side": "above", "areas": [AREA | {"figure": RATE}]}], "counts": [{"side": "higher", "count": 3, "first": True}],
        "groups": [], "shown": [], "docs": [AREA | {"year": 2030}], "thin": [], "alone": [], "vague": [], "unit": "%",
        **{f"{role}_zh": ["云泽区"] for role in ("own", "other", "parent", "nation")},
        **{f"{role}_en": ["Yunze District"] for role in ("own", "other", "parent", "nation")}, "cell": [RATE],
    },
    "environment": {
        "by_year": [{"period": 2030, "gap": RATE}], "groups": [{"side": "more", "pairs": [PAIR, PAIR]}], "pairs": [PAIR],
        "caps": [LABELLED | {"figure": RATE}],
    },
    "scorecard": {
        "cases": [LABELLED], "leading": [LABELLED], "failed": [LABELLED], "asked": [{"words": "达到市级要求"}], "past": False,
        "short": [LABELLED | {"actual": RATE}], "judged": [{"kind": "missed", "n": 1}], "rest": [{"kind": "words", "n": 3}],
    },
    "overview": {
        "chosen": 12, "total": 40,
        "says": "lower", "shifts": [AREA | {"says": "lower", "before": 2030, "past": RATE, "size": RATE}],
        "short": [LABELLED | {"actual": RATE, "past": RATE}], "rows": [LABELLED | {"actual": RATE}],
        "main": [LABELLED | {"aim": RATE}],
    },
    "livelihood": {"aims": [LABELLED | {"aim": RATE}]},
    "promises": {"rows": 31, "way": "more", "effect": RATE, "n": 3, "known": 2},
    "targets": {
        "n": 31, "m": 31, "split": 2030, "worse": "below", "unit": "%", "rate": True, "name": "province", "says": "clear",
        "indicator": "cpi", "step": "city", "order": {"every": True, "years": 22, "n": 22, "against": [2030], **dict.fromkeys(("first", "last"), 2030)},
        "every": True, "years": 22, "fitted": True, "serial": 0.9, "p_value": 0.02, "against": [2030], "again": [2030],
        "low": 2009, "high": 2011, "lags": 3, "weight": "years", "adjusted": 0.05, "together": False, "tests": 4, "by_area": RATE, "draws": 999, "home": 31, "around": 3.0, "bin": 0.1, "lean": "even", "moves": "even", "hangs": True, "finding": "even",
        "steps": [], "moved": [], "dated": [], "targets": 9, "outcomes": 9, "fits": 24, "holds": False, "gauge": "industry",
        "power": 29.0, "strong": 10.0, "whole": RATE, "authors": "A", "title": "B", "journal": "C", "place": "1", "doi": "10.1/x",
        "read": "abstract", "province_n": 31, "major_city_n": 31, "prefecture_n": 31, "own": RATE, "period": 2030,
    },
    "growth": {"shift": SHIFT},
    "fiscal": {
        "shift": SHIFT, "like": RATE, "basis": "booked", "against_adjusted": "within", "fell": "fell", "item": "share", "shown": 2,
        "spans": [{"whole": "local", "span": RATE, "years": 3}], "runs": [{"first": 2026, "last": 2030}], "rates": [RATE, RATE],
        "ratios": [RATE], "against": ["above"], "absent": ["debt"], "comparable": [{"period": 2029, "ratio": RATE}],
        "gaps": [AREA | {"period": 2030, "gap": RATE, "more": True}],
        "revised": [AREA | {"against_adjusted": "within", "adjusted": RATE}],
        **{name: [AREA | {"years": [2029]}] for name in ("missed", "unknown", "unlike")},
        **dict.fromkeys(("growth_gap_side", "share_change_side", "growth_adjusted_side"), "below"),
        **{name: [2020, 2022] for name in ("alone", "doubles", "falls", "wide", "derived", "years")},
    },
}  # fmt: skip


#: The same for one text.
ALONE: dict[str, dict[str, Any]] = {
    **{key: {"cell": RATE, "measure": "rank"} for key in ("tables.telling.columns.place.cell", "nth", "or nth")},
    "tables.promised.columns.aim.cell": {"cell": RATE, "step": "lower"},
    "tables.promised.columns.past.cell": {"cell": RATE, "kept": "met", "plainly": "missed"},
}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_text_is_written_in_both_languages_from_the_same_facts(path: Path) -> None:
    catalogue = read_catalogue(path)
    nodes = texts(catalogue)
    assert nodes
    samples = SAMPLES | OWN.get(path.stem, {})
    wrong: dict[str, str] = {}
    for lang in ("zh", "en"):
        words = Words(catalogue, lang)
        # A text may print others of its catalogue.
        needed = sorted(set().union(*(names(node[lang]) for node in nodes.values())))
        facts = {name: samples.get(name, RATE) for name in needed}
        for key, node in nodes.items():
            if faults := faults_of(words, key, node, facts | ALONE.get(key, {})):
                wrong[f"{key} ({lang})"] = faults
    assert wrong == {}


def faults_of(words: Words, key: str, node: dict[str, str], facts: dict[str, Any]) -> str:
    """What is wrong with a text; empty if nothing is."""
    zh, en = (names(node[lang]) for lang in ("zh", "en"))
    # Names are columns in both languages, and only one of them is printed.
    if odd := {n.removesuffix("_zh") for n in zh} ^ {n.removesuffix("_en") for n in en}:
        return f"one language alone needs {sorted(odd)}"
    if node["en"].strip() and any("一" <= c <= "鿿" for c in node["en"].replace("落地", "")):
        return "Chinese in the English text"
    try:
        text = words(key, **facts)
    except (jinja2.TemplateError, XclibError, TypeError, ValueError, LookupError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"
    if "  " in plain_text(text):
        return f"two blanks in {text!r}"
    return next((f"{mark!r} in {text!r}" for mark in ("None", "{") if mark in text), "")


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("增长{{ rate }}", "growth of {{ rate }}", ""),
        ("增长{{ rate }}", "growth", "needs ['rate']"),
        ("增长", "growth 增长", "Chinese in"),
        ("{{ none }}", "{{ none }}", "'None' in"),
        ("{{ rate.absent.more }}", "{{ rate.absent.more }}", "UndefinedError"),
        ("{{ '{' }}", "{{ '{' }}", "'{' in"),
        ("a {{ '' }} b", "a {{ '' }} b", "two blanks"),
    ],
)
def test_the_check_of_texts_finds_what_is_wrong(zh: str, en: str, fault: str) -> None:
    node = {"zh": zh, "en": en}
    found = faults_of(Words({"one": node}, "en"), "one", node, {"rate": RATE, "none": None})
    assert fault in found
    assert bool(found) == bool(fault)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_comma_cuts_a_text_short(path: Path) -> None:
    """In `{en: one, two}` the comma ends the text, and the rest becomes a key without a value."""

    def bare(node: Any) -> list[str]:
        if not isinstance(node, dict):
            return []
        return [key for key, of in node.items() if of is None] + [key for of in node.values() for key in bare(of)]

    assert bare(read_catalogue(path)) == []


def test_a_name_that_nobody_filled_and_a_key_that_nobody_wrote_are_errors() -> None:
    words = Words({"growth": {"zh": "{{ rate }}", "en": "{{ rate }}"}}, "en")
    with pytest.raises(jinja2.UndefinedError, match="rate"):
        words("growth")
    with pytest.raises(XclibError, match=r"unknown text 'growht'; did you mean growth\?"):
        words("growht")


def test_what_comes_from_data_is_escaped_and_no_other_address_becomes_a_link() -> None:
    words = Words({"label": {"zh": "{{ name }}{{ rate }}", "en": "{{ name }} {{ rate }}"}}, "en")
    said = words("label", name="<b>5%</b>", rate=Quantity(5.0, 5.0, 5.0, "%", printed=5.0, url="javascript:x"))
    assert said == "&lt;b&gt;5%&lt;/b&gt; 5%"


def test_a_stated_number_links_its_page_and_a_computed_one_shows_its_formula() -> None:
    words = Words({"both": {"zh": "{{ a }}{{ b | digits(1) }}", "en": "{{ a }} {{ b | digits(1) }}"}}, "zh")
    share = Quantity(math.nan, 44.69, 44.71, "%", basis="part / whole", inputs=(RATE, assume(1, 2)))
    assert words("both", a=RATE, b=share) == (
        '<a href="https://yunze.example/p">5.8%</a><span class="computed" data-formula="部分 ÷ 全体" '
        'data-inputs="5.8%；1%至2%">44.7%</span>'
    )


@pytest.mark.parametrize(
    ("of", "zh", "en"),
    [
        (Quantity(math.nan, 6e11, INF, "元", ">", printed=6e11), "超过6000亿元", "more than 600 billion yuan"),
        (Quantity(9e8, 8.5e8, 9e8, "元", "<", "近", printed=9e8), "近9亿元", "nearly 900 million yuan"),
        (Quantity(math.nan, -INF, 800, "场", "<", "不到", printed=800), "不足800场", "under 800"),
        (Quantity(math.nan, -INF, 5, "%", "<", "低于", printed=5), "低于5%", "less than 5%"),
        (Quantity(4.98431e12, 0, 0, "元", printed=4.98431e12), "49843.1亿元", "4,984.31 billion yuan"),
        (Quantity(285e11, 0, 0, "元", printed=285e11), "28.5万亿元", "28.5 trillion yuan"),
        (Quantity(1210207e8, 0, 0, "元", printed=1210207e8), "121.0207万亿元", "121.0207 trillion yuan"),
        (Quantity(math.nan, 9.95e12, 1.005e13, "元", basis="x"), "9.95至10.05万亿元", "9.95 to 10.05 trillion yuan"),
        (
            Quantity(math.nan, 9.9e8, 1.005e13, "元", basis="x"),
            "9.9亿元至10.05万亿元",
            "990 million yuan to 10.05 trillion yuan",
        ),
        (Quantity(math.nan, 4e10, 1.005e13, "元", basis="x"), "400亿元至10.05万亿元", "40 billion yuan to 10.05 trillion yuan"),
        (Quantity(math.nan, 1.1e12, 1.005e13, "元", basis="x"), "1.1至10.05万亿元", "1.1 to 10.05 trillion yuan"),
        (Quantity(math.nan, 4.5e10, INF, "元", basis="x"), "不低于450亿元", "at least 45 billion yuan"),
        (Quantity(math.nan, 6.0, 6.5, "%", printed=6.0), "6%至6.5%", "6% to 6.5%"),
        (Quantity(math.nan, 3.7330e12, 3.88924e12, "元", basis="x"), "37330至38890亿元", "3,733 to 3,889 billion yuan"),
        (Quantity(math.nan, -INF, -4.47, "%", basis="x"), "不超过−4.47%", "at most −4.47%"),
        (Quantity(math.nan, -0.56, INF, "%", basis="x"), "不低于−0.56%", "at least −0.56%"),
        (Quantity(math.nan, 1.6, 1.8, "个百分点", basis="x"), "1.6至1.8个百分点", "1.6 to 1.8 percentage points"),
        (
            Quantity(45.27e9, 45.265e9, 45.275e9, "元", printed=45.27e9).room,
            "452.65至452.75亿元",
            "45.265 to 45.275 billion yuan",
        ),
    ],
)
def test_numbers_in_words(of: Quantity, zh: str, en: str) -> None:
    assert (in_words(of, "zh"), in_words(of, "en")) == (zh, en)
    assert plain_text(cite(of, "en")) == en


def test_lists_and_codes() -> None:
    catalogue = {"all": {"zh": "{{ x | listed }}：{{ c | word('base') }}", "en": "{{ x | listed }}: {{ c | word('base') }}"}}
    assert Words(catalogue, "en")("all", x=[2020, 2021, RATE], c="census-2018").startswith("2020, 2021 and <a")
    assert Words(catalogue, "zh")("all", x=["甲", "乙"], c="none of ours") == "甲、乙：none of ours"


def test_a_folded_chinese_block_has_no_spaces_where_its_lines_met() -> None:
    text = "经济增长{{ rate }}，\n高于\n上年{% if x %}的{{ rate }}{% endif %}。"
    assert plain_text(Words({"a": {"zh": text, "en": ""}}, "zh")("a", rate=RATE, x=True)) == "经济增长5.8%，高于上年的5.8%。"


def test_a_broken_catalogue_names_its_file(tmp_path: Path) -> None:
    for text in ("- a list", "a: ["):
        path = tmp_path / f"{len(text)}.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(XclibError, match=path.name):
            read_catalogue(path)


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "zh", "en"),
    [
        (1.29, 1.285, 1.295, "倍", "1.285至1.295倍", "1.285 to 1.295 times"),
        (2.35, 2.345, 2.355, "%", "2.345%至2.355%", "2.345% to 2.355%"),
        (1.285e8, 1.2845e8, 1.2855e8, "元", "1.2845至1.2855亿元", "128.45 to 128.55 million yuan"),
        (12345.6, 12345.55, 12345.65, "元", "12345.55至12345.65元", "12,345.55 to 12,345.65 yuan"),
        (36.0, 35.5, 36.5, "微克/立方米", "35.5至36.5微克/立方米", "35.5 to 36.5 µg/m³"),
    ],
)
def test_what_rounding_leaves_open_has_one_digit_more_than_the_number(
    value: float, low: float, high: float, unit: str, zh: str, en: str
) -> None:
    room = Quantity(value, low, high, unit, printed=value, url="https://a.example/").room
    assert (in_words(room, "zh"), in_words(room, "en")) == (zh, en)


#: A claim on who looked at what, which no data stand behind.
CLAIMS = re.compile(r"by hand|by a person|checked by|person judged|人工|由人|经人判")


def test_no_brief_claims_that_a_person_checked_it() -> None:
    """What was done is said by its rule, or not at all."""
    told = [f"{path.stem}: {match[0]}" for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "markdown"
        for match in CLAIMS.finditer("".join(cell["source"]))]  # fmt: skip
    told += [f"{path.stem}: {match[0]}" for path in CATALOGUES for match in CLAIMS.finditer(path.read_text(encoding="utf-8"))]
    assert told == []


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep compiled templates in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled.kept_code.cache_clear()
    yield tmp_path
    compiled.kept_code.cache_clear()


def test_a_text_is_compiled_once_and_filled_from_the_catalogue_of_now(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = {
        "zh": "{{ 'own' | word('whose') }}{{ n }}项",
        "en": "{{ 'own' | word('whose') }} {{ n }}{{ ' \"items\"' if n > 1 }}",
    }

    def filled(own: str, lang: str) -> str:
        codes = {"whose": {"own": {"zh": own, "en": own}}}
        return str(Words({"found": text, "codes": codes}, lang)("found", n=2))

    assert filled("岚县", "zh") == "岚县2项"
    assert filled("Lan", "en") == "Lan 2 &#34;items&#34;"
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert filled("Qing", "en") == "Qing 2 &#34;items&#34;", "neither compiled again nor filled with the words of then"
    assert len([*(shelf / "xclib" / "templates").iterdir()]) == 2


def test_texts_are_filled_where_nothing_can_be_kept(shelf: Path) -> None:
    (shelf / "xclib").write_text("a file where the folder would be", encoding="utf-8")
    assert compiled.kept_code("") is None
    assert str(Words({"found": {"zh": "{{ n }}项", "en": "{{ n }} items"}}, "en")("found", n=3)) == "3 items"
    (shelf / "xclib").unlink()
    compiled.kept_code.cache_clear()
    assert compiled.kept_code("") is not None
    shutil.rmtree(shelf / "xclib")
    assert str(Words({"found": {"zh": "{{ n }}项", "en": "{{ n }} items"}}, "en")("found", n=4)) == "4 items"


@pytest.mark.parametrize("share", [0.02, 0.5])
def test_what_is_kept_may_be_damaged(shelf: Path, share: float) -> None:
    text = {"zh": "{{ n }}项", "en": "{{ n }} items"}
    assert str(Words({"found": text}, "en")("found", n=3)) == "3 items"
    (kept,) = (shelf / "xclib" / "templates").iterdir()
    whole = kept.read_bytes()
    for damaged in (whole[: int(share * len(whole))], whole[: int(share * len(whole))] + b"\xff" * 40):
        kept.write_bytes(damaged)
        assert str(Words({"found": text}, "en")("found", n=4)) == "4 items"
        assert len(kept.read_bytes()) == len(whole), "kept anew"


@pytest.mark.skipif(sys.platform == "win32", reason="has other permissions")
def test_no_code_is_taken_from_where_others_may_write(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = users_own("templates")
    assert folder == shelf / "xclib" / "templates"
    assert folder.stat().st_mode & 0o077 == 0
    for mode in (0o770, 0o707):
        folder.chmod(mode)
        assert users_own("templates") is None
    folder.chmod(0o755)
    assert users_own("templates") == folder
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert users_own("templates") is None


def test_nothing_is_kept_in_the_folder_in_which_one_works(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    for relative in ("", "kept"):
        monkeypatch.setenv("XDG_CACHE_HOME", relative)
        assert users_own("templates") == tmp_path / "home" / ".cache" / "xclib" / "templates"
