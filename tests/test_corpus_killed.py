"""A run survives what is killed under it: a worker of a real cluster, the run itself, all workers. The places are invented."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from xclib.care import cluster as care_cluster
from xclib.corpus.parts import finished_part
from xclib.corpus.run import read_corpus
from xclib.errors import XclibError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX systems"),
]

#: Reports, and the parts of 32 that they make: few of them are read when something is killed.
COUNT, PARTS = 384, 12
LINES = 11
#: Seconds after which a step has hung, on a busy machine too.
PATIENCE = 120.0


def text_of(n: int) -> str:
    """A report of its own figures, about a thousand characters."""
    year, area = 1990 + n % 40, f"{'东西南北中'[n % 5]}岚市"
    head = f"{area}{year}年政府工作报告\n一、{year - 1}年工作回顾\n"
    told = "".join(
        f"全市第{k}类产业增加值{n + k}.{k}亿元，增长{k % 13}.{n % 10}%，建成项目{n * k % 900 + 3}个，"
        f"完成投资约{n + 2 * k}亿元，新增就业{k + 1}.{n % 9}万人，城镇登记失业率控制在{k % 4 + 1}.5%以内。\n"
        for k in range(LINES)
    )
    return f"{head}{told}二、{year}年工作安排\n地区生产总值增长{n % 9 + 4}%左右，财政收入增长{n % 7 + 3}%以上。"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some hundred reports in one table; one of them has no text, and is to be recorded and no more."""
    path = tmp_path_factory.mktemp("reports") / "reports.parquet"
    texts = [None if n == 77 else text_of(n) for n in range(COUNT)]
    pq.write_table(pa.table({"doc": [f"岚市/{n}" for n in range(COUNT)], "text": texts}), path)
    return path


