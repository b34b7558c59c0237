"""Score the extraction and its peers side by side on the gold sets, time them in the same run, and write docs/benchmark.md.

    python benchmarks/compare.py [--peers PYTHON] [--shared DIR] [--docs DIR]

PYTHON is the interpreter of the environment that holds ``benchmarks/requirements.txt``. Where the gold sets are not beside the
project, one line says so and nothing changes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from statistics import median
from threading import Timer
from typing import Any

from page import draw_chart, write_page
from peers import KNOWS, READERS, Document, Record
from recognition import score_corpus
from recognition import score_gold as score_recognized
from score_tables import score_tables

ROOT = Path(__file__).resolve().parent.parent
XICHENG = {"doc": "xicheng-2024", "area": "西城区", "kind": "plan report", "year": 2024}
#: Gold sets of passages: of work reports and communiqués, and of other genres.
PASSAGES = ("dev", "dev2")
#: Reports drawn for the timing, besides the one of the gold set.
SAMPLE = 20
#: Most and fewest repeats of a timing, and the seconds after which the fewest are enough.
REPEATS, FEWEST, PATIENCE = 7, 3, 30.0
#: Seconds after which a reader is stopped.
LIMIT = 600.0

SENTENCE = "青岚市全年地区生产总值达到3210.5亿元，同比增长5.8%，新增就业1.2万人，"
#: Texts that a careless pattern reads in more than linear time: name, what makes one of size n, the two sizes.
CASES: tuple[tuple[str, Callable[[int], str], tuple[int, int]], ...] = (
    ("characters in one line", lambda n: (SENTENCE * (n // len(SENTENCE) + 1))[:n], (10**5, 10**6)),
    ("numbers in one sentence", lambda n: "全市建成" + "、".join(f"学校{i + 1}所" for i in range(n)) + "。", (10**3, 10**4)),
    ("nested brackets", lambda n: "地区生产总值增长5.8%" + "（" * n + "其中" + "）" * n + "。", (10**4, 10**5)),
)


class Worker:
    """One reader in a process of its own, asked a question at a time."""

    def __init__(self, name: str, python: str) -> None:
        self.name = name
        command = [python, str(Path(__file__).with_name("peers.py")), name]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        hello = self._reply() or {"missing": "did not start"}
        self.version, self.python = hello.get("version", ""), hello.get("python", "")
        self.missing: str = hello.get("missing", "")

    def ask(self, documents: Sequence[Document], *, keep: bool = False) -> dict[str, Any] | None:
        """Return the answer; None where the reader fell or was stopped, which `missing` then tells."""
        if self.missing or self.process.stdin is None:
            return None
        try:
            self.process.stdin.write(json.dumps({"documents": list(documents), "keep": keep}) + "\n")
            self.process.stdin.flush()
        except OSError:
            self.missing = "fell"
            return None
        answer = self._reply()
        if answer is None:
            self.missing = f"fell, or took more than {LIMIT:.0f} s"
        return answer

    def _reply(self) -> dict[str, Any] | None:
        assert self.process.stdout is not None
        alarm = Timer(LIMIT, self.process.kill)
        alarm.start()
        line = self.process.stdout.readline()
        alarm.cancel()
        return dict(json.loads(line)) if line else None

    def close(self) -> None:
        """End the process."""
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(timeout=30)


def read_gold(shared: Path) -> dict[str, tuple[list[Record], list[Document]]] | None:
    """Return the gold figures and the documents of each set, None where they are not there."""
    standard = shared / "standard"
    report, script = shared / "reports" / "xicheng-2024.txt", standard / "score.py"
    golds = {name: standard / f"{name}.gold.jsonl" for name in ("xicheng-2024", *PASSAGES)}
    metas = {name: standard / name / "meta.json" for name in PASSAGES}
    if not all(path.is_file() for path in (report, script, *golds.values(), *metas.values())):
        return None
    sets = {"xicheng": (_records(golds["xicheng-2024"]), [XICHENG | {"text": report.read_text(encoding="utf-8")}])}
    for name, path in metas.items():
        meta = json.loads(path.read_text(encoding="utf-8"))
        passages: list[Document] = [
            {"doc": d, "text": (standard / name / f"{d}.txt").read_text(encoding="utf-8")}
            | {field: row[field] for field in ("area", "kind", "year")}
            for d, row in sorted(meta.items())
        ]
        sets[name] = (_records(golds[name]), passages)
    return sets


def _records(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_sample(shared: Path) -> list[Document]:
    """Return the reports whose ids have the smallest digests: a sample that is the same on every run."""
    path = shared / "reports" / "reports.parquet"
    if not path.is_file():
        return []
    import pyarrow.parquet as pq

    ids = pq.read_table(path, columns=["doc"])["doc"].to_pylist()
    chosen = sorted(set(ids), key=lambda doc: sha256(doc.encode()).hexdigest())[:SAMPLE]
    rows = pq.read_table(path, columns=["doc", "area", "year", "text"], filters=[("doc", "in", chosen)]).to_pylist()
    return [row | {"kind": ""} for row in sorted(rows, key=lambda row: row["doc"])]


def judge(script: Path, gold: Iterable[Record], predicted: Iterable[Record]) -> dict[str, Any]:
    """Return what the judge of the annotation standard says."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "predicted.jsonl")]
        for path, records in zip(paths, (gold, predicted), strict=True):
            path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(script), *map(str, paths), "--json"], capture_output=True, check=True, encoding="utf-8"
        )
    return dict(json.loads(done.stdout))


