"""Questions asked of another name of the article, which does not answer them."""

import random

from training.exchanged_names import with_exchanged

TEXT = (
    "Barack Obama met Angela Merkel in Berlin on Monday. Obama said the talks were useful. "
    "He thanked his hosts for their patience and flew home in the evening.\n\n"
    + "The weather was mild and many people stood along the streets to see them pass. "
    * 5
    + "\n\nIn London, Gordon Brown told reporters in 2009 that he would wait. "
    "He had last travelled in 2007.\n"
)


def question(number: int, text: str, words: str) -> dict[str, object]:
    return {"id": number, "question": text, "answers": [{"start": TEXT.index(words)}]}


def exchanged(*questions: dict[str, object]) -> list[tuple[str, str]]:
    row = {"article_id": "a", "text": TEXT, "questions": list(questions)}
    found = with_exchanged(row, random.Random(1))  # noqa: S311 (a sample, not a secret)
    asked = found["questions"] if found else []
    return [(str(q["question"]), str(q.get("twin", ""))) for q in asked]


def test_a_question_is_asked_of_somebody_whom_its_answer_is_not_about() -> None:
    said = question(1, "What did Barack Obama call the talks?", "useful")
    assert exchanged(said) == [
        ("What did Barack Obama call the talks?", ""),
        ("What did Gordon Brown call the talks?", "1"),
    ]


def test_nobody_near_the_answer_takes_a_place_in_the_question() -> None:
    met = question(1, "Where did Angela Merkel meet somebody?", "in Berlin")
    assert "Obama" not in exchanged(met)[1][0]


def test_a_name_far_from_its_answer_is_left_as_it_is() -> None:
    assert exchanged(question(1, "How did Merkel hear that he would wait?", "told reporters")) == []


def test_nothing_is_made_of_a_question_without_an_answer() -> None:
    assert exchanged({"id": 1, "question": "Why did Obama leave?", "answers": []}) == []
