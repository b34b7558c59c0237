"""Why the panel lacks a figure: what the rule of `benchmarks/panel_absences.py` finds in texts, on invented reports."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from conftest import ROOT

from xclib.corpus.parts import to_parquet


@pytest.fixture
def absences(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import panel_absences

    return panel_absences


@pytest.mark.parametrize(
    ("text", "status", "kind"),
    [
        ("青岚市生产总值3210亿元，按可比价格计算，比上年增长4.9%", "actual", "number"),
        ("生产总值年均增长9%。前三季度生产总值增长6%", "actual", "means"),
        ("预计生产总值与上年持平", "actual", "words"),
        ("预计生产总值与上年持平，规模工业增加值增长3.3%", "actual", "words"),
        ("经济保持平稳增长，科技进步对经济增长的贡献率达50%", "actual", ""),
        ("人均生产总值增长5%，数字经济增长9%", "actual", ""),
        ("主要预期目标是：失业率控制在5%以内", "target", "number"),
        ("今后五年的主要目标是：收入年均增长8%", "target", "means"),
        ("抓好各项工作", "target", ""),
    ],
)
def test_the_rule_tells_a_number_from_a_mean_and_from_words(absences: ModuleType, text: str, status: str, kind: str) -> None:
    assert absences.judge(text, status) == kind


def test_reports_that_lack_a_figure_are_listed_with_what_was_found(absences: ModuleType, tmp_path: Path) -> None:
    filler = "我们扎实推进各项工作。" * 300
    report = "一、2030年工作回顾\n过去一年，{}\n" + filler + "\n二、2031年工作安排\n今年，抓好各项工作。\n"
    texts = {
        "云泽区/2031": "生产总值3210亿元，增长4.9%。",
        "青岚市/2031": "生产总值年均增长9%。",
        "石桥县/2031": "生产总值增长3%。",
        "白河县/2031": "",
    }
    rows = [{"doc": doc, "year": 2031, "text": report.format(said)} for doc, said in texts.items()]
    path = tmp_path / "reports.parquet"
    path.write_bytes(to_parquet(rows, {"doc": "string", "year": "int32", "text": "string"}))
    register = pd.DataFrame(rows).assign(kind="work report", complete=[True, True, True, False])
    panel = pd.DataFrame([("石桥县/2031", "gdp_growth", "actual"), *((doc, "cpi", "target") for doc in texts)])
    panel = panel.set_axis(["doc", "indicator", "status"], axis=1)
    found = absences.find_absences(panel, register, path)
    assert found[["doc", "status", "state"]].to_numpy().tolist() == [
        ["云泽区/2031", "actual", "stated but not read"],
        ["白河县/2031", "actual", "report incomplete"],
        ["青岚市/2031", "actual", "not stated"],
    ]
    assert found["reason"].iloc[2] == "only means of several years or parts of the year"
    none = absences.find_absences(panel[panel["indicator"] != "cpi"], register, path)
    assert set(none.loc[none["status"] == "target", "state"]) == {"not stated", "report incomplete"}
