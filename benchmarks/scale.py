"""Measure what a report costs, from one hundred reports to all, and write the result into docs/corpus.md.

    python benchmarks/scale.py ../shared/reports/reports.parquet [--workers 2] [--work FOLDER]

Random samples by a fixed seed, by turns, each read and its panel built in processes of their own. What starting Python and
its libraries costs is measured with one report and told apart. DuckDB is asked where it is installed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import psutil
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from xclib.charts.picture import to_bytes
from xclib.charts.style import BLUE, INK, MUTED, ORANGE, SMALL, draw_key, format_number, new_figure, use_style
from xclib.words.wording import in_words_of

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "corpus.md"
SEED = 20260
#: Size of a sample and how often it is measured; the last is the whole corpus.
SIZES = {1: 3, 100: 3, 300: 2, 1000: 1, 3000: 1}
READ = "import sys; from xclib.cli.main import main; sys.exit(main(['corpus', 'read', *sys.argv[1:]]))"

# --- on paper --------------------------------------------------------------------------------------------------------
#: County-level divisions at the end of 2020 (China Statistical Yearbook 2021, table 1-1), and years of reports.
COUNTIES, YEARS = 2_844, 20
#: An assumption: a core-hour of a rented machine, in yuan, and a month of object storage, in yuan per GB.
CORE_HOUR, GB_MONTH = 0.30, 0.12


@dataclass(frozen=True)
class Run:
    """One command over one sample: seconds on the clock and of the processors, memory of all its processes together."""

    reports: int
    chars: int
    wall: float
    cpu: float
    panel_wall: float
    panel_cpu: float
    peak_mib: float
    failures: int
    figures: int
    rows: int
    figure_bytes: int


def measured(command: Sequence[str], log: Path) -> tuple[float, float, float]:
    """Run a command; return wall seconds, processor seconds and peak memory in MiB of it and its children."""
    began = time.monotonic()
    with log.open("ab") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, stdin=subprocess.DEVNULL, cwd=ROOT)
    peak, ended = [0], threading.Event()

    def watch() -> None:
        root = psutil.Process(process.pid)
        while not ended.wait(0.05):
            total = 0
            with contextlib.suppress(psutil.Error):
                for one in [root, *root.children(recursive=True)]:
                    with contextlib.suppress(psutil.Error):
                        total += one.memory_info().rss
            peak[0] = max(peak[0], total)

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    ended.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{' '.join(command)}: exit {process.returncode}, see {log}"
    return wall, usage.ru_utime + usage.ru_stime, peak[0] / 2**20


def run_sample(sample: Path, out: Path, workers: int, log: Path) -> Run:
    """Read a sample and build its panel."""
    wall, cpu, peak = measured(
        [sys.executable, "-c", READ, str(sample), "--to", str(out), "--anew", "--workers", str(workers)], log
    )
    panel = [sys.executable, str(ROOT / "benchmarks" / "build_panel.py"), str(out), str(sample), "--out", str(out / "panel")]
    panel_wall, panel_cpu, panel_peak = measured(panel, log)
    told = json.loads((out / "run.json").read_text(encoding="utf-8"))
    size = sum(p.stat().st_size for p in (out / "figures").iterdir())
    rows = pq.read_metadata(out / "panel" / "panel.parquet").num_rows
    return Run(
        told["reports"], told["chars"], wall, cpu, panel_wall, panel_cpu, max(peak, panel_peak), told["failures"],
        told["figures"], rows, size,
    )  # fmt: skip


def turns() -> Iterator[tuple[int, int]]:
    """The sizes by turns, so that an hour in which the machine is busy meets all of them."""
    for turn in range(max(SIZES.values())):
        yield from ((turn, size) for size, times in SIZES.items() if turn < times)


# --- queries ---------------------------------------------------------------------------------------------------------

SQL = {
    "one indicator, one year, provinces": "SELECT area, value FROM f WHERE indicator = 'gdp_growth' AND period = '2015' "
    "AND level = 'province' AND status = 'actual'",
    "all figures of one area": "SELECT * FROM f WHERE area_code = '420600'",
    "figures by level and year": "SELECT level, year, count(*) FROM f GROUP BY level, year",
}


def queries(out: Path) -> dict[str, tuple[float, float | None]]:
    """Return the seconds that each query takes in a warm process, by pyarrow and by DuckDB, best of five."""
    figures = ds.dataset(out / "figures")
    same = {"indicator": "gdp_growth", "period": "2015", "level": "province", "status": "actual"}
    chosen = [ds.field(name) == value for name, value in same.items()]
    arrow: list[Callable[[], object]] = [
        lambda: figures.to_table(columns=["area", "value"], filter=chosen[0] & chosen[1] & chosen[2] & chosen[3]),
        lambda: figures.to_table(filter=pc.field("area_code") == "420600"),
        lambda: figures.to_table(columns=["level", "year"]).group_by(["level", "year"]).aggregate([([], "count_all")]),
    ]
    found: dict[str, tuple[float, float | None]] = {}
    for (name, sql), ask in zip(SQL.items(), arrow, strict=True):
        found[name] = (best(ask), best_duck(sql, out))
    return found


def best(ask: Callable[[], object]) -> float:
    """Return the shortest of five runs."""
    seconds = []
    for _ in range(5):
        began = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def best_duck(sql: str, out: Path) -> float | None:
    """The same by DuckDB, where it is installed."""
    try:
        import duckdb
    except ImportError:
        return None
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW f AS SELECT * FROM read_parquet('{out}/figures/*.parquet')")
    return best(lambda: connection.execute(sql).fetchall())


# --- the page --------------------------------------------------------------------------------------------------------


def by_size(runs: Sequence[Run]) -> dict[int, list[Run]]:
    """Runs by the number of reports, without those of one report, which tell what a start costs."""
    sizes = sorted({run.reports for run in runs} - {1})
    return {size: [run for run in runs if run.reports == size] for size in sizes}


def start_of(runs: Sequence[Run]) -> float:
    """Processor seconds that a run costs before it reads: those of one report."""
    return median(run.cpu + run.panel_cpu for run in runs if run.reports == 1)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is text."""
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, ["---", *["---:"] * (len(head) - 1)], *rows])


