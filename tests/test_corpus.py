"""A corpus read in parts: resumable, whatever one report raises, the same bytes however many workers. The places are invented."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tarfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from test_limits import ENDLESS, GREEDY

from xclib.care import cluster as care_cluster
from xclib.care import confined
from xclib.corpus import cluster as corpus_cluster
from xclib.corpus import parts as corpus_parts
from xclib.corpus import read as corpus_read
from xclib.corpus import run as corpus
from xclib.corpus.input import iter_items
from xclib.corpus.read import Item, read_chunk, read_item
from xclib.corpus.run import read_corpus
from xclib.errors import DocumentError, XclibError
from xclib.formats import read
from xclib.model.areas import area_code, find_area, read_areas


def text_of(n: int) -> str:
    return f"青岚市{2020 + n}年政府工作报告\n一、{2019 + n}年工作回顾\n全市地区生产总值{300 + n}亿元，增长{5 + n / 10}%。\n二、{2020 + n}年工作安排\n地区生产总值增长{6 + n}%左右。"


def table_of(count: int, **columns: list[object]) -> pa.Table:
    told: dict[str, list[object]] = {
        "doc": [f"青岚市/{n}" for n in range(count)],
        "kind": ["work report"] * count,
        "level": ["prefecture"] * count,
        "area": ["青岚市"] * count,
        "year": [2020 + n for n in range(count)],
        "title": ["青岚市报告"] * count,
        "source_url": [f"https://qinglan.example/{n}" for n in range(count)],
        "text": [text_of(n) for n in range(count)],
    }
    return pa.table(told | columns)


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ten reports in one Parquet file, read in parts of three."""
    monkeypatch.setattr(corpus, "CHUNK", 3)
    # A run ends the processes that read, so that their memory is counted; each new one imports for half a second.
    monkeypatch.setattr(corpus, "close", lambda: None)
    path = tmp_path / "reports.parquet"
    pq.write_table(table_of(10), path)
    return path


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


def test_a_corpus_becomes_a_data_set_of_figures(reports: Path, tmp_path: Path) -> None:
    run = read_corpus(reports, tmp_path / "out", progress=False)
    assert (run.reports, run.figures, run.failures, run.resumed) == (10, 30, 0, 0)
    table = pq.read_table(tmp_path / "out" / "figures").to_pandas()
    assert list(table.columns) == list(corpus_read.COLUMNS)
    first = table.iloc[0]
    assert (first["doc"], first["line"], first["number"], first["unit"], first["value"]) == ("青岚市/0", 3, "300亿", "元", 3e10)
    assert (first["low"], first["high"], first["indicator"], first["period"], first["year"]) == (
        2.995e10,
        3.005e10,
        "gdp",
        "2019",
        2020,
    )
    assert len(list((tmp_path / "out" / "figures").iterdir())) == 4
    assert "30 figures of 10 reports" in str(run)


def test_rows_of_a_report_in_traditional_characters_are_as_others() -> None:
    (row,) = read_chunk([Item("青岚市/2031", text="全市地區生產總值增長5.8%。", year=2031)]).figures
    assert (row["label"], row["indicator"]) == ("地区生产总值", "gdp_growth")


