"""Saved libraries: what a crash, a flipped bit, a full disk and two processes leave of them."""

import dataclasses
import errno
import hashlib
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tqdm import tqdm

from index import Article, Attribution
from index.build import index_article
from index.database import FILE, Database, is_library
from index.embedding import Encoder
from index.errors import LibraryError
from index.indexed import IndexedArticle
from index.library import (
    KnownEncoder,
    check_library,
    convert_library,
    make_library,
    open_library,
    repair_library,
    save_library,
)
from index.passage_index import PassageIndex
from index.records import record_of

FORK = multiprocessing.get_context("fork")
KILLS = 40
FLIPS = 120
FIRST_FORMAT = Path(__file__).parents[1] / "fixtures" / "first_format"


@pytest.fixture
def folder(passage_index: PassageIndex, tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    save_library(passage_index, folder)
    return folder


class FullDisk(sqlite3.Error):
    """What SQLite raises when it cannot write a page."""

    sqlite_errorname = "SQLITE_FULL"


def short(number: int, encoder: Encoder) -> IndexedArticle:
    text = f"Bridge {number} opened in May. It cost {number} million euros."
    return index_article(Article.from_text(text, id=f"{number}"), encoder, attribute=False)


def refused(folder: Path, encoder: Encoder | None = None) -> str:
    with pytest.raises(LibraryError) as caught:
        open_library(folder, encoder)
    return str(caught.value)


def execute(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def test_articles_come_back_as_they_were(
    passage_index: PassageIndex, folder: Path, encoder: Encoder
) -> None:
    loaded = open_library(folder, encoder)
    assert loaded.budget == passage_index.budget
    for indexed, saved in zip(loaded, passage_index, strict=True):
        assert record_of(indexed) == record_of(saved)
        assert np.allclose(indexed.sentence_vectors, saved.sentence_vectors, atol=4e-3)
        assert np.allclose(indexed.passage_vectors, saved.passage_vectors, atol=4e-3)
    loaded.database.close()
    assert list(folder.iterdir()) == [folder / FILE]


def test_the_turns_of_a_transcript_come_back(encoder: Encoder, tmp_path: Path) -> None:
    article = Article.from_text(
        "ANN LEE: The wall is safe, and it was safe last year.\n\nBO CHEN: Who says so?\n\n"
        "ANN LEE: The engineers do, all three of them.\n\nBO CHEN: Then we can go on."
    )
    assert article.turns
    saved = PassageIndex(encoder)
    saved.add(article, attribute=False)
    save_library(saved, tmp_path / "transcript")
    assert open_library(tmp_path / "transcript", encoder)[article.id].article == article


def test_every_field_of_an_article_and_an_attribution_is_saved(
    indexed: list[IndexedArticle],
) -> None:
    record = json.loads(record_of(indexed[0]))
    computed = {"sentences", "passages", "attributions"}
    assert set(record) - computed == {field.name for field in dataclasses.fields(Article)}
    fields = {field.name for field in dataclasses.fields(Attribution)}
    assert set(record["attributions"][0]) == fields


def test_what_is_changed_is_there_for_all_who_opened_the_library(
    folder: Path, encoder: Encoder
) -> None:
    reader, writer = open_library(folder, encoder), open_library(folder, encoder)
    assert len(reader.search("What opened?", 100)) == 2
    writer.put(short(7, encoder))
    assert reader.search("What did bridge 7 cost?")[0].passage.article.id == "7"
    writer.add(Article.from_text("Nothing happened.", id="7"), attribute=False)
    assert reader["7"].article.text == "Nothing happened."
    writer.remove("7")
    assert "7" not in reader
    assert len(reader.search("What opened?", 100)) == 2


def test_articles_are_saved_in_the_place_of_those_in_a_library(
    folder: Path, encoder: Encoder, tmp_path: Path
) -> None:
    other = PassageIndex(encoder, [short(1, encoder)])
    save_library(other, folder)
    library = open_library(folder, encoder)
    assert [indexed.article.id for indexed in library] == ["1"]
    save_library(library, folder)
    save_library(library, tmp_path / "copy")
    assert check_library(tmp_path / "copy") == check_library(folder)


def test_an_empty_index_is_not_saved(encoder: Encoder, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no article to save"):
        save_library(PassageIndex(encoder), tmp_path / "library")
    assert not (tmp_path / "library").exists()


def test_a_folder_of_something_else_is_left_alone(
    passage_index: PassageIndex, tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    (tmp_path / ".hidden").write_text("a file manager's")
    with pytest.raises(LibraryError, match=r"holds another file, thesis\.txt: give the"):
        save_library(passage_index, tmp_path)
    (tmp_path / "thesis.txt").unlink()
    save_library(passage_index, tmp_path)
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(LibraryError, match="A library cannot be made in"):
        save_library(passage_index, file)


def test_a_library_that_was_made_meanwhile_is_kept(folder: Path, encoder: Encoder) -> None:
    def articles() -> Iterator[IndexedArticle]:
        save_library(PassageIndex(encoder, [short(1, encoder)]), folder)
        yield short(2, encoder)

    (folder / FILE).unlink()
    with pytest.raises(LibraryError, match=r"Another program has made a library in .* try again"):
        make_library(folder, encoder, 20, articles())
    assert [kept.article.id for kept in open_library(folder, encoder)] == ["1"]


@pytest.mark.parametrize("change", [{"name": "other words"}, {"dimension": 32}])
def test_another_encoder_is_refused_with_both_names(
    folder: Path, encoder: Encoder, change: dict[str, Any]
) -> None:
    other = dataclasses.replace(encoder, **change)  # type: ignore[type-var]
    message = refused(folder, other)
    assert "was made with the encoder words (64 numbers)" in message
    assert f"cannot be searched with {other.name} ({other.dimension})" in message
    assert "load it with the same encoder, or index the articles again" in message


def test_what_is_no_library_is_refused(folder: Path, encoder: Encoder, tmp_path: Path) -> None:
    assert "is not a saved library: it has no library.sqlite" in refused(tmp_path / "none")
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / FILE).symlink_to(folder / FILE)
    assert "is missing, or is a link" in refused(linked, encoder)
    (folder / FILE).write_bytes(b"words" * 1000)
    assert "is damaged: article-qa check --repair" in refused(folder, encoder)
    (folder / FILE).unlink()
    execute(folder, "CREATE TABLE other (number INTEGER)")
    assert "is not a library" in refused(folder, encoder)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("PRAGMA user_version=9", "has the format 9, and this program reads 2"),
        ("CREATE TRIGGER evil AFTER INSERT ON said BEGIN DELETE FROM said; END", "right form"),
        ("CREATE VIEW evil AS SELECT 1", "right form"),
        ("DROP INDEX said_by", "right form"),
    ],
)
def test_what_a_stranger_put_into_a_library_is_not_run(
    folder: Path, encoder: Encoder, statement: str, said: str
) -> None:
    execute(folder, statement)
    assert said in refused(folder, encoder)


def test_a_check_says_what_a_library_holds(folder: Path) -> None:
    assert check_library(folder) == {
        "encoder": "words",
        "dimension": 64,
        "budget": 128,
        "articles": 2,
        "sentences": 4,
        "passages": 2,
    }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE article SET record = substr(record, 1, 90) WHERE number = 1",
        "UPDATE article SET source = 'elsewhere' WHERE number = 1",
        "UPDATE article SET checksum = x'00' WHERE number = 1",
        "UPDATE article SET id = 5 WHERE number = 1",
        "DELETE FROM passage_vector WHERE key = (SELECT min(key) FROM passage_vector)",
        "UPDATE sentence_vector SET code = zeroblob(68) WHERE key = "
        "(SELECT min(key) FROM sentence_vector)",
    ],
)
def test_a_damaged_article_is_named_and_the_others_are_saved(
    folder: Path, encoder: Encoder, statement: str
) -> None:
    execute(folder, statement)
    with pytest.raises(LibraryError, match=r"Article '(bridge|\?)' in .* is damaged: article-qa c"):
        check_library(folder)
    count, lost = repair_library(folder)
    assert (count, len(lost)) == (1, 1)
    assert check_library(folder)["articles"] == 1
    library = open_library(folder, encoder)
    assert "bridge" not in library
    assert len(library.search("euros", 100)) == 1


