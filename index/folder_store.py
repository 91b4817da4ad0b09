"""Articles in a folder: one SQLite file, from which a question reads the little that it needs."""

import hashlib
import secrets
import threading
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sqlite3 import Connection, DatabaseError
from typing import Any

import numpy as np

from index.database import LEVELS, Database
from index.embedding import Encoder, Vectors
from index.errors import LibraryError
from index.indexed import IndexedArticle
from index.lexical import stems
from index.records import article_of, record_of
from index.speakers import Speaker
from index.store import (
    CANDIDATES,
    EVERYTHING,
    Retriever,
    ScoredPassage,
    ScoredSentence,
    Store,
    Within,
    no_article,
    passage_score,
    speakers_of,
    weighed,
    words_in,
    words_naming,
)
from index.text import readable
from index.vector_lists import VectorLists
from index.vectors import Rows
from index.word_forms import WORD, plain
from index.word_lists import Bm25, WordLists, any_of

ROW_BITS = 20
"""A row is its article's number, shifted by this, and the place in the article."""
FEW_ARTICLES = 200
"""No more are searched as a whole, without a look at what is nearest."""
MOST_SHARING = 200
"""Articles that may have most words of a text; a library of no more is looked through."""
KEPT_OPEN = 512
"""Articles that stay in memory once they are read."""
MOST_SPEAKERS = 1000
"""Speakers that a text can name, those with the rarest words first."""

