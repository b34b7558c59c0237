"""Fit the weights of the ledger's matches on gold sets written to the standard of the ledger.

    python benchmarks/fit_ledger.py GOLD.jsonl [GOLD.jsonl ...] [--shared ../shared] [--apart] [--write]

``--apart`` scores each pair by weights that were fitted without it: how the weights, but not the rules, do on what is new.
``--write`` writes ``xclib/ledgers/weights.yaml``.

Logistic regression of right and wrong figures, beside each promise of the gold sets, on the features of `match.weigh`. A
feature that speaks for a match may not count against it, nor the other way. The constant is moved after the fit: candidates are
mostly wrong, and a promise needs only one that is right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml
from scipy.optimize import minimize
from score_ledger import ROOT, next_of, read_report

from xclib.data.rows import records
from xclib.extract.document import Paragraph
from xclib.ledgers import match
from xclib.ledgers.match import read_weights, weigh
from xclib.ledgers.pair import match_pair
from xclib.ledgers.promises import PLANS, find_answers, find_promises
from xclib.ledgers.statements import to_statements

#: What a match loses by: their weights are not above nought; those of all others not below.
AGAINST = frozenset(("other_indicator", "distance"))
#: Strength of the ridge, and what is added to the constant: found by scoring pairs apart.
RIDGE, SHIFT = 0.5, 1.1
#: Least likeness of words of a candidate from which something is learned.
LEAST = 0.15
#: Names of the features, in the order of their weights.
FEATURES = [*read_weights()]
NAMED = [FEATURES.index(name) for name in ("chars", "around")]
#: A pair's figures and paragraphs, of both reports.
Sides = tuple[tuple[pd.DataFrame, list[Paragraph]], tuple[pd.DataFrame, list[Paragraph]]]
Gold = dict[str, list[dict[str, Any]]]


def read_gold(paths: Iterable[Path]) -> Gold:
    """Return the promises of gold sets by pair."""
    out: Gold = {}
    for path in paths:
        for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            out.setdefault(row["pair"], []).append(row)
    return out


def read_sides(gold: Gold, texts: Path) -> dict[str, Sides]:
    """Return both reports of each pair, read anew."""
    reports = pd.read_parquet(texts)
    by_doc = {row["doc"]: {str(k): v for k, v in row.items()} for row in reports.to_dict("records")}
    earlier = {pair: by_doc[rows[0]["doc"]] for pair, rows in gold.items()}
    return {pair: (read_report(row), read_report(next_of(reports, row))) for pair, row in earlier.items()}


def place(rows: Sequence[dict[str, Any]], line: Any, start: Any, number: str) -> int | None:
    """Return the position of the figure that stands where a gold set has one."""
    for n, row in enumerate(rows):
        if row["line"] == line and row["start"] < start + len(number) and start < row["start"] + len(row["number"]):
            return n
    return None


def learn_from(gold: Sequence[dict[str, Any]], sides: Sides) -> tuple[np.ndarray, np.ndarray]:
    """Return the features of the candidates of a pair's promises, and which of them are right."""
    promises, figures = find_promises(sides[0][0]), find_answers(sides[1][0])
    features, barred = weigh((to_statements(promises), to_statements(figures)))
    ours, theirs = records(promises), records(figures)
    xs, ys = [np.zeros((0, len(FEATURES)))], [np.zeros(0)]
    for row in gold:
        n = place(ours, row["line"], row["start"], row["number"])
        answered = row["answer"] == "figure"
        k = place(theirs, row["out_line"], row["out_start"], row["out_number"]) if answered else None
        if n is None or (answered and k is None):
            continue
        right = np.arange(len(theirs)) == k
        kept = ~barred[n] & (features[n][:, NAMED].max(axis=1, initial=0.0) > LEAST)
        if k is not None:  # the same number stated twice is no error
            kept &= ~((figures["value"] == theirs[k]["value"]) & (figures["unit"] == theirs[k]["unit"])).to_numpy()
        xs.append(features[n][kept | right])
        ys.append(right[kept | right].astype(float))
    return np.vstack(xs), np.concatenate(ys)


def fit(samples: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Return weights, in the order of `FEATURES`."""
    x, y = np.vstack([sample[0] for sample in samples]), np.concatenate([sample[1] for sample in samples])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        error = 1 / (1 + np.exp(-z)) - y
        ridge = np.where(np.arange(len(w)) > 0, RIDGE * w, 0.0)
        return float(np.sum(np.logaddexp(0, z) - y * z) + ridge @ w / 2), x.T @ error + ridge

    bounds = [(None, None), *((None, 0) if name in AGAINST else (0, None) for name in FEATURES[1:])]
    found = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x + SHIFT * (np.arange(len(FEATURES)) == 0))


def score_pair(gold: Sequence[dict[str, Any]], sides: Sides) -> np.ndarray:
    """Return how many promises there are, answers right, figures in the gold, chosen, right, and verdicts right."""
    plan, review = ([p for p in side[1] if p.part in parts] for side, parts in zip(sides, (PLANS, ("review",)), strict=True))
    rows = match_pair(sides[0][0], sides[1][0], plan, review)
    count = np.zeros(6, dtype=int)
    for row in gold:
        n = place(rows, row["line"], row["start"], row["number"])
        mine = rows[n] if n is not None else {"answer": "", "verdict": ""}
        wanted, chosen = row["answer"] == "figure", mine["answer"] == "figure"
        right = wanted and chosen and place([_outcome(mine)], row["out_line"], row["out_start"], row["out_number"]) == 0
        count += (1, row["answer"] == mine["answer"], wanted, chosen, right, right and row["verdict"] == mine["verdict"])
    return count


def _outcome(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[f"out_{name}"] for name in ("line", "start", "number")}


def shown(count: np.ndarray) -> str:
    """Return a count of `score_pair` as shares."""
    n, answers, wanted, chosen, right, verdicts = (int(value) for value in count)
    shares = (answers / n, right / max(1, chosen), right / max(1, wanted), verdicts / max(1, wanted))
    names = ("answer", "outcome precision", "recall", "verdict")
    return f"{n} promises: " + ", ".join(f"{name} {100 * share:.1f}" for name, share in zip(names, shares, strict=True))


def score_apart(gold: Gold, sides: dict[str, Sides], samples: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """Print how each pair does by weights that were fitted without it."""
    total = np.zeros(6, dtype=int)
    for pair in gold:
        weights = fit([sample for other, sample in samples.items() if other != pair])
        match.read_weights = lambda weights=weights: dict(zip(FEATURES, weights, strict=True))  # type: ignore[assignment,misc]
        count = score_pair(gold[pair], sides[pair])
        total += count
        print(f"{pair}: {shown(count)}")
    print(f"all, each by weights fitted without it: {shown(total)}")


def main() -> int:
    """Fit, and score or write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+", help="gold sets")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with reports/")
    parser.add_argument("--apart", action="store_true", help="score each pair by weights fitted without it")
    parser.add_argument("--write", action="store_true", help="write weights.yaml")
    options = parser.parse_args()
    gold = read_gold(options.gold)
    sides = read_sides(gold, options.shared / "reports" / "reports.parquet")
    samples = {pair: learn_from(rows, sides[pair]) for pair, rows in gold.items()}
    weights = {name: round(float(weight), 3) + 0.0 for name, weight in zip(FEATURES, fit(list(samples.values())), strict=True)}
    text = yaml.safe_dump({"weights": weights}, sort_keys=False)
    print(text)
    if options.write:
        (ROOT / "xclib" / "ledgers" / "weights.yaml").write_text(text, encoding="utf-8")
    if options.apart:
        score_apart(gold, sides, samples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
