"""The benchmark maps what peers answer, tells what is missing, and keeps still without gold."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from conftest import ROOT

DOC = {"doc": "t", "text": "", "area": "青岚市", "kind": "work report", "year": 2031}


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import compare
    import page
    import peers

    modules: dict[str, ModuleType] = {"compare": compare, "page": page, "peers": peers}
    return SimpleNamespace(**modules)


def brief(records: list[dict]) -> list[tuple]:
    return [(r["start"], r["number"], r["unit"], r["value"], r["bound"]) for r in records]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产值突破320亿元", [(4, "320亿", "元", 32e9, ">")]),
        ("增长5.8%左右", [(2, "5.8", "%", 5.8, "~")]),
        ("不低于1.2万人", [(3, "1.2万", "人", 12000.0, ">=")]),
        ("建成30余所", [(2, "30", "所", 30.0, ">")]),
        ("2031年3月", []),
        ("三分之一", []),
    ],
)
def test_the_regex_reads_digits_units_and_bounds(bench: SimpleNamespace, text: str, expected: list[tuple]) -> None:
    assert brief(bench.peers.make_regex()(DOC | {"text": text})) == expected


def test_lines_are_numbered_as_in_the_standard(bench: SimpleNamespace) -> None:
    found = bench.peers.make_regex()(DOC | {"text": "开头\n\n新建3所"})
    assert [(r["line"], r["start"]) for r in found] == [(3, 2)]


def test_entities_give_the_unit_and_plain_numbers_the_rest(bench: SimpleNamespace) -> None:
    line = "产值320亿元，增5.8%，35家"
    entities = [(2, 7, "32000000000"), (9, 13, "5.8%")]
    bare = [(2, 6, "32000000000"), (9, 12, "5.8"), (14, 16, "35")]
    found = bench.peers.join_entities(DOC, 1, line, entities, bare)
    assert brief(found) == [(2, "320亿", "元", 32e9, "="), (9, "5.8", "%", 5.8, "="), (14, "35", "", 35.0, "=")]


def test_money_gets_its_place_bound_and_range(bench: SimpleNamespace) -> None:
    found = [
        {"text": "超5亿元", "offset": [2, 6], "detail": {"num": "500000000.00", "definition": "blur+"}},
        {"text": "10-50万元", "offset": [8, 15], "detail": {"num": ["100000.00", "500000.00"], "definition": "blur"}},
        {"text": "元", "offset": [20, 21], "detail": {}},
    ]
    first, second = bench.peers.map_money(DOC, 1, 100, found)
    assert brief([first]) == [(103, "5亿", "元", 5e8, ">")]
    assert (second["value"], second["value_high"], second["bound"]) == (1e5, 5e5, "=")


def test_a_worker_answers_and_a_missing_peer_is_told(bench: SimpleNamespace) -> None:
    worker = bench.compare.Worker("regex", sys.executable)
    answer = worker.ask([DOC | {"text": "新建3所"}], keep=True)
    worker.close()
    assert answer["count"] == 1
    assert answer["seconds"] >= 0
    absent = bench.compare.Worker("jionlp", sys.executable)
    assert absent.ask([DOC]) is None
    absent.close()
    assert "jionlp" in absent.missing


def test_without_gold_nothing_changes(bench: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    assert bench.compare.main(["--shared", str(tmp_path / "none"), "--docs", str(docs)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert list(docs.iterdir()) == []


def score(found: float, full: float | None) -> dict:
    return {"precision": 90.0, "recall": 90.0, "found": found, "exact": found - 1, "full": full, "label": full}


@pytest.fixture
def result() -> dict:
    def reader(found: float, full: float | None, speed: float) -> dict:
        scores = dict.fromkeys(("xicheng", "dev", "dev2", "money"), score(found, full))
        return {"version": "1.0", "missing": "", "scores": scores, "speed": speed, "repeats": 3}

    absent = {"version": "", "missing": "ModuleNotFoundError jionlp", "scores": {}, "speed": None, "repeats": 0}
    return {
        "readers": {"xclib": reader(99.0, 98.0, 4e5), "regex": reader(70.0, None, 8e6), "jionlp": absent},
        "cases": [{"case": "nested brackets", "sizes": (10, 100), "cost": [1.0, None]}],
        "gold": {"xicheng": (314, 1), "dev": (521, 14), "dev2": (259, 6)},
        "recognized": "held out 99.7",
        "cells": "html 100.0%",
        "date": "2031-01-01",
        "machine": "a processor",
        "characters": 1000,
        "reports": 2,
    }


def test_the_page_tells_scores_ratios_and_who_is_missing(bench: SimpleNamespace, result: dict, tmp_path: Path) -> None:
    bench.page.write_page(result, tmp_path / "benchmark.md")
    text = (tmp_path / "benchmark.md").read_text(encoding="utf-8")
    assert "| xclib | 90.0 | 90.0 | 99.0 | 98.0 | 98.0 | 98.0 |" in text
    assert "| Ten-minute regex | 90.0 | 90.0 | 70.0 | 69.0 | — | — |" in text
    assert "JioNLP (not run: ModuleNotFoundError jionlp) | — |" in text
    assert "| Ten-minute regex | 8,000,000 | 20.00 | 3 |" in text
    assert "no held-out test" in text
    assert "held out 99.7" in text
    assert "html 100.0%" in text
    bench.page.draw_chart(result, tmp_path / "benchmark.png")
    assert (tmp_path / "benchmark.png").read_bytes().startswith(b"\x89PNG")


def test_texts_of_a_size_have_that_size(bench: SimpleNamespace) -> None:
    line, numbers, nested = (make(1000) for _, make, _ in bench.compare.CASES)
    assert len(line) == 1000
    assert len(re.findall(r"\d+", numbers)) == 1000
    assert nested.count("（") == nested.count("）") == 1000
    assert not any("\n" in text for text in (line, numbers, nested))


def test_peers_are_pinned_without_hosts_and_stay_outside() -> None:
    lines = (ROOT / "benchmarks" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin) for pin in pins)
    own = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert not any(name in own for name in ("jionlp", "recognizers"))


@pytest.mark.corpus
def test_the_judge_gives_the_gold_full_marks(bench: SimpleNamespace, shared: Path) -> None:
    gold = bench.compare.read_gold(shared)
    if gold is None:
        pytest.skip("the gold sets or the report of Xicheng are not in ../shared")
    figures, documents = gold["dev"]
    assert {f["doc"] for f in figures} <= {d["doc"] for d in documents}
    got = bench.compare.judge(shared / "standard" / "score.py", figures, json.loads(json.dumps(figures)))
    assert got["found"] == got["exact"] == got["full"] == 100
