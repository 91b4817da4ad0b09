"""Whose words a quotation is made of, and whether that is who was named."""

import pytest

from index import Attribution, Speaker
from qa.verification.whose import are_of_several, attribution_of_words, is_meant, is_under_name
from tests.fixtures.bridge import BRIDGE, CHEN, CHEN_SAID, LEE, LEE_SAID, TEXT, indexed, said, span


def test_words_are_those_of_whoever_says_most_of_them() -> None:
    assert attribution_of_words(BRIDGE.said, [span("We shall pay")]) is LEE_SAID
    assert attribution_of_words(BRIDGE.said, [span("called the price fair")]) is CHEN_SAID
    assert attribution_of_words(BRIDGE.said, [span("The bridge opened in May.")]) is None


def test_words_of_two_people_are_of_several() -> None:
    both = [span("We shall pay for years"), span("the price fair")]
    assert are_of_several(BRIDGE.said, both)
    assert not are_of_several(BRIDGE.said, both[:1])


@pytest.mark.parametrize(
    ("named", "under"),
    [
        ("Bo Chen", True),
        ("Mr Chen", True),
        ("the mayor", True),
        ("Ann Lee", False),
        ("Jo March", False),
        ("the spokesman", None),
        ("he", None),
    ],
)
def test_a_name_is_right_wrong_or_left_open(named: str, under: bool | None) -> None:
    assert is_under_name(named, CHEN_SAID, BRIDGE) is under


@pytest.mark.parametrize(
    ("name", "under"),
    [("screenwriter Jo March", False), ("the bridge of Lund", None), ("the mayor", None)],
)
def test_a_bare_role_before_a_name_is_a_name(name: str, under: bool | None) -> None:
    by = said(Speaker(name), "the price fair")
    assert is_under_name("Ann Lee", by, indexed(TEXT, LEE_SAID, by)) is under


def test_a_source_without_a_speaker_leaves_it_open_unless_it_is_a_name() -> None:
    text = "“Go,” Jo March said. “Stay,” somebody said. It rained on the bridge."
    article = indexed(text)

    def by(source: str) -> Attribution:
        return Attribution((span("Go", text),), None, span(source, text), None, "direct", 0.9)

    assert is_under_name("Ann Lee", by("Jo March"), article) is False
    assert is_under_name("Jo March", by("Jo March"), article) is None
    assert is_under_name("Ann Lee", by("somebody"), article) is None


def test_a_role_that_two_people_share_means_either() -> None:
    first, second = Speaker("Ann Lee", "mayor"), Speaker("Jo March", "mayor")
    assert is_meant("the mayor", first, [first, second])
    assert not is_meant("Ann Lee", second, [first, second])
    assert is_meant("Lee", LEE, [LEE, CHEN])
