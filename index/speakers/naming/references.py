"""References: every word of an article that means somebody of whom the article tells."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution
from index.speakers.naming.anaphors import (
    PRONOUN_GENDERS,
    SUBJECT_DEPENDENCIES,
    Anaphor,
    Form,
    History,
    Reference,
)
from index.speakers.naming.choosing import Candidate, Choice, choose
from index.speakers.naming.documents import PLATFORMS, is_document, is_mouthpiece, issuers
from index.speakers.naming.evidence import evidence_for, evidence_for_nobody
from index.speakers.naming.facts import Description, describe, facts_of
from index.speakers.naming.first_names import Gender
from index.speakers.naming.mentions import mentions
from index.speakers.naming.nouns import noun, singular
from index.speakers.naming.origins import is_native
from index.speakers.naming.people import Entity, judge_person, somebody, who_is_who
from index.speakers.quotation_marks import quotations
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_REFERENCES = 300  # that a pronoun may look back over
LEAST_SHARED = 0.8  # chance of who is meant by a name that several share
LEAST_PRONOUN = 0.5  # chance of a pronoun’s person, below which it means nobody
GENERAL_DOCUMENTS = (
    "statement",
    "document",
    "text",
    "message",
    "release",
    "letter",
    "report",
    "paper",
)
GROUP_PRONOUNS = ("they", "it", "them", "their", "its")

Chooser = Callable[[Anaphor, list[Candidate]], Choice]


class References:
    """Who is meant at which word: names, pronouns, and descriptions.

    `at` tells who is meant by a word, `chances` how likely that is where it is no name, and
    `unsure` holds the words of names that could be those of several people. `absent` tells who
    speaks in an attribution without a source, by its number.
    """

    def __init__(
        self, doc: "Doc", attributions: Sequence[Attribution], chooser: Chooser | None = None
    ) -> None:
        found = mentions(doc)
        self.known, self.at, shared = who_is_who(doc, found)
        self.unsure = {
            place
            for mention in found
            for place in range(mention.first, mention.last + 1)
            if mention.first not in self.at
        }
        for entity in self.known:
            for mention in entity.mentions:
                facts_of(doc, mention.first, mention.last, entity.facts)
            judge_person(entity)
        self.chances: dict[int, float] = {}
        self.absent: dict[int, tuple[Entity, float]] = {}
        self.through: dict[int, str] = {}
        self._documents: list[tuple[str, Entity]] = []
        self._all: list[Reference] = []
        self._by_entity: dict[Entity, list[Reference]] = {}
        self._doc = doc
        self._choose = chooser or choose
        self._quoted = _words_in(doc, [mark.span for mark in quotations(doc.text) if mark.primary])
        self._sentence, self._paragraph = _numbers(doc, self._quoted)
        sources = [attribution.source for attribution in attributions]
        self.names = dict(self.at)
        self._sources = {place for source in sources if source for place in self._speaking(source)}
        self._shared = {mention.last: (mention, same) for mention, same in shared.values()}
        self._ends = {mention.last for mention in found if mention.last in self.at}
        self._source_roots = self._roots(attributions)
        self._source_of: dict[int, set[int]] = {}
        self._words_of: dict[int, set[int]] = {}
        self._sayings(attributions)
        silent = self._silent(attributions)
        for token in doc:
            for number in silent.get(token.i, ()):
                self._find_silent(number, token)
            self._read(token)

    def _read(self, token: "Token") -> None:
        if token.i in self._ends:
            self._add(token.i, self.at[token.i])
        elif token.i in self._shared:
            self._read_shared(token)
        elif token.i in self.names:
            return
        elif token.lower_ in PRONOUN_GENDERS:
            self._follow(self._anaphor("pronoun", token, gender=PRONOUN_GENDERS[token.lower_]))
        elif token.i in self._source_roots and token.lower_ in GROUP_PRONOUNS:
            self._follow(self._anaphor("group", token))
        elif (
            token.pos_ in ("NOUN", "PROPN")
            and token.i not in self._quoted
            and is_document(token.text)
        ):
            self._read_document(token)
        elif token.i in self._source_roots and is_mouthpiece(token.text):
            self._read_mouthpiece(token)
        elif (token.i in self._source_roots and token.pos_ != "PRON") or self._is_described(token):
            self._follow(self._described(token))

    def _read_shared(self, token: "Token") -> None:
        """Note who of several people is meant by a name that they share."""
        mention, same = self._shared[token.i]
        here = self._anaphor("name", token, gender=mention.gender)
        found = [candidate for candidate in self._candidates(here) if candidate.entity in same]
        if not found:
            return
        choice = self._choose(here, found)
        for place in range(mention.first, mention.last + 1):
            self.chances[place] = choice.chance
            if choice.entity is not None and choice.chance >= LEAST_SHARED:
                self.at[place] = self.names[place] = choice.entity
                self.unsure.discard(place)
        if choice.entity is not None and choice.chance >= LEAST_PRONOUN:
            self._add(token.i, choice.entity)

    def _read_document(self, token: "Token") -> None:
        """Note who issued a document, and that its words are theirs where it is a source."""
        head = singular(token.text)
        issuer = self._issuer(token)
        definite = any(child.lower_ in ("the", "that", "this") for child in token.lefts)
        if issuer is None and definite:
            same = [entity for name, entity in self._documents if name == head]
            issuer = same[-1] if same else None
            if issuer is None and self._documents and head in GENERAL_DOCUMENTS:
                issuer = self._documents[-1][1]
        if issuer is not None:
            self._documents.append((head, issuer))
        if token.i not in self._source_roots:
            return
        if issuer is None:
            self._follow(self._described(token))
            return
        self.at[token.i] = issuer
        self.through[token.i] = head
        self._add(token.i, issuer)

    def _read_mouthpiece(self, token: "Token") -> None:
        here = self._described(token)
        found = self._candidates(here)
        choice = self._choose(here, found)
        chosen = (candidate for candidate in found if candidate.entity is choice.entity)
        fits = next((candidate.evidence for candidate in chosen), {})
        told = {"same noun", "noun of a wider kind", "noun of a narrower kind"} & fits.keys()
        if told and choice.entity and choice.entity.words and choice.chance >= LEAST_PRONOUN:
            self._follow(here)
            return
        principal = self._issuer(token)
        if principal is None:
            choice = self._choose(here := self._anaphor("group", token), self._candidates(here))
            principal = choice.entity if choice.chance >= LEAST_PRONOUN else None
            self.chances[token.i] = choice.chance
        if principal is None:
            self._follow(self._described(token))
            return
        self.at[token.i] = principal
        self.through[token.i] = singular(token.text)
        self._add(token.i, principal)

    def _issuer(self, token: "Token") -> Entity | None:
        """Who issued a document, as its clause tells it."""
        for word in issuers(token):
            known = self._known_by(word)
            if known is None and _acts(word):
                known = somebody(describe(word))
                if word.i < token.i:
                    self.at[word.i] = known
                    self._add(word.i, known)
            if known is not None and not (known.words and known.words[0] in PLATFORMS):
                return known
        return None

    def _known_by(self, word: "Token") -> Entity | None:
        """Who is meant by a word, by an apposition to it or by a name before it: "Moss aides".

        One of several who stands in an aside is not all of them: "seven countries, Britain among
        them".
        """
        if word.i in self.at:
            return self.at[word.i]
        aside = () if word.tag_ in ("NNS", "NNPS") else ("appos",)
        beside = [child.i for child in word.children if child.dep_ in (*aside, "compound", "nmod")]
        return next((self.names[place] for place in beside if place in self.names), None)

    def before(self, place: int, sentences: int) -> list[Reference]:
        """The references before a word, in its sentence and so many sentences before it."""
        oldest = self._sentence[place] - sentences
        return [
            reference
            for reference in self._all
            if reference.place < place and reference.sentence >= oldest
        ]

    def _roots(self, attributions: Sequence[Attribution]) -> set[int]:
        """The main words of sources that name nobody."""
        roots = set()
        for attribution in attributions:
            source = attribution.source
            phrase = source and self._doc.char_span(
                source.start, source.end, alignment_mode="expand"
            )
            if (
                phrase
                and phrase.root.i not in self.at
                and phrase.root.pos_ in ("NOUN", "PROPN", "ADJ", "PRON", "NUM")
            ):
                roots.add(phrase.root.i)
        return roots

    def _speaking(self, source: Span) -> set[int]:
        """The words of a source but those of names that only stand within it."""
        phrase = self._doc.char_span(source.start, source.end, alignment_mode="expand")
        if phrase is None:
            return set()
        named = [place for place in range(phrase.start, phrase.end) if place in self.names]
        head = phrase.root.i if phrase.root.i in self.names else next(iter(named), None)
        main = None if head is None else self.names[head]
        others = {place for place in named if self.names[place] is not main}
        return set(range(phrase.start, phrase.end)) - others

    def _sayings(self, attributions: Sequence[Attribution]) -> None:
        """Note the words of each quotation and of its source, each by the places of the other."""
        for attribution in attributions:
            if attribution.source is None or attribution.kind == "indirect":
                continue
            source = _words_in(self._doc, [attribution.source])
            words = _words_in(self._doc, list(attribution.content)) - source
            for place in words:
                self._source_of.setdefault(place, set()).update(source)
            for place in source:
                self._words_of.setdefault(place, set()).update(words)

    def _meant_in(self, places: set[int]) -> set[Entity]:
        """Whom words mean, as far as that is known yet."""
        return {self.at[place] for place in places if place in self.at}

    def _silent(self, attributions: Sequence[Attribution]) -> dict[int, list[int]]:
        """The numbers of the attributions without a source, by the word with which they begin."""
        found: dict[int, list[int]] = {}
        for number, attribution in enumerate(attributions):
            if attribution.source is None:
                phrase = self._doc.char_span(
                    attribution.content[0].start,
                    attribution.content[0].end,
                    alignment_mode="expand",
                )
                if phrase:
                    found.setdefault(phrase.start, []).append(number)
        return found

    def _is_described(self, token: "Token") -> bool:
        """Whether a word is the noun of somebody who acts: "the welder", "his wife"."""
        if token.pos_ != "NOUN" or token.tag_ != "NN" or token.dep_ not in ("nsubj", "nsubjpass"):
            return False
        if token.i in self._quoted or any(
            child.dep_ == "appos" and child.i in self.names for child in token.children
        ):
            return False
        return describe(token).noun.person >= 0.5

    def _anaphor(
        self,
        form: Form,
        token: "Token",
        gender: Gender | None = None,
        description: Description | None = None,
    ) -> Anaphor:
        plural = token.lower_ in ("they", "them", "their")
        return Anaphor(
            form,
            token.i,
            self._sentence[token.i],
            self._paragraph[token.i],
            quoted=token.i in self._quoted,
            subject=token.dep_ in SUBJECT_DEPENDENCIES,
            source=token.i in self._sources,
            gender=gender,
            plural=plural if description is None else description.plural,
            description=description,
        )

    def _described(self, token: "Token") -> Anaphor:
        return self._anaphor("description", token, description=describe(token))

    def _candidates(self, here: Anaphor) -> list[Candidate]:
        history = History(self._all[-MOST_REFERENCES:], self._by_entity)
        token = self._doc[here.place]
        owner = None
        if here.description is not None and here.description.owner is not None:
            owner = self.at.get(here.description.owner)
        inside = self._named_inside(here)
        if here.form == "pronoun":
            inside |= self._meant_in(self._source_of.get(here.place, set()))
        talked_of = self._meant_in(self._words_of.get(here.place, set()))
        found = []
        pool = list(dict.fromkeys(reference.entity for reference in reversed(history.all)))
        if here.description is not None:
            pool += [entity for entity in self.known if entity not in self._by_entity]
        for entity in pool:
            if entity in inside or (here.form == "pronoun" and not _can_be(here, entity)):
                continue
            if here.form in ("group", "description") and not _fits(here, entity):
                continue
            evidence = evidence_for(token, here, entity, history, owner)
            if evidence is not None and entity in talked_of:
                evidence["meant in the words"] = 1.0
            if evidence is not None:
                found.append(Candidate(entity, evidence))
        others = [candidate.evidence for candidate in found]
        found.append(Candidate(None, evidence_for_nobody(here, others)))
        return found

    def _named_inside(self, here: Anaphor) -> set[Entity]:
        """Who is named within a description, and so is not whom it means."""
        described = here.description
        if described is None:
            return set()
        places = range(described.first, described.last + 1)
        return {self.names[place] for place in places if place in self.names}

    def _follow(self, here: Anaphor) -> None:
        """Note whom the words mean."""
        choice = self._choose(here, self._candidates(here))
        entity = choice.entity
        if entity is None and here.description is not None and choice.chance >= LEAST_PRONOUN:
            self.at[here.place] = somebody(here.description)
            self._add(here.place, self.at[here.place])
            return
        self.chances[here.place] = choice.chance
        if entity is not None and choice.chance >= LEAST_PRONOUN:
            self.at[here.place] = entity
            self._add(here.place, entity)
            if here.gender:
                entity.pronouns[here.gender] += 1

    def _find_silent(self, number: int, token: "Token") -> None:
        here = self._anaphor("absent", token)
        choice = self._choose(here, self._candidates(here))
        if choice.entity is not None:
            self.absent[number] = choice.entity, choice.chance

    def _add(self, place: int, entity: Entity) -> None:
        token = self._doc[place]
        reference = Reference(
            place,
            self._sentence[place],
            self._paragraph[place],
            entity,
            subject=token.dep_ in SUBJECT_DEPENDENCIES,
            quoted=place in self._quoted,
            source=place in self._sources,
            pronoun=token.lower_ in PRONOUN_GENDERS,
            addressed=token.dep_ in ("dobj", "dative")
            or (token.dep_ == "pobj" and token.head.lower_ in ("to", "with", "by")),
        )
        self._all.append(reference)
        self._by_entity.setdefault(entity, []).append(reference)


def _can_be(here: Anaphor, entity: Entity) -> bool:
    """Whether he or she can be somebody: neither a firm nor several, nor of the other gender."""
    return entity.person is not False and not entity.plural and entity.gender in (None, here.gender)


def _fits(here: Anaphor, entity: Entity) -> bool:
    """Whether several are not meant by the words for a person, nor a person by those for a firm."""
    described = here.description
    if described is None:
        return entity.person is not True or (here.plural and entity.plural)
    if here.plural and entity.person and not entity.plural:
        return False
    if described.gender and entity.gender not in (None, described.gender):
        return False
    if entity.plural and not here.plural:
        return False
    kind = described.noun
    if kind.group >= 0.5 > kind.person or (
        kind.person < 0.2
        and kind.group < 0.2
        and described.age is None
        and not is_native(described.head)
    ):
        return entity.person is not True or not entity.words
    return True


def _acts(word: "Token") -> bool:
    known = noun(word.text)
    return known.person + known.group >= 0.5 or word.tag_ == "NNPS"


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
