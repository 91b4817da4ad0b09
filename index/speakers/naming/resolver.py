"""From the words that tell who speaks to the speaker: a person is the same one throughout."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution, Speaker
from index.speakers.naming.anaphors import PRONOUN_GENDERS
from index.speakers.naming.claims import LEAST_CLAIM_CONFIDENCE, Way, claim
from index.speakers.naming.descriptions import description_of, lowered, two_in
from index.speakers.naming.documents import document_of
from index.speakers.naming.nouns import noun
from index.speakers.naming.office_words import ABBREVIATED_TITLES
from index.speakers.naming.people import Entity
from index.speakers.naming.phrases import named_in
from index.speakers.naming.references import GROUP_PRONOUNS, References
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

FIRST_PERSON_PRONOUNS = set("i me my mine we us our ours myself ourselves".split())
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
UNSPEAKING_LABELS = {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"}
"""What the parser calls words that are nobody."""
RELATIVE_CLAUSES = 3  # that are followed, each to the next
HUMAN_SHARE = 0.5
LEAST_CHANCE: dict[Way, float] = {
    "pronoun": 0.6,
    "group": 0.6,
    "description": 0.7,
    "through": 0.6,
    "absent": 0.65,
}
"""Below which a name is not told; chosen on the pieces that were trained on and on PolNeAR dev."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whom words mean, in which way they mean them, and the chance of that.

    `through` is the document or the spokesman through which the speaker spoke.
    """

    speaker: Speaker | None = None
    way: Way = "name"
    chance: float = 1.0
    through: str | None = None


NOBODY = Meaning()


def name_speakers(doc: "Doc", attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with their speakers, as far as it is sure enough who they are.

    Where there is a speaker, the confidence is that of the whole claim.
    """
    resolver = Resolver(doc, attributions)
    sources = [attribution.source for attribution in attributions]
    for source in sources:  # once before: a role told late belongs to the speaker from the first
        if source:
            resolver.resolve(source)
    found = []
    for number, attribution in enumerate(attributions):
        source = attribution.source
        meaning = resolver.resolve(source) if source else resolver.silent(number)
        if meaning.speaker is None:
            found.append(attribution)
            continue
        confidence = claim(meaning.way, attribution.confidence, meaning.chance)
        if confidence < LEAST_CLAIM_CONFIDENCE:
            if attribution.kind != "indirect":  # words that nobody said are no statement
                found.append(attribution)
            continue
        through = meaning.through or document_of(doc, attribution)
        found.append(
            replace(attribution, speaker=meaning.speaker, confidence=confidence, through=through)
        )
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

    def resolve(self, source: Span) -> Meaning:
        """Whom the words at a span mean; nobody when it is unsure whom."""
        phrase = self._doc.char_span(source.start, source.end, alignment_mode="expand")
        if phrase is None or not any(token.pos_ in SOURCE_PARTS_OF_SPEECH for token in phrase):
            return NOBODY
        if phrase[0].pos_ == "CCONJ":
            joined = phrase.root.dep_ == "conj" and phrase.root.head.i < phrase.start
            start = phrase.root.head.left_edge.i if joined else phrase.start + 1
            phrase = self._doc[start : phrase.end]
        if len(phrase) > 1 and phrase[-1].tag_ == "POS":
            phrase = phrase[:-1]
        phrase = self._with_name(phrase)
        return self._relayed(phrase) or self._meant(phrase)

    def _with_name(self, phrase: "Phrase") -> "Phrase":
        """A phrase that ends at the full stop of a rank, with the name behind: "Cpl. Moss"."""
        names = self._references.names
        end = phrase.end + 1
        rank = f"{phrase[-1].lower_}." in ABBREVIATED_TITLES
        if not rank or self._doc[phrase.end : end].text != ".":
            return phrase
        while end in names and names[end] is names[phrase.end + 1]:
            end += 1
        return self._doc[phrase.start : end] if end > phrase.end + 1 else phrase

    def silent(self, number: int) -> Meaning:
        """The speaker of an attribution whose source is nowhere named."""
        entity, chance = self._references.absent.get(number, (None, 0.0))
        if entity is None or not entity.words or chance < LEAST_CHANCE["absent"]:
            return NOBODY
        return Meaning(self._speaker(entity), "absent", chance)

    def _meant(self, phrase: "Phrase", clauses: int = RELATIVE_CLAUSES) -> Meaning:
        """Whom a phrase means, following so many relative clauses at most."""
        root = phrase.root
        if root.ent_type_ in UNSPEAKING_LABELS:
            return NOBODY
        word = root.lower_ if len(phrase) <= 2 else ""
        if (word or phrase[0].lower_) in RELATIVE_PRONOUNS:
            return self._antecedent(root if word else phrase[0], clauses)
        if word in PRONOUNS_OF_SOURCES:
            return self._pronoun(root)
        named = named_in(phrase, self._references.names)
        if named:
            chances = self._references.chances
            chance = min(chances.get(token.i, 1.0) for token in phrase) if len(named) == 1 else 1.0
            meaning = self._together(named)
            return meaning if chance == 1.0 else replace(meaning, way="shared name", chance=chance)
        if root.i in self._references.through:
            through = self._through(phrase)
            return through if through.speaker is not None else self._as_told(phrase)
        return NOBODY if self._is_shared_name(phrase) else self._described(phrase)

    def _pronoun(self, word: "Token") -> Meaning:
        if word.lower_ in PRONOUN_GENDERS:
            return self._meant_at(word.i, "pronoun")
        if word.lower_ in FIRST_PERSON_PRONOUNS:
            return self._first_person(word)
        return self._meant_at(word.i, "group") if word.lower_ in GROUP_PRONOUNS else NOBODY

    def _meant_at(self, place: int, way: Way) -> Meaning:
        """Whom a word means that is no name."""
        entity = self._at.get(place)
        if entity is None:
            return NOBODY
        chance = self._references.chances.get(place, 1.0)
        if chance < LEAST_CHANCE[way]:
            return NOBODY
        if entity.words:
            return Meaning(self._speaker(entity), way, chance)
        return Meaning(self._unnamed(entity), "described", chance)

    def _through(self, phrase: "Phrase") -> Meaning:
        """Whose words a document or a spokesman without a name gives."""
        place = phrase.root.i
        beside = self._beside(phrase)
        if beside is not None:
            return Meaning(self._speaker(beside))
        issuer = self._at[place]
        chance = self._references.chances.get(place, 1.0)
        if chance < LEAST_CHANCE["through"]:
            return NOBODY
        speaker = self._speaker(issuer) if issuer.words else self._unnamed(issuer)
        return Meaning(speaker, "through", chance, self._references.through[place])

    def _relayed(self, phrase: "Phrase") -> Meaning | None:
        """Through whom a side speaks: "The Russian side, through Dmitry Peskov"."""
        after = self._doc[phrase.end : phrase.end + 2]
        through = [token.i for token in (*phrase, *after) if token.lower_ in ("through", "via")]
        if not through or through[0] == phrase.start:
            return None
        if self._doc[phrase.end : through[0]].text.strip(" ,"):
            return None
        side = self._doc[phrase.start : through[0]].text.strip(" ,")
        for token in self._doc[through[0] + 1 : through[0] + 10]:
            entity = self._references.names.get(token.i)
            if entity is None and token.pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "PART"):
                return None
            speaker = self._speaker(entity)
            if entity is not None and entity.person and speaker is not None:
                if side.casefold() not in (speaker.role or "").casefold():
                    roles = [role for role in (speaker.role, f"for {lowered(side)}") if role]
                    speaker = Speaker(speaker.name, ", ".join(roles))
                    self._speakers[entity] = speaker
                return Meaning(speaker, "relative")
        return None

    def _antecedent(self, relative: "Token", clauses: int) -> Meaning:
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
                return replace(
                    self._meant(phrase, clauses - 1), way="which" if thing else "relative"
                )
            head = head.head.head if head.head.dep_ == "prep" else head.head
        return NOBODY

    def _person_before(self, relative: "Token") -> Meaning:
        """The person named right before a "who" whose clause the parser has not found."""
        for place in (relative.i - 1, relative.i - 2):
            entity = self._at.get(place)
            if entity is not None and entity.person:
                return Meaning(self._speaker(entity), "relative")
        return NOBODY

    def _is_human(self, word: "Token") -> bool:
        entity = self._at.get(word.i)
        if entity is not None:
            return bool(entity.person) or word.tag_ == "NNPS"
        return noun(word.text).person >= HUMAN_SHARE or word.tag_ == "NNS"

    def _first_person(self, word: "Token") -> Meaning:
        """The speaker of the words in which an "I" stands."""
        for attribution in self._attributions:
            inside = any(span.start <= word.idx < span.end for span in attribution.content)
            source = attribution.source
            if inside and source and not source.start <= word.idx < source.end:
                return self.resolve(source)
        return NOBODY

    def _is_shared_name(self, phrase: "Phrase") -> bool:
        """Whether a phrase is a bare name that several people share."""
        return all(token.i in self._references.unsure or token.tag_ == "POS" for token in phrase)

    def _described(self, phrase: "Phrase") -> Meaning:
        """A speaker without a name: the person whom the words mean, else the words as such."""
        two = two_in(phrase, self._references)
        if two or (two is not None and len(phrase) == 1):
            return replace(self._together(two), way="both")
        beside = self._beside(phrase)
        if beside is not None:
            return Meaning(self._speaker(beside))
        known = self._at.get(phrase.root.i)
        if known is not None and known.words and phrase.root.i in self._references.chances:
            linked = self._meant_at(phrase.root.i, "description")
            if linked.speaker is not None:
                return linked
        return self._as_told(phrase)

    def _beside(self, phrase: "Phrase") -> Entity | None:
        """The person named in apposition to a description: "the firm’s chief, Peter Moss"."""
        root = phrase.root
        names = self._references.names
        near = [child.i for child in root.children if child.dep_ == "appos"]
        if root.dep_ == "appos":
            near.append(root.head.i)
        near += self._after_comma(phrase)
        people = [names[place] for place in near if place in names and names[place].person]
        return people[0] if people and root.tag_ in ("NN", "NNP") else None

    def _after_comma(self, phrase: "Phrase") -> list[int]:
        """The name between a comma and a mark after a description, if not "according to" that."""
        names = self._references.names
        start = phrase.end + 1
        if self._doc[phrase.end : start].text != "," or phrase.root.head.lower_ == "to":
            return []
        end = start
        while end in names and names[end] is names.get(start):
            end += 1
        return [start] if end > start and self._doc[end : end + 1].text in (",", ".", ";") else []

    def _as_told(self, phrase: "Phrase") -> Meaning:
        description = description_of(phrase, self._references)
        if not description:
            return NOBODY
        speaker = self._descriptions.setdefault(_key(description), Speaker(description))
        return Meaning(speaker, "described")

    def _unnamed(self, entity: Entity) -> Speaker | None:
        """Somebody of whom the article tells no name, in the words that first described them."""
        told = entity.facts.told[0]
        return self._as_told(self._doc[told.first : told.last + 1]).speaker

    def _together(self, entities: list[Entity]) -> Meaning:
        """People in a row as a single speaker."""
        if not entities:
            return NOBODY
        if len(entities) == 1:
            return Meaning(self._speaker(entities[0]))
        names = [entity.name for entity in entities]
        return Meaning(Speaker(", ".join(names[:-1]) + " and " + names[-1]), "together")

    def _speaker(self, entity: Entity | None) -> Speaker | None:
        if entity is None:
            return None
        role = entity.role if entity.person else None
        return self._speakers.setdefault(entity, Speaker(entity.name, role))


def _key(description: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", description.casefold())
