"""The project's own files agree with each other."""

from __future__ import annotations

import ast
import json
import os
import re
import runpy
import subprocess
import tomllib
from pathlib import Path

import pytest
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


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert all("--hash=sha256:" in block for block in blocks if "==" in block.split("\n")[0])
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", text, re.M))


@pytest.mark.parametrize("name", ["requirements-briefs.txt", "requirements-docs.txt"])
def test_the_smaller_sets_pin_the_same_versions(name: str) -> None:
    every = pins("requirements.txt")
    assert {n: v for n, v in pins(name).items() if n in every and every[n] != v} == {}


def test_what_briefs_use_leaves_out_what_only_tests_use() -> None:
    assert not {"pytest", "playwright", "mypy", "ruff", "nbgrader"} & set(pins("requirements-briefs.txt"))


def test_pins_are_hashed_and_name_no_host() -> None:
    pinned = pins("requirements-briefs.txt")
    assert len(pinned) > 50
    assert all(pins(f"requirements-{name}.txt") for name in ("uv", "audit", "lite"))
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


def test_notebooks_hold_what_a_kernel_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """JupyterLab calls a notebook changed as it opens it where the two differ; the version of Python is of no notebook."""
    from ipykernel.ipkernel import IPythonKernel
    from ipykernel.kernelspec import get_kernel_dict

    monkeypatch.setattr(IPythonKernel, "language_info", {**IPythonKernel.language_info, "version": "3.99.0"})
    runpy.run_path(str(ROOT / "xclib" / "words" / "kernel_config.py"))
    kernel = get_kernel_dict()
    known = {"name": "python3", "display_name": kernel["display_name"], "language": kernel["language"]}
    # Those of the project, without the copies that JupyterLab keeps of notebooks that were saved.
    paths = [path for path in (ROOT / "notebooks").rglob("*.ipynb") if path.parent.name != ".ipynb_checkpoints"]
    assert len(paths) >= 16
    for path in paths:
        metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
        assert metadata == {"kernelspec": known, "language_info": IPythonKernel.language_info}, path.name


def test_versions_agree() -> None:
    import xclib

    assert PYPROJECT["project"]["version"] == xclib.__version__
    assert f"version: {xclib.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {xclib.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_links_between_pages_of_the_docs_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            path = target.split("#")[0]
            if path and "://" not in path and not (page.parent / path).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


#: Short words in the place of the field's terms, and phrases that no reader would search for.
ODD = re.compile(
    r"at rest\b|were changed while|wants no request|no http or https|wrong word:|what is seen|the mend\b|falls? away"
    r"|nearest that do\b|turned round|a sequence, not a cause|实绩|印文|与零有别|列的数更高",
    re.I,
)
#: Files that read such words in reports, or are to be rewritten.
EXEMPT = {"heads.py", "lexicon_tables.yaml", "rules.yaml", "test_project.py"}


def test_messages_and_docs_use_the_terms_of_the_field() -> None:
    found = []
    for path in [
        *ROOT.glob("*.md"),
        *(p for name in ("docs", "xclib", "notebooks", "tests") for p in (ROOT / name).rglob("*.*")),
    ]:
        if path.suffix in (".py", ".md", ".yaml", ".ipynb") and path.name not in EXEMPT:
            found += [f"{path.name}: {hit[0]}" for hit in ODD.finditer(path.read_text(encoding="utf-8"))]
    assert found == []


def test_names_say_what_they_hold() -> None:
    odd = []
    for path in (ROOT / "xclib").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {getattr(node, part, None) for part in ("id", "arg", "attr", "name")}
            odd += [f"{path.name}: {name}" for name in names if re.search(r"(^|_)(told|said)(_|$)", str(name))]
    assert odd == []


def test_the_front_door_is_documented() -> None:
    import xclib

    listed = re.findall(r"autofunction:: (\w+)", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"))
    assert sorted(listed) == xclib.__all__


PIP_LIST = """case "$*" in *"config list"*) printf "%s\\n" "$PIP_SAYS" ;; *) echo "pip $*" ;; esac"""


@pytest.mark.parametrize(
    ("settings", "pip", "passed"),
    [
        ({"SSL_CERT_FILE": "/own.pem"}, ":env:.cert='/firm.pem'", "/own.pem"),
        ({}, ":env:.cert='/firm one.pem'\nglobal.cert='/other.pem'", "/firm one.pem"),
        ({}, "global.client-cert='/me.pem'\nglobal.cert='/firm.pem'", "/firm.pem"),
        ({"REQUESTS_CA_BUNDLE": "/requests.pem"}, "global.timeout='9'", "/requests.pem"),
        ({"CURL_CA_BUNDLE": "/curl.pem"}, "", "/curl.pem"),
        ({}, "", "none"),
    ],
)
def test_uv_gets_the_certificate_that_pip_has(tmp_path: Path, settings: dict[str, str], pip: str, passed: str) -> None:
    done = install(tmp_path, 'echo "uv ${SSL_CERT_FILE:-none} $*"', settings | {"PIP_SAYS": pip})
    assert done.stdout.splitlines() == [f"uv {passed} pip install --quiet --python {tmp_path}/python -r pins.txt"]


def test_pip_installs_where_uv_does_not_come_through(tmp_path: Path) -> None:
    done = install(tmp_path, "exit 2", {"PIP_SAYS": ""})
    assert done.stdout.splitlines() == ["pip -m pip install --quiet -r pins.txt"]
    assert "pip" in done.stderr
    assert install(tmp_path, "exit 2", {"PIP_SAYS": ""}, "exit 3").returncode == 3


def install(folder: Path, uv: str, settings: dict[str, str], python: str = PIP_LIST) -> subprocess.CompletedProcess[str]:
    """Run the script of the Makefile with a uv and a Python that only say how they were called."""
    for name, body in (("uv", uv), ("python", python)):
        (folder / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    words = ["sh", str(ROOT / ".ci" / "install.sh"), f"{folder}/uv", f"{folder}/python", "-r", "pins.txt"]
    env = {"PATH": os.environ["PATH"], **settings}
    return subprocess.run(words, env=env, capture_output=True, text=True, check=False)
