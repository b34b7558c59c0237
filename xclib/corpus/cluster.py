"""A corpus read by the workers of a Dask cluster, whatever becomes of one of them."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xclib.corpus.parts import rules_digest
from xclib.corpus.read import Item, Part, died, read_chunk
from xclib.errors import XclibError

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds to wait for the scheduler, and for a worker where there is none.
CONNECT, PATIENCE = 10.0, 60.0
#: Seconds between two looks at whether there are workers.
LOOK = 2.0

Chunk = tuple[int, list[Item]]


def read_on_cluster(chunks: Iterator[Chunk], address: str) -> Iterator[tuple[int, Part]]:
    """Read chunks on a Dask cluster; the scheduler gives the work of a worker that died to another.

    ``chunks``: numbered chunks; taken as workers have room for them. The texts travel with them, so workers need no disk in
    common. ``address``: of the scheduler, as ``tcp://host:8786``. Raises `XclibError`: there is no scheduler, it went away, no
    worker came, or a worker has other rules than this machine.
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
            yield from _read(client, chunks, address)
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


_AGAIN = "run the same command again: what was finished is kept"


def read_vouched(items: list[Item], digest: bytes) -> Part:
    """Read a chunk where the rules are those of who asks; run on a worker."""
    if rules_digest() != digest:
        raise XclibError("a worker has another version of xclib", advice="install the same version on all machines")
    return read_chunk(items)


def _read(client: Client, chunks: Iterator[Chunk], address: str) -> Iterator[tuple[int, Part]]:
    from distributed.scheduler import KilledWorker

    pending: dict[Future[Part], Chunk] = {}
    while True:
        room = 2 * max(1, sum(client.nthreads().values()))
        while len(pending) < room and (chunk := next(chunks, None)) is not None:
            pending[_submit(client, chunk[1])] = chunk
        if not pending:
            return
        for future in _await(client, list(pending), address):
            number, items = pending.pop(future)
            try:
                part = future.result()
            except KilledWorker:
                part = _one_by_one(client, items, address)
            except (ImportError, RuntimeError) as error:
                reason = str(error).splitlines()[0]
                message = f"the cluster cannot run xclib: {reason}"
                raise XclibError(message, where=address, advice="install xclib where scheduler and workers run") from None
            yield number, part


def _submit(client: Client, items: list[Item]) -> Future[Part]:
    return client.submit(read_vouched, items, rules_digest(), pure=False)


def _await(client: Client, futures: list[Future[Part]], address: str) -> list[Future[Part]]:
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


def _one_by_one(client: Client, items: list[Item], address: str) -> Part:
    """Tell a report that kills its workers from those that were read beside it."""
    from distributed.scheduler import KilledWorker

    whole = Part()
    for item in items:
        future = _submit(client, [item])
        _await(client, [future], address)
        try:
            whole.add(future.result())
        except KilledWorker:
            whole.add(died(item))
    return whole
