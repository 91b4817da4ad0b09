"""The file that judgments go to, which the evals read."""

import json
import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval import measure_answers
from eval.data.sets import JudgedQuestion, read_set
from index import Article, ArticleQAError, Span
from qa import Answer, Citation
from qa.page import feedback
from qa.page.feedback import Feedback
from qa.page.judgments import Asked, Judgment
from tests.fixtures.shown import ARTICLE, answer, citation


def judged(id: str, given: Answer | None = None, **facts: Any) -> Judgment:
    return Judgment.of_right(Asked(id, given or answer(), **facts))


def questions(path: Path) -> dict[str, JudgedQuestion]:
    return {asked.id: asked for article in read_set(path) for asked in article.questions}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "judged.jsonl"


def test_judgments_are_a_set_that_the_evals_read(path: Path) -> None:
    kept = Feedback(path)
    silent = Asked("b", Answer("Why?", "Why?", closest=citation(0)), speaker="Ann Lee")
    kept.keep(judged("a"))
    kept.keep(Judgment.of_right(silent))
    kept.keep(Judgment.of_words(Asked("c", silent.answer), "She thanked all.", ARTICLE))
    [article] = read_set(path)
    assert (article.id, article.title, article.text) == (ARTICLE.id, "A bridge", ARTICLE.text)
    right, none, corrected = article.questions
    assert (right.id, right.text) == ("a", "What did the bridge cost?")
    assert (right.answers, right.speaker) == ((Span(29, 38),), "Ann Lee")
    assert (none.text, none.answers, none.said_by) == ("Why?", (), "Ann Lee")
    assert [span.of(article.text) for span in corrected.answers] == ["She thanked all."]
    assert corrected.speaker is None


def test_the_evals_measure_what_was_judged(path: Path, tmp_path: Path) -> None:
    kept = Feedback(path)
    article = Article.from_text("“The bridge cost 3 million euros,” Mayor Ann Lee said on Friday.")
    cited = Citation(1, article, Span(0, len(article.text)), Span(17, 32))
    asked = Asked("a", Answer("What did the bridge cost?", "What did the bridge cost?", (cited,)))
    kept.keep(Judgment.of_right(asked))
    whose = replace(asked, id="b", speaker="Ann Lee")
    kept.keep(Judgment.of_right(whose))
    [report] = measure_answers(path).sets
    assert report.figures["answered@1"].value == 1


def test_a_follow_up_that_went_wrong_is_kept_as_it_was_asked(path: Path) -> None:
    kept = Feedback(path)
    turns, click = ("Who?", "And?"), Span(20, 40)
    kept.keep(Judgment(Asked("a", answer(), turns, click), False, ARTICLE, ()))
    leaning = replace(answer(), about="What did Ann Lee ask?")
    kept.keep(Judgment.of_right(Asked("b", leaning, turns, click)))
    kept.keep(Judgment.of_right(Asked("c", answer(), turns, click)))
    alone = replace(answer(), searched="What did it cost?")
    kept.keep(Judgment(Asked("d", alone, turns, click), False, ARTICLE, ()))
    found = questions(path)
    for key in "ab":
        assert found[key].text == "What did it cost?"
        assert (found[key].turns, found[key].click) == (turns, click)
    for key in "cd":
        assert (found[key].turns, found[key].click) == ((), None)
    assert found["c"].text == "What did the bridge cost?"


def test_a_later_judgment_takes_the_place_of_an_earlier_one(path: Path) -> None:
    kept = Feedback(path)
    kept.keep(judged("a"))
    kept.keep(Judgment(Asked("a", answer()), False, ARTICLE, None))
    assert not questions(path)
    [row] = map(json.loads, path.read_text("utf-8").splitlines())
    assert [(asked["id"], asked["judged"]) for asked in row["open"]] == [("a", "wrong")]
    assert "answers" not in row["open"][0]
    kept.keep(Judgment(Asked("a", answer()), False, ARTICLE, (Span(0, 10),)))
    assert questions(path)["a"].answers == (Span(0, 10),)
    [row] = map(json.loads, path.read_text("utf-8").splitlines())
    assert row["open"] == []


