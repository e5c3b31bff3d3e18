"""May a word of a drafted sentence stand for a word of a quote?"""

from functools import cache, lru_cache

from qa.guard_told import guard_lexicon
from qa.language import Token, parse
from qa.measures import measure_of
from qa.word_keys import word_keys

__all__ = ["keys_meant", "same_word"]


def same_word(said: Token, told: Token) -> bool:
    """Whether *said* may stand for the quote's word *told*: one word, or a more general one."""
    if said.lemma == told.lemma or word_keys(said.text) & word_keys(told.text):
        return True
    ours, theirs = {said.lemma, said.text.lower()}, {told.lemma, told.text.lower()}
    measure = measure_of(told.lemma)
    if measure and ours & _general(measure):
        return True
    return any(ours & group and theirs & group for group in _synonyms())


@lru_cache(maxsize=1_024)
def keys_meant(words: str) -> frozenset[str]:
    """The keys of *words*, a noun phrase, and of all words that may stand for its noun."""
    nouns = [t for i, t in enumerate(parse(words).tokens) if t.head == i]
    said = {form for t in nouns for form in (t.lemma, t.text.lower())}
    alike = [word for group in _synonyms() if group & said for word in group]
    return word_keys(" ".join((words, *alike)))


@cache
def _general(measure: str) -> frozenset[str]:
    return frozenset(guard_lexicon()["general"].get(measure, ()))


@cache
def _synonyms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in guard_lexicon()["synonyms"]["groups"])
