"""Indexing many articles into a library, with its progress."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index import Article, ArticleQAError, read_articles
from index.database import is_library
from index.errors import ArticleError
from index.reading import URL, files_with_articles
from qa.article_qa import ArticleQA
from qa.showing.progress import progress_bar


@dataclass(frozen=True, slots=True)
class Part:
    """One of so many parts into which all articles fall by their ids, counted from 1."""

    number: int
    of: int

    @classmethod
    def parsed(cls, text: str) -> "Part":
        """Reads "3/16". Raises ArticleQAError for what is not a part."""
        found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text)
        if not found or not 1 <= int(found[1]) <= int(found[2]):
            raise ArticleQAError(
                f"{text!r} is not a part: give its number and how many parts there are, like 3/16."
            )
        return cls(int(found[1]), int(found[2]))

    def holds(self, article: Article) -> bool:
        """Whether an article falls into this part.

        >>> article = Article.from_text("The bridge opened in May.")
        >>> [number for number in range(1, 17) if Part(number, 16).holds(article)]
        [16]
        """
        digest = hashlib.sha256(article.id.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1


WHOLE = Part(1, 1)


class Indexing:
    """Articles on their way into a library, and what is wrong with those that do not get there."""

    def __init__(self, into: Path, part: Part = WHOLE) -> None:
        """Indexes a part of all articles into the library in a folder.

        The library is made once there is an article for it.
        """
        self.problems: list[str] = []
        self._into = into
        self._part = part
        self._bot = ArticleQA.load(into) if is_library(into) else None
        self._new: list[Article] = []

    @property
    def held(self) -> int:
        """How many articles the library holds."""
        return len(self._bot.articles) if self._bot else 0

    def read(self, places: Sequence[str]) -> None:
        """Reads the articles at files, folders and addresses, but for those that the library holds.

        Raises ArticleQAError where a single file or address was given and cannot be read.
        """
        files = [file for place in places for file in _files_at(place)]
        problems = [problem for file in files if (problem := self._read(file))]
        if problems and len(files) == 1:
            raise problems[0]
        self.problems += map(str, problems)

    def run(self) -> None:
        """Indexes what was read; each article is kept once it is done, stopped or not."""
        new, self._new = self._new, []
        if not new:
            return
        self._bot = self._bot or ArticleQA.open(self._into)
        with progress_bar("Indexing", len(new)) as advance:
            for article, problem in self._bot.add_all(new):
                if problem:
                    self.problems.append(f"{article.source or article.id}: {problem}")
                advance()

    def _read(self, place: str) -> ArticleQAError | None:
        """Reads the articles at a place, or says what is wrong with it."""
        try:
            read = list(read_articles(place))
        except ArticleQAError as error:
            return error
        self._new += [
            article for article in read if self._part.holds(article) and not self._holds(article)
        ]
        return None

    def _holds(self, article: Article) -> bool:
        return self._bot is not None and self._bot.article(article.id) == article


class Watch:
    """A folder that is looked into again and again for what comes there."""

    def __init__(self, folder: Path, indexing: Indexing) -> None:
        """Raises ArticleQAError for what is not a folder."""
        if not folder.is_dir():
            raise ArticleQAError(f"{folder} is not a folder: give a folder to watch.")
        self._folder = folder
        self._indexing = indexing
        self._seen: dict[Path, tuple[int, int]] = {}
        self._taken: dict[Path, tuple[int, int]] = {}

    def look(self) -> None:
        """Indexes the files that are new or changed, once two looks have seen them the same.

        A file that is still being written is left for later.
        """
        seen = {path: _state(path) for path in _articles_in(self._folder)}
        settled = {
            path: state
            for path, state in seen.items()
            if state == self._seen.get(path) != self._taken.get(path)
        }
        self._seen = seen
        self._taken |= settled
        for path in settled:
            try:
                self._indexing.read([str(path)])
            except ArticleQAError as error:
                self._indexing.problems.append(str(error))
        self._indexing.run()


def _files_at(place: str) -> list[str]:
    if URL.match(place.strip()) or not Path(place).is_dir():
        return [place]
    return [str(path) for path in _articles_in(Path(place))] or [place]


def _articles_in(folder: Path) -> list[Path]:
    try:
        return files_with_articles(folder)
    except ArticleError:
        return []


def _state(path: Path) -> tuple[int, int]:
    """When a file was last changed and how long it is; that of one that has gone is nothing."""
    try:
        known = path.stat()
    except OSError:
        return (0, 0)
    return known.st_mtime_ns, known.st_size
