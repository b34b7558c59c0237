"""The promises of a report, and the figures of the next report that could answer them."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pandas as pd

from xclib.data.rows import records
from xclib.ledgers.likeness import read_phrase, read_rules, word_pattern
from xclib.ledgers.statements import to_statements, turns_of

#: Largest count, written in Chinese numerals, that may be a name rather than a number: 三大, 八个方面.
_FEW = 12
_CHINESE = re.compile("[一二两三四五六七八九十]+")
#: What joins two names, and the fewest characters of a name that stands by itself.
_JOINT, _NAME = re.compile("[、和及与]"), 4
#: What is measured of each of several things: 原煤、天然气产量.
_TAIL = re.compile("(?:产量|产能|面积|里程|人数|收入|投资|余额|增加值)$")
#: What says that numbers go to names in turn, and the characters before the first of them in which it stands.
_EACH, _NEAR = "分别", 12
#: What says that one number holds of several names.
_ALIKE = re.compile("[均都](?:比[^，]{1,4}|同比|较[^，]{1,4})?(?:实际|名义)?(?:增长|下降|提高|达到?|为|超过|突破)?$")
#: What stands behind a number of which another is a part, and before it where the number is no outcome: 已批10个中6个建成.
_OF_MANY, _MEANT = re.compile(r"^[^，。；：、]{0,6}中，?(?:已?有)?\d"), re.compile("(?:批|规划|计划|共有|现有)[^，。；：、]*$")
#: What a work of a list costs in all its years.
_IN_ALL = re.compile("总投资[^，。；：、]*$")
#: A line that is a heading, set in bold.
_BOLD = re.compile(r"^\*\*[（(]?[一二三四五六七八九十]*")
#: What stands before the second number of a ratio.
_RATIO = re.compile(r"\d[:：∶]$")
#: Parts of a report that promise: its plan, and a list of deeds behind it.
PLANS = ("plan", "annex")
#: What two promises of the same number share.
_SAME = ("value", "unit", "measure")


def find_promises(figures: pd.DataFrame) -> pd.DataFrame:
    r"""Return the figures of a report that promise something for its own year.

    Its rows of status ``target`` and of the year planned for, without counts that name a programme or divide a list.

    >>> import pandas as pd
    >>> from xclib.corpus.read import Item
    >>> from xclib.corpus.read import read_chunk
    >>> text = "二、2031年工作安排\n今年要抓好三大战略，新建幼儿园5所，到2035年新建20所。"
    >>> part = read_chunk([Item("云泽区/2031", text=text, year=2031, kind="work report")])
    >>> find_promises(pd.DataFrame(part.figures))["number"].tolist()
    ['5']
    """
    due = (figures["status"] == "target") & (figures["period"] == figures["year"].astype(str))
    own = figures[due & figures["part"].isin([*PLANS, "review"]) & (figures["coverage"] == "year")]
    counted = np.array([not names_only(row) for row in records(own)], dtype=bool)  # of no row, too, a mask of rows
    return by_turn(_about_all(_without_repeats(own[counted]).reset_index(drop=True)))


def _about_all(figures: pd.DataFrame) -> pd.DataFrame:
    """Return promises of which 左右 behind the last of a list holds of all of it: 分别增长7%和8%左右."""
    bounds, rows = figures["bound"].tolist(), to_statements(figures)
    for n, (place, count, _) in enumerate(turns_of(rows)):
        first, last = rows[n - place], rows[n - place + count - 1]
        if bounds[n] == "=" and last["bound"] == "~" and _EACH in first["before"][-_NEAR:]:
            bounds[n] = "~"
    return figures.assign(bound=bounds)


def _without_repeats(figures: pd.DataFrame) -> pd.DataFrame:
    """Return promises without those of an annex that the plan makes too, and without what its works cost in all.

    ``item_line`` and ``item_start`` are where a promise stands, those of the annex where it makes the promise again.
    """
    rows = records(figures)
    made: dict[tuple[object, ...], list[int]] = {}
    for n, row in enumerate(rows):
        if row["part"] != "annex":
            made.setdefault(tuple(row[name] for name in _SAME), []).append(n)
    items, kept = [(row["line"], row["start"]) for row in rows], []
    for place, row in zip(tuple(items), rows, strict=True):
        annexed = row["part"] == "annex"
        again = [n for n in made.get(tuple(row[name] for name in _SAME), ()) if annexed and _is_again(row, rows[n])]
        for n in again:
            items[n] = place
        kept.append(not annexed or not (again or _IN_ALL.search(str(row["before"]))))
    lines, starts = [line for line, _ in items], [start for _, start in items]
    return figures.assign(item_line=lines, item_start=starts)[np.array(kept, dtype=bool)]


def _is_again(row: dict[str, object], earlier: dict[str, object]) -> bool:
    """Whether a number of an annex is of the thing of one of the plan: 泵站, 农村泵站."""
    one, other = (read_phrase(str(side["label"])).thing for side in (row, earlier))
    return row["indicator"] == earlier["indicator"] != "" or (bool(one and other) and (one in other or other in one))


def by_turn(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures of which those of a list under a joint name have each its own: 甲和乙分别增长12%和15%.

    Parameters
    ----------
    figures : DataFrame
        Figures of one report, in the order of its text.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"line": 1, "start": 20, "measure": "growth", "unit": "%", "before": "分别增长"}
    >>> row |= {"scope": "", "label": "城镇居民人均收入和农民人均收入"}
    >>> by_turn(pd.DataFrame([row, row | {"start": 24}]))["label"].tolist()
    ['城镇居民人均收入', '农民人均收入']
    """
    labels, rows = figures["label"].tolist(), to_statements(figures)
    for n, (place, count, one) in enumerate(turns_of(rows)):
        parts, run = _JOINT.split(labels[n]), rows[n - place : n - place + count]
        in_turn = _EACH in run[0]["before"][-_NEAR:] or run[0]["measure"] in ("growth", "change")
        # 原煤、天然气产量达到3万吨、2亿立方米: numbers of two units are of two things.
        in_turn |= len({row["unit"] for row in run}) > 1
        if not (one and in_turn and count == len(parts) > 1):
            continue
        if min(map(len, parts)) < _NAME and (tail := _TAIL.search(parts[-1])):
            parts = [part.removesuffix(tail[0]) + tail[0] for part in parts]
        if min(map(len, parts)) >= _NAME:
            labels[n] = parts[place]
    return figures.assign(label=labels)


