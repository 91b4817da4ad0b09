"""What was written by hand, set beside the texts of its articles."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from eval.data.quotation_sets import read_quotations
from training import written_sets

TEXT = "“We shall not pay for the wall,” said Ada Moss, the mayor."


def test_a_quotation_is_made_of_the_article_and_of_other_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "polnear").mkdir()
    with gzip.open(tmp_path / "polnear" / "train.jsonl.gz", "wt") as lines:
        lines.write(json.dumps({"id": "p", "title": "Wall", "text": TEXT}) + "\n")
    (tmp_path / "qa").mkdir()
    gzip.open(tmp_path / "qa" / "newsqa_train.jsonl.gz", "wt").close()
    judged = {"id": "1", "parts": [[1, 9], " ", [14, 31]], "speaker": "Moss", "verdict": "altered"}
    written = tmp_path / "news.jsonl"
    written.write_text(json.dumps({"article_id": "p", "quotations": [judged]}))
    monkeypatch.setattr(written_sets, "QUOTATIONS", written)
    out = tmp_path / "set.jsonl"
    monkeypatch.setattr(sys, "argv", ["written_sets", str(tmp_path), "quotations", str(out)])
    written_sets.main()
    (article,) = read_quotations(out)
    (quotation,) = article.quotations
    assert article.article.text == TEXT
    assert (quotation.text, quotation.speaker, quotation.verdict) == (
        "We shall pay for the wall,",
        "Moss",
        "altered",
    )
