"""Forked kernels: as good as fresh ones, apart from each other, and not used where they cannot be."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from briefs_child import left_behind
from briefs_fixture import CELLS, Cells, write_notebook
from conftest import ROOT
from invented import REPORT

from xclib.briefs import drawing, fingerprint, forks, forkserver
from xclib.briefs import run as briefs
from xclib.briefs.run import make_briefs
from xclib.care import lean
from xclib.errors import RawDataError

NAME = REPORT["report_id"]
pytestmark = pytest.mark.skipif(not forks.can_fork(), reason="kernels are not forked on this system")
HEAD: Cells = [CELLS[0], CELLS[3], CELLS[4]]

#: What a notebook can change of its process, and what of it the next one sees.
STATE = """import builtins, json, locale, os, random, sys, warnings
import matplotlib as mpl, numpy as np, pandas as pd
import xclib.model.units
state = {
    "env": os.environ.get("LEAK"), "cwd": os.path.basename(os.getcwd()), "path": "leak" in sys.path,
    "module": hasattr(xclib.model.units, "leak"), "builtin": hasattr(builtins, "leak"), "file": os.path.exists("leak"),
    "font": mpl.rcParams["font.size"], "rows": pd.get_option("display.max_rows"),
    "columns": pd.get_option("display.max_columns"), "umask": os.umask(0o22),
    "filters": any(f[3] == 12345 for f in warnings.filters), "names": sorted(n for n in globals() if n.startswith("leak")),
    "random": sys.modules["random"].getstate()[1][0] == 1234, "numpy": int(np.random.get_state()[1][0]) == 1234,
}
print("state", json.dumps(state))
print("draw", random.random(), np.random.rand(), os.getpid())"""
LEAK = """os.environ["LEAK"] = "1"; sys.path.append("leak"); xclib.model.units.leak = builtins.leak = leak = 1
mpl.rcParams["font.size"] = 99; pd.set_option("display.max_rows", 3); os.umask(0o77)
warnings.filterwarnings("ignore", lineno=12345); random.seed(1); np.random.seed(1234); random.getstate()
import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()
os.chdir("/")"""


@pytest.fixture
def place(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(place: Path, notebook: str, word: str) -> str:
    page = (place / "briefs" / NAME / f"{notebook}.zh.html").read_text(encoding="utf-8").replace("&quot;", '"')
    found = re.search(rf"^.*?\b{word} (.*)$", page, re.M)
    assert found, page[-2000:]
    return re.sub(r"<.*", "", found.group(1))


def test_nothing_leaks_from_one_brief_into_another(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n, name in enumerate(("growth", "fiscal", "livelihood")):
        write_notebook(place / "notebooks" / f"{name}.ipynb", [*HEAD, ("code", STATE, []), ("code", LEAK, [])][: 5 - (n == 2)])
    make_briefs(NAME, langs=["zh"], workers=1).check()
    states = [json.loads(told(place, name, "state")) for name in ("growth", "fiscal", "livelihood")]
    assert states[0] == states[1] == states[2]
    assert states[0]["env"] is None
    assert states[0]["cwd"] == "notebooks"
    assert not states[0]["module"]
    draws = [told(place, name, "draw").split() for name in ("growth", "fiscal", "livelihood")]
    assert len({d[0] for d in draws}) == len({d[1] for d in draws}) == len({d[2] for d in draws}) == 3
    # A fresh kernel finds what a forked one finds.
    monkeypatch.setattr(forks, "can_fork", lambda: False)
    make_briefs(NAME, notebooks=["livelihood"], langs=["zh"], force=True).check()
    assert json.loads(told(place, "livelihood", "state")) == states[0]
    assert left_behind(place) == []


def test_a_line_sent_in_pieces_is_one_line_of_the_page(place: Path) -> None:
    pieces = "import time\nfor piece in ('tea', ' and', ' rice'):\n    print(piece, end='', flush=True); time.sleep(0.3)"
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, ("code", pieces, [])])
    make_briefs(NAME, langs=["zh"]).check()
    assert told(place, "growth", "tea") == "and rice"


def test_kernels_are_forks_and_end_with_the_run(place: Path) -> None:
    cell = (
        "code",
        "import os, sys; print('parent', 'xclib.briefs.forkserver' in open(f'/proc/{os.getppid()}/cmdline').read())",
        [],
    )
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, cell])
    make_briefs(NAME, langs=["zh"]).check()
    assert told(place, "growth", "parent") == "True"
    assert left_behind(place) == []


@pytest.mark.parametrize("turns", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_kernels_end_when_they_are_asked_to(place: Path, monkeypatch: pytest.MonkeyPatch, turns: int) -> None:
    """One that waited for a thread of its own would be stopped seconds later, and the page would be none the worse."""
    stopped = list[int]()
    for word in ("terminate", "kill"):
        monkeypatch.setattr(forks.ForkedProcess, word, lambda process: stopped.append(process.pid))
    for name in ("growth", "fiscal", "livelihood", "environment"):
        write_notebook(place / "notebooks" / f"{name}.ipynb", [*HEAD, ("code", "print('done', 1)", [])])
    for _ in range(turns):
        make_briefs(NAME, force=True).check()
    assert not stopped


def test_a_missing_page_starts_the_server_before_the_run_hashes_its_inputs(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, start, look = list[str](), forks.ForkServer.__init__, fingerprint.hash_tools

    def started(self: forks.ForkServer, *words: Any, **named: Any) -> None:
        order.append("start")
        start(self, *words, **named)

    monkeypatch.setattr(forks.ForkServer, "__init__", started)
    monkeypatch.setattr(fingerprint, "hash_tools", lambda: order.append("look") or look())
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, ("code", "print('done', 1)", [])])
    for _ in range(2):
        make_briefs(NAME, langs=["zh"]).check()
    assert order == ["start", "look", "look"], "the second run has nothing to make"


def test_data_changed_once_the_server_has_read_them_are_those_of_the_page(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    servers, start, digest = list[forks.ForkServer](), forks.ForkServer.__init__, fingerprint.digest_data
    register = place / "data" / "raw" / "reports.csv"

    def started(self: forks.ForkServer, *words: Any, **named: Any) -> None:
        start(self, *words, **named)
        servers.append(self)

    def changed(root: Path) -> dict[str, str]:
        if len(servers) == 1:
            assert servers[0].usable(), "it has read the tables"
            register.write_text(register.read_text(encoding="utf-8").replace("青岚市", "云泽市"), encoding="utf-8")
        return digest(root)

    monkeypatch.setattr(forks.ForkServer, "__init__", started)
    monkeypatch.setattr(fingerprint, "digest_data", changed)
    cell = "import xclib as xc; print('area', xc.report(report)['area_zh'])"
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, ("code", cell, [])])
    make_briefs(NAME, langs=["zh"]).check()
    assert told(place, "growth", "area") == "云泽市"
    assert len(servers) == 2, "what the first has read is used for nothing"


@pytest.mark.parametrize("fault", ["no fork", "threads", "late server", "dead server"])
def test_without_a_server_kernels_start_as_ever(place: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    if fault == "no fork":
        monkeypatch.setattr(forks, "can_fork", lambda: False)
    elif fault == "threads":
        monkeypatch.setattr(forks.ForkServer, "_receive", lambda *_: {"threads": 3, "wrong": {}})
    elif fault == "late server":
        receive = forks.ForkServer._receive

        def late(self: forks.ForkServer) -> Any:
            if self._ready:
                raise EOFError  # no answer in time: it must not fork a second kernel at the same address afterwards
            return receive(self)

        monkeypatch.setattr(forks.ForkServer, "_receive", late)
    else:
        fork = forks.ForkServer.fork

        def dying(self: forks.ForkServer, *words: object) -> object:
            os.kill(self.pid, 9)
            return fork(self, *words)  # type: ignore[arg-type]

        monkeypatch.setattr(forks.ForkServer, "fork", dying)
    cell = ("code", "import sys; print('started', sys.argv[0])", [])
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, cell])
    make_briefs(NAME, langs=["zh"]).check()
    assert "ipykernel_launcher" in told(place, "growth", "started")
    assert left_behind(place) == []


def test_bad_raw_data_are_told_before_anything_runs(place: Path) -> None:
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, ("code", "import xclib as xc; xc.reports()", [])])
    path = place / "data" / "raw" / "context.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("area_code", "aera_code"), encoding="utf-8")
    with pytest.raises(RawDataError, match="area_code"):
        make_briefs(NAME)
    assert not list(Path("briefs").rglob("*.html"))


def test_a_server_knows_what_notebooks_import(place: Path) -> None:
    path = write_notebook(
        place / "a.ipynb", [("code", "import pandas as pd\nfrom xclib.analyses import growth", []), ("code", "%x", [])]
    )
    assert briefs.imported_by({path}) == []  # a magic: it cannot be read, and its kernel imports for itself
    path = write_notebook(place / "a.ipynb", [("code", "import pandas as pd\nfrom xclib.analyses import growth", [])])
    assert briefs.imported_by({path}) == ["pandas", "xclib.analyses", "xclib.analyses.growth"]
    assert {"pandas", "matplotlib", "statsmodels", "seaborn", "xclib"} <= set(forkserver.MODULES)


def test_what_is_paid_once_can_be_paid(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server goes on without its first chart or page, so that nothing else would tell that they cannot be made."""
    import fastjsonschema
    import nbformat
    from nbformat import validator

    monkeypatch.setattr(validator, "validators", {})
    forkserver._draw_once()
    drawing.warm(ROOT / "data")
    monkeypatch.delattr(fastjsonschema, "compile")  # each page would compile what checks its notebook
    assert nbformat.writes(nbformat.v4.new_notebook())


