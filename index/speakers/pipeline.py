"""From an article to every statement in it and its speaker."""

from index.articles import Article
from index.speakers.attribution import Attribution
from index.text import readable


def attribute_quotations(article: Article) -> list[Attribution]:
    """Who said what in the title and body of an article, in order, where that is sure enough.

    Empty for other languages than English. Offsets are those of `article.text`. Raises
    EncoderError where the detector's weights are missing or damaged.
    """
    if not article.is_english:
        return []
    from index.speakers.finding.statements import find_statements
    from index.speakers.naming.resolver import name_speakers
    from index.speakers.parsing import parse

    text = spoken_text(article)
    doc = parse(text)
    return name_speakers(doc, find_statements(text, doc))


def spoken_text(article: Article) -> str:
    """The text of an article with spaces in place of all that is neither title nor body.

    >>> spoken_text(Article.from_text("By Ann Lee\\nThe bridge opened."))
    '          \\nThe bridge opened.'
    """
    pieces = []
    end = 0
    for span in sorted([*article.spans("title"), *article.spans("body")]):
        pieces += [_blank(article.text[end : span.start]), span.of(article.text)]
        end = span.end
    return readable("".join(pieces) + _blank(article.text[end:]))


def _blank(text: str) -> str:
    return "".join(character if character in "\r\n" else " " for character in text)
