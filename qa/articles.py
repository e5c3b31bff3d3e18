"""Files, folders, globs and standard input to Articles.

Whatever cannot become an article comes back as a Rejected with a reason that can be counted; it
never ends the batch. Text is kept as the source has it, since every quote points into it.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from qa.errors import InputError, RejectedArticle
from qa.fields import Columns, to_article
from qa.isolation import ParserProcess
from qa.records import Article
from qa.rows import Row, parse_object, read_csv, read_jsonl
from qa.sniffing import decode, guess_encoding, sniff
from qa.sources import STANDARD_INPUT, Source, find_sources, open_regular

__all__ = ["Rejected", "count_sources", "read_articles"]

_LINES = {".jsonl", ".ndjson"}
_TABLES = {".csv", ".tsv"}
_MARKDOWN = {".md", ".markdown"}
_TEXTS = {"", ".txt", ".text", ".json", ".xml", ".rss", ".atom"} | _MARKDOWN
_PARSED = {".html", ".htm", ".xhtml", ".pdf", ".docx"}
_LARGEST_FILE = 50_000_000
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file or record that did not become an article.

    Attributes:
        source: The file, or file and line.
        reason: A short name, for counting.
        detail: What was found and what to do, for reading.
    """

    source: str
    reason: str
    detail: str


def read_articles(
    paths: Sequence[str | Path],
    *,
    mapping: Mapping[str, str] | None = None,
    stdin: IO[bytes] | None = None,
) -> Iterator[Article | Rejected]:
    """The articles of *paths*, lazily and in a fixed order, among what was rejected.

    Args:
        paths: Files, folders (read whole), globs, or ``-`` for JSON Lines on standard input.
        mapping: Column of a CSV or key of a JSON record for an article's field, such as
            ``{"text": "body"}``; it takes the place of the usual names.
        stdin: Read in place of standard input.

    Raises:
        InputError: *mapping* names a field that articles do not have.
    """
    usual = _usual_columns()
    if unknown := sorted(set(mapping or {}) - set(usual)):
        raise InputError(
            f"the mapping names {', '.join(unknown)}, which articles do not have; "
            f"the fields are {', '.join(usual)}."
        )
    return _read(
        paths, {**usual, **{field: [name] for field, name in (mapping or {}).items()}}, stdin
    )


def count_sources(paths: Sequence[str | Path]) -> int:
    """Number of files that *paths* stand for, for a progress bar."""
    return sum(1 for _ in find_sources(paths))


@cache
def _usual_columns() -> Columns:
    columns: Columns = tomllib.loads((files("qa") / "data" / "columns.toml").read_text("utf-8"))
    return columns


def _read(
    paths: Sequence[str | Path], columns: Columns, stdin: IO[bytes] | None
) -> Iterator[Article | Rejected]:
    with ParserProcess() as parser:
        for source in find_sources(paths):
            try:
                for line, record in _records(source, parser, columns, stdin):
                    yield _outcome(
                        record, columns, f"{source.path}:{line}" if line else source.path
                    )
            except RejectedArticle as error:
                yield Rejected(source.path, error.reason, error.detail)
            except OSError as error:
                yield Rejected(source.path, "unreadable", error.strerror or str(error))
            except UnicodeError as error:
                yield Rejected(source.path, "bad_encoding", f"{error}; save it as UTF-8")


def _records(
    source: Source, parser: ParserProcess, columns: Columns, stdin: IO[bytes] | None
) -> Iterator[Row]:
    """The records of one file, numbered where it holds several."""
    if source.problem:
        raise source.problem
    if source.path == STANDARD_INPUT:
        yield from read_jsonl(stdin or sys.stdin.buffer, "utf-8")
        return
    suffix = Path(source.path).suffix.lower()
    with open(source.path, "rb", opener=open_regular) as stream:
        sample = stream.read(_SAMPLE)
        if not sample.strip():
            raise RejectedArticle("empty", "the file holds nothing")
        is_list = sample.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
        if suffix in _TABLES or (suffix in _LINES and not is_list):
            stream.seek(0)
            yield from _rows(stream, sample, suffix, columns)
            return
        data = sample + stream.read(_LARGEST_FILE + 1 - len(sample))
    if len(data) > _LARGEST_FILE:
        raise RejectedArticle("too_large", f"the file has more than {_LARGEST_FILE:,} bytes")
    yield from _document(data, suffix, parser, named=source.named)


def _rows(stream: IO[bytes], sample: bytes, suffix: str, columns: Columns) -> Iterator[Row]:
    if sniff(sample) in {"pdf", "docx"}:
        raise RejectedArticle("unsupported_type", f"it is no {suffix} file; rename it")
    encoding = guess_encoding(sample)
    if suffix in _TABLES:
        return read_csv(stream, encoding, columns)
    # JSON is Unicode by its standard: any other guess would rest on a few damaged lines.
    return read_jsonl(stream, encoding if encoding.startswith("utf") else "utf-8")


def _document(data: bytes, suffix: str, parser: ParserProcess, *, named: bool) -> Iterator[Row]:
    kind = sniff(data)
    if kind == "text" and suffix not in _TEXTS | _LINES | _PARSED and not named:
        detail = f"files named {suffix} are not read from a folder; name it to read it as text"
        raise RejectedArticle("unsupported_type", detail)
    if kind == "text" and suffix in {".json", *_LINES}:
        yield from _json(decode(data))
    elif kind == "text" or suffix in _MARKDOWN:
        yield 0, {"text": decode(data)}
    else:
        for number, record in enumerate(parser.parse(kind, data), 1):
            yield number if kind == "feed" else 0, record


def _json(text: str) -> Iterator[Row]:
    """One object, or a list of them."""
    if not text.lstrip().startswith("["):
        yield 0, parse_object(text)
        return
    wrapped = parse_object(f'{{"records": {text}}}')
    if isinstance(wrapped, RejectedArticle):
        raise wrapped
    for number, record in enumerate(wrapped["records"], 1):
        if isinstance(record, dict):
            yield number, record
        else:
            detail = f"a JSON {type(record).__name__}, not an object"
            yield number, RejectedArticle("not_an_object", detail)


def _outcome(
    record: Mapping[str, Any] | RejectedArticle, columns: Columns, source: str
) -> Article | Rejected:
    try:
        if isinstance(record, RejectedArticle):
            raise record
        return to_article(record, columns, source)
    except RejectedArticle as error:
        return Rejected(source, error.reason, error.detail)
