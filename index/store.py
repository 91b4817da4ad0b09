"""Where articles are kept for questions: what a question needs of it, whatever keeps them."""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal, TypeVar, overload

from index.articles import Article
from index.build import index_article
from index.embedding import Encoder, Vectors
from index.errors import ArticleError, ArticleQAError, QuestionError
from index.indexed import IndexedArticle
from index.many import index_articles
from index.passages import BUDGET, Passage
from index.speakers import Speaker
from index.text import Span
from index.vectors import Scores
from index.word_forms import WordForms

Score = TypeVar("Score", float, Scores)
Retriever = Literal["hybrid", "dense", "lexical"]

MEANING_AND_WORDS: dict[Retriever, tuple[float, float]] = {
    "hybrid": (0.7, 0.3),
    "dense": (1.0, 0.0),
    "lexical": (0.0, 1.0),
}
"""The weights of meaning and of words in a score.

Those of the hybrid placed the right sentence first for 79.8% of 1,190 public questions; fusing the
two ranks did so for 75.9%.
"""

CANDIDATES = 64
"""Best rows, by each signal alone, that the weighted score is computed for, or `k` if more."""


@dataclass(frozen=True, slots=True)
class Within:
    """Which articles count; what is empty or None rules nothing out.

    All of `speakers` say something in them, all of `sources` stand in their source and each of
    `authors` in the name of one who wrote them, in whatever case; `since` and `until` are the first
    and the last day on which they were published, and rule out those without a date; `articles` are
    their ids, and where there is none no article counts.
    """

    speakers: tuple[Speaker, ...] = ()
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    articles: frozenset[str] | None = None

    def __bool__(self) -> bool:
        """Whether anything is ruled out."""
        return self != EVERYTHING

    def narrowed(self, by: "Within") -> "Within":
        """What is within these limits and within the other ones: never more than either allows."""
        ids = [each for each in (self.articles, by.articles) if each is not None]
        return Within(
            self.speakers + by.speakers,
            self.sources + by.sources,
            self.authors + by.authors,
            max(filter(None, (self.since, by.since)), default=None),
            min(filter(None, (self.until, by.until)), default=None),
            frozenset.intersection(*ids) if ids else None,
        )

    def includes(self, indexed: IndexedArticle) -> bool:
        """Whether an article counts."""
        article = indexed.article
        day = article.published
        return (
            (self.articles is None or article.id in self.articles)
            and (self.since is None or (day is not None and day >= self.since))
            and (self.until is None or (day is not None and day <= self.until))
            and all(_stands_in(source, article.source or "") for source in self.sources)
            and all(
                any(_stands_in(author, name) for name in article.authors) for author in self.authors
            )
            and (not self.speakers or set(self.speakers) <= set(speakers_of(indexed)))
        )


EVERYTHING = Within()


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a passage: its cosine, and its BM25 score as a share of the best."""

    span: Span
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage, how well it alone fits a question (about 0 to 1), and its sentences in order."""

    passage: Passage
    score: float
    sentences: tuple[ScoredSentence, ...]


