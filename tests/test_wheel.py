"""What a person gets from the wheel alone: data, notebooks, a project of their own, a brief."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

from xclib.data.raw import lay_out
from xclib.errors import XclibError


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)], cwd=ROOT, check=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked as an installer does; its dependencies are those of this environment."""
    site = tmp_path_factory.mktemp("site")
    zipfile.ZipFile(wheel).extractall(site)
    return site


def run(site: Path, folder: Path, *words: str, code: int = 0) -> str:
    start = "import sys; from xclib.cli.main import main; sys.exit(main())"
    env = {k: v for k, v in os.environ.items() if k != "XCLIB_DATA"} | {"PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, "-c", start, *words], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_wheel_brings_data_and_notebooks_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tracked = subprocess.run(
        ["git", "ls-files", "data/raw", "notebooks"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    for name in tracked.stdout.split():
        assert f"xclib/shipped/{name}" in names
    assert [n for n in names if n.endswith(".data/data/etc/ipython/ipython_kernel_config.py")], "where IPython looks for it"
    assert not [n for n in names if n.startswith(("tests/", "benchmarks/", "docs/")) or "__pycache__" in n]


def test_any_folder_will_do_to_look(installed: Path, tmp_path: Path) -> None:
    assert "cn-110102-plan-2024" in run(installed, tmp_path, "reports")
    assert "gdp_growth" in run(installed, tmp_path, "panel", "gdp_growth", "--area", "110000", "--period", "2024")
    assert not list(tmp_path.iterdir())


def test_what_writes_asks_for_a_project(installed: Path, tmp_path: Path) -> None:
    for words in (["build"], ["read", str(ROOT / "docs" / "sample" / "qinglan-2031.html"), "--add", "--area-code", "999902"]):
        message = run(installed, tmp_path, *words, code=1)
        assert "no project here" in message
        assert "xclib init" in message


def test_a_project_of_ones_own(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "init", "mine")
    mine = tmp_path / "mine"
    run(installed, mine, "read", "docs/sample/qinglan-2031.html", "--add", "--area-code", "999902")
    assert "cn-999902" in run(installed, mine, "reports")
    assert "cn-999902" not in run(installed, tmp_path, "reports")
    run(installed, mine, "briefs", "cn-110102-plan-2024", "--topic", "environment", "--lang", "en")
    assert list((mine / "briefs").rglob("environment.en.html"))


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(XclibError, match="not an empty folder"):
        lay_out(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["own.txt"]


def test_a_link_leads_to_the_project(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "mine").symlink_to(tmp_path / "disk")
    assert (lay_out(tmp_path / "mine") / "notebooks" / "growth.ipynb").is_file()
    assert (tmp_path / "mine").is_symlink()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["disk", "mine"]


def test_a_shell_in_the_empty_folder_finds_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out(Path())
    assert sorted(os.listdir()) == ["data", "docs", "notebooks"]


@pytest.mark.parametrize("there", [True, False])
def test_a_full_disk_leaves_the_folder_as_it_was(there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "mine"
    if there:
        folder.mkdir()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        with pytest.raises(XclibError, match="No space left"):
            lay_out(folder)
    assert folder.exists() == there
    assert not list(tmp_path.rglob("*.csv"))
    assert (lay_out(folder) / "notebooks" / "growth.ipynb").is_file()
