"""References: every word of an article that means an entity which the article names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution
from index.speakers.naming.mentions import mentions
from index.speakers.naming.people import Entity, who_is_who
from index.speakers.naming.pronouns import (
    PRONOUN_GENDERS,
    SUBJECT_DEPENDENCIES,
    Reference,
    choose,
)
from index.speakers.quotation_marks import quotations
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_REFERENCES = 300  # that a pronoun may look back over
LEAST_PRONOUN = 0.5  # chance of a pronoun’s person, below which it means nobody


class References:
    """Who is meant at which word: names, and the pronouns he and she in all their forms.

    `at` tells who is meant by a word, `chances` how likely that is for a pronoun, and `unsure`
    holds the words of names that could be those of several people.
    """

    def __init__(self, doc: "Doc", attributions: Sequence[Attribution]) -> None:
        found = mentions(doc)
        _, self.at = who_is_who(doc, found)
        self.unsure = {
            place
            for mention in found
            for place in range(mention.first, mention.last + 1)
            if mention.first not in self.at
        }
        self.chances: dict[int, float] = {}
        self._all: list[Reference] = []
        self._doc = doc
        self._quoted = _words_in(doc, [mark.span for mark in quotations(doc.text) if mark.double])
        self._sentence, self._paragraph = _numbers(doc, self._quoted)
        sources = [attribution.source for attribution in attributions]
        self._sources = _words_in(doc, [source for source in sources if source])
        ends = {mention.last for mention in found if mention.first in self.at}
        for token in doc:
            if token.i in ends:
                self._all.append(self._reference(token.i, self.at[token.i]))
            elif token.lower_ in PRONOUN_GENDERS:
                self._follow(token.i)

    def before(self, place: int, sentences: int) -> list[Reference]:
        """The references before a word, in its sentence and so many sentences before it."""
        oldest = self._sentence[place] - sentences
        return [
            reference
            for reference in self._all
            if reference.place < place and reference.sentence >= oldest
        ]

    def _follow(self, place: int) -> None:
        """Note whom a he or she means."""
        choice = choose(self._doc[place], self._reference, self._all[-MOST_REFERENCES:])
        if choice is None:
            return
        self.chances[place] = choice.chance
        if choice.chance >= LEAST_PRONOUN:
            self.at[place] = choice.entity
            self._all.append(self._reference(place, choice.entity))

    def _reference(self, place: int, entity: Entity) -> Reference:
        token = self._doc[place]
        return Reference(
            place,
            self._sentence[place],
            self._paragraph[place],
            entity,
            subject=token.dep_ in SUBJECT_DEPENDENCIES,
            quoted=place in self._quoted,
            source=place in self._sources,
            pronoun=token.lower_ in PRONOUN_GENDERS,
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


def _words_in(doc: "Doc", spans: list[Span]) -> set[int]:
    """The words of the parse that stand in spans of its text."""
    places: set[int] = set()
    for span in spans:
        words = doc.char_span(span.start, span.end, alignment_mode="expand")
        if words is not None:
            places.update(range(words.start, words.end))
    return places
