"""Which machines may be asked: none of a private network by way of a name, a redirect, or an unusual spelling of its number."""

from __future__ import annotations

import ipaddress
import socket
import time
from urllib.parse import urlsplit

from xclib.errors import DocumentError

#: IPv6 addresses that are routed at all, and those that stand for an IPv4 address behind a translator (RFC 6052).
_UNICAST6 = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
_NAMES = ("localhost", "local", "internal", "home.arpa")


class InsideError(DocumentError):
    """An address that only this machine or its network can reach, where none may be asked."""


class Gate:
    """Lets connections through, or not, for one address and all to which it redirects.

    Parameters
    ----------
    allow : bool, optional
        Whether the first address may lie in a private network: then those to which it redirects may, too. From a public address
        nothing leads inside, allowed or not.

    Attributes
    ----------
    inside : bool or None
        Whether private addresses may be asked; None until the first one has shown what it is.

    Examples
    --------
    >>> Gate().connect(("10.0.0.3", 80))  # doctest: +SKIP
    >>> Gate(allow=False).connect(("10.0.0.3", 80))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    xclib.formats.inside.InsideError: 10.0.0.3: leads into a private network (10.0.0.3); where that is meant, ...
    """

    def __init__(self, *, allow: bool = True) -> None:
        self.allow = allow
        self.inside: bool | None = None if allow else False

    def connect(
        self, address: tuple[str, int], timeout: float | None = None, source_address: tuple[str, int] | None = None
    ) -> socket.socket:
        """Connect as `socket.create_connection` does, to the addresses that were checked and to no others.

        The name is resolved here, once, and all that it resolves to is checked; the connection is then made by number, so that
        a name that means another machine a moment later changes nothing.

        Raises `InsideError`: it leads into a private network; `OSError`: nobody answers, or the name is not known.
        """
        host, port = address
        found = list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        self.judge(next((number for number in found if is_inside(number)), ""), host)
        failed: OSError = OSError("the host's name stands for no address")
        # The time is for all of them together: a name of six dead addresses takes no longer than one.
        end = None if timeout is None else time.monotonic() + timeout
        for n, number in enumerate(found):
            share = None if end is None else (end - time.monotonic()) / (len(found) - n)
            try:
                return socket.create_connection((number, port), share if share is None else max(share, 0.05), source_address)
            except OSError as error:
                failed = error
        raise failed

    def judge(self, number: str, where: str) -> None:
        """Let an address pass or raise.

        ``number``: the address, if it lies inside; else empty. ``where``: told in the message.
        """
        if self.inside is None:
            self.inside = bool(number)
        if number and not self.inside:
            advice = "save the page with a browser and give the file"
            if not self.allow:
                advice = "where that is meant, say `allow_private: true` in the watch list"
            raise InsideError(f"leads into a private network ({number})", where=where, advice=advice)


def is_inside(number: str) -> bool:
    """Whether an IP address is private, loopback, link-local, multicast, reserved or unspecified, or stands for such a one.

    >>> [is_inside(n) for n in ("10.0.0.3", "::ffff:127.0.0.1", "64:ff9b::a00:3", "8.8.8.8", "64:ff9b::808:808")]
    [True, True, True, False, False]
    """
    address = ipaddress.ip_address(number)
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED:
            return is_inside(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        within = address.ipv4_mapped or address.sixtofour
        if within is not None:
            return is_inside(str(within))
        if address not in _UNICAST6 or address.teredo is not None:
            return True
    return not address.is_global or address.is_multicast or address.is_reserved


def named_inside(url: str) -> str:
    """Return the host of a web address if one sees by its spelling alone that it lies inside, else nothing.

    >>> named_inside("http://0x7f.1/"), named_inside("http://printer.local./"), named_inside("https://qinglan.example/")
    ('0x7f.1', 'printer.local', '')
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        number = host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))
        return host if is_inside(number) else ""
    except (OSError, ValueError):
        return host if host.endswith(tuple(f".{name}" for name in _NAMES)) or host in _NAMES else ""
