"""Is a place named only with somebody or something else than what happened?

A person's home ("Ivo Dresk of Varna") and the place of what was still to come ("two days before the
summit in Varna") tell nothing of where somebody was seized.
"""

from qa.answer_types import noun_type
from qa.language import Sentence
from qa.question import Question

__all__ = ["is_beside_scene"]

_TO_COME = frozenset({"before", "until", "till", "ahead"})
_HOME = frozenset({"of", "from"})
_STEPS = 6  # up a sentence's tree from a place


def is_beside_scene(question: Question, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the place at [start, end) is a person's home, or of what was still to come."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    heads = [i for i in inside if tokens[i].head not in inside]
    if not heads:
        return False
    i = heads[0]
    named = {word for name in question.names for word in name.casefold().split()}
    for _ in range(_STEPS):
        link = tokens[i].head
        if tokens[i].dep != "pobj" or tokens[link].pos not in {"ADP", "SCONJ", "ADV"}:
            return False
        above = tokens[link].head
        if tokens[link].lemma in _TO_COME:
            return i not in heads
        person = noun_type(tokens[above]) != "place"  # "the hamlet of Osht"
        person = person and (
            tokens[above].ent == "PERSON" or tokens[above].text.casefold() in named
        )
        if i in heads and tokens[link].lemma in _HOME and tokens[above].pos == "PROPN" and person:
            return True
        i = above
    return False
