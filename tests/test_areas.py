"""The areas of the lists: names, codes, parents, former names."""

from __future__ import annotations

from collections import Counter

import pytest

from xclib.model.areas import (
    all_areas,
    area_code,
    areas_by_code,
    areas_by_name,
    children,
    find_area,
    find_areas,
    full_name,
    parents,
    stem,
)


def test_the_county_level_is_whole() -> None:
    now = [area for area in all_areas() if not area.until]
    levels = Counter(area.level for area in now)
    assert levels["province"] == 34
    assert 330 <= levels["prefecture"] <= 340
    assert 2840 <= levels["county"] <= 2850
    assert len({area.code for area in now}) == len(now)


def test_every_area_has_a_known_parent_and_successor() -> None:
    codes = areas_by_code()
    for area in all_areas():
        assert area.level == "nation" or area.parent in codes, area
        assert not area.successor or area.successor in codes, area
        assert not (area.since and area.until) or area.since <= area.until, area


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("仓山区", "350104"),
        ("福建省福州市仓山区", "350104"),
        ("福州仓山区", "350104"),
        ("350104", "350104"),
        ("北京市朝阳区", "110105"),
        ("长春市朝阳区", "220104"),
        ("朝阳区", ""),
        ("余杭市", "330110"),
        ("临平区", "330113"),
        ("海门市", "320614"),
        ("仓山", ""),
        ("云泽区", ""),
        ("999999", ""),
        ("", ""),
    ],
)
def test_a_name_or_a_code_finds_one_area(name: str, code: str) -> None:
    assert area_code(name) == code


def test_parents_and_children() -> None:
    district = find_area("350104")
    assert district is not None
    assert [above.name for above in parents(district)] == ["福州市", "福建省"]
    assert district in children()["350100"]
    assert full_name(district) == "福州市仓山区"


def test_names_recur() -> None:
    assert {full_name(area) for area in find_areas("鼓楼区")} == {
        "南京市鼓楼区",
        "徐州市鼓楼区",
        "福州市鼓楼区",
        "开封市鼓楼区",
    }
    assert len(areas_by_name()["向阳区"]) > 1


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("六枝特区", "六枝"),
        ("神农架林区", "神农架"),
        ("涉县", "涉县"),
        ("香港特别行政区", "香港"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert stem(name) == short
