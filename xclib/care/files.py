"""Files written whole or not at all, and folders that one run holds at a time."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from xclib.errors import BusyError, XclibError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lend a path to write to, which replaces a file when the block ends; nothing changes where the block fails.

    ``path``: the file; its folder must exist. Where it is a link, what it leads to is replaced, and the link stays.

    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "x.txt"
    >>> with replacing(target) as part:
    ...     _ = part.write_text("5.8%")
    >>> target.read_text()
    '5.8%'
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():  # a device or a pipe would be replaced for everybody
        raise OSError(errno.EINVAL, "is no regular file", str(path))
    # The ending stays: writers of tables go by it.
    part = path.with_name(f"{_PART}{os.getpid()}.{path.name}")
    try:
        yield part
        os.replace(part, path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def users_own(name: str) -> Path | None:
    """Return the user's folder for what can be made again; None where there is none, or where others may write to it, too.

    Code may be kept there, and nobody else's may be run.
    """
    try:
        given = Path(os.environ.get("XDG_CACHE_HOME", ""))
        folder = (given if given.is_absolute() else Path.home() / ".cache") / "xclib" / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except (OSError, RuntimeError):
        return None
    shared = sys.platform != "win32" and (found.st_uid != os.geteuid() or found.st_mode & 0o022)
    return None if shared else folder


#: How the name of a file begins that is being written.
_PART = ".part-"


def clear_parts(home: Path) -> None:
    """Remove what a run that was killed had begun to write into a folder; for who holds the folder, see `alone`."""
    for part in home.glob(f"{_PART}*"):
        with suppress(OSError):
            part.unlink()


def put(path: Path, body: str | bytes) -> Path:
    """Write a file: readers see the old one until the new one is complete and on the disk.

    ``path``: the file; its folder is made; ``body``: the content; text as UTF-8 with plain line ends.

    >>> import tempfile
    >>> put(Path(tempfile.mkdtemp()) / "a" / "x.txt", "5.8%").read_bytes()
    b'5.8%'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as part, part.open("wb") as file:
        file.write(body.encode() if isinstance(body, str) else body)
        file.flush()
        os.fsync(file.fileno())
    _to_disk(path.parent)
    return path


def swap_folder(staged: Path, folder: Path) -> None:
    """Put a finished folder in the place of another one, which is removed after it; after a kill, see `mend_folders`."""
    aside = folder.with_name(f".{folder.name}{_ASIDE}")
    if os.path.lexists(folder):
        _remove(aside)
        os.replace(folder, aside)
    os.replace(staged, folder)
    _to_disk(folder)
    _to_disk(folder.parent)
    _remove(aside)


def _remove(folder: Path) -> None:
    """Remove a folder, or the link to one, whose folder stays."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


#: How the name of a folder ends that another one is about to replace.
_ASIDE = ".old"


def mend_folders(home: Path) -> None:
    """Put back each folder that a run had taken aside and not replaced when it was killed, and remove what else it left.

    For who holds the folder they are in; see `alone`.
    """
    clear_parts(home)
    for aside in home.glob(f".*{_ASIDE}"):
        folder = aside.with_name(aside.name[1 : -len(_ASIDE)])
        if os.path.lexists(folder):
            _remove(aside)
        else:
            os.replace(aside, folder)


def _to_disk(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system does that."""
    with suppress(OSError, AttributeError):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def is_scarce(error: BaseException) -> bool:
    """Tell whether an error says that the machine has no more of something, which is no fault of what was being read.

    >>> is_scarce(OSError(24, "Too many open files")), is_scarce(OSError(22, "Invalid argument"))
    (True, False)
    """
    return isinstance(error, OSError) and error.errno in _SCARCE


_SCARCE = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.ENOSPC, errno.EIO)


def need_handles(count: int) -> None:
    """Have room for so many open files, as far as the system lets a process raise its own limit.

    Raises `XclibError`: the system does not.
    """
    try:
        import resource
    except ImportError:  # Windows counts otherwise, and allows more than anybody needs
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= count:
        return
    if hard != resource.RLIM_INFINITY and hard < count:
        raise XclibError(f"only {hard} files may be open at once", advice=f"allow {count}: ulimit -n {count}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))


@contextmanager
def writing(path: Path, advice: str = "choose another place", fault: type[XclibError] = XclibError) -> Iterator[None]:
    """Raise an error of the system in the block as a fault that names the file and says what to do.

    >>> with writing(Path("/x.csv")):
    ...     raise PermissionError(13, "Permission denied")
    Traceback (most recent call last):
        ...
    xclib.errors.XclibError: /x.csv: cannot write: Permission denied; choose another place
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise fault(f"cannot write: {reason}", where=str(path), advice=advice) from None


def spare(target: Path | None, *read: str | Path | None) -> None:
    """Refuse to write over what is read.

    ``target``: where something is about to be written; ``*read``: files and addresses that it comes from. Raises `XclibError`:
    it is one of them, by whatever name.

    >>> spare(Path("review.html"), "report.html", "https://qinglan.example/review.html", None)
    """
    for name in read:
        with suppress(OSError, ValueError):
            if target is not None and name is not None and os.path.samefile(target, name):
                raise XclibError("is what is read, and would be lost", where=str(target), advice="choose another place")


@contextmanager
def alone(
    folder: Path, patience: float = 0, *, advice: str = "choose another place", fault: type[XclibError] = XclibError
) -> Iterator[None]:
    """Hold a folder for one run; a second one, as when two schedules meet, is refused.

    The system releases the lock when the process ends, however it ends.

    ``patience``: seconds to wait for the other run; ``advice``, ``fault``: as of `writing`, where the folder cannot be written
    to. Raises `BusyError`: another run holds the folder.
    """
    with writing(folder, advice, fault):
        folder.mkdir(parents=True, exist_ok=True)
        opened = (folder / ".lock").open("a+b")
    with opened as lock:
        end = time.monotonic() + patience
        while not _take(lock):
            if time.monotonic() >= end:
                raise BusyError("another run is in progress", where=str(folder), advice="wait for it to end")
            time.sleep(0.05)
        yield
        if sys.platform == "win32":
            import msvcrt

            with suppress(OSError):
                lock.seek(0)
                msvcrt.locking(lock.fileno(), msvcrt.LK_UNLCK, 1)


def _take(lock: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        elif sys.platform != "emscripten":  # in a browser there is one process, and no other to wait for
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