def for_each(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures of which one that holds of several names alike stands once for each: 甲、乙均增长3%.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"label": "城镇居民人均收入、农民人均收入", "before": "城镇居民人均收入、农民人均收入均增长"}
    >>> for_each(pd.DataFrame([row, row | {"before": "增长"}]))["label"].tolist()
    ['城镇居民人均收入', '农民人均收入', '城镇居民人均收入、农民人均收入']
    """
    names = [
        parts if len(parts) > 1 and min(map(len, parts)) >= _NAME and _ALIKE.search(before) else [label]
        for label, before, parts in zip(figures["label"], figures["before"], map(_JOINT.split, figures["label"]), strict=True)
    ]
    repeated = figures.loc[figures.index.repeat([len(parts) for parts in names])]
    return repeated.assign(label=list(itertools.chain.from_iterable(names))).reset_index(drop=True)


#: What ends a name of which a number is the last part: “人才新政20条”.
_NAMED = re.compile("[”》]")
#: 76 million sons and daughters of a province are nothing that is promised.
_THE_PEOPLE = re.compile("人民|儿女|父老乡亲")


def names_only(row: dict[str, object]) -> bool:
    """Whether a count names a programme, a people, a term or a list, stands in a heading or quotes, or ends a ratio.

    ``row``: ``number``, ``unit``, ``unit_code``, ``measure``, ``value``, ``label``, and the words ``before`` and ``after``.
    """
    number, unit, label = str(row["number"]), str(row["unit"]), str(row["label"])
    before, after = str(row["before"]), str(row["after"])
    if _RATIO.search(before) or (unit == "" and _THE_PEOPLE.search(label)):
        return True
    if _BOLD.match(before) and after.rstrip().endswith("**") and "。" not in after:
        return True
    if row["measure"] == "level" and _NAMED.match(after.removeprefix(unit)):
        return True
    if unit in read_rules()["term_units"].split() and not word_pattern("measured").search(label + before[-_NEAR:]):
        return True
    if row["unit_code"] not in ("NR", "1") or row["measure"] != "level" or float(str(row["value"])) > _FEW:
        return False
    words = label + unit + after[:8]
    if word_pattern("deeds").search(words):
        return False
    heads = word_pattern("set_heads").search(label) or re.match("(?:方面|环节)", after)
    few = _CHINESE.fullmatch(number) and unit in read_rules()["name_units"].split()
    return bool(unit in read_rules()["set_units"].split() or heads or few)


def find_answers(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of a report that could be an outcome of the year that it reviews.

    A total or mean of several years is no outcome of the last of them; a rate, a stock, or what holds in every year may be,
    unless the year has its own.
    """
    year = (figures["year"] - 1).astype(str)
    stated = (figures["status"] == "actual") & (figures["part"] == "review") & (figures["coverage"] == "year")
    ends = figures["period"].str[-4:] == year
    many = figures["period"].str.len() > len("2031")
    near = figures["before"].str[-12:]
    # A rate or a stock at the end of several years is the last year's, and what held in each of them; what was built is not.
    stays = near.str.contains(word_pattern("holds")) | near.str.contains(word_pattern("stocks"))
    bare = np.array([row.stands for row in to_statements(figures)], dtype=bool)
    lasting = stays | bare | figures["unit_code"].eq("PT")
    # 同比增长 stands beside the totals of several years too.
    yearly = figures["measure"].isin(["growth", "change"]) & near.str.contains(word_pattern("yearly"))
    total = many & ~yearly & (figures["measure"].ne("level") | ~lasting | near.str.contains("累计[^达]|年来|五年"))
    undone = figures["after"].str.contains(f"^[^，。；：]{{0,12}}?(?:{word_pattern('undone').pattern})")
    undone |= figures["after"].str.contains(_OF_MANY) & figures["before"].str.contains(_MEANT)
    own = pd.MultiIndex.from_frame(figures[["label", "unit", "measure"]])
    spanning = many & own.isin(own[stated & ends & ~many & figures["label"].ne("")])
    kept = figures[stated & ends & ~total & ~spanning & ~undone & ~near.str.contains(f"年均|平均每年|{_RATIO.pattern}")]
    return for_each(by_turn(kept.reset_index(drop=True)))
