"""Words of a web page before a sentence: its tags, its date of publication, its short address.

Text that was cut from pages carries them without a mark of their own: "Tags Syria Aleppo At least
11 civilians were killed". They are no part of what the report says.
"""

import re
from functools import lru_cache

__all__ = ["dated_end", "furniture_end"]

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?"
_DATE = (
    rf"(?:\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4})"
)
_DATED = re.compile(
    rf"\s*(?:(?:date of publication|published(?: on)?|posted(?: on)?|updated):?\s+)?"
    rf"(?:{_DAY}\s+)?{_DATE}(?:\s+\d{{1,2}}:\d\d)?(?:\s*\(updated[^()]*\))?"
    r"(?:\s+get short url(?:\s+\d+)*)?(?:\s+title:)?\s*",
    re.IGNORECASE,
)
_TAGS = re.compile(r"\s*(?:Tags?|Keywords|Topics):?\s+(?=[A-Z])")
# A sentence begins with such a word; a tag does not.
_OPENING = re.compile(
    r"(?<=\s)(?:At|A|An|The|In|On|After|As|More|Some|Dozens|Scores|Several|Hundreds|Thousands|Many"
    r"|Nearly|Around|About|Over|Almost|Up|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven"
    r"|Twelve|Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety|It|He|She|They|This|These|There"
    r"|While|When|Its|His|Her|Their|Both|No|Not|Since|For|From|With|Following|\d+)\s"
)
_PAGE = re.compile(r"Community standards|Comment via|Discussion\s+Comment")


def dated_end(text: str) -> int:
    """Offset behind the date and short address of a web page; 0 where it begins with none."""
    dated = _DATED.match(text)
    return dated.end() if dated and not text[dated.end() :][:1].islower() else 0


@lru_cache(maxsize=8_192)
def furniture_end(text: str) -> int:
    """Offset in a sentence at which what the report says begins; 0 where it begins at once."""
    start = dated_end(text)
    tags = _TAGS.match(text, start)
    if tags is None:
        return start
    if _PAGE.search(text, tags.end()):
        return len(text)
    opening = _OPENING.search(text, tags.end())
    return opening.start() if opening else start
