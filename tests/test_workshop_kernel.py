"""A check judges the answer that was just given, never one of before: run in a kernel of its own."""

from __future__ import annotations

import pytest
from IPython.core.interactiveshell import InteractiveShell

from xclib.workshop import kernel
from xclib.workshop.answers import check


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch):
    InteractiveShell.clear_instance()
    made = InteractiveShell.instance()
    monkeypatch.setattr(kernel, "_RUNS", kernel.Runs())
    made.user_ns["check"] = check
    kernel.watch()
    yield made
    InteractiveShell.clear_instance()


def state(shell, *cells: str, question: str = "1.q6", name: str = "larger") -> str:
    for cell in cells:
        shell.run_cell(cell, store_history=True)
    shell.run_cell(f'verdict = check("{question}", {name}, lang="en")', store_history=True)
    return shell.user_ns["verdict"].state


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (['larger = "unknown"'], "right"),
        (['larger = "unknown"', 'larger = "unknow'], "stale"),
        (['larger = "unknown"', "larger = unknown"], "stale"),
        (['larger = "unknown"', "x = 1 / 0\nlarger = 'qinglan'"], "stale"),
        (['larger = "unknown"', "larger = 1 / 0", "print(1)"], "stale"),
        (['larger = "unknown"', "larger = 1 / 0", 'larger = "unknown"'], "right"),
        (['larger = "unknown"', "1 / 0"], "right"),
        (['larger = "unknown"', "other = 1 / 0"], "right"),
        (['larger = "unknown"', 'check("1.q3", undefined)'], "right"),
        (['larger = "unknown"', "larger ="], "stale"),
        (["larger = ..."], "blank"),
    ],
)
def test_a_value_of_before_is_not_judged(shell, cells: list[str], expected: str) -> None:
    assert state(shell, *cells) == expected


def test_a_function_of_before_is_not_judged(shell) -> None:
    good = "def to_number(text):\n    return float(text.rstrip('万亿')) * 1e4 ** text.count('万') * 1e8 ** text.count('亿')"
    assert state(shell, good, question="1.q8", name="to_number") == "right"
    assert state(shell, "def to_number(text)\n    return 1", question="1.q8", name="to_number") == "stale"


def test_it_says_which_error_stopped_the_cell(shell) -> None:
    state(shell, 'larger = "unknown"', "larger = nowhere")
    assert "NameError" in str(shell.user_ns["verdict"])


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("del x", set()),
        ("x: int", set()),
        ("x: int = 1", {"x"}),
        ("last = [k := j for j in y]", {"last", "k"}),
        ("with open(p) as f, g:\n    n = 1", {"f", "n"}),
        ("f = lambda: (z := 1)", {"f"}),
        ("for i, (j, *k) in y: pass", {"i", "j", "k"}),
    ],
)
def test_what_a_cell_sets_is_what_stays_set(source: str, names: set[str]) -> None:
    assert kernel.set_by(source) == names


def test_an_answer_cell_sets_names_that_no_other_cell_sets() -> None:
    from test_workshop import SESSIONS, source_of

    from xclib.workshop.versions import graded

    for session in SESSIONS:
        cells = [cell for cell in source_of(session).cells if cell.cell_type == "code"]
        answers = {name for cell in cells if graded(cell).get("solution") for name in first_names(cell.source)}
        others = {name for cell in cells if not graded(cell).get("solution") for name in kernel.set_by(cell.source)}
        assert answers & others == set(), session.stem


def first_names(source: str) -> set[str]:
    """The names that stand for the student: those set before the solution begins."""
    return kernel.set_by(source.split("### BEGIN SOLUTION")[0])
