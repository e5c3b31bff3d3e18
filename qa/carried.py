"""A set that somebody tells of, told further: "..., the ministry said. The other two hit a tower".

What is said of the others of a set, of some of them or of the youngest, comes from whoever told of
the set.
"""

from itertools import pairwise

from qa.attribution import Attribution
from qa.language import Sentence, subtree
from qa.resolving import Spoken, resolved
from qa.speakers import attributions
from qa.stretches import Stretch

__all__ = ["told_further"]

_TOLD = frozenset({"say", "find", "claim", "confirm", "concede"})
_OTHERS = frozenset({"other", "another", "rest", "remaining", "remainder"})
_MOST = frozenset({"JJS", "RBS"})
_THEM = frozenset({"them", "those", "these", "whom"})


def told_further(stretch: Stretch) -> Spoken | None:
    """Who told of the set in the sentence before, of which this sentence tells more."""
    at = stretch.focus - 1
    if at < 0 or attributions(stretch.sentence) or not _of_the_set(stretch.sentence):
        return None
    before = stretch.sentences[at]
    tellers = [one for one in attributions(before) if one.speaker is not None]
    if len(tellers) != 1 or tellers[0].kind not in _TOLD or not _tells_of_a_set(before, tellers[0]):
        return None
    return resolved(stretch, at, tellers[0])


def _tells_of_a_set(sentence: Sentence, one: Attribution) -> bool:
    """Whether one speaks all of a sentence that counts: no verb of it is the report's own."""
    tokens, name = sentence.tokens, one.speaker or one.cue
    own = (
        i in one.scope or token.start == one.cue[0] or name[0] <= token.start < name[1]
        for i, token in enumerate(tokens)
        if token.pos == "VERB"
    )
    return all(own) and any(tokens[i].pos == "NUM" for i in one.scope)


def _of_the_set(sentence: Sentence) -> bool:
    """Whether a sentence is about others of a set, or counts some: "four of them"."""
    tokens = sentence.tokens
    if tokens[0].lemma == "among":
        inside = [i for i, token in enumerate(tokens[:8]) if i and token.head == 0]
        set_named = (
            tokens[i].text.lower() in _THEM or tokens[i - 1].lemma == "the" for i in inside
        )
        return any(set_named) and any(token.pos == "NUM" for token in tokens)
    # "The youngest, Mira Sol, was three": of those just told of
    most = tokens[0].lemma == "the" and tokens[1].tag in _MOST
    if most and tokens[2].pos in {"PUNCT", "VERB", "AUX"}:
        return True
    for i, token in enumerate(tokens):
        if token.dep not in {"nsubj", "nsubjpass"} or tokens[token.head].dep != "ROOT":
            continue
        phrase = tokens[slice(*subtree(sentence, i))]
        others = any(word.lemma in _OTHERS and word.start <= token.start for word in phrase)
        some = any(a.lemma == "of" and b.text.lower() in _THEM for a, b in pairwise(phrase))
        return others or some
    return False
