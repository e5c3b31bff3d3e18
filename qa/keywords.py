"""Ranked keyword search over chunks and over whole articles, by BM25.

Words match by their English stem, and count more where the exact form matches too: a stem alone
takes Hamas for Hama. Case and accents are folded. A query is only ever words: nothing in it is
read as an operator.
"""

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from qa.disk import disk_full, looks_full
from qa.errors import StoreUnavailable
from qa.keyword_schema import KINDS, KeywordEntry, Kind, analyzer, documents, schema
from qa.terms import parts, terms

__all__ = ["KeywordEntry", "KeywordIndex", "analyze"]

_EXACT_WEIGHT = 0.5
_TITLE_WEIGHT = 1.0
# A pasted article is a query too; its first words say what it is about.
_MOST_TERMS = 300
_HEAP_BYTES = 32_000_000


class KeywordIndex:
    """Two tantivy indexes in one folder, safe to search while one thread writes."""

    def __init__(self, folder: Path) -> None:
        """Open the indexes in *folder*, or make empty ones.

        Raises:
            StoreUnavailable: They are unreadable; a fresh build in a new folder repairs that.
        """
        self._folder = folder
        self._writing = threading.RLock()
        self._writers: dict[str, Any] = {}
        with self._errors():
            import tantivy

            self._tantivy = tantivy
            self._stem, self._exact = (analyzer(tantivy, stem=stem) for stem in (True, False))
            self._indexes = {name: self._open(name) for name in KINDS}

    def _open(self, name: Kind) -> Any:  # noqa: ANN401 - tantivy's type stays in this module
        path = self._folder / name
        path.mkdir(parents=True, exist_ok=True)
        index = self._tantivy.Index(schema(self._tantivy, name), str(path))
        index.register_tokenizer("stem", self._stem)
        index.register_tokenizer("exact", self._exact)
        index.config_reader("manual")
        index.reload()
        return index

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Give tantivy's errors, and the panics of its Rust core, this program's type."""
        try:
            yield
        except (KeyboardInterrupt, SystemExit, GeneratorExit, StoreUnavailable):
            raise
        except BaseException as error:
            if not isinstance(error, (ValueError, OSError)) and "Panic" not in type(error).__name__:
                raise
            if looks_full(self._folder, error):
                raise disk_full(self._folder, error) from error
            raise StoreUnavailable(
                f"the keyword index in {self._folder} cannot be used ({error}). Open the index "
                "again: it is rebuilt from the ledger."
            ) from error

    def counts(self) -> tuple[int, int]:
        """Number of articles and chunks that it holds."""
        with self._errors():
            articles, chunks = (
                self._indexes[name].searcher().num_docs for name in ("articles", "chunks")
            )
        return articles, chunks

    def update(self, drop: Sequence[int], entries: Sequence[KeywordEntry]) -> None:
        """Take out the article rows *drop*, put in *entries*, and commit.

        Repeating a call changes nothing. Searches see the change when this returns.

        Raises:
            StoreUnavailable: The disk is full, or the index unreadable; nothing was committed.
        """
        with self._writing, self._errors():
            for name in KINDS:
                self._commit(name, drop, entries)

    def _commit(self, name: Kind, drop: Sequence[int], entries: Sequence[KeywordEntry]) -> None:
        if name not in self._writers:
            self._writers[name] = self._indexes[name].writer(_HEAP_BYTES, 1)
        writer = self._writers[name]
        try:
            rows = [*drop, *(entry.row for entry in entries)]
            # By query: tantivy's deletion by term silently misses fields of numbers.
            writer.delete_documents_by_query(
                self._tantivy.Query.term_set_query(self._indexes[name].schema, "article", rows)
            )
            for entry in entries:
                for document in documents(self._tantivy, name, entry):
                    writer.add_document(document)
            writer.commit()
        except BaseException:
            # A writer that failed keeps failing, and holds the folder while anything refers to it.
            del self._writers[name], writer
            raise
        self._indexes[name].reload()

    def search(
        self,
        query: str,
        *,
        limit: int,
        within: Collection[int] | None = None,
        boosts: Mapping[str, float] | None = None,
    ) -> list[tuple[int, float]]:
        """The best chunk rows for the words of *query*, with their scores, best first.

        Args:
            query: Any text.
            limit: Most results.
            within: Article rows to keep to; None for all.
            boosts: Weight of single words of the query, 1 where not given, 0 to leave one out.
        """
        return self._ranked("chunks", query, limit=limit, within=within, boosts=boosts)

    def search_articles(
        self,
        query: str,
        *,
        limit: int,
        within: Collection[int] | None = None,
        boosts: Mapping[str, float] | None = None,
    ) -> list[tuple[int, float]]:
        """The best article rows for the words of *query*; as ``search``."""
        return self._ranked("articles", query, limit=limit, within=within, boosts=boosts)

    def _ranked(
        self,
        name: Kind,
        query: str,
        *,
        limit: int,
        within: Collection[int] | None,
        boosts: Mapping[str, float] | None,
    ) -> list[tuple[int, float]]:
        if limit <= 0 or (within is not None and not within):
            return []
        with self._errors():
            index = self._indexes[name]
            search = self._query(index.schema, name, query, boosts or {})
            if search is None:
                return []
            if within is not None:
                search = self._kept_to(index.schema, search, within)
            searcher = index.searcher()
            hits = searcher.search(search, limit, count=False).hits
            rows = searcher.fast_field_values(
                name.removesuffix("s"), [address for _, address in hits]
            )
        pairs = [(int(row), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def _kept_to(self, layout: Any, query: Any, within: Collection[int]) -> Any:  # noqa: ANN401 - tantivy's types
        kinds = self._tantivy.Query
        rows = kinds.const_score_query(kinds.term_set_query(layout, "article", list(within)), 0.0)
        must = self._tantivy.Occur.Must
        return kinds.boolean_query([(must, rows), (must, query)])

    def _query(self, layout: Any, name: Kind, query: str, boosts: Mapping[str, float]) -> Any:  # noqa: ANN401 - tantivy's types
        weights = self._weights(query, boosts)
        fields = {"stem": 1.0, "exact": _EXACT_WEIGHT}
        if name == "articles":
            fields["title"] = _TITLE_WEIGHT
        kinds, should = self._tantivy.Query, self._tantivy.Occur.Should
        scored = []
        for (stem, exact), weight in weights.items():
            for field, share in fields.items():
                term = exact if field == "exact" else stem
                one = kinds.term_query(layout, field, term, "freq")
                scored.append((should, kinds.boost_query(one, weight * share)))
        return kinds.boolean_query(scored) if scored else None

    def _weights(self, query: str, boosts: Mapping[str, float]) -> dict[tuple[str, str], float]:
        """Each distinct (stem, exact form) of *query* with its weight."""
        given = {
            exact: weight
            for words, weight in boosts.items()
            for exact in self._exact.analyze(" ".join(terms(words)))
        }
        weights: dict[tuple[str, str], float] = {}
        for exact in self._exact.analyze(" ".join(terms(query))):
            weight = given.get(exact, 1.0)
            for stem in self._stem.analyze(exact):
                if weight > 0 and len(weights) < _MOST_TERMS:
                    weights[stem, exact] = weight
        return weights

    def mentions(self, place: str) -> list[int]:
        """Article rows whose place, title or text has the words of *place* one after another."""
        with self._errors():
            words = self._exact.analyze(" ".join(parts(place)))
            index = self._indexes["articles"]
            searcher = index.searcher()
            if not words or not searcher.num_docs:
                return []
            kinds = self._tantivy.Query
            query = (
                kinds.term_query(index.schema, "exact", words[0])
                if len(words) == 1
                else kinds.phrase_query(index.schema, "exact", words)
            )
            hits = searcher.search(query, searcher.num_docs, count=False).hits
            rows = searcher.fast_field_values("article", [address for _, address in hits])
        return [int(row) for row in rows]

    def close(self) -> None:
        """Let merges end and free the writers."""
        with self._writing:
            for writer in self._writers.values():
                with self._errors():
                    writer.wait_merging_threads()
            self._writers.clear()


@cache
def _stemmer() -> Any:  # noqa: ANN401 - tantivy's type stays in this module
    import tantivy

    return analyzer(tantivy, stem=True)


def analyze(text: str) -> list[str]:
    """The stems of the words of *text*, as the index holds them."""
    stems: list[str] = _stemmer().analyze(" ".join(terms(text)))
    return stems
