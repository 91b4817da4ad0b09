"""This file is about names: from the words that tell who speaks to one speaker a person."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution, Speaker
from index.speakers.naming.descriptions import holder_of, two_in
from index.speakers.naming.office_words import is_office
from index.speakers.naming.people import Named
from index.speakers.naming.phrases import named_in
from index.speakers.naming.pronouns import GENDERS
from index.speakers.naming.references import References
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

FIRST_PERSON = set("i me my mine we us our ours myself ourselves".split())
PRONOUNS = {
    *GENDERS,
    *FIRST_PERSON,
    *"""you your yours yourself one ones this that these those there what here it its they them
    their theirs themselves itself someone anyone everyone somebody anybody everybody nobody none
    neither another other self""".split(),
}
RELATIVE = {"who", "which", "that", "whom", "whose"}
MORE = re.compile(r"\s*[,(—–]|\s+(?:who|which|that|whose)\b")
MEANT = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}  # what a source consists of, besides "the"
HUMANS = set("man woman person people those one someone anyone child parent girl boy".split())
# how sure a name is that is not simply there
RELATED, TOGETHER, POSITION, PAIR, GROUP = 0.9, 0.9, 0.8, 0.7, 0.6

Found = tuple[Speaker | None, float]
NONE: Found = (None, 0.0)


class Names:
    """The speakers of a parsed text: one for a person, however often and variously named."""

    def __init__(self, doc: "Doc", attributions: Sequence[Attribution] = ()) -> None:
        self._doc = doc
        self._attributions = attributions
        self._references = References(doc, attributions)
        self._at = self._references.at
        self._speakers: dict[int, Speaker] = {}
        self._descriptions: dict[str, Speaker] = {}

    def resolve(self, source: Span) -> Found:
        """The speaker whom the words at a span mean, and the chance of that.

        The speaker is None when the words mean nobody or it is unsure whom.
        """
        words = self._doc.char_span(source.start, source.end, alignment_mode="expand")
        if words is None or not any(token.pos_ in MEANT for token in words):
            return NONE
        if words[0].pos_ == "CCONJ":
            joined = words.root.dep_ == "conj" and words.root.head.i < words.start
            start = words.root.head.left_edge.i if joined else words.start + 1
            words = self._doc[start : words.end]
        if len(words) > 1 and words[-1].tag_ == "POS":
            words = words[:-1]
        return self._relayed(words) or self._phrase(words)

    def _phrase(self, words: "Words", depth: int = 0) -> Found:
        root = words.root
        word = root.lower_ if len(words) <= 2 else ""
        if (word or words[0].lower_) in RELATIVE:
            return self._antecedent(root if word else words[0], depth)
        if word in PRONOUNS:
            return self._pronoun(root)
        named = named_in(words, self._at)
        if named:
            return self._together(named)
        return NONE if self._ambiguous(words) else self._described(words)

    def _pronoun(self, word: "Token") -> Found:
        if word.lower_ in GENDERS:
            return self._of(self._at.get(word.i)), self._references.chances.get(word.i, 0.0)
        if word.lower_ in FIRST_PERSON:
            return self._myself(word)
        return self._group(word) if word.lower_ in ("they", "their", "it", "its") else NONE

    def _relayed(self, words: "Words") -> Found | None:
        """The one through whom a side speaks: "The Russian side, through Dmitry Peskov"."""
        after = self._doc[words.end : words.end + 2]
        places = [token.i for token in (*words, *after) if token.lower_ in ("through", "via")]
        if not places or places[0] == words.start:
            return None
        side = self._doc[words.start : places[0]].text.strip(" ,")
        if self._doc[words.end : places[0]].text.strip(" ,"):
            return None
        for later in range(places[0] + 1, min(places[0] + 10, len(self._doc))):
            one = self._at.get(later)
            known = self._of(one)
            if one is None and self._doc[later].pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "PART"):
                return None
            if one is not None and one.person and known is not None:
                role = (
                    f"{known.role}, for {_lowered(side)}" if known.role else f"for {_lowered(side)}"
                )
                if side.casefold() not in (known.role or "").casefold():
                    known = self._speakers[id(one)] = Speaker(known.name, role)
                return known, RELATED
        return None

    def _antecedent(self, relative: "Token", depth: int) -> Found:
        """Whom a "who" refers to: the noun on which its clause hangs, or the one before that."""
        verb = relative
        while verb.dep_ not in ("relcl", "ROOT"):
            verb = verb.head
        head = verb.head
        if verb.dep_ != "relcl" or depth > 2:
            near = (self._at.get(place) for place in range(relative.i - 1, relative.i - 3, -1))
            return self._of(next((one for one in near if one and one.person), None)), RELATED
        for _ in range(3):
            thing = relative.lower_ != "who"
            if thing and head.i in self._at and self._at[head.i].person:
                return NONE
            if thing or self._is_human(head):
                parts = [t.i for t in head.subtree if t.i < relative.i and not t.is_punct]
                last = max(parts, default=head.i)
                speaker, chance = self._phrase(self._doc[head.left_edge.i : last + 1], depth + 1)
                return speaker, chance * (GROUP if thing else RELATED)
            head = head.head.head if head.head.dep_ == "prep" else head.head
        return NONE

    def _is_human(self, word: "Token") -> bool:
        one = self._at.get(word.i)
        if one is not None:
            return bool(one.person) or word.tag_ == "NNPS"
        return is_office(word.text) or word.tag_ == "NNS" or word.lower_ in HUMANS

    def _myself(self, word: "Token") -> Found:
        """The speaker of the words in which an "I" stands."""
        for one in self._attributions:
            inside = any(span.start <= word.idx < span.end for span in one.content)
            if inside and one.source and not one.source.start <= word.idx < one.source.end:
                return self.resolve(one.source)
        return NONE

    def _group(self, word: "Token") -> Found:
        """The group or paper that spoke last, shortly before: whom "they" or "it" means."""
        spoke = [one.source for one in self._attributions if one.source]
        last = max((span for span in spoke if span.end <= word.idx), default=None)
        words = last and self._doc.char_span(last.start, last.end, alignment_mode="expand")
        if not words or words.root.lower_ in PRONOUNS or words.root.lower_ in RELATIVE:
            return NONE
        between = self._doc[words.end : word.i + 1]
        if sum(bool(token.is_sent_start) for token in between) > 2:
            return NONE
        one = self._at.get(words.root.i)
        plural = words.root.tag_ in ("NNS", "NNPS") or any(token.dep_ == "conj" for token in words)
        if plural != word.lower_.startswith("the") if one is None else one.person is not False:
            return NONE
        return self._phrase(words, 3)[0], GROUP

    def _ambiguous(self, words: "Words") -> bool:
        """Whether a phrase is a bare name that several people share."""
        return all(token.i in self._references.unsure or token.tag_ == "POS" for token in words)

    def _described(self, words: "Words") -> Found:
        """A speaker without a name: one known by that position, else the words themselves."""
        two = two_in(words, self._references)
        if two or (two is not None and len(words) == 1):
            return self._together(two)[0], PAIR
        known = holder_of(words, self._references)
        if known is not None:
            return self._of(known), POSITION
        words = self._without_lead(words)
        joined = any(child.dep_ == "conj" for child in words.root.children)
        past = words.root.idx + len(words.root) - words.start_char
        more = None if joined else MORE.search(words.text, past)
        text = " ".join(words.text[: more.start() if more else None].split()).strip('"“”.')
        if words[0].lower_ in ("his", "her") and words.start in self._at and len(words) > 1:
            text = f"{self._at[words.start].name}’s{text[3:]}"
        key = re.sub(r"^(?:the|a|an) ", "", text.casefold())
        lowered = _lowered(text) if words[0].pos_ == "DET" else text
        return self._descriptions.setdefault(key, Speaker(lowered)), RELATED

    def _without_lead(self, words: "Words") -> "Words":
        """A phrase without the small words before it: "as well as", "even"."""
        start = words.start
        while start < words.root.i and (
            self._doc[start].pos_ in ("ADV", "CCONJ", "ADP", "PUNCT")
            and self._doc[start].tag_ != "CD"
        ):
            start += 1
        return self._doc[start : words.end]

    def _together(self, named: list[Named]) -> Found:
        if len(named) < 2:
            return self._of(named[0] if named else None), 1.0
        names = [one.name for one in named]
        return Speaker(", ".join(names[:-1]) + " and " + names[-1]), TOGETHER

    def _of(self, named: Named | None) -> Speaker | None:
        if named is None:
            return None
        speaker = Speaker(named.name, named.role if named.person else None)
        return self._speakers.setdefault(id(named), speaker)


def name_speakers(doc: "Doc", attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with their speakers, as far as it is sure who they are."""
    names = Names(doc, attributions)
    for (
        one
    ) in attributions:  # a first time, as what is told late is said of a speaker from the first
        if one.source:
            names.resolve(one.source)
    found = []
    for one in attributions:
        speaker, chance = names.resolve(one.source) if one.source else NONE
        found.append(
            replace(one, speaker=speaker, confidence=one.confidence * (chance if speaker else 1.0))
        )
    return found


def _lowered(text: str) -> str:
    return text[0].lower() + text[1:] if text[:2] in ("Th", "A ", "An") else text
