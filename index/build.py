"""An article made ready for questions: its sentences, passages, vectors and who said what."""

from concurrent.futures import ThreadPoolExecutor
from functools import cache

from index.articles import Article
from index.embedding import Encoder
from index.errors import ArticleError
from index.indexed import IndexedArticle
from index.passages import BUDGET, article_passages, article_sentences, token_count
from index.speakers import attribute_quotations

EMBEDDED_LIMIT = 1_000_000
"""Characters to embed, sentences and passages together: two to three minutes of a slow machine.

An article of 400,000 characters, which is 65,000 words, stays below it.
"""


def index_article(
    article: Article, encoder: Encoder, *, budget: int = BUDGET, attribute: bool = True
) -> IndexedArticle:
    """Reads an article for its index: `budget` is the most tokens of a passage.

    `attribute=False` leaves out who said what. Raises ArticleError for a text as long as a book.
    """
    budgets = ((cache(token_count), budget), (cache(encoder.count), encoder.limit))
    sentences = article_sentences(article, budgets)
    passages = article_passages(article, sentences, budgets)
    texts = [span.of(article.text) for span in sentences] + [passage.text for passage in passages]
    distinct = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    if sum(map(len, distinct)) > EMBEDDED_LIMIT:
        raise ArticleError(
            f"The text has {len(article.text):,} characters, which is a book, not an article: "
            "give its parts one by one."
        )
    # Side by side, as both load networks, which takes longer than a short article itself.
    with ThreadPoolExecutor(max_workers=1) as aside:
        attributing = aside.submit(attribute_quotations, article) if attribute else None
        vectors = encoder.encode(list(distinct))[[distinct[text] for text in texts]]
    return IndexedArticle(
        article=article,
        sentences=tuple(sentences),
        passages=tuple(passages),
        attributions=tuple(attributing.result()) if attributing else (),
        sentence_vectors=vectors[: len(sentences)],
        passage_vectors=vectors[len(sentences) :],
    )
