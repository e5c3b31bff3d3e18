"""Candidates for "how many" and "how much": counted amounts, sizes, ages and shares.

Where the parse finds nothing counted, an amount that the reader took for the answer is kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from qa.amounts import Amount, find_amounts, parse_amount
from qa.candidate import Candidate
from qa.countable import counting_amounts, unit_of
from qa.counted import index_at
from qa.evidence import Evidence, Line
from qa.figure_fit import figure_fit, is_anyone
from qa.figures import FigureMention, find_figures
from qa.hypothetical import asks_ahead, number_is_hypothetical
from qa.language import Sentence, parse, parse_many
from qa.measured import is_doer
from qa.of_them import of_them
from qa.quantities import (
    ages,
    asks_age,
    asks_whole,
    is_group,
    predicate_fits,
    shares,
    some_of_group,
    some_of_these,
)
from qa.question import Question
from qa.question_words import sizes
from qa.reader import ReadSpan
from qa.records import Figure
from qa.same_people import parse_phrases
from qa.totals import find_totals

__all__ = ["amount_candidates"]

BELONGING = 0.9  # factor for "people from the bus" where the bus passengers are asked for
SINGLE = 0.6  # fit of "a soldier" beside a number
READ = 0.6  # fit of an amount that the reader alone takes for the answer
BARE = 0.5  # fit of "six were never found", where only the verb tells what is counted
OTHER_PREDICATE = 0.75  # factor where the sentence says something else of those counted
GROUP = 0.4  # factor for the six of "four of the six" where four are asked for, and reversed
REPEATED = 0.2  # factor for a number that the question itself gives
OPEN_SIZE = 0.8  # fit of any size for "how large", "how much"
SURE = 0.0  # the reader's margin from which it is believed against the parse


def amount_candidates(
    question: Question,
    evidence: Evidence,
    lines: Sequence[Line],
    proposed: Mapping[str, Sequence[ReadSpan]],
) -> Iterator[Candidate]:
    """The amounts of *lines* that may be what is asked for.

    Args:
        question: A question for a figure.
        evidence: The sentences around them.
        lines: To look in.
        proposed: The reader's spans, by article.
    """
    parses = parse_many([line.text for line in lines])
    if asks_age(question):
        for line, sentence in zip(lines, parses, strict=True):
            yield from (_amount(line, amount, 1.0, "years") for amount in ages(line.text))
            yield from _unmeasured(question, line, sentence, find_figures(sentence), proposed)
        return
    found = [_mentions(evidence, *pair) for pair in zip(lines, parses, strict=True)]
    if question.population:
        counted = (mention.figure.of for mentions in found for mention in mentions)
        parse_phrases([question.population, *counted])
    for line, sentence, mentions in zip(lines, parses, found, strict=True):
        if sizes_asked(question) == {"share"}:
            yield from (_share(line, *span) for span in shares(line.text))
        for mention in mentions:
            fit = _fit(question, sentence, mention)
            people = of_them(evidence, line, sentence, mention)
            if people:
                fit = max(fit, figure_fit(question, replace(mention.figure, of=people)))
            if fit > 0:
                yield _candidate(line, mention, fit)
        yield from _unmeasured(question, line, sentence, mentions, proposed)


def sizes_asked(question: Question) -> frozenset[str]:
    """The kinds of size that the question's words ask for."""
    head = sizes(question.head or "")
    return head or frozenset[str]().union(*(sizes(term) for term in question.terms))


def _candidate(line: Line, mention: FigureMention, fit: float) -> Candidate:
    return Candidate(
        line=line,
        start=line.start + mention.start,
        end=line.start + mention.end,
        fit=fit if parse_amount(mention.value) else SINGLE * fit,
        figure=mention.figure,
    )


def _amount(line: Line, amount: Amount, fit: float, of: str | None = None) -> Candidate:
    figure = Figure(low=amount.low, high=amount.high, qualifier=amount.qualifier, of=of)
    return Candidate(
        line=line,
        start=line.start + amount.start,
        end=line.start + amount.end,
        fit=fit,
        figure=figure,
    )


def _share(line: Line, start: int, end: int) -> Candidate:
    return Candidate(line=line, start=line.start + start, end=line.start + end, fit=1.0)


def _mentions(evidence: Evidence, line: Line, sentence: Sentence) -> Sequence[FigureMention]:
    """The figures of a sentence; the one before it is parsed only where it may tell what counts."""
    found = find_figures(sentence)
    bare = any(m.figure.qualifier == "estimated" and not m.figure.measure for m in found)
    earlier = evidence.window(line, before=1, after=0)[0]
    if bare and earlier is not line:
        found = find_figures(sentence, previous=parse(earlier.text))
    totals = find_totals(sentence)
    replaced = {total.start for total in totals}
    return [*(m for m in found if m.start not in replaced), *totals]


