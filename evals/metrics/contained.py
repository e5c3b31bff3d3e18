"""The answer text holds a gold answer somewhere, however long it is.

Kind to systems that show a whole sentence: it is what the peers can be compared on. Numbers are
whole numbers, words whole tokens.

Shares with the product: nothing.

>>> from evals.testing import judged
>>> score(judged(value="800", text="An estimated 800 fled. [1]", answers=("eight hundred",))).value
1.0
>>> score(judged(value="1,800", text="Some 1,800 fled. [1]", answers=("800",))).value
0.0
"""

import re

from evals.counts import find_numbers
from evals.days import iso_dates
from evals.matching import stems
from evals.score import Judged, Score
from evals.words import contains, content, tokens

MEANING = "the answer text holds a gold answer"
_MARKER = re.compile(r"\[\d+\]")


def score(judged: Judged) -> Score:
    """1 or 0; None for yes/no questions and where the case has no answer."""
    case = judged.case
    if not case.answerable or not case.answers or set(case.answers) & {"yes", "no"}:
        return Score(value=None)
    text = _MARKER.sub(" ", judged.answer.text)
    numbers = {(n.low, n.high) for n in find_numbers(text)}
    if case.date_answer:
        return Score(value=float(case.date_answer in iso_dates(text) or _holds(text, case.answers)))
    for gold in case.answers:
        found = find_numbers(gold)
        if len(found) == 1 and len(tokens(gold)) <= 2 and (found[0].low, found[0].high) in numbers:
            return Score(value=1.0, reason=gold)
    return Score(value=float(_holds(text, case.answers)))


def _holds(text: str, answers: tuple[str, ...]) -> bool:
    words = stems(content(text))
    return any(contains(words, stems(content(gold))) for gold in answers)
