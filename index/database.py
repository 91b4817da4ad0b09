"""A SQLite file of a library: its schema, its transactions and what can go wrong with it."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.errors import LibraryError

FILE = "library.sqlite"
OF_FIRST_FORMAT = ("CURRENT", "LOCK")
FORMAT = 2
APPLICATION = 0x41514131
"""What tells a library from another SQLite file."""
PATIENCE_S = 20
"""Seconds that a writer waits for another."""
LEVELS = ("article", "passage", "sentence")
_WORDS = "words, content='', tokenize=\"ascii tokenchars '_'\""

SCHEMA = """
CREATE TABLE library (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE article (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    published TEXT,
    source TEXT,
    authors TEXT NOT NULL,
    passages BLOB NOT NULL,
    meaning BLOB NOT NULL,
    stems BLOB NOT NULL,
    vectors BLOB NOT NULL,
    checksum BLOB NOT NULL,
    record BLOB NOT NULL
);
CREATE INDEX article_known ON article (published, source, authors);
CREATE TABLE speaker (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, UNIQUE (name, role)
);
CREATE TABLE said (place INTEGER PRIMARY KEY, speaker INTEGER NOT NULL);
CREATE INDEX said_by ON said (speaker, place);
CREATE TABLE form (
    number INTEGER PRIMARY KEY,
    form TEXT NOT NULL UNIQUE,
    plain TEXT NOT NULL,
    count INTEGER NOT NULL
);
CREATE INDEX form_plain ON form (plain, form, count);
CREATE TABLE total (level TEXT PRIMARY KEY, texts INTEGER NOT NULL, stems INTEGER NOT NULL)
WITHOUT ROWID;
""" + f"CREATE VIRTUAL TABLE speaker_words USING fts5({_WORDS});" + "".join(
    f"""
CREATE VIRTUAL TABLE {level}_words USING fts5({_WORDS});
CREATE VIRTUAL TABLE {level}_counts USING fts5vocab({level}_words, row);
INSERT INTO total VALUES ('{level}', 0, 0);
"""
    for level in LEVELS
) + "".join(
    f"""
CREATE TABLE {level}_list (number INTEGER PRIMARY KEY, rows INTEGER NOT NULL, centre BLOB NOT NULL);
CREATE TABLE {level}_place (row INTEGER PRIMARY KEY, list INTEGER NOT NULL);
CREATE TABLE {level}_vector (key INTEGER PRIMARY KEY, code BLOB NOT NULL);
"""
    for level in LEVELS[1:]
)  # fmt: skip
"""Tables of one library.

`record` is the article and all that is computed of it, `checksum` the SHA-256 of its row and
`vectors` that of its vectors. The tables of words and the last three are searched; a row of a
passage or of a sentence is its article's number, shifted by ROW_BITS, and its place there.
"""


def is_library(folder: Path) -> bool:
    """Whether a library was saved in a folder, whole or not, in whatever format."""
    return any((folder / name).exists() for name in (FILE, *OF_FIRST_FORMAT))


class Database:
    """A SQLite file, with a connection for each thread that uses it."""

    def __init__(self, path: Path) -> None:
        """Opens a file that `create` made. Raises LibraryError for any other."""
        self.path = path
        self._local = threading.local()
        self._writing = threading.RLock()
        if path.is_symlink() or not path.is_file():
            raise LibraryError(f"{path} is missing, or is a link: give the folder of a library.")
        with self.reading() as connection:
            self._check_form(connection)

    @classmethod
    def create(cls, path: Path) -> "Database":
        """Makes a new file with empty tables. Raises LibraryError."""
        with _told(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(
                f"BEGIN;{SCHEMA}PRAGMA application_id={APPLICATION};"
                f"PRAGMA user_version={FORMAT};COMMIT;"
            )
        return cls(path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the library as long as the context lasts."""
        connection = self._connection()
        if connection.in_transaction:
            yield connection
            return
        with _told(self.path):
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is in the library once the context ends, or none of it."""
        with self._writing, _told(self.path):
            connection = self._connection()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Closes this thread's connection."""
        if connection := getattr(self._local, "connection", None):
            connection.close()
            self._local.connection = None

    def copy_into(self, other: "Database") -> None:
        """Puts all of this file in the place of all of another, in one transaction."""
        with _told(other.path):
            self._connection().backup(other._connection())

    def _connection(self) -> sqlite3.Connection:
        if not getattr(self._local, "connection", None):
            with _told(self.path):
                connection = sqlite3.connect(
                    f"{self.path.absolute().as_uri()}?{self._access()}",
                    uri=True,
                    timeout=PATIENCE_S,
                    isolation_level=None,
                )
                connection.execute("PRAGMA trusted_schema=OFF")
                connection.execute("PRAGMA cell_size_check=ON")
            self._local.connection = connection
        found: sqlite3.Connection = self._local.connection
        return found

    def _access(self) -> str:
        """How the file may be opened: who may not write can read it all the same."""
        if all(os.access(place, os.W_OK) for place in (self.path, self.path.parent)):
            return "mode=rw"
        is_written = self.path.with_name(f"{FILE}-wal").exists()
        return "mode=ro" if is_written else "immutable=1"

    def _check_form(self, connection: sqlite3.Connection) -> None:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (form,) = connection.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION:
            raise LibraryError(f"{self.path} is not a library: index the articles again.")
        if form != FORMAT:
            raise LibraryError(
                f"{self.path} has the format {form}, and this program reads {FORMAT}: "
                "index the articles again."
            )
        wanted = sqlite3.connect(":memory:")
        wanted.executescript(SCHEMA)
        # Who made the file could have put triggers and views in it.
        if _schema(connection) != _schema(wanted):
            raise LibraryError(f"{self.path} is not in the right form: index the articles again.")
        wanted.close()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tells what SQLite says in a sentence that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", "") or ""
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            what = "is in use by another program that writes: try again when it is done"
        elif code.startswith("SQLITE_FULL"):
            what = "cannot grow, as the disk is full: make room. What it held is unharmed"
        elif code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            what = "is damaged: article-qa check --repair saves what is whole"
        else:
            what = f"cannot be used ({error})"
        raise LibraryError(f"{path} {what}.") from error


def _schema(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    return set(connection.execute("SELECT type, name, sql FROM sqlite_master"))
