"""Files of many records, read line by line: JSON Lines and CSV.

Memory is bounded by the longest line allowed, whatever the size of the file.
"""

import csv
import io
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Any

from qa.datelines import date_order, parse_date
from qa.errors import RejectedArticle

__all__ = ["LONGEST_LINE", "Row", "find_column", "parse_object", "read_csv", "read_jsonl"]

# A record maps columns to values; a row is its line number and the record, or why there is none.
Record = dict[str, Any]
Row = tuple[int, Record | RejectedArticle]

LONGEST_LINE = 16_000_000
_UNDECODED = re.compile("[\udc80-\udcff]")
_LONGEST_HEADER = 100_000
_ORDER_SAMPLE = 5_000


def find_column(names: Collection[str], candidates: Sequence[str]) -> str | None:
    """The first of *names* that is a candidate, compared without case; the best candidate wins."""
    keys = {re.sub(r"[\s-]+", "_", name.strip().lower()): name for name in reversed(list(names))}
    exact = (name for name in candidates if name in names)
    return next(exact, None) or next((keys[name] for name in candidates if name in keys), None)


def parse_object(line: str) -> Record | RejectedArticle:
    """The JSON object that *line* holds."""
    if _UNDECODED.search(line):
        return RejectedArticle("bad_encoding", "bytes that are not in the file's encoding")
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
    except RecursionError:
        return RejectedArticle("bad_json", "nested too deeply")
    except ValueError as error:
        return RejectedArticle("bad_json", str(error))
    if not isinstance(value, dict):
        return RejectedArticle("not_an_object", f"a JSON {type(value).__name__}, not an object")
    return value


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _lines(stream: IO[str]) -> Iterator[tuple[int, str | None]]:
    """Numbered lines; None for one over ``LONGEST_LINE`` characters, which is read past."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE or line.endswith("\n"):
            yield number, line
            continue
        while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith("\n"):
            pass
        yield number, None


def read_jsonl(stream: IO[bytes], encoding: str) -> Iterator[Row]:
    """One record a line; blank lines are passed over."""
    # Undecodable bytes become lone surrogates, so that one bad line does not end the file.
    text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="\n")
    for number, line in _lines(text):
        if line is None:
            detail = f"the line has more than {LONGEST_LINE:,} characters"
            yield number, RejectedArticle("line_too_long", detail)
        elif line.strip("\ufeff \t\r\n"):
            yield number, parse_object(line.lstrip("\ufeff"))
    text.detach()


def read_csv(
    stream: IO[bytes], encoding: str, columns: Mapping[str, Sequence[str]]
) -> Iterator[Row]:
    """One record a row, under the names of the first row.

    *columns* gives, for each field of an article, the column names that may hold it. Dates in
    figures are read in the order, day or month first, that their column shows.

    Raises:
        RejectedArticle: No column holds the text.
    """
    # The module's limit is process-wide and too low for an article.
    csv.field_size_limit(LONGEST_LINE)
    text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
    delimiter = max(",;\t|", key=text.readline(_LONGEST_HEADER).count)
    text.seek(0)
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
        if find_column(names, columns["text"]) is None:
            detail = f"none of the columns {', '.join(names)[:200]} holds the text; map it to one"
            raise RejectedArticle("no_text_column", detail)
        date = find_column(names, columns["published"])
        order = _order(rows, names.index(date)) if date else None
        text.seek(0)
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        next(rows)
        for cells in rows:
            if cells:
                yield rows.line_num, _record(names, cells, date, order)
    except csv.Error as error:
        yield (
            rows.line_num,
            RejectedArticle("bad_csv", f"{error}; the rest of the file is not read"),
        )
    text.detach()


def _order(rows: Iterator[list[str]], place: int) -> str | None:
    try:
        return date_order([row[place] for row in islice(rows, _ORDER_SAMPLE) if len(row) > place])
    except csv.Error:
        return None


def _record(
    names: list[str], cells: list[str], date: str | None, order: str | None
) -> Record | RejectedArticle:
    if len(cells) != len(names):
        detail = f"{len(cells)} cells under {len(names)} column names"
        return RejectedArticle("wrong_columns", detail)
    if any(map(_UNDECODED.search, cells)):
        return RejectedArticle("bad_encoding", "bytes that are not in the file's encoding")
    record: Record = {name: cell for name, cell in zip(names, cells, strict=True) if cell}
    if date in record and order:
        record[date] = parse_date(record[date], order=order) or record[date]
    return record
