"""Which days a sentence names for what it tells: not those on which it was said or printed."""

import re

from qa.dates import DateMention
from qa.evidence import Line
from qa.report_dates import dates_of

__all__ = ["event_days", "is_masthead", "is_said"]

REACH = 200  # characters before a day in which a word of saying may stand
HEAD = 200  # characters at the head of a report in which its own date stands
_SAYING = r"\b(?:said|says|told|reported|announced|stated|added|confirmed|claimed|wrote|dated)\b"
_SAID = re.compile(rf"{_SAYING}(?:\W+\w+){{0,3}}\W+(?:on|late|early)?\W*$", re.IGNORECASE)
# "the paper TODAY publishes the names", and "published TODAY"
_SAYS = re.compile(
    r"\s*(?:said|says|told|reported|announced|wrote|publish(?:ed|es))\b", re.IGNORECASE
)
_PUBLISHED = re.compile(r"\bpublish(?:ed|es)\W+(?:on\W+)?$", re.IGNORECASE)


def event_days(line: Line) -> list[DateMention]:
    """The days that the sentence names; "he said on Sunday" is not when it happened.

    Nor is "since Thursday": what is counted since then happened on any day after it.
    """
    named = (m for m in dates_of(line.article) if line.start <= m.start < line.end)
    return [m for m in named if not (is_said(line, m) or _is_start(line, m))]


def _is_start(line: Line, mention: DateMention) -> bool:
    """Whether something is counted from that day on."""
    return line.article.text[line.start : mention.start].casefold().split()[-1:] == ["since"]


def is_said(line: Line, mention: DateMention) -> bool:
    """Whether it is when something was said or written, by the words before or behind it."""
    text, start = line.article.text, line.start if mention.start >= line.start else 0
    # The words end there: a search from the start of a long report would only take time.
    before = text[max(start, mention.start - REACH) : mention.start]
    told = _SAID.search(before) or _PUBLISHED.search(before) or _SAYS.match(text, mention.end)
    return told is not None


def is_masthead(line: Line, mention: DateMention) -> bool:
    """Whether it is the date of the report itself, written out at its head."""
    own = mention.value.start == mention.value.end == line.article.published
    return own and mention.start < HEAD and any(letter.isdigit() for letter in mention.value.text)
