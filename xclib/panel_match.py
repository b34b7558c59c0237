"""Which headline indicator a figure states of the whole area and the whole year, if any: name, opener, bridge, list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from xclib.panel_words import is_subject, read_rules, time_words

#: Longest opener and bridge that are looked at.
LONGEST_OPENER, LONGEST_BRIDGE = 40, 90

_STOP = re.compile(r"[，。；：！？、,;:!?\t|]|(?<=\d)%|亿元|万人|个百分点|(?<!万元)(?<!万元及)(?<!规模)以上|左右|以内|——|…")
_NUMBER = (
    r"(?:-?\d[\d,]*(?:\.\d+)?(?:[多余几]?[十百千万亿])*[多余]?(?:元|%|个百分点|人次|人|个|倍|名|美元|位)?(?:人民币)?"
    r"(?:以上|左右|以内|以下|上下|之间|大关|[多余])?(?:(?:[-—~至到]|--|——)+-?\d[\d.]*(?:[十百千万亿])*(?:元|%)?)?)"
)
#: 分别增长8%和9%, from 分别 to the number in question.
_SHARED = re.compile(r"分别(?P<tail>(?:(?!分别)[^。；]){0,60})$")
_DIGITS = r"(?:-?\d[\d.]*|[一二两三四五六七八九十]+(?=[百千万亿]))"
#: The values of a list that follow a number: 亿元、4亿元和9%.
_REST = re.compile(
    rf"(?:[^，。；\d、和与及]{{0,6}}(?:[、，]?(?:和|与|及|以及)|[、，])(?:约|近|超过?|达|不低于|力争)?{_DIGITS})*"
)
_AGAIN = re.compile(r"[^，]*元[，、](?:同比|比上年|可比|同口径|均)*(?P<rest>(?:增长|下降)[^，]*)")
_LIST_MARK = re.compile(r"[、，,]?(?:和|与|及|以及)|[、，,/]")


@dataclass(frozen=True, slots=True)
class Name:
    """A headline name found in a text."""

    families: tuple[str, ...]
    start: int
    end: int
    second: bool


@dataclass(frozen=True, slots=True)
class Match:
    """The family that a figure belongs to.

    Parameters
    ----------
    family : str
        As in ``panel_rules.yaml``.
    start : int
        Where its name begins in the text before the number.
    bridge : str
        What stands between the name and the number.
    opener : str
        What stands before the name since the last stop.
    second : bool
        Whether the name counts only where there is no better one.
    local : bool
        Whether the name says 地方, which sets a locality's own revenue apart.
    name : str
        The name as it stands.
    """

    family: str
    start: int
    bridge: str
    opener: str
    second: bool
    local: bool = False
    name: str = ""


@cache
def _names(nation: bool) -> re.Pattern[str]:
    """Return one pattern of all names; a group of it tells the families."""
    parts = []
    for index, pair in enumerate(read_rules()["pairs"]):
        parts.append(f"(?P<p{index}>{'|'.join(pair['names'])})")
    for family, told in read_rules()["families"].items():
        names = told["names"] + (told.get("nation", []) if nation else [])
        parts.append(f"(?P<n_{family}>{'|'.join(names)})")
        if told.get("second"):
            parts.append(f"(?P<s_{family}>{'|'.join(told['second'])})")
    return re.compile("|".join(parts))


def find_names(text: str, *, nation: bool = False) -> list[Name]:
    """Return the headline names in a text.

    >>> [(n.families, n.start) for n in find_names("城乡居民收入分别增长8%")]
    [(('urban_income', 'rural_income'), 0)]
    """
    found = []
    for match in _names(nation).finditer(text):
        group = match.lastgroup or ""
        families = tuple(read_rules()["pairs"][int(group[1:])]["families"]) if group[1:].isdigit() else (group[2:],)
        found.append(Name(families, match.start(), match.end(), group.startswith("s_")))
    return found


@cache
def _openers(area: str, family: str = "") -> re.Pattern[str]:
    own = [re.escape(name) for name in (*_short(area), *_own(area))]
    own += read_rules()["families"][family].get("openers", []) if family else []
    words = [w for w in read_rules()["openers"].split() if w not in ("{area}", "{own}")] + own
    return re.compile("(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")*")


def _own(area: str) -> tuple[str, ...]:
    """Return what an area calls itself: 全市 in the report of a city; in it 全省 is another area."""
    table: dict[str, list[str]] = read_rules()["own"]
    kind = "nation" if area == "全国" else next((k for k in sorted(table, key=len, reverse=True) if area.endswith(k)), "")
    return (*table.get(kind, ()), *(["市"] if area in read_rules()["undivided"] else ()))


@cache
def _bridge(*extra: str) -> re.Pattern[str]:
    words = sorted([*read_rules()["bridges"].split(), *extra], key=len, reverse=True)
    return re.compile("(?:" + "|".join([_NUMBER, *words]) + ")*")


@cache
def _plain_list() -> re.Pattern[str]:
    verbs = "(?:均|都|全年|同比|比上年|预计|完成|实现|达到|达|增长|下降|为|突破|超过|控制在|保持在)*"
    return re.compile(f"{verbs}(?:{_NUMBER}(?:[、，]?[和与及]|、)(?:约|近|超)?)*")


@cache
def _short(area: str) -> tuple[str, ...]:
    """Return the names that an area goes by: 云南省, 云南, 我省 is a word of the list."""
    short = re.sub(
        r"(?:(?:[\u4e00-\u9fff]{1,3}族)+自治[区州县]|[壮回]族自治区|维吾尔自治区|自治区|[省市州县盟]|地区)$", "", area
    )
    return (area, short) if len(short) > 1 else (area,)


def opener_of(text: str, start: int) -> str:
    """Return what stands before a name since the last stop.

    >>> opener_of("增长8%，全市地区生产总值", 7)
    '全市'
    """
    left = max(0, start - LONGEST_OPENER)
    stops = [m.end() for m in _STOP.finditer(text, left, start)]
    return text[stops[-1] if stops else left : start]


_COMPARED = re.compile(r"(?:高于|低于|快于|高出|超出|领先)[^，。；\d]{1,14}$")
_NEXT = re.compile(r"(?:元|%)(?:以上|左右)?[、和与]\d")
#: 超千亿元的县, 跨越3000亿元、4000亿元: marks on a ladder, not the level.
_CLASS = re.compile(r"元?(?:以[上下])?的?(?:[县区市镇企]|城市)")
_LADDER = re.compile(r"(?:连续|先后|相继|接连|连)(?:突破|跨|迈|越|登|上)[^达为]*$")
#: 一季度下降7%，二季度转正，全年增长3%.
_WHOLE_YEAR = re.compile(
    r"[^；。]{0,70}(?:季度|上半年|逐季|逐月|连续|回升|回落|走势)[^；。]{0,70}[，、]"
    r"(?:预计)?全年(?:预计)?(?:同比)?(?:增长|下降|上涨|涨幅)(?:为|约|达到|达|控制在)?"
)
_SAME = re.compile(r"均|都|双双|同步|增长")
_BOTH = re.compile(r"(?:比上年|同比|全年|预计)*(?:均|都|双双|同步)")


def match_figure(before: str, after: str, area: str) -> tuple[Match, ...]:
    """Return the families whose headline figure follows a text: none, one, or those that share a number.

    Parameters
    ----------
    before : str
        The sentence before the number, as `plain` leaves it.
    after : str
        What follows the number, its unit first.
    area : str
        Name of the area that reports.

    Examples
    --------
    >>> [m.family for m in match_figure("全市地区生产总值达到3000亿元、增长", "%，", "青岚市")]
    ['gdp']
    >>> match_figure("云泽区地区生产总值增长", "%，", "青岚市")
    ()
    """
    names = find_names(before, nation=area == "全国")
    if not names:
        return ()
    name = names[-1]
    bridge = before[name.end :]
    opened = before[: name.start - len(opener_of(before, name.start))]
    listed = opened.endswith(("、", "和", "与", "及")) or _LIST_MARK.search(opener_of(before, name.start)) is not None
    if ("分别" in before or listed) and (shared := _match_list(before, after, names, area)) is not None:
        return (shared,)
    if together := _match_together(before, after, names, area):
        return together
    fits = _bridge().fullmatch(bridge) or _WHOLE_YEAR.fullmatch(bridge)
    if len(bridge) > LONGEST_BRIDGE or "分别" in bridge or not fits or _COMPARED.search(bridge):
        return ()
    if _CLASS.match(after) or _LADDER.search(bridge):
        return ()
    both = _BOTH.match(bridge) is not None
    if len(name.families) > 1 and not both:
        return ()
    # A、B达到3亿元、2亿元: without 分别 too, the first number is the first name's.
    if not both and listed and _NEXT.match(after):
        return ()
    found = [_open(before, name, family, bridge, area) for family in name.families]
    # Two names that share a number: 居民收入和财政收入均增长8%.
    while both and len(names) > 1 and names[-2].end < name.start and _LIST_MARK.fullmatch(before[names[-2].end : name.start]):
        names.pop()
        name = names[-1]
        found += [_open(before, name, family, bridge, area) for family in name.families]
    return tuple(m for m in found if m is not None)


def _open(before: str, name: Name, family: str, bridge: str, area: str, begin: int = 0) -> Match | None:
    opener = opener_of(before[begin:], name.start - begin)
    # 税收和一般公共预算收入均增长: the names before it in the list open it.
    for other in find_names(opener, nation=area == "全国"):
        if _LIST_MARK.fullmatch(opener[other.end :]):
            opener = opener[: other.start]
            break
    # 财政总收入和一般预算收入均增长: what stands before it in the list need not be a headline.
    mark, shared = re.search(r"[和与及]$", opener), _SAME.match(before[name.end :])
    if mark and shared and not time_words("zones").search(opener):
        opener = re.sub(r"[\u4e00-\u9fff（）()]*$", "", opener[: mark.start()])
    if not _openers(area, family).fullmatch(opener) or _speaks_of_part(before, name, opener, area):
        return None
    local = "地方" in before[name.start : name.end] or opener.endswith("地方")
    return Match(family, name.start, bridge, opener, name.second, local, before[name.start : name.end])


#: Families that parts of an area have figures of, too, in the same words.
_ECONOMY = frozenset({"gdp", "revenue", "fai", "retail"})


def _speaks_of_part(before: str, name: Name, opener: str, area: str) -> bool:
    """Whether a sentence has turned to a part: 高新区发展加快，生产总值增长20%."""
    if name.families[0] not in _ECONOMY or before.startswith("全社会", name.start):
        return False
    whole = (*_own(area), *_short(area))
    first = min(n.start for n in find_names(before, nation=area == "全国"))
    if first < name.start - len(opener) and any(word in opener for word in whole):
        return False
    found = [m.end() for m in time_words("zones").finditer(before, 0, first) if is_subject(before, m)]
    # 全市 after the zone turns back to the whole.
    return bool(found) and max(before.rfind(word, 0, name.start) for word in whole) < found[-1]


#: A、B、C均增长8%: one number for all of a list.
_TOGETHER = re.compile(
    r"(?P<list>\D+?)"
    r"(?:均|都|各|双双|同步|分别|预期|预计|力争|同比|比上年|可比|实现)*(?P<verb>增长|下降)(?:约|达到|达|超过|超|不低于|保持在)*"
)
_ONE_MORE = re.compile(r"%?(?:以上|左右|以内)?[、，]?(?:和|与|及|、)\s*[\d约近]")


def _match_together(before: str, after: str, names: list[Name], area: str) -> tuple[Match, ...]:
    """Return the families of a list of names that share the one number behind it; none where it is no such list."""
    begin = max(before.rfind(mark) for mark in "，。；：") + 1
    if not after.startswith("%") or names[-1].start < begin or not _LIST_MARK.search(before, begin) or _ONE_MORE.match(after):
        return ()
    if not (found := _TOGETHER.fullmatch(before, begin)):
        return ()
    matches = []
    for start, end, name in _items(before[: found.end("list")], begin, names):
        if name is not None and name.end == end:
            matches += [_open(before, name, family, found["verb"], area, start) for family in name.families]
    return tuple(m for m in matches if m is not None)


def _match_list(before: str, after: str, names: list[Name], area: str) -> Match | None:
    """Return the family of one of the values behind 分别: the item of the list that stands in the same place."""
    found = _SHARED.search(before)
    if found and any(name.start > found.start() for name in names):
        return None
    # A和B达到30亿元、20亿元 does without 分别.
    head, tail = (before[: found.start()], found["tail"]) if found else (before[: names[-1].end], before[names[-1].end :])
    if not (_bridge("和", "与", "及", "以及", "[省国市]定标准") if found else _plain_list()).fullmatch(tail):
        return None
    # 由10亿元和8亿元增加到: the beginnings of a movement.
    if found and re.search(r"由|从", tail):
        return None
    # 分别达到12亿元和5亿元，增长9%和8%: the second list is of the same items.
    if found and (again := _AGAIN.fullmatch(tail)):
        tail = again["rest"]
    place = len(_LIST_MARK.findall(re.sub(r"\d,\d{3}(?!\d)", "0", tail)))
    rest = _REST.match(after)
    count = place + 1 + len(re.findall(rf"{_DIGITS}", rest[0] if rest else ""))
    if (item := _aligned(head, names, count, place, strict=not found)) is None:
        return None
    start, end, family, name = item
    if name is None or not _bridge().fullmatch(before[name.end : end]):
        return None
    return _open(before, name, family, before[name.end : end] + tail, area, start)


#: Start and end of an item, its family, its name.
_Item = tuple[int, int, str, Name | None]
_Named = tuple[int, int, Name | None]


def _aligned(head: str, names: list[Name], count: int, place: int, *, strict: bool) -> _Item | None:
    """Return the item of a list that has a place among its values."""
    clause = _items(head, max(head.rfind(mark) for mark in "，。；：") + 1, names)
    pairs = sum(name is not None and len(name.families) > 1 for *_, name in clause)
    for whole in (False, True):
        # 城乡居民收入 has two values in most lists, and one in some.
        if len(clause) + (0 if whole else pairs) == count:
            return _spread(clause, whole)[place]
    if pairs or strict:
        return None
    every = _items(head, max(head.rfind(mark) for mark in "。；：") + 1, names)
    # 收入达到9亿元，如期实现目标，分别增长: words without a number between the amounts are no items.
    told = [i for i in every if i[2] is not None or re.search(r"\d", head[i[0] : i[1]])]
    # 总收入和预算收入分别完成9亿元和5亿元，分别增长: behind amounts, a name without one is an item.
    longer = _spread(every if len(told) < count and head.endswith(("元，", "元、")) else told, False)
    return longer[len(longer) - count + place] if len(longer) >= count else None


def _spread(items: list[_Named], whole: bool) -> list[_Item]:
    spread: list[_Item] = []
    for start, end, name in items:
        if name is None or (whole and len(name.families) > 1):
            spread.append((start, end, "", None))
        else:
            spread += [(start, end, family, name) for family in name.families]
    return spread


def _items(head: str, begin: int, names: list[Name]) -> list[_Named]:
    """Return the items of the list that ends a text: where each ends, and the headline name in it."""
    cuts = [begin]
    for mark in _LIST_MARK.finditer(head, begin):
        if not any(n.start <= mark.start() < n.end for n in names):
            cuts += [mark.start(), mark.end()]
    cuts.append(len(head))
    items: list[_Named] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        text = head[start:end].strip(" “”")
        # A和B达到30亿元和20亿元，分别增长: an amount alone belongs to no item of its own, nor does 比上年.
        if (
            not text
            or re.fullmatch(_NUMBER, text)
            or re.fullmatch(r"(?:[比较](?:上年|去年|\d{4}年)(?:同期|末)?|同比|全年|增长|均)*", text)
        ):
            continue
        inside = [n for n in names if start <= n.start and n.end <= end]
        items.append((start, end, inside[-1] if inside else None))
    return items
