"""The student version for JupyterLite: notebooks that fetch xclib into the browser, and the wheels that they fetch."""

from __future__ import annotations

import io
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import xclib
from xclib.care.files import writing
from xclib.data.raw import data_root
from xclib.errors import BriefError
from xclib.panels.store import AS_TEXT, write_text
from xclib.words.wording import LANGS, check_lang
from xclib.workshop.answers import Session, read_words
from xclib.workshop.building import prepared, to_text
from xclib.workshop.lab import style_sheet
from xclib.workshop.shelf import Shelf
from xclib.workshop.versions import to_student

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: What sessions need in a browser, by the extra of the wheel that names it. Pyodide carries all but what is packed.
NEEDS = {
    "": ("jinja2", "markupsafe", "numpy", "pandas", "pyyaml"),
    "charts": ("matplotlib", "fonttools", "zhplot"),
    "estimates": ("scipy", "statsmodels", "pyhdfe"),
}
#: Modules that say, in a session's code or answers, that it needs an extra.
_SIGNS = {"charts": r"\bcharts\b|\banalyses\b", "estimates": r"\bstatsmodels\b|\bestimates\b|\bpanel_models\b"}
#: Distributions of pure Python that Pyodide does not carry: they are packed beside xclib. JupyterLite's kernel needs comm.
PACKED = ("comm", "pyhdfe", "zhplot")
_SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "xclib",
        # Only what lies beside the page and in Pyodide: no index is asked.
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}},
    },
}
#: Parts of data/raw that no session reads.
_UNREAD = {"ledger", "panel.parquet", "reports.parquet"}


def write_lite(
    out: Path,
    *,
    langs: Sequence[str] = LANGS,
    numbers: Sequence[int] = (),
    report: str = "",
    tell: Callable[[str], None] = lambda line: None,
) -> None:
    """Write the folder of which ``jupyter lite build`` makes a site.

    Parameters
    ----------
    out : Path
        Folder. Files of an earlier run are replaced, whatever else is there stays, such as a copy of Pyodide.
    langs, numbers : sequence, optional
        Languages and sessions; all where not given.
    report : str, optional
        Another report than the sessions' own.
    tell : callable, optional
        Called with a line for each thing done.

    Raises
    ------
    BriefError
        A file was changed since it was written.
    """
    shelf = Shelf(out)
    with writing(out, "choose another folder", BriefError):
        for lang in langs:
            check_lang(lang)
            for session, source, found in prepared(numbers, report):
                made = to_browser(to_student(source, lang, found.report), session, lang)
                shelf.write(f"files/{lang}/{session.stem}.ipynb", to_text(made))
                tell(f"{lang} {session.stem}: needs xclib{_extras(extras_of(session, source))}")
        for name, wheel in (pack_xclib(), *map(pack, PACKED)):
            shelf.write(f"pypi/{name}", wheel)
            tell(f"{name}: {len(wheel) / 1e6:.1f} MB")
        shelf.write("jupyter-lite.json", json.dumps(_SETTINGS, indent=1) + "\n")


def extras_of(session: Session, notebook: NotebookNode) -> list[str]:
    """Return the extras that a session needs, by the modules that its code and its answers name."""
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    text = "\n".join([*code, *session.use.values()])
    return [extra for extra, sign in _SIGNS.items() if re.search(sign, text)]


def to_browser(notebook: NotebookNode, session: Session, lang: str) -> NotebookNode:
    """Return a student version that begins by fetching xclib, for the kernel that JupyterLite has."""
    from nbformat.v4 import new_code_cell, new_markdown_cell

    wanted = f"xclib{_extras(extras_of(session, notebook))}"
    first = next(n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    about = new_markdown_cell(read_words()[lang]["browser"], id="browser")  # type: ignore[no-untyped-call]
    fetch = new_code_cell(f'import piplite\n\nawait piplite.install("{wanted}")', id="fetch")  # type: ignore[no-untyped-call]
    notebook.cells[first:first] = [about, fetch]
    notebook.metadata["kernelspec"] = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    return notebook


def _extras(names: Sequence[str]) -> str:
    return f"[{','.join(names)}]" if names else ""


def dress(site: Path) -> None:
    """Give the lab of a site that was built a Chinese font; twice does no harm."""
    page, link = site / "lab" / "index.html", '<link rel="stylesheet" href="./custom.css">'
    (site / "lab" / "custom.css").write_text(style_sheet(), encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    if link not in text:
        page.write_text(text.replace("</head>", f"{link}</head>", 1), encoding="utf-8")


# --- wheels ----------------------------------------------------------------------------------------------------------


def pack_xclib() -> tuple[str, bytes]:
    """Return the wheel of xclib for a browser: its code, and of its data what sessions read, the panel as text."""
    package = Path(xclib.__file__).parent
    files = {f"xclib/{path.relative_to(package).as_posix()}": path.read_bytes() for path in _files(package, {"shipped"})}
    raw = data_root() / "raw"
    files |= {f"{_RAW}/{path.relative_to(raw).as_posix()}": path.read_bytes() for path in _files(raw, _UNREAD)}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("panel", "reports"):
            write_text(name, Path(folder))
            files[f"{_RAW}/panel/{name}{AS_TEXT}"] = (Path(folder) / f"{name}{AS_TEXT}").read_bytes()
    wanted = [f"Requires-Dist: {name}" for name in NEEDS[""]]
    for extra in _SIGNS:
        wanted += [f"Provides-Extra: {extra}", *(f'Requires-Dist: {name}; extra == "{extra}"' for name in NEEDS[extra])]
    return _wheel("xclib", xclib.__version__, files, wanted)


_RAW = "xclib/shipped/data/raw"


def pack(name: str) -> tuple[str, bytes]:
    """Return the wheel of an installed distribution of pure Python; what it requires is among what xclib does."""
    found = metadata.distribution(name)
    kept = [path for path in found.files or () if ".dist-info" not in path.parts[0] and path.suffix != ".pyc"]
    files = {path.as_posix(): Path(str(path.locate())).read_bytes() for path in kept}
    return _wheel(name, found.version, files, [])


def _files(folder: Path, left_out: set[str]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = set(path.relative_to(folder).parts)
        if path.is_file() and not parts & (left_out | {"__pycache__"}) and not path.name.startswith("."):
            yield path


def _wheel(name: str, version: str, files: dict[str, bytes], lines: Sequence[str]) -> tuple[str, bytes]:
    """Return the name and content of a wheel, the same for the same files."""
    info = f"{name}-{version}.dist-info"
    head = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *lines]
    tags = ["Wheel-Version: 1.0", "Generator: xclib", "Root-Is-Purelib: true", "Tag: py3-none-any"]
    files = files | {f"{info}/METADATA": _text(head), f"{info}/WHEEL": _text(tags)}
    record = [f"{path},sha256={sha256(data).hexdigest()},{len(data)}" for path, data in files.items()]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in {**files, f"{info}/RECORD": _text([*record, f"{info}/RECORD,,"])}.items():
            archive.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED)
    return f"{name}-{version}-py3-none-any.whl", made.getvalue()


def _text(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


if __name__ == "__main__":
    dress(Path(sys.argv[1]))
