"""Reading sets of judged questions, drawing from them, and what is wrong with a bad one."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from eval.data.sets import JudgedQuestion, chosen, crossed, read_set
from index import Span
from index.errors import EvaluationError


def row(number: int = 0, **changes: Any) -> dict[str, Any]:
    return {
        "article_id": f"a{number}",
        "title": "",
        "text": f"The bridge number {number} opened in May. It is red.",
        "questions": [
            {
                "id": f"q{number}-{i}",
                "question": f"Question {i} of {number}?",
                "answers": [{"text": "opened", "start": 20}] if i else [],
            }
            for i in range(3)
        ],
    } | changes


def write(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in rows), encoding="utf-8")
    return path


def everything(_: JudgedQuestion) -> bool:
    return True


def test_set_is_read(tmp_path: Path) -> None:
    first, second = read_set(write(tmp_path / "set.jsonl", row(1), row(2)))
    assert first.title is None
    assert first.questions[1] == JudgedQuestion("q1-1", "Question 1 of 1?", (Span(20, 26),))
    assert second.questions[0].answers == ()


def test_packed_set_is_read(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(row()).encode()))
    assert len(list(read_set(path))) == 1


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "is empty"),
        ([row(), row()], "q0-0' is used twice"),
        ([row(text="")], "`text` is missing"),
        ([row(questions=None)], "`questions` must be a list"),
        ([row(questions=[{"id": "q", "question": "Who?"}])], "has no judgment"),
        ([row(questions=["Who?"])], "must be a JSON object"),
        ([row(match="near")], "must be inside or overlap"),
        (
            [
                row(
                    questions=[
                        {
                            "id": "q",
                            "question": "Who?",
                            "answers": [
                                {"text": "b", "start": 4, "exact": {"text": "x", "start": 4}}
                            ],
                        }
                    ]
                )
            ],
            "does not stand there",
        ),
        ([[1]], "is not a JSON object"),
        (
            [row(questions=[{"id": "q", "question": "Who?", "answers": [{"text": "b"}]}])],
            "does not stand there",
        ),
        (
            [
                row(
                    questions=[
                        {"id": "q", "question": "?", "answers": [{"text": "It", "start": 1}]}
                    ]
                )
            ],
            "does not stand there",
        ),
    ],
)
def test_bad_set_is_refused_with_its_place(tmp_path: Path, rows: list[Any], message: str) -> None:
    path = write(tmp_path / "set.jsonl", *rows)
    with pytest.raises(EvaluationError, match=message) as error:
        list(read_set(path))
    assert str(path) in str(error.value)


def test_half_a_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(row())[:40])
    with pytest.raises(EvaluationError, match="line 1 is not JSON"):
        list(read_set(path))


def test_damaged_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(row()).encode())[:60])
    with pytest.raises(EvaluationError, match="cannot be read"):
        list(read_set(path))


def test_missing_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="There is no file"):
        list(read_set(tmp_path / "none.jsonl"))


def test_limit_and_sample(tmp_path: Path) -> None:
    path = write(tmp_path / "set.jsonl", *map(row, range(9)))

    def ids(**settings: Any) -> list[str]:
        articles = chosen(path, everything, **settings)
        return [question.id for article in articles for question in article.questions]

    assert ids(limit=4) == ["q0-0", "q0-1", "q0-2", "q1-0"]
    assert len(ids(sample=5)) == 5
    assert ids(sample=5) == ids(sample=5)
    assert ids(sample=5) != ids(sample=5, seed=1)
    assert ids(sample=99) == ids()
    assert len(list(chosen(path, lambda question: not question.answers))) == 9


def test_crossed_questions_have_no_answer(tmp_path: Path) -> None:
    texts = ["The red bridge opened.", "A blue ferry left town."]
    rows = [
        row(
            number,
            text=text,
            questions=[
                {
                    "id": f"q{number}",
                    "question": "Which colour?",
                    "answers": [{"text": text.split()[1], "start": text.index(text.split()[1])}],
                }
            ],
        )
        for number, text in enumerate(texts)
    ]
    both = list(crossed(read_set(write(tmp_path / "set.jsonl", *rows))))
    assert [(article.id, article.questions[0].id) for article in both] == [
        ("a0", "q1@a0"),
        ("a1", "q0@a1"),
    ]
    assert not any(article.questions[0].answers for article in both)


def test_crossing_leaves_out_answers_that_stand_in_the_other_article(tmp_path: Path) -> None:
    path = write(tmp_path / "set.jsonl", row(1), row(2))
    assert list(crossed(read_set(path))) == []


def test_crossing_needs_two_articles(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="two articles"):
        list(crossed(read_set(write(tmp_path / "set.jsonl", row(1)))))
