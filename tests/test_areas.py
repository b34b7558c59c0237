"""The areas of the lists: names, codes, parents, former names."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from xclib.model.areas import (
    all_areas,
    area_code,
    areas_by_code,
    areas_by_name,
    children,
    english_name,
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
    ("code", "name", "english"),
    [
        ("110102", "西城区", "Xicheng District"),
        ("", "北京市西城区", "Xicheng District"),
        # Characters that are read otherwise in names of places, or in one place alone.
        ("341621", "涡阳县", "Guoyang County"),
        ("410122", "中牟县", "Zhongmu County"),
        ("330382", "乐清市", "Yueqing City"),
        ("320116", "六合区", "Luhe District"),
        ("440112", "黄埔区", "Huangpu District"),
        ("440402", "香洲区", "Xiangzhou District"),
        ("441422", "大埔县", "Dabu County"),
        ("140109", "万柏林区", "Wanbailin District"),
        ("360121", "南昌县", "Nanchang County"),
        ("360731", "于都县", "Yudu County"),
        ("310112", "闵行区", "Minhang District"),
        ("640522", "海原县", "Haiyuan County"),
        # Ranks, peoples, the apostrophe.
        ("370405", "台儿庄区", "Tai'erzhuang District"),
        ("130424", "成安县", "Cheng'an County"),
        ("429021", "神农架林区", "Shennongjia Forestry District"),
        ("520203", "六枝特区", "Liuzhi Special District"),
        ("620924", "阿克塞哈萨克族自治县", "Aksay Kazakh Autonomous County"),
        ("410104", "管城回族区", "Guancheng Hui District"),
        ("450328", "龙胜各族自治县", "Longsheng Various Nationalities Autonomous County"),
        ("620722", "民乐县", "Minle County"),
        ("533101", "畹町市", "Wanding City"),
        ("211005", "弓长岭区", "Gongchangling District"),
        ("340303", "蚌山区", "Bengshan District"),
        # Names that say what an area is: new areas, mines, suburbs; 清新 and 古城 are names.
        ("310115", "浦东新区", "Pudong New Area"),
        ("120116", "滨海新区", "Binhai New Area"),
        ("210113", "沈北新区", "Shenbei New District"),
        ("441803", "清新区", "Qingxin District"),
        ("130406", "峰峰矿区", "Fengfeng Mining District"),
        ("130107", "井陉矿区", "Jingxing Mining District"),
        ("130804", "鹰手营子矿区", "Yingshouyingzi Mining District"),
        ("140303", "矿区", "Mining District"),
        ("140311", "郊区", "Suburban District"),
        ("140302", "城区", "Urban District"),
        ("530702", "古城区", "Gucheng District"),
        # Manchu, Mongolian and Oroqen names with a spelling of their own.
        ("230206", "富拉尔基区", "Fularji District"),
        ("230602", "萨尔图区", "Sartu District"),
        ("232761", "加格达奇区", "Jagdaqi District"),
        # Not from Chinese, not in the lists, or borne by several.
        ("540121", "林周县", "林周县"),
        ("110102", "云泽区", "云泽区"),
        ("", "鼓楼区", "鼓楼区"),
    ],
)
def test_counties_have_english_names_where_they_can_be_spelt(code: str, name: str, english: str) -> None:
    assert english_name(code, name) == english


def test_names_of_counties_are_letters_with_a_rank() -> None:
    counties = [area for area in all_areas() if area.level == "county"]
    named = [area for area in counties if area.name_en]
    assert len(named) > 0.85 * len(counties)
    rank = r"(Autonomous )?(County|District|City|Banner)|Autonomous Banner|New Area"
    assert not [area for area in named if not re.fullmatch(rf"[A-Z][A-Za-zü' ]+ ({rank})", area.name_en)]
    kinds = ("矿区", "新区", "郊区", "城区", "市区")
    assert not [a for a in named if (a.name in kinds or a.name.endswith("矿区")) and re.search("kuang|Xin |Jiao |Cheng ", a.name_en)
                and a.name != "东矿区"]  # fmt: skip


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
