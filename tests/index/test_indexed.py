"""What is looked up in an article that is indexed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index import Article, Attribution, Span, Speaker
from index.indexed import IndexedArticle
from index.text import sentences

TEXT = "By Ann Lee\nIt rained. It snowed. It froze.\nAdvertisement\nIt thawed. Bo was glad."
NO_VECTORS = np.zeros((0, 0), dtype=np.float32)
PLACES = st.integers(0, len(TEXT))
SPANS = st.builds(lambda start, end: Span(min(start, end), max(start, end)), PLACES, PLACES)


def indexed(*attributions: Attribution) -> IndexedArticle:
    article = Article.from_text(TEXT)
    found = [sentence for body in article.spans("body") for sentence in sentences(TEXT, body)]
    return IndexedArticle(article, tuple(found), (), attributions, NO_VECTORS, NO_VECTORS)


def said(*content: Span) -> Attribution:
    return Attribution(content, Speaker("Bo"), None, None, "direct", 0.9)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@given(st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=4), SPANS)
def test_who_says_most_in_a_span_comes_first(contents: list[list[Span]], place: Span) -> None:
    attributions = [said(*content) for content in contents]
    shares = [
        (sum(part.overlap(place) for part in statement.content), statement)
        for statement in attributions
    ]
    expected = [
        statement for share, statement in sorted(shares, key=lambda pair: -pair[0]) if share
    ]
    found = indexed(*attributions).attributions_in(place)
    assert [id(statement) for statement in found] == [id(statement) for statement in expected]


@given(SPANS)
def test_the_sentences_of_a_span_are_those_that_overlap_it(place: Span) -> None:
    article = indexed()
    expected = [sentence for sentence in article.sentences if sentence.overlap(place)]
    if len(place):
        assert list(article.sentences_in(place)) == expected


def test_the_sentences_beside_a_run_are_one_before_and_one_after() -> None:
    article = indexed()
    assert [place.of(TEXT) for place in article.beside(span("It snowed."))] == [
        "It rained.",
        "It froze.",
    ]
    assert [place.of(TEXT) for place in article.beside(span("It rained."))] == ["It snowed."]
    assert article.before(span("It snowed.")) == "It rained."
    assert article.before(span("It rained.")) == ""


def test_a_paragraph_holds_whole_sentences_of_the_body_alone() -> None:
    article = indexed()
    paragraph = article.paragraph_of(span("It snowed."))
    assert paragraph is not None
    assert paragraph.of(TEXT) == "It rained. It snowed. It froze."
    assert article.paragraph_of(span("By Ann Lee")) is None
    both = Span(span("It froze.").start, span("It thawed.").end)
    assert article.paragraph_of(both) is None
    assert article.is_interrupted(both)
    assert not article.is_interrupted(paragraph)


def test_what_an_interviewer_asks_answers_nothing() -> None:
    text = "It rained. It was cold.\nVOSS, HOST: It is late. Is it open?\nMOSS: Is it? I saw it.\nVOSS: When?\nMOSS: Now."
    article = Article.from_text(text)
    found = [sentence for body in article.spans("body") for sentence in sentences(text, body)]
    transcript = IndexedArticle(article, tuple(found), (), (), NO_VECTORS, NO_VECTORS)
    assert [each.of(text) for each in found if not transcript.may_answer(each)] == [
        "Is it open?",
        "VOSS: When?",
    ]
