"""What the tests of the index share: an encoder without a model, and articles."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
from hypothesis import settings

from index import Article, Attribution, Block, Span, Speaker
from index.build import index_article
from index.embedding import Vectors
from index.indexed import IndexedArticle
from index.passage_index import PassageIndex

settings.register_profile("any machine", deadline=None, print_blob=True)
settings.load_profile("any machine")


@dataclass(slots=True)
class WordEncoder:
    """Hashed words: texts with more words in common are nearer."""

    name: str = "words"
    dimension: int = 64
    limit: int = 256

    def count(self, text: str) -> int:
        return len(re.findall(r"\w+|[^\w\s]", text)) + 2

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), self.dimension), 1e-6, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[zlib.crc32(word.encode("utf-8", "surrogatepass")) % self.dimension] += 1
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()


BRIDGE = "The bridge opened in May.\r\n\r\nIt cost 3 million euros, said the mayor. Crowds came."
STRANGE = "He said “e\u0301 😀 \ud83d\ude00 \ud800\x00” <|endoftext|>.\u2028\u202eIt was over."


@pytest.fixture
def indexed(encoder: WordEncoder) -> list[IndexedArticle]:
    """Two articles; the first has a value in every field, the second the worst of Unicode."""
    words = BRIDGE.index("It cost"), BRIDGE.index(", said")
    mayor = Span(BRIDGE.index("the mayor"), BRIDGE.index(". Crowds"))
    bridge = Article(
        id="bridge",
        title="A bridge",
        text=BRIDGE,
        blocks=(Block("title", Span(0, 25)), Block("body", Span(29, len(BRIDGE)))),
        authors=("Ann Lee", "Bo Li"),
        published=date(2025, 2, 16),
        source="https://example.org/bridge",
    )
    first = index_article(bridge, encoder, attribute=False)
    attributions = (
        Attribution(
            (Span(*words),), Speaker("Mayor", "mayor"), mayor, Span(55, 59), "indirect", 0.9
        ),
        Attribution((Span(*words), mayor), None, None, None, "mixed", 0.5),
    )
    second = index_article(Article.from_text(STRANGE), encoder, attribute=False)
    return [
        IndexedArticle(
            first.article,
            first.sentences,
            first.passages,
            attributions,
            first.sentence_vectors,
            first.passage_vectors,
        ),
        second,
    ]


@pytest.fixture
def passage_index(encoder: WordEncoder, indexed: list[IndexedArticle]) -> PassageIndex:
    return PassageIndex(encoder, indexed)
