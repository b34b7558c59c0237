"""What makes a brief out of date: contents, wherever they are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from xclib.briefs import fingerprint


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
