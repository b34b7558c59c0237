"""Numerals as Chinese reports print them, turned into exact decimals with their printed precision.

Knows nothing of units and of the words around a number: ``6000亿`` is 600000000000 printed to the nearest 亿.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

#: Magnitudes that follow a coefficient, as powers of ten (SDMX UNIT_MULT).
MAGNITUDES: dict[str, int] = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}

DIGITS: dict[str, int] = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip

_ARABIC = re.compile(r"^([+-]?\d[\d,]*(?:\.\d+)?)((?:[多余几]?[十百千万亿兆]){0,8})[多余几]?$")
_FRACTION = re.compile(r"^([〇零一二两三四五六七八九十百千万\d.]+)分之([〇零一二两三四五六七八九十百千万点\d.]+)$")
_DOUBLINGS = re.compile(r"^翻了?([一两二三四五六七八九十\d.]+)番$")
_TENTHS = re.compile(r"^([一二两三四五六七八九])成([半一二三四五六七八九]?)$")
_RANK = re.compile(r"^第([〇零一二两三四五六七八九十百\d]+)$")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A printed number.

    Attributes
    ----------
    text : str
        The numeral as printed.
    value : Decimal
        Its value, magnitude applied.
    multiplier : int
        Power of ten of the printed magnitude: 8 for ``亿`` (SDMX UNIT_MULT).
    decimals : int
        Decimals printed before the magnitude (SDMX DECIMALS).
    kind : {'arabic', 'chinese', 'fraction', 'rank'}
        How it was written; words are not rounded to a last digit as figures are.
    """

    text: str
    value: Decimal
    multiplier: int
    decimals: int
    kind: str

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, in the value's own unit."""
        return Decimal(10) ** (self.multiplier - self.decimals)


def _plain(text: str) -> str:
    """Half-width, without blanks and thousands separators."""
    folded = unicodedata.normalize("NFKC", text).replace("−", "-")
    return re.sub(r"\s+", "", folded)


def parse_chinese(text: str) -> Decimal | None:
    """Value of a number in Chinese characters, None where it is none.

    >>> parse_chinese("一百二十三万")
    Decimal('1230000')
    """
    if "点" in text:
        whole, _, rest = text.partition("点")
        base = parse_chinese(whole)
        if base is None or not rest or any(c not in DIGITS for c in rest):
            return None
        return base + Decimal("0." + "".join(str(DIGITS[c]) for c in rest))
    if text and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    seen = False
    for c in text:
        if c in DIGITS:
            digit, seen = DIGITS[c], True
        elif c in "十百千":
            section += (digit or 1) * 10 ** MAGNITUDES[c]
            digit, seen = 0, True
        elif c in "万亿兆":
            times, size = section + digit, 10 ** MAGNITUDES[c]
            # 一万二千亿 multiplies all before it, 一亿零一万 only what came after 亿.
            total = total + times * size if times and total >= size else (total + times or 1) * size
            section = digit = 0
            seen = True
        else:
            return None
    return Decimal(total + section + digit) if seen else None


def _power(magnitude: str) -> int:
    return sum(MAGNITUDES.get(c, 0) for c in magnitude)


def parse_numeral(text: str) -> Numeral | None:
    """Read one printed numeral.

    Parameters
    ----------
    text : str
        ``6000亿``, ``5.8``, ``三分之一``, ``半``, ``第一``, ``首位``, ``3700多万``; full-width digits, inner blanks are fine.

    Returns
    -------
    Numeral or None
        None where the text is no numeral.

    Examples
    --------
    >>> parse_numeral("1012.9亿").value, parse_numeral("1012.9亿").step
    (Decimal('1.0129E+11'), Decimal('10000000'))
    >>> parse_numeral("三分之一").value
    Decimal('0.3333333333333333333333333333')
    """
    plain = _plain(text)
    if found := _ARABIC.match(plain):
        digits = found[1].replace(",", "")
        power = _power(found[2])
        decimals = len(digits.partition(".")[2])
        return Numeral(text, Decimal(digits).scaleb(power), power, decimals, "arabic")
    if plain in ("首", "首位", "第一位"):
        return Numeral(text, Decimal(1), 0, 0, "rank")
    if found := _RANK.match(plain):
        value = _whole(found[1])
        return Numeral(text, value, 0, 0, "rank") if value is not None else None
    if plain in ("半", "一半"):
        return Numeral(text, Decimal("0.5"), 0, 1, "fraction")
    if found := _FRACTION.match(plain):
        below, above = _whole(found[1]), _whole(found[2])
        if not below or above is None:
            return None
        return Numeral(text, above / below, 0, 0, "fraction")
    if found := _DOUBLINGS.match(plain):
        times = _whole(found[1])
        # Nothing doubles more than a few times; a greater number is no statement and would overflow.
        return None if times is None or times > 64 else Numeral(text, Decimal(2) ** times - 1, 0, 0, "chinese")
    if found := _TENTHS.match(plain):
        rest = "5" if found[2] == "半" else str(DIGITS.get(found[2], ""))
        return Numeral(text, Decimal(f"0.{DIGITS[found[1]]}{rest}"), 0, 1, "fraction")
    core = re.sub(r"[多余几]", "", plain)
    value = parse_chinese(core)
    if value is None:
        return None
    magnitude = re.search(r"[万亿兆]+$", core)
    return Numeral(text, value, _power(magnitude[0]) if magnitude else 0, 0, "chinese")


def _whole(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else parse_chinese(text)


_RANGE = re.compile(
    r"^(.*?[\d一二两三四五六七八九十百千万亿.%])\s*(?:--|——|[-—–―~～至到])\s*(\d.*|[一二两三四五六七八九十百].*)$"
)


def parse_range(text: str) -> tuple[Numeral, Numeral] | None:
    """Read a printed range; a magnitude printed once serves both ends.

    >>> [str(n.value) for n in parse_range("1000-5000万")]
    ['1.000E+7', '5.000E+7']
    """
    found = _RANGE.match(_plain(text).replace("%", ""))
    if not found:
        return None
    low, high = parse_numeral(found[1]), parse_numeral(found[2])
    if low is None or high is None:
        return None
    if low.multiplier == 0 and high.multiplier:
        low = Numeral(low.text, low.value.scaleb(high.multiplier), high.multiplier, low.decimals, low.kind)
    return low, high


def printed_step(text: str, value: Decimal) -> Decimal | None:
    """Return the place value of the last digit with which a text in any language prints a value.

    Parameters
    ----------
    text : str
        ``50610595万元``, ``500.73 billion``, ``603,8 mil milhões``, ``92億6000万元``.
    value : Decimal
        What the text is known to mean.

    Returns
    -------
    Decimal or None
        None where no number of the text can mean the value.

    Examples
    --------
    >>> printed_step("500.73 billion", Decimal("500730000000"))
    Decimal('1E+7')
    """
    if not value:
        return Decimal(1)
    folded = unicodedata.normalize("NFKC", text)
    # 4万9300元 and 92億6000万元 print one number in two pieces.
    pieces = re.findall(r"\d[\d.,]*(?:[万億亿]\d+)?", folded)
    for piece in pieces:
        # 92億6000万: the digits after a magnitude fill its places.
        digits = Decimal(re.sub(r"\D", "", piece))
        ratio = abs(value) / digits if digits else Decimal(0)
        if ratio and ratio.normalize().as_tuple().digits == (1,):
            return ratio.normalize()
    if re.search(r"[一二三四五六七八九十百千万亿]", folded):
        return Decimal(10) ** abs(value).adjusted()
    return None
