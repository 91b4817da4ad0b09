"""An article that a visitor brings: a file, an address or a text."""

import base64
import binascii
import tempfile
from dataclasses import replace
from pathlib import Path

from index import Article, ArticleQAError, read_article
from index.errors import ArticleError
from index.reading.formats import SUFFIXES

OPENED_FILE_LIMIT = 20_000_000
"""Bytes of a file."""
TEXT_LIMIT = 2_000_000
"""Characters of a text that is shown."""
ASKED_LIMIT = 100_000
"""Characters of an article that is made ready for questions, which is a minute's work."""
TOO_LONG = f"The article is too long: give at most {TEXT_LIMIT:,} characters."


def open_file(name: object, encoded: object) -> Article:
    """The article in a file, which comes in base 64 and does not stay on the disk.

    Raises ArticleError when it is too large or cannot be read.
    """
    name = Path(name.replace("\\", "/")).name if isinstance(name, str) else ""
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ArticleError(f"{name or 'This'} cannot be read: choose a {', '.join(SUFFIXES)} file.")
    try:
        content = base64.b64decode(encoded if isinstance(encoded, str) else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ArticleError(f"{name} did not arrive whole: choose it again.") from error
    if len(content) > OPENED_FILE_LIMIT:
        raise ArticleError(f"{name} is too large: choose a file of at most 20 MB.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"article{suffix}"
        path.write_bytes(content)
        try:
            article = read_article(path)
        except ArticleQAError as error:
            message = str(error).replace(str(path), name).replace(path.name, name)
            raise ArticleError(message) from error
    return replace(_limited(article), source=name)


def open_draft(name: object, encoded: object) -> Article:
    """The draft in a file, as `open_file` reads it. Raises ArticleError also when it is long."""
    draft = open_file(name, encoded)
    if len(draft.text) > ASKED_LIMIT:
        raise ArticleError(f"The draft is too long: give at most {ASKED_LIMIT:,} characters.")
    return draft


def open_url(url: object) -> Article:
    """The article at a public web address. Raises ArticleError."""
    if not isinstance(url, str) or not url.strip().lower().startswith(("http://", "https://")):
        # anything else could be a path, and so a file of the server
        raise ArticleError("That is not a web address: begin it with https://.")
    return _limited(read_article(url.strip()))


def open_text(text: object) -> Article:
    """The article that a reader pasted, exactly. Raises ArticleError."""
    if not isinstance(text, str) or not text.strip():
        raise ArticleError("There is no text: paste the text of an article.")
    if len(text) > TEXT_LIMIT:
        raise ArticleError(TOO_LONG)
    return Article.from_text(text)


def _limited(article: Article) -> Article:
    if len(article.text) > TEXT_LIMIT:
        raise ArticleError(TOO_LONG)
    return article
