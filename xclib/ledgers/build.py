"""The ledger of a whole corpus: pairs of neighbouring reports, matched side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd

from xclib.care.cluster import connected
from xclib.data.rows import records
from xclib.extract.document import Paragraph, parse_text
from xclib.ledgers.likeness import word_pattern
from xclib.ledgers.pair import DOUBTFUL, match_pair
from xclib.ledgers.promises import PLANS
from xclib.ledgers.store import COLUMNS, KEY, REVIEWED
from xclib.model.indicators import find_topic, read_indicators
from xclib.panels.store import name_levels, refile

#: Pairs that a process is given at a time.
CHUNK = 24
#: Columns of the corpus's figures that the ledger needs.
FIGURES = [
    *("doc", "area", "line", "start", "number", "unit", "unit_code", "value", "value_high", "low", "high", "bound", "measure"),
    *("status", "period", "label", "scope", "indicator", "coverage", "basis", "part", "year", "lead", "before", "after"),
]
#: Characters kept on either side of a number, for its link.
CONTEXT = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A report and the next one of the same government."""

    report: dict[str, Any]
    later: dict[str, Any]
    earlier_figures: pd.DataFrame
    later_figures: pd.DataFrame
    texts: tuple[str, str]


def find_pairs(reports: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of neighbouring work reports, one an area and year.

    Columns ``doc`` and ``out_doc``, beside those of the earlier report. ``reports``: ``reports.parquet`` of the corpus data
    set, with ``doc``, ``kind``, ``level``, ``area``, ``area_code`` and ``year``.

    >>> row = {"kind": "work report", "level": "province", "area": "青岚省", "area_code": "990000"}
    >>> rows = [row | {"doc": f"青岚省/{year}", "year": year} for year in (2030, 2031, 2033)]
    >>> find_pairs(pd.DataFrame(rows))[["doc", "out_doc"]].to_numpy().tolist()
    [['青岚省/2030', '青岚省/2031']]
    """
    work = reports[(reports["kind"] == "work report") & (reports["area_code"] != "")]
    folder = work["doc"].str.rsplit("/", n=1).str[0]
    after = work.assign(year=work["year"] - 1, folder=folder)[["area_code", "year", "doc", "folder"]]
    both = work.merge(after.rename(columns={"doc": "out_doc"}), on=["area_code", "year"])
    # An area of two collections: its reports of one collection.
    both["apart"] = both["doc"].str.rsplit("/", n=1).str[0] != both["folder"]
    both = both.sort_values(["area_code", "year", "apart", "doc", "out_doc"], kind="stable")
    return both.drop_duplicates(["area_code", "year"]).drop(columns=["folder", "apart"]).reset_index(drop=True)


def read_reports(dataset: Path, misfiled: pd.DataFrame) -> pd.DataFrame:
    """Return the reports of a data set under their own areas, without those whose figures were dated by a wrong year."""
    reports = pd.read_parquet(dataset / "reports.parquet")
    dated_wrongly = reports["doc"].isin(misfiled.loc[misfiled["year"] != "", "doc"])
    return name_levels(refile(reports[~dated_wrongly], misfiled))


def read_pairs(dataset: Path, texts: Path, misfiled: pd.DataFrame) -> Iterator[Pair]:
    """Yield pairs with their figures and texts."""
    import pyarrow.parquet as pq

    reports = read_reports(dataset, misfiled)
    pairs = find_pairs(reports)
    wanted = set(pairs["doc"]) | set(pairs["out_doc"])
    filters = [("status", "in", ["actual", "target"]), ("part", "in", ["review", *PLANS])]
    figures = pq.read_table(dataset / "figures", columns=FIGURES, filters=filters).to_pandas()
    by_doc = {str(doc): rows for doc, rows in figures.groupby("doc", sort=False) if doc in wanted}
    text = pq.read_table(texts, columns=["doc", "text"]).to_pandas().set_index("doc")["text"]
    rows = {str(row["doc"]): {str(k): v for k, v in row.items()} for row in reports.to_dict("records")}
    none = figures.iloc[:0]
    for doc, out_doc in zip(pairs["doc"], pairs["out_doc"], strict=True):
        sides = [by_doc.get(name, none) for name in (doc, out_doc)]
        yield Pair(rows[doc], rows[out_doc], sides[0], sides[1], (str(text[doc]), str(text[out_doc])))


def match_one(pair: Pair) -> list[dict[str, Any]]:
    """Return the ledger of one pair, with area, level, topic and what its links need."""
    plan, review = _part(pair.texts[0], pair.report, PLANS), _part(pair.texts[1], pair.later, ("review",))
    rows = match_pair(pair.earlier_figures, pair.later_figures, plan, review)
    sides = (pair.earlier_figures, pair.later_figures)
    places = [{(row["line"], row["start"]): row for row in records(frame)} for frame in sides]
    about = {name: pair.report[name] for name in ("area_code", "area", "level", "year")}
    pages = {"source_url": pair.report["source_url"], "out_source_url": pair.later["source_url"], "out_doc": pair.later["doc"]}
    out = []
    for row in rows:
        own = places[0][row["line"], row["start"]]
        answer = places[1].get((row["out_line"], row["out_start"]), {})
        out.append({**row, **about, **pages, **_describe(own), **_context(own, ""), **_context(answer, "out_")})
    return out


def _part(text: str, row: dict[str, Any], parts: tuple[str, ...]) -> list[Paragraph]:
    known = {"doc": row["doc"], "area": row["area"], "kind": row["kind"], "year": int(row["year"])}
    return [paragraph for paragraph in parse_text(text, **known).paragraphs if paragraph.part in parts]


def _context(row: dict[str, Any], prefix: str) -> dict[str, str]:
    return {
        f"{prefix}prefix": str(row.get("before", ""))[-CONTEXT:],
        f"{prefix}suffix": str(row.get("after", ""))[:CONTEXT],
    }


def _describe(row: dict[str, Any]) -> dict[str, Any]:
    """Return topic and kind of a promise, and whether it is among the main targets."""
    code = str(row["indicator"])
    kinds = {"<": "cap", "<=": "cap", ">": "floor", ">=": "floor", "~": "about", "=": "number"}
    ranged = row["value_high"] is not None and row["value_high"] == row["value_high"]
    headline = code != "" or word_pattern("headlines").search(str(row["before"])) is not None
    topic = find_topic(f"{row['scope']}{row['label']}", read_indicators().get(code))
    return {"indicator": code, "topic": topic, "kind": "range" if ranged else kinds[str(row["bound"])], "headline": headline}


def match_all(pairs: Iterator[Pair], workers: int = 2, cluster: str = "") -> list[dict[str, Any]]:
    """Return the ledger of all pairs, on processes of this machine or on the workers of a Dask cluster.

    ``pairs``: as `read_pairs` yields them; figures and texts travel with them. ``workers``: processes, where no cluster is
    given; ``cluster``: address of a Dask scheduler, ``tcp://host:8786``.
    """
    if cluster:
        with connected(cluster) as client:
            found = client.gather(client.map(match_one, list(pairs), pure=False))  # type: ignore[no-untyped-call]
            return list(chain.from_iterable(found))
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        return list(chain.from_iterable(pool.map(match_one, pairs, chunksize=CHUNK)))


def to_ledger(rows: Sequence[dict[str, Any]], reviewed: pd.DataFrame) -> pd.DataFrame:
    """Return the ledger as it is shipped: columns in order, doubtful rows marked, and what a person reviewed in place.

    ``rows``: as `match_all` returns them. ``reviewed``: `REVIEWED`, all cells text; its rows win over computed ones.
    """
    frame = pd.DataFrame(list(rows))
    best = frame["score"].where(frame["answer"] == "figure", 1 - frame["score"])
    frame["doubtful"] = (frame["answer"] != "words") & best.between(DOUBTFUL, 1 - DOUBTFUL)
    frame["reviewed"] = False
    frame = apply_reviews(frame, reviewed)
    frame.loc[frame["answer"] == "silent", "verdict"] = ""
    return frame[list(COLUMNS)].sort_values(["area_code", "year", "doc", "line", "start"], kind="stable", ignore_index=True)


def apply_reviews(frame: pd.DataFrame, reviewed: pd.DataFrame) -> pd.DataFrame:
    """Return a ledger in which what a person found takes the place of what was computed."""
    keys = list(zip(*(frame[name].astype(str) for name in KEY), strict=True))
    at = {key: n for n, key in enumerate(keys)}
    out = frame.copy()
    for row in reviewed.to_dict("records"):
        n = at.get(tuple(str(row[name]) for name in KEY))
        if n is None:
            continue
        if row["answer"] != "figure":
            for name in (name for name in COLUMNS if name.startswith("out_") and name not in ("out_doc", "out_source_url")):
                out.at[n, name] = None
        given = {name: row[name] for name in REVIEWED if name not in KEY and name != "reason"}
        given |= {name: float(row[name]) if row[name] else None for name in ("out_line", "out_start", "out_value")}
        given |= {"score": 1.0, "words": "", "doubtful": False, "reviewed": True}
        for name, value in given.items():
            out.at[n, name] = value
    return out
