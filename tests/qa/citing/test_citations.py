"""What is cited: the best of each part first, then what adds something to it."""

from dataclasses import replace
from datetime import date

import pytest

from index import Attribution, Span, Speaker
from qa.candidates import Candidate, Finding
from qa.citing.answers import Citation
from qa.citing.citations import adds_something, cite
from qa.citing.extracts import NEIGHBOUR_BEHIND
from qa.settings import Settings
from tests.fixtures.bridge import (
    BRIDGE,
    LEE,
    at,
    candidate,
    indexed,
    shown,
    span,
)


def cited(*parts: list[Candidate]) -> tuple[Citation, ...]:
    return cite([Finding(candidates=tuple(ranked)) for ranked in parts], 0.5, Settings())


def test_what_says_the_same_adds_nothing() -> None:
    first = shown(at(BRIDGE, "The bridge"))
    again = shown(at(indexed("In May the bridge opened. Yes."), "In May"), 2)
    other = shown(at(BRIDGE, "Bo Chen"), 2)
    assert not adds_something(again, [first])
    assert not adds_something(first, [first])
    assert adds_something(other, [first, again])


@pytest.mark.parametrize(
    ("first", "then", "adds"),
    [
        ("The old bridge is open to cars.", "The old bridge is open to old cars.", False),
        ("The old bridge is open to cars.", "The old bridge is not open to cars.", True),
        ("It cost 3 million euros to build.", "It cost 5 million euros to build.", False),
        ("They say no bridge is safe here.", "No bridge is safe here, they say.", False),
        (
            "Towns are parts of counties.",
            "Towns are used as parts of counties in many states.",
            True,
        ),
        ("The road to the town is old.", "The mayor of the city is a friend.", True),
    ],
)
def test_what_differs_in_a_negation_or_says_more_is_cited_too(
    first: str, then: str, adds: bool
) -> None:
    article = indexed(f"{first}\n{then}")
    cited_first, new = (shown(at(article, line)) for line in (first, then))
    assert adds_something(new, [cited_first]) == adds


def test_another_number_in_another_article_is_cited_too() -> None:
    first = shown(at(indexed("It cost 3 million euros to build."), "It cost"))
    then = shown(at(indexed("It cost 5 million euros to build."), "It cost"), 2)
    again = shown(at(indexed("It cost 3 million euros to build it."), "It cost"), 2)
    assert adds_something(then, [first])
    assert not adds_something(again, [first])


def test_every_answered_part_comes_before_what_only_adds_to_one() -> None:
    opened = candidate(BRIDGE, "The bridge", rank=3.0)
    fair = candidate(BRIDGE, "Bo Chen", rank=9.0)
    pay = candidate(BRIDGE, "“We shall", rank=8.0)
    found = cited([fair, pay], [opened], [])
    assert [extract.number for extract in found] == [1, 2, 3]
    assert [extract.text[:10] for extract in found] == ["Bo Chen, t", "The bridge", "“It cost t"]
    assert cited([]) == ()


def test_what_an_article_states_of_itself_comes_with_the_best_of_the_other_parts() -> None:
    stated = Finding(stated=(at(BRIDGE, "The bridge"), at(BRIDGE, "Bo Chen")))
    read = Finding(candidates=(candidate(BRIDGE, "“We shall"),))
    found = cite([stated, read], 0.5, Settings())
    assert [extract.text[:8] for extract in found] == ["The brid", "“It cost", "Bo Chen,"]
    assert len(cite([stated, read], 0.5, Settings(citations=2))) == 2


@pytest.mark.parametrize(
    ("behind", "count"),
    [((1.9, 1.9, 1.9, 1.9), 5), ((0.5, 1.9, 2.1), 3), ((2.1,), 1)],
)
def test_what_is_cited_further_is_nearly_as_likely(behind: tuple[float, ...], count: int) -> None:
    lines = ["It is old.", "Bo likes tea.", "Rain fell here.", "Cats sleep much.", "We eat bread."]
    article = indexed("\n".join(lines))
    ranked = [
        candidate(article, line, rank=9.0 - gap)
        for line, gap in zip(lines, (0.0, *behind), strict=False)
    ]
    assert len(cited(ranked)) == count


