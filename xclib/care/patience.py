"""How long the reading of one document may take."""

from __future__ import annotations

import ctypes
import signal
import threading


class within:
    """Raise `TimeoutError` in a block that takes too long: by a signal, or in a thread of a cluster's worker from another.

    Parameters
    ----------
    seconds : float
        What the block may take.

    Examples
    --------
    >>> with within(5):
    ...     print("done")
    done
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.lock = threading.Lock()
        self.late = self.done = False

    def __enter__(self) -> None:
        self.by_signal = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        if self.by_signal:
            self.before = signal.signal(signal.SIGALRM, self._raise)
            signal.setitimer(signal.ITIMER_REAL, self.seconds)
        else:
            self.timer = threading.Timer(self.seconds, self._interrupt, [threading.get_ident()])
            self.timer.daemon = True
            self.timer.start()

    def _raise(self, *_: object) -> None:
        self.late = True
        raise TimeoutError

    def _interrupt(self, thread: int) -> None:
        with self.lock:
            if not self.done:
                self.late = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TimeoutError))

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.by_signal:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.before)
        else:
            with self.lock:
                self.done = True
            self.timer.cancel()
        if self.late and kind is TimeoutError:
            raise TimeoutError(f"reading took more than {self.seconds:g} s") from None
