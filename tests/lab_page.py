"""A real JupyterLab on loopback, and a page of Chromium that works in it as a person does: by menus, keys and the mouse."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import ROOT

#: Pictures of what was seen; not committed.
PICTURES = ROOT / ".build" / "lab"
#: Seconds that one notebook may take from the first cell to the last.
LONGEST = 240


def font_env(folder: Path) -> dict[str, str]:
    """Return an environment in which Chromium finds the Chinese font that the charts use, whatever the machine has."""
    from xclib.html.webfont import font_path

    (folder / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">'
        f"/etc/fonts/fonts.conf</include><dir>{font_path().parent}</dir><cachedir>{folder / 'fontcache'}</cachedir></fontconfig>"
    )
    return dict(os.environ) | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}


@contextmanager
def serve_lab(folder: Path) -> Iterator[str]:
    """Start JupyterLab on a copy of the notebooks with nobody's settings, and return its address."""
    home = folder / "home"
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR")
    places += ("JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR", "MPLCONFIGDIR")
    for name in places:
        (home / name).mkdir(parents=True)
    # No question about news: this Lab asks nobody outside.
    quiet = home / "JUPYTERLAB_SETTINGS_DIR" / "@jupyterlab" / "apputils-extension"
    quiet.mkdir(parents=True)
    (quiet / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    env = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "JPY_", "XCLIB_"))}
    env |= {name: str(home / name) for name in places} | {"XCLIB_DATA": os.environ.get("XCLIB_DATA", str(ROOT / "data"))}
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", "--port=0", "--allow-root",
        f"--ServerApp.root_dir={folder / 'notebooks'}", "--IdentityProvider.token=", "--ServerApp.password=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url=", "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    with (folder / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        yield _wait(server, folder / "lab.log")
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait(server: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text(errors="replace")):
            try:
                with urllib.request.urlopen(f"{found[0]}/api/status", timeout=5):
                    return found[0]
            except OSError:
                pass
        time.sleep(0.3)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-2000:]}")


@dataclass
class Lab:
    """One notebook open in JupyterLab."""

    page: Any
    path: Path

    @classmethod
    def open(cls, page: Any, address: str, folder: Path, name: str) -> Lab:
        """Open a notebook in a workspace of its own."""
        page.goto(f"{address}/lab/workspaces/{name.replace('/', '-')}/tree/{name}.ipynb?reset")
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
        page.wait_for_selector('.jp-KernelName:has-text("Python 3")', timeout=60_000)
        page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=60_000)
        return cls(page, folder / "notebooks" / f"{name}.ipynb")

    def choose(self, menu: str, item: str) -> None:
        """Choose an item of a menu."""
        self.page.get_by_role("menuitem", name=menu, exact=True).first.click()
        self.page.locator(".lm-Menu-item", has_text=re.compile(f"^{re.escape(item)}")).first.click()

    def run_all(self) -> None:
        """Run all cells, and wait for the last one."""
        self.choose("Run", "Run All Cells")
        self.wait_idle()

    def wait_idle(self) -> None:
        """Wait until the kernel has nothing left to do."""
        self.page.wait_for_timeout(500)
        busy = """() => document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'
            && ![...document.querySelectorAll('.jp-InputPrompt')].some(e => e.textContent.includes('[*]'))"""
        self.page.wait_for_function(busy, timeout=LONGEST * 1000)

    def save(self) -> dict[str, Any]:
        """Save the notebook, and return it as it is on the disk."""
        before = self.path.stat().st_mtime_ns
        self.page.keyboard.press("Control+s")
        end = time.monotonic() + 20
        while (self.path.stat().st_mtime_ns == before or not self.path.stat().st_size) and time.monotonic() < end:
            self.page.wait_for_timeout(100)
        # The server writes in place: a file is whole once it can be read as JSON.
        for _ in range(50):
            try:
                return json.loads(self.path.read_text(encoding="utf-8"))
            except ValueError:
                self.page.wait_for_timeout(200)
        return json.loads(self.path.read_text(encoding="utf-8"))

    def go_to(self, index: int) -> Any:
        """Bring a cell into sight, and return it; cells out of sight are not drawn."""
        cell = self.page.locator(f'.jp-Cell[data-windowed-list-index="{index}"]')
        pane = self.page.locator(".jp-WindowedPanel-outer").first
        pane.hover()
        for _ in range(120):
            if cell.count() and cell.bounding_box():
                cell.scroll_into_view_if_needed()
                self.page.wait_for_timeout(300)
                return cell
            drawn = self.page.eval_on_selector_all(
                ".jp-Cell", "es => es.map(e => +e.dataset.windowedListIndex).filter(n => n >= 0)"
            )
            self.page.mouse.wheel(0, 700 if not drawn or max(drawn) < index else -700)
            self.page.wait_for_timeout(60)
        raise AssertionError(f"cell {index} does not come into sight")

    def picture(self, name: str) -> Path:
        """Keep what the page shows, which is no blank page."""
        from PIL import Image

        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        self.page.screenshot(path=str(path))
        colours = Image.open(path).convert("RGB").getcolors(1 << 24)
        assert colours, name
        assert len(colours) > 100, name
        return path


def until(page: Any, holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for a state of a page; what follows checks it, so that a test that waits in vain says what it saw."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        page.wait_for_timeout(50)


def errors_of(notebook: dict[str, Any]) -> list[str]:
    """Return what went wrong in a notebook, and code cells that did not run."""
    found = []
    for n, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            found += [f"cell {n}: {o['ename']}: {o['evalue']}" for o in cell["outputs"] if o["output_type"] == "error"]
            found += [f"cell {n} did not run"] if "".join(cell["source"]).strip() and not cell["execution_count"] else []
    return found
