"""Reports that agree are not shown as disagreeing.

Shares with the product: nothing.

>>> from evals.testing import judged
>>> score(judged(value="800", answers=("800",), state="conflicting")).value
0.0
"""

from evals.score import Judged, Score

MEANING = "no disagreement is shown where there is none"


def score(judged: Judged) -> Score:
    """1 or 0; None where reports do, or may, disagree."""
    case = judged.case
    if case.expected_state == "conflicting" or case.may_conflict or case.values:
        return Score(value=None)
    false = judged.answer.state == "conflicting"
    return Score(value=float(not false), reason=str([c.value for c in judged.answer.claims]))
