"""The SQLite file under the ledger: its schema, its connections, and what its errors mean.

Every connection runs in WAL mode, so readers never wait for the writer. ``synchronous=FULL``: a
commit is on the disk before it is acknowledged, and survives a power cut as well as a killed
process; a commit holds a batch of articles, so the price is not felt.
"""

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qa.disk import disk_full
from qa.errors import IndexFailure, IndexMismatch

__all__ = ["SCHEMA_VERSION", "Connection", "Database"]

Connection = sqlite3.Connection
Parameters = Sequence[Any] | Mapping[str, Any]

SCHEMA_VERSION = 1

# The text comes last in its row, so that scans over the other columns do not page through it.
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    current INTEGER NOT NULL,
    published TEXT,
    outlet TEXT,
    outlet_key TEXT,
    place TEXT,
    url TEXT,
    source TEXT,
    sha256 TEXT NOT NULL,
    content TEXT NOT NULL,
    folded TEXT NOT NULL,
    added TEXT NOT NULL,
    chunk_count INTEGER NOT NULL,
    signature BLOB NOT NULL,
    title TEXT NOT NULL,
    metadata TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (id, revision)
);
CREATE UNIQUE INDEX articles_current ON articles (id) WHERE current;
CREATE INDEX articles_filter ON articles (published, outlet_key, chunk_count) WHERE current;
CREATE INDEX articles_url ON articles (url) WHERE current AND url IS NOT NULL;
CREATE INDEX articles_source ON articles (source) WHERE current AND source IS NOT NULL;
CREATE INDEX articles_folded ON articles (folded) WHERE current;
CREATE TABLE chunks (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles (pk),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    sentences TEXT NOT NULL,
    vector_key BLOB NOT NULL,
    state INTEGER NOT NULL
);
CREATE INDEX chunks_article ON chunks (article, position);
CREATE INDEX chunks_waiting ON chunks (state, pk) WHERE state < 2;
CREATE INDEX chunks_vector ON chunks (vector_key);
CREATE TABLE models (pk INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE vectors (
    key BLOB NOT NULL,
    model INTEGER NOT NULL REFERENCES models (pk),
    vector BLOB NOT NULL,
    PRIMARY KEY (key, model)
);
CREATE TABLE keyword_outbox (article INTEGER PRIMARY KEY, present INTEGER NOT NULL);
CREATE TABLE vector_removals (chunk_id TEXT PRIMARY KEY) WITHOUT ROWID;
"""

# A cache that came later than the layout; what does not know it is not harmed by it.
_PARSES = """
CREATE TABLE IF NOT EXISTS parses (
    key BLOB PRIMARY KEY,
    parser TEXT NOT NULL,
    lines BLOB NOT NULL
)
"""

_FULL, _READ_OR_WRITE_FAILED, _CORRUPT, _NOT_A_DATABASE = 13, 10, 11, 26
_READ_ONLY, _CANNOT_OPEN = 8, 14


def _translate(path: Path, error: sqlite3.Error) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {_FULL, _READ_OR_WRITE_FAILED}:
        return disk_full(path, error)
    if code in {_CORRUPT, _NOT_A_DATABASE}:
        return IndexFailure(
            f"{path} is not a readable ledger ({error}). It holds the articles, so it cannot be "
            "rebuilt from the rest: restore it from a backup, or ingest into a new index folder."
        )
    if code in {_READ_ONLY, _CANNOT_OPEN}:
        return IndexFailure(
            f"{path} cannot be written ({error}); an index needs a folder that this user may "
            "write. Change its permissions, or copy it elsewhere."
        )
    return error


class Database:
    """Connections to one SQLite file: any number of readers and one writer, from any thread."""

    def __init__(self, path: Path) -> None:
        """Open *path*, making its tables when it is new.

        Raises:
            IndexMismatch: A newer version of this program wrote it.
            IndexFailure: It is unreadable, or cannot be written.
        """
        self.path = path
        self._idle: deque[sqlite3.Connection] = deque()
        self._turn = threading.RLock()
        self._closed = False
        with self._errors():
            self._writer = self._connect()
            try:
                self._prepare()
            except BaseException:
                self._writer.close()
                raise

    def _connect(self) -> sqlite3.Connection:
        # isolation_level=None leaves transactions to write(), which makes them explicit.
        connection = sqlite3.connect(
            self.path, timeout=60, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.create_function(
            "folded", 1, lambda text: (text or "").casefold(), deterministic=True
        )
        return connection

    def _prepare(self) -> None:
        (version,) = self._writer.execute("PRAGMA user_version").fetchone()
        if version == 0:
            # One transaction: a process killed here leaves an empty file, which is prepared again.
            self._writer.executescript(
                f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )
        elif version != SCHEMA_VERSION:
            raise IndexMismatch(
                f"{self.path} has layout {version}; this program reads layout {SCHEMA_VERSION}. "
                "Use the version that wrote it, or ingest the articles into a new index folder."
            )
        self._writer.execute(_PARSES)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            translated = _translate(self.path, error)
            if translated is error:
                raise
            raise translated from error

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed when the block ends, undone when it raises.

        Raises:
            StoreUnavailable: The disk is full.
        """
        with self._turn, self._errors():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading, which no other thread has until the block ends."""
        with self._errors():
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = self._connect()
            try:
                yield connection
            finally:
                self._idle.append(connection)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a reading statement."""
        with self.read() as connection:
            return connection.execute(sql, parameters).fetchall()

    def value(self, sql: str, parameters: Parameters = ()) -> Any:  # noqa: ANN401 - a column
        """The first column of the first row, or None."""
        rows = self.rows(sql, parameters)
        return rows[0][0] if rows else None

    def erase_free_pages(self) -> None:
        """Move every change into the main file and empty the log, so that deleted text is gone."""
        with self._turn, self._errors():
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close all connections; the last one folds the log into the file."""
        with self._turn:
            while self._idle:
                self._idle.pop().close()
            self._writer.close()
