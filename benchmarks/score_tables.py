"""Print the share of table cells that are read right, by format: number, unit, value, measure, period, status, bound and label.

usage: python benchmarks/score_tables.py [kinds|held_out] [--errors N] [--pdf]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from table_specimens import FORMATS, LOST, PRINTED, score, specimens


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["kinds", "held_out"])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--pdf", action="store_true", help="also print PDFs with Chromium")
    options = parser.parse_args()
    for name in options.sets:
        wrong: list[str] = []
        print(f"{name:<10} {'cells':>6} {'right':>6} {'share':>7} {'false':>6}")
        for form in [*FORMATS, *LOST, *(PRINTED if options.pdf else [])]:
            results = [score(s, form) for s in specimens(name)]
            cells, right = sum(len(s.expected) for s in specimens(name)), sum(r for r, _ in results)
            lines = [line for _, lines in results for line in lines]
            false = sum("is no cell" in line for line in lines)
            print(f"{form:<10} {cells:>6} {right:>6} {100 * right / cells:>6.1f}% {false:>6}")
            wrong += lines
        print(*wrong[: options.errors], sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
