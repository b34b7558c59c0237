"""The committed panel as a person asks it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT

from xclib.panels.query import load_panel

#: A fresh process with pandas, whose own import is most of such a process, and nothing else.
COLD = """
import time
import pandas
began = time.process_time()
import xclib as xc
assert len(xc.panel("gdp_growth", level="province", status="target")) > 100
print(time.process_time() - began)
"""


def test_filters_are_those_of_the_whole_frame() -> None:
    whole = load_panel()
    asked = load_panel("gdp_growth", level="province", status="target", period=2019)
    kept = whole.query("indicator == 'gdp_growth' and level == 'province' and status == 'target' and period == 2019")
    assert len(asked) == len(kept) > 20
    assert asked["as_printed"].tolist() == kept["as_printed"].tolist()


def test_a_first_question_is_answered_at_once() -> None:
    runs = [
        subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True, cwd=ROOT) for _ in range(3)
    ]
    assert min(float(run.stdout) for run in runs) < 0.3


def test_the_page_shows_what_its_calls_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import panel_use

    page = panel_use.PAGE.read_text(encoding="utf-8")
    assert panel_use.fill(page) == page
    assert page.count("\n| ") > 20
