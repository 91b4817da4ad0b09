"""The article: its text, kept exactly, and what each part of it is."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from index.blocks import Block, Role, find_blocks
from index.errors import ArticleError
from index.languages import ENGLISH, language_note, language_of
from index.structure import Turn
from index.text import Span, sentences


@dataclass(frozen=True, slots=True)
class Article:
    """A text and what is known of it; every offset in the program counts characters of `text`.

    `language` is an ISO 639-1 code, None where it is not sure; `notes` say what a reader of the
    article must know, such as what was left out; `pages` are where its pages begin, if it has any;
    `turns` are the words that its form gives to a speaker, as in a transcript or below a letter.
    """

    id: str
    title: str | None
    text: str
    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    published: date | None = None
    source: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    turns: tuple[Turn, ...] = ()

    @classmethod
    def from_text(
        cls,
        text: str,
        title: str | None = None,
        *,
        authors: tuple[str, ...] = (),
        published: date | None = None,
        source: str | None = None,
        notes: tuple[str, ...] = (),
        pages: tuple[int, ...] = (),
        id: str | None = None,
    ) -> "Article":
        """An article whose `text` is exactly the text given.

        Title, authors and date that are not given are taken from the blocks, where the text
        states them. Raises ArticleError when `text` is not text or holds no sentence.

        >>> article = Article.from_text("By Ann Lee\\nThe bridge opened. Crowds came.")
        >>> article.authors, [block.role for block in article.blocks]
        (('Ann Lee',), ['byline', 'body'])
        """
        if not isinstance(text, str):
            raise ArticleError(f"An article must be text, not {type(text).__name__}.")
        found = find_blocks(text, title)
        language = language_of(text)
        foreign = language_note(language)
        article = cls(
            id=id or content_hash(text),
            title=title or found.title,
            text=text,
            blocks=found.blocks,
            authors=authors or found.authors,
            published=published or found.published,
            source=source,
            language=language,
            notes=(foreign, *notes) if foreign else notes,
            pages=pages,
            turns=found.turns,
        )
        if not any(sentences(text, span) for span in article.spans("body")):
            raise ArticleError("The text holds no sentence: give the text of an article.")
        return article

    @property
    def is_english(self) -> bool:
        """Whether the article is in English, as far as anybody can tell."""
        return self.language in (None, ENGLISH)

    def page(self, position: int) -> int | None:
        """The number of the page, from 1, with the character at `position`; None without pages."""
        return bisect_right(self.pages, position) or None

    def spans(self, *roles: Role) -> list[Span]:
        """The places of the blocks with these roles, in order."""
        return [block.span for block in self.blocks if block.role in roles]


def content_hash(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a text: the same text, the same id."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
