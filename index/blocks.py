"""This file is about the parts of an article: title, byline, date, body and furniture."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.text import Span, paragraphs

Role = Literal["title", "byline", "date", "body", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the part of a line that is a date or a byline, and its role."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a text, in order and apart, and what they say of the article."""

    blocks: tuple[Block, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None


def find_blocks(text: str, title: str | None = None) -> Blocks:
    """The blocks of a text; `title`, if it is known already, helps to find its line."""
    return Blocks(tuple(Block("body", span) for span in paragraphs(text)))
