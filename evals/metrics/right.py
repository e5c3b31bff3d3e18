"""The headline: the right value from an acceptable article, or the right refusal.

An answerable question is right when ``correctness`` holds and ``source`` does not fail. An
unanswerable one is right when it is refused, and a question to which a report says that nobody
knows is right when the answer says so.

Shares with the product: what correctness and source share.

>>> from evals.testing import judged
>>> score(judged(value="800", answers=("800",))).value
1.0
>>> score(judged(value="800", answers=(), kind="unanswerable")).value
0.0
"""

from evals.metrics import correctness, source
from evals.score import Judged, Score

MEANING = "right value from an acceptable article, or a right refusal"


def score(judged: Judged) -> Score:
    """1 for a right answer or a right refusal, else 0."""
    if not judged.case.answerable:
        refused = judged.answer.state == "not_found"
        return Score(value=float(refused), reason=f"state {judged.answer.state}")
    value = correctness.score(judged)
    if value.value is None or value.value < 1:
        return value
    where = source.score(judged)
    return value if where.value is None or where.value >= 1 else where
