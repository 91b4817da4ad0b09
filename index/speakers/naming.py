"""This file is about names: from the words that tell who speaks to one speaker a person."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.speakers.attributions import Attribution, Speaker
from index.speakers.mentions import mentions
from index.speakers.people import Named, who_is_who
from index.speakers.pronouns import GENDERS, SUBJECTS, Reference, choose
from index.speakers.quotation_marks import quotations
from index.speakers.roles import is_office
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

LEAST = 0.4  # chance of a pronoun's person, below which nobody is named
FIRST_PERSON = {"i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"}
NOBODY = set(
    """you your yours one ones this that these those there what here it its they them their theirs
    themselves itself someone anyone everyone somebody anybody everybody nobody none neither""".split()
)
RELATIVE = {"who", "which", "that", "whom", "whose"}
BOTH = re.compile(r"(?i)both|(?:the |both |these )?(?:two|pair)\b.*|both .*")
RELAY = re.compile(r"\s*,?\s*(?:through|via)\b")


class Names:
    """Who is named in a parsed text, and whom each pronoun of it means."""

    def __init__(self, doc: "Doc", attributions: Sequence[Attribution] = ()) -> None:
        self._doc = doc
        found = mentions(doc)
        self._named, self._at = who_is_who(doc, found)
        self._starts = {mention.first for mention in found}
        self._attributions = attributions
        self._quoted = [mark.span for mark in quotations(doc.text) if mark.double]
        self._sentence, self._paragraph = _numbers(doc)
        self._sources = _words_of(doc, [a.source for a in attributions if a.source])
        self._chance: dict[int, float] = {}
        self._speakers: dict[int, Speaker] = {}
        self._descriptions: dict[str, Speaker] = {}
        self._references = self._follow_pronouns(
            {mention.last for mention in found if mention.first in self._at}
        )

    def resolve(self, source: Span) -> tuple[Speaker | None, float]:
        """The speaker whom the words at a span mean, and the chance of that.

        None when nobody is meant or when it is unsure who.
        """
        words = self._doc.char_span(source.start, source.end, alignment_mode="expand")
        if words is None or not words.text.strip():
            return None, 0.0
        relayed = self._relayed(words)
        if relayed is not None:
            return relayed, 0.9
        return self._phrase(words, 0)

    def _phrase(self, words: "Words", depth: int) -> tuple[Speaker | None, float]:
        root = words.root
        if depth > 3:
            return None, 0.0
        if (root.lower_ in RELATIVE and root.tag_[:1] == "W") or words.text.lower() in RELATIVE:
            return self._antecedent(root, depth)
        if root.lower_ in GENDERS and len(words) <= 2:
            return self._of(self._at.get(root.i)), self._chance.get(root.i, 0.0)
        if root.lower_ in FIRST_PERSON and len(words) <= 2:
            return self._myself(root)
        if BOTH.fullmatch(words.text):
            return self._two(words)
        named = self._people_in(words)
        if len(named) > 1:
            return self._together(named), 0.9
        if named:
            return self._of(named[0]), 1.0
        if root.lower_ in NOBODY and len(words) <= 2:
            return self._group_pronoun(root), 0.6
        return self._described(words)

    def _people_in(self, words: "Words") -> list[Named]:
        """Those whom a phrase names: its head, what is joined to it by "and" or in apposition."""
        root = words.root
        heads = [root]
        for head in heads:
            heads += [
                child
                for child in head.children
                if child.dep_ in ("conj", "appos")
                and words.start <= child.i < words.end
                and (child.i in self._at or child.dep_ == "conj")
                and not (child.dep_ == "appos" and head.i in self._at)
            ]
        found: list[Named] = []
        for head in heads:
            if head.i in self._at and self._at[head.i] not in found:
                found.append(self._at[head.i])
        if found and all(head.i in self._at or is_office(head.text) for head in heads):
            return found
        if len(heads) > 1 and found:
            return []
        first = next((token for token in words if token.pos_ != "DET"), root)
        inside = self._at.get(first.i)
        if inside is not None and inside.person and first.dep_ != "poss" and not found:
            last = max(i for i in range(first.i, words.end) if self._at.get(i) is inside)
            after = self._doc[last + 1 : last + 2].text
            if last + 1 >= words.end or after in (",", "(", "'s", "’s"):
                return [inside]
        final = self._at.get(words.end - 1)
        if final is not None and final.person and root.dep_ != "poss":
            start = min(i for i in range(words.start, words.end) if self._at.get(i) is final)
            if start > words.start and is_office(self._doc[start - 1].text):
                return [final]
        return found

    def _relayed(self, words: "Words") -> Speaker | None:
        """The one through whom a side speaks: "The Russian side, through Dmitry Peskov"."""
        text = self._doc.text
        for place in range(words.start, min(words.end + 4, len(self._doc))):
            if self._doc[place].lower_ in ("through", "via") and place > words.start:
                side = text[words.start_char : self._doc[place - 1].idx + 1].strip(" ,")
                between = text[words.end_char : self._doc[place].idx]
                if place >= words.end and between.strip(" ,"):
                    return None
                for later in range(place + 1, min(place + 10, len(self._doc))):
                    one = self._at.get(later)
                    known = self._of(one)
                    if one is not None and one.person and known is not None:
                        if known.role and side.casefold() not in known.role.casefold():
                            side = side[0].lower() + side[1:] if side[:4] == "The " else side
                            known = Speaker(known.name, f"{known.role}, for {side}")
                        self._speakers[id(one)] = known
                        return known
        return None

    def _antecedent(self, relative: "Token", depth: int) -> tuple[Speaker | None, float]:
        verb = relative
        for _ in range(6):
            verb = verb.head
            if verb.dep_ == "relcl":
                head = verb.head
                end = max(
                    [head.i] + [t.i for t in head.subtree if t.i < relative.i and t.text != ","]
                )
                return self._phrase(self._doc[head.left_edge.i : end + 1], depth + 1)
        for place in range(relative.i - 1, max(relative.i - 4, -1), -1):
            if place in self._at:
                return self._of(self._at[place]), 0.8
        return None, 0.0

    def _myself(self, word: "Token") -> tuple[Speaker | None, float]:
        """The speaker of the words in which an "I" stands."""
        for one in self._attributions:
            inside = any(span.start <= word.idx < span.end for span in one.content)
            if inside and one.source and not one.source.start <= word.idx < one.source.end:
                return self.resolve(one.source)
        return None, 0.0

    def _two(self, words: "Words") -> tuple[Speaker | None, float]:
        """The two people named last, where exactly two are named here or in the sentence before."""
        for back in (0, 1):
            sentence = self._sentence[words.start] - back
            near = list(
                dict.fromkeys(
                    one.named
                    for one in self._references
                    if one.place < words.start and one.sentence >= sentence and one.named.person
                )
            )
            if len(near) == 2:
                return self._together(near), 0.7
        if len(words) == 1:
            return None, 0.0
        return self._described(words)

    def _group_pronoun(self, word: "Token") -> Speaker | None:
        return None

    def _described(self, words: "Words") -> tuple[Speaker | None, float]:
        """A speaker without a name: someone known by that position, else the words themselves."""
        root = words.root
        if root.lower_ in NOBODY or not any(token.is_alpha for token in words):
            return None, 0.0
        first = words[0].lower_
        if first in ("the", "this") and is_office(root.lower_) and root.tag_ in ("NN", "NNP"):
            known = self._holder(words)
            if known is not None:
                return self._of(known), 0.8
        text = " ".join(words.text.split())
        key = re.sub(r"^(?:the|a|an) ", "", text.casefold())
        if text[:1].isupper() and words[0].pos_ == "DET":
            text = text[0].lower() + text[1:]
        return self._descriptions.setdefault(key, Speaker(text)), 0.9

    def _holder(self, words: "Words") -> Named | None:
        """The person known to hold a position, named last before the words that tell it."""
        wanted = [t.lower_ for t in words if t.pos_ in ("NOUN", "PROPN", "ADJ")]
        for one in reversed(self._references):
            if one.place >= words.start or not one.named.person:
                continue
            if any(set(wanted) <= set(role.lower().split()) for role in one.named.roles):
                return one.named
        return None

    def _together(self, named: list[Named]) -> Speaker:
        names = [one.name for one in named]
        return Speaker(", ".join(names[:-1]) + " and " + names[-1])

    def _of(self, named: Named | None) -> Speaker | None:
        if named is None:
            return None
        if id(named) not in self._speakers:
            self._speakers[id(named)] = Speaker(named.name, named.role if named.person else None)
        return self._speakers[id(named)]

    def _follow_pronouns(self, ends: set[int]) -> list[Reference]:
        """Every reference to somebody in order, names and pronouns, which are resolved on the way."""
        references: list[Reference] = []
        for token in self._doc:
            if token.i in ends:
                references.append(self._reference(token.i, self._at[token.i]))
            elif token.lower_ in GENDERS:
                choice = choose(token, self._reference, references)
                if choice is None:
                    continue
                self._chance[token.i] = choice.chance
                if choice.chance >= LEAST:
                    self._at[token.i] = choice.named
                    references.append(self._reference(token.i, choice.named))
        return references

    def _reference(self, place: int, named: Named) -> Reference:
        token = self._doc[place]
        return Reference(
            place,
            self._sentence[place],
            self._paragraph[place],
            named,
            token.dep_ in SUBJECTS,
            any(span.start <= token.idx < span.end for span in self._quoted),
            place in self._sources,
            token.lower_ in GENDERS,
        )


def name_speakers(doc: "Doc", attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with their speakers, as far as it is sure who they are."""
    names = Names(doc, attributions)
    found = []
    for one in attributions:
        speaker, chance = names.resolve(one.source) if one.source else (None, 1.0)
        found.append(
            replace(one, speaker=speaker, confidence=one.confidence * (chance if speaker else 1.0))
        )
    return found


def _numbers(doc: "Doc") -> tuple[list[int], list[int]]:
    sentences, paragraphs = [], []
    sentence = paragraph = 0
    for token in doc:
        sentence += bool(token.is_sent_start)
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
