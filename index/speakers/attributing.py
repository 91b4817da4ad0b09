"""This file is about attributing: from an article to every statement in it and its speaker."""

from index.articles import Article
from index.speakers.attributions import Attribution


def attribute_quotations(article: Article) -> list[Attribution]:
    """Who said what in the body of an article, in order; offsets are those of `article.text`."""
    from index.speakers.naming import name_speakers
    from index.speakers.parsing import parse
    from index.speakers.rules import detect

    text = body_text(article)
    doc = parse(text)
    return name_speakers(doc, detect(text, doc))


def body_text(article: Article) -> str:
    """The text of an article with spaces in place of everything that is not body.

    >>> body_text(Article.from_text("By Ann Lee\\nThe bridge opened."))
    '          \\nThe bridge opened.'
    """
    pieces = []
    end = 0
    for span in article.spans("body"):
        pieces += [_blank(article.text[end : span.start]), span.of(article.text)]
        end = span.end
    return "".join(pieces) + _blank(article.text[end:])


def _blank(text: str) -> str:
    return "".join(character if character in "\r\n" else " " for character in text)
