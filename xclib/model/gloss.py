"""English glosses of labels that no indicator names, from the dictionary ``gloss.yaml``."""

from __future__ import annotations

import re
from functools import cache

from xclib.care.shipped import read_beside
from xclib.model.numerals import simplify

#: A share of something else; two things of one number.
_SHARE = re.compile(r"(.+?)(?:占|相当于)(.+?)的?(?:比重|比例|比率|比)")
_TWO = re.compile("[、和与及]")
#: A thing within another: mining, of investment.
_WITHIN = re.compile("(.+)（([^（）]+)）")
#: Characters of a single word, which is no name: 普及率 is no list that ends in 率.
_WORD = 2
#: English of what is measured of things.
_MEASURED = re.compile(
    r"(?:[\w&-]+ ){0,3}(?:profits|sales|loans|deposits|spending|revenue|turnover|taxes|places|exports|imports)"
)
#: What is newly done to things: what was new are not the things.
_DONE = re.compile(r"(?:built|raised|renovated|renewed|repaired|opened|extended|upgraded|trained|treated|restored)\b")
#: Words that two parts of a label both bring: industrial industrial parks, investment in investment in roads.
_TWICE = re.compile(r"\b((?!new )(?:(?!and\b)[\w-]+ ){1,3})(?=\1)")
#: English of what is done or measured: investment in services, area of forest.
_OF = re.compile(r"\w+ (?:in|with) |.* of ")


@cache
def gloss(label: str) -> str:
    """Return the English of a label, or nothing where the dictionary does not cover all of it.

    >>> gloss("新增高新技术企业"), gloss("高新技术企业数量"), gloss("岚江特产")
    ('new high-tech firms', 'number of high-tech firms', '')
    >>> gloss("实际利用外资增长"), gloss("能源消费总量"), gloss("人均能源消费总量")
    ('growth of utilized foreign capital', 'total energy consumption', 'per-capita total energy consumption')
    >>> gloss("新能源汽车产量增速"), gloss("服务业增加值占生产总值的比重"), gloss("公路和岚江特产")
    ('growth of output of electric vehicles', 'share of value added of services in gross regional product', '')
    >>> gloss("重点水库建设"), gloss("完成水库修复")
    ('building of key reservoirs', 'completed restoration of reservoirs')
    >>> gloss("汽车（商品出口）"), gloss("汽车（岚江）")
    ('motor vehicles, goods exports', '')
    >>> gloss("采矿业（固定资产投资）"), gloss("私营企业利润"), gloss("新改造老旧小区")
    ('fixed-asset investment in mining', 'profits of private firms', 'newly renovated old residential compounds')
    >>> gloss("小微企业贷款余额"), gloss("在建项目投资"), gloss("民间投资、制造业投资")
    ('outstanding loans of small firms', 'investment in ongoing projects', 'private investment and manufacturing investment')
    >>> gloss("重点工业园区"), gloss("基础设施建设投资投资")
    ('key industrial parks', 'investment in infrastructure building')
    >>> gloss("新增高新技術企業")  # as a page in traditional characters prints it
    'new high-tech firms'
    """
    if (plain := simplify(label)) != label:
        return gloss(plain)
    terms = _words()["terms"]
    if label in terms:
        return terms[label]
    if within := _WITHIN.fullmatch(label):
        part, whole = map(gloss, within.groups())
        ends = {"investment": " in ", "prices": " of "}
        joint = next((f"{whole}{of}{part}" for end, of in ends.items() if whole.endswith(end)), f"{part}, {whole}")
        return joint if part and whole else ""
    measured = (
        _behind(label, "rates") or _ahead(label, "scopes") or _of_kind(label) or _behind(label, "amounts") or _share(label)
    )
    done = _done_to(label) or _done_to_kind(label) or _of_two(label) or _behind(label, "after") or _joined(label)
    return _TWICE.sub("", measured or done)


def _words() -> dict[str, dict[str, str]]:
    return read_beside(__file__, "gloss.yaml")


def _cuts(label: str) -> list[int]:
    """Return where a label may fall into two, the longest first part first, which its other part does not repeat."""
    return [at for at in range(len(label) - 1, 0, -1) if at < 2 or label[:at] not in label[at:]]


def _ahead(label: str, kind: str) -> str:
    """Return the English of a label that begins with a word of a kind, the longest that leaves something known."""
    known, closed = _words()[kind], _words()["verbal"] if kind == "before" else ()
    cuts = [at for at in _cuts(label) if label[:at] in known and label[at:] not in closed]
    words = ((known[label[:at]], gloss(label[at:])) for at in cuts)
    # All kinds of homes are started, not all kinds of starts of homes.
    fits = ((word, found) for word, found in words if found and not (word.endswith(" of") and _OF.match(found)))
    return next((f"{_before(word, found)} {found}" for word, found in fits), "")


