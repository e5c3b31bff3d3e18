"""Part of a list's gold items that some claim names.

Shares with the product: what correctness shares.

>>> from evals.testing import judged
>>> score(judged(value="Homs", answers=("Homs", "Tartus"), list_all=True)).value
0.5
"""

from evals.matching import matches
from evals.score import Judged, Score, share

MEANING = "part of a list that is named"


def score(judged: Judged) -> Score:
    """0 to 1; None for questions that ask for one thing."""
    case, answer = judged.case, judged.answer
    if not case.list_all:
        return Score(value=None)
    named = {g: any(matches(c, g, case, answer) for c in answer.claims) for g in case.answers}
    return Score(
        value=share(named.values()), reason=f"missing {[g for g in named if not named[g]]}"
    )
