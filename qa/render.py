"""Answers as HTML: pure functions whose every piece of report text is escaped.

Nothing here is interpreted as Markdown, so an image or link that a report forges stays text. The
only links are our own citation links and report addresses that pass ``safe_url``.
"""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode, urlsplit

from qa.records import Answer, Citation, Claim, Qualifier, State

__all__ = [
    "answer_html",
    "article_link",
    "chips_html",
    "citation_link",
    "escape",
    "long_date",
    "safe_url",
    "source_line",
    "with_cues",
    "with_links",
]

_STATES: Mapping[State, tuple[str, str, str]] = {
    "answered": ("✓", "Answered", "The reports below state this."),
    "unknown": ("?", "Not known", "A report says this is not known and gives no figure."),
    "conflicting": ("≠", "Reports disagree", "These statements cannot all hold."),
    "not_found": ("∅", "Not found", "No report in this index answers the question."),
}
_CERTAINTIES: Mapping[str, str] = {
    "confirmed": "an authority or independent party verified it",
    "reported": "the report states it in its own voice",
    "claimed": "a named party asserts it",
    "suspected": "accused, believed, alleged or possible",
    "unconfirmed": "the report says so, or only estimates an unknown",
    "disputed": "parties differ",
    "denied": "a named party denies it",
}
_QUALIFIERS: Mapping[Qualifier, str] = {
    "exact": "exact figure",
    "about": "about",
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "at most",
    "fewer_than": "fewer than",
    "range": "range",
    "estimated": "estimate",
    "vague": "vague figure",
}
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
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


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


def _chip(kind: str, value: str, label: str, hint: str) -> str:
    # A focusable note, so that the hint can be reached without a mouse.
    return (
        f'<span class="qa-chip qa-{kind} qa-{kind}-{escape(value)}" tabindex="0" role="note" '
        f'aria-label="{escape(f"{label}. {hint}")}" data-hint="{escape(hint)}">'
        f"{escape(label)}</span>"
    )


def chips_html(claim: Claim, *, speaker: bool = True) -> str:
    """Certainty, qualifier, *speaker* and date of *claim* as labels with the cue words as hints."""
    words = ", ".join(f"“{cue}”" for cue in claim.cues)
    shown_by = f"Shown by {words}." if words else "No cue words: the report's own voice."
    meaning = _CERTAINTIES.get(claim.certainty, "")
    chips = [
        _chip("certainty", claim.certainty, claim.certainty, f"{meaning.capitalize()}. {shown_by}")
    ]
    if claim.figure:
        qualifier = claim.figure.qualifier
        hint = f"How the report limits the figure “{claim.value}”."
        chips.append(_chip("qualifier", qualifier, _QUALIFIERS.get(qualifier, qualifier), hint))
    if claim.speaker and speaker:
        chips.append(
            _chip("speaker", "named", f"says: {claim.speaker}", f"Who says so. {shown_by}")
        )
    if claim.date:
        hint = f"The report's words: “{claim.date.text}”; exact to the {claim.date.precision}."
        first, last = long_date(claim.date.start), long_date(claim.date.end)
        label = first if first == last else f"{first} to {last}"
        chips.append(_chip("date", "resolved", label, hint))
    return f'<span class="qa-chips">{"".join(chips)}</span>'


def source_line(outlet: str | None, published: str | None, place: str | None = None) -> str:
    """Outlet, publish date and place, escaped; what is missing is said."""
    parts = [outlet or "outlet not given", long_date(published), *([place] if place else [])]
    return " · ".join(f"<bdi>{escape(part)}</bdi>" for part in parts)


def _source(citation: Citation, cues: Sequence[str], *, turn: int, nearest: bool = False) -> str:
    return (
        f'<li class="qa-source">{citation_link(citation, turn=turn, nearest=nearest)}'
        f'<div><p class="qa-source-head"><bdi class="qa-title">{escape(citation.title)}</bdi>'
        f"<small>{source_line(citation.outlet, citation.published)}</small></p>"
        f'<blockquote dir="auto">{with_cues(citation.quote, cues)}</blockquote></div></li>'
    )


def _claim_row(claim: Claim, answer: Answer, *, turn: int) -> str:
    links = "".join(
        citation_link(citation, turn=turn)
        for citation in answer.citations
        if citation.number in claim.citations
    )
    return (
        f'<li><strong class="qa-value"><bdi>{escape(claim.value)}</bdi></strong> '
        f"{chips_html(claim)} {links}</li>"
    )


def _details(answer: Answer) -> str:
    stages = {name: spent for name, spent in answer.timings_ms.items() if name != "total"}
    spent = answer.timings_ms.get("total", sum(stages.values()))
    rows = [
        ("Confidence that this answers the question", f"{answer.confidence:.0%}"),
        ("Index", " · ".join(f"{name} {value}" for name, value in answer.index.items())),
        ("Model", " · ".join(f"{name} {value}" for name, value in answer.model.items() if value)),
        ("Time", f"{spent:.0f} ms: " + ", ".join(f"{n} {ms:.0f}" for n, ms in stages.items())),
    ]
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows)
    return (
        '<details class="qa-how"><summary>How this was answered</summary>'
        f"<dl>{listed}</dl></details>"
    )


def answer_html(answer: Answer, *, turn: int, evidence: str = "") -> str:
    """One answer: its state, text, claims with chips, sources, and the nearest quotes if none.

    Args:
        answer: What to show.
        turn: Position in the conversation, given back by the links.
        evidence: HTML put between claims and sources (the table of disagreement).
    """
    icon, label, meaning = _STATES[answer.state]
    cues = [cue for claim in answer.claims for cue in claim.cues]
    head = f'<span aria-hidden="true">{icon}</span> <strong>{label}</strong>'
    parts = [f'<header class="qa-state">{head} <small>{meaning}</small></header>']
    if answer.standalone_question.strip() not in {"", answer.question.strip()}:
        read_as = escape(answer.standalone_question)
        parts.append(f'<p class="qa-standalone">Read as: <bdi>{read_as}</bdi></p>')
    if answer.text:
        linked = with_links(answer.text, answer.citations, turn=turn)
        parts.append(f'<p class="qa-text" dir="auto">{linked}</p>')
    if answer.reason and answer.reason not in answer.text:
        parts.append(f'<p class="qa-reason">{escape(answer.reason)}</p>')
    if answer.claims and not evidence:
        rows = "".join(_claim_row(claim, answer, turn=turn) for claim in answer.claims)
        parts.append(f'<ul class="qa-claims" aria-label="Claims">{rows}</ul>')
    parts.append(evidence)
    if answer.citations:
        rows = "".join(_source(each, cues, turn=turn) for each in answer.citations)
        parts.append(f'<ol class="qa-sources" aria-label="Sources">{rows}</ol>')
    if answer.nearest:
        rows = "".join(_source(each, (), turn=turn, nearest=True) for each in answer.nearest)
        parts.append(
            f'<h4>Nearest passages, which do not answer it</h4><ol class="qa-sources">{rows}</ol>'
        )
    return (
        f'<section class="qa-answer qa-{answer.state}" aria-label="{label}">'
        f"{''.join(parts)}{_details(answer)}</section>"
    )
