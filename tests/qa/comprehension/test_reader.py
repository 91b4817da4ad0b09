"""The reader: right sentences and words, offsets and long texts."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import Span
from index.networks import give_memory_back
from qa.comprehension.calibration import Evidence, default_calibration
from qa.comprehension.reader import (
    ANSWER_TOKENS,
    NO_TOKEN_SCORE,
    Reader,
    SentenceReading,
    TextToRead,
    _piece_starts,
    _spans,
)

STATUS = Path("/proc/self/status")
BRIDGE = (
    "The old bridge closed in March. “It will reopen on 4 May,” said Anna Wu, the mayor of "
    "Leiden. The repairs cost 3 million euros. Café owners lost half of their trade."
)


def megabytes() -> float:
    (kilobytes,) = re.findall(r"VmRSS:\s+(\d+) kB", STATUS.read_text())
    return int(kilobytes) / 1000


def sentences_of(text: str) -> tuple[Span, ...]:
    spans, start = [], 0
    for sentence in text.split(". "):
        spans.append(Span(start, min(len(text), start + len(sentence) + 1)))
        start += len(sentence) + 2
    return tuple(spans)


def _score(reading: SentenceReading) -> float:
    return reading.score


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


def test_a_text_reads_the_same_whatever_is_read_beside_it(reader: Reader) -> None:
    bridge = TextToRead(BRIDGE, sentences_of(BRIDGE))
    other = TextToRead("Nothing is known of the tunnel.", (Span(0, 31),))
    alone = reader.read("When will it reopen?", [bridge])
    assert reader.read("When will it reopen?", [other, bridge, other])[1:2] == alone


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("When will the bridge reopen?", 1, "4 May"),
        ("Who is the mayor of Leiden?", 1, "Anna Wu"),
        ("How much did the repairs cost?", 2, "3 million euros"),
    ],
)
def test_finds_the_sentence_and_the_words(
    reader: Reader, question: str, sentence: int, words: str
) -> None:
    (readings,) = reader.read(question, [TextToRead(BRIDGE, sentences_of(BRIDGE))])
    best = max(readings, key=lambda reading: reading.score)
    assert best.sentence == sentences_of(BRIDGE)[sentence]
    assert words in best.answer.of(BRIDGE)
    assert best.sentence.contains(best.answer)


def test_another_subject_is_less_likely_than_no_answer(reader: Reader) -> None:
    (readings,) = reader.read(
        "What is the boiling point of mercury?", [TextToRead(BRIDGE, sentences_of(BRIDGE))]
    )
    assert max(reading.score for reading in readings) < 0


def test_a_long_text_is_read_to_its_end(reader: Reader) -> None:
    filler = "Nothing else of note happened in the town that year. "
    text = filler * 60 + "The new bridge opened in 1987."
    last = Span(len(filler) * 60, len(text))
    (readings,) = reader.read("When did the bridge open?", [TextToRead(text, (Span(0, 52), last))])
    assert readings[1].score > readings[0].score
    assert readings[1].answer.of(text).endswith("1987")


@pytest.mark.parametrize("length", [0, 1, 319, 320, 321, 500, 1000])
def test_pieces_leave_no_token_out(length: int) -> None:
    covered = {token for first in _piece_starts(length) for token in range(first, first + 320)}
    assert covered >= set(range(length))


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells the memory of a process there")
def test_what_was_read_leaves_no_memory(reader: Reader) -> None:
    text = TextToRead(f"{BRIDGE} " * 5, sentences_of(BRIDGE))
    reader.read("When will it reopen?", [text])
    give_memory_back()
    before = megabytes()
    reader.read("When will it reopen?", [text] * 12)
    give_memory_back()
    assert megabytes() - before < 50


def test_nothing_to_read(reader: Reader) -> None:
    assert reader.read("Who?", []) == []
    assert reader.read("Who?", [TextToRead("", ())]) == [()]
    ((blank,),) = reader.read("Who?", [TextToRead("  ", (Span(0, 2),))])
    assert blank.score == NO_TOKEN_SCORE


def test_an_endless_question_is_read_by_its_end(reader: Reader) -> None:
    question = "well " * 400 + "when will the bridge reopen?"
    (readings,) = reader.read(question, [TextToRead(BRIDGE, sentences_of(BRIDGE))], "A title" * 99)
    assert len(readings) == 4


def test_spans_go_forward_and_stay_short() -> None:
    zeros = np.zeros(60, dtype=np.float32)
    spans = _spans(zeros, zeros)
    assert np.isneginf(spans[5, 4])
    assert spans[5, 4 + ANSWER_TOKENS] == 0
    assert np.isneginf(spans[5, 5 + ANSWER_TOKENS])


def test_calibration_prefers_what_the_reader_finds() -> None:
    calibration = default_calibration()
    found = Evidence(reader=4.0, dense=0.6, lexical=1.0, passage=0.7)
    missed = Evidence(reader=-9.0, dense=0.1, lexical=0.2, passage=0.2)
    assert calibration.rank(found) > calibration.rank(missed)
    assert calibration.probability(found) > calibration.threshold > calibration.probability(missed)


def test_importing_the_reader_loads_no_heavy_package() -> None:
    program = "import qa.ranking, sys; print({'torch', 'onnxruntime'} & {*sys.modules})"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.stdout.strip() == "set()", done.stderr
