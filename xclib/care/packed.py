"""Values that travel between processes by the thousand."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, ClassVar


class Packed:
    """A frozen dataclass with slots that is pickled as the arguments that make it again.

    By default such a class asks for the names of its fields again with every value, there and back.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, slots=True)
    ... class Place(Packed):
    ...     line: int
    ...     start: int
    >>> Place(3, 14).__reduce__()[1]
    (3, 14)
    """

    __slots__: tuple[str, ...] = ()
    _fields: ClassVar[attrgetter[Any]]

    def __init_subclass__(cls) -> None:
        # The class with slots is made of one without.
        if "__slots__" in vars(cls):
            cls._fields = attrgetter(*cls.__slots__)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), self._fields(self)
