"""`python -m eval conversation`."""

import json
from pathlib import Path

import pytest

from index import Article, Attribution, Span, Speaker
from qa import Answer
from qa.understanding.talk import Turn
from tests.fixtures import rote
from tests.fixtures.rote import figures, run, write_set


def test_conversation(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run("conversation", write_set(tmp_path / "set.jsonl"), "--json", out)
    values = figures(out)
    assert (values["hit@1"], values["hit@1 in full"], values["hit@1 without turns"]) == (1, 1, 0)


def test_a_talk_goes_on_and_leans_on_what_was_clicked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str | Turn] = []

    class Heard(rote.Talk):
        def ask(self, question: str) -> Answer:
            heard.append(question)
            return super().ask(question)

        def lean_on(self, turn: Turn) -> None:
            heard.append(turn)

    said = Attribution((Span(71, 84),), Speaker("Tom Ray"), None, None, "indirect", 0.9)
    monkeypatch.setattr(rote, "Talk", Heard)
    monkeypatch.setattr(rote.Rote, "attributions", lambda self, key, part: [said], raising=False)
    row = json.loads(write_set(tmp_path / "set.jsonl").read_text())
    click = {"text": "calls it ugly", "start": 71}
    first, second = "When did the bridge open?", "And what did it cost?"
    row["questions"] = [
        {"id": "1", "question": second, "answers": [], "turns": [first]},
        {"id": "2", "question": "Why?", "answers": [], "turns": [first, second], "click": click},
    ]
    path = tmp_path / "talk.jsonl"
    path.write_text(json.dumps(row))
    run("conversation", path)
    article = Article.from_text(rote.TEXT, id="a")
    words = Span(71, 84).of(article.text)
    chosen = Turn("What did Tom Ray say?", words, "Tom Ray", cited=(("a", Span(71, 84)),))
    assert heard == [first, second, chosen, "Why?"]