def is_money(record: Mapping[str, Any]) -> bool:
    """Whether a record is an amount of money by its unit."""
    return str(record.get("unit") or "").endswith("元")


def score_reader(worker: Worker, gold: Mapping[str, tuple[list[Record], list[Document]]], script: Path) -> dict[str, Any]:
    """Return the judge's words on each gold set, and on the amounts of money of all of them."""
    scores: dict[str, Any] = {}
    golds: list[Record] = []
    found: list[Record] = []
    for name, (figures, documents) in gold.items():
        answer = worker.ask(documents, keep=True)
        if answer is None:
            return {}
        scores[name] = judge(script, figures, answer["records"])
        golds += figures
        found += answer["records"]
    scores["money"] = judge(script, filter(is_money, golds), filter(is_money, found))
    # Fields that a reader does not know would be scored as wrong.
    if "measure" not in KNOWS[worker.name]:
        for score in scores.values():
            score.update(full=None, label=None)
    return scores


def time_readers(workers: Sequence[Worker], documents: Sequence[Document]) -> dict[str, list[float]]:
    """Return the seconds of each repeat, readers by turns; scoring has warmed them up."""
    seconds: dict[str, list[float]] = {w.name: [] for w in workers}
    for turn in range(REPEATS):
        for worker in workers:
            taken = seconds[worker.name]
            if turn >= FEWEST and sum(taken) > PATIENCE:
                continue
            if answer := worker.ask(documents):
                taken.append(answer["seconds"])
    return seconds


def time_cases(worker: Worker) -> list[dict[str, Any]]:
    """Return the microseconds a character that texts of two sizes take, median of the fewest repeats."""
    out = []
    for name, make, sizes in CASES:
        cost = []
        for size in sizes:
            text = make(size)
            document = {"doc": "case", "text": text, "area": "青岚市", "kind": "work report", "year": 2031}
            answers = [worker.ask([document]) for _ in range(FEWEST)]
            taken = [a["seconds"] for a in answers if a]
            cost.append(median(taken) / len(text) * 1e6 if taken else None)
        out.append({"case": name, "sizes": sizes, "cost": cost})
    return out


def run(shared: Path, peers: str) -> dict[str, Any] | None:
    """Return everything that the page and the chart show, None without gold sets."""
    gold = read_gold(shared)
    if gold is None:
        return None
    workers = [Worker(name, sys.executable if name in ("xclib", "regex") else peers) for name in READERS]
    try:
        scores = {w.name: score_reader(w, gold, shared / "standard" / "score.py") for w in workers}
        timed = [*gold["xicheng"][1], *read_sample(shared)]
        seconds = time_readers([w for w in workers if not w.missing], timed)
        cases = time_cases(workers[0])
    finally:
        for worker in workers:
            worker.close()
    characters = sum(len(d["text"]) for d in timed)
    readers = {
        w.name: {
            "version": w.version,
            "missing": w.missing,
            "scores": scores[w.name],
            "speed": characters / median(taken) if (taken := seconds.get(w.name)) else None,
            "repeats": len(seconds.get(w.name, [])),
        }
        for w in workers
    }
    size = {name: (len(figures), len(documents)) for name, (figures, documents) in gold.items()}
    told = {
        "date": date.today().isoformat(),
        "machine": machine(),
        "characters": characters,
        "reports": len(timed),
        "gold": size,
    }
    recognized = [*score_corpus(shared), "", *score_recognized(shared)]
    cells = [*score_tables(["kinds", "held_out", "later", "parts", "parts_held_out", "lines_held_out", "copies_held_out"])]
    return told | {"readers": readers, "cases": cases, "recognized": "\n".join(recognized), "cells": "\n".join(cells)}


def machine() -> str:
    """Return the class of the machine, without its name."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text(encoding="utf-8").splitlines() if cpu.is_file() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "processor not told")
    return f"{model}, {os.cpu_count()} logical processors, {sys.platform}, Python {sys.version.split()[0]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 also where there is no gold."""
    parser = argparse.ArgumentParser(description="score and time the extraction and its peers")
    own = ROOT / ".build" / "peers" / "bin" / "python"
    parser.add_argument("--peers", default=str(own) if own.is_file() else sys.executable, help="interpreter that has the peers")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the gold sets and reports")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="folder to write into")
    options = parser.parse_args(arguments)
    # Without the environment of the peers the run goes on, and the table says who is missing.
    result = run(options.shared, shutil.which(options.peers) or sys.executable)
    if result is None:
        print("no gold sets beside the project: nothing scored, nothing changed")
        return 0
    if missing := result["readers"]["xclib"]["missing"]:
        print(f"xclib could not be scored ({missing}): nothing changed", file=sys.stderr)
        return 1
    (options.docs / "img").mkdir(parents=True, exist_ok=True)
    draw_chart(result, options.docs / "img" / "benchmark.png")
    print(write_page(result, options.docs / "benchmark.md"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
