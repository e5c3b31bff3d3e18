"""Is a drafted sentence no surer than what was read from its quotes?

A report may say of itself that "every outlet confirms" it, or that all others are false. What the
quotes' claims are not, a sentence made of such words does not make them.
"""

from collections.abc import Iterator

from qa.guard_evidence import Problem
from qa.guard_told import Told, word_set
from qa.language import Sentence, Token
from qa.standing import certainty_lexicon

__all__ = ["check_confirmed"]


def check_confirmed(sentence: Sentence, told: Told, *, free: bool) -> Iterator[Problem]:
    """A sentence tells as confirmed, or true, only what a claim of the quotes was read to be.

    One that is not *free* has the quotes' own words for who confirms it, and is held to these.
    """
    claims = [claim for piece in told.pieces for claim in piece.claims]
    if not claims or any(claim.certainty == "confirmed" for claim in claims):
        return
    confirming = set(word_set("address", "judging"))
    if free:
        confirming |= {*certainty_lexicon()["verbs"]["confirm"]}
    for i, token in enumerate(sentence.tokens):
        if token.lemma not in confirming or _is_told(token, told):
            continue
        if not any(t.head == i and t.dep == "neg" for t in sentence.tokens):
            yield Problem("hedge", f"the evidence is not “{token.text}”")
            return


def _is_told(token: Token, told: Told) -> bool:
    """Whether a quote tells it of something as done: "the number was CORRECTED to 95"."""
    judging = token.pos == "VERB" and token.lemma in word_set("address", "judging")
    return judging and any(
        other.pos == "VERB" and other.lemma == token.lemma
        for quote, i in told.sentences()
        for other in quote[i].tokens
    )
