"""The parts of a data set on disk: written whole or not at all, and known again after a kill."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from xclib.care.files import clear_parts, put, writing
from xclib.corpus.read import COLUMNS, Item, Part, Row

if TYPE_CHECKING:
    import pyarrow as pa


#: Folders of a data set, and the files in them.
FOLDERS = ("figures", "parts")
_PART = re.compile(r"part-(?P<number>\d+)\.(parquet|json)")
#: Rooms and modules whose code and lexicons decide what is read; a test holds them to what `xclib.corpus.read` imports.
ROOMS = ("errors", "care", "model", "extract", "formats", "corpus/read")


@cache
def rules_digest() -> bytes:
    """Return a digest of the code and lexicons that read, so that parts of different rules are never mixed."""
    home = Path(__file__).parents[1]
    found = (p.relative_to(home) for p in home.rglob("*") if p.suffix in (".py", ".yaml", ".csv"))
    files = sorted(p.as_posix() for p in found if p.parts[0] in ROOMS or p.with_suffix("").as_posix() in ROOMS)
    return b"".join(sha256(name.encode() + (home / name).read_bytes()).digest() for name in files)


def make_folders(out: Path) -> Path:
    """Make the folders of a data set where they are not there.

    Raises `XclibError`: they cannot be made, or ``out`` is a file.
    """
    with writing(out, "choose another folder"):
        for folder in FOLDERS:
            (out / folder).mkdir(parents=True, exist_ok=True)
    return out


def remove_parts(out: Path, kept: Collection[int] = ()) -> None:
    """Remove the parts whose numbers are not kept, and what a killed run left half-written; no other file."""
    for folder in FOLDERS:
        clear_parts(out / folder)
        for path in (out / folder).iterdir():
            if (found := _PART.fullmatch(path.name)) and int(found["number"]) not in kept:
                path.unlink(missing_ok=True)


def part_key(items: Sequence[Item]) -> str:
    """Return what tells the reports of a part, and the rules that read them, from any other."""
    return sha256(rules_digest() + b"".join(item.digest() for item in items)).hexdigest()


def finished_part(out: Path, number: int, key: str) -> Row | None:
    """Return the record of a part that is whole and of this key."""
    try:
        record: Row = json.loads((out / "parts" / f"part-{number:05d}.json").read_text(encoding="utf-8"))
        body = (out / "figures" / f"part-{number:05d}.parquet").read_bytes()
    except (OSError, ValueError, RecursionError):
        return None
    own = isinstance(record, dict)
    return record if own and record.get("key") == key and record.get("sha256") == sha256(body).hexdigest() else None


def write_part(out: Path, number: int, key: str, part: Part) -> Row:
    """Write a part: the figures first, the record that vouches for them last."""
    body = to_parquet(part.figures, COLUMNS)
    record: Row = {"key": key, "sha256": sha256(body).hexdigest(), "figures": len(part.figures)}
    record |= {"reports": part.reports, "failures": part.failures}
    with writing(out):
        put(out / "figures" / f"part-{number:05d}.parquet", body)
        put(out / "parts" / f"part-{number:05d}.json", json.dumps(record, ensure_ascii=False))
    return record


def to_parquet(rows: Sequence[Row], columns: dict[str, str], group: int | None = None) -> bytes:
    """Return rows as a Parquet file, the same bytes for the same rows; ``group`` of them are read together."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, getattr(pa, kind)()) for name, kind in columns.items()])
    table: pa.Table = pa.Table.from_pylist(list(rows), schema=schema)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", row_group_size=group)
    return bytes(sink.getvalue().to_pybytes())
