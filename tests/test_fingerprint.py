"""What makes a brief out of date: contents, wherever they are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xclib.briefs import fingerprint
from xclib.briefs.jobs import Matrix, plan
from xclib.errors import RawDataError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "context.csv").write_text("a\n", encoding="utf-8")
    kept = tmp_path / "elsewhere"
    kept.mkdir()
    (kept / "figures.csv").write_text("b\n", encoding="utf-8")
    (raw / "cn-999901-work-2031").symlink_to(kept, target_is_directory=True)
    return tmp_path / "data"


def test_a_report_behind_a_link_counts(data: Path) -> None:
    before, seen = fingerprint.hash_data(data), fingerprint.look_at(data / "raw")
    (data.parent / "elsewhere" / "figures.csv").write_text("c\n", encoding="utf-8")
    assert fingerprint.hash_data(data) != before
    assert fingerprint.look_at(data / "raw") != seen


@pytest.mark.parametrize(
    ("other", "topic", "given", "makes"),
    [
        ("cn-110000-work-2031", "growth", {}, True),  # the municipality above
        ("cn-100000-work-2031", "growth", {}, True),  # the nation
        ("cn-999901-work-2031", "growth", {}, False),
        ("cn-999901-work-2031", "growth", {"compare": "cn-999901-work-2031"}, True),
        ("cn-999901-work-2031", "all", {}, True),  # a notebook that asks for the figures of all reports
    ],
)
def test_a_changed_figure_makes_the_briefs_that_read_it(
    copied: Path, tmp_path: Path, other: str, topic: str, given: dict[str, str], makes: bool
) -> None:
    rows = (copied / "raw" / "reports.csv").read_text(encoding="utf-8")
    line = rows.splitlines()[1].replace("cn-110102-plan-2024", other).replace(",110102,", f",{other[3:9]},")
    (copied / "raw" / "reports.csv").write_text(f"{rows}{line}\n", encoding="utf-8")
    figures = copied / "raw" / other / "figures.csv"
    figures.parent.mkdir()
    figures.write_text("a\n", encoding="utf-8")
    notebook = tmp_path / "all.ipynb"
    cells = [{"cell_type": "code", "source": ["xc.figures()"], "metadata": {"tags": ["parameters"]}}]
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    asked = Matrix(["cn-110102-plan-2024"], [notebook if topic == "all" else topic], ["zh"], given)
    [before] = plan(asked, tmp_path / "out", {})
    figures.write_text("b\n", encoding="utf-8")
    [after] = plan(asked, tmp_path / "out", {})
    assert (before.inputs["data"] != after.inputs["data"]) is makes


def test_a_link_that_leads_back_ends(data: Path) -> None:
    before = fingerprint.hash_data(data)
    (data / "raw" / "cn-999901-work-2031" / "loop").symlink_to(data / "raw", target_is_directory=True)
    assert fingerprint.hash_data(data) == before


def test_hidden_files_do_not_count(data: Path) -> None:
    before = fingerprint.hash_data(data)
    (data / "raw" / ".DS_Store").write_bytes(b"x")
    (data / "raw" / ".ipynb_checkpoints").mkdir()
    (data / "raw" / ".ipynb_checkpoints" / "a.csv").write_bytes(b"x")
    assert fingerprint.hash_data(data) == before


def test_all_that_the_package_reads_counts() -> None:
    kinds = {path.suffix for path in fingerprint._below(fingerprint._PACKAGE)}
    assert {".py", ".yaml", ".j2", ".css", ".js", ".csv", ".json"} <= kinds
    assert ".pyc" not in kinds


def test_a_raw_file_that_cannot_be_read_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(RawDataError, match=r"data/raw/\S+\.csv: cannot be read: Permission denied"):
        fingerprint.hash_data(data)
