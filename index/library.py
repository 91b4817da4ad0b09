"""Saved libraries: saving, opening, checking, repairing and converting a folder of articles."""

import fcntl
import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.database import FILE, Database, is_library
from index.embedding import Encoder, Vectors, default_encoder
from index.errors import LibraryError
from index.first_format import is_first_format, read_first_format, remove_first_format
from index.folder_store import FolderStore
from index.indexed import IndexedArticle
from index.store import Store

DRAFT_PREFIX = ".draft-"


@dataclass(slots=True)
class KnownEncoder:
    """An encoder of which only what a library says of it is known: it encodes nothing."""

    name: str
    dimension: int
    limit: int = 0

    def count(self, text: str) -> int:
        """Raises NotImplementedError: no text is read."""
        raise NotImplementedError

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Raises NotImplementedError: no text is read."""
        raise NotImplementedError


def open_library(folder: Path, encoder: Encoder | None = None) -> FolderStore:
    """The library in a folder; what is put in or removed is on the disk at once.

    Raises LibraryError when it is missing, damaged, of the first format or another encoder's.
    """
    return FolderStore(_database(folder), encoder or default_encoder())


def save_library(store: Store, folder: Path) -> None:
    """Saves the articles of a store into a folder of their own, in the place of what it held.

    A crash leaves what the folder held before. Raises LibraryError when the store is empty or the
    folder cannot be written.
    """
    if not len(store):
        raise LibraryError("There is no article to save: add an article first.")
    if isinstance(store, FolderStore) and store.folder.absolute() == folder.absolute():
        return
    if not is_library(folder):
        make_library(folder, store.encoder, store.budget, store).database.close()
        return
    into = open_library(folder, store.encoder)
    with closing(into.database), into.transaction():
        for indexed in into:
            into.remove(indexed.article.id)
        for indexed in store:
            into.put(indexed)


def make_library(
    folder: Path, encoder: Encoder, budget: int, articles: Iterable[IndexedArticle] = ()
) -> FolderStore:
    """A library in a folder of its own, new or empty; a crash leaves no half of one there.

    Raises LibraryError when the folder holds something else or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if not path.name.startswith("."):  # those are a file manager's own
                raise LibraryError(
                    f"{folder} holds another file, {path.name}: give the library a folder of its "
                    "own."
                )
        _write(folder, encoder, budget, articles)
    except OSError as error:
        raise LibraryError(
            f"A library cannot be made in {folder}: {error.strerror or error}."
        ) from error
    return FolderStore(Database(folder / FILE), encoder)


def check_library(folder: Path) -> dict[str, str | int]:
    """Verifies a library: what `article-qa check` prints of one that is whole.

    Raises LibraryError with all that is damaged, named.
    """
    store = _opened(folder)
    with closing(store.database):
        if damaged := list(store.damaged()):
            raise LibraryError("\n".join(damaged))
        return store.facts()


def repair_library(folder: Path) -> tuple[int, list[str]]:
    """Makes everything of a library again from the articles that are whole.

    Comes back with how many they are, and with what was damaged and is lost. A crash leaves the
    library as it was. Raises LibraryError when nothing of it can be read.
    """
    store = _opened(folder)
    with (
        closing(store.database),
        tempfile.TemporaryDirectory(dir=folder, prefix=DRAFT_PREFIX) as draft,
    ):
        damaged = list(store.damaged())
        again = make_library(Path(draft), store.encoder, store.budget, store.whole())
        with closing(again.database):
            # SQLite's own backup: all pages in one transaction.
            again.database.copy_into(store.database)
            return len(again), damaged


def convert_library(folder: Path) -> int:
    """Makes a library of the first format one of this; comes back with how many articles it has.

    Raises LibraryError when it is not whole; it is then as it was.
    """
    if not is_first_format(folder):
        raise LibraryError(f"{folder} is not a library of the first format: nothing to convert.")
    if not (folder / FILE).exists():
        facts, articles = read_first_format(folder)
        encoder = KnownEncoder(facts["encoder"], facts["dimension"])
        _write(folder, encoder, facts["budget"], articles)
    store = _opened(folder)
    with closing(store.database):
        count = len(store)
    remove_first_format(folder)
    return count


def _write(folder: Path, encoder: Encoder, budget: int, articles: Iterable[IndexedArticle]) -> None:
    with tempfile.TemporaryDirectory(dir=folder, prefix=DRAFT_PREFIX) as draft:
        with closing(Database.create(Path(draft) / FILE)) as database:
            made = FolderStore.create(database, encoder, budget)
            with made.transaction():
                for indexed in articles:
                    made.put(indexed)
        # Its last connection is closed, and so all is in its one file.
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if (folder / FILE).exists():
                raise LibraryError(
                    f"Another program has made a library in {folder} meanwhile: try again."
                )
            (Path(draft) / FILE).rename(folder / FILE)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _database(folder: Path) -> Database:
    """The file of a library. Raises LibraryError when there is none that can be opened."""
    if (folder / FILE).exists():
        return Database(folder / FILE)
    if is_first_format(folder):
        raise LibraryError(
            f"{folder} is a library of the first format: article-qa convert {folder} makes it one "
            "that this program opens."
        )
    raise LibraryError(f"{folder} is not a saved library: it has no {FILE}.")


def _opened(folder: Path) -> FolderStore:
    """A library, whatever encoder made it."""
    database = _database(folder)
    with database.reading() as db:
        facts = dict(db.execute("SELECT name, value FROM library"))
    return FolderStore(database, KnownEncoder(facts["encoder"], facts["dimension"]))
