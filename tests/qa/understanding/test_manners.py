"""Greetings, thanks and words about the program, told from questions."""

from pathlib import Path

import pytest

from index.embedding import Vectors, default_encoder
from index.errors import EncoderError
from qa.understanding import manners
from qa.understanding.manners import Manner, manner_of


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Thanks!", "thanks"),
        ("thank u so much", "thanks"),
        ("Hello", "greeting"),
        ("ok", "ok"),
        ("bye", "bye"),
        ("Are you a robot?", "self"),
        ("Who made you?", "self"),
        ("Which articles do you know?", "program"),
        ("Can you summarise?", "program"),
        ("you are so stupid", "insult"),
        ("Summarise the article, please", "summary"),
        ("key points", "summary"),
        ("Tell me more", "summary"),
    ],
)
def test_what_is_no_question_is_told(text: str, manner: Manner) -> None:
    assert manner_of(text, default_encoder()) == manner


@pytest.mark.parametrize(
    "question",
    [
        "Why?",
        "And him?",
        "Who made the robot?",
        "Who thanked her?",
        "ok and who paid?",
        "Tell me more about the fire",
        "Summarise what the mayor said",
        "What is his name?",
        "length of the call",
        "thanks " * 20,
    ],
)
def test_a_question_is_a_question(question: str) -> None:
    assert manner_of(question, default_encoder()) is None


class Strange:
    """Another encoder, whose vectors mean something else."""

    name, dimension, limit = "strange", 1, 256

    def count(self, text: str) -> int:
        return 1

    def encode(self, texts: object) -> Vectors:
        raise AssertionError("its vectors are of no use here")


def test_another_encoder_is_not_asked() -> None:
    assert manner_of("Thanks!", Strange()) == "thanks"


def test_damaged_weights_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "manners.npz"
    damaged.write_bytes(b"nothing")
    monkeypatch.setattr(manners, "MANNER_WEIGHTS_FILE", damaged)
    manners._shipped.cache_clear()
    with pytest.raises(EncoderError, match="install Article QA again"):
        manner_of("Thanks!", default_encoder())
    monkeypatch.undo()
