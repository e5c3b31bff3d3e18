"""A question that leans on the conversation before it is answered rightly.

Shares with the product: what right shares.

>>> from evals.testing import judged
>>> score(judged(value="800", answers=("800",), history=("What happened at Ghweran?",))).value
1.0
>>> score(judged(value="800", answers=("800",))).value is None
True
"""

from evals.metrics import right
from evals.score import Judged, Score

MEANING = "right answers to follow-up questions"


def score(judged: Judged) -> Score:
    """1 or 0; None for questions that stand alone."""
    if not judged.case.history:
        return Score(value=None)
    found = right.score(judged)
    asked = judged.answer.standalone_question
    return Score(value=found.value, reason=f"read as {asked!r}; {found.reason}")