def test_what_is_cited_further_answers_by_itself() -> None:
    article = indexed("It is old.\nBo likes tea.")
    ranked = [
        candidate(article, "It is old."),
        candidate(article, "Bo likes", 1.0, probability=0.4),
    ]
    assert [found.text for found in cited(ranked)] == ["It is old."]


NEAR = indexed(
    "The bridge opened in May. It cost 3 million euros. “Too much,” Ann Lee said.\n"
    "It is grey. Bo Chen likes it."
)


@pytest.mark.parametrize(
    ("beside", "behind", "expected"),
    [
        ("It cost", NEIGHBOUR_BEHIND / 2, "The bridge opened in May. It cost 3 million euros."),
        ("It cost", NEIGHBOUR_BEHIND * 2, "The bridge opened in May."),
        ("“Too much", NEIGHBOUR_BEHIND / 2, "The bridge opened in May."),
    ],
)
def test_a_neighbour_that_is_nearly_as_likely_is_cited_with_the_best(
    beside: str, behind: float, expected: str
) -> None:
    best = candidate(NEAR, "The bridge", rank=5.0)
    rival = candidate(NEAR, beside, rank=5.0 - behind)
    assert cited([best, rival])[0].text == expected


def test_neighbours_in_different_paragraphs_stay_two_extracts() -> None:
    best = candidate(NEAR, "“Too much", rank=5.0)
    rival = candidate(NEAR, "It is grey", rank=5.0)
    assert cited([best, rival])[0].text == "“Too much,” Ann Lee said."


def test_a_neighbour_in_which_somebody_else_speaks_stays_an_extract_of_its_own() -> None:
    text = "The bridge opened in May. “Too much,” Ann Lee said."
    lee = Attribution((span("“Too much,”", text),), LEE, span("Ann Lee", text), None, "direct", 0.9)
    article = indexed(text, lee)
    best = candidate(article, "The bridge", rank=5.0)
    rival = candidate(article, "“Too much", rank=5.0)
    found = cited([best, rival])
    assert [extract.text for extract in found] == [
        "The bridge opened in May.",
        "“Too much,” Ann Lee said.",
    ]


def test_near_ties_side_by_side_are_one_extract_further_down_too() -> None:
    ranks = {"Bo Chen": 5.0, "The bridge": 3.0, "It cost": 2.9}
    ranked = [candidate(NEAR, words, rank=rank) for words, rank in ranks.items()]
    found = cited(ranked)
    assert [extract.text[:10] for extract in found] == ["Bo Chen li", "The bridge"]
    assert found[1].text.endswith("It cost 3 million euros.")


def test_a_neighbour_that_is_cited_already_leaves_the_other_alone() -> None:
    ranks = {"The bridge": 5.0, "“Too much": 4.5, "It cost": 4.4}
    ranked = [candidate(NEAR, words, rank=rank) for words, rank in ranks.items()]
    assert [extract.text for extract in cited(ranked)] == [
        "The bridge opened in May. It cost 3 million euros.",
        "“Too much,” Ann Lee said.",
    ]


def from_articles(*told: tuple[str, date | None, Speaker | None]) -> Citation:
    """What is cited when each of some articles tells something."""
    ranked = []
    for text, day, speaker in told:
        said = Attribution((Span(0, len(text)),), speaker, None, None, "indirect", 0.9)
        read = indexed(text, *([said] if speaker else []))
        dated = replace(read, article=replace(read.article, id=f"{text}{day}", published=day))
        ranked.append(candidate(dated, text))
    (only,) = cited(ranked)
    return only


MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


def test_the_same_story_in_several_articles_is_one_answer_and_the_earliest_is_cited() -> None:
    one, same = (
        "The bridge cost 3 million euros to build.",
        "To build the bridge cost 3 million euros.",
    )
    cited_first = from_articles((one, JUNE, None), (same, None, None), (one, MAY, None))
    assert cited_first.number == 1
    assert cited_first.article.published == MAY
    assert [article.published for article in cited_first.also_in] == [JUNE, None]


@pytest.mark.parametrize(
    ("longer", "speaker"),
    [("The old stone bridge of Rialto cost 3 million euros to build.", None), (None, LEE)],
)
def test_what_tells_less_or_is_said_by_somebody_is_another_story(
    longer: str | None, speaker: Speaker | None
) -> None:
    text = "The bridge cost 3 million euros to build."
    told = from_articles((longer or text, None, None), (text, MAY, speaker))
    assert told.also_in == ()
