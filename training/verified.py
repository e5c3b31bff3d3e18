"""A question with an answer proposed: does a window of the report bear it out?

The right words of a written question make an answer that holds; the right words of the same
report's other questions, and other numbers and names near them, make answers that do not: those of
the right shape in the wrong place are what a reader falls for.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from qa.entailment import proposed
from qa.headings import headed
from training.examples import Example, find_spans
from training.reports import NearWindows, Report, content_words, draw_window
from training.verdicts import mask_of
from training.wording import as_typed, damage
from training.written import Asked

SOURCE = "verified"
# Shapes of answers; another answer of the same shape is the likelier mistake.
NUMBER = re.compile(r"\b\d[\d,.]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?)\b")
NAME = re.compile(r"\b[A-Z][\w'-]+(?: (?:of |al-|de )?[A-Z][\w'-]+)*")
RIGHT = 0.6  # of the answerable questions, with their answer, in an epoch
WRONG = 0.7  # of all questions, with another answer
OTHER_REPORT = 0.15
OWN_WORDS = 0.5
HEADED = 0.6  # of the windows stand under their report's title, outlet and day
HOLDS, HOLDS_NOT = frozenset({"yes"}), frozenset({"no", "untold"})


def verified_examples(asked: Sequence[Asked], *, seed: int) -> Iterator[Example]:
    """Yield one epoch of questions with answers, right and wrong."""
    chance = random.Random(seed)
    by_report: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_report[one.report.id].append(one)
    near = NearWindows([questions[0].report for questions in by_report.values()])
    for one in asked:
        if one.span is not None and chance.random() < RIGHT:
            yield _example(one.question, one.report, one.span, HOLDS, chance)
        if chance.random() < WRONG:
            wrong = _another(one, by_report[one.report.id], chance)
            if wrong is not None:
                yield _example(one.question, one.report, wrong, HOLDS_NOT, chance)
        if chance.random() < OTHER_REPORT:
            yield from _elsewhere(one, near, chance)


def _example(
    question: str,
    report: Report,
    span: tuple[int, int],
    verdicts: frozenset[str],
    chance: random.Random,
) -> Example:
    at = report.sentence_with(span)
    start, end = span if at is None else draw_window(report, at, chance)
    if chance.random() > OWN_WORDS:
        question = as_typed(question, [], chance)
    shown = report.text[start:end]
    if chance.random() < HEADED:
        shown = headed(report.heading, shown)
    shown, _ = damage(shown, (), chance)
    answer = report.text[slice(*span)]
    return Example(proposed(question, answer), shown, (), SOURCE, mask_of(verdicts), taught=False)


def _another(one: Asked, others: Sequence[Asked], chance: random.Random) -> tuple[int, int] | None:
    """A span of the report that does not answer, of the shape that would."""
    report = one.report
    right = report.text[slice(*one.span)] if one.span is not None else None
    spans = [other.span for other in others if other.span is not None]
    alike = report.most_alike(one.question)[:4]
    for at in alike:
        start, end = report.sentences[at]
        for shape in (NUMBER, NAME):
            spans += [m.span() for m in shape.finditer(report.text, start, end)]
    wrong = [span for span in spans if not _same(report.text[slice(*span)], right)]
    if right is not None:
        of_shape = [s for s in wrong if shape_of(report.text[slice(*s)]) == shape_of(right)]
        wrong = of_shape or wrong
    near = [span for span in wrong if report.sentence_with(span) in alike]
    return chance.choice(near or wrong) if wrong else None


def _same(text: str, right: str | None) -> bool:
    """Whether one of the two holds the other, so that either may be right."""
    if right is None:
        return False
    return bool(find_spans(text, [right]) or find_spans(right, [text]))


def shape_of(answer: str) -> str:
    """What an answer looks like: a number, a name, or other words."""
    if NUMBER.search(answer):
        return "number"
    return "name" if answer[:1].isupper() else "words"


def _elsewhere(one: Asked, near: NearWindows, chance: random.Random) -> Iterator[Example]:
    """An answer of the right shape in the likest window of another report."""
    for report, at in near.search(content_words(one.question), {one.report.id}, 2)[:1]:
        start, end = report.sentences[at]
        shape = NUMBER if re.match(r"(?i)how (?:many|much)|number", one.question) else NAME
        spans = [m.span() for m in shape.finditer(report.text, start, end)]
        if spans:
            yield _example(one.question, report, chance.choice(spans), HOLDS_NOT, chance)
