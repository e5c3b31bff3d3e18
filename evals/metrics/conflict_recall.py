"""Part of the gold sides of a disagreement that the answer shows.

Shares with the product: what correctness shares.

>>> from evals.testing import judged
>>> score(judged(value="12", answers=(), values=("12", "30"), kind="conflict")).value
0.5

Where the gold data puts a side in words of its own ("two: first a truck"), the sentence that it
gives for that side shows it too, if the claim holds at least half of it.
"""

from evals.cases import GoldValue
from evals.matching import matches, same_text
from evals.score import Judged, Score
from evals.words import contains, content
from qa.records import Claim

MEANING = "sides of a disagreement that are shown"


def found(judged: Judged) -> list[str]:
    """Gold values that some claim states or, if they are not in the reports' words, quotes."""
    case, answer = judged.case, judged.answer
    return list(
        dict.fromkeys(
            side.value
            for side in case.values
            if any(matches(c, side.value, case, answer) or _quotes(c, side) for c in answer.claims)
        )
    )


def _quotes(claim: Claim, side: GoldValue) -> bool:
    in_its_words = contains(content(side.quote), content(side.value))
    return not in_its_words and same_text(claim.value, side.quote, wordy=True)


def score(judged: Judged) -> Score:
    """0 to 1; None for questions on which the reports agree."""
    wanted = {value.value for value in judged.case.values}
    if not wanted:
        return Score(value=None)
    return Score(value=len(found(judged)) / len(wanted), reason=f"of {sorted(wanted)}")
