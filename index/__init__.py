"""This folder is about what happens before anyone asks: articles in, a searchable index out."""

from index.articles import Article
from index.blocks import Block
from index.errors import ArticleQAError
from index.reading import read_article
from index.speakers import Attribution, Speaker
from index.text import Span

__all__ = [
    "Article",
    "ArticleQAError",
    "Attribution",
    "Block",
    "Span",
    "Speaker",
    "read_article",
]
