"""Candidates for "when": resolved dates, by how precise they are and what they are said of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.candidate import Candidate
from qa.counted import index_at
from qa.evidence import Line
from qa.language import Sentence, parse_many
from qa.quantities import predicate_fits
from qa.question import Question
from qa.records import DateValue, Precision
from qa.report_dates import dates_of, open_dates_of

__all__ = ["date_candidates"]

OTHER_EVENT = 0.7  # factor for a date that is said of something else
OTHER_SIDE = 0.6  # factor for a start where an end is asked for, and the other way round
_FITS: Mapping[str, Mapping[Precision, float]] = {
    "year": {"year": 1.0, "season": 0.8, "month": 0.7, "day": 0.5},
    "month": {"month": 1.0, "day": 0.8, "days": 0.7, "week": 0.6},
    "day": {"day": 1.0, "days": 0.9, "week": 0.6, "month": 0.6},
}
_ENDS = re.compile(r"(?i)\b(?:until|till|to|through)\s+(?:the\s+)?$")
_STARTS = re.compile(r"(?i)\b(?:since|from)\s+(?:the\s+)?$")


def date_candidates(question: Question, lines: Sequence[Line]) -> Iterator[Candidate]:
    """The dates that stand in *lines*."""
    found = [(line, list(_told_within(line))) for line in lines]
    dated = [(line, told) for line, told in found if told]
    parses = parse_many([line.text for line, _ in dated])
    for (line, told), sentence in zip(dated, parses, strict=True):
        for each in told:
            yield Candidate(
                line=line,
                start=each.start,
                end=each.end,
                fit=_fit(question, line, sentence, each),
                date=each.value,
            )


@dataclass(frozen=True, slots=True)
class _Told:
    """An expression of a day; *value* is None where only a publish date would resolve it."""

    start: int
    end: int
    precision: Precision
    value: DateValue | None


def _told_within(line: Line) -> Iterator[_Told]:
    told = [_Told(m.start, m.end, m.value.precision, m.value) for m in dates_of(line.article)]
    told += [_Told(*each, None) for each in open_dates_of(line.article)]
    yield from (one for one in told if line.start <= one.start < one.end <= line.end)


def _fit(question: Question, line: Line, sentence: Sentence, mention: _Told) -> float:
    precisions = _FITS.get(question.head or "day", _FITS["day"])
    fit = precisions.get(mention.precision, 0.4)
    at = index_at(sentence, mention.start - line.start)
    if at < len(sentence.tokens) and not predicate_fits(question, sentence, at):
        fit *= OTHER_EVENT
    words = question.text.casefold().split()
    before = line.article.text[max(line.start, mention.start - 16) : mention.start]
    for word, side in (("until", _ENDS), ("till", _ENDS), ("since", _STARTS)):
        if word in words and not side.search(before):
            fit *= OTHER_SIDE
    return fit
