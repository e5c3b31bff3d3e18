"""A claim's short value is the gold answer.

Whole tokens either way round, numbers as numbers ("eight hundred" is 800, "1,800" is not), dates as
ISO days; any gold answer suffices, all are needed for a list, two sides for a disagreement. No
claim's value may be, or hold, what the case forbids.

Shares with the product: ``qa.names`` for spelling variants of names.

>>> from evals.testing import judged
>>> score(judged(value="at least 58", answers=("58", "fifty-eight"))).value
1.0
>>> score(judged(value="1,800", answers=("800",))).value
0.0
>>> score(judged(value="58", answers=("58",), must_not=("58",))).reason
"value '58' holds the forbidden '58'"
"""

from evals.matching import forbidden, matches, right_claims
from evals.metrics import conflict_recall
from evals.score import Judged, Score

MEANING = "the short value is a gold answer"


def score(judged: Judged) -> Score:
    """1 or 0; None for a question without an answer."""
    case, answer = judged.case, judged.answer
    if not case.answerable:
        return Score(value=None, reason="unanswerable")
    if case.expected_state == "unknown":
        return Score(value=float(answer.state == "unknown"), reason=f"state {answer.state}")
    if not case.answers and not case.values:
        return Score(value=None, reason="the case gives no answer", unscored=True)
    if not answer.claims:
        return Score(value=0.0, reason=f"no claim; state {answer.state}")
    return _conflict(judged) if case.values else _value(judged)


def _value(judged: Judged) -> Score:
    case, answer = judged.case, judged.answer
    for claim in answer.claims:
        bad = forbidden(claim, case)
        if bad:
            return Score(value=0.0, reason=f"value {claim.value!r} holds the forbidden {bad!r}")
    if case.list_all:
        said = {g: any(matches(c, g, case, answer) for c in answer.claims) for g in case.answers}
        return Score(value=float(all(said.values())), reason=f"{said}")
    values = [claim.value for claim in answer.claims]
    good = right_claims(case, answer)
    return Score(value=float(bool(good)), reason=f"said {values}, gold {list(case.answers)}")


def _conflict(judged: Judged) -> Score:
    found = conflict_recall.found(judged)
    wanted = min(2, len(judged.case.values))
    reason = f"{len(found)} of {len(judged.case.values)} gold values: {found}"
    return Score(value=float(len(found) >= wanted), reason=reason)
