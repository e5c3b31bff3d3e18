"""Candidate answers by the kind of question: counted amounts, dates, names, clauses.

Each kind reads one sentence and proposes its spans, with how well they are the kind asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from qa.amount_candidates import amount_candidates
from qa.candidate import Candidate, Support
from qa.causes import causes
from qa.date_candidates import date_candidates
from qa.evidence import Evidence, Line
from qa.language import Sentence, noun_phrase, parse_many
from qa.name_candidates import names, told_plainly
from qa.question import AnswerType, Question
from qa.reader import ReadSpan
from qa.role_candidates import role_candidates
from qa.statements import said_clauses

__all__ = ["Candidate", "Support", "by_kind"]


def by_kind(
    question: Question,
    evidence: Evidence,
    lines: Sequence[Line],
    *,
    read: bool,
    proposed: Mapping[str, Sequence[ReadSpan]],
) -> Iterable[Candidate]:
    """The candidates of *lines*; with a reader (*read*), names and phrases are left to it."""
    if question.type == "figure":
        return amount_candidates(question, evidence, lines, proposed)
    if question.type == "date":
        return date_candidates(question, lines)
    placed = list(role_candidates(question, evidence, lines, proposed))
    if read and question.type not in _ALWAYS:
        return [*told_plainly(question, lines, proposed), *placed]
    extractor = _EXTRACTORS.get(question.type, _phrases)
    parses = parse_many([line.text for line in lines])
    return placed + [
        candidate
        for line, sentence in zip(lines, parses, strict=True)
        for candidate in extractor(question, line, sentence)
    ]


def _phrases(question: Question, line: Line, sentence: Sentence) -> Iterable[Candidate]:
    """Objects of the sentence that the question does not already name."""
    asked = set(question.terms)
    for i, token in enumerate(sentence.tokens):
        if token.pos in {"NOUN", "PROPN"} and token.dep in {"dobj", "pobj", "attr", "nsubjpass"}:
            first, last = noun_phrase(sentence, i)
            if token.lemma not in asked:
                yield _tokens(line, sentence, first, last, fit=0.4)


def _sentences(_: Question, line: Line, __: Sentence) -> Iterable[Candidate]:
    yield Candidate(line=line, start=line.start, end=line.end, fit=0.8)


def _causes(_: Question, line: Line, sentence: Sentence) -> Iterable[Candidate]:
    """What the sentence gives as causes or motives, else the sentence."""
    found = list(causes(sentence))
    for start, end, sure in found:
        fit = 0.95 * sure
        yield Candidate(line=line, start=line.start + start, end=line.start + end, fit=fit)
    yield Candidate(line=line, start=line.start, end=line.end, fit=0.7 if found else 0.6)


def _statements(_: Question, line: Line, sentence: Sentence) -> Iterable[Candidate]:
    """What is said: the clause under a verb of saying, or a quotation, else the sentence."""
    for start, end in said_clauses(sentence):
        yield Candidate(line=line, start=line.start + start, end=line.start + end, fit=0.7)
    yield Candidate(line=line, start=line.start, end=line.end, fit=0.6)


def _tokens(line: Line, sentence: Sentence, first: int, last: int, *, fit: float) -> Candidate:
    start = line.start + sentence.tokens[first].start
    end = line.start + sentence.tokens[last - 1].end
    return Candidate(line=line, start=start, end=end, fit=fit)


_Extractor = Callable[[Question, Line, Sentence], Iterable[Candidate]]
_ALWAYS = {"statement", "summary", "cause"}
_EXTRACTORS: Mapping[AnswerType, _Extractor] = {
    "person": names,
    "organisation": names,
    "place": names,
    "statement": _statements,
    "summary": _sentences,
    "cause": _causes,
}