def test_nothing_that_is_paid_once_starts_a_thread() -> None:
    """A process with a second thread may not be forked; kernels would start as ever, and nobody would know."""
    modules = sorted(briefs.imported_by(set((ROOT / "notebooks").glob("*.ipynb"))))
    code = (
        "import json, sys; from xclib.briefs import forkserver; modules, data = json.loads(sys.argv[1]);"
        "from pathlib import Path; from xclib.briefs import drawing; wrong = forkserver.warm(modules, data);"
        "drawing.warm(Path(data)); print(wrong, forkserver.count_threads())"
    )
    words = [sys.executable, "-c", code, json.dumps([modules, str(ROOT / "data")])]
    done = subprocess.run(words, env={**os.environ, **forkserver.QUIET}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{} 1"


def test_a_run_leaves_out_what_it_never_uses(place: Path) -> None:
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, ("code", "print('done', 1)", [])])
    code = (
        "import sys; from xclib.briefs.run import make_briefs; make_briefs(sys.argv[1]).check(); import papermill, nbformat;"
        "from xclib.care.lean import UNUSED; print({*UNUSED} & {*sys.modules})"
    )
    words = [sys.executable, "-c", code, NAME]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=True, cwd=place)
    assert done.stdout.strip() == "set()"
    for name in lean.UNUSED:
        assert importlib.util.find_spec(name), f"{name} is not installed: nothing is left out"


