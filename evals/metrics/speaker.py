"""The right claim names the speaker that the gold data names.

Half of the gold speaker's own words are enough ("Homs governor" for "Homs governor Talal Barazi"),
or the initials ("SOHR"), and any of several speakers divided by a stroke, "vs" or a semicolon. A
claim without a speaker is the cited outlet's own, which is right where the gold speaker is it.

Shares with the product: ``qa.names`` for spelling variants, and what correctness shares.

>>> from evals.testing import judged
>>> said = {"value": "800", "answers": ("800",), "attribution": "the Red Crescent"}
>>> [score(judged(**said, speaker=name)).value for name in ("Red Crescent", "the army")]
[1.0, 0.0]
"""

import re

from evals.matching import right_claims, same_text, stems
from evals.score import Judged, Score
from evals.words import content

MEANING = "who says so is named rightly"
_CAPITALISED = re.compile(r"\b[A-Z]\w*")
_DIVIDER = re.compile(r"\s*[/;|]\s*|\s+vs\.?\s+|,\s+(?=[A-Z])|\s+to\s+(?=[A-Z])|\s*[()]\s*")


def score(judged: Judged) -> Score:
    """1 or 0; None where no speaker is given or no claim is right."""
    case = judged.case
    claims = right_claims(case, judged.answer)
    if not case.attribution or not claims:
        return Score(value=None)
    wanted = [part for part in (case.attribution, *_DIVIDER.split(case.attribution)) if part]
    outlets = {c.number: c.outlet or "" for c in judged.answer.citations}
    named = [
        claim.speaker or next((outlets[n] for n in claim.citations if n in outlets), "")
        for claim in claims
    ]
    good = any(_agree(speaker, gold) for speaker in named for gold in wanted)
    return Score(value=float(good), reason=f"{named}, gold {case.attribution!r}")


def _agree(speaker: str, gold: str) -> bool:
    ours, theirs = set(stems(content(speaker))), set(stems(content(gold)))
    if not speaker or not theirs:
        return False
    if 2 * len(ours & theirs) >= len(theirs) or same_text(speaker, gold):
        return True
    initials = "".join(word[0] for word in _CAPITALISED.findall(speaker))
    return gold.isupper() and len(gold) > 2 and gold in initials
