"""Reading: files, folders, web pages and lists of articles become articles."""

import re
from collections.abc import Iterator
from glob import escape
from pathlib import Path

from index.articles import Article
from index.errors import ArticleError
from index.reading.article_lists import read_article_list
from index.reading.files import read_file
from index.reading.formats import SUFFIXES

URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
LIST_SUFFIX = ".jsonl"
PAGE_FOLDER = re.compile(r"(?P<page>.+?)(?:_files|\.files| files|-Dateien|_fichiers|_archivos)")
"""What browsers call the folder of pictures and scripts that they save beside a page."""


def read_article(place: str | Path) -> Article:
    """The article in a file or behind an http(s) URL.

    For text and Markdown `text` is that of the file, character for character; otherwise it is
    what was extracted from HTML, PDF, DOCX, ODT, RTF, EPUB, e-mail or a saved page. Raises
    ArticleError when the file cannot be read as an article, and its subclass FetchError when the
    URL is not allowed or not reachable.
    """
    if isinstance(place, str) and URL.match(place.strip()):
        from index.reading.urls import read_url

        return read_url(place.strip())
    return read_file(Path(place))


def read_articles(place: str | Path) -> Iterator[Article]:
    """The articles of a JSONL file, of the files in a folder, or behind URLs that white space
    parts; or the article of any other place.

    Raises what `read_article_list` and `read_article` raise, and ArticleError for a folder
    without articles.
    """
    places = str(place).split()
    if len(places) > 1 and all(map(URL.match, places)):
        yield from map(read_article, places)
    elif URL.match(str(place).strip()):
        yield read_article(place)
    elif Path(place).is_dir():
        for path in files_with_articles(Path(place)):
            yield from read_articles(path)
    elif str(place).lower().endswith(LIST_SUFFIX):
        yield from read_article_list(Path(place))
    else:
        yield read_article(place)


def files_with_articles(folder: Path) -> list[Path]:
    """The files in a folder and those below it, in order, whose names say that they are read.

    Left out are hidden files, and what a browser saved beside a page. Raises ArticleError when
    there are none.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        readable = path.name.lower().endswith((*SUFFIXES, LIST_SUFFIX)) and path.is_file()
        if readable and not hidden and not _belongs_to_a_page(folder, parts[:-1]):
            found.append(path)
    if not found:
        raise ArticleError(f"{folder} holds no article: give a folder of text, HTML or PDF files.")
    return found


def _belongs_to_a_page(folder: Path, parents: tuple[str, ...]) -> bool:
    """Whether a folder on the way was saved with a page that stands beside it."""
    for part in parents:
        saved = PAGE_FOLDER.fullmatch(part)
        if saved and any(folder.glob(f"{escape(saved['page'])}.*htm*")):
            return True
        folder /= part
    return False
