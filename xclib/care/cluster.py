"""Work done by the workers behind a Dask scheduler, whatever becomes of one of them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from xclib.errors import XclibError

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds to wait for the scheduler, and for a worker where there is none.
CONNECT, PATIENCE = 10.0, 60.0
#: Seconds between two looks at whether there are workers.
LOOK = 2.0
_AGAIN = "run the same command again: what was finished is kept"

Task = TypeVar("Task")


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """Connect to a scheduler, as ``tcp://host:8786``, for a block.

    Raises `XclibError`: ``distributed`` is not installed, nobody answers at the address, or the scheduler went away.
    """
    try:
        from distributed import Client
    except ImportError:
        raise XclibError("a cluster needs the package distributed", advice="pip install distributed") from None
    with _quiet():
        try:
            client = Client(address, timeout=CONNECT)
        except (OSError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise XclibError(f"no Dask scheduler: {reason}", where=address, advice="start `dask scheduler` there") from None
        try:
            yield client
        except (OSError, CancelledError):
            raise XclibError("the Dask scheduler went away", where=address, advice=_AGAIN) from None
        finally:
            client.close(timeout=CONNECT)


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence the log of distributed, a page for each broken connection; what matters is reported in one line of our own."""
    names = [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"]
    before = {name: logging.getLogger(name).level for name in names}
    try:
        for name in names:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


def finished(
    client: Client, tasks: Iterator[Task], submit: Callable[[Task], Future[Any]], address: str
) -> Iterator[tuple[Task, Future[Any]]]:
    """Submit tasks as the workers have room for them, and yield each with its future once that is finished."""
    pending: dict[Future[Any], Task] = {}
    while True:
        room = 2 * max(1, sum(client.nthreads().values()))
        while len(pending) < room and (task := next(tasks, None)) is not None:
            pending[submit(task)] = task
        if not pending:
            return
        for future in wait_for(client, list(pending), address):
            yield pending.pop(future), future


def wait_for(client: Client, futures: Sequence[Future[Any]], address: str) -> list[Future[Any]]:
    """Return those that are finished, at least one; raise where no worker comes to finish any."""
    from distributed import wait

    alone = time.monotonic()
    while True:
        try:
            return list(wait(futures, timeout=LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if client.nthreads():
                alone = time.monotonic()
            elif time.monotonic() - alone > PATIENCE:
                message = f"no worker for {PATIENCE:g} s"
                raise XclibError(message, where=address, advice=f"start `dask worker {address}` and {_AGAIN}") from None
