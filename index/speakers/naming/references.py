"""This file is about references: every word of an article that means one of those it names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution
from index.speakers.naming.mentions import mentions
from index.speakers.naming.people import Named, who_is_who
from index.speakers.naming.pronouns import GENDERS, SUBJECTS, Reference, choose
from index.speakers.quotation_marks import quotations
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

LAST = 300  # references that a pronoun may look back over
LEAST = 0.5  # chance of a pronoun’s person, below which it means nobody


class References:
    """Who is meant at which word: names, and the pronouns he and she in all their forms.

    `at` tells who is meant by a word, `chances` how likely that is for a pronoun, `inside` which
    words stand inside a source.
    """

    def __init__(self, doc: "Doc", attributions: Sequence[Attribution]) -> None:
        found = mentions(doc)
        self.named, self.at = who_is_who(doc, found)
        self.unsure = {
            place
            for mention in found
            for place in range(mention.first, mention.last + 1)
            if mention.first not in self.at
        }
        self.chances: dict[int, float] = {}
        self.all: list[Reference] = []
        self._doc = doc
        self._quoted = _words_of(doc, [mark.span for mark in quotations(doc.text) if mark.double])
        self._sentence, self._paragraph = _numbers(doc, self._quoted)
        self._sources = _words_of(doc, [one.source for one in attributions if one.source])
        ends = {mention.last for mention in found if mention.first in self.at}
        for token in doc:
            if token.i in ends:
                self.all.append(self._reference(token.i, self.at[token.i]))
            elif token.lower_ in GENDERS:
                self._follow(token.i)

    def before(self, place: int, sentences: int) -> list[Reference]:
        """The references before a word, in its sentence and so many sentences before it."""
        oldest = self._sentence[place] - sentences
        return [one for one in self.all if one.place < place and one.sentence >= oldest]

    def _follow(self, place: int) -> None:
        choice = choose(self._doc[place], self._reference, self.all[-LAST:])
        if choice is None:
            return
        self.chances[place] = choice.chance
        if choice.chance >= LEAST:
            self.at[place] = choice.named
            self.all.append(self._reference(place, choice.named))

    def _reference(self, place: int, named: Named) -> Reference:
        token = self._doc[place]
        return Reference(
            place,
            self._sentence[place],
            self._paragraph[place],
            named,
            token.dep_ in SUBJECTS,
            place in self._quoted,
            place in self._sources,
            token.lower_ in GENDERS,
        )


def _numbers(doc: "Doc", quoted: set[int]) -> tuple[list[int], list[int]]:
    """The number of the sentence and of the paragraph of each word.

    Sentences that are wholly quoted count together with the next one that is not, so that the
    words before a long quotation stay near to the "he said" behind it.
    """
    sentences, paragraphs = [], []
    sentence = paragraph = 0
    spoken = False
    for token in doc:
        if token.is_sent_start and spoken:
            sentence += 1
            spoken = False
        spoken = spoken or not (token.i in quoted or token.is_space or token.is_punct)
        paragraph += token.is_space and "\n" in token.text
        sentences.append(sentence)
        paragraphs.append(paragraph)
    return sentences, paragraphs


def _words_of(doc: "Doc", spans: list[Span]) -> set[int]:
    places: set[int] = set()
    for span in spans:
        words = doc.char_span(span.start, span.end, alignment_mode="expand")
        if words is not None:
            places.update(range(words.start, words.end))
    return places
