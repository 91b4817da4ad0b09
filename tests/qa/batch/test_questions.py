"""The questions of a batch: CSV, JSON Lines and plain lines, and what is wrong with them."""

from pathlib import Path

import pytest

from index import ArticleQAError
from qa.batch.questions import AskedFor, read_questions


def read(folder: Path, name: str, content: str | bytes, speaker: str | None = None) -> object:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_questions(str(file), speaker)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("q.csv", "id,Question,speaker,note\r\n7,Who paid?,Ann Lee,x\r\n\r\n,Why?,,\r\n"),
        ("q.csv", '\ufeff"id";"question";"speaker"\n"7";"Who paid?";"Ann Lee"\n;Why?;\n'),
        ("q.tsv", "question\tspeaker\tid\rWho paid?\tAnn Lee\t7\rWhy?\t\t\r"),
        (
            "q.jsonl",
            '{"question": "Who paid?", "speaker": "Ann Lee", "id": 7}\n\n{"question": "Why?"}\n',
        ),
    ],
)
def test_every_form_gives_the_same_questions(tmp_path: Path, name: str, content: str) -> None:
    assert read(tmp_path, name, content) == [
        AskedFor("Who paid?", "Ann Lee", "7"),
        AskedFor("Why?"),
    ]


def test_a_cell_may_have_several_lines(tmp_path: Path) -> None:
    assert read(tmp_path, "q.csv", 'question\n"Who\u2028paid,\nand why?"\n') == [
        AskedFor("Who\u2028paid,\nand why?")
    ]


def test_anything_else_is_a_question_a_line(tmp_path: Path) -> None:
    found = read(tmp_path, "q.txt", "Who paid, and why?\r\n\r\n When? \r\n", "Ann Lee")
    assert found == [AskedFor("Who paid, and why?", "Ann Lee"), AskedFor("When?", "Ann Lee")]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("q.csv", "what,who\nWhy?,Ann", "no column `question`"),
        ("q.csv", 'id,question\n1,"Why?', "line 2, is not CSV"),
        ("q.csv", "id,question\n1\n", "line 2, ends before its question"),
        ("q.jsonl", '{"question": "Why?"}\n{"question": ', "line 2, is not JSON"),
        ("q.jsonl", '{"question": "Why?"}\n["Why?"]', "line 2, asks nothing"),
        ("q.jsonl", '{"question": 5}', "line 1, asks nothing"),
        ("q.jsonl", '{"question": "Why?", "speaker": 5}', "line 1, asks nothing"),
        ("q.txt", b"Wo ist M\xfcnchen?", "not in UTF-8"),
        ("q.txt", " \n", "holds no question"),
        ("q.csv", "id,question\n", "holds no question"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, name: str, content: str | bytes, told: str
) -> None:
    with pytest.raises(ArticleQAError, match=told):
        read(tmp_path, name, content)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleQAError, match=r"none\.csv cannot be read"):
        read_questions(str(tmp_path / "none.csv"))
