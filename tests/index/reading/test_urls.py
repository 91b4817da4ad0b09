"""Tests of fetching pages, on loopback and with a fake resolver only."""

import gzip
import time
from datetime import date
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

import pytest

from index import read_article
from index.errors import ArticleError, FetchError
from index.reading import addresses, urls
from index.reading.urls import fetch, read_url

if TYPE_CHECKING:
    from tests.index.reading.conftest import MakePdf, Server

Hosts = dict[str, list[str]]


def test_a_page_becomes_an_article(server: "Server", internet: Hosts, tide_page: str) -> None:
    server.page("/a?b=1", tide_page.encode(), "text/html; charset=utf-8")
    article = read_article(" http://news.example/a?b=1#part ")
    assert (article.title, article.authors, article.published, article.source) == (
        "A bridge for the town",
        ("Ann Lee",),
        date(2025, 2, 16),
        "http://news.example/a?b=1",
    )
    assert server.requests == ["news.example/a?b=1"]


def test_a_pdf_and_a_text(server: "Server", internet: Hosts, make_pdf: "MakePdf") -> None:
    server.page("/a.pdf", make_pdf([["It rained on the bridge."]]), "application/pdf")
    server.page("/a.txt", "It rained on the café.".encode(), "text/plain")
    assert read_url("http://other.example:8080/a.pdf").text == "It rained on the bridge."
    assert read_url("http://news.example/a.txt").text == "It rained on the café."
    assert server.requests == ["other.example:8080/a.pdf", "news.example/a.txt"]


def test_the_charset_of_the_server_is_used(server: "Server", internet: Hosts) -> None:
    body = "<p>The bridge of the café was opened on Monday, the mayor said.</p>".encode(
        "koi8-r", "xmlcharrefreplace"
    )
    server.page(
        "/a",
        body + "<p>Мост открыли в понедельник утром, сказал мэр города.</p>".encode("koi8-r"),
        'text/html; charset="koi8-r"',
    )
    assert "Мост открыли в понедельник" in read_url("http://news.example/a").text


def test_redirects_are_followed(server: "Server", internet: Hosts, tide_page: str) -> None:
    server.redirect("/a", "b")
    server.redirect("/b", "//other.example/c")
    server.page("/c", tide_page.encode())
    assert read_url("http://news.example/a").source == "http://other.example/c"
    assert server.requests == ["news.example/a", "news.example/b", "other.example/c"]


@pytest.mark.parametrize(
    "host",
    [
        *["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "localhost"],  # noqa: S104
        *["[::1]", "[::ffff:127.0.0.1]", "[::]", "LOCALHOST", "127.0.0.1."],
    ],
)
def test_this_machine_is_never_asked(
    server: "Server", host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("a connection was made")  # to see which ports are open

    monkeypatch.setattr(addresses, "open_connection", connect)
    with pytest.raises(FetchError):
        read_article(f"http://{host}:{server.port}/a")
    assert server.requests == []


@pytest.mark.parametrize(
    "address",
    ["10.0.0.5", "192.168.0.1", "169.254.169.254", "100.64.0.1", "fd00:ec2::254", "64:ff9b::a00:1"],
)
def test_private_networks_are_never_asked(server: "Server", internet: Hosts, address: str) -> None:
    internet["inside.example"] = [address]
    with pytest.raises(FetchError, match="is not a public address"):
        read_article("http://inside.example/a")
    internet["mixed.example"] = ["93.184.216.34", address]
    with pytest.raises(FetchError, match="is not a public address"):
        read_article("https://mixed.example/a")
    assert server.requests == []


def test_a_redirect_to_a_private_network_is_refused(server: "Server", internet: Hosts) -> None:
    internet["inside.example"] = ["10.0.0.5"]
    for number, to in enumerate(("http://inside.example/", f"http://127.0.0.1:{server.port}/x")):
        server.redirect(f"/{number}", to)
        if "127" in to:
            internet["127.0.0.1"] = ["127.0.0.1"]
        with pytest.raises(FetchError, match="is not a public address"):
            fetch(f"http://news.example/{number}")
    assert server.requests == ["news.example/0", "news.example/1"]


def test_a_name_that_changes_its_address_is_looked_up_once(
    server: "Server", internet: Hosts, tide_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    monkeypatch.setattr("index.reading.addresses.resolve", lambda host, port: answers.pop(0))
    server.page("/a", tide_page.encode())
    assert fetch("http://rebinding.example/a").data
    assert answers == [["127.0.0.1"]]
    with pytest.raises(FetchError, match="not a public address"):
        fetch("http://rebinding.example/a")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://news.example/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://user:word@news.example/", "user name or a password"),
        ("http://news.example:abc/", "something that is not a URL"),
        ("http://[/", "cannot be found"),
    ],
)
def test_redirects_to_what_is_not_allowed(
    server: "Server", internet: Hosts, to: str, message: str
) -> None:
    server.redirect("/a", to)
    with pytest.raises(FetchError, match=message):
        fetch("http://news.example/a")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://news.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:word@news.example/a", "user name or a password"),
        ("http://", "names no host"),
        ("http://[bad/", "cannot be found"),
        ("http://news.example:99999999/", "is not a URL|cannot be reached"),
        ("http://a" + "a" * 70 + ".example/", "cannot be found|is not a URL"),
        ("http://unknown.example/", "cannot be found"),
        ("http://" + "a" * 100_000, "is not a URL|cannot be found"),
    ],
)
def test_urls_that_are_not_allowed(internet: Hosts, url: str, message: str) -> None:
    with pytest.raises(FetchError, match=message) as raised:
        read_article(url)
    assert len(str(raised.value)) < 500
    assert str(raised.value).endswith(".")


