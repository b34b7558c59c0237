"""Numerals as printed: value, magnitude, printed precision."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xclib.model.numerals import MAGNITUDES, parse_chinese, parse_numeral, parse_range


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6000亿", "600000000000"),
        ("1.55万亿", "1550000000000"),
        ("3700多万", "37000000"),
        ("4万多亿", "4000000000000"),
        ("23. 9", "23.9"),
        ("１２．５", "12.5"),
        ("1,234.5", "1234.5"),
        ("-1.5", "-1.5"),
        ("百", "100"),
        ("千亿", "100000000000"),
        ("十", "10"),
        ("二十三", "23"),
        ("一百零五", "105"),
        ("三千万", "30000000"),
        ("两", "2"),
        ("半", "0.5"),
        ("一半", "0.5"),
        ("四分之三", "0.75"),
        ("百分之五", "0.05"),
        ("千分之三", "0.003"),
        ("三成", "0.3"),
        ("三成半", "0.35"),
        ("翻一番", "1"),
        ("翻了两番", "3"),
        ("第一", "1"),
        ("第12", "12"),
        ("首位", "1"),
        ("二点五", "2.5"),
    ],
)
def test_value(text: str, value: str) -> None:
    numeral = parse_numeral(text)
    assert numeral is not None
    assert numeral.value == Decimal(value)


@pytest.mark.parametrize("text", ["", "人", "第", "亿元", "翻番", "分之", "零分之一", "5.5.5", "翻9999999番"])
def test_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "multiplier", "decimals", "step"),
    [("1012.9亿", 8, 1, "10000000"), ("5.80", 0, 2, "0.01"), ("30", 0, 0, "1"), ("一万", 4, 0, "10000")],
)
def test_printed_precision(text: str, multiplier: int, decimals: int, step: str) -> None:
    numeral = parse_numeral(text)
    assert numeral is not None
    assert (numeral.multiplier, numeral.decimals, numeral.step) == (multiplier, decimals, Decimal(step))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6.5%—7%", "6.5", "7"),
        ("1000-5000万", "10000000", "50000000"),
        ("3至5", "3", "5"),
        ("4.5%～5%", "4.5", "5"),
        ("2万—3万", "20000", "30000"),
    ],
)
def test_range(text: str, low: str, high: str) -> None:
    pair = parse_range(text)
    assert pair is not None
    assert [n.value for n in pair] == [Decimal(low), Decimal(high)]


def _in_characters(number: int) -> str:
    """The number as Chinese writes it, by the schoolbook."""
    if number >= 10**8:
        high, low = divmod(number, 10**8)
        return _in_characters(high) + "亿" + (("零" if low < 10**7 else "") + _in_characters(low) if low else "")
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        return _in_characters(high) + "万" + (("零" if low < 10**3 else "") + _in_characters(low) if low else "")
    text, zero = "", False
    for power, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if zero and text else "") + "一二三四五六七八九"[digit - 1] + name
            zero = False
        else:
            zero = True
    return text or "零"


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_characters_round_trip(number: int) -> None:
    assert parse_chinese(_in_characters(number)) == number


@given(
    st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False),
    st.sampled_from(["", "万", "亿", "万亿", "百万", "千万"]),
)
def test_magnitude_round_trip(coefficient: Decimal, magnitude: str) -> None:
    numeral = parse_numeral(f"{coefficient}{magnitude}")
    assert numeral is not None
    assert numeral.value == coefficient.scaleb(sum(MAGNITUDES[c] for c in magnitude))
    assert numeral.decimals == 2


@given(st.text(alphabet="0123456789.,-%零一二两三十百千万亿点分之番翻第半成多余几 １²", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    parse_range(text)
    numeral = parse_numeral(text)
    assert numeral is None or numeral.value.is_finite()
