"""Build the committed panel from the data set that `xclib corpus read` wrote.

    xclib corpus read ../shared/reports/reports.parquet --to corpus --workers 2
    python benchmarks/build_panel.py corpus

Writes ``data/raw/panel``: panel.parquet, doubts.csv (values hard to believe) and disagreements.csv (what one report states
in two ways).
``errata.csv`` there is written by hand and applied here.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from xclib.corpus_parts import put, to_parquet
from xclib.headlines import PANEL_TYPES, UNITS, read_headlines
from xclib.panel_checks import add_flags, check_panel
from xclib.panel_store import ERRATA, FOLDER, apply_errata, coverage
from xclib.raw import data_root


def read_dataset(folder: Path) -> pd.DataFrame:
    """Return the figures of a data set that can be headline figures."""
    filters = [("unit_code", "in", list(UNITS)), ("part", "in", ["review", "plan"])]
    frame: pd.DataFrame = pq.read_table(folder / "figures", filters=filters).to_pandas()
    return frame


def main() -> None:
    """Build and write the panel, and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="folder that `xclib corpus read` wrote")
    parser.add_argument("--out", type=Path, default=data_root() / "raw" / FOLDER)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    panel, apart = read_headlines(read_dataset(options.dataset))
    doubts = check_panel(panel)
    panel = add_flags(panel, doubts)
    errata = options.out / "errata.csv"
    if errata.is_file():
        table = pd.read_csv(errata, dtype=str, keep_default_na=False)
        assert tuple(table.columns) == ERRATA, f"{errata} has the columns {', '.join(table.columns)}"
        panel = apply_errata(panel, table)
    rows = [{str(k): v for k, v in row.items()} for row in panel.astype(object).where(panel.notna(), None).to_dict("records")]
    put(options.out / "panel.parquet", to_parquet(rows, PANEL_TYPES))
    for name, frame in (("doubts", doubts), ("disagreements", apart)):
        put(options.out / f"{name}.csv", frame.to_csv(index=False, lineterminator="\n").encode())
    counts = coverage(panel).groupby("level").sum(numeric_only=True)
    print(
        f"{len(panel)} rows, {panel['doc'].nunique()} reports, {len(doubts)} doubts, {len(apart)} disagreements",
        file=sys.stderr,
    )
    print(counts.T.to_string())


if __name__ == "__main__":
    main()
