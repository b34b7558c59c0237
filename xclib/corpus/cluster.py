"""A corpus read by the workers of a Dask cluster, whatever becomes of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xclib.care import cluster
from xclib.corpus.parts import rules_digest
from xclib.corpus.read import Item, Part, died, read_chunk
from xclib.errors import XclibError

if TYPE_CHECKING:
    from distributed import Client, Future

Chunk = tuple[int, list[Item]]


def read_on_cluster(chunks: Iterator[Chunk], address: str) -> Iterator[tuple[int, Part]]:
    """Read chunks on a Dask cluster; the scheduler gives the work of a worker that died to another.

    ``chunks``: numbered chunks; taken as workers have room for them. The texts travel with them, so workers need no disk in
    common. ``address``: of the scheduler, as ``tcp://host:8786``. Raises `XclibError`: there is no scheduler, it went away, no
    worker came, or a worker has other rules than this machine.
    """
    with cluster.connected(address) as client:
        yield from _read(client, chunks, address)


def read_vouched(items: list[Item], digest: bytes) -> Part:
    """Read a chunk where the rules are those of who asks; run on a worker."""
    if rules_digest() != digest:
        raise XclibError("a worker has another version of xclib", advice="install the same version on all machines")
    return read_chunk(items)


def _read(client: Client, chunks: Iterator[Chunk], address: str) -> Iterator[tuple[int, Part]]:
    from distributed.scheduler import KilledWorker

    for (number, items), future in cluster.finished(client, chunks, lambda chunk: _submit(client, chunk[1]), address):
        try:
            part = future.result()
        except KilledWorker:
            part = _one_by_one(client, items, address)
        except (ImportError, RuntimeError) as error:
            message = f"the cluster cannot run xclib: {str(error).splitlines()[0]}"
            raise XclibError(message, where=address, advice="install xclib where scheduler and workers run") from None
        yield number, part


def _submit(client: Client, items: list[Item]) -> Future[Part]:
    return client.submit(read_vouched, items, rules_digest(), pure=False)


def _one_by_one(client: Client, items: list[Item], address: str) -> Part:
    """Tell a report that kills its workers from those that were read beside it."""
    from distributed.scheduler import KilledWorker

    whole = Part()
    for item in items:
        future = _submit(client, [item])
        cluster.wait_for(client, [future], address)
        try:
            whole.add(future.result())
        except KilledWorker:
            whole.add(died(item))
    return whole
