"""The areas that report: GB/T 2260 codes, parents and former names, from ``areas.csv``."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: Code of the whole country, as the National Bureau of Statistics writes it.
NATION = "100000"
#: Municipalities: provinces that are cities, too.
MUNICIPALITIES = frozenset(["110000", "120000", "310000", "500000"])
_RANK = re.compile(r"(?:自治[县旗州区]|特别行政区|(?<=神农架)林区|[特地]区|[省市区县旗盟])$")
#: Peoples in the names of autonomous areas.
_PEOPLES = re.compile(
    r"(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|"
    r"仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|鄂伦春|裕固|保安|独龙|各)族|维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)+$"
)


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area."""

    #: GB/T 2260 code; of the nation ``100000``.
    code: str
    #: Full name in Chinese.
    name: str
    #: ``nation``, ``province``, ``prefecture`` or ``county``.
    level: str
    #: Code of the area above.
    parent: str
    #: First and last year of the name where it changed in the time of the lists (counties: since 1980), else empty.
    since: str = ""
    until: str = ""
    #: Code under which the same area goes on, else empty; an area merged or divided has none.
    successor: str = ""
    #: Name in English, without its rank; two areas of one name have their province behind it. That of a county has its rank,
    #: and is in Hanyu Pinyin; it is empty where names come from another language (Inner Mongolia, Tibet, Qinghai, Xinjiang,
    #: and prefectures of Tibetans and Koreans).
    name_en: str = ""

    def is_named_in(self, year: int | None, *, slack: int = 0) -> bool:
        """Whether the area had this name in a year or so; in an unknown year, whether it has it now."""
        if year is None:
            return not self.until
        return int(self.since or 0) - slack <= year <= int(self.until or 9999) + slack


