"""Addresses: only machines of the public internet may be asked for a page.

A URL can name a machine of the reader's own network. So the name is resolved and every address
checked before anything is sent, and the connection is made to the very address that was checked:
a second look-up could give another address (DNS rebinding).
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from ssl import SSLContext
from typing import Any

import httpcore

from index.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.ip_network("64:ff9b::/96")
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
NOT_PUBLIC = [  # Python 3.11 calls these global
    ipaddress.ip_network("192.0.0.0/24"),
    ipaddress.ip_network("192.88.99.0/24"),
    ipaddress.ip_network("3fff::/20"),
]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, IPv4 inside IPv6 unwrapped.

    >>> is_public("93.184.216.34"), is_public("10.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False)
    """
    try:
        number = _unwrapped(ipaddress.ip_address(address))
    except ValueError:
        return False
    if number.version == 6 and number not in GLOBAL_UNICAST:
        return False
    return (
        number.is_global
        and not number.is_multicast
        and not number.is_reserved
        and not any(number in network for network in NOT_PUBLIC)
    )


def _unwrapped(number: Address) -> Address:
    if isinstance(number, ipaddress.IPv4Address):
        return number
    if number in NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour or number


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host. Raises OSError when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def open_connection(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """A connection to an address that was checked."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout)


class PublicBackend(httpcore.NetworkBackend):
    """Connections to public addresses, all of which together end at `deadline` (monotonic)."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers, if all are public."""
        addresses = self._resolved(host, port)
        for address in addresses:
            if not is_public(address):
                raise FetchError(
                    f"{host} is at {address}, which is not a public address: "
                    "only pages of the public internet can be fetched."
                )
        for address in addresses:
            try:
                stream = open_connection(address, port, min(5, seconds_left(self.deadline)))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return LimitedStream(stream, self.deadline)
        raise FetchError(f"{host} does not answer: check the URL and your connection.")

    def _resolved(self, host: str, port: int) -> list[str]:
        """The addresses of a host, in time: the system's resolver itself cannot be told to stop."""
        addresses: list[str] = []

        def look_up() -> None:
            # UnicodeError: a label of more than 63 letters
            with suppress(OSError, UnicodeError):
                addresses.extend(resolve(host, port))

        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(seconds_left(self.deadline))
        if not addresses:
            raise FetchError(f"{host} cannot be found: check the URL and your connection.")
        return addresses


class LimitedStream(httpcore.NetworkStream):
    """A connection whose every step ends at `deadline`, however slowly the bytes come."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes; FetchError at the deadline."""
        return self.stream.read(max_bytes, seconds_left(self.deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all bytes; FetchError at the deadline."""
        self.stream.write(buffer, seconds_left(self.deadline))

    def close(self) -> None:
        """Ends the connection."""
        self.stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection encrypted, with the same deadline."""
        secure = self.stream.start_tls(ssl_context, server_hostname, seconds_left(self.deadline))
        return LimitedStream(secure, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection below says of itself."""
        return self.stream.get_extra_info(info)


def seconds_left(deadline: float) -> float:
    """The seconds until the deadline; FetchError when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(
            "The page takes too long to load: try again, or save it and open the file."
        )
    return left
