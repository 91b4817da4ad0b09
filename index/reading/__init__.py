"""Reading: files, web pages and lists of articles become articles."""

import re
from collections.abc import Iterator
from pathlib import Path

from index.articles import Article
from index.reading.article_lists import read_article_list
from index.reading.files import read_file

URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def read_article(place: str | Path) -> Article:
    """The article in a file (text, Markdown, HTML, PDF, DOCX) or behind an http(s) URL.

    For text and Markdown `text` is that of the file, character for character; otherwise it is
    what was extracted. Raises ArticleError when the file cannot be read as an article, and its
    subclass FetchError when the URL is not allowed or not reachable.
    """
    if isinstance(place, str) and URL.match(place.strip()):
        from index.reading.urls import read_url

        return read_url(place.strip())
    return read_file(Path(place))


def read_articles(place: str | Path) -> Iterator[Article]:
    """The articles of a JSONL file, or the article of any other place.

    Raises what `read_article_list` and `read_article` raise.
    """
    if str(place).lower().endswith(".jsonl") and not URL.match(str(place)):
        yield from read_article_list(Path(place))
    else:
        yield read_article(place)
