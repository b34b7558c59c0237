"""Make the briefs of reports that nobody has prepared, and measure what is wrong on their pages.

    python benchmarks/any_report.py [--reports FILE] [--many N] [--seed N] [--folder DIR] [--topic NAME] [--workers N] [--keep]

Reports of provinces, cities, the State Council and communiqués are drawn from a table of texts (columns doc, kind, level, area,
year, text); those of counties, and budget reports, are invented (`invented.yaml`). All are registered in a scratch data folder,
never in the project's. ``--keep`` measures the pages that a folder already holds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
#: Of sixty reports, how many are of each kind.
SHARES = {"province": 20, "city": 20, "county": 10, "budget": 5, "communique": 5}
#: Texts before this year are too unlike those that a reader has now.
SINCE = 2015


def sample(path: Path | None, many: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield reports as ``kind``, ``area``, ``year``, ``text`` and ``code``, in the shares of `SHARES`."""
    wanted = {name: max(1, round(many * share / sum(SHARES.values()))) for name, share in SHARES.items()}
    yield from invent(wanted["county"], wanted["budget"], seed)
    if path is None:
        return
    import pandas as pd

    rows = pd.read_parquet(path)
    rows = rows[(rows["year"] >= SINCE) & (rows["text"].str.len() > 2000)]
    work = rows["kind"] == "work report"
    groups = {
        "province": rows[work & rows["level"].isin(["province", "nation"])],
        "city": rows[work & rows["level"].isin(["prefecture", "major city"])],
        "communique": rows[~work],
    }
    for name, group in groups.items():
        for row in group.sample(min(wanted[name], len(group)), random_state=seed).to_dict("records"):
            # Numbers are counted by their links: a text that came without an address gets one that leads nowhere.
            address = row["source_url"] or f"https://report.example/{name}/{row['year']}"
            yield {str(name): value for name, value in row.items()} | {"code": "", "source_url": address}


