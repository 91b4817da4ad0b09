"""Judging an article: the set that comes of what is typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import eval.commands.judge
from eval.__main__ import app
from eval.data.sets import read_set
from index import Article, Span
from qa import Answer, Citation

TEXT = "Ann Lee opened the bridge in May. It cost three million euros."
SENTENCES = [Span(0, 33), Span(34, 62)]


class Proposer:
    """Proposes two questions and answers both with the first sentence."""

    def __init__(self, articles: list[Article]) -> None:
        [self.article] = articles

    def example_questions(self, limit: int) -> list[str]:
        return ["Who opened the bridge?", "When did it rust?"][:limit]

    def ask(self, question: str) -> Answer:
        return Answer(question, question, (Citation(1, self.article, SENTENCES[0]),), 0.9)


def test_set_is_made_and_added_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eval.commands.judge, "ArticleQA", Proposer)
    article, into = tmp_path / "article.txt", tmp_path / "own.jsonl"
    article.write_text(TEXT)
    replies = '1\nwhat?\nnone\nWhat did it cost?\nall\n"three million euros"\n\n'
    result = CliRunner().invoke(app, ["judge", str(article), "--into", str(into)], input=replies)
    assert result.exit_code == 0, result.output
    [row] = read_set(into)
    assert [question.answers for question in row.questions] == [
        (Span(0, 33),),
        (),
        (Span(42, 61),),
    ]
    replies = "Where is it?\nskip\nWho paid?\nstop\n"
    result = CliRunner().invoke(app, ["judge", str(article), "--into", str(into)], input=replies)
    assert result.exit_code == 0
    assert len(json.loads(into.read_text())["questions"]) == 3


def test_other_files_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eval.commands.judge, "ArticleQA", Proposer)
    article, into = tmp_path / "article.txt", tmp_path / "own.jsonl"
    article.write_text(TEXT)
    into.write_text("my notes")
    result = CliRunner().invoke(app, ["judge", str(article), "--into", str(into)], input="1\n")
    assert "is not JSON" in str(result.exception)
    assert into.read_text() == "my notes"
