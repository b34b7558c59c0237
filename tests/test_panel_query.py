"""Questions to a panel: lists and ranges, areas by any name, wide tables, outcomes beside targets, what is there and why not.

The prose is ours; only the names of areas are real.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import xclib as xc
from xclib.corpus.input import Item
from xclib.corpus.parts import to_parquet
from xclib.corpus.read import read_chunk
from xclib.errors import RawDataError, UnknownNameError
from xclib.panels.headlines import build_panel
from xclib.panels.store import AS_TEXT, PANEL_TYPES, REGISTER, find_panel, write_text

#: Area, level, planned year, outcome of the year before and target, as printed.
REPORTS = [
    ("湖北省", "province", 2031, "增长6.2%", "增长6%左右"),
    ("湖北省", "province", 2032, "增长5.2%", "增长6%以上"),
    ("天津市", "major city", 2031, "预计增长7%", "增长6%左右"),
    ("天津市", "major city", 2032, "增长超过5%", "增长5.5%"),
    ("吉林市", "prefecture", 2031, "增长4%", ""),
    ("吉林省", "province", 2032, "增长4%", "增长4%"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose panel is made of six invented reports."""
    folder = tmp_path_factory.mktemp("data")
    home = folder / "raw" / "panel"
    home.mkdir(parents=True)
    items = []
    for area, level, year, outcome, target in REPORTS:
        plan = f"今年的主要预期目标是：地区生产总值{target}。" if target else "抓好各项工作。"
        text = f"一、{year - 1}年工作回顾\n地区生产总值{outcome}。\n二、{year}年工作安排\n{plan}"
        items.append(Item(f"{area}/{year}", text=text, kind="work report", level=level, area=area, year=year))
    part = read_chunk(items)
    panel = build_panel(pd.DataFrame(part.figures))
    rows = panel.astype(object).where(panel.notna(), None).to_dict("records")
    (home / "panel.parquet").write_bytes(to_parquet([{str(k): v for k, v in row.items()} for row in rows], PANEL_TYPES))
    register = [
        {name: row.get(name) for name in REGISTER}
        | {"complete": True, "level": "province" if row["area"] == "天津市" else row["level"]}
        for row in part.reports
    ]
    (home / "reports.parquet").write_bytes(to_parquet(register, REGISTER))
    (home / "absences.csv").write_text(
        "doc,indicator,status,state,reason\n吉林市/2031,gdp_growth,target,not stated,the plan names works only\n",
        encoding="utf-8",
    )
    return folder


def test_a_panel_that_comes_as_text_answers_as_the_parquet_file_does(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "raw", tmp_path / "raw")
    home = tmp_path / "raw" / "panel"
    for name in ("panel", "reports"):
        write_text(name, home, root)
        (home / f"{name}.parquet").unlink()
    for asked in ({}, {"area": "Hubei"}, {"area": "吉林", "level": "prefecture"}, {"period": (2030, 2031)}, {"wide": True}):
        pd.testing.assert_frame_equal(
            xc.panel("gdp_growth", **asked, root=tmp_path), xc.panel("gdp_growth", **asked, root=root)
        )
    pd.testing.assert_frame_equal(
        xc.coverage("gdp_growth", period=2031, root=tmp_path), xc.coverage("gdp_growth", period=2031, root=root)
    )
    with pytest.raises(UnknownNameError, match="no area"):
        xc.panel(area="云泽", root=tmp_path)
    (home / f"panel{AS_TEXT}").write_bytes(b"no archive")
    with pytest.raises(RawDataError, match="damaged"):
        xc.panel(root=tmp_path)


def test_lists_ranges_and_names_of_areas(root: Path) -> None:
    assert len(xc.panel(["gdp_growth"], period=(2030, 2031), status=["actual", "target"], root=root)) == 8
    assert len(xc.panel("gdp_growth", period=[2030, 2032], root=root)) == 6
    assert set(xc.panel(level=["province"], root=root)["area"]) == {"湖北省", "天津市", "吉林省"}
    for name in ("420000", 420000, "湖北省", "湖北", "Hubei", "hubei", ["湖北"]):
        assert set(xc.panel(area=name, root=root)["area_code"]) == {"420000"}
    assert set(xc.panel(area="吉林", level="prefecture", root=root)["area"]) == {"吉林市"}
    assert xc.panel(period="2031", root=root)["period"].tolist() == xc.panel(period=2031, root=root)["period"].tolist()
    assert xc.panel(root=root)["period"].dtype.kind == "i"


