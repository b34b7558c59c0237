"""Build the committed panel from the data set that `xclib corpus read` wrote.

    xclib corpus read ../shared/reports/reports.parquet --to corpus --workers 2
    python benchmarks/build_panel.py corpus ../shared/reports/reports.parquet
    python benchmarks/build_panel.py corpus ../shared/reports/reports.parquet --check

Writes ``data/raw/panel``: panel.parquet, reports.parquet (every report that was read), doubts.csv (values hard to believe, and
what came of each), disagreements.csv (what is stated in two ways), absences.csv (work reports without a target or growth of
output, and why), docs/panel.md, and the calls of docs/panel-use.md.
``errata.csv``, ``fates.csv`` and ``misfiled.csv`` there are written by hand, and applied.
``--check`` writes nothing, and fails where what it would write is not, byte for byte, what is there.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pandas as pd
import panel_absences
import panel_page
import panel_use
import pyarrow.parquet as pq

from xclib.care.files import put
from xclib.corpus.parts import to_parquet
from xclib.corpus.read import COLUMNS
from xclib.data.raw import data_root
from xclib.data.rows import records
from xclib.panels.checks import FATES, add_fates, add_flags, check_panel
from xclib.panels.headlines import CODES, PARTS, pick_between, read_headlines
from xclib.panels.recall import recalled_targets
from xclib.panels.store import (
    ERRATA,
    FOLDER,
    KEY,
    MISFILED,
    PANEL_TYPES,
    REGISTER,
    apply_errata,
    count_figures,
    name_levels,
    refile,
)

#: Characters below which a work report is an excerpt.
SHORTEST = 3000
#: Tables of the panel's folder that are written by hand.
BY_HAND = {"errata": ERRATA, "fates": FATES, "misfiled": MISFILED}
PAGE = Path(__file__).resolve().parent.parent / "docs" / "panel.md"


def read_part(files: Sequence[Path]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return what `read_headlines` and `recalled_targets` return of the reports in some files of a data set."""
    figures = read_dataset(files)
    return *read_headlines(figures), recalled_targets(figures)


def read_dataset(files: Sequence[Path]) -> pd.DataFrame:
    """Return the figures in files of a data set that can be headline figures or points between two."""
    filters = [("unit_code", "in", [*CODES, "PP"]), ("part", "in", PARTS)]
    unread = {"scope", "section", "indicator", "sure"}
    columns = [name for name in COLUMNS if name not in unread]
    frame: pd.DataFrame = pq.read_table(list(files), columns=columns, filters=filters).to_pandas()
    return frame


def read_register(dataset: Path, misfiled: pd.DataFrame) -> pd.DataFrame:
    """Return every report that was read: whose it is, its year, and whether both of its parts are there."""
    reports = pd.read_parquet(dataset / "reports.parquet")
    parts: pd.DataFrame = pq.read_table(dataset / "figures", columns=["doc", "part"]).to_pandas().drop_duplicates()
    found = {part: set(parts.loc[parts["part"] == part, "doc"]) for part in ("review", "plan")}
    both = reports["doc"].isin(found["review"]) & reports["doc"].isin(found["plan"]) & (reports["chars"] >= SHORTEST)
    reports = refile(reports.assign(complete=both | (reports["kind"] != "work report")), misfiled)
    return name_levels(reports)[list(REGISTER)].sort_values("doc", ignore_index=True)


