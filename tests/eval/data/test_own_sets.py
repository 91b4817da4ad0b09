"""What a judge's reply means, and another text under the id of a judged article."""

from pathlib import Path

import pytest

from eval.data.own_sets import OwnSet, parse_judgment
from index import Article, Span
from index.errors import EvaluationError

TEXT = "Ann Lee opened the bridge in May. It cost three million euros."
SENTENCES = [Span(0, 33), Span(34, 62)]


@pytest.mark.parametrize(
    ("reply", "spans"),
    [
        ("1, 2", SENTENCES),
        ("none", []),
        ('"May"', [Span(29, 32)]),
        ("“e”", None),
        ('"rust"', None),
        ("3", None),
        ("0", None),
        ("one", None),
        ("", None),
    ],
)
def test_reply(reply: str, spans: list[Span] | None) -> None:
    if reply == "“e”":
        spans = [Span(at, at + 1) for at, letter in enumerate(TEXT) if letter == "e"]
    assert parse_judgment(reply, TEXT, SENTENCES) == spans


def test_another_text_under_the_same_id_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    OwnSet(path, Article.from_text(TEXT, id="a")).add("Who opened the bridge?", [SENTENCES[0]])
    with pytest.raises(EvaluationError, match="another text under the id a"):
        OwnSet(path, Article.from_text("Another text.", id="a"))
