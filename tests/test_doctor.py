"""A laptop looked at: each thing that may be wrong is named, with what to do."""

from __future__ import annotations

import importlib.metadata
import os
import sys
from pathlib import Path

import pytest

from xclib.cli import doctor
from xclib.cli.main import main
from xclib.errors import XclibError


def test_a_machine_that_works_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].split()[1] for line in lines] == ["Python", "packages", "data", "fonts", "writing", "port"]


def lacks(name: str) -> str:
    if name == "pandas":
        raise importlib.metadata.PackageNotFoundError(name)
    return "1"


def no_font() -> Path:
    raise XclibError("the Chinese font is missing")


@pytest.mark.parametrize(
    ("where", "name", "value", "failing", "advice"),
    [
        (sys, "version_info", (3, 9, 1), "Python", "install Python 3.11"),
        (importlib.metadata, "version", lacks, "packages", "lacking pandas"),
        (os, "access", lambda *_: False, "writing", "a folder of your own"),
    ],
)
def test_what_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch, where, name: str, value, failing: str, advice: str) -> None:
    monkeypatch.setattr(where, name, value)
    look = {"Python": doctor._python, "packages": doctor._packages, "writing": doctor._writing}[failing]
    finding = look()
    monkeypatch.undo()
    assert not finding.good
    assert advice in str(finding)


def test_missing_data_and_fonts_fail_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XCLIB_DATA", str(tmp_path))
    monkeypatch.setattr("xclib.html.webfont.font_path", no_font)
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "FAIL  data" in out
    assert "FAIL  fonts" in out
    assert out.count(" -> ") == 2


def test_the_rooms_jupyterlab_has_a_chinese_font_and_asks_nobody(tmp_path: Path) -> None:
    from xclib.workshop import lab

    env = lab.prepare(tmp_path)
    style = (Path(env["JUPYTER_CONFIG_DIR"]) / "custom" / "custom.css").read_text(encoding="utf-8")
    assert "@font-face" in style
    assert "--jp-code-font-family" in style
    assert '"fetchNews": "false"' in next(Path(env["JUPYTERLAB_SETTINGS_DIR"]).rglob("*.jupyterlab-settings")).read_text()
    assert "--LabApp.news_url=" in lab.command(tmp_path)


@pytest.mark.parametrize(("count", "found"), [(0, "0 reports in"), (1, "1 report in"), (2, "2 reports in")])
def test_reports_are_counted_in_words_that_fit(monkeypatch: pytest.MonkeyPatch, count: int, found: str) -> None:
    monkeypatch.setattr("xclib.data.front.reports", lambda: [None] * count)
    finding = doctor._data()
    assert finding.found.startswith(found)
    assert finding.good == (count > 0)
