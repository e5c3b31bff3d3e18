"""A record's fields, checked, to an Article; what a record lacks is read from the text's top."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from qa.datelines import parse_date, read_heading
from qa.errors import RejectedArticle
from qa.records import Article
from qa.rows import find_column

__all__ = ["Columns", "to_article"]

# For each field of an article, the names a record may hold it under, best first.
Columns = Mapping[str, Sequence[str]]

_LONGEST_TEXT = 2_000_000
_LONGEST_FIELD = 2_000
_LONGEST_ID = 200
_LONGEST_TITLE = 200
_MADE_TITLE = 80
# A line that stops this far short of the longest one was ended on purpose.
_TITLE_SHARE = 0.6
_EDITOR_MARKS = re.compile(r"(?:\s*\[[^\]\n]{1,80}\])+\s*")
_MARKDOWN_TITLE = re.compile(r"#{1,3}\s+")
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|indd|odt)$|^(?:untitled|microsoft word)", re.IGNORECASE)


def to_article(record: Mapping[str, Any], columns: Columns, source: str) -> Article:
    """The article that *record* describes; keys that are no field become its metadata.

    Raises:
        RejectedArticle: A field is missing or cannot be used.
    """
    places = {field: find_column(record, names) for field, names in columns.items()}
    if places["text"] is None:
        raise RejectedArticle("missing_text", "no key or column holds the text")
    values = {field: _value(field, record[name]) for field, name in places.items() if name}
    text = values.get("text")
    if not text or not text.strip():
        raise RejectedArticle("empty_text", "the text holds nothing")
    metadata = {name: value for name, value in record.items() if name not in places.values()}
    _check_metadata(metadata)
    url = values.get("url")
    if url and not re.match(r"https?://", url, re.IGNORECASE):
        # Shown as a link, another scheme could run a script; it stays readable as metadata.
        url, metadata = None, metadata | {"url": url}
    title_line, body = _title_line(text)
    heading = read_heading(text, body=body)
    title = values.get("title") or heading.title or title_line or _made_title(text[heading.end :])
    title = " ".join(title.split())[:_LONGEST_TITLE]
    return Article(
        id=values.get("id") or _derived_id(url, title, text),
        title=title,
        text=text,
        outlet=values.get("outlet") or heading.outlet,
        published=values.get("published") or heading.published,
        place=values.get("place") or heading.place,
        url=url or heading.url,
        source=source,
        metadata=metadata,
    )


def _value(field: str, value: object) -> str | None:
    """*value* as this field's text; None where it says nothing."""
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise RejectedArticle("wrong_type", f"{field} is a {type(value).__name__}, not text")
    _check_characters(field, value)
    if field == "text":
        return value
    value = value.strip()
    if field == "published" and value:
        return _published(value)
    if field == "id" and (len(value) > _LONGEST_ID or not value.isprintable()):
        raise RejectedArticle("bad_id", f"the id is over {_LONGEST_ID} characters or not printable")
    if field == "title" and _FILE_NAME.search(value):
        return None
    return value or None


def _check_characters(field: str, value: str) -> None:
    limit = _LONGEST_TEXT if field == "text" else _LONGEST_FIELD
    if len(value) > limit:
        raise RejectedArticle(
            f"{'text' if field == 'text' else 'field'}_too_long",
            f"{field} is over {limit:,} characters",
        )
    if "\0" in value:
        raise RejectedArticle("nul_bytes", f"{field} holds NUL characters")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        detail = f"{field} holds half a character (a lone surrogate) at {error.start}"
        raise RejectedArticle("lone_surrogate", detail) from error


def _published(value: str) -> str:
    day = parse_date(value)
    if day is None:
        detail = f"published is {value[:40]!r}, not a day for certain; write it as YYYY-MM-DD"
        raise RejectedArticle("bad_date", detail)
    return day


def _check_metadata(metadata: Mapping[str, Any]) -> None:
    try:
        size = len(json.dumps(metadata, ensure_ascii=False).encode())
    except UnicodeEncodeError as error:
        raise RejectedArticle("lone_surrogate", "a further key holds half a character") from error
    if size > _LONGEST_TEXT:
        raise RejectedArticle(
            "field_too_long", f"the further keys hold over {_LONGEST_TEXT:,} bytes"
        )


def _title_line(text: str) -> tuple[str | None, int]:
    """The first line, if it is set as a title, and where the text after it starts."""
    start = len(text) - len(text.lstrip())
    line, _, rest = text[start:].partition("\n")
    body = len(text) - len(rest.lstrip())
    marked = _MARKDOWN_TITLE.match(line)
    title = line[marked.end() if marked else 0 :].strip(" \t\r#*")
    if (
        not rest.strip()
        or not title
        or len(title) > _LONGEST_TITLE
        or title.endswith((".", ",", ":", "--"))
    ):
        return None, body
    longest = max(map(len, rest.splitlines()), default=0)
    apart = not rest.partition("\n")[0].strip() or len(line) < _TITLE_SHARE * longest
    return (title if marked or apart else None), body


def _made_title(text: str) -> str:
    """A title from the first words, for a report that has none."""
    words = " ".join(_EDITOR_MARKS.sub(" ", text[:_LONGEST_FIELD]).split()) or " ".join(
        text.split()
    )
    if len(words) <= _MADE_TITLE:
        return words
    return (
        words[: words.rfind(" ", 0, _MADE_TITLE) if " " in words[:_MADE_TITLE] else _MADE_TITLE]
        + " …"
    )


def _derived_id(url: str | None, title: str, text: str) -> str:
    """An id that is the same whenever the same article is read again."""
    key = f"url\0{url}" if url else f"text\0{title}\0{text}"
    return "a-" + hashlib.sha256(key.encode()).hexdigest()[:16]
