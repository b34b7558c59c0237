"""The measure of cost and the picture of coverage: their arithmetic, on invented runs and an invented panel."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from xclib.corpus.run import read_corpus

TEXT = "襄阳市2016年政府工作报告\n一、2015年工作回顾\n全市地区生产总值300亿元，增长5.8%。\n"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    pytest.importorskip("psutil", reason="psutil, which measures memory, is not installed")
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import draw_coverage
    import scale

    return SimpleNamespace(areas=draw_coverage, scale=scale)


def run_of(scale: Any, reports: int, cpu: float, **told: float) -> Any:
    """A run of reports of ten thousand characters and a hundred figures each."""
    given = {"wall": cpu / 2, "panel_wall": 1.0, "panel_cpu": 1.0, "peak_mib": 300.0, "failures": 0, "rows": 10 * reports}
    sizes = {"chars": 10_000 * reports, "figures": 100 * reports, "figure_bytes": 2_000 * reports}
    return scale.Run(reports=reports, cpu=cpu, **(given | sizes | told))


def test_cost_is_told_without_the_start(bench: SimpleNamespace) -> None:
    """Fifty milliseconds a report at every size, behind two seconds that a start costs."""
    runs = [run_of(bench.scale, n, 1.0 + 0.05 * n) for n in (1, 100, 100, 3000)]
    assert bench.scale.start_of(runs) == pytest.approx(2.05)
    rows = [line.split(" | ") for line in bench.scale.cost_table(runs).splitlines()[2:]]
    assert [(r[0].strip("| "), r[5], r[-1].strip(" |")) for r in rows] == [("100", "50", "2"), ("3,000", "50", "1")]


def test_on_paper_is_the_measured_rate_times_the_reports(bench: SimpleNamespace) -> None:
    runs = [run_of(bench.scale, 1, 1.0), run_of(bench.scale, 1000, 51.0)]
    told = bench.scale.paper_table(runs[-1], runs, {"prefecture": 20_000.0, "n": 7, "packed": 0.25})
    rows = dict(line.strip("| ").split(" | ")[:2] for line in told.splitlines()[2:])
    assert rows["reports"] == "56,880"
    assert rows["characters"] == "1,138 million"
    # 1,137.6 million characters at 50 s for ten million.
    assert rows["core-hours"] == "1.6"
    assert rows["figures"] == "11.4 million"
    assert rows["data set"] == "0.23 GB"


def test_the_page_keeps_its_prose(bench: SimpleNamespace, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("above\n<!-- scale -->\nold\n<!-- end of scale -->\nbelow\n", encoding="utf-8")
    for part in ("new", "newer"):
        bench.scale.write_page(page, {"scale": part})
        assert page.read_text(encoding="utf-8") == f"above\n<!-- scale -->\n{part}\n<!-- end of scale -->\nbelow\n"
    with pytest.raises(AssertionError, match="no place for paper"):
        bench.scale.write_page(page, {"paper": "x"})


def test_a_data_set_is_queried_in_place(bench: SimpleNamespace, tmp_path: Path) -> None:
    pq.write_table(pa.table({"doc": ["a"], "text": [TEXT]}), tmp_path / "x.parquet")
    read_corpus(tmp_path / "x.parquet", tmp_path / "out", progress=False)
    found = bench.scale.queries(tmp_path / "out")
    assert len(found) == 3
    assert all(0 < arrow < 10 for arrow, _ in found.values())


def test_a_sample_and_its_panel_are_measured(bench: SimpleNamespace, tmp_path: Path) -> None:
    pq.write_table(pa.table({"doc": ["a", "b"], "year": [2031, 2031], "text": [TEXT, TEXT]}), tmp_path / "x.parquet")
    sample = bench.scale.take_sample(tmp_path / "x.parquet", tmp_path / "sample.parquet", 1, 0)
    run = bench.scale.run_sample(sample, tmp_path / "out", 1, tmp_path / "log.txt")
    assert (run.reports, run.chars, run.figures, run.failures, run.rows) == (1, len(TEXT), 2, 0, 2)
    assert run.wall > 0 < run.cpu
    assert run.peak_mib > 50


def test_an_area_that_states_a_year_twice_counts_once(bench: SimpleNamespace) -> None:
    def row(area: str, period: int, status: str = "actual") -> dict[str, Any]:
        told = {"area_code": area, "level": "province", "indicator": "gdp_growth", "value": 5.0}
        return told | {"period": period, "status": status}

    panel = pd.DataFrame(
        [
            row("110000", 2015),
            row("110000", 2015),
            row("420000", 2015),
            row("420000", 2017),
            row("420000", 2017, "target"),
        ]
    )
    counts = bench.areas.count_areas(panel)
    told = bench.areas.grid(counts, "province", "actual", ["gdp_growth", "cpi"], range(2014, 2018))
    assert told.tolist() == [[0, 2, 0, 1], [0, 0, 0, 0]]
    axes = bench.areas.draw_coverage(panel, 2014).axes
    assert [ax.get_title(loc="left") for ax in axes[:2]] == ["Provinces (2 areas)\noutcomes", "Provinces (2 areas)\ntargets"]
    assert [label.get_text() for label in axes[0].get_yticklabels()] == ["GDP growth"]
