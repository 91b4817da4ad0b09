"""What a file or page holds: its text, and what it says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from index.articles import Article
from index.errors import ArticleError

LONGEST_TEXT = 10_000_000
"""Characters of the longest text that is taken from a file or page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The text of a file or page, and the title, authors and date that it states elsewhere.

    `notes` say what of it is not in the text; `pages` are where its pages begin in the text.
    """

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()

    def as_article(self, source: str) -> Article:
        """The article; authors and date are those of its text, where that states them."""
        article = Article.from_text(
            self.text, self.title, source=source, notes=self.notes, pages=self.pages
        )
        return replace(
            article,
            authors=article.authors or self.authors,
            published=article.published or self.published,
        )


def headed(
    lines: list[str], title: str | None, authors: tuple[str, ...], published: date | None
) -> str:
    """The text of a body with a head of those lines that do not begin it already.

    >>> headed(["A bridge", "It opened."], "A bridge", ("Ann Lee",), None)
    'A bridge\\nBy Ann Lee\\nIt opened.'
    """
    if title and lines[0].casefold() == title.casefold():
        title, *lines = lines
    beginning = "\n".join(lines[:4]).casefold()
    head = [title] if title else []
    if authors and not all(name.casefold() in beginning for name in authors):
        *most, last = authors
        head.append(f"By {', '.join(most)} and {last}" if most else f"By {last}")
    if published:
        head.append(published.isoformat())
    return "\n".join([*head, *lines])


def left_out(counts: Mapping[str, int]) -> tuple[str, ...]:
    """A note on what a reader of a format left out, by names with a place for the plural's "s".

    >>> left_out({"picture{s}": 2, "table{s}": 1, "comment{s}": 0})
    ('Left out: 2 pictures, 1 table.',)
    """
    named = [
        f"{count:,} {name.format(s='s' if count > 1 else '')}"
        for name, count in counts.items()
        if count
    ]
    return (f"Left out: {', '.join(named)}.",) if named else ()


def checked(contents: Contents, name: str) -> Contents:
    """The contents, if their text can be kept and cited; ArticleError names what forbids it.

    >>> checked(Contents("One\\ud800."), "a.html")
    Traceback (most recent call last):
    index.errors.ArticleError: a.html holds half of a surrogate pair: save it again as UTF-8.
    """
    if len(contents.text) > LONGEST_TEXT:
        raise ArticleError(
            f"{name} holds too much text: an article may have {LONGEST_TEXT:,} characters at most."
        )
    if "\x00" in contents.text:
        raise ArticleError(
            f"{name} holds NUL characters, so it is not text: give a text, HTML, PDF or DOCX file."
        )
    try:
        contents.text.encode("utf-8")
    except UnicodeEncodeError:
        raise ArticleError(
            f"{name} holds half of a surrogate pair: save it again as UTF-8."
        ) from None
    return contents
