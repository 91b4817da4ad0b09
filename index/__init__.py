"""What happens before anyone asks: articles in, a searchable index out."""

import sys

if sys.platform == "win32":
    raise ImportError(
        "Article QA runs on Linux and other POSIX systems, not on Windows: use it in WSL."
    )

from index.articles import Article
from index.blocks import Block
from index.errors import ArticleQAError
from index.reading import read_article, read_articles
from index.speakers import Attribution, Speaker, attribute_quotations
from index.text import Span

__all__ = [
    "Article",
    "ArticleQAError",
    "Attribution",
    "Block",
    "Span",
    "Speaker",
    "attribute_quotations",
    "read_article",
    "read_articles",
]