@cache
def all_areas() -> tuple[Area, ...]:
    """Return every area of the lists, former names too, in the order of the codes within a level."""
    path = Path(__file__).with_name("areas.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple([Area(*row) for row in csv.reader(file)][1:])


@cache
def read_areas() -> dict[str, Area]:
    """Return the nation, provinces and prefectures by name; former names are names too."""
    return {area.name: area for area in all_areas() if area.level != "county"}


@cache
def areas_by_name() -> dict[str, tuple[Area, ...]]:
    """Return the areas of every name: of 鼓楼区 four, and 鼓楼区 alone is no answer.

    >>> len(areas_by_name()["鼓楼区"])
    4
    """
    found: dict[str, tuple[Area, ...]] = {}
    for area in all_areas():
        found[area.name] = (*found.get(area.name, ()), area)
    return found


@cache
def areas_by_code() -> dict[str, Area]:
    """Return the area of every code, by the name that it bore last."""
    return {area.code: area for area in sorted(all_areas(), key=lambda area: area.until or "9999")}


@cache
def children() -> dict[str, tuple[Area, ...]]:
    """Return the areas below every code, former ones too."""
    found: dict[str, tuple[Area, ...]] = {}
    for area in all_areas():
        found[area.parent] = (*found.get(area.parent, ()), area)
    return found


@cache
def stem(name: str) -> str:
    """Return a name without its rank and its peoples, where two characters or more are left.

    >>> stem("仓山区"), stem("恩施土家族苗族自治州"), stem("赵县"), stem("内蒙古自治区"), stem("万柏林区")
    ('仓山', '恩施', '赵县', '内蒙古', '万柏林')
    """
    if name == "内蒙古自治区":
        return "内蒙古"
    # 州 belongs to 福州; it is a rank behind 自治 alone.
    short = _RANK.sub("", name)
    if "自治" in name and len(bare := _PEOPLES.sub("", short)) >= 2:
        short = bare
    return short if len(short) >= 2 else name


def government(code: str, name: str = "") -> str:
    """Return the level of government of an area: ``nation``, ``province``, ``city``, ``district`` or ``county``.

    A municipality is a province. Of a code that the lists do not hold, the name tells a district from a county.

    >>> government("100000"), government("110000"), government("320500"), government("110102"), government("999901", "云泽县")
    ('nation', 'province', 'city', 'district', 'county')
    """
    if code.endswith("00"):
        return "nation" if code == NATION else "province" if code.endswith("0000") else "city"
    known = areas_by_code().get(code)
    return "district" if (known.name if known else name).endswith("区") else "county"


def parents(area: Area) -> tuple[Area, ...]:
    """Return the areas above, the nearest first, without the nation.

    >>> [above.name for above in parents(find_area("350104"))]
    ['福州市', '福建省']
    """
    above = areas_by_code().get(area.parent)
    return () if above is None or above.level == "nation" else (above, *parents(above))


def find_areas(name: str) -> tuple[Area, ...]:
    """Return the areas of a code, a name, or a name behind those above it.

    >>> [area.code for area in find_areas("福州市鼓楼区")], len(find_areas("鼓楼区")), find_areas("云泽区")
    (['350102'], 4, ())
    """
    if name.isdigit():
        return tuple(area for area in [areas_by_code().get(name)] if area)
    if found := areas_by_name().get(name):
        return found
    for cut in range(2, len(name) - 1):
        if (lower := areas_by_name().get(name[cut:])) and (
            nested := tuple(area for area in lower if _is_under(area, name[:cut]))
        ):
            return nested
    return ()


def _is_under(area: Area, names: str) -> bool:
    """Whether an area lies under the names printed before it: 福建省福州市."""
    above = find_areas(names)
    return any(a.code in {p.code for p in parents(area)} for a in above) or any(names == stem(p.name) for p in parents(area))


def find_area(name: str) -> Area | None:
    """Return the area of a code or a name; None where no area or more than one is called so.

    >>> find_area("襄樊市").successor, find_area("福州市仓山区").code, find_area("350104").name
    ('420600', '350104', '仓山区')
    >>> find_area("云泽区") is None, find_area("鼓楼区") is None
    (True, True)
    """
    found = find_areas(name)
    now = tuple(area for area in found if not area.until)
    # Of several names that nobody bears any more, that of the highest level is meant: 莱芜市.
    best = now or tuple(area for area in found if area.level == found[0].level)
    return best[0] if len(best) == 1 else None


def full_name(area: Area) -> str:
    """Return the name of an area, a county's behind that of its prefecture or municipality.

    >>> full_name(find_area("350104")), full_name(find_area("110102")), full_name(find_area("429004"))
    ('福州市仓山区', '北京市西城区', '仙桃市')
    """
    above = areas_by_code().get(area.parent)
    if area.level != "county" or above is None or (above.level == "province" and not above.name.endswith("市")):
        return area.name
    return above.name + area.name


def area_code(name: str) -> str:
    """Return the code that an area of this name has now; empty where the name is not known or not the name of one area.

    >>> area_code("全国"), area_code("襄樊市"), area_code("福州市仓山区"), area_code("鼓楼区")
    ('100000', '420600', '350104', '')
    """
    area = find_area(name)
    if area is None:
        return ""
    return area.successor or area.code


def english_name(code: str, name: str) -> str:
    """Return the English name of an area; the Chinese one where there is none on record.

    >>> english_name("310000", "上海市"), english_name("420600", "襄樊市"), english_name("110102", "西城区")
    ('Shanghai', 'Xiangfan', 'Xicheng District')
    >>> english_name("", "福州市仓山区"), english_name("999901", "青岚市"), english_name("542121", "昌都县")
    ('Cangshan District', '青岚市', '昌都县')
    """
    if (known := read_areas().get(name)) and known.name_en:
        return known.name_en
    now = areas_by_code().get(code)
    if now is None or (now.level == "county" and not name.endswith(now.name)):
        now = find_area(name)
    return (now.name_en if now else "") or name
