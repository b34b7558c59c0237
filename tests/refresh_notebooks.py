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
#: What kernels say of their language (`xclib.words.kernel_config`): JupyterLab calls a notebook changed that holds anything else.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


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
    notebook.metadata |= {"kernelspec": KERNEL, "language_info": LANGUAGE}
    nbformat.write(notebook, path)
    return kept


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(str(p) for p in HERE.glob("**/*.ipynb")):
        print(f"{name}: {refresh(Path(name))} outputs kept")
