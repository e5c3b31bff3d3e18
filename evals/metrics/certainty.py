"""The claim's certainty is the gold one; a neighbouring word counts half.

The three vocabularies are mapped by the table below. In ours a named party's word is ``claimed``
and the report's own voice ``reported``; the Syrian set calls the former ``reported`` when the party
is an agency or official, and the latter ``confirmed``, so both count fully there.

Shares with the product: what correctness shares, to know which claim is right.

>>> from evals.testing import judged
>>> score(judged(value="800", answers=("800",), certainty="reported")).value
1.0
>>> score(judged(value="800", answers=("800",), certainty="confirmed")).value
0.5
>>> score(judged(value="800", answers=("800",), certainty="denied")).value
0.0
"""

from evals.matching import right_claims
from evals.score import Judged, Score

MEANING = "how sure the report is; neighbours count half"

_PRODUCT = {
    "confirmed": ("confirmed", "reported"),
    "reported": ("reported", "confirmed claimed"),
    "claimed": ("claimed", "reported suspected disputed"),
    "suspected": ("suspected", "claimed unconfirmed"),
    "unconfirmed": ("unconfirmed", "suspected disputed"),
    "disputed": ("disputed", "denied unconfirmed claimed"),
    "denied": ("denied", "disputed"),
    "estimated": ("unconfirmed", "reported claimed suspected"),
    "unknown": ("unconfirmed", "disputed"),
}
_FAKES = _PRODUCT | {
    "confirmed": ("reported confirmed", "claimed"),
    "reported": ("claimed reported", "confirmed unconfirmed"),
}
_MUC4 = {
    "fact": ("reported confirmed", "claimed"),
    "claimed": ("claimed", "reported suspected"),
    "suspected": ("suspected", "claimed unconfirmed"),
    "possible": ("suspected unconfirmed", "claimed"),
}
_TABLES = {"product": _PRODUCT, "fakes": _FAKES, "muc4": _MUC4}


def score(judged: Judged) -> Score:
    """1, 0.5 or 0; None where no claim is right or the case says nothing about certainty."""
    case = judged.case
    claims = right_claims(case, judged.answer)
    if case.expected_state == judged.answer.state == "unknown":
        claims = judged.answer.claims
    if case.certainty is None or not claims:
        return Score(value=None)
    exact, near = _TABLES[case.certainty_scheme].get(case.certainty, ("", ""))
    if not exact:
        return Score(value=None, reason=f"gold {case.certainty!r} is in no table", unscored=True)
    reason = f"{claims[0].certainty}, gold {case.certainty}"
    if claims[0].certainty in exact.split():
        return Score(value=1.0, reason=reason)
    return Score(value=0.5 if claims[0].certainty in near.split() else 0.0, reason=reason)
