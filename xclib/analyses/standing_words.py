"""The words of a comparison: its sentences, its tables and the rows of its chart, in Chinese and English.

Each sentence names the sample that it counts; what the corpus does not hold is said to be missing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from html import escape, unescape

from xclib.analyses.standing import FEWEST, GROUPS, Mark, Spread, Standing, spread, told
from xclib.economics.formulas import QUARTILES
from xclib.html.present import Html, link, placed, reckoned
from xclib.html.present import told as sentences
from xclib.model.areas import english_name
from xclib.model.indicators import read_indicators
from xclib.model.wording import format_figure, format_number, format_value, pick

UNITS = {"%": "%", "persons": "人", "yuan": "元", "ug/m3": "微克/立方米"}
GROUP_NAMES = {"province": ("省区市", "provinces"), "city": ("地市", "cities")}
#: What each indicator is called within a sentence, and what it is to have more of it.
_NAMES = {
    "gdp_growth": ("经济增速", "real growth"),
    "revenue_growth": ("收入增速", "revenue growth"),
    "unemployment_registered": ("登记失业率", "registered unemployment"),
    "unemployment_surveyed": ("调查失业率", "surveyed unemployment"),
    "urban_income_growth": ("城镇居民收入增速", "growth of urban income"),
    "cpi": ("物价涨幅", "consumer-price inflation"),
    "pm25": ("PM2.5", "PM2.5"),
    "energy_intensity_growth": ("能耗强度变化", "change of energy intensity"),
}
#: Who is in the sample, and what a place in it is worth.
_SAMPLE = (
    "样本是语料里留存下来并写明这个数字的报告，不是随机抽取，近年的地市尤其不全。",
    "The sample is the reports in the corpus that survive and state this figure: no random draw, and thin in cities of recent "
    "years; provinces include the four municipalities.",
)
_DISTRICT = (
    "区与省、市不是同级，这里只说它的数字落在哪里。",
    "A district is no peer of either: this tells where its number falls.",
)
_PRINTED = (
    "目标按印出的数字比；“左右”“以上”留有余地，计入后难分的更多，见表中的位次。",
    "Targets are compared by the number printed; with what “about” and “at least” leave open fewer can be told apart: see the "
    "places in the table.",
)
#: Where a figure and those of the sample differ in kind.
_CAVEATS = {
    "revenue_growth": (
        "省、市的收入含其下各级政府，区级收入只是本级。",
        "Revenue of a province or city is that of all levels of government in it, a district's that of its own level alone.",
    ),
    "unemployment_registered": (
        "登记失业率近年已少有地区公布，它与调查失业率不能互比。",
        "Few areas still publish the registered rate, and it does not compare with the surveyed one.",
    ),
    "pm25": ("空气好的地方更愿意把浓度写进报告。", "Places with clean air are readier to put the number into a report."),
}  # fmt: skip


#: How one figure stands to others.
_SIDES = {
    "above": ("高于{}", "above {}"),
    "below": ("低于{}", "below {}"),
    "close": ("与{}相差不出舍入", "within rounding of {}"),
    "same": ("与{}的数字相同", "the same number as {}"),
}


def name_of(stand: Standing, lang: str) -> str:
    """Return what a comparison is about.

    >>> name_of(Standing("gdp_growth", "target", 2031, "%"), "en")
    'real growth'
    """
    names = _NAMES.get(stand.indicator)
    return pick(lang, *names) if names else read_indicators()[stand.indicator].name(lang)


def kind_of(stand: Standing, lang: str) -> str:
    """Return year and status, as a table and a chart head them.

    >>> kind_of(Standing("gdp_growth", "target", 2031, "%"), "zh")
    '2031年目标'
    """
    words = ("实际值", "outcome") if stand.status == "actual" else ("目标", "target")
    return pick(lang, f"{stand.period}年{words[0]}", f"{words[1]} {stand.period}")


def number(mark: Mark, unit: str, lang: str) -> str:
    """Return a mark's figure in words, bound and range included."""
    row = {"value": mark.value, "value_high": mark.value_high, "bound": mark.bound, "unit": UNITS.get(unit, unit)}
    return format_figure(row, lang)


