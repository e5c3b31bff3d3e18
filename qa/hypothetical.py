"""What a report says may or is to happen, which did not happen: "100,000 could flee".

"Could have fled" is a guess at what happened, and no such case: its doubt is told with it.
"""

from collections.abc import Sequence
from functools import cache

from qa.language import Sentence, Token
from qa.lexicons import load_lexicon

__all__ = [
    "asks_ahead",
    "cue_ahead",
    "is_forecast",
    "is_hypothetical",
    "number_is_hypothetical",
]

_BESIDE = frozenset({"aux", "auxpass", "mark"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("hypothetical")[name])


def asks_ahead(tokens: Sequence[Token]) -> bool:
    """Whether a question asks for what is to come or may come, by its words."""
    to_come = any(
        t.tag == "TO" and tokens[tokens[t.head].head].lemma == "be" for t in tokens
    )  # "how many is the state to release"
    return to_come or any(_is_modal(t) or t.lemma in _words("ahead") for t in tokens)


def _is_modal(token: Token) -> bool:
    return token.tag == "MD" and token.lemma in _words("modals")


def number_is_hypothetical(sentence: Sentence, number: int) -> bool:
    """Whether those counted by the number at token *number* are part of what only may happen."""
    return cue_ahead(sentence, number) is not None


def is_hypothetical(sentence: Sentence, verb: int) -> bool:
    """Whether what the verb tells is only possible, planned, wanted or conditional."""
    return _cue_of(sentence, verb) is not None


def is_forecast(sentence: Sentence, verb: int) -> bool:
    """Whether the clause of *verb* says what may come: "may rise", "is likely to rise"."""
    likely = (t for t in sentence.tokens if t.head == verb and t.dep == "acomp")
    expected = sentence.tokens[verb].lemma == "expect"
    return expected or is_hypothetical(sentence, verb) or any(map(_points_ahead, likely))


def cue_ahead(sentence: Sentence, number: int) -> int | None:
    """The token that says so of those counted by the number: "could", "threatened", "if"."""
    tokens, i = sentence.tokens, number
    for _ in range(8):
        token = tokens[i]
        above = tokens[token.head]
        if token.head == i:
            return None
        if token.dep in _ARGUMENTS or (token.dep == "prep" and above.pos == "VERB"):
            cue = _cue_of(sentence, token.head)
            return token.head if cue is None and _awaited(sentence, token.head) else cue
        if token.dep not in {"nummod", "quantmod", "compound", "conj", "pobj", "amod", "appos"}:
            return None
        # "the deaths of 80": what is counted there is taken for granted
        if token.dep == "pobj" and tokens[above.head].pos not in {"VERB", "AUX"}:
            return None
        i = token.head
    return None


def _awaited(sentence: Sentence, verb: int) -> bool:
    """As in "300 people are expected to be evacuated", "20 are to be freed"."""
    tokens = sentence.tokens
    below = (t for t in tokens if t.head == verb and t.dep == "xcomp")
    return _points_ahead(tokens[verb]) and any(t.pos in {"VERB", "AUX"} for t in below)


def _points_ahead(word: Token) -> bool:
    """Whether its infinitive tells what is to come: "threatened to", "are to", "likely to"."""
    return word.lemma == "be" or word.lemma in _words("ahead")


def _cue_of(sentence: Sentence, verb: int) -> int | None:
    tokens, i = sentence.tokens, verb
    for _ in range(6):
        beside = [j for j, t in enumerate(tokens) if t.head == i and t.dep in _BESIDE]
        perfect = any(tokens[j].lemma == "have" for j in beside)
        # "will not say", "could not flee" tell what did not happen.
        certain = perfect or any(t.head == i and t.dep == "neg" for t in tokens)
        for j in beside:
            if (_is_modal(tokens[j]) and not certain) or tokens[j].lemma in _words("conditions"):
                return j
        token, above = tokens[i], tokens[tokens[i].head]
        if token.head == i:
            return None
        infinitive = any(t.lemma == "to" and t.head == i for t in tokens)
        if infinitive and not perfect and token.dep in {"xcomp", "ccomp", "acl", "advcl"}:
            if _points_ahead(above):
                return token.head
            if token.dep != "xcomp":
                return None
        elif not _joined(sentence, i):
            return None
        i = token.head
    return None


def _joined(sentence: Sentence, verb: int) -> bool:
    """Whether a verb shares the words beside the verb before it: "could flee and die"."""
    token = sentence.tokens[verb]
    own = any(t.head == verb and t.dep == "nsubj" for t in sentence.tokens)
    return token.dep == "conj" and token.tag == sentence.tokens[token.head].tag and not own