def test_the_bytes_do_not_depend_on_the_workers(reports: Path, tmp_path: Path) -> None:
    read_corpus(reports, tmp_path / "one", workers=1, progress=False)
    read_corpus(reports, tmp_path / "two", workers=2, progress=False)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_a_killed_run_goes_on_where_it_stopped(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_corpus(reports, tmp_path / "whole", progress=False)
    real, seen = corpus.read_chunk, []

    def killed(items: list[Item]) -> corpus_read.Part:
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(len(items))
        return real(items)

    monkeypatch.setattr(corpus, "read_chunk", killed)
    with pytest.raises(KeyboardInterrupt):
        read_corpus(reports, tmp_path / "out", progress=False)
    monkeypatch.setattr(corpus, "read_chunk", real)
    again = read_corpus(reports, tmp_path / "out", progress=False)
    assert (again.resumed, again.reports, again.figures) == (6, 10, whole.figures)
    assert bytes_of(tmp_path / "whole") == bytes_of(tmp_path / "out")
    assert "6 reports resumed" in str(again)


def test_a_part_cut_short_or_read_by_other_rules_is_read_again(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    read_corpus(reports, out, progress=False)
    before = bytes_of(out)
    part = out / "figures" / "part-00001.parquet"
    part.write_bytes(part.read_bytes()[:100])
    (out / "parts" / "part-00002.json").write_text("{", encoding="utf-8")
    assert read_corpus(reports, out, progress=False).resumed == 4
    assert bytes_of(out) == before
    monkeypatch.setattr(corpus_parts, "rules_digest", lambda: b"other rules")
    assert read_corpus(reports, out, progress=False).resumed == 0


def test_without_resume_all_is_read_again(reports: Path, tmp_path: Path) -> None:
    read_corpus(reports, tmp_path / "out", progress=False)
    assert read_corpus(reports, tmp_path / "out", progress=False, resume=False).resumed == 0


def test_parts_of_a_greater_corpus_are_taken_away(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    read_corpus(reports, out, progress=False)
    pq.write_table(table_of(4), reports)
    run = read_corpus(reports, out, progress=False)
    assert (run.reports, run.resumed, len(list((out / "figures").iterdir()))) == (4, 3, 2)


def test_a_failing_report_is_a_row_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "reports.parquet"
    pq.write_table(table_of(3, text=[text_of(0), None, text_of(2)]), path)
    run = read_corpus(path, tmp_path / "out", progress=False)
    assert (run.reports, run.failures) == (2, 1)
    failure = pq.read_table(tmp_path / "out" / "failures.parquet").to_pylist()[0]
    assert failure["doc"] == "青岚市/1"
    assert "no text" in failure["message"]


def test_a_report_that_raises_or_takes_too_long_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a thread, too, as the workers of a cluster read, where no signal arrives."""
    items = [Item("good", text=text_of(0), year=2020), Item("bad", body=ENDLESS, name="a.pdf"), Item("next", text=text_of(1))]
    limit = 3 + round(2 * computing_of_the_first(items[0]))
    monkeypatch.setattr(read, "SECONDS", limit)
    # The clock of the one who asks waits as long as a busy machine may need for that.
    part = read_chunk(items, timeout=600)
    assert [r["doc"] for r in part.reports] == ["good", "next"]
    assert part.failures == [{"doc": "bad", "error": "DocumentError", "message": part.failures[0]["message"]}]
    assert f"bad: took more than {limit} s of computing to read" in part.failures[0]["message"]
    assert ThreadPoolExecutor().submit(read_chunk, items, 600).result(timeout=1200) == part


def computing_of_the_first(item: Item) -> float:
    """Return the processor seconds that a new process takes to begin and to read one report, as busy as the machine is."""
    confined.close()
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert read_chunk([item], timeout=600).reports
    confined.close()
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def test_a_report_that_kills_workers_of_a_cluster_costs_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    scheduler = pytest.importorskip("distributed.scheduler", reason="the package distributed is not installed")

    class Sent:
        def __init__(self, items: list[Item]) -> None:
            self.items = items

        def result(self) -> corpus_read.Part:
            if any(i.doc == "bad" for i in self.items):
                raise scheduler.KilledWorker("task", None, 3)
            return read_chunk(self.items)

    class Cluster:
        def nthreads(self) -> dict[str, int]:
            return {"worker": 1}

        def submit(self, _: object, items: list[Item], digest: bytes, pure: bool) -> Sent:
            return Sent(items)

    monkeypatch.setattr(care_cluster, "wait_for", lambda client, futures, address: futures[:1])
    chunks = [(0, [Item("good", text=text_of(1), year=2021), Item("bad", text="x")]), (1, [Item("next", text=text_of(2))])]
    parts = dict(corpus_cluster._read(Cluster(), iter(chunks), "tcp://here"))
    assert [r["doc"] for part in parts.values() for r in part.reports] == ["good", "next"]
    assert parts[0].failures[0]["error"] == "WorkerDied"


def test_a_worker_with_other_rules_is_refused() -> None:
    items = [Item("a", text=text_of(0))]
    assert corpus_cluster.read_vouched(items, corpus_parts.rules_digest()).reports
    with pytest.raises(XclibError, match="another version of xclib"):
        corpus_cluster.read_vouched(items, b"other rules")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_takes_all_memory_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr(confined, "MEMORY", 500_000_000)
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(text_of(n), encoding="utf-8")
    (tmp_path / "greedy.pdf").write_bytes(GREEDY["widths"])
    run = read_corpus(tmp_path, tmp_path / "out", workers=workers, progress=False)
    assert (run.reports, run.failures) == (4, 1)
    assert "memory" in pq.read_table(tmp_path / "out" / "failures.parquet").to_pylist()[0]["message"]


def test_a_folder_an_archive_and_a_single_file_are_read_alike(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "2021").mkdir(parents=True)
    (folder / "2021" / "b.txt").write_text(text_of(1), encoding="utf-8")
    (folder / "a.html").write_text(
        f"<html><body><p>{'</p><p>'.join(text_of(2).splitlines())}</p></body></html>", encoding="utf-8"
    )
    (folder / "notes.xyz").write_text("no report", encoding="utf-8")
    (folder / ".hidden.txt").write_text("no report", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "texts.zip", "w") as archive:
        archive.write(folder / "2021" / "b.txt", "2021/b.txt")
        archive.write(folder / "a.html", "a.html")
        archive.writestr("__MACOSX/._a.html", "x")
    with tarfile.open(tmp_path / "texts.tar.gz", "w:gz") as archive:
        archive.add(folder, ".")
    runs = [
        read_corpus(tmp_path / name, tmp_path / f"out-{name}", progress=False)
        for name in ("texts", "texts.zip", "texts.tar.gz")
    ]
    assert [(r.reports, r.figures, r.failures) for r in runs[:2]] == [(2, 6, 0)] * 2
    assert runs[2].figures >= 6
    one = read_corpus([folder / "a.html"], tmp_path / "one", progress=False)
    assert one.figures == 3
    rows = pq.read_table(tmp_path / "out-texts" / "reports.parquet").to_pylist()
    assert [(r["doc"], r["area"], r["year"]) for r in rows] == [("2021/b", "青岚市", 2021), ("a", "青岚市", 2022)]


def test_a_name_tells_what_the_text_does_not() -> None:
    item, document, _ = read_item(Item("湖北省/2015", text="过去的一年，生产总值增长9%。"))
    assert (item.area, item.year, item.level) == ("湖北省", 2015, "province")
    assert document.review_year == 2014


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("missing", "no such file"),
        ("figures.xyz", "not a file that holds reports"),
        ("broken.zip", "cannot open the archive"),
        ("broken.parquet", "cannot open the Parquet file"),
    ],
)
def test_what_is_no_corpus_is_refused(tmp_path: Path, name: str, told: str) -> None:
    if name != "missing":
        (tmp_path / name).write_bytes(b"nothing of the kind")
    with pytest.raises(DocumentError, match=told):
        list(iter_items([tmp_path / name]))


def test_a_table_without_texts_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"body": ["x"]}), tmp_path / "x.parquet")
    with pytest.raises(DocumentError, match="no column 'text'"):
        list(iter_items([tmp_path / "x.parquet"]))


def test_a_cluster_needs_its_package(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(XclibError, match="needs the package distributed"):
        read_corpus(reports, tmp_path / "out", progress=False, cluster="tcp://127.0.0.1:1")


def test_the_log_tells_what_was_done(reports: Path, tmp_path: Path) -> None:
    read_corpus(reports, tmp_path / "out", progress=False)
    log = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert (log["reports"], log["figures"], log["workers"]) == (10, 30, 1)


def test_processes_start_from_a_script(reports: Path, tmp_path: Path) -> None:
    """Workers are spawned: a plain script with two of them neither hangs nor forks itself."""
    script = tmp_path / "run.py"
    script.write_text(
        f"from xclib.corpus.run import read_corpus\nif __name__ == '__main__':\n    print(read_corpus({str(reports)!r}, {str(tmp_path / 'out')!r}, workers=2, progress=False))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=120)
    assert "30 figures of 10 reports" in done.stdout, done.stderr


def test_areas_have_codes_and_parents() -> None:
    areas = read_areas()
    assert areas["湖北省"].code == "420000"
    assert areas["襄阳市"].parent == "420000"
    assert all(a.name_en for a in areas.values())
    assert len({a.name_en for a in areas.values()}) == len(areas), "two areas of one English name have their province behind it"
    assert area_code("全国") == "100000"
    assert area_code("毕节地区") == area_code("毕节市") == "520500"
    assert find_area("莱芜市").until == "2018"
    codes = {a.code for a in areas.values()}
    assert all(a.parent in codes for a in areas.values() if a.parent)
    assert all(a.successor in codes for a in areas.values() if a.successor)


@pytest.mark.corpus
def test_every_area_of_the_corpus_has_a_code(shared: Path) -> None:
    named = set(pq.read_table(shared / "reports" / "reports.parquet", columns=["area"])["area"].to_pylist())
    assert not [name for name in named if not area_code(name)]