def cite(mark: Mark, unit: str, lang: str) -> str:
    """Return a mark's figure as a link to its page."""
    return _sourced(number(mark, unit, lang), mark)


def _sourced(text: str, mark: Mark) -> str:
    """Link a text to a mark's page; where the corpus kept no address, name document and line beside it."""
    return link(text, mark.url) if mark.url or not mark.doc else placed(text, mark.doc)


def doc_name(doc: str, lang: str) -> str:
    """Return what a document of the corpus is called.

    >>> doc_name("政府工作报告-国务院/2031", "en"), doc_name("政府工作报告-青岚市/2031", "zh")
    ("the State Council's work report of 2031", '青岚市2031年政府工作报告')
    """
    found = re.fullmatch(r"政府工作报告-(?:.+/)?(.+)/(\d{4})", doc)
    if not found:
        return doc
    whose = "the State Council's" if found[1] == "国务院" else f"{english_name('', found[1])}'s"
    return pick(lang, f"{found[1]}{found[2]}年政府工作报告", f"{whose} work report of {found[2]}")


def area_of(mark: Mark, lang: str) -> str:
    """Return the name of a mark's area, escaped."""
    return escape(pick(lang, mark.name_zh, mark.name_en))


def plain(*sentences: str, lang: str) -> str:
    """Return sentences as the text of a caption.

    >>> plain('<a href="https://a.example">5%</a>.', "A &lt; B.", lang="en")
    '5%. A < B.'
    """
    return unescape(re.sub("<[^>]+>", "", pick(lang, "", " ").join(s for s in sentences if s)))


def beside(stand: Standing, lang: str) -> str:
    """Return the figures of the areas over ours and of the one asked for; HTML with links, empty without any."""
    told_marks = [m for m in stand.marks if m.role != "own"]
    gap = pick(lang, "", " ")
    return pick(lang, "、", ", ").join(f"{area_of(m, lang)}{gap}{cite(m, stand.unit, lang)}" for m in told_marks)


def versus(stand: Standing, lang: str) -> str:
    """Say how our figure stands to those of the areas over it and of the one asked for; HTML with links, empty without them.

    Outcomes are told apart by their intervals, targets by the number printed.
    """
    own = stand.mark("own")
    if own is None:
        return ""
    sides: dict[str, list[str]] = {}
    for m in stand.marks:
        if m.role != "own":
            name, value = area_of(m, lang), cite(m, stand.unit, lang)
            side = _side(own, m, stand.status)
            # The same number needs no second print: the name carries its link.
            shown = (
                _sourced(pick(lang, m.name_zh, m.name_en), m)
                if side == "same"
                else pick(lang, f"{name}的{value}", f"{name} ({value})")
            )
            sides.setdefault(side, []).append(shown)
    said = [
        pick(lang, *_SIDES[side]).format(pick(lang, _listed(names, "、", "和"), _listed(names)))
        for side, names in sides.items()
    ]
    return pick(lang, "，".join(said), _listed(said)) if said else ""


def _side(own: Mark, m: Mark, status: str) -> str:
    if status == "target":
        return "same" if own.number == m.number else "above" if own.number > m.number else "below"
    return "above" if own.low > m.high else "below" if own.high < m.low else "close"


def clause(stand: Standing, lang: str) -> str:
    """Return the place for a key finding, of a city among cities first, of any other among provinces; empty with too few.

    Examples
    --------
    >>> clause(Standing("gdp_growth", "actual", 2030, "%"), "en")
    ''
    """
    own = stand.mark("own")
    city = own is not None and own.code.endswith("00") and not own.code.endswith("0000")
    groups = sorted(GROUPS, key=lambda group: (group == "city") != city)
    return next((told_place for group in groups if (told_place := _place(stand, group, lang))), "")


