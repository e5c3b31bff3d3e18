"""Read the ledger: which articles pass a filter, what they say, and which carry the same text."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, Literal

from qa.errors import InputError
from qa.ledger import Ledger, PerVersion
from qa.ledger_rows import ARTICLE_COLUMNS, CHUNK_COLUMNS, article_from_row, chunk_from_row
from qa.records import Article, Chunk, Filters

__all__ = ["Catalogue", "Order"]

Order = Literal["newest", "oldest", "title", "added"]

_ORDERS: dict[Order, str] = {
    "newest": "published IS NULL, published DESC, pk",
    "oldest": "published IS NULL, published, pk",
    "title": "folded(title), pk",
    "added": "pk",
}
_KEPT_FILTERS = 32


class Catalogue:
    """Questions to the ledger that change nothing."""

    def __init__(self, ledger: Ledger, mentions: Callable[[str], Iterable[int]]) -> None:
        """Read *ledger*; *mentions* gives the article rows that name a place."""
        self._ledger = ledger
        self._database = ledger.database
        self._mentions = mentions
        self._revision = PerVersion(ledger, self._hash)
        self._counted = PerVersion(ledger, self._count)
        self._passing: OrderedDict[Filters, tuple[int, dict[int, int]]] = OrderedDict()

    def passing(self, filters: Filters) -> dict[int, int]:
        """Article rows that pass *filters*, with their number of chunks."""
        version = self._ledger.version
        kept = self._passing.get(filters)
        if kept and kept[0] == version:
            return kept[1]
        where, parameters = _where(filters)
        rows = self._database.rows(
            f"SELECT pk, chunk_count FROM articles WHERE {where}",  # noqa: S608 - literals of this module
            parameters,
        )
        passing = dict(rows)
        if filters.places:
            named = {pk for place in filters.places for pk in self._mentions(place)}
            passing = {pk: count for pk, count in passing.items() if pk in named}
        self._passing[filters] = (version, passing)
        while len(self._passing) > _KEPT_FILTERS:
            self._passing.popitem(last=False)
        return passing

    def article(self, article_id: str, sha256: str | None) -> Article:
        """The article *article_id*: what answers now, or the revision whose text has *sha256*.

        Raises:
            InputError: There is no such article, or no such revision of it.
        """
        which = "sha256 = ? ORDER BY revision DESC" if sha256 else "current"
        rows = self._database.rows(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ? AND {which}",  # noqa: S608 - literals of this module
            (article_id, sha256) if sha256 else (article_id,),
        )
        if not rows:
            revision = f" with SHA-256 {sha256}" if sha256 else ""
            raise InputError(
                f"the index holds no article {article_id!r}{revision}; "
                "`qa articles list` shows the ids it holds."
            )
        return article_from_row(rows[0])

    def articles(
        self, filters: Filters, *, text: str, order: Order, limit: int | None, offset: int
    ) -> list[Article]:
        """Articles that pass *filters* and whose title holds every word of *text*."""
        where, parameters = self._listed(filters, text)
        rows = self._database.rows(
            f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE {where}"  # noqa: S608 - literals of this module
            f" ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?",
            [*parameters, -1 if limit is None else limit, offset],
        )
        return [article_from_row(row) for row in rows]

    def article_count(self, filters: Filters, *, text: str) -> int:
        """How many ``articles`` gives without a limit."""
        where, parameters = self._listed(filters, text)
        return int(
            self._database.value(f"SELECT count(*) FROM articles WHERE {where}", parameters)  # noqa: S608 - literals of this module
        )

    def _listed(self, filters: Filters, text: str) -> tuple[str, list[Any]]:
        where, parameters = _where(filters)
        for word in text.casefold().split():
            where += " AND instr(folded(title), ?) > 0"
            parameters.append(word)
        if filters.places:
            where += " AND pk IN (SELECT value FROM json_each(?))"
            parameters.append(json.dumps(list(self.passing(filters))))
        return where, parameters

    def passages(self, chunk_ids: Sequence[str]) -> list[tuple[Article, Chunk]]:
        """The chunks *chunk_ids* with their articles, in that order; those removed are left out."""
        found = {pair[1].id: pair for pair in self.chunks("chunk", json.dumps(list(chunk_ids)))}
        return [found[chunk_id] for chunk_id in chunk_ids if chunk_id in found]

    def _mapped(self, sql: str, values: Iterable[Any]) -> dict[Any, Any]:
        return dict(
            self._database.rows(
                f"{sql} (SELECT value FROM json_each(?))",  # noqa: S608 - literals of this class
                (json.dumps(list(values)),),
            )
        )

    def chunk_ids(self, rows: Sequence[int]) -> dict[int, str]:
        """Of the chunk rows given, those that answer, with their ids."""
        return self._mapped("SELECT pk, id FROM chunks WHERE pk IN", rows)

    def chunk_rows(self, chunk_ids: Sequence[str]) -> dict[str, int]:
        """Of the chunk ids given, those that answer, with their rows."""
        return self._mapped("SELECT id, pk FROM chunks WHERE id IN", chunk_ids)

    def article_of(self, chunk_ids: Sequence[str]) -> dict[str, int]:
        """Of the chunk ids given, those that answer, with their article rows."""
        return self._mapped("SELECT id, article FROM chunks WHERE id IN", chunk_ids)

    def ids(self, article_rows: Sequence[int]) -> dict[int, str]:
        """Of the article rows given, those that answer, with their ids."""
        return self._mapped("SELECT pk, id FROM articles WHERE current AND pk IN", article_rows)

    def counts(self) -> tuple[int, int]:
        """Number of articles that can answer, and of their chunks."""
        return self._counted()

    def _count(self) -> tuple[int, int]:
        articles = self._database.value(
            "SELECT count(*) FROM articles WHERE current AND chunk_count > 0"
        )
        return articles, self._database.value("SELECT count(*) FROM chunks")

    def chunks(self, where: str, parameter: str | int) -> list[tuple[Article, Chunk]]:
        """Chunks with their articles, those of one article together and in order.

        Args:
            where: What *parameter* is: ``chunk``, ``article`` or ``row``.
            parameter: A JSON list of chunk ids, an article id, or an article row.
        """
        condition = {
            "chunk": "c.id IN (SELECT value FROM json_each(?))",
            "article": "a.id = ? AND a.current",
            "row": "a.pk = ?",
        }[where]
        # One read transaction for both statements: a revision may land between them.
        with self._database.read() as connection:
            connection.execute("BEGIN")
            try:
                rows = connection.execute(
                    f"SELECT c.article, {CHUNK_COLUMNS}"  # noqa: S608 - a literal above
                    " FROM chunks c JOIN articles a ON a.pk = c.article"
                    f" WHERE {condition} ORDER BY c.article, c.position",
                    (parameter,),
                ).fetchall()
                pks = json.dumps(sorted({row[0] for row in rows}))
                articles = {
                    row[-1]: article_from_row(row)
                    for row in connection.execute(
                        f"SELECT {ARTICLE_COLUMNS}, pk FROM articles"  # noqa: S608 - a literal of the ledger
                        " WHERE pk IN (SELECT value FROM json_each(?))",
                        (pks,),
                    )
                }
            finally:
                connection.execute("COMMIT")
        found = []
        for pk, same in groupby(rows, key=lambda row: row[0]):
            article = articles[pk]
            found += [(article, chunk_from_row(article, row[1:])) for row in same]
        return found

    def span(self) -> tuple[str | None, str | None, int]:
        """Earliest and latest date of publication, and the number of articles without one."""
        rows = self._database.rows(
            "SELECT min(published), max(published), count(*) - count(published)"
            " FROM articles WHERE current"
        )
        first, last, undated = rows[0]
        return first, last, undated

    def revision(self) -> str:
        """Hash over all articles that answer, 16 hexadecimal digits; order does not matter."""
        return self._revision()

    def _hash(self) -> str:
        digest = hashlib.blake2b(digest_size=8)
        for article_id, content in self._database.rows(
            "SELECT id, content FROM articles WHERE current ORDER BY id"
        ):
            digest.update(f"{article_id}\0{content}\n".encode())
        return digest.hexdigest()

    def counted(self, column: Literal["outlet", "place"]) -> list[tuple[str, int]]:
        """Each value of *column* with its number of articles, most frequent first."""
        return [
            (value, count)
            for value, count in self._database.rows(
                f"SELECT {column}, count(*) AS n FROM articles"  # noqa: S608 - one of two literals
                f" WHERE current AND {column} IS NOT NULL GROUP BY folded({column})"
                f" ORDER BY n DESC, {column}"
            )
        ]

    def months(self, filters: Filters) -> dict[str, int]:
        """Articles that pass *filters* by month of publication (``YYYY-MM``), in order."""
        rows = self._database.rows(
            "SELECT pk, substr(published, 1, 7) FROM articles"
            " WHERE current AND published IS NOT NULL ORDER BY published"
        )
        passing = self.passing(filters)
        months: dict[str, int] = {}
        for pk, month in rows:
            if pk in passing:
                months[month] = months.get(month, 0) + 1
        return months


def _where(filters: Filters) -> tuple[str, list[Any]]:
    """The part of *filters* that the columns answer; places are in the text."""
    where, parameters = "current", list[Any]()
    if filters.after:
        where += " AND published >= ?"
        parameters.append(filters.after)
    if filters.before:
        # An article dated to its month or year only sorts before its days.
        where += " AND substr(published, 1, 10) <= ?"
        parameters.append(filters.before)
    if filters.outlets:
        where += " AND outlet_key IN (SELECT value FROM json_each(?))"
        parameters.append(json.dumps([outlet.strip().casefold() for outlet in filters.outlets]))
    return where, parameters