def read_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a table written by hand, all cells text; empty where there is none."""
    if not path.is_file():
        return pd.DataFrame(columns=list(columns), dtype=str)
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    if tuple(table.columns) != columns:
        raise SystemExit(f"{path}: its columns are {', '.join(table.columns)}; give it {', '.join(columns)}")
    return table


def build(dataset: Path, reports: Path, tables: Path) -> tuple[pd.DataFrame, dict[str, bytes], str]:
    """Return the panel, the files of its folder by name, and the page about it."""
    panel, apart, recalled = read_in_two(dataset)
    by_hand = {name: read_table(tables / f"{name}.csv", columns) for name, columns in BY_HAND.items()}
    by_hand["errata"] = drop_stale(by_hand["errata"], panel)
    panel, files, page = finish(panel, apart, recalled, **by_hand)
    register = read_register(dataset, by_hand["misfiled"])
    files["reports.parquet"] = to_parquet(_rows(register), REGISTER)
    files["absences.csv"] = _to_csv(panel_absences.find_absences(panel, register, reports))
    return panel, files, page


def drop_stale(errata: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """Return the errata whose row the panel still has as it is printed there; the others are listed on stderr."""
    key = [*KEY, "printed"]
    rows = panel.astype({"period": str}).rename(columns={"as_printed": "printed"})[key].drop_duplicates()
    found = errata.merge(rows, on=key, how="left", indicator=True)["_merge"].eq("both").to_numpy()
    for row in errata[~found].itertuples(index=False):
        print(f"erratum no longer applies: {row.doc} {row.indicator} {row.period} {row.printed}", file=sys.stderr)
    return errata[found].reset_index(drop=True)


def read_in_two(dataset: Path) -> list[pd.DataFrame]:
    """Return what `read_part` returns of all reports, sorted by report: two processes read every other file each."""
    files = sorted((dataset / "figures").glob("*.parquet"))
    with ProcessPoolExecutor(2) as pool:
        found = pool.map(read_part, [half for half in (files[::2], files[1::2]) if half])
        whole = [pd.concat(frames, ignore_index=True) for frames in zip(*found, strict=True)]
    return [frame.sort_values("doc", kind="stable", ignore_index=True) for frame in whole]


def _to_csv(frame: pd.DataFrame) -> bytes:
    return str(frame.to_csv(index=False, lineterminator="\n")).encode()


def _rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    whole = frame.astype(object).where(frame.notna(), None)
    return records(whole)


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
    touched = check_panel(panel, recalled).merge(errata[KEY].astype({"period": int}), on=KEY)
    doubts = pd.concat([touched, check_panel(mended, recalled)]).drop_duplicates([*KEY, "check"])
    doubts = doubts.sort_values(["check", "indicator", "doc", "status"], kind="stable", ignore_index=True)
    doubts = add_fates(doubts, fates, errata)
    panel = add_flags(mended, doubts)
    files = {"panel.parquet": to_parquet(_rows(panel), PANEL_TYPES)}
    for name, frame in (("doubts.csv", doubts), ("disagreements.csv", apart)):
        files[name] = _to_csv(frame)
    return panel, files, panel_page.page(panel, doubts, apart, errata)


def main() -> None:
    """Build and write the panel, and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="folder that `xclib corpus read` wrote")
    parser.add_argument("reports", type=Path, help="Parquet file of the texts that it was read from")
    home = data_root() / "raw" / FOLDER
    parser.add_argument("--out", type=Path, default=home, help="the panel’s folder; its page too, if another")
    parser.add_argument("--check", action="store_true", help="compare with what is there, and write nothing")
    options = parser.parse_args()
    panel, files, page = build(options.dataset, options.reports, options.out)
    targets = {options.out / name: body for name, body in files.items()}
    targets[PAGE if options.out == home else options.out / PAGE.name] = page.encode()
    if options.check:
        wrong = [str(path) for path, body in targets.items() if not path.is_file() or path.read_bytes() != body]
        wrong += [] if options.out != home or panel_use.is_right() else [panel_use.PAGE.name]
        digest = hashlib.sha256(files["panel.parquet"]).hexdigest()
        sys.exit(f"not what is built: {', '.join(wrong)}" if wrong else print(f"panel.parquet {digest}"))
    options.out.mkdir(parents=True, exist_ok=True)
    for path, body in targets.items():
        put(path, body)
    if options.out == home:
        panel_use.write()
    print(f"{len(panel)} rows of {panel['doc'].nunique()} reports", file=sys.stderr)
    print(count_figures(panel).groupby("level").sum(numeric_only=True).T.to_string())


if __name__ == "__main__":
    main()
