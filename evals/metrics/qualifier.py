"""The words that limit a figure ("at least", "about") reach the reader.

The gold hedge counts as kept when the value, or the text, holds a word of its group.

Shares with the product: what correctness shares, to know which claim is right.

>>> from evals.testing import judged
>>> score(judged(value="at least 58", answers=("58",), hedge="at least")).value
1.0
>>> score(judged(value="58", answers=("58",), hedge="at least")).value
0.0
"""

from evals.cues import hedges
from evals.matching import right_claims
from evals.score import Judged, Score
from evals.words import contains, tokens

MEANING = "the report's limit on the figure is kept"


def score(judged: Judged) -> Score:
    """1 or 0; None where the gold answer has no hedge or no claim is right."""
    case, answer = judged.case, judged.answer
    claims = right_claims(case, answer)
    if not case.hedge or not claims:
        return Score(value=None)
    wanted = hedges(case.hedge)
    for claim in claims:
        said = f"{claim.value} {claim.text}"
        if wanted & hedges(said) or contains(tokens(said), tokens(case.hedge)):
            return Score(value=1.0, reason=case.hedge)
    return Score(value=0.0, reason=f"{case.hedge!r} is not in {claims[0].text!r}")
