"""What changed between the figures that are registered and those that a page states now, and what a person wrote of them."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from xclib.data.rows import grouped
from xclib.errors import RawDataError

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
        left = (_left(old, {o for o, _ in pairs}), _left(new, {n for _, n in pairs}))
        pairs |= _matched(*([(n, words_of(row, names)) for n, row in rows] for rows in left))
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
    # Each row is known by those beside it, too.
    among = ([(n, tuple(rows[max(0, n - 1) : n + 2])) for n in range(head, len(rows) - tail)] for rows in (old, new))
    return ends | _matched(*among)


def _left(rows: Sequence[Row], taken: set[int]) -> list[tuple[int, Row]]:
    return [(n, row) for n, row in enumerate(rows) if n not in taken]


def _matched(old: Sequence[tuple[int, object]], new: Sequence[tuple[int, object]]) -> set[tuple[int, int]]:
    """Pair rows, by number, that are known by the same, first with first."""
    waiting: dict[object, list[int]] = {}
    for n, key in reversed(old):
        waiting.setdefault(key, []).append(n)
    return {(found.pop(), n) for n, key in new if (found := waiting.get(key))}


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


#: Tables that say something of a figure, or of a line, by its place.
BY_PLACE = ("corrections", "labels", "pairs", "claims", "remarks")
#: What a figure is known again by.
_IDENTITY = (*CONTENT, "prefix", "suffix")


@dataclass(frozen=True, slots=True)
class Carried:
    """Tables at their new places; only those in which something moved or was lost are among them."""

    tables: Mapping[str, list[dict[str, str]]]
    #: One line for each row that found no place.
    lost: tuple[str, ...] = ()
    rows_lost: Mapping[str, list[dict[str, str]]] | None = None


def carry(
    old: Sequence[Row], new: Sequence[Row], tables: Mapping[str, Sequence[Row]], lines: Sequence[str] = (), where: str = ""
) -> Carried:
    """Move rows that hang on a place to where their figures stand now.

    ``old``, ``new``: rows of ``figures.csv``, before and now; ``tables``: rows of ``corrections``, ``labels``, ``pairs``,
    ``claims`` and ``remarks``; ``where``: folder of the tables, for messages.

    >>> row = dict.fromkeys(_IDENTITY, "") | {"label": "财政收入", "number": "5", "line": "3", "start": "7"}
    >>> fix = {"line": "3", "start": "7", "field": "unit", "value": "%", "reason": "misread"}
    >>> carry([row], [row | {"line": "4"}], {"corrections": [fix]}).tables["corrections"][0]["line"]
    '4'
    >>> carry([row], [row | {"number": "6"}], {"corrections": [fix]}).lost
    ('corrections.csv, line 2: no figure is the one that stood at 3:7 (财政收入 5); it is not carried over',)
    """
    way = _Way(old, new, lines)
    moved: dict[str, list[dict[str, str]]] = {}
    gone: dict[str, list[dict[str, str]]] = {}
    lost = []
    for table, rows in tables.items():
        kept = []
        for n, row in enumerate(rows, 2):
            try:
                kept.append(dict(row) | way.place(table, row))
            except RawDataError as error:
                lost.append(f"{where}{table}.csv, line {n}: {error}; it is not carried over")
                gone.setdefault(table, []).append(dict(row))
        if kept != [dict(row) for row in rows]:
            moved[table] = kept
    return Carried(moved, tuple(lost), gone)


def follow(old: Sequence[Row], new: Sequence[Row]) -> dict[str, str]:
    """Return the new place of each old figure that is found again without a doubt, as ``line:start``.

    A figure is known by what it says and the words around it. Where another number nearby has changed, the words up to it are
    enough if no second figure has them. Those that say the same in the same words are told apart by their section, or all stand
    where they stood, or are left out.
    """
    found: dict[str, str] = {}
    before, now = (grouped(rows, lambda row: words_of(row, _IDENTITY)) for rows in (old, new))
    for key, ours in before.items():
        theirs = now.get(key, [])
        if len(ours) == len(theirs) == 1 or [*map(place_of, ours)] == [*map(place_of, theirs)]:
            found |= zip(map(place_of, ours), map(place_of, theirs), strict=True)
            continue
        sections = grouped(theirs, lambda row: row.get("section", ""))
        for section, mine in grouped(ours, lambda row: row.get("section", "")).items():
            if len(mine) == len(sections.get(section, [])) == 1:
                found[place_of(mine[0])] = place_of(sections[section][0])
    before, now = grouped(old, _named_nearby), grouped(new, _named_nearby)
    for key, ours in before.items():
        if len(ours) == len(now.get(key, [])) == 1:
            found.setdefault(place_of(ours[0]), place_of(now[key][0]))
    return found


def _named_nearby(row: Row) -> tuple[str, ...]:
    return (*words_of(row), re.split(r"\d", row.get("prefix", ""))[-1], re.split(r"\d", row.get("suffix", ""))[0])


def _kinds(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return sorted(words_of(row, ("label", "scope", "measure", "status", "unit")) for row in rows)


class _Way:
    """From places of the old page to those of the new one."""

    def __init__(self, old: Sequence[Row], new: Sequence[Row], lines: Sequence[str]) -> None:
        self.old, self.new, self.text = old, new, lines
        self.known = {place_of(row): row for row in old}
        self.found = follow(old, new)
        self.on_old, self.on_new = (grouped(rows, itemgetter("line")) for rows in (old, new))
        self.named = Counter(map(_named_nearby, new))
        self.numbered = sorted({int(row["line"]) for row in old})

    def place(self, table: str, row: Row) -> dict[str, str]:
        """Return the cells that say where a row belongs now, or raise with why it belongs nowhere."""
        if table == "corrections":
            line, start = self._figure(place_of(row)).split(":")
            return {"line": line, "start": start}
        if table == "pairs":
            sides = ("delivered", "promised")
            return {side: "+".join(self._figure(place) for place in row[side].split("+")) for side in sides}
        if not row["line"]:
            return {}
        if table == "labels":
            return {"line": self._label(row)}
        line = self._line(row["line"])
        if table == "remarks" and row["words"] not in "".join(self.text[int(line) - 1 : int(line)]):
            raise RawDataError(f"the words stood on line {row['line']} and are not on line {line} now")
        return {"line": line}

    def _figure(self, place: str) -> str:
        if place not in self.found:
            row = self.known.get(place)
            named = f" ({row['scope']}{row['label']} {row['number']}{row['unit']})" if row else ""
            same = self.named[_named_nearby(row)] if row else 0
            several = f"{same} figures could be" if same else "no figure is"
            raise RawDataError(f"{several} the one that stood at {place}{named}")
        return self.found[place]

    def _label(self, row: Row) -> str:
        """Follow a label by its figures that are found again; beside them, the numbers of the others may have changed."""
        here = self.on_old.get(row["line"], [])
        name = (row["scope"], row["label"])
        mine = [r for r in here if (r["scope"], r["label"]) == name] or here
        lines = {self.found[place_of(r)].split(":")[0] for r in mine if place_of(r) in self.found}
        if len(lines) != 1:
            raise RawDataError(
                f"the figures of line {row['line']} ({''.join(name)}) stand on {len(lines) or 'no known'} lines now"
            )
        (line,) = lines
        names = {(r["scope"], r["label"]) for r in mine}
        if _kinds(mine) != _kinds([r for r in self.on_new[line] if (r["scope"], r["label"]) in names]):
            raise RawDataError(
                f"other figures of the label {''.join(name)} stand on line {line} now than stood on line {row['line']}"
            )
        return line

    def _line(self, line: str) -> str:
        """Follow a line by its figures; one without any stays as far from those before and behind it as it was."""
        if here := self.on_old.get(line):
            places = {self._figure(place_of(row)) for row in here}
            lines = {place.split(":")[0] for place in places}
            if len(lines) != 1 or {place_of(row) for row in self.on_new[min(lines)]} != places:
                raise RawDataError(f"the figures of line {line} are not together and by themselves now")
            return lines.pop()
        number = int(line)
        n = bisect(self.numbered, number)
        before, behind = (self.numbered[k] if 0 <= k < len(self.numbered) else 0 for k in (n - 1, n))
        shifts = {int(self._line(str(k))) - k for k in (before, behind) if k}
        if len(shifts) != 1 or (0 in (before, behind) and shifts != {0}):
            raise RawDataError(f"line {line}, which has no figure, cannot be found again")
        return str(number + shifts.pop())
