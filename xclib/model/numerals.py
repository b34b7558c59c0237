"""Numerals as Chinese reports print them, turned into exact decimals with their printed precision.

Knows nothing of units and of the words around a number: ``6000亿`` is 600000000000 printed to the nearest 亿.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from xclib.care.shipped import read_beside


@cache
def read_characters() -> dict[int, str]:
    """Return the table of ``traditional.yaml``, ready for ``str.translate``."""
    pairs = read_beside(__file__, "traditional.yaml")["characters"].split()
    return {ord(pair[0]): pair[1] for pair in pairs}


def simplify(text: str) -> str:
    """Return a text in simplified characters, as long as before, so that places in it stay.

    >>> simplify("全區生產總值增長5%")
    '全区生产总值增长5%'
    """
    return _traditional().sub(lambda found: read_characters()[ord(found[0])], text)


@cache
def _traditional() -> re.Pattern[str]:
    """Return the pattern of the characters to be replaced, of which most texts have none."""
    return re.compile(f"[{''.join(map(chr, read_characters()))}]")


#: Magnitudes that follow a coefficient, as powers of ten (SDMX UNIT_MULT).
MAGNITUDES: dict[str, int] = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}

DIGITS: dict[str, int] = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip

#: The characters of bank notes and the short forms of twenty, thirty and forty, by those of every day.
FORMAL = {
    "壹": "一", "贰": "二", "貳": "二", "叁": "三", "參": "三", "肆": "四", "伍": "五", "陆": "六", "陸": "六", "柒": "七",
    "捌": "八", "玖": "九", "拾": "十", "佰": "百", "仟": "千", "萬": "万", "億": "亿", "廿": "二十", "卅": "三十",
    "卌": "四十",
}  # fmt: skip
_FORMAL = str.maketrans(FORMAL | {"−": "-", "·": ".", "负": "-"})

#: A footnote mark between a number and its magnitude or unit: 1234[1]亿元. ``scan`` takes it into the printed number.
NOTE = r"(?:\[\d{1,3}\]|[①-⑳❶-❿⁰¹²³⁴-⁹]{1,2}|〔\d{1,2}〕|【\d{1,2}】)"
_NOTE = re.compile(NOTE + r"|[（(]注?\d{1,2}[)）](?=[万亿])")

_LOOSE = "[多余几]"
_ARABIC = re.compile(rf"^([+-]?\d[\d,]*(?:\.\d+)?)((?:{_LOOSE}?[十百千万亿兆]){{0,8}}){_LOOSE}?$")
#: One piece of 2亿5000万, 14万一千, 1千零20: a coefficient with its magnitudes.
_PIECE = re.compile(rf"零?(\d+|[一二两三四五六七八九])((?:{_LOOSE}?[十百千万亿兆]){{0,4}})")
_MONEY = re.compile(r"^(.+?)[元圆块](?:(\d|[一二两三四五六七八九])角)?(?:(\d|[一二两三四五六七八九])分)?$")
_FRACTION = re.compile(r"^([〇零一二两三四五六七八九十百千万\d.]+)分之([负-]?)([〇零一二两三四五六七八九十百千万点\d.]+)$")
_DOUBLINGS = re.compile(r"^翻[了近约]{0,2}([一两二三四五六七八九十\d.]+)番$")
_TENTHS = re.compile(r"^([一二两三四五六七八九])成([半一二三四五六七八九]?)$")
_RANK = re.compile(r"^第([〇零一二两三四五六七八九十百\d]+)$")
#: 两三百, 十七八, 二三十: two neighbouring digits in one place are a range.
_NEIGHBOURS = re.compile(r"([一二两三四五六七八])([二三四五六七八九])(?=[十百千万亿成]|$)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A printed number."""

    #: The numeral as printed.
    text: str
    #: Its value, magnitude applied.
    value: Decimal
    #: Power of ten of the printed magnitude: 8 for ``亿`` (SDMX UNIT_MULT).
    multiplier: int
    #: Decimals printed before the magnitude (SDMX DECIMALS).
    decimals: int
    #: How it was written; words are not rounded to a last digit as figures are.
    kind: str

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit, in the value's own unit."""
        return Decimal(10) ** (self.multiplier - self.decimals)


