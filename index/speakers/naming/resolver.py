"""From the words that tell who speaks to the speaker: a person is the same one throughout."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution, Speaker
from index.speakers.naming.descriptions import description_of, holder_of, lowered, two_in
from index.speakers.naming.office_words import is_office
from index.speakers.naming.people import Entity
from index.speakers.naming.phrases import named_in
from index.speakers.naming.pronouns import PRONOUN_GENDERS
from index.speakers.naming.references import References
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

FIRST_PERSON_PRONOUNS = set("i me my mine we us our ours myself ourselves".split())
GROUP_PRONOUNS = ("they", "their", "it", "its")
PRONOUNS_OF_SOURCES = {
    *PRONOUN_GENDERS,
    *FIRST_PERSON_PRONOUNS,
    *"""you your yours yourself one ones this that these those there what here it its they them
    their theirs themselves itself someone anyone everyone somebody anybody everybody nobody none
    neither another other self""".split(),
}
"""All that name nobody by themselves."""
RELATIVE_PRONOUNS = {"who", "which", "that", "whom", "whose"}
SOURCE_PARTS_OF_SPEECH = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
HUMAN_NOUNS = set("man woman person people those one someone anyone child parent girl boy".split())
RELATIVE_CLAUSES = 3  # that are followed, each to the next
# the chance that a speaker is the right one who is not simply named by the source; set by hand
DESCRIBED_CHANCE = 0.9
RELATED_CHANCE = 0.9  # the antecedent of "who", or the person through whom a side speaks
TOGETHER_CHANCE = 0.9  # several people in a row
POSITION_CHANCE = 0.8  # "the president"
PAIR_CHANCE = 0.7  # "both leaders"
GROUP_CHANCE = 0.6  # "they", and the antecedent of "which"

Found = tuple[Speaker | None, float]
NOBODY: Found = (None, 0.0)


def name_speakers(doc: "Doc", attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with their speakers, as far as it is sure who they are.

    The chance of the speaker lowers the confidence.
    """
    resolver = Resolver(doc, attributions)
    sources = [attribution.source for attribution in attributions]
    for source in sources:  # once before: a role told late belongs to the speaker from the first
        if source:
            resolver.resolve(source)
    found = []
    for attribution, source in zip(attributions, sources, strict=True):
        speaker, chance = resolver.resolve(source) if source else NOBODY
        confidence = attribution.confidence * (chance if speaker else 1.0)
        found.append(replace(attribution, speaker=speaker, confidence=confidence))
    return found


