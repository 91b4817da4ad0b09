"""An article with all that is computed of it before anyone asks."""

from bisect import bisect_left
from dataclasses import dataclass

from index.articles import Article
from index.embedding import Vectors
from index.passages import Passage
from index.speakers import Attribution
from index.text import Span


@dataclass(frozen=True, slots=True, eq=False)
class IndexedArticle:
    """An article and all that is computed before anyone asks.

    `sentence_vectors` and `passage_vectors` have a row for each sentence and each passage.
    """

    article: Article
    sentences: tuple[Span, ...]
    passages: tuple[Passage, ...]
    attributions: tuple[Attribution, ...]
    sentence_vectors: Vectors
    passage_vectors: Vectors

    def before(self, sentence: Span) -> str:
        """The words of the sentence before one of the sentences; none before the first."""
        place = bisect_left(self.sentences, sentence)
        return self.sentences[place - 1].of(self.article.text) if place else ""
