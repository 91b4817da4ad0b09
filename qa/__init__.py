"""What happens because someone asked: questions in, answers with their citations out."""

from importlib.util import find_spec
from pathlib import Path

_index = find_spec("index")
if _index and _index.origin and Path(_index.origin).parent != Path(__file__).parents[1] / "index":
    raise ImportError(
        f"{_index.origin} hides Article QA's package `index`: rename it or move it elsewhere."
    )

from qa.article_qa import ArticleQA
from qa.citing.answers import Answer, Citation
from qa.comprehension.models import Models
from qa.conversation import Conversation
from qa.settings import Settings
from qa.verification.results import Verification

__all__ = ["Answer", "ArticleQA", "Citation", "Conversation", "Models", "Settings", "Verification"]
