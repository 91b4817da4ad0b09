"""ArticleQA: articles in, answers out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict

from index import Article, ArticleQAError, Attribution, Span, Speaker
from index.database import is_library
from index.embedding import Encoder, default_encoder
from index.errors import ArticleError, LibraryError, QuestionError
from index.library import make_library, open_library, save_library
from index.passage_index import PassageIndex
from index.passages import BUDGET
from index.speakers.quote_sheet import SpeakerStatements, quote_sheet
from index.store import Articles, ScoredPassage, Selection, Store, Within
from qa.answering import answer
from qa.citing.answers import Answer
from qa.comprehension.models import Models
from qa.conversation import Conversation
from qa.settings import Settings
from qa.understanding.manners import wordless
from qa.understanding.question import checked_question, is_name, speaker_matching
from qa.understanding.spelling import Spelling
from qa.understanding.talk import Turn
from qa.verification.drafts import CheckedQuotation, quotations_of
from qa.verification.results import Verification
from qa.verification.verifier import Verifier


class Limits(TypedDict):
    """Which articles count, as `ArticleQA.within` takes them."""

    source: str | None
    author: str | None
    since: date | None
    until: date | None
    articles: list[str] | None


class ArticleQA:
    """Answers questions about articles with word-for-word extracts and who said them.

    >>> bot = ArticleQA.from_text("The bridge opened in May. It cost 3 million euros.")
    >>> print(bot.ask("How much did the bridge cost?"))
    "It cost 3 million euros." [1]
    """

    def __init__(
        self,
        articles: Iterable[Article] | Store = (),
        *,
        encoder: Encoder | None = None,
        models: Models | None = None,
        settings: Settings | None = None,
    ) -> None:
        """Indexes the articles; those of a store are indexed already, by its own encoder.

        Without `encoder`, all-MiniLM-L6-v2 makes the vectors; without `models`, those that come
        with the program read; without `settings`, they are the measured ones.
        """
        self._models = models
        self._settings = settings or Settings()
        self._spelling: Spelling | None = None
        self._verifier = Verifier(self._settings)
        if isinstance(articles, Store):
            self._store = articles
            return
        self._store = PassageIndex(encoder or default_encoder())
        for article in articles:
            self.add(article)

    @classmethod
    def from_file(
        cls,
        path: str | Path,
        *,
        encoder: Encoder | None = None,
        models: Models | None = None,
        settings: Settings | None = None,
    ) -> "ArticleQA":
        """Reads one article, in text, Markdown, HTML, PDF or DOCX, or many from a JSONL file.

        Raises ArticleError when it cannot be read.
        """
        from index import read_articles

        return cls(read_articles(path), encoder=encoder, models=models, settings=settings)

    @classmethod
    def from_text(
        cls,
        text: str,
        title: str | None = None,
        *,
        encoder: Encoder | None = None,
        models: Models | None = None,
        settings: Settings | None = None,
    ) -> "ArticleQA":
        """Takes the text of one article, which is kept exactly. Raises ArticleError."""
        article = Article.from_text(text, title)
        return cls([article], encoder=encoder, models=models, settings=settings)

    @classmethod
    def from_url(
        cls,
        url: str,
        *,
        encoder: Encoder | None = None,
        models: Models | None = None,
        settings: Settings | None = None,
    ) -> "ArticleQA":
        """Fetches one article from a public address. Raises FetchError or ArticleError."""
        from index.reading.urls import read_url

        return cls([read_url(url)], encoder=encoder, models=models, settings=settings)

    @classmethod
    def load(
        cls,
        folder: str | Path,
        *,
        encoder: Encoder | None = None,
        models: Models | None = None,
        settings: Settings | None = None,
    ) -> "ArticleQA":
        """Opens a library, where what is added and removed is kept at once.

        Raises LibraryError when it is missing, damaged or made by another encoder.
        """
        return cls(open_library(Path(folder), encoder), models=models, settings=settings)

    @classmethod
    def open(
        cls,
        folder: str | Path,
        *,
        encoder: Encoder | None = None,
        models: Models | None = None,
        settings: Settings | None = None,
    ) -> "ArticleQA":
        """Opens a library, as `load` does, and makes it where it is none yet."""
        if not is_library(Path(folder)):
            try:
                make_library(Path(folder), encoder or default_encoder(), BUDGET)
            except LibraryError:
                if not is_library(Path(folder)):  # else another process was sooner
                    raise
        return cls.load(folder, encoder=encoder, models=models, settings=settings)

    def within(
        self,
        *,
        source: str | None = None,
        author: str | None = None,
        since: date | None = None,
        until: date | None = None,
        articles: Iterable[str] | None = None,
    ) -> "ArticleQA":
        """A bot that answers from some of the articles only.

        `source` is part of their file name or address and `author` of their byline, in upper or
        lower case; `since` and `until` are the first and last day of publication; `articles` are
        their ids. Raises ArticleError when no article is left.

        >>> bot = ArticleQA.from_text("Ann Lee reports. The bridge opened in May.")
        >>> bot.within(source="reuters.com")
        Traceback (most recent call last):
        index.errors.ArticleError: No article is within these limits: set fewer of them.
        """
        limits = Within(
            sources=() if source is None else (source,),
            authors=() if author is None else (author,),
            since=since,
            until=until,
            articles=None if articles is None else frozenset(articles),
        )
        if not self._store.count(limits):
            raise ArticleError("No article is within these limits: set fewer of them.")
        some = Selection(self._store, limits)
        return type(self)(some, models=self._models, settings=self._settings)

    def save(self, folder: str | Path) -> None:
        """Saves the articles into a folder of their own, in the place of what it held.

        A library that was loaded from there is there already. Raises LibraryError.
        """
        save_library(self._store, Path(folder))

    def add(self, article: Article) -> None:
        """Indexes an article; one with the same id is replaced."""
        self._store.add(article)
        self._spelling = None

    def add_all(
        self, articles: Sequence[Article], *, processes: int | None = None
    ) -> Iterator[tuple[Article, ArticleQAError | None]]:
        """Indexes many articles in several processes, by default one for each core.

        Each comes back when it is in, or with what is wrong with it: go through them all. A script
        that calls this does so below `if __name__ == "__main__":`, as each process imports it.
        """
        for outcome in self._store.add_all(articles, processes=processes):
            self._spelling = None
            yield outcome

    def remove(self, article_id: str) -> None:
        """Forgets an article. Raises ArticleError when none has this id."""
        self._store.remove(article_id)
        self._spelling = None

    @property
    def articles(self) -> Sequence[Article]:
        """The articles, in the order in which they were added, each read when it is asked for."""
        return Articles(self._store)

    def article(self, article_id: str) -> Article | None:
        """The article with this id, or None."""
        return self._store[article_id].article if article_id in self._store else None

    def attributions(self, article_id: str, part: Span | None = None) -> tuple[Attribution, ...]:
        """Who said what in an article or a part of it, in the order of the text.

        Raises ArticleError when no article has this id.
        """
        indexed = self._store[article_id]
        if part is None:
            return indexed.attributions
        return tuple(sorted(indexed.attributions_in(part), key=lambda said: said.content[0]))

    def speakers(self, article_id: str | None = None) -> list[SpeakerStatements]:
        """The quote sheet of one article or of all: each speaker with role and statements.

        Who says most comes first. Raises ArticleError when no article has this id.
        """
        chosen = self._store if article_id is None else [self._store[article_id]]
        return quote_sheet(said for indexed in chosen for said in indexed.attributions)

    def ask(
        self,
        question: str,
        *,
        speaker: str | None = None,
        likely_article: str | None = None,
        talk: Sequence[Turn] = (),
        as_typed: bool = False,
    ) -> Answer:
        """The extracts that answer a question; truthy only when they plainly do.

        `speaker` names somebody whose statements alone count; `likely_article` is the id of the
        article that the question is likely about, though others may answer it; `talk` are turns
        that it may lean on, which `chat` keeps for you. A question `as_typed` is not corrected, and
        thanks are searched for; what has no word gets one in reply. Raises QuestionError when the
        question is empty, too long or no text.
        """
        return answer(
            self._store,
            self._spelled(),
            question,
            as_typed=as_typed,
            speaker=speaker,
            likely_article=likely_article,
            talk=talk,
            models=self._models,
            settings=self._settings,
        )

    def verify(self, quotation: str, *, speaker: str | None = None) -> Verification:
        """Whether a quotation stands in the articles, and whether `speaker` said it.

        Marks, case, ellipses and brackets, as journalists use them, alter nothing. Raises
        QuotationError when the quotation has no words or is too long.

        >>> bot = ArticleQA.from_text("“It cost too much,” Mayor Ann Lee said.")
        >>> bot.verify("“It cost … much”", speaker="the mayor").verdict
        'word for word'
        >>> bot.verify("It cost very much").verdict
        'altered'
        """
        likely = self._store.sharing_words(quotation)
        return self._verifier.verify(quotation, likely, speaker=speaker)

    def verify_draft(self, draft: Article) -> list[CheckedQuotation]:
        """Every quotation of a draft, verified under the name that the draft gives it.

        `read_article` reads a draft from text, DOCX or any other format.
        """
        return [
            CheckedQuotation(
                found.span, self.verify(found.span.of(draft.text), speaker=found.speaker)
            )
            for found in quotations_of(draft)
        ]

    def search(self, question: str, limit: int = 10) -> list[ScoredPassage]:
        """The passages that fit a question best, best first: where to read, and no answer.

        Raises QuestionError when the question has no word, is too long or is no text.
        """
        asked = checked_question(question)
        if wordless(asked):
            raise QuestionError(f"“{asked}” has no word to search for: ask something in words.")
        return self._store.search(asked, limit)

    def chat(self, *, kept: int | None = None) -> Conversation:
        """A conversation, whose questions may lean on the last `kept` turns before, or on all."""
        return Conversation(self, kept=kept)

    def example_questions(self, limit: int = 4) -> list[str]:
        """Questions that the articles answer: what they are about, and what somebody said in them.

        Only who has a name that is nobody else's is asked about, those of a known role or with a
        full name first.
        """
        found: list[str] = []
        for question in self._examples():
            if len(found) == limit:
                break
            if self.ask(question):
                found.append(question)
        return found

    def _spelled(self) -> Spelling:
        if self._spelling is None:
            self._spelling = Spelling(self._store.word_forms)
        return self._spelling

    def _examples(self) -> Iterator[str]:
        yield "What is this article about?"
        speakers = sorted(
            self._store.speakers(), key=lambda known: not (known.role or " " in known.name)
        )
        for speaker in speakers:
            if self._is_named_alone(speaker):
                yield f"What did {speaker.name} say?"

    def _is_named_alone(self, speaker: Speaker) -> bool:
        name = speaker.name
        described = not is_name(name) or name.casefold().startswith("the ")
        return not described and speaker_matching(name, self._store.speakers(name)) == speaker


def limited(bot: ArticleQA, limits: Limits | None) -> ArticleQA:
    """The bot for the articles within limits; the bot itself where none is set."""
    if limits is None or all(limit is None for limit in limits.values()):
        return bot
    return bot.within(**limits)
