"""What can be denied: a claim or a toll, but no people, no offer, and no entry to a camp.

"The president dismissed three ministers" and "denied the families entry" say nothing to be false.
The words are data: ``data/certainty.toml``.
"""

from functools import cache

from qa.apposition import is_role
from qa.language import Token
from qa.lexicons import load_lexicon
from qa.standing import certainty_lexicon

__all__ = ["is_said", "withholds"]

_PEOPLE = frozenset({"him", "her", "them", "me", "us"})


def withholds(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether something is denied to somebody: "denied 30 families entry"."""
    withheld = certainty_lexicon()["topics"]["withheld"]
    beside = [t for t in tokens if t.head == verb]
    given = any(t.dep == "dative" and t.pos != "ADP" for t in beside)
    return given or any(t.dep == "dobj" and t.lemma in withheld for t in beside)


def is_said(token: Token) -> bool:
    """Whether a thing may be said to be false: no people, no body of theirs, and no offer."""
    people = token.ent == "PERSON" or token.text.lower() in _PEOPLE or is_role((token,))
    return not people and token.lemma not in _unsaid()


@cache
def _unsaid() -> frozenset[str]:
    """Nouns for people, for their bodies, and for what is offered."""
    groups = load_lexicon("people")["groups"]
    bodies = load_lexicon("answer_types")["bodies"]["nouns"]
    # "anyone" holds the toll, which is said
    people = {noun for name, nouns in groups.items() if name != "anyone" for noun in nouns}
    return frozenset({*people, *bodies, *certainty_lexicon()["topics"]["offered"]})
