"""Is a drafted sentence in words of its own no surer than what was read from its quotes?

A report may say of itself that "every outlet confirms" it. What the quotes' claims are not, a
paraphrase of such words does not make them.
"""

from collections.abc import Iterator

from qa.guard_evidence import Problem
from qa.guard_told import Told
from qa.language import Sentence
from qa.standing import certainty_lexicon

__all__ = ["check_confirmed"]


def check_confirmed(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """A sentence tells as confirmed only what a claim of the quotes was read to be."""
    claims = [claim for piece in told.pieces for claim in piece.claims]
    if not claims or any(claim.certainty == "confirmed" for claim in claims):
        return
    confirming = certainty_lexicon()["verbs"]["confirm"]
    for i, token in enumerate(sentence.tokens):
        denied = any(t.head == i and t.dep == "neg" for t in sentence.tokens)
        if token.lemma in confirming and not denied:
            yield Problem("hedge", f"the evidence is not “{token.text}”")
            return
