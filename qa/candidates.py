"""Candidate answers by the kind of question: counted amounts, dates, names, clauses, yes or no.

Each kind reads one sentence and proposes its spans, with how well they are the kind asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa.evidence import Evidence, Line, dates_of
from qa.figure_fit import figure_fit
from qa.figures import FigureMention, find_figures, parse_amount
from qa.language import Sentence, noun_phrase, parse_many, subtree
from qa.polarity import polarity
from qa.question import AnswerType, Question
from qa.records import DateValue, Figure
from qa.totals import find_totals

__all__ = ["Candidate", "Support", "by_kind", "label_fit"]

SINGLE = 0.6  # fit of "a soldier" beside a number

_OTHER_KINDS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"GPE", "LOC", "DATE", "TIME", "MONEY", "QUANTITY"}),
    "organisation": frozenset({"DATE", "TIME", "MONEY", "QUANTITY"}),
    "place": frozenset({"PERSON", "DATE", "TIME", "MONEY", "QUANTITY"}),
}
_LABELS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"PERSON"}),
    "organisation": frozenset({"ORG", "NORP", "GPE"}),
    "place": frozenset({"GPE", "LOC", "FAC"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What speaks for a candidate beside its words.

    Attributes:
        common: Largest share of characters in common with a span that the reader proposed.
        weighed: The best margin of such a span, from 0 to 2, times that share.
        exact: The best margin of a proposed span that is nearly this one, from 0 to 2.
        windows: How many of the reader's windows propose such a span, 1 for three or more.
        first: Whether it is a window's first proposal.
        rank: 1 for the reader's best span of all, less for later ones.
        window: The best margin of the windows that hold its sentence, -1 to 1.
        behind: How far that lies behind the best window.
        seen: Whether the reader saw its sentence.
        alike: Cosine of its sentence and the question; None where it was not computed.
    """

    common: float = 0.0
    weighed: float = 0.0
    exact: float = 0.0
    windows: float = 0.0
    first: bool = False
    rank: float = 0.0
    window: float = -1.0
    behind: float = 0.0
    seen: bool = False
    alike: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A span that could answer.

    Attributes:
        line: The sentence it stands in.
        start: Article offset.
        end: Article offset, exclusive.
        fit: 0 to 1, how well its kind (type, measure, population) is what was asked for.
        read: The reader's margin for this span over "nothing here"; None where it proposed none.
        figure: For amounts.
        date: For dates.
        says: For yes/no questions, whether the sentence says yes.
        support: What the reader and likeness say for it.
    """

    line: Line
    start: int
    end: int
    fit: float
    read: float | None = None
    figure: Figure | None = None
    date: DateValue | None = None
    says: bool | None = None
    support: Support = Support()

    @property
    def counted(self) -> bool:
        """Whether it gives a number; "a soldier" and "many" count, but give none."""
        return (
            self.figure is not None
            and self.figure.qualifier != "vague"
            and parse_amount(self.value) is not None
        )

    @property
    def value(self) -> str:
        """The words of the answer, exactly."""
        return self.line.article.text[self.start : self.end]


def by_kind(
    question: Question, evidence: Evidence, lines: Sequence[Line], *, read: bool
) -> Iterable[Candidate]:
    """The candidates of *lines*; with a reader (*read*), names and phrases are left to it."""
    if question.type == "figure":
        return _figures(question, evidence, lines)
    if question.type == "date":
        return [candidate for line in lines for candidate in _dates(line)]
    if read and question.type not in _ALWAYS:
        return []
    extractor = _EXTRACTORS.get(question.type, _phrases)
    parses = parse_many([line.text for line in lines])
    return [
        candidate
        for line, sentence in zip(lines, parses, strict=True)
        for candidate in extractor(question, line, sentence)
    ]


def _figures(question: Question, evidence: Evidence, lines: Sequence[Line]) -> Iterable[Candidate]:
    parses = parse_many([line.text for line in lines])
    for line, sentence in zip(lines, parses, strict=True):
        for mention in _mentions(evidence, line, sentence):
            fit = figure_fit(question, mention.figure)
            if fit > 0:
                yield Candidate(
                    line=line,
                    start=line.start + mention.start,
                    end=line.start + mention.end,
                    fit=fit if parse_amount(mention.value) else SINGLE * fit,
                    figure=mention.figure,
                )


def _mentions(evidence: Evidence, line: Line, sentence: Sentence) -> Sequence[FigureMention]:
    """The figures of a sentence; the one before it is parsed only where it may tell what counts."""
    found = find_figures(sentence)
    bare = any(m.figure.qualifier == "estimated" and not m.figure.measure for m in found)
    earlier = evidence.window(line, before=1, after=0)[0]
    if bare and earlier is not line:
        found = find_figures(sentence, previous=parse_many([earlier.text])[0])
    totals = find_totals(sentence)
    replaced = {total.start for total in totals}
    return [*(m for m in found if m.start not in replaced), *totals]


def _dates(line: Line) -> Iterable[Candidate]:
    for mention in dates_of(line.article):
        if not line.start <= mention.start < mention.end <= line.end:
            continue
        fit = {"day": 1.0, "days": 0.9, "week": 0.6, "month": 0.6}.get(mention.value.precision, 0.4)
        yield Candidate(
            line=line,
            start=mention.start,
            end=mention.end,
            fit=fit,
            date=mention.value,
        )


def _names(question: Question, line: Line, sentence: Sentence) -> Iterable[Candidate]:
    labels = _LABELS[question.type]
    asked = question.text.lower()
    for entity in sentence.entities:
        if entity.label in labels and entity.text.lower() not in asked:
            yield Candidate(
                line=line, start=line.start + entity.start, end=line.start + entity.end, fit=0.7
            )


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


def _statements(_: Question, line: Line, sentence: Sentence) -> Iterable[Candidate]:
    """What is said: the clause under a verb of saying, or a quotation, else the sentence."""
    for i, token in enumerate(sentence.tokens):
        if token.dep == "ccomp" and sentence.tokens[token.head].pos == "VERB":
            first, last = subtree(sentence, i)
            if last - first > 3:  # noqa: PLR2004 - shorter clauses say nothing
                yield _tokens(line, sentence, first, last, fit=0.7)
    yield Candidate(line=line, start=line.start, end=line.end, fit=0.6)


def _yes_no(question: Question, line: Line, sentence: Sentence) -> Iterable[Candidate]:
    says, fit = polarity(question, sentence)
    if says is not None:
        yield Candidate(line=line, start=line.start, end=line.end, fit=fit, says=says)


def _tokens(line: Line, sentence: Sentence, first: int, last: int, *, fit: float) -> Candidate:
    start = line.start + sentence.tokens[first].start
    end = line.start + sentence.tokens[last - 1].end
    return Candidate(line=line, start=start, end=end, fit=fit)


def label_fit(question: Question, line: Line, start: int, end: int) -> float:
    """How well the stretch [start, end) of the article is a name of the kind asked for."""
    labels = _LABELS.get(question.type)
    if not labels:
        return 0.5
    inside = {
        entity.label
        for entity in parse_many([line.text])[0].entities
        if line.start + entity.start < end and start < line.start + entity.end
    }
    if inside & labels:
        return 0.9
    # A place, date or number is no person; words without a label may be anything.
    return 0.2 if inside & _OTHER_KINDS.get(question.type, frozenset()) else 0.5


_Extractor = Callable[[Question, Line, Sentence], Iterable[Candidate]]
_ALWAYS = {"statement", "summary", "cause", "yesno"}
_EXTRACTORS: Mapping[AnswerType, _Extractor] = {
    "person": _names,
    "organisation": _names,
    "place": _names,
    "statement": _statements,
    "summary": _sentences,
    "cause": _sentences,
    "yesno": _yes_no,
}
