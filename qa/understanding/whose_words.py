"""Whose words are asked for: a speaker who was chosen, or whoever the question itself names."""

from collections.abc import Iterable
from dataclasses import dataclass

from index import Speaker
from qa.understanding.question import Question, is_name, speaker_matching


@dataclass(frozen=True, slots=True)
class WhoseWords:
    """The speakers whose words can answer a question.

    `chosen` is the speaker whose statements alone count; `named` are the words by which the
    question itself names somebody, and `fitting` the speakers whom they can mean. `restricts` says
    whether the words of others are ruled out: not where "the mayor" could be two people.
    """

    chosen: Speaker | None
    named: str
    fitting: frozenset[Speaker]
    restricts: bool

    def include(self, speaker: Speaker) -> bool:
        """Whether a speaker can be the one whose words are asked for."""
        return speaker == self.chosen or speaker in self.fitting


def whose_words(
    question: Question, speakers: Iterable[Speaker], chosen: Speaker | None = None
) -> WhoseWords:
    """Whose words a question asks for, among the speakers of the articles.

    >>> from qa.understanding.question import understood
    >>> lee, chen = Speaker("Ann Lee", "mayor"), Speaker("Bo Chen", "baker")
    >>> whose = whose_words(understood("What did the mayor say?"), [lee, chen])
    >>> whose.include(lee), whose.include(chen), whose.restricts
    (True, False, True)
    """
    named, everybody = question.speaker_named or "", tuple(speakers)
    fitting = frozenset(
        speaker for speaker in everybody if named and speaker_matching(named, [speaker])
    )
    restricts = chosen is not None or is_name(named) or bool(speaker_matching(named, everybody))
    return WhoseWords(chosen, named, fitting, restricts)
