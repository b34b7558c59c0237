"""The scorecard's words: what the data choose among, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from xclib.analyses.scorecard.pair_words import note
from xclib.formulas import MEDIAN_RATIO, RATIO
from xclib.indicators import read_topics
from xclib.present import Html, link, table
from xclib.wording import pick

Row = Mapping[str, Any]

#: How far a row of the plan can be checked, from best known to least.
KINDS = ("met", "missed", "open", "no_target", "words", "nothing")
_WORDS = {
    "met": ("达到", "met"), "missed": ("未达到", "missed"), "open": ("不能判定", "undecided"),
    "no_target": ("无当年目标", "no target of that year"), "words": ("只有文字", "in words only"),
    "nothing": ("未报实际值", "no outcome given"),
    "anticipatory": ("预期性", "anticipatory"), "binding": ("约束性", "binding"), "": ("未注明", "not stated"),
    "best": ("称最优", "said to be the best of all areas"), "said met": ("称已完成", "said to be met"),
    "above": ("已达到", "reached already"), "below": ("尚未达到", "not reached yet"), "scope": ("范围不同", "another scope"),
    "requirement": ("称达到要求", "said to be as required"), "in_step": ("称同步", "said to be in step"),
    "same": ("口径相同", "same basis"), "shifted": ("口径有变", "basis shifted"), "caveat": ("须谨慎比", "with caveat"),
    "all": ("合计", "All"),
}  # fmt: skip
#: What the plan's words say in English; other words stand as printed.
_PRINTED = {
    "达到市级要求": "as the city requires", "与经济增长同步": "in step with economic growth",
    "与一般公共预算支出基本同步": "roughly in step with budget expenditure",
}  # fmt: skip
HEADS = {
    "name": ("指标", "Indicator"), "nature": ("属性", "Nature"), "plan": ("{next}年计划", "Plan for {next}"),
    "outcome": ("{year}年实际值", "Outcome of {year}"), "target": ("{year}年目标", "Target of {year}"),
    "verdict": ("能否核对", "Can it be checked?"), "dimension": ("维度", "Dimension"), "n": ("项数", "Indicators"),
    "yardstick": ("已达{next}年计划？", "Plan for {next} reached?"), "numbers": ("有数字", "With a number"),
    "binding": ("约束性", "Binding"), "binding_numbers": ("约束性中有数字", "Binding, with a number"),
    "annex": ("附件所印", "Annex"), "text": ("正文所印", "Text"), "why": ("何处不合", "What does not fit"),
    "topic": ("领域", "Topic"), "delivered": ("{year}年完成", "Delivered in {year}"),
    "promised": ("{next}年承诺", "Promised for {next}"), "ratio": ("承诺÷完成", "Promised / delivered"),
    "grade": ("口径", "Basis"), "note": ("说明", "Note"), "lower": ("低于", "Lower"), "equal": ("持平", "Equal"),
    "higher": ("高于", "Higher"), "undecided": ("不能判定", "Undecided"), "ratios": ("可算比值", "Ratios"),
    "median": ("比值中位数（区间）", "Median ratio (interval)"), "part": ("分组", "Group"), "false": ("不可比", "False"),
    "n_pairs": ("计入", "Counted"),
}  # fmt: skip
_RIGHT = (
    "n", "numbers", "binding", "binding_numbers", "delivered", "promised", "ratio",
    "lower", "equal", "higher", "undecided", "median", "ratios", "false", "n_pairs",
)  # fmt: skip
_LINKS = {name: f"{name}_url" for name in ("plan", "outcome", "target", "annex", "text", "delivered", "promised")}


def word(code: str, lang: str) -> str:
    """Return a code of the data in words.

    >>> word("no_target", "en")
    'no target of that year'
    """
    return pick(lang, *_WORDS.get(code, (code, code)))


def printed(text: str, lang: str) -> str:
    """Return the words of a plan that has no number.

    >>> printed("达到市级要求", "en")
    'as the city requires'
    """
    return text if lang == "zh" else _PRINTED.get(text, text)


def topic(code: str, lang: str) -> str:
    """Return the name of a topic.

    >>> topic("culture", "en")
    'Culture'
    """
    return read_topics().get(code, {}).get(lang, code)


def items(n: int, lang: str, one: str = "indicator", many: str = "") -> str:
    """Write a number of things; in English in the right number.

    >>> items(1, "en"), items(3, "en"), items(3, "zh")
    ('1 indicator', '3 indicators', '3项')
    """
    return pick(lang, f"{n}项", f"{n} {one if n == 1 else many or one + 's'}")


def inside(name: str, lang: str) -> str:
    """Return a name as it stands inside an English sentence; abbreviations and names keep their capital.

    >>> inside("Growth of revenue", "en"), inside("GDP growth", "en")
    ('growth of revenue', 'GDP growth')
    """
    return name[:1].lower() + name[1:] if lang == "en" and name[1:2].islower() else name


def joined(told: Sequence[str], lang: str) -> str:
    """Join words into a list.

    >>> joined(["a", "b", "c"], "en"), joined(["甲", "乙"], "zh")
    ('a, b and c', '甲、乙')
    """
    if lang == "zh" or len(told) < 2:
        return "、".join(told)
    return f"{', '.join(told[:-1])} and {told[-1]}"


def listing(
    rows: Sequence[Row], columns: Sequence[str], caption: str, lang: str, *, none: str = "", **years: int | str
) -> Html:
    """Return a table of the brief, or the sentence ``none`` where there are no rows; ``years`` fill the heads."""
    if not rows:
        return note(none)
    heads = {name: pick(lang, *HEADS[name]).format(**years) for name in columns}
    links = {name: url for name, url in _LINKS.items() if name in columns}
    how = {name: basis for name, basis in (("median", MEDIAN_RATIO), ("ratio", RATIO)) if name in columns}
    return table(rows, heads, caption=caption, lang=lang, links=links, numeric=[c for c in columns if c in _RIGHT], how=how)


def linked(text: str, url: object) -> str:
    """Return an escaped text, as a link where it has an address."""
    return link(text, url) if isinstance(url, str) and url else escape(text)
