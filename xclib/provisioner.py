"""Kernels forked from a warm process, as jupyter_client provisions kernels: started, watched, interrupted, killed."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from xclib.errors import RawDataError
from xclib.forkserver import QUIET

#: Seconds that the imports may take, and a fork after them.
WARM_SECONDS, FORK_SECONDS = 120.0, 10.0
#: Name by which a kernelspec asks for these kernels.
NAME = "xclib-forked"


def can_fork() -> bool:
    """Tell whether this system forks safely and lets one wait for a process that is no child."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and hasattr(socket, "send_fds")


class ForkServer:
    """The warm process, seen from the run that uses it.

    Parameters
    ----------
    modules : sequence of str
        What the notebooks import; of it is imported what `xclib.forkserver.MODULES` knows.
    data : str
        The ``data`` folder whose tables are read once.
    env : mapping
        Environment of the process; its kernels have their own.
    """

    def __init__(self, modules: Sequence[str], data: str, env: Mapping[str, str]) -> None:
        self._line, theirs = socket.socketpair()
        self._lock = threading.Lock()
        self._usable: bool | None = None
        self._wrong: dict[str, str] = {}
        # As a kernel's launcher does: the working directory comes before installed modules later, and not while importing.
        start = "import sys; sys.path[:] = filter(None, sys.path); from xclib.forkserver import main; main()"
        command = [sys.executable, "-c", start, str(theirs.fileno())]
        self._process = subprocess.Popen(
            command,
            env={**env, **QUIET},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        self._send({"modules": list(modules), "data": data})

    @property
    def pid(self) -> int:
        """Process id of the server."""
        return self._process.pid

    def usable(self) -> bool:
        """Wait until the imports are done; tell whether kernels can be forked.

        Raises
        ------
        RawDataError
            The tables of the data folder are missing or bad.
        """
        with self._lock:
            if self._usable is None:
                self._usable = False
                with suppress(OSError, ValueError, KeyError):
                    told = self._receive(WARM_SECONDS)[0]
                    self._usable = told["threads"] == 1
                    self._wrong = told["wrong"]
            if self._wrong:
                raise RawDataError(self._wrong["message"], where=self._wrong["where"], advice=self._wrong["advice"])
            return self._usable

    def fork(self, argv: Sequence[str], env: Mapping[str, str], cwd: str) -> ForkedProcess:
        """Return a kernel forked from the server.

        Raises
        ------
        OSError
            The server has gone.
        """
        with self._lock:
            try:
                self._send({"argv": list(argv), "env": dict(env), "cwd": cwd})
                told, handles = self._receive(FORK_SECONDS)
                return ForkedProcess(int(told["pid"]), handles[0])
            except (OSError, ValueError, LookupError):
                self._usable = False
                raise OSError("the fork server has gone") from None

    def close(self) -> None:
        """End the server, and with it every kernel that is left."""
        self._usable = False
        self._line.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._process.kill()
        self._process.wait()

    def _send(self, told: Mapping[str, object]) -> None:
        with suppress(BrokenPipeError):
            self._line.sendall(json.dumps(told).encode() + b"\n")

    def _receive(self, seconds: float) -> tuple[dict[str, Any], list[int]]:
        self._line.settimeout(seconds)
        body, handles, _, _ = socket.recv_fds(self._line, 4096, 1)
        return json.loads(body), handles


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


class ForkedProvisioner(LocalProvisioner):
    """Start a kernel by a fork of the server that its manager knows, or as ever where there is none."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ANN401 - as jupyter_client has it
        """Launch a kernel; the command is that of a plain one."""
        # What a kernel says beside its outputs is no line of the run's log; that it died, the run says itself.
        kwargs |= {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        server = getattr(self.parent, "fork_server", None)
        if server is None or not server.usable():
            return await super().launch_kernel(cmd, **kwargs)
        argv = cmd[cmd.index("ipykernel_launcher") + 1 :]
        self.cwd = kwargs.get("cwd") or os.getcwd()
        try:
            self.process = server.fork(argv, kwargs["env"], str(self.cwd))
        except OSError:
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid  # the kernel leads a group of its own
        return self.connection_info


def register() -> str:
    """Make the provisioner known to jupyter_client in this process, and return its name."""
    group = KernelProvisionerFactory.GROUP_NAME
    entry = EntryPoint(NAME, f"{__name__}:{ForkedProvisioner.__name__}", group)
    KernelProvisionerFactory.instance().provisioners[NAME] = entry
    return NAME