def _plain(text: str) -> str:
    """Half-width, in characters of every day, without blanks, thousands separators and footnote marks; 负 is a minus."""
    if not text.isascii():
        text = simplify(unicodedata.normalize("NFKC", _NOTE.sub("", text)))
        text = text.replace("零下", "负").translate(_FORMAL)
    elif "[" in text:
        text = _NOTE.sub("", text)
    return "".join(text.split())


def parse_chinese(text: str) -> Decimal | None:
    """Value of a number in Chinese characters, None where it is none.

    >>> parse_chinese("一百二十三万")
    Decimal('1230000')
    """
    if "点" in text:
        whole, _, rest = text.partition("点")
        base, decimals = parse_chinese(whole), rest.rstrip("万亿兆")
        if base is None or not decimals or any(c not in DIGITS for c in decimals):
            return None
        value = base + Decimal("0." + "".join(str(DIGITS[c]) for c in decimals))
        return value.scaleb(_power(rest[len(decimals) :]))
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


@lru_cache(2048)
def parse_numeral(text: str) -> Numeral | None:
    """Read one printed numeral.

    None where the text is no numeral. ``text``: ``6000亿``, ``5.8``, ``三分之一``, ``半``, ``第一``, ``首位``, ``3700多万``;
    full-width digits, inner blanks are fine.

    >>> parse_numeral("1012.9亿").value, parse_numeral("1012.9亿").step
    (Decimal('1.0129E+11'), Decimal('10000000'))
    >>> parse_numeral("三分之一").value
    Decimal('0.3333333333333333333333333333')
    """
    plain = _plain(text)
    if plain[:1] in ("-", "+") and not plain[1:2].isdigit():
        numeral = parse_numeral(plain[1:]) if plain[1:2] not in ("-", "+") else None
        return numeral and replace(numeral, text=text, value=-numeral.value if plain[0] == "-" else numeral.value)
    if found := _ARABIC.match(plain):
        digits = found[1].replace(",", "")
        power = _power(found[2])
        decimals = len(digits.partition(".")[2])
        return Numeral(text, Decimal(digits).scaleb(power), power, decimals, "arabic")
    for read in (_read_rank, _read_fraction, _read_pieces, _read_money):
        if numeral := read(text, plain):
            return numeral
    if found := _DOUBLINGS.match(plain):
        times = _whole(found[1])
        # Nothing doubles more than a few times; a greater number is no statement and would overflow.
        return None if times is None or times > 64 else Numeral(text, Decimal(2) ** times - 1, 0, 0, "chinese")
    return _read_words(text, plain)


def _read_rank(text: str, plain: str) -> Numeral | None:
    if plain in ("首", "首位", "第一位"):
        return Numeral(text, Decimal(1), 0, 0, "rank")
    found = _RANK.match(plain)
    value = _whole(found[1]) if found else None
    return Numeral(text, value, 0, 0, "rank") if value is not None else None


def _read_fraction(text: str, plain: str) -> Numeral | None:
    """Read 半, 三分之一, 百分之负三, 三成半."""
    if plain in ("半", "一半"):
        return Numeral(text, Decimal("0.5"), 0, 1, "fraction")
    if found := _FRACTION.match(plain):
        below, above = _whole(found[1]), _whole(found[3])
        if not below or above is None:
            return None
        return Numeral(text, (-above if found[2] else above) / below, 0, 0, "fraction")
    if found := _TENTHS.match(plain):
        rest = "5" if found[2] == "半" else str(DIGITS.get(found[2], ""))
        return Numeral(text, Decimal(f"0.{DIGITS[found[1]]}{rest}"), 0, 1, "fraction")
    if found := re.match(r"^(\d+|[一二两三四五六七八九十]{1,3})个半$", plain):
        whole = _whole(found[1])
        return Numeral(text, whole + Decimal("0.5"), 0, 1, "fraction") if whole is not None else None
    return None


