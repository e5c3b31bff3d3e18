"""Verbs whose measure depends on what is counted: men lost are dead, tanks lost are destroyed.

"Eight of them fell" tells of deaths too, "eight shells fell" does not. The nouns are data:
``data/measures.toml``.
"""

from qa.counted import Counted, index_at
from qa.language import Sentence, Token, noun_phrase
from qa.measures import load_measures

__all__ = ["loser_of", "lost_or_fallen"]

_LOSING = frozenset({"lose", "suffer"})
_NEAR = 6  # tokens between a count and the verb that it is the subject of


def lost_or_fallen(sentence: Sentence, counted: Counted) -> str | None:
    """The measure of "lost 140 fighters", "eleven tanks were lost", "eight of them fell"."""
    tokens = sentence.tokens
    verb = counted.first - 1
    while verb > 0 and tokens[verb].pos in {"ADV", "DET"}:
        verb -= 1
    if verb >= 0 and tokens[verb].lemma == "lose" and tokens[verb].pos == "VERB":
        return _of_lost(tokens, counted)
    for i in range(counted.end, min(counted.end + _NEAR, len(tokens))):
        if tokens[i].pos != "VERB":
            continue
        following = tokens[i + 1].pos if i + 1 < len(tokens) else "PUNCT"
        if tokens[i].lemma == "lose" and tokens[i].tag == "VBN":
            return _of_lost(tokens, counted)
        if (
            tokens[i].lemma == "fall"
            and following in {"PUNCT", "CCONJ"}
            and _people(tokens, counted)
        ):
            return "killed"
        return None
    return None


def loser_of(sentence: Sentence, number_start: int) -> str | None:
    """Whose loss a number counts: "the FRONT lost 40 fighters"; None where no verb tells."""
    tokens = sentence.tokens
    verb = index_at(sentence, number_start)
    while verb >= 0 and tokens[verb].lemma not in _LOSING:
        verb -= 1 if tokens[verb].pos in {"NUM", "ADV", "DET", "ADP", "ADJ"} else len(tokens)
    for i, token in enumerate(tokens[: max(verb, 0)]):
        if token.head == verb and token.dep == "nsubj":
            first, last = noun_phrase(sentence, i)
            return sentence.text[tokens[first].start : tokens[last - 1].end]
    return None


def _of_lost(tokens: tuple[Token, ...], counted: Counted) -> str | None:
    things = load_measures().structure
    lemma = tokens[counted.head].lemma if counted.head is not None else ""
    if lemma in things["equipment"]:
        return "destroyed"
    if lemma in things["limbs"]:
        return "wounded"
    return "killed" if _people(tokens, counted) else None


def _people(tokens: tuple[Token, ...], counted: Counted) -> bool:
    """Whether people are counted: by their noun, or by "of them"."""
    if counted.head is None:
        return counted.part
    lemma = tokens[counted.head].lemma
    return lemma in load_measures().structure["people"] or tokens[counted.head].ent == "NORP"
