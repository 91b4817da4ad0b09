"""Saved libraries."""

import dataclasses
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import Article, Attribution
from index.embedding import Encoder
from index.errors import LibraryError
from index.library import check_library, load_library, save_library
from index.passage_index import PassageIndex

Change = Callable[[Any], None]


@pytest.fixture
def folder(passage_index: PassageIndex, tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    save_library(passage_index, folder)
    return folder


def test_an_index_comes_back_as_it_was(
    passage_index: PassageIndex, folder: Path, encoder: Encoder
) -> None:
    loaded = load_library(folder, encoder)
    assert loaded.budget == passage_index.budget
    assert len(loaded) == 2
    for one, saved in zip(loaded, passage_index, strict=True):
        assert one.article == saved.article
        assert one.sentences == saved.sentences
        assert one.passages == saved.passages
        assert one.attributions == saved.attributions
        assert np.array_equal(one.sentence_vectors, saved.sentence_vectors)
        assert np.array_equal(one.passage_vectors, saved.passage_vectors)
    question = "What did it cost?"
    assert loaded.search(question) == passage_index.search(question)


def test_the_turns_of_a_transcript_come_back(encoder: Encoder, tmp_path: Path) -> None:
    article = Article.from_text(
        "ANN LEE: The wall is safe, and it was safe last year.\n\nBO CHEN: Who says so?\n\n"
        "ANN LEE: The engineers do, all three of them.\n\nBO CHEN: Then we can go on."
    )
    assert article.turns
    saved = PassageIndex(encoder)
    saved.add(article, attribute=False)
    save_library(saved, tmp_path / "transcript")
    assert load_library(tmp_path / "transcript", encoder)[article.id].article == article


def test_a_loaded_index_can_be_changed_and_saved_again(folder: Path, encoder: Encoder) -> None:
    loaded = load_library(folder, encoder)
    loaded.remove("bridge")
    loaded.add(Article.from_text("Nothing happened.", id="new"), attribute=False)
    save_library(loaded, folder)
    again = load_library(folder, encoder)
    assert [one.article.id for one in again][1:] == ["new"]
    assert again.search("What happened?")[0].passage.article.id == "new"
    older = load_library(folder / "gen-000001", encoder)
    assert "bridge" in older


def test_every_field_of_an_article_and_an_attribution_is_saved(folder: Path) -> None:
    lines = (folder / "gen-000001" / "articles.jsonl").read_bytes().decode(errors="surrogatepass")
    record = json.loads(lines.split("\n")[0])
    computed = {"sentences", "passages", "attributions"}
    assert set(record) - computed == {field.name for field in dataclasses.fields(Article)}
    fields = {field.name for field in dataclasses.fields(Attribution)}
    assert set(record["attributions"][0]) == fields


def test_an_empty_index_is_not_saved(encoder: Encoder, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no article to save"):
        save_library(PassageIndex(encoder), tmp_path / "library")
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("change", [{"name": "other words"}, {"dimension": 32}])
def test_another_encoder_is_refused_with_both_names(
    folder: Path, encoder: Encoder, change: dict[str, Any]
) -> None:
    other = dataclasses.replace(encoder, **change)  # type: ignore[type-var]
    with pytest.raises(LibraryError) as caught:
        load_library(folder, other)
    message = str(caught.value)
    assert "was made with the encoder words (64 numbers)" in message
    assert f"cannot be searched with {other.name} ({other.dimension})" in message
    assert "load it with the same encoder, or index the articles again" in message


def test_a_check_says_what_each_generation_holds(passage_index: PassageIndex, folder: Path) -> None:
    passage_index.remove("bridge")
    save_library(passage_index, folder)
    checked = check_library(folder)
    assert list(checked) == ["gen-000002", "gen-000001"]
    assert checked["gen-000001"] == {
        "encoder": "words",
        "dimension": 64,
        "budget": 128,
        "articles": 2,
        "sentences": 4,
        "passages": 2,
    }
    assert checked["gen-000002"]["articles"] == 1


@pytest.mark.parametrize("name", ["articles.jsonl", "sentences.faiss", "passages.faiss"])
def test_a_check_finds_damage_in_both_generations(
    passage_index: PassageIndex, folder: Path, name: str
) -> None:
    save_library(passage_index, folder)
    older = folder / "gen-000001" / name
    whole = older.read_bytes()
    older.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LibraryError) as caught:
        check_library(folder)
    assert str(caught.value) == f"{older} is damaged."
    older.write_bytes(whole)
    newer = folder / "gen-000002" / name
    newer.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(LibraryError) as caught:
        check_library(folder)
    assert str(caught.value) == (
        f"{newer} is damaged. {folder / 'gen-000001'} is whole: load that folder."
    )


# Whose checksums are right: an error in the program, or a stranger's library


def rewrite(folder: Path, *, record: Change | None = None, facts: Change | None = None) -> None:
    """Changes the first article or the facts, and makes all checksums right again."""
    generation = folder / "gen-000001"
    file = generation / "articles.jsonl"
    manifest = json.loads((generation / "manifest.json").read_bytes())
    if record:
        lines = file.read_bytes().split(b"\n")
        article = json.loads(lines[0])
        record(article)
        lines[0] = json.dumps(article).encode()
        file.write_bytes(b"\n".join(lines))
    if facts:
        facts(manifest["facts"])
    manifest["files"] = {
        name: {
            "bytes": (generation / name).stat().st_size,
            "sha256": hashlib.sha256((generation / name).read_bytes()).hexdigest(),
        }
        for name in manifest["files"]
        if (generation / name).exists()
    }
    del manifest["sha256"]
    digest = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    manifest["sha256"] = digest
    (generation / "manifest.json").write_text(json.dumps(manifest, indent=1))
    (folder / "CURRENT").write_text(f"gen-000001 {digest}\n")


def refused(folder: Path, encoder: Encoder) -> str:
    with pytest.raises(LibraryError) as caught:
        load_library(folder, encoder)
    return str(caught.value)


def test_a_library_with_right_checksums_loads(folder: Path, encoder: Encoder) -> None:
    rewrite(folder, record=lambda article: article.update(title="Another"))
    assert load_library(folder, encoder)["bridge"].article.title == "Another"


@pytest.mark.parametrize(
    ("fact", "value", "file"),
    [
        ("articles", 3, "articles.jsonl"),
        ("articles", 1, "articles.jsonl"),
        ("sentences", 5, "sentences.faiss"),
        ("passages", 1, "passages.faiss"),
        ("dimension", 32, "sentences.faiss"),
        ("dimension", "64", "manifest.json"),
        ("budget", None, "manifest.json"),
        ("articles", True, "manifest.json"),
        ("more", 1, "manifest.json"),
    ],
)
def test_other_facts_are_refused(
    folder: Path, encoder: Encoder, fact: str, value: Any, file: str
) -> None:
    rewrite(folder, facts=lambda facts: facts.update({fact: value}))
    assert file in refused(folder, encoder)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", None),
        ("title", 5),
        ("text", ["a", "list"]),
        ("text", "short"),
        ("authors", [1]),
        ("authors", None),
        ("published", "yesterday"),
        ("source", {}),
        ("blocks", [["script", 0, 5]]),
        ("blocks", [["body", 5, 0]]),
        ("blocks", [["body", 0]]),
        ("blocks", [["body", True, 5]]),
        ("turns", [{"words": [[0, 5]], "told": "rumour", "label": None, "asks": False}]),
        ("turns", [{"words": [[0, 5]]}]),
        ("sentences", [[0.0, 5]]),
        ("sentences", [[30, 55], [0, 5]]),
        ("sentences", [[-1, 5], [30, 55]]),
        ("sentences", [[0, 5]]),
        ("passages", []),
        ("passages", [[1, 2]]),
        ("passages", [["0", "5"]]),
        ("attributions", [{}]),
        ("attributions", [None]),
    ],
)
def test_articles_of_another_form_are_refused(
    folder: Path, encoder: Encoder, field: str, value: Any
) -> None:
    rewrite(folder, record=lambda article: article.update({field: value}))
    assert "articles.jsonl is not in the right form" in refused(folder, encoder)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("content", [[0, 999]]),
        ("speaker", ["Ann"]),
        ("speaker", [None, None]),
        ("source", 5),
        ("cue", [1, 2, 3]),
        ("kind", "rumoured"),
        ("confidence", "much"),
        ("confidence", None),
    ],
)
def test_attributions_of_another_form_are_refused(
    folder: Path, encoder: Encoder, field: str, value: Any
) -> None:
    rewrite(folder, record=lambda article: article["attributions"][0].update({field: value}))
    assert "articles.jsonl is not in the right form" in refused(folder, encoder)


