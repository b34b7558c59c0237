"""The timetables: what the guide prints is what the sessions' own minutes add up to."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT
from test_workshop import SESSIONS

from xclib.workshop import building, timetable
from xclib.workshop.answers import check, read_sessions, read_words

GUIDE = (ROOT / "docs" / "workshop-guide.md").read_text(encoding="utf-8")


def test_the_guide_prints_the_plans_as_they_add_up() -> None:
    printed = re.findall(r"^\| (\d+:\d\d) \| (\d+) \| (.+) \|$", GUIDE, re.MULTILINE)
    computed = [slot for name in read_words()["en"]["plans"] for slot in timetable.plan(name, read_sessions(), "en")]
    assert printed == [(slot.clock, str(slot.minutes), slot.label) for slot in computed]


@pytest.mark.parametrize(("name", "sessions", "hours"), [("half", 5, 4), ("day", 7, 6.5)])
def test_a_plan_fits_its_day(name: str, sessions: int, hours: float) -> None:
    slots = timetable.plan(name, read_sessions(), "zh")
    titles = {f"{session.number}. {session.title['zh']}" for session in SESSIONS}
    assert len(titles & {slot.label for slot in slots}) == sessions
    assert [slot.begins for slot in slots[1:]] == [slot.begins + slot.minutes for slot in slots[:-1]]
    assert slots[-1].begins + slots[-1].minutes <= hours * 60


@pytest.mark.parametrize("session", SESSIONS, ids=lambda s: s.stem)
def test_every_exercise_is_marked_with_its_minutes(session) -> None:
    _, source, _ = next(building.prepared([session.number]))
    text = "\n".join(cell.source for cell in source.cells)
    assert len(re.findall(r"\[core · \d+ min\]", text)) == len(session.times.core) == 4
    marked = re.findall(r"\[(?:core|further) · (\d+) min\]", text)
    assert [int(minutes) for minutes in marked] == list(session.times.exercises.values())
    assert len(re.findall(r"［(?:核心|进阶) · \d+分钟］", text)) == len(marked)
    assert f"{session.times.minutes} in all" in text
    choices = [question for question in session.questions.values() if question.rules.kind == "choice"]
    assert text.count("Show of hands: A `") == text.count("举手：A `") == len(choices)
    for question in choices:
        for letter, option in zip("ABC", question.rules.options, strict=True):
            assert f'{letter} `"{option}"`' in text
            assert check(question.id, letter).state == check(question.id, option).state


def test_no_text_of_a_session_names_other_minutes() -> None:
    for session in SESSIONS:
        cells = building.find_sources([session.number])[0][1].read_text(encoding="utf-8")
        assert not re.search(r"约需 ?\d+ ?分钟|About \d+ minutes", cells)
        # Nor do the notes for the teacher carry a timing of their own, or a question of a kind that there is not.
        assert not re.search(r"teacher\.\*\* Time|给教师。\*\* (用时|时间)：|★", cells)
