"""The warm process as a run sees it, and what is forked from it: started, watched, interrupted, killed.

Nothing that takes time is imported here: the process is started first, and goes on while the run imports its own.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.reduction import recv_handle
from typing import Any

from xclib.briefs.forkserver import QUIET
from xclib.errors import BriefError, RawDataError

#: Seconds that the imports may take, and a fork, which may have to wait for some of them.
WARM_SECONDS = 120.0
#: Settings of glibc that keep memory which was given back: pictures ask for some megabytes each, and a forked process has its
#: own pages to fetch. They are read at the start of a process, so that the kernels, which start as forks, have them not in
#: their environment.
ROOMY = {"MALLOC_MMAP_THRESHOLD_": str(2**28), "MALLOC_TRIM_THRESHOLD_": str(2**29), "MALLOC_TOP_PAD_": str(2**24)}


def can_fork() -> bool:
    """Tell whether this system forks safely and lets one wait for a process that is no child."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and hasattr(socket, "send_fds")


class ForkServer:
    """The warm process, seen from the run that uses it.

    Parameters
    ----------
    modules : sequence of str
        What the notebooks import; of it is imported what `xclib.briefs.forkserver.MODULES` knows.
    data : str
        The ``data`` folder whose tables are read once.
    env : mapping
        Environment of the process; its kernels have their own.
    drawer : str, optional
        Module whose ``warm()`` is called once and whose ``answer(folder)`` is called in a fork for each page; without a name no
        page is drawn.
    """

    def __init__(self, modules: Sequence[str], data: str, env: Mapping[str, str], drawer: str = "") -> None:
        self._end, theirs = Pipe()
        self._lock, self._drawer = threading.Lock(), drawer
        #: Whether the run has ended or been stopped.
        self.closed = False
        self._ready: dict[str, Any] | None = None
        # As a kernel's launcher does: the working directory comes before installed modules later, and not while importing.
        start = "import sys; sys.path[:] = filter(None, sys.path); from xclib.briefs.forkserver import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", start, str(theirs.fileno())],
            env={**env, **QUIET, **ROOMY},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.pid = self._process.pid
        theirs.close()
        with suppress(BrokenPipeError):
            self._end.send({"modules": list(modules), "data": data, "drawer": drawer})

    def usable(self) -> bool:
        """Wait until the imports are done; tell whether kernels can be forked.

        Raises `RawDataError`: the tables of the data folder are missing or bad.
        """
        with self._lock:
            if self._ready is None:
                self._ready = {}
                with suppress(OSError, EOFError):
                    self._ready = self._receive()
            answer = self._ready
        if wrong := answer.get("wrong"):
            raise RawDataError(wrong["message"], where=wrong["where"], advice=wrong["advice"])
        return not self.closed and answer.get("threads") == 1

    def fork(self, argv: Sequence[str], env: Mapping[str, str], cwd: str) -> ForkedProcess:
        """Return a kernel forked from the server.

        Raises `OSError`: the server has gone.
        """
        return self._fork({"argv": list(argv), "env": dict(env), "cwd": cwd})

    def draw(self, folder: str, seconds: float) -> bool:
        """Let a forked process draw the page that a folder asks for; False where there is none to do it.

        Raises `BriefError`: it took longer than that.
        """
        if not self._drawer or not self.usable():
            return False
        try:
            process = self._fork({"folder": folder})
        except OSError:
            return False
        if not process.ended(seconds):
            process.kill()
            raise BriefError(f"its page took more than {seconds:g} s to draw")
        return True

    def close(self) -> None:
        """End the server, and with it every kernel and page that is left."""
        self.closed = True
        self._end.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._process.kill()
        self._process.wait()

    def _fork(self, request: Mapping[str, object]) -> ForkedProcess:
        with self._lock:
            try:
                self._end.send(request)
                return ForkedProcess(self._receive(), recv_handle(self._end))
            except (OSError, EOFError, RuntimeError):
                self._ready = {}
                self._process.kill()  # one that answered late would start a second kernel at the same address
                raise OSError("the fork server has gone") from None

    def _receive(self) -> Any:  # noqa: ANN401 - a message
        if not self._end.poll(WARM_SECONDS):
            raise EOFError
        return self._end.recv()


class ForkedProcess:
    """What jupyter_client asks of a `subprocess.Popen`, for a process that is no child of this one."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        self.pid, self._handle = pid, handle

    def poll(self) -> int | None:
        """Return None while the process runs; how it ended is known to its parent alone."""
        if self._handle >= 0 and not select.select([self._handle], [], [], 0)[0]:
            return None
        self._close()
        return 0

    def ended(self, seconds: float) -> bool:
        """Wait for the end of the process, but no longer than some seconds; tell whether it has ended."""
        return self._handle < 0 or bool(select.select([self._handle], [], [], seconds)[0])

    async def wait_for_end(self, seconds: float) -> None:
        """Wait for the end of the process, but no longer than some seconds, and let others go on meanwhile."""
        import asyncio

        if self._handle < 0:
            return
        loop, handle = asyncio.get_running_loop(), self._handle
        ended = asyncio.Event()
        loop.add_reader(handle, ended.set)
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), seconds)
        finally:
            loop.remove_reader(handle)

    def wait(self) -> int:
        """Wait for the end of the process."""
        if self._handle >= 0:
            select.select([self._handle], [], [])
        self._close()
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal to the process, and to no other that has its number by now."""
        if self._handle >= 0:
            signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)

    def _close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    __del__ = _close
