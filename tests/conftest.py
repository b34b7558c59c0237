"""Fixtures that several test files share: invented raw data, briefs, a browser, and the reports beside the project."""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections.abc import Generator, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from invented import REPORT, write_invented
from sites import Shared

from xclib.care import lean
from xclib.care.files import alone
from xclib.data.raw import data_root

with lean.leaving_out(*lean.UNUSED):
    import jsonschema  # noqa: F401 - for nbformat, which tests import as they are collected

# How long a draw takes says how busy the machine is, not whether the code is right.
settings.register_profile("xclib", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("xclib")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What collecting makes, a million things, stays to the end: nobody looks for garbage in it, now or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def text_of(markup: str) -> str:
    """What a reader sees of a sentence."""
    return unescape(re.sub("<[^>]+>", "", markup))


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one invented report of seven figures; xclib reads it for the length of a test."""
    root = write_invented(tmp_path / "data")
    monkeypatch.setenv("XCLIB_DATA", str(root))
    return root


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's own data folder, to be broken at will."""
    root = tmp_path / "data"
    shutil.copytree(ROOT / "data" / "raw", root / "raw")
    monkeypatch.setenv("XCLIB_DATA", str(root))
    return root


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and gold sets beside the project."""
    if not (SHARED / "standard").is_dir():
        pytest.skip("the reports and gold sets are not beside the project (../shared)")
    return SHARED


def find_chromium() -> str | None:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if name and (found := shutil.which(name))), MAC if Path(MAC).exists() else None)


@pytest.fixture(scope="session")
def playwright_session() -> Iterator[tuple[Any, str]]:
    """Playwright, started once, and the path of Chromium: a second start in one process is refused while the first runs."""
    path = find_chromium()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path, sync_playwright = None, None  # type: ignore[assignment]
    if not path:
        reason = "no Chromium or no playwright: install chromium, or set CHROMIUM to its path"
        if os.environ.get("XCLIB_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as play:
        yield play, path


@pytest.fixture(scope="session")
def chromium(playwright_session: tuple[Any, str]) -> Iterator[Any]:
    """A headless Chromium for the session."""
    play, path = playwright_session
    browser = play.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def shared_place(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Where the workers of a session leave what each of them reads."""
    return Shared.of(tmp_path_factory)


@pytest.fixture(scope="session")
def warm_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The process from which kernels and pages are forked, started once; None where kernels are not forked."""
    from xclib.briefs import forks, kernel

    if not forks.can_fork():
        yield None
        return
    home = tmp_path_factory.mktemp("warm")
    data = write_invented(home / "data")
    env = {**os.environ, **kernel.kernel_env(data, home)}
    server = forks.ForkServer([], str(data), env, drawer="xclib.briefs.drawing")
    yield server
    server.close()


@pytest.fixture
def lent_server(warm_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of this test fork from a process that others use, too; those that are about that process do not ask for this."""
    from briefs_fixture import LentServer

    if warm_server:
        monkeypatch.setattr("xclib.briefs.forks.ForkServer", lambda *_, **__: LentServer(warm_server))


@pytest.fixture(scope="session")
def invented_briefs(shared_place: Shared) -> Path:
    """Briefs of a small notebook on the invented city, made once in a session."""

    def make(root: Path) -> None:
        # What makes briefs takes a while to import, and most test files need none of it.
        from briefs_fixture import write_notebook

        from xclib.briefs.run import make_briefs

        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XCLIB_DATA", str(write_invented(root / "data")))
            write_notebook(root / "notebooks" / "growth.ipynb")
            make_briefs(REPORT["report_id"], out=root / "briefs").check()

    return shared_place.folder("invented", make) / "briefs"


@pytest.fixture(scope="session")
def real_briefs() -> Path:
    """The project's own briefs, of which a session makes those that have changed since; those in ``$XCLIB_BRIEFS`` where set."""
    if made := os.environ.get("XCLIB_BRIEFS"):
        return Path(made).resolve()
    if not list((ROOT / "notebooks").glob("*.ipynb")):
        pytest.skip("there are no notebooks in notebooks/")
    from xclib.briefs.run import make_briefs, plan_briefs
    from xclib.briefs.runs import prune_runs

    out = ROOT / ".build" / "tests" / "briefs"
    # A worker that asks meanwhile waits until they are whole, and then finds nothing to do.
    with pytest.MonkeyPatch.context() as patch, alone(out.parent, patience=1800):
        patch.chdir(ROOT)
        reports = sorted(p.name for p in (data_root() / "raw").iterdir() if p.is_dir())
        paths = {brief.path for brief in plan_briefs(reports[0], out=out)}
        # Pages of a notebook that is no more would be looked at for ever.
        if {page.relative_to(out).as_posix() for page in out.glob("*/*.html")} - paths:
            shutil.rmtree(out)
        make_briefs(reports[0], out=out).check()
        prune_runs(out, 1)
    return out
