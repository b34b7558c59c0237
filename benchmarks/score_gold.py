"""Score the extractor on the gold sets beside the project, and print a table.

usage: python benchmarks/score_gold.py [SHARED]

SHARED is the folder that holds ``standard`` and ``reports``; ``../shared`` where not given.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from pathlib import Path
from typing import Any

from xclib.extract.document import parse_text
from xclib.extract.figures import read_figures

ROOT = Path(__file__).resolve().parent.parent


def load_scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer there; give the folder that holds standard/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_sets(shared: Path) -> dict[str, tuple[Path, dict[str, tuple[Path, dict[str, Any]]]]]:
    """The sets found: name, gold file, and for every document its text and what is known of it."""
    standard = shared / "standard"
    sets: dict[str, tuple[Path, dict[str, tuple[Path, dict[str, Any]]]]] = {}
    if (text := shared / "reports" / "xicheng-2024.txt").is_file():
        known = {"area": "西城区", "kind": "plan report", "year": 2024}
        sets["plan report"] = (standard / "xicheng-2024.gold.jsonl", {"xicheng-2024": (text, known)})
    if (meta := standard / "dev" / "meta.json").is_file():
        told = json.loads(meta.read_text(encoding="utf-8"))
        sets["passages"] = (standard / "dev.gold.jsonl", {d: (standard / "dev" / f"{d}.txt", k) for d, k in told.items()})
    return sets


def main(arguments: list[str]) -> int:
    shared = Path(arguments[0]) if arguments else ROOT.parent / "shared"
    scorer = load_scorer(shared / "standard" / "score.py")
    print(f"{'set':<12} {'gold':>5} {'found':>6} {'exact':>6} {'full':>6} {'label':>6} {'chars/s':>8}")
    for name, (gold, documents) in gold_sets(shared).items():
        predicted, chars, begin = [], 0, time.process_time()
        for doc, (path, known) in documents.items():
            text = path.read_text(encoding="utf-8")
            chars += len(text)
            predicted += [f.to_record() for f in read_figures(parse_text(text, doc=doc, **known))]
        speed = chars / max(time.process_time() - begin, 1e-9)
        result = scorer.score(scorer.load(gold), predicted)[0]
        row = " ".join(f"{result[k]:6.1f}" for k in ("found", "exact", "full", "label"))
        print(f"{name:<12} {result['gold']:>5} {row} {speed:>8.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
