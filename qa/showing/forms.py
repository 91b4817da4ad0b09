"""The JSON that leaves the program: the same objects on the command line, over HTTP and over MCP.

Every offset counts characters of the article's text, `start` included and `end` not.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic.json_schema import models_json_schema

import index
from index import Attribution, Span
from index.speakers import Kind, Polarity, SpeakerStatements
from index.text import SURROGATE_HALF
from qa.citing import answers
from qa.citing.links import text_link
from qa.showing.texts import shown_source, statement_span, statement_words
from qa.showing.verdicts import verdict_sentence
from qa.verification import results
from qa.verification.drafts import CheckedQuotation

VERSION: Final = 1
"""Grows when something is renamed, removed or means something else; fields may be added without."""

Text = Annotated[str, BeforeValidator(lambda text: SURROGATE_HALF.sub("\ufffd", text))]
"""Half a surrogate pair is no character that JSON can hold."""
Chance = Annotated[float, AfterValidator(lambda chance: round(chance, 4))]
"""Between 0 and 1."""


def _all_required(schema: dict[str, Any]) -> None:
    schema["required"] = list(schema["properties"])


class Form(BaseModel):
    """An object of the JSON; all of its fields are always there."""

    model_config = ConfigDict(
        frozen=True, use_attribute_docstrings=True, json_schema_extra=_all_required
    )

    def to_json(self) -> str:
        """Indented, and with every letter beyond ASCII escaped, for any terminal."""
        return self.model_dump_json(indent=2, ensure_ascii=True)


class Document(Form):
    """An object that stands by itself."""

    version: Literal[1] = VERSION
    """The version of the form."""


class Words(Form):
    """Words of a text, exactly."""

    text: Text
    start: int
    end: int

    @classmethod
    def of(cls, text: str, span: Span) -> "Words":
        """A span of a text."""
        return cls(text=span.of(text), start=span.start, end=span.end)


class Speaker(Form):
    """Who said something, by the fullest name that the article gives."""

    name: Text
    role: Text | None

    @classmethod
    def of(cls, speaker: index.Speaker) -> "Speaker":
        """A speaker of the index."""
        return cls(name=speaker.name, role=speaker.role)


class Article(Form):
    """What is known of an article besides its text."""

    id: Text
    title: Text | None
    authors: list[Text]
    published: date | None
    source: Text | None
    """Its address, or the name of its file."""
    language: str | None
    """An ISO 639-1 code; null where it is not sure."""
    notes: list[Text]
    """What a reader of the article must know, such as what was left out."""

    @classmethod
    def of(cls, article: index.Article) -> "Article":
        """An article of the index."""
        return cls(
            id=article.id,
            title=article.title,
            authors=list(article.authors),
            published=article.published,
            source=shown_source(article),
            language=article.language,
            notes=list(article.notes),
        )


class Citation(Form):
    """Words of an article, with who said them."""

    number: int
    """From 1; 0 is no answer but the closest passage."""
    text: Text
    """The extract, word for word."""
    start: int
    end: int
    page: int | None
    answer: Words | None
    """The exact words that answer, inside the extract."""
    context: Words | None
    """The sentences before the extract that tell what a pronoun in it means."""
    speaker: Speaker | None
    """Null where nobody is quoted, or where who speaks is not sure."""
    kind: Kind | None
    """How it was said: "direct" (in quotation marks), "mixed" (partly) or "indirect"."""
    polarity: Polarity | None
    """Whether the speaker said it or denied it."""
    cue: Text | None
    """The verb of saying, as the article has it."""
    confidence: Chance | None
    """The chance that these words were said, and by this speaker."""
    link: Text | None
    """Opens the web page of the article at these words."""
    article: Article
    also_in: list[Article]
    """Other articles that tell the same by the same speaker, the earliest first."""

    @classmethod
    def of(cls, citation: answers.Citation) -> "Citation":
        """A citation of an answer."""
        article, said = citation.article, citation.attribution
        return cls(
            number=citation.number,
            text=citation.text,
            start=citation.start,
            end=citation.end,
            page=citation.page,
            answer=Words.of(article.text, citation.answer_span) if citation.answer_span else None,
            context=Words.of(article.text, citation.context) if citation.context else None,
            speaker=Speaker.of(citation.speaker) if citation.speaker else None,
            kind=citation.kind,
            polarity=citation.polarity,
            cue=said.cue.of(article.text) if said and said.cue else None,
            confidence=said.confidence if said else None,
            link=citation.link,
            article=Article.of(article),
            also_in=[Article.of(other) for other in citation.also_in],
        )


class Answer(Document):
    """What articles say to a question."""

    type: Literal["answer"] = "answer"
    question: Text
    searched: Text
    """The question as it was understood."""
    answered: bool
    """Whether the articles answer it plainly: the verdict is "answered"."""
    verdict: answers.Verdict
    text: Text
    """The answer in words: each citation with its speaker, or that the article does not say."""
    probability: Chance
    """The calibrated chance that the articles answer."""
    citations: list[Citation]
    """Best first: what answers, or what may answer where the verdict is "perhaps"."""
    closest: Citation | None
    """The nearest passage to a question without an answer: where to look, and no answer."""

    @classmethod
    def of(cls, answer: answers.Answer) -> "Answer":
        """An answer of the program."""
        return cls(
            question=answer.question,
            searched=answer.searched,
            answered=bool(answer),
            verdict=answer.verdict,
            text=answer.text,
            probability=answer.probability,
            citations=[Citation.of(citation) for citation in answer.citations],
            closest=Citation.of(answer.closest) if answer.closest else None,
        )


class Answered(Document):
    """A question of a batch and its answer, or what is wrong with the question."""

    type: Literal["answered"] = "answered"
    id: Text | None
    """The reader's own name for the question."""
    question: Text
    speaker: Text | None
    """Whose statements alone counted."""
    articles: str
    """A hash of the articles that were asked."""
    answer: Answer | None
    error: Text | None


