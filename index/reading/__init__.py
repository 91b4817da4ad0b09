"""This folder is about reading: files, web pages and URLs become articles."""

from pathlib import Path

from index.articles import Article
from index.errors import ArticleError
from index.reading.text_files import read_text


def read_article(place: str | Path) -> Article:
    """The article in a file. Raises ArticleError when the file holds none."""
    path = Path(place)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path} cannot be read: {error.strerror}.") from None
    return Article.from_text(read_text(data, path.name), source=str(path))
