"""Text of reports and questions as safe pieces of HTML.

Nothing here is interpreted as Markdown, so an image or link that a report forges stays text. The
only links are our own citation links and report addresses that pass ``safe_url``.
"""

import html
import re
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from qa.days import day_in_words
from qa.records import Citation

__all__ = [
    "article_link",
    "citation_link",
    "escape",
    "long_date",
    "safe_url",
    "source_line",
    "with_cues",
    "with_links",
]

_MARKER = re.compile(r"\[(\d{1,4})\]")
_LONGEST_QUOTE = 600


def escape(text: object) -> str:
    """*text* safe inside an element or a quoted attribute; carriage returns survive parsing."""
    return html.escape(str(text), quote=True).replace("\r", "&#13;").replace("\0", "�")


def safe_url(url: str | None) -> str | None:
    """*url* if a click on it can only open a web page, else None.

    Control characters are refused, since browsers drop them before they read the scheme.
    """
    if not url or any(ord(letter) <= ord(" ") for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def long_date(iso: str | None) -> str:
    """``2022-12-31`` as ``31 December 2022``; says so when there is no date."""
    if not iso:
        return "no publish date"
    try:
        return day_in_words(iso)
    except ValueError:
        return iso


def article_link(article_id: str, start: int | None = None, end: int | None = None) -> str:
    """Address of this page with the article open at a span; works in a new tab."""
    at = {} if start is None or end is None else {"at": f"{start}-{end}"}
    return "?" + urlencode({"article": article_id} | at)


def citation_link(citation: Citation, *, turn: int, nearest: bool = False) -> str:
    """``[n]`` as a link to the quoted span of its article."""
    label = f"Source {citation.number}: {citation.outlet or 'unnamed outlet'}, {citation.title}"
    href = article_link(citation.article_id, citation.start, citation.end)
    kind = "nearest" if nearest else "citations"
    return (
        f'<a class="qa-cite" href="{escape(href)}" data-action="cite" data-turn="{turn}" '
        f'data-kind="{kind}" data-number="{citation.number}" '
        f'aria-label="{escape(label)}">[{citation.number}]</a>'
    )


def with_links(text: str, citations: Sequence[Citation], *, turn: int) -> str:
    """Escaped *text* with each ``[n]`` that names one of *citations* made a link."""
    by_number = {citation.number: citation for citation in citations}
    pieces: list[str] = []
    last = 0
    for marker in _MARKER.finditer(text):
        citation = by_number.get(int(marker[1]))
        if citation:
            pieces += [escape(text[last : marker.start()]), citation_link(citation, turn=turn)]
            last = marker.end()
    return "".join([*pieces, escape(text[last:])])


def with_cues(quote: str, cues: Sequence[str]) -> str:
    """Escaped *quote*, cut when very long, with the words that show certainty marked."""
    shown = quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE].rstrip() + " …"
    words = sorted({cue.strip() for cue in cues if cue.strip()}, key=len, reverse=True)
    if not words:
        return escape(shown)
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)
    parts = pattern.split(shown)
    return "".join(
        f'<em class="qa-cue">{escape(part)}</em>' if i % 2 else escape(part)
        for i, part in enumerate(parts)
    )


def source_line(outlet: str | None, published: str | None, place: str | None = None) -> str:
    """Outlet, publish date and place, escaped; what is missing is said."""
    parts = [outlet or "outlet not given", long_date(published), *([place] if place else [])]
    return " · ".join(f"<bdi>{escape(part)}</bdi>" for part in parts)
