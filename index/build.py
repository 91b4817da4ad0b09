"""This file is about indexing an article: sentences, passages, vectors and who said what."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.articles import Article
from index.embedding import Encoder, Vectors
from index.passages import BUDGET, Passage, article_passages, article_sentences, token_count
from index.speakers import Attribution, attribute_quotations
from index.text import Span


@dataclass(frozen=True, slots=True, eq=False)
class IndexedArticle:
    """An article and all that is computed before anyone asks.

    `sentence_vectors` and `passage_vectors` have a row for each sentence and each passage.
    """

    article: Article
    sentences: tuple[Span, ...]
    passages: tuple[Passage, ...]
    attributions: tuple[Attribution, ...]
    sentence_vectors: Vectors
    passage_vectors: Vectors


def index_article(
    article: Article, encoder: Encoder, *, budget: int = BUDGET, attribute: bool = True
) -> IndexedArticle:
    """Reads an article for its index: `budget` is the most tokens of a passage.

    `attribute=False` leaves out who said what, which is most of the time that indexing takes.
    """
    sentences = article_sentences(article, encoder.count, min(budget, encoder.limit))
    passages = article_passages(
        article,
        sentences,
        counts=(token_count, encoder.count),
        budgets=(budget, encoder.limit),
    )
    return IndexedArticle(
        article=article,
        sentences=tuple(sentences),
        passages=tuple(passages),
        attributions=tuple(attribute_quotations(article)) if attribute else (),
        sentence_vectors=encoder.encode(_texts(article, sentences)),
        passage_vectors=encoder.encode([passage.text for passage in passages]),
    )


def _texts(article: Article, spans: Sequence[Span]) -> list[str]:
    return [span.of(article.text) for span in spans]
