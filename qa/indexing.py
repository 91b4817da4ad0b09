"""Indexing many articles into a library, with its progress."""

from collections.abc import Sequence
from pathlib import Path

from index import Article, ArticleQAError, read_articles
from index.database import is_library
from qa.article_qa import ArticleQA
from qa.showing.progress import progress_bar


class Indexing:
    """Articles on their way into a library, and what is wrong with those that do not get there."""

    def __init__(self, into: Path) -> None:
        """Indexes into the library in a folder, which is made once there is an article for it."""
        self.problems: list[str] = []
        self._into = into
        self._bot = ArticleQA.load(into) if is_library(into) else None
        self._new: list[Article] = []

    @property
    def held(self) -> int:
        """How many articles the library holds."""
        return len(self._bot.articles) if self._bot else 0

    def read(self, places: Sequence[str]) -> None:
        """Reads the articles at files and addresses; what the library holds already is left out.

        Raises ArticleQAError where a single place was given and cannot be read.
        """
        for place in places:
            try:
                read = list(read_articles(place))
            except ArticleQAError as error:
                if len(places) == 1:
                    raise
                self.problems.append(str(error))
            else:
                self._new += [article for article in read if not self._holds(article)]

    def run(self) -> None:
        """Indexes what was read; each article is kept once it is done, stopped or not."""
        if not self._new:
            return
        self._bot = self._bot or ArticleQA.open(self._into)
        with progress_bar("Indexing", len(self._new)) as advance:
            for article, problem in self._bot.add_all(self._new):
                if problem:
                    self.problems.append(f"{article.source or article.id}: {problem}")
                advance()

    def _holds(self, article: Article) -> bool:
        return self._bot is not None and self._bot.article(article.id) == article