class Store(ABC):
    """Articles with all that is computed of them, searched passage by passage.

    It goes through its articles in the order in which they came; one that is put in the place of
    another with its id keeps that one's place.
    """

    def __init__(self, encoder: Encoder, budget: int = BUDGET) -> None:
        """`budget` is the most tokens of a passage."""
        self.encoder = encoder
        self.budget = budget

    @abstractmethod
    def count(self, within: Within = EVERYTHING) -> int:
        """How many articles there are."""

    @abstractmethod
    def those(self, within: Within = EVERYTHING) -> Iterator[IndexedArticle]:
        """The articles in order, each read when it is asked for."""

    @abstractmethod
    def __contains__(self, article_id: object) -> bool: ...

    @abstractmethod
    def __getitem__(self, article_id: str) -> IndexedArticle:
        """The article with this id. Raises ArticleError when there is none."""

    @abstractmethod
    def put(self, indexed: IndexedArticle) -> None:
        """Takes an article in; one with the same id is replaced."""

    @abstractmethod
    def remove(self, article_id: str) -> None:
        """Forgets an article. Raises ArticleError when none has this id."""

    @abstractmethod
    def speakers(
        self, text: str | None = None, *, within: Within = EVERYTHING
    ) -> tuple[Speaker, ...]:
        """Everybody who says something in the articles, in the order in which they first do.

        With a `text`, those alone whom it can name: with a word of their name or of their role,
        or with their initials.
        """

    @abstractmethod
    def said_by(self, speakers: Collection[Speaker]) -> Iterator[IndexedArticle]:
        """The articles in which one of the speakers says something, in order."""

    @abstractmethod
    def sharing_words(self, text: str) -> Iterator[IndexedArticle]:
        """The articles that may have most words of a text, and perhaps others."""

    @property
    @abstractmethod
    def word_forms(self) -> WordForms:
        """How the articles spell their words."""

    @abstractmethod
    def _best(
        self, question: str, vector: Vectors, k: int, retriever: Retriever, within: Within
    ) -> Iterator[ScoredPassage]: ...

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[IndexedArticle]:
        return self.those()

    def add(self, article: Article, *, attribute: bool = True) -> None:
        """Indexes an article; one with the same id is replaced."""
        self.put(index_article(article, self.encoder, budget=self.budget, attribute=attribute))

    def add_all(
        self, articles: Sequence[Article], *, processes: int | None = None
    ) -> Iterator[tuple[Article, ArticleQAError | None]]:
        """Indexes articles in several processes; each comes back, with what is wrong with it."""
        made = index_articles(articles, self.encoder, budget=self.budget, processes=processes)
        for article, outcome in made:
            if isinstance(outcome, ArticleQAError):
                yield article, outcome
                continue
            self.put(outcome)
            yield article, None

    def search(
        self,
        question: str,
        k: int = 10,
        *,
        retriever: Retriever = "hybrid",
        within: Within = EVERYTHING,
    ) -> list[ScoredPassage]:
        """The `k` passages that fit a question best, the best first, as `best` gives them."""
        return list(self.best(question, k, retriever=retriever, within=within))

    def best(
        self,
        question: str,
        k: int,
        *,
        retriever: Retriever = "hybrid",
        within: Within = EVERYTHING,
    ) -> Iterator[ScoredPassage]:
        """The passages that fit a question best, the best first, each read when it is asked for.

        The score is a weighted sum of meaning (cosine) and of words (BM25 as a share of the best),
        each the mean of the passage's own and that of its best sentence.

        The order counts the passage's article as much, by the same weights: its meaning, the mean
        of its opening, where news tells what it is about, and of all its passages; and its words.
        Among the passages of one article that changes nothing. `python -m eval retrieval` on TIME,
        Cranfield and CISI gives nDCG@10 of .713, .571 and .463 with it, .674, .552 and .454
        without; in a library of 12 tuning articles the first six passages hold the answer of 97.6%
        of 720 questions with it, of 98.1% without. Raises QuestionError for a question that is
        longer than the encoder reads.
        """
        if not len(self):
            return iter(())
        if (tokens := self.encoder.count(question)) > self.encoder.limit:
            raise QuestionError(
                f"The question has {tokens} tokens and the most is {self.encoder.limit}: "
                "ask a shorter one."
            )
        vector = self.encoder.encode([question])[0]
        return islice(self._best(question, vector, k, retriever, within), k)


