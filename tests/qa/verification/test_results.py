"""What comes back from verifying a quotation."""

from typing import get_args

import pytest

from index import Article, Attribution, Span, Speaker
from qa import Citation
from qa.verification.results import Verdict, Verification

LEE = Speaker("Ann Lee")


@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_only_word_for_word_is_true(verdict: Verdict) -> None:
    assert bool(Verification("Go", None, verdict)) is (verdict == "word for word")


def test_the_speaker_is_that_of_the_place() -> None:
    said = Attribution((Span(0, 4),), LEE, None, None, "direct", 0.9)
    cited = Citation(1, Article.from_text("“Go,” Ann Lee said."), Span(0, 19), attribution=said)
    assert Verification("Go", None, "word for word", citation=cited).speaker == LEE
    assert Verification("Go", None, "not found").speaker is None
