"""A pool of processes makes of articles what one process makes of them."""

import numpy as np
import pytest

from index import Article
from index.embedding import Encoder, default_encoder
from index.errors import ArticleError
from index.indexed import IndexedArticle
from index.many import ARTICLES_FOR_A_POOL, Outcome, index_articles
from index.passages import BUDGET

TEXTS = [
    f"The bridge number {number} opened in May.\n\n“It is safe,” said Ann Lee, the mayor."
    for number in range(ARTICLES_FOR_A_POOL)
]


def test_several_processes_do_as_one() -> None:
    articles = [*map(Article.from_text, TEXTS)]
    alone, together = (
        list(index_articles(articles, default_encoder(), budget=BUDGET, processes=processes))
        for processes in (1, 2)
    )
    for (article, outcome), (same, other) in zip(alone, together, strict=True):
        assert article == same
        assert isinstance(outcome, IndexedArticle)
        assert isinstance(other, IndexedArticle)
        assert outcome.article == other.article
        assert outcome.attributions == other.attributions
        assert np.allclose(outcome.passage_vectors, other.passage_vectors, atol=1e-6)


def test_another_encoder_works_in_this_process(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.many.ProcessPoolExecutor", None)
    articles = [*map(Article.from_text, TEXTS)]
    made: list[Outcome] = list(index_articles(articles, encoder, budget=BUDGET, processes=2))
    assert [article for article, _ in made] == articles


def test_what_is_wrong_with_an_article_comes_back(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(article: Article, *_: object, **__: object) -> IndexedArticle:
        raise ArticleError("A book.")

    monkeypatch.setattr("index.many.index_article", refuse)
    ((_, outcome),) = index_articles([Article.from_text(TEXTS[0])], encoder, budget=BUDGET)
    assert str(outcome) == "A book."
