"""Run one notebook with its parameters, in this Python and apart from whatever else the machine has set up for Jupyter."""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xclib.errors import BriefError, UnknownNameError

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager
    from nbformat import NotebookNode

#: Seconds that one cell may take: an unattended run must end.
CELL_SECONDS = 600

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook, or say in one line why it is none."""
    import nbformat

    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        return notebook
    except FileNotFoundError:
        raise UnknownNameError("there is no such notebook", where=str(path), advice="see the folder notebooks/") from None
    except Exception as error:  # nbformat raises what its JSON and schema libraries raise
        last = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise BriefError(f"not a notebook: {last}", where=str(path), advice="restore the file") from None


def inspect_parameters(path: Path) -> dict[str, str]:
    """Return the parameters of a notebook with their defaults, as written in its cell tagged ``parameters``."""
    import papermill

    try:
        found = papermill.inspect_notebook(str(path))
    except Exception as error:  # no kernel name, no language: whatever papermill stumbles over
        raise BriefError(f"papermill cannot read its parameters: {error}", where=str(path), advice="save it again") from None
    return {name: entry["default"] for name, entry in found.items()}


def fit_parameters(path: Path, given: Mapping[str, object]) -> dict[str, object]:
    """Return parameters as a notebook takes them, and refuse those that it does not have, of which papermill would only warn.

    Text is read as a number, a list or true and false where the notebook's own value is one: a shell knows text alone.

    Raises
    ------
    BriefError
        The notebook lacks a parameter that every brief needs: ``report`` or ``lang``.
    UnknownNameError
        It lacks another one, or its own value is of another kind.
    """
    known = inspect_parameters(path)
    if missing := {"report", "lang"} - set(known):
        told = " and ".join(sorted(missing))
        raise BriefError(f"has no parameter {told}", where=str(path), advice='set them in a cell tagged "parameters"')
    fitted = {}
    for name, value in given.items():
        if name not in known:
            told = f"its parameters are {', '.join(sorted(known))}"
            raise UnknownNameError(f"unknown parameter {name!r}", where=str(path), advice=told)
        fitted[name] = _fit(value, default := _literal(known[name]))
        if default is not None and not _same_kind(fitted[name], default):
            told = f"write one such as {known[name]}"
            raise UnknownNameError(f"parameter {name} cannot be {value!r}", where=str(path), advice=told)
    return fitted


def _fit(value: object, default: object) -> object:
    if not isinstance(value, str) or default is None or isinstance(default, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _literal(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None


def _same_kind(value: object, default: object) -> bool:
    if isinstance(value, bool) or isinstance(default, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    if isinstance(default, list | tuple):
        return isinstance(value, list | tuple)
    return isinstance(value, type(default))


@contextmanager
def side_by_side() -> Iterator[None]:
    """Let several threads run notebooks.

    papermill notes the working directory for each notebook in one place and puts back what stood there before. Threads that
    cross would leave a stale one, and the next run in another folder would write there. Set once around all of them, it is
    always the same.
    """
    from papermill.iorw import local_file_io_cwd

    with local_file_io_cwd():
        yield


def execute(
    notebook: NotebookNode, output: Path, parameters: Mapping[str, object], *, folder: Path, data: Path
) -> NotebookNode:
    """Run a notebook with papermill and return it with its outputs.

    Parameters
    ----------
    notebook : NotebookNode
        As written; it is not changed.
    output : Path
        Where the executed notebook goes, cell by cell, so that a failed one can be opened.
    parameters : mapping
        Checked values.
    folder : Path
        Working directory of the kernel.
    data : Path
        The ``data`` folder that the notebook reads.

    Raises
    ------
    BriefError
        A cell raised, took too long, or killed the kernel; the message names the cell.
    """
    import nbformat
    import papermill
    from papermill.exceptions import PapermillExecutionError

    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    # A copy of what was read: somebody may save the notebook while it waits for its turn.
    source = output.with_name("source.ipynb")
    try:
        nbformat.write(notebook, source)  # type: ignore[no-untyped-call]
        ran: NotebookNode = papermill.execute_notebook(
            str(source),
            str(output),
            parameters=dict(parameters),
            kernel_name="python3",
            language="python",
            progress_bar=False,
            execution_timeout=CELL_SECONDS,
            kernel_manager_class=_kernel_class(output.parent, data),
            resources={"metadata": {"path": str(folder.resolve())}},
        )
    except PapermillExecutionError as error:
        raise BriefError(f"cell {_cell_number(notebook, error)}: {_last_line(error.ename, error.evalue)}") from None
    except Exception as error:  # a dead kernel, a timeout, a full disk: one brief fails, the others go on
        raise BriefError(_last_line(type(error).__name__, str(error))) from None
    finally:
        source.unlink(missing_ok=True)
    if any(o.output_type == "error" for cell in ran.cells for o in cell.get("outputs", ())):
        raise BriefError("a cell ended early (SystemExit or an error that a tag lets pass)")
    return ran


def _cell_number(notebook: NotebookNode, error: Any) -> str:  # noqa: ANN401
    """Count cells as the reader of the notebook does; papermill counts the cell that it adds, too."""
    added = next((n for n, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", ())), len(notebook.cells))
    index = error.cell_index if error.cell_index <= added else error.cell_index - 1
    return str(index + 1)


def _last_line(name: str, message: str) -> str:
    lines = [line.strip() for line in _COLOUR.sub("", message).splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    return last if last.startswith(name) else f"{name}: {last}".rstrip(": ")


def _kernel_class(scratch: Path, data: Path) -> type[AsyncKernelManager]:
    """Return a kernel manager that starts this interpreter, whatever a kernelspec named python3 elsewhere says."""
    from ipykernel.kernelspec import get_kernel_dict
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    source = str(Path(__file__).resolve().parent.parent)
    inherited = os.environ.get("PYTHONPATH")
    env = {
        "XCLIB_DATA": str(data),
        "PYTHONPATH": os.pathsep.join([source, inherited] if inherited else [source]),
        # No start-up files, history or settings of the person who happens to run it.
        "IPYTHONDIR": str(scratch / "ipython"),
        "PYTHONHASHSEED": "0",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    # A kernel that is stopped after a failed cell would add its own lines to the one that names the failure.
    quiet = ["--IPKernelApp.log_level=CRITICAL", "--HistoryManager.enabled=False"]
    argv = [sys.executable, "-m", "ipykernel_launcher", *quiet, "-f", "{connection_file}"]
    spec = KernelSpec(**{**get_kernel_dict(), "argv": argv, "env": env})

    class ThisPython(AsyncKernelManager):
        @property
        def kernel_spec(self) -> KernelSpec:
            return spec

    return ThisPython
