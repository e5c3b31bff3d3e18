"""Part of the gold sides of a disagreement that the answer shows.

Shares with the product: what correctness shares.

>>> from evals.testing import judged
>>> score(judged(value="12", answers=(), values=("12", "30"), kind="conflict")).value
0.5
"""

from evals.matching import matches
from evals.score import Judged, Score

MEANING = "sides of a disagreement that are shown"


def found(judged: Judged) -> list[str]:
    """Gold values that some claim states, each once."""
    case, answer = judged.case, judged.answer
    wanted = dict.fromkeys(value.value for value in case.values)
    return [v for v in wanted if any(matches(c, v, case, answer) for c in answer.claims)]


def score(judged: Judged) -> Score:
    """0 to 1; None for questions on which the reports agree."""
    wanted = {value.value for value in judged.case.values}
    if not wanted:
        return Score(value=None)
    return Score(value=len(found(judged)) / len(wanted), reason=f"of {sorted(wanted)}")
