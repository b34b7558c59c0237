"""A process that has imported what notebooks import, and forks a kernel or a page from itself whenever one is asked for.

Most of the time of a small notebook is spent on importing pandas, matplotlib and statsmodels. Here that is paid once a run. A
forked kernel is a process of its own: what it changes (modules, environment, settings, random state, working directory) ends
with it. It starts from the same imports as a fresh one, and from one setting of pandas: how text is held in memory.

`main` finds in ``sys.argv`` the number of a connection that carries messages each way; with each fork comes a file descriptor
of its process (`os.pidfd_open`), by which the other side waits for it.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import re
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from pathlib import Path
from typing import Any

from xclib.care import lean

#: What may be imported before a kernel is forked: libraries whose import changes nothing for others.
MODULES: Mapping[str, Sequence[str]] = {
    "numpy": ("numpy",),
    "pandas": ("pandas", "pandas.io.formats.style", "pandas.io.formats.html", "pandas.core.reshape.reshape"),
    "pyarrow": ("pyarrow.parquet",),
    "matplotlib": ("matplotlib.pyplot", "matplotlib.backends.backend_agg"),
    "scipy": ("scipy.stats",),
    "seaborn": ("seaborn",),
    "statsmodels": ("statsmodels.api", "statsmodels.base.covtype", "statsmodels.stats.sandwich_covariance"),
    "linearmodels": (),
    "pyhdfe": (),
    "xclib": (
        "xclib.data.front",
        "xclib.economics.fits",
        "xclib.html.present",
        "xclib.charts.standard",
        "xclib.panels.query",
        "xclib.panels.store",
        "xclib.charts.standing",
        "statsmodels.stats.sandwich_covariance",
        "pandas.io.formats.string",
        "bs4",
        "soupsieve",
        "matplotlib.backends.backend_agg",
        "pandas.core.methods.to_dict",
        "pyarrow.parquet",
        "pyarrow.dataset",
    ),
}
#: What a kernel loads as it starts. matplotlib_inline hooks into the kernel as it is imported, so that it is none of these.
KERNEL = (
    *(f"ipykernel.{name}" for name in ("kernelapp", "ipkernel", "debugger")),
    *(f"IPython.core.{name}" for name in ("completerlib", "debugger", "debugger_backport", "logger", "oinspect", "pylabtools")),
    "IPython.extensions.storemagic",
    "psutil",
    "tornado.platform.asyncio",
    "xclib.briefs.streams",
)
#: An import that is not at the top of a module.
_INNER = re.compile(r"^[ \t]+(?:from|import) ([\w.]+)", re.MULTILINE)
#: Settings that keep libraries from starting threads, which a fork would not copy, and that a kernel would set itself.
QUIET = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}


def warm(modules: Sequence[str], data: str) -> dict[str, str]:
    """Import what notebooks import, as far as it is known here, and ipykernel; read the tables of a data folder.

    What is wrong with the tables: ``message``, ``where``, ``advice``; empty if nothing is.
    """
    packages = {name.partition(".")[0] for name in modules} & set(MODULES)
    wrong = _read_tables(Path(data)) if "xclib" in packages else {}
    if any(name.startswith(("linearmodels", "formulaic")) for name in modules):
        _import("formulaic")  # what has been imported is not left out
    with lean.leaving_out(*lean.UNUSED_BY_KERNELS), lean.leaving_descriptions():
        theirs = [name for name in modules if name.partition(".")[0] in packages]
        for name in [*KERNEL, *(m for package in sorted(packages) for m in MODULES[package]), *theirs]:
            _import(name)
        for name in _behind() if "xclib" in packages else ():
            _import(name)
    if "xclib" in packages:
        with suppress(Exception):
            # Taking a few rows of Arrow's text, a column at a time, is a sixth of what a notebook computes; that of Python is
            # the same to all that ask for it.
            sys.modules["pandas"].set_option("mode.string_storage", "python")
        with suppress(Exception):
            _draw_once()
            importlib.import_module("xclib.html.shell").environment().get_template("table.html.j2")
    return wrong


def _read_tables(data: Path) -> dict[str, str]:
    """Read what notebooks and pages will ask for, and return what is wrong with it."""
    from xclib.analyses import history
    from xclib.data import store
    from xclib.errors import RawDataError
    from xclib.model.areas import NATION
    from xclib.panels import match

    wrong = {}
    try:
        store.load(data)
    except RawDataError as error:
        wrong = {"message": error.message, "where": error.where, "advice": error.advice}
    with suppress(Exception):  # a project without a panel, or with a bad one: the notebook that reads it says so
        history.series("gdp", NATION)
        history.is_of_part({"indicator": "gdp", "status": "actual", "period": "2020", "area_code": NATION, "value": 1.0})
        # What tries the names that begin with a letter is compiled when the letter is met.
        match.find_names("".join({*"".join(store.load(data)["figures"]["label"].dropna())}))
    return wrong


def _import(name: str) -> None:
    with suppress(Exception):  # a name that is no module; what is missing, the notebook says itself
        importlib.import_module(name)


def _behind() -> list[str]:
    """Return the libraries that loaded modules of xclib import only once one of their functions is called."""
    found: set[str] = set()
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "xclib" and (path := getattr(module, "__file__", None)):
            found |= set(_INNER.findall(Path(path).read_text(encoding="utf-8")))
    return sorted(name for name in found if name.partition(".")[0] in set(MODULES) - {"xclib"})


def _draw_once() -> None:
    """Draw and drop a chart, for the fonts and writers that matplotlib loads when the first one is drawn."""
    style, picture = (importlib.import_module(f"xclib.charts.{name}") for name in ("style", "picture"))
    with style.use_style():
        figure, axes = style.new_figure(2, "增长 growth")
        axes.plot([1, 2], [1, 2])
    picture.to_bytes(figure)


#: Threads of libraries that look after themselves in a fork.
_HARMLESS = {"jemalloc_bg_thd"}


def count_threads() -> int:
    """Return how many threads this process has, as far as they matter; only one that has one may be forked."""
    names = [task.joinpath("comm").read_text(encoding="utf-8").strip() for task in Path("/proc/self/task").iterdir()]
    return sum(name not in _HARMLESS for name in names)


def serve(line: Connection, waiting: Callable[[], None]) -> dict[str, Any] | None:
    """Fork a process for each request until the other side goes.

    In a forked process the request; in the server, at its end, None. ``waiting``: what can be done while nothing is asked for.
    """
    alive: set[int] = set()
    try:
        while True:
            asked = line.poll(0.5)
            alive -= {pid for pid in alive if os.waitpid(pid, os.WNOHANG)[0]}
            if not asked:
                waiting()
                continue
            request = line.recv()
            if not (pid := os.fork()):
                alive.clear()
                line.close()
                return dict(request)
            alive.add(pid)
            handle = os.pidfd_open(pid)
            line.send(pid)
            send_handle(line, handle, None)
            os.close(handle)
    except (OSError, EOFError):  # the other side has ended or been killed
        return None
    finally:
        for pid in alive:  # nobody is left who would stop them
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.killpg(pid, signal.SIGKILL)


def run_kernel(request: Mapping[str, Any]) -> None:
    """Become the kernel that a request describes, as a fresh process of the same command would be."""
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.close(nothing)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # as random does by itself after a fork
    if "pandas" in sys.modules:
        sys.modules["pandas"].set_option("display.max_columns", 20)  # as where it is imported in a kernel, and not without one
    gc.enable()
    gc.set_threshold(20_000, 20, 20)  # looking for cycles as often as by default takes one part in thirty
    sys.argv = ["ipykernel_launcher", *request["argv"]]
    # Said to it, since it took what the environment says when it was imported: it ends itself where the server is killed.
    own = {"parent_handle": os.getppid(), "outstream_class": "xclib.briefs.streams.Stream"}
    IPKernelApp.launch_instance(argv=[*request["argv"], *(f"--IPKernelApp.{name}={value}" for name, value in own.items())])
    # The thread that was told to end may still want to flush: closing what it flushes to would keep it for ten seconds.
    if control := IPKernelApp.instance().control_thread:
        control.join(1.0)
    # What the notebook has left to be done at its end is done; objects need not be taken apart one by one, nor be looked
    # through for cycles, as IPython would now.
    gc.freeze()
    atexit._run_exitfuncs()
    os._exit(0)


def main() -> None:
    """Serve on the connection that the command line names, after the imports that the first message asks for."""
    gc.disable()  # imports make much that stays: looking for what does not takes one part in eight of them
    line = Connection(int(sys.argv[1]))
    order = line.recv()
    wrong = warm(order["modules"], order["data"])
    gc.freeze()  # collections in a kernel would copy every page that they mark
    line.send({"threads": count_threads(), "wrong": wrong})

    @cache
    def prepare() -> None:
        if order["drawer"]:
            with suppress(Exception):  # then each page pays for its own first time, or tells what is wrong
                importlib.import_module(order["drawer"]).warm(Path(order["data"]))
            gc.freeze()

    request = serve(line, prepare)
    if request and "folder" in request:
        # Without collections, still: one page, and then nothing.
        importlib.import_module(order["drawer"]).answer(request["folder"])
    elif request:
        run_kernel(request)
    os._exit(0)  # nothing is left to be done, and taking it all apart takes a tenth of a second
