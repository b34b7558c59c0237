"""Build the committed panel from the data set that `xclib corpus read` wrote.

    xclib corpus read ../shared/reports/reports.parquet --to corpus --workers 2
    python benchmarks/build_panel.py corpus
    python benchmarks/build_panel.py corpus --check

Writes ``data/raw/panel``: panel.parquet, doubts.csv (values hard to believe, and what came of each), disagreements.csv (what
is stated in two ways), and docs/panel.md. ``errata.csv``, ``fates.csv`` and ``misfiled.csv`` there are
written by hand and applied here.
``--check`` writes nothing, and fails where what it would write is not, byte for byte, what is there.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import pandas as pd
import panel_page
import pyarrow.parquet as pq

from xclib.corpus_parts import put, to_parquet
from xclib.corpus_read import COLUMNS
from xclib.headlines import CODES, PANEL_TYPES, PARTS, pick_between, read_headlines
from xclib.panel_checks import FATES, add_fates, add_flags, check_panel
from xclib.panel_recall import recalled_targets
from xclib.panel_store import ERRATA, FOLDER, KEY, MISFILED, apply_errata, coverage, refile
from xclib.raw import data_root

#: Tables of the panel's folder that are written by hand.
BY_HAND = {"errata": ERRATA, "fates": FATES, "misfiled": MISFILED}
PAGE = Path(__file__).resolve().parent.parent / "docs" / "panel.md"


def read_dataset(folder: Path) -> pd.DataFrame:
    """Return the figures of a data set that can be headline figures or points between two."""
    filters = [("unit_code", "in", [*CODES, "PP"]), ("part", "in", PARTS)]
    unread = {"label", "scope", "section", "indicator"}
    columns = [name for name in COLUMNS if name not in unread]
    frame: pd.DataFrame = pq.read_table(folder / "figures", columns=columns, filters=filters).to_pandas()
    return frame


def read_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a table written by hand, all cells text; empty where there is none."""
    if not path.is_file():
        return pd.DataFrame(columns=list(columns), dtype=str)
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    if tuple(table.columns) != columns:
        raise SystemExit(f"{path}: its columns are {', '.join(table.columns)}; give it {', '.join(columns)}")
    return table


def build(dataset: Path, tables: Path) -> tuple[pd.DataFrame, dict[str, bytes], str]:
    """Return the panel, the files of its folder by name, and the page about it."""
    figures = read_dataset(dataset)
    panel, apart = read_headlines(figures)
    told = {name: read_table(tables / f"{name}.csv", columns) for name, columns in BY_HAND.items()}
    return finish(panel, apart, recalled_targets(figures), **told)


def finish(
    panel: pd.DataFrame,
    apart: pd.DataFrame,
    recalled: pd.DataFrame,
    *,
    errata: pd.DataFrame,
    fates: pd.DataFrame,
    misfiled: pd.DataFrame,
) -> tuple[pd.DataFrame, dict[str, bytes], str]:
    """Return what `build` returns, of what was read."""
    panel, between = pick_between(refile(panel, misfiled))
    apart = pd.concat([apart, between], ignore_index=True)
    mended = apply_errata(panel, errata)
    # What an erratum mended is listed with its fate; the rest is checked as it now stands.
    touched = check_panel(panel, recalled).merge(errata[KEY], on=KEY)
    doubts = pd.concat([touched, check_panel(mended, recalled)]).drop_duplicates([*KEY, "check"])
    doubts = doubts.sort_values(["check", "indicator", "doc", "status"], kind="stable", ignore_index=True)
    doubts = add_fates(doubts, fates, errata)
    panel = add_flags(mended, doubts)
    rows = [{str(k): v for k, v in row.items()} for row in panel.astype(object).where(panel.notna(), None).to_dict("records")]
    files = {"panel.parquet": to_parquet(rows, PANEL_TYPES)}
    for name, frame in (("doubts.csv", doubts), ("disagreements.csv", apart)):
        files[name] = frame.to_csv(index=False, lineterminator="\n").encode()
    return panel, files, panel_page.page(panel, doubts, apart, errata)


def main() -> None:
    """Build and write the panel, and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="folder that `xclib corpus read` wrote")
    home = data_root() / "raw" / FOLDER
    parser.add_argument("--out", type=Path, default=home, help="the panel’s folder; its page too, if another")
    parser.add_argument("--check", action="store_true", help="compare with what is there, and write nothing")
    options = parser.parse_args()
    panel, files, page = build(options.dataset, options.out)
    targets = {options.out / name: body for name, body in files.items()}
    targets[PAGE if options.out == home else options.out / PAGE.name] = page.encode()
    if options.check:
        wrong = [str(path) for path, body in targets.items() if not path.is_file() or path.read_bytes() != body]
        digest = hashlib.sha256(files["panel.parquet"]).hexdigest()
        sys.exit(f"not what is built: {', '.join(wrong)}" if wrong else print(f"panel.parquet {digest}"))
    options.out.mkdir(parents=True, exist_ok=True)
    for path, body in targets.items():
        put(path, body)
    print(f"{len(panel)} rows of {panel['doc'].nunique()} reports", file=sys.stderr)
    print(coverage(panel).groupby("level").sum(numeric_only=True).T.to_string())


if __name__ == "__main__":
    main()
