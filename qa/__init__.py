"""What happens because someone asked: questions in, answers with their citations out."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

_index = find_spec("index")
if _index and _index.origin and Path(_index.origin).parent != Path(__file__).parents[1] / "index":
    raise ImportError(
        f"{_index.origin} hides Article QA's package `index`: rename it or move it elsewhere."
    )

if TYPE_CHECKING:
    from qa.article_qa import ArticleQA
    from qa.citing.answers import Answer, Citation
    from qa.comprehension.models import Models
    from qa.conversation import Conversation
    from qa.settings import Settings
    from qa.verification.results import Verification

__all__ = ["Answer", "ArticleQA", "Citation", "Conversation", "Models", "Settings", "Verification"]

_MODULES = {
    "ArticleQA": "qa.article_qa",
    "Answer": "qa.citing.answers",
    "Citation": "qa.citing.answers",
    "Models": "qa.comprehension.models",
    "Conversation": "qa.conversation",
    "Settings": "qa.settings",
    "Verification": "qa.verification.results",
}


def __getattr__(name: str) -> Any:
    # PEP 562: `article-qa --help` need not wait for what answers questions.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
