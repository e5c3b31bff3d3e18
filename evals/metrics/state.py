"""The answer's state is the one the case expects.

A MUC-4 question whose experts' templates differ may be answered or shown as conflicting.

Shares with the product: nothing.

>>> from evals.testing import judged
>>> score(judged(value="800", answers=("800",))).value
1.0
>>> score(judged(value="800", answers=(), kind="unanswerable")).reason
'answered, expected not_found'
"""

from evals.score import Judged, Score

MEANING = "answered, unknown, conflicting or not found, as it should be"


def score(judged: Judged) -> Score:
    """1 or 0."""
    expected, actual = judged.case.expected_state, judged.answer.state
    allowed = {expected, "conflicting"} if judged.case.may_conflict else {expected}
    return Score(value=float(actual in allowed), reason=f"{actual}, expected {expected}")
