"""What docs/scheduling.md offers works: options, matrix, records, recipes."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from briefs_child import NAME, TINY
from briefs_fixture import write_notebook
from conftest import ROOT

from xclib.briefs.jobs import read_matrix
from xclib.cli.main import main
from xclib.errors import UnknownNameError

DOCS = ROOT / "docs"
PAGE = (DOCS / "scheduling.md").read_text(encoding="utf-8")


@pytest.fixture
def place(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lent_server: None) -> Path:
    monkeypatch.chdir(tmp_path)
    (invented / "raw" / "note.txt").write_text("first", encoding="utf-8")
    for name in ("growth", "fiscal"):
        write_notebook(tmp_path / "notebooks" / f"{name}.ipynb", TINY)
    return tmp_path


def test_a_run_as_a_schedule_and_a_person_see_it(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    matrix = place / "briefs.yaml"
    matrix.write_text(
        f"reports: [{NAME}]\nnotebooks: [growth, fiscal]\nlanguages: [zh]\nparameters: {{horizon: 2}}\n", encoding="utf-8"
    )
    assert main(["briefs", "--matrix", "briefs.yaml", "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == [f"make {NAME} {n} (zh): never made" for n in ("growth", "fiscal")]
    assert not Path("briefs").exists()
    write_notebook(place / "notebooks" / "fiscal.ipynb", [*TINY, ("code", "1 / 0", [])])
    assert main(["briefs", "--matrix", "briefs.yaml", "--json"]) == 5
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(line["notebook"], line["status"]) for line in lines[:-1]} == {("growth", "made"), ("fiscal", "failed")}
    assert lines[-1]["counts"] == {"made": 1, "kept": 0, "failed": 1}
    assert main(["briefs", "--matrix", "briefs.yaml", "--topic", "fiscal"]) == 5
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"failed {NAME} fiscal (zh)"
    assert told[-1].startswith("xclib: fiscal.ipynb (zh): cell 6: ZeroDivisionError: division by zero; open briefs/failed/")
    assert main(["briefs", "--matrix", "briefs.yaml", "--dry-run", "--json"]) == 0
    whys = [json.loads(line)["why"] for line in capsys.readouterr().out.splitlines()]
    assert whys == ["", "never made"]
    assert main(["runs"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["1", "2"]
    record = json.loads(Path("briefs/runs/000001.json").read_text(encoding="utf-8"))
    assert record["matrix"]["parameters"] == {"horizon": 2}
    row = next(b for b in record["briefs"] if b["notebook"] == "growth")
    assert set(row["inputs"]) == {"notebook", "parameters", "data", "xclib", "versions"}
    assert set(row["timings"]) == {"execute", "draw"}
    assert record["versions"]["papermill"]
    assert main(["runs", "--prune", "1"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["2"]
    assert main(["runs", "--prune", "0"]) == 5
    assert Path("briefs", NAME, "growth.zh.ipynb").is_file()


@pytest.mark.parametrize("words", ["- a", "report: x", "reports: x", "{", "languages: {zh: 1}"])
def test_a_file_that_is_no_matrix(tmp_path: Path, words: str) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(UnknownNameError):
        read_matrix(path)


def test_the_matrix_of_the_page(tmp_path: Path) -> None:
    (told,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    path = tmp_path / "m.yaml"
    path.write_text(told, encoding="utf-8")
    assert read_matrix(path).notebooks == ["growth", "fiscal"]


def test_options_of_the_page_exist(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["briefs", "--help"])
    known = capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["runs", "--help"])
    known += capsys.readouterr().out
    for line in re.findall(r"`(?:xclib )?(?:briefs |runs )?(--[a-z-]+)", PAGE):
        assert line in known, line


def test_systemd(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    for path in (DOCS / "systemd").iterdir():
        text = path.read_text(encoding="utf-8").replace("/srv/xclib/.venv/bin/xclib", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = [str(tmp_path / f"xclib-briefs.{kind}") for kind in ("service", "timer")]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) not in done.stderr, done.stderr


@pytest.mark.parametrize("unit", ["xclib-briefs", "xclib-watch"])
def test_the_services_are_safe_in_the_eyes_of_systemd(unit: str) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    words = ["systemd-analyze", "security", "--offline=true", "--threshold=25", str(DOCS / "systemd" / f"{unit}.service")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def test_the_service_has_least_privilege() -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    words = ["systemd-analyze", "security", "--offline=true", "--threshold=15", str(DOCS / "systemd" / "xclib-briefs.service")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-300:] + done.stderr
    told = (DOCS / "systemd" / "xclib-briefs.service").read_text(encoding="utf-8")
    assert {"PrivateNetwork=true", "MemoryMax=4G", "TasksMax=256", "ProtectSystem=strict"} <= set(told.splitlines())


def test_the_workflow_has_no_more_rights_than_it_needs() -> None:
    told = yaml.safe_load((DOCS / "github" / "briefs.yml").read_text(encoding="utf-8"))
    assert told["permissions"] == {"contents": "read"}
    assert "permissions" not in told["jobs"]["make"]
    assert told["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert any(step.get("run") == "xclib briefs" for step in told["jobs"]["make"]["steps"])


def test_what_a_workflow_uses_cannot_change_under_it() -> None:
    """A tag can be moved to another commit; a commit cannot be changed."""
    lines = [line for path in sorted((DOCS / "github").glob("*.yml")) for line in path.read_text(encoding="utf-8").splitlines()]
    used = [line.split("uses:")[1] for line in lines if "uses:" in line]
    assert len(used) == 7
    assert all(re.fullmatch(r" actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) for use in used)


def test_the_dag_runs_what_there_is() -> None:
    tree = ast.parse((DOCS / "airflow" / "xclib_briefs.py").read_text(encoding="utf-8"))
    text = ast.unparse(tree)
    assert "xclib briefs" in text
    assert "PapermillOperator" in text
    assert (ROOT / "notebooks" / "growth.ipynb").is_file()


def test_cron() -> None:
    (line,) = re.findall(r"^\d.*xclib briefs.*$", PAGE, re.M)
    assert len(line.split("  ")[0].split()) == 5
