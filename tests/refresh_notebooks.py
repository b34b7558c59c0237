"""Run the notebooks on their defaults and keep the outputs that nbval compares, and no others: `make notebooks`.

Pictures and prose are left out, so that a notebook's history shows what changed in its tables.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent.parent / "notebooks"
COMPARED = "# NBVAL_CHECK_OUTPUT"


def refresh(path: Path) -> int:
    """Run one notebook; return how many cells keep their output."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, kernel_name="python3", timeout=600, resources={"metadata": {"path": str(path.parent)}}).execute()
    kept = 0
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata.pop("execution", None)
            keep = cell.source.startswith(COMPARED)
            kept += keep
            if not keep:
                cell.outputs, cell.execution_count = [], None
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, path)
    return kept


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(str(p) for p in HERE.glob("**/*.ipynb")):
        print(f"{name}: {refresh(Path(name))} outputs kept")
