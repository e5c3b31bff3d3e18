"""Is a place only named in passing, so that nothing of what is told happened there?

Where people had come from, where a like raid was before, whose prosecutor speaks, and the name of
a body: "hundreds who had come from Osht", "two days after a similar raid on Osht", "told the
prosecutor in Osht", "the Osht People's Army".
"""

from collections.abc import Sequence
from functools import lru_cache

from qa.apposition import is_role
from qa.bodies import named_things
from qa.language import Sentence, Token, parse
from qa.lexicons import load_lexicon
from qa.measures import measure_of
from qa.places_told import name_keys
from qa.roles import role_of
from qa.sentences import sentence_spans
from qa.word_keys import word_keys

__all__ = ["comes_from", "only_in_passing"]

_LIKE = frozenset({"similar", "comparable", "identical", "like"})
_EARLIER = frozenset({"earlier", "previous"})
_APART = frozenset({"after", "before", "since", "like", "unlike", "than", "as", "following"})
_WITHIN = frozenset({"compound", "nmod", "amod", "poss"})


@lru_cache(maxsize=1_024)
def only_in_passing(text: str, keys: frozenset[str]) -> bool:
    """Whether *text* names the place known by *keys*, and each time only in passing."""
    found = False
    for start, end in sentence_spans(text):
        if keys & word_keys(text[start:end]):
            sentence = parse(text[start:end])
            named = [i for i, t in enumerate(sentence.tokens) if keys & name_keys(t.text)]
            if not named or not all(_is_aside(sentence, i) for i in named):
                return False
            found = True
    return found


def _is_aside(sentence: Sentence, i: int) -> bool:
    tokens = sentence.tokens
    if _is_in_body(sentence, tokens[i]):
        return True
    at = i
    while tokens[at].dep in _WITHIN and tokens[at].head > at:
        at = tokens[at].head
    if tokens[at].dep != "pobj":
        return False
    link = tokens[at].head
    above = tokens[link].head
    if tokens[link].lemma == "from":
        return comes_from(tokens[above])
    return _is_compared(tokens, above) or _is_office(sentence, link)


def comes_from(token: Token) -> bool:
    """Whether "from" after the word tells where somebody had been: "COME from Osht"."""
    return token.lemma in load_lexicon("answer_types")["origins"]["words"]


def _is_in_body(sentence: Sentence, token: Token) -> bool:
    """Whether it is a part of a body's name: "the OSHT People's Army", but not "OSHT police"."""
    nouns = load_lexicon("answer_types")["bodies"]["nouns"]
    for entity in named_things(sentence):
        if entity.label == "ORG" and entity.start <= token.start and token.end < entity.end:
            last = entity.text.split()[-1]
            return last.istitle() and last.lower() in nouns
    return False


def _is_compared(tokens: Sequence[Token], deed: int) -> bool:
    """Whether the deed is only one to compare with: "two days after a similar RAID on Osht".

    Who died "after an earlier raid" died of it, unless it is told how long after.
    """
    link = tokens[deed].head
    if tokens[deed].dep != "pobj" or tokens[link].lemma not in _APART:
        return False
    words = {t.text.lower() for t in tokens if t.head == deed}
    later = link > 0 and tokens[link - 1].ent in {"DATE", "TIME"}
    return bool(words & _LIKE) or (later and bool(words & _EARLIER))


def _is_office(sentence: Sentence, link: int) -> bool:
    """Whether it tells whose office somebody holds to whom nothing was done."""
    tokens = sentence.tokens
    if not is_role(tokens[tokens[link].head : tokens[link].head + 1]):
        return False
    _, verb = role_of(sentence, tokens[link].head)
    return measure_of(tokens[verb].lemma) is None
