"""The kinds of report: their names, and which year a report of each kind is filed under."""

from __future__ import annotations

from dataclasses import dataclass

from xclib.model.codes import read_codes


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report."""

    #: As people write it: ``work report``.
    name: str
    #: As the register and report ids write it: ``work``.
    code: str
    #: What follows the area and the year in a short title, and what comes before them.
    title_zh: str
    title_en: str
    #: Whether the year of such a report is the year reported on; of the others it is the year planned for.
    looks_back: bool = False


_ALL = tuple(
    Kind(row["name"], code, row["zh"], row["en"], row.get("looks_back", False)) for code, row in read_codes()["kind"].items()
)
#: Kinds by name.
KINDS = {kind.name: kind for kind in _ALL}
#: Kinds by the code of the register.
CODES = {kind.code: kind for kind in _ALL}


def looks_back(kind: str) -> bool:
    """Whether a kind, by name or code, is filed under the year it reports on.

    >>> looks_back("communique"), looks_back("statistical communiqué"), looks_back("work report")
    (True, True, False)
    """
    plain = kind.replace("é", "e")
    known = KINDS.get(plain) or CODES.get(plain)
    return known is not None and known.looks_back
