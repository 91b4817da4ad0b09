"""What comes back from a question: citations, and the answer that they make."""

from dataclasses import dataclass
from typing import Literal

from index import Article, Attribution, Span, Speaker
from index.speakers import Kind, Polarity
from qa.citing.links import text_link

NO_ANSWER = "The article does not say."
PERHAPS = "The article may answer this here:"

Verdict = Literal["answered", "perhaps", "not said", "no question"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of an article that answers, with the attribution of its words.

    `context` are the sentences before it that tell what a pronoun in it means; `also_in` are other
    articles that tell the same by the same speaker, in the order of time.
    """

    number: int
    article: Article
    extract: Span
    answer_span: Span | None = None
    attribution: Attribution | None = None
    context: Span | None = None
    also_in: tuple[Article, ...] = ()

    @property
    def start(self) -> int:
        """Where the extract starts, in characters of the article's text."""
        return self.extract.start

    @property
    def end(self) -> int:
        """Where the extract ends, in characters of the article's text; not included."""
        return self.extract.end

    @property
    def page(self) -> int | None:
        """The number of the page where the extract begins; None in an article without pages."""
        return self.article.page(self.start)

    @property
    def text(self) -> str:
        """The extract, word for word."""
        return self.extract.of(self.article.text)

    @property
    def answer(self) -> str | None:
        """The exact words that answer, which stand inside the extract."""
        return self.answer_span.of(self.article.text) if self.answer_span else None

    @property
    def speaker(self) -> Speaker | None:
        """Who said it; None where nobody is quoted or it is left open who."""
        return self.attribution.speaker if self.attribution else None

    @property
    def kind(self) -> Kind | None:
        """How it was said: direct, mixed or indirect; None when nobody is quoted."""
        return self.attribution.kind if self.attribution else None

    @property
    def polarity(self) -> Polarity | None:
        """Whether the speaker said it or denied it; None when nobody is quoted."""
        return self.attribution.polarity if self.attribution else None

    @property
    def denial(self) -> str | None:
        """The verb with which the speaker denied it, word for word; None where it was said."""
        return self.attribution.denial(self.article.text) if self.attribution else None

    @property
    def link(self) -> str | None:
        """A link that opens the web page of the article at these words; None if it has none."""
        return text_link(self.article, self.extract)

    def __str__(self) -> str:
        said = f'"{self.text}" [{self.number}]'
        verb = f" ({self.denial})" if self.denial else ""
        return f"{self.speaker}{verb}: {said}" if self.speaker else said


@dataclass(frozen=True, slots=True)
class Answer:
    """What articles say to a question; truthy only when they answer it plainly.

    `citations` are what answers, best first, or what may answer where the verdict is "perhaps".

    `searched` is the question as it was searched: misspelt words as the articles spell them and,
    in a conversation, put so that it stands alone; where it cannot be, `about` tells its subject.
    `probability` is the calibrated chance that the article answers. `closest` is the nearest
    passage to a question without an answer: where to look, and no answer. `reply` is what the
    program says to thanks and the like, for which nothing was searched.
    """

    question: str
    searched: str
    citations: tuple[Citation, ...] = ()
    probability: float = 0.0
    closest: Citation | None = None
    perhaps: bool = False
    about: str | None = None
    reply: str | None = None

    @property
    def verdict(self) -> Verdict:
        """Whether the articles answer, may answer (`perhaps`), do not say, or were not asked."""
        if self.reply:
            return "no question"
        if not self.citations:
            return "not said"
        return "perhaps" if self.perhaps else "answered"

    def __bool__(self) -> bool:
        return self.verdict == "answered"

    @property
    def text(self) -> str:
        """The answer in words: a line for each citation, or that the article does not say."""
        if self.reply:
            return self.reply
        heads = {"answered": [], "perhaps": [PERHAPS], "not said": [NO_ANSWER]}
        return "\n".join([*heads[self.verdict], *map(str, self.citations)])

    def __str__(self) -> str:
        return self.text