class Difference(Form):
    """Where a quotation departs from the article; of words added or left out, one is empty."""

    quoted: Words
    """By its offsets in the quotation."""
    found: Words
    """By its offsets in the article's text."""


class Verification(Document):
    """A quotation held against articles."""

    type: Literal["verification"] = "verification"
    quotation: Text
    named: Text | None
    """The speaker whom the quotation was given to."""
    verdict: results.Verdict
    under_name: bool | None
    """Whether it is the named speaker who says it; null where nobody was, or it stays open."""
    sentence: Text
    """What was found, in words."""
    speaker: Speaker | None
    """Who says it in the article."""
    citation: Citation | None
    """Where it stands, or nearly stands."""
    differences: list[Difference]
    elsewhere: list[Citation]
    """Further places where it stands word for word."""

    @classmethod
    def of(cls, verification: results.Verification) -> "Verification":
        """A verification of the program."""
        citation, speaker = verification.citation, verification.speaker
        text = citation.article.text if citation else ""
        return cls(
            quotation=verification.quotation,
            named=verification.named,
            verdict=verification.verdict,
            under_name=verification.under_name,
            sentence=verdict_sentence(verification),
            speaker=Speaker.of(speaker) if speaker else None,
            citation=Citation.of(citation) if citation else None,
            differences=[
                Difference(
                    quoted=Words.of(verification.quotation, difference.quoted),
                    found=Words.of(text, difference.found),
                )
                for difference in verification.differences
            ],
            elsewhere=[Citation.of(other) for other in verification.elsewhere],
        )


class DraftQuotation(Form):
    """A quotation of a draft, by its offsets in the draft's text."""

    start: int
    end: int
    verification: Verification


class Draft(Document):
    """Every quotation of a draft, verified."""

    type: Literal["draft"] = "draft"
    quotations: list[DraftQuotation]

    @classmethod
    def of(cls, report: Iterable[CheckedQuotation]) -> "Draft":
        """The quotations of a draft, in its order."""
        return cls(
            quotations=[
                DraftQuotation(
                    start=checked.span.start,
                    end=checked.span.end,
                    verification=Verification.of(checked.verification),
                )
                for checked in report
            ]
        )