def cost_table(runs: Sequence[Run]) -> str:
    """What a sample of each size costs; medians."""
    start, rows = start_of(runs), []
    for size, same in by_size(runs).items():
        cpu = median(r.cpu + r.panel_cpu for r in same)
        chars = same[0].chars / 1e6
        numbers = (
            f"{median(r.wall for r in same):.1f}", f"{median(r.panel_wall for r in same):.1f}", f"{cpu:.1f}",
            f"{1000 * (cpu - start) / size:.0f}", f"{(cpu - start) / chars:.2f}", f"{max(r.peak_mib for r in same):.0f}",
            str(same[0].failures), str(len(same)),
        )  # fmt: skip
        rows.append([f"{size:,}", f"{chars:.1f}", *numbers])
    head = ("reports", "million characters", "read, s", "panel, s", "processor, s", "ms a report", "s a million characters")
    return table([*head, "peak MiB", "failed", "runs"], rows)


def paper_table(full: Run, runs: Sequence[Run], shared: Mapping[str, float]) -> str:
    """What all county-level governments over twenty years would be, by the measured rates."""
    reports = COUNTIES * YEARS
    mean = shared["prefecture"]
    chars = reports * mean
    rate = (full.cpu + full.panel_cpu - start_of(runs)) / full.chars
    hours = chars * rate / 3600
    figures = chars * full.figures / full.chars
    size = figures * full.figure_bytes / full.figures
    text = chars * 3 * shared["packed"]
    rows = [
        ("reports", f"{reports:,}", f"{COUNTIES:,} areas × {YEARS} years, as if all survived"),
        ("characters", f"{chars / 1e6:,.0f} million", f"mean of the {shared['n']:.0f} prefectures’ reports here: {mean:,.0f}"),
        ("figures", f"{figures / 1e6:.1f} million", f"{1000 * full.figures / full.chars:.1f} a thousand characters"),
        ("core-hours", f"{hours:.1f}", f"{1e6 * rate:.2f} s of processor a million characters, panel included"),
        ("on the clock", f"{hours / 2 * 60:.0f} min on 2 cores, {hours / 64 * 60:.1f} min on 64", "each report apart"),
        ("money", f"{hours * CORE_HOUR:.1f} yuan a run", f"assumed: {CORE_HOUR:.2f} yuan a core-hour"),
        (
            "data set", f"{size / 1e9:.2f} GB",
            f"{full.figure_bytes / full.figures:.0f} bytes a figure, {full.figure_bytes / full.reports / 1000:.1f} kB a report",
        ),
        ("texts, packed", f"{text / 1e9:.2f} GB", f"{100 * shared['packed']:.0f}% of UTF-8 in Parquet here"),
        ("storage", f"{(size + text) / 1e9 * GB_MONTH:.2f} yuan a month", f"assumed: {GB_MONTH:.2f} yuan a GB and month"),
    ]  # fmt: skip
    return table(["what", "how much", "from"], rows).replace("---:", "---")


