"""Deeds of violence, and whom a sentence singles out for one: "it was the militia that fired"."""

from qa.language import Token
from qa.measures import measure_of

__all__ = ["is_deed", "is_singled_out"]

_VIOLENT = frozenset(
    {"attacked", "killed", "destroyed", "fired", "wounded", "damaged", "exploded", "shot"}
)
_DEEDS = _VIOLENT | {"kidnapped"}
_DOING = frozenset({"mine", "launch", "carry", "commit", "sink", "plant", "stage", "do", "cause"})
_LIGHT = frozenset(
    {"open", "conduct", "perpetrate"}
)  # that are deeds by what is done: "opened fire"


def is_deed(token: Token, verb: str | None = None) -> bool:
    """Whether *token* tells what *verb* does, or without one any deed of violence."""
    measure, asked = measure_of(token.lemma), measure_of(verb) if verb else None
    if verb is not None and token.lemma == verb:
        return True
    if asked is not None and asked not in _VIOLENT:
        # who kidnapped them is not told by who shelled the town, but by "bandits did it"
        return measure == asked or (token.lemma == "do" and token.pos == "VERB")
    return measure in _DEEDS or token.lemma in _DOING


def is_singled_out(tokens: tuple[Token, ...], i: int, verb: str | None) -> bool:
    """Whether "it was" names token *i*: "it was the militia that fired", "not A but B who did"."""
    said = i
    while tokens[said].dep == "conj" and tokens[said].head < said:
        said = tokens[said].head
    be = tokens[said].head
    own = [t for t in tokens if t.head == be]
    subject = any(t.dep == "nsubj" and t.lemma == "it" for t in own)
    if tokens[said].dep != "attr" or tokens[be].lemma != "be" or not subject:
        return False
    denied = any(t.dep == "neg" for t in own)
    instead = said != i and any(t.head == said and t.lemma == "but" for t in tokens)
    if denied != instead:
        return False
    # the clause hangs on the name, or on the one that is ruled out: "the guards, not the army, who"
    named = {i, *(j for j, t in enumerate(tokens) if t.head == i and t.dep == "appos")}
    return any(
        t.dep == "relcl" and t.head in named and _is_done_by(tokens, j, verb)
        for j, t in enumerate(tokens)
    )


def _is_done_by(tokens: tuple[Token, ...], clause: int, verb: str | None) -> bool:
    """Whether "who" or "that" does the deed of a *clause*: "who opened fire"."""
    own = [t for t in tokens if t.head == clause]
    doer = any(t.dep == "nsubj" and t.tag in {"WP", "WDT"} for t in own)
    if not doer or any(t.dep in {"neg", "auxpass"} for t in own):
        return False
    things = (t for t in own if t.dep == "dobj" and tokens[clause].lemma in _LIGHT)
    return is_deed(tokens[clause], verb) or any(measure_of(t.lemma) in _VIOLENT for t in things)
