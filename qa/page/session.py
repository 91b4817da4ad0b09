"""What one visitor of the page sees: an article, its speakers and a conversation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from operator import attrgetter

from index import Article, ArticleQAError, Span, Speaker
from index.errors import ArticleError
from index.speakers.quote_sheet import SpeakerStatements
from qa.article_qa import ArticleQA
from qa.citing.answers import Answer
from qa.conversation import turn_of_statement
from qa.page.feedback import Feedback
from qa.page.judgments import Judging
from qa.showing.article_html import (
    article_to_html,
    heading_to_html,
    legend_to_html,
    sheet_to_html,
    speaker_hues,
)
from qa.showing.draft_report import findings_to_html
from qa.showing.judging_html import judging_to_html
from qa.showing.page_html import examples_to_html, transcript_to_html

KEPT_TURNS = 100
"""Turns of a conversation that are kept: all of them go to the browser with each answer."""
ARTICLES_LISTED = 200
"""Articles in the list to choose from; the others are found by a question or by limits."""
JUDGED_TURNS = 10
"""Questions before a follow-up that are kept with what a reader judges."""
FORGOTTEN_HINT = f"The last {KEPT_TURNS} questions are shown; earlier ones are gone."


@dataclass(frozen=True)
class Desk:
    """Articles that are ready to be asked, for everybody who begins with them.

    Where there is `feedback`, readers can judge the answers.
    """

    bot: ArticleQA
    feedback: Feedback | None = None

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """Questions that the articles answer: each is asked to know it."""
        return tuple(self.bot.example_questions())


@dataclass(slots=True)
class Visit:
    """What the events of a visit tell each other while one of them waits for an article.

    `opened` says that the reader brought an article, `begun` that nothing is being made ready;
    until then the questions are kept in `waiting`.
    """

    opened: bool = False
    begun: bool = False
    waiting: list[str] = field(default_factory=list)


class Session:
    """What one reader sees: an article, its speakers and a conversation that nobody else sees."""

    def __init__(self, desk: Desk, *, shared: bool = False) -> None:
        """Starts a conversation about the articles on a desk; `shared` if all begin with them."""
        self._shared = shared
        self.desk = desk
        self.conversation = desk.bot.chat(kept=KEPT_TURNS)
        self.article = desk.bot.articles[0]
        self._bot = desk.bot
        self._chosen: str | None = None
        self._pointed: Span | None = None
        self._judging = Judging(desk.feedback.keep, KEPT_TURNS) if desk.feedback else None
        self._hues = speaker_hues(self._everybody())

    def ask(self, question: str, speaker: str | None = None, *, as_typed: bool = False) -> Answer:
        """Answers, and shows the article of the first citation. Raises QuestionError.

        An article that was chosen counts until another one answers.
        """
        talk = self.conversation
        before = [turn.question for turn in talk.turns if not turn.reply][-JUDGED_TURNS:]
        answer = talk.ask(question, speaker=speaker, likely_article=self._chosen, as_typed=as_typed)
        if self._judging:
            number = talk.forgotten + len(talk.turns) - 1
            self._judging.add(number, answer, turns=before, click=self._pointed, speaker=speaker)
        if answer.citations:
            self._pointed = None
            self.article = answer.citations[0].article
            self._chosen = self._chosen if self._chosen == self.article.id else None
        return answer

    def found(self, question: str) -> str:
        """The sentence that is nearest to a question: where an answer is looked for."""
        (best,) = self._bot.search(question, 1)
        nearest = max(best.sentences, key=attrgetter("dense"))
        return nearest.span.of(best.passage.article.text)

    def limit(self, source: str, author: str, since: str, until: str) -> str:
        """Lets the articles within some limits alone be asked, and tells how many they are.

        What is empty is no limit. Raises ArticleError for what is not a date, and when no article
        is within the limits.
        """
        everything = self.desk.bot
        self._bot = everything.within(
            source=source.strip() or None,
            author=author.strip() or None,
            since=_day(since),
            until=_day(until),
        )
        self.conversation.bot = self._bot
        self._chosen = None
        return f"Asking {len(self._bot.articles):,} of {len(everything.articles):,} articles."

    def forget_last(self) -> str | None:
        """Takes the last turn back and returns its question; None when there is none."""
        last = self.conversation.take_back()
        return last.question if last else None

    def clear(self) -> None:
        """Starts another conversation; an answer still on its way belongs to the old one."""
        self.conversation = self._bot.chat(kept=KEPT_TURNS)

    def show(self, article_id: str) -> None:
        """Shows the article with this id, if it is here."""
        self.article = self.desk.bot.article(article_id) or self.article

    def choose(self, article_id: str) -> None:
        """Shows an article that the questions to come are likely about."""
        self.show(article_id)
        self._chosen = self.article.id

    def point_at(self, article_id: str, place: Span) -> None:
        """Lets the next question lean on the statement at a place, if somebody makes one there."""
        article = self.desk.bot.article(article_id)
        said = self.desk.bot.attributions(article_id, place) if article else ()
        if article and (turn := turn_of_statement(article, said, place)):
            self.conversation.lean_on(turn)
            self._pointed = place

    def judge(self, number: object, said: object, words: object) -> None:
        """Keeps what the reader says of an answer, as `Judging.judge` takes it.

        Raises ArticleQAError.
        """
        if self._judging is None:
            raise ArticleQAError("Answers are not judged here.")
        self._judging.judge(number, said, words, self.article)

    @property
    def is_judged(self) -> bool:
        """Whether the reader's judgments are kept."""
        return self._judging is not None

    @property
    def has_many(self) -> bool:
        """Whether there is more than one article."""
        return len(self.desk.bot.articles) > 1

    @property
    def listed(self) -> list[Article]:
        """The articles to choose from: the first within the limits, and the one that is shown."""
        first = list(islice(self._bot.articles, ARTICLES_LISTED))
        return first if self.article in first else [self.article, *first]

    @property
    def speakers(self) -> list[str]:
        """The names of all who are quoted, each once."""
        return list(dict.fromkeys(speaker.name for speaker in self._everybody()))

    def transcript_html(self, waiting: str | None = None, found: str | None = None) -> str:
        """The conversation so far, with a question that is `waiting` and words `found` for it."""
        hint = FORGOTTEN_HINT if self.conversation.forgotten else None
        return transcript_to_html(
            self.conversation.turns,
            self._hues,
            hint=hint,
            waiting=waiting,
            found=found,
            titled=self.has_many,
            linked=self._shared,
            feet=[*self._feet()],
        )

    def article_html(self) -> str:
        """The article that is shown, its speakers marked, under its source and its speakers."""
        article = self.article
        return (
            heading_to_html(article)
            + legend_to_html(article, self._sheet(article), self._hues)
            + article_to_html(article, self.desk.bot.attributions(article.id), self._hues)
        )

    def sheet_html(self) -> str:
        """The quote sheet of the article that is shown."""
        return sheet_to_html(self.article, self._sheet(self.article), self._hues)

    def verify(self, quotation: str, speaker: str | None = None) -> str:
        """What the articles say of a quotation. Raises QuotationError."""
        return findings_to_html([self._bot.verify(quotation, speaker=speaker)], self._hues)

    def verify_draft(self, draft: Article) -> str:
        """What the articles say of each quotation of a draft."""
        verified = [checked.verification for checked in self._bot.verify_draft(draft)]
        return findings_to_html(verified, self._hues)

    def examples_html(self) -> str:
        """Questions to begin with, as buttons."""
        return examples_to_html(self.desk.examples)

    def _feet(self) -> Iterator[str]:
        """What stands under each answer of the conversation: how to judge it, if it is judged."""
        for number, answer in enumerate(self.conversation.turns, self.conversation.forgotten):
            if self._judging is None or not (answer.citations or answer.closest):
                yield ""
                continue
            judgment, cites = self._judging[number], bool(answer.citations)
            if judgment is None:
                yield judging_to_html(number, cites=cites)
            else:
                yield judging_to_html(
                    number, cites=cites, right=judgment.right, correction=judgment.correction
                )

    def _sheet(self, article: Article) -> Sequence[SpeakerStatements]:
        return self.desk.bot.speakers(article.id)

    def _everybody(self) -> list[Speaker]:
        return [entry.speaker for entry in self.desk.bot.speakers()]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip()) if written.strip() else None
    except ValueError as error:
        raise ArticleError(f"{written.strip()} is not a date: give one like 2025-03-01.") from error
