"""What one answer counts for each measure: refusals, and exact words where a set gives them."""

import json
from pathlib import Path

from eval.data.sets import JudgedArticle, JudgedQuestion, read_set
from eval.scoring.answer_records import answer_record
from index import Article, Span
from qa import Answer, Citation

TEXT = "Ann Lee opened the bridge in May. It cost three million euros."
SENTENCE, WORDS = Span(34, 62), Span(42, 61)
ARTICLE = Article.from_text(TEXT, id="a")
QUESTION = JudgedQuestion("q", "What did it cost?", (SENTENCE,), (WORDS,))


def values(answer: Answer, question: JudgedQuestion = QUESTION) -> dict[str, float]:
    judged = JudgedArticle("a", None, TEXT, (question,))
    found: dict[str, float] = answer_record("set", judged, question, lambda _: answer)["values"]
    return found


def test_nearest_passage_of_a_refusal_is_found_and_not_answered() -> None:
    refusal = Answer("?", "?", (), 0.2, Citation(0, ARTICLE, SENTENCE))
    counted = values(refusal)
    assert (counted["hit@1"], counted["hit@3"]) == (1, 1)
    assert (counted["answered@1"], counted["answered@3"], counted["right"]) == (0, 0, 0)


def test_a_perhaps_is_shown_and_is_no_plain_answer() -> None:
    perhaps = Answer("?", "?", (Citation(1, ARTICLE, SENTENCE, WORDS),), 0.3, perhaps=True)
    counted = values(perhaps)
    assert (counted["hit@1"], counted["perhaps"], counted["answer_F1"]) == (1, 1, 1)
    assert (counted["answered@1"], counted["right"], counted["kept"]) == (0, 0, 0)
    near_miss = values(perhaps, JudgedQuestion("q", "Who paid?", ()))
    assert near_miss == {"refused": 1, "not_said": 0, "right": 1}
    assert values(Answer("?", "?"), JudgedQuestion("q", "Who paid?", ()))["not_said"] == 1


def test_right_answer_at_second_place_is_answered_within_three() -> None:
    cited = (Citation(1, ARTICLE, Span(0, 33)), Citation(2, ARTICLE, SENTENCE))
    counted = values(Answer("?", "?", cited, 0.9))
    assert (counted["answered@1"], counted["answered@3"]) == (0, 1)


def test_words_that_are_not_those_of_the_judged_text_are_altered() -> None:
    other = Article.from_text(TEXT.replace("three", "seven"), id="a")
    judged = JudgedArticle("a", None, TEXT, (QUESTION,))
    for article, altered in ((ARTICLE, 0), (other, 1)):
        answer = Answer("?", "?", (Citation(1, article, SENTENCE),), 0.9)
        assert answer_record("set", judged, QUESTION, lambda _, a=answer: a)["altered"] == altered  # type: ignore[misc]


def test_exact_words_are_compared_with_the_judged_ones() -> None:
    answer = Answer("?", "?", (Citation(1, ARTICLE, SENTENCE, WORDS),), 0.9)
    assert (values(answer)["answer_F1"], values(answer)["answer_exact"]) == (1, 1)
    without = JudgedQuestion("q", "What did it cost?", (SENTENCE,))
    assert values(answer, without)["answer_exact"] == 0


def test_exact_words_are_read_from_inside_an_answer(tmp_path: Path) -> None:
    answer = {"text": SENTENCE.of(TEXT), "start": 34, "exact": {"text": "three", "start": 42}}
    other = {"text": "May", "start": 29}
    row = {
        "article_id": "a",
        "text": TEXT,
        "questions": [{"id": "q", "question": "How many?", "answers": [answer, other]}],
    }
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(row))
    [article] = read_set(path)
    assert article.questions[0].answers == (SENTENCE, Span(29, 32))
    assert article.questions[0].exact == (Span(42, 47),)
