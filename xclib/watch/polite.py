"""Asking servers politely: robots.txt, a pause between two requests to one host, and another try where that may help."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from protego import Protego

from xclib import __version__
from xclib.errors import DocumentError
from xclib.formats.fetch import MAX_BYTES, MAX_REDIRECTS, FetchError, Response, fetch
from xclib.formats.inside import Gate

#: How often one address is asked before it is left for this run.
ATTEMPTS = 3
#: Seconds that a run waits because a server asks it to; one that wants more is left until then.
LONGEST_WAIT = 60.0
#: Longest pause that robots.txt may ask for.
LONGEST_PAUSE = 300.0
#: Seconds after which no further request is made for one page, its robots.txt, redirects and second tries among them.
PAGE_SECONDS = 900.0
#: Bytes of robots.txt that are heard, as RFC 9309 has it.
ROBOTS_BYTES = 512_000
#: The name by which robots.txt speaks of us.
NAME = "xclib"


class _SentOnError(FetchError):
    """The server sends us to another address, which has manners of its own."""

    def __init__(self, target: str) -> None:
        super().__init__("redirects", where=target)
        self.target = target


class Visitor:
    """Asks for pages one after the other.

    Parameters
    ----------
    pause : float
        Seconds between two requests to one host.
    timeout : float
        Seconds that one answer may take.
    contact : str
        Told to each server.
    max_bytes : int
        Largest page that is accepted.
    allow_private : bool
        Whether pages may lie in a private network; from a public address nothing leads there either way.
    clock, sleep : callable
        Of the machine.
    """

    def __init__(
        self,
        *,
        pause: float,
        timeout: float,
        contact: str = "",
        max_bytes: int = MAX_BYTES,
        allow_private: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.pause, self.timeout, self.clock, self.sleep = pause, timeout, clock, sleep
        self.max_bytes, self.allow_private = max_bytes, allow_private
        suffix = f"; +{contact}" if contact else ""
        self.agent = f"Mozilla/5.0 (compatible; {NAME}/{__version__}{suffix})"
        self._end = math.inf
        self._free: dict[str, float] = {}
        self._closed: dict[str, FetchError] = {}
        self._robots: dict[str, Protego | FetchError] = {}

    def fetch(self, url: str, known: dict[str, str] | None = None) -> Response:
        """Return what a server answers.

        ``known``: headers that name the version that we have. Raises `FetchError`: there is no answer, robots.txt does not
        allow it, or the server asks to be left alone for long; `InsideError`: it leads into a private network.
        """
        asked, gate = url, Gate(allow=self.allow_private)
        self._end = self.clock() + PAGE_SECONDS
        for _ in range(MAX_REDIRECTS + 1):
            pause = self._permitted(url, gate)
            try:
                return self._insist(url, known or {}, pause, self.max_bytes, gate)
            except _SentOnError as sent:
                url = sent.target
        raise FetchError("redirects in a circle", where=asked, advice="save the page with a browser and give the file")

    def _permitted(self, url: str, gate: Gate) -> float:
        """Return the pause that the host wants, or raise where the page may not be read."""
        host = _host(url)
        if host not in self._robots:
            self._robots[host] = self._read_robots(host, gate)
        rules = self._robots[host]
        if isinstance(rules, FetchError):
            raise rules
        if not rules.can_fetch(url, NAME):
            raise FetchError("robots.txt does not allow it", where=url, advice="save the page with a browser and give the file")
        return min(max(self.pause, float(rules.crawl_delay(NAME) or 0)), LONGEST_PAUSE)

    def _read_robots(self, host: str, gate: Gate) -> Protego | FetchError:
        url = f"{host}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            try:
                # What calls itself something else, begins with a mark or is longer than is read is heard all the same.
                text = self._insist(url, {}, self.pause, ROBOTS_BYTES, gate, cut=True).data.decode("utf-8-sig", "replace")
                return Protego.parse(text)
            except _SentOnError as sent:
                url = sent.target
            except FetchError as error:
                # A file that is not there forbids nothing; a server that is not well is left alone (RFC 9309, 2.3.1).
                if error.passing:
                    return error
                break
        return Protego.parse("")

    def _insist(
        self, url: str, known: dict[str, str], pause: float, max_bytes: int, gate: Gate, *, cut: bool = False
    ) -> Response:
        host, headers = _host(url), {"User-Agent": self.agent, **known}
        for attempt in range(1, ATTEMPTS + 1):
            if closed := self._closed.get(host):
                raise closed
            self._wait(host)
            if self.clock() > self._end:
                raise FetchError(f"no page within {PAGE_SECONDS:g} s", where=url, advice="try again later", passing=True)
            try:
                return fetch(
                    url, timeout=self.timeout, max_bytes=max_bytes, headers=headers, follow=_send_on, gate=gate, cut=cut
                )
            except FetchError as error:
                wait = max(pause * 2**attempt, error.retry_after or 0)
                if error.retry_after and wait > LONGEST_WAIT:
                    self._closed[host] = error
                if not error.passing or attempt == ATTEMPTS or wait > LONGEST_WAIT:
                    raise
                pause_now = wait
            finally:
                self._free[host] = self.clock() + pause
            self._free[host] = self.clock() + pause_now
        raise AssertionError("not reached")

    def _wait(self, host: str) -> None:
        if (seconds := self._free.get(host, 0.0) - self.clock()) > 0:
            self.sleep(seconds)


def _send_on(target: str) -> None:
    raise _SentOnError(target)


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        return urljoin(f"{parts.scheme.lower()}://{parts.netloc.lower()}", "")
    except ValueError:
        raise DocumentError("is no valid web address", where=url[:200], advice="check its spelling") from None
