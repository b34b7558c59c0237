"""Time all briefs of a report in both languages against one papermill and one nbconvert process for each, in one run.

    python benchmarks/briefs.py [--report ID] [--docs DIR] [--topic NAME] [--many N] [--workers N]

The commands run one after the other, as a user would script them (``--workers 2`` lets two run at once); `xclib briefs` has its
two workers. Then a second run with nothing changed is timed, and whether the hundredth brief costs what the tenth did.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LANGS = ("zh", "en")
#: Notebooks of a topic; what a colleague adds is not timed.
TOPICS = ("growth", "fiscal", "livelihood", "environment")


def _run(words: Sequence[str], folder: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XCLIB_DATA": str(ROOT / "data")}
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stderr[-2000:]}")


def time_commands(report: str, folder: Path, topics: Sequence[str], workers: int) -> dict[str, float]:
    """Return the wall seconds of papermill and nbconvert, a process each for every brief."""

    def papermill(job: tuple[str, str]) -> None:
        name, lang = job
        notebook = ROOT / "notebooks" / f"{name}.ipynb"
        words = [sys.executable, "-m", "papermill", str(notebook), f"{name}.{lang}.ipynb", "-k", "python3", "--no-progress-bar"]
        _run([*words, "--cwd", str(ROOT / "notebooks"), "-p", "report", report, "-p", "lang", lang], folder)

    def nbconvert(job: tuple[str, str]) -> None:
        _run([sys.executable, "-m", "nbconvert", "--to", "html", "--no-input", f"{job[0]}.{job[1]}.ipynb"], folder)

    taken = {}
    for command in (papermill, nbconvert):
        began = time.perf_counter()
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(command, [(name, lang) for name in topics for lang in LANGS]))
        taken[command.__name__] = time.perf_counter() - began
    return taken


def time_briefs(report: str, out: Path, topics: Sequence[str]) -> float:
    """Return the wall seconds of one whole process of `xclib briefs`."""
    start = "import sys; from xclib.cli.main import main; sys.exit(main())"
    words = [word for name in topics for word in ("--topic", name)]
    began = time.perf_counter()
    _run([sys.executable, "-c", start, "briefs", report, *words, "--out", str(out)], ROOT)
    return time.perf_counter() - began


def time_many(folder: Path, count: int) -> dict[str, float]:
    """Return seconds a brief and peak memory in MiB around the tenth and around the last of many small briefs.

    ``commands`` are the seconds that papermill and nbconvert take for one of them, ``ratio`` how many times that is ours.
    """
    import nbformat

    from xclib.briefs.jobs import read_register
    from xclib.briefs.run import make_briefs

    cells = [
        nbformat.v4.new_code_cell('report = ""\nlang = "zh"', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("import pandas as pd\npd.DataFrame({'a': range(100)}).describe()"),
        nbformat.v4.new_markdown_cell("增长 growth"),
    ]
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    notebooks = []
    for n in range(count // 2):
        path = folder / "notebooks" / f"small{n:03}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
        notebooks.append(path)
    seen: list[tuple[float, float]] = []

    def note(_: object) -> None:
        seen.append((time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))

    report = next(iter(read_register(ROOT / "data")))
    make_briefs(report, notebooks=notebooks, out=folder / "many", tell=note).check()
    gaps = [b[0] - a[0] for a, b in pairwise(seen)]
    alone = median(_time_small(path, report, folder) for path in notebooks[:5])
    return {
        "commands": alone,
        "ratio": alone / median(gaps[4:24]),
        "seconds_10": median(gaps[4:24]),
        "seconds_last": median(gaps[-20:]),
        "mib_10": seen[9][1],
        "mib_last": seen[-1][1],
        "count": float(count),
    }


def _time_small(notebook: Path, report: str, folder: Path) -> float:
    """Return the seconds of the two commands on one small notebook."""
    began = time.perf_counter()
    words = ["papermill", str(notebook), "small.ipynb", "-k", "python3", "--no-progress-bar", "-p", "report", report]
    _run([sys.executable, "-m", *words], folder)
    _run([sys.executable, "-m", "nbconvert", "--to", "html", "--no-input", "small.ipynb"], folder)
    return time.perf_counter() - began


def draw_chart(times: dict[str, Any], path: Path) -> None:
    """Draw the seconds of each side."""
    from xclib.charts.picture import to_bytes
    from xclib.charts.style import BLUE, GREY, new_figure, use_style
    from xclib.words.wording import in_words_of

    parts = [
        ("papermill + nbconvert,\na process each", times["papermill"], times["nbconvert"]),
        ("xclib briefs", times["briefs"], 0.0),
    ]
    parts.append(("xclib briefs,\nnothing changed", times["again"], 0.0))
    with in_words_of("en"), use_style():
        figure, axes = new_figure(
            2.8, f"{times['briefs_made']} briefs of one report, seconds on {times['processors']} processors"
        )
        for n, (name, first, second) in enumerate(reversed(parts)):
            axes.barh(n, first, color=BLUE if name.startswith("xclib") else GREY)
            axes.barh(n, second, left=first, color="#a3acb8")
            axes.annotate(f"{first + second:.1f}", (first + second, n), (6, 0), textcoords="offset points", va="center")
        axes.set_yticks(range(len(parts)), [name for name, *_ in reversed(parts)])
        axes.set_xlim(0, 1.12 * (times["papermill"] + times["nbconvert"]))
    path.write_bytes(to_bytes(figure, lang="en"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print what it found."""
    parser = argparse.ArgumentParser(description="time the briefs against papermill and nbconvert")
    parser.add_argument("--report", default="cn-110102-plan-2024", help="id of the report")
    parser.add_argument("--topic", action="append", help="notebook to time, may be repeated (default: all four)")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="folder to draw into")
    parser.add_argument("--many", type=int, default=100, help="small briefs made in one run (default: 100)")
    parser.add_argument("--workers", type=int, default=1, help="commands that run at once (default: 1, as a script runs them)")
    options = parser.parse_args(arguments)
    topics = tuple(options.topic or TOPICS)
    folder = Path(tempfile.mkdtemp(prefix="xclib-bench-"))
    try:
        # In turn, so that whatever else the machine does falls on both.
        first = time_briefs(options.report, folder / "briefs", topics)
        times: dict[str, Any] = time_commands(options.report, folder, topics, options.workers)
        second = time_briefs(options.report, folder / "briefs2", topics)
        times |= {"briefs": (first + second) / 2, "again": time_briefs(options.report, folder / "briefs", topics)}
        times |= {
            "briefs_made": 2 * len(topics),
            "processors": len(os.sched_getaffinity(0)),
            "load": os.getloadavg()[0],
            "runs": [first, second],
        }
        times["ratio"] = (times["papermill"] + times["nbconvert"]) / times["briefs"]
        if options.many:
            times["many"] = time_many(folder, options.many)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    (options.docs / "img").mkdir(parents=True, exist_ok=True)
    draw_chart(times, options.docs / "img" / "briefs-bench.png")
    print(json.dumps(times, indent=1))
    print(
        f"papermill {times['papermill']:.1f} s + nbconvert {times['nbconvert']:.1f} s : xclib briefs {times['briefs']:.1f} s",
        end=" ",
    )
    print(f"= {times['ratio']:.1f}; nothing changed: {times['again']:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