Ranges = np.ndarray[Any, np.dtype[np.uint32]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage that may fit: its article and its place there, its sentences and its words."""

    article: int
    place: int
    first: int
    last: int
    words: float
    sentence_words: tuple[float, ...]


class FolderStore(Store):
    """Articles in a folder. What is put in or removed is on the disk when the call is back.

    Each article is one transaction. Threads and processes may read while one writes.
    """

    def __init__(self, database: Database, encoder: Encoder) -> None:
        """Opens a library. Raises LibraryError when another encoder made it."""
        with database.reading() as db:
            facts = dict(db.execute("SELECT name, value FROM library"))
        super().__init__(encoder, facts["budget"])
        if (facts["encoder"], facts["dimension"]) != (encoder.name, encoder.dimension):
            raise LibraryError(
                f"{database.path.parent} was made with the encoder {facts['encoder']} "
                f"({facts['dimension']} numbers) and cannot be searched with {encoder.name} "
                f"({encoder.dimension}): load it with the same encoder, or index the articles "
                "again."
            )
        self.database = database
        self._lists = {level: VectorLists(level, encoder.dimension) for level in LEVELS[1:]}
        self._words = {level: WordLists(level) for level in LEVELS}
        self._version = -1
        self._lock = threading.RLock()
        self._open = lru_cache(KEPT_OPEN)(lambda number, _: self._read_whole(number))

    @classmethod
    def create(cls, database: Database, encoder: Encoder, budget: int) -> "FolderStore":
        """Makes a library of no articles in an empty file."""
        with database.writing() as db:
            db.executemany(
                "INSERT INTO library VALUES (?, ?)",
                [
                    ("encoder", encoder.name),
                    ("dimension", encoder.dimension),
                    ("budget", budget),
                    ("version", secrets.randbits(48)),  # no other file's, were it in its place
                ],
            )
        return cls(database, encoder)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """What is put in and removed in this context is on the disk once it ends, or not at all."""
        with self._lock:
            try:
                with self.database.writing() as db:
                    yield db
            except BaseException:
                self._version = -1
                raise

    def count(self, within: Within = EVERYTHING) -> int:
        """How many articles there are."""
        with self.database.reading() as db:
            if within:
                return len(_allowed(db, within))
            return int(db.execute("SELECT texts FROM total WHERE level = 'article'").fetchone()[0])

    def those(self, within: Within = EVERYTHING) -> Iterator[IndexedArticle]:
        """The articles in order, each read when it is asked for."""
        with self.database.reading() as db:
            numbers = _allowed(db, within).tolist()
        return self._each(numbers)

    def __contains__(self, article_id: object) -> bool:
        with self.database.reading() as db:
            return isinstance(article_id, str) and self._number(db, article_id) is not None

    def __getitem__(self, article_id: str) -> IndexedArticle:
        """The article with this id. Raises ArticleError when there is none."""
        with self.database.reading() as db:
            return self._article(db, self._known(db, article_id))

    def put(self, indexed: IndexedArticle) -> None:
        """Takes an article in, in the place of one with the same id."""
        with self._changing() as db:
            number = self._number(db, indexed.article.id)
            if number is not None:
                self._take_out(db, number)
            self._take_in(db, indexed, number)

    def remove(self, article_id: str) -> None:
        """Forgets an article. Raises ArticleError when none has this id."""
        with self._changing() as db:
            self._take_out(db, self._known(db, article_id))

    def speakers(
        self, text: str | None = None, *, within: Within = EVERYTHING
    ) -> tuple[Speaker, ...]:
        """Everybody who says something in the articles, or whoever of them a text can name."""
        conditions: list[str] = ["1"]
        values: tuple[str | int, ...] = ()
        if text is not None:
            words = words_in(text)
            if not words:
                return ()
            conditions.append(
                "speaker IN (SELECT rowid FROM speaker_words WHERE speaker_words MATCH ? "
                "ORDER BY rank LIMIT ?)"
            )
            values = (any_of(sorted(words)), MOST_SPEAKERS)
        with self.database.reading() as db:
            if within:
                conditions.append(_among(db, "place", _allowed(db, within)))
            found = db.execute(
                "SELECT name, role FROM (SELECT speaker, min(place) AS first FROM said WHERE "
                f"{' AND '.join(conditions)} GROUP BY speaker) JOIN speaker ON number = speaker "
                "ORDER BY first",
                values,
            )
            return tuple(Speaker(name, role or None) for name, role in found)

    def said_by(self, speakers: Collection[Speaker]) -> Iterator[IndexedArticle]:
        """The articles in which one of the speakers says something, in order."""
        with self.database.reading() as db:
            numbers = sorted({n for speaker in speakers for n in _articles_of(db, speaker)})
        return self._each(numbers)

    def sharing_words(self, text: str) -> Iterator[IndexedArticle]:
        """The articles with the most words of a text; all where there are few, or it has none."""
        found = stems([text])[0]
        if not found or len(self) <= MOST_SHARING:
            yield from self
            return
        with self.database.reading() as db:
            numbers = self._words["article"].best(db, found, MOST_SHARING)
        yield from self._each(numbers)

    @property
    def word_forms(self) -> "FormsOnDisk":
        """How the articles spell their words."""
        return FormsOnDisk(self.database)

    @property
    def folder(self) -> Path:
        """Where the articles are kept."""
        return self.database.path.parent

    def facts(self) -> dict[str, str | int]:
        """What made the library, and how many articles, passages and sentences it has."""
        with self.database.reading() as db:
            facts = db.execute("SELECT name, value FROM library WHERE name != 'version'").fetchall()
            counts = db.execute("SELECT level || 's', texts FROM total").fetchall()
        return dict([*facts, *counts])

    def damaged(self) -> Iterator[str]:
        """What is damaged, named; nothing where all is whole."""
        with self.database.reading() as db:
            try:
                said = [line for (line,) in db.execute("PRAGMA integrity_check")]
            except DatabaseError as error:
                said = [str(error)]
        yield from (f"{self.database.path}: {line}" for line in said if line != "ok")
        yield from (each for each in self._every() if isinstance(each, str))

    def whole(self) -> Iterator[IndexedArticle]:
        """The articles that are whole, in order."""
        return (each for each in self._every() if not isinstance(each, str))

    def _every(self) -> Iterator[IndexedArticle | str]:
        """Every article, by its number alone, or what is wrong with it."""
        with self.database.reading() as db:
            last = db.execute("SELECT max(seq) FROM sqlite_sequence").fetchone()[0] or 0
        for number in range(1, last + 1):
            try:
                with self.database.reading() as db:
                    there = db.execute("SELECT 1 FROM article WHERE number = ?", (number,))
                    if there.fetchone():
                        yield self._read_whole(number)
            except LibraryError as error:
                yield f"Article {number}: {error}"

    # Putting in and taking out

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with self.transaction() as db:
            self._follow(db)
            yield db
            self._version += 1
            db.execute("UPDATE library SET value = ? WHERE name = 'version'", (self._version,))

    def _follow(self, db: Connection) -> None:
        """Forgets what is kept in memory of another state of the library."""
        (version,) = db.execute("SELECT value FROM library WHERE name = 'version'").fetchone()
        if version != self._version:
            for lists in self._lists.values():
                lists.forget()
            self._version = version

    def _take_in(self, db: Connection, indexed: IndexedArticle, number: int | None) -> None:
        article = indexed.article
        spoken = stems(
            [
                " ".join(span.of(article.text) for span in article.spans("title")),
                *(span.of(article.text) for span in indexed.sentences),
            ]
        )
        lines = [" ".join(line) for line in spoken]
        starts = [span.start for span in indexed.sentences]
        ranges = np.array(
            [
                np.searchsorted(starts, [passage.span.start, passage.span.end])
                for passage in indexed.passages
            ],
            dtype="<u4",
        )
        vectors = {"passage": indexed.passage_vectors, "sentence": indexed.sentence_vectors}
        codes = {level: self._lists[level].codes(vectors[level]) for level in vectors}
        row = (
            article.id.encode("utf-8", "surrogatepass"),
            article.published.isoformat() if article.published else None,
            readable(article.source).casefold() if article.source else None,
            readable("\n".join(article.authors)).casefold(),
            ranges.tobytes(),
            indexed.meaning.astype("<f2").tobytes(),
            zlib.compress("\n".join(lines).encode()),
            _sha256(*codes["passage"], *codes["sentence"]),
        )
        record = zlib.compress(record_of(indexed))
        checksum = _sha256(*(repr(value).encode() for value in row), record)
        added = db.execute(
            "INSERT INTO article (number, id, published, source, authors, passages, meaning, stems,"
            " vectors, checksum, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, *row, checksum, record),
        )
        number = int(added.lastrowid or 0)
        for level, each in vectors.items():
            self._lists[level].add(db, [_row(number, n) for n in range(len(each))], each)
        for level, texts in _texts(number, lines, ranges).items():
            self._words[level].add(db, texts)
        _add_speakers(db, number, speakers_of(indexed))
        _count_forms(db, indexed, 1)

    def _take_out(self, db: Connection, number: int) -> None:
        indexed = self._article(db, number)
        ranges, packed = db.execute(
            "SELECT passages, stems FROM article WHERE number = ?", (number,)
        ).fetchone()
        lines = zlib.decompress(packed).decode().split("\n")
        for level, texts in _texts(number, lines, np.frombuffer(ranges, "<u4")).items():
            self._words[level].remove(db, texts)
        for lists in self._lists.values():
            lists.remove(db, _row(number, 0), _row(number + 1, 0))
        _remove_speakers(db, number)
        _count_forms(db, indexed, -1)
        db.execute("DELETE FROM article WHERE number = ?", (number,))

    # Looking up

    def _number(self, db: Connection, article_id: str) -> int | None:
        key = article_id.encode("utf-8", "surrogatepass")
        found = db.execute("SELECT number FROM article WHERE id = ?", (key,)).fetchone()
        return int(found[0]) if found else None

    def _known(self, db: Connection, article_id: str) -> int:
        number = self._number(db, article_id)
        if number is None:
            raise no_article(article_id)
        return number

    def _each(self, numbers: Iterable[int]) -> Iterator[IndexedArticle]:
        for number in numbers:
            with self.database.reading() as db:
                there = db.execute("SELECT 1 FROM article WHERE number = ?", (number,)).fetchone()
                indexed = self._article(db, number) if there else None
            if indexed:
                yield indexed

    def _article(self, db: Connection, number: int) -> IndexedArticle:
        # The checksum tells an article from one that was put in its place.
        (checksum,) = db.execute(
            "SELECT checksum FROM article WHERE number = ?", (number,)
        ).fetchone()
        return self._open(number, checksum)

    def _read_whole(self, number: int) -> IndexedArticle:
        """An article, verified."""
        with self.database.reading() as db:
            *row, kept, record = db.execute(
                "SELECT id, published, source, authors, passages, meaning, stems, vectors, "
                "checksum, record FROM article WHERE number = ?",
                (number,),
            ).fetchone()
            name = row[0].decode("utf-8", "replace") if isinstance(row[0], bytes) else "?"
            try:
                if kept != _sha256(*(repr(value).encode() for value in row), record):
                    raise ValueError("another checksum")
                counts = {
                    "passage": len(row[4]) // 8,
                    "sentence": zlib.decompress(row[6]).count(b"\n"),
                }
                codes = {
                    level: lists.stored(db, [_row(number, n) for n in range(counts[level])])
                    for level, lists in self._lists.items()
                }
                if row[7] != _sha256(*codes["passage"], *codes["sentence"]):
                    raise ValueError("other vectors")
                return article_of(
                    zlib.decompress(record),
                    self._lists["sentence"].vectors(codes["sentence"]),
                    self._lists["passage"].vectors(codes["passage"]),
                )
            except (ValueError, TypeError, zlib.error) as error:
                raise LibraryError(
                    f"Article {name!r} in {self.database.path} is damaged: article-qa check "
                    "--repair saves the others, and then index it again."
                ) from error

    # Searching

    def _best(
        self, question: str, vector: Vectors, k: int, retriever: Retriever, within: Within
    ) -> Iterator[ScoredPassage]:
        asked = stems([question])[0]
        try:
            with self._lock, self.database.reading() as db:
                self._follow(db)
                allowed = _allowed(db, within) if within else None
                places = self._places(db, asked, vector, max(k, CANDIDATES), allowed)
                found, meanings, article_words = self._candidates(db, asked, places)
                passages = [_row(candidate.article, candidate.place) for candidate in found]
                rows = [
                    _row(candidate.article, n)
                    for candidate in found
                    for n in range(candidate.first, candidate.last)
                ]
                cosines = self._cosines(db, "passage", passages, vector)
                sentence_cosines = self._cosines(db, "sentence", rows, vector)
        except (ValueError, TypeError, zlib.error) as error:
            raise LibraryError(
                f"The search index in {self.database.path} is damaged: article-qa check --repair "
                "rebuilds it."
            ) from error
        if not found:
            return
        best_words = max(1e-9, *(candidate.words for candidate in found))
        best_sentence = max(1e-9, *(max(candidate.sentence_words) for candidate in found))
        best_article = max(1e-9, *article_words.values())
        scored: list[tuple[float, float, _Candidate, Vectors]] = []
        done = 0
        for candidate, cosine in zip(found, cosines, strict=True):
            theirs = sentence_cosines[done : done + candidate.last - candidate.first]
            done += candidate.last - candidate.first
            words_of_sentences = [words / best_sentence for words in candidate.sentence_words]
            score = passage_score(
                retriever, cosine, candidate.words / best_words, theirs, words_of_sentences
            )
            whole = weighed(
                retriever,
                float(meanings[candidate.article] @ vector),
                article_words[candidate.article] / best_article,
            )
            scored.append((score + whole, score, candidate, theirs))
        for _, score, candidate, theirs in sorted(scored, key=lambda each: -each[0]):
            with self.database.reading() as db:
                indexed = self._article(db, candidate.article)
            sentences = tuple(
                ScoredSentence(span, float(cosine), words / best_sentence)
                for span, cosine, words in zip(
                    indexed.sentences[candidate.first : candidate.last],
                    theirs,
                    candidate.sentence_words,
                    strict=True,
                )
            )
            yield ScoredPassage(indexed.passages[candidate.place], score, sentences)

    def _places(
        self,
        db: Connection,
        asked: Sequence[str],
        vector: Vectors,
        count: int,
        allowed: Rows | None,
    ) -> dict[int, tuple[set[int], set[int]]]:
        """Articles with the places of passages, and of sentences whose passages may fit."""
        places: dict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        if allowed is not None and len(allowed) <= FEW_ARTICLES:
            for number in allowed.tolist():
                places[number][0].add(-1)
            return places
        condition = ""
        if allowed is not None:
            condition = f"AND {_among(db, 'rowid', allowed)}"
        for kind, level in enumerate(LEVELS[1:]):
            near = self._lists[level].nearest(db, vector, count, allowed, ROW_BITS)
            for row in (*near.tolist(), *self._words[level].best(db, asked, count, condition)):
                places[row >> ROW_BITS][kind].add(row & ((1 << ROW_BITS) - 1))
        return places

    def _candidates(
        self, db: Connection, asked: Sequence[str], places: dict[int, tuple[set[int], set[int]]]
    ) -> tuple[list[_Candidate], dict[int, Vectors], dict[int, float]]:
        """The passages at places, and the meanings and the words of their articles."""
        weighed = {level: self._words[level].bm25(db, asked) for level in LEVELS}
        found: list[_Candidate] = []
        meanings: dict[int, Vectors] = {}
        words: dict[int, float] = {}
        for number in sorted(places):
            packed, meaning, compressed = db.execute(
                "SELECT passages, meaning, stems FROM article WHERE number = ?", (number,)
            ).fetchone()
            ranges = np.frombuffer(packed, "<u4").reshape(-1, 2).tolist()
            lines = zlib.decompress(compressed).decode().split("\n")
            meanings[number] = np.frombuffer(meaning, "<f2").astype(np.float32)
            words[number] = _score(weighed["article"], asked, " ".join(lines).split())
            passages, sentences = places[number]
            for place, (first, last) in enumerate(ranges):
                if (
                    place in passages
                    or -1 in passages
                    or any(first <= sentence < last for sentence in sentences)
                ):
                    theirs = [line.split() for line in lines[1 + first : 1 + last]]
                    every = [stem for line in theirs for stem in line]
                    found.append(
                        _Candidate(
                            number,
                            place,
                            first,
                            last,
                            _score(weighed["passage"], asked, every),
                            tuple(_score(weighed["sentence"], asked, line) for line in theirs),
                        )
                    )
        return found, meanings, words

    def _cosines(self, db: Connection, level: str, rows: Sequence[int], vector: Vectors) -> Vectors:
        lists = self._lists[level]
        cosines: Vectors = lists.vectors(lists.stored(db, rows)) @ vector
        return cosines


class FormsOnDisk:
    """The words of a library's articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def knows(self, word: str) -> bool:
        """Whether a word stands in the texts, in whatever case."""
        forms = self._ask("SELECT form FROM form WHERE plain = ?", plain(word))
        return any(form.casefold() == word.casefold() for form in forms)

    def commonest(self, plain: str) -> str | None:
        """The commonest form of a word that is plain; None where the texts do not have it."""
        found = self._ask(
            "SELECT form FROM form WHERE plain = ? ORDER BY count DESC, number LIMIT 1", plain
        )
        return found[0] if found else None

    def beginning(self, initial: str) -> Sequence[str]:
        """The plain words with this first letter, the commonest first."""
        return self._ask(
            "SELECT plain FROM form WHERE plain >= ? AND plain < ? GROUP BY plain "
            "ORDER BY max(count) DESC, min(number)",
            initial,
            initial + "\U0010ffff",
        )

    def _ask(self, query: str, *values: str) -> list[str]:
        with self._database.reading() as db:
            return [found for (found,) in db.execute(query, values)]


def _row(number: int, place: int) -> int:
    return (number << ROW_BITS) | place


def _texts(number: int, lines: Sequence[str], ranges: "Ranges") -> dict[str, list[tuple[int, str]]]:
    """The rows and the stems of an article, its passages and its sentences."""
    sentences = lines[1:]
    passages = ranges.reshape(-1, 2).tolist()
    return {
        "article": [(number, " ".join(lines))],
        "passage": [
            (_row(number, n), " ".join(sentences[first:last]))
            for n, (first, last) in enumerate(passages)
        ],
        "sentence": [(_row(number, n), line) for n, line in enumerate(sentences)],
    }


def _score(weighed: Bm25, asked: Sequence[str], stems: Sequence[str]) -> float:
    return weighed.score([stems.count(stem) for stem in asked], len(stems))


def _add_speakers(db: Connection, number: int, speakers: Iterable[Speaker]) -> None:
    for place, speaker in enumerate(speakers):
        named = (readable(speaker.name), readable(speaker.role or ""))
        known = db.execute(
            "SELECT number FROM speaker WHERE name = ? AND role = ?", named
        ).fetchone()
        if not known:
            new = db.execute("INSERT INTO speaker (name, role) VALUES (?, ?)", named).lastrowid
            known = (new,)
            db.execute(
                "INSERT INTO speaker_words (rowid, words) VALUES (?, ?)",
                (new, _naming(*named)),
            )
        db.execute("INSERT INTO said VALUES (?, ?)", (_row(number, place), known[0]))


def _remove_speakers(db: Connection, number: int) -> None:
    rows = (_row(number, 0), _row(number + 1, 0))
    gone = db.execute(
        "SELECT DISTINCT speaker FROM said WHERE place >= ? AND place < ?", rows
    ).fetchall()
    db.execute("DELETE FROM said WHERE place >= ? AND place < ?", rows)
    for (speaker,) in gone:
        if not db.execute("SELECT 1 FROM said WHERE speaker = ? LIMIT 1", (speaker,)).fetchone():
            named = db.execute(
                "SELECT name, role FROM speaker WHERE number = ?", (speaker,)
            ).fetchone()
            db.execute(
                "INSERT INTO speaker_words (speaker_words, rowid, words) VALUES ('delete', ?, ?)",
                (speaker, _naming(*named)),
            )
            db.execute("DELETE FROM speaker WHERE number = ?", (speaker,))


def _naming(name: str, role: str) -> str:
    return " ".join(sorted(words_naming(Speaker(name, role or None))))


def _articles_of(db: Connection, speaker: Speaker) -> list[int]:
    found = db.execute(
        f"SELECT DISTINCT place >> {ROW_BITS} FROM said JOIN speaker ON number = speaker "
        "WHERE name = ? AND role = ?",
        (readable(speaker.name), readable(speaker.role or "")),
    )
    return [number for (number,) in found]


def _count_forms(db: Connection, indexed: IndexedArticle, sign: int) -> None:
    counts: dict[str, int] = defaultdict(int)
    article = indexed.article
    for form in WORD.findall(f"{article.title or ''}\n{article.text}"):
        counts[form] += sign
    db.executemany(
        "INSERT INTO form (form, plain, count) VALUES (?, ?, ?) "
        "ON CONFLICT (form) DO UPDATE SET count = count + excluded.count",
        [(form, plain(form), count) for form, count in counts.items()],
    )
    if sign < 0:
        db.executemany(
            "DELETE FROM form WHERE form = ? AND count <= 0", [(form,) for form in counts]
        )


def _allowed(db: Connection, within: Within) -> Rows:
    """The numbers of the articles that count, in order."""
    conditions: list[str] = ["1"]
    values: list[object] = []
    for condition, value in (
        ("published >= ?", within.since and within.since.isoformat()),
        ("published <= ?", within.until and within.until.isoformat()),
        *(("instr(source, ?)", readable(source).casefold()) for source in within.sources),
        *(("instr(authors, ?)", readable(author).casefold()) for author in within.authors),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    found = {
        number
        for (number,) in db.execute(
            f"SELECT number FROM article WHERE {' AND '.join(conditions)}",
            values,
        )
    }
    for speaker in within.speakers:
        found &= set(_articles_of(db, speaker))
    if within.articles is not None:
        keys = [article.encode("utf-8", "surrogatepass") for article in within.articles]
        found &= {
            number
            for key in keys
            for (number,) in db.execute("SELECT number FROM article WHERE id = ?", (key,))
        }
    return np.array(sorted(found), dtype=np.int64)


def _among(db: Connection, row: str, allowed: Rows) -> str:
    """The condition that a row is of an article that counts, for the next query of `db`."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS allowed (number INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM temp.allowed")
    db.executemany("INSERT INTO temp.allowed VALUES (?)", zip(allowed.tolist(), strict=True))
    return f"{row} >> {ROW_BITS} IN (SELECT number FROM temp.allowed)"


def _sha256(*parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()
