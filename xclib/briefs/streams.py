"""The output streams of a kernel that runs a brief."""

from __future__ import annotations

from ipykernel.iostream import OutStream


class Stream(OutStream):
    """A stream that is flushed only where something has been written.

    ipykernel flushes both of its streams at each message and each output, and waits for another thread each time.
    """

    def flush(self) -> None:
        """Send what has been written."""
        if self._flush_pending or self._subprocess_flush_pending:
            super().flush()  # type: ignore[no-untyped-call]