def _before(word: str, english: str) -> str:
    return "newly" if word == "new" and _DONE.match(english) else word


def _behind(label: str, kind: str) -> str:
    """Return the English of a label that ends in a word of a kind, the longest that leaves something known."""
    known = _words()[kind]
    if kind == "amounts" and _is_last_only(label):
        return ""
    cuts = [at for at in range(1, len(label)) if label[at:] in known]
    return next((found for at in cuts if (found := _ascribed(known[label[at:]], label[:at]))), "")


def _is_last_only(label: str) -> bool:
    """Whether the last word of a list is part of its last name alone: 民间投资、制造业投资 are two investments."""
    *others, last = _TWO.split(label)
    return bool(others) and len(last) > _WORD and last in _words()["terms"]


def _ascribed(word: str, label: str) -> str:
    """Return the English of a word of a thing; of two words with a comma it goes with the second."""
    english = gloss(label)
    whose, _, thing = english.rpartition(", ") if label not in _words()["terms"] else ("", "", english)
    return (f"{whose}, {word} {thing}" if whose else f"{word} {thing}") if english else ""


def _of_kind(label: str) -> str:
    """Return the English of a measured name that is known as a whole, after a word of `before`: 市区森林覆盖率.

    Where the name is of something, the word goes with that.
    """
    words = _words()
    before, terms, apart = words["before"], words["terms"], {*words["verbal"], *words["amounts"]}
    measures = any(label[at:] in words[kind] for at in range(1, len(label)) for kind in ("amounts", "after"))
    cuts = (at for at in _cuts(label) if label[:at] in before and label[at:] in terms.keys() - apart)
    names = (f"{before[label[:at]]} {terms[label[at:]]}" for at in cuts if not _OF.match(terms[label[at:]]))
    return next(names, "") if measures else ""


def _done_to(label: str) -> str:
    """Return the English of a term and what is done to it: of 中小河流治理 the rivers are small, not their treatment."""
    terms, after = _words()["terms"], _words()["after"]
    cuts = (at for at in _cuts(label) if label[:at] in terms and label[at:] in after)
    return next((f"{after[label[at:]]} {terms[label[:at]]}" for at in cuts), "")


def _done_to_kind(label: str) -> str:
    """Return the English of what is done to things of a kind: 重点水库建设 is the building of key ones, no key building."""
    kind = any(label.startswith(word) for word in _words()["kinds"])
    return _behind(label, "after") if kind else ""


def _of_two(label: str) -> str:
    """Return the English of a label of two words: what is done and the thing, or the thing and what is measured of it.

    The longer first word counts: 普通高中学位 are school places of 普通高中, not 普通 ones of 高中.
    """
    terms, before = _words()["terms"], _words()["before"]
    cuts = [at for at in _cuts(label) if label[:at] in terms and label[at:] in terms and at < len(label) - 1]
    pair = next((_pair(terms[label[:at]], terms[label[at:]]) for at in cuts), "")
    longer = pair and not any(label[:at] in before for at in _cuts(label) if at >= cuts[0])
    return pair if longer else _ahead(label, "before") or pair


def _pair(thing: str, measured: str) -> str:
    """Return a thing and what is measured of it: the profits of firms, and with a comma what may be either way."""
    return f"{measured} of {thing}" if _MEASURED.fullmatch(measured) and " of " not in measured else f"{thing}, {measured}"


def _share(label: str) -> str:
    """Return the English of a share of something else, where both have one."""
    part, whole = map(gloss, shares.groups()) if (shares := _SHARE.fullmatch(label)) else ("", "")
    return f"share of {part} in {whole}" if part and whole else ""


def _joined(label: str) -> str:
    """Return the English of two or more things with one number, where all of them have one."""
    parts = [gloss(part) for part in _TWO.split(label)] if _TWO.search(label) else []
    return " and ".join(parts) if all(parts) else ""


def with_gloss(label: str) -> str:
    """Return the English of a label with the label as printed behind it; the label alone where the dictionary has none.

    >>> with_gloss("老旧小区"), with_gloss("岚江特产")
    ('Old residential compounds (老旧小区)', '岚江特产')
    """
    english = gloss(label)
    return f"{english[:1].upper()}{english[1:]} ({label})" if english else label