def _place(stand: Standing, group: str, lang: str) -> str:
    """Say where our figure stands in a group; empty without a figure of our own or with too few areas."""
    found = stand.printed(group) if stand.status == "target" else stand.place(group)
    if found is None:
        return ""
    zh, en = GROUP_NAMES[group]
    if stand.status == "target":
        counts = (
            (found.higher, "更高", "chose a higher number"),
            (found.close, "相同", "the same"),
            (found.lower, "更低", "a lower one"),
        )
        head = f"定出{stand.period}年目标的{found.n}个{zh}中", f"of the {found.n} {en} whose reports set one for {stand.period}"
    else:
        counts = (
            (found.lower, "低于它", "lie below it"),
            (found.higher, "高于它", "above"),
            (found.close, "因四舍五入分不出", "within rounding of it"),
        )
        head = (
            f"报告写明{stand.period}年数字的{found.n}个{zh}中",
            f"of the {found.n} {en} whose reports give the {stand.period} figure",
        )
    some = [(n, z, e) for n, z, e in counts if n]
    if len(some) == 1:
        _, z, e = some[0]
        e = e if e.startswith(("chose", "lie")) else f"{'chose' if stand.status == 'target' else 'lie'} {e}"
        e += " it" if e == "lie above" else " number" if e == "chose the same" else ""
        return pick(lang, f"{head[0].removesuffix('中')}都{z}", f"all{head[1].removeprefix('of the')} {e}")
    told_zh = "、".join(f"{n}个{z}" for n, z, _ in some)
    # The verb stands with the first count: "20 set a higher number, 10 the same".
    verb = "chose " if stand.status == "target" and not some[0][2].startswith("chose") else ""
    verb = verb or ("lie " if stand.status == "actual" and not some[0][2].startswith("lie") and some[0][2] == "above" else "")
    told_en = _listed([f"{n} {verb if i == 0 else ''}{e}" for i, (n, _, e) in enumerate(some)])
    return pick(lang, f"{head[0]}，{told_zh}", f"{head[1]}, {told_en}")


def _listed(parts: Sequence[str], comma: str = ", ", last: str = " and ") -> str:
    """Join parts.

    >>> _listed(["a", "b", "c"]), _listed(["a"]), _listed(["甲", "乙", "丙"], "、", "和")
    ('a, b and c', 'a', '甲、乙和丙')
    """
    return last.join([comma.join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))


def say(stand: Standing, lang: str) -> str:
    """Say one comparison: our figure, its place in each group, medians, nation and parent; HTML with links."""
    own, groups = stand.mark("own"), [_say_group(stand, group, lang) for group in GROUPS]
    name, kind = name_of(stand, lang), pick(lang, *(("", "") if stand.status == "actual" else ("目标", "target ")))
    if own is None:
        head = pick(
            lang,
            f"{stand.period}年{name}{kind}，报告没有写",
            f"The report states no {kind}{'of ' if kind else ''}{name} for {stand.period}",
        )
    else:
        value, area = cite(own, stand.unit, lang), area_of(own, lang)
        head = pick(
            lang,
            f"{area}{stand.period}年{name}{kind or '为'}{value}",
            f"{area}, {stand.period}: {kind}{'of ' if kind else ''}{name} {value}",
        )
        if not kind:
            head = pick(lang, head, f"{area}, {stand.period}: {name} of {value}")
    parts = [head, *groups]
    if others := beside(stand, lang):
        parts.append(others)
    return pick(lang, "；", "; ").join(p for p in parts if p) + pick(lang, "。", ".")


