"""Build the committed ledger from the data set that `xclib corpus read` wrote.

    xclib corpus read ../shared/reports/reports.parquet --to corpus --workers 2
    python benchmarks/build_ledger.py corpus ../shared/reports/reports.parquet

Writes ``data/raw/ledger/ledger.parquet``; ``reviewed.csv`` there is written by hand, and wins.
``--cluster tcp://host:8786`` works on a Dask cluster.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import pandas as pd

from xclib.corpus.parts import put, to_parquet
from xclib.data.raw import data_root
from xclib.ledgers.build import match_all, read_pairs, to_ledger
from xclib.ledgers.store import COLUMNS, GROUP, REVIEWED, find_ledger
from xclib.panels.store import MISFILED


def read_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a table written by hand, all cells text; empty where there is none."""
    if not path.is_file():
        return pd.DataFrame(columns=list(columns), dtype=str)
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def main() -> None:
    """Build and write the ledger, and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="folder that `xclib corpus read` wrote")
    parser.add_argument("reports", type=Path, help="Parquet file of the texts that it was read from")
    parser.add_argument("--workers", type=int, default=2, help="processes (default: 2)")
    parser.add_argument("--cluster", default="", metavar="ADDRESS", help="Dask scheduler, as tcp://host:8786")
    parser.add_argument("--out", type=Path, default=find_ledger(), help="the file to write")
    options = parser.parse_args()
    began = time.monotonic()
    misfiled = read_table(data_root() / "raw" / "panel" / "misfiled.csv", MISFILED)
    reviewed = read_table(options.out.parent / "reviewed.csv", REVIEWED)
    pairs = read_pairs(options.dataset, options.reports, misfiled)
    ledger = to_ledger(match_all(pairs, options.workers, options.cluster), reviewed)
    rows = ledger.astype(object).where(ledger.notna(), None).to_dict("records")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    put(options.out, to_parquet([{str(k): v for k, v in row.items()} for row in rows], COLUMNS, GROUP))
    count, seconds = ledger["doc"].nunique(), time.monotonic() - began
    size = options.out.stat().st_size / 1e6
    print(f"{len(ledger):,} promises of {count:,} pairs of reports, {size:.1f} MB, {seconds:.0f} s", file=sys.stderr)
    print(pd.crosstab(ledger["answer"], ledger["verdict"]).to_string())


if __name__ == "__main__":
    main()
