"""The part of the year and of the area that the heads, rows and titles of a table name, and what its numbers show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from xclib.extract.lexicon import alternatives, words
from xclib.extract.qualify import cues_of, is_own, own_level
from xclib.model.areas import areas_by_name
from xclib.model.figure import Coverage

#: What the head of a whole year says.
_WHOLE_YEAR = re.compile(
    r"年度|(?<![比较])年初(?!至|起|以来|累计)|全年|(?<![比较])(?<![比较]上)年[末底]|(?<!\d)1\s?[-—–~至]\s?12月|12月(?:末|底|31日)"
)
#: A single month: 6月, 本月末, 当月; 6月8日 is a day.
_MONTH = re.compile(r"(?<![\d\-—–~至])\d{1,2}月(?!\d{1,2}日|份?\s?[-—–~至])份?末?|(?<![-—–~至])[本当]月(?!止)末?|^上?月末")
_QUARTER = re.compile(r"本季末?|当季|季末")
_SO_FAR = re.compile(r"(?<!五年)累计|[-—–~至][本当]月|(?:本月|年初)[止至起]|同期(?!\s?[=＝为])")
#: A level that reports for itself beside the area's own: 市直, 区县合计.
_LEVELS = re.compile(r"(?:本级|下级|市直|区直|县直|省直|州直|市区|城区|中心城区|市辖区|县域|区县级?|县区级?|县市级?|区县小计)$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[区县旗市州盟镇乡]|街道|街|新城|林场|农场)$")
_NO_PLACE = re.compile(
    r"(?:社|地|山|景|灾|校|矿|库|林|牧|(?<![东西南北])城|小|片|辖)区$|[东欧联同]盟$|城市$|超市$|上市$|县市$|区县$|乡镇$|镇街$|城镇$|[各全]"
)
#: Last characters of areas, the higher behind the lower: what all of a county, a city, a province and the nation is called.
_RANKS = "旗县区盟州市省国"
#: Names of districts that are what parts of any town are called too.
_WORDS_TOO = frozenset({"矿区", "老城区", "新城区", "古城区", "山城区"})


@lru_cache(maxsize=4096)
def coverage_of(text: str, so_far: Coverage | Literal[""]) -> Coverage | Literal[""]:
    """Return the part of its year that a head or the name of a row sets; empty where it sets none.

    >>> coverage_of("1-6月累计", "year"), coverage_of("本月末", "half"), coverage_of("累计", "half")
    ('half', 'months', 'half')
    """
    # 完成年度目标 says of what it is a share, not for how long.
    text = re.sub(r"(?:完成|[占为])(?:年度?|全年|年初|调整)?(?:目标|计划|预算|任务)", "", text)
    if cues := [coverage for coverage in cues_of(text) if coverage != "year"]:
        return cues[-1]
    if _WHOLE_YEAR.search(text):
        return "year"
    if _MONTH.search(text):
        return "months"
    if _QUARTER.search(text):
        return "quarter"
    return so_far if _SO_FAR.search(text) else ""


def is_one_month(text: str) -> bool:
    """Whether a head or a caption names a single month.

    >>> is_one_month("2030年7月"), is_one_month("7月份各镇收支"), is_one_month("2030年1-7月")
    (True, True, False)
    """
    return coverage_of(text, "to date") == "months" and _MONTH.search(text) is not None


@lru_cache(maxsize=4096)
def scope_of(text: str, area: str, *, among_places: bool) -> str | None:
    """Return the part of the area that a head or a row names; empty where it is all of it, None where it is no place.

    ``text``: without list number and 其中; ``area``: the area that reports; ``among_places``: whether it stands among names of
    places, so that one which no list has counts too.

    >>> scope_of("市本级", "青岚市", among_places=False), scope_of("全市", "青岚市", among_places=False)
    ('市本级', '')
    >>> scope_of("全国", "青岚市", among_places=False), scope_of("全市", "青岚市云泽区", among_places=True)
    ('全国', '全市')
    >>> scope_of("全市", "", among_places=False)
    ''
    >>> scope_of("云泽区", "青岚市", among_places=True), scope_of("税收收入", "青岚市", among_places=False) is None
    ('云泽区', True)
    >>> [scope_of(name, "", among_places=False) for name in ("南山区", "北部山区", "新城区")]
    ['南山区', None, None]
    >>> scope_of("边远山区", "", among_places=True) is None  # what no list has is a kind of land
    True
    """
    text = own_level(text, area)
    if not text:
        return None
    rank = _RANKS.find("省" if area.endswith("自治区") else area[-1:] or "-")
    if text[0] == "全" and text in words("whole_areas") and _RANKS.find(text[-1]) > rank >= 0:
        return text
    if text in words("whole_areas") or (among_places and text in words("totals")) or (area and area.endswith(text)):
        return ""
    if re.fullmatch(alternatives("scope_levels"), text) or _LEVELS.fullmatch(text):
        return "" if is_own(text, area) else text
    zone = re.fullmatch(rf"[\u4e00-\u9fff]{{0,8}}(?:{alternatives('scope_zones')})", text)
    if zone is not None:
        # A park is a place among places: elsewhere it may be what is built.
        return text if among_places or not text.endswith("园") else None
    listed = text in areas_by_name()
    named = among_places or (listed and text not in _WORDS_TOO)
    # 房山区 is no 山区.
    return text if named and _PLACE.match(text) and (listed or not _NO_PLACE.search(text)) else None


def are_places(heads: Sequence[str], names: Sequence[str], area: str) -> bool:
    """Whether the rows of a column are places: its head says so, or most of their names do.

    >>> are_places(["单位"], ["青岚市", "云泽区", "石桥县"], "青岚市"), are_places(["项目"], ["税收收入", "开发区"], "青岚市")
    (True, False)
    """
    if any(head in words("place_heads") or re.search(r"^(?:各?县|各?区|各?市|地区|乡镇|镇)", head) for head in heads):
        return True
    places = sum(scope_of(name, area, among_places=True) is not None for name in names)
    return len(names) > 2 and places > 0.7 * len(names)


def are_gains(gains: Sequence[Decimal], amounts: Sequence[Decimal]) -> bool:
    """Whether numbers are what amounts have gained, and not the rates at which they grew, as sizes and decimals show.

    None is a rate that takes away more than all, or that is whole beside whole amounts; none gains more than there is.

    >>> are_gains([Decimal(215), Decimal(-87)], [Decimal(18420), Decimal(11306)])
    True
    >>> are_gains([Decimal("8.9"), Decimal("11.3")], [Decimal("386.42"), Decimal("268.90")])
    False
    """
    if not gains or any(gain > abs(amount) for gain, amount in zip(gains, amounts, strict=True)):
        return False
    whole = all(number == number.to_integral_value() for number in (*gains, *amounts))
    return min(gains) <= -100 or (whole and max(map(abs, gains)) > 20)


#: The amounts of two columns in a row.
Pair = tuple[Decimal, Decimal]


def are_differences(gains: Sequence[Decimal], pairs: Sequence[Sequence[Pair]]) -> bool:
    """Whether numbers are the ways from one amount to another, whatever their signs; ``pairs``: those of every two columns.

    >>> are_differences([Decimal("1.5"), Decimal("0.4")], [[(Decimal("5"), Decimal("3.5")), (Decimal("2"), Decimal("2.4"))]])
    True
    """
    wide = len({*map(abs, gains)}) > 1
    return wide and any(all(abs(gain) == abs(b - a) for gain, (a, b) in zip(gains, pair, strict=True)) for pair in pairs)


def are_rates(rates: Sequence[Decimal], pairs: Sequence[Sequence[Pair]]) -> bool:
    """Whether numbers are by how many percent one amount is above another; ``pairs``: those of every two columns.

    >>> are_rates([Decimal("25.0"), Decimal("-10.0")], [[(Decimal(8), Decimal(10)), (Decimal(50), Decimal(45))]])
    True
    """
    wide = len({*map(abs, rates)}) > 1
    return wide and any(all(_is_rate(rate, *pair) for rate, pair in zip(rates, each, strict=True)) for each in pairs)


def _is_rate(rate: Decimal, one: Decimal, other: Decimal) -> bool:
    """Whether a rate leads from one amount to the other, whichever is the later, as exactly as it is printed."""
    exact = Decimal("0.6").scaleb(int(rate.as_tuple().exponent))
    ways = ((one, other), (other, one)) if (one * other).is_finite() else ()
    return any(before and abs(100 * (after - before) / before - rate) <= exact for before, after in ways)
