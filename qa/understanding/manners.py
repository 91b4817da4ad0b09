"""What is no question about an article: a greeting, thanks, a word about the program, and more."""

import re
import zlib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from index.embedding import Encoder, default_encoder
from index.errors import EncoderError
from index.minilm import MiniLM

Trained = Literal["greeting", "thanks", "ok", "bye", "self", "program", "insult", "summary"]
Manner = Trained | Literal["nothing"]
MANNERS: tuple[Trained, ...] = get_args(Trained)

REPLIES: dict[Manner, str] = {
    "greeting": "Hello. Ask something about the article.",
    "thanks": "You are welcome.",
    "ok": "Ask on whenever you like.",
    "bye": "Goodbye.",
    "self": "I am a program, Article QA. I have no opinions: I find an article’s own words.",
    "program": (
        "Ask what the articles that are open here say, who said it, when or why, or write "
        "“summarise”. Every answer is an extract, word for word, with its place to check it by."
    ),
    "nothing": "Ask something about the article, in words.",
    "insult": "I am sorry that this did not help. Try the question in other words.",
}
"""The fixed words for all but a summary, which is given in extracts."""
MANNER_WEIGHTS_FILE = Path(__file__).with_name("weights") / "manners.npz"
MANNER_ENCODER = MiniLM.name
"""The encoder whose vectors the weights are for."""
MOST_MANNER_WORDS = 15
"""Words; what is longer is a question."""
HASHED_FEATURES = 512
"""Places for the words and pairs of words, which are hashed (Weinberger et al. 2009)."""
LEAST_QUESTION_PROBABILITY = 0.4
"""The probability from which on something is a question about an article.

`python -m training.train_manners`: of 160 things that are none, written to measure, 94% are caught
with it, 88% as what they are; of 106 questions that look like them 1 is taken for such a
thing, and of 2,093 of abgcoqa, CANARD and news 4, the first of them rightly ("What is it about?").
"""

Floats = NDArray[np.float32]
Regression = tuple[Floats, Floats]
"""Weights and intercepts: a column for each manner, and the last for a question."""


def wordless(text: str) -> bool:
    """Whether a text has no word: nothing, marks, or a single letter.

    >>> wordless("?!"), wordless("k"), wordless("Why")
    (True, True, False)
    """
    return sum(map(str.isalnum, text)) < 2


def manner_of(text: str, encoder: Encoder) -> Trained | None:
    """What a text is if it is no question about an article; None if it is one.

    `encoder` makes its vector if it is the one that the weights are for; else that one is loaded.
    """
    if len(text.split()) > MOST_MANNER_WORDS:
        return None
    suited = encoder if encoder.name == MANNER_ENCODER else default_encoder()
    return likeliest(features([text], suited)[0], _shipped())


def likeliest(row: Floats, regression: Regression) -> Trained | None:
    """What a row of features tells by logistic regression; None for a question."""
    weights, intercepts = regression
    scores = row @ weights + intercepts
    chances = np.exp(scores - scores.max())
    *others, question = (chances / chances.sum()).tolist()
    return None if question >= LEAST_QUESTION_PROBABILITY else MANNERS[others.index(max(others))]


def features(texts: Sequence[str], encoder: Encoder) -> Floats:
    """A row for each text: its vector, then its words, pairs of words and length, hashed."""
    hashed = np.zeros((len(texts), HASHED_FEATURES), dtype=np.float32)
    for number, text in enumerate(texts):
        words = re.findall(r"\w+|[?!]", text.casefold())
        starts = ["<" + " ".join(words[:count]) for count in (1, 2)]
        pairs = [f"{word} {other}" for word, other in pairwise(words)]
        for feature in {*words, *pairs, *starts, f"#{min(len(words), 8)}"}:
            hashed[number, zlib.crc32(feature.encode()) % HASHED_FEATURES] += 1
    lengths = np.linalg.norm(hashed, axis=1, keepdims=True)
    return np.hstack([encoder.encode(texts), hashed / lengths])


def read_regression(file: Path) -> Regression:
    """What a file of weights holds. Raises EncoderError where it is damaged."""
    try:
        with np.load(file) as stored:
            return stored["weights"].astype(np.float32), stored["intercepts"]
    except (OSError, ValueError, KeyError) as error:
        raise EncoderError(f"{file} is damaged: install Article QA again.") from error


@cache
def _shipped() -> Regression:
    return read_regression(MANNER_WEIGHTS_FILE)
