"""A student's answer against the expected one: by kind, with a difference that says what is off and never what is right."""

from __future__ import annotations

import contextlib
import io
import math
import numbers
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["number", "interval", "set", "frame", "choice", "order", "function", "property"]
KINDS: tuple[str, ...] = get_args(Kind)

#: Rounding of binary fractions is no mistake of a student.
_FLOAT = 1e-9
#: Decimals from which on a rounded number is as good as the number.
_MANY = 12
#: Marks that a word is quoted with, and spaces.
_QUOTES = "\"'“”‘’「」 \t\n"
#: Words by which an end without limit is written as text.
_UNLIMITED = ("inf", "infinity", "∞", "无穷", "无穷大", "无限")


@dataclass(frozen=True)
class Difference:
    """What is off, as a code of ``words.yaml`` with what its sentence is filled with."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """How close an answer must come."""

    #: One of `KINDS`.
    kind: str
    #: What a number may be off, in its own unit.
    within: float = 0.0
    #: The same as a share of the expected number.
    relative: float = 0.0
    #: What may be chosen, for ``choice``; letters of the lines to put in order, for ``order``.
    options: tuple[str, ...] = ()
    #: Columns that are compared, and those by which rows are put in order, for ``frame``.
    columns: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    #: Arguments with which a function is called, one after the other.
    cases: tuple[Any, ...] = ()
    #: To how many decimals a number may be rounded; more are fine, fewer are not. Negative where it must not be rounded.
    decimals: int = -1


def is_blank(given: object, rules: Rules) -> bool:
    """Whether nobody has answered yet: ``...``, None, an empty text, or a function that returns such.

    >>> is_blank(..., Rules("number")), is_blank((0, ...), Rules("interval")), is_blank(0, Rules("number"))
    (True, True, False)
    """
    if given is None or given is ... or given is NotImplemented:
        return True
    if isinstance(given, str):
        return given.strip() in ("", "...", "…")
    if isinstance(given, list | tuple | set | dict):
        # An end that is None has no limit; a pair without any end is not filled in.
        open_ends = rules.kind == "interval" and any(v is not None for v in given)
        return any(v is ... or (v is None and not open_ends) for v in given)
    if callable(given) and rules.kind == "function" and rules.cases:
        if getattr(getattr(given, "__code__", None), "co_code", b"") == _untouched.__code__.co_code:
            return True
        result = _outcome(given, rules.cases[0])
        gaps = isinstance(result, list | tuple) and any(part is ... for part in result)
        unwritten = isinstance(result, _Raised) and result.error == "NotImplementedError"
        return result is ... or gaps or unwritten
    return False


def _untouched(text: object) -> None: ...


def differ(expected: Any, given: Any, rules: Rules, of: object = None) -> Difference | None:  # noqa: ANN401 - any answer
    """Return how an answer differs from the expected one, or None where it does not.

    ``expected``, ``given``: both of the kind; an expected function is called to compare; ``of``: of a property: what the
    answer is about, as the reading whose figures were checked.

    >>> differ(5.8, 5.80, Rules("number")) is None, differ((5.75, 5.85), (5.8, 5.85), Rules("interval")).code
    (True, 'low')
    """
    if rules.kind == "property":
        return _property(expected, given, of)
    try:
        return _COMPARERS[rules.kind](expected, given, rules)
    except Exception:  # an object of a student's own that cannot even be looked at
        return Difference("unlike", {"type": type(given).__name__})


def normal(given: Any, rules: Rules) -> Any:  # noqa: ANN401 - any answer
    """Return an answer in the plain form of its kind, where it has one: a number, or a pair of them.

    >>> normal([5], Rules("number")), normal((None, 5.5), Rules("interval"))
    (5, (-inf, 5.5))
    """
    if rules.kind == "number":
        return _one(given)
    if rules.kind == "interval" and (pair := _pair(given)) is not None:
        return tuple(float(end) if _is_number(end) else end for end in pair)
    if rules.kind == "order":
        return _letters(given, rules) or given
    return given


def _one(given: Any) -> Any:  # noqa: ANN401
    """Return the one value of a list, column, table or array of one; anything else as it is."""
    if isinstance(given, str | bytes | Mapping | Set):
        return given
    if hasattr(given, "item") and getattr(given, "size", 0) == 1:
        return given.item() if not hasattr(given, "columns") else given.iloc[0, 0]
    if hasattr(given, "columns") and getattr(given, "size", 0) == 1:
        return _one(given.iloc[0, 0])
    if isinstance(given, list | tuple) and len(given) == 1:
        return _one(given[0])
    return given


def _is_number(value: object) -> bool:
    return isinstance(value, numbers.Real | Decimal) and type(value).__name__ not in ("bool", "bool_")


def _number(expected: Any, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    given = _one(given)
    kind = type(given).__name__
    if not _is_number(given):
        if isinstance(given, str | bytes):
            return Difference("quoted" if _reads_as_number(given) else "not-number", {"type": kind})
        if hasattr(given, "__len__"):
            # Without how many there are: where rows are to be counted, that would be the answer.
            return Difference("many", {"type": kind})
        if callable(given):
            return Difference("uncalled", {"type": kind})
        if kind in ("NAType", "NaTType"):
            return Difference("nan")
        if kind in ("bool", "bool_"):
            return Difference("truth")
        return Difference("not-number", {"type": kind})
    value = float(given)
    if math.isnan(value):
        return Difference("nan")
    return None if _near(float(expected), value, rules) else Difference("off")


def _reads_as_number(text: str | bytes) -> bool:
    if isinstance(text, bytes):
        return False
    try:
        float(text.strip().rstrip("%％").replace(",", ""))
    except ValueError:
        return False
    return True


def _near(expected: float, value: float, rules: Rules) -> bool:
    if math.isinf(expected) or math.isinf(value):
        return expected == value
    off = abs(expected - value)
    if off <= rules.within + (rules.relative + _FLOAT) * max(abs(expected), 1e-12):
        return True
    return rules.decimals >= 0 and any(_rounds(expected, value, k) for k in range(rules.decimals, _MANY))


def _rounds(expected: float, value: float, decimals: int) -> bool:
    """Whether a number is the expected one rounded to so many decimals, halves either way."""
    whole = abs(value - round(value, decimals)) < _FLOAT * max(1.0, abs(value))
    return whole and abs(expected - value) <= 0.5 * 10.0**-decimals * (1 + 1e-6)


def _pair(given: Any) -> list[Any] | None:  # noqa: ANN401
    """Return the two ends of an interval in whatever form it comes; None where it is none."""
    for low, high in (("low", "high"), ("left", "right")):
        if isinstance(given, Mapping):
            if {low, high} <= set(given):
                return _ends(given[low], given[high])
        elif not hasattr(given, "columns") and hasattr(given, low) and hasattr(given, high):
            return _ends(getattr(given, low), getattr(given, high))
    if hasattr(given, "columns") and getattr(given, "size", 0) == 2:
        return _ends(*given.to_numpy().ravel())
    if isinstance(given, str | Mapping | Set) or not hasattr(given, "__len__") or len(given) != 2:
        return None
    return _ends(*given)


def _ends(low: Any, high: Any) -> list[Any]:  # noqa: ANN401
    """Return both ends as one value each; where an end is None there is no limit."""
    return [-math.inf if low is None else _one(low), math.inf if high is None else _one(high)]


def _interval(expected: Any, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    if isinstance(given, Set):
        return Difference("unordered")
    ends = _pair(given)
    if ends is None:
        return Difference("not-pair", {"type": type(given).__name__})
    for end in ends:
        if isinstance(end, str) and end.strip(_QUOTES + "+-").casefold() in _UNLIMITED:
            return Difference("unlimited")
        if (wrong := _number(0.0, end, Rules("number"))) and wrong.code != "off":
            return wrong
    if float(ends[0]) > float(ends[1]):
        return Difference("turned")
    off = [not _near(float(e), float(g), rules) for e, g in zip(expected, ends, strict=True)]
    return Difference("ends" if all(off) else "low" if off[0] else "high") if any(off) else None


def _set(expected: Any, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    if isinstance(given, str | Mapping) or not hasattr(given, "__iter__"):
        return Difference("not-set", {"type": type(given).__name__})
    wanted, found = _members(expected), list(_candidates(given))
    if wanted in found:
        return None
    if wanted and not found[0]:
        return Difference("empty")
    return Difference("members", {"extra": len(found[0] - wanted), "missing": len(wanted - found[0])})


def _candidates(given: Any) -> Iterator[set[str]]:  # noqa: ANN401
    """Yield what may be meant by the members of a list, column or table: of these, the values; also the labels of rows."""
    yield _members(given)
    if hasattr(given, "index") and not callable(given.index) and type(given.index).__name__ != "RangeIndex":
        yield _members(given.index)


def _members(given: Any) -> set[str]:  # noqa: ANN401
    """Return what is in a set, list or column; of a table of figures, their ids."""
    if hasattr(given, "columns"):
        given = given["figure_id"] if "figure_id" in given.columns else given.iloc[:, 0]
    return {_member(member) for member in given}


def _member(member: object) -> str:
    """Return a member as text: whole numbers alike however they are stored, words whatever their case.

    >>> _member(2031.0), _member(" A "), _member(True)
    ('2031', 'a', 'True')
    """
    if _is_number(member) and float(member) == round(float(member)):  # type: ignore[arg-type]
        return str(round(float(member)))  # type: ignore[arg-type]
    return member.strip().casefold() if isinstance(member, str) else str(member)


def _frame(expected: pd.DataFrame, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    if not hasattr(given, "columns"):
        return Difference("not-frame", {"type": type(given).__name__})
    columns = list(rules.columns or expected.columns)
    if lacking := [c for c in columns if c not in given.columns]:
        return Difference("columns", {"columns": ", ".join(lacking)})
    if len(given) != len(expected):
        return Difference("rows", {"given": len(given)}) if len(given) else Difference("empty")
    # Without a key the order of the rows is part of the answer.
    ordered = [f.sort_values(list(rules.key), kind="stable") if rules.key else f for f in (expected, given)]
    for column in columns:
        pairs = zip(*(f[column].tolist() for f in ordered), strict=True)
        if not all(_same(e, g, rules) for e, g in pairs):
            return Difference("others" if rules.key else "values", {"column": column})
    return None


def _same(expected: Any, given: Any, rules: Rules) -> bool:  # noqa: ANN401
    given = _one(given)
    if not _is_number(expected) or not _is_number(given):
        return type(expected) is type(given) and bool(expected == given)
    e, g = float(expected), float(given)
    return (math.isnan(e) and math.isnan(g)) or _near(e, g, rules)


def _choice(expected: Any, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    given = _one(given)
    options = [option.casefold() for option in rules.options]
    chosen = unicodedata.normalize("NFKC", given).strip(_QUOTES).casefold() if isinstance(given, str) else ""
    if len(chosen) == 1 and "a" <= chosen < chr(ord("a") + len(options)):
        chosen = options[ord(chosen) - ord("a")]
    if chosen not in options:
        return Difference("option", {"options": " / ".join(rules.options)})
    return None if chosen == str(expected).casefold() else Difference("off")


def _order(expected: str, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    letters = _letters(given, rules)
    if letters is None:
        return Difference("not-order", {"letters": ", ".join(rules.options)})
    if sorted(letters) != sorted(expected):
        kept, wanted = Counter(letters), Counter(expected)
        return Difference("lines", {"extra": (kept - wanted).total(), "missing": (wanted - kept).total()})
    right = next((n for n, (a, b) in enumerate(zip(expected, letters, strict=True)) if a != b), None)
    return None if right is None else Difference("place", {"n": right + 1})


def _letters(given: Any, rules: Rules) -> str | None:  # noqa: ANN401
    """Return letters in their order, however they are written; None where they are no letters of lines, or have no order."""
    given = given.tolist() if hasattr(given, "tolist") else given
    if not isinstance(given, str | list | tuple):
        return None
    text = unicodedata.normalize("NFKC", given if isinstance(given, str) else "".join(map(str, given))).upper()
    found = "".join(mark for mark in text if mark.isalnum())
    return found if found and set(found) <= set(rules.options) else None


def _function(expected: Callable[..., Any], given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    if not callable(given):
        return Difference("not-function", {"type": type(given).__name__})
    for case in rules.cases:
        shown = ", ".join(repr(v) for v in _arguments(case))
        # A typical mistake may fail, too: then so must the answer, in the same way.
        wanted, found = _outcome(expected, case), _outcome(given, case)
        if isinstance(found, _Raised) and wanted != found:
            return Difference("raises", {"case": shown, "error": found.error})
        if found is None or isinstance(found, _Printed):
            return Difference("nothing" if found is None else "printed", {"case": shown})
        if not (wanted == found if isinstance(wanted, _Raised) else _alike(wanted, found, rules)):
            return Difference("case", {"case": shown})
    return None


def _property(expected: Callable[..., object], given: Any, of: object) -> Difference | None:  # noqa: ANN401
    try:
        return None if (expected(given) if of is None else expected(given, of)) else Difference("off")
    except Exception:  # an answer of another type, of which the property cannot even be asked
        return Difference("unlike", {"type": type(given).__name__})


@dataclass(frozen=True)
class _Raised:
    error: str


class _Printed:
    """What a function gives that prints its result and returns nothing."""


def _outcome(function: Callable[..., Any], case: Any) -> Any:  # noqa: ANN401
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            result = function(*_arguments(case))
    except (Exception, SystemExit) as error:  # whatever a student's function raises
        return _Raised(type(error).__name__)
    return _Printed() if result is None and printed.getvalue().strip() else result


def _alike(expected: Any, found: Any, rules: Rules) -> bool:  # noqa: ANN401
    if isinstance(expected, list | tuple):
        ends = _pair(found) if len(expected) == 2 else None
        parts = ends if ends is not None else list(found) if isinstance(found, list | tuple) else []
        return len(expected) == len(parts) and all(_same(e, g, rules) for e, g in zip(expected, parts, strict=True))
    return _same(expected, found, rules)


def _arguments(case: Any) -> Sequence[Any]:  # noqa: ANN401
    return case if isinstance(case, list) else [case]


_COMPARERS: Mapping[str, Callable[[Any, Any, Rules], Difference | None]] = {
    "number": _number,
    "interval": _interval,
    "set": _set,
    "frame": _frame,
    "choice": _choice,
    "order": _order,
    "function": _function,
}
