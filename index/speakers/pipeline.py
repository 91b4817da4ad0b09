"""From an article to every statement in it and its speaker."""

from index.articles import Article
from index.speakers.attribution import Attribution
from index.structure.names import in_small_letters
from index.text import readable


def attribute_quotations(article: Article) -> list[Attribution]:
    """Who said what in the title and body of an article, in order, where that is sure enough.

    Empty for other languages than English. Offsets are those of `article.text`. Raises
    EncoderError where the detector's weights are missing or damaged.
    """
    if not article.is_english:
        return []
    from index.speakers.finding.headlines import told
    from index.speakers.finding.statements import find_statements
    from index.speakers.naming.resolver import name_speakers
    from index.speakers.parsing import parse
    from index.speakers.turns import beside_turns, settle_labels, turn_statements

    text = spoken_text(article)
    doc = parse(text)
    statements = told(doc, find_statements(text, doc), article.spans("title"))
    found = beside_turns(list(statements), turn_statements(article, doc))
    return settle_labels(article, name_speakers(doc, found))


def spoken_text(article: Article) -> str:
    """The text of an article with spaces in place of all that is neither title, body nor signature.

    Labels in capitals are written as names are.

    >>> spoken_text(Article.from_text("By Ann Lee\\nThe bridge opened."))
    '          \\nThe bridge opened.'
    """
    pieces = []
    end = 0
    for span in sorted(article.spans("title", "body", "signature")):
        pieces += [_blank(article.text[end : span.start]), span.of(article.text)]
        end = span.end
    text = readable("".join(pieces) + _blank(article.text[end:]))
    pieces, end = [], 0
    labels = {turn.label for turn in article.turns if turn.label and turn.told == "label"}
    for label in sorted(labels):
        pieces += [text[end : label.start], in_small_letters(label.of(text))]
        end = label.end
    return "".join(pieces) + text[end:]


def _blank(text: str) -> str:
    return "".join(character if character in "\r\n" else " " for character in text)
