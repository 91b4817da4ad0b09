"""Searching the passages of articles."""

import numpy as np
import pytest

from index import Article
from index.build import index_article
from index.embedding import Encoder
from index.errors import ArticleError, QuestionError
from index.indexed import IndexedArticle
from index.passage_index import PassageIndex
from index.store import CANDIDATES, Retriever

TALKS = "The talks lasted an hour. Peskov confirmed the call. Europe was not asked."
BRIDGE = "The bridge opened in May. It cost 3 million euros. Crowds came by train."


@pytest.fixture
def index(encoder: Encoder) -> PassageIndex:
    index = PassageIndex(encoder, budget=15)
    for name, text in (("talks", TALKS), ("bridge", BRIDGE)):
        index.add(Article.from_text(text, id=name), attribute=False)
    return index


@pytest.mark.parametrize("retriever", ["hybrid", "dense", "lexical"])
def test_the_passage_that_answers_comes_first(index: PassageIndex, retriever: Retriever) -> None:
    best = index.search("How many euros did it cost?", retriever=retriever)[0]
    assert "It cost 3 million euros." in best.passage.text
    assert best.passage.article.id == "bridge"


def test_scores_fall_and_sentences_are_those_of_the_passage(index: PassageIndex) -> None:
    found = index.search("Who confirmed the call?", 100)
    scores = [passage.score for passage in found if passage.passage.article.id == "talks"]
    assert scores == sorted(scores, reverse=True)
    assert len(found) == sum(len(article.passages) for article in index)
    for passage in found:
        text, span = passage.passage.article.text, passage.passage.span
        assert passage.sentences[0].span.start == span.start
        assert passage.sentences[-1].span.end == span.end
        assert (
            " ".join(sentence.span.of(text) for sentence in passage.sentences)
            == passage.passage.text
        )
    best = max(found[0].sentences, key=lambda sentence: sentence.dense + sentence.lexical)
    assert best.span.of(TALKS) == "Peskov confirmed the call."
    assert best.lexical == 1


def test_only_so_many_are_found(index: PassageIndex) -> None:
    assert len(index.search("the call", 2)) == 2
    assert len(index.search("the call", 1)) == 1


@pytest.mark.parametrize(
    "question", ["", "?", "the of and", "zebra", "\ud800\x00", "<|endoftext|>"]
)
def test_any_question_can_be_searched(index: PassageIndex, question: str) -> None:
    assert all(np.isfinite(passage.score) for passage in index.search(question))


def test_a_question_that_the_encoder_cannot_read_is_refused(index: PassageIndex) -> None:
    with pytest.raises(QuestionError, match="has 302 tokens and the most is 256: ask a shorter"):
        index.search("why " * 300)


def test_an_empty_index_finds_nothing(encoder: Encoder) -> None:
    assert PassageIndex(encoder).search("Who?") == []
    assert len(PassageIndex(encoder)) == 0


def test_articles_are_added_replaced_and_removed(index: PassageIndex) -> None:
    assert len(index) == 2
    assert "talks" in index
    index.search("Peskov")
    index.add(Article.from_text("Nothing happened today.", id="talks"), attribute=False)
    assert [article.article.id for article in index] == ["talks", "bridge"]
    assert not any("Peskov" in passage.passage.text for passage in index.search("Peskov"))
    index.remove("talks")
    assert "talks" not in index
    assert {passage.passage.article.id for passage in index.search("today", 100)} == {"bridge"}
    index.remove("bridge")
    assert index.search("today") == []


def test_an_unknown_article_is_said(index: PassageIndex) -> None:
    with pytest.raises(ArticleError, match="There is no article 'none' here"):
        index.remove("none")
    with pytest.raises(ArticleError, match="There is no article 'none' here"):
        index["none"]
    assert index["talks"].article.text == TALKS


@pytest.mark.parametrize("retriever", ["hybrid", "dense", "lexical"])
@pytest.mark.parametrize("names", [("bridge", "ferry"), ("ferry", "bridge")])
def test_of_the_same_words_those_in_the_fitting_article_come_first(
    encoder: Encoder, names: tuple[str, str], retriever: Retriever
) -> None:
    index = PassageIndex(encoder, budget=12)
    for name in names:
        text = f"The {name} was in the news again this May. It cost three million euros."
        index.add(Article.from_text(text, id=name), attribute=False)
    found = index.search("How much did the bridge cost?", retriever=retriever)
    same = [passage for passage in found if passage.passage.text == "It cost three million euros."]
    assert [passage.passage.article.id for passage in same] == ["bridge", "ferry"]
    assert same[0].score == pytest.approx(same[1].score)


def test_the_title_counts_among_the_words_of_an_article(encoder: Encoder) -> None:
    index = PassageIndex(encoder)
    for title in ("Ferry report", "Bridge report"):
        text = f"{title}\n\nIt opened in May. It cost three million euros."
        index.add(Article.from_text(text, title), attribute=False)
    found = index.search("What did the bridge cost?", retriever="lexical")
    assert found[0].passage.article.title == "Bridge report"
    assert "Bridge" not in found[0].passage.text


def test_the_best_of_many_passages_is_never_missed(encoder: Encoder) -> None:
    """The passages that are scored hold the best of each signal, wherever they stand."""
    articles = [
        Article.from_text(
            " ".join(f"Item {i * 20 + j} of list {i % 7} costs {i * j} euros." for j in range(20)),
            id=f"{i}",
        )
        for i in range(40)
    ]
    indexed: list[IndexedArticle] = [
        index_article(article, encoder, budget=40, attribute=False) for article in articles
    ]
    assert sum(len(article.passages) for article in indexed) > 4 * CANDIDATES
    index = PassageIndex(encoder, indexed, budget=40)
    for number in (0, 19, 333, 799):
        question = f"What does item {number} cost?"
        vector = encoder.encode([question])[0]
        best = max(float((article.sentence_vectors @ vector).max()) for article in indexed)
        found = index.search(question, CANDIDATES, retriever="lexical")
        assert any(f"Item {number} of" in passage.passage.text for passage in found[:3])
        dense = index.search(question, CANDIDATES, retriever="dense")
        assert max(s.dense for passage in dense for s in passage.sentences) == pytest.approx(
            best, abs=1e-5
        )
    assert len(index.search("euros", 10_000)) == sum(len(article.passages) for article in indexed)


def test_everybody_who_speaks_is_known_once_and_follows_the_articles(encoder: Encoder) -> None:
    index = PassageIndex(encoder)
    assert not index.speakers()
    index.add(Article.from_text("“It rained,” said Ann Lee. “It snowed,” Ann Lee said.", id="a"))
    index.add(Article.from_text("“It froze,” said Bo Chen.", id="b"))
    assert [speaker.name for speaker in index.speakers()] == ["Ann Lee", "Bo Chen"]
    index.remove("a")
    assert [speaker.name for speaker in index.speakers()] == ["Bo Chen"]
