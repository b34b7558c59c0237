"""Numbers in words, in both languages."""

from __future__ import annotations

import inspect
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from xclib.errors import UnknownNameError
from xclib.model.gloss import with_gloss
from xclib.model.units import counts_firms
from xclib.words.wording import (
    check_lang,
    either,
    format_bound,
    format_interval,
    format_number,
    format_value,
    full_label,
    in_language,
    in_words_of,
)

INF = math.inf


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (6e11, "元", "6000亿元", "600 billion yuan"),
        (1.6e13, "元", "16万亿元", "16 trillion yuan"),
        (101290000000, "元", "1012.9亿元", "101.29 billion yuan"),
        (5.8, "%", "5.8%", "5.8%"),
        (-3.4, "%", "−3.4%", "−3.4%"),
        (7.25, "个百分点", "7.25个百分点", "7.25 percentage points"),
        (36, "微克/立方米", "36微克/立方米", "36 µg/m³"),
        (6924, "家", "6924家", "6,924"),
        (18000, "部", "1.8万部", "18,000"),
        (0, "%", "0%", "0%"),
    ],
)
def test_value(value: float, unit: str, zh: str, en: str) -> None:
    assert format_value(value, unit, "zh") == zh
    assert format_value(value, unit, "en") == en


@pytest.mark.parametrize(
    ("bound", "zh", "en"),
    [(">", "超过50%", "more than 50%"), ("<=", "不超过50%", "at most 50%"), ("~", "50%左右", "about 50%")],
)
def test_bound(bound: str, zh: str, en: str) -> None:
    assert (format_bound(50, bound, "%", "zh"), format_bound(50, bound, "%", "en")) == (zh, en)


@pytest.mark.parametrize(
    ("low", "high", "en"),
    [
        (5.26, INF, "at least 5.3%"),
        (-0.56, INF, "at least −0.6%"),
        (-INF, -4.5, "at most −4.5%"),
        (-INF, 3, "at most 3.0%"),
        (-INF, INF, "undetermined"),
        (2, 2, "2.0%"),
        (1.31, 1.34, "1.3%"),
        (1, 2, "1.0% to 2.0%"),
    ],
)
def test_interval(low: float, high: float, en: str) -> None:
    assert format_interval(low, high, "%", "en", decimals=1) == en


def test_a_bound_of_a_fall_is_that_of_its_size() -> None:
    assert format_bound(-3.4, ">=", "%", "zh") == "降幅不低于3.4%"
    assert format_bound(-3.4, "<", "%", "en") == "a fall of less than 3.4%"
    assert format_bound(-3.4, "<", "%", "en", word="近") == "a fall of nearly 3.4%"
    assert format_bound(-3.4, "~", "%", "zh") == "−3.4%左右"
    assert format_bound(-30, ">=", "摄氏度", "zh") == "不超过−30摄氏度", "a level is no fall"


@pytest.mark.parametrize(
    ("low", "high", "unit", "zh", "en"),
    [
        (4.5265e10, 4.5275e10, "元", "452.65亿至452.75亿元", "45.265 to 45.275 billion yuan"),
        (9.5e7, 1.05e8, "元", "9500万至1.05亿元", "95 to 105 million yuan"),
        (9.5e11, 1.05e12, "元", "9500亿至1.05万亿元", "950 to 1,050 billion yuan"),
        (9.5e12, 1.05e13, "元", "9.5万亿至10.5万亿元", "9,500 billion to 10.5 trillion yuan"),
        (5.75, 5.85, "%", "5.75%至5.85%", "5.75% to 5.85%"),
        (63500, 64500, "人", "6.35万至6.45万人", "63,500 to 64,500 people"),
    ],
)
def test_the_unit_of_an_interval_stands_once(low: float, high: float, unit: str, zh: str, en: str) -> None:
    assert (format_interval(low, high, unit, "zh"), format_interval(low, high, unit, "en")) == (zh, en)


def test_ends_of_a_narrow_interval_stay_apart() -> None:
    assert format_interval(2.0055e12, 2.0065e12, "元", "zh") == "2.0055万亿至2.0065万亿元"
    assert format_interval(1.2849e4, 1.2951e4, "平方米", "zh") == "12849至12951平方米"


def test_numbers_that_are_none() -> None:
    assert [format_number(v) for v in (math.nan, INF, -INF, -1e-12)] == ["–", "∞", "−∞", "0"]
    assert [format_number(v) for v in (-0.001, -0.00001)] == ["−0.001", "0"], "no printed digit is lost, and no zero has a sign"


def test_language() -> None:
    with pytest.raises(UnknownNameError, match="unknown language 'fr'; choose one of zh, en"):
        check_lang("fr")


@in_language
def rate() -> str:
    return either("增速", "rate")


def test_a_language_holds_within_its_block_and_ends_with_it() -> None:
    with in_words_of("en"):
        with in_words_of("zh"):
            assert (rate(), rate(lang="en"), rate()) == ("增速", "rate", "增速")
        assert (rate(), rate(lang="zh"), rate()) == ("rate", "增速", "rate")
    assert rate() == "增速"


def test_an_error_within_a_block_ends_its_language_too() -> None:
    with pytest.raises(ZeroDivisionError), in_words_of("en"):
        1 / 0
    assert check_lang() == "zh"


def test_two_threads_write_in_two_languages_at_once() -> None:
    both = Barrier(2)

    def write(lang: str) -> list[str]:
        found = []
        with in_words_of(lang):
            for _ in range(20):
                both.wait(timeout=30)
                found.append(rate())
        return found

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(write, ["zh", "en"])) == [["增速"] * 20, ["rate"] * 20]
    assert check_lang() == "zh"


def test_what_takes_a_language_says_what_it_is_without_one() -> None:
    assert inspect.signature(rate).parameters["lang"].default is None


def test_what_would_write_after_its_block_is_refused() -> None:
    def rates() -> Iterator[str]:
        yield rate()

    with pytest.raises(TypeError, match="rates runs after it returns"):
        in_language(rates)


def test_traditional_characters_have_the_english_of_simplified_ones() -> None:
    assert with_gloss("新增高新技術企業") == "New high-tech firms (新增高新技術企業)"
    assert format_value(83000, "畝", "en") == "83,000 mu"
    assert format_value(83000, "畝", "zh") == "8.3万畝"
    assert counts_firms("戶", "新增經營主體")


def test_a_label_in_traditional_characters_says_what_was_added_and_where() -> None:
    row = {"label": "茶园", "label_zh": "茶園", "scope": "老城以外", "prefix": "城外新增", "unit": "畝", "measure": "level"}
    assert full_label(row) == "新增茶園（老城以外）"
    assert full_label({**row, "label_zh": "茶園面積"}) == "茶園面積"
