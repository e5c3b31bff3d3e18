"""What somebody says, whole: clauses under verbs of saying, and spans widened to their predicate.

A span cut behind "did not", "refused to" or "pretends that" says the opposite of its sentence.
"""

from collections.abc import Iterator
from functools import cache

from qa.language import Sentence, subtree
from qa.naming import certainty_lexicon

__all__ = ["said_clauses", "whole_predicate"]

LEAST = 4  # tokens; shorter clauses say nothing
_HELPING = {"aux", "auxpass", "neg"}
_UNDER = {"xcomp", "ccomp"}
_SUBJECTS = {"nsubj", "nsubjpass", "expl"}
_Span = tuple[int, int]


@cache
def _saying() -> frozenset[str]:
    """Lemmas of the verbs under which a clause is somebody's words."""
    verbs = certainty_lexicon()["verbs"]
    kinds = ("say", "find", "concede", "claim", "suspect", "confirm", "deny")
    return frozenset(lemma for kind in kinds for lemma in verbs[kind]) | {"demand", "threaten"}


def said_clauses(sentence: Sentence) -> Iterator[_Span]:
    """(start, end) of each clause that somebody is said to say."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        above = tokens[token.head]
        if token.dep == "ccomp" and above.pos == "VERB" and above.lemma in _saying():
            first, last = subtree(sentence, i)
            if last - first >= LEAST:
                yield tokens[first].start, tokens[last - 1].end


def whole_predicate(sentence: Sentence, start: int, end: int) -> _Span:
    """The span [start, end), widened to the predicate of the verb that it is cut from.

    Returns:
        The span with the words that deny, weaken or govern its verb ("did not", "refused to",
        "pretends that they"), and, for a lone verb, with its objects and adverbials; the span
        itself where no verb heads it.
    """
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    head = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), None)
    if head is None or tokens[head].pos not in {"VERB", "AUX"}:
        return start, end
    inside += [j for j in range(head) if tokens[j].lemma == "no" and tokens[j].head in inside]
    lone = all(tokens[i].pos in {"VERB", "AUX", "PART", "ADV"} for i in inside)
    first, last = min(inside), max(inside)
    governed = head
    while True:
        first = min([first, *(j for j in range(governed) if _helps(sentence, j, governed))])
        above = tokens[governed].head
        saying = tokens[above].lemma in _saying() or tokens[above].pos not in {"VERB", "AUX"}
        if tokens[governed].dep not in _UNDER or above == governed or above > first or saying:
            break
        if tokens[governed].dep == "ccomp":
            subjects = [j for j, t in enumerate(tokens) if t.head == above and t.dep in _SUBJECTS]
            first = min([first, *(subtree(sentence, j)[0] for j in subjects)])
        first, governed = min(first, above), above
    if lone:
        last = max(last, subtree(sentence, head)[1] - 1)
        while last > head and tokens[last].pos == "PUNCT":
            last -= 1
    return min(start, tokens[first].start), max(end, tokens[last].end)


def _helps(sentence: Sentence, j: int, verb: int) -> bool:
    token = sentence.tokens[j]
    return token.head == verb and token.dep in _HELPING
