"""What was written by hand, set beside the texts of its articles."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from eval.data.quotation_sets import read_quotations
from eval.data.sets import read_set
from index import Span
from training import reader_data, written_sets

TEXT = "“We shall not pay for the wall,” said Ada Moss, the mayor."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A shared article with a question of its own."""
    answer = {"text": "Ada Moss", "start": 38, "exact": {"text": "Moss", "start": 42}}
    whole = {"text": TEXT, "start": 0}
    asked = {"id": "h-1", "question": "Who spoke?", "answers": [answer, whole]}
    rows: dict[str, list[dict[str, Any]]] = {
        "polnear/train": [{"id": "p", "title": "Wall", "text": TEXT}],
        "qa/newsqa_train": [],
        "qa/news_hand": [{"article_id": "h", "title": "", "text": TEXT, "questions": [asked]}],
    }
    for name, written in rows.items():
        path = tmp_path / f"{name}.jsonl.gz"
        path.parent.mkdir(exist_ok=True)
        with gzip.open(path, "wt") as lines:
            lines.writelines(f"{json.dumps(row)}\n" for row in written)
    return tmp_path


def write(data: Path, part: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    out = data / "set.jsonl"
    monkeypatch.setattr(sys, "argv", ["written_sets", str(data), part, str(out)])
    written_sets.main()
    return out


def test_an_archive_has_every_article_and_the_chosen_questions(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = [
        {
            "id": f"p-{number}",
            "question": "Who?",
            "answers": [{"start": 0, "end": 57, "exact": [38, 46]}],
        }
        for number in range(2)
    ]
    (data / "train.jsonl").write_text(json.dumps({"article_id": "p", "questions": questions}))
    (data / "archive.txt").write_text("h-1\np-1\n")
    monkeypatch.setattr(reader_data, "QUESTIONS", data)
    monkeypatch.setattr(written_sets, "ARCHIVE", data / "archive.txt")
    articles = list(read_set(write(data, "archive", monkeypatch)))
    assert [[asked.id for asked in article.questions] for article in articles] == [["h-1"], ["p-1"]]
    assert [asked.exact for article in articles for asked in article.questions] == [
        (Span(42, 46),),
        (Span(38, 46),),
    ]


def test_a_quotation_is_made_of_the_article_and_of_other_words(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = {"id": "1", "parts": [[1, 9], " ", [14, 31]], "speaker": "Moss", "verdict": "altered"}
    written = data / "news.jsonl"
    written.write_text(json.dumps({"article_id": "p", "quotations": [judged]}))
    monkeypatch.setattr(written_sets, "QUOTATIONS", written)
    (article,) = read_quotations(write(data, "quotations", monkeypatch))
    (quotation,) = article.quotations
    assert article.article.text == TEXT
    assert (quotation.text, quotation.speaker, quotation.verdict) == (
        "We shall pay for the wall,",
        "Moss",
        "altered",
    )


def test_statements_have_the_text_of_their_article(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"content": [[0, 31]], "source": [38, 46], "cue": [33, 37], "speaker": "Ada Moss"}
    said |= {"role": "mayor", "kind": "direct", "polarity": "said"}
    (data / "tune.jsonl").write_text(json.dumps({"article_id": "p", "attributions": [said]}))
    monkeypatch.setattr(written_sets, "NAMES", data)
    row = json.loads(write(data, "names_tune", monkeypatch).read_text())
    assert (row["id"], row["text"], row["attributions"]) == ("p", TEXT, [said])