def _say_group(stand: Standing, group: str, lang: str) -> str:
    rows = stand.group(group)
    zh, en = GROUP_NAMES[group]
    if len(rows) < FEWEST:
        only = pick(lang, f"只有{len(rows)}个{zh}写明，太少，不比", f"{en}: only {len(rows)} with a figure, too few to compare")
        return only if len(rows) else pick(lang, f"没有{zh}写明", f"{en}: none with a figure")
    middle = middle_words(spread(rows, stand.status), stand.unit, lang)
    words = pick(lang, f"中位数{middle}", f"median {middle}") if middle else ""
    if found := _place(stand, group, lang):
        return found + (pick(lang, "，", "; ") + words if words else "")
    return pick(lang, f"{len(rows)}个{zh}", f"{len(rows)} {en}") + (pick(lang, "的", ": ") + words if words else "")


def middle_words(s: Spread, unit: str, lang: str) -> str:
    """Return median and quartiles as markup, the unit printed once; empty where too few areas give a number."""
    if math.isnan(s.middle[1]):
        return ""
    first, last = (format_number(round(s.middle[n], 2), lang) for n in (0, 2))
    middle, unit = format_value(round(s.middle[1], 2), UNITS.get(unit, unit), lang), "%" if unit == "%" else ""
    if first != last:
        zh, en = f"（中间一半{first}{unit}至{last}{unit}）", f" (middle half {first}{unit} to {last}{unit})"
        middle += pick(lang, zh, en)
    return reckoned(middle, QUARTILES, lang)


def caption(stands: Sequence[Standing], lang: str) -> Html:
    """Return the caption of the chart, chosen by the data: whose reports are counted and where ours stands."""
    said = []
    for stand in told(stands):
        places = [p for g in GROUPS if (p := _place(stand, g, lang))]
        when = kind_of(stand, lang)
        when = when[:1].upper() + when[1:]
        if places:
            said.append(pick(lang, f"{when}：{'；'.join(places)}。", f"{when}: {'; '.join(places)}."))
        else:
            said.append(say(stand, lang))
    return sentences(*said, lang=lang)


def caveat(stands: Sequence[Standing], lang: str) -> str:
    """Say who is in the sample, what a place in it is worth, and which indicators are too thin; plain text."""
    shown, thin, out = told(stands), [row_name(s, lang) for s in stands if not s.enough], []
    if shown:
        out.append(_SAMPLE)
        ours = [m.code for s in shown for m in s.marks if m.role == "own"]
        out += [_DISTRICT] if ours and not ours[0].endswith("00") else []
        out += [_PRINTED] if any(s.status == "target" and s.mark("own") for s in shown) else []
        out += [words for code, words in _CAVEATS.items() if any(s.indicator == code for s in stands)]
    bare = dict.fromkeys(doc_name(m.doc.rpartition(":")[0], lang) for s in stands for m in s.marks if m.doc and not m.url)
    if shown and bare:
        names = pick(lang, "、", ", ").join(bare)
        out.append(
            (
                f"没有链接的数字出自{names}，语料没有存下它的网址。",
                f"Numbers without a link come from {names}, of which the corpus kept no address.",
            )
        )
    if not any(len(s.rows) for s in stands):
        out = [
            ("语料里没有这些年份的同类数字，不作比较。", "The corpus has no such figures of these years: nothing is compared.")
        ]
    elif thin:
        names = pick(lang, "；", "; ").join(thin)
        out.append((f"语料里写明的省区市和地市都不到{FEWEST}个，因而不比：{names}。",
            f"Not compared, since fewer than {FEWEST} provinces and cities each state it in the corpus: {names}."))  # fmt: skip
    return pick(lang, "", " ").join(pick(lang, *words) for words in out)


def row_name(stand: Standing, lang: str) -> str:
    """Return what a row of a table is about: indicator, year and status."""
    name, when = name_of(stand, lang), kind_of(stand, lang)
    return pick(lang, f"{name}，{when}", f"{name[:1].upper()}{name[1:]}, {when}")
