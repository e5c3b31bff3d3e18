"""Ways through a sentence's tree by content words: what completes what, and how far apart."""

from collections import deque
from functools import lru_cache

from qa.language import Sentence

__all__ = [
    "HANGING",
    "SUBJECTS",
    "completes",
    "governor_of",
    "is_placed",
    "is_tied",
    "steps_between",
    "upward",
]

HANGING = frozenset({"NOUN", "PROPN", "ADJ"})  # parts of speech that complete another word
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_VERBS = frozenset({"VERB", "AUX"})
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


def completes(sentence: Sentence, i: int, governor: int) -> bool:
    """Whether token *i* hangs on *governor*, at once or by other words."""
    tokens = sentence.tokens
    for _ in tokens:
        if i == governor:
            return True
        i = tokens[i].head
    return False


def is_placed(sentence: Sentence, i: int) -> bool:
    """Whether "be" says by it where a subject is: "the car was in the town"."""
    joined = sentence.tokens[sentence.tokens[i].head]
    be = sentence.tokens[joined.head]
    return sentence.tokens[i].dep == "pobj" and joined.pos == "ADP" and be.lemma == "be"


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


def upward(sentence: Sentence, i: int) -> list[int]:
    """Token *i* and all that it hangs on, the nearest first."""
    found = [i]
    while sentence.tokens[found[-1]].head not in found:
        found.append(sentence.tokens[found[-1]].head)
    return found


def is_tied(sentence: Sentence, number: int, verb: int) -> bool:
    """Whether a verb may be of what a number counts: its own, one below it, or one without subject.

    "12 who WERE HURT", "12 were found HURT"; not "30 were FOUND, and nine are missing".
    """
    tokens, above = sentence.tokens, upward(sentence, number)
    top = next((place for place, i in enumerate(above) if tokens[i].pos in _VERBS), len(above) - 1)
    path = upward(sentence, verb)
    if verb == above[top] or any(i in path for i in above[:top]):
        return True
    own = any(token.head == verb and token.dep in SUBJECTS for token in tokens)
    # "31 people | hurt in the raid | were treated", where the parser takes "hurt" for what they did
    after = tokens[verb].head == tokens[above[top]].head and above[top] < verb
    return (above[top] in path or after) and not own
