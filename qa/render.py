"""Answers as HTML: state, text, claims with chips, sources."""

from collections.abc import Mapping, Sequence

from qa.authorship import model_facts, writer_html
from qa.markup import citation_link, escape, long_date, source_line, with_cues, with_links
from qa.records import Answer, Citation, Claim, Qualifier, State

__all__ = ["answer_html", "chips_html"]

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
_ITEM = "- "
_LONGEST_VALUE = 12  # words


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
    # A long value is a sentence, which the text above has already quoted.
    short = len(claim.value.split()) <= _LONGEST_VALUE
    value = f'<strong class="qa-value"><bdi>{escape(claim.value)}</bdi></strong> ' if short else ""
    return f"<li>{value}{chips_html(claim)} {links}</li>"


def _details(answer: Answer) -> str:
    stages = {name: spent for name, spent in answer.timings_ms.items() if name != "total"}
    spent = answer.timings_ms.get("total", sum(stages.values()))
    model = {name: value for name, value in answer.model.items() if name != "llm"}
    rows = [
        ("Confidence that this answers the question", f"{answer.confidence:.0%}"),
        ("Index", " · ".join(f"{name} {value}" for name, value in answer.index.items())),
        ("Model", " · ".join(f"{name} {value}" for name, value in model.items() if value)),
        *model_facts(answer),
        ("Time", f"{spent:.0f} ms: " + ", ".join(f"{n} {ms:.0f}" for n, ms in stages.items())),
    ]
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows)
    return (
        '<details class="qa-how"><summary>How this was answered</summary>'
        f"<dl>{listed}</dl></details>"
    )


def _text_html(answer: Answer, *, turn: int, folded: bool) -> str:
    """The answer's text; its list is *folded* where a table tells the same."""
    lines = answer.text.split("\n")
    kept = [line for line in lines if not line.startswith(_ITEM)]
    # "Other reports:" introduces the list, so it goes where the list goes.
    plain = "\n".join(line for line in kept if not (folded and line.endswith(":")))
    items = "".join(
        f"<li>{with_links(line.removeprefix(_ITEM), answer.citations, turn=turn)}</li>"
        for line in lines
        if line.startswith(_ITEM)
    )
    text = f'<p class="qa-text" dir="auto">{with_links(plain, answer.citations, turn=turn)}</p>'
    if not items:
        return text
    listed = f'<ul class="qa-text" dir="auto">{items}</ul>'
    if folded:
        listed = f'<details class="qa-how"><summary>In sentences</summary>{listed}</details>'
    return text + listed


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
    parts.append(writer_html(answer))
    if answer.text:
        parts.append(_text_html(answer, turn=turn, folded=bool(evidence)))
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
            f'<h3>Nearest passages, which do not answer it</h3><ol class="qa-sources">{rows}</ol>'
        )
    return (
        f'<section class="qa-answer qa-{answer.state}" aria-label="{label}">'
        f"{''.join(parts)}{_details(answer)}</section>"
    )