class Resolver:
    """The speakers of a parsed text, however often and variously they are named."""

    def __init__(self, doc: "Doc", attributions: Sequence[Attribution] = ()) -> None:
        self._doc = doc
        self._attributions = attributions
        self._references = References(doc, attributions)
        self._at = self._references.at
        self._speakers: dict[Entity, Speaker] = {}
        self._descriptions: dict[str, Speaker] = {}

    def resolve(self, source: Span) -> Found:
        """The speaker whom the words at a span mean, and the chance of that.

        The speaker is None when the words mean nobody or it is unsure whom.
        """
        phrase = self._doc.char_span(source.start, source.end, alignment_mode="expand")
        if phrase is None or not any(token.pos_ in SOURCE_PARTS_OF_SPEECH for token in phrase):
            return NOBODY
        if phrase[0].pos_ == "CCONJ":
            joined = phrase.root.dep_ == "conj" and phrase.root.head.i < phrase.start
            start = phrase.root.head.left_edge.i if joined else phrase.start + 1
            phrase = self._doc[start : phrase.end]
        if len(phrase) > 1 and phrase[-1].tag_ == "POS":
            phrase = phrase[:-1]
        return self._relayed(phrase) or self._meant(phrase)

    def _meant(self, phrase: "Phrase", clauses: int = RELATIVE_CLAUSES) -> Found:
        """Whom a phrase means, following so many relative clauses at most."""
        root = phrase.root
        word = root.lower_ if len(phrase) <= 2 else ""
        if (word or phrase[0].lower_) in RELATIVE_PRONOUNS:
            return self._antecedent(root if word else phrase[0], clauses)
        if word in PRONOUNS_OF_SOURCES:
            return self._pronoun(root)
        named = named_in(phrase, self._at)
        if named:
            return self._together(named)
        return NOBODY if self._is_shared_name(phrase) else self._described(phrase)

    def _pronoun(self, word: "Token") -> Found:
        if word.lower_ in PRONOUN_GENDERS:
            chance = self._references.chances.get(word.i, 0.0)
            return self._speaker(self._at.get(word.i)), chance
        if word.lower_ in FIRST_PERSON_PRONOUNS:
            return self._first_person(word)
        return self._group(word) if word.lower_ in GROUP_PRONOUNS else NOBODY

    def _relayed(self, phrase: "Phrase") -> Found | None:
        """Through whom a side speaks: "The Russian side, through Dmitry Peskov"."""
        after = self._doc[phrase.end : phrase.end + 2]
        through = [token.i for token in (*phrase, *after) if token.lower_ in ("through", "via")]
        if not through or through[0] == phrase.start:
            return None
        if self._doc[phrase.end : through[0]].text.strip(" ,"):
            return None
        side = self._doc[phrase.start : through[0]].text.strip(" ,")
        for token in self._doc[through[0] + 1 : through[0] + 10]:
            entity = self._at.get(token.i)
            if entity is None and token.pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "PART"):
                return None
            speaker = self._speaker(entity)
            if entity is not None and entity.person and speaker is not None:
                if side.casefold() not in (speaker.role or "").casefold():
                    roles = [role for role in (speaker.role, f"for {lowered(side)}") if role]
                    speaker = Speaker(speaker.name, ", ".join(roles))
                    self._speakers[entity] = speaker
                return speaker, RELATED_CHANCE
        return None

    def _antecedent(self, relative: "Token", clauses: int) -> Found:
        """Whom a "who" means: the noun on which its clause hangs, or the noun before that."""
        verb = relative
        while verb.dep_ not in ("relcl", "ROOT"):
            verb = verb.head
        if verb.dep_ != "relcl" or not clauses:
            return self._person_before(relative)
        head = verb.head
        for _ in range(3):
            thing = relative.lower_ != "who"
            if thing and head.i in self._at and self._at[head.i].person:
                return NOBODY
            if thing or self._is_human(head):
                before = [
                    token.i for token in head.subtree if token.i < relative.i and not token.is_punct
                ]
                phrase = self._doc[head.left_edge.i : max(before, default=head.i) + 1]
                speaker, chance = self._meant(phrase, clauses - 1)
                return speaker, chance * (GROUP_CHANCE if thing else RELATED_CHANCE)
            head = head.head.head if head.head.dep_ == "prep" else head.head
        return NOBODY

    def _person_before(self, relative: "Token") -> Found:
        """The person named right before a "who" whose clause the parser has not found."""
        for place in (relative.i - 1, relative.i - 2):
            entity = self._at.get(place)
            if entity is not None and entity.person:
                return self._speaker(entity), RELATED_CHANCE
        return NOBODY

    def _is_human(self, word: "Token") -> bool:
        entity = self._at.get(word.i)
        if entity is not None:
            return bool(entity.person) or word.tag_ == "NNPS"
        return is_office(word.text) or word.tag_ == "NNS" or word.lower_ in HUMAN_NOUNS

    def _first_person(self, word: "Token") -> Found:
        """The speaker of the words in which an "I" stands."""
        for attribution in self._attributions:
            inside = any(span.start <= word.idx < span.end for span in attribution.content)
            source = attribution.source
            if inside and source and not source.start <= word.idx < source.end:
                return self.resolve(source)
        return NOBODY

    def _group(self, word: "Token") -> Found:
        """The group or paper that spoke last, shortly before: whom "they" or "it" means."""
        sources = [attribution.source for attribution in self._attributions if attribution.source]
        last = max((source for source in sources if source.end <= word.idx), default=None)
        phrase = last and self._doc.char_span(last.start, last.end, alignment_mode="expand")
        if not phrase or phrase.root.lower_ in PRONOUNS_OF_SOURCES | RELATIVE_PRONOUNS:
            return NOBODY
        between = self._doc[phrase.end : word.i + 1]
        if sum(bool(token.is_sent_start) for token in between) > 2:
            return NOBODY
        entity = self._at.get(phrase.root.i)
        if entity is None:
            joined = any(token.dep_ == "conj" for token in phrase)
            plural = joined or phrase.root.tag_ in ("NNS", "NNPS")
            fits = plural == word.lower_.startswith("the")
        else:
            fits = entity.person is False
        return (self._meant(phrase, clauses=0)[0], GROUP_CHANCE) if fits else NOBODY

    def _is_shared_name(self, phrase: "Phrase") -> bool:
        """Whether a phrase is a bare name that several people share."""
        return all(token.i in self._references.unsure or token.tag_ == "POS" for token in phrase)

    def _described(self, phrase: "Phrase") -> Found:
        """A speaker without a name: the person known by that position, else the words as such."""
        two = two_in(phrase, self._references)
        if two or (two is not None and len(phrase) == 1):
            return self._together(two)[0], PAIR_CHANCE
        known = holder_of(phrase, self._references)
        if known is not None:
            return self._speaker(known), POSITION_CHANCE
        description = description_of(phrase, self._references)
        key = re.sub(r"^(?:the|a|an) ", "", description.casefold())
        return self._descriptions.setdefault(key, Speaker(description)), DESCRIBED_CHANCE

    def _together(self, entities: list[Entity]) -> Found:
        """People in a row as a single speaker."""
        if len(entities) < 2:
            return self._speaker(entities[0] if entities else None), 1.0
        names = [entity.name for entity in entities]
        return Speaker(", ".join(names[:-1]) + " and " + names[-1]), TOGETHER_CHANCE

    def _speaker(self, entity: Entity | None) -> Speaker | None:
        if entity is None:
            return None
        role = entity.role if entity.person else None
        return self._speakers.setdefault(entity, Speaker(entity.name, role))
