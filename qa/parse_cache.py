"""Parses in the ledger: every sentence is parsed once, before anybody asks about it.

What is kept is opaque here; the language modules make and read it. It belongs to a chunk's text as
the chunk's vector does, so it goes by the same key.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.ledger import Ledger
from qa.ledger_rows import PAIR_COLUMNS, pair_from_row

__all__ = ["ParseCache", "Unparsed"]

_MISSING = "NOT EXISTS (SELECT 1 FROM parses p WHERE p.key = c.vector_key AND p.parser = :parser)"


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A chunk of which no parse is kept.

    Attributes:
        row: Grows from chunk to chunk.
        key: What its parse is kept under.
        sentences: Their texts, in order, after the title of the article.
    """

    row: int
    key: bytes
    sentences: tuple[str, ...]


class ParseCache:
    """What is parsed, and what is not yet."""

    def __init__(self, ledger: Ledger) -> None:
        """Read and write the parses of *ledger*."""
        self._database = ledger.database

    def count_waiting(self, parser: str) -> int:
        """How many chunks have no parse by *parser*."""
        sql = f"SELECT count(*) FROM chunks c WHERE {_MISSING}"  # noqa: S608 - a literal above
        return int(self._database.value(sql, {"parser": parser}))

    def waiting(self, parser: str, *, after: int, limit: int) -> list[Unparsed]:
        """Up to *limit* chunks beyond the row *after* that have no parse by *parser*."""
        rows = self._database.rows(
            f"SELECT c.pk, c.vector_key, {PAIR_COLUMNS}"  # noqa: S608 - literals
            " FROM chunks c JOIN articles a ON a.pk = c.article"
            f" WHERE c.pk > :after AND {_MISSING} ORDER BY c.pk LIMIT :limit",
            {"parser": parser, "after": after, "limit": limit},
        )
        found = []
        for row, key, *rest in rows:
            article, chunk = pair_from_row(rest)
            texts = (article.text[start:end] for start, end in chunk.sentences)
            title = (article.title,) if article.title else ()
            found.append(Unparsed(row, key, (*title, *texts)))
        return found

    def save(self, parser: str, parses: Mapping[bytes, bytes]) -> None:
        """Keep *parses* by *parser* under their keys; one by another parser gives way."""
        # Past the ledger's count of changes: nothing that anybody caches depends on these.
        with self._database.write() as connection:
            connection.executemany(
                # Not of a chunk that went while it was parsed: a purge leaves nothing.
                "REPLACE INTO parses (key, parser, lines) SELECT ?1, ?2, ?3"
                " WHERE EXISTS (SELECT 1 FROM chunks WHERE vector_key = ?1)",
                [(key, parser, lines) for key, lines in parses.items()],
            )

    def of_chunks(
        self, parser: str, chunk_ids: Sequence[str], articles: Sequence[str] = ()
    ) -> list[bytes]:
        """What *parser* made of the chunks *chunk_ids*, and of all chunks of *articles* (ids)."""
        rows = self._database.rows(
            "SELECT lines FROM parses WHERE parser = ? AND key IN"
            " (SELECT vector_key FROM chunks WHERE id IN (SELECT value FROM json_each(?))"
            " OR article IN (SELECT pk FROM articles WHERE current"
            " AND id IN (SELECT value FROM json_each(?))))",
            (parser, json.dumps(list(chunk_ids)), json.dumps(list(articles))),
        )
        return [row[0] for row in rows]