class Statement(Form):
    """Something that somebody said."""

    text: Text
    """The words, with " … " where the article breaks them."""
    spans: list[Words]
    """The words, exactly."""
    speaker: Speaker | None
    """Null where who speaks is not sure."""
    kind: Kind
    polarity: Polarity
    cue: Text | None
    confidence: Chance
    link: Text | None
    article_id: Text

    @classmethod
    def of(cls, article: index.Article, said: Attribution) -> "Statement":
        """A statement of an article."""
        return cls(
            text=statement_words(article, said),
            spans=[Words.of(article.text, span) for span in said.content],
            speaker=Speaker.of(said.speaker) if said.speaker else None,
            kind=said.kind,
            polarity=said.polarity,
            cue=said.cue.of(article.text) if said.cue else None,
            confidence=said.confidence,
            link=text_link(article, statement_span(said)),
            article_id=article.id,
        )


class Sheet(Form):
    """A speaker of an article, and all that this speaker says in it."""

    article: Article
    speaker: Speaker
    statements: list[Statement]


class Speakers(Document):
    """Who is quoted, and what each of them said: quote sheets."""

    type: Literal["speakers"] = "speakers"
    total: int
    """How many there are, with those that are not here."""
    offset: int
    """How many come before the first one here."""
    speakers: list[Sheet]

    @classmethod
    def of(
        cls,
        sheets: Iterable[tuple[index.Article, Sequence[SpeakerStatements]]],
        *,
        offset: int = 0,
        limit: int | None = None,
    ) -> "Speakers":
        """The quote sheets of articles from the one at `offset` on, at most `limit` speakers."""
        entries = [(article, entry) for article, sheet in sheets for entry in sheet]
        chosen = entries[offset:][:limit]
        return cls(
            total=len(entries),
            offset=offset,
            speakers=[
                Sheet(
                    article=Article.of(article),
                    speaker=Speaker.of(entry.speaker),
                    statements=[Statement.of(article, said) for said in entry.statements],
                )
                for article, entry in chosen
            ],
        )


class Statements(Document):
    """What was said, in the order of the articles."""

    type: Literal["statements"] = "statements"
    total: int
    """How many there are, with those that are not here."""
    offset: int
    """How many come before the first one here."""
    statements: list[Statement]
    articles: list[Article]
    """Those that the statements stand in."""

    @classmethod
    def of(
        cls, statements: Sequence[tuple[index.Article, Attribution]], *, offset: int, limit: int
    ) -> "Statements":
        """The statements from the one at `offset` on, at most `limit`."""
        chosen = statements[offset:][:limit]
        articles = {article.id: article for article, _ in chosen}
        return cls(
            total=len(statements),
            offset=offset,
            statements=[Statement.of(article, said) for article, said in chosen],
            articles=[Article.of(article) for article in articles.values()],
        )


class Passage(Form):
    """A run of whole sentences of an article, and who says what in them."""

    text: Text
    start: int
    end: int
    page: int | None
    score: float
    """How well it fits what was searched, about 0 to 1."""
    statements: list[Statement]
    """Those with words in the passage."""
    link: Text | None
    """Opens the web page of the article at these words."""
    article: Article

    @classmethod
    def of(
        cls, article: index.Article, span: Span, score: float, said: Iterable[Attribution]
    ) -> "Passage":
        """A passage of an article."""
        return cls(
            text=span.of(article.text),
            start=span.start,
            end=span.end,
            page=article.page(span.start),
            score=round(score, 4),
            statements=[Statement.of(article, attribution) for attribution in said],
            link=text_link(article, span),
            article=Article.of(article),
        )


class Passages(Document):
    """Where articles may say something to what was searched; no answer."""

    type: Literal["passages"] = "passages"
    question: Text
    passages: list[Passage]
    """Best first."""


class Reading(Document):
    """A part of the text of an article, exactly."""

    type: Literal["reading"] = "reading"
    text: Text
    start: int
    end: int
    length: int
    """Characters of the whole text."""
    article: Article


class Problem(Document):
    """Why a request was refused, and what to do."""

    type: Literal["problem"] = "problem"
    error: Text


DOCUMENTS: Sequence[type[Document]] = (
    Answer,
    Answered,
    Verification,
    Draft,
    Speakers,
    Statements,
    Passages,
    Reading,
    Problem,
)


def schema() -> dict[str, Any]:
    """The JSON Schema of every document."""
    refs, definitions = models_json_schema([(document, "serialization") for document in DOCUMENTS])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Article QA, version {VERSION}",
        "description": "An answer, a verification or a quote sheet, as the program gives it.",
        "oneOf": [refs[document, "serialization"] for document in DOCUMENTS],
        **definitions,
    }
