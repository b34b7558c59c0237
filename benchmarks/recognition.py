"""Score the recognition of area, kind and year on the corpus, the gold passages and the cases beside the project.

usage: python benchmarks/recognition.py [SHARED] [--sample N] [--errors N]

SHARED is the folder that holds ``reports``, ``standard`` and ``cases``; ``../shared`` where not given. The reports are
recognized from their text alone, without the title and address that the corpus has of them, and apart for two halves of the
areas: rules were made while looking at the first, the second was held out. ``planned`` judges the year of a report that its
source files under the year reviewed by the year that it plans for.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from score_gold import load_scorer
from score_tables import SETS, score_tables

from xclib.extract.about import planned_year, recognize
from xclib.extract.document import parse_text
from xclib.extract.figures import read_figures
from xclib.formats import read_source
from xclib.model.areas import area_code, stem

ROOT = Path(__file__).resolve().parent.parent
FIELDS = ("area", "kind", "year")
JUDGED = (*FIELDS, "planned")
#: What the cases say of themselves, as their readers see it.
CASES = {
    "longname.txt": ("云泽山市", "statistical communique", 2030),
    "byline.txt": ("青岚市云泽区", "work report", 2031),
    "entrusted.txt": ("青岚市", "budget report", 2031),
    "titleoutside.html": ("青岚市", "statistical communique", 2030),
    "contents.txt": ("青岚市", "budget report", 2031),
}


def judge(right: object, found: object) -> str:
    return "open" if found in ("", None) else "right" if found == right else "wrong"


def score_corpus(shared: Path, sample: int = 0, errors: int = 0) -> Iterator[str]:
    """Yield the shares of reports whose area, kind and year are right, wrong and open."""
    table = pq.read_table(shared / "reports" / "reports.parquet", columns=["doc", "kind", "area", "year", "text"])
    rows = table.to_pylist()[:: max(1, table.num_rows // sample)] if sample else table.to_pylist()
    counts: dict[str, Counter[str]] = {"first half": Counter(), "held out": Counter()}
    wrong, begin = [], time.process_time()
    for row in rows:
        about = recognize(row["text"])
        half = ("first half", "held out")[md5(row["area"].encode(), usedforsecurity=False).digest()[0] % 2]
        found = area_code(row["area"]) if about.area_code and about.area_code == area_code(row["area"]) else about.area
        wanted = row["area"] if found != area_code(row["area"]) else found
        planned = planned_year(row["text"], row["year"]) if row["kind"] == "work report" else row["year"]
        told = {
            "area": judge(wanted, found) if stem(row["area"]) in row["text"] or row["area"] == "全国" else "not named",
            "kind": judge(row["kind"].replace("é", "e"), about.kind),
            "year": judge(row["year"], about.year),
            "planned": judge(planned, about.year),
        }
        counts[half].update(f"{field} {verdict}" for field, verdict in told.items())
        counts[half]["reports"] += 1
        if "wrong" in (told["area"], told["kind"], told["planned"]):
            wrong.append((row["doc"], row["year"], about.area, about.kind, about.year, told))
    seconds = (time.process_time() - begin) / len(rows)
    yield f"{'reports':<12} {'n':>5} " + " ".join(f"{f + ' right':>11} {'wrong':>6} {'open':>6}" for f in JUDGED)
    for half, count in counts.items():
        cells = []
        for field in JUDGED:
            total = count["reports"] - count[f"{field} not named"]
            cells += [f"{100 * count[f'{field} {v}'] / total:{w}.1f}" for v, w in (("right", 11), ("wrong", 6), ("open", 6))]
        yield f"{half:<12} {count['reports']:>5} {' '.join(cells)}"
    yield f"{1000 * seconds:.1f} ms a report"
    for row in wrong[:errors]:
        yield " ".join(map(str, row))


def score_gold(shared: Path) -> Iterator[str]:
    """Yield the full score of the passages with what is known of them, and with what is recognized."""
    standard = shared / "standard"
    scorer = load_scorer(standard / "score.py")
    yield (f"{'gold set':<12} {'gold':>5} {'full, told':>11} {'full, recognized':>17}")
    for name in ("dev", "dev2"):
        if not (meta := standard / name / "meta.json").is_file():
            continue
        known: dict[str, dict[str, Any]] = json.loads(meta.read_text(encoding="utf-8"))
        texts = {doc: (standard / name / f"{doc}.txt").read_text(encoding="utf-8") for doc in known}
        told = {doc: {k: row[k] for k in FIELDS} for doc, row in known.items()}
        gold = scorer.load(standard / f"{name}.gold.jsonl")
        full: list[float] = []
        nothing: dict[str, dict[str, Any]] = {doc: {} for doc in known}
        for given in (told, nothing):
            documents = (parse_text(text, doc=doc, **given[doc]) for doc, text in texts.items())
            predicted = [figure.to_record() for document in documents for figure in read_figures(document)]
            full.append(scorer.score(gold, predicted)[0]["full"])
        yield f"{name:<12} {len(gold):>5} {full[0]:>11.1f} {full[1]:>17.1f}"


def score_cases(shared: Path) -> Iterator[str]:
    """Yield what is recognized of each case."""
    yield (f"{'case':<20} {'right':<6} found")
    for name, wanted in CASES.items():
        if (path := shared / "cases" / name).is_file():
            source = read_source(path)
            about = recognize(source.text, title=source.title, source_url=source.source_url, published=source.published)
            found = (about.area, about.kind, about.year)
            yield f"{name:<20} {'yes' if found == wanted else 'NO':<6} {' · '.join(map(str, found))}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--sample", type=int, default=0, help="reports of the corpus to read (default: all)")
    parser.add_argument("--errors", type=int, default=0, help="wrong reports to print")
    options = parser.parse_args(arguments)
    for lines in (
        score_corpus(options.shared, options.sample, options.errors),
        score_gold(options.shared),
        score_cases(options.shared),
    ):
        print(*lines, "", sep="\n")
    print(*score_tables(SETS), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
