"""A conversation: questions and answers in their order, each leaning on those before."""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Protocol

from index import Article, Attribution, Span
from qa.citing.answers import Answer
from qa.understanding.talk import Turn


class Asks(Protocol):
    """Anything that answers a question after the turns before it, as `ArticleQA` does."""

    def ask(
        self,
        question: str,
        *,
        speaker: str | None = None,
        likely_article: str | None = None,
        talk: Sequence[Turn] = (),
        as_typed: bool = False,
    ) -> Answer:
        """The answer to a question."""
        ...


class Conversation:
    """Questions and answers in their order; each question may lean on the turns before it."""

    def __init__(self, bot: Asks, *, kept: int | None = None) -> None:
        """Starts without a turn; only the last `kept` turns are kept, or all of them."""
        self.bot = bot
        self._turns: deque[Answer] = deque(maxlen=kept)
        self._chosen: Turn | None = None
        self.forgotten = 0

    @property
    def turns(self) -> tuple[Answer, ...]:
        """The answers so far, the oldest first; `forgotten` says how many more there were."""
        return tuple(self._turns)

    def ask(
        self,
        question: str,
        *,
        speaker: str | None = None,
        likely_article: str | None = None,
        as_typed: bool = False,
    ) -> Answer:
        """The answer to a question that may be a follow-up; `.searched` is what was understood.

        `as_typed` takes back what was understood: the question then leans on nothing. Raises
        QuestionError for what is no text, empty or too long; the conversation is then as it was.
        """
        talk = () if as_typed else self._talk()
        answer = self.bot.ask(
            question, speaker=speaker, likely_article=likely_article, talk=talk, as_typed=as_typed
        )
        self.forgotten += len(self._turns) == self._turns.maxlen
        self._turns.append(answer)
        self._chosen = None if answer.citations else self._chosen
        return answer

    def lean_on(self, turn: Turn) -> None:
        """Lets the questions that follow lean on something that was chosen, as if it was asked."""
        self._chosen = turn

    def _talk(self) -> list[Turn]:
        turns = [turn_of(answer) for answer in self._turns if not answer.reply]
        return [*turns, self._chosen] if self._chosen else turns

    def take_back(self) -> Answer | None:
        """Takes the last turn back; None when there is none."""
        return self._turns.pop() if self._turns else None


def turn_of(answer: Answer) -> Turn:
    """What an answer leaves for the next question to lean on."""
    cited = answer.citations[0] if answer.citations else None
    speaker = cited.speaker if cited else None
    return Turn(
        answer.question if answer.about else answer.searched,
        cited.answer if cited else None,
        speaker.name if speaker else None,
        asked=answer.question,
        cited=tuple((citation.article.id, citation.extract) for citation in answer.citations),
        answered=bool(answer.citations),
        about=answer.about,
    )


def turn_of_statement(article: Article, said: Iterable[Attribution], place: Span) -> Turn | None:
    """What a statement that the reader chose leaves to lean on; None where nobody makes one.

    `said` are the attributions at the place.
    """
    for attribution in said:
        if attribution.speaker:
            words = max(attribution.content, key=len).of(article.text)
            name = attribution.speaker.name
            return Turn(f"What did {name} say?", words, name, cited=((article.id, place),))
    return None
