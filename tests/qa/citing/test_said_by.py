"""Whose words an answer is, under the right name or under none."""

from qa.citing.said_by import answered_by_speaker, answered_by_statement
from tests.fixtures.bridge import BRIDGE, CHEN, LEE, TEXT, at, indexed, said, shown, span


def test_the_answer_decides_whose_words_they_are() -> None:
    cited = shown(at(BRIDGE, "Bo Chen", span("Bo Chen")))
    assert cited.speaker == CHEN
    assert cited.answer == "Bo Chen"


def test_a_name_stands_only_over_words_that_are_mostly_that_persons() -> None:
    little = said(CHEN, "fair")
    assert shown(at(indexed(TEXT, little), "Bo Chen")).speaker is None


def test_two_short_statements_of_one_person_make_a_sentence_mostly_that_persons() -> None:
    both = indexed(TEXT, said(CHEN, "disagreed and"), said(CHEN, "called the price fair"))
    assert shown(at(both, "Bo Chen")).speaker == CHEN
    apart = indexed(TEXT, said(LEE, "disagreed and"), said(CHEN, "the price fair"))
    assert shown(at(apart, "Bo Chen")).speaker is None


def test_unsure_who_spoke_is_no_name() -> None:
    nobody = said(None, "the price fair")
    cited = shown(at(indexed(TEXT, nobody), "Bo Chen", span("the price fair")))
    assert cited.speaker is None


def test_who_spoke_is_answered_by_the_name() -> None:
    asked = answered_by_speaker(at(BRIDGE, "Bo Chen", span("the price fair")))
    assert shown(asked).answer == "Bo Chen, the mayor"
    kept = answered_by_speaker(at(BRIDGE, "Bo Chen", span("Bo Chen")))
    assert shown(kept).answer == "Bo Chen"


def test_what_somebody_said_is_answered_by_their_words() -> None:
    marked = at(BRIDGE, "Bo Chen", span("the mayor"))
    asked = shown(answered_by_statement(marked, lambda speaker: speaker == CHEN))
    assert (asked.answer, asked.speaker) == ("the price fair", CHEN)
    assert answered_by_statement(marked, lambda speaker: speaker == LEE) is marked
    own = at(BRIDGE, "Bo Chen", span("price"))
    assert answered_by_statement(own, lambda speaker: speaker == CHEN) is own
