"""Does a drafted sentence say anything of what was read: by a verb of the quotes, or by "be"?"""

from qa.guard_predicates import matches
from qa.guard_told import Told, word_set
from qa.guard_words import QUOTED
from qa.language import Sentence, subtree
from qa.standing import certainty_lexicon

__all__ = ["states"]

_MEANT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "ADP"})


def states(sentence: Sentence, told: Told) -> bool:
    """Whether the sentence says something by a verb of the quotes, or by "be" with words of them.

    "The report says", "Trump said" and "the report is a report" state nothing.
    """
    tokens, plain = sentence.tokens, word_set("words", "function") | word_set("words", "frame")
    beside = _beside(sentence)
    if QUOTED.search(sentence.text):
        return True
    verbs = certainty_lexicon()["verbs"]["say"]
    # The parser takes some verbs for nouns; then the quotes tell.
    told_verbs = {
        token.text.lower()
        for quote, k in told.sentences()
        for token in quote[k].tokens
        if token.pos == "VERB"
    }
    if any(
        i not in beside
        and token.lemma not in verbs
        and (token.lemma not in plain or _known_thing(sentence, i))
        and (
            token.text.lower() in told_verbs
            or (token.pos == "VERB" and matches(token, told, verbal=False))
        )
        for i, token in enumerate(tokens)
    ):
        return True
    subjects = {
        tokens[k].lemma
        for i, token in enumerate(tokens)
        if token.dep in {"nsubj", "nsubjpass"} and tokens[token.head].lemma == "be"
        for k in range(*subtree(sentence, i))
    }
    denied = any(token.text.lower() in word_set("negation", "words") for token in tokens)
    linked = any(t.lemma == "be" and (denied or t.dep not in {"aux", "auxpass"}) for t in tokens)
    said = {t.lemma for t in tokens if t.pos in _MEANT - {"ADP"} and t.lemma not in plain}
    return linked and bool(said - subjects)


def _known_thing(sentence: Sentence, i: int) -> bool:
    """Whether a verb says that a thing is known, as in "the place had been known to all"."""
    return sentence.tokens[i].lemma == "know" and any(
        t.head == i and t.dep == "nsubjpass" and t.pos in {"NOUN", "PROPN"} for t in sentence.tokens
    )


def _beside(sentence: Sentence) -> frozenset[int]:
    """Words of clauses that only tell more of a noun: "a group which documents rights"."""
    tokens = sentence.tokens
    helped = {token.head for token in tokens if token.dep in {"aux", "auxpass"}}
    clauses = (
        subtree(sentence, i)
        for i, token in enumerate(tokens)
        if token.dep == "relcl" or (token.dep == "acl" and i not in helped)
    )
    return frozenset(k for start, end in clauses for k in range(start, end))
