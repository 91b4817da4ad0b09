"""The training of the speaker detector, a few steps on two articles of our own."""

import gzip
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from index.errors import EncoderError
from index.speakers.finding.network import WEIGHTS_FOLDER, load_network
from index.speakers.finding.polarity import load_weights, polarity_of
from index.speakers.finding.words import words_of
from index.speakers.parsing import parse
from training import calibrate_speakers, export_speakers, fit_polarity, train_speakers
from training.speakers_data import Record, outermost, read_examples

STATEMENTS = [
    ("“The harbor will close,” said Ada Moss.", "“The harbor will close,”", "said", "Ada Moss"),
    ("Karl Voss denied that it was late.", "that it was late", "denied", "Karl Voss"),
    ("The price rose, according to the mayor.", "The price rose", "according to", "the mayor"),
]


def article(name: str, statements: list[tuple[str, str, str, str]]) -> Record:
    """An annotated article, a paragraph for each statement."""
    text = ""
    attributions = []
    for paragraph, content, cue, source in statements:
        spans = {"content": content, "cue": cue, "source": source}
        starts = {part: len(text) + paragraph.index(words) for part, words in spans.items()}
        attributions.append(
            {part: [[start, start + len(spans[part])]] for part, start in starts.items()}
            | {"source_text": source}
        )
        text += paragraph + "\n"
    return {"id": name, "text": text, "attributions": attributions}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two articles to train on and two to measure on."""
    folder = tmp_path_factory.mktemp("data")
    parts = {
        "train": [article("a", STATEMENTS), article("b", STATEMENTS[::-1])],
        "dev": [
            article("c", [STATEMENTS[1], STATEMENTS[0], STATEMENTS[2]]),
            article("d", STATEMENTS),
        ],
    }
    for part, articles in parts.items():
        with gzip.open(folder / f"{part}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in articles)
    return folder


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a training of one epoch leaves."""
    out = tmp_path_factory.mktemp("out")
    pieces = out / "train.jsonl"
    pieces.write_text(json.dumps(article("e", STATEMENTS)) + "\n", encoding="utf-8")
    command(train_speakers, str(data), "--out", str(out), "--epochs", "1", "--pieces", str(pieces))
    return out


def command(module: ModuleType, *arguments: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [module.__name__, *arguments])
        module.main()


def test_training_leaves_networks_that_read(trained: Path) -> None:
    text = STATEMENTS[0][0]
    words = words_of(parse(text))
    for reading in load_network(trained / "weights").read(text, words):
        assert 0 <= reading.chance <= 1
        assert reading.parts.sum(1) == pytest.approx(1, abs=1e-3)


def test_a_training_goes_on_after_its_last_epoch(
    data: Path, trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command(train_speakers, str(data), "--out", str(trained), "--epochs", "2")
    printed = capsys.readouterr().out
    assert "epoch 1 on dev" in printed
    assert "epoch 0" not in printed


def test_an_epoch_is_exported_again(trained: Path, tmp_path: Path) -> None:
    command(export_speakers, str(trained / "epoch0.safetensors"), "--out", str(tmp_path))
    sums = json.loads((tmp_path / "sha256.json").read_text(encoding="utf-8"))
    assert sorted(sums) == sorted(path.name for path in tmp_path.glob("*.onnx"))
    load_network(tmp_path)
    (tmp_path / "cues.onnx").write_bytes(b"")
    with pytest.raises(EncoderError, match="damaged"):
        load_network.__wrapped__(tmp_path)  # type: ignore[attr-defined]


def test_calibration_prints_weights_and_a_table(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parsed = tmp_path / "dev.spacy"
    command(
        calibrate_speakers, str(data), "--weights", str(WEIGHTS_FOLDER), "--parsed", str(parsed)
    )
    weights, heading, *_ = capsys.readouterr().out.splitlines()
    assert weights.startswith("EVIDENCE_WEIGHTS = (")
    assert heading.split() == ["confidence", "number", "mean", "right"]


def test_the_labels_of_an_article_are_those_of_its_words(data: Path, tmp_path: Path) -> None:
    example, _ = read_examples(data / "dev.jsonl.gz", tmp_path / "dev.spacy")
    heads = [example.words.span(cue.word, cue.word).of(example.text) for cue in example.gold]
    assert heads == ["denied", "said", "according"]


def test_what_is_said_within_a_statement_is_not_learned() -> None:
    told = {"content": [[9, 40]], "cue": [[4, 8]], "source": [0, 3]}
    within = {"content": [[20, 40]], "cue": [[15, 19]], "source": [[10, 14]]}
    unnamed = {"content": [[50, 60]], "cue": None, "source": None}
    assert outermost([told, within, unnamed]) == [told, unnamed]


def test_polarity_is_fitted_on_judged_statements(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unsaid = ("Karl Voss never said that it was late.", "that it was late", "never said", "Voss")
    judged = {"said": STATEMENTS[0], "denied": STATEMENTS[1], "not said": unsaid}
    rows = [article(name, list(judged.values())) for name in "ab"]
    for row in rows:
        for statement, polarity in zip(row["attributions"], judged, strict=True):
            statement["polarity"] = polarity
    file, out = tmp_path / "pieces.jsonl", tmp_path / "polarity.json"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command(fit_polarity, str(file), "--out", str(out))
    assert "6 of 6 examples are right" in capsys.readouterr().out
    assert polarity_of({"denying"}, load_weights(out)) == "denied"
