"""Run one notebook with its parameters, in this Python and apart from whatever else the machine has set up for Jupyter."""

from __future__ import annotations

import ast
import json
import math
import os
import re
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from xclib.briefs.forkserver import QUIET
from xclib.errors import BriefError, UnknownNameError, unknown

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager
    from nbformat import NotebookNode

    from xclib.briefs.forks import ForkServer

#: Seconds that one cell may take: an unattended run must end.
CELL_SECONDS = 600
#: Seconds that one brief may take.
BRIEF_SECONDS = 1800
#: Seconds that a run listens for what a kernel that is ready may still have to say.
FLUSH_SECONDS = 0.05
#: How often a notebook is begun whose kernel was killed, as by a machine short of memory.
ATTEMPTS = 2
#: Bytes that a notebook may have, and that the outputs of one run may have.
MAX_BYTES = 50_000_000
MAX_OUTPUT = 50_000_000

#: What is said of a kernel that did not come up, as on a machine that is busy or gave its port to another.
_NO_START = ("Kernel didn't respond", "Kernel died before replying", "Address already in use")

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook, or say in one line why it is none."""
    import nbformat

    try:
        check_size(path)
        notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        return notebook
    except BriefError:
        raise
    except FileNotFoundError:
        raise UnknownNameError("there is no such notebook", where=str(path), advice="see the folder notebooks/") from None
    except Exception as error:  # nbformat raises what its JSON and schema libraries raise
        last = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise BriefError(f"not a notebook: {last}", where=str(path), advice="restore the file") from None


def check_size(path: Path) -> None:
    """Refuse a notebook that nobody wrote by hand, and what is no file: a pipe would be waited for."""
    if path.exists() and not path.is_file():
        raise BriefError("is no regular file", where=str(path), advice="restore the notebook")
    if path.stat().st_size > MAX_BYTES:
        raise BriefError(f"is larger than {MAX_BYTES / 1e6:.0f} MB", where=str(path), advice="clear its outputs")


#: What code or JSON raises that nobody wrote by hand, or that was cut off.
UNREAD = (OSError, ValueError, LookupError, TypeError, AttributeError, SyntaxError, RecursionError, MemoryError)


def read_cells(path: Path) -> list[tuple[str, str, list[str]]]:
    """Return kind, source and tags of a notebook's cells, for what does not wait until nbformat is imported.

    Raises `BriefError`, or one of `UNREAD`: they cannot be read.
    """
    check_size(path)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [(c["cell_type"], "".join(c["source"]), sorted(c["metadata"].get("tags", ()))) for c in cells]


def inspect_parameters(path: Path) -> dict[str, str]:
    """Return the parameters of a notebook with their defaults, as written in its cell tagged ``parameters``."""
    try:
        source = next((source for _, source, tags in read_cells(path) if "parameters" in tags), "")
        lines = ast.parse(source).body
    except UNREAD as error:
        reason = " ".join(str(error).split())
        raise BriefError(f"its parameters cannot be read: {reason}", where=str(path), advice="save it again") from None
    found: dict[str, str] = {}
    for line in lines:
        targets = line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
        value = getattr(line, "value", None)
        found |= {t.id: ast.get_source_segment(source, value) or "" for t in targets if isinstance(t, ast.Name) and value}
    return found


def fit_parameters(path: Path, given: Mapping[str, object]) -> dict[str, object]:
    """Return parameters as a notebook takes them, and refuse those that it does not have, of which papermill would only warn.

    Text is read as a number, a list or true and false where the notebook's own value is one: a shell knows text alone.

    Raises `BriefError`: the notebook lacks a parameter that every brief needs: ``report`` or ``lang``; `UnknownNameError`:
    it lacks another one, or its own value is of another kind.
    """
    known = inspect_parameters(path)
    if missing := {"report", "lang"} - set(known):
        names = " and ".join(sorted(missing))
        raise BriefError(f"has no parameter {names}", where=str(path), advice='set them in a cell tagged "parameters"')
    fitted = {}
    for name, value in given.items():
        if name not in known:
            raise unknown("parameter", name, sorted(known), where=str(path))
        fitted[name] = _fit(value, default := _literal(known[name]))
        if default is not None and not _same_kind(fitted[name], default):
            names = f"write one such as {known[name]}"
            raise UnknownNameError(f"parameter {name} cannot be {value!r}", where=str(path), advice=names)
    return fitted


def _fit(value: object, default: object) -> object:
    if not isinstance(value, str) or default is None or isinstance(default, str):
        return value
    try:
        found = json.loads(value)
        json.dumps(found, allow_nan=False)  # what is no number, or without end, is none of the shell's either
        return found
    except (ValueError, RecursionError):
        return value


def _literal(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
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
    notebook: NotebookNode,
    output: Path,
    parameters: Mapping[str, object],
    *,
    folder: Path,
    data: Path,
    server: ForkServer | None = None,
    seconds: float = BRIEF_SECONDS,
) -> NotebookNode:
    """Run a notebook with papermill and return it with its outputs; where its kernel was killed, once more, and not by a fork.

    Parameters
    ----------
    notebook : NotebookNode
        As written; it is not changed.
    output : Path
        Where the executed notebook goes, so that a failed one can be opened.
    parameters : mapping
        Checked values.
    folder : Path
        Working directory of the kernel.
    data : Path
        The ``data`` folder that the notebook reads.
    server : ForkServer, optional
        Forks the kernel; without one it starts as ever.
    seconds : float
        What all cells together may take; one of them may take `CELL_SECONDS`.

    Raises
    ------
    KernelDied
        The kernel was killed or ended itself, twice.
    BriefError
        A cell raised or took too long; the message names the cell.
    """
    for attempt in range(ATTEMPTS):
        if attempt and server is not None and not server.usable():
            break  # the run has been stopped
        try:
            return _execute(notebook, output, parameters, folder, data, None if attempt else server, seconds)
        except KernelDied as error:
            died = error
    raise died


def _execute(
    notebook: NotebookNode,
    output: Path,
    parameters: Mapping[str, object],
    folder: Path,
    data: Path,
    server: ForkServer | None,
    seconds: float,
) -> NotebookNode:
    """Run it once."""
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + seconds
    try:
        ran: NotebookNode = papermill.execute_notebook(
            deepcopy(notebook),
            str(output),
            parameters=dict(parameters),
            engine_name=_register_engine(),
            kernel_name="python3",
            language="python",
            progress_bar=False,
            timeout_func=lambda cell: max(1, math.ceil(min(CELL_SECONDS, end - time.monotonic()))),
            kernel_manager_class=_kernel_class(output.parent, data, server),
            request_save_on_cell_execute=False,
            kept=str(output),
            resources={"metadata": {"path": str(folder.resolve())}},
        )
    except BriefError:
        raise
    except PapermillExecutionError as error:
        raise BriefError(f"cell {_cell_number(notebook, error)}: {_last_line(error.ename, error.evalue)}") from None
    except DeadKernelError as error:
        raise KernelDied(_last_line("DeadKernelError", str(error))) from None
    except CellTimeoutError:
        cell = min(CELL_SECONDS, seconds)
        raise BriefError(f"CellTimeoutError: a cell took more than {cell:g} s, or the brief more than {seconds:g} s") from None
    except Exception as error:  # a full disk, a broken library: one brief fails, the others go on
        if any(word in str(error) for word in _NO_START):
            raise KernelDied(_last_line(type(error).__name__, str(error))) from None
        raise BriefError(_last_line(type(error).__name__, str(error))) from None
    if any(o.output_type == "error" for cell in ran.cells for o in cell.get("outputs", ())):
        raise BriefError("a cell ended early (SystemExit or an error that a tag lets pass)")
    return ran


def join_lines(ran: NotebookNode) -> NotebookNode:
    """Return an executed notebook where a line that its kernel sent in pieces, as it does when it is slow, is one line."""
    from nbconvert.preprocessors import CoalesceStreamsPreprocessor

    whole: NotebookNode = CoalesceStreamsPreprocessor().preprocess(ran, {})[0]  # type: ignore[no-untyped-call]
    return whole


class KernelDied(BriefError):
    """The kernel of a notebook was killed or ended itself; another one may fare better."""


@cache
def _register_engine() -> str:
    """Register papermill's own engine, but writing the notebook once, at its end, and with a bound on what it may say."""
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import NBClientEngine, papermill_engines
    from papermill.log import logger

    class Bounded(PapermillNotebookClient):  # type: ignore[misc]
        """Keeps no more of what a notebook says than a page can hold."""

        written = 0

        def process_message(self, msg: Any, *positional: Any, **named: Any) -> Any:  # noqa: ANN401
            if msg["msg_type"] in ("stream", "display_data", "update_display_data", "execute_result", "error"):
                self.written += sum(len(str(value)) for value in msg["content"].values())
                if self.written > MAX_OUTPUT:
                    return None
            return super().process_message(msg, *positional, **named)

        def execute(self, **options: Any) -> Any:  # noqa: ANN401
            ran = super().execute(**options)
            if self.written > MAX_OUTPUT:
                raise BriefError(f"its outputs are larger than {MAX_OUTPUT / 1e6:.0f} MB")
            return ran

    class WriteOnce(NBClientEngine):  # type: ignore[misc]
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:  # noqa: ANN401
            try:
                limits = {"timeout": options.get("execution_timeout") or options.get("timeout"), "startup_timeout": 60}
                known = {
                    name: options[name] for name in ("timeout_func", "kernel_manager_class", "resources") if name in options
                }
                return Bounded(nb_man, kernel_name=kernel_name, log=logger, **limits, **known).execute()
            except BaseException:  # what there is by now is kept, to be looked at
                nb_man.output_path = options["kept"]
                raise

    papermill_engines.register("xclib", WriteOnce)
    return "xclib"