def test_what_is_searched_is_made_again(folder: Path, encoder: Encoder) -> None:
    before = open_library(folder, encoder).search("What did it cost?", 100)
    execute(
        folder,
        "DELETE FROM form",
        "DELETE FROM said",
        "INSERT INTO passage_words (passage_words) VALUES ('delete-all')",
    )
    assert repair_library(folder) == (2, [])
    again = open_library(folder, encoder)
    assert again.search("What did it cost?", 100) == before
    assert again.word_forms.knows("crowds")
    assert [speaker.name for speaker in again.speakers()] == ["Mayor"]


def test_a_flipped_bit_alters_no_article(folder: Path, encoder: Encoder, tmp_path: Path) -> None:
    """It is told, or it is where nothing was kept, or in what is made of the articles."""
    rng = random.Random(5)  # noqa: S311 - no secret
    whole = (folder / FILE).read_bytes()
    wanted = [record_of(indexed) for indexed in open_library(folder, encoder)]
    copy, told = tmp_path / "copy", 0
    for _ in range(FLIPS):
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        flipped = bytearray(whole)
        flipped[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        (copy / FILE).write_bytes(flipped)
        try:
            check_library(copy)
            found = [record_of(indexed) for indexed in open_library(copy, encoder)]
        except LibraryError:
            told += 1
        else:
            assert found == wanted
    assert told


def test_a_page_that_is_torn_is_told_and_the_rest_is_saved(folder: Path, encoder: Encoder) -> None:
    library = open_library(folder, encoder)
    for number in range(40):
        library.put(short(number, encoder))
    library.database.close()
    with closing(sqlite3.connect(folder / FILE)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'form'").fetchone()
    with (folder / FILE).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(LibraryError, match=r"library\.sqlite"):
        check_library(folder)
    count, lost = repair_library(folder)
    assert count == 42
    assert lost
    assert check_library(folder)["articles"] == 42


# Crashes, a full disk, two processes


def added_and_removed(folder: Path, encoder: Encoder, start: int) -> None:
    library = open_library(folder, encoder)
    for number in range(start, start + 1000):
        library.put(short(number, encoder))
        if number % 2:
            library.remove(f"{number}")


def repaired(folder: Path, *_: object) -> None:
    while True:
        repair_library(folder)


def saved_again(folder: Path, encoder: Encoder, *_: object) -> None:
    while True:
        save_library(PassageIndex(encoder, [short(n, encoder) for n in (0, 2, 4)]), folder)


def alone(work: Callable[..., None], *arguments: object) -> None:
    tqdm.set_lock(threading.RLock())  # the lock that it shares with its parent would die with it
    work(*arguments)


def killed(work: Callable[..., None], *arguments: object, after: float) -> None:
    child = FORK.Process(target=alone, args=(work, *arguments))
    child.start()
    time.sleep(after)
    os.kill(child.pid or 0, signal.SIGKILL)
    child.join()


@pytest.mark.parametrize("work", [added_and_removed, repaired, saved_again])
def test_a_kill_leaves_what_was_before_or_after(
    tmp_path: Path, encoder: Encoder, work: Callable[..., None]
) -> None:
    folder = tmp_path / "library"
    make_library(folder, encoder, 20, [short(n, encoder) for n in (0, 2, 4)]).database.close()
    rng = random.Random(3)  # noqa: S311 - no secret
    known = {"0", "2", "4"}
    for start in range(10, 10 + KILLS // 3 + 1):
        killed(work, folder, encoder, 1000 * start, after=rng.uniform(0.02, 0.5))
        facts = check_library(folder)
        library = open_library(folder, encoder)
        there = {indexed.article.id for indexed in library}
        assert known <= there
        assert all(int(each) % 2 == 0 for each in there) or work is added_and_removed
        assert sum(int(each) % 2 for each in there - known) <= 1 + start - 10
        assert facts["articles"] == len(there)
        assert len(library.search("What did it cost?", 10_000)) == facts["passages"]
        known = there
        library.database.close()


def test_a_full_disk_is_told_and_what_was_there_is_whole(folder: Path, encoder: Encoder) -> None:
    def fill(told: "Queue[str]") -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = (folder / FILE).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, size + 200_000))
        try:
            added_and_removed(folder, encoder, 10)
        except LibraryError as error:
            told.put(str(error))

    told: Queue[str] = FORK.Queue()
    child = FORK.Process(target=fill, args=(told,))
    child.start()
    assert "library.sqlite" in told.get(timeout=120)
    child.join()
    assert check_library(folder)
    assert "bridge" in open_library(folder, encoder)


def test_who_writes_waits_for_another_and_then_says_so(
    folder: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.database.PATIENCE_S", 0.1)
    library, other = open_library(folder, encoder), Database(folder / FILE)
    with other.writing(), pytest.raises(LibraryError, match="is in use by another program"):
        library.put(short(1, encoder))
    library.put(short(1, encoder))
    assert "1" in library


def test_what_fails_within_a_transaction_leaves_nothing(folder: Path, encoder: Encoder) -> None:
    library = open_library(folder, encoder)

    def fail() -> None:
        with library.transaction():
            library.put(short(1, encoder))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert len(library) == 2
    library.put(short(2, encoder))
    assert len(library.search("What opened?", 100)) == check_library(folder)["passages"]


def test_what_is_left_of_a_failed_transaction_is_forgotten_in_memory_too(
    folder: Path, encoder: Encoder
) -> None:
    library, other = open_library(folder, encoder), open_library(folder, encoder)

    def fail() -> None:
        with library.transaction():
            library.put(short(1, encoder))
            library.put(short(2, encoder))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    other.put(short(3, encoder))
    other.put(short(4, encoder))
    assert len(library.search("What opened?", 100)) == check_library(folder)["passages"]


def test_what_sqlite_has_rolled_back_itself_is_told_and_closed_twice(folder: Path) -> None:
    database = Database(folder / FILE)

    def fail() -> None:
        with database.writing() as db:
            db.execute("ROLLBACK")
            raise FullDisk

    with pytest.raises(LibraryError, match="cannot grow, as the disk is full: make room"):
        fail()
    database.close()
    database.close()


def test_an_article_that_is_removed_on_the_way_is_passed_over(
    folder: Path, encoder: Encoder
) -> None:
    library = open_library(folder, encoder)
    on_the_way = iter(library)
    first = next(on_the_way)
    other = next(each for each in library if each.article.id != first.article.id)
    library.remove(other.article.id)
    assert list(on_the_way) == []


def test_who_may_not_write_reads(
    folder: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = open_library(folder, encoder)
    monkeypatch.setattr("index.database.os.access", lambda *_: False)
    for close in (writer.database.close, lambda: None):
        library = open_library(folder, encoder)
        assert len(library.search("What opened?", 100)) == 2
        with pytest.raises(
            LibraryError, match=r"library\.sqlite cannot be used \(attempt to write"
        ):
            library.put(short(1, encoder))
        library.database.close()
        close()


def test_damage_to_what_is_searched_is_told(folder: Path, encoder: Encoder) -> None:
    execute(folder, "UPDATE passage_vector SET code = x'00'")
    with pytest.raises(LibraryError, match=r"The search index in .* is damaged: article-qa c"):
        open_library(folder, encoder).search("What opened?")


# The first format


@pytest.fixture
def first(tmp_path: Path) -> Path:
    folder = tmp_path / "first"
    shutil.copytree(FIRST_FORMAT, folder)
    return folder


def test_a_library_of_the_first_format_is_converted_when_it_is_told_to(
    first: Path, encoder: Encoder, indexed: list[IndexedArticle]
) -> None:
    assert is_library(first)
    assert f"article-qa convert {first} makes it one" in refused(first, encoder)
    with pytest.raises(LibraryError, match="of the first format"):
        check_library(first)
    assert convert_library(first) == 2
    assert list(first.iterdir()) == [first / FILE]
    assert [record_of(kept) for kept in open_library(first, encoder)] == [*map(record_of, indexed)]
    with pytest.raises(LibraryError, match="nothing to convert"):
        convert_library(first)


def test_a_conversion_that_was_stopped_goes_on(first: Path, encoder: Encoder) -> None:
    shutil.copytree(first, first.with_name("other"))
    convert_library(first)
    shutil.copy(FIRST_FORMAT / "CURRENT", first)
    assert convert_library(first) == 2
    assert not (first / "CURRENT").exists()


@pytest.mark.parametrize(
    "name", ["CURRENT", *(f"gen-000001/{n}" for n in ("manifest.json", "articles.jsonl"))]
)
@pytest.mark.parametrize("change", ["cut", "gone", "link"])
def test_a_damaged_library_of_the_first_format_is_not_converted(
    first: Path, name: str, change: str
) -> None:
    file = first / name
    whole = file.read_bytes()
    file.unlink()
    if change == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif change == "link":
        file.symlink_to("/dev/zero")
    with pytest.raises(LibraryError, match=f"{file.name} is (damaged|missing)"):
        convert_library(first)
    assert not (first / FILE).exists()


def changed(folder: Path, facts: dict[str, int], without_sentence: bool = False) -> None:
    """Changes a library of the first format, with the checksums that its writer would give."""
    generation = folder / "gen-000001"
    manifest = json.loads((generation / "manifest.json").read_bytes())
    del manifest["sha256"]
    manifest["facts"] |= facts
    if without_sentence:
        file = generation / "articles.jsonl"
        records = [json.loads(line) for line in file.read_bytes().splitlines()]
        records[0]["sentences"].pop()
        file.write_text("".join(json.dumps(record) + "\n" for record in records))
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        manifest["files"][file.name]["sha256"] = digest
    digest = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    (generation / "manifest.json").write_text(json.dumps({**manifest, "sha256": digest}))
    (folder / "CURRENT").write_text(f"gen-000001 {digest}\n")


@pytest.mark.parametrize(
    ("facts", "without_sentence"), [({"articles": 3}, False), ({}, True)], ids=["articles", "rows"]
)
def test_a_first_library_that_contradicts_itself_is_not_converted(
    first: Path, facts: dict[str, int], without_sentence: bool
) -> None:
    changed(first, facts, without_sentence)
    with pytest.raises(LibraryError, match=r"articles\.jsonl is not in the right form: index the"):
        convert_library(first)
    assert not (first / FILE).exists()


def test_a_manifest_that_somebody_changed_is_told(first: Path) -> None:
    manifest = first / "gen-000001" / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"articles": 2', b'"articles": 1'))
    with pytest.raises(LibraryError, match=r"manifest\.json is damaged"):
        convert_library(first)


def test_a_first_library_on_a_disk_that_fails_is_told(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error", "articles.jsonl")

    monkeypatch.setattr("index.first_format.hashlib.file_digest", fail)
    with pytest.raises(LibraryError, match=r"articles\.jsonl cannot be read: Input/output error"):
        convert_library(first)


def test_an_encoder_that_is_only_known_encodes_nothing() -> None:
    with pytest.raises(NotImplementedError):
        KnownEncoder("words", 64).encode(["a"])
    with pytest.raises(NotImplementedError):
        KnownEncoder("words", 64).count("a")
