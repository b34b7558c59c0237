"""How long it takes: teaching and exercises apart, added up to sessions, sessions to a half day and a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xclib.care.shipped import read_beside

if TYPE_CHECKING:
    from xclib.workshop.answers import Session


@dataclass(frozen=True)
class Times:
    """Minutes of a session: of what is taught, and of each exercise.

    >>> times = Times(20, {"q1": 2, "q2": 5, "r1": 5}, ("q1", "q2"))
    >>> times.minutes, times.exercising, times.further
    (27, 7, 5)
    """

    #: Worked parts and debrief.
    teaching: int
    #: Minutes by exercise, in the order of the notebook: ``q1``, ..., ``r1`` for what is answered in words.
    exercises: Mapping[str, int]
    #: Those that are done in class; the others are for who is faster, or for home.
    core: tuple[str, ...]

    @property
    def exercising(self) -> int:
        """Minutes of the core exercises."""
        return sum(self.exercises[name] for name in self.core)

    @property
    def minutes(self) -> int:
        """Minutes in class."""
        return self.teaching + self.exercising

    @property
    def further(self) -> int:
        """Minutes of the other exercises."""
        return sum(self.exercises.values()) - self.exercising


@dataclass(frozen=True)
class Slot:
    """A line of a plan: when it begins, in minutes from the start, how long it takes, and what it is."""

    begins: int
    minutes: int
    label: str

    @property
    def clock(self) -> str:
        """Return when it begins as hours and minutes."""
        return f"{self.begins // 60}:{self.begins % 60:02}"


def plan(name: str, sessions: Mapping[int, Session], lang: str) -> list[Slot]:
    """Return a plan with its times added up; the last line is the end.

    ``name``: one of the plans of ``timetable.yaml``.
    """
    slots, begins = [], 0
    for part in _read()["plans"][name]:
        if isinstance(part, int):
            session = sessions[part]
            minutes, label = session.times.minutes, f"{part}. {session.title[lang]}"
        else:
            ((key, minutes),) = part.items()
            label = _read()["labels"][key][lang]
        slots.append(Slot(begins, minutes, label))
        begins += minutes
    return slots


def _read() -> dict[str, Any]:
    return read_beside(__file__, "timetable.yaml")