def test_municipalities_are_provinces_that_are_cities(root: Path) -> None:
    rows = xc.panel(area="天津", root=root)
    assert set(rows["level"]) == {"province"}
    assert rows["municipality"].all()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"area": "吉林"}, "2 areas go by '吉林'; choose 220000 (吉林省) or 220200 (吉林市)"),
        ({"period": 2130}, "no figures for 2130 in the panel; it covers 2030 to 2032"),
        ({"period": "last year"}, "pass a year as 2023"),
        ({"level": "provinces"}, "did you mean province?"),
        ({"status": ["actual", "goal"]}, "no status 'goal' in the panel"),
        ({"area": "Hubeii"}, "did you mean 420000"),
    ],
)
def test_a_wrong_question_gets_a_helpful_answer(root: Path, asked: dict[str, object], message: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        xc.panel(root=root, **asked)  # type: ignore[arg-type]
    assert message in str(caught.value)


def test_a_wide_table_has_areas_in_rows_and_years_in_columns(root: Path) -> None:
    table = xc.panel("gdp_growth", wide=True, root=root)
    assert table.columns.tolist() == [2030, 2031]
    assert table.loc[("420000", "湖北省")].tolist() == [6.2, 5.2]


def test_outcomes_stand_beside_targets_with_a_verdict_by_the_words(root: Path) -> None:
    rows = xc.outcomes("gdp_growth", root=root).set_index(["area", "period"])
    # 6%左右 allows 5.5 to 6.5; 5.2% lies below it; over 5% against about 6% is open.
    assert rows.index.tolist() == [("天津市", 2031), ("湖北省", 2031)]
    assert rows.loc[("湖北省", 2031), ["target", "outcome", "gap", "verdict", "met"]].tolist() == [6, 5.2, -0.8, "below", False]
    assert rows.loc[("天津市", 2031), "verdict"] == "within"
    assert pd.isna(rows.loc[("天津市", 2031), "met"])
    assert rows.loc[("湖北省", 2031), "outcome_doc"] == "湖北省/2032"


def test_coverage_says_what_is_there_and_why_not(root: Path) -> None:
    rows = xc.coverage("gdp_growth", root=root, period=(2030, 2032)).set_index(["area", "status", "period"])
    assert rows.loc[("湖北省", "target", 2031), "state"] == "stated"
    assert rows.loc[("吉林省", "target", 2031), "state"] == "no report"
    silent = rows.loc[("吉林市", "target", 2031)]
    assert (silent["state"], silent["reason"]) == ("not stated", "the plan names works only")


def test_stata_files_can_be_xtset_and_have_a_label_for_every_variable(root: Path, tmp_path: Path) -> None:
    path = xc.export(xc.panel("gdp_growth", status="target", root=root), tmp_path / "x.dta", table="panel")
    with pd.read_stata(path, iterator=True) as reader:
        labels, frame = reader.variable_labels(), reader.read()
    assert [name for name, label in labels.items() if not label] == []
    assert frame["area_id"].dtype.kind in "if"
    assert not frame.duplicated(["area_id", "period"]).any()


def test_outcomes_and_wide_tables_go_to_stata_too(root: Path, tmp_path: Path) -> None:
    path = xc.export(xc.outcomes("gdp_growth", root=root), tmp_path / "outcomes.dta")
    with pd.read_stata(path, iterator=True) as reader:
        labels, frame = reader.variable_labels(), reader.read()
    assert all(labels.values())
    assert not frame.duplicated(["area_id", "period"]).any()
    assert frame.set_index("area")["met"].isna().to_dict() == {"天津市": True, "湖北省": False}
    wide = pd.read_stata(xc.export(xc.panel("gdp_growth", wide=True, root=root), tmp_path / "wide.dta"))
    assert wide.columns.tolist() == ["area_id", "area_code", "area", "y2030", "y2031"]
    assert "area_code" in xc.export(xc.panel("gdp_growth", wide=True, root=root), tmp_path / "wide.csv").read_text("utf-8")


def test_several_series_of_a_wide_table_have_one_name_a_column_in_a_file(root: Path, tmp_path: Path) -> None:
    wide = xc.panel("gdp_growth", status=["actual", "target"], wide=True, root=root)
    names = ["area_code", "area", "actual_2030", "actual_2031", "target_2031", "target_2032"]
    assert pd.read_stata(xc.export(wide, tmp_path / "wide.dta")).columns.tolist() == ["area_id", *names]
    assert pd.read_csv(xc.export(wide, tmp_path / "wide.csv")).columns.tolist() == names


@pytest.fixture(scope="module")
def traded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose panel is of trade in yuan and in dollars."""
    home = tmp_path_factory.mktemp("traded") / "raw" / "panel"
    home.mkdir(parents=True)
    said = [("湖北省", "30亿美元", "33亿美元"), ("湖北省", "230亿元", "250亿元"), ("吉林省", "70亿元", "80亿元")]
    items = []
    for (area, outcome, target), year in zip(said, (2031, 2032, 2032), strict=True):
        text = f"一、{year - 1}年工作回顾\n进出口总额{outcome}。\n二、{year}年工作安排\n力争进出口总额达到{target}。"
        items.append(Item(f"{area}/{year}", text=text, kind="work report", level="province", area=area, year=year))
    rows = build_panel(pd.DataFrame(read_chunk(items).figures))
    rows = rows.astype(object).where(rows.notna(), None)
    (home / "panel.parquet").write_bytes(
        to_parquet([{str(k): v for k, v in r.items()} for r in rows.to_dict("records")], PANEL_TYPES)
    )
    return home.parent.parent


def test_yuan_and_dollars_are_not_set_side_by_side(traded: Path) -> None:
    assert xc.outcomes("trade", root=traded).empty, "a target in dollars, and an outcome in yuan"
    wide = xc.panel("trade", wide=True, root=traded)
    assert wide.columns.tolist() == [("US dollars", 2030), ("yuan", 2031)]
    assert wide.loc[("420000", "湖北省"), ("US dollars", 2030)] == 3e9


def test_a_target_that_is_a_rate_is_named(root: Path, traded: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean gdp_growth"):
        xc.panel("生产总值", root=root)
    output = Path(shutil.copytree(traded, tmp_path / "data"))
    pd.read_parquet(find_panel(output)).assign(indicator="gdp").to_parquet(find_panel(output))
    with pytest.raises(UnknownNameError, match="pass gdp_growth"):
        xc.outcomes("gdp", root=output)


def test_a_question_may_come_in_any_type(root: Path) -> None:
    expected = xc.panel("gdp_growth", period=2031, area="湖北", root=root)["doc"].tolist()
    assert len(expected) == 2
    for period in (np.int64(2031), 2031.0, "2031", [2031], pd.Series([2031]), (2031, 2031), range(2031, 2032)):
        for area in (np.int64(420000), 420000.0, "420000", pd.Index(["湖北"]), {"Hubei"}):
            assert xc.panel("GDP growth", period=period, area=area, root=root)["doc"].tolist() == expected
    assert xc.panel("gdp_growth", period=(2032, 2031), root=root).equals(xc.panel("gdp_growth", period=(2031, 2032), root=root))


def test_the_whole_panel_is_the_callers_own_and_follows_its_file(root: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(root, data)
    mine = xc.panel(root=data)
    mine.loc[:, "area"] = "nowhere"
    assert "nowhere" not in set(xc.panel(root=data)["area"])
    path = find_panel(data)
    pq.write_table(pq.read_table(path).slice(0, 1), path)
    assert len(mine) > len(xc.panel(root=data)) == 1
