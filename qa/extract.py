"""Sentences → candidate answers: the spans that could answer the question, each with its fit.

What kind of span answers is decided by the question's type: a counted amount for "how many", a
resolved date for "when", a name or noun phrase for "who" and "where", a whole sentence where
nothing shorter will do. The trained reader, where there is one, proposes spans for every type and
says how well each window answers; without it the types and the words in common decide alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qa.alternatives_told import alternatives_told
from qa.candidate import Candidate
from qa.candidates import by_kind
from qa.dating import dating_lines, heading_end
from qa.entailment import Entailment
from qa.evidence import Evidence, Line
from qa.furniture import furniture_end
from qa.language import parse, parse_many
from qa.name_candidates import itemised, named_whole
from qa.name_fit import label_fit
from qa.question import Question
from qa.reader import ReadSpan
from qa.reading import NAMES, Reading, best_lines, line_of
from qa.statements import whole_predicate
from qa.things import asks_thing, is_no_thing
from qa.yes_no import yes_no

__all__ = ["extract"]

LABELLED = 8  # proposed spans whose kind of name is looked up
PROPOSALS = 3  # spans taken of each window


def extract(
    question: Question,
    evidence: Evidence,
    readings: Sequence[Reading],
    entailment: Entailment | None = None,
) -> list[Candidate]:
    """Every candidate answer in the best lines, in no order; *entailment* rules on yes and no."""
    lines = best_lines(question, evidence, readings)
    if question.type == "date":
        lines = dating_lines(evidence, lines)
    # One batch takes less time than the same sentences one by one, as they come to be needed.
    named, said = question.type in NAMES, question.type == "statement" and not question.several
    if named or said or asks_thing(question):
        proposed_in = _lines_proposed(evidence, readings)
        parse_many([line.text for line in (*(lines if named or said else ()), *proposed_in)])
    proposed = _by_article(readings)
    if question.alternatives:
        kinds: Iterable[Candidate] = alternatives_told(question, evidence, lines, entailment)
    elif question.type == "yesno":
        kinds = yes_no(question, evidence, lines, entailment)
    else:
        kinds = by_kind(question, evidence, lines, read=bool(readings), proposed=proposed)
    found = _with_read_scores(kinds, readings)
    if question.type not in {"figure", "date", "yesno"}:
        found += _proposed(question, evidence, readings)
    if question.type in {"place", "date"}:
        return found
    # A dateline tells where and when it was written; its names did nothing.
    cut = (_without_furniture(c) for c in found if c.end > heading_end(c.line.article.text))
    return [candidate for candidate in cut if candidate is not None]


def _without_furniture(candidate: Candidate) -> Candidate | None:
    """*candidate* without tags and dates of a web page before it; None where nothing is left."""
    begins = candidate.line.start + furniture_end(candidate.line.text)
    if candidate.start >= begins:
        return candidate
    return replace(candidate, start=begins) if candidate.end > begins else None


def _by_article(readings: Sequence[Reading]) -> dict[str, list[ReadSpan]]:
    spans: dict[str, list[ReadSpan]] = {}
    for reading in readings:
        spans.setdefault(reading.line.article.id, []).extend(reading.spans)
    return spans


def _with_read_scores(
    candidates: Iterable[Candidate], readings: Sequence[Reading]
) -> list[Candidate]:
    """Give each candidate the best margin of a proposed span that it shares characters with."""
    scored = []
    for candidate in candidates:
        margins = [
            span.score
            for reading in readings
            if reading.line.article.id == candidate.line.article.id
            for span in reading.spans
            if span.start < candidate.end and candidate.start < span.end
        ]
        if candidate.read is not None:
            margins.append(candidate.read)
        scored.append(replace(candidate, read=max(margins)) if margins else candidate)
    return scored


def _lines_proposed(evidence: Evidence, readings: Sequence[Reading]) -> Iterator[Line]:
    """The sentences in which the reader's spans lie."""
    for reading in readings:
        for span in reading.spans[:PROPOSALS]:
            line = line_of(evidence, reading.line.article.id, span.start)
            if line is not None and span.end <= line.end:
                yield line


def _proposed(
    question: Question, evidence: Evidence, readings: Sequence[Reading]
) -> list[Candidate]:
    """The reader's own spans as candidates, when they lie inside one sentence."""
    spans = sorted(
        (
            (span, reading.line.article.id)
            for reading in readings
            for span in reading.spans[:PROPOSALS]
        ),
        key=lambda pair: (-pair[0].score, pair[1], pair[0].start),
    )
    found = []
    for rank, (span, article_id) in enumerate(spans):
        line = line_of(evidence, article_id, span.start)
        if line is not None and span.end <= line.end:
            if is_no_thing(question, line, span.start, span.end):
                continue
            fit = label_fit(question, line, span.start, span.end) if rank < LABELLED else 0.5
            start, end = _whole(question, line, span)
            whole = Candidate(line=line, start=start, end=end, fit=fit, read=span.score)
            found += [
                item
                for one in named_whole(question, whole)
                for item in itemised(question, evidence, one)
            ]
    return found


def _whole(question: Question, line: Line, span: ReadSpan) -> tuple[int, int]:
    """What somebody said, not cut from the words that deny or govern it."""
    if question.type != "statement" or question.several:
        return span.start, span.end
    first, last = span.start - line.start, span.end - line.start
    start, end = whole_predicate(parse(line.text), first, last)
    return line.start + start, line.start + end
