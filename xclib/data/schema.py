"""Schemas of the tables in ``data/raw`` and ``data/processed``, all from ``tables.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from xclib.care.shipped import read_beside
from xclib.care.terminal import STEERING
from xclib.errors import RawDataError

if TYPE_CHECKING:
    import pandas as pd

#: Columns of a table: name to its description, type and constraints.
Columns = Mapping[str, Mapping[str, Any]]
#: What is asked of a column: true for each cell that keeps it.
Rule: TypeAlias = "Callable[[pd.Series[str]], pd.Series[bool]]"


def read_tables() -> dict[str, dict[str, dict[str, Any]]]:
    """Return ``tables.yaml``: ``{"raw": {table: {about, key, columns}}, "processed": {…}}``."""
    return read_beside(__file__, "tables.yaml")


def columns(layer: str, table: str) -> Columns:
    """Return the columns of a table in file order; ``layer`` is ``raw`` or ``processed``."""
    found: Columns = read_tables()[layer][table]["columns"]
    return found


#: What fits into the columns of a table: of 64 bits.
_INTEGER, _NUMBER = r"-?\d{1,15}", r"-?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,2})?"


def _rules(field: Mapping[str, Any]) -> Iterator[tuple[str, Rule]]:
    """Yield what the cells of a column must be, in words and as a function of the column."""
    kind = field.get("type", "string")
    if field.get("required", False):
        yield "must not be empty", lambda s: s != ""
    if kind in ("integer", "number"):
        pattern = _INTEGER if kind == "integer" else _NUMBER
        yield f"must be {'a whole' if kind == 'integer' else 'a'} number", lambda s: s.str.fullmatch(f"({pattern})?")
    if kind == "date":
        yield "must be a day of the calendar, as 2024-01-31", _is_day
    if "enum" in field:
        allowed = [str(a).lower() if isinstance(a, bool) else str(a) for a in field["enum"]]
        yield f"must be one of {', '.join(a or '(empty)' for a in allowed)}", lambda s: s.isin(allowed)
    if "pattern" in field:
        yield f"must match {field['pattern']}", lambda s: s.str.fullmatch(field["pattern"])
    if "maxLength" in field:
        yield f"must have at most {field['maxLength']} characters", lambda s: s.str.len() <= field["maxLength"]
    for word, right in (("minimum", lambda v, limit: v >= limit), ("maximum", lambda v, limit: v <= limit)):
        if word in field:
            yield f"{word} is {field[word]}", _limit(right, field[word])


def _is_day(series: pd.Series[str]) -> pd.Series[bool]:
    import pandas as pd

    return pd.to_datetime(series, format="%Y-%m-%d", errors="coerce").notna() | (series == "")


def _limit(right: Callable[[Any, float], Any], limit: float) -> Rule:
    def check(series: pd.Series[str]) -> pd.Series[bool]:
        import pandas as pd

        values = pd.to_numeric(series, errors="coerce")
        held: pd.Series[bool] = values.isna() | right(values, limit)
        return held

    return check


def validate(frame: pd.DataFrame, table: str, where: str) -> pd.DataFrame:
    """Check a raw table against its schema.

    ``frame``: all cells as text, as read from the file; ``table``: name of the raw table. Raises `RawDataError`: names
    file, line, column, value and reason of the first bad cells.
    """
    if faults := list(_faults(frame, table)):
        rest = f" (+{len(faults) - 3} more)" if len(faults) > 3 else ""
        raise RawDataError("; ".join(faults[:3]) + rest, where=where, advice="correct the file; nothing was written")
    for name in frame:
        if STEERING.search("".join(frame[name])) or "\n" in "".join(frame[name]):
            line = next(n for n, cell in enumerate(frame[name], 2) if STEERING.search(cell) or "\n" in cell)
            fault = f"line {line}, column {name}: holds a character that cannot be seen"
            raise RawDataError(fault, where=where, advice="correct the file; nothing was written")
    return frame


def _faults(frame: pd.DataFrame, table: str) -> Iterator[str]:
    """Yield what breaks the schema, each with line, column and value: strict, so that every column stands in its place."""
    fields = columns("raw", table)
    if list(frame.columns) != list(fields):
        odd = [f"column {c!r} is missing" for c in fields if c not in frame]
        odd += [f"column {c!r} is not known" for c in frame if c not in fields]
        yield "; ".join(odd) or f"columns must stand in the order {', '.join(fields)}"
        return
    key = read_tables()["raw"][table].get("key")
    unique = ([key] if key else []) + [[name] for name, field in fields.items() if field.get("unique")]
    bad = [(name, "stands twice", frame.duplicated(names, keep=False)) for names in unique for name in names]
    bad += [(name, error, ~rule(frame[name]).astype(bool)) for name, field in fields.items() for error, rule in _rules(field)]
    for name, error, found in bad:
        for n in found.to_numpy().nonzero()[0] if found.any() else ():
            # The header is line 1 of the file.
            yield f"line {n + 2}, column {name}: {frame[name].iloc[n][:60]!r} {error}"


def add_defaults(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """Fill missing columns and cells of a raw table with their defaults, for files older than a column.

    >>> import pandas as pd
    >>> add_defaults(pd.DataFrame({"scope": [""], "label": ["x"]}), "figures")["coverage"].tolist()
    ['year']
    """
    for place, (name, field) in enumerate(columns("raw", table).items()):
        if "default" not in field:
            continue
        if name not in frame:
            frame.insert(min(place, len(frame.columns)), name, str(field["default"]))
        elif field["default"]:
            frame[name] = frame[name].replace("", str(field["default"]))
    return frame


def to_frictionless(table: str) -> dict[str, Any]:
    """Return the Frictionless Table Schema of a processed table."""
    return {
        "fields": [
            {"name": name, "type": field.get("type", "string"), "description": str(field["about"])}
            for name, field in columns("processed", table).items()
        ],
        "missingValues": [""],
    }


def to_dictionary() -> str:
    """Return the data dictionary, docs/data-dictionary.md, as Markdown."""
    out = ["# Data dictionary", "", "Made from `xclib/data/tables.yaml` by `python -m xclib.data.schema`; do not edit."]
    folders = {"raw": "data/raw: what was printed", "processed": "data/processed: what it means"}
    folders |= {"panel": "data/raw/panel: headline figures of many reports", "frames": "What the library returns"}
    folders["ledger"] = "data/raw/ledger: promises of many reports and what became of them"
    for layer, tables in read_tables().items():
        out += ["", f"## {folders[layer]}"]
        for table, described in tables.items():
            out += [
                "",
                f"### {table}",
                "",
                str(described["about"]),
                "",
                "| column | type | what it holds | allowed |",
                "| --- | --- | --- | --- |",
            ]
            for name, field in described["columns"].items():
                cells = [f"`{name}`", field.get("type", "string"), str(field["about"]), _allowed(field)]
                out.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
    return "\n".join(out) + "\n"


def _allowed(field: Mapping[str, Any]) -> str:
    rules = ["required"] if field.get("required") else []
    rules += ["unique"] if field.get("unique") else []
    rules += [", ".join(f"`{a}`" if a != "" else "empty" for a in field["enum"])] if "enum" in field else []
    rules += [f"`{field['pattern']}`"] if "pattern" in field else []
    rules += [f"default {field['default'] or 'empty'}"] if "default" in field else []
    rules += [f"{w} {field[w]}" for w in ("minimum", "maximum", "maxLength") if w in field]
    return "; ".join(rules)


if __name__ == "__main__":
    print(to_dictionary(), end="")