def invent(counties: int, budgets: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield reports of invented places: work reports of counties, and budget reports."""
    shapes = yaml.safe_load((ROOT / "benchmarks" / "invented.yaml").read_text(encoding="utf-8"))
    places = shapes["places"]
    for n in range(counties + budgets):
        kind, place = ("work", "budget")[n >= counties], places[n % len(places)]
        year = 2031 + n // len(places)
        fill = _Numbers(shapes["numbers"], random.Random(f"{seed} {n}"), place=place, rank=place[-1], last=year - 1, year=year)
        text = "\n".join(line.format_map(fill) for line in shapes[kind])
        name = {"work": "work report", "budget": "budget report"}[kind]
        yield {"kind": name, "area": place, "year": year, "text": text, "code": f"9999{n % len(places) + 1:02d}", "doc": place,
            "source_url": "https://yunze.example/report"}  # fmt: skip


class _Numbers(dict[str, object]):
    """Numbers of an invented report: each name is drawn once."""

    def __init__(self, spans: Mapping[str, tuple[float, float, int]], draw: random.Random, **known: object) -> None:
        super().__init__(known)
        self._spans, self._draw = spans, draw

    def __missing__(self, name: str) -> object:
        low, high, decimals = self._spans[name.rstrip("0123456789")]
        self[name] = f"{self._draw.uniform(low, high):.{decimals}f}"
        return self[name]


def register_all(reports: Iterator[dict[str, Any]], data: Path) -> list[str]:
    """Register reports in a scratch data folder and return their ids; one that cannot be read is named."""
    from xclib.errors import XclibError
    from xclib.reading.report import read, register

    names = []
    for row in reports:
        kind = "statistical communique" if "communiqu" in row["kind"] else row["kind"]
        try:
            reading = read(row["text"].encode(), area=row["area"], kind=kind, year=int(row["year"]), area_code=row["code"])
            names.append(register(reading, root=data, area_code=row["code"], source_url=row.get("source_url") or ""))
        except XclibError as error:
            print(f"not registered: {row['doc']}: {error}")
    return names


def prepare(data: Path) -> None:
    """Make a scratch data folder with the project's context and panel, and no report."""
    raw = data / "raw"
    raw.mkdir(parents=True)
    there = ROOT / "data" / "raw"
    shutil.copy(there / "context.csv", raw)
    for name in ("panel", "ledger"):
        shutil.copytree(there / name, raw / name)
    (raw / "reports.csv").write_text(
        (there / "reports.csv").read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8"
    )


def make(data: Path, out: Path, topics: list[str], workers: int) -> None:
    """Make all briefs of a data folder, report by report in random order, so that a run that is stopped leaves a fair part."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XCLIB_DATA": str(data)}
    words = "import sys; from xclib.cli.main import main; sys.exit(main())"
    named = [part for topic in topics for part in ("--topic", topic)]
    subprocess.run(
        [sys.executable, "-c", words, "briefs", "--workers", str(workers), "--out", str(out), *named], env=env, check=False
    )


#: What must not be on a page, as `measure` counts it; ``none`` are tables that say there is none.
WRONG = ("empty", "itself", "bare", "foreign", "none", "code")
#: A code of the data among the words of a Chinese page.
CODE = re.compile(r"(?<![\w.~-])[a-z][a-z_]{2,}(?![\w.~-])", re.ASCII)
BARE = re.compile(r"\d ?(?:亩|公里|吨|平方米|千瓦|立方米|亿元|万元|人次|公顷)(?![\u4e00-\u9fffA-Za-z])")
#: Magnitudes that pages write.
POWERS = {"万亿": 12, "亿": 8, "万": 4, "trillion": 12, "billion": 9, "million": 6}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:e\d+)?")


def holds(text: str, row: Mapping[str, Any]) -> bool:
    """Whether a linked text writes the number of a figure: its value or its printed digits, to the last digit shown.

    >>> holds("56.3 billion yuan", {"value": 5.63e10, "value_high": float("nan"), "number": "563亿"})
    True
    >>> holds("56.4 billion yuan", {"value": 5.63e10, "value_high": float("nan"), "number": "563亿"})
    False
    """
    from xclib.model.figure import in_percent

    found = [*NUMBER.finditer(text)]
    wanted = [abs(v) for v in map(in_percent(row).get, ("value", "value_high")) if v == v]
    if not found or row["number"] in text:
        return True  # in words, such as a rank, or as printed
    for match in found:
        digits, after = match[0].replace(",", ""), text[match.end() :].lstrip()
        power = next((p for word, p in POWERS.items() if after.startswith(word)), 0)
        number, half = float(digits) * 10.0**power, 0.5 * 10.0 ** (power - len(digits.partition(".")[2]))
        if any(abs(number - v) <= half * 1.001 for v in wanted):
            return True
    return False


def measure(page: Path, figures: Mapping[str, Mapping[str, Any]], own: str) -> dict[str, Any]:
    """Return what is wrong on a page, and the figures of its report that it links.

    ``empty`` are sections without a number, a table, a chart or a list; ``itself`` comparisons of the area with itself;
    ``bare`` amounts on an English page with a Chinese unit; ``foreign`` numbers that the figure they link does not hold;
    ``code`` codes that a sentence of a Chinese page shows in place of words.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    body = soup.body or soup
    sections: list[tuple[str, list[Any]]] = []
    for cell in body.select(".cell"):
        if heading := cell.find(["h2", "h3"]):
            sections.append((heading.name, []))
        if sections:
            sections[-1][1].append(cell)
    shown = [any(c.select("table, figure, ul, dl, a[href^=http], .computed") for c in cells) for _, cells in sections]
    # A section may live by its sub-sections.
    shown = [a or (n + 1 < len(shown) and shown[n + 1] and sections[n + 1][0] == "h3") for n, a in enumerate(shown)]
    links = [(str(a["data-figure"]), a.get_text(" ", strip=True)) for a in body.select("a[data-figure]")]
    foreign = [(name, text) for name, text in links if name in figures and not holds(text, figures[name])]
    for tip in body.select(".tip"):
        tip.decompose()  # quotes the report as printed
    text = body.get_text(" ", strip=True)
    for listed in body.select("ul:has(a[href*='doi.org/']), ol:has(a[href*='doi.org/'])"):
        listed.decompose()  # references keep the language they are written in
    sentences = " ".join(item.get_text(" ") for item in body.select("li, caption, figcaption"))
    return {
        "empty": shown.count(False),
        "itself": len(re.findall(rf"(?:above|below|高于|低于){re.escape(own)}(?:的| \()", text)),
        "bare": len(BARE.findall(text)) if ".en." in page.name else 0,
        "foreign": len(foreign),
        "code": len(CODE.findall(sentences)) if ".zh." in page.name else 0,
        "none": len(re.findall(r"none on record|没有可列的|nothing is compared", text)),
        "shown": {name for name, _ in links} & set(figures),
    }


def main(arguments: list[str] | None = None) -> int:
    """Register, make and measure; print one line a report and the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, help="table of texts; without it the invented reports alone are made")
    parser.add_argument("--many", type=int, default=60, help="reports in all (default: 60)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the draw (default: 1)")
    parser.add_argument("--folder", type=Path, help="scratch folder (default: a temporary one)")
    parser.add_argument("--topic", action="append", default=[], help="notebook to make, may be repeated (default: all)")
    parser.add_argument("--workers", type=int, default=2, help="notebooks that run at once (default: 2)")
    parser.add_argument("--keep", action="store_true", help="measure the pages that the folder holds")
    args = parser.parse_args(arguments)
    folder = args.folder or Path(tempfile.mkdtemp(prefix="any-report-"))
    data, out = folder / "data", folder / "briefs"
    if not args.keep:
        prepare(data)
        drawn = list(sample(args.reports, args.many, args.seed))
        random.Random(args.seed).shuffle(drawn)
        register_all(iter(drawn), data)
        make(data, out, args.topic, args.workers)
    return tell(data, out)


def tell(data: Path, out: Path) -> int:
    """Print the measures of every report's pages, and their sums; return 1 where anything is wrong."""
    os.environ["XCLIB_DATA"] = str(data)
    from xclib.data import front
    from xclib.data.rows import records

    total: Counter[str] = Counter()
    for row in front.reports().to_dict("records"):
        pages = sorted((out / row["report_id"]).glob("*.html"))
        stated = front.figures(row["report_id"], stored=True)
        ids = dict(zip(stated["figure_id"], records(stated), strict=True))
        found = [measure(page, ids, row["area_en" if ".en." in page.name else "area_zh"]) for page in pages]
        sums = {name: sum(f[name] for f in found) for name in WRONG}
        shown = set().union(*(f["shown"] for f in found)) if found else set()
        total.update(sums | {"pages": len(pages), "figures": len(ids) * bool(pages), "shown": len(shown)})
        if pages:
            print(
                json.dumps({"report": row["report_id"], "pages": len(pages), **sums, "share": round(len(shown) / len(ids), 3)})
            )
    print(json.dumps(dict(total) | {"share": round(total["shown"] / max(total["figures"], 1), 3)}))
    return int(any(total[name] for name in WRONG) or not total["pages"])


if __name__ == "__main__":
    raise SystemExit(main())