def test_libraries_are_imported_with_their_descriptions_as_they_are_written() -> None:
    code = (
        "from xclib.care.lean import leaving_descriptions as plain\nwith plain(): import scipy.stats as stats, matplotlib.lines\n"
        "from scipy._lib import _array_api as home; print(home.FunctionDoc.__name__, 'Array API' in stats.skew.__doc__)\n"
        "from matplotlib import artist, lines; print(artist.kwdoc.__name__, 'alpha: float' in lines.Line2D.set.__doc__)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for words in (code, code.replace("with plain(): ", "")):
        done = subprocess.run([sys.executable, "-c", words], env=env, capture_output=True, text=True, check=True)
        whole = str(words != code)
        assert done.stdout.split() == ["FunctionDoc", whole, "kwdoc", whole], "the second imports them as ever"


def test_pages_are_drawn_in_forks(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, ("code", "print('done', 1)", [])])
    with monkeypatch.context() as patch:
        patch.setattr(drawing, "draw", lambda *_: pytest.fail("drawn here"))
        make_briefs(NAME, langs=["zh"]).check()
    assert told(place, "growth", "done") == "1"


@pytest.mark.parametrize("fault", ["dead server", "dead fork", "half an answer"])
def test_a_page_whose_fork_died_is_drawn_here(place: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    fork = forks.ForkServer._fork

    def meddled(self: forks.ForkServer, request: Mapping[str, object]) -> forks.ForkedProcess:
        if "folder" not in request:
            return fork(self, request)
        if fault == "dead server":
            raise OSError("gone")
        if fault == "dead fork":
            return fork(self, {"folder": "no such folder"})
        process = fork(self, request)
        process.ended(60)
        answer = Path(str(request["folder"])) / drawing.ANSWERED
        answer.write_bytes(answer.read_bytes()[:1000])
        return process

    monkeypatch.setattr(forks.ForkServer, "_fork", meddled)
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, ("code", "print('done', 1)", [])])
    make_briefs(NAME, langs=["zh"]).check()
    assert told(place, "growth", "done") == "1"
    assert left_behind(place) == []


