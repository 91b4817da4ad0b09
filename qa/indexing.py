"""Indexing many articles into a library: with its progress, and saved now and then."""

import time
from collections.abc import Sequence
from pathlib import Path

from index import Article, ArticleQAError, read_articles
from qa.article_qa import ArticleQA
from qa.showing.progress import progress_bar

SAVE_SECONDS = 60
"""Seconds between two saves, or ten times what the last took: each writes the whole library."""


class Indexing:
    """Articles on their way into a library, and what is wrong with those that do not get there."""

    def __init__(self, bot: ArticleQA, into: Path) -> None:
        """Indexes into a bot, which is saved into a folder."""
        self.problems: list[str] = []
        self._bot = bot
        self._into = into
        self._new: list[Article] = []

    def read(self, places: Sequence[str]) -> None:
        """Reads the articles at files and addresses; what the library holds already is left out.

        Raises ArticleQAError where a single place was given and cannot be read.
        """
        known = {article.id: article for article in self._bot.articles}
        for place in places:
            try:
                read = list(read_articles(place))
            except ArticleQAError as error:
                if len(places) == 1:
                    raise
                self.problems.append(str(error))
            else:
                self._new += [article for article in read if known.get(article.id) != article]

    def run(self) -> None:
        """Indexes what was read, and saves it now and then and in the end, stopped or not."""
        with progress_bar("Indexing", len(self._new)) as advance:
            saved = time.monotonic()
            every, added = float(SAVE_SECONDS), False
            try:
                for article, problem in self._bot.add_all(self._new):
                    if problem:
                        self.problems.append(f"{article.source or article.id}: {problem}")
                    added = added or not problem
                    advance()
                    if time.monotonic() - saved > every:
                        saving = time.monotonic()
                        self._bot.save(self._into)
                        saved = time.monotonic()
                        every = max(SAVE_SECONDS, 10 * (saved - saving))
            finally:
                if added:
                    self._bot.save(self._into)
