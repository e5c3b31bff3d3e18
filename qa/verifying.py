"""Candidates → candidates of which the likeliest were read once more, answer in hand.

The reader looks for an answer without knowing which one will be taken. Here the entailment model
sees question and answer together beside the answer's sentences, and rules whether these bear it
out: a name that stands beside the right one, or another incident's figure, shows itself there.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qa.belied import borne_out
from qa.candidate import Candidate
from qa.entailment import Entailment
from qa.evidence import Evidence
from qa.question import Question
from qa.scoring import Scorer

__all__ = ["VERIFIED", "VERIFYING", "verified"]

VERIFIED: Final = 8  # candidates that are read once more, at most
LIKELY: Final = 0.5  # of the best one's chance, which the others must reach
ALWAYS: Final = 2  # read however unlikely
# The features by which it is scored.
VERIFYING: Final = frozenset({"verified", "verified_odds", "unverified"})


def verified(
    question: Question,
    evidence: Evidence,
    candidates: Sequence[Candidate],
    scorer: Scorer,
    entailment: Entailment | None,
) -> list[Candidate]:
    """*candidates*, in their order, the best of them with how far their sentences bear them out.

    Args:
        question: As understood; yes/no questions are ruled on as such, not here.
        evidence: Where the candidates stand.
        candidates: With their support.
        scorer: Tells the likeliest.
        entailment: Without it nothing is verified.
    """
    if entailment is None or question.type == "yesno" or not candidates:
        return list(candidates)
    scores = scorer.without(VERIFYING)(question, evidence, candidates)
    order = sorted(range(len(candidates)), key=lambda i: -scores[i])[:VERIFIED]
    likely = LIKELY * scores[order[0]]
    best = [i for place, i in enumerate(order) if place < ALWAYS or scores[i] >= likely]
    found = list(candidates)
    verdicts = borne_out(question, evidence, [candidates[i] for i in best], entailment)
    for i, verdict in zip(best, verdicts, strict=True):
        found[i] = replace(candidates[i], verified=verdict.yes)
    return found
