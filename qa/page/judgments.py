"""What a reader judges: an answer as right or wrong, with the words that would have been right."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from secrets import token_hex

from index import Article, ArticleQAError, Span
from qa.citing.answers import Answer

WORDS_LIMIT = 5000
"""Characters that a reader marks."""
MOST_PLACES = 10
"""Places of an article where the marked words stand."""
MARKS = {
    **dict.fromkeys('"“”„', '["“”„]'),
    **dict.fromkeys("'‘’", "['‘’]"),
}
"""What stands for a quotation mark or an apostrophe, which a copy may have in another form."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a reader asked it, under an id of its own, with its answer.

    `turns` are the questions before it and `click` is the statement that was chosen just before it;
    `speaker` is whose statements alone counted.
    """

    id: str
    answer: Answer
    turns: tuple[str, ...] = ()
    click: Span | None = None
    speaker: str | None = None

    @property
    def article(self) -> Article:
        """What a judgment is about: the first article cited, or else that of the closest passage.

        Raises ArticleQAError where there is neither.
        """
        cited = self.answer.citations[0] if self.answer.citations else self.answer.closest
        if cited is None:
            raise ArticleQAError("This answer is about no article, so that it cannot be judged.")
        return cited.article


@dataclass(frozen=True, slots=True)
class Judgment:
    """What a reader says of an answer, and the places of an article that answer.

    There is no place where the article does not say, and None where the reader left open what would
    have been right.
    """

    asked: Asked
    right: bool
    article: Article
    places: tuple[Span, ...] | None

    @property
    def correction(self) -> str | None:
        """The words that answer where the answer is wrong; None where they are not known."""
        if self.right or self.places is None:
            return None
        return self.places[0].of(self.article.text) if self.places else ""

    @classmethod
    def of_right(cls, asked: Asked) -> "Judgment":
        """The answer is right: what it cites answers, or the article does not say."""
        places = tuple(
            citation.answer_span or citation.extract
            for citation in asked.answer.citations
            if citation.article == asked.article
        )
        return cls(asked, True, asked.article, places)

    @classmethod
    def of_words(cls, asked: Asked, words: str, shown: Article) -> "Judgment":
        """The answer is wrong, and these words answer: of the article that is shown, or was cited.

        Raises ArticleQAError where they stand in none, or in too many places.
        """
        if len(words) > WORDS_LIMIT:
            raise ArticleQAError("These words are too many: mark the one sentence that answers.")
        for article in (shown, *(citation.article for citation in asked.answer.citations)):
            places = tuple(_places(words, article.text))
            if len(places) > MOST_PLACES:
                raise ArticleQAError("These words are everywhere: mark the sentence that answers.")
            if places:
                return cls(asked, False, article, places)
        raise ArticleQAError(
            "These words do not stand in the article: select them there, or paste them unchanged."
        )


class Judging:
    """The answers of one reader's conversation by their numbers, and what was said of them."""

    def __init__(self, keep: Callable[[Judgment], None], most: int) -> None:
        """`keep` is given each judgment; the last `most` answers can be judged."""
        self._keep = keep
        self._most = most
        self._ids = (f"{reader}-{number}" for reader in [token_hex(8)] for number in count(1))
        self._asked: dict[int, Asked] = {}
        self._judged: dict[int, Judgment] = {}

    def __getitem__(self, number: int) -> Judgment | None:
        """What was said last of the answer with this number; None where nothing was."""
        return self._judged.get(number)

    def add(
        self,
        number: int,
        answer: Answer,
        *,
        turns: Sequence[str],
        click: Span | None,
        speaker: str | None,
    ) -> None:
        """Takes an answer in, in the place of one with the same number, which was taken back."""
        self._asked[number] = Asked(next(self._ids), answer, tuple(turns), click, speaker)
        self._judged.pop(number, None)
        self._asked.pop(number - self._most, None)
        self._judged.pop(number - self._most, None)

    def judge(self, number: object, said: object, words: object, shown: Article) -> None:
        """Keeps what a reader says of the answer with this number, as the page sends it.

        It is "right" or "wrong", or wrong with "words" of an article that answer, such as the one
        that is `shown`, or with "none" that do. Raises ArticleQAError.
        """
        if not isinstance(number, int) or number not in self._asked:
            raise ArticleQAError("This answer is gone: ask again.")
        asked = self._asked[number]
        if said == "words":
            judgment = Judgment.of_words(asked, str(words), shown)
        elif said == "none":
            judgment = Judgment(asked, False, asked.article, ())
        elif said == "right":
            judgment = Judgment.of_right(asked)
        else:
            judgment = Judgment(asked, False, asked.article, None)
        self._keep(judgment)
        self._judged[number] = judgment


def _places(words: str, text: str) -> Iterator[Span]:
    """Where words stand in a text, whatever blanks, quotation marks or apostrophes it has."""
    if any(map(str.isalnum, words)):
        pieces = (
            "".join(MARKS.get(mark, re.escape(mark)) for mark in word) for word in words.split()
        )
        pattern = r"\s+".join(pieces)
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
            yield Span(*found.span())
