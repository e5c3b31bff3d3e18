"""May somebody who bears one noun be called by another? A colonel is an officer, and no governor.

The nouns are data: ``data/certainty.toml``.
"""

from collections.abc import Sequence
from functools import cache

from qa.language import Token
from qa.lexicons import load_lexicon
from qa.standing import certainty_lexicon

__all__ = ["may_be_called"]

_NOUNS = frozenset({"NOUN", "PROPN"})


def may_be_called(phrase: Sequence[Token], noun: str) -> bool:
    """Whether the one named by *phrase* may be "the *noun*" further on in the text."""
    anaphora = certainty_lexicon()["anaphora"]
    if noun in anaphora["anyone"]:
        return True
    words = {form for token in phrase if token.pos in _NOUNS for form in _forms(token)}
    if noun in words:
        return True
    if noun in anaphora["named_by"]:
        # the SOHR is an observatory, the UN is none
        return any(
            t.text.isupper() and len(t.text) > 1 and noun[0].upper() in t.text for t in phrase
        )
    borne = words & _known()
    if noun in anaphora["people"] or anaphora["nouns"].get(noun) == "person":
        borne -= {*anaphora["anyone"]}  # a spokesman may be a colonel, but no monitor
    return not borne or any(noun in alike and borne & {*alike} for alike in anaphora["kin"])


def _forms(token: Token) -> tuple[str, str]:
    return token.lemma, token.text.lower()


@cache
def _known() -> frozenset[str]:
    """Nouns by which somebody, or a body, is called what another is not."""
    anaphora = certainty_lexicon()["anaphora"]
    kin = (noun for alike in anaphora["kin"] for noun in alike)
    bodies = load_lexicon("answer_types")["bodies"]["nouns"]
    return frozenset({*anaphora["nouns"], *anaphora["people"], *anaphora["bodies"], *bodies, *kin})
