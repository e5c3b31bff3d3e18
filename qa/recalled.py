"""The answer to the question before, in few words, for a pronoun that stands for it."""

from qa.findings import Findings

__all__ = ["recalled"]

SURE = 0.5  # score from which an answer may stand in the next question
LONGEST = 6  # words


def recalled(findings: Findings) -> str | None:
    """The value of *findings*; None where it is unsure, long or disputed."""
    if findings.state != "answered" or findings.found[0].score < SURE:
        return None
    value = findings.found[0].candidate.value
    return value if len(value.split()) <= LONGEST else None
