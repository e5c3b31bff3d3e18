"""Words for what happened: the verb or noun, what it measures, and the kind of event it is of.

"Came down", "crashed" and "the crash" are of one kind; "bombed" measures an attack. The kinds are
data (``data/causes.toml``).
"""

from collections.abc import Iterator

from qa.language import Sentence
from qa.lexicons import load_lexicon
from qa.measures import load_measures, measure_of, related_measures

__all__ = ["event_keys", "is_harm"]

_HARM = frozenset({"destroyed", "damaged", "attacked", "exploded", "fired"})
_STEM = 5


def is_harm(keys: frozenset[str]) -> bool:
    """Whether words tell of a destruction, an explosion, a fall."""
    return any(key.startswith("kind ") or key.removeprefix("measure ") in _HARM for key in keys)


def event_keys(sentence: Sentence, i: int) -> frozenset[str]:
    """Words, measures and kinds of event of token *i*, a particle with it: "come down"."""
    tokens = sentence.tokens
    token = tokens[i]
    parts = [
        t.lemma
        for t in tokens
        if t.head == i and t.dep in {"prt", "advmod", "acomp", "oprd", "dobj"} and t.tag != "WRB"
    ]
    on = (j for j, t in enumerate(tokens) if t.head == i and t.lemma == "on")
    parts += [t.lemma for j in on for t in tokens if t.head == j]  # "set the mill on fire"
    phrases = [f"{token.lemma} {part}" for part in parts]
    kinds = {f"kind {kind}" for word in (token.lemma, *phrases) for kind in _kinds_of(word)}
    known = {*phrases, *kinds}
    measured = [load_measures().before.get(tuple(phrase.split())) for phrase in phrases]
    measure = next(filter(None, measured), measure_of(token.lemma))
    if measure:
        known |= {f"measure {name}" for name in related_measures(measure)}
    plain = len(token.lemma) > _STEM
    known.add(token.lemma[: max(_STEM, len(token.lemma) - 4)] if plain else token.lemma)
    return frozenset(known)


def _kinds_of(word: str) -> Iterator[str]:
    for kind, words in load_lexicon("causes")["effects"].items():
        if word in words:
            yield kind
