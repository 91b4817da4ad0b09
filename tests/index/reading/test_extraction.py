"""Whole pages: bodies measured like the public extraction benchmark, titles, authors and days."""

import re
from collections import Counter
from statistics import mean

import pytest

from index import Article
from index.reading.html_pages import parse_html
from tests.fixtures.web_pages import WebPage, web_pages

PAGES = list(web_pages())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, with how often each occurs."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[start : start + 4]) for start in range(len(words) - 3))


@pytest.fixture(scope="module")
def read() -> list[tuple[WebPage, Article]]:
    """Every page and the article that was read from it."""
    return [(page, parse_html(page.html.encode()).as_article(page.name)) for page in PAGES]


def test_bodies_are_found(read: list[tuple[WebPage, Article]]) -> None:
    """F1 of the means of precision and recall, as article-extraction-benchmark counts it."""
    precision, recall = [], []
    for page, article in read:
        body = "\n".join(span.of(article.text) for span in article.spans("body"))
        wanted, found = shingles(page.body), shingles(body.replace(page.story.standfirst, ""))
        same = (wanted & found).total()
        precision.append(same / found.total())
        recall.append(same / wanted.total())
    assert len(read) >= 60
    assert 2 / (1 / mean(precision) + 1 / mean(recall)) >= 0.98


def test_titles_are_those_of_the_story_without_the_site(
    read: list[tuple[WebPage, Article]],
) -> None:
    assert mean(article.title == page.story.title for page, article in read) >= 0.98


def test_authors_are_people_or_nobody(read: list[tuple[WebPage, Article]]) -> None:
    right = []
    for page, article in read:
        people = page.story.authors if page.authored else ()
        right.append(
            sorted(map(str.casefold, article.authors)) == sorted(map(str.casefold, people))
        )
    assert mean(right) >= 0.95


def test_days_are_those_of_publication(read: list[tuple[WebPage, Article]]) -> None:
    assert all(str(article.published) == page.story.day for page, article in read if page.published)


def test_a_page_says_what_was_left_out(read: list[tuple[WebPage, Article]]) -> None:
    notes = {page.name: article.notes for page, article in read}
    assert notes["semantic-0"] == (
        "Left out: 1 caption, 1 link to other stories, 1 quotation set large.",
    )
    assert notes["plain-0"] == ()
