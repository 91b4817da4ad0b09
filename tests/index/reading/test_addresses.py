"""Tests of which machines may be asked: no address that is not public, ever."""

import ipaddress
import socket
import ssl
import time
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FetchError
from index.reading import addresses
from index.reading.addresses import LimitedStream, PublicBackend, is_public, resolve, seconds_left


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "8.8.8.8",
        "2606:2800:220:1::1",
        "::ffff:93.184.216.34",
        "64:ff9b::5db8:d822",
    ],
)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *["127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"],
        *["0.0.0.0", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "192.88.99.1"],  # noqa: S104
        *["224.0.0.1", "240.0.0.1", "255.255.255.255"],
        *["::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff0e::1"],
        *["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1"],
        *["2002:7f00:1::", "2002:a00:1::", "2001::1", "2001:db8::1", "3fff::1", "5f00::1"],
        *["", "news.example", "0x7f000001"],
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_ipv4_inside_ipv6_is_what_it_is_alone(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for inside in (0xFFFF << 32, int(ipaddress.IPv6Address("64:ff9b::"))):
        assert is_public(str(ipaddress.IPv6Address(inside + number))) == is_public(str(address))
    six_to_four = ipaddress.IPv6Address((0x2002 << 112) + (number << 80))
    assert is_public(str(six_to_four)) == is_public(str(address))


def test_the_resolver_of_the_system() -> None:
    assert set(resolve("localhost", 80)) <= {"127.0.0.1", "::1"}
    assert resolve("2130706433", 80) == ["127.0.0.1"]


def answering(monkeypatch: pytest.MonkeyPatch, found: list[str]) -> list[str]:
    """The addresses that are connected to, when a look-up finds `found`."""
    connected: list[str] = []

    def connect(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        connected.append(address)
        if len(connected) < len(found):
            raise httpcore.ConnectError("refused")
        return httpcore.NetworkStream()

    monkeypatch.setattr(addresses, "resolve", lambda host, port: found)
    monkeypatch.setattr(addresses, "open_connection", connect)
    return connected


def backend(seconds: float = 5) -> PublicBackend:
    return PublicBackend(time.monotonic() + seconds)


def test_one_private_address_among_public_ones_refuses_all(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = answering(monkeypatch, ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(FetchError, match=r"is at 127\.0\.0\.1, which is not a public address"):
        backend().connect_tcp("news.example", 80)
    assert connected == []


def test_the_next_address_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = answering(monkeypatch, ["93.184.216.34", "8.8.8.8"])
    assert isinstance(backend().connect_tcp("news.example", 80), LimitedStream)
    assert connected == ["93.184.216.34", "8.8.8.8"]


def test_no_address_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        raise httpcore.ConnectTimeout("late")

    answering(monkeypatch, ["93.184.216.34"])
    monkeypatch.setattr(addresses, "open_connection", refuse)
    with pytest.raises(FetchError, match=r"news\.example does not answer"):
        backend().connect_tcp("news.example", 80)


def test_a_host_that_is_unknown_or_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror("unknown")

    monkeypatch.setattr(addresses, "resolve", unknown)
    with pytest.raises(FetchError, match=r"news\.example cannot be found"):
        backend().connect_tcp("news.example", 80)


def test_a_look_up_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(8)
        return ["93.184.216.34"]

    monkeypatch.setattr(addresses, "resolve", slow)
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"cannot be found"):
        backend(0.2).connect_tcp("news.example", 80)
    assert time.monotonic() - started < 5


def test_a_connection_is_made_to_the_address_that_is_given() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        stream = addresses.open_connection("127.0.0.1", port, 2)
        assert stream.get_extra_info("server_addr") == ("127.0.0.1", port)
        stream.close()


class Recorded(httpcore.NetworkStream):
    """A connection that records what is asked of it."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.calls.append(("read", timeout))
        return b"."

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.calls.append(("write", timeout))

    def close(self) -> None:
        self.calls.append(("close",))

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        self.calls.append(("start_tls", server_hostname, timeout))
        return self

    def get_extra_info(self, info: str) -> Any:
        return info


def test_every_step_of_a_connection_ends_at_the_deadline() -> None:
    inner = Recorded()
    stream = LimitedStream(inner, time.monotonic() + 500)
    assert stream.read(1, 600) == b"."
    stream.write(b".", 600)
    secure = stream.start_tls(ssl.create_default_context(), "news.example", 600)
    assert isinstance(secure, LimitedStream)
    assert stream.get_extra_info("ssl_object") == "ssl_object"
    secure.close()
    assert [call[0] for call in inner.calls] == ["read", "write", "start_tls", "close"]
    assert inner.calls[2][1] == "news.example"
    assert all(400 < call[-1] <= 500 for call in inner.calls[:3])


def test_after_the_deadline_nothing_is_done() -> None:
    with pytest.raises(FetchError, match="takes too long"):
        seconds_left(time.monotonic() - 1)