@pytest.mark.parametrize("line", [b"", b"{", b"[" * 100_000, b"\xff", b'"\\ud800', b"9" * 5000])
def test_lines_that_are_no_json_are_refused(folder: Path, encoder: Encoder, line: bytes) -> None:
    file = folder / "gen-000001" / "articles.jsonl"
    file.write_bytes(line + file.read_bytes()[file.read_bytes().index(b"\n") :])
    rewrite(folder)
    assert "articles.jsonl is not in the right form" in refused(folder, encoder)


@pytest.mark.parametrize("name", ["articles.jsonl", "sentences.faiss", "passages.faiss"])
def test_a_file_that_the_manifest_leaves_out_is_refused(
    folder: Path, encoder: Encoder, name: str
) -> None:
    (folder / "gen-000001" / name).unlink()
    rewrite(folder)
    assert "is not in the right form" in refused(folder, encoder)


def test_swapped_vectors_are_refused(folder: Path, encoder: Encoder) -> None:
    generation = folder / "gen-000001"
    (generation / "sentences.faiss").rename(generation / "x")
    (generation / "passages.faiss").rename(generation / "sentences.faiss")
    (generation / "x").rename(generation / "passages.faiss")
    rewrite(folder)
    assert "sentences.faiss does not hold 4 unit vectors of 64" in refused(folder, encoder)