@pytest.fixture(scope="module")
def whole(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The bytes that one worker writes when nothing goes wrong."""
    out = tmp_path_factory.mktemp("whole")
    run = read_corpus(reports, out, workers=1, progress=False)
    assert (run.reports, run.failures) == (COUNT - 1, 1)
    assert run.figures > COUNT * LINES
    return bytes_of(out)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


def parts_of(out: Path) -> dict[str, tuple[int, int]]:
    """The finished parts, each with inode and time of writing: those of a file that nobody wrote anew."""
    vouched = (out / "figures" / f"{record.stem}.parquet" for record in sorted((out / "parts").glob("part-*.json")))
    return {p.name: (p.stat().st_ino, p.stat().st_mtime_ns) for p in vouched}


def await_(what: str, found: Callable[[], Any], *processes: subprocess.Popen[str], within: float = PATIENCE) -> Any:
    end = time.monotonic() + within
    while not (value := found()):
        for process in processes:
            assert process.poll() is None, f"ended while waiting for {what}: {process.communicate()}"
        assert time.monotonic() < end, f"{what}: not within {within:g} s"
        time.sleep(0.01)
    return value


@contextlib.contextmanager
def started(*words: object) -> Iterator[subprocess.Popen[str]]:
    """A process of its own session, ended with its children when the block ends."""
    command = [sys.executable, *map(str, words)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def reading(*words: object) -> contextlib.AbstractContextManager[subprocess.Popen[str]]:
    code = "import sys; from xclib.cli.main import main; sys.exit(main(['corpus', 'read', *sys.argv[1:]]))"
    return started("-c", code, *words)


@contextlib.contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[str]], subprocess.Popen[str]]]:
    """A Dask scheduler and its workers, each a process of this machine, on free ports of the loopback."""
    pytest.importorskip("distributed", reason="the package distributed is not installed")
    told = folder / "scheduler.json"
    with contextlib.ExitStack() as stack:
        place = ("--scheduler-file", told, "--host", "127.0.0.1", "--no-dashboard")
        scheduler = stack.enter_context(started("-m", "dask", "scheduler", "--port", 0, *place))
        await_("the scheduler", told.exists, scheduler)
        address = str(await_("its address", lambda: _address(told), scheduler))
        one = ("--nthreads", 1, "--no-nanny", "--local-directory", folder, "--death-timeout", 30)
        begun = [
            stack.enter_context(started("-m", "dask", "worker", *place, *one, "--name", f"worker-{n}")) for n in range(workers)
        ]
        yield address, begun, scheduler


def _address(told: Path) -> str:
    with contextlib.suppress(ValueError):
        return str(json.loads(told.read_text(encoding="utf-8"))["address"])
    return ""


@contextlib.contextmanager
def asking(address: str) -> Iterator[Any]:
    from distributed import Client

    client = Client(address, timeout=PATIENCE, set_as_default=False)
    try:
        yield client
    finally:
        client.close()


def held_by(client: Any, name: str) -> tuple[str, ...]:
    """The tasks that the scheduler has given to a worker and not had back."""
    named = {told["name"]: at for at, told in client.scheduler_info(n_workers=-1)["workers"].items()}
    return tuple(client.processing().get(named.get(name, ""), ()))


def stopped_at_work(client: Any, pid: int, name: str) -> bool:
    """Stop a worker, and let it go on if it was between two tasks.

    It is stopped before it is looked at, so that what it holds then it holds when it is killed.
    """
    os.kill(pid, signal.SIGSTOP)
    time.sleep(0.3)
    if held_by(client, name):
        return True
    os.kill(pid, signal.SIGCONT)
    return False


def test_a_cluster_that_loses_a_worker_half_way_writes_the_same_bytes(
    reports: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with cluster(tmp_path, 2) as (address, workers, _), asking(address) as client:
        client.wait_for_workers(2, timeout=PATIENCE)
        with reading(reports, "--to", out, "--cluster", address) as run:
            await_("the first parts", lambda: len(parts_of(out)) >= 2, run, *workers)
            await_("a worker stopped at its work", lambda: stopped_at_work(client, workers[0].pid, "worker-0"), run, *workers)
            done = len(parts_of(out))
            assert 2 <= done < PARTS, "the run was not half way"
            assert run.poll() is None
            workers[0].kill()
            _, told = run.communicate(timeout=PATIENCE)
        assert run.returncode == 0, told
        assert workers[0].wait(timeout=PATIENCE) == -signal.SIGKILL
        assert workers[1].poll() is None
    assert bytes_of(out) == whole
    assert f"of {COUNT - 1} reports, 1 failed" in told
    assert "Traceback" not in told


def test_a_run_killed_outright_goes_on_and_repeats_nothing(reports: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with reading(reports, "--to", out, "--workers", 2) as run:
        await_("the first parts", lambda: len(parts_of(out)) >= 3, run)
        children = children_of(run.pid)
        assert len(children) >= 2
        run.kill()
        assert run.wait(timeout=PATIENCE) == -signal.SIGKILL
        finished = parts_of(out)
        assert 3 <= len(finished) < PARTS, "the run was not half way"
        await_("the end of its workers", lambda: not any(map(alive, children)))
    half_written(out / "figures" / "part-00011.parquet")
    with reading(reports, "--to", out, "--workers", 2) as again:
        _, told = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, told
    now = parts_of(out)
    assert {name: now[name] for name in finished} == finished
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["resumed"] == 32 * len(finished)
    assert bytes_of(out) == whole
    assert not list(out.rglob(".*"))


#: Begins to replace a file and is killed.
_HALF = """
import os, sys
from pathlib import Path
from xclib.care.files import replacing

with replacing(Path(sys.argv[1])) as part:
    part.write_bytes(b"half of one")
    os._exit(9)
"""


def half_written(path: Path) -> None:
    """Leave what a run leaves that was killed while it wrote."""
    assert subprocess.run([sys.executable, "-c", _HALF, str(path)], check=False).returncode == 9
    assert list(path.parent.glob(f".*{path.name}"))


def children_of(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in found.stdout.split()]


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip()) and not found.stdout.strip().startswith("Z")


def test_a_cluster_without_workers_is_one_line(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(care_cluster, "PATIENCE", 1.0)
    monkeypatch.setattr(care_cluster, "LOOK", 0.2)
    out = tmp_path / "out"
    with cluster(tmp_path, 1) as (address, workers, scheduler):
        with asking(address) as client:
            client.wait_for_workers(1, timeout=PATIENCE)
        workers[0].kill()
        workers[0].wait(timeout=PATIENCE)
        with pytest.raises(XclibError, match="no worker for 1 s") as told:
            read_corpus(reports, out, cluster=address, progress=False)
        assert "run the same command again" in str(told.value)
        scheduler.kill()
        scheduler.wait(timeout=PATIENCE)
        with reading(reports, "--to", out, "--cluster", address) as run:
            _, line = run.communicate(timeout=PATIENCE)
    assert run.returncode == 1
    assert "no Dask scheduler" in line
    assert len(line.splitlines()) == 1, line


def test_a_scheduler_that_goes_away_is_one_line(reports: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with cluster(tmp_path, 1) as (address, workers, scheduler):
        with reading(reports, "--to", out, "--cluster", address) as run:
            await_("the first part", lambda: parts_of(out), run, *workers)
            scheduler.kill()
            _, line = run.communicate(timeout=PATIENCE)
        assert run.returncode == 1, line
        assert "the Dask scheduler went away" in line
        # On a busy machine a line on how far it is may stand before.
        assert len([text for text in line.splitlines() if not text.startswith("read ")]) == 1, line
    finished = len(parts_of(out))
    assert 1 <= finished < PARTS
    assert read_corpus(reports, out, workers=1, progress=False).resumed == 32 * finished
    assert bytes_of(out) == whole


@pytest.mark.parametrize("told", ["[]", "7", "null", "[" * 100_000])
def test_a_record_that_is_none_of_ours_vouches_for_nothing(tmp_path: Path, told: str) -> None:
    for name, body in (("parts/part-00000.json", told), ("figures/part-00000.parquet", "x")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(body, encoding="utf-8")
    assert finished_part(tmp_path, 0, "key") is None
