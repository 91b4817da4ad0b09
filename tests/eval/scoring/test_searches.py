"""What of a question is searched for, and where."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval.scoring.searches import open_search, shortened
from index import Article
from index.embedding import Vectors
from index.library import check_library
from tests.fixtures.encoders import WordEncoder


class Counter:
    """An encoder that reads four words."""

    name, dimension, limit = "counter", 1, 4

    def count(self, text: str) -> int:
        return len(text.split())

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 1), dtype=np.float32)


def test_question_is_shortened_to_what_the_encoder_reads() -> None:
    assert shortened("one two  three four", Counter()) == "one two  three four"
    assert shortened("one two  three four five", Counter()) == "one two  three four"


def test_articles_are_searched_in_memory_or_in_a_library_that_stays(tmp_path: Path) -> None:
    kept, encoder = tmp_path / "kept" / "library", WordEncoder()
    articles = [
        Article.from_text("The bridge opened in May. It cost 3 million euros.", id="bridge"),
        Article.from_text("The ferry sails in June. It is blue.", id="ferry"),
    ]
    in_memory = open_search(encoder, 20, "hybrid", articles)
    made = open_search(encoder, 20, "hybrid", articles, keep=kept)
    again = open_search(encoder, 20, "hybrid", [], keep=kept)
    for search in (in_memory, made, again):
        best, *_ = search("How many euros did the bridge cost?", 2)
        assert best.passage.article.id == "bridge"
    assert check_library(kept)["articles"] == 2
