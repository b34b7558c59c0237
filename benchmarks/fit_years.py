"""Fit the weights by which a text without a title is dated, on passages of the corpus whose year is known.

    python benchmarks/fit_years.py [SHARED] [--passages N] [--write]

Passages are cut at random from the work reports and communiqués of one half of the areas. Those of the other half are dated
with the weights fitted, and how many are right and wrong is printed for several thresholds. ``--write`` writes
``xclib/extract/about/dating_weights.yaml``.

A conditional logit: of all years near those that a passage names, one is the year that it looks back on.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from hashlib import md5
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from xclib.extract.about import SURE, planned_year
from xclib.extract.about.dating import REACH, read_clues, score_years
from xclib.extract.about.year import LIKELY

ROOT = Path(__file__).resolve().parent.parent
#: Strength of the ridge; the characters of a passage; the seeds of both halves.
RIDGE, LENGTHS, SEEDS = 3.0, (500, 900, 1800, 1800, 3000), (11, 2026)
#: A passage: its year, and the features of each year that it may be.
Passage = tuple[int, list[tuple[int, dict[tuple[str, int], float]]]]


def cut(shared: Path, half: int, many: int) -> Iterator[Passage]:
    """Yield passages of the reports of a half of the areas."""
    draw = random.Random(SEEDS[half])
    for row in pq.read_table(shared / "reports" / "reports.parquet", columns=["kind", "area", "year", "text"]).to_pylist():
        if md5(row["area"].encode(), usedforsecurity=False).digest()[0] % 2 != half:
            continue
        year = planned_year(row["text"], row["year"]) - 1 if "work" in row["kind"] else row["year"]
        lines = row["text"].split("\n")
        for _ in range(many):
            first, length = draw.randrange(max(1, len(lines) - 8)), draw.choice(LENGTHS)
            passage = "\n".join(lines[first:])[:length].rpartition("\n")[0] or lines[first]
            yield year, list(score_years(read_clues(passage)))


def fit(passages: Sequence[Passage]) -> dict[str, list[float]]:
    """Return the weight of every feature at every distance."""
    index: dict[tuple[str, int], int] = {}
    values: list[float] = []
    columns, ends, starts, right = [], [0], [], []
    for year, candidates in passages:
        if year not in dict(candidates):
            continue
        starts.append(len(ends) - 1)
        for candidate, scored in candidates:
            if candidate == year:
                right.append(len(ends) - 1)
            columns += [index.setdefault(key, len(index)) for key in scored]
            values += scored.values()
            ends.append(len(columns))
    x = csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(index)))
    sizes = np.diff([*starts, x.shape[0]])
    told = np.asarray(x[right].sum(axis=0)).ravel()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ weights
        top = np.maximum.reduceat(scores, starts)
        shares = np.exp(scores - np.repeat(top, sizes))
        sums = np.add.reduceat(shares, starts)
        value = (top + np.log(sums) - scores[right]).sum() + RIDGE / 2 * weights @ weights
        return value, x.T @ (shares / np.repeat(sums, sizes)) - told + RIDGE * weights

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    out: dict[str, list[float]] = {}
    for (name, apart), place in index.items():
        out.setdefault(name, [0.0] * (2 * REACH + 1))[apart + REACH] = round(float(found[place]), 2) + 0.0
    return {name: row for name, row in sorted(out.items()) if any(abs(weight) >= 0.05 for weight in row)}


def judge(passages: Sequence[Passage], weights: dict[str, list[float]]) -> Iterator[str]:
    """Yield how many passages are dated right, wrong and not at all, for several thresholds, that of the library among them."""
    none = [0.0] * (2 * REACH + 1)
    answers = []
    for year, candidates in passages:
        if candidates:
            scores = np.array([sum(weights.get(n, none)[a + REACH] * v for (n, a), v in row.items()) for _, row in candidates])
            best = int(scores.argmax())
            answers.append((1 / np.exp(scores - scores[best]).sum(), candidates[best][0] == year))
    for least in (0.7, 0.8, LIKELY, SURE, 0.95, 0.98):
        right, wrong = (sum(sure >= least and hit == wanted for sure, hit in answers) for wanted in (True, False))
        used = " (used)" if least == LIKELY else ""
        yield f"from {least:.2f}: {right} right, {wrong} wrong, {len(passages) - right - wrong} open{used}"


def write(weights: dict[str, list[float]]) -> None:
    """Write the weights, a line for each feature."""
    width = max(map(len, weights)) + 3
    lines = [
        "# How much each thing that a text says speaks for a year as the one looked back on. The thirteen weights are of years",
        "# named that lie six years before it (or earlier), five years, … up to six years after it (or later).",
        "# Fitted by benchmarks/fit_years.py; not to be edited by hand.",
    ]
    for name, row in weights.items():
        key = f'"{name}":'
        lines.append(f"{key:<{width}} [{', '.join(f'{weight:g}' for weight in row)}]")
    target = ROOT / "xclib" / "extract" / "about" / "dating_weights.yaml"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--passages", type=int, default=5, help="passages of each report (default: 5)")
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args(arguments)
    weights = fit(list(cut(options.shared, 0, options.passages)))
    print(f"{len(weights)} features", *judge(list(cut(options.shared, 1, 1)), weights), sep="\n")
    if options.write:
        write(weights)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
