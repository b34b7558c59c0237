"""What a corpus may come in, and what is broken or hostile in it: a line or a recorded failure, never a stop half way."""

from __future__ import annotations

import io
import lzma
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from xclib.cli.main import main
from xclib.corpus import input as corpus_input
from xclib.corpus import parts as corpus_parts
from xclib.corpus import run as corpus
from xclib.corpus.input import count_items, iter_items
from xclib.corpus.read import Item
from xclib.corpus.run import read_corpus
from xclib.errors import DocumentError, XclibError

TEXT = "青岚市2021年政府工作报告\n一、2020年工作回顾\n全市地区生产总值300亿元，增长5.8%。\n"


@pytest.fixture(autouse=True)
def kept_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes that read wait for the next test: each new one imports for half a second."""
    monkeypatch.setattr(corpus, "close", lambda: None)


def zip_of(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def tar_of(path: Path, members: dict[str, str], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, text in members.items():
            add(archive, name, text.encode())
    return path


def add(archive: tarfile.TarFile, name: str, body: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(body)
    archive.addfile(member, io.BytesIO(body))


def parquet_of(path: Path, members: dict[str, str]) -> Path:
    pq.write_table(pa.table({"doc": [n.rsplit(".", 1)[0] for n in members], "text": list(members.values())}), path)
    return path


def folder_of(path: Path, members: dict[str, str]) -> Path:
    for name, text in members.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def docs(*paths: Path) -> list[tuple[str, bool]]:
    """The id of each report, and whether it can be read."""
    return [(item.doc, not item.problem) for item in iter_items(paths)]


MEMBERS = {"a.txt": TEXT, "b/c.txt": TEXT, "b/notes.md": TEXT}


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (folder_of, "texts"),
        (zip_of, "texts.zip"),
        (parquet_of, "texts.parquet"),
        *((lambda p, m, mode=mode: tar_of(p, m, mode), f"texts.tar{end}") for mode, end in (("w", ""), ("w:gz", ".gz"))),
        *((lambda p, m, mode=mode: tar_of(p, m, mode), f"texts.tar.{mode[2:]}") for mode in ("w:bz2", "w:xz")),
    ],
    ids=["folder", "zip", "parquet", "tar", "tar.gz", "tar.bz2", "tar.xz"],
)
def test_all_that_holds_reports_gives_the_same_figures(
    make: Callable[[Path, dict[str, str]], Path], name: str, tmp_path: Path
) -> None:
    source = make(tmp_path / name, MEMBERS)
    run = read_corpus(source, tmp_path / "out", progress=False)
    assert (run.reports, run.figures, run.failures) == (3, 6, 0)
    rows = pq.read_table(tmp_path / "out" / "figures", columns=["doc", "line", "number", "period"]).to_pylist()
    assert {(r["line"], r["number"], r["period"]) for r in rows} == {(3, "300亿", "2020"), (3, "5.8", "2020")}
    assert {r["doc"] for r in rows} == {"a", "b/c", "b/notes"}


def test_what_is_given_together_is_counted_and_read_together(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "texts", {"x.txt": TEXT, "skipped.csv": "1"})
    archive = zip_of(tmp_path / "more.zip", MEMBERS)
    table = parquet_of(tmp_path / "table.parquet", {"z.txt": TEXT})
    single = folder_of(tmp_path, {"single.txt": TEXT}) / "single.txt"
    assert count_items([folder, archive, table, single]) == 6
    assert [doc for doc, _ in docs(folder, archive, table, single)] == ["x", "a", "b/c", "b/notes", "z", "single"]
    assert count_items([tar_of(tmp_path / "t.tar", MEMBERS), single]) is None


def test_reports_of_one_name_stay_apart(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "texts", {"a.txt": TEXT, "a.html": "<p>x</p>"})
    zip_of(folder / "2021.zip", {"a.txt": TEXT})
    tar_of(folder / "2022.tar.gz", {"a.txt": TEXT})
    other = zip_of(tmp_path / "other.zip", {"a.txt": TEXT})
    assert [doc for doc, _ in docs(folder, other)] == ["2021/a", "2022/a", "a", "a~2", "a~3"]


def test_no_name_leads_out_of_the_archive(tmp_path: Path) -> None:
    """A name is an id and never a path; a link in an archive is no report."""
    zip_of(tmp_path / "slip.zip", {"../../etc/青岚市.txt": TEXT, "/abs/b.txt": TEXT, "C:\\c.txt": TEXT})
    assert sorted(docs(tmp_path / "slip.zip")) == [("abs/b", True), ("c", True), ("etc/青岚市", True)]
    with tarfile.open(tmp_path / "slip.tar", "w") as archive:
        add(archive, "../up.txt", TEXT.encode())
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    assert docs(tmp_path / "slip.tar") == [("up", True)]
    before = set(tmp_path.iterdir())
    read_corpus(tmp_path / "slip.zip", tmp_path / "out", progress=False)
    assert set(tmp_path.iterdir()) - before == {tmp_path / "out"}


def test_a_name_in_gbk_is_read(tmp_path: Path) -> None:
    """Archives made on Chinese Windows do not say how their names are written."""
    path = zip_of(tmp_path / "old.zip", {"AAAAAA/2021.txt": TEXT})
    path.write_bytes(path.read_bytes().replace(b"AAAAAA", "襄阳市".encode("gbk")))
    assert docs(path) == [("襄阳市/2021", True)]


def test_a_huge_member_is_recorded_and_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_input, "LARGEST", 1000)
    huge = {"bomb.txt": "0" * 1001, "small.txt": TEXT}
    monkeypatch.setattr(zipfile.ZipExtFile, "read", spied := Spy(zipfile.ZipExtFile.read))
    for source in (
        zip_of(tmp_path / "x.zip", huge),
        tar_of(tmp_path / "x.tar.gz", huge),
        folder_of(tmp_path / "texts", huge),
    ):
        assert docs(source) == [("bomb", False), ("small", True)]
    assert spied.calls == 1


class Spy:
    def __init__(self, real: Callable[..., bytes]) -> None:
        self.real, self.calls = real, 0

    def __get__(self, instance: object, owner: type) -> Callable[..., bytes]:
        def call(*words: object) -> bytes:
            self.calls += 1
            return self.real(instance, *words)

        return call


def test_a_member_larger_than_its_head_says_is_recorded(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "liar.zip", {"liar.txt": "0" * 50_000, "small.txt": TEXT})
    told = (50_000).to_bytes(4, "little")
    assert path.read_bytes().count(told) == 2
    path.write_bytes(path.read_bytes().replace(told, (10).to_bytes(4, "little")))
    assert docs(path) == [("liar", False), ("small", True)]


def test_a_broken_member_costs_one_report(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "x.zip", {"a.txt": TEXT * 50, "b.txt": TEXT})
    body = bytearray(path.read_bytes())
    body[60:90] = b"\xff" * 30
    path.write_bytes(body)
    run = read_corpus(path, tmp_path / "out", progress=False)
    assert (run.reports, run.failures) == (1, 1)
    failure = pq.read_table(tmp_path / "out" / "failures.parquet").to_pylist()[0]
    assert failure["doc"] == "a"
    assert "cannot be unpacked" in failure["message"]


@pytest.mark.parametrize("name", ["x.tar.gz", "x.tar.xz", "x.tar"])
def test_an_archive_that_breaks_off_keeps_what_came_before(tmp_path: Path, name: str) -> None:
    long = "".join(f"{n}，{n * n}。" for n in range(20_000))
    path = tar_of(tmp_path / name, {"a.txt": TEXT, "b.txt": long}, "w" if name == "x.tar" else f"w:{name[6:]}")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    *before, (last, readable) = docs(path)
    assert before in ([("a", True)], [])
    assert (last, readable) == (name.rsplit(".", 1)[0], False)


def test_what_is_broken_inside_a_folder_is_recorded(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "texts", {"a.txt": TEXT, "bad.zip": "no archive", "bad.parquet": "no table", "bad.pdf": "x"})
    run = read_corpus(folder, tmp_path / "out", progress=False)
    assert (run.reports, run.failures) == (1, 3)
    failed = {r["doc"]: r["message"] for r in pq.read_table(tmp_path / "out" / "failures.parquet").to_pylist()}
    assert "cannot open the archive" in failed["bad~2"] + failed["bad"] + failed["bad~3"]


def test_a_table_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    table = pa.table({"text": [f"{TEXT}{n}" for n in range(64)]})
    pq.write_table(table, path, row_group_size=32, compression="zstd", use_dictionary=False)
    second = pq.ParquetFile(path).metadata.row_group(1).column(0)
    body = bytearray(path.read_bytes())
    body[second.data_page_offset : second.data_page_offset + 60] = b"\xff" * 60
    path.write_bytes(body)
    found = docs(path)
    assert found[:32] == [(f"x/{n}", True) for n in range(1, 33)]
    assert found[32:] == [("x", False)]


def test_a_file_that_cannot_be_read_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path / "texts", {"a.txt": TEXT, "locked.txt": TEXT})
    real = Path.read_bytes

    def refused(self: Path) -> bytes:
        if self.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", refused)
    run = read_corpus(folder, tmp_path / "out", progress=False)
    assert (run.reports, run.failures) == (1, 1)
    failure = pq.read_table(tmp_path / "out" / "failures.parquet").to_pylist()[0]
    assert (failure["doc"], failure["message"]) == ("locked", "locked: the file cannot be read: Permission denied")


def test_years_with_gaps_are_years(tmp_path: Path) -> None:
    pq.write_table(pa.table({"year": [2021.0, None], "text": [TEXT, TEXT]}), tmp_path / "x.parquet")
    assert [item.year for item in iter_items([tmp_path / "x.parquet"])] == [2021, None]


def test_an_address_is_taken_out_of_what_stands_around_it(tmp_path: Path) -> None:
    addresses = ["- https://qinglan.example/1 ", "https://qinglan.example/2", None]
    pq.write_table(pa.table({"source_url": addresses, "text": [TEXT] * 3}), tmp_path / "x.parquet")
    found = [item.source_url for item in iter_items([tmp_path / "x.parquet"])]
    assert found == ["https://qinglan.example/1", "https://qinglan.example/2", ""]


@pytest.mark.parametrize("name", ["broken.zip", "broken.tar.gz", "broken.parquet", "missing.zip", "list.csv", "empty"])
def test_a_bad_word_is_one_line_and_leaves_nothing(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if name == "empty":
        (tmp_path / name).mkdir()
    elif name != "missing.zip":
        (tmp_path / name).write_bytes(b"nothing of the kind")
    good = folder_of(tmp_path / "good", {"a.txt": TEXT}) if name != "empty" else tmp_path / name
    assert main(["corpus", "read", str(good), str(tmp_path / name), "--to", str(tmp_path / "out")]) == DocumentError.exit_code
    told = capsys.readouterr().err
    assert told.startswith("xclib: ")
    assert len(told.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = folder_of(tmp_path / "texts", {"a.txt": TEXT})
    assert main(["corpus", "read", str(source), "--to", str(source / "a.txt")]) == 1
    assert "cannot write" in capsys.readouterr().err
    assert main(["corpus", "read", str(source), "--to", str(tmp_path / "out"), "--workers", "0"]) == 1
    assert "0 workers cannot read" in capsys.readouterr().err


def test_an_empty_folder_does_not_wipe_what_was_read(tmp_path: Path) -> None:
    read_corpus(folder_of(tmp_path / "texts", {"a.txt": TEXT}), tmp_path / "out", progress=False)
    (tmp_path / "none").mkdir()
    with pytest.raises(DocumentError, match="no reports found"):
        read_corpus(tmp_path / "none", tmp_path / "out", progress=False)
    assert len(list((tmp_path / "out" / "figures").iterdir())) == 1


def test_what_was_read_into_the_folder_of_reports_is_none_of_them(tmp_path: Path) -> None:
    home = folder_of(tmp_path / "texts", {"a.txt": TEXT, "more/b.txt": TEXT})
    for name in ("out", "out", "again"):
        run = read_corpus(home, home / name, progress=False)
        assert (run.reports, run.failures) == (2, 0)


def test_a_data_set_among_the_raw_data_is_refused(invented: Path, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "texts", {"a.txt": TEXT})
    with pytest.raises(XclibError, match="holds what is registered"):
        read_corpus(source, invented / "raw" / "corpus", progress=False)
    assert not (invented / "raw" / "corpus").exists()


def test_only_parts_are_taken_away(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "texts", {"a.txt": TEXT})
    kept = folder_of(tmp_path / "out" / "figures", {"chart.png": "mine", "part-of-mine.parquet": "mine"})
    read_corpus(source, tmp_path / "out", progress=False)
    read_corpus(source, tmp_path / "out", progress=False, resume=False)
    assert {p.name for p in kept.iterdir()} == {"chart.png", "part-of-mine.parquet", "part-00000.parquet"}


def test_a_part_closes_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "LARGEST_PART", 100)
    sizes = [60, 30, 30, 200, 10]
    chunks = corpus._chunks(iter([Item(str(n), body=b"0" * size) for n, size in enumerate(sizes)]))
    assert [[item.size for item in chunk] for chunk in chunks] == [[60, 30], [30], [200], [10]]


def test_the_rules_are_all_that_reads() -> None:
    """Parts read by other code are told from these: no module that reads is left out of the digest."""
    code = "import sys, xclib.corpus.read; print(*sorted(m for m in sys.modules if m.startswith('xclib.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    # corpus/input only brings the bytes, which the digest of an item covers; data/names comes with the package, for a person.
    paths = {name.removeprefix("xclib.").replace(".", "/") for name in loaded}
    seen = {path for path in paths if path.split("/")[0] not in corpus_parts.ROOMS}
    missing = seen - set(corpus_parts.ROOMS) - {"corpus", "corpus/input", "data", "data/names"}
    assert not missing


def test_no_standard_input_is_needed(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "texts", {"a.txt": TEXT})
    code = "import sys; from xclib.cli.main import main; sys.exit(main(['corpus', 'read', *sys.argv[1:]]))"
    command = [sys.executable, "-c", code, str(source), "--to", str(tmp_path / "out"), "--workers", "2"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, close_fds=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[0].startswith("read 1 of 1 reports")


def test_names_years_and_archives_that_no_table_holds_are_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file's name that is not UTF-8, a year beyond all calendars, and an archive of a few bytes that unpacks without end."""
    monkeypatch.setattr(corpus_input, "LEAST_UNPACKED", 10_000_000)
    folder = tmp_path / "in"
    folder.mkdir()
    text = "青岚市2031年政府工作报告\n地区生产总值增长5.5%左右。"
    Path(os.fsdecode(os.fsencode(folder) + b"/\xb8\xe6.txt")).write_text(text, encoding="utf-8")
    pq.write_table(pa.table({"doc": ["far"], "text": [text], "year": [2**40]}), folder / "far.parquet")
    with lzma.open(folder / "bomb.tar.xz", "wb") as packed:
        info = tarfile.TarInfo("a.bin")
        info.size = 2**31
        packed.write(info.tobuf())
        for _ in range(30):
            packed.write(bytes(2**20))
    run = read_corpus(folder, tmp_path / "out", progress=False)
    assert (run.reports, run.failures) == (2, 1)
    assert (
        "unpacks to more than reports can hold"
        in pq.read_table(tmp_path / "out" / "failures.parquet").to_pylist()[0]["message"]
    )
