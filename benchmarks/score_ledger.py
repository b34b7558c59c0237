"""Match the pairs of reports of a gold set, and let the judge beside the project score the ledger.

    python benchmarks/score_ledger.py [GOLD.jsonl] [--shared ../shared] [--to FILE.jsonl] [judge's options, as --errors 20]

GOLD is ``standard/ledger-dev.gold.jsonl`` of the shared folder where not given. The figures are read anew from the texts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from xclib.corpus.read import Item, read_chunk
from xclib.extract.document import Paragraph, parse_text
from xclib.ledgers.pair import match_pair
from xclib.ledgers.promises import PLANS

ROOT = Path(__file__).resolve().parent.parent
#: Complete pairs of the development set.
COMPLETE = "p01,p02,p05"

FORMAT = """One JSON object a promise: doc line start number unit value value_high bound measure label answer out_doc out_line
out_start out_number out_unit out_value out_value_high out_bound out_measure out_label relation verdict score words."""


def read_report(row: dict[str, Any]) -> tuple[pd.DataFrame, list[Paragraph]]:
    """Return figures and paragraphs of a report."""
    known = {name: row[name] for name in ("doc", "kind", "level", "area", "title", "source_url")}
    part = read_chunk([Item(text=row["text"], year=int(row["year"]), **known)])
    known = {name: row[name] for name in ("doc", "kind", "area")}
    return pd.DataFrame(part.figures), list(parse_text(row["text"], year=int(row["year"]), **known).paragraphs)


def next_of(reports: pd.DataFrame, row: dict[str, Any]) -> dict[str, Any]:
    """Return the next report of the same government."""
    folder = str(row["doc"]).rsplit("/", 1)[0]
    same = reports[reports["doc"].str.startswith(f"{folder}/") & (reports["year"] == row["year"] + 1)]
    return {str(name): value for name, value in same.to_dict("records")[0].items()}


def predict(gold: Path, texts: Path) -> list[dict[str, Any]]:
    """Return the ledger of all pairs of a gold set."""
    docs = {json.loads(line)["doc"]: None for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()}
    reports = pd.read_parquet(texts)
    rows = {row["doc"]: {str(k): v for k, v in row.items()} for row in reports[reports["doc"].isin(docs)].to_dict("records")}
    out = []
    for doc in docs:
        (figures, plan), (later, review) = read_report(rows[doc]), read_report(next_of(reports, rows[doc]))
        sides = [p for p in plan if p.part in PLANS], [p for p in review if p.part == "review"]
        out += match_pair(figures, later, *sides)
    return [{name: None if value != value else value for name, value in row.items()} for row in out]


def main() -> int:
    """Match, write the ledger, and print what the judge says."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=FORMAT, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", help="gold set written to LEDGER.md")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with standard/ and reports/")
    parser.add_argument("--reports", type=Path, help="Parquet file of the texts; that of the shared folder where not given")
    parser.add_argument("--to", type=Path, help="write the ledger to this file")
    options, more = parser.parse_known_args()
    gold = options.gold or options.shared / "standard" / "ledger-dev.gold.jsonl"
    judge = options.shared / "standard" / "score_ledger.py"
    if options.gold is None and "--complete" not in more:
        more += ["--complete", COMPLETE]
    with tempfile.TemporaryDirectory() as folder:
        target = options.to or Path(folder) / "ledger.jsonl"
        rows = predict(gold, options.reports or options.shared / "reports" / "reports.parquet")
        target.write_text("".join(json.dumps(row, ensure_ascii=False, default=float) + "\n" for row in rows), encoding="utf-8")
        print(FORMAT, f"python {judge} {gold} {target}", sep="\n\n", end="\n\n", flush=True)
        return subprocess.run([sys.executable, str(judge), str(gold), str(target), *more], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
