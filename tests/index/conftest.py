"""What the tests of the index share: an encoder without a model, and articles."""

from datetime import date

import pytest

from index import Article, Attribution, Block, Span, Speaker
from index.build import index_article
from index.indexed import IndexedArticle
from index.passage_index import PassageIndex
from tests.fixtures.encoders import WordEncoder


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
