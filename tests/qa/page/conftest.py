"""A page in a browser."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.fixtures.browsing import new_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def page(browser: "Browser", server: str) -> "Iterator[Page]":
    """The page about the sample article; whatever it asks of another host fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = new_page(context)
    hosts: Counter[str] = Counter()
    errors: list[str] = []
    page.on("request", lambda request: hosts.update([urlsplit(request.url).netloc]))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server)
    page.wait_for_selector("#article .article")
    yield page
    assert page.evaluate("window.ran") is None
    assert set(hosts) - {""} == {urlsplit(server).netloc}  # a blob has no host
    assert not errors
    context.close()
