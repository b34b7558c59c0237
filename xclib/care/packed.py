"""Values that travel between processes by the thousand."""

from __future__ import annotations


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

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple(map(self.__getattribute__, self.__slots__))
