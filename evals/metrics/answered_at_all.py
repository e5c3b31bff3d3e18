"""An answerable question is not refused: one minus the wrong-refusal rate.

Shares with the product: nothing.

>>> from evals.testing import judged
>>> score(judged(value="800", answers=("800",))).value
1.0
"""

from evals.score import Judged, Score

MEANING = "answerable questions that are not refused"


def score(judged: Judged) -> Score:
    """1 or 0; None for unanswerable questions."""
    if not judged.case.answerable:
        return Score(value=None)
    state = judged.answer.state
    return Score(value=float(state != "not_found"), reason=judged.answer.reason or state)
