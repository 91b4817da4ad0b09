"""A conversation: questions and answers in their order."""

from collections.abc import Callable, Iterable

from qa.citing.answers import Answer
from qa.understanding.question import checked
from qa.understanding.talk import Turn, standalone


class Conversation:
    """Questions and answers in their order; each question may lean on the turns before it."""

    def __init__(
        self,
        answer: Callable[[str, str, str | None], Answer],
        names: Callable[[], Iterable[str]],
        corrected: Callable[[str], str],
    ) -> None:
        """`answer` takes what was asked, what is searched and a speaker; `names` are people's.

        `corrected` puts the spelling of a question right.
        """
        self._answer = answer
        self._names = names
        self._corrected = corrected
        self.turns: list[Answer] = []

    def ask(self, question: str, *, speaker: str | None = None) -> Answer:
        """The answer to a question that may be a follow-up; `.searched` is what stands alone.

        Raises QuestionError as `ArticleQA.ask` does; the conversation is then as it was.
        """
        asked = checked(question)
        searched = standalone(
            self._corrected(asked), [turn_of(answer) for answer in self.turns], self._names()
        )
        answer = self._answer(asked, searched, speaker)
        self.turns.append(answer)
        return answer


def turn_of(answer: Answer) -> Turn:
    """What an answer leaves for the next question to lean on."""
    cited = answer.citations[0] if answer.citations else None
    speaker = cited.speaker if cited else None
    return Turn(answer.searched, cited.answer if cited else None, speaker.name if speaker else None)
