"""The commands run on a program that answers by rote."""

import pytest

import eval.scoring.program
import eval.scoring.retrieval
from tests.fixtures.rote import Rote, whole_passages


@pytest.fixture(autouse=True)
def _by_rote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eval.scoring.program, "ArticleQA", Rote)
    monkeypatch.setattr(
        eval.scoring.retrieval, "open_search", lambda *settings, **_: whole_passages(settings[-1])
    )
