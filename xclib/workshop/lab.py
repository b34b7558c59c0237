"""JupyterLab for a room: Chinese on machines without a Chinese font, no question about news, nobody's settings touched."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from xclib.html.webfont import FAMILY, font_face

#: Where JupyterLab keeps whether it asks for news and new versions.
_QUIET = Path("lab") / "user-settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
#: The rows of GB 2312 that hold Chinese characters, and its punctuation.
_ROWS = (0xA1, 0xA3, *range(0xB0, 0xF8))


def characters() -> str:
    """Return the characters that reports and notebooks are written in: those of GB 2312.

    >>> "增" in characters(), len(characters()) > 6763
    (True, True)
    """
    cells = (bytes((row, cell)).decode("gb2312", "ignore") for row in _ROWS for cell in range(0xA1, 0xFF))
    return "".join(cells)


def prepare(home: Path) -> dict[str, str]:
    """Write JupyterLab's settings for a room below a folder; return the environment that makes it use them."""
    style = home / "custom" / "custom.css"
    for path, text in ((style, style_sheet()), (home / _QUIET, '{"fetchNews": "false"}')):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    places = {"JUPYTER_CONFIG_DIR": home, "JUPYTERLAB_SETTINGS_DIR": home / "lab" / "user-settings"}
    return {**os.environ, **{name: str(place) for name, place in places.items()}}


def style_sheet() -> str:
    """Return the style sheet that gives JupyterLab a Chinese font, for machines that have none."""
    latin = "system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans'"
    stacks = {
        "ui": f"{latin}, '{FAMILY}', sans-serif",
        "content": f"{latin}, '{FAMILY}', sans-serif",
        "code": f"Menlo, Consolas, 'DejaVu Sans Mono', '{FAMILY}', monospace",
    }
    rules = "".join(f"--jp-{name}-font-family:{stack};" for name, stack in stacks.items())
    return f"{font_face(characters())}\nbody{{{rules}}}\n"


def command(folder: Path, *more: str) -> list[str]:
    """Return the command that opens JupyterLab on a folder."""
    quiet = (
        "--LabApp.custom_css=True",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    )
    return [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", *quiet, *more]