def query_table(found: Mapping[str, tuple[float, float | None]], figures: int) -> str:
    """Seconds of each query, in milliseconds."""
    shown = [[name, *("—" if s is None else f"{1000 * s:.0f}" for s in seconds)] for name, seconds in found.items()]
    return table([f"of {figures:,} figures, ms", "pyarrow", "DuckDB"], shown)


def draw(runs: Sequence[Run], path: Path) -> None:
    """Draw the cost of a report and of a million characters, and memory, against the size of the corpus."""
    start, sizes = start_of(runs), by_size(runs)
    with in_words_of("en"), use_style():
        figure, whole = new_figure(3.9, "Cost does not grow with the corpus: random samples of 100 to 3,000 reports, and all")
        whole.remove()
        left, middle, right = figure.subplots(1, 3)
        cost = {"without the start": (INK, 0.0), "with it": (ORANGE, start)}
        for ax, title, unit in (
            (left, "Processor ms a report", lambda r: 1000 / r.reports),
            (middle, "Processor s a million characters", lambda r: 1e6 / r.chars),
        ):
            ax.set_title(title)
            for color, added in reversed(cost.values()):
                dots(ax, [(r.reports, (r.cpu + r.panel_cpu - start + added) * unit(r)) for r in runs if r.reports > 1], color)
        right.set_title("Peak memory of all processes, MiB")
        dots(right, [(r.reports, r.peak_mib) for r in runs if r.reports > 1], BLUE)
        right.axhline(2048, color=MUTED, lw=1)
        right.text(100, 2048 * 0.985, "2 GiB", va="top", color=MUTED, fontsize=SMALL)
        for ax in (left, middle, right):
            ax.set_ylim(bottom=0)
            ax.set_xscale("log")
            ax.set_xlim(70, 4600)
            ax.xaxis.set_major_locator(FixedLocator([s for s in sizes if s <= 3000]))
            ax.xaxis.set_minor_locator(NullLocator())
            ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: format_number(v)))
            ax.grid(axis="y", lw=0.8)
            ax.set_xlabel("reports, log scale")
        key = [(f"reading and panel, {text} ({start:.1f} s)" if added else f"reading and panel, {text} of the programs",
                {"color": color}) for text, (color, added) in cost.items()]  # fmt: skip
        draw_key(figure, key)
    path.write_bytes(to_bytes(figure, lang="en"))


def dots(ax: Axes, points: Sequence[tuple[int, float]], color: str) -> None:
    """Each run a dot, the medians joined."""
    sizes = sorted({x for x, _ in points})
    ax.plot(sizes, [median(y for x, y in points if x == size) for size in sizes], color=color, lw=1.6)
    ax.plot([x for x, _ in points], [y for _, y in points], "o", color=color, ms=5, mec="white", mew=0.6)


