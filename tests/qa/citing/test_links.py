"""A link opens the page at the words, and a browser finds them there."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from index import Article, Span
from qa import Citation
from qa.citing.links import text_link

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FILLING = "<p>Rain fell on the long harbour wall all day.</p>" * 60
TEXT = (
    "It cost 3 million—no less.\n\nShe said no. Then he came back, and she said no. Nobody knew what "
    "to make of all the many things that were told on that long and rainy day in the harbour.\n\n"
    "“Go, now,” she-wolf Ann said."
)
LONG = TEXT[TEXT.index("Nobody") : TEXT.index("\n\n“")]
URL = "https://example.org/a?b=1"


def linked(words: str, nth: int = 1, source: str | None = URL) -> str | None:
    article = Article.from_text(TEXT, source=source)
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return text_link(article, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "nth", "fragment"),
    [
        ("It cost 3 million—no less.", 1, "It%20cost%203%20million%E2%80%94no%20less."),
        ("“Go, now,” she-wolf Ann said.", 1, "%E2%80%9CGo%2C%20now%2C%E2%80%9D%20she%2Dwolf%20Ann%20said."),
        ("she said no", 1, "came%20back%2C%20and-,she%20said%20no,-.%20Nobody%20knew"),
        ("She said no", 1, "She%20said%20no,-.%20Then%20he"),
        (LONG, 1, "Nobody%20knew%20what%20to%20make,rainy%20day%20in%20the%20harbour."),
        ("less.\n\nShe", 1, "less.,She"),
    ],
)  # fmt: skip
def test_a_link_names_the_words_and_what_is_around_them_where_they_are_not_unique(
    words: str, nth: int, fragment: str
) -> None:
    assert linked(words, nth) == f"{URL}#:~:text={fragment}"


@pytest.mark.parametrize("source", [None, "/home/ann/a.txt", "a.txt", "javascript:alert(1)"])
def test_what_is_not_on_the_web_has_no_link(source: str | None) -> None:
    assert linked("Nobody", source=source) is None


def test_a_link_to_a_part_of_a_page_keeps_it() -> None:
    assert linked("Nobody", source=f"{URL}#comments") == f"{URL}#comments:~:text=Nobody"


def test_a_citation_links_to_its_extract() -> None:
    article = Article.from_text(TEXT, source=URL)
    assert Citation(1, article, Span(0, 26)).link == linked("It cost 3 million—no less.")


def test_half_a_pair_is_linked_as_a_page_shows_it() -> None:
    article = Article.from_text("It cost 3 \ud83d million.", source=URL)
    link = text_link(article, Span(0, 20))
    assert link
    assert link.endswith("3%20%EF%BF%BD%20million.")


@pytest.fixture
def page() -> Iterator[str]:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><body>{FILLING}{paragraphs}{FILLING}".encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.browser
def test_a_browser_opens_the_page_at_the_words(browser: "Browser", page: str) -> None:
    article = Article.from_text(TEXT, source=page)
    for words in ("It cost 3 million—no less.", "and she said no", LONG):
        start = TEXT.index(words)
        link = text_link(article, Span(start, start + len(words)))
        assert link
        tab = browser.new_page()
        tab.goto(link)
        tab.wait_for_function("window.scrollY > 500")
        tab.close()
