"""Print the share of table cells that are read right, by format: number, unit, value, measure, period, status, bound and label.

usage: python benchmarks/score_tables.py [SET…] [--errors N] [--pdf]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from table_specimens import FORMATS, IN_TURN, LOST, PRINTED, SETS, score, specimens


def score_tables(names: Sequence[str], forms: Sequence[str] = (*FORMATS, *LOST, *IN_TURN), errors: int = 0) -> Iterator[str]:
    """Yield the share of cells that are read right, a line for each format of each set."""
    for name in names:
        wrong: list[str] = []
        yield f"{name:<14} {'cells':>6} {'right':>6} {'share':>7} {'wrong':>6} {'false':>6}"
        for form in forms:
            results = [score(s, form) for s in specimens(name)]
            cells, right = sum(len(s.expected) for s in specimens(name)), sum(r for r, _ in results)
            lines = [line for _, lines in results for line in lines]
            false = sum("is no cell" in line for line in lines)
            # What is read wrong is worse than what is left out.
            amiss = len(lines) - false - sum(line.endswith("read as None") for line in lines)
            yield f"{form:<14} {cells:>6} {right:>6} {100 * right / cells:>6.1f}% {amiss:>6} {false:>6}"
            wrong += lines
        yield from wrong[:errors]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--pdf", action="store_true", help="also print PDFs with Chromium")
    options = parser.parse_args()
    forms = [*FORMATS, *LOST, *IN_TURN, *(PRINTED if options.pdf else [])]
    print(*score_tables(options.sets, forms, options.errors), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