def test_a_loop_ends(server: "Server", internet: Hosts) -> None:
    server.redirect("/a", "/a")
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetch("http://news.example/a")
    assert len(server.requests) == 6


def test_statuses_and_types(server: "Server", internet: Hosts) -> None:
    server.answers["/404"] = lambda handler: handler.send_error(404)
    server.page("/zip", b"PK", "application/zip")
    server.page("/none", b"Hello.", "")
    for path, message in (
        ("/404", "answers with status 404"),
        ("/zip", "its type is application/zip"),
        ("/none", "its type is not given"),
    ):
        with pytest.raises(FetchError, match=message):
            fetch(f"http://news.example{path}")


def test_a_page_without_an_article(server: "Server", internet: Hosts) -> None:
    server.page("/a", b"<html><body></body></html>")
    with pytest.raises(ArticleError, match=r"http://news\.example/a holds no article"):
        read_url("http://news.example/a")


def test_an_endless_body_is_cut(server: "Server", internet: Hosts) -> None:
    sent = 0

    def answer(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        try:
            while sent < 200_000_000:
                handler.wfile.write(b"a" * 65536)
                sent += 65536
        except OSError:
            pass

    server.answers["/a"] = answer
    with pytest.raises(FetchError, match="too large: it may have 2 MB"):
        fetch("http://news.example/a")
    assert sent < 20_000_000


def test_a_length_that_is_too_large_is_believed(server: "Server", internet: Hosts) -> None:
    server.page("/a", b"", Content_Length="2000001")
    with pytest.raises(FetchError, match="too large"):
        fetch("http://news.example/a")


def test_gzip_is_unpacked_and_a_bomb_is_not(server: "Server", internet: Hosts) -> None:
    server.page("/a", gzip.compress(b"It rained."), "text/plain", Content_Encoding="gzip")
    assert fetch("http://news.example/a").data == b"It rained."
    server.page("/bomb", gzip.compress(b" " * 100_000_000), Content_Encoding="gzip")
    with pytest.raises(FetchError, match="too large"):
        fetch("http://news.example/bomb")
    server.page("/cut", gzip.compress(b"It rained.")[:-9], Content_Encoding="gzip")
    with pytest.raises(FetchError, match="its end is missing"):
        fetch("http://news.example/cut")
    server.page("/bad", b"It rained.", Content_Encoding="gzip")
    with pytest.raises(FetchError, match="it is not gzip"):
        fetch("http://news.example/bad")
    server.page("/br", b"It rained.", Content_Encoding="br, gzip")
    with pytest.raises(FetchError, match="packed as br"):
        fetch("http://news.example/br")


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_page_that_drips_is_given_up(
    server: "Server", internet: Hosts, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(urls, "FETCH_SECONDS", 0.6)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        handler.wfile.write(head + (b"X: " if part == "head" else b"\r\n"))
        try:
            for _ in range(150):
                handler.wfile.write(b"a")
                time.sleep(0.1)
        except OSError:
            pass

    server.answers["/a"] = answer
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"takes too long|cannot be reached: timed out"):
        fetch("http://news.example/a")
    assert time.monotonic() - started < 8


def test_nonsense_for_an_answer(server: "Server", internet: Hosts) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"nonsense\r\n\r\n")

    server.answers["/a"] = answer
    with pytest.raises(FetchError, match=r"news\.example cannot be reached"):
        fetch("http://news.example/a")


def test_a_proxy_of_the_environment_is_not_used(
    server: "Server", internet: Hosts, tide_page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    server.page("/a", tide_page.encode())
    assert fetch("http://news.example/a").data
