"""Sentences → candidate answers: the spans that could answer the question, each with its fit.

What kind of span answers is decided by the question's type: a counted amount for "how many", a
resolved date for "when", a name or noun phrase for "who" and "where", a whole sentence where
nothing shorter will do. The trained reader, where there is one, proposes spans for every type and
says how well each window answers; without it the types and the words in common decide alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

from qa.alternatives_held import lines_that_tell
from qa.alternatives_told import alternatives_told
from qa.amounts import find_amounts
from qa.candidate import Candidate
from qa.candidates import by_kind
from qa.dating import dating_lines, heading_end
from qa.entailment import Entailment
from qa.evidence import Evidence, Line
from qa.furniture import furniture_end
from qa.headings import heading_of
from qa.language import parse, parse_many
from qa.name_candidates import itemised, named_whole
from qa.name_fit import label_fit
from qa.quantities import shares
from qa.question import Question
from qa.question_words import sizes
from qa.reader import Reader, ReadSpan
from qa.statements import whole_predicate
from qa.things import asks_thing, is_no_thing
from qa.totals import may_tell_total
from qa.yes_no import yes_no

__all__ = ["Reading", "extract", "read_lines", "read_while_parsing"]

READ_LINES = 14  # windows that the reader sees
PARSED_LINES = 14  # sentences that are parsed
COUNTING_LINES = 18  # for "how many", where other reports' figures are wanted too
TOLL_LINES = 4  # sentences beside them that tell a toll, in whatever other words
LEXICAL_LINES = 6  # of them by their words alone, where there is a reader to choose the rest
LABELLED = 8  # proposed spans whose kind of name is looked up
PROPOSALS = 3  # spans taken of each window
_NAMES = frozenset({"person", "organisation", "place"})
_SENTENCES = frozenset({"cause", "statement", "summary", "yesno"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader proposed for one line: spans in article offsets, best first."""

    line: Line
    spans: tuple[ReadSpan, ...]


def read_lines(question: Question, evidence: Evidence, reader: Reader | None) -> list[Reading]:
    """Let the reader look at the best lines, each with its neighbours."""
    if reader is None:
        return []
    seen: set[tuple[str, int]] = set()
    lines: list[Line] = []
    windows: list[str] = []
    starts: list[int] = []
    for line in evidence.lines:
        if len(lines) == READ_LINES:
            break
        window = evidence.window(line, before=1, after=1)
        key = (line.article.id, window[0].start)
        if key in seen:
            continue
        seen.add(key)
        lines.append(line)
        starts.append(window[0].start)
        windows.append(line.article.text[window[0].start : window[-1].end])
    proposals = reader.read(question.text, windows, [heading_of(line.article) for line in lines])
    return [
        Reading(
            line=line,
            spans=tuple(
                replace(span, start=span.start + start, end=span.end + start) for span in spans
            ),
        )
        for line, start, spans in zip(lines, starts, proposals, strict=True)
    ]


def read_while_parsing(
    question: Question, evidence: Evidence, reader: Reader | None
) -> list[Reading]:
    """``read_lines``, and meanwhile a parse of the sentences that any reading leads to.

    The parser works on one processor, and the reader lets go of Python while it computes.
    """
    with ThreadPoolExecutor(1) as beside:
        readings = beside.submit(read_lines, question, evidence, reader)
        parse_many([line.text for line in _lines_by_words(question, evidence)])
        return readings.result()


def _lines_by_words(question: Question, evidence: Evidence) -> Sequence[Line]:
    """The sentences that are parsed whatever the reader finds."""
    if question.type == "figure":
        return _best_lines(question, evidence, ())
    return evidence.lines[:LEXICAL_LINES] if question.type in _NAMES | _SENTENCES else ()


def extract(
    question: Question,
    evidence: Evidence,
    readings: Sequence[Reading],
    entailment: Entailment | None = None,
) -> list[Candidate]:
    """Every candidate answer in the best lines, in no order; *entailment* rules on yes and no."""
    lines = _best_lines(question, evidence, readings)
    if question.type == "date":
        lines = dating_lines(evidence, lines)
    # One batch takes less time than the same sentences one by one, as they come to be needed.
    named, said = question.type in _NAMES, question.type == "statement" and not question.several
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


def _best_lines(question: Question, evidence: Evidence, readings: Sequence[Reading]) -> list[Line]:
    """The lines that the reader and the words in common rate best; parsing is what takes time."""
    if question.type == "figure":
        # Whether a sentence counts anything can be told without a parse.
        share = "share" in sizes(question.head or "")
        counting = (
            line
            for line in evidence.lines
            if next(find_amounts(line.text), None) or (share and shares(line.text))
        )
        best = list(islice(counting, COUNTING_LINES))
        tolls = (line for line in counting if question.measure and may_tell_total(line.text))
        return [*best, *islice(tolls, TOLL_LINES)]
    if question.alternatives:
        return list(islice(lines_that_tell(question, evidence), COUNTING_LINES))
    if not readings:
        return list(evidence.lines[:PARSED_LINES])
    lines = list(evidence.lines[:LEXICAL_LINES])
    known = {line.key for line in lines}
    for reading in sorted((r for r in readings if r.spans), key=lambda r: -r.spans[0].score):
        line = _line_of(evidence, reading.line.article.id, reading.spans[0].start)
        if line is not None and line.key not in known:
            known.add(line.key)
            lines.append(line)
    return lines[:PARSED_LINES]


def _line_of(evidence: Evidence, article_id: str, start: int) -> Line | None:
    for line in evidence.by_article[article_id]:
        if line.start <= start < line.end:
            return line
    return None


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
            line = _line_of(evidence, reading.line.article.id, span.start)
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
        line = _line_of(evidence, article_id, span.start)
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
