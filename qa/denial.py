"""A party's denial in plain words: "our gunners fired nothing", "it had no part in the attack"."""

from collections.abc import Iterable

from qa.language import Sentence, Token, clause_root
from qa.measures import measure_of
from qa.standing import certainty_lexicon
from qa.stretches import Stretch

__all__ = ["denies", "denies_the_last", "holds_negation"]

_NO = frozenset({"no", "nothing", "none", "never", "neither", "not", "n't", "nt"})
_OWN = frozenset({"we", "our", "us", "it", "its", "they", "their", "i", "he", "his"})
_UNCONCERNED = ("nothing", "to", "do", "with")


def denies(stretch: Stretch, *, party: bool = True) -> bool:
    """Whether the clause of *stretch* says that its speaker's side did not do a deed.

    That "there was no sortie" is the denial of a *party*; of others only what they say of
    themselves is.
    """
    sentence = stretch.sentence
    inside = _clause(sentence, _said(stretch))
    tokens = [sentence.tokens[i] for i in inside]
    if not holds_negation(tokens):
        return False
    deeds = certainty_lexicon()["topics"]["deeds"]
    done = any(token.lemma in deeds or measure_of(token.lemma) in _DEEDS for token in tokens)
    # "it had nothing to do with the raid"
    parts = (sentence.tokens[i : i + 4] for i in inside)
    done |= any(tuple(t.lemma for t in part) == _UNCONCERNED for part in parts)
    own = any(_is_doer(sentence, i) for i in inside)
    existing = any(token.dep == "expl" for token in tokens)
    return done and (own or (party and existing))


def holds_negation(tokens: Iterable[Token]) -> bool:
    """Whether words are a denial themselves: what denies them would say the deed was done."""
    return any(token.lemma in _NO or token.text.lower() in _NO for token in tokens)


def _said(stretch: Stretch) -> int:
    """A token of what is said, where the stretch holds who says it too."""
    sentence, verbs = stretch.sentence, certainty_lexicon()["verbs"]
    root = clause_root(sentence, stretch.first)
    telling = any(sentence.tokens[root].lemma in verbs[kind] for kind in ("say", "claim"))
    clauses = (
        i
        for i in range(stretch.first, stretch.last)
        if sentence.tokens[i].head == root and sentence.tokens[i].dep == "ccomp"
    )
    return next(clauses, stretch.first) if telling else stretch.first


def _is_doer(sentence: Sentence, i: int) -> bool:
    """Whether a word for the speaker's side is who did it: not "did not hit its camp"."""
    token = sentence.tokens[i]
    above = sentence.tokens[token.head]
    if token.text.lower() not in _OWN:
        return False
    if token.dep == "poss":
        deeds = certainty_lexicon()["topics"]["deeds"]
        return above.dep.startswith("nsubj") or above.lemma in deeds
    return token.dep.startswith("nsubj") or above.lemma == "by"


_DEEDS = frozenset(
    {"attacked", "fired", "killed", "executed", "kidnapped", "destroyed", "exploded"}
)


def denies_the_last(sentence: Sentence) -> bool:
    """Whether it denies what stands before it and says no more: "the charity denies it"."""
    tokens = sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    lexicon = certainty_lexicon()
    if root is None or tokens[root].lemma not in lexicon["verbs"]["deny"]:
        return False
    own = [t for t in tokens if t.head == root]
    told = any(t.dep == "dobj" and t.lemma in lexicon["topics"]["denied_before"] for t in own)
    return told and not any(t.dep in {"neg", "ccomp", "conj"} for t in own)


def _clause(sentence: Sentence, i: int) -> list[int]:
    """Tokens of the clause of token *i*, without clauses inside it."""
    root = clause_root(sentence, i)
    return [k for k in range(len(sentence.tokens)) if clause_root(sentence, k) == root]