class Selection(Store):
    """Those articles of another store that are within limits; it spells words as all do."""

    def __init__(self, store: Store, within: Within) -> None:
        super().__init__(store.encoder, store.budget)
        self._store = store
        self._within = within

    def count(self, within: Within = EVERYTHING) -> int:
        """How many articles there are."""
        return self._store.count(self._within.narrowed(within))

    def those(self, within: Within = EVERYTHING) -> Iterator[IndexedArticle]:
        """The articles in order, each read when it is asked for."""
        return self._store.those(self._within.narrowed(within))

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._store and self._within.includes(self._store[str(article_id)])

    def __getitem__(self, article_id: str) -> IndexedArticle:
        """The article with this id. Raises ArticleError when none within the limits has it."""
        indexed = self._store[article_id]
        if not self._within.includes(indexed):
            raise no_article(article_id)
        return indexed

    def put(self, indexed: IndexedArticle) -> None:
        """Takes an article into the whole store."""
        self._store.put(indexed)

    def remove(self, article_id: str) -> None:
        """Forgets an article. Raises ArticleError when none within the limits has this id."""
        self._store.remove(self[article_id].article.id)

    def speakers(
        self, text: str | None = None, *, within: Within = EVERYTHING
    ) -> tuple[Speaker, ...]:
        """Everybody who says something in the articles, or whoever of them a text can name."""
        return self._store.speakers(text, within=self._within.narrowed(within))

    def said_by(self, speakers: Collection[Speaker]) -> Iterator[IndexedArticle]:
        """The articles in which one of the speakers says something, in order."""
        return filter(self._within.includes, self._store.said_by(speakers))

    def sharing_words(self, text: str) -> Iterator[IndexedArticle]:
        """The articles that may have most words of a text, and perhaps others."""
        return filter(self._within.includes, self._store.sharing_words(text))

    @property
    def word_forms(self) -> WordForms:
        """How the articles of the whole store spell their words."""
        return self._store.word_forms

    def _best(
        self, question: str, vector: Vectors, k: int, retriever: Retriever, within: Within
    ) -> Iterator[ScoredPassage]:
        narrowed = self._within.narrowed(within)
        return self._store._best(question, vector, k, retriever, narrowed)


class Articles(Sequence[Article]):
    """The articles of a store in order, each read when it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __len__(self) -> int:
        return len(self._store)

    def __iter__(self) -> Iterator[Article]:
        return (indexed.article for indexed in self._store)

    @overload
    def __getitem__(self, place: int) -> Article: ...

    @overload
    def __getitem__(self, place: slice) -> list[Article]: ...

    def __getitem__(self, place: int | slice) -> Article | list[Article]:
        places = range(len(self))[place]
        if isinstance(places, range):
            return [self[each] for each in places]
        return next(islice(self, places, None))


def passage_score(
    retriever: Retriever,
    meaning: float,
    words: float,
    sentence_meanings: Scores,
    sentence_words: Sequence[float] | Scores,
) -> float:
    """How well a passage fits, by its own meaning and words and by those of its best sentence."""
    whole_meaning = (meaning + sentence_meanings.max()) / 2
    return float(weighed(retriever, whole_meaning, (words + max(sentence_words)) / 2))


def weighed(retriever: Retriever, meaning: Score, words: Score) -> Score:
    """One score of meaning and of words, for a text or for a row of them."""
    by_meaning, by_words = MEANING_AND_WORDS[retriever]
    return by_meaning * meaning + by_words * words


def no_article(article_id: str) -> ArticleError:
    """What is raised where no article has an id."""
    return ArticleError(f"There is no article {article_id!r} here: look at `.articles`.")


def speakers_of(indexed: IndexedArticle) -> tuple[Speaker, ...]:
    """Everybody who says something in an article, in order."""
    said = (said.speaker for said in indexed.attributions if said.is_statement)
    return tuple(dict.fromkeys(speaker for speaker in said if speaker))


def words_naming(speaker: Speaker) -> frozenset[str]:
    """The words with which a text can name a speaker, in lower case.

    >>> sorted(words_naming(Speaker("Ann Lee", "mayor")))
    ['al', 'ann', 'lee', 'mayor']
    """
    initials = "".join(re.findall(r"\b[A-Z]", speaker.name))
    return words_in(f"{speaker.name} {speaker.role or ''} {initials}")


def words_in(text: str) -> frozenset[str]:
    """The words of a text, in lower case."""
    return frozenset(re.findall(r"\w+", text.casefold()))


def _stands_in(words: str, text: str) -> bool:
    return words.casefold() in text.casefold()
