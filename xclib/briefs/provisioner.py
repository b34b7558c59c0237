"""Kernels forked from a warm process, as jupyter_client provisions kernels."""

from __future__ import annotations

import os
import subprocess
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from xclib.briefs.forks import ForkedProcess

#: Name by which a kernelspec asks for these kernels.
NAME = "xclib-forked"


class ForkedProvisioner(LocalProvisioner):
    """Start a kernel by a fork of the server that its manager knows, or as ever where there is none."""

    _ending = False

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

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Note that the kernel is about to end."""
        self._ending = True
        await super().shutdown_requested(restart)

    async def poll(self) -> Any:  # noqa: ANN401 - as jupyter_client has it
        """Return None while the kernel runs; of one that is about to end, wait for it, not always for a tenth of a second."""
        process: Any = self.process
        if self._ending and isinstance(process, ForkedProcess):
            await process.wait_for_end(0.1)
        return await super().poll()


def register() -> str:
    """Make the provisioner known to jupyter_client in this process, and return its name."""
    group = KernelProvisionerFactory.GROUP_NAME
    entry = EntryPoint(NAME, f"{__name__}:{ForkedProvisioner.__name__}", group)
    KernelProvisionerFactory.instance().provisioners[NAME] = entry
    return NAME
