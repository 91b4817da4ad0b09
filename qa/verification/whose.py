"""Whose words a quotation is made of in the article, and whether that is who was named."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index import Attribution, Span, Speaker
from index.indexed import AttributionMap, IndexedArticle
from index.speakers.naming.same_names import same_person
from index.text import words
from qa.understanding.question import speaker_matching

QUOTATION_SHARE_SAID = 0.5
"""Share of the quoted letters that must be somebody's to stand under that name; set by hand."""
SECOND_SPEAKER_SHARE = 0.1
"""Share of the quoted letters from which a second speaker makes it two people's; set by hand."""

NAME_PREPOSITION = re.compile(r"\s(?:of|for|from|at|in)\s")
LONGEST_PARTICLE = 3
"""Letters of the small words in names: "of", "van", "bin"."""


def attribution_of_words(said: AttributionMap, spans: Sequence[Span]) -> Attribution | None:
    """The statement that has most of some words, if its speaker says at least half of them."""
    shares = _shares(said, spans)
    by_speaker: Counter[Speaker | None] = Counter()
    for attribution, share in shares.items():
        by_speaker[attribution.speaker] += share
    letters = sum(map(len, spans))
    theirs = [each for each in shares if by_speaker[each.speaker] >= QUOTATION_SHARE_SAID * letters]
    return max(theirs, key=lambda attribution: shares[attribution], default=None)


def are_of_several(said: AttributionMap, spans: Sequence[Span]) -> bool:
    """Whether the words are those of two people or more, as far as the article names them."""
    by_speaker: Counter[Speaker] = Counter()
    for attribution, share in _shares(said, spans).items():
        if attribution.speaker:
            by_speaker[attribution.speaker] += share
    letters = sum(map(len, spans))
    return sum(share >= SECOND_SPEAKER_SHARE * letters for share in by_speaker.values()) > 1


def is_under_name(named: str, attribution: Attribution, indexed: IndexedArticle) -> bool | None:
    """Whether a name or role means who made a statement; None where the article leaves it open.

    It is open for "he", for "the spokesman" where it does not say whose, and for a role that the
    article gives to nobody.
    """
    given = set(_undetermined(named.casefold()))
    source = attribution.source.of(indexed.article.text) if attribution.source else ""
    if speaker := attribution.speaker:
        speakers = indexed.said.speakers
        if is_meant(named, speaker, speakers):
            return True
        if set(_undetermined(speaker.name.casefold())) <= given:
            return True
        if attribution.through and attribution.through in given:
            return None
        other = speaker_matching(named, speakers)
        is_known = _ends_in_name(named) or (other and _is_name(other.name))
        is_other = _is_name(speaker.name) or _is_titled_name(speaker.name)
        return False if is_known and is_other else None
    is_other = _is_name(source) and not set(_undetermined(source.casefold())) & given
    return False if is_other else None


def is_meant(named: str, speaker: Speaker, speakers: Iterable[Speaker]) -> bool:
    """Whether a name or role means this speaker, among all speakers of an article.

    >>> lee, chen = Speaker("Ann Lee", "mayor"), Speaker("Bo Chen", "baker")
    >>> [is_meant(named, lee, [lee, chen]) for named in ("Mayor Lee", "the baker", "Anna Lee")]
    [True, False, False]
    >>> is_meant("the Harbour Workers Union", Speaker("HWU"), [])
    True
    """
    chosen = speaker_matching(named, speakers)
    if chosen:
        return chosen == speaker
    if speaker_matching(named, [speaker]) or speaker_matching(speaker.name, [Speaker(named)]):
        return True
    name, own = _name_words(named), _name_words(speaker.name)
    return bool(name and own) and (same_person(name, own) or (len(own) == 1 and own[0] in name))


def _is_name(words: str) -> bool:
    """Whether words name somebody: not "the board", "the Republican candidate" or "he"."""
    named = _undetermined(words)
    return bool(named) and all(
        word[0].isupper() for word in named if len(word) > LONGEST_PARTICLE or len(named) == 1
    )


def _ends_in_name(named: str) -> bool:
    """Whether a name stands at the end, as after a role, but not in "the mayor of Ostrand"."""
    head = _name_words(NAME_PREPOSITION.split(named)[0])
    return bool(head) and head[-1][0].isupper()


def _is_titled_name(words: str) -> bool:
    """Whether a bare role stands before a name: "screenwriter Cole Haddon"."""
    return _undetermined(words) == _name_words(words) and _ends_in_name(words)


def _undetermined(name: str) -> list[str]:
    return [word for word in _name_words(name) if word.lower() not in ("the", "a", "an")]


def _shares(said: AttributionMap, spans: Sequence[Span]) -> Counter[Attribution]:
    """How many letters of some words each statement has."""
    shares: Counter[Attribution] = Counter()
    for span in spans:
        for attribution in said.overlapping(span):
            shares[attribution] += sum(part.overlap(span) for part in attribution.content)
    return shares


def _name_words(name: str) -> list[str]:
    return [word.of(name) for word in words(name, Span(0, len(name)))]
