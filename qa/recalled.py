"""The answer to the question before, in few words, for a pronoun that stands for it."""

from qa.claims import conclude
from qa.look import Look
from qa.scoring import Scorer

__all__ = ["recalled"]

SURE = 0.5  # score from which an answer may stand in the next question
LONGEST = 6  # words


def recalled(look: Look, scorer: Scorer) -> str | None:
    """The value that answers the question of *look*; None where it is unsure, long or disputed."""
    probabilities = scorer(look.asked, look.evidence, look.candidates)
    findings = conclude(
        look.asked, look.evidence, look.candidates, probabilities, threshold=scorer.threshold
    )
    if findings.state != "answered" or findings.found[0].score < SURE:
        return None
    value = findings.found[0].candidate.value
    return value if len(value.split()) <= LONGEST else None
