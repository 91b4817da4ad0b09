"""The sentences before an extract that it leans on: who "he" is, what "this" is, what was asked."""

import re

from index import Attribution, Span
from index.indexed import IndexedArticle
from index.text import word_count

QUOTED = re.compile(r"[“\"«][^”\"»]*(?:[”\"»]|$)")
NO_NAME = (
    r"(?:an?|and|after|all|also|although|among|as|at|because|before|both|but|by|despite|during|"
    r"even|for|from|if|in|instead|many|most|nor|not|now|of|on|one|only|or|over|since|so|some|"
    r"still|that|then|though|to|today|under|until|what|when|where|while|with|without|yet|\w+ly)"
)
"""Words that open a sentence and are nobody's name: conjunctions, prepositions and the like."""
LEANING = re.compile(
    rf"\W*(?:{NO_NAME}[,\s]+)??(?:(?-i:[a-z])[\w’'-]*[,\s]+){{0,2}}?"
    rf"(?!it(?:['’]s| is| was)(?: [\w’'-]+){{1,3}} (?:to|that)\b)"
    r"(?P<pronoun>he|she|they|it|his|her|him|their|them|its|this|these|those)\b",
    re.I,
)
"""A pronoun among the first four words; further on it mostly leads back to its own sentence.

Not the "it" of "it is hard to know", which means nothing.
"""
SENTENCES_BACK = 2
"""Sentences before an extract that are looked at."""


def context(
    indexed: IndexedArticle, extract: Span, attribution: Attribution | None, longest: int
) -> Span | None:
    """The sentences before an extract that it leans on, both in `longest` words; None for none.

    A pronoun that is the source of the attribution leans on nothing: its name is shown.
    """
    text, sentences = indexed.article.text, indexed.sentences
    source = attribution.source if attribution and attribution.speaker else None
    place = indexed.place_of(extract)
    start = extract.start
    for number in range(place, max(0, place - SENTENCES_BACK), -1):
        first = sentences[number].start if number < place else extract.start
        asked = not indexed.may_answer(sentences[number - 1])
        if not asked and not _leans(text, Span(first, sentences[number].end), source):
            break
        before = Span(sentences[number - 1].start, extract.end)
        if word_count(before.of(text)) > longest or indexed.is_interrupted(before):
            break
        start = before.start
    return Span(start, sentences[place - 1].end) if start < extract.start else None


def _leans(text: str, sentence: Span, source: Span | None) -> bool:
    """Whether a sentence begins, outside quotation marks, with a pronoun other than the source."""
    words = QUOTED.sub(lambda quoted: " " * len(quoted[0]), sentence.of(text))
    found = LEANING.match(words)
    if not found:
        return False
    pronoun = Span(*found.span("pronoun")).moved(sentence.start)
    return not (source and source.overlap(pronoun))
