"""Work on what strangers wrote, done in a process of its own that the system ends where it takes too much time or memory.

A document of a few bytes can make any parser take all memory or go on for ever, inside a library where no clock of ours is
heard. What it can reach is one process without an answer. It is started once, stays warm, and does one job after the other.
"""

from __future__ import annotations

import atexit
import contextlib
import math
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, NoReturn, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

#: Bytes of address space that a job may take, its libraries included.
MEMORY = 2_000_000_000
#: Bytes in use at its peak above which a process is not used again: what it did not give back would be taken from the next.
WORN = 500_000_000

_START = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from xclib.care.confined import serve; serve()"
_inside = False
#: The peak of memory that a process starts with: Linux hands on that of the one who started it.
_inherited = 0
_idle: list[_Helper] = []
_lock = threading.Lock()


def confined(function: Callable[P, T], seconds: float, computing: float, *args: P.args, **words: P.kwargs) -> T:
    """Call a function in a process of its own and return what it returns, or raise what it raises.

    Where no process can be started, as in a browser, it is called here and nothing limits it. A job that calls this is confined
    already and calls it directly, too.

    ``function``: a function of a module, so that it has a name that the other process can import; ``seconds``: what it may
    take from its call to its answer; ``computing``: seconds of processor time that it may take; a machine that is busy
    takes longer than that and is no fault of the work; ``*args``, ``**words``: what it is called with; they and its answer
    travel as pickles. Raises `TimeoutError`: it took too long, and was ended; `MemoryError`: it took too much memory, or
    its process died otherwise.

    >>> confined(divmod, 60, 10, 17, 5)
    (3, 2)
    >>> confined(sum, 60, 1, range(10**12))
    Traceback (most recent call last):
    TimeoutError: took more than 1 s of computing
    """
    job = None if _inside or not _possible() else pickle.dumps((function, computing, MEMORY, args, words))
    helper = None if job is None else _take()
    if job is None or helper is None:
        return function(*args, **words)
    good, answer = helper.ask(job, seconds, computing)
    if not good:
        raise answer
    found: T = answer
    return found


def warm(*modules: str) -> None:
    """Start the process while there is other work, with modules that its first job will need."""
    if not _inside and _possible() and not _idle:
        with contextlib.suppress(OSError):
            helper = _Helper()
            helper.send(pickle.dumps((_import, 60, MEMORY, modules, {})))
            helper.owed = 1
            _give_back(helper)


def close() -> None:
    """End all processes that wait for a job."""
    with _lock:
        helpers, _idle[:] = list(_idle), []
    for helper in helpers:
        # Who presses Ctrl-C while a run ends wants it to end, without a traceback.
        with contextlib.suppress(KeyboardInterrupt):
            helper.end()


def _possible() -> bool:
    return bool(sys.executable) and sys.platform not in ("emscripten", "wasi")


def _import(*modules: str) -> None:
    for name in modules:
        __import__(name)


def _take() -> _Helper | None:
    """Return a process that waits, or a new one; None where the system starts none."""
    while True:
        with _lock:
            helper = _idle.pop() if _idle else None
        if helper is None:
            try:
                return _Helper()
            except PermissionError:
                return None
        if helper.process.poll() is None:
            return helper
        helper.end()


def _give_back(helper: _Helper) -> None:
    with _lock:
        _idle.append(helper)


def _forget() -> None:
    """In a forked child: the processes are its parent's."""
    global _lock
    _lock = threading.Lock()
    _idle.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
atexit.register(close)


class _Helper:
    """The process, seen from the one that asks."""

    def __init__(self) -> None:
        # In a session of its own: a Ctrl-C is for the one that asks, which ends this one.
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        #: Answers that nobody waits for.
        self.owed = 0
        self.send(sys.path)

    def send(self, message: object) -> None:
        """Write a message without a buffer: what a fork copied of one would be written twice."""
        assert self.process.stdin is not None
        rest = memoryview(pickle.dumps(message))
        while rest:
            rest = rest[os.write(self.process.stdin.fileno(), rest) :]

    def ask(self, job: bytes, seconds: float, computing: float) -> tuple[bool, Any]:
        """Return whether a job went well, and its answer or its error; used again only where it has answered."""
        late = threading.Event()

        def kill() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        again = False
        try:
            # It may have gone before it was asked, or in the middle of its answer.
            with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):
                self.send(job)
                for _ in range(self.owed):
                    self.receive()
                self.owed = 0
                good, again, result = self.receive()
                return good, result
        finally:
            timer.cancel()
            if again and not late.is_set():
                _give_back(self)
            else:
                self.end()
        if late.is_set():
            return False, TimeoutError(f"took more than {seconds:g} s")
        if self.process.returncode == -getattr(signal, "SIGXCPU", 0):
            return False, TimeoutError(f"took more than {computing:g} s of computing")
        return False, MemoryError("took too much memory, or its process was killed")

    def receive(self) -> Any:  # noqa: ANN401 - any answer
        assert self.process.stdout is not None
        return pickle.load(self.process.stdout)

    def end(self) -> None:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr] # both were asked for
        self.process.wait()


# --- in the process of their own -------------------------------------------------------------------------------------


def serve() -> NoReturn:
    """Do the jobs of the standard input, one after the other, until it ends; run in the process of their own."""
    global _inside, _inherited
    _inside, _inherited = True, _peak()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    jobs: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    # Read beside the work, so that the end of the one who asks is the end of this process whatever it does.
    threading.Thread(target=_listen, args=(jobs,), daemon=True).start()
    while True:
        good, again, result = _do(jobs.get())
        try:
            answer = pickle.dumps((good, again, result))
            if not good:
                pickle.loads(answer)  # some errors cannot be made again from what they say of themselves
        except MemoryError:
            os._exit(1)
        except Exception:
            answer = pickle.dumps((False, again, RuntimeError(f"{type(result).__name__}: {result}")))
        try:
            answers.write(answer)
            answers.flush()
        except OSError:
            os._exit(1)


def _listen(jobs: queue.SimpleQueue[bytes]) -> None:
    with contextlib.suppress(Exception):
        while True:
            jobs.put(pickle.load(sys.stdin.buffer))
    os._exit(0)


def _do(job: bytes) -> tuple[bool, bool, Any]:
    """Return whether a job went well, whether this process can do another, and the answer or the error."""
    try:
        function, computing, memory, args, words = pickle.loads(job)
        _limit(computing, memory)
        result = function(*args, **words)
    except MemoryError:
        os._exit(1)
    except Exception as error:
        error.__traceback__ = None
        return False, _peak() < max(WORN, _inherited + 1), error
    return True, _peak() < max(WORN, _inherited + 1), result


def _limit(computing: float, memory: int) -> None:
    try:
        import resource
    except ImportError:  # where the system knows no limits, the clock of the one who asks has to do
        return
    wanted = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: math.ceil(time.process_time() + computing),
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in wanted.items():
        hard = resource.getrlimit(kind)[1]
        with contextlib.suppress(ValueError, OSError):  # a system may know a limit and not allow it
            resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _peak() -> int:
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