def write_page(page: Path, parts: Mapping[str, str]) -> None:
    """Put each part between its two marks in the page."""
    text = page.read_text(encoding="utf-8")
    for name, part in parts.items():
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.S)
        assert pattern.search(text), f"{page} has no place for {name}"
        text = pattern.sub(lambda _, b=begin, p=part, e=end: f"{b}\n{p}\n{e}", text)
    page.write_text(text, encoding="utf-8", newline="\n")


def describe(full: Run, workers: int) -> str:
    """The whole corpus in one line, and the machine."""
    seconds = full.wall + full.panel_wall
    cores = os.cpu_count()
    return (
        f"All {full.reports:,} reports, {full.chars:,} characters, `--workers {workers}`: read in {full.wall:.0f} s "
        f"({full.chars / full.wall:,.0f} characters a second) and the panel of {full.rows:,} rows built in "
        f"{full.panel_wall:.0f} s, together {seconds:.0f} s by the clock and "
        f"{full.cpu + full.panel_cpu:.0f} s of processor; {full.peak_mib:.0f} MiB at most; {full.figures:,} figures, "
        f"{full.failures} failed. {cores} logical processors, {platform.system()}, Python {platform.python_version()}."
    )


def of_corpus(corpus: Path) -> dict[str, float]:
    """Mean length of prefectures' reports, and how small the texts become in Parquet."""
    texts = pq.read_table(corpus, columns=["level", "text"])
    same = texts.filter(pc.field("level") == "prefecture")
    chars, octets = pc.utf8_length(texts["text"]), pc.binary_length(texts["text"])
    mean = pc.mean(pc.utf8_length(same["text"])).as_py()
    assert pc.sum(octets).as_py() < 3.1 * pc.sum(chars).as_py()
    return {"prefecture": mean, "n": same.num_rows, "packed": corpus.stat().st_size / pc.sum(octets).as_py()}


def main() -> None:
    """Measure, write the tables into the page and draw the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="Parquet file of reports")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--work", type=Path, help="keep data sets, log and measurements here; what is there is not run again")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        work = options.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        work.mkdir(parents=True, exist_ok=True)
        kept = work / "measured.jsonl"
        runs = list(run_all(options.corpus, work, options.workers, kept))
        found = queries(work / "out-all")
        full, shared = runs[-1], of_corpus(options.corpus)
    parts = {
        "scale": f"{cost_table(runs)}\n\n{describe(full, options.workers)}",
        "paper": paper_table(full, runs, shared),
        "queries": query_table(found, full.figures),
    }
    write_page(PAGE, parts)
    draw(runs, ROOT / "docs" / "img" / "scale.png")
    print("\n\n".join(parts.values()))


def run_all(corpus: Path, work: Path, workers: int, kept: Path) -> Iterator[Run]:
    """Run the samples by turns and the whole corpus last; each run is kept as soon as it is done."""
    done = [Run(**json.loads(line)) for line in kept.read_text(encoding="utf-8").splitlines()] if kept.exists() else []
    log = work / "log.txt"
    for n, (turn, size) in enumerate([*turns(), (0, 0)]):
        if n < len(done):
            yield done[n]
            continue
        sample = take_sample(corpus, work / "sample.parquet", size, turn) if size else corpus
        run = run_sample(sample, work / ("out-one" if size else "out-all"), workers, log)
        with kept.open("a", encoding="utf-8") as file:
            print(json.dumps(asdict(run)), file=file)
        yield run


def take_sample(corpus: Path, path: Path, size: int, turn: int) -> Path:
    """Write a random sample of the corpus, the same for the same size and turn."""
    rows: pa.Table = pq.read_table(corpus)
    chosen = sorted(random.Random(f"{SEED} {size} {turn}").sample(range(rows.num_rows), size))
    pq.write_table(rows.take(chosen), path, compression="zstd")
    return path


if __name__ == "__main__":
    main()
