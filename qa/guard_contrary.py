"""Does a drafted sentence in words of its own say the contrary of what a quote says?

"They came back" stands close to "they fled" for the model, since both tell of the same people and
the same place. Where either denies anything, contraries may agree, and nothing is held.
"""

from collections.abc import Iterator
from functools import cache

from qa.guard_entailed import likest
from qa.guard_evidence import Problem
from qa.guard_told import Told, guard_lexicon, word_set
from qa.language import Sentence
from qa.standing import certainty_lexicon

__all__ = ["check_contrary"]


def check_contrary(sentence: Sentence, told: Told) -> Iterator[Problem]:
    """A verb for which the quote's sentence that bears the draft out best has the contrary.

    A draft that has somebody deny what no quote denies says the contrary as well.
    """
    denials = certainty_lexicon()["verbs"]["deny"]
    denied = [t.text for t in sentence.tokens if t.pos == "VERB" and t.lemma in denials]
    quoted = [other[k] for other, k in told.sentences()]
    if denied and not any(_denies(q) or {t.lemma for t in q.tokens} & {*denials} for q in quoted):
        yield Problem("negation", f"nobody in the evidence says that it was not so: “{denied[0]}”")
    quote, i = likest(sentence, told)
    if not quote or _denies(sentence) or _denies(quote[i]):
        return
    lemmas = {token.lemma for other, k in told.sentences() for token in other[k].tokens}
    ours, theirs = _verbs(sentence), _verbs(quote[i])
    for one, contrary in _contraries():
        said, against = ours & one, theirs & contrary
        if said and against and not (lemmas | theirs) & one and not ours & contrary:
            yield Problem("negation", f"the evidence says “{min(against)}”, not “{min(said)}”")


def _verbs(sentence: Sentence) -> set[str]:
    tokens = sentence.tokens
    back = {t.head for t in tokens if t.text.lower() == "back"}
    moving = word_set("contrary", "moving")
    return {
        "return" if i in back and t.lemma in moving else t.lemma
        for i, t in enumerate(tokens)
        if t.pos == "VERB"
    }


def _denies(sentence: Sentence) -> bool:
    return any(t.text.lower() in word_set("negation", "words") for t in sentence.tokens)


@cache
def _contraries() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = [(frozenset(a), frozenset(b)) for a, b in guard_lexicon()["contrary"]["verbs"]]
    return tuple(pair for a, b in pairs for pair in ((a, b), (b, a)))
