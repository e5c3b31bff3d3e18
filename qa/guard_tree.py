"""Ways through a sentence's tree by content words: what completes what, and how far apart."""

from collections import deque
from functools import lru_cache

from qa.language import Sentence

__all__ = ["HANGING", "governor_of", "steps_between"]

HANGING = frozenset({"NOUN", "PROPN", "ADJ"})  # parts of speech that complete another word
_CONTENT = frozenset({*HANGING, "NUM", "VERB"})


def governor_of(sentence: Sentence, i: int) -> int | None:
    """The content word that token *i* completes, past prepositions; None for a root."""
    tokens, at = sentence.tokens, i
    if tokens[i].dep in {"attr", "acomp"} and tokens[tokens[i].head].lemma == "be":
        # "Hader is a village": what "be" says, it says of its subject
        linked = (k for k, other in enumerate(tokens) if other.head == tokens[i].head)
        return next((k for k in linked if tokens[k].dep == "nsubj"), None)
    while tokens[at].head != at:
        # What is joined by "and" completes the same word.
        joined = tokens[at].dep in {"conj", "appos"} and tokens[tokens[at].head].pos in HANGING
        at = tokens[at].head
        if tokens[at].pos in _CONTENT and not joined:
            return at
    return None


def steps_between(sentence: Sentence, a: int, b: int) -> int:
    """Content words from *a* to *b* in the tree; more than there are where nothing joins them."""
    return _distances(sentence, a).get(b, len(sentence.tokens))


@lru_cache(maxsize=8192)
def _distances(sentence: Sentence, start: int) -> dict[int, int]:
    """Steps in the tree from *start* to every word; steps to function words are free."""
    tokens = sentence.tokens
    near: dict[int, list[int]] = {i: [] for i in range(len(tokens))}
    for i, token in enumerate(tokens):
        if token.head != i:
            near[i].append(token.head)
            near[token.head].append(i)
    steps = {start: 0}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for other in near[at]:
            if other in steps:
                continue
            cost = 1 if tokens[other].pos in _CONTENT else 0
            steps[other] = steps[at] + cost
            if cost:
                waiting.append(other)
            else:
                waiting.appendleft(other)
    return steps
