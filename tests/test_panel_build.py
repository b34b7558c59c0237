"""The command that builds the panel, on a small corpus of invented reports: what it writes, and what ``--check`` finds."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from xclib.corpus.run import read_corpus

FILLER = "我们扎实推进各项工作。" * 300


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import build_panel

    return build_panel


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Reports of one city for four years, the last without growth of output, and the data set read from them."""
    folder = tmp_path_factory.mktemp("corpus")
    years = range(2028, 2032)
    grown = {year: f"增长{year - 2023}%" for year in years} | {2031: "稳步增长"}
    text = "青岚市政府工作报告\n一、{}年工作回顾\n地区生产总值{}。城镇登记失业率3.1%。{}\n二、{}年工作安排\n今年的目标是：生产总值增长6%。"
    table = {
        "doc": [f"青岚市/{year}" for year in years],
        "kind": ["work report"] * 4,
        "level": ["prefecture"] * 4,
        "area": ["青岚市"] * 4,
        "year": list(years),
        "title": ["青岚市政府工作报告"] * 4,
        "source_url": [f"https://qinglan.example/{year}" for year in years],
        "text": [text.format(year - 1, grown[year], FILLER, year) for year in years],
    }
    reports = folder / "reports.parquet"
    pq.write_table(pa.table(table), reports)
    assert read_corpus(reports, folder / "figures", progress=False).failures == 0
    return folder / "figures", reports


def run(builder: ModuleType, monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> None:
    monkeypatch.setattr(sys, "argv", ["build_panel.py", *map(str, words)])
    builder.main()


def test_a_panel_is_built_and_checked(
    builder: ModuleType,
    corpus: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    errata = tmp_path / "errata.csv"
    columns = "doc,indicator,status,period,printed,value,becomes,reason\n"
    stale, lost = "青岚市/2029,gdp_growth,actual,2028,9%,8,,no longer so printed\n", "青岚市/2030,cpi,target,2030,3%,,,gone\n"
    errata.write_text(f"{columns}青岚市/2030,gdp_growth,actual,2029,7%,7.5,,misprint\n{stale}{lost}", encoding="utf-8")
    run(builder, monkeypatch, *corpus, "--out", tmp_path)
    message = capsys.readouterr().err
    assert message.count("erratum no longer applies") == 2
    assert message.endswith("11 rows of 4 reports\n")
    panel = pd.read_parquet(tmp_path / "panel.parquet")
    growth = panel.query("indicator == 'gdp_growth' and status == 'actual'").set_index("period")
    assert growth["value"].to_dict() == {2027: 5.0, 2028: 6.0, 2029: 7.5}
    assert growth["flag"].to_dict() == {2027: "", 2028: "", 2029: "corrected"}
    absent = pd.read_csv(tmp_path / "absences.csv")
    assert absent[["doc", "status", "state"]].to_numpy().tolist() == [["青岚市/2031", "actual", "not stated"]]
    assert "11 figures of 4 documents, 2027–2031" in (tmp_path / "panel.md").read_text(encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        run(builder, monkeypatch, *corpus, "--out", tmp_path, "--check")
    assert ended.value.code is None
    assert capsys.readouterr().out.startswith("panel.parquet ")
    (tmp_path / "absences.csv").write_text("doc\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"not what is built: .*absences\.csv"):
        run(builder, monkeypatch, *corpus, "--out", tmp_path, "--check")
    assert (tmp_path / "absences.csv").read_text(encoding="utf-8") == "doc\n"


def test_a_table_by_hand_with_other_columns_is_named(builder: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "fates.csv"
    path.write_text("doc,why\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="its columns are doc, why; give it doc, indicator, status"):
        builder.read_table(path, builder.FATES)