def test_a_page_that_takes_too_long_fails_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks.ForkedProcess, "ended", lambda *_: False)
    write_notebook(place / "notebooks" / "growth.ipynb", HEAD)
    run = make_briefs(NAME, langs=["zh"])
    assert run.counts["failed"] == 1
    assert "its page took more than" in run.briefs[0].error
    assert left_behind(place) == []


def test_a_kernel_finds_loaded_what_the_library_loads_late(place: Path) -> None:
    """What makes estimates is imported when the first is made: once a run, not once a brief."""
    late = ("statsmodels.formula.api", "statsmodels.regression.linear_model", "linearmodels")
    look = f"import sys; print('loaded', *(name for name in {late} if name in sys.modules))"
    later = ("code", "from xclib.analyses import growth", [])
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, ("code", look, []), later])
    make_briefs(NAME, langs=["zh"]).check()
    assert told(place, "growth", "loaded") == " ".join(late[:2]), "the panel's models are not asked for"


@pytest.mark.usefixtures("lent_server")
def test_a_kernel_imports_what_others_do_without_where_a_notebook_asks_for_it(place: Path) -> None:
    look = f"import sys; print('loaded', sorted({set(lean.UNUSED_BY_KERNELS)} & {{*sys.modules}}))"
    ask = (
        f"import {', '.join(lean.UNUSED_BY_KERNELS)}; print('asked', sorted({set(lean.UNUSED_BY_KERNELS)} & {{*sys.modules}}))"
    )
    write_notebook(place / "notebooks" / "growth.ipynb", [*HEAD, ("code", look, []), ("code", ask, [])])
    make_briefs(NAME, langs=["zh"]).check()
    assert told(place, "growth", "loaded") == "[]"
    assert told(place, "growth", "asked").replace("&#39;", "'") == str(sorted(lean.UNUSED_BY_KERNELS))


@pytest.mark.usefixtures("lent_server")
def test_plain_papermill_runs_the_same_notebook(place: Path) -> None:
    write_notebook(place / "notebooks" / "growth.ipynb")
    make_briefs(NAME, langs=["zh"]).check()
    kept = place / "briefs" / NAME / "growth.zh.ipynb"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [
        sys.executable,
        "-m",
        "papermill",
        str(kept),
        "again.ipynb",
        "-k",
        "python3",
        "-p",
        "lang",
        "en",
        "--no-progress-bar",
    ]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False, cwd=place)
    assert done.returncode == 0, done.stderr[-800:]
    assert str(place) not in kept.read_text(encoding="utf-8")


@pytest.mark.usefixtures("lent_server")
def test_nothing_changed_takes_less_than_a_second_and_starts_no_kernel(place: Path) -> None:
    for name in ("growth", "fiscal", "livelihood", "environment"):
        write_notebook(place / "notebooks" / f"{name}.ipynb", HEAD)
    make_briefs(NAME).check()
    code = """import subprocess, sys, time
from xclib.cli.main import main
subprocess.Popen = None
code = main(["briefs", sys.argv[1]])
heavy = {"pandas", "numpy", "matplotlib", "papermill", "nbconvert", "nbformat", "zmq", "jinja2", "bs4"} & set(sys.modules)
assert not heavy, heavy
print(code, time.process_time())"""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, NAME], env=env, capture_output=True, text=True, check=False, cwd=place)
    took = time.perf_counter() - began
    assert done.returncode == 0, done.stderr[-800:]
    exit_code, seconds = done.stdout.split()
    assert exit_code == "0"
    assert "0 made, 8 kept, 0 failed" in done.stderr
    assert float(seconds) < 1, took  # of the processor: others may be at work on it
