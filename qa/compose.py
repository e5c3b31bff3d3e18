"""Findings → claims, citations and the answer's text.

The text frames the reports' own words and adds only what the claims hold: the short answer with
its qualifier, who says so, what limits it, where and when it was published, and the number of the
quote. A model is not asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa.candidate import Candidate
from qa.citations import cite
from qa.dating import heading_end
from qa.days import day_in_words
from qa.denial import holds_negation
from qa.findings import Finding, Findings, Seconded, Source
from qa.language import parse
from qa.office_asked import role_asked
from qa.question import Question
from qa.records import Article, Certainty, Citation, Claim
from qa.said_part import said_part
from qa.speakers import attributions
from qa.wording import (
    clause_around,
    date_words,
    figure_words,
    flat,
    quoted,
    speaker_words,
    with_limit,
)

__all__ = ["Composed", "compose"]

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
    if assessment.speaker is not None:
        candidate = said_part(question, candidate, assessment.speaker)
        finding = replace(finding, candidate=candidate)
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
    article = candidate.line.article
    label = f"{finding.label}: " if finding.label else ""
    office = role_asked(question) is not None
    # that a denial is denied would say yes again
    denied = candidate.says is not False and claim.certainty == "denied"
    denied = denied and not _denies_itself(candidate)
    by = _attribution(claim, short, article, denied=denied, office=office)
    teller = claim.speaker if question.sourced and findings.state != "unknown" else None
    if teller:
        claim = replace(claim, value=teller)
        label, by = f"{speaker_words(teller, article.text)}: {label.lower()}", ""
    parts = [label, short, by, _limits(finding, short)]
    second = _second(question, finding)
    own = zip(numbers, finding.sources, strict=True)
    marks = "".join(f"[{n}]" for n, source in own if second is None or source != second.source)
    text = f"{_capital(''.join(parts))} {marks}{_provenance(article)}"
    if second is not None:
        text += _seconding(second, numbers[finding.sources.index(second.source)], article)
        claim = replace(claim, speaker=second.speaker)
    return replace(claim, text=text, certainty=_certainty(findings, finding))


def _second(question: Question, finding: Finding) -> Seconded | None:
    """Who else says so; of a quotation it would be told as if it were his words."""
    told = finding.assessment.speaker is not None or question.type in _QUOTED_TYPES
    return None if told else finding.second


def _seconding(second: Seconded, number: int, first: Article) -> str:
    article = second.source.line.article
    by = speaker_words(second.speaker, article.text)
    where = "" if article.id == first.id else _provenance(article)
    return f"; according to {by} [{number}]{where}"


def _certainty(findings: Findings, finding: Finding) -> Certainty:
    """The report's own, but where reports differ no side of it is more than disputed."""
    if findings.state == "unknown":
        return "unconfirmed"
    told = finding.assessment.certainty
    contends = not (finding.replaced or finding.alone)
    differs = findings.state == "conflicting" and contends
    return "disputed" if differs and told != "denied" else told


def _short(question: Question, findings: Findings, finding: Finding) -> str:
    candidate = finding.candidate
    if findings.state == "unknown":
        source = finding.sources[0]
        text = candidate.line.article.text[source.start : source.end]
        said = clause_around(text, candidate.start - source.start, candidate.end - source.start)
        return f"The report says that it is not known: {quoted(said)}"
    if candidate.figure is not None:
        return figure_words(finding)
    if candidate.date is not None:
        when = date_words(candidate.date)
        # A report that names no day was written on the day that its dateline gives.
        dated = candidate.start < heading_end(candidate.line.article.text)
        return f"By {when}, the day of the report" if dated else when
    if candidate.says is not None:
        return f"{'Yes' if candidate.says else 'No'}: {quoted(candidate.value)}"
    line = candidate.line
    whole = candidate.chosen is not None and candidate.value == line.text
    long = whole or len(candidate.value.split()) > _LONG_VALUE
    as_said = long or question.type in _QUOTED_TYPES
    return quoted(candidate.value) if as_said else with_limit(candidate)


def _denies_itself(candidate: Candidate) -> bool:
    """Whether its words are a denial, which no verb denies in turn: "our gunners fired nothing"."""
    line = candidate.line
    sentence = parse(line.text)
    inside = {
        i
        for i, token in enumerate(sentence.tokens)
        if candidate.start - line.start <= token.start < candidate.end - line.start
    }
    denied = (one for one in attributions(sentence) if one.kind == "deny")
    negated = holds_negation(sentence.tokens[i] for i in inside)
    return negated and not any(one.scope & inside for one in denied)


def _attribution(claim: Claim, short: str, article: Article, *, denied: bool, office: bool) -> str:
    if not claim.speaker or claim.speaker == article.outlet:
        return ""
    speaker, shown = claim.speaker.casefold(), short.casefold()
    if shown in speaker and claim.certainty == "claimed":
        # that a prosecutor argues something is no account of who the prosecutor is
        return "" if office else ", by its own account"
    # a sentence that is quoted names its speaker; "four nurses of the charity" only tells of it
    if shown in speaker or (speaker in shown and "\u201c" in shown):
        return ""
    # a day told in a denial is not itself denied
    denied = denied and claim.date is None
    verb = "denied by" if denied else "according to"
    return f", {verb} {speaker_words(claim.speaker, article.text)}"


def _limits(finding: Finding, short: str) -> str:
    """What weakens the claim and is not yet in its words, in the report's words."""
    assessment = finding.assessment
    told = [cue.casefold() for cue in assessment.hedges if cue.casefold() in short.casefold()]
    asides = [a for a in finding.asides if not any(cue in a.casefold() for cue in told)]
    said = " ".join((short, assessment.speaker or "", *asides)).casefold()
    cues = [flat(cue) for cue in assessment.hedges if cue.casefold() not in said]
    parts = []
    if cues:
        parts.append("in the report's words " + ", ".join(map(quoted, dict.fromkeys(cues))))
    if asides:
        parts.append("the report also says " + ", ".join(map(quoted, asides)))
    return "".join(f"; {part}" for part in parts)


def _provenance(article: Article) -> str:
    parts = [article.outlet, day_in_words(article.published) if article.published else "undated"]
    return f" ({', '.join(part for part in parts if part)})"


def _join(findings: Findings, claims: Sequence[Claim], replaced: Sequence[str]) -> str:
    pairs = list(zip(findings.found, claims, strict=True))
    current = [claim.text for finding, claim in pairs if not finding.replaced]
    earlier = [claim.text for finding, claim in pairs if finding.replaced] + [*replaced]
    if findings.state == "conflicting":
        lines = ["Reports differ:", *_bullets(current)]
    elif len(current) > 1 and _counts_one_thing(findings):
        lines = [current[0] + ".", "Other reports:", *_bullets(current[1:])]
    elif len(current) > 1:
        lines = _bullets(current)
    else:
        lines = [text + "." for text in current]
    if earlier:
        lines += ["Earlier figures, since updated:", *_bullets(earlier)]
    return "\n".join(lines)


def _counts_one_thing(findings: Findings) -> bool:
    first = findings.found[0]
    return first.candidate.figure is not None and first.label is None


def _bullets(texts: Iterable[str]) -> list[str]:
    return [f"- {text}" for text in texts]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
