"""Passages."""

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article, Block, Span
from index.blocks import Role
from index.passages import Budget, article_passages, article_sentences, token_count

CHARACTERS = st.one_of(
    st.characters(), st.sampled_from(' .!?"”\t\r\x00\ud800\u0301\u202e\u00a0😀中각')
)
PARAGRAPH = st.one_of(
    st.text(CHARACTERS, max_size=60),
    st.sampled_from(
        [
            "The bridge opened. Crowds came. It cost 3 million euros.",
            "<|endoftext|> he said. <|fim_prefix|>",
            "x" * 700,
            "word " * 300,
            "e\u0301" * 200,
            "😀" * 100,
            "\ud83d\ude00 “quoted” \ud800.",
        ]
    ),
)
GAP = st.sampled_from(["\n", "\r\n", "\n\n", "\u2028", "\n" + " " * 400 + "\n", "\n" * 300])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Paragraphs of any role and any text, with any white space between them."""
    text, blocks = "", []
    for _ in range(draw(st.integers(1, 6))):
        role: Role = draw(st.sampled_from(("body", "body", *get_args(Role))))
        paragraph = draw(PARAGRAPH).strip()
        if paragraph:
            blocks.append(Block(role, Span(len(text), len(text) + len(paragraph))))
        text += paragraph + draw(GAP)
    return Article("id", None, text, tuple(blocks))


def word_pieces(text: str) -> int:
    """Like the tokens of the encoder: two more than words, and one for a word of any length."""
    return len(text.split()) + 2


BUDGETS: tuple[Budget, ...] = ((token_count, 40), (word_pieces, 30))


@given(articles())
def test_sentences_cover_the_body_and_fit(article: Article) -> None:
    text = article.text
    found = article_sentences(article, BUDGETS)
    assert found == sorted(found)
    assert all(sentence.end <= following.start for sentence, following in pairwise(found))
    covered = {i for sentence in found for i in range(sentence.start, sentence.end)}
    for block in article.blocks:
        inside = {i for i in range(block.span.start, block.span.end) if not text[i].isspace()}
        assert inside <= covered if block.role == "body" else not inside & covered
    for sentence in found:
        assert sentence.of(text).strip() == sentence.of(text) != ""
        assert all(count(sentence.of(text)) <= limit for count, limit in BUDGETS)


@given(articles())
def test_passages_are_runs_of_sentences_that_fit(article: Article) -> None:
    sentences = article_sentences(article, BUDGETS)
    passages = article_passages(article, sentences, BUDGETS)
    spans = [passage.span for passage in passages]
    assert spans == sorted(set(spans))
    starts = {sentence.start for sentence in sentences}
    ends = {sentence.end for sentence in sentences}
    for passage in passages:
        span = passage.span
        assert passage.text == article.text[span.start : span.end]
        assert span.start in starts
        assert span.end in ends
        assert all(count(passage.text) <= limit for count, limit in BUDGETS)
        assert not any(block.span.overlap(span) for block in article.blocks if block.role != "body")
    for sentence in sentences:
        assert any(span.contains(sentence) for span in spans)


def article_of(*paragraphs: tuple[Role, str]) -> Article:
    text, blocks = "", []
    for role, paragraph in paragraphs:
        blocks.append(Block(role, Span(len(text), len(text) + len(paragraph))))
        text += paragraph + "\n"
    return Article("id", None, text, tuple(blocks))


def passage_texts(article: Article, limit: int) -> list[str]:
    budgets = ((word_pieces, limit),)
    sentences = article_sentences(article, budgets)
    return [passage.text for passage in article_passages(article, sentences, budgets)]


def test_neighbours_share_a_sentence() -> None:
    article = article_of(("body", "Ann spoke first. Bo spoke second. Cy spoke third."))
    assert passage_texts(article, 10) == [
        "Ann spoke first. Bo spoke second.",
        "Bo spoke second. Cy spoke third.",
    ]


def test_passages_go_over_paragraphs_but_not_over_furniture() -> None:
    article = article_of(
        ("title", "A bridge"),
        ("body", "Ann spoke first."),
        ("body", "Bo spoke second."),
        ("furniture", "Watch the video."),
        ("body", "Cy spoke third."),
    )
    assert passage_texts(article, 100) == ["Ann spoke first.\nBo spoke second.", "Cy spoke third."]


def test_an_article_without_body_has_no_passage() -> None:
    assert passage_texts(article_of(("furniture", "Share this.")), 100) == []


def test_a_sentence_over_the_budget_is_divided_between_words() -> None:
    article = article_of(("body", "word " * 199 + "end."))
    sentences = article_sentences(article)
    assert len(sentences) == 2
    assert all(token_count(sentence.of(article.text)) <= 128 for sentence in sentences)
    assert "".join(sentence.of(article.text) for sentence in sentences).count("word") == 199


@pytest.mark.parametrize("text", ["\ud800", "<|endoftext|>", "\x00", ""])
def test_tokens_are_counted_in_any_text(text: str) -> None:
    assert token_count(text) <= 7
