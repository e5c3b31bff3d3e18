"""What the first lines of a report say about it: place, publish date, outlet.

Used only where the source has no field for them. It reads agency datelines (``PORT LORAN, 3 JAN 90
(LORAN-NEWS) --``, ``MAREN, Loran (AP) —``), a date before the first sentence, and labelled lines
(``Published: 31 December 2022``). It does not read dates in running text: those are events.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["Heading", "date_order", "lead_begins", "parse_date", "read_heading"]

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?:\d{{4}}|\d\d)\b"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:\d{{4}}|\d\d)\b|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}})"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
# "Sept 3", "3 SEPT": the year is the report's own, and not told.
_DAY_ALONE = r"(?:[^\W\d_]{3,9}\.?\s+\d{1,2}|\d{1,2}\s+[^\W\d_]{3,9}\.?)"
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\d()\n]{1,50}?(?:\s*\([^\W\d_][^()\n]{1,30}\)(?=,))?)"
    rf"(?:,\s*(?:(?P<date>(?i:{_WEEKDAY}{_DATE}))|NO DATE|{_DAY_ALONE}))?"
    r"(?:\s*\((?P<outlet>[^()\n]{2,60})\))?"
    r"\s*(?:--|\u2014|\u2013|-(?=\s))"
)
_LABEL = re.compile(
    r"^[ \t>*_#]*(?P<label>[A-Za-z][A-Za-z ]{2,20}?)[*_]*[ \t]*:[*_]*[ \t]*"
    r"(?P<value>\S[^\n]{0,200})$",
    re.MULTILINE,
)
_LEADING_DATE = re.compile(
    rf"\s*(?:(?:date|published|posted|updated|last updated|publication)(?: of publication)?"
    rf"(?: on| at)?\s*:?\s*)?{_WEEKDAY}(?P<date>{_DATE})",
    re.IGNORECASE,
)
_LABELS = {
    "published": ("published", "published on", "date", "date of publication", "publication date"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "agency"),
    "place": ("place", "location", "dateline"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
}
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels}
_WORDS_FORMATS = (
    "%d %b %Y",
    "%d %B %Y",
    "%b %d %Y",
    "%B %d %Y",
    "%d %b %y",
    "%d %B %y",
    "%b %d %y",
    "%B %d %y",
    "%Y%m%d",
)
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_EARLIEST, _LATEST = 1800, 2100
_HEADING_LENGTH = 1_000
_MONTHS = 12
_PARTICLE = 3
_SHORTEST_PLACE = 4  # letters in capitals; fewer may be a body's initials
_DAY = re.compile(rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day|{_DAY_ALONE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the first lines say; None where they do not.

    Attributes:
        end: Offset after the dateline; 0 where there is none.
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    place: str | None = None
    url: str | None = None
    end: int = 0


def date_order(values: Iterable[str]) -> str | None:
    """``DMY`` or ``MDY`` where *values*, dates of one source, show which of the two it writes."""
    found = [match for match in map(_NUMERIC.match, values) if match]
    day_first = any(int(match[1]) > _MONTHS for match in found)
    month_first = any(int(match[3]) > _MONTHS for match in found)
    if day_first == month_first:
        return None
    return "DMY" if day_first else "MDY"


def _numeric(text: str, order: str | None) -> date | None:
    match = _NUMERIC.match(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > _MONTHS:
        order = "DMY"
    elif second > _MONTHS:
        order = "MDY"
    elif order is None and first != second:
        return None
    day, month = (second, first) if order == "MDY" else (first, second)
    return date(year, month, day)


def _in_words(text: str) -> date | None:
    plain = re.sub(rf"^{_WEEKDAY}", "", text.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", plain, flags=re.IGNORECASE)
    plain = re.sub(
        r"\bsept\b", "sep", plain.replace(",", " ").replace(".", " "), flags=re.IGNORECASE
    )
    plain = " ".join(plain.split())
    for layout in _WORDS_FORMATS:
        try:
            return datetime.strptime(plain, layout).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def parse_date(text: str, *, order: str | None = None) -> str | None:
    """The day that *text* names, as ISO, or None where it names none for certain.

    Takes ISO dates and times, mail dates, and days with the month in English words. A date in
    figures such as 03/04/2022 needs *order* (``DMY`` or ``MDY``) unless only one reading exists.
    """
    text = text.strip()
    parsers: tuple[Callable[[], date | None], ...] = (
        lambda: datetime.fromisoformat(text).date() if "-" in text[:5] else None,
        lambda: _numeric(text, order),
        lambda: _in_words(text),
        lambda: parsedate_to_datetime(text).date(),
    )
    for parse in parsers:
        try:
            day = parse()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if day is not None:
            return day.isoformat() if _EARLIEST <= day.year <= _LATEST else None
    return None


def _name(text: str | None) -> str | None:
    """A name in capitals as names are written; others as they are."""
    if text is None:
        return None
    plain = " ".join(text.split())
    return plain.title() if plain.isupper() else plain


def _dateline(text: str, start: int) -> Heading:
    match = _DATELINE.match(text, start)
    if not match or not (match["date"] or match["outlet"]):
        return Heading()
    words = re.findall(r"[^\W\d_]+", match["place"])
    # A place is a name: its words have capitals, but for the likes of "de" and "of". Without a
    # date, only capitals tell a dateline from a sentence with an aside.
    lower = [word for word in words if word[0].islower() and len(word) > _PARTICLE]
    if lower or not (words[0].isupper() if match["date"] is None else words[0][0].isupper()):
        return Heading()
    outlet = " ".join(match["outlet"].split()) if match["outlet"] else None
    return Heading(
        place=_name(match["place"]),
        outlet=outlet,
        published=parse_date(match["date"]) if match["date"] else None,
        end=match.end(),
    )


def lead_begins(text: str) -> int:
    """Where the sentence proper begins in one that a dateline opens; 0 where none does.

    Beside those with a date or an outlet these are "OSHT, Loran - Two men", told by its capitals,
    and "OSHT, FRIDAY - TWO MEN".
    """
    match = _DATELINE.match(text)
    if not match or not text[: match.end() - 1].rstrip("-").endswith((" ", ")")):
        return 0
    rest = text[match.end() :].lstrip()
    if not rest or rest[0].islower() or any(map(str.islower, match["place"][:1])):
        return 0
    words = re.findall(r"[^\W\d_]+", match["place"])
    if any(word[0].islower() and len(word) > _PARTICLE for word in words):
        return 0
    dated = match["date"] is not None or _DAY.search(match[0]) is not None
    capitals = words[0].isupper() and sum(map(str.isupper, match["place"])) >= _SHORTEST_PLACE
    mixed = any(map(str.islower, rest))
    return len(text) - len(rest) if dated or (capitals and mixed) else 0


def _labelled(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _LABEL.finditer(text):
        field = _FIELD_OF.get(match["label"].strip().lower())
        value: str | None = match["value"].strip(" \t\r\"'*_")
        if field == "published" and value:
            value = parse_date(value)
        if field and value:
            found.setdefault(field, value)
    return found


def read_heading(text: str, *, body: int = 0) -> Heading:
    """What the first lines of *text* say; *body* is where the text after a title line starts."""
    start = len(text) - len(text.lstrip())
    dateline = next((h for h in (_dateline(text, p) for p in (start, body)) if h.place), Heading())
    leading = next((m for m in (_LEADING_DATE.match(text, p) for p in (start, body)) if m), None)
    labelled = _labelled(text[: start + _HEADING_LENGTH])
    return Heading(
        title=labelled.get("title"),
        outlet=labelled.get("outlet") or dateline.outlet,
        published=labelled.get("published")
        or dateline.published
        or (parse_date(leading["date"]) if leading else None),
        place=labelled.get("place") or dateline.place,
        url=labelled.get("url"),
        end=dateline.end,
    )
