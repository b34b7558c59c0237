"""Tables written for other programs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import xclib as xc
from xclib.errors import XclibError

XICHENG = "cn-110102-plan-2024"


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx", "dta", "json", "jsonl"])
def test_round_trip(tmp_path: Path, ending: str) -> None:
    frame = xc.figures(XICHENG)
    path = xc.export(frame, tmp_path / f"figures.{ending}")
    read = {
        "csv": pd.read_csv,
        "parquet": pd.read_parquet,
        "xlsx": pd.read_excel,
        "dta": pd.read_stata,
        "json": pd.read_json,
        "jsonl": lambda p: pd.read_json(p, lines=True),
    }[ending](path)
    assert len(read) == 314
    assert read["value"].astype(float).tolist() == pytest.approx(frame["value"].tolist())
    assert read["label"].tolist() == frame["label"].tolist()
    assert list(tmp_path.iterdir()) == [path], "nothing half-written left behind"


def test_stata_has_labels(tmp_path: Path) -> None:
    path = xc.export(xc.figures(XICHENG), tmp_path / "x.dta")
    with pd.read_stata(path, iterator=True) as reader:
        assert reader.variable_labels()["measure"] == "level, growth, change, rank"


def test_a_formula_of_a_report_is_text(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = xc.export(pd.DataFrame({"label": ['=HYPERLINK("https://evil.example","x")']}), tmp_path / "x.xlsx")
    cell = load_workbook(path)["figures"]["A2"]
    assert cell.data_type == "s"


@pytest.mark.parametrize(
    ("name", "message"), [("x.doc", "cannot write '.doc'"), ("x", "a file without ending"), ("no/such/x.csv", "no such folder")]
)
def test_what_cannot_be_written(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(XclibError, match=message):
        xc.export(pd.DataFrame({"a": [1]}), tmp_path / name)
    assert not list(tmp_path.iterdir())
