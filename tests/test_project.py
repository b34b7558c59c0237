"""The project's own files agree with each other."""

from __future__ import annotations

import re
import subprocess
import tomllib

import yaml
from conftest import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirement(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def test_conda_users_get_the_same_dependencies() -> None:
    listed: list[str] = []
    for entry in yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]:
        listed += entry["pip"] if isinstance(entry, dict) else [entry]
    extra = {"python>=3.11", "pip", "-e."}
    wanted = PYPROJECT["project"]["dependencies"] + PYPROJECT["project"]["optional-dependencies"]["dev"]
    assert {requirement(x) for x in listed} - extra == {requirement(x) for x in wanted}
    assert f"python{PYPROJECT['project']['requires-python']}" in {requirement(x) for x in listed}


def test_pins_are_hashed_and_name_no_host() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9][\w.-]*)==", text, re.M)
    assert len(pinned) > 50
    assert "://" not in text
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert all("--hash=sha256:" in b for b in blocks if "==" in b.split("\n")[0])
    names = {
        re.split(r"[<>=\[;]", requirement(x))[0].replace("_", "-").replace(".", "-")
        for x in PYPROJECT["project"]["dependencies"]
    }
    assert names <= {p.lower().replace("_", "-").replace(".", "-") for p in pinned}


def test_generated_files_are_not_committed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "briefs", "data/processed"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    assert listed in ([], ["data/processed/.gitkeep"])


def test_versions_agree() -> None:
    import xclib

    assert PYPROJECT["project"]["version"] == xclib.__version__
    assert f"version: {xclib.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {xclib.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
