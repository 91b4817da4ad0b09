"""The sample article and its judged questions fit together."""

import json
from collections import Counter
from pathlib import Path

from index import Article
from index.text import word_count

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "qa" / "sample_article.txt").read_text(encoding="utf-8")
[ROW] = (
    json.loads(line)
    for line in (ROOT / "eval" / "sets" / "sample.jsonl").read_text(encoding="utf-8").splitlines()
)


def test_text_is_that_of_the_sample_article() -> None:
    assert ROW["text"] == TEXT
    assert ROW["title"] == TEXT.split("\n", 1)[0]


def test_every_answer_stands_where_it_says() -> None:
    for question in ROW["questions"]:
        for answer in question["answers"]:
            start = answer["start"]
            assert TEXT[start : start + len(answer["text"])] == answer["text"], question["id"]


def test_set_holds_every_kind_of_question() -> None:
    questions = ROW["questions"]
    assert len({question["id"] for question in questions}) == len(questions) >= 50
    assert sum(not question["answers"] for question in questions) >= 12
    assert sum("turns" in question for question in questions) >= 6
    speakers = Counter(question["speaker"] for question in questions if "speaker" in question)
    assert len(speakers) >= 7
    assert all(question["answers"] for question in questions if "speaker" in question)


def test_no_answer_stands_only_in_furniture() -> None:
    furniture = TEXT.index("Related:")
    assert all(a["start"] < furniture for question in ROW["questions"] for a in question["answers"])


def test_sample_article_is_an_article() -> None:
    article = Article.from_text(TEXT)
    assert 600 <= word_count(article.text) <= 900


def test_sources_and_cues_of_the_judged_statements_stand_where_they_say() -> None:
    lines = (ROOT / "eval" / "sets" / "sample_speakers.jsonl").read_text(encoding="utf-8")
    [row] = map(json.loads, lines.splitlines())
    assert row["text"] == TEXT
    assert len(row["attributions"]) >= 20
    for judged in row["attributions"]:
        for part in ("source", "cue", "content"):
            assert (
                " ".join(TEXT[start:end] for start, end in judged[part]) == judged[f"{part}_text"]
            )
