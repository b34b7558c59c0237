"""What changed between the figures that are registered and those that a page states now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Row = Mapping[str, str]
Kind = Literal["added", "removed", "changed"]

#: What a figure says; its place, its context and the link may change without it.
CONTENT = (
    "label", "scope", "measure", "status", "period", "number", "magnitude", "unit", "sign", "bound", "bound_word", "part",
)  # fmt: skip
#: What names it: where these stay and the rest does not, the figure has changed.
_NAMES: tuple[tuple[str, ...], ...] = (
    ("label", "scope", "measure", "status", "period", "unit", "part"),
    ("label", "scope", "measure", "status", "part"),
    ("line", "start"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that is not as it was."""

    kind: Kind
    label: str
    #: In words; empty where there is none.
    before: str
    after: str
    #: ``line:start``; empty where there is none.
    place_before: str = ""
    place_after: str = ""
    #: What else of it changed than the number, by name.
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes in the order of the page, and how many figures stayed, of which some at another place."""

    changes: tuple[Change, ...]
    same: int = 0
    moved: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many figures were added, removed and changed."""
        return {kind: sum(c.kind == kind for c in self.changes) for kind in ("added", "removed", "changed")}


def compare(before: Iterable[Row], after: Iterable[Row]) -> Comparison:
    """Compare two lists of rows of ``figures.csv``.

    A figure that says the same at another place has moved, and is no change.

    ``before``, ``after``: rows, in reading order.

    >>> row = dict.fromkeys((*CONTENT, "line", "start"), "") | {"label": "财政收入", "unit": "%", "bound": "="}
    >>> found = compare([row | {"number": "5.8"}], [row | {"number": "5.9"}])
    >>> found.counts, found.changes[0].before, found.changes[0].after
    ({'added': 0, 'removed': 0, 'changed': 1}, '5.8%', '5.9%')
    """
    old, new = list(before), list(after)
    pairs = _aligned([words_of(row) for row in old], [words_of(row) for row in new])
    for names in (CONTENT, *_NAMES):
        pairs |= _matched(_left(old, {o for o, _ in pairs}), _left(new, {n for _, n in pairs}), names)
    stays = {(o, n) for o, n in pairs if words_of(old[o]) == words_of(new[n])}
    changes = [(n, 0, _changed(old[o], new[n])) for o, n in pairs - stays]
    changes += [(n, 1, _change("added", None, new[n])) for n, _ in _left(new, {n for _, n in pairs})]
    partner, place = dict(pairs), -1
    for o, row in enumerate(old):
        # A figure that went stands where it stood: behind the last one before it that is still there.
        place = max(place, partner.get(o, -1))
        if o not in partner:
            changes.append((place, 2, _change("removed", row, None)))
    moved = sum(place_of(old[o]) != place_of(new[n]) for o, n in stays)
    return Comparison(tuple(change for _, _, change in sorted(changes, key=lambda t: t[:2])), len(stays), moved)


def words_of(row: Row, names: Sequence[str] = CONTENT) -> tuple[str, ...]:
    """Return some cells of a row, empty where it has none: what it says, unless others are named."""
    return tuple(row.get(name, "") for name in names)


def _aligned(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> set[tuple[int, int]]:
    """Pair what both begin and end with, then what says the same between the same two, in time that grows with their number."""
    shared = min(len(old), len(new))
    head = next((n for n in range(shared) if old[n] != new[n]), shared)
    tail = next((n for n in range(shared - head) if old[-1 - n] != new[-1 - n]), shared - head)
    ends = {(n, n) for n in range(head)} | {(len(old) - 1 - n, len(new) - 1 - n) for n in range(tail)}
    waiting: dict[object, list[int]] = {}
    for n, key in reversed([*_among(old, head, len(old) - tail)]):
        waiting.setdefault(key, []).append(n)
    return ends | {(found.pop(), n) for n, key in _among(new, head, len(new) - tail) if (found := waiting.get(key))}


def _among(rows: Sequence[tuple[str, ...]], begin: int, end: int) -> Iterator[tuple[int, object]]:
    """Yield rows by number, each with those beside it."""
    return ((n, tuple(rows[max(0, n - 1) : n + 2])) for n in range(begin, end))


def _left(rows: Sequence[Row], taken: set[int]) -> list[tuple[int, Row]]:
    return [(n, row) for n, row in enumerate(rows) if n not in taken]


def _matched(old: Sequence[tuple[int, Row]], new: Sequence[tuple[int, Row]], names: Sequence[str]) -> set[tuple[int, int]]:
    """Pair what is left by some of its words, first with first."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for n, row in reversed(old):
        waiting.setdefault(words_of(row, names), []).append(n)
    return {(found.pop(), n) for n, row in new if (found := waiting.get(words_of(row, names)))}


def _changed(old: Row, new: Row) -> Change:
    numbers = ("number", "magnitude", "unit", "sign", "bound", "bound_word")
    fields = tuple(name for name in CONTENT if name not in numbers and old.get(name, "") != new.get(name, ""))
    return _change("changed", old, new, fields)


def _change(kind: Kind, old: Row | None, new: Row | None, fields: tuple[str, ...] = ()) -> Change:
    label = "".join(words_of(new or old or {}, ("scope", "label")))
    before, after = (_shown(row, fields) if row else "" for row in (old, new))
    stood, stands = (place_of(row) if row else "" for row in (old, new))
    return Change(kind, label, before, after, stood, stands, fields)


def place_of(row: Row) -> str:
    """Return ``line:start`` of a row."""
    return f"{row.get('line', '')}:{row.get('start', '')}"


def _shown(row: Row, fields: Sequence[str]) -> str:
    """Say a figure as printed, with its bound, and what else of it changed."""
    bound = "" if row.get("bound", "=") == "=" else f" ({row['bound']}{row.get('bound_word', '')})"
    words = "".join(f", {name} {row.get(name, '') or '–'}" for name in fields)
    sign = row.get("sign", "") if row["number"][:1] not in ("-", "－", "−", "–", "负") else ""
    return f"{sign}{row['number']}{row.get('magnitude', '')}{row.get('unit', '')}{bound}{words}"
