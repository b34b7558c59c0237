"""Alternatives that are found by their first character: as one pattern of them all finds them."""

from __future__ import annotations

import random
import re

import pytest

from xclib.panels.alternatives import Alternatives, _firsts
from xclib.panels.match import _names
from xclib.panels.words import read_rules

#: Pieces of names and of what stands between them; joined at random they make names, halves of names and near misses.
PIECES = (
    "城", "镇", "乡", "农村", "居民", "人均", "可支配", "收入", "支出", "一般", "公共", "财政", "预算", "地区", "生产总值", "GDP", "全", "社会",
    "固定资产", "投资", "规模以上", "工业", "增加值", "进出口", "总额", "外资", "实际", "利用", "登记", "失业率", "消费", "价格", "CPI", "新增", "就业",
    "空气", "质量", "优良", "天数", "比例", "PM2.5", "能耗", "单位", "研发", "经费", "5", "亿元", "，", "、", "和", "分别", "增长", "达", "茶", "市",
)  # fmt: skip


def whole(nation: bool) -> re.Pattern[str]:
    groups = {f"p{n}": pair["names"] for n, pair in enumerate(read_rules()["pairs"])}
    for family, rules in read_rules()["families"].items():
        groups[f"n_{family}"] = rules["names"] + (rules.get("nation", []) if nation else [])
        groups |= {f"{key[0]}_{family}": rules[key] for key in ("second", "third") if key in rules}
    return re.compile("|".join(f"(?P<{name}>{'|'.join(texts)})" for name, texts in groups.items()))


@pytest.mark.parametrize("nation", [False, True])
def test_names_are_found_as_by_one_pattern(nation: bool) -> None:
    chance, pattern, found = random.Random(5), whole(nation), 0
    for _ in range(1500):
        text = "".join(chance.choices(PIECES, k=30))
        expected = [(m.lastgroup, m.span()) for m in pattern.finditer(text)]
        assert [(m.lastgroup, m.span()) for m in _names(nation).finditer(text)] == expected
        found += len(expected)
    assert found > 3000


@pytest.mark.parametrize(
    ("pattern", "firsts"),
    [
        ("茶叶|果园", "茶果"),
        ("(?:全|本)?市(?=茶)", "全本市"),
        ("(?<!乡)(?:(?:年)?产){0,2}茶", "年产茶"),
        (r"\.?[0-3]", ".0123"),
        ("(?=茶)园", "园"),
        (r"\d茶", "0123456789"),
        ("(?i:tea)", "tT"),
    ],
)
def test_what_a_match_may_begin_with(pattern: str, firsts: str) -> None:
    assert _firsts(pattern) == set(firsts)


@pytest.mark.parametrize("pattern", ["(?:茶)?", "[^茶]园", ".茶", ""])
def test_what_begins_with_anything_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="begins with any character"):
        Alternatives({"a": [pattern]})
