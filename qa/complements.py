"""What a verb of saying has after it: a clause, or a count ("put the toll at 58")."""

from itertools import pairwise

from qa.language import Token
from qa.standing import certainty_lexicon

__all__ = ["has_clause"]


def has_clause(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the verb has a clause, or a count as its object ("put the toll at 58")."""
    if any(t.head == verb and t.dep in {"ccomp", "parataxis"} for t in tokens):
        return True
    # "admitted to using banned shells", "admitted using them"
    lexicon = certainty_lexicon()
    owned = tokens[verb].lemma in lexicon["verbs"]["concede"]
    if any(
        (t.dep == "pcomp" and t.head == verb + 1 and tokens[verb + 1].lemma == "to")
        or (owned and t.dep == "xcomp" and t.head == verb and t.tag == "VBG")
        for t in tokens
    ):
        return True
    after = tokens[verb + 1 : verb + 12]
    if tokens[verb].lemma == "put":
        # "put the strength of the unit at no more than 60"
        at = next((i for i, token in enumerate(after) if token.lemma == "at"), len(after))
        return any(token.pos == "NUM" for token in after[at : at + 5])
    # "tests showed the fragment to be shell steel"
    if any(t.lemma == "to" and u.lemma == "be" for t, u in pairwise(after)):
        return True
    after, counts = after[:7], lexicon["counts"]
    # "has documented by name 25 civilians killed"
    if tokens[verb].lemma in counts["verbs"] and any(token.pos == "NUM" for token in after[:4]):
        return True
    counted = any(token.lemma in counts["nouns"] for token in after)
    return counted and any(token.pos == "NUM" for token in after)
