"""Briefs made on a Dask cluster of one worker, beside the same briefs made here."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from briefs_child import NAME, TINY, mended
from briefs_fixture import write_notebook

from xclib.briefs import cluster as brief_cluster
from xclib.briefs import run as briefs
from xclib.errors import XclibError


@pytest.fixture
def place(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (invented / "raw" / "note.txt").write_text("first", encoding="utf-8")
    write_notebook(tmp_path / "notebooks" / "growth.ipynb", TINY)
    return tmp_path


def bare(page: Path) -> str:
    """A page without the moment at which it was made."""
    return re.sub(r"<time.*?</time>", "", page.read_text(encoding="utf-8"))


def test_a_cluster_makes_the_same_pages(place: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the package distributed is not installed")
    briefs.make_briefs(NAME, out=place / "here").check()
    write_notebook(place / "notebooks" / "fiscal.ipynb", [*TINY, ("code", "1 / 0", [])])
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        run = briefs.make_briefs(NAME, out=place / "there", cluster=cluster.scheduler_address)
        assert [b.status for b in run.briefs] == ["made", "made", "failed", "failed"]
        assert "cell 6: ZeroDivisionError" in run.briefs[2].error
        (place / "notebooks" / "fiscal.ipynb").unlink()
        assert briefs.make_briefs(NAME, out=place / "there", cluster=cluster.scheduler_address).counts["kept"] == 2
    for lang in ("zh", "en"):
        name = f"{NAME}/growth.{lang}.html"
        assert bare(place / "here" / name) == bare(place / "there" / name)
    mended(place / "here", "first", {"growth.zh.html", "growth.en.html"})


def test_a_worker_with_another_xclib_refuses(place: Path) -> None:
    (job,) = briefs.plan_briefs(NAME, langs=["zh"])
    other = replace(job, inputs={**job.inputs, "xclib": "0" * 64})
    made = brief_cluster.make_there(other, {}, b"", 1)
    assert "another xclib" in made.brief.error


def test_a_cluster_needs_its_package_and_an_answer(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "distributed", None)
        with pytest.raises(XclibError, match="needs the package distributed"):
            briefs.make_briefs(NAME, cluster="tcp://127.0.0.1:1")
    pytest.importorskip("distributed", reason="the package distributed is not installed")
    with pytest.raises(XclibError, match="no Dask scheduler"):
        briefs.make_briefs(NAME, cluster="tcp://127.0.0.1:1")
    assert not list(Path("briefs").rglob("*.html"))
