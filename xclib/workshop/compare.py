"""A student's answer against the expected one: by kind, with a difference that says what is off and never what is right."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["number", "interval", "set", "frame", "choice", "function", "property"]
KINDS: tuple[str, ...] = get_args(Kind)

#: Rounding of binary fractions is no mistake of a student.
_FLOAT = 1e-9


@dataclass(frozen=True)
class Difference:
    """What is off, as a code of ``words.yaml`` with what its sentence is filled with."""

    code: str
    told: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """How close an answer must come.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    within : float
        What a number may be off, in its own unit.
    relative : float
        The same as a share of the expected number.
    options : tuple of str
        What may be chosen, for ``choice``.
    columns, key : tuple of str
        Columns that are compared, and those by which rows are put in order, for ``frame``.
    cases : tuple
        Arguments with which a function is called, one after the other.
    """

    kind: str
    within: float = 0.0
    relative: float = 0.0
    options: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    cases: tuple[Any, ...] = ()


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
        return any(v is ... or v is None for v in given)
    if callable(given) and rules.kind == "function" and rules.cases:
        try:
            return is_blank(_call(given, rules.cases[0]), Rules(""))
        except NotImplementedError:
            return True
        except Exception:  # a broken function is an answer, though a wrong one
            return False
    return False


def differ(expected: Any, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401 - any answer
    """Return how an answer differs from the expected one, or None where it does not.

    Parameters
    ----------
    expected, given : object
        Both of the kind; an expected function is called to compare.
    rules : Rules
        Kind and tolerance.

    Examples
    --------
    >>> differ(5.8, 5.80, Rules("number")) is None, differ((5.75, 5.85), (5.8, 5.85), Rules("interval")).code
    (True, 'low')
    """
    return _COMPARERS[rules.kind](expected, given, rules)


def _number(expected: Any, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    if isinstance(given, str | bool):
        return Difference("not-number", {"type": type(given).__name__})
    if hasattr(given, "__len__"):
        return Difference("many", {"type": type(given).__name__, "n": len(given)})
    try:
        value = float(given)
    except (TypeError, ValueError):
        return Difference("not-number", {"type": type(given).__name__})
    if math.isnan(value):
        return Difference("nan")
    return None if _near(float(expected), value, rules) else Difference("off")


def _near(expected: float, value: float, rules: Rules) -> bool:
    if math.isinf(expected) or math.isinf(value):
        return expected == value
    return abs(expected - value) <= rules.within + (rules.relative + _FLOAT) * max(abs(expected), 1e-12)


def _interval(expected: Any, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    if isinstance(given, str | dict) or not hasattr(given, "__len__") or len(given) != 2:
        return Difference("not-pair", {"type": type(given).__name__})
    ends = list(given)
    for end in ends:
        if (wrong := _number(0.0, end, Rules("number"))) and wrong.code != "off":
            return wrong
    if float(ends[0]) > float(ends[1]):
        return Difference("turned")
    off = [not _near(float(e), float(g), rules) for e, g in zip(expected, ends, strict=True)]
    return Difference("ends" if all(off) else "low" if off[0] else "high") if any(off) else None


def _set(expected: Any, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        return Difference("not-set", {"type": type(given).__name__})
    wanted, found = _members(expected), _members(given)
    if wanted == found:
        return None
    return Difference("members", {"extra": len(found - wanted), "missing": len(wanted - found)})


def _members(told: Any) -> set[str]:  # noqa: ANN401
    """Return what is in a set, list or column; of a table of figures, their ids."""
    if hasattr(told, "columns"):
        told = told["figure_id"] if "figure_id" in told.columns else told.iloc[:, 0]
    return {str(member) for member in told}


def _frame(expected: pd.DataFrame, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    if not hasattr(given, "columns"):
        return Difference("not-frame", {"type": type(given).__name__})
    columns = list(rules.columns or expected.columns)
    if lacking := [c for c in columns if c not in given.columns]:
        return Difference("columns", {"columns": ", ".join(lacking)})
    if len(given) != len(expected):
        return Difference("rows", {"given": len(given)})
    # Without a key the order of the rows is part of the answer.
    ordered = [f.sort_values(list(rules.key), kind="stable") if rules.key else f for f in (expected, given)]
    for column in columns:
        pairs = zip(*(f[column].tolist() for f in ordered), strict=True)
        if not all(_same(e, g, rules) for e, g in pairs):
            return Difference("values", {"column": column})
    return None


def _same(expected: Any, given: Any, rules: Rules) -> bool:  # noqa: ANN401
    if isinstance(expected, bool | str) or expected is None:
        return bool(expected == given)
    try:
        e, g = float(expected), float(given)
    except (TypeError, ValueError):
        return bool(expected == given)
    return (math.isnan(e) and math.isnan(g)) or _near(e, g, rules)


def _choice(expected: Any, given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    told = given.strip().casefold() if isinstance(given, str) else given
    if told not in [option.casefold() for option in rules.options]:
        return Difference("option", {"options": " / ".join(rules.options)})
    return None if told == str(expected).casefold() else Difference("off")


def _function(expected: Callable[..., Any], given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    if not callable(given):
        return Difference("not-function", {"type": type(given).__name__})
    for case in rules.cases:
        shown = ", ".join(repr(v) for v in _arguments(case))
        # A typical mistake may fail, too: then so must the answer, in the same way.
        wanted, found = _outcome(expected, case), _outcome(given, case)
        if isinstance(found, _Raised) and wanted != found:
            return Difference("raises", {"case": shown, "error": found.error})
        if not (wanted == found if isinstance(wanted, _Raised) else _alike(wanted, found, rules)):
            return Difference("case", {"case": shown})
    return None


def _property(expected: Callable[[Any], object], given: Any, rules: Rules) -> Difference | None:  # noqa: ANN401
    try:
        return None if expected(given) else Difference("off")
    except Exception:  # an answer of another type, of which the property cannot even be asked
        return Difference("unlike", {"type": type(given).__name__})


@dataclass(frozen=True)
class _Raised:
    error: str


def _outcome(function: Callable[..., Any], case: Any) -> Any:  # noqa: ANN401
    try:
        return _call(function, case)
    except Exception as error:  # whatever a student's function raises
        return _Raised(type(error).__name__)


def _alike(expected: Any, found: Any, rules: Rules) -> bool:  # noqa: ANN401
    if isinstance(expected, list | tuple) and hasattr(found, "__len__") and not isinstance(found, str):
        return len(expected) == len(found) and all(_same(e, g, rules) for e, g in zip(expected, found, strict=True))
    return _same(expected, found, rules)


def _arguments(case: Any) -> Sequence[Any]:  # noqa: ANN401
    return case if isinstance(case, list) else [case]


def _call(function: Callable[..., Any], case: Any) -> Any:  # noqa: ANN401
    return function(*_arguments(case))


_COMPARERS: Mapping[str, Callable[[Any, Any, Rules], Difference | None]] = {
    "number": _number,
    "interval": _interval,
    "set": _set,
    "frame": _frame,
    "choice": _choice,
    "function": _function,
    "property": _property,
}