def _cell_number(notebook: NotebookNode, error: Any) -> str:  # noqa: ANN401
    """Count cells as the reader of the notebook does; papermill counts the cell that it adds, too."""
    added = next((n for n, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", ())), len(notebook.cells))
    index = error.cell_index if error.cell_index <= added else error.cell_index - 1
    return str(index + 1)


def _last_line(name: str, message: str) -> str:
    lines = [line.strip() for line in _COLOUR.sub("", message).splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    return last if last.startswith(name) else f"{name}: {last}".rstrip(": ")


def kernel_env(data: Path, scratch: Path) -> dict[str, str]:
    """Return what a kernel finds in its environment beside what this process has."""
    source = str(Path(__file__).resolve().parents[2])
    inherited = os.environ.get("PYTHONPATH")
    return {
        **QUIET,
        "XCLIB_DATA": str(data),
        "PYTHONPATH": os.pathsep.join([source, inherited] if inherited else [source]),
        # No start-up files, history or settings of the person who happens to run it.
        "IPYTHONDIR": str(scratch / "ipython"),
        "PYTHONHASHSEED": "0",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _kernel_class(scratch: Path, data: Path, server: ForkServer | None) -> type[AsyncKernelManager]:
    """Return a kernel manager that starts this interpreter, whatever a kernelspec named python3 elsewhere says."""
    from ipykernel.kernelspec import get_kernel_dict
    from jupyter_client.asynchronous.client import AsyncKernelClient
    from jupyter_client.channels import AsyncZMQSocketChannel
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from traitlets import Type, Unicode

    from xclib.briefs import provisioner

    # A kernel that is stopped after a failed cell would add its own lines to the one that names the failure.
    quiet = ["--IPKernelApp.log_level=CRITICAL", "--HistoryManager.enabled=False"]
    argv = [sys.executable, "-m", "ipykernel_launcher", *quiet, "-f", "{connection_file}"]
    spec = KernelSpec(**{**get_kernel_dict(), "argv": argv, "env": kernel_env(data, scratch)})
    spec.metadata = {**spec.metadata, "kernel_provisioner": {"provisioner_name": provisioner.register()}}

    class Prompt(AsyncZMQSocketChannel):
        """Listens less long for what may be on its way from a kernel that is ready; a fifth of a second each is the default."""

        async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # type: ignore[override]
            return await super().get_msg(timeout if timeout is None else min(timeout, FLUSH_SECONDS))

    class Client(AsyncKernelClient):
        iopub_channel_class = Type(Prompt)

    class ThisPython(AsyncKernelManager):
        fork_server = server
        client_factory = Type(Client)
        # With what else the brief leaves, so that nothing stays in the temporary folder where the run is killed.
        connection_file = Unicode(str(scratch / "kernel.json"))
        # A free port may be another run's by the time that the kernel binds it. A name of its own, which is no file, is
        # nobody else's; Linux alone has such names.
        if sys.platform == "linux":
            transport, ip = Unicode("ipc"), Unicode(f"@xclib-{uuid4().hex}")

        @property
        def kernel_spec(self) -> KernelSpec:
            return spec

    return ThisPython
