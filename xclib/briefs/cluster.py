"""Make briefs on the workers of a Dask cluster; pages are put in place here, where the run is."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from xclib.briefs import fingerprint
from xclib.briefs.drawing import Made, failed
from xclib.briefs.jobs import Job, hash_notebook
from xclib.briefs.making import make, publish
from xclib.briefs.manifest import Brief
from xclib.care import cluster
from xclib.errors import BriefError


def make_on_cluster(
    jobs: Sequence[Job], old: Mapping[str, Brief], address: str, seconds: float
) -> Iterator[tuple[Job, Brief | None]]:
    """Make briefs on the workers behind a scheduler's address, which need no more than the same xclib and packages.

    Notebook and data go with each job. None stands for a brief whose data were changed before they were sent.

    Raises `XclibError`: ``distributed`` is not installed, nobody answers at the address, or no worker comes.
    """
    archive = pack(jobs[0].data)
    if fingerprint.hash_data(jobs[0].data, jobs[0].apart) != jobs[0].inputs["data"]:
        yield from ((job, None) for job in jobs)
        return
    with cluster.connected(address) as client:
        sent = client.scatter(archive, broadcast=True)

        def submit(job: Job) -> Any:  # noqa: ANN401 - a future of distributed
            return client.submit(make_there, job, _files(job.notebook), sent, seconds, pure=False)

        for job, future in cluster.finished(client, iter(jobs), submit, address):
            yield job, publish(job, _result(job, future), old.get(job.path))


def _result(job: Job, future: Any) -> Made:  # noqa: ANN401 - a future of distributed
    try:
        made: Made = future.result()
        return made
    except Exception as error:  # a worker that was killed more often than the scheduler puts up with
        return failed(job, error)


def _files(notebook: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (notebook, *fingerprint.beside(notebook))}


def make_there(job: Job, files: Mapping[str, bytes], archive: bytes, seconds: float) -> Made:
    """Make one brief in a worker, from what was sent along: the notebook, its words and the modules beside it, and the data."""
    if {**job.inputs, **fingerprint.hash_tools()} != job.inputs:
        return failed(job, BriefError("the worker has another xclib or other packages", advice="install the same on all"))
    with tempfile.TemporaryDirectory(prefix="xclib-") as scratch:
        home = Path(scratch)
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            packed.extractall(home / "data")
        path = home / "notebooks" / job.notebook.name
        path.parent.mkdir()
        for name, body in files.items():
            (path.parent / name).write_bytes(body)
        if hash_notebook(path) != job.inputs["notebook"]:
            return failed(job, BriefError("its notebook was changed before it was sent", advice="try again"))
        return make(replace(job, data=home / "data", notebook=path), home / "build", seconds=seconds)


def pack(data: Path) -> bytes:
    """Return the raw files of a data folder as one archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(p for p in (data / "raw").rglob("*") if p.is_file() and not p.name.startswith(".")):
            packed.write(path, path.relative_to(data))
    return buffer.getvalue()
