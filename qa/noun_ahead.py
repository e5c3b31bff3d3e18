"""The noun that a question's word asks for: "which armed GROUP", "what was the envoy's REPLY"."""

from itertools import pairwise

from qa.language import Sentence, Token

__all__ = ["noun_ahead"]

_HYPHENS = frozenset("-\u2010\u2011")


def noun_ahead(sentence: Sentence, i: int, *, owned: bool = True) -> Token | None:
    """The head of a noun group starting at *i*, e.g. "children" in "many young children".

    A hyphened word may stand before it ("rebel-held town"), and with *owned* an owner ("the
    envoy's second reply"): of "which town's court", the town is asked for.
    """
    head: Token | None = None
    opened = True  # whether the group still waits for its noun
    tokens = sentence.tokens[i:]
    for at, token in enumerate(tokens):
        if token.pos in {"NOUN", "PROPN"}:
            head, opened = token, False
        elif (owned and token.tag == "POS") or _is_hyphened(tokens, at):
            opened = True
        elif not opened or not _leads_to_noun(token):
            break
    return head


def _is_hyphened(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a token is a hyphen between two words, or what such a hyphen ties to the noun."""
    token = tokens[at]
    if token.text in _HYPHENS:
        near = tokens[max(at - 1, 0) : at + 2]
        return all(a.end == b.start for a, b in pairwise(near))
    return at > 0 and tokens[at - 1].text in _HYPHENS and tokens[at - 1].end == token.start


def _leads_to_noun(token: Token) -> bool:
    # "the corrected number": a participle that stands for an adjective
    return token.pos in {"ADJ", "DET", "NUM", "PUNCT"} or token.lemma == "of" or token.dep == "amod"
