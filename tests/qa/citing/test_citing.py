"""Whole sentences, under the right name or under none."""

import numpy as np
import pytest

from index import Article, Attribution, Span, Speaker
from index.indexed import IndexedArticle
from index.text import sentences, word_count
from qa.candidates import Candidate, Finding, Place
from qa.citing.answers import Citation
from qa.citing.citations import adds_something, citation, cite
from qa.citing.extracts import NEIGHBOUR_BEHIND
from qa.citing.said_by import answered_by_speaker, answered_by_statement
from qa.settings import Settings

LONGEST = Settings().extract_words
TEXT = (
    "The bridge opened in May. “It cost too much,” Ann Lee said. “We shall pay for years. "
    "Nobody asked us.”\n"
    "Advertisement\n"
    "Bo Chen, the mayor, disagreed and called the price fair."
)
LEE = Speaker("Ann Lee")
CHEN = Speaker("Bo Chen", "the mayor")
NO_VECTORS = np.zeros((0, 0), dtype=np.float32)


def span(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def said(speaker: Speaker | None, *content: str, source: str | None = None) -> Attribution:
    return Attribution(
        tuple(span(words) for words in content),
        speaker,
        span(source) if source else None,
        None,
        "direct",
        0.9,
    )


LEE_SAID = said(
    LEE, "“It cost too much,”", "“We shall pay for years. Nobody asked us.”", source="Ann Lee"
)
CHEN_SAID = said(CHEN, "the price fair", source="Bo Chen, the mayor")


def indexed(text: str, *attributions: Attribution) -> IndexedArticle:
    article = Article.from_text(text)
    found = [one for body in article.spans("body") for one in sentences(text, body)]
    return IndexedArticle(article, tuple(found), (), attributions, NO_VECTORS, NO_VECTORS)


def at(one: IndexedArticle, start: str, answer: Span | None = None) -> Place:
    text = one.article.text
    sentence = next(s for s in one.sentences if s.of(text).startswith(start))
    return Place(one, sentence, answer)


def shown(place: Place, number: int = 1) -> Citation:
    return citation(place, number, longest=LONGEST)


def candidate(
    one: IndexedArticle, start: str, rank: float = 1.0, probability: float = 0.9
) -> Candidate:
    return Candidate(at(one, start), rank, probability)


def cited(*parts: list[Candidate]) -> tuple[Citation, ...]:
    return cite([Finding(candidates=tuple(ranked)) for ranked in parts], 0.5, Settings())


ONE = indexed(TEXT, LEE_SAID, CHEN_SAID)


def test_an_extract_is_the_sentence_and_its_words_are_those_of_the_article() -> None:
    cited = shown(at(ONE, "The bridge"))
    assert cited.text == "The bridge opened in May." == TEXT[cited.start : cited.end]
    assert cited.speaker is None
    assert str(cited) == '"The bridge opened in May." [1]'


def test_a_quotation_is_cited_with_the_sentence_that_says_whose_it_is() -> None:
    cited = shown(at(ONE, "“We shall"), 2)
    assert cited.text.startswith("“It cost too much,” Ann Lee said. “We shall pay")
    assert cited.speaker == LEE


def test_an_extract_never_reaches_over_furniture() -> None:
    reach = said(CHEN, "Nobody asked us.”", source="Bo Chen, the mayor")
    cited = shown(at(indexed(TEXT, reach), "Nobody"))
    assert cited.text == "Nobody asked us.”"


def test_the_answer_decides_whose_words_they_are() -> None:
    cited = shown(at(ONE, "Bo Chen", span("Bo Chen")))
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


@pytest.mark.parametrize("place", ["w5 ", "w100 ", "w199."])
def test_a_long_sentence_is_shortened_around_the_answer(place: str) -> None:
    text = "It began: " + " ".join(f"w{i}" for i in range(200)) + "."
    one = indexed(text)
    answer = span(place.strip(), text)
    cited = shown(at(one, "It began", answer))
    assert word_count(cited.text) == LONGEST
    assert cited.answer_span == answer
    assert cited.extract.contains(answer)


def test_what_says_the_same_adds_nothing() -> None:
    first = shown(at(ONE, "The bridge"))
    again = shown(at(indexed("In May the bridge opened. Yes."), "In May"), 2)
    other = shown(at(ONE, "Bo Chen"), 2)
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
    one = indexed(f"{first}\n{then}")
    cited_first, new = (shown(at(one, line)) for line in (first, then))
    assert adds_something(new, [cited_first]) == adds


def test_another_number_in_another_article_is_cited_too() -> None:
    first = shown(at(indexed("It cost 3 million euros to build."), "It cost"))
    then = shown(at(indexed("It cost 5 million euros to build."), "It cost"), 2)
    again = shown(at(indexed("It cost 3 million euros to build it."), "It cost"), 2)
    assert adds_something(then, [first])
    assert not adds_something(again, [first])


def test_every_answered_part_comes_before_what_only_adds_to_one() -> None:
    opened = candidate(ONE, "The bridge", rank=3.0)
    fair = candidate(ONE, "Bo Chen", rank=9.0)
    pay = candidate(ONE, "“We shall", rank=8.0)
    found = cited([fair, pay], [opened], [])
    assert [one.number for one in found] == [1, 2, 3]
    assert [one.text[:10] for one in found] == ["Bo Chen, t", "The bridge", "“It cost t"]
    assert cited([]) == ()


def test_what_an_article_states_of_itself_comes_with_the_best_of_the_other_parts() -> None:
    stated = Finding(stated=(at(ONE, "The bridge"), at(ONE, "Bo Chen")))
    read = Finding(candidates=(candidate(ONE, "“We shall"),))
    found = cite([stated, read], 0.5, Settings())
    assert [one.text[:8] for one in found] == ["The brid", "“It cost", "Bo Chen,"]
    assert len(cite([stated, read], 0.5, Settings(citations=2))) == 2


@pytest.mark.parametrize(
    ("behind", "count"),
    [((1.9, 1.9, 1.9, 1.9), 5), ((0.5, 1.9, 2.1), 3), ((2.1,), 1)],
)
def test_what_is_cited_further_is_nearly_as_likely(behind: tuple[float, ...], count: int) -> None:
    lines = ["It is old.", "Bo likes tea.", "Rain fell here.", "Cats sleep much.", "We eat bread."]
    one = indexed("\n".join(lines))
    ranked = [
        candidate(one, line, rank=9.0 - gap)
        for line, gap in zip(lines, (0.0, *behind), strict=False)
    ]
    assert len(cited(ranked)) == count


def test_what_is_cited_further_answers_by_itself() -> None:
    one = indexed("It is old.\nBo likes tea.")
    ranked = [candidate(one, "It is old."), candidate(one, "Bo likes", 1.0, probability=0.4)]
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


def test_near_ties_side_by_side_are_one_extract_further_down_too() -> None:
    ranks = {"Bo Chen": 5.0, "The bridge": 3.0, "It cost": 2.9}
    ranked = [candidate(NEAR, words, rank=rank) for words, rank in ranks.items()]
    found = cited(ranked)
    assert [one.text[:10] for one in found] == ["Bo Chen li", "The bridge"]
    assert found[1].text.endswith("It cost 3 million euros.")


def test_a_neighbour_that_is_cited_already_leaves_the_other_alone() -> None:
    ranks = {"The bridge": 5.0, "“Too much": 4.5, "It cost": 4.4}
    ranked = [candidate(NEAR, words, rank=rank) for words, rank in ranks.items()]
    assert [one.text for one in cited(ranked)] == [
        "The bridge opened in May. It cost 3 million euros.",
        "“Too much,” Ann Lee said.",
    ]


def test_neighbours_in_different_paragraphs_stay_two_extracts() -> None:
    best = candidate(NEAR, "“Too much", rank=5.0)
    rival = candidate(NEAR, "It is grey", rank=5.0)
    assert cited([best, rival])[0].text == "“Too much,” Ann Lee said."


def test_a_neighbour_in_which_somebody_else_speaks_stays_an_extract_of_its_own() -> None:
    text = "The bridge opened in May. “Too much,” Ann Lee said."
    lee = Attribution((span("“Too much,”", text),), LEE, span("Ann Lee", text), None, "direct", 0.9)
    one = indexed(text, lee)
    best = candidate(one, "The bridge", rank=5.0)
    rival = candidate(one, "“Too much", rank=5.0)
    found = cited([best, rival])
    assert [one.text for one in found] == ["The bridge opened in May.", "“Too much,” Ann Lee said."]


def test_a_short_quotation_is_not_broken_off() -> None:
    text = "Ann Lee said: “It cost too much. Nobody asked us.” It is grey."
    quoted = span("“It cost too much. Nobody asked us.”", text)
    one = indexed(text, Attribution((quoted,), LEE, span("Ann Lee", text), None, "direct", 0.9))
    assert shown(at(one, "Ann Lee")).text == text.removesuffix(" It is grey.")


def test_a_quotation_beside_the_words_that_answer_is_not_broken_off_either() -> None:
    text = "Ann Lee was glad of the vote: “It is fair. Nobody lost.” It is grey."
    glad, quoted = span("glad of the vote", text), span("“It is fair. Nobody lost.”", text)
    source = span("Ann Lee", text)
    one = indexed(
        text,
        Attribution((glad,), LEE, source, None, "indirect", 0.6),
        Attribution((quoted,), LEE, source, None, "direct", 0.9),
    )
    found = shown(at(one, "Ann Lee", span("was glad of the vote", text)))
    assert found.text == text.removesuffix(" It is grey.")
    assert (found.speaker, found.answer) == (LEE, "was glad of the vote")
    unmarked = at(one, "Ann Lee", source)
    said = shown(answered_by_statement(unmarked, lambda speaker: speaker == LEE))
    assert said.answer == "It is fair."  # the surest statement, as far as the sentence goes


def test_who_spoke_is_answered_by_the_name() -> None:
    asked = answered_by_speaker(at(ONE, "Bo Chen", span("the price fair")))
    assert shown(asked).answer == "Bo Chen, the mayor"
    kept = answered_by_speaker(at(ONE, "Bo Chen", span("Bo Chen")))
    assert shown(kept).answer == "Bo Chen"


def test_what_somebody_said_is_answered_by_their_words() -> None:
    marked = at(ONE, "Bo Chen", span("the mayor"))
    asked = shown(answered_by_statement(marked, lambda one: one == CHEN))
    assert (asked.answer, asked.speaker) == ("the price fair", CHEN)
    assert answered_by_statement(marked, lambda one: one == LEE) is marked
    own = at(ONE, "Bo Chen", span("price"))
    assert answered_by_statement(own, lambda one: one == CHEN) is own


def test_a_list_is_cited_with_the_line_that_announces_it() -> None:
    text = "The plan has two points:\n- bus lanes on six roads\n- 1,200 trees\nIt was cheap."
    announced = shown(at(indexed(text), "The plan"))
    assert announced.text == "The plan has two points:\n- bus lanes on six roads\n- 1,200 trees"
    no_list = "The mayor put it so:\nIt is cheap."
    assert shown(at(indexed(no_list), "The mayor")).text == "The mayor put it so:"
    at_the_end = "It was cheap.\nThe plan has these points:"
    assert shown(at(indexed(at_the_end), "The plan")).text == "The plan has these points:"
    long = "The plan has points:\n- bus lanes\n- " + "trees " * 80 + ".\n- roads"
    assert shown(at(indexed(long), "The plan")).text == "The plan has points:\n- bus lanes"
