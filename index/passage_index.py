"""Articles in memory, searched by all that is computed of them at once."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding import Encoder, Vectors
from index.indexed import IndexedArticle
from index.lexical import LexicalIndex
from index.passages import BUDGET
from index.speakers import Speaker
from index.store import (
    CANDIDATES,
    EVERYTHING,
    Retriever,
    ScoredPassage,
    ScoredSentence,
    Store,
    Within,
    no_article,
    passage_score,
    speakers_of,
    weighed,
    words_in,
    words_naming,
)
from index.vectors import NearestNeighbours, Rows, Scores
from index.word_forms import FormsInMemory


class PassageIndex(Store):
    """Articles in memory."""

    def __init__(
        self, encoder: Encoder, indexed: Iterable[IndexedArticle] = (), *, budget: int = BUDGET
    ) -> None:
        """`indexed` comes from `index_article`."""
        super().__init__(encoder, budget)
        self._indexed = {article.article.id: article for article in indexed}
        self._rows: _Rows | None = None
        self._speakers: dict[Speaker, frozenset[str]] | None = None
        self._word_forms: FormsInMemory | None = None

    def count(self, within: Within = EVERYTHING) -> int:
        """How many articles there are."""
        return sum(1 for _ in self.those(within))

    def those(self, within: Within = EVERYTHING) -> Iterator[IndexedArticle]:
        """The articles in order."""
        every = tuple(self._indexed.values())
        return (indexed for indexed in every if not within or within.includes(indexed))

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._indexed

    def __getitem__(self, article_id: str) -> IndexedArticle:
        """The article with this id. Raises ArticleError when there is none."""
        if article_id not in self._indexed:
            raise no_article(article_id)
        return self._indexed[article_id]

    def put(self, indexed: IndexedArticle) -> None:
        """Takes an article in; one with the same id is replaced."""
        self._indexed[indexed.article.id] = indexed
        self._forget_computed()

    def remove(self, article_id: str) -> None:
        """Forgets an article. Raises ArticleError when none has this id."""
        del self._indexed[self[article_id].article.id]
        self._forget_computed()

    def speakers(
        self, text: str | None = None, *, within: Within = EVERYTHING
    ) -> tuple[Speaker, ...]:
        """Everybody who says something in the articles, or whoever of them a text can name."""
        if self._speakers is None:
            self._speakers = {speaker: words_naming(speaker) for speaker in _everybody(self)}
        theirs = tuple(_everybody(self.those(within)) if within else self._speakers)
        if text is None:
            return theirs
        words = words_in(text)
        return tuple(speaker for speaker in theirs if words & self._speakers[speaker])

    def said_by(self, speakers: Collection[Speaker]) -> Iterator[IndexedArticle]:
        """The articles in which one of the speakers says something, in order."""
        wanted = frozenset(speakers)
        return (indexed for indexed in self if not wanted.isdisjoint(speakers_of(indexed)))

    def sharing_words(self, text: str) -> Iterator[IndexedArticle]:
        """Every article."""
        return iter(self)

    @property
    def word_forms(self) -> FormsInMemory:
        """How the articles spell their words."""
        if self._word_forms is None:
            articles = (indexed.article for indexed in self)
            self._word_forms = FormsInMemory(
                f"{article.title or ''}\n{article.text}" for article in articles
            )
        return self._word_forms

    def _forget_computed(self) -> None:
        self._rows = self._speakers = self._word_forms = None

    def _best(
        self, question: str, vector: Vectors, k: int, retriever: Retriever, within: Within
    ) -> Iterator[ScoredPassage]:
        if self._rows is None:
            self._rows = _Rows(tuple(self))
        return self._rows.best(question, vector, k, retriever, within)


class _Rows:
    """Every passage and every sentence of the articles as a row of vectors and of words."""

    def __init__(self, indexed: Sequence[IndexedArticle]) -> None:
        self.indexed = indexed
        self.passages = [passage for article in indexed for passage in article.passages]
        self.sentences = [span for article in indexed for span in article.sentences]
        self.first, self.last = _sentence_ranges(indexed)
        self.passage_vectors = _neighbours([article.passage_vectors for article in indexed])
        self.sentence_vectors = _neighbours([article.sentence_vectors for article in indexed])
        numbers = np.arange(len(indexed))
        self.article = np.repeat(numbers, [len(article.passages) for article in indexed])
        self.sentence_article = np.repeat(numbers, [len(article.sentences) for article in indexed])
        self.article_vectors = np.array([article.meaning for article in indexed])
        self.article_words = LexicalIndex([article.searched for article in indexed])
        self.passage_words = LexicalIndex([passage.text for passage in self.passages])
        self.sentence_words = LexicalIndex(
            [span.of(article.article.text) for article in indexed for span in article.sentences]
        )

    def best(
        self, question: str, query: Vectors, k: int, retriever: Retriever, within: Within
    ) -> Iterator[ScoredPassage]:
        counts = np.array([not within or within.includes(article) for article in self.indexed])
        article_words = _share(self.article_words.scores(question) * counts)
        passage_words = _share(self.passage_words.scores(question) * counts[self.article])
        sentence_words = _share(
            self.sentence_words.scores(question) * counts[self.sentence_article]
        )
        rows = self._candidates(query, passage_words, sentence_words, max(k, CANDIDATES), counts)
        articles: Scores = weighed(retriever, self.article_vectors @ query, article_words)
        found = []
        for row, cosine in zip(rows, self.passage_vectors.cosines(query, rows), strict=True):
            within_row = np.arange(self.first[row], self.last[row])
            cosines = self.sentence_vectors.cosines(query, within_row)
            score = passage_score(
                retriever, cosine, passage_words[row], cosines, sentence_words[within_row]
            )
            sentences = tuple(
                ScoredSentence(self.sentences[i], float(cosine), float(sentence_words[i]))
                for i, cosine in zip(within_row, cosines, strict=True)
            )
            found.append(ScoredPassage(self.passages[row], score, sentences))
        scores = articles[self.article[rows]] + [passage.score for passage in found]
        return (found[i] for i in np.argsort(-scores, kind="stable"))

    def _candidates(
        self,
        query: Vectors,
        passage_words: NDArray[np.float32],
        sentence_words: NDArray[np.float32],
        count: int,
        counts: NDArray[np.bool_],
    ) -> Rows:
        """The passages that are among the best by one signal, or hold such a sentence."""
        of_passages, of_sentences = counts[self.article], counts[self.sentence_article]
        passages, _ = self.passage_vectors.search(query, count, among=of_passages)
        sentences, _ = self.sentence_vectors.search(query, count, among=of_sentences)
        best = np.concatenate([sentences, np.argsort(-sentence_words)[:count]])
        holders = [
            np.searchsorted(self.last, best, "right"),
            np.searchsorted(self.first, best, "right") - 1,
        ]
        found = np.concatenate([passages, np.argsort(-passage_words)[:count], *holders])
        return np.unique(found[of_passages[found]])


def _everybody(articles: Iterable[IndexedArticle]) -> dict[Speaker, None]:
    """Who says something in the articles, in order."""
    return dict.fromkeys(speaker for indexed in articles for speaker in speakers_of(indexed))


def _sentence_ranges(indexed: Sequence[IndexedArticle]) -> tuple[Rows, Rows]:
    """The first and the past-last sentence row of each passage row."""
    first, last, offset = [], [], 0
    for article in indexed:
        starts = [sentence.start for sentence in article.sentences]
        spans = [passage.span for passage in article.passages]
        first.append(offset + np.searchsorted(starts, [span.start for span in spans]))
        last.append(offset + np.searchsorted(starts, [span.end for span in spans]))
        offset += len(starts)
    return np.concatenate(first), np.concatenate(last)


def _neighbours(matrices: Sequence[Vectors]) -> NearestNeighbours:
    return NearestNeighbours(np.concatenate(matrices))


def _share(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    return scores / max(float(scores.max()), 1e-9)
