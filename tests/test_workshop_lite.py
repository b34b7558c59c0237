"""The student version for JupyterLite: wheels that a browser can install, notebooks that fetch them, nothing taken from elsewhere."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import nbformat
import pytest
from packaging.metadata import parse_email
from packaging.requirements import Requirement
from test_workshop import SESSIONS, source_of

from xclib.cli.main import main
from xclib.errors import BriefError
from xclib.workshop import lite


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("lite")
    assert main(["workshop", "lite", "1", "6", "--lang", "en", "--out", str(out)]) == 0
    return out


def test_a_notebook_fetches_what_it_needs_before_anything_else(made: Path) -> None:
    for stem, wanted in (("1-figures", "xclib"), ("6-targets", "xclib[charts,estimates]")):
        notebook = nbformat.read(made / "files" / "en" / f"{stem}.ipynb", as_version=4)
        nbformat.validate(notebook)
        first = next(cell for cell in notebook.cells if cell.cell_type == "code")
        assert f'await piplite.install("{wanted}")' in first.source
        assert "BEGIN SOLUTION" not in nbformat.writes(notebook)
        assert notebook.metadata["kernelspec"]["name"] == "python"


@pytest.mark.parametrize("name", ["xclib", *lite.PACKED])
def test_wheels_are_sound(name: str, made: Path) -> None:
    path = next((made / "pypi").glob(f"{name}-*-py3-none-any.whl"))
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        info = next(n for n in names if n.endswith("/METADATA"))
        described, unknown = parse_email(wheel.read(info))
        assert (described["name"], unknown) == (name, {})
        recorded = [line.split(",")[0] for line in wheel.read(info.replace("METADATA", "RECORD")).decode().splitlines()]
    assert sorted(recorded) == sorted(names)
    assert not [n for n in names if n.endswith((".so", ".pyc", ".parquet"))]


def test_the_wheel_asks_for_what_sessions_import_and_no_more() -> None:
    asked = {Requirement(name).name for names in lite.NEEDS.values() for name in names}
    assert set(lite.PACKED) - {"comm"} < asked
    assert not asked & {"lxml", "pandera", "pyarrow", "pdfplumber"}
    needs = {session.number: lite.extras_of(session, source_of(session)) for session in SESSIONS}
    assert needs[0] == needs[1] == needs[7] == []
    assert needs[2] == needs[4] == ["charts"]
    assert needs[5] == needs[6] == ["charts", "estimates"]


def test_no_index_is_asked(made: Path) -> None:
    settings = json.loads((made / "jupyter-lite.json").read_text(encoding="utf-8"))
    (plugin,) = settings["jupyter-config-data"]["litePluginSettings"].values()
    assert plugin == {"disablePyPIFallback": True}


def test_a_site_gets_a_chinese_font_once(tmp_path: Path) -> None:
    (tmp_path / "lab").mkdir()
    page = tmp_path / "lab" / "index.html"
    page.write_text("<html><head></head></html>", encoding="utf-8")
    lite.dress(tmp_path)
    lite.dress(tmp_path)
    assert page.read_text(encoding="utf-8").count("custom.css") == 1
    assert "@font-face" in (tmp_path / "lab" / "custom.css").read_text(encoding="utf-8")


def test_a_changed_notebook_is_kept(made: Path) -> None:
    path = made / "files" / "en" / "1-figures.ipynb"
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    try:
        with pytest.raises(BriefError, match="changed after the last build"):
            lite.write_lite(made, langs=["en"], numbers=[1])
    finally:
        path.write_bytes(before)
