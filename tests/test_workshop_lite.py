"""The student version for JupyterLite: wheels that a browser can install, notebooks that fetch them, nothing taken from elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
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
    assert not asked & {"lxml", "pyarrow", "pdfplumber"}
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


# --- make lite -------------------------------------------------------------------------------------------------------

#: Stand-ins for the tools that `make lite` calls: what they write, and whether they fail.
WRITES = "mkdir -p .build/lite && echo notebooks > .build/lite/files"
BUILDS = "mkdir -p ../lite-site/lab && echo new > ../lite-site/lab/index.html"


def make_lite(folder: Path, built: str, dressed: str = "true", **more: str) -> subprocess.CompletedProcess[str]:
    """Run the target in a folder of its own, its tools replaced."""
    shutil.copy(ROOT / "Makefile", folder)
    tools = {".venv/bin/xclib": WRITES, ".venv/bin/python": dressed, ".build/lite-env/bin/jupyter": built}
    for name, script in tools.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
    for mark in ("ready", "lite-ready"):
        (folder / mark).touch()
    words = ["READY=ready", "LITE_READY=lite-ready", *(f"{name}={value}" for name, value in more.items())]
    command = ["make", "-o", "ready", "-o", "lite-ready", "lite", *words]
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The page of a site that was built before."""
    page = tmp_path / "build" / "lite" / "lab" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("old\n")
    return page


def test_the_target_replaces_the_site(earlier: Path, tmp_path: Path) -> None:
    done = make_lite(tmp_path, BUILDS)
    assert done.returncode == 0, done.stderr
    assert earlier.read_text() == "new\n"


@pytest.mark.parametrize(
    ("built", "dressed"),
    [("mkdir -p ../lite-site && echo half > ../lite-site/index.html; echo broken; exit 1", "true"), (BUILDS, "exit 1")],
)
def test_a_build_that_fails_leaves_the_site_as_it_was(built: str, dressed: str, earlier: Path, tmp_path: Path) -> None:
    assert make_lite(tmp_path, built, dressed).returncode != 0
    assert earlier.read_text() == "old\n"
    assert [path.name for path in (tmp_path / "build" / "lite").rglob("*")] == ["lab", "index.html"]


def test_a_folder_that_is_no_pyodide_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    done = make_lite(tmp_path, BUILDS, PYODIDE="elsewhere")
    assert done.returncode != 0
    assert "no unpacked release of Pyodide" in done.stderr
    assert not (tmp_path / ".build" / "lite").exists()
    assert not (tmp_path / "build").exists()
