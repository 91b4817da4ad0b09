"""Long texts are parsed in pieces."""

import subprocess
import sys

import pytest

from index.speakers import parsing


@pytest.mark.parametrize(
    "text", ["", "One line. " * 30, "A paragraph of it.\n\n" * 20, "x" * 300, "a \r\n b\n" * 40]
)
def test_a_text_in_pieces_keeps_its_offsets(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_CHARACTERS", 100)
    doc = parsing.parse(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert "".join(parsing._pieces(text)) == text
    assert max(map(len, parsing._pieces(text))) <= 100


def test_a_paragraph_is_parsed_as_it_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ann Lee said that the bridge had opened.\nThe mayor thanked her for the work."
    whole = [(token.dep_, token.head.i, token.is_sent_start) for token in parsing.parse(text)]
    monkeypatch.setattr(parsing, "MOST_CHARACTERS", 50)
    pieces = [(token.dep_, token.head.i, token.is_sent_start) for token in parsing.parse(text)]
    assert len(list(parsing._pieces(text))) == 2
    assert pieces == whole


def test_no_sentence_begins_after_an_abbreviated_rank() -> None:
    doc = parsing.parse("“There was no time,” said Lance Cpl. Karl Voss. He left.")
    assert [sentence[0].text for sentence in doc.sents] == ["“", "He"]


def test_the_parser_imports_neither_torch_nor_commands_and_hides_neither() -> None:
    program = """
import sys
from index.speakers.parsing import parse
assert len(parse("The bridge opened.")) == 4
assert not {"torch", "weasel", "spacy.cli"} & set(sys.modules)
import spacy.cli
import torch
assert spacy.cli.download.__module__ == "spacy.cli.download"
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