def _fit(question: Question, sentence: Sentence, mention: FigureMention) -> float:
    ahead = number_is_hypothetical(sentence, index_at(sentence, mention.number_start))
    if ahead and not asks_ahead(parse(question.text).tokens):
        return 0.0
    fit = figure_fit(question, mention.figure)
    if fit == 0 and question.population and is_anyone(mention.figure.of):
        fit = BELONGING * figure_fit(question, _with_owner(sentence, mention))
    if fit == 0 and _is_open_size(question, mention.figure):
        fit = OPEN_SIZE
    text = sentence.text
    told = predicate_fits(question, sentence, index_at(sentence, mention.number_start))
    if not told and question.measure is None:
        fit *= OTHER_PREDICATE
    if (
        not told
        and question.measure is not None
        and mention.figure.measure is None
        and is_doer(sentence, mention.number_start)
    ):
        return 0.0
    # "of the 820 residents who were evacuated, ...": asked for where all evacuated are
    own = question.measure is not None and mention.figure.measure == question.measure
    whole = is_group(text, mention.number_start) and (
        question.partitive or (told and not (own and mention.figure.of))
    )
    of_these = some_of_these(text, mention.end) and mention.figure.of is None
    if asks_whole(question):
        whole = False
        if some_of_group(text, mention.end) and _group_counted(text):
            return 0.0
    if whole or (of_these and not question.partitive):
        fit *= GROUP
    elif some_of_group(text, mention.end) and not (question.partitive or told):
        fit *= OTHER_PREDICATE
    return fit * _repeats(question, mention.value)


def _group_counted(text: str) -> bool:
    """Whether *text* counts the group of which it counts some: "four of the SIX boats"."""
    return any(is_group(text, amount.number_start) for amount in find_amounts(text))


def _with_owner(sentence: Sentence, mention: FigureMention) -> Figure:
    """The figure with those counted called by where they belong: "people from the BUS"."""
    counted = (mention.figure.of or "").split()
    after = (t for t in sentence.tokens if t.start >= mention.end and t.text not in counted)
    link = next(after, None)
    if link is None or link.lemma not in {"from", "of", "on", "aboard"}:
        return mention.figure
    noun = next((t.text for t in after if t.pos in {"NOUN", "PROPN"}), None)
    return replace(mention.figure, of=noun) if noun else mention.figure


def _is_open_size(question: Question, figure: Figure) -> bool:
    """Whether a size is asked for without a unit, or by a word that only tells its kind."""
    given = sizes((figure.of or "").split()[-1]) if (figure.of or "").split() else frozenset[str]()
    if not given:
        return False
    asked = sizes_asked(question)
    return bool(asked & given) if asked else question.head in _SIZES or "much" in _words(question)


_SIZES = {"large", "big", "size", "amount", "extent", "quantity", "scale", "small", "limit"}


def _words(question: Question) -> list[str]:
    return question.text.lower().split()


def _repeats(question: Question, value: str) -> float:
    """Less than 1 for a number that stands in the question: the answer is another."""
    given = {word.strip("?,.;:()'\"") for word in _words(question)}
    return REPEATED if value.lower() in given else 1.0


def _unmeasured(
    question: Question,
    line: Line,
    sentence: Sentence,
    mentions: Sequence[FigureMention],
    proposed: Mapping[str, Sequence[ReadSpan]],
) -> Iterable[Candidate]:
    """Amounts of which the parse does not tell what they count."""
    known = [(m.number_start, m.number_end) for m in mentions]
    # "four of the 47 are women": those asked for are the four
    part_told = any(figure_fit(question, m.figure) == 1.0 for m in mentions)
    for amount in counting_amounts(sentence):
        if any(s < amount.number_end and amount.number_start < e for s, e in known):
            continue
        if unit_of(line.text, amount) is not None:
            continue
        fit = READ if _is_read(line, amount, proposed) else _bare_fit(question, sentence, amount)
        if part_told and is_group(line.text, amount.number_start) and not asks_whole(question):
            fit *= GROUP
        if fit:
            value = line.text[amount.start : amount.end]
            yield _amount(line, amount, fit * _repeats(question, value))


def _is_read(line: Line, amount: Amount, proposed: Mapping[str, Sequence[ReadSpan]]) -> bool:
    """Whether the reader took the amount, and little more, for the answer."""
    start, end = line.start + amount.number_start, line.start + amount.number_end
    return any(
        span.score > SURE and span.start <= start and end <= span.end and span.end - end < _NEAR
        for span in proposed.get(line.article.id, ())
    )


_NEAR = 40  # characters: the phrase that the amount counts


def _bare_fit(question: Question, sentence: Sentence, amount: Amount) -> float:
    at = index_at(sentence, amount.number_start)
    subject = sentence.tokens[at].dep in {"nsubj", "nsubjpass"} or some_of_group(
        sentence.text, amount.end
    )
    told = bool(question.verbs) and predicate_fits(question, sentence, at)
    return BARE if subject and told else 0.0
