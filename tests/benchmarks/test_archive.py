"""The making of a library of many articles."""

from pathlib import Path

import numpy as np

from benchmarks.archive import asked, copies, fill, read_at_once
from index import Article
from index.embedding import default_encoder
from index.library import check_library, open_library
from index.passage_index import PassageIndex

TEXTS = (
    "The ferry to Lund Island will sail again in June. Nobody on the island paid for the engine.",
    "The bridge in Rialto opened after three years. Crowds came by train from the old town.",
)


def test_copies_differ_and_keep_their_places(tmp_path: Path) -> None:
    base = PassageIndex(default_encoder())
    for number, text in enumerate(TEXTS):
        base.add(Article.from_text(text, id=f"{number}"), attribute=False)
    made = list(copies(list(base), 0, 60))
    assert len({copy.article.id for copy in made}) == 60
    assert any(copy.article.text not in TEXTS for copy in made)
    for copy, original in zip(made, [*base] * 30, strict=True):
        assert len(copy.article.text) == len(original.article.text)
        assert copy.sentences == original.sentences
        cosines = (copy.passage_vectors * original.passage_vectors).sum(axis=1)
        assert np.all((cosines > 0.8) & (cosines < 0.999))
    fill(tmp_path / "library", base, 20)
    fill(tmp_path / "library", base, 30)
    assert check_library(tmp_path / "library")["articles"] == 30
    library = open_library(tmp_path / "library")
    assert {hit.passage.article for hit in library.search("ferry", 3)} <= {
        copy.article for copy in made
    }
    assert all(question.startswith("What is known of ") for question in asked(list(base)))
    rate, errors, grown = read_at_once(tmp_path / "library", ["When does the ferry sail?"], 4, 2)
    assert (rate.values[0] > 0, errors.values) == (True, (0,))
    assert grown.key == "readers_grown_mb"