def _read_pieces(text: str, plain: str) -> Numeral | None:
    """Read a number printed in pieces, each of a smaller magnitude than the one before: 2亿5000万, 1千零20."""
    sign, plain = (-1, plain[1:]) if plain[:1] == "-" else (1, plain)
    if not plain[:1].isdigit():
        return None
    total, before, place = Decimal(0), None, 0
    core = re.sub(f"{_LOOSE}$", "", plain)
    for found in _PIECE.finditer(core):
        power, coefficient = _power(found[2]), _whole(found[1])
        if found.start() != place or coefficient is None:
            return None
        value = coefficient.scaleb(power)
        if before is not None and (value >= Decimal(10) ** before or (power == 0 and found.end() != len(core))):
            return None
        total, before, place = total + value, power, found.end()
    return Numeral(text, sign * total, before, 0, "arabic") if before is not None and place == len(core) else None


def _read_money(text: str, plain: str) -> Numeral | None:
    """Read 123元1角1分 in yuan."""
    found = _MONEY.match(plain)
    whole = parse_numeral(found[1]) if found and (found[2] or found[3]) and "元" not in found[1] else None
    if found is None or whole is None:
        return None
    cents = Decimal(sum(int(_whole(g) or 0) * size for g, size in ((found[2], 10), (found[3], 1)) if g))
    return Numeral(text, whole.value + cents.scaleb(-2), 0, 2 if found[3] else 1, "arabic")


def _read_words(text: str, plain: str) -> Numeral | None:
    core = re.sub(_LOOSE, "", plain)
    if "点" in core:
        mantissa = core.rstrip("万亿兆")
        value, power = parse_chinese(core), _power(core[len(mantissa) :])
        return Numeral(text, value, power, len(mantissa.partition("点")[2]), "chinese") if value is not None else None
    value = parse_chinese(core)
    if value is None:
        return None
    magnitude = re.search(r"[万亿兆]+$", core)
    return Numeral(text, value, _power(magnitude[0]) if magnitude else 0, 0, "chinese")


def _whole(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else parse_chinese(text)


_RANGE = re.compile(
    r"^(.*?[\d一二两三四五六七八九十百千万亿.%‰])\s*([^\d一二两三四五六七八九十百千万亿%‰至到~～—–―之-]{0,12})\s*"
    r"(?:--|——|[-—–―~～至到])\s*([-负]?(?:\d|[一二两三四五六七八九十百]).*)$"
)


def parse_range(text: str) -> tuple[Numeral, Numeral] | None:
    """Read a printed range; a magnitude or denominator printed once serves both ends.

    >>> [str(n.value) for n in parse_range("1000-5000万")]
    ['1.000E+7', '5.000E+7']
    >>> [int(n.value) for n in parse_range("两三百万")]
    [2000000, 3000000]
    """
    plain = _plain(text).replace("%", "").replace("‰", "")
    if found := _RANGE.match(plain):
        return _ends(found[1], found[3])
    if len(pieces := _NEIGHBOURS.split(plain)) == 4:
        before, low, high, after = pieces
        if DIGITS[high] - DIGITS[low] == 1 or (low, high) == ("三", "五"):
            ends = parse_numeral(before + low + after), parse_numeral(before + high + after)
            return (ends[0], ends[1]) if ends[0] and ends[1] else None
    return None


def _ends(first: str, second: str) -> tuple[Numeral, Numeral] | None:
    if "成" in second and "成" not in first:
        first += "成"
    if "分之" in first and "分之" not in second:
        second = first.partition("分之")[0] + "分之" + second
    low, high = parse_numeral(first), parse_numeral(second)
    if low is None or high is None:
        return None
    # 1000-5000万 are both 万, 8000-1万 are not: then the range would run backwards.
    if low.multiplier == 0 and high.multiplier and (scaled := low.value.scaleb(high.multiplier)) <= high.value:
        low = Numeral(low.text, scaled, high.multiplier, low.decimals, low.kind)
    return low, high


def printed_step(text: str, value: Decimal) -> Decimal | None:
    """Return the place value of the last digit with which a text in any language prints a value.

    None where no number of the text can mean the value. ``text``: ``50610595万元``, ``500.73 billion``, ``603,8 mil
    milhões``, ``92億6000万元``; ``value``: what the text is known to mean.

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
