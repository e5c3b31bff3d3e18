"""Findings → claims, citations and the answer's text.

The text frames the reports' own words and adds only what the claims hold: the short answer with
its qualifier, who says so, what limits it, where and when it was published, and the number of the
quote. A model is not asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa.amounts import find_amounts
from qa.citations import cite
from qa.findings import Finding, Findings, Source
from qa.question import Question
from qa.records import Article, Certainty, Citation, Claim, Qualifier

__all__ = ["Composed", "compose", "day_in_words"]

_QUALIFIERS: dict[Qualifier, str] = {
    "about": "about",
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "at most",
    "fewer_than": "fewer than",
    "estimated": "an estimated",
}
_QUOTED_TYPES = {"statement", "summary", "cause"}
_LONG_VALUE = 12  # words; longer values are shown as quotations


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """Text, claims and citations of an answer; markers in the text name the citations."""

    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]


def compose(question: Question, findings: Findings) -> Composed:
    """Write the answer that *findings* hold; at least one finding is needed."""
    citations: list[Citation] = []
    claims: list[Claim] = []
    for finding in findings.found:
        numbers = tuple(_number(citations, source) for source in finding.sources)
        claims.append(_claim(question, findings, finding, numbers))
    earlier = []
    for finding in findings.earlier:
        numbers = tuple(_number(citations, source) for source in finding.sources)
        earlier.append(_claim(question, findings, finding, numbers).text)
    text = _join(findings, claims, earlier)
    return Composed(text=text, claims=tuple(claims), citations=tuple(citations))


def _number(citations: list[Citation], source: Source) -> int:
    """The number of *source*'s citation, made when it is new."""
    citation = cite(source.line.article, source.start, source.end)
    for known in citations:
        if replace(known, number=0) == citation:
            return known.number
    citations.append(replace(citation, number=len(citations) + 1))
    return len(citations)


def _claim(
    question: Question, findings: Findings, finding: Finding, numbers: tuple[int, ...]
) -> Claim:
    assessment, candidate = finding.assessment, finding.candidate
    claim = Claim(
        text="",
        value=candidate.value,
        certainty="unconfirmed" if findings.state == "unknown" else assessment.certainty,
        speaker=assessment.speaker,
        cues=assessment.cues,
        figure=candidate.figure,
        date=candidate.date,
        citations=numbers,
    )
    short = _short(question, findings, finding)
    parts = [short, _attribution(claim, short), _limits(claim, short, finding.asides)]
    marks = "".join(f"[{number}]" for number in numbers)
    text = f"{_capital(''.join(parts))} {marks}{_provenance(finding.sources[0].line.article)}"
    return replace(claim, text=text, certainty=_certainty(findings, finding))


def _certainty(findings: Findings, finding: Finding) -> Certainty:
    """The report's own, but where reports differ no side of it is more than disputed."""
    if findings.state == "unknown":
        return "unconfirmed"
    told = finding.assessment.certainty
    differs = findings.state == "conflicting" and not finding.replaced
    return "disputed" if differs and told != "denied" else told


def _short(question: Question, findings: Findings, finding: Finding) -> str:
    candidate = finding.candidate
    if findings.state == "unknown":
        return f"The report says that it is not known: {_quoted(candidate.value)}"
    if candidate.figure is not None:
        return _figure_words(finding)
    if candidate.date is not None:
        return _date_words(finding)
    if candidate.says is not None:
        return f"{'Yes' if candidate.says else 'No'}: {_quoted(candidate.value)}"
    long = len(candidate.value.split()) > _LONG_VALUE
    as_said = long or question.type in _QUOTED_TYPES
    return _quoted(candidate.value) if as_said else _flat(candidate.value)


def _figure_words(finding: Finding) -> str:
    """The number with its qualifier, and who is counted where the report says so next to it."""
    candidate = finding.candidate
    figure = candidate.figure
    assert figure is not None
    words = _flat(candidate.value)
    amount = next(iter(find_amounts(words)), None)
    if amount is not None and figure.qualifier in _QUALIFIERS:
        number = words[amount.number_start : amount.number_end]
        words = f"{_QUALIFIERS[figure.qualifier]} {number}"
    rest = candidate.line.article.text[candidate.end : candidate.line.end]
    if figure.of and _flat(rest).casefold().startswith(_flat(figure.of).casefold()):
        words += f" {_flat(figure.of)}"
    return words


def _date_words(finding: Finding) -> str:
    when = finding.candidate.date
    assert when is not None
    start, end = day_in_words(when.start), day_in_words(when.end)
    if when.precision == "month":
        day = start.partition(" ")[2]
    elif when.precision == "year":
        day = when.start[:4]
    else:
        day = start if start == end else f"between {start} and {end}"
    said = _flat(when.text)
    return day if said.casefold() == day.casefold() else f"{day} ({_quoted(said)})"


def _attribution(claim: Claim, short: str) -> str:
    if not claim.speaker or claim.speaker.casefold() in short.casefold():
        return ""
    verb = "denied by" if claim.certainty == "denied" else "according to"
    return f", {verb} {_flat(claim.speaker)}"


def _limits(claim: Claim, short: str, asides: Sequence[str]) -> str:
    """What weakens the claim and is not yet in its words, in the report's words."""
    if claim.certainty in {"confirmed", "reported", "claimed"}:
        return ""
    told = [cue.casefold() for cue in claim.cues if cue.casefold() in short.casefold()]
    asides = [aside for aside in asides if not aside.casefold().endswith(tuple(told))]
    said = " ".join((short, claim.speaker or "", *asides)).casefold()
    cues = [_flat(cue) for cue in claim.cues if cue.casefold() not in said]
    parts = []
    if cues:
        parts.append("in the report's words " + ", ".join(map(_quoted, dict.fromkeys(cues))))
    if asides:
        parts.append("the report adds " + ", ".join(map(_quoted, asides)))
    return "".join(f"; {part}" for part in parts)


def _provenance(article: Article) -> str:
    parts = [article.outlet, day_in_words(article.published) if article.published else "undated"]
    return f" ({', '.join(part for part in parts if part)})"


def _join(findings: Findings, claims: Sequence[Claim], replaced: Sequence[str]) -> str:
    pairs = list(zip(findings.found, claims, strict=True))
    current = [claim.text for finding, claim in pairs if not finding.replaced]
    earlier = [claim.text for finding, claim in pairs if finding.replaced] + [*replaced]
    if findings.state == "conflicting":
        lines = ["Reports differ.", *_bullets(current)]
    elif len(current) > 1 and findings.found[0].candidate.figure is not None:
        lines = [current[0] + ".", "Other reports:", *_bullets(current[1:])]
    elif len(current) > 1:
        lines = _bullets(current)
    else:
        lines = [text + "." for text in current]
    if earlier:
        lines += ["Earlier figures, since updated:", *_bullets(earlier)]
    return "\n".join(lines)


def _bullets(texts: Iterable[str]) -> list[str]:
    return [f"- {text}" for text in texts]


def day_in_words(iso: str) -> str:
    """An ISO date in words: "2017-04-04" gives "4 April 2017"."""
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _flat(text: str) -> str:
    """The words on one line; brackets that look like our markers are opened."""
    return " ".join(text.replace("[", "(").replace("]", ")").split())


def _quoted(text: str) -> str:
    return "“" + _flat(text).strip('“”" ') + "”"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
