"""What the keyword indexes hold, and how words become terms in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from qa.records import Article
from qa.terms import parts, terms

__all__ = ["KINDS", "KeywordEntry", "Kind", "analyzer", "documents", "schema"]

Kind = Literal["chunks", "articles"]
KINDS: tuple[Kind, ...] = ("chunks", "articles")

_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class KeywordEntry:
    """An article to index: its row in the ledger, and the row and text of each chunk."""

    row: int
    article: Article
    chunks: Sequence[tuple[int, str]]


def analyzer(tantivy: Any, *, stem: bool) -> Any:  # noqa: ANN401 - tantivy's module
    """Folds case and accents of the words ``terms`` separated; *stem* folds English endings too."""
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.remove_long(_LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    return (builder.filter(tantivy.Filter.stemmer("English")) if stem else builder).build()


def schema(tantivy: Any, kind: Kind) -> Any:  # noqa: ANN401 - tantivy's module
    """The fields of the index of *kind*; rows of the ledger tell what a document is."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("article", indexed=True, fast=True)
    if kind == "chunks":
        builder.add_unsigned_field("chunk", fast=True)
    else:
        builder.add_text_field("title", tokenizer_name="stem", index_option="freq")
    builder.add_text_field("stem", tokenizer_name="stem", index_option="freq")
    # Positions let a place of several words be found as a phrase.
    option = "position" if kind == "articles" else "freq"
    builder.add_text_field("exact", tokenizer_name="exact", index_option=option)
    return builder.build()


def documents(tantivy: Any, kind: Kind, entry: KeywordEntry) -> Iterator[Any]:  # noqa: ANN401 - tantivy's module
    """The documents of *entry* for the index of *kind*: one a chunk, or one for the article."""
    if kind == "chunks":
        for row, text in entry.chunks:
            document = tantivy.Document()
            document.add_unsigned("article", entry.row)
            document.add_unsigned("chunk", row)
            words = " ".join(terms(text))
            document.add_text("stem", words)
            document.add_text("exact", words)
            yield document
        return
    article = entry.article
    document = tantivy.Document()
    document.add_unsigned("article", entry.row)
    document.add_text("title", " ".join(terms(article.title)))
    everything = (article.title, article.outlet, article.place, article.text)
    document.add_text("stem", " ".join(terms(" \n ".join(filter(None, everything)))))
    for text in filter(None, (article.place, article.title, article.text)):
        document.add_text("exact", " ".join(parts(text)))
    yield document
