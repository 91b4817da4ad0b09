"""This folder is about what happens because someone asked."""

from qa.answers import Answer, Citation
from qa.article_qa import ArticleQA
from qa.conversation import Conversation

__all__ = ["Answer", "ArticleQA", "Citation", "Conversation"]