def test_each_article_has_a_line_and_a_set_that_is_there_is_added_to(path: Path) -> None:
    mine = {"article_id": "mine", "text": "It rained.", "questions": []}
    path.write_text(json.dumps(mine) + "\n\n")
    kept = Feedback(path)
    other = Article.from_text("The library opened in June.", id=ARTICLE.id)
    there = Answer("When?", "When?", (Citation(1, other, Span(0, 27)),))
    for number in range(2):
        kept.keep(judged(f"a{number}"))
        kept.keep(judged(f"b{number}", there))
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [len(line["questions"]) for line in lines] == [0, 2, 2]
    assert lines[0] == mine


def test_many_readers_of_two_servers_judge_at_once(path: Path) -> None:
    servers = [Feedback(path), Feedback(path)]

    def judge(reader: int) -> None:
        for turn in range(10):
            servers[reader % 2].keep(judged(f"{reader}-{turn}"))

    readers = [threading.Thread(target=judge, args=(number,)) for number in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(questions(path)) == 60
    assert list(path.parent.iterdir()) == [path]


HOSTILE = 'Why?\n{"article_id": 1}\u2028\x85\r\x00\ud800 "},\\u0000 ' + "}" * 50


def test_hostile_words_stay_words(path: Path) -> None:
    text = f"{HOSTILE}\n\nThe bridge opened in May, said Ann Lee.\n\n{HOSTILE}"
    article = Article.from_text(text)
    start = text.index("The bridge")
    cited = Citation(1, article, Span(start, start + 39), Span(start + 21, start + 24))
    Feedback(path).keep(judged("a", Answer(HOSTILE, HOSTILE, (cited,)), speaker=HOSTILE))
    Feedback(path).keep(judged("b", Answer(HOSTILE, HOSTILE, (cited,))))
    [read] = read_set(path)
    assert read.text == text.replace("\ud800", "\ufffd")
    asked = read.questions[0]
    assert asked.text == asked.said_by == HOSTILE.replace("\ud800", "\ufffd")
    assert asked.answers[0].of(read.text) == "May"
    assert len(path.read_bytes().split(b"\n")) == 2


@pytest.mark.parametrize(
    "content",
    [
        "Not JSON\n",
        "[1]\n",
        "{}\n",
        '{"article_id": "a", "text": "b"}\n',
        '{"article_id": "a", "text": "b", "questions": [1]}\n',
        '{"article_id": "a", "text": "b", "questions": [], "open": {}}\n',
        '{"article_id": "a", "text": "b", "questions": [{"question": "Why?"}]}\n',
        '{"article_id": 1, "text": "b", "questions": []}\n',
    ],
)
def test_a_file_of_something_else_is_left_as_it_is(path: Path, content: str) -> None:
    path.write_text(content)
    with pytest.raises(ArticleQAError, match="holds something else"):
        Feedback(path)
    assert path.read_text() == content
    path.write_bytes(b"\xff")
    with pytest.raises(ArticleQAError, match="holds something else"):
        Feedback(path)


def test_a_file_that_cannot_be_written_is_told_before_anything_is_served(tmp_path: Path) -> None:
    for name, told in {
        "judged.csv": "end it with .jsonl",
        "judged.jsonl.gz": "end it with .jsonl",
        "nowhere/judged.jsonl": "make its folder first",
    }.items():
        with pytest.raises(ArticleQAError, match=told):
            Feedback(tmp_path / name)
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(ArticleQAError, match="cannot be read"):
        Feedback(tmp_path / "folder.jsonl")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.jsonl"]


def test_a_full_disk_or_file_leaves_what_was_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Feedback(path)
    kept.keep(judged("a"))
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ArticleQAError, match="No space left"):
            kept.keep(judged("b"))
    monkeypatch.setattr(feedback, "FILE_LIMIT", len(before))
    with pytest.raises(ArticleQAError, match="full"):
        kept.keep(judged("b"))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    kept.keep(judged("a"))
    assert path.read_bytes() == before


def test_a_link_to_the_file_stays_one(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(path)
    Feedback(link).keep(judged("a"))
    assert link.is_symlink()
    assert len(questions(path)) == 1
