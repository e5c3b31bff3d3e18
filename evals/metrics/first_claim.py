"""The first claim, which a hurried reader takes for the answer, has a gold value.

Shares with the product: what correctness shares.

>>> from evals.testing import judged
>>> score(judged(value="800", answers=("800",))).value
1.0
>>> score(judged(value="12", answers=("800",))).value
0.0
"""

from evals.matching import right_claims
from evals.score import Judged, Score

MEANING = "the first claim is right"


def score(judged: Judged) -> Score:
    """1 or 0; None where there is no answer to give, or no claim."""
    unanswered = judged.case.expected_state in {"unknown", "not_found"}
    if unanswered or not judged.case.answers or not judged.answer.claims:
        return Score(value=None)
    good = right_claims(judged.case, judged.answer)
    return Score(value=float(judged.answer.claims[0] in good), reason=judged.answer.claims[0].value)
