"""Training what tells manners from questions, on a few texts."""

import gzip
import json
from pathlib import Path

import pytest

from index.embedding import default_encoder
from qa.understanding.manners import (
    MANNER_WEIGHTS_FILE,
    MANNERS,
    features,
    likeliest,
    read_regression,
)
from training import train_manners


def _write(file: Path, *rows: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row) + "\n" for row in rows)
    packed = gzip.compress(text.encode()) if file.suffix == ".gz" else text.encode()
    file.write_bytes(packed)


def test_the_command_writes_where_it_is_told_and_measures_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {manner: [f"{manner} zebra"] for manner in MANNERS} | {"question": ["Who paid Ann?"]}
    for part in ("train", "measure"):
        _write(tmp_path / f"{part}.json", texts)
    asked = {"questions": [{"question": "What did the bridge cost?"}]}
    _write(tmp_path / "train.jsonl", asked)
    _write(tmp_path / "data" / "qa" / "abgcoqa.jsonl.gz", *[asked] * 6)
    _write(tmp_path / "data" / "qa" / "news_hand.jsonl.gz", asked)
    turns = [{"id": f"canard:{topic}", "question": "Where is the bridge?"} for topic in range(6)]
    _write(tmp_path / "data" / "conversation" / "canard.jsonl.gz", *turns)
    monkeypatch.setattr(train_manners, "EXAMPLES_FOLDER", tmp_path)
    monkeypatch.setattr(train_manners, "QUESTIONS", tmp_path)
    shipped, out = MANNER_WEIGHTS_FILE.read_bytes(), tmp_path / "manners.npz"
    monkeypatch.setattr("sys.argv", ["train", "--data", str(tmp_path / "data"), "--out", str(out)])
    train_manners.main()
    row = features(["greeting zebra"], default_encoder())[0]
    assert likeliest(row, read_regression(out)) == "greeting"
    assert MANNER_WEIGHTS_FILE.read_bytes() == shipped
    assert "8 that are no questions: 8 caught, 8 as what they are" in capsys.readouterr().out
