"""Articles into the ledger, a batch at a time."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from qa.articles import Rejected
from qa.chunks import chunk_article, embedding_text
from qa.keyword_projection import KeywordProjection
from qa.ledger import Cut, Ledger, vector_key
from qa.manifest import Manifest
from qa.records import Article
from qa.results import IngestReport

__all__ = ["Progress", "cut", "take_in"]

# Called with the stage, the items done so far, and the items in all (0 where that is not known).
Progress = Callable[[str, int, int], None]

_ARTICLES_A_BATCH = 64
_CHARACTERS_A_BATCH = 2_000_000
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?")


def cut(article: Article, manifest: Manifest) -> Cut:
    """The chunks of *article* in the sizes of *manifest*, with the keys of their vectors."""
    chunks = chunk_article(
        article, max_tokens=manifest.chunk_tokens, overlap_sentences=manifest.overlap_sentences
    )
    return chunks, [vector_key(embedding_text(article, chunk)) for chunk in chunks]


def _checked(item: Article | Rejected) -> Article | Rejected:
    """*item*, or why it cannot be stored."""
    if isinstance(item, Rejected):
        return item
    source = item.source or item.id
    if not item.text.strip():
        return Rejected(source=source, reason="empty", detail="the article has no text")
    if item.published is not None and not _ISO_DATE.fullmatch(item.published):
        detail = f"published is {item.published!r}; give an ISO date such as 2022-01-20"
        return Rejected(source=source, reason="invalid-date", detail=detail)
    texts = (item.id, item.title, item.outlet, item.place, item.url, item.source)
    try:
        "".join(filter(None, texts)).encode()
    except UnicodeEncodeError as error:
        return Rejected(source=ascii(source), reason="undecodable", detail=str(error))
    return item


def _batches(items: Iterable[Article | Rejected]) -> Iterator[list[Article | Rejected]]:
    batch: list[Article | Rejected] = []
    characters = 0
    for item in items:
        batch.append(_checked(item))
        characters += len(item.text) if isinstance(item, Article) else 0
        if len(batch) == _ARTICLES_A_BATCH or characters > _CHARACTERS_A_BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def take_in(
    items: Iterable[Article | Rejected],
    ledger: Ledger,
    keywords: KeywordProjection,
    manifest: Manifest,
    *,
    progress: Progress | None,
) -> IngestReport:
    """Store *items*; once *progress* has counted an item, it survives whatever happens.

    Raises:
        StoreUnavailable: The disk is full; what *progress* counted is kept.
    """
    outcomes: Counter[str] = Counter()
    rejected: list[Rejected] = []
    written: set[int] = set()
    done = 0
    for batch in _batches(items):
        counted: Counter[str] = Counter()
        with ledger.write() as connection:
            for article in (item for item in batch if isinstance(item, Article)):
                outcome, duplicate = ledger.put(
                    connection, article, lambda stored: cut(stored, manifest), written=written
                )
                counted.update({outcome: 1, "duplicates": int(duplicate)})
        keywords.apply()
        outcomes += counted
        rejected += [item for item in batch if isinstance(item, Rejected)]
        done += len(batch)
        if progress:
            progress("stored", done, 0)
    return IngestReport(
        added=outcomes["added"],
        updated=outcomes["updated"],
        unchanged=outcomes["unchanged"],
        duplicates=outcomes["duplicates"],
        rejected=tuple(rejected),
    )
