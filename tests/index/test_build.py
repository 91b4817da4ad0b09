"""Indexing an article."""

import time
from collections.abc import Sequence

import numpy as np
import pytest

from index import Article
from index.build import EMBEDDED_LIMIT, index_article
from index.embedding import Encoder, Vectors
from index.errors import ArticleError
from index.passages import token_count

TEXT = "Ann opened the bridge. Bo thanked her. Cy left early.\n\nThe rest came later. All danced."


class Counting:
    """An encoder that keeps what it was given."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.dimension, self.limit = encoder.name, encoder.dimension, encoder.limit
        self.count = encoder.count
        self.encoder = encoder
        self.given: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        return self.encoder.encode(texts)


def test_every_sentence_and_passage_has_its_vector(encoder: Encoder) -> None:
    article = Article.from_text(TEXT)
    built = index_article(article, encoder, budget=15, attribute=False)
    assert [span.of(TEXT) for span in built.sentences] == [
        "Ann opened the bridge.",
        "Bo thanked her.",
        "Cy left early.",
        "The rest came later.",
        "All danced.",
    ]
    assert len(built.passages) > 1
    assert all(token_count(passage.text) <= 15 for passage in built.passages)
    sentences = [span.of(TEXT) for span in built.sentences]
    assert np.array_equal(built.sentence_vectors, encoder.encode(sentences))
    passages = [passage.text for passage in built.passages]
    assert np.array_equal(built.passage_vectors, encoder.encode(passages))
    assert built.attributions == ()


def test_the_encoder_reads_each_text_once(encoder: Encoder) -> None:
    counting = Counting(encoder)
    built = index_article(Article.from_text("Same words here. " * 50), counting, attribute=False)
    assert len(built.sentences) == 50
    assert len(counting.given) == len(set(counting.given)) < 10


def test_no_text_exceeds_what_the_encoder_reads(encoder: Encoder) -> None:
    counting = Counting(encoder)
    counting.limit = 20
    index_article(Article.from_text(TEXT + " word" * 500), counting, budget=128, attribute=False)
    assert max(map(encoder.count, counting.given)) <= 20


@pytest.mark.parametrize("line", ["word ", "x", "The bridge opened and all came. ", "中"])
def test_a_line_of_a_megabyte_is_indexed_in_seconds(encoder: Encoder, line: str) -> None:
    text = line * (1_000_000 // len(line.encode()))
    start = time.process_time()
    built = index_article(Article.from_text(text), encoder, attribute=False)
    assert time.process_time() - start < 30
    assert built.sentences[-1].end == len(text.strip())


def test_a_book_is_refused(encoder: Encoder) -> None:
    book = " ".join(f"Sentence {i} of this book is new and says little." for i in range(11_000))
    assert len(book) < EMBEDDED_LIMIT < 2 * len(book)
    with pytest.raises(ArticleError, match="is a book, not an article: give its parts one by one"):
        index_article(Article.from_text(book), encoder, attribute=False)


def test_who_said_what_is_found_unless_it_is_left_out(encoder: Encoder) -> None:
    article = Article.from_text("The bridge opened. “It is safe,” said Ann Lee, the mayor.")
    assert index_article(article, encoder).attributions
    assert not index_article(article, encoder, attribute=False).attributions
