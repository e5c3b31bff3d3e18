"""An unanswerable question is refused: one minus the false-answer rate.

"A report says that it is not known" is no answer either, but it is not a refusal: only
``not_found`` counts.

Shares with the product: nothing.

>>> from evals.testing import judged
>>> score(judged(value="800", answers=(), kind="unanswerable")).value
0.0
"""

from evals.score import Judged, Score

MEANING = "unanswerable questions that are refused"


def score(judged: Judged) -> Score:
    """1 or 0; None for answerable questions."""
    if judged.case.answerable:
        return Score(value=None)
    state = judged.answer.state
    said = [claim.value for claim in judged.answer.claims]
    return Score(value=float(state == "not_found"), reason=f"{state} {said}")
