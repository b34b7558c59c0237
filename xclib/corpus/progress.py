"""How far a run has come: a bar on a terminal, now and then a plain line in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Seconds between two lines in a log.
EVERY = 10.0


@contextmanager
def show_progress(total: int | None, shown: bool = True) -> Iterator[Callable[[int], None]]:
    """Show progress on standard error for the length of a block.

    ``total``: reports that there are; None where nobody knows yet. ``shown``: whether anything is shown.

    >>> with show_progress(3, shown=False) as done:
    ...     done(3)
    """
    if not shown:
        yield lambda count: None
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        words = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("reports"))
        with Progress(*words, TimeElapsedColumn(), TimeRemainingColumn(), console=Console(stderr=True)) as progress:
            task = progress.add_task("reading", total=total)
            yield lambda count: progress.advance(task, count)
    else:
        yield _lines(total)


def _lines(total: int | None) -> Callable[[int], None]:
    began = last = time.monotonic()
    done = 0
    whole = "" if total is None else f" of {total}"

    def advance(count: int) -> None:
        nonlocal done, last
        done += count
        now = time.monotonic()
        if now - last >= EVERY or done == total:
            last = now
            print(f"read {done}{whole} reports, {now - began:.0f} s", file=sys.stderr, flush=True)

    return advance
